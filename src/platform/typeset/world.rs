//! All a template can reach: the templates, the fonts of the program and the data of this one sheet. There is no file
//! of the machine, no network, no package and no clock.
use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::Template;

const DATA: &str = "data.json";

/// Every template, and what they share.
pub(super) static SOURCES: [(&str, &str); 10] = [
    ("official.typ", include_str!("templates/official.typ")),
    ("parts.typ", include_str!("templates/parts.typ")),
    ("certificate.typ", include_str!("templates/certificate.typ")),
    ("delivery_note.typ", include_str!("templates/delivery_note.typ")),
    ("handover.typ", include_str!("templates/handover.typ")),
    ("labels.typ", include_str!("templates/labels.typ")),
    ("letter.typ", include_str!("templates/letter.typ")),
    ("quotation.typ", include_str!("templates/quotation.typ")),
    ("record.typ", include_str!("templates/record.typ")),
    ("statement.typ", include_str!("templates/statement.typ")),
];

static FONT_FILES: [&[u8]; 2] =
    [include_bytes!("fonts/PlusJakartaSans-Regular.ttf"), include_bytes!("fonts/PlusJakartaSans-Bold.ttf")];

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FONT_FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// One sheet to be typeset.
pub struct Sheet {
    template: Template,
    data: Bytes,
}

impl Sheet {
    /// `data` is JSON. The template reads it as a file, so that no text of a person ever becomes part of a template.
    pub fn new(template: Template, data: Vec<u8>) -> Self {
        Self { template, data: Bytes::new(data) }
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        file_of(self.template)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let wanted = name(id)?;
        let found = SOURCES.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, text)| Source::new(id, (*text).to_owned())).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if name(id)? == DATA { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// Without a clock a sheet is the same on every day. Days come with the data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_of(template: Template) -> FileId {
    #[expect(clippy::expect_used, reason = "the words of the list are plain file names")]
    let path = VirtualPath::new(format!("{}.typ", template.as_str())).expect("a file name");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The name of a file beside the templates; packages are refused.
fn name(id: FileId) -> FileResult<&'static str> {
    let path = id.get();
    match path.root() {
        VirtualRoot::Project => Ok(path.vpath().get_without_slash()),
        VirtualRoot::Package(_) => Err(FileError::AccessDenied),
    }
}
