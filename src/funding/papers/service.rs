//! Keeps the papers of proposals. A file is looked at before it is kept; what identifies somebody is sealed before it
//! reaches the disk.
use entity::registry::grants::paper;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{PaperKind, disposal::service as disposal};
use crate::{
    app::App,
    disclosure::{self, Verdict},
    error::{Error, Invalid, Result},
    funding::{
        machine::Duty,
        machine::Refusal,
        proposals::{
            acts::{
                Dossier,
                service::{clear_signatures, group, locked_of_enterprise, of_enterprise, refused},
            },
            mending::model::Place,
            policy::MayWriteProposals,
            workflow::Editable,
        },
    },
    identity::{access::Permit, vault::papers as vault},
    moderation::service as moderation,
    platform::{
        attachments::{self, Accepted, Media},
        db, ids,
    },
};

/// The field with the file.
const FIELD: &str = "berkas";

/// A file as it is given out.
#[derive(Debug)]
pub struct Given {
    pub name: String,
    pub media: Media,
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Adds a paper.
///
/// # Errors
/// The file is not taken, its name says too much, or the proposal cannot be changed now.
pub async fn add(
    app: &App,
    permit: Permit<MayWriteProposals>,
    code: &str,
    kind: PaperKind,
    (name, bytes): (&str, Vec<u8>),
) -> Result<()> {
    let fault = |key| Error::from(Invalid::one(FIELD, key));
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    may_change(&dossier, kind)?;
    if bytes.is_empty() {
        return Err(fault("attached-fault-none"));
    }
    fits(&dossier, bytes.len()).map_err(|refusal| fault(refusal.key()))?;
    let accepted = attachments::receive(name.to_owned(), bytes).await?.map_err(|refusal| fault(refusal.key()))?;
    let shown = attachments::shown_name(name, accepted.media);
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[(FIELD, &shown)], &mut faults).await?;
    faults.finish()?;
    let id = ids::new_id();
    let person = owner(app, &dossier, kind).await?;
    let warned = says_too_much(&accepted);
    let (size, media, pages) = (accepted.bytes.len(), accepted.media, accepted.pages);
    let sealed =
        if kind.is_sealed() { Some(vault::seal(&app.db, &app.keys, id, person, &accepted.bytes).await?) } else { None };
    let stored = match &sealed {
        Some(sealed) => sealed.file(),
        None => open_name(&accepted.bytes),
    };
    let bytes = sealed.as_ref().map_or(accepted.bytes, |sealed| sealed.bytes.clone());
    app.papers.put(&stored, bytes).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    may_change(&dossier, kind)?;
    fits(&dossier, size).map_err(|refusal| fault(refusal.key()))?;
    let row = paper::ActiveModel {
        id: Set(id),
        public_code: Set(ids::new_document_code()),
        proposal_id: Set(dossier.id),
        kind: Set(kind.as_str().to_owned()),
        name: Set(shown),
        media: Set(media.as_str().to_owned()),
        pages: Set(pages.map(i32::from)),
        size_bytes: Set(i32::try_from(size).unwrap_or(i32::MAX)),
        stored: Set(stored),
        sealed: Set(sealed.is_some()),
        // No scanner is set up: an office sees the word, and decides.
        state: Set("scanner_absent".to_owned()),
        warned: Set(warned),
        acknowledged: Set(false),
        added_at: Set(TimeUnixTimestampMillis(app.clock.now())),
        added_by: Set(permit.actor()),
        removed_at: Set(None),
        purged_at: Set(None),
    };
    paper::Entity::insert(row).exec_without_returning(&transaction).await?;
    if let Some(sealed) = &sealed {
        vault::keep(&transaction, sealed).await?;
    }
    clear_signatures(&transaction, dossier.id).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a paper away. What nobody outside the group has seen is gone at once; what was sent stays with its version until
/// its time is over.
pub async fn remove(app: &App, permit: Permit<MayWriteProposals>, code: &str, paper_code: &str) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    let row = row(&transaction, dossier.id, paper_code).await?;
    may_change(&dossier, PaperKind::of(&row.kind)?)?;
    let now = TimeUnixTimestampMillis(app.clock.now());
    paper::Entity::update_many()
        .col_expr(paper::Column::RemovedAt, Expr::value(now))
        .filter(paper::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    clear_signatures(&transaction, dossier.id).await?;
    transaction.commit().await?;
    if dossier.submitted_at.is_none() {
        disposal::purge(app, vec![row]).await?;
    }
    Ok(())
}

/// The group has read what the guard found in a paper, and leaves it as it is.
pub async fn acknowledge(app: &App, permit: Permit<MayWriteProposals>, code: &str, paper_code: &str) -> Result<()> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    let row = row(&app.db, dossier.id, paper_code).await?;
    may_change(&dossier, PaperKind::of(&row.kind)?)?;
    paper::Entity::update_many()
        .col_expr(paper::Column::Acknowledged, Expr::value(true))
        .filter(paper::Column::Id.eq(row.id))
        .exec(&app.db)
        .await?;
    Ok(())
}

