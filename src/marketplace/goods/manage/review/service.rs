//! Goods before a moderator. Nothing of who makes them is read but the trade name and the place.
use entity::{
    public::{product, product_photo},
    registry::ops::product_review,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;

use super::super::{
    papers,
    policy::MayReviewGoods,
    products::{
        model::{HoldReason, Own, Phrase, State},
        service::{self as products, BUTTONS, Whole},
        workflow::{self, Event, Facts, Who},
    },
};
use crate::{
    app::App,
    enterprises,
    error::{Error, Invalid, Result},
    identity::{access::Permit, mailing::Template},
    marketplace::goods::{model::ProductView, service as public},
    moderation::{model::Judged, service as moderation},
    platform::{audit, changes, db, search::Kind},
    regions,
};

/// A product as a moderator sees it.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub goods: Own,
    /// Trade name.
    pub maker: String,
    pub place: String,
    /// Code of the place.
    pub regency: String,
    /// Since when it waits; nothing when it does not.
    pub since: Option<OffsetDateTime>,
    /// Names of the fields the guard is not sure of.
    pub flagged: Vec<&'static str>,
    /// What the moderator may do.
    pub open: Vec<Event>,
}

/// What a moderator decides.
#[derive(Clone, Debug)]
pub enum Verdict {
    Approve,
    RequestChanges(Vec<Phrase>, String),
    Hold(Option<HoldReason>),
    Release,
}

/// Products that wait, the longest waiting first.
pub async fn queue(app: &App, permit: &Permit<MayReviewGoods>) -> Result<Vec<Waiting>> {
    let _ = permit.object();
    let reviews = product_review::Entity::find()
        .filter(product_review::Column::State.eq("waiting"))
        .order_by_asc(product_review::Column::MadeAt)
        .order_by_asc(product_review::Column::Id)
        .limit(24)
        .all(&app.db)
        .await?;
    let rows = product::Entity::find()
        .filter(product::Column::Id.is_in(reviews.iter().map(|review| review.product_id)))
        .all(&app.db)
        .await?;
    let mut goods = products::load(&app.db, rows).await?;
    let mut queue = Vec::new();
    for review in reviews {
        let Some(at) = goods.iter().position(|whole| whole.row.id == review.product_id) else { continue };
        queue.push(waiting(app, goods.swap_remove(at), Some(review.made_at.0)).await?);
    }
    Ok(queue)
}

/// Held products, to let them go again.
pub async fn held(app: &App, permit: &Permit<MayReviewGoods>) -> Result<Vec<Own>> {
    let _ = permit.object();
    let rows = product::Entity::find()
        .filter(product::Column::State.eq(State::Held.as_str()))
        .order_by_asc(product::Column::Title)
        .order_by_asc(product::Column::PublicCode)
        .limit(24)
        .all(&app.db)
        .await?;
    Ok(products::load(&app.db, rows).await?.into_iter().map(Whole::own).collect())
}

/// One product, whatever its state; drafts are nobody's business but their makers'.
pub async fn find(app: &App, permit: &Permit<MayReviewGoods>, code: &str) -> Result<Waiting> {
    let _ = permit.object();
    let whole = whole(&app.db, code).await?;
    let since = product_review::Entity::find()
        .filter(product_review::Column::ProductId.eq(whole.row.id))
        .filter(product_review::Column::State.eq("waiting"))
        .one(&app.db)
        .await?
        .map(|review| review.made_at.0);
    waiting(app, whole, since).await
}

/// What everybody would see of a product.
pub async fn preview(app: &App, permit: &Permit<MayReviewGoods>, code: &str) -> Result<ProductView> {
    let _ = permit.object();
    public::view_of(&app.db, whole(&app.db, code).await?.row).await
}

