//! Follows the vocabulary: the skills of openings are recognised anew, and those of profiles that were merged are put
//! in the place of the one that stays. What a person confirmed is never recognised anew.
use std::collections::{BTreeMap, BTreeSet};

use entity::{
    public::{opening_item, opening_skill},
    registry::work::{profile_skill, skill_profile},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use uuid::Uuid;

use super::super::service::follow;
use crate::{
    app::App,
    error::Result,
    jobs::index,
    matching::vocabulary::{SkillId, VOCABULARY_VERSION, vocabulary},
    platform::{changes, db, search::Kind},
};

/// The fact of the installation that says by which vocabulary skills were recognised.
const DONE: &str = "links";
/// The last opening of a round that is under way, and the vocabulary it is made by.
const PLACE: &str = "links-place";
/// Openings or lines of profiles looked at in one transaction.
const BATCH: u64 = 500;

/// One step of a round, when the vocabulary was changed. Gives how many rows were looked at.
pub async fn work(app: &App) -> Result<usize> {
    step(&app.db).await
}

/// All steps: before an index is built anew.
pub async fn finish(db: &DatabaseConnection) -> Result<()> {
    while step(db).await? > 0 {}
    Ok(())
}

async fn step(db: &DatabaseConnection) -> Result<usize> {
    let wanted = format!("{VOCABULARY_VERSION}.{}", follow(db).await?);
    if db::setting(db, DONE).await?.as_deref() == Some(&wanted) {
        return Ok(0);
    }
    let place = db::setting(db, PLACE).await?.unwrap_or_default();
    let last = match place.split_once(' ') {
        // A vocabulary that changed under way begins at the first opening again.
        Some((version, last)) if version == wanted => last.parse().unwrap_or_default(),
        _ => Uuid::nil(),
    };
    let (seen, last) = openings(db, last).await?;
    if let Some(last) = last {
        db::remember(db, PLACE, format!("{wanted} {last}")).await?;
        return Ok(seen);
    }
    let moved = profiles(db).await?;
    if moved == 0 {
        db::remember(db, DONE, wanted).await?;
    }
    Ok(moved)
}

/// Recognises the skills of the next openings. Gives how many, and the last one when there may be more.
async fn openings(db: &DatabaseConnection, after: Uuid) -> Result<(usize, Option<Uuid>)> {
    let ids: Vec<Uuid> = opening_item::Entity::find()
        .select_only()
        .column(opening_item::Column::OpeningId)
        .distinct()
        .filter(opening_item::Column::OpeningId.gt(after))
        .order_by_asc(opening_item::Column::OpeningId)
        .limit(BATCH)
        .into_tuple()
        .all(db)
        .await?;
    let Some(last) = ids.last().copied() else { return Ok((0, None)) };
    let transaction = db::begin(db).await?;
    let mut found = recognise(&transaction, &ids).await?;
    found.retain(|_, links| links.before != links.now);
    opening_skill::Entity::delete_many()
        .filter(opening_skill::Column::OpeningId.is_in(found.keys().copied()))
        .exec(&transaction)
        .await?;
    changes::note(&transaction, Kind::Opening, found.keys().copied().collect::<Vec<_>>()).await?;
    let rows: Vec<_> = found.into_values().flat_map(|links| links.rows).collect();
    for part in rows.chunks(500) {
        opening_skill::Entity::insert_many(part.to_vec()).exec_without_returning(&transaction).await?;
    }
    transaction.commit().await?;
    Ok((ids.len(), Some(last)))
}

/// Skills of the lines of one opening: position and number.
#[derive(Default)]
struct Links {
    before: BTreeSet<(i32, i32)>,
    now: BTreeSet<(i32, i32)>,
    rows: Vec<opening_skill::ActiveModel>,
}

async fn recognise(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Links>> {
    let of_these = opening_item::Column::OpeningId.is_in(ids.iter().copied());
    let mut all: BTreeMap<Uuid, Links> = BTreeMap::new();
    for item in opening_item::Entity::find().filter(of_these).all(db).await? {
        let links = all.entry(item.opening_id).or_default();
        let skills = index::skills(&item);
        links.now.extend(skills.iter().map(|skill| (item.position, i32::from(skill.0))));
        links.rows.extend(index::rows(&item, skills));
    }
    let of_these = opening_skill::Column::OpeningId.is_in(ids.iter().copied());
    for link in opening_skill::Entity::find().filter(of_these).all(db).await? {
        all.entry(link.opening_id).or_default().before.insert((link.position, link.skill_id));
    }
    Ok(all)
}

/// Puts the skill that stays in the place of those that were merged into it. Gives how many lines were changed.
async fn profiles(db: &DatabaseConnection) -> Result<usize> {
    let merged: BTreeMap<i32, SkillId> = vocabulary().merged().map(|(from, into)| (i32::from(from.0), into)).collect();
    if merged.is_empty() {
        return Ok(0);
    }
    let transaction = db::begin(db).await?;
    let gone = profile_skill::Entity::find()
        .filter(profile_skill::Column::SkillId.is_in(merged.keys().copied()))
        .limit(BATCH)
        .all(&transaction)
        .await?;
    let rows = gone.iter().filter_map(|row| {
        let skill_id = i32::from(merged.get(&row.skill_id)?.0);
        Some(profile_skill::ActiveModel::from(profile_skill::Model { skill_id, ..row.clone() }))
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        let keep = OnConflict::new().do_nothing().to_owned();
        profile_skill::Entity::insert_many(rows).on_conflict(keep).exec_without_returning(&transaction).await?;
    }
    for row in &gone {
        profile_skill::Entity::delete_by_id((row.person_id, row.position, row.skill_id)).exec(&transaction).await?;
    }
    for number in numbers(&transaction, &gone).await? {
        changes::note_number(&transaction, number).await?;
    }
    transaction.commit().await?;
    Ok(gone.len())
}

/// Numbers in the index of those whose lines were changed.
async fn numbers(db: &impl ConnectionTrait, rows: &[profile_skill::Model]) -> Result<Vec<u64>> {
    let people: BTreeSet<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let numbers: Vec<Option<i64>> = skill_profile::Entity::find()
        .select_only()
        .column(skill_profile::Column::MatchNo)
        .filter(skill_profile::Column::PersonId.is_in(people))
        .into_tuple()
        .all(db)
        .await?;
    Ok(numbers.into_iter().flatten().filter_map(|number| u64::try_from(number).ok()).collect())
}
