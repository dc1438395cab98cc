//! Statements, payments and disputes on the pages of both sides, to the rupiah.
use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader, Xlsx};
use sea_orm::{ConnectionTrait, Statement};
use tanggui::{
    app::ROOMS,
    demo::people::ACCOUNTS,
    identity::{
        model::{BodyKind, Office},
        rooms::{self, NewMembership},
        vault,
    },
    marketplace::consignment::{
        agreements::{
            model::{LossCause, Terms},
            service as agreements,
        },
        ledger::check::findings,
        losses::{service as losses, workflow::Event as LossEvent},
        notes::{model::CountedLine, service as notes},
        sales::{
            model::{Pick, Sold, Source},
            service as sales,
        },
        statements::service as statements,
    },
    platform::ids,
};
use time::Duration;

use crate::{
    html::keeps_the_rules,
    support::{Answer, Client, NOW, Site},
    trade::{Trade, key},
    uploads::{photo, upload},
    walk,
};

/// A trade with the addresses of both sides.
struct Money {
    trade: Trade,
    maker: String,
    shop: String,
}

impl Money {
    async fn with(terms: Terms) -> Self {
        let trade = Trade::with(terms).await;
        let maker = format!("/saya/usaha/{}/uang", trade.site.code_of_demo("enterprise", "E01"));
        let shop = format!("/gerai-kelola/{}/rekap", trade.site.code_of_demo("outlet", "O1"));
        Self { trade, maker, shop }
    }

    /// So many pieces received and sold, and the period is over.
    async fn sold(pieces: i64) -> Self {
        let mut money = Self::with(Terms::default()).await;
        money.trade.deliver(20, 20, CountedLine { received: 20, ..CountedLine::default() }).await;
        money.trade.sell(pieces).await.unwrap();
        money.trade.later(20);
        money
    }

    async fn hendra(&self) -> Client<'_> {
        self.trade.site.sign_in("Hendra").await
    }

    async fn rahma(&self) -> Client<'_> {
        self.trade.site.sign_in("Rahma").await
    }

    /// Drafts and sends through the pages; gives the code.
    async fn sent(&self, hendra: &mut Client<'_>) -> String {
        let drafted = hendra.post(&self.shop, &[("kerja", &self.trade.placement)]).await;
        assert_eq!(drafted.status, 303, "{:?}", drafted.all(".error-summary li"));
        let to = drafted.header("location").split('?').next().unwrap().to_owned();
        let code = to.rsplit('/').next().unwrap().to_owned();
        done(&hendra.post(&to, &[("langkah", "send")]).await);
        code
    }

    /// Sent and agreed to.
    async fn confirmed(&self, hendra: &mut Client<'_>, rahma: &mut Client<'_>) -> String {
        let code = self.sent(hendra).await;
        let page = format!("{}/{code}", self.maker);
        let version = hidden(&rahma.get(&page).await, "versi");
        done(&rahma.post(&page, &[("langkah", "confirm"), ("versi", &version)]).await);
        code
    }

    /// Fills the form of a payment as the page shows it, and sends it so many times.
    async fn pay(&self, hendra: &mut Client<'_>, code: &str, rupiah: &str, times: usize) -> Vec<Answer> {
        let page = format!("{}/{code}", self.shop);
        let form = hendra.get(&page).await;
        let (day, month) = (hidden(&form, "tanggal_tgl"), hidden(&form, "tanggal_bln"));
        let (year, key) = (hidden(&form, "tanggal_thn"), hidden(&form, "kunci"));
        let fields = [
            ("langkah", "pay"),
            ("kunci", &key),
            ("rupiah", rupiah),
            ("cara", "transfer"),
            ("tanggal_tgl", &day),
            ("tanggal_bln", &month),
            ("tanggal_thn", &year),
            ("nomor", "TRX 0412"),
        ];
        let mut answers = Vec::new();
        for _ in 0..times {
            answers.push(hendra.post(&page, &fields).await);
        }
        answers
    }
}

