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

    async fn word_of(&self, sql: &str) -> String {
        let statement = Statement::from_string(self.site.backend(), sql.to_owned());
        self.site.app.db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "t").unwrap()
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
    let site = Site::unsold().await;
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
    let site = Site::unsold().await;
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
    let mut site = Site::unsold().await;
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
    let site = Site::unsold().await;
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
    let site = Site::unsold().await;
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

/// Rupiah that are the maker's of a piece of a lot.
async fn makers_part(counter: &Counter<'_>, lot: &str) -> i64 {
    let sql = "SELECT c.maker_unit_idr AS n FROM lot_price c JOIN lot l ON l.id = c.lot_id WHERE l.public_code = $1";
    counter.number(sql, vec![lot.into()]).await
}

/// Of fourteen pieces nine are sold and two found damaged: both sides see three on the shelf and the same rupiah.
#[actix_web::test]
async fn nine_are_sold_two_are_damaged_and_both_sides_see_the_same() {
    let site = Site::unsold().await;
    let counter = Counter::of(&site);
    let goods = "Amplang ikan 250 g";
    let (mut rahma, mut hendra, mut ida) =
        (site.sign_in("Rahma").await, site.sign_in("Hendra").await, site.sign_in("Ida").await);
    let lot = site.lot_of(goods).await;
    assert_eq!(counter.pieces(goods, "shelf").await, 14);
    counter.sell(&mut ida, goods, "9").await;

    // Ida proposes, Hendra reports, Rahma reads it.
    let page = format!("{}/rusak/baru?lot={lot}", counter.shop);
    let key = key_on(&ida.get(&page).await);
    let new = format!("{}/rusak/baru", counter.shop);
    let without = ida.post(&new, &[("lot", &lot), ("jumlah", "2"), ("kunci", &key)]).await;
    assert_eq!(without.status, 422);
    assert!(words(&without).contains("Pilih apa yang terjadi"));
    let many = [("lot", lot.as_str()), ("jumlah", "6"), ("sebab", "damaged"), ("kunci", &key)];
    assert_eq!(ida.post(&new, &many).await.status, 422);
    let fields =
        [("lot", lot.as_str()), ("jumlah", "2"), ("sebab", "damaged"), ("catatan", "kemasan bocor"), ("kunci", &key)];
    for _ in 0..2 {
        assert_eq!(ida.post(&new, &fields).await.status, 303);
    }
    assert_eq!((counter.pieces(goods, "shelf").await, counter.pieces(goods, "hold").await), (3, 2));
    let list = format!("{}/rusak", counter.shop);
    let none = rahma.get(&format!("{}/rusak", counter.maker)).await;
    assert!(!words(&none).contains("Rusak di gerai"), "a proposal is the outlet's own");
    let page = hendra.get(&list).await;
    assert!(words(&page).contains("Usulan dari asisten") && words(&page).contains("kemasan bocor"));
    let mark = page.attributes("input[name=usul]", "value").remove(0);
    let key = key_on(&page);
    assert_eq!(ida.post(&list, &[("usul", &mark), ("kunci", &key), ("langkah", "lapor")]).await.status, 404);
    assert_eq!(hendra.post(&list, &[("usul", &mark), ("kunci", &key), ("langkah", "lapor")]).await.status, 303);
    let again = hendra.post(&list, &[("usul", &mark), ("kunci", &key), ("langkah", "lapor")]).await;
    assert_eq!(again.status, 422, "it is answered");

    let loss = counter.word_of("SELECT public_code AS t FROM write_off WHERE cause = 'damaged'").await;
    let page = format!("{}/rusak/{loss}", counter.maker);
    assert!(words(&rahma.get(&page).await).contains("Gerai tidak mengganti apa pun"), "by the terms of the outlet");
    assert_eq!(rahma.post(&page, &[("langkah", "benar")]).await.status, 303);
    assert!(words(&hendra.get(&format!("{}/rusak/{loss}", counter.shop)).await).contains("Disetujui"));
    assert_eq!(counter.pieces(goods, "shelf").await, 3);
    assert_eq!(counter.due("E01").await, 9 * makers_part(&counter, &lot).await);
}

