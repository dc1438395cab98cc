//! Goods of an enterprise: drafts, changes, and what becomes of them. Every change of a product counts its version, and
//! a change made for an older one is refused.
use std::collections::{HashMap, HashSet};

use entity::{
    public::{availability, category, enterprise, product, variant},
    registry::{ops::product_review, trade::price_tier},
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    super::{
        papers::{
            self,
            model::{Paper, PaperKind, PaperState},
            needs::{self, Handling, Held, Lacking, Line},
        },
        policy::{MayEditGoods, MaySeeOrderPrices},
    },
    model::{
        Basics, Brief, Choice, ChoiceForm, FoodFacts, HalalWord, HoldReason, MOST_PRODUCTS, MOST_VARIANTS, Orders, Own,
        Phrase, State,
    },
    workflow::{self, Event, Facts, Refusal, Who},
};
use crate::{
    app::App,
    enterprises,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Action, Decision, Facts as IdentityFacts, Permit},
        mailing::{self, Template},
        model::{Body, BodyKind},
        rooms,
    },
    marketplace::goods::{
        model::{Band, Photo, ProductView},
        service as public,
    },
    moderation::service as moderation,
    platform::{audit, changes, db, ids, money::Rupiah, search::Kind},
};

/// The field a refusal stands beside: the buttons.
pub const BUTTONS: &str = "tindakan";

/// A product with everything that decides about it.
#[derive(Clone, Debug)]
pub(in crate::marketplace::goods) struct Whole {
    pub row: product::Model,
    pub state: State,
    pub hold: Option<HoldReason>,
    pub category: category::Model,
    pub maker: enterprise::Model,
    pub variants: Vec<Choice>,
    pub photos: Vec<Photo>,
    pub papers: Vec<Paper>,
    pub needs: Vec<Line>,
    pub lacking: Lacking,
    pub on_shelf: bool,
}

impl Whole {
    pub fn facts(&self) -> Facts {
        Facts {
            enterprise_active: self.maker.state == "active",
            photos: self.photos.len(),
            photos_without_words: self.photos.iter().filter(|photo| photo.alt.trim().is_empty()).count(),
            papers_missing: self.lacking.held.len(),
            papers_unchecked: self.lacking.unchecked.len(),
            papers_wrong: self.lacking.not_allowed.len(),
            on_shelf: self.on_shelf,
            ..Facts::default()
        }
    }

    /// As its makers see it.
    pub fn own(self) -> Own {
        let facts = self.facts();
        let halal = match (self.row.not_halal, self.row.halal.as_deref()) {
            (true, _) => Some(HalalWord::Not),
            (false, word) => word.and_then(HalalWord::parse),
        };
        Own {
            id: self.row.id,
            code: self.row.public_code,
            state: self.state,
            hold: self.hold,
            title: self.row.title,
            body: self.row.body,
            unit: self.row.unit_text,
            food: self.category.food,
            category: public::category_view(self.category),
            price_idr: Rupiah(self.row.price_idr),
            ingredients: self.row.ingredients.unwrap_or_default(),
            keeps_days: self.row.keeps_days,
            ready_to_eat: self.row.ready_to_eat,
            cold: self.row.cold,
            halal,
            made_to_order: self.row.made_to_order,
            capacity_per_week: self.row.capacity_per_week,
            lead_time_days: self.row.lead_time_days,
            in_stock: self.row.in_stock,
            published_on: self.row.published_on,
            variants: self.variants,
            photos: self.photos,
            papers: self.papers,
            needs: self.needs,
            lacking: self.lacking,
            facts,
            version: self.row.row_version,
        }
    }
}

/// Names and states of the products of an enterprise, what waits for its makers first.
pub async fn overview(app: &App, permit: &Permit<MayEditGoods>) -> Result<Vec<Brief>> {
    let archived = product::Column::State.eq(State::Archived.as_str());
    let rows: Vec<(Uuid, String, String, String, bool)> = product::Entity::find()
        .select_only()
        .columns([product::Column::Id, product::Column::PublicCode, product::Column::Title])
        .columns([product::Column::State, product::Column::InStock])
        .filter(product::Column::EnterpriseId.eq(permit.object()))
        .order_by_asc(archived)
        .order_by_asc(product::Column::Title)
        .order_by_asc(product::Column::PublicCode)
        .limit(2 * MOST_PRODUCTS as u64)
        .into_tuple()
        .all(&app.db)
        .await?;
    let brief = |(id, code, title, state, in_stock): (Uuid, String, String, String, bool)| {
        Ok(Brief { id, code, title, state: State::of(&state)?, in_stock })
    };
    let mut goods = rows.into_iter().map(brief).collect::<Result<Vec<Brief>>>()?;
    goods.sort_by_key(|brief| match brief.state {
        State::ChangesRequested => 0,
        State::Held => 1,
        State::Draft => 2,
        State::Submitted => 3,
        State::Published => 4,
        State::Paused => 5,
        State::Archived => 6,
    });
    Ok(goods)
}

