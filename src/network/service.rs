//! What networks and their members are: the one place of the code that names their tables.
use entity::{
    public::enterprise,
    registry::network::{companion_assignment, network, network_membership},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    app::App,
    error::Result,
    identity::{
        access::Permit,
        model::BodyKind,
        policy::MayEnter,
        rooms::{BodyTable, Room},
    },
    regions,
};

/// Where offices on networks are kept.
pub const ROOM: Room = Room {
    membership: "network_staff",
    invite: "network_invite",
    bodies: &[BodyTable { kind: BodyKind::Network, table: "network", name: "name", state: None }],
};

/// Writes a network and the enterprises that belong to it.
pub async fn found(db: &impl ConnectionTrait, id: Uuid, code: &str, name: &str, members: &[Uuid]) -> Result<()> {
    let row = network::ActiveModel { id: Set(id), public_code: Set(Some(code.to_owned())), name: Set(name.to_owned()) };
    network::Entity::insert(row).exec_without_returning(db).await?;
    let rows = members
        .iter()
        .map(|member| network_membership::ActiveModel { network_id: Set(id), enterprise_id: Set(*member) });
    if !members.is_empty() {
        network_membership::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Lets a companion look after an enterprise.
pub async fn assign(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, enterprise: Uuid) -> Result<()> {
    let row = companion_assignment::ActiveModel {
        person_id: Set(person),
        enterprise_id: Set(enterprise),
        since: Set(i64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or_default()),
        ended_at: Set(None),
    };
    companion_assignment::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Whether a text names a network of this installation. Only yes or no leaves the room.
pub async fn is_named_in(db: &impl ConnectionTrait, text: &str) -> Result<bool> {
    let small = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let text = small(text);
    let names = network::Entity::find().all(db).await?;
    Ok(names.iter().any(|row| text.contains(&small(&row.name))))
}

/// An enterprise that whoever asks looks after: name, regency, code.
pub type Line = (String, String, String);

/// Every enterprise of the network.
pub async fn members(app: &App, permit: &Permit<MayEnter>) -> Result<Vec<Line>> {
    let ids = network_membership::Entity::find()
        .filter(network_membership::Column::NetworkId.eq(permit.object()))
        .limit(500)
        .all(&app.db)
        .await?;
    lines(&app.db, ids.into_iter().map(|row| row.enterprise_id).collect()).await
}

/// The enterprises a companion was given.
pub async fn assigned(app: &App, permit: &Permit<MayEnter>) -> Result<Vec<Line>> {
    let assigned = companion_assignment::Entity::find()
        .filter(companion_assignment::Column::PersonId.eq(permit.actor()))
        .filter(companion_assignment::Column::EndedAt.is_null())
        .limit(500)
        .all(&app.db)
        .await?;
    let ids: Vec<Uuid> = assigned.into_iter().map(|row| row.enterprise_id).collect();
    // Only those of this network: a companion of two networks must not read the one in the other.
    let here = network_membership::Entity::find()
        .filter(network_membership::Column::NetworkId.eq(permit.object()))
        .filter(network_membership::Column::EnterpriseId.is_in(ids))
        .all(&app.db)
        .await?;
    lines(&app.db, here.into_iter().map(|row| row.enterprise_id).collect()).await
}

async fn lines(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<Vec<Line>> {
    let rows = enterprise::Entity::find()
        .filter(enterprise::Column::Id.is_in(ids))
        .order_by_asc(enterprise::Column::TradeName)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.trade_name, regions::name(&row.regency_code), row.public_code)).collect())
}
