//! What secrets are made of: text that never shows itself, random bytes, and the letters in which codes are spelled.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroize;

/// The letters of codes that people copy from paper: Crockford's, less those with which a code could spell a word or
/// a short name by chance (the vowels, and D, T and V). No digit is mistaken for any of them.
pub(crate) const LETTERS_TO_TYPE: &[u8] = b"0123456789BCFGHJKMNPQRSWXYZ";

/// A text that is only read where [`Secret::expose`] says so: it prints as `[redacted]`, is not serialized, and is
/// wiped from memory when it goes.
///
/// ```
/// use tanggui::identity::vault::secret::Secret;
/// assert_eq!(format!("{} {:?}", Secret::from("0812"), Secret::from("0812")), "[redacted] [redacted]");
/// ```
///
/// ```compile_fail
/// use tanggui::identity::vault::secret::Secret;
/// fn write(_: impl serde::Serialize) {}
/// write(Secret::from("0812"));
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(SecretString::from(text))
    }
}

impl From<String> for Secret {
    /// Copies the text and wipes the original: to shrink it in place could leave it behind in memory.
    fn from(mut text: String) -> Self {
        let secret = Self::from(text.as_str());
        text.zeroize();
        secret
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// Random bytes from the operating system.
#[expect(clippy::expect_used, reason = "without randomness nothing can be kept secret, so nothing may go on")]
pub(crate) fn random<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// So many letters that spell this number, which should be far larger than they can hold: no letter is then more
/// likely than another.
pub(crate) fn spell(mut number: u128, letters: &[u8], length: usize) -> String {
    let base = letters.len() as u128;
    let mut next = || {
        let letter = letters[(number % base) as usize];
        number /= base;
        char::from(letter)
    };
    (0..length).map(|_| next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_shows_itself_only_when_asked() {
        let secret = Secret::from("Siti Rahmawati".to_owned());
        assert_eq!(
            format!("{secret} {secret:?} {:#?}", Some(&secret)),
            "[redacted] [redacted] Some(\n    [redacted],\n)"
        );
        assert_eq!(secret.expose(), "Siti Rahmawati");
        assert_eq!(secret.clone().expose(), "Siti Rahmawati");
    }

    #[test]
    fn random_bytes_differ() {
        assert_ne!(random::<16>(), random::<16>());
    }

    #[test]
    fn every_letter_is_spelled_about_as_often() {
        let mut counts = [0_u32; 256];
        for _ in 0..2_700 {
            for letter in spell(u128::from_le_bytes(random()), LETTERS_TO_TYPE, 10).bytes() {
                counts[usize::from(letter)] += 1;
            }
        }
        assert!(LETTERS_TO_TYPE.iter().all(|letter| (800..1200).contains(&counts[usize::from(*letter)])));
        assert_eq!(counts.iter().sum::<u32>(), 27_000);
    }

    #[test]
    fn letters_are_spelled_from_the_smallest_place() {
        assert_eq!(spell(0, b"01", 4), "0000");
        assert_eq!(spell(6, b"01", 4), "0110");
    }
}
