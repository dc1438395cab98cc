//! Officers check a proposal: one of them claims it, marks the list, sends it back, finds it complete or not eligible.
use actix_web::test::TestRequest;
use sea_orm::{ConnectionTrait, Statement, Value};
use tanggui::{
    demo::{
        people::ACCOUNTS,
        streams::{FUNDING, GOODS},
    },
    funding::{checklist::Point, proposals::rounds::service as rounds},
    platform::ids,
};
use time::Duration;
use uuid::Uuid;

use crate::support::{Answer, Client, NOW, Site};
use crate::uploads;

/// What the group typed, section by section.
pub const TYPED: [(&str, &str); 7] = [
    ("identitas", r#"{"pengaju": "Kelompok Purun Sanja", "alamat_badan": "Jalan Pasar 7"}"#),
    ("latar-belakang", r#"{"kegiatan_usaha": "Tas purun.", "latar_belakang": "Mesin kurang."}"#),
    ("tujuan", r#"{"tujuan": "Dua puluh tas seminggu."}"#),
    ("kegiatan", r#"{"rencana": "Beli, latihan, pakai.", "mulai": "2027-01-04", "selesai": "2027-06-30"}"#),
    ("barang", r#"{"barang_jasa": "Mesin jahit.", "tempat_barang": "Kabupaten Banjar"}"#),
    ("manfaat", r#"{"manfaat": "Lebih cepat.", "ukuran": "10 menjadi 20 tas."}"#),
    (
        "rab-1",
        r#"{"kegiatan": "Menjahit", "uraian": "Gunting besar", "bentuk": "goods", "volume": "2", "satuan": "unit", "harga": "400000"}"#,
    ),
];

/// The proposal of these stories, whatever else the demo holds.
pub const OF_THE_CALL: &str =
    "state <> 'voided' AND call_id IN (SELECT id FROM \"call\" WHERE name LIKE 'Alat Produksi%')";

pub fn account(name: &str) -> Uuid {
    ACCOUNTS.iter().find(|account| account.name == name).unwrap().id()
}

pub async fn run(site: &Site, sql: &str, values: Vec<Value>) {
    site.app.db.execute_raw(Statement::from_sql_and_values(site.backend(), sql, values)).await.unwrap();
}

pub async fn word(site: &Site, sql: &str) -> String {
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "word").unwrap()
}

pub async fn state(site: &Site) -> String {
    word(site, &format!("SELECT state AS word FROM proposal WHERE {OF_THE_CALL}")).await
}

/// The code of the one paper.
async fn paper(site: &Site) -> String {
    word(
        site,
        &format!(
            "SELECT public_code AS word FROM paper WHERE proposal_id IN (SELECT id FROM proposal WHERE {OF_THE_CALL})"
        ),
    )
    .await
}

fn millis(at: time::OffsetDateTime) -> i64 {
    at.unix_timestamp() * 1_000
}

/// A call with a panel, and a draft of it as the group of E01 left it.
pub async fn draft(site: &Site) -> String {
    let (call, proposal, code) = (FUNDING.id("K03"), ids::new_id(), ids::new_document_code());
    let parameters = r#"{"papers": ["ktp-ketua"], "publication": "l0", "forms": ["goods"], "reviews_required": 1}"#;
    site.execute(&format!("UPDATE \"call\" SET parameters = '{parameters}', state = 'open' WHERE id IN (SELECT id FROM \"call\" WHERE name LIKE 'Alat Produksi%')")).await;
    let later = millis(NOW + Duration::days(20));
    run(site, "UPDATE \"call\" SET opens_at = 1000, closes_at = $1 WHERE id = $2", vec![later.into(), call.into()])
        .await;
    run(site, "DELETE FROM call_panel WHERE call_id = $1", vec![call.into()]).await;
    for (name, duty) in [("Nirmala", "verifier"), ("Yusuf", "verifier"), ("Tono", "lead"), ("Wulan", "decider")] {
        let sql = "INSERT INTO call_panel (call_id, person_id, duty, added_at) VALUES ($1, $2, $3, 0)";
        run(site, sql, vec![call.into(), account(name).into(), duty.into()]).await;
    }
    let sql = "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, row_version) \
               VALUES ($1, $2, $3, $4, 'draft', $5, $6, 1)";
    let values = vec![
        proposal.into(),
        code.clone().into(),
        call.into(),
        GOODS.id("E01").into(),
        false.into(),
        millis(NOW).into(),
    ];
    run(site, sql, values).await;
    for (section, content) in TYPED {
        let sql = "INSERT INTO proposal_section (proposal_id, section, content, row_version, changed_at, changed_by) \
                   VALUES ($1, $2, $3, 1, 0, $4)";
        run(site, sql, vec![proposal.into(), section.into(), content.into(), account("Nur").into()]).await;
    }
    code
}

fn of_group(site: &Site, code: &str) -> String {
    format!("/saya/usaha/{}/proposal/{}", site.code_of_demo("enterprise", "E01"), ids::shown_document_code(code))
}

/// Signs with both accounts and sends. Gives the address at the office.
pub async fn sent(site: &Site) -> (String, String) {
    let code = draft(site).await;
    let group = of_group(site, &code);
    let mut rahma = site.sign_in("Rahma").await;
    let (here, photo) = (format!("{group}/berkas"), uploads::photo());
    let paper = uploads::send(&mut rahma, &here, &[("jenis", "ktp-ketua")], "berkas", &photo).await;
    assert_eq!(paper.status, 303, "{:?}", paper.all(".field-error"));
    sign_and_send(site, &group, "kirim").await;
    assert_eq!(state(site).await, "submitted");
    (group, format!("/instansi/{}/proposal/{}", site.code_of_agency("Nirmala").await, ids::shown_document_code(&code)))
}

pub async fn sign_and_send(site: &Site, group: &str, button: &str) {
    let here = format!("{group}/kirim");
    let (mut rahma, mut salim) = (site.sign_in("Rahma").await, site.sign_in("Salim").await);
    for client in [&mut rahma, &mut salim] {
        let mark = client.get(&here).await.attributes("input[name=isi]", "value").remove(0);
        let signed = client.post(&here, &[("tombol", "tanda"), ("isi", &mark), ("terbit", "1")]).await;
        assert_eq!(signed.status, 303, "{:?}", signed.all(".error-summary li"));
    }
    let sent = rahma.post(&here, &[("tombol", button)]).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".error-summary li"));
}

pub async fn claim(client: &mut Client<'_>, here: &str) -> Answer {
    client.post(&format!("{here}/ambil"), &[("tanpa_ikatan", "1")]).await
}

/// Marks every point of the papers: fine, but for these.
pub async fn mark(client: &mut Client<'_>, here: &str, lacking: &[(Point, &str, &str)]) {
    for group in ["content", "papers"] {
        let own = Point::ALL.iter().filter(|point| point.group().as_str() == group);
        let mut fields = vec![("kelompok".to_owned(), group.to_owned())];
        for point in own {
            fields.push((point.key().to_owned(), "ada".to_owned()));
            if let Some((_, reason, note)) = lacking.iter().find(|(known, ..)| known == point) {
                fields.push((format!("{}-alasan", point.key()), (*reason).to_owned()));
                fields.push((format!("{}-catatan", point.key()), (*note).to_owned()));
            }
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let marked = client.post(&format!("{here}/periksa"), &fields).await;
        assert_eq!(marked.status, 303, "{:?}", marked.all(".error-summary li"));
    }
}

pub async fn step(client: &mut Client<'_>, here: &str, fields: &[(&str, &str)]) -> Answer {
    client.post(&format!("{here}/langkah"), &[&[("tombol", "lakukan")], fields].concat()).await
}

pub const IN_TIME: [(&str, &str); 4] =
    [("ke", "kembalikan"), ("batas_tgl", "7"), ("batas_bln", "12"), ("batas_thn", "2026")];

#[actix_web::test]
async fn a_proposal_is_claimed_by_one_officer_and_found_complete_once_every_point_is_fine() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let (mut nirmala, mut yusuf) = (site.sign_in("Nirmala").await, site.sign_in("Yusuf").await);
    let inbox = nirmala.get(here.rsplit_once('/').unwrap().0).await;
    assert_eq!(inbox.status, 200);
    assert!(inbox.text().contains("Purun Sanja") && inbox.text().contains("800.000"));
    assert!(!nirmala.get(&here).await.text().contains("Mesin kurang."), "before the claim there is only the face");
    let without = nirmala.post(&format!("{here}/ambil"), &[]).await;
    assert_eq!(without.status, 422, "no tie has to be declared");
    let (one, other) = futures_util::future::join(claim(&mut nirmala, &here), claim(&mut yusuf, &here)).await;
    let mut answers = [one.status.as_u16(), other.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422], "of two at once one holds it");
    let (mut holder, mut rest) = if one.status == 303 { (nirmala, yusuf) } else { (yusuf, nirmala) };
    let page = holder.get(&here).await.text();
    assert!(page.contains("Mesin kurang.") && page.contains("Gunting besar"));
    assert!(!rest.get(&here).await.text().contains("Mesin kurang."));
    assert_eq!(rest.post(&format!("{here}/periksa"), &[("kelompok", "content")]).await.status, 422);
    assert_eq!(step(&mut holder, &here, &[("ke", "lengkap")]).await.status, 422, "nothing was looked at");
    mark(&mut holder, &here, &[]).await;
    assert_eq!(step(&mut holder, &here, &[("ke", "lengkap")]).await.status, 422, "other help was not looked for");
    let noted = [("kelompok", "ganda"), ("ganda", "Tidak ada bantuan lain.")];
    assert_eq!(holder.post(&format!("{here}/periksa"), &noted).await.status, 303);
    let asked = holder.get(&format!("{here}/langkah?ke=lengkap")).await;
    assert!(asked.text().contains("Dinilai"), "what it does is said before");
    assert_eq!(step(&mut holder, &here, &[("ke", "lengkap")]).await.status, 303);
    assert_eq!(state(&site).await, "in_review");
    let mut rahma = site.sign_in("Rahma").await;
    let seen = rahma.get(&group).await.text();
    assert!(seen.contains("Dinilai") && !seen.contains("Nirmala") && !seen.contains("Yusuf"));
}

#[actix_web::test]
async fn for_whoever_is_tied_a_proposal_does_not_exist() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let inbox = here.rsplit_once('/').unwrap().0.to_owned();
    let nothing = format!("{inbox}/ZZZZ-ZZZZ");
    let ties = [
        "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)",
        "INSERT INTO membership (id, public_code, person_id, body_kind, body_id, office, created_at, ended_at) \
         VALUES ($1, '9T1E11', $1, 'enterprise', $2, 'writer', 0, 1750000000000)",
    ];
    let gone = ["DELETE FROM recusal", "DELETE FROM membership WHERE public_code = '9T1E11'"];
    for (tie, gone) in ties.into_iter().zip(gone) {
        let mut yusuf = site.sign_in("Yusuf").await;
        assert!(yusuf.get(&inbox).await.text().contains("Purun Sanja"));
        run(&site, tie, vec![account("Yusuf").into(), GOODS.id("E01").into()]).await;
        assert!(!yusuf.get(&inbox).await.text().contains("Purun Sanja"), "{tie}");
        for (path, missing) in [
            (here.clone(), nothing.clone()),
            (format!("{here}/langkah?ke=lengkap"), format!("{nothing}/langkah?ke=lengkap")),
        ] {
            let (tied, none) = (yusuf.get(&path).await, yusuf.get(&missing).await);
            assert_eq!((tied.status.as_u16(), none.status.as_u16()), (404, 404));
            let plain = |answer: &Answer, path: &str| {
                let encoded = crate::support::form(&[("ke", path)]);
                answer.text().replace(&encoded, "ke=")
            };
            assert_eq!(plain(&tied, &path), plain(&none, &missing), "{tie}");
        }
        assert_eq!(claim(&mut yusuf, &here).await.status, 404);
        site.execute(gone).await;
    }
    assert_eq!(state(&site).await, "submitted");
    // Somebody without a seat on the panel, and somebody who looks after the office, see nothing either.
    let mut agus = site.sign_in("Agus").await;
    assert_eq!(agus.get(&here).await.status, 404);
    assert!(!agus.get(&inbox).await.text().contains("Purun Sanja"));
    assert_eq!(site.sign_in("Ratna").await.get(&inbox).await.status, 404);
    assert_eq!(site.sign_in("Rini").await.get(&here).await.status, 404);
}

#[actix_web::test]
async fn one_whole_list_goes_back_and_time_that_is_over_lapses_after_the_reminders() {
    let mut site = Site::demo().await;
    let (group, here) = sent(&site).await;
    {
        let mut nirmala = site.sign_in("Nirmala").await;
        assert_eq!(claim(&mut nirmala, &here).await.status, 303);
        assert_eq!(step(&mut nirmala, &here, &IN_TIME).await.status, 422, "the list is not whole");
        mark(&mut nirmala, &here, &[]).await;
        assert_eq!(step(&mut nirmala, &here, &IN_TIME).await.status, 422, "nothing is lacking");
        let wrong = [("kelompok", "papers"), (Point::Domicile.key(), "ada"), ("funding-point-2-4-alasan", "OTHER")];
        assert_eq!(nirmala.post(&format!("{here}/periksa"), &wrong).await.status, 422, "another reason needs a note");
        mark(
            &mut nirmala,
            &here,
            &[(Point::Domicile, "INVALID_DOC", "Sudah lewat setahun."), (Point::Budget, "RAB_UNREASONABLE", "")],
        )
        .await;
        let soon = [("ke", "kembalikan"), ("batas_tgl", "24"), ("batas_bln", "11"), ("batas_thn", "2026")];
        assert_eq!(step(&mut nirmala, &here, &soon).await.status, 422, "five working days at least");
        let look = nirmala.post(&format!("{here}/langkah"), &[&[("tombol", "lihat")], &IN_TIME[..]].concat()).await;
        assert_eq!(look.status, 200);
        assert!(look.text().contains("Pemberitahuan perbaikan") && look.text().contains("Sudah lewat setahun."));
        assert_eq!(state(&site).await, "admin_check", "looking does nothing");
        let done = step(&mut nirmala, &here, &IN_TIME).await;
        assert_eq!(done.status, 303, "{:?}", done.all(".error-summary li"));
        assert_eq!(state(&site).await, "admin_revision");
        let mut rahma = site.sign_in("Rahma").await;
        let letters = rahma.get(&group).await.attributes("a[href*='/surat/']", "href");
        assert_eq!(letters.len(), 2, "the receipt and the list");
        let letter = rahma.get(&letters[0]).await;
        assert_eq!((letter.status.as_u16(), letter.header("content-type")), (200, "application/pdf"));
        let more = [("ke", "perpanjang"), ("batas_tgl", "14"), ("batas_bln", "12"), ("batas_thn", "2026")];
        assert_eq!(step(&mut nirmala, &here, &more).await.status, 303);
        let again = [("ke", "perpanjang"), ("batas_tgl", "16"), ("batas_bln", "12"), ("batas_thn", "2026")];
        assert_eq!(step(&mut nirmala, &here, &again).await.status, 422, "once");
    }
    let sent_mails = site.mails().await.len();
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "nothing is near");
    site.later(Duration::days(18));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1, "five days before");
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "once");
    assert_eq!(site.mails().await.len(), sent_mails + 3, "chair, treasurer and writer");
    site.later(Duration::days(7));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1, "a last reminder, which leaves a day");
    assert_eq!(state(&site).await, "admin_revision");
    site.later(Duration::days(1));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1);
    assert_eq!(state(&site).await, "lapsed");
}

