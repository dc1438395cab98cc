//! Sending a list: one enquiry for each enterprise, and none of them sees the lines of another.
use entity::registry::trade::{
    buyer_org, enquiry, enquiry_contact, enquiry_event, enquiry_line, enquiry_list, enquiry_message,
};
use entity::values::Lines;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, prelude::TimeUnixTimestampMillis};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{Actor, counters, model::BodyKind},
    marketplace::enquiries::{
        acts::service::tell_makers,
        list::Wanted,
        masking::mask,
        model::{ANSWER_DAYS, Paper, Request, working_day},
        views::service::{Thing, last_org, on_show, titled, zone_of},
        workflow::{self, Event, Facts, Side, State, Step},
    },
    moderation::service as moderation,
    platform::{audit, db, ids, money::Rupiah},
};

/// Sendings of one person a day.
const SENDINGS: i32 = 5;

/// Sends a list. Gives the codes of the enquiries that came of it, in the order of the list.
pub async fn send(app: &App, actor: &Actor, wanted: &[Wanted], mut request: Request) -> Result<Vec<String>> {
    let now = app.clock.now();
    let mut faults = request.check();
    request.message = mask(request.message.trim());
    let texts = [("organisasi", request.organisation.as_str()), ("catatan", request.message.as_str())];
    moderation::judge_new(app, &texts, &mut faults).await?;
    let things = on_show(&app.db, wanted).await?;
    if things.iter().any(|thing| actor.hats_of(BodyKind::Enterprise).any(|hat| hat.body.id == thing.maker.id)) {
        faults.0.push(("daftar", "enquiry-fault-own-goods"));
    }
    let need_by = request.need_by.unwrap_or(Date::MIN);
    if faults.of("perlu").is_none()
        && let Err(refusal) = may_send(wanted, &things, need_by, now)
    {
        faults.0.push(refusal.sentence());
    }
    faults.finish()?;
    let transaction = db::begin(&app.db).await?;
    let key = app.keys.blind("enquiry-day", &actor.person().simple().to_string());
    if counters::count(&transaction, now, &key, Duration::DAY).await? > SENDINGS {
        return Err(Error::TooMany(86_400));
    }
    let list = write_list(&transaction, actor, &request, need_by, now).await?;
    let mut codes = Vec::new();
    for (maker, lines) in by_maker(things) {
        codes.push(write_enquiry(&transaction, actor, list, &request, &lines, now).await?);
        tell_makers(app, &transaction, maker, now).await?;
    }
    let event = audit::Event {
        actor: Some(actor.person()),
        role: "person",
        action: "send_enquiries",
        object_kind: "enquiry_list",
        object: Some(list),
        reason: None,
    };
    audit::done(&transaction, now, event).await?;
    transaction.commit().await?;
    Ok(codes)
}

/// The day of the place that is furthest ahead decides: what is tomorrow there is tomorrow everywhere.
fn may_send(
    wanted: &[Wanted],
    things: &[Thing],
    need_by: Date,
    now: OffsetDateTime,
) -> std::result::Result<State, workflow::Refusal> {
    let today = |thing: &Thing| now.to_offset(zone_of(&thing.maker.regency_code).utc_offset()).date();
    let facts = Facts {
        today: things.iter().map(today).max().unwrap_or(now.date()),
        need_by,
        asked: things.iter().map(|thing| i64::from(thing.pieces)).collect(),
        agreed: Vec::new(),
        published: things.len() == wanted.len(),
        over_capacity: false,
        too_soon: false,
        revision: 0,
        total: Rupiah(0),
        valid_until: None,
        days_since: 0,
    };
    workflow::decide(None, &Event::Send, Side::Buyer, &facts)
}

/// The lines of each enterprise, in the order of the list.
fn by_maker(things: Vec<Thing>) -> Vec<(Uuid, Vec<Thing>)> {
    let mut makers: Vec<(Uuid, Vec<Thing>)> = Vec::new();
    for thing in things {
        match makers.iter_mut().find(|(maker, _)| *maker == thing.maker.id) {
            Some((_, lines)) => lines.push(thing),
            None => makers.push((thing.maker.id, vec![thing])),
        }
    }
    makers
}

