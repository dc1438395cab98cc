//! Consignment: placements and agreements, delivery notes and lots, the ledgers of goods and of money, statements. Raw
//! SQL, because `SQLite` can add neither a check nor a reference to a table that stands: each is created whole.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::tables::drop;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// In an order in which each stands before those that point to it.
const TABLES: [&str; 27] = [
    "placement",
    "consignment_agreement",
    "consignment",
    "consignment_line",
    "lot",
    "lot_price",
    "ledger_op",
    "stock_place",
    "stock_rule",
    "stock_account",
    "stock_entry",
    "money_place",
    "money_rule",
    "money_account",
    "settlement",
    "money_entry",
    "settlement_line",
    "sale",
    "sale_line",
    "stock_count",
    "stock_count_line",
    "write_off",
    "return_note",
    "return_line",
    "payout",
    "dispute",
    "dispute_message",
];

/// Rows that never change and never go (I2).
const APPEND_ONLY: [&str; 8] = [
    "ledger_op",
    "stock_entry",
    "money_entry",
    "sale_line",
    "settlement_line",
    "lot_price",
    "document_event",
    "dispute_message",
];

/// Rows that change, but never go.
const KEPT: [&str; 8] = [
    "placement",
    "consignment_agreement",
    "consignment",
    "lot",
    "stock_account",
    "money_account",
    "settlement",
    "write_off",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let postgres = m.get_database_backend() == DbBackend::Postgres;
        let script = [
            in_words_of(postgres, include_str!("tables.sql")),
            if postgres { include_str!("postgres.sql") } else { include_str!("sqlite.sql") }.to_owned(),
            APPEND_ONLY.iter().map(|table| guard(postgres, table, &["UPDATE", "DELETE"])).collect(),
            KEPT.iter().map(|table| guard(postgres, table, &["DELETE"])).collect(),
        ];
        m.get_connection().execute_unprepared(&script.concat()).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &["document_event"]).await?;
        drop(m, &TABLES).await?;
        if m.get_database_backend() == DbBackend::Postgres {
            for function in functions() {
                m.get_connection().execute_unprepared(&format!("DROP FUNCTION {function}()")).await?;
            }
        }
        Ok(())
    }
}

/// The types of each store for the words in braces.
pub(crate) fn in_words_of(postgres: bool, text: &str) -> String {
    let words = [
        ("{uuid}", "UUID", "BLOB"),
        ("{day}", "DATE", "TEXT"),
        ("{moment}", "BIGINT", "INTEGER"),
        ("{big}", "BIGINT", "INTEGER"),
        ("{bool}", "BOOLEAN", "INTEGER"),
        ("{true}", "TRUE", "1"),
        ("{false}", "FALSE", "0"),
        ("{serial}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT"),
        // Otherwise a column of whole numbers takes 1.5, and a sum that overflows turns into a fraction.
        ("{strict}", "", " STRICT"),
    ];
    words.iter().fold(text.to_owned(), |text, (word, of_postgres, of_sqlite)| {
        text.replace(word, if postgres { of_postgres } else { of_sqlite })
    })
}

/// Triggers that refuse to change or remove rows.
pub(crate) fn guard(postgres: bool, table: &str, verbs: &[&str]) -> String {
    let of = |verb: &str| {
        let name = format!("{table}_no_{}", verb.to_lowercase());
        if postgres {
            format!("CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();\n")
        } else {
            format!(
                "CREATE TRIGGER {name} BEFORE {verb} ON {table} \
                 BEGIN SELECT RAISE(ABORT, '{table} takes no change'); END;\n"
            )
        }
    };
    let mut script: String = verbs.iter().map(|verb| of(verb)).collect();
    if postgres {
        // Rows are not asked when a table is emptied at once.
        let whole = format!(
            "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n"
        );
        script.push_str(&whole);
    }
    script
}

/// The functions `postgres.sql` creates.
fn functions() -> impl Iterator<Item = &'static str> {
    include_str!("postgres.sql")
        .lines()
        .filter_map(|line| line.strip_prefix("CREATE OR REPLACE FUNCTION ")?.split('(').next())
}
