//! What the number of a paper says by itself. Code books differ and change, so whatever looks odd is told and never
//! refused. Pure.
use time::Date;

use super::model::PaperKind;

/// Something to look at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    NibLength,
    HomeFoodPattern,
    HomeFoodPackaging,
    HomeFoodKind,
    OtherRegion,
    YearOver,
    FoodAgencyPattern,
    HalalPattern,
}

impl Doubt {
    /// The key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NibLength => "doubt-nib",
            Self::HomeFoodPattern => "doubt-pirt",
            Self::HomeFoodPackaging => "doubt-pirt-packaging",
            Self::HomeFoodKind => "doubt-pirt-kind",
            Self::OtherRegion => "doubt-region",
            Self::YearOver => "doubt-year",
            Self::FoodAgencyPattern => "doubt-bpom",
            Self::HalalPattern => "doubt-halal",
        }
    }
}

/// Looks at a number. `regency` is the place of the enterprise, four digits.
pub fn doubts(kind: PaperKind, number: &str, regency: &str, today: Date) -> Vec<Doubt> {
    let plain: String = number.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    match kind {
        PaperKind::Nib if !digits(&plain, 13) => vec![Doubt::NibLength],
        PaperKind::HomeFood => home_food(&plain, regency, today),
        PaperKind::FoodAgency if !is_of_food_agency(&plain) => vec![Doubt::FoodAgencyPattern],
        PaperKind::Halal if !plain.strip_prefix("ID").is_some_and(|rest| digits(rest, rest.len().max(1))) => {
            vec![Doubt::HalalPattern]
        }
        _ => Vec::new(),
    }
}

/// The last year in which a home-food licence holds, by its last two digits.
pub fn year_of_home_food(number: &str) -> Option<i32> {
    let plain: String = number.chars().filter(char::is_ascii_digit).collect();
    (plain.len() == 15).then(|| plain[13..].parse::<i32>().ok().map(|year| 2000 + year)).flatten()
}

/// Fifteen digits: packaging, kind of food (2), regency (4), product (2), producer (4), year of the end (2).
fn home_food(plain: &str, regency: &str, today: Date) -> Vec<Doubt> {
    if !digits(plain, 15) {
        return vec![Doubt::HomeFoodPattern];
    }
    let mut doubts = Vec::new();
    if !(b'1'..=b'8').contains(&plain.as_bytes()[0]) {
        doubts.push(Doubt::HomeFoodPackaging);
    }
    if !plain[1..3].parse().is_ok_and(|kind: u32| (1..=15).contains(&kind)) {
        doubts.push(Doubt::HomeFoodKind);
    }
    if plain[3..7] != *regency {
        doubts.push(Doubt::OtherRegion);
    }
    if year_of_home_food(plain).is_some_and(|year| year < today.year()) {
        doubts.push(Doubt::YearOver);
    }
    doubts
}

/// Food made here or brought in, cosmetics, herbal goods.
fn is_of_food_agency(plain: &str) -> bool {
    [("MD", 12), ("ML", 12), ("NA", 11), ("TR", 9)]
        .iter()
        .any(|(letters, length)| plain.strip_prefix(letters).is_some_and(|rest| digits(rest, *length)))
}

fn digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    fn look(kind: PaperKind, number: &str) -> Vec<Doubt> {
        doubts(kind, number, "6371", TODAY)
    }

    #[test]
    fn numbers_that_look_right_raise_no_doubt() {
        for (kind, number) in [
            (PaperKind::Nib, "0000000000101"),
            (PaperKind::HomeFood, "2066371019901-28"),
            (PaperKind::HomeFood, "206637101990128"),
            (PaperKind::FoodAgency, "MD 000000000012"),
            (PaperKind::FoodAgency, "NA00000000012"),
            (PaperKind::FoodAgency, "TR000000012"),
            (PaperKind::Halal, "ID00000000000000012"),
            (PaperKind::Brand, "IDM000012"),
        ] {
            assert_eq!(look(kind, number), [], "{number}");
        }
    }

    #[test]
    fn numbers_that_look_odd_say_why() {
        for (kind, number, doubt) in [
            (PaperKind::Nib, "123", Doubt::NibLength),
            (PaperKind::Nib, "00000000001O1", Doubt::NibLength),
            (PaperKind::HomeFood, "206637101990", Doubt::HomeFoodPattern),
            (PaperKind::HomeFood, "9066371019901-28", Doubt::HomeFoodPackaging),
            (PaperKind::HomeFood, "2166371019901-28", Doubt::HomeFoodKind),
            (PaperKind::HomeFood, "2066372019901-28", Doubt::OtherRegion),
            (PaperKind::HomeFood, "2066371019901-25", Doubt::YearOver),
            (PaperKind::FoodAgency, "MD12", Doubt::FoodAgencyPattern),
            (PaperKind::Halal, "12", Doubt::HalalPattern),
            (PaperKind::Halal, "ID", Doubt::HalalPattern),
        ] {
            assert_eq!(look(kind, number), [doubt], "{number}");
        }
    }

    #[test]
    fn the_year_of_the_end_stands_in_the_last_two_digits() {
        assert_eq!(year_of_home_food("2066371019901-28"), Some(2028));
        assert_eq!(year_of_home_food("20663710199"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_number_panics(number in ".{0,40}") {
            for kind in PaperKind::ALL {
                look(*kind, &number);
            }
        }
    }
}
