//! The page of a decision: what was recommended, what is left to give, the choices, and the one that was opened with what
//! it does.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    desk::service::{self, Desk},
    model::{Approval, BudgetLetter, Choice, Decision},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        budget::{self, Line},
        calls::terms::Decree,
        letters::parts::OfficialNumber,
        machine::{BudgetResult, Refusal},
        papers::pages::attachment,
        proposals::{
            acts::Dossier,
            checks::pages::foreseen,
            pages::refusal,
            policy::MayCheckProposals,
            recommendations::pages::{cut_field, said},
        },
        reasons::{Reason, Use},
    },
    platform::{ids::shown_document_code, money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        days::{self, Typed},
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
        upload::Upload,
    },
};

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal/{item}/keputusan", check, show);
    routes.post("/instansi/{code}/proposal/{item}/keputusan", check, act);
    routes.get("/instansi/{code}/proposal/{item}/keputusan/berkas", check, give_letter);
    routes.post("/instansi/{code}/proposal/{item}/keputusan/berkas", check, add_letter);
}

/// The form of the choice that was opened.
#[expect(clippy::struct_excessive_bools, reason = "each is one part of the form")]
struct Open {
    word: &'static str,
    title: String,
    lede: String,
    /// A number of a decision, a decree.
    gives: bool,
    /// What is said above the cuts; empty where none are asked for.
    cutting: String,
    /// Field, name and sum of each line of the budget.
    rows: Vec<(String, String, String)>,
    decreed: bool,
    tied: bool,
    ranks: bool,
    reasons: Vec<(String, String, bool)>,
    has_day: bool,
    /// The label of the text; empty where none is asked for.
    text: String,
    effects: Vec<String>,
    ready: bool,
}

#[derive(Template)]
#[template(path = "pages/decisions/decision.html")]
struct DecisionPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    code: String,
    facts: Vec<(String, String, &'static str)>,
    given: Vec<(String, String)>,
    open: Option<Open>,
    /// Something about a line has to be mended.
    unfolds: bool,
    choices: Vec<(String, String, String)>,
    obstacles: Vec<String>,
    /// The letter about the budget: what it is called, and where its file is.
    letter: String,
    letter_url: String,
    takes_letter: bool,
}

/// What is wrong with what was typed: the field and the key of the sentence.
type Faults = Vec<(String, &'static str)>;

/// What is drawn: the choice that is open, what stands in its form and what was ticked, and what pressing does once that
/// is known.
struct Drawn<'a> {
    choice: Option<Choice>,
    form: FormView,
    typed: &'a Params,
    effects: Option<Vec<String>>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let desk = service::find(&app, &permit, &item.0).await?;
    let choice = query.0.get("ke").and_then(Choice::parse).filter(|choice| desk.choices.contains(choice));
    let typed = choice.map(|choice| suggested(choice, &desk)).unwrap_or_default();
    // What is suggested is shown with what it does, where nothing is lacking.
    let effects = match choice.and_then(|choice| read(choice, &typed, &desk).ok()) {
        Some(decision) => consequences(&app, &ui, &seat, &desk, &decision).await.ok(),
        None => None,
    };
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    let form = FormView::typed(&typed).done(notice);
    draw(ui, &seat, &desk, StatusCode::OK, Drawn { choice, form, typed: &typed, effects })
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let desk = service::find(&app, &permit, &item.0).await?;
    let choice = form.0.get("ke").and_then(Choice::parse);
    let decision = match choice {
        Some(choice) => read(choice, &form.0, &desk),
        None => Err(vec![("tindakan".to_owned(), "error-choice")]),
    };
    let view = FormView::typed(&form.0);
    let (view, effects) = match decision {
        Err(faults) => {
            let fault = |view: FormView, (field, key): &(String, &'static str)| view.fault(&ui, field, ui.t(key));
            (faults.iter().fold(view, fault), None)
        }
        Ok(decision) => {
            let done = match form.0.get("tombol") {
                Some("lakukan") => service::act(&app, permit, &item.0, &decision).await.map(|_| None),
                Some("lihat") => consequences(&app, &ui, &seat, &desk, &decision).await.map(Some),
                _ => Err(Invalid::one("tindakan", "error-choice").into()),
            };
            match done {
                Ok(None) => return Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
                Ok(effects) => (view, effects),
                Err(error) => (view.faulty(&ui, &refusal(error)?), None),
            }
        }
    };
    let status = if effects.is_some() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    draw(ui, &seat, &desk, status, Drawn { choice, form: view, typed: &form.0, effects })
}

/// The letter about the budget that counts, as a file.
pub async fn give_letter(app: http::Data<App>, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    Ok(attachment(&service::letter_file(&app, &permit, &item.0).await?))
}

pub async fn add_letter(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, upload: Upload) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let desk = service::find(&app, &permit, &item.0).await?;
    let number = upload.params.get("nomor").unwrap_or_default().trim().to_owned();
    let fits = !number.is_empty() && OfficialNumber::parse(&number).is_some();
    let added = match days::read(&upload.params, "surat") {
        _ if !fits => Err(Invalid::one("nomor", "decision-fault-number").into()),
        Typed::Day(day) => {
            Box::pin(service::add_letter(&app, permit, &item.0, (number, day), (&upload.name, upload.file))).await
        }
        Typed::Nothing | Typed::Wrong => Err(Invalid::one("surat", "proposal-fault-date").into()),
    };
    match added {
        Ok(()) => Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
        Err(error) => {
            let form = FormView::typed(&upload.params).faulty(&ui, &refusal(error)?);
            let drawn = Drawn { choice: None, form, typed: &upload.params, effects: None };
            draw(ui, &seat, &desk, StatusCode::UNPROCESSABLE_ENTITY, drawn)
        }
    }
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}/keputusan", seat.base, shown_document_code(code))
}

