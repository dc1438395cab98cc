//! Enquiries: what a buyer asks of several enterprises at once, what each of them quotes, and what was agreed.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date, date_null, integer, integer_null, json_binary, string_len,
        string_len_uniq, text, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

use crate::tables::{drop, part_of, reference, word, word_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &[&str] = &[
    "buyer_org",
    "enquiry_list",
    "enquiry",
    "enquiry_line",
    "enquiry_contact",
    "enquiry_message",
    "enquiry_event",
    "capacity_commitment",
];

const STATES: &[&str] = &[
    "sent",
    "clarifying",
    "quoted",
    "accepted",
    "ready",
    "handed_over",
    "completed",
    "declined",
    "withdrawn",
    "expired",
    "cancelled",
];

const STEPS: &[&str] = &[
    "send",
    "ask",
    "answer",
    "write",
    "quote",
    "counter",
    "accept",
    "decline",
    "withdraw",
    "expire",
    "reopen",
    "ready",
    "cancel",
    "hand_over",
    "pay",
    "time_out",
];

/// The largest amount of rupiah any column holds.
const MOST_IDR: i64 = 999_999_999_999_999;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        sending(m).await?;
        enquiry(m).await?;
        talk(m).await?;
        events(m).await?;
        commitments(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, TABLES).await?;
        if m.get_database_backend() == DbBackend::Postgres {
            m.get_connection().execute_unprepared("DROP FUNCTION IF EXISTS refuse_enquiry_event_change").await?;
        }
        Ok(())
    }
}

async fn sending(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("buyer_org")
            .col(uuid("id").primary_key())
            .col(string_len("name", 80))
            .col(word("kind", &["agency", "company", "community"]))
            .col(string_len("regency_code", 4))
            .foreign_key(&mut reference("buyer_org", "regency_code", "region", "code"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("enquiry_list")
            .col(uuid("id").primary_key())
            .col(uuid("buyer_org_id"))
            .col(date("need_by"))
            .col(word("delivery", &["pick_up", "delivery"]))
            .col(json_binary("documents"))
            .col(big_integer("created_at"))
            .foreign_key(&mut reference("enquiry_list", "buyer_org_id", "buyer_org", "id"))
            .take(),
    )
    .await?;
    index(m, "enquiry_list", "buyer_org_id").await
}

async fn enquiry(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("enquiry")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 8))
            .col(uuid("list_id"))
            .col(uuid("enterprise_id"))
            .col(word("state", STATES))
            .col(integer("revision"))
            .col(word_or_null("seller_kind", &["outlet_operator", "cooperative", "enterprise"]))
            .col(string_len("seller_name", 200))
            .col(amount("total_idr"))
            .col(date_null("ready_on"))
            .col(date_null("valid_until"))
            .col(date("answer_by"))
            .col(big_integer("clock_at"))
            .col(big_integer("created_at"))
            .col(big_integer_null("closed_at"))
            .col(date_null("paid_on"))
            .col(word_or_null("paid_how", &["transfer", "cash", "other"]))
            .col(amount("paid_idr"))
            .col(integer("row_version"))
            .foreign_key(&mut reference("enquiry", "list_id", "enquiry_list", "id"))
            .foreign_key(&mut reference("enquiry", "enterprise_id", "enterprise", "id"))
            .take(),
    )
    .await?;
    index(m, "enquiry", "list_id").await?;
    index(m, "enquiry", "enterprise_id").await?;
    m.create_table(
        Table::create()
            .table("enquiry_line")
            .col(uuid("enquiry_id"))
            .col(integer("position"))
            .col(uuid_null("product_id"))
            .col(uuid_null("variant_id"))
            .col(string_len("title", 160))
            .col(string_len("unit_text", 80))
            .col(pieces("pieces"))
            .col(amount("unit_idr"))
            .col(pieces("pieces_offered"))
            .col(pieces("pieces_received"))
            .primary_key(Index::create().col("enquiry_id").col("position"))
            .foreign_key(&mut part_of("enquiry_line", "enquiry_id", "enquiry"))
            .foreign_key(&mut forgets("enquiry_line", "product_id", "product"))
            .foreign_key(&mut forgets("enquiry_line", "variant_id", "variant"))
            .take(),
    )
    .await?;
    index(m, "enquiry_line", "product_id").await?;
    index(m, "enquiry_line", "variant_id").await
}

