//! DOCX and XLSX: plain ones stay as they are.
use super::{
    make::{WORD_START, WORD_TYPES, docx, docx_with, relation, zipped},
    *,
};

const EXCEL: &str = "spreadsheetml.sheet.main+xml";

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(0, 0, "Mesin jahit").unwrap();
    let said = rust_xlsxwriter::DocProperties::new().set_author("Rahma").set_company("Kelompok Melati");
    book.set_properties(&said);
    book.save_to_buffer().unwrap()
}

fn with_types(change: impl Fn(String) -> String) -> Vec<u8> {
    let types = change(String::from_utf8(WORD_TYPES.to_vec()).unwrap());
    docx_with(&[("[Content_Types].xml", types.as_bytes())])
}

#[test]
fn plain_documents_are_taken_as_they_are() {
    let accepted = taken("surat.docx", &docx());
    assert_eq!((accepted.media, accepted.pages, accepted.metadata.len()), (Media::Docx, None, 0));
    let accepted = taken("rab.xlsx", &workbook());
    assert_eq!(accepted.media, Media::Xlsx);
    assert_eq!(accepted.metadata, ["Kelompok Melati", "Rahma"]);
    let picture = relation("image", r#"Target="media/image1.png""#);
    taken("foto.docx", &docx_with(&[("word/_rels/document.xml.rels", &picture), ("word/media/image1.png", b"x")]));
}

#[test]
fn what_a_document_says_of_itself_is_found() {
    let core = b"<cp:coreProperties><dc:title>Proposal</dc:title><dc:creator>Siti &amp; Ida</dc:creator>\
        <cp:lastModifiedBy>Hendra</cp:lastModifiedBy><dc:subject/><dc:description>Alat\n tenun</dc:description>\
        <dcterms:created>2026-11-22T00:00:00Z</dcterms:created></cp:coreProperties>";
    let app = b"<Properties><Application>Office</Application><Company>Kelompok Melati</Company></Properties>";
    let bytes = docx_with(&[("docProps/core.xml", core), ("docProps/app.xml", app)]);
    let found = taken("surat.docx", &bytes).metadata;
    assert_eq!(found, ["Kelompok Melati", "Proposal", "Siti & Ida", "Hendra", "Alat tenun"]);
}

#[test]
fn an_archive_is_no_document() {
    refused("a.docx", &zipped(&[("catatan.txt", b"x")]), Refusal::Embedded);
    refused("a.docx", &zipped(&[("catatan.xml", b"x")]), Refusal::NotOffice);
    refused("a.xlsx", &docx(), Refusal::NotOffice);
    refused("a.docx", &workbook(), Refusal::NotOffice);
    let as_sheet = with_types(|types| types.replace("wordprocessingml.document.main+xml", EXCEL));
    refused("a.docx", &as_sheet, Refusal::NotOffice);
    refused("a.docx", &with_types(|types| types.replace("/word/document", "/word/other")), Refusal::NotOffice);
    refused("a.docx", &docx_with(&[("_rels/.rels", b"<Relationships/>")]), Refusal::NotOffice);
    refused(
        "a.docx",
        &docx_with(&[("_rels/.rels", &relation("officeDocument", "Target='x.xml'"))]),
        Refusal::NotOffice,
    );
}

#[test]
fn documents_with_macros_are_refused() {
    let enabled = with_types(|types| {
        types.replace(
            "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
            "vnd.ms-word.document.macroEnabled.main",
        )
    });
    refused("a.docx", &enabled, Refusal::Macros);
    refused("a.docx", &docx_with(&[("word/vbaProject.bin", b"x")]), Refusal::Macros);
    refused("a.docx", &docx_with(&[("word\\VBAPROJECT.BIN", b"x")]), Refusal::Macros);
    refused("a.docx", &docx_with(&[("xl/macrosheets/sheet1.xml", b"x")]), Refusal::Macros);
    let renamed = relation("vbaProject", r#"Target="media/image1.png""#);
    refused("a.docx", &docx_with(&[("word/_rels/document.xml.rels", &renamed)]), Refusal::Macros);
}

#[test]
fn documents_that_reach_outside_are_refused() {
    for rest in [
        r#"Target="https://contoh.id/a.dotm" TargetMode="External""#,
        r#"TargetMode='external' Target="a.dotm""#,
        r#"Target="file:///c:/a.dotm""#,
        r#"Target="\\contoh.id\a.dotm""#,
        r#"TargetMode="&#69;xternal" Target="a""#,
    ] {
        for kind in ["attachedTemplate", "image", "frame"] {
            let bytes = docx_with(&[("word/_rels/settings.xml.rels", &relation(kind, rest))]);
            assert_eq!(inspect("a.docx", bytes).map(|_| ()), Err(Refusal::OutsideLinks), "{kind} {rest}");
        }
    }
    refused("a.docx", &docx_with(&[("xl/externalLinks/externalLink1.xml", b"x")]), Refusal::OutsideLinks);
}

#[test]
fn documents_with_other_files_inside_are_refused() {
    for part in ["word/embeddings/a.xlsx", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml", "a.exe", "x"]
    {
        refused("a.docx", &docx_with(&[(part, b"x")]), Refusal::Embedded);
    }
    for kind in ["oleObject", "package", "aFChunk", "control"] {
        let inner = relation(kind, r#"Target="media/image1.png""#);
        refused("a.docx", &docx_with(&[("word/_rels/document.xml.rels", &inner)]), Refusal::Embedded);
    }
    taken("a.docx", &docx_with(&[("xl/printerSettings/printerSettings1.bin", b"x")]));
}

#[test]
fn archives_out_of_order_are_refused() {
    let plain = docx();
    refused("ekor.docx", &[&plain[..], b"behind"].concat(), Refusal::Damaged);
    refused("dua.docx", &[&plain[..], &plain].concat(), Refusal::Damaged);
    refused("putus.docx", &plain[..plain.len() - 30], Refusal::Damaged);
    refused("awal.docx", b"PK\x03\x04", Refusal::Damaged);
    refused("jalan.docx", &docx_with(&[("../../word/a.xml", b"x")]), Refusal::Damaged);
    refused("sama.docx", &docx_with(&[("Word/Document.xml", b"x")]), Refusal::Damaged);
    refused("kata.docx", &docx_with(&[("word/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")]), Refusal::Damaged);
    refused("campur.docx", &docx_with(&[("[Content_Types].xml", b"%PDF-1.4 \xff")]), Refusal::Damaged);
    refused("lain.docx", &docx_with(&[("_rels/.rels", b"\xff\xfe<\0")]), Refusal::Damaged);
    let twice = [WORD_START.strip_suffix(b"</Relationships>").unwrap(), &WORD_START[70..]].concat();
    refused("awal.docx", &docx_with(&[("_rels/.rels", &twice)]), Refusal::Damaged);
}

#[test]
fn an_archive_that_says_it_holds_one_more_part_is_refused() {
    let mut bytes = docx();
    let count = bytes.len() - 12;
    bytes[count] += 1;
    refused("a.docx", &bytes, Refusal::Damaged);
}

#[test]
fn a_stored_pdf_at_the_head_of_an_archive_is_seen() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("word/document.xml", stored).unwrap();
    zip.write_all(b"%PDF-1.4 1 0 obj").unwrap();
    refused("a.docx", &zip.finish().unwrap().into_inner(), Refusal::Mixed);
}

#[test]
fn an_archive_cannot_take_memory_or_time() {
    let zeros = vec![0; 4 << 20];
    refused("bom.docx", &docx_with(&[("word/media/a.png", &zeros)]), Refusal::TooMuchInside);
    refused("bom.docx", &docx_with(&[("docProps/core.xml", &zeros)]), Refusal::TooMuchInside);
    let names: Vec<String> = (0..2_001).map(|number| format!("word/media/{number}.png")).collect();
    let parts: Vec<make::Part> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused("banyak.docx", &zipped(&parts), Refusal::TooMuchInside);
}
