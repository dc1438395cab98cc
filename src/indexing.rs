//! Keeps the search index at the head of the change sequence. It knows which slice makes documents of which kind;
//! the engine knows no slice and the slices know no index.
use std::time::Duration;

use sea_orm::DatabaseConnection;
use tokio::sync::watch;
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    funding, jobs,
    language::ANALYSER_VERSION,
    marketplace,
    matching::vocabulary::VOCABULARY_VERSION,
    platform::{
        changes::{self, Change},
        db,
        search::{Document, Kind, Origin, Progress},
    },
};

/// Changes applied in one commit: a commit costs the disk far more than a document costs the processor.
const BATCH: u64 = 200;
/// How often the sequence is asked when nothing seems to happen.
const PAUSE: Duration = Duration::from_secs(1);

/// Follows the change sequence until told to stop; builds the index first when there is none or it is of another
/// make. The site serves meanwhile.
pub async fn follow(app: App, mut stop: watch::Receiver<bool>) {
    let mut rounds: u32 = 0;
    loop {
        if let Err(error) = settle(&app).await {
            tracing::error!(%error, "the search index could not follow");
        }
        if let Err(error) = follow_profiles(&app, rounds).await {
            tracing::error!(%error, "the index of profiles could not follow");
        }
        rounds = rounds.wrapping_add(1);
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// What was deleted leaves the files within half a minute.
async fn follow_profiles(app: &App, rounds: u32) -> Result<()> {
    jobs::seekers::index::settle(app).await?;
    if rounds.is_multiple_of(20) {
        jobs::seekers::index::purge(app).await?;
    }
    Ok(())
}

/// Brings the index to the head of the sequence, rebuilding it when it must be.
pub async fn settle(app: &App) -> Result<()> {
    app.search.refresh()?;
    let origin = origin(&app.db).await?;
    let Some(mut progress) = app.search.progress().filter(|progress| progress.origin == origin) else {
        return rebuild(app).await;
    };
    loop {
        let batch = changes::after(&app.db, progress.cursor, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(()) };
        progress.cursor = last.at;
        let gone: Vec<Uuid> = batch.iter().map(|change| change.id).collect();
        let present = documents_of(&app.db, &batch).await?;
        let (search, progress) = (app.search.clone(), progress.clone());
        blocking(move || search.apply(&gone, &present, &progress)).await?;
    }
}

/// Whether the index is of this make and at the head of the sequence.
pub async fn is_current(app: &App) -> Result<bool> {
    app.search.refresh()?;
    let origin = origin(&app.db).await?;
    match app.search.progress().filter(|progress| progress.origin == origin) {
        Some(progress) => Ok(!changes::pending(&app.db, changes::Sequence::Public, progress.cursor).await?),
        None => Ok(false),
    }
}

/// Builds the index anew from the store and switches to it. What changes meanwhile is followed from where the
/// sequence stood before the first row was read.
pub async fn rebuild(app: &App) -> Result<()> {
    jobs::skills::relinking::service::finish(&app.db).await?;
    let progress = Progress {
        origin: origin(&app.db).await?,
        cursor: changes::horizon(&app.db, changes::Sequence::Public).await?,
    };
    let (sender, receiver) = std::sync::mpsc::sync_channel::<Result<Vec<Document>>>(4);
    let search = app.search.clone();
    let writing = tokio::task::spawn_blocking(move || search.replace(&mut receiver.into_iter(), &progress));
    let reading = async {
        for kind in Kind::ALL {
            let mut last = Uuid::nil();
            loop {
                let ids = ids_after(&app.db, *kind, last).await?;
                let Some(end) = ids.last() else { break };
                last = *end;
                let documents = documents(&app.db, *kind, &ids).await?;
                let sender = sender.clone();
                // A full channel waits for the disk, so the sending is done off the async threads.
                let sent = tokio::task::spawn_blocking(move || sender.send(Ok(documents))).await;
                if !matches!(sent, Ok(Ok(()))) {
                    break;
                }
            }
        }
        Ok(())
    };
    let read: Result<()> = reading.await;
    if let Err(error) = read {
        // The half-written generation is dropped, never switched to.
        let _ = sender.send(Err(error));
    }
    drop(sender);
    writing.await.map_err(anyhow::Error::from)?
}

async fn origin(database: &DatabaseConnection) -> Result<Origin> {
    Ok(Origin::new(ANALYSER_VERSION, VOCABULARY_VERSION, &db::identity(database).await?))
}

async fn documents_of(db: &DatabaseConnection, batch: &[Change]) -> Result<Vec<Document>> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let mut ids: Vec<Uuid> = batch.iter().filter(|change| change.kind == *kind).map(|change| change.id).collect();
        ids.sort_unstable();
        ids.dedup();
        if !ids.is_empty() {
            all.extend(documents(db, *kind, &ids).await?);
        }
    }
    Ok(all)
}

async fn documents(db: &DatabaseConnection, kind: Kind, ids: &[Uuid]) -> Result<Vec<Document>> {
    match kind {
        Kind::Product => marketplace::goods::index::documents(db, ids).await,
        Kind::Opening => jobs::index::documents(db, ids).await,
        Kind::Call => funding::index::documents(db, ids).await,
        Kind::Imported => jobs::import::documents(db, ids).await,
    }
}

async fn ids_after(db: &DatabaseConnection, kind: Kind, last: Uuid) -> Result<Vec<Uuid>> {
    match kind {
        Kind::Product => marketplace::goods::index::published_after(db, last, BATCH).await,
        Kind::Opening => jobs::index::open_after(db, last, BATCH).await,
        Kind::Call => funding::index::visible_after(db, last, BATCH).await,
        Kind::Imported => jobs::import::ids_after(db, last, BATCH).await,
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from)?
}
