//! Reads of enquiries: a list that is being made, the lists of both sides, one enquiry.
use std::collections::HashMap;

use entity::{
    public::{agency, availability, enterprise, outlet, product, variant},
    registry::trade::{
        buyer_org, capacity_commitment, enquiry, enquiry_contact, enquiry_event, enquiry_line, enquiry_list,
        enquiry_message,
    },
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        Actor,
        access::{Facts as AccessFacts, Permit},
        vault::{self, Field},
    },
    marketplace::enquiries::{
        capacity::Promised,
        list::Wanted,
        model::{
            BuyerKind, Contact, Delivery, EnquiryRow, EnquiryView, Entry, Happened, LineView, Listed, Paid, Paper,
            Payment, Reason, Request, Seller, Shows,
        },
        policy::{MayAnswerEnquiries, MayUseOwnEnquiry},
        promise,
        workflow::{self, Facts, Side, State, Step},
    },
    platform::money::Rupiah,
    regions::{self, Zone},
};

/// Enquiries of a list.
const MOST_ROWS: u64 = 100;
/// Lines of a story.
const MOST_ENTRIES: u64 = 200;

/// What of a list is on show now, in its order.
pub async fn listed(db: &impl ConnectionTrait, wanted: &[Wanted]) -> Result<Vec<Listed>> {
    let things = on_show(db, wanted).await?;
    let variants: Vec<Uuid> = things.iter().map(|thing| thing.variant.id).collect();
    let mut tiers = promise::tiers(db, &variants).await?;
    let listed = |thing: Thing| Listed {
        code: thing.product.public_code,
        choice: u8::try_from(thing.variant.position).unwrap_or_default(),
        title: titled(&thing.product.title, &thing.variant.name),
        unit: thing.product.unit_text,
        price: Rupiah(thing.variant.retail_idr),
        tiers: tiers.remove(&thing.variant.id).unwrap_or_default(),
        maker_code: thing.maker.public_code,
        maker: thing.maker.trade_name,
        place: regions::name(&thing.maker.regency_code),
        pieces: thing.pieces,
    };
    Ok(things.into_iter().map(listed).collect())
}

/// The sizes or tastes of a thing that can be put on a list: place and name, the first being usual.
pub async fn choices(db: &impl ConnectionTrait, product_code: &str) -> Result<Vec<(i32, String)>> {
    let rows = variant::Entity::find()
        .join(JoinType::InnerJoin, variant::Relation::Product.def())
        .filter(product::Column::PublicCode.eq(product_code))
        .order_by_asc(variant::Column::Position)
        .limit(70)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.position, row.name)).collect())
}

/// What the one who asks typed the last time, to begin with.
pub async fn last_request(db: &impl ConnectionTrait, actor: &Actor) -> Result<Request> {
    let Some(org) = last_org(db, actor.person()).await? else { return Ok(Request::default()) };
    Ok(Request { organisation: org.name, kind: org.kind, regency_code: org.regency_code, ..Request::default() })
}

/// The enquiries somebody has sent, newest first.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<EnquiryRow>> {
    let own = Query::select()
        .column(enquiry_contact::Column::EnquiryId)
        .from(enquiry_contact::Entity)
        .and_where(enquiry_contact::Column::PersonId.eq(actor.person()))
        .and_where(enquiry_contact::Column::Side.eq(Side::Buyer.as_str()))
        .take();
    let found = enquiry::Entity::find().filter(enquiry::Column::Id.in_subquery(own));
    rows(&app.db, found, Side::Buyer).await
}

/// The enquiries an enterprise has got, newest first.
pub async fn incoming(app: &App, permit: Permit<MayAnswerEnquiries>) -> Result<Vec<EnquiryRow>> {
    let found = enquiry::Entity::find().filter(enquiry::Column::EnterpriseId.eq(permit.object()));
    rows(&app.db, found, Side::Maker).await
}

/// Whom an enquiry is about, for the rules of access.
pub async fn access_facts(db: &impl ConnectionTrait, code: &str) -> Result<AccessFacts<'static>> {
    let row = enquiry::Entity::find().filter(enquiry::Column::PublicCode.eq(code)).one(db).await?;
    let id = row.ok_or(Error::NotFound)?.id;
    let buyer = enquiry_contact::Entity::find_by_id((id, Side::Buyer.as_str().to_owned())).one(db).await?;
    Ok(AccessFacts { object: id, about: buyer.map(|contact| contact.person_id), ..AccessFacts::default() })
}

