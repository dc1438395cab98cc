//! Goods on consignment on the pages of both sides: from the terms to the receipt.
use sea_orm::{ConnectionTrait, Statement};
use tanggui::{
    app::ROOMS,
    demo::people::ACCOUNTS,
    identity::{
        model::{BodyKind, Office},
        rooms::{self, NewMembership},
    },
    platform::ids,
};

use crate::{
    html::keeps_the_rules,
    support::{Answer, Client, NOW, Site},
    walk,
};

/// A page of each side, and who looks at it.
struct Story<'a> {
    site: &'a Site,
    maker: String,
    shop: String,
    placement: String,
}

impl<'a> Story<'a> {
    async fn of(site: &'a Site) -> Self {
        Self {
            site,
            maker: format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E01")),
            shop: format!("/gerai-kelola/{}", site.code_of_demo("outlet", "O1")),
            placement: site.placement_of_demo("E01", "O1").await,
        }
    }

    /// Rahma offers pieces of one kind of goods; gives the code of the consignment.
    async fn offer(&self, rahma: &mut Client<'_>, goods: &str, pieces: &str) -> String {
        let field = format!("jumlah-{}-0", self.site.code("product", "title", goods).await);
        let fields = [("kerja", self.placement.as_str()), (field.as_str(), pieces), ("langkah", "ajukan")];
        let answer = rahma.post(&format!("{}/titipan/baru", self.maker), &fields).await;
        assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
        let to = answer.header("location").to_owned();
        to.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned()
    }

    async fn accept(&self, hendra: &mut Client<'_>, code: &str, pieces: &str) {
        let fields = [
            ("terima-1", pieces),
            ("antar_tgl", "3"),
            ("antar_bln", "Desember"),
            ("antar_thn", "2026"),
            ("langkah", "accept"),
        ];
        let answer = hendra.post(&format!("{}/titipan/{code}", self.shop), &fields).await;
        assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
    }

    async fn issue(&self, rahma: &mut Client<'_>, code: &str, pieces: &str) -> Answer {
        let page = format!("{}/titipan/{code}", self.maker);
        let key = key_on(&rahma.get(&page).await);
        rahma.post(&page, &[("kirim-1", pieces), ("kunci", &key), ("langkah", "issue")]).await
    }

    /// Offered, accepted and issued: on its way with so many pieces.
    async fn on_the_way(&self, rahma: &mut Client<'_>, hendra: &mut Client<'_>, pieces: &str) -> String {
        let code = self.offer(rahma, "Kotak tisu purun", "20").await;
        self.accept(hendra, &code, pieces).await;
        assert_eq!(self.issue(rahma, &code, pieces).await.status, 303);
        code
    }
}

/// The key a form carries.
fn key_on(page: &Answer) -> String {
    assert_eq!(page.status, 200);
    page.attributes("input[name=kunci]", "value").remove(0)
}

fn words(page: &Answer) -> String {
    page.all("main").join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a count of one line sends.
fn count<'a>(counts: [&'a str; 3], reason: &'a str, key: &'a str, step: &'a str) -> Vec<(&'a str, &'a str)> {
    let [received, refused, missing] = counts;
    vec![
        ("diterima-1", received),
        ("rusak-1", refused),
        ("hilang-1", missing),
        ("keterangan-1", reason),
        ("kunci", key),
        ("langkah", step),
    ]
}

