//! A whole site on a store of its own. Tests talk HTTP to it, as the world outside does.
use std::{
    cell::RefCell,
    collections::HashMap,
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
    pin::Pin,
    rc::Rc,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use actix_web::{
    http::{StatusCode, header::HeaderMap},
    test::{self, TestRequest},
    web,
};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tanggui::{
    app::{App, HOLDINGS, ROOMS, photos},
    config::Settings,
    demo,
    identity::{
        factors::{Passwords, password::Cost},
        vault::keys::Keys,
    },
    indexing,
    platform::{
        clock::Clock,
        db,
        files::Files,
        limits::{Keyer, Limits},
        mail::{Mailer, Sender},
        search::{Search, profiles::Profiles},
        typeset::Typesetter,
    },
    reference, site, worker,
};
use time::{OffsetDateTime, macros::datetime};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// The day of every test: a Sunday morning in Banjarmasin.
pub const NOW: OffsetDateTime = datetime!(2026-11-22 01:00 UTC);

pub struct Site {
    pub app: Node,
    /// Database statements since the last look.
    statements: Arc<AtomicUsize>,
    /// Gone with the site.
    pub folder: tempfile::TempDir,
}

/// The parts of a node with the router before them. Reading the addresses of all routes takes longer than most
/// answers, so the router is kept until a part is changed.
pub struct Node {
    parts: App,
    router: RefCell<Option<Router>>,
}

/// The router of a site, built once.
pub type Router = Rc<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = Answer>>>>;

pub async fn router(app: App) -> Router {
    let service = Rc::new(test::init_service(site::site(web::Data::new(app))).await);
    Rc::new(move |request: TestRequest| {
        let service = service.clone();
        Box::pin(async move {
            let answer = test::call_service(&*service, request.to_request()).await;
            let (status, headers) = (answer.status(), answer.headers().clone());
            Answer { status, headers, bytes: test::read_body(answer).await.to_vec() }
        })
    })
}

impl Node {
    fn new(parts: App) -> Self {
        Self { parts, router: RefCell::default() }
    }

    async fn router(&self) -> Router {
        if let Some(router) = self.router.borrow().clone() {
            return router;
        }
        let router = router(self.parts.clone()).await;
        *self.router.borrow_mut() = Some(router.clone());
        router
    }
}

impl Deref for Node {
    type Target = App;

    fn deref(&self) -> &App {
        &self.parts
    }
}

impl DerefMut for Node {
    fn deref_mut(&mut self) -> &mut App {
        *self.router.borrow_mut() = None;
        &mut self.parts
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("the answer is JSON")
    }

    pub fn html(&self) -> scraper::Html {
        scraper::Html::parse_document(&self.text())
    }

    /// The text of every element a selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).expect("the selector is right");
        self.html().select(&selector).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
    }

    /// An attribute of every element a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = scraper::Selector::parse(selector).expect("the selector is right");
        self.html().select(&selector).filter_map(|found| found.attr(name)).map(str::to_owned).collect()
    }
}

impl Site {
    /// With regions, skills and kinds of goods, and nothing else.
    pub async fn empty() -> Self {
        Self::of(World::Empty).await
    }

    /// With the demo world.
    pub async fn demo() -> Self {
        Self::of(World::Demo).await
    }

    /// With the demo world before anything was sold on consignment.
    pub async fn unsold() -> Self {
        Self::of(World::Unsold).await
    }

    /// With the demo world before its enterprises and outlets began to work together.
    pub async fn untraded() -> Self {
        Self::of(World::Untraded).await
    }

