//! Every step of an enquiry after it was sent: load, decide, write. One transaction a step, with the version that was
//! looked at; the other side hears that there is news.
use std::collections::HashMap;

use entity::registry::trade::{
    capacity_commitment, enquiry, enquiry_contact, enquiry_event, enquiry_line, enquiry_message,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        counters,
        mailing::{self, Template},
        model::{Body, BodyKind, Office},
        rooms,
        vault::keys::same,
    },
    marketplace::enquiries::{
        capacity,
        masking::mask,
        model::{ANSWER_DAYS, Act, LONGEST_MESSAGE, LONGEST_NAME, Quote, Reason, Seller, Shows, working_day},
        policy::{MayAnswerEnquiries, MayUseOwnEnquiry},
        promise,
        views::service::{Held, hand_over_code, of_enterprise, promised},
        workflow::{self, Event, LineOffer, PATIENCE, Refusal, SILENCE, Side, State, Step},
    },
    moderation::service as moderation,
    platform::{audit, db, ids},
};

/// What lapses in one go.
const BATCH: u64 = 500;

/// The one who sent an enquiry does something.
pub async fn by_buyer(app: &App, permit: Permit<MayUseOwnEnquiry>, version: i32, act: Act) -> Result<()> {
    let party = Party { side: Side::Buyer, person: Some(permit.actor()), role: permit.role().trail() };
    apply(app, &party, permit.object(), version, act).await
}

/// Somebody who looks after the enterprise does something.
pub async fn by_maker(app: &App, permit: Permit<MayAnswerEnquiries>, code: &str, version: i32, act: Act) -> Result<()> {
    let id = of_enterprise(&app.db, permit.object(), code).await?;
    let party = Party { side: Side::Maker, person: Some(permit.actor()), role: permit.role().trail() };
    apply(app, &party, id, version, act).await
}

/// What lapses by itself: silence, quotations past their last day, orders without a payment noted. Gives how many.
pub async fn lapse(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let before = |days: i64| TimeUnixTimestampMillis(now - Duration::days(days));
    let is = |state: State| enquiry::Column::State.eq(state.as_str());
    let silent = Condition::all()
        .add(Condition::any().add(is(State::Sent)).add(is(State::Clarifying)))
        .add(enquiry::Column::ClockAt.lte(before(SILENCE)));
    // A day of every zone; which one it is for the enterprise is decided below.
    let over = Condition::all().add(is(State::Quoted)).add(enquiry::Column::ValidUntil.lte(now.date()));
    let unpaid = Condition::all().add(is(State::HandedOver)).add(enquiry::Column::ClockAt.lte(before(PATIENCE)));
    let due: Vec<Uuid> = enquiry::Entity::find()
        .select_only()
        .column(enquiry::Column::Id)
        .filter(Condition::any().add(silent).add(over).add(unpaid))
        .order_by_asc(enquiry::Column::ClockAt)
        .limit(BATCH)
        .into_tuple()
        .all(&app.db)
        .await?;
    let party = Party { side: Side::System, person: None, role: "system" };
    let mut lapsed = 0;
    for id in due {
        let held = Held::load(&app.db, id).await?;
        let event = if held.state()? == State::HandedOver { Event::TimeOut } else { Event::Expire };
        if let Ok(to) = workflow::decide(Some(held.state()?), &event, Side::System, &held.facts(now)) {
            match write(app, &party, &held, Some((&event, to)), &Extra::default()).await {
                // Somebody was faster, and so it does not lapse.
                Err(Error::Conflict) => {}
                done => done.map(|()| lapsed += 1)?,
            }
        }
    }
    Ok(lapsed)
}

/// Who acts.
struct Party {
    side: Side,
    person: Option<Uuid>,
    role: &'static str,
}

