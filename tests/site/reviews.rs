//! Reviewers score packets that name nobody, each alone; the lead closes the rounds and freezes the ranking.
use sea_orm::{ConnectionTrait, Statement, Value};
use serde_json::json;
use tanggui::{
    demo::streams::{FUNDING, GOODS},
    funding::{
        checklist::Point,
        machine::{Duty, Hand},
        proposals::{
            acts::service::{apply, locked},
            workflow::{Event, State},
        },
    },
    platform::ids,
};
use uuid::Uuid;

use crate::{
    checking::{TYPED, account, claim, mark, run, sent, state, step},
    support::{Answer, Client, Site, form},
};

const WHY: &str = "Rencananya jelas dan pasarnya sudah ada.";

async fn word(site: &Site, sql: &str, values: Vec<Value>) -> String {
    let row = site.app.db.query_one_raw(Statement::from_sql_and_values(site.backend(), sql, values)).await.unwrap();
    row.unwrap().try_get("", "word").unwrap()
}

pub async fn count(site: &Site, sql: &str, values: Vec<Value>) -> i64 {
    let row = site.app.db.query_one_raw(Statement::from_sql_and_values(site.backend(), sql, values)).await.unwrap();
    row.unwrap().try_get("", "n").unwrap()
}

/// The call of these stories: so many reviews, three criteria, and a panel.
pub async fn call(site: &Site, reviews: u8, selection: &str, panel: &[(&str, &str)]) {
    call_that(site, "needs_apip", false, (reviews, selection, panel)).await;
}

/// The same, with one more thing it asks for or not.
pub async fn call_that(
    site: &Site,
    asks: &str,
    whether: bool,
    (reviews, selection, panel): (u8, &str, &[(&str, &str)]),
) {
    let parameters = format!(
        r#"{{"{asks}": {whether}, "papers": ["ktp-ketua"], "publication": "l0", "forms": ["goods"], "reviews_required": {reviews}, "selection": "{selection}", "allow_content_revision": true}}"#
    );
    let criteria = r#"[{"name": "Manfaat", "percent": 50}, {"name": "Kelayakan", "percent": 30}, {"name": "Keberlanjutan", "percent": 20}]"#;
    site.execute(&format!(
        "UPDATE \"call\" SET parameters = '{parameters}', criteria = '{criteria}' WHERE name LIKE 'Alat Produksi%'"
    ))
    .await;
    let call = FUNDING.id("K03");
    run(site, "DELETE FROM call_panel WHERE call_id = $1", vec![call.into()]).await;
    for (name, duty) in panel {
        let sql = "INSERT INTO call_panel (call_id, person_id, duty, added_at) VALUES ($1, $2, $3, 0)";
        run(site, sql, vec![call.into(), account(name).into(), (*duty).into()]).await;
    }
}

pub const PANEL: [(&str, &str); 5] =
    [("Nirmala", "verifier"), ("Tono", "lead"), ("Wulan", "decider"), ("Rini", "reviewer"), ("Bayu", "reviewer")];

/// A proposal of an enterprise whose check is done, and which enters its review now.
pub async fn enter(site: &Site, enterprise: &str, text: &str) -> (Uuid, String) {
    let (id, code, state) = complete(site, enterprise, text).await;
    assert_eq!(state, State::InReview);
    (id, code)
}

