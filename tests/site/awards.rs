//! From an award that was offered to its closing: agreement, instalments in money and goods, reports from a phone.
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
};

use sea_orm::{ConnectionTrait, Statement, Value};
use tanggui::{
    demo::{
        self,
        people::ACCOUNTS,
        streams::{FUNDING, GOODS},
    },
    funding::{
        awards::{
            rounds::service as rounds,
            service::{Offer, holds, offer},
        },
        budget::{Form, Line},
        record::check::findings,
    },
    platform::{db, ids, money::Rupiah},
};
use time::{Duration, macros::date};
use uuid::Uuid;

use crate::{
    support::{Answer, Client, NOW, Site},
    uploads,
};

fn account(name: &str) -> Uuid {
    ACCOUNTS.iter().find(|account| account.name == name).unwrap().id()
}

async fn run(site: &Site, sql: &str, values: Vec<Value>) {
    site.app.db.execute_raw(Statement::from_sql_and_values(site.backend(), sql, values)).await.unwrap();
}

async fn word(site: &Site, sql: &str) -> String {
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "word").unwrap()
}

async fn number(site: &Site, sql: &str) -> i64 {
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "number").unwrap()
}

/// State of the award, or of one of its instalments or reports.
async fn state(site: &Site, of: &str) -> String {
    let sql = match of {
        "award" => "SELECT state AS word FROM award".to_owned(),
        "report 1" | "report 2" => format!(
            "SELECT r.state AS word FROM grant_report r JOIN tranche t ON t.id = r.tranche_id WHERE t.number = {}",
            &of[7..]
        ),
        of => format!("SELECT state AS word FROM tranche WHERE number = {of}"),
    };
    word(site, &sql).await
}

async fn sum(site: &Site, column: &str) -> i64 {
    number(site, &format!("SELECT {column} AS number FROM award_balance")).await
}

async fn is_sound(site: &Site) -> bool {
    findings(&site.app.db).await.unwrap().iter().all(|finding| finding.broken == 0)
}

fn line(number: u16, description: &str, price: i64) -> Line {
    Line {
        number,
        activity: "Menjahit".to_owned(),
        description: description.to_owned(),
        form: Form::Money,
        quantity: 1_000,
        unit: "paket".to_owned(),
        unit_price: Rupiah(price),
        quotes: 0,
        cut: Rupiah(0),
    }
}

/// Where the group and the office see the award that was just offered.
pub struct Addresses {
    pub group: String,
    pub office: String,
}

/// A closed call with money and a panel, out of which awards can be offered.
pub async fn opened(site: &Site, form: &str) {
    let call = FUNDING.id("K03");
    let parameters = r#"{"publication": "l0", "forms": ["money", "goods"], "tranches": [6000, 4000]}"#;
    let sql = "UPDATE \"call\" SET form = $1, state = 'closed' WHERE id = $2";
    run(site, sql, vec![form.into(), call.into()]).await;
    site.execute(&format!("UPDATE \"call\" SET parameters = '{parameters}' WHERE name LIKE 'Alat Produksi%'")).await;
    let sql = "INSERT INTO grant_entry (call_id, kind, amount_idr, at) VALUES ($1, 'ceiling', 20000000, 0)";
    run(site, sql, vec![call.into()]).await;
    run(site, "DELETE FROM call_panel WHERE call_id = $1", vec![call.into()]).await;
    let panel = [("Nirmala", "verifier"), ("Tono", "lead"), ("Wulan", "decider"), ("Agus", "disburser")];
    for (name, duty) in panel {
        let sql = "INSERT INTO call_panel (call_id, person_id, duty, added_at) VALUES ($1, $2, $3, 0)";
        run(site, sql, vec![call.into(), account(name).into(), duty.into()]).await;
    }
}

