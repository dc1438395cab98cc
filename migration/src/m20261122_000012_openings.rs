//! Employers and their openings: the pledge, what stands behind an opening, wages, words nobody knows.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, json_binary, string_len, string_len_null, text, uuid,
        uuid_null,
    },
};

use crate::tables::{drop, part_of, reference, word, word_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &[&str] = &[
    "employer_pledge",
    "pledge_acceptance",
    "opening_desk",
    "opening_revision",
    "opening_event",
    "opening_review",
    "skill_suggestion",
    "minimum_wage",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        columns(m).await?;
        employer_pledge(m).await?;
        pledge_acceptance(m).await?;
        opening_desk(m).await?;
        opening_revision(m).await?;
        opening_event(m).await?;
        opening_review(m).await?;
        skill_suggestion(m).await?;
        minimum_wage(m).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, TABLES).await?;
        for column in ["requirements", "job_reason", "show_employer"] {
            m.alter_table(Table::alter().table("opening").drop_column(column).take()).await?;
        }
        Ok(())
    }
}

/// What an opening shows besides. One statement a column: `SQLite` adds no two at once.
async fn columns(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let added = [
        text("requirements").default("").take(),
        text("job_reason").default("").take(),
        boolean("show_employer").default(true).take(),
    ];
    for column in added {
        m.alter_table(Table::alter().table("opening").add_column(column).take()).await?;
    }
    Ok(())
}

async fn employer_pledge(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("employer_pledge")
            .col(integer("version").primary_key())
            .col(json_binary("clauses_id"))
            .col(json_binary("clauses_en"))
            .col(string_len("text_hash", 64))
            .col(big_integer("valid_from"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn pledge_acceptance(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pledge_acceptance")
            .col(uuid("id").primary_key())
            .col(uuid("employer_id"))
            .col(integer("version"))
            .col(string_len("text_hash", 64))
            .col(uuid("signed_by"))
            .col(string_len("name", 120))
            .col(string_len("position", 120))
            .col(big_integer("signed_at"))
            .foreign_key(&mut part_of("pledge_acceptance", "employer_id", "employer"))
            .foreign_key(&mut reference("pledge_acceptance", "version", "employer_pledge", "version"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("pledge_acceptance_employer_id_version")
            .table("pledge_acceptance")
            .col("employer_id")
            .col("version")
            .take(),
    )
    .await?;
    Ok(())
}

async fn opening_desk(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opening_desk")
            .col(uuid("opening_id").primary_key())
            .col(word_or_null("why", &["employer", "gate", "withdrawn"]))
            .col(uuid_null("posted_by"))
            .col(string_len("karirhub_ref", 40))
            .col(text("objection"))
            .col(word_or_null("reason", &["task", "safety", "care", "legal_age"]))
            .col(boolean("exam_after_offer"))
            .col(boolean("wage_seen"))
            .col(big_integer_null("opened_at"))
            .col(big_integer_null("removed_at"))
            .foreign_key(&mut part_of("opening_desk", "opening_id", "opening"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn opening_revision(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opening_revision")
            .col(uuid("opening_id"))
            .col(integer("number"))
            .col(json_binary("content"))
            .col(big_integer("made_at"))
            .primary_key(Index::create().col("opening_id").col("number"))
            .foreign_key(&mut part_of("opening_revision", "opening_id", "opening"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn opening_event(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opening_event")
            .col(uuid("id").primary_key())
            .col(uuid("opening_id"))
            .col(string_len("event", 32))
            .col(word("party", &["employer", "moderator", "ethics", "system"]))
            .col(uuid_null("actor"))
            .col(big_integer("at"))
            .col(string_len_null("reason", 32))
            .col(text("note"))
            .foreign_key(&mut part_of("opening_event", "opening_id", "opening"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create().name("opening_event_opening_id_at").table("opening_event").col("opening_id").col("at").take(),
    )
    .await?;
    Ok(())
}

async fn opening_review(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opening_review")
            .col(uuid("id").primary_key())
            .col(uuid("opening_id"))
            .col(word("state", &["waiting", "approved", "returned", "withdrawn"]))
            .col(boolean("objection"))
            .col(json_binary("reasons"))
            .col(text("note"))
            .col(big_integer("made_at"))
            .col(big_integer_null("decided_at"))
            .foreign_key(&mut part_of("opening_review", "opening_id", "opening"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create().name("opening_review_state_made_at").table("opening_review").col("state").col("made_at").take(),
    )
    .await?;
    Ok(())
}

async fn skill_suggestion(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("skill_suggestion")
            .col(string_len("phrase", 60).primary_key())
            .col(integer("openings"))
            .col(word("state", &["waiting", "taken", "dismissed"]))
            .col(big_integer("last_at"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn minimum_wage(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("minimum_wage")
            .col(string_len("region_code", 4))
            .col(integer("year"))
            .col(big_integer("amount_idr"))
            .col(text("source"))
            .col(boolean("disputed"))
            .col(integer("row_version"))
            .primary_key(Index::create().col("region_code").col("year"))
            .foreign_key(&mut reference("minimum_wage", "region_code", "region", "code"))
            .take(),
    )
    .await?;
    Ok(())
}
