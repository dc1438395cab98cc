//! Makers keep their catalogue, and a moderator looks at it before anybody else does.
use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use tanggui::marketplace::goods::{import, manage::papers};
use time::Duration;

use crate::{
    support::{Answer, Client, Site},
    uploads::{photo, send, upload},
    web_safety::texts,
};

/// Address of the goods of Rahma's enterprise.
async fn base(site: &Site) -> String {
    format!("/saya/usaha/{}/barang", site.code("enterprise", "trade_name", "Purun Sanja").await)
}

/// Address of one of them.
async fn goods(site: &Site, title: &str) -> String {
    format!("{}/{}", base(site).await, site.code("product", "title", title).await)
}

fn version(page: &Answer) -> String {
    page.attributes("input[name=versi]", "value").first().expect("a version").clone()
}

/// Sends a form for the version its page shows.
async fn post(client: &mut Client<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(path.strip_suffix("/keadaan").unwrap_or(path)).await;
    let version = version(&page);
    client.post(path, &[&[("versi", version.as_str())][..], fields].concat()).await
}

async fn act(client: &mut Client<'_>, here: &str, word: &str) -> Answer {
    post(client, &format!("{here}/keadaan"), &[("tindakan", word)]).await
}

/// A product with a photo, as far as it is not food.
async fn draft(client: &mut Client<'_>, title: &str, kind: &str) -> String {
    let base = base(client.site).await;
    let form = [("nama", title), ("jenis", kind), ("isi", "1 buah"), ("harga", "45.000"), ("keterangan", "Dianyam.")];
    let made = client.post(&format!("{base}/baru"), &form).await;
    assert_eq!(made.status, 303, "{:?}", made.all(".field-error"));
    let photos = made.header("location").to_owned();
    let page = client.get(&photos).await;
    let fields = [("versi", version(&page)), ("alt", "Tas dari purun.".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sent = upload(client, &photos, &fields, &photo()).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".field-error"));
    photos.trim_end_matches("/foto").to_owned()
}

async fn decide(lia: &mut Client<'_>, here: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/moderasi/barang/{}", here.rsplit('/').next().unwrap());
    post(lia, &path, fields).await
}

fn public(here: &str) -> String {
    format!("/barang/{}", here.rsplit('/').next().unwrap())
}

fn main_part(answer: &Answer) -> String {
    let text = answer.text();
    let start = text.find("<main").expect("a main part");
    text[start..text.find("</main>").expect("its end")].to_owned()
}

async fn state(site: &Site, here: &str) -> String {
    let code = here.rsplit('/').next().unwrap();
    texts(site, &format!("SELECT state AS one FROM product WHERE public_code = '{code}'")).await.remove(0)
}

#[actix_web::test]
async fn a_product_is_made_in_three_steps_checked_and_shown() {
    let site = Site::demo().await;
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    let base = base(&site).await;
    let form = [("nama", "Dompet purun"), ("jenis", "tas"), ("isi", "1 buah"), ("harga", "Rp 45.000")];
    let first = rahma.post(&format!("{base}/baru"), &form).await;
    assert_eq!(first.status, 303, "{:?}", first.all(".field-error"));
    let photos = first.header("location").to_owned();
    let here = photos.trim_end_matches("/foto").to_owned();
    assert!(rahma.get(&base).await.text().contains("Dompet purun"), "the draft is there after the first step");
    let waits = rahma.get(&here).await;
    assert!(waits.text().contains("Tambah paling sedikit satu foto"));
    assert!(!waits.text().contains("Kirim untuk diperiksa"), "there is no button for what cannot be done");
    assert_eq!(act(&mut rahma, &here, "kirim").await.status, 422);

    let page = rahma.get(&photos).await;
    let shown = upload(&mut rahma, &photos, &[("versi", &version(&page)), ("alt", "Dompet.")], &photo()).await;
    assert_eq!(shown.status, 303, "{:?}", shown.all(".field-error"));
    let page = rahma.get(&photos).await;
    let picture = page.attributes("main img", "src").remove(0);
    assert_eq!(rahma.get(&picture).await.status, 200);
    assert_eq!(post(&mut rahma, &format!("{here}/makanan"), &[]).await.header("location"), format!("{here}?ok=1"));
    let before = rahma.get(&format!("{here}/lihat")).await;
    assert_eq!(before.header("cache-control"), "no-store");
    assert_eq!(site.get(&public(&here)).await.status, 404);

    assert_eq!(act(&mut rahma, &here, "kirim").await.status, 303);
    assert!(rahma.get(&here).await.text().contains("Menunggu diperiksa"));
    assert_eq!(site.get(&public(&here)).await.status, 404, "nobody sees what nobody has looked at");
    assert!(lia.get("/moderasi/barang").await.text().contains("Dompet purun"));
    let approved = decide(&mut lia, &here, &[("putusan", "setujui")]).await;
    assert_eq!(approved.status, 303, "{:?}", approved.all(".error-summary-list li"));
    let page = site.get(&public(&here)).await;
    assert_eq!(page.status, 200);
    assert_eq!(main_part(&page), main_part(&before), "what was looked at is what is shown");
    assert_eq!(main_part(&page), main_part(&rahma.get(&format!("{here}/lihat")).await));
    site.settle().await;
    assert!(site.get("/barang?q=dompet+purun").await.all(".card-title").iter().any(|title| title == "Dompet purun"));
    let days = "SELECT CAST(published_on AS TEXT) AS one FROM product WHERE title = 'Dompet purun'";
    assert_eq!(texts(&site, days).await, ["2026-11-16"], "the Monday of the week, and no finer");
}

