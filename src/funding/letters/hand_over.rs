//! Berita acara serah terima: goods of a grant changed hands.
use time::Date;

use super::{
    agreement::Party,
    parts::{Head, amount, fact, figures, long_day, numbered, quantity, text},
    sheet::{Block, Column, Sheet, Signatures, Table, Total},
};
use crate::platform::{ids::shown_document_code, money::Rupiah};

#[derive(Clone, Debug)]
pub struct HandOverNote {
    pub head: Head,
    /// Code of the award, eight characters.
    pub award: String,
    /// The agency's number of the agreement; may be empty.
    pub agreement: String,
    pub handed_over: Date,
    /// Where, as it may stand on paper: the office, the village.
    pub place: String,
    pub giver: Party,
    pub receiver: Party,
    pub goods: Vec<Good>,
}

#[derive(Clone, Debug)]
pub struct Good {
    pub name: String,
    /// Thousandths of the unit.
    pub quantity: i64,
    pub unit: String,
    /// "Baik", or what is wrong.
    pub condition: String,
    pub value: Rupiah,
}

impl HandOverNote {
    pub fn sheet(&self) -> Sheet {
        let value = Rupiah(self.goods.iter().map(|good| good.value.0).sum());
        let blocks = vec![
            text(format!("Pada hari {} barang berikut diserahkan dan diterima.", long_day(self.handed_over))),
            Block::Facts {
                rows: vec![
                    fact("Kode bantuan", shown_document_code(&self.award)),
                    fact("Nomor perjanjian", &self.agreement),
                    fact("Tempat", &self.place),
                    fact("Yang menyerahkan", &self.giver.body),
                    fact("Yang menerima", &self.receiver.body),
                ],
            },
            self.goods(),
            amount("Nilai barang", value),
            text("Kedua pihak sudah menghitung barang dan melihat keadaannya bersama."),
        ];
        let signatures = Signatures {
            closing: "Demikian berita acara ini dibuat dalam dua lembar, satu untuk tiap pihak.".to_owned(),
            dated: self.head.dated(),
            boxes: vec![self.giver.person.party("Yang menyerahkan"), self.receiver.person.party("Yang menerima")],
        };
        self.head.record("Berita Acara Serah Terima", blocks, signatures)
    }

    fn goods(&self) -> Block {
        let row = |good: &Good| {
            let Good { name, unit, condition, value, .. } = good;
            let count = format!("{} {unit}", quantity(good.quantity));
            vec![name.clone(), count, condition.clone(), figures(value.0)]
        };
        Block::Table(Table {
            columns: vec![
                Column::figures("No."),
                Column::text("Barang", 5),
                Column::text("Jumlah", 2),
                Column::text("Keadaan", 3),
                Column::figures("Nilai (Rp)"),
            ],
            rows: numbered(self.goods.iter().map(row)),
            totals: vec![Total {
                label: "Jumlah",
                values: vec![figures(self.goods.iter().map(|good| good.value.0).sum())],
            }],
        })
    }
}
