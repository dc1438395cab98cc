//! Atom feeds: public things only, never what belongs to a person.
use std::fmt::Write;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
};
use time::Date;

use super::ui::Ui;
use crate::platform::ids;

/// A feed.
pub struct Feed {
    pub title: String,
    /// Path of the page it belongs to.
    pub page: String,
    /// Its own path.
    pub address: String,
    pub entries: Vec<Entry>,
}

/// Something new.
pub struct Entry {
    pub address: String,
    pub title: String,
    pub updated: Date,
    pub summary: String,
}

impl Feed {
    /// The feed, or that nothing changed since the reader's copy.
    pub fn answer(&self, ui: &Ui, request: &HttpRequest) -> HttpResponse {
        let xml = self.to_xml(ui);
        let tag = format!("\"{}\"", ids::digest(xml.as_bytes(), 8));
        let known = request.headers().get(IF_NONE_MATCH).is_some_and(|value| value == tag.as_str());
        let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        answer.insert_header((ETAG, tag));
        answer.insert_header((CACHE_CONTROL, "public, max-age=300"));
        if known { answer.finish() } else { answer.content_type("application/atom+xml; charset=utf-8").body(xml) }
    }

    fn to_xml(&self, ui: &Ui) -> String {
        let updated = self.entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| ui.now().date());
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
             <title>{}</title>\n<id>{}</id>\n<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n\
             <updated>{updated}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
            ui.lang(),
            escape(&self.title),
            escape(&ui.absolute(&self.address)),
            escape(&ui.absolute(&self.address)),
            escape(&ui.absolute(&self.page)),
            escape(ui.site_name()),
        );
        for entry in &self.entries {
            let address = escape(&ui.absolute(&entry.address));
            // Writing to a string cannot fail.
            let _ = write!(
                xml,
                "<entry>\n<title>{}</title>\n<id>{address}</id>\n<link href=\"{address}\"/>\n\
                 <updated>{}T00:00:00Z</updated>\n<summary>{}</summary>\n</entry>\n",
                escape(&entry.title),
                entry.updated,
                escape(&entry.summary),
            );
        }
        xml + "</feed>\n"
    }
}

/// Text inside XML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}
