//! Recomputes the ledger of help from its rows, for `tanggui doctor` and the tests. It trusts no sum and no trigger.
use std::collections::{HashMap, HashSet};

use entity::{
    public::call,
    registry::grants::{award, award_balance, call_budget, grant_entry},
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    error::Result,
    funding::ledger::{self, Balance, Entry, OfAward, OfCall, Posting},
    platform::money::Rupiah,
};

/// What was found of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its number and sentence, as in `docs/ARCHITECTURE.md`.
    pub invariant: &'static str,
    pub checked: i64,
    pub broken: i64,
}

/// Every rule, in order.
pub async fn findings(db: &impl ConnectionTrait) -> Result<Vec<Finding>> {
    let sums = Sums::read(db).await?;
    let calls = call_budget::Entity::find().all(db).await?;
    let awards = award_balance::Entity::find().all(db).await?;
    let states: HashMap<Uuid, String> =
        award::Entity::find().all(db).await?.into_iter().map(|row| (row.id, row.state)).collect();
    let every_call: HashSet<Uuid> =
        call::Entity::find().select_only().column(call::Column::Id).into_tuple().all(db).await?.into_iter().collect();
    let without_sums = [
        without(&every_call, calls.iter().map(|row| row.call_id)),
        without(&states.keys().copied().collect(), awards.iter().map(|row| row.award_id)),
    ];
    let wrong_call = |row: &&call_budget::Model| sums.call(row.call_id) != written_call(row);
    let wrong_award = |row: &&award_balance::Model| sums.award(row.award_id) != written_award(row);
    let over = |row: &&call_budget::Model| !ledger::check_call(sums.call(row.call_id)).is_empty();
    let more = |row: &&award_balance::Model| !ledger::check_award(sums.award(row.award_id)).is_empty();
    let of = |wanted: &[&str]| -> Vec<OfAward> {
        let rows = awards.iter().filter(|row| wanted.iter().any(|state| is(&states, row, state)));
        rows.map(|row| sums.award(row.award_id)).collect()
    };
    let (closed, ended) = (of(&["closed"]), of(&["declined", "terminated"]));
    let left = closed.iter().filter(|award| award.unpaid() != 0).count();
    Ok(vec![
        finding(
            "H1 the sums of a call follow from its entries",
            every_call.len(),
            calls.iter().filter(wrong_call).count() + without_sums[0],
        ),
        finding(
            "H2 the sums of an award follow from its entries",
            states.len(),
            awards.iter().filter(wrong_award).count() + without_sums[1],
        ),
        finding("H3 a call promises no more than it has", calls.len(), calls.iter().filter(over).count()),
        finding(
            "H4 an award gives no more than it promised and gets no more back than it gave",
            awards.len(),
            awards.iter().filter(more).count(),
        ),
        finding("H5 nothing is left of a closed award", closed.len(), left),
        finding(
            "H6 an award that was declined or ended before its time promises nothing more",
            ended.len(),
            ended.iter().filter(|award| award.unpaid() != 0).count(),
        ),
    ])
}

/// Balances computed from the entries alone.
#[derive(Default)]
struct Sums {
    calls: HashMap<Uuid, Vec<Posting>>,
    awards: HashMap<Uuid, Vec<Posting>>,
}

impl Sums {
    async fn read(db: &impl ConnectionTrait) -> Result<Self> {
        let mut sums = Self::default();
        for row in grant_entry::Entity::find().order_by_asc(grant_entry::Column::Id).all(db).await? {
            let posting = Posting { entry: Entry::of(&row.kind)?, amount: Rupiah(row.amount_idr) };
            sums.calls.entry(row.call_id).or_default().push(posting);
            if let Some(award) = row.award_id {
                sums.awards.entry(award).or_default().push(posting);
            }
        }
        Ok(sums)
    }

    fn call(&self, id: Uuid) -> OfCall {
        balance(self.calls.get(&id)).call
    }

    fn award(&self, id: Uuid) -> OfAward {
        balance(self.awards.get(&id)).award
    }
}

fn balance(postings: Option<&Vec<Posting>>) -> Balance {
    ledger::sum(postings.into_iter().flatten().copied())
}

fn written_call(row: &call_budget::Model) -> OfCall {
    OfCall { ceiling: row.ceiling_idr, committed: row.committed_idr }
}

fn written_award(row: &award_balance::Model) -> OfAward {
    OfAward {
        committed: row.committed_idr,
        released: row.released_idr,
        paid: row.paid_idr,
        handed_over: row.handed_over_idr,
        returned: row.returned_idr,
        refunded: row.refunded_idr,
        recovered: row.recovered_idr,
    }
}

/// How many have no row of sums.
fn without(all: &HashSet<Uuid>, with: impl Iterator<Item = Uuid>) -> usize {
    let with: HashSet<Uuid> = with.collect();
    all.difference(&with).count()
}

fn is(states: &HashMap<Uuid, String>, row: &award_balance::Model, state: &str) -> bool {
    states.get(&row.award_id).is_some_and(|known| known == state)
}

fn finding(invariant: &'static str, checked: usize, broken: usize) -> Finding {
    let count = |rows| i64::try_from(rows).unwrap_or(i64::MAX);
    Finding { invariant, checked: count(checked), broken: count(broken) }
}
