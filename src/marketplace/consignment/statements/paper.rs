//! What a statement says, whole: its page, its sheet and its printed form are made of this and of nothing else.
use std::collections::BTreeMap;

use entity::{
    public::outlet,
    registry::trade::{settlement, write_off},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement as Query};
use serde::Serialize;
use time::Date;
use uuid::Uuid;

use super::{
    figures::{Entry, Sums},
    payouts::{self, Method},
    service::{StatementView, show},
    workflow::{PayoutState, State},
};
use crate::{
    error::{Error, Result},
    marketplace::consignment::{
        agreements::{
            model::{LossCause, PlacementView, Terms},
            service::{day_at, in_force},
        },
        notes::goods_name,
        party::Party,
    },
    platform::{amount_in_words, i18n::Lang, money::Rupiah},
    regions,
};

/// A statement with everything that stands on it. Rupiah are whole; days are those of the outlet; codes of documents are
/// eight letters and digits, shown four and four. The parts add up: `sums.gross - sums.outlet_share - sums.fee +
/// sums.liability + sums.adjustments + carried_in = net`, and `open = net - paid`.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    pub code: String,
    /// The outlet's own number, where one was typed.
    pub official_number: Option<String>,
    /// 1, and one more each time both sides corrected it.
    pub revision: i32,
    pub state: State,
    pub maker_code: String,
    /// Trade name of the maker.
    pub maker: String,
    pub outlet_code: String,
    /// The letterhead: name of the outlet, address, regency.
    pub outlet: String,
    pub outlet_address: String,
    pub outlet_place: String,
    /// Code of the placement.
    pub placement: String,
    /// First and last day of the period, both included.
    pub from: Date,
    pub to: Date,
    /// Set once it was sent.
    pub sent_on: Option<Date>,
    /// The last day to pay, and the last to answer.
    pub due_on: Option<Date>,
    pub confirm_by: Option<Date>,
    /// Confirmed because nobody answered.
    pub by_timeout: bool,
    /// Version of the terms in force on the last day; 0 when there were none.
    pub agreement: i32,
    #[serde(skip)]
    pub terms: Terms,
    /// Sold and taken back, by day.
    pub sales: Vec<SaleRow>,
    /// Damaged, lost, expired: what the outlet bears.
    pub losses: Vec<LossRow>,
    /// Fees and corrections.
    pub others: Vec<OtherRow>,
    /// What an earlier period left over, and the code of its statement.
    pub carried_in: i64,
    pub carried_from: Option<String>,
    pub sums: Sums,
    /// What the outlet owes the maker for it. Below 0 the maker owes.
    pub net: i64,
    /// The same in Indonesian words.
    pub net_in_words: String,
    /// What became of the pieces of each lot at the outlet within the period.
    pub goods: Vec<LotRow>,
    /// The oldest first; those that failed are told too, and do not count.
    pub payments: Vec<PaymentRow>,
    pub paid: i64,
    pub open: i64,
    /// What went into the next period.
    pub carry_out: Option<i64>,
}

/// Pieces sold together; taken back with all figures below 0.
#[derive(Clone, Debug, Serialize)]
pub struct SaleRow {
    /// Number of its entry, by which a dispute names it.
    pub entry: i64,
    pub day: Date,
    /// Code of the sale.
    pub reference: String,
    pub goods: String,
    pub pieces: i64,
    pub unit: i64,
    pub gross: i64,
    pub outlet_share: i64,
    pub maker_share: i64,
    /// It takes an earlier one back.
    pub voided: bool,
}

/// A loss both sides accepted.
#[derive(Clone, Debug, Serialize)]
pub struct LossRow {
    pub entry: i64,
    pub day: Date,
    /// Code of the write-off.
    pub reference: String,
    /// None where an earlier one was taken back.
    pub cause: Option<LossCause>,
    pub goods: String,
    pub pieces: i64,
    /// What the outlet bears of the maker's price, in hundredths of a percent.
    pub borne: i32,
    pub due: i64,
}

/// A fee or a correction.
#[derive(Clone, Debug, Serialize)]
pub struct OtherRow {
    pub entry: i64,
    pub day: Date,
    /// `fee`, `fee_back`, `adjust_up` or `adjust_down`.
    pub kind: String,
    /// Code of the dispute it comes from; else empty.
    pub reference: String,
    pub due: i64,
}

/// Pieces of a lot at the outlet. `start + came - sold - returned - lost = end`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LotRow {
    /// Code of the lot.
    pub lot: String,
    pub goods: String,
    pub expires_on: Option<Date>,
    /// There when the period began.
    pub start: i64,
    pub came: i64,
    /// Less what was taken back.
    pub sold: i64,
    /// Gone to the maker or on the way there.
    pub returned: i64,
    /// Less what was found again.
    pub lost: i64,
    /// There when the period was over.
    pub end: i64,
}