fn done(answer: &Answer) {
    assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
}

fn hidden(page: &Answer, name: &str) -> String {
    assert_eq!(page.status, 200);
    page.attributes(&format!("input[name={name}]"), "value").remove(0)
}

fn words(page: &Answer) -> String {
    page.all("main").join(" ").replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn net(page: &Answer) -> String {
    page.all(".money-net").remove(0).replace('\u{a0}', " ")
}

/// `marketplace.md`, section 8.6, on the pages of both sides and in the files.
#[actix_web::test]
async fn both_sides_read_233_750_and_so_does_the_file() {
    let terms = Terms { liability: [0, 10_000, 10_000, 10_000, 0], ..Terms::default() };
    let mut money = Money::with(terms).await;
    let trade = &mut money.trade;
    trade.site.execute("UPDATE variant SET retail_idr = 25000").await;
    trade.goods[0].1 = 25_000;
    let counted = CountedLine { received: 14, refused: 0, missing: 1, reason: "kurang satu".to_owned() };
    let note = trade.deliver(20, 15, counted).await;
    notes::acknowledge(trade.app(), &trade.maker, &note).await.unwrap();
    trade.sell(9).await.unwrap();
    let lot = trade.on_shelf().await[0].clone();
    losses::report(trade.app(), &trade.manager, &key(), lot.lot, 2, (LossCause::Damaged, "jahitan lepas"))
        .await
        .unwrap();
    let open = losses::list(&trade.app().db, trade.id).await.unwrap();
    let code = open.iter().find(|loss| loss.cause == LossCause::Damaged).unwrap().code.clone();
    losses::act(trade.app(), &trade.maker, &code, LossEvent::Acknowledge).await.unwrap();
    let running = words(&money.rahma().await.get(&money.maker).await);
    assert!(running.contains("Terjual 9 · Hak Anda Rp 233.750"), "{running}");
    money.trade.later(20);

    let (mut hendra, mut rahma) = (money.hendra().await, money.rahma().await);
    let code = money.sent(&mut hendra).await;
    let (mine, theirs) =
        (rahma.get(&format!("{}/{code}", money.maker)).await, hendra.get(&format!("{}/{code}", money.shop)).await);
    assert_eq!(net(&mine), "Rp 233.750");
    for selector in [".money-net", ".money-sums", "table"] {
        assert_eq!(mine.all(selector), theirs.all(selector), "{selector}");
    }
    let told = words(&mine);
    for part in [
        "dua ratus tiga puluh tiga ribu tujuh ratus lima puluh rupiah",
        "OmzetRp 225.000",
        "Bagian gerai−Rp 33.750",
        "Kerugian ditanggung geraiRp 42.500",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // Of 14 that came 9 were sold and 2 are put aside.
    assert!(told.contains("0149005"), "{told}");

    let paper = rahma.get(&format!("{}/{code}/unduh?jenis=pdf", money.maker)).await;
    assert_eq!(paper.header("content-type"), "application/pdf", "{}", paper.text());
    assert!(paper.text().contains("/Title(Rekap penjualan "));
    let theirs = hendra.get(&format!("{}/{code}/unduh?jenis=pdf", money.shop)).await;
    assert!(paper.bytes == theirs.bytes, "both sides hold the same file");
    let file = rahma.get(&format!("{}/{code}/unduh?jenis=xlsx", money.maker)).await;
    assert!(file.header("content-disposition").ends_with(".xlsx\""));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes.clone())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.rows().next_back().unwrap().last(), Some(&Data::Float(233_750.0)));
    let csv = hendra.get(&format!("{}/{code}/unduh", money.shop)).await.text();
    assert!(csv.lines().last().unwrap().ends_with(";225000;33750;233750"), "{csv}");
    let ledger = hendra.get(&format!("{}/unduh?isi=buku", money.shop)).await.text();
    assert!(ledger.contains("Pembeli;Utang kepada usaha;191250"), "{ledger}");
    assert!(ledger.contains("Pembeli;Bagian gerai;33750"), "{ledger}");
    assert!(ledger.contains("Kerugian gerai;Utang kepada usaha;42500"), "{ledger}");
    money.trade.sound().await;
}

