//! Berita acara tinjau lapangan. Photos keep no place: their hashes stand for them, the pictures lie with the file.
use super::{
    parts::{File, Head, Person, fact, long_day, numbered, part, text},
    sheet::{Block, Column, Sheet, Signatures, Table, printed},
};
use crate::funding::versions::ContentHash;
use time::Date;

/// What two officers saw.
#[derive(Clone, Debug)]
pub struct VisitMinutes {
    pub head: Head,
    pub file: File,
    pub visited: Date,
    /// Who of the group was there, by what they are: "Ketua dan bendahara".
    pub met: String,
    pub findings: Vec<Finding>,
    pub conclusion: String,
    pub photos: Vec<Photo>,
    pub officers: [Person; 2],
}

#[derive(Clone, Debug)]
pub struct Finding {
    /// What was looked at.
    pub what: String,
    pub found: String,
}

#[derive(Clone, Debug)]
pub struct Photo {
    pub shows: String,
    /// Of the stored file.
    pub hash: ContentHash,
}

impl VisitMinutes {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = vec![
            text(format!(
                "Pada hari {} kami meninjau tempat usaha dan kegiatan dalam proposal berikut.",
                long_day(self.visited)
            )),
            self.file.facts(vec![fact("Ditemui", &self.met)]),
            part("Temuan"),
            self.findings(),
            part("Kesimpulan"),
            text(&self.conclusion),
        ];
        if !self.photos.is_empty() {
            blocks.extend([part("Foto"), self.photos()]);
            blocks.push(text("Foto disimpan bersama berkas, tanpa keterangan tempat."));
        }
        blocks.push(text("Kedua petugas terikat pernyataan kerahasiaan."));
        let [first, second] = &self.officers;
        let signatures = Signatures {
            closing: "Demikian berita acara ini dibuat menurut keadaan yang sebenarnya.".to_owned(),
            dated: self.head.dated(),
            boxes: vec![first.party("Petugas pertama"), second.party("Petugas kedua")],
        };
        self.head.record("Berita Acara Tinjau Lapangan", blocks, signatures)
    }

    fn findings(&self) -> Block {
        let columns = vec![Column::figures("No."), Column::text("Yang dilihat", 2), Column::text("Keadaan", 5)];
        let rows = self.findings.iter().map(|finding| vec![finding.what.clone(), finding.found.clone()]);
        Block::Table(Table { columns, rows: numbered(rows), totals: Vec::new() })
    }

    fn photos(&self) -> Block {
        let columns = vec![Column::figures("No."), Column::text("Isi foto", 5), Column::text("Sidik berkas", 2)];
        let rows = self.photos.iter().map(|photo| vec![photo.shows.clone(), printed(&photo.hash)]);
        Block::Table(Table { columns, rows: numbered(rows), totals: Vec::new() })
    }
}
