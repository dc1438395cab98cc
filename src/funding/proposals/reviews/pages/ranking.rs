//! The ranking of a call, and the button that freezes it.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use crate::{
    app::App,
    error::Invalid,
    funding::{
        calls::desk::model::Outcome,
        pages::preview::sentences,
        preview::{Around, Names, preview},
        proposals::{
            pages::refusal,
            policy::MayCheckProposals,
            reviews::ranking::service::{self, Place},
        },
    },
    platform::ids::shown_document_code,
    regions::Zone,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, version},
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
    },
};

struct Row {
    url: String,
    rank: String,
    code: String,
    title: String,
    mean: String,
    asked: String,
}

#[derive(Template)]
#[template(path = "pages/reviews/ranking.html")]
struct RankingPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    call: String,
    version: i32,
    rows: Vec<Row>,
    /// What freezing does; none where there is no such button.
    effects: Option<Vec<String>>,
    /// Why it cannot be frozen; empty when it can, or when whoever looks does not lead.
    obstacle: String,
    frozen: bool,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default().done(notice))).await
}

pub async fn freeze(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let done = match form.0.get("tombol") {
        Some("bekukan") => service::freeze(&app, permit, &item.0, version(&form.0)).await,
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    let faults = match done {
        Ok(Outcome::Done(_)) => return Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
        Ok(Outcome::Refused(refusals)) => {
            Invalid(refusals.into_iter().map(|refusal| ("tindakan", refusal.key())).collect())
        }
        Err(error) => refusal(error)?,
    };
    let view = FormView::typed(&form.0).faulty(&ui, &faults);
    draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view)).await
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, (status, form): (StatusCode, FormView)) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let ranking = service::find(app, &permit, code).await?;
    let frozen = ranking.state != crate::funding::model::CallState::Closed;
    let (effects, obstacle) = match ranking.freezing {
        Some(Ok(plan)) => {
            let state = plan.to.key();
            let around = Around { state: Some(Names { group: state, office: state }), ..Around::default() };
            (Some(sentences(&ui, &preview(&plan, &around), Zone::Wib)), String::new())
        }
        Some(Err(refusal)) if !frozen => (None, ui.t(refusal.key())),
        _ => (None, String::new()),
    };
    let body = RankingPage {
        head: Head::unlisted(ui.t("ranking-title"), ui.t("ranking-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/pembukaan/{code}", seat.base),
        here: address(seat, code),
        call: ranking.name,
        version: ranking.version,
        rows: ranking.places.iter().map(|place| row(&ui, seat, place)).collect(),
        effects,
        obstacle,
        frozen,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, seat: &Seat, place: &Place) -> Row {
    let rank = place.rank.to_string();
    Row {
        url: format!("{}/proposal/{}", seat.base, shown_document_code(&place.code)),
        rank: ui.ts(if place.shared { "ranking-place-shared" } else { "ranking-place" }, "rank", &rank),
        code: shown_document_code(&place.code),
        title: place.trade_name.clone(),
        mean: place.mean.shown(),
        asked: place.asked.map(|asked| ui.rupiah(&asked)).unwrap_or_default(),
    }
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/pembukaan/{code}/peringkat", seat.base)
}
