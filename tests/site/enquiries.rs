//! A buyer asks several makers at once, and each enquiry goes its own way: question, quotation, goods, payment.
use tanggui::marketplace::enquiries::acts;
use time::Duration;

use crate::{
    support::{Answer, Client, Site},
    web_safety::texts,
};

const AMPLANG: &str = "Amplang ikan 250 g";
const TISSUE_BOX: &str = "Kotak tisu purun";
const CLOTH: &str = "Kain sasirangan katun 2 m";

const REQUEST: [(&str, &str); 9] = [
    ("organisasi", "Hotel Muara Tenang"),
    ("jenis", "company"),
    ("wilayah", "Kota Banjarmasin"),
    ("perlu-hari", "20"),
    ("perlu-bulan", "Desember"),
    ("perlu-tahun", "2026"),
    ("serah", "delivery"),
    ("surat", "receipt"),
    ("catatan", "Untuk bingkisan. Hubungi 0812-3456-7890."),
];

async fn product(site: &Site, title: &str) -> String {
    site.code("product", "title", title).await
}

async fn put(client: &mut Client<'_>, title: &str, pieces: &str) -> Answer {
    let code = product(client.site, title).await;
    client.post("/permintaan/daftar", &[("kode", &code), ("jumlah", pieces)]).await
}

/// Sends a list of Made's and gives the code of the newest enquiry to a maker.
async fn asked(made: &mut Client<'_>, things: &[(&str, &str)]) -> String {
    for (title, pieces) in things {
        assert_eq!(put(made, title, pieces).await.status, 303);
    }
    let sent = made.post("/permintaan", &REQUEST).await;
    assert_eq!(sent.header("location"), "/permintaan/saya?ok=kirim", "{:?}", sent.all(".field-error"));
    newest(made.site).await
}

async fn newest(site: &Site) -> String {
    texts(site, "SELECT public_code AS one FROM enquiry ORDER BY created_at DESC, id DESC LIMIT 1").await.remove(0)
}

fn of_maker(site: &Site, key: &str, code: &str) -> String {
    format!("/saya/usaha/{}/permintaan/{code}", site.code_of_demo("enterprise", key))
}

fn version(page: &Answer) -> String {
    let versions = page.attributes("input[name=versi]", "value");
    versions.first().unwrap_or_else(|| panic!("no form on the page: {:?}", page.all("h1"))).clone()
}

/// Takes a step with the version that stands on the page.
async fn step(client: &mut Client<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version(&client.get(path).await);
    let mut all = vec![("versi", version.as_str())];
    all.extend_from_slice(fields);
    client.post(path, &all).await
}

fn done(answer: &Answer) {
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
}

fn faults(answer: &Answer) -> String {
    assert_eq!(answer.status, 422, "{:?}", answer.all("h1"));
    answer.all(".field-error").join(" | ")
}

/// A quotation for one line of Rahma's.
const QUOTE: [(&str, &str); 10] = [
    ("harga-1", "20.000"),
    ("banyak-1", "60"),
    ("siap-hari", "12"),
    ("siap-bulan", "12"),
    ("siap-tahun", "2026"),
    ("berlaku-hari", "5"),
    ("berlaku-bulan", "12"),
    ("berlaku-tahun", "2026"),
    ("penjual", "koperasi"),
    ("koperasi", "Koperasi Muara Tenang"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes).copied().filter(|(_, value)| !value.is_empty()).collect()
}

async fn quote(maker: &mut Client<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let form = format!("{path}/tawar");
    let version = version(&maker.get(&form).await);
    let mut all = vec![("versi", version.as_str())];
    all.extend_from_slice(fields);
    maker.post(&form, &all).await
}

async fn accept(buyer: &mut Client<'_>, path: &str, ticks: &[(&str, &str)]) -> Answer {
    let page = buyer.get(path).await;
    let value = |name: &str| page.attributes(&format!("#f-setuju input[name={name}]"), "value").remove(0);
    let (version, revision, total) = (value("versi"), value("revisi"), value("total"));
    let mut fields = vec![("versi", &*version), ("revisi", &revision), ("total", &total), ("tindakan", "setuju")];
    fields.extend_from_slice(ticks);
    buyer.post(path, &fields).await
}

