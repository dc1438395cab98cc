//! XLSX: the first visible sheet with something in it.
//!
//! The declared sizes of such a file are never believed: cells are read one after another and nothing is set aside
//! for a range before it is filled.
use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::{
    archive::{Archive, MOST_PARTS},
    grid::{self, Grid},
    read::{Refusal, Sheet},
    xml::{Xml, attribute, count},
};

/// Texts shared by the cells of all sheets.
const MOST_TEXTS: usize = 1_000_000;
/// Ways of showing a cell; spreadsheet programs allow 65,490.
const MOST_STYLES: usize = 100_000;

pub(super) fn read(archive: &mut Archive<'_>) -> Result<Sheet, Refusal> {
    let package = Relations::read(archive, "")?;
    let book = package.of_kind("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    if book.to_lowercase().ends_with(".bin") {
        return Err(Refusal::OldOrLocked);
    }
    let relations = Relations::read(archive, &book)?;
    let workbook = Workbook::read(&archive.text(&book)?.ok_or(Refusal::NotATable)?)?;
    let around = Around::read(archive, &relations, workbook.from_1904)?;

    let (mut grid, mut others) = (Grid::default(), Vec::new());
    for (name, id) in workbook.sheets {
        let Some(part) = relations.sheet(&id) else { continue };
        let Some(text) = archive.text(part)? else { continue };
        if grid.is_empty() {
            around.cells(&text, &mut grid)?;
        } else if text.contains("v>") || text.contains("is>") {
            others.push(name);
        }
    }
    grid.finish(others)
}

/// Where one part of the file says others are: id, kind, name.
struct Relations(Vec<(String, String, String)>);

impl Relations {
    fn read(archive: &mut Archive<'_>, part: &str) -> Result<Self, Refusal> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let text = archive.text(&format!("{folder}/_rels/{name}.rels"))?.unwrap_or_default();
        let (mut xml, mut found) = (Xml::new(&text), Vec::new());
        while let Some(start) = xml.find(&["Relationship"])? {
            let given = |name| attribute(&start, name).unwrap_or_default();
            let kind = given("Type").rsplit('/').next().unwrap_or_default().to_owned();
            found.push((given("Id"), kind, resolve(folder, &given("Target"))));
            if found.len() > MOST_PARTS {
                return Err(Refusal::TooMuchInside);
            }
        }
        Ok(Self(found))
    }

    fn of_kind(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find(|(_, kind, _)| kind == wanted).map(|(_, _, part)| part.as_str())
    }

    fn sheet(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find(|(id, kind, _)| id == wanted && kind == "worksheet").map(|(_, _, part)| part.as_str())
    }
}

/// The name of a part as seen from a folder: `worksheets/sheet1.xml`, `../styles.xml` or `/xl/workbook.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut steps = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

struct Workbook {
    from_1904: bool,
    /// Name and relation of each visible sheet.
    sheets: Vec<(String, String)>,
}

impl Workbook {
    fn read(text: &str) -> Result<Self, Refusal> {
        let (mut xml, mut book) = (Xml::new(text), Self { from_1904: false, sheets: Vec::new() });
        while let Some(start) = xml.find(&["workbookPr", "sheet"])? {
            let given = |name| attribute(&start, name).unwrap_or_default();
            if start.local_name().as_ref() == "workbookPr" {
                book.from_1904 |= matches!(given("date1904").as_str(), "1" | "true");
            } else if matches!(given("state").as_str(), "" | "visible") {
                book.sheets.push((given("name"), given("id")));
            }
            if book.sheets.len() > MOST_PARTS {
                return Err(Refusal::TooMuchInside);
            }
        }
        Ok(book)
    }
}

/// What the cells of every sheet refer to.
struct Around {
    texts: Vec<String>,
    /// For each style, whether it shows a day or a time.
    days: Vec<bool>,
    from_1904: bool,
}

impl Around {
    fn read(archive: &mut Archive<'_>, relations: &Relations, from_1904: bool) -> Result<Self, Refusal> {
        let mut part = |kind| relations.of_kind(kind).map_or(Ok(None), |part| archive.text(part));
        let texts = part("sharedStrings")?.unwrap_or_default();
        let styles = part("styles")?.unwrap_or_default();
        Ok(Self { texts: shared_texts(&texts)?, days: styles_of_days(&styles)?, from_1904 })
    }

    fn cells(&self, text: &str, grid: &mut Grid) -> Result<(), Refusal> {
        let mut xml = Xml::new(text);
        let (mut row, mut column) = (0_u32, 0_usize);
        while let Some(start) = xml.find(&["row", "c"])? {
            if start.local_name().as_ref() == "row" {
                row = count(&start, "r", row.saturating_add(1))?;
                column = 0;
                continue;
            }
            if let Some(name) = attribute(&start, "r") {
                column = column_of(&name)?;
            }
            grid.put(row.max(1), column, &self.cell(&mut xml, &start)?)?;
            column += 1;
        }
        Ok(())
    }

