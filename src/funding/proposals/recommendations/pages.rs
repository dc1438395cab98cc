//! The page of a recommendation: the lead writes it, a second officer confirms the same, and afterwards it is read.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    desk::service::{self, Desk},
    model::{LineCut, Recommendation},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        budget::{self, Line},
        proposals::{
            checks::pages::foreseen,
            pages::{line_sum, refusal},
            policy::MayCheckProposals,
        },
        reasons::{Reason, Use},
    },
    platform::{ids::shown_document_code, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

/// Letters of a text.
const LONGEST: usize = 500;

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal/{item}/rekomendasi", check, show);
    routes.post("/instansi/{code}/proposal/{item}/rekomendasi", check, act);
}

/// A line of the budget with what is taken off it.
struct Row {
    what: String,
    sum: String,
    subtotal: String,
    cut_field: String,
    reason_field: String,
    cut: String,
    reason: String,
    cut_error: String,
    reason_error: String,
}

#[derive(Template)]
#[template(path = "pages/recommendations/recommendation.html")]
struct RecommendationPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    asked: String,
    mean: String,
    /// Why nothing can be recommended now.
    obstacle: String,
    rows: Vec<Row>,
    advice: Vec<(String, String, bool)>,
    reasons: Vec<(String, String, bool)>,
    asks_order: bool,
    writes: bool,
    /// What pressing does, and whether it was asked for.
    effects: Vec<String>,
    ready: bool,
    /// What waits or stands, in lines of a name and what is said.
    given: Vec<(String, String)>,
    given_title: String,
    /// The mark of what waits, for whoever may confirm it.
    mark: String,
}

/// What is wrong with what was typed: the field and the key of the sentence.
type Faults = Vec<(String, &'static str)>;

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default().done(notice), None)).await
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let here = address(&seat, &item.0);
    let view = FormView::typed(&form.0);
    if form.0.get("tombol") == Some("sahkan") {
        let seen = form.0.get("isi").unwrap_or_default();
        return match service::confirm(&app, permit, &item.0, seen).await {
            Ok(_) => Ok(see_other(&format!("{here}?ok=1")).finish()),
            Err(error) => {
                let view = view.faulty(&ui, &refusal(error)?);
                draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view, None)).await
            }
        };
    }
    let desk = service::find(&app, &permit, &item.0).await?;
    let (given, faults) = read(&app, &form.0, &desk).await?;
    if !faults.is_empty() {
        let fault = |view: FormView, (field, key): &(String, &'static str)| {
            let words = ui.t(key);
            view.fault(&ui, field, words)
        };
        let view = faults.iter().fold(view, fault);
        return draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view, None)).await;
    }
    let done = match form.0.get("tombol") {
        Some("usulkan") => service::agree(&app, permit, &item.0, &given).await.map(|()| None),
        Some("lihat") => consequences(&app, &ui, &seat, &desk, &given).await.map(Some),
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(None) => Ok(see_other(&format!("{here}?ok=1")).finish()),
        Ok(effects) => draw(&app, ui, &seat, &item.0, (StatusCode::OK, view, effects)).await,
        Err(error) => {
            let view = view.faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view, None)).await
        }
    }
}

/// What was typed, and everything that is wrong with it.
async fn read(app: &App, form: &Params, desk: &Desk) -> Result<(Recommendation, Faults), Error> {
    let lines = &desk.file.dossier.budget.lines;
    let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
    let (mut given, mut faults) = (Recommendation::default(), Faults::new());
    match form.get("saran") {
        Some("ya") => given.positive = true,
        Some("tidak") => {
            given.reasons = form.all("alasan").map(str::to_owned).collect();
            if given.codes().is_err() || given.reasons.is_empty() {
                faults.push(("alasan".to_owned(), "error-choice"));
            }
        }
        _ => faults.push(("saran".to_owned(), "error-choice")),
    }
    for line in lines.iter().filter(|_| given.positive) {
        let typed = text(&cut_field(line.number));
        match Rupiah::parse(&typed) {
            _ if typed.is_empty() => {}
            None => faults.push((cut_field(line.number), "recommend-fault-cut")),
            Some(Rupiah(0)) => {}
            Some(Rupiah(cut)) => {
                given.cuts.push(LineCut { line: line.number, cut, reason: text(&reason_field(line.number)) });
            }
        }
    }
    for (number, is_reason, key) in given.faults(lines) {
        faults.push((if is_reason { reason_field(number) } else { cut_field(number) }, key));
    }
    given.note = text("uraian");
    given.out_of_order = text("urutan");
    let mut texts = vec![("uraian".to_owned(), given.note.clone()), ("urutan".to_owned(), given.out_of_order.clone())];
    faults.extend(
        texts
            .iter()
            .filter(|(_, text)| text.chars().count() > LONGEST)
            .map(|(field, _)| (field.clone(), "checking-fault-long")),
    );
    texts.extend(given.cuts.iter().map(|cut| (reason_field(cut.line), cut.reason.clone())));
    let words: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let blocked = service::blocked(app, &words).await?;
    faults.extend(
        texts.iter().zip(blocked).filter(|(_, blocked)| *blocked).map(|((field, _), _)| (field.clone(), "guard-block")),
    );
    Ok((given, faults))
}

