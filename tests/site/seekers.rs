//! Somebody writes what they can do, is told of an opening, and is forgotten when they want to be.
use std::sync::PoisonError;

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, TransactionTrait};
use tanggui::{
    demo::people::ACCOUNTS,
    indexing,
    jobs::seekers::{index, notices::service as notices},
    platform::{changes, search::Kind},
};
use uuid::Uuid;

use crate::support::{Answer, Client, Site};

const PROFILE: &str = "/saya/kerja/profil";
const SWITCH: &str = "/saya/kerja/pencocokan";

/// A form with these skills, ready to be changed.
fn form<'a>(skills: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("keterampilan", skills), ("lama", "one_to_three"), ("provinsi", "Kalimantan Selatan"), ("versi", version)]
}

/// Both steps: what was recognised is confirmed as it stands.
async fn write(client: &mut Client<'_>, fields: &[(&str, &str)]) -> Answer {
    let mut first = fields.to_vec();
    first.push(("periksa", "1"));
    let page = client.post(PROFILE, &first).await;
    assert_eq!(page.status, 200, "{:?}", page.all(".field-error"));
    let html = page.html();
    let chosen = scraper::Selector::parse("form[action='/saya/kerja/profil'] input").unwrap();
    let mut second = Vec::new();
    for input in html.select(&chosen) {
        let input = input.value();
        if input.attr("type") == Some("hidden") || input.attr("checked").is_some() {
            second.push((input.attr("name").unwrap().to_owned(), input.attr("value").unwrap().to_owned()));
        }
    }
    second.push(("betul".to_owned(), "1".to_owned()));
    let second: Vec<(&str, &str)> = second.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(PROFILE, &second).await
}

async fn number(site: &Site, sql: &str) -> i64 {
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql.to_owned())).await.unwrap().unwrap();
    row.try_get("", "found").unwrap()
}

fn person(name: &str) -> Uuid {
    ACCOUNTS.iter().find(|account| account.name == name).unwrap().id()
}

/// The number under which somebody stands in the index.
async fn number_of(site: &Site, name: &str) -> Option<u64> {
    let statement = Statement::from_sql_and_values(
        site.backend(),
        "SELECT match_no FROM skill_profile WHERE person_id = $1",
        [person(name).into()],
    );
    let row = site.app.db.query_one_raw(statement).await.unwrap()?;
    let number: Option<i64> = row.try_get("", "match_no").unwrap();
    number.map(|number| u64::try_from(number).unwrap())
}

fn in_memory(site: &Site, no: u64) -> bool {
    site.app.postings.lock().unwrap_or_else(PoisonError::into_inner).as_ref().unwrap().holds(no)
}

fn in_index(site: &Site, no: u64) -> bool {
    site.app.profiles.all().unwrap().iter().any(|profile| profile.no == no)
}

/// Somebody else's change that takes its time. On `PostgreSQL` it holds the order of the sequence back; on `SQLite` one
/// change waits for the other, and there is none.
async fn slow_change(site: &Site) -> Option<DatabaseTransaction> {
    if site.backend() != DbBackend::Postgres {
        return None;
    }
    let slow = site.app.db.begin().await.unwrap();
    slow.execute_unprepared("SELECT pg_current_xact_id()").await.unwrap();
    Some(slow)
}

/// Follows everything that opened so far.
async fn tell(site: &Site) {
    site.settle().await;
    loop {
        let read = notices::work(&site.app).await.unwrap();
        if read == 0 && !waits(site).await {
            return;
        }
        tokio::task::yield_now().await;
    }
}

/// On `PostgreSQL` transactions of other tests can hold a change back for a moment.
async fn waits(site: &Site) -> bool {
    index::settle(&site.app).await.unwrap();
    let last = tanggui::platform::db::setting(&site.app.db, "told-openings").await.unwrap();
    let Some(last) = last else { return true };
    let place: serde_json::Value = serde_json::from_str(&last).unwrap();
    let cursor: changes::Cursor = serde_json::from_value(place["cursor"].clone()).unwrap();
    changes::pending(&site.app.db, changes::Sequence::Public, cursor).await.unwrap()
}

