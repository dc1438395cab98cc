//! A group writes a proposal together, two of them sign it, and one sends it; nothing is lost on the way.
use actix_web::{http::StatusCode, test::TestRequest};
use tanggui::{
    disclosure,
    funding::{papers, proposals},
};
use time::Duration;

use crate::{
    html::keeps_the_rules,
    support::{Answer, Client, Site, form, form_request},
    uploads::photo,
    web_safety::texts,
};

/// Parts that are typed, with answers nothing speaks against.
const SECTIONS: [(&str, &[(&str, &str)]); 6] = [
    ("identitas", &[("pengaju", "Usaha Purun Sanja"), ("alamat_badan", "Jalan Purun 4, Banjarmasin")]),
    (
        "latar-belakang",
        &[("kegiatan_usaha", "Membuat tas dari purun sejak 2019."), ("latar_belakang", "Alat pres masih satu.")],
    ),
    ("tujuan", &[("tujuan", "Menambah jumlah tas dari 40 menjadi 70 sebulan.")]),
    (
        "kegiatan",
        &[
            ("rencana", "Januari membeli alat, Februari berlatih."),
            ("mulai_tgl", "4"),
            ("mulai_bln", "1"),
            ("mulai_thn", "2027"),
            ("selesai_tgl", "30"),
            ("selesai_bln", "6"),
            ("selesai_thn", "2027"),
        ],
    ),
    ("barang", &[("barang_jasa", "Dua alat pres."), ("tempat_barang", "Banjarmasin Utara")]),
    ("manfaat", &[("manfaat", "Waktu kerja berkurang."), ("ukuran", "Jumlah tas sebulan."), ("orang", "6")]),
];

const LINE: [(&str, &str); 12] = [
    ("kegiatan", "Menekan anyaman"),
    ("uraian", "Alat pres purun"),
    ("bentuk", "goods"),
    ("volume", "2"),
    ("satuan", "unit"),
    ("harga", "4.500.000"),
    ("toko_1", "Toko Alat Jaya"),
    ("banding_1", "4.700.000"),
    ("toko_2", "Bengkel Maju"),
    ("banding_2", "4.500.000"),
    ("toko_3", "Pasar daring"),
    ("banding_3", "4.900.000"),
];

const PAPERS: [&str; 6] = ["ktp-ketua", "domisili", "rekening", "pengurus", "tanggung-jawab", "tidak-ganda"];

fn base(site: &Site) -> String {
    format!("/saya/usaha/{}/proposal", site.code_of_demo("enterprise", "E01"))
}

/// The open call without a legal form: K01 of the demo.
async fn open_call(site: &Site) -> String {
    let sql = "SELECT public_code AS one FROM call WHERE state = 'open' AND doors = '[]' AND closes_at IS NOT NULL";
    texts(site, sql).await.remove(0)
}

/// Answers yes to everything that is asked; gives the address of the draft.
pub async fn begin(client: &mut Client<'_>) -> String {
    let code = open_call(client.site).await;
    let here = format!("{}/mulai/{code}", base(client.site));
    let page = client.get(&here).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut names = page.attributes("main input[type=radio]", "name");
    names.dedup();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "ya")).collect();
    let made = client.post(&here, &fields).await;
    assert_eq!(made.status, 303, "{:?}", made.all("main .field-error"));
    made.header("location").to_owned()
}

fn version(page: &Answer) -> String {
    page.attributes("input[name=versi]", "value").first().expect("a version").clone()
}

async fn fill(client: &mut Client<'_>, here: &str, section: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("{here}/isi/{section}");
    let version = version(&client.get(&path).await);
    client.post(&path, &[&[("versi", version.as_str())][..], fields].concat()).await
}

async fn fill_all(client: &mut Client<'_>, here: &str) {
    for (section, fields) in SECTIONS {
        let saved = fill(client, here, section, fields).await;
        assert_eq!(saved.status, 303, "{section}: {:?}", saved.all(".field-error"));
    }
    let line = [&[("versi", "0"), ("tombol", "simpan")][..], &LINE].concat();
    let added = client.post(&format!("{here}/rab/baru"), &line).await;
    assert_eq!(added.status, 303);
}

