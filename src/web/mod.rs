//! HTTP only: what a page or an answer needs around the slices. No rule of the business is here.
pub mod api;
pub mod areas;
pub mod assets;
pub mod charts;
pub mod days;
pub mod errors;
pub mod feeds;
pub mod forms;
pub mod head;
pub mod json_ld;
pub mod language;
pub mod links;
pub mod listing;
pub mod middleware;
pub mod page;
pub mod params;
pub mod photos;
pub mod public;
pub mod routes;
pub mod session;
pub mod style_guide;
pub mod ui;

pub use forms::FormView;
pub use head::Head;
pub use page::{Cache, page};
pub use routes::{Routes, Who};
pub use ui::Ui;