#[actix_web::test]
async fn a_statement_is_agreed_to_paid_acknowledged_and_paid_again_when_the_money_came_back() {
    let money = Money::sold(4).await;
    let (mut hendra, mut rahma) = (money.hendra().await, money.rahma().await);
    let code = money.confirmed(&mut hendra, &mut rahma).await;
    let page = format!("{}/{code}", money.shop);
    let open = hidden(&hendra.get(&page).await, "rupiah");
    let more = (open.parse::<i64>().unwrap() + 1).to_string();
    let refused = money.pay(&mut hendra, &code, &more, 1).await.remove(0);
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes("input[name=rupiah]", "value"), [more], "what was typed stays");
    money.pay(&mut hendra, &code, &open, 2).await.iter().for_each(done);
    let mine = format!("{}/{code}", money.maker);
    let shown = rahma.get(&mine).await;
    let payments = shown.attributes("input[name=bayaran]", "value");
    assert_eq!(shown.all("#payments ~ ul > li").len(), 1, "pressing twice pays once");
    let payment = payments[0].clone();

    // Whoever recorded it does not say that it arrived.
    let person = ACCOUNTS.iter().find(|account| account.name == "Hendra").unwrap().id();
    let enterprise = money.trade.site.code_of_demo("enterprise", "E01");
    let db = &money.trade.site.app.db;
    let body = rooms::find_body(db, ROOMS, BodyKind::Enterprise, &enterprise).await.unwrap().unwrap();
    let row =
        NewMembership { id: ids::new_id(), code: ids::new_public_code(), person, body, office: Office::Treasurer };
    rooms::of(ROOMS, BodyKind::Enterprise).unwrap().admit(db, NOW, row).await.unwrap();
    let seen = hendra.get(&mine).await;
    assert!(!words(&seen).contains("Sudah saya terima"));
    let same = hendra.post(&mine, &[("langkah", "acknowledge"), ("bayaran", &payment)]).await;
    assert_eq!(same.status, 422);
    assert!(words(&same).contains("Anda yang mencatat pembayaran ini"), "{}", words(&same));

    done(&rahma.post(&mine, &[("langkah", "acknowledge"), ("bayaran", &payment)]).await);
    assert!(words(&rahma.get(&mine).await).contains("Rekap ini selesai"));
    let reason = format!("alasan-{payment}");
    let silent = hendra.post(&page, &[("langkah", "fail"), ("bayaran", &payment)]).await;
    assert_eq!((silent.status.as_u16(), silent.all(".error-summary a").len()), (422, 1));
    let barred = [("langkah", "fail"), ("bayaran", &payment), (reason.as_str(), "kelompok dukungan sebaya")];
    assert_eq!(hendra.post(&page, &barred).await.status, 422);
    let fail = [("langkah", "fail"), ("bayaran", &payment), (reason.as_str(), "transfer dikembalikan bank")];
    done(&hendra.post(&page, &fail).await);
    assert!(words(&hendra.get(&page).await).contains("Gagal, uang kembali"));
    done(&money.pay(&mut hendra, &code, &open, 1).await[0]);
    assert!(words(&rahma.get(&mine).await).contains("Gerai mencatat sudah membayar"));
    money.trade.sound().await;
}

