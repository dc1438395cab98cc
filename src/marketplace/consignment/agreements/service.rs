//! Placements and the versions of their terms.
use entity::{
    public::{enterprise, outlet},
    registry::trade::{consignment_agreement as agreement, money_account, placement, settlement, stock_account},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::Query,
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    model::{Agreement, Cycle, PlacementView, Pricing, TERMS_VERSION, Terms},
    workflow::{Event, Facts, State, decide},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    marketplace::consignment::{
        documents::{Happened, Refusal, happened, tell},
        ledger::{self, Account, Place},
        party::{Hand, Party, Side},
    },
    platform::{db, ids},
    regions,
};

/// The name of this kind of document in histories.
pub const KIND: &str = "placement";

/// Placements of one side, the active first. At most 200.
pub async fn list(app: &App, party: &Party) -> Result<Vec<PlacementView>> {
    let own = match party.side() {
        Side::Enterprise => placement::Column::EnterpriseId.eq(party.body()),
        Side::Outlet | Side::Platform => placement::Column::OutletId.eq(party.body()),
    };
    let rows = placement::Entity::find()
        .filter(own)
        .order_by_asc(placement::Column::CreatedAt)
        .limit(200)
        .all(&app.db)
        .await?;
    let mut views = views(&app.db, rows).await?;
    views.sort_by_key(|view| view.state != State::Active);
    Ok(views)
}

