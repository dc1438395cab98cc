//! People and programs send strange things. Nothing breaks, nothing is lost, and the answer says what to do.
use actix_web::test::TestRequest;

use crate::support::Site;

#[actix_web::test]
async fn strange_queries_get_a_sentence_and_never_a_fault() {
    let site = Site::demo().await;
    let long = "a".repeat(10_000);
    let cases = [
        (format!("/barang?q={long}"), 422, "Tulis paling banyak 200 huruf"),
        ("/barang?halaman=-1".into(), 422, "Halaman itu tidak ada"),
        ("/barang?page=-1".into(), 422, "Halaman itu tidak ada"),
        ("/barang?page=99999999999999999999".into(), 422, "Halaman itu tidak ada"),
        ("/barang?sesudah=%F0%9F%A6%80".into(), 422, "Halaman itu tidak ada"),
        ("/barang?harga_maks=murah".into(), 422, "Tulis rupiah dengan angka saja"),
        ("/barang?harga_maks=1,5".into(), 422, "tanpa koma"),
        ("/barang?harga_min=50000&harga_maks=100".into(), 422, "Tukar kedua angka"),
        ("/lowongan?tempat=atlantis".into(), 422, "Tempat itu belum kami kenal"),
        ("/lowongan?kontrak=abadi&jarak=%00&didik=s9&pengalaman=-3&terampil=S999".into(), 422, "Pilih salah satu"),
        ("/lowongan?upah=-5".into(), 422, "Tulis rupiah dengan angka saja"),
        ("/barang?q=%00%01%02%ff%fe".into(), 200, ""),
        ("/barang?q=%22%27)(*%3A%5B%5D%7B%7D~%5E%2B-AND+OR+NOT".into(), 200, ""),
        ("/barang?jenis=%3Cscript%3Ealert(1)%3C/script%3E".into(), 200, ""),
        ("/lowongan?q=%E2%80%AE%E2%80%8B%F3%A0%80%81".into(), 200, ""),
        ("/barang?&&&===&q".into(), 200, ""),
        ("/barang/../../etc/passwd".into(), 404, ""),
        ("/barang/%2e%2e%2f".into(), 404, ""),
        ("/foto/..%2f..%2ftanggui.db".into(), 404, ""),
        ("/aset/..%2f..%2fCargo.toml".into(), 404, ""),
        ("/barang/ABCDEFG".into(), 404, "Halaman ini tidak ada"),
        ("/hibah/%F0%9F%A6%80".into(), 404, "Halaman ini tidak ada"),
    ];
    for (path, status, sentence) in cases {
        let answer = site.get(&path).await;
        let shown = &path[..path.len().min(60)];
        assert_eq!(answer.status, status, "{shown}");
        assert!(answer.text().contains(sentence), "{shown} lacks \"{sentence}\"");
        assert!(!answer.text().contains("<script>alert"), "{shown}");
    }
}

#[actix_web::test]
async fn what_was_typed_is_kept_and_the_title_says_that_something_is_to_be_mended() {
    let site = Site::demo().await;
    let page = site.get("/lowongan?q=kasir&tempat=atlantis&upah=1,5").await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attributes("#f-q", "value"), ["kasir"]);
    assert_eq!(page.attributes("#f-tempat", "value"), ["atlantis"]);
    assert_eq!(page.attributes("#f-upah", "value"), ["1,5"]);
    assert!(page.all("title")[0].starts_with("Perbaiki: "), "{:?}", page.all("title"));
    let summary = page.all(".error-summary-list a");
    let inline = page.all(".field-error");
    assert_eq!(summary.len(), 2);
    for words in summary {
        assert!(inline.iter().any(|text| text.contains(&words)), "{words} stands beside its field too");
    }
    let english = site.english("/lowongan?q=kasir&tempat=atlantis&upah=1,5").await;
    assert!(english.all("title")[0].starts_with("Put right: "));
}

#[actix_web::test]
async fn programs_get_problem_json_with_the_names_they_used() {
    let site = Site::demo().await;
    let cases = [
        ("/api/v1/products?page=-1", 422, "page"),
        ("/api/v1/products?price_max=cheap", 422, "price_max"),
        ("/api/v1/openings?region=atlantis", 422, "region"),
        ("/api/v1/openings?contract=forever", 422, "contract"),
        ("/api/v1/products?colour=red", 422, "query"),
        ("/api/v1/products/ZZZZZZ", 404, ""),
        ("/api/v1/products/%F0%9F%A6%80", 404, ""),
        ("/api/v1/none", 404, ""),
        ("/api/v2", 404, ""),
    ];
    for (path, status, field) in cases {
        let answer = site.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let body = answer.json();
        assert_eq!(body["status"], status, "{path}");
        assert_eq!(body["fields"][0]["field"].as_str().unwrap_or_default(), field, "{path}");
    }
}

#[actix_web::test]
async fn other_methods_and_large_bodies_are_refused_with_a_page() {
    let site = Site::demo().await;
    let wrong = site.post("/barang", "").await;
    assert_eq!(wrong.status, 405);
    assert!(wrong.text().contains("Halaman ini tidak dibuka dengan cara itu"));
    let wrong = site
        .send(TestRequest::delete().uri("/api/v1/products").insert_header(("content-type", "application/json")))
        .await;
    assert_eq!(wrong.status, 405);
    assert_eq!(wrong.header("content-type"), "application/problem+json");
    let large = site.post("/cocok", &format!("keterampilan={}", "a".repeat(40_000))).await;
    assert_eq!(large.status, 413);
    assert!(large.text().contains("Kiriman terlalu besar"));
    let long = site.post("/cocok", &format!("keterampilan={}", "a".repeat(3_000))).await;
    assert_eq!(long.status, 422);
    let head = site.send(TestRequest::default().method(actix_web::http::Method::HEAD).uri("/barang")).await;
    assert_eq!(head.status, 200);
}

#[actix_web::test]
async fn a_fault_of_the_store_is_a_page_with_a_code_and_without_a_cause() {
    let site = Site::demo().await;
    site.execute("ALTER TABLE outlet RENAME TO gone_outlet").await;
    let page = site.get("/gerai").await;
    assert_eq!(page.status, 500);
    assert!(page.text().contains("Sebut kode"));
    assert!(!page.text().contains("outlet\""), "the cause is not shown");
    let api = site.get("/api/v1/outlets").await;
    assert_eq!(api.status, 500);
    assert_eq!(api.json()["code"].as_str().unwrap().len(), 4);
    assert!(!api.text().contains("table"));
}
