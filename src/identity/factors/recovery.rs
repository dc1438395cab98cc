//! Codes that people keep on paper: how they are made, shown in groups, and read again as people type them.

use crate::identity::vault::secret::{LETTERS_TO_TYPE, random, spell};

const LENGTH: usize = 10;
const LENGTH_ON_PAPER: usize = 12;

/// Ten new recovery codes of ten letters, in two groups: `7K2MW-0QXZ9`. Each holds 47 bits.
pub fn new_codes() -> Vec<String> {
    let new_code = || in_groups(&spell(u128::from_le_bytes(random()), LETTERS_TO_TYPE, LENGTH), 5);
    (0..10).map(|_| new_code()).collect()
}

/// A recovery code as it was made, without the hyphen, from what somebody typed.
pub fn read(typed: &str) -> Option<String> {
    plain(typed, LENGTH)
}

/// A code of twelve letters, such as stands on an invitation, from what somebody typed.
pub fn read_paper(typed: &str) -> Option<String> {
    plain(typed, LENGTH_ON_PAPER)
}

/// A code of twelve letters as it is printed: `7K2M-W0QX-Z93F`.
pub fn grouped(code: &str) -> String {
    in_groups(code, 4)
}

fn in_groups(code: &str, length: usize) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(length).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// The letters and digits alone, mistaken ones set right; nothing when they are no code of this length.
fn plain(typed: &str, length: usize) -> Option<String> {
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '‐' | '‑' | '–' | '—' | '.' | '_');
    let mut code = String::with_capacity(length);
    for letter in typed.chars().filter(|letter| !is_between(*letter)) {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        if code.len() == length || !letter.is_ascii() || !LETTERS_TO_TYPE.contains(&(letter as u8)) {
            return None;
        }
        code.push(letter);
    }
    (code.len() == length).then_some(code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_different_codes_are_made_and_read_again() {
        let codes = new_codes();
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), 10);
        for code in codes {
            assert_eq!(code.len(), 11);
            assert_eq!(&code[5..6], "-");
            assert_eq!(read(&code), Some(code.replace('-', "")));
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["7K2MW-0QX19", "7k2mw 0qx19", " 7k2mwOqxL9\n", "7K2M W0Q-XI9", "7K2MW–oQXl9", "7.K2MW_0QX19"] {
            assert_eq!(read(typed).as_deref(), Some("7K2MW0QX19"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_not_read() {
        for typed in ["", "7K2MW-0QX1", "7K2MW-0QX199", "7K2MW-0QX1U", "7K2MW-0QX1A", "7K2MW/0QX19", "7K2MW-0QX1é"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_code_on_paper_has_three_groups_and_is_read_again() {
        assert_eq!(grouped("7K2MW0QXZ93F"), "7K2M-W0QX-Z93F");
        assert_eq!(read_paper("7k2m w0qx z93f").as_deref(), Some("7K2MW0QXZ93F"));
        assert_eq!(read_paper("7K2MW-0QX19"), None);
        assert_eq!(read("7K2M-W0QX-Z93F"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in ".{0,40}") {
            prop_assert!(read(&typed).is_none_or(|code| code.len() == 10 && read(&code) == Some(code)));
        }
    }
}
