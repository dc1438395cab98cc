//! One proposal: what is still to do, where it stands, what happens next and by when, and who did what.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{address, seen};
use crate::{
    app::App,
    funding::{
        budget,
        proposals::{
            acts::Dossier,
            checks::model::OpeningReason,
            drafts::service::{self, Line, Overview},
            form::{self, Section},
            mending::pages as mending,
            milestones::pages as milestones,
            objections::pages as objections,
            policy::MayWriteProposals,
            reopening::service::Request,
            workflow::{Editable, Seen, State},
        },
        stage::Stage,
    },
    platform::ids::shown_document_code,
    regions::Zone,
    web::{
        Cache, Head, Ui,
        areas::TaskRow,
        errors::Answer,
        page,
        params::{DocumentCode, QueryParams},
        session::Seat,
    },
};

/// One of the seven names on the line of stages.
struct Step {
    word: String,
    here: bool,
    passed: bool,
}

#[derive(Template)]
#[template(path = "pages/proposals/proposal.html")]
struct ProposalPage {
    ui: Ui,
    head: Head,
    back: String,
    call: String,
    call_url: String,
    owner: String,
    code: String,
    word: String,
    tone: &'static str,
    next: String,
    /// Where the help is answered that was given; else empty.
    award: String,
    steps: Vec<Step>,
    tasks: Vec<TaskRow>,
    open: usize,
    /// Whether something is left to do for the group.
    writes: bool,
    closes: String,
    /// What offices call where it stands, and what they recorded of it.
    stage: String,
    recorded: Vec<(String, String)>,
    due: Vec<(String, String)>,
    send: String,
    /// Where the group objects, or reads what it wrote; empty where there is nothing to object to.
    objection: String,
    here: String,
    notice: String,
    /// Address, name and day of each letter.
    letters: Vec<(String, String, String)>,
    /// That it could go on after its time was over: the button, or what came of it.
    may_ask: bool,
    asked: String,
    /// What happened, who did it, when.
    history: Vec<(String, String, String)>,
    /// Who opened sealed papers, why, when.
    opened: Vec<(String, String, String)>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let overview = service::find(&app, &permit, &item.0).await?;
    let dossier = &overview.dossier;
    let base = address(&seat, &dossier.code);
    let (word, tone) = seen(&ui, dossier.state);
    let tasks = tasks(&ui, &base, &overview);
    let zone = dossier.call.terms.zone;
    let closes = dossier.call.terms.closes_at.filter(|_| dossier.state == State::Draft);
    let due = overview
        .running
        .iter()
        .map(|(timer, at)| (ui.ts("proposal-deadline", "timer", &ui.t(timer.key())), ui.moment(at, zone)));
    let body = ProposalPage {
        head: Head::unlisted(ui.t("proposal-title"), ui.t("proposal-title")),
        back: format!("{}/proposal", seat.base),
        call: dossier.call.row.name.clone(),
        call_url: format!("/hibah/{}", dossier.call.row.public_code),
        owner: overview.owner.clone(),
        code: shown_document_code(&dossier.code),
        next: ui.t(next_key(dossier.state, overview.stage)),
        award: if dossier.state == State::Approved { format!("{}/bantuan", seat.base) } else { String::new() },
        word,
        tone,
        steps: steps(&ui, dossier.state),
        open: tasks.iter().filter(|task| !task.done).count(),
        tasks,
        writes: dossier.state.editable() != Editable::Nothing,
        closes: closes.map(|at| ui.closes(&at, zone)).unwrap_or_default(),
        due: due.collect(),
        stage: if dossier.state == State::Draft { String::new() } else { ui.t(overview.stage.key()) },
        recorded: dossier
            .milestones
            .recorded
            .iter()
            .map(|one| (ui.t(one.milestone.key()), milestones::said(&ui, one)))
            .chain(dossier.visit.announced.map(|day| (ui.t("visit-planned"), ui.date(&day))))
            .collect(),
        send: format!("{base}/kirim"),
        objection: if objection(dossier) { format!("{base}/{}", objections::PLACE) } else { String::new() },
        here: base.clone(),
        notice: notice(&ui, query.0.get("ok")),
        may_ask: overview.may_ask,
        asked: overview.reopening.as_ref().map(|request| asked(&ui, request)).unwrap_or_default(),
        letters: overview
            .letters
            .iter()
            .map(|one| {
                (
                    format!("{base}/surat/{}", shown_document_code(&one.code)),
                    ui.t(one.letter.key()),
                    ui.moment(&one.at, zone),
                )
            })
            .collect(),
        history: overview.history.iter().map(|line| history(&ui, line, zone)).collect(),
        opened: overview
            .opened
            .iter()
            .map(|(duty, reason, at)| (ui.t(duty.key()), opening(&ui, reason), ui.moment(at, zone)))
            .collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// Whether there is an objection, or one can be made; the page says until when.
const fn objection(dossier: &Dossier) -> bool {
    matches!(dossier.state, State::Rejected | State::Objected) || dossier.refusal.objected
}

/// What came of the wish to go on.
fn asked(ui: &Ui, request: &Request) -> String {
    match &request.refused {
        None => ui.t("reopening-waits"),
        Some(reason) => ui.ts("reopening-refused", "reason", reason),
    }
}

/// Why a paper was opened.
fn opening(ui: &Ui, reason: &str) -> String {
    OpeningReason::parse(reason).map_or_else(|| reason.to_owned(), |reason| ui.t(reason.key()))
}

fn notice(ui: &Ui, done: Option<&str>) -> String {
    match done {
        Some("kirim") => ui.t("proposal-sent"),
        Some("perbaikan") => ui.t("mending-sent"),
        Some("tarik") => ui.t("proposal-recalled"),
        Some("batal") => ui.t("proposal-withdrawn"),
        Some(_) => ui.t("done-saved"),
        None => String::new(),
    }
}

/// The parts of a proposal, as tasks; of one that came back, the list alone.
fn tasks(ui: &Ui, base: &str, overview: &Overview) -> Vec<TaskRow> {
    let dossier = &overview.dossier;
    if matches!(dossier.state.editable(), Editable::ListedItems | Editable::ListedSections) {
        return vec![mending_task(ui, base, dossier), signing_task(ui, base, overview)];
    }
    let mut tasks: Vec<TaskRow> =
        Section::ALL.iter().map(|section| section_task(ui, base, overview, *section)).collect();
    if !dossier.call.terms.certificate {
        tasks.push(budget_task(ui, base, dossier));
    }
    tasks.push(papers_task(ui, base, dossier));
    tasks.push(signing_task(ui, base, overview));
    tasks
}

fn section_task(ui: &Ui, base: &str, overview: &Overview, section: Section) -> TaskRow {
    let dossier = &overview.dossier;
    let typed = dossier.section(section);
    let open = form::read(&dossier.questions, section, &typed.fields).1.len();
    let who = typed.changed.map(|(person, at)| {
        let name = overview.names.get(&person).cloned().unwrap_or_default();
        ui.with("proposal-changed", &[("name", &name), ("when", &ui.moment(&at, dossier.call.terms.zone))])
    });
    let left = if open == 0 { String::new() } else { ui.tn("proposal-left", open) };
    TaskRow {
        title: ui.t(section.key()),
        why: [left, who.unwrap_or_default()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        url: format!("{base}/isi/{}", section.as_str()),
        due: String::new(),
        done: open == 0,
    }
}

fn mending_task(ui: &Ui, base: &str, dossier: &Dossier) -> TaskRow {
    let left = dossier.unanswered();
    TaskRow {
        title: ui.t("mending-task"),
        why: ui.tn("mending-task-why", left),
        url: format!("{base}/{}", mending::PLACE),
        due: dossier.revision_due().map(|due| ui.ts("mending-by", "when", &ui.date(&due))).unwrap_or_default(),
        done: left == 0,
    }
}

fn budget_task(ui: &Ui, base: &str, dossier: &Dossier) -> TaskRow {
    let most = dossier.call.terms.ask_max.min(dossier.call.terms.ceiling);
    let total = budget::total(&dossier.budget.lines);
    let fits = total.is_some_and(|total| total <= most);
    let whole = !dossier.budget.lines.is_empty()
        && dossier.budget.faults.is_empty()
        && dossier.lines_without_quotes().is_empty();
    let sum = total.map(|total| ui.rupiah(&total)).unwrap_or_default();
    let why = if dossier.budget.typed.is_empty() {
        ui.t("budget-none")
    } else if fits {
        ui.with("budget-sum", &[("sum", &sum), ("most", &ui.rupiah(&most))])
    } else {
        ui.with("budget-over", &[("sum", &sum), ("most", &ui.rupiah(&most))])
    };
    TaskRow { title: ui.t("budget-title"), why, url: format!("{base}/rab"), due: String::new(), done: whole && fits }
}

fn papers_task(ui: &Ui, base: &str, dossier: &Dossier) -> TaskRow {
    let missing = dossier.missing_papers().len();
    TaskRow {
        title: ui.t("attached-title"),
        why: if missing > 0 {
            ui.tn("attached-missing", missing)
        } else {
            ui.tn("attached-there", dossier.papers.len())
        },
        url: format!("{base}/berkas"),
        due: String::new(),
        done: missing == 0 && !dossier.papers.iter().any(|paper| paper.unseen_warning),
    }
}

fn signing_task(ui: &Ui, base: &str, overview: &Overview) -> TaskRow {
    let signed = overview.dossier.signed.iter().filter(|signed| signed.signature.content == overview.mark).count();
    let sent = overview.dossier.state.editable() == Editable::Nothing;
    TaskRow {
        title: ui.t("proposal-signing"),
        why: if sent { ui.t("proposal-signing-sent") } else { ui.tn("proposal-signing-why", signed) },
        url: format!("{base}/kirim"),
        due: String::new(),
        done: sent,
    }
}

/// The seven names the group sees, with where it stands.
fn steps(ui: &Ui, state: State) -> Vec<Step> {
    const LINE: [Seen; 6] = [Seen::Draft, Seen::Sent, Seen::Checked, Seen::Judged, Seen::Decided, Seen::Over];
    // A revision is a turn back to the check.
    let now = if state.seen() == Seen::NeedsRevision { Seen::Checked } else { state.seen() };
    let here = LINE.iter().position(|seen| *seen == now).unwrap_or(0);
    let step = |(at, seen): (usize, &Seen)| Step { word: ui.t(seen.key()), here: at == here, passed: at < here };
    LINE.iter().enumerate().map(step).collect()
}

/// What happens next, in one sentence.
fn next_key(state: State, stage: Stage) -> &'static str {
    match state {
        State::Draft => "proposal-next-draft",
        State::Submitted => "proposal-next-submitted",
        State::AdminCheck | State::FieldVisit => "proposal-next-checked",
        State::AdminRevision | State::ContentRevision => "proposal-next-revision",
        State::InReview | State::Scored | State::Recommended | State::BudgetCheck => "proposal-next-judged",
        State::Approved => match stage {
            Stage::Decreed => "proposal-next-approved",
            Stage::Closed => "proposal-next-closed",
            _ => "proposal-next-award",
        },
        State::Waitlisted => "proposal-next-waitlisted",
        State::Rejected => "proposal-next-rejected",
        State::Objected => "objection-next",
        State::Withdrawn | State::Lapsed | State::Voided => "proposal-next-over",
    }
}

fn history(ui: &Ui, line: &Line, zone: Zone) -> (String, String, String) {
    let who = if line.name.is_empty() { line.by.words(ui) } else { line.name.clone() };
    (ui.t(line.kind.happened_key()), who, ui.moment(&line.at, zone))
}