/// The points the form of that list names.
const POINTS: [(&str, &str); 2] = [("butir", "1.3"), ("butir", "1.5")];

#[actix_web::test]
async fn a_group_mends_what_the_list_names_and_nothing_else_and_sends_version_two() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    let lacking = [(Point::Aims, "INCOMPLETE_DOC", "Sebut jumlah tas."), (Point::Budget, "RAB_UNREASONABLE", "")];
    mark(&mut nirmala, &here, &lacking).await;
    assert_eq!(step(&mut nirmala, &here, &IN_TIME).await.status, 303);
    let mut rahma = site.sign_in("Rahma").await;
    let list = format!("{group}/perbaikan");
    assert!(rahma.get(&group).await.attributes("a", "href").contains(&list));
    let page = rahma.get(&list).await;
    assert_eq!(page.all("section.panel").len(), 2);
    assert!(page.text().contains("Sebut jumlah tas.") && page.text().contains("7 Desember 2026"));
    assert!(page.attributes("a", "href").contains(&format!("{group}/rab")));

    // What nobody asked for stays as it was sent.
    let identity = format!("{group}/isi/identitas");
    let other = rahma.post(&identity, &[("versi", "1"), ("pengaju", "Nama Lain"), ("alamat_badan", "Jalan 1")]).await;
    assert_eq!(other.status, 422, "not on the list");
    assert_eq!(rahma.get(&identity).await.all("form.form button").len(), 0);
    assert_eq!(rahma.get(&format!("{group}/isi/tujuan")).await.all("form.form button").len(), 1);
    let photo = uploads::photo();
    let paper = uploads::send(&mut rahma, &format!("{group}/berkas"), &[("jenis", "domisili")], "berkas", &photo).await;
    assert_eq!(paper.status, 422, "no paper was asked for");

    let aims = [("versi", "1"), ("tujuan", "Dua puluh lima tas seminggu.")];
    assert_eq!(rahma.post(&format!("{group}/isi/tujuan"), &aims).await.status, 303);
    let line = rahma.get(&format!("{group}/rab/1")).await;
    let version = line.attributes("input[name=versi]", "value").remove(0);
    let cheaper = [
        ("versi", version.as_str()),
        ("kegiatan", "Menjahit"),
        ("uraian", "Gunting besar"),
        ("bentuk", "goods"),
        ("volume", "2"),
        ("satuan", "unit"),
        ("harga", "350000"),
        ("tombol", "simpan"),
    ];
    assert_eq!(rahma.post(&format!("{group}/rab/1"), &cheaper).await.status, 303);
    assert!(!nirmala.get(&here).await.text().contains("lima tas"), "an office reads what was sent");
    assert!(nirmala.get(&here).await.text().contains("Dua puluh tas seminggu."));

    // Both points are answered, in words that tell nothing too much, before anything is sent.
    let (aims, budget) = (Point::Aims.key(), Point::Budget.key());
    let (aims_done, budget_done) = (format!("{aims}-sudah"), format!("{budget}-sudah"));
    let telling = [(aims, "Hubungi 0812 3456 7890."), (aims_done.as_str(), "1"), POINTS[0], POINTS[1]];
    let refused = rahma.post(&list, &telling).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("0812 3456 7890"), "what was typed is kept");
    let half = [(aims, "Jumlah tas ditulis."), (aims_done.as_str(), "1"), POINTS[0], POINTS[1]];
    assert_eq!(rahma.post(&list, &half).await.status, 303);
    assert!(rahma.get(&format!("{group}/kirim")).await.text().contains("belum dijawab"));
    let early = rahma.post(&format!("{group}/kirim"), &[("tombol", "perbaikan")]).await;
    assert_eq!(early.status, 422, "one point is open and nobody signed");
    let whole = [half[0], half[1], (budget_done.as_str(), "1"), POINTS[0], POINTS[1]];
    assert_eq!(rahma.post(&list, &whole).await.status, 303);
    assert!(rahma.get(&list).await.text().contains("Semua sudah dijawab."));
    sign_and_send(&site, &group, "perbaikan").await;
    assert_eq!(state(&site).await, "admin_check");
    let late = rahma.post(&list, &whole).await;
    assert_eq!((late.status.as_u16(), late.header("location")), (303, group.as_str()), "it is with the office again");

    let page = nirmala.get(&here).await.text();
    assert!(page.contains("Jumlah tas ditulis.") && page.contains("Pengaju menandai sudah diperbaiki."));
    assert!(
        page.contains("Dua puluh tas seminggu.") && page.contains("Dua puluh lima tas seminggu."),
        "before and now"
    );
    assert!(page.contains("400.000") && page.contains("350.000") && page.contains("Rp\u{a0}700.000"));
    let asked = "SELECT CAST(asked_idr AS TEXT) AS word FROM proposal WHERE ";
    assert_eq!(word(&site, &format!("{asked}{OF_THE_CALL}")).await, "700000");
    mark(&mut nirmala, &here, &[]).await;
    let noted = [("kelompok", "ganda"), ("ganda", "Tidak ada bantuan lain.")];
    assert_eq!(nirmala.post(&format!("{here}/periksa"), &noted).await.status, 303);
    assert_eq!(step(&mut nirmala, &here, &[("ke", "lengkap")]).await.status, 303);
}

