//! Everything a request may need, built once, used by the server, the command line and the tests.
use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use sea_orm::DatabaseConnection;

use crate::{
    config::{Config, Settings},
    error::Result,
    funding,
    identity::{
        factors::{Passwords, password::Cost},
        held::Holdings,
        rooms::{self, Rooms},
        vault::keys::Keys,
    },
    jobs,
    matching::postings::Postings,
    network,
    platform::{
        clock::Clock,
        db,
        files::Files,
        limits::{Keyer, Limits},
        mail::Mailer,
        search::{Search, profiles::Profiles},
        typeset::Typesetter,
    },
};

/// Every room that keeps memberships.
pub const ROOMS: Rooms = &[&rooms::OPERATIONS, &network::ROOM];

/// What slices hold about persons.
pub const HOLDINGS: Holdings = &[jobs::seekers::HOLDING, funding::held::HOLDING];

/// The parts of a running node.
#[derive(Clone)]
pub struct App {
    pub db: DatabaseConnection,
    pub search: Arc<Search>,
    /// Those who want to be told of openings, on disk and, once that was read, in memory.
    pub profiles: Arc<Profiles>,
    pub postings: Arc<Mutex<Option<Postings>>>,
    pub files: Files,
    /// Papers of proposals: sealed, or open ones that work is done with.
    pub papers: Files,
    pub clock: Clock,
    pub settings: Settings,
    /// The keys of the vault. They come from a file that is not in the data folder.
    pub keys: Arc<Keys>,
    pub passwords: Passwords,
    pub limits: Arc<Limits>,
    pub keyer: Arc<Keyer>,
    pub mailer: Arc<Mailer>,
    pub typesetter: Arc<Typesetter>,
    pub rooms: Rooms,
    pub holdings: Holdings,
}

impl App {
    /// Opens store, index and files of a data folder, and brings the schema up to date. Commands that touch no person
    /// give keys that end with the process.
    pub async fn open(config: &Config, keys: Keys) -> Result<Self> {
        std::fs::create_dir_all(&config.data)?;
        let db = db::connect(&config.database_url).await?;
        db::migrate(&db).await?;
        crate::reference::install(&db).await?;
        Self::around(db, config, keys)
    }

    /// The parts of a node around a store as it is.
    pub fn around(db: DatabaseConnection, config: &Config, keys: Keys) -> Result<Self> {
        Ok(Self {
            db,
            search: Arc::new(Search::open(&config.data.join("index"))?),
            profiles: Arc::new(Profiles::open(&config.data.join("profiles"))?),
            postings: Arc::default(),
            files: photos(&config.data)?,
            papers: Files::open(&config.data.join("papers"))?,
            clock: config.clock,
            settings: config.settings.clone(),
            passwords: Passwords::new(keys.pepper(), Cost::Production),
            keys: Arc::new(keys),
            limits: Arc::new(Limits::new(config.settings.pages_per_second)),
            keyer: Arc::new(Keyer::new().map_err(anyhow::Error::from)?),
            mailer: Arc::new(config.mailer()?),
            typesetter: Arc::new(Typesetter::own()?),
            rooms: ROOMS,
            holdings: HOLDINGS,
        })
    }
}

/// Where pictures lie in a data folder.
pub fn photos(data: &Path) -> Result<Files> {
    Files::open(&data.join("photos"))
}
