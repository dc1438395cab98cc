//! Words the migrations share: closed lists, references, dropping in reverse order.
use sea_orm_migration::{prelude::*, schema};

/// A column that takes one of `words` only. The same words stand in the model of the slice that owns the table.
pub(crate) fn word(column: &'static str, words: &[&'static str]) -> ColumnDef {
    ColumnDef::new(column).string_len(32).not_null().check(one_of(column, words)).take()
}

/// The same, or nothing.
pub(crate) fn word_or_null(column: &'static str, words: &[&'static str]) -> ColumnDef {
    ColumnDef::new(column).string_len(32).null().check(one_of(column, words)).take()
}

fn one_of(column: &'static str, words: &[&'static str]) -> SimpleExpr {
    Expr::col(column).is_in(words.iter().copied())
}

/// `from.column` points to `to.key`; deleting the target while something points to it is refused.
pub(crate) fn reference(
    from: &'static str,
    column: &'static str,
    to: &'static str,
    key: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, key).on_delete(ForeignKeyAction::Restrict).take()
}

/// `from.column` points to `to.id` and goes with it.
pub(crate) fn part_of(from: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(to, "id").on_delete(ForeignKeyAction::Cascade).take()
}

/// One of the two change sequences. On `PostgreSQL` each row carries the transaction that wrote it, because numbers
/// are given before commit: a reader that trusts the number alone loses rows of slower transactions.
pub(crate) async fn create_change_sequence(m: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    let mut create = Table::create();
    create
        .table(table)
        .col(schema::big_integer("seq").auto_increment().primary_key())
        .col(schema::string_len("entity", 32))
        .col(schema::uuid("object_id"));
    m.create_table(create.take()).await?;
    if m.get_database_backend() == sea_orm_migration::sea_orm::DbBackend::Postgres {
        let database = m.get_connection();
        database
            .execute_unprepared(&format!(
                "ALTER TABLE {table} ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()"
            ))
            .await?;
        database.execute_unprepared(&format!("CREATE INDEX {table}_xid ON {table} (xid, seq)")).await?;
    }
    Ok(())
}

/// Drops tables, the last created first.
pub(crate) async fn drop(m: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        m.drop_table(Table::drop().table(*table).take()).await?;
    }
    Ok(())
}
