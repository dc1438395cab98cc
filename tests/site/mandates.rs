//! Somebody stands in for somebody else on a call: from a first to a last day, with an account of their own, and "a.n.".
use tanggui::{
    demo::streams::FUNDING,
    funding::{calls::mandates::rounds::service as rounds, record::check::findings},
    platform::ids,
};
use time::Duration;

use crate::{
    checking::{account, run, word},
    decisions::{CUT, Recommended, done, recommended},
    reviews::{PANEL, call, count, enter, state_of},
    support::{Answer, Client, Site},
};

/// Somebody of the office of the call who holds one more office, and the code of that membership.
async fn colleague(site: &Site, name: &str, office: &str) -> String {
    let code = ids::new_public_code();
    let sql = "INSERT INTO membership (id, public_code, person_id, body_kind, body_id, office, created_at) \
               SELECT $1, $2, $3, body_kind, body_id, $4, created_at FROM membership \
               WHERE person_id = $5 AND office = 'decider'";
    let values =
        vec![ids::new_id().into(), code.clone().into(), account(name).into(), office.into(), account("Wulan").into()];
    run(site, sql, values).await;
    code
}

async fn page_of(site: &Site) -> String {
    let call = site.code("call", "name", "Alat Produksi Usaha Kecil 2027").await;
    format!("/instansi/{}/pembukaan/{call}/pengganti", site.code_of_agency("Tono").await)
}

/// Gives a mandate for the first seat the form offers, from today on for so many days more.
async fn give(site: &Site, client: &mut Client<'_>, here: &str, (seat, to, days): (&str, &str, i64)) -> Answer {
    let today = (site.app.clock.now() + Duration::hours(7)).date();
    let last = today + Duration::days(days);
    let day = |name: &str, day: time::Date| {
        [
            (format!("{name}_tgl"), day.day().to_string()),
            (format!("{name}_bln"), u8::from(day.month()).to_string()),
            (format!("{name}_thn"), day.year().to_string()),
        ]
    };
    let days = [day("mulai", today), day("sampai", last)].concat();
    let mut fields = vec![("tombol", "beri"), ("kursi", seat), ("pengganti", to)];
    fields.extend(days.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    client.post(here, &fields).await
}

async fn given(site: &Site, client: &mut Client<'_>, here: &str, what: (&str, &str, i64)) {
    let answer = give(site, client, here, what).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
}

/// Values of the seats the form offers.
async fn seats(client: &mut Client<'_>, here: &str) -> Vec<String> {
    let page = client.get(here).await;
    assert_eq!(page.status, 200);
    page.attributes("select[name=kursi] option:not([value=''])", "value")
}

/// The seat of a duty, as its lead sees it.
async fn seat_of(client: &mut Client<'_>, here: &str, duty: &str) -> String {
    let page = client.get(here).await;
    let (words, values) =
        (page.all("select[name=kursi] option"), page.attributes("select[name=kursi] option", "value"));
    let at = words.iter().position(|words| words.trim().starts_with(duty)).unwrap();
    values[at].clone()
}

async fn approve(client: &mut Client<'_>, one: &Recommended) {
    done(client, one, &[("ke", "setujui"), ("potong_1", "200.000"), ("nomor", "SK/18/2026")]).await;
}

#[actix_web::test]
async fn a_substitute_decides_in_the_name_of_the_official_and_the_letter_says_so() {
    let mut site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &CUT).await;
    let code = colleague(&site, "Ratna", "decider").await;
    let (here, decision) = (page_of(&site).await, format!("{}/keputusan", one.office));
    let (mut wulan, mut ratna) = (site.sign_in("Wulan").await, site.sign_in("Ratna").await);
    assert_eq!(ratna.get(&decision).await.status, 404, "no seat, no file");
    assert_eq!(ratna.get(&here).await.status, 404);
    let own = seats(&mut wulan, &here).await;
    assert_eq!(own.len(), 1, "one lends one's own seat");
    let mails = site.mails().await.len();
    given(&site, &mut wulan, &here, (&own[0], &code, 3)).await;
    assert_eq!(site.mails().await.len(), mails + 1, "the substitute hears of it");
    let again = give(&site, &mut wulan, &here, (&own[0], &code, 1)).await;
    assert!(again.status == 422 && again.text().contains("sudah ada mandat lain"), "one seat, one substitute");

    assert_eq!(ratna.get(&decision).await.status, 200);
    assert!(seats(&mut ratna, &here).await.is_empty(), "a seat that is lent is not lent on");
    approve(&mut ratna, &one).await;
    assert_eq!(state_of(&site, one.id).await, "approved");
    let sql = "SELECT COUNT(*) AS n FROM funding_event WHERE object_id = $1 AND event = 'approve' \
               AND person_id = $2 AND on_behalf_of = $3";
    let values = vec![one.id.into(), account("Ratna").into(), account("Wulan").into()];
    assert_eq!(count(&site, sql, values).await, 1);
    let letter = word(&site, "SELECT data AS word FROM funding_document WHERE letter = 'approved'").await;
    assert!(letter.contains("a.n. Pimpinan instansi") && letter.contains("Penerima mandat"), "{letter}");
    let told = "Penerima mandat, a.n. Pejabat pemutus";
    assert!(ratna.get(&one.office).await.text().contains(told), "the file says who and for whom");
    assert!(site.sign_in("Rahma").await.get(&one.group).await.text().contains(told), "and the group reads the same");
    assert!(findings(&site.app.db).await.unwrap().iter().all(|finding| finding.broken == 0));

    site.later(Duration::days(4));
    let mut ratna = site.sign_in("Ratna").await;
    assert_eq!(ratna.get(&one.office).await.status, 404, "its last day is over");
    assert!(ratna.get(&here).await.text().contains("Selesai"), "what was is still told to both");
}