/// An award of 15,000,000, offered to a group out of that call.
pub async fn promised(site: &Site, group: &str) {
    let (call, proposal) = (FUNDING.id("K03"), ids::new_id());
    let sql = "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, \
               submitted_at, row_version) VALUES ($1, $2, $3, $4, 'approved', $5, 0, 0, 1)";
    let code = ids::new_document_code();
    let values = vec![proposal.into(), code.into(), call.into(), GOODS.id(group).into(), true.into()];
    run(site, sql, values).await;
    let sql = "INSERT INTO proposal_section (proposal_id, section, content, row_version, changed_at, changed_by) \
               VALUES ($1, 'identitas', '{\"pengaju\": \"Kelompok Purun Sanja\"}', 1, 0, $2)";
    run(site, sql, vec![proposal.into(), account("Nur").into()]).await;
    let transaction = db::begin(&site.app.db).await.unwrap();
    let new = Offer {
        proposal,
        lines: &[line(1, "Mesin jahit", 10_000_000), line(2, "Latihan", 5_000_000)],
        awarded: Rupiah(15_000_000),
        recommended: Rupiah(15_000_000),
        decision: ("SK/1", date!(2026 - 11 - 20)),
    };
    offer(&transaction, &site.app, new).await.unwrap();
    transaction.commit().await.unwrap();
}

/// An award of 15,000,000 in two instalments, offered to the group of E01.
async fn offered(site: &Site, form: &str) -> Addresses {
    opened(site, form).await;
    promised(site, "E01").await;
    let code = ids::shown_document_code(&word(site, "SELECT public_code AS word FROM award").await);
    let group = format!("/saya/usaha/{}/bantuan/{code}", site.code_of_demo("enterprise", "E01"));
    Addresses { group, office: format!("/instansi/{}/bantuan/{code}", site.code_of_agency("Nirmala").await) }
}

thread_local! {
    /// Cookies of whoever signed in before in this story: an account that signs in again and again has to wait.
    static JARS: RefCell<BTreeMap<String, HashMap<String, String>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Somebody who is signed in, for the first time in the story or still.
pub async fn inside<'a>(site: &'a Site, name: &str) -> Client<'a> {
    let known = JARS.with_borrow(|jars| jars.get(name).cloned());
    let Some(cookies) = known else {
        let client = site.sign_in(name).await;
        JARS.with_borrow_mut(|jars| jars.insert(name.to_owned(), client.cookies.clone()));
        return client;
    };
    let mut client = site.browser();
    client.cookies = cookies;
    client
}

/// Takes a step, with the mark that stands on its page where one does.
async fn step(site: &Site, name: &str, here: &str, act: &str, at: usize, fields: &[(&str, &str)]) -> Answer {
    let mut client = inside(site, name).await;
    let path = format!("{here}/langkah?ke={act}&tahap={at}");
    let mut page = client.get(&path).await;
    if page.status == 303 {
        // The session is over.
        JARS.with_borrow_mut(BTreeMap::clear);
        client = inside(site, name).await;
        page = client.get(&path).await;
    }
    let mark = page.attributes("input[name=isi]", "value").into_iter().next();
    let at = at.to_string();
    let mut sent = vec![("tombol", "lakukan"), ("ke", act), ("tahap", at.as_str())];
    sent.extend(mark.as_deref().map(|mark| ("isi", mark)));
    sent.extend(fields);
    client.post(&format!("{here}/langkah"), &sent).await
}

pub async fn done(site: &Site, name: &str, here: &str, act: &str, at: usize, fields: &[(&str, &str)]) {
    let answer = step(site, name, here, act, at, fields).await;
    assert_eq!(answer.status, 303, "{name} {act}: {:?}", answer.all(".error-summary li"));
}

async fn refused(site: &Site, name: &str, here: &str, act: &str, at: usize, fields: &[(&str, &str)]) {
    let answer = step(site, name, here, act, at, fields).await;
    assert_eq!(answer.status, 422, "{name} {act}");
    assert!(!answer.all(".error-summary li").is_empty(), "{name} {act} is told why");
}

async fn add(client: &mut Client<'_>, here: &str, kind: &str) {
    let path = format!("{here}/berkas");
    let sent = uploads::send(client, &path, &[("jenis", kind)], "berkas", &uploads::photo()).await;
    assert_eq!(sent.status, 303, "{kind}: {:?}", sent.all(".field-error"));
}

const ACCOUNT: [(&str, &str); 3] = [("bank", "Bank Kalsel"), ("nomor", "0011223344"), ("pemilik", "Purun Sanja")];
const AGREEMENT: [(&str, &str); 4] =
    [("nomor", "NPHD/7"), ("tanggal_tgl", "31"), ("tanggal_bln", "12"), ("tanggal_thn", "2026")];
