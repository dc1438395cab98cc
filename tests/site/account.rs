//! One's own account: what lets somebody in is changed with a fresh sign-in and told by mail, and the law's questions
//! have a page each.
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicU8, Ordering},
};

use sea_orm::DbBackend;
use tanggui::{
    demo::people::{ACCOUNTS, PASSWORD},
    identity::{
        account::consents::Purpose,
        vault::{self, Field},
    },
};
use time::Duration;

use crate::{
    sign_in::{Authenticator, account, is_in, mailed, mails_to, sign_in_by_code, with_cookies},
    support::{Answer, Client, Site, form, form_request},
    web_safety::texts,
};

const MADE: &str = "made@tanggui.example";
const NEW: &str = "made.baru@contoh.id";
const OTHER: &str = "made.lain@contoh.id";
const SUBJECT: &str = "Subject: Perubahan pada akun Anda";

/// How many mails told somebody that the account was changed.
async fn told(site: &Site, address: &str) -> usize {
    mails_to(site, address).await.iter().filter(|mail| mail.contains(SUBJECT)).count()
}

/// Lines of the trail about what somebody did.
async fn trail(site: &Site, action: &str) -> usize {
    texts(site, &format!("SELECT action AS one FROM audit_event WHERE action = '{action}' AND outcome = 'done'"))
        .await
        .len()
}

/// Asks for a code at a new address and leaves the browser where it is typed.
async fn ask_new(client: &mut Client<'_>, address: &str) {
    let asked = client.post("/akun/surel", &[("alamat", address)]).await;
    assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/akun/surel/kode"));
}

async fn can_sign_in(site: &Site, address: &str, password: &str) -> bool {
    // Every try from another network: wrong ones need not wait for each other.
    static NETWORK: AtomicU8 = AtomicU8::new(0);
    let network = NETWORK.fetch_add(1, Ordering::Relaxed);
    let fields = [("alamat", address), ("sandi", password), ("cara", "sandi"), ("bersama", "1")];
    let peer = format!("203.0.{network}.7:1").parse().unwrap();
    let answer = site.send(form_request("/masuk", &form(&fields)).peer_addr(peer)).await;
    assert!([303, 422].contains(&answer.status.as_u16()), "{}", answer.status);
    answer.status == 303
}

#[actix_web::test]
async fn a_name_is_changed_and_colleagues_see_the_new_one() {
    let site = Site::demo().await;
    let enterprise = site.code("enterprise", "trade_name", "Purun Sanja").await;
    let mut salim = site.sign_in("Salim").await;
    let saved = salim.post("/akun/nama", &[("nama", "  Salim Anyaman ")]).await;
    assert_eq!(saved.header("location"), "/akun?ok=nama");
    assert!(salim.get("/akun?ok=nama").await.text().contains("Nama sudah disimpan"));
    let members = site.sign_in("Rahma").await.get(&format!("/saya/usaha/{enterprise}/anggota")).await;
    assert!(members.text().contains("Salim Anyaman"));
    assert_eq!(trail(&site, "change_name").await, 1);
    for (name, status) in [("", 422), ("S", 422), (&"a".repeat(61), 422), (&"a".repeat(60), 303)] {
        let answer = salim.post("/akun/nama", &[("nama", name)]).await;
        assert_eq!(answer.status, status, "{name}");
    }
}

#[actix_web::test]
async fn a_new_address_counts_once_its_code_came_back_and_the_former_one_is_told() {
    let site = Site::demo().await;
    let mut elsewhere = site.sign_in("Made").await;
    let mut made = site.sign_in("Made").await;
    ask_new(&mut made, NEW).await;
    let mail = mailed(&site, NEW).await;
    assert_eq!(told(&site, MADE).await, 1, "the present address hears of the wish");
    assert!(!can_sign_in(&site, NEW, PASSWORD).await, "not yet");
    let wrong = made.post("/akun/surel/kode", &[("kode", "0000 0000")]).await;
    assert_eq!(wrong.status, 422);
    let done = made.post("/akun/surel/kode", &[("kode", &mail.code)]).await;
    assert_eq!(done.header("location"), "/akun?ok=surel");
    assert_eq!(told(&site, MADE).await, 2, "and of the change");
    assert_eq!(told(&site, NEW).await, 0);
    assert!(is_in(&mut made).await);
    assert!(!is_in(&mut elsewhere).await, "other devices are signed out");
    assert!(can_sign_in(&site, NEW, PASSWORD).await);
    assert!(!can_sign_in(&site, MADE, PASSWORD).await);
    let person = account("Made").id();
    let waiting = vault::get(&site.app.db, &site.app.keys, person, Field::NewEmail).await.unwrap();
    assert!(waiting.is_none(), "the former address is forgotten once it was told");
}

