//! What holds for every address: where a form may come from, which headers stand on an answer, how much and how often
//! somebody may send, and that looking changes nothing.
use std::{collections::BTreeMap, pin::Pin, sync::Arc, time::Instant};

use actix_web::{
    dev::Payload,
    http::Method,
    test::{self, TestRequest},
    web,
};
use futures_util::{StreamExt, stream};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sha2::{Digest, Sha256};
use tanggui::{platform::limits::Limits, site};
use time::Duration;

use crate::{
    sign_in::{account, is_in, with_cookies},
    support::{Answer, Client, Site, form, form_request},
    walk,
};

/// A digest of the rows of every table.
pub async fn fingerprint(site: &Site) -> BTreeMap<String, String> {
    let mut digests = BTreeMap::new();
    for table in texts(site, tables(site.backend())).await {
        let rows = texts(site, &rows_of(site, &table).await).await;
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(rows.join("\n")));
        digests.insert(table, digest);
    }
    assert!(digests.len() > 25, "{digests:?}");
    digests
}

fn tables(backend: DbBackend) -> &'static str {
    if backend == DbBackend::Postgres {
        "SELECT table_name::text AS one FROM information_schema.tables WHERE table_schema = current_schema()"
    } else {
        "SELECT name AS one FROM sqlite_master WHERE type = 'table'"
    }
}

async fn rows_of(site: &Site, table: &str) -> String {
    if site.backend() == DbBackend::Postgres {
        return format!("SELECT t::text AS one FROM \"{table}\" t ORDER BY 1");
    }
    let columns = texts(site, &format!("SELECT name AS one FROM pragma_table_info('{table}')")).await;
    let columns: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
    format!("SELECT {} AS one FROM \"{table}\" ORDER BY 1", columns.join(" || '|' || "))
}

/// The column `one` of every row.
pub async fn texts(site: &Site, sql: &str) -> Vec<String> {
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.expect("reads");
    rows.iter().map(|row| row.try_get("", "one").expect("text")).collect()
}

/// Tables that differ.
fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    assert_eq!(before.len(), after.len());
    before.iter().filter(|(table, digest)| after[*table] != **digest).map(|(table, _)| table.clone()).collect()
}

async fn send_all(site: &Site, requests: impl IntoIterator<Item = TestRequest>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for request in requests {
        answers.push(site.send(request).await);
    }
    answers
}

