//! A letter and how it looks on the wire. Nothing a person typed reaches a header: the subjects are a closed list,
//! and the only other values are the settings, the letter's id, the date and the recipient's bare address.
use std::{
    fmt,
    time::{Duration, SystemTime},
};

use lettre::{
    Address, Message,
    message::{
        Body, Mailbox,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0},
    },
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{MailFault, MailSettingsError};

/// One letter to one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The bare address of the recipient.
    pub to: String,
    pub subject: Subject,
    /// Whether the subject is in English. The body is written by the caller, in the same language.
    pub english: bool,
    /// Two or three sentences, and a code or one link.
    pub body: String,
    /// Makes the Message-ID. It stays the same at every attempt.
    pub id: Uuid,
}

impl fmt::Debug for Letter {
    /// Neither the address nor the body, which may hold a code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter").field("subject", &self.subject).field("id", &self.id).finish_non_exhaustive()
    }
}

/// Everything a letter may be about, as far as its envelope tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A code to sign in with.
    Code,
    /// Something new waits behind the sign-in.
    News,
    /// A date comes near.
    Deadline,
    /// The account was changed, or somebody tried to.
    AccountChange,
}

impl Subject {
    /// Every subject there is.
    pub const ALL: [Self; 4] = [Self::Code, Self::News, Self::Deadline, Self::AccountChange];

    /// The words in the subject line: ASCII, and the same for everybody.
    pub const fn text(self, english: bool) -> &'static str {
        match (self, english) {
            (Self::Code, false) => "Kode masuk Anda",
            (Self::Code, true) => "Your sign-in code",
            (Self::News, false) => "Ada kabar baru",
            (Self::News, true) => "There is news",
            (Self::Deadline, false) => "Ada tenggat yang mendekat",
            (Self::Deadline, true) => "A deadline is coming up",
            (Self::AccountChange, false) => "Perubahan pada akun Anda",
            (Self::AccountChange, true) => "A change to your account",
        }
    }
}

/// Who writes: a neutral name, an address, and the domain of the site for Message-IDs and for greeting the server.
#[derive(Clone)]
pub struct Sender {
    mailbox: Mailbox,
    domain: String,
}

impl Sender {
    /// Reads the sender from the settings. An empty name leaves the bare address.
    pub fn new(name: &str, address: &str, site_domain: &str) -> Result<Self, MailSettingsError> {
        if name.contains(char::is_control) {
            return Err(MailSettingsError::Sender("the name contains a line break or another control character"));
        }
        let name = name.trim();
        let address =
            read_address(address).ok_or(MailSettingsError::Sender("the address is not an ASCII mail address"))?;
        if !is_domain(site_domain) {
            return Err(MailSettingsError::Sender("the site's domain is not a host name"));
        }
        let name = (!name.is_empty()).then(|| name.to_owned());
        Ok(Self { mailbox: Mailbox::new(name, address), domain: site_domain.to_owned() })
    }

    pub(super) fn domain(&self) -> &str {
        &self.domain
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("domain", &self.domain).finish_non_exhaustive()
    }
}

/// A letter ready to leave.
pub(super) struct Composed {
    pub from: Address,
    pub to: Address,
    /// Headers and body, ASCII only.
    pub text: Vec<u8>,
}

/// Writes the letter out. The faults are permanent: the same letter would fail again.
pub(super) fn compose(letter: &Letter, sender: &Sender, now: OffsetDateTime) -> Result<Composed, MailFault> {
    let to = read_address(&letter.to).ok_or_else(|| MailFault::permanent("the recipient's address is not usable"))?;
    let date = wire_date(now).ok_or_else(|| MailFault::permanent("the letter's date lies before 1970"))?;
    let message = Message::builder()
        .from(sender.mailbox.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(letter.subject.text(letter.english))
        .date(date)
        .message_id(Some(format!("<{}@{}>", letter.id, sender.domain)))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()))
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN)
        .body(encode(&letter.body)?)
        .map_err(|_| MailFault::permanent("the letter could not be put together"))?;
    Ok(Composed { from: sender.mailbox.email.clone(), to, text: message.formatted() })
}

/// Readable as it stands where the text is ASCII with short lines, quoted-printable elsewhere.
fn encode(body: &str) -> Result<Body, MailFault> {
    Body::new_with_encoding(body.to_owned(), ContentTransferEncoding::SevenBit)
        .or_else(|_| Body::new_with_encoding(body.to_owned(), ContentTransferEncoding::QuotedPrintable))
        .map_err(|_| MailFault::permanent("the letter's body could not be encoded"))
}

