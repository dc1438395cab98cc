//! Reads, gives and ends mandates, and says for whom a step is taken.
use entity::registry::grants::mandate::{self, Column};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use serde_json::Value;
use time::{Date, OffsetDateTime, UtcOffset};
use uuid::Uuid;

use super::{
    model::{Given, Ground, Standing, Wish},
    policy::MayArrangeSubstitutes,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        calls::{
            desk::{
                model::SEATS,
                service::{colleagues, of_office},
            },
            service::{self as calls, Known, running},
        },
        machine::{Duty, Hand},
        model::CallState,
        notices::service as notices,
        record::{Object, countersigns},
    },
    identity::{access::Permit, vault},
    platform::{
        audit, db, ids,
        work_days::{day_at, end_of},
    },
};

/// Mandates read: those that live come first, so that none of them is ever left out.
const MOST: u64 = 100;

/// A mandate as whoever may see it reads it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub code: String,
    pub duty: Duty,
    pub principal: String,
    pub substitute: String,
    pub first: Date,
    pub last: Date,
    pub standing: Standing,
    /// The day it was ended before its last one.
    pub ended: Option<Date>,
    pub may_end: bool,
}

/// The substitutes of a call, and what whoever asks can choose from.
#[derive(Clone, Debug)]
pub struct Substitutes {
    pub call: String,
    pub list: Vec<Shown>,
    /// Seats a substitute can be named for, with their places on the panel.
    pub seats: Vec<Chair>,
    /// Who could stand in on one of these seats.
    pub people: Vec<Colleague>,
}

/// Somebody of the office to choose.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Of their membership.
    pub code: String,
    pub name: String,
    /// What their offices let them do on a call.
    pub fits: Vec<Duty>,
}

/// A seat of the panel to choose.
#[derive(Clone, Debug)]
pub struct Chair {
    pub place: usize,
    pub duty: Duty,
    pub name: String,
}

/// What somebody typed. The panel of a call that is public never changes, so a place on it says whose seat it is.
#[derive(Clone, Debug)]
pub struct Typed {
    pub place: usize,
    /// Of their membership.
    pub substitute: String,
    pub first: Date,
    pub last: Date,
}

/// Everything that decides about the mandates of a call.
struct Standings {
    known: Known,
    seats: Vec<(Uuid, Duty)>,
    able: Vec<(Uuid, Vec<Duty>)>,
    /// Persons of the office by the codes of their memberships.
    codes: Vec<(String, Uuid)>,
    /// Those that were not ended first, then by their last day.
    rows: Vec<mandate::Model>,
    live: Vec<Given>,
    today: Date,
    clock: UtcOffset,
}

/// The hand of an officer with the one they stand in for, where it is by a mandate that they sit there.
pub async fn behind(db: &impl ConnectionTrait, call: Uuid, hand: Hand, now: OffsetDateTime) -> Result<Hand> {
    if !hand.duty.is_officer() {
        return Ok(hand);
    }
    let principal: Option<Uuid> = mandate::Entity::find()
        .select_only()
        .column(Column::PrincipalId)
        .filter(Column::CallId.eq(call))
        .filter(Column::SubstituteId.eq(hand.account))
        .filter(Column::Duty.eq(hand.duty.as_str()))
        .filter(running(now))
        .into_tuple()
        .one(db)
        .await?;
    Ok(Hand { on_behalf_of: principal, ..hand })
}

/// Keeps what the first of two persons agrees to, with the one in whose name they do.
pub async fn countersign(
    db: &impl ConnectionTrait,
    call: Uuid,
    object: (Object, Uuid),
    event: &str,
    hand: Hand,
    payload: &Value,
    now: OffsetDateTime,
) -> Result<()> {
    let hand = behind(db, call, hand, now).await?;
    countersigns::put(db, object, event, hand, payload, now).await
}

