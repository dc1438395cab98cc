//! A group goes on after its time was over.
use tanggui::funding::{checklist::Point, proposals::rounds::service as rounds};
use time::Duration;

use crate::{
    checking::{IN_TIME, claim, mark, sent, state, step},
    support::Site,
};

/// A proposal whose revision lapsed.
async fn lapsed(site: &mut Site) -> (String, String) {
    let (group, here) = sent(site).await;
    {
        let mut nirmala = site.sign_in("Nirmala").await;
        assert_eq!(claim(&mut nirmala, &here).await.status, 303);
        mark(&mut nirmala, &here, &[(Point::Domicile, "INVALID_DOC", "Sudah lewat setahun.")]).await;
        assert_eq!(step(&mut nirmala, &here, &IN_TIME).await.status, 303);
    }
    site.later(Duration::days(16));
    rounds::tick(&site.app).await.unwrap();
    site.later(Duration::days(2));
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(state(site).await, "lapsed");
    (group, here)
}

#[actix_web::test]
async fn a_group_asks_with_one_press_and_the_lead_refuses_with_a_reason_or_opens_once() {
    let mut site = Site::demo().await;
    let (group, here) = lapsed(&mut site).await;
    let (mut rahma, mut tono) = (site.sign_in("Rahma").await, site.sign_in("Tono").await);
    assert!(rahma.get(&group).await.text().contains("Minta dibuka lagi"));
    let refusing = [("ke", "tolak-buka"), ("uraian", "Batas anggaran sudah lewat.")];
    assert_eq!(step(&mut tono, &here, &refusing).await.status, 422, "nobody asked");
    let (mails, press) = (site.mails().await.len(), format!("{group}/buka-lagi"));
    for _ in 0..2 {
        assert_eq!(rahma.post(&press, &[]).await.status, 303);
    }
    assert_eq!(site.mails().await.len(), mails + 1, "the lead is told once");
    let page = rahma.get(&group).await.text();
    assert!(!page.contains("Minta dibuka lagi") && page.contains("sudah terkirim"));
    assert!(tono.get(&here).await.text().contains("Pengaju minta proposal ini dibuka lagi."));
    assert_eq!(step(&mut tono, &here, &refusing[..1]).await.status, 422, "not without a reason");
    assert_eq!(step(&mut tono, &here, &refusing).await.status, 303);
    assert_eq!(step(&mut tono, &here, &refusing).await.status, 422, "once");
    assert!(rahma.get(&group).await.text().contains("Batas anggaran sudah lewat."));
    assert_eq!(state(&site).await, "lapsed");
    // Of own motion the lead may still open it.
    let opening = [("ke", "buka-lagi"), ("batas_tgl", "21"), ("batas_bln", "12"), ("batas_thn", "2026")];
    let past = [("ke", "buka-lagi"), ("batas_tgl", "1"), ("batas_bln", "12"), ("batas_thn", "2026")];
    assert_eq!(step(&mut tono, &here, &past).await.status, 422);
    let look = tono.post(&format!("{here}/langkah"), &[&[("tombol", "lihat")], &opening[..]].concat()).await;
    assert!(look.status == 200 && look.text().contains("Perlu perbaikan"));
    let done = step(&mut tono, &here, &opening).await;
    assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
    assert_eq!(state(&site).await, "admin_revision");
    assert!(rahma.get(&format!("{group}/perbaikan")).await.text().contains("Sudah lewat setahun."), "the same list");
    site.later(Duration::days(14));
    rounds::tick(&site.app).await.unwrap();
    site.later(Duration::days(2));
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(state(&site).await, "lapsed");
    let mut tono = site.sign_in("Tono").await;
    let again = [("ke", "buka-lagi"), ("batas_tgl", "25"), ("batas_bln", "1"), ("batas_thn", "2027")];
    assert_eq!(step(&mut tono, &here, &again).await.status, 422, "once");
}

#[actix_web::test]
async fn after_ten_working_days_nothing_is_opened_again() {
    let mut site = Site::demo().await;
    let (group, here) = lapsed(&mut site).await;
    site.later(Duration::days(30));
    let (mut rahma, mut tono) = (site.sign_in("Rahma").await, site.sign_in("Tono").await);
    assert!(!rahma.get(&group).await.text().contains("Minta dibuka lagi"));
    assert_eq!(rahma.post(&format!("{group}/buka-lagi"), &[]).await.status, 422);
    let opening = [("ke", "buka-lagi"), ("batas_tgl", "25"), ("batas_bln", "1"), ("batas_thn", "2027")];
    assert_eq!(step(&mut tono, &here, &opening).await.status, 422);
}
