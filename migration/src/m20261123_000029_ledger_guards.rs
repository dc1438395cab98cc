//! On `SQLite`, `INSERT OR IGNORE` and `OR FAIL` hand their way of passing by a check to what the triggers of a table
//! write: an entry would stand in the ledger of the market, and its accounts would not follow. A trigger that raises is
//! not passed by, so the checks of the accounts are said once more as triggers.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Table, name of the guard, what must not be, and what is answered.
const GUARDS: [(&str, &str, &str, &str); 3] = [
    ("stock_account", "stock_account_holds", "NEW.qty < 0 AND NOT NEW.may_go_negative", "no more goes than is there"),
    (
        "money_account",
        "money_account_holds",
        "NEW.balance_idr < 0 AND NOT NEW.may_go_negative",
        "no more is taken than is there",
    ),
    (
        "settlement",
        "settlement_paid_holds",
        "NEW.paid_idr <> 0 AND NEW.paid_idr NOT BETWEEN 1 AND NEW.net_idr",
        "no more is paid than is owed",
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        for (table, name, wrong, answer) in GUARDS {
            let guard = format!(
                "CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {wrong} \
                 BEGIN SELECT RAISE(ABORT, '{answer}'); END"
            );
            m.get_connection().execute_unprepared(&guard).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        for (_, name, _, _) in GUARDS {
            m.get_connection().execute_unprepared(&format!("DROP TRIGGER {name}")).await?;
        }
        Ok(())
    }
}
