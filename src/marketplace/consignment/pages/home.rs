//! The beginning of consignment for both sides, and what their home pages say of it.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use futures_util::future::LocalBoxFuture;
use time::Duration;

use super::{maker_of, money, shop_of, shown, words};
use crate::{
    app::App,
    error::Result,
    identity::access::{self, Action, Decision, Facts},
    marketplace::consignment::{
        agreements::{model::PlacementView, service as agreements, workflow::State as PlacementState},
        losses::{proposals, service as losses, workflow::State as LossState},
        notes::{model::NoteRow, service as notes, workflow::State},
        party::{Hand, Party, Side},
        policy::{MayKeepShop, MayTrade},
        pulls::{self, When},
        returns::{service as returns, workflow::State as ReturnState},
        sales::counter,
        shelf,
    },
    web::{
        Cache, Head, Ui,
        areas::{Addition, TaskRow},
        errors::Answer,
        page,
        session::Seat,
    },
};

/// A consignment or a placement in a list.
pub struct Row {
    pub url: String,
    pub title: String,
    /// Lines below the title.
    pub texts: Vec<String>,
    pub tone: &'static str,
    pub word: String,
}

/// Rows under a heading.
pub struct Group {
    pub id: &'static str,
    pub title: String,
    pub rows: Vec<Row>,
    /// What it says when there are none; empty groups without it are left out.
    pub empty: String,
}

#[derive(Template)]
#[template(path = "pages/consignment/home.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    base: String,
    lede: String,
    /// Address, icon, words: the first is the main one.
    ways: Vec<(String, &'static str, String)>,
    groups: Vec<Group>,
}

pub async fn maker(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = maker_of(&app, &seat).await?;
    let (places, rows) = (agreements::list(&app, &party).await?, notes::list(&app, &party, None).await?);
    let base = format!("{}/titipan", seat.base);
    let active = places.iter().any(|place| place.state == PlacementState::Active);
    let mut ways = vec![
        (format!("{base}/baru"), "plus", ui.t("offer-new")),
        (format!("{base}/ajukan"), "store", ui.t("ask-outlet")),
    ];
    if !active {
        ways.reverse();
    }
    let (waiting, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| waits_for_maker(row.state));
    let empty = ui.t("consignment-empty-maker");
    let groups = vec![
        group(&ui, &base, ("waiting", "consignment-waiting"), waiting, String::new()),
        group(&ui, &base, ("all", "consignment-all"), others, empty),
        placements(&ui, &base, &party, places),
    ];
    list_page(ui, &seat, ("consignment-title", "consignment-lede-maker"), ways, groups)
}

pub async fn outlet(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let (places, rows) = (agreements::list(&app, &party).await?, notes::list(&app, &party, None).await?);
    let base = format!("{}/titipan", seat.base);
    let mut ways = vec![(format!("{}/terima", seat.base), "package", ui.t("receive-goods"))];
    ways.push((format!("{}/label", seat.base), "printer", ui.t("labels-open")));
    let manages = party.hand() == Hand::Manager;
    if manages {
        ways.push((format!("{base}/undang"), "plus", ui.t("invite-enterprise")));
    }
    let (offers, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.state == State::Offered);
    let on_the_way = |row: &NoteRow| matches!(row.state, State::Accepted | State::Issued);
    let (coming, others): (Vec<_>, Vec<_>) = others.into_iter().partition(on_the_way);
    let mut groups = vec![
        group(&ui, &base, ("offers", "consignment-offers"), offers, ui.t("consignment-offers-empty")),
        group(&ui, &base, ("coming", "consignment-coming"), coming, String::new()),
        group(&ui, &base, ("all", "consignment-all"), others, String::new()),
    ];
    if manages {
        groups.push(placements(&ui, &base, &party, places));
    }
    list_page(ui, &seat, ("consignment-title", "consignment-lede-outlet"), ways, groups)
}

