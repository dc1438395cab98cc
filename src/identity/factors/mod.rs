//! What somebody proves with: passwords, the authenticator, spare codes.
pub mod password;
pub mod recovery;
pub mod totp;

use std::sync::Arc;

use tokio::sync::Semaphore;

use self::password::{Cost, Hasher, Verified};
use crate::error::Result;

/// Hashes passwords on threads that may block, so many at once as there are processors: memory stays bounded when
/// many sign in.
#[derive(Clone)]
pub struct Passwords {
    hasher: Arc<Hasher>,
    gate: Arc<Semaphore>,
}

impl Passwords {
    pub fn new(pepper: &[u8], cost: Cost) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self { hasher: Arc::new(Hasher::new(pepper, cost)), gate: Arc::new(Semaphore::new(processors)) }
    }

    /// The verifier of a new password.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        Ok(self.work(move |hasher| hasher.hash(&password)).await?.map_err(anyhow::Error::from)?)
    }

    /// Whether a password fits a verifier. Without one the same work is done for nobody.
    pub async fn verify(&self, password: &str, verifier: Option<String>) -> Result<Verified> {
        let password = password.to_owned();
        self.work(move |hasher| {
            let Some(verifier) = verifier else {
                hasher.verify_nobody(&password);
                return Verified::Wrong;
            };
            hasher.verify(&password, &verifier)
        })
        .await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce(&Hasher) -> T + Send + 'static) -> Result<T> {
        let _turn = self.gate.acquire().await.map_err(anyhow::Error::from)?;
        let hasher = self.hasher.clone();
        Ok(tokio::task::spawn_blocking(move || work(&hasher)).await.map_err(anyhow::Error::from)?)
    }
}
