//! A release of the register of awards, as it was made.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_release")]
pub struct Model {
    /// `2026-Q4`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub quarter: String,
    /// SHA-256 of its canonical form, 64 digits.
    #[sea_orm(unique)]
    pub mark: String,
    /// The mark of the release before.
    pub previous: Option<String>,
    pub published_at: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
