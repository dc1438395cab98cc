//! Static files: hashed names, compressed once, kept for ever by browsers.
use std::{collections::HashMap, io::Write, sync::LazyLock};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, VARY},
    web,
};
use rust_embed::RustEmbed;

use super::errors::Failure;
use crate::{error::Error, platform::ids};

#[derive(RustEmbed)]
#[folder = "frontend/"]
#[include = "css/*.css"]
#[include = "js/*.js"]
#[include = "icons/*.svg"]
#[include = "icons/*.png"]
#[include = "fonts/*.woff2"]
struct Embedded;

/// A file ready to be sent.
pub struct Asset {
    /// Its name without the hash: `css/app.css`.
    pub name: String,
    pub bytes: web::Bytes,
    /// Compressed, where that makes it smaller.
    pub brotli: Option<web::Bytes>,
    kind: &'static str,
    hash: String,
}

struct Assets {
    by_name: HashMap<String, Asset>,
    /// Hashed name to name.
    by_url: HashMap<String, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

/// Every file, for the tests and the sweep.
pub fn all() -> impl Iterator<Item = &'static Asset> {
    ASSETS.by_name.values()
}

/// The address of a file.
pub fn url(name: &str) -> String {
    if let Some(asset) = ASSETS.by_name.get(name) {
        format!("/aset/{}", asset.hashed_name())
    } else {
        tracing::error!(name, "a template names a file that does not exist");
        format!("/aset/{name}")
    }
}

/// Hashes and compresses before the first request.
pub fn prepare() {
    LazyLock::force(&ASSETS);
}

pub async fn serve(path: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let name = ASSETS.by_url.get(path.as_str()).ok_or(Error::NotFound)?;
    let asset = ASSETS.by_name.get(name).ok_or(Error::NotFound)?;
    let mut answer = HttpResponse::Ok();
    answer.content_type(asset.kind);
    answer.insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"));
    answer.insert_header((VARY, "Accept-Encoding"));
    match &asset.brotli {
        Some(small) if accepts_brotli(&request) => {
            Ok(answer.insert_header((CONTENT_ENCODING, "br")).body(small.clone()))
        }
        _ => Ok(answer.body(asset.bytes.clone())),
    }
}

fn accepts_brotli(request: &HttpRequest) -> bool {
    let accepted = request.headers().get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|coding| coding.split(';').next().is_some_and(|name| name.trim() == "br"))
}

impl Assets {
    fn load() -> Self {
        let mut names: Vec<_> = Embedded::iter().filter(|name| !name.starts_with("css/")).collect();
        names.sort_unstable();
        let files = names.iter().filter_map(|name| Some((name.to_string(), Embedded::get(name)?.data.into_owned())));
        let assets: Vec<Asset> = files
            .chain([("css/app.css".to_owned(), stylesheet())])
            .map(|(name, bytes)| Asset::new(name, bytes))
            .collect();
        Self {
            by_url: assets.iter().map(|asset| (asset.hashed_name(), asset.name.clone())).collect(),
            by_name: assets.into_iter().map(|asset| (asset.name.clone(), asset)).collect(),
        }
    }
}

/// All style files in the order of their names, with the addresses of the files they name.
fn stylesheet() -> Vec<u8> {
    let mut names: Vec<_> = Embedded::iter().filter(|name| name.starts_with("css/")).collect();
    names.sort_unstable();
    let files = names.iter().filter_map(|name| Embedded::get(name));
    let joined: String = files.map(|file| String::from_utf8_lossy(&file.data).into_owned() + "\n").collect();
    let font = Embedded::get("fonts/jakarta.woff2").map(|file| file.data.into_owned()).unwrap_or_default();
    let font = Asset::new("fonts/jakarta.woff2".to_owned(), font).hashed_name();
    joined.replace("../fonts/jakarta.woff2", &format!("/aset/{font}")).into_bytes()
}

impl Asset {
    fn new(name: String, bytes: Vec<u8>) -> Self {
        let hash = ids::digest(&bytes, 5);
        let kind = match name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("png") => "image/png",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        };
        let is_text = matches!(name.rsplit('.').next(), Some("css" | "js" | "svg"));
        let brotli = is_text.then(|| compress(&bytes)).flatten().filter(|small| small.len() < bytes.len());
        Self { name, bytes: bytes.into(), brotli: brotli.map(web::Bytes::from), kind, hash }
    }

    /// `css/app.0123456789.css`.
    fn hashed_name(&self) -> String {
        match self.name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}.{}.{extension}", self.hash),
            None => format!("{}.{}", self.name, self.hash),
        }
    }
}

/// Brotli at its best: done once, at the start.
fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    writer.write_all(bytes).ok()?;
    drop(writer);
    Some(out)
}