#[actix_web::test]
async fn a_photo_of_the_slip_is_seen_by_both_sides_and_lies_sealed_in_the_store() {
    let money = Money::sold(4).await;
    let (mut hendra, mut rahma) = (money.hendra().await, money.rahma().await);
    let code = money.confirmed(&mut hendra, &mut rahma).await;
    let (page, mine) = (format!("{}/{code}", money.shop), format!("{}/{code}", money.maker));
    let open = hidden(&hendra.get(&page).await, "rupiah");
    done(&money.pay(&mut hendra, &code, &open, 1).await[0]);
    let payment = rahma.get(&mine).await.attributes("input[name=bayaran]", "value").remove(0);
    let at = |page: &str| format!("{}/bukti/{payment}/foto", page.rsplitn(3, '/').last().unwrap());
    assert_eq!(rahma.get(&at(&mine)).await.status, 404, "there is none yet");

    let wrong = upload(&mut hendra, &at(&page), &[], b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.all(".field-error").remove(0).contains("HEIC"), "{:?}", wrong.all(".field-error"));
    assert_eq!(upload(&mut rahma, &at(&mine), &[], &photo()).await.status, 405, "the maker sends none");
    done(&upload(&mut hendra, &at(&page), &[], &photo()).await);
    done(&upload(&mut hendra, &at(&page), &[], &photo()).await);
    for (client, page) in [(&mut rahma, &mine), (&mut hendra, &page)] {
        assert!(words(&client.get(page).await).contains("Lihat foto bukti"));
        let seen = client.get(&at(page)).await;
        assert_eq!((seen.header("content-type"), seen.header("cache-control")), ("image/jpeg", "no-store"));
        assert_eq!(seen.bytes[..3], [0xff, 0xd8, 0xff]);
    }
    let mut ruslan = money.trade.site.sign_in("Ruslan").await;
    for page in [&mine, &page] {
        assert_eq!(ruslan.get(&at(page)).await.status, 404);
    }
    let app = &money.trade.site.app;
    let sql = "SELECT sealed FROM sealed_photo WHERE document_kind = 'payout'";
    let rows = app.db.query_all_raw(Statement::from_string(app.db.get_database_backend(), sql)).await.unwrap();
    assert_eq!(rows.len(), 1, "a new photo takes the place of the old one");
    let sealed: Vec<u8> = rows[0].try_get("", "sealed").unwrap();
    assert!(!sealed.windows(3).any(|bytes| bytes == [0xff, 0xd8, 0xff]), "no photo shows in the store");
    assert_eq!(vault::unreadable(&app.db, &app.keys).await.unwrap().0, 0);

    done(&rahma.post(&mine, &[("langkah", "acknowledge"), ("bayaran", &payment)]).await);
    assert_eq!(upload(&mut hendra, &at(&page), &[], &photo()).await.status, 422, "what is acknowledged stays");
}

#[actix_web::test]
async fn a_photo_of_the_damage_lies_beside_the_loss() {
    let money = Money::with(Terms::default()).await;
    let trade = &money.trade;
    trade.deliver(20, 20, CountedLine { received: 20, ..CountedLine::default() }).await;
    let lot = trade.on_shelf().await[0].clone();
    losses::report(trade.app(), &trade.assistant, &key(), lot.lot, 1, (LossCause::Missing, "")).await.unwrap();
    losses::report(trade.app(), &trade.manager, &key(), lot.lot, 2, (LossCause::Damaged, "robek")).await.unwrap();
    let code = losses::list(&trade.app().db, trade.id).await.unwrap().remove(0).code;
    let shop = format!("{}/rusak/{code}", money.shop.trim_end_matches("/rekap"));
    let mine = format!("{}/rusak/{code}", money.maker.trim_end_matches("/uang"));
    let (mut ida, mut rahma) = (trade.site.sign_in("Ida").await, money.rahma().await);
    assert_eq!(rahma.get(&format!("{mine}/foto")).await.status, 404);
    done(&upload(&mut ida, &format!("{shop}/foto"), &[], &photo()).await);
    assert!(words(&rahma.get(&mine).await).contains("Lihat foto bukti"));
    assert_eq!(rahma.get(&format!("{mine}/foto")).await.header("content-type"), "image/jpeg");
    losses::act(trade.app(), &trade.maker, &code, LossEvent::Acknowledge).await.unwrap();
    assert_eq!(upload(&mut ida, &format!("{shop}/foto"), &[], &photo()).await.status, 422);
    assert_eq!(ida.get(&format!("{shop}/foto")).await.status, 200, "it is seen afterwards too");
}