#[actix_web::test]
async fn a_code_for_one_address_never_confirms_another() {
    let site = Site::demo().await;
    let mut elsewhere = site.sign_in("Made").await;
    let mut made = site.sign_in("Made").await;
    ask_new(&mut made, NEW).await;
    let mine = mailed(&site, NEW).await;
    let flow = made.cookies["__Host-f"].clone();
    // Somebody who can read the first mailbox only wants the second address confirmed with it.
    ask_new(&mut made, OTHER).await;
    site.mails().await;
    made.cookies.insert("__Host-f".into(), flow);
    let refused = made.post("/akun/surel/kode", &[("kode", &mine.code)]).await;
    assert_eq!(refused.status, 422);
    for address in [NEW, OTHER] {
        assert!(!can_sign_in(&site, address, PASSWORD).await, "{address}");
    }
    assert!(can_sign_in(&site, MADE, PASSWORD).await);
    // Nothing was changed, so nothing says so, and no device is signed out.
    assert_eq!(trail(&site, "change_address").await, 0);
    assert!(is_in(&mut elsewhere).await);
}

#[actix_web::test]
async fn a_code_for_a_new_address_confirms_nothing_in_another_session_and_lets_nobody_in() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    ask_new(&mut made, NEW).await;
    let mail = mailed(&site, NEW).await;
    let mut stranger = site.browser();
    stranger.cookies.insert("__Host-f".into(), made.cookies["__Host-f"].clone());
    assert_eq!(stranger.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 422);
    assert!(!is_in(&mut stranger).await);
    let mut sari = site.sign_in("Sari").await;
    ask_new(&mut made, OTHER).await;
    let mail = mailed(&site, OTHER).await;
    sari.cookies.insert("__Host-f".into(), made.cookies["__Host-f"].clone());
    assert_eq!(sari.post("/akun/surel/kode", &[("kode", &mail.code)]).await.status, 422);
    assert!(!can_sign_in(&site, OTHER, PASSWORD).await);
}

#[actix_web::test]
async fn an_address_that_somebody_else_signs_in_with_is_not_taken_and_not_told() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let mut faces = Vec::new();
    for address in ["sari@tanggui.example", "made.sendiri@contoh.id"] {
        let asked = made.post("/akun/surel", &[("alamat", address)]).await;
        faces.push((asked.status, asked.header("location").to_owned(), asked.bytes));
    }
    assert_eq!(faces[0], faces[1], "nobody learns here who has an account");
    ask_new(&mut made, "sari@tanggui.example").await;
    let mail = mailed(&site, "sari@tanggui.example").await;
    assert_eq!(made.post("/akun/surel/kode", &[("kode", &mail.code)]).await.status, 422);
    assert!(can_sign_in(&site, MADE, PASSWORD).await);
    let page = site.sign_in("Sari").await.get("/akun/nama").await;
    assert_eq!(page.attributes("input[name=nama]", "value"), ["Sari"]);
}

#[actix_web::test]
async fn the_former_address_is_told_even_when_the_next_one_is_asked_for_at_once() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    ask_new(&mut made, NEW).await;
    let mail = mailed(&site, NEW).await;
    assert_eq!(made.post("/akun/surel/kode", &[("kode", &mail.code)]).await.status, 303);
    // Before any mail left.
    ask_new(&mut made, OTHER).await;
    let second = mailed(&site, OTHER).await;
    assert_eq!(told(&site, MADE).await, 2, "the wish and the change");
    assert_eq!(told(&site, OTHER).await, 0, "an address that is not confirmed hears of no account");
    assert_eq!(made.post("/akun/surel/kode", &[("kode", &second.code)]).await.status, 303);
    assert!(can_sign_in(&site, OTHER, PASSWORD).await);
}

#[actix_web::test]
async fn a_telephone_number_is_kept_in_one_form_and_can_be_removed() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    for (typed, shown) in [("0812 3456 7890", "0812-3456-7890"), ("+62-813-1111-2222", "0813-1111-2222")] {
        assert_eq!(made.post("/akun/telepon", &[("telepon", typed)]).await.header("location"), "/akun?ok=telepon");
        assert_eq!(made.get("/akun/telepon").await.attributes("input[name=telepon]", "value"), [shown]);
    }
    assert!(made.get("/akun").await.text().contains("••••-2222"), "the first page shows the end only");
    assert_eq!(made.post("/akun/telepon", &[("telepon", "12")]).await.status, 422);
    assert_eq!(made.post("/akun/telepon", &[("telepon", "")]).await.status, 303);
    assert_eq!(made.get("/akun/telepon").await.attributes("input[name=telepon]", "value"), [""]);
    assert_eq!(told(&site, MADE).await, 3);
}

