//! Two complaints of the demo world: one waits, one is answered.
use entity::registry::ops::complaint;
use sea_orm::{ConnectionTrait, prelude::TimeUnixTimestampMillis};
use time::{Duration, OffsetDateTime};

use super::{
    rows::insert,
    world::{COMPLAINTS, JOBS, World},
};
use crate::{complaints::model::State, error::Result, identity::vault::keys::Keys};

/// Key, employer, words, answer, and days since.
const SAMPLES: [(&str, &str, &str, &str, i64); 2] = [
    ("1", "B08", "Saat wawancara saya ditanya kapan mau menikah, dan ijazah asli diminta sebagai jaminan.", "", 2),
    (
        "2",
        "B05",
        "Di hari pertama kerja saya diminta membayar seragam, padahal di lowongan tertulis disediakan.",
        "Terima kasih. Kami sudah berbicara dengan perusahaan. Seragam diganti, dan hal ini dicatat.",
        20,
    ),
];

/// Writes both. Each is about an opening of its employer.
pub async fn write(db: &impl ConnectionTrait, keys: &Keys, world: &World, now: OffsetDateTime) -> Result<()> {
    let rows = SAMPLES.map(|(key, employer, body, answer, days)| {
        let id = COMPLAINTS.id(key);
        let employer = world.employers.iter().find(|known| known.key == employer);
        let opening = employer.and_then(|known| known.openings.first());
        let made = (now - Duration::days(days)).date().midnight().assume_utc();
        let state = if answer.is_empty() { State::Waiting } else { State::Answered };
        complaint::Model {
            id,
            public_code: COMPLAINTS.public_code(key),
            code_digest: keys.blind("complaint", &keys.paper_code("complaint", id)).to_vec(),
            opening_id: opening.map(|opening| JOBS.id(&format!("opening {}", opening.no))),
            body: body.to_owned(),
            state: state.as_str().to_owned(),
            answer: answer.to_owned(),
            made_at: TimeUnixTimestampMillis(made),
            answered_at: (state == State::Answered).then(|| TimeUnixTimestampMillis(made + Duration::days(3))),
            row_version: 1,
        }
    });
    insert(db, rows).await
}