#[actix_web::test]
async fn a_disputed_line_is_corrected_by_both_and_comes_as_revision_2() {
    let money = Money::sold(4).await;
    let (mut hendra, mut rahma) = (money.hendra().await, money.rahma().await);
    let code = money.sent(&mut hendra).await;
    let (mine, page) = (format!("{}/{code}", money.maker), format!("{}/{code}", money.shop));
    let shown = rahma.get(&mine).await;
    let (version, line) = (hidden(&shown, "versi"), hidden(&shown, "baris"));
    let before = money.trade.due().await;

    let nothing = [("langkah", "dispute"), ("sebab", "count"), ("isi", "Yang terjual lima, bukan empat.")];
    let unnamed = rahma.post(&mine, &nothing).await;
    assert_eq!(unnamed.status, 422);
    assert!(words(&unnamed).contains("Tandai paling sedikit satu baris"));
    assert!(unnamed.text().contains("Yang terjual lima, bukan empat."), "what was typed stays");
    let foreign = [nothing[0], nothing[1], nothing[2], ("baris", "999999")];
    assert_eq!(rahma.post(&mine, &foreign).await.status, 422);
    done(&rahma.post(&mine, &[nothing[0], nothing[1], nothing[2], ("baris", &line)]).await);
    let disputed = hendra.get(&page).await;
    assert_eq!(disputed.all("tr.money-disputed").len(), 1);
    assert!(words(&disputed).contains("Yang terjual lima, bukan empat."));

    done(&hendra.post(&page, &[("langkah", "answer"), ("isi", "Benar, kami lihat lagi.")]).await);
    let half = hendra.post(&page, &[("langkah", "propose"), ("rupiah", "21.250")]).await;
    assert_eq!(half.status, 422);
    done(&hendra.post(&page, &[("langkah", "propose"), ("rupiah", "21.250"), ("arah", "tambah")]).await);
    let other = rahma.post(&mine, &[("langkah", "agree"), ("rupiah", "99")]).await;
    assert_eq!(other.status, 409, "another difference than the proposed one");
    assert!(words(&rahma.get(&mine).await).contains("Gerai mengusulkan koreksi Rp 21.250"));
    done(&rahma.post(&mine, &[("langkah", "agree"), ("rupiah", "21250")]).await);
    done(&hendra.post(&page, &[("langkah", "send")]).await);
    let stale = rahma.post(&mine, &[("langkah", "confirm"), ("versi", &version)]).await;
    assert_eq!(stale.status, 409, "the form was of the first revision");
    let second = rahma.get(&mine).await;
    assert!(words(&second).contains("Perbaikan ke 2"), "{}", words(&second));
    assert_eq!(money.trade.due().await, before + 21_250);
    let version = hidden(&second, "versi");
    done(&rahma.post(&mine, &[("langkah", "confirm"), ("versi", &version)]).await);
    money.trade.sound().await;
}

