//! Rows of consignments: reading them into views, writing lots and counts, checking what is offered.
use std::collections::BTreeMap;

use entity::{
    public::{product, variant},
    registry::trade::{consignment, consignment_line as line, lot, lot_price, stock_account},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, prelude::Expr,
};
use time::Date;
use uuid::Uuid;

use super::{
    model::{CountedLine, LineView, NoteView, OfferLine, OwnGoods},
    service::MOST_LINES,
    workflow::{Event, State},
};
use crate::{
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        agreements::model::{Agreement, PlacementView, Pricing},
        ledger::{Place, price::Piece},
        party::{Party, Side},
    },
    platform::ids,
};

/// States in which goods can be offered.
const OFFERED: [&str; 2] = ["published", "submitted"];
/// Variants a form of an offer shows: each has up to four fields, and no form has more than two hundred.
const MOST_OWN: u64 = 45;

/// The offered lines with their prices, if they are in order.
pub(super) async fn checked_lines<'a>(
    db: &impl ConnectionTrait,
    place: &PlacementView,
    agreement: &Agreement,
    today: Date,
    lines: &'a [OfferLine],
) -> Result<Vec<(&'a OfferLine, Piece)>> {
    if lines.is_empty() || lines.len() > MOST_LINES {
        return Err(Invalid::one("barang", "fault-offer-lines").into());
    }
    let known = variant::Entity::find()
        .filter(variant::Column::Id.is_in(lines.iter().map(|line| line.variant)))
        .find_also_related(product::Entity)
        .all(db)
        .await?;
    let known: BTreeMap<Uuid, (variant::Model, product::Model)> =
        known.into_iter().filter_map(|(row, goods)| Some((row.id, (row, goods?)))).collect();
    let mut priced = Vec::new();
    for line in lines {
        let (row, goods) = known.get(&line.variant).ok_or_else(|| Invalid::one("barang", "fault-not-yours"))?;
        let own = goods.enterprise_id == place.enterprise && OFFERED.contains(&goods.state.as_str());
        if !own {
            return Err(Invalid::one("barang", "fault-not-yours").into());
        }
        line.check(&agreement.terms, goods.keeps_days, today).finish()?;
        // Where the outlet names the price, the maker's stands until it does.
        let piece = match agreement.terms.pricing {
            Pricing::Markup => Some(Piece::whole(row.retail_idr)),
            _ => agreement.terms.piece(row.retail_idr, None),
        };
        priced.push((line, piece.ok_or_else(|| Invalid::one("harga", "fault-shelf-price"))?));
    }
    Ok(priced)
}

/// Goods of an enterprise that can be offered, by name. At most so many as a form can hold.
pub(super) async fn own(db: &impl ConnectionTrait, place: &PlacementView) -> Result<Vec<OwnGoods>> {
    let rows = variant::Entity::find()
        .find_also_related(product::Entity)
        .filter(product::Column::EnterpriseId.eq(place.enterprise))
        .filter(product::Column::State.is_in(OFFERED))
        .order_by_asc(product::Column::Title)
        .order_by_asc(variant::Column::Position)
        .limit(MOST_OWN)
        .all(db)
        .await?;
    let goods = |(row, product): (variant::Model, Option<product::Model>)| {
        let product = product?;
        Some(OwnGoods {
            variant: row.id,
            key: format!("{}-{}", product.public_code, row.position),
            name: goods_name(&product.title, &row.name),
            unit_text: product.unit_text,
            price: row.retail_idr,
            keeps_days: product.keeps_days,
        })
    };
    Ok(rows.into_iter().filter_map(goods).collect())
}

/// Writes the lines of an offer with their prices.
pub(super) async fn write_lines(
    db: &impl ConnectionTrait,
    (consignment, placement): (Uuid, Uuid),
    lines: Vec<(&OfferLine, Piece)>,
) -> Result<()> {
    for (position, (offer, piece)) in (1..).zip(lines) {
        let row = line::ActiveModel {
            id: Set(ids::new_id()),
            consignment_id: Set(consignment),
            placement_id: Set(placement),
            position: Set(position),
            variant_id: Set(offer.variant),
            unit_idr: Set(piece.unit),
            maker_unit_idr: Set(piece.maker),
            expires_on: Set(offer.expires_on),
            offered: Set(offer.pieces),
            difference_reason: Set(String::new()),
            ..Default::default()
        };
        line::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Opens the lot of a line, with its price.
pub(super) async fn open_lot(db: &DatabaseTransaction, note: &NoteView, of: &LineView, today: Date) -> Result<Uuid> {
    let id = ids::new_id();
    let row = lot::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_document_code()),
        placement_id: Set(note.placement),
        agreement_id: Set(note.agreement),
        consignment_line_id: Set(of.id),
        variant_id: Set(of.variant),
        expires_on: Set(of.expires_on),
        pull_on: Set(None),
        received_on: Set(None),
    };
    lot::Entity::insert(row).exec_without_returning(db).await?;
    let price = lot_price::ActiveModel {
        lot_id: Set(id),
        seq: Set(1),
        unit_idr: Set(of.unit_idr),
        maker_unit_idr: Set(of.maker_unit_idr),
        from_day: Set(today),
    };
    lot_price::Entity::insert(price).exec_without_returning(db).await?;
    Ok(id)
}