#[actix_web::test]
async fn goods_are_offered_accepted_in_part_sent_and_received_one_short() {
    let site = Site::demo().await;
    let story = Story::of(&site).await;
    let (mut rahma, mut hendra, mut ida) =
        (site.sign_in("Rahma").await, site.sign_in("Hendra").await, site.sign_in("Ida").await);
    let code = story.offer(&mut rahma, "Kotak tisu purun", "20").await;
    let shown = format!("{}-{}", &code[..4], &code[4..]);

    // The outlet sees the offer first and takes a part of it.
    let list = hendra.get(&format!("{}/titipan", story.shop)).await;
    assert!(list.all("#offers ~ ul").join(" ").contains(&shown), "{}", words(&list));
    story.accept(&mut hendra, &code, "15").await;
    let page = rahma.get(&format!("{}/titipan/{code}", story.maker)).await;
    assert!(words(&page).contains("Diterima sebagian"));
    assert!(words(&page).contains("Antar sebelum 3 Desember 2026"));

    // The delivery note bears its code, a picture of it and six digits.
    let sent = story.issue(&mut rahma, &code, "15").await;
    assert_eq!(sent.status, 303);
    let sheet = rahma.get(&format!("{}/titipan/{code}/surat-jalan", story.maker)).await;
    assert_eq!(sheet.all("svg.qr").len(), 1);
    let numbers = sheet.all(".sheet-code");
    assert_eq!(numbers[0], shown);
    let handover: String = numbers[1].split_whitespace().collect();
    assert!(handover.len() == 6 && handover.bytes().all(|digit| digit.is_ascii_digit()), "{handover}");
    assert!(words(&sheet).contains("Gerai mendapat 15 % dari harga jual"));

    // Ida types the code, counts 14 of 15, checks and saves with the digits of the paper.
    let found = ida.post(&format!("{}/terima", story.shop), &[("surat", &shown.to_lowercase())]).await;
    let receive = format!("{}/terima/{code}", story.shop);
    assert_eq!((found.status.as_u16(), found.header("location")), (303, receive.as_str()));
    let page = ida.get(&receive).await;
    assert_eq!(page.attributes("input[name=diterima-1]", "value"), ["15"]);
    let key = key_on(&page);
    let check = ida.post(&receive, &count(["14", "0", "1"], "tidak ada di dus", &key, "periksa")).await;
    assert_eq!(check.status, 200);
    assert!(words(&check).contains("Dihitung 14 dari 15 buah"), "{}", words(&check));
    let mut fields = count(["14", "0", "1"], "tidak ada di dus", &key, "simpan");
    fields.push(("kode", &handover));
    let saved = ida.post(&receive, &fields).await;
    assert_eq!(saved.status, 303, "{:?}", saved.all(".error-summary li"));

    // Both read the same.
    for page in [
        rahma.get(&format!("{}/titipan/{code}", story.maker)).await,
        hendra.get(&format!("{}/titipan/{code}", story.shop)).await,
    ] {
        let words = words(&page);
        assert!(words.contains("Di gerai, ada selisih"), "{words}");
        assert!(words.contains("Ada di gerai sekarang: 14"), "{words}");
        for count in ["Ditawarkan 20", "Diterima gerai 15", "Dikirim 15", "Diterima 14", "Tidak ada 1"] {
            assert!(words.contains(count), "{count}: {words}");
        }
        assert!(words.contains("tidak ada di dus"));
    }
    let page = format!("{}/titipan/{code}", story.maker);
    assert_eq!(rahma.post(&page, &[("langkah", "acknowledge")]).await.status, 303);
    let words = words(&rahma.get(&page).await);
    assert!(words.contains("Selisih dibenarkan") && words.contains("Di gerai"), "{words}");
}

#[actix_web::test]
async fn receiving_twice_with_the_same_key_shows_the_first_receipt() {
    let site = Site::demo().await;
    let story = Story::of(&site).await;
    let (mut rahma, mut hendra) = (site.sign_in("Rahma").await, site.sign_in("Hendra").await);
    let code = story.on_the_way(&mut rahma, &mut hendra, "15").await;
    let receive = format!("{}/terima/{code}", story.shop);
    let key = key_on(&hendra.get(&receive).await);
    let fields = count(["15", "0", "0"], "", &key, "simpan");
    assert_eq!(hendra.post(&receive, &fields).await.status, 303);
    let again = hendra.post(&receive, &fields).await;
    assert_eq!(again.status, 200);
    assert!(words(&again).contains("Sudah kami terima tadi"), "{}", words(&again));
    assert!(words(&again).contains("Ada di gerai sekarang: 15"));
    // Another press is another receipt, and there is none to be had.
    let other = "0".repeat(32);
    let refused = hendra.post(&receive, &count(["15", "0", "0"], "", &other, "simpan")).await;
    assert_eq!(refused.status, 422);
    assert!(words(&refused).contains("Langkah ini tidak bisa lagi"));
}

