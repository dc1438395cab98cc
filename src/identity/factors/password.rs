//! Passwords: hashed with argon2id and the pepper of the installation, and refused when they are guessed early.
//! Hashing takes its time on purpose: the caller does it on a thread that may wait, a few at a time.

use std::hint::black_box;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version};
use secrecy::{ExposeSecret, SecretSlice};

use crate::identity::vault::secret::random;

/// The fewest characters a member's password has.
pub const LEAST_OF_MEMBERS: usize = 10;
/// The fewest characters the password of somebody who works for others has.
pub const LEAST_OF_STAFF: usize = 15;
/// The most characters a password has.
pub const MOST: usize = 128;

/// Hashes passwords and checks them.
pub struct Hasher {
    pepper: SecretSlice<u8>,
    params: Params,
    nobody: String,
}

/// How much work one hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// 46 MiB, once over.
    Production,
    /// The least there is.
    Test,
}

/// What came of checking a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    Right,
    /// Right, but hashed with another cost than today's: to be hashed anew.
    RightButOld,
    Wrong,
}

/// The password could not be hashed: there is no memory for it.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashFault(#[from] argon2::password_hash::Error);

impl Hasher {
    /// A hasher for all passwords of an installation.
    pub fn new(pepper: &[u8], cost: Cost) -> Self {
        let params = cost.params();
        let nobody = hash_of_nobody(&params);
        Self { pepper: pepper.to_vec().into(), params, nobody }
    }

    /// The hash of a password, with its salt and cost, as it is stored.
    pub fn hash(&self, password: &str) -> Result<String, HashFault> {
        let salt: [u8; 16] = random();
        Ok(self.argon()?.hash_password_with_salt(password.as_bytes(), &salt)?.to_string())
    }

    /// Checks a password against a stored hash. A hash that cannot be read fits no password.
    pub fn verify(&self, password: &str, phc: &str) -> Verified {
        let Ok(hash) = PasswordHash::new(phc) else { return Verified::Wrong };
        let fits = |argon: Argon2| argon.verify_password(password.as_bytes(), &hash).is_ok();
        if !self.argon().is_ok_and(fits) {
            Verified::Wrong
        } else if self.is_of_today(&hash) {
            Verified::Right
        } else {
            Verified::RightButOld
        }
    }

    /// Does the same work for somebody who has no password or is not known, so that the time taken tells nothing.
    pub fn verify_nobody(&self, password: &str) {
        black_box(self.verify(black_box(password), &self.nobody));
    }

    fn is_of_today(&self, hash: &PasswordHash) -> bool {
        hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && Params::try_from(hash).is_ok_and(|params| params == self.params)
    }

    fn argon(&self) -> argon2::password_hash::Result<Argon2<'_>> {
        let pepper = self.pepper.expose_secret();
        Ok(Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, self.params.clone())?)
    }
}

impl Cost {
    fn params(self) -> Params {
        const PRODUCTION: Params = params(46 * 1024);
        const TEST: Params = params(Params::MIN_M_COST);
        match self {
            Self::Production => PRODUCTION,
            Self::Test => TEST,
        }
    }
}

/// Only ever called while compiling.
const fn params(kibibytes: u32) -> Params {
    match Params::new(kibibytes, 1, 1, Some(Params::DEFAULT_OUTPUT_LEN)) {
        Ok(params) => params,
        Err(_) => panic!("a cost that argon2 allows"),
    }
}

/// Sixteen bytes of salt and thirty-two of a hash, all zero: no password is known that gives it.
fn hash_of_nobody(params: &Params) -> String {
    let cost = format!("m={},t={},p={}", params.m_cost(), params.t_cost(), params.p_cost());
    format!("$argon2id$v=19${cost}${}${}", "A".repeat(22), "A".repeat(43))
}

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    /// Among those that are tried first.
    Common,
}

/// What is wrong with a password, if anything. `own_words` are what others know of the person: the name, the
/// address, the name of the enterprise and of the site.
pub fn weakness(password: &str, least: usize, own_words: &[&str]) -> Option<Weakness> {
    let length = password.chars().count();
    if length < least {
        Some(Weakness::TooShort)
    } else if length > MOST {
        Some(Weakness::TooLong)
    } else {
        is_common(password, own_words).then_some(Weakness::Common)
    }
}

/// Words with which passwords are made here, the commonest first.
const COMMON_WORDS: &str = include_str!("common_words.txt");

/// A common word with a few digits and a sign takes a little more than a million guesses.
const FEW_GUESSES: u64 = 2_000_000;

fn is_common(password: &str, own_words: &[&str]) -> bool {
    let words: Vec<&str> = own_words.iter().flat_map(|text| parts(text)).chain(COMMON_WORDS.lines()).collect();
    zxcvbn::zxcvbn(password, &words).guesses() < FEW_GUESSES
}

