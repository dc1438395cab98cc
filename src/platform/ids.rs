//! Random identities. Nothing public is numbered: a number tells how many came before.
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::disclosure;

/// Crockford's base 32: no I, L, O, U, so that a code can be read aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters of the code of a public thing.
const PUBLIC: usize = 6;
/// Characters of the code of a document.
const DOCUMENT: usize = 8;
/// Characters of the random part of an id in the register of awards.
const REGISTER: usize = 10;

/// An internal id; never in an address, a page or a JSON body.
#[expect(clippy::disallowed_methods, reason = "the one place where random ids are made")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// An internal id that does not tell when it was made, as others do.
#[expect(clippy::disallowed_methods, reason = "the one place where random ids are made")]
pub fn new_timeless_id() -> Uuid {
    Uuid::new_v4()
}

/// A new code of a public thing: six characters, no telling word in it.
pub fn new_public_code() -> String {
    new_code(PUBLIC)
}

/// A new code of a document between two sides: eight characters, no telling word in it.
pub fn new_document_code() -> String {
    new_code(DOCUMENT)
}

/// The random part of an id in the register of awards: ten characters, no telling word in it.
pub fn new_register_code() -> String {
    new_code(REGISTER)
}

/// The code of a document as people read it: `5HXG-8N3C`.
pub fn shown_document_code(code: &str) -> String {
    code.split_at_checked(4).map_or_else(|| code.to_owned(), |(first, rest)| format!("{first}-{rest}"))
}

/// A random name for a file.
#[expect(clippy::disallowed_methods, reason = "the one place where random ids are made")]
pub fn new_file_key() -> String {
    Uuid::new_v4().simple().to_string()
}

/// A token for a cookie: 256 random bits as hexadecimal digits.
///
/// # Panics
/// When the machine gives no random bytes: nothing safe could be done then.
pub fn new_token() -> String {
    let mut bytes = [0u8; 32];
    #[expect(clippy::expect_used, reason = "without random bytes no token is safe, and stopping is the only answer")]
    getrandom::fill(&mut bytes).expect("the machine gives random bytes");
    hexadecimal(&bytes)
}

/// Reads a public code as people type it: lower case, spaces, hyphens, O for 0, I and L for 1.
pub fn read_public_code(typed: &str) -> Option<String> {
    read_code(typed, PUBLIC)
}

/// Reads the code of a document in the same way.
pub fn read_document_code(typed: &str) -> Option<String> {
    read_code(typed, DOCUMENT)
}

fn read_code(typed: &str, length: usize) -> Option<String> {
    let mut code = String::with_capacity(length);
    for c in typed.chars().filter(|c| !matches!(c, ' ' | '-')) {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if !c.is_ascii() || !ALPHABET.contains(&(c as u8)) || code.len() == length {
            return None;
        }
        code.push(c);
    }
    (code.len() == length).then_some(code)
}

/// The first bytes of a digest of something, as hexadecimal digits.
pub fn digest(of: &[u8], bytes: usize) -> String {
    let digest = Sha256::digest(of);
    hexadecimal(&digest[..bytes.min(digest.len())])
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or_default());
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or_default());
        text
    })
}

/// Ids that follow from a name: the demo world draws the same codes each time it is made.
/// Each zone has a stream of its own, so that rows of one shift nothing in another.
#[derive(Clone, Copy, Debug)]
pub struct Stream(&'static str);

impl Stream {
    pub const fn new(zone: &'static str) -> Self {
        Self(zone)
    }

    pub fn id(self, name: &str) -> Uuid {
        uuid::Builder::from_random_bytes(self.number(name, 0).to_be_bytes()).into_uuid()
    }

    pub fn public_code(self, name: &str) -> String {
        self.code(name, PUBLIC)
    }

    pub fn document_code(self, name: &str) -> String {
        self.code(name, DOCUMENT)
    }

    pub fn register_code(self, name: &str) -> String {
        self.code(name, REGISTER)
    }

    fn code(self, name: &str, length: usize) -> String {
        (1..u32::MAX)
            .map(|attempt| code_of(self.number(name, attempt), length))
            .find(|code| !disclosure::telling_code(code))
            .unwrap_or_default()
    }

    pub fn file_key(self, name: &str) -> String {
        format!("{:032x}", self.number(name, u32::MAX))
    }

    fn number(self, name: &str, attempt: u32) -> u128 {
        let digest = Sha256::new()
            .chain_update(self.0)
            .chain_update([0])
            .chain_update(name)
            .chain_update(attempt.to_be_bytes())
            .finalize();
        digest.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where random ids are made")]
fn new_code(length: usize) -> String {
    loop {
        let code = code_of(Uuid::new_v4().as_u128(), length);
        if !disclosure::telling_code(&code) {
            return code;
        }
    }
}

fn code_of(mut number: u128, length: usize) -> String {
    (0..length)
        .map(|_| {
            let digit = ALPHABET[(number % 32) as usize];
            number /= 32;
            char::from(digit)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_type_them() {
        assert_eq!(read_public_code("k7q-2mx").as_deref(), Some("K7Q2MX"));
        assert_eq!(read_public_code("O0 IL 1z").as_deref(), Some("00111Z"));
        assert_eq!(read_document_code("7k2m-9qpw").as_deref(), Some("7K2M9QPW"));
        assert_eq!(read_document_code("7K2M9Q"), None);
        for wrong in ["", "ABCDE", "ABCDEFG", "ABCDE!", "ABCDÉF", "ABCDEU"] {
            assert_eq!(read_public_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_stream_gives_the_same_code_for_the_same_name_and_another_in_another_zone() {
        let goods = Stream::new("goods");
        assert_eq!(goods.public_code("a"), goods.public_code("a"));
        assert_ne!(goods.public_code("a"), goods.public_code("b"));
        assert_ne!(goods.public_code("a"), Stream::new("jobs").public_code("a"));
        assert_eq!(goods.public_code("a").len(), 6);
    }

    #[test]
    fn new_codes_can_be_read_back() {
        for _ in 0..1000 {
            let code = new_public_code();
            assert_eq!(read_public_code(&code), Some(code.clone()));
            assert!(!disclosure::telling_code(&code));
            let code = new_document_code();
            assert_eq!(read_document_code(&shown_document_code(&code)), Some(code.clone()));
            assert_eq!(read_public_code(&code), None);
        }
    }
}
