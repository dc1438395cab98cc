//! Two officers recommend the same of a scored proposal, with what is taken off each line.
use sea_orm::Value;
use tanggui::demo::streams::{FUNDING, GOODS};
use uuid::Uuid;

use crate::{
    checking::{account, run},
    reviews::{PANEL, call, count, enter, packet, plain, score, state_of},
    support::{Answer, Client, Site},
};

/// Has it scored and its round closed.
pub async fn scored(site: &Site, proposal: Uuid, code: &str) {
    for name in ["Rini", "Bayu"] {
        let sql = "SELECT COUNT(*) AS n FROM review_assignment WHERE proposal_id = $1 AND person_id = $2";
        if count(site, sql, vec![proposal.into(), account(name).into()]).await == 1 {
            let here = packet(site, proposal, name).await;
            let mut client = site.sign_in(name).await;
            assert_eq!(score(&mut client, &here, "kirim", [60, 60, 60], "").await.status, 303);
        }
    }
    let mut tono = site.sign_in("Tono").await;
    let here = format!("{}/nilai", file(site, code).await);
    assert_eq!(tono.post(&here, &[("tombol", "tutup")]).await.status, 303);
    assert_eq!(state_of(site, proposal).await, "scored");
}

pub async fn file(site: &Site, code: &str) -> String {
    format!("/instansi/{}/proposal/{code}", site.code_of_agency("Tono").await)
}

async fn press(client: &mut Client<'_>, here: &str, button: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(here, &[&[("tombol", button), ("saran", "ya")], fields].concat()).await
}

/// Has two officers recommend a scored one. Gives its address at the office.
pub async fn recommend(site: &Site, proposal: Uuid, code: &str, fields: &[(&str, &str)]) -> String {
    let file = file(site, code).await;
    let here = format!("{file}/rekomendasi");
    // What is said first counts.
    let fields = [fields, &[("tombol", "usulkan"), ("saran", "ya")]].concat();
    let agreed = site.sign_in("Tono").await.post(&here, &fields).await;
    assert_eq!(agreed.status, 303, "{:?}", agreed.all(".error-summary li"));
    let mut nirmala = site.sign_in("Nirmala").await;
    let mark = nirmala.get(&here).await.attributes("input[name=isi]", "value").remove(0);
    assert_eq!(nirmala.post(&here, &[("tombol", "sahkan"), ("isi", &mark)]).await.status, 303);
    assert_eq!(state_of(site, proposal).await, "recommended");
    file
}

