//! How much is worked on at once, so that photos sent together cannot take all memory.
use std::time::Duration;

use anyhow::Context;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    task,
    time::timeout,
};

use super::Refusal;
use crate::error::Result;

/// Megapixels worked on at once.
const MOST: u32 = 48;
/// What the smallest photo counts as: two at a time, however small they are.
pub const LEAST: u32 = 24;
/// How long a request waits for its turn, and how long for the work.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Queue(Semaphore);

impl Queue {
    pub const fn new() -> Self {
        Self(Semaphore::const_new(MOST as usize))
    }

    /// Does the work on a blocking thread when it is its turn. Work that takes too long is not waited for, but goes on
    /// and keeps its place until it is done: it cannot be stopped.
    pub async fn run<T: Send + 'static>(
        &'static self,
        megapixels: u32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Result<T, Refusal>> {
        let place = self.0.acquire_many(megapixels.clamp(LEAST, MOST));
        let Ok(place) = timeout(PATIENCE, place).await else {
            return Ok(Err(Refusal::Busy));
        };
        let place: SemaphorePermit<'static> = place.context("the queue is never closed")?;
        let job = task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        match timeout(PATIENCE, job).await {
            Ok(done) => Ok(Ok(done.context("the work on a photo broke off")?)),
            Err(_) => Ok(Err(Refusal::TooSlow)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering::SeqCst},
        thread,
    };

    use super::*;

    #[tokio::test]
    async fn two_photos_are_worked_on_at_a_time_however_small() {
        static QUEUE: Queue = Queue::new();
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST_AT_ONCE: AtomicUsize = AtomicUsize::new(0);
        let work = || {
            MOST_AT_ONCE.fetch_max(NOW.fetch_add(1, SeqCst) + 1, SeqCst);
            thread::sleep(Duration::from_millis(30));
            NOW.fetch_sub(1, SeqCst);
        };
        let jobs: Vec<_> = (1..9).map(|megapixels| tokio::spawn(QUEUE.run(megapixels, work))).collect();
        for job in jobs {
            job.await.unwrap().unwrap().unwrap();
        }
        assert_eq!(MOST_AT_ONCE.load(SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_ten_seconds_for_a_turn_is_sent_away() {
        static QUEUE: Queue = Queue::new();
        let _places = QUEUE.0.acquire_many(30).await.unwrap();
        assert_eq!(QUEUE.run(1, || ()).await.unwrap(), Err(Refusal::Busy));
    }

    #[tokio::test]
    async fn work_that_is_no_longer_waited_for_keeps_its_place() {
        static QUEUE: Queue = Queue::new();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        let job = tokio::spawn(QUEUE.run(24, move || wait.recv()));
        while QUEUE.0.available_permits() == MOST as usize {
            tokio::task::yield_now().await;
        }
        job.abort();
        assert!(job.await.unwrap_err().is_cancelled());
        assert_eq!(QUEUE.0.available_permits(), 24);
        go.send(()).unwrap();
        while QUEUE.0.available_permits() != MOST as usize {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
