//! An application is a card that names nobody; the applicant shows more, takes it back, and the employer never learns
//! more than was ticked.
use std::collections::{HashMap, hash_map::Entry};

use sea_orm::{ActiveValue::Set, EntityTrait, prelude::TimeUnixTimestampMillis};
use tanggui::{
    demo::streams::{APPLICATIONS, JOBS},
    jobs::{applications, pledge},
};
use time::Duration;

use crate::{
    html::keeps_the_rules,
    support::{Answer, Client, NOW, Site},
    web_safety::texts,
};

const BARISTA: &str = "Barista";
const TAILOR: &str = "Penjahit konveksi";

/// A demo in which each of these employers stands by the pledge.
pub async fn pledged(site: &Site) {
    let db = &site.app.db;
    if pledge::service::present(db, NOW).await.unwrap().is_none() {
        let clauses = || vec!["Satu".to_owned()];
        pledge::service::publish(db, clauses(), clauses(), NOW - Duration::days(90)).await.unwrap();
    }
    let version = pledge::service::present(db, NOW).await.unwrap().unwrap();
    for key in ["B05", "B08"] {
        let employer = JOBS.id(key);
        if pledge::service::standing(db, employer, NOW).await.unwrap().holds() {
            continue;
        }
        let row = entity::registry::work::pledge_acceptance::ActiveModel {
            id: Set(tanggui::platform::ids::new_id()),
            employer_id: Set(employer),
            version: Set(version.number),
            text_hash: Set(version.text_hash.clone()),
            signed_by: Set(tanggui::demo::people::ACCOUNTS[6].id()),
            name: Set("Penandatangan".to_owned()),
            position: Set("Pengelola".to_owned()),
            signed_at: Set(TimeUnixTimestampMillis(NOW - Duration::days(80))),
        };
        entity::registry::work::pledge_acceptance::Entity::insert(row).exec_without_returning(db).await.unwrap();
    }
}

/// A demo without applications, whose employers stand by the pledge.
async fn fresh() -> Site {
    let site = Site::untraded().await;
    pledged(&site).await;
    site.execute("DELETE FROM application").await;
    site
}

fn employer(site: &Site) -> String {
    format!("/perekrut/{}", site.code_of_demo("employer", "B05"))
}

const CARD: [(&str, &str); 3] =
    [("keterampilan", "meracik kopi, menjahit, SIM C"), ("lama", "one_to_three"), ("provinsi", "63")];

async fn preview(client: &mut Client<'_>, title: &str) -> (String, Answer) {
    let form = format!("/lowongan/{}/lamar", client.site.code("opening", "title", title).await);
    let mut fields = CARD.to_vec();
    fields.push(("langkah", "lihat"));
    let page = client.post(&form, &fields).await;
    assert_eq!(page.status, 200, "{:?}", page.all(".field-error"));
    (form, page)
}

/// What the preview sends along, with what else is ticked.
fn sending<'a>(page: &'a [(String, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    page.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied()).collect()
}

fn hidden(page: &Answer) -> Vec<(String, String)> {
    let names = page.attributes("main input[type=hidden]", "name");
    names.into_iter().zip(page.attributes("main input[type=hidden]", "value")).collect()
}

/// Applies for an opening. Gives the code of the application.
async fn apply(client: &mut Client<'_>, title: &str) -> String {
    let (form, page) = preview(client, title).await;
    let fields = hidden(&page);
    let sent = client.post(&form, &sending(&fields, &[("langkah", "kirim"), ("setuju", "1")])).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".field-error"));
    let to = sent.header("location").to_owned();
    to.strip_prefix("/saya/kerja/lamaran/").unwrap().split('?').next().unwrap().to_owned()
}

/// Takes a step of the applicant with the version that stands on the page.
async fn own(client: &mut Client<'_>, code: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/saya/kerja/lamaran/{code}");
    let page = client.get(&path).await;
    let version = page.attributes("input[name=versi]", "value").first().cloned().unwrap_or_default();
    let mut all = vec![("versi", version.as_str())];
    all.extend_from_slice(fields);
    client.post(&path, &all).await
}

