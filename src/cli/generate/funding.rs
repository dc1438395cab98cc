//! docs/funding.md: the tables of the five machines of funding, with a picture of each.
use std::fmt::{self, Write};

use crate::funding::{
    awards::{tranches, workflow as awards},
    calls::workflow as calls,
    deadlines,
    machine::{Duty, Release, Row, To, Who},
    proposals::workflow as proposals,
    reports::workflow as reports,
};

/// A row with more arrows than this is left out of the picture.
const MOST_ARROWS: usize = 6;

/// Every step of funding there is.
///
/// # Errors
/// None: writing to a text does not fail.
pub fn funding() -> Result<String, fmt::Error> {
    let mut text = String::from(INTRODUCTION);
    machine(&mut text, "Call", calls::TABLE, calls::State::as_str, calls::Kind::as_str)?;
    machine(&mut text, "Proposal", proposals::TABLE, proposals::State::as_str, proposals::Kind::as_str)?;
    standings(&mut text)?;
    machine(&mut text, "Award", awards::TABLE, awards::State::as_str, awards::Kind::as_str)?;
    machine(&mut text, "Instalment", tranches::TABLE, tranches::State::as_str, tranches::Kind::as_str)?;
    machine(&mut text, "Report", reports::TABLE, reports::State::as_str, reports::Kind::as_str)?;
    Ok(text)
}

const INTRODUCTION: &str = "# Funding

How a call, a proposal, an award, its instalments and their reports go on, as the program decides it. `tanggui generate`
writes this file from the tables in `src/funding/`; a test compares. Do not edit it. Comments in the code name rows by
the numbers here.

Each row is one step: from where, what happens, where it leads, who may do it. *Refusals* are what it may answer
instead; beside them every step answers `not_found` to an officer who is tied to the applicant, `not_this_state` from
another state and `not_your_duty` to another duty. A step of two persons also answers `second_person_needed`,
`same_person_twice` and `countersign_stale`; one under both signatures of the group `signature_missing`,
`signature_stale` and `same_person_twice`. *Ledger* and *effects* are what it writes and brings about, some only where
the facts ask for it. *Timer* is the one that runs in it, fires it or warns of it. A row whose screen comes later is
marked; its rule is there.

The pictures leave out steps that stay where they are, and rows with more than six arrows.
";

const COLUMNS: &str = "
| row | from | event | to | who | refusals | ledger | effects | timer |
|---|---|---|---|---|---|---|---|---|
";

const STANDINGS: &str = "
### Where a proposal stands

The group sees seven names. *Timer* is the one that runs there.

| state | the group sees | the group may edit | timer |
|---|---|---|---|
";

fn machine<S: Copy + PartialEq, K: Copy>(
    text: &mut String,
    title: &str,
    table: &[Row<S, K>],
    state: fn(S) -> &'static str,
    event: fn(K) -> &'static str,
) -> fmt::Result {
    write!(text, "\n## {title}\n\n```mermaid\nstateDiagram-v2\n")?;
    for row in table {
        arrows(text, row, state, event)?;
    }
    text.push_str("```\n");
    text.push_str(COLUMNS);
    for row in table {
        line(text, row, state, event)?;
    }
    Ok(())
}

fn arrows<S: Copy + PartialEq, K: Copy>(
    text: &mut String,
    row: &Row<S, K>,
    state: fn(S) -> &'static str,
    event: fn(K) -> &'static str,
) -> fmt::Result {
    let to = match row.to {
        To::Same => return Ok(()),
        To::One(to) => vec![to],
        To::OneOf(states) => states.to_vec(),
    };
    if row.from.len().max(1) * to.len() > MOST_ARROWS {
        return Ok(());
    }
    let from = if row.from.is_empty() { vec!["[*]"] } else { row.from.iter().map(|from| state(*from)).collect() };
    for from in from {
        for to in &to {
            writeln!(text, "    {from} --> {}: {} {}", state(*to), row.number, event(row.event))?;
        }
    }
    Ok(())
}

fn line<S: Copy + PartialEq, K: Copy>(
    text: &mut String,
    row: &Row<S, K>,
    state: fn(S) -> &'static str,
    event: fn(K) -> &'static str,
) -> fmt::Result {
    let list = |states: &[S]| states.iter().map(|one| state(*one)).collect::<Vec<_>>().join(", ");
    let to = match row.to {
        To::One(to) => state(to).to_owned(),
        To::Same => "stays".to_owned(),
        To::OneOf(states) => format!("one of {}", list(states)),
    };
    let from = if row.from.is_empty() { "nothing".to_owned() } else { list(row.from) };
    let later = if row.release == Release::Later { " (later)" } else { "" };
    let refusals = row.guards.iter().map(|refusal| refusal.as_str()).collect::<Vec<_>>().join(", ");
    let entries = row.ledger.iter().map(|entry| entry.as_str()).collect::<Vec<_>>().join(", ");
    let effects = row.effects.iter().map(|effect| effect.as_str()).collect::<Vec<_>>().join(", ");
    let timer = row.timeout.map(deadlines::Timer::as_str).unwrap_or_default();
    writeln!(
        text,
        "| {}{later} | {from} | {} | {to} | {} | {refusals} | {entries} | {effects} | {timer} |",
        row.number,
        event(row.event),
        who(row.who),
    )
}

fn who(who: Who) -> String {
    let any = |duties: &[Duty]| duties.iter().map(|duty| duty.as_str()).collect::<Vec<_>>().join(" or ");
    match who {
        Who::One(duties) => any(duties),
        Who::Two { first, then } => format!("{} agrees, then {}", any(first), any(then)),
        Who::Group => format!("{}, under both signatures", any(who.hands())),
        Who::Nobody => "nobody: follows from a step of another object".to_owned(),
    }
}

fn standings(text: &mut String) -> fmt::Result {
    text.push_str(STANDINGS);
    for state in proposals::State::ALL {
        let timer = deadlines::timer(*state).map(deadlines::Timer::as_str).unwrap_or_default();
        let (seen, editable) = (state.seen().as_str(), state.editable().as_str());
        writeln!(text, "| {} | {seen} | {editable} | {timer} |", state.as_str())?;
    }
    Ok(())
}