/// The same, wherever a call leads it after the check.
pub async fn complete(site: &Site, enterprise: &str, text: &str) -> (Uuid, String, State) {
    let (id, code, call) = (ids::new_id(), ids::new_document_code(), FUNDING.id("K03"));
    let sql = "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, submitted_at, asked_idr, row_version) \
               VALUES ($1, $2, $3, $4, 'admin_check', $5, 0, 0, 800000, 1)";
    let values = vec![id.into(), code.clone().into(), call.into(), GOODS.id(enterprise).into(), true.into()];
    run(site, sql, values).await;
    for (section, content) in TYPED {
        let content = content.replace("Mesin kurang.", text);
        let sql = "INSERT INTO proposal_section (proposal_id, section, content, row_version, changed_at, changed_by) \
                   VALUES ($1, $2, $3, 1, 0, $4)";
        run(site, sql, vec![id.into(), section.into(), content.into(), account("Nur").into()]).await;
    }
    let sql = "INSERT INTO proposal_check (proposal_id, holder, claimed_at, rounds_used, extended, reopened, duplicates_note) \
               VALUES ($1, $2, 0, 0, $3, $3, 'Tidak ada.')";
    run(site, sql, vec![id.into(), account("Nirmala").into(), false.into()]).await;
    let sql = "INSERT INTO proposal_version (proposal_id, number, content, mark, made_at) VALUES ($1, 1, $4, $3, $2)";
    let sent = enterprise.trim_start_matches('E').parse::<i64>().unwrap() * 1_000;
    let answers = json!({ "pengaju": "Kelompok Purun Sanja", "tujuan": "Dua puluh tas seminggu." });
    let content = json!({ "form": 1, "answers": answers, "lines": [], "files": {} }).to_string();
    run(site, sql, vec![id.into(), sent.into(), "0".repeat(64).into(), content.into()]).await;
    for point in Point::ALL {
        let sql = "INSERT INTO checklist_item (proposal_id, point, presence, note, answered, reply, round) VALUES ($1, $2, 'ada', '', $3, '', 0)";
        run(site, sql, vec![id.into(), point.as_str().into(), false.into()]).await;
    }
    let transaction = tanggui::platform::db::begin(&site.app.db).await.unwrap();
    let dossier = locked(&transaction, id).await.unwrap();
    let hand = Hand { account: account("Nirmala"), duty: Duty::Verifier, on_behalf_of: None };
    let plan = apply(&transaction, &site.app, &dossier, &Event::Complete, hand, &json!({})).await.unwrap();
    transaction.commit().await.unwrap();
    (id, ids::shown_document_code(&code), plan.to)
}

/// The address of the packet of a reviewer.
pub async fn packet(site: &Site, proposal: Uuid, name: &str) -> String {
    let sql = "SELECT packet_code AS word FROM review_assignment WHERE proposal_id = $1 AND person_id = $2 AND ended_at IS NULL";
    let code = word(site, sql, vec![proposal.into(), account(name).into()]).await;
    format!("/instansi/{}/penilaian/{}", site.code_of_agency(name).await, ids::shown_document_code(&code))
}

pub async fn score(client: &mut Client<'_>, here: &str, button: &str, scores: [u16; 3], why: &str) -> Answer {
    let scores = scores.map(|score| score.to_string());
    let mut fields = vec![("tombol", button)];
    let names = [("nilai_1", "alasan_1"), ("nilai_2", "alasan_2"), ("nilai_3", "alasan_3")];
    for ((score, reason), typed) in names.into_iter().zip(&scores) {
        fields.extend([(score, typed.as_str()), (reason, why)]);
    }
    client.post(here, &fields).await
}

pub fn plain(answer: &Answer, path: &str) -> String {
    answer.text().replace(&form(&[("ke", path)]), "ke=")
}

pub async fn state_of(site: &Site, proposal: Uuid) -> String {
    word(site, "SELECT state AS word FROM proposal WHERE id = $1", vec![proposal.into()]).await
}

