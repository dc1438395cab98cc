//! What the law lets a person ask: a copy of everything, who looked, and to be erased (Law 27 of 2022, Articles 5 to 13).
use entity::registry::ops::{audit_event, membership};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use super::{applications, consents, service};
use crate::{
    app::App,
    error::{Invalid, Result},
    identity::{
        access::{self, Facts, Permit},
        actor::Actor,
        mailing,
        model::{Body, Hat, Office},
        people,
        policy::{MayChangeOwnAccess, MayUseOwnAccount},
        rooms, sessions,
        vault::Secret,
    },
    platform::{audit, db},
};

/// A line about oneself in the trail.
#[derive(Clone, Debug)]
pub struct Trace {
    pub at: OffsetDateTime,
    pub action: String,
    pub role: String,
    pub reason: Option<String>,
    /// Done by the person, not to the person.
    pub own: bool,
}

/// What others did with what is held about a person, and what the person did; newest first.
pub async fn traces(app: &App, permit: Permit<MayUseOwnAccount>, most: u64) -> Result<Vec<Trace>> {
    let person = permit.object();
    let mine = audit_event::Column::ActorRef.eq(person).or(audit_event::Column::ObjectRef.eq(person));
    let rows = audit_event::Entity::find()
        .filter(mine)
        .filter(audit_event::Column::Outcome.eq("done"))
        .order_by_desc(audit_event::Column::Seq)
        .limit(most)
        .all(&app.db)
        .await?;
    let trace = |row: audit_event::Model| Trace {
        at: row.at.0,
        own: row.actor_ref == Some(person),
        action: row.action,
        role: row.role,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(trace).collect())
}

/// Everything held about a person, and nothing about anybody else.
pub async fn export(app: &App, actor: &Actor) -> Result<Value> {
    let own = || access::permit::<MayUseOwnAccount>(app, actor, Facts::person(actor.person()));
    let profile = service::profile(app, own().await?).await?;
    let text = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().to_owned());
    let memberships: Vec<Value> = actor
        .hats()
        .iter()
        .map(|hat| json!({ "name": hat.name, "kind": hat.body.kind.as_str(), "office": hat.office.as_str() }))
        .collect();
    let consents: Vec<Value> = consents::list(app, own().await?)
        .await?
        .iter()
        .map(|given| {
            json!({
                "purpose": given.purpose.as_str(),
                "version": given.version,
                "text_sha256": given.text_hash,
                "given_at": moment(given.at),
                "withdrawn_at": given.withdrawn.map(moment),
            })
        })
        .collect();
    let sessions: Vec<Value> = sessions::list(app, actor)
        .await?
        .iter()
        .map(
            |session| json!({ "device": session.device, "since": moment(session.since), "last": moment(session.last) }),
        )
        .collect();
    let trail: Vec<Value> = traces(app, own().await?, 10_000)
        .await?
        .iter()
        .map(|trace| {
            json!({
                "at": moment(trace.at),
                "action": trace.action,
                "role": trace.role,
                "reason": trace.reason,
                "by_me": trace.own,
            })
        })
        .collect();
    let event = audit::Event {
        actor: Some(actor.person()),
        role: "person",
        action: "export_own_data",
        object_kind: "person",
        object: Some(actor.person()),
        reason: None,
    };
    audit::done(&app.db, app.clock.now(), event).await?;
    let mut all = json!({
        "email": text(&profile.email),
        "phone": text(&profile.phone),
        "display_name": text(&profile.display_name),
        "legal_name": text(&profile.legal_name),
        "postal_address": text(&profile.postal_address),
        "language": actor.locale().as_str(),
        "password_set": profile.password,
        "authenticator_since": profile.totp.map(moment),
        "memberships": memberships,
        "consents": consents,
        "sessions": sessions,
        "applications": applications::export(&app.db, actor.person()).await?,
        "trail": trail,
    });
    for holding in app.holdings {
        let held = (holding.export)(app, actor.person()).await?;
        if let Some(all) = all.as_object_mut() {
            all.extend(held);
        }
    }
    Ok(all)
}

/// The same as rows of a table: what it belongs to, name, value. Cells that a spreadsheet would take for a formula are
/// text.
pub fn as_table(export: &Value) -> String {
    let mut lines = vec!["\u{feff}bagian;nama;nilai".to_owned()];
    let mut line = |part: &str, name: &str, value: &Value| {
        let value = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        lines.push([part, name, &value].map(cell).join(";"));
    };
    for (name, value) in export.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) => {
                for (at, item) in (1..).zip(items) {
                    for (field, value) in item.as_object().into_iter().flatten() {
                        line(&format!("{name} {at}"), field, value);
                    }
                }
            }
            value => line("person", name, value),
        }
    }
    lines.join("\r\n") + "\r\n"
}

fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn moment(moment: OffsetDateTime) -> String {
    moment.format(&Rfc3339).unwrap_or_default()
}

/// Bodies that would be left without anybody to look after them.
pub async fn left_alone(app: &App, actor: &Actor) -> Result<Vec<Hat>> {
    let mut alone = Vec::new();
    for hat in actor.hats().iter().filter(|hat| hat.office.administers()) {
        if is_last(app, &app.db, hat.body, actor.person(), false).await?
            && !alone.iter().any(|known: &Hat| known.body == hat.body)
        {
            alone.push(hat.clone());
        }
    }
    Ok(alone)
}

async fn is_last(app: &App, db: &impl ConnectionTrait, body: Body, person: Uuid, locked: bool) -> Result<bool> {
    let rows = rooms::of(app.rooms, body.kind)?.members(db, body, locked).await?;
    let administers = |row: &membership::Model| Office::parse(&row.office).is_some_and(Office::administers);
    Ok(!rows.iter().any(|row| row.person_id != person && administers(row)))
}

/// Erases the account: the key is destroyed, sessions and memberships end. What was written for bodies stays theirs.
pub async fn erase(app: &App, actor: &Actor, permit: Permit<MayChangeOwnAccess>) -> Result<()> {
    let (person, now) = (permit.object(), app.clock.now());
    let transaction = db::begin(&app.db).await?;
    for hat in actor.hats().iter().filter(|hat| hat.office.administers()) {
        if is_last(app, &transaction, hat.body, person, true).await? {
            return Err(Invalid::one("setuju", "fault-last-lead").into());
        }
    }
    let event = audit::Event {
        actor: Some(person),
        role: "person",
        action: "erase_account",
        object_kind: "person",
        object: Some(person),
        reason: None,
    };
    audit::done(&transaction, now, event).await?;
    for holding in app.holdings {
        (holding.erase)(app, &transaction, person).await?;
    }
    people::erase(&transaction, app.rooms, now, person).await?;
    mailing::drop_waiting(&transaction, now, person).await?;
    transaction.commit().await?;
    for holding in app.holdings {
        (holding.settle)(app).await;
    }
    // The rows are gone; when their traces in the files cannot be wiped now, the daily job does it.
    if let Err(error) = db::forget_pages(&app.db).await {
        tracing::error!(%error, "the pages of erased rows could not be wiped");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_holds_no_formula_and_keeps_its_cells_together() {
        let export = json!({ "email": "=1+1", "legal_name": "A; \"B\"", "memberships": [{ "name": "@x" }] });
        let table = as_table(&export);
        assert!(table.contains("person;email;'=1+1\r\n"), "{table}");
        assert!(table.contains("person;legal_name;\"A; \"\"B\"\"\"\r\n"), "{table}");
        assert!(table.contains("memberships 1;name;'@x\r\n"), "{table}");
    }
}
