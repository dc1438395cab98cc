//! Reads an uploaded table: XLSX, ODS or separated values, told apart by what is in them and not by their names.
//! A hostile file costs no more than the limits here.
use super::{archive::Archive, ods, separated, xlsx};

/// Bytes of an uploaded file.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;
/// Rows with something in them, below the header.
pub const MOST_ROWS: usize = 5_000;
/// Columns, counted to the last one with something in it.
pub const MOST_COLUMNS: usize = 60;
/// Bytes of everything inside an XLSX or ODS file once it is expanded, and of all cells taken together.
pub const LARGEST_INSIDE: usize = 50 * 1024 * 1024;

/// The first sheet of a file, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Trimmed names of the columns; a column without a name is empty.
    pub header: Vec<String>,
    /// Rows with something in them.
    pub rows: Vec<Row>,
    /// Names of further sheets with something in them, which are not read.
    pub other_sheets: Vec<String>,
}

/// A row. Figures have no groups and a comma before a fraction, days are `2026-11-22`, formulas are their values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As a spreadsheet program counts, from 1.
    pub number: u32,
    /// Trimmed; may be fewer or more than the columns with a name.
    pub cells: Vec<String>,
}

impl Row {
    /// What stands in a column counted from 0; nothing where the row ends before it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Why a file is not read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    TooLarge,
    TooManyRows,
    TooManyColumns,
    /// Too much inside a compressed file, or too many letters in its cells.
    TooMuchInside,
    /// A spreadsheet of the years before XLSX, or one behind a password: both look the same from outside.
    OldOrLocked,
    /// A picture, a letter, a page of the web.
    NotATable,
    /// Broken off on the way, or never whole.
    Damaged,
}

impl Refusal {
    /// The sentence to show; some say a `$limit`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "sheet-empty",
            Self::TooLarge => "sheet-too-large",
            Self::TooManyRows => "sheet-too-many-rows",
            Self::TooManyColumns => "sheet-too-many-columns",
            Self::TooMuchInside => "sheet-too-much-inside",
            Self::OldOrLocked => "sheet-old-or-locked",
            Self::NotATable => "sheet-not-a-table",
            Self::Damaged => "sheet-damaged",
        }
    }

    /// The `$limit` of the sentence: megabytes, rows or columns.
    pub const fn limit(self) -> Option<usize> {
        match self {
            Self::TooLarge => Some(LARGEST_FILE >> 20),
            Self::TooManyRows => Some(MOST_ROWS),
            Self::TooManyColumns => Some(MOST_COLUMNS),
            Self::TooMuchInside => Some(LARGEST_INSIDE >> 20),
            Self::Empty | Self::OldOrLocked | Self::NotATable | Self::Damaged => None,
        }
    }
}

/// Reads a table.
///
/// The header is the first row with two filled cells, so that a title may stand above it; a table of one column
/// begins with its first row.
///
/// # Errors
/// The reason why nothing of the file is read.
pub fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    match bytes {
        [] => Err(Refusal::Empty),
        [b'P', b'K', 3, 4, ..] => expanded(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(Refusal::OldOrLocked),
        _ => separated::read(bytes),
    }
}

fn expanded(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let mut archive = Archive::open(bytes)?;
    if archive.has("content.xml") {
        ods::read(&mut archive)
    } else if archive.has("_rels/.rels") {
        xlsx::read(&mut archive)
    } else {
        Err(Refusal::NotATable)
    }
}
