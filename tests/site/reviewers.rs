//! The clock of reviewers, and one more reviewer where two lie far apart.
use tanggui::funding::proposals::rounds::service as rounds;
use time::Duration;
use uuid::Uuid;

use crate::{
    checking::{account, run},
    recommendations::file,
    reviews::{PANEL, call, count, enter, packet, score, state_of},
    support::Site,
};

const LIVE: &str =
    "SELECT COUNT(*) AS n FROM review_assignment WHERE proposal_id = $1 AND person_id = $2 AND ended_at IS NULL";

async fn reviews(site: &Site, proposal: Uuid, name: &str) -> bool {
    count(site, LIVE, vec![proposal.into(), account(name).into()]).await == 1
}

#[actix_web::test]
async fn whoever_is_late_is_reminded_and_then_another_one_is_asked() {
    let mut site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let (proposal, _) = enter(&site, "E01", "Mesin kurang.").await;
    let (first, other) = if reviews(&site, proposal, "Rini").await { ("Rini", "Bayu") } else { ("Bayu", "Rini") };
    let here = packet(&site, proposal, first).await;
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "nothing is near");
    let mails = site.mails().await.len();
    site.later(Duration::days(11));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1, "three days before");
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "once");
    site.later(Duration::days(3));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1, "and when the day is over");
    assert_eq!(site.mails().await.len(), mails + 2);
    site.later(Duration::days(3));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "five working days are waited for");
    site.later(Duration::days(6));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1);
    assert!(!reviews(&site, proposal, first).await && reviews(&site, proposal, other).await);
    assert_eq!(site.mails().await.len(), mails + 4, "one hears that it is over, the other that it begins");
    assert_eq!(site.sign_in(first).await.get(&here).await.status, 404, "no trace is left");
    let next = packet(&site, proposal, other).await;
    assert_eq!(site.sign_in(other).await.get(&next).await.status, 200);
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "whoever came later has the whole time");
    site.later(Duration::days(40));
    let mails = site.mails().await.len();
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 2, "a reminder; and nobody is left");
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "told once");
    assert_eq!(site.mails().await.len(), mails + 2, "the lead is told");
    assert!(reviews(&site, proposal, other).await, "late is better than nobody");
    assert_eq!(state_of(&site, proposal).await, "in_review");
}

#[actix_web::test]
async fn where_reviews_lie_far_apart_one_press_asks_one_more() {
    let site = Site::demo().await;
    let panel = [&PANEL[..], &[("Agus", "reviewer")]].concat();
    call(&site, 2, "ordered", &panel).await;
    let sql = "UPDATE membership SET office = 'reviewer' WHERE person_id = $1";
    run(&site, sql, vec![account("Agus").into()]).await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    let here = format!("{}/nilai", file(&site, &code).await);
    let mut tono = site.sign_in("Tono").await;
    assert_eq!(tono.post(&here, &[("tombol", "tambah")]).await.status, 422, "nobody has scored");
    let mut points = [[30; 3], [80; 3]].into_iter();
    let mut third = "";
    for name in ["Rini", "Bayu", "Agus"] {
        if reviews(&site, proposal, name).await {
            let own = packet(&site, proposal, name).await;
            let mut client = site.sign_in(name).await;
            let why = "Alasannya ditulis dengan cukup panjang di sini.";
            assert_eq!(score(&mut client, &own, "kirim", points.next().unwrap(), why).await.status, 303);
        } else {
            third = name;
        }
    }
    assert!(tono.get(&here).await.text().contains("Minta satu penilai lagi"));
    assert_eq!(tono.post(&here, &[("tombol", "tambah")]).await.status, 303);
    assert!(reviews(&site, proposal, third).await);
    assert_eq!(tono.post(&here, &[("tombol", "tambah")]).await.status, 422, "nobody is left of the panel");
    assert!(!tono.get(&here).await.text().contains("Minta satu penilai lagi"));
    let mut rahma = site.sign_in("Rahma").await;
    let group = format!("/saya/usaha/{}/proposal/{code}", site.code_of_demo("enterprise", "E01"));
    assert!(!rahma.get(&group).await.text().contains("Satu penilai lagi"), "the group does not read of it");
}
