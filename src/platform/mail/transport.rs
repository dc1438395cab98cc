//! The two ways out: SMTP, spoken step by step over one fresh connection a letter, and a folder of files.
//!
//! Connections are not kept. lettre's pool takes back a connection whose conversation was cut short by a time-out, and
//! the next letter would then read the answers meant for the one before.
use std::{
    fmt, fs, io,
    io::Write,
    net::{IpAddr, Ipv4Addr},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, TlsParameters},
    commands::{Data, Mail, Noop, Rcpt},
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use time::{OffsetDateTime, UtcOffset, macros::format_description};
use url::{Host, Url};

use super::{
    MailFault, MailSettingsError,
    letter::{Composed, Letter, Sender, compose},
};

/// How long one step may take: connecting, a command and its answer, the text of a letter and its receipt.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait for the server's goodbye. By then the letter's fate is known, so this may be short.
const GOODBYE: Duration = Duration::from_secs(1);

/// A mail server that passes our letters on.
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    login: Option<Credentials>,
    sender: Sender,
    patience: Duration,
}

/// When the connection is encrypted.
enum Encryption {
    /// From the first byte.
    AtOnce(TlsParameters),
    /// After a word in the clear, and before anything else is said.
    Upgrade(TlsParameters),
    /// Never: the server is this machine.
    Loopback,
}

impl Smtp {
    /// Reads the address of the server and refuses every way of sending in the clear to another machine.
    pub(super) fn new(url: &str, sender: Sender) -> Result<Self, MailSettingsError> {
        let url = Url::parse(url).map_err(|_| MailSettingsError::Url)?;
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(MailSettingsError::Url);
        }
        let (host, local) = read_host(&url)?;
        let parameters = || {
            TlsParameters::new(host.clone()).map_err(|error| MailSettingsError::Encryption(without_addresses(&error)))
        };
        let (encryption, usual_port) = match (url.scheme(), url.query()) {
            ("smtps", None) => (Encryption::AtOnce(parameters()?), 465),
            ("smtp", Some("tls=required")) => (Encryption::Upgrade(parameters()?), 587),
            ("smtp", None) if local => (Encryption::Loopback, 25),
            ("smtp", None) => return Err(MailSettingsError::InTheClear),
            _ => return Err(MailSettingsError::Url),
        };
        let port = url.port().unwrap_or(usual_port);
        Ok(Self { host, port, encryption, login: read_login(&url)?, sender, patience: PATIENCE })
    }

    pub(super) async fn send(&self, letter: &Letter, now: OffsetDateTime) -> Result<(), MailFault> {
        let composed = compose(letter, &self.sender, now)?;
        let mut connection = self.open().await?;
        let outcome = self.hand_over(&mut connection, composed).await;
        self.close(connection).await;
        outcome
    }

    pub(super) async fn reachable(&self) -> Result<(), MailFault> {
        let mut connection = self.open().await?;
        let outcome = self.step("the check", connection.command(Noop)).await;
        self.close(connection).await;
        outcome.map(drop).map_err(Fault::passing)
    }

    /// Up to the point where the server takes letters. Whatever goes wrong here has to do with the server or with our
    /// settings and not with the letter, so the letter is to wait, even when the server says "never".
    async fn open(&self) -> Result<AsyncSmtpConnection, MailFault> {
        let hello = ClientId::Domain(self.sender.domain().to_owned());
        let at_once = match &self.encryption {
            Encryption::AtOnce(parameters) => Some(parameters.clone()),
            Encryption::Upgrade(_) | Encryption::Loopback => None,
        };
        let server = (self.host.as_str(), self.port);
        let connect = AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &hello, at_once, None);
        let mut connection = self.step("connecting", connect).await.map_err(Fault::passing)?;
        if let Encryption::Upgrade(parameters) = &self.encryption {
            let upgrade = connection.starttls(parameters.clone(), &hello);
            self.step("encrypting", upgrade).await.map_err(Fault::passing)?;
        }
        if let Some(login) = &self.login {
            let sign_in = connection.auth(DEFAULT_MECHANISMS, login);
            self.step("signing in", sign_in).await.map_err(Fault::passing)?;
        }
        Ok(connection)
    }

    /// The letter itself. A sender that is refused is a matter of settings; only a "never" to this recipient or to this
    /// text is permanent.
    async fn hand_over(&self, connection: &mut AsyncSmtpConnection, letter: Composed) -> Result<(), MailFault> {
        let from = Mail::new(Some(letter.from), Vec::new());
        self.step("the sender", connection.command(from)).await.map_err(Fault::passing)?;
        let to = Rcpt::new(letter.to, Vec::new());
        self.step("the recipient", connection.command(to)).await.map_err(Fault::answered)?;
        self.step("the letter", connection.command(Data)).await.map_err(Fault::answered)?;
        self.step("the text", connection.message(&letter.text)).await.map_err(Fault::answered)?;
        Ok(())
    }

    /// Says goodbye without caring whether it is answered.
    async fn close(&self, mut connection: AsyncSmtpConnection) {
        let _ = tokio::time::timeout(self.patience.min(GOODBYE), connection.quit()).await;
    }

    /// One step, which may take as long as our patience lasts: lettre itself bounds only the connecting.
    async fn step<T>(&self, name: &'static str, work: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
        match tokio::time::timeout(self.patience, work).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(Fault { step: name, error: Some(error) }),
            Err(_) => Err(Fault { step: name, error: None }),
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encryption = match self.encryption {
            Encryption::AtOnce(_) => "at once",
            Encryption::Upgrade(_) => "upgrade",
            Encryption::Loopback => "loopback",
        };
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("encryption", &encryption)
            .field("login", &self.login.is_some())
            .finish_non_exhaustive()
    }
}