/// Some products of an enterprise, in the order of their ids here.
pub async fn some(app: &App, permit: &Permit<MayEditGoods>, ids: &[Uuid]) -> Result<Vec<Own>> {
    let rows = product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(permit.object()))
        .filter(product::Column::Id.is_in(ids.iter().copied()))
        .all(&app.db)
        .await?;
    let mut goods: Vec<Own> = load(&app.db, rows).await?.into_iter().map(Whole::own).collect();
    goods.sort_by_key(|own| ids.iter().position(|id| *id == own.id));
    Ok(goods)
}

/// Every product of an enterprise that is not archived.
pub async fn all(app: &App, permit: &Permit<MayEditGoods>) -> Result<Vec<Own>> {
    living(&app.db, permit.object()).await
}

/// Products that are looked up at once: with all their choices not more than a statement may name.
const AT_ONCE: usize = 400;

/// The same for whoever has the leave already.
pub(in crate::marketplace::goods) async fn living(db: &impl ConnectionTrait, enterprise: Uuid) -> Result<Vec<Own>> {
    let rows = product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(enterprise))
        .filter(product::Column::State.ne(State::Archived.as_str()))
        .order_by_asc(product::Column::Title)
        .order_by_asc(product::Column::PublicCode)
        .limit(MOST_PRODUCTS as u64)
        .all(db)
        .await?;
    let mut goods = Vec::with_capacity(rows.len());
    for part in rows.chunks(AT_ONCE) {
        goods.extend(load(db, part.to_vec()).await?.into_iter().map(Whole::own));
    }
    Ok(goods)
}

/// One product of an enterprise.
pub async fn find(app: &App, permit: &Permit<MayEditGoods>, code: &str) -> Result<Own> {
    Ok(one(&app.db, permit.object(), code).await?.own())
}

/// What everybody would see of a product now.
pub async fn preview(app: &App, permit: &Permit<MayEditGoods>, code: &str) -> Result<ProductView> {
    public::view_of(&app.db, row_of(&app.db, permit.object(), code).await?).await
}

/// What a moderator said when a product was last sent back.
pub async fn last_words(app: &App, permit: &Permit<MayEditGoods>, code: &str) -> Result<(Vec<Phrase>, String)> {
    let row = row_of(&app.db, permit.object(), code).await?;
    let review = product_review::Entity::find()
        .filter(product_review::Column::ProductId.eq(row.id))
        .filter(product_review::Column::State.eq("returned"))
        .order_by_desc(product_review::Column::DecidedAt)
        .one(&app.db)
        .await?;
    Ok(review.map_or_else(Default::default, |row| {
        (row.reasons.0.iter().filter_map(|word| Phrase::parse(word)).collect(), row.note)
    }))
}

/// Whether somebody buys for an agency or a company, with the proof.
pub async fn buyer(app: &App, actor: &Actor) -> Result<Option<Permit<MaySeeOrderPrices>>> {
    for hat in actor.hats() {
        let facts = IdentityFacts { object: hat.body.id, counterparty: Some(hat.body), ..IdentityFacts::default() };
        if access::check(MaySeeOrderPrices::RULES, actor, &facts).0 == Decision::Allow {
            return access::permit(app, actor, facts).await.map(Some);
        }
    }
    Ok(None)
}

