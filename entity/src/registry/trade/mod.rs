//! Trade: legal papers and transactions of enterprises.
pub mod enterprise_legal;
