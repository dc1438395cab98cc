//! Destroys what lies beside a proposal that ended long enough ago, and removes files that nothing names any more. Keys go
//! first, then rows, then bytes, so whatever stops it leaves nothing that can be read.
use std::{collections::BTreeSet, time::Duration as Age};

use entity::registry::grants::{
    award, award_account, deadline, funding_event, milestone, paper, proposal, visit_photo,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::{Alias, ExprTrait, Query as SubQuery, SelectStatement},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    funding::{
        awards::workflow::State as AwardState,
        deadlines::{PURGE_CLOSED, PURGE_LAPSED, PURGE_REJECTED, PURGE_WITHDRAWN, Timer},
        proposals::workflow::State,
        record::Object,
    },
    identity::vault::papers as vault,
};

/// A file nothing names stays so long: whoever sends one names it only after it was written.
pub const GRACE: Age = Age::from_hours(24);

/// Rows and files looked at in one go.
const BATCH: usize = 100;
/// Every table that names files.
const NAMED_BY: [&str; 7] =
    ["award_account", "award_file", "budget_letter", "milestone", "paper", "report_receipt", "visit_photo"];

/// Destroys papers, photos of visits, papers of other offices and accounts at banks beside proposals that ended long
/// enough ago. What was said of them stays. Gives how many went.
pub async fn sweep(app: &App) -> Result<usize> {
    let over = of_ended(app.clock.now());
    let gone = papers(app, &over).await? + photos(app, &over).await?;
    Ok(gone + papers_of_offices(app, &over).await? + accounts(app, &over).await?)
}

/// Removes files that nothing names and that are so old: of a photo that was taken out, of an account that was written
/// anew, of a request that was broken off. Gives how many went.
pub async fn collect(app: &App, grace: Age) -> Result<usize> {
    let mut gone = 0;
    for batch in app.papers.older_than(grace).await?.chunks(BATCH) {
        for name in unnamed(&app.db, batch).await? {
            app.papers.delete(&name).await?;
            gone += 1;
        }
    }
    Ok(gone)
}

async fn papers(app: &App, over: &SelectStatement) -> Result<usize> {
    let mut gone = 0;
    loop {
        let rows = paper::Entity::find()
            .filter(paper::Column::PurgedAt.is_null())
            .filter(paper::Column::ProposalId.in_subquery(over.clone()))
            .limit(BATCH as u64)
            .all(&app.db)
            .await?;
        if rows.is_empty() {
            return Ok(gone);
        }
        gone += rows.len();
        purge(app, rows).await?;
    }
}

/// Destroys papers at once. That they were there stays.
pub(in crate::funding::papers) async fn purge(app: &App, rows: Vec<paper::Model>) -> Result<()> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    vault::destroy(&app.db, &ids).await?;
    paper::Entity::update_many()
        .col_expr(paper::Column::PurgedAt, Expr::value(TimeUnixTimestampMillis(app.clock.now())))
        .filter(paper::Column::Id.is_in(ids))
        .exec(&app.db)
        .await?;
    release(app, rows.into_iter().map(|row| row.stored).collect()).await
}

/// The minutes of a visit keep the hash of each photo.
async fn photos(app: &App, over: &SelectStatement) -> Result<usize> {
    let mut gone = 0;
    loop {
        let rows = visit_photo::Entity::find()
            .filter(visit_photo::Column::ProposalId.in_subquery(over.clone()))
            .limit(BATCH as u64)
            .all(&app.db)
            .await?;
        if rows.is_empty() {
            return Ok(gone);
        }
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        visit_photo::Entity::delete_many().filter(visit_photo::Column::Id.is_in(ids)).exec(&app.db).await?;
        gone += rows.len();
        release(app, rows.into_iter().map(|row| row.stored).collect()).await?;
    }
}

/// Numbers and days stay.
async fn papers_of_offices(app: &App, over: &SelectStatement) -> Result<usize> {
    let mut gone = 0;
    loop {
        let rows = milestone::Entity::find()
            .filter(milestone::Column::Stored.is_not_null())
            .filter(milestone::Column::ProposalId.in_subquery(over.clone()))
            .limit(BATCH as u64)
            .all(&app.db)
            .await?;
        if rows.is_empty() {
            return Ok(gone);
        }
        let sealed: Vec<Uuid> = rows.iter().filter_map(|row| row.sealed_as).collect();
        vault::destroy(&app.db, &sealed).await?;
        let none = milestone::ActiveModel {
            file_code: Set(None),
            media: Set(None),
            stored: Set(None),
            sealed_as: Set(None),
            ..Default::default()
        };
        let codes = rows.iter().filter_map(|row| row.file_code.clone());
        let bare = milestone::Entity::update_many().set(none);
        bare.filter(milestone::Column::FileCode.is_in(codes)).exec(&app.db).await?;
        gone += rows.len();
        release(app, rows.into_iter().filter_map(|row| row.stored).collect()).await?;
    }
}

