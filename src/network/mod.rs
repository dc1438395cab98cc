//! Networks of enterprises: the one place of the code that names their tables. It has no pages yet, and nothing
//! public depends on a row of it.
use entity::registry::network::{network, network_membership};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::error::Result;

/// Writes a network and the enterprises that belong to it.
pub async fn found(db: &impl ConnectionTrait, id: Uuid, name: &str, members: &[Uuid]) -> Result<()> {
    let row = network::ActiveModel { id: Set(id), name: Set(name.to_owned()) };
    network::Entity::insert(row).exec_without_returning(db).await?;
    let rows = members
        .iter()
        .map(|member| network_membership::ActiveModel { network_id: Set(id), enterprise_id: Set(*member) });
    network_membership::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
