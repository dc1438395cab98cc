//! The trail: it grows with what it tells of or not at all, the store itself refuses to change it, and it names nobody.
use sea_orm::{ConnectionTrait, DbBackend};
use tanggui::{
    app::ROOMS,
    demo::people::{ACCOUNTS, PASSWORD},
    demo::streams::COMPLAINTS,
    identity::{model::BodyKind, rooms},
    moderation::service as moderation,
};

use crate::{
    access::{Door, rows, store},
    support::{NOW, Site},
};

async fn trail(site: &Site) -> Vec<String> {
    rows(site, "audit_event").await
}

#[actix_web::test]
async fn the_store_refuses_to_change_the_trail() {
    let site = Site::demo().await;
    for account in ACCOUNTS.iter().take(3) {
        site.sign_in(account.name).await;
    }
    let before = trail(&site).await;
    assert!(before.len() >= 3);
    let mut orders = vec![
        "UPDATE audit_event SET role = 'operator'",
        "UPDATE audit_event SET outcome = 'refused' WHERE seq = 1",
        "UPDATE audit_event SET at = 0",
        "UPDATE audit_event SET seq = seq + 100",
        "DELETE FROM audit_event",
        "DELETE FROM audit_event WHERE seq = (SELECT MAX(seq) FROM audit_event)",
        "INSERT INTO audit_event SELECT * FROM audit_event WHERE true ON CONFLICT (seq) DO UPDATE SET role = 'x'",
    ];
    orders.extend(match site.backend() {
        DbBackend::Postgres => ["TRUNCATE audit_event", "TRUNCATE audit_event RESTART IDENTITY CASCADE"],
        _ => [
            "REPLACE INTO audit_event SELECT seq, at, NULL, 'x', 'x', 'x', NULL, NULL, 'done' FROM audit_event",
            "UPDATE OR REPLACE audit_event SET seq = 1 WHERE seq = 2",
        ],
    });
    for order in orders {
        assert!(site.app.db.execute_unprepared(order).await.is_err(), "the store took: {order}");
        assert_eq!(trail(&site).await, before, "{order}");
    }
    site.sign_in("Made").await;
    assert_eq!(trail(&site).await.len(), before.len() + 1, "it still grows");
}

#[actix_web::test]
async fn only_what_is_older_than_two_years_goes() {
    let site = Site::demo().await;
    let line = |days: i64| {
        // The store goes by its own clock.
        let now = match site.backend() {
            DbBackend::Postgres => "(extract(epoch FROM now()) * 1000)::bigint",
            _ => "unixepoch() * 1000",
        };
        let before = days * 86_400_000;
        format!(
            "INSERT INTO audit_event (at, role, action, object_kind, outcome) \
             VALUES ({now} - {before}, 'person', 'sign_in', 'day', 'done')"
        )
    };
    for days in [10, 729, 731, 2_000] {
        site.execute(&line(days)).await;
    }
    site.execute("DELETE FROM audit_event WHERE object_kind = 'day' AND at < (SELECT MIN(at) + 1 FROM audit_event)")
        .await;
    let left = async || trail(&site).await.iter().filter(|row| row.contains("day")).count();
    assert_eq!(left().await, 3);
    assert!(site.app.db.execute_unprepared("DELETE FROM audit_event WHERE object_kind = 'day'").await.is_err());
    assert_eq!(left().await, 3, "one young row keeps the whole order from being carried out");
}

/// Somebody does something that leaves a line.
struct Act {
    who: &'static str,
    path: String,
    fields: Vec<(&'static str, &'static str)>,
    /// A mail goes out with it.
    mails: bool,
}

fn act(who: &'static str, path: impl Into<String>, fields: &[(&'static str, &'static str)]) -> Act {
    Act { who, path: path.into(), fields: fields.to_vec(), mails: false }
}

fn with_mail(who: &'static str, path: impl Into<String>, fields: &[(&'static str, &'static str)]) -> Act {
    Act { mails: true, ..act(who, path, fields) }
}

