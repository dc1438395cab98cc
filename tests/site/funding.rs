//! Visitors look at calls for funding.
use crate::support::Site;

#[actix_web::test]
async fn open_calls_stand_before_those_to_come_and_those_that_are_over() {
    let site = Site::demo().await;
    let tags = site.get("/hibah").await.all(".tag");
    let order = |word: &str| match word {
        "Dibuka" => 0,
        "Terjadwal" => 1,
        _ => 2,
    };
    assert_eq!(tags.len(), 11);
    assert!(tags.iter().map(|word| order(word)).is_sorted(), "{tags:?}");
}

#[actix_web::test]
async fn a_call_names_its_closing_time_with_the_zone_of_the_place() {
    let site = Site::demo().await;
    let calls = site.codes("call", "name").await;
    let code = calls.iter().find(|(name, _)| name.starts_with("Modal Bahan Baku")).map(|(_, code)| code).unwrap();
    let text = site.get(&format!("/hibah/{code}")).await.text();
    assert!(text.contains("Ditutup 2 hari lagi, Selasa, 24 November 2026 pukul 16.00 WITA"), "{text}");
    assert!(text.contains("2027"), "the year in the name follows the day of the demo");
    let english = site.english(&format!("/hibah/{code}")).await.text();
    assert!(english.contains("Closes in 2 days, Tuesday, 24 November 2026 at 16:00 WITA"));
}

#[actix_web::test]
async fn a_call_that_nobody_closed_is_closed_by_the_clock() {
    let site = Site::demo().await;
    site.execute("UPDATE \"call\" SET closes_at = 1000 WHERE state = 'open' AND closes_at IS NOT NULL").await;
    let open = site.get("/hibah").await.all(".tag").iter().filter(|word| *word == "Dibuka").count();
    assert_eq!(open, 1, "only the one without a closing day is open");
}
