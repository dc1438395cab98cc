//! The profile of one person: what it holds, the switch, the pause, the end.
use std::collections::{BTreeSet, HashMap};

use entity::{
    public::{employer, opening},
    registry::work::{match_notice, profile_block, profile_item, profile_province, profile_skill, skill_profile},
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::Func,
};
use serde_json::{Map, Value, json};
use time::{Duration, format_description::well_known::Rfc3339};
use uuid::Uuid;

use super::{
    index,
    model::{Digest, Evidence, Experience, Line, Profile, ProfileForm, Wishes},
    policy::MayUseOwnProfile,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        account::consents::{self, Purpose},
    },
    jobs::{
        model::{Contract, OpeningCard},
        service as openings,
    },
    matching::vocabulary::{SkillId, Tongue, vocabulary},
    moderation::service as moderation,
    platform::{audit, changes, db, ids},
};

/// How long a pause lasts that ends by itself.
const PAUSE: Duration = Duration::days(30);
/// Notices a person can have.
pub const MOST_NOTICES: u64 = 50;

/// One's own profile, if there is any.
pub async fn own(app: &App, permit: &Permit<MayUseOwnProfile>) -> Result<Option<Profile>> {
    load(&app.db, permit.object()).await
}

/// Openings one was told of, and others that suit best, with reasons. `None` while there is no index.
pub async fn suitable(
    app: &App,
    permit: &Permit<MayUseOwnProfile>,
    profile: &Profile,
) -> Result<Option<(Vec<OpeningCard>, Vec<OpeningCard>)>> {
    let told = notices(&app.db, permit.object()).await?;
    let told: Vec<Uuid> = told.into_iter().map(|notice| notice.opening_id).collect();
    openings::suiting(app, &profile.seeker(), &profile.wishes, &told).await
}

/// The news was read.
pub async fn mark_read(app: &App, permit: &Permit<MayUseOwnProfile>) -> Result<()> {
    match_notice::Entity::update_many()
        .col_expr(match_notice::Column::SeenAt, Expr::value(TimeUnixTimestampMillis(app.clock.now())))
        .filter(match_notice::Column::PersonId.eq(permit.object()))
        .filter(match_notice::Column::SeenAt.is_null())
        .exec(&app.db)
        .await?;
    Ok(())
}

/// Whether there is news one has not read. Says nothing of what it is.
pub async fn has_news(app: &App, person: Uuid) -> Result<bool> {
    let news = match_notice::Entity::find()
        .filter(match_notice::Column::PersonId.eq(person))
        .filter(match_notice::Column::SeenAt.is_null())
        .one(&app.db)
        .await?;
    Ok(news.is_some())
}

/// Judges what was typed without writing it, before the skills are confirmed.
pub async fn check(app: &App, form: &ProfileForm) -> Result<()> {
    judge(app, form).await.map(|_| ())
}

/// Writes the whole profile. A form that was filled for an older version is refused.
pub async fn save(app: &App, permit: &Permit<MayUseOwnProfile>, form: &ProfileForm) -> Result<()> {
    let (experience, blocked) = judge(app, form).await?;
    let person = permit.object();
    let transaction = db::begin(&app.db).await?;
    write_row(app, &transaction, person, experience, form).await?;
    drop_parts(&transaction, person).await?;
    write_parts(&transaction, person, form, blocked).await?;
    note(&transaction, person).await?;
    transaction.commit().await?;
    index::settle_soon(app).await;
    Ok(())
}

/// From now on one is told of openings. The number drawn here stands for the person in the index and nowhere else.
pub async fn switch_on(app: &App, permit: &Permit<MayUseOwnProfile>) -> Result<()> {
    let (person, now) = (permit.object(), app.clock.now());
    let transaction = db::begin(&app.db).await?;
    let row = row_of(&transaction, person).await?.ok_or(Error::NotFound)?;
    consents::give_in(&transaction, now, person, Purpose::Matching).await?;
    if !row.matching {
        let number = new_number(&transaction).await?;
        change(&transaction, person, |row| {
            row.col_expr(skill_profile::Column::Matching, Expr::value(true))
                .col_expr(skill_profile::Column::MatchNo, Expr::value(number))
                .col_expr(skill_profile::Column::Paused, Expr::value(false))
                .col_expr(skill_profile::Column::PausedUntil, Expr::value(None::<i64>))
        })
        .await?;
        note(&transaction, person).await?;
        audit::done(&transaction, now, permit.event("give_consent", "person")).await?;
    }
    transaction.commit().await?;
    index::settle_soon(app).await;
    Ok(())
}

