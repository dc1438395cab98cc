//! The key of a paper that lies sealed among the files: wrapped by a key that is not in the store, or by that of the
//! person whom the paper is about, whose end is its end too.
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sealed_paper")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub paper_id: Uuid,
    /// 0 where the key of a person wraps it.
    pub kek_id: i32,
    pub wrapped: Vec<u8>,
    pub person_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