/// What a step brings along.
#[derive(Default)]
struct Extra {
    reason: Option<Reason>,
    /// Judged, and masked where it has to be.
    message: String,
    quote: Option<Quote>,
    shows: Option<Shows>,
    received: Vec<i64>,
    payment: Option<(&'static str, i64)>,
}

async fn apply(app: &App, party: &Party, id: Uuid, version: i32, act: Act) -> Result<()> {
    let now = app.clock.now();
    let held = Held::load(&app.db, id).await?;
    if held.enquiry.row_version != version {
        return Err(Error::Conflict);
    }
    let other = if party.side == Side::Buyer { Side::Maker } else { Side::Buyer };
    if party.person.is_some() && held.contact(other).map(|contact| contact.person_id) == party.person {
        return Err(Invalid::one("pesan", "enquiry-fault-both-sides").into());
    }
    let state = held.state()?;
    if let Act::Share(shows) = act {
        if !state.is_agreed() {
            return Err(refused(Refusal::NotNow));
        }
        return write(app, party, &held, None, &Extra { shows: Some(shows), ..Extra::default() }).await;
    }
    let mut facts = held.facts(now);
    if let Act::Quote(quote) = &act {
        (facts.over_capacity, facts.too_soon) = measure(&app.db, &held, now, quote).await?;
    }
    let (event, mut extra) = unfold(app, party.side, state, &held, act).await?;
    let to = workflow::decide(Some(state), &event, party.side, &facts).map_err(refused)?;
    extra.message = judged(app, state, &event, &extra).await?;
    write(app, party, &held, Some((&event, to)), &extra).await
}

/// The step an act means in a state, and what it brings along.
async fn unfold(app: &App, side: Side, state: State, held: &Held, act: Act) -> Result<(Event, Extra)> {
    let maker = side == Side::Maker;
    let with = |event, extra| Ok((event, extra));
    match act {
        Act::Say(message) => {
            let talk = state.is_agreed() || state == State::Quoted;
            let event = if talk {
                Event::Write
            } else if maker {
                Event::Ask
            } else {
                Event::Answer
            };
            with(event, Extra { message, ..Extra::default() })
        }
        Act::Quote(quote) => {
            let offer = quote.offer.clone();
            let event = if state == State::Expired { Event::Reopen(Some(offer)) } else { Event::Quote(offer) };
            with(event, Extra { quote: Some(quote), ..Extra::default() })
        }
        Act::Counter(message) => with(Event::Counter, Extra { message, ..Extra::default() }),
        Act::Accept { revision, total, shows } => {
            with(Event::Accept(revision, total), Extra { shows: Some(shows), ..Extra::default() })
        }
        Act::Close(reason, message) => {
            let event = match state {
                State::Accepted | State::Ready => Event::Cancel,
                _ if maker => Event::Decline,
                _ => Event::Withdraw,
            };
            with(event, Extra { reason: Some(reason), message, ..Extra::default() })
        }
        Act::Reopen => with(Event::Reopen(None), Extra::default()),
        Act::Ready => with(Event::Ready, Extra::default()),
        Act::HandOver(code, received) => {
            let fits = state == State::Ready && code_fits(app, held, &code).await?;
            with(Event::HandOver(fits, received.clone()), Extra { received, ..Extra::default() })
        }
        Act::Pay { on, how, amount } => {
            with(Event::Pay(on), Extra { payment: Some((how.as_str(), amount.0)), ..Extra::default() })
        }
        Act::Share(_) => Err(refused(Refusal::NotNow)),
    }
}

fn refused(refusal: Refusal) -> Error {
    let (field, key) = refusal.sentence();
    match refusal {
        // The page is shown again as it is now.
        Refusal::QuoteChanged => Error::Conflict,
        _ => Invalid::one(field, key).into(),
    }
}

/// Each wrong code makes the next try wait.
async fn code_fits(app: &App, held: &Held, code: &str) -> Result<bool> {
    let now = app.clock.now();
    let key = app.keys.blind("enquiry-hand-over", &held.enquiry.public_code);
    if let Some(wait) = counters::guess(&app.db, now, &key).await? {
        return Err(Error::TooMany(u64::try_from(wait.whole_seconds().max(1)).unwrap_or(1)));
    }
    let fits = same(code, &hand_over_code(app, held.enquiry.id));
    if fits {
        counters::forget(&app.db, &key).await?;
    }
    Ok(fits)
}

/// Whether an offer goes beyond what can be made until its day, and whether that day comes too soon.
async fn measure(db: &impl ConnectionTrait, held: &Held, now: OffsetDateTime, quote: &Quote) -> Result<(bool, bool)> {
    let mut wanted: HashMap<Uuid, i64> = HashMap::new();
    for (line, offer) in held.lines.iter().zip(&quote.offer.lines) {
        if let (Some(product), LineOffer::At(_, pieces)) = (line.product_id, offer) {
            *wanted.entry(product).or_default() += pieces;
        }
    }
    let products: Vec<Uuid> = wanted.keys().copied().collect();
    let promises = promise::promises(db, &products).await?;
    let promised = promised(db, &products, held.enquiry.id).await?;
    let (today, until) = (held.today(now), quote.offer.ready_on);
    let (mut over, mut soon) = (false, false);
    for (product, pieces) in wanted {
        let promise = promises.get(&product).copied().unwrap_or_default();
        let taken = promised.get(&product).cloned().unwrap_or_default();
        over |= promise.per_week.is_some_and(|per_week| pieces > capacity::free(per_week, &taken, today, until));
        soon |= !capacity::in_time(promise, today, until);
    }
    Ok((over, soon))
}

/// The text as it is kept. Until both have agreed, numbers and addresses are taken out; the guard reads every text.
async fn judged(app: &App, state: State, event: &Event, extra: &Extra) -> Result<String> {
    let field = match event {
        Event::Counter => "ubah",
        Event::Decline | Event::Withdraw | Event::Cancel => "catatan",
        _ => "pesan",
    };
    let needed = matches!(event, Event::Ask | Event::Answer | Event::Write | Event::Counter);
    let text = extra.message.trim();
    let mut faults = Invalid::default();
    if needed && text.is_empty() {
        faults.0.push((field, "enquiry-fault-empty"));
    }
    if text.chars().count() > LONGEST_MESSAGE {
        faults.0.push((field, "fault-text-long"));
    }
    let hidden = mask(text);
    moderation::judge_new(app, &[(field, hidden.as_str())], &mut faults).await?;
    if let Some(quote) = &extra.quote {
        check_seller(app, quote, &mut faults).await?;
    }
    faults.finish()?;
    Ok(if state.is_agreed() { text.to_owned() } else { hidden })
}

async fn check_seller(app: &App, quote: &Quote, faults: &mut Invalid) -> Result<()> {
    let letters = quote.seller_name.chars().count();
    match quote.seller {
        Seller::Cooperative if !(3..=LONGEST_NAME).contains(&letters) => {
            faults.0.push(("koperasi", "enquiry-fault-cooperative"));
        }
        Seller::Cooperative => {
            moderation::judge_new(app, &[("koperasi", quote.seller_name.as_str())], faults).await?;
        }
        _ if letters == 0 => faults.0.push(("penjual", "enquiry-fault-seller")),
        _ => {}
    }
    Ok(())
}

/// Writes a step, or without one what is shown of a contact.
async fn write(app: &App, party: &Party, held: &Held, step: Option<(&Event, State)>, extra: &Extra) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let row = changed(held, party.side, now, step, extra);
    let written = enquiry::Entity::update_many()
        .set(row)
        .filter(enquiry::Column::Id.eq(held.enquiry.id))
        .filter(enquiry::Column::RowVersion.eq(held.enquiry.row_version))
        .exec(&transaction)
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    if let Some((event, to)) = step {
        effects(&transaction, party, held, now, event, extra).await?;
        note(&transaction, party.side, held, now, event.step(), to, extra).await?;
        close(&transaction, held, now, to).await?;
    }
    if let (Some(person), true) = (party.person, extra.shows.is_some() || extra.quote.is_some()) {
        // Whoever quotes speaks for the enterprise from now on, and shows nothing yet.
        put_contact(&transaction, held, party.side, person, extra.shows.unwrap_or_default()).await?;
    }
    if step.is_some() {
        tell(app, &transaction, party.side, held, now).await?;
    }
    let event = audit::Event {
        actor: party.person,
        role: party.role,
        action: "change_enquiry",
        object_kind: "enquiry",
        object: Some(held.enquiry.id),
        reason: Some(step.map_or("share_contact", |(event, _)| event.step().as_str())),
    };
    audit::done(&transaction, now, event).await?;
    transaction.commit().await?;
    Ok(())
}

