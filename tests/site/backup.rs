//! A backup holds what the store held at one moment, shows every wrong bit, and goes back into an empty place only.
use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sha2::{Digest, Sha256};
use tanggui::{
    app::{App, photos},
    config::Options,
    identity::vault::keys::Keys,
    indexing,
    jobs::import,
    platform::{
        backup::{self, Place, Refused},
        db,
    },
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::{NOW, Site};

/// Where a site keeps its things; with `PostgreSQL` the pictures lie in the folder of the test.
async fn place_of(site: &Site, folder: &TempDir) -> Place {
    if site.backend() == DbBackend::Postgres {
        let name = text(&site.app.db, "SELECT current_database()::text AS answer").await.remove(0);
        let server = std::env::var("TANGGUI_TEST_POSTGRES").unwrap();
        return Place { database_url: format!("{server}/{name}"), data: folder.path().join("node") };
    }
    let file =
        text(&site.app.db, "SELECT file AS answer FROM pragma_database_list WHERE name = 'main'").await.remove(0);
    let data = Path::new(&file).parent().unwrap().to_owned();
    Place { database_url: db::sqlite_url(&data), data }
}

/// A folder and a store that hold nothing.
async fn nowhere(folder: &TempDir) -> Place {
    let data = folder.path().join("restored");
    let database_url = match std::env::var("TANGGUI_TEST_POSTGRES") {
        Err(_) => db::sqlite_url(&data),
        Ok(server) => {
            let name = format!("r{}", Uuid::new_v4().simple());
            let admin = db::connect(&format!("{server}/postgres")).await.unwrap();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            admin.close().await.unwrap();
            format!("{server}/{name}")
        }
    };
    Place { database_url, data }
}

async fn text(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "answer").unwrap()).collect()
}

/// Every row of every table as text, but for what is another's in another place: the name of the store, and the
/// transactions of its server.
async fn contents(db: &DatabaseConnection) -> BTreeMap<String, Vec<String>> {
    let postgres = db.get_database_backend() == DbBackend::Postgres;
    let tables = if postgres {
        "SELECT tablename::text AS answer FROM pg_tables WHERE schemaname = current_schema()"
    } else {
        "SELECT name AS answer FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    };
    let mut all = BTreeMap::new();
    for table in text(db, tables).await {
        let rows = if postgres {
            format!("SELECT (to_jsonb(t) - 'xid')::text AS answer FROM \"{table}\" t ORDER BY 1")
        } else {
            let columns = text(db, &format!("SELECT name AS answer FROM pragma_table_info('{table}')")).await;
            let quoted: Vec<_> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
            format!("SELECT {} AS answer FROM \"{table}\" ORDER BY 1", quoted.join(" || ',' || "))
        };
        let mut rows = text(db, &rows).await;
        if table == "setting" {
            rows.retain(|row| !row.contains("'store'") && !row.contains("\"store\""));
        }
        all.insert(table, rows);
    }
    all
}

async fn contents_at(place: &Place) -> BTreeMap<String, Vec<String>> {
    let db = db::connect(&place.database_url).await.unwrap();
    let found = contents(&db).await;
    db.close().await.unwrap();
    found
}

fn is_refused(result: anyhow::Result<backup::Manifest>) -> String {
    let error = result.expect_err("it is refused");
    assert!(error.is::<Refused>(), "{error:#}");
    error.to_string()
}

/// Nothing was made where a restore was refused.
async fn is_untouched(place: &Place) {
    let left: Vec<PathBuf> = files(&place.data);
    assert!(left.is_empty(), "{left:?}");
    if place.sqlite_file().unwrap().is_none() {
        let db = db::connect(&place.database_url).await.unwrap();
        assert!(db::is_bare(&db).await.unwrap());
        db.close().await.unwrap();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => waiting.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) if path.exists() => found.push(path),
            Err(_) => {}
        }
    }
    found
}

/// A site with three pictures, and its backup.
async fn kept(site: &Site, folder: &TempDir) -> (Place, PathBuf) {
    let place = place_of(site, folder).await;
    let pictures = photos(&place.data).unwrap();
    for (name, bytes) in [("a-320.webp", "first".as_bytes()), ("a-800.webp", b""), ("b-320.webp", &[7; 2_000])] {
        pictures.put(name, bytes.to_vec()).await.unwrap();
    }
    let file = folder.path().join("kept.tar");
    backup::write(&place, &file, NOW).await.unwrap();
    (place, file)
}