/// The host to connect to, and whether it is this machine. `localhost` is never looked up.
fn read_host(url: &Url) -> Result<(String, bool), MailSettingsError> {
    // Other schemes than http leave an address of the fourth version as a name.
    let address = match url.host().ok_or(MailSettingsError::Url)? {
        Host::Domain("localhost") => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        Host::Domain(name) => name.parse().map_err(|_| name.to_owned()),
        Host::Ipv4(address) => Ok(IpAddr::V4(address)),
        Host::Ipv6(address) => Ok(IpAddr::V6(address)),
    };
    Ok(match address {
        Ok(address) => (address.to_string(), address.is_loopback()),
        Err(name) => (name, false),
    })
}

fn read_login(url: &Url) -> Result<Option<Credentials>, MailSettingsError> {
    let decode = |text| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| MailSettingsError::Url);
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) | (_, None) => Err(MailSettingsError::HalfALogin),
        (name, Some(password)) => Ok(Some(Credentials::new(decode(name)?, decode(password)?))),
    }
}

/// A step that went wrong; no error means that time ran out.
struct Fault {
    step: &'static str,
    error: Option<Error>,
}

impl Fault {
    fn passing(self) -> MailFault {
        MailFault::passing(self.cause())
    }

    fn answered(self) -> MailFault {
        let permanent = self.error.as_ref().is_some_and(Error::is_permanent);
        MailFault { permanent, cause: self.cause() }
    }

    /// The server's own words are left out, because they like to repeat the address; its codes say enough.
    fn cause(&self) -> String {
        let what = match &self.error {
            None => "no answer in time".to_owned(),
            Some(error) => match error.status() {
                Some(code) => format!("the server answered {code}{}", enhanced_code(error)),
                None if error.is_response() => "the server's answer was cut off or could not be read".to_owned(),
                None => without_addresses(error),
            },
        };
        format!("{}: {what}", self.step)
    }
}

/// The code of three numbers that may begin the server's words (RFC 3463), such as ` 5.1.1`.
fn enhanced_code(error: &Error) -> String {
    let words = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let code = words.split_whitespace().next().unwrap_or_default();
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if code.split('.').count() == 3 && code.split('.').all(is_number) { format!(" {code}") } else { String::new() }
}

