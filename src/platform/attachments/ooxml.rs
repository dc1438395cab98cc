//! DOCX and XLSX: a ZIP whose parts are all unpacked once, counted and looked at, and kept as it was sent.
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io::{Cursor, Read},
};

use zip::ZipArchive;

use super::{Media, Refusal, metadata::Texts};
use crate::platform::sheets::xml::{Xml, append, attribute};

/// Parts of a document. A workbook of a hundred sheets, or a report of a thousand pictures, has fewer.
const MOST_PARTS: usize = 2_000;
/// Bytes of all parts once they are unpacked.
const LARGEST_INSIDE: u64 = 100 << 20;
/// How often a document may be as large unpacked.
const MOST_GROWTH: u64 = 100;
/// Bytes of a part that is read as a whole: a list of parts or of what they refer to, or what a document says of
/// itself.
const LARGEST_PART: usize = 2 << 20;
/// What such files are made of: text, pictures, fonts, settings of a printer.
const ENDINGS: [&str; 21] = [
    "xml", "rels", "vml", "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "wdp", "svg",
    "odttf", "fntdata", "ttf", "bin", "psmdcp",
];
const CONTENT_TYPES: &str = "[content_types].xml";

/// Looks at a document and gives what it says about itself.
pub fn inspect(bytes: &[u8], media: Media) -> Result<Vec<String>, Refusal> {
    let parts = Parts::read(bytes, promised_parts(bytes)?)?;
    parts.names.iter().try_for_each(|name| fits(name))?;
    let types = Types::read(parts.texts.get(CONTENT_TYPES).ok_or(Refusal::NotOffice)?)?;
    for (_, text) in parts.texts.iter().filter(|(name, _)| ending(name) == "rels") {
        stays_inside(text)?;
    }
    let main = main_part(parts.texts.get("_rels/.rels").ok_or(Refusal::NotOffice)?)?;
    if !parts.names.contains(&main) || types.of(&main) != Some(main_type(media)) {
        return Err(Refusal::NotOffice);
    }
    Ok(said(&parts))
}

fn main_type(media: Media) -> &'static str {
    match media {
        Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    }
}

/// How many parts the directory says there are, before any memory is taken for them. It has to end the file, so that
/// nothing stands behind it.
fn promised_parts(bytes: &[u8]) -> Result<usize, Refusal> {
    const END: usize = 22;
    let start = bytes.len().checked_sub(END).ok_or(Refusal::Damaged)?;
    let end = &bytes[start..];
    let short = |at: usize| usize::from(u16::from_le_bytes([end[at], end[at + 1]]));
    let long = |at: usize| u32::from_le_bytes([end[at], end[at + 1], end[at + 2], end[at + 3]]) as usize;
    let (parts, length, place) = (short(10), long(12), long(16));
    if !end.starts_with(b"PK\x05\x06") || short(20) != 0 || place.checked_add(length) != Some(start) {
        return Err(Refusal::Damaged);
    }
    // Some readers look for a PDF anywhere in the first kibibyte.
    if bytes[..bytes.len().min(1_024)].windows(5).any(|window| window == b"%PDF-") {
        return Err(Refusal::Mixed);
    }
    if parts > MOST_PARTS { Err(Refusal::TooMuchInside) } else { Ok(parts) }
}

/// What is in a document.
struct Parts {
    /// Lower case, without a stroke in front.
    names: HashSet<String>,
    /// Those parts that are read as a whole.
    texts: BTreeMap<String, String>,
}

impl Parts {
    fn read(bytes: &[u8], promised: usize) -> Result<Self, Refusal> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        // Parts that have the same name count as one.
        if zip.offset() != 0 || zip.len() != promised {
            return Err(Refusal::Damaged);
        }
        let mut parts = Self { names: HashSet::new(), texts: BTreeMap::new() };
        let mut left = LARGEST_INSIDE.min(MOST_GROWTH * bytes.len() as u64);
        for index in 0..zip.len() {
            let data = zip.by_index_data(index).map_err(|_| Refusal::Damaged)?;
            if data.encrypted() {
                return Err(Refusal::Locked);
            }
            let part = zip.by_index(index).map_err(|_| Refusal::Damaged)?;
            let name = plain_name(&part.name().map_err(|_| Refusal::Damaged)?)?;
            if part.is_dir() {
                continue;
            }
            let text = unpacked(part, &name, &mut left)?;
            if let Some(text) = text {
                parts.texts.insert(name.clone(), text);
            }
            // Readers disagree which one of two parts with one name is the right one.
            if !parts.names.insert(name) {
                return Err(Refusal::Damaged);
            }
        }
        Ok(parts)
    }
}

fn plain_name(name: &str) -> Result<String, Refusal> {
    let plain = name.trim_start_matches('/').replace('\\', "/").to_lowercase();
    let leaves = plain.split('/').any(|folder| folder == "..");
    if plain.is_empty() || leaves || plain.contains(['%', '\0']) { Err(Refusal::Damaged) } else { Ok(plain) }
}

