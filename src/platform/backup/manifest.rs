//! What a backup says about itself, and which names may stand in it.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FOLDERS, refused};

/// The make of the file. A program reads its own and older ones.
pub const FORMAT: u32 = 1;
/// Names of the entries that are no pictures.
pub const DATABASE: &str = "database";
pub const MANIFEST: &str = "manifest.json";
pub const SEAL: &str = "seal";

/// The table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The moment the copy was begun, as in RFC 3339.
    pub made_at: String,
    /// Name of the last migration.
    pub schema: String,
    /// Rows of each table.
    pub rows: BTreeMap<String, i64>,
    /// Everything else that stands in the file, by name.
    pub parts: BTreeMap<String, Part>,
}

/// Length and SHA-256 of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    /// Reads a manifest and holds it against the parts that were found.
    pub fn check(text: &[u8], found: &BTreeMap<String, Part>) -> anyhow::Result<Self> {
        let Ok(manifest) = serde_json::from_slice::<Self>(text) else {
            return refused("the manifest of this backup cannot be read");
        };
        if manifest.format > FORMAT {
            return refused(format!("this backup has format {}; this program knows {FORMAT}", manifest.format));
        }
        if !manifest.parts.contains_key(DATABASE) {
            return refused("this backup holds no database");
        }
        for name in manifest.parts.keys().chain(found.keys()) {
            if manifest.parts.get(name) != found.get(name) {
                return refused(format!("{name} is missing, damaged or too many in this backup"));
            }
        }
        Ok(manifest)
    }

    /// Rows of all tables together.
    pub fn total_rows(&self) -> i64 {
        self.rows.values().sum()
    }
}

/// The folder and the file of a part that is a picture, if the name is one that may be written to.
pub fn place(name: &str) -> Option<(&'static str, &str)> {
    let (folder, file) = name.split_once('/')?;
    let folder = FOLDERS.into_iter().find(|known| *known == folder)?;
    is_plain(file).then_some((folder, file))
}

/// Whether a file name can neither leave its folder nor hide in it. Files half written are not plain either.
pub fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(plain)
        && !name.starts_with('.')
        && std::path::Path::new(name).extension().is_none_or(|extension| extension != "next")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_in_known_folders_have_a_place() {
        assert_eq!(place("photos/abc-320.webp"), Some(("photos", "abc-320.webp")));
        for name in [
            "photos/../x",
            "photos/..",
            "photos/",
            "photos//x",
            "photos/a/b",
            "photos/a\\b",
            "photos/x.next",
            "photos/.x",
            "../photos/x",
            "/photos/x",
            "index/live",
            "photos",
            "photos/C:x",
            "photos/a\0b",
        ] {
            assert_eq!(place(name), None, "{name}");
        }
    }
}
