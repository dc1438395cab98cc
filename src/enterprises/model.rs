//! What the public may see of an enterprise.
use serde::Serialize;
use utoipa::ToSchema;

use crate::{error::Invalid, regions};

crate::words! {
    /// What an enterprise mostly makes.
    pub enum Sector {
        Craft = "craft",
        Textile = "textile",
        Food = "food",
        Wood = "wood",
        Accessory = "accessory",
    }
}

/// An enterprise as anyone sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EnterpriseView {
    pub code: String,
    pub trade_name: String,
    pub sector: Sector,
    pub story: String,
    /// Name of the regency or city; nothing finer is public.
    pub place: String,
    pub regency_code: String,
}

crate::words! {
    /// The legal form of the body behind a trade name.
    pub enum LegalForm {
        Unregistered = "unregistered",
        SoleTrader = "sole_trader",
        Partnership = "partnership",
        Company = "company",
        Cooperative = "cooperative",
        Association = "association",
        Foundation = "foundation",
        WelfareInstitution = "welfare_institution",
    }
}

impl Sector {
    pub fn key(self) -> &'static str {
        match self {
            Self::Craft => "sector-craft",
            Self::Textile => "sector-textile",
            Self::Food => "sector-food",
            Self::Wood => "sector-wood",
            Self::Accessory => "sector-accessory",
        }
    }
}

impl LegalForm {
    pub fn key(self) -> &'static str {
        match self {
            Self::Unregistered => "form-unregistered",
            Self::SoleTrader => "form-sole-trader",
            Self::Partnership => "form-partnership",
            Self::Company => "form-company",
            Self::Cooperative => "form-cooperative",
            Self::Association => "form-association",
            Self::Foundation => "form-foundation",
            Self::WelfareInstitution => "form-welfare-institution",
        }
    }
}

/// The public face as it is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    pub trade_name: String,
    pub sector: String,
    pub regency_code: String,
    pub story: String,
    /// The version the editor saw.
    pub version: i32,
}

/// What stands behind the trade name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legal {
    pub legal_name: String,
    pub legal_form: String,
    pub deed_number: String,
    pub nib: String,
    pub npwp: String,
    pub bank_name: String,
    pub bank_account: String,
    pub bank_holder: String,
    pub business_address: String,
    pub district: String,
    /// The version the editor saw; 0 when nothing was written yet.
    pub version: i32,
}

/// Letters of a trade name.
pub const LONGEST_NAME: usize = 80;
/// Letters of a story.
pub const LONGEST_STORY: usize = 2_000;

impl Face {
    /// What has to be mended before the texts are judged.
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let letters = self.trade_name.chars().count();
        if !(3..=LONGEST_NAME).contains(&letters) || self.trade_name.contains(char::is_control) {
            faults.0.push(("nama", "fault-trade-name"));
        }
        if Sector::parse(&self.sector).is_none() {
            faults.0.push(("sektor", "fault-sector"));
        }
        if !is_regency(&self.regency_code) {
            faults.0.push(("wilayah", "fault-place"));
        }
        if self.story.chars().count() > LONGEST_STORY {
            faults.0.push(("cerita", "fault-text-long"));
        }
        faults
    }
}

impl Legal {
    /// Formats of numbers: NIB has 13 digits (Government Regulation 5 of 2021), NPWP 15 or 16 (Minister of Finance
    /// Regulation 112 of 2022). Empty fields are allowed: papers come one after the other.
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.0.push((field, key));
            }
        };
        fault(LegalForm::parse(&self.legal_form).is_none(), "bentuk", "fault-legal-form");
        fault(!self.nib.is_empty() && !digits(&self.nib, &[13]), "nib", "fault-nib");
        fault(!self.npwp.is_empty() && !digits(&self.npwp, &[15, 16]), "npwp", "fault-npwp");
        fault(!self.bank_account.is_empty() && !digits_between(&self.bank_account, 6, 20), "rekening", "fault-account");
        for (field, text, most) in [
            ("nama_resmi", &self.legal_name, 200),
            ("akta", &self.deed_number, 64),
            ("bank", &self.bank_name, 64),
            ("atas_nama", &self.bank_holder, 200),
            ("alamat_usaha", &self.business_address, 300),
            ("kecamatan", &self.district, 64),
        ] {
            fault(text.chars().count() > most || text.contains(char::is_control), field, "fault-text-long");
        }
        faults
    }
}

/// Only digits, of one of some lengths.
pub fn digits(text: &str, lengths: &[usize]) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn digits_between(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// A regency or city, not a province.
pub fn is_regency(code: &str) -> bool {
    regions::get(code).is_some_and(|region| !region.is_province())
}
