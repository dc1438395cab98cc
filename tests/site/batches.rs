//! What goes to the budget team: a list that names nobody, and a sheet with names that takes two officers.
use time::Duration;

use crate::{
    decisions::{CUT, Recommended, done, recommended, terms},
    numbers::{column, noted, sheets},
    reviews::{PANEL, call},
    support::{Answer, Client, Site},
};

/// The list of the call of a proposal that was sent to the budget team, and the proposal.
async fn with_the_budget_team(site: &Site) -> (String, Recommended) {
    call(site, 1, "ordered", &PANEL).await;
    let one = recommended(site, "E01", None, &CUT).await;
    terms(site, r#""needs_tapd": true"#).await;
    let mut tono = site.sign_in("Tono").await;
    done(&mut tono, &one, &[("ke", "kirim-anggaran")]).await;
    let base = one.office.rsplit_once("/proposal/").unwrap().0;
    (format!("{base}/pembukaan/{}/pengantar", site.code("call", "name", "Alat Produksi Usaha Kecil 2027").await), one)
}

async fn press(client: &mut Client<'_>, here: &str, button: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(here, &[&[("tombol", button)], fields].concat()).await
}

/// Gives the word for the list as it stands on the page.
async fn allow(client: &mut Client<'_>, here: &str) {
    let mark = mark(client, here).await;
    let answer = press(client, here, "izinkan", &[("isi", &mark)]).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
}

async fn mark(client: &mut Client<'_>, here: &str) -> String {
    let page = client.get(here).await.text();
    page.split("name=\"isi\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn the_covering_list_holds_numbers_and_sums_and_no_name() {
    let site = Site::demo().await;
    let (here, one) = with_the_budget_team(&site).await;
    let code = one.office.rsplit_once('/').unwrap().1;
    for (name, status) in [("Tono", 200), ("Wulan", 200), ("Nirmala", 404), ("Rini", 404), ("Rahma", 404)] {
        assert_eq!(site.sign_in(name).await.get(&here).await.status, status, "{name}");
    }
    let mut tono = site.sign_in("Tono").await;
    let page = tono.get(&here).await.text();
    assert!(page.contains(code) && page.contains("800.000") && page.contains("600.000"), "{page}");
    let call = here.rsplit_once('/').unwrap().0;
    assert!(tono.get(call).await.text().contains("/pengantar\""), "the page of the call leads there");
    let book = sheets(&press(&mut tono, &here, "xlsx", &[]).await);
    let (name, rows) = &book[0];
    assert_eq!((name.as_str(), rows[1][0].to_string().as_str()), ("Daftar pengantar tim anggaran", code));
    assert_eq!(column(rows, 3), ["Direkomendasikan", "600000", "600000"]);
    let pdf = press(&mut tono, &here, "pdf", &[("nomor", "900/7/2026")]).await;
    assert_eq!((pdf.status.as_u16(), pdf.header("content-type")), (200, "application/pdf"));
    let long = "9".repeat(61);
    let wrong = press(&mut tono, &here, "pdf", &[("nomor", &long)]).await;
    assert_eq!((wrong.status.as_u16(), wrong.text().contains(&long)), (422, true), "what was typed stays");
    assert_eq!(press(&mut tono, &here, "lain", &[]).await.status, 422);
    assert_eq!(noted(&site, "export_proposals").await, 2);
    assert_eq!(noted(&site, "export_budget_sheet").await, 0);
}

#[actix_web::test]
async fn names_leave_when_one_officer_allowed_it_and_another_takes_them_once() {
    let mut site = Site::demo().await;
    let (here, _) = with_the_budget_team(&site).await;
    let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
    assert_eq!(press(&mut tono, &here, "lembar", &[]).await.status, 422, "nobody allowed it");
    assert_eq!(press(&mut tono, &here, "izinkan", &[("isi", "0")]).await.status, 422, "another list");
    allow(&mut tono, &here).await;
    assert_eq!(press(&mut tono, &here, "lembar", &[]).await.status, 422, "one's own word is not enough");
    let taken = press(&mut wulan, &here, "lembar", &[]).await;
    assert_eq!(taken.status, 200, "{:?}", taken.all(".error-summary li"));
    let book = sheets(&taken);
    let row: Vec<String> = book[0].1[1].iter().map(ToString::to_string).collect();
    assert_eq!(row[2..4], ["Kelompok Purun Sanja", "Kota Banjarmasin"], "{row:?}");
    assert_eq!((row[4].as_str(), row[7].as_str()), ("Dua puluh tas seminggu.", "600000"));
    assert_eq!(press(&mut wulan, &here, "lembar", &[]).await.status, 422, "once");
    assert_eq!(noted(&site, "allow_budget_sheet").await, 1);
    assert_eq!(noted(&site, "export_budget_sheet").await, 1);

    allow(&mut wulan, &here).await;
    site.execute("UPDATE recommendation SET amount_idr = 500000").await;
    assert_eq!(press(&mut tono, &here, "lembar", &[]).await.status, 422, "the list changed");
    allow(&mut wulan, &here).await;
    site.later(Duration::days(7));
    let mut tono = site.sign_in("Tono").await;
    assert_eq!(press(&mut tono, &here, "lembar", &[]).await.status, 422, "the word is too old");
    let mut wulan = site.sign_in("Wulan").await;
    allow(&mut wulan, &here).await;
    site.execute("DELETE FROM call_panel WHERE duty = 'decider'").await;
    assert_eq!(press(&mut tono, &here, "lembar", &[]).await.status, 422, "who gave it works on the call no more");
}

#[actix_web::test]
async fn for_whoever_is_tied_to_an_applicant_there_is_no_list() {
    let site = Site::demo().await;
    let (here, _) = with_the_budget_team(&site).await;
    let tie = "INSERT INTO recusal (person_id, enterprise_id, added_at) \
               SELECT person_id, enterprise_id, 0 FROM call_panel JOIN proposal ON proposal.call_id = call_panel.call_id \
               WHERE duty = 'decider' AND state = 'budget_check'";
    site.execute(tie).await;
    assert_eq!(site.sign_in("Wulan").await.get(&here).await.status, 404);
    assert_eq!(site.sign_in("Tono").await.get(&here).await.status, 200);
    terms(&site, r#""needs_tapd": false"#).await;
    assert_eq!(site.sign_in("Tono").await.get(&here).await.status, 404, "a call without a budget team has none");
}
