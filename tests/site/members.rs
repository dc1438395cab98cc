//! Members of a body: invited on paper, removed at once, helped back in by two.
use tanggui::{
    demo::people::PASSWORD,
    identity::{people, vault},
};
use time::Duration;

use crate::{
    sign_in::{Authenticator, account, is_in, mailed, mails_to, with_cookies},
    support::{Answer, Client, Site, form},
    web_safety::texts,
};

const KARTA: &str = "karta@contoh.id";
const NUR: &str = "nur@tanggui.example";
const NUR_NEW: &str = "nur.baru@contoh.id";

/// The enterprise of Rahma, Salim and Nur.
async fn enterprise(site: &Site) -> String {
    format!("/saya/usaha/{}", site.code("enterprise", "trade_name", "Purun Sanja").await)
}

/// An invitation as it stands on its sheet.
struct Sheet {
    code: String,
    link: String,
}

async fn invite(client: &mut Client<'_>, base: &str, office: &str) -> Sheet {
    let answer = client.post(&format!("{base}/anggota/undang"), &[("peran", office)]).await;
    assert_eq!(answer.status, 200, "{office}: {:?}", answer.all(".field-error"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let code = answer.all(".sheet-code")[0].clone();
    let link = answer.all(".sheet .break-anywhere")[0].replace("https://tanggui.example", "");
    assert_eq!((code.len(), link.starts_with("/daftar/undangan?kode=")), (14, true), "{code} {link}");
    Sheet { code, link }
}

/// Takes an invitation while signed in.
async fn accept(client: &mut Client<'_>, typed: &str) -> Answer {
    client.post("/daftar/undangan", &[("undangan", typed)]).await
}

/// Signs up with an invitation, as far as the code by mail and on.
async fn join<'a>(site: &'a Site, typed: &str, name: &str, address: &str) -> Client<'a> {
    let mut browser = site.browser();
    let fields = [("undangan", typed), ("nama", name), ("alamat", address), ("bersama", "1")];
    let asked = browser.post("/daftar/undangan", &fields).await;
    assert_eq!(asked.header("location"), "/masuk/kode", "{:?}", asked.all(".field-error"));
    let mail = mailed(site, address).await;
    let entered = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
    assert_eq!(entered.status, 303);
    browser
}

async fn members(client: &mut Client<'_>, base: &str) -> Vec<String> {
    let page = client.get(&format!("{base}/anggota")).await;
    assert_eq!(page.status, 200);
    page.all("section[aria-labelledby=members] tbody th")
}

async fn fits(site: &Site, typed: &str) -> bool {
    let answer = site.post("/daftar", &form(&[("undangan", typed)])).await;
    assert!([303, 422].contains(&answer.status.as_u16()));
    answer.status == 303
}