/// The field of what is taken off a line.
pub(in crate::funding) fn cut_field(line: u16) -> String {
    format!("potong_{line}")
}

fn reason_field(line: u16) -> String {
    format!("sebab_{line}")
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}/rekomendasi", seat.base, shown_document_code(code))
}

/// What comes of it, in sentences.
async fn consequences(
    app: &App,
    ui: &Ui,
    seat: &Seat,
    desk: &Desk,
    given: &Recommendation,
) -> Result<Vec<String>, Error> {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let dossier = &desk.file.dossier;
    let plan = service::plan(app, &permit, &dossier.code, given).await?;
    let mut lines = foreseen(ui, &desk.file, &plan);
    if given.positive && !dossier.call.terms.certificate {
        let amount = ui.rupiah(&given.amount(&dossier.budget.lines));
        lines.insert(0, ui.ts("recommend-amount-is", "amount", &amount));
    }
    lines.push(ui.t("recommend-waits"));
    Ok(lines)
}

async fn draw(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    (status, form, effects): (StatusCode, FormView, Option<Vec<String>>),
) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let desk = service::find(app, &permit, code).await?;
    let dossier = &desk.file.dossier;
    let ranked = dossier.call.terms.is_ranked();
    let asked = budget::total(&dossier.budget.lines).filter(|_| !dossier.call.terms.certificate);
    let waiting = desk.waiting.as_ref();
    let stands = dossier.recommendation.as_ref().map(|standing| &standing.given);
    let shown = waiting.map(|(given, ..)| given).or(stands);
    let title = if waiting.is_some() { "recommend-waiting" } else { "recommend-stands" };
    let effects = match (effects, shown) {
        (None, Some(given)) if desk.may_confirm => consequences(app, &ui, seat, &desk, given).await.unwrap_or_default(),
        (effects, _) => effects.unwrap_or_default(),
    };
    let chosen = |value: &str| form.v("saran") == value;
    let reasons = Reason::ALL.iter().filter(|reason| reason.fits(Use::Reject, ranked));
    let body = RecommendationPage {
        head: Head::unlisted(ui.t("recommend-title"), ui.t("recommend-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/proposal/{}", seat.base, shown_document_code(&dossier.code)),
        here: address(seat, &dossier.code),
        code: shown_document_code(&dossier.code),
        asked: asked.map(|asked| ui.rupiah(&asked)).unwrap_or_default(),
        mean: dossier.review.figures.as_ref().map(|figures| figures.mean.shown()).unwrap_or_default(),
        obstacle: desk.obstacle.map(|refusal| ui.t(refusal.key())).unwrap_or_default(),
        rows: dossier.budget.lines.iter().map(|line| row(&ui, &form, line)).collect(),
        advice: [("ya", "recommend-yes"), ("tidak", "recommend-no")]
            .map(|(value, key)| (value.to_owned(), ui.t(key), chosen(value)))
            .into(),
        reasons: reasons
            .map(|one| (one.as_str().to_owned(), ui.t(one.key()), form.v("alasan") == one.as_str()))
            .collect(),
        asks_order: !ranked,
        writes: desk.may_agree,
        ready: desk.may_agree && !effects.is_empty(),
        effects,
        given: shown.map(|given| said(&ui, given, &dossier.budget.lines)).unwrap_or_default(),
        given_title: if shown.is_some() { ui.t(title) } else { String::new() },
        mark: waiting.filter(|_| desk.may_confirm).map(|(_, mark, _)| mark.clone()).unwrap_or_default(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, form: &FormView, line: &Line) -> Row {
    let (cut_field, reason_field) = (cut_field(line.number), reason_field(line.number));
    Row {
        what: line.description.clone(),
        sum: line_sum(ui, line),
        subtotal: line.subtotal().map(|sum| ui.rupiah(&sum)).unwrap_or_default(),
        cut: form.v(&cut_field).to_owned(),
        reason: form.v(&reason_field).to_owned(),
        cut_error: form.e(&cut_field).to_owned(),
        reason_error: form.e(&reason_field).to_owned(),
        cut_field,
        reason_field,
    }
}

/// A recommendation in lines.
pub(in crate::funding) fn said(ui: &Ui, given: &Recommendation, lines: &[Line]) -> Vec<(String, String)> {
    let advice = if given.positive { "recommend-yes" } else { "recommend-no" };
    let mut said = vec![(ui.t("recommend-advice"), ui.t(advice))];
    if given.positive && !lines.is_empty() {
        said.push((ui.t("recommend-amount"), ui.rupiah(&given.amount(lines))));
    }
    for cut in &given.cuts {
        let line = lines.iter().find(|line| line.number == cut.line);
        let what = line.map(|line| line.description.clone()).unwrap_or_default();
        said.push((
            ui.ts("recommend-cut-of", "line", &what),
            format!("{}. {}", ui.rupiah(&Rupiah(cut.cut)), cut.reason),
        ));
    }
    for reason in given.codes().unwrap_or_default() {
        said.push((ui.t("recommend-reason"), ui.t(reason.key())));
    }
    for (key, text) in [("recommend-note", &given.note), ("recommend-order", &given.out_of_order)] {
        if !text.is_empty() {
            said.push((ui.t(key), text.clone()));
        }
    }
    said
}
