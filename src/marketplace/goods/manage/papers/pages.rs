//! Papers of an enterprise and its goods, and those that wait for a moderator.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        policy::{MayEditPapers, MayReviewGoods, MaySeePapers},
        products::service::BUTTONS,
    },
    model::{PaperForm, PaperKind, PaperReason},
    service::{self, PaperRow},
    workflow::Event,
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
    },
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::{Code, QueryParams},
        session::{Seat, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/saya/usaha/{code}/surat", Who::may::<MaySeePapers>(), show);
    routes.post("/saya/usaha/{code}/surat", Who::may::<MayEditPapers>(), enter);
    routes.get("/moderasi/surat", Who::may::<MayReviewGoods>(), queue);
    routes.post("/moderasi/surat/{code}", Who::may::<MayReviewGoods>(), decide);
}

/// A paper as it is drawn.
struct Row {
    code: String,
    kind: String,
    number: String,
    goods: String,
    maker: String,
    issued_by: String,
    until: String,
    word: String,
    tone: &'static str,
    /// Why it was rejected, or how soon it ends.
    note: String,
    doubts: Vec<String>,
    since: String,
    version: i32,
    /// What has to be mended about the decision.
    fault: String,
}

fn row(ui: &Ui, row: PaperRow) -> Row {
    let PaperRow { paper, goods, maker, doubts, days_left } = row;
    let note = match (paper.reason, days_left) {
        (Some(reason), _) => ui.t(reason.key()),
        (None, Some(left)) if left < 0 => ui.t("paper-over"),
        (None, Some(left)) if left <= 180 => ui.tn("paper-days-left", left),
        _ => String::new(),
    };
    Row {
        kind: ui.t(paper.kind.key()),
        goods: if goods.is_empty() { ui.t("paper-all-goods") } else { goods },
        until: paper.expires_on.map(|day| ui.date(&day)).unwrap_or_default(),
        word: ui.t(paper.state.key()),
        tone: paper.state.tone(),
        doubts: doubts.into_iter().map(|doubt| ui.t(doubt.key())).collect(),
        since: ui.moment(&paper.entered_at, Zone::Wita),
        code: paper.code,
        number: paper.number,
        issued_by: paper.issued_by,
        version: paper.version,
        fault: String::new(),
        maker,
        note,
    }
}

#[derive(Template)]
#[template(path = "pages/goods/papers.html")]
struct PapersPage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    rows: Vec<Row>,
    kinds: Vec<(String, String, bool)>,
    goods: Vec<(String, String, bool)>,
    may_edit: bool,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MaySeePapers>(&app).await?;
    let notice = if query.0.get("ok").is_some() { ui.t("paper-done") } else { String::new() };
    let chosen = |name: &str| query.0.get(name).unwrap_or_default().to_owned();
    let form = FormView::with([("barang", chosen("barang")), ("jenis", chosen("jenis"))]).done(notice);
    papers_page(&app, ui, &seat, &permit, StatusCode::OK, form).await
}

async fn papers_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    permit: &Permit<MaySeePapers>,
    status: StatusCode,
    form: FormView,
) -> Answer {
    let rows = service::list(app, permit).await?.into_iter().map(|found| row(&ui, found)).collect();
    let goods = service::choices(app, permit).await?;
    let kind = |kind: &PaperKind| (kind.as_str().to_owned(), ui.t(kind.key()), form.v("jenis") == kind.as_str());
    let body = PapersPage {
        head: Head::unlisted(ui.t("papers-title"), ui.t("papers-title")).to_mend(&ui, form.faults().len()),
        home: seat.base.clone(),
        kinds: PaperKind::ALL.iter().map(kind).collect(),
        goods: goods.into_iter().map(|(code, title)| (code.clone(), title, form.v("barang") == code)).collect(),
        may_edit: seat.office.administers(),
        rows,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn enter(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayEditPapers>(&app).await?;
    let (paper, faults) = PaperForm::read(&form.0);
    let done = match faults.finish() {
        Ok(()) => service::enter(&app, permit, paper).await,
        Err(faults) => Err(faults),
    };
    match mend_version(done, &ui, &form.0, 0, "jenis")? {
        Ok(()) => Ok(see_other(&format!("{}/surat?ok=1", seat.base)).finish()),
        Err((status, view)) => {
            let permit = seat.may::<MaySeePapers>(&app).await?;
            papers_page(&app, ui, &seat, &permit, status, view).await
        }
    }
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayReviewGoods>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

#[derive(Template)]
#[template(path = "pages/goods/review_papers.html")]
struct QueuePage {
    ui: Ui,
    head: Head,
    form: FormView,
    rows: Vec<Row>,
    reasons: Vec<(String, String, bool)>,
}

async fn queue(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let notice = if query.0.get("ok").is_some() { ui.t("queue-done") } else { String::new() };
    queue_page(&app, ui, &permit, StatusCode::OK, FormView::default().done(notice), "").await
}

async fn queue_page(
    app: &App,
    ui: Ui,
    permit: &Permit<MayReviewGoods>,
    status: StatusCode,
    form: FormView,
    wrong: &str,
) -> Answer {
    let mut rows: Vec<Row> = service::waiting(app, permit).await?.into_iter().map(|found| row(&ui, found)).collect();
    for row in rows.iter_mut().filter(|row| row.code == wrong) {
        row.fault = form.faults().first().map(|(_, words)| words.clone()).unwrap_or_default();
    }
    let body = QueuePage {
        head: Head::unlisted(ui.t("review-papers-title"), ui.t("review-papers-title"))
            .to_mend(&ui, form.faults().len()),
        reasons: PaperReason::ALL.iter().map(|why| (why.as_str().to_owned(), ui.t(why.key()), false)).collect(),
        rows,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn decide(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let reason = form.0.get("alasan").and_then(PaperReason::parse);
    let (event, reason) = match form.0.get("putusan") {
        Some("benar") => (Event::Check, None),
        Some("tolak") => (Event::Reject, reason),
        _ => return Err(Error::NotFound.into()),
    };
    let done = service::decide(&app, permit, &code.0, version(&form.0), reason, event).await;
    match mend_version(done, &ui, &form.0, 0, BUTTONS)? {
        Ok(()) => Ok(see_other("/moderasi/surat?ok").finish()),
        Err((status, view)) => {
            let words = view.faults().first().map(|(_, words)| words.clone()).unwrap_or_default();
            let view = FormView::default().fault(&ui, &format!("alasan-{}", code.0), words);
            let permit = may(&app, &actor).await?;
            queue_page(&app, ui, &permit, status, view, &code.0).await
        }
    }
}