#[actix_web::test]
async fn a_list_is_kept_in_the_browser_until_it_is_sent() {
    let site = Site::demo().await;
    let mut visitor = site.browser();
    assert!(visitor.get("/permintaan").await.text().contains("Daftar Anda masih kosong"));
    assert!(visitor.cookies.is_empty(), "no cookie before somebody presses");
    let set = put(&mut visitor, AMPLANG, "60").await;
    let cookie = set.header("set-cookie");
    for part in ["daftar=", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=2592000", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    put(&mut visitor, CLOTH, "5").await;
    put(&mut visitor, AMPLANG, "80").await;
    let list = visitor.get("/permintaan").await;
    assert_eq!(list.header("cache-control"), "no-store");
    assert_eq!(list.all(".wish .stock-line-name"), [AMPLANG, CLOTH]);
    assert_eq!(list.attributes(".wish input", "value"), ["80", "5"]);
    assert_eq!(list.all("section h2 a"), ["Purun Sanja", "Sasirangan Rintik"]);
    assert_eq!(list.attributes("a.button[href^='/masuk']", "href"), ["/masuk?ke=/permintaan"]);
    assert!(list.all("#f-organisasi").is_empty(), "nothing is typed before somebody is signed in");

    let name = format!("{}.0", product(&site, AMPLANG).await);
    let field = format!("jumlah-{name}");
    let wrong = visitor.post("/permintaan/daftar", &[(&field, "banyak")]).await;
    assert!(faults(&wrong).contains("1 sampai 9.999"));
    done(&visitor.post("/permintaan/daftar", &[(&field, "90")]).await);
    assert_eq!(visitor.get("/permintaan").await.attributes(".wish input", "value"), ["90", "5"]);
    done(&visitor.post("/permintaan/daftar", &[("hapus", &name)]).await);
    assert_eq!(visitor.get("/permintaan").await.all(".wish .stock-line-name"), [CLOTH]);

    let answer = visitor.post("/permintaan", &REQUEST).await;
    assert!(answer.header("location").starts_with("/masuk?ke="), "sending needs somebody who is signed in");
    assert!(visitor.cookies.contains_key("daftar"), "the list stays");
    // It goes with whoever signs in here.
    let mut made = site.sign_in("Made").await;
    made.cookies.insert("daftar".to_owned(), visitor.cookies["daftar"].clone());
    done(&made.post("/permintaan", &REQUEST).await);
    assert!(!made.cookies.contains_key("daftar"), "what was sent is taken off");
}

#[actix_web::test]
async fn a_list_becomes_one_enquiry_for_each_maker_and_none_sees_the_others() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let before = site.mails().await.len();
    asked(&mut made, &[(AMPLANG, "60"), (CLOTH, "5"), (TISSUE_BOX, "10")]).await;
    assert_eq!(site.mails().await.len() - before, 3, "both who look after the one, and one of the other");
    let mine = made.get("/permintaan/saya").await;
    assert!(mine.all(".row-title").contains(&format!("{AMPLANG} dan 1 barang lain")), "{:?}", mine.all(".row-title"));
    assert!(mine.all(".row-title").contains(&CLOTH.to_owned()));
    for (name, key, sees, hidden) in
        [("Rahma", "E01", vec![AMPLANG, TISSUE_BOX], CLOTH), ("Ruslan", "E02", vec![CLOTH], AMPLANG)]
    {
        let code = texts(
            &site,
            &format!(
                "SELECT q.public_code AS one FROM enquiry q JOIN enterprise e ON e.id = q.enterprise_id \
                 WHERE e.public_code = '{}' ORDER BY q.created_at DESC, q.id DESC",
                site.code_of_demo("enterprise", key)
            ),
        )
        .await
        .remove(0);
        let mut maker = site.sign_in(name).await;
        let page = maker.get(&of_maker(&site, key, &code)).await;
        for title in sees {
            assert!(page.text().contains(title), "{name} does not see {title}");
        }
        assert!(!page.text().contains(hidden), "{name} sees {hidden}");
        assert!(page.text().contains("Hotel Muara Tenang"));
        assert!(page.text().contains("Hubungi •••"), "the number is hidden");
        assert!(!page.text().contains("0812"));
        for telling in ["Made", "made@"] {
            assert!(!page.text().contains(telling), "{name} learns who asks: {telling}");
        }
    }
}

