//! A person writes what they can do and reads why an opening suits.
use tanggui::{
    jobs::{model::OpeningFilter, service},
    matching::Seeker,
};

use crate::support::Site;

#[actix_web::test]
async fn a_person_who_sews_is_told_what_suits_and_what_is_missing() {
    let site = Site::demo().await;
    let page = site.post("/cocok", "keterampilan=jait%2C+nyetir&tempat=63").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Penjahit konveksi"), "{text}");
    assert!(text.contains("Cocok:") || text.contains("Mirip:"));
    assert!(text.contains("Belum Anda tulis:"));
    assert!(text.contains("no-cache") || page.header("cache-control") == "no-cache");
}

#[actix_web::test]
async fn chosen_skills_need_no_typing_and_an_empty_form_is_asked_to_be_filled() {
    let site = Site::demo().await;
    let chosen = site.post("/cocok", "pilih=S001").await;
    assert!(chosen.text().contains("Penjahit konveksi"));
    let empty = site.post("/cocok", "keterampilan=&tempat=").await;
    assert_eq!(empty.status, 422);
    assert!(empty.text().contains("Tulis paling sedikit satu keterampilan"));
    let place = site.post("/cocok", "keterampilan=memasak&tempat=atlantis").await;
    assert_eq!(place.status, 422);
    assert!(place.text().contains("value=\"atlantis\""), "what was typed is kept");
    assert!(place.text().contains(">memasak</textarea>"));
}

#[actix_web::test]
async fn the_parts_of_every_explanation_add_up_to_the_order_of_the_list() {
    let site = Site::demo().await;
    for words in
        ["menjahit, obras", "nyetir, sim b1", "kasir, bahasa inggris", "masak, bikin kue, packing", "housekeeping"]
    {
        for region in [None, Some("63".to_owned()), Some("6371".to_owned())] {
            let seeker = Seeker::new(Seeker::split(words), region);
            let page = service::best(&site.app, &seeker, &OpeningFilter::default()).await.unwrap().unwrap();
            let totals: Vec<f32> = page.items.iter().map(|card| card.explanation.as_ref().unwrap().total()).collect();
            assert!(!totals.is_empty(), "{words}");
            assert!(totals.is_sorted_by(|a, b| a >= b), "{words}: {totals:?}");
            for card in &page.items {
                let explanation = card.explanation.as_ref().unwrap();
                let sum: f32 = explanation.parts.iter().map(tanggui::matching::Part::points).sum();
                assert!((sum - explanation.total()).abs() < 1e-6);
                let shown = site.get(&format!("/api/v1/openings/{}", card.code)).await.json();
                let required = shown["required"].as_array().unwrap().len();
                assert_eq!(explanation.required().count(), required, "every required item stands in one part");
            }
        }
    }
}

#[actix_web::test]
async fn the_json_interface_gives_the_same_reasons_and_stores_nothing() {
    let site = Site::demo().await;
    let request = actix_web::test::TestRequest::post()
        .uri("/api/v1/matches")
        .insert_header(("content-type", "application/json"))
        .set_payload(r#"{"skills": ["menjahit"], "region": "63"}"#);
    let answer = site.send(request).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let first = &answer.json()[0];
    assert!(first["required"].as_array().unwrap().iter().any(|item| item["covered"] == true));
    for body in ["", "[]", "{\"skills\": 5}", "{\"skills\": []}", "{\"skills\": [\"x\"], \"region\": \"atlantis\"}"] {
        let request = actix_web::test::TestRequest::post()
            .uri("/api/v1/matches")
            .insert_header(("content-type", "application/json"))
            .set_payload(body);
        let answer = site.send(request).await;
        assert_eq!(answer.status, 422, "{body}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}