const TODAY: [(&str, &str); 3] = [("tanggal_tgl", "22"), ("tanggal_bln", "11"), ("tanggal_thn", "2026")];

/// From the offer to an agreement both have signed.
pub async fn agreed(site: &Site, form: &str) -> Addresses {
    let here = offered(site, form).await;
    let (group, office) = (&here.group, &here.office);
    done(site, "Rahma", group, "terima", 0, &[]).await;
    refused(site, "Tono", office, "buat-perjanjian", 0, &AGREEMENT).await;
    done(site, "Rahma", group, "tanda-anggaran", 0, &[]).await;
    done(site, "Salim", group, "tanda-anggaran", 0, &[]).await;
    done(site, "Tono", office, "buat-perjanjian", 0, &AGREEMENT).await;
    if form == "money" {
        done(site, "Salim", group, "isi-rekening", 0, &ACCOUNT).await;
        for name in ["Nirmala", "Agus"] {
            done(site, name, office, "periksa-rekening", 0, &[]).await;
        }
    }
    let agreement = [("nomor", "12/KPS"), ("pakta", "1")];
    refused(site, "Rahma", group, "sahkan-perjanjian", 0, &agreement).await;
    add(&mut inside(site, "Rahma").await, group, "perjanjian").await;
    refused(site, "Rahma", group, "sahkan-perjanjian", 0, &agreement[..1]).await;
    done(site, "Rahma", group, "sahkan-perjanjian", 0, &agreement).await;
    assert_eq!(state(site, "award").await, "agreement_draft", "one of two");
    refused(site, "Wulan", office, "sahkan-perjanjian", 0, &[]).await;
    done(site, "Wulan", office, "sahkan-perjanjian", 0, &[("rujukan", "TTE-991")]).await;
    assert_eq!(state(site, "award").await, "active");
    here
}

pub fn order(amount: &'static str) -> Vec<(&'static str, &'static str)> {
    [&[("nomor", "SP2D/55"), ("jumlah", amount)], &TODAY[..]].concat()
}

/// An instalment that is asked for, verified, approved and paid, each by another person.
async fn paid(site: &Site, here: &Addresses, at: usize, amount: &'static str) {
    done(site, "Rahma", &here.group, "minta", at, &[]).await;
    done(site, "Nirmala", &here.office, "verifikasi", at, &[]).await;
    done(site, "Wulan", &here.office, "setujui", at, &[]).await;
    done(site, "Agus", &here.office, "bayar", at, &order(amount)).await;
}

/// Where the report of an instalment is written.
async fn report(site: &Site, here: &Addresses, at: usize) -> String {
    let sql = format!(
        "SELECT r.public_code AS word FROM grant_report r JOIN tranche t ON t.id = r.tranche_id WHERE t.number = {}",
        at + 1
    );
    format!("{}/laporan/{}", here.group, ids::shown_document_code(&word(site, &sql).await))
}

/// Says what was spent on a line, and adds one receipt of so much.
async fn spend(site: &Site, report: &str, line: u16, spent: &str, receipt: &str) {
    let mut nur = inside(site, "Nur").await;
    let here = format!("{report}/baris/{line}");
    let version = nur.get(&here).await.attributes("input[name=versi]", "value").remove(0);
    let fields = [("versi", version.as_str()), ("jumlah", spent), ("catatan", "Harga berubah."), ("tombol", "simpan")];
    let saved = nur.post(&here, &fields).await;
    assert_eq!(saved.status, 303, "{:?}", saved.all(".error-summary li"));
    let again = nur.post(&here, &fields).await;
    assert_eq!(again.status, 422, "somebody who read an older one changes nothing");
    assert!(again.text().contains("Harga berubah."), "and keeps what was typed");
    if receipt.is_empty() {
        return;
    }
    let fields = [&[("toko", "Toko Maju"), ("nilai", receipt)], &TODAY[..]].concat();
    let sent = uploads::send(&mut nur, &format!("{here}/berkas"), &fields, "berkas", &uploads::photo()).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".error-summary li"));
}

