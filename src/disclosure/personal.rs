//! Finds data of a person in a typed text: a phone number, a mail address, an identity number, a place of treatment.

use super::plain::Plain;

/// What was found. The message differs, the finding itself is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalData {
    /// A mobile number, or any number with the country code.
    Phone,
    /// A mail address.
    Email,
    /// Sixteen digits, as on an identity card.
    IdentityNumber,
    /// A hospital, a health centre or a clinic.
    Clinic,
}

/// The first kind of personal data in this text, in the order of the kinds.
pub fn personal_data(text: &str) -> Option<PersonalData> {
    let letters = Plain::typed(text).letters;
    let numbers = numbers(&letters);
    if numbers.iter().any(|groups| has_phone(groups)) {
        Some(PersonalData::Phone)
    } else if has_mail_address(&letters) {
        Some(PersonalData::Email)
    } else if numbers.iter().any(|groups| has_identity_number(groups)) {
        Some(PersonalData::IdentityNumber)
    } else {
        has_clinic(&letters).then_some(PersonalData::Clinic)
    }
}

/// Some digits in a row, with what stands in front of them.
struct Group {
    digits: String,
    /// A plus sign stands before it.
    plus: bool,
    /// What parts it from the group before.
    gap: String,
}

/// Groups of digits that could be one number: only spaces, dots, dashes and brackets part them.
fn numbers(letters: &[char]) -> Vec<Vec<Group>> {
    let mut numbers: Vec<Vec<Group>> = vec![Vec::new()];
    let mut gap = String::new();
    let mut place = 0;
    while place < letters.len() {
        let digits: String = letters[place..].iter().take_while(|letter| letter.is_ascii_digit()).collect();
        if digits.is_empty() {
            gap.push(letters[place]);
            place += 1;
            continue;
        }
        place += digits.len();
        let joins = gap.chars().all(|letter| letter.is_whitespace() || ".-‐‑–()+".contains(letter));
        if !joins {
            numbers.push(Vec::new());
        }
        let plus = gap.trim_end_matches([' ', ')', '(']).ends_with('+');
        let group = Group { digits, plus, gap: std::mem::take(&mut gap) };
        if let Some(number) = numbers.last_mut() {
            number.push(group);
        }
    }
    numbers
}

fn has_phone(groups: &[Group]) -> bool {
    let mut place = 0;
    while let Some(first) = groups.get(place) {
        let passed = groups_of_time_or_date(&groups[place..]);
        if passed == 0 && starts_phone(groups, place, first) {
            return true;
        }
        place += passed.max(1);
    }
    false
}

fn starts_phone(groups: &[Group], place: usize, first: &Group) -> bool {
    const LONGEST: usize = 15;
    let mut digits = String::new();
    for group in &groups[place..] {
        digits.push_str(&group.digits);
        if digits.len() > LONGEST {
            return false;
        }
        if is_phone(&digits, first.plus) {
            return true;
        }
    }
    false
}

fn is_phone(digits: &str, plus: bool) -> bool {
    let rest = |start: &str| digits.strip_prefix(start).map(str::len);
    let mobile = digits.starts_with("08") && !digits.starts_with("080") && matches!(digits.len(), 10..=13);
    let with_country = rest("62").is_some_and(|length| plus && matches!(length, 8..=13));
    let mobile_with_country = rest("628").is_some_and(|length| matches!(length, 8..=11));
    mobile || with_country || mobile_with_country
}

/// How many groups at the start are a clock time (`08.30`) or a date (`08-12-2025`), which are no part of a number.
fn groups_of_time_or_date(groups: &[Group]) -> usize {
    let [first, second, ..] = groups else { return 0 };
    let third = groups.get(2);
    let small = first.digits.len() <= 2 && second.digits.len() <= 2;
    let year = third.is_some_and(|third| {
        third.gap == second.gap
            && third.digits.len() == 4
            && (third.digits.starts_with("19") || third.digits.starts_with("20"))
    });
    if small && year && matches!(second.gap.as_str(), "-" | ".") {
        return 3;
    }
    let ends = third.is_none_or(|third| third.gap != ".");
    if small && second.digits.len() == 2 && second.gap == "." && ends { 2 } else { 0 }
}

