//! Publishing, changing, ending and giving up a call. The page says what the step will do before anybody presses a
//! button, and what stands in its way.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        model::{Change, Outcome, Step, read_reason},
        moves::service::{self as moves, Pending, Preview, Wish},
        policy::MayMoveCalls,
        service::{self, Own},
    },
    step_key,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        deadlines::Timer,
        machine::{Duty, Plan, Refusal},
        model::CallState,
        pages::{changes, preview::sentences},
        preview::{Around, Names, preview},
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Routes, Ui, Who, days,
        errors::Answer,
        forms::{FormParams, mend_version, version},
        page,
        params::Item,
        session::{Seat, see_other},
    },
};

/// The field a refusal stands beside: the buttons.
const BUTTONS: &str = "tindakan";

pub(super) fn routes(routes: &mut Routes) {
    let may = Who::may::<MayMoveCalls>();
    routes.get("/instansi/{code}/pembukaan/{item}/terbit", may, show_publish);
    routes.post("/instansi/{code}/pembukaan/{item}/terbit", may, publish);
    routes.get("/instansi/{code}/pembukaan/{item}/perubahan", may, show_amend);
    routes.post("/instansi/{code}/pembukaan/{item}/perubahan", may, amend);
    routes.get("/instansi/{code}/pembukaan/{item}/batal", may, show_cancel);
    routes.post("/instansi/{code}/pembukaan/{item}/batal", may, cancel);
    routes.get("/instansi/{code}/pembukaan/{item}/selesai", may, show_finish);
    routes.post("/instansi/{code}/pembukaan/{item}/selesai", may, finish);
}

#[derive(Template)]
#[template(path = "pages/calls/step.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct StepPage {
    ui: Ui,
    head: Head,
    form: FormView,
    here: String,
    step: Step,
    name: String,
    word: String,
    tone: &'static str,
    /// What stands in the way, and where it is mended.
    refusals: Vec<(String, String)>,
    effects: Vec<String>,
    /// That somebody agreed already, and to what.
    waiting: String,
    changes: Vec<String>,
    mark: String,
    version: i32,
    may_agree: bool,
    may_confirm: bool,
    may_take_back: bool,
    may_finish: bool,
    /// Why there is no button.
    nobody: String,
}

/// Draws a step. `form` holds what was typed.
async fn step_page(app: &App, ui: Ui, seat: &Seat, code: &str, step: Step, shown: (StatusCode, FormView)) -> Answer {
    let permit = seat.may::<MayMoveCalls>(app).await?;
    let own = service::find(app, &permit, code).await?;
    let pending = own.pending.iter().find(|pending| pending.step == step);
    let change = pending.map(|pending| pending.change.clone()).unwrap_or_default();
    let tried = moves::preview(app, &permit, code, &Wish { step, change }).await?;
    let here = format!("{}/pembukaan/{}", seat.base, own.code);
    let (status, form) = shown;
    let is = |duty: Duty| own.duties.contains(&duty);
    let open = service::steps(own.state).contains(&step);
    // Whoever agrees anew does not mind that an earlier word no longer fits.
    let fits = tried.is_ok();
    let (word, tone) = (ui.t(own.state.key()), own.state.tone());
    let title = ui.t(step_key(step));
    let body = StepPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        name: own.draft.text.name.clone(),
        word,
        tone,
        refusals: standing(step, pending, &tried).iter().map(|refusal| super::lack(&ui, *refusal, &here)).collect(),
        effects: tried.map(|plan| effects(&ui, &own, &plan)).unwrap_or_default(),
        waiting: pending.map(|pending| waiting(&ui, &own, pending)).unwrap_or_default(),
        changes: pending.map(|pending| said(&ui, &own, &pending.change)).unwrap_or_default(),
        mark: pending.map(|pending| pending.mark.clone()).unwrap_or_default(),
        version: own.version,
        may_agree: open && step.takes_two() && is(Duty::Lead) && (step != Step::Publish || fits),
        may_confirm: open && is(Duty::Decider) && pending.is_some_and(|pending| pending.refusal.is_none()),
        may_take_back: pending.is_some_and(|pending| pending.own),
        may_finish: open && step == Step::Finish && is(Duty::Lead) && fits,
        nobody: nobody(&ui, &own, step, open),
        step,
        form,
        here,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What stands in the way. What the first person has not typed yet is no obstacle.
fn standing(step: Step, pending: Option<&Pending>, tried: &Preview) -> Vec<Refusal> {
    if let Some(refusal) = pending.and_then(|pending| pending.refusal)
        && refusal == Refusal::CountersignStale
    {
        return vec![refusal];
    }
    let untyped = |refusal: &Refusal| step == Step::Amend && *refusal == Refusal::AmendmentNotAllowed;
    let refusals = tried.as_ref().err().cloned().unwrap_or_default();
    refusals.into_iter().filter(|refusal| pending.is_some() || !untyped(refusal)).collect()
}

fn waiting(ui: &Ui, own: &Own, pending: &Pending) -> String {
    let when = ui.moment(&pending.since, own.zone);
    ui.ts(if pending.own { "calls-agreed-own" } else { "calls-agreed" }, "when", &when)
}

fn said(ui: &Ui, own: &Own, change: &Change) -> Vec<String> {
    changes(ui, change.closes.as_ref(), change.ceiling.as_ref(), &change.why, own.zone)
}

/// Why whoever looks has no button, if that is so.
fn nobody(ui: &Ui, own: &Own, step: Step, open: bool) -> String {
    let is = |duty: Duty| own.duties.contains(&duty);
    let waits = own.pending.iter().any(|pending| pending.step == step);
    let key = match step {
        _ if !open => "calls-not-now",
        _ if is(Duty::Lead) => return String::new(),
        Step::Finish => "calls-lead-only",
        _ if !is(Duty::Decider) => "calls-not-on-panel",
        _ if !waits => "calls-lead-first",
        _ => return String::new(),
    };
    ui.t(key)
}

/// What the step will do, a line each.
fn effects(ui: &Ui, own: &Own, plan: &Plan<CallState>) -> Vec<String> {
    let names = Names { group: plan.to.key(), office: plan.to.key() };
    let around = Around {
        state: (plan.to != own.state).then_some(names),
        running: &[Timer::CallOpens, Timer::CallCloses],
        ..Around::default()
    };
    sentences(ui, &preview(plan, &around), own.zone)
}

async fn show(app: &App, ui: Ui, seat: &Seat, code: &str, step: Step) -> Answer {
    let permit = seat.may::<MayMoveCalls>(app).await?;
    let own = service::find(app, &permit, code).await?;
    let closes = own.closes_at.map(|at| at.to_offset(own.zone.utc_offset()));
    let clock = closes.map(|at| format!("{:02}.{:02}", at.hour(), at.minute())).unwrap_or_default();
    let mut values = vec![("tutup_jam".to_owned(), clock)];
    values.extend(days::boxes("tutup", None));
    let form = FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())));
    step_page(app, ui, seat, code, step, (StatusCode::OK, form)).await
}