/// From now on one is told of nothing: the number is thrown away, and with it everything that stands under it.
pub async fn switch_off(app: &App, permit: &Permit<MayUseOwnProfile>) -> Result<()> {
    let (person, now) = (permit.object(), app.clock.now());
    let transaction = db::begin(&app.db).await?;
    consents::withdraw_in(&transaction, now, person, Purpose::Matching).await?;
    stop(&transaction, person).await?;
    audit::done(&transaction, now, permit.event("withdraw_consent", "person")).await?;
    transaction.commit().await?;
    index::settle_soon(app).await;
    Ok(())
}

/// Rests for 30 days, or until resumed.
pub async fn pause(app: &App, permit: &Permit<MayUseOwnProfile>, for_a_month: bool) -> Result<()> {
    let until = for_a_month.then(|| TimeUnixTimestampMillis(app.clock.now() + PAUSE));
    change(&app.db, permit.object(), |row| {
        row.col_expr(skill_profile::Column::Paused, Expr::value(!for_a_month))
            .col_expr(skill_profile::Column::PausedUntil, Expr::value(until))
    })
    .await
}

pub async fn resume(app: &App, permit: &Permit<MayUseOwnProfile>) -> Result<()> {
    change(&app.db, permit.object(), |row| {
        row.col_expr(skill_profile::Column::Paused, Expr::value(false))
            .col_expr(skill_profile::Column::PausedUntil, Expr::value(None::<i64>))
    })
    .await
}

/// How often an e-mail says that there is news. Asking for one agrees to it.
pub async fn set_digest(app: &App, permit: &Permit<MayUseOwnProfile>, digest: Digest) -> Result<()> {
    let person = permit.object();
    let transaction = db::begin(&app.db).await?;
    if digest != Digest::None {
        consents::give_in(&transaction, app.clock.now(), person, Purpose::Notices).await?;
    }
    change(&transaction, person, |row| row.col_expr(skill_profile::Column::Mails, Expr::value(digest.as_str())))
        .await?;
    Ok(transaction.commit().await?)
}

/// Deletes the whole profile, with the consent that belongs to it.
pub async fn delete(app: &App, permit: &Permit<MayUseOwnProfile>) -> Result<()> {
    let (person, now) = (permit.object(), app.clock.now());
    let transaction = db::begin(&app.db).await?;
    consents::withdraw_in(&transaction, now, person, Purpose::Matching).await?;
    erase(&transaction, person).await?;
    audit::done(&transaction, now, permit.event("delete_profile", "person")).await?;
    transaction.commit().await?;
    index::settle_soon(app).await;
    Ok(())
}

/// Removes every row about a person.
pub async fn erase(db: &DatabaseTransaction, person: Uuid) -> Result<()> {
    stop(db, person).await?;
    drop_parts(db, person).await?;
    skill_profile::Entity::delete_by_id(person).exec(db).await?;
    Ok(())
}

/// A consent was taken back somewhere else.
pub async fn withdrawn(db: &DatabaseTransaction, person: Uuid, purpose: Purpose) -> Result<()> {
    match purpose {
        Purpose::Matching => stop(db, person).await,
        Purpose::Notices if row_of(db, person).await?.is_some() => {
            let none = Digest::None.as_str();
            change(db, person, |row| row.col_expr(skill_profile::Column::Mails, Expr::value(none))).await
        }
        _ => Ok(()),
    }
}