#[actix_web::test]
async fn an_officer_of_the_office_decides_what_both_could_not() {
    for (decision, told) in [
        (vec![("arah", "benar"), ("isi", "Catatan gerai lengkap.")], "Rekap dinyatakan benar"),
        (vec![("arah", "tambah"), ("rupiah", "10.000"), ("isi", "Satu buah tidak tercatat.")], "Koreksi dicatat"),
    ] {
        let money = Money::sold(4).await;
        let site = &money.trade.site;
        let agency = site.code_of_agency("Ratna").await;
        let office = format!("/instansi/{agency}/sanggahan");
        let (mut hendra, mut rahma) = (money.hendra().await, money.rahma().await);
        let mut ratna = site.sign_in("Ratna").await;
        let code = money.sent(&mut hendra).await;
        let mine = format!("{}/{code}", money.maker);
        let objection = [("langkah", "dispute"), ("sebab", "unrecorded"), ("isi", "Ada yang belum tercatat.")];
        done(&rahma.post(&mine, &objection).await);
        done(&rahma.post(&mine, &[("langkah", "escalate")]).await);
        assert_eq!(rahma.post(&mine, &[("langkah", "withdraw")]).await.status, 422, "it lies with the office now");
        assert!(ratna.get(&office).await.attributes("a.way", "href").is_empty(), "of another office");
        let sql = format!(
            "UPDATE outlet SET agency_id = (SELECT id FROM agency WHERE public_code = '{agency}') WHERE public_code = '{}'",
            site.code_of_demo("outlet", "O1")
        );
        site.execute(&sql).await;
        let url = ratna.get(&office).await.attributes("a.way", "href").remove(0);
        let shown = ratna.get(&url).await;
        assert_eq!(shown.status, 200);
        assert!(words(&shown).contains("Ada yang belum tercatat."));
        keeps_the_rules(&url, "id", &shown.text());
        assert_eq!(ratna.post(&url, &[("arah", "tambah"), ("isi", "Tanpa jumlah.")]).await.status, 422);
        assert_eq!(ratna.post(&url, &[("arah", "benar")]).await.status, 422, "a reason is asked for");
        done(&ratna.post(&url, &decision).await);
        assert_eq!(ratna.get(&url).await.status, 404, "decided, it is no longer seen");
        let after = words(&rahma.get(&mine).await);
        assert!(after.contains(told) && after.contains("Penengah"), "{after}");
        let sums = ratna.get(&format!("/instansi/{agency}/gerai")).await;
        assert!(words(&sums).contains("kurang dari 5"), "{}", words(&sums));
        money.trade.sound().await;
    }
}

#[actix_web::test]
async fn a_statement_does_not_exist_for_others() {
    let site = Site::demo().await;
    let own = site.placement_of_demo("E01", "O1").await;
    let paid = site.statement_in(&own, "paid").await;
    let draft = site.statement_in(&site.placement_of_demo("E04", "O1").await, "drafted").await;
    let mut ruslan = site.sign_in("Ruslan").await;
    let other = format!("/saya/usaha/{}/uang", site.code_of_demo("enterprise", "E02"));
    let first = format!("/saya/usaha/{}/uang", site.code_of_demo("enterprise", "E01"));
    for page in [
        format!("{other}/{paid}"),
        format!("{other}/{paid}/unduh"),
        format!("{first}/{paid}"),
        format!("{other}/{draft}"),
    ] {
        assert_eq!(ruslan.get(&page).await.status, 404, "{page}");
    }
    assert_eq!(ruslan.post(&format!("{other}/{paid}"), &[("langkah", "confirm")]).await.status, 404);
    let own = site.statement_in(&site.placement_of_demo("E02", "O1").await, "sent").await;
    let foreign = [("langkah", "acknowledge"), ("bayaran", "ZZZZZZZZ")];
    assert_eq!(ruslan.post(&format!("{other}/{own}"), &foreign).await.status, 404);
    let mut ida = site.sign_in("Ida").await;
    let shop = format!("/gerai-kelola/{}/rekap", site.code_of_demo("outlet", "O1"));
    assert_eq!(ida.get(&format!("{shop}/{paid}")).await.status, 404, "whoever sells does not settle");
}

#[actix_web::test]
async fn what_is_sold_in_a_closed_period_counts_on_the_first_open_day() {
    let mut money = Money::with(Terms::default()).await;
    money.trade.deliver(20, 20, CountedLine { received: 20, ..CountedLine::default() }).await;
    money.trade.sell(2).await.unwrap();
    // The second of December: November is over.
    money.trade.later(10);
    let code = money.sent(&mut money.hendra().await).await;
    let trade = &money.trade;
    let (before, place, _) = statements::show(&trade.app().db, &trade.manager, &code).await.unwrap();
    let today = agreements::today(trade.app(), &place.regency);
    let pick = Pick::Goods { variant: trade.goods[0].0, unit_idr: trade.goods[0].1 };
    let late = (Source::List, Some(today - Duration::days(4)));
    sales::record(trade.app(), &trade.assistant, &key(), &[Sold { pick, pieces: 1 }], late).await.unwrap();
    let (after, place, _) = statements::show(&trade.app().db, &trade.manager, &code).await.unwrap();
    assert_eq!(before.net, after.net, "what was sent stays");
    let booked = sales::of_day(trade.app(), &trade.manager, place.closed_through + Duration::DAY).await.unwrap();
    assert_eq!(booked.iter().flat_map(|sale| &sale.lines).map(|line| line.pieces).sum::<i64>(), 1);
    trade.sound().await;
}

