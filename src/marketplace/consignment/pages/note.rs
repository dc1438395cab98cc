//! The page of one consignment, for both sides.
use actix_web::http::StatusCode;
use askama::Template;
use time::{Date, Duration};

use super::{
    new_key,
    placement::other,
    shown,
    words::{self, HistoryRow, Tag},
};
use crate::{
    app::App,
    marketplace::consignment::{
        agreements::{
            model::{PlacementView, Pricing},
            service as agreements,
        },
        documents::history,
        notes::{
            model::{LineView, NoteView, Reason},
            service::{self, KIND},
            workflow::{Event, State},
        },
        party::{Party, Side},
    },
    platform::qr,
    web::{Cache, FormView, Head, Ui, days, errors::Answer, page, session::Seat},
};

/// A line of a consignment.
pub struct LineRow {
    pub goods: String,
    /// Price on the shelf, and the maker's part of it.
    pub price: String,
    pub part: String,
    pub expires: String,
    /// What became of it, from the offer to the shelf.
    pub counts: Vec<(String, String)>,
    pub reason: String,
}

/// Name of the goods with what one piece is.
pub fn goods(line: &LineView) -> String {
    if line.unit_text.is_empty() { line.goods.clone() } else { format!("{} ({})", line.goods, line.unit_text) }
}

pub fn line_row(ui: &Ui, line: &LineView) -> LineRow {
    let count = |key: &str, number: Option<i32>| number.map(|number| (ui.t(key), ui.number(number.into())));
    let some = |number: Option<i32>| number.filter(|number| *number > 0);
    let counts = [
        count("count-offered", Some(line.offered)),
        count("count-accepted", line.accepted),
        count("count-issued", line.issued),
        count("count-received", line.received),
        count("count-refused", some(line.refused)),
        count("count-missing", some(line.missing)),
    ];
    LineRow {
        goods: goods(line),
        price: words::rupiah(ui, line.unit_idr),
        part: words::rupiah(ui, line.maker_unit_idr),
        expires: line.expires_on.map(|day| ui.date(&day)).unwrap_or_default(),
        counts: counts.into_iter().flatten().collect(),
        reason: line.reason.clone(),
    }
}

/// One field of a form for each line: name, label, value, hint and fault.
pub struct LineField {
    pub name: String,
    pub label: String,
    pub value: String,
    pub hint: String,
    pub fault: String,
}

#[derive(Template)]
#[template(path = "pages/consignment/note.html")]
struct NotePage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    action: String,
    with: String,
    placement: String,
    code: String,
    state: Tag,
    next: String,
    answer: String,
    /// Pieces that are still somewhere, with the words for where.
    live: Option<(String, String)>,
    lines: Vec<LineRow>,
    /// Pieces to take or to send; a price each where the outlet names it.
    pieces: Vec<LineField>,
    prices: Vec<LineField>,
    reasons: Vec<(String, String, bool)>,
    wishes: Vec<(String, String, bool)>,
    /// Page of the outlet that counts.
    receive: String,
    /// Page of the outlet with the labels of what came.
    labels: String,
    sheet: Option<Sheet>,
    again: String,
    key: String,
    maker: bool,
    may: Vec<Event>,
    history: Vec<HistoryRow>,
}

impl NotePage {
    fn may(&self, event: &str) -> bool {
        self.may.iter().any(|known| known.as_str() == event)
    }
}

/// What whoever brings the goods shows at the outlet.
pub struct Sheet {
    pub url: String,
    pub qr: String,
    /// Six digits, three and three.
    pub handover: String,
}

pub fn sheet(app: &App, ui: &Ui, home: &str, note: &NoteView, place: &PlacementView) -> Sheet {
    let digits = service::handover_code(app, note);
    let (first, last) = digits.split_at(3);
    Sheet {
        url: format!("{home}/{}/surat-jalan", note.code),
        qr: qr::svg(&ui.absolute(&format!("/gerai-kelola/{}/terima/{}", place.outlet_code, note.code))),
        handover: format!("{first} {last}"),
    }
}

