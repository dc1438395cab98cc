//! Figures, days and answers as people write them. What could mean two things is refused with the reason, unless
//! only one of them makes sense in rupiah.
use time::{Date, Month};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::platform::money::Rupiah;

/// Why a value is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotANumber,
    /// Part of a rupiah or of a piece.
    Fraction,
    /// Dots or commas not at every third digit.
    Groups,
    Negative,
    TooLarge,
    NotADay,
    /// A year of two digits.
    ShortYear,
    /// 31 February, or the month before the day.
    NoSuchDay,
    NotYesOrNo,
}

impl Refusal {
    /// The sentence to show; each says the `$value`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotANumber => "value-not-a-number",
            Self::Fraction => "value-fraction",
            Self::Groups => "value-groups",
            Self::Negative => "value-negative",
            Self::TooLarge => "value-too-large",
            Self::NotADay => "value-not-a-day",
            Self::ShortYear => "value-short-year",
            Self::NoSuchDay => "value-no-such-day",
            Self::NotYesOrNo => "value-not-yes-or-no",
        }
    }
}

/// Whole rupiah: `25000`, `25.000`, `Rp25.000,00`, `Rp 25.000,-`, `25,000`.
///
/// # Errors
/// What is not a whole amount from 0 to [`Rupiah::MAX`].
pub fn rupiah(typed: &str) -> Result<Rupiah, Refusal> {
    let text = typed.trim();
    let lower = text.to_ascii_lowercase();
    let prefix = ["rp.", "rp", "idr"].into_iter().find(|prefix| lower.starts_with(prefix)).map_or(0, str::len);
    let amount = Rupiah(whole(text[prefix..].trim_start_matches([':', '=']))?);
    if amount > Rupiah::MAX { Err(Refusal::TooLarge) } else { Ok(amount) }
}

/// A whole number from 0, its thousands grouped by dots, commas or spaces or not at all. Zeros after a comma or a dot
/// are no fraction; three digits after a single one are thousands.
///
/// # Errors
/// What is not such a number.
pub fn whole(typed: &str) -> Result<i64, Refusal> {
    let text = typed.trim();
    if let Some(rest) = text.strip_prefix(['-', '−', '–']) {
        return Err(if whole(rest.trim_start_matches('-')).is_ok() { Refusal::Negative } else { Refusal::NotANumber });
    }
    // "25.000,-" is how a round amount is written on a price tag.
    let tag = text.trim_end_matches(['-', '–']);
    let text = if tag.ends_with([',', '.']) { tag } else { text };
    let text: String = text.strip_suffix([',', '.']).unwrap_or(text).chars().map(as_group).collect();
    let known = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    if !known || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(Refusal::NotANumber);
    }
    let (units, fraction) = split(&text)?;
    if fraction.bytes().any(|digit| digit != b'0') {
        return Err(Refusal::Fraction);
    }
    ungrouped(units)?.parse().map_err(|_| Refusal::TooLarge)
}

/// Spaces that keep a line together are spaces too.
fn as_group(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { letter }
}

/// The whole part of a number and the digits of its fraction.
fn split(text: &str) -> Result<(&str, &str), Refusal> {
    let Some(last) = text.rfind([',', '.']) else { return Ok((text, "")) };
    let (units, fraction) = (&text[..last], &text[last + 1..]);
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        // A space after the last comma or dot: it stands for groups, which are looked at next.
        return Ok((text, ""));
    }
    let three = fraction.len() == 3;
    let mark = &text[last..=last];
    match units.find([',', '.']) {
        Some(_) if units.contains(mark) => Ok((text, "")),
        // 25.000,000 is twenty-five thousand to one reader and twenty-five million to another.
        Some(_) if three => Err(Refusal::Groups),
        None if three && !units.starts_with('0') => Ok((text, "")),
        _ => Ok((units, fraction)),
    }
}

/// Digits whose groups are of three, all parted by the same mark.
fn ungrouped(text: &str) -> Result<String, Refusal> {
    let Some(mark) = text.chars().find(|c| !c.is_ascii_digit()) else { return Ok(text.to_owned()) };
    let mut groups = text.split(mark);
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    let whole = first && groups.all(|group| group.len() == 3) && text.chars().all(|c| c == mark || c.is_ascii_digit());
    if whole { Ok(text.replace(mark, "")) } else { Err(Refusal::Groups) }
}

/// Names of months, and how they are cut short, in Indonesian and English.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "pebruari", "feb", "peb"],
    &["maret", "march", "mar", "mrt"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["agustus", "august", "agu", "ags", "agt", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nopember", "nov", "nop"],
    &["desember", "december", "des", "dec"],
];

/// A day: `22/11/2026`, `22-11-2026`, `22.11.2026`, `2026-11-22`, `22 November 2026`, with or without a time after
/// it. The day stands before the month, as people write it here.
///
/// # Errors
/// What is not a day of the years 1900 to 9999.
pub fn day(typed: &str) -> Result<Date, Refusal> {
    let text = folded(typed);
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [first, second, third, rest @ ..] = parts.as_slice() else { return Err(Refusal::NotADay) };
    let number = |part: &str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    if rest.len() > 3 || !rest.iter().all(|part| number(part).is_some_and(|number| number < 100)) {
        return Err(Refusal::NotADay);
    }
    let (day, year) = if first.len() == 4 { (third, first) } else { (first, third) };
    let month = number(second).or_else(|| month_named(second)).ok_or(Refusal::NotADay)?;
    let (Some(day), Some(number)) = (number(day), number(year)) else { return Err(Refusal::NotADay) };
    match year.len() {
        4 => {}
        2 if day <= 31 => return Err(Refusal::ShortYear),
        _ => return Err(Refusal::NotADay),
    }
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    let date = month.zip(u8::try_from(day).ok()).filter(|_| number >= 1900);
    date.and_then(|(month, day)| Date::from_calendar_date(number.into(), month, day).ok()).ok_or(Refusal::NoSuchDay)
}

fn month_named(name: &str) -> Option<u16> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&name)).map(|(number, _)| number)
}

