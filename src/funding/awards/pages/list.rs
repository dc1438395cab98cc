//! The awards of a group, and those of an office by what is due next.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::address;
use crate::{
    app::App,
    error::Result,
    funding::{
        awards::desk::inbox::service::{self, Brief},
        proposals::policy::{MayCheckProposals, MayWriteProposals},
    },
    platform::ids::shown_document_code,
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
    text: String,
    code: String,
    amount: String,
    due: String,
    word: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/awards/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    lede: String,
    rows: Vec<Row>,
}

pub async fn of_group(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let briefs = service::of_group(&app, &permit).await?;
    let rows = briefs.iter().map(|brief| row(&ui, &seat, brief, (&brief.call, ""))).collect();
    draw(ui, &seat, "awards-lede", rows)
}

pub async fn of_office(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let briefs = service::of_office(&app, &permit).await?;
    let rows = briefs.iter().map(|brief| row(&ui, &seat, brief, (&brief.trade_name, &brief.call))).collect();
    draw(ui, &seat, "awards-office-lede", rows)
}

fn draw(ui: Ui, seat: &Seat, lede: &'static str, rows: Vec<Row>) -> Answer {
    let head = Head::unlisted(ui.t("awards-title"), ui.t("awards-title"));
    let lede = ui.t(lede);
    page(StatusCode::OK, Cache::Nobody, false, &ListPage { head, home: seat.base.clone(), lede, rows, ui })
}

fn row(ui: &Ui, seat: &Seat, brief: &Brief, (title, text): (&str, &str)) -> Row {
    let due = |(timer, at): (crate::funding::deadlines::Timer, time::OffsetDateTime)| {
        format!("{}: {}", ui.ts("proposal-deadline", "timer", &ui.t(timer.key())), ui.moment(&at, brief.zone))
    };
    Row {
        url: address(seat, &brief.code),
        title: title.to_owned(),
        text: text.to_owned(),
        code: shown_document_code(&brief.code),
        amount: ui.rupiah(&brief.awarded),
        due: brief.due.map(due).unwrap_or_default(),
        word: ui.t(brief.state.key()),
        tone: brief.state.tone(),
    }
}

/// What awards add to the home of their enterprise: what is due, once there is an award.
pub fn enterprise_home<'a>(app: &'a App, ui: &'a Ui, seat: &'a Seat) -> LocalBoxFuture<'a, Result<Addition>> {
    Box::pin(async move {
        let Ok(permit) = seat.may::<MayWriteProposals>(app).await else { return Ok(Addition::default()) };
        let briefs = service::of_group(app, &permit).await?;
        let tile = (format!("{}/bantuan", seat.base), "funding", "tile-awards", "tile-awards-text");
        let task = |brief: &Brief| {
            let (timer, at) = brief.due?;
            Some(TaskRow {
                title: brief.call.clone(),
                why: ui.ts("proposal-deadline", "timer", &ui.t(timer.key())),
                url: address(seat, &brief.code),
                due: ui.moment(&at, brief.zone),
                done: false,
            })
        };
        let tasks = briefs.iter().filter_map(task).take(3).collect();
        Ok(Addition { tasks, tiles: if briefs.is_empty() { Vec::new() } else { vec![tile] } })
    })
}
