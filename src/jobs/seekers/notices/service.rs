//! Follows the openings that opened or changed, and writes who is to be told. A batch and its place in the sequence may
//! part when the process dies; then the batch is read again, and a person who was told is told once.
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::PoisonError,
};

use entity::{
    public::{opening, opening_skill},
    registry::{
        ops::{consent, person},
        work::{match_notice, profile_block, profile_province, skill_profile},
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{Query, SelectStatement},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    index,
    model::{Digest, Offer, Wishes},
    service::MOST_NOTICES,
};
use crate::{
    app::App,
    error::Result,
    identity::{
        account::consents::Purpose,
        mailing::{self, Template},
    },
    jobs::{model::Contract, service as openings},
    matching::{
        postings::{Asked, Found},
        vocabulary::{SkillId, VOCABULARY_VERSION},
    },
    platform::{
        changes, db,
        search::{Kind, Origin, Progress},
    },
};

/// Changes read at once.
const BATCH: u64 = 100;
/// People looked at in one transaction.
const PEOPLE: usize = 200;
/// Changes when openings have to be looked at anew.
const VERSION: u32 = 1;
/// The fact of the installation that says how far openings were followed.
const PLACE: &str = "told-openings";

/// Looks at the openings that opened or changed since the last time. Gives how many changes were read.
pub async fn work(app: &App) -> Result<usize> {
    let mut place = place(app).await?;
    let batch = changes::after(&app.db, place.cursor, BATCH).await?;
    let Some(last) = batch.last() else { return Ok(0) };
    place.cursor = last.at;
    let changed = batch.iter().filter(|change| change.kind == Kind::Opening).map(|change| change.id);
    let changed: BTreeSet<Uuid> = changed.collect();
    if !changed.is_empty() {
        // Whoever switched on before the opening opened is told of it.
        index::settle(app).await?;
        for (row, asked) in asked(app, changed).await? {
            tell(app, &row, &asked).await?;
        }
    }
    db::remember(&app.db, PLACE, serde_json::to_string(&place)?).await?;
    Ok(batch.len())
}

/// Sends "there is news" to those who asked for it by mail and have some: at most one a day.
pub async fn digest(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mut sent = 0;
    for (digest, pause) in [(Digest::Daily, Duration::DAY), (Digest::Weekly, Duration::WEEK)] {
        for person in due(app, digest, now - pause).await? {
            let transaction = db::begin(&app.db).await?;
            mailing::put(&transaction, now, person, Template::News).await?;
            skill_profile::Entity::update_many()
                .col_expr(skill_profile::Column::MailedAt, Expr::value(TimeUnixTimestampMillis(now)))
                .filter(skill_profile::Column::PersonId.eq(person))
                .exec(&transaction)
                .await?;
            transaction.commit().await?;
            sent += 1;
        }
    }
    Ok(sent)
}

/// How far openings were followed. Another store or another vocabulary begins at the first.
async fn place(app: &App) -> Result<Progress> {
    let origin = Origin::new(VERSION, VOCABULARY_VERSION, &db::identity(&app.db).await?);
    let kept: Option<Progress> = db::setting(&app.db, PLACE).await?.and_then(|text| serde_json::from_str(&text).ok());
    let fresh = || Progress { origin: origin.clone(), cursor: changes::Cursor::default() };
    Ok(kept.filter(|kept| kept.origin == origin).unwrap_or_else(fresh))
}

/// What those of the changed openings ask for that are open.
async fn asked(app: &App, changed: BTreeSet<Uuid>) -> Result<Vec<(opening::Model, Asked)>> {
    let rows = openings::open_among(app, changed).all(&app.db).await?;
    let links = opening_skill::Entity::find()
        .filter(opening_skill::Column::OpeningId.is_in(rows.iter().map(|row| row.id)))
        .all(&app.db)
        .await?;
    let mut lines: BTreeMap<(Uuid, bool, i32), BTreeSet<SkillId>> = BTreeMap::new();
    for link in links {
        let line = lines.entry((link.opening_id, link.required, link.position)).or_default();
        line.extend(u16::try_from(link.skill_id).map(SkillId));
    }
    let mut all: HashMap<Uuid, Asked> = HashMap::new();
    for ((opening, required, _), skills) in lines {
        let asked = all.entry(opening).or_default();
        if required { asked.required.push(skills) } else { asked.preferred.push(skills) }
    }
    let whole = |row: opening::Model| {
        let mut asked = all.remove(&row.id)?;
        asked.province = row.regency_code.get(..2).and_then(|code| code.parse().ok());
        asked.remote = row.remote;
        Some((row, asked))
    };
    Ok(rows.into_iter().filter_map(whole).collect())
}

async fn tell(app: &App, row: &opening::Model, asked: &Asked) -> Result<()> {
    let found = match &mut *app.postings.lock().unwrap_or_else(PoisonError::into_inner) {
        Some(postings) => postings.find(asked),
        None => return Ok(()),
    };
    for part in found.chunks(PEOPLE) {
        let transaction = db::begin(&app.db).await?;
        let told = write(app, &transaction, row, asked, part).await?;
        keep_best(&transaction, &told).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Looks once more, in one transaction: the opening is open, the person wants it. Gives who was told.
async fn write(
    app: &App,
    db: &DatabaseTransaction,
    row: &opening::Model,
    asked: &Asked,
    found: &[Found],
) -> Result<Vec<Uuid>> {
    if openings::open_among(app, [row.id]).one(db).await?.is_none() {
        return Ok(Vec::new());
    }
    let now = app.clock.now();
    let covered: HashMap<i64, i32> =
        found.iter().filter_map(|found| Some((i64::try_from(found.no).ok()?, i32::from(found.covered)))).collect();
    let people = skill_profile::Entity::find()
        .filter(skill_profile::Column::MatchNo.is_in(covered.keys().copied()))
        .filter(wants(now))
        .all(db)
        .await?;
    let offer = Offer::of(row);
    let wishes = wishes(db, &people).await?;
    let required = i32::try_from(asked.required.len()).unwrap_or(i32::MAX);
    let known = told_already(db, row.id, &people).await?;
    let agrees = |person: &skill_profile::Model| {
        !known.contains(&person.person_id)
            && wishes.get(&person.person_id).is_some_and(|wishes| wishes.agree(row.employer_id, &offer))
    };
    let notice = |person: &skill_profile::Model| match_notice::ActiveModel {
        person_id: Set(person.person_id),
        opening_id: Set(row.id),
        covered: Set(person.match_no.and_then(|no| covered.get(&no)).copied().unwrap_or_default()),
        required: Set(required),
        made_at: Set(TimeUnixTimestampMillis(now)),
        seen_at: Set(None),
    };
    let told: Vec<&skill_profile::Model> = people.iter().filter(|person| agrees(person)).collect();
    if !told.is_empty() {
        match_notice::Entity::insert_many(told.iter().map(|person| notice(person))).exec_without_returning(db).await?;
    }
    Ok(told.into_iter().map(|person| person.person_id).collect())
}

/// Wants to be told now: agreed, switched on, does not rest.
fn wants(now: OffsetDateTime) -> Condition {
    let rested = skill_profile::Column::PausedUntil.lte(TimeUnixTimestampMillis(now));
    Condition::all()
        .add(skill_profile::Column::Matching.eq(true))
        .add(skill_profile::Column::Paused.eq(false))
        .add(Condition::any().add(skill_profile::Column::PausedUntil.is_null()).add(rested))
        .add(skill_profile::Column::PersonId.in_subquery(agreeing(Purpose::Matching)))
        .add(skill_profile::Column::PersonId.in_subquery(active()))
}

/// People who agree to a purpose in its present words.
fn agreeing(purpose: Purpose) -> SelectStatement {
    Query::select()
        .column(consent::Column::PersonId)
        .from(consent::Entity)
        .and_where(consent::Column::Purpose.eq(purpose.as_str()))
        .and_where(consent::Column::Version.eq(purpose.version()))
        .and_where(consent::Column::WithdrawnAt.is_null())
        .take()
}

fn active() -> SelectStatement {
    Query::select().column(person::Column::Id).from(person::Entity).and_where(person::Column::State.eq("active")).take()
}

async fn wishes(db: &impl ConnectionTrait, people: &[skill_profile::Model]) -> Result<HashMap<Uuid, Wishes>> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.person_id).collect();
    let wish = |person: &skill_profile::Model| Wishes {
        provinces: Vec::new(),
        remote: person.remote,
        wage_floor: person.wage_floor,
        contracts: person.contracts.0.iter().filter_map(|word| Contract::parse(word)).collect(),
        blocked: Vec::new(),
    };
    let mut wishes: HashMap<Uuid, Wishes> = people.iter().map(|person| (person.person_id, wish(person))).collect();
    let near = profile_province::Column::PersonId.is_in(ids.iter().copied());
    for row in profile_province::Entity::find().filter(near).all(db).await? {
        wishes.entry(row.person_id).or_default().provinces.push(row.region_code);
    }
    for row in profile_block::Entity::find().filter(profile_block::Column::PersonId.is_in(ids)).all(db).await? {
        wishes.entry(row.person_id).or_default().blocked.push(row.employer_id);
    }
    Ok(wishes)
}

async fn told_already(
    db: &impl ConnectionTrait,
    opening: Uuid,
    people: &[skill_profile::Model],
) -> Result<BTreeSet<Uuid>> {
    let rows = match_notice::Entity::find()
        .filter(match_notice::Column::OpeningId.eq(opening))
        .filter(match_notice::Column::PersonId.is_in(people.iter().map(|person| person.person_id)))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.person_id).collect())
}

