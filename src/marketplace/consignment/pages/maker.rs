//! What the maker does with a consignment.
use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web as http};
use askama::Template;
use uuid::Uuid;

use super::{
    Faults, Parts, item, key_of, maker_of,
    note::{self, LineRow, Sheet},
    papers, shown, tried, whole, words,
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::service as agreements,
        documents::Refusal,
        notes::{model::NoteView, service, workflow::Event},
        party::Party,
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Ui,
        errors::{Answer, Failure},
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, query: QueryParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let form = FormView::default().done(note::notice(&ui, query.0.get("ok")));
    note::show(&app, ui, &seat, &party, &item(&parts)?, (StatusCode::OK, form)).await
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let code = item(&parts)?;
    match act(&app, &party, &code, &form.0).await? {
        Ok(done) => Ok(see_other(&format!("{}/titipan/{code}?ok={done}", seat.base)).finish()),
        Err(faults) => note::show(&app, ui.clone(), &seat, &party, &code, faults.on(&ui, &form.0)).await,
    }
}

/// Gives the word for what was done.
async fn act(
    app: &App,
    party: &Party,
    code: &str,
    typed: &Params,
) -> std::result::Result<std::result::Result<&'static str, Faults>, Failure> {
    let (found, _) = service::show(&app.db, party, code).await?;
    let step = typed.get("langkah").and_then(Event::parse);
    let result: Result<&'static str> = match step {
        Some(event @ (Event::Offer | Event::OfferAgain)) => {
            service::act(app, party, code, event, "").await.map(|()| "ajukan")
        }
        Some(Event::Withdraw) => service::act(app, party, code, Event::Withdraw, "").await.map(|()| "1"),
        Some(Event::Acknowledge) => service::acknowledge(app, party, code).await.map(|()| "1"),
        Some(event @ (Event::Issue | Event::Cancel)) => {
            let Some(key) = key_of(typed, event.as_str(), code) else {
                return Ok(Err(Faults::one("langkah", "fault-open-again")));
            };
            if event == Event::Cancel {
                service::cancel(app, party, code, &key).await.map(|()| "1")
            } else {
                let sent = match sent(&found, typed) {
                    Ok(sent) => sent,
                    Err(faults) => return Ok(Err(faults)),
                };
                service::issue(app, party, code, &key, &sent).await.map(|()| "terbit")
            }
        }
        _ => Err(Refusal::WrongState.into()),
    };
    tried(result)
}

/// Pieces really sent, by line.
fn sent(found: &NoteView, typed: &Params) -> std::result::Result<BTreeMap<Uuid, i32>, Faults> {
    let mut faults = Faults::default();
    let mut sent = BTreeMap::new();
    for (n, line) in (1..).zip(&found.lines) {
        let most = line.accepted.unwrap_or_default();
        let name = format!("kirim-{n}");
        match typed.get(&name).map_or(Some(0), whole) {
            Some(pieces) if pieces <= most => {
                sent.insert(line.id, pieces);
            }
            Some(_) => faults.add(name, "fault-more-than-accepted"),
            None => faults.add(name, "fault-pieces"),
        }
    }
    faults.finish().map(|()| sent)
}

#[derive(Template)]
#[template(path = "pages/consignment/sheet.html")]
struct SheetPage {
    ui: Ui,
    head: Head,
    back: String,
    code: String,
    from: String,
    to: String,
    day: String,
    terms: String,
    lines: Vec<LineRow>,
    sent: Vec<String>,
    sheet: Sheet,
}

/// The delivery note, to print or to show.
pub async fn sheet(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let (found, place) = service::show(&app.db, &party, &item(&parts)?).await?;
    let home = format!("{}/titipan", seat.base);
    let Some(issued_at) = found.issued_at else {
        return Ok(see_other(&format!("{home}/{}", found.code)).finish());
    };
    let terms = agreements::version(&app.db, found.agreement).await?;
    let went = || found.lines.iter().filter(|line| line.issued.unwrap_or_default() > 0);
    let body = SheetPage {
        head: Head::unlisted(ui.t("sheet-title"), ui.t("sheet-title")),
        back: format!("{home}/{}", found.code),
        code: shown(&found.code),
        day: words::moment(&ui, &issued_at, &place),
        terms: ui.with(
            "sheet-terms",
            &[("version", &terms.version.to_string()), ("share", &words::share(&ui, &terms.terms))],
        ),
        lines: went().map(|line| note::line_row(&ui, line)).collect(),
        sent: went().map(|line| ui.number(line.issued.unwrap_or_default().into())).collect(),
        sheet: note::sheet(&app, &ui, &home, &found, &place),
        from: place.enterprise_name,
        to: place.outlet_name,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

pub async fn paper(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let (found, place) = service::show(&app.db, &party, &item(&parts)?).await?;
    let terms = agreements::version(&app.db, found.agreement).await?;
    match papers::delivery_note(&app, &ui, &found, &place, &terms) {
        Some(paper) => paper.answer(&app).await,
        None => Ok(see_other(&format!("{}/titipan/{}", seat.base, found.code)).finish()),
    }
}