async fn write_list(
    db: &impl ConnectionTrait,
    actor: &Actor,
    request: &Request,
    need_by: Date,
    now: OffsetDateTime,
) -> Result<Uuid> {
    let same = |org: &buyer_org::Model| {
        org.name == request.organisation && org.kind == request.kind && org.regency_code == request.regency_code
    };
    let org = match last_org(db, actor.person()).await?.filter(same) {
        Some(org) => org.id,
        None => write_org(db, request).await?,
    };
    let id = ids::new_id();
    let row = enquiry_list::ActiveModel {
        id: Set(id),
        buyer_org_id: Set(org),
        need_by: Set(need_by),
        delivery: Set(request.delivery.clone()),
        documents: Set(Lines(request.papers.iter().copied().map(Paper::as_str).map(str::to_owned).collect())),
        created_at: Set(TimeUnixTimestampMillis(now)),
    };
    enquiry_list::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

async fn write_org(db: &impl ConnectionTrait, request: &Request) -> Result<Uuid> {
    let id = ids::new_id();
    let row = buyer_org::ActiveModel {
        id: Set(id),
        name: Set(request.organisation.clone()),
        kind: Set(request.kind.clone()),
        regency_code: Set(request.regency_code.clone()),
    };
    buyer_org::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

async fn write_enquiry(
    db: &impl ConnectionTrait,
    actor: &Actor,
    list: Uuid,
    request: &Request,
    lines: &[Thing],
    now: OffsetDateTime,
) -> Result<String> {
    let Some(first) = lines.first() else { return Err(Invalid::one("daftar", "enquiry-fault-gone").into()) };
    let (id, code, stamp) = (ids::new_id(), ids::new_document_code(), TimeUnixTimestampMillis(now));
    let today = now.to_offset(zone_of(&first.maker.regency_code).utc_offset()).date();
    let row = enquiry::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        list_id: Set(list),
        enterprise_id: Set(first.maker.id),
        state: Set(State::Sent.as_str().to_owned()),
        revision: Set(0),
        seller_kind: Set(None),
        seller_name: Set(String::new()),
        total_idr: Set(None),
        ready_on: Set(None),
        valid_until: Set(None),
        answer_by: Set(working_day(today, ANSWER_DAYS)),
        clock_at: Set(stamp),
        created_at: Set(stamp),
        closed_at: Set(None),
        paid_on: Set(None),
        paid_how: Set(None),
        paid_idr: Set(None),
        row_version: Set(1),
    };
    enquiry::Entity::insert(row).exec_without_returning(db).await?;
    let line = |(position, thing): (i32, &Thing)| enquiry_line::ActiveModel {
        enquiry_id: Set(id),
        position: Set(position),
        product_id: Set(Some(thing.product.id)),
        variant_id: Set(Some(thing.variant.id)),
        title: Set(titled(&thing.product.title, &thing.variant.name)),
        unit_text: Set(thing.product.unit_text.clone()),
        pieces: Set(i32::from(thing.pieces)),
        unit_idr: Set(None),
        pieces_offered: Set(None),
        pieces_received: Set(None),
    };
    enquiry_line::Entity::insert_many((0..).zip(lines).map(line)).exec_without_returning(db).await?;
    let contact = enquiry_contact::ActiveModel {
        enquiry_id: Set(id),
        side: Set(Side::Buyer.as_str().to_owned()),
        person_id: Set(actor.person()),
        shows_name: Set(false),
        shows_phone: Set(false),
        shows_email: Set(false),
        closed_at: Set(None),
    };
    enquiry_contact::Entity::insert(contact).exec_without_returning(db).await?;
    if !request.message.is_empty() {
        let message = enquiry_message::ActiveModel {
            id: Set(ids::new_id()),
            enquiry_id: Set(id),
            side: Set(Side::Buyer.as_str().to_owned()),
            body: Set(request.message.clone()),
            at: Set(stamp),
            closed_at: Set(None),
        };
        enquiry_message::Entity::insert(message).exec_without_returning(db).await?;
    }
    let event = enquiry_event::ActiveModel {
        enquiry_id: Set(id),
        seq: Set(1),
        step: Set(Step::Send.as_str().to_owned()),
        from_state: Set(None),
        to_state: Set(State::Sent.as_str().to_owned()),
        side: Set(Side::Buyer.as_str().to_owned()),
        reason: Set(String::new()),
        revision: Set(0),
        total_idr: Set(None),
        at: Set(stamp),
    };
    enquiry_event::Entity::insert(event).exec_without_returning(db).await?;
    Ok(code)
}
