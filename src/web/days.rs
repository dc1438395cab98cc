//! Days as people type them: three boxes for day, month and year. A month is a number or its name.
use time::{Date, Month};

use crate::platform::params::Params;

/// What stands in the three boxes of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Nothing in any of them.
    Nothing,
    Day(Date),
    /// Something that is no day.
    Wrong,
}

/// Reads the boxes `<name>_tgl`, `<name>_bln` and `<name>_thn`.
pub fn read(params: &Params, name: &str) -> Typed {
    let part = |end: &str| params.get(&format!("{name}_{end}")).unwrap_or_default();
    let (day, month, year) = (part("tgl"), part("bln"), part("thn"));
    if [day, month, year].iter().all(|part| part.is_empty()) {
        return Typed::Nothing;
    }
    let read = || {
        let year: i32 = year.parse().ok()?;
        let year = if year < 100 { year + 2_000 } else { year };
        let date = Date::from_calendar_date(year, read_month(month)?, day.parse().ok()?).ok()?;
        (2_000..2_100).contains(&date.year()).then_some(date)
    };
    read().map_or(Typed::Wrong, Typed::Day)
}

/// The values of the boxes of a day, to fill a form.
pub fn boxes(name: &str, day: Option<Date>) -> [(String, String); 3] {
    let part = |end: &str, value: Option<String>| (format!("{name}_{end}"), value.unwrap_or_default());
    [
        part("tgl", day.map(|day| day.day().to_string())),
        part("bln", day.map(|day| u8::from(day.month()).to_string())),
        part("thn", day.map(|day| day.year().to_string())),
    ]
}

/// Beginnings that tell a month from the others, in both languages.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "peb"],
    &["mar"],
    &["apr"],
    &["mei", "may"],
    &["jun"],
    &["jul"],
    &["agu", "ags", "agt", "aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov", "nop"],
    &["des", "dec"],
];

fn read_month(typed: &str) -> Option<Month> {
    let typed = typed.to_lowercase();
    let by_name = || {
        let found = MONTHS.iter().position(|names| names.iter().any(|name| typed.starts_with(name)))?;
        u8::try_from(found + 1).ok()
    };
    let number: u8 = typed.parse().ok().or_else(by_name)?;
    Month::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> Typed {
        let params = Params::default().with("x_tgl", day).with("x_bln", month).with("x_thn", year);
        read(&params, "x")
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let day = Typed::Day(date!(2026 - 11 - 03));
        for (number, month, year) in
            [("3", "11", "2026"), ("03", "November", "26"), (" 3 ", "nop", "2026"), ("3", "NOV", "2026")]
        {
            assert_eq!(typed(number, month, year), day);
        }
        assert_eq!(typed("1", "Agustus", "2027"), Typed::Day(date!(2027 - 08 - 01)));
        assert_eq!(typed("", "", ""), Typed::Nothing);
        for (number, month, year) in [("31", "2", "2026"), ("3", "", "2026"), ("x", "1", "2026"), ("1", "1", "19999")] {
            assert_eq!(typed(number, month, year), Typed::Wrong);
        }
    }

    #[test]
    fn a_day_that_fills_a_form_is_read_back() {
        let day = date!(2026 - 12 - 31);
        let params = boxes("x", Some(day)).iter().fold(Params::default(), |all, (name, value)| all.with(name, value));
        assert_eq!(read(&params, "x"), Typed::Day(day));
        let empty = boxes("x", None).iter().fold(Params::default(), |all, (name, value)| all.with(name, value));
        assert_eq!(read(&empty, "x"), Typed::Nothing);
    }
}