#[actix_web::test]
async fn a_form_that_lacks_something_keeps_what_was_typed() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    put(&mut made, AMPLANG, "60").await;
    let fields = with(&REQUEST, &[("organisasi", ""), ("perlu-hari", "22"), ("perlu-bulan", "11")]);
    let page = made.post("/permintaan", &fields).await;
    let words = faults(&page);
    assert!(words.contains("Tulis nama instansi") && words.contains("mulai besok"), "{words}");
    assert_eq!(page.attributes("#f-wilayah", "value"), ["Kota Banjarmasin"]);
    assert_eq!(page.attributes("input[name=surat][checked]", "value"), ["receipt"]);
    assert!(page.all("title")[0].starts_with("Perbaiki: "));
    let guarded = with(&REQUEST, &[("catatan", "Untuk pasien HIV di sana")]);
    let page = made.post("/permintaan", &guarded).await;
    assert!(faults(&page).contains("Mohon hapus keterangan pribadi atau kesehatan"));
    assert_eq!(texts(&site, "SELECT body AS one FROM enquiry_message WHERE body LIKE '%pasien%'").await.len(), 0);
}

#[actix_web::test]
async fn nobody_asks_their_own_enterprise() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    put(&mut rahma, AMPLANG, "60").await;
    assert!(faults(&rahma.post("/permintaan", &REQUEST).await).contains("usaha Anda sendiri"));
}

#[actix_web::test]
async fn the_sixth_sending_of_a_day_is_refused() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    for _ in 0..5 {
        asked(&mut made, &[(AMPLANG, "2")]).await;
    }
    put(&mut made, AMPLANG, "2").await;
    assert_eq!(made.post("/permintaan", &REQUEST).await.status, 429);
    assert!(made.cookies.contains_key("daftar"));
}

#[actix_web::test]
async fn goods_that_are_no_longer_on_show_are_not_asked_for() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    put(&mut made, AMPLANG, "60").await;
    put(&mut made, CLOTH, "6").await;
    site.execute(&format!("UPDATE product SET state = 'paused' WHERE title = '{AMPLANG}'")).await;
    let page = made.get("/permintaan").await;
    assert_eq!(page.all(".wish .stock-line-name"), [CLOTH]);
    assert!(page.text().contains("Ada barang yang sudah tidak tayang"));
    assert!(faults(&made.post("/permintaan", &REQUEST).await).contains("tidak tayang"));
}

