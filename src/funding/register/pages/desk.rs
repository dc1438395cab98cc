//! The page on which two persons of the platform make a release.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{service, words},
    Drawn,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
        policy::MayOperate,
    },
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Signed, see_other},
    },
};

/// Where the page is.
const HERE: &str = "/operator/penerima";

pub fn routes(routes: &mut Routes) {
    let operate = Who::may::<MayOperate>();
    routes.get(HERE, operate, show);
    routes.post(HERE, operate, act);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayOperate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

#[derive(Template)]
#[template(path = "pages/register/desk.html")]
struct DeskPage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// The quarter that can be released; empty when none can.
    due: String,
    /// Of the release that waits; empty when none does.
    mark: String,
    proposed: String,
    /// Whoever looks may not be the second person.
    own: bool,
    drawn: Drawn,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let done = query.0.get("ok").map(|_| ui.t("register-done")).unwrap_or_default();
    desk_page(&app, ui, &actor, StatusCode::OK, FormView::default().done(done)).await
}

async fn desk_page(app: &App, ui: Ui, actor: &Actor, status: StatusCode, form: FormView) -> Answer {
    let permit = may(app, actor).await?;
    let standing = service::standing(app, &permit).await?;
    let waiting = standing.waiting;
    let body = DeskPage {
        head: Head::unlisted(ui.t("register-desk-title"), ui.t("register-desk-title"))
            .to_mend(&ui, form.faults().len()),
        due: standing.due.map(|due| words::quarter(&ui, due)).unwrap_or_default(),
        mark: waiting.as_ref().map(|waiting| waiting.release.hash().hex()).unwrap_or_default(),
        proposed: waiting.as_ref().map(|waiting| ui.moment(&waiting.at, Zone::Wib)).unwrap_or_default(),
        own: waiting.as_ref().is_some_and(|waiting| waiting.own),
        drawn: waiting.map(|waiting| Drawn::new(&ui, &waiting.release)).unwrap_or_default(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn act(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let done = match form.0.get("tombol") {
        Some("usulkan") => service::propose(&app, &permit).await,
        Some("terbitkan") => service::confirm(&app, &permit, form.0.get("isi").unwrap_or_default()).await.map(|_| ()),
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("{HERE}?ok")).finish()),
        Err(Error::Invalid(faults)) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            desk_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(other) => Err(other.into()),
    }
}
