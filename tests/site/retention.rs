//! What the store holds, and that nothing stays longer than it is said to.
use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use tanggui::{
    platform::ids,
    retention::{
        self,
        tables::{Class, Keep, TABLES, Table, Zone},
    },
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::support::Site;

/// The number of a transaction stands beside the change sequences of `PostgreSQL` alone.
const OF_POSTGRES_ALONE: &str = "xid";

#[actix_web::test]
async fn every_column_of_the_store_has_a_class() {
    let site = Site::empty().await;
    let live = pairs(
        &site,
        "SELECT m.name AS a, p.name AS b FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'",
        "SELECT table_name::text AS a, column_name::text AS b FROM information_schema.columns \
         WHERE table_schema = current_schema()",
    )
    .await;
    let live: BTreeSet<_> =
        live.into_iter().filter(|(table, _)| !table.starts_with("sqlite_") && table != "seaql_migrations").collect();
    let mut known = BTreeSet::new();
    for table in TABLES {
        for (column, _) in table.columns {
            if *column == OF_POSTGRES_ALONE && site.backend() != DbBackend::Postgres {
                continue;
            }
            let once = known.insert((table.name.to_owned(), (*column).to_owned()));
            assert!(once, "{}.{column} stands twice in the list", table.name);
        }
    }
    let without: Vec<_> = live.difference(&known).collect();
    assert!(without.is_empty(), "without a class: {without:?}");
    let gone: Vec<_> = known.difference(&live).collect();
    assert!(gone.is_empty(), "in the list, not in the store: {gone:?}");
}

#[test]
fn every_table_says_how_long_its_rows_stay() {
    for table in TABLES {
        assert!(!table.keep.is_empty(), "{}", table.name);
        for keep in table.keep {
            match keep {
                Keep::Kept(why) => assert!(!why.is_empty(), "{}", table.name),
                Keep::After { column, days, .. } => {
                    assert!(*days > 0, "{}", table.name);
                    assert!(table.columns.iter().any(|(known, _)| known == column), "{}.{column}", table.name);
                }
                Keep::WithOwner(owner) => assert!(TABLES.iter().any(|table| table.name == *owner), "{owner}"),
                Keep::Replaced => {}
            }
        }
    }
}

#[test]
fn classes_agree_with_zones() {
    for table in TABLES {
        for (column, class) in table.columns {
            let place = format!("{}.{column}", table.name);
            assert_eq!(*class == Class::Public, table.zone == Zone::Public, "{place}");
            assert!(*class != Class::Vault || table.zone == Zone::Vault, "{place} belongs into the vault");
            let sounds_secret = ["digest", "token", "hash", "verifier", "wrapped"];
            let is_named_so = sounds_secret.iter().any(|word| column.split('_').any(|part| part == *word));
            // The hash of a text that everyone can read.
            assert!(!is_named_so || *class == Class::Secret || *column == "text_hash", "{place} is a secret");
        }
    }
}

#[test]
fn zones_agree_with_the_modules_of_the_tables() {
    for (folder, zone) in [
        ("public", Zone::Public),
        ("registry/trade", Zone::Trade),
        ("registry/work", Zone::Work),
        ("registry/grants", Zone::Grants),
        ("registry/network", Zone::Network),
        ("registry/ops", Zone::Operations),
        ("vault", Zone::Vault),
    ] {
        let Ok(files) = std::fs::read_dir(format!("entity/src/{folder}")) else { continue };
        for file in files.flatten() {
            let name = file.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
            if name != "mod" {
                let table = TABLES.iter().find(|table| table.name == name);
                assert_eq!(table.map(|table| table.zone), Some(zone), "{name}");
            }
        }
    }
}

#[test]
fn the_document_tells_the_zone_and_the_days_of_each_table() {
    let document = std::fs::read_to_string("docs/PRIVACY.md").unwrap();
    let rows: Vec<Vec<&str>> = document
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    for table in TABLES {
        let row = rows.iter().find(|row| row[0] == format!("`{}`", table.name));
        let row = row.unwrap_or_else(|| panic!("docs/PRIVACY.md has no row for {}", table.name));
        assert_eq!(row[1], table.zone.label(), "{}", table.name);
        for days in table.keep.iter().filter_map(days) {
            let written = format!(" {days} {}", if days == 1 { "day" } else { "days" });
            assert!(format!(" {}", row[4]).contains(&written), "{}: {} does not say{written}", table.name, row[4]);
        }
    }
    assert_eq!(rows.len(), TABLES.len(), "docs/PRIVACY.md has a row for a table that is not in the store");
}

fn days(keep: &Keep) -> Option<i64> {
    if let Keep::After { days, .. } = keep { Some(*days) } else { None }
}

#[actix_web::test]
async fn what_goes_with_its_owner_does_so_in_the_store() {
    let site = Site::empty().await;
    let live: BTreeSet<_> = references(&site, true).await.into_iter().collect();
    let said: BTreeSet<_> = TABLES
        .iter()
        .flat_map(|table| {
            table.keep.iter().filter_map(|keep| match keep {
                Keep::WithOwner(owner) => Some((table.name.to_owned(), (*owner).to_owned())),
                _ => None,
            })
        })
        .collect();
    assert_eq!(said, live);
}

#[actix_web::test]
async fn no_reference_holds_back_what_is_over_its_time() {
    let site = Site::empty().await;
    for (child, parent) in references(&site, false).await {
        let table = TABLES.iter().find(|table| table.name == parent).unwrap();
        for keep in table.keep {
            let Keep::After { only, .. } = keep else { continue };
            // Who has not confirmed an address has done nothing that a row could tell.
            let only = only.unwrap_or_default();
            assert!(only.contains(&child) || only == "state = 'pending'", "{child} may hold back rows of {parent}");
        }
    }
}

#[actix_web::test]
async fn tables_stand_before_those_that_point_to_them() {
    let site = Site::empty().await;
    let place = |name: &str| TABLES.iter().position(|table| table.name == name).unwrap();
    for cascades in [true, false] {
        for (child, parent) in references(&site, cascades).await {
            assert!(child == parent || place(&parent) < place(&child), "{child} stands before {parent}");
        }
    }
}

#[actix_web::test]
async fn rows_over_their_time_go_and_younger_ones_stay() {
    let site = Site::empty().await;
    let now = now();
    let person = active_person(&site, now).await;
    let hour = Duration::hours(1);
    for (table, column, days) in limits() {
        for moment in [now - Duration::days(days) - hour, now - Duration::days(days) + hour] {
            insert(&site, table, sample(table, column, person, moment, now)).await;
        }
    }
    assert!(!retention::overdue(&site.app.db, now).await.unwrap().is_empty());
    let removed = retention::sweep(&site.app.db, now).await.unwrap();
    for (table, column, days) in limits() {
        let (old, young) = (now - Duration::days(days) - hour, now - Duration::days(days) + hour);
        assert_eq!(count(&site, table, column, old).await, 0, "{table}.{column}: the old row stayed");
        assert_eq!(count(&site, table, column, young).await, 1, "{table}.{column}: the young row went");
        let lines = limits().filter(|(other, ..)| *other == table).count() as u64;
        assert!(removed.contains(&(table, lines)), "{table}: {removed:?}");
    }
    assert_eq!(retention::overdue(&site.app.db, now).await.unwrap(), []);
    assert_eq!(retention::sweep(&site.app.db, now).await.unwrap(), []);
}

#[actix_web::test]
async fn what_a_condition_spares_stays() {
    let site = Site::empty().await;
    let now = now();
    let long_ago = now - Duration::days(1_000);
    let active = active_person(&site, long_ago).await;
    insert(&site, "outbox", outbox_row(long_ago, None, false)).await;
    let checked = Uuid::now_v7();
    insert(&site, "person", person_row(checked, "erased", long_ago, Some(long_ago))).await;
    let employer = Uuid::now_v7();
    let place = "(SELECT MIN(code) FROM region WHERE parent_code IS NOT NULL)";
    let sql = format!(
        "INSERT INTO employer (id, public_code, trade_name, regency_code, about, micro, state) \
         VALUES ($1, $2, 'Roti Kita', {place}, '', TRUE, 'active')"
    );
    run(&site, &sql, vec![employer.into(), ids::new_public_code().into()]).await;
    insert(
        &site,
        "employer_check",
        vec![
            ("employer_id", employer.into()),
            ("legal_name", "Roti Kita".into()),
            ("nib", "".into()),
            ("wlkp", "".into()),
            ("business_address", "".into()),
            ("checked_by", checked.into()),
            ("checked_at", milliseconds(long_ago).into()),
            ("row_version", 1.into()),
        ],
    )
    .await;
    insert(&site, "session", session_row(active, now, None)).await;
    assert_eq!(retention::sweep(&site.app.db, now).await.unwrap(), []);
}

#[actix_web::test]
async fn what_was_sent_or_has_papers_left_stays_and_the_rest_goes_with_all_of_it() {
    let site = Site::empty().await;
    let now = now();
    let long_ago = now - Duration::days(1_000);
    active_person(&site, now).await;
    let (mut sent, waiting, empty) =
        (proposal_row("withdrawn", long_ago), proposal_row("voided", long_ago), proposal_row("lapsed", long_ago));
    sent.push(("submitted_at", milliseconds(long_ago).into()));
    let id = |row: &Row| row[0].1.clone();
    let (with_paper, without) = (id(&waiting), id(&empty));
    for row in [sent, waiting, empty, proposal_row("rejected", long_ago)] {
        insert(&site, "proposal", row).await;
    }
    insert(&site, "paper", paper_row(with_paper, None)).await;
    insert(&site, "paper", paper_row(without.clone(), Some(now))).await;
    let section = vec![
        ("proposal_id", without.clone()),
        ("section", "need".into()),
        ("content", "{}".into()),
        ("row_version", 1.into()),
        ("changed_at", milliseconds(long_ago).into()),
        ("changed_by", Uuid::now_v7().into()),
    ];
    insert(&site, "proposal_section", section).await;
    let signature = vec![
        ("proposal_id", without),
        ("duty", "chair".into()),
        ("person_id", Uuid::now_v7().into()),
        ("content", "0".repeat(64).into()),
        ("at", milliseconds(long_ago).into()),
    ];
    insert(&site, "signature", signature).await;
    assert_eq!(retention::sweep(&site.app.db, now).await.unwrap(), [("proposal", 1)]);
    for (table, left) in [("proposal", 3), ("paper", 1), ("proposal_section", 0), ("signature", 0)] {
        assert_eq!(number(&site, &format!("SELECT COUNT(*) AS found FROM {table}"), vec![]).await, left, "{table}");
    }
    // The last paper is destroyed: nothing holds the draft of a cancelled call any longer.
    run(&site, "UPDATE paper SET purged_at = 1", vec![]).await;
    assert_eq!(retention::sweep(&site.app.db, now).await.unwrap(), [("proposal", 1)]);
}

#[actix_web::test]
async fn a_person_who_never_confirmed_goes_with_everything_sealed() {
    let site = Site::empty().await;
    let now = now();
    let person = Uuid::now_v7();
    insert(&site, "person", person_row(person, "pending", now - Duration::hours(25), None)).await;
    insert(
        &site,
        "person_key",
        vec![("person_id", person.into()), ("kek_id", 1.into()), ("wrapped", vec![7u8; 48].into())],
    )
    .await;
    insert(
        &site,
        "person_secret",
        vec![("person_id", person.into()), ("field", "email".into()), ("sealed", vec![7u8; 64].into())],
    )
    .await;
    assert_eq!(retention::sweep(&site.app.db, now).await.unwrap(), [("person", 1)]);
    for table in ["person_key", "person_secret"] {
        let sql = format!("SELECT COUNT(*) AS found FROM {table}");
        assert_eq!(number(&site, &sql, vec![]).await, 0, "{table}");
    }
}

#[actix_web::test]
async fn many_rows_go_in_several_batches() {
    let site = Site::empty().await;
    let now = now();
    let old = milliseconds(now - Duration::days(2));
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)";
    let key = if site.backend() == DbBackend::Postgres { "'\\x07'::bytea" } else { "x'07'" };
    site.execute(&format!(
        "{numbers} INSERT INTO limit_counter (key, window_start, used, until) SELECT {key}, i, 1, {old} FROM n"
    ))
    .await;
    site.statements();
    assert_eq!(retention::sweep(&site.app.db, now).await.unwrap(), [("limit_counter", 2500)]);
    let lines = limits().count();
    assert_eq!(site.statements(), lines + 2, "one statement a line, and two more for the rest of the rows");
}

