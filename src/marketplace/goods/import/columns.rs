//! The columns of a table of goods, and the names people give them.
use std::ops::RangeInclusive;

use super::limits;
use crate::platform::sheets::{read::Sheet, values::folded};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Code,
    Title,
    Category,
    Price,
    Unit,
    Keeps,
    Body,
    Ingredients,
    Weight,
    Capacity,
    LeadTime,
}

impl Field {
    /// In the order of an empty table to fill in.
    pub const ALL: [Self; 11] = [
        Self::Code,
        Self::Title,
        Self::Category,
        Self::Price,
        Self::Unit,
        Self::Keeps,
        Self::Body,
        Self::Ingredients,
        Self::Weight,
        Self::Capacity,
        Self::LeadTime,
    ];

    /// A table without one of these has no product in it.
    pub const REQUIRED: [Self; 4] = [Self::Title, Self::Category, Self::Price, Self::Unit];

    /// The name of the column in an empty table; each is among [`Self::aliases`].
    pub const fn key(self) -> &'static str {
        match self {
            Self::Code => "import-column-code",
            Self::Title => "import-column-title",
            Self::Category => "import-column-category",
            Self::Price => "import-column-price",
            Self::Unit => "import-column-unit",
            Self::Keeps => "import-column-keeps",
            Self::Body => "import-column-body",
            Self::Ingredients => "import-column-ingredients",
            Self::Weight => "import-column-weight",
            Self::Capacity => "import-column-capacity",
            Self::LeadTime => "import-column-lead-time",
        }
    }

    /// Letters or amounts the field may hold, where it has such limits.
    pub const fn limits(self) -> Option<RangeInclusive<i64>> {
        match self {
            Self::Code | Self::Category => None,
            Self::Title => Some(limits::TITLE),
            Self::Price => Some(limits::PRICE),
            Self::Unit => Some(limits::UNIT),
            Self::Keeps => Some(limits::KEEPS),
            Self::Body => Some(limits::BODY),
            Self::Ingredients => Some(limits::INGREDIENTS),
            Self::Weight => Some(limits::WEIGHT),
            Self::Capacity => Some(limits::CAPACITY),
            Self::LeadTime => Some(limits::LEAD_TIME),
        }
    }

    /// Names of the column, folded.
    const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Code => &["kode", "kode barang", "kode produk", "code", "product code"],
            Self::Title => {
                &["nama", "nama barang", "nama produk", "barang", "produk", "name", "product", "product name"]
            }
            Self::Category => &["jenis", "jenis barang", "jenis produk", "kategori", "kind", "category"],
            Self::Price => &[
                "harga",
                "harga jual",
                "harga rp",
                "harga jual rp",
                "harga rupiah",
                "harga satuan",
                "price",
                "price rp",
                "price idr",
                "price rupiah",
                "selling price",
            ],
            Self::Unit => &[
                "isi",
                "berat",
                "satuan",
                "isi berat",
                "isi satuan",
                "isi berat satuan",
                "ukuran",
                "kemasan",
                "unit",
                "size",
                "content",
                "contents",
            ],
            Self::Keeps => &[
                "tahan",
                "tahan hari",
                "kedaluwarsa hari",
                "kadaluarsa hari",
                "kadaluwarsa hari",
                "masa simpan",
                "masa simpan hari",
                "keeps",
                "keeps days",
                "shelf life",
                "shelf life days",
            ],
            Self::Body => &[
                "keterangan",
                "keterangan barang",
                "deskripsi",
                "deskripsi barang",
                "deskripsi produk",
                "penjelasan",
                "description",
                "details",
            ],
            Self::Ingredients => &["bahan", "bahan bahan", "komposisi", "ingredients"],
            Self::Weight => &[
                "berat g",
                "berat gram",
                "berat bersih",
                "berat bersih g",
                "berat bersih gram",
                "weight",
                "weight g",
                "weight grams",
                "net weight",
                "net weight g",
            ],
            Self::Capacity => &[
                "kapasitas",
                "kapasitas minggu",
                "kapasitas per minggu",
                "sanggup per minggu",
                "capacity",
                "capacity per week",
                "weekly capacity",
            ],
            Self::LeadTime => &[
                "lama buat",
                "lama buat hari",
                "lama pembuatan",
                "lama pembuatan hari",
                "waktu pengerjaan",
                "waktu pengerjaan hari",
                "lead time",
                "lead time days",
            ],
        }
    }

    fn named(name: &str) -> Option<Self> {
        let name = folded(name);
        Self::ALL.into_iter().find(|field| field.aliases().contains(&name.as_str()))
    }
}

