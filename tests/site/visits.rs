//! Two officers visit the place of a group.
use tanggui::funding::proposals::{rounds::service as rounds, workflow::State};
use time::Duration;

use crate::{
    recommendations::file,
    reviews::{PANEL, call_that, complete, count, state_of},
    support::{Answer, Client, Site},
    uploads,
};

async fn minutes(client: &mut Client<'_>, here: &str, button: &str, more: &[(&str, &str)]) -> Answer {
    let fields = [
        ("tombol", button),
        ("nomor", "3/BA/2026"),
        ("hari_tgl", "22"),
        ("hari_bln", "11"),
        ("hari_thn", "2026"),
        ("temu_chair", "1"),
        ("tempat", "Rumah produksi, ruang depan."),
        ("alat", "Dua mesin jahit."),
        ("pekerjaan", "Menjahit tas."),
        ("simpulan", "Sesuai dengan proposal."),
    ];
    client.post(here, &[more, &fields[..]].concat()).await
}

#[actix_web::test]
async fn two_officers_confirm_the_same_minutes_and_the_file_goes_to_its_reviewers() {
    let site = Site::demo().await;
    call_that(&site, "needs_field_visit", true, (1, "ordered", &PANEL)).await;
    let (proposal, code, state) = complete(&site, "E01", "Mesin kurang.").await;
    assert_eq!(state, State::FieldVisit);
    let here = format!("{}/kunjungan", file(&site, &code).await);
    let (mut nirmala, mut tono) = (site.sign_in("Nirmala").await, site.sign_in("Tono").await);
    let mut rahma = site.sign_in("Rahma").await;
    assert_eq!(nirmala.get(&here).await.status, 200);
    assert_eq!(minutes(&mut nirmala, &here, "lihat", &[]).await.status, 422, "the group was not told");
    let day = |day: &'static str| {
        [("tombol", "kabari"), ("tanggal_tgl", day), ("tanggal_bln", "11"), ("tanggal_thn", "2026")]
    };
    assert_eq!(nirmala.post(&here, &day("20")).await.status, 422, "a day that is over");
    assert_eq!(tono.post(&here, &day("25")).await.status, 422, "who holds the claim tells it");
    let mails = site.mails().await.len();
    assert_eq!(nirmala.post(&here, &day("25")).await.status, 303);
    let told = site.mails().await.len() - mails;
    assert!(told >= 2, "everybody of the group");
    assert_eq!(nirmala.post(&here, &day("25")).await.status, 303);
    assert_eq!(site.mails().await.len(), mails + told, "once");
    let group = format!("/saya/usaha/{}/proposal/{code}", site.code_of_demo("enterprise", "E01"));
    assert!(rahma.get(&group).await.text().contains("Petugas datang meninjau"));
    assert_eq!(minutes(&mut nirmala, &here, "lihat", &[]).await.status, 422, "not without a photo");
    let adding = format!("{here}/foto");
    let shows = [("isi", "Meja jahit di ruang depan")];
    let refused = uploads::upload(&mut nirmala, &adding, &shows, b"bukan foto").await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes("input[name=isi]", "value"), ["Meja jahit di ruang depan"], "what was typed stays");
    assert_eq!(uploads::upload(&mut nirmala, &adding, &shows, &uploads::photo()).await.status, 303);
    assert_eq!(uploads::upload(&mut tono, &adding, &shows, &uploads::photo()).await.status, 422);
    let look = minutes(&mut nirmala, &here, "lihat", &[]).await;
    assert!(look.status == 200 && look.text().contains("Dinilai"), "what comes of it is said before");
    assert_eq!(minutes(&mut nirmala, &here, "usulkan", &[]).await.status, 422, "bound by nothing");
    let (bound, long) = (("rahasia", "1"), "a".repeat(1_001));
    assert_eq!(
        minutes(&mut nirmala, &here, "usulkan", &[bound, ("tempat", &long)]).await.status,
        422,
        "a part is too long"
    );
    assert_eq!(minutes(&mut nirmala, &here, "usulkan", &[bound]).await.status, 303);
    assert_eq!(state_of(&site, proposal).await, "field_visit", "one is not enough");
    assert!(nirmala.get(&here).await.attributes("input[type=hidden][name=isi]", "value").is_empty());
    let page = tono.get(&here).await;
    assert!(page.text().contains("Dua mesin jahit.") && page.text().contains("Meja jahit di ruang depan"));
    let first = page.attributes("input[type=hidden][name=isi]", "value").remove(0);
    let second = [("alat", "Tiga mesin jahit."), bound];
    assert_eq!(minutes(&mut nirmala, &here, "usulkan", &second).await.status, 303);
    let confirm = |mark: &str| [("tombol", "sahkan".to_owned()), ("isi", mark.to_owned())];
    let press = |mark: &str, more: bool| {
        let mut fields = confirm(mark).to_vec();
        fields.extend(more.then(|| ("rahasia", "1".to_owned())));
        fields
    };
    let send = async |client: &mut Client<'_>, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.post(&here, &fields).await
    };
    assert_eq!(send(&mut tono, press(&first, true)).await.status, 422, "they changed since");
    let mark = tono.get(&here).await.attributes("input[type=hidden][name=isi]", "value").remove(0);
    assert_eq!(send(&mut nirmala, press(&mark, true)).await.status, 422, "not the same person twice");
    assert_eq!(send(&mut tono, press(&mark, false)).await.status, 422, "both are bound");
    let done = send(&mut tono, press(&mark, true)).await;
    assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
    assert_eq!(state_of(&site, proposal).await, "in_review");
    assert_eq!(send(&mut tono, press(&mark, true)).await.status, 422, "once");
    let assigned = "SELECT COUNT(*) AS n FROM review_assignment WHERE proposal_id = $1 AND ended_at IS NULL";
    assert_eq!(count(&site, assigned, vec![proposal.into()]).await, 1);
    let page = rahma.get(&group).await;
    assert!(page.text().contains("Berita acara") && !page.text().contains("Nirmala"));
    let letter = page.attributes("a[href*='/surat/']", "href").remove(0);
    let printed = rahma.get(&letter).await;
    assert_eq!((printed.status.as_u16(), printed.header("content-type")), (200, "application/pdf"));
    let mut rini = site.sign_in("Rini").await;
    assert_eq!(rini.get(&here).await.status, 404, "reviewers see no visit");
}

#[actix_web::test]
async fn a_lead_is_told_when_nobody_visits() {
    let mut site = Site::demo().await;
    call_that(&site, "needs_field_visit", true, (1, "ordered", &PANEL)).await;
    complete(&site, "E01", "Mesin kurang.").await;
    site.later(Duration::days(30));
    let mails = site.mails().await.len();
    rounds::tick(&site.app).await.unwrap();
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(site.mails().await.len(), mails + 1);
}
