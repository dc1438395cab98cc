//! What a call asks before anybody writes: the legal forms it accepts, and the questions of its check.
use sea_orm_migration::{prelude::*, schema::json_binary};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The questions every call asks as long as nobody says otherwise.
const QUESTIONS: &str =
    r#"["place", "domicile", "board", "account", "tax_number", "no_other_funding", "last_report", "premises"]"#;
/// What a grant asked for so far; the other kinds asked for no legal form.
const OF_GRANTS: &str = r#"UPDATE "call" SET doors = '["cooperative", "foundation", "association", "acknowledged_group", "registered_body", "umbrella"]' WHERE kind = 'grant'"#;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // One statement a column: `SQLite` adds no two at once.
        for column in [json_binary("doors").default("[]").take(), json_binary("eligibility").default(QUESTIONS).take()]
        {
            m.alter_table(Table::alter().table("call").add_column(column).take()).await?;
        }
        m.get_connection().execute_unprepared(OF_GRANTS).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["eligibility", "doors"] {
            m.alter_table(Table::alter().table("call").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