#[actix_web::test]
async fn two_officers_recommend_the_very_same_and_no_line_gets_more_than_was_asked() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    scored(&site, proposal, &code).await;
    let here = format!("{}/rekomendasi", file(&site, &code).await);
    let (mut tono, mut nirmala) = (site.sign_in("Tono").await, site.sign_in("Nirmala").await);
    let mut wulan = site.sign_in("Wulan").await;
    assert_eq!(tono.get(&here).await.status, 200);
    assert_eq!(wulan.get(&here).await.status, 404, "who decides reads it once it stands");
    let above = [("potong_1", "800.001"), ("sebab_1", "Harga pasar lebih murah.")];
    let refused = press(&mut tono, &here, "lihat", &above).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes("input[name=potong_1]", "value"), ["800.001"], "what was typed stays");
    assert!(refused.text().contains("Harga pasar lebih murah."));
    assert_eq!(press(&mut tono, &here, "lihat", &[("potong_1", "100.000")]).await.status, 422, "not without a reason");
    assert_eq!(tono.post(&here, &[("tombol", "lihat"), ("saran", "tidak")]).await.status, 422, "nor against it");
    assert_eq!(press(&mut tono, &here, "lain", &[]).await.status, 422);
    let cut = [("potong_1", "100.000"), ("sebab_1", "Harga pasar lebih murah.")];
    let look = press(&mut tono, &here, "lihat", &cut).await;
    assert!(look.status == 200 && look.text().contains("700.000"), "what comes of it is said before");
    assert_eq!(press(&mut nirmala, &here, "usulkan", &cut).await.status, 422, "the lead proposes");
    assert_eq!(press(&mut tono, &here, "usulkan", &cut).await.status, 303);
    assert_eq!(state_of(&site, proposal).await, "scored", "one is not enough");
    let first = nirmala.get(&here).await.attributes("input[name=isi]", "value").remove(0);
    assert!(tono.get(&here).await.attributes("input[name=isi]", "value").is_empty(), "not by the same person");
    assert_eq!(tono.post(&here, &[("tombol", "sahkan"), ("isi", &first)]).await.status, 422);
    let more = [("potong_1", "200.000"), ("sebab_1", "Satu unit cukup.")];
    assert_eq!(press(&mut tono, &here, "usulkan", &more).await.status, 303);
    assert_eq!(nirmala.post(&here, &[("tombol", "sahkan"), ("isi", &first)]).await.status, 422, "it changed since");
    let page = nirmala.get(&here).await;
    assert!(page.text().contains("600.000") && page.text().contains("Satu unit cukup."));
    let mark = page.attributes("input[name=isi]", "value").remove(0);
    let done = nirmala.post(&here, &[("tombol", "sahkan"), ("isi", &mark)]).await;
    assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
    assert_eq!(state_of(&site, proposal).await, "recommended");
    let sql = "SELECT amount_idr AS n FROM recommendation WHERE proposal_id = $1";
    assert_eq!(count(&site, sql, vec![proposal.into()]).await, 600_000);
    let sql = "SELECT cut_idr AS n FROM recommendation_cut WHERE proposal_id = $1";
    assert_eq!(count(&site, sql, vec![proposal.into()]).await, 200_000);
    assert!(wulan.get(&here).await.text().contains("600.000"));
    let mut rahma = site.sign_in("Rahma").await;
    let group = format!("/saya/usaha/{}/proposal/{code}", site.code_of_demo("enterprise", "E01"));
    let page = rahma.get(&group).await;
    assert!(!page.text().contains("600.000") && page.attributes("a[href*='/surat/']", "href").is_empty());
    // Somebody who is tied finds nothing any more, as if it had never been there.
    let tie = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";
    run(&site, tie, vec![account("Tono").into(), GOODS.id("E01").into()]).await;
    let missing = format!("{}/rekomendasi", file(&site, "ZZZZ-ZZZZ").await);
    let (tied, none) = (tono.get(&here).await, tono.get(&missing).await);
    assert_eq!((tied.status.as_u16(), plain(&tied, &here)), (404, plain(&none, &missing)));
    assert_eq!(press(&mut tono, &here, "usulkan", &cut).await.status, 404);
}

#[actix_web::test]
async fn who_was_complete_first_goes_first_unless_there_is_a_reason() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let (_, first) = enter(&site, "E01", "Mesin kurang.").await;
    let (proposal, code) = enter(&site, "E02", "Mesin kurang.").await;
    scored(&site, proposal, &code).await;
    let here = format!("{}/rekomendasi", file(&site, &code).await);
    let mut tono = site.sign_in("Tono").await;
    assert_eq!(press(&mut tono, &here, "lihat", &[]).await.status, 422);
    assert_eq!(press(&mut tono, &here, "usulkan", &[("urutan", "Musim panen sudah dekat.")]).await.status, 303);
    let waiting = format!("{}/rekomendasi", file(&site, &first).await);
    assert_eq!(tono.get(&waiting).await.status, 404, "nothing to recommend before it is scored");
}

#[actix_web::test]
async fn in_a_ranked_call_nothing_is_recommended_before_the_ranking_is_frozen() {
    let site = Site::demo().await;
    call(&site, 1, "ranked", &PANEL).await;
    site.execute("UPDATE \"call\" SET state = 'closed' WHERE name LIKE 'Alat Produksi%'").await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    scored(&site, proposal, &code).await;
    let here = format!("{}/rekomendasi", file(&site, &code).await);
    let mut tono = site.sign_in("Tono").await;
    assert!(tono.get(&here).await.text().contains("Belum bisa direkomendasikan"));
    assert_eq!(press(&mut tono, &here, "usulkan", &[]).await.status, 422);
    let values: Vec<Value> = vec![FUNDING.id("K03").into()];
    run(&site, "UPDATE \"call\" SET state = 'ranked' WHERE id = $1", values).await;
    assert_eq!(press(&mut tono, &here, "usulkan", &[]).await.status, 303);
    let mut nirmala = site.sign_in("Nirmala").await;
    let mark = nirmala.get(&here).await.attributes("input[name=isi]", "value").remove(0);
    assert_eq!(nirmala.post(&here, &[("tombol", "sahkan"), ("isi", &mark)]).await.status, 303);
    assert_eq!(state_of(&site, proposal).await, "recommended");
}
