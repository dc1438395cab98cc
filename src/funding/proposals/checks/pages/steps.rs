//! One step of an officer on a page of its own: what it needs, what it will do, and the button that does it.
use std::collections::HashMap;

use actix_web::{http::StatusCode, web as http};
use askama::Template;
use time::Date;
use uuid::Uuid;

use super::address;
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        proposals::{
            checks::{
                desk::{
                    acts::service::{self as acts, Act},
                    service::{self, File},
                },
                model::Step,
            },
            letters::service::refusal_of,
            pages::refusal,
            policy::MayCheckProposals,
        },
        reasons::{Reason, Use},
    },
    identity::vault,
    platform::{params::Params, work_days::day_at},
    web::{
        Cache, FormView, Head, Ui,
        days::{self, Typed},
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/checks/step.html")]
struct StepPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    lede: String,
    step: &'static str,
    has_day: bool,
    /// What is lacking and why, in the list that goes out; or the reasons that were proposed.
    listed: Vec<(String, String)>,
    reasons: Vec<(String, String, bool)>,
    people: Vec<(String, String, bool)>,
    text: String,
    /// What pressing does; empty as long as it was not asked for.
    effects: Vec<String>,
    ready: bool,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    // Whether somebody may comes before what they ask for.
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let step = query.0.get("ke").and_then(Step::parse).ok_or(Error::NotFound)?;
    let file = service::find(&app, &permit, &item.0).await?;
    let form = suggested(&app, &file, step);
    // A step that needs nothing typed is shown with what it does.
    let asks = matches!(step, Step::Complete | Step::Confirm);
    let (effects, form, status) = if asks {
        match consequences(&app, &ui, &seat, &file, &read(step, &Params::default(), &file)).await {
            Ok(effects) => (effects, form, StatusCode::OK),
            Err(error) => {
                let faults = refusal(error)?;
                (Vec::new(), form.joined(FormView::default().faulty(&ui, &faults)), StatusCode::OK)
            }
        }
    } else {
        (Vec::new(), form, StatusCode::OK)
    };
    let ready = asks && form.faults().is_empty();
    draw(&app, ui, &seat, &file, step, (status, form, effects, ready)).await
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let file = service::find(&app, &permit, &item.0).await?;
    let step = form.0.get("ke").and_then(Step::parse).ok_or(Error::NotFound)?;
    let act = read(step, &form.0, &file);
    let does = form.0.get("tombol") == Some("lakukan");
    let done = match act {
        Ok(act) if does => acts::act(&app, permit, &item.0, act).await.map(|_| Vec::new()),
        act => consequences(&app, &ui, &seat, &file, &act).await,
    };
    match done {
        Ok(_) if does => Ok(see_other(&format!("{}?ok={}", address(&seat, &item.0), step.as_str())).finish()),
        Ok(effects) => {
            draw(&app, ui, &seat, &file, step, (StatusCode::OK, FormView::typed(&form.0), effects, true)).await
        }
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &file, step, (StatusCode::UNPROCESSABLE_ENTITY, view, Vec::new(), false)).await
        }
    }
}

/// What a step would do, in sentences.
async fn consequences(
    app: &App,
    ui: &Ui,
    seat: &Seat,
    file: &File,
    act: &Result<Act, Invalid>,
) -> Result<Vec<String>, Error> {
    let act = act.as_ref().map_err(|faults| Error::from(faults.clone()))?;
    match act {
        Act::Propose { .. } => return Ok(vec![ui.t("checking-propose-effect")]),
        Act::RefuseReopen { .. } => return Ok(vec![ui.t("reopening-refuse-effect")]),
        _ => {}
    }
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let plan = acts::plan(app, &permit, &file.dossier.code, act).await?;
    Ok(super::foreseen(ui, file, &plan))
}

