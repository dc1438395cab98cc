//! A visitor without an account checks whether a business can apply for a call, and nothing of it stays.
use actix_web::test::TestRequest;
use tanggui::disclosure;

use crate::{
    html::keeps_the_rules,
    support::{Answer, Client, Site, form},
    web_safety::fingerprint,
};

const FACTS: [&str; 8] = ["tempat", "domisili", "pengurus", "rekening", "npwp", "dana_lain", "lpj", "milik"];
const WARNING: &str = "Nama penerima hibah diumumkan dalam keputusan kepala daerah. Pilih nama yang aman untuk Anda.";

/// The code of an open call that asks for a legal form and for everything else.
pub async fn grant(site: &Site) -> String {
    call(site, "Modal Bahan Baku").await
}

async fn call(site: &Site, name: &str) -> String {
    let calls = site.codes("call", "name").await;
    calls.into_iter().find(|(full, _)| full.starts_with(name)).unwrap().1
}

/// Yes to every question but some, and these answers about the door.
fn answers<'a>(no: &[&str], doors: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let facts = FACTS.map(|name| (name, if no.contains(&name) { "tidak" } else { "ya" }));
    [&facts[..], doors].concat()
}

const GROUP: [(&str, &str); 3] = [("badan", "belum"), ("pengakuan", "dinas"), ("rekening_badan", "ya")];
const NOBODY: [(&str, &str); 3] = [("badan", "belum"), ("pengakuan", "belum"), ("payung", "belum")];

/// What one reads, without the markup.
fn read(page: &Answer) -> String {
    page.all("main").remove(0).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn check(guest: &mut Client<'_>, code: &str, fields: &[(&str, &str)]) -> Answer {
    let page = guest.post(&format!("/hibah/{code}/cek"), fields).await;
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.header("x-robots-tag").starts_with("noindex"));
    keeps_the_rules("the answer", "id", &page.text());
    assert!(disclosure::sweep(&page.text()).is_empty());
    page
}

#[actix_web::test]
async fn a_call_leads_to_eight_questions_and_four_about_the_door_on_one_page() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    let here = format!("/hibah/{code}/cek");
    let links = site.get(&format!("/hibah/{code}")).await.attributes("main a.button", "href");
    assert!(links.contains(&here), "{links:?}");
    let page = site.get(&here).await;
    assert_eq!(page.attributes("main form", "action"), [here.as_str()]);
    assert_eq!(page.attributes("main form", "method"), ["post"]);
    let questions = page.all("main legend");
    assert_eq!(questions.len(), 12);
    assert_eq!(questions[0], "1. Apakah tempat usaha dan pengurus ada di Kabupaten Banjar?");
    assert!(questions[11].starts_with("12. Apakah ada rekening aktif"), "{questions:?}");
    assert!(page.attributes("main input[checked]", "name").is_empty());
    assert!(page.attributes("main input", "type").iter().all(|kind| kind == "radio"));
    assert!(read(&page).contains(WARNING) && read(&page).contains("Jawaban tidak disimpan"));
    let english = site.english(&here).await.all("main legend");
    assert_eq!(english[0], "1. Are the business and those who run it in Kabupaten Banjar?");
}

#[actix_web::test]
async fn an_acknowledged_group_reads_as_what_to_apply_in_both_languages() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    let fields = answers(&[], &GROUP);
    let page = check(&mut site.browser(), &code, &fields).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.all("h1"), ["Jawaban Anda cocok dengan syarat awal"]);
    let text = read(&page);
    assert!(text.contains("Ajukan sebagai: Kelompok yang diakui dinas"), "{text}");
    assert!(text.contains("Siapkan: Surat pengakuan dari kepala dinas pembina."), "{text}");
    assert!(text.contains("tetap memeriksa berkas dan memutuskan") && !text.contains("masih kurang"), "{text}");
    assert!(text.contains(WARNING), "{text}");
    let request = TestRequest::post()
        .uri(&format!("/hibah/{code}/cek"))
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .insert_header(("cookie", "bahasa=en"))
        .set_payload(form(&fields));
    let english = site.send(request).await;
    keeps_the_rules("the answer", "en", &english.text());
    assert_eq!(english.all("h1"), ["Your answers fit the first conditions"]);
    let text = read(&english);
    assert!(text.contains("Apply as: Group acknowledged by an office"), "{text}");
    assert!(text.contains("Choose a name that is safe for you."), "{text}");
}

