//! The proposals of one enterprise, and what they add to its home.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::{address, seen};
use crate::{
    app::App,
    error::Result,
    funding::proposals::{drafts::service, policy::MayWriteProposals, workflow::State},
    web::{
        Cache, Head, Ui,
        areas::{Addition, TaskRow},
        errors::Answer,
        page,
        session::Seat,
    },
};

struct Row {
    url: String,
    title: String,
    owner: String,
    code: String,
    note: String,
    word: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/proposals/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    rows: Vec<Row>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let briefs = service::list(&app, &permit).await?;
    let rows = briefs.iter().map(|brief| row(&ui, &seat, brief)).collect();
    let head = Head::unlisted(ui.t("proposals-title"), ui.t("proposals-title"));
    page(StatusCode::OK, Cache::Nobody, false, &ListPage { head, home: seat.base.clone(), rows, ui })
}

fn row(ui: &Ui, seat: &Seat, brief: &service::Brief) -> Row {
    let (word, tone) = seen(ui, brief.state);
    let closes = brief.closes_at.filter(|_| brief.state == State::Draft);
    Row {
        url: address(seat, &brief.code),
        title: brief.call.clone(),
        owner: brief.owner.clone(),
        code: crate::platform::ids::shown_document_code(&brief.code),
        note: closes.map(|at| ui.closes(&at, brief.zone)).unwrap_or_default(),
        word,
        tone,
    }
}

/// What proposals add to the home of their enterprise: a tile, and drafts that wait to be sent.
pub fn enterprise_home<'a>(app: &'a App, ui: &'a Ui, seat: &'a Seat) -> LocalBoxFuture<'a, Result<Addition>> {
    Box::pin(async move {
        let tiles = vec![(format!("{}/proposal", seat.base), "funding", "tile-proposals", "tile-proposals-text")];
        let Ok(permit) = seat.may::<MayWriteProposals>(app).await else {
            return Ok(Addition { tasks: Vec::new(), tiles });
        };
        let drafts = service::list(app, &permit).await?;
        let task = |brief: &service::Brief| TaskRow {
            title: ui.ts("task-proposal", "call", &brief.call),
            why: ui.t("task-proposal-why"),
            url: address(seat, &brief.code),
            due: brief.closes_at.map(|at| ui.closes(&at, brief.zone)).unwrap_or_default(),
            done: false,
        };
        let waits = |brief: &&service::Brief| brief.state == State::Draft;
        Ok(Addition { tasks: drafts.iter().filter(waits).take(3).map(task).collect(), tiles })
    })
}