#[actix_web::test]
async fn a_disputed_loss_ends_with_the_sum_both_sides_named() {
    let site = Site::unsold().await;
    let counter = Counter::of(&site);
    let (mut rahma, mut hendra) = (site.sign_in("Rahma").await, site.sign_in("Hendra").await);
    let lot = site.lot_of("Amplang ikan 250 g").await;
    let new = format!("{}/rusak/baru", counter.shop);
    let key = key_on(&hendra.get(&format!("{new}?lot={lot}")).await);
    let fields = [("lot", lot.as_str()), ("jumlah", "2"), ("sebab", "damaged"), ("kunci", &key)];
    assert_eq!(hendra.post(&new, &fields).await.status, 303);
    let loss = counter.word_of("SELECT public_code AS t FROM write_off WHERE cause = 'damaged'").await;
    let (ours, theirs) = (format!("{}/rusak/{loss}", counter.maker), format!("{}/rusak/{loss}", counter.shop));
    let empty = rahma.post(&ours, &[("langkah", "sanggah")]).await;
    assert_eq!(empty.status, 422);
    let said = [("langkah", "sanggah"), ("isi", "Dus basah di gudang gerai.")];
    assert_eq!(rahma.post(&ours, &said).await.status, 303);
    assert_eq!(rahma.post(&ours, &said).await.status, 422, "once");
    let worth = 2 * makers_part(&counter, &lot).await;
    let more = (worth + 1).to_string();
    let refused = hendra.post(&theirs, &[("langkah", "usul"), ("rupiah", &more)]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes("#f-rupiah", "value"), [more]);
    let sum = (worth / 2).to_string();
    assert_eq!(hendra.post(&theirs, &[("langkah", "usul"), ("rupiah", &sum)]).await.status, 303);
    assert_eq!(hendra.post(&theirs, &[("langkah", "setuju"), ("rupiah", &sum)]).await.status, 409, "not with oneself");
    assert_eq!(rahma.post(&ours, &[("langkah", "setuju"), ("rupiah", "1")]).await.status, 409, "another sum");
    let before = counter.due("E01").await;
    assert_eq!(rahma.post(&ours, &[("langkah", "setuju"), ("rupiah", &sum)]).await.status, 303);
    assert_eq!(counter.due("E01").await - before, worth / 2);
    assert!(words(&hendra.get(&theirs).await).contains("Disetujui"));
}

#[actix_web::test]
async fn a_count_posts_what_it_differs_by_whatever_is_sold_meanwhile() {
    let site = Site::unsold().await;
    let counter = Counter::of(&site);
    let (mut hendra, mut ida) = (site.sign_in("Hendra").await, site.sign_in("Ida").await);
    let list = format!("{}/hitung", counter.shop);
    let key = key_on(&ida.get(&list).await);
    let started = [ida.post(&list, &[("kunci", &key)]).await, ida.post(&list, &[("kunci", &key)]).await];
    let page = path_of(&started[0]);
    assert_eq!(page, path_of(&started[1]), "pressing twice starts once");
    let form = ida.get(&page).await;
    assert!(!words(&form).contains("Catatan 20 buah"), "what the books say waits for the number");
    let field = |title: &str| {
        let labels = form.all("label.field-label");
        let at = labels.iter().position(|label| label.starts_with(title)).unwrap();
        form.attributes("label.field-label", "for")[at].trim_start_matches("f-").to_owned()
    };
    let (sauce, cake, peyek) = (field("Sambal acan"), field("Kue kering sagu"), field("Peyek udang"));
    let many = ida.post(&page, &[(&sauce, "21"), ("langkah", "simpan")]).await;
    assert_eq!(many.status, 422);
    assert!(words(&many).contains("Paling banyak 20 buah menurut catatan"), "{}", words(&many));
    assert_eq!(ida.post(&page, &[("langkah", "selesai")]).await.status, 422, "nothing is counted");
    let numbers = [(sauce.as_str(), "17"), (cake.as_str(), "22"), (peyek.as_str(), "30"), ("langkah", "simpan")];
    assert_eq!(ida.post(&page, &numbers).await.status, 303);
    assert!(words(&ida.get(&page).await).contains("Catatan 20 buah, kurang 3"));
    // Meanwhile somebody sells.
    counter.sell(&mut hendra, "Sambal acan 150 g", "5").await;
    let why = format!("sebab-{}", cake.trim_start_matches("n-"));
    let reasons = [(cake.as_str(), "22"), (why.as_str(), "lost"), (sauce.as_str(), "17"), ("langkah", "selesai")];
    assert_eq!(ida.post(&page, &reasons).await.status, 303);
    let review = hendra.get(&page).await;
    assert!(words(&review).contains("Terjual 3 buah: hak usaha"), "{}", words(&review));
    assert!(words(&review).contains("Hilang atau rusak 2 buah: gerai mengganti"));
    assert_eq!(ida.post(&page, &[("langkah", "masukkan")]).await.status, 422, "the manager posts");
    assert_eq!(hendra.post(&page, &[("langkah", "masukkan")]).await.status, 303);
    assert_eq!(hendra.post(&page, &[("langkah", "masukkan")]).await.status, 422, "once");
    assert_eq!(counter.pieces("Sambal acan 150 g", "shelf").await, 12);
    assert_eq!(counter.pieces("Sambal acan 150 g", "sold").await, 8);
    assert_eq!(counter.pieces("Kue kering sagu 300 g", "lost").await, 2);
    assert_eq!(counter.count("sale WHERE source = 'count'").await, 1);

    // The two turn up at the next count: the loss nobody accepted yet is taken back.
    let key = key_on(&hendra.get(&list).await);
    let second = path_of(&hendra.post(&list, &[("kunci", &key)]).await);
    let found = [(cake.as_str(), "24"), ("langkah", "selesai")];
    assert_eq!(hendra.post(&second, &found).await.status, 303);
    assert_eq!(hendra.post(&second, &[("langkah", "masukkan")]).await.status, 303);
    assert_eq!(counter.pieces("Kue kering sagu 300 g", "shelf").await, 24);
    assert_eq!(counter.count("write_off WHERE cause = 'missing' AND state = 'reversed'").await, 1);
    assert!(
        tanggui::marketplace::consignment::ledger::check::findings(&site.app.db)
            .await
            .unwrap()
            .iter()
            .all(|f| f.broken == 0)
    );
}