    async fn of(world: World) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut db = store(world, &folder).await;
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = statements.clone();
        db.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let app = app(db, folder.path());
        let site = Self { app: Node::new(app), statements, folder };
        site.settle().await;
        site
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    pub async fn english(&self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path).insert_header(("cookie", "bahasa=en"))).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(form_request(path, form)).await
    }

    /// Signs an account of the demo in with its password.
    pub async fn sign_in(&self, name: &str) -> Client<'_> {
        let account =
            demo::people::ACCOUNTS.iter().find(|account| account.name == name).expect("an account of the demo");
        self.sign_in_with(&account.address(), demo::people::PASSWORD).await
    }

    /// Signs in with an address and a password.
    pub async fn sign_in_with(&self, address: &str, password: &str) -> Client<'_> {
        let form = form(&[("alamat", address), ("sandi", password), ("cara", "sandi"), ("bersama", "1")]);
        let answer = self.post("/masuk", &form).await;
        assert_eq!(answer.status, 303, "{address} cannot sign in: {:?}", answer.all(".field-error"));
        let mut client = Client { site: self, cookies: HashMap::new() };
        client.keep(&answer);
        client
    }

    /// A browser that nobody signed in with yet.
    pub fn browser(&self) -> Client<'_> {
        Client { site: self, cookies: HashMap::new() }
    }

    /// Sends every mail that waits and gives what lies in the folder: file name and text.
    pub async fn mails(&self) -> Vec<(String, String)> {
        while worker::post(&self.app).await.expect("the outbox can be read") > 0 {}
        let mut mails: Vec<_> = std::fs::read_dir(self.folder.path().join("mail"))
            .expect("the folder of mails")
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "eml"))
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                (name, std::fs::read_to_string(entry.path()).expect("a mail"))
            })
            .collect();
        mails.sort();
        mails
    }

    /// The clock stands this much later from now on.
    pub fn later(&mut self, by: time::Duration) {
        self.app.clock = Clock::Fixed(self.app.clock.now() + by);
    }

    /// The code of a body of the demo world, by its key in the world's files.
    #[expect(clippy::unused_self, reason = "read like the other codes of a site")]
    pub fn code_of_demo(&self, table: &str, key: &str) -> String {
        let stream = match table {
            "enquiry" => return demo::streams::ENQUIRIES.document_code(key),
            "proposal" => return demo::streams::PROPOSALS.document_code(key),
            "enterprise" => demo::streams::GOODS,
            "outlet" => demo::streams::OUTLETS,
            _ => demo::streams::JOBS,
        };
        stream.public_code(key)
    }

    /// The code of a placement of the demo world, by the keys of its two sides.
    pub async fn placement_of_demo(&self, enterprise: &str, outlet: &str) -> String {
        let (enterprise, outlet) = (demo::streams::GOODS.id(enterprise), demo::streams::OUTLETS.id(outlet));
        let sql = "SELECT public_code AS code FROM placement WHERE enterprise_id = $1 AND outlet_id = $2";
        self.word(sql, vec![enterprise.into(), outlet.into()]).await
    }

    /// The code of the first consignment of a placement in a state.
    pub async fn consignment_in(&self, placement: &str, state: &str) -> String {
        let sql = "SELECT c.public_code AS code FROM consignment c JOIN placement p ON p.id = c.placement_id \
                   WHERE p.public_code = $1 AND c.state = $2 ORDER BY c.created_at, c.id LIMIT 1";
        self.word(sql, vec![placement.into(), state.into()]).await
    }

    /// The code of the lot of goods of the demo that expires first.
    pub async fn lot_of(&self, title: &str) -> String {
        let sql = "SELECT l.public_code AS code FROM lot l JOIN variant v ON v.id = l.variant_id \
                   JOIN product p ON p.id = v.product_id WHERE p.title = $1 AND l.received_on IS NOT NULL \
                   ORDER BY l.expires_on, l.received_on LIMIT 1";
        self.word(sql, vec![title.into()]).await
    }

    /// The code of the first write-off of an enterprise of the demo in a state.
    pub async fn loss_in(&self, enterprise: &str, state: &str) -> String {
        let sql = "SELECT w.public_code AS code FROM write_off w JOIN placement p ON p.id = w.placement_id \
                   WHERE p.enterprise_id = $1 AND w.state = $2 ORDER BY w.reported_at, w.id LIMIT 1";
        self.word(sql, vec![demo::streams::GOODS.id(enterprise).into(), state.into()]).await
    }

    /// The code of a payment of a statement.
    pub async fn payment_of(&self, statement: &str) -> String {
        let sql = "SELECT p.public_code AS code FROM payout p JOIN settlement s ON s.id = p.settlement_id \
                   WHERE s.public_code = $1 ORDER BY p.recorded_at LIMIT 1";
        self.word(sql, vec![statement.into()]).await
    }

    /// The code of the newest statement of a placement in a state.
    pub async fn statement_in(&self, placement: &str, state: &str) -> String {
        let sql = "SELECT s.public_code AS code FROM settlement s JOIN placement p ON p.id = s.placement_id \
                   WHERE p.public_code = $1 AND s.state = $2 ORDER BY s.period_to DESC LIMIT 1";
        self.word(sql, vec![placement.into(), state.into()]).await
    }

    async fn word(&self, sql: &str, values: Vec<sea_orm::Value>) -> String {
        let statement = sea_orm::Statement::from_sql_and_values(self.backend(), sql, values);
        let row = self.app.db.query_one_raw(statement).await.expect("reads");
        row.expect("such a row").try_get("", "code").expect("a code")
    }

    /// The code of the office somebody of the demo works in.
    pub async fn code_of_agency(&self, name: &str) -> String {
        let person = demo::people::ACCOUNTS.iter().find(|account| account.name == name).expect("an account").id();
        let hats = tanggui::identity::rooms::hats(&self.app.db, ROOMS, person).await.expect("offices");
        hats.first().expect("an office").code.clone()
    }

    /// The code of the first membership of somebody of the demo.
    pub async fn membership_of(&self, name: &str) -> String {
        let person = demo::people::ACCOUNTS.iter().find(|account| account.name == name).expect("an account").id();
        let hats = tanggui::identity::rooms::hats(&self.app.db, ROOMS, person).await.expect("offices");
        let hat = hats.first().expect("an office");
        let room = tanggui::identity::rooms::of(ROOMS, hat.body.kind).expect("a room");
        let rows = room.members(&self.app.db, hat.body, false).await.expect("members");
        rows.into_iter().find(|row| row.id == hat.membership).expect("the membership").public_code
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        (self.app.router().await)(request).await
    }

    /// Brings the index to the head. On `PostgreSQL` transactions of other tests can hold a change back for a moment.
    pub async fn settle(&self) {
        loop {
            indexing::settle(&self.app).await.expect("the index follows");
            if indexing::is_current(&self.app).await.expect("the sequence can be read") {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Database statements since the last look.
    pub fn statements(&self) -> usize {
        self.statements.swap(0, Ordering::Relaxed)
    }

    /// The code of a thing, by the name people see.
    pub async fn code(&self, table: &str, column: &str, name: &str) -> String {
        self.codes(table, column).await.remove(name).unwrap_or_else(|| panic!("no {table} is called {name}"))
    }

    pub async fn codes(&self, table: &str, column: &str) -> HashMap<String, String> {
        let sql = format!("SELECT {column} AS name, public_code AS code FROM {}", quoted(table));
        let rows =
            self.app.db.query_all_raw(sea_orm::Statement::from_string(self.backend(), sql)).await.expect("reads");
        rows.iter()
            .map(|row| (row.try_get("", "name").expect("name"), row.try_get("", "code").expect("code")))
            .collect()
    }

    pub async fn execute(&self, sql: &str) {
        self.app.db.execute_unprepared(sql).await.expect("the statement is right");
    }

    pub fn backend(&self) -> sea_orm::DbBackend {
        self.app.db.get_database_backend()
    }
}

/// The parts of a node around a store, with a clock that stands.
fn app(db: DatabaseConnection, folder: &Path) -> App {
    let keys = keys();
    let mails = folder.join("mail");
    let sender = Sender::new("Tanggui", "no-reply@tanggui.example", "tanggui.example").expect("a sender");
    App {
        db,
        search: Arc::new(Search::in_memory()),
        profiles: Arc::new(Profiles::in_memory()),
        postings: Arc::default(),
        files: photos(folder).expect("a folder for pictures"),
        papers: Files::open(&folder.join("papers")).expect("a folder for papers"),
        clock: Clock::Fixed(NOW),
        settings: Settings {
            site_name: "Tanggui".to_owned(),
            base_url: "https://tanggui.example".to_owned(),
            shelf_opens_at: demo::SHELF_OPENS_AT,
            registration_open: true,
            exit_target: "https://weather.example/".to_owned(),
            trusted_proxies: Vec::new(),
            // Tests ask faster than people do; the limits have tests of their own.
            pages_per_second: 1_000_000,
            privacy_contact: String::new(),
            demo: true,
        },
        passwords: Passwords::new(keys.pepper(), Cost::Test),
        keys: Arc::new(keys),
        limits: Arc::new(Limits::new(1_000_000)),
        keyer: Arc::new(Keyer::new().expect("random bytes")),
        mailer: Arc::new(Mailer::folder(&mails, sender).expect("a folder for mails")),
        typesetter: Arc::new(Typesetter::new(env!("CARGO_BIN_EXE_tanggui").into())),
        rooms: ROOMS,
        holdings: HOLDINGS,
    }
}

/// A browser with its cookies.
pub struct Client<'a> {
    pub site: &'a Site,
    pub cookies: HashMap<String, String>,
}

impl Client<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form_request(path, &form(fields))).await
    }

    pub async fn send(&mut self, request: TestRequest) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if cookies.is_empty() { request } else { request.insert_header(("cookie", cookies.join("; "))) };
        let answer = self.site.send(request).await;
        self.keep(&answer);
        answer
    }

    /// Does what a browser does with cookies.
    fn keep(&mut self, answer: &Answer) {
        for value in answer.headers.get_all("set-cookie") {
            let cookie = actix_web::cookie::Cookie::parse(value.to_str().expect("text")).expect("a cookie");
            if cookie.max_age().is_some_and(actix_web::cookie::time::Duration::is_zero) || cookie.value().is_empty() {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
    }
}

/// Fields as a form sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    serde_html_form::to_string(fields).expect("fields can be written")
}

