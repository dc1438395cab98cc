//! Goods that wait for a moderator.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        papers::{self, numbers},
        policy::MayReviewGoods,
        products::{
            model::{HoldReason, LONGEST_NOTE, Own, Phrase},
            service::BUTTONS,
            workflow::Event,
        },
    },
    service::{self, Verdict, Waiting},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
    },
    marketplace::goods,
    platform::photos::Size,
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::{Code, QueryParams},
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let review = Who::may::<MayReviewGoods>();
    routes.get("/moderasi/barang", review, queue);
    routes.get("/moderasi/barang/{code}", review, show);
    routes.post("/moderasi/barang/{code}", review, decide);
    routes.get("/moderasi/barang/{code}/lihat", review, preview);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayReviewGoods>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

/// A product in the queue.
struct Row {
    url: String,
    title: String,
    maker: String,
    since: String,
    /// The guard is not sure of some of its words.
    flagged: bool,
}

#[derive(Template)]
#[template(path = "pages/goods/review_queue.html")]
struct QueuePage {
    ui: Ui,
    head: Head,
    rows: Vec<Row>,
    held: Vec<Row>,
    notice: String,
}

async fn queue(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let row = |waiting: Waiting| Row {
        url: format!("/moderasi/barang/{}", waiting.goods.code),
        title: waiting.goods.title,
        maker: format!("{}, {}", waiting.maker, waiting.place),
        since: waiting.since.map(|since| ui.moment(&since, Zone::Wita)).unwrap_or_default(),
        flagged: !waiting.flagged.is_empty(),
    };
    let held = |own: Own| Row {
        url: format!("/moderasi/barang/{}", own.code),
        maker: ui.t(own.hold.map_or("goods-held", HoldReason::key)),
        title: own.title,
        since: String::new(),
        flagged: false,
    };
    let body = QueuePage {
        head: Head::unlisted(ui.t("review-title"), ui.t("review-title")),
        rows: service::queue(&app, &permit).await?.into_iter().map(row).collect(),
        held: service::held(&app, &permit).await?.into_iter().map(held).collect(),
        notice: if query.0.get("ok").is_some() { ui.t("queue-done") } else { String::new() },
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// A photo with its description.
struct PhotoRow {
    key: String,
    url: String,
    alt: String,
}

/// A paper with what its number tells.
struct PaperRow {
    name: String,
    number: String,
    word: String,
    tone: &'static str,
    doubts: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/goods/review_product.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct ReviewPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    title: String,
    maker: String,
    word: String,
    tone: &'static str,
    since: String,
    flagged: Vec<String>,
    /// Label and text of each field.
    texts: Vec<(String, String)>,
    photos: Vec<PhotoRow>,
    papers: Vec<PaperRow>,
    /// Papers that keep it from being published.
    lacking: Vec<String>,
    phrases: Vec<(String, String, bool)>,
    holds: Vec<(String, String, bool)>,
    may_approve: bool,
    may_return: bool,
    may_hold: bool,
    may_release: bool,
    version: i32,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code) -> Answer {
    let permit = may(&app, &actor).await?;
    let waiting = service::find(&app, &permit, &code.0).await?;
    review_page(&app, ui, waiting, StatusCode::OK, FormView::default(), &[])
}

/// `chosen` are the phrases that were ticked.
fn review_page(app: &App, ui: Ui, waiting: Waiting, status: StatusCode, form: FormView, chosen: &[Phrase]) -> Answer {
    let Waiting { goods: own, maker, place, regency, since, flagged, open } = waiting;
    let today = papers::service::today(app);
    let paper = |paper: &papers::model::Paper| PaperRow {
        name: ui.t(paper.kind.key()),
        number: paper.number.clone(),
        word: ui.t(paper.state.key()),
        tone: paper.state.tone(),
        doubts: numbers::doubts(paper.kind, &paper.number, &regency, today)
            .into_iter()
            .map(|doubt| ui.t(doubt.key()))
            .collect(),
    };
    let photo = |photo: &goods::model::Photo| PhotoRow {
        url: goods::pages::photo_url(Size::Card, &photo.key),
        key: photo.key.clone(),
        alt: photo.alt.clone(),
    };
    let lacking = own.lacking.held.iter().chain(&own.lacking.unchecked).chain(&own.lacking.not_allowed);
    let phrase = |phrase: &Phrase| (phrase.as_str().to_owned(), ui.t(phrase.key()), chosen.contains(phrase));
    let hold = |reason: &HoldReason| (reason.as_str().to_owned(), ui.t(reason.key()), false);
    let body = ReviewPage {
        head: Head::unlisted(ui.t("review-one-title"), ui.t("review-one-title")).to_mend(&ui, form.faults().len()),
        here: format!("/moderasi/barang/{}", own.code),
        maker: format!("{maker}, {place}"),
        word: ui.t(own.state.key(own.hold)),
        tone: own.state.tone(),
        since: since.map(|since| ui.moment(&since, Zone::Wita)).unwrap_or_default(),
        flagged: flagged.into_iter().map(|key| ui.t(key)).collect(),
        texts: texts(&ui, &own),
        photos: own.photos.iter().map(photo).collect(),
        papers: own.papers.iter().map(paper).collect(),
        lacking: lacking.map(|kind| ui.t(kind.key())).collect(),
        phrases: Phrase::ALL.iter().map(phrase).collect(),
        holds: HoldReason::GIVEN.iter().map(hold).collect(),
        may_approve: open.contains(&Event::Approve),
        may_return: open.contains(&Event::RequestChanges),
        may_hold: open.contains(&Event::Hold),
        may_release: open.contains(&Event::Release),
        version: own.version,
        title: own.title,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Everything there is to read.
fn texts(ui: &Ui, own: &Own) -> Vec<(String, String)> {
    let choices = own.variants.iter().filter(|choice| !choice.name.is_empty());
    let choices: Vec<String> =
        choices.map(|choice| format!("{} ({})", choice.name, ui.rupiah(&choice.price_idr))).collect();
    let kind = ui.pick(&own.category.name_id, &own.category.name_en).to_owned();
    [
        ("goods-name", own.title.clone()),
        ("goods-kind", kind),
        ("goods-price", format!("{} / {}", ui.rupiah(&own.price_idr), own.unit)),
        ("goods-choices", choices.join(", ")),
        ("goods-text", own.body.clone()),
        ("goods-ingredients", own.ingredients.clone()),
        ("product-keeps", own.keeps_days.map(|days| ui.tn("keeps-days", days)).unwrap_or_default()),
        ("product-halal", own.halal.map(|word| ui.t(word.key())).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| (ui.t(label), text))
    .collect()
}

async fn preview(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code) -> Answer {
    let permit = may(&app, &actor).await?;
    let product = service::preview(&app, &permit, &code.0).await?;
    goods::pages::preview(&app, ui, product, format!("/moderasi/barang/{}", code.0)).await
}

async fn decide(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let done = match form.0.get("putusan") {
        Some("sembunyikan") => {
            let key = form.0.get("foto").unwrap_or_default();
            service::hide_photo(&app, permit, &code.0, key).await?;
            return Ok(see_other(&format!("/moderasi/barang/{}", code.0)).finish());
        }
        Some(word) => match verdict(word, &form) {
            Ok(verdict) => service::decide(&app, permit, &code.0, version(&form.0), verdict).await,
            Err(faults) => Err(faults),
        },
        None => Err(Invalid::one(BUTTONS, "error-choice").into()),
    };
    let permit = may(&app, &actor).await?;
    let waiting = service::find(&app, &permit, &code.0).await?;
    match mend_version(done, &ui, &form.0, waiting.goods.version, BUTTONS)? {
        Ok(()) => Ok(see_other("/moderasi/barang?ok").finish()),
        Err((status, view)) => {
            let chosen: Vec<Phrase> = form.0.all("alasan").filter_map(Phrase::parse).collect();
            review_page(&app, ui, waiting, status, view, &chosen)
        }
    }
}

fn verdict(word: &str, form: &FormParams) -> Result<Verdict> {
    match word {
        "setujui" => Ok(Verdict::Approve),
        "perbaiki" => {
            let phrases = form.0.all("alasan").filter_map(Phrase::parse).collect();
            let note = form.0.get("catatan").unwrap_or_default().to_owned();
            if note.chars().count() > LONGEST_NOTE {
                return Err(Invalid::one("catatan", "fault-text-long").into());
            }
            Ok(Verdict::RequestChanges(phrases, note))
        }
        "tahan" => {
            Ok(Verdict::Hold(form.0.get("sebab").and_then(HoldReason::parse).filter(|r| HoldReason::GIVEN.contains(r))))
        }
        "lepas" => Ok(Verdict::Release),
        _ => Err(Error::NotFound),
    }
}