/// The whole way: question, answer, quotation, change, quotation, agreement, goods, payment.
#[actix_web::test]
async fn from_the_first_question_to_the_payment() {
    let site = Site::demo().await;
    let (mut made, mut rahma) = (site.sign_in("Made").await, site.sign_in("Rahma").await);
    let code = asked(&mut made, &[(AMPLANG, "60")]).await;
    let (ours, theirs) = (format!("/permintaan/{code}"), of_maker(&site, "E01", &code));
    assert!(made.get(&ours).await.text().contains("Jawaban paling lambat 25 November 2026"));

    done(&step(&mut rahma, &theirs, &[("tindakan", "pesan"), ("pesan", "Rasa apa? WA 081234567890")]).await);
    let page = made.get(&ours).await;
    assert_eq!(page.all(".page-meta .tag"), ["Tanya jawab"]);
    assert!(page.text().contains("Rasa apa? WA •••"));
    done(&step(&mut made, &ours, &[("tindakan", "pesan"), ("pesan", "Ikan saja.")]).await);
    assert_eq!(rahma.get(&theirs).await.all(".page-meta .tag"), ["Terkirim"]);

    done(&quote(&mut rahma, &theirs, &QUOTE).await);
    let page = made.get(&ours).await;
    assert_eq!(page.all(".page-meta .tag"), ["Ditawarkan"]);
    assert!(page.all(".price--large")[0].contains("1.200.000"));
    assert!(page.text().contains("Koperasi Muara Tenang"));
    assert!(rahma.get(&format!("{theirs}/tawar")).await.status == 303, "a quotation waits for its answer");
    done(&step(&mut made, &ours, &[("tindakan", "ubah"), ("ubah", "Cukup 40 buah.")]).await);
    let second = with(&QUOTE, &[("banyak-1", "40")]);
    done(&quote(&mut rahma, &theirs, &second).await);
    assert!(made.get(&ours).await.text().contains("Penawaran ke-2"));
    assert!(!rahma.get(&theirs).await.text().contains("Made"), "nobody is named before both agreed");

    done(&accept(&mut made, &ours, &[("lihat-nama", "1"), ("lihat-email", "1")]).await);
    let page = rahma.get(&theirs).await;
    assert_eq!(page.all(".page-meta .tag"), ["Disetujui"]);
    assert!(page.text().contains("made@tanggui.example") && page.text().contains("Made"));
    assert!(!page.text().contains("0000-0000"), "what was not ticked stays hidden");
    assert!(made.get(&ours).await.text().contains("belum membagikan kontak"));
    done(&step(&mut rahma, &theirs, &[("tindakan", "kontak"), ("lihat-telepon", "1")]).await);
    let page = made.get(&ours).await;
    assert_eq!(page.all("section[aria-labelledby=contact] .fact-label"), ["Nomor HP"]);
    assert!(!page.text().contains("rahma@"));
    done(&step(&mut rahma, &theirs, &[("tindakan", "kontak")]).await);
    assert!(made.get(&ours).await.text().contains("belum membagikan kontak"), "it can be taken back");

    let calendar = made.get(&format!("{ours}/kalender.ics")).await;
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    assert!(calendar.text().contains("DTSTART;VALUE=DATE:20261212\r\n"));
    assert!(!calendar.text().contains("Purun") && !calendar.text().contains("Hotel"), "a calendar names nobody");
    let weeks = texts(&site, "SELECT CAST(pieces AS TEXT) AS one FROM capacity_commitment WHERE week = '2026-12-07'");
    assert_eq!(weeks.await, ["40"]);

    done(&step(&mut rahma, &theirs, &[("tindakan", "siap")]).await);
    let code = rahma.get(&theirs).await.all(".sheet-code").remove(0);
    assert_eq!(code.len(), 6);
    assert!(!made.get(&ours).await.text().contains(&code), "the enterprise gives it out of its hand");
    let other = if code == "123456" { "654321" } else { "123456" };
    let wrong = [("tindakan", "serah"), ("diterima-1", "38"), ("kode", other)];
    assert!(faults(&step(&mut made, &ours, &wrong).await).contains("Kode belum cocok"));
    assert_eq!(step(&mut made, &ours, &wrong).await.status, 429, "each wrong code makes the next wait");
    site.execute("DELETE FROM limit_counter").await;
    let too_many = [("tindakan", "serah"), ("diterima-1", "41"), ("kode", &*code)];
    assert!(faults(&step(&mut made, &ours, &too_many).await).contains("paling banyak sejumlah yang disepakati"));
    done(&step(&mut made, &ours, &[("tindakan", "serah"), ("diterima-1", "38"), ("kode", &code)]).await);
    let paper = rahma.get(&format!("{theirs}/cetak")).await;
    assert_eq!(paper.all("h1"), ["Berita acara serah terima"]);
    assert_eq!(paper.all("td.is-number"), ["40", "38"]);
    for (which, title) in [("serah", "Berita acara serah terima"), ("penawaran", "Surat penawaran")] {
        let file = rahma.get(&format!("{theirs}/surat.pdf?surat={which}")).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/pdf"), "{}", file.text());
        assert!(file.text().contains(&format!("/Title({title} ")));
        assert!(file.bytes == made.get(&format!("{ours}/surat.pdf?surat={which}")).await.bytes, "both hold one paper");
    }

    let payment = [
        ("tindakan", "bayar"),
        ("bayar-hari", "22"),
        ("bayar-bulan", "11"),
        ("bayar-tahun", "2026"),
        ("cara", "transfer"),
        ("nilai", "760.000"),
    ];
    done(&step(&mut made, &ours, &payment).await);
    let page = rahma.get(&theirs).await;
    assert_eq!(page.all(".page-meta .tag"), ["Selesai"]);
    assert!(page.text().contains("transfer bank, 22 November 2026"));
    assert!(page.attributes("main button", "value").is_empty(), "nothing is left to do");
    let kept = "SELECT COUNT(*) AS n FROM enquiry_contact WHERE closed_at IS NULL AND enquiry_id = (SELECT id FROM \
                enquiry ORDER BY created_at DESC, id DESC LIMIT 1)";
    let kept = kept.replace("COUNT(*) AS n", "CAST(COUNT(*) AS TEXT) AS one");
    assert_eq!(texts(&site, &kept).await, ["0"], "from here on runs the time after which contacts go");
}

