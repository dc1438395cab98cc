//! What a group holds when its proposal has gone, and the letter it signs for that.
use super::{
    parts::{Agency, File, Head, OfficialNumber, Person, When, amount, fact, list, money, text},
    sheet::{Block, Letterhead, Opening, Sheet, Signatures, printed_whole},
};
use crate::{
    funding::{model::FundingKind, versions::ContentHash},
    platform::{ids::shown_document_code, money::Rupiah, typeset::Template},
};

/// Tanda terima: a version of a proposal arrived.
#[derive(Clone, Debug)]
pub struct ProposalReceipt {
    pub head: Head,
    pub file: File,
    /// From 1.
    pub version: u32,
    pub hash: ContentHash,
    pub asked: Rupiah,
    pub received: When,
    /// Until when the agency looks at it; none where no clock runs.
    pub answer_by: Option<When>,
}

/// Surat permohonan: a draft for the group to print and sign. Nobody issues it, so it has no code of its own.
#[derive(Clone, Debug)]
pub struct RequestLetter {
    /// Who applies, with the lines of its own letterhead.
    pub letterhead: Letterhead,
    pub number: OfficialNumber,
    /// Place and day as they shall stand on it.
    pub dated: String,
    pub agency: Agency,
    pub file: File,
    pub kind: FundingKind,
    pub purpose: String,
    /// Missing where only a certificate is given.
    pub asked: Option<Rupiah>,
    pub chair: Person,
    pub treasurer: Person,
}

impl ProposalReceipt {
    pub fn sheet(&self) -> Sheet {
        let facts = self.file.facts(vec![
            fact("Diterima", self.received.written()),
            fact("Versi", self.version.to_string()),
            fact("Sidik isi", printed_whole(&self.hash)),
            fact("Jumlah yang diajukan", money(self.asked)),
            fact("Diperiksa paling lambat", self.answer_by.map(When::written).unwrap_or_default()),
        ]);
        let blocks = vec![
            text("Proposal berikut sudah kami terima."),
            facts,
            text(
                "Sidik isi dihitung dari semua jawaban, rencana anggaran, dan berkas. Selama sidiknya sama, yang \
                 diperiksa instansi adalah yang Anda kirim.",
            ),
            text("Tanda terima ini dibuat otomatis saat proposal dikirim. Simpan untuk usaha Anda."),
        ];
        self.head.record("Tanda Terima Proposal", blocks, Signatures::default())
    }
}

impl RequestLetter {
    pub fn sheet(&self) -> Sheet {
        let subject = subject(self.kind);
        let facts = vec![
            fact("Nomor", self.number.shown()),
            fact("Lampiran", format!("Proposal {}", self.file.shown())),
            fact("Perihal", subject),
        ];
        let mut blocks = vec![
            text("Dengan hormat,"),
            text(format!(
                "Kami, pengurus {}, mengajukan {} pada pembukaan usulan \"{}\" tahun anggaran {}.",
                self.file.applicant,
                subject.to_lowercase(),
                self.file.call,
                self.file.fiscal_year
            )),
            Block::Facts { rows: vec![fact("Maksud", &self.purpose)] },
        ];
        blocks.extend(self.asked.map(|asked| amount("Jumlah yang diajukan", asked)));
        blocks.push(text("Bersama surat ini kami menyatakan bahwa:"));
        blocks.push(list(
            "1.",
            [
                "keterangan dalam proposal dan rencana anggaran benar;",
                "barang atau kegiatan yang diajukan belum didanai pihak lain;",
                "kami bersedia melaporkan penggunaan bantuan sampai selesai.",
            ],
        ));
        Sheet {
            template: Template::Letter,
            title: shown_document_code(&self.file.code),
            author: self.letterhead.name.clone(),
            letterhead: self.letterhead.clone(),
            opening: Opening::Letter {
                facts,
                dated: self.dated.clone(),
                recipient: vec![format!("Yth. Pimpinan {}", self.agency.name), format!("di {}", self.agency.place)],
            },
            blocks,
            signatures: Signatures {
                closing: "Demikian permohonan ini kami sampaikan. Atas perhatiannya kami ucapkan terima kasih."
                    .to_owned(),
                boxes: vec![self.chair.signature(), self.treasurer.signature()],
                ..Signatures::default()
            },
        }
    }
}

fn subject(kind: FundingKind) -> &'static str {
    match kind {
        FundingKind::Grant => "Permohonan hibah",
        FundingKind::BusinessAid => "Permohonan bantuan usaha",
        FundingKind::Emergency => "Permohonan dana darurat usaha",
        FundingKind::Competition => "Pendaftaran lomba",
    }
}