/// What stands behind the last dot of a name in lower case.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Unpacks a part to its end, whatever it says its size is; gives the text of one that is read as a whole.
fn unpacked(mut part: impl Read, name: &str, left: &mut u64) -> Result<Option<String>, Refusal> {
    let is_read = name == CONTENT_TYPES
        || matches!(ending(name), "rels" | "psmdcp")
        || (name.starts_with("docprops/") && ending(name) == "xml");
    let mut kept = Vec::new();
    let (mut piece, mut is_first) = (vec![0; 64 << 10], true);
    loop {
        let length = part.read(&mut piece).map_err(|_| Refusal::Damaged)?;
        let read = &piece[..length];
        if length == 0 {
            break;
        }
        *left = left.checked_sub(length as u64).ok_or(Refusal::TooMuchInside)?;
        if is_first && read.windows(9).any(|window| window.eq_ignore_ascii_case(b"<!DOCTYPE")) {
            // Markup that declares words of its own can grow without end. No office program writes it.
            return Err(Refusal::Damaged);
        }
        is_first = false;
        if is_read {
            kept.extend_from_slice(read);
            if kept.len() > LARGEST_PART {
                return Err(Refusal::TooMuchInside);
            }
        }
    }
    if !is_read {
        return Ok(None);
    }
    String::from_utf8(kept).map(Some).map_err(|_| Refusal::Damaged)
}

/// Refuses parts that have no place in a plain document.
fn fits(name: &str) -> Result<(), Refusal> {
    let has = |part: &str| name.contains(part);
    if has("vbaproject") || has("vbadata") || has("macrosheets/") || has("dialogsheets/") {
        return Err(Refusal::Macros);
    }
    if has("externallinks/") {
        return Err(Refusal::OutsideLinks);
    }
    let is_other = has("embeddings/") || has("activex") || has("oleobject") || !ENDINGS.contains(&ending(name));
    // Both programs keep the settings of a printer in such a part, and nothing else that is harmless.
    if is_other || (ending(name) == "bin" && !has("printersettings")) { Err(Refusal::Embedded) } else { Ok(()) }
}

/// What each part is.
struct Types {
    by_name: HashMap<String, String>,
}

impl Types {
    fn read(text: &str) -> Result<Self, Refusal> {
        let mut by_name = HashMap::new();
        let mut xml = Xml::new(text);
        while let Some(start) = xml.find(&["Override", "Default"]).map_err(|_| Refusal::NotOffice)? {
            let kind = attribute(&start, "ContentType").unwrap_or_default();
            let plain = kind.to_lowercase();
            if plain.contains("macroenabled") || plain.contains("vbaproject") || plain.contains("macrosheet") {
                return Err(Refusal::Macros);
            }
            let name = attribute(&start, "PartName").unwrap_or_default();
            if start.local_name().as_ref() == "Override" && by_name.insert(part_name(&name), kind).is_some() {
                return Err(Refusal::Damaged);
            }
        }
        Ok(Self { by_name })
    }

    fn of(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }
}

fn part_name(name: &str) -> String {
    name.trim().trim_start_matches("./").trim_start_matches('/').to_lowercase()
}

/// Refuses a list that refers to something outside, or to something that is no plain part.
fn stays_inside(text: &str) -> Result<(), Refusal> {
    const FILES: [&str; 6] =
        ["/oleobject", "/package", "/afchunk", "/control", "/activexcontrolbinary", "/subdocument"];
    let mut xml = Xml::new(text);
    while let Some(start) = xml.find(&["Relationship"]).map_err(|_| Refusal::Damaged)? {
        let given = |name: &str| attribute(&start, name).unwrap_or_default().trim().to_lowercase();
        let (kind, target, mode) = (given("Type"), given("Target"), given("TargetMode"));
        if kind.contains("vbaproject") {
            return Err(Refusal::Macros);
        }
        if FILES.iter().any(|file| kind.ends_with(file)) {
            return Err(Refusal::Embedded);
        }
        // A link in the text waits for a person to follow it; editors make one of every address of mail.
        if kind.ends_with("/hyperlink") && ["https://", "http://", "mailto:"].iter().any(|way| target.starts_with(way))
        {
            continue;
        }
        let is_address = target.contains("://") || target.starts_with("\\\\") || target.starts_with("//");
        if is_address || !(mode.is_empty() || mode == "internal") {
            return Err(Refusal::OutsideLinks);
        }
    }
    Ok(())
}

/// The one part that the document begins with.
fn main_part(text: &str) -> Result<String, Refusal> {
    let mut xml = Xml::new(text);
    let mut main = None;
    while let Some(start) = xml.find(&["Relationship"]).map_err(|_| Refusal::Damaged)? {
        let kind = attribute(&start, "Type").unwrap_or_default();
        if kind.ends_with("/officeDocument")
            && main.replace(part_name(&attribute(&start, "Target").unwrap_or_default())).is_some()
        {
            return Err(Refusal::Damaged);
        }
    }
    main.ok_or(Refusal::NotOffice)
}

/// Who made the document, for whom, and what about.
fn said(parts: &Parts) -> Vec<String> {
    const ELEMENTS: [&str; 9] =
        ["creator", "title", "subject", "description", "lastModifiedBy", "keywords", "category", "Company", "Manager"];
    let mut texts = Texts::default();
    let described = |name: &str| name.starts_with("docprops/") || ending(name) == "psmdcp";
    for (_, text) in parts.texts.iter().filter(|(name, _)| described(name)) {
        let mut xml = Xml::new(text);
        while let Ok(Some(_)) = xml.find(&ELEMENTS) {
            let mut text = String::new();
            // Words of one text can be apart, in elements of their own.
            while let Ok(event) = xml.inside() {
                match event {
                    quick_xml::events::Event::End(_) => break,
                    event => append(&event, &mut text),
                }
            }
            texts.add(&text);
        }
    }
    texts.into_vec()
}