#[actix_web::test]
async fn a_moderator_sends_goods_back_with_reasons() {
    let site = Site::demo().await;
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    let here = draft(&mut rahma, "Tas rawa", "tas").await;
    act(&mut rahma, &here, "kirim").await;
    let without = decide(&mut lia, &here, &[("putusan", "perbaiki")]).await;
    assert_eq!(without.status, 422, "a reason is needed");
    let note = "Tulis ukurannya, contoh: 30 cm.";
    let back =
        decide(&mut lia, &here, &[("putusan", "perbaiki"), ("alasan", "text"), ("alasan", "photo"), ("catatan", note)])
            .await;
    assert_eq!(back.status, 303, "{:?}", back.all(".field-error"));
    let page = rahma.get(&here).await.text();
    for words in ["Perlu perbaikan", "Keterangan kurang lengkap", "Foto kurang jelas", note] {
        assert!(page.contains(words), "{words}");
    }
    let home = rahma.get(base(&site).await.trim_end_matches("/barang")).await;
    assert!(home.all(".task-title").iter().any(|task| task.contains("Tas rawa")));
    let form = [("nama", "Tas rawa"), ("jenis", "tas"), ("isi", "1 buah"), ("harga", "45000"), ("keterangan", "30 cm")];
    assert_eq!(post(&mut rahma, &format!("{here}/nama"), &form).await.status, 303);
    assert_eq!(act(&mut rahma, &here, "kirim").await.status, 303);
    assert_eq!(state(&site, &here).await, "submitted");
}

#[actix_web::test]
async fn food_without_its_papers_is_held_back_until_they_are_there_and_checked() {
    let site = Site::demo().await;
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    let here = draft(&mut rahma, "Amplang udang", "keripik").await;
    let page = rahma.get(&here).await;
    assert!(page.text().contains("P-IRT (izin makanan rumahan), Sertifikat halal"), "the page says which are missing");
    let refused = act(&mut rahma, &here, "kirim").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Masih ada surat yang belum ditulis"));
    let step = rahma.get(&format!("{here}/makanan")).await;
    assert!(step.text().contains("Belum ada sertifikat halal?"), "and what to do");

    let food = [("bahan", "Udang, tepung"), ("tahan", "90"), ("halal", "not")];
    assert_eq!(post(&mut rahma, &format!("{here}/makanan"), &food).await.status, 303);
    let papers = format!("{}/surat", base(&site).await.trim_end_matches("/barang"));
    let code = here.rsplit('/').next().unwrap();
    let number = "2066371459901-28";
    let paper = [("jenis", "pirt"), ("nomor", number), ("barang", code)];
    let entered = rahma.post(&papers, &paper).await;
    assert_eq!(entered.status, 303, "{:?}", entered.all(".field-error"));
    assert!(rahma.get(&papers).await.text().contains("31 Desember 2028"), "the number tells its year");
    assert_eq!(act(&mut rahma, &here, "kirim").await.status, 303);

    let early = decide(&mut lia, &here, &[("putusan", "setujui")]).await;
    assert_eq!(early.status, 422);
    assert!(early.text().contains("Periksa surat barang ini dulu"));
    let queue = lia.get("/moderasi/surat").await;
    let form = queue.attributes("main form", "action").into_iter().find(|path| path.starts_with("/moderasi/surat/"));
    let form = form.expect("a paper waits");
    assert!(queue.text().contains(number));
    let fields = [("versi", version(&queue)), ("putusan", "benar".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(lia.post(&form, &fields).await.status, 303);
    assert_eq!(decide(&mut lia, &here, &[("putusan", "setujui")]).await.status, 303);
    let page = site.get(&public(&here)).await.text();
    assert!(page.contains("Ada, berlaku sampai 2028"));
    assert!(!page.contains("2066371459901") && page.contains("Tidak halal"), "the year, and no number");
}

#[actix_web::test]
async fn a_word_that_must_not_be_shown_is_refused_and_what_was_typed_stays() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let base = base(&site).await;
    let telling = "Kue dari kelompok dukungan sebaya";
    let form = [("nama", telling), ("jenis", "kue"), ("isi", "250 g"), ("harga", "20000")];
    let refused = rahma.post(&format!("{base}/baru"), &form).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Mohon hapus keterangan pribadi atau kesehatan"));
    assert_eq!(refused.attributes("#f-nama", "value"), [telling]);
    assert_eq!(refused.attributes("#f-harga", "value"), ["20000"]);
    let titles = texts(&site, "SELECT title AS one FROM product").await;
    assert!(titles.iter().all(|title| title != telling));
    let here = goods(&site, "Tas purun bulat").await;
    let refused = post(&mut rahma, &format!("{here}/nama"), &form).await;
    assert_eq!(refused.status, 422);
    assert_eq!(site.get(&public(&here)).await.status, 200);
}

#[actix_web::test]
async fn a_new_price_counts_at_once_and_a_new_name_waits_for_a_look() {
    let site = Site::demo().await;
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    let here = goods(&site, "Tas purun bulat").await;
    let page = rahma.get(&format!("{here}/nama")).await;
    let body = page.all("#f-keterangan").remove(0);
    let form = |title: &'static str, price: &'static str| {
        [("nama", title), ("jenis", "tas"), ("isi", "1 buah"), ("harga", price)]
    };
    let path = format!("{here}/nama");
    let cheaper = [&form("Tas purun bulat", "80000")[..], &[("keterangan", body.as_str())]].concat();
    assert_eq!(post(&mut rahma, &path, &cheaper).await.status, 303);
    let shown = site.get(&public(&here)).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text().contains("80.000"));
    let renamed = [&form("Tas purun bundar", "80000")[..], &[("keterangan", body.as_str())]].concat();
    assert_eq!(post(&mut rahma, &path, &renamed).await.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 404);
    site.settle().await;
    assert!(site.get("/barang?q=tas+purun").await.all(".card-title").iter().all(|title| !title.contains("bundar")));
    assert_eq!(decide(&mut lia, &here, &[("putusan", "setujui")]).await.status, 303);
    assert!(site.get(&public(&here)).await.text().contains("Tas purun bundar"));
}

