//! A list on a page: its count, its neighbours, the filters in force.
use actix_web::http::StatusCode;

use super::ui::Ui;
use crate::{
    error::Invalid,
    platform::{
        listing::{POSITION_NAMES, Page, Position},
        params::Params,
    },
};

/// What a template needs of a list beside its rows.
#[derive(Clone, Debug)]
pub struct Listing {
    /// How many there are: "24 barang".
    pub count: String,
    /// Number of the page, where pages have one.
    pub number: String,
    pub previous: String,
    pub next: String,
    /// Words of each filter in force and the address without it.
    pub active: Vec<(String, String)>,
    /// The address without any filter.
    pub clear: String,
    pub chosen: usize,
    /// What has to be mended, by field.
    pub errors: Vec<(String, String)>,
    pub error_title: String,
    /// Addressed to this visitor only: it has words or faults in it.
    pub own: bool,
    /// Says that the words were not looked for, while there is no index; else empty.
    pub note: String,
    pub status: StatusCode,
}

impl Listing {
    /// `unit` is the key of the count, `path` that of the list.
    pub fn new<T>(
        ui: &Ui,
        page: &Page<T>,
        position: &Position,
        params: &Params,
        invalid: &Invalid,
        unit: &str,
    ) -> Self {
        let address = |position: &Option<Position>, path: &str| match position {
            Some(position) => format!("{path}{}", position.query(params)),
            None => String::new(),
        };
        let errors: Vec<_> = invalid.0.iter().map(|(field, message)| ((*field).to_owned(), ui.t(message))).collect();
        Self {
            count: page.total.map(|total| ui.tn(unit, i64::try_from(total).unwrap_or(i64::MAX))).unwrap_or_default(),
            number: match position {
                Position::Number(number) => number.to_string(),
                Position::First => "1".to_owned(),
                _ => String::new(),
            },
            previous: address(&page.previous, ""),
            next: address(&page.next, ""),
            active: Vec::new(),
            clear: String::new(),
            chosen: 0,
            error_title: ui.tn("error-summary", i64::try_from(errors.len()).unwrap_or(1)),
            status: if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY },
            own: !errors.is_empty() || params.get("q").is_some(),
            note: String::new(),
            errors,
        }
    }

    /// Notes that words were given and there is no index to look them up in.
    pub fn note_resting(&mut self, ui: &Ui, resting: bool) {
        if resting {
            self.note = ui.t("search-resting");
        }
    }

    /// Adds a filter in force.
    pub fn filter(&mut self, params: &Params, words: String, names: &[&str], value: Option<&str>) {
        self.active.push((words, without(params, names, value)));
        self.chosen += 1;
        let mut all: Vec<&str> = params.names().filter(|name| *name != "q").collect();
        all.dedup();
        self.clear = without(params, &all, None);
    }

    /// Whether a field of the folded filter has to be mended: then it is shown.
    pub fn opens_filter(&self) -> bool {
        self.errors.iter().any(|(name, _)| name != "q" && !POSITION_NAMES.contains(&name.as_str()))
    }

    /// The words beside a field that has to be mended.
    pub fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// The address without some filters, from the first page. A query of nothing would keep the old one.
fn without(params: &Params, names: &[&str], value: Option<&str>) -> String {
    let query = params.without(names, value).without(&POSITION_NAMES, None).to_query();
    if query.is_empty() { "?".to_owned() } else { query }
}
