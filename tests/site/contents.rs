//! The lead asks once about sections while a proposal is reviewed.
use sea_orm::{ConnectionTrait, Statement};
use tanggui::funding::proposals::rounds::service as rounds;
use time::Duration;
use uuid::Uuid;

use crate::{
    checking::{OF_THE_CALL, account, claim, mark, sent, sign_and_send, state, step, word},
    reviews::{PANEL, call, count, packet, score},
    support::{Client, Site},
};

const DUE: [(&str, &str); 3] = [("batas_tgl", "7"), ("batas_bln", "12"), ("batas_thn", "2026")];
/// The section that is asked about.
const AIMS: &str = "proposal-section-aims";
const QUESTION: &str = "Sebut jumlah tas sebulan.";

struct Asked {
    group: String,
    here: String,
    reviewer: &'static str,
    packet: String,
}

/// A proposal that was scored, and about which the lead then asked.
async fn asked(site: &Site) -> Asked {
    let (group, here) = sent(site).await;
    call(site, 1, "ordered", &PANEL).await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    mark(&mut nirmala, &here, &[]).await;
    let noted = [("kelompok", "ganda"), ("ganda", "Tidak ada bantuan lain.")];
    assert_eq!(nirmala.post(&format!("{here}/periksa"), &noted).await.status, 303);
    assert_eq!(step(&mut nirmala, &here, &[("ke", "lengkap")]).await.status, 303);
    let proposal = id(site).await;
    let sql = "SELECT COUNT(*) AS n FROM review_assignment WHERE proposal_id = $1 AND person_id = $2";
    let rini = count(site, sql, vec![proposal.into(), account("Rini").into()]).await == 1;
    let reviewer = if rini { "Rini" } else { "Bayu" };
    let packet = packet(site, proposal, reviewer).await;
    let mut client = site.sign_in(reviewer).await;
    assert_eq!(score(&mut client, &packet, "kirim", [50; 3], "").await.status, 303);
    let mut tono = site.sign_in("Tono").await;
    let asking = format!("{here}/tanya");
    assert_eq!(tono.get(&asking).await.status, 200);
    assert_eq!(nirmala.get(&asking).await.status, 404, "the lead alone");
    let press =
        |button: &'static str, more: &[(&'static str, &'static str)]| [&[("tombol", button)], more, &DUE[..]].concat();
    let question = [(AIMS, QUESTION)];
    assert_eq!(tono.post(&asking, &press("lakukan", &[])).await.status, 422, "nothing is asked");
    let soon = [("tombol", "lakukan"), question[0], ("batas_tgl", "24"), ("batas_bln", "11"), ("batas_thn", "2026")];
    assert_eq!(tono.post(&asking, &soon).await.status, 422, "five working days at least");
    let look = tono.post(&asking, &press("lihat", &question)).await;
    assert!(look.status == 200 && look.text().contains("Perlu perbaikan"), "what it does is said before");
    let done = tono.post(&asking, &press("lakukan", &question)).await;
    assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
    assert_eq!(state(site).await, "content_revision");
    assert_eq!(tono.post(&asking, &press("lakukan", &question)).await.status, 422, "once");
    Asked { group, here, reviewer, packet }
}

async fn id(site: &Site) -> Uuid {
    let sql = format!("SELECT id FROM proposal WHERE {OF_THE_CALL}");
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "id").unwrap()
}

/// Writes the section that is asked about, and says so.
async fn mend(rahma: &mut Client<'_>, group: &str) {
    let list = format!("{group}/perbaikan");
    let page = rahma.get(&list).await;
    assert!(page.text().contains(QUESTION));
    let aims = format!("{group}/isi/tujuan");
    let version = rahma.get(&aims).await.attributes("input[name=versi]", "value").remove(0);
    let fields = [("versi", version.as_str()), ("tujuan", "Dua puluh lima tas sebulan.")];
    assert_eq!(rahma.post(&aims, &fields).await.status, 303);
    let other = format!("{group}/isi/manfaat");
    let refused = rahma.post(&other, &[("versi", "1"), ("manfaat", "Lain."), ("ukuran", "Lain.")]).await;
    assert_ne!(refused.status, 303, "nothing else is open");
    let done = format!("{AIMS}-sudah");
    let answer = [("butir", "tujuan"), (AIMS, "Jumlah tas ditulis."), (done.as_str(), "1")];
    assert_eq!(rahma.post(&list, &answer).await.status, 303);
}

#[actix_web::test]
async fn a_group_answers_in_the_sections_that_are_named_and_reviewers_score_anew() {
    let site = Site::demo().await;
    let Asked { group, here, reviewer, packet } = asked(&site).await;
    let mut tono = site.sign_in("Tono").await;
    let mut rahma = site.sign_in("Rahma").await;
    let letters = rahma.get(&group).await.attributes("a[href*='/surat/']", "href");
    assert_eq!(letters.len(), 2, "the receipt and the questions");
    mend(&mut rahma, &group).await;
    assert!(!tono.get(&here).await.text().contains("lima tas sebulan"), "the office reads what was sent");
    sign_and_send(&site, &group, "perbaikan").await;
    assert_eq!(state(&site).await, "in_review");
    let versions = format!(
        "SELECT CAST(COUNT(*) AS TEXT) AS word FROM proposal_version WHERE proposal_id IN (SELECT id FROM proposal WHERE {OF_THE_CALL})"
    );
    assert_eq!(word(&site, &versions).await, "2");
    let closing = format!("{here}/nilai");
    assert_eq!(tono.post(&closing, &[("tombol", "tutup")]).await.status, 422, "the old score does not count");
    let mut client = site.sign_in(reviewer).await;
    assert!(client.get(&packet).await.text().contains("Dua puluh lima tas sebulan."));
    assert_eq!(score(&mut client, &packet, "kirim", [60; 3], "").await.status, 303);
    let again = [&[("tombol", "lakukan"), (AIMS, QUESTION)], &DUE[..]].concat();
    assert_eq!(tono.post(&format!("{here}/tanya"), &again).await.status, 422, "nothing is asked twice");
    assert_eq!(tono.post(&closing, &[("tombol", "tutup")]).await.status, 303);
    assert!(tono.get(&closing).await.text().contains("60,00"));
}

#[actix_web::test]
async fn when_the_day_passes_the_review_goes_on_with_what_was_sent() {
    let mut site = Site::demo().await;
    let Asked { group, here, .. } = asked(&site).await;
    mend(&mut site.sign_in("Rahma").await, &group).await;
    site.later(Duration::days(20));
    assert!(rounds::tick(&site.app).await.unwrap() > 0);
    assert_eq!(state(&site).await, "in_review");
    let mut tono = site.sign_in("Tono").await;
    let page = tono.get(&here).await.text();
    assert!(page.contains("Dua puluh tas seminggu.") && !page.contains("lima tas sebulan"));
    assert_eq!(tono.post(&format!("{here}/nilai"), &[("tombol", "tutup")]).await.status, 303, "the score counts again");
    assert!(tono.get(&format!("{here}/nilai")).await.text().contains("50,00"));
    let mut rahma = site.sign_in("Rahma").await;
    let aims = rahma.get(&format!("{group}/kirim")).await.text();
    assert!(aims.contains("Dua puluh tas seminggu."));
}
