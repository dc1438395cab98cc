//! Pages of steps that take something back.
use actix_web::{http::StatusCode, web as http};

use super::{
    model::{Act, Step},
    service::{self, Desk, TEXT},
};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        pages::step::{Choices, StepPage, Typed},
        proposals::{
            checks::{desk::service::File, pages::foreseen},
            pages::refusal,
            policy::MayCheckProposals,
        },
        reasons::{Reason, Use},
    },
    platform::{ids::shown_document_code, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

/// Where they live below a proposal.
const PLACE: &str = "tinjauan";

pub fn routes(routes: &mut Routes) {
    let check = Who::may::<MayCheckProposals>();
    routes.get("/instansi/{code}/proposal/{item}/tinjauan", check, show);
    routes.post("/instansi/{code}/proposal/{item}/tinjauan", check, act);
}

/// Address and words of each step that can be taken at a file.
pub async fn links(app: &App, ui: &Ui, file: &File, seat: &Seat, here: &str) -> Result<Vec<(String, String)>, Error> {
    let steps = service::steps(app, file, seat.actor.person()).await?;
    let link = |step: Step| (format!("{here}/{PLACE}?ke={}", step.as_str()), ui.t(step.key()));
    Ok(steps.into_iter().map(link).collect())
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let step = query.0.get("ke").and_then(Step::parse).ok_or(Error::NotFound)?;
    let desk = service::find(&app, &permit, &item.0, step).await?;
    let form = match desk.obstacle {
        Some(obstacle) => FormView::default().faulty(&ui, &Invalid::one("tindakan", obstacle.key())),
        None => FormView::default(),
    };
    let effects = match desk.waiting {
        Some((reason, _)) => Some(consequences(&app, &ui, &seat, &desk, &Act::Void { reason }).await?),
        None => None,
    };
    draw(ui, &seat, &desk, step, (StatusCode::OK, form, effects))
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let step = form.0.get("ke").and_then(Step::parse).ok_or(Error::NotFound)?;
    let desk = service::find(&app, &permit, &item.0, step).await?;
    let done = match (form.0.get("tombol"), read(step, &form.0)) {
        (Some("sahkan"), _) if step == Step::Void => {
            let seen = form.0.get("isi").unwrap_or_default();
            service::confirm(&app, permit, &item.0, seen).await.map(|_| None)
        }
        (Some("lihat"), Ok(act)) => consequences(&app, &ui, &seat, &desk, &act).await.map(Some),
        (Some("lakukan"), Ok(act)) if step == Step::Void => {
            service::agree(&app, permit, &item.0, &act).await.map(|()| None)
        }
        (Some("lakukan"), Ok(act)) => service::take(&app, permit, &item.0, &act).await.map(|_| None),
        (Some("lihat" | "lakukan"), Err(fault)) => Err(fault.into()),
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    let view = FormView::typed(&form.0);
    match done {
        Ok(None) => Ok(see_other(&format!("{}?ok={}", address(&seat, &item.0), step.as_str())).finish()),
        Ok(effects) => draw(ui, &seat, &desk, step, (StatusCode::OK, view, effects)),
        Err(error) => {
            let view = view.faulty(&ui, &refusal(error)?);
            draw(ui, &seat, &desk, step, (StatusCode::UNPROCESSABLE_ENTITY, view, None))
        }
    }
}

fn read(step: Step, form: &Params) -> Result<Act, Invalid> {
    let text = form.get(TEXT).unwrap_or_default().to_owned();
    match step {
        Step::Objection => match form.get("putusan") {
            Some("tetap") => Ok(Act::Decide { overturn: false, text }),
            Some("batal") => Ok(Act::Decide { overturn: true, text }),
            _ => Err(Invalid::one("putusan", "error-choice")),
        },
        Step::Correct => Ok(Act::Correct { text }),
        Step::Void => {
            let reason = form.get("alasan").and_then(Reason::parse);
            reason.map(|reason| Act::Void { reason }).ok_or_else(|| Invalid::one("alasan", "error-choice"))
        }
    }
}

/// What comes of it, in sentences.
async fn consequences(app: &App, ui: &Ui, seat: &Seat, desk: &Desk, act: &Act) -> Result<Vec<String>, Error> {
    let permit = seat.may::<MayCheckProposals>(app).await?;
    let plan = service::plan(app, &permit, &desk.file.dossier.code, act).await?;
    let mut lines = foreseen(ui, &desk.file, &plan);
    if act.step() == Step::Void && desk.waiting.is_none() {
        lines.push(ui.t("reversal-void-waits"));
    }
    Ok(lines)
}

fn address(seat: &Seat, code: &str) -> String {
    format!("{}/proposal/{}", seat.base, shown_document_code(code))
}

fn draw(
    ui: Ui,
    seat: &Seat,
    desk: &Desk,
    step: Step,
    (status, form, effects): (StatusCode, FormView, Option<Vec<String>>),
) -> Answer {
    let here = address(seat, &desk.file.dossier.code);
    let title = ui.t(step.key());
    let writes = desk.obstacle.is_none() && desk.waiting.is_none();
    let mut hidden = vec![("ke", step.as_str().to_owned())];
    hidden.extend(desk.waiting.iter().map(|(_, mark)| ("isi", mark.clone())));
    let does = effects.as_ref().map(|_| match desk.waiting {
        Some(_) => ("sahkan", ui.t("reversal-confirm")),
        None => ("lakukan", ui.t("reversal-do")),
    });
    let body = StepPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        action: format!("{here}/{PLACE}"),
        back: here,
        lede: ui.t(step.lede()),
        listed: listed(&ui, desk),
        hidden,
        choices: choices(&ui, &form, step).filter(|_| writes),
        text: (writes && step != Step::Void).then(|| Typed {
            label: ui.t("reversal-text"),
            hint: ui.t("reversal-text-hint"),
            rows: 5,
        }),
        effects: effects.unwrap_or_default(),
        does,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What the group wrote, or the reason the lead gave.
fn listed(ui: &Ui, desk: &Desk) -> Vec<(String, String)> {
    let zone = desk.file.dossier.call.terms.zone;
    let mut listed = Vec::new();
    if let Some(written) = &desk.objection {
        listed.push((ui.t("objection-made"), ui.moment(&written.at, zone)));
        listed.push((ui.t("objection-reasons"), written.reasons.clone()));
    }
    if let Some((reason, _)) = &desk.waiting {
        listed.push((ui.t("reversal-reason"), ui.t(reason.key())));
    }
    listed
}

fn choices(ui: &Ui, form: &FormView, step: Step) -> Option<Choices> {
    let option = |name: &str, value: &str, words: String| (value.to_owned(), words, form.v(name) == value);
    match step {
        Step::Correct => None,
        Step::Objection => Some(Choices {
            name: "putusan",
            label: ui.t("reversal-outcome"),
            options: [("tetap", "reversal-uphold"), ("batal", "reversal-overturn")]
                .map(|(value, key)| option("putusan", value, ui.t(key)))
                .into(),
        }),
        Step::Void => Some(Choices {
            name: "alasan",
            label: ui.t("reversal-reason"),
            options: Reason::ALL
                .iter()
                .filter(|reason| reason.fits(Use::Void, false))
                .map(|reason| option("alasan", reason.as_str(), ui.t(reason.key())))
                .collect(),
        }),
    }
}