fn cookies(client: &Client<'_>) -> String {
    client.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

/// Every address that takes a form or a body, with codes that lead nowhere.
fn posts() -> Vec<String> {
    let all = site::routes();
    let posts = all.list().iter().filter(|address| address.method != "GET");
    let part = |part| if str::starts_with(part, '{') { "AB12CD" } else { part };
    let paths: Vec<String> =
        posts.map(|address| address.pattern.split('/').map(part).collect::<Vec<_>>().join("/")).collect();
    assert!(paths.len() > 40, "{}", paths.len());
    assert!(paths.iter().all(|path| !path.contains('{')), "{paths:?}");
    paths
}

const EXIT: &str = "/keluar-cepat";
const HOME: &str = "https://tanggui.example";
const FETCH_SITES: [Option<&str>; 5] = [None, Some("same-origin"), Some("same-site"), Some("cross-site"), Some("none")];
const ORIGINS: [Option<&str>; 4] = [None, Some(HOME), Some("https://elsewhere.example"), Some("null")];

fn sent_from(path: &str, kind: &str, body: &str, fetch_site: Option<&str>, origin: Option<&str>) -> TestRequest {
    let mut request = TestRequest::post().uri(path).set_payload(body.to_owned());
    if !kind.is_empty() {
        request = request.insert_header(("content-type", kind));
    }
    if let Some(fetch_site) = fetch_site {
        request = request.insert_header(("sec-fetch-site", fetch_site));
    }
    if let Some(origin) = origin {
        request = request.insert_header(("origin", origin));
    }
    request
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The table of the design.
fn passes(fetch_site: Option<&str>, origin: Option<&str>) -> bool {
    match fetch_site {
        Some(said) => said == "same-origin",
        None => origin == Some(HOME),
    }
}

#[actix_web::test]
async fn forms_of_other_sites_are_refused_at_every_address_and_change_nothing() {
    let site = Site::demo().await;
    // Whoever could do most by mistake.
    let rahma = site.sign_in("Rahma").await;
    let operator = site.sign_in("Operator").await;
    let before = fingerprint(&site).await;
    let mut cases = Vec::new();
    for path in posts().into_iter().filter(|path| path != EXIT) {
        let kind = if path.starts_with("/api/") { JSON } else { FORM };
        for fetch_site in FETCH_SITES {
            for origin in ORIGINS {
                // The interface knows no session: there a request that says nothing is let through.
                let silent = fetch_site.is_none() && origin.is_none() && kind == JSON;
                if !passes(fetch_site, origin) && !silent {
                    cases.push((path.clone(), kind, fetch_site, origin));
                }
            }
        }
    }
    assert!(cases.len() > 500, "{}", cases.len());
    let requests =
        cases.iter().zip([&rahma, &operator].into_iter().cycle()).map(|((path, kind, site, origin), who)| {
            sent_from(path, kind, "", *site, *origin).insert_header(("cookie", cookies(who)))
        });
    for (answer, case) in send_all(&site, requests).await.iter().zip(&cases) {
        assert_eq!(answer.status, 403, "{case:?}");
        if case.1 == FORM {
            assert!(answer.text().contains("Kiriman tidak datang dari halaman situs ini"), "{case:?}");
        } else {
            assert_eq!(answer.header("content-type"), "application/problem+json", "{case:?}");
        }
    }
    assert_eq!(changed(&before, &fingerprint(&site).await), [""; 0]);
}

#[actix_web::test]
async fn forms_of_this_site_reach_every_address() {
    let site = Site::demo().await;
    // What is for everybody lies behind no sign-in: there it is asked of a thing that exists.
    let call = format!("/hibah/{}/", site.code("call", "name", "Dana Darurat Usaha").await);
    let mut cases = Vec::new();
    for path in posts().into_iter().map(|path| path.replace("/hibah/AB12CD/", &call)) {
        for fetch_site in FETCH_SITES {
            for origin in ORIGINS {
                if passes(fetch_site, origin) {
                    cases.push((path.clone(), fetch_site, origin));
                }
            }
        }
    }
    let requests = cases.iter().map(|(path, fetch_site, origin)| {
        let kind = if path.starts_with("/api/") { JSON } else { FORM };
        sent_from(path, kind, "", *fetch_site, *origin)
    });
    for (answer, case) in send_all(&site, requests).await.iter().zip(&cases) {
        let reached = [200, 303, 422, 429].contains(&answer.status.as_u16());
        assert!(reached, "{case:?}: {}", answer.status);
    }
}

#[actix_web::test]
async fn the_quick_exit_works_from_wherever_it_is_pressed() {
    let site = Site::demo().await;
    for fetch_site in FETCH_SITES {
        for origin in ORIGINS {
            let mut client = site.sign_in("Made").await;
            let answer = client.send(sent_from(EXIT, "", "", fetch_site, origin)).await;
            assert_eq!(answer.status, 200, "{fetch_site:?} {origin:?}");
            assert!(!is_in(&mut client).await);
        }
    }
}

#[actix_web::test]
async fn other_unsafe_methods_stop_at_the_same_door() {
    let site = Site::demo().await;
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        for path in ["/akun/nama", "/barang", "/tidak-ada"] {
            let send = |from: &'static str| {
                let request = TestRequest::default().method(method.clone()).uri(path);
                site.send(request.insert_header(("sec-fetch-site", from)))
            };
            assert_eq!(send("cross-site").await.status, 403, "{method} {path}");
            let status = if path == "/tidak-ada" { 404 } else { 405 };
            assert_eq!(send("same-origin").await.status, status, "{method} {path}");
        }
    }
}

#[actix_web::test]
async fn the_interface_takes_json_only_and_from_programs_that_say_nothing() {
    let site = Site::demo().await;
    let paths: Vec<String> = posts().into_iter().filter(|path| path.starts_with("/api/")).collect();
    assert_eq!(paths, ["/api/v1/matches"]);
    let body = r#"{"skills":["menjahit"]}"#;
    for kind in [FORM, "text/plain", "multipart/form-data; boundary=x", "application/xml", "application/jsonp", ""] {
        for fetch_site in [None, Some("same-origin")] {
            let answer = site.send(sent_from(&paths[0], kind, body, fetch_site, None)).await;
            assert_eq!(answer.status, 415, "{kind}");
            assert_eq!(answer.header("content-type"), "application/problem+json", "{kind}");
        }
    }
    for kind in [JSON, "application/json; charset=utf-8"] {
        let answer = site.send(sent_from(&paths[0], kind, body, None, None)).await;
        assert_eq!(answer.status, 200, "{kind}");
        assert!(!answer.json().as_array().unwrap().is_empty());
    }
}

