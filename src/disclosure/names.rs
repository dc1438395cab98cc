//! Short names where nobody looks for them: inside random codes and inside the names of tables, columns and keys.

use super::{
    Verdict, check,
    index::{index, letter_of_digit},
};

/// Whether a random code spells a short name that is blocked, also when digits are read as letters, or is held when
/// somebody types it, whole or in two halves as people read it. Such a code is thrown away and drawn again.
pub fn telling_code(code: &str) -> bool {
    spells_a_short_name(code) || is_held(code) || code.split_at_checked(4).is_some_and(is_held_in_halves)
}

fn is_held_in_halves((first, rest): (&str, &str)) -> bool {
    is_held(&format!("{first}-{rest}"))
}

fn is_held(text: &str) -> bool {
    check(text) != Verdict::Pass
}

fn spells_a_short_name(code: &str) -> bool {
    let drawn: Vec<char> =
        code.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    let read: Vec<char> = drawn.iter().map(|letter| letter_of_digit(*letter)).collect();
    [drawn, read].iter().any(|code| index().acronyms_in(code).next().is_some())
}

/// Whether the name of a table, column, type or key tells what it is about. Whole parts of the name count, so that
/// `harvest` and `spiral` are free.
pub fn telling_identifier(name: &str) -> bool {
    let parts = parts(name);
    parts.iter().any(|part| is_telling(part)) || parts.windows(2).any(|pair| pair == ["status", "kesehatan"])
}

fn is_telling(part: &str) -> bool {
    let is_acronym = |part: &str| index().acronym(&part.chars().collect::<Vec<char>>()).is_some();
    let without_number = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
    matches!(part, "viral" | "sebaya") || part.starts_with("diagnos") || is_acronym(part) || is_acronym(without_number)
}

/// The parts of a name in lower case, split at `_`, `-`, `.` and other signs and at changes of case.
fn parts(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut parts = vec![String::new()];
    for (place, letter) in letters.iter().enumerate() {
        if starts_part(&letters, place) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| letter.is_alphanumeric()) {
            part.extend(letter.to_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn starts_part(letters: &[char], place: usize) -> bool {
    let letter = letters[place];
    let before = place.checked_sub(1).map(|before| letters[before]);
    let small_follows = letters.get(place + 1).is_some_and(|next| next.is_lowercase());
    !letter.is_alphanumeric() || letter.is_uppercase() && (small_follows || !before.is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_spell_a_short_name_are_telling() {
        for code in
            ["K7HIV2", "H1V234", "0DHA7K", "0dh4-77xx", "7KH1-V234", "XCD4Y2", "A1DS22", "KDSQ23", "4RV000", "TBC777"]
        {
            assert!(telling_code(code), "{code}");
        }
    }

    #[test]
    fn codes_that_nobody_could_quote_in_a_message_are_telling() {
        for code in ["ASMA27R7", "KPA42YTK", "6KTS632G", "CC046PDP", "27R7ASMA", "27R7PREP", "KPA4-2YTK"] {
            assert!(telling_code(code), "{code}");
        }
    }

    #[test]
    fn ordinary_codes_are_not_telling() {
        for code in ["", "K7M2Q9", "7KQ2-M8VW", "HV1234", "000000", "CDA234", "VC7T11"] {
            assert!(!telling_code(code), "{code}");
        }
    }

    #[test]
    fn names_with_a_telling_part_are_telling() {
        for name in [
            "hiv",
            "HIV_STATUS",
            "is_odha",
            "isOdha",
            "memberODHIV",
            "ODHIVMember",
            "plhiv-count",
            "arv.date",
            "cd4_count",
            "Cd4Count",
            "hiv2",
            "viral_load",
            "viralLoad",
            "diagnosis",
            "date_diagnosed",
            "kds_id",
            "KdsRoom",
            "kelompok_sebaya",
            "status_kesehatan",
            "statusKesehatan",
            "vct",
            "aids",
        ] {
            assert!(telling_identifier(name), "{name}");
        }
    }

    #[test]
    fn names_that_hold_a_short_name_by_chance_are_not_telling() {
        for name in [
            "",
            "_",
            "harvest",
            "carve",
            "spiral",
            "archive",
            "archived_at",
            "status",
            "kesehatan",
            "status_pesanan",
            "maids",
            "bodhi",
            "cd",
            "load",
            "VCTX",
            "products.created_at",
        ] {
            assert!(!telling_identifier(name), "{name}");
        }
    }
}
