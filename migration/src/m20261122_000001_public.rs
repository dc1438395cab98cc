//! The public zone: regions, skills, enterprises and their goods, outlets, employers and openings, calls.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date_null, integer, integer_null, json_binary, string, string_len,
        string_len_null, string_len_uniq, string_uniq, text, text_null, uuid,
    },
};

use crate::tables::{create_change_sequence, drop, part_of, reference, word, word_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 21] = [
    "region",
    "occupation",
    "skill",
    "skill_label",
    "skill_relation",
    "skill_occupation",
    "category",
    "enterprise",
    "product",
    "variant",
    "product_photo",
    "agency",
    "outlet",
    "availability",
    "employer",
    "opening",
    "opening_item",
    "opening_skill",
    "call",
    "public_change",
    "private_change",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        vocabulary(m).await?;
        goods(m).await?;
        outlets(m).await?;
        openings(m).await?;
        calls(m).await?;
        create_change_sequence(m, "public_change").await?;
        create_change_sequence(m, "private_change").await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &TABLES).await
    }
}

async fn vocabulary(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("region")
            .col(string_len("code", 4).primary_key())
            .col(string_len_null("parent_code", 4))
            .col(string("name"))
            .col(word("zone", &["wib", "wita", "wit"]))
            .foreign_key(&mut reference("region", "parent_code", "region", "code"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("occupation")
            .col(string_len("code", 4).primary_key())
            .col(string("title_id"))
            .col(string("title_en"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("skill")
            .col(integer("id").primary_key())
            .col(string_len_uniq("code", 8))
            .col(string_len("kind", 16))
            .col(integer_null("merged_into"))
            .foreign_key(&mut reference("skill", "merged_into", "skill", "id"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("skill_label")
            .col(integer("skill_id"))
            .col(word("tongue", &["id", "en"]))
            .col(string("label"))
            .col(word("kind", &["preferred", "alias", "informal", "abbreviation"]))
            .primary_key(Index::create().col("skill_id").col("tongue").col("label"))
            .foreign_key(&mut part_of("skill_label", "skill_id", "skill"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("skill_relation")
            .col(integer("from_id"))
            .col(integer("to_id"))
            .col(word("kind", &["implies", "related", "part_of"]))
            .primary_key(Index::create().col("from_id").col("to_id"))
            .foreign_key(&mut part_of("skill_relation", "from_id", "skill"))
            .foreign_key(&mut part_of("skill_relation", "to_id", "skill"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("skill_occupation")
            .col(integer("skill_id"))
            .col(string_len("occupation_code", 4))
            .primary_key(Index::create().col("skill_id").col("occupation_code"))
            .foreign_key(&mut part_of("skill_occupation", "skill_id", "skill"))
            .foreign_key(&mut reference("skill_occupation", "occupation_code", "occupation", "code"))
            .take(),
    )
    .await
}

async fn goods(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("category")
            .col(integer("id").primary_key())
            .col(string_len_uniq("key", 32))
            .col(string("name_id"))
            .col(string("name_en"))
            .col(boolean("food"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("enterprise")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(string("trade_name"))
            .col(word("sector", &["craft", "textile", "food", "wood", "accessory"]))
            .col(string_len("regency_code", 4))
            .col(text("story"))
            .col(word("state", &["active", "closed"]))
            .col(integer("row_version").default(1))
            .foreign_key(&mut reference("enterprise", "regency_code", "region", "code"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("product")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(uuid("enterprise_id"))
            .col(integer("category_id"))
            .col(string("title"))
            .col(text("body"))
            .col(string("unit_text"))
            .col(text_null("ingredients"))
            .col(integer_null("keeps_days"))
            .col(boolean("made_to_order"))
            .col(word_or_null("halal", &["certified", "in_process"]))
            .col(integer_null("licence_until"))
            .col(word("state", &["draft", "submitted", "changes_requested", "published", "paused", "held", "archived"]))
            .col(date_null("published_on"))
            .col(big_integer("price_idr"))
            .col(boolean("in_stock"))
            .col(integer("row_version").default(1))
            .foreign_key(&mut reference("product", "enterprise_id", "enterprise", "id"))
            .foreign_key(&mut reference("product", "category_id", "category", "id"))
            .take(),
    )
    .await?;
    index(m, "product", &["state", "in_stock", "published_on", "public_code"]).await?;
    index(m, "product", &["enterprise_id"]).await?;
    m.create_table(
        Table::create()
            .table("variant")
            .col(uuid("id").primary_key())
            .col(uuid("product_id"))
            .col(integer("position"))
            .col(string("name"))
            .col(big_integer("retail_idr").check(Expr::col("retail_idr").between(100_i64, 100_000_000_i64)))
            .foreign_key(&mut part_of("variant", "product_id", "product"))
            .take(),
    )
    .await?;
    index(m, "variant", &["product_id"]).await?;
    m.create_table(
        Table::create()
            .table("product_photo")
            .col(uuid("id").primary_key())
            .col(uuid("product_id"))
            .col(integer("position"))
            .col(string_len_uniq("file_key", 32))
            .col(integer("width"))
            .col(integer("height"))
            .col(text("alt_text"))
            .col(word("state", &["ready", "hidden"]))
            .foreign_key(&mut part_of("product_photo", "product_id", "product"))
            .take(),
    )
    .await?;
    index(m, "product_photo", &["product_id"]).await
}

async fn outlets(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("agency")
            .col(uuid("id").primary_key())
            .col(string_uniq("name"))
            .col(word(
                "kind",
                &["tourism", "cooperative", "industry", "fishery", "trade", "craft_council", "foundation"],
            ))
            .col(string_len("region_code", 4))
            .foreign_key(&mut reference("agency", "region_code", "region", "code"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("outlet")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(string("name"))
            .col(uuid("agency_id"))
            .col(string_len("regency_code", 4))
            .col(string("address"))
            .col(text("directions"))
            .col(text("about"))
            .col(string_len("whatsapp", 24))
            .col(json_binary("hours"))
            .col(word("state", &["open", "closed"]))
            .col(integer("row_version").default(1))
            .foreign_key(&mut reference("outlet", "agency_id", "agency", "id"))
            .foreign_key(&mut reference("outlet", "regency_code", "region", "code"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("availability")
            .col(uuid("variant_id"))
            .col(uuid("outlet_id"))
            .col(word("band", &["plenty", "few", "none"]))
            .primary_key(Index::create().col("variant_id").col("outlet_id"))
            .foreign_key(&mut part_of("availability", "variant_id", "variant"))
            .foreign_key(&mut part_of("availability", "outlet_id", "outlet"))
            .take(),
    )
    .await?;
    index(m, "availability", &["outlet_id", "band"]).await
}

async fn openings(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("employer")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(string("trade_name"))
            .col(string_len("regency_code", 4))
            .col(text("about"))
            .col(boolean("micro"))
            .col(word("state", &["unverified", "active", "suspended"]))
            .col(integer("row_version").default(1))
            .foreign_key(&mut reference("employer", "regency_code", "region", "code"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("opening")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(uuid("employer_id"))
            .col(string("title"))
            .col(text("body"))
            .col(string_len_null("occupation_code", 4))
            .col(string_len("regency_code", 4))
            .col(boolean("remote"))
            .col(big_integer_null("wage_low"))
            .col(big_integer_null("wage_high"))
            .col(word("wage_unit", &["month", "day", "hour", "piece"]))
            .col(word("contract", &["permanent", "fixed_term", "casual", "part_time", "piece_rate", "internship"]))
            .col(word("education", &["none", "sd", "smp", "sma", "d3", "s1"]))
            .col(integer("experience_years"))
            .col(integer("people"))
            .col(text("hours"))
            .col(json_binary("benefits"))
            .col(word(
                "state",
                &["draft", "review", "returned", "open", "paused", "closed_filled", "closed_expired", "removed"],
            ))
            .col(date_null("published_on"))
            .col(big_integer("closes_at"))
            .col(big_integer_null("closed_at"))
            .col(integer("row_version").default(1))
            .foreign_key(&mut reference("opening", "employer_id", "employer", "id"))
            .foreign_key(&mut reference("opening", "occupation_code", "occupation", "code"))
            .foreign_key(&mut reference("opening", "regency_code", "region", "code"))
            .take(),
    )
    .await?;
    index(m, "opening", &["state", "published_on", "public_code"]).await?;
    index(m, "opening", &["employer_id"]).await?;
    m.create_table(
        Table::create()
            .table("opening_item")
            .col(uuid("opening_id"))
            .col(integer("position"))
            .col(boolean("required"))
            .col(text("phrase"))
            .primary_key(Index::create().col("opening_id").col("position"))
            .foreign_key(&mut part_of("opening_item", "opening_id", "opening"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("opening_skill")
            .col(uuid("opening_id"))
            .col(integer("position"))
            .col(integer("skill_id"))
            .col(boolean("required"))
            .primary_key(Index::create().col("opening_id").col("position").col("skill_id"))
            .foreign_key(&mut part_of("opening_skill", "opening_id", "opening"))
            .foreign_key(&mut reference("opening_skill", "skill_id", "skill", "id"))
            .take(),
    )
    .await?;
    index(m, "opening_skill", &["skill_id"]).await
}

async fn calls(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("call")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(uuid("agency_id"))
            .col(string("name"))
            .col(text("summary"))
            .col(text("purpose"))
            .col(word("kind", &["grant", "business_aid", "emergency", "competition"]))
            .col(word("form", &["goods", "money"]))
            .col(string_len_null("region_code", 4))
            .col(word("zone", &["wib", "wita", "wit"]))
            .col(big_integer("ceiling_idr"))
            .col(big_integer("per_proposal_idr"))
            .col(integer_null("quota"))
            .col(json_binary("who_may_apply"))
            .col(json_binary("papers"))
            .col(json_binary("criteria"))
            .col(json_binary("steps"))
            .col(text_null("instalments"))
            .col(json_binary("funders"))
            .col(text_null("legal_basis"))
            .col(word("state", &["draft", "scheduled", "open", "closed", "ranked", "finished", "cancelled"]))
            .col(big_integer("opens_at"))
            .col(big_integer_null("closes_at"))
            .col(integer("row_version").default(1))
            .foreign_key(&mut reference("call", "agency_id", "agency", "id"))
            .foreign_key(&mut reference("call", "region_code", "region", "code"))
            .take(),
    )
    .await?;
    index(m, "call", &["state", "closes_at"]).await
}

async fn index(m: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut create = Index::create();
    create.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        create.col(*column);
    }
    m.create_index(create.take()).await
}