#[actix_web::test]
async fn a_refusal_in_the_name_of_an_official_is_not_looked_at_again_by_them() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let one = recommended(&site, "E01", None, &CUT).await;
    let code = colleague(&site, "Ratna", "decider").await;
    let here = page_of(&site).await;
    let mut wulan = site.sign_in("Wulan").await;
    let own = seats(&mut wulan, &here).await;
    given(&site, &mut wulan, &here, (&own[0], &code, 3)).await;
    let mut ratna = site.sign_in("Ratna").await;
    done(&mut ratna, &one, &[("ke", "tolak"), ("alasan", "NO_BUDGET"), ("uraian", "Dana sudah habis.")]).await;
    let sql = "INSERT INTO call_panel (call_id, person_id, duty, added_at) VALUES ($1, $2, 'second_decider', 0)";
    run(&site, sql, vec![FUNDING.id("K03").into(), account("Wulan").into()]).await;
    let (dossier, hand) = {
        let transaction = tanggui::platform::db::begin(&site.app.db).await.unwrap();
        let dossier = tanggui::funding::proposals::acts::service::locked(&transaction, one.id).await.unwrap();
        let duty = tanggui::funding::machine::Duty::SecondDecider;
        (dossier, tanggui::funding::machine::Hand { account: account("Wulan"), duty, on_behalf_of: None })
    };
    let refused = dossier.refusal.refused.unwrap();
    assert_eq!((refused.person, refused.on_behalf_of), (Some(account("Ratna")), Some(account("Wulan"))));
    assert!(hand.stands_for(refused.on_behalf_of.unwrap()));
}

