//! What an outlet shows, to edit it.
use entity::{public::outlet, values::Lines};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, prelude::Expr};

use super::super::policy::MayEditOutlet;
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{access::Permit, address},
    moderation::service as moderation,
    platform::{audit, db},
};

/// What an outlet shows, as it is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    pub name: String,
    pub address: String,
    pub directions: String,
    pub about: String,
    /// The outlet's own number, as it is shown.
    pub whatsapp: String,
    /// Opening times as lines, see [`read_hours`].
    pub hours: String,
    pub version: i32,
}

impl Face {
    fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let letters = self.name.chars().count();
        if !(3..=80).contains(&letters) || self.name.contains(char::is_control) {
            faults.0.push(("nama", "fault-trade-name"));
        }
        let street = self.address.chars().count();
        if !(5..=200).contains(&street) {
            faults.0.push(("alamat", "fault-street"));
        }
        for (field, text) in [("petunjuk", &self.directions), ("tentang", &self.about)] {
            if text.chars().count() > 1_000 {
                faults.0.push((field, "fault-text-long"));
            }
        }
        if !self.whatsapp.is_empty() && address::phone(&self.whatsapp).is_none() {
            faults.0.push(("wa", "fault-phone"));
        }
        faults
    }
}

/// What an outlet shows.
pub async fn face(app: &App, permit: &Permit<MayEditOutlet>) -> Result<Face> {
    let row = outlet::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    Ok(Face {
        name: row.name,
        address: row.address,
        directions: row.directions,
        about: row.about,
        whatsapp: row.whatsapp,
        hours: write_hours(&row.hours.0),
        version: row.row_version,
    })
}

/// Changes what an outlet shows. An outlet is a public place: its own number and street are no personal data.
pub async fn save_face(app: &App, permit: Permit<MayEditOutlet>, face: Face) -> Result<bool> {
    let (now, body) = (app.clock.now(), permit.body()?);
    let present = self::face(app, &permit).await?;
    let mut faults = face.check();
    let hours = read_hours(&face.hours).unwrap_or_else(|wrong| {
        faults.0.extend(wrong.0);
        Vec::new()
    });
    let texts =
        [("nama", face.name.as_str()), ("petunjuk", face.directions.as_str()), ("tentang", face.about.as_str())];
    let waiting = moderation::judge_all(app, &texts, "", &mut faults).await?;
    faults.finish()?;
    let chosen = |field, present, new| moderation::shown(&waiting, field, present, new).to_owned();
    let transaction = db::begin(&app.db).await?;
    let changed = outlet::Entity::update_many()
        .col_expr(outlet::Column::Name, Expr::value(chosen("nama", &present.name, &face.name)))
        .col_expr(outlet::Column::Directions, Expr::value(chosen("petunjuk", &present.directions, &face.directions)))
        .col_expr(outlet::Column::About, Expr::value(chosen("tentang", &present.about, &face.about)))
        .col_expr(outlet::Column::Address, Expr::value(face.address.clone()))
        .col_expr(outlet::Column::Whatsapp, Expr::value(face.whatsapp.clone()))
        .col_expr(outlet::Column::Hours, Expr::value(Lines(hours)))
        .col_expr(outlet::Column::RowVersion, Expr::col(outlet::Column::RowVersion).add(1))
        .filter(outlet::Column::Id.eq(permit.object()))
        .filter(outlet::Column::RowVersion.eq(face.version))
        .exec(&transaction)
        .await?;
    if changed.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    moderation::settle(&transaction, now, body, &texts, &waiting).await?;
    audit::done(&transaction, now, permit.event("edit_outlet", "outlet")).await?;
    transaction.commit().await?;
    Ok(!waiting.is_empty())
}

/// Opening times from lines such as `Senin-Jumat 08.00-16.00`. A line without a day holds for every day; a day without
/// a line is closed.
pub fn read_hours(typed: &str) -> Result<Vec<String>, Invalid> {
    let wrong = || Invalid::one("jam", "fault-hours");
    let mut week = vec![String::new(); 7];
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let start = line.find(|c: char| c.is_ascii_digit()).ok_or_else(wrong)?;
        let (days, times) = line.split_at(start);
        let times = read_times(times).ok_or_else(wrong)?;
        for day in read_days(days).ok_or_else(wrong)? {
            week[day].clone_from(&times);
        }
    }
    Ok(week)
}

/// The same times as lines, days with the same times together.
pub fn write_hours(week: &[String]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut first = 0;
    while first < week.len() {
        let last = (first..week.len()).take_while(|day| week[*day] == week[first]).last().unwrap_or(first);
        if !week[first].is_empty() {
            let days = if first == last { DAYS[first].to_owned() } else { format!("{}-{}", DAYS[first], DAYS[last]) };
            lines.push(format!("{days} {}", week[first]));
        }
        first = last + 1;
    }
    lines.join("\n")
}

const DAYS: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const ENGLISH_DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn read_days(words: &str) -> Option<Vec<usize>> {
    let words = words.trim().trim_end_matches(':').trim();
    if words.is_empty() {
        return Some((0..7).collect());
    }
    let day = |word: &str| {
        let word = word.trim().to_lowercase();
        let known =
            |days: &[&str; 7]| days.iter().position(|day| word.len() >= 3 && day.to_lowercase().starts_with(&word));
        known(&DAYS).or(known(&ENGLISH_DAYS))
    };
    let words = words.replace('–', "-").replace("s/d", "-").replace("sampai", "-");
    match words.split_once('-') {
        Some((first, last)) => {
            let (first, last) = (day(first)?, day(last)?);
            (first <= last).then(|| (first..=last).collect())
        }
        None => words.split([',', '&']).map(day).collect(),
    }
}

fn read_times(words: &str) -> Option<String> {
    let (from, to) = words.split_once(['-', '–'])?;
    let (from, to) = (read_time(from)?, read_time(to)?);
    (from < to).then(|| format!("{:02}.{:02}-{:02}.{:02}", from / 60, from % 60, to / 60, to % 60))
}

/// Minutes after midnight.
fn read_time(word: &str) -> Option<u32> {
    let (hour, minute) = word.trim().split_once(['.', ':']).unwrap_or((word.trim(), "00"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.trim().parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let week = read_hours("Senin-Jumat 08.00-16.00\nsabtu: 9.00–12:30").unwrap();
        assert_eq!(week[0], "08.00-16.00");
        assert_eq!(week[4], "08.00-16.00");
        assert_eq!(week[5], "09.00-12.30");
        assert_eq!(week[6], "");
        assert_eq!(write_hours(&week), "Senin-Jumat 08.00-16.00\nSabtu 09.00-12.30");
        assert_eq!(read_hours(&write_hours(&week)).unwrap(), week);
        assert_eq!(read_hours("9-17").unwrap(), vec!["09.00-17.00"; 7]);
    }

    #[test]
    fn nonsense_is_no_opening_time() {
        for typed in ["besok", "Senin 25.00-26.00", "Jumat-Senin 08.00-10.00", "Senin 16.00-08.00", "Hari 8-9"] {
            assert!(read_hours(typed).is_err(), "{typed}");
        }
    }
}
