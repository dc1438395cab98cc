//! People: the vault, sign-in, sessions, memberships, consents, the audit trail; and the registry part of bodies.
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary_len, binary_len_null, boolean, integer, string_len, string_len_null,
        string_len_uniq, text, uuid, uuid_null, var_binary,
    },
    sea_orm::DbBackend,
};

use crate::tables::{drop, part_of, reference, word, word_or_null};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &[&str] = &[
    "person",
    "person_key",
    "person_secret",
    "sign_in_index",
    "credential",
    "recovery_code",
    "session",
    "membership",
    "invite",
    "sign_in_attempt",
    "assisted_reset",
    "consent",
    "limit_counter",
    "moderation_review",
    "audit_event",
    "enterprise_legal",
    "employer_check",
    "network_staff",
    "network_invite",
    "companion_assignment",
];

/// Offices a person can hold on a body. The model of memberships has the same words.
const OFFICES: &[&str] = &[
    "lead",
    "treasurer",
    "writer",
    "outlet_manager",
    "outlet_assistant",
    "employer_admin",
    "recruiter",
    "programme_owner",
    "verifier",
    "reviewer",
    "call_lead",
    "decider",
    "disburser",
    "moderator",
    "ethics_officer",
    "operator",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        people(m).await?;
        vault(m).await?;
        signing_in(m).await?;
        memberships(m).await?;
        rights(m).await?;
        audit(m).await?;
        bodies(m).await?;
        networks(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop(m, TABLES).await?;
        for (table, index) in [("agency", "agency_code"), ("network", "network_code")] {
            let mut gone = Index::drop();
            gone.name(index).table(table);
            m.drop_index(gone).await?;
            m.alter_table(Table::alter().table(table).drop_column("public_code").take()).await?;
        }
        if m.get_database_backend() == DbBackend::Postgres {
            m.get_connection().execute_unprepared("DROP FUNCTION IF EXISTS refuse_audit_change").await?;
        }
        Ok(())
    }
}

async fn people(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("person")
            .col(uuid("id").primary_key())
            .col(word("state", &["pending", "active", "disabled", "erased"]))
            .col(word("locale", &["id", "en"]))
            .col(big_integer("created_at"))
            .col(big_integer_null("erased_at"))
            .take(),
    )
    .await
}

