//! One proposal on the desk of an officer: what the group wrote, its papers, and the list of points.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::address;
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        budget::{self, Line},
        checklist::{Group, Mark, Point, Presence},
        machine::Duty,
        papers::{PaperKind, pages::attachment},
        proposals::{
            acts::{
                Dossier,
                dossier::{MOST_LINES, quotes},
                sent::{kind_of, quotes_key, text},
            },
            checks::{
                desk::{
                    acts::service::{self as acts, Act, Marked},
                    service::{self, File},
                },
                model::{Found, OpeningReason, Step, opens_papers},
            },
            pages::{answers, label, line_sum, refusal},
            policy::MayCheckProposals,
            reversals::pages as reversals,
            workflow::{Editable, Kind, State},
        },
        reasons::{Reason, Use},
        versions::{Change, Changes},
    },
    platform::{ids, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

/// A line of the budget with its comparisons.
struct BudgetRow {
    what: String,
    activity: String,
    sum: String,
    subtotal: String,
    quotes: Vec<String>,
}

struct PaperRow {
    code: String,
    kind: String,
    name: String,
    sealed: bool,
    /// Whether whoever looks may open it.
    opens: bool,
}

/// A point of the list as it is drawn.
struct PointRow {
    field: &'static str,
    number: &'static str,
    label: String,
    presence: Vec<(String, String, bool)>,
    reasons: Vec<(String, String, bool)>,
    note: String,
    error: String,
    /// What the system knows of it.
    known: String,
    /// What the group says that it did about it.
    reply: String,
    /// What stands there, where nothing can be changed.
    shown: String,
}

/// Something that is other than in the version before.
struct Changed {
    what: String,
    before: String,
    now: String,
}

struct GroupView {
    word: &'static str,
    title: String,
    open: bool,
    points: Vec<PointRow>,
}

#[derive(Template)]
#[template(path = "pages/checks/file.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one part of the page")]
struct FilePage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    trade_name: String,
    call: String,
    code: String,
    asked: String,
    word: String,
    tone: &'static str,
    due: Vec<(String, String)>,
    may_claim: bool,
    claiming: Vec<String>,
    reads: bool,
    sections: Vec<(String, Vec<(String, String)>)>,
    lines: Vec<BudgetRow>,
    total: String,
    papers: Vec<PaperRow>,
    reasons: Vec<(String, String, bool)>,
    /// The group is mending it.
    with_group: bool,
    /// The group asked to go on after its time was over.
    asks_again: bool,
    /// Whether there was a version before this one, and what changed: where, before and now.
    was_sent_before: bool,
    changes: Vec<Changed>,
    groups: Vec<GroupView>,
    marks: bool,
    elsewhere: String,
    duplicates: String,
    /// Address and words of each step that can be taken.
    steps: Vec<(String, String)>,
    history: Vec<(String, String, String)>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, StatusCode::OK, FormView::default().done(notice)).await
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, status: StatusCode, form: FormView) -> Answer {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let file = service::find(app, &permit, code).await?;
    let offers = acts::offers(app, &permit, code).await?;
    let may_claim = offers.contains(&Kind::Claim);
    let claiming = if may_claim {
        super::foreseen(&ui, &file, &acts::plan(app, &permit, code, &Act::Claim { declares_no_tie: true }).await?)
    } else {
        Vec::new()
    };
    let dossier = &file.dossier;
    let zone = dossier.call.terms.zone;
    let here = address(seat, &dossier.code);
    let total = budget::total(&dossier.budget.lines).filter(|_| !dossier.call.terms.certificate);
    let due = file.running.iter();
    let due = due.map(|(timer, at)| (ui.ts("proposal-deadline", "timer", &ui.t(timer.key())), ui.moment(at, zone)));
    let marks = file.holds && dossier.state == State::AdminCheck;
    let mut ways = steps(&ui, &file, &offers, &here);
    ways.extend(reversals::links(app, &ui, &file, seat, &here).await?);
    let body = FilePage {
        head: Head::unlisted(ui.t("proposal-title"), ui.t("proposal-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/proposal", seat.base),
        trade_name: file.trade_name.clone(),
        call: dossier.call.row.name.clone(),
        code: ids::shown_document_code(&dossier.code),
        asked: total.map(|total| ui.rupiah(&total)).unwrap_or_default(),
        word: ui.t(dossier.state.seen().key()),
        tone: dossier.state.tone(),
        due: due.collect(),
        may_claim,
        claiming,
        reads: file.reads,
        sections: if file.reads { answers(&ui, dossier) } else { Vec::new() },
        lines: if file.reads { lines(&ui, dossier) } else { Vec::new() },
        total: total.map(|total| ui.rupiah(&total)).unwrap_or_default(),
        papers: if file.reads { papers(&ui, &file) } else { Vec::new() },
        reasons: OpeningReason::ALL
            .iter()
            .map(|reason| (reason.as_str().to_owned(), ui.t(reason.key()), false))
            .collect(),
        asks_again: file.asks_again,
        with_group: dossier.state.editable() != Editable::Nothing,
        was_sent_before: file.reads && file.changes.is_some(),
        changes: file
            .changes
            .as_ref()
            .filter(|_| file.reads)
            .map(|changes| changed(&ui, dossier, changes))
            .unwrap_or_default(),
        groups: if file.reads { groups(&ui, &file, &form, marks) } else { Vec::new() },
        marks,
        elsewhere: elsewhere(&ui, &file),
        duplicates: dossier.check.duplicates_note.clone().unwrap_or_default(),
        steps: ways,
        history: file
            .history
            .iter()
            .map(|(kind, by, at)| (ui.t(kind.happened_key()), by.words(&ui), ui.moment(at, zone)))
            .collect(),
        here,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn lines(ui: &Ui, dossier: &Dossier) -> Vec<BudgetRow> {
    let row = |line: &Line| BudgetRow {
        what: line.description.clone(),
        activity: line.activity.clone(),
        sum: line_sum(ui, line),
        subtotal: line.subtotal().map(|sum| ui.rupiah(&sum)).unwrap_or_default(),
        quotes: dossier
            .budget
            .typed
            .get(&line.number)
            .map(|typed| compared(ui, &quotes(&typed.fields)))
            .unwrap_or_default(),
    };
    dossier.budget.lines.iter().map(row).collect()
}

/// What changed between two versions, in the words of the page.
fn changed(ui: &Ui, dossier: &Dossier, changes: &Changes) -> Vec<Changed> {
    let mut rows = Vec::new();
    for question in &dossier.questions {
        if let Some(change) = changes.answers.get(question.name) {
            rows.push(one(ui, label(ui, question), change, text));
        }
    }
    let line = |line: &Line| format!("{}, {}", line.description, line_sum(ui, line));
    for (number, change) in &changes.lines {
        rows.push(one(ui, ui.ts("budget-line-number", "number", &number.to_string()), change, line));
    }
    for number in 1..=MOST_LINES {
        if let Some(change) = changes.answers.get(&quotes_key(number)) {
            let what =
                format!("{}: {}", ui.ts("budget-line-number", "number", &number.to_string()), ui.t("budget-quotes"));
            rows.push(one(ui, what, change, |quotes| {
                compared(ui, quotes.as_array().map_or(&[][..], Vec::as_slice)).join(", ")
            }));
        }
    }
    let file = |_: &String| ui.t("mending-other-file");
    for (key, change) in &changes.files {
        let what = kind_of(key).map(|kind| ui.t(kind.key())).unwrap_or_default();
        rows.push(one(ui, what, change, file));
    }
    rows
}

fn one<T>(ui: &Ui, what: String, change: &Change<T>, words: impl Fn(&T) -> String) -> Changed {
    let nothing = || ui.t("mending-nothing");
    let (before, now) = match change {
        Change::Added(now) => (nothing(), words(now)),
        Change::Removed(before) => (words(before), nothing()),
        Change::Changed { from, to } => (words(from), words(to)),
    };
    Changed { what, before, now }
}

/// "Toko Maju: Rp 40.000".
fn compared(ui: &Ui, quotes: &[serde_json::Value]) -> Vec<String> {
    let words = |quote: &serde_json::Value| {
        let price = Rupiah(quote["price"].as_i64().unwrap_or_default());
        format!("{}: {}", quote["source"].as_str().unwrap_or_default(), ui.rupiah(&price))
    };
    quotes.iter().map(words).collect()
}

fn papers(ui: &Ui, file: &File) -> Vec<PaperRow> {
    let verifies = file.holds && file.duties.contains(&Duty::Verifier) && opens_papers(file.dossier.state);
    let row = |paper: &crate::funding::proposals::acts::dossier::Paper| PaperRow {
        code: paper.code.clone(),
        kind: ui.t(paper.kind.key()),
        // The name of a sealed file can say more than its kind.
        name: if paper.kind.is_sealed() && !verifies { String::new() } else { paper.name.clone() },
        sealed: paper.kind.is_sealed(),
        opens: !paper.quarantined && (verifies || !paper.kind.is_sealed()),
    };
    file.dossier.papers.iter().map(row).collect()
}

fn groups(ui: &Ui, file: &File, form: &FormView, marks: bool) -> Vec<GroupView> {
    let view = |group: &Group| {
        let own = Point::ALL.iter().filter(|point| point.group() == *group);
        let points: Vec<PointRow> = own.map(|point| row(ui, file, form, *point)).collect();
        let open = points.iter().any(|point| !point.error.is_empty())
            || marks
                && Point::ALL.iter().any(|point| point.group() == *group && file.dossier.check.at(*point).is_none());
        GroupView { word: group.as_str(), title: ui.t(title(*group)), open, points }
    };
    Group::ALL.iter().map(view).collect()
}

const fn title(group: Group) -> &'static str {
    match group {
        Group::Content => "checking-group-content",
        Group::Papers => "checking-group-papers",
        Group::Fit => "checking-group-fit",
        Group::Continuity => "checking-group-continuity",
    }
}

fn row(ui: &Ui, file: &File, form: &FormView, point: Point) -> PointRow {
    let found = file.dossier.check.at(point);
    let field = point.key();
    // What was typed just now, where it has to be mended.
    let typed = |end: &str| Some(form.v(&format!("{field}{end}"))).filter(|text| !text.is_empty());
    let presence = typed("").or_else(|| found.map(|found| found.mark.presence.as_str()));
    let reason = typed("-alasan").or_else(|| found.and_then(|found| found.mark.lacking).map(Reason::as_str));
    let note = typed("-catatan").or_else(|| found.map(|found| found.note.as_str())).unwrap_or_default();
    let item = |reason: &&Reason| reason.fits(Use::Item, file.dossier.call.terms.is_ranked());
    let word = |presence: Presence| ui.t(presence_key(presence));
    let shown = found.map(|found| {
        let lacking = found.mark.lacking.map_or_else(|| ui.t("checking-fine"), |reason| ui.t(reason.key()));
        [word(found.mark.presence), lacking, found.note.clone()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(". ")
    });
    PointRow {
        field,
        number: point.as_str(),
        label: ui.t(field),
        presence: Presence::ALL
            .iter()
            .map(|one| (one.as_str().to_owned(), word(*one), presence == Some(one.as_str())))
            .collect(),
        reasons: Reason::ALL
            .iter()
            .filter(item)
            .map(|one| (one.as_str().to_owned(), ui.t(one.key()), reason == Some(one.as_str())))
            .collect(),
        note: note.to_owned(),
        error: form.e(field).to_owned(),
        known: known(ui, file, point),
        reply: found.map(|found| reply(ui, found)).unwrap_or_default(),
        shown: shown.unwrap_or_else(|| ui.t("checking-not-seen")),
    }
}

/// What the group answered, once it was sent again.
fn reply(ui: &Ui, found: &Found) -> String {
    match (found.answered, found.reply.is_empty()) {
        (false, _) => String::new(),
        (true, true) => ui.t("mending-mended"),
        (true, false) => ui.ts("mending-reply-shown", "text", &found.reply),
    }
}

const fn presence_key(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "checking-present",
        Presence::Absent => "checking-absent",
        Presence::NotNeeded => "checking-not-needed",
    }
}

/// What the system knows of a point: the budget, comparisons of prices, earlier help, papers that are there.
fn known(ui: &Ui, file: &File, point: Point) -> String {
    let dossier = &file.dossier;
    match point {
        Point::Budget => ui.tn("checking-known-lines", dossier.budget.lines.len()),
        Point::VolumeAndPrice => budget::total(&dossier.budget.lines)
            .map(|total| ui.ts("checking-known-total", "sum", &ui.rupiah(&total)))
            .unwrap_or_default(),
        Point::Prices => ui.tn("checking-known-quotes", dossier.lines_without_quotes().len()),
        Point::LastReport | Point::YearBefore => ui.tn("checking-known-awards", file.awards),
        _ => {
            let asks = |kind: &PaperKind| kind.point() == Some(point);
            let there = dossier.papers.iter().filter(|paper| asks(&paper.kind)).count();
            if PaperKind::ALL.iter().any(asks) { ui.tn("checking-known-papers", there) } else { String::new() }
        }
    }
}

fn elsewhere(ui: &Ui, file: &File) -> String {
    if !file.reads || file.others + file.awards == 0 {
        return String::new();
    }
    format!("{} {}", ui.tn("checking-others", file.others), ui.tn("checking-known-awards", file.awards))
}

fn steps(ui: &Ui, file: &File, offers: &[Kind], here: &str) -> Vec<(String, String)> {
    let proposes = file.holds && file.dossier.state == State::AdminCheck;
    let known = [
        (offers.contains(&Kind::Return), Step::Return),
        (offers.contains(&Kind::Extend), Step::Extend),
        (offers.contains(&Kind::Complete), Step::Complete),
        (proposes, Step::Propose),
        (offers.contains(&Kind::Ineligible), Step::Confirm),
        (offers.contains(&Kind::Reopen), Step::Reopen),
        (file.asks_again && file.duties.contains(&Duty::Lead), Step::RefuseReopen),
        (offers.contains(&Kind::PassClaim) && !file.successors.is_empty(), Step::Pass),
    ];
    let step = |(_, step): (bool, Step)| (format!("{here}/langkah?ke={}", step.as_str()), ui.t(step.key()));
    let mut steps: Vec<_> = known.into_iter().filter(|(offered, ..)| *offered).map(step).collect();
    let reviewed = file.dossier.state == State::InReview || !file.dossier.review.assignments.is_empty();
    if reviewed && file.duties.contains(&Duty::Lead) {
        steps.push((format!("{here}/nilai"), ui.t("review-step")));
    }
    if offers.contains(&Kind::AskContent) {
        steps.push((format!("{here}/tanya"), ui.t("contents-title")));
    }
    if file.reads && (file.dossier.state == State::Scored || file.dossier.recommendation.is_some()) {
        steps.push((format!("{here}/rekomendasi"), ui.t("recommend-step")));
    }
    if file.dossier.state == State::FieldVisit {
        steps.push((format!("{here}/kunjungan"), ui.t("visit-step")));
    }
    steps.push((format!("{here}/catatan"), ui.t("milestones-title")));
    let decides = |duty: &Duty| matches!(duty, Duty::Lead | Duty::Decider | Duty::SecondDecider);
    if file.reads && file.dossier.recommendation.is_some() && file.duties.iter().any(decides) {
        steps.push((format!("{here}/keputusan"), ui.t("decision-step")));
    }
    steps
}

pub async fn claim(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let declares_no_tie = form.0.get("tanpa_ikatan") == Some("1");
    let done = acts::act(&app, permit, &item.0, Act::Claim { declares_no_tie }).await.map(|_| ());
    back(&app, ui, &seat, &item.0, done, &form.0).await
}

pub async fn mark(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let done = match form.0.get("kelompok").unwrap_or_default() {
        "ganda" => acts::note_duplicates(&app, permit, &item.0, form.0.get("ganda").unwrap_or_default()).await,
        word => match Group::parse(word).ok_or_else(|| Invalid::one("tindakan", "error-choice")) {
            Ok(group) => match typed(&form.0, group) {
                Ok(marks) => acts::mark(&app, permit, &item.0, marks).await,
                Err(faults) => Err(faults.into()),
            },
            Err(fault) => Err(fault.into()),
        },
    };
    back(&app, ui, &seat, &item.0, done, &form.0).await
}

/// What was typed at the points of a group. A point nobody looked at is left out; a word that is none is a fault.
fn typed(form: &Params, group: Group) -> Result<Vec<Marked>, Invalid> {
    let (mut marks, mut faults) = (Vec::new(), Invalid::default());
    for point in Point::ALL.iter().filter(|point| point.group() == group) {
        let field = point.key();
        let text = |end: &str| form.get(&format!("{field}{end}")).unwrap_or_default();
        if text("").is_empty() {
            continue;
        }
        let lacking = Some(text("-alasan")).filter(|word| !word.is_empty());
        match (Presence::parse(text("")), lacking.map(Reason::parse)) {
            (None, _) | (_, Some(None)) => faults.0.push((field, "error-choice")),
            (Some(presence), lacking) => {
                let mark = Mark { point: *point, presence, lacking: lacking.flatten() };
                marks.push(Marked { mark, note: text("-catatan").to_owned() });
            }
        }
    }
    if faults.0.is_empty() { Ok(marks) } else { Err(faults) }
}

async fn back(app: &App, ui: Ui, seat: &Seat, code: &str, done: Result<(), Error>, typed: &Params) -> Answer {
    match done {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", address(seat, code))).finish()),
        Err(error) => {
            let view = FormView::typed(typed).faulty(&ui, &refusal(error)?);
            draw(app, ui, seat, code, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

/// A paper, as a file. What is sealed leaves a row for the group before it is opened.
pub async fn open(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let paper = form.0.get("berkas_ini").and_then(ids::read_document_code).ok_or(Error::NotFound)?;
    let reason = form.0.get("alasan").and_then(OpeningReason::parse);
    match acts::open(&app, permit, &item.0, &paper, reason).await {
        Ok(given) => Ok(attachment(&given)),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}