/// Where each field stands in a table.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    found: Vec<(Field, usize)>,
    /// Names of columns nothing is read from; a column without a name is called by its letters.
    pub ignored: Vec<String>,
}

impl Columns {
    /// Reads the header. Of two columns for one field the first counts.
    ///
    /// # Errors
    /// The required fields that have no column.
    pub fn of(sheet: &Sheet) -> Result<Self, Vec<Field>> {
        let mut columns = Self::default();
        let widest = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(sheet.header.len());
        for column in 0..widest {
            let name = sheet.header.get(column).map_or("", String::as_str);
            match Field::named(name) {
                Some(field) if columns.column(field).is_none() => columns.found.push((field, column)),
                None if name.is_empty() && sheet.rows.iter().all(|row| row.cell(column).is_empty()) => {}
                None if name.is_empty() => columns.ignored.push(letters(column)),
                _ => columns.ignored.push(name.to_owned()),
            }
        }
        let missing: Vec<Field> =
            Field::REQUIRED.into_iter().filter(|field| columns.column(*field).is_none()).collect();
        if missing.is_empty() { Ok(columns) } else { Err(missing) }
    }

    /// The column of a field, counted from 0.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.found.iter().find(|(found, _)| *found == field).map(|(_, column)| *column)
    }
}

/// `A` to `Z`, then `AA`: no table here has more than sixty columns.
fn letters(column: usize) -> String {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    let first = (column >= 26).then(|| letter(column / 26 - 1));
    first.into_iter().chain([letter(column)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::read::Row;

    fn sheet(header: &[&str]) -> Sheet {
        let header: Vec<String> = header.iter().map(|name| (*name).to_owned()).collect();
        let cells = vec!["x".to_owned(); header.len() + 1];
        Sheet { header, rows: vec![Row { number: 2, cells }], other_sheets: Vec::new() }
    }

    #[test]
    fn columns_are_known_by_many_names_and_the_others_are_named() {
        let header = ["NAMA BARANG*", "Stok", "Kategori", "Harga (Rp)", "Bérat", "Isi", "", "Berat (gram)"];
        let columns = Columns::of(&sheet(&header)).unwrap();
        assert_eq!(columns.column(Field::Title), Some(0));
        assert_eq!(columns.column(Field::Category), Some(2));
        assert_eq!(columns.column(Field::Price), Some(3));
        assert_eq!(columns.column(Field::Unit), Some(4));
        assert_eq!(columns.column(Field::Weight), Some(7));
        assert_eq!(columns.ignored, ["Stok", "Isi", "G", "I"]);
    }

    #[test]
    fn missing_columns_are_named() {
        assert_eq!(Columns::of(&sheet(&["Nama", "Harga"])).unwrap_err(), [Field::Category, Field::Unit]);
    }

    #[test]
    fn no_name_means_two_columns() {
        let names: Vec<&str> = Field::ALL.iter().flat_map(|field| field.aliases()).copied().collect();
        let unique: std::collections::HashSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), unique.len());
        assert!(names.iter().all(|name| folded(name) == *name));
    }

    #[test]
    fn columns_without_a_name_have_letters() {
        assert_eq!([0, 25, 26, 59].map(letters), ["A", "Z", "AA", "BH"]);
    }
}