#[actix_web::test]
async fn goods_are_paused_shown_again_and_taken_away() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = goods(&site, "Tas purun bulat").await;
    assert_eq!(act(&mut rahma, &here, "jeda").await.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 404);
    assert_eq!(act(&mut rahma, &here, "jeda").await.status, 422, "once");
    assert_eq!(act(&mut rahma, &here, "tayangkan").await.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 200);
    let on_shelf = act(&mut rahma, &here, "tarik").await;
    assert_eq!(on_shelf.status, 422);
    assert!(on_shelf.text().contains("Barang masih ada di rak gerai"));
    site.execute("DELETE FROM availability").await;
    assert_eq!(act(&mut rahma, &here, "tarik").await.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 410);
    site.settle().await;
    assert!(site.get("/barang?q=tas+purun").await.all(".card-title").iter().all(|title| title != "Tas purun bulat"));
    for word in ["tayangkan", "kirim", "jeda"] {
        assert_eq!(rahma.post(&format!("{here}/keadaan"), &[("tindakan", word), ("versi", "9")]).await.status, 422);
    }
}

#[actix_web::test]
async fn goods_of_others_are_not_there() {
    let site = Site::demo().await;
    let mut ruslan = site.sign_in("Ruslan").await;
    let theirs = site.code("product", "title", "Tas purun bulat").await;
    let own = format!("/saya/usaha/{}/barang", site.code_of_demo("enterprise", "E02"));
    assert_eq!(ruslan.get(&own).await.status, 200);
    for page in ["", "/nama", "/foto", "/makanan", "/pilihan", "/pesanan", "/lihat"] {
        let (there, nothing) =
            (ruslan.get(&format!("{own}/{theirs}{page}")).await, ruslan.get(&format!("{own}/ZZZZZZ{page}")).await);
        assert_eq!((there.status.as_u16(), nothing.status.as_u16()), (404, 404), "{page}");
        assert_eq!(there.text().replace(&theirs, "ZZZZZZ"), nothing.text(), "{page}");
        assert_eq!(ruslan.get(&format!("{}/{theirs}{page}", base(&site).await)).await.status, 404);
    }
    let form = [("tindakan", "jeda"), ("versi", "1")];
    assert_eq!(ruslan.post(&format!("{own}/{theirs}/keadaan"), &form).await.status, 404);
    assert_eq!(site.get(&format!("/barang/{theirs}")).await.status, 200);
}

#[actix_web::test]
async fn of_two_who_change_a_product_the_later_one_is_told_and_loses_nothing() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = goods(&site, "Amplang pedas 100 g").await;
    let path = format!("{here}/pesanan");
    let old = version(&rahma.get(&path).await);
    assert_eq!(rahma.post(&path, &[("versi", &old), ("kapasitas", "40"), ("lama", "7")]).await.status, 303);
    let late = rahma.post(&path, &[("versi", &old), ("kapasitas", "60"), ("lama", "5")]).await;
    assert_eq!(late.status, 409);
    assert_eq!(late.attributes("#f-kapasitas", "value"), ["60"]);
    let again = version(&late);
    assert_eq!(rahma.post(&path, &[("versi", &again), ("kapasitas", "60"), ("lama", "5")]).await.status, 303);
    let stored = "SELECT CAST(capacity_per_week AS TEXT) AS one FROM product WHERE title = 'Amplang pedas 100 g'";
    assert_eq!(texts(&site, stored).await, ["60"]);
}