/// The page; `form` is empty, or what was typed with what has to be mended.
pub async fn show(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let (note, place) = service::show(&app.db, party, code).await?;
    let events = history(&app.db, KIND, note.id).await?;
    let terms = agreements::version(&app.db, note.agreement).await?.terms;
    let may = service::allowed(party, &note, &place, app.clock.now());
    let maker = party.side() == Side::Enterprise;
    let home = format!("{}/titipan", seat.base);
    let today = agreements::today(app, &place.regency);
    let form = with_day(form, today);
    let chosen = |field: &str, reason: &Reason| {
        (reason.as_str().to_owned(), ui.t(words::reason_key(*reason)), form.v(field) == reason.as_str())
    };
    let declined = [Reason::ShelfFull, Reason::PapersMissing, Reason::Packaging, Reason::Similar, Reason::Other];
    let numbered = || (1..).zip(&note.lines);
    let priced = may.contains(&Event::Accept) && terms.pricing == Pricing::Markup;
    let body = NotePage {
        head: Head::unlisted(ui.t("note-title"), ui.t("note-title")).to_mend(&ui, form.faults().len()),
        action: format!("{home}/{}", note.code),
        with: other(party, &place).to_owned(),
        placement: format!("{home}/kerja-sama/{}", place.code),
        code: shown(&note.code),
        state: words::state_of(&ui, &note),
        next: words::next_of_note(&ui, party.side(), &note, &place),
        answer: words::reply(&ui, &note.answer),
        live: live(&ui, &note),
        lines: note.lines.iter().map(|line| line_row(&ui, line)).collect(),
        pieces: numbered().filter_map(|(n, line)| pieces(&ui, &form, &may, n, line)).collect(),
        prices: numbered().filter(|_| priced).map(|(n, line)| price(&ui, &form, n, line)).collect(),
        reasons: declined.iter().map(|reason| chosen("sebab", reason)).collect(),
        wishes: [Reason::Sample, Reason::Other].iter().map(|reason| chosen("minta", reason)).collect(),
        receive: format!("{}/terima/{}", seat.base, note.code),
        labels: if !maker && matches!(note.state, State::ReceivedWithDifference | State::Received | State::Disputed) {
            format!("{}/label?surat={}", seat.base, note.code)
        } else {
            String::new()
        },
        sheet: (maker && note.state == State::Issued).then(|| sheet(app, &ui, &home, &note, &place)),
        again: if maker && note.issued_at.is_some() {
            format!("{home}/baru?kerja={}&seperti={}", place.code, note.code)
        } else {
            String::new()
        },
        key: Some(form.v("kunci")).filter(|key| !key.is_empty()).map_or_else(new_key, str::to_owned),
        history: words::history(&ui, &events, &place),
        maker,
        may,
        home,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Until when the goods come: a week from now, unless something was typed.
fn with_day(form: FormView, today: Date) -> FormView {
    if form.v("langkah") == "accept" {
        return form;
    }
    let day = days::boxes("antar", Some(today + Duration::days(7)));
    FormView::with(day.iter().map(|(name, value)| (name.as_str(), value.clone()))).joined(form)
}

/// Where the pieces are now, and how many.
fn live(ui: &Ui, note: &NoteView) -> Option<(String, String)> {
    let key = match note.state {
        State::Issued => "live-transit",
        State::Received | State::ReceivedWithDifference | State::Disputed => "live-outlet",
        _ => return None,
    };
    Some((ui.t(key), ui.number(note.live_pieces)))
}

/// The field for the pieces of a line: those to take, or those to send.
fn pieces(ui: &Ui, form: &FormView, may: &[Event], n: usize, line: &LineView) -> Option<LineField> {
    let (step, name, most) = if may.contains(&Event::Accept) {
        ("accept", format!("terima-{n}"), line.offered)
    } else if may.contains(&Event::Issue) {
        ("issue", format!("kirim-{n}"), line.accepted.unwrap_or_default())
    } else {
        return None;
    };
    if most == 0 {
        return None;
    }
    let typed = form.v("langkah") == step;
    Some(LineField {
        value: if typed { form.v(&name).to_owned() } else { most.to_string() },
        label: goods(line),
        hint: ui.tn(if step == "accept" { "pieces-offered" } else { "pieces-accepted" }, most),
        fault: form.e(&name).to_owned(),
        name,
    })
}

fn price(ui: &Ui, form: &FormView, n: usize, line: &LineView) -> LineField {
    let name = format!("harga-{n}");
    let typed = form.v("langkah") == "accept";
    LineField {
        value: if typed { form.v(&name).to_owned() } else { line.unit_idr.to_string() },
        label: ui.ts("shelf-price", "goods", &line.goods),
        hint: ui.ts("shelf-price-hint", "price", &words::rupiah(ui, line.maker_unit_idr)),
        fault: form.e(&name).to_owned(),
        name,
    }
}

/// The sentence about what was just done, from the address.
pub fn notice(ui: &Ui, done: Option<&str>) -> String {
    match done {
        Some("ajukan") => ui.t("done-offered"),
        Some("terbit") => ui.t("done-issued"),
        Some("terima") => ui.t("done-received"),
        Some(_) => ui.t("consignment-done"),
        None => String::new(),
    }
}