/// Prices of large orders of a product that is shown: name of the choice, pieces from which a price holds, the price.
pub async fn order_prices(
    app: &App,
    permit: &Permit<MaySeeOrderPrices>,
    code: &str,
) -> Result<Vec<(String, i32, Rupiah)>> {
    let _ = permit.object();
    let row = product::Entity::find()
        .filter(product::Column::PublicCode.eq(code))
        .filter(product::Column::State.eq(State::Published.as_str()))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let choices = choices_of(&app.db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let tiers = |choice: Choice| {
        let name = choice.name;
        choice.tiers.into_iter().map(move |(pieces, price)| (name.clone(), pieces, price))
    };
    Ok(choices.into_iter().flat_map(tiers).collect())
}

/// A new draft with one choice. Gives its code.
pub async fn create(app: &App, permit: Permit<MayEditGoods>, form: Basics) -> Result<String> {
    let enterprise = permit.object();
    category_of(&app.db, &form.category).await?;
    judge_basics(app, enterprise, &form).await?;
    let price = form.price.ok_or_else(|| Invalid::one("harga", "error-amount"))?;
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let known = product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(enterprise))
        .filter(product::Column::State.ne(State::Archived.as_str()))
        .count(&transaction)
        .await?;
    let maker = enterprise::Entity::find_by_id(enterprise).one(&transaction).await?.ok_or(Error::NotFound)?;
    let facts =
        Facts { enterprise_active: maker.state == "active", full: known >= MOST_PRODUCTS as u64, ..Facts::default() };
    workflow::decide(None, Event::Create, Who::Maker, &facts).map_err(|refusal| refused("nama", refusal))?;
    let author = permit.event("create_product", "product");
    let (_, code) = insert(&transaction, now, (enterprise, author), form, price).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Writes a draft with one choice, of an enterprise and by whom the line of the trail names. Gives its id and its code.
pub(in crate::marketplace::goods) async fn insert(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    (enterprise, author): (Uuid, audit::Event<'_>),
    form: Basics,
    price: i64,
) -> Result<(Uuid, String)> {
    let kind = category_of(db, &form.category).await?;
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let row = product::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        enterprise_id: Set(enterprise),
        category_id: Set(kind.id),
        title: Set(form.title),
        body: Set(form.body),
        unit_text: Set(form.unit),
        ingredients: Set(None),
        keeps_days: Set(None),
        made_to_order: Set(false),
        capacity_per_week: Set(None),
        lead_time_days: Set(None),
        ready_to_eat: Set(false),
        cold: Set(false),
        halal: Set(None),
        not_halal: Set(false),
        licence_until: Set(None),
        state: Set(State::Draft.as_str().to_owned()),
        hold_reason: Set(None),
        published_on: Set(None),
        price_idr: Set(price),
        in_stock: Set(false),
        row_version: Set(1),
    };
    product::Entity::insert(row).exec_without_returning(db).await?;
    insert_choice(db, id, 0, &ChoiceForm { price, low_stock_at: 3, ..ChoiceForm::default() }).await?;
    audit::done(db, now, audit::Event { object: Some(id), ..author }).await?;
    Ok((id, code))
}

/// Step one: name, kind, what one piece is, text, and the price of a product with one choice.
pub async fn save_basics(app: &App, permit: Permit<MayEditGoods>, code: &str, form: Basics) -> Result<()> {
    let kind = category_of(&app.db, &form.category).await?;
    judge_basics(app, permit.object(), &form).await?;
    let (transaction, row) = begin(app, &permit, code).await?;
    let choices = choices_of(&transaction, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let shown =
        (&row.title, &row.body, &row.unit_text, row.category_id) != (&form.title, &form.body, &form.unit, kind.id);
    let mut change = product::ActiveModel {
        title: Set(form.title),
        body: Set(form.body),
        unit_text: Set(form.unit),
        category_id: Set(kind.id),
        ..Default::default()
    };
    if let (Some(price), [only]) = (form.price, choices.as_slice()) {
        variant::Entity::update_many()
            .col_expr(variant::Column::RetailIdr, Expr::value(price))
            .filter(variant::Column::Id.eq(only.id))
            .exec(&transaction)
            .await?;
        change.price_idr = Set(price);
    }
    finish(app, &permit, transaction, row, form.version, shown, change).await
}

/// Step three: what is said of food.
pub async fn save_food(app: &App, permit: Permit<MayEditGoods>, code: &str, form: FoodFacts) -> Result<()> {
    judge(app, permit.object(), &[("bahan", &form.ingredients)]).await?;
    let (transaction, row) = begin(app, &permit, code).await?;
    let ingredients = Some(form.ingredients).filter(|text| !text.is_empty());
    let not_halal = form.halal == Some(HalalWord::Not);
    let halal = form.halal.filter(|word| *word != HalalWord::Not).map(|word| word.as_str().to_owned());
    let shown = (&row.ingredients, row.keeps_days, row.ready_to_eat, row.cold, &row.halal, row.not_halal)
        != (&ingredients, form.keeps_days, form.ready_to_eat, form.cold, &halal, not_halal);
    let change = product::ActiveModel {
        ingredients: Set(ingredients),
        keeps_days: Set(form.keeps_days),
        ready_to_eat: Set(form.ready_to_eat),
        cold: Set(form.cold),
        halal: Set(halal),
        not_halal: Set(not_halal),
        ..Default::default()
    };
    finish(app, &permit, transaction, row, form.version, shown, change).await
}

/// How much can be made in a week and how long an order takes.
pub async fn save_orders(app: &App, permit: Permit<MayEditGoods>, code: &str, form: Orders) -> Result<()> {
    let (transaction, row) = begin(app, &permit, code).await?;
    let change = product::ActiveModel {
        made_to_order: Set(form.made_to_order),
        capacity_per_week: Set(form.capacity_per_week),
        lead_time_days: Set(form.lead_time_days),
        ..Default::default()
    };
    finish(app, &permit, transaction, row, form.version, false, change).await
}

/// A choice with its price, new or changed.
pub async fn save_choice(app: &App, permit: Permit<MayEditGoods>, code: &str, form: ChoiceForm) -> Result<()> {
    judge(app, permit.object(), &[("nama", &form.name)]).await?;
    let (transaction, row) = begin(app, &permit, code).await?;
    let choices = choices_of(&transaction, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let known = choices.iter().find(|choice| choice.code == form.code);
    if known.is_none() && !form.code.is_empty() {
        return Err(Error::NotFound);
    }
    check_name(&choices, known, &form).finish()?;
    let shown = known.map_or("", |choice| choice.name.as_str()) != form.name;
    let id = if let Some(choice) = known {
        let change = variant::ActiveModel {
            name: Set(form.name.clone()),
            retail_idr: Set(form.price),
            weight_g: Set(form.weight_g),
            low_stock_at: Set(form.low_stock_at),
            ..Default::default()
        };
        let only = variant::Column::Id.eq(choice.id);
        variant::Entity::update_many().set(change).filter(only).exec(&transaction).await?;
        choice.id
    } else {
        let last = variant::Entity::find().filter(variant::Column::ProductId.eq(row.id)).count(&transaction).await?;
        insert_choice(&transaction, row.id, i32::try_from(last).unwrap_or(i32::MAX), &form).await?
    };
    write_tiers(&transaction, id, &form.tiers).await?;
    let change = product::ActiveModel { price_idr: Set(lowest(&transaction, row.id).await?), ..Default::default() };
    finish(app, &permit, transaction, row, form.version, shown, change).await
}

/// Takes a choice away that stands on no shelf; one always stays.
pub async fn remove_choice(
    app: &App,
    permit: Permit<MayEditGoods>,
    code: &str,
    choice: &str,
    version: i32,
) -> Result<()> {
    let (transaction, row) = begin(app, &permit, code).await?;
    let choices = choices_of(&transaction, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let known = choices.iter().find(|known| known.code == choice).ok_or(Error::NotFound)?;
    if choices.len() == 1 {
        return Err(Invalid::one("nama", "fault-choice-last").into());
    }
    let shelf = availability::Column::VariantId.eq(known.id);
    let there = availability::Column::Band.ne(Band::None.as_str());
    if availability::Entity::find().filter(shelf).filter(there).one(&transaction).await?.is_some() {
        return Err(Invalid::one("nama", Refusal::OnShelf.key()).into());
    }
    variant::Entity::update_many()
        .col_expr(variant::Column::State, Expr::value("archived"))
        .filter(variant::Column::Id.eq(known.id))
        .exec(&transaction)
        .await?;
    let change = product::ActiveModel { price_idr: Set(lowest(&transaction, row.id).await?), ..Default::default() };
    finish(app, &permit, transaction, row, version, false, change).await
}

/// Sends a product to a moderator, pauses it, shows it again, or takes it away.
pub async fn act(app: &App, permit: Permit<MayEditGoods>, code: &str, event: Event, version: i32) -> Result<State> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let whole = one(&transaction, permit.object(), code).await?;
    let to = workflow::decide(Some(whole.state), event, Who::Maker, &whole.facts())
        .map_err(|refusal| refused(BUTTONS, refusal))?;
    move_to(&transaction, now, &whole.row, version, to, product::ActiveModel::default()).await?;
    note(&transaction, now, &permit, to.as_str(), whole.row.id).await?;
    transaction.commit().await?;
    Ok(to)
}

/// A refusal beside a field.
pub(in crate::marketplace::goods) fn refused(field: &'static str, refusal: Refusal) -> Error {
    Invalid::one(field, refusal.key()).into()
}

/// Moves a product, if nobody changed it since that version: with its day of publication, its place in the queue of
/// moderators, and word to the index.
pub(in crate::marketplace::goods) async fn move_to(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    row: &product::Model,
    version: i32,
    to: State,
    mut change: product::ActiveModel,
) -> Result<()> {
    let from = State::of(&row.state)?;
    change.state = Set(to.as_str().to_owned());
    if to != State::Held {
        change.hold_reason = Set(None);
    }
    if to == State::Published && row.published_on.is_none() {
        change.published_on = Set(Some(monday(now.date())));
    }
    change.row_version = Set(version + 1);
    let moved = product::Entity::update_many()
        .set(change)
        .filter(product::Column::Id.eq(row.id))
        .filter(product::Column::RowVersion.eq(version))
        .exec(db)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    if from != to && from == State::Submitted {
        close_review(db, now, row.id, "withdrawn", Vec::new(), "").await?;
    }
    if from != to && to == State::Submitted {
        open_review(db, now, row.id).await?;
    }
    if from == State::Published || to == State::Published {
        changes::note(db, Kind::Product, [row.id]).await?;
    }
    Ok(())
}

/// Closes the review that waits, if one does.
pub(in crate::marketplace::goods) async fn close_review(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    product: Uuid,
    state: &str,
    reasons: Vec<String>,
    note: &str,
) -> Result<()> {
    let decided = product_review::ActiveModel {
        state: Set(state.to_owned()),
        reasons: Set(Lines(reasons)),
        note: Set(note.to_owned()),
        decided_at: Set(Some(TimeUnixTimestampMillis(now))),
        ..Default::default()
    };
    product_review::Entity::update_many()
        .set(decided)
        .filter(product_review::Column::ProductId.eq(product))
        .filter(product_review::Column::State.eq("waiting"))
        .exec(db)
        .await?;
    Ok(())
}

/// Tells everybody who belongs to an enterprise that there is news.
pub(in crate::marketplace::goods) async fn tell(
    db: &impl ConnectionTrait,
    app: &App,
    now: OffsetDateTime,
    enterprise: Uuid,
    template: Template,
) -> Result<()> {
    let body = Body { kind: BodyKind::Enterprise, id: enterprise };
    for member in rooms::of(app.rooms, body.kind)?.members(db, body, false).await? {
        mailing::put(db, now, member.person_id, template).await?;
    }
    Ok(())
}

/// Rows with everything that decides about them: a fixed number of statements for any number of rows.
pub(in crate::marketplace::goods) async fn load(
    db: &impl ConnectionTrait,
    rows: Vec<product::Model>,
) -> Result<Vec<Whole>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let makers: HashSet<Uuid> = rows.iter().map(|row| row.enterprise_id).collect();
    let categories: HashMap<i32, category::Model> =
        category::Entity::find().all(db).await?.into_iter().map(|row| (row.id, row)).collect();
    let makers_in = enterprise::Column::Id.is_in(makers.iter().copied());
    let enterprises: HashMap<Uuid, enterprise::Model> =
        enterprise::Entity::find().filter(makers_in).all(db).await?.into_iter().map(|row| (row.id, row)).collect();
    let numbered = enterprises::service::with_business_number(db, makers.iter().copied()).await?;
    let papers = papers::service::of_enterprises(db, &makers).await?;
    let needs = papers::service::needs(db).await?;
    let mut choices = choices_of(db, &ids).await?;
    let mut photos = public::photos_of(db, &ids).await?;
    let shelves = on_shelves(db, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let category = categories.get(&row.category_id).cloned().ok_or(Error::NotFound)?;
            let maker = enterprises.get(&row.enterprise_id).cloned().ok_or(Error::NotFound)?;
            let own: Vec<Paper> = papers.get(&row.enterprise_id).into_iter().flatten().cloned().collect();
            let own: Vec<Paper> = own.into_iter().filter(|paper| paper.covers(row.id)).collect();
            let handling = Handling::of_goods(category.food, row.cold, row.ready_to_eat, row.keeps_days);
            let lines = needs.get(&(row.category_id, handling)).cloned().unwrap_or_default();
            let kinds: Vec<(PaperKind, PaperState)> = own.iter().map(|paper| (paper.kind, paper.state)).collect();
            let held = Held {
                papers: &kinds,
                not_halal: row.not_halal,
                business_number: numbered.contains(&row.enterprise_id),
            };
            Ok(Whole {
                state: State::of(&row.state)?,
                hold: row.hold_reason.as_deref().map(HoldReason::of).transpose()?,
                lacking: needs::lacking(&lines, held),
                variants: choices.remove(&row.id).unwrap_or_default(),
                photos: photos.remove(&row.id).unwrap_or_default(),
                on_shelf: shelves.contains(&row.id),
                papers: own,
                needs: lines,
                category,
                maker,
                row,
            })
        })
        .collect()
}

async fn one(db: &impl ConnectionTrait, enterprise: Uuid, code: &str) -> Result<Whole> {
    let row = row_of(db, enterprise, code).await?;
    load(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// A product of an enterprise. One of another enterprise is as if it were not there.
pub(in crate::marketplace::goods) async fn row_of(
    db: &impl ConnectionTrait,
    enterprise: Uuid,
    code: &str,
) -> Result<product::Model> {
    product::Entity::find()
        .filter(product::Column::EnterpriseId.eq(enterprise))
        .filter(product::Column::PublicCode.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// Choices of products that can be bought, in their order.
async fn choices_of(db: &impl ConnectionTrait, products: &[Uuid]) -> Result<HashMap<Uuid, Vec<Choice>>> {
    let rows = variant::Entity::find()
        .filter(variant::Column::ProductId.is_in(products.iter().copied()))
        .filter(variant::Column::State.eq("active"))
        .order_by_asc(variant::Column::Position)
        .all(db)
        .await?;
    let tiers = price_tier::Entity::find()
        .filter(price_tier::Column::VariantId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(price_tier::Column::MinQuantity)
        .all(db)
        .await?;
    let mut choices: HashMap<Uuid, Vec<Choice>> = HashMap::new();
    for row in rows {
        let own = tiers.iter().filter(|tier| tier.variant_id == row.id);
        choices.entry(row.product_id).or_default().push(Choice {
            tiers: own.map(|tier| (tier.min_quantity, Rupiah(tier.price_idr))).collect(),
            id: row.id,
            code: row.public_code,
            name: row.name,
            price_idr: Rupiah(row.retail_idr),
            weight_g: row.weight_g,
            low_stock_at: row.low_stock_at,
        });
    }
    Ok(choices)
}

/// Which of these products stand on a shelf.
async fn on_shelves(db: &impl ConnectionTrait, products: &[Uuid]) -> Result<HashSet<Uuid>> {
    let rows: Vec<Uuid> = availability::Entity::find()
        .select_only()
        .column_as(variant::Column::ProductId, "product_id")
        .join(JoinType::InnerJoin, availability::Relation::Variant.def())
        .filter(variant::Column::ProductId.is_in(products.iter().copied()))
        .filter(availability::Column::Band.ne(Band::None.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

async fn category_of(db: &impl ConnectionTrait, key: &str) -> Result<category::Model> {
    let found = category::Entity::find().filter(category::Column::Key.eq(key)).one(db).await?;
    found.ok_or_else(|| Invalid::one("jenis", "fault-goods-kind").into())
}

async fn judge_basics(app: &App, enterprise: Uuid, form: &Basics) -> Result<()> {
    let texts = [("nama", form.title.as_str()), ("keterangan", form.body.as_str()), ("isi", form.unit.as_str())];
    judge(app, enterprise, &texts).await
}

/// Refuses texts that must not be stored. What the guard is not sure of is saved, and a moderator sees that it was not.
pub(in crate::marketplace::goods) async fn judge(
    app: &App,
    enterprise: Uuid,
    texts: &[(&'static str, &str)],
) -> Result<()> {
    let legal_name = enterprises::service::legal_name(&app.db, enterprise).await?;
    let mut faults = Invalid::default();
    moderation::judge_all(app, texts, &legal_name, &mut faults).await?;
    faults.finish()
}

fn check_name(choices: &[Choice], known: Option<&Choice>, form: &ChoiceForm) -> Invalid {
    let others = choices.iter().filter(|choice| Some(choice.id) != known.map(|known| known.id));
    let mut faults = Invalid::default();
    for other in others {
        if form.name.is_empty() {
            faults.0.push(("nama", "fault-choice-name"));
        } else if other.name.is_empty() {
            faults.0.push(("nama", "fault-choice-first"));
        } else if other.name.to_lowercase() == form.name.to_lowercase() {
            faults.0.push(("nama", "fault-choice-twice"));
        }
    }
    faults.0.truncate(1);
    if known.is_none() && choices.len() >= MOST_VARIANTS {
        faults.0.push(("nama", "fault-choice-many"));
    }
    faults
}

async fn insert_choice(db: &impl ConnectionTrait, product: Uuid, position: i32, form: &ChoiceForm) -> Result<Uuid> {
    let id = ids::new_id();
    let row = variant::ActiveModel {
        id: Set(id),
        product_id: Set(product),
        position: Set(position),
        name: Set(form.name.clone()),
        retail_idr: Set(form.price),
        public_code: Set(ids::new_public_code()),
        weight_g: Set(form.weight_g),
        low_stock_at: Set(form.low_stock_at),
        state: Set("active".to_owned()),
    };
    variant::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

async fn write_tiers(db: &impl ConnectionTrait, variant: Uuid, tiers: &[(i32, i64)]) -> Result<()> {
    price_tier::Entity::delete_many().filter(price_tier::Column::VariantId.eq(variant)).exec(db).await?;
    if tiers.is_empty() {
        return Ok(());
    }
    let rows = tiers.iter().map(|(count, price)| price_tier::ActiveModel {
        variant_id: Set(variant),
        min_quantity: Set(*count),
        price_idr: Set(*price),
    });
    price_tier::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// The lowest price among the choices.
async fn lowest(db: &impl ConnectionTrait, product: Uuid) -> Result<i64> {
    let choices = choices_of(db, &[product]).await?.remove(&product).unwrap_or_default();
    choices.iter().map(|choice| choice.price_idr.0).min().ok_or(Error::NotFound)
}

pub(in crate::marketplace::goods) async fn begin(
    app: &App,
    permit: &Permit<MayEditGoods>,
    code: &str,
) -> Result<(DatabaseTransaction, product::Model)> {
    let transaction = db::begin(&app.db).await?;
    let row = row_of(&transaction, permit.object(), code).await?;
    Ok((transaction, row))
}

/// Writes a change. What everybody reads goes to a moderator again, and is not seen meanwhile.
pub(in crate::marketplace::goods) async fn finish(
    app: &App,
    permit: &Permit<MayEditGoods>,
    transaction: DatabaseTransaction,
    row: product::Model,
    version: i32,
    shown: bool,
    change: product::ActiveModel,
) -> Result<()> {
    let now = app.clock.now();
    let event = if shown { Event::EditShown } else { Event::EditFigures };
    let from = State::of(&row.state)?;
    let to = workflow::decide(Some(from), event, Who::Maker, &Facts::default())
        .map_err(|refusal| refused(BUTTONS, refusal))?;
    move_to(&transaction, now, &row, version, to, change).await?;
    note(&transaction, now, permit, "edit_product", row.id).await?;
    Ok(transaction.commit().await?)
}

async fn open_review(db: &impl ConnectionTrait, now: OffsetDateTime, product: Uuid) -> Result<()> {
    let row = product_review::ActiveModel {
        id: Set(ids::new_id()),
        product_id: Set(product),
        state: Set("waiting".to_owned()),
        reasons: Set(Lines::default()),
        note: Set(String::new()),
        made_at: Set(TimeUnixTimestampMillis(now)),
        decided_at: Set(None),
    };
    product_review::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn note(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    permit: &Permit<MayEditGoods>,
    action: &'static str,
    product: Uuid,
) -> Result<()> {
    let event = audit::Event { object: Some(product), ..permit.event(action, "product") };
    audit::done(db, now, event).await
}

fn monday(day: Date) -> Date {
    day - Duration::days(i64::from(day.weekday().number_days_from_monday()))
}
