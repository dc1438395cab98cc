//! The promise that nothing acknowledged is lost when the program is killed: the real program, real clients, a real
//! kill at a random moment, a start on the same data, and a look at everything that was acknowledged. Linux only, for
//! its many loopback addresses.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails"
)]

mod client;
mod counter;
mod experiment;
mod program;
mod store;
mod verdict;
mod writers;

use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use experiment::{Experiment, Place};
use writers::Profile;

#[test]
fn no_acknowledged_write_is_lost_on_sqlite() {
    let _alone = alone();
    rounds("SQLite", &Place::sqlite());
}

#[test]
fn no_acknowledged_write_is_lost_on_postgresql() {
    let _alone = alone();
    let Some(place) = Place::postgresql() else { return };
    rounds("PostgreSQL", &place);
}

#[test]
fn a_first_start_that_was_killed_can_be_begun_again_on_sqlite() {
    let _alone = alone();
    first_starts(|| Some(Place::sqlite()));
}

#[test]
fn a_first_start_that_was_killed_can_be_begun_again_on_postgresql() {
    let _alone = alone();
    first_starts(Place::postgresql);
}

#[test]
fn no_sale_is_lost_or_double_when_the_program_dies_at_the_counter_on_sqlite() {
    let _alone = alone();
    println!("SQLite: {}", counter::sell_and_kill(&Place::sqlite().home, 12));
}

#[test]
fn no_sale_is_lost_or_double_when_the_program_dies_at_the_counter_on_postgresql() {
    let _alone = alone();
    let Some(place) = Place::postgresql() else { return };
    println!("PostgreSQL: {}", counter::sell_and_kill(&place.home, 12));
}

/// The control: a judge that finds nothing because it cannot find anything proves nothing.
#[test]
fn what_is_taken_out_of_the_store_is_missed() {
    let _alone = alone();
    let place = Place::sqlite();
    let mut experiment = Experiment::begin(&place);
    experiment.round();
    experiment.stop();
    assert_eq!(experiment.judge(), verdict::Verdict::default());
    let flow = HEXLOWER.encode(&experiment.ledger.flows[0]);
    let code = experiment.ledger.profiles[0].code.clone();
    let faults = [
        (format!("DELETE FROM sign_in_attempt WHERE flow_hash = x'{flow}'"), 1, 2),
        ("DELETE FROM outbox WHERE id = (SELECT max(id) FROM outbox)".to_owned(), 1, 3),
        (format!("UPDATE enterprise SET story = '{}' WHERE public_code = '{code}'", Profile::story(0)), 2, 4),
        (format!("UPDATE enterprise SET row_version = row_version - 1 WHERE public_code = '{code}'"), 2, 5),
    ];
    for (fault, lost, torn) in faults {
        experiment.store.execute(&fault);
        let verdict = experiment.judge();
        assert_eq!((verdict.lost.len(), verdict.torn.len()), (lost, torn), "{fault}: {verdict:#?}");
    }
}

/// Kills the program again and again and prints what came of it.
fn rounds(engine: &str, place: &Place) {
    let rounds = std::env::var("TANGGUI_CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(40);
    let mut experiment = Experiment::begin(place);
    for _ in 0..rounds {
        experiment.round();
    }
    experiment.stop();
    assert_eq!(experiment.store.integrity(), "ok");
    println!("{engine}: {}", experiment.summary());
    let (flows, faces) = experiment.acknowledged();
    assert!(flows >= 10 * rounds && faces >= 4 * rounds, "{flows} and {faces} writes are too few to prove anything");
    assert_eq!(place.home.errors(), [""; 0]);
}

/// Kills a program at its first start, at moments spread over how long such a start takes; then it has to come up whole.
fn first_starts(place: impl Fn() -> Option<Place>) {
    const TRIES: u32 = 6;
    let Some(first) = place() else { return };
    let (_, whole) = first.home.start().ready().expect("a first start that nobody disturbs");
    for part in 0..TRIES {
        let Some(place) = place() else { return };
        let program = place.home.start();
        // The moment of the kill is the experiment, so it is waited for and nothing else.
        std::thread::sleep(whole * part / TRIES);
        program.kill();
        let experiment = Experiment::begin(&place);
        assert_eq!(experiment.store.integrity(), "ok");
    }
}

/// Experiments take turns: each has the machine to itself.
fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}
