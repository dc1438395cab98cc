//! Lists awards for whoever may see them, a few statements however many there are.
use std::collections::HashMap;

use entity::{
    public::{call, enterprise},
    registry::grants::{award, award_plan, deadline, grant_report, proposal, tranche},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Query as SubQuery,
};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        awards::workflow::State,
        calls::service as calls,
        deadlines::Timer,
        proposals::{
            checks::desk::service::possible,
            policy::{MayCheckProposals, MayWriteProposals},
        },
        ties::service as ties,
    },
    identity::access::Permit,
    platform::money::Rupiah,
    regions::Zone,
};

/// Awards a list shows.
const MOST: u64 = 200;

/// An award in a list.
#[derive(Clone, Debug)]
pub struct Brief {
    pub code: String,
    pub call: String,
    pub trade_name: String,
    pub state: State,
    pub awarded: Rupiah,
    /// What is due next, whatever part of it.
    pub due: Option<(Timer, OffsetDateTime)>,
    pub zone: Zone,
}

/// The awards of an enterprise, the newest first.
pub async fn of_group(app: &App, permit: &Permit<MayWriteProposals>) -> Result<Vec<Brief>> {
    let own = proposal::Entity::find()
        .filter(proposal::Column::EnterpriseId.eq(permit.object()))
        .filter(proposal::Column::State.eq("approved"))
        .order_by_desc(proposal::Column::Id)
        .limit(MOST);
    briefs(&app.db, own.all(&app.db).await?).await
}

/// The awards of an office on whose panels somebody sits, by what is due next. Files they are tied to are left out by the
/// store.
pub async fn of_office(app: &App, permit: &Permit<MayCheckProposals>) -> Result<Vec<Brief>> {
    let now = app.clock.now();
    let of_agency = SubQuery::select()
        .column(call::Column::Id)
        .from(call::Entity)
        .and_where(call::Column::AgencyId.eq(permit.object()))
        .take();
    let possible = possible(&app.db, app, permit.object(), permit.actor()).await?;
    let rows = proposal::Entity::find()
        .filter(proposal::Column::CallId.in_subquery(of_agency))
        .filter(proposal::Column::CallId.in_subquery(calls::calls_of(permit.actor(), &possible, now)))
        .filter(proposal::Column::State.eq("approved"))
        .filter(ties::tied(permit.actor(), now).not())
        .order_by_desc(proposal::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let mut briefs = briefs(&app.db, rows).await?;
    briefs.sort_by_key(|brief| brief.due.map_or(i64::MAX, |(_, at)| at.unix_timestamp()));
    Ok(briefs)
}

async fn briefs(db: &impl ConnectionTrait, proposals: Vec<proposal::Model>) -> Result<Vec<Brief>> {
    if proposals.is_empty() {
        return Ok(Vec::new());
    }
    let awards = award::Entity::find()
        .filter(award::Column::ProposalId.is_in(proposals.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let ids: Vec<Uuid> = awards.iter().map(|row| row.id).collect();
    let plans = award_plan::Entity::find().filter(award_plan::Column::AwardId.is_in(ids.clone())).all(db).await?;
    let known =
        call::Entity::find().filter(call::Column::Id.is_in(proposals.iter().map(|row| row.call_id))).all(db).await?;
    let makers = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(proposals.iter().map(|row| row.enterprise_id)))
        .all(db)
        .await?;
    let due = next_of(db, ids).await?;
    let mut briefs = Vec::new();
    for row in proposals {
        let Some(award) = awards.iter().find(|award| award.proposal_id == row.id) else { continue };
        let call = known.iter().find(|call| call.id == row.call_id).ok_or(Error::NotFound)?;
        let maker = makers.iter().find(|maker| maker.id == row.enterprise_id).ok_or(Error::NotFound)?;
        let plan = plans.iter().find(|plan| plan.award_id == award.id).ok_or(Error::NotFound)?;
        briefs.push(Brief {
            code: award.public_code.clone(),
            call: call.name.clone(),
            trade_name: maker.trade_name.clone(),
            state: State::of(&award.state)?,
            awarded: Rupiah(plan.awarded_idr),
            due: due.get(&award.id).copied(),
            zone: Zone::from_label(&call.zone).unwrap_or(Zone::Wib),
        });
    }
    Ok(briefs)
}

/// What is due next of each award, on itself, its instalments or its reports.
async fn next_of(db: &impl ConnectionTrait, awards: Vec<Uuid>) -> Result<HashMap<Uuid, (Timer, OffsetDateTime)>> {
    let mut parts: HashMap<Uuid, Uuid> = awards.iter().map(|award| (*award, *award)).collect();
    for row in tranche::Entity::find().filter(tranche::Column::AwardId.is_in(awards.clone())).all(db).await? {
        parts.insert(row.id, row.award_id);
    }
    for row in grant_report::Entity::find().filter(grant_report::Column::AwardId.is_in(awards)).all(db).await? {
        parts.insert(row.id, row.award_id);
    }
    let running = deadline::Entity::find()
        .filter(deadline::Column::ObjectId.is_in(parts.keys().copied()))
        .filter(deadline::Column::EndedAt.is_null())
        .order_by_desc(deadline::Column::DueAt)
        .all(db)
        .await?;
    // The nearest comes last, and stays.
    let next = |row: deadline::Model| Ok((parts[&row.object_id], (Timer::of(&row.timer)?, row.due_at.0)));
    running.into_iter().map(next).collect()
}
