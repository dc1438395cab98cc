//! Settings: defaults, then a TOML file, then the environment, then the command line.
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::platform::{
    clock::Clock,
    db,
    mail::{Mailer, Sender},
};

/// Flags that every command takes. The environment and the file use the same names.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// TOML file whose keys are the long names of these flags
    #[arg(long, env = "TANGGUI_CONFIG", global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Folder for the database, the search index and pictures [default: ./data]
    #[arg(long, env = "TANGGUI_DATA", global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// postgres://… or sqlite://… [default: an `SQLite` file in the data folder]
    #[arg(long, env = "TANGGUI_DATABASE_URL", global = true, hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "TANGGUI_LISTEN", global = true, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Address people use for the site, without a slash at the end [default: http:// and the listen address]
    #[arg(long, env = "TANGGUI_BASE_URL", global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// Name of the site [default: Tanggui]
    #[arg(long, env = "TANGGUI_SITE_NAME", global = true, value_name = "NAME")]
    pub site_name: Option<String>,
    /// The public shelf opens when so many enterprises have published goods [default: 20]
    #[arg(long, env = "TANGGUI_SHELF_OPENS_AT", global = true, value_name = "N")]
    pub shelf_opens_at: Option<u64>,
    /// File with the keys that seal what identifies persons; outside the data folder, readable for its owner alone
    #[arg(long, env = "TANGGUI_KEYS", global = true, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Mail server: `smtps://user:password@host:465` or `smtp://host:587?tls=required` [default: mail waits]
    #[arg(long, env = "TANGGUI_MAIL_URL", global = true, hide_env_values = true, value_name = "URL")]
    pub mail_url: Option<String>,
    /// Folder into which mails are written in the place of sending them
    #[arg(long, env = "TANGGUI_MAIL_FOLDER", global = true, value_name = "DIR")]
    pub mail_folder: Option<PathBuf>,
    /// Address mails come from [default: no-reply@ the host of the site]
    #[arg(long, env = "TANGGUI_MAIL_FROM", global = true, value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// Who may open an account: `invited` or `everyone` [default: invited]
    #[arg(long, env = "TANGGUI_REGISTRATION", global = true, value_name = "WHO")]
    pub registration: Option<String>,
    /// Where the quick exit leads [default: a page about the weather]
    #[arg(long, env = "TANGGUI_EXIT_TARGET", global = true, value_name = "URL")]
    pub exit_target: Option<String>,
    /// Addresses of proxies whose `X-Forwarded-For` is believed
    #[arg(long, env = "TANGGUI_TRUSTED_PROXIES", global = true, value_delimiter = ',', value_name = "ADDRESS")]
    pub trusted_proxies: Option<Vec<IpAddr>>,
    /// Pages one network may ask for in a second; the other limits on requests follow from it [default: 10]
    #[arg(long, env = "TANGGUI_PAGES_PER_SECOND", global = true, value_name = "N")]
    pub pages_per_second: Option<u32>,
    /// Whom to ask about personal data; shown on the privacy page
    #[arg(long, env = "TANGGUI_PRIVACY_CONTACT", global = true, value_name = "TEXT")]
    pub privacy_contact: Option<String>,
    /// Stop the clock at this moment, for tests and pictures (2026-11-22T01:00:00Z)
    #[arg(long, env = "TANGGUI_CLOCK", global = true, value_name = "TIME", hide = true)]
    pub clock: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    data: Option<PathBuf>,
    database_url: Option<String>,
    listen: Option<SocketAddr>,
    base_url: Option<String>,
    site_name: Option<String>,
    shelf_opens_at: Option<u64>,
    keys: Option<PathBuf>,
    mail_url: Option<String>,
    mail_folder: Option<PathBuf>,
    mail_from: Option<String>,
    registration: Option<String>,
    exit_target: Option<String>,
    trusted_proxies: Option<Vec<IpAddr>>,
    pages_per_second: Option<u32>,
    privacy_contact: Option<String>,
}

/// Where a node keeps its things and how it is reached.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub database_url: String,
    pub listen: SocketAddr,
    pub clock: Clock,
    pub keys: Option<PathBuf>,
    pub mail: MailRoute,
    pub settings: Settings,
}

/// How mails leave.
#[derive(Clone)]
pub struct MailRoute {
    pub url: Option<String>,
    pub folder: Option<PathBuf>,
    pub from: Option<String>,
}

