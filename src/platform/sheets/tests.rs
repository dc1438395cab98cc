//! Tables there and back, files nobody would send in good faith, and how long a large table takes.
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use time::macros::{date, datetime};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    read::{LARGEST_FILE, LARGEST_INSIDE, MOST_COLUMNS, MOST_ROWS, Refusal, Sheet, read},
    write::{Cell, Column, Kind, Table, csv, xlsx},
};

const MADE_AT: time::OffsetDateTime = datetime!(2026-11-22 08:00 UTC);

const RELATIONS: (&str, &str) = (
    "_rels/.rels",
    r#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="/xl/workbook.xml"/></Relationships>"#,
);
const BOOK_RELATIONS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    r#"<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/a.xml"/>
    <Relationship Id="r2" Type="http://x/worksheet" Target="/xl/worksheets/b.xml"/>
    <Relationship Id="r3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
    <Relationship Id="r4" Type="http://x/styles" Target="styles.xml"/></Relationships>"#,
);
const BOOK: (&str, &str) = (
    "xl/workbook.xml",
    r#"<x:workbook><x:sheets><x:sheet name="Lama" state="hidden" r:id="r2"/><x:sheet name="Barang" r:id="r1"/>
    <x:sheet name="Catatan" r:id="r2"/></x:sheets></x:workbook>"#,
);
const STYLES: (&str, &str) = (
    "xl/styles.xml",
    r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\ mmm\ yyyy"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
    <xf numFmtId="164"><alignment/></xf></cellXfs></styleSheet>"#,
);

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn workbook(strings: &str, rows: &str) -> Vec<u8> {
    let strings = format!("<sst uniqueCount=\"100000000000000\">{strings}</sst>");
    let sheet = format!("<worksheet><dimension ref=\"B2:A1\"/><sheetData>{rows}</sheetData></worksheet>");
    let other = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    zipped(&[
        RELATIONS,
        BOOK_RELATIONS,
        BOOK,
        STYLES,
        ("xl/sharedStrings.xml", &strings),
        ("xl/worksheets/a.xml", &sheet),
        ("xl/worksheets/b.xml", other),
    ])
}

fn open_document(body: &str) -> Vec<u8> {
    let content = format!("<office:document-content><office:body>{body}</office:body></office:document-content>");
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn cells(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
}

#[test]
fn a_workbook_is_read_whatever_it_declares_of_itself() {
    let strings = r#"<si><t>Nama</t></si>
        <si><r><t>Har</t></r><r><rPr/><t xml:space="preserve">ga </t></r><rPh><t>x</t></rPh></si>"#;
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>
            <c t="inlineStr"><is><t>Tanggal &amp; jam</t></is></c></row>
        <row r="4"><c r="A4" t="str"><f>"K"&amp;"opi"</f><v>Kopi</v></c><c r="B4"><f>5000*5</f><v>25000</v></c>
            <c r="C4" s="2"><v>46348</v></c><c r="D4" t="b"><v>1</v></c></row>
        <row><c t="e"><v>#DIV/0!</v></c><c><v>25.125</v></c><c s="1"><v>46348.75</v></c><c><f>NOW()</f></c></row>"#;
    let sheet = read(&workbook(strings, rows)).unwrap();
    assert_eq!(sheet.header, ["Nama", "Harga", "Tanggal & jam"]);
    assert_eq!(sheet.other_sheets, ["Catatan"]);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [4, 5]);
    let expected: [&[&str]; 2] =
        [&["Kopi", "25000", "2026-11-22", "TRUE"], &["#DIV/0!", "25,1250", "2026-11-22 18:00"]];
    assert_eq!(cells(&sheet), expected);
}

#[test]
fn an_open_document_is_read_with_its_repeated_cells() {
    let body = r#"<style:style style:name="h"><style:table-properties table:display="false"/></style:style>
        <table:table table:name="Tersembunyi" table:style-name="h"><table:table-row>
            <table:table-cell office:value-type="float" office:value="9"/></table:table-row></table:table>
        <table:table table:name="Barang"><table:table-column/>
            <table:table-header-rows><table:table-row>
                <table:table-cell office:value-type="string"><text:p>Nama</text:p></table:table-cell>
                <table:table-cell office:value-type="string"><text:p>Har<text:span>ga</text:span></text:p>
                </table:table-cell></table:table-row></table:table-header-rows>
            <table:table-row table:number-rows-repeated="3">
                <table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string">
                    <office:annotation><text:p>catatan</text:p></office:annotation>
                    <text:p>Kopi<text:s/>hitam</text:p><text:p>enak</text:p></table:table-cell>
                <table:table-cell table:formula="of:=5*5000" office:value-type="currency" office:value="25000">
                    <text:p>Rp25.000</text:p></table:table-cell>
                <table:covered-table-cell/>
                <table:table-cell office:value-type="date" office:date-value="2026-11-22T00:00:00">
                    <text:p>22/11/26</text:p></table:table-cell>
                <table:table-cell table:number-columns-repeated="16380"/></table:table-row>
            <table:table-row table:number-rows-repeated="1048570">
                <table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
        <table:table table:name="Lain"><table:table-row>
            <table:table-cell office:value-type="float" office:value="9"/></table:table-row></table:table>"#;
    let sheet = read(&open_document(body)).unwrap();
    assert_eq!(sheet.header, ["Nama", "Harga"]);
    assert_eq!(sheet.other_sheets, ["Lain"]);
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [5, 6]);
    assert_eq!(cells(&sheet)[0], ["Kopi hitam\nenak", "25000", "", "2026-11-22"]);
}

