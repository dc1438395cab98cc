//! Whoever is authorised decides on what was recommended: help is given, it waits in a list, or it is refused.
use tanggui::{
    demo::streams::FUNDING,
    funding::{proposals::rounds::service as rounds, record::check::findings},
};
use time::Duration;
use uuid::Uuid;

use crate::{
    checking::{account, run, word},
    recommendations::{recommend, scored},
    reviews::{PANEL, call, count, enter, state_of},
    support::{Answer, Client, Site},
    uploads,
};

/// A proposal that is recommended, and where it stands at the office and with its group.
pub struct Recommended {
    pub id: Uuid,
    pub office: String,
    pub group: String,
}

/// The proposal of an enterprise, recommended with what is cut of its one line of 800,000, or of so much.
pub async fn recommended(site: &Site, enterprise: &str, price: Option<i64>, fields: &[(&str, &str)]) -> Recommended {
    let (id, code) = enter(site, enterprise, "Mesin kurang.").await;
    if let Some(price) = price {
        let line = format!(
            r#"{{"kegiatan": "Menjahit", "uraian": "Gunting", "bentuk": "goods", "volume": "1", "satuan": "unit", "harga": "{price}"}}"#
        );
        let sql = "UPDATE proposal_section SET content = $1 WHERE section = 'rab-1' AND proposal_id = $2";
        run(site, sql, vec![line.into(), id.into()]).await;
    }
    scored(site, id, &code).await;
    let office = recommend(site, id, &code, fields).await;
    let group = format!("/saya/usaha/{}/proposal/{code}", site.code_of_demo("enterprise", enterprise));
    Recommended { id, office, group }
}

pub const CUT: [(&str, &str); 2] = [("potong_1", "200.000"), ("sebab_1", "Satu unit cukup.")];

async fn press(client: &mut Client<'_>, of: &Recommended, button: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(&format!("{}/keputusan", of.office), &[&[("tombol", button)], fields].concat()).await
}

pub async fn done(client: &mut Client<'_>, of: &Recommended, fields: &[(&str, &str)]) {
    let answer = press(client, of, "lakukan", fields).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
}

async fn refused(client: &mut Client<'_>, of: &Recommended, fields: &[(&str, &str)]) {
    let answer = press(client, of, "lakukan", fields).await;
    assert_eq!(answer.status, 422);
    assert!(!answer.all(".error-summary li").is_empty(), "and it is told why");
}

/// Terms of the call beside those that all these stories share.
pub async fn terms(site: &Site, more: &str) {
    let parameters = format!(
        r#"{{"papers": ["ktp-ketua"], "publication": "l0", "forms": ["goods"], "reviews_required": 1, "selection": "ordered", {more}}}"#
    );
    site.execute(&format!("UPDATE \"call\" SET parameters = '{parameters}' WHERE name LIKE 'Alat Produksi%'")).await;
}

async fn committed(site: &Site) -> i64 {
    let sql = "SELECT committed_idr AS n FROM call_budget WHERE call_id = $1";
    count(site, sql, vec![FUNDING.id("K03").into()]).await
}

async fn awards(site: &Site, of: &Recommended) -> i64 {
    count(site, "SELECT COUNT(*) AS n FROM award WHERE proposal_id = $1", vec![of.id.into()]).await
}

async fn is_sound(site: &Site) -> bool {
    findings(&site.app.db).await.unwrap().iter().all(|finding| finding.broken == 0)
}

/// What the letter of a decision says.
async fn letter(site: &Site, kind: &str) -> String {
    word(site, &format!("SELECT data AS word FROM funding_document WHERE letter = '{kind}'")).await
}

