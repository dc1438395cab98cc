//! The ranking of a call by what its reviews came to. The lead freezes it, and from then on it stays.
use std::collections::HashMap;

use entity::{
    public::{call, enterprise},
    registry::grants::{call_ranking, proposal, review_result},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::super::{
    super::{policy::MayCheckProposals, workflow::State},
    service::mean,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::{
            desk::{
                model::Outcome,
                moves::service::{Act, carry_out},
                service::{Ground, ground},
            },
            service as calls,
            workflow::{self, Event},
        },
        machine::{Acting, Duty, Hand, Plan, Refusal},
        model::CallState,
        ranking::{Mean, Placed, hash, rank},
        record::countersigns,
        ties::service as ties,
    },
    identity::access::Permit,
    platform::{audit, db, money::Rupiah},
};

/// States in which a proposal has a place.
const RANKED: [State; 5] = [State::Scored, State::Recommended, State::BudgetCheck, State::Waitlisted, State::Approved];

/// A place of the ranking.
#[derive(Clone, Debug)]
pub struct Place {
    pub code: String,
    pub trade_name: String,
    pub asked: Option<Rupiah>,
    /// Level ones share it.
    pub rank: usize,
    pub shared: bool,
    pub mean: Mean,
}

/// The ranking of a call as an officer reads it.
#[derive(Clone, Debug)]
pub struct Ranking {
    pub name: String,
    pub state: CallState,
    pub version: i32,
    pub places: Vec<Place>,
    /// What freezing does now, or why it cannot be done; nothing for whoever does not lead the call.
    pub freezing: Option<std::result::Result<Plan<CallState>, Refusal>>,
}

/// The ranking of a call. Before it is frozen it is there for the lead alone, then for those who decide too. For whoever
/// is tied to one of the applicants it does not exist: what is left would tell.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Ranking> {
    let ground = admitted(app, &app.db, permit, code).await?;
    let known = &ground.known;
    let placed = match known.state {
        CallState::Ranked | CallState::Finished => frozen(&app.db, known.row.id).await?,
        _ => rank(&scored(&app.db, known.row.id).await?),
    };
    let leads = ground.duties(permit.actor()).contains(&Duty::Lead);
    let freezing = leads.then(|| {
        let acting = acting(app, permit, &json!({}));
        workflow::decide(Some(known.state), &Event::FreezeRanking, &ground.facts(acting))
    });
    Ok(Ranking {
        name: known.row.name.clone(),
        state: known.state,
        version: known.row.row_version,
        places: places(&app.db, &placed).await?,
        freezing,
    })
}

/// Freezes the ranking, if nobody changed the call since that version.
pub async fn freeze(app: &App, permit: Permit<MayCheckProposals>, code: &str, version: i32) -> Result<Outcome> {
    let transaction = db::begin(&app.db).await?;
    let id = admitted(app, &transaction, &permit, code).await?.known.row.id;
    let known = calls::locked(&transaction, id).await?;
    if known.row.row_version != version {
        return Err(Error::Conflict);
    }
    let ground = ground(app, &transaction, known).await?;
    if !ground.duties(permit.actor()).contains(&Duty::Lead) {
        return Ok(Outcome::Refused(vec![Refusal::NotYourDuty]));
    }
    let placed = rank(&scored(&transaction, id).await?);
    let payload = json!({ "ranking": hash(&placed).hex(), "places": placed.len() });
    let act = Act {
        event: Event::FreezeRanking,
        acting: acting(app, &permit, &payload),
        payload,
        columns: call::ActiveModel::default(),
    };
    let outcome = carry_out(&transaction, &ground, act).await?;
    if let Outcome::Done(_) = outcome {
        keep(&transaction, id, &placed).await?;
        audit::done(&transaction, app.clock.now(), permit.event("freeze_ranking", "agency")).await?;
        transaction.commit().await?;
    }
    Ok(outcome)
}

fn acting(app: &App, permit: &Permit<MayCheckProposals>, payload: &serde_json::Value) -> Acting {
    let hand = Hand { account: permit.actor(), duty: Duty::Lead, on_behalf_of: None };
    Acting { hand, countersign: None, payload: countersigns::mark(payload), now: app.clock.now(), tied: false }
}

