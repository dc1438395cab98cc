//! Ways in and out, as a visitor goes them: a code by mail, a password, an authenticator, and how long a session lives.
use std::collections::{BTreeSet, HashMap};

use data_encoding::BASE32_NOPAD;
use tanggui::{
    demo::people::{ACCOUNTS, Account, PASSWORD},
    identity::people::{self, PersonState},
};
use time::{Duration, OffsetDateTime};

use crate::{
    support::{Answer, Client, Site, form, form_request},
    web_safety::{fingerprint, texts},
};

const RAHMA: &str = "rahma@tanggui.example";
const NOBODY: &str = "karta@tanggui.example";

/// A mail with a code.
pub struct Mailed {
    /// Eight digits, as they stand there: `1234 5678`.
    pub code: String,
    /// Path and query of the link.
    pub link: String,
    pub text: String,
}

impl Mailed {
    /// What the link carries.
    pub fn token(&self) -> &str {
        self.link.split("t=").nth(1).expect("the link carries a token")
    }
}

/// Every mail to an address as its reader sees it, the oldest first.
pub async fn mails_to(site: &Site, address: &str) -> Vec<String> {
    let line = format!("To: {address}\r\n");
    site.mails().await.into_iter().map(|(_, text)| readable(&text)).filter(|text| text.contains(&line)).collect()
}

/// A mail with its long lines put together again.
fn readable(mail: &str) -> String {
    if mail.contains("Content-Transfer-Encoding: quoted-printable") {
        mail.replace("=\r\n", "").replace("=3D", "=")
    } else {
        mail.to_owned()
    }
}

/// The newest mail with a code to an address.
pub async fn mailed(site: &Site, address: &str) -> Mailed {
    let mails = mails_to(site, address).await;
    let text = mails.iter().rev().find(|text| text.contains("/masuk/kode?t=")).expect("a mail with a code").clone();
    let line = text.lines().find(|line| line.starts_with("Kode Anda: ") || line.starts_with("Your code: "));
    let code = line.and_then(|line| line.split(": ").nth(1)).expect("a line with the code").trim().to_owned();
    let link = text.lines().find_map(|line| line.trim().strip_prefix("https://tanggui.example")).expect("a link");
    Mailed { code, link: link.to_owned(), text }
}

/// The same browser once more, after the clock was moved.
pub fn with_cookies(site: &Site, cookies: HashMap<String, String>) -> Client<'_> {
    Client { site, cookies }
}

/// Whether the browser is signed in.
pub async fn is_in(browser: &mut Client<'_>) -> bool {
    let answer = browser.get("/akun").await;
    assert!(answer.status == 200 || answer.header("location").starts_with("/masuk?"), "{}", answer.status);
    answer.status == 200
}

/// Asks for a code and types it.
pub async fn sign_in_by_code<'a>(site: &'a Site, address: &str) -> Client<'a> {
    let mut browser = site.browser();
    ask(&mut browser, address).await;
    let mail = mailed(site, address).await;
    let entered = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
    assert_eq!(entered.status, 303, "{:?}", entered.all(".field-error"));
    browser
}

/// An account of the demo.
pub fn account(name: &str) -> &'static Account {
    ACCOUNTS.iter().find(|account| account.name == name).expect("an account of the demo")
}

/// An authenticator that was set up.
pub struct Authenticator {
    secret: [u8; 20],
    pub spare: Vec<String>,
}

impl Authenticator {
    /// Sets one up in the account of whoever is signed in.
    pub async fn set_up(client: &mut Client<'_>) -> Self {
        let page = client.get("/akun/dua").await;
        assert_eq!(page.status, 200);
        let letters = page.all(".sheet-code")[0].replace(' ', "");
        let secret = BASE32_NOPAD.decode(letters.as_bytes()).unwrap().try_into().unwrap();
        let mut made = Self { secret, spare: Vec::new() };
        let code = made.code(client.site.app.clock.now());
        let answer = client.post("/akun/dua", &[("kode", &code)]).await;
        assert_eq!(answer.status, 200, "{:?}", answer.all(".field-error"));
        made.spare = answer.all(".sheet-codes li");
        made
    }

    /// The six digits it shows at a moment.
    pub fn code(&self, at: OffsetDateTime) -> String {
        let codes = totp_rs::Builder::new().with_secret(totp_rs::Secret::new_stack(self.secret)).with_skew(0);
        codes.build().unwrap().generate(at.unix_timestamp().try_into().unwrap()).to_string()
    }
}

async fn ask(browser: &mut Client<'_>, address: &str) -> Answer {
    let asked = browser.post("/masuk", &[("alamat", address), ("cara", "kode"), ("bersama", "1")]).await;
    assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/masuk/kode"), "{address}");
    asked
}

fn by_password<'a>(address: &'a str, password: &'a str) -> [(&'a str, &'a str); 4] {
    [("alamat", address), ("sandi", password), ("cara", "sandi"), ("bersama", "1")]
}

