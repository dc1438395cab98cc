//! One store, one program that lives many times, and what is known about its writes.
use std::{
    env,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use tanggui::{
    app::photos,
    demo::World,
    platform::{
        db,
        files::now,
        i18n::{self, Lang},
        photos::Size,
    },
};
use tempfile::TempDir;

use crate::{
    client::Client,
    program::{Home, Program},
    store::{self, Store},
    verdict::{Baseline, Verdict, judge},
    writers::{Ledger, Profile, write_until_killed},
};

/// Who leads which enterprise of the demo world, and the number its writes begin after: no two write the same one.
const LEADS: [(&str, &str, u32); 2] = [("rahma", "Purun Sanja", 0), ("ruslan", "Sasirangan Rintik", 100_000)];
const PASSWORD: &str = "kain-purun-dan-amplang";
/// The longest the clients write before the kill.
const LONGEST_WAIT: u64 = 900;
/// Each so-manieth start after a kill is killed too, before it is through.
const START_KILLED: u32 = 4;
/// The promise: what was committed is found again so long after a start.
const CATCH_UP: Duration = Duration::from_secs(10);

/// Where an experiment takes place. The folder is gone with it.
pub struct Place {
    pub home: Home,
    _folder: TempDir,
}

/// A store under trial.
pub struct Experiment<'a> {
    pub store: Store,
    pub ledger: Ledger,
    home: &'a Home,
    baseline: Baseline,
    running: Option<(Program, SocketAddr)>,
    rounds: u32,
    starts_killed: u32,
    /// Writes that are in the store though the program died before it could say so.
    unspoken: usize,
    slowest: Duration,
    begun: Instant,
}

impl Place {
    pub fn sqlite() -> Self {
        Self::at(None)
    }

    /// On the server that `TANGGUI_TEST_POSTGRES` names, if it names one.
    pub fn postgresql() -> Option<Self> {
        let server = env::var("TANGGUI_TEST_POSTGRES").ok()?;
        Some(Self::at(Some(store::create_database(&server))))
    }

    fn at(database_url: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        hang_pictures(&data);
        let database_url = database_url.unwrap_or_else(|| db::sqlite_url(&data));
        Self { home: Home { data, database_url }, _folder: folder }
    }
}

impl<'a> Experiment<'a> {
    /// Starts the program, signs the writers in, and lets each write once to see what a write adds.
    pub fn begin(place: &'a Place) -> Self {
        let home = &place.home;
        let begun = Instant::now();
        let (program, address) = start(home);
        let store = Store::new(&home.database_url);
        let profiles = LEADS.map(|lead| sign_in(address, &store, lead)).into();
        let mut ledger = Ledger { profiles, ..Ledger::default() };
        let codes: Vec<&str> = ledger.profiles.iter().map(|profile| profile.code.as_str()).collect();
        let before = store.facts(&codes);
        for profile in &mut ledger.profiles {
            let answer = profile.write(address).unwrap();
            assert_eq!(profile.acknowledged, 1, "{} {} {}", answer.status, answer.location, answer.text);
        }
        let codes: Vec<&str> = ledger.profiles.iter().map(|profile| profile.code.as_str()).collect();
        let after = store.facts(&codes);
        let changes = after.faces.iter().zip(&before.faces).map(|(after, before)| after.changes - before.changes);
        let baseline =
            Baseline { changes_per_write: changes.collect(), day_counters: before.day_counters, faces: before.faces };
        assert!(baseline.changes_per_write.iter().all(|changes| *changes > 0), "a new name is noted for the index");
        let mut own = Self {
            store,
            ledger,
            home,
            baseline,
            running: Some((program, address)),
            rounds: 0,
            starts_killed: 0,
            unspoken: 0,
            slowest: Duration::ZERO,
            begun,
        };
        own.look(Instant::now());
        own
    }

    /// Writes, a kill, a start, a look at everything.
    pub fn round(&mut self) {
        let (program, address) = self.running.take().expect("the program runs between rounds");
        write_until_killed(&mut self.ledger, program, address, any_of(LONGEST_WAIT));
        assert_eq!(self.ledger.surprises, [""; 0], "after {} rounds", self.rounds);
        let orphans = self.store.orphans();
        self.rounds += 1;
        if self.rounds.is_multiple_of(START_KILLED) {
            let program = self.home.start();
            thread::sleep(any_of(100));
            program.kill();
            self.starts_killed += 1;
        }
        let begun = Instant::now();
        self.running = Some(start(self.home));
        self.store.outlive(&orphans);
        self.look(begun);
    }