/// The headers of the design, 6.4.
const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

fn assert_safe(answer: &Answer, what: &str) {
    for (name, value) in HEADERS {
        let own_policy = name == "content-security-policy" && what.contains("/foto/");
        assert!(own_policy || answer.header(name) == value, "{what}: {name} is {:?}", answer.header(name));
        assert_eq!(answer.headers.get_all(name).count(), 1, "{what}: {name} stands once");
    }
    for (name, _) in &answer.headers {
        let name = name.as_str();
        assert!(!["server", "x-powered-by"].contains(&name), "{what}: {name}");
        assert!(!name.starts_with("access-control-"), "{what}: {name}");
    }
}

/// One answer for each way to fail, with the status it should have.
async fn failures(site: &mut Site, cookie: Option<&str>) -> Vec<(u16, String, Answer)> {
    let withdrawn = site.code("product", "title", "Gantungan kunci manik").await;
    let get = |path: &str| TestRequest::get().uri(path);
    let too_long = || format!("keterampilan={}", "a".repeat(40_000));
    let plain = sent_from("/cocok", "text/plain", "x", Some("same-origin"), None);
    let json = |body: &str| sent_from("/api/v1/matches", JSON, body, None, None);
    let requests = vec![
        (403, "a form of another site", sent_from("/cocok", FORM, "", Some("cross-site"), None)),
        (403, "json of another site", sent_from("/api/v1/matches", JSON, "{}", Some("cross-site"), None)),
        (404, "no such page", get("/tidak-ada")),
        (404, "no such address of the interface", get("/api/v1/tidak-ada")),
        (404, "no such file", get("/aset/tidak-ada.css")),
        (404, "no such picture", get("/foto/tidak-ada.webp")),
        (405, "another method", form_request("/barang", "")),
        (410, "withdrawn goods", get(&format!("/barang/{withdrawn}"))),
        (410, "withdrawn goods in the interface", get(&format!("/api/v1/products/{withdrawn}"))),
        (413, "a form that is too long", form_request("/cocok", &too_long())),
        (413, "json that is too long", json(&too_long())),
        (415, "a text in the place of a form", plain),
        (415, "a form in the place of json", sent_from("/api/v1/matches", FORM, "", None, None)),
        (422, "a query that cannot be", get("/barang?halaman=-1")),
        (422, "json that is none", json("{")),
    ];
    let with_cookie = |request: TestRequest| match cookie {
        Some(cookie) => request.insert_header(("cookie", cookie)),
        None => request,
    };
    let mut answers = Vec::new();
    for (status, what, request) in requests {
        answers.push((status, what.to_owned(), site.send(with_cookie(request)).await));
    }
    site.app.limits = Arc::new(Limits::new(1));
    let many = send_all(site, (0..60).map(|_| with_cookie(get("/tidak-ada")))).await;
    let refused = many.into_iter().rfind(|answer| answer.status == 429);
    answers.push((429, "too many pages".to_owned(), refused.expect("an end")));
    site.app.limits = Arc::new(Limits::new(1_000_000));
    site.execute("ALTER TABLE outlet RENAME TO gone_outlet").await;
    // Offices are read from that table too: with a session every page is a fault now.
    for path in ["/gerai", "/api/v1/outlets"] {
        answers.push((500, path.to_owned(), site.send(with_cookie(get(path))).await));
    }
    answers
}

#[actix_web::test]
async fn every_failure_has_the_headers_of_a_page() {
    let mut site = Site::demo().await;
    for (status, what, answer) in failures(&mut site, None).await {
        assert_eq!(answer.status, status, "{what}");
        assert_safe(&answer, &what);
        let html = answer.header("content-type").starts_with("text/html");
        assert!(html || answer.header("content-type") == "application/problem+json", "{what}");
        assert!(!html || answer.header("x-robots-tag") == "noindex, noarchive", "{what} is not for search engines");
        assert!(!answer.header("cache-control").contains("public"), "{what}: {}", answer.header("cache-control"));
        assert_eq!(answer.header("retry-after").is_empty(), status != 429, "{what}");
        assert!(answer.headers.get("set-cookie").is_none(), "{what}");
    }
}