/// An enquiry as the one who sent it sees it.
pub async fn as_buyer(app: &App, permit: &Permit<MayUseOwnEnquiry>) -> Result<EnquiryView> {
    let held = Held::load(&app.db, permit.object()).await?;
    view(app, &held, Side::Buyer).await
}

/// An enquiry as the enterprise sees it.
pub async fn as_maker(app: &App, permit: &Permit<MayAnswerEnquiries>, code: &str) -> Result<EnquiryView> {
    let held = Held::load(&app.db, of_enterprise(&app.db, permit.object(), code).await?).await?;
    view(app, &held, Side::Maker).await
}

/// Those who run outlets where goods of an enterprise stand: code of an outlet, name of who runs it.
pub async fn operators(app: &App, permit: &Permit<MayAnswerEnquiries>) -> Result<Vec<(String, String)>> {
    let rows: Vec<(String, String)> = availability::Entity::find()
        .select_only()
        .column_as(outlet::Column::PublicCode, "code")
        .column_as(agency::Column::Name, "name")
        .join(JoinType::InnerJoin, availability::Relation::Outlet.def())
        .join(JoinType::InnerJoin, outlet::Relation::Agency.def())
        .join(JoinType::InnerJoin, availability::Relation::Variant.def())
        .join(JoinType::InnerJoin, variant::Relation::Product.def())
        .filter(product::Column::EnterpriseId.eq(permit.object()))
        .filter(outlet::Column::State.eq("open"))
        .order_by_asc(agency::Column::Name)
        .order_by_asc(outlet::Column::PublicCode)
        .distinct()
        .limit(200)
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut operators: Vec<(String, String)> = Vec::new();
    for row in rows {
        if !operators.iter().any(|(_, name)| *name == row.1) {
            operators.push(row);
        }
    }
    Ok(operators)
}

/// The enquiry of a code, if it went to an enterprise.
pub(in crate::marketplace::enquiries) async fn of_enterprise(
    db: &impl ConnectionTrait,
    enterprise: Uuid,
    code: &str,
) -> Result<Uuid> {
    let row = enquiry::Entity::find()
        .filter(enquiry::Column::PublicCode.eq(code))
        .filter(enquiry::Column::EnterpriseId.eq(enterprise))
        .one(db)
        .await?;
    Ok(row.ok_or(Error::NotFound)?.id)
}

/// The organisation somebody asked for the last time.
pub(in crate::marketplace::enquiries) async fn last_org(
    db: &impl ConnectionTrait,
    person: Uuid,
) -> Result<Option<buyer_org::Model>> {
    let own = Query::select()
        .column(enquiry_contact::Column::EnquiryId)
        .from(enquiry_contact::Entity)
        .and_where(enquiry_contact::Column::PersonId.eq(person))
        .and_where(enquiry_contact::Column::Side.eq(Side::Buyer.as_str()))
        .take();
    let found = enquiry::Entity::find()
        .filter(enquiry::Column::Id.in_subquery(own))
        .order_by_desc(enquiry::Column::CreatedAt)
        .find_also_related(enquiry_list::Entity)
        .one(db)
        .await?;
    let Some(list) = found.and_then(|(_, list)| list) else { return Ok(None) };
    Ok(buyer_org::Entity::find_by_id(list.buyer_org_id).one(db).await?)
}

/// A thing of a list that is on show.
pub(in crate::marketplace::enquiries) struct Thing {
    pub product: product::Model,
    pub variant: variant::Model,
    pub maker: enterprise::Model,
    pub pieces: u16,
}

/// Everything of a list that is on show, in its order.
pub(in crate::marketplace::enquiries) async fn on_show(
    db: &impl ConnectionTrait,
    wanted: &[Wanted],
) -> Result<Vec<Thing>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let codes: Vec<&str> = wanted.iter().map(|line| line.product.as_str()).collect();
    let found = product::Entity::find()
        .filter(product::Column::PublicCode.is_in(codes))
        .filter(product::Column::State.eq("published"))
        .find_also_related(enterprise::Entity)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = found.iter().map(|(row, _)| row.id).collect();
    let variants = variant::Entity::find().filter(variant::Column::ProductId.is_in(ids)).all(db).await?;
    let thing = |line: &Wanted| {
        let (product, maker) = found.iter().find(|(row, _)| row.public_code == line.product)?;
        let maker = maker.as_ref().filter(|maker| maker.state == "active")?;
        let variant = variants
            .iter()
            .find(|variant| variant.product_id == product.id && variant.position == i32::from(line.choice))?;
        Some(Thing { product: product.clone(), variant: variant.clone(), maker: maker.clone(), pieces: line.pieces })
    };
    Ok(wanted.iter().filter_map(thing).collect())
}

