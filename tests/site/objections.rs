//! A group objects to a refusal, and somebody who had no part in it decides; an office takes back what it recommended, and
//! voids a proposal by two.
use tanggui::{
    demo::streams::FUNDING,
    funding::{papers::disposal::service::sweep, proposals::rounds::service as rounds},
    platform::ids,
};
use time::Duration;

use crate::{
    checking::{OF_THE_CALL, account, claim, run, sent, state, step, word},
    recommendations::{file, press, scored},
    reviews::{PANEL, call, count, enter, state_of},
    support::{Answer, Client, Site},
};

const WHY: (&str, &str) = ("uraian", "Alamat usaha ada di Kabupaten Banjar, bukan di luar provinsi.");
const BECAUSE: (&str, &str) = ("uraian", "Surat domisili menyebut Kabupaten Banjar.");

/// Refused by two officers for its papers. Gives the addresses of the group and of the office.
async fn refused(site: &Site) -> (String, String) {
    let (group, here) = sent(site).await;
    let (mut nirmala, mut tono) = (site.sign_in("Nirmala").await, site.sign_in("Tono").await);
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    refuse(&mut nirmala, &mut tono, &here).await;
    assert_eq!(state(site).await, "rejected");
    (group, here)
}

async fn refuse(verifier: &mut Client<'_>, lead: &mut Client<'_>, here: &str) {
    let proposed = [("ke", "usul"), ("alasan", "OUT_OF_REGION"), ("uraian", "Alamat di luar provinsi.")];
    assert_eq!(step(verifier, here, &proposed).await.status, 303);
    assert_eq!(step(lead, here, &[("ke", "putuskan")]).await.status, 303);
}

/// A step of an office that takes something back.
async fn review(client: &mut Client<'_>, here: &str, button: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(&format!("{here}/tinjauan"), &[&[("tombol", button)], fields].concat()).await
}

async fn objected(client: &mut Client<'_>, group: &str) {
    let made = client.post(&format!("{group}/keberatan"), &[("tombol", "kirim"), WHY]).await;
    assert_eq!(made.status, 303, "{:?}", made.all(".error-summary li"));
}

async fn windows(site: &Site) -> String {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS TEXT) AS word FROM deadline WHERE timer = 'objection_window' AND ended_at IS NULL \
         AND object_id IN (SELECT id FROM proposal WHERE {OF_THE_CALL})"
    );
    word(site, &sql).await
}

/// Gives somebody a seat on the panel, with the office it asks for.
async fn seat(site: &Site, name: &str, duty: &str, office: &str) {
    let sql = "INSERT INTO call_panel (call_id, person_id, duty, added_at) VALUES ($1, $2, $3, 0)";
    run(site, sql, vec![FUNDING.id("K03").into(), account(name).into(), duty.into()]).await;
    let sql = "INSERT INTO membership (id, public_code, person_id, body_kind, body_id, office, created_at) \
               SELECT $1, $2, $3, body_kind, body_id, $4, created_at FROM membership \
               WHERE person_id = $5 AND office = 'decider'";
    let values = vec![
        ids::new_id().into(),
        ids::new_public_code().into(),
        account(name).into(),
        office.into(),
        account("Wulan").into(),
    ];
    run(site, sql, values).await;
}