/// Sends a file as a browser does.
async fn attach(client: &mut Client<'_>, here: &str, kind: &str, (name, bytes): (&str, &[u8])) -> Answer {
    let mut body = Vec::new();
    let part = |body: &mut Vec<u8>, head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--grens\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    part(&mut body, "name=\"jenis\"", kind.as_bytes());
    part(&mut body, &format!("name=\"berkas\"; filename=\"{name}\""), bytes);
    body.extend_from_slice(b"--grens--\r\n");
    let request = TestRequest::post().uri(&format!("{here}/berkas")).insert_header(("sec-fetch-site", "same-origin"));
    let request = request.insert_header(("content-type", "multipart/form-data; boundary=grens"));
    client.send(request.set_payload(body)).await
}

async fn attach_all(client: &mut Client<'_>, here: &str) {
    for kind in PAPERS {
        let sent = attach(client, here, kind, ("berkas.jpg", &photo())).await;
        assert_eq!(sent.status, 303, "{kind}: {:?}", sent.all(".field-error"));
    }
}

async fn sign(client: &mut Client<'_>, here: &str) -> Answer {
    let page = client.get(&format!("{here}/kirim")).await;
    let mark = page.attributes("input[name=isi]", "value").remove(0);
    client.post(&format!("{here}/kirim"), &[("isi", &mark), ("terbit", "1"), ("tombol", "tanda")]).await
}

async fn press(client: &mut Client<'_>, here: &str, button: &str) -> Answer {
    client.post(&format!("{here}/kirim"), &[("tombol", button)]).await
}

/// The proposal of a story, and not that of the demo.
const OURS: &str = "id NOT IN (SELECT p.id FROM proposal p JOIN call c ON c.id = p.call_id WHERE c.doors <> '[]')";

async fn one(site: &Site, sql: &str) -> String {
    texts(site, sql).await.pop().unwrap_or_default()
}

async fn state(site: &Site) -> String {
    one(site, &format!("SELECT state AS one FROM proposal WHERE {OURS}")).await
}

/// A proposal with everything, as it is before anybody signs.
async fn whole(client: &mut Client<'_>) -> String {
    let here = begin(client).await;
    fill_all(client, &here).await;
    attach_all(client, &here).await;
    here
}

/// A proposal that was sent.
pub async fn sent(site: &Site) -> String {
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let here = whole(&mut rahma).await;
    assert_eq!(sign(&mut rahma, &here).await.status, 303);
    assert_eq!(sign(&mut salim, &here).await.status, 303);
    let sent = press(&mut rahma, &here, "kirim").await;
    assert_eq!(sent.status, 303, "{:?}", sent.all("main .notice li"));
    here
}

#[actix_web::test]
async fn three_write_two_sign_and_one_sends() {
    let site = Site::demo().await;
    let (mut rahma, mut salim, mut nur) =
        (site.sign_in("Rahma").await, site.sign_in("Salim").await, site.sign_in("Nur").await);
    let here = begin(&mut nur).await;
    fill_all(&mut nur, &here).await;
    attach_all(&mut salim, &here).await;
    let page = rahma.get(&here).await;
    keeps_the_rules("the proposal", "id", &page.text());
    assert!(page.text().contains("Terakhir diubah Nur"), "the group sees who wrote what");
    assert_eq!(page.all(".task--done").len(), 8, "{:?}", page.all(".task"));
    assert_eq!(sign(&mut nur, &here).await.status, 404, "who writes does not sign");
    assert_eq!(press(&mut rahma, &here, "kirim").await.status, 422, "nobody has signed");
    assert_eq!(sign(&mut rahma, &here).await.status, 303);
    assert_eq!(press(&mut rahma, &here, "kirim").await.status, 422, "one signature is not two");
    assert_eq!(sign(&mut salim, &here).await.status, 303);
    let ready = rahma.get(&format!("{here}/kirim")).await;
    let effects = ready.all("main .notice li").join(" ");
    assert!(effects.contains("Terkirim") && effects.contains("pemberitahuan"), "{effects}");
    assert_eq!(press(&mut salim, &here, "kirim").await.status, 422, "the chair sends");
    assert_eq!(press(&mut rahma, &here, "kirim").await.status, 303);
    assert_eq!(state(&site).await, "submitted");
    assert_eq!(press(&mut rahma, &here, "kirim").await.status, 422, "sent once is sent");
    assert_eq!(texts(&site, "SELECT mark AS one FROM proposal_version").await.len(), 1);
    let page = rahma.get(&here).await;
    assert!(page.text().contains("Terkirim") && page.text().contains("Tanda terima"), "{}", page.text());
    assert!(disclosure::sweep(&page.text()).is_empty());
}