#[actix_web::test]
async fn who_had_no_part_in_it_approves_and_the_help_is_offered() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &CUT).await;
    let here = format!("{}/keputusan", one.office);
    let before = committed(&site).await;
    let (mut wulan, mut rahma) = (site.sign_in("Wulan").await, site.sign_in("Rahma").await);
    assert_eq!(site.sign_in("Nirmala").await.get(&here).await.status, 404, "who checks does not decide");
    assert_eq!(rahma.get(&here).await.status, 404);
    let page = wulan.get(&here).await;
    assert!(page.status == 200 && page.text().contains("600.000") && page.text().contains("Sisa pagu"));
    assert_eq!(wulan.get(&one.office).await.attributes(&format!("a[href='{here}']"), "href").len(), 1);
    let form = wulan.get(&format!("{here}?ke=setujui")).await;
    assert_eq!(form.attributes("input[name=potong_1]", "value"), ["200000"], "as it was recommended");
    assert!(form.attributes("button[value=lakukan]", "name").is_empty(), "a number is lacking");
    let given = [("ke", "setujui"), ("potong_1", "200.000"), ("nomor", "SK/17/2026")];
    let look = press(&mut wulan, &one, "lihat", &given).await;
    assert!(look.status == 200 && look.text().contains("600.000"), "what it does is said before");
    assert_eq!(look.attributes("button[value=lakukan]", "name"), ["tombol"]);
    assert_eq!(press(&mut wulan, &one, "lain", &given).await.status, 422);
    assert_eq!(press(&mut wulan, &one, "lakukan", &[("ke", "lain")]).await.status, 422);
    refused(&mut wulan, &one, &given[..2]).await;
    refused(&mut wulan, &one, &[("ke", "setujui"), ("potong_1", "100.000"), ("nomor", "SK/17/2026")]).await;
    refused(&mut wulan, &one, &[("ke", "setujui"), ("potong_1", "800.001"), ("nomor", "SK/17/2026")]).await;
    let lead = |name: &str| run(&site, "UPDATE recommendation SET lead_id = $1", vec![account(name).into()]);
    lead("Wulan").await;
    let page = wulan.get(&here).await;
    assert!(page.attributes("a[href*='ke=setujui']", "href").is_empty(), "not by the one who led it");
    assert!(page.text().contains("Belum atau tidak bisa dipilih"));
    refused(&mut wulan, &one, &given).await;
    lead("Tono").await;
    refused(&mut site.sign_in("Tono").await, &one, &given).await;
    assert_eq!((state_of(&site, one.id).await.as_str(), awards(&site, &one).await), ("recommended", 0));
    let mails = site.mails().await.len();
    done(&mut wulan, &one, &given).await;
    assert_eq!(site.mails().await.len(), mails + 2, "chair and treasurer hear of it");
    refused(&mut wulan, &one, &given).await;
    assert_eq!((state_of(&site, one.id).await.as_str(), awards(&site, &one).await), ("approved", 1));
    assert_eq!(committed(&site).await, before + 600_000);
    assert!(is_sound(&site).await);
    assert!(letter(&site, "approved").await.contains("SK/17/2026"));
    let page = rahma.get(&one.group).await;
    let letters = page.attributes("a[href*='/surat/']", "href");
    assert_eq!(letters.len(), 1, "the note of the two officers stays in the office");
    let file = rahma.get(&letters[0]).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/pdf"));
    let awards = page.attributes("a.button[href$='/bantuan']", "href").remove(0);
    assert!(rahma.get(&awards).await.text().contains("600.000"), "the group can answer it");
}

#[actix_web::test]
async fn of_two_approvals_at_once_with_money_for_one_one_is_refused() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let sql = "SELECT ceiling_idr - committed_idr AS n FROM call_budget WHERE call_id = $1";
    let room = count(&site, sql, vec![FUNDING.id("K03").into()]).await;
    let before = committed(&site).await;
    let price = room / 4 * 3;
    let one = recommended(&site, "E01", Some(price), &[]).await;
    let other = recommended(&site, "E02", Some(price), &[]).await;
    let mut first = site.sign_in("Wulan").await;
    let mut second = site.browser();
    second.cookies.clone_from(&first.cookies);
    let (left, right) = futures_util::join!(
        press(&mut first, &one, "lakukan", &[("ke", "setujui"), ("nomor", "SK/1")]),
        press(&mut second, &other, "lakukan", &[("ke", "setujui"), ("nomor", "SK/2")]),
    );
    let mut statuses = [left.status.as_u16(), right.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422], "{:?} {:?}", left.all(".error-summary li"), right.all(".error-summary li"));
    assert_eq!(committed(&site).await, before + price);
    assert_eq!(awards(&site, &one).await + awards(&site, &other).await, 1);
    let mut states = [state_of(&site, one.id).await, state_of(&site, other.id).await];
    states.sort_unstable();
    assert_eq!(states, ["approved", "recommended"]);
    assert!(is_sound(&site).await);
}