#[actix_web::test]
async fn a_password_has_a_length_and_is_none_that_many_have() {
    let site = Site::demo().await;
    let long = "kursi rotan di teras ".repeat(7);
    let cases = [
        ("Made", "gerobak b", "paling sedikit 10 huruf"),
        ("Made", "gerobak bi", ""),
        ("Ratna", "gerobak biru t", "paling sedikit 15 huruf"),
        ("Ratna", "gerobak biru tu", ""),
        ("Made", &long[..128], ""),
        ("Made", &long[..129], "paling banyak 128 huruf"),
        ("Made", "rahasia12345", "mudah ditebak"),
        ("Made", "1234567890", "mudah ditebak"),
        ("Made", "tanggui2026", "mudah ditebak"),
        ("Made", "", "paling sedikit 10 huruf"),
    ];
    for (name, password, sentence) in cases {
        let mut client = site.sign_in(name).await;
        let answer = client.post("/akun/sandi", &[("sandi", password)]).await;
        if sentence.is_empty() {
            assert_eq!(answer.header("location"), "/akun?ok=sandi", "{password}");
            assert!(can_sign_in(&site, &account(name).address(), password).await, "{password}");
            let back = client.post("/akun/sandi", &[("sandi", PASSWORD)]).await;
            assert_eq!(back.status, 303);
        } else {
            assert_eq!(answer.status, 422, "{password}");
            assert!(answer.text().contains(sentence), "{password}: {:?}", answer.all(".field-error"));
            assert!(password.is_empty() || !answer.text().contains(password), "it is typed twice");
        }
    }
}

#[actix_web::test]
async fn spaces_at_the_ends_of_a_password_belong_to_it() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let password = "  kursi rotan di teras  ";
    assert_eq!(made.post("/akun/sandi", &[("sandi", password)]).await.status, 303);
    assert!(can_sign_in(&site, MADE, password).await);
    assert!(!can_sign_in(&site, MADE, password.trim()).await);
}

#[actix_web::test]
async fn a_new_password_signs_other_devices_out_when_asked_and_is_told() {
    for others in [true, false] {
        let site = Site::demo().await;
        let mut elsewhere = site.sign_in("Made").await;
        let mut made = site.sign_in("Made").await;
        assert_eq!(made.get("/akun/sandi").await.attributes("input[name=keluarkan][checked]", "value"), ["1"]);
        let mut fields = vec![("sandi", "kursi rotan di teras")];
        fields.extend(others.then_some(("keluarkan", "1")));
        assert_eq!(made.post("/akun/sandi", &fields).await.status, 303);
        assert!(is_in(&mut made).await);
        assert_eq!(is_in(&mut elsewhere).await, !others);
        assert_eq!(told(&site, MADE).await, 1);
        assert!(!can_sign_in(&site, MADE, PASSWORD).await);
    }
}

#[actix_web::test]
async fn a_password_can_be_removed_and_codes_still_let_in() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    assert_eq!(made.post("/akun/sandi/hapus", &[]).await.header("location"), "/akun?ok=sandi");
    assert!(!can_sign_in(&site, MADE, PASSWORD).await);
    assert!(is_in(&mut sign_in_by_code(&site, MADE).await).await);
    assert_eq!(told(&site, MADE).await, 1);
}

#[actix_web::test]
async fn setting_up_an_authenticator_signs_other_devices_out_and_is_told() {
    let site = Site::demo().await;
    let mut elsewhere = site.sign_in("Made").await;
    let mut made = site.sign_in("Made").await;
    let page = made.get("/akun/dua").await;
    let again = made.get("/akun/dua").await;
    assert_eq!(page.all(".sheet-code"), again.all(".sheet-code"), "looking twice gives the same secret");
    assert_ne!(page.all(".sheet-code"), elsewhere.get("/akun/dua").await.all(".sheet-code"), "of this session alone");
    assert_eq!(made.post("/akun/dua", &[("kode", "000000")]).await.status, 422);
    Authenticator::set_up(&mut made).await;
    assert!(!is_in(&mut elsewhere).await);
    assert_eq!(told(&site, MADE).await, 1);
    assert_eq!(made.post("/akun/dua", &[("kode", "000000")]).await.status, 409, "there is one already");
}

#[actix_web::test]
async fn new_spare_codes_take_the_place_of_the_old_ones() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let authenticator = Authenticator::set_up(&mut made).await;
    let sheet = made.post("/akun/dua/kode", &[]).await;
    assert_eq!((sheet.status.as_u16(), sheet.header("cache-control")), (200, "no-store"));
    let codes = sheet.all(".sheet-codes li");
    assert_eq!(codes.len(), 10);
    assert!(codes.iter().all(|code| !authenticator.spare.contains(code)));
    let fields = [("alamat", MADE), ("sandi", PASSWORD), ("cara", "sandi")];
    let mut browser = site.browser();
    browser.post("/masuk", &fields).await;
    assert_eq!(browser.post("/masuk/dua", &[("cadangan", &codes[0])]).await.status, 303);
    let mut browser = site.browser();
    browser.post("/masuk", &fields).await;
    assert_eq!(browser.post("/masuk/dua", &[("cadangan", &authenticator.spare[0])]).await.status, 422);
}

