//! Trade: legal papers and transactions of enterprises.
pub mod enterprise_legal;
pub mod price_tier;
pub mod product_licence;