/// Yes or no, in Indonesian or English or as a mark.
///
/// # Errors
/// Anything else.
pub fn yes(typed: &str) -> Result<bool, Refusal> {
    if matches!(typed.trim(), "✓" | "✔" | "√") {
        return Ok(true);
    }
    match folded(typed).as_str() {
        "ya" | "iya" | "y" | "yes" | "ada" | "benar" | "betul" | "true" | "v" | "1" => Ok(true),
        "tidak" | "tdk" | "bukan" | "belum" | "t" | "no" | "n" | "salah" | "false" | "0" => Ok(false),
        _ => Err(Refusal::NotYesOrNo),
    }
}

/// A text by which to compare: lower case, without accents, one space between words, no other marks.
pub fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let letters: String = letters.map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::platform::money::grouped;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let typed = [
            "25.000",
            "Rp25.000,00",
            "Rp 25.000",
            "25000",
            "25,000",
            "Rp. 25.000,-",
            "rp25000",
            "IDR 25,000.00",
            "25 000",
            " Rp\u{a0}25.000 ",
            "25000,0",
            "25000.00",
            "25.000.-",
            "Rp: 25.000",
            "25.000,",
        ];
        for typed in typed {
            assert_eq!(rupiah(typed), Ok(Rupiah(25_000)), "{typed}");
        }
        assert_eq!(rupiah("1.250.000"), Ok(Rupiah(1_250_000)));
        assert_eq!(rupiah("0"), Ok(Rupiah(0)));
    }

    #[test]
    fn what_is_no_whole_amount_is_refused_with_the_reason() {
        let cases = [
            ("25,5", Refusal::Fraction),
            ("25.5", Refusal::Fraction),
            ("Rp25.000,50", Refusal::Fraction),
            ("0,125", Refusal::Fraction),
            ("25,1250", Refusal::Fraction),
            ("25.000,000", Refusal::Groups),
            ("2.50.000", Refusal::Groups),
            ("2500.000.000", Refusal::Groups),
            ("25.000 000", Refusal::Groups),
            ("-5000", Refusal::Negative),
            ("25rb", Refusal::NotANumber),
            ("Rp", Refusal::NotANumber),
            ("", Refusal::NotANumber),
            (".5", Refusal::NotANumber),
            ("1e6", Refusal::NotANumber),
            ("25000-", Refusal::NotANumber),
            ("10-20", Refusal::NotANumber),
            ("=1+1", Refusal::NotANumber),
            ("9999999999999999", Refusal::TooLarge),
            ("99999999999999999999999", Refusal::TooLarge),
        ];
        for (typed, reason) in cases {
            assert_eq!(rupiah(typed), Err(reason), "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let typed = [
            "22/11/2026",
            "22-11-2026",
            "22.11.2026",
            "2026-11-22",
            "22 November 2026",
            "22 nov 2026",
            "22 Nopember 2026",
            "2026-11-22 14:30",
            "22/11/2026 00:00:00",
        ];
        for typed in typed {
            assert_eq!(day(typed), Ok(date!(2026 - 11 - 22)), "{typed}");
        }
        assert_eq!(day("1 Mei 2026"), Ok(date!(2026 - 05 - 01)));
    }

    #[test]
    fn what_is_no_day_is_refused_with_the_reason() {
        let cases = [
            ("22/11/26", Refusal::ShortYear),
            ("11/22/2026", Refusal::NoSuchDay),
            ("31/02/2026", Refusal::NoSuchDay),
            ("0/1/2026", Refusal::NoSuchDay),
            ("1/1/0001", Refusal::NoSuchDay),
            ("besok", Refusal::NotADay),
            ("22 Novembre 2026", Refusal::NotADay),
            ("22/11", Refusal::NotADay),
            ("22/11/20266", Refusal::NotADay),
            ("46348", Refusal::NotADay),
            ("", Refusal::NotADay),
        ];
        for (typed, reason) in cases {
            assert_eq!(day(typed), Err(reason), "{typed}");
        }
    }

    #[test]
    fn yes_and_no_have_many_words() {
        for typed in ["Ya", "IYA", "yes", "✓", " v ", "TRUE"] {
            assert_eq!(yes(typed), Ok(true), "{typed}");
        }
        for typed in ["tidak", "Belum", "no", "0", "FALSE"] {
            assert_eq!(yes(typed), Ok(false), "{typed}");
        }
        assert_eq!(yes("mungkin"), Err(Refusal::NotYesOrNo));
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_panics(typed in ".{0,40}", figures in "[Rp0-9., -]{0,24}") {
            for typed in [typed, figures] {
                let _ = (rupiah(&typed), day(&typed), yes(&typed), folded(&typed));
            }
        }

        #[test]
        fn what_is_written_is_read_again(amount in 0..=Rupiah::MAX.0) {
            proptest::prop_assert_eq!(rupiah(&Rupiah(amount).to_string()), Ok(Rupiah(amount)));
            for typed in [format!("{},00", grouped(amount, '.')), grouped(amount, ',')] {
                proptest::prop_assert_eq!(rupiah(&typed), Ok(Rupiah(amount)));
            }
        }
    }
}
