//! Everything a request may need, built once, used by the server, the command line and the tests.
use std::{path::Path, sync::Arc};

use sea_orm::DatabaseConnection;

use crate::{
    config::{Config, Settings},
    error::Result,
    platform::{clock::Clock, db, files::Files, search::Search},
};

/// The parts of a running node.
#[derive(Clone)]
pub struct App {
    pub db: DatabaseConnection,
    pub search: Arc<Search>,
    pub files: Files,
    pub clock: Clock,
    pub settings: Settings,
}

impl App {
    /// Opens store, index and files of a data folder, and brings the schema up to date.
    pub async fn open(config: &Config) -> Result<Self> {
        std::fs::create_dir_all(&config.data)?;
        let db = db::connect(&config.database_url).await?;
        db::migrate(&db).await?;
        crate::reference::install(&db).await?;
        Ok(Self {
            db,
            search: Arc::new(Search::open(&config.data.join("index"))?),
            files: photos(&config.data)?,
            clock: config.clock,
            settings: config.settings.clone(),
        })
    }
}

/// Where pictures lie in a data folder.
pub fn photos(data: &Path) -> Result<Files> {
    Files::open(&data.join("photos"))
}