#[actix_web::test]
async fn an_authenticator_is_removed_where_no_office_asks_for_it() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    Authenticator::set_up(&mut made).await;
    assert_eq!(made.post("/akun/dua/hapus", &[]).await.header("location"), "/akun?ok=dua");
    assert!(can_sign_in(&site, MADE, PASSWORD).await);
    let mut browser = site.browser();
    let entered = browser.post("/masuk", &[("alamat", MADE), ("sandi", PASSWORD), ("cara", "sandi")]).await;
    assert_eq!(entered.header("location"), "/saya");
    let mut ratna = site.sign_in("Ratna").await;
    Authenticator::set_up(&mut ratna).await;
    assert_eq!(ratna.post("/akun/dua/hapus", &[]).await.status, 404);
    assert_eq!(ratna.get("/akun/dua").await.all("form[action=\"/akun/dua/hapus\"]"), [""; 0]);
}

#[actix_web::test]
async fn offices_stay_closed_until_a_second_factor_is_set_up() {
    let mut site = Site::demo().await;
    site.app.settings.demo = false;
    let agency = site.code_of_agency("Ratna").await;
    let office = format!("/instansi/{agency}");
    let mut ratna = site.sign_in("Ratna").await;
    let closed = ratna.get(&office).await;
    assert_eq!(closed.status, 403);
    assert!(closed.attributes("main a", "href").contains(&"/akun/dua".to_owned()), "the way to set it up");
    assert!(is_in(&mut ratna).await, "one's own account stays open");
    let authenticator = Authenticator::set_up(&mut ratna).await;
    assert_eq!(ratna.get(&office).await.status, 200);
    // A session that never gave the factor stays outside, one that did comes in.
    let mut browser = site.browser();
    let fields = [("alamat", "ratna@tanggui.example"), ("sandi", PASSWORD), ("cara", "sandi")];
    browser.post("/masuk", &fields).await;
    assert_eq!(browser.get(&office).await.status, 303);
    assert_eq!(browser.post("/masuk/dua", &[("cadangan", &authenticator.spare[0])]).await.status, 303);
    assert_eq!(browser.get(&office).await.status, 200);
}

fn device_forms(page: &Answer) -> Vec<String> {
    page.attributes("tbody form", "action")
}

#[actix_web::test]
async fn devices_are_listed_in_two_words_and_ended_one_by_one_or_all() {
    let site = Site::demo().await;
    let agents = ["Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile", "Mozilla/5.0 (X11; Linux) Firefox/121.0", "x"];
    let mut browsers = Vec::new();
    for agent in agents {
        let fields = form(&[("alamat", MADE), ("sandi", PASSWORD), ("cara", "sandi"), ("bersama", "1")]);
        let request = form_request("/masuk", &fields).insert_header(("user-agent", agent));
        let mut browser = site.browser();
        assert_eq!(browser.send(request).await.status, 303);
        browsers.push(browser.cookies);
    }
    let mut mine = with_cookies(&site, browsers[2].clone());
    let page = mine.get("/akun/perangkat").await;
    let text = page.text();
    for words in ["Chrome, Android", "Firefox, Linux", "Browser"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("Mozilla") && !text.contains("120.0"));
    assert_eq!(page.all("tbody tr").len(), 3);
    assert_eq!(device_forms(&page).len(), 2, "this one is not ended here");
    assert_eq!(mine.post(&device_forms(&page)[0], &[]).await.header("location"), "/akun/perangkat?ok=perangkat");
    let left = mine.get("/akun/perangkat").await;
    assert_eq!(left.all("tbody tr").len(), 2);
    // The device of somebody else is none of ours.
    let mut sari = site.sign_in("Sari").await;
    sari.post(&device_forms(&left)[0], &[]).await;
    assert_eq!(mine.get("/akun/perangkat").await.all("tbody tr").len(), 2);
    assert_eq!(mine.post("/akun/perangkat/keluarkan-lain", &[]).await.status, 303);
    assert_eq!(mine.get("/akun/perangkat").await.all("tbody tr").len(), 1);
    for cookies in &browsers[..2] {
        assert!(!is_in(&mut with_cookies(&site, cookies.clone())).await);
    }
    assert!(is_in(&mut mine).await && is_in(&mut sari).await);
}

