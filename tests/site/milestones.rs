//! Officers record numbers and days of other offices beside a proposal.
use tanggui::demo::streams::GOODS;

use crate::{
    checking::{account, claim, run, sent},
    recommendations::{file, press, scored},
    reviews::{PANEL, call_that, complete, count, enter, plain, state_of},
    support::{Answer, Client, Site},
    uploads,
};

const NONE: &[u8] = &[];

async fn record(client: &mut Client<'_>, here: &str, kind: &str, number: &str, file: &[u8]) -> Answer {
    let day = [("tanggal_tgl", "20"), ("tanggal_bln", "11"), ("tanggal_thn", "2026")];
    let fields = [&[("jenis", kind), ("nomor", number)], &day[..]].concat();
    uploads::send(client, &format!("{here}/catatan/berkas"), &fields, "berkas", file).await
}

#[actix_web::test]
async fn an_agenda_number_changes_the_name_of_the_stage_and_nothing_else() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let (mut tono, mut nirmala) = (site.sign_in("Tono").await, site.sign_in("Nirmala").await);
    let (mut yusuf, mut wulan) = (site.sign_in("Yusuf").await, site.sign_in("Wulan").await);
    let mut rahma = site.sign_in("Rahma").await;
    assert!(rahma.get(&group).await.text().contains("Diajukan"));
    assert!(!nirmala.get(&format!("{here}/catatan")).await.text().contains("jenis=agenda"), "not before the claim");
    let page = tono.get(&format!("{here}/catatan?jenis=agenda")).await;
    assert!(page.status == 200 && page.text().contains("Mencatat"), "what it does is said before");
    let mails = site.mails().await.len();
    for (kind, number) in [("agenda", ""), ("agenda", &"9".repeat(61)), ("tapd_letter", "1"), ("lain", "1")] {
        assert_eq!(record(&mut tono, &here, kind, number, NONE).await.status, 422, "{kind} {number}");
    }
    assert_eq!(record(&mut wulan, &here, "agenda", "A-12/2026", NONE).await.status, 422, "who decides does not");
    let future =
        [("jenis", "agenda"), ("nomor", "1"), ("tanggal_tgl", "1"), ("tanggal_bln", "1"), ("tanggal_thn", "2027")];
    let refused = uploads::send(&mut tono, &format!("{here}/catatan/berkas"), &future, "berkas", NONE).await;
    assert_eq!(refused.status, 422);
    for _ in 0..2 {
        let done = record(&mut tono, &here, "agenda", "A-12/2026", NONE).await;
        assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
    }
    let lines = "SELECT COUNT(*) AS n FROM funding_event WHERE event = 'record_milestone'";
    assert_eq!(count(&site, lines, Vec::new()).await, 1, "pressing twice leaves one line");
    let seen = rahma.get(&group).await.text();
    assert!(seen.contains("Diagendakan") && seen.contains("A-12/2026") && !seen.contains("Tono"));
    assert_eq!(site.mails().await.len(), mails, "nobody is mailed");
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    assert_eq!(record(&mut nirmala, &here, "sipd_number", "63.71.001", NONE).await.status, 303, "who holds the claim");
    assert_eq!(record(&mut yusuf, &here, "sipd_number", "2", NONE).await.status, 422, "and no other verifier");
    assert!(rahma.get(&group).await.text().contains("Verifikasi administrasi"));
    let tie = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";
    run(&site, tie, vec![account("Tono").into(), GOODS.id("E01").into()]).await;
    let there = format!("{here}/catatan");
    let missing = format!("{}/ZZZZ-ZZZZ/catatan", here.rsplit_once('/').unwrap().0);
    let (tied, none) = (tono.get(&there).await, tono.get(&missing).await);
    assert_eq!((tied.status.as_u16(), plain(&tied, &there)), (404, plain(&none, &missing)));
    assert_eq!(record(&mut tono, &here, "agenda", "A-13", NONE).await.status, 404);
}

#[actix_web::test]
async fn a_call_that_needs_the_inspectorate_waits_for_its_note() {
    let site = Site::demo().await;
    call_that(&site, "needs_apip", true, (1, "ordered", &PANEL)).await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    let here = file(&site, &code).await;
    let mut tono = site.sign_in("Tono").await;
    let photo = uploads::photo();
    assert_eq!(record(&mut tono, &here, "apip_review", "700/12", &photo).await.status, 422, "before it is scored");
    scored(&site, proposal, &code).await;
    let recommending = format!("{here}/rekomendasi");
    assert_eq!(press(&mut tono, &recommending, "usulkan", &[]).await.status, 422);
    assert_eq!(record(&mut tono, &here, "apip_review", "700/12", NONE).await.status, 422, "not without its paper");
    assert_eq!(record(&mut tono, &here, "apip_review", "700/12", &photo).await.status, 303);
    assert_eq!(press(&mut tono, &recommending, "usulkan", &[]).await.status, 303);
    let mut nirmala = site.sign_in("Nirmala").await;
    let mark = nirmala.get(&recommending).await.attributes("input[name=isi]", "value").remove(0);
    assert_eq!(nirmala.post(&recommending, &[("tombol", "sahkan"), ("isi", &mark)]).await.status, 303);
    assert_eq!(state_of(&site, proposal).await, "recommended");
    let mut rahma = site.sign_in("Rahma").await;
    let group = format!("/saya/usaha/{}/proposal/{code}", site.code_of_demo("enterprise", "E01"));
    let seen = rahma.get(&group).await;
    assert!(seen.text().contains("Rekomendasi (reviu pengawas internal, APIP)"));
    let link = tono.get(&format!("{here}/catatan")).await.attributes(".task a", "href").remove(0);
    let paper = tono.get(&link).await;
    assert_eq!((paper.status.as_u16(), paper.header("content-type")), (200, "image/jpeg"));
    let kept =
        "SELECT COUNT(*) AS n FROM funding_document WHERE letter = 'recommendation_note' AND data LIKE '%700/12%'";
    assert_eq!(count(&site, kept, Vec::new()).await, 1, "the note of the office names it");
}

#[actix_web::test]
async fn the_excerpt_of_a_decree_is_sealed_and_recorded_by_who_decides() {
    let site = Site::demo().await;
    call_that(&site, "needs_apip", false, (1, "ordered", &PANEL)).await;
    let (proposal, code, _) = complete(&site, "E01", "Mesin kurang.").await;
    run(&site, "UPDATE proposal SET state = 'approved' WHERE id = $1", vec![proposal.into()]).await;
    let here = file(&site, &code).await;
    let (mut wulan, mut tono) = (site.sign_in("Wulan").await, site.sign_in("Tono").await);
    let photo = uploads::photo();
    assert_eq!(record(&mut tono, &here, "decree_excerpt", "188/7", &photo).await.status, 422);
    assert_eq!(record(&mut wulan, &here, "decree_excerpt", "188/7", &photo).await.status, 303);
    let sealed =
        "SELECT COUNT(*) AS n FROM milestone JOIN sealed_paper ON paper_id = sealed_as WHERE stored LIKE 'paper-%'";
    assert_eq!(count(&site, sealed, Vec::new()).await, 1);
    let mut rini = site.sign_in("Rini").await;
    assert_eq!(rini.get(&format!("{here}/catatan")).await.status, 404, "reviewers never see a file");
}