/// The substitutes of a call: all for those who arrange them, else those somebody has to do with.
///
/// # Errors
/// [`Error::NotFound`] for a draft, whose panel can still be changed, and for whoever has no seat.
pub async fn find(app: &App, permit: &Permit<MayArrangeSubstitutes>, code: &str) -> Result<Substitutes> {
    let known = of_office(&app.db, permit.object(), code).await?;
    let standings = standings(app, &app.db, known).await?;
    let (actor, ground) = (permit.actor(), standings.ground());
    let arranges = ground.arranges(actor);
    let given: Vec<Given> = standings.rows.iter().map(|row| given(row, standings.clock)).collect::<Result<_>>()?;
    let concerns = |one: &Given| arranges || [one.principal, one.substitute, one.by].contains(&actor);
    if !arranges && !standings.seats.iter().any(|(person, _)| *person == actor) && !given.iter().any(concerns) {
        return Err(Error::NotFound);
    }
    let mut people: Vec<Uuid> = standings.codes.iter().map(|(_, person)| *person).collect();
    people.extend(standings.seats.iter().map(|(person, _)| *person));
    people.extend(given.iter().flat_map(|one| [one.principal, one.substitute]));
    let names = vault::display_names(&app.db, &app.keys, &people).await?;
    let name = |person: Uuid| names.get(&person).map(|name| name.expose().to_owned()).unwrap_or_default();
    let shown = |(row, one): (&mandate::Model, &Given)| {
        let standing = Standing::of(one.first, one.last, row.ended_at.is_some(), standings.today);
        Shown {
            code: row.public_code.clone(),
            duty: one.duty,
            principal: name(one.principal),
            substitute: name(one.substitute),
            first: one.first,
            last: one.last,
            standing,
            ended: row.ended_at.map(|at| day_at(at.0, standings.clock)),
            may_end: standing != Standing::Over && ground.may_end(actor, one),
        }
    };
    let lendable = ground.may_lend(actor);
    let chair = |(place, (person, duty)): (usize, &(Uuid, Duty))| Chair { place, duty: *duty, name: name(*person) };
    let is_asked_for = |duty: &Duty| lendable.iter().any(|(_, lent)| lent == duty);
    let mut people: Vec<Colleague> = standings
        .codes
        .iter()
        .zip(&standings.able)
        .filter(|((_, person), (_, fits))| *person != actor && fits.iter().any(is_asked_for))
        .map(|((code, person), (_, fits))| Colleague { code: code.clone(), name: name(*person), fits: fits.clone() })
        .collect();
    people.sort_by_key(|one| (one.name.to_lowercase(), one.code.clone()));
    Ok(Substitutes {
        call: standings.known.row.name.clone(),
        list: standings.rows.iter().zip(&given).filter(|(_, one)| concerns(one)).map(shown).collect(),
        seats: standings.seats.iter().enumerate().filter(|(_, seat)| lendable.contains(seat)).map(chair).collect(),
        people,
    })
}

/// Lets somebody stand in for somebody else from the first to the last day. Both are told, whoever of them did not do it.
///
/// # Errors
/// What has to change, field by field.
pub async fn give(app: &App, permit: Permit<MayArrangeSubstitutes>, code: &str, typed: &Typed) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let id = of_office(&transaction, permit.object(), code).await?.row.id;
    let known = calls::locked(&transaction, id).await?;
    let standings = standings(app, &transaction, known).await?;
    let seat = standings.seats.get(typed.place);
    let substitute = standings.codes.iter().find(|(code, _)| *code == typed.substitute).map(|(_, person)| *person);
    let (Some((principal, duty)), Some(substitute)) = (seat, substitute) else {
        let field = if seat.is_none() { "kursi" } else { "pengganti" };
        return Err(Invalid::one(field, "error-choice").into());
    };
    let wish = Wish { principal: *principal, duty: *duty, substitute, first: typed.first, last: typed.last };
    standings.ground().check(permit.actor(), &wish)?;
    let begins = wish.first.midnight().assume_offset(standings.clock).to_offset(UtcOffset::UTC);
    let row = mandate::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_document_code()),
        call_id: Set(id),
        duty: Set(wish.duty.as_str().to_owned()),
        principal_id: Set(wish.principal),
        substitute_id: Set(wish.substitute),
        begins_at: Set(TimeUnixTimestampMillis(begins)),
        ends_at: Set(TimeUnixTimestampMillis(end_of(wish.last, standings.clock))),
        given_by: Set(permit.actor()),
        given_at: Set(TimeUnixTimestampMillis(now)),
        ended_at: Set(None),
    };
    mandate::Entity::insert(row).exec_without_returning(&transaction).await?;
    tell(&transaction, now, permit.actor(), [wish.principal, wish.substitute]).await?;
    audit::done(&transaction, now, permit.event("give_mandate", "agency")).await?;
    transaction.commit().await?;
    Ok(())
}