#[actix_web::test]
async fn failures_in_a_session_are_kept_by_nobody() {
    let mut site = Site::demo().await;
    let cookie = cookies(&site.sign_in("Rahma").await);
    for (status, what, answer) in failures(&mut site, Some(&cookie)).await {
        assert_eq!(answer.status, status, "{what}");
        assert_safe(&answer, &what);
        if !what.contains("file") && !what.contains("picture") {
            assert_eq!(answer.header("cache-control"), "no-store", "{what}");
            assert_eq!(answer.header("x-robots-tag"), "noindex, noarchive", "{what}");
        }
    }
}

#[actix_web::test]
async fn every_page_has_the_headers_and_in_a_session_nobody_keeps_it() {
    let site = Site::demo().await;
    let cookie = cookies(&site.sign_in("Rahma").await);
    let mut paths: Vec<String> = walk::visits(&site).await.into_iter().map(|visit| visit.path).collect();
    let style = site.get("/").await.attributes("link[rel=stylesheet]", "href")[0].clone();
    paths.push(style.clone());
    let alone = send_all(&site, paths.iter().map(|path| TestRequest::get().uri(path))).await;
    let within = paths.iter().map(|path| TestRequest::get().uri(path).insert_header(("cookie", cookie.clone())));
    let within = send_all(&site, within).await;
    for ((path, alone), within) in paths.iter().zip(alone).zip(within) {
        assert_safe(&alone, path);
        assert_safe(&within, path);
        assert!(alone.headers.get("set-cookie").is_none() || path.starts_with("/bahasa/"), "{path} sets a cookie");
        if *path == style {
            assert!(within.header("cache-control").contains("immutable"), "files are the same for everybody");
            continue;
        }
        if !path.starts_with("/aset/") && !path.starts_with("/foto/") {
            assert_eq!(within.header("cache-control"), "no-store", "{path}");
            assert_eq!(within.header("x-robots-tag"), "noindex, noarchive", "{path}");
        }
        let signing = ["/masuk", "/daftar", "/lupa"].iter().any(|start| path.starts_with(start));
        if signing {
            assert_eq!(alone.header("cache-control"), "no-store", "{path}");
            assert_eq!(alone.header("x-robots-tag"), "noindex, noarchive", "{path}");
        }
    }
}

#[actix_web::test]
async fn pages_of_the_signed_in_are_kept_by_nobody() {
    let site = Site::demo().await;
    let mut browsers: BTreeMap<&str, Client<'_>> = BTreeMap::new();
    for (who, path, status) in walk::signed_in(&site).await {
        if !browsers.contains_key(who) {
            browsers.insert(who, site.sign_in(who).await);
        }
        let answer = browsers.get_mut(who).unwrap().get(&path).await;
        assert_eq!(answer.status, status, "{who} {path}");
        assert_safe(&answer, &path);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-robots-tag"), "noindex, noarchive", "{path}");
    }
}

#[actix_web::test]
async fn without_encryption_nothing_promises_it() {
    let mut site = Site::demo().await;
    site.app.settings.base_url = "http://127.0.0.1:8080".to_owned();
    let answer = site.post("/masuk", &form(&[("alamat", "made@tanggui.example"), ("cara", "kode")])).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("f=") && !cookie.contains("Secure"), "{cookie}");
    assert!(answer.headers.get("strict-transport-security").is_none());
}

#[actix_web::test]
async fn a_cookie_that_means_nothing_is_taken_away_wherever_it_comes() {
    let site = Site::demo().await;
    for path in ["/", "/barang", "/tidak-ada", "/akun", "/masuk"] {
        for value in ["abc", "", "\"><script>", &"x".repeat(2_000)] {
            let request =
                TestRequest::get().uri(path).insert_header(("cookie", format!("__Host-s={value}; bahasa=id")));
            let answer = site.send(request).await;
            assert!(answer.status.as_u16() < 500, "{path} {value}");
            let set: Vec<_> = answer.headers.get_all("set-cookie").map(|value| value.to_str().unwrap()).collect();
            assert_eq!(set.len(), 1, "{path} {value}: {set:?}");
            assert!(set[0].starts_with("__Host-s=;") && set[0].contains("Max-Age=0"), "{path}: {set:?}");
            assert_eq!(answer.header("cache-control"), "no-store", "{path} {value}");
        }
    }
}

