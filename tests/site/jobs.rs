//! Visitors look for work.
use crate::support::Site;

#[actix_web::test]
async fn a_sewing_person_finds_the_opening_for_seamstresses_first() {
    let site = Site::demo().await;
    let found = site.get("/lowongan?q=menjahit").await.all(".row-title");
    assert!(found[..2].contains(&"Penjahit konveksi".to_owned()), "{found:?}");
}

#[actix_web::test]
async fn only_open_openings_are_listed_and_each_once() {
    let site = Site::demo().await;
    let mut path = "/lowongan".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = site.get(&path).await;
        seen.extend(page.attributes(".row-title a", "href"));
        match page.attributes("a[rel=next]", "href").first() {
            Some(next) => path = format!("/lowongan{next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 45);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 45, "one stood twice");
}

#[actix_web::test]
async fn a_closed_opening_says_so_for_a_while_and_a_removed_one_is_gone() {
    let site = Site::demo().await;
    let filled = site.code("opening", "title", "Petugas binatu").await;
    let page = site.get(&format!("/lowongan/{filled}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Lowongan ditutup"));
    assert!(page.text().contains("noindex"));
    assert!(!page.text().contains("JobPosting"));
    let removed = site.codes("opening", "state").await.remove("removed").expect("one was removed");
    assert_eq!(site.get(&format!("/lowongan/{removed}")).await.status, 410);
    let draft = site.codes("opening", "state").await.remove("draft").expect("some are drafts");
    assert_eq!(site.get(&format!("/lowongan/{draft}")).await.status, 404);
    site.execute("UPDATE opening SET closed_at = closed_at - 2678400000 WHERE state = 'closed_filled'").await;
    assert_eq!(site.get(&format!("/lowongan/{filled}")).await.status, 410);
}

#[actix_web::test]
async fn filters_agree_between_the_search_engine_and_the_store() {
    let site = Site::demo().await;
    for filter in [
        "tempat=6371",
        "tempat=kalimantan+selatan",
        "tempat=63&jarak=tidak",
        "upah=4000000",
        "upah=4000000&upah_kosong=1",
        "kontrak=piece_rate",
        "kontrak=part_time&kontrak=piece_rate",
        "didik=smp",
        "pengalaman=0",
        "terampil=S014",
        "jarak=ya",
    ] {
        let page = site.get(&format!("/lowongan?{filter}")).await;
        assert_eq!(page.status, 200, "{filter}");
        let count: usize = page.all(".filter-count")[0].split(' ').next().unwrap().parse().unwrap();
        assert_eq!(page.all(".row-title").len(), count.min(24), "{filter}");
        assert!(count > 0, "{filter}");
    }
}

#[actix_web::test]
async fn result_counts_of_places_are_those_of_the_demo_world() {
    let site = Site::demo().await;
    for (place, name, openings) in [
        ("6304", "Kabupaten Barito Kuala", 3),
        ("3672", "Kota Cilegon", 3),
        ("3671", "Kota Tangerang", 4),
        ("8271", "Kota Ternate", 4),
    ] {
        let list = site.get(&format!("/api/v1/openings?region={place}")).await.json();
        let there = list["items"].as_array().unwrap().iter().filter(|item| item["place"] == name).count();
        assert_eq!(there, openings, "{place}");
    }
}

#[actix_web::test]
async fn a_search_can_be_followed_as_a_feed() {
    let site = Site::demo().await;
    let page = site.get("/lowongan?q=kasir").await;
    let feed = page.attributes("link[type='application/atom+xml']", "href")[0].clone();
    assert_eq!(feed, "/lowongan/umpan.atom?q=kasir");
    let answer = site.get(&feed).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("<entry>"));
    assert!(answer.text().contains("Kasir"));
    let again = actix_web::test::TestRequest::get().uri(&feed).insert_header(("if-none-match", answer.header("etag")));
    assert_eq!(site.send(again).await.status, 304);
    assert_eq!(site.get("/lowongan/umpan.atom?tempat=atlantis").await.status, 422);
}

#[actix_web::test]
async fn an_opening_tells_search_engines_what_it_is_and_nothing_about_anybody() {
    let site = Site::demo().await;
    for (title, code) in site.codes("opening", "title").await {
        let page = site.get(&format!("/lowongan/{code}")).await;
        let blocks = page.all("script[type='application/ld+json']");
        if page.status != 200 || blocks.is_empty() {
            continue;
        }
        let data: serde_json::Value = serde_json::from_str(&blocks[0]).expect("the block is JSON");
        assert_eq!(data["@type"], "JobPosting", "{title}");
        for key in [
            "title",
            "description",
            "datePosted",
            "validThrough",
            "employmentType",
            "hiringOrganization",
            "jobLocation",
        ] {
            assert!(!data[key].is_null(), "{title} lacks {key}");
        }
        assert!(data["validThrough"].as_str().unwrap().contains("+0"), "the zone stands in the closing time");
        for key in data.as_object().unwrap().keys() {
            assert!(!["specialCommitments", "sensoryRequirement", "physicalRequirement"].contains(&key.as_str()));
        }
    }
}
