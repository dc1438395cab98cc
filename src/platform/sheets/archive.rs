//! The parts of a compressed spreadsheet. What they come to is added up before any is expanded, and what comes out
//! is counted too, because the directory of a hostile file lies.
use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::read::{LARGEST_INSIDE, Refusal};

/// A workbook of a hundred sheets has fewer.
pub(super) const MOST_PARTS: usize = 2_000;

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as some programs mangle them: lower case, forward slashes.
    names: HashMap<String, usize>,
    /// Bytes that may still come out.
    left: u64,
}

impl<'a> Archive<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        if zip.len() > MOST_PARTS {
            return Err(Refusal::TooMuchInside);
        }
        let mut left = LARGEST_INSIDE as u64;
        let mut names = HashMap::new();
        for index in 0..zip.len() {
            let part = zip.by_index_data(index).map_err(|_| Refusal::Damaged)?;
            left = left.checked_sub(part.size()).ok_or(Refusal::TooMuchInside)?;
            if let Some(Ok(name)) = zip.name_for_index(index) {
                names.insert(plain(&name), index);
            }
        }
        Ok(Self { zip, names, left: LARGEST_INSIDE as u64 })
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&plain(name))
    }

    /// The text of a part, or nothing where there is none.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.names.get(&plain(name)) else { return Ok(None) };
        let part = self.zip.by_index(*index).map_err(|_| Refusal::Damaged)?;
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        self.left = self.left.checked_sub(read as u64).ok_or(Refusal::TooMuchInside)?;
        String::from_utf8(bytes).map(Some).map_err(|_| Refusal::Damaged)
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}
