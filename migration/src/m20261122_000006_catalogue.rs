//! The catalogue of makers: what goods need to be published, their papers, prices for orders, and what moderators said.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date_null, integer, integer_null, json_binary, string_len,
        string_len_uniq, text, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

use crate::tables::{drop, part_of, word, word_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: [&str; 5] = ["price_tier", "product_licence", "paper_need", "product_review", "goods_import"];

/// Papers that goods can need. The model of papers has the same words.
const PAPERS: &[&str] = &["nib", "pirt", "bpom", "halal", "brand"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        columns(m).await?;
        give_codes(m).await?;
        prices(m).await?;
        papers(m).await?;
        reviews(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, &TABLES).await?;
        let mut codes = Index::drop();
        codes.name("variant_code").table("variant");
        m.drop_index(codes).await?;
        for (table, column) in [
            ("product", "capacity_per_week"),
            ("product", "lead_time_days"),
            ("product", "ready_to_eat"),
            ("product", "cold"),
            ("product", "not_halal"),
            ("product", "hold_reason"),
            ("variant", "public_code"),
            ("variant", "weight_g"),
            ("variant", "low_stock_at"),
            ("variant", "state"),
        ] {
            m.alter_table(Table::alter().table(table).drop_column(column).take()).await?;
        }
        Ok(())
    }
}

/// One statement a column: `SQLite` adds no two at once.
async fn columns(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let state = word("state", &["active", "archived"]).default("active").take();
    let held = word_or_null("hold_reason", &["paper_expired", "paper_rejected", "complaint", "words"]);
    for (table, column) in [
        ("product", integer_null("capacity_per_week")),
        ("product", integer_null("lead_time_days")),
        ("product", boolean("ready_to_eat").default(false).take()),
        ("product", boolean("cold").default(false).take()),
        ("product", boolean("not_halal").default(false).take()),
        ("product", held),
        ("variant", string_len("public_code", 6).default("").take()),
        ("variant", integer_null("weight_g")),
        ("variant", integer("low_stock_at").default(3).take()),
        ("variant", state),
    ] {
        m.alter_table(Table::alter().table(table).add_column(column).take()).await?;
    }
    Ok(())
}

/// Choices that were there before get a random code: digits of base 16 without C, so that no word can come about. Codes
/// that two rows drew are drawn again.
async fn give_codes(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let random = if m.get_database_backend() == DbBackend::Postgres {
        "upper(substr(md5(gen_random_uuid()::text), 1, 6))"
    } else {
        "substr(hex(randomblob(3)), 1, 6)"
    };
    for _ in 0..5 {
        let drawn = "SELECT public_code FROM variant GROUP BY public_code HAVING public_code = '' OR COUNT(*) > 1";
        let sql =
            format!("UPDATE variant SET public_code = replace({random}, 'C', 'G') WHERE public_code IN ({drawn})");
        m.get_connection().execute_unprepared(&sql).await?;
    }
    m.create_index(Index::create().name("variant_code").table("variant").col("public_code").unique().take()).await
}

async fn prices(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("price_tier")
            .col(uuid("variant_id"))
            .col(integer("min_quantity").check(Expr::col("min_quantity").between(2, 9_999)))
            .col(big_integer("price_idr").check(Expr::col("price_idr").between(100_i64, 100_000_000_i64)))
            .primary_key(Index::create().col("variant_id").col("min_quantity"))
            .foreign_key(&mut part_of("price_tier", "variant_id", "variant"))
            .take(),
    )
    .await
}

async fn papers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("paper_need")
            .col(integer("category_id"))
            .col(word("handling", &["plain", "packed", "fresh", "cold"]))
            .col(word("paper", PAPERS))
            .col(word("need", &["held", "warning", "none", "not_allowed"]))
            .col(text("note"))
            .col(text("source"))
            .primary_key(Index::create().col("category_id").col("handling").col("paper"))
            .foreign_key(&mut part_of("paper_need", "category_id", "category"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("product_licence")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(uuid("enterprise_id"))
            .col(uuid_null("product_id"))
            .col(word("kind", PAPERS))
            .col(string_len("number", 40))
            .col(string_len("issued_by", 120))
            .col(date_null("expires_on"))
            .col(word("state", &["entered", "checked", "rejected", "expired"]))
            .col(word_or_null("reason", &["unreadable", "other_name", "not_found", "over", "other_goods"]))
            .col(boolean("replaced"))
            .col(uuid("entered_by"))
            .col(big_integer("entered_at"))
            .col(uuid_null("checked_by"))
            .col(big_integer_null("checked_at"))
            .col(integer_null("reminded_days"))
            .col(integer("row_version").default(1))
            .foreign_key(&mut part_of("product_licence", "enterprise_id", "enterprise"))
            .foreign_key(&mut part_of("product_licence", "product_id", "product"))
            .take(),
    )
    .await?;
    index(m, "product_licence", &["enterprise_id"]).await?;
    index(m, "product_licence", &["product_id"]).await?;
    index(m, "product_licence", &["state", "expires_on"]).await
}

async fn reviews(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("product_review")
            .col(uuid("id").primary_key())
            .col(uuid("product_id"))
            .col(word("state", &["waiting", "approved", "returned", "withdrawn"]))
            .col(json_binary("reasons"))
            .col(text("note"))
            .col(big_integer("made_at"))
            .col(big_integer_null("decided_at"))
            .foreign_key(&mut part_of("product_review", "product_id", "product"))
            .take(),
    )
    .await?;
    index(m, "product_review", &["product_id"]).await?;
    index(m, "product_review", &["state", "made_at"]).await?;
    m.create_table(
        Table::create()
            .table("goods_import")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(uuid("enterprise_id"))
            .col(json_binary("table_read"))
            .col(big_integer("made_at"))
            .col(big_integer_null("confirmed_at"))
            .col(uuid_null("confirmed_by"))
            .col(string_len("confirmed_role", 20))
            .col(integer("rows_wanted"))
            .col(integer("added"))
            .col(integer("changed"))
            .col(integer("tries"))
            .col(big_integer_null("done_at"))
            .foreign_key(&mut part_of("goods_import", "enterprise_id", "enterprise"))
            .take(),
    )
    .await?;
    index(m, "goods_import", &["enterprise_id"]).await
}

async fn index(m: &SchemaManager<'_>, table: &'static str, columns: &[&'static str]) -> Result<(), DbErr> {
    let mut create = Index::create();
    create.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        create.col(*column);
    }
    m.create_index(create.take()).await
}