async fn admitted(
    app: &App,
    db: &impl ConnectionTrait,
    permit: &Permit<MayCheckProposals>,
    code: &str,
) -> Result<Ground> {
    let known = calls::of_code(db, code).await?;
    if known.row.agency_id != permit.object() || !known.terms.is_ranked() {
        return Err(Error::NotFound);
    }
    let tied = ties::is_tied_to_an_applicant(db, permit.actor(), known.row.id, app.clock.now()).await?;
    let ground = ground(app, db, known).await?;
    let duties = ground.duties(permit.actor());
    let frozen = matches!(ground.known.state, CallState::Ranked | CallState::Finished);
    let reads = |duty: &Duty| match duty {
        Duty::Lead => true,
        Duty::Decider | Duty::SecondDecider | Duty::ProgrammeOwner => frozen,
        _ => false,
    };
    if !tied && duties.iter().any(reads) { Ok(ground) } else { Err(Error::NotFound) }
}

/// What the reviews of each proposal came to that is still in the running.
async fn scored(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<(Uuid, Mean)>> {
    let ids: Vec<Uuid> = proposal::Entity::find()
        .filter(proposal::Column::CallId.eq(call))
        .filter(proposal::Column::State.is_in(RANKED.map(State::as_str)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let rows = review_result::Entity::find().filter(review_result::Column::ProposalId.is_in(ids)).all(db).await?;
    rows.into_iter().map(|row| Ok((row.proposal_id, mean(row.numerator, row.denominator)?))).collect()
}

async fn frozen(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<Placed>> {
    let rows = call_ranking::Entity::find().filter(call_ranking::Column::CallId.eq(call)).all(db).await?;
    let placed = |row: call_ranking::Model| {
        let rank = usize::try_from(row.place).map_err(anyhow::Error::from)?;
        Ok(Placed { proposal: row.proposal_id, rank, mean: mean(row.numerator, row.denominator)? })
    };
    let mut placed: Vec<Placed> = rows.into_iter().map(placed).collect::<Result<_>>()?;
    placed.sort_by_key(|one| (one.rank, one.proposal));
    Ok(placed)
}

/// The place of a proposal in the ranking as it was frozen.
pub async fn place(db: &impl ConnectionTrait, call: Uuid, proposal: Uuid) -> Result<Option<usize>> {
    let row = call_ranking::Entity::find_by_id((call, proposal)).one(db).await?;
    row.map(|row| Ok(usize::try_from(row.place).map_err(anyhow::Error::from)?)).transpose()
}

async fn keep(db: &DatabaseTransaction, call: Uuid, placed: &[Placed]) -> Result<()> {
    call_ranking::Entity::delete_many().filter(call_ranking::Column::CallId.eq(call)).exec(db).await?;
    let row = |one: &Placed| {
        let (numerator, denominator) = one.mean.parts();
        Ok(call_ranking::ActiveModel {
            call_id: Set(call),
            proposal_id: Set(one.proposal),
            place: Set(i32::try_from(one.rank).map_err(anyhow::Error::from)?),
            numerator: Set(i64::try_from(numerator).map_err(anyhow::Error::from)?),
            denominator: Set(i64::try_from(denominator).map_err(anyhow::Error::from)?),
        })
    };
    let rows: Vec<_> = placed.iter().map(row).collect::<Result<_>>()?;
    for some in rows.chunks(100) {
        call_ranking::Entity::insert_many(some.to_vec()).exec_without_returning(db).await?;
    }
    Ok(())
}

async fn places(db: &impl ConnectionTrait, placed: &[Placed]) -> Result<Vec<Place>> {
    let ids: Vec<Uuid> = placed.iter().map(|one| one.proposal).collect();
    let rows = proposal::Entity::find().filter(proposal::Column::Id.is_in(ids)).all(db).await?;
    let makers: Vec<Uuid> = rows.iter().map(|row| row.enterprise_id).collect();
    let makers = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(makers)).all(db).await?;
    let names: HashMap<Uuid, String> = makers.into_iter().map(|maker| (maker.id, maker.trade_name)).collect();
    let rows: HashMap<Uuid, proposal::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let level = |rank: usize| placed.iter().filter(|one| one.rank == rank).count() > 1;
    let place = |one: &Placed| {
        let row = rows.get(&one.proposal)?;
        Some(Place {
            code: row.public_code.clone(),
            trade_name: names.get(&row.enterprise_id).cloned().unwrap_or_default(),
            asked: row.asked_idr.map(Rupiah),
            rank: one.rank,
            shared: level(one.rank),
            mean: one.mean,
        })
    };
    Ok(placed.iter().filter_map(place).collect())
}
