//! People who look for work: two who can sign in, and others nobody can sign in as. All invented.
use std::collections::BTreeSet;

use entity::{
    registry::{
        ops::person,
        work::{profile_item, profile_province, profile_skill, skill_profile},
    },
    values::Lines,
};
use sea_orm::{ConnectionTrait, prelude::TimeUnixTimestampMillis};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{people::ACCOUNTS, rows::insert};
use crate::{
    error::Result,
    identity::account::consents::{self, Purpose},
    jobs::seekers::model::Line,
    platform::{changes, ids::Stream},
};

const SEEKERS: Stream = Stream::new("seekers");

/// Somebody who looks for work.
struct Seeker {
    /// Of an account, or a number.
    name: &'static str,
    provinces: &'static [&'static str],
    remote: bool,
    skills: &'static [&'static str],
    matching: bool,
}

const fn seeker(name: &'static str, province: &'static [&'static str], skills: &'static [&'static str]) -> Seeker {
    Seeker { name, provinces: province, remote: false, skills, matching: true }
}

impl Seeker {
    const fn resting(mut self) -> Self {
        self.matching = false;
        self
    }

    const fn also_from_home(mut self) -> Self {
        self.remote = true;
        self
    }
}

const SOUTH: &[&str] = &["63"];
const CENTRAL: &[&str] = &["62"];
const BANTEN: &[&str] = &["36"];
const NORTH: &[&str] = &["82"];

/// Thirty, of whom twenty-four want to be told.
const ALL: &[Seeker] = &[
    seeker("Rahma", SOUTH, &["menjahit", "mengemas"]),
    seeker("Made", SOUTH, &["mengemudi mobil", "antar barang"]),
    seeker("3", SOUTH, &["menjahit", "obras"]),
    seeker("4", SOUTH, &["jahit", "mengemas"]),
    seeker("5", SOUTH, &["memasak", "membuat kue"]),
    seeker("6", SOUTH, &["memasak", "mengemas"]),
    seeker("7", SOUTH, &["kasir", "mengemas"]),
    seeker("8", SOUTH, &["kasir", "melayani pelanggan"]),
    seeker("9", SOUTH, &["bersih-bersih kamar", "setrika"]),
    seeker("10", SOUTH, &["memasak", "cuci piring"]),
    seeker("11", SOUTH, &["tukang kayu"]),
    seeker("12", SOUTH, &["mengetik", "excel"]).also_from_home(),
    seeker("13", CENTRAL, &["menjahit", "bordir"]),
    seeker("14", CENTRAL, &["memasak"]),
    seeker("15", CENTRAL, &["berkebun sayur"]),
    seeker("16", BANTEN, &["kasir", "mengemas"]),
    seeker("17", BANTEN, &["menata barang", "mengemas"]),
    seeker("18", BANTEN, &["kurir motor"]),
    seeker("19", BANTEN, &["memasak", "membuat roti"]),
    seeker("20", BANTEN, &["pembukuan", "excel"]).also_from_home(),
    seeker("21", BANTEN, &["membuat situs web"]).also_from_home(),
    seeker("22", NORTH, &["memasak", "olah ikan"]),
    seeker("23", NORTH, &["pemandu wisata", "bahasa inggris"]),
    seeker("24", NORTH, &["mengemas"]),
    seeker("25", SOUTH, &["menjahit"]).resting(),
    seeker("26", SOUTH, &["memasak"]).resting(),
    seeker("27", CENTRAL, &["kasir"]).resting(),
    seeker("28", BANTEN, &["menjahit"]).resting(),
    seeker("29", BANTEN, &["mengemas"]).resting(),
    seeker("30", NORTH, &["kasir"]).resting(),
];

/// Writes them all.
pub async fn write(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    let id = |known: &Seeker| {
        let account = ACCOUNTS.iter().find(|account| account.name == known.name);
        account.map_or_else(|| SEEKERS.id(known.name), super::people::Account::id)
    };
    let nameless = ALL.iter().filter(|known| !ACCOUNTS.iter().any(|account| account.name == known.name));
    insert(db, nameless.map(|known| nobody(id(known), now))).await?;
    insert(db, ALL.iter().map(|known| profile(id(known), known, now))).await?;
    let (mut items, mut skills, mut provinces) = (Vec::new(), Vec::new(), Vec::new());
    for known in ALL {
        let person_id = id(known);
        for (position, phrase) in (0..).zip(known.skills) {
            let line = Line::read(phrase);
            items.push(profile_item::Model {
                person_id,
                position,
                phrase: line.phrase,
                evidence: line.evidence.as_str().to_owned(),
            });
            let link = |skill| profile_skill::Model { person_id, position, skill_id: skill };
            skills.extend(
                line.skills.iter().map(|skill| i32::from(skill.0)).collect::<BTreeSet<_>>().into_iter().map(link),
            );
        }
        let wanted = known.provinces.iter();
        provinces.extend(wanted.map(|code| profile_province::Model { person_id, region_code: (*code).to_owned() }));
    }
    insert(db, items).await?;
    insert(db, skills).await?;
    insert(db, provinces).await?;
    for known in ALL.iter().filter(|known| known.matching) {
        consents::give_in(db, now, id(known), Purpose::Matching).await?;
        changes::note_number(db, number(known)).await?;
    }
    Ok(())
}

fn nobody(id: Uuid, now: OffsetDateTime) -> person::Model {
    person::Model {
        id,
        state: "active".to_owned(),
        locale: "id".to_owned(),
        created_at: TimeUnixTimestampMillis(now),
        erased_at: None,
    }
}

fn profile(person_id: Uuid, known: &Seeker, now: OffsetDateTime) -> skill_profile::Model {
    skill_profile::Model {
        person_id,
        band: "one_to_three".to_owned(),
        remote: known.remote,
        regency_code: None,
        wage_floor: None,
        contracts: Lines::default(),
        available: String::new(),
        matching: known.matching,
        match_no: known.matching.then(|| i64::try_from(number(known)).unwrap_or_default()),
        mails: "none".to_owned(),
        mailed_at: None,
        paused_until: None,
        paused: false,
        changed_at: TimeUnixTimestampMillis(now),
        row_version: 1,
    }
}

/// Drawn like the codes of the world; elsewhere it is random.
fn number(known: &Seeker) -> u64 {
    let drawn = SEEKERS.id(&format!("number {}", known.name)).as_u64_pair().0 >> 32;
    drawn.max(1)
}