#[actix_web::test]
async fn a_decree_is_needed_where_the_call_says_so_and_places_are_counted() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &[]).await;
    terms(&site, r#""decree": "region_head""#).await;
    let mut wulan = site.sign_in("Wulan").await;
    let given = [("ke", "setujui"), ("nomor", "SK/1")];
    refused(&mut wulan, &one, &given).await;
    let decree = [("sk", "188.45/12/2026"), ("sk_hari_tgl", "20"), ("sk_hari_bln", "11"), ("sk_hari_thn", "2026")];
    let given = [&given[..], &decree].concat();
    run(&site, "UPDATE \"call\" SET quota = 1 WHERE id = $1", vec![FUNDING.id("K03").into()]).await;
    let sql = "UPDATE award SET call_id = $1 WHERE id = (SELECT id FROM award WHERE state <> 'declined' LIMIT 1)";
    let others = count(&site, "SELECT COUNT(*) AS n FROM award WHERE state <> 'declined'", Vec::new()).await;
    if others > 0 {
        run(&site, sql, vec![FUNDING.id("K03").into()]).await;
        refused(&mut wulan, &one, &given).await;
    }
    run(&site, "UPDATE \"call\" SET quota = NULL WHERE id = $1", vec![FUNDING.id("K03").into()]).await;
    done(&mut wulan, &one, &given).await;
    assert_eq!(word(&site, "SELECT decision_number AS word FROM award_plan").await, "188.45/12/2026");
    assert!(letter(&site, "approved").await.contains("188.45/12/2026"));
}

#[actix_web::test]
async fn a_refusal_says_why_what_the_reviews_came_to_and_how_to_object() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &[("saran", "tidak"), ("alasan", "OUT_OF_FIELD")]).await;
    let (mut wulan, mut rahma) = (site.sign_in("Wulan").await, site.sign_in("Rahma").await);
    let here = format!("{}/keputusan", one.office);
    let page = wulan.get(&here).await;
    assert!(page.attributes("a[href*='ke=setujui']", "href").is_empty(), "it was recommended against");
    refused(&mut wulan, &one, &[("ke", "setujui"), ("nomor", "SK/1")]).await;
    refused(&mut wulan, &one, &[("ke", "tolak"), ("uraian", "Di luar bidang.")]).await;
    refused(&mut wulan, &one, &[("ke", "tolak"), ("alasan", "OUT_OF_FIELD")]).await;
    refused(&mut wulan, &one, &[("ke", "tolak"), ("alasan", "OUT_OF_FIELD"), ("uraian", "Telepon 081234567890.")])
        .await;
    let given = [("ke", "tolak"), ("alasan", "OUT_OF_FIELD"), ("uraian", "Kegiatannya di luar bidang pembukaan ini.")];
    let look = press(&mut wulan, &one, "lihat", &given).await;
    assert_eq!(look.status, 200);
    assert_eq!(look.attributes("input[value=OUT_OF_FIELD][checked]", "name"), ["alasan"], "what was ticked stays");
    let mails = site.mails().await.len();
    done(&mut wulan, &one, &given).await;
    assert_eq!(site.mails().await.len(), mails + 2);
    assert_eq!((state_of(&site, one.id).await.as_str(), awards(&site, &one).await), ("rejected", 0));
    let letter = letter(&site, "rejected").await;
    for said in ["Kegiatannya di luar bidang", "Kelayakan", "60,00", "keberatan"] {
        assert!(letter.contains(said), "{said}");
    }
    for name in ["Rini", "Bayu", "Tono", "Wulan", "Nirmala"] {
        assert!(!letter.contains(name), "{name}");
    }
    let sql =
        "SELECT COUNT(*) AS n FROM deadline WHERE object_id = $1 AND timer = 'objection_window' AND ended_at IS NULL";
    assert_eq!(count(&site, sql, vec![one.id.into()]).await, 1, "the group has its time to object");
    let page = rahma.get(&one.group).await;
    assert!(page.text().contains("tidak disetujui") && page.attributes("a[href*='/surat/']", "href").len() == 1);
}

