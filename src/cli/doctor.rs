//! `doctor`: looks a node over and says what it finds, a line for each check. It mends nothing.
use std::path::Path;

use anyhow::bail;
use clap::Args;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement, TryGetable};
use serde::Serialize;

use super::Outcome;
use crate::{
    app::App,
    config::Config,
    funding::record::check as help,
    identity::vault::{self, keys::Keys},
    indexing,
    marketplace::consignment::ledger,
    platform::{
        backup::{Place, Schema},
        changes, db,
        photos::Size,
    },
};

const MIB: u64 = 1 << 20;
/// Free space of the data folder: below the first a warning, below the second a failure.
const SCARCE: u64 = 1024 * MIB;
const TOO_LITTLE: u64 = 200 * MIB;
/// The oldest `PostgreSQL` that knows the functions the change sequence asks.
const OLDEST_POSTGRES: i32 = 130_000;
/// Changes that are counted; what is more is "or more".
const COUNTED: u64 = 1_000;

#[derive(Args)]
pub struct Arguments {
    /// Print a JSON object for each check
    #[arg(long)]
    json: bool,
}

pub async fn run(config: Config, arguments: Arguments) -> anyhow::Result<Outcome> {
    let findings = examine(&config).await;
    for finding in &findings {
        if arguments.json {
            println!("{}", serde_json::to_string(finding)?);
        } else {
            println!("{:4}  {:10}  {}", finding.level.word(), finding.name, finding.what);
        }
    }
    match findings.iter().filter(|finding| finding.level == Level::Fail).count() {
        0 => Ok(Outcome::Done),
        failed => bail!("{failed} of {} checks failed", findings.len()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
enum Level {
    #[serde(rename = "ok")]
    Well,
    #[serde(rename = "warn")]
    Warn,
    #[serde(rename = "FAIL")]
    Fail,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        }
    }
}

/// A line of the answer.
#[derive(Serialize)]
struct Finding {
    level: Level,
    name: &'static str,
    what: String,
}

/// What a check says. One that cannot be made says why, and counts as failed.
type Verdict = anyhow::Result<(Level, String)>;

impl Finding {
    fn of(name: &'static str, verdict: Verdict) -> Self {
        let (level, what) = verdict.unwrap_or_else(|error| (Level::Fail, format!("{error:#}").replace('\n', " ")));
        Self { level, name, what }
    }
}

/// All checks in order. Without a store there is only the disk to look at.
async fn examine(config: &Config) -> Vec<Finding> {
    let app = match open(config).await {
        Ok(app) => app,
        Err(error) => return vec![Finding::of("store", Err(error)), Finding::of("disk", space(&config.data))],
    };
    let mut findings = vec![
        Finding::of("store", store(&app).await),
        Finding::of("engine", engine(&app).await),
        Finding::of("schema", schema(&app).await),
        Finding::of("integrity", integrity(&app).await),
        Finding::of("references", references(&app).await),
        Finding::of("index", index(&app).await),
        Finding::of("pictures", pictures(&app).await),
        Finding::of("keys", keys(config, &app).await),
        Finding::of("mail", mail(&app).await),
        Finding::of("outbox", outbox(&app).await),
        Finding::of("retention", retention(&app).await),
        Finding::of("disk", space(&config.data)),
    ];
    findings.extend(ledgers(&app).await);
    findings
}

/// A line for each invariant of the ledgers: that of goods and money first, then that of help.
async fn ledgers(app: &App) -> Vec<Finding> {
    let mut findings = match ledger::check::findings(&app.db).await {
        Err(error) => vec![Finding::of("ledger", Err(error.into()))],
        Ok(lines) => lines
            .iter()
            .map(|line| Finding::of("ledger", ledger_line(line.invariant, line.checked, line.broken)))
            .collect(),
    };
    match help::findings(&app.db).await {
        Err(error) => findings.push(Finding::of("ledger", Err(error.into()))),
        Ok(lines) => findings.extend(
            lines.iter().map(|line| Finding::of("ledger", ledger_line(line.invariant, line.checked, line.broken))),
        ),
    }
    findings
}

fn ledger_line(invariant: &str, checked: i64, broken: i64) -> Verdict {
    let what = format!("{invariant}: {checked} checked, {broken} broken");
    if broken == 0 { well(what) } else { fail(what) }
}

/// The key file opens the key of every person, and nobody but its owner reads it.
async fn keys(config: &Config, app: &App) -> Verdict {
    let Some(file) = &config.keys else { return warn("no key file is named; a server does not start without one") };
    let keys = Keys::load(file)?;
    let (broken, all) = vault::unreadable(&app.db, &keys).await?;
    if broken > 0 {
        return fail(format!("the keys of {broken} of {all} persons cannot be opened with {}", file.display()));
    }
    if keys.is_demo() {
        return warn("the keys are for trying; a server outside the demo does not take them");
    }
    well(format!("the keys of {all} persons can be opened; key {} writes", keys.newest()))
}

/// A mail could leave now.
async fn mail(app: &App) -> Verdict {
    match app.mailer.reachable().await {
        Ok(()) => well("a mail could leave now"),
        Err(fault) => warn(format!("mail waits: {}", fault.cause)),
    }
}

/// What waits to be sent, and what was given up.
async fn outbox(app: &App) -> Verdict {
    let (waiting, dead) = crate::platform::outbox::standing(&app.db).await?;
    if dead > 0 {
        return warn(format!("{dead} mails were given up after 72 hours, {waiting} wait"));
    }
    well(format!("{waiting} mails wait"))
}

/// What has passed its time is removed once a day.
async fn retention(app: &App) -> Verdict {
    let overdue = crate::retention::overdue(&app.db, app.clock.now() - time::Duration::days(2)).await?;
    let rows: u64 = overdue.iter().map(|(_, rows)| rows).sum();
    if rows > 0 {
        return warn(format!("{rows} rows have passed their time for more than two days; is a server running?"));
    }
    well("no row has passed its time")
}

/// The node as it is: nothing is brought up to date, and no store is made where there is none.
async fn open(config: &Config) -> anyhow::Result<App> {
    let place = Place { database_url: config.database_url.clone(), data: config.data.clone() };
    if let Some(file) = place.sqlite_file()?
        && !file.exists()
    {
        bail!("there is no store at {}", file.display());
    }
    Ok(App::around(db::connect(&config.database_url).await?, config, Keys::ephemeral())?)
}

/// A row is written and taken back.
async fn store(app: &App) -> Verdict {
    if db::is_bare(&app.db).await? {
        return fail("the store is empty; `tanggui migrate` makes the tables");
    }
    let transaction = db::begin(&app.db).await?;
    db::remember(&transaction, "doctor", app.clock.now().unix_timestamp().to_string()).await?;
    transaction.rollback().await?;
    well("reachable and writable")
}

async fn engine(app: &App) -> Verdict {
    if !is_postgres(app) {
        let version: String = ask(&app.db, "SELECT sqlite_version() AS answer").await?;
        return well(format!("SQLite {version}"));
    }
    let version: String = ask(&app.db, "SELECT current_setting('server_version') AS answer").await?;
    let number: i32 = ask(&app.db, "SELECT current_setting('server_version_num')::int4 AS answer").await?;
    if number < OLDEST_POSTGRES {
        return fail(format!("PostgreSQL {version} is older than 13"));
    }
    well(format!("PostgreSQL {version}"))
}

async fn schema(app: &App) -> Verdict {
    let schema = Schema::read(&app.db).await?;
    let unknown: Vec<_> = schema.applied.difference(&schema.known).map(String::as_str).collect();
    if !unknown.is_empty() {
        return fail(format!("the store is newer than this program: it has {}", unknown.join(", ")));
    }
    let waiting: Vec<_> = schema.known.difference(&schema.applied).map(String::as_str).collect();
    if !waiting.is_empty() {
        return warn(format!("the next start applies {}", waiting.join(", ")));
    }
    well(format!("{} migrations, the last is {}", schema.applied.len(), schema.last()))
}

/// `SQLite` reads all its pages; `PostgreSQL` is asked what it met while reading.
async fn integrity(app: &App) -> Verdict {
    if is_postgres(app) {
        let sql = "SELECT coalesce(checksum_failures, 0)::bigint AS answer FROM pg_stat_database \
                   WHERE datname = current_database()";
        let failures: i64 = ask(&app.db, sql).await?;
        if failures > 0 {
            return fail(format!("{failures} pages had wrong checksums"));
        }
        let sums: String = ask(&app.db, "SELECT current_setting('data_checksums') AS answer").await?;
        return well(format!("no page was found damaged; page checksums are {sums}"));
    }
    let rows = all(&app.db, "SELECT quick_check AS answer FROM pragma_quick_check").await?;
    let said: Vec<String> = rows.iter().map(|row| row.try_get("", "answer")).collect::<Result<_, _>>()?;
    if said != ["ok"] {
        return fail(said.join("; "));
    }
    let journal: String = ask(&app.db, "SELECT journal_mode AS answer FROM pragma_journal_mode").await?;
    if journal != "wal" {
        return warn(format!("every page is sound, but the journal mode is {journal} instead of wal"));
    }
    well("every page is sound; the journal mode is wal")
}

/// No row points to a row that is not there.
async fn references(app: &App) -> Verdict {
    if is_postgres(app) {
        let sql = "SELECT count(*) AS answer FROM pg_constraint WHERE contype = 'f' AND NOT convalidated";
        return match ask::<i64>(&app.db, sql).await? {
            0 => well("every foreign key is enforced"),
            number => fail(format!("{number} foreign keys are not validated")),
        };
    }
    let sql = "SELECT DISTINCT \"table\" AS answer FROM pragma_foreign_key_check ORDER BY 1";
    let rows = all(&app.db, sql).await?;
    let tables: Vec<String> = rows.iter().map(|row| row.try_get("", "answer")).collect::<Result<_, _>>()?;
    if tables.is_empty() {
        well("no row points to nowhere")
    } else {
        fail(format!("rows of {} point to nowhere", tables.join(", ")))
    }
}

async fn index(app: &App) -> Verdict {
    let Some(progress) = app.search.progress() else {
        return warn("there is none that can be read; the server builds it when it starts");
    };
    if indexing::is_current(app).await? {
        return well("at the head of the change sequence");
    }
    if !changes::pending(&app.db, changes::Sequence::Public, progress.cursor).await? {
        return warn("of another make or of another store; the server builds it anew when it starts");
    }
    let behind = changes::after(&app.db, progress.cursor, COUNTED).await?.len() as u64;
    let more = if behind == COUNTED { " or more" } else { "" };
    warn(format!("{behind}{more} changes behind that can be read; a running server follows within seconds"))
}

/// Every picture that a product names lies on the disk in every size.
async fn pictures(app: &App) -> Verdict {
    let rows = all(&app.db, "SELECT file_key AS answer FROM product_photo ORDER BY file_key").await?;
    let keys: Vec<String> = rows.iter().map(|row| row.try_get("", "answer")).collect::<Result<_, _>>()?;
    let files = keys.iter().flat_map(|key| Size::ALL.map(|size| size.file(key)));
    let mut missing = Vec::new();
    for name in files {
        if !app.files.has(&name).await {
            missing.push(name);
        }
    }
    match missing.first() {
        Some(first) => fail(format!("{} files are missing, the first is {first}", missing.len())),
        None => well(format!("{} pictures are there in every size", keys.len())),
    }
}

fn space(data: &Path) -> Verdict {
    let free = fs4::available_space(data)?;
    let said = format!("{} MiB free in {}", free / MIB, data.display());
    if free < TOO_LITTLE {
        fail(said)
    } else if free < SCARCE {
        warn(said)
    } else {
        well(said)
    }
}

fn is_postgres(app: &App) -> bool {
    app.db.get_database_backend() == DbBackend::Postgres
}

/// The one value of the one row, under the name `answer`.
async fn ask<T: TryGetable>(db: &DatabaseConnection, sql: &str) -> anyhow::Result<T> {
    match all(db, sql).await?.first() {
        Some(row) => Ok(row.try_get("", "answer")?),
        None => bail!("the store gave no answer"),
    }
}

async fn all(db: &DatabaseConnection, sql: &str) -> anyhow::Result<Vec<QueryResult>> {
    Ok(db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?)
}

#[expect(clippy::unnecessary_wraps, reason = "a verdict is said in one word")]
fn well(what: impl Into<String>) -> Verdict {
    Ok((Level::Well, what.into()))
}

#[expect(clippy::unnecessary_wraps, reason = "a verdict is said in one word")]
fn warn(what: impl Into<String>) -> Verdict {
    Ok((Level::Warn, what.into()))
}

#[expect(clippy::unnecessary_wraps, reason = "a verdict is said in one word")]
fn fail(what: impl Into<String>) -> Verdict {
    Ok((Level::Fail, what.into()))
}
