//! The queue of texts.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Reason, Waiting},
    policy::MayModerate,
    service,
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        access::{self, Facts, Permit},
        model::Body,
    },
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::{Code, QueryParams},
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/moderasi", Who::may::<MayModerate>(), show);
    routes.post("/moderasi/{code}", Who::may::<MayModerate>(), decide);
}

async fn may(app: &App, actor: &crate::identity::Actor) -> Result<Permit<MayModerate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

struct QueueRow {
    code: String,
    kind: String,
    name: String,
    field: String,
    before: String,
    after: String,
    reason: String,
    since: String,
    fault: String,
}

#[derive(Template)]
#[template(path = "pages/areas/queue.html")]
struct QueuePage {
    ui: Ui,
    head: Head,
    form: FormView,
    rows: Vec<QueueRow>,
    reasons: Vec<(String, String, bool)>,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let notice = query.0.get("ok").map(|_| ui.t("queue-done")).unwrap_or_default();
    queue_page(&app, ui, permit, StatusCode::OK, FormView::default().done(notice), None).await
}

async fn queue_page(
    app: &App,
    ui: Ui,
    permit: Permit<MayModerate>,
    status: StatusCode,
    form: FormView,
    wrong: Option<&str>,
) -> Answer {
    let row = |waiting: Waiting| QueueRow {
        kind: ui.t(kind_key(&waiting)),
        field: ui.t(waiting.text.label),
        since: ui.moment(&waiting.since, Zone::Wita),
        reason: ui.t("queue-why"),
        fault: if wrong == Some(waiting.code.as_str()) { ui.t("fault-reason") } else { String::new() },
        name: waiting.name,
        before: waiting.before,
        after: waiting.after,
        code: waiting.code,
    };
    let rows = service::queue(app, permit).await?.into_iter().map(row).collect();
    let body = QueuePage {
        head: Head::unlisted(ui.t("queue-title"), ui.t("queue-title")).to_mend(&ui, form.faults().len()),
        reasons: Reason::ALL.iter().map(|reason| (reason.as_str().to_owned(), ui.t(reason.key()), false)).collect(),
        rows,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn kind_key(waiting: &Waiting) -> &'static str {
    use crate::identity::model::BodyKind;
    match waiting.text.kind {
        BodyKind::Enterprise => "kind-enterprise",
        BodyKind::Outlet => "kind-outlet",
        _ => "kind-employer",
    }
}

async fn decide(app: http::Data<App>, ui: Ui, Signed(actor): Signed, code: Code, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let refusal = match form.0.get("putusan") {
        Some("terbitkan") => None,
        Some("kembalikan") => {
            let reason = form.0.get("alasan").and_then(Reason::parse);
            if reason.is_none() {
                let field = format!("alasan-{}", code.0);
                let view = FormView::default().fault(&ui, &field, ui.t("fault-reason"));
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return queue_page(&app, ui, permit, status, view, Some(&code.0)).await;
            }
            reason
        }
        _ => return Err(Error::NotFound.into()),
    };
    service::decide(&app, permit, &code.0, refusal).await?;
    Ok(see_other("/moderasi?ok").finish())
}
