//! The public register of awards: what is told of a quarter, and what is not because too few stand behind it. What
//! composes a release is pure: awards come in as plain values without a name, a code or a day, so none of these can leave.
pub mod api;
mod cells;
mod counted;
pub mod json;
pub mod pages;
mod quarter;
pub mod release;
pub mod releases;
pub mod service;
mod words;

pub use cells::Place;
pub use quarter::Quarter;

use uuid::Uuid;

use super::{calls::terms::Publication, model::Form};
use crate::{enterprises::model::Sector, platform::money::Rupiah};

/// An award as the register takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    pub sector: Sector,
    /// Code of the regency or city of the enterprise, four digits.
    pub regency: String,
    /// In which it was decided; for one that was taken back, that of the decision as well.
    pub quarter: Quarter,
    pub amount: Rupiah,
    pub form: Form,
    /// Code of the province, regency or city whose money it is. Never an agency: only the government is shown.
    pub government: String,
    /// That of its call, the same for all of them. Names are not published yet: `Named` counts as `Reduced`.
    pub publication: Publication,
    /// Tells recipients apart, and is not published.
    pub recipient: Uuid,
    pub change: Change,
}

crate::words! {
    /// What a release says of an award.
    pub enum Change {
        Made = "made",
        /// It stood in an earlier release and is void since.
        TakenBack = "taken_back",
    }
}

crate::words! {
    /// How large an award is, in million rupiah. A band holds its upper end.
    pub enum Band {
        UpTo5 = "0-5",
        UpTo10 = "5-10",
        UpTo25 = "10-25",
        UpTo50 = "25-50",
        UpTo100 = "50-100",
        UpTo250 = "100-250",
        Above250 = "250+",
    }
}

const MILLION: i64 = 1_000_000;

impl Band {
    pub fn around(amount: Rupiah) -> Self {
        let holds = |band: &&Self| band.ends().1.is_none_or(|up_to| amount <= up_to);
        Self::ALL.iter().find(holds).copied().unwrap_or(Self::Above250)
    }

    /// Above the first and up to the second; the last band has no upper end.
    pub const fn ends(self) -> (Rupiah, Option<Rupiah>) {
        let (above, up_to) = match self {
            Self::UpTo5 => (0, 5),
            Self::UpTo10 => (5, 10),
            Self::UpTo25 => (10, 25),
            Self::UpTo50 => (25, 50),
            Self::UpTo100 => (50, 100),
            Self::UpTo250 => (100, 250),
            Self::Above250 => return (Rupiah(250 * MILLION), None),
        };
        (Rupiah(above * MILLION), Some(Rupiah(up_to * MILLION)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_holds_its_upper_end_and_not_its_lower_one() {
        for band in Band::ALL {
            let (above, up_to) = band.ends();
            assert_eq!(Band::around(Rupiah(above.0 + 1)), *band);
            assert_eq!(up_to.map_or(*band, Band::around), *band);
            assert!(above == Rupiah(0) || Band::around(above) != *band);
        }
        assert_eq!((Band::around(Rupiah(0)), Band::around(Rupiah::MAX)), (Band::UpTo5, Band::Above250));
    }
}
