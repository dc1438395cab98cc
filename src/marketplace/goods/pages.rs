//! Pages of goods: the list, one thing, what an enterprise sells.
use actix_web::{HttpResponse, http::StatusCode, web as http};
use askama::Template;
use serde_json::json;

use super::{
    manage::products::service as products,
    model::{Band, GoodsFilter, Halal, ProductCard, ProductView},
    service,
};
use crate::{
    app::App,
    enterprises::{self, model::EnterpriseView},
    error::Error,
    marketplace::{enquiries, outlets},
    platform::{money::Rupiah, photos::Size},
    web::{
        Cache, Head, Routes, Ui, Who,
        errors::Failure,
        json_ld::JsonLd,
        links,
        listing::Listing,
        page,
        params::{Code, QueryParams},
        session::Signed,
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/barang", Who::Everyone, list);
    routes.get("/barang/{code}", Who::Everyone, show);
    routes.get("/usaha/{code}", Who::Everyone, enterprise);
}

/// A card as it is drawn.
#[derive(Clone, Debug)]
pub struct Tile {
    pub url: String,
    pub title: String,
    pub price: String,
    pub unit: String,
    pub maker: String,
    pub outlet: String,
    pub image: String,
    pub stock: String,
    pub tone: &'static str,
    pub sold_out: bool,
}

impl Tile {
    pub fn new(ui: &Ui, card: ProductCard) -> Self {
        let (stock, tone) = match card.band {
            Band::Plenty => (String::new(), "good"),
            band => (ui.t(band_key(band)), band_tone(band)),
        };
        Self {
            url: format!("/barang/{}", card.code),
            title: card.title,
            price: ui.rupiah(&card.price_idr),
            unit: card.unit,
            maker: card.maker,
            outlet: card.outlet.unwrap_or_default(),
            image: card.photo.map(|photo| photo_url(Size::Card, &photo.key)).unwrap_or_default(),
            stock,
            tone,
            sold_out: card.band == Band::None,
        }
    }
}

pub fn photo_url(size: Size, key: &str) -> String {
    format!("/foto/{}", size.file(key))
}

pub fn band_key(band: Band) -> &'static str {
    match band {
        Band::Plenty => "band-plenty",
        Band::Few => "band-few",
        Band::None => "band-none",
    }
}

pub fn band_tone(band: Band) -> &'static str {
    match band {
        Band::Plenty => "good",
        Band::Few => "yours",
        Band::None => "idle",
    }
}

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/marketplace/goods.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    open: bool,
    words: String,
    price_min: String,
    price_max: String,
    in_stock: Options,
    halal: Options,
    tiles: Vec<Tile>,
    listing: Listing,
    categories: Options,
    outlets: Options,
    quick: Vec<(String, String, bool)>,
}