/// A paper, for the group it belongs to.
pub async fn give(app: &App, permit: &Permit<MayWriteProposals>, code: &str, paper_code: &str) -> Result<Given> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    bytes(app, dossier.id, paper_code).await
}

/// A paper with its bytes. Whoever asks has to be allowed to, and a row has to say that it was opened.
pub(in crate::funding) async fn bytes(app: &App, proposal: Uuid, paper_code: &str) -> Result<Given> {
    let row = row(&app.db, proposal, paper_code).await?;
    let bytes = app.papers.get(&row.stored).await?;
    let bytes = if row.sealed {
        vault::open(&app.db, &app.keys, row.id, &bytes).await?.ok_or(Error::NotFound)?
    } else {
        Zeroizing::new(bytes)
    };
    Ok(Given { name: row.name, media: Media::of(&row.media)?, bytes })
}

/// Looks at a file that is not sealed and puts it where files lie, under the mark of its bytes.
///
/// # Errors
/// The file is not taken, beside its field.
pub(in crate::funding) async fn take_file(app: &App, (name, bytes): (&str, Vec<u8>)) -> Result<(Accepted, String)> {
    let accepted = look_at(name, bytes).await?;
    let stored = open_name(&accepted.bytes);
    app.papers.put(&stored, accepted.bytes.clone()).await?;
    Ok((accepted, stored))
}

/// Looks at a file.
///
/// # Errors
/// The file is not taken, beside its field.
pub(in crate::funding) async fn look_at(name: &str, bytes: Vec<u8>) -> Result<Accepted> {
    let fault = |key| Error::from(Invalid::one(FIELD, key));
    if bytes.is_empty() {
        return Err(fault("attached-fault-none"));
    }
    attachments::receive(name.to_owned(), bytes).await?.map_err(|refusal| fault(refusal.key()))
}

/// The name of a file that is not sealed.
fn open_name(bytes: &[u8]) -> String {
    format!("open-{}", data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)))
}

async fn row(db: &impl ConnectionTrait, proposal: Uuid, code: &str) -> Result<paper::Model> {
    paper::Entity::find()
        .filter(paper::Column::ProposalId.eq(proposal))
        .filter(paper::Column::PublicCode.eq(code))
        .filter(paper::Column::RemovedAt.is_null())
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

fn may_change(dossier: &Dossier, kind: PaperKind) -> Result<()> {
    match dossier.state.editable() {
        _ if dossier.may_write(Place::Papers(kind)) => Ok(()),
        Editable::ListedItems => Err(refused(Refusal::NotListed)),
        _ => Err(refused(Refusal::NotThisState)),
    }
}

fn fits(dossier: &Dossier, next: usize) -> Result<(), attachments::Refusal> {
    let bytes = dossier.papers.iter().map(|paper| u64::from(paper.size.unsigned_abs())).sum();
    attachments::room(dossier.papers.len(), bytes, next)
}

/// Whose paper it is: erasing that person destroys it.
async fn owner(app: &App, dossier: &Dossier, kind: PaperKind) -> Result<Option<Uuid>> {
    let duty = match kind {
        PaperKind::ChairIdentity => Duty::Chair,
        PaperKind::TreasurerIdentity => Duty::Treasurer,
        _ => return Ok(None),
    };
    let group = group(&app.db, app, dossier.enterprise).await?;
    Ok(group.into_iter().find(|(_, held)| *held == duty).map(|(person, _)| person))
}

/// Whether what a document tells about itself holds something the guard would not let stand.
fn says_too_much(accepted: &Accepted) -> bool {
    accepted.metadata.iter().any(|text| !matches!(disclosure::check(text), Verdict::Pass))
}
