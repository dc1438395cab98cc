//! The page on which somebody makes, renews and revokes the secret address, and the calendar behind it.
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
    },
    web as http,
};
use askama::Template;
use time::Time;

use super::service::{self, Dated};
use crate::{
    app::App,
    identity::{
        access::{self, Facts},
        policy::{MayChangeOwnAccess, MayUseOwnAccount},
    },
    platform::{
        calendar::{self, Calendar, Event, Start},
        ids,
    },
    regions::Zone,
    web::{
        Cache, Head, Routes, Ui, Who,
        errors::Answer,
        page,
        params::QueryParams,
        session::{Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/akun/kalender", Who::may::<MayUseOwnAccount>(), show);
    routes.post("/akun/kalender", Who::may::<MayChangeOwnAccess>(), make);
    routes.post("/akun/kalender/cabut", Who::may::<MayUseOwnAccount>(), revoke);
    routes.get("/kalender/{secret}.ics", Who::Everyone, feed);
}

#[derive(Template)]
#[template(path = "pages/feeds/own.html")]
struct OwnPage {
    ui: Ui,
    head: Head,
    notice: String,
    /// Since when there is an address; empty when there is none.
    since: String,
    /// The address, right after it was made; else empty.
    address: String,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = access::permit::<MayUseOwnAccount>(&app, &actor, Facts::person(actor.person())).await?;
    let since = service::since(&app, &permit).await?.map(|at| ui.moment(&at, Zone::Wita)).unwrap_or_default();
    let notice = query.0.get("ok").map(|_| ui.t("own-calendar-revoked")).unwrap_or_default();
    own_page(ui, notice, since, String::new())
}

/// The address is shown once, in the answer itself.
async fn make(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let permit = access::permit::<MayChangeOwnAccess>(&app, &actor, Facts::person(actor.person())).await?;
    let secret = service::make(&app, permit).await?;
    let (since, address) = (ui.moment(&ui.now(), Zone::Wita), ui.absolute(&format!("/kalender/{secret}.ics")));
    own_page(ui, String::new(), since, address)
}

async fn revoke(app: http::Data<App>, Signed(actor): Signed) -> Answer {
    let permit = access::permit::<MayUseOwnAccount>(&app, &actor, Facts::person(actor.person())).await?;
    service::revoke(&app, permit).await?;
    Ok(see_other("/akun/kalender?ok=1").finish())
}

fn own_page(ui: Ui, notice: String, since: String, address: String) -> Answer {
    let head = Head::unlisted(ui.t("own-calendar-title"), ui.t("own-calendar-title"));
    page(StatusCode::OK, Cache::Nobody, false, &OwnPage { ui, head, notice, since, address })
}

/// The calendar. A program that asks again within a day, with nothing changed, is told so.
async fn feed(app: http::Data<App>, ui: Ui, request: HttpRequest) -> Answer {
    let found = service::dates(&app, request.match_info().query("secret")).await?;
    let ui = ui.in_language(found.lang);
    let events = found.dates.iter().map(|date| event(&ui, date)).collect();
    let stamp = ui.now().replace_time(Time::MIDNIGHT);
    let text = Calendar { name: ui.site_name(), lang: ui.lang(), stamp, events }.text();
    let tag = format!("\"{}\"", ids::digest(text.as_bytes(), 8));
    let known = request.headers().get(IF_NONE_MATCH).is_some_and(|value| value == tag.as_str());
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((ETAG, tag));
    answer.insert_header((CACHE_CONTROL, "private, no-cache"));
    answer.insert_header(("x-robots-tag", "noindex, noarchive"));
    Ok(if known { answer.finish() } else { answer.content_type(calendar::CONTENT_TYPE).body(text) })
}

/// Nothing but the day: neither whose, nor of what, nor what has to be done.
fn event(ui: &Ui, date: &Dated) -> Event {
    Event {
        uid: date.uid.clone(),
        sequence: date.sequence,
        start: Start::Instant(date.due),
        summary: ui.t("own-calendar-event"),
        link: ui.absolute("/saya"),
        alarm: true,
    }
}
