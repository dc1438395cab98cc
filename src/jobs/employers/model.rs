//! An employer as it is edited.
use crate::{
    enterprises::model::{digits, is_regency},
    error::Invalid,
};

crate::words! {
    /// Whether an employer may post.
    pub enum EmployerState {
        Unverified = "unverified",
        Active = "active",
        Suspended = "suspended",
    }
}

impl EmployerState {
    pub fn key(self) -> &'static str {
        match self {
            Self::Unverified => "employer-unverified",
            Self::Active => "employer-active",
            Self::Suspended => "employer-suspended",
        }
    }
}

/// Public face and papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmployerForm {
    pub trade_name: String,
    pub regency_code: String,
    pub about: String,
    pub legal_name: String,
    pub nib: String,
    pub wlkp: String,
    pub business_address: String,
    pub version: i32,
}

impl EmployerForm {
    /// What has to be mended before the texts are judged. The business number has 13 digits (Government Regulation 5 of
    /// 2021).
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.0.push((field, key));
            }
        };
        let length = |text: &str| text.chars().count();
        let name = length(&self.trade_name);
        fault(!(3..=80).contains(&name) || self.trade_name.contains(char::is_control), "nama", "fault-trade-name");
        fault(!is_regency(&self.regency_code), "wilayah", "fault-place");
        fault(length(&self.about) > 2_000, "tentang", "fault-text-long");
        fault(!(3..=200).contains(&length(&self.legal_name)), "nama_resmi", "fault-legal-name");
        fault(!digits(&self.nib, &[13]), "nib", "fault-nib");
        fault(length(&self.wlkp) > 32, "wlkp", "fault-text-long");
        fault(!(5..=300).contains(&length(&self.business_address)), "alamat", "fault-street");
        faults
    }
}

/// An employer as the operator sees it.
#[derive(Clone, Debug)]
pub struct EmployerRow {
    pub code: String,
    pub trade_name: String,
    pub legal_name: String,
    pub nib: String,
    pub place: String,
    pub state: EmployerState,
}