async fn sent(site: &Site, here: &Addresses, at: usize) {
    done(site, "Rahma", &here.group, "tanda-laporan", at, &[]).await;
    refused(site, "Rahma", &here.group, "kirim-laporan", at, &[]).await;
    done(site, "Salim", &here.group, "tanda-laporan", at, &[]).await;
    done(site, "Rahma", &here.group, "kirim-laporan", at, &[]).await;
}

async fn accepted(site: &Site, here: &Addresses, at: usize) {
    refused(site, "Tono", &here.office, "terima-laporan", at, &[]).await;
    done(site, "Nirmala", &here.office, "terima-laporan", at, &[]).await;
    done(site, "Tono", &here.office, "terima-laporan", at, &[]).await;
}

/// Says that the rest came back, with its proof.
async fn give_rest_back(site: &Site, here: &Addresses, report: &str) {
    let mut rahma = inside(site, "Rahma").await;
    let version = rahma.get(report).await.attributes("input[name=versi]", "value").remove(0);
    let fields = [&[("tombol", "simpan"), ("versi", &*version), ("sisa", "returned"), ("nomor", "STS/3")], &TODAY[..]];
    let fields = fields.concat();
    assert_eq!(rahma.post(report, &fields).await.status, 422, "the proof is missing");
    add(&mut rahma, &here.group, "setoran").await;
    assert_eq!(rahma.post(report, &fields).await.status, 303);
}

#[actix_web::test]
async fn money_goes_through_two_instalments_and_a_refund_until_nothing_is_left() {
    let site = Site::demo().await;
    let here = agreed(&site, "money").await;
    assert_eq!(number(&site, "SELECT CAST(SUM(planned_idr) AS BIGINT) AS number FROM tranche").await, 15_000_000);
    refused(&site, "Rahma", &here.group, "minta", 1, &[]).await;
    paid(&site, &here, 0, "9.000.000").await;
    assert_eq!((state(&site, "1").await.as_str(), sum(&site, "paid_idr").await), ("paid", 9_000_000));
    done(&site, "Salim", &here.group, "uang-diterima", 0, &[]).await;
    let first = report(&site, &here, 0).await;
    spend(&site, &first, 1, "6.000.000", "6.000.000").await;
    spend(&site, &first, 2, "2.900.000", "2.900.000").await;
    give_rest_back(&site, &here, &first).await;
    let page = inside(&site, "Salim").await.get(&first).await.text();
    assert!(page.contains("8.900.000") && page.contains("100.000"), "sums are made by the server");
    sent(&site, &here, 0).await;
    for (name, side) in [("Salim", &here.group), ("Nirmala", &here.office)] {
        let own = first.rsplit_once('/').unwrap().1;
        let paper = inside(&site, name).await.get(&format!("{side}/laporan/{own}/cetak")).await;
        assert_eq!((paper.status.as_u16(), paper.header("content-type")), (200, "application/pdf"), "{name}");
    }
    accepted(&site, &here, 0).await;
    assert_eq!((state(&site, "1").await.as_str(), sum(&site, "refunded_idr").await), ("accounted", 100_000));
    paid(&site, &here, 1, "6.000.000").await;
    done(&site, "Agus", &here.office, "gagal", 1, &[("uraian", "Nomor rekening ditolak bank.")]).await;
    assert_eq!((state(&site, "2").await.as_str(), sum(&site, "returned_idr").await), ("failed", 6_000_000));
    done(&site, "Agus", &here.office, "ulangi", 1, &[]).await;
    refused(&site, "Agus", &here.office, "bayar", 1, &order("6.000.000")).await;
    done(&site, "Nirmala", &here.office, "ulangi", 1, &[]).await;
    done(&site, "Agus", &here.office, "bayar", 1, &order("6.000.000")).await;
    refused(&site, "Tono", &here.office, "selesaikan", 0, &[]).await;
    let second = report(&site, &here, 1).await;
    spend(&site, &second, 1, "4.000.000", "4.000.000").await;
    spend(&site, &second, 2, "2.000.000", "2.000.000").await;
    sent(&site, &here, 1).await;
    accepted(&site, &here, 1).await;
    done(&site, "Tono", &here.office, "selesaikan", 0, &[]).await;
    assert_eq!(state(&site, "award").await, "closed");
    let left =
        number(&site, "SELECT committed_idr - released_idr - paid_idr + returned_idr AS number FROM award_balance");
    assert_eq!(left.await, 0);
    assert!(is_sound(&site).await);
    let mut rahma = inside(&site, "Rahma").await;
    let letters = rahma.get(&here.group).await.attributes("a[href*='/surat/']", "href");
    assert_eq!(letters.len(), 6, "agreement, a receipt and an answer for each report, closing");
    for letter in letters {
        let letter = rahma.get(&letter).await;
        assert_eq!((letter.status.as_u16(), letter.header("content-type")), (200, "application/pdf"));
    }
}