#[actix_web::test]
async fn what_is_changed_after_a_signature_is_signed_again() {
    let site = Site::demo().await;
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let here = whole(&mut rahma).await;
    let old = rahma.get(&format!("{here}/kirim")).await.attributes("input[name=isi]", "value").remove(0);
    sign(&mut rahma, &here).await;
    sign(&mut salim, &here).await;
    // Saving the same words again changes nothing.
    fill(&mut salim, &here, SECTIONS[2].0, SECTIONS[2].1).await;
    assert_eq!(texts(&site, "SELECT duty AS one FROM signature").await.len(), 2);
    fill(&mut salim, &here, "tujuan", &[("tujuan", "Menambah jumlah tas menjadi 80 sebulan.")]).await;
    assert_eq!(texts(&site, "SELECT duty AS one FROM signature").await.len(), 0);
    assert_eq!(press(&mut rahma, &here, "kirim").await.status, 422);
    // Nobody signs what they did not look at.
    let stale = [("isi", old.as_str()), ("terbit", "1"), ("tombol", "tanda")];
    assert_eq!(rahma.post(&format!("{here}/kirim"), &stale).await.status, 422);
    assert_eq!(sign(&mut rahma, &here).await.status, 303);
}

#[actix_web::test]
async fn two_who_write_the_same_part_lose_nothing() {
    let site = Site::demo().await;
    let (mut rahma, mut nur) = (site.sign_in("Rahma").await, site.sign_in("Nur").await);
    let here = begin(&mut rahma).await;
    let path = format!("{here}/isi/tujuan");
    let held = version(&nur.get(&path).await);
    fill(&mut rahma, &here, "tujuan", &[("tujuan", "Tulisan Rahma.")]).await;
    let late = nur.post(&path, &[("versi", &held), ("tujuan", "Tulisan Nur.")]).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Tulisan Nur.") && late.text().contains("Tulisan Rahma."), "both stand there");
    let joined = [("versi", version(&late)), ("tujuan", "Tulisan Rahma. Tulisan Nur.".to_owned())];
    let joined: Vec<(&str, &str)> = joined.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(nur.post(&path, &joined).await.status, 303);
    let line = |what| [&[("versi", "0"), ("tombol", "simpan")][..], &LINE[1..], &[("kegiatan", what)]].concat();
    // Two new lines at once are two lines.
    assert_eq!(rahma.post(&format!("{here}/rab/baru"), &line("Satu")).await.status, 303);
    assert_eq!(nur.post(&format!("{here}/rab/baru"), &line("Dua")).await.status, 303);
    assert_eq!(rahma.get(&format!("{here}/rab")).await.all(".way").len(), 2);
    // One line that both had open is shown twice.
    let held = version(&nur.get(&format!("{here}/rab/1")).await);
    let with =
        |what| [&[("versi", held.as_str()), ("tombol", "simpan")][..], &LINE[1..], &[("kegiatan", what)]].concat();
    assert_eq!(rahma.post(&format!("{here}/rab/1"), &with("Rahma")).await.status, 303);
    let late = nur.post(&format!("{here}/rab/1"), &with("Nur")).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Rahma") && late.attributes("input[name=kegiatan]", "value") == ["Nur"]);
}