/// Who speaks for each side, and what they wrote. Both go before the enquiry does.
async fn talk(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("enquiry_contact")
            .col(uuid("enquiry_id"))
            .col(word("side", &["buyer", "maker"]))
            .col(uuid("person_id"))
            .col(boolean("shows_name"))
            .col(boolean("shows_phone"))
            .col(boolean("shows_email"))
            .col(big_integer_null("closed_at"))
            .primary_key(Index::create().col("enquiry_id").col("side"))
            .foreign_key(&mut part_of("enquiry_contact", "enquiry_id", "enquiry"))
            .foreign_key(&mut part_of("enquiry_contact", "person_id", "person"))
            .take(),
    )
    .await?;
    index(m, "enquiry_contact", "person_id").await?;
    m.create_table(
        Table::create()
            .table("enquiry_message")
            .col(uuid("id").primary_key())
            .col(uuid("enquiry_id"))
            .col(word("side", &["buyer", "maker"]))
            .col(text("body"))
            .col(big_integer("at"))
            .col(big_integer_null("closed_at"))
            .foreign_key(&mut part_of("enquiry_message", "enquiry_id", "enquiry"))
            .take(),
    )
    .await?;
    index(m, "enquiry_message", "enquiry_id").await
}

/// What happened, in order. It names nobody, only grows, and the store itself refuses to change it.
async fn events(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("enquiry_event")
            .col(uuid("enquiry_id"))
            .col(integer("seq"))
            .col(word("step", STEPS))
            .col(word_or_null("from_state", STATES))
            .col(word("to_state", STATES))
            .col(word("side", &["buyer", "maker", "system"]))
            .col(string_len("reason", 32))
            .col(integer("revision"))
            .col(amount("total_idr"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("enquiry_id").col("seq"))
            .foreign_key(&mut reference("enquiry_event", "enquiry_id", "enquiry", "id"))
            .take(),
    )
    .await?;
    let guards: &[&str] = if m.get_database_backend() == DbBackend::Postgres {
        &[
            "CREATE OR REPLACE FUNCTION refuse_enquiry_event_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'enquiry_event takes no change'; END $$",
            "CREATE TRIGGER enquiry_event_guard BEFORE UPDATE OR DELETE ON enquiry_event \
             FOR EACH ROW EXECUTE FUNCTION refuse_enquiry_event_change()",
            "CREATE TRIGGER enquiry_event_whole BEFORE TRUNCATE ON enquiry_event \
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_enquiry_event_change()",
        ]
    } else {
        &[
            "CREATE TRIGGER enquiry_event_no_update BEFORE UPDATE ON enquiry_event \
             BEGIN SELECT RAISE(ABORT, 'enquiry_event takes no change'); END",
            "CREATE TRIGGER enquiry_event_no_delete BEFORE DELETE ON enquiry_event \
             BEGIN SELECT RAISE(ABORT, 'enquiry_event takes no change'); END",
            // REPLACE deletes without asking the trigger of deletes.
            "CREATE TRIGGER enquiry_event_no_replace BEFORE INSERT ON enquiry_event \
             WHEN EXISTS (SELECT 1 FROM enquiry_event WHERE enquiry_id = NEW.enquiry_id AND seq = NEW.seq) \
             BEGIN SELECT RAISE(ABORT, 'enquiry_event takes no change'); END",
        ]
    };
    for sql in guards {
        m.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
}

/// Pieces promised for a week, by its Monday.
async fn commitments(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("capacity_commitment")
            .col(uuid("enquiry_id"))
            .col(uuid("product_id"))
            .col(date("week"))
            .col(integer("pieces"))
            .primary_key(Index::create().col("enquiry_id").col("product_id").col("week"))
            .foreign_key(&mut part_of("capacity_commitment", "enquiry_id", "enquiry"))
            .foreign_key(&mut part_of("capacity_commitment", "product_id", "product"))
            .take(),
    )
    .await?;
    index(m, "capacity_commitment", "product_id").await
}

fn amount(column: &'static str) -> ColumnDef {
    let mut amount = big_integer_null(column);
    amount.check(Expr::col(column).between(0, MOST_IDR)).take()
}

fn pieces(column: &'static str) -> ColumnDef {
    let mut pieces = if column == "pieces" { integer(column) } else { integer_null(column) };
    pieces.check(Expr::col(column).between(0, 9_999)).take()
}

/// `from.column` points to `to.id` and is emptied when that goes: what was agreed stays as it was written down.
fn forgets(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").on_delete(ForeignKeyAction::SetNull).take()
}

async fn index(m: &SchemaManager<'_>, table: &'static str, column: &'static str) -> Result<(), DbErr> {
    m.create_index(Index::create().name(format!("{table}_{column}")).table(table).col(column).take()).await
}
