//! What the outlet answers to an offer.
use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web as http};
use time::Date;
use uuid::Uuid;

use super::{Faults, Parts, item, key_of, manager_of, note, shop_of, tried, whole};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::{model::Pricing, service as agreements},
        documents::Refusal,
        notes::{
            model::{NoteView, Reason, Reply, TakenLine},
            service,
            workflow::Event,
        },
        party::Party,
    },
    platform::{money::Rupiah, params::Params},
    web::{
        FormView, Ui, days,
        errors::{Answer, Failure},
        forms::FormParams,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let form = FormView::default().done(note::notice(&ui, query.0.get("ok")));
    note::show(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = manager_of(&app, &seat).await?;
    let code = item(&parts)?;
    match act(&app, &party, &code, &form.0).await? {
        Ok(()) => Ok(see_other(&format!("{}/titipan/{code}?ok=1", seat.base)).finish()),
        Err(faults) => note::show(&app, ui.clone(), &seat, &party, &code, faults.on(&ui, &form.0)).await,
    }
}

async fn act(
    app: &App,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<(), Faults>, Failure> {
    let (found, _) = service::show(&app.db, party, code).await?;
    let result: Result<()> = match typed.get("langkah").and_then(Event::parse) {
        Some(Event::Accept) => {
            let pricing = agreements::version(&app.db, found.agreement).await?.terms.pricing;
            let (taken, day) = match taken(&found, pricing, typed) {
                Ok(answer) => answer,
                Err(faults) => return Ok(Err(faults)),
            };
            service::accept(app, party, code, &taken, day).await
        }
        Some(event @ (Event::AskChanges | Event::Decline)) => {
            let reply = match reply(event, typed) {
                Ok(reply) => reply,
                Err(faults) => return Ok(Err(faults)),
            };
            let done = tried(service::act(app, party, code, event, &reply.write()).await)?;
            // The service knows one field for texts; this page has two.
            return Ok(done.map_err(|mut faults| {
                let place = if event == Event::Decline { "catatan" } else { "permintaan" };
                faults.rename("alasan", place);
                faults
            }));
        }
        Some(Event::Cancel) => {
            let Some(key) = key_of(typed, Event::Cancel.as_str(), code) else {
                return Ok(Err(Faults::one("langkah", "fault-open-again")));
            };
            service::cancel(app, party, code, &key).await
        }
        _ => Err(Refusal::WrongState.into()),
    };
    tried(result)
}

/// What the outlet takes of each line, and until when it waits for it.
fn taken(
    found: &NoteView,
    pricing: Pricing,
    typed: &Params,
) -> std::result::Result<(BTreeMap<Uuid, TakenLine>, Date), Faults> {
    let mut faults = Faults::default();
    let mut taken = BTreeMap::new();
    for (n, line) in (1..).zip(&found.lines) {
        let name = format!("terima-{n}");
        let pieces = match typed.get(&name).map_or(Some(0), whole) {
            Some(pieces) if pieces <= line.offered => pieces,
            Some(_) => {
                faults.add(name, "fault-more-than-offered");
                0
            }
            None => {
                faults.add(name, "fault-pieces");
                0
            }
        };
        let name = format!("harga-{n}");
        let price = typed.get(&name).map(Rupiah::parse);
        if pricing == Pricing::Markup && pieces > 0 && price.is_none_or(|price| price.is_none()) {
            faults.add(name, "fault-shelf-price");
        }
        let shelf_price = price.flatten().map(|price| price.0).filter(|_| pricing == Pricing::Markup);
        taken.insert(line.id, TakenLine { pieces, shelf_price });
    }
    let day = match days::read(typed, "antar") {
        days::Typed::Day(day) => day,
        days::Typed::Nothing | days::Typed::Wrong => {
            faults.add("antar".to_owned(), "fault-deliver-before");
            Date::MIN
        }
    };
    faults.finish().map(|()| (taken, day))
}

/// Why not, or what else: a reason from the list, and words where there is none.
fn reply(event: Event, typed: &Params) -> std::result::Result<Reply, Faults> {
    let (field, text) = if event == Event::Decline { ("sebab", "catatan") } else { ("minta", "permintaan") };
    let reason = typed.get(field).and_then(Reason::parse).ok_or_else(|| Faults::one(field, "fault-choose-reason"))?;
    let words = typed.get(text).unwrap_or_default().to_owned();
    if reason == Reason::Other && words.is_empty() {
        return Err(Faults::one(text, "fault-say-what"));
    }
    Ok(Reply { reason: Some(reason), text: words })
}