#[actix_web::test]
async fn the_switch_of_the_shared_telephone_gives_a_new_token_and_another_life() {
    let mut site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let before = made.cookies.clone();
    let own = made.post("/akun/hp-bersama", &[]).await;
    assert!(own.header("set-cookie").contains("Max-Age=2592000"), "{}", own.header("set-cookie"));
    assert!(!is_in(&mut with_cookies(&site, before)).await, "the token of before is worth nothing");
    let cookies = made.cookies;
    site.later(Duration::hours(5));
    let mut made = with_cookies(&site, cookies);
    assert!(is_in(&mut made).await);
    let shared = made.post("/akun/hp-bersama", &[("bersama", "1")]).await;
    assert!(!shared.header("set-cookie").contains("Max-Age"), "shorter needs no fresh sign-in");
    assert!(!is_in(&mut made).await, "five hours are longer than a shared telephone lets anybody stay");
}

#[actix_web::test]
async fn what_lets_somebody_in_is_changed_with_a_fresh_sign_in_only() {
    let mut site = Site::demo().await;
    let cookies = site.sign_in("Made").await.cookies;
    let pages = ["/akun/surel", "/akun/telepon", "/akun/sandi", "/akun/dua", "/akun/data/hapus"];
    site.later(Duration::minutes(5));
    let mut made = with_cookies(&site, cookies.clone());
    for page in pages {
        assert_eq!(made.get(page).await.status, 200, "{page} within five minutes");
    }
    site.later(Duration::minutes(1));
    let mut made = with_cookies(&site, cookies);
    for page in pages {
        let asked = made.get(page).await;
        let back = page.replace('/', "%2F");
        assert_eq!(asked.header("location"), format!("/akun/pastikan?ke={back}"), "{page}");
    }
    let acts = [
        ("/akun/surel", ("alamat", NEW)),
        ("/akun/telepon", ("telepon", "081234567890")),
        ("/akun/sandi", ("sandi", "kursi rotan di teras")),
        ("/akun/sandi/hapus", ("x", "1")),
        ("/akun/dua", ("kode", "000000")),
        ("/akun/dua/kode", ("x", "1")),
        ("/akun/dua/hapus", ("x", "1")),
        ("/akun/data/hapus", ("setuju", "1")),
        ("/akun/hp-bersama", ("x", "1")),
    ];
    for (path, field) in acts {
        let request = form_request(path, &form(&[field]));
        let asked = made.send(request.insert_header(("referer", "https://tanggui.example/akun/sandi"))).await;
        assert_eq!(asked.header("location"), "/akun/pastikan?ke=%2Fakun%2Fsandi", "{path}");
    }
    for page in ["/akun", "/akun/nama", "/akun/data", "/akun/perangkat", "/akun/siapa-melihat"] {
        assert_eq!(made.get(page).await.status, 200, "{page} needs none");
    }
    let token = made.cookies["__Host-s"].clone();
    let wrong = made.post("/akun/pastikan", &[("sandi", "bukan-itu-kuncinya"), ("ke", "/akun/sandi")]).await;
    assert_eq!(wrong.status, 422);
    let soon = made.post("/akun/pastikan", &[("sandi", PASSWORD), ("ke", "/akun/sandi")]).await;
    assert_eq!(soon.status, 429, "guesses are as slow here as at the door");
    let cookies = made.cookies;
    site.later(Duration::SECOND);
    let mut made = with_cookies(&site, cookies);
    let right = made.post("/akun/pastikan", &[("sandi", PASSWORD), ("ke", "/akun/sandi")]).await;
    assert_eq!(right.header("location"), "/akun/sandi");
    assert_ne!(made.cookies["__Host-s"], token);
    assert_eq!(made.get("/akun/sandi").await.status, 200);
    assert!(can_sign_in(&site, MADE, PASSWORD).await, "nothing was changed on the way");
}

#[actix_web::test]
async fn who_has_no_password_confirms_with_a_code_by_mail_and_with_the_authenticator_where_there_is_one() {
    let mut site = Site::demo().await;
    site.execute("DELETE FROM credential").await;
    let cookies = sign_in_by_code(&site, MADE).await.cookies;
    site.later(Duration::minutes(6));
    let mut made = with_cookies(&site, cookies);
    let asked = made.post("/akun/pastikan/kode", &[("ke", "/akun/dua")]).await;
    assert_eq!(asked.header("location"), "/akun/pastikan?ke=%2Fakun%2Fdua&kode=1");
    let mail = mailed(&site, MADE).await;
    // The code confirms; it does not let anybody in.
    let mut stranger = with_cookies(&site, [("__Host-f".to_owned(), made.cookies["__Host-f"].clone())].into());
    assert_eq!(stranger.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 422);
    let right = made.post("/akun/pastikan", &[("kode", &mail.code), ("ke", "/akun/dua")]).await;
    assert_eq!(right.header("location"), "/akun/dua", "{:?}", right.all(".field-error"));
    let authenticator = Authenticator::set_up(&mut made).await;
    let cookies = made.cookies;
    site.later(Duration::minutes(6));
    let mut made = with_cookies(&site, cookies);
    assert_eq!(made.get("/akun/dua").await.status, 303);
    let code = authenticator.code(site.app.clock.now());
    let right = made.post("/akun/pastikan", &[("kode", &code), ("ke", "https://elsewhere.example")]).await;
    assert_eq!(right.header("location"), "/akun", "and leads nowhere else");
    assert_eq!(made.get("/akun/dua").await.status, 200);
}

