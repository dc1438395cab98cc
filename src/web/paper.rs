//! Papers: files that are typeset for printing. They are written in Indonesian whatever the visitor reads, because both
//! sides of a document hold the same one.
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, VARY},
};
use serde_json::{Map, Value, json};

use super::{Cache, Ui, errors::Answer};
use crate::{
    app::App,
    error::Result,
    platform::{i18n::Lang, typeset::Template},
};

/// What a template takes.
pub struct Paper {
    pub template: Template,
    /// Title of the file; its name is the same with dashes.
    pub title: String,
    data: Map<String, Value>,
}

impl Paper {
    /// `words` are the template's own sentences with the keys of their texts. `data` is an object.
    pub fn new(ui: &Ui, template: Template, title: String, words: &[(&str, &str)], data: Value) -> Self {
        let words: Map<String, Value> =
            words.iter().map(|(name, key)| ((*name).to_owned(), ui.t(key).into())).collect();
        let mut all = match data {
            Value::Object(all) => all,
            _ => Map::new(),
        };
        all.insert("title".to_owned(), json!(title));
        all.insert("lang".to_owned(), json!(ui.lang()));
        all.insert("words".to_owned(), Value::Object(words));
        Self { template, title, data: all }
    }

    /// The file.
    ///
    /// # Errors
    /// As [`crate::platform::typeset::Typesetter::typeset`].
    pub async fn print(self, app: &App) -> Result<Vec<u8>> {
        app.typesetter.typeset(self.template, &Value::Object(self.data)).await
    }

    /// The file as an answer.
    pub async fn answer(self, app: &App) -> Answer {
        let name = self.title.clone();
        Ok(file(self.print(app).await?, &name))
    }
}

/// A PDF as an answer: for the one who asked, and shown rather than saved where the browser can.
pub fn file(pdf: Vec<u8>, title: &str) -> HttpResponse {
    let name: String =
        title.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((CACHE_CONTROL, Cache::Nobody.header()))
        .insert_header((VARY, "Cookie"))
        .insert_header(("x-robots-tag", "noindex, noarchive"))
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")))
        .body(pdf)
}

impl Ui {
    /// As papers are written.
    #[must_use]
    pub fn on_paper(&self) -> Self {
        self.in_language(Lang::Id)
    }
}