/// `Sambal acan (150 g)`.
pub(in crate::marketplace::enquiries) fn titled(title: &str, variant: &str) -> String {
    if variant.is_empty() { title.to_owned() } else { format!("{title} ({variant})") }
}

/// The zone of a regency.
pub(in crate::marketplace::enquiries) fn zone_of(regency: &str) -> Zone {
    regions::get(regency).map_or(Zone::Wib, |region| region.zone)
}

/// An enquiry with everything around it.
pub(in crate::marketplace::enquiries) struct Held {
    pub enquiry: enquiry::Model,
    pub list: enquiry_list::Model,
    pub org: buyer_org::Model,
    pub maker: enterprise::Model,
    pub lines: Vec<enquiry_line::Model>,
    pub contacts: Vec<enquiry_contact::Model>,
    /// Everything that is asked for is on show. Looked up only where it matters.
    pub published: bool,
}

impl Held {
    pub async fn load(db: &impl ConnectionTrait, id: Uuid) -> Result<Self> {
        let (enquiry, list) = enquiry::Entity::find_by_id(id)
            .find_also_related(enquiry_list::Entity)
            .one(db)
            .await?
            .and_then(|(enquiry, list)| Some((enquiry, list?)))
            .ok_or(Error::NotFound)?;
        let org = buyer_org::Entity::find_by_id(list.buyer_org_id).one(db).await?.ok_or(Error::NotFound)?;
        let maker = enterprise::Entity::find_by_id(enquiry.enterprise_id).one(db).await?.ok_or(Error::NotFound)?;
        let lines = enquiry_line::Entity::find()
            .filter(enquiry_line::Column::EnquiryId.eq(id))
            .order_by_asc(enquiry_line::Column::Position)
            .all(db)
            .await?;
        let contacts =
            enquiry_contact::Entity::find().filter(enquiry_contact::Column::EnquiryId.eq(id)).all(db).await?;
        let published = enquiry.state != State::Expired.as_str() || all_on_show(db, &maker, &lines).await?;
        Ok(Self { enquiry, list, org, maker, lines, contacts, published })
    }

    pub fn state(&self) -> Result<State> {
        State::of(&self.enquiry.state)
    }

    pub fn zone(&self) -> Zone {
        zone_of(&self.maker.regency_code)
    }

    pub fn today(&self, now: OffsetDateTime) -> Date {
        now.to_offset(self.zone().utc_offset()).date()
    }

    pub fn contact(&self, side: Side) -> Option<&enquiry_contact::Model> {
        self.contacts.iter().find(|contact| contact.side == side.as_str())
    }

    pub fn total(&self) -> Rupiah {
        Rupiah(self.enquiry.total_idr.unwrap_or_default())
    }

    /// What has to be known to decide. Where nobody is left to talk to, nothing is opened again.
    pub fn facts(&self, now: OffsetDateTime) -> Facts {
        let reachable = self.contact(Side::Buyer).is_some();
        Facts {
            today: self.today(now),
            need_by: self.list.need_by,
            asked: self.lines.iter().map(|line| i64::from(line.pieces)).collect(),
            agreed: self.lines.iter().map(|line| i64::from(line.pieces_offered.unwrap_or_default())).collect(),
            published: self.published,
            over_capacity: false,
            too_soon: false,
            revision: self.enquiry.revision,
            total: self.total(),
            valid_until: self.enquiry.valid_until,
            days_since: if reachable { (now - self.enquiry.clock_at.0).whole_days() } else { i64::MAX },
        }
    }
}

async fn all_on_show(
    db: &impl ConnectionTrait,
    maker: &enterprise::Model,
    lines: &[enquiry_line::Model],
) -> Result<bool> {
    let mut ids: Vec<Uuid> = lines.iter().filter_map(|line| line.product_id).collect();
    if ids.len() != lines.len() || maker.state != "active" {
        return Ok(false);
    }
    ids.sort_unstable();
    ids.dedup();
    let shown = product::Entity::find()
        .filter(product::Column::Id.is_in(ids.iter().copied()))
        .filter(product::Column::State.eq("published"))
        .count(db)
        .await?;
    Ok(shown == ids.len() as u64)
}

