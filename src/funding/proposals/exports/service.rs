//! What goes into the files, for whom, and that it did.
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::proposals::{
        acts::{Dossier, service::of_enterprise},
        checks::desk::{
            inbox::service::{self as inbox, Brief, Wanted},
            service as desk,
        },
        policy::{MayCheckProposals, MayWriteProposals},
    },
    identity::access::Permit,
    platform::audit,
};

/// Rows of one file. Whoever has more takes them call by call.
pub const MOST: u64 = 10_000;

/// The proposals an officer may know of, in the order of the list, and the note that they were taken.
///
/// # Errors
/// When there are more than [`MOST`].
pub async fn list(app: &App, permit: &Permit<MayCheckProposals>, wanted: &Wanted) -> Result<Vec<Brief>> {
    let rows = inbox::every(app, permit, wanted, MOST + 1).await?;
    if u64::try_from(rows.len()).is_ok_and(|rows| rows > MOST) {
        return Err(Invalid::one("hibah", "export-too-many").into());
    }
    audit::done(&app.db, app.clock.now(), permit.event("export_proposals", "agency")).await?;
    Ok(rows)
}

/// One proposal, for an officer who may read what was written.
pub async fn of_office(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Dossier> {
    let file = desk::find(app, permit, code).await?;
    if !file.reads {
        return Err(Error::NotFound);
    }
    let event = audit::Event { object: Some(file.dossier.id), ..permit.event("export_proposal", "proposal") };
    audit::done(&app.db, app.clock.now(), event).await?;
    Ok(file.dossier)
}

/// One proposal, for the group that writes it.
pub async fn of_group(app: &App, permit: &Permit<MayWriteProposals>, code: &str) -> Result<Dossier> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    let event = audit::Event { object: Some(dossier.id), ..permit.event("export_proposal", "proposal") };
    audit::done(&app.db, app.clock.now(), event).await?;
    Ok(dossier)
}
