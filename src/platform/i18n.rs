//! Texts in two languages, from Fluent files. A test finds missing and unused keys; at run time a missing English
//! text falls back to the Indonesian one.
use std::{borrow::Cow, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::langid;

crate::words! {
    /// A language of the site.
    pub enum Lang {
        Id = "id",
        En = "en",
    }
}

impl Lang {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }
}

#[derive(RustEmbed)]
#[folder = "frontend/locales/"]
#[include = "*.ftl"]
struct Locales;

type Bundle = FluentBundle<FluentResource>;

static INDONESIAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Id));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));

/// The text of a key.
pub fn text(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let found = match lang {
        Lang::Id => find(&INDONESIAN, key, args),
        Lang::En => find(&ENGLISH, key, args).or_else(|| find(&INDONESIAN, key, args)),
    };
    found.unwrap_or_else(|| {
        tracing::error!(key, "a text is missing");
        key.to_owned()
    })
}

/// Every key of a language, for the tests.
pub fn sources(lang: Lang) -> Vec<(String, String)> {
    let folder = format!("{}/", lang.as_str());
    let names = Locales::iter().filter(|name| name.starts_with(&folder));
    names.filter_map(|name| Some((name.to_string(), read(&name)?))).collect()
}

fn find(bundle: &Bundle, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    if !errors.is_empty() {
        tracing::error!(key, ?errors, "a text lacks an argument");
    }
    Some(match text {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    })
}

fn bundle(lang: Lang) -> Bundle {
    let identifier = match lang {
        Lang::Id => langid!("id"),
        Lang::En => langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Marks around inserted texts would be visible in HTML attributes and feeds.
    bundle.set_use_isolating(false);
    for (name, source) in sources(lang) {
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(name, ?errors, "a text file has faults");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(name, ?errors, "a text stands twice");
        }
    }
    bundle
}

fn read(name: &str) -> Option<String> {
    Locales::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}