#[actix_web::test]
async fn a_checked_proposal_goes_to_its_reviewers_without_a_name_and_is_closed_by_a_person() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    call(&site, 2, "ordered", &PANEL).await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    mark(&mut nirmala, &here, &[]).await;
    let noted = [("kelompok", "ganda"), ("ganda", "Tidak ada bantuan lain.")];
    assert_eq!(nirmala.post(&format!("{here}/periksa"), &noted).await.status, 303);
    let mails = site.mails().await.len();
    assert_eq!(step(&mut nirmala, &here, &[("ke", "lengkap")]).await.status, 303);
    assert_eq!(site.mails().await.len(), mails + 2, "both reviewers hear of it");
    let (mut rini, mut bayu) = (site.sign_in("Rini").await, site.sign_in("Bayu").await);
    let list = format!("/instansi/{}/penilaian", site.code_of_agency("Rini").await);
    let mut own = Vec::new();
    for client in [&mut rini, &mut bayu] {
        let page = client.get(&list).await;
        assert_eq!(page.status, 200);
        let links = page.attributes(".way", "href");
        assert_eq!(links.len(), 1);
        own.extend(links);
    }
    assert_ne!(own[0], own[1], "each packet has a code of its own");
    let code = here.rsplit_once('/').unwrap().1;
    for (client, link) in [(&mut rini, &own[0]), (&mut bayu, &own[1])] {
        assert!(!link.contains(code));
        let page = client.get(link).await.text();
        assert!(page.contains("Mesin kurang.") && page.contains("Gunting besar"), "texts and budget");
        for canary in ["Purun Sanja", "Jalan Pasar 7", "Kabupaten Banjar", "Rahma", "Salim", "Nur", code, "ktp", "foto"]
        {
            assert!(!page.contains(canary), "{canary}");
        }
    }
    assert_eq!(rini.get(&own[1]).await.status, 404, "the packet of somebody else");
    let lead = format!("{here}/nilai");
    let mut tono = site.sign_in("Tono").await;
    let draft = score(&mut rini, &own[0], "simpan", [70, 90, 60], "Pendek.").await;
    assert_eq!(draft.status, 303, "{:?}", draft.all(".error-summary li"));
    assert_eq!(rini.get(&own[0]).await.attributes("input[name=nilai_1]", "value"), ["70"], "a draft is kept");
    let refused = score(&mut rini, &own[0], "kirim", [70, 90, 60], "Pendek.").await;
    assert_eq!(refused.status, 422, "a very high score needs a reason");
    assert!(refused.text().contains("Pendek.") && refused.attributes("input[name=nilai_2]", "value") == ["90"]);
    assert_eq!(rini.post(&own[0], &[("tombol", "lain")]).await.status, 422);
    let look = score(&mut rini, &own[0], "lihat", [70, 90, 60], WHY).await;
    assert!(look.status == 200 && look.text().contains("tertutup bagi penilai lain"), "what it does is said before");
    assert_eq!(score(&mut rini, &own[0], "kirim", [70, 90, 60], WHY).await.status, 303);
    assert_eq!(tono.post(&lead, &[("tombol", "tutup")]).await.status, 422, "one of two is not enough");
    let sealed = tono.get(&lead).await.text();
    assert!(!sealed.contains(WHY) && !sealed.contains("74,00"), "sealed for the lead too");
    let own_page = bayu.get(&own[1]).await.text();
    assert!(!own_page.contains(WHY) && !own_page.contains("Penilai lain 1"), "nobody sees others before the own one");
    assert!(!rini.get(&own[0]).await.text().contains("Penilai lain 1"), "nor before enough are there");
    assert_eq!(score(&mut bayu, &own[1], "kirim", [50, 50, 50], "").await.status, 303);
    let seen = bayu.get(&own[1]).await.text();
    assert!(seen.contains("74,00") && seen.contains(WHY) && !seen.contains("Rini"), "without a name");
    assert_eq!(
        score(&mut bayu, &own[1], "kirim", [60, 60, 60], "").await.status,
        422,
        "who saw others changes nothing"
    );
    assert_eq!(state(&site).await, "in_review", "it never closes by itself");
    assert!(tono.get(&lead).await.text().contains("Membuka semua nilai"));
    assert_eq!(tono.post(&lead, &[("tombol", "tutup")]).await.status, 303);
    assert_eq!(state(&site).await, "scored");
    let open = tono.get(&lead).await.text();
    assert!(open.contains("62,00") && open.contains("Rini") && open.contains(WHY));
    assert_eq!(tono.post(&lead, &[("tombol", "tutup")]).await.status, 422, "once");
    assert_eq!(nirmala.get(&lead).await.status, 404, "the verifier sees no scores");
    let mut rahma = site.sign_in("Rahma").await;
    let group = format!("/saya/usaha/{}/proposal/{code}", site.code_of_demo("enterprise", "E01"));
    let page = rahma.get(&group).await.text();
    assert!(!page.contains("62,00") && !page.contains("Rini") && !page.contains("Bayu"));
}

#[actix_web::test]
async fn equal_texts_are_equal_packets_whoever_applies() {
    let site = Site::demo().await;
    call(&site, 2, "ordered", &PANEL).await;
    let (one, _) = enter(&site, "E01", "Mesin kurang.").await;
    let (other, _) = enter(&site, "E02", "Mesin kurang.").await;
    let sql = "SELECT content AS word FROM review_packet WHERE proposal_id = $1";
    assert_eq!(word(&site, sql, vec![one.into()]).await, word(&site, sql, vec![other.into()]).await);
    let mut rini = site.sign_in("Rini").await;
    let (here, there) = (packet(&site, one, "Rini").await, packet(&site, other, "Rini").await);
    let code = |path: &str| path.rsplit_once('/').unwrap().1.to_owned();
    let (first, second) = (rini.get(&here).await.text(), rini.get(&there).await.text());
    assert_eq!(first.replace(&code(&here), "–"), second.replace(&code(&there), "–"));
}

