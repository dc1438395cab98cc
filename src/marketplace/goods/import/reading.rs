//! A table of goods becomes products and faults. Every fault of a row is found at once, so that a table is mended
//! once; nothing here asks a database.
use std::{collections::HashMap, ops::RangeInclusive};

use super::columns::{Columns, Field};
use crate::{
    marketplace::goods::model::Category,
    platform::{
        ids,
        money::{Rupiah, grouped},
        sheets::{
            read::{Row, Sheet},
            values::{self, folded},
        },
    },
};

/// A product as a row gives it, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedProduct {
    /// Number of the row, for what is found later.
    pub row: u32,
    /// Public code of the product to change; without one its name is what it is known by.
    pub code: Option<String>,
    pub title: String,
    pub category_key: String,
    pub price_idr: Rupiah,
    pub unit: String,
    pub keeps_days: Option<i32>,
    /// Empty where the table says nothing.
    pub body: String,
    pub ingredients: Option<String>,
    pub weight_g: Option<i32>,
    pub capacity_per_week: Option<i32>,
    pub lead_time_days: Option<i32>,
}

/// What a table comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Rows without a fault.
    pub products: Vec<ImportedProduct>,
    /// In the order of rows; a row may have several.
    pub faults: Vec<Fault>,
    /// Columns nothing was read from.
    pub ignored: Vec<String>,
}

/// A cell that has to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub row: u32,
    pub field: Field,
    /// Name of the column as the table gives it.
    pub column: String,
    /// What stands there, at most 60 letters.
    pub value: String,
    pub reason: Reason,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Missing,
    TooShort,
    TooLong,
    OutOfRange,
    UnknownCategory,
    NotACode,
    /// The code stands in an earlier row.
    CodeTwice(u32),
    /// The name stands in an earlier row, and a code does not tell the two apart.
    NameTwice(u32),
    Value(values::Refusal),
}

impl Fault {
    /// The sentence to show.
    pub const fn key(&self) -> &'static str {
        match self.reason {
            Reason::Missing => "import-missing",
            Reason::TooShort => "import-too-short",
            Reason::TooLong => "import-too-long",
            Reason::OutOfRange => "import-out-of-range",
            Reason::UnknownCategory => "import-unknown-category",
            Reason::NotACode => "import-not-a-code",
            Reason::CodeTwice(_) => "import-code-twice",
            Reason::NameTwice(_) => "import-name-twice",
            Reason::Value(refusal) => refusal.key(),
        }
    }

    /// What the sentence may say: `$value`, `$column`, `$least` and `$most`, and the earlier `$row`. Figures are
    /// grouped by the separator of the language.
    pub fn args(&self, separator: char) -> Vec<(&'static str, String)> {
        let mut args = vec![("value", self.value.clone()), ("column", self.column.clone())];
        if let Some(limits) = self.field.limits() {
            args.push(("least", grouped(*limits.start(), separator)));
            args.push(("most", grouped(*limits.end(), separator)));
        }
        if let Reason::CodeTwice(row) | Reason::NameTwice(row) = self.reason {
            args.push(("row", grouped(row.into(), separator)));
        }
        args
    }
}

/// Reads a table of goods; kinds are found by key or by name in either language.
///
/// # Errors
/// The required fields that have no column.
pub fn read(sheet: &Sheet, categories: &[Category]) -> Result<Reading, Vec<Field>> {
    let mut columns = Columns::of(sheet)?;
    let mut reading = Reading { ignored: std::mem::take(&mut columns.ignored), ..Reading::default() };
    let mut table = Table { sheet, columns, kinds: kinds(categories), seen: Seen::default() };
    for row in &sheet.rows {
        let mut faults = Vec::new();
        match table.product(row, &mut faults) {
            Some(product) if faults.is_empty() => reading.products.push(product),
            _ => reading.faults.append(&mut faults),
        }
    }
    Ok(reading)
}

fn kinds(categories: &[Category]) -> HashMap<String, &str> {
    let names = categories.iter().flat_map(|kind| [&kind.name_en, &kind.name_id, &kind.key].map(|name| (name, kind)));
    names.map(|(name, kind)| (folded(name), kind.key.as_str())).collect()
}

