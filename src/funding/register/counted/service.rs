//! The awards a release counts: what the group has accepted and no release knows, and what a release knows and was given
//! up since. Neither what is told from outside nor a call that publishes nothing is ever among them.
use std::collections::{BTreeMap, HashMap};

use entity::{
    public::{agency, call, enterprise},
    registry::grants::{award, award_plan, proposal, register_counted},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Query as SubQuery, SelectStatement},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Award, Change, Quarter};
use crate::{
    enterprises::model::Sector,
    error::Result,
    funding::{
        awards::workflow::State,
        calls::{service as calls, terms::Publication},
        model::Form,
    },
    platform::money::Rupiah,
};

/// An award with what a release says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counted(pub Uuid, pub bool);

impl Counted {
    const fn change(self) -> Change {
        if self.1 { Change::TakenBack } else { Change::Made }
    }
}

/// Help that was taken on, whatever became of it later.
const MADE: [State; 6] =
    [State::Accepted, State::AgreementDraft, State::Active, State::Suspended, State::Terminated, State::Closed];

/// What a release of a quarter would count, in the order of ids.
pub async fn waiting(db: &impl ConnectionTrait, until: Quarter) -> Result<BTreeMap<Counted, Award>> {
    let known = |change: Change| -> SelectStatement {
        SubQuery::select()
            .column(register_counted::Column::AwardId)
            .from(register_counted::Entity)
            .and_where(register_counted::Column::Change.eq(change.as_str()))
            .take()
    };
    let new = Condition::all()
        .add(award::Column::State.is_in(MADE.map(State::as_str)))
        .add(award::Column::Id.not_in_subquery(known(Change::Made)));
    let back = Condition::all()
        .add(award::Column::State.eq(State::Declined.as_str()))
        .add(award::Column::Id.in_subquery(known(Change::Made)))
        .add(award::Column::Id.not_in_subquery(known(Change::TakenBack)));
    let rows = award::Entity::find()
        .filter(Condition::any().add(new).add(back))
        .order_by_asc(award::Column::Id)
        .all(db)
        .await?;
    let mut found = BTreeMap::new();
    let calls = calls_of(db, &rows).await?;
    for some in rows.chunks(1_000) {
        found.extend(read(db, some, &calls, until).await?);
    }
    Ok(found)
}

/// Notes what a release has counted.
pub async fn note(db: &impl ConnectionTrait, of: Quarter, counted: &[Counted]) -> Result<()> {
    let row = |counted: &Counted| register_counted::ActiveModel {
        award_id: Set(counted.0),
        change: Set(counted.change().as_str().to_owned()),
        release: Set(of.to_string()),
    };
    for some in counted.chunks(1_000) {
        register_counted::Entity::insert_many(some.iter().map(row)).exec_without_returning(db).await?;
    }
    Ok(())
}

/// What the register takes of a call: level, form, and the place of its office.
type Terms = (Publication, Form, String);

/// The calls that publish.
async fn calls_of(db: &impl ConnectionTrait, awards: &[award::Model]) -> Result<HashMap<Uuid, Terms>> {
    let mut ids: Vec<Uuid> = awards.iter().map(|award| award.call_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut terms = HashMap::new();
    for (row, office) in
        call::Entity::find().filter(call::Column::Id.is_in(ids)).find_also_related(agency::Entity).all(db).await?
    {
        let (id, form) = (row.id, Form::of(&row.form)?);
        let known = calls::known(db, row).await?;
        let (Some(publication), Some(office)) = (known.terms.publication, office) else { continue };
        // A paper alone is no help, and what a group notes of a programme elsewhere is its own.
        if known.terms.has_ledger() {
            terms.insert(id, (publication, form, office.region_code));
        }
    }
    Ok(terms)
}

async fn read(
    db: &impl ConnectionTrait,
    awards: &[award::Model],
    calls: &HashMap<Uuid, Terms>,
    until: Quarter,
) -> Result<Vec<(Counted, Award)>> {
    let plans = award_plan::Entity::find()
        .filter(award_plan::Column::AwardId.is_in(awards.iter().map(|award| award.id)))
        .all(db)
        .await?;
    let plans: HashMap<Uuid, award_plan::Model> = plans.into_iter().map(|plan| (plan.award_id, plan)).collect();
    let groups: HashMap<Uuid, Uuid> = proposal::Entity::find()
        .select_only()
        .columns([proposal::Column::Id, proposal::Column::EnterpriseId])
        .filter(proposal::Column::Id.is_in(awards.iter().map(|award| award.proposal_id)))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let enterprises =
        enterprise::Entity::find().filter(enterprise::Column::Id.is_in(groups.values().copied())).all(db).await?;
    let enterprises: HashMap<Uuid, enterprise::Model> = enterprises.into_iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::new();
    for row in awards {
        let group = groups.get(&row.proposal_id).and_then(|id| enterprises.get(id));
        let (Some(plan), Some(group), Some((publication, form, government))) =
            (plans.get(&row.id), group, calls.get(&row.call_id))
        else {
            continue;
        };
        let quarter = Quarter::of(plan.decision_day);
        if quarter > until {
            continue;
        }
        let counted = Counted(row.id, row.state == State::Declined.as_str());
        let award = Award {
            sector: Sector::of(&group.sector)?,
            regency: group.regency_code.clone(),
            quarter,
            amount: Rupiah(plan.awarded_idr),
            form: *form,
            government: government.clone(),
            publication: *publication,
            recipient: group.id,
            change: counted.change(),
        };
        found.push((counted, award));
    }
    Ok(found)
}