#[actix_web::test]
async fn an_instalment_takes_three_persons() {
    let site = Site::demo().await;
    let here = agreed(&site, "money").await;
    done(&site, "Rahma", &here.group, "minta", 0, &[]).await;
    refused(&site, "Wulan", &here.office, "setujui", 0, &[]).await;
    done(&site, "Nirmala", &here.office, "verifikasi", 0, &[]).await;
    // Somebody who holds every office still cannot do the work of the others.
    for office in ["decider", "disburser"] {
        let sql = "INSERT INTO call_panel (call_id, person_id, duty, added_at) VALUES ($1, $2, $3, 0)";
        run(&site, sql, vec![FUNDING.id("K03").into(), account("Nirmala").into(), office.into()]).await;
        let sql = "INSERT INTO membership (id, public_code, person_id, body_kind, body_id, office, created_at) \
                   SELECT $1, $2, person_id, body_kind, body_id, $3, created_at FROM membership \
                   WHERE person_id = $4 AND office = 'verifier'";
        let values =
            vec![ids::new_id().into(), ids::new_public_code().into(), office.into(), account("Nirmala").into()];
        run(&site, sql, values).await;
    }
    refused(&site, "Nirmala", &here.office, "setujui", 0, &[]).await;
    done(&site, "Wulan", &here.office, "setujui", 0, &[]).await;
    refused(&site, "Nirmala", &here.office, "bayar", 0, &order("9.000.000")).await;
    refused(&site, "Agus", &here.office, "bayar", 0, &order("9.000.001")).await;
    assert_eq!(sum(&site, "paid_idr").await, 0);
    done(&site, "Agus", &here.office, "bayar", 0, &order("9.000.000")).await;
    assert!(is_sound(&site).await);
}

#[actix_web::test]
async fn goods_are_received_when_the_group_says_so() {
    let site = Site::demo().await;
    let here = agreed(&site, "goods").await;
    done(&site, "Rahma", &here.group, "minta", 0, &[]).await;
    done(&site, "Nirmala", &here.office, "verifikasi", 0, &[]).await;
    done(&site, "Wulan", &here.office, "setujui", 0, &[]).await;
    let note = [&[("nomor", "BAST/2"), ("barang", "Mesin jahit\nMeja"), ("jumlah", "9.000.000")], &TODAY[..]].concat();
    refused(&site, "Agus", &here.office, "serahkan", 0, &note).await;
    add(&mut inside(&site, "Agus").await, &here.office, "serah-terima").await;
    done(&site, "Agus", &here.office, "serahkan", 0, &note).await;
    assert_eq!((state(&site, "1").await.as_str(), sum(&site, "handed_over_idr").await), ("approved", 0));
    let asked = inside(&site, "Rahma").await.get(&format!("{}/langkah?ke=serahkan&tahap=0", here.group)).await.text();
    assert!(asked.contains("Mesin jahit, Meja") && asked.contains("BAST/2"), "what is confirmed is said");
    done(&site, "Rahma", &here.group, "serahkan", 0, &[]).await;
    assert_eq!((state(&site, "1").await.as_str(), sum(&site, "handed_over_idr").await), ("handed_over", 9_000_000));
    assert!(is_sound(&site).await);
}

