//! The one press with which a group asks to go on.
use actix_web::web as http;

use super::service;
use crate::{
    app::App,
    funding::proposals::{pages::address, policy::MayWriteProposals},
    web::{
        Routes, Who,
        errors::Answer,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteProposals>();
    routes.post("/saya/usaha/{code}/proposal/{item}/buka-lagi", write, ask);
}

async fn ask(app: http::Data<App>, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    service::ask(&app, permit, &item.0).await?;
    Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish())
}
