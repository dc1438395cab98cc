//! Pages of calls for those who work in their office.
mod panel;
mod parts;
mod steps;

use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Brief, Part, Step},
    policy::{MayMoveCalls, MaySeeCalls, MayWriteCalls},
    service::{self, Own},
};
use crate::{
    app::App,
    funding::{
        calls::{terms::Selection, workflow::Kind},
        machine::{Duty, Refusal},
        model::CallState,
        pages as public,
        record::events::Happened,
    },
    platform::money::Rupiah,
    web::{
        Cache, Head, Routes, Ui, Who,
        errors::Answer,
        page,
        params::{Item, QueryParams},
        session::Seat,
    },
};

pub fn routes(routes: &mut Routes) {
    let see = Who::may::<MaySeeCalls>();
    routes.get("/instansi/{code}/pembukaan", see, list);
    parts::begin(routes);
    routes.get("/instansi/{code}/pembukaan/{item}", see, show);
    routes.get("/instansi/{code}/pembukaan/{item}/lihat", see, preview);
    parts::routes(routes);
    panel::routes(routes);
    steps::routes(routes);
}

/// Values, words, and whether each is chosen.
type Options = Vec<(String, String, bool)>;

/// A call in the list.
struct Row {
    url: String,
    title: String,
    word: String,
    tone: &'static str,
    note: String,
    proposals: String,
}

#[derive(Template)]
#[template(path = "pages/calls/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    base: String,
    may_write: bool,
    rows: Vec<Row>,
}

