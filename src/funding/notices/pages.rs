//! The page on which somebody chooses how often there is a mail.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{Choice, service};
use crate::{
    app::App,
    error::Invalid,
    identity::{
        access::{self, Facts},
        policy::MayUseOwnAccount,
    },
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let own = Who::may::<MayUseOwnAccount>();
    routes.get("/akun/kabar", own, show);
    routes.post("/akun/kabar", own, choose);
}

#[derive(Template)]
#[template(path = "pages/feeds/news.html")]
struct NewsPage {
    ui: Ui,
    head: Head,
    form: FormView,
    choices: Vec<(String, String, bool)>,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = access::permit::<MayUseOwnAccount>(&app, &actor, Facts::person(actor.person())).await?;
    let choice = service::choice(&app, &permit).await?;
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    news_page(ui, StatusCode::OK, choice, FormView::default().done(notice))
}

async fn choose(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = access::permit::<MayUseOwnAccount>(&app, &actor, Facts::person(actor.person())).await?;
    let Some(choice) = form.0.get("kabar").and_then(Choice::parse) else {
        let choice = service::choice(&app, &permit).await?;
        let view = FormView::typed(&form.0).faulty(&ui, &Invalid::one("kabar", "error-choice"));
        return news_page(ui, StatusCode::UNPROCESSABLE_ENTITY, choice, view);
    };
    service::choose(&app, permit, choice).await?;
    Ok(see_other("/akun/kabar?ok=1").finish())
}

fn news_page(ui: Ui, status: StatusCode, choice: Choice, form: FormView) -> Answer {
    let choices = Choice::ALL.iter().map(|one| (one.as_str().to_owned(), ui.t(one.key()), *one == choice)).collect();
    let head = Head::unlisted(ui.t("news-title"), ui.t("news-title")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &NewsPage { ui, head, form, choices })
}