/// Everything of an answer that a stranger sees, less the address that was typed and the values of cookies.
fn face(answer: &Answer, typed: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .map(|(name, value)| {
            let value = value.to_str().unwrap();
            let value = if name == "set-cookie" { shape(value) } else { value.to_owned() };
            (name.to_string(), value)
        })
        .collect();
    headers.sort();
    (answer.status.as_u16(), headers, answer.text().replace(typed, "ADDRESS"))
}

/// A cookie with as many dots as its value has letters.
fn shape(cookie: &str) -> String {
    let (name, rest) = cookie.split_once('=').unwrap();
    let (value, attributes) = rest.split_once(';').unwrap_or((rest, ""));
    format!("{name}={};{attributes}", ".".repeat(value.len()))
}

/// The demo world on a site that does not print its accounts.
async fn without_samples() -> Site {
    let mut site = Site::demo().await;
    site.app.settings.demo = false;
    site
}

async fn persons(site: &Site) -> usize {
    texts(site, "SELECT state AS one FROM person").await.len()
}

fn cookies_set(answer: &Answer) -> Vec<String> {
    answer.headers.get_all("set-cookie").map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn mails_follow_the_language_chosen_where_one_signs_in() {
    let site = Site::demo().await;
    let mut english = site.browser();
    assert_eq!(english.get("/bahasa/en").await.status, 303);
    ask(&mut english, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    assert!(mail.text.contains("Kode Anda: "), "before, as it was");
    assert_eq!(english.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 303);
    let mut unspoken = site.browser();
    ask(&mut unspoken, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    assert!(mail.text.contains("Your code: "), "{}", mail.text);
    // A browser where nobody chose says nothing about the language.
    assert_eq!(unspoken.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 303);
    ask(&mut site.browser(), RAHMA).await;
    assert!(mailed(&site, RAHMA).await.text.contains("Your code: "));
}

#[actix_web::test]
async fn a_mailed_code_lets_in_however_it_is_spaced() {
    let site = Site::demo().await;
    let spellings: [fn(&str) -> String; 4] = [
        str::to_owned,
        |code| code.replace(' ', ""),
        |code| code.replace(' ', "-"),
        |code| code.chars().flat_map(|c| [' ', c]).collect(),
    ];
    for (spelling, name) in spellings.into_iter().zip(["Rahma", "Salim", "Nur", "Made"]) {
        let address = account(name).address();
        let mut browser = site.browser();
        ask(&mut browser, &address).await;
        assert!(!is_in(&mut browser).await, "asking lets nobody in");
        let mail = mailed(&site, &address).await;
        assert_eq!((mail.code.len(), &mail.code[4..5]), (9, " "), "{}", mail.code);
        let entered = browser.post("/masuk/kode", &[("kode", &spelling(&mail.code))]).await;
        assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/saya"), "{name}");
        assert!(is_in(&mut browser).await, "{name}");
    }
}

#[actix_web::test]
async fn opening_the_link_changes_nothing_and_pressing_its_button_lets_in() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    let before = fingerprint(&site).await;
    for _ in 0..3 {
        // A program that reads mails has no cookies.
        let page = site.get(&mail.link).await;
        assert_eq!(page.status, 200);
        assert!(cookies_set(&page).is_empty());
        let page = browser.get(&mail.link).await;
        assert_eq!(page.attributes("main form", "method"), ["post"]);
        assert_eq!(page.attributes("main input[name=t]", "value"), [mail.token()]);
    }
    assert_eq!(fingerprint(&site).await, before);
    assert!(!is_in(&mut browser).await);
    let entered = browser.post("/masuk/kode", &[("t", mail.token())]).await;
    assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/saya"));
    assert!(is_in(&mut browser).await);
}

#[actix_web::test]
async fn a_code_works_only_in_the_browser_that_asked() {
    let site = Site::demo().await;
    let mut asker = site.browser();
    ask(&mut asker, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    // One browser without a flow, and one that asked for somebody else.
    let mut other = site.browser();
    ask(&mut other, "made@tanggui.example").await;
    for browser in [&mut site.browser(), &mut other] {
        for proof in [("kode", mail.code.as_str()), ("t", mail.token())] {
            let refused = browser.post("/masuk/kode", &[proof]).await;
            assert_eq!(refused.status, 422, "{proof:?}");
            assert_eq!(refused.all(".field-error").len(), 1, "a sentence says so");
            assert!(!is_in(browser).await);
        }
    }
    assert_eq!(asker.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 303, "the asker comes in");
}

#[actix_web::test]
async fn a_code_works_once() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    let mut copy = with_cookies(&site, browser.cookies.clone());
    let mail = mailed(&site, RAHMA).await;
    assert_eq!(browser.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 303);
    for proof in [("kode", mail.code.as_str()), ("t", mail.token())] {
        let again = copy.post("/masuk/kode", &[proof]).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("Kode ini sudah tidak berlaku"));
        assert!(!is_in(&mut copy).await);
    }
}

#[actix_web::test]
async fn of_many_who_type_the_code_at_once_one_comes_in() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    let tries = (0..5).map(|_| {
        let mut copy = with_cookies(&site, browser.cookies.clone());
        let code = mail.code.clone();
        async move { copy.post("/masuk/kode", &[("kode", &code)]).await.status.as_u16() }
    });
    let mut statuses = futures_util::future::join_all(tries).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422, 422, 422]);
}