/// Acts that can be done one after the other.
async fn acts(site: &Site) -> Vec<Act> {
    let enterprise = format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E01"));
    let outlet = format!("/gerai-kelola/{}", site.code_of_demo("outlet", "O1"));
    let employer = site.code_of_demo("employer", "B05");
    let agency = format!("/instansi/{}", site.code_of_agency("Ratna").await);
    let network = format!("/jaringan/{}", site.code("network", "name", "Jejaring Usaha Sungai Kembar").await);
    let body = site.code_of_demo("enterprise", "E02");
    let body = rooms::find_body(&site.app.db, ROOMS, BodyKind::Enterprise, &body).await.unwrap().unwrap();
    moderation::propose(&site.app.db, NOW, body, "cerita", "Anyaman dari rawa.").await.unwrap();
    let review = site.codes("moderation_review", "field").await.remove("cerita").unwrap();
    let nur = site.membership_of("Nur").await;
    let face = [("nama", "Purun Rawa"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin"), ("versi", "1")];
    let outlet_face = [("nama", "Gerai Rawa"), ("alamat", "Jalan Rawa 1"), ("wa", ""), ("jam", ""), ("versi", "1")];
    let papers = [("bentuk", "unregistered"), ("nama_resmi", "Koperasi Rawa"), ("versi", "0")];
    let found = [("nama", "Rumah Rawa"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin")];
    let office = [("nama", "Dinas Rawa"), ("jenis", "tourism"), ("wilayah", "Kota Banjarmasin")];
    let sent = site.code("product", "title", "Rak bumbu").await;
    let product = [("nama", "Tas rawa"), ("jenis", "tas"), ("isi", "1 buah"), ("harga", "50000")];
    let paper = [("jenis", "brand"), ("nomor", "IDM000000012")];
    let goods = [
        act("Rahma", format!("{enterprise}/barang/baru"), &product),
        act("Rahma", format!("{enterprise}/surat"), &paper),
        act("Lia", format!("/moderasi/barang/{sent}"), &[("putusan", "setujui"), ("versi", "1")]),
    ];
    let enquiry = site.code_of_demo("enquiry", "Q1");
    let said = [("tindakan", "pesan"), ("pesan", "Baik, kami kabari."), ("versi", "1")];
    let complaint = COMPLAINTS.public_code("1");
    let verdict = [("tindakan", "jawab"), ("jawaban", "Terima kasih, sudah kami bicarakan."), ("versi", "1")];
    let people = [
        act("Made", "/akun/nama", &[("nama", "Made Rawa")]),
        with_mail("Made", "/akun/telepon", &[("telepon", "081200003333")]),
        with_mail("Made", "/akun/sandi", &[("sandi", "rakit bambu di tepi muara")]),
        act("Made", "/akun/data/betulkan", &[("nama_lengkap", "I Made Rawa"), ("alamat_rumah", "Jalan Rawa 2")]),
        act("Made", "/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "1")]),
        act("Made", "/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "0")]),
        act("Made", "/akun/hp-bersama", &[("bersama", "1")]),
        with_mail("Made", "/akun/dua/kode", &[]),
        with_mail("Made", "/akun/sandi/hapus", &[]),
        act("Made", "/saya/usaha/baru", &found),
    ];
    let bodies = [
        act("Rahma", format!("{enterprise}/profil"), &face),
        act("Rahma", format!("{enterprise}/izin"), &papers),
        act("Rahma", format!("{enterprise}/anggota/undang"), &[("peran", "writer")]),
        with_mail("Rahma", format!("{enterprise}/permintaan/{enquiry}"), &said),
        with_mail("Rahma", format!("{enterprise}/anggota/{nur}/bantu"), &[]),
        with_mail("Rahma", format!("{enterprise}/anggota/{nur}/keluarkan"), &[]),
        act("Salim", format!("{enterprise}/anggota/keluar-sendiri"), &[]),
        act("Hendra", format!("{outlet}/profil"), &outlet_face),
        act("Ratna", format!("{agency}/profil"), &[("nama", "Dinas Rawa dan Muara")]),
        act("Dewi", format!("{network}/anggota/undang"), &[("peran", "companion")]),
        with_mail("Operator", format!("/operator/perusahaan/{employer}"), &[("putusan", "tangguhkan")]),
        act("Operator", "/operator/lembaga", &office),
        act("Operator", "/operator/undang", &[("peran", "enterprise")]),
        with_mail("Lia", format!("/moderasi/{review}"), &[("putusan", "terbitkan")]),
        act("Surya", format!("/pengaduan/{complaint}"), &verdict),
        act("Sari", "/akun/data/hapus", &[("setuju", "1")]),
    ];
    goods.into_iter().chain(people).chain(bodies).collect()
}

/// From now on a table takes no row.
async fn block(site: &Site, table: &str) {
    match site.backend() {
        DbBackend::Postgres => {
            site.execute(
                "CREATE FUNCTION no_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
            )
            .await;
            site.execute(&format!(
                "CREATE TRIGGER no_row BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_row()"
            ))
            .await;
        }
        _ => {
            site.execute(&format!(
                "CREATE TRIGGER no_row BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
            ))
            .await;
        }
    }
}

#[actix_web::test]
async fn every_act_leaves_its_line() {
    let site = Site::demo().await;
    // People of the demo agreed already, and agreeing again does nothing.
    site.execute("DELETE FROM consent").await;
    let door = Door::of(&site).await;
    let acts = acts(&site).await;
    for account in ACCOUNTS {
        door.guest(account.name).await;
    }
    let mut guests = std::collections::BTreeMap::new();
    for act in acts {
        if !guests.contains_key(act.who) {
            guests.insert(act.who, door.guest(act.who).await);
        }
        let (lines, before) = (trail(&site).await.len(), store(&site).await);
        let answer = guests.get_mut(act.who).unwrap().post(&act.path, &act.fields).await;
        let well = answer.status.as_u16() < 400 && !answer.header("location").starts_with("/masuk?ke=");
        assert!(well, "{} {}: {} {:?}", act.who, act.path, answer.status, answer.all(".field-error"));
        assert!(trail(&site).await.len() > lines, "{} {} leaves no line", act.who, act.path);
        let codes_only = act.path.ends_with("/dua/kode");
        assert!(
            codes_only || before != store(&site).await || act.path == "/akun/hp-bersama",
            "{} did nothing",
            act.path
        );
    }
}

#[actix_web::test]
async fn without_its_line_nothing_is_done() {
    let site = Site::demo().await;
    let door = Door::of(&site).await;
    let acts = acts(&site).await;
    let mut guests = std::collections::BTreeMap::new();
    for act in &acts {
        if !guests.contains_key(act.who) {
            guests.insert(act.who, door.guest(act.who).await);
        }
    }
    block(&site, "audit_event").await;
    let (before, sessions) = (store(&site).await, rows(&site, "session").await);
    for act in acts {
        let answer = guests.get_mut(act.who).unwrap().post(&act.path, &act.fields).await;
        assert_eq!(answer.status, 500, "{} {}", act.who, act.path);
        let after = store(&site).await;
        for (table, rows) in &before {
            assert!(*rows == after[table], "{} {} wrote into {table}", act.who, act.path);
        }
        assert!(sessions == rows(&site, "session").await, "{} {} changed a session", act.who, act.path);
    }
    let form = [("alamat", "made@tanggui.example"), ("sandi", PASSWORD), ("cara", "sandi")];
    assert_eq!(door.anybody().post("/masuk", &form).await.status, 500);
    assert!(sessions == rows(&site, "session").await, "nobody comes in unseen");
}

#[actix_web::test]
async fn what_was_not_done_leaves_no_line() {
    let site = Site::demo().await;
    let door = Door::of(&site).await;
    let acts: Vec<Act> = acts(&site).await.into_iter().filter(|act| act.mails).collect();
    assert!(acts.len() >= 7);
    let mut guests = std::collections::BTreeMap::new();
    for act in &acts {
        if !guests.contains_key(act.who) {
            guests.insert(act.who, door.guest(act.who).await);
        }
    }
    block(&site, "outbox").await;
    let (lines, before) = (trail(&site).await, store(&site).await);
    for act in acts {
        let answer = guests.get_mut(act.who).unwrap().post(&act.path, &act.fields).await;
        assert_eq!(answer.status, 500, "{} {}", act.who, act.path);
        assert_eq!(trail(&site).await, lines, "{} {}", act.who, act.path);
        assert!(before == store(&site).await, "{} {}", act.who, act.path);
    }
}

#[actix_web::test]
async fn the_trail_names_nobody_and_no_network() {
    let site = Site::demo().await;
    let door = Door::of(&site).await;
    let acts = acts(&site).await;
    let mut guests = std::collections::BTreeMap::new();
    for act in acts {
        if !guests.contains_key(act.who) {
            guests.insert(act.who, door.guest(act.who).await);
        }
        guests.get_mut(act.who).unwrap().post(&act.path, &act.fields).await;
    }
    // Refusals and failures, with what people typed.
    let enterprise = site.code_of_demo("enterprise", "E01");
    door.guest("Ida").await.get("/operator/lembaga").await;
    let network = site.code("network", "name", "Jejaring Usaha Sungai Kembar").await;
    let mut fitri = door.guest("Fitri").await;
    fitri.get(&format!("/jaringan/{network}/anggota")).await;
    fitri.get(&format!("/saya/usaha/{enterprise}")).await;
    fitri.post(&format!("/jaringan/{network}/anggota/keluar-sendiri"), &[]).await;
    for address in ["hendra@tanggui.example", "siapa@tanggui.example", "081200004444"] {
        door.anybody().post("/masuk", &[("alamat", address), ("sandi", "salah sekali"), ("cara", "sandi")]).await;
    }
    let sql = "SELECT role, action, object_kind, COALESCE(reason, '') AS reason, outcome FROM audit_event";
    let statement = sea_orm::Statement::from_string(site.backend(), sql);
    let lines = site.app.db.query_all_raw(statement).await.unwrap();
    assert!(lines.len() >= 30, "{}", lines.len());
    let mut words = std::collections::BTreeSet::new();
    for line in lines {
        for column in ["role", "action", "object_kind", "reason", "outcome"] {
            words.insert(line.try_get::<String>("", column).unwrap());
        }
    }
    println!("words of the trail: {words:?}");
    for word in &words {
        assert!(word.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{word}");
        for telling in ["network", "companion", "secretary", "rawa"] {
            assert!(!word.contains(telling), "{word}");
        }
        for account in ACCOUNTS.iter().filter(|account| account.name != "Operator") {
            assert!(!word.split('_').any(|part| part == account.name.to_lowercase()), "{word}");
        }
    }
    // Nor do the bytes of a row, whatever column is added one day.
    for row in trail(&site).await {
        for telling in ["@", "0812", "Rawa", "Jejaring", "Rahma", "Hendra"] {
            assert!(!row.contains(telling), "{row}");
        }
    }
}