async fn list(app: http::Data<App>, ui: Ui, query: QueryParams) -> Result<HttpResponse, Failure> {
    let params = query.0;
    let (filter, invalid) = GoodsFilter::read(&params);
    let found = service::browse(&app, &filter).await?;
    // What is shown answers the question; only an empty list has to ask it.
    let open = !found.items.is_empty() || service::shelf_is_open(&app).await?;
    let categories = service::categories(&app).await?;
    let outlets = outlets::service::list(&app.db).await?;
    let mut listing = Listing::new(&ui, &found, &filter.position, &params, &invalid, "count-goods");
    listing.note_resting(&ui, !filter.words.is_empty() && !app.search.ready());
    let category_name = |key: &str| {
        categories.iter().find(|known| known.key == key).map(|known| ui.pick(&known.name_id, &known.name_en).to_owned())
    };
    if let Some(key) = &filter.category {
        let name = category_name(key).unwrap_or_else(|| key.clone());
        listing.filter(&params, ui.ts("filter-category", "name", &name), &["jenis"], None);
    }
    if let Some(code) = &filter.outlet {
        let name = outlets.iter().find(|outlet| outlet.code == *code).map_or(code.as_str(), |outlet| &outlet.name);
        listing.filter(&params, ui.ts("filter-outlet", "name", name), &["gerai"], None);
    }
    if let Some(least) = &filter.price_min {
        listing.filter(&params, ui.ts("filter-price-min", "amount", &ui.rupiah(least)), &["harga_min"], None);
    }
    if let Some(most) = &filter.price_max {
        listing.filter(&params, ui.ts("filter-price-max", "amount", &ui.rupiah(most)), &["harga_maks"], None);
    }
    if filter.in_stock {
        listing.filter(&params, ui.t("filter-in-stock"), &["ada"], None);
    }
    if filter.halal {
        listing.filter(&params, ui.t("filter-halal"), &["halal"], None);
    }
    let title =
        if filter.words.is_empty() { ui.t("goods-title") } else { ui.ts("goods-title-search", "words", &filter.words) };
    let head = if listing.own {
        Head::unlisted(title, ui.t("goods-description")).to_mend(&ui, listing.errors.len())
    } else {
        Head::new(&ui, title, ui.t("goods-description"), "/barang")
    };
    let options = categories.iter().map(|known| {
        let chosen = filter.category.as_deref() == Some(&known.key);
        (known.key.clone(), ui.pick(&known.name_id, &known.name_en).to_owned(), chosen)
    });
    let body = ListPage {
        open,
        words: params.get("q").unwrap_or_default().to_owned(),
        price_min: params.get("harga_min").unwrap_or_default().to_owned(),
        price_max: params.get("harga_maks").unwrap_or_default().to_owned(),
        in_stock: vec![("ya".to_owned(), ui.t("filter-in-stock"), filter.in_stock)],
        halal: vec![("ya".to_owned(), ui.t("filter-halal"), filter.halal)],
        categories: options.collect(),
        outlets: outlets
            .iter()
            .map(|outlet| (outlet.code.clone(), outlet.name.clone(), filter.outlet.as_ref() == Some(&outlet.code)))
            .collect(),
        quick: quick_links(&ui, &categories, filter.category.as_deref()),
        tiles: found.items.into_iter().map(|card| Tile::new(&ui, card)).collect(),
        listing,
        head,
        ui,
    };
    let cache = if body.listing.own { Cache::Ask } else { Cache::Public };
    page(body.listing.status, cache, !body.listing.own, &body)
}

fn quick_links(ui: &Ui, categories: &[super::model::Category], chosen: Option<&str>) -> Vec<(String, String, bool)> {
    let all = std::iter::once((ui.t("goods-all"), "/barang".to_owned(), chosen.is_none()));
    let kinds = categories.iter().map(|known| {
        let name = ui.pick(&known.name_id, &known.name_en).to_owned();
        (name, format!("/barang?jenis={}", known.key), chosen == Some(&known.key))
    });
    all.chain(kinds).collect()
}

#[derive(Template)]
#[template(path = "pages/marketplace/product.html")]
struct ProductPage {
    ui: Ui,
    head: Head,
    product: ProductView,
    price: String,
    category: String,
    pictures: Vec<Picture>,
    /// Name and price of each choice; empty when there is one only.
    prices: Vec<(String, String)>,
    lines: Vec<Line>,
    /// Sizes or tastes for the list of what is wanted.
    choices: Options,
    halal: String,
    licence: String,
    keeps: String,
    share_url: String,
    share_text: String,
    whatsapp: String,
    similar: Vec<Tile>,
    /// What and price, for those who buy for an agency or a company.
    order_prices: Vec<(String, String)>,
    /// Where a preview leads back to; empty on the public page.
    back: String,
}

/// A photo of the product in the middle size, and its larger one for those who have the pixels.
struct Picture {
    url: String,
    set: String,
    width: u32,
    height: u32,
    alt: String,
}

impl Picture {
    fn new(photo: &super::model::Photo) -> Self {
        let (width, height) = photo.extent(Size::Middle);
        let wide = photo.extent(Size::Large).0;
        let sizes = [(Size::Middle, width), (Size::Large, wide)];
        let known = sizes.iter().filter(|(size, pixels)| *size == Size::Middle || *pixels > width);
        let set: Vec<String> =
            known.map(|(size, pixels)| format!("{} {pixels}w", photo_url(*size, &photo.key))).collect();
        Self { url: photo_url(Size::Fallback, &photo.key), set: set.join(", "), width, height, alt: photo.alt.clone() }
    }
}