async fn list(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MaySeeCalls>(&app).await?;
    let base = format!("{}/pembukaan", seat.base);
    let row = |brief: Brief| {
        let (word, tone) = (ui.t(brief.state.key()), brief.state.tone());
        Row {
            url: format!("{base}/{}", brief.code),
            word,
            tone,
            note: when(&ui, brief.state, (&brief.opens_at, brief.closes_at.as_ref()), brief.zone),
            proposals: ui.tn("calls-count-proposals", brief.proposals),
            title: brief.name,
        }
    };
    let rows = service::overview(&app, &permit).await?.into_iter().map(row).collect();
    let body = ListPage {
        head: Head::unlisted(ui.t("calls-own-title"), ui.t("calls-own-title")),
        home: seat.base.clone(),
        may_write: seat.could::<MayWriteCalls>(),
        base,
        rows,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// When it opens, closes or closed, with the days that are left.
fn when(
    ui: &Ui,
    state: CallState,
    (opens, closes): (&time::OffsetDateTime, Option<&time::OffsetDateTime>),
    zone: crate::regions::Zone,
) -> String {
    match (state, closes) {
        (CallState::Draft | CallState::Scheduled, _) => ui.ts("opens-on", "when", &ui.moment(opens, zone)),
        (_, Some(at)) => ui.closes(at, zone),
        (_, None) => ui.t("no-closing-day"),
    }
}

/// A part of the draft on its page.
struct PartRow {
    title: String,
    note: String,
    /// Empty when it can only be read.
    url: String,
}

/// A step that waits for its second person.
struct Waiting {
    words: String,
    refusal: String,
    url: String,
}

/// A line of what happened.
struct Line {
    when: String,
    words: String,
    by: String,
}

#[derive(Template)]
#[template(path = "pages/calls/call.html")]
struct CallPage {
    ui: Ui,
    head: Head,
    base: String,
    here: String,
    notice: String,
    name: String,
    word: String,
    tone: &'static str,
    waiting: Vec<Waiting>,
    /// What stands in the way, and the part where it is mended.
    lacking: Vec<(String, String)>,
    facts: Vec<(String, String)>,
    parts: Vec<PartRow>,
    /// Address and words of each step.
    steps: Vec<(String, String)>,
    public_url: String,
    lines: Vec<Line>,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let permit = seat.may::<MaySeeCalls>(&app).await?;
    let own = service::find(&app, &permit, &item.0).await?;
    let here = format!("{}/pembukaan/{}", seat.base, own.code);
    let notice = match query.0.get("ok") {
        Some("setuju") => ui.t("calls-done-agreed"),
        Some("tarik") => ui.t("calls-done-taken-back"),
        Some("sahkan") => ui.t("calls-done-step"),
        Some(_) => ui.t("done-saved"),
        None => String::new(),
    };
    let writes = seat.could::<MayWriteCalls>() && may_edit(&own);
    let (word, tone) = (ui.t(own.state.key()), own.state.tone());
    let steps = if seat.could::<MayMoveCalls>() { service::steps(own.state) } else { Vec::new() };
    let body = CallPage {
        head: Head::unlisted(ui.t("calls-one-title"), ui.t("calls-one-title")),
        base: format!("{}/pembukaan", seat.base),
        notice,
        name: own.draft.text.name.clone(),
        word,
        tone,
        waiting: waiting(&ui, &own, &here),
        lacking: own.lacking.iter().map(|refusal| lack(&ui, *refusal, if writes { &here } else { "" })).collect(),
        facts: facts(&ui, &own),
        parts: parts(&ui, &own, if writes { &here } else { "" }),
        steps: steps
            .iter()
            .map(|step| (format!("{here}/{}", step.as_str()), ui.t(step_key(*step))))
            .chain(shows_ranking(&own).then(|| (format!("{here}/peringkat"), ui.t("ranking-step"))))
            .chain(shows_batch(&own).then(|| (format!("{here}/pengantar"), ui.t("batch-step"))))
            .chain(shows_substitutes(&own).then(|| (format!("{here}/pengganti"), ui.t("mandate-step"))))
            .collect(),
        public_url: if own.state == CallState::Draft { String::new() } else { format!("/hibah/{}", own.code) },
        lines: own.happened.iter().map(|event| line(&ui, &own, event)).collect(),
        here,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// Whether there is a ranking for whoever asks.
fn shows_ranking(own: &Own) -> bool {
    let over = matches!(own.state, CallState::Closed | CallState::Ranked);
    over && own.draft.assessment.selection == Selection::Ranked && own.duties.contains(&Duty::Lead)
}

/// Whether there is a list for the budget team for whoever asks.
fn shows_batch(own: &Own) -> bool {
    let reads = |duty: &Duty| matches!(duty, Duty::Lead | Duty::ProgrammeOwner | Duty::Decider | Duty::SecondDecider);
    own.state != CallState::Draft && own.draft.assessment.needs_tapd && own.duties.iter().any(reads)
}

/// Whether there is a page of substitutes for whoever asks.
fn shows_substitutes(own: &Own) -> bool {
    own.state != CallState::Draft && !own.duties.is_empty()
}

/// Whether whoever asks may edit the call as it stands.
fn may_edit(own: &Own) -> bool {
    let writes = own.duties.iter().any(|duty| matches!(duty, Duty::Lead | Duty::ProgrammeOwner));
    own.state == CallState::Draft && writes
}

const fn step_key(step: Step) -> &'static str {
    match step {
        Step::Publish => "calls-step-publish",
        Step::Amend => "calls-step-amend",
        Step::Cancel => "calls-step-cancel",
        Step::Finish => "calls-step-finish",
    }
}

fn waiting(ui: &Ui, own: &Own, here: &str) -> Vec<Waiting> {
    let row = |pending: &super::moves::service::Pending| Waiting {
        words: ui.with(
            "calls-waiting",
            &[("step", &ui.t(step_key(pending.step))), ("when", &ui.moment(&pending.since, own.zone))],
        ),
        refusal: pending.refusal.map(|refusal| ui.t(refusal.key())).unwrap_or_default(),
        url: format!("{here}/{}", pending.step.as_str()),
    };
    own.pending.iter().map(row).collect()
}

/// What is missing in words, and where it is mended: nowhere when there is no place to begin at.
fn lack(ui: &Ui, refusal: Refusal, here: &str) -> (String, String) {
    let place = match refusal {
        Refusal::TitleMissing | Refusal::TextBlocked => Part::Text.as_str(),
        Refusal::SharesNotWhole | Refusal::CeilingMissing | Refusal::WindowTooShort => Part::Money.as_str(),
        Refusal::QuestionNotAllowed => Part::Doors.as_str(),
        Refusal::WeightsNotWhole | Refusal::PublicationMissing => Part::Assessment.as_str(),
        Refusal::PanelIncomplete => panel::PLACE,
        _ => "",
    };
    let url = if place.is_empty() || here.is_empty() { String::new() } else { format!("{here}/{place}") };
    (ui.t(refusal.key()), url)
}

fn facts(ui: &Ui, own: &Own) -> Vec<(String, String)> {
    let ceiling = if own.state == CallState::Draft { own.draft.money.ceiling } else { Rupiah(own.balance.ceiling) };
    let left = Rupiah(own.balance.available().max(0));
    let duties: Vec<_> = own.duties.iter().map(|duty| ui.t(duty.key())).collect();
    let mut facts = vec![
        (ui.t("call-time"), when(ui, own.state, (&own.opens_at, own.closes_at.as_ref()), own.zone)),
        (ui.t("call-sum"), ui.rupiah(&ceiling)),
        (ui.t("calls-own-duties"), if duties.is_empty() { ui.t("calls-no-duty") } else { duties.join(", ") }),
    ];
    if own.state != CallState::Draft {
        facts.insert(2, (ui.t("calls-left"), ui.rupiah(&left)));
        facts.insert(3, (ui.t("calls-proposals"), ui.number(own.proposals)));
    }
    facts
}

fn parts(ui: &Ui, own: &Own, here: &str) -> Vec<PartRow> {
    let url = |place: &str| if here.is_empty() { String::new() } else { format!("{here}/{place}") };
    let row = |part: &Part| PartRow {
        title: ui.t(part.key()),
        note: match part {
            Part::Text => own.draft.text.summary.clone(),
            Part::Money => ui.ts("call-whole", "amount", &ui.rupiah(&own.draft.money.ceiling)),
            Part::Doors => ui.tn("calls-count-papers", own.draft.doors.papers.len()),
            Part::Assessment => ui.tn("calls-count-criteria", own.draft.assessment.criteria.len()),
        },
        url: url(part.as_str()),
    };
    let mut rows: Vec<PartRow> = Part::ALL.iter().map(row).collect();
    let filled = if own.staffed { "calls-panel-whole" } else { "calls-panel-lacks" };
    rows.push(PartRow { title: ui.t("calls-part-panel"), note: ui.t(filled), url: url(panel::PLACE) });
    rows
}

fn line(ui: &Ui, own: &Own, event: &Happened) -> Line {
    let words = Kind::parse(&event.event).map(|kind| ui.t(kind.happened_key())).unwrap_or_default();
    let why = event.payload["why"].as_str().unwrap_or_default();
    Line {
        when: ui.moment(&event.at, own.zone),
        words: if why.is_empty() { words } else { format!("{words}: {why}") },
        by: event.by().words(ui),
    }
}

async fn preview(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MaySeeCalls>(&app).await?;
    let shown = service::preview(&app, &permit, &item.0).await?;
    public::preview(ui, shown, format!("{}/pembukaan/{}", seat.base, item.0))
}