#[actix_web::test]
async fn somebody_new_joins_with_the_code_from_the_paper() {
    let mut site = Site::demo().await;
    // Where registration is closed an invitation opens it for one.
    site.app.settings.registration_open = false;
    let base = enterprise(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let sheet = invite(&mut rahma, &base, "writer").await;
    let typed = sheet.code.to_lowercase().replace('-', " ");
    let asked = site.post("/daftar", &form(&[("undangan", &typed)])).await;
    assert_eq!(asked.status, 303);
    let page = site.get(asked.header("location")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Purun Sanja"), "the page says what one joins");
    assert_eq!(members(&mut rahma, &base).await.len(), 3, "looking joins nobody");
    let mut karta = join(&site, &typed, "Karta", KARTA).await;
    assert_eq!(members(&mut karta, &base).await.len(), 4);
    assert!(members(&mut rahma, &base).await.contains(&"Karta".to_owned()));
    assert_eq!(karta.get(&format!("{base}/izin")).await.status, 404, "as a writer");
}

#[actix_web::test]
async fn somebody_with_an_account_joins_by_the_link_and_gets_a_new_token() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let sheet = invite(&mut site.sign_in("Rahma").await, &base, "treasurer").await;
    let mut made = site.sign_in("Made").await;
    assert_eq!(made.get(&base).await.status, 404);
    let page = made.get(&sheet.link).await;
    let typed = page.attributes("main input[name=undangan]", "value")[0].clone();
    let before = made.cookies.clone();
    let joined = accept(&mut made, &typed).await;
    assert_eq!(joined.header("location"), "/saya/usaha");
    assert!(!is_in(&mut with_cookies(&site, before)).await, "the token of before is worth nothing");
    assert_eq!(made.get(&format!("{base}/izin")).await.status, 200);
}

#[actix_web::test]
async fn an_invitation_is_used_once() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let sheet = invite(&mut rahma, &base, "writer").await;
    // Two began to sign up with it; the first who comes in has it.
    let mut second = site.browser();
    let fields = [("undangan", sheet.code.as_str()), ("nama", "Wati"), ("alamat", "wati@contoh.id")];
    second.post("/daftar/undangan", &fields).await;
    let mail = mailed(&site, "wati@contoh.id").await;
    join(&site, &sheet.code, "Karta", KARTA).await;
    let late = second.post("/masuk/kode", &[("kode", &mail.code)]).await;
    assert_eq!(late.header("location"), "/saya", "in, but nowhere else");
    assert_eq!(second.get(&base).await.status, 404);
    for typed in [sheet.code.as_str(), sheet.link.split('=').nth(1).unwrap()] {
        assert!(!fits(&site, typed).await, "{typed}");
        assert_eq!(accept(&mut site.sign_in("Made").await, typed).await.status, 422);
    }
    assert_eq!(members(&mut rahma, &base).await.len(), 4);
}

#[actix_web::test]
async fn of_two_who_take_an_invitation_at_once_one_joins() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let sheet = invite(&mut rahma, &base, "writer").await;
    let (mut made, mut sari) = (site.sign_in("Made").await, site.sign_in("Sari").await);
    let (one, other) = futures_util::join!(accept(&mut made, &sheet.code), accept(&mut sari, &sheet.code));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    assert_eq!(members(&mut rahma, &base).await.len(), 4);
}

#[actix_web::test]
async fn an_invitation_lasts_fourteen_days() {
    let mut site = Site::demo().await;
    let base = enterprise(&site).await;
    let sheet = invite(&mut site.sign_in("Rahma").await, &base, "writer").await;
    site.later(Duration::days(14) - Duration::SECOND);
    assert!(fits(&site, &sheet.code).await);
    site.later(Duration::SECOND);
    assert!(!fits(&site, &sheet.code).await);
    assert_eq!(site.get(&sheet.link).await.status, 422);
    assert_eq!(accept(&mut site.sign_in("Made").await, &sheet.code).await.status, 422);
}

#[actix_web::test]
async fn an_invitation_that_was_taken_back_is_worth_nothing() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let sheet = invite(&mut rahma, &base, "writer").await;
    let page = rahma.get(&format!("{base}/anggota")).await;
    let forms = page.attributes("section[aria-labelledby=invites] form", "action");
    assert_eq!(forms.len(), 1);
    assert!(!page.text().contains(&sheet.code), "the code is shown once");
    // Who leads another enterprise cannot take it back there.
    let mut ruslan = site.sign_in("Ruslan").await;
    let other = ruslan.get("/saya/usaha").await;
    let own = other.attributes("main a", "href").into_iter().find(|link| link.starts_with("/saya/usaha/")).unwrap();
    let own = own.split('/').take(4).collect::<Vec<_>>().join("/");
    let foreign = forms[0].replace(&base, &own);
    assert_eq!(ruslan.post(&foreign, &[]).await.status, 404);
    assert!(fits(&site, &sheet.code).await);
    assert_eq!(rahma.post(&forms[0], &[]).await.header("location"), format!("{base}/anggota?ok=batal"));
    assert!(!fits(&site, &sheet.code).await);
    assert_eq!(rahma.post(&forms[0], &[]).await.status, 404, "once");
}