#[actix_web::test]
async fn a_count_that_does_not_add_up_is_refused_and_kept() {
    let site = Site::demo().await;
    let story = Story::of(&site).await;
    let (mut rahma, mut hendra) = (site.sign_in("Rahma").await, site.sign_in("Hendra").await);
    let code = story.on_the_way(&mut rahma, &mut hendra, "15").await;
    let receive = format!("{}/terima/{code}", story.shop);
    let key = key_on(&hendra.get(&receive).await);
    for (counts, reason, field) in [
        (["16", "0", "0"], "lebih", "diterima-1"),
        (["empat belas", "0", "1"], "kurang", "diterima-1"),
        (["14", "0", "1"], "", "keterangan-1"),
        (["14", "0", "1"], "kelompok dukungan sebaya", "keterangan-1"),
    ] {
        for step in ["periksa", "simpan"] {
            let page = hendra.post(&receive, &count(counts, reason, &key, step)).await;
            assert_eq!(page.status, 422, "{counts:?}");
            assert_eq!(page.attributes("input[name=diterima-1]", "value"), [counts[0]]);
            assert_eq!(page.attributes(".error-summary a", "href")[0], format!("#f-{field}"));
            assert_eq!(key_on_any(&page), key);
        }
    }
    let mut wrong = count(["15", "0", "0"], "", &key, "simpan");
    wrong.push(("kode", "000000"));
    let page = hendra.post(&receive, &wrong).await;
    assert_eq!(page.status, 422);
    assert!(words(&page).contains("Kode serah terima belum cocok"));
    assert!(page.attributes("input[name=kode]", "value")[0].is_empty(), "a code is typed twice");
    // More than the outlet took is not sent, and what was typed stays.
    let second = story.offer(&mut rahma, "Kotak tisu purun", "20").await;
    story.accept(&mut hendra, &second, "10").await;
    let page = story.issue(&mut rahma, &second, "11").await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attributes("input[name=kirim-1]", "value"), ["11"]);
    assert!(words(&page).contains("Tidak bisa lebih banyak dari yang diterima gerai"));
}

fn key_on_any(page: &Answer) -> String {
    page.attributes("input[name=kunci]", "value").remove(0)
}

