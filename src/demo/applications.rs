//! Applications of the demo world: twenty of them, at every place they can be. Who sent them is an account of the demo,
//! so that each can be looked at from both sides.
use entity::{
    registry::work::{application, application_event, application_message, application_view},
    values::Lines,
};
use sea_orm::{ConnectionTrait, prelude::TimeUnixTimestampMillis};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    people,
    rows::insert,
    world::{APPLICATIONS, JOBS, World},
};
use crate::{
    error::Result,
    identity::{account::consents::Purpose, model::Office, vault::keys::Keys},
    jobs::applications::{
        card::{self, Band, Card, Evidence},
        workflow::{INVITATION, Party, Release, Stage, Step},
    },
    matching::Seeker,
    regions,
};

struct Sample {
    /// Account of whoever applies, and number of the opening.
    who: &'static str,
    opening: u32,
    skills: &'static str,
    band: Band,
    province: &'static str,
    /// Each step with its party and the days since.
    steps: &'static [(Step, Party, i64)],
    /// Who wrote what, and the days since.
    messages: &'static [(Party, &'static str, i64)],
    /// Fields that are shown now.
    shows: &'static [&'static str],
}

const A: Party = Party::Applicant;
const E: Party = Party::Employer;
const S: Party = Party::System;

const INVITATION_WORDS: &str = "Bisa datang hari Kamis pukul 09.00 untuk berbincang dan mencoba alat?";
const YES: &str = "Saya mau. Silakan lanjutkan.";

const fn sent(who: &'static str, opening: u32, skills: &'static str, days: &'static [(Step, Party, i64)]) -> Sample {
    Sample { who, opening, skills, band: Band::OneToThree, province: "63", steps: days, messages: &[], shows: &[] }
}

const SAMPLES: &[Sample] = &[
    sent("Rahma", 16, "housekeeping hotel, mencuci, menyetrika", &[(Step::Send, A, 2)]),
    Sample {
        messages: &[(E, INVITATION_WORDS, 3), (A, YES, 2)],
        ..sent("Made", 16, "housekeeping hotel, bahasa Inggris", &[(Step::Send, A, 5), (Step::Invite, E, 3)])
    },
    Sample {
        messages: &[(E, INVITATION_WORDS, 2)],
        band: Band::UnderOne,
        ..sent("Sari", 16, "membersihkan kamar, menyetrika", &[(Step::Send, A, 4), (Step::Invite, E, 2)])
    },
    Sample {
        messages: &[(E, INVITATION_WORDS, 3)],
        province: "",
        ..sent("Agus", 16, "housekeeping hotel", &[(Step::Send, A, 6), (Step::Invite, E, 3), (Step::Refuse, A, 2)])
    },
    sent("Tono", 16, "membersihkan kamar", &[(Step::Send, A, 6), (Step::Decline, E, 4)]),
    Sample {
        messages: &[(E, INVITATION_WORDS, 6), (A, YES, 5)],
        shows: &["name", "phone"],
        band: Band::OverFive,
        ..sent(
            "Sari",
            17,
            "meracik kopi, kasir",
            &[(Step::Send, A, 8), (Step::Invite, E, 6), (Step::Release, A, 4), (Step::Offer, E, 3)],
        )
    },
    Sample {
        messages: &[(E, INVITATION_WORDS, 9), (A, YES, 8)],
        shows: &["name", "phone", "email"],
        ..sent(
            "Made",
            17,
            "meracik kopi, latte art",
            &[
                (Step::Send, A, 11),
                (Step::Invite, E, 9),
                (Step::Release, A, 6),
                (Step::Offer, E, 5),
                (Step::Accept, A, 4),
            ],
        )
    },
    Sample {
        messages: &[(E, INVITATION_WORDS, 5), (A, YES, 4)],
        ..sent(
            "Rini",
            17,
            "meracik kopi",
            &[(Step::Send, A, 7), (Step::Invite, E, 5), (Step::Release, A, 4), (Step::WithdrawRelease, A, 2)],
        )
    },
    sent("Bayu", 17, "kasir", &[(Step::Send, A, 3), (Step::Withdraw, A, 1)]),
    sent("Wulan", 18, "membersihkan kamar, berkebun", &[(Step::Send, A, 1)]),
    Sample {
        messages: &[(E, INVITATION_WORDS, 20)],
        ..sent("Made", 18, "membersihkan kamar", &[(Step::Send, A, 22), (Step::Invite, E, 20), (Step::Lapse, S, 6)])
    },
    sent("Sari", 19, "mengetik, Excel, administrasi", &[(Step::Send, A, 2)]),
    sent("Rini", 19, "pembukuan, Excel", &[(Step::Send, A, 4)]),
    sent("Agus", 21, "servis AC", &[(Step::Send, A, 5), (Step::Decline, E, 1)]),
    sent("Sari", 29, "menjahit, obras", &[(Step::Send, A, 3)]),
    sent("Tono", 30, "bordir", &[(Step::Send, A, 2)]),
    sent("Made", 10, "kasir", &[(Step::Send, A, 6), (Step::Withdraw, A, 5)]),
    sent("Wulan", 5, "mencuci, menyetrika", &[(Step::Send, A, 12), (Step::OpeningEnded, S, 1)]),
    sent("Bayu", 24, "sablon", &[(Step::Send, A, 9), (Step::OpeningEnded, S, 1)]),
    sent("Sari", 2, "bahasa Inggris, melayani tamu", &[(Step::Send, A, 1)]),
];

/// Writes all of them. Accounts and openings have to be there.
pub async fn write(db: &impl ConnectionTrait, keys: &Keys, world: &World, now: OffsetDateTime) -> Result<()> {
    for sample in SAMPLES {
        write_one(db, keys, world, sample, now).await?;
    }
    Ok(())
}

