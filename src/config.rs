//! Settings: defaults, then a TOML file, then the environment, then the command line.
use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use clap::Args;
use serde::Deserialize;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::platform::{clock::Clock, db};

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
}

/// Where a node keeps its things and how it is reached.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub database_url: String,
    pub listen: SocketAddr,
    pub clock: Clock,
    pub settings: Settings,
}

/// What pages need to know of the installation.
#[derive(Clone, Debug)]
pub struct Settings {
    pub site_name: String,
    /// Without a slash at the end.
    pub base_url: String,
    pub shelf_opens_at: u64,
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
            settings: Settings {
                site_name: self.site_name.or(file.site_name).unwrap_or_else(|| "Tanggui".to_owned()),
                base_url: base_url.trim_end_matches('/').to_owned(),
                shelf_opens_at: self.shelf_opens_at.or(file.shelf_opens_at).unwrap_or(20),
                demo: false,
            },
            data,
            listen,
        })
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
