//! Judging texts, and the queue of those that wait.
use entity::registry::ops::moderation_review;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    model::{self, FaceText, Judged, Reason, Waiting},
    policy::MayModerate,
};
use crate::{
    app::App,
    disclosure::{self, Verdict},
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        mailing::{self, Template},
        model::{Body, BodyKind},
        rooms,
    },
    network,
    platform::{audit, changes, db, ids, search::Kind},
};

/// Judges a typed text that can become public. What is refused is neither stored nor logged; the answer is one sentence
/// whatever was found.
pub async fn judge(app: &App, text: &str, legal_name: &str) -> Result<std::result::Result<Judged, &'static str>> {
    if matches!(disclosure::check(text), Verdict::Block(_)) || network::is_named_in(&app.db, text).await? {
        return Ok(Err("guard-block"));
    }
    if disclosure::personal_data(text).is_some() {
        return Ok(Err("guard-personal"));
    }
    let unsure = matches!(disclosure::check(text), Verdict::Warn(_)) || holds_name(text, legal_name);
    Ok(Ok(if unsure { Judged::Waits } else { Judged::Fine }))
}

/// The registered name of the body stands in a text under its trade name.
fn holds_name(text: &str, legal_name: &str) -> bool {
    let small = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let legal_name = small(legal_name);
    legal_name.chars().count() >= 5 && small(text).contains(&legal_name)
}

