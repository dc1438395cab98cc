//! Seals a text with the key of the person it is about, so that it opens with that key and in its own place only: a
//! sealed text moved to another row, column or table stays shut.

use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use secrecy::{ExposeSecret, SecretBox};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::secret::{Secret, random};

/// The form of what is sealed: this byte, the nonce, the padded text enciphered, the tag.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;

/// Texts are filled up to a multiple of this, so that their length tells little.
const STEP: usize = 32;

/// What follows the text within the padding; only zeros follow it.
const END: u8 = 0x80;

/// The key with which all that is secret about one person is sealed. It is stored wrapped only (see
/// [`super::keys::Keys::wrap`]); without it nothing of theirs can be read again.
#[derive(Debug)]
pub struct DataKey(SecretBox<[u8; 32]>);

/// Where a sealed text is stored. The names are those of the code, never what people typed.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub row: Uuid,
}

/// Why something sealed does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("what is sealed is damaged, belongs elsewhere, or was sealed with another key")]
    Damaged,
    #[error("what is sealed has the form {0}, which this version does not know")]
    Version(u8),
    #[error("the key file holds no key {0}")]
    NoKey(u32),
}

impl DataKey {
    /// A new key.
    pub fn random() -> Self {
        Self::of(random())
    }

    /// Seals a text for its place. The same text is sealed differently every time.
    pub fn seal(&self, place: &Place, plain: &str) -> Vec<u8> {
        seal_bytes(self.bytes(), place, &padded(plain))
    }

    /// Opens a text sealed for this place.
    pub fn open(&self, place: &Place, sealed: &[u8]) -> Result<Secret, Unreadable> {
        let opened = open_bytes(self.bytes(), place, sealed)?;
        let plain = unpadded(&opened).ok_or(Unreadable::Damaged)?;
        std::str::from_utf8(plain).map(Secret::from).map_err(|_| Unreadable::Damaged)
    }

