//! Keeps those who want to be told of openings: in an index of their own, and in memory. Both hold random numbers and
//! skills by province, and follow a sequence of their own.
use std::{
    collections::{BTreeSet, HashMap},
    sync::PoisonError,
    time::Duration,
};

use entity::registry::work::{profile_province, profile_skill, skill_profile};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    matching::{
        postings::{Area, Key, Postings, closed},
        vocabulary::{SkillId, VOCABULARY_VERSION},
    },
    platform::{
        changes::{self, Cursor, Round, Sequence},
        db,
        search::{
            Origin, Progress,
            profiles::{PROFILES_VERSION, Profile},
        },
    },
};

/// Numbers looked up at once.
const BATCH: u64 = 200;
/// An answer waits so long for the index. The look at the store before anybody is told makes a number unreachable all
/// the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// Brings index and memory to the head of the sequence, building the index anew when it must be.
pub async fn settle(app: &App) -> Result<()> {
    let _turn = app.profiles.turn().await;
    let origin = origin(app).await?;
    let Some(mut progress) = app.profiles.progress().filter(|progress| progress.origin == origin) else {
        return rebuild_in_turn(app, origin).await;
    };
    if !is_loaded(app) {
        load(app).await?;
    }
    // What is not settled is applied at once and read again the next time: whoever leaves waits for nobody.
    let mut round = Round::from(progress.cursor);
    loop {
        let batch = changes::numbers_after(&app.db, round.read, BATCH).await?;
        if batch.is_empty() {
            return Ok(());
        }
        round.pass(&batch);
        progress.cursor = round.kept;
        let gone: BTreeSet<u64> = batch.iter().map(|change| change.number).collect();
        let present = profiles(&app.db, &gone).await?;
        remember(app, &gone, &present);
        let (index, progress) = (app.profiles.clone(), progress.clone());
        let gone: Vec<u64> = gone.into_iter().collect();
        blocking(move || index.apply(&gone, &present, &progress)).await?;
    }
}

/// The same before an answer that must not wait for ever. What takes longer goes on behind the answer.
pub async fn settle_soon(app: &App) {
    let follower = app.clone();
    let following = tokio::spawn(async move {
        if let Err(error) = settle(&follower).await {
            tracing::error!(%error, "the index of profiles could not follow");
        }
    });
    if tokio::time::timeout(PATIENCE, following).await.is_err() {
        tracing::error!("the index of profiles is slow");
    }
}

/// Builds the index anew from the store.
pub async fn rebuild(app: &App) -> Result<()> {
    let _turn = app.profiles.turn().await;
    rebuild_in_turn(app, origin(app).await?).await
}

/// Takes what was deleted out of the files.
pub async fn purge(app: &App) -> Result<()> {
    let _turn = app.profiles.turn().await;
    let index = app.profiles.clone();
    blocking(move || index.purge()).await.map(|_| ())
}

/// How many numbers are kept in memory or in the index that nobody has. Always none.
pub async fn left_over(app: &App) -> Result<usize> {
    let _turn = app.profiles.turn().await;
    let index = app.profiles.clone();
    let mut kept: BTreeSet<u64> = blocking(move || index.all()).await?.into_iter().map(|profile| profile.no).collect();
    if let Some(postings) = &*app.postings.lock().unwrap_or_else(PoisonError::into_inner) {
        kept.extend(postings.entries().into_iter().map(|(no, _)| no));
    }
    let kept: Vec<u64> = kept.into_iter().collect();
    let mut known = 0;
    for part in kept.chunks(500) {
        known += profiles(&app.db, &part.iter().copied().collect()).await?.len();
    }
    Ok(kept.len() - known)
}

async fn rebuild_in_turn(app: &App, origin: Origin) -> Result<()> {
    let cursor = changes::horizon(&app.db, Sequence::Private).await?;
    let progress = Progress { origin, cursor };
    let mut all = Vec::new();
    let mut last = 0;
    loop {
        let numbers = numbers_above(&app.db, last).await?;
        let Some(highest) = numbers.last() else { break };
        last = *highest;
        all.push(Ok(profiles(&app.db, &numbers.into_iter().collect()).await?));
    }
    let index = app.profiles.clone();
    blocking(move || index.replace(&mut all.into_iter(), &progress)).await?;
    load(app).await
}