/// `Toko Sari` gives the whole and each word.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(move |word| *word != text);
    std::iter::once(text).chain(words).filter(|word| word.chars().count() > 2)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const PASSWORD: &str = "pohon rambutan di belakang";

    fn hasher() -> Hasher {
        Hasher::new(b"a pepper of the tests", Cost::Test)
    }

    #[test]
    fn the_right_password_is_right_and_any_other_wrong() {
        let hasher = hasher();
        let phc = hasher.hash(PASSWORD).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{phc}");
        assert_eq!(hasher.verify(PASSWORD, &phc), Verified::Right);
        assert_eq!(hasher.verify("Pohon rambutan di belakang", &phc), Verified::Wrong);
        assert_eq!(hasher.verify("", &phc), Verified::Wrong);
    }

    #[test]
    fn the_same_password_is_hashed_differently_every_time() {
        let hasher = hasher();
        assert_ne!(hasher.hash(PASSWORD).unwrap(), hasher.hash(PASSWORD).unwrap());
    }

    #[test]
    fn a_hash_fits_only_with_its_pepper() {
        let phc = hasher().hash(PASSWORD).unwrap();
        assert_eq!(Hasher::new(b"another pepper", Cost::Test).verify(PASSWORD, &phc), Verified::Wrong);
    }

    #[test]
    fn a_hash_of_another_cost_is_right_but_old() {
        let (today, before) = (Hasher::new(b"pepper", Cost::Production), Hasher::new(b"pepper", Cost::Test));
        let phc = before.hash(PASSWORD).unwrap();
        assert_eq!(today.verify(PASSWORD, &phc), Verified::RightButOld);
        assert_eq!(today.verify("something else", &phc), Verified::Wrong);
    }

    #[test]
    fn a_hash_that_cannot_be_read_fits_nothing() {
        let hasher = hasher();
        for phc in ["", "plain", "$argon2id$v=19$m=8,t=1,p=1$", "$scrypt$ln=1$AAAAAAAAAAA$AAAAAAAAAAA"] {
            assert_eq!(hasher.verify(PASSWORD, phc), Verified::Wrong, "{phc}");
        }
    }

    #[test]
    fn checking_nobody_is_the_same_work() {
        for cost in [Cost::Test, Cost::Production] {
            let nobody = hash_of_nobody(&cost.params());
            let hash = PasswordHash::new(&nobody).unwrap();
            assert!(Hasher::new(b"pepper", cost).is_of_today(&hash));
            assert_eq!(hash.salt.unwrap().len(), 16);
            assert_eq!(hash.hash.unwrap().len(), 32);
        }
        hasher().verify_nobody(PASSWORD);
    }

    #[test]
    fn length_counts_in_characters() {
        assert_eq!(weakness("kébun pêr", 10, &[]), Some(Weakness::TooShort));
        assert_eq!(weakness("kébun pêra", 10, &[]), None);
        assert_eq!(weakness(&"ayamJago7 ".repeat(13), 10, &[]), Some(Weakness::TooLong));
        assert_eq!(weakness(PASSWORD, 15, &[]), None);
    }

    #[test]
    fn what_many_people_take_is_refused() {
        for common in [
            "1234567890",
            "qwertyuiop",
            "password123",
            "rahasia123",
            "Rahasia2024",
            "sayangku123",
            "bismillah1",
            "Bismillah123!",
            "indonesia1",
            "indonesia45",
            "alhamdulillah",
            "jakarta2025",
            "akucintakamu",
            "aaaaaaaaaaaa",
            "abcdefghij",
            "merdeka1945",
            "kucing12345",
            "dewi123456",
            "r4h4s1a123",
            "sayangsayang",
            "semarang123",
        ] {
            assert_eq!(weakness(common, 10, &[]), Some(Weakness::Common), "{common}");
        }
    }

    #[test]
    fn own_words_are_refused_and_fine_for_others() {
        let own = ["Toko Lemper Wasita", "tarsih.w@contoh.id"];
        for password in ["lemperwasita", "tarsih12345", "Tarsih2024"] {
            assert_eq!(weakness(password, 10, &own), Some(Weakness::Common), "{password}");
        }
        assert_eq!(weakness("lemperwasita", 10, &[]), None);
    }

    #[test]
    fn a_few_words_or_some_luck_are_enough() {
        for password in [PASSWORD, "gerobak biru tujuh", "xk29fmq7wt", "NasiUduk-jam5-pagi"] {
            assert_eq!(weakness(password, 10, &["Toko Lemper Wasita"]), None, "{password}");
        }
    }

    #[test]
    fn the_common_words_are_small_letters_and_come_once() {
        let words: Vec<&str> = COMMON_WORDS.lines().collect();
        assert!(words.iter().all(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())));
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
        assert!(words.len() >= 150);
    }
}