fn done(answer: &Answer) {
    assert_eq!(answer.status, 303, "{:?} {:?}", answer.all(".field-error"), answer.all("h1"));
}

fn faults(answer: &Answer) -> String {
    assert_eq!(answer.status, 422, "{:?}", answer.all("h1"));
    answer.all(".field-error").join(" | ")
}

const INVITE: [(&str, &str); 2] = [("tindakan", "undang"), ("undang", "Bisa datang hari Kamis pagi?")];

#[actix_web::test]
async fn somebody_applies_blind_is_invited_shares_a_contact_takes_it_back_and_is_hired() {
    let site = fresh().await;
    let (mut sari, mut dimas) = (site.sign_in("Sari").await, site.sign_in("Dimas").await);
    let before = site.mails().await.len();
    let code = apply(&mut sari, BARISTA).await;
    assert_eq!(site.mails().await.len() - before, 2, "both recruiters hear of it");
    let page = format!("{}/pelamar/{code}", employer(&site));
    let opening = site.code("opening", "title", BARISTA).await;
    let list = dimas.get(&format!("{}/lowongan/{opening}/pelamar", employer(&site))).await;
    assert!(list.text().contains("dari 2 keterampilan wajib"), "{}", list.text());
    let card = dimas.get(&page).await;
    assert_eq!(card.status, 200);
    for telling in ["Sari", "sari@", "Rp", "Banjarmasin"] {
        assert!(!card.all("main").concat().contains(telling), "the card tells {telling}");
    }

    done(&dimas.post(&page, &INVITE).await);
    let asked = dimas.post(&page, &[("tindakan", "tawar"), ("upah", "3 juta"), ("mulai", "Senin")]).await;
    assert!(faults(&asked).contains("Tunggu jawaban pelamar"));
    let number = own(&mut sari, &code, &[("tindakan", "pesan"), ("pesan", "WA 0812-3456-7890")]).await;
    assert!(faults(&number).contains("tombol Bagikan kontak"));
    let guarded = own(&mut sari, &code, &[("tindakan", "pesan"), ("pesan", "Saya pasien HIV")]).await;
    assert!(faults(&guarded).contains("Mohon hapus keterangan pribadi atau kesehatan"));
    let demand = dimas.post(&page, &[("tindakan", "pesan"), ("pesan", "Syarat: usia maksimal 25 tahun")]).await;
    assert!(faults(&demand).contains("pertanyaan pribadi"));
    done(&own(&mut sari, &code, &[("tindakan", "mau")]).await);
    done(&dimas.post(&page, &[("tindakan", "tawar"), ("upah", "Rp 3.950.000"), ("mulai", "Senin depan")]).await);
    let unshared = own(&mut sari, &code, &[("tindakan", "terima")]).await;
    assert!(faults(&unshared).contains("Bagikan kontak dulu"));

    done(&own(&mut sari, &code, &[("tindakan", "bagikan"), ("lihat-nama", "1")]).await);
    let shown = dimas.get(&page).await;
    assert!(shown.text().contains("Sari") && shown.text().contains("Kontak dibagikan"));
    assert!(!shown.text().contains("sari@"), "only what was ticked");
    assert!(shown.text().contains("Dibuka oleh Dimas, "), "a copy of the page tells whose it is");
    let looks = sari.get(&format!("/saya/kerja/lamaran/{code}")).await;
    assert!(looks.text().contains("Melihat kontak") && looks.text().contains("Perekrut"));
    assert!(!looks.text().contains("Dimas"), "by office, not by name");
    done(&own(&mut sari, &code, &[("tindakan", "tarik-kontak")]).await);
    let hidden = dimas.get(&page).await;
    assert!(!hidden.text().contains("Sari") && hidden.text().contains("Kontak ditarik"));

    done(&own(&mut sari, &code, &[("tindakan", "bagikan"), ("lihat-telepon", "1")]).await);
    done(&own(&mut sari, &code, &[("tindakan", "terima")]).await);
    let hired = dimas.get(&page).await;
    assert!(hired.text().contains("Diterima") && hired.text().contains("Kontak dibagikan"));
    done(&own(&mut sari, &code, &[("tindakan", "hapus")]).await);
    assert_eq!(dimas.get(&page).await.status, 404);
    for table in ["application", "application_message", "application_event", "application_view"] {
        let left = texts(&site, &format!("SELECT 'x' AS one FROM {table}")).await;
        assert!(left.is_empty(), "{table} keeps rows of what was erased");
    }
}

