//! Pages of secretariats and companions.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::service;
use crate::{
    app::App,
    identity::{
        access::{self, Facts},
        model::{BodyKind, Office},
        policy::MayEnter,
    },
    web::{
        Cache, Head, Routes, Ui, Who,
        areas::{TaskRow, account_tasks, bodies, open_tasks},
        errors::Answer,
        page,
        session::{Seat, Signed},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/jaringan", Who::SignedIn, list);
    routes.get("/jaringan/{code}", Who::may::<MayEnter>(), home);
}

async fn list(ui: Ui, Signed(actor): Signed) -> Answer {
    bodies(ui, &actor, BodyKind::Network, "networks-title", None)
}

#[derive(Template)]
#[template(path = "pages/areas/network_home.html")]
struct NetworkHomePage {
    ui: Ui,
    head: Head,
    body: String,
    role: String,
    /// Name, place and address.
    members: Vec<(String, String, String)>,
    tasks: Vec<TaskRow>,
    /// Address of the people of the network; empty for companions.
    people: String,
}

impl NetworkHomePage {
    fn open(&self) -> usize {
        open_tasks(&self.tasks)
    }
}

async fn home(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = access::permit::<MayEnter>(&app, &seat.actor, Facts::body(seat.body)).await?;
    let companion = seat.office == Office::Companion;
    let members =
        if companion { service::assigned(&app, &permit).await? } else { service::members(&app, &permit).await? };
    let body = NetworkHomePage {
        head: Head::unlisted(ui.t("network-home-title"), ui.t("network-home-title")),
        body: seat.name.clone(),
        role: ui.t(seat.office.key()),
        members: members.into_iter().map(|(name, place, code)| (name, place, format!("/usaha/{code}"))).collect(),
        tasks: account_tasks(&ui, &seat.actor),
        people: if companion { String::new() } else { format!("{}/anggota", seat.base) },
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}
