//! Opening and closing of a call as a calendar, for everybody.
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION},
    web as http,
};
use time::Time;

use crate::{
    app::App,
    funding::service,
    platform::calendar::{self, Calendar, Event, Start},
    web::{Cache, Ui, errors::Answer, params::Code},
};

pub async fn show(app: http::Data<App>, ui: Ui, code: Code) -> Answer {
    let (call, amendments) = service::show_whole(&app, &code.0).await?;
    let card = call.card;
    // Each amendment is a later word on the same dates.
    let sequence = u32::try_from(amendments.len()).unwrap_or(u32::MAX);
    let link = ui.absolute(&format!("/hibah/{}", card.code));
    let event = |word: &str, key: &str, at, alarm| Event {
        uid: format!("{}-{word}", card.code),
        sequence,
        start: Start::Instant(at),
        summary: ui.with(key, &[("name", &card.name), ("when", &ui.moment(&at, card.zone))]),
        link: link.clone(),
        alarm,
    };
    let mut events = vec![event("opens", "call-calendar-opens", card.opens_at, false)];
    events.extend(card.closes_at.map(|at| event("closes", "call-calendar-closes", at, true)));
    let stamp = ui.now().replace_time(Time::MIDNIGHT);
    let text = Calendar { name: ui.site_name(), lang: ui.lang(), stamp, events }.text();
    let mut answer = HttpResponse::Ok();
    answer.content_type(calendar::CONTENT_TYPE);
    answer.insert_header((CACHE_CONTROL, Cache::Public.header()));
    answer.insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{}.ics\"", card.code)));
    Ok(answer.body(text))
}
