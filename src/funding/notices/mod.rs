//! How often somebody is mailed that there is news of funding: at once, once a day, or not at all. Decisions and
//! deadlines are always told. A mail says that there is news, and nothing of what.
pub mod pages;
pub mod service;

crate::words! {
    /// How often.
    pub enum Choice {
        Now = "now",
        Daily = "daily",
        Off = "off",
    }
}

impl Choice {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Now => "news-now",
            Self::Daily => "news-daily",
            Self::Off => "news-off",
        }
    }
}
