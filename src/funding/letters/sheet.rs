//! What a letter is made of, before it is typeset: a head, blocks and signatures. The wording stands in it whole, so a
//! stored sheet reads the same when the program words its letters differently.
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    disclosure::{self, Verdict},
    funding::versions::{ContentHash, canonical},
    platform::{ids::shown_document_code, qr, typeset::Template},
};

/// A letter with all its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    #[serde(skip)]
    pub template: Template,
    /// Title and author of the file: the number or code of the letter, and who writes.
    pub title: String,
    pub author: String,
    pub letterhead: Letterhead,
    pub opening: Opening,
    pub blocks: Vec<Block>,
    pub signatures: Signatures,
}

/// Who writes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letterhead {
    /// The government an agency belongs to; may be empty.
    pub over: String,
    pub name: String,
    /// Address and the like.
    pub lines: Vec<String>,
}

/// A name and what it stands for. What is empty is left out.
pub type Fact = (String, String);

/// What stands before the body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Opening {
    /// Of a letter to somebody.
    Letter { facts: Vec<Fact>, dated: String, recipient: Vec<String> },
    /// Of a document with a heading.
    Record { heading: String, under: Vec<String> },
}

/// A piece of the body.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    Text {
        text: String,
    },
    /// A heading within the body.
    Part {
        text: String,
    },
    /// "Pasal 1" with what it is about.
    Article {
        number: String,
        text: String,
    },
    /// A name by itself, large.
    Name {
        text: String,
    },
    Facts {
        rows: Vec<Fact>,
    },
    /// `numbering` is a pattern as "1." or "(1)"; dots when it is empty.
    List {
        numbering: &'static str,
        items: Vec<String>,
    },
    Table(Table),
    /// Money in figures and in words, in a frame.
    Amount {
        label: String,
        figures: String,
        words: String,
    },
    /// Something that must not be missed, in a frame.
    Note {
        label: String,
        text: String,
    },
}

/// A table whose head stands again on every page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    pub columns: Vec<Column>,
    /// As many cells each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Lines below all rows.
    pub totals: Vec<Total>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    pub name: &'static str,
    /// Parts of the width that is left; 0 for a column of figures, which is as wide as they are.
    pub width: u8,
}

/// Sums of the last columns; the label takes the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Total {
    pub label: &'static str,
    pub values: Vec<String>,
}

/// The end of a letter. `closing`, the last sentence, never stands on another page than the signatures.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signatures {
    pub closing: String,
    /// Place and day, where the head does not name them.
    pub dated: String,
    /// Three at most in a row.
    pub boxes: Vec<SignatureBox>,
}

/// A place to sign.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SignatureBox {
    /// Who signs, by what they are.
    pub above: Vec<String>,
    /// What stands in the frame for a stamp; no frame when it is empty.
    pub stamp: &'static str,
    /// Empty where it is written by hand.
    pub name: String,
}

/// How a reader finds out that a letter is genuine.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// The letter's own code, eight characters.
    pub code: &'a str,
    /// Whole address of the page that knows it.
    pub address: &'a str,
}

/// Digits of the hash that are printed and shown on the page of the letter.
const DIGITS: usize = 16;

impl Sheet {
    /// The hash over template and content. What is printed on the foot is not part of it.
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(canonical(&json!({ "template": self.template, "sheet": self })).as_bytes())
    }

    /// What the typesetter takes. A draft that nobody issued has nothing to check.
    pub fn data(&self, check: Option<Check>) -> Value {
        let (code, address) = check.map_or(("", ""), |check| (check.code, check.address));
        let mut data = json!(self);
        data["lang"] = json!("id");
        data["words"] = json!({
            "page": "Halaman {page} dari {pages}",
            "code": "Kode surat",
            "hash": "Sidik data",
            "check": "Periksa keaslian di",
            "signature": "Nama jelas dan tanda tangan",
        });
        data["check"] = json!({
            "code": if code.is_empty() { String::new() } else { shown_document_code(code) },
            "hash": printed(&self.hash()),
            "address": address.trim_start_matches("https://"),
            "qr": if address.is_empty() { Vec::new() } else { qr::rows(address) },
        });
        data
    }

    /// Everything that is read on it.
    pub fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        collect(&json!(self), &mut texts);
        texts
    }

    /// The rules of the guard over texts that it breaks: a letter with one of them is not issued.
    pub fn blocked(&self) -> Vec<u16> {
        let mut rules: Vec<u16> = self
            .texts()
            .iter()
            .flat_map(|text| if let Verdict::Block(rules) = disclosure::check(text) { rules } else { Vec::new() })
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

impl Column {
    /// A column of texts.
    pub const fn text(name: &'static str, width: u8) -> Self {
        Self { name, width }
    }

    /// A column of figures.
    pub const fn figures(name: &'static str) -> Self {
        Self { name, width: 0 }
    }
}

/// The first digits of a hash in groups of four, as they are printed: "0123 4567 89ab cdef".
pub fn printed(hash: &ContentHash) -> String {
    groups(&hash.hex()[..DIGITS])
}

/// A whole hash in groups of four, on two lines.
pub fn printed_whole(hash: &ContentHash) -> String {
    let digits = hash.hex();
    let (first, second) = digits.split_at(digits.len() / 2);
    format!("{}\n{}", groups(first), groups(second))
}

fn groups(digits: &str) -> String {
    let spaced =
        digits.char_indices().flat_map(|(at, digit)| (at > 0 && at % 4 == 0).then_some(' ').into_iter().chain([digit]));
    spaced.collect()
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => {
            let read = fields.iter().filter(|(name, _)| !["kind", "numbering"].contains(&name.as_str()));
            read.for_each(|(_, field)| collect(field, texts));
        }
        _ => {}
    }
}