/// An outlet under "Ada di".
struct Line {
    url: String,
    name: String,
    place: String,
    word: String,
    tone: &'static str,
    chat: String,
}

async fn show(app: http::Data<App>, ui: Ui, code: Code, signed: Option<Signed>) -> Result<HttpResponse, Failure> {
    let product = match service::show(&app, &code.0).await {
        Err(Error::Gone) => return gone(&app, ui, &code.0).await,
        found => found?,
    };
    let path = format!("/barang/{}", product.code);
    let photo = product.photos.first();
    let photo = photo.map(|photo| (photo_url(Size::Share, &photo.key), photo.extent(Size::Share)));
    let head = Head::new(&ui, product.title.clone(), first_sentence(&product.body), &path)
        .image(&ui, photo)
        .json_ld(&json_ld(&ui, &product, &path));
    let mut body = product_page(&app, ui, head, product, String::new()).await?;
    if let Some(Signed(actor)) = signed
        && let Some(permit) = products::buyer(&app, &actor).await?
    {
        let prices = products::order_prices(&app, &permit, &code.0).await?;
        body.order_prices = prices.into_iter().map(|price| order_price(&body.ui, price)).collect();
    }
    // No browser keeps prices that are not for everybody.
    let cache = if body.order_prices.is_empty() { Cache::Public } else { Cache::Nobody };
    page(StatusCode::OK, cache, true, &body)
}

/// The page of a product before anybody sees it: the same in every byte of its main part. `back` leads to where it is
/// changed.
pub(super) async fn preview(app: &App, ui: Ui, product: ProductView, back: String) -> Result<HttpResponse, Failure> {
    let head = Head::unlisted(ui.t("preview-title"), ui.t("preview-title"));
    let body = product_page(app, ui, head, product, back).await?;
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

async fn product_page(
    app: &App,
    ui: Ui,
    head: Head,
    product: ProductView,
    back: String,
) -> Result<ProductPage, Failure> {
    let similar = service::similar(app, &product.code, 4).await?;
    let outlets = outlets::service::list(&app.db).await?;
    let choices = enquiries::views::service::choices(&app.db, &product.code).await?;
    let path = format!("/barang/{}", product.code);
    let price = ui.rupiah(&product.price_idr);
    let share_url = ui.absolute(&path);
    let share_text = format!("{}, {price}", product.title);
    let facts = [("name", &*product.title), ("unit", &product.unit), ("price", &price), ("code", &product.code)];
    let message = format!("{}\n{share_url}", ui.with("chat-thing", &facts));
    let lines = product.shelves.iter().map(|shelf| {
        let place = outlets.iter().find(|outlet| outlet.code == shelf.outlet_code);
        Line {
            url: format!("/gerai/{}", shelf.outlet_code),
            name: shelf.outlet.clone(),
            place: place.map_or_else(|| shelf.place.clone(), |outlet| outlets::pages::today(&ui, outlet)),
            word: ui.t(band_key(shelf.band)),
            tone: band_tone(shelf.band),
            chat: place
                .map(|outlet| links::chat(&outlet.whatsapp, &ui.ts("chat-ask", "thing", &message)))
                .unwrap_or_default(),
        }
    });
    let several = product.choices.len() > 1;
    let prices = product.choices.iter().filter(|_| several);
    let prices = prices.map(|choice| (choice.name.clone(), ui.rupiah(&choice.price_idr))).collect();
    Ok(ProductPage {
        category: ui.pick(&product.category.name_id, &product.category.name_en).to_owned(),
        pictures: product.photos.iter().map(Picture::new).collect(),
        lines: lines.collect(),
        choices: choices.into_iter().map(|(place, name)| (place.to_string(), name, place == 0)).collect(),
        halal: match product.halal {
            _ if product.not_halal => ui.t("halal-not"),
            Some(Halal::Certified) => ui.t("halal-certified"),
            Some(Halal::InProcess) => ui.t("halal-in-process"),
            None => String::new(),
        },
        licence: product
            .licence_until
            .map(|year| ui.ts("licence-until", "year", &year.to_string()))
            .unwrap_or_default(),
        keeps: product.keeps_days.map(|days| ui.tn("keeps-days", days)).unwrap_or_default(),
        whatsapp: links::share(&message),
        similar: similar.into_iter().map(|card| Tile::new(&ui, card)).collect(),
        prices,
        share_url,
        share_text,
        price,
        head,
        product,
        order_prices: Vec::new(),
        back,
        ui,
    })
}

/// "Besar, mulai 20 buah" and the price.
fn order_price(ui: &Ui, (choice, pieces, price): (String, i32, Rupiah)) -> (String, String) {
    let from = ui.tn("order-price-from", pieces);
    (if choice.is_empty() { from } else { format!("{choice}, {from}") }, ui.rupiah(&price))
}

fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or(text).trim().to_owned()
}