#[actix_web::test]
async fn every_no_names_the_paper_what_to_do_and_where() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    let mut guest = site.browser();
    for (field, words) in [
        ("tempat", ["Tempat usaha dan pengurus di Kabupaten Banjar", "Cari hibah", "halaman Hibah"]),
        ("domisili", ["Surat keterangan domisili", "Minta surat baru", "kelurahan atau desa"]),
        ("pengurus", ["Surat Keputusan (SK) kepengurusan", "ketua dan bendahara yang berbeda", "rapat anggota"]),
        ("rekening", ["Rekening bank atas nama usaha", "Buka rekening", "Di bank"]),
        ("npwp", ["Nomor Pokok Wajib Pajak (NPWP) usaha", "Daftarkan usaha", "kantor pajak"]),
        (
            "dana_lain",
            ["Surat pernyataan tidak menerima dana lain", "tidak didanai dua kali", "ditandatangani sendiri"],
        ),
        ("lpj", ["Tanda terima laporan pertanggungjawaban (LPJ)", "kirim LPJ", "dinas yang memberi bantuan"]),
        ("milik", ["Bukti tempat usaha", "surat sewa paling sedikit 3 tahun", "pemilik tempat"]),
    ] {
        let page = check(&mut guest, &code, &answers(&[field], &GROUP)).await;
        assert_eq!((page.status.as_u16(), page.all("h1")), (200, vec!["Belum bisa mengajukan".to_owned()]));
        assert_eq!(page.all("#missing"), ["Ada 1 hal yang masih kurang"], "{field}");
        let [paper, what_to_do, place] = words;
        assert!(page.all(".task-title")[0].starts_with(paper), "{field}: {:?}", page.all(".task-title"));
        assert!(page.all(".task-body")[0].contains(what_to_do), "{field}: {:?}", page.all(".task-body"));
        assert!(page.all(".task-why")[0].contains(place), "{field}: {:?}", page.all(".task-why"));
        assert!(read(&page).contains("bisa berbeda di tiap daerah") && read(&page).contains(WARNING), "{field}");
    }
    let without = [("badan", "koperasi"), ("rekening_badan", "tidak")];
    let page = check(&mut guest, &code, &answers(&FACTS, &without)).await;
    assert_eq!(page.all("#missing"), ["Ada 9 hal yang masih kurang"]);
    assert_eq!(page.all(".task-title").len(), 9);
    assert!(read(&page).contains("Ajukan sebagai: Koperasi"));
}

#[actix_web::test]
async fn without_a_body_the_papers_to_arrange_and_calls_without_a_legal_form_are_told() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    let page = check(&mut site.browser(), &code, &answers(&[], &NOBODY)).await;
    assert_eq!(page.all("h1"), ["Belum bisa mengajukan"]);
    let text = read(&page);
    assert!(text.contains("Belum ada badan yang bisa mengajukan") && text.contains(WARNING), "{text}");
    let doors = page.all(".task-title");
    assert_eq!(doors.len(), 6);
    assert!(doors.contains(&"Kelompok yang diakui dinas".to_owned()), "{doors:?}");
    assert!(page.all("#missing").is_empty());
    let others = page.attributes(".way", "href");
    let mut expected = Vec::new();
    for name in ["Alat Kerja", "Peralatan Gerai", "Dana Darurat", "Pengolahan Ikan"] {
        expected.push(format!("/hibah/{}", call(&site, name).await));
    }
    assert_eq!(others, expected, "open ones before those to come");
    let aid = check(&mut site.browser(), &call(&site, "Dana Darurat").await, &answers(&[], &[])).await;
    assert_eq!(aid.attributes(".way", "href").len(), 3, "a call is not its own alternative");
}

#[actix_web::test]
async fn a_form_that_a_call_does_not_accept_is_told_with_those_it_accepts() {
    let site = Site::demo().await;
    let code = call(&site, "Penguatan Usaha Mikro").await;
    let register = [("badan", "belum"), ("pengakuan", "skt"), ("rekening_badan", "ya")];
    let page = check(&mut site.browser(), &code, &answers(&[], &register)).await;
    assert_eq!(page.all("h1"), ["Belum bisa mengajukan"]);
    assert!(
        read(&page).contains("Hibah ini tidak menerima bentuk ini: Lembaga dengan Surat Keterangan Terdaftar (SKT)")
    );
    assert_eq!(page.all(".task-title").len(), 5);
}

#[actix_web::test]
async fn a_call_without_a_legal_form_asks_only_what_its_papers_ask() {
    let site = Site::demo().await;
    let code = call(&site, "Dana Darurat").await;
    let page = site.get(&format!("/hibah/{code}/cek")).await;
    assert_eq!(page.all("main legend"), ["1. Apakah ada rekening atas nama usaha, bukan nama pribadi?"]);
    assert!(read(&page).contains("Hibah ini tidak meminta badan hukum"));
    let passed = check(&mut site.browser(), &code, &[("rekening", "ya")]).await;
    assert_eq!(passed.all("h1"), ["Jawaban Anda cocok dengan syarat awal"]);
    assert!(read(&passed).contains("Ajukan sebagai: Usaha Anda sendiri"));
    let lacking = check(&mut site.browser(), &code, &[("rekening", "tidak")]).await;
    assert_eq!(lacking.all("h1"), ["Belum bisa mengajukan"]);
}