#[actix_web::test]
async fn a_section_saves_itself_while_it_is_written() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = begin(&mut rahma).await;
    let path = format!("{here}/isi/tujuan");
    let save = |versi: &'static str, text: &'static str| {
        let body = form(&[("versi", versi), ("tujuan", text)]);
        form_request(&path, &body).insert_header(("accept", "application/json"))
    };
    let saved = rahma.send(save("0", "Sedikit")).await;
    assert_eq!(saved.status, 200);
    assert_eq!(saved.json()["version"], 1);
    assert_eq!(rahma.send(save("0", "Lagi")).await.status, 409, "an old version overwrites nothing");
    assert_eq!(rahma.send(save("1", "Lebih banyak")).await.json()["version"], 2);
    assert_eq!(rahma.get(&path).await.all("textarea[name=tujuan]"), ["Lebih banyak"]);
}

#[actix_web::test]
async fn a_half_written_line_is_kept_and_told_and_sums_are_those_of_the_server() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = begin(&mut rahma).await;
    let half = [("versi", "0"), ("tombol", "simpan"), ("kegiatan", "Menjahit"), ("harga", "satu juta")];
    let kept = rahma.post(&format!("{here}/rab/baru"), &half).await;
    assert_eq!(kept.status, 422);
    assert_eq!(kept.attributes("main form", "action"), [format!("{here}/rab/1")], "it is line one now");
    assert_eq!(kept.attributes("input[name=harga]", "value"), ["satu juta"]);
    assert!(rahma.get(&format!("{here}/rab")).await.text().contains("belum lengkap"));
    let version = version(&kept);
    let line = [&[("versi", version.as_str()), ("tombol", "simpan"), ("volume", "2,5")][..], &LINE[..3], &LINE[4..]];
    assert_eq!(rahma.post(&format!("{here}/rab/1"), &line.concat()).await.status, 303);
    let list = rahma.get(&format!("{here}/rab")).await.text();
    assert!(list.contains("11.250.000"), "2,5 × 4.500.000: {list}");
    assert!(rahma.post(&format!("{here}/rab/baru"), &[("versi", "0"), ("tombol", "simpan")]).await.status == 422);
    let gone = rahma.post(&format!("{here}/rab/1"), &[("versi", "2"), ("tombol", "hapus")]).await;
    assert_eq!(gone.status, 303);
    assert!(rahma.get(&format!("{here}/rab")).await.text().contains("Belum ada baris"));
}

#[actix_web::test]
async fn nothing_is_signed_before_it_is_whole_and_everything_missing_is_told_at_once() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = begin(&mut rahma).await;
    let page = rahma.get(&format!("{here}/kirim")).await;
    let missing = page.all("main .notice--warning li");
    assert_eq!(missing.len(), 6 + 1 + PAPERS.len(), "{missing:?}");
    assert!(missing.iter().any(|line| line.contains("KTP ketua")));
    assert!(page.all("button[value=tanda]").is_empty());
    fill_all(&mut rahma, &here).await;
    attach_all(&mut rahma, &here).await;
    let page = rahma.get(&format!("{here}/kirim")).await;
    assert_eq!(page.all("button[value=tanda]").len(), 1, "{:?}", page.all("main .notice li"));
    let mark = page.attributes("input[name=isi]", "value").remove(0);
    let unread = rahma.post(&format!("{here}/kirim"), &[("isi", &mark), ("tombol", "tanda")]).await;
    assert_eq!(unread.status, 422, "the warning about names was not read");
}

