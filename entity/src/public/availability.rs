//! How much of a variant stands at an outlet, as a band; exact numbers are nobody's business.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "availability")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub variant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub outlet_id: Uuid,
    pub band: String,
    #[sea_orm(belongs_to, from = "outlet_id", to = "id")]
    pub outlet: BelongsTo<super::outlet::Entity>,
    #[sea_orm(belongs_to, from = "variant_id", to = "id")]
    pub variant: BelongsTo<super::variant::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