/// A form as a browser sends it from a page of the site.
pub fn form_request(path: &str, form: &str) -> TestRequest {
    TestRequest::post()
        .uri(path)
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .set_payload(form.to_owned())
}

/// The keys of every test store: one file for the whole run, so that copies of a filled store can be read.
pub fn keys() -> Keys {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let file = tempfile::tempdir().expect("a folder").keep().join("keys");
        Keys::create(&file, true).expect("keys are made");
        file
    });
    Keys::load(file).expect("keys are read")
}

/// `call` is a word of SQL.
fn quoted(table: &str) -> String {
    format!("\"{table}\"")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum World {
    Empty,
    Untraded,
    Unsold,
    Demo,
}

impl World {
    /// The one of four that is this world's.
    fn pick<T>(self, [empty, untraded, unsold, demo]: [T; 4]) -> T {
        match self {
            Self::Empty => empty,
            Self::Untraded => untraded,
            Self::Unsold => unsold,
            Self::Demo => demo,
        }
    }
}

/// A copy of a store that was filled once: a file of `SQLite`, or a database of the `PostgreSQL` server that
/// `TANGGUI_TEST_POSTGRES` names.
async fn store(world: World, folder: &tempfile::TempDir) -> DatabaseConnection {
    match std::env::var("TANGGUI_TEST_POSTGRES") {
        Ok(server) => postgres(world, &server).await,
        Err(_) => sqlite(world, folder).await,
    }
}

async fn sqlite(world: World, folder: &tempfile::TempDir) -> DatabaseConnection {
    static EMPTY: OnceCell<PathBuf> = OnceCell::const_new();
    static UNTRADED: OnceCell<PathBuf> = OnceCell::const_new();
    static UNSOLD: OnceCell<PathBuf> = OnceCell::const_new();
    static DEMO: OnceCell<PathBuf> = OnceCell::const_new();
    let template = world
        .pick([&EMPTY, &UNTRADED, &UNSOLD, &DEMO])
        .get_or_init(|| async {
            let kept = tempfile::tempdir().expect("a folder").keep();
            let db = db::connect(&db::sqlite_url(&kept)).await.expect("connects");
            fill(&db, world).await;
            db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.expect("checkpoints");
            db.close().await.expect("closes");
            kept.join("tanggui.db")
        })
        .await;
    std::fs::copy(template, folder.path().join("tanggui.db")).expect("copies");
    db::connect(&db::sqlite_url(folder.path())).await.expect("connects")
}

async fn postgres(world: World, server: &str) -> DatabaseConnection {
    static EMPTY: OnceCell<String> = OnceCell::const_new();
    static UNTRADED: OnceCell<String> = OnceCell::const_new();
    static UNSOLD: OnceCell<String> = OnceCell::const_new();
    static DEMO: OnceCell<String> = OnceCell::const_new();
    let template = world
        .pick([&EMPTY, &UNTRADED, &UNSOLD, &DEMO])
        .get_or_init(|| async {
            let name = create(server, None).await;
            let db = db::connect(&format!("{server}/{name}")).await.expect("connects");
            fill(&db, world).await;
            db.close().await.expect("closes");
            name
        })
        .await;
    let name = create(server, Some(template)).await;
    db::connect(&format!("{server}/{name}")).await.expect("connects")
}

async fn create(server: &str, template: Option<&str>) -> String {
    let name = format!("t{}", Uuid::new_v4().simple());
    let admin = db::connect(&format!("{server}/postgres")).await.expect("connects");
    let from = template.map(|template| format!(" TEMPLATE {template}")).unwrap_or_default();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}{from}")).await.expect("creates");
    admin.close().await.expect("closes");
    name
}

async fn fill(db: &DatabaseConnection, world: World) {
    db::migrate(db).await.expect("migrates");
    reference::install(db).await.expect("installs");
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(db.clone(), folder.path());
    match world {
        World::Empty => {}
        World::Untraded => assert!(demo::seed_world(&app).await.expect("seeds")),
        World::Unsold => {
            assert!(demo::seed_world(&app).await.expect("seeds"));
            demo::seed_consignments(&app).await.expect("consigns");
        }
        World::Demo => assert!(demo::seed_trade(&app).await.expect("seeds")),
    }
}
