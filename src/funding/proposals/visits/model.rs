//! A visit as it stands, and its minutes. Pure.
use serde::{Deserialize, Serialize};
use time::{Date, format_description::well_known::Iso8601};

use crate::{
    error::Result,
    funding::{
        machine::Duty,
        proposals::workflow::{Event, Official},
    },
};

/// Photos of one visit.
pub const MOST_PHOTOS: usize = 12;
/// Letters of a text of the minutes.
pub const LONGEST: usize = 1_000;
/// Letters of what a photo shows.
pub const LONGEST_SHOWN: usize = 120;
/// Whom officers can have met, the chair first.
pub const MET: [Duty; 3] = [Duty::Chair, Duty::Treasurer, Duty::Writer];

/// A photo of a visit.
#[derive(Clone, Debug)]
pub struct Photo {
    pub code: String,
    pub shows: String,
    pub stored: String,
}

/// A visit.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The day the group was told of.
    pub announced: Option<Date>,
    pub photos: Vec<Photo>,
    /// Both officers said that they keep to themselves what they saw. Only known where a step asks.
    pub bound: bool,
}

/// The minutes, as both officers have them before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    pub number: String,
    /// The day of the visit.
    pub day: String,
    /// Who of the group was there, by duty.
    pub met: Vec<String>,
    pub place: String,
    pub tools: String,
    pub work: String,
    pub conclusion: String,
    /// What each photo shows, and where it lies: another photo makes other minutes.
    pub photos: Vec<(String, String)>,
}

impl Standing {
    /// The photos as they stand in minutes.
    pub fn listed(&self) -> Vec<(String, String)> {
        self.photos.iter().map(|photo| (photo.shows.clone(), photo.stored.clone())).collect()
    }
}

impl Minutes {
    /// The day of the visit.
    pub fn date(&self) -> Result<Date> {
        Ok(Date::parse(&self.day, &Iso8601::DATE).map_err(anyhow::Error::from)?)
    }

    /// The step they belong to.
    pub fn event(&self) -> Event {
        let date = self.date().ok();
        Event::Record { minutes: Official { number: !self.number.is_empty(), date, file: false } }
    }

    /// The texts with their fields, in the order of the form.
    pub fn texts(&self) -> [(&'static str, &str); 4] {
        [("tempat", &self.place), ("alat", &self.tools), ("pekerjaan", &self.work), ("simpulan", &self.conclusion)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_without_a_number_or_a_day_are_none() {
        let minutes = |number: &str, day: &str| {
            let minutes = Minutes { number: number.to_owned(), day: day.to_owned(), ..Minutes::default() };
            let Event::Record { minutes } = minutes.event() else { panic!("another step") };
            (minutes.number, minutes.date.is_some())
        };
        assert_eq!(minutes("3/BA", "2026-11-20"), (true, true));
        assert_eq!(minutes("", "2026-11-31"), (false, false));
    }
}
