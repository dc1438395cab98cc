//! Nobody may learn from the platform that a person or a business belongs anywhere. These tests read everything
//! that leaves the process.
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
    sync::Arc,
};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tanggui::{
    app::App,
    demo::people::ACCOUNTS,
    disclosure,
    identity::{
        mailing::{self, Template},
        people,
    },
    platform::{
        i18n::{self, Lang},
        limits::Limits,
        mail::{Mailer, Sender},
    },
    site,
    web::{Who, assets},
};

use crate::{
    access::Door,
    support::{Answer, NOW, Site},
    walk,
};

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

/// Signed-in addresses outside the room of networks.
async fn pages_of_the_signed_in(site: &Site) -> Vec<String> {
    let pages = walk::signed_in(site).await.into_iter().map(|(_, path, _)| path);
    pages.filter(|path| !path.starts_with("/jaringan")).collect()
}

/// Whoever holds no office on a network.
fn outsiders() -> impl Iterator<Item = &'static str> {
    ACCOUNTS.iter().map(|account| account.name).filter(|name| !["Dewi", "Fitri"].contains(name))
}

/// One letter of each text in each language, and a code, as they lie in the folder.
async fn every_mail(site: &Site) -> Vec<String> {
    let person = |name: &str| ACCOUNTS.iter().find(|account| account.name == name).unwrap().id();
    people::set_locale(&site.app.db, person("Sari"), Lang::En).await.unwrap();
    for name in ["Made", "Sari"] {
        for template in [Template::News, Template::Deadline, Template::AccountChange] {
            mailing::put(&site.app.db, NOW, person(name), template).await.unwrap();
        }
        let form = format!("alamat={}%40tanggui.example&cara=kode", name.to_lowercase());
        assert_eq!(site.post("/masuk", &form).await.status, 303);
    }
    let mails: Vec<String> = site.mails().await.into_iter().map(|(name, mail)| format!("{name}\r\n{mail}")).collect();
    assert!(mails.len() >= 8, "{}", mails.len());
    mails.into_iter().map(|mail| format!("{mail}\r\n{}", decoded(&mail))).collect()
}

/// As a reader of mails shows it.
fn decoded(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=3D", "=")
}

fn heads(answer: &Answer) -> Vec<(String, String)> {
    let text = |value: &actix_web::http::header::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let mut all: Vec<_> = answer.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    all.sort();
    all
}

#[actix_web::test]
async fn no_page_of_a_signed_in_visitor_and_no_mail_holds_a_telling_word() {
    let site = Site::demo().await;
    let door = Door::of(&site).await;
    let pages = pages_of_the_signed_in(&site).await;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    // First: later so many codes have been asked for that none is sent.
    for mail in every_mail(&site).await {
        texts.insert(mail, "mail".to_owned());
    }
    for name in outsiders() {
        let mut guest = door.guest(name).await;
        for language in ["id", "en"] {
            guest.cookies.insert("bahasa".to_owned(), language.to_owned());
            for path in &pages {
                let answer = guest.get(path).await;
                let place = format!("{name} {language} {path}");
                texts.extend(heads(&answer).into_iter().map(|(_, value)| (value, place.clone())));
                // What is refused looks the same everywhere.
                if answer.status != 404 || name == "Made" {
                    texts.insert(answer.text(), place);
                }
            }
            for address in site::routes().list().iter().filter(|address| address.method == "POST") {
                if !address.pattern.contains('{') && !address.pattern.starts_with("/keluar") {
                    let answer = guest.post(address.pattern, &[]).await;
                    texts.insert(answer.text(), format!("{name} {language} POST {}", address.pattern));
                }
            }
        }
        for kind in ["json", "csv"] {
            texts.insert(guest.post("/akun/data/unduh", &[("jenis", kind)]).await.text(), format!("{name} {kind}"));
        }
    }
    let bytes: usize = texts.keys().map(String::len).sum();
    println!("swept: {} texts, {bytes} bytes", texts.len());
    assert!(bytes > 2_000_000, "{bytes}");
    for (text, place) in texts {
        let found = disclosure::sweep(&text);
        assert!(found.is_empty(), "{place}: {found:?}");
    }
}

