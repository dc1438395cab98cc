//! Column types that several tables share.
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// Short texts in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Lines(pub Vec<String>);

/// Named parts of a whole, in percent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Shares(pub Vec<Share>);

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub name: String,
    /// Percent, 0 to 100.
    pub percent: u8,
}