/// Ends a mandate now. One that is over already stays as it was.
///
/// # Errors
/// [`Error::NotFound`] for whoever has nothing to do with it.
pub async fn end(app: &App, permit: Permit<MayArrangeSubstitutes>, code: &str, mandate: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let id = of_office(&transaction, permit.object(), code).await?.row.id;
    let known = calls::locked(&transaction, id).await?;
    let standings = standings(app, &transaction, known).await?;
    let row = standings.rows.iter().find(|row| row.public_code == mandate).ok_or(Error::NotFound)?;
    let one = given(row, standings.clock)?;
    if !standings.ground().may_end(permit.actor(), &one) {
        return Err(Error::NotFound);
    }
    if Standing::of(one.first, one.last, row.ended_at.is_some(), standings.today) == Standing::Over {
        return Ok(());
    }
    let ended = mandate::ActiveModel { ended_at: Set(Some(TimeUnixTimestampMillis(now))), ..Default::default() };
    mandate::Entity::update_many().set(ended).filter(Column::Id.eq(row.id)).exec(&transaction).await?;
    tell(&transaction, now, permit.actor(), [one.principal, one.substitute]).await?;
    audit::done(&transaction, now, permit.event("end_mandate", "agency")).await?;
    transaction.commit().await?;
    Ok(())
}

async fn tell(db: &impl ConnectionTrait, now: OffsetDateTime, actor: Uuid, people: [Uuid; 2]) -> Result<()> {
    for person in people.into_iter().filter(|person| *person != actor) {
        notices::tell(db, now, person, None).await?;
    }
    Ok(())
}

async fn standings(app: &App, db: &impl ConnectionTrait, known: Known) -> Result<Standings> {
    if known.state == CallState::Draft {
        return Err(Error::NotFound);
    }
    let (now, clock) = (app.clock.now(), known.terms.zone.utc_offset());
    let sitting = calls::sitting(db, known.row.id, now).await?;
    let colleagues = colleagues(app, db, known.row.agency_id).await?;
    let rows = mandate::Entity::find()
        .filter(Column::CallId.eq(known.row.id))
        .order_by_desc(Column::EndedAt.is_null())
        .order_by_desc(Column::EndsAt)
        .order_by_desc(Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let today = day_at(now, clock);
    let is_live = |row: &&mandate::Model| row.ended_at.is_none() && row.ends_at.0 >= now;
    let able = |(person, _, offices): &(Uuid, String, Vec<_>)| {
        let fits = SEATS.iter().filter(|(_, office)| offices.contains(office));
        (*person, fits.map(|(duty, _)| *duty).collect())
    };
    Ok(Standings {
        seats: sitting.iter().filter(|seat| seat.is_own()).map(|seat| (seat.person, seat.duty)).collect(),
        able: colleagues.iter().map(able).collect(),
        codes: colleagues.into_iter().map(|(person, code, _)| (code, person)).collect(),
        live: rows.iter().filter(is_live).map(|row| given(row, clock)).collect::<Result<_>>()?,
        rows,
        today,
        clock,
        known,
    })
}

impl Standings {
    fn ground(&self) -> Ground<'_> {
        Ground { today: self.today, seats: &self.seats, able: &self.able, given: &self.live }
    }
}

fn given(row: &mandate::Model, clock: UtcOffset) -> Result<Given> {
    Ok(Given {
        principal: row.principal_id,
        duty: Duty::of(&row.duty)?,
        substitute: row.substitute_id,
        by: row.given_by,
        first: day_at(row.begins_at.0, clock),
        last: day_at(row.ends_at.0, clock),
    })
}