/// Lots of a consignment with their lines.
pub(super) async fn lots_of(db: &impl ConnectionTrait, note: &NoteView) -> Result<Vec<(lot::Model, LineView)>> {
    let lots = lot::Entity::find()
        .filter(lot::Column::ConsignmentLineId.is_in(note.lines.iter().map(|line| line.id)))
        .order_by_asc(lot::Column::Id)
        .all(db)
        .await?;
    lots.into_iter()
        .map(|lot| {
            let line = note.lines.iter().find(|line| line.id == lot.consignment_line_id).ok_or(Error::NotFound)?;
            Ok((lot, line.clone()))
        })
        .collect()
}

/// Everything that was sent has come.
pub(super) fn whole(line: &LineView) -> CountedLine {
    CountedLine { received: line.issued.unwrap_or_default(), ..CountedLine::default() }
}

/// Whether what was counted differs from what was sent.
pub(super) fn event_of(note: &NoteView, counted: &BTreeMap<Uuid, CountedLine>) -> Result<Event> {
    let mut faults = Invalid::default();
    let mut differs = false;
    for line in note.lines.iter().filter(|line| line.issued.unwrap_or_default() > 0) {
        let count = counted.get(&line.id).cloned().unwrap_or_else(|| whole(line));
        faults.0.extend(count.check(line.issued.unwrap_or_default()).0);
        differs |= count.received != line.issued.unwrap_or_default();
    }
    faults.0.dedup();
    faults.finish()?;
    Ok(if differs { Event::ReceiveWithDifference } else { Event::Receive })
}

pub(super) async fn write_counts(db: &DatabaseTransaction, id: Uuid, count: &CountedLine) -> Result<()> {
    line::Entity::update_many()
        .col_expr(line::Column::Received, Expr::value(count.received))
        .col_expr(line::Column::Refused, Expr::value(count.refused))
        .col_expr(line::Column::Missing, Expr::value(count.missing))
        .col_expr(line::Column::DifferenceReason, Expr::value(count.reason.clone()))
        .filter(line::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// The other side of a placement.
pub(super) fn other_name(party: &Party, place: &PlacementView) -> String {
    if party.side() == Side::Enterprise { place.outlet_name.clone() } else { place.enterprise_name.clone() }
}

pub(super) async fn view(db: &impl ConnectionTrait, row: consignment::Model) -> Result<NoteView> {
    let lines = line::Entity::find()
        .filter(line::Column::ConsignmentId.eq(row.id))
        .order_by_asc(line::Column::Position)
        .all(db)
        .await?;
    let goods = variant::Entity::find()
        .filter(variant::Column::Id.is_in(lines.iter().map(|line| line.variant_id)))
        .find_also_related(product::Entity)
        .all(db)
        .await?;
    let lines = lines
        .into_iter()
        .map(|line| {
            let (variant, product) = goods.iter().find(|(row, _)| row.id == line.variant_id).ok_or(Error::NotFound)?;
            let product = product.as_ref().ok_or(Error::NotFound)?;
            Ok(LineView {
                id: line.id,
                variant: line.variant_id,
                goods: goods_name(&product.title, &variant.name),
                unit_text: product.unit_text.clone(),
                unit_idr: line.unit_idr,
                maker_unit_idr: line.maker_unit_idr,
                expires_on: line.expires_on,
                offered: line.offered,
                accepted: line.accepted,
                issued: line.issued,
                received: line.received,
                refused: line.refused,
                missing: line.missing,
                reason: line.difference_reason,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let live_pieces = live(db, &lines).await?;
    Ok(NoteView {
        id: row.id,
        code: row.public_code,
        placement: row.placement_id,
        agreement: row.agreement_id,
        state: State::of(&row.state)?,
        deliver_before: row.deliver_before,
        answer: row.answer,
        created_at: row.created_at.0,
        issued_at: row.issued_at.map(|at| at.0),
        issued_by: row.issued_by,
        received_at: row.received_at.map(|at| at.0),
        by_paper: row.proof.as_deref() == Some("paper_code"),
        handover_tries: row.handover_tries,
        live_pieces,
        lines,
    })
}

/// Goods by their title, and by their variant where that says more.
pub fn goods_name(title: &str, variant: &str) -> String {
    if variant.is_empty() || title.contains(variant) { title.to_owned() } else { format!("{title}, {variant}") }
}

async fn live(db: &impl ConnectionTrait, lines: &[LineView]) -> Result<i64> {
    let lots = lot::Entity::find()
        .filter(lot::Column::ConsignmentLineId.is_in(lines.iter().map(|line| line.id)))
        .all(db)
        .await?;
    let live = [Place::Transit, Place::Shelf, Place::Hold, Place::Back].map(Place::as_str);
    let accounts = stock_account::Entity::find()
        .filter(stock_account::Column::LotId.is_in(lots.iter().map(|lot| lot.id)))
        .filter(stock_account::Column::Place.is_in(live))
        .all(db)
        .await?;
    Ok(accounts.iter().map(|account| account.qty).sum())
}
