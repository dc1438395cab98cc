//! Writes a table as separated values or XLSX. The same table and moment give the same bytes, and no file says who
//! made it.
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet};
use time::{Date, OffsetDateTime, UtcOffset};

use super::formulas;

/// A table with a header of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet; not in separated values.
    pub title: String,
    pub columns: Vec<Column>,
    /// Cells in the order of the columns.
    pub rows: Vec<Vec<Cell>>,
    /// First word of a last row with the sums of the columns that have one.
    pub total: Option<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
    /// Has a sum in the last row.
    pub summed: bool,
}

impl Column {
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, summed: false }
    }

    #[must_use]
    pub fn summed(self) -> Self {
        Self { summed: true, ..self }
    }
}

/// What the figures of a column are, and so how they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    /// Whole rupiah.
    Rupiah,
    Date,
    /// Hundredths of a percent: 1,500 is shown as 15.00 %.
    Percent,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    /// A figure in the unit of its column; exact up to nine thousand trillion either way.
    Number(i64),
    Date(Date),
}

/// A spreadsheet program keeps no longer text in a cell, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// The table as separated values: semicolons, because a comma is a fraction in Indonesia, and the mark of UTF-8,
/// without which spreadsheet programs take it for another encoding. Texts that would run as a formula get an
/// apostrophe before them.
///
/// # Errors
/// Does not happen while there is memory to write to.
pub fn csv(table: &Table) -> Result<Vec<u8>> {
    let start = "\u{feff}".as_bytes().to_vec();
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).flexible(true).from_writer(start);
    writer.write_record(table.columns.iter().map(|column| formulas::guarded(&column.name)))?;
    for row in table.rows.iter().chain(&table.totals()) {
        let kinds = table.columns.iter().map(|column| column.kind);
        writer.write_record(row.iter().zip(kinds).map(|(cell, kind)| plain(cell, kind)))?;
    }
    Ok(writer.into_inner()?)
}

/// The table as XLSX: the header is bold and stays in sight, rupiah are grouped, sums stand under a line. Texts are
/// written as texts and never as formulas.
///
/// # Errors
/// When there are more rows or columns than a sheet has, or the moment is not in the years 1900 to 9999.
pub fn xlsx(table: &Table, made_at: OffsetDateTime) -> Result<Vec<u8>> {
    book(std::slice::from_ref(table), made_at)
}

/// Several tables as one XLSX, each on a sheet of its own; the first one names the file.
///
/// # Errors
/// As [`xlsx`]; and when two sheets have one name.
pub fn book(tables: &[Table], made_at: OffsetDateTime) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let title = tables.first().map(|table| table.title.as_str()).unwrap_or_default();
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&moment(made_at)?));
    for table in tables {
        write_sheet(book.add_worksheet(), table)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_sheet(sheet: &mut Worksheet, table: &Table) -> Result<()> {
    sheet.set_name(sheet_name(&table.title))?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, number) in table.columns.iter().zip(0_u16..) {
        sheet.write_string_with_format(0, number, cut(&column.name), &bold)?;
        sheet.set_column_width(number, table.width(usize::from(number)))?;
    }
    let formats = table.formats(&Format::new());
    for (row, number) in table.rows.iter().zip(1_u32..) {
        write_row(sheet, number, row, &formats)?;
    }
    if let Some(totals) = table.totals() {
        let formats = table.formats(&Format::new().set_bold().set_border_top(FormatBorder::Thin));
        write_row(sheet, u32::try_from(table.rows.len())?.saturating_add(1), &totals, &formats)?;
    }
    Ok(())
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[Cell], formats: &[(Kind, Format)]) -> Result<()> {
    for ((cell, (kind, format)), column) in cells.iter().zip(formats).zip(0_u16..) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => drop(sheet.write_string_with_format(row, column, cut(text), format)?),
            Cell::Number(figure) => drop(sheet.write_number_with_format(row, column, kind.shown(*figure), format)?),
            Cell::Date(day) => {
                let day = ExcelDateTime::from_ymd(u16::try_from(day.year())?, day.month().into(), day.day())?;
                sheet.write_datetime_with_format(row, column, day, format)?;
            }
        }
    }
    Ok(())
}

impl Table {
    /// How the cells of each column are shown.
    fn formats(&self, base: &Format) -> Vec<(Kind, Format)> {
        self.columns.iter().map(|column| (column.kind, column.kind.format(base.clone()))).collect()
    }

    /// The last row, where one is asked for.
    fn totals(&self) -> Option<Vec<Cell>> {
        let label = self.total.as_ref()?;
        let mut sums: Vec<Cell> = (0..self.columns.len()).map(|column| self.sum(column)).collect();
        if let Some(first @ Cell::Empty) = sums.first_mut() {
            *first = Cell::Text(label.clone());
        }
        Some(sums)
    }

    fn sum(&self, column: usize) -> Cell {
        if !self.columns[column].summed {
            return Cell::Empty;
        }
        let figures = self.rows.iter().filter_map(|row| match row.get(column) {
            Some(Cell::Number(figure)) => Some(*figure),
            _ => None,
        });
        Cell::Number(figures.fold(0, i64::saturating_add))
    }

    /// Width of a column in letters: of what is longest in it, within reason.
    fn width(&self, column: usize) -> f64 {
        let name = self.columns[column].name.chars().count();
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let longest = cells.map(|cell| match cell {
            Cell::Empty => 0,
            Cell::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
            Cell::Number(figure) => figure.to_string().len() * 4 / 3,
            Cell::Date(_) => 10,
        });
        let letters = longest.fold(name, usize::max).clamp(6, 58) + 2;
        u8::try_from(letters).map_or(60.0, f64::from)
    }
}

impl Kind {
    fn format(self, format: Format) -> Format {
        match self {
            Self::Text | Self::Number => format,
            Self::Rupiah => format.set_num_format("#,##0"),
            Self::Date => format.set_num_format("dd/mm/yyyy"),
            Self::Percent => format.set_num_format("0.00%"),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "sums of rupiah are far below 2^53, where floats are exact")]
    fn shown(self, figure: i64) -> f64 {
        if self == Self::Percent { figure as f64 / 10_000.0 } else { figure as f64 }
    }
}

fn plain(cell: &Cell, kind: Kind) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => formulas::guarded(text),
        Cell::Number(figure) if kind == Kind::Percent => {
            let sign = if *figure < 0 { "-" } else { "" };
            let figure = figure.unsigned_abs();
            format!("{sign}{},{:02}%", figure / 100, figure % 100)
        }
        Cell::Number(figure) => figure.to_string(),
        Cell::Date(day) => day.to_string(),
    }
}

fn moment(at: OffsetDateTime) -> Result<ExcelDateTime> {
    let at = at.to_offset(UtcOffset::UTC);
    let day = ExcelDateTime::from_ymd(u16::try_from(at.year())?, at.month().into(), at.day())?;
    Ok(day.and_hms(at.hour().into(), at.minute(), f64::from(at.second()))?)
}

/// A name a sheet may have: at most 31 units of UTF-16, some characters and an apostrophe at either end left out.
fn sheet_name(title: &str) -> String {
    let edge = |c: char| c == '\'' || c == ' ';
    let kept: String = title.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = shortened(kept.trim_matches(edge), 31).trim_matches(edge);
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Data".to_owned() } else { name.to_owned() }
}

fn cut(text: &str) -> String {
    shortened(text, LONGEST_TEXT).to_owned()
}

/// The beginning of a text that has at most so many units of UTF-16.
fn shortened(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}