fn changed(
    held: &Held,
    side: Side,
    now: OffsetDateTime,
    step: Option<(&Event, State)>,
    extra: &Extra,
) -> enquiry::ActiveModel {
    let stamp = TimeUnixTimestampMillis(now);
    let mut row = enquiry::ActiveModel {
        row_version: Set(held.enquiry.row_version + 1),
        ..<enquiry::ActiveModel as Default>::default()
    };
    let Some((event, to)) = step else { return row };
    row.state = Set(to.as_str().to_owned());
    if event.step() != Step::Write {
        row.clock_at = Set(stamp);
    }
    row.closed_at = Set(to.is_closed().then_some(stamp));
    if to == State::Sent && side == Side::Buyer || *event == Event::Counter {
        row.answer_by = Set(working_day(held.today(now), ANSWER_DAYS));
    }
    if let Some(quote) = &extra.quote {
        row.revision = Set(held.enquiry.revision + 1);
        row.total_idr = Set(quote.offer.total().map(|total| total.0));
        row.ready_on = Set(Some(quote.offer.ready_on));
        row.valid_until = Set(Some(quote.offer.valid_until));
        row.seller_kind = Set(Some(quote.seller.as_str().to_owned()));
        row.seller_name = Set(quote.seller_name.clone());
    }
    if let (Event::Pay(on), Some((how, amount))) = (event, extra.payment) {
        row.paid_on = Set(Some(*on));
        row.paid_how = Set(Some(how.to_owned()));
        row.paid_idr = Set(Some(amount));
    }
    row
}