/// Fills every field of an account with something to be found again.
async fn fill(client: &mut Client<'_>) -> [&'static str; 3] {
    let fields =
        [("nama_lengkap", "Made Wirya Nata"), ("telepon", "081377788899"), ("alamat_rumah", "Jalan Sutoyo 17\nRT 4")];
    assert_eq!(client.post("/akun/data/betulkan", &fields).await.header("location"), "/akun/data?ok=data");
    ["Made Wirya Nata", "0813-7778-8899", "Jalan Sutoyo 17"]
}

#[actix_web::test]
async fn the_page_of_own_data_shows_everything_that_is_held() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let values = fill(&mut rahma).await;
    let page = rahma.get("/akun/data").await;
    let text = page.all("main").join("\n");
    for value in values.iter().chain(&["rahma@tanggui.example", "Rahma", "Purun Sanja"]) {
        assert!(text.contains(value), "{value}");
    }
    assert!(!text.contains("Salim") && !text.contains("salim@"), "and nobody else");
    let passing = |field: &&Field| ["new_email", "former_email", "totp"].contains(&field.as_str());
    let known: Vec<&Field> = Field::ALL.iter().filter(|field| !passing(field)).collect();
    assert_eq!(page.all("section[aria-labelledby=held] tbody tr").len(), known.len(), "one row for every field");
    let refused = rahma.post("/akun/data/betulkan", &[("telepon", "12"), ("alamat_rumah", &"a".repeat(301))]).await;
    assert_eq!((refused.status.as_u16(), refused.all(".error-summary-list a").len()), (422, 2));
    assert_eq!(rahma.post("/akun/data/betulkan", &[]).await.status, 303);
    let empty = rahma.get("/akun/data").await.text();
    assert!(values.iter().all(|value| !empty.contains(value)), "what is emptied is gone");
}

#[actix_web::test]
async fn the_copy_holds_every_value_of_ones_own_and_none_of_anybody_else() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    fill(&mut rahma).await;
    rahma.post("/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "1")]).await;
    let json = rahma.post("/akun/data/unduh", &[("jenis", "json")]).await;
    assert_eq!(json.header("content-type"), "application/json");
    assert_eq!(json.header("content-disposition"), "attachment; filename=\"data-saya.json\"");
    assert_eq!(json.header("cache-control"), "no-store");
    let copy = json.json();
    assert_eq!(copy["email"], "rahma@tanggui.example");
    assert_eq!(copy["phone"], "6281377788899");
    assert_eq!(copy["display_name"], "Rahma");
    assert_eq!(copy["legal_name"], "Made Wirya Nata");
    assert_eq!(copy["postal_address"], "Jalan Sutoyo 17\nRT 4");
    assert_eq!(copy["password_set"], true);
    assert_eq!(copy["memberships"][0]["office"], "lead");
    assert_eq!(copy["consents"][0]["purpose"], "matching");
    assert_eq!(copy["sessions"].as_array().unwrap().len(), 1);
    assert!(copy["trail"].as_array().unwrap().len() >= 3);
    let table = rahma.post("/akun/data/unduh", &[("jenis", "csv")]).await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.bytes.starts_with("\u{feff}".as_bytes()), "spreadsheets read it as it is meant");
    for part in ["rahma@tanggui.example", "6281377788899", "Made Wirya Nata", "\"Jalan Sutoyo 17\nRT 4\"", "matching"] {
        assert!(table.text().contains(part), "{part}");
    }
    for text in [json.text(), table.text()] {
        for other in ACCOUNTS.iter().filter(|other| other.name != "Rahma") {
            assert!(!text.contains(&other.address()), "{}", other.name);
            assert!(other.name.len() < 5 || !text.contains(other.name), "{}", other.name);
            assert!(!text.contains(&other.id().to_string()));
        }
        assert!(!text.contains(&account("Rahma").id().to_string()), "inner ids are of no use to anybody");
    }
    assert_eq!(trail(&site, "export_own_data").await, 2);
}

#[actix_web::test]
async fn five_copies_a_day_are_enough() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    for _ in 0..5 {
        assert_eq!(made.post("/akun/data/unduh", &[]).await.status, 200);
    }
    let over = made.post("/akun/data/unduh", &[]).await;
    assert_eq!(over.status, 429);
    assert!(!over.header("retry-after").is_empty());
    assert_eq!(site.sign_in("Sari").await.post("/akun/data/unduh", &[]).await.status, 200);
}

