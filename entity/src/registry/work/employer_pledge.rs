//! A version of what employers promise before anything of theirs is shown.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_pledge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub clauses_id: Lines,
    pub clauses_en: Lines,
    pub text_hash: String,
    pub valid_from: TimeUnixTimestampMillis,
}

impl ActiveModelBehavior for ActiveModel {}
