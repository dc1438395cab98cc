//! Amounts as people write them beside the figures, so that nobody can add a digit afterwards (terbilang).
use crate::platform::{
    i18n::Lang,
    money::{Rupiah, grouped},
};

/// "dua ratus tiga puluh tiga ribu tujuh ratus lima puluh rupiah". Less than nothing begins with "minus".
pub fn rupiah(lang: Lang, amount: Rupiah) -> String {
    format!("{} rupiah", number(lang, amount.0))
}

/// As official letters write it, which are Indonesian: "Rp12.500.000,00 (dua belas juta lima ratus ribu rupiah)".
pub fn in_letters(amount: Rupiah) -> String {
    format!("Rp{},00 ({})", grouped(amount.0, '.'), rupiah(Lang::Id, amount))
}

/// A number in words, without a currency.
pub fn number(lang: Lang, number: i64) -> String {
    let mut words = Vec::new();
    if number < 0 {
        words.push("minus");
    }
    match (lang, number.unsigned_abs()) {
        (Lang::Id, 0) => words.push("nol"),
        (Lang::En, 0) => words.push("zero"),
        (Lang::Id, number) => indonesian(number, &mut words),
        (Lang::En, number) => english(number, &mut words),
    }
    // The hyphen of "twenty-one" is an entry of its own.
    words.join(" ").replace(" - ", "-")
}

