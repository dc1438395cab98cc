//! What stands in the store, read beside the running program and with no connection left behind: one that stayed open
//! over a kill would spare `SQLite` its recovery.
use std::{thread, time::Duration};

use entity::{
    public::{enterprise, product, public_change},
    registry::ops::{audit_event, limit_counter, outbox, sign_in_attempt},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryResult, Statement,
};
use tanggui::{marketplace::consignment::ledger::check::findings, platform::db};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// How long the server of `PostgreSQL` may need to notice that a client is gone.
const PATIENCE: Duration = Duration::from_secs(30);
const DAY: i64 = 86_400_000;

/// The store of one experiment.
pub struct Store {
    url: String,
    runtime: Runtime,
}

/// Everything the clients may have written.
pub struct Facts {
    /// Ids of attempts with the digests of their flows.
    pub attempts: Vec<(Uuid, Vec<u8>)>,
    /// The attempt each mail is for.
    pub mails: Vec<Uuid>,
    /// Counters that count for a day: one for each address that asked.
    pub day_counters: u64,
    pub faces: Vec<Face>,
}

/// An enterprise and the traces of its changes.
#[derive(Clone, Debug)]
pub struct Face {
    pub code: String,
    pub trade_name: String,
    pub story: String,
    pub version: u64,
    /// Lines of the trail about it.
    pub audited: u64,
    /// Places of the change sequence that name one of its goods.
    pub changes: u64,
    /// How many public goods it has.
    pub goods: usize,
}

impl Store {
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), runtime: Runtime::new().unwrap() }
    }

    /// Reads everything about the clients and these enterprises.
    pub fn facts(&self, codes: &[&str]) -> Facts {
        self.with(async |db| Facts {
            attempts: attempts(db).await,
            mails: mails(db).await,
            day_counters: day_counters(db).await,
            faces: faces(db, codes).await,
        })
    }

    /// The code of the enterprise with this trade name.
    pub fn code_of(&self, trade_name: &str) -> String {
        let of_name = enterprise::Entity::find().filter(enterprise::Column::TradeName.eq(trade_name));
        self.with(async |db| of_name.one(db).await.unwrap().unwrap().public_code)
    }

    /// The one word a question has as its answer, in the column `w`.
    pub fn word(&self, sql: &str) -> String {
        self.with(async |db| one(db, sql).await.try_get("", "w").unwrap())
    }

    /// The one number a question has as its answer, in the column `n`.
    pub fn number(&self, sql: &str) -> u64 {
        self.with(async |db| one(db, sql).await.try_get::<i64>("", "n").unwrap().try_into().unwrap())
    }

    /// What `doctor` would find wrong with the ledgers.
    pub fn broken_ledgers(&self) -> Vec<String> {
        self.with(async |db| {
            let found = findings(db).await.unwrap();
            assert!(found.len() > 10, "every invariant is looked at");
            found.iter().filter(|finding| finding.broken > 0).map(|finding| finding.invariant.to_owned()).collect()
        })
    }

    /// Runs a statement of a control run.
    pub fn execute(&self, sql: &str) {
        self.with(async |db| db.execute_unprepared(sql).await.unwrap());
    }

    /// What the store says of its own condition; `ok` when it has nothing to say. Only `SQLite` has such a question.
    pub fn integrity(&self) -> String {
        #[derive(FromQueryResult)]
        struct Row {
            integrity_check: String,
        }
        self.with(async |db| {
            if db.get_database_backend() == DbBackend::Postgres {
                return "ok".to_owned();
            }
            let statement = Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check");
            let rows = Row::find_by_statement(statement).all(db).await.unwrap();
            rows.into_iter().map(|row| row.integrity_check).collect::<Vec<_>>().join("; ")
        })
    }

    /// Processes of the `PostgreSQL` server that worked for the program when it died. One may be at a commit still.
    pub fn orphans(&self) -> Vec<i32> {
        self.with(async |db| orphans(db).await)
    }

    /// Waits until those have ended; what they do counts as done before the kill.
    pub fn outlive(&self, orphans: &[i32]) {
        let step = Duration::from_millis(5);
        let left = || self.with(async |db| self::orphans(db).await).into_iter().any(|pid| orphans.contains(&pid));
        let mut waited = Duration::ZERO;
        while !orphans.is_empty() && left() {
            assert!(waited < PATIENCE, "the server does not notice that the program is gone");
            thread::sleep(step);
            waited += step;
        }
    }

    /// Connects, asks, and hangs up.
    fn with<T>(&self, question: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
        self.runtime.block_on(async {
            let db = db::connect(&self.url).await.unwrap();
            let answer = question(&db).await;
            db.close().await.unwrap();
            answer
        })
    }
}

/// A fresh database on the server.
pub fn create_database(server: &str) -> String {
    let name = format!("crash_{}", tanggui::platform::ids::new_id().simple());
    Store::new(&format!("{server}/postgres")).execute(&format!("CREATE DATABASE {name}"));
    format!("{server}/{name}")
}

async fn one(db: &DatabaseConnection, sql: &str) -> QueryResult {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_one_raw(statement).await.unwrap().unwrap_or_else(|| panic!("{sql} has no answer"))
}

async fn attempts(db: &DatabaseConnection) -> Vec<(Uuid, Vec<u8>)> {
    let rows = sign_in_attempt::Entity::find().all(db).await.unwrap();
    rows.into_iter().map(|row| (row.id, row.flow_hash)).collect()
}

async fn mails(db: &DatabaseConnection) -> Vec<Uuid> {
    let rows = outbox::Entity::find().filter(outbox::Column::Kind.eq("mail")).all(db).await.unwrap();
    rows.iter().filter_map(|row| row.parameters.get("attempt")?.as_str()?.parse().ok()).collect()
}

async fn day_counters(db: &DatabaseConnection) -> u64 {
    let rows = limit_counter::Entity::find().all(db).await.unwrap();
    let of_a_day = |row: &limit_counter::Model| {
        let until = i64::try_from(row.until.0.unix_timestamp_nanos() / 1_000_000).unwrap();
        row.window_start > 0 && until - row.window_start == DAY
    };
    rows.iter().filter(|row| of_a_day(row)).count().try_into().unwrap()
}

async fn faces(db: &DatabaseConnection, codes: &[&str]) -> Vec<Face> {
    let mut faces = Vec::new();
    for code in codes {
        let of_code = enterprise::Entity::find().filter(enterprise::Column::PublicCode.eq(*code));
        let row = of_code.one(db).await.unwrap().unwrap();
        let goods = product::Entity::find().filter(product::Column::EnterpriseId.eq(row.id)).all(db).await.unwrap();
        let public = goods.iter().filter(|row| row.state == "published").count();
        let goods = goods.into_iter().map(|row| row.id);
        let changes = public_change::Entity::find().filter(public_change::Column::ObjectId.is_in(goods));
        let audited = audit_event::Entity::find().filter(audit_event::Column::ObjectRef.eq(row.id));
        faces.push(Face {
            code: row.public_code,
            trade_name: row.trade_name,
            story: row.story,
            version: row.row_version.try_into().unwrap(),
            audited: audited.count(db).await.unwrap(),
            changes: changes.count(db).await.unwrap(),
            goods: public,
        });
    }
    faces
}

async fn orphans(db: &DatabaseConnection) -> Vec<i32> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Vec::new();
    }
    let sql = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' \
               AND pid <> pg_backend_pid()";
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "pid").unwrap()).collect()
}
