//! What is found out while the objects of a file pass by.
use std::collections::{HashMap, HashSet};

use super::{
    DEEPEST, Found, LARGEST_INSIDE, MOST_OBJECTS, MOST_PAGES, Refusal,
    values::{Dictionary, Value},
};
use crate::platform::{
    attachments::metadata::{MOST_LETTERS, MOST_TEXTS, Texts},
    sheets::xml,
};

/// Names that stand in a file only where it does something by itself or sends what was filled in.
const SCRIPTS: [&[u8]; 6] = [b"JavaScript", b"JS", b"Launch", b"XFA", b"SubmitForm", b"ImportData"];
/// Names that stand in a file only where there is another one in it.
const FILES: [&[u8]; 5] = [b"EmbeddedFile", b"EmbeddedFiles", b"RichMedia", b"FileAttachment", b"GoToE"];
/// What a document says about itself, beside the program that made it and the time.
const SAID: [&[u8]; 6] = [b"Title", b"Author", b"Subject", b"Keywords", b"Company", b"Manager"];

/// Texts kept that are objects of their own. Some programs write every bookmark so.
const MOST_TEXTS_APART: usize = 10_000;

#[derive(Default)]
pub struct Facts {
    /// What could belong to the tree of pages, by the number of the object. What comes later in the file replaces what
    /// came before.
    nodes: HashMap<u32, Node>,
    root: Option<u32>,
    texts: Texts,
    /// Texts that are objects of their own, and which of them the document says of itself.
    apart: HashMap<u32, String>,
    said_apart: Vec<u32>,
    /// Objects that came out of lists.
    packed: usize,
    /// Bytes that came out of contents.
    inside: usize,
}

/// A part of the tree of pages.
struct Node {
    /// Where it goes on from here.
    next: Vec<u32>,
    is_page: bool,
}

impl Facts {
    /// An object of the file.
    pub fn object(&mut self, id: u32, value: &Value<'_>) -> Result<(), Refusal> {
        look_through(value)?;
        match value {
            Value::Dictionary(dictionary) => {
                self.say(dictionary);
                if let Some(node) = node(dictionary) {
                    self.nodes.insert(id, node);
                }
            }
            Value::Text(text) if self.apart.len() < MOST_TEXTS_APART => {
                self.apart.insert(id, decoded(&text[..text.len().min(4 * MOST_LETTERS)]));
            }
            Value::List(list) if list.iter().all(|each| matches!(each, Value::Reference(_))) => {
                self.nodes.insert(id, Node { next: references(list), is_page: false });
            }
            _ => {}
        }
        Ok(())
    }

    /// The dictionary at the end of a table.
    pub fn trailer(&mut self, trailer: &Dictionary<'_>) -> Result<(), Refusal> {
        if trailer.has(b"Encrypt") {
            return Err(Refusal::Locked);
        }
        let most = i64::try_from(MOST_OBJECTS).unwrap_or(i64::MAX);
        if matches!(trailer.only(b"Size")?, Some(Value::Number(size)) if *size > most) {
            return Err(Refusal::TooMuchInside);
        }
        trailer.0.iter().try_for_each(|(name, value)| allowed(name).and_then(|()| look_through(value)))?;
        self.root = trailer.reference(b"Root").or(self.root);
        Ok(())
    }

    /// What the document says of itself in markup.
    pub fn description(&mut self, markup: &[u8]) {
        let Ok(markup) = str::from_utf8(markup) else { return };
        for text in said_in_markup(markup) {
            self.texts.add(&text);
        }
    }

    /// Counts an object that came out of a list.
    pub fn packed(&mut self) -> Result<(), Refusal> {
        self.packed += 1;
        if self.packed > MOST_OBJECTS { Err(Refusal::TooMuchInside) } else { Ok(()) }
    }

    /// Counts bytes that came out of a content.
    pub fn unpacked(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.inside += bytes;
        if self.inside > LARGEST_INSIDE { Err(Refusal::TooMuchInside) } else { Ok(()) }
    }

    /// Bytes that may still come out.
    pub fn room_inside(&self) -> usize {
        LARGEST_INSIDE.saturating_sub(self.inside)
    }

    pub fn finish(mut self) -> Result<Found, Refusal> {
        let pages = self.pages()?;
        for text in self.said_apart.iter().filter_map(|id| self.apart.get(id)) {
            self.texts.add(text);
        }
        Ok(Found { pages, metadata: self.texts.into_vec() })
    }

