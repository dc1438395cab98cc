//! Applications: cards that name nobody, the relay, and who looked.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, date, integer, json_binary, string_len, text, uuid, uuid_null},
};

use crate::tables::{drop, part_of, word, word_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &[&str] = &["application", "application_message", "application_event", "application_view"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        application(m).await?;
        application_message(m).await?;
        application_event(m).await?;
        application_view(m).await?;
        one_alive(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, TABLES).await
    }
}

/// One living application of a person for an opening, however often the button is pressed.
async fn one_alive(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "CREATE UNIQUE INDEX application_alive ON application (opening_id, person_id) \
               WHERE stage IN ('sent', 'invited', 'offered', 'hired')";
    m.get_connection().execute_unprepared(sql).await?;
    Ok(())
}

async fn application(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("application")
            .col(uuid("id").primary_key())
            .col(string_len("public_code", 6).unique_key())
            .col(uuid("opening_id"))
            .col(uuid("employer_id"))
            .col(uuid("person_id"))
            .col(string_len("code", 8))
            .col(word("stage", &["sent", "invited", "offered", "hired", "declined", "withdrawn", "ended"]))
            .col(word("release", &["sealed", "released"]))
            .col(json_binary("card"))
            .col(integer("revision"))
            .col(integer("text_version"))
            .col(string_len("text_hash", 64))
            .col(big_integer("sent_at"))
            .col(date("sent_on"))
            .col(big_integer_null("invite_ends_at"))
            .col(boolean("invited"))
            .col(boolean("replied"))
            .col(boolean("refused"))
            .col(string_len("offer_wage", 120))
            .col(string_len("offer_start", 120))
            .col(json_binary("released_fields"))
            .col(word_or_null("reason", &["skills", "place", "wage", "filled", "other"]))
            .col(text("reason_words"))
            .col(big_integer_null("clock_at"))
            .col(integer("row_version"))
            .foreign_key(&mut part_of("application", "opening_id", "opening"))
            .foreign_key(&mut part_of("application", "employer_id", "employer"))
            .foreign_key(&mut part_of("application", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_index(Index::create().name("application_person_id").table("application").col("person_id").take()).await?;
    m.create_index(Index::create().name("application_opening_id").table("application").col("opening_id").take())
        .await?;
    Ok(())
}

async fn application_message(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("application_message")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(word("side", &["applicant", "employer"]))
            .col(text("body"))
            .col(boolean("delivered"))
            .col(big_integer("at"))
            .foreign_key(&mut part_of("application_message", "application_id", "application"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("application_message_application_id_at")
            .table("application_message")
            .col("application_id")
            .col("at")
            .take(),
    )
    .await?;
    Ok(())
}

async fn application_event(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("application_event")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(string_len("event", 32))
            .col(word("party", &["applicant", "employer", "system"]))
            .col(uuid_null("actor"))
            .col(big_integer("at"))
            .foreign_key(&mut part_of("application_event", "application_id", "application"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("application_event_application_id_at")
            .table("application_event")
            .col("application_id")
            .col("at")
            .take(),
    )
    .await?;
    Ok(())
}

async fn application_view(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("application_view")
            .col(uuid("id").primary_key())
            .col(uuid("application_id"))
            .col(string_len("office", 32))
            .col(word("what", &["card", "contact"]))
            .col(big_integer("at"))
            .foreign_key(&mut part_of("application_view", "application_id", "application"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("application_view_application_id_at")
            .table("application_view")
            .col("application_id")
            .col("at")
            .take(),
    )
    .await?;
    Ok(())
}