#[actix_web::test]
async fn choices_have_names_and_prices_of_their_own() {
    let site = Site::demo().await;
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    let here = draft(&mut rahma, "Topi rawa", "anyaman").await;
    let path = format!("{here}/pilihan");
    let large = [("nama", "Besar"), ("harga", "60000"), ("berat", "300"), ("mulai_1", "20"), ("harga_1", "53700")];
    let nameless = post(&mut rahma, &path, &large).await;
    assert_eq!(nameless.status, 422);
    assert!(nameless.text().contains("Beri nama dulu pada pilihan yang pertama"));
    assert_eq!(nameless.attributes("#f-berat", "value"), ["300"]);
    let page = rahma.get(&path).await;
    let change = page.attributes(".answer-link", "href").remove(0);
    let code = change.split("ubah=").nth(1).unwrap().split('#').next().unwrap().to_owned();
    let small = [("pilihan", code.as_str()), ("nama", "Kecil"), ("harga", "45000")];
    assert_eq!(post(&mut rahma, &path, &small).await.status, 303);
    assert_eq!(post(&mut rahma, &path, &large).await.status, 303);
    assert_eq!(post(&mut rahma, &path, &large).await.status, 422, "two choices of one name");
    act(&mut rahma, &here, "kirim").await;
    assert_eq!(decide(&mut lia, &here, &[("putusan", "setujui")]).await.status, 303);
    let page = site.get(&public(&here)).await;
    let text = page.text();
    for words in ["Kecil", "Besar", "45.000", "60.000"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("53.700"), "prices of large orders are not for everybody");
    assert!(!rahma.get(&public(&here)).await.text().contains("53.700"));
    for buyer in ["Ratna", "Lestari"] {
        let page = site.sign_in(buyer).await.get(&public(&here)).await;
        assert!(page.text().contains("53.700"), "{buyer} buys for others");
    }
    let json = site.get(&format!("/api/v1/products/{}", here.rsplit('/').next().unwrap())).await.json();
    assert_eq!((json["choices"].as_array().unwrap().len(), &json["price_idr"]), (2, &45_000.into()));
}

#[actix_web::test]
async fn what_is_no_photo_is_refused_with_what_to_do() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = goods(&site, "Amplang pedas 100 g").await;
    let photos = format!("{here}/foto");
    let first = version(&rahma.get(&photos).await);
    let fields = [("versi", first.as_str()), ("alt", "Amplang di piring.")];
    for (file, words) in [(&b""[..], "Pilih foto dulu"), (b"halo", "bukan foto"), (b"GIF89a0000000000", "GIF")] {
        let refused = upload(&mut rahma, &photos, &fields, file).await;
        assert_eq!(refused.status, 422, "{words}");
        assert!(refused.all(".field-error")[0].contains(words), "{:?}", refused.all(".field-error"));
        assert_eq!(refused.attributes("#f-alt", "value"), ["Amplang di piring."]);
    }
    assert_eq!(std::fs::read_dir(site.folder.path().join("photos")).unwrap().count(), 0, "nothing of it stays");
    let sent = upload(&mut rahma, &photos, &fields, &photo()).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".field-error"));
    assert_eq!(std::fs::read_dir(site.folder.path().join("photos")).unwrap().count(), 5);
    let key = rahma.get(&photos).await.attributes("input[name=foto_ini]", "value").remove(0);
    let change = format!("{photos}/ubah");
    let last = version(&rahma.get(&photos).await);
    let gone = rahma.post(&change, &[("versi", &last), ("foto_ini", &key), ("tindakan", "hapus")]).await;
    assert_eq!(gone.status, 303);
    assert_eq!(std::fs::read_dir(site.folder.path().join("photos")).unwrap().count(), 0);
}

#[actix_web::test]
async fn a_moderator_holds_goods_and_lets_them_go_again() {
    let site = Site::demo().await;
    let mut lia = site.sign_in("Lia").await;
    let here = goods(&site, "Tas purun bulat").await;
    assert_eq!(decide(&mut lia, &here, &[("putusan", "tahan")]).await.status, 422, "a reason is needed");
    assert_eq!(decide(&mut lia, &here, &[("putusan", "tahan"), ("sebab", "complaint")]).await.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 410);
    assert!(lia.get("/moderasi/barang").await.text().contains("Ada pengaduan"));
    assert_eq!(decide(&mut lia, &here, &[("putusan", "lepas")]).await.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 200);
    let draft = site.code("product", "title", "Amplang pedas 100 g").await;
    assert_eq!(lia.get(&format!("/moderasi/barang/{draft}")).await.status, 404, "drafts are their makers' business");
}

