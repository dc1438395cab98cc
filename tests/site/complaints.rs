//! Somebody without an account reports a breach, reads the answer with a code, and the ethics officer acts.
use tanggui::jobs::desk::rounds::service::tick;

use crate::{
    support::{Answer, Client, Site},
    web_safety::texts,
};

const BREACH: &str = "Saat wawancara saya diminta hasil tes HIV, dan ijazah asli ditahan.";

async fn report(site: &Site, opening: &str) -> String {
    let mut guest = site.browser();
    let sent = guest.post("/lapor", &[("isi", BREACH), ("lowongan", opening)]).await;
    assert_eq!(sent.status, 200, "{:?}", sent.all(".field-error"));
    assert_eq!(sent.header("cache-control"), "no-store");
    sent.all(".sheet-code").remove(0)
}

async fn read(client: &mut Client<'_>, code: &str) -> Answer {
    client.post("/lapor/jawaban", &[("kode", code)]).await
}

async fn act(surya: &mut Client<'_>, here: &str, button: &str, more: &[(&str, &str)]) -> Answer {
    let page = surya.get(here).await;
    let version = page.attributes("input[name=versi]", "value").first().cloned().unwrap_or_default();
    let fields = [&[("versi", version.as_str()), ("tindakan", button)][..], more].concat();
    surya.post(here, &fields).await
}

/// The address of the complaint that was made last.
async fn newest(site: &Site) -> String {
    let sql = "SELECT public_code AS one FROM complaint WHERE body LIKE '%ijazah asli ditahan%'";
    format!("/pengaduan/{}", texts(site, sql).await.remove(0))
}

#[actix_web::test]
async fn a_breach_is_reported_answered_and_the_answer_read_with_the_code() {
    let site = Site::demo().await;
    let opening = site.code("opening", "title", "Penjahit konveksi").await;
    let page = site.get(&format!("/lapor?lowongan={opening}")).await;
    assert_eq!(page.attributes("input[name=lowongan]", "value"), [opening.as_str()]);
    let code = report(&site, &opening).await;
    let mut guest = site.browser();
    let waiting = read(&mut guest, &code).await;
    assert!(waiting.text().contains("Belum ada jawaban"), "{:?}", waiting.status);
    let mut surya = site.sign_in("Surya").await;
    let here = newest(&site).await;
    assert!(surya.get("/pengaduan").await.text().contains("Penjahit konveksi"));
    let shown = surya.get(&here).await;
    assert!(shown.text().contains(BREACH) && shown.text().contains("Ikrar disetujui oleh"));
    let short = act(&mut surya, &here, "jawab", &[("jawaban", "Ya")]).await;
    assert_eq!(short.status, 422);
    assert!(short.text().contains("sedikitnya 20 huruf") && short.text().contains(">Ya</textarea>"));
    let words = "Terima kasih. Kami sudah berbicara dengan perusahaan itu.";
    assert_eq!(act(&mut surya, &here, "jawab", &[("jawaban", words)]).await.status, 303);
    let typed = code.to_lowercase().replace('-', " ");
    assert!(read(&mut guest, &typed).await.text().contains(words), "the code as people type it");
    assert_eq!(act(&mut surya, &here, "jawab", &[("jawaban", words)]).await.status, 422, "once");
}

#[actix_web::test]
async fn nothing_that_is_kept_says_who_reported_or_at_what_hour() {
    let site = Site::demo().await;
    let code = report(&site, "").await;
    let plain = code.replace([' ', '-'], "");
    let rows = texts(&site, "SELECT CAST(made_at AS TEXT) AS one FROM complaint").await;
    let day = 86_400_000i64;
    assert!(rows.iter().all(|made| made.parse::<i64>().unwrap() % day == 0), "{rows:?}");
    let trail = "SELECT action AS one FROM audit_event WHERE object_kind = 'complaint'";
    assert!(texts(&site, trail).await.is_empty(), "whoever reports leaves no line");
    let codes = "SELECT public_code AS one FROM complaint UNION ALL SELECT body AS one FROM complaint";
    assert!(texts(&site, codes).await.iter().all(|text| !text.contains(&plain)), "the code is stored nowhere");
    let wrong = read(&mut site.browser(), "2345-6789-ABCD").await;
    let nonsense = read(&mut site.browser(), "x").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(nonsense.status, 422);
    assert_eq!(wrong.all(".field-error"), nonsense.all(".field-error"));
}

