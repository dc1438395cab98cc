//! The counter of an outlet: sales, losses, counts and returns, through the pages of both sides.
use sea_orm::{ConnectionTrait, Statement};
use time::Duration;

use crate::{
    html::keeps_the_rules,
    support::{Answer, Client, Site},
    walk,
};

/// The outlet and the makers of the demo that stand on its shelf.
struct Counter<'a> {
    site: &'a Site,
    shop: String,
    maker: String,
}

impl<'a> Counter<'a> {
    fn of(site: &'a Site) -> Self {
        Self {
            site,
            shop: format!("/gerai-kelola/{}", site.code_of_demo("outlet", "O1")),
            maker: format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E01")),
        }
    }

    /// Pieces of goods at a place, in all lots.
    async fn pieces(&self, goods: &str, place: &str) -> i64 {
        let sql = "SELECT CAST(COALESCE(SUM(a.qty), 0) AS BIGINT) AS n FROM stock_account a JOIN lot l ON l.id = a.lot_id \
                   JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id \
                   WHERE p.title = $1 AND a.place = $2";
        self.number(sql, vec![goods.into(), place.into()]).await
    }

    /// Rupiah the outlet owes an enterprise.
    async fn due(&self, enterprise: &str) -> i64 {
        let sql = "SELECT a.balance_idr AS n FROM money_account a JOIN placement p ON p.id = a.placement_id \
                   WHERE p.public_code = $1 AND a.account = 'maker_due'";
        let placement = self.site.placement_of_demo(enterprise, "O1").await;
        self.number(sql, vec![placement.into()]).await
    }

    async fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table}"), Vec::new()).await
    }

    async fn number(&self, sql: &str, values: Vec<sea_orm::Value>) -> i64 {
        let statement = Statement::from_sql_and_values(self.site.backend(), sql, values);
        self.site.app.db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
    }

    /// Sells pieces by the list, with the key of the page; gives the address of the sale.
    async fn sell(&self, clerk: &mut Client<'_>, goods: &str, pieces: &str) -> String {
        let page = format!("{}/jual", self.shop);
        let key = key_on(&clerk.get(&page).await);
        let field = format!("n-{}", self.site.lot_of(goods).await);
        let sold = clerk.post(&page, &[(&field, pieces), ("kunci", &key)]).await;
        assert_eq!(sold.status, 303, "{:?}", sold.all(".error-summary li"));
        path_of(&sold)
    }
}

/// The key a form carries.
fn key_on(page: &Answer) -> String {
    assert!(page.status == 200 || page.status == 422, "{}", page.status);
    page.attributes("input[name=kunci]", "value").remove(0)
}

fn path_of(answer: &Answer) -> String {
    answer.header("location").split('?').next().unwrap().to_owned()
}