#[actix_web::test]
async fn nobody_accounts_for_more_than_was_given_and_what_lacks_comes_back_in_one_list() {
    let site = Site::demo().await;
    let here = agreed(&site, "money").await;
    paid(&site, &here, 0, "9.000.000").await;
    let first = report(&site, &here, 0).await;
    spend(&site, &first, 1, "6.000.000", "5.650.000").await;
    spend(&site, &first, 2, "3.000.000", "3.000.000").await;
    let page = inside(&site, "Nur").await.get(&first).await.text();
    assert!(page.contains("Kurang bukti") && page.contains("350.000"));
    for name in ["Rahma", "Salim"] {
        done(&site, name, &here.group, "tanda-laporan", 0, &[]).await;
    }
    refused(&site, "Rahma", &here.group, "kirim-laporan", 0, &[]).await;
    spend(&site, &first, 1, "6.500.000", "850.000").await;
    for name in ["Rahma", "Salim"] {
        done(&site, name, &here.group, "tanda-laporan", 0, &[]).await;
    }
    refused(&site, "Rahma", &here.group, "kirim-laporan", 0, &[]).await;
    let mut nur = inside(&site, "Nur").await;
    let of_line = format!("{first}/baris/1");
    let receipt = nur.get(&of_line).await.attributes("input[name=bukti]", "value").remove(1);
    assert_eq!(nur.post(&of_line, &[("tombol", "hapus"), ("bukti", &receipt)]).await.status, 303);
    assert_eq!(nur.post(&of_line, &[("tombol", "lain")]).await.status, 422);
    spend(&site, &first, 1, "6.000.000", "350.000").await;
    sent(&site, &here, 0).await;
    let late =
        [("baris_2", "NOT_AS_RAB"), ("uraian", "Foto kurang jelas."), ("tanggal_tgl", "24"), ("tanggal_bln", "11")];
    let year = [("tanggal_thn", "2026")];
    refused(&site, "Nirmala", &here.office, "kembalikan-laporan", 0, &[&late[..], &year].concat()).await;
    let mut back = [&late[..], &year].concat();
    back[2] = ("tanggal_tgl", "15");
    back[3] = ("tanggal_bln", "12");
    done(&site, "Nirmala", &here.office, "kembalikan-laporan", 0, &back).await;
    assert_eq!(state(&site, "report 1").await, "returned");
    let page = inside(&site, "Nur").await.get(&first).await.text();
    assert!(page.contains("Foto kurang jelas."));
    sent(&site, &here, 0).await;
    accepted(&site, &here, 0).await;
    assert_eq!(number(&site, "SELECT COUNT(*) AS number FROM report_version").await, 2);
}

#[actix_web::test]
async fn for_whoever_is_tied_an_award_does_not_exist() {
    let site = Site::demo().await;
    let here = offered(&site, "money").await;
    let list = here.office.rsplit_once('/').unwrap().0.to_owned();
    let nothing = format!("{list}/ZZZZ-ZZZZ");
    let mut nirmala = inside(&site, "Nirmala").await;
    assert_eq!(nirmala.get(&here.office).await.status, 200);
    assert_eq!(nirmala.get(&list).await.all(".way").len(), 1);
    let sql = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";
    run(&site, sql, vec![account("Nirmala").into(), GOODS.id("E01").into()]).await;
    assert_eq!(nirmala.get(&list).await.all(".way").len(), 0);
    for end in ["", "/langkah?ke=verifikasi"] {
        let (own, none) = (format!("{}{end}", here.office), format!("{nothing}{end}"));
        let (tied, missing) = (nirmala.get(&own).await, nirmala.get(&none).await);
        assert_eq!((tied.status.as_u16(), missing.status.as_u16()), (404, 404));
        let plain = |answer: &Answer, path: &str| answer.text().replace(&crate::support::form(&[("ke", path)]), "ke=");
        assert_eq!(plain(&tied, &own), plain(&missing, &none));
    }
    let mut yusuf = inside(&site, "Yusuf").await;
    assert_eq!(yusuf.get(&here.office).await.status, 404, "no seat on the panel");
    assert_eq!(inside(&site, "Rini").await.get(&here.office).await.status, 404);
}