/// Publishes a product, sends it back, holds it or lets it go again. Its makers hear that there is news.
pub async fn decide(
    app: &App,
    permit: Permit<MayReviewGoods>,
    code: &str,
    version: i32,
    verdict: Verdict,
) -> Result<()> {
    let now = app.clock.now();
    if let Verdict::RequestChanges(_, note) = &verdict {
        let mut faults = Invalid::default();
        moderation::judge_new(app, &[("catatan", note)], &mut faults).await?;
        faults.finish()?;
    }
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, code).await?;
    let (event, facts) = event_of(&verdict, &whole);
    let to = workflow::decide(Some(whole.state), event, Who::Moderator, &facts).map_err(|refusal| match event {
        Event::RequestChanges => products::refused("alasan", refusal),
        Event::Hold => products::refused("sebab", refusal),
        _ => products::refused(BUTTONS, refusal),
    })?;
    let mut change = product::ActiveModel::default();
    match &verdict {
        Verdict::Approve => {
            change.licence_until = Set(papers::service::licence_until(&whole));
            products::close_review(&transaction, now, whole.row.id, "approved", Vec::new(), "").await?;
        }
        Verdict::RequestChanges(phrases, note) => {
            let words = phrases.iter().map(|phrase| phrase.as_str().to_owned()).collect();
            products::close_review(&transaction, now, whole.row.id, "returned", words, note).await?;
        }
        Verdict::Hold(reason) => change.hold_reason = Set(reason.map(|reason| reason.as_str().to_owned())),
        Verdict::Release => {}
    }
    products::move_to(&transaction, now, &whole.row, version, to, change).await?;
    let event = audit::Event {
        object: Some(whole.row.id),
        reason: Some(to.as_str()),
        ..permit.event("review_product", "product")
    };
    audit::done(&transaction, now, event).await?;
    products::tell(&transaction, app, now, whole.row.enterprise_id, Template::News).await?;
    Ok(transaction.commit().await?)
}

fn event_of(verdict: &Verdict, whole: &Whole) -> (Event, Facts) {
    let facts = whole.facts();
    match verdict {
        Verdict::Approve => (Event::Approve, facts),
        Verdict::RequestChanges(phrases, note) => {
            let said = !phrases.is_empty() || !note.trim().is_empty();
            (Event::RequestChanges, Facts { reason_given: said, ..facts })
        }
        Verdict::Hold(reason) => (Event::Hold, Facts { reason_given: reason.is_some(), ..facts }),
        Verdict::Release => (Event::Release, Facts { cause_gone: cause_is_gone(whole), ..facts }),
    }
}

/// A product held for want of a paper is let go by the paper; what a moderator held, a moderator lets go.
fn cause_is_gone(whole: &Whole) -> bool {
    let facts = whole.facts();
    facts.papers_missing + facts.papers_unchecked + facts.papers_wrong == 0
}

async fn whole(db: &impl ConnectionTrait, code: &str) -> Result<Whole> {
    let row = product::Entity::find()
        .filter(product::Column::PublicCode.eq(code))
        .filter(product::Column::State.ne(State::Draft.as_str()))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    products::load(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

async fn waiting(app: &App, whole: Whole, since: Option<OffsetDateTime>) -> Result<Waiting> {
    // What can be done is asked as if the reasons were given: they are, on the form.
    let facts = Facts { reason_given: true, cause_gone: cause_is_gone(&whole), ..whole.facts() };
    Ok(Waiting {
        maker: whole.maker.trade_name.clone(),
        place: regions::name(&whole.maker.regency_code),
        regency: whole.maker.regency_code.clone(),
        flagged: flagged(app, &whole).await?,
        open: workflow::open_to(whole.state, Who::Moderator, &facts),
        goods: whole.own(),
        since,
    })
}

/// Fields the guard is not sure of.
async fn flagged(app: &App, whole: &Whole) -> Result<Vec<&'static str>> {
    let legal_name = enterprises::service::legal_name(&app.db, whole.row.enterprise_id).await?;
    let mut texts = vec![
        ("goods-name", whole.row.title.as_str()),
        ("goods-text", whole.row.body.as_str()),
        ("goods-ingredients", whole.row.ingredients.as_deref().unwrap_or_default()),
    ];
    texts.extend(whole.variants.iter().map(|choice| ("goods-choices", choice.name.as_str())));
    texts.extend(whole.photos.iter().map(|photo| ("goods-photos", photo.alt.as_str())));
    let mut fields = Vec::new();
    for (field, text) in texts {
        if moderation::judge(app, text, &legal_name).await? != Ok(Judged::Fine) && !fields.contains(&field) {
            fields.push(field);
        }
    }
    Ok(fields)
}

/// Takes a photo off every page: a face, a name plate, the inside of a home.
pub async fn hide_photo(app: &App, permit: Permit<MayReviewGoods>, code: &str, key: &str) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let whole = whole(&transaction, code).await?;
    let hidden = product_photo::Entity::update_many()
        .set(product_photo::ActiveModel { state: Set("hidden".to_owned()), ..Default::default() })
        .filter(product_photo::Column::ProductId.eq(whole.row.id))
        .filter(product_photo::Column::FileKey.eq(key))
        .exec(&transaction)
        .await?;
    if hidden.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    changes::note(&transaction, Kind::Product, [whole.row.id]).await?;
    let event = audit::Event { object: Some(whole.row.id), ..permit.event("hide_photo", "product") };
    audit::done(&transaction, now, event).await?;
    Ok(transaction.commit().await?)
}