#[actix_web::test]
async fn what_is_sent_is_what_was_looked_at_byte_for_byte() {
    let site = fresh().await;
    let (mut sari, mut dimas) = (site.sign_in("Sari").await, site.sign_in("Dimas").await);
    let (form, page) = preview(&mut sari, BARISTA).await;
    let card = |page: &Answer| {
        let text = page.text();
        let start = text.find("<section class=\"panel stack stack--tight\" aria-labelledby=\"card\">").unwrap();
        let end = start + text[start..].find("</section>").unwrap();
        text[start..end].to_owned()
    };
    let fields = hidden(&page);
    let without = sari.post(&form, &sending(&fields, &[("langkah", "kirim")])).await;
    assert!(faults(&without).contains("Centang bila Anda setuju"));
    let other: Vec<_> = sending(&fields, &[("langkah", "kirim"), ("setuju", "1")])
        .into_iter()
        .map(|(name, value)| if name == "lama" { (name, "over_five") } else { (name, value) })
        .collect();
    assert!(faults(&sari.post(&form, &other).await).contains("Kartu berubah"));
    let code = apply(&mut sari, BARISTA).await;
    let seen = dimas.get(&format!("{}/pelamar/{code}", employer(&site))).await;
    assert_eq!(card(&page), card(&seen));
    let consent = "SELECT text_hash AS one FROM application UNION SELECT text_hash AS one FROM consent \
                   WHERE purpose = 'apply'";
    assert_eq!(texts(&site, consent).await.len(), 1, "the words agreed to are the words stored");
}

#[actix_web::test]
async fn pressing_twice_is_one_application_and_the_twenty_first_of_a_day_waits() {
    let site = fresh().await;
    let mut sari = site.sign_in("Sari").await;
    let (form, page) = preview(&mut sari, BARISTA).await;
    let fields = hidden(&page);
    let all = sending(&fields, &[("langkah", "kirim"), ("setuju", "1")]);
    let (first, second) = (sari.post(&form, &all).await, sari.post(&form, &all).await);
    let code = |answer: &Answer| answer.header("location").split('?').next().unwrap().to_owned();
    assert_eq!(code(&first), code(&second));
    assert_eq!(texts(&site, "SELECT public_code AS one FROM application").await.len(), 1);
    assert_eq!(sari.get(&form).await.header("location"), code(&first));
    for _ in 0..19 {
        site.execute("DELETE FROM application").await;
        done(&sari.post(&form, &all).await);
    }
    site.execute("DELETE FROM application").await;
    assert!(faults(&sari.post(&form, &all).await).contains("20 lamaran hari ini"));
}

#[actix_web::test]
async fn two_employers_find_nothing_equal_in_two_applications_of_one_person() {
    let site = fresh().await;
    let mut sari = site.sign_in("Sari").await;
    let (here, there) = (apply(&mut sari, BARISTA).await, apply(&mut sari, TAILOR).await);
    assert_ne!(here, there);
    let codes = texts(&site, "SELECT code AS one FROM application").await;
    assert_ne!(codes[0], codes[1]);
    let mut dimas = site.sign_in("Dimas").await;
    let page = dimas.get(&format!("{}/pelamar/{here}", employer(&site))).await;
    let text = page.all("main").concat();
    assert!(!text.contains("pukul") && !text.contains("WITA"), "no time finer than a day: {text}");
    let foreign = dimas.get(&format!("{}/pelamar/{there}", employer(&site))).await;
    let nothing = dimas.get(&format!("{}/pelamar/ZZZZZZ", employer(&site))).await;
    assert_eq!((foreign.status.as_u16(), nothing.status.as_u16()), (404, 404));
    let plain = |answer: &Answer, code: &str| answer.text().replace(code, "");
    assert_eq!(plain(&foreign, &there), plain(&nothing, "ZZZZZZ"));
    // The same employer knows the person by the same code again.
    let again = apply(&mut sari, "Room attendant").await;
    let same = format!("SELECT code AS one FROM application WHERE public_code IN ('{here}', '{again}')");
    let same = texts(&site, &same).await;
    assert_eq!(same[0], same[1]);
}

