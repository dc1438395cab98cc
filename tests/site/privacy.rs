//! Nobody may learn from the platform that a person or a business belongs anywhere. These tests read everything
//! that leaves the process.
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tanggui::{
    disclosure,
    platform::i18n::{self, Lang},
    web::assets,
};

use crate::{support::Site, walk};

#[actix_web::test]
async fn nothing_that_is_served_holds_a_telling_word() {
    let site = Site::demo().await;
    let mut texts = Vec::new();
    for visit in walk::visits(&site).await {
        for answer in [site.get(&visit.path).await, site.english(&visit.path).await] {
            for (name, value) in &answer.headers {
                texts.push((format!("{} {name}", visit.path), value.to_str().unwrap_or_default().to_owned()));
            }
            texts.push((visit.path.clone(), answer.text()));
        }
    }
    for form in ["keterampilan=menjahit&tempat=63", "keterampilan=zzzz", ""] {
        texts.push(("/cocok".into(), site.post("/cocok", form).await.text()));
    }
    for (table, pattern) in [
        ("product", "/barang/"),
        ("enterprise", "/usaha/"),
        ("outlet", "/gerai/"),
        ("opening", "/lowongan/"),
        ("call", "/hibah/"),
    ] {
        for code in site.codes(table, "public_code").await.keys() {
            texts.push((pattern.to_owned(), site.get(&format!("{pattern}{code}")).await.text()));
        }
    }
    for asset in assets::all() {
        texts.push((asset.name.clone(), asset.name.clone()));
        texts.push((asset.name.clone(), String::from_utf8_lossy(&asset.bytes).into_owned()));
    }
    for lang in Lang::ALL {
        texts.extend(i18n::sources(*lang));
    }
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    assert!(bytes > 2_000_000, "the sweep read only {bytes} bytes");
    for (place, text) in texts {
        // The name of the typeface, credited on the page that credits.
        let text = text.replace("Plus Jakarta Sans", "");
        let found = disclosure::sweep(&text);
        assert!(found.is_empty(), "{place}: {found:?}");
    }
}

#[actix_web::test]
async fn the_sweep_can_find_something() {
    let page = "<p title=\"kelompok dukungan sebaya\">x</p>";
    assert!(!disclosure::sweep(page).is_empty());
}

#[actix_web::test]
async fn the_texts_of_the_demo_world_pass_the_guard() {
    let site = Site::demo().await;
    for (table, columns) in [
        ("product", "title || ' ' || body"),
        ("enterprise", "trade_name || ' ' || story"),
        ("outlet", "name || ' ' || about || ' ' || directions"),
        ("employer", "trade_name || ' ' || about"),
        ("opening", "title || ' ' || body"),
        ("call", "name || ' ' || summary || ' ' || purpose"),
    ] {
        let texts = site.codes(table, columns).await;
        assert!(!texts.is_empty());
        for text in texts.keys() {
            assert!(!matches!(disclosure::check(text), disclosure::Verdict::Block(_)), "{table}: {text}");
        }
    }
}

#[actix_web::test]
async fn two_worlds_that_differ_in_networks_only_answer_byte_for_byte_the_same() {
    let here = Site::demo().await;
    let there = Site::demo().await;
    there.execute("DELETE FROM network_membership").await;
    there.execute("DELETE FROM network").await;
    for visit in walk::visits(&here).await {
        for path in [visit.path.clone(), format!("{}?x=1", visit.path.split('?').next().unwrap())] {
            let (a, b) = (here.get(&path).await, there.get(&path).await);
            assert_eq!(a.status, b.status, "{path}");
            assert!(a.bytes == b.bytes, "{path} differs between the two worlds");
            let headers = |answer: &crate::support::Answer| {
                let mut all: Vec<_> =
                    answer.headers.iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
                all.sort();
                all
            };
            assert_eq!(headers(&a), headers(&b), "{path}");
        }
    }
    let form = "keterampilan=menjahit%2C+kasir&tempat=63";
    assert!(here.post("/cocok", form).await.bytes == there.post("/cocok", form).await.bytes);
}