fn has_identity_number(groups: &[Group]) -> bool {
    const DIGITS: usize = 16;
    const SHORTEST_GROUP: usize = 4;
    (0..groups.len()).any(|start| {
        let mut length = 0;
        groups[start..].iter().take(DIGITS / SHORTEST_GROUP).any(|group| {
            length += if group.digits.len() < SHORTEST_GROUP { DIGITS + 1 } else { group.digits.len() };
            length == DIGITS
        })
    })
}

fn has_mail_address(letters: &[char]) -> bool {
    (1..letters.len()).filter(|place| letters[*place] == '@').any(|at| {
        let named = letters[at - 1].is_alphanumeric() || "_-+".contains(letters[at - 1]);
        named && is_host(&letters[at + 1..])
    })
}

/// Whether this starts with a host name: labels with a dot between and at least two letters at the end.
fn is_host(letters: &[char]) -> bool {
    const LONGEST: usize = 253;
    let host: String = letters
        .iter()
        .take(LONGEST)
        .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-'))
        .collect();
    let mut labels = host.trim_end_matches(['.', '-']).split('.');
    let named = labels.next().is_some_and(|label| !label.is_empty());
    let top = labels.next_back();
    named && top.is_some_and(|label| label.len() >= 2 && label.chars().all(char::is_alphabetic))
}

fn has_clinic(letters: &[char]) -> bool {
    let folded: String = letters.iter().flat_map(|letter| letter.to_lowercase()).collect();
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| {
        let stem = ["nya", "ku", "mu"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        matches!(stem, "rsud" | "puskesmas" | "klinik")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers_are_found_with_any_separators() {
        for text in [
            "081234567890",
            "0812-3456-7890",
            "0812 3456 7890",
            "0812.3456.7890",
            "hub. (0812) 3456 7890 ya",
            "08 12 34 56 78 90",
            "WA:08123456789",
            "WA08123456789",
            "+6281234567890",
            "+62 812-3456-7890",
            "(+62) 812 3456 7890",
            "+62 511 3304567",
            "wa.me/6281234567890",
            "isi 5 0812 3456 7890",
            "buka 08.00-17.00 0812 3456 7890",
            "０８１２３４５６７８９０",
        ] {
            assert_eq!(personal_data(text), Some(PersonalData::Phone), "{text}");
        }
    }

    #[test]
    fn mail_addresses_are_found() {
        for text in ["ibu.ani@contoh.co.id", "tulis ke ani_2@contoh.id.", "ani＠contoh.com", "a-@b.co"] {
            assert_eq!(personal_data(text), Some(PersonalData::Email), "{text}");
        }
    }

    #[test]
    fn identity_numbers_are_found() {
        for text in ["6371012345670001", "NIK 6371 0123 4567 0001", "NIK:637101.450789.0001", "NIK6371014507890001"] {
            assert_eq!(personal_data(text), Some(PersonalData::IdentityNumber), "{text}");
        }
    }

    #[test]
    fn places_of_treatment_are_found() {
        for text in ["ambil di RSUD", "depan Puskesmas Pekauman", "kliniknya buka", "KLINIK"] {
            assert_eq!(personal_data(text), Some(PersonalData::Clinic), "{text}");
        }
    }

    #[test]
    fn ordinary_numbers_and_signs_are_no_personal_data() {
        for text in [
            "",
            "Rp 15.000",
            "buka 08.00-17.00",
            "buka 08.30-12.30 13.30-17.00",
            "Senin 08.15 - 12.00, Selasa 08.15 - 12.00",
            "08-12-2025 100 buah",
            "08.12.2025 - 10.12.2025",
            "8991234567890",
            "P-IRT 2063471010123-26",
            "ID63110001234567890",
            "ukuran 100 x 200 x 300",
            "NPWP 09.254.294.3-407.000",
            "12345678901234567",
            "@kedai_ani",
            "3 @ 5.000",
            "harga@2.500",
            "klinikal",
        ] {
            assert_eq!(personal_data(text), None, "{text}");
        }
    }
}