/// One refuses and one says nothing; the recruiter writes to both, and time passes.
#[actix_web::test]
async fn a_refusal_and_silence_are_the_same_bytes() {
    let mut site = fresh().await;
    let (refuses, silent) = {
        let (mut sari, mut made) = (site.sign_in("Sari").await, site.sign_in("Made").await);
        (apply(&mut sari, BARISTA).await, apply(&mut made, BARISTA).await)
    };
    let codes = texts(&site, "SELECT code AS one FROM application ORDER BY public_code").await;
    let base = employer(&site);
    {
        let mut dimas = site.sign_in("Dimas").await;
        for code in [&refuses, &silent] {
            done(&dimas.post(&format!("{base}/pelamar/{code}"), &INVITE).await);
        }
    }
    {
        let mut sari = site.sign_in("Sari").await;
        done(&own(&mut sari, &refuses, &[("tindakan", "tolak")]).await);
    }
    for days in [0, 1, 12, 2, 30] {
        site.later(Duration::days(days));
        for swept in [false, true] {
            if swept {
                applications::service::lapse(&site.app).await.unwrap();
            }
            let mut dimas = site.sign_in("Dimas").await;
            let mut faces = Vec::new();
            for code in [&refuses, &silent] {
                let path = format!("{base}/pelamar/{code}");
                let mails = site.mails().await.len();
                let said = dimas.post(&path, &[("tindakan", "pesan"), ("pesan", "Masih berminat?")]).await;
                let offered = dimas.post(&path, &[("tindakan", "tawar"), ("upah", "3 juta"), ("mulai", "Senin")]).await;
                let again = dimas.post(&path, &INVITE).await;
                let page = dimas.get(&path).await;
                let mut face = String::new();
                for answer in [&said, &offered, &again, &page] {
                    let mut text = format!("{} {}", answer.status, answer.header("location")) + &answer.text();
                    text = text.replace(code.as_str(), "KODE");
                    for shown in &codes {
                        text = text.replace(&format!("{}-{}", &shown[..4], &shown[4..]), "PELAMAR");
                    }
                    face.push_str(&text);
                }
                faces.push(face);
                if code == &refuses {
                    assert_eq!(site.mails().await.len(), mails, "who refused hears nothing more");
                }
            }
            assert!(faces[0] == faces[1], "after {days} days, swept: {swept}");
        }
    }
    let mut sari = site.sign_in("Sari").await;
    let page = sari.get(&format!("/saya/kerja/lamaran/{refuses}")).await;
    assert!(!page.text().contains("Masih berminat?"), "what came after the refusal is not delivered");
}

#[actix_web::test]
async fn a_pledge_that_does_not_hold_hides_applications_and_loses_none() {
    let site = fresh().await;
    let (mut sari, mut dimas) = (site.sign_in("Sari").await, site.sign_in("Dimas").await);
    let code = apply(&mut sari, BARISTA).await;
    let opening = site.code("opening", "title", BARISTA).await;
    let base = employer(&site);
    site.execute("DELETE FROM pledge_acceptance").await;
    for path in [
        format!("{base}/pelamar"),
        format!("{base}/pelamar/{code}"),
        format!("{base}/lowongan/{opening}/pelamar"),
        format!("{base}/lowongan/{opening}/pelamar/unduh"),
    ] {
        let page = dimas.get(&path).await;
        assert!(page.text().contains("Setujui ikrar terbaru"), "{path}");
        assert!(page.all(".chip").is_empty(), "{path}");
    }
    dimas.post(&format!("{base}/pelamar/{code}"), &INVITE).await;
    assert_eq!(texts(&site, "SELECT stage AS one FROM application").await, ["sent"]);
    pledged(&site).await;
    assert_eq!(dimas.get(&format!("{base}/pelamar/{code}")).await.all("#card").len(), 1);
    // Looking after an employer opens no card: that is the recruiters' office.
    let lead = "UPDATE membership SET ended_at = 1 WHERE office = 'recruiter'";
    site.execute(lead).await;
    let mut lestari = site.sign_in("Lestari").await;
    assert_eq!(lestari.get(&format!("{base}/pelamar")).await.status, 404);
    assert_eq!(lestari.get(&format!("{base}/pelamar/{code}")).await.status, 404);
}

