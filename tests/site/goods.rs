//! Visitors look for goods.
use std::collections::BTreeSet;

use crate::support::Site;

fn titles(answer: &crate::support::Answer) -> Vec<String> {
    answer.all(".card-title")
}

#[actix_web::test]
async fn tofu_is_found_although_the_word_also_means_to_know() {
    let site = Site::demo().await;
    assert_eq!(titles(&site.get("/barang?q=tahu").await)[0], "Keripik tahu 150 g");
}

#[actix_web::test]
async fn every_form_of_weaving_finds_the_five_woven_goods() {
    let site = Site::demo().await;
    let woven = ["Kotak tisu purun", "Tas purun belanja", "Tas purun bulat", "Topi purun lebar"];
    for words in ["anyaman purun", "menganyam", "dianyam"] {
        let found = titles(&site.get(&format!("/barang?q={}", words.replace(' ', "+"))).await);
        for title in woven {
            assert!(found.iter().any(|known| known.starts_with(title)), "{words} does not find {title}: {found:?}");
        }
    }
}

#[actix_web::test]
async fn the_two_names_of_one_fish_find_each_others_goods() {
    let site = Site::demo().await;
    for words in ["haruan", "gabus"] {
        let found = titles(&site.get(&format!("/barang?q={words}")).await);
        assert!(found.iter().any(|title| title.starts_with("Kerupuk haruan")), "{words}: {found:?}");
        assert!(found.iter().any(|title| title.starts_with("Abon haruan")), "{words}: {found:?}");
    }
}

