//! Somebody answered an opening with a card that names nobody.
use sea_orm::entity::prelude::*;

use crate::values::Lines;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub public_code: String,
    pub opening_id: Uuid,
    pub employer_id: Uuid,
    pub person_id: Uuid,
    /// The same for the same person at the same employer, another at every other.
    pub code: String,
    pub stage: String,
    pub release: String,
    /// What the employer sees, as it was ticked and sent.
    #[sea_orm(column_type = "JsonBinary")]
    pub card: Json,
    /// The revision of the opening that was answered.
    pub revision: i32,
    pub text_version: i32,
    pub text_hash: String,
    pub sent_at: TimeUnixTimestampMillis,
    /// The day where the work is: all the employer is told of the time.
    pub sent_on: TimeDate,
    pub invite_ends_at: Option<TimeUnixTimestampMillis>,
    pub invited: bool,
    pub replied: bool,
    /// The applicant refused an invitation: the employer is not told.
    pub refused: bool,
    pub offer_wage: String,
    pub offer_start: String,
    pub released_fields: Lines,
    pub reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reason_words: String,
    /// From when the days until its removal run: its end, or that of the opening.
    pub clock_at: Option<TimeUnixTimestampMillis>,
    pub row_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
