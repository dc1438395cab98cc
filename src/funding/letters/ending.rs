//! How a grant ends: settled, held for a time, or ended before its time.
use time::Date;

use super::{
    parts::{File, Head, Signer, amount, day, fact, part, text},
    reports::Sums,
    sheet::{Block, Sheet},
};
use crate::platform::{ids::shown_document_code, money::Rupiah};

/// Surat selesai.
#[derive(Clone, Debug)]
pub struct Closing {
    pub head: Head,
    pub file: File,
    /// Code of the award, eight characters.
    pub award: String,
    pub sums: Sums,
    pub signer: Signer,
}

/// What was heard before a grant was held or ended.
#[derive(Clone, Debug)]
pub struct Hearing {
    pub day: Date,
    /// What the group said.
    pub note: String,
}

/// Instalments that are not paid yet have to wait.
#[derive(Clone, Debug)]
pub struct Suspension {
    pub head: Head,
    pub file: File,
    pub award: String,
    pub reason: String,
    pub hearing: Hearing,
    pub signer: Signer,
}

/// Surat penghentian.
#[derive(Clone, Debug)]
pub struct Termination {
    pub head: Head,
    pub file: File,
    pub award: String,
    pub reason: String,
    pub hearing: Hearing,
    /// What has to be paid back; none at all when it is 0.
    pub recover: Rupiah,
    pub signer: Signer,
}

impl Closing {
    pub fn sheet(&self) -> Sheet {
        let blocks = vec![
            text("Bantuan berikut sudah selesai. Semua laporan diterima dan tidak ada kewajiban yang tersisa."),
            about(&self.file, &self.award),
            self.sums.table(),
            text("Terima kasih atas kerja samanya."),
        ];
        let subject = format!("Penyelesaian bantuan {}", shown_document_code(&self.award));
        self.head.letter(subject, &self.file, blocks, "Demikian kami sampaikan.", self.signer.unnamed())
    }
}

impl Suspension {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = vec![text("Penyaluran bantuan berikut ditangguhkan."), about(&self.file, &self.award)];
        blocks.extend(why(&self.reason, &self.hearing));
        blocks.push(text(
            "Tahap yang belum disalurkan menunggu sampai penangguhan dicabut. Batas waktu laporan mundur selama itu.",
        ));
        let subject = format!("Penangguhan bantuan {}", shown_document_code(&self.award));
        self.head.letter(subject, &self.file, blocks, "Demikian kami sampaikan.", self.signer.unnamed())
    }
}

impl Termination {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = vec![text("Bantuan berikut dihentikan."), about(&self.file, &self.award)];
        blocks.extend(why(&self.reason, &self.hearing));
        blocks.push(text("Tahap yang belum disalurkan dibatalkan."));
        if self.recover.0 > 0 {
            blocks.push(amount("Yang harus dikembalikan", self.recover));
        }
        let subject = format!("Penghentian bantuan {}", shown_document_code(&self.award));
        self.head.letter(subject, &self.file, blocks, "Demikian kami sampaikan.", self.signer.unnamed())
    }
}

fn about(file: &File, award: &str) -> Block {
    file.facts(vec![fact("Kode bantuan", shown_document_code(award))])
}

fn why(reason: &str, hearing: &Hearing) -> Vec<Block> {
    vec![
        part("Alasan"),
        text(reason),
        part("Keterangan penerima"),
        text(format!("Didengar pada {}. {}", day(hearing.day), hearing.note)),
    ]
}
