//! Photos beside a payment or a loss: how they are sent, and how the two sides see them.
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, VARY},
};

use crate::{
    platform::photos::Refusal,
    web::{Cache, FormView, Ui, upload},
};

/// A photo beside a document on its page.
pub struct ProofView {
    /// Where it is looked at; empty without one.
    pub url: String,
    /// Where one is sent; empty when nobody may.
    pub send: String,
    /// Distinguishes the fields of several on a page.
    pub name: String,
    pub fault: String,
    /// Words of the fold: to add one, or to replace it.
    pub fold: String,
}

impl ProofView {
    /// `at` is the address of the photo, which is also where it is sent.
    pub fn new(ui: &Ui, form: &FormView, at: &str, code: &str, there: bool, may_send: bool) -> Self {
        let name = field(code);
        Self {
            url: if there { at.to_owned() } else { String::new() },
            send: if may_send { at.to_owned() } else { String::new() },
            fault: form.e(&name).to_owned(),
            fold: ui.t(if there { "proof-replace" } else { "proof-fold" }),
            name,
        }
    }
}

/// The page once more, with what is wrong with the photo.
pub fn refused(ui: &Ui, code: &str, refusal: Refusal) -> (actix_web::http::StatusCode, FormView) {
    (upload::status(refusal), FormView::default().fault(ui, &field(code), ui.t(refusal.key())))
}

/// The photo as an answer, for the one who asked.
pub fn answer(photo: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((CACHE_CONTROL, Cache::Nobody.header()))
        .insert_header((VARY, "Cookie"))
        .insert_header(("x-robots-tag", "noindex, noarchive"))
        .insert_header((CONTENT_DISPOSITION, "inline; filename=\"foto.jpg\""))
        .body(photo)
}

fn field(code: &str) -> String {
    format!("foto-{code}")
}
