//! The operator teaches the vocabulary a word; openings and profiles follow by themselves. A program has one vocabulary,
//! so this story is alone in its own: elsewhere it would change what other stories read while they run.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on fails"
)]

#[path = "../site/support.rs"]
#[allow(dead_code, reason = "the stories of the site need more of it")]
mod support;

use sea_orm::{ConnectionTrait, Statement};
use support::{Answer, Client, Site};
use tanggui::jobs::skills::relinking::service as relinking;

const HERE: &str = "/operator/kosakata";

async fn change(operator: &mut Client<'_>, code: &str, fields: &[(&str, &str)]) -> Answer {
    operator.post(HERE, &[&[("keterampilan", code)][..], fields].concat()).await
}

async fn follow(site: &Site) {
    while relinking::work(&site.app).await.unwrap() > 0 {}
    site.settle().await;
}

async fn texts(site: &Site, sql: &str) -> Vec<String> {
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql.to_owned())).await.unwrap();
    rows.iter().map(|row| row.try_get("", "one").unwrap()).collect()
}

async fn skills_of(site: &Site, phrase: &str) -> Vec<String> {
    texts(
        site,
        &format!(
            "SELECT CAST(skill_id AS TEXT) AS one FROM opening_skill JOIN opening_item USING (opening_id, position) \
             WHERE phrase = '{phrase}'"
        ),
    )
    .await
}

#[actix_web::test]
async fn words_and_skills_are_added_and_merged_and_openings_and_profiles_follow_by_themselves() {
    let site = Site::demo().await;
    follow(&site).await;
    let item = "opening_id = (SELECT id FROM opening WHERE title = 'Penjahit konveksi') AND position = 0";
    site.execute(&format!("UPDATE opening_item SET phrase = 'godok gondorukem' WHERE {item}")).await;
    site.execute(
        "INSERT INTO skill_suggestion (phrase, openings, state, last_at) VALUES ('godok gondorukem', 6, 'waiting', 0)",
    )
    .await;
    let mut operator = site.sign_in("Operator").await;
    assert!(operator.get("/operator/kata").await.text().contains("/operator/kosakata?q=godok"));
    // A new skill, with what has to be mended first.
    let new = [("nama", "menjahit"), ("nama_en", ""), ("jenis", ""), ("kbji", "12")];
    let refused = operator.post(HERE, &new).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.all(".field-error").len(), 4, "{:?}", refused.all(".field-error"));
    assert!(refused.attributes("input[name=nama]", "value").contains(&"menjahit".to_owned()), "what was typed stays");
    let telling = [("nama", "konseling HIV"), ("nama_en", "counselling"), ("jenis", "service")];
    assert_eq!(operator.post(HERE, &telling).await.status, 422, "words that may stand nowhere");
    let mut codes = Vec::new();
    for (name, english) in [("menyadap damar", "resin tapping"), ("mengaduk gondorukem", "rosin stirring")] {
        let made = operator.post(HERE, &[("nama", name), ("nama_en", english), ("jenis", "trade")]).await;
        assert_eq!(made.status, 303, "{:?}", made.all(".field-error"));
        codes.push(made.header("location").split(['=', '&']).nth(1).unwrap().to_owned());
    }
    assert_eq!(codes, ["S10000", "S10001"]);
    // A word for one of them: the opening that uses it is found by its skill, and the word waits no longer.
    let word = [("tindakan", "tambah"), ("kata", "godok gondorukem"), ("bahasa", "id"), ("ragam", "informal")];
    assert_eq!(change(&mut operator, "S10001", &word).await.status, 303);
    assert_eq!(change(&mut operator, "S10001", &word).await.status, 422, "it has that word");
    assert_eq!(change(&mut operator, "S10000", &word).await.status, 422, "another one has it");
    assert!(!operator.get("/operator/kata").await.text().contains("godok"));
    follow(&site).await;
    assert_eq!(skills_of(&site, "godok gondorukem").await, ["10001"]);
    let by_skill = site.get("/lowongan?terampil=S10001").await;
    assert!(by_skill.all(".row-title").contains(&"Penjahit konveksi".to_owned()), "{:?}", by_skill.all(".row-title"));
    // Somebody has the skill that goes.
    let person = "(SELECT person_id FROM profile_item ORDER BY person_id LIMIT 1)";
    site.execute(&format!("INSERT INTO profile_skill (person_id, position, skill_id) VALUES ({person}, 0, 10001)"))
        .await;
    let unknown = change(&mut operator, "S10001", &[("tindakan", "gabung"), ("gabung", "tidak ada")]).await;
    assert_eq!(unknown.status, 422);
    let itself = change(&mut operator, "S10001", &[("tindakan", "gabung"), ("gabung", "S10001")]).await;
    assert_eq!(itself.status, 422);
    let merged = change(&mut operator, "S10001", &[("tindakan", "gabung"), ("gabung", "Menyadap damar")]).await;
    assert_eq!(merged.header("location"), "/operator/kosakata?keterampilan=S10000&ok");
    follow(&site).await;
    assert_eq!(skills_of(&site, "godok gondorukem").await, ["10000"]);
    let left = "SELECT CAST(skill_id AS TEXT) AS one FROM profile_skill WHERE skill_id >= 10000";
    assert_eq!(texts(&site, left).await, ["10000"], "and the profile has the one that stays");
    let shown = operator.get("/operator/kosakata?keterampilan=S10001").await;
    assert!(shown.text().contains("menyadap damar") && shown.text().contains("mengaduk gondorukem"));
    assert_eq!(operator.get("/operator/kosakata?keterampilan=S9").await.status, 404);
    // What a second look finds is nothing.
    assert_eq!(relinking::work(&site.app).await.unwrap(), 0);
}
