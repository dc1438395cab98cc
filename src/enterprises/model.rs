//! What the public may see of an enterprise.
use serde::Serialize;
use utoipa::ToSchema;

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