#[actix_web::test]
async fn one_agrees_to_what_one_has_seen() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let ours = format!("/permintaan/{}", site.code_of_demo("enquiry", "Q1"));
    let page = made.get(&ours).await;
    let version = version(&page);
    let total = page.attributes("#f-setuju input[name=total]", "value").remove(0);
    for (version, revision, total) in
        [(version.as_str(), "2", total.as_str()), (version.as_str(), "1", "1000"), ("99", "1", total.as_str())]
    {
        let fields = [("tindakan", "setuju"), ("versi", version), ("revisi", revision), ("total", total)];
        let answer = made.post(&ours, &fields).await;
        assert_eq!(answer.status, 409, "{version} {revision} {total}");
        assert!(answer.text().contains("baru saja mengubah"));
    }
    assert_eq!(made.get(&ours).await.all(".page-meta .tag"), ["Ditawarkan"]);
}

#[actix_web::test]
async fn the_registered_name_stays_inside_unless_the_maker_releases_it() {
    let site = Site::demo().await;
    let (mut made, mut rahma) = (site.sign_in("Made").await, site.sign_in("Rahma").await);
    let base = format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E01"));
    let code = asked(&mut made, &[(AMPLANG, "60")]).await;
    let theirs = format!("{base}/permintaan/{code}");
    let own = with(&QUOTE, &[("penjual", "usaha")]);
    assert!(faults(&quote(&mut rahma, &theirs, &own).await).contains("Nama resmi usaha belum ditulis"));
    let papers = [("bentuk", "partnership"), ("nama_resmi", "CV Rawa Berkah"), ("versi", "0")];
    done(&rahma.post(&format!("{base}/izin"), &papers).await);
    let form = rahma.get(&format!("{theirs}/tawar")).await;
    assert!(form.text().contains("CV Rawa Berkah"), "the warning says which name");
    let chosen = form.attributes("input[name=penjual][checked]", "value");
    assert!(chosen[0].starts_with("gerai-"), "an outlet stands first: {chosen:?}");
    let refused = quote(&mut rahma, &theirs, &own).await;
    assert!(faults(&refused).contains("Beri tanda bila"));
    assert_eq!(refused.attributes("#f-harga-1", "value"), ["20.000"], "what was typed is kept");
    done(&quote(&mut rahma, &theirs, &with(&QUOTE, &[("penjual", &chosen[0])])).await);
    let paper = made.get(&format!("/permintaan/{code}/cetak")).await;
    assert!(!paper.text().contains("CV Rawa"));
    let outlet = chosen[0].strip_prefix("gerai-").unwrap();
    let operator = format!(
        "SELECT a.name AS one FROM agency a JOIN outlet o ON o.agency_id = a.id WHERE o.public_code = '{outlet}'"
    );
    assert!(paper.text().contains(&texts(&site, &operator).await[0]), "the office that runs the outlet sells");
    done(&step(&mut made, &format!("/permintaan/{code}"), &[("tindakan", "ubah"), ("ubah", "Perlu kuitansi.")]).await);
    done(&quote(&mut rahma, &theirs, &with(&own, &[("lepas", "1")])).await);
    assert!(made.get(&format!("/permintaan/{code}/cetak")).await.text().contains("CV Rawa Berkah"));
}

#[actix_web::test]
async fn more_than_can_be_made_is_not_promised() {
    let site = Site::demo().await;
    site.execute(&format!("UPDATE product SET capacity_per_week = 20, lead_time_days = 10 WHERE title = '{AMPLANG}'"))
        .await;
    let (mut made, mut rahma) = (site.sign_in("Made").await, site.sign_in("Rahma").await);
    let code = asked(&mut made, &[(AMPLANG, "60")]).await;
    let theirs = of_maker(&site, "E01", &code);
    assert!(rahma.get(&format!("{theirs}/tawar")).await.text().contains("Sanggup 20 buah seminggu"));
    // Four weeks, the present one with it, make eighty; three sixty, two forty.
    let soon = with(&QUOTE, &[("siap-hari", "28"), ("siap-bulan", "11")]);
    assert!(faults(&quote(&mut rahma, &theirs, &soon).await).contains("lebih cepat dari waktu membuat"));
    site.execute(&format!("UPDATE product SET lead_time_days = NULL WHERE title = '{AMPLANG}'")).await;
    assert!(faults(&quote(&mut rahma, &theirs, &soon).await).contains("melebihi kesanggupan"));
    done(&quote(&mut rahma, &theirs, &with(&soon, &[("banyak-1", "40")])).await);
    done(&accept(&mut made, &format!("/permintaan/{code}"), &[]).await);
    // What is promised to one is not promised to another.
    let second = asked(&mut made, &[(AMPLANG, "60")]).await;
    let theirs = of_maker(&site, "E01", &second);
    let later = with(&QUOTE, &[("siap-hari", "6"), ("banyak-1", "21")]);
    assert!(faults(&quote(&mut rahma, &theirs, &later).await).contains("melebihi kesanggupan"));
    done(&quote(&mut rahma, &theirs, &with(&later, &[("banyak-1", "20")])).await);
    // A cancelled order gives its weeks back.
    let ours = format!("/permintaan/{code}");
    done(&step(&mut made, &ours, &[("tindakan", "tutup"), ("alasan", "need_changed")]).await);
    let left = texts(&site, "SELECT CAST(COUNT(*) AS TEXT) AS one FROM capacity_commitment WHERE pieces = 20").await;
    assert_eq!(left, ["1"], "that of the demo");
}