#[actix_web::test]
async fn a_backup_comes_back_with_the_same_rows_and_pictures() {
    let site = Site::demo().await;
    let folder = tempfile::tempdir().unwrap();
    let (place, file) = kept(&site, &folder).await;
    let target = nowhere(&folder).await;
    fs::create_dir_all(target.data.join("index")).unwrap();
    fs::write(target.data.join("index/live"), "another").unwrap();
    let manifest = backup::restore(&target, &file).await.unwrap();
    assert_eq!(manifest.made_at, "2026-11-22T01:00:00Z");
    assert!(manifest.rows["product"] > 50 && manifest.parts.len() == 4, "{manifest:?}");
    assert_eq!(contents_at(&target).await, contents(&site.app.db).await);
    for name in ["a-320.webp", "a-800.webp", "b-320.webp"] {
        let path = Path::new("photos").join(name);
        assert_eq!(fs::read(target.data.join(&path)).unwrap(), fs::read(place.data.join(&path)).unwrap());
    }
    assert!(!target.data.join("index").exists(), "an index that followed something else is gone");
    let left = files(folder.path()).into_iter().filter(|path| path.to_string_lossy().contains(".part")).count();
    assert_eq!(left, 0, "nothing half done is left");
}

#[actix_web::test]
async fn a_restored_node_searches_and_goes_on() {
    let site = Site::demo().await;
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = kept(&site, &folder).await;
    let target = nowhere(&folder).await;
    backup::restore(&target, &file).await.unwrap();
    let options = Options {
        data: Some(target.data.clone()),
        database_url: Some(target.database_url.clone()),
        ..Options::default()
    };
    let app = App::open(&options.load().unwrap(), Keys::ephemeral()).await.unwrap();
    assert_ne!(db::identity(&app.db).await.unwrap(), db::identity(&site.app.db).await.unwrap());
    follow(&app).await;
    import::import(&app.db, opening(1).as_bytes(), |_| {}).await.unwrap();
    assert!(!indexing::is_current(&app).await.unwrap(), "what is new is noted");
    follow(&app).await;
}

/// On `PostgreSQL` transactions of other tests can hold a change back for a moment.
async fn follow(app: &App) {
    while !indexing::is_current(app).await.unwrap() {
        indexing::settle(app).await.unwrap();
        tokio::task::yield_now().await;
    }
}

fn opening(number: usize) -> String {
    format!("{{\"id\": \"A-{number:05}\", \"title\": \"Penjahit\"}}\n")
}

#[actix_web::test]
async fn a_backup_made_while_rows_are_written_is_of_one_moment() {
    let site = Site::empty().await;
    let folder = tempfile::tempdir().unwrap();
    let place = place_of(&site, &folder).await;
    fs::create_dir_all(&place.data).unwrap();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let writing = async {
        let mut number = 0;
        while !*stopped.borrow() {
            number += 1;
            import::import(&site.app.db, opening(number).as_bytes(), |_| {}).await.unwrap();
        }
        number
    };
    let copying = async {
        for round in 0..3 {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            backup::write(&place, &folder.path().join(format!("{round}.tar")), NOW).await.unwrap();
        }
        stop.send(true).unwrap();
    };
    let (written, ()) = futures_util::future::join(writing, copying).await;
    let mut last = 0;
    for round in 0..3 {
        let target = nowhere(&tempfile::tempdir_in(&folder).unwrap()).await;
        let manifest = backup::restore(&target, &folder.path().join(format!("{round}.tar"))).await.unwrap();
        let found = contents_at(&target).await;
        let rows = found["imported_opening"].len();
        assert!(rows >= last && rows <= written, "{rows} of {written} after {last}");
        assert_eq!(i64::try_from(rows).unwrap(), manifest.rows["imported_opening"]);
        // One transaction writes an opening and its change: neither without the other, and none before the last.
        let changes = found["public_change"].iter().filter(|row| row.contains("imported")).count();
        assert_eq!(changes, rows);
        assert!(found["imported_opening"].iter().any(|row| row.contains(&format!("A-{rows:05}"))));
        last = rows;
    }
    assert!(last > 0, "rows were written meanwhile");
}

#[actix_web::test]
async fn one_wrong_bit_in_any_part_is_refused_before_anything_is_touched() {
    let site = Site::empty().await;
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = kept(&site, &folder).await;
    let target = nowhere(&folder).await;
    let good = fs::read(&file).unwrap();
    let mut tried = 0;
    for (header, start, length) in parts(&good) {
        let padding = start + length.next_multiple_of(512);
        for at in
            [header + 1, header + 130, start, start + length / 2, start + length.max(1) - 1, padding.max(start + 1) - 1]
        {
            damage(&file, &good, at);
            is_refused(backup::restore(&target, &file).await);
            tried += 1;
        }
    }
    assert_eq!(tried, 6 * 6, "database, three pictures, manifest and seal");
    damage(&file, &good, good.len() - 1);
    is_refused(backup::restore(&target, &file).await);
    is_untouched(&target).await;
    fs::write(&file, &good).unwrap();
    backup::restore(&target, &file).await.unwrap();
}