/// Sends a body in parts, without telling its length before. One that stalls never ends by itself.
async fn send_in_parts(site: &Site, path: &str, kind: &str, parts: &[usize], stalls: bool) -> Answer {
    type Parts = Pin<Box<dyn stream::Stream<Item = Result<web::Bytes, actix_web::error::PayloadError>>>>;
    let service = test::init_service(site::site(web::Data::new(site.app.clone()))).await;
    let begin = if kind == JSON { "{\"skills\":[\"" } else { "keterampilan=" };
    let whole = format!("{begin}{}", "a".repeat(parts.iter().sum::<usize>() - begin.len()));
    let mut rest = web::Bytes::from(whole);
    let parts: Vec<_> = parts.iter().map(|length| Ok(rest.split_to(*length))).collect();
    let parts = stream::iter(parts);
    let payload: Parts = if stalls { Box::pin(parts.chain(stream::pending())) } else { Box::pin(parts) };
    let request = sent_from(path, kind, "", Some("same-origin"), None).to_request();
    let (request, _) = request.replace_payload(Payload::Stream { payload });
    let answer = test::call_service(&service, request).await;
    let (status, headers) = (answer.status(), answer.headers().clone());
    Answer { status, headers, bytes: test::read_body(answer).await.to_vec() }
}

/// As `docs/limits.md` says.
const LONGEST: usize = 32 << 10;

#[actix_web::test]
async fn a_body_may_be_as_long_as_the_limit_and_not_a_byte_longer() {
    let site = Site::demo().await;
    for (path, kind) in [("/cocok", FORM), ("/masuk", FORM), ("/api/v1/matches", JSON)] {
        for (length, status) in [(LONGEST, 422), (LONGEST + 1, 413)] {
            let body = format!("keterampilan={}", "a".repeat(length - 13));
            let whole = sent_from(path, kind, &body, Some("same-origin"), None);
            assert_eq!(site.send(whole).await.status, status, "{path}, {length} bytes");
            let told = sent_from(path, kind, &body, Some("same-origin"), None);
            let told = told.insert_header(("content-length", length.to_string()));
            assert_eq!(site.send(told).await.status, status, "{path}, {length} bytes, told before");
            let parts = [1, LONGEST / 2, length - 1 - LONGEST / 2];
            let parts = if kind == JSON { [20, LONGEST / 2, length - 20 - LONGEST / 2] } else { parts };
            assert_eq!(send_in_parts(&site, path, kind, &parts, false).await.status, status, "{path}, in parts");
        }
        let lie = sent_from(path, kind, "x", Some("same-origin"), None).insert_header(("content-length", "99999999"));
        assert_eq!(site.send(lie).await.status, 413, "{path}: what is told is believed before anything is read");
        let endless = send_in_parts(&site, path, kind, &[LONGEST, 1], true).await;
        assert_eq!(endless.status, 413, "{path}: refused while it comes");
    }
}

#[actix_web::test]
async fn a_body_that_stalls_is_cut_off() {
    let site = Site::demo().await;
    let began = Instant::now();
    let cases = [("/masuk", FORM), ("/cocok", FORM), ("/api/v1/matches", JSON)];
    let longest = std::time::Duration::from_secs(20);
    let waiting = cases.map(|(path, kind)| {
        let body = send_in_parts(&site, path, kind, &[20], true);
        async move { actix_web::rt::time::timeout(longest, body).await }
    });
    let answers = futures_util::future::join_all(waiting).await;
    assert!(began.elapsed().as_secs() >= 10, "a weak signal has its time");
    for ((path, kind), answer) in cases.into_iter().zip(answers) {
        let answer = answer.unwrap_or_else(|_| panic!("{path} waits for ever"));
        assert_eq!(answer.status, 408, "{path}");
        if kind == JSON {
            assert_eq!(answer.header("content-type"), "application/problem+json");
        } else {
            assert!(answer.text().contains("Kiriman terlalu lama"), "{path}");
        }
    }
}