/// A payment as it was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct PaymentRow {
    pub code: String,
    pub day: Date,
    pub method: Method,
    pub reference: String,
    pub rupiah: i64,
    pub state: PayoutState,
    #[serde(skip)]
    pub recorded_by: Option<Uuid>,
    #[serde(skip)]
    pub proven: bool,
}

impl Paper {
    /// Pieces sold, less those taken back.
    pub fn pieces(&self) -> i64 {
        self.sales.iter().map(|row| row.pieces).sum()
    }

    /// Payments that were acknowledged or still wait for it.
    pub fn counted(&self) -> impl Iterator<Item = &PaymentRow> {
        self.payments.iter().filter(|row| row.state != PayoutState::Failed)
    }
}

/// A statement as it is now; a foreign one does not exist, nor does a first draft for the maker.
pub async fn paper(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<Paper> {
    let (view, place, entries) = show(db, party, code).await?;
    of(db, &view, &place, &entries).await
}

async fn of(
    db: &impl ConnectionTrait,
    view: &StatementView,
    place: &PlacementView,
    entries: &[Entry],
) -> Result<Paper> {
    let row = settlement::Entity::find_by_id(view.id).one(db).await?.ok_or(Error::NotFound)?;
    let shop = outlet::Entity::find_by_id(place.outlet).one(db).await?.ok_or(Error::NotFound)?;
    let agreement = in_force(db, place.id, view.to).await?;
    let payments = payouts::of_statement(db, view.id).await?;
    let sums = Sums::of(entries);
    let net = sums.lines + view.carried_in;
    Ok(Paper {
        code: view.code.clone(),
        official_number: row.official_number,
        revision: view.revision,
        state: view.state,
        maker_code: place.enterprise_code.clone(),
        maker: place.enterprise_name.clone(),
        outlet_code: place.outlet_code.clone(),
        outlet: place.outlet_name.clone(),
        outlet_address: shop.address,
        outlet_place: regions::name(&shop.regency_code),
        placement: place.code.clone(),
        from: view.from,
        to: view.to,
        sent_on: view.sent_at.map(|at| day_at(at, &place.regency)),
        due_on: view.due_on,
        confirm_by: view.confirm_by,
        by_timeout: view.by_timeout,
        agreement: agreement.as_ref().map_or(0, |agreement| agreement.version),
        terms: agreement.map(|agreement| agreement.terms).unwrap_or_default(),
        sales: entries.iter().filter_map(sale).collect(),
        losses: losses(db, entries).await?,
        others: entries.iter().filter_map(other).collect(),
        carried_in: view.carried_in,
        carried_from: code_of(db, row.carried_from_id).await?,
        sums,
        net,
        net_in_words: amount_in_words::rupiah(Lang::Id, Rupiah(net)),
        goods: lots(db, place.id, (view.from, view.to)).await?,
        payments: payments.into_iter().map(payment).collect(),
        paid: view.paid,
        open: net - view.paid,
        carry_out: view.carry_out,
    })
}

fn payment(view: payouts::PayoutView) -> PaymentRow {
    PaymentRow {
        code: view.code,
        day: view.happened_on,
        method: view.method,
        reference: view.reference,
        rupiah: view.rupiah,
        state: view.state,
        recorded_by: view.recorded_by,
        proven: view.proven,
    }
}

fn sale(entry: &Entry) -> Option<SaleRow> {
    matches!(entry.kind.as_str(), "sale_maker" | "void_maker").then(|| SaleRow {
        entry: entry.id,
        day: entry.business_day,
        reference: entry.reference.clone(),
        goods: goods_name(&entry.goods, &entry.variant),
        pieces: entry.pieces,
        unit: entry.unit_idr,
        gross: entry.gross_idr,
        outlet_share: entry.outlet_idr,
        maker_share: entry.due_delta,
        voided: entry.kind == "void_maker",
    })
}

fn other(entry: &Entry) -> Option<OtherRow> {
    let elsewhere = ["sale_maker", "void_maker", "liability", "liability_back"];
    (!elsewhere.contains(&entry.kind.as_str())).then(|| OtherRow {
        entry: entry.id,
        day: entry.business_day,
        kind: entry.kind.clone(),
        reference: entry.dispute.clone(),
        due: entry.due_delta,
    })
}

async fn losses(db: &impl ConnectionTrait, entries: &[Entry]) -> Result<Vec<LossRow>> {
    let lost: Vec<&Entry> =
        entries.iter().filter(|entry| matches!(entry.kind.as_str(), "liability" | "liability_back")).collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let rows = write_off::Entity::find()
        .filter(write_off::Column::MoneyEntryId.is_in(lost.iter().map(|entry| entry.id)))
        .all(db)
        .await?;
    lost.into_iter()
        .map(|entry| {
            let row = rows.iter().find(|row| row.money_entry_id == Some(entry.id));
            Ok(LossRow {
                entry: entry.id,
                day: entry.business_day,
                reference: entry.reference.clone(),
                cause: row.map(|row| LossCause::of(&row.cause)).transpose()?,
                goods: goods_name(&entry.goods, &entry.variant),
                pieces: entry.pieces,
                borne: row.map_or(0, |row| row.liability_bp),
                due: entry.due_delta,
            })
        })
        .collect()
}

async fn code_of(db: &impl ConnectionTrait, statement: Option<Uuid>) -> Result<Option<String>> {
    let Some(id) = statement else { return Ok(None) };
    Ok(settlement::Entity::find_by_id(id).one(db).await?.map(|row| row.public_code))
}

/// Moves of one kind of a lot before or within the period.
#[derive(Debug, FromQueryResult)]
struct Moved {
    lot: String,
    title: String,
    variant: String,
    expires_on: Option<Date>,
    kind: String,
    within: i32,
    /// Pieces that came to the outlet, less those that left it.
    pieces: i64,
}

/// What became of each lot of a placement at the outlet: on its shelf or put aside there.
pub async fn lots(db: &impl ConnectionTrait, placement: Uuid, (from, to): (Date, Date)) -> Result<Vec<LotRow>> {
    let sql = "SELECT l.public_code AS lot, g.title, v.name AS variant, l.expires_on, e.kind, \
               CASE WHEN o.business_day >= $1 THEN 1 ELSE 0 END AS within, \
               CAST(SUM(CASE WHEN e.to_place IN ('shelf', 'hold') THEN e.qty ELSE -e.qty END) AS BIGINT) AS pieces \
               FROM stock_entry e JOIN ledger_op o ON o.id = e.op_id JOIN lot l ON l.id = e.lot_id \
               JOIN variant v ON v.id = l.variant_id JOIN product g ON g.id = v.product_id \
               WHERE l.placement_id = $2 AND o.business_day <= $3 \
               AND (e.to_place IN ('shelf', 'hold')) <> (e.from_place IN ('shelf', 'hold')) \
               GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY g.title, l.public_code";
    let values = [from.into(), placement.into(), to.into()];
    let rows =
        Moved::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(in_rows(rows))
}

/// One row a lot, in the order they came; lots that were gone before the period are left out.
fn in_rows(moves: Vec<Moved>) -> Vec<LotRow> {
    let mut order: Vec<String> = Vec::new();
    let mut rows: BTreeMap<String, LotRow> = BTreeMap::new();
    for moved in moves {
        let row = rows.entry(moved.lot.clone()).or_insert_with(|| {
            order.push(moved.lot.clone());
            LotRow {
                lot: moved.lot.clone(),
                goods: goods_name(&moved.title, &moved.variant),
                expires_on: moved.expires_on,
                ..LotRow::default()
            }
        });
        row.end += moved.pieces;
        match (moved.within, moved.kind.as_str()) {
            (0, _) => row.start += moved.pieces,
            (_, "sell" | "void_sale") => row.sold -= moved.pieces,
            (_, "send_back") => row.returned -= moved.pieces,
            (_, "count_loss" | "count_gain" | "scrap") => row.lost -= moved.pieces,
            _ => row.came += moved.pieces,
        }
    }
    let nothing =
        |row: &LotRow| [row.start, row.came, row.sold, row.returned, row.lost].iter().all(|pieces| *pieces == 0);
    order.iter().filter_map(|lot| rows.remove(lot)).filter(|row| !nothing(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(kind: &str, within: i32, pieces: i64) -> Moved {
        let text = |text: &str| text.to_owned();
        Moved {
            lot: text("L"),
            title: text("Amplang"),
            variant: text("250 g"),
            expires_on: None,
            kind: text(kind),
            within,
            pieces,
        }
    }

    #[test]
    fn what_became_of_a_lot_adds_up() {
        let rows = in_rows(vec![
            moved("receive", 0, 6),
            moved("sell", 0, -1),
            moved("receive", 1, 14),
            moved("sell", 1, -9),
            moved("void_sale", 1, 1),
            moved("send_back", 1, -2),
            moved("count_loss", 1, -3),
            moved("count_gain", 1, 1),
        ]);
        let row = &rows[0];
        assert_eq!((row.start, row.came, row.sold, row.returned, row.lost, row.end), (5, 14, 8, 2, 2, 7));
        assert_eq!(row.start + row.came - row.sold - row.returned - row.lost, row.end);
        assert_eq!(row.goods, "Amplang, 250 g");
        let gone = in_rows(vec![moved("receive", 0, 3), moved("sell", 0, -3)]);
        assert!(gone.is_empty(), "a lot that was gone before is not told of");
    }
}