#[actix_web::test]
async fn what_waits_is_remembered_extended_and_decided_again_in_its_order() {
    let mut site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &[]).await;
    let other = recommended(&site, "E02", None, &[]).await;
    let until = serde_json::json!(time::macros::date!(2027 - 01 - 29));
    terms(&site, &format!(r#""waitlist_until": {until}"#)).await;
    let mut wulan = site.sign_in("Wulan").await;
    let here = format!("{}/keputusan", one.office);
    assert!(
        wulan.get(&format!("{here}?ke=daftar-tunggu")).await.attributes("button[value=lakukan]", "name").len() == 1
    );
    refused(&mut wulan, &one, &[("ke", "daftar-tunggu"), ("urutan", "0")]).await;
    done(&mut wulan, &one, &[("ke", "daftar-tunggu"), ("urutan", "1")]).await;
    refused(&mut wulan, &other, &[("ke", "daftar-tunggu"), ("urutan", "1")]).await;
    let form = wulan.get(&format!("{}/keputusan?ke=daftar-tunggu", other.office)).await;
    assert_eq!(form.attributes("input[name=urutan]", "value"), ["2"]);
    done(&mut wulan, &other, &[("ke", "daftar-tunggu"), ("urutan", "2")]).await;
    assert_eq!(state_of(&site, other.id).await, "waitlisted");
    let page = site.sign_in("Rahma").await.get(&one.group).await;
    assert!(page.text().contains("daftar tunggu") && page.attributes("a[href*='/surat/']", "href").len() == 1);
    let mails = site.mails().await.len();
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(site.mails().await.len(), mails, "it is early");
    let day = [("batas_tgl", "26"), ("batas_bln", "2"), ("batas_thn", "2027")];
    let longer = [&[("ke", "perpanjang"), ("uraian", "Anggaran perubahan ditunggu.")], &day[..]].concat();
    refused(&mut wulan, &other, &longer[..1]).await;
    done(&mut wulan, &other, &longer).await;
    let mut tono = site.sign_in("Tono").await;
    refused(&mut tono, &other, &[("ke", "angkat")]).await;
    done(&mut tono, &other, &[("ke", "angkat"), ("uraian", "Yang pertama menunggu anggaran lain.")]).await;
    assert_eq!(state_of(&site, other.id).await, "recommended");
    done(&mut wulan, &other, &[("ke", "setujui"), ("nomor", "SK/2")]).await;
    let mails = site.mails().await.len();
    site.later(Duration::days(60));
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(site.mails().await.len(), mails + 2, "the lead and whoever decides, ten working days before");
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(site.mails().await.len(), mails + 2, "once");
    site.later(Duration::days(10));
    rounds::tick(&site.app).await.unwrap();
    rounds::tick(&site.app).await.unwrap();
    assert_eq!(site.mails().await.len(), mails + 4, "and on the day");
    assert_eq!(state_of(&site, one.id).await, "waitlisted", "the clock refuses nobody");
    let mut wulan = site.sign_in("Wulan").await;
    done(&mut wulan, &one, &[("ke", "tolak"), ("alasan", "NO_BUDGET"), ("uraian", "Dana sudah habis.")]).await;
    assert_eq!(state_of(&site, one.id).await, "rejected");
    assert!(is_sound(&site).await);
}

#[actix_web::test]
async fn what_the_budget_team_says_is_recorded_with_its_letter_before_it_is_decided() {
    let mut site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &CUT).await;
    terms(&site, r#""needs_tapd": true"#).await;
    let (mut wulan, mut tono) = (site.sign_in("Wulan").await, site.sign_in("Tono").await);
    let approve = [("ke", "setujui"), ("potong_1", "200.000"), ("nomor", "SK/1")];
    refused(&mut wulan, &one, &approve).await;
    refused(&mut wulan, &one, &[("ke", "kirim-anggaran")]).await;
    done(&mut tono, &one, &[("ke", "kirim-anggaran")]).await;
    assert_eq!(state_of(&site, one.id).await, "budget_check");
    refused(&mut tono, &one, &[("ke", "anggaran-sesuai")]).await;
    let here = format!("{}/keputusan/berkas", one.office);
    assert_eq!(tono.get(&here).await.status, 404);
    let letter = [("nomor", "903/12/TAPD"), ("surat_tgl", "20"), ("surat_bln", "11"), ("surat_thn", "2026")];
    let photo = uploads::photo();
    assert_eq!(uploads::send(&mut wulan, &here, &letter, "berkas", &photo).await.status, 422, "the lead records it");
    assert_eq!(uploads::send(&mut tono, &here, &letter[1..], "berkas", &photo).await.status, 422);
    let added = uploads::send(&mut tono, &here, &letter, "berkas", &[]).await;
    assert_eq!(added.status, 303, "{:?}", added.all(".error-summary li"));
    refused(&mut tono, &one, &[("ke", "anggaran-sesuai")]).await;
    assert_eq!(uploads::send(&mut tono, &here, &letter, "berkas", &photo).await.status, 303);
    let file = wulan.get(&here).await;
    assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "image/jpeg"));
    let less = [("ke", "anggaran-dikurangi"), ("potong_1", "100.000")];
    refused(&mut tono, &one, &less).await;
    done(&mut tono, &one, &[("ke", "anggaran-dikurangi"), ("potong_1", "350.000")]).await;
    let page = wulan.get(&format!("{}/keputusan", one.office)).await.text();
    assert!(page.contains("450.000") && page.contains("903/12/TAPD") && page.contains("Dana dikurangi"));
    refused(&mut wulan, &one, &approve).await;
    site.later(Duration::minutes(1));
    let mut tono = site.sign_in("Tono").await;
    let mails = site.mails().await.len();
    done(&mut tono, &one, &[("ke", "kirim-anggaran")]).await;
    refused(&mut tono, &one, &[("ke", "anggaran-dicoret")]).await;
    for passed in [60, 40] {
        site.later(Duration::days(passed));
        rounds::tick(&site.app).await.unwrap();
        rounds::tick(&site.app).await.unwrap();
    }
    assert_eq!(site.mails().await.len(), mails + 2, "the lead, and again twenty working days later");
    let mut tono = site.sign_in("Tono").await;
    assert_eq!(uploads::send(&mut tono, &here, &letter, "berkas", &[]).await.status, 303);
    done(&mut tono, &one, &[("ke", "anggaran-dicoret")]).await;
    let mut wulan = site.sign_in("Wulan").await;
    refused(&mut wulan, &one, &[("ke", "setujui"), ("potong_1", "350.000"), ("nomor", "SK/1")]).await;
    refused(&mut tono, &one, &[("ke", "kirim-anggaran")]).await;
    done(&mut wulan, &one, &[("ke", "daftar-tunggu"), ("urutan", "1")]).await;
    done(&mut tono, &one, &[("ke", "angkat")]).await;
    done(&mut tono, &one, &[("ke", "kirim-anggaran")]).await;
    assert_eq!(state_of(&site, one.id).await, "budget_check", "it may be asked for anew");
}

#[actix_web::test]
async fn a_recommendation_is_taken_back_with_what_the_budget_team_said_of_it() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &CUT).await;
    terms(&site, r#""needs_tapd": true"#).await;
    let mut tono = site.sign_in("Tono").await;
    done(&mut tono, &one, &[("ke", "kirim-anggaran")]).await;
    let here = format!("{}/keputusan/berkas", one.office);
    let letter = [("nomor", "903/12/TAPD"), ("surat_tgl", "20"), ("surat_bln", "11"), ("surat_thn", "2026")];
    assert_eq!(uploads::send(&mut tono, &here, &letter, "berkas", &uploads::photo()).await.status, 303);
    done(&mut tono, &one, &[("ke", "anggaran-sesuai")]).await;
    let back = [("tombol", "lakukan"), ("ke", "koreksi"), ("uraian", "Satu potongan salah ketik.")];
    let taken_back = tono.post(&format!("{}/tinjauan", one.office), &back).await;
    assert_eq!(taken_back.status, 303, "{:?}", taken_back.all(".error-summary li"));
    assert_eq!(state_of(&site, one.id).await, "scored");
}
