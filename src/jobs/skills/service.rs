//! Changes of the vocabulary in the store. Each counts its edition; whoever runs on the store takes them over by that.
use entity::{
    public::{own_label, own_skill, skill},
    registry::ops::skill_suggestion,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
};

use super::model::{LabelForm, SkillForm};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{access::Permit, policy::MayOperate},
    matching::vocabulary::{
        self, Edits, Kind, LabelKind, SkillId, Tongue,
        edits::{FIRST_OWN, OwnLabel, OwnSkill},
        vocabulary,
    },
    moderation::service as moderation,
    platform::{audit, db},
};

/// The fact of the installation that says how many times the vocabulary was changed.
const EDITION: &str = "vocabulary";
/// Words and skills that operators may add.
const MOST: u64 = 20_000;

/// Takes over what was changed since this process looked last: one statement when nothing was. Gives how many times the
/// vocabulary of this store was changed.
pub async fn follow(db: &DatabaseConnection) -> Result<u64> {
    let edition = edition(db).await?;
    if edition > vocabulary().edition() {
        vocabulary::install(&edits(db).await?);
    }
    Ok(edition)
}

async fn edition(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(db::setting(db, EDITION).await?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

async fn edits(db: &DatabaseConnection) -> Result<Edits> {
    // The number is read first: what is written meanwhile is read once more, and nothing is missed.
    let edition = edition(db).await?;
    let id = |number: i32| u16::try_from(number).map(SkillId);
    let skills = own_skill::Entity::find().order_by_asc(own_skill::Column::Id).limit(MOST).all(db).await?;
    let skills = skills.into_iter().filter_map(|row| {
        Some(OwnSkill {
            id: id(row.id).ok()?,
            kind: Kind::parse(&row.kind)?,
            name_id: row.name_id,
            name_en: row.name_en,
            occupation: row.occupation_code,
        })
    });
    let labels = own_label::Entity::find().order_by_asc(own_label::Column::AddedAt).limit(MOST).all(db).await?;
    let labels = labels.into_iter().filter_map(|row| {
        Some(OwnLabel {
            skill: id(row.skill_id).ok()?,
            tongue: Tongue::parse(&row.tongue)?,
            kind: LabelKind::parse(&row.kind)?,
            text: row.label,
        })
    });
    let merges = skill::Entity::find().filter(skill::Column::MergedInto.is_not_null()).limit(MOST).all(db).await?;
    let merges = merges.into_iter().filter_map(|row| Some((id(row.id).ok()?, id(row.merged_into?).ok()?)));
    Ok(Edits { edition, skills: skills.collect(), labels: labels.collect(), merges: merges.collect() })
}

/// Adds a word to a skill. A word that waited on the list of unknown ones is settled with it.
pub async fn add_label(app: &App, permit: &Permit<MayOperate>, skill: SkillId, form: &LabelForm) -> Result<()> {
    follow(&app.db).await?;
    let (tongue, kind) = form.check(skill)?;
    judge(app, &[("kata", &form.text)]).await?;
    let transaction = db::begin(&app.db).await?;
    let row = own_label::ActiveModel {
        skill_id: Set(i32::from(skill.0)),
        label: Set(form.text.clone()),
        tongue: Set(tongue.as_str().to_owned()),
        kind: Set(kind.as_str().to_owned()),
        added_at: Set(TimeUnixTimestampMillis(app.clock.now())),
    };
    own_label::Entity::insert(row).exec_without_returning(&transaction).await?;
    settle_word(&transaction, &form.text).await?;
    finish(app, permit, transaction, "add_label").await
}

/// Takes a word away that an operator added.
pub async fn remove_label(app: &App, permit: &Permit<MayOperate>, skill: SkillId, text: &str) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let gone = own_label::Entity::delete_by_id((i32::from(skill.0), text.to_owned())).exec(&transaction).await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    finish(app, permit, transaction, "remove_label").await
}

/// Adds a skill. Gives its code.
pub async fn add_skill(app: &App, permit: &Permit<MayOperate>, form: &SkillForm) -> Result<String> {
    follow(&app.db).await?;
    let kind = form.check(|code| vocabulary().occupations().iter().any(|known| known.kbji == code))?;
    judge(app, &[("nama", &form.name_id), ("nama_en", &form.name_en)]).await?;
    let transaction = db::begin(&app.db).await?;
    let last: Option<i32> = own_skill::Entity::find()
        .select_only()
        .column(own_skill::Column::Id)
        .order_by_desc(own_skill::Column::Id)
        .into_tuple()
        .one(&transaction)
        .await?;
    let id = last.map_or(i32::from(FIRST_OWN), |last| last + 1);
    if id > i32::from(u16::MAX) {
        return Err(Invalid::one("nama", "skills-fault-full").into());
    }
    let row = own_skill::ActiveModel {
        id: Set(id),
        kind: Set(kind.as_str().to_owned()),
        name_id: Set(form.name_id.clone()),
        name_en: Set(form.name_en.clone()),
        occupation_code: Set(Some(form.occupation.clone()).filter(|code| !code.is_empty())),
        added_at: Set(TimeUnixTimestampMillis(app.clock.now())),
    };
    own_skill::Entity::insert(row).exec_without_returning(&transaction).await?;
    // Links of openings and profiles point to this row.
    let numbered = skill::ActiveModel {
        id: Set(id),
        code: Set(format!("S{id}")),
        kind: Set(kind.as_str().to_owned()),
        merged_into: Set(None),
    };
    skill::Entity::insert(numbered).exec_without_returning(&transaction).await?;
    settle_word(&transaction, &form.name_id).await?;
    finish(app, permit, transaction, "add_skill").await?;
    Ok(format!("S{id}"))
}

/// Lets a skill live on in another one: its words, and everything that names it. This is not taken back: nobody could
/// tell afterwards which profile meant which.
pub async fn merge(app: &App, permit: &Permit<MayOperate>, from: SkillId, into: SkillId) -> Result<()> {
    follow(&app.db).await?;
    if vocabulary().present(from) == vocabulary().present(into) {
        return Err(Invalid::one("gabung", "skills-fault-same").into());
    }
    let transaction = db::begin(&app.db).await?;
    let moved = skill::Entity::update_many()
        .col_expr(skill::Column::MergedInto, Expr::value(i32::from(vocabulary().present(into).0)))
        .filter(skill::Column::Id.eq(i32::from(vocabulary().present(from).0)))
        .filter(skill::Column::MergedInto.is_null())
        .exec(&transaction)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    finish(app, permit, transaction, "merge_skills").await
}

/// Words of a skill that operators added.
pub async fn own_labels(app: &App, permit: &Permit<MayOperate>, skill: SkillId) -> Result<Vec<String>> {
    let _ = permit.object();
    let rows = own_label::Entity::find()
        .filter(own_label::Column::SkillId.eq(i32::from(skill.0)))
        .order_by_asc(own_label::Column::Label)
        .limit(200)
        .all(&app.db)
        .await?;
    Ok(rows.into_iter().map(|row| row.label).collect())
}

/// Words that must not stand in public do not stand in the vocabulary either.
async fn judge(app: &App, texts: &[(&'static str, &str)]) -> Result<()> {
    let mut faults = Invalid::default();
    moderation::judge_new(app, texts, &mut faults).await?;
    faults.finish()
}

async fn settle_word(db: &DatabaseTransaction, text: &str) -> Result<()> {
    skill_suggestion::Entity::update_many()
        .col_expr(skill_suggestion::Column::State, Expr::value("taken"))
        .filter(skill_suggestion::Column::Phrase.eq(text.to_lowercase()))
        .exec(db)
        .await?;
    Ok(())
}

async fn finish(
    app: &App,
    permit: &Permit<MayOperate>,
    transaction: DatabaseTransaction,
    reason: &'static str,
) -> Result<()> {
    let edition = edition(&transaction).await? + 1;
    db::remember(&transaction, EDITION, edition.to_string()).await?;
    let line = audit::Event { reason: Some(reason), ..permit.event("edit_vocabulary", "platform") };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    follow(&app.db).await.map(|_| ())
}