#[actix_web::test]
async fn loads_differ_by_one_at_most_and_nobody_reviews_whom_they_are_tied_to() {
    let site = Site::demo().await;
    let reviewers = ["Rini", "Bayu", "Agus"];
    let panel = [&PANEL[..], &[("Agus", "reviewer")]].concat();
    call(&site, 1, "ordered", &panel).await;
    let sql = "UPDATE membership SET office = 'reviewer' WHERE person_id = $1";
    run(&site, sql, vec![account("Agus").into()]).await;
    let tie = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";
    run(&site, tie, vec![account("Rini").into(), GOODS.id("E01").into()]).await;
    let mut tied = Vec::new();
    for number in 1..=11 {
        let (proposal, _) = enter(&site, &format!("E{number:02}"), "Mesin kurang.").await;
        if number == 1 {
            tied.push(proposal);
        }
    }
    let mut loads = Vec::new();
    for name in reviewers {
        let sql = "SELECT COUNT(*) AS n FROM review_assignment WHERE person_id = $1";
        loads.push(count(&site, sql, vec![account(name).into()]).await);
    }
    assert_eq!(loads.iter().sum::<i64>(), 11);
    assert!(loads.iter().max().unwrap() - loads.iter().min().unwrap() <= 1, "{loads:?}");
    let sql = "SELECT COUNT(*) AS n FROM review_assignment WHERE person_id = $1 AND proposal_id = $2";
    assert_eq!(count(&site, sql, vec![account("Rini").into(), tied[0].into()]).await, 0);
}

#[actix_web::test]
async fn whoever_leaves_a_packet_loses_all_trace_of_it_and_another_one_comes() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    let sql =
        "SELECT COUNT(*) AS n FROM review_assignment WHERE proposal_id = $1 AND person_id = $2 AND ended_at IS NULL";
    let reviews = |name: &'static str| vec![Value::from(proposal), account(name).into()];
    let (first, other) =
        if count(&site, sql, reviews("Rini")).await == 1 { ("Rini", "Bayu") } else { ("Bayu", "Rini") };
    let here = packet(&site, proposal, first).await;
    let mut leaving = site.sign_in(first).await;
    assert_eq!(score(&mut leaving, &here, "simpan", [50, 50, 50], "").await.status, 303);
    let asked = leaving.get(&format!("{here}/ikatan")).await;
    assert!(asked.status == 200 && asked.text().contains("Mengganti satu penilai"));
    assert_eq!(leaving.post(&format!("{here}/ikatan"), &[("tombol", "lain")]).await.status, 422);
    assert_eq!(leaving.post(&format!("{here}/ikatan"), &[("tombol", "lakukan")]).await.status, 303);
    let inbox = here.rsplit_once('/').unwrap().0.to_owned();
    assert!(leaving.get(&inbox).await.all(".way").is_empty());
    let nothing = format!("{inbox}/ZZZZ-ZZZZ");
    for page in ["", "/ikatan"] {
        let (gone, missing) = (format!("{here}{page}"), format!("{nothing}{page}"));
        let (one, none) = (leaving.get(&gone).await, leaving.get(&missing).await);
        assert_eq!((one.status.as_u16(), plain(&one, &gone)), (404, plain(&none, &missing)));
        assert_eq!(leaving.post(&gone, &[("tombol", "simpan")]).await.status, 404);
    }
    let next = packet(&site, proposal, other).await;
    let mut coming = site.sign_in(other).await;
    assert_eq!(coming.get(&next).await.status, 200);
    assert!(coming.get(&next).await.attributes("input[name=nilai_1]", "value").iter().all(String::is_empty));
    // The lead alone reads that it happened; a second one finds nobody free.
    let agency = site.code_of_agency("Tono").await;
    let file = format!("/instansi/{agency}/proposal/{code}");
    let (mut tono, mut nirmala) = (site.sign_in("Tono").await, site.sign_in("Nirmala").await);
    assert!(tono.get(&file).await.text().contains("Seorang penilai mundur"));
    assert!(!nirmala.get(&file).await.text().contains("Seorang penilai mundur"), "nobody else");
    assert_eq!(coming.post(&format!("{next}/ikatan"), &[("tombol", "lakukan")]).await.status, 303);
    assert!(tono.get(&format!("{file}/nilai")).await.text().contains("Belum ada penilai"));
}