fn json_ld(ui: &Ui, product: &ProductView, path: &str) -> JsonLd {
    let availability = match product.band() {
        Band::None => "https://schema.org/OutOfStock",
        Band::Few => "https://schema.org/LimitedAvailability",
        Band::Plenty => "https://schema.org/InStoreOnly",
    };
    let places: Vec<_> = product
        .shelves
        .iter()
        .filter(|shelf| shelf.band != Band::None)
        .map(|shelf| json!({ "@type": "Store", "name": shelf.outlet, "url": ui.absolute(&format!("/gerai/{}", shelf.outlet_code)) }))
        .collect();
    let images: Vec<_> =
        product.photos.iter().map(|photo| ui.absolute(&photo_url(Size::Fallback, &photo.key))).collect();
    JsonLd(json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": product.body,
        "sku": product.code,
        "category": product.category.name_id,
        "image": images,
        "brand": { "@type": "Brand", "name": product.maker },
        "offers": {
            "@type": "Offer",
            "url": ui.absolute(path),
            "price": product.price_idr.0,
            "priceCurrency": "IDR",
            "availability": availability,
            "seller": { "@type": "Organization", "name": product.maker },
            "availableAtOrFrom": places,
        },
    }))
}

#[derive(Template)]
#[template(path = "pages/marketplace/gone.html")]
struct GonePage {
    ui: Ui,
    head: Head,
    similar: Vec<Tile>,
}

async fn gone(app: &App, ui: Ui, code: &str) -> Result<HttpResponse, Failure> {
    let similar = service::similar(app, code, 8).await?;
    let body = GonePage {
        head: Head::unlisted(ui.t("goods-gone-title"), ui.t("goods-gone-text")),
        similar: similar.into_iter().map(|card| Tile::new(&ui, card)).collect(),
        ui,
    };
    page(StatusCode::GONE, Cache::Ask, false, &body)
}

#[derive(Template)]
#[template(path = "pages/marketplace/enterprise.html")]
struct EnterprisePage {
    ui: Ui,
    head: Head,
    enterprise: EnterpriseView,
    tiles: Vec<Tile>,
    count: String,
}

async fn enterprise(app: http::Data<App>, ui: Ui, code: Code) -> Result<HttpResponse, Failure> {
    let enterprise = enterprises::service::show(&app.db, &code.0).await?;
    let cards = service::of_enterprise(&app, &code.0).await?;
    let head = Head::new(
        &ui,
        enterprise.trade_name.clone(),
        first_sentence(&enterprise.story),
        &format!("/usaha/{}", enterprise.code),
    );
    let body = EnterprisePage {
        count: ui.tn("count-goods", i64::try_from(cards.len()).unwrap_or_default()),
        tiles: cards.into_iter().map(|card| Tile::new(&ui, card)).collect(),
        enterprise,
        head,
        ui,
    };
    page(StatusCode::OK, Cache::Public, true, &body)
}
