//! What stands behind the calls of the demo: holidays, panels of the one office that has officers, ceilings in the ledger
//! of help, and the timers that open and close.
use entity::{public::call, registry::grants::call_panel};
use sea_orm::{DatabaseTransaction, EntityTrait, prelude::TimeUnixTimestampMillis};
use time::{Date, Duration, Month, OffsetDateTime, UtcOffset};

use super::{
    people::ACCOUNTS,
    rows::insert,
    world::{FUNDING, World},
};
use crate::{
    error::Result,
    funding::{
        calls::service as calls,
        deadlines::{Change, Timer, last_moment},
        holidays::{
            model::{Holiday, Year},
            service as holidays,
        },
        ledger::{Entry, Posting},
        machine::Duty,
        model::CallState,
        record::{
            Object,
            books::{self, Place},
            timers::{self, Moment},
        },
    },
    platform::{money::Rupiah, work_days::WorkDays},
};

/// Who works on the calls of their office: a person of its own for each duty that has to be kept apart.
const PANEL: [(&str, Duty); 10] = [
    ("Ratna", Duty::ProgrammeOwner),
    ("Ratna", Duty::Head),
    ("Tono", Duty::Lead),
    ("Nirmala", Duty::Verifier),
    ("Yusuf", Duty::Verifier),
    ("Rini", Duty::Reviewer),
    ("Bayu", Duty::Reviewer),
    ("Wulan", Duty::Decider),
    ("Yanti", Duty::SecondDecider),
    ("Agus", Duty::Disburser),
];

/// Calls of that office.
const STAFFED: [&str; 3] = ["K03", "K11", "K12"];

/// Holidays on the same day each year.
const EVERY_YEAR: [(u8, Month, &str); 5] = [
    (1, Month::January, "Tahun Baru"),
    (1, Month::May, "Hari Buruh Internasional"),
    (1, Month::June, "Hari Lahir Pancasila"),
    (17, Month::August, "Proklamasi Kemerdekaan"),
    (25, Month::December, "Natal"),
];

/// The others of 2026.
const OF_2026: [(u8, Month, &str); 12] = [
    (16, Month::January, "Isra Mikraj"),
    (17, Month::February, "Tahun Baru Imlek"),
    (19, Month::March, "Hari Suci Nyepi"),
    (21, Month::March, "Idulfitri"),
    (22, Month::March, "Idulfitri"),
    (3, Month::April, "Wafat Yesus Kristus"),
    (5, Month::April, "Paskah"),
    (14, Month::May, "Kenaikan Yesus Kristus"),
    (27, Month::May, "Iduladha"),
    (31, Month::May, "Waisak"),
    (16, Month::June, "Tahun Baru Islam"),
    (25, Month::August, "Maulid Nabi"),
];

/// Writes all of it.
pub async fn write(db: &DatabaseTransaction, world: &World, now: OffsetDateTime) -> Result<()> {
    for year in now.year() - 2..=now.year() + 1 {
        holidays::write(db, &example_year(year)?, now).await?;
    }
    for key in STAFFED {
        panel(db, key, now).await?;
    }
    for known in &world.calls {
        let row = call::Entity::find_by_id(FUNDING.id(&known.key)).one(db).await?;
        if let Some(row) = row {
            publish(db, row, now).await?;
        }
    }
    Ok(())
}

/// A year of examples: each name says that it is one.
fn example_year(year: i32) -> Result<Year> {
    let others = if year == 2026 { &OF_2026[..] } else { &[] };
    let holiday = |(day, month, name): &(u8, Month, &str)| {
        let day = Date::from_calendar_date(year, *month, *day).map_err(anyhow::Error::from)?;
        Ok(Holiday { day, name: format!("{name} (contoh)") })
    };
    let mut holidays: Vec<Holiday> = EVERY_YEAR.iter().chain(others).map(holiday).collect::<Result<_>>()?;
    holidays.sort_by_key(|holiday| holiday.day);
    Ok(Year { year, complete: true, holidays })
}

async fn panel(db: &DatabaseTransaction, call: &str, now: OffsetDateTime) -> Result<()> {
    let seat = |(name, duty): &(&str, Duty)| {
        let account = ACCOUNTS.iter().find(|account| account.name == *name)?;
        Some(call_panel::Model {
            call_id: FUNDING.id(call),
            person_id: account.id(),
            duty: duty.as_str().to_owned(),
            added_at: TimeUnixTimestampMillis(now - Duration::days(50)),
        })
    };
    insert(db, PANEL.iter().filter_map(seat).collect::<Vec<_>>()).await
}

/// The ceiling of a published call, and the timers of one that is still to open or close.
async fn publish(db: &DatabaseTransaction, row: call::Model, now: OffsetDateTime) -> Result<()> {
    let known = calls::known(db, row).await?;
    if known.state == CallState::Draft {
        return Ok(());
    }
    let (id, terms) = (known.row.id, known.terms);
    let then = (terms.opens_at - Duration::days(7)).min(now);
    if terms.has_ledger() && terms.ceiling > Rupiah(0) {
        let place = Place { call: id, award: None, tranche: None };
        let posting = Posting { entry: Entry::Ceiling, amount: terms.ceiling };
        let balance = books::lock(db, place).await?;
        books::post(db, place, balance, &[posting], (None, then)).await?;
    }
    let closes = terms.closes_at.map(|close| last_moment(close, terms.grace));
    let mut changes = Vec::new();
    if known.state == CallState::Scheduled {
        changes.push(Change::Start { timer: Timer::CallOpens, due: terms.opens_at });
    }
    if let Some(due) = closes.filter(|_| matches!(known.state, CallState::Scheduled | CallState::Open)) {
        changes.push(Change::Start { timer: Timer::CallCloses, due });
    }
    let moment = Moment { now: then, calendar: &WorkDays::default(), clock: UtcOffset::UTC };
    timers::change(db, Object::Call, id, &changes, moment).await
}
