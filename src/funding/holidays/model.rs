//! A year of holidays as it is pasted: a date and a name on each line.
use time::{Date, format_description::well_known::Iso8601};

use crate::{error::Invalid, platform::params::Params};

/// Days of a year at most; there are about 25 with the joint leave days.
const MOST: usize = 60;
/// Letters of a name.
const LONGEST: usize = 120;

/// A day on which offices rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    pub day: Date,
    pub name: String,
}

/// A year, with whether its list is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    pub year: i32,
    pub complete: bool,
    pub holidays: Vec<Holiday>,
}

impl Year {
    /// Reads what was typed, in the order of days.
    pub fn read(params: &Params) -> (Self, Invalid) {
        let mut faults = Invalid::default();
        let year: i32 = params.get("tahun").and_then(|typed| typed.parse().ok()).unwrap_or(0);
        if !(2020..=2099).contains(&year) {
            faults.0.push(("tahun", "fault-holiday-year"));
        }
        let lines: Vec<&str> = params.raw("hari").unwrap_or_default().lines().map(str::trim).collect();
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let mut holidays: Vec<Holiday> = lines.iter().filter_map(|line| read_line(line, year)).collect();
        if holidays.len() < lines.len() || lines.len() > MOST {
            faults.0.push(("hari", "fault-holiday-line"));
        }
        holidays.sort_by_key(|holiday| holiday.day);
        if holidays.windows(2).any(|pair| pair[0].day == pair[1].day) {
            faults.0.push(("hari", "fault-holiday-twice"));
        }
        (Self { year, complete: params.get("lengkap").is_some(), holidays }, faults)
    }

    /// The lines of the box.
    pub fn lines(&self) -> String {
        let line = |holiday: &Holiday| format!("{} {}", holiday.day, holiday.name);
        self.holidays.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// `2026-08-17 Nama`, `17/8/2026 Nama`, `17 Agustus 2026 Nama` or `17 Agustus: Nama`, of the year the list is for.
fn read_line(line: &str, year: i32) -> Option<Holiday> {
    let (first, rest) = line.split_once(char::is_whitespace)?;
    let (day, name) = if let Ok(day) = Date::parse(first, &Iso8601::DATE) {
        (day, rest)
    } else if let Some((day, month)) = first.split_once('/') {
        let (month, typed) = month.split_once('/').unwrap_or((month, ""));
        (read_day(day, month, typed, year)?, rest)
    } else {
        let (month, rest) = rest.trim_start().split_once(char::is_whitespace)?;
        let (typed, name) = rest.trim_start().split_once(char::is_whitespace).unwrap_or((rest, ""));
        let is_year = typed.trim_end_matches([':', ',']).len() == 4 && typed.starts_with("20");
        let (typed, name) = if is_year { (typed, name) } else { ("", rest) };
        (read_day(first, month, typed, year)?, name)
    };
    let name = name.trim().trim_start_matches([':', '-', '–']).trim();
    let fits = day.year() == year && !name.is_empty() && name.chars().count() <= LONGEST;
    fits.then(|| Holiday { day, name: name.to_owned() })
}

fn read_day(day: &str, month: &str, typed: &str, year: i32) -> Option<Date> {
    let typed = typed.trim_end_matches([':', ',']);
    let year = if typed.is_empty() { year.to_string() } else { typed.to_owned() };
    let params = Params::default().with("x-hari", day).with("x-bulan", month.trim_end_matches([':', ',']));
    params.with("x-tahun", &year).day("x")
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn read(lines: &str) -> (Year, Invalid) {
        Year::read(&Params::default().with("tahun", "2026").with("hari", lines).with("lengkap", "1"))
    }

    #[test]
    fn a_day_is_read_however_it_is_pasted() {
        let proclaimed = Holiday { day: date!(2026 - 08 - 17), name: "Proklamasi Kemerdekaan".to_owned() };
        for line in [
            "2026-08-17 Proklamasi Kemerdekaan",
            "17/8/2026 Proklamasi Kemerdekaan",
            "17/08 Proklamasi Kemerdekaan",
            "17 Agustus 2026 Proklamasi Kemerdekaan",
            "17 Agustus 2026: Proklamasi Kemerdekaan",
            "17 Agustus: Proklamasi Kemerdekaan",
            "17 Agustus Proklamasi Kemerdekaan",
        ] {
            let (year, faults) = read(line);
            assert!(faults.0.is_empty(), "{line} {faults:?}");
            assert_eq!(year.holidays, std::slice::from_ref(&proclaimed), "{line}");
        }
    }

    #[test]
    fn what_is_no_day_of_the_year_is_told() {
        for lines in ["2027-08-17 Nama", "17 Agustus", "31/2 Nama", "Nama saja", "17 Agustus 2027 Nama"] {
            assert_eq!(read(lines).1.of("hari"), Some("fault-holiday-line"), "{lines}");
        }
        assert_eq!(read("1/1 Satu\n2026-01-01 Dua").1.of("hari"), Some("fault-holiday-twice"));
        assert_eq!(Year::read(&Params::default().with("tahun", "26")).1.of("tahun"), Some("fault-holiday-year"));
    }

    #[test]
    fn a_list_that_fills_the_box_is_read_back() {
        let (year, _) = read("25/12 Natal\n1/1 Tahun Baru");
        let again =
            Year::read(&Params::default().with("tahun", "2026").with("hari", &year.lines()).with("lengkap", "1"));
        assert_eq!(again, (year, Invalid::default()));
    }
}