#[actix_web::test]
async fn all_enterprises_have_the_same_shape() {
    let site = Site::demo().await;
    let mut shapes = std::collections::BTreeSet::new();
    for code in site.codes("enterprise", "public_code").await.keys() {
        let value = site.get(&format!("/api/v1/enterprises/{code}")).await.json();
        shapes.insert(
            value.as_object().unwrap().iter().map(|(key, value)| format!("{key}:{}", kind(value))).collect::<Vec<_>>(),
        );
    }
    assert_eq!(shapes.len(), 1, "{shapes:?}");
}

fn kind(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "bool",
        serde_json::Value::Number(_) => "number",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
    }
}

/// Tables and their columns.
async fn schema(site: &Site) -> Vec<(String, Vec<String>)> {
    let sql = match site.backend() {
        DbBackend::Postgres => {
            "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = current_schema()"
        }
        _ => {
            "SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        }
    };
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    let mut tables: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for row in rows {
        let table: String = row.try_get("", "t").unwrap();
        tables.entry(table).or_default().push(row.try_get("", "c").unwrap());
    }
    tables.retain(|table, _| !table.starts_with("sqlite_") && table != "seaql_migrations");
    tables.into_iter().collect()
}

#[actix_web::test]
async fn no_table_and_no_column_has_a_telling_name() {
    let site = Site::empty().await;
    let tables = schema(&site).await;
    assert!(tables.len() > 25);
    for (table, columns) in tables {
        assert!(!disclosure::telling_identifier(&table), "{table}");
        for column in columns {
            assert!(!disclosure::telling_identifier(&column), "{table}.{column}");
        }
    }
    let description = serde_json::to_value(tanggui::web::api::openapi()).unwrap();
    let mut waiting = vec![&description];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::Object(fields) => {
                for (key, value) in fields {
                    assert!(!disclosure::telling_identifier(key), "{key}");
                    waiting.push(value);
                }
            }
            serde_json::Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
}

#[actix_web::test]
async fn every_table_stands_in_the_document_of_zones() {
    let site = Site::empty().await;
    let document = std::fs::read_to_string("docs/PRIVACY.md").unwrap();
    for (table, _) in schema(&site).await {
        let row = document.lines().any(|line| line.starts_with(&format!("| `{table}` |")));
        assert!(row, "docs/PRIVACY.md has no row for `{table}`");
    }
}

#[actix_web::test]
async fn nothing_public_points_into_the_registry() {
    let site = Site::empty().await;
    let public: Vec<String> = std::fs::read_dir("entity/src/public")
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned())
        .filter(|name| name != "mod")
        .collect();
    for (table, columns) in schema(&site).await {
        if public.contains(&table) {
            for column in columns {
                let telling = ["person", "network", "account", "owner", "created_by"];
                assert!(!telling.iter().any(|word| column.contains(word)), "{table}.{column}");
            }
        }
    }
}

#[actix_web::test]
async fn internal_ids_never_leave() {
    let site = Site::demo().await;
    let ids: Vec<String> = ["product", "enterprise", "outlet", "opening", "call"]
        .iter()
        .map(|table| format!("SELECT id FROM \"{table}\""))
        .collect();
    let mut known = std::collections::HashSet::new();
    for sql in ids {
        for row in site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap() {
            let id: uuid::Uuid = row.try_get("", "id").unwrap();
            known.insert(id.to_string());
            known.insert(id.simple().to_string());
        }
    }
    for visit in walk::visits(&site).await {
        let text = site.get(&visit.path).await.text();
        let words = text.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
        for word in words.filter(|word| word.len() >= 32) {
            assert!(!known.contains(word), "{} shows an internal id", visit.path);
        }
    }
}