#[actix_web::test]
async fn after_two_rounds_nothing_is_sent_back_any_more() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    mark(&mut nirmala, &here, &[(Point::Domicile, "INVALID_DOC", "")]).await;
    site.execute("UPDATE proposal_check SET rounds_used = 2").await;
    let refused = step(&mut nirmala, &here, &IN_TIME).await;
    assert_eq!(refused.status, 422);
    assert_eq!(state(&site).await, "admin_check");
}

#[actix_web::test]
async fn a_sealed_paper_is_opened_by_the_holder_alone_and_the_group_reads_it() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let (mut nirmala, mut yusuf) = (site.sign_in("Nirmala").await, site.sign_in("Yusuf").await);
    let mut tono = site.sign_in("Tono").await;
    let code = paper(&site).await;
    let open = format!("{here}/buka");
    let fields = [("berkas_ini", code.as_str()), ("alasan", "validity")];
    assert_eq!(nirmala.post(&open, &fields).await.status, 404, "not before the claim");
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    assert_eq!(nirmala.post(&open, &fields[..1]).await.status, 422, "not without a reason");
    for other in [&mut yusuf, &mut tono] {
        assert_eq!(other.post(&open, &fields).await.status, 404);
    }
    let before = site.mails().await.len();
    let opened = nirmala.post(&open, &fields).await;
    assert_eq!((opened.status.as_u16(), opened.header("content-type")), (200, "image/jpeg"));
    assert_eq!(&opened.bytes[..2], [0xff, 0xd8]);
    assert!(opened.header("content-disposition").starts_with("attachment"));
    assert_eq!(nirmala.post(&open, &fields).await.status, 200);
    assert_eq!(site.mails().await.len(), before + 2, "one note a day to each who signed");
    let mut rahma = site.sign_in("Rahma").await;
    let page = rahma.get(&group).await.text();
    assert_eq!(page.matches("Memeriksa masa berlaku").count(), 2);
    assert!(!page.contains("Nirmala"));
    site.execute(&format!("UPDATE proposal SET state = 'in_review' WHERE {OF_THE_CALL}")).await;
    assert_eq!(nirmala.post(&open, &fields).await.status, 404, "closed with the check");
}

