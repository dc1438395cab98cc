//! The round of reviews of one proposal, for its lead: who has scored, another reviewer in the place of one, the close,
//! and afterwards all scores.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::packet::{Criterion, criteria, shown};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        letters::recommendation::hundredths,
        proposals::{
            checks::pages::foreseen,
            pages::refusal,
            policy::MayCheckProposals,
            reviews::{
                model::{Assignment, points},
                own::service::criteria as criteria_of,
                round::service::{self, Act, Round},
            },
            workflow::State,
        },
    },
    platform::{ids::shown_document_code, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

/// A reviewer as the lead sees them.
struct Row {
    name: String,
    word: String,
    tone: &'static str,
    /// Points of 100 and the scores behind them; nothing before the close.
    points: String,
    criteria: Vec<Criterion>,
}

#[derive(Template)]
#[template(path = "pages/reviews/round.html")]
struct RoundPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    count: String,
    rows: Vec<Row>,
    /// Mean of points of 100; empty before the close.
    mean: String,
    /// Mean of each criterion.
    means: Vec<(String, String)>,
    reason: String,
    wide: bool,
    open: bool,
    may_close: bool,
    /// What closing does.
    effects: Vec<String>,
    /// Reviewers another one can replace: code of the packet and name.
    people: Vec<(String, String, bool)>,
    replacing: Vec<String>,
    /// What one more reviewer brings about; empty where nobody can be asked.
    adding: Vec<String>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default().done(notice))).await
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let done = match read(&form.0) {
        Ok(act) => service::act(&app, permit, &item.0, act).await,
        Err(fault) => Err(fault.into()),
    };
    match done {
        Ok(_) => Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view)).await
        }
    }
}

fn read(form: &Params) -> Result<Act, Invalid> {
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    match form.get("tombol") {
        Some("tutup") => Ok(Act::Close { reason: text(service::CLOSING) }),
        Some("tambah") => Ok(Act::Add),
        Some("ganti") => Ok(Act::Reassign { packet: text("penilai"), reason: text(service::REPLACING) }),
        _ => Err(Invalid::one("tindakan", "error-choice")),
    }
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, (status, form): (StatusCode, FormView)) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let round = service::find(app, &permit, code).await?;
    let dossier = &round.file.dossier;
    // A reason that is still to be typed changes nothing of what happens.
    let why = "–".to_owned();
    let close = Act::Close { reason: why.clone() };
    let effects = if round.may_close { would(app, &ui, seat, &round, &close).await? } else { Vec::new() };
    // Where nobody is left of the panel, there is nothing to offer.
    let adding = if round.may_add {
        match would(app, &ui, seat, &round, &Act::Add).await {
            Err(Error::Invalid(_)) => Vec::new(),
            effects => effects?,
        }
    } else {
        Vec::new()
    };
    let first = round.file.dossier.review.live().next().map(|one| one.code.clone());
    let replace = first.map(|packet| Act::Reassign { packet, reason: why });
    // Without anybody free there is no button.
    let replacing = match &replace {
        Some(act) => would(app, &ui, seat, &round, act).await.unwrap_or_default(),
        None => Vec::new(),
    };
    let figures = dossier.review.figures.as_ref();
    let names = criteria_of(dossier);
    let open = dossier.state == State::InReview;
    let people = |one: &Assignment| {
        let name = round.names.get(&one.person).cloned().unwrap_or_default();
        (one.code.clone(), name, form.v("penilai") == one.code)
    };
    let mean = |(mean, (name, _)): (&u32, &(String, u8))| (name.clone(), hundredths(*mean));
    let body = RoundPage {
        head: Head::unlisted(ui.t("review-round-title"), ui.t("review-round-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/proposal/{}", seat.base, shown_document_code(&dossier.code)),
        here: address(seat, &dossier.code),
        code: shown_document_code(&dossier.code),
        count: counted(&ui, &round),
        rows: dossier.review.live().map(|one| row(&ui, &round, one)).collect(),
        mean: figures.map(|figures| figures.mean.shown()).unwrap_or_default(),
        means: figures.map(|figures| figures.means.iter().zip(&names).map(mean).collect()).unwrap_or_default(),
        reason: figures.map(|figures| figures.reason.clone()).unwrap_or_default(),
        wide: if open { round.wide } else { figures.is_some_and(|figures| figures.wide) },
        open,
        may_close: round.may_close,
        effects,
        people: if open && !replacing.is_empty() { dossier.review.live().map(people).collect() } else { Vec::new() },
        replacing,
        adding,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn counted(ui: &Ui, round: &Round) -> String {
    let review = &round.file.dossier.review;
    let required = round.file.dossier.call.terms.reviews_required.to_string();
    ui.with("review-count", &[("done", &review.sums.len().to_string()), ("required", &required)])
}

/// What a step does, from the plan that is carried out.
async fn would(app: &App, ui: &Ui, seat: &Seat, round: &Round, act: &Act) -> Result<Vec<String>, Error> {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let plan = service::plan(app, &permit, &round.file.dossier.code, act).await?;
    Ok(foreseen(ui, &round.file, &plan))
}

fn row(ui: &Ui, round: &Round, one: &Assignment) -> Row {
    let dossier = &round.file.dossier;
    let rubric = &dossier.call.rubric;
    let (word, tone) = if one.counts() { ("review-done", "good") } else { ("review-open", "moving") };
    let opened = dossier.review.figures.is_some() && dossier.state != State::InReview && one.counts();
    let typed = &one.review.typed;
    let field = |name: &str| (typed.get(name).cloned().unwrap_or_default(), String::new());
    Row {
        name: round.names.get(&one.person).cloned().unwrap_or_default(),
        word: ui.t(word),
        tone,
        points: if opened {
            points(typed, rubric).map(|sum| shown(rubric, sum)).unwrap_or_default()
        } else {
            String::new()
        },
        criteria: if opened { criteria(ui, &criteria_of(dossier), &field) } else { Vec::new() },
    }
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}/nilai", seat.base, shown_document_code(code))
}