#[actix_web::test]
async fn a_withdrawn_application_is_a_code_and_a_word() {
    let site = fresh().await;
    let (mut sari, mut dimas) = (site.sign_in("Sari").await, site.sign_in("Dimas").await);
    let code = apply(&mut sari, BARISTA).await;
    let opening = site.code("opening", "title", BARISTA).await;
    done(&own(&mut sari, &code, &[("tindakan", "tarik")]).await);
    let list = dimas.get(&format!("{}/lowongan/{opening}/pelamar", employer(&site))).await;
    assert!(list.text().contains("Ditarik pelamar"));
    assert!(list.attributes(".row-title a", "href").is_empty());
    assert_eq!(dimas.get(&format!("{}/pelamar/{code}", employer(&site))).await.status, 404);
    assert_eq!(dimas.post(&format!("{}/pelamar/{code}", employer(&site)), &INVITE).await.status, 404);
    // The way is free for another one.
    assert_ne!(apply(&mut sari, BARISTA).await, code);
}

#[actix_web::test]
async fn an_opening_that_ends_ends_what_was_not_decided_and_one_that_runs_out_ends_nothing() {
    let site = fresh().await;
    let mut sari = site.sign_in("Sari").await;
    apply(&mut sari, BARISTA).await;
    apply(&mut sari, "Room attendant").await;
    let (ended, expired) = (JOBS.id("opening 17"), JOBS.id("opening 16"));
    let mails = site.mails().await.len();
    applications::service::opening_expired(&site.app.db, NOW, expired).await.unwrap();
    applications::service::opening_ended(&site.app.db, NOW, ended).await.unwrap();
    assert_eq!(site.mails().await.len() - mails, 1, "only who is told that the opening closed");
    let stages = "SELECT stage || ' ' || CASE WHEN clock_at IS NULL THEN 'open' ELSE 'runs' END AS one \
                  FROM application ORDER BY stage";
    assert_eq!(texts(&site, stages).await, ["ended runs", "sent runs"]);
    applications::service::opening_reopened(&site.app.db, expired).await.unwrap();
    assert_eq!(texts(&site, stages).await, ["ended runs", "sent open"]);
}

#[actix_web::test]
async fn a_refusal_by_the_employer_needs_a_reason_and_is_told() {
    let site = fresh().await;
    let (mut sari, mut dimas) = (site.sign_in("Sari").await, site.sign_in("Dimas").await);
    let code = apply(&mut sari, BARISTA).await;
    let page = format!("{}/pelamar/{code}", employer(&site));
    let without = dimas.post(&page, &[("tindakan", "tidak")]).await;
    assert!(faults(&without).contains("Pilih alasan"));
    let wordless = dimas.post(&page, &[("tindakan", "tidak"), ("alasan", "other")]).await;
    assert!(faults(&wordless).contains("Pilih alasan"));
    done(&dimas.post(&page, &[("tindakan", "tidak"), ("alasan", "place")]).await);
    assert_eq!(dimas.get(&page).await.status, 404);
    let told = sari.get(&format!("/saya/kerja/lamaran/{code}")).await;
    assert!(told.text().contains("Tempat atau jadwal tidak cocok") && told.text().contains("Dihapus 180 hari lagi"));
}