/// Fields filled with what is usual: what was recommended, the place behind all who wait.
fn suggested(choice: Choice, desk: &Desk) -> Params {
    let mut typed = Params::default();
    match choice {
        Choice::Approve | Choice::BudgetCut => {
            let stands = desk.file.dossier.recommendation.iter();
            for cut in stands.flat_map(|standing| &standing.given.cuts) {
                typed = typed.with(&cut_field(cut.line), &cut.cut.to_string());
            }
        }
        Choice::Waitlist => typed = typed.with("urutan", &desk.next_rank.to_string()),
        Choice::Reject
        | Choice::Promote
        | Choice::Extend
        | Choice::SendBudget
        | Choice::BudgetOk
        | Choice::BudgetNone => {}
    }
    typed
}

/// What was typed, or everything that is wrong with it.
fn read(choice: Choice, form: &Params, desk: &Desk) -> Result<Decision, Faults> {
    let text = form.get("uraian").unwrap_or_default().to_owned();
    let one = |field: &str, key| Err(vec![(field.to_owned(), key)]);
    match choice {
        Choice::Approve => approval(form, &desk.file.dossier).map(Decision::Approve),
        Choice::Waitlist => match form.get("urutan").unwrap_or_default().parse() {
            Ok(rank) if rank > 0 => Ok(Decision::Waitlist { rank }),
            _ => one("urutan", "decision-fault-rank"),
        },
        Choice::Reject => {
            let reasons: Option<Vec<Reason>> = form.all("alasan").map(Reason::parse).collect();
            match reasons {
                Some(reasons) if !reasons.is_empty() => Ok(Decision::Reject { reasons, text }),
                _ => one("alasan", "error-choice"),
            }
        }
        Choice::Promote => Ok(Decision::Promote { out_of_order: text }),
        Choice::Extend => match days::read(form, "batas") {
            Typed::Day(until) => Ok(Decision::Extend { until, reason: text }),
            Typed::Nothing | Typed::Wrong => one("batas", "proposal-fault-date"),
        },
        Choice::SendBudget => Ok(Decision::SendBudget),
        Choice::BudgetOk => Ok(Decision::BudgetOk),
        Choice::BudgetNone => Ok(Decision::BudgetNone),
        Choice::BudgetCut => match cuts(form, &desk.file.dossier.budget.lines, Faults::new()) {
            (cuts, faults) if faults.is_empty() => Ok(Decision::BudgetCut { cuts }),
            (_, faults) => Err(faults),
        },
    }
}