#[actix_web::test]
async fn a_consignment_does_not_exist_for_others() {
    let site = Site::demo().await;
    let story = Story::of(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let code = story.offer(&mut rahma, "Kotak tisu purun", "20").await;
    let mut ruslan = site.sign_in("Ruslan").await;
    let other = format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E02"));
    for page in [
        format!("{}/titipan/{code}", story.maker),
        format!("{other}/titipan/{code}"),
        format!("{other}/titipan/{code}/surat-jalan"),
        format!("{other}/titipan/{code}/ubah"),
        format!("{other}/titipan/kerja-sama/{}", story.placement),
        format!("{other}/titipan/baru?kerja={}", story.placement),
    ] {
        assert_eq!(ruslan.get(&page).await.status, 404, "{page}");
    }
    let taken = ruslan.post(&format!("{other}/titipan/{code}"), &[("langkah", "withdraw")]).await;
    assert_eq!(taken.status, 404);
    // Nobody offers what is not their own.
    let own = site.placement_of_demo("E02", "O1").await;
    let field = format!("jumlah-{}-0", site.code("product", "title", "Kotak tisu purun").await);
    let fields = [("kerja", own.as_str()), (field.as_str(), "5"), ("langkah", "ajukan")];
    assert_eq!(ruslan.post(&format!("{other}/titipan/baru"), &fields).await.status, 422);
}

#[actix_web::test]
async fn whoever_issued_may_not_receive() {
    let site = Site::demo().await;
    let story = Story::of(&site).await;
    let outlet = site.code_of_demo("outlet", "O1");
    let body = rooms::find_body(&site.app.db, ROOMS, BodyKind::Outlet, &outlet).await.unwrap().unwrap();
    let person = ACCOUNTS.iter().find(|account| account.name == "Rahma").unwrap().id();
    let row = NewMembership {
        id: ids::new_id(),
        code: ids::new_public_code(),
        person,
        body,
        office: Office::OutletAssistant,
    };
    rooms::of(ROOMS, BodyKind::Outlet).unwrap().admit(&site.app.db, NOW, row).await.unwrap();
    let (mut rahma, mut hendra) = (site.sign_in("Rahma").await, site.sign_in("Hendra").await);
    let code = story.on_the_way(&mut rahma, &mut hendra, "15").await;
    let receive = format!("{}/terima/{code}", story.shop);
    let key = key_on(&rahma.get(&receive).await);
    let page = rahma.post(&receive, &count(["15", "0", "0"], "", &key, "simpan")).await;
    assert_eq!(page.status, 422);
    assert!(words(&page).contains("Anda yang menerbitkan surat jalan ini"), "{}", words(&page));
    assert_eq!(hendra.post(&receive, &count(["15", "0", "0"], "", &key, "simpan")).await.status, 303);
}

#[actix_web::test]
async fn an_enterprise_and_an_outlet_agree_on_terms() {
    let site = Site::demo().await;
    let outlet = site.code_of_demo("outlet", "O1");
    let (mut sari, mut hendra) = (site.sign_in("Sari").await, site.sign_in("Hendra").await);
    let founding = [("nama", "Anyaman Rawa"), ("sektor", "craft"), ("wilayah", "Kota Banjarmasin")];
    let founded = sari.post("/saya/usaha/baru", &founding).await;
    let home = founded.header("location").split('?').next().unwrap().to_owned();
    let asked = sari.post(&format!("{home}/titipan/ajukan"), &[("gerai", outlet.as_str())]).await;
    assert_eq!(asked.status, 303, "{:?}", asked.all(".error-summary li"));
    let page = asked.header("location").split('?').next().unwrap().to_owned();
    let placement = page.rsplit('/').next().unwrap().to_owned();
    let shop = format!("/gerai-kelola/{outlet}/titipan/kerja-sama/{placement}");
    assert!(words(&sari.get(&page).await).contains("Gerai sedang menulis syarat"));

    // The form holds the usual terms; what is wrong is told and kept.
    let form = hendra.get(&shop).await;
    let mut fields: Vec<(String, String)> = Vec::new();
    for name in form.attributes("form.panel input[type=text]", "name") {
        let value = form.attributes(&format!("form.panel input[name={name}]"), "value").remove(0);
        fields.push((name, value));
    }
    for (name, value) in
        [("cara", "commission"), ("siklus", "monthly"), ("hari", "1"), ("bulat", "1"), ("langkah", "send_terms")]
    {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let send = |fields: &[(String, String)], share: &str| -> Vec<(String, String)> {
        let change = |(name, value): &(String, String)| {
            (name.clone(), if name == "bagian" { share.to_owned() } else { value.clone() })
        };
        fields.iter().map(change).collect()
    };
    let wrong = send(&fields, "60");
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = hendra.post(&shop, &wrong).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes("input[name=bagian]", "value"), ["60"]);
    let right = send(&fields, "12,5");
    let right: Vec<(&str, &str)> = right.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let sent = hendra.post(&shop, &right).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".error-summary li"));

    // Each key term is ticked, or nothing is agreed.
    let terms = sari.get(&page).await;
    assert!(words(&terms).contains("Gerai mendapat 12,5 % dari harga jual"), "{}", words(&terms));
    let unread = sari.post(&page, &[("syarat", "1"), ("setuju_rak", "1"), ("langkah", "agree")]).await;
    assert_eq!(unread.status, 422);
    assert_eq!(unread.all(".error-summary li").len(), 3);
    let ticks = [("setuju_bagian", "1"), ("setuju_bayar", "1"), ("setuju_rak", "1"), ("setuju_rugi", "1")];
    let mut fields = vec![("syarat", "1"), ("langkah", "agree")];
    fields.extend(ticks);
    let agreed = sari.post(&page, &fields).await;
    assert_eq!(agreed.status, 303, "{:?}", agreed.all(".error-summary li"));
    assert!(words(&hendra.get(&shop).await).contains("Syarat disetujui"));
    assert!(words(&sari.get(&format!("{home}/titipan/baru")).await).contains("Belum ada barang yang bisa ditawarkan"));
    // Pausing and resuming are both sides' to do.
    assert_eq!(sari.post(&page, &[("langkah", "pause")]).await.status, 303);
    assert!(words(&hendra.get(&shop).await).contains("Sedang dijeda"));
    assert_eq!(hendra.post(&shop, &[("langkah", "resume")]).await.status, 303);
    let refused = hendra.post(&shop, &[("langkah", "close")]).await;
    assert_eq!(refused.status, 422);
}