/// An opening that opens now, with what it requires.
async fn open(site: &Site, title: &str, required: &[&str]) -> String {
    let id = Uuid::now_v7();
    let code = tanggui::platform::ids::new_public_code();
    let sql = "INSERT INTO opening (id, public_code, employer_id, title, body, requirements, job_reason, show_employer, \
         regency_code, remote, wage_low, wage_high, wage_unit, contract, education, experience_years, people, hours, \
         benefits, state, published_on, closes_at, closed_at, row_version) \
         SELECT $1, $2, employer_id, $3, 'Mengantar barang.', '', '', TRUE, '6371', FALSE, 3900000, 3900000, 'month', \
         'permanent', 'none', 0, 1, '', benefits, 'open', published_on, closes_at, NULL, 1 FROM opening \
         WHERE title = 'Penjahit konveksi'";
    let statement = Statement::from_sql_and_values(site.backend(), sql, [id.into(), code.clone().into(), title.into()]);
    site.app.db.execute_raw(statement).await.unwrap();
    for (position, phrase) in (0i32..).zip(required) {
        let sql = "INSERT INTO opening_item (opening_id, position, required, phrase) VALUES ($1, $2, TRUE, $3)";
        let values = [id.into(), position.into(), (*phrase).into()];
        site.app.db.execute_raw(Statement::from_sql_and_values(site.backend(), sql, values)).await.unwrap();
        for link in tanggui::matching::vocabulary::link(phrase, None) {
            let sql = "INSERT INTO opening_skill (opening_id, position, skill_id, required) VALUES ($1, $2, $3, TRUE)";
            let values = [id.into(), position.into(), i32::from(link.skill.0).into()];
            site.app.db.execute_raw(Statement::from_sql_and_values(site.backend(), sql, values)).await.unwrap();
        }
    }
    changes::note(&site.app.db, Kind::Opening, [id]).await.unwrap();
    code
}

async fn seeker<'a>(site: &'a Site, skills: &str) -> Client<'a> {
    let mut sari = site.sign_in("Sari").await;
    let answer = write(&mut sari, &form(skills, "")).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    let answer = sari.post(SWITCH, &[("tindakan", "nyala")]).await;
    assert_eq!(answer.header("location"), "/saya/kerja?ok=nyala");
    sari
}

#[actix_web::test]
async fn somebody_who_drives_and_delivers_is_told_of_an_opening_that_asks_for_it_and_sees_why() {
    let site = Site::demo().await;
    let mut sari = seeker(&site, "nyetir, anter barang").await;
    tell(&site).await;
    sari.get("/saya/kerja").await;
    let code = open(&site, "Sopir antar", &["mengemudi mobil pick up", "pengiriman"]).await;
    assert!(!sari.get("/saya").await.text().contains("Ada kabar baru"));
    tell(&site).await;
    let doors = sari.get("/saya").await.text();
    assert!(doors.contains("Ada kabar baru"));
    assert!(!doors.contains("Sopir antar"), "the doors tell nothing of what it is");
    let page = sari.get("/saya/kerja").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("cache-control"), "no-store");
    let text = page.text();
    let news = text.split("Kecocokan baru").nth(1).expect("there is news").split("</section>").next().unwrap();
    assert!(news.contains(&format!("/lowongan/{code}")), "{news}");
    assert!(news.contains("Sangat cocok: 2 dari 2 yang diminta"), "{news}");
    for reason in ["pengiriman", "anter barang", "mengemudi mobil pick up", "nyetir"] {
        assert!(news.contains(reason), "what is asked, and the person's own words for it: {news}");
    }
    assert!(!news.contains("Belum Anda tulis"), "{news}");
    assert!(text.contains("Hanya Anda yang melihat kecocokan ini"));
    assert!(!sari.get("/saya").await.text().contains("Ada kabar baru"), "what was read is no news");
}