#[actix_web::test]
async fn invitations_of_somebody_who_is_removed_die_and_those_of_others_live() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let of_salim = invite(&mut salim, &base, "lead").await;
    let of_rahma = invite(&mut rahma, &base, "writer").await;
    let member = site.membership_of("Salim").await;
    assert_eq!(rahma.post(&format!("{base}/anggota/{member}/keluarkan"), &[]).await.status, 303);
    assert!(!fits(&site, &of_salim.code).await);
    assert!(fits(&site, &of_rahma.code).await);
}

#[actix_web::test]
async fn a_wrong_code_of_an_invitation_says_so_and_tries_are_counted() {
    let site = Site::demo().await;
    for _ in 0..10 {
        assert!(!fits(&site, "0000-0000-0000").await);
    }
    assert_eq!(site.post("/daftar", &form(&[("undangan", "0000-0000-0000")])).await.status, 429);
}

#[actix_web::test]
async fn whoever_is_removed_is_outside_at_the_very_next_request_and_is_told() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let pages = [base.clone(), format!("{base}/profil"), format!("{base}/izin"), format!("{base}/anggota")];
    for page in &pages {
        assert_eq!(salim.get(page).await.status, 200, "{page}");
    }
    let member = site.membership_of("Salim").await;
    let asked = rahma.get(&format!("{base}/anggota/{member}/keluarkan")).await;
    assert!(asked.text().contains("Salim"));
    let done = rahma.post(&format!("{base}/anggota/{member}/keluarkan"), &[]).await;
    assert_eq!(done.header("location"), format!("{base}/anggota?ok=keluarkan"));
    for page in &pages {
        assert_eq!(salim.get(page).await.status, 404, "{page}");
    }
    assert_eq!(salim.post(&format!("{base}/anggota/undang"), &[("peran", "lead")]).await.status, 404);
    assert!(is_in(&mut salim).await, "the account stays");
    assert_eq!(mails_to(&site, "salim@tanggui.example").await.len(), 1);
    let again = rahma.post(&format!("{base}/anggota/{member}/keluarkan"), &[]).await;
    assert_eq!(again.status, 404, "there is nobody to remove");
}

#[actix_web::test]
async fn nobody_can_leave_a_body_without_somebody_who_looks_after_it() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let leave = format!("{base}/anggota/keluar-sendiri");
    assert_eq!(salim.post(&leave, &[]).await.header("location"), "/saya");
    assert_eq!(salim.get(&base).await.status, 404);
    let alone = rahma.post(&leave, &[]).await;
    assert_eq!(alone.status, 422);
    assert_eq!(rahma.get(&base).await.status, 200);
    let own = site.membership_of("Rahma").await;
    assert_eq!(rahma.post(&format!("{base}/anggota/{own}/keluarkan"), &[]).await.status, 422);
    assert_eq!(members(&mut rahma, &base).await.len(), 2);
}

#[actix_web::test]
async fn of_two_who_leave_at_once_one_stays() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    for _ in 0..3 {
        let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
        let leave = format!("{base}/anggota/keluar-sendiri");
        let (one, other) = futures_util::join!(rahma.post(&leave, &[]), salim.post(&leave, &[]));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
        let leads = "SELECT m.office AS one FROM membership m JOIN enterprise e ON e.id = m.body_id \
                     WHERE e.trade_name = 'Purun Sanja' AND m.ended_at IS NULL AND m.office IN ('lead', 'treasurer')";
        assert_eq!(texts(&site, leads).await.len(), 1);
        site.execute("UPDATE membership SET ended_at = NULL").await;
    }
}

/// A page with the code of a body replaced, so that two addresses of the same length can be compared.
fn without(answer: &Answer, code: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> =
        answer.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    (answer.status.as_u16(), headers, answer.text().replace(code, "CODE"))
}