fn approval(form: &Params, dossier: &Dossier) -> Result<Approval, Faults> {
    let text = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let (mut given, mut faults) = (Approval::default(), Faults::new());
    (given.cuts, faults) = cuts(form, &dossier.budget.lines, faults);
    given.number = text("nomor");
    if given.number.is_empty() || OfficialNumber::parse(&given.number).is_none() {
        faults.push(("nomor".to_owned(), "decision-fault-number"));
    }
    if dossier.call.terms.decree == Decree::RegionHead {
        let number = text("sk");
        if number.is_empty() || OfficialNumber::parse(&number).is_none() {
            faults.push(("sk".to_owned(), "decision-fault-number"));
        }
        match days::read(form, "sk_hari") {
            Typed::Day(day) => given.decree = Some((number, day)),
            Typed::Nothing | Typed::Wrong => faults.push(("sk_hari".to_owned(), "proposal-fault-date")),
        }
    }
    given.tie_reason = text("seri");
    if faults.is_empty() { Ok(given) } else { Err(faults) }
}

/// What is taken off each line, in rupiah.
fn cuts(form: &Params, lines: &[Line], mut faults: Faults) -> (Vec<(u16, i64)>, Faults) {
    let mut cuts = Vec::new();
    for line in lines {
        let field = cut_field(line.number);
        let typed = form.get(&field).unwrap_or_default();
        let most = line.subtotal().unwrap_or_default();
        match Rupiah::parse(typed) {
            _ if typed.is_empty() => {}
            Some(Rupiah(0)) => {}
            Some(cut) if cut <= most => cuts.push((line.number, cut.0)),
            _ => faults.push((field, "recommend-fault-cut")),
        }
    }
    (cuts, faults)
}

/// What comes of it, in sentences.
async fn consequences(app: &App, ui: &Ui, seat: &Seat, desk: &Desk, decision: &Decision) -> Result<Vec<String>, Error> {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let plan = service::plan(app, &permit, &desk.file.dossier.code, decision).await?;
    Ok(foreseen(ui, &desk.file, &plan))
}