#[actix_web::test]
async fn for_a_tied_officer_rounds_packets_and_rankings_do_not_exist() {
    let site = Site::demo().await;
    call(&site, 1, "ranked", &PANEL).await;
    site.execute("UPDATE \"call\" SET state = 'closed' WHERE name LIKE 'Alat Produksi%'").await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    let agency = site.code_of_agency("Tono").await;
    let file = format!("/instansi/{agency}/proposal");
    let closed = site.code("call", "name", "Alat Produksi Usaha Kecil 2027").await;
    let calls = format!("/instansi/{agency}/pembukaan");
    let sql = "SELECT COUNT(*) AS n FROM review_assignment WHERE proposal_id = $1 AND person_id = $2";
    let rini = count(&site, sql, vec![proposal.into(), account("Rini").into()]).await == 1;
    let reviewer = if rini { "Rini" } else { "Bayu" };
    let own = packet(&site, proposal, reviewer).await;
    let base = own.rsplit_once('/').unwrap().0.to_owned();
    for (name, there, missing) in [
        ("Tono", format!("{file}/{code}/nilai"), format!("{file}/ZZZZ-ZZZZ/nilai")),
        ("Tono", format!("{calls}/{closed}/peringkat"), format!("{calls}/ZZZZZZ/peringkat")),
        (reviewer, own.clone(), format!("{base}/ZZZZ-ZZZZ")),
        (reviewer, format!("{own}/ikatan"), format!("{base}/ZZZZ-ZZZZ/ikatan")),
    ] {
        let mut client = site.sign_in(name).await;
        assert_eq!(client.get(&there).await.status, 200, "{there}");
        let tie = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";
        run(&site, tie, vec![account(name).into(), GOODS.id("E01").into()]).await;
        let (tied, none) = (client.get(&there).await, client.get(&missing).await);
        assert_eq!((tied.status.as_u16(), none.status.as_u16()), (404, 404), "{there}");
        assert_eq!(plain(&tied, &there), plain(&none, &missing));
        for button in ["tutup", "bekukan", "simpan", "lakukan"] {
            assert_eq!(client.post(&there, &[("tombol", button)]).await.status, 404, "{there} {button}");
        }
        site.execute("DELETE FROM recusal").await;
    }
    assert_eq!(state_of(&site, proposal).await, "in_review");
}