#[actix_web::test]
async fn the_lead_arranges_for_everybody_is_reminded_and_ends_it() {
    let mut site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let here = page_of(&site).await;
    let code = colleague(&site, "Ratna", "verifier").await;
    let (mut tono, mut nirmala, mut rini) =
        (site.sign_in("Tono").await, site.sign_in("Nirmala").await, site.sign_in("Rini").await);
    assert_eq!(seats(&mut tono, &here).await.len(), PANEL.len());
    assert_eq!(seats(&mut nirmala, &here).await.len(), 1);
    assert_eq!(rini.get(&here).await.status, 404, "reviewers do not learn of one another");
    assert_eq!(site.sign_in("Rahma").await.get(&here).await.status, 404);
    let call = here.rsplit_once('/').unwrap().0;
    assert!(tono.get(call).await.text().contains("/pengganti\""), "the page of the call leads there");

    let checks = seat_of(&mut tono, &here, "Pemeriksa berkas").await;
    for (seat, to, days, fault) in [
        ("99", code.as_str(), 3, "error-summary"),
        (checks.as_str(), "ZZZZZZ", 3, "error-summary"),
        (checks.as_str(), code.as_str(), -1, "Hari terakhir lebih dulu"),
        (checks.as_str(), code.as_str(), 400, "paling lama satu tahun"),
    ] {
        let answer = give(&site, &mut tono, &here, (seat, to, days)).await;
        assert!(answer.status == 422 && answer.text().contains(fault), "{fault}: {}", answer.text());
    }
    let decides = seat_of(&mut tono, &here, "Pejabat pemutus").await;
    let unfit = give(&site, &mut tono, &here, (&decides, &code, 3)).await;
    assert!(unfit.status == 422 && unfit.text().contains("tidak memegang jabatan yang cocok"));
    assert_eq!(tono.post(&here, &[("tombol", "lain")]).await.status, 422);
    assert_eq!(count(&site, "SELECT COUNT(*) AS n FROM mandate", Vec::new()).await, 0);

    given(&site, &mut tono, &here, (&checks, &code, 10)).await;
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "its end is far");
    site.later(Duration::days(8));
    let mails = site.mails().await.len();
    assert_eq!((rounds::tick(&site.app).await.unwrap(), rounds::tick(&site.app).await.unwrap()), (1, 0), "once");
    assert_eq!(site.mails().await.len(), mails + 3, "both officers and the lead");
    let (mut tono, mut ratna, mut rini) =
        (site.sign_in("Tono").await, site.sign_in("Ratna").await, site.sign_in("Rini").await);
    let mandate = word(&site, "SELECT public_code AS word FROM mandate").await;
    let end = [("tombol", "akhiri"), ("mandat", mandate.as_str())];
    assert_eq!(rini.post(&here, &end).await.status, 404, "it is not theirs");
    assert_eq!(ratna.get(&here).await.status, 200);
    assert_eq!(tono.post(&here, &end).await.status, 303);
    assert_eq!(tono.post(&here, &end).await.status, 303, "it is over already");
    assert!(ratna.get(&here).await.text().contains("Diakhiri"));
    assert_eq!(ratna.get(&format!("{call}/pengantar")).await.status, 404);
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "nothing is reminded of what was ended");
}

#[actix_web::test]
async fn for_whom_somebody_stands_in_gets_no_new_packet() {
    let site = Site::demo().await;
    call(&site, 1, "ordered", &PANEL).await;
    let here = page_of(&site).await;
    let code = colleague(&site, "Ratna", "reviewer").await;
    let mut tono = site.sign_in("Tono").await;
    let reviews = {
        let page = tono.get(&here).await;
        let words = page.all("select[name=kursi] option");
        let at = words.iter().position(|words| words.contains("Rini")).unwrap();
        page.attributes("select[name=kursi] option", "value")[at].clone()
    };
    given(&site, &mut tono, &here, (&reviews, &code, 3)).await;
    enter(&site, "E01", "Mesin kurang.").await;
    enter(&site, "E02", "Kain kurang.").await;
    let packets = |name: &'static str| {
        let sql = "SELECT COUNT(*) AS n FROM review_assignment WHERE person_id = $1";
        count(&site, sql, vec![account(name).into()])
    };
    assert_eq!((packets("Rini").await, packets("Bayu").await, packets("Ratna").await), (0, 1, 1));
}