fn words(page: &Answer) -> String {
    page.all("main").join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[actix_web::test]
async fn the_list_sent_twice_with_the_same_key_is_one_sale() {
    let site = Site::demo().await;
    let counter = Counter::of(&site);
    let mut ida = site.sign_in("Ida").await;
    let list = format!("{}/jual", counter.shop);
    let page = ida.get(&list).await;
    assert!(words(&page).contains("Sisa 24 buah"), "both lots together: {}", words(&page));
    let key = key_on(&page);
    let (cake, sauce) = (site.lot_of("Kue kering sagu 300 g").await, site.lot_of("Sambal acan 150 g").await);
    let (cake, sauce) = (format!("n-{cake}"), format!("n-{sauce}"));
    let fields = [(cake.as_str(), "13"), (sauce.as_str(), "2"), ("kunci", key.as_str())];
    let first = ida.post(&list, &fields).await;
    let again = ida.post(&list, &fields).await;
    assert_eq!((first.status.as_u16(), path_of(&first)), (303, path_of(&again)));
    assert_eq!(counter.count("sale").await, 1);
    // What expires first went first.
    assert_eq!(counter.pieces("Kue kering sagu 300 g", "shelf").await, 11);
    assert_eq!(counter.count("stock_entry WHERE kind = 'sell'").await, 3);
    let sale = ida.get(&path_of(&first)).await;
    assert!(words(&sale).contains("15 buah"), "{}", words(&sale));
    // Another press is another sale.
    let other = key_on(&ida.get(&list).await);
    assert_eq!(ida.post(&list, &[(&sauce, "1"), ("kunci", &other)]).await.status, 303);
    assert_eq!(counter.count("sale").await, 2);
}

#[actix_web::test]
async fn two_telephones_do_not_sell_the_same_pieces_and_what_was_typed_stays() {
    let site = Site::demo().await;
    let counter = Counter::of(&site);
    let (mut ida, mut hendra) = (site.sign_in("Ida").await, site.sign_in("Hendra").await);
    let list = format!("{}/jual", counter.shop);
    let field = format!("n-{}", site.lot_of("Sambal acan 150 g").await);
    let (first, second) = (key_on(&ida.get(&list).await), key_on(&hendra.get(&list).await));
    assert_eq!(ida.post(&list, &[(&field, "15"), ("kunci", &first)]).await.status, 303);
    let refused = hendra.post(&list, &[(&field, "6"), ("kunci", &second)]).await;
    assert_eq!(refused.status, 422);
    assert!(words(&refused).contains("Di rak tinggal 5 buah"), "{}", words(&refused));
    assert_eq!(refused.attributes(&format!("input[name={field}]"), "value"), ["6"]);
    assert_eq!(key_on(&refused), second);
    assert_eq!(hendra.post(&list, &[(&field, "5"), ("kunci", &second)]).await.status, 303);
    // All of it is gone now; the third finds its number with a sentence.
    let third = key_on(&ida.get(&list).await);
    let none = ida.post(&list, &[(&field, "1"), ("kunci", &third)]).await;
    assert_eq!(none.status, 422);
    assert!(words(&none).contains("Barang ini sudah habis di rak"), "{}", words(&none));
    for (value, sentence) in [("dua", "Tulis jumlah dengan angka"), ("0", "Isi jumlah yang terjual")] {
        let wrong = ida.post(&list, &[(&field, value), ("kunci", &third)]).await;
        assert_eq!(wrong.status, 422);
        assert!(words(&wrong).contains(sentence), "{}", words(&wrong));
    }
    let stranger = ida.post(&list, &[("n-ZZZZZZZZ", "1"), ("kunci", &third)]).await;
    assert!(words(&stranger).contains("tidak ada di gerai ini"));
}

/// 22 November 2026, 01:00 in Greenwich is nine in the morning in Banjarmasin.
#[actix_web::test]
async fn a_sale_counts_on_the_day_it_is_at_the_outlet() {
    let mut site = Site::demo().await;
    site.later(Duration::hours(14) + Duration::minutes(59));
    let shop = Counter::of(&site).shop;
    let mut ida = site.sign_in("Ida").await;
    let before = Counter::of(&site).sell(&mut ida, "Sambal acan 150 g", "1").await;
    assert!(words(&ida.get(&before).await).contains("22 November 2026 pukul 23.59 WITA"));
    drop(ida);
    site.later(Duration::minutes(2));
    let mut ida = site.sign_in("Ida").await;
    let after = Counter::of(&site).sell(&mut ida, "Sambal acan 150 g", "1").await;
    assert!(words(&ida.get(&after).await).contains("23 November 2026 pukul 00.01 WITA"));
    let today = ida.get(&format!("{shop}/penjualan")).await;
    assert_eq!(today.all("ul.ways > li").len(), 1, "{}", words(&today));
    // Whoever assists takes back what was sold on the same day only.
    let key = key_on(&ida.get(&after).await);
    assert!(!words(&ida.get(&before).await).contains("Batalkan penjualan"));
    let late = ida.post(&before, &[("kunci", &key), ("sebab", "goods"), ("langkah", "semua")]).await;
    assert_eq!(late.status, 422);
    let mut hendra = site.sign_in("Hendra").await;
    let key = key_on(&hendra.get(&before).await);
    let without = hendra.post(&before, &[("kunci", &key), ("langkah", "semua")]).await;
    assert_eq!(without.status, 422);
    for _ in 0..2 {
        let void = hendra.post(&before, &[("kunci", &key), ("sebab", "goods"), ("langkah", "semua")]).await;
        assert_eq!(void.status, 303, "{:?}", void.all(".error-summary li"));
    }
    assert!(words(&hendra.get(&before).await).contains("Dibatalkan"));
    assert_eq!(Counter::of(&site).pieces("Sambal acan 150 g", "shelf").await, 19);
}

#[actix_web::test]
async fn a_sale_is_recorded_up_to_seven_days_late() {
    let site = Site::demo().await;
    let counter = Counter::of(&site);
    let mut ida = site.sign_in("Ida").await;
    let list = format!("{}/jual", counter.shop);
    let field = format!("n-{}", site.lot_of("Sambal acan 150 g").await);
    let key = key_on(&ida.get(&list).await);
    for day in ["2026-11-14", "2026-11-23", "kemarin"] {
        let refused = ida.post(&list, &[(&field, "1"), ("hari", day), ("kunci", &key)]).await;
        assert_eq!(refused.status, 422, "{day}");
        assert!(words(&refused).contains("paling lama 7 hari lalu"));
    }
    let sold = ida.post(&list, &[(&field, "1"), ("hari", "2026-11-20"), ("kunci", &key)]).await;
    assert_eq!(sold.status, 303);
    let page = ida.get(&path_of(&sold)).await;
    assert!(words(&page).contains("20 November 2026") && !words(&page).contains("pukul"), "{}", words(&page));
    // A draft tells when it was written: here the evening before, in the outlet's zone.
    let key = key_on(&ida.get(&list).await);
    let moment = "1795275000000";
    let sold = ida.post(&list, &[(&field, "1"), ("waktu", moment), ("kunci", &key)]).await;
    assert_eq!(sold.status, 303, "{:?}", sold.all(".error-summary li"));
    assert!(words(&ida.get(&path_of(&sold)).await).contains("21 November 2026"));
    assert_eq!(counter.count("sale WHERE source = 'offline'").await, 1);
}

#[actix_web::test]
async fn a_label_leads_a_clerk_to_its_panel_and_everybody_else_to_the_goods() {
    let site = Site::demo().await;
    let counter = Counter::of(&site);
    let lot = site.lot_of("Kue kering sagu 300 g").await;
    let product = site.code("product", "title", "Kue kering sagu 300 g").await;
    let (plain, label) = (format!("/b/{product}"), format!("/b/{product}?l={lot}"));
    let (one, other) = (site.get(&plain).await, site.get(&label).await);
    assert_eq!((one.status, &one.bytes), (other.status, &other.bytes));
    assert_eq!(one.header("location"), other.header("location"));
    assert_eq!(one.header("location"), format!("/barang/{product}"));
    let mut rahma = site.sign_in("Rahma").await;
    assert_eq!(path_of(&rahma.get(&label).await), format!("/barang/{product}"));
    let mut ida = site.sign_in("Ida").await;
    let led = ida.get(&label).await;
    let panel = format!("{}/jual/{lot}", counter.shop);
    assert_eq!((led.header("location"), led.header("cache-control")), (panel.as_str(), "no-store"));
    let page = ida.get(&panel).await;
    assert_eq!(page.attributes("input[name=jumlah]", "value"), ["1"]);
    // Exactly the lot of the label.
    let sold = ida.post(&panel, &[("jumlah", "12"), ("kunci", &key_on(&page))]).await;
    assert_eq!(sold.status, 303, "{:?}", sold.all(".error-summary li"));
    let page = ida.get(&panel).await;
    assert!(words(&page).contains("Ada 12 buah yang sama dari kiriman lain"), "{}", words(&page));
    let more = ida.post(&panel, &[("jumlah", "13"), ("kunci", &key_on(&page))]).await;
    assert_eq!(more.status, 422);
    assert!(words(&more).contains("Di rak tinggal 12 buah"), "{}", words(&more));
    assert_eq!(ida.post(&panel, &[("jumlah", "12"), ("kunci", &key_on(&page))]).await.status, 303);
    assert!(words(&ida.get(&panel).await).contains("sudah habis di rak"));
    assert_eq!(counter.count("sale WHERE source = 'scan'").await, 2);
}

#[actix_web::test]
async fn every_page_of_the_counter_keeps_the_rules_in_both_languages() {
    let site = Site::demo().await;
    let parts = ["/jual", "/penjualan", "/tarik", "/rusak", "/kembali", "/hitung"];
    let mut seen = 0;
    for (name, path, status) in walk::signed_in(&site).await {
        if status != 200 || !parts.iter().any(|part| path.contains(part)) {
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
    assert!(seen >= 12, "{seen}");
}