const LARGE_INDONESIAN: [(u64, &str); 4] =
    [(1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu")];

const SMALL_INDONESIAN: [&str; 12] =
    ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

/// One thousand, hundred or ten is "se-"; one of anything larger is "satu".
fn indonesian(number: u64, words: &mut Vec<&'static str>) {
    if let Some((size, name)) = LARGE_INDONESIAN.into_iter().find(|(size, _)| number >= *size) {
        if number / size == 1 && size == 1_000 {
            words.push("seribu");
        } else {
            indonesian(number / size, words);
            words.push(name);
        }
        return indonesian(number % size, words);
    }
    match number {
        0 => {}
        1..=11 => words.push(SMALL_INDONESIAN[small(number)]),
        12..=19 => words.extend([SMALL_INDONESIAN[small(number - 10)], "belas"]),
        20..=99 => {
            words.extend([SMALL_INDONESIAN[small(number / 10)], "puluh"]);
            indonesian(number % 10, words);
        }
        100..=199 => {
            words.push("seratus");
            indonesian(number - 100, words);
        }
        _ => {
            words.extend([SMALL_INDONESIAN[small(number / 100)], "ratus"]);
            indonesian(number % 100, words);
        }
    }
}

const LARGE_ENGLISH: [(u64, &str); 5] = [
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
    (100, "hundred"),
];

const SMALL_ENGLISH: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS_ENGLISH: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn english(number: u64, words: &mut Vec<&'static str>) {
    if let Some((size, name)) = LARGE_ENGLISH.into_iter().find(|(size, _)| number >= *size) {
        english(number / size, words);
        words.push(name);
        return english(number % size, words);
    }
    match number {
        0 => {}
        1..=19 => words.push(SMALL_ENGLISH[small(number)]),
        _ => {
            words.push(TENS_ENGLISH[small(number / 10)]);
            if !number.is_multiple_of(10) {
                words.extend(["-", SMALL_ENGLISH[small(number % 10)]]);
            }
        }
    }
}

/// A number below twenty as a place in a list.
fn small(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn indonesian_numbers_are_written_as_people_say_them() {
        for (number, words) in [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (19, "sembilan belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (99, "sembilan puluh sembilan"),
            (100, "seratus"),
            (101, "seratus satu"),
            (110, "seratus sepuluh"),
            (111, "seratus sebelas"),
            (200, "dua ratus"),
            (999, "sembilan ratus sembilan puluh sembilan"),
            (1_000, "seribu"),
            (1_001, "seribu satu"),
            (1_100, "seribu seratus"),
            (1_111, "seribu seratus sebelas"),
            (2_000, "dua ribu"),
            (10_000, "sepuluh ribu"),
            (11_000, "sebelas ribu"),
            (12_000, "dua belas ribu"),
            (21_000, "dua puluh satu ribu"),
            (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"),
            (111_000, "seratus sebelas ribu"),
            (200_001, "dua ratus ribu satu"),
            (233_750, "dua ratus tiga puluh tiga ribu tujuh ratus lima puluh"),
            (1_000_000, "satu juta"),
            (1_000_001, "satu juta satu"),
            (1_001_000, "satu juta seribu"),
            (12_500_000, "dua belas juta lima ratus ribu"),
            (100_000_000, "seratus juta"),
            (1_000_000_000, "satu miliar"),
            (1_001_001_001, "satu miliar satu juta seribu satu"),
            (1_000_000_000_000, "satu triliun"),
            (2_000_000_000_000, "dua triliun"),
            (100_000_000_000_000, "seratus triliun"),
            (
                999_999_999_999_999,
                "sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan miliar \
                 sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu \
                 sembilan ratus sembilan puluh sembilan",
            ),
            (-500, "minus lima ratus"),
        ] {
            assert_eq!(super::number(Lang::Id, number), words, "{number}");
        }
    }

    #[test]
    fn english_numbers_are_written_as_people_say_them() {
        for (number, words) in [
            (0, "zero"),
            (13, "thirteen"),
            (20, "twenty"),
            (21, "twenty-one"),
            (100, "one hundred"),
            (115, "one hundred fifteen"),
            (1_000, "one thousand"),
            (21_000, "twenty-one thousand"),
            (233_750, "two hundred thirty-three thousand seven hundred fifty"),
            (1_000_001, "one million one"),
            (1_001_001_001, "one billion one million one thousand one"),
            (999_000_000_000_000, "nine hundred ninety-nine trillion"),
            (-40, "minus forty"),
        ] {
            assert_eq!(super::number(Lang::En, number), words, "{number}");
        }
    }

    #[test]
    fn an_amount_names_its_currency() {
        assert_eq!(rupiah(Lang::Id, Rupiah(233_750)), "dua ratus tiga puluh tiga ribu tujuh ratus lima puluh rupiah");
        assert_eq!(rupiah(Lang::En, Rupiah(85_000)), "eighty-five thousand rupiah");
        assert_eq!(rupiah(Lang::Id, Rupiah(0)), "nol rupiah");
    }

    #[test]
    fn a_letter_has_the_figures_and_the_words() {
        for (amount, written) in
            [(12_500_000, "Rp12.500.000,00 (dua belas juta lima ratus ribu rupiah)"), (0, "Rp0,00 (nol rupiah)")]
        {
            assert_eq!(in_letters(Rupiah(amount)), written);
        }
    }

    #[test]
    fn no_two_numbers_are_written_alike() {
        for lang in [Lang::Id, Lang::En] {
            let all: HashSet<String> = (0..=9_999).map(|number| super::number(lang, number)).collect();
            assert_eq!(all.len(), 10_000);
            assert!(all.iter().all(|words| !words.is_empty() && !words.contains("  ") && words.trim() == words));
        }
    }

    /// Reads words back, from the left, in another way than they were written.
    fn read(words: &str) -> i64 {
        let (mut whole, mut group) = (0, 0);
        let mut unit = 0;
        for word in words.replace('-', " ").split(' ') {
            match word {
                "seratus" => group += 100,
                "seribu" => whole += 1_000,
                "belas" => (group, unit) = (group + 10 + unit, 0),
                "puluh" => (group, unit) = (group + 10 * unit, 0),
                "ratus" => (group, unit) = (group + 100 * unit, 0),
                "hundred" => (group, unit) = (100 * (group + unit), 0),
                _ if scale(word).is_some() => {
                    let scale = scale(word).unwrap_or_default();
                    (whole, group, unit) = (whole + scale * (group + unit), 0, 0);
                }
                _ => (group, unit) = (group + unit, value(word)),
            }
        }
        whole + group + unit
    }

    fn scale(word: &str) -> Option<i64> {
        let all = LARGE_INDONESIAN.iter().chain(&LARGE_ENGLISH);
        all.filter(|(_, name)| *name == word).find_map(|(size, _)| i64::try_from(*size).ok())
    }

    fn value(word: &str) -> i64 {
        let place = |words: &[&str]| words.iter().position(|known| *known == word);
        let found = place(&SMALL_INDONESIAN).or_else(|| place(&SMALL_ENGLISH));
        let found = found.or_else(|| place(&TENS_ENGLISH).map(|tens| 10 * tens));
        i64::try_from(found.unwrap_or_else(|| panic!("{word} is no number"))).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_can_be_read_again(number in 1..=Rupiah::MAX.0, digits in 1u32..=15) {
            let number = number % 10_i64.pow(digits);
            if number > 0 {
                for lang in [Lang::Id, Lang::En] {
                    proptest::prop_assert_eq!(read(&super::number(lang, number)), number);
                }
            }
        }
    }
}