/// The button that was pressed, and what was typed beside it.
async fn act(app: &App, ui: Ui, seat: &Seat, code: &str, step: Step, typed: &Params) -> Answer {
    let permit = seat.may::<MayMoveCalls>(app).await?;
    let own = service::find(app, &permit, code).await?;
    let pressed = typed.get(BUTTONS).unwrap_or_default();
    let done: Result<Outcome> = match (pressed, step) {
        ("setuju", Step::Publish | Step::Amend | Step::Cancel) => match wish(step, typed, &own) {
            Ok(wish) => moves::agree(app, permit, code, &wish, version(typed)).await,
            Err(faults) => Err(faults.into()),
        },
        ("sahkan", Step::Publish | Step::Amend | Step::Cancel) => {
            let seen = (version(typed), typed.get("tanda").unwrap_or_default());
            moves::confirm(app, permit, code, step, seen).await
        }
        ("tarik", Step::Publish | Step::Amend | Step::Cancel) => moves::take_back(app, permit, code, step).await,
        ("sahkan", Step::Finish) => moves::finish(app, permit, code, version(typed)).await,
        _ => Err(Error::from(Invalid::one(BUTTONS, "error-choice"))),
    };
    match mend_version(done, &ui, typed, own.version, BUTTONS)? {
        Ok(Outcome::Done(_)) => Ok(see_other(&format!("{}/pembukaan/{}?ok={pressed}", seat.base, own.code)).finish()),
        Ok(Outcome::Refused(refusals)) => {
            let view = FormView::typed(typed);
            let view = refusals.iter().fold(view, |view, refusal| view.fault(&ui, BUTTONS, ui.t(refusal.key())));
            step_page(app, ui, seat, code, step, (StatusCode::UNPROCESSABLE_ENTITY, view)).await
        }
        Err(shown) => step_page(app, ui, seat, code, step, shown).await,
    }
}

/// What the first person wants.
fn wish(step: Step, typed: &Params, own: &Own) -> std::result::Result<Wish, Invalid> {
    let (change, faults) = match step {
        Step::Amend => Change::read(typed, own.zone),
        Step::Cancel => {
            let (why, faults) = read_reason(typed);
            (Change { why, ..Change::default() }, faults)
        }
        Step::Publish | Step::Finish => Default::default(),
    };
    if faults.0.is_empty() { Ok(Wish { step, change }) } else { Err(faults) }
}

async fn show_publish(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show(&app, ui, &seat, &item.0, Step::Publish).await
}

async fn publish(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    act(&app, ui, &seat, &item.0, Step::Publish, &form.0).await
}

async fn show_amend(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show(&app, ui, &seat, &item.0, Step::Amend).await
}

async fn amend(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    act(&app, ui, &seat, &item.0, Step::Amend, &form.0).await
}

async fn show_cancel(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show(&app, ui, &seat, &item.0, Step::Cancel).await
}

async fn cancel(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    act(&app, ui, &seat, &item.0, Step::Cancel, &form.0).await
}

async fn show_finish(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show(&app, ui, &seat, &item.0, Step::Finish).await
}

async fn finish(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    act(&app, ui, &seat, &item.0, Step::Finish, &form.0).await
}
