//! How well matching serves people, on a small set of our own: what forty people would write about themselves, and
//! the opening of the demo world each of them should see.
use tanggui::{
    jobs::{model::OpeningFilter, service},
    matching::Seeker,
};

use crate::support::Site;

const PEOPLE: [(&str, &str); 40] = [
    ("menjahit baju, obras", "Penjahit konveksi"),
    ("jait, bisa mesin industri", "Penjahit konveksi"),
    ("sewing, tailoring", "Penjahit konveksi"),
    ("bordir komputer", "Tukang bordir"),
    ("embroidery", "Tukang bordir"),
    ("periksa jahitan, quality control", "Pemeriksa mutu jahitan"),
    ("nyetrika, lipat pakaian", "Petugas setrika dan lipat"),
    ("nukang kayu, bikin lemari", "Tukang kayu"),
    ("carpentry", "Tukang kayu"),
    ("ukir kayu", "Pengukir kayu"),
    ("berkebun, tanam sayur", "Pekerja kebun sayur"),
    ("pelihara ikan di kolam", "Pekerja kolam ikan"),
    ("bersihin kamar hotel, tata graha", "Room attendant"),
    ("housekeeping", "Room attendant"),
    ("terima tamu, front office, bahasa inggris", "Resepsionis"),
    ("masak buat hajatan, katering", "Juru masak katering"),
    ("cooking", "Juru masak"),
    ("melayani meja, pramusaji", "Pramusaji"),
    ("barista, bikin latte", "Barista"),
    ("meracik kopi", "Barista"),
    ("kasir toko, hitung uang", "Kasir"),
    ("cashier", "Kasir"),
    ("jaga toko, melayani pembeli", "Pramuniaga"),
    ("jualan online, admin marketplace, foto produk", "Admin penjualan daring"),
    ("servis motor, ganti oli", "Mekanik sepeda motor"),
    ("ngelas, las listrik", "Tukang las"),
    ("welding", "Tukang las"),
    ("servis AC", "Teknisi pendingin udara"),
    ("desain grafis, corel, photoshop", "Perancang grafis"),
    ("operator mesin cetak", "Operator cetak"),
    ("surat menyurat, arsip, excel", "Staf administrasi"),
    ("bikin kue, roti", "Pembuat kue"),
    ("baking bread", "Pembuat roti"),
    ("ngirim paket pakai motor, SIM C", "Kurir motor"),
    ("input data, ngetik cepat", "Petugas entri data"),
    ("data entry", "Petugas entri data"),
    ("call center, melayani telepon", "Agen pusat kontak"),
    ("javascript, html, bikin website", "Pengembang web"),
    ("mandu turis", "Pemandu wisata"),
    ("stok barang, gudang", "Petugas gudang"),
];

#[actix_web::test]
async fn people_find_the_opening_that_is_theirs_among_the_first() {
    let site = Site::demo().await;
    let mut reciprocal = 0.0;
    let mut missed = Vec::new();
    for (words, wanted) in PEOPLE {
        let seeker = Seeker::new(Seeker::split(words), None);
        let page = service::best(&site.app, &seeker, &OpeningFilter::default()).await.unwrap().unwrap();
        let titles: Vec<_> = page.items.iter().map(|card| card.title.as_str()).collect();
        match titles.iter().position(|title| *title == wanted) {
            Some(place) => reciprocal += 1.0 / f64::from(u32::try_from(place + 1).unwrap()),
            None => missed.push((words, wanted)),
        }
        println!(
            "{wanted:26} {:?} <- {words}",
            titles.iter().position(|title| *title == wanted).map(|place| place + 1)
        );
    }
    let mean = reciprocal / 40.0;
    println!("mean reciprocal rank {mean:.3}");
    assert!(missed.is_empty(), "not on the first page: {missed:?}");
    assert!(mean >= 0.85, "mean reciprocal rank {mean:.3}");
}

#[actix_web::test]
async fn the_order_of_words_and_a_typing_mistake_change_little() {
    let site = Site::demo().await;
    for (words, same) in
        [("menjahit, obras", "obras, menjahit"), ("kasir, packing", "kassir, paking"), ("memasak", "memasakk")]
    {
        let first = |words: &'static str| {
            let site = &site;
            async move {
                let seeker = Seeker::new(Seeker::split(words), None);
                let page = service::best(&site.app, &seeker, &OpeningFilter::default()).await.unwrap().unwrap();
                page.items.into_iter().take(3).map(|card| card.title).collect::<std::collections::BTreeSet<_>>()
            }
        };
        let (a, b) = (first(words).await, first(same).await);
        assert!(a.intersection(&b).count() >= 2, "{words}: {a:?}; {same}: {b:?}");
    }
}