/// What is sealed with a key of the person, and how a person is found by an address.
async fn vault(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("person_key")
            .col(uuid("person_id").primary_key())
            .col(integer("kek_id"))
            .col(var_binary("wrapped", 255))
            .foreign_key(&mut part_of("person_key", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("person_secret")
            .col(uuid("person_id"))
            .col(word(
                "field",
                &[
                    "email",
                    "new_email",
                    "former_email",
                    "phone",
                    "display_name",
                    "legal_name",
                    "postal_address",
                    "totp",
                ],
            ))
            .col(ColumnDef::new("sealed").blob().not_null().take())
            .primary_key(Index::create().col("person_id").col("field"))
            .foreign_key(&mut part_of("person_secret", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("sign_in_index")
            .col(binary_len("digest", 32))
            .col(word("kind", &["email", "phone"]))
            .col(uuid("person_id"))
            .primary_key(Index::create().col("digest").col("person_id"))
            .foreign_key(&mut part_of("sign_in_index", "person_id", "person"))
            .take(),
    )
    .await?;
    // An address signs in one person; a telephone number may be written down by several who share it.
    let unique = "CREATE UNIQUE INDEX sign_in_index_email ON sign_in_index (digest) WHERE kind = 'email'";
    m.get_connection().execute_unprepared(unique).await?;
    m.create_index(Index::create().name("sign_in_index_person").table("sign_in_index").col("person_id").take()).await
}

async fn signing_in(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("credential")
            .col(uuid("person_id"))
            .col(word("kind", &["password", "totp"]))
            .col(text("verifier"))
            .col(big_integer_null("last_step"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("person_id").col("kind"))
            .foreign_key(&mut part_of("credential", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("recovery_code")
            .col(binary_len("digest", 32).primary_key())
            .col(uuid("person_id"))
            .col(big_integer_null("used_at"))
            .foreign_key(&mut part_of("recovery_code", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_index(Index::create().name("recovery_code_person").table("recovery_code").col("person_id").take()).await?;
    m.create_table(
        Table::create()
            .table("session")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(binary_len("token_hash", 32).unique_key())
            .col(uuid("person_id"))
            .col(big_integer("created_at"))
            .col(big_integer("last_seen_at"))
            .col(big_integer("signed_in_at"))
            .col(big_integer_null("factor_at"))
            .col(boolean("shared"))
            .col(string_len("device", 64))
            .col(big_integer_null("ended_at"))
            .foreign_key(&mut part_of("session", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_index(Index::create().name("session_person").table("session").col("person_id").take()).await?;
    m.create_table(
        Table::create()
            .table("sign_in_attempt")
            .col(uuid("id").primary_key())
            .col(binary_len("flow_hash", 32).unique_key())
            .col(word("purpose", &["sign_in", "sign_up", "change_address", "confirm"]))
            .col(word("step", &["code", "factor", "done"]))
            .col(uuid_null("person_id"))
            .col(uuid_null("session_id"))
            .col(binary_len_null("paper_digest", 32))
            .col(binary_len("subject_digest", 32))
            .col(boolean("shared"))
            .col(integer("tries").default(0))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .foreign_key(&mut part_of("sign_in_attempt", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("assisted_reset")
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(uuid("first_helper"))
            .col(uuid_null("second_helper"))
            .col(binary_len_null("digest", 32))
            .col(big_integer("opened_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("closed_at"))
            .foreign_key(&mut part_of("assisted_reset", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_index(Index::create().name("assisted_reset_person").table("assisted_reset").col("person_id").take())
        .await?;
    m.create_table(
        Table::create()
            .table("limit_counter")
            .col(binary_len("key", 32))
            .col(big_integer("window_start"))
            .col(integer("used"))
            .col(big_integer("until"))
            .primary_key(Index::create().col("key").col("window_start"))
            .take(),
    )
    .await
}

async fn memberships(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let bodies = &["enterprise", "outlet", "employer", "agency", "platform"];
    m.create_table(membership_table("membership", bodies, OFFICES)).await?;
    m.create_table(invite_table("invite", bodies, OFFICES)).await?;
    membership_indexes(m, "membership").await
}

/// Who holds which office on which body. The same shape serves every room of the registry that keeps memberships.
fn membership_table(table: &'static str, bodies: &[&'static str], offices: &[&'static str]) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(uuid("id").primary_key())
        .col(string_len_uniq("public_code", 6))
        .col(uuid("person_id"))
        .col(word("body_kind", bodies))
        .col(uuid("body_id"))
        .col(word("office", offices))
        .col(big_integer("created_at"))
        .col(big_integer_null("ended_at"))
        .foreign_key(&mut part_of(table, "person_id", "person"))
        .take()
}

/// A held office is held once; people and bodies are found by it.
async fn membership_indexes(m: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    let database = m.get_connection();
    for sql in [
        format!(
            "CREATE UNIQUE INDEX {table}_held ON {table} (person_id, body_kind, body_id, office) WHERE ended_at IS NULL"
        ),
        format!("CREATE INDEX {table}_body ON {table} (body_kind, body_id)"),
    ] {
        database.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Papers that admit whoever holds them to an office. Without a body the holder founds one.
fn invite_table(table: &'static str, bodies: &[&'static str], offices: &[&'static str]) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(uuid("id").primary_key())
        .col(string_len_uniq("public_code", 6))
        .col(binary_len("code_digest", 32).unique_key())
        .col(binary_len("token_digest", 32).unique_key())
        .col(word("body_kind", bodies))
        .col(uuid_null("body_id"))
        .col(word("office", offices))
        .col(uuid_null("made_by"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("used_at"))
        .col(big_integer_null("revoked_at"))
        .take()
}

async fn rights(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("consent")
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(word("purpose", &["matching", "notices", "apply", "share_contact", "publish_name", "visit_notes"]))
            .col(uuid_null("object_id"))
            .col(integer("version"))
            .col(string_len("text_hash", 64))
            .col(big_integer("given_at"))
            .col(big_integer_null("withdrawn_at"))
            .foreign_key(&mut part_of("consent", "person_id", "person"))
            .take(),
    )
    .await?;
    m.create_index(Index::create().name("consent_person").table("consent").col("person_id").take()).await?;
    m.create_table(
        Table::create()
            .table("moderation_review")
            .col(uuid("id").primary_key())
            .col(string_len_uniq("public_code", 6))
            .col(word("object_kind", &["enterprise", "outlet", "employer", "agency"]))
            .col(uuid("object_id"))
            .col(string_len("field", 32))
            .col(text("proposed"))
            .col(word("state", &["waiting", "published", "returned", "withdrawn"]))
            .col(word_or_null("reason", &["personal", "telling", "not_the_business", "unclear"]))
            .col(big_integer("made_at"))
            .col(big_integer_null("decided_at"))
            .take(),
    )
    .await?;
    m.create_index(
        Index::create().name("moderation_review_waiting").table("moderation_review").col("state").col("made_at").take(),
    )
    .await
}

/// Rows are added and never changed; what is older than two years may go. The store itself refuses anything else.
async fn audit(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("audit_event")
            .col(big_integer("seq").auto_increment().primary_key())
            .col(big_integer("at"))
            .col(uuid_null("actor_ref"))
            .col(string_len("role", 32))
            .col(string_len("action", 64))
            .col(string_len("object_kind", 32))
            .col(uuid_null("object_ref"))
            .col(string_len_null("reason", 64))
            .col(word("outcome", &["done", "refused"]))
            .take(),
    )
    .await?;
    m.create_index(Index::create().name("audit_event_actor").table("audit_event").col("actor_ref").take()).await?;
    m.create_index(Index::create().name("audit_event_object").table("audit_event").col("object_ref").take()).await?;
    let guards: &[&str] = if m.get_database_backend() == DbBackend::Postgres {
        &[
            "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             IF TG_OP = 'DELETE' AND OLD.at < (extract(epoch FROM now()) * 1000)::bigint - 63072000000 THEN \
             RETURN OLD; END IF; RAISE EXCEPTION 'audit_event takes no change'; END $$",
            "CREATE TRIGGER audit_event_guard BEFORE UPDATE OR DELETE ON audit_event \
             FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
            "CREATE TRIGGER audit_event_whole BEFORE TRUNCATE ON audit_event \
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()",
        ]
    } else {
        &[
            "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event \
             BEGIN SELECT RAISE(ABORT, 'audit_event takes no change'); END",
            // REPLACE deletes without asking the trigger of deletes.
            "CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event \
             WHEN EXISTS (SELECT 1 FROM audit_event WHERE seq = NEW.seq) \
             BEGIN SELECT RAISE(ABORT, 'audit_event takes no change'); END",
            "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event \
             WHEN OLD.at >= unixepoch() * 1000 - 63072000000 \
             BEGIN SELECT RAISE(ABORT, 'audit_event takes no change'); END",
        ]
    };
    for sql in guards {
        m.get_connection().execute_unprepared(sql).await?;
    }
    Ok(())
}

/// What stands behind the public face of a body.
async fn bodies(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("enterprise_legal")
            .col(uuid("enterprise_id").primary_key())
            .col(string_len("legal_name", 200))
            .col(word(
                "legal_form",
                &[
                    "unregistered",
                    "sole_trader",
                    "partnership",
                    "company",
                    "cooperative",
                    "association",
                    "foundation",
                    "welfare_institution",
                ],
            ))
            .col(string_len("deed_number", 64))
            .col(string_len("nib", 16))
            .col(string_len("npwp", 24))
            .col(string_len("bank_name", 64))
            .col(string_len("bank_account", 32))
            .col(string_len("bank_holder", 200))
            .col(text("business_address"))
            .col(string_len("district", 64))
            .col(integer("row_version"))
            .foreign_key(&mut part_of("enterprise_legal", "enterprise_id", "enterprise"))
            .take(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("employer_check")
            .col(uuid("employer_id").primary_key())
            .col(string_len("legal_name", 200))
            .col(string_len("nib", 16))
            .col(string_len("wlkp", 32))
            .col(text("business_address"))
            .col(uuid_null("checked_by"))
            .col(big_integer_null("checked_at"))
            .col(integer("row_version"))
            .foreign_key(&mut part_of("employer_check", "employer_id", "employer"))
            .foreign_key(&mut reference("employer_check", "checked_by", "person", "id"))
            .take(),
    )
    .await?;
    give_codes(m, "agency").await
}

/// Offices on networks, in the room of networks.
async fn networks(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let offices = &["secretary", "companion"];
    m.create_table(membership_table("network_staff", &["network"], offices)).await?;
    m.create_table(invite_table("network_invite", &["network"], offices)).await?;
    membership_indexes(m, "network_staff").await?;
    m.create_table(
        Table::create()
            .table("companion_assignment")
            .col(uuid("person_id"))
            .col(uuid("enterprise_id"))
            .col(big_integer("since"))
            .col(big_integer_null("ended_at"))
            .primary_key(Index::create().col("person_id").col("enterprise_id").col("since"))
            .foreign_key(&mut part_of("companion_assignment", "person_id", "person"))
            .foreign_key(&mut part_of("companion_assignment", "enterprise_id", "enterprise"))
            .take(),
    )
    .await?;
    give_codes(m, "network").await
}

/// Bodies that were there before they had a page of their own get a random code. Digits of base 16 without C, so that
/// no word can come about.
async fn give_codes(m: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    m.alter_table(Table::alter().table(table).add_column(string_len_null("public_code", 6)).take()).await?;
    let random = if m.get_database_backend() == DbBackend::Postgres {
        "upper(substr(md5(gen_random_uuid()::text), 1, 6))"
    } else {
        "substr(hex(randomblob(3)), 1, 6)"
    };
    let sql = format!("UPDATE {table} SET public_code = replace({random}, 'C', 'G')");
    m.get_connection().execute_unprepared(&sql).await?;
    m.create_index(Index::create().name(format!("{table}_code")).table(table).col("public_code").unique().take()).await
}