#[actix_web::test]
async fn whoever_switches_off_is_gone_before_the_answer() {
    let site = Site::demo().await;
    let mut sari = seeker(&site, "nyetir, antar barang").await;
    let no = number_of(&site, "Sari").await.expect("a number");
    assert!(in_memory(&site, no) && in_index(&site, no));
    open(&site, "Sopir antar", &["mengemudi mobil", "antar barang"]).await;
    tell(&site).await;
    let notices = "SELECT COUNT(*) AS found FROM match_notice";
    let before = number(&site, notices).await;
    let slow = slow_change(&site).await;
    sari.post(SWITCH, &[("tindakan", "mati")]).await;
    assert!(!in_memory(&site, no) && !in_index(&site, no));
    drop(slow);
    assert_eq!(number_of(&site, "Sari").await, None);
    assert!(number(&site, notices).await < before, "what she was told is gone too");
    index::purge(&site.app).await.unwrap();
    assert_eq!(index::left_over(&site.app).await.unwrap(), 0);
    sari.post(SWITCH, &[("tindakan", "nyala")]).await;
    let again = number_of(&site, "Sari").await.expect("a number");
    assert_ne!(again, no, "nobody gets a number twice");
    // The consent is taken back where all consents are.
    sari.post("/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "0")]).await;
    assert!(!in_memory(&site, again) && !in_index(&site, again));
    assert!(sari.get("/saya/kerja").await.text().contains("Beri tahu saya lowongan yang cocok"));
}

#[actix_web::test]
async fn deleting_skills_or_the_account_leaves_no_row_and_no_number() {
    let site = Site::demo().await;
    let tables = ["skill_profile", "profile_item", "profile_skill", "profile_province", "match_notice"];
    let mut sari = seeker(&site, "nyetir, antar barang").await;
    let no = number_of(&site, "Sari").await.unwrap();
    assert_eq!(sari.post("/saya/kerja/profil/hapus", &[]).await.status, 422);
    let answer = sari.post("/saya/kerja/profil/hapus", &[("setuju", "1")]).await;
    assert_eq!(answer.header("location"), "/saya/kerja?ok=hapus");
    let own = async |table: &str| {
        let sql = format!("SELECT COUNT(*) AS found FROM {table} WHERE person_id = $1");
        let statement = Statement::from_sql_and_values(site.backend(), sql, [person("Sari").into()]);
        site.app.db.query_one_raw(statement).await.unwrap().unwrap().try_get::<i64>("", "found").unwrap()
    };
    for table in tables {
        assert_eq!(own(table).await, 0, "{table}");
    }
    assert!(!in_memory(&site, no) && !in_index(&site, no));

    let answer = write(&mut sari, &form("nyetir, antar barang", "")).await;
    assert_eq!(answer.status, 303);
    sari.post(SWITCH, &[("tindakan", "nyala")]).await;
    let no = number_of(&site, "Sari").await.unwrap();
    let answer = sari.post("/akun/data/hapus", &[("setuju", "1")]).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    for table in tables {
        assert_eq!(own(table).await, 0, "{table}");
    }
    assert!(!in_memory(&site, no) && !in_index(&site, no));
}

#[actix_web::test]
async fn what_is_recognised_is_shown_first_and_what_was_unticked_is_not_kept() {
    let site = Site::demo().await;
    let mut sari = site.sign_in("Sari").await;
    let mut fields = form("menjahit, obras\nmain gasing", "");
    fields.push(("periksa", "1"));
    let page = sari.post(PROFILE, &fields).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Kami mengenali ini. Betul?") && text.contains("belum mengenalnya"), "{text}");
    assert_eq!(number(&site, "SELECT COUNT(*) AS found FROM profile_item WHERE phrase = 'main gasing'").await, 0);
    let mut fields = form("menjahit, main gasing", "");
    fields.extend([("betul", "1"), ("bukti-0", "trained")]);
    assert_eq!(sari.post(PROFILE, &fields).await.status, 303);
    let statement = Statement::from_sql_and_values(
        site.backend(),
        "SELECT (SELECT COUNT(*) FROM profile_skill WHERE person_id = $1) AS found",
        [person("Sari").into()],
    );
    let skills: i64 = site.app.db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "found").unwrap();
    assert_eq!(skills, 0, "nothing was ticked");
    assert_eq!(number(&site, "SELECT COUNT(*) AS found FROM profile_item WHERE evidence = 'trained'").await, 1);
}

