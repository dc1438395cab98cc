//! Piagam: a certificate for whoever a competition honours.
use super::{
    parts::{Head, Person, text},
    sheet::{Block, Opening, Sheet, Signatures},
};
use crate::platform::typeset::Template;

#[derive(Clone, Debug)]
pub struct Certificate {
    pub head: Head,
    /// The name under which was applied.
    pub name: String,
    /// "Peringkat pertama"; may be empty.
    pub rank: String,
    /// Title of the call.
    pub call: String,
    pub fiscal_year: u16,
    pub signer: Person,
}

impl Certificate {
    pub fn sheet(&self) -> Sheet {
        let opening = Opening::Record {
            heading: "Piagam Penghargaan".to_owned(),
            under: vec![format!("Nomor: {}", self.head.number.shown())],
        };
        let what = if self.rank.is_empty() { String::new() } else { format!("sebagai {} ", self.rank) };
        let blocks = vec![
            text("diberikan kepada"),
            Block::Name { text: self.name.clone() },
            text(format!("{what}dalam {} tahun {}", self.call, self.fiscal_year)),
        ];
        let signatures =
            Signatures { dated: self.head.dated(), boxes: vec![self.signer.signature()], ..Signatures::default() };
        self.head.sheet(Template::Certificate, opening, blocks, signatures)
    }
}