#[actix_web::test]
async fn what_a_writer_may_not_do_looks_like_a_page_that_does_not_exist() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let code = base.rsplit('/').next().unwrap().to_owned();
    let member = site.membership_of("Salim").await;
    let mut nur = site.sign_in("Nur").await;
    assert_eq!(nur.get(&base).await.status, 200);
    assert_eq!(nur.get(&format!("{base}/anggota")).await.status, 200, "colleagues see each other");
    let missing = "/saya/usaha/ZZ99ZZ".to_owned();
    let gets = [
        "/izin".to_owned(),
        "/profil".into(),
        format!("/anggota/{member}/keluarkan"),
        format!("/anggota/{member}/bantu"),
    ];
    for page in gets {
        let (here, there) = (nur.get(&format!("{base}{page}")).await, nur.get(&format!("{missing}{page}")).await);
        assert_eq!(here.status, 404, "{page}");
        assert_eq!(without(&here, &code), without(&there, "ZZ99ZZ"), "{page}");
    }
    let posts = [
        "/izin".to_owned(),
        "/profil".into(),
        "/anggota/undang".into(),
        format!("/anggota/{member}/keluarkan"),
        format!("/anggota/{member}/bantu"),
    ];
    for page in posts {
        let fields = [("peran", "lead"), ("nama", "Lain"), ("nama_resmi", "Lain")];
        let here = nur.post(&format!("{base}{page}"), &fields).await;
        let there = nur.post(&format!("{missing}{page}"), &fields).await;
        assert_eq!(here.status, 404, "{page}");
        assert_eq!(without(&here, &code), without(&there, "ZZ99ZZ"), "{page}");
    }
    // Whoever belongs nowhere sees the same of a body that is there and of one that is not.
    let mut made = site.sign_in("Made").await;
    for page in ["", "/anggota", "/izin"] {
        let (here, there) = (made.get(&format!("{base}{page}")).await, made.get(&format!("{missing}{page}")).await);
        assert_eq!(here.status, 404, "{page}");
        assert_eq!(without(&here, &code), without(&there, "ZZ99ZZ"), "{page}");
    }
}

/// Presses the button of help for Nur.
async fn help_nur(client: &mut Client<'_>) -> Answer {
    let (base, member) = (enterprise(client.site).await, client.site.membership_of("Nur").await);
    client.post(&format!("{base}/anggota/{member}/bantu"), &[]).await
}

#[actix_web::test]
async fn two_leads_help_a_third_back_in_and_everything_of_before_is_gone() {
    let site = Site::demo().await;
    let mut nur = site.sign_in("Nur").await;
    Authenticator::set_up(&mut nur).await;
    let (old, base) = (nur.cookies, enterprise(&site).await);
    let mut rahma = site.sign_in("Rahma").await;
    let first = help_nur(&mut rahma).await;
    assert_eq!(first.header("location"), format!("{base}/anggota?ok=bantu"));
    assert_eq!(mails_to(&site, NUR).await.len(), 2, "the owner is told: of the authenticator and of the help");
    let mut salim = site.sign_in("Salim").await;
    let waits = salim.get(&format!("{base}/anggota")).await;
    assert!(waits.all(".table-note").iter().any(|note| !note.is_empty()), "the second sees that help was begun");
    let second = help_nur(&mut salim).await;
    assert_eq!((second.status.as_u16(), second.header("cache-control")), (200, "no-store"));
    let paper = second.all(".sheet-code")[0].clone();
    assert_eq!(mails_to(&site, NUR).await.len(), 3);
    assert!(is_in(&mut with_cookies(&site, old.clone())).await, "until the paper is used nothing has changed");

    let mut browser = site.browser();
    let fields = [("kode", paper.as_str()), ("alamat", NUR_NEW), ("bersama", "1")];
    let asked = browser.post("/lupa", &fields).await;
    assert_eq!(asked.header("location"), "/masuk/kode", "{:?}", asked.all(".field-error"));
    let mail = mailed(&site, NUR_NEW).await;
    let entered = browser.post("/masuk/kode", &[("kode", &mail.code)]).await;
    assert_eq!(entered.header("location"), "/saya", "no authenticator is asked for");
    assert_eq!(browser.get(&base).await.status, 200, "the offices are the same");
    assert_eq!(mails_to(&site, NUR).await.len(), 4, "the former address is told");
    assert!(!is_in(&mut with_cookies(&site, old)).await, "old sessions are gone");
    for address in [NUR, NUR_NEW] {
        let fields = [("alamat", address), ("sandi", PASSWORD), ("cara", "sandi")];
        assert_eq!(site.post("/masuk", &form(&fields)).await.status, 422, "the old password is gone: {address}");
    }
    let again = site.post("/lupa", &form(&[("kode", &paper), ("alamat", "lain@contoh.id")])).await;
    assert_eq!(again.status, 422, "the paper works once");
    let log = browser.get("/akun/siapa-melihat").await;
    for words in ["Pembantu pertama", "Pembantu kedua", "Akun dibuka lagi"] {
        assert!(log.text().contains(words), "{words}");
    }
}

