//! Schemes outside the site: followed by hand by their group, reminded of, and seen by nobody else.
use tanggui::funding::outside::service::tick;
use time::Duration;

use crate::{
    feeds::mails,
    support::{Answer, Client, Site},
    web_safety::texts,
};

fn day(name: &'static str, day: &'static str, month: &'static str) -> [(String, String); 3] {
    [("tgl", day), ("bln", month), ("thn", "2026")].map(|(end, value)| (format!("{name}_{end}"), value.to_owned()))
}

async fn send(client: &mut Client<'_>, path: &str, fields: &[(&str, &str)], days: &[(String, String)]) -> Answer {
    let days = days.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain(days).collect();
    client.post(path, &fields).await
}

/// A note of the group of E01, written by the one who writes for it. Gives its address.
async fn begun(client: &mut Client<'_>) -> String {
    let base = format!("/saya/usaha/{}/luar", client.site.code_of_demo("enterprise", "E01"));
    let fields = [("bidang", "craft"), ("instansi", "Kementerian Contoh"), ("nomor", "SIPD-77/2026")];
    let made = send(client, &format!("{base}/baru"), &fields, &day("tenggat", "10", "12")).await;
    assert_eq!(made.status, 303, "{:?}", made.all(".error-summary li"));
    let again = send(client, &format!("{base}/baru"), &fields, &day("tenggat", "10", "12")).await;
    assert_eq!(again.header("location"), made.header("location"), "once");
    made.header("location").split('?').next().unwrap().to_owned()
}

/// Records a stage with the version that stands on the page.
async fn record(client: &mut Client<'_>, here: &str, stage: &str, on: &'static str, more: &[(&str, &str)]) -> Answer {
    let version = client.get(here).await.attributes("input[name=versi]", "value").remove(0);
    let fields = [&[("tombol", "catat"), ("versi", version.as_str()), ("tahap", stage)], more].concat();
    send(client, here, &fields, &day("tanggal", on, "11")).await
}

const NUMBER: [(&str, &str); 1] = [("nomor", "12/KPS")];

#[actix_web::test]
async fn a_group_follows_a_scheme_from_its_application_to_its_last_report() {
    let site = Site::demo().await;
    let mut nur = site.sign_in("Nur").await;
    let here = begun(&mut nur).await;
    let page = nur.get(&here).await;
    assert_eq!(page.all("h1"), ["Bantuan usaha: Kerajinan"]);
    assert!(page.text().contains("Dicatat sendiri") && page.text().contains("SIPD-77/2026"));
    assert_eq!(record(&mut nur, &here, "submitted", "5", &NUMBER).await.status, 303);
    for (stage, on, more, why) in [
        ("admin_check", "4", &NUMBER[..], "the day goes back"),
        ("admin_check", "23", &NUMBER[..], "it is not there yet"),
        ("admin_check", "6", &[][..], "no number"),
        ("submitted", "6", &NUMBER[..], "not later"),
        ("paid", "6", &[("nomor", "SP2D/1"), ("jumlah", "1.000.000")][..], "not approved"),
        ("approved", "6", &NUMBER[..], "no amount"),
        ("x", "6", &NUMBER[..], "no stage"),
    ] {
        let answer = record(&mut nur, &here, stage, on, more).await;
        assert_eq!(answer.status, 422, "{why}");
        assert!(!answer.all(".error-summary li").is_empty(), "{why}");
    }
    let money = [("nomor", "SK/9"), ("jumlah", "5.000.000")];
    let version = nur.get(&here).await.attributes("input[name=versi]", "value").remove(0);
    for (stage, more) in [
        ("admin_check", &NUMBER[..]),
        ("admin_revision", &NUMBER[..]),
        ("admin_check", &NUMBER[..]),
        ("approved", &money[..]),
    ] {
        assert_eq!(record(&mut nur, &here, stage, "10", more).await.status, 303, "{stage}");
    }
    let old = [("tombol", "urung"), ("versi", version.as_str())];
    assert_eq!(nur.post(&here, &old).await.status, 422, "somebody recorded more since");
    for (stage, more) in
        [("paid", &money[..]), ("report_sent", &NUMBER[..]), ("report_accepted", &NUMBER[..]), ("paid", &money[..])]
    {
        assert_eq!(record(&mut nur, &here, stage, "12", more).await.status, 303, "{stage}");
    }
    assert_eq!(record(&mut nur, &here, "closed", "13", &NUMBER).await.status, 303);
    let page = nur.get(&here).await;
    assert_eq!(page.all("ol.tasks > li").len(), 10);
    assert!(page.attributes("select[name=tahap]", "id").is_empty(), "nothing comes after the end");
    let version = page.attributes("input[name=versi]", "value").remove(0);
    assert_eq!(nur.post(&here, &[("tombol", "urung"), ("versi", &version)]).await.status, 303);
    assert_eq!(nur.get(&here).await.all("ol.tasks > li").len(), 9);
    let version = nur.get(&here).await.attributes("input[name=versi]", "value").remove(0);
    assert_eq!(nur.post(&here, &[("tombol", "x"), ("versi", &version)]).await.status, 422);
    assert_eq!(nur.post(&here, &[("tombol", "hapus"), ("versi", &version)]).await.status, 303);
    assert_eq!(nur.get(&here).await.status, 404);
    assert_eq!(
        texts(&site, "SELECT stage AS one FROM outside_step").await.len(),
        1,
        "the other note is that of the demo"
    );
}

