//! Takes telephone numbers and addresses out of what two sides write to each other before they agreed.
use crate::disclosure::{PersonalData, personal_data};

/// What stands in the place of a number or an address, in every language.
pub const MASK: &str = "•••";

/// The text with [`MASK`] in the place of each telephone number and each e-mail address.
pub fn mask(text: &str) -> String {
    mask_numbers(&mask_addresses(text))
}

fn mask_addresses(text: &str) -> String {
    let word = |word: &str| {
        let hidden = word.contains(['@', '＠']) && personal_data(word) == Some(PersonalData::Email);
        if hidden { MASK.to_owned() } else { word.to_owned() }
    };
    text.split_inclusive(char::is_whitespace)
        .map(|part| {
            let bare = part.trim_end();
            word(bare) + &part[bare.len()..]
        })
        .collect()
}

/// Digits with spaces, dots, dashes and brackets between them are looked at together, as people write numbers.
fn mask_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut run = String::new();
    for letter in text.chars() {
        if is_of_number(letter) {
            run.push(letter);
        } else {
            masked.push_str(&settle(&run));
            run.clear();
            masked.push(letter);
        }
    }
    masked + &settle(&run)
}

fn is_of_number(letter: char) -> bool {
    letter.is_numeric() || letter == ' ' || ".-‐‑–()+＋".contains(letter)
}

fn settle(run: &str) -> String {
    if personal_data(run) != Some(PersonalData::Phone) {
        return run.to_owned();
    }
    let start = run.len() - run.trim_start().len();
    let end = run.trim_end_matches([' ', '.', '-', '(']).len();
    format!("{}{MASK}{}", &run[..start], &run[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_taken_out() {
        for (text, masked) in [
            ("Hubungi 0812-3456-7890 ya.", "Hubungi ••• ya."),
            ("WA:081234567890", "WA:•••"),
            ("(+62) 812 3456 7890, sore", "•••, sore"),
            ("tulis ke ani_2@contoh.id. Terima kasih", "tulis ke ••• Terima kasih"),
            ("a@b.co\n0812 3456 7890", "•••\n•••"),
        ] {
            assert_eq!(mask(text), masked, "{text}");
            assert_eq!(personal_data(&mask(text)), None, "{text}");
        }
    }

    #[test]
    fn prices_sizes_and_dates_stay() {
        for text in [
            "60 buah, Rp 24.000 sebuah, jadi Rp 1.440.000.",
            "Antar 17-12-2026 pukul 08.00-10.00",
            "ukuran 100 x 200 x 300",
            "3 @ 5.000",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_panics(text in ".{0,200}") {
            mask(&text);
        }
    }
}