#[test]
fn what_stands_in_a_cell_costs_no_more_than_the_limits() {
    let long = format!("<si><t>{}</t></si>", "a".repeat(1 << 20));
    let blank = format!("<si><t xml:space=\"preserve\">{}</t></si>", " ".repeat(1 << 20));
    let many = r#"<row><c t="s"><v>0</v></c></row>"#.repeat(200);
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let cell =
        r#"<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>"#;
    let wide = format!("<table:table><table:table-row>{cell}</table:table-row></table:table>").repeat(1_000);
    let cell = r#"<table:table-cell office:value-type="float" office:value="1"/>"#;
    let row = format!("<table:table-row table:number-rows-repeated=\"4294967295\">{cell}</table:table-row>");
    let files = [
        (workbook(&long, &many), Refusal::TooMuchInside),
        (workbook(&blank, &many), Refusal::TooMuchInside),
        (workbook("", far), Refusal::TooManyColumns),
        (workbook("", &"<row><c><v>1</v></c></row>".repeat(MOST_ROWS + 2)), Refusal::TooManyRows),
        (workbook("", &"<c/>".repeat(1_000_001)), Refusal::TooMuchInside),
        (open_document(&wide), Refusal::TooManyColumns),
        (open_document(&format!("<table:table>{row}</table:table>")), Refusal::TooManyRows),
        (open_document("<table:table><table:table-row>"), Refusal::Damaged),
        (format!("a;b\n{}", "1;2\n".repeat(MOST_ROWS + 1)).into_bytes(), Refusal::TooManyRows),
        ([";".repeat(MOST_COLUMNS), "a".to_owned()].concat().into_bytes(), Refusal::TooManyColumns),
        (vec![b'a'; LARGEST_FILE + 1], Refusal::TooLarge),
    ];
    for (number, (file, refusal)) in files.into_iter().enumerate() {
        assert_eq!(read(&file), Err(refusal), "file {number}");
    }
    let full = format!("a;b\n{}", "1;2\n".repeat(MOST_ROWS));
    assert_eq!(read(full.as_bytes()).unwrap().rows.len(), MOST_ROWS);
}

#[test]
fn a_bomb_is_refused_by_what_it_declares_and_by_what_comes_out() {
    let rows = " ".repeat(LARGEST_INSIDE + 1);
    let bomb = workbook("", &rows);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(read(&bomb), Err(Refusal::TooMuchInside));
    let lying = lying(bomb.clone(), LARGEST_INSIDE);
    assert_ne!(lying, bomb);
    assert_eq!(read(&lying), Err(Refusal::Damaged));
}

/// The same file whose directory says that a large part is small.
fn lying(mut file: Vec<u8>, least: usize) -> Vec<u8> {
    for at in 0..file.len().saturating_sub(46) {
        if file[at..].starts_with(b"PK\x01\x02") {
            let size = u32::from_le_bytes(file[at + 24..at + 28].try_into().unwrap());
            if size as usize >= least {
                file[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
            }
        }
    }
    file
}

#[test]
fn files_that_are_no_tables_say_so() {
    let letter = zipped(&[RELATIONS, ("word/document.xml", "<a/>")]);
    let locked = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ("content.xml", "x"),
    ]);
    let picture = zipped(&[("a.jpg", "x")]);
    let half = workbook("", "<row><c><v>1</v></c></row>");
    let files: [(&[u8], Refusal); 7] = [
        (b"", Refusal::Empty),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Refusal::OldOrLocked),
        (&locked, Refusal::OldOrLocked),
        (&letter, Refusal::NotATable),
        (&picture, Refusal::NotATable),
        (&half[..half.len() / 2], Refusal::Damaged),
        (&workbook("", ""), Refusal::Empty),
    ];
    for (file, refusal) in files {
        match read(file) {
            Ok(sheet) => assert_eq!(refusal, Refusal::Empty, "{sheet:?}"),
            Err(found) => assert_eq!(found, refusal),
        }
    }
}

fn ledger() -> Table {
    let columns = vec![
        Column::new("Tanggal", Kind::Date),
        Column::new("Dari", Kind::Text),
        Column::new("Rupiah", Kind::Rupiah).summed(),
        Column::new("Bagian", Kind::Percent),
    ];
    let row = |name: &str, rupiah| {
        vec![Cell::Date(date!(2026 - 11 - 22)), Cell::Text(name.to_owned()), Cell::Number(rupiah), Cell::Number(1_250)]
    };
    let rows = vec![row("Gerai; \"Kota\"", 25_000), row("=1+1", -5_000), row("baris\nkedua", 999_999_999_999_999)];
    Table {
        title: "Buku [besar]: November/2026 panjang sekali".to_owned(),
        columns,
        rows,
        total: Some("Jumlah".to_owned()),
    }
}

