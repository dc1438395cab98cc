//! The public register: two persons make a release, nothing changes it after that, and nothing of it leads to anybody.
use sea_orm::{ConnectionTrait, Statement};
use tanggui::{demo::streams::FUNDING, platform::ids};
use time::Duration;

use crate::{
    awards::{opened, promised},
    checking::{account, run},
    support::{Answer, Client, Site},
    web_safety::texts,
};

const DESK: &str = "/operator/penerima";
const GROUPS: [&str; 6] = ["E01", "E02", "E03", "E04", "E05", "E06"];

/// Six groups of one place and one line of work took on what they were offered; their call publishes rows.
async fn six_awards(site: &Site) {
    opened(site, "money").await;
    terms(site, r#"{"publication": "l1", "forms": ["money", "goods"]}"#).await;
    let sql = "INSERT INTO grant_entry (call_id, kind, amount_idr, at) VALUES ($1, 'ceiling', 200000000, 0)";
    run(site, sql, vec![FUNDING.id("K03").into()]).await;
    site.execute("UPDATE enterprise SET regency_code = '6371', sector = 'food'").await;
    for group in GROUPS {
        promised(site, group).await;
    }
    site.execute("UPDATE award SET state = 'accepted'").await;
}

async fn terms(site: &Site, parameters: &str) {
    run(
        site,
        "UPDATE \"call\" SET parameters = $1 WHERE id = $2",
        vec![serde_json::from_str::<serde_json::Value>(parameters).unwrap().into(), FUNDING.id("K03").into()],
    )
    .await;
}

/// Lia works for the platform as well; now there are two.
async fn second_operator(site: &Site) {
    let sql = "INSERT INTO membership (id, public_code, person_id, body_kind, body_id, office, created_at) \
               SELECT $1, '9OPER2', $2, body_kind, body_id, office, created_at FROM membership WHERE office = 'operator'";
    run(site, sql, vec![ids::new_id().into(), account("Lia").into()]).await;
}

async fn propose(client: &mut Client<'_>) -> Answer {
    client.post(DESK, &[("tombol", "usulkan")]).await
}

/// Confirms what stands on the page.
async fn confirm(client: &mut Client<'_>) -> Answer {
    let mark = client.get(DESK).await.attributes("input[name=isi]", "value").into_iter().next().unwrap_or_default();
    client.post(DESK, &[("tombol", "terbitkan"), ("isi", mark.as_str())]).await
}

async fn package(site: &Site, quarter: &str) -> serde_json::Value {
    site.get(&format!("/api/v1/grants?quarter={quarter}")).await.json()
}

/// Everything anybody may read of a release.
async fn read(site: &Site, quarter: &str) -> Vec<Vec<u8>> {
    let mut read = Vec::new();
    for path in [
        format!("/api/v1/grants?quarter={quarter}"),
        format!("/hibah/penerima.csv?triwulan={quarter}"),
        format!("/hibah/penerima.csv?triwulan={quarter}&isi=baris"),
    ] {
        let answer = site.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        read.push(answer.bytes);
    }
    read
}

#[actix_web::test]
async fn a_release_takes_two_persons_and_tells_of_nobody() {
    let mut site = Site::demo().await;
    six_awards(&site).await;
    second_operator(&site).await;
    {
        let mut operator = site.sign_in("Operator").await;
        assert_eq!(propose(&mut operator).await.status, 422, "the quarter is not over");
        assert_eq!(operator.post(DESK, &[("tombol", "x")]).await.status, 422);
    }
    assert_eq!(site.sign_in("Ratna").await.get(DESK).await.status, 404, "no office of an agency");
    let first = read(&site, "2026-Q3").await;
    site.later(Duration::days(45));
    let (mut operator, mut lia) = (site.sign_in("Operator").await, site.sign_in("Lia").await);
    assert_eq!(confirm(&mut lia).await.status, 422, "nothing was proposed");
    assert_eq!(propose(&mut operator).await.status, 303);
    assert_eq!(confirm(&mut operator).await.status, 422, "whoever proposed it");
    assert_eq!(site.get("/api/v1/grants?quarter=2026-Q4").await.status, 404);
    let page = lia.get(DESK).await;
    assert_eq!(page.all("tbody tr").len(), 6 + 6, "figures and rows are what will be public");
    assert_eq!(lia.post(DESK, &[("tombol", "terbitkan"), ("isi", "0")]).await.status, 422, "something else was read");
    site.execute("UPDATE award SET state = 'declined' WHERE id = (SELECT id FROM award ORDER BY id LIMIT 1)").await;
    assert_eq!(confirm(&mut lia).await.status, 422, "an award went since");
    site.execute("UPDATE award SET state = 'accepted'").await;
    assert_eq!(confirm(&mut lia).await.status, 303);
    let json = package(&site, "2026-Q4").await;
    let grants = json["grants"].as_array().unwrap();
    assert_eq!(grants.len(), 6);
    assert_eq!(grants[0]["recipientOrganization"][0]["name"], "Usaha kecil: Makanan dan minuman");
    assert_eq!(json["previousHash"], package(&site, "2026-Q3").await["hash"]);
    assert_eq!(site.get("/api/v1/grants").await.json(), json, "the latest one");
    let page = site.get("/hibah/penerima").await;
    assert_eq!(page.all("tbody tr").len(), 12);
    let mut all = page.text() + &json.to_string();
    for file in read(&site, "2026-Q4").await {
        all.push_str(&String::from_utf8_lossy(&file));
    }
    let mut telling = texts(&site, "SELECT trade_name AS one FROM enterprise").await;
    telling.extend(texts(&site, "SELECT public_code AS one FROM award").await);
    telling.extend(texts(&site, "SELECT public_code AS one FROM enterprise").await);
    telling.extend(["SK/1", "Alat Produksi", "Dinas", "2026-11-20", "15.000.000", "15000000"].map(str::to_owned));
    for word in telling {
        assert!(!all.contains(&word), "{word}");
    }
    assert_eq!(read(&site, "2026-Q3").await, first, "what was published stays as it was");
    assert_eq!(propose(&mut operator).await.status, 422, "once");
    let trail = "SELECT action AS one FROM audit_event WHERE action LIKE '%register' AND outcome = 'done' ORDER BY seq";
    assert_eq!(texts(&site, trail).await, ["propose_register", "publish_register"]);
}

#[actix_web::test]
async fn what_was_published_is_changed_by_nobody_and_what_was_given_up_stands_in_the_next() {
    let mut site = Site::demo().await;
    six_awards(&site).await;
    second_operator(&site).await;
    site.later(Duration::days(45));
    assert_eq!(propose(&mut site.sign_in("Operator").await).await.status, 303);
    assert_eq!(confirm(&mut site.sign_in("Lia").await).await.status, 303);
    let made = read(&site, "2026-Q4").await;
    for (table, column) in [
        ("register_release", "previous"),
        ("register_entry", "recipient"),
        ("stat_cell", "place"),
        ("register_counted", "release"),
    ] {
        for sql in [format!("UPDATE {table} SET {column} = {column}"), format!("DELETE FROM {table}")] {
            let done = site.app.db.execute_raw(Statement::from_string(site.backend(), sql.clone())).await;
            assert!(done.is_err(), "{sql}");
        }
    }
    site.execute("UPDATE award SET state = 'declined'").await;
    site.later(Duration::days(90));
    assert_eq!(propose(&mut site.sign_in("Lia").await).await.status, 303);
    assert_eq!(confirm(&mut site.sign_in("Operator").await).await.status, 303);
    let next = package(&site, "2027-Q1").await;
    let grants = next["grants"].as_array().unwrap();
    assert_eq!(grants.len(), 6);
    assert!(grants.iter().all(|grant| grant["change"] == "taken_back" && grant["awardQuarter"] == "2026-Q4"));
    assert_eq!(read(&site, "2026-Q4").await, made);
    let page = site.get("/hibah/penerima").await.text();
    assert!(page.contains("batal sesudah terbit"));
}

#[actix_web::test]
async fn awards_of_calls_that_publish_nothing_and_from_outside_are_never_counted() {
    let mut site = Site::demo().await;
    six_awards(&site).await;
    second_operator(&site).await;
    site.later(Duration::days(45));
    let mut operator = site.sign_in("Operator").await;
    for parameters in [
        r#"{"publication": "l1", "forms": ["money", "goods"], "tracking": "external"}"#,
        r#"{"forms": ["money", "goods"]}"#,
    ] {
        terms(&site, parameters).await;
        assert_eq!(propose(&mut operator).await.status, 303);
        assert!(operator.get(DESK).await.all("tbody tr").is_empty(), "{parameters}");
    }
    terms(&site, r#"{"publication": "l0", "forms": ["money", "goods"]}"#).await;
    assert_eq!(propose(&mut operator).await.status, 303);
    assert_eq!(operator.get(DESK).await.all("tbody tr").len(), 4, "country and province, by sector and whole");
    terms(&site, r#"{"publication": "l1", "forms": ["money", "goods"]}"#).await;
    site.execute("UPDATE award SET state = 'declined' WHERE id IN (SELECT id FROM award ORDER BY id LIMIT 2)").await;
    assert_eq!(propose(&mut operator).await.status, 303);
    assert!(operator.get(DESK).await.all("tbody tr").is_empty(), "four are told nowhere");
}

#[actix_web::test]
async fn a_site_without_a_release_says_when_the_first_one_comes() {
    let site = Site::empty().await;
    let page = site.get("/hibah/penerima").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("1 Januari 2027"));
    assert_eq!(site.get("/api/v1/grants").await.status, 404);
    assert_eq!(site.get("/api/v1/grants/releases").await.json(), serde_json::json!([]));
}