#[actix_web::test]
async fn a_paper_that_ends_takes_its_goods_with_it_and_a_new_one_brings_them_back() {
    let mut site = Site::demo().await;
    let today = papers::service::today(&site.app);
    let end = today + Duration::days(60);
    let mine = "product_id = (SELECT id FROM product WHERE title = 'Amplang ikan 250 g') AND kind = 'pirt'";
    site.execute(&format!("UPDATE product_licence SET expires_on = '{end}' WHERE {mine}")).await;
    let far = (today + Duration::days(3_000)).to_string();
    site.execute(&format!(
        "UPDATE product_licence SET expires_on = '{far}' WHERE NOT ({mine}) AND expires_on IS NOT NULL"
    ))
    .await;
    assert_eq!(papers::service::daily(&site.app).await.unwrap(), (0, 1), "sixty days before the end: one reminder");
    assert_eq!(papers::service::daily(&site.app).await.unwrap(), (0, 0), "and each once");
    let here = goods(&site, "Amplang ikan 250 g").await;
    let home = base(&site).await.trim_end_matches("/barang").to_owned();
    assert!(site.sign_in("Rahma").await.get(&home).await.text().contains("habis 60 hari lagi"));
    site.later(Duration::days(60));
    assert_eq!(papers::service::daily(&site.app).await.unwrap(), (0, 1), "it holds on its last day");
    assert_eq!(site.get(&public(&here)).await.status, 200);
    site.later(Duration::days(1));
    assert_eq!(papers::service::daily(&site.app).await.unwrap(), (1, 0));
    assert_eq!(site.get(&public(&here)).await.status, 410);
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    assert!(rahma.get(&here).await.text().contains("Izin habis"));
    let code = here.rsplit('/').next().unwrap();
    let paper = [("jenis", "pirt"), ("nomor", "2066371069901-31"), ("barang", code)];
    assert_eq!(rahma.post(&format!("{home}/surat"), &paper).await.status, 303);
    let queue = lia.get("/moderasi/surat").await;
    let form = queue.attributes("main form", "action").into_iter().find(|path| path.starts_with("/moderasi/surat/"));
    let (form, number) = (form.unwrap(), version(&queue));
    let without = lia.post(&form, &[("versi", &number), ("putusan", "tolak")]).await;
    assert_eq!(without.status, 422, "a rejection says why");
    assert_eq!(lia.post(&form, &[("versi", &number), ("putusan", "benar")]).await.status, 303);
    let page = site.get(&public(&here)).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("berlaku sampai 2031"));
}

#[actix_web::test]
async fn a_writer_keeps_the_goods_and_only_reads_the_papers() {
    let site = Site::demo().await;
    let mut nur = site.sign_in("Nur").await;
    let home = base(&site).await.trim_end_matches("/barang").to_owned();
    draft(&mut nur, "Tikar rawa", "anyaman").await;
    let papers = nur.get(&format!("{home}/surat")).await;
    assert_eq!(papers.status, 200);
    assert!(papers.attributes("main form", "action").is_empty());
    assert_eq!(nur.post(&format!("{home}/surat"), &[("jenis", "nib"), ("nomor", "1")]).await.status, 404);
}

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// What a telephone writes beside a picture: device, owner, and the place to the second of an arc.
fn camera_fields(canary: &str) -> Vec<u8> {
    let field = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let words = u32::try_from(canary.len()).unwrap();
    // Behind the header and two fields the words, behind those the fields of the place.
    let place_at = 8 + 2 + 2 * 12 + 4 + words;
    let first = [
        &2_u16.to_le_bytes()[..],
        &field(0x010f, 2, words, 38_u32.to_le_bytes()),
        &field(0x8825, 4, 1, place_at.to_le_bytes()),
        &[0; 4],
        canary.as_bytes(),
    ]
    .concat();
    let degrees: Vec<u8> = [3_u32, 1, 19, 1, 777, 100].into_iter().flat_map(u32::to_le_bytes).collect();
    let place = [
        &2_u16.to_le_bytes()[..],
        &field(1, 2, 2, *b"S\0\0\0"),
        &field(2, 5, 3, (place_at + 2 + 2 * 12 + 4).to_le_bytes()),
        &[0; 4],
        &degrees,
    ]
    .concat();
    [&b"Exif\0\0II*\0\x08\0\0\0"[..], &first, &place].concat()
}