/// A list of documents under headings, with the ways to make more.
pub fn list_page(
    ui: Ui,
    seat: &Seat,
    (title, lede): (&str, &str),
    ways: Vec<(String, &'static str, String)>,
    groups: Vec<Group>,
) -> Answer {
    let body = ListPage {
        head: Head::unlisted(ui.t(title), ui.t(title)),
        base: seat.base.clone(),
        lede: ui.t(lede),
        ways,
        groups: groups.into_iter().filter(|group| !group.rows.is_empty() || !group.empty.is_empty()).collect(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// States in which the maker has to do something.
fn waits_for_maker(state: State) -> bool {
    matches!(
        state,
        State::Draft | State::ChangesRequested | State::Accepted | State::Expired | State::ReceivedWithDifference
    )
}

fn group(ui: &Ui, base: &str, (id, title): (&'static str, &str), rows: Vec<NoteRow>, empty: String) -> Group {
    let rows = rows.into_iter().map(|row| note_row(ui, base, row)).collect();
    Group { id, title: ui.t(title), rows, empty }
}

fn note_row(ui: &Ui, base: &str, row: NoteRow) -> Row {
    let (tone, word) = words::note_state(ui, row.state, row.partly, row.sample);
    let mut texts =
        vec![format!("{}, {}", ui.tn("count-pieces", row.pieces), ui.tn("count-kinds", row.goods)), shown(&row.code)];
    if let (State::Accepted, Some(day)) = (row.state, row.deliver_before) {
        texts.insert(0, ui.ts("deliver-before", "day", &ui.date(&day)));
    }
    Row { url: format!("{base}/{}", row.code), title: row.with, texts, tone, word }
}

fn placements(ui: &Ui, base: &str, party: &Party, places: Vec<PlacementView>) -> Group {
    let row = |place: PlacementView| {
        let (tone, word) = words::placement_state(ui, place.state);
        Row {
            url: format!("{base}/kerja-sama/{}", place.code),
            title: if party.side() == Side::Enterprise { place.outlet_name } else { place.enterprise_name },
            texts: vec![words::next_of_placement(ui, party.side(), place.state)],
            tone,
            word,
        }
    };
    Group {
        id: "placements",
        title: ui.t("placements-title"),
        rows: places.into_iter().map(row).collect(),
        empty: ui.t(if party.side() == Side::Enterprise {
            "placements-empty-maker"
        } else {
            "placements-empty-outlet"
        }),
    }
}

/// Days after which goods that did not come again are no longer reminded of.
const REMINDED_DAYS: i64 = 90;

/// What the home of an enterprise says of consignment, to those who trade for it.
pub fn enterprise_home<'a>(app: &'a App, ui: &'a Ui, seat: &'a Seat) -> LocalBoxFuture<'a, Result<Addition>> {
    Box::pin(async move {
        if !may::<MayTrade>(seat) {
            return Ok(Addition::default());
        }
        let party = maker_of(app, seat).await?;
        let base = format!("{}/titipan", seat.base);
        let mut tasks = Vec::new();
        for place in agreements::to_agree(app, &party).await? {
            let url = format!("{base}/kerja-sama/{}", place.code);
            tasks.push(TaskRow::new(ui, "task-terms", "task-terms-why", url));
        }
        let rows = notes::list(app, &party, None).await?;
        let states = [
            (State::ReceivedWithDifference, "task-difference", "task-difference-why"),
            (State::Accepted, "task-deliver", "task-deliver-why"),
            (State::ChangesRequested, "task-changes", "task-changes-why"),
        ];
        tasks.extend(states.into_iter().filter_map(|(state, title, why)| task(ui, &rows, &base, state, (title, why))));
        let lost = losses::all(app, &party).await?;
        if let Some((loss, _)) = lost.iter().find(|(loss, _)| loss.state == LossState::Reported) {
            let url = format!("{}/rusak/{}", seat.base, loss.code);
            tasks.push(TaskRow::new(ui, "task-loss", "task-loss-why", url));
        }
        let back = returns::list(app, &party).await?;
        if let Some((note, _)) = back.iter().find(|(note, _)| note.state == ReturnState::Picked) {
            let url = format!("{}/kembali/{}", seat.base, note.code);
            tasks.push(TaskRow::new(ui, "task-fetch", "task-fetch-why", url));
        }
        let since = app.clock.now().date() - Duration::days(REMINDED_DAYS);
        let low = shelf::running_low(&app.db, party.body(), since).await?;
        if low > 0 {
            let (title, why) = (ui.tn("task-low", low), ui.t("task-low-why"));
            tasks.push(TaskRow { title, why, url: format!("{base}/baru"), due: String::new(), done: false });
        }
        let mut tiles = vec![
            (base, "package", "tile-consignment", "tile-consignment-text"),
            (format!("{}/rusak", seat.base), "alert-triangle", "tile-losses", "tile-losses-maker-text"),
            (format!("{}/kembali", seat.base), "truck", "tile-returns", "tile-returns-maker-text"),
        ];
        let money = money::maker_tasks(app, ui, seat).await?;
        tasks.extend(money.tasks);
        tiles.extend(money.tiles);
        Ok(Addition { tasks, tiles })
    })
}

/// What the home of an outlet says of consignment.
pub async fn outlet_home(app: &App, ui: &Ui, seat: &Seat) -> Result<Addition> {
    if !may::<MayKeepShop>(seat) {
        return Ok(Addition::default());
    }
    let party = shop_of(app, seat).await?;
    let base = format!("{}/titipan", seat.base);
    let rows = notes::list(app, &party, None).await?;
    let mut tasks = Vec::new();
    if party.hand() == Hand::Manager {
        tasks.extend(task(ui, &rows, &base, State::Offered, ("task-offers", "task-offers-why")));
        let places = agreements::list(app, &party).await?;
        for place in places.into_iter().filter(|place| place.state == PlacementState::Proposed) {
            let url = format!("{base}/kerja-sama/{}", place.code);
            tasks.push(TaskRow::new(ui, "task-write-terms", "task-write-terms-why", url));
        }
    }
    tasks.extend(task(ui, &rows, &base, State::Issued, ("task-receive", "task-receive-why")));
    if party.hand() == Hand::Manager && !proposals::list(&app.db, &party).await?.is_empty() {
        tasks.push(TaskRow::new(ui, "task-proposals", "task-proposals-why", format!("{}/rusak", seat.base)));
    }
    let regency = counter::regency(app, &party).await?;
    let due = pulls::due(app, &party, agreements::today(app, &regency)).await?;
    if due.iter().any(|(when, _)| matches!(when, When::Expired | When::Now)) {
        tasks.insert(0, TaskRow::new(ui, "task-pull", "task-pull-why", format!("{}/tarik", seat.base)));
    }
    let back = returns::list(app, &party).await?;
    if let Some((note, _)) = back.iter().find(|(note, _)| note.state == ReturnState::Requested) {
        let url = format!("{}/kembali/{}", seat.base, note.code);
        tasks.push(TaskRow::new(ui, "task-pick", "task-pick-why", url));
    }
    let mut tiles = vec![
        (format!("{}/jual", seat.base), "basket", "tile-sell", "tile-sell-text"),
        (format!("{}/penjualan", seat.base), "list-checks", "tile-sold", "tile-sold-text"),
        (base, "truck", "tile-consignment", "tile-consignment-outlet-text"),
        (format!("{}/terima", seat.base), "package", "tile-receive", "tile-receive-text"),
        (format!("{}/hitung", seat.base), "search", "tile-count", "tile-count-text"),
        (format!("{}/tarik", seat.base), "clock", "tile-pull", "tile-pull-text"),
        (format!("{}/rusak", seat.base), "alert-triangle", "tile-losses", "tile-losses-text"),
        (format!("{}/kembali", seat.base), "package", "tile-returns", "tile-returns-text"),
    ];
    let money = money::outlet_tasks(app, ui, seat).await?;
    tasks.extend(money.tasks);
    tiles.extend(money.tiles);
    Ok(Addition { tasks, tiles })
}

/// One task for all consignments in a state; with one only, its page at once.
fn task(ui: &Ui, rows: &[NoteRow], base: &str, state: State, (title, why): (&str, &str)) -> Option<TaskRow> {
    let waiting: Vec<&NoteRow> = rows.iter().filter(|row| row.state == state).collect();
    let url = match waiting.as_slice() {
        [] => return None,
        [only] => format!("{base}/{}", only.code),
        _ => base.to_owned(),
    };
    let before = waiting.iter().filter_map(|row| row.deliver_before).min().filter(|_| state == State::Accepted);
    let due = before.map(|day| ui.ts("deliver-before", "day", &ui.date(&day))).unwrap_or_default();
    Some(TaskRow { title: ui.tn(title, waiting.len()), why: ui.t(why), url, due, done: false })
}

/// Whether the rules allow it, asked without leaving a line when they do not: a home page shows less to some.
fn may<A: Action>(seat: &Seat) -> bool {
    access::check(A::RULES, &seat.actor, &Facts::body(seat.body)).0 == Decision::Allow
}
