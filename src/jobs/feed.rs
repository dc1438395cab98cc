//! The Atom feed of a search over openings.
use actix_web::{HttpRequest, HttpResponse, web as http};

use super::{
    model::{OpeningCard, OpeningFilter},
    service, words,
};
use crate::{
    app::App,
    web::{
        Ui,
        errors::Failure,
        feeds::{Entry, Feed},
        params::QueryParams,
    },
};

pub async fn feed(
    app: http::Data<App>,
    ui: Ui,
    query: QueryParams,
    request: HttpRequest,
) -> Result<HttpResponse, Failure> {
    let (filter, invalid) = OpeningFilter::read(&query.0);
    invalid.finish()?;
    let found = service::browse(&app, &filter).await?;
    let entries = found.items.into_iter().map(|card| entry(&ui, &card)).collect();
    let search = query.0.to_query();
    Ok(Feed {
        title: ui.t("feed-title"),
        page: format!("/lowongan{search}"),
        address: format!("/lowongan/umpan.atom{search}"),
        entries,
    }
    .answer(&ui, &request))
}

fn entry(ui: &Ui, card: &OpeningCard) -> Entry {
    let unit = words::pay_unit(ui, &card.wage);
    let pay = words::pay(ui, &card.wage);
    let pay = if unit.is_empty() { pay } else { format!("{pay} / {unit}") };
    let closes = ui.closes(&card.closes_at, card.zone);
    Entry {
        address: format!("/lowongan/{}", card.code),
        title: format!("{}, {}", card.title, words::employer(ui, card.employer.as_ref(), &card.place)),
        updated: card.published_on,
        summary: format!("{} · {pay} · {} · {closes}", card.place, words::contract(ui, card.contract)),
    }
}
