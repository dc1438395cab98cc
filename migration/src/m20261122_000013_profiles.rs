//! Profiles of skills, and what people are told.
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, integer, json_binary, string_len, string_len_null, uuid},
};

use crate::tables::{drop, part_of, reference, word};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &[&str] =
    &["skill_profile", "profile_item", "profile_skill", "profile_province", "profile_block", "match_notice"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        skill_profile(m).await?;
        profile_item(m).await?;
        profile_skill(m).await?;
        profile_province(m).await?;
        profile_block(m).await?;
        match_notice(m).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, TABLES).await
    }
}

async fn skill_profile(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("skill_profile")
            .col(uuid("person_id").primary_key())
            .col(word("band", &["under_one", "one_to_three", "three_to_five", "over_five"]))
            .col(boolean("remote"))
            .col(string_len_null("regency_code", 4))
            .col(big_integer_null("wage_floor"))
            .col(json_binary("contracts"))
            .col(string_len("available", 40))
            .col(boolean("matching"))
            .col(big_integer_null("match_no").unique_key())
            .col(word("mails", &["none", "daily", "weekly"]))
            .col(big_integer_null("mailed_at"))
            .col(big_integer_null("paused_until"))
            .col(boolean("paused"))
            .col(big_integer("changed_at"))
            .col(integer("row_version"))
            .foreign_key(&mut part_of("skill_profile", "person_id", "person"))
            .foreign_key(&mut reference("skill_profile", "regency_code", "region", "code"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn profile_item(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("profile_item")
            .col(uuid("person_id"))
            .col(integer("position"))
            .col(string_len("phrase", 60))
            .col(word("evidence", &["stated", "trained", "certified"]))
            .primary_key(Index::create().col("person_id").col("position"))
            .foreign_key(&mut part_of("profile_item", "person_id", "person"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn profile_skill(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("profile_skill")
            .col(uuid("person_id"))
            .col(integer("position"))
            .col(integer("skill_id"))
            .primary_key(Index::create().col("person_id").col("position").col("skill_id"))
            .foreign_key(&mut part_of("profile_skill", "person_id", "person"))
            .foreign_key(&mut reference("profile_skill", "skill_id", "skill", "id"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn profile_province(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("profile_province")
            .col(uuid("person_id"))
            .col(string_len("region_code", 4))
            .primary_key(Index::create().col("person_id").col("region_code"))
            .foreign_key(&mut part_of("profile_province", "person_id", "person"))
            .foreign_key(&mut reference("profile_province", "region_code", "region", "code"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn profile_block(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("profile_block")
            .col(uuid("person_id"))
            .col(uuid("employer_id"))
            .primary_key(Index::create().col("person_id").col("employer_id"))
            .foreign_key(&mut part_of("profile_block", "person_id", "person"))
            .foreign_key(&mut part_of("profile_block", "employer_id", "employer"))
            .take(),
    )
    .await?;
    Ok(())
}

async fn match_notice(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("match_notice")
            .col(uuid("person_id"))
            .col(uuid("opening_id"))
            .col(integer("covered"))
            .col(integer("required"))
            .col(big_integer("made_at"))
            .col(big_integer_null("seen_at"))
            .primary_key(Index::create().col("person_id").col("opening_id"))
            .foreign_key(&mut part_of("match_notice", "person_id", "person"))
            .foreign_key(&mut part_of("match_notice", "opening_id", "opening"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create()
            .name("match_notice_person_id_made_at")
            .table("match_notice")
            .col("person_id")
            .col("made_at")
            .take(),
    )
    .await?;
    Ok(())
}
