//! Reads the fields of a part and gathers what cannot be read.
use std::{ops::RangeInclusive, str::FromStr};

use time::{Date, OffsetDateTime, Time, UtcOffset};

use crate::{
    error::Invalid,
    funding::model::Share,
    platform::{money::Rupiah, params::Params},
    regions::Zone,
    web::days::{self, Typed},
};

/// The whole in basis points.
const WHOLE: u32 = 10_000;
/// Parts an award is paid in at most.
const PARTS: usize = 3;

/// Fields, and what is wrong with them.
pub(super) struct Reader<'a> {
    params: &'a Params,
    pub(super) faults: Invalid,
}

impl<'a> Reader<'a> {
    pub(super) fn new(params: &'a Params) -> Self {
        Self { params, faults: Invalid::default() }
    }

    pub(super) fn fault(&mut self, wrong: bool, field: &'static str, key: &'static str) {
        if wrong {
            self.faults.0.push((field, key));
        }
    }

    pub(super) fn given(&self, name: &str) -> Option<&'a str> {
        self.params.get(name)
    }

    /// A text of at most so many letters.
    pub(super) fn text(&mut self, name: &'static str, most: usize) -> String {
        let typed = self.params.raw(name).unwrap_or_default().trim();
        let text = typed.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        self.fault(text.chars().count() > most, name, "fault-text-long");
        text
    }

    /// At most so many lines, each of at most so many letters.
    pub(super) fn lines(&mut self, name: &'static str, most: usize, longest: usize) -> Vec<String> {
        let lines = lines(self.params.raw(name).unwrap_or_default());
        let long = lines.len() > most || lines.iter().any(|line| line.chars().count() > longest);
        self.fault(long, name, "fault-call-lines");
        lines
    }

    /// A whole number in a range; nothing when nothing is typed.
    pub(super) fn number<N: FromStr + PartialOrd>(
        &mut self,
        name: &'static str,
        range: RangeInclusive<N>,
        key: &'static str,
    ) -> Option<N> {
        let typed = self.given(name)?;
        let number = typed.parse().ok().filter(|number| range.contains(number));
        self.fault(number.is_none(), name, key);
        number
    }

    /// Rupiah; 0 when nothing is typed.
    pub(super) fn amount(&mut self, name: &'static str) -> Rupiah {
        self.params.amount(name, &mut self.faults).unwrap_or_default()
    }

    pub(super) fn day(&mut self, name: &'static str) -> Option<Date> {
        match days::read(self.params, name) {
            Typed::Nothing => None,
            Typed::Day(day) => Some(day),
            Typed::Wrong => {
                self.fault(true, name, "fault-day");
                None
            }
        }
    }

    /// A day and a time by the clock of a place, in UTC.
    pub(super) fn moment(&mut self, name: &'static str, clock: &'static str, zone: Zone) -> Option<OffsetDateTime> {
        let day = self.day(name)?;
        let time = self.given(clock).and_then(read_clock);
        self.fault(time.is_none(), clock, "fault-call-clock");
        Some(day.with_time(time?).assume_offset(zone.utc_offset()).to_offset(UtcOffset::UTC))
    }

    /// Lines such as "Mutu barang: 40". Whether they come to the whole is asked when the call is published.
    pub(super) fn shares(&mut self, name: &'static str, most: usize) -> Vec<Share> {
        let lines = self.lines(name, most, 160);
        let shares: Vec<_> = lines.iter().filter_map(|line| read_share(line)).collect();
        self.fault(shares.len() < lines.len(), name, "fault-call-share");
        shares
    }

    /// "60, 40" as basis points; the whole when nothing is typed.
    pub(super) fn parts(&mut self, name: &'static str) -> Vec<u32> {
        let Some(typed) = self.given(name) else { return vec![WHOLE] };
        let words = typed.split([',', ';', ' ', '/', '%']).filter(|word| !word.is_empty());
        let parts: Option<Vec<u32>> = words.map(|word| word.parse().ok().filter(|part| *part <= 100)).collect();
        let parts: Vec<u32> = parts.unwrap_or_default().into_iter().map(|percent| percent * 100).collect();
        let fits = (1..=PARTS).contains(&parts.len()) && !parts.contains(&0) && parts.iter().sum::<u32>() == WHOLE;
        self.fault(!fits, name, "fault-call-parts");
        parts
    }

    pub(super) fn word<T>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.given(name).and_then(parse)
    }

    pub(super) fn ticked<T>(&self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        self.params.all(name).filter_map(parse).collect()
    }

    pub(super) fn is_ticked(&self, name: &str, word: &str) -> bool {
        self.params.all(name).any(|ticked| ticked == word)
    }

    pub(super) fn on(&self, name: &str) -> bool {
        self.given(name).is_some()
    }
}

/// Lines that hold something.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// `16.00`.
pub(super) fn clock(at: OffsetDateTime) -> String {
    format!("{:02}.{:02}", at.hour(), at.minute())
}

fn read_clock(typed: &str) -> Option<Time> {
    let (hour, minute) = typed.split_once(['.', ':']).unwrap_or((typed, "0"));
    Time::from_hms(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0).ok()
}

fn read_share(line: &str) -> Option<Share> {
    let line = line.trim_end_matches('%').trim_end();
    let (name, percent) = line.rsplit_once([':', ' ', '='])?;
    let name = name.trim().trim_end_matches([':', '=']).trim_end();
    let percent: u8 = percent.parse().ok().filter(|percent| (1..=100).contains(percent))?;
    (!name.is_empty()).then(|| Share { name: name.to_owned(), percent })
}
