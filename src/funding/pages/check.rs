//! The check of a call: its questions, and what the answers come to. Answers stand in the body of one request and in
//! its answer, and nowhere else.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::Row;
use crate::{
    app::App,
    funding::{
        eligibility::{Advice, Answers, Ask, Door, Outcome, Way, decide},
        model::{CallState, CallView},
        service,
    },
    web::{Cache, FormView, Head, Ui, errors::Answer, forms::FormParams, page, params::Code},
};

/// A question as it is drawn.
pub(in crate::funding) struct Field {
    name: &'static str,
    question: String,
    hint: String,
    error: String,
    /// Value, word, whether it was chosen.
    choices: Vec<(String, String, bool)>,
    /// The words are short enough to stand side by side.
    is_short: bool,
}

/// The same questions are asked twice: of anybody, and of whoever begins a proposal.
#[derive(Clone, Debug)]
pub(in crate::funding) struct Asking {
    pub title: &'static str,
    pub lede: &'static str,
    /// Where the answers go, and where the page leads back to.
    pub action: String,
    pub back: (String, &'static str),
    pub button: &'static str,
    /// Who gets to see the answers.
    pub seen: &'static str,
}

#[derive(Template)]
#[template(path = "pages/funding/check.html")]
struct CheckPage {
    ui: Ui,
    head: Head,
    row: Row,
    form: FormView,
    asking: Asking,
    facts: Vec<Field>,
    doors: Vec<Field>,
}

/// Something that is missing, as it is drawn.
struct Missing {
    paper: String,
    what_to_do: String,
    place: String,
}

/// A door as it is drawn.
struct DoorLine {
    name: String,
    papers: String,
    how_to_get_them: String,
}

#[derive(Template)]
#[template(path = "pages/funding/checked.html")]
struct CheckedPage {
    ui: Ui,
    head: Head,
    row: Row,
    passes: bool,
    lede: String,
    is_over: bool,
    is_coming: bool,
    /// "Ajukan sebagai: Koperasi"; empty as long as there is no door.
    apply_as: String,
    /// What to have at hand for that door; empty for one's own name.
    papers: String,
    /// Why no door fits; empty when one does.
    no_door: String,
    /// Doors the call accepts, when none of them fits.
    doors: Vec<DoorLine>,
    missing: Vec<Missing>,
    others: Vec<Row>,
    /// Where the questions are.
    again: String,
}

fn of_anybody(code: &str) -> Asking {
    Asking {
        title: "check-title",
        lede: "check-lede",
        action: format!("/hibah/{code}/cek"),
        back: (format!("/hibah/{code}"), "check-back"),
        button: "check-button",
        seen: "check-seen",
    }
}

pub async fn show(app: http::Data<App>, ui: Ui, code: Code) -> Answer {
    let call = service::show(&app, &code.0).await?;
    let asking = of_anybody(&code.0);
    check_page(ui, StatusCode::OK, call, FormView::default(), asking)
}

/// The questions of a call.
pub(in crate::funding) fn check_page(
    ui: Ui,
    status: StatusCode,
    call: CallView,
    form: FormView,
    asking: Asking,
) -> Answer {
    let asked = call.asked();
    let row = Row::new(&ui, call.card);
    let mut facts: Vec<Field> =
        (1..).zip(asked.in_order()).map(|(number, ask)| field(&ui, number, ask, &row.place, &form)).collect();
    let doors = facts.split_off(asked.facts().count());
    let body = CheckPage {
        head: Head::unlisted(ui.t(asking.title), ui.t(asking.lede)).to_mend(&ui, form.faults().len()),
        row,
        form,
        asking,
        facts,
        doors,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn field(ui: &Ui, number: usize, ask: Ask, place: &str, form: &FormView) -> Field {
    let name = ask.field();
    let choices =
        ask.choices().iter().map(|choice| (choice.value.to_owned(), ui.t(choice.text), form.v(name) == choice.value));
    Field {
        name,
        question: format!("{number}. {}", ui.ts(ask.text(), "place", place)),
        hint: ask.hint().map(|key| ui.t(key)).unwrap_or_default(),
        error: form.e(name).to_owned(),
        choices: choices.collect(),
        is_short: ask.choices().len() == 2,
    }
}

pub async fn answer(app: http::Data<App>, ui: Ui, code: Code, form: FormParams) -> Answer {
    let call = service::show(&app, &code.0).await?;
    let asked = call.asked();
    match Answers::read(&form.0, &asked) {
        Ok(answers) => checked_page(&app, ui, call, &decide(&asked, &answers), format!("/hibah/{}/cek", code.0)).await,
        Err(open) => open_page(ui, call, &form, &open, of_anybody(&code.0)),
    }
}

/// The questions again, with those that still need an answer marked.
pub(in crate::funding) fn open_page(ui: Ui, call: CallView, form: &FormParams, open: &[Ask], asking: Asking) -> Answer {
    let mut view = FormView::typed(&form.0);
    for (number, ask) in (1_usize..).zip(call.asked().in_order()).filter(|(_, ask)| open.contains(ask)) {
        view = view.fault(&ui, ask.field(), ui.ts("check-fault", "number", &number.to_string()));
    }
    check_page(ui, StatusCode::UNPROCESSABLE_ENTITY, call, view, asking)
}

/// What the answers come to. `again` leads back to the questions.
pub(in crate::funding) async fn checked_page(
    app: &App,
    ui: Ui,
    call: CallView,
    outcome: &Outcome,
    again: String,
) -> Answer {
    let others = service::without_legal_form(app, &call.card.code).await?;
    let (state, accepted) = (call.card.state, call.card.doors.clone());
    let row = Row::new(&ui, call.card);
    let (title, lede) = if outcome.passes() {
        ("check-passes", ui.ts("check-passes-text", "owner", &row.owner))
    } else {
        ("check-passes-not", ui.t("check-passes-not-text"))
    };
    let (apply_as, papers, no_door) = way(&ui, outcome.way);
    let body = CheckedPage {
        head: Head::unlisted(ui.t(title), ui.t("check-lede")),
        passes: outcome.passes(),
        lede,
        is_coming: state == CallState::Scheduled,
        is_over: !matches!(state, CallState::Scheduled | CallState::Open),
        doors: if no_door.is_empty() { Vec::new() } else { accepted.iter().map(|door| line(&ui, *door)).collect() },
        missing: missing(&ui, outcome, &row.place),
        apply_as,
        papers,
        no_door,
        row,
        others: others.into_iter().map(|card| Row::new(&ui, card)).collect(),
        again,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// As what to apply, with which papers, or why not.
fn way(ui: &Ui, way: Way) -> (String, String, String) {
    match way {
        Way::OwnName => (ui.ts("check-apply-as", "door", &ui.t("door-own-name")), String::new(), String::new()),
        Way::Through(door) => {
            let name = ui.ts("check-apply-as", "door", &ui.t(door.texts().name));
            (name, ui.t(door.texts().papers), String::new())
        }
        Way::NotAccepted(door) => {
            let words = ui.ts("check-door-not-accepted", "door", &ui.t(door.texts().name));
            (String::new(), String::new(), words)
        }
        Way::NotYet => (String::new(), String::new(), ui.t("check-no-door")),
    }
}

fn line(ui: &Ui, door: Door) -> DoorLine {
    let texts = door.texts();
    DoorLine { name: ui.t(texts.name), papers: ui.t(texts.papers), how_to_get_them: ui.t(texts.how_to_get_them) }
}

fn missing(ui: &Ui, outcome: &Outcome, place: &str) -> Vec<Missing> {
    let line = |advice: Advice| Missing {
        paper: ui.ts(advice.paper, "place", place),
        what_to_do: ui.ts(advice.what_to_do, "place", place),
        place: ui.t(advice.place),
    };
    outcome.missing.iter().map(|lack| line(lack.advice())).collect()
}