async fn rows(
    db: &impl ConnectionTrait,
    found: sea_orm::Select<enquiry::Entity>,
    side: Side,
) -> Result<Vec<EnquiryRow>> {
    let found = found
        .order_by_desc(enquiry::Column::CreatedAt)
        .order_by_asc(enquiry::Column::PublicCode)
        .limit(MOST_ROWS)
        .find_also_related(enquiry_list::Entity)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = found.iter().map(|(row, _)| row.id).collect();
    let names = match side {
        Side::Buyer => makers(db, found.iter().map(|(row, _)| row.enterprise_id)).await?,
        _ => organisations(db, found.iter().filter_map(|(_, list)| Some(list.as_ref()?.buyer_org_id))).await?,
    };
    let mut lines = lines_of(db, &ids).await?;
    let mut rows = Vec::new();
    for (row, list) in found {
        let Some(list) = list else { continue };
        let other = if side == Side::Buyer { row.enterprise_id } else { list.buyer_org_id };
        let titles = lines.remove(&row.id).unwrap_or_default();
        rows.push(EnquiryRow {
            state: State::of(&row.state)?,
            other: names.get(&other).cloned().unwrap_or_default(),
            lines: titles.len(),
            first: titles.into_iter().next().unwrap_or_default(),
            need_by: list.need_by,
            total: row.total_idr.map(Rupiah),
            code: row.public_code,
        });
    }
    Ok(rows)
}

async fn makers(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let rows = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.trade_name)).collect())
}