#[actix_web::test]
async fn not_eligible_takes_two_officers_and_gives_the_group_a_letter() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let (mut nirmala, mut tono) = (site.sign_in("Nirmala").await, site.sign_in("Tono").await);
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    assert_eq!(step(&mut tono, &here, &[("ke", "putuskan")]).await.status, 422, "nobody proposed it");
    let wrong = [("ke", "usul"), ("alasan", "FORGED")];
    assert_eq!(step(&mut nirmala, &here, &wrong).await.status, 422, "a reason of another step");
    let proposed = [("ke", "usul"), ("alasan", "OUT_OF_REGION"), ("uraian", "Alamat di luar provinsi.")];
    assert_eq!(step(&mut nirmala, &here, &proposed).await.status, 303);
    assert_eq!(state(&site).await, "admin_check");
    assert_eq!(step(&mut nirmala, &here, &[("ke", "putuskan")]).await.status, 422, "not by the same person");
    assert!(tono.get(&format!("{here}/langkah?ke=putuskan")).await.text().contains("Alamat di luar provinsi."));
    let decided = step(&mut tono, &here, &[("ke", "putuskan")]).await;
    assert_eq!(decided.status, 303, "{:?}", decided.all(".error-summary li"));
    assert_eq!(state(&site).await, "rejected");
    let mut rahma = site.sign_in("Rahma").await;
    assert_eq!(rahma.get(&group).await.attributes("a[href*='/surat/']", "href").len(), 2);
}