/// Everything held here about a person. The number of the index is left out: it is of use to nobody.
pub async fn export(app: &App, person: Uuid) -> Result<Map<String, Value>> {
    let mut all = Map::new();
    let Some(profile) = load(&app.db, person).await? else { return Ok(all) };
    let moment = |moment: TimeUnixTimestampMillis| moment.0.format(&Rfc3339).unwrap_or_default();
    let contracts: Vec<&str> = profile.wishes.contracts.iter().map(|kind| kind.as_str()).collect();
    let known = json!([{
        "experience": profile.experience.as_str(),
        "provinces": profile.province_names(),
        "remote": profile.wishes.remote,
        "regency": profile.regency.as_deref().map(crate::regions::name),
        "lowest_wage_idr": profile.wishes.wage_floor,
        "contracts": contracts.join(", "),
        "available": profile.available,
        "blocked_employers": profile.blocked.join(", "),
        "matching": profile.matching,
        "paused": profile.paused,
        "paused_until": profile.paused_until.map(|until| moment(TimeUnixTimestampMillis(until))),
        "digest": profile.digest.as_str(),
    }]);
    let skills = profile.lines.iter().map(|line| {
        let name = |skill: &SkillId| Some(vocabulary().get(*skill)?.name(Tongue::Id));
        let names: Vec<&str> = line.skills.iter().filter_map(name).collect();
        json!({ "words": line.phrase, "evidence": line.evidence.as_str(), "recognised": names.join(", ") })
    });
    let skills: Vec<Value> = skills.collect();
    let notices = notices(&app.db, person).await?;
    let codes = openings_of(&app.db, &notices).await?;
    let notices = notices.into_iter().map(|notice| {
        json!({
            "opening": codes.get(&notice.opening_id),
            "covered": notice.covered,
            "required": notice.required,
            "at": moment(notice.made_at),
            "read_at": notice.seen_at.map(moment),
        })
    });
    all.insert("work_profile".to_owned(), known);
    all.insert("work_skills".to_owned(), skills.into());
    all.insert("work_notices".to_owned(), notices.collect::<Vec<_>>().into());
    Ok(all)
}

async fn load(db: &impl ConnectionTrait, person: Uuid) -> Result<Option<Profile>> {
    let Some(row) = row_of(db, person).await? else { return Ok(None) };
    let mut skills: HashMap<i32, Vec<SkillId>> = HashMap::new();
    for link in profile_skill::Entity::find().filter(profile_skill::Column::PersonId.eq(person)).all(db).await? {
        skills.entry(link.position).or_default().extend(u16::try_from(link.skill_id).map(SkillId));
    }
    let items = profile_item::Entity::find()
        .filter(profile_item::Column::PersonId.eq(person))
        .order_by_asc(profile_item::Column::Position)
        .all(db)
        .await?;
    let line = |item: profile_item::Model| {
        let skills = skills.remove(&item.position).unwrap_or_default();
        Ok(Line { phrase: item.phrase, evidence: Evidence::of(&item.evidence)?, skills })
    };
    let lines = items.into_iter().map(line).collect::<Result<_>>()?;
    let (blocked, names) = blocks(db, person).await?;
    Ok(Some(Profile {
        lines,
        experience: Experience::of(&row.band)?,
        wishes: Wishes {
            provinces: provinces(db, person).await?,
            remote: row.remote,
            wage_floor: row.wage_floor,
            contracts: row.contracts.0.iter().filter_map(|word| Contract::parse(word)).collect(),
            blocked,
        },
        regency: row.regency_code,
        available: row.available,
        blocked: names,
        matching: row.matching,
        paused: row.paused,
        paused_until: row.paused_until.map(|until| until.0),
        digest: Digest::of(&row.mails)?,
        version: row.row_version,
    }))
}

async fn row_of(db: &impl ConnectionTrait, person: Uuid) -> Result<Option<skill_profile::Model>> {
    Ok(skill_profile::Entity::find_by_id(person).one(db).await?)
}

async fn provinces(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<String>> {
    let rows = profile_province::Entity::find()
        .filter(profile_province::Column::PersonId.eq(person))
        .order_by_asc(profile_province::Column::RegionCode)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.region_code).collect())
}