fn damage(file: &Path, good: &[u8], at: usize) {
    let mut bytes = good.to_vec();
    bytes[at] ^= 0x04;
    fs::write(file, bytes).unwrap();
}

/// Where the header of each part stands, where its content begins, and how long that is.
fn parts(bytes: &[u8]) -> Vec<(usize, usize, usize)> {
    let place = |number: u64| usize::try_from(number).unwrap();
    let mut tar = tar::Archive::new(bytes);
    let entries = tar.entries().unwrap().map(|entry| {
        let entry = entry.unwrap();
        (place(entry.raw_header_position()), place(entry.raw_file_position()), place(entry.size()))
    });
    entries.collect()
}

#[actix_web::test]
async fn a_backup_cut_short_or_followed_by_something_is_refused() {
    let site = Site::empty().await;
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = kept(&site, &folder).await;
    let target = nowhere(&folder).await;
    let good = fs::read(&file).unwrap();
    for length in [0, 1, 512, 2_048, good.len() / 2, good.len() - 1_024, good.len() - 1] {
        fs::write(&file, &good[..length]).unwrap();
        is_refused(backup::restore(&target, &file).await);
    }
    fs::write(&file, [good.as_slice(), b"more"].concat()).unwrap();
    is_refused(backup::restore(&target, &file).await);
    is_untouched(&target).await;
}

#[actix_web::test]
async fn nothing_is_restored_over_rows_or_pictures_and_no_file_is_written_over() {
    let site = Site::empty().await;
    let folder = tempfile::tempdir().unwrap();
    let (place, file) = kept(&site, &folder).await;
    let before = contents(&site.app.db).await;
    assert!(is_refused(backup::restore(&place, &file).await).contains("not empty"));
    fs::remove_dir_all(place.data.join("photos")).unwrap();
    assert!(is_refused(backup::restore(&place, &file).await).contains("store is not empty"));
    assert_eq!(contents(&site.app.db).await, before);
    let target = nowhere(&folder).await;
    fs::create_dir_all(target.data.join("photos")).unwrap();
    fs::write(target.data.join("photos/mine.webp"), "mine").unwrap();
    assert!(is_refused(backup::restore(&target, &file).await).contains("photos"));
    fs::remove_file(target.data.join("photos/mine.webp")).unwrap();
    is_untouched(&target).await;
    let again = backup::write(&place, &file, NOW).await.map(|written| written.manifest);
    assert!(is_refused(again).contains("not written over"));
    let nothing = backup::write(&target, &folder.path().join("none.tar"), NOW).await.map(|written| written.manifest);
    is_refused(nothing);
    is_untouched(&target).await;
}

/// A backup whose seal is right, because the seal is no secret, with whatever stands in it.
fn forged(file: &Path, entries: &[(&str, tar::EntryType, &[u8])]) {
    let mut bytes = Vec::new();
    for (name, kind, content) in entries {
        append(&mut bytes, name, *kind, content);
    }
    let seal = digest(&bytes);
    append(&mut bytes, "seal", tar::EntryType::Regular, seal.as_bytes());
    bytes.extend([0; 1_024]);
    fs::write(file, bytes).unwrap();
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn append(bytes: &mut Vec<u8>, name: &str, kind: tar::EntryType, content: &[u8]) {
    let mut header = tar::Header::new_gnu();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(content.len() as u64);
    header.set_mode(0o600);
    header.set_mtime(0);
    header.set_cksum();
    bytes.extend_from_slice(header.as_bytes());
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(512), 0);
}

#[actix_web::test]
async fn no_name_in_a_backup_leaves_its_folder() {
    use tar::EntryType;
    let site = Site::empty().await;
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = kept(&site, &folder).await;
    let target = nowhere(&folder).await;
    let mut tar = tar::Archive::new(fs::File::open(&file).unwrap());
    let mut honest: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        honest.push((entry.path().unwrap().to_string_lossy().into_owned(), content));
    }
    let (database, manifest) = (honest[0].1.as_slice(), honest[4].1.as_slice());
    assert_eq!((honest[0].0.as_str(), honest[4].0.as_str()), ("database", "manifest.json"));
    let outside = folder.path().join("outside").to_string_lossy().into_owned();
    for (name, kind) in [
        ("photos/../../outside", EntryType::Regular),
        ("../outside", EntryType::Regular),
        (outside.as_str(), EntryType::Regular),
        ("photos/sub/outside", EntryType::Regular),
        ("tanggui.db", EntryType::Regular),
        ("index/live", EntryType::Regular),
        ("photos/link.webp", EntryType::Symlink),
        ("photos/link.webp", EntryType::Link),
        ("photos/link.webp", EntryType::GNULongName),
        ("photos/link.webp", EntryType::XHeader),
        ("photos/pipe", EntryType::Fifo),
        ("photos", EntryType::Directory),
    ] {
        let mut described: serde_json::Value = serde_json::from_slice(manifest).unwrap();
        let content = b"../outside";
        described["parts"] = serde_json::json!({
            "database": described["parts"]["database"],
            name: { "bytes": content.len(), "sha256": digest(content) },
        });
        let described = serde_json::to_vec(&described).unwrap();
        forged(
            &file,
            &[
                ("database", EntryType::Regular, database),
                (name, kind, content),
                ("manifest.json", EntryType::Regular, &described),
            ],
        );
        let reason = is_refused(backup::restore(&target, &file).await);
        assert!(reason.contains("no plain file") || reason.contains("has no place"), "{name}: {reason}");
        assert!(!folder.path().join("outside").exists());
    }
    let once = |name| (name, EntryType::Regular, database);
    let described = ("manifest.json", EntryType::Regular, manifest);
    forged(&file, &[once("database"), once("database"), described]);
    assert!(is_refused(backup::restore(&target, &file).await).contains("twice"));
    forged(&file, &[once("database"), described]);
    assert!(is_refused(backup::restore(&target, &file).await).contains("missing"));
    forged(&file, &[once("database")]);
    assert!(is_refused(backup::restore(&target, &file).await).contains("no manifest"));
    is_untouched(&target).await;
}