/// Judges the texts of a face and gathers what has to be mended.
pub async fn judge_all(
    app: &App,
    texts: &[(&'static str, &str)],
    legal_name: &str,
    faults: &mut Invalid,
) -> Result<Vec<&'static str>> {
    let mut waiting = Vec::new();
    for (field, text) in texts {
        match judge(app, text, legal_name).await? {
            Ok(Judged::Fine) => {}
            Ok(Judged::Waits) => waiting.push(*field),
            Err(key) => faults.0.push((field, key)),
        }
    }
    Ok(waiting)
}

/// Judges the texts of something new. Nothing of it is public before, so there is nothing to keep meanwhile: what the
/// guard is not sure of has to be written otherwise.
pub async fn judge_new(app: &App, texts: &[(&'static str, &str)], faults: &mut Invalid) -> Result<()> {
    for field in judge_all(app, texts, "", faults).await? {
        faults.0.push((field, "guard-block"));
    }
    Ok(())
}

/// Whether texts that become public together may all stand as they are. One statement, however many they are.
pub async fn may_stand(db: &impl ConnectionTrait, texts: &[&str]) -> Result<bool> {
    let fine = |text: &&str| disclosure::check(text) == Verdict::Pass && disclosure::personal_data(text).is_none();
    Ok(texts.iter().all(fine) && !network::is_named_in(db, &texts.join("\n")).await?)
}

/// The text to show now: the present one while the new one waits.
pub fn shown<'a>(waiting: &[&str], field: &str, present: &'a str, new: &'a str) -> &'a str {
    if waiting.contains(&field) { present } else { new }
}

/// Lets the texts that wait do so, and takes back what waited for the others.
pub async fn settle(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    body: Body,
    texts: &[(&'static str, &str)],
    waiting: &[&str],
) -> Result<()> {
    for (field, text) in texts {
        if waiting.contains(field) {
            propose(db, now, body, field, text).await?;
        } else {
            withdraw(db, now, body, field).await?;
        }
    }
    Ok(())
}

/// Lets a text wait for a moderator, in the place of an earlier one for the same field.
pub async fn propose(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    body: Body,
    field: &'static str,
    text: &str,
) -> Result<()> {
    withdraw(db, now, body, field).await?;
    let row = moderation_review::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_public_code()),
        object_kind: Set(body.kind.as_str().to_owned()),
        object_id: Set(body.id),
        field: Set(field.to_owned()),
        proposed: Set(text.to_owned()),
        state: Set("waiting".to_owned()),
        reason: Set(None),
        made_at: Set(TimeUnixTimestampMillis(now)),
        decided_at: Set(None),
    };
    moderation_review::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes back a text that waits: a newer one takes its place.
pub async fn withdraw(db: &impl ConnectionTrait, now: OffsetDateTime, body: Body, field: &str) -> Result<()> {
    moderation_review::Entity::update_many()
        .col_expr(moderation_review::Column::State, Expr::value("withdrawn"))
        .col_expr(moderation_review::Column::DecidedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(moderation_review::Column::ObjectKind.eq(body.kind.as_str()))
        .filter(moderation_review::Column::ObjectId.eq(body.id))
        .filter(moderation_review::Column::Field.eq(field))
        .filter(moderation_review::Column::State.eq("waiting"))
        .exec(db)
        .await?;
    Ok(())
}

/// Texts of a body that wait: the words of the field and the text.
pub async fn waiting_of(db: &impl ConnectionTrait, body: Body) -> Result<Vec<(&'static str, String)>> {
    let rows = moderation_review::Entity::find()
        .filter(moderation_review::Column::ObjectKind.eq(body.kind.as_str()))
        .filter(moderation_review::Column::ObjectId.eq(body.id))
        .filter(moderation_review::Column::State.eq("waiting"))
        .order_by_asc(moderation_review::Column::MadeAt)
        .limit(50)
        .all(db)
        .await?;
    let line = |row: moderation_review::Model| Some((model::find(body.kind, &row.field)?.label, row.proposed));
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How many texts wait.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(moderation_review::Entity::find().filter(moderation_review::Column::State.eq("waiting")).count(db).await?)
}

/// The queue, the longest waiting first.
pub async fn queue(app: &App, permit: Permit<MayModerate>) -> Result<Vec<Waiting>> {
    let _ = permit.object();
    let rows = moderation_review::Entity::find()
        .filter(moderation_review::Column::State.eq("waiting"))
        .order_by_asc(moderation_review::Column::MadeAt)
        .order_by_asc(moderation_review::Column::Id)
        .limit(24)
        .all(&app.db)
        .await?;
    let mut queue = Vec::new();
    for row in rows {
        let body = Body { kind: BodyKind::of(&row.object_kind)?, id: row.object_id };
        let Some(text) = model::find(body.kind, &row.field) else { continue };
        let name = rooms::face(&app.db, app.rooms, body).await?.map(|(name, _)| name).unwrap_or_default();
        queue.push(Waiting {
            before: present(&app.db, text, body.id).await?,
            code: row.public_code,
            after: row.proposed,
            since: row.made_at.0,
            text,
            name,
        });
    }
    Ok(queue)
}

/// Publishes a text, or sends it back with a reason. Those who look after the body hear that there is news.
pub async fn decide(app: &App, permit: Permit<MayModerate>, code: &str, refusal: Option<Reason>) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let row = moderation_review::Entity::find()
        .filter(moderation_review::Column::PublicCode.eq(code))
        .filter(moderation_review::Column::State.eq("waiting"))
        .one(&transaction)
        .await?
        .ok_or(Error::NotFound)?;
    let state = if refusal.is_none() { "published" } else { "returned" };
    let decided = moderation_review::Entity::update_many()
        .col_expr(moderation_review::Column::State, Expr::value(state))
        .col_expr(moderation_review::Column::Reason, Expr::value(refusal.map(Reason::as_str)))
        .col_expr(moderation_review::Column::DecidedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(moderation_review::Column::Id.eq(row.id))
        .filter(moderation_review::Column::State.eq("waiting"))
        .exec(&transaction)
        .await?;
    if decided.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    let body = Body { kind: BodyKind::of(&row.object_kind)?, id: row.object_id };
    if refusal.is_none()
        && let Some(text) = model::find(body.kind, &row.field)
    {
        publish(&transaction, text, body.id, &row.proposed).await?;
    }
    let event = audit::Event {
        actor: Some(permit.actor()),
        role: permit.role().trail(),
        action: "moderate",
        object_kind: body.kind.trail(),
        object: Some(body.id),
        reason: Some(refusal.map_or(state, Reason::as_str)),
    };
    audit::done(&transaction, now, event).await?;
    for member in rooms::of(app.rooms, body.kind)?.members(&transaction, body, false).await? {
        mailing::put(&transaction, now, member.person_id, Template::News).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Notes for the index that what a body shows has changed.
pub async fn note_change(db: &impl ConnectionTrait, body: Body) -> Result<()> {
    let (table, column, kind) = match body.kind {
        BodyKind::Enterprise => ("product", "enterprise_id", Kind::Product),
        BodyKind::Employer => ("opening", "employer_id", Kind::Opening),
        _ => return Ok(()),
    };
    let sql = format!("SELECT id FROM {table} WHERE {column} = $1");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), &sql, [body.id.into()]);
    let rows = db.query_all_raw(statement).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<Vec<Uuid>, _>>()?;
    changes::note(db, kind, ids).await
}

async fn publish(db: &impl ConnectionTrait, text: &FaceText, id: Uuid, words: &str) -> Result<()> {
    let sql = format!("UPDATE {} SET {} = $1, row_version = row_version + 1 WHERE id = $2", text.table, text.column);
    let values = [words.into(), id.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), &sql, values)).await?;
    note_change(db, Body { kind: text.kind, id }).await
}

async fn present(db: &impl ConnectionTrait, text: &FaceText, id: Uuid) -> Result<String> {
    let sql = format!("SELECT {} AS words FROM {} WHERE id = $1", text.column, text.table);
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), &sql, [id.into()])).await?;
    Ok(row.map(|row| row.try_get("", "words")).transpose()?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registered_name_is_found_however_it_is_spaced() {
        assert!(holds_name("Usaha dari  Koperasi   Maju Bersama di Banjarmasin", "koperasi maju bersama"));
        assert!(!holds_name("Dapur Rahma", "Koperasi Maju"));
        assert!(!holds_name("Dapur UD", "UD"));
    }
}