#[actix_web::test]
async fn the_worker_drafts_what_is_over_once() {
    let money = Money::sold(3).await;
    let app = &money.trade.site.app;
    let drafts = async || {
        let sql = "SELECT COUNT(*) AS n FROM settlement s JOIN placement p ON p.id = s.placement_id \
                   WHERE s.state = 'drafted' AND p.public_code = $1";
        let values = [money.trade.placement.as_str().into()];
        let row = app.db.query_one_raw(Statement::from_sql_and_values(money.trade.site.backend(), sql, values)).await;
        row.unwrap().unwrap().try_get::<i64>("", "n").unwrap()
    };
    assert_eq!(drafts().await, 0);
    statements::lapse(app).await.unwrap();
    assert_eq!(drafts().await, 1);
    assert_eq!(statements::lapse(app).await.unwrap(), 0, "nothing is left to do");
    let page = words(&money.hendra().await.get(&money.shop).await);
    assert!(page.contains("Periksa lalu kirim"), "{page}");
}

#[actix_web::test]
async fn every_statement_of_the_demo_is_the_sum_of_its_ledger_and_each_state_is_there() {
    let site = Site::demo().await;
    for finding in findings(&site.app.db).await.unwrap() {
        assert_eq!(finding.broken, 0, "{}: {} of {} broken", finding.invariant, finding.broken, finding.checked);
    }
    let count = async |condition: &str| {
        let sql = format!("SELECT COUNT(*) AS n FROM settlement WHERE {condition}");
        let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap().unwrap();
        row.try_get::<i64>("", "n").unwrap()
    };
    for state in ["drafted", "sent", "disputed", "confirmed", "paid", "closed"] {
        assert!(count(&format!("state = '{state}'")).await > 0, "{state}");
    }
    assert!(count("revision = 2 AND state = 'closed'").await > 0);
    let shop = format!("/gerai-kelola/{}/rekap", site.code_of_demo("outlet", "O1"));
    let page = words(&site.sign_in("Hendra").await.get(&shop).await);
    assert!(page.contains("Terlambat 15 hari"), "{page}");
    let maker = format!("/saya/usaha/{}/uang", site.code_of_demo("enterprise", "E01"));
    let mut rahma = site.sign_in("Rahma").await;
    assert!(rahma.get(&maker).await.all("ul.ways li").len() >= 3, "three months");
    let summary = rahma.get(&format!("{maker}/ringkasan")).await;
    assert_eq!(summary.all("svg.chart").len(), summary.all("table").len());
}

#[actix_web::test]
async fn every_page_of_money_keeps_the_rules_in_both_languages() {
    let site = Site::demo().await;
    let mut inside = BTreeMap::new();
    let mut seen = 0;
    for (name, path, status) in walk::signed_in(&site).await {
        let of_money = ["/uang", "/rekap", "/instansi"].iter().any(|part| path.contains(part));
        if status != 200 || !of_money || path.contains("/unduh") {
            continue;
        }
        // Once each: whoever signs in again and again has to wait.
        if !inside.contains_key(name) {
            inside.insert(name, site.sign_in(name).await);
        }
        let guest = inside.get_mut(name).unwrap();
        for lang in ["id", "en"] {
            guest.cookies.insert("bahasa".to_owned(), lang.to_owned());
            let page = guest.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            keeps_the_rules(&path, lang, &page.text());
            seen += 1;
        }
    }
    assert!(seen >= 30, "{seen}");
}
