//! The beginning: which enterprise applies, and the questions of the check, whose answers open the draft.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{address, refusal};
use crate::{
    app::App,
    funding::{
        eligibility::{Answers, decide},
        model::{CallState, CallView},
        pages::check::{Asking, check_page, checked_page, open_page},
        proposals::{drafts::service, policy::MayWriteProposals},
        service as public,
    },
    identity::model::BodyKind,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::{Code, Item},
        session::{Seat, Signed, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/proposals/choose.html")]
struct ChoosePage {
    ui: Ui,
    head: Head,
    call: String,
    back: String,
    /// Address and name of each enterprise.
    enterprises: Vec<(String, String)>,
}

/// For which of one's enterprises: nobody who has only one is asked.
pub async fn choose(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code) -> Answer {
    let call = public::show(&app, &code.0).await?;
    let mut enterprises: Vec<(String, String)> = actor
        .hats_of(BodyKind::Enterprise)
        .map(|hat| (format!("/saya/usaha/{}/proposal/mulai/{}", hat.code, code.0), hat.name.clone()))
        .collect();
    enterprises.dedup();
    if let [(only, _)] = enterprises.as_slice() {
        return Ok(see_other(only).finish());
    }
    let head = Head::unlisted(ui.t("proposal-choose-title"), ui.t("proposal-choose-title"));
    let back = format!("/hibah/{}", code.0);
    page(StatusCode::OK, Cache::Nobody, false, &ChoosePage { head, call: call.card.name, back, enterprises, ui })
}

fn asking(seat: &Seat, code: &str) -> Asking {
    Asking {
        title: "proposal-begin-title",
        lede: "proposal-begin-lede",
        action: format!("{}/proposal/mulai/{code}", seat.base),
        back: (format!("/hibah/{code}"), "check-back"),
        button: "proposal-begin-button",
        seen: "proposal-begin-seen",
    }
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    seat.may::<MayWriteProposals>(&app).await?;
    let call = public::show(&app, &item.0).await?;
    check_page(ui, StatusCode::OK, call, FormView::default(), asking(&seat, &item.0))
}

pub async fn start(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let call = public::show(&app, &item.0).await?;
    let asked = call.asked();
    let answers = match Answers::read(&form.0, &asked) {
        Ok(answers) => answers,
        Err(open) => return open_page(ui, call, &form, &open, asking(&seat, &item.0)),
    };
    let outcome = decide(&asked, &answers);
    if !outcome.passes() && call.card.state == CallState::Open {
        let again = format!("{}/proposal/mulai/{}", seat.base, item.0);
        return checked_page(&app, ui, call, &outcome, again).await;
    }
    match service::start(&app, permit, &item.0, &outcome).await {
        Ok(code) => Ok(see_other(&address(&seat, &code)).finish()),
        Err(error) => refused_page(ui, &seat, call, &form, &refusal(error)?, &item.0),
    }
}

fn refused_page(
    ui: Ui,
    seat: &Seat,
    call: CallView,
    form: &FormParams,
    faults: &crate::error::Invalid,
    code: &str,
) -> Answer {
    let view = FormView::typed(&form.0).faulty(&ui, faults);
    check_page(ui, StatusCode::UNPROCESSABLE_ENTITY, call, view, asking(seat, code))
}