#[actix_web::test]
async fn whoever_asks_too_often_waits_and_others_do_not() {
    let mut site = Site::demo().await;
    let made = cookies(&site.sign_in("Made").await);
    let sari = cookies(&site.sign_in("Sari").await);
    site.app.limits = Arc::new(Limits::new(1));
    let page = || TestRequest::get().uri("/tidak-ada");
    let from = |peer: &str| page().peer_addr(peer.parse().unwrap());
    let within = |cookie: &str| page().insert_header(("cookie", cookie.to_owned()));
    // Six at once without a session, four with one; then one a second.
    for (burst, request) in
        [(6, Box::new(|| from("198.51.100.7:1")) as Box<dyn Fn() -> TestRequest>), (4, Box::new(|| within(&made)))]
    {
        let answers = send_all(&site, (0..burst + 20).map(|_| request())).await;
        let refused: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 429).collect();
        assert!(answers[..burst].iter().all(|answer| answer.status == 404));
        assert!(refused.len() >= 10, "{} were refused", refused.len());
        for answer in refused {
            assert!(answer.header("retry-after").parse::<u64>().unwrap() >= 1);
            assert!(answer.text().contains("terlalu") || answer.text().contains("Tunggu"), "{}", answer.text());
        }
    }
    let neighbours = send_all(&site, (0..20).map(|_| from("198.51.100.200:1"))).await;
    assert!(neighbours.iter().any(|answer| answer.status == 429), "the same network");
    let others = send_all(&site, [from("198.51.101.7:1"), within(&sari)]).await;
    assert!(others.iter().all(|answer| answer.status == 404), "another network, another session");
    for path in ["/up", "/aset/tidak-ada.css"] {
        let answers = send_all(&site, (0..20).map(|_| TestRequest::get().uri(path))).await;
        assert!(answers.iter().all(|answer| answer.status != 429), "{path} does not count");
    }
    let exits = send_all(&site, (0..20).map(|_| TestRequest::post().uri(EXIT))).await;
    assert!(exits.iter().all(|answer| answer.status == 200), "leaving always works");
}

#[actix_web::test]
async fn searches_are_counted_apart_from_pages() {
    let mut site = Site::demo().await;
    // Five searches at once and thirty pages.
    site.app.limits = Arc::new(Limits::new(5));
    let searches = ["/barang?q=tas", "/lowongan?tempat=63&q=kasir", "/api/v1/products?q=tas"];
    let requests = searches.into_iter().cycle().take(20).map(|path| TestRequest::get().uri(path));
    let answers = send_all(&site, requests).await;
    assert!(answers[..5].iter().all(|answer| answer.status == 200));
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(!refused.is_empty());
    assert!(refused.iter().all(|answer| !answer.header("retry-after").is_empty()));
    assert_eq!(site.get("/barang").await.status, 200, "a list without words is no search");
}

#[actix_web::test]
async fn a_network_asks_for_thirty_codes_and_signs_up_ten_times_an_hour() {
    let site = Site::empty().await;
    let ask =
        |at: usize| form_request("/masuk", &form(&[("alamat", &format!("orang{at}@contoh.id")), ("cara", "kode")]));
    let join = |at: usize| {
        form_request("/daftar/baru", &form(&[("alamat", &format!("orang{at}@contoh.id")), ("nama", "Karta")]))
    };
    for (most, request) in [(30, Box::new(ask) as Box<dyn Fn(usize) -> TestRequest>), (10, Box::new(join))] {
        let answers = send_all(&site, (0..=most).map(&request)).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
        assert_eq!(statuses[..most], vec![303; most]);
        assert_eq!(statuses[most], 429);
        assert!(!answers[most].header("retry-after").is_empty());
        let elsewhere = request(most).peer_addr("203.0.113.7:1".parse().unwrap());
        assert_eq!(site.send(elsewhere).await.status, 303, "another network");
    }
}

