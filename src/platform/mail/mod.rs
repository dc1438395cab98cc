//! Mail leaves here and nowhere else: plain text, four neutral subjects, and no way to send in the clear.
//! A fault says whether trying again makes sense and never names anybody, so that it may stand in a log.
mod letter;
mod transport;

use std::path::Path;

use time::OffsetDateTime;

pub use self::{
    letter::{Letter, Sender, Subject},
    transport::{Folder, Smtp},
};

/// How mail leaves.
#[derive(Debug)]
pub enum Mailer {
    /// Over SMTP, to one mail server that passes it on.
    Smtp(Box<Smtp>),
    /// Into a folder, one file a letter: for trying things out.
    Folder(Folder),
    /// Not at all. Letters stay where they wait.
    Off,
}

impl Mailer {
    /// Mail over SMTP. Three kinds of address are taken: `smtps://name:password@host:465`,
    /// `smtp://host:587?tls=required`, and without encryption `smtp://127.0.0.1:2525`, on this machine only.
    pub fn smtp(url: &str, sender: Sender) -> Result<Self, MailSettingsError> {
        Ok(Self::Smtp(Box::new(Smtp::new(url, sender)?)))
    }

    /// Mail into a folder, which is made if it is not there.
    pub fn folder(path: &Path, sender: Sender) -> Result<Self, MailSettingsError> {
        Ok(Self::Folder(Folder::new(path, sender)?))
    }

    /// Sends a letter. `now` becomes its date; its Message-ID comes from its id alone, so a second attempt after a
    /// fault bears the same one.
    pub async fn send(&self, letter: &Letter, now: OffsetDateTime) -> Result<(), MailFault> {
        match self {
            Self::Smtp(smtp) => smtp.send(letter, now).await,
            Self::Folder(folder) => folder.send(letter, now).await,
            Self::Off => Err(MailFault::off()),
        }
    }

    /// Whether a letter could leave now: the server greets, encrypts and lets us in, or the folder can be written.
    pub async fn reachable(&self) -> Result<(), MailFault> {
        match self {
            Self::Smtp(smtp) => smtp.reachable().await,
            Self::Folder(folder) => folder.reachable().await,
            Self::Off => Err(MailFault::off()),
        }
    }
}

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{cause}")]
pub struct MailFault {
    /// This letter will never be taken. Otherwise it is worth another attempt later.
    pub permanent: bool,
    /// For the log and the operator. Never contains an address nor anything a mail server wrote about one.
    pub cause: String,
}

impl MailFault {
    fn permanent(cause: impl Into<String>) -> Self {
        Self { permanent: true, cause: cause.into() }
    }

    fn passing(cause: impl Into<String>) -> Self {
        Self { permanent: false, cause: cause.into() }
    }

    fn off() -> Self {
        Self::passing("mail is switched off")
    }
}

/// Why mail cannot be set up as the settings say. No message repeats the settings: they may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum MailSettingsError {
    #[error(
        "the mail server must be given as smtps://name:password@host:465, as smtp://host:587?tls=required, \
         or as smtp://127.0.0.1:2525 on this machine"
    )]
    Url,
    #[error("mail would leave unencrypted: write smtps://… or add ?tls=required")]
    InTheClear,
    #[error("the mail server has a name to sign in with but no password, or a password but no name")]
    HalfALogin,
    #[error("encryption of mail could not be set up: {0}")]
    Encryption(String),
    #[error("the sender of mail is not usable: {0}")]
    Sender(&'static str),
    #[error("the mail folder could not be made: {0}")]
    Folder(std::io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender() -> Sender {
        Sender::new("Tanggui", "no-reply@tanggui.test", "tanggui.test").unwrap()
    }

    #[test]
    fn nothing_is_sent_in_the_clear_to_another_machine() {
        for url in [
            "smtp://mail.example.org",
            "smtp://mail.example.org:587",
            "smtp://192.0.2.7:25",
            "smtp://[2001:db8::1]:25",
            "smtp://127.0.0.1.example.org:25",
            "smtp://localhost.example.org:25",
        ] {
            assert!(matches!(Mailer::smtp(url, sender()), Err(MailSettingsError::InTheClear)), "{url}");
        }
        for url in [
            "smtp://mail.example.org:587?tls=opportunistic",
            "smtp://mail.example.org:587?tls=",
            "smtp://127.0.0.1:25?tls=opportunistic",
            "smtp://mail.example.org:587?TLS=required",
            "smtp://mail.example.org:587?tls=required&tls=opportunistic",
            "smtps://mail.example.org/some-name",
            "smtps://mail.example.org?x=1",
            "http://mail.example.org",
            "mail.example.org:465",
            "",
        ] {
            assert!(matches!(Mailer::smtp(url, sender()), Err(MailSettingsError::Url)), "{url}");
        }
        for url in [
            "smtps://mail.example.org",
            "smtps://name:secret@mail.example.org:465",
            "smtp://mail.example.org:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:2525",
            "smtp://localhost:2525",
        ] {
            assert!(Mailer::smtp(url, sender()).is_ok(), "{url}");
        }
    }

    #[test]
    fn half_a_login_is_refused() {
        for url in ["smtps://name@mail.example.org", "smtps://:secret@mail.example.org"] {
            assert!(matches!(Mailer::smtp(url, sender()), Err(MailSettingsError::HalfALogin)), "{url}");
        }
    }

    #[test]
    fn debug_prints_no_address_and_no_password() {
        let mailer = Mailer::smtp("smtps://post%40tanggui.test:s3cret@mail.example.org:465", sender()).unwrap();
        let printed = format!("{mailer:?}");
        assert!(printed.contains("mail.example.org") && printed.contains("465"), "{printed}");
        assert!(!printed.contains("s3cret") && !printed.contains("post") && !printed.contains("no-reply"), "{printed}");
    }

    #[tokio::test]
    async fn mail_that_is_off_keeps_the_letter_waiting() {
        let letter = Letter {
            to: "ada@example.org".to_owned(),
            subject: Subject::News,
            english: false,
            body: String::new(),
            id: uuid::Uuid::nil(),
        };
        let fault = Mailer::Off.send(&letter, OffsetDateTime::UNIX_EPOCH).await.unwrap_err();
        assert!(!fault.permanent);
        assert!(Mailer::Off.reachable().await.is_err());
    }
}
