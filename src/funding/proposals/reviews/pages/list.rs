//! The packets a reviewer has to score, the nearest deadline first.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use crate::{
    app::App,
    funding::proposals::{
        policy::MayReviewProposals,
        reviews::own::service::{self, Task},
    },
    platform::ids::shown_document_code,
    web::{Cache, Head, Ui, errors::Answer, page, params::QueryParams, session::Seat},
};

struct Row {
    url: String,
    code: String,
    call: String,
    due: String,
    left: String,
    late: bool,
    word: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/reviews/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    notice: String,
    rows: Vec<Row>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayReviewProposals>(&app).await?;
    let tasks = service::list(&app, &permit).await?;
    let notice = match query.0.get("ok") {
        Some("ikatan") => ui.t("review-left"),
        Some(_) => ui.t("review-handed-in-done"),
        None => String::new(),
    };
    let body = ListPage {
        head: Head::unlisted(ui.t("reviews-title"), ui.t("reviews-title")),
        home: seat.base.clone(),
        notice,
        rows: tasks.iter().map(|task| row(&ui, &seat, task)).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, seat: &Seat, task: &Task) -> Row {
    let left = match (task.due, task.days) {
        (None, _) => String::new(),
        (Some(_), Some(days)) => ui.tn("inbox-days-left", days),
        (Some(_), None) => ui.t("inbox-late"),
    };
    let (word, tone) = if task.handed_in { ("review-done", "good") } else { ("review-open", "yours") };
    Row {
        url: format!("{}/penilaian/{}", seat.base, shown_document_code(&task.code)),
        code: shown_document_code(&task.code),
        call: task.call.clone(),
        due: task.due.map(|(at, zone)| ui.moment(&at, zone)).unwrap_or_default(),
        late: task.due.is_some() && task.days.is_none(),
        left,
        word: ui.t(word),
        tone,
    }
}