    /// Ends the program for good.
    pub fn stop(&mut self) {
        self.running = None;
    }

    /// Holds the ledger against the store.
    pub fn judge(&mut self) -> Verdict {
        let codes: Vec<&str> = self.ledger.profiles.iter().map(|profile| profile.code.as_str()).collect();
        let facts = self.store.facts(&codes);
        let verdict = judge(&mut self.ledger, &self.baseline, &facts);
        let faces = self.ledger.profiles.iter().map(|profile| (profile.written - profile.acknowledged) as usize);
        self.unspoken = facts.attempts.len().saturating_sub(self.ledger.flows.len()) + faces.sum::<usize>();
        verdict
    }

    /// Acknowledged writes: codes asked for, and faces written.
    pub fn acknowledged(&self) -> (u32, u32) {
        let flows = self.ledger.flows.len().try_into().unwrap();
        (flows, self.ledger.profiles.iter().map(|profile| profile.acknowledged).sum())
    }

    pub fn summary(&self) -> String {
        let (flows, faces) = self.acknowledged();
        format!(
            "{} rounds and {} starts killed, {flows} + {faces} writes acknowledged, {} more found in the store, 0 lost, \
             0 torn, slowest catch-up {} ms, {} s in all",
            self.rounds,
            self.starts_killed,
            self.unspoken,
            self.slowest.as_millis(),
            self.begun.elapsed().as_secs(),
        )
    }

    /// The store holds everything, and the pages show it: the face itself at once, the search in time.
    fn look(&mut self, begun: Instant) {
        assert_eq!(self.judge(), Verdict::default(), "after {} rounds", self.rounds);
        let (_, address) = self.running.as_ref().expect("the program runs");
        let client = Client { program: *address, source: Ipv4Addr::LOCALHOST, session: String::new() };
        for profile in &self.ledger.profiles {
            let page = client.get(&format!("/usaha/{}", profile.code)).unwrap();
            assert!(page.text.contains(&Profile::story(profile.stands)), "{}: {}", page.status, page.text);
            while !is_found(&client, profile) {
                assert!(begun.elapsed() < CATCH_UP, "the search does not find {}", Profile::word(profile.stands));
                thread::sleep(Duration::from_millis(20));
            }
        }
        self.slowest = self.slowest.max(begun.elapsed());
    }
}

/// Pictures are no part of the experiment, and painting them would keep the processor from the clients: the program
/// finds that none is missing.
fn hang_pictures(data: &Path) {
    let files = photos(data).unwrap();
    for (key, _) in World::read().unwrap().pictures() {
        now(files.put(&Size::Share.file(&key), Vec::new())).unwrap();
    }
}

pub fn start(home: &Home) -> (Program, SocketAddr) {
    let program = home.start();
    match program.ready() {
        Some((address, _)) => (program, address),
        None => panic!("the program does not start: {:#?}", home.complaints()),
    }
}

fn sign_in(program: SocketAddr, store: &Store, (name, enterprise, number): (&str, &str, u32)) -> Profile {
    let session = session_of(program, name);
    let code = store.code_of(enterprise);
    let face = store.facts(&[&code]).faces.remove(0);
    Profile {
        code,
        first_version: face.version,
        goods: face.goods,
        trade_name: enterprise.to_owned(),
        session,
        sent: number,
        stands: number,
        written: 0,
        acknowledged: 0,
    }
}

/// The cookie of a new session of somebody of the demo.
pub fn session_of(program: SocketAddr, name: &str) -> String {
    let client = Client { program, source: Ipv4Addr::LOCALHOST, session: String::new() };
    let address = format!("{name}@tanggui.example");
    let answer = client.post("/masuk", &[("alamat", &address), ("sandi", PASSWORD), ("cara", "sandi")]).unwrap();
    let Some(session) = answer.cookie("s") else { panic!("{name} cannot sign in: {}", answer.status) };
    session.to_owned()
}

/// Whether the search, asked for the word that stands in the name now, finds all goods and does not say that it rests.
fn is_found(client: &Client, profile: &Profile) -> bool {
    let page = client.get(&format!("/barang?q={}", Profile::word(profile.stands))).unwrap();
    assert_eq!(page.status, 200);
    let resting = i18n::text(Lang::Id, "search-resting", None);
    assert!(!page.text.contains(&resting), "the index survives a kill");
    page.text.matches("\"card-title\"").count() == profile.goods
}

/// A random span of time.
pub fn any_of(milliseconds: u64) -> Duration {
    Duration::from_millis(getrandom::u64().unwrap() % milliseconds)
}