/// The trail looks at the store's own clock, so these tests do too.
fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// Every rule that has an end: table, column, days.
fn limits() -> impl Iterator<Item = (&'static str, &'static str, i64)> {
    let of = |table: &'static Table| {
        table.keep.iter().filter_map(move |keep| match keep {
            Keep::After { column, days, .. } => Some((table.name, *column, *days)),
            _ => None,
        })
    };
    TABLES.iter().flat_map(of)
}

type Row = Vec<(&'static str, Value)>;

/// A row whose time runs from a moment in a column; everything else about it is of today. A new rule needs a line here.
#[expect(clippy::too_many_lines, reason = "a row for each table that is looked at")]
fn sample(table: &str, column: &str, person: Uuid, moment: OffsetDateTime, now: OffsetDateTime) -> Row {
    match (table, column) {
        ("outbox", "done_at") => outbox_row(now, Some(moment), false),
        ("outbox", "due_at") => outbox_row(moment, None, true),
        ("person", "created_at") => person_row(Uuid::now_v7(), "pending", moment, None),
        ("person", "erased_at") => person_row(Uuid::now_v7(), "erased", now, Some(moment)),
        ("recovery_code", "used_at") => {
            vec![("digest", digest()), ("person_id", person.into()), ("used_at", milliseconds(moment).into())]
        }
        ("session", "ended_at") => session_row(person, now, Some(moment)),
        ("session", "last_seen_at") => session_row(person, moment, None),
        ("sign_in_attempt", "created_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("flow_hash", digest()),
            ("subject_digest", digest()),
            ("purpose", "sign_in".into()),
            ("step", "code".into()),
            ("shared", false.into()),
            ("created_at", milliseconds(moment).into()),
            ("expires_at", milliseconds(now).into()),
        ],
        ("assisted_reset", "expires_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("person_id", person.into()),
            ("first_helper", Uuid::now_v7().into()),
            ("opened_at", milliseconds(now).into()),
            ("expires_at", milliseconds(moment).into()),
        ],
        ("limit_counter", "until") => vec![
            ("key", digest()),
            ("window_start", 0i64.into()),
            ("used", 1.into()),
            ("until", milliseconds(moment).into()),
        ],
        ("membership", "ended_at") => membership_row(person, "outlet", "outlet_manager", moment, now),
        ("network_staff", "ended_at") => membership_row(person, "network", "companion", moment, now),
        ("invite", "expires_at") => invite_row("outlet", "outlet_manager", moment, now),
        ("network_invite", "expires_at") => invite_row("network", "companion", moment, now),
        ("consent", "withdrawn_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("person_id", person.into()),
            ("purpose", "matching".into()),
            ("version", 1.into()),
            ("text_hash", "0".repeat(64).into()),
            ("given_at", milliseconds(now).into()),
            ("withdrawn_at", milliseconds(moment).into()),
        ],
        ("moderation_review", "decided_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("public_code", ids::new_public_code().into()),
            ("object_kind", "outlet".into()),
            ("object_id", Uuid::now_v7().into()),
            ("field", "about".into()),
            ("proposed", "Buka tiap hari.".into()),
            ("state", "published".into()),
            ("made_at", milliseconds(now).into()),
            ("decided_at", milliseconds(moment).into()),
        ],
        ("product_review", "decided_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("product_id", PRODUCT.into()),
            ("state", "returned".into()),
            ("reasons", serde_json::json!([]).into()),
            ("note", "Foto kurang terang.".into()),
            ("made_at", milliseconds(moment).into()),
            ("decided_at", milliseconds(moment).into()),
        ],
        ("goods_import", "made_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("public_code", ids::new_public_code().into()),
            ("enterprise_id", ENTERPRISE.into()),
            ("table_read", serde_json::json!({}).into()),
            ("made_at", milliseconds(moment).into()),
            ("confirmed_role", "".into()),
            ("rows_wanted", 0.into()),
            ("added", 0.into()),
            ("changed", 0.into()),
            ("tries", 0.into()),
        ],
        ("audit_event", "at") => vec![
            ("at", milliseconds(moment).into()),
            ("role", "operator".into()),
            ("action", "invite".into()),
            ("object_kind", "outlet".into()),
            ("outcome", "done".into()),
        ],
        ("enquiry_contact", "closed_at") => vec![
            ("enquiry_id", ENQUIRY.into()),
            // One row a side, and each rule is tried with two rows.
            ("side", if now - moment > Duration::days(90) { "buyer" } else { "maker" }.into()),
            ("person_id", person.into()),
            ("shows_name", false.into()),
            ("shows_phone", false.into()),
            ("shows_email", false.into()),
            ("closed_at", milliseconds(moment).into()),
        ],
        ("enquiry_message", "closed_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("enquiry_id", ENQUIRY.into()),
            ("side", "buyer".into()),
            ("body", "Kemasan polos saja.".into()),
            ("at", milliseconds(moment).into()),
            ("closed_at", milliseconds(moment).into()),
        ],
        ("companion_assignment", "ended_at") => vec![
            ("person_id", person.into()),
            ("enterprise_id", ENTERPRISE.into()),
            ("since", milliseconds(moment).into()),
            ("ended_at", milliseconds(moment).into()),
        ],
        ("sealed_photo", "added_at") => vec![
            ("document_kind", "payout".into()),
            ("document_id", Uuid::now_v7().into()),
            ("kek_id", 1.into()),
            ("wrapped", vec![7u8; 48].into()),
            ("sealed", vec![7u8; 64].into()),
            ("added_at", milliseconds(moment).into()),
        ],
        ("opening_review", "decided_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("opening_id", OPENING.into()),
            ("state", "approved".into()),
            ("objection", false.into()),
            ("reasons", serde_json::json!([]).into()),
            ("note", "".into()),
            ("made_at", milliseconds(moment).into()),
            ("decided_at", milliseconds(moment).into()),
        ],
        ("complaint", "answered_at") => vec![
            ("id", Uuid::new_v4().into()),
            ("public_code", ids::new_public_code().into()),
            ("code_digest", Uuid::new_v4().as_bytes().repeat(2).into()),
            ("opening_id", OPENING.into()),
            ("body", "".into()),
            ("state", "answered".into()),
            ("answer", "".into()),
            ("made_at", milliseconds(moment).into()),
            ("answered_at", milliseconds(moment).into()),
            ("row_version", 2.into()),
        ],
        ("skill_suggestion", "last_at") => vec![
            ("phrase", ids::new_public_code().into()),
            ("openings", 5.into()),
            ("state", "waiting".into()),
            ("last_at", milliseconds(moment).into()),
        ],
        ("match_notice", "made_at") => vec![
            ("person_id", person.into()),
            // One row an opening, and each rule is tried with two rows.
            ("opening_id", if now - moment > Duration::days(90) { OPENING } else { OTHER_OPENING }.into()),
            ("covered", 2.into()),
            ("required", 3.into()),
            ("made_at", milliseconds(moment).into()),
        ],
        ("application", "clock_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("public_code", ids::new_public_code().into()),
            ("opening_id", OPENING.into()),
            ("employer_id", EMPLOYER.into()),
            ("person_id", person.into()),
            ("code", "7QK2M9XA".into()),
            ("stage", "withdrawn".into()),
            ("release", "sealed".into()),
            ("card", serde_json::json!({}).into()),
            ("revision", 1.into()),
            ("text_version", 1.into()),
            ("text_hash", "0".repeat(64).into()),
            ("sent_at", milliseconds(moment).into()),
            ("sent_on", moment.date().into()),
            ("invited", false.into()),
            ("replied", false.into()),
            ("refused", false.into()),
            ("offer_wage", "".into()),
            ("offer_start", "".into()),
            ("released_fields", serde_json::json!([]).into()),
            ("reason_words", "".into()),
            ("clock_at", milliseconds(moment).into()),
            ("row_version", 1.into()),
        ],
        ("countersign", "at") => vec![
            ("object", "proposal".into()),
            ("object_id", Uuid::now_v7().into()),
            ("event", "recommend".into()),
            ("payload", "{}".into()),
            ("person_id", person.into()),
            ("duty", "lead".into()),
            ("at", milliseconds(moment).into()),
        ],
        // Each of its rules is tried with a row of its own kind.
        ("proposal", "ended_at") => {
            proposal_row(if now - moment > Duration::days(90) { "lapsed" } else { "withdrawn" }, moment)
        }
        ("deadline", "ended_at") => vec![
            ("id", Uuid::now_v7().into()),
            ("object", "proposal".into()),
            ("object_id", Uuid::now_v7().into()),
            ("timer", "claim".into()),
            ("due_at", milliseconds(moment).into()),
            ("ended_at", milliseconds(moment).into()),
        ],
        ("reminder", "at") => vec![
            ("firing", ids::new_public_code().into()),
            ("object_id", Uuid::now_v7().into()),
            ("at", milliseconds(moment).into()),
        ],
        _ => panic!("no sample row for {table}.{column}"),
    }
}

/// The one enterprise of these tests.
const ENTERPRISE: Uuid = Uuid::from_u128(7);
/// What it makes.
const PRODUCT: Uuid = Uuid::from_u128(9);
/// What somebody asked of it.
const ENQUIRY: Uuid = Uuid::from_u128(8);

/// Somebody who offers work, and two openings.
const EMPLOYER: Uuid = Uuid::from_u128(10);
const OPENING: Uuid = Uuid::from_u128(11);
const OTHER_OPENING: Uuid = Uuid::from_u128(12);

/// An office, and a call of it.
const CALL: Uuid = Uuid::from_u128(13);

/// Someone who can own rows, and an enterprise to look after.
async fn active_person(site: &Site, since: OffsetDateTime) -> Uuid {
    let person = Uuid::now_v7();
    insert(site, "person", person_row(person, "active", since, None)).await;
    let place = "(SELECT MIN(code) FROM region WHERE parent_code IS NOT NULL)";
    let sql = format!(
        "INSERT INTO enterprise (id, public_code, trade_name, sector, regency_code, story, state) \
         VALUES ($1, $2, 'Roti Kita', 'food', {place}, '', 'active')"
    );
    run(site, &sql, vec![ENTERPRISE.into(), ids::new_public_code().into()]).await;
    let sql = "INSERT INTO product (id, public_code, enterprise_id, category_id, title, body, unit_text, made_to_order, \
         ready_to_eat, cold, not_halal, state, price_idr, in_stock, row_version) \
         VALUES ($1, $2, $3, (SELECT MIN(id) FROM category), 'Roti', '', '1 buah', FALSE, FALSE, FALSE, FALSE, 'draft', \
         9000, FALSE, 1)";
    run(site, sql, vec![PRODUCT.into(), ids::new_public_code().into(), ENTERPRISE.into()]).await;
    let sql =
        format!("INSERT INTO buyer_org (id, name, kind, regency_code) VALUES ($1, 'Hotel Kita', 'company', {place})");
    run(site, &sql, vec![ENQUIRY.into()]).await;
    let list = vec![
        ("id", ENQUIRY.into()),
        ("buyer_org_id", ENQUIRY.into()),
        ("need_by", since.date().into()),
        ("delivery", "pick_up".into()),
        ("documents", serde_json::json!([]).into()),
        ("created_at", milliseconds(since).into()),
    ];
    insert(site, "enquiry_list", list).await;
    let enquiry = vec![
        ("id", ENQUIRY.into()),
        ("public_code", ids::new_document_code().into()),
        ("list_id", ENQUIRY.into()),
        ("enterprise_id", ENTERPRISE.into()),
        ("state", "sent".into()),
        ("revision", 0.into()),
        ("seller_name", "".into()),
        ("answer_by", since.date().into()),
        ("clock_at", milliseconds(since).into()),
        ("created_at", milliseconds(since).into()),
        ("row_version", 1.into()),
    ];
    insert(site, "enquiry", enquiry).await;
    let sql = format!(
        "INSERT INTO employer (id, public_code, trade_name, regency_code, about, micro, state) \
         VALUES ($1, $2, 'Roti Kita', {place}, '', TRUE, 'active')"
    );
    run(site, &sql, vec![EMPLOYER.into(), ids::new_public_code().into()]).await;
    for opening in [OPENING, OTHER_OPENING] {
        let sql = format!(
            "INSERT INTO opening (id, public_code, employer_id, title, body, regency_code, remote, wage_unit, contract, \
             education, experience_years, people, hours, benefits, state, closes_at) VALUES ($1, $2, $3, 'Kasir', '', \
             {place}, FALSE, 'month', 'permanent', 'none', 0, 1, '', '[]', 'draft', 0)"
        );
        run(site, &sql, vec![opening.into(), ids::new_public_code().into(), EMPLOYER.into()]).await;
    }
    let sql = "INSERT INTO agency (id, public_code, name, kind, region_code) \
         VALUES ($1, $2, 'Dinas Kita', 'cooperative', (SELECT MIN(code) FROM region))";
    run(site, sql, vec![CALL.into(), ids::new_public_code().into()]).await;
    let sql = "INSERT INTO \"call\" (id, public_code, agency_id, name, summary, purpose, kind, form, zone, ceiling_idr, \
         per_proposal_idr, who_may_apply, papers, criteria, steps, funders, state, opens_at) VALUES ($1, $2, $3, 'Alat', \
         '', '', 'grant', 'goods', 'wita', 10, 10, '[]', '[]', '[]', '[]', '[]', 'draft', 0)";
    run(site, sql, vec![CALL.into(), ids::new_public_code().into(), CALL.into()]).await;
    person
}

fn person_row(id: Uuid, state: &str, created: OffsetDateTime, erased: Option<OffsetDateTime>) -> Row {
    vec![
        ("id", id.into()),
        ("state", state.into()),
        ("locale", "id".into()),
        ("created_at", milliseconds(created).into()),
        ("erased_at", erased.map(milliseconds).into()),
    ]
}

/// What was never sent.
fn proposal_row(state: &str, ended: OffsetDateTime) -> Row {
    vec![
        ("id", Uuid::now_v7().into()),
        ("public_code", ids::new_document_code().into()),
        ("call_id", CALL.into()),
        ("enterprise_id", ENTERPRISE.into()),
        ("state", state.into()),
        ("publication_read", false.into()),
        ("opened_at", milliseconds(ended).into()),
        ("ended_at", milliseconds(ended).into()),
        ("row_version", 1.into()),
    ]
}

fn paper_row(proposal: Value, purged: Option<OffsetDateTime>) -> Row {
    vec![
        ("id", Uuid::now_v7().into()),
        ("public_code", ids::new_document_code().into()),
        ("proposal_id", proposal),
        ("kind", "quotation".into()),
        ("name", "Penawaran.pdf".into()),
        ("media", "pdf".into()),
        ("size_bytes", 7.into()),
        ("stored", "paper-7".into()),
        ("sealed", false.into()),
        ("state", "scanner_absent".into()),
        ("warned", false.into()),
        ("acknowledged", false.into()),
        ("added_at", 0i64.into()),
        ("added_by", Uuid::now_v7().into()),
        ("purged_at", purged.map(milliseconds).into()),
    ]
}

fn outbox_row(due: OffsetDateTime, done: Option<OffsetDateTime>, dead: bool) -> Row {
    vec![
        ("id", Uuid::now_v7().into()),
        ("kind", "mail".into()),
        ("parameters", serde_json::json!({}).into()),
        ("due_at", milliseconds(due).into()),
        ("done_at", done.map(milliseconds).into()),
        ("dead", dead.into()),
    ]
}

fn session_row(person: Uuid, seen: OffsetDateTime, ended: Option<OffsetDateTime>) -> Row {
    vec![
        ("id", Uuid::now_v7().into()),
        ("public_code", ids::new_public_code().into()),
        ("token_hash", digest()),
        ("person_id", person.into()),
        ("created_at", milliseconds(seen).into()),
        ("last_seen_at", milliseconds(seen).into()),
        ("signed_in_at", milliseconds(seen).into()),
        ("shared", false.into()),
        ("device", "Chrome, Android".into()),
        ("ended_at", ended.map(milliseconds).into()),
    ]
}

fn membership_row(person: Uuid, kind: &str, office: &str, ended: OffsetDateTime, now: OffsetDateTime) -> Row {
    vec![
        ("id", Uuid::now_v7().into()),
        ("public_code", ids::new_public_code().into()),
        ("person_id", person.into()),
        ("body_kind", kind.into()),
        ("body_id", Uuid::now_v7().into()),
        ("office", office.into()),
        ("created_at", milliseconds(now).into()),
        ("ended_at", milliseconds(ended).into()),
    ]
}

fn invite_row(kind: &str, office: &str, expires: OffsetDateTime, now: OffsetDateTime) -> Row {
    vec![
        ("id", Uuid::now_v7().into()),
        ("public_code", ids::new_public_code().into()),
        ("code_digest", digest()),
        ("token_digest", digest()),
        ("body_kind", kind.into()),
        ("office", office.into()),
        ("created_at", milliseconds(now).into()),
        ("expires_at", milliseconds(expires).into()),
    ]
}

fn digest() -> Value {
    [*Uuid::new_v4().as_bytes(), *Uuid::new_v4().as_bytes()].concat().into()
}

fn milliseconds(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap()
}

async fn insert(site: &Site, table: &str, row: Row) {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let places: Vec<String> = (1..=values.len()).map(|place| format!("${place}")).collect();
    run(site, &format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", ")), values).await;
}

