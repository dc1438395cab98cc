//! The papers a proposal can need: which of them identify or place somebody and are sealed, and what the check of the
//! office calls them.
use crate::funding::checklist::Point;

crate::words! {
    /// A kind of paper.
    pub enum PaperKind {
        ChairIdentity = "ktp-ketua",
        TreasurerIdentity = "ktp-bendahara",
        Deed = "akta",
        TaxNumber = "npwp",
        Domicile = "domisili",
        Licence = "izin",
        Premises = "tempat",
        Responsibility = "tanggung-jawab",
        NoDoubleFunding = "tidak-ganda",
        BankAccount = "rekening",
        BoardDecree = "pengurus",
        LastReport = "lpj-terakhir",
        SignedRequest = "permohonan",
        Consent = "persetujuan",
        Prices = "harga",
        Photo = "foto",
        Plan = "rencana",
    }
}

impl PaperKind {
    /// What a call asks for when it says nothing else.
    pub const USUAL: [Self; 6] = [
        Self::ChairIdentity,
        Self::Domicile,
        Self::BankAccount,
        Self::BoardDecree,
        Self::Responsibility,
        Self::NoDoubleFunding,
    ];

    /// Whether it tells who or where somebody is: it is sealed, and few may open it.
    pub const fn is_sealed(self) -> bool {
        !matches!(self, Self::Prices | Self::Photo | Self::Plan)
    }

    /// Whether it is about one person: erasing the person destroys it.
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::ChairIdentity | Self::TreasurerIdentity)
    }

    /// The point of the check that asks for it.
    pub const fn point(self) -> Option<Point> {
        match self {
            Self::ChairIdentity | Self::TreasurerIdentity => Some(Point::ChairIdentity),
            Self::Deed => Some(Point::Deed),
            Self::TaxNumber => Some(Point::TaxNumber),
            Self::Domicile => Some(Point::Domicile),
            Self::Licence => Some(Point::Licence),
            Self::Premises => Some(Point::Premises),
            Self::Responsibility => Some(Point::Responsibility),
            Self::NoDoubleFunding => Some(Point::NoDoubleFunding),
            Self::BankAccount => Some(Point::BankAccount),
            Self::BoardDecree => Some(Point::BoardDecree),
            Self::LastReport => Some(Point::LastReport),
            Self::Prices => Some(Point::Prices),
            Self::SignedRequest | Self::Consent | Self::Photo | Self::Plan => None,
        }
    }

    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ChairIdentity => "funding-paper-chair-identity",
            Self::TreasurerIdentity => "funding-paper-treasurer-identity",
            Self::Deed => "funding-paper-deed",
            Self::TaxNumber => "funding-paper-tax-number",
            Self::Domicile => "funding-paper-domicile",
            Self::Licence => "funding-paper-licence",
            Self::Premises => "funding-paper-premises",
            Self::Responsibility => "funding-paper-responsibility",
            Self::NoDoubleFunding => "funding-paper-no-double-funding",
            Self::BankAccount => "funding-paper-bank-account",
            Self::BoardDecree => "funding-paper-board-decree",
            Self::LastReport => "funding-paper-last-report",
            Self::SignedRequest => "funding-paper-signed-request",
            Self::Consent => "funding-paper-consent",
            Self::Prices => "funding-paper-prices",
            Self::Photo => "funding-paper-photo",
            Self::Plan => "funding-paper-plan",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_material_is_open_and_everything_else_is_sealed() {
        let open: Vec<_> = PaperKind::ALL.iter().filter(|kind| !kind.is_sealed()).collect();
        assert_eq!(open, [&PaperKind::Prices, &PaperKind::Photo, &PaperKind::Plan]);
        assert!(PaperKind::ALL.iter().all(|kind| !kind.is_personal() || kind.is_sealed()));
    }
}