struct Table<'a> {
    sheet: &'a Sheet,
    columns: Columns,
    /// Key of a kind by each of its names.
    kinds: HashMap<String, &'a str>,
    seen: Seen,
}

impl Table<'_> {
    /// The product of a row; nothing where a required field is faulty. Faults are added to the list.
    fn product(&mut self, row: &Row, faults: &mut Vec<Fault>) -> Option<ImportedProduct> {
        let mut cells = Cells { table: self, row, faults };
        let code = cells.code();
        let title = cells.required_text(Field::Title);
        let category_key = cells.category();
        let price = cells.required(Field::Price, |typed| values::rupiah(typed).map(|amount| amount.0));
        let unit = cells.required_text(Field::Unit);
        let keeps_days = cells.amount(Field::Keeps, days);
        let body = cells.text(Field::Body, |text| text.trim().to_owned());
        let ingredients = cells.text(Field::Ingredients, one_line);
        let weight_g = cells.amount(Field::Weight, grams);
        let capacity_per_week = cells.amount(Field::Capacity, values::whole);
        let lead_time_days = cells.amount(Field::LeadTime, days);
        if let Some((field, reason)) = self.seen.twice(row.number, code.as_deref(), title.as_deref()) {
            faults.push(self.fault(row, field, reason));
        }
        Some(ImportedProduct {
            row: row.number,
            code,
            title: title?,
            category_key: category_key?,
            price_idr: Rupiah(price?),
            unit: unit?,
            keeps_days,
            body: body.unwrap_or_default(),
            ingredients,
            weight_g,
            capacity_per_week,
            lead_time_days,
        })
    }

    fn typed<'r>(&self, row: &'r Row, field: Field) -> &'r str {
        self.columns.column(field).map_or("", |column| row.cell(column))
    }

    fn fault(&self, row: &Row, field: Field, reason: Reason) -> Fault {
        let name = self.columns.column(field).and_then(|column| self.sheet.header.get(column));
        Fault {
            row: row.number,
            field,
            column: name.cloned().unwrap_or_default(),
            value: one_line(self.typed(row, field)).chars().take(60).collect(),
            reason,
        }
    }
}

/// The cells of one row, and what is wrong with them.
struct Cells<'a, 'b> {
    table: &'a Table<'b>,
    row: &'a Row,
    faults: &'a mut Vec<Fault>,
}

impl Cells<'_, '_> {
    fn code(&mut self) -> Option<String> {
        let typed = self.table.typed(self.row, Field::Code);
        let code = if typed.is_empty() { return None } else { ids::read_public_code(typed) };
        if code.is_none() {
            self.fault(Field::Code, Reason::NotACode);
        }
        code
    }

    fn category(&mut self) -> Option<String> {
        let typed = folded(self.table.typed(self.row, Field::Category));
        match self.table.kinds.get(&typed) {
            Some(key) => return Some((*key).to_owned()),
            None if typed.is_empty() => self.fault(Field::Category, Reason::Missing),
            None => self.fault(Field::Category, Reason::UnknownCategory),
        }
        None
    }

    fn required_text(&mut self, field: Field) -> Option<String> {
        if self.table.typed(self.row, field).is_empty() {
            self.fault(field, Reason::Missing);
        }
        self.text(field, one_line)
    }

    /// A text within the limits of its field.
    fn text(&mut self, field: Field, shape: impl Fn(&str) -> String) -> Option<String> {
        let text = Some(shape(self.table.typed(self.row, field))).filter(|text| !text.is_empty())?;
        let letters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        match field.limits() {
            Some(limits) if letters < *limits.start() => self.fault(field, Reason::TooShort),
            Some(limits) if letters > *limits.end() => self.fault(field, Reason::TooLong),
            _ => return Some(text),
        }
        None
    }

    fn required(&mut self, field: Field, read: impl Fn(&str) -> Result<i64, values::Refusal>) -> Option<i64> {
        if self.table.typed(self.row, field).is_empty() {
            self.fault(field, Reason::Missing);
            return None;
        }
        self.figure(field, read)
    }

    /// A figure of a column that may be empty.
    fn amount(&mut self, field: Field, read: impl Fn(&str) -> Result<i64, values::Refusal>) -> Option<i32> {
        if self.table.typed(self.row, field).is_empty() {
            return None;
        }
        self.figure(field, read).and_then(|figure| i32::try_from(figure).ok())
    }