/// A bare address without a display name, without anything that could end a line or a command.
fn read_address(written: &str) -> Option<Address> {
    let plain = written.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b'\\'));
    // The longest path SMTP carries, RFC 5321, 4.5.3.1.3.
    (plain && written.len() <= 254).then(|| written.parse().ok()).flatten()
}

fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// Whole seconds since 1970; earlier moments cannot be written.
fn wire_date(now: OffsetDateTime) -> Option<SystemTime> {
    let seconds = u64::try_from(now.unix_timestamp()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-03-09 07:05:03 +7);

    fn letter(to: &str, body: &str) -> Letter {
        Letter {
            to: to.to_owned(),
            subject: Subject::Deadline,
            english: false,
            body: body.to_owned(),
            id: Uuid::from_u128(0x0195_7a3c_0000_7000_8000_0000_0000_0001),
        }
    }

    fn sender() -> Sender {
        Sender::new("Tanggui", "no-reply@tanggui.test", "tanggui.test").unwrap()
    }

    #[test]
    fn a_letter_has_these_headers_and_no_others() {
        let text = compose(&letter("ada@example.org", "Halo.\nDua."), &sender(), NOW).unwrap().text;
        let text = String::from_utf8(text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let mut lines: Vec<&str> = head.split("\r\n").collect();
        lines.sort_unstable();
        assert_eq!(
            lines,
            [
                "Auto-Submitted: auto-generated",
                "Content-Transfer-Encoding: 7bit",
                "Content-Type: text/plain; charset=utf-8",
                "Date: Mon, 09 Mar 2026 00:05:03 +0000",
                "From: Tanggui <no-reply@tanggui.test>",
                "MIME-Version: 1.0",
                "Message-ID: <01957a3c-0000-7000-8000-000000000001@tanggui.test>",
                "Subject: Ada tenggat yang mendekat",
                "To: ada@example.org",
            ]
        );
        assert_eq!(body, "Halo.\r\nDua.");
    }

    #[test]
    fn an_address_that_could_write_a_header_or_a_command_is_refused() {
        for to in [
            "ada@example.org\r\nBcc: x@example.org",
            "ada@example.org\n",
            "ada\r@example.org",
            "ada@example.org\0",
            "Ada <ada@example.org>",
            "\"ada x\"@example.org",
            "ada@example.org> SIZE=1",
            "ada@example.org,x@example.org",
            "adá@example.org",
            "ada",
            "@example.org",
            "",
        ] {
            let fault = compose(&letter(to, "x"), &sender(), NOW).err().unwrap();
            assert!(fault.permanent && !fault.cause.contains("ada") && !fault.cause.contains('@'), "{to:?}");
        }
        assert!(Sender::new("Tanggui\r\nBcc: x@example.org", "a@tanggui.test", "tanggui.test").is_err());
        assert!(Sender::new("Tanggui", "a@tanggui.test\r\n", "tanggui.test").is_err());
        for domain in ["tanggui.test\r\nX: y", "tanggui.test>", "tang gui", "", ".test", "tanggui.test:8080"] {
            assert!(Sender::new("Tanggui", "a@tanggui.test", domain).is_err(), "{domain:?}");
        }
    }

    #[test]
    fn every_subject_is_plain_ascii_in_both_languages() {
        for subject in Subject::ALL {
            for text in [subject.text(false), subject.text(true)] {
                assert!(text.is_ascii() && !text.contains(char::is_control) && text.len() <= 40, "{text}");
            }
            assert_ne!(subject.text(false), subject.text(true));
        }
    }

    #[test]
    fn a_long_line_or_a_letter_beyond_ascii_is_quoted_printable() {
        for body in [format!("{}.", "panjang ".repeat(300)), "Tautan — ini".to_owned()] {
            let text = String::from_utf8(compose(&letter("ada@example.org", &body), &sender(), NOW).unwrap().text);
            let text = text.unwrap();
            assert!(text.contains("Content-Transfer-Encoding: quoted-printable"));
            assert!(text.is_ascii() && text.split("\r\n").all(|line| line.len() <= 78));
        }
    }

    #[test]
    fn a_date_before_1970_is_a_fault_and_no_crash() {
        let fault = compose(&letter("ada@example.org", "x"), &sender(), datetime!(1969-12-31 23:59:59 UTC)).err();
        assert!(fault.unwrap().permanent);
    }

    #[test]
    fn debug_shows_neither_recipient_nor_body() {
        let printed = format!("{:?} {:?}", letter("ada@example.org", "Kode 123456"), sender());
        assert!(!printed.contains("ada") && !printed.contains("123456") && !printed.contains("no-reply"), "{printed}");
    }
}