#[actix_web::test]
async fn a_form_with_faults_keeps_what_was_typed_and_says_what_to_do() {
    let site = Site::demo().await;
    let mut sari = site.sign_in("Sari").await;
    let long = "x".repeat(61);
    for (field, value, sentence) in [
        ("keterampilan", "", "Tulis paling sedikit satu keterampilan"),
        ("keterampilan", long.as_str(), "paling banyak 60 huruf"),
        ("keterampilan", "menjahit 081234567890", ""),
        ("lama", "", "Pilih lama pengalaman kerja"),
        ("provinsi", "atlantis", "provinsi yang belum kami kenal"),
        ("provinsi", "", "Tulis 1 sampai 5 provinsi"),
        ("upah", "banyak", "Tulis upah dengan angka"),
        ("wilayah", "atlantis", ""),
        ("blokir", "Perusahaan Yang Tidak Ada", "nama perusahaan yang tidak kami temukan"),
    ] {
        let mut fields = form("menjahit", "");
        fields.retain(|(name, _)| *name != field);
        fields.extend([(field, value), ("tersedia", "pagi saja")]);
        let page = sari.post(PROFILE, &fields).await;
        assert_eq!(page.status, 422, "{field} {value}");
        assert!(page.text().contains(sentence), "{field} {value}: {:?}", page.all(".field-error"));
        assert!(page.text().contains("value=\"pagi saja\""), "what was typed is kept");
        assert!(!page.all(".error-summary li").is_empty());
    }
}

#[actix_web::test]
async fn a_form_filled_for_an_older_profile_changes_nothing() {
    let site = Site::demo().await;
    let mut sari = site.sign_in("Sari").await;
    assert_eq!(write(&mut sari, &form("menjahit", "")).await.status, 303);
    assert_eq!(write(&mut sari, &form("memasak", "1")).await.status, 303);
    let mut late = form("kasir", "1");
    late.push(("betul", "1"));
    let page = sari.post(PROFILE, &late).await;
    assert_eq!(page.status, 409);
    assert!(page.text().contains("kasir"), "what was typed is kept");
    assert!(sari.get(PROFILE).await.text().contains("memasak"));
}

#[actix_web::test]
async fn wishes_pauses_and_blocked_employers_are_kept_to() {
    let site = Site::demo().await;
    for (field, value) in [("upah", "5000000"), ("kontrak", "internship"), ("blokir", "konveksi jarum rapi")] {
        let mut sari = site.sign_in("Sari").await;
        let version = sari.get(PROFILE).await.attributes("input[name=versi]", "value")[0].clone();
        let mut fields = form("nyetir, antar barang", &version);
        fields.push((field, value));
        assert_eq!(write(&mut sari, &fields).await.status, 303, "{field}");
        sari.post(SWITCH, &[("tindakan", "nyala")]).await;
        open(&site, &format!("Sopir {field}"), &["mengemudi mobil", "antar barang"]).await;
        tell(&site).await;
        let page = sari.get("/saya/kerja").await.text();
        assert!(!page.contains(&format!("Sopir {field}")), "{field}");
    }
    let mut sari = site.sign_in("Sari").await;
    let version = sari.get(PROFILE).await.attributes("input[name=versi]", "value")[0].clone();
    assert_eq!(write(&mut sari, &form("nyetir, antar barang", &version)).await.status, 303);
    for pause in ["jeda", "jeda-30"] {
        sari.post(SWITCH, &[("tindakan", pause)]).await;
        open(&site, &format!("Sopir {pause}"), &["mengemudi mobil", "antar barang"]).await;
        tell(&site).await;
        let told = format!(
            "SELECT COUNT(*) AS found FROM match_notice n JOIN opening o ON o.id = n.opening_id \
             JOIN skill_profile p ON p.person_id = n.person_id WHERE o.title = 'Sopir {pause}' \
             AND (p.paused OR p.paused_until IS NOT NULL)"
        );
        assert_eq!(number(&site, &told).await, 0);
        assert!(sari.get("/saya/kerja").await.text().contains("Pencocokan dijeda"));
        sari.post(SWITCH, &[("tindakan", "lanjut")]).await;
    }
}