#[actix_web::test]
async fn one_person_alone_cannot_help_and_nobody_helps_oneself() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    for _ in 0..3 {
        let answer = help_nur(&mut rahma).await;
        assert_eq!((answer.status.as_u16(), answer.all(".sheet-code").len()), (303, 0));
    }
    // Not from another device either.
    assert_eq!(help_nur(&mut site.sign_in("Rahma").await).await.status, 303);
    let own = site.membership_of("Rahma").await;
    assert_eq!(rahma.post(&format!("{base}/anggota/{own}/bantu"), &[]).await.status, 422);
}

#[actix_web::test]
async fn help_waits_a_day_and_the_paper_works_a_day() {
    let mut site = Site::demo().await;
    assert_eq!(help_nur(&mut site.sign_in("Rahma").await).await.status, 303);
    site.later(Duration::hours(24));
    let late = help_nur(&mut site.sign_in("Salim").await).await;
    assert_eq!(late.status, 303, "the first step is over: this is a first one again");
    let ready = help_nur(&mut site.sign_in("Rahma").await).await;
    let paper = ready.all(".sheet-code")[0].clone();
    site.later(Duration::hours(24));
    let over = site.post("/lupa", &form(&[("kode", &paper), ("alamat", NUR_NEW)])).await;
    assert_eq!(over.status, 422);
}

#[actix_web::test]
async fn whoever_finds_the_way_in_needs_no_help() {
    let site = Site::demo().await;
    help_nur(&mut site.sign_in("Rahma").await).await;
    let ready = help_nur(&mut site.sign_in("Salim").await).await;
    let paper = ready.all(".sheet-code")[0].clone();
    site.sign_in("Nur").await;
    let over = site.post("/lupa", &form(&[("kode", &paper), ("alamat", NUR_NEW)])).await;
    assert_eq!(over.status, 422, "the owner was told by mail and came");
}

#[actix_web::test]
async fn a_lead_of_three_days_or_less_cannot_help() {
    let mut site = Site::demo().await;
    let base = enterprise(&site).await;
    let sheet = invite(&mut site.sign_in("Rahma").await, &base, "lead").await;
    assert_eq!(accept(&mut site.sign_in("Made").await, &sheet.code).await.status, 303);
    help_nur(&mut site.sign_in("Rahma").await).await;
    let mut made = site.sign_in("Made").await;
    let refused = help_nur(&mut made).await;
    assert_eq!(refused.status, 422);
    assert!(refused.all(".sheet-code").is_empty());
    site.later(Duration::days(3) - Duration::SECOND);
    assert_eq!(help_nur(&mut site.sign_in("Rahma").await).await.status, 303);
    assert_eq!(help_nur(&mut site.sign_in("Made").await).await.status, 422);
    site.later(Duration::SECOND);
    assert_eq!(help_nur(&mut site.sign_in("Made").await).await.status, 200, "now the second");
}