    /// Counts the pages in their tree. A page that stands in it twice counts once.
    fn pages(&self) -> Result<u16, Refusal> {
        let mut seen = HashSet::new();
        let mut open: Vec<_> = self.root.map(|root| (root, 0)).into_iter().collect();
        let mut pages = 0;
        while let Some((id, depth)) = open.pop() {
            let Some(node) = self.nodes.get(&id).filter(|_| seen.insert(id)) else { continue };
            pages += usize::from(node.is_page);
            if depth > DEEPEST || pages > MOST_PAGES {
                return Err(Refusal::TooMuchInside);
            }
            open.extend(node.next.iter().map(|next| (*next, depth + 1)));
            if open.len() > MOST_OBJECTS {
                return Err(Refusal::TooMuchInside);
            }
        }
        u16::try_from(pages).ok().filter(|pages| *pages > 0).ok_or(Refusal::Damaged)
    }

    fn say(&mut self, dictionary: &Dictionary<'_>) {
        // Bookmarks have a title too; only this one also says who made it, when or with what.
        let marks: [&[u8]; 5] = [b"Producer", b"Creator", b"Author", b"Keywords", b"ModDate"];
        if !marks.iter().any(|mark| dictionary.has(mark)) {
            return;
        }
        for (_, value) in dictionary.0.iter().filter(|(name, _)| SAID.contains(&name.as_ref())) {
            match value {
                Value::Text(text) => self.texts.add(&decoded(text)),
                Value::Reference(id) if self.said_apart.len() < MOST_TEXTS => self.said_apart.push(*id),
                _ => {}
            }
        }
    }
}

/// Refuses names that do harm, wherever they stand. Texts are no names.
fn look_through(value: &Value<'_>) -> Result<(), Refusal> {
    match value {
        Value::Name(name) => allowed(name),
        Value::List(list) => list.iter().try_for_each(look_through),
        Value::Dictionary(dictionary) => {
            // A reference to a file, and the file itself.
            if dictionary.has(b"EF") && (dictionary.has(b"F") || dictionary.has(b"UF") || dictionary.has(b"Type")) {
                return Err(Refusal::Embedded);
            }
            dictionary.0.iter().try_for_each(|(name, value)| allowed(name).and_then(|()| look_through(value)))
        }
        Value::Number(_) | Value::Text(_) | Value::Reference(_) | Value::Other => Ok(()),
    }
}

fn allowed(name: &[u8]) -> Result<(), Refusal> {
    if SCRIPTS.contains(&name) {
        return Err(Refusal::Script);
    }
    if FILES.contains(&name) { Err(Refusal::Embedded) } else { Ok(()) }
}

fn node(dictionary: &Dictionary<'_>) -> Option<Node> {
    if let Some(pages) = dictionary.reference(b"Pages") {
        return Some(Node { next: vec![pages], is_page: false });
    }
    match dictionary.get(b"Kids") {
        Some(Value::List(kids)) => Some(Node { next: references(kids), is_page: false }),
        Some(Value::Reference(kids)) => Some(Node { next: vec![*kids], is_page: false }),
        _ if dictionary.is(b"Type", b"Page") => Some(Node { next: Vec::new(), is_page: true }),
        _ => None,
    }
}

fn references(list: &[Value<'_>]) -> Vec<u32> {
    let number = |value: &Value<'_>| if let Value::Reference(number) = value { Some(*number) } else { None };
    list.iter().filter_map(number).collect()
}

/// A text in one of the ways of a PDF.
fn decoded(text: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match text {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => str::from_utf8(text)
            .map_or_else(|_| text.iter().map(|byte| char::from(*byte)).collect(), std::borrow::ToOwned::to_owned),
    }
}

/// Title, author, subject, keywords and organisation, as elements or as attributes. Markup out of order says nothing.
fn said_in_markup(markup: &str) -> Vec<String> {
    use quick_xml::events::Event;
    const ELEMENTS: [&str; 9] =
        ["title", "creator", "description", "subject", "Title", "Author", "Keywords", "Company", "Headline"];
    let mut xml = xml::Xml::new(markup);
    let (mut texts, mut inside, mut text) = (Vec::new(), 0_usize, String::new());
    while let Ok(Some(event)) = xml.next() {
        match &event {
            Event::Start(start) => {
                texts.extend(ELEMENTS.iter().filter_map(|name| xml::attribute(start, name)));
                if inside > 0 || ELEMENTS.contains(&start.local_name().as_ref()) {
                    inside += 1;
                }
            }
            Event::End(_) => {
                inside = inside.saturating_sub(1);
                texts.extend(Some(std::mem::take(&mut text)).filter(|text| !text.trim().is_empty()));
            }
            other if inside > 0 => xml::append(other, &mut text),
            _ => {}
        }
    }
    texts
}