#[actix_web::test]
async fn nothing_a_telephone_writes_beside_a_photo_is_served_or_kept() {
    const CANARY: &str = "KANARI-Rumah-Rahma-Sungai-Lulut";
    let site = Site::demo().await;
    let (mut rahma, mut lia) = (site.sign_in("Rahma").await, site.sign_in("Lia").await);
    let plain = photo();
    let fields = camera_fields(CANARY);
    let degrees = fields[fields.len() - 24..].to_vec();
    let note = [&b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"[..], CANARY.as_bytes()].concat();
    let segments = [segment(0xe1, &fields), segment(0xe1, &note), segment(0xfe, CANARY.as_bytes())].concat();
    let telling = [&plain[..2], &segments, &plain[2..], b"ftypmp42", CANARY.as_bytes()].concat();
    let here = draft(&mut rahma, "Tas rawa", "tas").await;
    let photos = format!("{here}/foto");
    let fields = [("versi", version(&rahma.get(&photos).await)), ("alt", "Tas dari dekat.".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(upload(&mut rahma, &photos, &fields, &telling).await.status, 303);
    act(&mut rahma, &here, "kirim").await;
    assert_eq!(decide(&mut lia, &here, &[("putusan", "setujui")]).await.status, 303);

    // Whatever the page names: every width, and the picture that messengers fetch.
    let page = site.get(&public(&here)).await;
    let sets = page.attributes("main .gallery source", "srcset").join(", ");
    let mut served: Vec<String> = sets.split(", ").map(|one| one.split(' ').next().unwrap().to_owned()).collect();
    served.extend(page.attributes("main .gallery img", "src"));
    let shared = page.attributes("meta[property='og:image']", "content").remove(0);
    served.push(shared[shared.find("/foto/").unwrap()..].to_owned());
    let telltales: [&[u8]; 6] = [CANARY.as_bytes(), &degrees, b"Exif", b"xmpmeta", b"GPS", b"ftyp"];
    let tells = |bytes: &[u8]| telltales.iter().any(|part| bytes.windows(part.len()).any(|window| window == *part));
    assert!(tells(&telling), "the check can see it");
    assert!(served.len() >= 4, "{served:?}");
    for address in served {
        let answer = site.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(!tells(&answer.bytes), "{address}");
    }
    let mut files = 0;
    for entry in std::fs::read_dir(site.folder.path().join("photos")).unwrap().flatten() {
        assert!(!tells(&std::fs::read(entry.path()).unwrap()), "{:?}", entry.file_name());
        files += 1;
    }
    assert_eq!(files, 10, "two photos in five sizes, and no original");
}

#[actix_web::test]
async fn photos_made_to_do_harm_are_refused_with_a_sentence_and_leave_nothing() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let photos = format!("{}/foto", goods(&site, "Amplang pedas 100 g").await);
    let fields = [("versi", version(&rahma.get(&photos).await)), ("alt", "Amplang di piring.".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let whole = photo();
    let small = {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(320, 320).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    // The header of a picture of 64,000 by 64,000 pixels before a few bytes.
    let frame = segment(0xc0, &[8, 0xfa, 0, 0xfa, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    let scan = segment(0xda, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);
    let bomb = [&[0xff, 0xd8][..], &frame, &scan, &[0; 40], &[0xff, 0xd9]].concat();
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), "Paling kompatibel"),
        ("AVIF", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec(), "Simpan sebagai JPEG"),
        ("SVG", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".to_vec(), "Gambar SVG"),
        ("a page", b"<!doctype html><script>alert(1)</script>".to_vec(), "bukan foto yang kami kenal"),
        ("cut short", whole[..whole.len() / 2].to_vec(), "Foto tidak lengkap"),
        ("a bomb", bomb, "paling besar 24 megapiksel"),
        ("too small", small, "paling sedikit 600 piksel"),
    ];
    for (name, bytes, words) in cases {
        let refused = upload(&mut rahma, &photos, &fields, &bytes).await;
        assert_eq!(refused.status, 422, "{name}");
        assert!(refused.all(".field-error")[0].contains(words), "{name}: {:?}", refused.all(".field-error"));
        assert_eq!(refused.attributes("#f-alt", "value"), ["Amplang di piring."], "{name}");
    }
    let large = upload(&mut rahma, &photos, &fields, &vec![7; 12 << 20]).await;
    assert_eq!(large.status, 413);
    assert!(large.all(".field-error")[0].contains("Kirim ulang dengan ukuran lebih kecil"));
    assert_eq!(std::fs::read_dir(site.folder.path().join("photos")).unwrap().count(), 0);
}

#[actix_web::test]
async fn the_first_photo_is_the_main_one_and_each_has_words_of_its_own() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = draft(&mut rahma, "Tas rawa", "tas").await;
    let (photos, change) = (format!("{here}/foto"), format!("{here}/foto/ubah"));
    let fields = [("versi", version(&rahma.get(&photos).await))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(upload(&mut rahma, &photos, &fields, &photo()).await.status, 303);
    assert!(
        rahma.get(&here).await.text().contains("Tulis keterangan untuk setiap foto"),
        "a photo without words is told"
    );
    let keys = |page: &Answer| {
        let mut keys = page.attributes("input[name=foto_ini]", "value");
        keys.dedup();
        keys
    };
    let before = keys(&rahma.get(&photos).await);
    let late = [("versi", version(&rahma.get(&photos).await)), ("foto_ini", before[1].clone())];
    let fields: Vec<(&str, &str)> = late.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(rahma.post(&change, &[&fields[..], &[("tindakan", "naik")]].concat()).await.status, 303);
    let page = rahma.get(&photos).await;
    assert_eq!(keys(&page), [before[1].as_str(), before[0].as_str()]);
    let stale = rahma.post(&change, &[&fields[..], &[("tindakan", "hapus")]].concat()).await;
    assert_eq!(stale.status, 409, "somebody changed it meanwhile");
    let words = [("foto_ini", before[1].as_str()), ("alt", "Tas dari samping."), ("tindakan", "simpan")];
    let form = [&[("versi", version(&page))][..]].concat();
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(rahma.post(&change, &[&form[..], &words].concat()).await.status, 303);
    assert_eq!(rahma.get(&photos).await.attributes("main img", "alt"), ["Tas dari samping.", "Tas dari purun."]);
    let foreign = [("foto_ini", "nothing"), ("tindakan", "hapus")];
    assert_eq!(post(&mut rahma, &change.replace("/ubah", ""), &foreign).await.status, 415);
    let last = version(&rahma.get(&photos).await);
    assert_eq!(rahma.post(&change, &[&foreign[..], &[("versi", &last)]].concat()).await.status, 404);
}

/// A table, every twentieth row of it with a fault.
fn table(rows: usize) -> String {
    let row = |number: usize| match number % 20 {
        0 => format!("Barang {number};tas;gratis;1 buah;A\r\n"),
        _ => format!("Barang {number};tas;{};1 buah;A\r\n", 10_000 + number),
    };
    format!("Nama barang;Jenis;Harga;Isi;Rak\r\n{}", (1..=rows).map(row).collect::<String>())
}

/// Writes the tables that somebody said yes to. Gives how many portions it took.
async fn write_tables(site: &Site) -> usize {
    let mut portions = 0;
    while import::service::work(&site.app).await.unwrap() > 0 {
        portions += 1;
    }
    portions
}

#[actix_web::test]
async fn a_thousand_rows_with_fifty_wrong_ones_bring_the_others_and_say_why_not_these() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let base = base(&site).await;
    let bring = format!("{base}/impor");
    let count = "SELECT CAST(COUNT(*) AS TEXT) AS one FROM product WHERE title LIKE 'Barang %'";
    for round in 0..2 {
        let brought = send(&mut rahma, &bring, &[], "tabel", table(1_000).as_bytes()).await;
        assert_eq!(brought.status, 303, "{:?}", brought.all(".field-error"));
        let here = brought.header("location").to_owned();
        let plan = rahma.get(&here).await;
        assert_eq!(plan.all("section[aria-labelledby=wrong] tbody tr").len(), 50);
        let rows = plan.all("section[aria-labelledby=wrong] tbody th");
        assert!(rows.iter().zip(1..).all(|(row, number)| *row == (number * 20 + 1).to_string()), "{rows:?}");
        let reasons = plan.all("section[aria-labelledby=wrong] tbody td");
        assert!(reasons.iter().all(|reason| reason.contains("“gratis” bukan angka")), "{reasons:?}");
        assert_eq!(rahma.get(&format!("{here}/salah")).await.text().lines().count(), 51);
        if round == 1 {
            assert!(plan.all("main form button").is_empty(), "there is nothing to write");
            continue;
        }
        assert_eq!(plan.all("main form button"), ["Simpan 950 barang"]);
        assert_eq!(rahma.post(&here, &[]).await.status, 303);
        let begun = rahma.get(&here).await;
        assert!(begun.text().contains("Sedang disimpan: 0 dari 950 barang"));
        assert!(begun.all("main form button").is_empty());
        assert_eq!(
            begun.attributes("[data-progress] a", "href"),
            [here.as_str()],
            "it can be followed without a script"
        );
        assert_eq!(rahma.post(&here, &[]).await.status, 303, "pressed twice");
        assert_eq!(import::service::work(&site.app).await.unwrap(), 100);
        assert_eq!(rahma.get(&here).await.attributes("progress", "value"), ["100"]);
        // Whoever takes the work up again goes on where it was left.
        assert_eq!(write_tables(&site).await, 9);
        let done = rahma.get(&here).await;
        assert!(done.text().contains("Tersimpan: 950 barang baru, 0 barang berubah"));
        assert!(done.all("[data-progress]").is_empty() && done.all("main form button").is_empty());
        assert_eq!(done.all("section[aria-labelledby=wrong] tbody tr").len(), 50, "still explained");
    }
    assert_eq!(texts(&site, count).await, ["950"]);
    let list = rahma.get(&format!("{base}?q=barang+99")).await;
    assert_eq!(list.all(".way-title").len(), 11, "99 and 990 to 999: {:?}", list.all(".way-title"));
    assert_eq!(rahma.get(&base).await.all(".way-title").len(), 24);
    let last = rahma.get(&format!("{base}?halaman=999")).await;
    assert!(!last.all(".way-title").is_empty() && last.all("a[rel=next]").is_empty());
}

#[actix_web::test]
async fn what_a_table_could_not_write_waits_for_another_yes() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let bring = format!("{}/impor", base(&site).await);
    let brought = send(&mut rahma, &bring, &[], "tabel", table(19).as_bytes()).await;
    let here = brought.header("location").to_owned();
    assert_eq!(rahma.post(&here, &[]).await.status, 303);
    site.execute("ALTER TABLE price_tier RENAME TO elsewhere").await;
    for _ in 0..5 {
        assert!(import::service::work(&site.app).await.is_err());
    }
    assert_eq!(import::service::work(&site.app).await.unwrap(), 0, "it does not go on for ever");
    site.execute("ALTER TABLE elsewhere RENAME TO price_tier").await;
    let left = rahma.get(&here).await;
    assert!(left.text().contains("19 barang belum tersimpan"));
    assert_eq!(rahma.post(&here, &[]).await.status, 303);
    assert_eq!(write_tables(&site).await, 1);
    assert!(rahma.get(&here).await.text().contains("Tersimpan: 19 barang baru"));
}

#[actix_web::test]
async fn a_table_is_looked_at_before_its_good_rows_are_written() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let bring = format!("{}/impor", base(&site).await);
    let count = "SELECT CAST(COUNT(*) AS TEXT) AS one FROM product WHERE title LIKE 'Barang %'";
    let brought = send(&mut rahma, &bring, &[], "tabel", table(100).as_bytes()).await;
    assert_eq!(brought.status, 303, "{:?}", brought.all(".field-error"));
    let here = brought.header("location").to_owned();
    let plan = rahma.get(&here).await;
    write_tables(&site).await;
    assert_eq!(texts(&site, count).await, ["0"], "looking writes nothing");
    assert_eq!(plan.all("section[aria-labelledby=wrong] tbody tr").len(), 5);
    assert!(plan.all("section[aria-labelledby=wrong] tbody th").contains(&"21".to_owned()), "as a table counts");
    assert!(plan.text().contains("“gratis” bukan angka") && plan.text().contains("tidak kami baca: Rak"));
    assert_eq!(plan.all("section[aria-labelledby=good] tbody tr").len(), 20, "a sample");
    assert!(plan.text().contains("Dan 75 baris lain"));
    let wrong = rahma.get(&format!("{here}/salah")).await;
    assert!(wrong.header("content-disposition").contains("barang.csv"));
    assert_eq!(wrong.text().lines().count(), 6);
    // A row to which a price was given is a new one, beside the others.
    let mended = table(100).replace("gratis", "12.500");
    assert_eq!(rahma.post(&here, &[]).await.status, 303);
    write_tables(&site).await;
    assert_eq!(texts(&site, count).await, ["95"]);
    let again = send(&mut rahma, &bring, &[], "tabel", mended.as_bytes()).await;
    let plan = rahma.get(again.header("location")).await;
    assert_eq!(plan.all("main form button"), ["Simpan 5 barang"]);
}

#[actix_web::test]
async fn goods_that_are_taken_away_come_back_the_same() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let base = base(&site).await;
    for kind in ["csv", "xlsx"] {
        let taken = rahma.get(&format!("{base}/unduh?jenis={kind}")).await;
        assert_eq!(taken.status, 200);
        let brought = send(&mut rahma, &format!("{base}/impor"), &[], "tabel", &taken.bytes).await;
        assert_eq!(brought.status, 303, "{kind}: {:?}", brought.all(".field-error"));
        let plan = rahma.get(brought.header("location")).await;
        assert!(plan.all("main form button").is_empty(), "{kind}: there is nothing to write");
        assert!(plan.all("section[aria-labelledby=wrong]").is_empty(), "{kind}");
    }
    let code = site.code("product", "title", "Tas purun bulat").await;
    let renamed = format!("Kode;Nama;Jenis;Harga;Isi\r\n{code};Tas purun bundar;Tas dan dompet;85000;1 buah\r\n");
    let brought = send(&mut rahma, &format!("{base}/impor"), &[], "tabel", renamed.as_bytes()).await;
    assert_eq!(rahma.post(brought.header("location"), &[]).await.status, 303);
    assert_eq!(write_tables(&site).await, 1);
    assert_eq!(site.get(&format!("/barang/{code}")).await.status, 404, "a new name waits for a look here too");
}

#[actix_web::test]
async fn words_that_must_not_be_stored_stay_out_of_a_table_too() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let base = base(&site).await;
    let telling = "kelompok dukungan sebaya";
    let rows = format!(
        "Nama;Jenis;Harga;Isi;Rak\r\nKue {telling};kue;20000;250 g;A\r\nTas rawa;tas;50000;1 buah;A\r\n\
         Topi rawa;tas;50000;1 buah;{telling}\r\n"
    );
    let brought = send(&mut rahma, &format!("{base}/impor"), &[], "tabel", rows.as_bytes()).await;
    let here = brought.header("location").to_owned();
    let plan = rahma.get(&here).await;
    assert!(plan.text().contains("Mohon hapus keterangan pribadi atau kesehatan"));
    assert_eq!(plan.all("section[aria-labelledby=wrong] tbody tr").len(), 2, "in whichever column");
    assert!(!plan.text().contains(telling) && !rahma.get(&format!("{here}/salah")).await.text().contains(telling));
    let kept = texts(&site, "SELECT CAST(table_read AS TEXT) AS one FROM goods_import").await;
    assert!(kept.iter().all(|table| !table.contains("sebaya")), "{kept:?}");
    for (file, words) in [(&b"%PDF-1.7"[..], "bukan tabel"), (b"Nama;Rak\r\nTas;1\r\n", "Kolom ini belum ada")] {
        let refused = send(&mut rahma, &format!("{base}/impor"), &[], "tabel", file).await;
        assert_eq!(refused.status, 422);
        assert!(refused.all(".field-error")[0].contains(words), "{:?}", refused.all(".field-error"));
    }
    let mut ruslan = site.sign_in("Ruslan").await;
    let own = format!("/saya/usaha/{}/barang/impor", site.code_of_demo("enterprise", "E02"));
    let code = here.rsplit('/').next().unwrap();
    assert_eq!(ruslan.get(&format!("{own}/{code}")).await.status, 404);
    assert_eq!(ruslan.post(&format!("{own}/{code}"), &[]).await.status, 404);
}