    pub(super) fn of(bytes: [u8; 32]) -> Self {
        let bytes = Zeroizing::new(bytes);
        Self(SecretBox::new(Box::new(*bytes)))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

/// Seals bytes as they are. The nonce is random: with 192 bits, none comes twice.
#[expect(clippy::expect_used, reason = "only fails beyond 256 GiB, which no field of a form holds")]
pub(super) fn seal_bytes(key: &[u8; 32], place: &Place, plain: &[u8]) -> Vec<u8> {
    let nonce: [u8; NONCE] = random();
    let start = 1 + NONCE;
    // In place, and with room for all of it from the start: no copy of the plain bytes stays behind.
    let mut sealed = Vec::with_capacity(start + plain.len() + TAG);
    sealed.push(VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let tag = XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached((&nonce).into(), place.bound(VERSION).as_bytes(), (&mut sealed[start..]).into())
        .expect("shorter than the cipher allows");
    sealed.extend_from_slice(&tag);
    sealed
}

/// Opens what [`seal_bytes`] sealed.
pub(super) fn open_bytes(key: &[u8; 32], place: &Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
    let (version, rest) = sealed.split_first().ok_or(Unreadable::Damaged)?;
    if *version != VERSION {
        return Err(Unreadable::Version(*version));
    }
    let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(Unreadable::Damaged)?;
    let (text, tag) = rest.split_last_chunk::<TAG>().ok_or(Unreadable::Damaged)?;
    let mut opened = Zeroizing::new(text.to_vec());
    XChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(
            nonce.into(),
            place.bound(*version).as_bytes(),
            opened.as_mut_slice().into(),
            tag.into(),
        )
        .map_err(|_| Unreadable::Damaged)?;
    Ok(opened)
}

impl Place<'_> {
    /// What the seal is bound to.
    fn bound(&self, version: u8) -> String {
        format!("{}|{}|{}|{version}", self.table, self.column, self.row)
    }
}

fn padded(plain: &str) -> Zeroizing<Vec<u8>> {
    let length = (plain.len() / STEP + 1) * STEP;
    let mut padded = Zeroizing::new(Vec::with_capacity(length));
    padded.extend_from_slice(plain.as_bytes());
    padded.push(END);
    padded.resize(length, 0);
    padded
}

fn unpadded(padded: &[u8]) -> Option<&[u8]> {
    let end = padded.iter().rposition(|byte| *byte != 0)?;
    (padded[end] == END).then(|| &padded[..end])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    const ROW: Uuid = Uuid::from_u128(7);
    const NAME: Place = Place { table: "person_secret", column: "legal_name", row: ROW };

    #[test]
    fn what_is_sealed_opens_in_its_place() {
        let key = DataKey::random();
        let sealed = key.seal(&NAME, "Siti Rahmawati");
        assert_eq!(sealed[0], VERSION);
        assert_eq!(sealed.len(), 1 + NONCE + STEP + TAG);
        assert_eq!(key.open(&NAME, &sealed).unwrap().expose(), "Siti Rahmawati");
    }

    #[test]
    fn a_flipped_byte_is_noticed_wherever_it_stands() {
        let key = DataKey::random();
        let sealed = key.seal(&NAME, "Siti Rahmawati");
        for place in 0..sealed.len() {
            for flip in [1, 0x80, 0xff] {
                let mut damaged = sealed.clone();
                damaged[place] ^= flip;
                assert!(key.open(&NAME, &damaged).is_err(), "byte {place}");
            }
        }
    }

    #[test]
    fn a_sealed_text_cut_short_or_made_longer_stays_shut() {
        let key = DataKey::random();
        let sealed = key.seal(&NAME, "Siti Rahmawati");
        for length in 0..sealed.len() {
            assert_eq!(key.open(&NAME, &sealed[..length]).unwrap_err(), Unreadable::Damaged, "{length} bytes");
        }
        assert!(key.open(&NAME, &[&sealed[..], &[0]].concat()).is_err());
    }

    #[test]
    fn a_sealed_text_stays_shut_in_another_row_column_or_table() {
        let key = DataKey::random();
        let sealed = key.seal(&NAME, "Siti Rahmawati");
        for elsewhere in [
            Place { row: Uuid::from_u128(8), ..NAME },
            Place { column: "phone", ..NAME },
            Place { table: "outlet_secret", ..NAME },
        ] {
            assert_eq!(key.open(&elsewhere, &sealed).unwrap_err(), Unreadable::Damaged);
        }
    }

    #[test]
    fn the_key_of_another_person_does_not_open() {
        let sealed = DataKey::random().seal(&NAME, "Siti Rahmawati");
        assert_eq!(DataKey::random().open(&NAME, &sealed).unwrap_err(), Unreadable::Damaged);
    }

    #[test]
    fn an_unknown_version_is_named() {
        let key = DataKey::random();
        let mut sealed = key.seal(&NAME, "Siti Rahmawati");
        sealed[0] = 2;
        assert_eq!(key.open(&NAME, &sealed).unwrap_err(), Unreadable::Version(2));
    }

    #[test]
    fn no_nonce_comes_twice() {
        let key = DataKey::random();
        let sealed = (0..1_000).map(|_| key.seal(&NAME, "")[1..=NONCE].try_into().unwrap());
        let nonces: HashSet<[u8; NONCE]> = (0..1_000_000).map(|_| random()).chain(sealed).collect();
        assert_eq!(nonces.len(), 1_001_000);
    }

    #[test]
    fn lengths_within_a_step_look_the_same() {
        let key = DataKey::random();
        let length = |letters: usize| key.seal(&NAME, &"a".repeat(letters)).len();
        assert!((0..32).all(|letters| length(letters) == length(0)));
        assert!((32..64).all(|letters| length(letters) == length(0) + 32));
    }

    #[test]
    fn a_key_does_not_show_itself() {
        let key = DataKey::of([0xab; 32]);
        assert!(!format!("{key:?}").contains("171"));
        assert!(format!("{key:?}").contains("REDACTED"));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_was(text in ".{0,200}|[\\x00\u{80}]{0,70}") {
            let key = DataKey::random();
            let sealed = key.seal(&NAME, &text);
            let opened = key.open(&NAME, &sealed).unwrap();
            prop_assert_eq!(opened.expose(), text);
        }

        #[test]
        fn any_bytes_are_refused_without_a_fall(bytes in proptest::collection::vec(any::<u8>(), 0..120)) {
            prop_assert!(DataKey::random().open(&NAME, &bytes).is_err());
        }
    }
}
