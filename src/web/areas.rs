//! What every area shares: the home page with its tasks, and the list of bodies one belongs to.
use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::{
    Cache, Head, Ui,
    errors::Failure,
    page,
    session::{Seat, see_other},
};
use crate::{
    app::App,
    error::Error,
    identity::{Actor, model::BodyKind},
    platform::params::Params,
};

/// Something that waits for the reader.
#[derive(Clone, Debug)]
pub struct TaskRow {
    pub title: String,
    pub why: String,
    pub url: String,
    /// Empty when there is no day.
    pub due: String,
    pub done: bool,
}

impl TaskRow {
    pub fn new(ui: &Ui, title: &str, why: &str, url: String) -> Self {
        Self { title: ui.t(title), why: ui.t(why), url, due: String::new(), done: false }
    }
}

/// What a slice adds to the home of a body.
#[derive(Debug, Default)]
pub struct Addition {
    pub tasks: Vec<TaskRow>,
    /// Address, icon, title and text.
    pub tiles: Vec<(String, &'static str, &'static str, &'static str)>,
}

/// Gathers what a slice adds, for whoever sits there.
pub type Adds = for<'a> fn(&'a App, &'a Ui, &'a Seat) -> LocalBoxFuture<'a, Result<Addition, Error>>;

/// The slices that add to a home whose own slice does not know them.
#[derive(Clone, Copy, Debug)]
pub struct Additions(pub &'static [Adds]);

impl Additions {
    /// What all of them add.
    pub async fn gather(&self, app: &App, ui: &Ui, seat: &Seat) -> Result<Addition, Error> {
        let mut all = Addition::default();
        for add in self.0 {
            let one = add(app, ui, seat).await?;
            all.tasks.extend(one.tasks);
            all.tiles.extend(one.tiles);
        }
        Ok(all)
    }
}

/// Tells whether a slice has news for somebody, and nothing more.
pub type Signal = for<'a> fn(&'a App, &'a Actor) -> LocalBoxFuture<'a, Result<bool, Error>>;

/// The slices that may have news.
#[derive(Clone, Copy, Debug)]
pub struct Signals(pub &'static [Signal]);

impl Signals {
    /// Whether any of them has.
    pub async fn any(&self, app: &App, actor: &Actor) -> Result<bool, Error> {
        for signal in self.0 {
            if signal(app, actor).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// How many still wait.
pub fn open_tasks(tasks: &[TaskRow]) -> usize {
    tasks.iter().filter(|task| !task.done).count()
}

/// Home of one body, or of an area without one.
#[derive(Template)]
#[template(path = "pages/areas/home.html")]
pub struct HomePage {
    pub ui: Ui,
    pub head: Head,
    /// Empty in areas without a body.
    pub body: String,
    pub role: String,
    pub tasks: Vec<TaskRow>,
    /// Address, icon, title and text.
    pub tiles: Vec<(String, String, String, String)>,
    pub facts: Vec<(String, String)>,
    /// What was just done; else empty.
    pub notice: String,
}

impl HomePage {
    /// Home of the body of a seat, with the tasks every account has first.
    pub fn of(ui: Ui, seat: &Seat, title: &str, tasks: Vec<TaskRow>) -> Self {
        let mut all = account_tasks(&ui, &seat.actor);
        all.extend(tasks);
        Self {
            head: Head::unlisted(ui.t(title), ui.t(title)),
            body: seat.name.clone(),
            role: ui.t(seat.office.key()),
            tasks: all,
            tiles: Vec::new(),
            facts: Vec::new(),
            notice: String::new(),
            ui,
        }
    }

    #[must_use]
    pub fn tile(mut self, url: String, icon: &str, title: &str, text: &str) -> Self {
        self.tiles.push((url, icon.to_owned(), self.ui.t(title), self.ui.t(text)));
        self
    }

    /// With the tiles a slice adds.
    #[must_use]
    pub fn tiles(self, tiles: Vec<(String, &'static str, &'static str, &'static str)>) -> Self {
        tiles.into_iter().fold(self, |home, (url, icon, title, text)| home.tile(url, icon, title, text))
    }

    #[must_use]
    pub fn fact(mut self, label: &str, value: String) -> Self {
        self.facts.push((self.ui.t(label), value));
        self
    }

    pub fn answer(self) -> Result<HttpResponse, Failure> {
        page(StatusCode::OK, Cache::Nobody, false, &self)
    }

    fn open(&self) -> usize {
        open_tasks(&self.tasks)
    }
}

/// What every account has to do first.
pub fn account_tasks(ui: &Ui, actor: &Actor) -> Vec<TaskRow> {
    if actor.needs_factor() && !actor.has_factor() {
        return vec![TaskRow::new(ui, "task-factor", "task-factor-why", "/akun/dua".to_owned())];
    }
    Vec::new()
}

/// Where a face goes back to once it is saved, and what its page says there.
pub fn saved(base: &str, waits: bool) -> HttpResponse {
    see_other(&format!("{base}/profil?ok={}", if waits { "tunggu" } else { "1" })).finish()
}

/// The sentence about what was just saved, from the address.
pub fn saved_words(ui: &Ui, query: &Params) -> String {
    match query.get("ok") {
        Some("tunggu") => ui.t("done-waits"),
        Some(_) => ui.t("done-saved"),
        None => String::new(),
    }
}

/// Bodies of one area.
#[derive(Template)]
#[template(path = "pages/areas/bodies.html")]
struct BodiesPage {
    ui: Ui,
    head: Head,
    /// Address, name and office.
    rows: Vec<(String, String, String)>,
    empty_title: String,
    empty_text: String,
    new_url: String,
    new_label: String,
}

/// The bodies of a kind one belongs to; with one only, its home at once. `new` is the address and the words of founding
/// another, where that is allowed.
pub fn bodies(
    ui: Ui,
    actor: &Actor,
    kind: BodyKind,
    title: &str,
    new: Option<(&str, &str)>,
) -> Result<HttpResponse, Failure> {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for hat in actor.hats_of(kind) {
        let url = format!("{}/{}", kind.area(), hat.code);
        let office = ui.t(hat.office.key());
        match rows.iter_mut().find(|(known, ..)| *known == url) {
            Some((.., offices)) => *offices = format!("{offices}, {office}"),
            None => rows.push((url, hat.name.clone(), office)),
        }
    }
    if rows.len() == 1 && new.is_none() {
        return Ok(see_other(&rows[0].0).finish());
    }
    let (new_url, new_label) = new.map(|(url, key)| (url.to_owned(), ui.t(key))).unwrap_or_default();
    let body = BodiesPage {
        head: Head::unlisted(ui.t(title), ui.t(title)),
        empty_title: ui.t("bodies-empty"),
        empty_text: ui.t("bodies-empty-text"),
        rows,
        new_url,
        new_label,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}
