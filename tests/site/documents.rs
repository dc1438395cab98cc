//! What machines read: the description of the interface, the sitemap, the manifest, headers.
use tanggui::{
    funding::{
        awards::{tranches, workflow as awards},
        calls::workflow as calls,
        proposals::workflow as proposals,
        reports::workflow as reports,
    },
    site,
};

use crate::{
    support::Site,
    walk::{self, fits},
};

#[actix_web::test]
async fn every_address_is_visited_by_the_tests() {
    let site = Site::demo().await;
    let mut visited: Vec<String> = walk::visits(&site).await.into_iter().map(|visit| visit.path).collect();
    visited.extend(walk::signed_in(&site).await.into_iter().map(|(_, path, _)| path));
    for address in site::routes().list().iter().filter(|address| address.method == "GET") {
        assert!(visited.iter().any(|path| fits(address.pattern, path)), "nobody visits {}", address.pattern);
    }
}

#[actix_web::test]
async fn the_interface_is_described_as_it_is() {
    let routes = site::routes();
    let described = serde_json::to_value(tanggui::web::api::openapi()).unwrap();
    assert!(described["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut expected: Vec<String> = routes
        .list()
        .iter()
        .filter(|address| address.pattern.starts_with("/api/v1"))
        .map(|address| format!("{} {}", address.method.to_lowercase(), address.pattern))
        .collect();
    let paths = described["paths"].as_object().unwrap();
    let mut written: Vec<String> = paths
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |method| format!("{method} {path}")))
        .collect();
    expected.sort();
    written.sort();
    assert_eq!(written, expected);
    let committed = std::fs::read_to_string("docs/openapi.json").expect("docs/openapi.json is there");
    let current = tanggui::web::api::openapi_text().unwrap();
    assert!(committed == current, "docs/openapi.json is old: run `cargo run -- openapi > docs/openapi.json`");
}

#[test]
fn the_table_of_access_is_written_from_the_rules() {
    let current = generated("access.md");
    for policy in site::policies() {
        assert!(current.contains(&format!("| {} |", policy.action)), "{}", policy.action);
    }
    for address in site::routes().list() {
        assert!(current.contains(&format!("| {} | `{}` |", address.method, address.pattern)), "{}", address.pattern);
    }
}

#[test]
fn the_steps_of_funding_are_written_from_their_tables() {
    let current = generated("funding.md");
    let numbers = (calls::TABLE.iter().map(|row| row.number))
        .chain(proposals::TABLE.iter().map(|row| row.number))
        .chain(awards::TABLE.iter().map(|row| row.number))
        .chain(tranches::TABLE.iter().map(|row| row.number))
        .chain(reports::TABLE.iter().map(|row| row.number));
    for number in numbers {
        let rows = current.lines().filter(|line| {
            let first = line.strip_prefix("| ").and_then(|rest| rest.split(" |").next());
            first.is_some_and(|first| first == number || first == format!("{number} (later)"))
        });
        assert_eq!(rows.count(), 1, "{number}");
    }
}

/// A document as the program writes it now; the one in the repository says the same.
fn generated(name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_tanggui");
    let written = std::process::Command::new(program).args(["generate", "--docs"]).arg(folder.path()).status().unwrap();
    assert!(written.success());
    let current = std::fs::read_to_string(folder.path().join(name)).unwrap();
    let committed = std::fs::read_to_string(format!("docs/{name}")).expect("the document is there");
    assert!(committed == current, "docs/{name} is old: run `cargo run -- generate`");
    current
}

#[actix_web::test]
async fn the_sitemap_names_public_things_in_no_telling_order() {
    let site = Site::demo().await;
    let map = site.get("/sitemap.xml").await.text();
    let places: Vec<&str> = map.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    let goods: Vec<_> = places.iter().filter(|place| place.contains("/barang/")).collect();
    assert_eq!(goods.len(), 66);
    assert!(goods.is_sorted(), "in the order of random codes");
    for place in places {
        let path = place.strip_prefix("https://tanggui.example").unwrap();
        assert_eq!(site.get(path).await.status, 200, "{path}");
    }
}

#[actix_web::test]
async fn every_answer_carries_the_headers() {
    let site = Site::demo().await;
    for visit in walk::visits(&site).await {
        let answer = site.get(&visit.path).await;
        let path = &visit.path;
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("strict-transport-security").starts_with("max-age"), "{path}");
        assert_eq!(answer.header("server"), "", "{path}");
        if visit.path != "/bahasa/en" {
            assert_eq!(answer.header("set-cookie"), "", "{path} sets a cookie");
        }
        if answer.header("content-type").starts_with("text/html") && visit.status != 200 {
            assert!(answer.header("x-robots-tag").contains("noindex"), "{path}");
            // Pages on the way in are about somebody: nobody keeps them.
            let kept_by =
                if path.starts_with("/daftar") || path.starts_with("/masuk") { "no-store" } else { "no-cache" };
            assert_eq!(answer.header("cache-control"), kept_by, "{path}");
        }
    }
    assert!(site.get("/barang?q=tas").await.header("x-robots-tag").contains("noindex"));
    assert_eq!(site.get("/barang").await.header("cache-control"), "public, max-age=60");
}

#[actix_web::test]
async fn static_files_are_kept_for_ever_under_hashed_names() {
    let site = Site::empty().await;
    let page = site.get("/").await;
    let style = page.attributes("link[rel=stylesheet]", "href")[0].clone();
    let request = actix_web::test::TestRequest::get().uri(&style).insert_header(("accept-encoding", "br"));
    let answer = site.send(request).await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("cache-control").contains("immutable"));
    assert_eq!(answer.header("content-encoding"), "br");
    let plain = site.get(&style).await;
    assert!(plain.text().contains("--river"));
    assert!(!plain.text().contains("../fonts/"), "the style names hashed files");
}