/// What pages need to know of the installation.
#[derive(Clone, Debug)]
pub struct Settings {
    pub site_name: String,
    /// Without a slash at the end.
    pub base_url: String,
    pub shelf_opens_at: u64,
    /// Anybody may open an account and found an enterprise or an employer; otherwise an invitation is needed.
    pub registration_open: bool,
    pub exit_target: String,
    pub trusted_proxies: Vec<IpAddr>,
    pub pages_per_second: u32,
    pub privacy_contact: String,
    /// Pages say that everything on them is invented.
    pub demo: bool,
}

impl Options {
    /// Puts the sources together.
    pub fn load(self) -> anyhow::Result<Config> {
        let file = match &self.config {
            Some(path) => read(path).with_context(|| format!("reading {}", path.display()))?,
            None => File::default(),
        };
        let data = self.data.or(file.data).unwrap_or_else(|| "data".into());
        let listen = self.listen.or(file.listen).unwrap_or_else(|| ([127, 0, 0, 1], 8080).into());
        let base_url = self.base_url.or(file.base_url).unwrap_or_else(|| format!("http://{listen}"));
        Ok(Config {
            database_url: self.database_url.or(file.database_url).unwrap_or_else(|| db::sqlite_url(&data)),
            clock: clock(self.clock.as_deref())?,
            keys: self.keys.or(file.keys),
            mail: MailRoute {
                url: self.mail_url.or(file.mail_url),
                folder: self.mail_folder.or(file.mail_folder),
                from: self.mail_from.or(file.mail_from),
            },
            settings: Settings {
                site_name: self.site_name.or(file.site_name).unwrap_or_else(|| PRODUCT.to_owned()),
                base_url: base_url.trim_end_matches('/').to_owned(),
                shelf_opens_at: self.shelf_opens_at.or(file.shelf_opens_at).unwrap_or(20),
                registration_open: registration(self.registration.or(file.registration).as_deref())?,
                exit_target: self.exit_target.or(file.exit_target).unwrap_or_else(|| EXIT_TARGET.to_owned()),
                trusted_proxies: self.trusted_proxies.or(file.trusted_proxies).unwrap_or_default(),
                pages_per_second: self.pages_per_second.or(file.pages_per_second).unwrap_or(10).max(1),
                privacy_contact: self.privacy_contact.or(file.privacy_contact).unwrap_or_default(),
                demo: false,
            },
            data,
            listen,
        })
    }
}

/// The name of the program, and of a site that has none yet.
pub const PRODUCT: &str = "Tanggui";

/// A page that explains itself on any screen.
const EXIT_TARGET: &str = "https://www.bmkg.go.id/";

impl Config {
    /// What sends mails: a server, a folder, or nothing, and then mails wait.
    pub fn mailer(&self) -> anyhow::Result<Mailer> {
        let host = self.settings.host();
        let domain = if host.parse::<IpAddr>().is_ok() || host.is_empty() { "localhost" } else { host };
        let from = self.mail.from.clone().unwrap_or_else(|| format!("no-reply@{domain}"));
        let sender = || Sender::new(&self.settings.site_name, &from, domain);
        Ok(match (&self.mail.url, &self.mail.folder) {
            (Some(_), Some(_)) => anyhow::bail!("mail goes to a server or into a folder, not both"),
            (Some(url), None) => Mailer::smtp(url, sender()?)?,
            (None, Some(folder)) => Mailer::folder(folder, sender()?)?,
            (None, None) => Mailer::Off,
        })
    }
}

impl Settings {
    /// Without scheme and port.
    pub fn host(&self) -> &str {
        let rest = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        rest.split(['/', ':']).next().unwrap_or_default()
    }

    /// People reach the site over TLS.
    pub fn over_tls(&self) -> bool {
        self.base_url.starts_with("https:")
    }
}

impl std::fmt::Debug for MailRoute {
    /// The address of the server may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailRoute").field("folder", &self.folder).finish_non_exhaustive()
    }
}

fn registration(who: Option<&str>) -> anyhow::Result<bool> {
    match who {
        None | Some("invited") => Ok(false),
        Some("everyone") => Ok(true),
        Some(other) => anyhow::bail!("registration is \"invited\" or \"everyone\", not \"{other}\""),
    }
}

fn read(path: &std::path::Path) -> anyhow::Result<File> {
    Ok(toml::from_str(&std::fs::read_to_string(path)?)?)
}

fn clock(moment: Option<&str>) -> anyhow::Result<Clock> {
    let Some(text) = moment else { return Ok(Clock::System) };
    let moment = OffsetDateTime::parse(text, &Rfc3339)
        .with_context(|| format!("\"{text}\" is no moment such as 2026-11-22T01:00:00Z"))?;
    Ok(Clock::Fixed(moment))
}
