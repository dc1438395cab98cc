//! Applications in the copy of everything a person may ask for.
use std::collections::HashMap;

use entity::{
    public::opening,
    registry::work::{application, application_message},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::error::Result;

/// Applications and messages in one copy.
const MOST: u64 = 10_000;

/// Every application of a person with the messages that reached either side of the person's own.
pub async fn export(db: &impl ConnectionTrait, person: Uuid) -> Result<Vec<Value>> {
    let rows = application::Entity::find()
        .filter(application::Column::PersonId.eq(person))
        .order_by_asc(application::Column::SentAt)
        .order_by_asc(application::Column::PublicCode)
        .limit(MOST)
        .all(db)
        .await?;
    let titles: HashMap<Uuid, String> = opening::Entity::find()
        .filter(opening::Column::Id.is_in(rows.iter().map(|row| row.opening_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.title))
        .collect();
    let messages = application_message::Entity::find()
        .filter(application_message::Column::ApplicationId.is_in(rows.iter().map(|row| row.id)))
        .filter(application_message::Column::Delivered.eq(true))
        .order_by_asc(application_message::Column::At)
        .order_by_asc(application_message::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let said = |application: Uuid| -> Vec<Value> {
        let own = messages.iter().filter(|message| message.application_id == application);
        own.map(
            |message| json!({ "by_me": message.side == "applicant", "text": message.body, "at": moment(message.at.0) }),
        )
        .collect()
    };
    let one = |row: &application::Model| {
        json!({
            "opening": titles.get(&row.opening_id),
            "sent_at": moment(row.sent_at.0),
            "stage": row.stage,
            "contact": row.release,
            "contact_fields": row.released_fields.0,
            "card": row.card,
            "offer_wage": row.offer_wage,
            "offer_start": row.offer_start,
            "reason": row.reason,
            "reason_words": row.reason_words,
            "consent_version": row.text_version,
            "consent_sha256": row.text_hash,
            "messages": said(row.id),
        })
    };
    Ok(rows.iter().map(one).collect())
}

fn moment(moment: OffsetDateTime) -> String {
    moment.format(&Rfc3339).unwrap_or_default()
}