#[actix_web::test]
async fn a_price_for_many_stands_beside_what_is_asked_for() {
    let site = Site::demo().await;
    site.execute(&format!(
        "INSERT INTO price_tier (variant_id, min_quantity, price_idr) SELECT v.id, 50, 21000 FROM variant v \
         JOIN product p ON p.id = v.product_id WHERE p.title = '{AMPLANG}'"
    ))
    .await;
    let (mut made, mut rahma) = (site.sign_in("Made").await, site.sign_in("Rahma").await);
    put(&mut made, AMPLANG, "60").await;
    assert!(made.get("/permintaan").await.text().contains("mulai 50 buah Rp\u{a0}21.000"));
    let code = asked(&mut made, &[(AMPLANG, "60")]).await;
    let form = rahma.get(&format!("{}/tawar", of_maker(&site, "E01", &code))).await;
    assert_eq!(form.attributes("#f-harga-1", "value"), ["21000"], "a quotation begins with it");
}

#[actix_web::test]
async fn silence_ends_an_enquiry_and_it_can_be_opened_again() {
    let mut site = Site::demo().await;
    let code = asked(&mut site.sign_in("Made").await, &[(AMPLANG, "60")]).await;
    let ours = format!("/permintaan/{code}");
    site.later(Duration::days(13));
    acts::service::lapse(&site.app).await.unwrap();
    assert_eq!(site.sign_in("Made").await.get(&ours).await.all(".page-meta .tag"), ["Terkirim"]);
    site.later(Duration::days(2));
    let before = site.mails().await.len();
    assert_eq!(acts::service::lapse(&site.app).await.unwrap(), 1, "the others have lapsed before");
    assert!(site.mails().await.len() >= before + 3, "both sides hear of it");
    assert_eq!(acts::service::lapse(&site.app).await.unwrap(), 0);
    let mut made = site.sign_in("Made").await;
    let page = made.get(&ours).await;
    assert_eq!(page.all(".page-meta .tag"), ["Lewat tenggat"]);
    assert!(page.text().contains("masih bisa dibuka lagi"));
    done(&step(&mut made, &ours, &[("tindakan", "buka")]).await);
    assert_eq!(made.get(&ours).await.all(".page-meta .tag"), ["Terkirim"]);
    // And once more, now by the enterprise with a quotation.
    site.later(Duration::days(15));
    acts::service::lapse(&site.app).await.unwrap();
    let mut rahma = site.sign_in("Rahma").await;
    let theirs = of_maker(&site, "E01", &code);
    assert_eq!(rahma.get(&theirs).await.all("a.button"), ["Buka lagi dengan penawaran baru"]);
    let fields =
        with(&QUOTE, &[("siap-bulan", "1"), ("siap-tahun", "2027"), ("berlaku-bulan", "1"), ("berlaku-tahun", "2027")]);
    done(&quote(&mut rahma, &theirs, &fields).await);
    assert_eq!(rahma.get(&theirs).await.all(".page-meta .tag"), ["Ditawarkan"]);
    site.later(Duration::days(40));
    acts::service::lapse(&site.app).await.unwrap();
    assert_eq!(site.sign_in("Rahma").await.get(&theirs).await.all(".page-meta .tag"), ["Lewat tenggat"]);
}

