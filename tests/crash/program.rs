//! The real program as a child: started on the same data again and again, ended with a kill that it cannot catch.
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// A start that takes longer will never end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where the program keeps its things.
pub struct Home {
    pub data: PathBuf,
    pub database_url: String,
}

/// A running program. It is gone with this value.
pub struct Program {
    child: Child,
    /// The first line that names an address; the sender is gone when the program ends.
    address: mpsc::Receiver<SocketAddr>,
    begun: Instant,
}

impl Home {
    /// Starts the program and does not wait for it.
    pub fn start(&self) -> Program {
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_tanggui"))
            .args(["demo", "--port", "0", "--pages-per-second", "1000000", "--database-url", &self.database_url])
            .arg("--data")
            .arg(&self.data)
            .env("TANGGUI_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, address) = mpsc::channel();
        // Read to the end: a program whose output nobody takes would stand still.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(found) = line.strip_prefix("Tanggui: http://") {
                    let _ = sender.send(found.parse().unwrap());
                }
            }
        });
        Program { child, address, begun }
    }

    /// What the program complained about in all its lives.
    pub fn complaints(&self) -> Vec<String> {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Those of them that are errors.
    pub fn errors(&self) -> Vec<String> {
        self.complaints().into_iter().filter(|line| line.contains("ERROR") || line.contains("panicked")).collect()
    }

    fn log(&self) -> PathBuf {
        let mut name = self.data.clone().into_os_string();
        name.push(".log");
        Path::new(&name).to_owned()
    }
}

impl Program {
    /// Waits until the program answers: its address, and how long the start took. Nothing when it ended or hangs.
    pub fn ready(&self) -> Option<(SocketAddr, Duration)> {
        let address = self.address.recv_timeout(PATIENCE).ok()?;
        Some((address, self.begun.elapsed()))
    }

    /// `SIGKILL`, and the wait for the child to be gone.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}