#[actix_web::test]
async fn nobody_but_the_group_knows_of_it() {
    let site = Site::demo().await;
    let here = begun(&mut site.sign_in("Nur").await).await;
    assert_eq!(site.sign_in("Rahma").await.get(&here).await.status, 200);
    for name in ["Ruslan", "Nirmala", "Ratna", "Dewi", "Operator"] {
        assert_eq!(site.sign_in(name).await.get(&here).await.status, 404, "{name}");
    }
    let other = here.replace(&site.code_of_demo("enterprise", "E01"), &site.code_of_demo("enterprise", "E02"));
    assert_eq!(site.sign_in("Ruslan").await.get(&other).await.status, 404);
    let office = format!("/instansi/{}", site.code_of_agency("Nirmala").await);
    let mut nirmala = site.sign_in("Nirmala").await;
    let mut seen = String::new();
    for path in ["/proposal", "/bantuan", "/angka", ""] {
        seen.push_str(&nirmala.get(&format!("{office}{path}")).await.text());
    }
    for path in ["/hibah", "/hibah/penerima", "/api/v1/grants", "/api/v1/calls", "/sitemap.xml"] {
        seen.push_str(&site.get(path).await.text());
    }
    for telling in ["Kementerian Contoh", "SIPD-77", here.rsplit('/').next().unwrap()] {
        assert!(!seen.contains(telling), "{telling}");
    }
    for table in ["call", "proposal", "award", "register_counted", "funding_event"] {
        let all = crate::access::rows(&site, table).await.join("\n");
        assert!(!all.contains("SIPD-77"), "{table}");
    }
    let mut nur = site.sign_in("Nur").await;
    let base = here.rsplit_once('/').unwrap().0;
    let told = [("bidang", "craft"), ("instansi", "Bantuan untuk ODHA"), ("nomor", "")];
    assert_eq!(nur.post(&format!("{base}/baru"), &told).await.status, 422, "the guard over texts");
}

#[actix_web::test]
async fn a_group_is_reminded_of_its_days_and_reads_them_in_its_calendar() {
    let mut site = Site::demo().await;
    site.execute("DELETE FROM outside_scheme").await;
    let calendar = crate::feeds::make(&mut site.sign_in("Nur").await).await;
    let before = site.get(&calendar).await.text().matches("BEGIN:VEVENT").count();
    let here = begun(&mut site.sign_in("Nur").await).await;
    let with = site.get(&calendar).await.text();
    assert_eq!(with.matches("BEGIN:VEVENT").count(), before + 1);
    assert!(with.contains("DTSTART:20261210T155959Z"), "the end of the day in Banjarmasin: {with}");
    assert!(!with.contains("Kementerian"));
    assert_eq!(tick(&site.app).await.unwrap(), 0, "it is far away");
    site.later(Duration::days(14));
    let told = [mails(&site, "Rahma").await, mails(&site, "Ruslan").await];
    assert_eq!(tick(&site.app).await.unwrap(), 1);
    assert_eq!(tick(&site.app).await.unwrap(), 0, "once");
    assert_eq!([mails(&site, "Rahma").await, mails(&site, "Ruslan").await], [told[0] + 1, told[1]]);
    assert_eq!(record(&mut site.sign_in("Nur").await, &here, "left", "20", &[]).await.status, 303);
    site.later(Duration::days(3));
    assert_eq!(tick(&site.app).await.unwrap(), 0, "it is over");
    assert_eq!(site.get(&calendar).await.text().matches("BEGIN:VEVENT").count(), before);
}