#[cfg(unix)]
#[actix_web::test]
async fn only_the_owner_may_read_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::empty().await;
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = kept(&site, &folder).await;
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

/// Runs the program on a place.
fn tanggui(place: &Place, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tanggui"));
    command.args(arguments).env("TANGGUI_DATA", &place.data).env("TANGGUI_DATABASE_URL", &place.database_url);
    command.output().unwrap()
}

#[actix_web::test]
async fn the_commands_say_what_they_did_and_end_with_the_right_number() {
    let site = Site::demo().await;
    let folder = tempfile::tempdir().unwrap();
    let place = place_of(&site, &folder).await;
    fs::create_dir_all(&place.data).unwrap();
    let file = folder.path().join("by-command.tar");
    let name = file.to_str().unwrap();
    let done = tanggui(&place, &["backup", name]);
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.contains("rows in") && said.contains("No key is in it"), "{done:?}");
    assert_eq!(tanggui(&place, &["backup", name]).status.code(), Some(2));
    assert_eq!(tanggui(&place, &["restore", name]).status.code(), Some(2));
    let target = nowhere(&folder).await;
    assert_eq!(tanggui(&target, &["restore", name]).status.code(), Some(0));
    assert_eq!(contents_at(&target).await, contents(&site.app.db).await);
}

#[actix_web::test]
async fn the_doctor_finds_what_is_missing() {
    let site = Site::demo().await;
    let folder = tempfile::tempdir().unwrap();
    let place = place_of(&site, &folder).await;
    fs::create_dir_all(&place.data).unwrap();
    let levels = |place: &Place| {
        let output = tanggui(place, &["doctor", "--json"]);
        let lines = String::from_utf8(output.stdout).unwrap();
        let found: BTreeMap<String, (String, String)> = lines
            .lines()
            .map(|line| {
                let finding: serde_json::Value = serde_json::from_str(line).unwrap();
                let word = |key: &str| finding[key].as_str().unwrap().to_owned();
                (word("name"), (word("level"), word("what")))
            })
            .collect();
        (output.status.code(), found)
    };
    let (code, found) = levels(&place);
    assert_eq!(code, Some(1), "the demo has painted nothing yet: {found:?}");
    assert_eq!(found["pictures"].0, "FAIL");
    assert_eq!(found["index"].0, "warn");
    for name in ["store", "engine", "schema", "integrity", "references"] {
        assert_eq!(found[name].0, "ok", "{found:?}");
    }
    site.execute("DELETE FROM product_photo").await;
    assert_eq!(tanggui(&place, &["reindex"]).status.code(), Some(0));
    let (code, found) = levels(&place);
    let failed = found.values().filter(|(level, _)| level == "FAIL").count();
    assert_eq!((code, failed), (Some(0), 0), "{found:?}");
    assert!(found["index"].1.contains("at the head") || site.backend() == DbBackend::Postgres, "{found:?}");
    site.execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29990101_000001_later', 1)").await;
    assert_eq!(levels(&place).1["schema"].0, "FAIL");
    site.execute("DELETE FROM seaql_migrations WHERE version LIKE '%operations'").await;
    site.execute("DELETE FROM seaql_migrations WHERE version LIKE '%later'").await;
    assert_eq!(levels(&place).1["schema"].0, "warn", "the doctor looks and applies nothing");
    let nothing = Place { database_url: db::sqlite_url(&place.data.join("none")), data: place.data.clone() };
    let (code, found) = levels(&nothing);
    assert_eq!((code, found["store"].0.as_str()), (Some(1), "FAIL"));
    assert!(!place.data.join("none").exists(), "it makes no store");
}
