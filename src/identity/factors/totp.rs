//! The changing six digits of an authenticator app: its secret as an address and as a text to type, and the check of what
//! somebody typed.

use std::fmt::Write;

use data_encoding::BASE32_NOPAD;
use totp_rs::{Builder, Secret, Totp};

use crate::identity::vault::secret::spell;

const LENGTH: usize = 20;
const SECONDS: i64 = 30;

/// How many steps beside the present one the clock of a phone is recognised as off. No code of theirs lets anyone in.
const STEPS_BESIDE: i64 = 3;

/// What came of a typed code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// It fits. The step is to be stored before anything else: a code counts once.
    Right(i64),
    /// It fits, or did just now, and has been used.
    Reused,
    /// It would fit a little earlier or later: the clock of the phone is off. The step it would fit is to be stored like
    /// one that was used.
    ClockOff(i64),
    Wrong,
}

/// A secret of 20 bytes that follows from 32 random ones. They are those of 32 letters, less the letters with which a
/// group could spell a word or a short name by chance (the vowels, and D, L, T and V): 144 random bits.
pub fn secret_of(seed: &[u8; 32]) -> Vec<u8> {
    const LETTERS: &[u8; 23] = b"BCFGHJKMNPQRSWXYZ234567";
    let number = |bytes: &[u8]| bytes.iter().fold(0u128, |number, byte| number << 8 | u128::from(*byte));
    let half = |bytes: &[u8]| spell(number(bytes), LETTERS, 16);
    // All of them are letters of the encoding, and 32 fill 20 bytes.
    BASE32_NOPAD.decode(format!("{}{}", half(&seed[..16]), half(&seed[16..])).as_bytes()).unwrap_or_default()
}

/// The address an authenticator app reads from the picture.
pub fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    let (issuer, account) = (escaped(issuer), escaped(account));
    format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", BASE32_NOPAD.encode(secret))
}

/// The secret as letters, for the vault.
pub fn write_secret(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// The secret of such letters.
pub fn read_secret(letters: &str) -> Option<Vec<u8>> {
    BASE32_NOPAD.decode(letters.as_bytes()).ok()
}

/// The secret to type by hand, in groups of four letters.
pub fn grouped(secret: &[u8]) -> String {
    let letters: Vec<char> = BASE32_NOPAD.encode(secret).chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// Checks what somebody typed. `last_step` is the step of the code that let them in last.
pub fn check(secret: &[u8], typed: &str, unix_seconds: i64, last_step: Option<i64>) -> Checked {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let Some(codes) = codes_of(secret) else { return Checked::Wrong };
    let present = unix_seconds.div_euclid(SECONDS);
    // All are compared, in constant time each, so that the time taken does not tell which one fits.
    let fits = |step: i64| {
        let time = u64::try_from(step.saturating_mul(SECONDS));
        time.is_ok_and(|time| codes.check(&typed, time).is_some())
    };
    let steps: Vec<i64> = (present - STEPS_BESIDE..=present + STEPS_BESIDE).filter(|step| fits(*step)).collect();
    if steps.contains(&present) {
        if last_step.is_some_and(|last| last >= present) { Checked::Reused } else { Checked::Right(present) }
    } else if last_step.is_some_and(|last| steps.contains(&last)) {
        Checked::Reused
    } else {
        steps.last().map_or(Checked::Wrong, |step| Checked::ClockOff(*step))
    }
}

/// Nothing for a secret that is none of ours.
fn codes_of(secret: &[u8]) -> Option<Totp> {
    let secret: [u8; LENGTH] = secret.try_into().ok()?;
    Builder::new().with_secret(Secret::new_stack(secret)).with_skew(0).build().ok()
}

/// A colon would part the names in the wrong place, even an escaped one in some apps.
fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            b':' => escaped.push('-'),
            // Writing to a string does not fail.
            _ => drop(write!(escaped, "%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::vault::secret::random;

    /// The secret of the standard's own examples, whose last six digits are those below.
    const SECRET: &[u8] = b"12345678901234567890";

    fn code_at(secret: &[u8], unix_seconds: u64) -> String {
        codes_of(secret).unwrap().generate(unix_seconds).to_string()
    }

    #[test]
    fn the_examples_of_the_standard_are_right() {
        for (unix_seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(check(SECRET, code, unix_seconds, None), Checked::Right(unix_seconds / 30), "{code}");
        }
    }

    #[test]
    fn spaces_between_the_digits_do_no_harm() {
        assert_eq!(check(SECRET, " 287 082\n", 59, None), Checked::Right(1));
    }

    #[test]
    fn what_is_not_six_digits_is_wrong() {
        for typed in ["", "28708", "2870822", "+28708", "28708a", "２８７０８２", "287-082"] {
            assert_eq!(check(SECRET, typed, 59, None), Checked::Wrong, "{typed}");
        }
    }

    #[test]
    fn a_code_counts_once() {
        let now = 1_700_000_000;
        let (step, code) = (now / 30, code_at(SECRET, 1_700_000_000));
        assert_eq!(check(SECRET, &code, now, Some(step - 1)), Checked::Right(step));
        assert_eq!(check(SECRET, &code, now, Some(step)), Checked::Reused);
        assert_eq!(check(SECRET, &code, now, Some(step + 1)), Checked::Reused);
        assert_eq!(check(SECRET, &code, now + 30, Some(step)), Checked::Reused);
    }

    #[test]
    fn a_clock_that_is_off_is_told_and_lets_nobody_in() {
        let now: i64 = 1_700_000_000;
        for (seconds, checked) in [
            (-120, Checked::Wrong),
            (-90, Checked::ClockOff(now / 30 - 3)),
            (-30, Checked::ClockOff(now / 30 - 1)),
            (0, Checked::Right(now / 30)),
            (30, Checked::ClockOff(now / 30 + 1)),
            (90, Checked::ClockOff(now / 30 + 3)),
            (120, Checked::Wrong),
        ] {
            let code = code_at(SECRET, u64::try_from(now + seconds).unwrap());
            assert_eq!(check(SECRET, &code, now, None), checked, "{seconds} seconds");
        }
    }

    #[test]
    fn times_at_the_edge_do_no_harm() {
        assert_eq!(check(SECRET, "000000", -1, None), Checked::Wrong);
        assert_eq!(check(SECRET, &code_at(SECRET, 0), 0, None), Checked::Right(0));
        assert_eq!(check(SECRET, "000000", i64::MIN, None), Checked::Wrong);
    }

    #[test]
    fn a_secret_of_another_length_fits_nothing() {
        assert_eq!(check(b"short", "000000", 59, None), Checked::Wrong);
    }

    #[test]
    fn new_secrets_differ_and_spell_no_words() {
        let secret = secret_of(&random());
        assert_eq!(secret.len(), LENGTH);
        assert_ne!(secret, secret_of(&random()));
        let text = grouped(&secret);
        assert_eq!(text.len(), 8 * 4 + 7);
        assert!(text.chars().all(|letter| !"ADEILOTUV".contains(letter)), "{text}");
    }

    #[test]
    fn a_secret_comes_back_from_its_letters() {
        let secret = secret_of(&random());
        assert_eq!(read_secret(&write_secret(&secret)), Some(secret));
        assert_eq!(read_secret("no letters of it"), None);
    }

    #[test]
    fn the_address_carries_escaped_names_and_the_secret() {
        assert_eq!(
            address(SECRET, "Tanggui", "siti rahma:w@contoh.id"),
            "otpauth://totp/Tanggui:siti%20rahma-w%40contoh.id?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tanggui"
        );
        assert_eq!(grouped(SECRET), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }
}