async fn write_one(
    db: &impl ConnectionTrait,
    keys: &Keys,
    world: &World,
    sample: &Sample,
    now: OffsetDateTime,
) -> Result<()> {
    let employer = world.employers.iter().find(|known| known.openings.iter().any(|one| one.no == sample.opening));
    let account = people::ACCOUNTS.iter().find(|account| account.name == sample.who);
    let (Some(employer), Some(account)) = (employer, account) else { return Ok(()) };
    let key = format!("{} {}", sample.who, sample.opening);
    let (id, person) = (APPLICATIONS.id(&key), account.id());
    let zone = regions::get(&employer.regency).map_or(regions::Zone::Wib, |region| region.zone);
    let day = |step: Step| sample.steps.iter().find(|(known, ..)| *known == step).map(|(.., days)| *days);
    let said = |step: Step| day(step).is_some();
    let stage = stage(sample);
    let sent_at = now - Duration::days(day(Step::Send).unwrap_or_default());
    let ended = stage.is_over().then(|| sample.steps.last().map_or(0, |(.., days)| *days));
    let skills = Seeker::new(Seeker::split(sample.skills), None).skills();
    let card = Card::new(skills.into_iter().map(|skill| (skill, Evidence::Stated)), sample.band, sample.province);
    let row = application::Model {
        id,
        public_code: APPLICATIONS.public_code(&key),
        opening_id: JOBS.id(&format!("opening {}", sample.opening)),
        employer_id: JOBS.id(&employer.key),
        person_id: person,
        code: card::code(keys, person, JOBS.id(&employer.key)),
        stage: stage.as_str().to_owned(),
        release: if sample.shows.is_empty() { Release::Sealed } else { Release::Released }.as_str().to_owned(),
        card: serde_json::to_value(&card)?,
        revision: 1,
        text_version: Purpose::Apply.version(),
        text_hash: Purpose::Apply.hash(),
        sent_at: TimeUnixTimestampMillis(sent_at),
        sent_on: sent_at.to_offset(zone.utc_offset()).date(),
        invite_ends_at: day(Step::Invite).map(|days| TimeUnixTimestampMillis(now - Duration::days(days) + INVITATION)),
        invited: said(Step::Invite),
        replied: sample.messages.iter().any(|(party, ..)| *party == A),
        refused: said(Step::Refuse),
        offer_wage: if said(Step::Offer) { "Rp 3.950.000 sebulan" } else { "" }.to_owned(),
        offer_start: if said(Step::Offer) { "Awal bulan depan" } else { "" }.to_owned(),
        released_fields: Lines(sample.shows.iter().map(|field| (*field).to_owned()).collect()),
        reason: said(Step::Decline).then(|| "skills".to_owned()),
        reason_words: String::new(),
        clock_at: ended.map(|days| TimeUnixTimestampMillis(now - Duration::days(days))),
        row_version: 1,
    };
    insert(db, [row]).await?;
    insert(db, events(sample, &key, person, now)).await?;
    insert(db, messages(sample, &key, now)).await?;
    insert(db, views(sample, &key, now)).await
}

fn stage(sample: &Sample) -> Stage {
    let after = |stage: Stage, step: Step| match step {
        Step::Invite => Stage::Invited,
        Step::Refuse | Step::Lapse | Step::Send => Stage::Sent,
        Step::Offer => Stage::Offered,
        Step::Accept => Stage::Hired,
        Step::Decline => Stage::Declined,
        Step::Withdraw | Step::TurnDown => Stage::Withdrawn,
        Step::OpeningEnded => Stage::Ended,
        _ => stage,
    };
    sample.steps.iter().fold(Stage::Sent, |stage, (step, ..)| after(stage, *step))
}

fn events(sample: &Sample, key: &str, person: Uuid, now: OffsetDateTime) -> Vec<application_event::Model> {
    let event = |(at, (step, party, days)): (usize, &(Step, Party, i64))| application_event::Model {
        id: APPLICATIONS.id(&format!("{key} event {at}")),
        application_id: APPLICATIONS.id(key),
        event: step.as_str().to_owned(),
        party: party.as_str().to_owned(),
        actor: (*party == A).then_some(person),
        at: TimeUnixTimestampMillis(now - Duration::days(*days)),
    };
    (1..).zip(sample.steps).map(event).collect()
}

fn messages(sample: &Sample, key: &str, now: OffsetDateTime) -> Vec<application_message::Model> {
    let message = |(at, (party, text, days)): (usize, &(Party, &str, i64))| application_message::Model {
        id: APPLICATIONS.id(&format!("{key} message {at}")),
        application_id: APPLICATIONS.id(key),
        side: party.as_str().to_owned(),
        body: (*text).to_owned(),
        delivered: true,
        at: TimeUnixTimestampMillis(now - Duration::days(*days)),
    };
    (1..).zip(sample.messages).map(message).collect()
}

/// Whoever was invited or declined was looked at before.
fn views(sample: &Sample, key: &str, now: OffsetDateTime) -> Vec<application_view::Model> {
    let looked = sample.steps.iter().find(|(step, ..)| matches!(step, Step::Invite | Step::Decline));
    let view = |(.., days): &(Step, Party, i64)| application_view::Model {
        id: APPLICATIONS.id(&format!("{key} look")),
        application_id: APPLICATIONS.id(key),
        office: Office::Recruiter.as_str().to_owned(),
        what: "card".to_owned(),
        at: TimeUnixTimestampMillis(now - Duration::days(*days)),
    };
    looked.into_iter().map(view).collect()
}