#[actix_web::test]
async fn what_was_left_open_is_told_at_the_question_and_what_was_ticked_stays() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    let mut guest = site.browser();
    let empty = check(&mut guest, &code, &[]).await;
    assert_eq!(empty.status, 422);
    assert_eq!(empty.all(".field-error").len(), 9, "eight questions and the first about the door");
    let typed = [("tempat", "ya"), ("npwp", "tidak"), ("lpj", "mungkin"), ("badan", "belum")];
    let page = check(&mut guest, &code, &typed).await;
    assert_eq!(page.status, 422);
    let summary = page.attributes(".error-summary-list a", "href");
    let open = ["domisili", "pengurus", "rekening", "dana_lain", "lpj", "milik", "pengakuan"];
    assert_eq!(summary, open.map(|name| format!("#f-{name}")));
    assert!(page.all("#e-lpj")[0].contains("Pertanyaan 7: pilih satu jawaban"), "{:?}", page.all("#e-lpj"));
    assert!(page.all("title")[0].starts_with("Perbaiki: "), "{:?}", page.all("title"));
    let ticked: Vec<_> = page
        .attributes("main input[checked]", "name")
        .into_iter()
        .zip(page.attributes("main input[checked]", "value"))
        .collect();
    let kept = [("tempat", "ya"), ("npwp", "tidak"), ("badan", "belum")];
    assert_eq!(ticked, kept.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[actix_web::test]
async fn nothing_of_an_answer_stays_behind() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    let here = format!("/hibah/{code}/cek");
    let (fresh, call) = (site.get(&here).await, site.get(&format!("/hibah/{code}")).await);
    let before = fingerprint(&site).await;
    let mut guest = site.browser();
    let mut signed_in = site.sign_in("Rahma").await;
    let in_session = signed_in.get(&here).await;
    let after_sign_in = fingerprint(&site).await;
    for fields in [answers(&[], &GROUP), answers(&FACTS, &NOBODY), vec![("npwp", "tidak")]] {
        for client in [&mut guest, &mut signed_in] {
            let page = check(client, &code, &fields).await;
            assert!(page.headers.get("set-cookie").is_none());
            assert!(page.headers.get("location").is_none());
        }
        assert!(guest.cookies.is_empty());
        assert_eq!(guest.get(&here).await.bytes, fresh.bytes, "the questions are the same whatever was answered");
        assert_eq!(guest.get(&format!("/hibah/{code}")).await.bytes, call.bytes);
        assert_eq!(signed_in.get(&here).await.bytes, in_session.bytes);
    }
    assert_eq!(fingerprint(&site).await, after_sign_in, "no table has changed, the trail among them");
    assert_ne!(before, after_sign_in, "the comparison can see a change");
    assert!(site.mails().await.iter().all(|(_, mail)| !mail.contains("hibah")));
    // Answers in the address are nobody's answers.
    let typed = site.get(&format!("{here}?npwp=tidak&badan=koperasi")).await;
    assert!(typed.attributes("main input[checked]", "name").is_empty());
}

#[actix_web::test]
async fn a_closed_call_answers_and_says_so_and_one_that_is_not_there_does_not() {
    let site = Site::demo().await;
    let mut guest = site.browser();
    let over = call(&site, "Alat Produksi").await;
    let page = check(&mut guest, &over, &answers(&[], &GROUP)).await;
    assert_eq!(page.status, 200);
    assert!(read(&page).contains("Hibah ini sudah tidak dibuka"));
    let coming = call(&site, "Pengolahan Ikan").await;
    let page = check(&mut guest, &coming, &answers(&[], &[])).await;
    assert!(read(&page).contains("Hibah ini belum dibuka") && read(&page).contains("Dibuka"));
    let draft = grant(&site).await;
    site.execute(&format!("UPDATE \"call\" SET state = 'draft' WHERE public_code = '{draft}'")).await;
    for code in [draft.as_str(), "ZZZZZZ", "x"] {
        let here = format!("/hibah/{code}/cek");
        assert_eq!(site.get(&here).await.status, 404, "{code}");
        assert_eq!(guest.post(&here, &answers(&[], &GROUP)).await.status, 404, "{code}");
    }
}

#[actix_web::test]
async fn an_answer_takes_two_statements_however_many_calls_there_are() {
    let site = Site::demo().await;
    let code = grant(&site).await;
    site.statements();
    check(&mut site.browser(), &code, &answers(&FACTS, &NOBODY)).await;
    assert_eq!(site.statements(), 2);
    check(&mut site.browser(), &code, &[]).await;
    assert_eq!(site.statements(), 1);
}

#[actix_web::test]
async fn programs_read_what_a_call_accepts_and_asks() {
    let site = Site::demo().await;
    let call = site.get(&format!("/api/v1/calls/{}", grant(&site).await)).await.json();
    assert_eq!(call["doors"][3], "acknowledged_group");
    assert_eq!(call["eligibility"].as_array().unwrap().len(), 8);
}