#[actix_web::test]
async fn a_consent_is_given_for_the_words_as_they_are_and_taken_back() {
    let mut site = Site::demo().await;
    // People of the demo agreed to something already.
    site.execute("DELETE FROM consent").await;
    let mut made = site.sign_in("Made").await;
    let page = made.get("/akun/data").await;
    let purposes = page.attributes("form[action=\"/akun/data/persetujuan\"] input[name=tujuan]", "value");
    assert_eq!(purposes, ["matching", "notices"]);
    let given = page.attributes("form[action=\"/akun/data/persetujuan\"] input[name=beri]", "value");
    assert_eq!(given, ["1", "1"], "nothing is agreed to before somebody agrees");
    let rows = "SELECT purpose || ' ' || version || ' ' || text_hash || ' ' || \
                CASE WHEN withdrawn_at IS NULL THEN 'holds' ELSE 'withdrawn' END AS one FROM consent ORDER BY given_at";
    let row = |state: &str| format!("matching 1 {} {state}", Purpose::Matching.hash());
    for _ in 0..2 {
        let answer = made.post("/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "1")]).await;
        assert_eq!(answer.header("location"), "/akun/data?ok=persetujuan");
        assert_eq!(texts(&site, rows).await, [row("holds")], "agreeing twice is agreeing once");
    }
    assert_eq!(Purpose::Matching.hash().len(), 64);
    let page = made.get("/akun/data").await;
    let given = page.attributes("form[action=\"/akun/data/persetujuan\"] input[name=beri]", "value");
    assert_eq!(given, ["0", "1"]);
    made.post("/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "0")]).await;
    assert_eq!(texts(&site, rows).await, [row("withdrawn")]);
    let cookies = made.cookies;
    site.later(Duration::SECOND);
    let mut made = with_cookies(&site, cookies);
    made.post("/akun/data/persetujuan", &[("tujuan", "matching"), ("beri", "1")]).await;
    assert_eq!(texts(&site, rows).await, [row("withdrawn"), row("holds")], "the row of before stays");
    for purpose in ["apply", "visit_notes", "everything", ""] {
        assert_eq!(made.post("/akun/data/persetujuan", &[("tujuan", purpose), ("beri", "1")]).await.status, 404);
    }
    assert_eq!(texts(&site, rows).await.len(), 2);
    let copy = made.post("/akun/data/unduh", &[]).await.json();
    assert_eq!(copy["consents"].as_array().unwrap().len(), 2);
}

#[actix_web::test]
async fn the_page_of_who_looked_tells_what_others_did() {
    let site = Site::demo().await;
    let enterprise = site.code("enterprise", "trade_name", "Purun Sanja").await;
    let member = site.membership_of("Nur").await;
    let mut nur = site.sign_in("Nur").await;
    nur.post("/akun/nama", &[("nama", "Nur Aini")]).await;
    let base = format!("/saya/usaha/{enterprise}/anggota/{member}");
    let mut rahma = site.sign_in("Rahma").await;
    assert_eq!(rahma.post(&format!("{base}/bantu"), &[]).await.status, 303);
    assert_eq!(rahma.post(&format!("{base}/keluarkan"), &[]).await.status, 303);
    let log = nur.get("/akun/siapa-melihat").await;
    let rows = log.all("tbody tr");
    let has = |words: &[&str]| rows.iter().any(|row| words.iter().all(|word| row.contains(word)));
    assert!(has(&["Keanggotaan diakhiri", "Ketua"]), "{rows:?}");
    assert!(has(&["Dibantu masuk lagi", "Ketua", "Pembantu pertama"]), "{rows:?}");
    assert!(has(&["Data dibetulkan", "Anda sendiri"]), "{rows:?}");
    assert!(!log.text().contains("Rahma"), "offices are told, not names");
    let stranger = site.sign_in("Sari").await.get("/akun/siapa-melihat").await;
    assert_eq!(stranger.all("tbody tr").len(), 1, "her own sign-in only");
}

async fn erase(client: &mut Client<'_>) -> Answer {
    client.post("/akun/data/hapus", &[("setuju", "1")]).await
}

#[actix_web::test]
async fn an_erased_account_has_no_key_no_session_and_no_way_in() {
    let site = Site::demo().await;
    let person = account("Salim").id();
    let mut elsewhere = site.sign_in("Salim").await;
    let mut salim = site.sign_in("Salim").await;
    Authenticator::set_up(&mut salim).await;
    let first = salim.post("/akun/data/hapus", &[]).await;
    assert_eq!(first.status, 422, "the second step is a tick");
    assert!(is_in(&mut salim).await);
    let done = erase(&mut salim).await;
    assert!(done.header("location").starts_with("/masuk?keluar"), "{:?}", done.all(".field-error"));
    assert!(salim.cookies.is_empty());
    for field in Field::ALL {
        assert!(vault::get(&site.app.db, &site.app.keys, person, *field).await.unwrap().is_none(), "{field:?}");
    }
    assert!(!is_in(&mut elsewhere).await);
    assert!(!can_sign_in(&site, "salim@tanggui.example", PASSWORD).await);
    let before = site.mails().await.len();
    site.post("/masuk", &form(&[("alamat", "salim@tanggui.example"), ("cara", "kode")])).await;
    assert_eq!(site.mails().await.len(), before, "no code goes there");
    let enterprise = site.code("enterprise", "trade_name", "Purun Sanja").await;
    let members = site.sign_in("Rahma").await.get(&format!("/saya/usaha/{enterprise}/anggota")).await;
    assert!(!members.text().contains("Salim"), "the membership has ended");
    assert_eq!(trail(&site, "erase_account").await, 1, "the trail stays");
    // Somebody new may come with the address.
    let mut browser = site.browser();
    browser.post("/daftar/baru", &[("nama", "Salim Baru"), ("alamat", "salim@tanggui.example")]).await;
    let mail = mailed(&site, "salim@tanggui.example").await;
    assert_eq!(browser.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 303);
    assert_eq!(browser.get("/akun/nama").await.attributes("input[name=nama]", "value"), ["Salim Baru"]);
    let doors = browser.get("/saya/usaha").await;
    assert!(!doors.text().contains("Purun Sanja"), "nothing of the erased account comes back");
}

#[actix_web::test]
async fn whoever_leads_alone_hands_over_first() {
    let site = Site::demo().await;
    let mut ruslan = site.sign_in("Ruslan").await;
    let page = ruslan.get("/akun/data/hapus").await;
    let links = page.attributes("main a", "href");
    assert!(links.iter().any(|link| link.ends_with("/anggota")), "{links:?}");
    assert_eq!(erase(&mut ruslan).await.status, 422);
    assert!(is_in(&mut ruslan).await);
    assert!(can_sign_in(&site, "ruslan@tanggui.example", PASSWORD).await);
    let base = links.iter().find(|link| link.ends_with("/anggota")).unwrap();
    let sheet = ruslan.post(&format!("{base}/undang"), &[("peran", "lead")]).await;
    let code = sheet.all(".sheet-code")[0].clone();
    let mut made = site.sign_in("Made").await;
    assert_eq!(made.post("/daftar/undangan", &[("undangan", &code)]).await.status, 303);
    assert!(erase(&mut ruslan).await.header("location").starts_with("/masuk?keluar"));
    assert_eq!(made.get(base).await.status, 200);
}

#[actix_web::test]
async fn the_files_of_the_store_hold_no_address_and_nothing_of_an_erased_account() {
    let site = Site::demo().await;
    if site.backend() == DbBackend::Postgres {
        return;
    }
    let mut made = site.sign_in("Made").await;
    fill(&mut made).await;
    ask_new(&mut made, NEW).await;
    let mail = mailed(&site, NEW).await;
    assert_eq!(made.post("/akun/surel/kode", &[("kode", &mail.code)]).await.status, 303);
    let plain = [MADE, NEW, "Made Wirya", "Sutoyo", "6281377788899", &mail.code.replace(' ', "")].map(str::to_owned);
    let person = account("Made").id().simple().to_string();
    let sealed = texts(
        &site,
        &format!(
            "SELECT hex(sealed) AS one FROM person_secret WHERE hex(person_id) = upper('{person}') \
             UNION ALL SELECT hex(wrapped) FROM person_key WHERE hex(person_id) = upper('{person}')"
        ),
    )
    .await;
    assert!(sealed.len() >= 5, "{sealed:?}");
    let sealed: BTreeSet<Vec<u8>> =
        sealed.iter().map(|hex| data_encoding::HEXUPPER.decode(hex.as_bytes()).unwrap()).collect();
    let files = || -> Vec<u8> {
        let names = ["tanggui.db", "tanggui.db-wal"];
        names.iter().flat_map(|name| std::fs::read(site.folder.path().join(name)).unwrap_or_default()).collect()
    };
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let before = files();
    for text in &plain {
        assert!(!holds(&before, text.as_bytes()), "{text} stands there in the clear");
    }
    assert!(holds(&before, "Purun Sanja".as_bytes()), "what is public does");
    for part in &sealed {
        assert!(holds(&before, part), "what is sealed does");
    }
    assert_eq!(erase(&mut made).await.status, 303);
    let after = files();
    for part in &sealed {
        assert!(!holds(&after, part), "a sealed value is left in the files");
    }
    for text in &plain {
        assert!(!holds(&after, text.as_bytes()), "{text}");
    }
}