#[actix_web::test]
async fn after_five_wrong_codes_the_right_one_is_dead_too() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    let wrong = if mail.code.starts_with("1111") { "2222 2222" } else { "1111 1111" };
    for left in (0..5).rev() {
        let answer = browser.post("/masuk/kode", &[("kode", wrong)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(&format!("Masih {left} kali mencoba")), "{left}");
    }
    let answer = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Kode ini sudah tidak berlaku"));
    assert!(!is_in(&mut browser).await);
}

#[actix_web::test]
async fn after_four_wrong_codes_the_right_one_still_lets_in() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    let mail = mailed(&site, RAHMA).await;
    for _ in 0..4 {
        assert_eq!(browser.post("/masuk/kode", &[("kode", "")]).await.status, 422);
    }
    assert_eq!(browser.post("/masuk/kode", &[("kode", &mail.code)]).await.status, 303);
}

#[actix_web::test]
async fn a_code_is_over_after_ten_minutes() {
    for (seconds, status) in [(599, 303), (600, 422)] {
        let mut site = Site::demo().await;
        let mut browser = site.browser();
        let asked = ask(&mut browser, RAHMA).await;
        assert!(cookies_set(&asked)[0].contains("Max-Age=600"), "{:?}", cookies_set(&asked));
        let mail = mailed(&site, RAHMA).await;
        let cookies = browser.cookies;
        site.later(Duration::seconds(seconds));
        let mut browser = with_cookies(&site, cookies);
        let answer = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
        assert_eq!(answer.status, status, "after {seconds} seconds");
    }
}

#[actix_web::test]
async fn the_fourth_code_in_a_quarter_of_an_hour_is_not_mailed_and_looks_the_same() {
    let mut site = Site::demo().await;
    let mut faces = Vec::new();
    for asked in 1..=5 {
        let mut browser = site.browser();
        site.statements();
        let answer = ask(&mut browser, RAHMA).await;
        let page = browser.get("/masuk/kode").await;
        faces.push((face(&answer, RAHMA), face(&page, RAHMA), site.statements()));
        assert_eq!(mails_to(&site, RAHMA).await.len(), asked.min(3), "after {asked} codes asked for");
    }
    assert!(faces.windows(2).all(|pair| pair[0] == pair[1]), "{faces:#?}");
    site.later(Duration::minutes(15));
    sign_in_by_code(&site, RAHMA).await;
    assert_eq!(mails_to(&site, RAHMA).await.len(), 4);
}

#[actix_web::test]
async fn a_day_has_eight_codes() {
    let mut site = Site::demo().await;
    for asked in 1..=10 {
        ask(&mut site.browser(), RAHMA).await;
        assert_eq!(mails_to(&site, RAHMA).await.len(), asked.min(8), "after {asked} codes asked for");
        site.later(Duration::minutes(15));
    }
    site.later(Duration::DAY);
    sign_in_by_code(&site, RAHMA).await;
}

#[actix_web::test]
async fn another_code_replaces_the_one_that_did_not_come() {
    let site = Site::demo().await;
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    let first = mailed(&site, RAHMA).await;
    let again = browser.post("/masuk/lagi", &[]).await;
    assert_eq!(again.status, 303);
    let page = browser.get(again.header("location")).await;
    assert!(page.text().contains("kode baru sudah dikirim"), "the page says so");
    let second = mailed(&site, RAHMA).await;
    assert_ne!(first.code, second.code);
    assert_eq!(browser.post("/masuk/kode", &[("kode", &first.code)]).await.status, 422);
    assert_eq!(browser.post("/masuk/kode", &[("kode", &second.code)]).await.status, 303);
}

#[actix_web::test]
async fn asking_for_a_code_does_not_tell_whether_an_address_is_known() {
    let site = without_samples().await;
    let mut faces = Vec::new();
    for address in [RAHMA, NOBODY] {
        let mut browser = site.browser();
        site.statements();
        let asked = ask(&mut browser, address).await;
        let asking = site.statements();
        let page = browser.get("/masuk/kode").await;
        let wrong = browser.post("/masuk/kode", &[("kode", "0000 0000")]).await;
        assert_eq!(wrong.status, 422);
        let trying = site.statements();
        let again = browser.post("/masuk/lagi", &[]).await;
        let once_more = site.statements();
        let answers = [asked, page, wrong, again].map(|answer| face(&answer, address));
        faces.push((answers, [asking, trying, once_more]));
    }
    assert_eq!(faces[0], faces[1]);
    assert!(faces[0].1.iter().all(|statements| *statements > 0), "statements are counted");
    assert_eq!(mails_to(&site, RAHMA).await.len(), 1, "the first was replaced before it left");
    assert!(mails_to(&site, NOBODY).await.is_empty());
}