#[actix_web::test]
async fn goods_go_home_by_the_makers_word_or_by_the_code() {
    let site = Site::unsold().await;
    let counter = Counter::of(&site);
    let (mut rahma, mut hendra, mut ida) =
        (site.sign_in("Rahma").await, site.sign_in("Hendra").await, site.sign_in("Ida").await);
    let goods = "Amplang ikan 250 g";
    let lot = site.lot_of(goods).await;
    let placement = site.placement_of_demo("E01", "O1").await;
    // Ida pulls two; Rahma asks for them and one more from the shelf.
    let pull = format!("{}/tarik", counter.shop);
    let field = format!("jumlah-{lot}");
    let key = "b".repeat(32);
    for _ in 0..2 {
        let fields = [("lot", lot.as_str()), (field.as_str(), "3"), ("kunci", &key), ("langkah", "tarik")];
        assert_eq!(ida.post(&pull, &fields).await.status, 303);
    }
    let held = format!("ditarik-{lot}");
    let back = [("lot", lot.as_str()), (held.as_str(), "1"), ("kunci", &key), ("langkah", "batal")];
    assert_eq!(ida.post(&pull, &back).await.status, 303);
    assert_eq!((counter.pieces(goods, "shelf").await, counter.pieces(goods, "hold").await), (12, 2));
    let new = format!("{}/kembali/baru", counter.maker);
    let key = key_on(&rahma.get(&format!("{new}?kerja={placement}")).await);
    let (held, shelf) = (format!("hold-{lot}"), format!("shelf-{lot}"));
    let too_many = [("kerja", placement.as_str()), (held.as_str(), "3"), ("kunci", &key)];
    let refused = rahma.post(&new, &too_many).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes(&format!("input[name={held}]"), "value"), ["3"]);
    let fields = [("kerja", placement.as_str()), (held.as_str(), "2"), (shelf.as_str(), "1"), ("kunci", &key)];
    let (asked, again) = (rahma.post(&new, &fields).await, rahma.post(&new, &fields).await);
    assert_eq!((asked.status.as_u16(), path_of(&asked)), (303, path_of(&again)));
    let ours = path_of(&asked);
    let theirs = ours.replace(&counter.maker, &counter.shop);
    let picked = ida.get(&theirs).await;
    let fields = [("jumlah-1", "2"), ("jumlah-2", "1"), ("kunci", &key_on(&picked)), ("langkah", "pick")];
    assert_eq!(ida.post(&theirs, &fields).await.status, 303);
    assert_eq!(counter.pieces(goods, "back").await, 3);
    let page = rahma.get(&ours).await;
    assert!(words(&page).contains("Ambil sampai"), "{}", words(&page));
    let code: String = page.all(".sheet-code")[0].split_whitespace().collect();
    let key = key_on(&ida.get(&theirs).await);
    let wrong = ida.post(&theirs, &[("kode", "12"), ("kunci", &key), ("langkah", "receive_by_code")]).await;
    assert_eq!(wrong.status, 422);
    assert!(words(&wrong).contains("Kode ambil belum cocok"));
    let early = hendra.post(&theirs, &[("catatan", "dibuang"), ("kunci", &key), ("langkah", "dispose")]).await;
    assert_eq!(early.status, 422, "the maker has some days yet");
    let given = ida.post(&theirs, &[("kode", &code), ("kunci", &key), ("langkah", "receive_by_code")]).await;
    assert_eq!(given.status, 303, "{:?}", given.all(".error-summary li"));
    assert_eq!(counter.pieces(goods, "returned").await, 3);
    assert!(words(&rahma.get(&ours).await).contains("Sudah diambil"));

    // The outlet sends two back; one does not arrive.
    let new = format!("{}/kembali/baru", counter.shop);
    let key = key_on(&hendra.get(&format!("{new}?kerja={placement}")).await);
    let sent = hendra.post(&new, &[("kerja", &placement), (&shelf, "2"), ("kunci", &key)]).await;
    let theirs = path_of(&sent);
    let ours = theirs.replace(&counter.shop, &counter.maker);
    assert_eq!(rahma.post(&ours, &[("langkah", "cancel")]).await.status, 422, "whoever asked may cancel");
    let key = key_on(&ida.get(&theirs).await);
    assert_eq!(ida.post(&theirs, &[("jumlah-1", "2"), ("kunci", &key), ("langkah", "pick")]).await.status, 303);
    let key = key_on(&rahma.get(&ours).await);
    let short = [("jumlah-1", "1"), ("kunci", key.as_str()), ("langkah", "receive")];
    assert_eq!(rahma.post(&ours, &short).await.status, 303);
    assert!(words(&hendra.get(&theirs).await).contains("Kurang 1 buah"));
    assert_eq!(counter.pieces(goods, "returned").await, 4);
    assert_eq!(counter.count("write_off WHERE cause = 'missing_in_transit' AND state = 'reported'").await, 2);
    tanggui::marketplace::consignment::lapse(&site.app).await.unwrap();
    assert_eq!(counter.count("return_note WHERE state = 'closed'").await, 2);
}