#[actix_web::test]
async fn looking_changes_nothing() {
    let mut site = Site::demo().await;
    let visits = walk::visits(&site).await;
    let inside = walk::signed_in(&site).await;
    let mut jar: BTreeMap<&str, String> = BTreeMap::new();
    for (who, ..) in &inside {
        if !jar.contains_key(who) {
            jar.insert(who, cookies(&site.sign_in(who).await));
        }
    }
    jar.insert("Made", cookies(&site.sign_in("Made").await));
    let before = fingerprint(&site).await;
    for method in [Method::GET, Method::HEAD] {
        let ask = |path: &str| TestRequest::default().method(method.clone()).uri(path);
        let alone = visits.iter().map(|visit| ask(&visit.path));
        let within = visits.iter().map(|visit| ask(&visit.path).insert_header(("cookie", jar["Rahma"].clone())));
        let outside = inside.iter().map(|(_, path, _)| ask(path));
        let own = inside.iter().map(|(who, path, _)| ask(path).insert_header(("cookie", jar[who].clone())));
        let statuses: Vec<u16> = send_all(&site, alone.chain(within).chain(outside).chain(own))
            .await
            .iter()
            .map(|answer| answer.status.as_u16())
            .collect();
        assert!(statuses.iter().all(|status| *status < 500), "{statuses:?}");
        let mut seen = changed(&before, &fingerprint(&site).await);
        // An applicant is told of every look at a card.
        seen.retain(|table| table != "application_view");
        assert_eq!(seen, [""; 0], "{method}");
    }
    let before = fingerprint(&site).await;
    // Exceptions: that somebody was refused stands in the trail, and after a minute when a session was last used.
    let strangers =
        inside.iter().map(|(_, path, _)| TestRequest::get().uri(path).insert_header(("cookie", jar["Made"].clone())));
    send_all(&site, strangers).await;
    let seen = changed(&before, &fingerprint(&site).await);
    assert!(seen.iter().all(|table| ["audit_event", "sqlite_sequence"].contains(&table.as_str())), "{seen:?}");
    let before = fingerprint(&site).await;
    site.later(Duration::minutes(2));
    site.send(TestRequest::get().uri("/akun").insert_header(("cookie", jar["Rahma"].clone()))).await;
    assert_eq!(changed(&before, &fingerprint(&site).await), ["session"]);
}

#[actix_web::test]
async fn the_fingerprint_sees_a_change() {
    let site = Site::demo().await;
    let before = fingerprint(&site).await;
    let mut client = site.sign_in("Made").await;
    assert_eq!(client.post("/akun/nama", &[("nama", "Made Wirya")]).await.status, 303);
    let seen = changed(&before, &fingerprint(&site).await);
    for table in ["audit_event", "person_secret", "session"] {
        assert!(seen.contains(&table.to_owned()), "{seen:?}");
    }
    assert!(!seen.contains(&"membership".to_owned()), "{seen:?}");
}

/// What somebody might add to a form to get more than it gives.
const MORE: [(&str, &str); 18] = [
    ("id", "00000000-0000-0000-0000-000000000001"),
    ("person_id", "00000000-0000-0000-0000-000000000001"),
    ("owner_id", "00000000-0000-0000-0000-000000000001"),
    ("body_id", "00000000-0000-0000-0000-000000000000"),
    ("body_kind", "platform"),
    ("office", "operator"),
    ("role", "operator"),
    ("peran", "operator"),
    ("state", "verified"),
    ("status", "verified"),
    ("verified", "1"),
    ("micro", "1"),
    ("public_code", "AAAAAA"),
    ("code", "AAAAAA"),
    ("row_version", "99"),
    ("created_at", "0"),
    ("factor", "1"),
    ("locale", "en"),
];

async fn post_more(client: &mut Client<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(path, &[fields, &MORE].concat()).await
}

