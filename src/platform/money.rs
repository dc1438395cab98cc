//! Money. Whole rupiah only, never a float; this system records money and moves none.
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whole rupiah, 0 to 999,999,999,999,999.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(example = 85000)]
pub struct Rupiah(pub i64);

impl Rupiah {
    /// The largest amount any column holds.
    pub const MAX: Self = Self(999_999_999_999_999);

    /// What a person typed: digits with dots or spaces between groups, an optional "Rp" before.
    /// A comma is refused, because it may mean a fraction or a group.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits = typed.trim().trim_start_matches("Rp").trim_start_matches("rp");
        let digits: String = digits.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}')).collect();
        let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let amount = if all_digits { digits.parse().ok().map(Self)? } else { return None };
        (amount <= Self::MAX).then_some(amount)
    }
}

impl std::fmt::Display for Rupiah {
    /// "Rp 1.234.567" with a no-break space, as people write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rp\u{a0}{}", grouped(self.0, '.'))
    }
}

/// Digits in groups of three.
pub fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// An amount in Indonesian words, as it stands on receipts: "dua ratus ribu rupiah".
pub fn spelled(amount: i64) -> String {
    let minus = if amount < 0 { "minus " } else { "" };
    format!("{minus}{} rupiah", number_in_words(amount.unsigned_abs()))
}

const DIGITS: [&str; 12] =
    ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

fn number_in_words(number: u64) -> String {
    let with_rest = |words: String, rest: u64| {
        if rest == 0 { words } else { format!("{words} {}", number_in_words(rest)) }
    };
    let of = |unit: u64, word: &str| with_rest(format!("{} {word}", number_in_words(number / unit)), number % unit);
    match number {
        0..12 => {
            usize::try_from(number).ok().and_then(|at| DIGITS.get(at)).map_or_else(String::new, ToString::to_string)
        }
        12..20 => format!("{} belas", number_in_words(number - 10)),
        20..100 => of(10, "puluh"),
        100..200 => with_rest("seratus".to_owned(), number - 100),
        200..1_000 => of(100, "ratus"),
        1_000..2_000 => with_rest("seribu".to_owned(), number - 1_000),
        2_000..1_000_000 => of(1_000, "ribu"),
        1_000_000..1_000_000_000 => of(1_000_000, "juta"),
        1_000_000_000..1_000_000_000_000 => of(1_000_000_000, "miliar"),
        _ => of(1_000_000_000_000, "triliun"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_in_words() {
        for (amount, words) in [
            (0, "nol rupiah"),
            (11, "sebelas rupiah"),
            (15, "lima belas rupiah"),
            (20, "dua puluh rupiah"),
            (101, "seratus satu rupiah"),
            (1_000, "seribu rupiah"),
            (21_250, "dua puluh satu ribu dua ratus lima puluh rupiah"),
            (233_750, "dua ratus tiga puluh tiga ribu tujuh ratus lima puluh rupiah"),
            (1_001_000, "satu juta seribu rupiah"),
            (2_000_000_012, "dua miliar dua belas rupiah"),
            (-49_000, "minus empat puluh sembilan ribu rupiah"),
        ] {
            assert_eq!(spelled(amount), words);
        }
        assert!(spelled(Rupiah::MAX.0).starts_with("sembilan ratus sembilan puluh sembilan triliun"));
    }

    #[test]
    fn amounts_are_written_in_groups_of_three() {
        let cases =
            [(0, "Rp\u{a0}0"), (85_000, "Rp\u{a0}85.000"), (1_234_567, "Rp\u{a0}1.234.567"), (999, "Rp\u{a0}999")];
        for (amount, text) in cases {
            assert_eq!(Rupiah(amount).to_string(), text);
        }
    }

    #[test]
    fn typed_amounts_take_dots_and_spaces_but_no_comma() {
        for typed in ["25000", "25.000", "Rp 25.000", " 25 000 ", "rp25000"] {
            assert_eq!(Rupiah::parse(typed), Some(Rupiah(25_000)), "{typed}");
        }
        for typed in ["", "25,000", "-5", "1e6", "Rp", "99999999999999999999", "25k"] {
            assert_eq!(Rupiah::parse(typed), None, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(amount in 0..=Rupiah::MAX.0) {
            proptest::prop_assert_eq!(Rupiah::parse(&Rupiah(amount).to_string()), Some(Rupiah(amount)));
        }
    }
}
