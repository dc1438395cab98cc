//! One packet: what is to be scored, the scores, and the way out for whoever is tied to the applicant after all.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use crate::{
    app::App,
    error::Invalid,
    funding::{
        budget,
        pages::preview::sentences,
        preview::{Around, preview},
        proposals::{
            form::{Question, Section},
            pages::{in_words, label, line_sum, refusal},
            policy::MayReviewProposals,
            reviews::{
                model::{REASONS, SCORES, Typed, points},
                own::service::{self, Act, Desk},
            },
        },
        ranking::{Rubric, Sum},
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

/// A line of the budget.
struct BudgetRow {
    what: String,
    activity: String,
    sum: String,
    subtotal: String,
}

/// A criterion with its two fields.
pub(super) struct Criterion {
    pub score_field: &'static str,
    pub reason_field: &'static str,
    pub label: String,
    pub score: String,
    pub reason: String,
    pub score_error: String,
    pub reason_error: String,
}

/// What another reviewer scored: points of 100, and each criterion.
struct Other {
    title: String,
    points: String,
    criteria: Vec<Criterion>,
}

#[derive(Template)]
#[template(path = "pages/reviews/packet.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct PacketPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    call: String,
    due: String,
    sections: Vec<(String, Vec<(String, String)>)>,
    lines: Vec<BudgetRow>,
    total: String,
    scale: String,
    scale_why: String,
    criteria: Vec<Criterion>,
    /// Whether scores can be typed.
    open: bool,
    handed_in: bool,
    /// What handing in does; empty as long as it was not asked for.
    effects: Vec<String>,
    ready: bool,
    others: Vec<Other>,
    wide: bool,
}

#[derive(Template)]
#[template(path = "pages/reviews/leave.html")]
struct LeavePage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    effects: Vec<String>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayReviewProposals>(&app).await?;
    let desk = service::find(&app, &permit, &item.0).await?;
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let stored = desk.own.review.typed.iter().map(|(name, text)| (name.as_str(), text.clone()));
    let form = FormView::with(stored).done(notice);
    draw(ui, &seat, &desk, StatusCode::OK, (form, None))
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayReviewProposals>(&app).await?;
    let desk = service::find(&app, &permit, &item.0).await?;
    let typed = typed(&form.0, desk.dossier.call.rubric.weights.len());
    let here = address(&seat, &item.0);
    let done = match form.0.get("tombol") {
        Some("simpan") => service::save(&app, permit, &item.0, typed).await.map(|()| Some(format!("{here}?ok=1"))),
        Some("kirim") => service::act(&app, permit, &item.0, Act::HandIn(typed))
            .await
            .map(|_| Some(format!("{}/penilaian?ok=1", seat.base))),
        Some("lihat") => {
            let asked = service::plan(&app, &permit, &item.0, &Act::HandIn(typed)).await;
            match asked {
                Ok(plan) => {
                    let lines = preview(&plan, &Around::default());
                    let effects = sentences(&ui, &lines, desk.dossier.call.terms.zone);
                    return draw(ui, &seat, &desk, StatusCode::OK, (FormView::typed(&form.0), Some(effects)));
                }
                Err(error) => Err(error),
            }
        }
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(to) => Ok(see_other(&to.unwrap_or(here)).finish()),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(ui, &seat, &desk, StatusCode::UNPROCESSABLE_ENTITY, (view, None))
        }
    }
}

pub async fn ask_leave(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    leave_page(&app, ui, &seat, &item.0, (StatusCode::OK, FormView::default())).await
}

pub async fn leave(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayReviewProposals>(&app).await?;
    let done = match form.0.get("tombol") {
        Some("lakukan") => service::act(&app, permit, &item.0, Act::Leave).await,
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(_) => Ok(see_other(&format!("{}/penilaian?ok=ikatan", seat.base)).finish()),
        Err(error) => {
            let view = FormView::default().faulty(&ui, &refusal(error)?);
            leave_page(&app, ui, &seat, &item.0, (StatusCode::UNPROCESSABLE_ENTITY, view)).await
        }
    }
}

async fn leave_page(app: &App, ui: Ui, seat: &Seat, code: &str, (status, form): (StatusCode, FormView)) -> Answer {
    let permit = seat.may::<MayReviewProposals>(app).await?;
    let desk = service::find(app, &permit, code).await?;
    let (effects, form) = match service::plan(app, &permit, code, &Act::Leave).await {
        Ok(plan) => (sentences(&ui, &preview(&plan, &Around::default()), desk.dossier.call.terms.zone), form),
        Err(error) => (Vec::new(), form.joined(FormView::default().faulty(&ui, &refusal(error)?))),
    };
    let title = ui.t("review-leave");
    let back = address(seat, code);
    let body = LeavePage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        here: format!("{back}/ikatan"),
        back,
        form,
        effects,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/penilaian/{}", seat.base, shown_document_code(code))
}

