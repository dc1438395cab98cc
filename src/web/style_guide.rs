//! The living style guide: every component in every state, drawn by the same templates as the pages.
use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;

use super::{Cache, Head, Routes, Ui, Who, errors::Failure, page};

pub fn routes(routes: &mut Routes) {
    routes.get("/gaya", Who::Everyone, show);
}

#[derive(Template)]
#[template(path = "pages/site/style_guide.html")]
struct StyleGuide {
    ui: Ui,
    head: Head,
    options: Vec<(String, String, bool)>,
    words: Vec<String>,
    near: Vec<(String, String)>,
    errors: Vec<(String, String)>,
    filters: Vec<(String, String)>,
    colours: [&'static str; 16],
    effects: Vec<String>,
    none: Vec<String>,
}

async fn show(ui: Ui) -> Result<HttpResponse, Failure> {
    let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
    let options = [("kain", "Kain", false), ("kue", "Kue", true), ("tas", "Tas dan dompet", false)];
    let body = StyleGuide {
        head: Head::unlisted(ui.t("style-guide-title"), ui.t("style-guide-text")),
        options: options.map(|(value, words, chosen)| (value.to_owned(), words.to_owned(), chosen)).to_vec(),
        words: ["menjahit", "obras", "mengemas produk"].map(str::to_owned).to_vec(),
        near: [("mengemudi mobil", "nyetir")].map(pair).to_vec(),
        errors: [
            ("name", "Tulis nama barang, paling sedikit 3 huruf"),
            ("price", "Tulis rupiah tanpa koma, contoh: 25000"),
        ]
        .map(pair)
        .to_vec(),
        filters: [("Jenis: Kue", "?"), ("Halal", "?")].map(pair).to_vec(),
        colours: [
            "ink",
            "mist",
            "paper",
            "white",
            "line",
            "edge",
            "river",
            "river-deep",
            "river-soft",
            "turmeric",
            "turmeric-deep",
            "turmeric-soft",
            "brick",
            "brick-soft",
            "leaf",
            "sky",
        ],
        effects: ["Mengirim pemberitahuan kepada penilai (2 orang)", "Mencatat komitmen Rp 12.500.000"]
            .map(str::to_owned)
            .to_vec(),
        none: Vec::new(),
        ui,
    };
    page(StatusCode::OK, Cache::Public, false, &body)
}