#[actix_web::test]
async fn words_that_tell_too_much_are_refused_and_kept_nowhere() {
    let site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = begin(&mut rahma).await;
    for telling in ["ODHA", "HIV", "KDS setiap hari"] {
        let text = format!("Kelompok kami {telling}.");
        let refused = fill(&mut rahma, &here, "tujuan", &[("tujuan", text.as_str())]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Hapus keterangan") || !refused.all(".field-error").is_empty());
        let line = [&[("versi", "0"), ("tombol", "simpan")][..], &LINE[..1], &LINE[2..], &[("uraian", text.as_str())]];
        assert_eq!(rahma.post(&format!("{here}/rab/baru"), &line.concat()).await.status, 422);
        let named = attach(&mut rahma, &here, "foto", (&format!("{telling}.jpg"), &photo())).await;
        assert_eq!(named.status, 422);
    }
    let kept = format!(
        "SELECT content AS one FROM proposal_section WHERE proposal_id IN (SELECT id FROM proposal WHERE {OURS})"
    );
    assert!(texts(&site, &kept).await.is_empty());
    assert!(texts(&site, "SELECT name AS one FROM paper").await.is_empty());
}

#[actix_web::test]
async fn sealed_papers_lie_closed_on_the_disk_and_open_for_their_group_alone() {
    let site = Site::demo().await;
    let (mut rahma, mut ruslan) = (site.sign_in("Rahma").await, site.sign_in("Ruslan").await);
    let here = begin(&mut rahma).await;
    attach(&mut rahma, &here, "domisili", ("surat.jpg", &photo())).await;
    attach(&mut rahma, &here, "foto", ("alat.jpg", &photo())).await;
    let links = rahma.get(&format!("{here}/berkas")).await.attributes("main .task-title a", "href");
    let (sealed, open) = (rahma.get(&links[0]).await, rahma.get(&links[1]).await);
    assert_eq!(sealed.bytes, open.bytes, "both are the same picture");
    assert!(sealed.header("content-disposition").starts_with("attachment"));
    assert_eq!(sealed.header("x-content-type-options"), "nosniff");
    let stored = texts(&site, "SELECT stored AS one FROM paper ORDER BY id").await;
    let on_disk = |name: &str| std::fs::read(site.folder.path().join("papers").join(name)).unwrap();
    assert_eq!(on_disk(&stored[1]), open.bytes);
    assert_ne!(on_disk(&stored[0]), sealed.bytes);
    assert_eq!(ruslan.get(&links[0]).await.status, 404);
    let hostile = attach(&mut rahma, &here, "akta", ("akta.pdf", b"%PDF-1.4\n<html><script>x</script>")).await;
    assert_eq!(hostile.status, 422);
    assert_eq!(attach(&mut rahma, &here, "akta", ("akta.exe", b"MZ")).await.status, 422);
    assert_eq!(attach(&mut rahma, &here, "akta", ("akta.pdf", b"")).await.status, 422);
    // What nobody outside has seen is gone as soon as it is removed.
    let code = links[0].rsplit('/').next().unwrap().replace('-', "");
    let removed = rahma.post(&format!("{here}/berkas/ubah"), &[("berkas_ini", &code), ("tombol", "hapus")]).await;
    assert_eq!(removed.status, 303);
    assert!(!site.folder.path().join("papers").join(&stored[0]).exists());
    assert_eq!(one(&site, "SELECT COUNT(*) || '' AS one FROM sealed_paper").await, "0");
    assert_eq!(rahma.get(&links[0]).await.status, 404);
}

#[actix_web::test]
async fn a_proposal_comes_back_while_nobody_has_claimed_it_and_goes_again_as_version_two() {
    let site = Site::demo().await;
    let here = sent(&site).await;
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    let locked = fill(&mut rahma, &here, "tujuan", &[("tujuan", "Lain.")]).await;
    assert_eq!(locked.status, 422, "what was sent is not written");
    assert_eq!(press(&mut rahma, &here, "tarik").await.status, 303);
    assert_eq!(state(&site).await, "draft");
    fill(&mut rahma, &here, "tujuan", &[("tujuan", "Menambah jumlah tas menjadi 90 sebulan.")]).await;
    sign(&mut rahma, &here).await;
    sign(&mut salim, &here).await;
    assert_eq!(press(&mut rahma, &here, "kirim").await.status, 303);
    let marks = texts(&site, "SELECT mark AS one FROM proposal_version ORDER BY number").await;
    assert!(marks.len() == 2 && marks[0] != marks[1]);
    assert_eq!(texts(&site, "SELECT letter AS one FROM funding_document").await.len(), 2);
}

#[actix_web::test]
async fn the_receipt_is_typeset_and_verified_by_its_code() {
    let site = Site::demo().await;
    let here = sent(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let links = rahma.get(&here).await.attributes("main a[href*='/surat/']", "href");
    assert_eq!(links.len(), 1);
    let (first, second) = (rahma.get(&links[0]).await, rahma.get(&links[0]).await);
    assert!(first.bytes.starts_with(b"%PDF") && first.bytes == second.bytes, "always the same bytes");
    let code = links[0].rsplit('/').next().unwrap();
    let page = site.get(&format!("/periksa/{code}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("berlaku") && !page.text().contains("Purun Sanja"), "neither name nor amount");
    let (unknown, malformed) = (site.get("/periksa/ZZZZ-ZZZZ").await, site.get("/periksa/zz").await);
    assert_eq!((unknown.status, malformed.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(unknown.text().replace("ZZZZ-ZZZZ", "zz"), malformed.text());
    let mut ruslan = site.sign_in("Ruslan").await;
    assert_eq!(ruslan.get(&links[0]).await.status, 404);
}

#[actix_web::test]
async fn a_group_has_one_proposal_in_a_call_and_may_leave_without_saying_why() {
    let site = Site::demo().await;
    let (mut rahma, mut nur) = (site.sign_in("Rahma").await, site.sign_in("Nur").await);
    let here = begin(&mut rahma).await;
    let again = format!("{}/mulai/{}", base(&site), open_call(&site).await);
    let page = nur.get(&again).await;
    let mut names = page.attributes("main input[type=radio]", "name");
    names.dedup();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "ya")).collect();
    assert_eq!(nur.post(&again, &fields).await.status, 422);
    let no: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "tidak")).collect();
    let told = nur.post(&again, &no).await;
    assert_eq!(told.status, 200);
    assert!(told.text().contains("Belum bisa") || told.text().contains("kurang"), "what is missing is told");
    assert_eq!(press(&mut nur, &here, "batal").await.status, 404, "who writes does not leave for the others");
    assert_eq!(press(&mut rahma, &here, "batal").await.status, 303);
    assert_eq!(state(&site).await, "withdrawn");
    assert_eq!(rahma.post(&again, &fields).await.status, 303, "and may begin anew");
}

#[actix_web::test]
async fn the_close_is_a_moment_grace_is_for_open_drafts_and_the_rest_lapses() {
    let mut site = Site::demo().await;
    let mut rahma = site.sign_in("Rahma").await;
    let here = whole(&mut rahma).await;
    drop(rahma);
    site.execute("UPDATE call SET closes_at = opens_at + 2592000000 WHERE state = 'open' AND doors = '[]'").await;
    site.later(Duration::days(60));
    let mut rahma = site.sign_in("Rahma").await;
    sign(&mut rahma, &here).await;
    let mut salim = site.sign_in("Salim").await;
    sign(&mut salim, &here).await;
    let late = press(&mut rahma, &here, "kirim").await;
    assert_eq!(late.status, 422);
    assert_eq!(proposals::acts::service::follow_calls(&site.app).await.unwrap(), 0, "the call is not closed yet");
    site.execute("UPDATE call SET state = 'closed' WHERE state = 'open' AND doors = '[]'").await;
    assert_eq!(proposals::acts::service::follow_calls(&site.app).await.unwrap(), 1);
    assert_eq!(state(&site).await, "lapsed");
    assert!(rahma.get(&here).await.text().contains("Selesai"));
}

#[actix_web::test]
async fn papers_of_a_proposal_that_ended_are_destroyed_in_time() {
    let mut site = Site::demo().await;
    let here = sent(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    assert_eq!(press(&mut rahma, &here, "batal").await.status, 303);
    drop(rahma);
    site.later(Duration::days(29));
    assert_eq!(papers::disposal::service::sweep(&site.app).await.unwrap(), 0);
    site.later(Duration::days(2));
    assert_eq!(papers::disposal::service::sweep(&site.app).await.unwrap(), PAPERS.len());
    assert_eq!(std::fs::read_dir(site.folder.path().join("papers")).unwrap().count(), 0);
    assert_eq!(one(&site, "SELECT COUNT(*) || '' AS one FROM sealed_paper").await, "0");
    assert_eq!(texts(&site, "SELECT mark AS one FROM proposal_version").await.len(), 1, "what was said stays");
    assert_eq!(papers::disposal::service::sweep(&site.app).await.unwrap(), 0);
}