/// Ids and names of the employers a person blocked.
async fn blocks(db: &impl ConnectionTrait, person: Uuid) -> Result<(Vec<Uuid>, Vec<String>)> {
    let rows = profile_block::Entity::find().filter(profile_block::Column::PersonId.eq(person)).all(db).await?;
    let ids: Vec<Uuid> = rows.into_iter().map(|row| row.employer_id).collect();
    let known = employer::Entity::find()
        .filter(employer::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(employer::Column::TradeName)
        .all(db)
        .await?;
    let mut names: Vec<String> = known.into_iter().map(|row| row.trade_name).collect();
    names.dedup();
    Ok((ids, names))
}

/// Notices of a person, the newest first.
async fn notices(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<match_notice::Model>> {
    Ok(match_notice::Entity::find()
        .filter(match_notice::Column::PersonId.eq(person))
        .order_by_desc(match_notice::Column::MadeAt)
        .order_by_asc(match_notice::Column::OpeningId)
        .limit(MOST_NOTICES)
        .all(db)
        .await?)
}

async fn openings_of(db: &impl ConnectionTrait, notices: &[match_notice::Model]) -> Result<HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, String)> = opening::Entity::find()
        .select_only()
        .columns([opening::Column::Id, opening::Column::PublicCode])
        .filter(opening::Column::Id.is_in(notices.iter().map(|notice| notice.opening_id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// What is wrong with a form, or what it needs beside its own words.
async fn judge(app: &App, form: &ProfileForm) -> Result<(Experience, BTreeSet<Uuid>)> {
    let mut faults = form.check();
    let phrases: Vec<&str> = form.lines.iter().map(|line| line.phrase.as_str()).collect();
    let phrases = phrases.join("\n");
    let texts = [("keterampilan", phrases.as_str()), ("tersedia", form.available.as_str())];
    moderation::judge_new(app, &texts, &mut faults).await?;
    let blocked = employers_named(&app.db, &form.blocked).await?;
    if blocked.is_none() {
        faults.0.push(("blokir", "fault-blocked"));
    }
    match (form.experience, blocked) {
        (Some(experience), Some(blocked)) if faults.0.is_empty() => Ok((experience, blocked)),
        _ => Err(faults.into()),
    }
}

/// Employers by their names, all that bear one. `None` when nobody bears one of them.
async fn employers_named(db: &impl ConnectionTrait, names: &[String]) -> Result<Option<BTreeSet<Uuid>>> {
    let wanted: BTreeSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    if wanted.is_empty() {
        return Ok(Some(BTreeSet::new()));
    }
    let small = Expr::expr(Func::lower(Expr::col(employer::Column::TradeName)));
    let rows = employer::Entity::find().filter(small.is_in(wanted.iter().cloned())).limit(500).all(db).await?;
    let found: BTreeSet<String> = rows.iter().map(|row| row.trade_name.to_ascii_lowercase()).collect();
    Ok((found.len() == wanted.len()).then(|| rows.into_iter().map(|row| row.id).collect()))
}

async fn write_row(
    app: &App,
    db: &DatabaseTransaction,
    person: Uuid,
    experience: Experience,
    form: &ProfileForm,
) -> Result<()> {
    let now = TimeUnixTimestampMillis(app.clock.now());
    let contracts = Lines(form.contracts.iter().map(|kind| kind.as_str().to_owned()).collect());
    let mut row = skill_profile::ActiveModel {
        person_id: Set(person),
        band: Set(experience.as_str().to_owned()),
        remote: Set(form.remote),
        regency_code: Set(form.regency_code.map(str::to_owned)),
        wage_floor: Set(form.wage_floor),
        contracts: Set(contracts),
        available: Set(form.available.clone()),
        changed_at: Set(now),
        row_version: Set(form.version + 1),
        ..Default::default()
    };
    let known = row_of(db, person).await?.is_some();
    match form.version {
        version if known => {
            let changed = skill_profile::Entity::update_many()
                .set(row)
                .filter(skill_profile::Column::PersonId.eq(person))
                .filter(skill_profile::Column::RowVersion.eq(version))
                .exec(db)
                .await?;
            if changed.rows_affected == 0 {
                return Err(Error::Conflict);
            }
        }
        0 => {
            row.matching = Set(false);
            row.match_no = Set(None);
            row.mails = Set(Digest::None.as_str().to_owned());
            row.mailed_at = Set(None);
            row.paused = Set(false);
            row.paused_until = Set(None);
            skill_profile::Entity::insert(row).exec_without_returning(db).await?;
        }
        _ => return Err(Error::Conflict),
    }
    Ok(())
}

async fn drop_parts(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    profile_skill::Entity::delete_many().filter(profile_skill::Column::PersonId.eq(person)).exec(db).await?;
    profile_item::Entity::delete_many().filter(profile_item::Column::PersonId.eq(person)).exec(db).await?;
    profile_province::Entity::delete_many().filter(profile_province::Column::PersonId.eq(person)).exec(db).await?;
    profile_block::Entity::delete_many().filter(profile_block::Column::PersonId.eq(person)).exec(db).await?;
    Ok(())
}

async fn write_parts(
    db: &impl ConnectionTrait,
    person: Uuid,
    form: &ProfileForm,
    blocked: BTreeSet<Uuid>,
) -> Result<()> {
    let mut skills = Vec::new();
    let mut items = Vec::new();
    for (position, line) in (0..).zip(&form.lines) {
        items.push(profile_item::ActiveModel {
            person_id: Set(person),
            position: Set(position),
            phrase: Set(line.phrase.clone()),
            evidence: Set(line.evidence.as_str().to_owned()),
        });
        skills.extend(line.skills.iter().map(|skill| profile_skill::ActiveModel {
            person_id: Set(person),
            position: Set(position),
            skill_id: Set(i32::from(skill.0)),
        }));
    }
    profile_item::Entity::insert_many(items).exec_without_returning(db).await?;
    if !skills.is_empty() {
        profile_skill::Entity::insert_many(skills).exec_without_returning(db).await?;
    }
    let codes: BTreeSet<&str> = form.provinces.iter().filter_map(|(_, code)| *code).collect();
    let province =
        |code: &str| profile_province::ActiveModel { person_id: Set(person), region_code: Set(code.to_owned()) };
    profile_province::Entity::insert_many(codes.into_iter().map(province)).exec_without_returning(db).await?;
    if !blocked.is_empty() {
        let block = |employer| profile_block::ActiveModel { person_id: Set(person), employer_id: Set(employer) };
        profile_block::Entity::insert_many(blocked.into_iter().map(block)).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Ends matching: the number and the notices go.
async fn stop(db: &DatabaseTransaction, person: Uuid) -> Result<()> {
    note(db, person).await?;
    match_notice::Entity::delete_many().filter(match_notice::Column::PersonId.eq(person)).exec(db).await?;
    if row_of(db, person).await?.is_some() {
        change(db, person, |row| {
            row.col_expr(skill_profile::Column::Matching, Expr::value(false))
                .col_expr(skill_profile::Column::MatchNo, Expr::value(None::<i64>))
                .col_expr(skill_profile::Column::Paused, Expr::value(false))
                .col_expr(skill_profile::Column::PausedUntil, Expr::value(None::<i64>))
        })
        .await?;
    }
    Ok(())
}

/// Tells the index that what stands under somebody's number changed, if there is one.
async fn note(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    let number = row_of(db, person).await?.and_then(|row| row.match_no).and_then(|no| u64::try_from(no).ok());
    match number {
        Some(number) => changes::note_number(db, number).await,
        None => Ok(()),
    }
}

/// Changes columns of somebody's row. Without a row there is nothing to switch.
async fn change(
    db: &impl ConnectionTrait,
    person: Uuid,
    columns: impl FnOnce(sea_orm::UpdateMany<skill_profile::Entity>) -> sea_orm::UpdateMany<skill_profile::Entity>,
) -> Result<()> {
    let update = columns(skill_profile::Entity::update_many()).filter(skill_profile::Column::PersonId.eq(person));
    if update.exec(db).await?.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// A number that nobody has now: 32 random bits, never 0.
async fn new_number(db: &impl ConnectionTrait) -> Result<i64> {
    loop {
        let [a, b, c, d, ..] = *ids::new_timeless_id().as_bytes();
        let number = i64::from(u32::from_be_bytes([a, b, c, d]));
        let taken = skill_profile::Entity::find().filter(skill_profile::Column::MatchNo.eq(number)).one(db).await?;
        if number > 0 && taken.is_none() {
            return Ok(number);
        }
    }
}

impl From<&Profile> for ProfileForm {
    fn from(profile: &Profile) -> Self {
        let code = |code: &String| (crate::regions::name(code), crate::regions::get(code).map(|region| region.code));
        Self {
            lines: profile.lines.clone(),
            experience: Some(profile.experience),
            provinces: profile.wishes.provinces.iter().map(code).collect(),
            remote: profile.wishes.remote,
            regency: profile.regency.as_deref().map(crate::regions::name).unwrap_or_default(),
            regency_code: profile.regency.as_deref().and_then(crate::regions::get).map(|region| region.code),
            wage_floor: profile.wishes.wage_floor,
            contracts: profile.wishes.contracts.clone(),
            available: profile.available.clone(),
            blocked: profile.blocked.clone(),
            version: profile.version,
        }
    }
}

/// Faults of a form that asks to delete without saying so.
pub fn not_confirmed() -> Invalid {
    Invalid::one("setuju", "fault-profile-delete")
}