#[actix_web::test]
async fn what_cannot_be_kept_is_told_and_stays_typed() {
    let site = Site::demo().await;
    let mut guest = site.browser();
    for (fields, sentence) in [
        ([("isi", "Buruk"), ("lowongan", "")], "sedikitnya 20 huruf"),
        ([("isi", BREACH), ("lowongan", "hotel itu")], "Kode ini tidak ditemukan"),
        ([("isi", BREACH), ("lowongan", "ZZZZZZ")], "Kode ini tidak ditemukan"),
    ] {
        let page = guest.post("/lapor", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains(sentence) && page.text().contains(fields[0].1), "{:?}", page.all(".field-error"));
    }
    // A draft is nobody's business: its code is one that does not exist.
    site.execute("UPDATE opening SET state = 'draft', published_on = NULL WHERE title = 'Barista'").await;
    let draft = site.code("opening", "title", "Barista").await;
    assert_eq!(guest.post("/lapor", &[("isi", BREACH), ("lowongan", draft.as_str())]).await.status, 422);
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(guest.post("/lapor", &[("isi", BREACH)]).await.status.as_u16());
    }
    assert!(statuses.contains(&429), "{statuses:?}");
}

#[actix_web::test]
async fn the_ethics_officer_takes_an_opening_away_and_bars_its_employer() {
    let site = Site::demo().await;
    let opening = site.code("opening", "title", "Barista").await;
    report(&site, &opening).await;
    let here = newest(&site).await;
    {
        let mut surya = site.sign_in("Surya").await;
        assert_eq!(act(&mut surya, &here, "tarik", &[]).await.status, 303);
        site.settle().await;
        assert_eq!(site.get(&format!("/lowongan/{opening}")).await.status, 410);
        let live = format!("opening_id = (SELECT id FROM opening WHERE public_code = '{opening}')");
        let stages = texts(&site, &format!("SELECT stage AS one FROM application WHERE {live}")).await;
        assert!(!stages.is_empty() && !stages.iter().any(|stage| ["sent", "invited", "offered"].contains(&&**stage)));
        assert_eq!(act(&mut surya, &here, "tarik", &[]).await.status, 422, "it is gone already");
        assert_eq!(act(&mut surya, &here, "tangguhkan", &[]).await.status, 303);
    }
    assert!(tick(&site.app).await.unwrap() > 0, "what it showed is shut");
    let shared = "SELECT release AS one FROM application WHERE release = 'released' AND employer_id IN \
                  (SELECT id FROM employer WHERE state = 'suspended')";
    assert!(texts(&site, shared).await.is_empty(), "contacts are taken back");
    let applicants = format!("/perekrut/{}/pelamar", site.code_of_demo("employer", "B05"));
    let lestari = site.sign_in("Lestari").await.get(&applicants).await;
    assert!(!lestari.text().contains("Barista"), "and applications are hidden");
    let mut surya = site.sign_in("Surya").await;
    assert_eq!(act(&mut surya, &here, "buka", &[]).await.status, 303);
    assert!(tick(&site.app).await.unwrap() > 0);
    assert_eq!(site.get(&format!("/lowongan/{opening}")).await.status, 410, "what was taken away stays away");
    let lines = "SELECT reason AS one FROM audit_event WHERE action = 'answer_complaints' ORDER BY seq";
    assert_eq!(texts(&site, lines).await, ["remove_opening", "suspend_employer", "reinstate_employer"]);
}
