//! What may pass between applicant and recruiter. Numbers, addresses and links do not: there is a button for them.
//! Pure.
use crate::{
    disclosure::personal_data,
    jobs::lint::{Section, Weight, lint},
};

/// Letters of a message.
pub const LONGEST: usize = 1_000;

/// A number, an address or a link stands in a text.
pub fn has_contact(text: &str) -> bool {
    personal_data(text).is_some() || has_link(text)
}

/// A recruiter's text asks for something that has no place in work.
pub fn demands(text: &str) -> bool {
    lint(text, Section::Unknown).iter().any(|finding| finding.label.weight() > Weight::Warning)
}

fn has_link(text: &str) -> bool {
    const STARTS: [&str; 2] = ["http", "www."];
    const PLACES: [&str; 9] = [".com", ".id", ".net", ".org", ".me", ".link", ".site", ".app", ".ly"];
    let text = text.to_lowercase();
    text.contains("://")
        || text.split(|letter: char| letter.is_whitespace() || "()<>,;\"".contains(letter)).any(|word| {
            let word = word.split('/').next().unwrap_or_default().trim_end_matches(['.', '!', '?', ':']);
            let host = PLACES.iter().any(|place| word.strip_suffix(place).is_some_and(|name| !name.is_empty()));
            host || STARTS.iter().any(|start| word.starts_with(start))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_addresses_and_links_are_seen() {
        for text in [
            "WA saya 0812-3456-7890",
            "tulis ke ani@contoh.example",
            "lihat https://contoh.example/x",
            "ada di wa.me/62812",
            "cari hotelbukit.com ya.",
            "www.contoh",
        ] {
            assert!(has_contact(text), "{text}");
        }
    }

    #[test]
    fn days_hours_and_wages_pass() {
        for text in ["Senin 23-11-2026 pukul 08.00", "Gaji Rp 3.900.000 sebulan.", "Bisa datang hari Rabu?"] {
            assert!(!has_contact(text), "{text}");
        }
    }

    #[test]
    fn what_may_not_be_demanded_may_not_be_written_either() {
        assert!(demands("Syarat: usia maksimal 25 tahun"));
        assert!(!demands("Kapan Bapak atau Ibu bisa mulai?"));
    }
}
