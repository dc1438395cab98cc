//! Mails of news, by the choice of whom they are for.
use entity::registry::ops::funding_mail::{self, Column};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use serde_json::{Map, Value, json};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::Choice;
use crate::{
    app::App,
    error::Result,
    funding::machine::News,
    identity::{
        access::Permit,
        mailing::{self, Template},
        policy::MayUseOwnAccount,
    },
    platform::db,
};

/// Between two mails of somebody who wants one a day.
const PAUSE: Duration = Duration::DAY;
/// Mails of one round.
const BATCH: u64 = 200;

/// What somebody chose; at once, as long as nobody said otherwise.
pub async fn choice(app: &App, permit: &Permit<MayUseOwnAccount>) -> Result<Choice> {
    of(&app.db, permit.object()).await
}

/// Keeps a choice. What waited for the daily mail is told now or never, as the new choice has it.
pub async fn choose(app: &App, permit: Permit<MayUseOwnAccount>, choice: Choice) -> Result<()> {
    let (person, now) = (permit.object(), app.clock.now());
    let transaction = db::begin(&app.db).await?;
    let before = funding_mail::Entity::find_by_id(person).one(&transaction).await?;
    let waits = before.as_ref().is_some_and(|row| row.waiting_since.is_some());
    if waits && choice == Choice::Now {
        mailing::put(&transaction, now, person, Template::News).await?;
    }
    let row = funding_mail::ActiveModel {
        person_id: Set(person),
        choice: Set(choice.as_str().to_owned()),
        waiting_since: Set(before.as_ref().and_then(|row| row.waiting_since).filter(|_| choice == Choice::Daily)),
        told_at: Set(before.and_then(|row| row.told_at)),
    };
    let replace =
        OnConflict::column(Column::PersonId).update_columns([Column::Choice, Column::WaitingSince]).to_owned();
    funding_mail::Entity::insert(row).on_conflict(replace).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Tells somebody that there is news, in the transaction of what it is about. None is news that no step brought.
pub async fn tell(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, news: Option<News>) -> Result<()> {
    let choice = if news.is_some_and(is_always_told) { Choice::Now } else { of(db, person).await? };
    match choice {
        Choice::Now => mailing::put(db, now, person, Template::News).await,
        Choice::Off => Ok(()),
        Choice::Daily => {
            funding_mail::Entity::update_many()
                .col_expr(Column::WaitingSince, Expr::value(TimeUnixTimestampMillis(now)))
                .filter(Column::PersonId.eq(person))
                .filter(Column::WaitingSince.is_null())
                .exec(db)
                .await?;
            Ok(())
        }
    }
}

/// Mails those for whom news waits, each at most once a day. Gives how many.
pub async fn digest(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let before =
        Condition::any().add(Column::ToldAt.is_null()).add(Column::ToldAt.lte(TimeUnixTimestampMillis(now - PAUSE)));
    let people: Vec<Uuid> = funding_mail::Entity::find()
        .select_only()
        .column(Column::PersonId)
        .filter(Column::WaitingSince.is_not_null())
        .filter(before)
        .order_by_asc(Column::WaitingSince)
        .order_by_asc(Column::PersonId)
        .limit(BATCH)
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut told = 0;
    for person in people {
        let transaction = db::begin(&app.db).await?;
        let taken = funding_mail::Entity::update_many()
            .col_expr(Column::WaitingSince, Expr::value(None::<TimeUnixTimestampMillis>))
            .col_expr(Column::ToldAt, Expr::value(TimeUnixTimestampMillis(now)))
            .filter(Column::PersonId.eq(person))
            .filter(Column::WaitingSince.is_not_null())
            .exec(&transaction)
            .await?;
        // Another worker was faster.
        if taken.rows_affected == 1 {
            mailing::put(&transaction, now, person, Template::News).await?;
            told += 1;
        }
        transaction.commit().await?;
    }
    Ok(told)
}

/// What somebody chose, for the copy of own data.
pub async fn export(app: &App, person: Uuid) -> Result<Map<String, Value>> {
    let row = funding_mail::Entity::find_by_id(person).one(&app.db).await?;
    Ok(row.into_iter().map(|row| ("funding_mail".to_owned(), json!([{ "choice": row.choice }]))).collect())
}

/// The person goes.
pub async fn forget(db: &impl ConnectionTrait, person: Uuid) -> Result<()> {
    funding_mail::Entity::delete_by_id(person).exec(db).await?;
    Ok(())
}

async fn of(db: &impl ConnectionTrait, person: Uuid) -> Result<Choice> {
    let row = funding_mail::Entity::find_by_id(person).one(db).await?;
    row.map_or(Ok(Choice::Now), |row| Choice::of(&row.choice))
}

/// Nobody misses a decision by a choice made months ago.
const fn is_always_told(news: News) -> bool {
    matches!(news, News::Decided | News::Promoted | News::ObjectionDecided | News::Voided | News::Terminated)
}