async fn effects(
    db: &impl ConnectionTrait,
    party: &Party,
    held: &Held,
    now: OffsetDateTime,
    event: &Event,
    extra: &Extra,
) -> Result<()> {
    if !extra.message.is_empty() {
        let row = enquiry_message::ActiveModel {
            id: Set(ids::new_id()),
            enquiry_id: Set(held.enquiry.id),
            side: Set(party.side.as_str().to_owned()),
            body: Set(extra.message.clone()),
            at: Set(TimeUnixTimestampMillis(now)),
            closed_at: Set(None),
        };
        enquiry_message::Entity::insert(row).exec_without_returning(db).await?;
    }
    if let Some(quote) = &extra.quote {
        for (line, offer) in held.lines.iter().zip(&quote.offer.lines) {
            let (unit, pieces) = match offer {
                LineOffer::At(unit, pieces) => (Some(unit.0), *pieces),
                LineOffer::Cannot => (None, 0),
            };
            let pieces = i32::try_from(pieces).ok();
            set_line(
                db,
                line,
                &[
                    (enquiry_line::Column::UnitIdr, Expr::value(unit)),
                    (enquiry_line::Column::PiecesOffered, Expr::value(pieces)),
                ],
            )
            .await?;
        }
    }
    match event {
        Event::Accept(..) => commit_capacity(db, held, now).await,
        Event::Cancel => release_capacity(db, held).await,
        Event::HandOver(..) => {
            for (line, pieces) in held.lines.iter().zip(&extra.received) {
                let pieces = i32::try_from(*pieces).ok();
                set_line(db, line, &[(enquiry_line::Column::PiecesReceived, Expr::value(pieces))]).await?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

async fn set_line(
    db: &impl ConnectionTrait,
    line: &enquiry_line::Model,
    values: &[(enquiry_line::Column, Expr)],
) -> Result<()> {
    let mut update = enquiry_line::Entity::update_many();
    for (column, value) in values {
        update = update.col_expr(*column, value.clone());
    }
    update
        .filter(enquiry_line::Column::EnquiryId.eq(line.enquiry_id))
        .filter(enquiry_line::Column::Position.eq(line.position))
        .exec(db)
        .await?;
    Ok(())
}

/// Sets the weeks aside in which the pieces are to be made.
async fn commit_capacity(db: &impl ConnectionTrait, held: &Held, now: OffsetDateTime) -> Result<()> {
    let (today, Some(until)) = (held.today(now), held.enquiry.ready_on) else { return Ok(()) };
    let mut wanted: HashMap<Uuid, i64> = HashMap::new();
    for line in &held.lines {
        if let (Some(product), Some(pieces @ 1..)) = (line.product_id, line.pieces_offered) {
            *wanted.entry(product).or_default() += i64::from(pieces);
        }
    }
    let products: Vec<Uuid> = wanted.keys().copied().collect();
    let promises = promise::promises(db, &products).await?;
    let taken = promised(db, &products, held.enquiry.id).await?;
    let until = until.max(today);
    let mut rows = Vec::new();
    for (product, pieces) in wanted {
        let promise = promises.get(&product).copied().unwrap_or_default();
        let taken = taken.get(&product).cloned().unwrap_or_default();
        for (week, share) in capacity::spread(promise, &taken, today, until, pieces) {
            rows.push(capacity_commitment::ActiveModel {
                enquiry_id: Set(held.enquiry.id),
                product_id: Set(product),
                week: Set(week),
                pieces: Set(i32::try_from(share).unwrap_or(i32::MAX)),
            });
        }
    }
    if !rows.is_empty() {
        capacity_commitment::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

async fn release_capacity(db: &impl ConnectionTrait, held: &Held) -> Result<()> {
    capacity_commitment::Entity::delete_many()
        .filter(capacity_commitment::Column::EnquiryId.eq(held.enquiry.id))
        .exec(db)
        .await?;
    Ok(())
}

async fn note(
    db: &impl ConnectionTrait,
    side: Side,
    held: &Held,
    now: OffsetDateTime,
    step: Step,
    to: State,
    extra: &Extra,
) -> Result<()> {
    let before =
        enquiry_event::Entity::find().filter(enquiry_event::Column::EnquiryId.eq(held.enquiry.id)).count(db).await?;
    let total = extra.quote.as_ref().and_then(|quote| quote.offer.total()).map(|total| total.0);
    let row = enquiry_event::ActiveModel {
        enquiry_id: Set(held.enquiry.id),
        seq: Set(i32::try_from(before).unwrap_or(i32::MAX) + 1),
        step: Set(step.as_str().to_owned()),
        from_state: Set(Some(held.enquiry.state.clone())),
        to_state: Set(to.as_str().to_owned()),
        side: Set(side.as_str().to_owned()),
        reason: Set(extra.reason.map(Reason::as_str).unwrap_or_default().to_owned()),
        revision: Set(held.enquiry.revision + i32::from(extra.quote.is_some())),
        total_idr: Set(total.or(held.enquiry.total_idr)),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    enquiry_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// From the end on runs the time after which contact and messages go; for what lapsed, from the last word.
async fn close(db: &impl ConnectionTrait, held: &Held, now: OffsetDateTime, to: State) -> Result<()> {
    let stamp = match to {
        State::Expired => Some(held.enquiry.clock_at),
        to => to.is_closed().then_some(TimeUnixTimestampMillis(now)),
    };
    enquiry_contact::Entity::update_many()
        .col_expr(enquiry_contact::Column::ClosedAt, Expr::value(stamp))
        .filter(enquiry_contact::Column::EnquiryId.eq(held.enquiry.id))
        .exec(db)
        .await?;
    enquiry_message::Entity::update_many()
        .col_expr(enquiry_message::Column::ClosedAt, Expr::value(stamp))
        .filter(enquiry_message::Column::EnquiryId.eq(held.enquiry.id))
        .exec(db)
        .await?;
    Ok(())
}

async fn put_contact(db: &impl ConnectionTrait, held: &Held, side: Side, person: Uuid, shows: Shows) -> Result<()> {
    let row = enquiry_contact::ActiveModel {
        enquiry_id: Set(held.enquiry.id),
        side: Set(side.as_str().to_owned()),
        person_id: Set(person),
        shows_name: Set(shows.name),
        shows_phone: Set(shows.phone),
        shows_email: Set(shows.email),
        closed_at: Set(None),
    };
    let replace = OnConflict::columns([enquiry_contact::Column::EnquiryId, enquiry_contact::Column::Side])
        .update_columns([
            enquiry_contact::Column::PersonId,
            enquiry_contact::Column::ShowsName,
            enquiry_contact::Column::ShowsPhone,
            enquiry_contact::Column::ShowsEmail,
        ])
        .to_owned();
    enquiry_contact::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// The other side hears that there is news; of what lapses, both do.
async fn tell(app: &App, db: &impl ConnectionTrait, side: Side, held: &Held, now: OffsetDateTime) -> Result<()> {
    if side != Side::Buyer
        && let Some(buyer) = held.contact(Side::Buyer)
    {
        mailing::put(db, now, buyer.person_id, Template::News).await?;
    }
    if side != Side::Maker {
        tell_makers(app, db, held.enquiry.enterprise_id, now).await?;
    }
    Ok(())
}

/// Those who look after an enterprise hear that there is news.
pub(in crate::marketplace::enquiries) async fn tell_makers(
    app: &App,
    db: &impl ConnectionTrait,
    enterprise: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let body = Body { kind: BodyKind::Enterprise, id: enterprise };
    for member in rooms::of(app.rooms, body.kind)?.members(db, body, false).await? {
        if Office::parse(&member.office).is_some_and(Office::administers) {
            mailing::put(db, now, member.person_id, Template::News).await?;
        }
    }
    Ok(())
}