#[actix_web::test]
async fn goods_that_spoil_are_offered_with_their_day() {
    let site = Site::demo().await;
    let story = Story::of(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let product = site.code("product", "title", "Amplang ikan 250 g").await;
    let (pieces, day) = (format!("jumlah-{product}-0"), format!("habis-{product}-0"));
    let page = format!("{}/titipan/baru", story.maker);
    let parts = [format!("{day}_tgl"), format!("{day}_bln"), format!("{day}_thn")];
    for (typed, words_shown) in [
        (["", "", ""], "Tulis tanggal kedaluwarsa"),
        (["31", "2", "2027"], "Tulis tanggal, bulan, dan tahun"),
        (["1", "12", "2026"], "Kedaluwarsanya terlalu dekat"),
    ] {
        let mut fields = vec![("kerja", story.placement.as_str()), (pieces.as_str(), "20"), ("langkah", "ajukan")];
        fields.extend(parts.iter().map(String::as_str).zip(typed));
        let answer = rahma.post(&page, &fields).await;
        assert_eq!(answer.status, 422);
        assert!(words(&answer).contains(words_shown), "{}", words(&answer));
        assert_eq!(answer.attributes(".error-summary a", "href")[0], format!("#f-{day}"));
        assert_eq!(answer.attributes(&format!("input[name='{pieces}']"), "value"), ["20"]);
    }
    let nothing = rahma.post(&page, &[("kerja", &story.placement), ("langkah", "ajukan")]).await;
    assert_eq!(nothing.status, 422);
    let mut fields = vec![("kerja", story.placement.as_str()), (pieces.as_str(), "20"), ("langkah", "simpan")];
    fields.extend(parts.iter().map(String::as_str).zip(["1", "Maret", "2027"]));
    let kept = rahma.post(&page, &fields).await;
    assert_eq!(kept.status, 303);
    let draft = kept.header("location").split('?').next().unwrap().to_owned();
    assert!(words(&rahma.get(&draft).await).contains("Draf"));
    let change = rahma.get(&format!("{draft}/ubah")).await;
    assert_eq!(change.attributes(&format!("input[name='{}']", parts[0]), "value"), ["1"]);
    let fields: Vec<(&str, &str)> = fields
        .into_iter()
        .map(|(name, value)| {
            (
                name,
                if name == "langkah" {
                    "ajukan"
                } else if value == "20" {
                    "12"
                } else {
                    value
                },
            )
        })
        .collect();
    assert_eq!(rahma.post(&format!("{draft}/ubah"), &fields).await.status, 303);
    assert!(words(&rahma.get(&draft).await).contains("Ditawarkan 12"));
}

#[actix_web::test]
async fn the_demo_holds_consignments_in_every_state_but_those_of_disputes() {
    let site = Site::demo().await;
    let sql = "SELECT DISTINCT state AS state FROM consignment ORDER BY state";
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    let states: Vec<String> = rows.iter().map(|row| row.try_get("", "state").unwrap()).collect();
    assert_eq!(
        states,
        [
            "accepted",
            "cancelled",
            "changes_requested",
            "declined",
            "draft",
            "expired",
            "issued",
            "offered",
            "received",
            "received_with_difference",
            "withdrawn"
        ]
    );
}

#[actix_web::test]
async fn every_page_of_consignment_keeps_the_rules_in_both_languages() {
    let site = Site::demo().await;
    let mut seen = 0;
    for (name, path, status) in walk::signed_in(&site).await {
        if status != 200 || path.contains(".pdf") || !(path.contains("/titipan") || path.contains("/terima")) {
            continue;
        }
        let mut guest = site.sign_in(name).await;
        for lang in ["id", "en"] {
            guest.cookies.insert("bahasa".to_owned(), lang.to_owned());
            let page = guest.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            keeps_the_rules(&path, lang, &page.text());
            seen += 1;
        }
    }
    assert!(seen >= 28, "{seen}");
}