/// An error in words, less every word that could be an address.
fn without_addresses(error: &Error) -> String {
    let text = error.to_string();
    text.split_whitespace().map(|word| if word.contains('@') { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

/// A folder that letters are written to.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    sender: Sender,
}

impl Folder {
    pub(super) fn new(path: &Path, sender: Sender) -> Result<Self, MailSettingsError> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(path);
        made.map_err(MailSettingsError::Folder)?;
        Ok(Self { path: path.to_owned(), sender })
    }

    pub(super) async fn send(&self, letter: &Letter, now: OffsetDateTime) -> Result<(), MailFault> {
        let composed = compose(letter, &self.sender, now)?;
        let stamp = now
            .to_offset(UtcOffset::UTC)
            .format(format_description!("[year][month][day]T[hour][minute][second].[subsecond digits:6]Z"))
            .map_err(|_| MailFault::permanent("the letter's date cannot be written"))?;
        let name = format!("{stamp}-{}.eml", letter.id);
        self.in_background(move |folder| write_whole(folder, &name, &composed.text)).await
    }

    pub(super) async fn reachable(&self) -> Result<(), MailFault> {
        self.in_background(|folder| {
            let probe = folder.join(".probe");
            open_private(&probe)?;
            fs::remove_file(probe)
        })
        .await
    }

    async fn in_background(
        &self,
        work: impl FnOnce(&Path) -> io::Result<()> + Send + 'static,
    ) -> Result<(), MailFault> {
        let path = self.path.clone();
        let written = tokio::task::spawn_blocking(move || work(&path)).await;
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(MailFault::passing(format!("the mail folder: {}", error.kind()))),
            Err(_) => Err(MailFault::passing("the mail folder: writing was broken off")),
        }
    }
}

/// Writes under another name first, so that whoever reads the folder never sees half a letter.
fn write_whole(folder: &Path, name: &str, text: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!(".{name}.part"));
    let mut file = open_private(&unfinished)?;
    file.write_all(text)?;
    file.sync_all()?;
    fs::rename(&unfinished, folder.join(name))
}

/// A file that only its owner may read.
fn open_private(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(test)]
mod tests {
    use std::{
        os::unix::fs::PermissionsExt,
        sync::{Arc, Mutex},
    };

    use time::macros::datetime;
    use tokio::{
        io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
        net::{TcpListener, TcpStream, tcp::OwnedReadHalf},
    };
    use uuid::Uuid;

    use super::*;
    use crate::platform::mail::Subject;

    const NOW: OffsetDateTime = datetime!(2026-03-09 07:05:03.25 +7);
    const BODY: &str =
        "Kode Anda: 482913 — berlaku sepuluh menit.\n\n.baris yang diawali titik\nhttps://tanggui.test/m?k=a&b=c";

    /// What a server does at a point of the conversation.
    #[derive(Clone, Copy)]
    enum Then {
        Say(&'static str),
        Hang,
        HangUp,
    }

    /// A mail server of a few lines: says "yes" except where told otherwise, and remembers what it was told.
    #[derive(Clone, Default)]
    struct Server {
        /// The first word of a command, `HELLO` for the greeting or `.` for the end of the text, and what to do then.
        exceptions: Vec<(&'static str, Then)>,
        commands: Arc<Mutex<Vec<String>>>,
        text: Arc<Mutex<Vec<String>>>,
    }

    impl Server {
        fn saying(command: &'static str, answer: &'static str) -> Self {
            Self::doing(command, Then::Say(answer))
        }

        fn doing(command: &'static str, then: Then) -> Self {
            Self { exceptions: vec![(command, then)], ..Self::default() }
        }

        /// Listens, and gives the port.
        async fn start(&self) -> u16 {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            let server = self.clone();
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    server.converse(stream).await;
                }
            });
            port
        }