fn draw(ui: Ui, seat: &Seat, desk: &Desk, status: StatusCode, drawn: Drawn<'_>) -> Answer {
    let dossier = &desk.file.dossier;
    let here = address(seat, &dossier.code);
    let way = |choice: &Choice| (format!("{here}?ke={}", choice.as_str()), ui.t(choice.key()), ui.t(choice.lede()));
    let others = desk.choices.iter().filter(|choice| drawn.choice != Some(**choice));
    let why = |(choice, refusal): &(Choice, Refusal)| {
        ui.with("decision-obstacle", &[("choice", &ui.t(choice.key())), ("why", &ui.t(refusal.key()))])
    };
    let stands = dossier.recommendation.as_ref();
    let body = DecisionPage {
        head: Head::unlisted(ui.t("decision-title"), ui.t("decision-title")).to_mend(&ui, drawn.form.faults().len()),
        back: format!("{}/proposal/{}", seat.base, shown_document_code(&dossier.code)),
        code: shown_document_code(&dossier.code),
        facts: facts(&ui, desk),
        given: stands.map(|standing| said(&ui, &standing.given, &dossier.budget.lines)).unwrap_or_default(),
        unfolds: drawn.form.faults().iter().any(|(field, _)| field.starts_with("potong_")),
        open: drawn.choice.map(|choice| open(&ui, desk, choice, &drawn)),
        choices: others.map(way).collect(),
        obstacles: desk.obstacles.iter().map(why).collect(),
        letter: desk.letter.as_ref().map(|letter| letter_words(&ui, letter)).unwrap_or_default(),
        letter_url: match &desk.letter {
            Some(BudgetLetter { file: Some(_), .. }) => format!("{here}/berkas"),
            _ => String::new(),
        },
        takes_letter: desk.takes_letter,
        form: drawn.form,
        here,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

const fn budget_key(result: BudgetResult) -> &'static str {
    match result {
        BudgetResult::Fine => "decision-budget-ok",
        BudgetResult::Cut => "decision-budget-cut",
        BudgetResult::Struck => "decision-budget-none",
    }
}

fn letter_words(ui: &Ui, letter: &BudgetLetter) -> String {
    ui.with("decision-letter-is", &[("number", &letter.number), ("day", &ui.date(&letter.day))])
}

/// Where it stands, in figures.
fn facts(ui: &Ui, desk: &Desk) -> Vec<(String, String, &'static str)> {
    let dossier = &desk.file.dossier;
    let terms = &dossier.call.terms;
    let money = |sum: Rupiah| ui.rupiah(&sum);
    let asked = budget::total(&dossier.budget.lines).filter(|_| !terms.certificate);
    let quota = terms.quota.map(|quota| {
        ui.with("decision-awards-of", &[("count", &dossier.awards.to_string()), ("quota", &quota.to_string())])
    });
    let stands = dossier.recommendation.as_ref();
    let mean = dossier.review.figures.as_ref().map(|figures| figures.mean.shown());
    let known = [
        ("decision-state", Some(ui.t(dossier.state.seen().key())), "check"),
        ("budget-total", asked.map(money), "funding"),
        ("calls-left", desk.room.map(money), "funding"),
        ("decision-awards", quota, "check"),
        ("review-mean", mean, "check"),
        (
            "decision-budget",
            stands.and_then(|standing| standing.budget).map(|result| ui.t(budget_key(result))),
            "check",
        ),
        ("decision-place", desk.place.map(|place| place.to_string()), "check"),
        ("decision-rank", desk.rank.map(|rank| rank.to_string()), "clock"),
    ];
    let row = |(key, value, icon): (&str, Option<String>, &'static str)| Some((ui.t(key), value?, icon));
    let zone = terms.zone;
    let due = desk
        .file
        .running
        .iter()
        .map(|(timer, at)| (ui.ts("proposal-deadline", "timer", &ui.t(timer.key())), ui.moment(at, zone), "clock"));
    known.into_iter().filter_map(row).chain(due).collect()
}

fn open(ui: &Ui, desk: &Desk, choice: Choice, drawn: &Drawn<'_>) -> Open {
    let dossier = &desk.file.dossier;
    let terms = &dossier.call.terms;
    let ticked: Vec<&str> = drawn.typed.all("alasan").collect();
    let reasons =
        Reason::ALL.iter().filter(|reason| choice == Choice::Reject && reason.fits(Use::Reject, terms.is_ranked()));
    let line = |line: &Line| {
        let sum = line.subtotal().map(|sum| ui.rupiah(&sum)).unwrap_or_default();
        (cut_field(line.number), line.description.clone(), sum)
    };
    let gives = choice == Choice::Approve;
    let cutting = match choice {
        Choice::Approve => "decision-cuts-hint",
        Choice::BudgetCut => "decision-budget-cuts-hint",
        _ => "",
    };
    let cuts = !cutting.is_empty() && !terms.certificate;
    Open {
        word: choice.as_str(),
        title: ui.t(choice.key()),
        lede: ui.t(choice.lede()),
        gives,
        cutting: if cuts { ui.t(cutting) } else { String::new() },
        rows: if cuts { dossier.budget.lines.iter().map(line).collect() } else { Vec::new() },
        decreed: terms.decree == Decree::RegionHead,
        tied: dossier.turn.tied_at_the_line,
        ranks: choice == Choice::Waitlist,
        reasons: reasons
            .map(|one| (one.as_str().to_owned(), ui.t(one.key()), ticked.contains(&one.as_str())))
            .collect(),
        has_day: choice == Choice::Extend,
        text: match choice {
            Choice::Reject => ui.t("checking-text"),
            Choice::Promote if !dossier.turn.is_next => ui.t("decision-order"),
            Choice::Extend => ui.t("decision-reason"),
            _ => String::new(),
        },
        effects: drawn.effects.clone().unwrap_or_default(),
        ready: drawn.effects.is_some(),
    }
}
