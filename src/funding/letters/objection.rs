//! Putusan keberatan: another officer looked at a refusal again.
use time::Date;

use super::{
    parts::{File, Head, Signer, day, fact, part, text},
    sheet::Sheet,
};

#[derive(Clone, Debug)]
pub struct ObjectionDecision {
    pub head: Head,
    pub file: File,
    pub objected_on: Date,
    pub outcome: Outcome,
    /// As the officer wrote them.
    pub reasons: String,
    pub signer: Signer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The refusal stays.
    Upheld,
    /// The papers are checked again.
    BackToCheck,
    /// It is decided again.
    BackToDecision,
}

impl ObjectionDecision {
    pub fn sheet(&self) -> Sheet {
        let (decided, then) = match self.outcome {
            Outcome::Upheld => {
                ("Keberatan tidak diterima.", "Keputusan semula tetap berlaku dan menjadi keputusan akhir.")
            }
            Outcome::BackToCheck => {
                ("Keberatan diterima.", "Berkas proposal diperiksa lagi. Anda tidak perlu mengirim ulang.")
            }
            Outcome::BackToDecision => {
                ("Keberatan diterima.", "Proposal diputuskan lagi. Anda tidak perlu mengirim ulang.")
            }
        };
        let blocks = vec![
            text("Keberatan atas keputusan tentang proposal berikut sudah kami periksa."),
            self.file.facts(vec![fact("Keberatan diajukan", day(self.objected_on))]),
            part("Putusan"),
            text(format!("{decided} {then}")),
            part("Alasan"),
            text(&self.reasons),
            text("Putusan ini dibuat oleh pejabat lain, bukan yang membuat keputusan semula."),
        ];
        let subject = format!("Putusan keberatan atas proposal {}", self.file.shown());
        self.head.letter(subject, &self.file, blocks, "Demikian putusan ini kami sampaikan.", self.signer.unnamed())
    }
}