#[test]
fn separated_values_are_written_for_people_and_never_run() {
    let text = String::from_utf8(csv(&ledger()).unwrap()).unwrap();
    let expected = "\u{feff}Tanggal;Dari;Rupiah;Bagian\r\n\
        2026-11-22;\"Gerai; \"\"Kota\"\"\";25000;12,50%\r\n\
        2026-11-22;'=1+1;-5000;12,50%\r\n\
        2026-11-22;\"baris\nkedua\";999999999999999;12,50%\r\n\
        Jumlah;;1000000000019999;\r\n";
    assert_eq!(text, expected);
}

#[test]
fn a_workbook_is_written_the_same_each_time_and_says_nobodys_name() {
    let file = xlsx(&ledger(), MADE_AT).unwrap();
    assert_eq!(file, xlsx(&ledger(), MADE_AT).unwrap());
    assert_ne!(file, xlsx(&ledger(), datetime!(2026-11-22 09:00 UTC)).unwrap());
    let part = |name: &str| {
        let mut zip = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
        std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
    };
    let core = part("docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>") && core.contains("2026-11-22T08:00:00Z"), "{core}");
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && !sheet.contains("<f>"), "{sheet}");
    assert!(part("xl/styles.xml").contains("dd/mm/yyyy"));
    assert!(part("xl/workbook.xml").contains("name=\"Buku besar November 2026 panjan\""));
}

#[test]
fn what_is_written_as_a_workbook_is_read_again() {
    let sheet = read(&xlsx(&ledger(), MADE_AT).unwrap()).unwrap();
    assert_eq!(sheet.header, ["Tanggal", "Dari", "Rupiah", "Bagian"]);
    let expected: [&[&str]; 4] = [
        &["2026-11-22", "Gerai; \"Kota\"", "25000", "0,1250"],
        &["2026-11-22", "=1+1", "-5000", "0,1250"],
        &["2026-11-22", "baris\nkedua", "999999999999999", "0,1250"],
        &["Jumlah", "", "1000000000019999"],
    ];
    assert_eq!(cells(&sheet), expected);
}

/// Texts as they are after reading: trimmed, without control characters.
fn text() -> impl Strategy<Value = String> {
    let any = "[ -~éïｘ💚=+@;,\t'\"_x\n-]{0,12}".prop_map(|text| text.trim().replace('\t', " "));
    prop_oneof![any, "[=+@'-]{1,3}[a-z0-9]{0,4}"]
}

proptest! {
    #[test]
    fn nothing_sent_panics(bytes in prop::collection::vec(any::<u8>(), 0..400), text in ".{0,200}") {
        let _ = (read(&bytes), read(text.as_bytes()));
        let _ = read(&[b"PK\x03\x04", bytes.as_slice()].concat());
    }

    #[test]
    fn no_broken_workbook_panics(at in 0_usize..4_000, byte in any::<u8>(), length in 0_usize..4_000) {
        let strings = "<si><t>Nama</t></si><si><t>Harga</t></si>";
        let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
            <row r="2"><c r="A2" s="1"><v>5</v></c></row>"#;
        let mut file = workbook(strings, rows);
        let at = at % file.len();
        file[at] = byte;
        let _ = read(&file);
        file.truncate(length);
        let _ = read(&file);
    }

    #[test]
    fn no_odd_markup_panics(
        rows in concat!(
            "(<(/?)(row|c|v|is|t|f)( (r|t|s)=\"([A-Z]{0,9}[0-9]{0,12}|s|b|n|d)\")?(/?)>",
            "|[0-9.e\u{e9}&;-]{1,5}){0,30}",
        ),
        body in concat!(
            "(<(/?)(table:table|table:table-row|table:table-cell|text:p)",
            "( table:number-(rows|columns)-repeated=\"[0-9]{0,12}\")?(/?)>|[0-9a&;]{1,5}){0,30}",
        ),
    ) {
        let _ = (read(&workbook("<si><t>a</t></si>", &rows)), read(&open_document(&body)));
    }

    #[test]
    fn every_table_comes_back(rows in prop::collection::vec(prop::collection::vec(text(), 3), 0..8)) {
        let columns = ["Nama", "Isi", "Ket"].map(|name| Column::new(name, Kind::Text)).to_vec();
        let written = rows.iter().map(|row| row.iter().cloned().map(Cell::Text).collect()).collect();
        let table = Table { title: String::new(), columns, rows: written, total: None };
        let end = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty());
        let kept: Vec<&[String]> = rows.iter().filter_map(|row| end(row).map(|end| &row[..=end])).collect();
        for file in [csv(&table).unwrap(), xlsx(&table, MADE_AT).unwrap()] {
            let sheet = read(&file).unwrap();
            prop_assert_eq!(&sheet.header, &["Nama", "Isi", "Ket"]);
            let found: Vec<&[String]> = sheet.rows.iter().map(|row| row.cells.as_slice()).collect();
            prop_assert_eq!(&found, &kept);
        }
    }
}