#[actix_web::test]
async fn of_two_leads_at_once_one_closes_and_apart_takes_a_reason() {
    let site = Site::demo().await;
    let panel = [&PANEL[..], &[("Yusuf", "lead")]].concat();
    call(&site, 2, "ordered", &panel).await;
    let sql = "UPDATE membership SET office = 'call_lead' WHERE person_id = $1";
    run(&site, sql, vec![account("Yusuf").into()]).await;
    let (proposal, code) = enter(&site, "E01", "Mesin kurang.").await;
    for (name, points) in [("Rini", [30; 3]), ("Bayu", [60; 3])] {
        let mut client = site.sign_in(name).await;
        let here = packet(&site, proposal, name).await;
        assert_eq!(score(&mut client, &here, "kirim", points, "").await.status, 303);
    }
    let here = format!("/instansi/{}/proposal/{code}/nilai", site.code_of_agency("Tono").await);
    let (mut tono, mut yusuf) = (site.sign_in("Tono").await, site.sign_in("Yusuf").await);
    assert!(tono.get(&here).await.text().contains("berjauhan"));
    assert_eq!(tono.post(&here, &[("tombol", "tutup")]).await.status, 422, "far apart: not without a reason");
    let fields = [("tombol", "tutup"), ("uraian", "Sudah dibahas bersama.")];
    let (one, other) = futures_util::future::join(tono.post(&here, &fields), yusuf.post(&here, &fields)).await;
    let mut answers = [one.status.as_u16(), other.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
    assert_eq!(state_of(&site, proposal).await, "scored");
    assert!(tono.get(&here).await.text().contains("Sudah dibahas bersama."));
}

/// Scores of both reviewers, and the mean and the place as they were worked out by hand with weights 50, 30 and 20.
/// Third row: 50 and 80, so 65,00; they lie 30 apart. Sixth: 71,5 and 70,9; seventh: 71,1 and 71,3: level at 71,20.
const BY_HAND: [([u16; 3], [u16; 3], &str, usize); 12] = [
    ([90, 80, 70], [80, 80, 80], "81,50", 3),
    ([60, 60, 60], [70, 70, 70], "65,00", 7),
    ([50, 50, 50], [80, 80, 80], "65,00", 7),
    ([100, 100, 100], [90, 90, 90], "95,00", 1),
    ([40, 40, 40], [45, 45, 45], "42,50", 10),
    ([75, 70, 65], [73, 70, 67], "71,20", 5),
    ([71, 72, 70], [72, 71, 70], "71,20", 5),
    ([20, 30, 10], [30, 20, 10], "22,00", 11),
    ([65, 65, 65], [65, 65, 65], "65,00", 7),
    ([88, 77, 66], [66, 77, 88], "77,00", 4),
    ([0, 0, 0], [10, 10, 10], "5,00", 12),
    ([99, 99, 99], [90, 91, 90], "94,65", 2),
];

#[actix_web::test]
async fn the_frozen_ranking_is_the_one_worked_out_by_hand() {
    let site = Site::demo().await;
    call(&site, 2, "ranked", &PANEL).await;
    site.execute("UPDATE \"call\" SET state = 'closed' WHERE name LIKE 'Alat Produksi%'").await;
    let agency = site.code_of_agency("Tono").await;
    let (mut rini, mut bayu) = (site.sign_in("Rini").await, site.sign_in("Bayu").await);
    let mut tono = site.sign_in("Tono").await;
    let closed = site.code("call", "name", "Alat Produksi Usaha Kecil 2027").await;
    let ranking = format!("/instansi/{agency}/pembukaan/{closed}/peringkat");
    let mut codes = Vec::new();
    for (number, (first, second, ..)) in (1..).zip(BY_HAND) {
        let (proposal, code) = enter(&site, &format!("E{number:02}"), "Mesin kurang.").await;
        for (client, name, scores) in [(&mut rini, "Rini", first), (&mut bayu, "Bayu", second)] {
            let here = packet(&site, proposal, name).await;
            let done = score(client, &here, "kirim", scores, WHY).await;
            assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
        }
        if number == 12 {
            let early = tono.post(&ranking, &[("tombol", "bekukan"), ("versi", "1")]).await;
            assert!([409, 422].contains(&early.status.as_u16()), "one is still under review");
        }
        let here = format!("/instansi/{agency}/proposal/{code}/nilai");
        let done = tono.post(&here, &[("tombol", "tutup"), ("uraian", "Sudah dibahas.")]).await;
        assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
        codes.push(code);
    }
    let mut wulan = site.sign_in("Wulan").await;
    assert_eq!(wulan.get(&ranking).await.status, 404, "for the lead alone before");
    let page = tono.get(&ranking).await;
    let version = page.attributes("input[name=versi]", "value").remove(0);
    let frozen = tono.post(&ranking, &[("tombol", "bekukan"), ("versi", &version)]).await;
    assert_eq!(frozen.status, 303, "{:?}", frozen.all(".error-summary li"));
    assert_eq!(tono.post(&ranking, &[("tombol", "bekukan"), ("versi", &version)]).await.status, 422, "once");
    let page = wulan.get(&ranking).await;
    let rows = page.all(".way");
    assert_eq!(rows.len(), 12);
    for ((.., mean, rank), code) in BY_HAND.iter().zip(&codes) {
        let row = rows.iter().find(|row| row.contains(code.as_str())).unwrap();
        assert!(
            row.contains(&format!("Peringkat {rank}:")) || row.contains(&format!("Peringkat {rank} (seri)")),
            "{row}"
        );
        assert!(row.contains(mean), "{row}");
        let level = BY_HAND.iter().filter(|(.., other)| other == rank).count() > 1;
        assert_eq!(row.contains("(seri)"), level, "{row}");
    }
    let kept = "SELECT COUNT(*) AS n FROM call_ranking WHERE call_id = $1";
    assert_eq!(count(&site, kept, vec![FUNDING.id("K03").into()]).await, 12);
}