async fn run(site: &Site, sql: &str, values: Vec<Value>) {
    let statement = Statement::from_sql_and_values(site.backend(), sql, values);
    site.app.db.execute_raw(statement).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// Rows with exactly this moment in a column.
async fn count(site: &Site, table: &str, column: &str, moment: OffsetDateTime) -> i64 {
    let sql = format!("SELECT COUNT(*) AS found FROM {table} WHERE {column} = $1");
    number(site, &sql, vec![milliseconds(moment).into()]).await
}

async fn number(site: &Site, sql: &str, values: Vec<Value>) -> i64 {
    let statement = Statement::from_sql_and_values(site.backend(), sql, values);
    site.app.db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "found").unwrap()
}

/// Which table points to which, by references that cascade or by those that do not.
async fn references(site: &Site, cascades: bool) -> Vec<(String, String)> {
    let sign = if cascades { "=" } else { "<>" };
    pairs(
        site,
        &format!(
            "SELECT m.name AS a, f.\"table\" AS b FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
             WHERE m.type = 'table' AND f.on_delete {sign} 'CASCADE'"
        ),
        &format!(
            "SELECT child.relname::text AS a, parent.relname::text AS b FROM pg_constraint c \
             JOIN pg_class child ON child.oid = c.conrelid JOIN pg_class parent ON parent.oid = c.confrelid \
             WHERE c.contype = 'f' AND child.relnamespace = current_schema()::regnamespace AND c.confdeltype {sign} 'c'"
        ),
    )
    .await
}

/// Rows of two words, asked of the engine in its own way.
async fn pairs(site: &Site, sqlite: &str, postgres: &str) -> Vec<(String, String)> {
    let sql = if site.backend() == DbBackend::Postgres { postgres } else { sqlite };
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    rows.iter().map(|row| (row.try_get("", "a").unwrap(), row.try_get("", "b").unwrap())).collect()
}