#[actix_web::test]
async fn fields_that_no_form_has_change_nothing() {
    let site = Site::demo().await;
    let offices = "SELECT office || ' ' || body_kind AS one FROM membership ORDER BY 1";
    let before = texts(&site, offices).await;
    let persons = texts(&site, "SELECT state || ' ' || locale AS one FROM person ORDER BY 1").await;
    let mut made = site.sign_in("Made").await;
    assert_eq!(post_more(&mut made, "/akun/nama", &[("nama", "Made Wirya")]).await.status, 303);
    assert_eq!(post_more(&mut made, "/akun/data/betulkan", &[("nama_lengkap", "Made")]).await.status, 303);
    assert_eq!(post_more(&mut made, "/akun/sandi", &[("sandi", "kursi rotan di teras")]).await.status, 303);
    assert_eq!(texts(&site, offices).await, before);
    assert_eq!(texts(&site, "SELECT state || ' ' || locale AS one FROM person ORDER BY 1").await, persons);
    assert_eq!(made.get("/operator").await.status, 404);

    let founding = [("nama", "Anyaman Telaga Biru"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin")];
    let founded = post_more(&mut made, "/saya/usaha/baru", &founding).await;
    assert_eq!(founded.status, 303, "{:?}", founded.all(".field-error"));
    let row = "SELECT public_code || ' ' || state || ' ' || row_version AS one FROM enterprise WHERE trade_name =                'Anyaman Telaga Biru'";
    let row = texts(&site, row).await;
    assert!(row.len() == 1 && row[0].ends_with(" active 1") && !row[0].starts_with("AAAAAA"), "{row:?}");

    let employer = [
        ("nama", "Bengkel Telaga Biru"),
        ("wilayah", "Kota Banjarmasin"),
        ("tentang", "Bengkel sepeda motor."),
        ("nama_resmi", "CV Telaga Biru"),
        ("nib", "1234567890123"),
        ("alamat", "Jalan Telaga 1"),
    ];
    let founded = post_more(&mut made, "/perekrut/baru", &employer).await;
    assert_eq!(founded.status, 303, "{:?}", founded.all(".field-error"));
    let row = "SELECT state || ' ' || CASE WHEN micro THEN 'micro' ELSE 'plain' END AS one FROM employer                WHERE trade_name = 'Bengkel Telaga Biru'";
    assert_eq!(texts(&site, row).await, ["unverified plain"]);
    let mut expected = before;
    expected.extend(["lead enterprise".to_owned(), "employer_admin employer".to_owned()]);
    expected.sort();
    let mut now = texts(&site, offices).await;
    now.sort();
    assert_eq!(now, expected);
}

#[actix_web::test]
async fn a_form_about_one_body_cannot_name_another() {
    let site = Site::demo().await;
    let code = site.code("enterprise", "trade_name", "Purun Sanja").await;
    let others = "SELECT public_code || ' ' || trade_name || ' ' || state || ' ' || row_version AS one FROM enterprise                   WHERE trade_name <> 'Purun Sanja' ORDER BY 1";
    let before = texts(&site, others).await;
    let mut rahma = site.sign_in("Rahma").await;
    let page = rahma.get(&format!("/saya/usaha/{code}/profil")).await;
    let version = page.attributes("input[name=versi]", "value")[0].clone();
    let fields = [
        ("nama", "Purun Sanja"),
        ("sektor", "food"),
        ("wilayah", "Kota Banjarmasin"),
        ("cerita", "Tas dari purun."),
        ("versi", &version),
    ];
    let path = format!("/saya/usaha/{code}/profil");
    let saved = post_more(&mut rahma, &path, &fields).await;
    assert_eq!(saved.status, 303, "{:?}", saved.all(".field-error"));
    let own =
        "SELECT public_code || ' ' || state || ' ' || sector AS one FROM enterprise WHERE trade_name = 'Purun Sanja'";
    assert_eq!(texts(&site, own).await, [format!("{code} active food")]);
    assert_eq!(texts(&site, others).await, before);
    // An invitation is to an office of the body of the address.
    let invites = "SELECT body_kind || ' ' || office AS one FROM invite";
    let base = format!("/saya/usaha/{code}/anggota/undang");
    for office in ["operator", "verifier", "secretary", "", "boss"] {
        let refused = rahma.post(&base, &[("peran", office), ("body_kind", "platform")]).await;
        assert_eq!(refused.status, 422, "{office}");
    }
    assert_eq!(texts(&site, invites).await, [""; 0]);
    let made = rahma.post(&base, &[&[("peran", "writer")][..], &MORE].concat()).await;
    assert_eq!(made.status, 200);
    assert_eq!(texts(&site, invites).await, ["enterprise writer"]);
}

#[actix_web::test]
async fn a_session_of_one_is_not_opened_for_another_by_what_a_form_says() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    let rahma = account("Rahma").id().to_string();
    let fields = [
        ("alamat", "made@tanggui.example"),
        ("sandi", tanggui::demo::people::PASSWORD),
        ("cara", "sandi"),
        ("person", &rahma),
        ("person_id", &rahma),
    ];
    assert_eq!(post_more(&mut browser, "/masuk", &fields).await.status, 303);
    let page = browser.get("/akun/nama").await;
    assert_eq!(page.attributes("input[name=nama]", "value"), ["Made"]);
    let mut copy = with_cookies(&site, browser.cookies.clone());
    assert!(is_in(&mut copy).await);
    assert_eq!(copy.get("/saya/usaha").await.status, 200);
    assert_eq!(copy.get("/operator").await.status, 404);
}
