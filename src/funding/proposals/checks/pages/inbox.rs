//! What waits for an officer, the nearest deadline first.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::address;
use crate::{
    app::App,
    funding::proposals::{
        checks::desk::inbox::service::{self, Brief, Place, Wanted},
        policy::MayCheckProposals,
        workflow::Seen,
    },
    platform::{ids, params::Params},
    web::{Cache, Head, Ui, errors::Answer, page, params::QueryParams, session::Seat},
};

/// Where a proposal of an office can stand: a draft is nobody's business.
pub(in crate::funding) const SEEN: [Seen; 6] =
    [Seen::Sent, Seen::Checked, Seen::NeedsRevision, Seen::Judged, Seen::Decided, Seen::Over];

struct Row {
    url: String,
    title: String,
    code: String,
    call: String,
    asked: String,
    due: String,
    left: String,
    late: bool,
    word: String,
    tone: &'static str,
}

#[derive(Template)]
#[template(path = "pages/checks/inbox.html")]
struct InboxPage {
    ui: Ui,
    head: Head,
    home: String,
    here: String,
    calls: Vec<(String, String, bool)>,
    seen: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    first: String,
    next: String,
    /// Where the list is taken away, with what was looked for.
    take: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayCheckProposals>(&app).await?;
    let wanted = wanted(&query.0);
    let inbox = service::list(&app, &permit, &wanted).await?;
    let here = format!("{}/proposal", seat.base);
    let base = query.0.without(&["sesudah"], None);
    let next = inbox.next.as_ref().map(|place| format!("{here}{}", base.with("sesudah", &place.to_text()).to_query()));
    let body = InboxPage {
        head: Head::unlisted(ui.t("inbox-title"), ui.t("inbox-title")),
        home: seat.base.clone(),
        calls: inbox
            .calls
            .into_iter()
            .map(|(code, name)| {
                let chosen = wanted.call.as_ref() == Some(&code);
                (code, name, chosen)
            })
            .collect(),
        seen: SEEN
            .iter()
            .map(|seen| (seen.as_str().to_owned(), ui.t(seen.key()), wanted.seen == Some(*seen)))
            .collect(),
        rows: inbox.rows.iter().map(|brief| row(&ui, &seat, brief)).collect(),
        first: if wanted.after.is_some() { format!("{here}{}", base.to_query()) } else { String::new() },
        next: next.unwrap_or_default(),
        take: format!("{here}/unduh{}", base.to_query()),
        here,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// What a filter that means nothing asks for is nothing.
pub(in crate::funding) fn wanted(query: &Params) -> Wanted {
    Wanted {
        call: query.get("hibah").and_then(ids::read_public_code),
        seen: query.get("tahap").and_then(Seen::parse),
        after: query.get("sesudah").and_then(Place::read),
    }
}

fn row(ui: &Ui, seat: &Seat, brief: &Brief) -> Row {
    let left = match (brief.due, brief.days) {
        (None, _) => String::new(),
        (Some(_), Some(days)) => ui.tn("inbox-days-left", days),
        (Some(_), None) => ui.t("inbox-late"),
    };
    Row {
        url: address(seat, &brief.code),
        title: brief.trade_name.clone(),
        code: ids::shown_document_code(&brief.code),
        call: brief.call.clone(),
        asked: brief.asked.map(|asked| ui.rupiah(&asked)).unwrap_or_default(),
        due: brief.due.map(|(at, zone)| ui.moment(&at, zone)).unwrap_or_default(),
        late: brief.due.is_some() && brief.days.is_none(),
        left,
        word: ui.t(brief.state.seen().key()),
        tone: brief.state.tone(),
    }
}