    /// The value of a cell that was just opened; its formula, if there is one, is passed over.
    fn cell(&self, xml: &mut Xml<'_>, cell: &BytesStart<'_>) -> Result<String, Refusal> {
        let mut value = String::new();
        loop {
            match xml.inside()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" => value = xml.text()?,
                    "is" => return rich_text(xml),
                    _ => xml.skip(&start)?,
                },
                Event::End(_) => break,
                _ => {}
            }
        }
        let kind = attribute(cell, "t").unwrap_or_default();
        Ok(match kind.as_str() {
            _ if value.is_empty() => value,
            "s" => self
                .texts
                .get(value.trim().parse::<usize>().map_err(|_| Refusal::Damaged)?)
                .cloned()
                .unwrap_or_default(),
            "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            "d" => grid::iso_text(&value),
            "" | "n" => {
                let style = attribute(cell, "s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
                let day = self.days.get(style).copied().unwrap_or(false);
                if day { grid::day(&value, self.from_1904) } else { grid::figure(&value) }
            }
            _ => without_escapes(&value),
        })
    }
}

/// The letters of `AB12` as a column counted from 0.
fn column_of(name: &str) -> Result<usize, Refusal> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column =
        letters.take(4).fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'@'));
    column.checked_sub(1).ok_or(Refusal::Damaged)
}

fn shared_texts(text: &str) -> Result<Vec<String>, Refusal> {
    let (mut xml, mut texts) = (Xml::new(text), Vec::new());
    while xml.find(&["si"])?.is_some() {
        texts.push(rich_text(&mut xml)?);
        if texts.len() > MOST_TEXTS {
            return Err(Refusal::TooMuchInside);
        }
    }
    Ok(texts)
}

/// The letters of a text that was just opened, in however many runs; reading aids for Asian scripts are left out.
fn rich_text(xml: &mut Xml<'_>) -> Result<String, Refusal> {
    let (mut text, mut depth) = (String::new(), 0_u32);
    loop {
        match xml.inside()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => text.push_str(&xml.text()?),
                "r" => depth += 1,
                _ => xml.skip(&start)?,
            },
            Event::End(_) if depth == 0 => return Ok(without_escapes(&text)),
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
}

/// Characters that markup cannot hold are written `_x000D_`.
fn without_escapes(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        out.push_str(&rest[..at]);
        rest = if let Some(letter) = letter {
            out.push(letter);
            &rest[at + 7..]
        } else {
            out.push_str("_x");
            &rest[at + 2..]
        };
    }
    out + rest
}

fn styles_of_days(text: &str) -> Result<Vec<bool>, Refusal> {
    let (mut xml, mut own, mut days) = (Xml::new(text), HashMap::new(), Vec::new());
    while let Some(start) = xml.find(&["numFmt", "cellXfs"])? {
        if start.local_name().as_ref() == "numFmt" {
            let given = |name| attribute(&start, name).unwrap_or_default();
            own.insert(given("numFmtId"), shows_days(&given("formatCode")));
            if own.len() > MOST_STYLES {
                return Err(Refusal::TooMuchInside);
            }
            continue;
        }
        loop {
            match xml.inside()? {
                Event::Start(style) => {
                    let format = attribute(&style, "numFmtId").unwrap_or_default();
                    days.push(own.get(&format).copied().unwrap_or_else(|| built_in_day(&format)));
                    xml.skip(&style)?;
                }
                Event::End(_) => break,
                _ => {}
            }
            if days.len() > MOST_STYLES {
                return Err(Refusal::TooMuchInside);
            }
        }
    }
    Ok(days)
}

/// Formats every program knows by number; 27 to 36 and 50 to 58 are days in East Asia.
fn built_in_day(format: &str) -> bool {
    matches!(format.parse::<u32>(), Ok(14..=22 | 27..=36 | 45..=47 | 50..=58))
}

/// A format shows a day or a time when a letter of one stands outside quoted texts, brackets and escapes. Time that
/// runs over a day stands in brackets alone: `[h]`.
fn shows_days(format: &str) -> bool {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => return false,
            '"' => drop(letters.find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return true;
                }
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_formats_of_figures() {
        for format in ["dd/mm/yyyy", "d-mmm", "[h]:mm", "[$-421]dd mmmm yyyy;@", "hh:mm"] {
            assert!(shows_days(format), "{format}");
        }
        for format in ["General", "#,##0", "\"Rp\"#,##0", "[$Rp-421]#,##0;[Red]-#,##0", "0\\d", "0.00%", "@", "0;d"] {
            assert!(!shows_days(format), "{format}");
        }
    }

    #[test]
    fn parts_are_found_from_any_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/a", "../../../b.xml"), "b.xml");
        assert_eq!(resolve("", "xl/workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn columns_are_named_by_letters() {
        assert_eq!(column_of("A1"), Ok(0));
        assert_eq!(column_of("ab12"), Ok(27));
        assert_eq!(column_of("12"), Err(Refusal::Damaged));
        assert!(column_of("ZZZZZZZZZZ1").unwrap() > 60);
    }

    #[test]
    fn escaped_letters_are_read() {
        assert_eq!(without_escapes("a_x000D__x0041_b_xZZZZ__x00"), "a\rAb_xZZZZ__x00");
        assert_eq!(without_escapes("_xé_x0041_"), "_xéA");
    }
}