#[actix_web::test]
async fn an_offer_that_is_declined_frees_its_money() {
    let mut site = Site::demo().await;
    let here = offered(&site, "money").await;
    assert_eq!(sum(&site, "committed_idr").await, 15_000_000);
    refused(&site, "Salim", &here.group, "tolak", 0, &[]).await;
    let before = site.mails().await.len();
    site.later(Duration::days(15));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1, "the lead calls");
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "once");
    assert_eq!(site.mails().await.len(), before + 1);
    done(&site, "Tono", &here.office, "hubungi", 0, &[]).await;
    refused(&site, "Tono", &here.office, "tidak-diambil", 0, &[]).await;
    done(&site, "Rahma", &here.group, "tolak", 0, &[]).await;
    assert_eq!((state(&site, "award").await.as_str(), sum(&site, "released_idr").await), ("declined", 15_000_000));
    assert!(is_sound(&site).await);
}

#[actix_web::test]
async fn a_late_report_is_reminded_of_listed_and_holds_new_proposals_until_that_is_lifted() {
    let mut site = Site::demo().await;
    let here = agreed(&site, "money").await;
    paid(&site, &here, 0, "9.000.000").await;
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "it is due on the last day of the year");
    let before = site.mails().await.len();
    site.later(date!(2026 - 12 - 18) - NOW.date());
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1, "two weeks before");
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 0, "once");
    assert_eq!(site.mails().await.len(), before + 3, "chair, treasurer and writer");
    site.later(Duration::days(15));
    assert_eq!(rounds::tick(&site.app).await.unwrap(), 1);
    assert_eq!(state(&site, "report 1").await, "overdue");
    let enterprise = GOODS.id("E01");
    assert!(!holds(&site.app.db, enterprise, site.app.clock.now()).await.unwrap());
    site.later(Duration::days(31));
    assert!(holds(&site.app.db, enterprise, site.app.clock.now()).await.unwrap());
    refused(&site, "Tono", &here.office, "cabut-tahanan", 0, &[]).await;
    done(&site, "Tono", &here.office, "cabut-tahanan", 0, &[("uraian", "Banjir di desa.")]).await;
    assert!(!holds(&site.app.db, enterprise, site.app.clock.now()).await.unwrap());
    let first = report(&site, &here, 0).await;
    assert_eq!(inside(&site, "Nur").await.get(&format!("{first}/baris/1")).await.status, 200, "it is still written");
}

#[actix_web::test]
async fn the_award_of_the_demo_is_sound_and_waits_for_one_more_line_of_its_report() {
    let site = Site::demo().await;
    demo::seed_awards(&site.app).await.unwrap();
    assert!(is_sound(&site).await);
    assert_eq!((state(&site, "award").await.as_str(), state(&site, "1").await.as_str()), ("active", "handed_over"));
    let mut rahma = inside(&site, "Rahma").await;
    let list = rahma.get(&format!("/saya/usaha/{}/bantuan", site.code_of_demo("enterprise", "E01"))).await;
    let award = list.attributes(".way", "href").remove(0);
    let page = rahma.get(&award).await;
    let report = page.attributes("a[href*='/laporan/']", "href").remove(0);
    let text = rahma.get(&report).await.text();
    assert!(text.contains("8.500.000") && text.contains("Toko Alat Jaya"), "{text}");
    for file in page.attributes("a[href*='/berkas/']", "href") {
        assert_eq!(rahma.get(&file).await.status, 200);
    }
    let mut tono = inside(&site, "Tono").await;
    let office = format!("/instansi/{}/bantuan", site.code_of_agency("Tono").await);
    assert_eq!(tono.get(&office).await.all(".way").len(), 1);
}