#[actix_web::test]
async fn a_password_does_not_tell_whether_an_address_is_known() {
    // One who has a password, one whom nobody knows, and one who never set one.
    let other = without_samples().await;
    let site = without_samples().await;
    site.execute("DELETE FROM credential").await;
    let mut faces = Vec::new();
    for (site, address) in [(&other, RAHMA), (&other, NOBODY), (&site, RAHMA)] {
        site.statements();
        let wrong = site.post("/masuk", &form(&by_password(address, "bukan-itu-kuncinya"))).await;
        let first = site.statements();
        assert_eq!(wrong.status, 422);
        let soon = site.post("/masuk", &form(&by_password(address, PASSWORD))).await;
        assert_eq!(soon.status, 429);
        faces.push(([wrong, soon].map(|answer| face(&answer, address)), [first, site.statements()]));
    }
    assert_eq!(faces[0], faces[1]);
    assert_eq!(faces[0], faces[2]);
    assert!(!faces[0].0[0].2.contains("bukan-itu-kuncinya"), "a password is typed twice");
}

#[actix_web::test]
async fn a_disabled_person_is_refused_like_one_who_mistyped() {
    let site = without_samples().await;
    people::set_state(&site.app.db, account("Rahma").id(), PersonState::Disabled).await.unwrap();
    let right = site.post("/masuk", &form(&by_password(RAHMA, PASSWORD))).await;
    let wrong = site.post("/masuk", &form(&by_password(NOBODY, PASSWORD))).await;
    assert_eq!(face(&right, RAHMA), face(&wrong, NOBODY));
    let mut browser = site.browser();
    ask(&mut browser, RAHMA).await;
    assert!(mails_to(&site, RAHMA).await.is_empty(), "and gets no code");
}

#[actix_web::test]
async fn signing_up_with_a_known_address_signs_in_whoever_has_it() {
    let site = without_samples().await;
    let before = persons(&site).await;
    let mut faces = Vec::new();
    for address in [RAHMA, NOBODY] {
        let mut browser = site.browser();
        site.statements();
        let asked = browser.post("/daftar/baru", &[("nama", "Karta"), ("alamat", address), ("bersama", "1")]).await;
        faces.push((face(&asked, address), site.statements()));
        let mail = mailed(&site, address).await;
        let entered = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
        assert_eq!(entered.status, 303);
        let page = browser.get("/akun/nama").await;
        let name = if address == RAHMA { "Rahma" } else { "Karta" };
        assert_eq!(page.attributes("input[name=nama]", "value"), [name]);
    }
    assert_eq!(faces[0], faces[1]);
    assert_eq!(persons(&site).await, before + 1, "the one who waited is gone, the new one is there");
}

#[actix_web::test]
async fn nobody_signs_up_where_registration_is_closed() {
    let mut site = Site::demo().await;
    assert_eq!(site.get("/daftar/baru").await.status, 200);
    site.app.settings.registration_open = false;
    let before = persons(&site).await;
    assert_eq!(site.get("/daftar/baru").await.status, 404);
    let refused = site.post("/daftar/baru", &form(&[("nama", "Karta"), ("alamat", NOBODY)])).await;
    assert_eq!(refused.status, 404);
    assert_eq!(persons(&site).await, before);
    for page in ["/masuk", "/daftar"] {
        let links = site.get(page).await.attributes("main a", "href");
        assert!(!links.contains(&"/daftar/baru".to_owned()), "{page}");
    }
    assert_eq!(site.get("/daftar").await.status, 200, "an invitation can still be typed");
}

#[actix_web::test]
async fn a_sign_up_says_what_is_missing_and_keeps_what_was_typed() {
    let site = Site::empty().await;
    let answer = site.post("/daftar/baru", &form(&[("nama", "K"), ("alamat", "bukan alamat")])).await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.all(".error-summary-list a").len(), 2);
    assert_eq!(answer.attributes("input[name=alamat]", "value"), ["bukan alamat"]);
    assert!(mails_to(&site, "bukan alamat").await.is_empty());
    assert_eq!(persons(&site).await, 0);
}