#[actix_web::test]
async fn a_group_objects_once_and_somebody_who_had_no_part_in_the_refusal_decides() {
    let site = Site::demo().await;
    let (group, here) = refused(&site).await;
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let own = format!("{group}/keberatan");
    assert!(rahma.get(&group).await.attributes("a", "href").contains(&own));
    assert!(rahma.get(&own).await.text().contains("4 Desember 2026"), "ten working days");
    assert!(salim.get(&own).await.all("textarea").is_empty(), "the chair objects");
    assert_eq!(salim.post(&own, &[("tombol", "kirim"), WHY]).await.status, 422);
    assert_eq!(rahma.post(&own, &[("tombol", "kirim"), ("uraian", " ")]).await.status, 422, "not without reasons");
    let telling = rahma.post(&own, &[("tombol", "kirim"), ("uraian", "Hubungi 0812 3456 7890.")]).await;
    assert!(telling.status == 422 && telling.text().contains("0812 3456 7890"), "what was typed stays");
    assert_eq!(rahma.post(&own, &[("tombol", "kirim"), ("uraian", &"a".repeat(2_001))]).await.status, 422);
    assert_eq!(rahma.post(&own, &[("tombol", "lain"), WHY]).await.status, 422);
    let look = rahma.post(&own, &[("tombol", "lihat"), WHY]).await;
    assert!(look.status == 200 && look.text().contains("pejabat lain"), "what it does is said before");
    assert_eq!(state(&site).await, "rejected", "looking does nothing");
    let before = site.mails().await.len();
    objected(&mut rahma, &group).await;
    assert_eq!(state(&site).await, "objected");
    assert_eq!(site.mails().await.len(), before + 1, "the one who may decide hears of it");
    assert_eq!(rahma.post(&own, &[("tombol", "kirim"), WHY]).await.status, 422, "a second press does nothing");
    assert!(salim.get(&own).await.text().contains("bukan di luar provinsi"), "the group reads what it wrote");

    let decided = [("ke", "keberatan"), ("putusan", "tetap"), BECAUSE];
    // Those who refused have no part in it, whatever else they are.
    seat(&site, "Tono", "decider", "decider").await;
    for name in ["Tono", "Nirmala"] {
        let mut client = site.sign_in(name).await;
        assert!(!client.get(&here).await.text().contains("ke=keberatan"), "{name}");
        assert_eq!(review(&mut client, &here, "lakukan", &decided).await.status, 422, "{name}");
    }
    let mut wulan = site.sign_in("Wulan").await;
    assert!(wulan.get(&here).await.text().contains("ke=keberatan"));
    assert!(wulan.get(&format!("{here}/tinjauan?ke=keberatan")).await.text().contains("bukan di luar provinsi"));
    assert_eq!(review(&mut wulan, &here, "lakukan", &decided[..2]).await.status, 422, "not without reasons");
    assert_eq!(review(&mut wulan, &here, "lakukan", &[("ke", "keberatan"), BECAUSE]).await.status, 422);
    let look = review(&mut wulan, &here, "lihat", &decided).await;
    assert!(look.status == 200 && look.text().contains("Surat putusan keberatan"));
    assert_eq!(review(&mut wulan, &here, "lakukan", &decided).await.status, 303);
    assert_eq!(review(&mut wulan, &here, "lakukan", &decided).await.status, 422, "it is decided");
    assert_eq!((state(&site).await.as_str(), windows(&site).await.as_str()), ("rejected", "0"), "that is final");
    let letters = rahma.get(&group).await.attributes("a[href*='/surat/']", "href");
    assert_eq!(letters.len(), 3, "the receipt, the refusal and what was decided");
    assert_eq!(rahma.get(&letters[0]).await.header("content-type"), "application/pdf");
    assert!(!rahma.get(&group).await.text().contains("Wulan"));
    assert_eq!(rahma.post(&own, &[("tombol", "kirim"), WHY]).await.status, 422, "once");
    assert!(rahma.get(&own).await.all("textarea").is_empty());
}

#[actix_web::test]
async fn an_objection_that_is_right_leads_back_to_the_check_and_there_is_no_second_one() {
    let site = Site::demo().await;
    let (group, here) = refused(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    objected(&mut rahma, &group).await;
    let mut wulan = site.sign_in("Wulan").await;
    let right = [("ke", "keberatan"), ("putusan", "batal"), BECAUSE];
    assert_eq!(review(&mut wulan, &here, "lakukan", &right).await.status, 303);
    assert_eq!(state(&site).await, "admin_check");
    let (mut nirmala, mut tono) = (site.sign_in("Nirmala").await, site.sign_in("Tono").await);
    assert!(nirmala.get(&here).await.text().contains("Mesin kurang."), "the same officer goes on");
    refuse(&mut nirmala, &mut tono, &here).await;
    assert_eq!((state(&site).await.as_str(), windows(&site).await.as_str()), ("rejected", "0"));
    let again = rahma.post(&format!("{group}/keberatan"), &[("tombol", "kirim"), WHY]).await;
    assert_eq!(again.status, 422);
}

#[actix_web::test]
async fn after_its_time_nobody_objects_and_what_nobody_decides_is_told_to_the_head() {
    let mut site = Site::demo().await;
    let (group, _) = refused(&site).await;
    site.later(Duration::days(13));
    {
        let mut rahma = site.sign_in("Rahma").await;
        let own = format!("{group}/keberatan");
        assert_eq!(rahma.post(&own, &[("tombol", "kirim"), WHY]).await.status, 422);
        assert!(rahma.get(&own).await.all("textarea").is_empty());
    }
    site.later(-Duration::days(13));
    run(&site, "DELETE FROM call_panel WHERE person_id = $1", vec![account("Wulan").into()]).await;
    seat(&site, "Ratna", "head", "decider").await;
    let mut rahma = site.sign_in("Rahma").await;
    let before = site.mails().await.len();
    objected(&mut rahma, &group).await;
    assert_eq!(site.mails().await.len(), before + 1, "nobody may decide, so the head hears of it");
    site.later(Duration::days(30));
    let before = site.mails().await.len();
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1);
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "once");
    assert_eq!(site.mails().await.len(), before + 1);
    assert_eq!(state(&site).await, "objected", "the clock decides nothing");
}

