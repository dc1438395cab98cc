//! A request for an instalment is refused; it can be made again.
use super::{
    parts::{File, Grounds, Head, Signer, fact, money, part, text},
    sheet::Sheet,
};
use crate::platform::{ids::shown_document_code, money::Rupiah};

#[derive(Clone, Debug)]
pub struct TrancheRefused {
    pub head: Head,
    pub file: File,
    /// Code of the award, eight characters.
    pub award: String,
    /// Which of how many, from 1.
    pub instalment: (u8, u8),
    pub asked: Rupiah,
    pub grounds: Grounds,
    pub signer: Signer,
}

impl TrancheRefused {
    pub fn sheet(&self) -> Sheet {
        let (number, of) = self.instalment;
        let mut blocks = vec![
            text("Permohonan pencairan berikut belum bisa disetujui."),
            self.file.facts(vec![
                fact("Kode bantuan", shown_document_code(&self.award)),
                fact("Tahap", format!("{number} dari {of}")),
                fact("Jumlah yang diminta", money(self.asked)),
            ]),
            part("Alasan"),
        ];
        blocks.extend(self.grounds.blocks());
        blocks.push(text("Perbaiki yang tercantum di atas, lalu ajukan lagi di halaman bantuan."));
        let subject = format!("Pencairan tahap {number}, bantuan {}", shown_document_code(&self.award));
        self.head.letter(subject, &self.file, blocks, "Demikian kami sampaikan.", self.signer.unnamed())
    }
}