    /// A figure within the limits of its field.
    fn figure(&mut self, field: Field, read: impl Fn(&str) -> Result<i64, values::Refusal>) -> Option<i64> {
        let within =
            |figure: &i64| field.limits().as_ref().is_none_or(|limits: &RangeInclusive<i64>| limits.contains(figure));
        match read(self.table.typed(self.row, field)) {
            Ok(figure) if within(&figure) => return Some(figure),
            Ok(_) => self.fault(field, Reason::OutOfRange),
            Err(refusal) => self.fault(field, Reason::Value(refusal)),
        }
        None
    }

    fn fault(&mut self, field: Field, reason: Reason) {
        self.faults.push(self.table.fault(self.row, field, reason));
    }
}

/// Codes and names of the rows so far, and the first row of each.
#[derive(Default)]
struct Seen {
    codes: HashMap<String, u32>,
    names: HashMap<String, u32>,
    /// Names of rows without a code: a row with one could mean the same product.
    bare: HashMap<String, u32>,
}

impl Seen {
    /// Remembers a row; the field and the reason when an earlier one means the same product.
    fn twice(&mut self, row: u32, code: Option<&str>, title: Option<&str>) -> Option<(Field, Reason)> {
        let first = code.map(|code| *self.codes.entry(code.to_owned()).or_insert(row));
        if let Some(first) = first.filter(|first| *first != row) {
            return Some((Field::Code, Reason::CodeTwice(first)));
        }
        let name = folded(title?);
        let earlier = if code.is_some() { self.bare.get(&name) } else { self.names.get(&name) }.copied();
        self.names.entry(name.clone()).or_insert(row);
        if code.is_none() {
            self.bare.entry(name).or_insert(row);
        }
        earlier.map(|earlier| (Field::Title, Reason::NameTwice(earlier)))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `7`, `7 hari`, `2 minggu`.
fn days(typed: &str) -> Result<i64, values::Refusal> {
    unit(typed, &[("hari", 1), ("days", 1), ("day", 1), ("minggu", 7), ("weeks", 7), ("week", 7)])
}

/// `250`, `250 g`, `250 gram`, `1 kg`.
fn grams(typed: &str) -> Result<i64, values::Refusal> {
    unit(typed, &[("gram", 1), ("grams", 1), ("gr", 1), ("kg", 1_000), ("g", 1)])
}

/// A figure with a word after it that says how many each counts.
fn unit(typed: &str, words: &[(&str, i64)]) -> Result<i64, values::Refusal> {
    let typed = typed.to_lowercase();
    let with = words.iter().find_map(|(word, times)| Some((typed.strip_suffix(word)?, times)));
    let (figure, times) = with.unwrap_or((typed.as_str(), &1));
    values::whole(figure)?.checked_mul(*times).ok_or(values::Refusal::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [&str; 12] = [
        "Kode",
        "Nama",
        "Jenis",
        "Harga",
        "Isi",
        "Tahan",
        "Keterangan",
        "Bahan",
        "Berat gram",
        "Kapasitas",
        "Lama buat",
        "Stok",
    ];

    fn categories() -> Vec<Category> {
        [("makanan_ringan", "Makanan ringan", "Snacks"), ("kain", "Kain", "Cloth")]
            .map(|(key, name_id, name_en)| Category {
                key: key.to_owned(),
                name_id: name_id.to_owned(),
                name_en: name_en.to_owned(),
            })
            .to_vec()
    }

    fn read_rows(rows: &[&[&str]]) -> Reading {
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let rows = (2..).zip(rows).map(|(number, cells)| Row { number, cells: owned(cells) }).collect();
        read(&Sheet { header: owned(&HEADER), rows, other_sheets: Vec::new() }, &categories()).unwrap()
    }

    fn reasons(row: &[&str]) -> Vec<(Field, Reason)> {
        read_rows(&[row]).faults.into_iter().map(|fault| (fault.field, fault.reason)).collect()
    }

    #[test]
    fn a_full_row_becomes_a_product() {
        let row: &[&str] = &[
            "k7q-2mx",
            "Keripik  pisang",
            "SNACKS",
            "Rp25.000,00",
            "250 g",
            "90 hari",
            "Renyah.\nManis.",
            "pisang, gula",
            "0,25 kg",
            "40",
            "2 minggu",
            "12",
        ];
        let faults = reasons(row);
        assert_eq!(faults, [(Field::Weight, Reason::Value(values::Refusal::Fraction))]);
        let mut mended = row.to_vec();
        mended[8] = "250 gr";
        let reading = read_rows(&[&mended]);
        assert_eq!(reading.ignored, ["Stok"]);
        let product = ImportedProduct {
            row: 2,
            code: Some("K7Q2MX".to_owned()),
            title: "Keripik pisang".to_owned(),
            category_key: "makanan_ringan".to_owned(),
            price_idr: Rupiah(25_000),
            unit: "250 g".to_owned(),
            keeps_days: Some(90),
            body: "Renyah.\nManis.".to_owned(),
            ingredients: Some("pisang, gula".to_owned()),
            weight_g: Some(250),
            capacity_per_week: Some(40),
            lead_time_days: Some(14),
        };
        assert_eq!(reading.products, [product]);
    }

    #[test]
    fn a_row_with_only_what_is_required_is_good() {
        let reading = read_rows(&[&["", "Sarung", "kain", "150000", "1 lembar"]]);
        assert_eq!((reading.products.len(), reading.faults.len()), (1, 0));
        assert_eq!(reading.products[0].keeps_days, None);
        assert_eq!(reading.products[0].body, "");
    }

    #[test]
    fn every_fault_of_a_row_is_named_at_once() {
        let faults = reasons(&["U-1", "K", "Batu", "50", "", "0", &"a".repeat(2_001), "", "-1", "1,5", "lama"]);
        let expected = [
            (Field::Code, Reason::NotACode),
            (Field::Title, Reason::TooShort),
            (Field::Category, Reason::UnknownCategory),
            (Field::Price, Reason::OutOfRange),
            (Field::Unit, Reason::Missing),
            (Field::Keeps, Reason::OutOfRange),
            (Field::Body, Reason::TooLong),
            (Field::Weight, Reason::Value(values::Refusal::Negative)),
            (Field::Capacity, Reason::Value(values::Refusal::Fraction)),
            (Field::LeadTime, Reason::Value(values::Refusal::NotANumber)),
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn the_same_thing_twice_is_a_fault_of_the_later_row() {
        let rows: [&[&str]; 7] = [
            &["K7Q2MX", "Sarung", "kain", "150000", "1"],
            &["k7q-2mx", "Sarung lain", "kain", "150000", "1"],
            &["", "Keripik", "snacks", "15000", "1"],
            &["", "KERIPIK!", "snacks", "15000", "1"],
            &["AAAAAA", "Keripik", "snacks", "15000", "1"],
            &["BBBBBB", "Sarung", "kain", "150000", "1"],
            &["", "Sarung", "kain", "150000", "1"],
        ];
        let found: Vec<(u32, Field, Reason)> =
            read_rows(&rows).faults.into_iter().map(|fault| (fault.row, fault.field, fault.reason)).collect();
        let expected = [
            (3, Field::Code, Reason::CodeTwice(2)),
            (5, Field::Title, Reason::NameTwice(4)),
            (6, Field::Title, Reason::NameTwice(4)),
            (8, Field::Title, Reason::NameTwice(2)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_fault_says_what_stands_there_and_what_may() {
        let reading = read_rows(&[&["", "Kain", "kain", "50", "1"]]);
        let fault = &reading.faults[0];
        assert_eq!((fault.row, fault.column.as_str(), fault.key()), (2, "Harga", "import-out-of-range"));
        let args = fault.args('.');
        assert!(args.contains(&("value", "50".to_owned())));
        assert!(args.contains(&("least", "100".to_owned())));
        assert!(args.contains(&("most", "100.000.000".to_owned())));
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_panics(rows in proptest::collection::vec(proptest::collection::vec(".{0,20}", 0..13), 0..8)) {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            let reading = read_rows(&rows);
            for fault in &reading.faults {
                fault.args(',');
            }
            proptest::prop_assert!(reading.products.len() <= rows.len());
        }
    }
}
