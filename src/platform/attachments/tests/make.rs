//! Puts documents together.
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use flate2::{Compression, write::ZlibEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A PDF as it grows.
pub struct Pdf {
    bytes: Vec<u8>,
    places: Vec<(u32, usize)>,
}

impl Pdf {
    pub fn new() -> Self {
        Self { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), places: Vec::new() }
    }

    /// A PDF with one page and a catalogue with more in it.
    pub fn with_page(catalogue: &str) -> Self {
        Self::new()
            .object(1, &format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"))
            .object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents 4 0 R >>")
            .packed(4, "", b"BT /F1 12 Tf (Yth. Bapak Camat) Tj ET")
    }

    pub fn object(mut self, id: u32, body: &str) -> Self {
        self.places.push((id, self.bytes.len()));
        self.bytes.extend_from_slice(format!("{id} 0 obj\n{body}\nendobj\n").as_bytes());
        self
    }

    /// An object with content as it is.
    pub fn stream(mut self, id: u32, head: &str, content: &[u8]) -> Self {
        self.places.push((id, self.bytes.len()));
        let start = format!("{id} 0 obj\n<< {head} /Length {} >>\nstream\n", content.len());
        self.bytes.extend_from_slice(&[start.as_bytes(), content, b"\nendstream\nendobj\n"].concat());
        self
    }

    /// An object with packed content.
    pub fn packed(self, id: u32, head: &str, content: &[u8]) -> Self {
        self.stream(id, &format!("{head} /Filter /FlateDecode"), &deflated(content))
    }

    /// Objects packed in a list.
    pub fn list(self, id: u32, bodies: &[(u32, &str)]) -> Self {
        let (head, content) = listed(bodies);
        self.packed(id, &head, &content)
    }

    /// Bytes between objects.
    pub fn raw(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// What there is, without a table.
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub fn finish(self) -> Vec<u8> {
        self.finish_with("")
    }

    pub fn finish_with(mut self, trailer: &str) -> Vec<u8> {
        let start = self.bytes.len();
        let size = self.places.iter().map(|(id, _)| id + 1).max().unwrap_or(1);
        let mut table = String::from("xref\n0 1\n0000000000 65535 f \n");
        for (id, place) in &self.places {
            write!(table, "{id} 1\n{place:010} 00000 n \n").unwrap();
        }
        write!(table, "trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").unwrap();
        self.bytes.extend_from_slice(table.as_bytes());
        self.bytes
    }
}

/// Head and content of a list of objects.
pub fn listed(bodies: &[(u32, &str)]) -> (String, Vec<u8>) {
    let (mut places, mut content) = (String::new(), String::new());
    for (id, body) in bodies {
        write!(places, "{id} {} ", content.len()).unwrap();
        write!(content, "{body} ").unwrap();
    }
    let head = format!("/Type /ObjStm /N {} /First {}", bodies.len(), places.len());
    (head, (places + &content).into_bytes())
}

pub fn deflated(content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

pub fn plain_pdf() -> Vec<u8> {
    Pdf::with_page("").finish()
}

pub type Part<'a> = (&'a str, &'a [u8]);

pub fn zipped(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub const WORD_TYPES: &[u8] = br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

pub const WORD_START: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"#;

/// A DOCX with more parts, which take the places of those with the same name.
pub fn docx_with(more: &[Part]) -> Vec<u8> {
    let text = b"<w:document><w:body><w:p/></w:body></w:document>";
    let plain: [Part; 3] =
        [("[Content_Types].xml", WORD_TYPES), ("_rels/.rels", WORD_START), ("word/document.xml", text)];
    let kept = plain.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    zipped(&kept.chain(more.iter().copied()).collect::<Vec<_>>())
}

pub fn docx() -> Vec<u8> {
    docx_with(&[])
}

/// A list of what a part refers to.
pub fn relation(kind: &str, rest: &str) -> Vec<u8> {
    let schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!(r#"<Relationships><Relationship Id="rId1" Type="{schema}/{kind}" {rest}/></Relationships>"#).into_bytes()
}