async fn origin(app: &App) -> Result<Origin> {
    Ok(Origin::new(PROFILES_VERSION, VOCABULARY_VERSION, &db::identity(&app.db).await?))
}

fn is_loaded(app: &App) -> bool {
    app.postings.lock().unwrap_or_else(PoisonError::into_inner).is_some()
}

/// Reads the index into memory: no look at the store is needed.
async fn load(app: &App) -> Result<()> {
    let index = app.profiles.clone();
    let postings = blocking(move || {
        let mut postings = Postings::default();
        for profile in index.all()? {
            postings.put(profile.no, profile.keys.iter().filter_map(|key| Key::parse(key)));
        }
        Ok(postings)
    })
    .await?;
    *app.postings.lock().unwrap_or_else(PoisonError::into_inner) = Some(postings);
    Ok(())
}

fn remember(app: &App, gone: &BTreeSet<u64>, present: &[Profile]) {
    let mut postings = app.postings.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(postings) = &mut *postings else { return };
    for number in gone {
        postings.remove(*number);
    }
    for profile in present {
        postings.put(profile.no, profile.keys.iter().filter_map(|key| Key::parse(key)));
    }
}

async fn numbers_above(db: &impl ConnectionTrait, last: i64) -> Result<Vec<i64>> {
    let numbers: Vec<Option<i64>> = skill_profile::Entity::find()
        .select_only()
        .column(skill_profile::Column::MatchNo)
        .filter(skill_profile::Column::Matching.eq(true))
        .filter(skill_profile::Column::MatchNo.gt(last))
        .order_by_asc(skill_profile::Column::MatchNo)
        .limit(BATCH)
        .into_tuple()
        .all(db)
        .await?;
    Ok(numbers.into_iter().flatten().collect())
}

/// What stands under these numbers; under one that was thrown away stands nothing.
async fn profiles<N: Copy + TryInto<i64>>(db: &impl ConnectionTrait, numbers: &BTreeSet<N>) -> Result<Vec<Profile>> {
    let numbers = numbers.iter().filter_map(|number| (*number).try_into().ok());
    let rows = skill_profile::Entity::find()
        .filter(skill_profile::Column::Matching.eq(true))
        .filter(skill_profile::Column::MatchNo.is_in(numbers))
        .order_by_asc(skill_profile::Column::MatchNo)
        .all(db)
        .await?;
    let people: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let mut areas: HashMap<Uuid, Vec<Area>> = HashMap::new();
    let wanted = profile_province::Column::PersonId.is_in(people.iter().copied());
    for row in profile_province::Entity::find().filter(wanted).all(db).await? {
        areas.entry(row.person_id).or_default().extend(Area::parse(&row.region_code));
    }
    let mut skills: HashMap<Uuid, Vec<SkillId>> = HashMap::new();
    for row in profile_skill::Entity::find().filter(profile_skill::Column::PersonId.is_in(people)).all(db).await? {
        skills.entry(row.person_id).or_default().extend(u16::try_from(row.skill_id).map(SkillId));
    }
    let profile = |row: skill_profile::Model| {
        let mut areas = areas.remove(&row.person_id).unwrap_or_default();
        areas.extend(row.remote.then_some(Area::Remote));
        let skills = closed(skills.remove(&row.person_id).unwrap_or_default());
        Some(Profile {
            no: u64::try_from(row.match_no?).ok()?,
            keys: Key::all(&areas, &skills).iter().map(Key::to_string).collect(),
            skill_n: skills.len() as u64,
        })
    };
    Ok(rows.into_iter().filter_map(profile).collect())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from)?
}

/// Whether index and memory are at the head of the sequence.
pub async fn is_current(app: &App) -> Result<bool> {
    let origin = origin(app).await?;
    match app.profiles.progress().filter(|progress| progress.origin == origin) {
        Some(Progress { cursor, .. }) => Ok(is_loaded(app) && !pending(app, cursor).await?),
        None => Ok(false),
    }
}

async fn pending(app: &App, cursor: Cursor) -> Result<bool> {
    changes::pending(&app.db, Sequence::Private, cursor).await
}