#[actix_web::test]
async fn an_account_that_is_erased_takes_its_applications_along_and_the_copy_holds_them() {
    let site = fresh().await;
    let mut sari = site.sign_in("Sari").await;
    apply(&mut sari, BARISTA).await;
    let export = sari.post("/akun/data/unduh", &[("jenis", "json")]).await;
    assert!(export.text().contains("Barista") && export.text().contains("one_to_three"), "{}", export.text());
    let person = tanggui::demo::people::ACCOUNTS.iter().find(|account| account.name == "Sari").unwrap().id();
    tanggui::identity::people::erase(&site.app.db, site.app.rooms, NOW, person).await.unwrap();
    assert!(texts(&site, "SELECT public_code AS one FROM application").await.is_empty());
}

#[actix_web::test]
async fn the_list_can_be_taken_away_without_a_contact() {
    let site = Site::demo().await;
    pledged(&site).await;
    let mut dimas = site.sign_in("Dimas").await;
    let opening = site.code("opening", "title", BARISTA).await;
    let base = format!("{}/lowongan/{opening}/pelamar/unduh", employer(&site));
    let csv = dimas.get(&format!("{base}?jenis=csv")).await;
    assert!(csv.text().lines().count() == 5, "{}", csv.text());
    assert!(!csv.text().contains("Kontak") && !csv.text().contains("Sari"));
    let xlsx = dimas.get(&format!("{base}?jenis=xlsx")).await;
    assert_eq!(&xlsx.bytes[..2], b"PK");
    let filtered = format!("{}/lowongan/{opening}/pelamar?status=diterima", employer(&site));
    assert_eq!(dimas.get(&filtered).await.all(".row-title").len(), 1);
    let wrong = dimas.get(&format!("{}/lowongan/{opening}/pelamar?status=x", employer(&site))).await;
    assert_eq!(wrong.status, 422);
}

#[actix_web::test]
async fn every_page_in_both_languages_keeps_the_rules() {
    let site = Site::demo().await;
    pledged(&site).await;
    let opening = site.code("opening", "title", BARISTA).await;
    let base = employer(&site);
    let item = |key: &str| APPLICATIONS.public_code(key);
    let mut pages = vec![
        ("Dimas", base.clone()),
        ("Dimas", format!("{base}/pelamar")),
        ("Dimas", format!("{base}/lowongan/{opening}/pelamar")),
        ("Sari", "/saya/kerja/lamaran".to_owned()),
        ("Hendra", format!("/lowongan/{opening}/lamar")),
        ("Hendra", "/saya/kerja/lamaran".to_owned()),
    ];
    for key in ["Rahma 16", "Made 16", "Sari 16", "Agus 16", "Sari 17", "Made 17", "Rini 17"] {
        let who = ["Rahma", "Made", "Sari", "Agus", "Rini"].into_iter().find(|name| key.starts_with(name)).unwrap();
        pages.push(("Dimas", format!("{base}/pelamar/{}", item(key))));
        pages.push((who, format!("/saya/kerja/lamaran/{}", item(key))));
    }
    for key in ["Tono 16", "Bayu 17", "Wulan 5"] {
        let who = key.split(' ').next().unwrap();
        let who = ["Tono", "Bayu", "Wulan"].into_iter().find(|name| *name == who).unwrap();
        pages.push((who, format!("/saya/kerja/lamaran/{}", item(key))));
    }
    let mut clients = HashMap::new();
    for (who, path) in pages {
        for lang in ["id", "en"] {
            let client = match clients.entry(who) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(site.sign_in(who).await),
            };
            client.cookies.insert("bahasa".to_owned(), lang.to_owned());
            let page = client.get(&path).await;
            assert_eq!(page.status, 200, "{who} {path}");
            keeps_the_rules(&path, lang, &page.text());
        }
    }
}

#[actix_web::test]
async fn the_demo_has_applications_at_every_place() {
    let site = Site::demo().await;
    let stages = texts(&site, "SELECT DISTINCT stage AS one FROM application ORDER BY stage").await;
    assert_eq!(stages, ["declined", "ended", "hired", "invited", "offered", "sent", "withdrawn"]);
    assert_eq!(texts(&site, "SELECT public_code AS one FROM application").await.len(), 20);
    let empty =
        texts(&site, "SELECT public_code AS one FROM application WHERE CAST(card AS TEXT) LIKE '%\"skills\":[]%'");
    assert!(empty.await.is_empty(), "a card without a skill");
}