#[actix_web::test]
async fn paging_forward_and_back_shows_each_published_thing_once() {
    let site = Site::demo().await;
    let mut path = "/barang".to_owned();
    let mut seen = Vec::new();
    let mut pages = Vec::new();
    loop {
        let page = site.get(&path).await;
        assert_eq!(page.status, 200);
        pages.push(titles(&page));
        seen.extend(titles(&page));
        match page.attributes("a[rel=next]", "href").first() {
            Some(next) => path = format!("/barang{next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 66);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 66);
    let mut back = Vec::new();
    loop {
        let page = site.get(&path).await;
        back.push(titles(&page));
        match page.attributes("a[rel=prev]", "href").first() {
            Some(previous) => path = format!("/barang{previous}"),
            None => break,
        }
    }
    back.reverse();
    assert_eq!(back, pages);
}

#[actix_web::test]
async fn sold_out_goods_come_last() {
    let site = Site::demo().await;
    let mut path = "/api/v1/products".to_owned();
    let mut bands = Vec::new();
    loop {
        let page = site.get(&path).await.json();
        let items = page["items"].as_array().expect("items").clone();
        bands.extend(items.iter().map(|item| item["band"] != "none"));
        match page["next"].as_str() {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(bands.len(), 66);
    assert!(bands.is_sorted_by(|a, b| a >= b), "{bands:?}");
}

#[actix_web::test]
async fn filters_agree_between_the_search_engine_and_the_store() {
    let site = Site::demo().await;
    let outlet = site.code("outlet", "name", "Gerai Dermaga Kunyit").await;
    for filter in [
        format!("gerai={outlet}"),
        "jenis=tas".into(),
        "harga_min=20000&harga_maks=60000".into(),
        "halal=ya".into(),
        "ada=ya".into(),
    ] {
        let page = site.get(&format!("/barang?{filter}")).await;
        // The count comes from the search engine, the cards from the store.
        let count: usize = page.all(".filter-count")[0].split(' ').next().unwrap().parse().unwrap();
        let shown = titles(&page).len();
        assert_eq!(shown, count.min(24), "{filter}");
        assert!(count > 0, "{filter}");
    }
}

#[actix_web::test]
async fn a_product_says_where_it_stands_in_bands_and_never_in_numbers() {
    let site = Site::demo().await;
    let code = site.code("product", "title", "Tas purun bulat").await;
    let page = site.get(&format!("/barang/{code}")).await;
    let lines = page.all(".stock-line");
    assert!(!lines.is_empty());
    for line in &lines {
        assert!(["Ada", "Tinggal sedikit", "Habis"].iter().any(|word| line.ends_with(word)), "{line}");
    }
    let json = site.get(&format!("/api/v1/products/{code}")).await.json();
    for shelf in json["shelves"].as_array().unwrap() {
        assert!(["plenty", "few", "none"].contains(&shelf["band"].as_str().unwrap()));
    }
}

#[actix_web::test]
async fn drafts_answer_like_things_that_never_were_and_withdrawn_goods_say_so() {
    let site = Site::demo().await;
    let draft = site.code("product", "title", "Amplang pedas 100 g").await;
    let absent = site.get("/barang/ZZZZZZ").await;
    let hidden = site.get(&format!("/barang/{draft}")).await;
    assert_eq!(absent.status, 404);
    assert_eq!(hidden.status, 404);
    assert_eq!(hidden.text().replace(&draft, "ZZZZZZ"), absent.text());
    let withdrawn = site.code("product", "title", "Kacang telur 250 g").await;
    let gone = site.get(&format!("/barang/{withdrawn}")).await;
    assert_eq!(gone.status, 410);
    assert!(!titles(&gone).is_empty(), "similar goods are shown");
}

#[actix_web::test]
async fn codes_are_read_as_people_type_them() {
    let site = Site::demo().await;
    let code = site.code("product", "title", "Keripik tahu 150 g").await;
    let typed = format!("{}-{}", &code[..3].to_lowercase(), &code[3..].to_lowercase());
    assert_eq!(site.get(&format!("/barang/{typed}")).await.status, 200);
}

#[actix_web::test]
async fn the_shelf_stays_closed_until_enough_enterprises_have_goods() {
    let mut site = Site::demo().await;
    assert!(site.get("/barang").await.text().contains("card-title"));
    site.app.settings.shelf_opens_at = 13;
    let closed = site.get("/barang").await;
    assert_eq!(closed.status, 200);
    assert!(closed.text().contains("Rak dibuka sebentar lagi"));
    assert!(titles(&closed).is_empty());
    assert!(site.get("/").await.text().contains("Rak dibuka sebentar lagi"));
    let empty = Site::empty().await;
    assert!(empty.get("/").await.text().contains("Rak dibuka sebentar lagi"));
}

#[actix_web::test]
async fn a_page_asks_the_store_a_bounded_number_of_questions() {
    let site = Site::demo().await;
    let product = site.code("product", "title", "Keripik tahu 150 g").await;
    let enterprise = site.code("enterprise", "trade_name", "Dapur Tiga Dayung").await;
    let outlet = site.code("outlet", "name", "Gerai Dermaga Kunyit").await;
    let opening = site.code("opening", "title", "Penjahit konveksi").await;
    let call = site.code("call", "name", "Dana Darurat Usaha").await;
    let budgets = [
        ("/".to_owned(), 11),
        ("/barang".to_owned(), 8),
        ("/barang?q=tas".to_owned(), 8),
        (format!("/barang/{product}"), 11),
        (format!("/usaha/{enterprise}"), 6),
        ("/gerai".to_owned(), 2),
        (format!("/gerai/{outlet}"), 6),
        ("/lowongan".to_owned(), 3),
        ("/lowongan?q=menjahit".to_owned(), 7),
        (format!("/lowongan/{opening}"), 2),
        ("/cocok".to_owned(), 1),
        ("/hibah".to_owned(), 1),
        (format!("/hibah/{call}"), 2),
        (format!("/hibah/{call}/cek"), 1),
        ("/sitemap.xml".to_owned(), 5),
        ("/tentang".to_owned(), 0),
    ];
    for (path, most) in budgets {
        site.statements();
        let request = actix_web::test::TestRequest::get().uri(&path).insert_header(("accept-encoding", "br"));
        let answer = site.send(request).await;
        assert_eq!(answer.status, 200, "{path}");
        let asked = site.statements();
        println!("{path:30} {asked:3} statements, {:6} bytes compressed", answer.bytes.len());
        assert!(asked <= most, "{path} asks {asked} statements, at most {most} are allowed");
    }
}