#[actix_web::test]
async fn a_wrong_password_makes_the_next_try_wait_and_longer_each_time() {
    let mut site = Site::demo().await;
    for address in [RAHMA, NOBODY] {
        for wait in [1, 3, 5, 10, 20] {
            let wrong = site.post("/masuk", &form(&by_password(address, "bukan-itu-kuncinya"))).await;
            assert_eq!(wrong.status, 422);
            let soon = site.post("/masuk", &form(&by_password(address, PASSWORD))).await;
            assert_eq!(soon.status, 429, "the right one has to wait too");
            let told: i64 = soon.header("retry-after").parse().unwrap();
            assert!((wait..=wait + 1).contains(&told), "{told} for {wait}");
            assert!(soon.text().contains(&format!("Tunggu {told} detik")));
            site.later(Duration::seconds(wait));
        }
    }
    let mut client = site.sign_in("Rahma").await;
    assert!(is_in(&mut client).await);
    let wrong = site.post("/masuk", &form(&by_password(RAHMA, "bukan-itu-kuncinya"))).await;
    assert_eq!(wrong.status, 422, "the right password ends the waiting");
}

#[actix_web::test]
async fn an_account_takes_a_hundred_passwords_a_day_wherever_they_come_from() {
    let mut site = Site::demo().await;
    for address in [RAHMA, NOBODY] {
        let guess = async |place: usize, password| {
            let peer = format!("203.{}.{place}.7:4711", address.len()).parse().unwrap();
            let request = form_request("/masuk", &form(&by_password(address, password))).peer_addr(peer);
            site.send(request).await
        };
        for place in 0..100 {
            assert_eq!(guess(place, "bukan-itu-kuncinya").await.status, 422, "guess {place}");
        }
        let over = guess(100, PASSWORD).await;
        assert_eq!(over.status, 429, "{address}");
        assert!(!over.header("retry-after").is_empty());
    }
    site.later(Duration::DAY);
    site.sign_in("Rahma").await;
}

#[actix_web::test]
async fn a_telephone_number_that_nobody_proved_lets_nobody_in() {
    let site = Site::demo().await;
    let answer = site.post("/masuk", &form(&by_password("0000000001", PASSWORD))).await;
    assert_eq!(answer.status, 422);
    let mut browser = site.browser();
    browser.post("/masuk", &[("alamat", "0000000001"), ("cara", "kode")]).await;
    assert!(site.mails().await.is_empty());
}

#[actix_web::test]
async fn a_second_factor_is_asked_for_from_the_next_sign_in_on() {
    let mut site = Site::demo().await;
    let mut client = site.sign_in("Rahma").await;
    let before = client.cookies["__Host-s"].clone();
    let authenticator = Authenticator::set_up(&mut client).await;
    assert_eq!(authenticator.spare.iter().collect::<BTreeSet<_>>().len(), 10);
    assert_ne!(client.cookies["__Host-s"], before, "a new token whenever rights change");
    assert!(is_in(&mut client).await);
    site.later(Duration::seconds(30));
    for by_code in [false, true] {
        let mut browser = site.browser();
        let asked = if by_code {
            ask(&mut browser, RAHMA).await;
            let mail = mailed(&site, RAHMA).await;
            browser.post("/masuk/kode", &[("kode", &mail.code)]).await
        } else {
            browser.post("/masuk", &by_password(RAHMA, PASSWORD)).await
        };
        assert_eq!((asked.status.as_u16(), asked.header("location")), (303, "/masuk/dua"));
        assert!(!browser.cookies.contains_key("__Host-s"));
        assert!(!is_in(&mut browser).await);
        assert_eq!(browser.get("/masuk/dua").await.status, 200);
        let typed = if by_code { authenticator.spare[0].clone() } else { authenticator.code(site.app.clock.now()) };
        let field = if by_code { "cadangan" } else { "kode" };
        let entered = browser.post("/masuk/dua", &[(field, &typed)]).await;
        assert_eq!((entered.status.as_u16(), entered.header("location")), (303, "/saya"));
        assert!(is_in(&mut browser).await);
    }
}

/// As far as the page that asks for the second factor.
async fn first_step(site: &Site) -> Client<'_> {
    let mut browser = site.browser();
    let asked = browser.post("/masuk", &by_password(RAHMA, PASSWORD)).await;
    assert_eq!(asked.header("location"), "/masuk/dua");
    browser
}

#[actix_web::test]
async fn a_code_of_the_authenticator_works_once() {
    let mut site = Site::demo().await;
    let authenticator = Authenticator::set_up(&mut site.sign_in("Rahma").await).await;
    let used = authenticator.code(site.app.clock.now());
    let refused = first_step(&site).await.post("/masuk/dua", &[("kode", &used)]).await;
    assert_eq!(refused.status, 422, "it set the authenticator up");
    site.later(Duration::seconds(30));
    let fresh = authenticator.code(site.app.clock.now());
    assert_eq!(first_step(&site).await.post("/masuk/dua", &[("kode", &fresh)]).await.status, 303);
    let mut second = first_step(&site).await;
    assert_eq!(second.post("/masuk/dua", &[("kode", &fresh)]).await.status, 422);
    assert!(!is_in(&mut second).await);
}