#[actix_web::test]
async fn papers_of_a_refused_proposal_go_ninety_days_after_nobody_can_object_any_more() {
    let mut site = Site::demo().await;
    refused(&site).await;
    site.later(Duration::days(101));
    assert_eq!(sweep(&site.app).await.unwrap(), 0);
    site.later(Duration::days(3));
    assert_eq!(sweep(&site.app).await.unwrap(), 1);
    assert_eq!(sweep(&site.app).await.unwrap(), 0, "once");
}

#[actix_web::test]
async fn a_proposal_is_voided_by_two_who_have_the_same_reason_before_them() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
    let forged = [("ke", "gugur"), ("alasan", "FORGED")];
    assert!(!wulan.get(&here).await.text().contains("ke=gugur"), "nobody proposed it");
    assert_eq!(review(&mut wulan, &here, "lakukan", &forged).await.status, 422);
    assert_eq!(review(&mut tono, &here, "lakukan", &[("ke", "gugur"), ("alasan", "LATE")]).await.status, 422);
    assert_eq!(review(&mut tono, &here, "lihat", &forged).await.status, 200);
    assert_eq!(review(&mut tono, &here, "lakukan", &forged).await.status, 303);
    assert_eq!(state(&site).await, "submitted", "one alone voids nothing");
    let own = format!("{here}/tinjauan?ke=gugur");
    let first = wulan.get(&own).await.attributes("input[name=isi]", "value").remove(0);
    assert_eq!(review(&mut tono, &here, "sahkan", &[("ke", "gugur"), ("isi", &first)]).await.status, 422);
    assert_eq!(review(&mut tono, &here, "lakukan", &[("ke", "gugur"), ("alasan", "DUPLICATE_FILE")]).await.status, 303);
    assert_eq!(review(&mut wulan, &here, "sahkan", &[("ke", "gugur"), ("isi", &first)]).await.status, 422, "changed");
    let page = wulan.get(&own).await;
    assert!(page.text().contains("Dibatalkan") || page.text().contains("Selesai"), "what it does is said before");
    let mark = page.attributes("input[name=isi]", "value").remove(0);
    assert_eq!(review(&mut wulan, &here, "sahkan", &[("ke", "gugur"), ("isi", &mark)]).await.status, 303);
    assert_eq!(state_of_all(&site).await, "voided");
    assert_eq!(review(&mut wulan, &here, "sahkan", &[("ke", "gugur"), ("isi", &mark)]).await.status, 422);
    let seen = site.sign_in("Rahma").await.get(&group).await.text();
    assert!(!seen.contains("Wulan") && !seen.contains("Tono"));
}

async fn state_of_all(site: &Site) -> String {
    word(site, "SELECT state AS word FROM proposal WHERE call_id IN (SELECT id FROM \"call\" WHERE name LIKE 'Alat Produksi%')")
        .await
}

#[actix_web::test]
async fn a_recommendation_is_taken_back_as_long_as_nobody_decided_on_it() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    scored(&site, proposal, &code).await;
    let here = file(&site, &code).await;
    let note = format!("{here}/rekomendasi");
    let (mut tono, mut nirmala) = (site.sign_in("Tono").await, site.sign_in("Nirmala").await);
    assert_eq!(press(&mut tono, &note, "usulkan", &[]).await.status, 303);
    let mark = nirmala.get(&note).await.attributes("input[name=isi]", "value").remove(0);
    assert_eq!(nirmala.post(&note, &[("tombol", "sahkan"), ("isi", &mark)]).await.status, 303);
    assert_eq!(state_of(&site, proposal).await, "recommended");
    let back = [("ke", "koreksi"), ("uraian", "Satu potongan salah ketik.")];
    assert_eq!(review(&mut nirmala, &here, "lakukan", &back).await.status, 422, "the lead takes it back");
    assert_eq!(review(&mut tono, &here, "lakukan", &back[..1]).await.status, 422, "not without a reason");
    assert!(tono.get(&here).await.text().contains("ke=koreksi"));
    assert_eq!(review(&mut tono, &here, "lakukan", &back).await.status, 303);
    assert_eq!(state_of(&site, proposal).await, "scored");
    let values = || vec![proposal.into()];
    let standing = "SELECT COUNT(*) AS n FROM recommendation WHERE proposal_id = $1";
    assert_eq!(count(&site, standing, values()).await, 0);
    let revoked = "SELECT COUNT(*) AS n FROM funding_document WHERE object_id = $1 AND revoked_at IS NOT NULL";
    assert_eq!(count(&site, revoked, values()).await, 1, "the note is read as one that is revoked");
    assert_eq!(press(&mut tono, &note, "usulkan", &[]).await.status, 303, "and it is made anew");
}