#[actix_web::test]
async fn pressing_offer_twice_makes_one_offer() {
    let site = Site::unsold().await;
    let counter = Counter::of(&site);
    let placement = site.placement_of_demo("E01", "O1").await;
    let mut rahma = site.sign_in("Rahma").await;
    let page = format!("{}/titipan/baru", counter.maker);
    let key = key_on(&rahma.get(&format!("{page}?kerja={placement}")).await);
    let field = format!("jumlah-{}-0", site.code("product", "title", "Kotak tisu purun").await);
    let before = counter.count("consignment").await;
    let fields = [("kerja", placement.as_str()), (&field, "5"), ("kunci", &key), ("langkah", "ajukan")];
    let (first, again) = (rahma.post(&page, &fields).await, rahma.post(&page, &fields).await);
    assert_eq!((first.status.as_u16(), path_of(&first)), (303, path_of(&again)));
    assert_eq!(counter.count("consignment").await, before + 1);
}

#[actix_web::test]
async fn every_page_of_the_counter_keeps_the_rules_in_both_languages() {
    let site = Site::demo().await;
    let parts = ["/jual", "/penjualan", "/tarik", "/rusak", "/kembali", "/hitung"];
    // Signed in once each: whoever signs in too often is asked to wait.
    let (mut hendra, mut rahma) = (site.sign_in("Hendra").await, site.sign_in("Rahma").await);
    let mut seen = 0;
    for (name, path, status) in walk::signed_in(&site).await {
        if status != 200 || path.ends_with("/foto") || !parts.iter().any(|part| path.contains(part)) {
            continue;
        }
        let guest = if name == "Hendra" { &mut hendra } else { &mut rahma };
        for lang in ["id", "en"] {
            guest.cookies.insert("bahasa".to_owned(), lang.to_owned());
            let page = guest.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            keeps_the_rules(&path, lang, &page.text());
            seen += 1;
        }
    }
    assert!(seen >= 40, "{seen}");
}
