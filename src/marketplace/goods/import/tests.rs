//! A table as a maker sends it, from the file to the sentences.
use std::{fmt::Write as _, time::Instant};

use time::macros::datetime;

use super::reading::{Reading, read};
use crate::{
    marketplace::goods::model::Category,
    platform::sheets::{
        self,
        write::{Cell, Column, Kind, Table},
    },
};

fn categories() -> Vec<Category> {
    let kind = |number| Category {
        key: format!("jenis_{number}"),
        name_id: format!("Jenis {number}"),
        name_en: format!("Kind {number}"),
    };
    (0..30).map(kind).collect()
}

/// A thousand rows, every twentieth of them with one fault.
fn thousand() -> Table {
    let columns = [
        ("Nama barang", Kind::Text),
        ("Jenis", Kind::Text),
        ("Harga (Rp)", Kind::Rupiah),
        ("Isi", Kind::Text),
        ("Keterangan", Kind::Text),
        ("Rak", Kind::Text),
    ];
    let row = |number: i64| {
        let fault = if number % 20 == 0 { number / 20 % 5 } else { -1 };
        let mut body = String::new();
        for word in 0..if fault == 4 { 400 } else { 20 } {
            let _ = write!(body, "kata{word} ");
        }
        vec![
            Cell::Text(if fault == 0 { "Ke".to_owned() } else { format!("Keripik pisang nomor {number}") }),
            Cell::Text(if fault == 1 { "Batu".to_owned() } else { format!("jenis {}", number % 30) }),
            match fault {
                2 => Cell::Text("25,5".to_owned()),
                _ => Cell::Number(10_000 + number),
            },
            if fault == 3 { Cell::Empty } else { Cell::Text("250 g".to_owned()) },
            Cell::Text(body),
            Cell::Text("A1".to_owned()),
        ]
    };
    Table {
        title: "Barang".to_owned(),
        columns: columns.map(|(name, kind)| Column::new(name, kind)).to_vec(),
        rows: (1..=1_000).map(row).collect(),
        total: None,
    }
}

fn check(reading: &Reading) {
    assert_eq!((reading.products.len(), reading.faults.len()), (950, 50));
    assert_eq!(reading.ignored, ["Rak"]);
    assert_eq!(reading.products[0].price_idr.0, 10_001);
    for (fault, number) in reading.faults.iter().zip(1..) {
        assert_eq!(fault.row, number * 20 + 1, "the header is row 1");
        let expected = match number % 5 {
            0 => "import-too-short",
            1 => "import-unknown-category",
            2 => "value-fraction",
            3 => "import-missing",
            _ => "import-too-long",
        };
        assert_eq!(fault.key(), expected);
    }
}

#[test]
fn a_thousand_rows_with_fifty_wrong_ones_give_the_others_and_fifty_reasons() {
    let table = thousand();
    let written = [
        ("CSV", sheets::write::csv(&table).unwrap()),
        ("XLSX", sheets::write::xlsx(&table, datetime!(2026-11-22 08:00 UTC)).unwrap()),
    ];
    for (kind, file) in written {
        let started = Instant::now();
        let sheet = sheets::read::read(&file).unwrap();
        let reading = read(&sheet, &categories()).unwrap();
        let taken = started.elapsed();
        println!("{kind}: {} bytes in {} ms", file.len(), taken.as_millis());
        check(&reading);
        assert!(taken.as_secs() < 10, "{kind}: {taken:?}");
    }
}