#[actix_web::test]
async fn a_claim_passes_to_another_verifier_who_then_opens_the_papers() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let (mut nirmala, mut yusuf) = (site.sign_in("Nirmala").await, site.sign_in("Yusuf").await);
    let mut tono = site.sign_in("Tono").await;
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    let page = tono.get(&format!("{here}/langkah?ke=alihkan")).await;
    let people = page.attributes("select[name=kepada] option", "value");
    assert_eq!(people.len(), 1, "the other verifier alone");
    let pass = [("ke", "alihkan"), ("kepada", people[0].as_str()), ("uraian", "Cuti.")];
    assert_eq!(step(&mut tono, &here, &pass[..2]).await.status, 422, "not without a reason");
    assert_eq!(step(&mut tono, &here, &pass).await.status, 303);
    let code = paper(&site).await;
    let fields = [("berkas_ini", code.as_str()), ("alasan", "point")];
    assert_eq!(nirmala.post(&format!("{here}/buka"), &fields).await.status, 404);
    assert_eq!(yusuf.post(&format!("{here}/buka"), &fields).await.status, 200);
}

#[actix_web::test]
async fn a_lead_is_told_once_when_nobody_claims() {
    let mut site = Site::demo().await;
    sent(&site).await;
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0);
    site.later(Duration::days(12));
    let before = site.mails().await.len();
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1);
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0);
    assert_eq!(site.mails().await.len(), before + 1);
}