#[test]
fn nothing_the_program_says_of_itself_holds_a_telling_word() {
    let help = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_tanggui")).args(arguments).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let commands = |text: &str| -> Vec<String> {
        let list = text.split("Commands:").nth(1).unwrap_or_default().split("Options:").next().unwrap_or_default();
        let words = list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        words.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let whole = help(&[]);
    let mut texts = vec![whole.clone()];
    for command in commands(&whole).iter().filter(|command| *command != "help") {
        let text = help(&[command]);
        for part in commands(&text).iter().filter(|part| *part != "help") {
            texts.push(help(&[command, part]));
        }
        texts.push(text);
    }
    assert!(texts.len() > 15, "{}", texts.len());
    for file in ["Cargo.toml", "entity/Cargo.toml", "migration/Cargo.toml"] {
        texts.push(std::fs::read_to_string(file).unwrap());
    }
    for text in texts {
        assert!(disclosure::sweep(&text).is_empty(), "{:?} in {text}", disclosure::sweep(&text));
    }
}

#[actix_web::test]
async fn under_another_name_nothing_holds_the_name_of_the_product() {
    let mut site = Site::demo().await;
    site.app.settings.site_name = "Pasar Kampung".to_owned();
    site.app.settings.base_url = "https://pasar-kampung.example".to_owned();
    let sender = Sender::new("Pasar Kampung", "no-reply@pasar-kampung.example", "pasar-kampung.example").unwrap();
    site.app.mailer = Arc::new(Mailer::folder(&site.folder.path().join("mail"), sender).unwrap());
    let door = Door::of(&site).await;
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut paths: Vec<String> = walk::visits(&site).await.into_iter().map(|visit| visit.path).collect();
    paths.extend(walk::signed_in(&site).await.into_iter().map(|(_, path, _)| path));
    for name in ["nobody", "Rahma", "Hendra", "Lestari", "Ratna", "Dewi", "Operator", "Lia", "Surya", "Sari"] {
        let mut guest = if name == "nobody" { door.anybody() } else { door.guest(name).await };
        for language in ["id", "en"] {
            guest.cookies.insert("bahasa".to_owned(), language.to_owned());
            for path in &paths {
                let answer = guest.get(path).await;
                texts.extend(heads(&answer).into_iter().map(|(key, value)| (path.clone(), format!("{key}: {value}"))));
                texts.push((path.clone(), answer.text()));
            }
        }
        let export = guest.post("/akun/data/unduh", &[]).await;
        texts.extend(heads(&export).into_iter().map(|(key, value)| ("export".to_owned(), format!("{key}: {value}"))));
        texts.push(("export".to_owned(), export.text()));
    }
    assert!(texts.iter().any(|(_, text)| text.contains("Pasar Kampung")));
    texts.extend(every_mail(&site).await.into_iter().map(|mail| ("mail".to_owned(), mail)));
    for asset in assets::all() {
        texts.push((asset.name.clone(), assets::url(&asset.name)));
        texts.push((asset.name.clone(), String::from_utf8_lossy(&asset.bytes).into_owned()));
    }
    let mut named = BTreeSet::new();
    for (place, text) in texts {
        // The accounts of the demo have addresses there: they are data.
        let text = text.to_lowercase().replace("@tanggui.example", "").replace("%40tanggui.example", "");
        if let Some(at) = text.find("tanggui") {
            let start = text.floor_char_boundary(at.saturating_sub(40));
            named.insert(format!("{place}: {}", &text[start..at + 7]));
        }
    }
    assert!(named.is_empty(), "{named:#?}");
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

/// What one world has answered: place and text, in the order of asking.
type Answers = Vec<(String, String)>;

/// Everybody outside the room of networks asks for everything and does what can be done twice in the same way.
async fn everything(site: &Site, paths: &[String]) -> Answers {
    let mut answers = Vec::new();
    let mut note = |who: &str, what: &str, answer: &Answer| {
        let place = format!("{who} {what}");
        for (name, value) in heads(answer).into_iter().filter(|(name, _)| name != "content-length") {
            // A cookie that is taken away bears a day of the past by the clock of the wall, to the second.
            let gone = name == "set-cookie" && value.contains("=; ");
            let value = if gone { value.split("; Expires=").next().unwrap_or_default().to_owned() } else { value };
            answers.push((format!("{place} {name}"), value));
        }
        answers.push((format!("{place} status"), answer.status.to_string()));
        answers.push((format!("{place} body"), answer.text()));
    };
    let enterprise = site.code_of_demo("enterprise", "E01");
    let home = format!("/saya/usaha/{enterprise}");
    // Each with counters of their own: how long somebody has to wait goes by the clock of the wall.
    let mut doors = Vec::new();
    // What differs for networks is worked out by the program and not by the store: on PostgreSQL some are enough.
    let every = if site.backend() == DbBackend::Postgres { 4 } else { 1 };
    for name in outsiders().step_by(every) {
        let limits = Arc::new(Limits::new(1_000_000));
        doors.push((name, Door::around(App { limits, ..site.app.clone() }).await));
    }
    let mut guests = Vec::new();
    for (name, door) in &doors {
        let mut guest = door.anybody();
        let address = format!("{}@tanggui.example", name.to_lowercase());
        let password = tanggui::demo::people::PASSWORD;
        let form = [("alamat", address.as_str()), ("sandi", password), ("cara", "sandi"), ("bersama", "1")];
        let answer = guest.post("/masuk", &form).await;
        note(name, "POST /masuk", &answer);
        for path in paths {
            note(name, path, &guest.get(path).await);
        }
        for words in ["tas", "purun", "keripik", "menjahit"] {
            for list in ["/barang", "/lowongan"] {
                let path = format!("{list}?q={words}");
                note(name, &path, &guest.get(&path).await);
            }
        }
        for kind in ["json", "csv"] {
            note(name, kind, &guest.post("/akun/data/unduh", &[("jenis", kind)]).await);
        }
        guests.push((name, guest));
    }
    for (name, guest) in &mut guests {
        for address in site::routes().list().iter().filter(|address| address.method == "POST") {
            let about = matches!(address.who, Who::May(_) | Who::SignedIn | Who::Everyone);
            if about && !address.pattern.contains('{') {
                let what = format!("POST {}", address.pattern);
                note(name, &what, &guest.post(address.pattern, &[("keterampilan", "menjahit")]).await);
            }
        }
        let face = [("nama", "Purun Rawa"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin"), ("versi", "1")];
        note(name, "POST profil", &guest.post(&format!("{home}/profil"), &face).await);
        note(name, "POST undang", &guest.post(&format!("{home}/anggota/undang"), &[("peran", "writer")]).await);
        let member = site.membership_of("Nur").await;
        note(name, "POST bantu", &guest.post(&format!("{home}/anggota/{member}/bantu"), &[]).await);
        note(name, "anggota", &guest.get(&format!("{home}/anggota")).await);
    }
    for (name, guest) in &mut guests {
        for path in ["/saya", "/akun", "/akun/siapa-melihat", "/operator", "/moderasi"] {
            note(name, &format!("later {path}"), &guest.get(path).await);
        }
    }
    // In the order of who gets what: the names of the files are random.
    let mails = site.mails().await.into_iter().map(|(_, mail)| decoded(&mail));
    let key = |mail: &String| {
        mail.lines().filter(|line| line.starts_with("To:") || line.starts_with("Subject:")).collect::<String>()
    };
    let mut mails: Vec<(String, String)> = mails.map(|mail| (format!("mail {}", key(&mail)), mail)).collect();
    mails.sort_by(|a, b| a.0.cmp(&b.0));
    answers.extend(mails);
    answers
}

/// Where two worlds answered differently. What differs has to have the same shape: the same letters around it, and
/// as many letters and digits.
fn differences(here: &Answers, there: &Answers) -> BTreeSet<String> {
    let places = |answers: &Answers| answers.iter().map(|(place, _)| place.clone()).collect::<Vec<_>>();
    assert_eq!(places(here), places(there), "the same questions were answered");
    let mut differing = BTreeSet::new();
    for ((place, a), (_, b)) in here.iter().zip(there) {
        if a == b {
            continue;
        }
        let (a, b) = (without_picture(a), without_picture(b));
        let (left, right) = (pieces(&a), pieces(&b));
        assert_eq!(left.len(), right.len(), "{place} has another shape");
        for (a, b) in left.iter().zip(&right).filter(|(a, b)| a != b) {
            assert!(is_random(a) && is_random(b) && a.len() == b.len(), "{place}: {a:?} and {b:?}");
        }
        differing.insert(place.clone());
    }
    differing
}

/// A code to scan draws a random text: its lines are as random.
fn without_picture(text: &str) -> String {
    let Some((before, rest)) = text.split_once("<svg class=\"qr\"") else { return text.to_owned() };
    format!("{before}{}", rest.split_once("</svg>").unwrap().1)
}

/// Runs of letters and digits, and what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    text.as_bytes()
        .chunk_by(|a, b| a.is_ascii_alphanumeric() == b.is_ascii_alphanumeric())
        .scan(0, |at, chunk| {
            let start = *at;
            *at += chunk.len();
            Some(&text[start..*at])
        })
        .collect()
}

/// Looks like a code or a token: at least four letters and digits, never a word of a page.
fn is_random(piece: &str) -> bool {
    let hexadecimal = piece.len() >= 4 && piece.chars().all(|c| c.is_ascii_digit() || matches!(c, 'a'..='f'));
    let code = piece.len() >= 4 && piece.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    let token = piece.len() == 26 && piece.chars().all(|c| c.is_ascii_alphanumeric());
    hexadecimal || code || token
}

#[actix_web::test]
async fn two_worlds_that_differ_in_networks_only_are_the_same_for_everybody_outside_them() {
    let (here, same, there) = (Site::demo().await, Site::demo().await, Site::demo().await);
    // The walk makes documents at the counter, and it signs in for that.
    for site in [&same, &there] {
        walk::signed_in(site).await;
    }
    for table in ["companion_assignment", "network_staff", "network_membership"] {
        there.execute(&format!("DELETE FROM {table}")).await;
    }
    let mut paths: Vec<String> = walk::visits(&here).await.into_iter().map(|visit| visit.path).collect();
    paths.extend(walk::signed_in(&here).await.into_iter().map(|(_, path, _)| path));
    // What was made at the counter just now has another code in each of the worlds.
    let made = |path: &str| {
        let documents = ["/penjualan/", "/rusak/", "/kembali/", "/hitung/"];
        documents.iter().any(|part| path.split(part).nth(1).is_some_and(|code| !code.starts_with("baru")))
    };
    paths.retain(|path| !made(path));
    let (a, again) = (everything(&here, &paths).await, everything(&same, &paths).await);
    let without = everything(&there, &paths).await;
    println!("compared: {} answers, {} bytes", a.len(), a.iter().map(|(_, text)| text.len()).sum::<usize>());
    // What is drawn at random differs between two equal worlds in the same places, and nothing else does.
    let random = differences(&a, &again);
    let other = differences(&a, &without);
    assert_eq!(random, other);
    println!("random by nature: {} places", random.len());
    // Tokens of sessions, secrets and spare codes, codes of sessions, papers and invitations, codes in mails.
    let shop = format!("/gerai-kelola/{} body", here.code_of_demo("outlet", "O1"));
    let known = [
        "set-cookie",
        "/akun/dua body",
        "/akun/dua/kode body",
        "/akun/perangkat body",
        "POST undang body",
        "anggota body",
        "POST bantu body",
        // A secret address is shown once.
        "POST /akun/kalender body",
        // Keys of forms that move goods, one for each time a page is shown.
        "/titipan/",
        "/terima/",
        "/uang/",
        "/rekap/",
        "/jual",
        "/tarik",
        // Documents made at the counter, and the home that leads to them.
        "/penjualan",
        "/rusak",
        "/kembali",
        "/hitung",
        &shop,
        "mail ",
    ];
    // The worlds do differ, for those who are inside.
    let inside = paths.iter().find(|path| path.starts_with("/jaringan/")).unwrap();
    assert_eq!(Door::of(&here).await.guest("Dewi").await.get(inside).await.status, 200);
    assert_eq!(Door::of(&there).await.guest("Dewi").await.get(inside).await.status, 404);
    let unknown: Vec<_> = random.iter().filter(|place| !known.iter().any(|known| place.contains(known))).collect();
    assert!(unknown.is_empty(), "differ from run to run: {unknown:#?}");
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