#[actix_web::test]
async fn the_way_into_an_office_is_not_opened_from_another_body() {
    let site = Site::demo().await;
    let agency = format!("/instansi/{}", site.code_of_agency("Ratna").await);
    let sheet = invite(&mut site.sign_in("Ratna").await, &agency, "verifier").await;
    assert_eq!(accept(&mut site.sign_in("Nur").await, &sheet.code).await.status, 303);
    for helper in ["Rahma", "Salim"] {
        let refused = help_nur(&mut site.sign_in(helper).await).await;
        assert_eq!(refused.status, 422, "{helper}");
        assert!(refused.all(".sheet-code").is_empty());
    }
    assert!(mails_to(&site, NUR).await.is_empty());
}

#[actix_web::test]
async fn two_of_different_bodies_are_not_two_helpers() {
    let site = Site::demo().await;
    // Nur writes for a second enterprise too: a lead here and a lead there do not make two.
    let mut ruslan = site.sign_in("Ruslan").await;
    let links = ruslan.get("/saya/usaha").await.attributes("main a", "href");
    let theirs =
        links.iter().find(|link| link.starts_with("/saya/usaha/") && !link.ends_with("/baru")).unwrap().clone();
    let sheet = invite(&mut ruslan, &theirs, "writer").await;
    assert_eq!(accept(&mut site.sign_in("Nur").await, &sheet.code).await.status, 303);
    help_nur(&mut site.sign_in("Rahma").await).await;
    let page = ruslan.get(&format!("{theirs}/anggota")).await;
    let help = page.attributes("tbody a", "href").into_iter().find(|link| link.ends_with("/bantu")).unwrap();
    let refused = ruslan.post(&help, &[]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.all(".sheet-code").is_empty());
}

#[actix_web::test]
async fn an_invitation_to_found_makes_its_holder_the_one_who_leads() {
    let mut site = Site::demo().await;
    site.app.settings.registration_open = false;
    let mut made = site.sign_in("Made").await;
    let founding = [("nama", "Anyaman Telaga Biru"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin")];
    assert_eq!(made.get("/saya/usaha/baru").await.status, 404, "nobody founds without one");
    assert_eq!(made.post("/saya/usaha/baru", &founding).await.status, 422);
    let mut operator = site.sign_in("Operator").await;
    let page = operator.get("/operator/orang").await;
    assert!(page.all("form[action=\"/operator/undang\"]").len() == 1);
    let name = page.attributes("form[action=\"/operator/undang\"] [name]", "name")[0].clone();
    let sheet = operator.post("/operator/undang", &[(&name, "enterprise")]).await;
    assert_eq!(sheet.status, 200, "{:?}", sheet.all(".field-error"));
    let code = sheet.all(".sheet-code")[0].clone();
    let began = accept(&mut made, &code).await;
    assert!(began.header("location").starts_with("/saya/usaha/baru?undangan="), "{}", began.header("location"));
    let form = made.get(began.header("location")).await;
    let invitation = form.attributes("input[name=undangan]", "value")[0].clone();
    let with = [&founding[..], &[("undangan", invitation.as_str())]].concat();
    let founded = made.post("/saya/usaha/baru", &with).await;
    assert_eq!(founded.status, 303, "{:?}", founded.all(".field-error"));
    let home = founded.header("location").split('?').next().unwrap().to_owned();
    assert_eq!(made.get(&format!("{home}/izin")).await.status, 200);
    let second = [("nama", "Anyaman Telaga Dua"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin")];
    let second = [&second[..], &[("undangan", invitation.as_str())]].concat();
    assert_eq!(made.post("/saya/usaha/baru", &second).await.status, 422, "once");
}

#[actix_web::test]
async fn a_membership_of_somebody_erased_or_disabled_opens_nothing() {
    let site = Site::demo().await;
    let base = enterprise(&site).await;
    let mut salim = site.sign_in("Salim").await;
    assert_eq!(salim.get(&base).await.status, 200);
    people::set_state(&site.app.db, account("Salim").id(), people::PersonState::Disabled).await.unwrap();
    assert_eq!(salim.get(&base).await.status, 303);
    let email = vault::get(&site.app.db, &site.app.keys, account("Salim").id(), vault::Field::Email).await.unwrap();
    assert!(email.is_some(), "disabling destroys nothing");
}