async fn organisations(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, String>> {
    let rows = buyer_org::Entity::find().filter(buyer_org::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

async fn lines_of(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows: Vec<(Uuid, String)> = enquiry_line::Entity::find()
        .select_only()
        .columns([enquiry_line::Column::EnquiryId, enquiry_line::Column::Title])
        .filter(enquiry_line::Column::EnquiryId.is_in(ids.iter().copied()))
        .order_by_asc(enquiry_line::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut lines: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (enquiry, title) in rows {
        lines.entry(enquiry).or_default().push(title);
    }
    Ok(lines)
}

async fn view(app: &App, held: &Held, side: Side) -> Result<EnquiryView> {
    let now = app.clock.now();
    let row = &held.enquiry;
    let state = held.state()?;
    let story = story(&app.db, row.id).await?;
    let last = |wanted: Step, by: Side| {
        let is =
            |entry: &&Entry| entry.side == by && matches!(entry.what, Happened::Step { step, .. } if step == wanted);
        story.iter().find(is).map(|entry| entry.at)
    };
    let other = if side == Side::Buyer { Side::Maker } else { Side::Buyer };
    let agreed = state.is_agreed() || state == State::Completed;
    let theirs = if agreed { contact(app, held.contact(other)).await? } else { Contact::default() };
    let paid = match (row.paid_on, &row.paid_how, row.paid_idr) {
        (Some(on), Some(how), Some(amount)) => Some(Paid { on, how: Payment::of(how)?, amount: Rupiah(amount) }),
        _ => None,
    };
    Ok(EnquiryView {
        code: row.public_code.clone(),
        state,
        version: row.row_version,
        organisation: held.org.name.clone(),
        kind: BuyerKind::of(&held.org.kind)?,
        buyer_place: regions::name(&held.org.regency_code),
        maker_code: held.maker.public_code.clone(),
        maker: held.maker.trade_name.clone(),
        maker_place: regions::name(&held.maker.regency_code),
        zone: held.zone(),
        need_by: held.list.need_by,
        delivery: Delivery::of(&held.list.delivery)?,
        papers: held.list.documents.0.iter().filter_map(|word| Paper::parse(word)).collect(),
        lines: lines(&app.db, held).await?,
        revision: row.revision,
        total: held.total(),
        ready_on: row.ready_on,
        valid_until: row.valid_until,
        seller: row.seller_kind.as_deref().map(Seller::of).transpose()?,
        seller_name: row.seller_name.clone(),
        answer_by: row.answer_by,
        created_at: row.created_at.0,
        // The enterprise opens again with a quotation.
        quoted_at: Ord::max(last(Step::Quote, Side::Maker), last(Step::Reopen, Side::Maker)),
        handed_over_at: last(Step::HandOver, Side::Buyer),
        paid,
        steps: workflow::open_steps(state, side, &held.facts(now)),
        theirs,
        mine: held.contact(side).map(shows).unwrap_or_default(),
        hand_over_code: (side == Side::Maker && state == State::Ready).then(|| hand_over_code(app, row.id)),
        story,
    })
}

/// The six digits with which goods change hands. They follow from the row and a key that is not in the store.
pub(in crate::marketplace::enquiries) fn hand_over_code(app: &App, enquiry: Uuid) -> String {
    format!("{:06}", app.keys.short_code("enquiry-hand-over", enquiry) % 1_000_000)
}

async fn lines(db: &impl ConnectionTrait, held: &Held) -> Result<Vec<LineView>> {
    let ids = |of: fn(&enquiry_line::Model) -> Option<Uuid>| held.lines.iter().filter_map(of).collect::<Vec<Uuid>>();
    let (products, variants) = (ids(|line| line.product_id), ids(|line| line.variant_id));
    let promises = promise::promises(db, &products).await?;
    let mut tiers = promise::tiers(db, &variants).await?;
    let prices: HashMap<Uuid, i64> = variant::Entity::find()
        .filter(variant::Column::Id.is_in(variants))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.retail_idr))
        .collect();
    let line = |line: &enquiry_line::Model| LineView {
        title: line.title.clone(),
        unit: line.unit_text.clone(),
        asked: i64::from(line.pieces),
        shown_price: line.variant_id.and_then(|id| prices.get(&id)).map(|idr| Rupiah(*idr)),
        tiers: line.variant_id.and_then(|id| tiers.remove(&id)).unwrap_or_default(),
        offered: line.pieces_offered.map(|pieces| (line.unit_idr.map(Rupiah), i64::from(pieces))),
        received: line.pieces_received.map(i64::from),
        per_week: line.product_id.and_then(|id| promises.get(&id)).and_then(|promise| promise.per_week),
    };
    Ok(held.lines.iter().map(line).collect())
}

/// Everything that happened and was said, newest first.
async fn story(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<Entry>> {
    let events = enquiry_event::Entity::find()
        .filter(enquiry_event::Column::EnquiryId.eq(id))
        .order_by_desc(enquiry_event::Column::Seq)
        .limit(MOST_ENTRIES)
        .all(db)
        .await?;
    let messages = enquiry_message::Entity::find()
        .filter(enquiry_message::Column::EnquiryId.eq(id))
        .order_by_desc(enquiry_message::Column::At)
        .order_by_desc(enquiry_message::Column::Id)
        .limit(MOST_ENTRIES)
        .all(db)
        .await?;
    let mut story = Vec::new();
    for row in messages {
        story.push(Entry { at: row.at.0, side: Side::of(&row.side)?, what: Happened::Said(row.body) });
    }
    for row in events {
        let step = Step::of(&row.step)?;
        // What was written says itself that something was written.
        if matches!(step, Step::Ask | Step::Answer | Step::Write) {
            continue;
        }
        let what = Happened::Step {
            step,
            reason: Reason::parse(&row.reason),
            revision: row.revision,
            total: row.total_idr.map(Rupiah),
        };
        story.push(Entry { at: row.at.0, side: Side::of(&row.side)?, what });
    }
    story.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    Ok(story)
}

pub(in crate::marketplace::enquiries) fn shows(contact: &enquiry_contact::Model) -> Shows {
    Shows { name: contact.shows_name, phone: contact.shows_phone, email: contact.shows_email }
}

/// What the other side shows of its account.
async fn contact(app: &App, contact: Option<&enquiry_contact::Model>) -> Result<Contact> {
    let mut seen = Contact::default();
    let Some(contact) = contact else { return Ok(seen) };
    let shows = shows(contact);
    if shows == Shows::default() {
        return Ok(seen);
    }
    for (field, secret) in vault::all(&app.db, &app.keys, contact.person_id).await? {
        match field {
            Field::DisplayName if shows.name => secret.expose().clone_into(&mut seen.name),
            Field::Phone if shows.phone => secret.expose().clone_into(&mut seen.phone),
            Field::Email if shows.email => secret.expose().clone_into(&mut seen.email),
            _ => {}
        }
    }
    Ok(seen)
}

/// Pieces of products that other enquiries have been promised, by week.
pub(in crate::marketplace::enquiries) async fn promised(
    db: &impl ConnectionTrait,
    products: &[Uuid],
    but: Uuid,
) -> Result<HashMap<Uuid, Promised>> {
    let rows: Vec<(Uuid, Date, i64)> = capacity_commitment::Entity::find()
        .select_only()
        .columns([capacity_commitment::Column::ProductId, capacity_commitment::Column::Week])
        .column_as(Expr::col(capacity_commitment::Column::Pieces).sum().cast_as("BIGINT"), "pieces")
        .filter(capacity_commitment::Column::ProductId.is_in(products.iter().copied()))
        .filter(capacity_commitment::Column::EnquiryId.ne(but))
        .group_by(capacity_commitment::Column::ProductId)
        .group_by(capacity_commitment::Column::Week)
        .into_tuple()
        .all(db)
        .await?;
    let mut promised: HashMap<Uuid, Promised> = HashMap::new();
    for (product, week, pieces) in rows {
        promised.entry(product).or_default().insert(week, pieces);
    }
    Ok(promised)
}