#[actix_web::test]
async fn an_order_without_a_payment_noted_is_done_after_sixty_days() {
    let mut site = Site::demo().await;
    site.execute("UPDATE enquiry SET state = 'handed_over' WHERE state = 'ready'").await;
    let ours = format!("/permintaan/{}", site.code_of_demo("enquiry", "Q3"));
    site.later(Duration::days(61));
    acts::service::lapse(&site.app).await.unwrap();
    let page = site.sign_in("Made").await.get(&ours).await;
    assert_eq!(page.all(".page-meta .tag"), ["Selesai"]);
    assert!(page.text().contains("Pembayaran belum dicatat"));
}

#[actix_web::test]
async fn an_enquiry_is_there_for_its_two_sides_alone() {
    let site = Site::demo().await;
    let code = site.code_of_demo("enquiry", "Q1");
    let theirs = of_maker(&site, "E01", &code);
    let foreign = of_maker(&site, "E02", &code);
    for (name, path) in [
        ("Sari", format!("/permintaan/{code}")),
        ("Rahma", format!("/permintaan/{code}")),
        ("Made", theirs.clone()),
        ("Nur", theirs.clone()),
        ("Ruslan", theirs.clone()),
        ("Ruslan", foreign),
    ] {
        let mut client = site.sign_in(name).await;
        for page in ["", "/cetak", "/surat.pdf", "/kalender.ics"] {
            assert_eq!(client.get(&format!("{path}{page}")).await.status, 404, "{name} {path}{page}");
        }
        assert_eq!(client.post(&path, &[("tindakan", "pesan"), ("pesan", "x")]).await.status, 404, "{name}");
    }
}

#[actix_web::test]
async fn one_person_does_not_act_on_both_sides() {
    let site = Site::demo().await;
    let made = format!(
        "(SELECT c.person_id FROM enquiry_contact c JOIN enquiry q ON q.id = c.enquiry_id \
         WHERE c.side = 'buyer' AND q.public_code = '{}')",
        site.code_of_demo("enquiry", "Q1")
    );
    site.execute(&format!("UPDATE membership SET person_id = {made} WHERE office = 'treasurer'")).await;
    let mut made = site.sign_in("Made").await;
    let theirs = of_maker(&site, "E01", &site.code_of_demo("enquiry", "Q1"));
    let answer = step(&mut made, &theirs, &[("tindakan", "pesan"), ("pesan", "Baik.")]).await;
    assert!(faults(&answer).contains("pihak lain permintaan ini"));
}

#[actix_web::test]
async fn what_happened_cannot_be_written_anew() {
    let site = Site::demo().await;
    for order in [
        "UPDATE enquiry_event SET side = 'maker'",
        "DELETE FROM enquiry_event",
        "INSERT INTO enquiry_event SELECT * FROM enquiry_event WHERE true ON CONFLICT (enquiry_id, seq) DO UPDATE SET \
         side = 'maker'",
    ] {
        assert!(sea_orm::ConnectionTrait::execute_unprepared(&site.app.db, order).await.is_err(), "{order}");
    }
}

#[actix_web::test]
async fn a_chat_with_an_outlet_begins_with_the_thing_and_its_address() {
    let site = Site::demo().await;
    let code = product(&site, AMPLANG).await;
    let page = site.get(&format!("/barang/{code}")).await;
    let links = page.attributes("a[href^='https://wa.me/']", "href");
    let (chats, shares): (Vec<_>, Vec<_>) = links.iter().partition(|link| link.starts_with("https://wa.me/62"));
    assert_eq!((chats.len(), shares.len()), (1, 1), "{links:?}");
    for link in links {
        for part in ["Amplang+ikan", "250+g", "Rp", code.as_str(), "tanggui.example%2Fbarang%2F"] {
            assert!(link.contains(part), "{link} lacks {part}");
        }
    }
    assert!(page.attributes("a[href^='https://wa.me/']", "rel").iter().all(|rel| rel == "noreferrer"));
    let outlet = site.code("outlet", "name", "Gerai Dermaga Kunyit").await;
    let page = site.get(&format!("/gerai/{outlet}")).await;
    let links = page.attributes("a[href^='https://wa.me/']", "href");
    assert_eq!(links.len(), 2, "{links:?}");
    assert!(links.iter().all(|link| link.contains("tanggui.example%2Fgerai%2F")), "{links:?}");
}
