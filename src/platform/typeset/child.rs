//! The child process that typesets one file: this program, started once more with its hidden command `typeset`.
use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, anyhow, ensure};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::{Child, Command},
    sync::Semaphore,
};

use super::Template;
use crate::error::Result;

/// The longest a file may take.
const LIMIT: Duration = Duration::from_secs(20);
/// The largest file, in bytes.
const LARGEST: u64 = 32 << 20;

/// Typesets files, one at a time.
pub struct Typesetter {
    program: PathBuf,
    command: &'static str,
    limit: Duration,
    turn: Semaphore,
}

impl Typesetter {
    /// `program` is this program; tests, which are another one, name it.
    pub fn new(program: PathBuf) -> Self {
        Self { program, command: "typeset", limit: LIMIT, turn: Semaphore::new(1) }
    }

    /// Starts the running program itself, also when its file was replaced by a newer one in the meantime.
    ///
    /// # Errors
    /// The system does not tell which file that is.
    pub fn own() -> Result<Self> {
        let running = PathBuf::from("/proc/self/exe");
        Ok(Self::new(if running.exists() { running } else { std::env::current_exe()? }))
    }

    /// The PDF of a template with its data. Waits for its turn; dropping the future ends the child.
    ///
    /// # Errors
    /// The child failed, took longer than 20 seconds or wrote more than 32 MiB. The reason holds nothing of the data.
    pub async fn typeset(&self, template: Template, data: &Value) -> Result<Vec<u8>> {
        let job = serde_json::to_vec(&json!({ "template": template, "data": data }))?;
        let _turn = self.turn.acquire().await.context("waiting for the typesetter")?;
        let mut child = self.start()?;
        let pdf = tokio::time::timeout(self.limit, converse(&mut child, &job)).await;
        let pdf = pdf.unwrap_or_else(|_| Err(anyhow!("it took longer than {} s", self.limit.as_secs())));
        if pdf.is_err() {
            // It may have ended by itself, which is as good.
            let _ = child.kill().await;
        }
        Ok(pdf.with_context(|| format!("typesetting {}", template.as_str()))?)
    }

    /// The child gets none of our settings and secrets. What it says about a failure may repeat the data, so nobody
    /// listens; whoever looks for the reason gives the same data to the command by hand.
    fn start(&self) -> std::io::Result<Child> {
        let mut command = command(&self.program);
        // One thread, so that the pages of others are not kept waiting.
        command.arg(self.command).env_clear().env("RAYON_NUM_THREADS", "1");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that starts the typesetter")]
fn command(program: &Path) -> Command {
    Command::new(program)
}

async fn converse(child: &mut Child, job: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut input = child.stdin.take().context("no way to the child")?;
    let mut output = child.stdout.take().context("no way from the child")?.take(LARGEST + 1);
    let mut pdf = Vec::new();
    let write = async move {
        // A child that ends early closes its side; its end says more than this failure would.
        let _ = input.write_all(job).await;
    };
    let ((), read) = tokio::join!(write, output.read_to_end(&mut pdf));
    read?;
    ensure!(pdf.len() as u64 <= LARGEST, "it is too large");
    let status = child.wait().await?;
    ensure!(status.success(), "the child ended with {status}");
    Ok(pdf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typesetter(program: &str, command: &'static str, limit: Duration) -> Typesetter {
        Typesetter { program: program.into(), command, limit, turn: Semaphore::new(1) }
    }

    async fn reason(typesetter: &Typesetter) -> String {
        typesetter.typeset(Template::Labels, &json!({ "trade_name": "Dapur Rahma" })).await.unwrap_err().to_string()
    }

    #[tokio::test]
    async fn a_child_that_hangs_is_ended_and_the_next_one_has_its_turn() {
        let hanging = typesetter("/bin/sleep", "600", Duration::from_millis(50));
        for _ in 0..2 {
            assert!(reason(&hanging).await.contains("took longer"));
        }
    }

    #[tokio::test]
    async fn a_child_that_fails_is_told_without_the_data() {
        let reason = reason(&typesetter("/bin/cat", "/no/such/file", LIMIT)).await;
        assert!(reason.contains("typesetting labels: the child ended with exit status: 1"), "{reason}");
        assert!(!reason.contains("Rahma"));
    }

    #[tokio::test]
    async fn a_child_that_never_stops_talking_is_ended() {
        assert!(reason(&typesetter("/usr/bin/yes", "again", LIMIT)).await.contains("too large"));
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_an_error() {
        reason(&typesetter("/no/such/program", "typeset", LIMIT)).await;
    }

    #[tokio::test]
    async fn the_child_sees_nothing_of_our_settings() {
        let seen = typesetter("/usr/bin/env", "--null", LIMIT).typeset(Template::Labels, &json!({})).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&seen), "RAYON_NUM_THREADS=1\0");
    }
}
