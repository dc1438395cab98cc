//! What leaves the disk: with a proposal that ended, and when nothing names it any more.
use std::{collections::BTreeSet, fs, time::Duration as Age};

use tanggui::funding::papers::disposal::service::{GRACE, collect, sweep};
use time::Duration;

use crate::{
    awards::agreed,
    checking::{run, word},
    recommendations::file,
    reviews::{PANEL, call_that, complete, count, state_of},
    support::{Client, Site},
    uploads,
};

fn files(site: &Site) -> BTreeSet<String> {
    let names = fs::read_dir(site.folder.path().join("papers")).unwrap();
    names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The visit of an enterprise of the demo, with a photo, by the officer who checks.
async fn visited(site: &Site, nirmala: &mut Client<'_>, enterprise: &str) -> (uuid::Uuid, String, String) {
    let (proposal, code, _) = complete(site, enterprise, "Mesin kurang.").await;
    let here = format!("{}/kunjungan", file(site, &code).await);
    let day = [("tombol", "kabari"), ("tanggal_tgl", "25"), ("tanggal_bln", "11"), ("tanggal_thn", "2026")];
    assert_eq!(nirmala.post(&here, &day).await.status, 303);
    let adding = format!("{here}/foto");
    let added = uploads::upload(nirmala, &adding, &[("isi", "Meja jahit")], &uploads::photo()).await;
    assert_eq!(added.status, 303);
    (proposal, code, here)
}

#[actix_web::test]
async fn photos_of_a_visit_go_with_its_proposal_unless_another_one_names_the_same() {
    let mut site = Site::demo().await;
    call_that(&site, "needs_field_visit", true, (1, "ordered", &PANEL)).await;
    let before = files(&site);
    let mut nirmala = site.sign_in("Nirmala").await;
    let (first, code, _) = visited(&site, &mut nirmala, "E01").await;
    let (second, ..) = visited(&site, &mut nirmala, "E02").await;
    assert_eq!(files(&site).difference(&before).count(), 1, "files have the name of their content");
    let group = format!("/saya/usaha/{}/proposal/{code}/kirim", site.code_of_demo("enterprise", "E01"));
    assert_eq!(site.sign_in("Rahma").await.post(&group, &[("tombol", "batal")]).await.status, 303);
    assert_eq!(state_of(&site, first).await, "withdrawn");
    drop(nirmala);
    site.later(Duration::days(29));
    assert_eq!(sweep(&site.app).await.unwrap(), 0);
    site.later(Duration::days(2));
    assert_eq!(sweep(&site.app).await.unwrap(), 1);
    let left = "SELECT COUNT(*) AS n FROM visit_photo WHERE proposal_id = $1";
    assert_eq!(count(&site, left, vec![first.into()]).await, 0);
    assert_eq!(files(&site).difference(&before).count(), 1, "the other visit has the same photo");
    run(&site, "UPDATE proposal SET state = 'withdrawn', ended_at = 0 WHERE id = $1", vec![second.into()]).await;
    assert_eq!(sweep(&site.app).await.unwrap(), 1);
    assert_eq!(files(&site), before);
    assert_eq!(sweep(&site.app).await.unwrap(), 0, "once");
}

#[actix_web::test]
async fn a_file_that_nothing_names_any_more_is_removed_when_it_is_old() {
    let site = Site::demo().await;
    call_that(&site, "needs_field_visit", true, (1, "ordered", &PANEL)).await;
    collect(&site.app, Age::ZERO).await.unwrap();
    let before = files(&site);
    let mut nirmala = site.sign_in("Nirmala").await;
    let (.., here) = visited(&site, &mut nirmala, "E01").await;
    let photo = word(&site, "SELECT public_code AS word FROM visit_photo").await;
    assert_eq!(collect(&site.app, Age::ZERO).await.unwrap(), 0, "the visit names it");
    assert_eq!(nirmala.post(&here, &[("tombol", "hapus"), ("foto_ini", &photo)]).await.status, 303);
    assert_eq!(collect(&site.app, GRACE).await.unwrap(), 0, "a request could still name it");
    assert_eq!(files(&site).difference(&before).count(), 1);
    assert_eq!(collect(&site.app, Age::ZERO).await.unwrap(), 1);
    assert_eq!(files(&site), before, "and what is named stays");
}

#[actix_web::test]
async fn a_paper_of_another_office_goes_and_its_number_stays() {
    let site = Site::demo().await;
    call_that(&site, "needs_apip", false, (1, "ordered", &PANEL)).await;
    let (proposal, ..) = complete(&site, "E01", "Mesin kurang.").await;
    fs::write(site.folder.path().join("papers/open-1"), "x").unwrap();
    let sql = "INSERT INTO milestone (proposal_id, kind, number, day, file_code, media, stored, recorded_by, recorded_at) \
               VALUES ($1, 'apip_review', '7/INSP', $2, 'AAAABBBB', 'pdf', 'open-1', $1, 0)";
    run(&site, sql, vec![proposal.into(), time::macros::date!(2026 - 11 - 20).into()]).await;
    run(&site, "UPDATE proposal SET state = 'voided', ended_at = 0 WHERE id = $1", vec![proposal.into()]).await;
    assert_eq!(sweep(&site.app).await.unwrap(), 1);
    assert!(!files(&site).contains("open-1"));
    let bare = "SELECT COUNT(*) AS n FROM milestone WHERE number = '7/INSP' AND stored IS NULL AND file_code IS NULL";
    assert_eq!(count(&site, bare, Vec::new()).await, 1);
}

#[actix_web::test]
async fn nobody_reads_an_account_two_years_after_its_award_was_closed() {
    let mut site = Site::demo().await;
    agreed(&site, "money").await;
    let stored = word(&site, "SELECT stored AS word FROM award_account").await;
    run(&site, "UPDATE award SET state = 'closed'", Vec::new()).await;
    site.later(Duration::days(729));
    assert_eq!(sweep(&site.app).await.unwrap(), 0);
    assert!(files(&site).contains(&stored));
    site.later(Duration::days(2));
    assert!(sweep(&site.app).await.unwrap() >= 1);
    assert!(!files(&site).contains(&stored));
    let keys = "SELECT COUNT(*) AS n FROM sealed_paper WHERE paper_id IN (SELECT paper_id FROM award_account)";
    assert_eq!(count(&site, keys, Vec::new()).await, 0);
    assert_eq!(count(&site, "SELECT COUNT(*) AS n FROM award_account", Vec::new()).await, 1, "who compared it stays");
    let file = word(&site, "SELECT stored AS word FROM award_file").await;
    assert!(files(&site).contains(&file), "the agreement belongs to the books");
    assert_eq!(sweep(&site.app).await.unwrap(), 0, "once");
}