/// Fields filled with what is usual.
fn suggested(app: &App, file: &File, step: Step) -> FormView {
    let dossier = &file.dossier;
    let (terms, calendar) = (&dossier.call.terms, &dossier.call.calendar);
    let today = day_at(app.clock.now(), terms.zone.utc_offset());
    let day = match step {
        Step::Return | Step::Reopen => Some(calendar.after(today, terms.revision_days)),
        Step::Extend => dossier.check.due.map(|due| calendar.after(due, terms.extension_days)),
        Step::Complete | Step::Propose | Step::Confirm | Step::Pass | Step::RefuseReopen => None,
    };
    let boxes = days::boxes("batas", day);
    FormView::with(boxes.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

fn read(step: Step, form: &Params, file: &File) -> Result<Act, Invalid> {
    let text = form.get("uraian").unwrap_or_default().to_owned();
    match step {
        Step::Return => day(form).map(|due| Act::Return { due }),
        Step::Extend => day(form).map(|due| Act::Extend { due }),
        Step::Reopen => day(form).map(|due| Act::Reopen { due }),
        Step::RefuseReopen => Ok(Act::RefuseReopen { reason: text }),
        Step::Complete => Ok(Act::Complete),
        Step::Confirm => Ok(Act::Confirm),
        Step::Propose => {
            let reasons: Option<Vec<Reason>> = form.all("alasan").map(Reason::parse).collect();
            match reasons {
                Some(reasons) if !reasons.is_empty() => Ok(Act::Propose { reasons, text }),
                _ => Err(Invalid::one("alasan", "error-choice")),
            }
        }
        Step::Pass => {
            let chosen = form.get("kepada").unwrap_or_default();
            let to = file.successors.iter().find(|(code, _)| code == chosen).map(|(_, person)| *person);
            to.map(|to| Act::Pass { to, reason: text }).ok_or_else(|| Invalid::one("kepada", "error-choice"))
        }
    }
}

fn day(form: &Params) -> Result<Date, Invalid> {
    match days::read(form, "batas") {
        Typed::Day(day) => Ok(day),
        Typed::Nothing | Typed::Wrong => Err(Invalid::one("batas", "proposal-fault-date")),
    }
}

async fn draw(
    app: &App,
    ui: Ui,
    seat: &Seat,
    file: &File,
    step: Step,
    (status, form, effects, ready): (StatusCode, FormView, Vec<String>, bool),
) -> Answer {
    let here = address(seat, &file.dossier.code);
    let title = ui.t(step.key());
    let ranked = file.dossier.call.terms.is_ranked();
    let reasons = Reason::ALL.iter().filter(|reason| step == Step::Propose && reason.fits(Use::Ineligible, ranked));
    let chosen = form.v("alasan").to_owned();
    let body = StepPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        back: here.clone(),
        action: format!("{here}/langkah"),
        lede: ui.t(step.lede()),
        step: step.as_str(),
        has_day: step.has_day(),
        listed: listed(&ui, file, step)?,
        reasons: reasons
            .map(|reason| (reason.as_str().to_owned(), ui.t(reason.key()), chosen == reason.as_str()))
            .collect(),
        people: if step == Step::Pass { people(app, file, form.v("kepada")).await? } else { Vec::new() },
        text: match step {
            Step::Propose => ui.t("checking-text"),
            Step::Pass => ui.t("checking-pass-reason"),
            Step::RefuseReopen => ui.t("reopening-reason"),
            Step::Return | Step::Extend | Step::Complete | Step::Confirm | Step::Reopen => String::new(),
        },
        effects,
        ready,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What is lacking, or the reasons another officer proposed.
fn listed(ui: &Ui, file: &File, step: Step) -> Result<Vec<(String, String)>, Error> {
    let check = &file.dossier.check;
    let with = |reason: Reason, note: &str| {
        let words = [ui.t(reason.key()), note.to_owned()];
        words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ")
    };
    match (step, &file.refusal) {
        (Step::Return, _) => Ok(check
            .found
            .iter()
            .filter(|found| found.mark.point.is_of_the_papers())
            .filter_map(|found| Some((found, found.mark.lacking?)))
            .map(|(found, reason)| (ui.t(found.mark.point.key()), with(reason, &found.note)))
            .collect()),
        (Step::Confirm, Some(waiting)) => {
            let (reasons, text) = refusal_of(&waiting.payload)?;
            Ok(reasons.into_iter().map(|reason| (ui.t(reason.key()), text.clone())).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Colleagues who can take the claim over, by name.
async fn people(app: &App, file: &File, chosen: &str) -> Result<Vec<(String, String, bool)>, Error> {
    let accounts: Vec<Uuid> = file.successors.iter().map(|(_, person)| *person).collect();
    let names = vault::display_names(&app.db, &app.keys, &accounts).await?;
    let names: HashMap<Uuid, String> =
        names.into_iter().map(|(person, name)| (person, name.expose().to_owned())).collect();
    let option = |(code, person): &(String, Uuid)| {
        (code.clone(), names.get(person).cloned().unwrap_or_default(), code == chosen)
    };
    Ok(file.successors.iter().map(option).collect())
}
