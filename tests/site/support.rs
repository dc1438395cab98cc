//! A whole site on a store of its own. Tests talk HTTP to it, as the world outside does.
use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Arc,
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
    app::{App, photos},
    config::Settings,
    demo, indexing,
    platform::{clock::Clock, db, search::Search},
    reference, site,
};
use time::{OffsetDateTime, macros::datetime};
use tokio::sync::OnceCell;
use uuid::Uuid;

/// The day of every test: a Sunday morning in Banjarmasin.
pub const NOW: OffsetDateTime = datetime!(2026-11-22 01:00 UTC);

pub struct Site {
    pub app: App,
    /// Database statements since the last look.
    statements: Arc<AtomicUsize>,
    /// Gone with the site.
    _folder: tempfile::TempDir,
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

    async fn of(world: World) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut db = store(world, &folder).await;
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = statements.clone();
        db.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let app = App {
            db,
            search: Arc::new(Search::in_memory()),
            files: photos(folder.path()).expect("a folder for pictures"),
            clock: Clock::Fixed(NOW),
            settings: Settings {
                site_name: "Tanggui".to_owned(),
                base_url: "https://tanggui.example".to_owned(),
                shelf_opens_at: demo::SHELF_OPENS_AT,
                demo: true,
            },
        };
        let site = Self { app, statements, _folder: folder };
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
        let request =
            TestRequest::post().uri(path).insert_header(("content-type", "application/x-www-form-urlencoded"));
        self.send(request.set_payload(form.to_owned())).await
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        let service = test::init_service(site::site(web::Data::new(self.app.clone()))).await;
        let answer = test::call_service(&service, request.to_request()).await;
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, bytes: test::read_body(answer).await.to_vec() }
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

/// `call` is a word of SQL.
fn quoted(table: &str) -> String {
    format!("\"{table}\"")
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum World {
    Empty,
    Demo,
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
    static DEMO: OnceCell<PathBuf> = OnceCell::const_new();
    let cell = if world == World::Empty { &EMPTY } else { &DEMO };
    let template = cell
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
    static DEMO: OnceCell<String> = OnceCell::const_new();
    let cell = if world == World::Empty { &EMPTY } else { &DEMO };
    let template = cell
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
    if world == World::Demo {
        demo::seed(db, NOW).await.expect("seeds");
    }
}