/// Of more notices than a person can have, the best stay, and of equal ones the newest.
async fn keep_best(db: &impl ConnectionTrait, told: &[Uuid]) -> Result<()> {
    let many: Vec<Uuid> = match_notice::Entity::find()
        .select_only()
        .column(match_notice::Column::PersonId)
        .filter(match_notice::Column::PersonId.is_in(told.iter().copied()))
        .group_by(match_notice::Column::PersonId)
        .having(match_notice::Column::OpeningId.count().gt(MOST_NOTICES))
        .into_tuple()
        .all(db)
        .await?;
    for person in many {
        let own = match_notice::Column::PersonId.eq(person);
        let mut rows = match_notice::Entity::find()
            .filter(own.clone())
            .order_by_desc(match_notice::Column::MadeAt)
            .order_by_asc(match_notice::Column::OpeningId)
            .all(db)
            .await?;
        rows.sort_by_key(|row| std::cmp::Reverse(row.covered * 1_000 / Ord::max(row.required, 1)));
        let over = rows.into_iter().skip(usize::try_from(MOST_NOTICES).unwrap_or(usize::MAX)).map(|row| row.opening_id);
        match_notice::Entity::delete_many()
            .filter(own)
            .filter(match_notice::Column::OpeningId.is_in(over))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// People who asked for a mail this often, agreed to mails, heard nothing since a moment and have not read something.
async fn due(app: &App, digest: Digest, since: OffsetDateTime) -> Result<Vec<Uuid>> {
    let since = TimeUnixTimestampMillis(since);
    let last = (skill_profile::Entity, skill_profile::Column::MailedAt);
    let unread = Query::select()
        .column(match_notice::Column::PersonId)
        .from(match_notice::Entity)
        .and_where(match_notice::Column::SeenAt.is_null())
        .and_where(
            Expr::col((match_notice::Entity, match_notice::Column::PersonId))
                .equals((skill_profile::Entity, skill_profile::Column::PersonId)),
        )
        .cond_where(
            Condition::any()
                .add(Expr::col(last).is_null())
                .add(Expr::col((match_notice::Entity, match_notice::Column::MadeAt)).gte(Expr::col(last))),
        )
        .take();
    let rows = skill_profile::Entity::find()
        .select_only()
        .column(skill_profile::Column::PersonId)
        .filter(skill_profile::Column::Mails.eq(digest.as_str()))
        .filter(wants(app.clock.now()))
        .filter(skill_profile::Column::PersonId.in_subquery(agreeing(Purpose::Notices)))
        .filter(skill_profile::Column::PersonId.in_subquery(unread))
        .filter(
            Condition::any()
                .add(skill_profile::Column::MailedAt.is_null())
                .add(skill_profile::Column::MailedAt.lte(since)),
        )
        .order_by_asc(skill_profile::Column::PersonId)
        .limit(BATCH)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(rows)
}