/// Who compared the name of an account stays; without its key nobody reads the account.
async fn accounts(app: &App, over: &SelectStatement) -> Result<usize> {
    let of = SubQuery::select()
        .column(award::Column::Id)
        .from(award::Entity)
        .and_where(award::Column::ProposalId.in_subquery(over.clone()))
        .take();
    let mut gone = 0;
    loop {
        let rows = award_account::Entity::find()
            .filter(award_account::Column::AwardId.in_subquery(of.clone()))
            .filter(award_account::Column::PaperId.in_subquery(vault::living()))
            .limit(BATCH as u64)
            .all(&app.db)
            .await?;
        if rows.is_empty() {
            return Ok(gone);
        }
        let ids: Vec<Uuid> = rows.iter().map(|row| row.paper_id).collect();
        vault::destroy(&app.db, &ids).await?;
        gone += rows.len();
        release(app, rows.into_iter().map(|row| row.stored).collect()).await?;
    }
}

/// Removes the bytes of files that were named, where nothing else names them: files have the name of their content.
async fn release(app: &App, names: Vec<String>) -> Result<()> {
    for name in unnamed(&app.db, &names).await? {
        app.papers.delete(&name).await?;
    }
    Ok(())
}

/// Those of some files that no row names. What a paper was, and an account without its key, name nothing any more.
async fn unnamed(db: &impl ConnectionTrait, names: &[String]) -> Result<BTreeSet<String>> {
    let mut left: BTreeSet<String> = names.iter().cloned().collect();
    for table in NAMED_BY {
        let mut select = SubQuery::select();
        select.column("stored").from(Alias::new(table)).and_where(Expr::col("stored").is_in(left.iter()));
        match table {
            "paper" => select.and_where(Expr::col(paper::Column::PurgedAt).is_null()),
            "award_account" => select.and_where(Expr::col(award_account::Column::PaperId).in_subquery(vault::living())),
            _ => &mut select,
        };
        for row in db.query_all(&select).await? {
            left.remove(&row.try_get::<String>("", "stored")?);
        }
        if left.is_empty() {
            break;
        }
    }
    Ok(left)
}

/// Proposals whose papers have passed their time.
fn of_ended(now: OffsetDateTime) -> SelectStatement {
    let ended = |states: &[State], days: u16| {
        let before = TimeUnixTimestampMillis(now - Duration::days(i64::from(days)));
        Condition::all()
            .add(proposal::Column::State.is_in(states.iter().map(|state| state.as_str())))
            .add(proposal::Column::EndedAt.lt(before))
    };
    let over = Condition::any()
        .add(ended(&[State::Withdrawn, State::Voided], PURGE_WITHDRAWN))
        .add(ended(&[State::Lapsed], PURGE_LAPSED))
        .add(refused_for(now, PURGE_REJECTED))
        .add(awarded(now, &[AwardState::Declined], PURGE_WITHDRAWN))
        .add(awarded(now, &[AwardState::Closed, AwardState::Terminated], PURGE_CLOSED));
    SubQuery::select().column(proposal::Column::Id).from(proposal::Entity).cond_where(over).take()
}

/// Proposals that were refused, whose group could object for the last time so many days ago, and about which nothing
/// happened since.
fn refused_for(now: OffsetDateTime, days: u16) -> Condition {
    let before = TimeUnixTimestampMillis(now - Duration::days(i64::from(days)));
    let open = SubQuery::select()
        .column(deadline::Column::ObjectId)
        .from(deadline::Entity)
        .and_where(deadline::Column::Timer.eq(Timer::ObjectionWindow.as_str()))
        .and_where(deadline::Column::DueAt.gte(before))
        .take();
    Condition::all()
        .add(proposal::Column::State.eq(State::Rejected.as_str()))
        .add(proposal::Column::Id.not_in_subquery(lately(Object::Proposal, before)))
        .add(proposal::Column::Id.not_in_subquery(open))
}

/// Proposals with an award that stands so, and that has not moved for so many days.
fn awarded(now: OffsetDateTime, states: &[AwardState], days: u16) -> Condition {
    let before = TimeUnixTimestampMillis(now - Duration::days(i64::from(days)));
    let still = SubQuery::select()
        .column(award::Column::ProposalId)
        .from(award::Entity)
        .and_where(award::Column::State.is_in(states.iter().map(|state| state.as_str())))
        .and_where(award::Column::Id.not_in_subquery(lately(Object::Award, before)))
        .take();
    Condition::all().add(proposal::Column::Id.in_subquery(still))
}

/// Objects to which something happened since.
fn lately(object: Object, since: TimeUnixTimestampMillis) -> SelectStatement {
    SubQuery::select()
        .column(funding_event::Column::ObjectId)
        .from(funding_event::Entity)
        .and_where(funding_event::Column::Object.eq(object.as_str()))
        .and_where(funding_event::Column::At.gte(since))
        .take()
}

#[cfg(test)]
mod tests {
    use super::NAMED_BY;
    use crate::retention::tables::TABLES;

    #[test]
    fn every_table_that_names_files_of_funding_is_asked() {
        let names = |table: &&crate::retention::tables::Table| table.columns.iter().any(|column| column.0 == "stored");
        let mut known: Vec<&str> = TABLES.iter().filter(names).map(|table| table.name).collect();
        known.sort_unstable();
        assert_eq!(known, NAMED_BY);
    }
}