        async fn converse(&self, stream: TcpStream) {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            let mut word = "HELLO".to_owned();
            loop {
                let answer = match self.exceptions.iter().find(|(command, _)| *command == word) {
                    Some((_, Then::Hang)) => return while lines.next_line().await.is_ok_and(|line| line.is_some()) {},
                    Some((_, Then::HangUp)) => return,
                    Some((_, Then::Say(answer))) => answer,
                    None => match word.as_str() {
                        "HELLO" => "220 post",
                        "DATA" => "354 go on",
                        "QUIT" => "221 goodbye",
                        _ => "250 2.0.0 yes",
                    },
                };
                if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                    return;
                }
                let next = if word == "DATA" { self.hear_text(&mut lines).await } else { self.hear(&mut lines).await };
                let Some(next) = next else { return };
                word = next;
            }
        }

        /// The first word of the next command.
        async fn hear(&self, lines: &mut Lines<BufReader<OwnedReadHalf>>) -> Option<String> {
            let line = lines.next_line().await.ok()??;
            let word = line.split([' ', ':']).next().unwrap_or_default().to_owned();
            self.commands.lock().unwrap().push(line);
            Some(word)
        }

        async fn hear_text(&self, lines: &mut Lines<BufReader<OwnedReadHalf>>) -> Option<String> {
            loop {
                let line = lines.next_line().await.ok()??;
                if line == "." {
                    return Some(line);
                }
                self.text.lock().unwrap().push(line.strip_prefix('.').unwrap_or(&line).to_owned());
            }
        }

        fn commands(&self) -> Vec<String> {
            self.commands.lock().unwrap().clone()
        }
    }

    fn sender() -> Sender {
        Sender::new("Tanggui", "no-reply@tanggui.test", "tanggui.test").unwrap()
    }

    fn letter() -> Letter {
        Letter {
            to: "ada@example.org".to_owned(),
            subject: Subject::Code,
            english: false,
            body: BODY.to_owned(),
            id: Uuid::from_u128(0x0195_7a3c_0000_7000_8000_0000_0000_0001),
        }
    }

    /// A way to a server on this machine.
    fn way_to(port: u16, login: &str, query: &str) -> Smtp {
        Smtp::new(&format!("smtp://{login}127.0.0.1:{port}{query}"), sender()).unwrap()
    }

    async fn send_to(server: &Server) -> Result<(), MailFault> {
        way_to(server.start().await, "", "").send(&letter(), NOW).await
    }

    /// Undoes quoted-printable.
    fn decoded(lines: &[String]) -> String {
        let joined = lines.join("\n").replace("=\n", "");
        let mut bytes = Vec::new();
        let mut rest = joined.as_bytes();
        while let Some((&byte, after)) = rest.split_first() {
            if byte == b'=' {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
                rest = &after[2..];
            } else {
                bytes.push(byte);
                rest = after;
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[tokio::test]
    async fn a_letter_arrives_with_its_headers_and_its_body() {
        let server = Server::default();
        send_to(&server).await.unwrap();
        assert_eq!(
            server.commands(),
            ["EHLO tanggui.test", "MAIL FROM:<no-reply@tanggui.test>", "RCPT TO:<ada@example.org>", "DATA", "QUIT"]
        );
        let text = server.text.lock().unwrap().clone();
        let blank = text.iter().position(String::is_empty).unwrap();
        let mut head = text[..blank].to_vec();
        head.sort_unstable();
        assert_eq!(
            head,
            [
                "Auto-Submitted: auto-generated",
                "Content-Transfer-Encoding: quoted-printable",
                "Content-Type: text/plain; charset=utf-8",
                "Date: Mon, 09 Mar 2026 00:05:03 +0000",
                "From: Tanggui <no-reply@tanggui.test>",
                "MIME-Version: 1.0",
                "Message-ID: <01957a3c-0000-7000-8000-000000000001@tanggui.test>",
                "Subject: Kode masuk Anda",
                "To: ada@example.org",
            ]
        );
        assert_eq!(decoded(&text[blank + 1..]), BODY);
    }

    #[tokio::test]
    async fn a_second_attempt_sends_the_same_letter_over_a_new_connection() {
        let server = Server::default();
        let smtp = way_to(server.start().await, "", "");
        smtp.send(&letter(), NOW).await.unwrap();
        let first = std::mem::take(&mut *server.text.lock().unwrap());
        smtp.send(&letter(), NOW).await.unwrap();
        assert_eq!(first, *server.text.lock().unwrap());
        assert_eq!(server.commands().iter().filter(|line| line.starts_with("EHLO")).count(), 2);
    }

    #[tokio::test]
    async fn a_recipient_refused_for_now_is_tried_again() {
        let server = Server::saying("RCPT", "451 4.2.1 <ada@example.org> come back later");
        let fault = send_to(&server).await.unwrap_err();
        assert_eq!(fault, MailFault::passing("the recipient: the server answered 451 4.2.1"));
        assert_eq!(server.commands().last().unwrap(), "QUIT");
    }

    #[tokio::test]
    async fn a_recipient_who_is_not_there_is_given_up() {
        let server = Server::saying("RCPT", "550-5.1.1 ada@example.org\r\n550 5.1.1 no ada here");
        let fault = send_to(&server).await.unwrap_err();
        assert_eq!(fault, MailFault::permanent("the recipient: the server answered 550 5.1.1"));
        assert!(server.text.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_text_that_is_refused_for_good_is_given_up() {
        let fault = send_to(&Server::saying(".", "554 no")).await.unwrap_err();
        assert_eq!(fault, MailFault::permanent("the text: the server answered 554"));
    }

    #[tokio::test]
    async fn a_never_that_concerns_our_settings_leaves_every_letter_waiting() {
        for (command, answer, cause) in [
            ("HELLO", "554 5.3.2 closed", "connecting: the server answered 554 5.3.2"),
            ("EHLO", "502 what", "connecting: the server answered 502"),
            ("MAIL", "553 5.7.1 <no-reply@tanggui.test> not yours", "the sender: the server answered 553 5.7.1"),
        ] {
            assert_eq!(send_to(&Server::saying(command, answer)).await, Err(MailFault::passing(cause)));
        }
    }

    #[tokio::test]
    async fn a_closed_port_leaves_the_letter_waiting() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let fault = way_to(port, "", "").send(&letter(), NOW).await.unwrap_err();
        assert!(!fault.permanent && fault.cause.starts_with("connecting: "), "{fault:?}");
    }

    #[tokio::test]
    async fn a_server_that_falls_silent_is_left_after_a_while() {
        let left = async |command, step| {
            let mut smtp = way_to(Server::doing(command, Then::Hang).start().await, "", "");
            smtp.patience = Duration::from_secs(1);
            let fault = smtp.send(&letter(), NOW).await.unwrap_err();
            assert_eq!(fault, MailFault::passing(format!("{step}: no answer in time")));
        };
        tokio::join!(left("HELLO", "connecting"), left("RCPT", "the recipient"), left(".", "the text"));
    }

    #[tokio::test]
    async fn a_letter_taken_is_sent_even_if_the_goodbye_stays_unanswered() {
        for then in [Then::Hang, Then::HangUp] {
            assert_eq!(send_to(&Server::doing("QUIT", then)).await, Ok(()));
        }
    }

    #[tokio::test]
    async fn a_connection_lost_before_the_receipt_leaves_the_letter_waiting() {
        for command in ["DATA", "."] {
            let server = Server::doing(command, Then::HangUp);
            let fault = send_to(&server).await.unwrap_err();
            assert!(!fault.permanent && !fault.cause.contains('@'), "{fault:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_is_no_answer_is_not_repeated_in_the_fault() {
        let fault = send_to(&Server::saying("RCPT", "ada@example.org?")).await.unwrap_err();
        let cause = "the recipient: the server's answer was cut off or could not be read";
        assert_eq!(fault, MailFault::passing(cause));
    }

    #[tokio::test]
    async fn an_address_that_cannot_be_is_given_up_before_anything_is_said() {
        let server = Server::default();
        let smtp = way_to(server.start().await, "", "");
        let letter = Letter { to: "ada@example.org\r\nRCPT TO:<x@example.org>".to_owned(), ..letter() };
        assert!(smtp.send(&letter, NOW).await.unwrap_err().permanent);
        assert!(server.commands().is_empty());
    }

    #[tokio::test]
    async fn without_the_encryption_asked_for_nothing_is_said_about_the_letter() {
        let server = Server::default();
        let fault = way_to(server.start().await, "name:secret@", "?tls=required").send(&letter(), NOW).await;
        assert!(!fault.unwrap_err().permanent);
        let said = server.commands().join(" ");
        assert!(!said.contains("ada") && !said.contains("AUTH"), "{said}");

        let server = Server::saying("EHLO", "250-post\r\n250 STARTTLS");
        let fault = way_to(server.start().await, "name:secret@", "?tls=required").send(&letter(), NOW).await;
        assert!(!fault.unwrap_err().permanent);
        assert_eq!(server.commands()[..2], ["EHLO tanggui.test", "STARTTLS"]);
        assert!(!server.commands().join(" ").contains("AUTH"));

        let port = Server::default().start().await;
        let smtp = Smtp::new(&format!("smtps://127.0.0.1:{port}"), sender()).unwrap();
        assert!(!smtp.send(&letter(), NOW).await.unwrap_err().permanent);
    }

    #[tokio::test]
    async fn a_login_is_decoded_and_a_wrong_one_leaves_every_letter_waiting() {
        let mut server = Server::saying("EHLO", "250-post\r\n250 AUTH PLAIN");
        way_to(server.start().await, "post%40tanggui.test:p%3Aw@", "").send(&letter(), NOW).await.unwrap();
        // The bytes 0, "post@tanggui.test", 0, "p:w".
        assert_eq!(server.commands()[1], "AUTH PLAIN AHBvc3RAdGFuZ2d1aS50ZXN0AHA6dw==");

        server.exceptions.push(("AUTH", Then::Say("535 5.7.8 post@tanggui.test may not")));
        let fault = way_to(server.start().await, "post%40tanggui.test:p%3Aw@", "").send(&letter(), NOW).await;
        assert_eq!(fault, Err(MailFault::passing("signing in: the server answered 535 5.7.8")));
    }

    #[tokio::test]
    async fn the_check_greets_and_sends_no_letter() {
        let server = Server::default();
        way_to(server.start().await, "", "").reachable().await.unwrap();
        assert_eq!(server.commands(), ["EHLO tanggui.test", "NOOP", "QUIT"]);
        let closed = Server::saying("HELLO", "421 4.3.2 closing");
        let fault = way_to(closed.start().await, "", "").reachable().await.unwrap_err();
        assert_eq!(fault, MailFault::passing("connecting: the server answered 421 4.3.2"));
    }

    #[tokio::test]
    async fn a_folder_keeps_whole_private_files_in_the_order_of_time() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("mail");
        let folder = Folder::new(&path, sender()).unwrap();
        folder.reachable().await.unwrap();
        folder.send(&letter(), NOW).await.unwrap();
        folder.send(&letter(), NOW - Duration::from_millis(500)).await.unwrap();
        let mut names: Vec<_> =
            fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "20260309T000502.750000Z-01957a3c-0000-7000-8000-000000000001.eml",
                "20260309T000503.250000Z-01957a3c-0000-7000-8000-000000000001.eml",
            ]
        );
        let file = path.join(&names[1]);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let text = fs::read_to_string(file).unwrap();
        assert_eq!(text.as_bytes(), compose(&letter(), &sender(), NOW).unwrap().text);

        fs::remove_dir_all(&path).unwrap();
        let fault = folder.send(&letter(), NOW).await.unwrap_err();
        assert_eq!(fault, MailFault::passing("the mail folder: entity not found"));
        assert!(folder.reachable().await.is_err());
    }
}