#[actix_web::test]
async fn a_telephone_whose_clock_is_off_is_told_so_and_not_let_in() {
    for minutes in [-1, 1] {
        let mut site = Site::demo().await;
        let authenticator = Authenticator::set_up(&mut site.sign_in("Rahma").await).await;
        site.later(Duration::minutes(5));
        let shown = authenticator.code(site.app.clock.now() + Duration::minutes(minutes));
        let mut browser = first_step(&site).await;
        let told = browser.post("/masuk/dua", &[("kode", &shown)]).await;
        assert_eq!(told.status, 422);
        assert!(told.text().contains("Jam HP tidak tepat"), "{minutes}");
        assert!(!is_in(&mut browser).await);
        // Nor does it work when its minute comes.
        let cookies = browser.cookies;
        site.later(Duration::minutes(1));
        let mut browser = with_cookies(&site, cookies);
        assert_eq!(browser.post("/masuk/dua", &[("kode", &shown)]).await.status, 422);
        assert!(!is_in(&mut browser).await);
    }
}

#[actix_web::test]
async fn a_spare_code_works_once_however_it_is_typed() {
    let mut site = Site::demo().await;
    let authenticator = Authenticator::set_up(&mut site.sign_in("Rahma").await).await;
    let typed = authenticator.spare[3].to_lowercase().replace('-', " ");
    assert_eq!(first_step(&site).await.post("/masuk/dua", &[("cadangan", &typed)]).await.status, 303);
    let again = first_step(&site).await.post("/masuk/dua", &[("cadangan", &typed)]).await;
    assert_eq!(again.status, 422);
    site.later(Duration::seconds(2));
    let mut client = first_step(&site).await;
    assert_eq!(client.post("/masuk/dua", &[("cadangan", &authenticator.spare[4])]).await.status, 303);
    assert!(client.get("/akun/dua").await.text().contains('8'), "eight are left");
}

#[actix_web::test]
async fn a_new_attempt_gives_no_new_guesses_of_the_second_factor() {
    let mut site = Site::demo().await;
    let authenticator = Authenticator::set_up(&mut site.sign_in("Rahma").await).await;
    site.later(Duration::seconds(30));
    for wait in [1, 3, 5, 10] {
        assert_eq!(first_step(&site).await.post("/masuk/dua", &[("kode", "000000")]).await.status, 422);
        let right = authenticator.code(site.app.clock.now());
        let soon = first_step(&site).await.post("/masuk/dua", &[("kode", &right)]).await;
        assert_eq!(soon.status, 429, "another attempt has to wait as well");
        assert!(soon.header("retry-after").parse::<i64>().unwrap() >= wait);
        site.later(Duration::seconds(wait));
    }
}

#[actix_web::test]
async fn after_five_wrong_codes_of_the_authenticator_the_sign_in_starts_anew() {
    let mut site = Site::demo().await;
    let authenticator = Authenticator::set_up(&mut site.sign_in("Rahma").await).await;
    site.later(Duration::seconds(30));
    let mut cookies = first_step(&site).await.cookies;
    for wait in [1, 3, 5, 10, 20] {
        let mut browser = with_cookies(&site, cookies);
        assert_eq!(browser.post("/masuk/dua", &[("kode", "000000")]).await.status, 422);
        cookies = browser.cookies;
        site.later(Duration::seconds(wait));
    }
    let right = authenticator.code(site.app.clock.now());
    let mut browser = with_cookies(&site, cookies);
    let over = browser.post("/masuk/dua", &[("kode", &right)]).await;
    assert_eq!(over.status, 422);
    assert!(over.text().contains("Masuk lagi dari awal"));
    assert!(!is_in(&mut browser).await);
    assert_eq!(first_step(&site).await.post("/masuk/dua", &[("kode", &right)]).await.status, 303);
}

/// Signs in with a password, on a telephone that others use or on one's own.
async fn enter<'a>(site: &'a Site, name: &str, shared: bool) -> (Client<'a>, Answer) {
    let mut browser = site.browser();
    let address = account(name).address();
    let fields = by_password(&address, PASSWORD);
    let fields = if shared { &fields[..] } else { &fields[..3] };
    let answer = browser.post("/masuk", fields).await;
    assert_eq!(answer.status, 303, "{name}");
    (browser, answer)
}

