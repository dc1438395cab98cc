//! The page of an objection: until when it can be made, what it will do, and what was written.
use actix_web::{http::StatusCode, web as http};

use super::own::service::{self, Own, TEXT};
use crate::{
    app::App,
    error::Invalid,
    funding::{
        pages::{
            preview::sentences,
            step::{StepPage, Typed},
        },
        preview::{Around, Names, preview},
        proposals::{
            pages::{address, refusal},
            policy::{MaySignProposals, MayWriteProposals},
        },
    },
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

/// Where it lives below a proposal.
pub const PLACE: &str = "keberatan";

pub fn routes(routes: &mut Routes) {
    let here = "/saya/usaha/{code}/proposal/{item}/keberatan";
    routes.get(here, Who::may::<MayWriteProposals>(), show);
    routes.post(here, Who::may::<MaySignProposals>(), act);
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let own = service::find(&app, &permit, &item.0).await?;
    if !own.is_there() {
        return Ok(see_other(&address(&seat, &own.dossier.code)).finish());
    }
    // What was made is read; before that whoever may not make it is told why.
    let obstacle =
        if own.written.is_some() { None } else { service::plan(&app, &permit, &own.dossier, None).await.err() };
    let form = match obstacle {
        None => FormView::default(),
        Some(error) => FormView::default().faulty(&ui, &refusal(error)?),
    };
    let open = form.faults().is_empty();
    draw(ui, &seat, &own, (StatusCode::OK, form, None, open))
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MaySignProposals>(&app).await?;
    let reading = seat.may::<MayWriteProposals>(&app).await?;
    let own = service::find(&app, &reading, &item.0).await?;
    let text = form.0.get(TEXT).unwrap_or_default();
    let done = match form.0.get("tombol") {
        Some("kirim") => match service::object(&app, permit, &item.0, text).await {
            Ok(()) => return Ok(see_other(&format!("{}?ok=1", address(&seat, &own.dossier.code))).finish()),
            Err(error) => Err(error),
        },
        Some("lihat") => service::plan(&app, &permit, &own.dossier, Some(text)).await,
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    let view = FormView::typed(&form.0);
    match done {
        Ok(plan) => {
            let seen = plan.to.seen().key();
            let names = Some(Names { group: seen, office: seen });
            let around = Around { state: names, running: &own.running, ..Around::default() };
            let effects = sentences(&ui, &preview(&plan, &around), own.dossier.call.terms.zone);
            draw(ui, &seat, &own, (StatusCode::OK, view, Some(effects), true))
        }
        Err(error) => {
            let view = view.faulty(&ui, &refusal(error)?);
            draw(ui, &seat, &own, (StatusCode::UNPROCESSABLE_ENTITY, view, None, true))
        }
    }
}

fn draw(
    ui: Ui,
    seat: &Seat,
    own: &Own,
    (status, form, effects, open): (StatusCode, FormView, Option<Vec<String>>, bool),
) -> Answer {
    let zone = own.dossier.call.terms.zone;
    let here = address(seat, &own.dossier.code);
    let title = ui.t("objection-title");
    let listed = match (&own.written, own.until) {
        (Some(written), _) => vec![
            (ui.t("objection-made"), ui.moment(&written.at, zone)),
            (ui.t("objection-reasons"), written.reasons.clone()),
        ],
        (None, Some(until)) => vec![(ui.t("objection-until"), ui.moment(&until, zone))],
        (None, None) => Vec::new(),
    };
    let writes = own.written.is_none() && open;
    let body = StepPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        action: format!("{here}/{PLACE}"),
        back: here,
        lede: ui.t("objection-lede"),
        listed,
        hidden: Vec::new(),
        choices: None,
        text: writes.then(|| Typed { label: ui.t("objection-reasons"), hint: ui.t("objection-hint"), rows: 8 }),
        does: effects.as_ref().map(|_| ("kirim", ui.t("objection-send"))),
        effects: effects.unwrap_or_default(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}