#[actix_web::test]
async fn the_profile_that_sews_is_shown_what_fits_and_what_is_missing() {
    let site = Site::demo().await;
    tell(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let text = rahma.get("/saya/kerja").await.text();
    for opening in ["Penjahit konveksi", "Pemeriksa mutu jahitan"] {
        assert!(text.contains(opening), "{opening}");
    }
    assert!(text.contains("kontrol mutu"), "what is missing is said");
    assert!(!text.contains("Purun Sanja"), "pages of work speak of no enterprise");
    let prefilled = rahma.get("/cocok").await;
    assert_eq!(prefilled.header("cache-control"), "no-store");
    assert!(prefilled.text().contains("menjahit"));
    assert!(site.get("/cocok").await.header("cache-control").starts_with("public"));
}

#[actix_web::test]
async fn a_mail_says_that_there_is_news_at_most_once_a_day_and_nothing_else() {
    let mut site = Site::demo().await;
    tell(&site).await;
    let mut sari = seeker(&site, "nyetir, antar barang").await;
    open(&site, "Sopir antar", &["mengemudi mobil", "antar barang"]).await;
    tell(&site).await;
    assert_eq!(notices::digest(&site.app).await.unwrap(), 0, "mails are off until somebody wants them");
    sari.post(SWITCH, &[("tindakan", "surel"), ("kabar", "daily")]).await;
    drop(sari);
    assert_eq!(notices::digest(&site.app).await.unwrap(), 1);
    open(&site, "Sopir malam", &["mengemudi mobil", "antar barang"]).await;
    tell(&site).await;
    assert_eq!(notices::digest(&site.app).await.unwrap(), 0, "one a day");
    tanggui::worker::post(&site.app).await.unwrap();
    let mails = site.mails().await;
    let (_, mail) = mails.last().expect("a mail");
    for word in ["Sopir", "Jarum", "nyetir", "lowongan"] {
        assert!(!mail.contains(word), "{mail}");
    }
    site.later(time::Duration::hours(25));
    assert_eq!(notices::digest(&site.app).await.unwrap(), 1);
}

#[actix_web::test]
async fn a_copy_of_own_data_holds_the_profile_and_what_one_was_told_but_no_number() {
    let site = Site::demo().await;
    let mut sari = seeker(&site, "nyetir, antar barang").await;
    open(&site, "Sopir antar", &["mengemudi mobil", "antar barang"]).await;
    tell(&site).await;
    let no = number_of(&site, "Sari").await.unwrap();
    let copy = sari.post("/akun/data/unduh", &[("jenis", "json")]).await;
    let data = copy.json();
    assert_eq!(data["work_profile"][0]["matching"], true);
    assert_eq!(data["work_skills"][0]["words"], "nyetir");
    assert!(!data["work_notices"].as_array().unwrap().is_empty());
    assert!(!copy.text().contains(&no.to_string()));
}

#[actix_web::test]
async fn the_index_in_memory_is_the_one_on_disk_and_the_one_built_anew() {
    let site = Site::demo().await;
    index::settle(&site.app).await.unwrap();
    let entries = || site.app.postings.lock().unwrap().as_ref().unwrap().entries();
    let followed = entries();
    assert_eq!(followed.len(), 24, "as many as want to be told");
    let kept: Vec<(u64, usize)> =
        site.app.profiles.all().unwrap().iter().map(|profile| (profile.no, profile.keys.len())).collect();
    assert_eq!(followed.iter().map(|(no, keys)| (*no, keys.len())).collect::<Vec<_>>(), kept);
    index::rebuild(&site.app).await.unwrap();
    assert_eq!(entries(), followed);
    for (_, keys) in &followed {
        let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
        let least = keys.len();
        let found = site.app.profiles.sharing(&keys, least).unwrap();
        let by_hand: Vec<u64> = followed
            .iter()
            .filter(|(_, own)| keys.iter().all(|key| own.iter().any(|mine| mine.to_string() == *key)))
            .map(|(no, _)| *no)
            .collect();
        assert_eq!(found, by_hand);
    }
    assert!(index::is_current(&site.app).await.unwrap());
    assert!(indexing::is_current(&site.app).await.unwrap());
}

#[actix_web::test]
async fn nobody_else_finds_lists_or_counts_people_who_look_for_work() {
    let site = Site::demo().await;
    let before: Vec<_> = {
        let mut lestari = site.sign_in("Lestari").await;
        let base = format!("/perekrut/{}", site.code_of_demo("employer", "B05"));
        vec![lestari.get(&base).await.text(), site.get("/lowongan").await.text(), site.get("/").await.text()]
    };
    let mut sari = seeker(&site, "memasak, mengemas").await;
    tell(&site).await;
    sari.get("/saya/kerja").await;
    let mut lestari = site.sign_in("Lestari").await;
    let base = format!("/perekrut/{}", site.code_of_demo("employer", "B05"));
    let after = vec![lestari.get(&base).await.text(), site.get("/lowongan").await.text(), site.get("/").await.text()];
    assert_eq!(before, after, "no page differs when somebody looks for work");
    assert_eq!(lestari.get("/saya/kerja").await.status, 200, "everybody sees their own, and only that");
    assert!(!lestari.get("/saya/kerja").await.text().contains("memasak"));
}
