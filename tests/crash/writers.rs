//! Clients that write until the program dies under them, and the ledger of what was acknowledged to them.
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

use sha2::{Digest, Sha256};

use crate::{
    client::{Answer, Client},
    program::Program,
};

/// Clients without a session that ask for codes at the same time.
const ASKING: usize = 3;
/// A network may ask for thirty codes an hour; then the next network asks.
const ASKED_BY_ONE_NETWORK: u32 = 25;
/// Within this time each client has written something, or the program does not take writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the program has acknowledged, in all its lives.
#[derive(Default)]
pub struct Ledger {
    /// Digests of the flows that were begun.
    pub flows: Vec<Vec<u8>>,
    pub profiles: Vec<Profile>,
    /// Answers no client should get, whatever happens to the program.
    pub surprises: Vec<String>,
}

/// An enterprise whose face one client writes again and again, with a number in it.
pub struct Profile {
    pub code: String,
    pub trade_name: String,
    pub session: String,
    /// The version of the enterprise before the first write. Each write says which version it has seen.
    pub first_version: u64,
    /// How many public goods the enterprise has.
    pub goods: usize,
    /// The number that was sent last.
    pub sent: u32,
    /// The number that was acknowledged last, or was found in the store after a kill.
    pub stands: u32,
    /// How many writes the store must hold: acknowledged, or found after a kill.
    pub written: u32,
    /// How many writes were acknowledged.
    pub acknowledged: u32,
}

impl Profile {
    /// The story with a number.
    pub fn story(number: u32) -> String {
        format!("Kami menganyam purun setiap pagi. Helai ke-{number} baru selesai.")
    }

    /// The number in a story; 0 in the one that stood there before.
    pub fn number(story: &str) -> u32 {
        let number = story.split_once("Helai ke-").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
        number.unwrap_or_default()
    }

    /// A word that stands in the trade name beside this number and nowhere else.
    pub fn word(number: u32) -> String {
        const SYLLABLES: [&str; 10] = ["ba", "ca", "do", "go", "ju", "lo", "mo", "no", "ru", "wo"];
        format!("{number:04}").bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect()
    }

    /// Writes the next number.
    pub fn write(&mut self, program: SocketAddr) -> io::Result<Answer> {
        self.sent += 1;
        let client = Client { program, source: Ipv4Addr::LOCALHOST, session: self.session.clone() };
        let (name, story) = (format!("{} {}", self.trade_name, Self::word(self.sent)), Self::story(self.sent));
        let seen = (self.first_version + u64::from(self.written)).to_string();
        let fields = [
            ("nama", name.as_str()),
            ("sektor", "craft"),
            ("wilayah", "Kota Banjarmasin"),
            ("cerita", &story),
            ("versi", &seen),
        ];
        let answer = client.post(&format!("/saya/usaha/{}/profil", self.code), &fields)?;
        if answer.status == 303 && answer.location.starts_with("/saya/") {
            self.stands = self.sent;
            self.written += 1;
            self.acknowledged += 1;
        }
        Ok(answer)
    }
}

/// Lets all clients write, and kills the program at a random moment after each has had its first acknowledgement. The
/// wait is the experiment: where the kill falls in the work of the program is left to chance.
pub fn write_until_killed(ledger: &mut Ledger, program: Program, address: SocketAddr, wait: Duration) {
    let killed = AtomicBool::new(false);
    let flows = Mutex::new(Vec::new());
    let surprises = Mutex::new(Vec::new());
    let (first, firsts) = mpsc::channel();
    let writing = Writing { address, killed: &killed, surprises: &surprises };
    thread::scope(|scope| {
        let (flows, profiles) = (&flows, &mut ledger.profiles);
        let clients = ASKING + profiles.len();
        for _ in 0..ASKING {
            let first = first.clone();
            scope.spawn(move || writing.ask_for_codes(flows, &first));
        }
        for profile in profiles {
            let first = first.clone();
            scope.spawn(move || writing.write_face(profile, &first));
        }
        drop(first);
        let wrote = (0..clients).filter(|_| firsts.recv_timeout(PATIENCE).is_ok()).count();
        if wrote < clients {
            writing.surprise(format!("only {wrote} of {clients} clients could write"));
        }
        thread::sleep(wait);
        killed.store(true, Ordering::SeqCst);
        program.kill();
    });
    ledger.flows.append(&mut flows.into_inner().unwrap());
    ledger.surprises.append(&mut surprises.into_inner().unwrap());
}

/// What all clients share while the program lives.
#[derive(Clone, Copy)]
struct Writing<'a> {
    address: SocketAddr,
    /// Set before the kill: only then may a request fail.
    killed: &'a AtomicBool,
    surprises: &'a Mutex<Vec<String>>,
}

impl Writing<'_> {
    /// Asks for a code for one new address after the other. No client sends a cookie, so each begins a new flow.
    fn ask_for_codes(self, flows: &Mutex<Vec<Vec<u8>>>, first: &Sender<()>) {
        let mut asked = 0;
        let mut network = next_number();
        loop {
            if asked > 0 && asked % ASKED_BY_ONE_NETWORK == 0 {
                network = next_number();
            }
            let client = Client { program: self.address, source: of_network(network), session: String::new() };
            let address = format!("pembeli-{network}-{asked}@example.org");
            let fields = [("alamat", address.as_str()), ("cara", "kode"), ("bersama", "1")];
            let answer = client.post("/masuk", &fields);
            let flow = answer.as_ref().ok().filter(|answer| answer.status == 303).and_then(|answer| answer.cookie("f"));
            let Some(flow) = flow else { return self.end("a code", answer) };
            flows.lock().unwrap().push(Sha256::digest(flow).to_vec());
            if asked == 0 {
                let _ = first.send(());
            }
            asked += 1;
        }
    }

    /// Writes the face of one enterprise, number after number.
    fn write_face(self, profile: &mut Profile, first: &Sender<()>) {
        let before = profile.acknowledged;
        loop {
            let acknowledged = profile.acknowledged;
            let answer = profile.write(self.address);
            if profile.acknowledged == acknowledged {
                return self.end("a face", answer);
            }
            if acknowledged == before {
                let _ = first.send(());
            }
        }
    }

    /// A client stops at the first request that fails, which is to be the fault of the kill.
    fn end(self, what: &str, answer: io::Result<Answer>) {
        match answer {
            Ok(answer) => self.surprise(format!("{what}: {} {}", answer.status, answer.location)),
            Err(_) if self.killed.load(Ordering::SeqCst) => {}
            Err(error) => self.surprise(format!("{what}: {error} although the program was alive")),
        }
    }

    fn surprise(self, what: String) {
        self.surprises.lock().unwrap().push(what);
    }
}

/// Never the same twice in this process.
fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// An address of a network of its own, apart from the one everybody else here uses.
fn of_network(number: u32) -> Ipv4Addr {
    let [_, _, high, low] = number.to_be_bytes();
    Ipv4Addr::new(127, 1 + high % 254, low, 1)
}
