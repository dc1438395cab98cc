//! What stands in the head of a page: title, description, and what search engines and messengers read.
use super::{json_ld::JsonLd, ui::Ui};

/// The head of a page.
#[derive(Clone, Debug)]
pub struct Head {
    pub title: String,
    /// The title of the browser's tab.
    pub tab: String,
    pub description: String,
    pub canonical: Option<String>,
    /// Address, width and height in pixels.
    pub image: Option<(String, u32, u32)>,
    /// Whether search engines may keep the page.
    pub index: bool,
    /// Address and title of a feed.
    pub feed: Option<(String, String)>,
    /// Escaped for a script element.
    pub json_ld: Option<String>,
}

impl Head {
    /// A page that may be found, at its canonical path.
    pub fn new(ui: &Ui, title: String, description: String, path: &str) -> Self {
        Self {
            tab: title.clone(),
            title,
            description,
            canonical: Some(ui.absolute(path)),
            image: None,
            index: true,
            feed: None,
            json_ld: None,
        }
    }

    /// A page that is for this visitor only: a search, an error.
    pub fn unlisted(title: String, description: String) -> Self {
        let tab = title.clone();
        Self { title, tab, description, canonical: None, image: None, index: false, feed: None, json_ld: None }
    }

    /// Says in the tab that something has to be mended.
    #[must_use]
    pub fn to_mend(mut self, ui: &Ui, faults: usize) -> Self {
        if faults > 0 {
            self.tab = ui.ts("title-to-mend", "title", &self.title);
        }
        self
    }

    /// The picture that messengers show beside a link: its path, width and height.
    #[must_use]
    pub fn image(mut self, ui: &Ui, picture: Option<(String, (u32, u32))>) -> Self {
        self.image = picture.map(|(path, (width, height))| (ui.absolute(&path), width, height));
        self
    }

    #[must_use]
    pub fn feed(mut self, path: String, title: String) -> Self {
        self.feed = Some((path, title));
        self
    }

    #[must_use]
    pub fn json_ld(mut self, data: &JsonLd) -> Self {
        self.json_ld = Some(data.to_script());
        self
    }
}