#[actix_web::test]
async fn the_list_is_read_with_few_statements_however_long_it_is() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let inbox = here.rsplit_once('/').unwrap().0.to_owned();
    let mut nirmala = site.sign_in("Nirmala").await;
    site.statements();
    assert_eq!(nirmala.send(TestRequest::get().uri(&inbox)).await.status, 200);
    let few = site.statements();
    for at in 0..40 {
        let sql = "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, submitted_at, row_version) \
                   VALUES ($1, $2, $3, $4, 'withdrawn', $5, 0, 0, 1)";
        let enterprise = GOODS.id(if at % 2 == 0 { "E02" } else { "E03" });
        let values: Vec<Value> = vec![
            ids::new_id().into(),
            ids::new_document_code().into(),
            FUNDING.id("K03").into(),
            enterprise.into(),
            true.into(),
        ];
        run(&site, sql, values).await;
    }
    site.statements();
    let first = nirmala.get(&inbox).await;
    assert_eq!(site.statements(), few, "as many for 41 as for one");
    assert_eq!(first.all(".way").len(), 24);
    let next = first.attributes("a[rel=next]", "href").remove(0);
    assert_eq!(nirmala.get(&next).await.all(".way").len(), 17);
    assert_eq!(nirmala.get(&format!("{inbox}?tahap=terkirim")).await.all(".way").len(), 1);
}