#[actix_web::test]
async fn the_cookie_of_a_session_belongs_to_this_site_and_to_no_script() {
    let site = Site::demo().await;
    for (shared, max_age) in [(true, None), (false, Some("Max-Age=2592000"))] {
        let (_, answer) = enter(&site, "Made", shared).await;
        let set = cookies_set(&answer);
        let cookie = set.iter().find(|cookie| cookie.starts_with("__Host-s=")).expect("a session");
        let attributes: BTreeSet<&str> = cookie.split("; ").skip(1).collect();
        let mut expected = BTreeSet::from(["HttpOnly", "SameSite=Lax", "Secure", "Path=/"]);
        expected.extend(max_age);
        let attributes: BTreeSet<&str> = attributes.into_iter().filter(|part| !part.starts_with("Expires=")).collect();
        assert_eq!(attributes, expected, "shared: {shared}");
        assert!(!shared || !cookie.contains("Expires="), "it ends with the browser");
    }
    let mut browser = site.browser();
    let asked = ask(&mut browser, RAHMA).await;
    let cookie = &cookies_set(&asked)[0];
    assert!(cookie.starts_with("__Host-f="), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[actix_web::test]
async fn a_session_ends_after_a_while_of_rest_and_the_strictest_office_counts() {
    let mut site = Site::demo().await;
    let cases = [
        ("Made", true, Duration::minutes(10)),
        ("Made", false, Duration::days(14)),
        ("Rahma", false, Duration::days(14)),
        ("Rahma", true, Duration::minutes(10)),
        ("Fitri", false, Duration::days(14)),
        ("Dimas", false, Duration::minutes(30)),
        ("Lestari", false, Duration::minutes(30)),
        ("Hendra", false, Duration::minutes(15)),
        ("Ida", false, Duration::minutes(15)),
        ("Ratna", false, Duration::minutes(15)),
        ("Rini", false, Duration::minutes(15)),
        ("Dewi", false, Duration::minutes(15)),
        ("Lia", false, Duration::minutes(15)),
        ("Surya", false, Duration::minutes(15)),
        ("Operator", false, Duration::minutes(15)),
        ("Operator", true, Duration::minutes(10)),
    ];
    for (name, shared, idle) in cases {
        let cookies = enter(&site, name, shared).await.0.cookies;
        site.later(idle);
        assert!(is_in(&mut with_cookies(&site, cookies.clone())).await, "{name}, shared {shared}");
        site.later(idle + Duration::SECOND);
        let mut browser = with_cookies(&site, cookies.clone());
        let gone = browser.get("/akun").await;
        assert_eq!((gone.status.as_u16(), gone.header("location")), (303, "/masuk?ke=%2Fakun"), "{name} {shared}");
        assert!(browser.cookies.is_empty(), "the cookie that means nothing is taken away");
        assert!(!is_in(&mut with_cookies(&site, cookies)).await, "for good");
    }
}

#[actix_web::test]
async fn a_session_ends_in_the_end_however_busy_it_is() {
    let cases = [
        ("Made", true, Duration::minutes(10), Duration::hours(2)),
        ("Made", false, Duration::days(13), Duration::days(30)),
        ("Dimas", false, Duration::minutes(29), Duration::hours(12)),
        ("Ratna", false, Duration::minutes(15), Duration::hours(8)),
    ];
    for (name, shared, step, whole) in cases {
        let mut site = Site::demo().await;
        let cookies = enter(&site, name, shared).await.0.cookies;
        let end = site.app.clock.now() + whole;
        while site.app.clock.now() + step < end {
            site.later(step);
            assert!(is_in(&mut with_cookies(&site, cookies.clone())).await, "{name}");
        }
        let rest = end - site.app.clock.now();
        site.later(rest);
        assert!(is_in(&mut with_cookies(&site, cookies.clone())).await, "{name} to the last second");
        site.later(Duration::SECOND);
        assert!(!is_in(&mut with_cookies(&site, cookies)).await, "{name}");
    }
}

#[actix_web::test]
async fn the_eleventh_session_ends_the_oldest() {
    let mut site = Site::demo().await;
    let mut all = Vec::new();
    for _ in 0..11 {
        all.push(enter(&site, "Made", false).await.0.cookies);
        site.later(Duration::SECOND);
    }
    let mut alive = Vec::new();
    for cookies in all {
        alive.push(is_in(&mut with_cookies(&site, cookies)).await);
    }
    assert_eq!(alive, [[false].as_slice(), &[true; 10]].concat());
}

#[actix_web::test]
async fn whoever_is_disabled_is_out_at_the_next_request() {
    let site = Site::demo().await;
    let mut client = site.sign_in("Rahma").await;
    assert!(is_in(&mut client).await);
    people::set_state(&site.app.db, account("Rahma").id(), PersonState::Disabled).await.unwrap();
    assert!(!is_in(&mut client).await);
    people::set_state(&site.app.db, account("Rahma").id(), PersonState::Active).await.unwrap();
    assert!(!is_in(&mut client).await, "the session does not come back");
}

#[actix_web::test]
async fn signing_out_ends_the_session_and_empties_the_browser() {
    let site = Site::demo().await;
    let mut client = site.sign_in("Rahma").await;
    let mut copy = with_cookies(&site, client.cookies.clone());
    let out = client.post("/keluar", &[]).await;
    assert_eq!(out.status, 303);
    assert_eq!(out.header("clear-site-data"), "\"cookies\", \"storage\"");
    assert!(client.cookies.is_empty());
    assert!(!is_in(&mut copy).await);
    assert!(site.get(out.header("location")).await.text().contains("Anda sudah keluar"));
}

#[actix_web::test]
async fn the_quick_exit_shows_an_empty_page_that_leads_elsewhere_and_ends_the_session() {
    let site = Site::demo().await;
    let mut client = site.sign_in("Rahma").await;
    let mut copy = with_cookies(&site, client.cookies.clone());
    let exit = client.post("/keluar-cepat", &[]).await;
    assert_eq!(exit.status, 200, "not a redirect: browsers refuse one to another site after a form");
    assert_eq!(exit.header("refresh"), "0; url=https://weather.example/");
    assert_eq!(exit.header("clear-site-data"), "\"cookies\", \"storage\"");
    assert_eq!(exit.header("cache-control"), "no-store");
    assert!(!exit.text().contains("Tanggui"), "the page does not say where it comes from");
    assert!(client.cookies.is_empty());
    assert!(!is_in(&mut copy).await);
    let stranger = site.post("/keluar-cepat", "").await;
    assert_eq!((stranger.status.as_u16(), stranger.header("refresh")), (200, "0; url=https://weather.example/"));
}

#[actix_web::test]
async fn the_way_in_leads_back_to_the_page_that_asked_for_it_and_nowhere_else() {
    let site = Site::demo().await;
    let asked = site.get("/akun/data?x=1").await;
    assert_eq!(asked.header("location"), "/masuk?ke=%2Fakun%2Fdata%3Fx%3D1");
    let cases = [
        ("/akun/data?x=1", "/akun/data?x=1"),
        ("https://elsewhere.example/", "/saya"),
        ("//elsewhere.example/", "/saya"),
        ("/\\elsewhere.example", "/saya"),
        ("", "/saya"),
    ];
    for (back, lands) in cases {
        let mut browser = site.browser();
        let fields = [&by_password("made@tanggui.example", PASSWORD)[..], &[("ke", back)]].concat();
        assert_eq!(browser.post("/masuk", &fields).await.header("location"), lands, "{back}");
    }
    for (back, lands) in &cases[..3] {
        let mut browser = site.browser();
        browser.post("/masuk", &[("alamat", RAHMA), ("cara", "kode"), ("ke", back)]).await;
        let mail = mailed(&site, RAHMA).await;
        let entered = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
        assert_eq!(entered.header("location"), *lands, "{back}");
    }
}

#[actix_web::test]
async fn mails_hold_a_code_or_one_link_and_nothing_that_tells() {
    let site = Site::demo().await;
    let english = [("alamat", NOBODY), ("nama", "Karta Wijaya"), ("bersama", "1")];
    let mut browser = site.browser();
    browser.cookies.insert("bahasa".into(), "en".into());
    browser.post("/daftar/baru", &english).await;
    ask(&mut site.browser(), RAHMA).await;
    site.mails().await;
    let mut client = site.sign_in("Rahma").await;
    client.post("/akun/sandi", &[("sandi", "kursi rotan di teras rumah")]).await;
    let mails: Vec<String> = site.mails().await.iter().map(|(_, mail)| readable(mail)).collect();
    let mut subjects = BTreeSet::new();
    for mail in &mails {
        let (head, body) = mail.split_once("\r\n\r\n").expect("head and body");
        let fields: HashMap<&str, &str> = head.lines().filter_map(|line| line.split_once(": ")).collect();
        let names: BTreeSet<String> = fields.keys().map(|name| name.to_lowercase()).collect();
        let expected = [
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "auto-submitted",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
        ];
        assert_eq!(names, expected.map(str::to_owned).into(), "{head}");
        assert!(fields["Content-Type"].starts_with("text/plain"), "{head}");
        subjects.insert(fields["Subject"]);
        for telling in ["Rahma", "rahma", "Karta", "karta", "Purun", "ketua", "usaha"] {
            assert!(!body.contains(telling), "{telling}: {body}");
        }
        assert_eq!(body.matches("http").count(), 1, "{body}");
        assert!(body.lines().filter(|line| !line.trim().is_empty()).count() <= 5, "{body}");
    }
    assert_eq!(subjects, ["Kode masuk Anda", "Perubahan pada akun Anda", "Your sign-in code"].into());
    let english = mailed(&site, NOBODY).await.text;
    assert!(english.contains("Your code: ") && english.contains("It works for 10 minutes"), "{english}");
}

#[actix_web::test]
async fn a_mail_that_comes_too_late_is_not_sent() {
    let mut site = Site::demo().await;
    ask(&mut site.browser(), RAHMA).await;
    site.later(Duration::minutes(10));
    assert!(site.mails().await.is_empty());
}