/// What was typed in the fields of the criteria.
fn typed(form: &Params, criteria: usize) -> Typed {
    let fields = SCORES.into_iter().take(criteria).chain(REASONS.into_iter().take(criteria));
    fields.filter_map(|field| Some((field.to_owned(), form.get(field)?.to_owned()))).collect()
}

fn draw(
    ui: Ui,
    seat: &Seat,
    desk: &Desk,
    status: StatusCode,
    (form, effects): (FormView, Option<Vec<String>>),
) -> Answer {
    let (call, zone) = (&desk.dossier.call, desk.dossier.call.terms.zone);
    let lines = desk.packet.lines()?;
    let total = budget::total(&lines).filter(|_| !call.terms.certificate);
    let row = |line: &budget::Line| BudgetRow {
        what: line.description.clone(),
        activity: line.activity.clone(),
        sum: line_sum(&ui, line),
        subtotal: line.subtotal().map(|sum| ui.rupiah(&sum)).unwrap_or_default(),
    };
    let most = call.rubric.score_max.to_string();
    let body = PacketPage {
        head: Head::unlisted(ui.t("review-packet-title"), ui.t("review-packet-title"))
            .to_mend(&ui, form.faults().len()),
        back: format!("{}/penilaian", seat.base),
        here: address(seat, &desk.own.code),
        code: shown_document_code(&desk.own.code),
        call: call.row.name.clone(),
        due: desk.due.map(|due| ui.moment(&due, zone)).unwrap_or_default(),
        sections: sections(&ui, desk),
        lines: lines.iter().map(row).collect(),
        total: total.map(|total| ui.rupiah(&total)).unwrap_or_default(),
        scale: ui.ts("review-scale", "most", &most),
        scale_why: scale_why(&ui, &call.rubric),
        criteria: criteria(&ui, &desk.criteria, &|field| (form.v(field).to_owned(), form.e(field).to_owned())),
        open: desk.open,
        handed_in: desk.own.counts(),
        ready: effects.is_some(),
        effects: effects.unwrap_or_default(),
        others: others(&ui, desk),
        wide: !desk.others.is_empty() && call.rubric.is_wide(&desk.dossier.review.sums),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Which scores have to be justified.
fn scale_why(ui: &Ui, rubric: &Rubric) -> String {
    match (rubric.low, rubric.high) {
        (Some(low), Some(high)) => {
            ui.with("review-scale-why", &[("low", &low.to_string()), ("high", &high.to_string())])
        }
        _ => String::new(),
    }
}

/// Question and answer, section by section; a section in which nothing is shown is left out.
fn sections(ui: &Ui, desk: &Desk) -> Vec<(String, Vec<(String, String)>)> {
    let of = |section: &Section| {
        let own = desk.dossier.questions.iter().filter(|question| question.section == *section);
        let line = |question: &Question| {
            Some((label(ui, question), in_words(ui, question, desk.packet.answers.get(question.name)?)))
        };
        (ui.t(section.key()), own.filter_map(line).collect::<Vec<_>>())
    };
    Section::ALL.iter().map(of).filter(|(_, answers)| !answers.is_empty()).collect()
}

/// Every criterion with what stands in its fields, and what is wrong with it.
pub(super) fn criteria(ui: &Ui, names: &[(String, u8)], fields: &dyn Fn(&str) -> (String, String)) -> Vec<Criterion> {
    let row = |((score_field, reason_field), (name, weight)): ((&'static str, &'static str), &(String, u8))| {
        let (score, score_error) = fields(score_field);
        let (reason, reason_error) = fields(reason_field);
        let label = ui.with("review-criterion", &[("name", name.as_str()), ("weight", &weight.to_string())]);
        Criterion { score_field, reason_field, label, score, reason, score_error, reason_error }
    };
    SCORES.into_iter().zip(REASONS).zip(names).map(row).collect()
}

fn others(ui: &Ui, desk: &Desk) -> Vec<Other> {
    let rubric = &desk.dossier.call.rubric;
    let other = |(number, typed): (usize, &Typed)| Other {
        title: ui.ts("review-other", "number", &number.to_string()),
        points: points(typed, rubric).map(|sum| shown(rubric, sum)).unwrap_or_default(),
        criteria: criteria(ui, &desk.criteria, &|field| (typed.get(field).cloned().unwrap_or_default(), String::new())),
    };
    (1..).zip(&desk.others).map(other).collect()
}

/// Points of 100: "84,00".
pub(super) fn shown(rubric: &Rubric, sum: Sum) -> String {
    rubric.mean(&[sum]).map(crate::funding::ranking::Mean::shown).unwrap_or_default()
}