/// One placement of a side; a foreign one does not exist.
pub async fn find(db: &impl ConnectionTrait, party: &Party, code: &str) -> Result<PlacementView> {
    let row = placement::Entity::find()
        .filter(placement::Column::PublicCode.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    party.owns(row.enterprise_id, row.outlet_id)?;
    views(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// The placement of an id, for documents that belong to it; a foreign one does not exist.
pub async fn of_id(db: &impl ConnectionTrait, party: &Party, id: Uuid) -> Result<PlacementView> {
    let row = placement::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    party.owns(row.enterprise_id, row.outlet_id)?;
    views(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// The day it is at the outlet of a placement.
pub fn today(app: &App, regency: &str) -> Date {
    day_at(app.clock.now(), regency)
}

/// The day a moment falls on in a regency.
pub fn day_at(moment: OffsetDateTime, regency: &str) -> Date {
    let zone = regions::get(regency).map_or(regions::Zone::Wib, |region| region.zone);
    moment.to_offset(zone.utc_offset()).date()
}

/// Asks for a placement, or invites to one. Gives its code. Asking twice gives the placement there is.
pub async fn propose(app: &App, party: &Party, other: &str) -> Result<String> {
    let now = app.clock.now();
    let (enterprise, outlet) = both(app, party, other).await?;
    let transaction = db::begin(&app.db).await?;
    let known = placement::Entity::find()
        .filter(placement::Column::EnterpriseId.eq(enterprise.id))
        .filter(placement::Column::OutletId.eq(outlet.id))
        .one(&transaction)
        .await?;
    let code = if let Some(row) = known {
        let state = State::of(&row.state)?;
        if matches!(state, State::Declined | State::Ended) {
            let to = decide(state, Event::Propose, party.hand(), &Facts::default())?;
            change(&transaction, now, party, &row, (Event::Propose, to), "").await?;
        }
        row.public_code
    } else {
        let (id, code) = (ids::new_id(), ids::new_document_code());
        let row = placement::ActiveModel {
            id: Set(id),
            public_code: Set(code.clone()),
            enterprise_id: Set(enterprise.id),
            outlet_id: Set(outlet.id),
            state: Set(State::Proposed.as_str().to_owned()),
            asked_by: Set(party.side().as_str().to_owned()),
            closed_through: Set(day_at(now, &outlet.regency_code) - time::Duration::DAY),
            created_at: Set(TimeUnixTimestampMillis(now)),
            row_version: Set(1),
        };
        placement::Entity::insert(row).exec_without_returning(&transaction).await?;
        let (event, to) = (Event::Propose.as_str(), State::Proposed.as_str());
        let what = Happened { kind: KIND, document: id, event, from: "", to, note: "" };
        happened(&transaction, now, party, what).await?;
        code
    };
    transaction.commit().await?;
    Ok(code)
}

/// Versions of the terms, the newest first.
pub async fn versions(db: &impl ConnectionTrait, placement: Uuid) -> Result<Vec<Agreement>> {
    let rows = agreement::Entity::find()
        .filter(agreement::Column::PlacementId.eq(placement))
        .order_by_desc(agreement::Column::Version)
        .limit(50)
        .all(db)
        .await?;
    rows.iter().map(view).collect()
}

/// Placements in which a version of the terms waits for the maker. At most 200.
pub async fn to_agree(app: &App, party: &Party) -> Result<Vec<PlacementView>> {
    let places = list(app, party).await?;
    let active = places.iter().filter(|place| place.state == State::Active).map(|place| place.id);
    let rows: Vec<(Uuid, i32, Option<TimeUnixTimestampMillis>)> = agreement::Entity::find()
        .select_only()
        .column(agreement::Column::PlacementId)
        .column(agreement::Column::Version)
        .column(agreement::Column::MakerAgreedAt)
        .filter(agreement::Column::PlacementId.is_in(active))
        .order_by_desc(agreement::Column::Version)
        .limit(2_000)
        .into_tuple()
        .all(&app.db)
        .await?;
    let renewed = |id: Uuid| rows.iter().find(|(of, ..)| *of == id).is_some_and(|(.., agreed)| agreed.is_none());
    Ok(places.into_iter().filter(|place| place.state == State::TermsSent || renewed(place.id)).collect())
}

/// What of it a party may do now.
pub fn allowed(party: &Party, place: &PlacementView) -> Vec<Event> {
    let may = |event: &Event| decide(place.state, *event, party.hand(), &Facts::default()).is_ok();
    Event::ALL.iter().copied().filter(may).collect()
}

/// The terms by which new goods come on a day; none once they have ended.
pub async fn in_force(db: &impl ConnectionTrait, placement: Uuid, day: Date) -> Result<Option<Agreement>> {
    let last = last_agreed(db, placement, day).await?;
    Ok(last.filter(|agreement| agreement.terms.ends_on.is_none_or(|end| day <= end)))
}

/// Of the versions both agreed to, the one that begins last and not after a day. What came under it is settled by it,
/// although it has ended.
pub async fn last_agreed(db: &impl ConnectionTrait, placement: Uuid, day: Date) -> Result<Option<Agreement>> {
    let row = agreement::Entity::find()
        .filter(agreement::Column::PlacementId.eq(placement))
        .filter(agreement::Column::MakerAgreedAt.is_not_null())
        .filter(agreement::Column::OutletAgreedAt.is_not_null())
        .filter(agreement::Column::ValidFrom.lte(day))
        .order_by_desc(agreement::Column::ValidFrom)
        .order_by_desc(agreement::Column::Version)
        .one(db)
        .await?;
    row.as_ref().map(view).transpose()
}

/// The version of an id.
pub async fn version(db: &impl ConnectionTrait, id: Uuid) -> Result<Agreement> {
    view(&agreement::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?)
}

/// The outlet writes terms: the first ones, or new ones from a later day.
pub async fn send_terms(app: &App, party: &Party, code: &str, valid_from: Date, terms: &Terms) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (row, view) = locked(&transaction, party, code).await?;
    let event = if view.state == State::Active { Event::Renew } else { Event::SendTerms };
    let to = decide(view.state, event, party.hand(), &Facts::default())?;
    let today = day_at(now, &view.regency);
    let mut faults = terms.check();
    let least = if event == Event::Renew { today + time::Duration::DAY } else { today };
    if valid_from < least || valid_from > today + time::Duration::days(366) {
        faults.0.push(("mulai", "fault-valid-from"));
    }
    faults.finish()?;
    let last = versions(&transaction, row.id).await?.first().map_or(0, |newest| newest.version);
    agreement::Entity::insert(agreement_row(row.id, last + 1, valid_from, terms, party, now))
        .exec_without_returning(&transaction)
        .await?;
    change(&transaction, now, party, &row, (event, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

/// The maker agrees to the newest version; from then on it never changes.
pub async fn agree(app: &App, party: &Party, code: &str, version: i32) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let (row, view) = locked(&transaction, party, code).await?;
    let event = if view.state == State::Active { Event::AgreeRenewal } else { Event::Agree };
    let to = decide(view.state, event, party.hand(), &Facts::default())?;
    let newest = versions(&transaction, row.id).await?.into_iter().next().ok_or(Error::NotFound)?;
    if newest.version != version || newest.maker_agreed {
        return Err(Error::Conflict);
    }
    let today = day_at(now, &view.regency);
    if event == Event::AgreeRenewal && newest.valid_from <= today {
        return Err(Invalid::one("mulai", "fault-valid-from").into());
    }
    agreement::Entity::update_many()
        .col_expr(agreement::Column::MakerAgreedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .col_expr(agreement::Column::AgreedByMaker, Expr::value(party.actor()))
        // Whoever waited past the first day begins today.
        .col_expr(agreement::Column::ValidFrom, Expr::value(Ord::max(newest.valid_from, today)))
        .filter(agreement::Column::Id.eq(newest.id))
        .exec(&transaction)
        .await?;
    change(&transaction, now, party, &row, (event, to), "").await?;
    transaction.commit().await?;
    Ok(())
}

/// A step that needs nothing but a reason: counter, decline, pause, resume, end, close.
pub async fn act(app: &App, party: &Party, code: &str, event: Event, reason: &str) -> Result<()> {
    if matches!(event, Event::Propose | Event::SendTerms | Event::Agree | Event::Renew | Event::AgreeRenewal) {
        return Err(Refusal::WrongState.into());
    }
    let now = app.clock.now();
    tell(app, "alasan", reason).await?;
    let transaction = db::begin(&app.db).await?;
    let (row, view) = locked(&transaction, party, code).await?;
    let facts = if event == Event::Close { facts(&transaction, row.id).await? } else { Facts::default() };
    let to = decide(view.state, event, party.hand(), &facts)?;
    change(&transaction, now, party, &row, (event, to), reason).await?;
    transaction.commit().await?;
    Ok(())
}

/// The placement with its row locked. [`Error::NotFound`] for a foreign one.
pub async fn locked(
    transaction: &DatabaseTransaction,
    party: &Party,
    code: &str,
) -> Result<(placement::Model, PlacementView)> {
    let id = find(transaction, party, code).await?.id;
    let row = ledger::lock(transaction, vec![id]).await?.pop().ok_or(Error::NotFound)?;
    let view = views(transaction, vec![row.clone()]).await?.pop().ok_or(Error::NotFound)?;
    Ok((row, view))
}

async fn facts(db: &impl ConnectionTrait, placement: Uuid) -> Result<Facts> {
    use entity::registry::trade::lot;
    let lots = Query::select()
        .column(lot::Column::Id)
        .from(lot::Entity)
        .and_where(lot::Column::PlacementId.eq(placement))
        .take();
    let live = [Place::Transit, Place::Shelf, Place::Hold, Place::Back].map(Place::as_str);
    let pieces = stock_account::Entity::find()
        .filter(stock_account::Column::LotId.in_subquery(lots))
        .filter(stock_account::Column::Place.is_in(live))
        .filter(stock_account::Column::Qty.ne(0))
        .one(db)
        .await?;
    let due = money_account::Entity::find_by_id((placement, Account::MakerDue.as_str().to_owned())).one(db).await?;
    let open = settlement::Entity::find()
        .filter(settlement::Column::PlacementId.eq(placement))
        .filter(settlement::Column::State.ne("closed"))
        .one(db)
        .await?;
    Ok(Facts {
        pieces: pieces.map_or(0, |account| account.qty),
        due: due.map_or(0, |account| account.balance_idr),
        open_statement: open.is_some(),
    })
}

async fn change(
    db: &DatabaseTransaction,
    now: OffsetDateTime,
    party: &Party,
    row: &placement::Model,
    (event, to): (Event, State),
    note: &str,
) -> Result<()> {
    placement::Entity::update_many()
        .col_expr(placement::Column::State, Expr::value(to.as_str()))
        .col_expr(placement::Column::RowVersion, Expr::col(placement::Column::RowVersion).add(1))
        .filter(placement::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    let what =
        Happened { kind: KIND, document: row.id, event: event.as_str(), from: &row.state, to: to.as_str(), note };
    happened(db, now, party, what).await
}

/// Both bodies of a placement about to be: ours from the leave, the other from its code.
async fn both(app: &App, party: &Party, other: &str) -> Result<(enterprise::Model, outlet::Model)> {
    let missing = || Error::from(Invalid::one("kode", "fault-no-such-body"));
    let (enterprise, outlet) = if party.hand() == Hand::Maker {
        (
            enterprise::Entity::find_by_id(party.body()).one(&app.db).await?,
            outlet::Entity::find().filter(outlet::Column::PublicCode.eq(other)).one(&app.db).await?,
        )
    } else {
        (
            enterprise::Entity::find().filter(enterprise::Column::PublicCode.eq(other)).one(&app.db).await?,
            outlet::Entity::find_by_id(party.body()).one(&app.db).await?,
        )
    };
    let (enterprise, outlet) = (enterprise.ok_or_else(missing)?, outlet.ok_or_else(missing)?);
    if enterprise.state != "active" || outlet.state != "open" {
        return Err(missing());
    }
    Ok((enterprise, outlet))
}

async fn views(db: &impl ConnectionTrait, rows: Vec<placement::Model>) -> Result<Vec<PlacementView>> {
    let makers = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(rows.iter().map(|row| row.enterprise_id)))
        .all(db)
        .await?;
    let outlets =
        outlet::Entity::find().filter(outlet::Column::Id.is_in(rows.iter().map(|row| row.outlet_id))).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let maker = makers.iter().find(|maker| maker.id == row.enterprise_id).ok_or(Error::NotFound)?;
            let outlet = outlets.iter().find(|outlet| outlet.id == row.outlet_id).ok_or(Error::NotFound)?;
            Ok(PlacementView {
                id: row.id,
                code: row.public_code,
                enterprise: maker.id,
                enterprise_code: maker.public_code.clone(),
                enterprise_name: maker.trade_name.clone(),
                outlet: outlet.id,
                outlet_code: outlet.public_code.clone(),
                outlet_name: outlet.name.clone(),
                regency: outlet.regency_code.clone(),
                state: State::of(&row.state)?,
                closed_through: row.closed_through,
            })
        })
        .collect()
}

fn view(row: &agreement::Model) -> Result<Agreement> {
    Ok(Agreement {
        id: row.id,
        version: row.version,
        valid_from: row.valid_from,
        maker_agreed: row.maker_agreed_at.is_some(),
        outlet_agreed: row.outlet_agreed_at.is_some(),
        terms: Terms {
            pricing: Pricing::of(&row.pricing_model)?,
            outlet_share: row.outlet_share_bp,
            max_markup: row.max_markup_bp,
            monthly_fee: row.monthly_fee_idr,
            rounding: row.share_rounding_idr,
            cycle: Cycle::of(&row.pay_cycle)?,
            close_day: row.close_day,
            pay_within: row.pay_within_days,
            confirm_within: row.auto_confirm_days,
            min_payout: row.min_payout_idr,
            max_shelf_days: row.max_shelf_days,
            min_remaining: row.min_remaining_bp,
            pull_before: row.pull_before_days,
            collect_within: row.collect_within_days,
            liability: [
                row.transit_liability_bp,
                row.damaged_liability_bp,
                row.missing_liability_bp,
                row.stolen_liability_bp,
                row.expired_liability_bp,
            ],
            quantity: (row.min_quantity, row.max_quantity),
            review_on: row.review_on,
            ends_on: row.ends_on,
        },
    })
}

fn agreement_row(
    placement: Uuid,
    version: i32,
    valid_from: Date,
    terms: &Terms,
    party: &Party,
    now: OffsetDateTime,
) -> agreement::ActiveModel {
    let [transit, damaged, missing, stolen, expired] = terms.liability;
    agreement::ActiveModel {
        id: Set(ids::new_id()),
        placement_id: Set(placement),
        version: Set(version),
        valid_from: Set(valid_from),
        pricing_model: Set(terms.pricing.as_str().to_owned()),
        outlet_share_bp: Set(terms.outlet_share),
        max_markup_bp: Set(terms.max_markup),
        monthly_fee_idr: Set(terms.monthly_fee),
        share_rounding_idr: Set(terms.rounding),
        pay_cycle: Set(terms.cycle.as_str().to_owned()),
        close_day: Set(terms.close_day),
        pay_within_days: Set(terms.pay_within),
        auto_confirm_days: Set(terms.confirm_within),
        min_payout_idr: Set(terms.min_payout),
        max_shelf_days: Set(terms.max_shelf_days),
        min_remaining_bp: Set(terms.min_remaining),
        pull_before_days: Set(terms.pull_before),
        collect_within_days: Set(terms.collect_within),
        transit_liability_bp: Set(transit),
        damaged_liability_bp: Set(damaged),
        missing_liability_bp: Set(missing),
        stolen_liability_bp: Set(stolen),
        expired_liability_bp: Set(expired),
        min_quantity: Set(terms.quantity.0),
        max_quantity: Set(terms.quantity.1),
        review_on: Set(terms.review_on),
        ends_on: Set(terms.ends_on),
        terms_version: Set(TERMS_VERSION),
        written_by: Set(party.actor()),
        written_at: Set(TimeUnixTimestampMillis(now)),
        agreed_by_maker: Set(None),
        maker_agreed_at: Set(None),
        // Whoever writes them agrees to them.
        agreed_by_outlet: Set(party.actor()),
        outlet_agreed_at: Set(Some(TimeUnixTimestampMillis(now))),
    }
}
