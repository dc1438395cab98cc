//! The panel of a draft: colleagues by their duties.
use entity::{public::call, registry::grants::call_panel};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis};
use uuid::Uuid;

use super::super::{
    drafts::service::{locked_draft, write},
    model::{Colleague, SEATS},
    policy::MayWriteCalls,
    service::{colleagues, of_office},
};
use crate::{
    app::App,
    error::{Invalid, Result},
    funding::{calls::service as calls, machine::Duty},
    identity::{access::Permit, model::Office, vault},
    platform::{audit, db},
};

/// Everybody of the office with what they can be on a call and what they are, by their names.
pub async fn list(app: &App, permit: &Permit<MayWriteCalls>, code: &str) -> Result<Vec<Colleague>> {
    let known = of_office(&app.db, permit.object(), code).await?;
    let panel = calls::panel(&app.db, known.row.id, app.clock.now()).await?;
    let colleagues = colleagues(app, &app.db, known.row.agency_id).await?;
    let people: Vec<Uuid> = colleagues.iter().map(|(person, ..)| *person).collect();
    let names = vault::display_names(&app.db, &app.keys, &people).await?;
    let colleague = |(person, code, offices): (Uuid, String, Vec<Office>)| Colleague {
        name: names.get(&person).map(|name| name.expose().to_owned()).unwrap_or_default(),
        may_be: SEATS.iter().filter(|(_, office)| offices.contains(office)).map(|(duty, _)| *duty).collect(),
        is: panel.iter().filter(|(account, _)| *account == person).map(|(_, duty)| *duty).collect(),
        code,
    };
    let mut list: Vec<Colleague> = colleagues.into_iter().map(colleague).collect();
    list.sort_by_key(|colleague| (colleague.name.to_lowercase(), colleague.code.clone()));
    Ok(list)
}

/// Sets who works on the call: codes of memberships with duties. Whoever sets it stays lead or owner of the programme, so
/// that nobody shuts themselves out.
pub async fn set(
    app: &App,
    permit: Permit<MayWriteCalls>,
    code: &str,
    seats: &[(String, Duty)],
    version: i32,
) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let known = locked_draft(app, &transaction, &permit, code, version).await?;
    let colleagues = colleagues(app, &transaction, known.row.agency_id).await?;
    let mut wanted = Vec::new();
    for (code, duty) in seats {
        let office = SEATS.iter().find(|(seat, _)| seat == duty).map(|(_, office)| *office);
        let found = colleagues.iter().find(|(_, known, _)| known == code);
        let fitting = found.filter(|(.., offices)| office.is_some_and(|office| offices.contains(&office)));
        let Some((person, ..)) = fitting else { return Err(Invalid::one("panitia", "error-choice").into()) };
        wanted.push((*person, *duty));
    }
    let writes =
        |(person, duty): &(Uuid, Duty)| *person == permit.actor() && matches!(duty, Duty::Lead | Duty::ProgrammeOwner);
    if !wanted.iter().any(writes) {
        return Err(Invalid::one("panitia", "fault-call-yourself").into());
    }
    call_panel::Entity::delete_many().filter(call_panel::Column::CallId.eq(known.row.id)).exec(&transaction).await?;
    let seat = |(person, duty): &(Uuid, Duty)| call_panel::ActiveModel {
        call_id: Set(known.row.id),
        person_id: Set(*person),
        duty: Set(duty.as_str().to_owned()),
        added_at: Set(TimeUnixTimestampMillis(now)),
    };
    call_panel::Entity::insert_many(wanted.iter().map(seat)).exec_without_returning(&transaction).await?;
    write(&transaction, known.row.id, version, call::ActiveModel::default()).await?;
    audit::done(&transaction, now, permit.event("edit_call_panel", "agency")).await?;
    transaction.commit().await?;
    Ok(())
}