#[actix_web::test]
async fn an_award_that_is_ended_by_two_is_accounted_for_and_settled_to_the_last_rupiah() {
    let site = Site::demo().await;
    let here = agreed(&site, "money").await;
    paid(&site, &here, 0, "9.000.000").await;
    let first = report(&site, &here, 0).await;
    spend(&site, &first, 1, "6.000.000", "6.000.000").await;
    spend(&site, &first, 2, "2.900.000", "2.900.000").await;
    give_rest_back(&site, &here, &first).await;
    sent(&site, &here, 0).await;
    accepted(&site, &here, 0).await;
    let heard = [("uraian", "Mesin dijual lagi."), ("keterangan", "Uangnya dipakai membayar sewa.")];
    let end = |recover: &'static str| [&heard[..], &[("jumlah", recover)], &TODAY[..]].concat();
    refused(&site, "Wulan", &here.office, "hentikan", 0, &end("2.000.000")).await;
    refused(&site, "Tono", &here.office, "hentikan", 0, &[&heard[..1], &TODAY[..]].concat()).await;
    refused(&site, "Tono", &here.office, "hentikan", 0, &end("8.900.001")).await;
    done(&site, "Tono", &here.office, "hentikan", 0, &end("2.000.000")).await;
    assert_eq!(state(&site, "award").await, "active", "one of two");
    let asked = inside(&site, "Wulan").await.get(&format!("{}/langkah?ke=hentikan", here.office)).await.text();
    assert!(asked.contains("Mesin dijual lagi.") && asked.contains("2.000.000"), "what is confirmed is said");
    done(&site, "Wulan", &here.office, "hentikan", 0, &[]).await;
    assert_eq!((state(&site, "award").await.as_str(), state(&site, "2").await.as_str()), ("terminated", "cancelled"));
    assert_eq!((sum(&site, "released_idr").await, sum(&site, "recovered_idr").await), (6_000_000, 2_000_000));
    refused(&site, "Rahma", &here.group, "minta", 1, &[]).await;
    let page = inside(&site, "Rahma").await.get(&here.group).await;
    assert!(page.text().contains("2.000.000"), "what came back before settles nothing");
    assert!(page.text().contains("Surat penghentian") || page.attributes("a[href*='/surat/']", "href").len() == 4);
    let back = |amount: &'static str| [("nomor", "STS/9"), ("jumlah", amount)];
    refused(&site, "Tono", &here.office, "catat-pelunasan", 0, &back("2.000.000")).await;
    refused(&site, "Agus", &here.office, "catat-pelunasan", 0, &back("2.000.001")).await;
    done(&site, "Agus", &here.office, "catat-pelunasan", 0, &back("1.900.000")).await;
    assert!(inside(&site, "Salim").await.get(&here.group).await.text().contains("Rp\u{a0}100.000"));
    done(&site, "Agus", &here.office, "catat-pelunasan", 0, &back("100.000")).await;
    refused(&site, "Agus", &here.office, "catat-pelunasan", 0, &back("1")).await;
    assert_eq!(sum(&site, "refunded_idr").await, 2_100_000);
    assert!(is_sound(&site).await);
    let history =
        inside(&site, "Rahma").await.get(&here.group).await.all("section[aria-labelledby=history] li").join(" ");
    assert!(history.contains("dihentikan") && history.contains("Pejabat pemutus"), "{history}");
    assert!(!history.contains("Wulan") && !history.contains("Agus"));
}

#[actix_web::test]
async fn what_was_given_is_accounted_for_after_an_award_was_ended() {
    let site = Site::demo().await;
    let here = agreed(&site, "money").await;
    paid(&site, &here, 0, "9.000.000").await;
    let end = [("uraian", "Kelompok bubar."), ("keterangan", "Semua setuju."), ("jumlah", "100.000")];
    done(&site, "Tono", &here.office, "hentikan", 0, &[&end[..], &TODAY[..]].concat()).await;
    done(&site, "Wulan", &here.office, "hentikan", 0, &[]).await;
    refused(&site, "Agus", &here.office, "catat-pelunasan", 0, &[("nomor", "STS/9"), ("jumlah", "100.000")]).await;
    let first = report(&site, &here, 0).await;
    spend(&site, &first, 1, "6.000.000", "6.000.000").await;
    spend(&site, &first, 2, "2.900.000", "2.900.000").await;
    give_rest_back(&site, &here, &first).await;
    sent(&site, &here, 0).await;
    accepted(&site, &here, 0).await;
    assert_eq!((state(&site, "1").await.as_str(), sum(&site, "refunded_idr").await), ("accounted", 100_000));
    refused(&site, "Agus", &here.office, "catat-pelunasan", 0, &[("nomor", "STS/9"), ("jumlah", "1")]).await;
    assert!(is_sound(&site).await, "what the report brought back settled the claim");
}
