//! A visit on the desk of officers: the group is told of the day, photos come in, the verifier writes the minutes, and a
//! second officer confirms the very same.
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_agency, readers, refused},
        },
        checks::desk::service::{File, admitted, find as find_file},
        policy::MayCheckProposals,
        workflow::{self, Kind, State},
    },
    model::{LONGEST, LONGEST_SHOWN, MOST_PHOTOS, Minutes, Standing},
    service as visits,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        calls::mandates::service as mandates,
        letters::parts::OfficialNumber,
        machine::{Acting, Countersign, Duty, Hand, Plan, Reader, Refusal},
        notices::service as notices,
        papers::service::{Given, take_file},
        record::{Object, countersigns},
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{attachments::Media, audit, db, ids, work_days::day_at},
};

/// Who confirms, beside the verifier who wrote: any other officer of the panel with one of these.
const SECOND: [Duty; 3] = [Duty::Lead, Duty::ProgrammeOwner, Duty::Verifier];

/// A visit as an officer sees it.
#[derive(Clone, Debug)]
pub struct Desk {
    pub file: File,
    pub visit: Standing,
    /// What the verifier wrote, with its mark.
    pub waiting: Option<(Minutes, String)>,
    /// Whoever looks holds the claim, and the visit is due.
    pub writes: bool,
    pub may_confirm: bool,
}

/// The visit of a proposal, from the moment on at which one is due. It is there for those who read the file, and for
/// whoever can be the second officer.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Desk> {
    let file = find_file(app, permit, code).await?;
    let dossier = &file.dossier;
    let visit = visits::read(&app.db, dossier.id).await?;
    let open = dossier.state == State::FieldVisit;
    let second = SECOND.iter().any(|duty| file.duties.contains(duty));
    if !open && (visit.announced.is_none() || !file.reads) || !file.reads && !second {
        return Err(Error::NotFound);
    }
    let waiting = match waiting(&app.db, dossier).await?.filter(|_| open) {
        Some(waiting) => Some((read(&waiting.payload)?, countersigns::mark(&waiting.payload).hex())),
        None => None,
    };
    Ok(Desk {
        writes: open && file.holds,
        may_confirm: waiting.is_some() && second && !file.holds,
        waiting,
        visit,
        file,
    })
}

/// Tells the group of the day, without a word of what it is about in the mail. The same day twice is told once.
///
/// # Errors
/// The day is over already; whoever acts does not hold the claim.
pub async fn announce(app: &App, permit: Permit<MayCheckProposals>, code: &str, day: Date) -> Result<()> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = held(&transaction, app, &permit, code).await?;
    if day < day_at(now, dossier.call.terms.zone.utc_offset()) {
        return Err(Invalid::one("tanggal", "visit-fault-day").into());
    }
    if dossier.visit.announced == Some(day) {
        return Ok(());
    }
    visits::announce(&transaction, dossier.id, day, (permit.actor(), now)).await?;
    for person in readers(&transaction, app, &dossier, Reader::Group).await? {
        notices::tell(&transaction, now, person, None).await?;
    }
    let line = audit::Event { object: Some(dossier.id), ..permit.event("announce_visit", "proposal") };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

/// Adds a photo. It is made anew, without what a telephone writes into it. Minutes that wait are given up.
///
/// # Errors
/// The file is no photo, its text is missing or may not stand, or there are too many.
pub async fn add_photo(
    app: &App,
    permit: Permit<MayCheckProposals>,
    code: &str,
    shows: &str,
    (name, bytes): (&str, Vec<u8>),
) -> Result<()> {
    if shows.is_empty() || shows.chars().count() > LONGEST_SHOWN {
        return Err(Invalid::one("isi", "visit-fault-shows").into());
    }
    guard(app, &[("isi", shows)]).await?;
    let dossier = find_file(app, &permit, code).await?.dossier;
    may_write(&dossier, permit.actor())?;
    let fault = |key| Error::from(Invalid::one("foto", key));
    let (accepted, stored) = match take_file(app, (name, bytes)).await {
        Err(Error::Invalid(faults)) => {
            return Err(fault(faults.0.first().map_or("attached-fault-none", |(_, key)| *key)));
        }
        taken => taken?,
    };
    if accepted.media != Media::Jpeg {
        return Err(fault("visit-fault-photo"));
    }
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let dossier = held(&transaction, app, &permit, code).await?;
    if dossier.visit.photos.len() >= MOST_PHOTOS {
        return Err(fault("visit-fault-many"));
    }
    visits::add_photo(&transaction, dossier.id, (shows, stored), (permit.actor(), now)).await?;
    countersigns::forget(&transaction, (Object::Proposal, dossier.id), Kind::Record.as_str()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a photo away. Minutes that wait are given up.
pub async fn remove_photo(app: &App, permit: Permit<MayCheckProposals>, code: &str, photo: &str) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let dossier = held(&transaction, app, &permit, code).await?;
    visits::remove_photo(&transaction, dossier.id, photo).await?;
    countersigns::forget(&transaction, (Object::Proposal, dossier.id), Kind::Record.as_str()).await?;
    transaction.commit().await?;
    Ok(())
}

/// A photo, for whoever finds the visit.
pub async fn give(app: &App, permit: &Permit<MayCheckProposals>, code: &str, photo: &str) -> Result<Given> {
    let desk = find(app, permit, code).await?;
    let photo = desk.visit.photos.into_iter().find(|known| known.code == photo).ok_or(Error::NotFound)?;
    let bytes = Zeroizing::new(app.papers.get(&photo.stored).await?);
    Ok(Given { name: format!("{}.jpg", ids::shown_document_code(&photo.code)), media: Media::Jpeg, bytes })
}

/// What comes of the minutes when both officers agree.
///
/// # Errors
/// Why they would be refused.
pub async fn plan(app: &App, permit: &Permit<MayCheckProposals>, code: &str, minutes: &Minutes) -> Result<Plan<State>> {
    faults(app, minutes).await?;
    let mut dossier = find_file(app, permit, code).await?.dossier;
    dossier.visit.bound = true;
    tried(app, &dossier, minutes)
}

/// The verifier agrees to the minutes, which wait for the second officer.
///
/// # Errors
/// What has to be mended; the refusal of the machine beside the buttons.
pub async fn agree(
    app: &App,
    permit: Permit<MayCheckProposals>,
    code: &str,
    minutes: Minutes,
    bound: bool,
) -> Result<()> {
    faults(app, &minutes).await?;
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let mut dossier = held(&transaction, app, &permit, code).await?;
    dossier.visit.bound = bound;
    let minutes = Minutes { photos: dossier.visit.listed(), ..minutes };
    tried(app, &dossier, &minutes).map(drop)?;
    let hand = Hand { account: permit.actor(), duty: Duty::Verifier, on_behalf_of: None };
    let key = (Object::Proposal, dossier.id);
    let (call, word) = (dossier.call.row.id, Kind::Record.as_str());
    mandates::countersign(&transaction, call, key, word, hand, &json!(minutes), now).await?;
    for person in readers(&transaction, app, &dossier, Reader::Lead).await? {
        notices::tell(&transaction, now, person, None).await?;
    }
    let line = audit::Event { object: Some(dossier.id), ..permit.event("agree_visit", "proposal") };
    audit::done(&transaction, now, line).await?;
    transaction.commit().await?;
    Ok(())
}

/// The second officer confirms what waits, if it is still what they had before them.
///
/// # Errors
/// The refusal of the machine, beside the buttons.
pub async fn confirm(
    app: &App,
    permit: Permit<MayCheckProposals>,
    code: &str,
    seen: &str,
    bound: bool,
) -> Result<State> {
    let transaction = db::begin(&app.db).await?;
    let mut dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    let duties = admitted(&transaction, app, &permit, &dossier).await?;
    let waiting = waiting(&transaction, &dossier).await?.ok_or_else(|| refused(Refusal::SecondPersonNeeded))?;
    let minutes = read(&waiting.payload)?;
    if countersigns::mark(&waiting.payload).hex() != seen || minutes.photos != dossier.visit.listed() {
        return Err(refused(Refusal::CountersignStale));
    }
    let duty = SECOND.into_iter().find(|duty| duties.contains(duty)).ok_or_else(|| refused(Refusal::NotYourDuty))?;
    let hand = Hand { account: permit.actor(), duty, on_behalf_of: None };
    dossier.visit.bound = bound;
    let to = apply(&transaction, app, &dossier, &minutes.event(), hand, &waiting.payload).await?.to;
    transaction.commit().await?;
    Ok(to)
}

/// Minutes out of what a step carries.
pub fn read(payload: &serde_json::Value) -> Result<Minutes> {
    Ok(serde_json::from_value(payload.clone())?)
}

/// What comes of it when both officers agree now.
fn tried(app: &App, dossier: &Dossier, minutes: &Minutes) -> Result<Plan<State>> {
    let (now, payload) = (app.clock.now(), countersigns::mark(&json!(minutes)));
    let first = Hand { account: dossier.check.verifier.unwrap_or_default(), duty: Duty::Verifier, on_behalf_of: None };
    let second = Hand { account: Uuid::max(), duty: Duty::Lead, on_behalf_of: None };
    let countersign = Some(Countersign { hand: first, payload, at: now });
    let acting = Acting { hand: second, countersign, payload, now, tied: false };
    workflow::decide(Some(dossier.state), &minutes.event(), &dossier.facts(acting)).map_err(refused)
}

/// A proposal whose visit can be written: whoever acts holds its claim.
async fn held(db: &DatabaseTransaction, app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Dossier> {
    let dossier = locked_of_agency(db, permit.object(), code).await?;
    admitted(db, app, permit, &dossier).await?;
    may_write(&dossier, permit.actor())?;
    Ok(dossier)
}

fn may_write(dossier: &Dossier, person: Uuid) -> Result<()> {
    if dossier.state != State::FieldVisit {
        return Err(refused(Refusal::NotThisState));
    }
    if dossier.check.verifier == Some(person) { Ok(()) } else { Err(refused(Refusal::NotYourClaim)) }
}

async fn waiting(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<Option<countersigns::Waiting>> {
    countersigns::find(db, (Object::Proposal, dossier.id), Kind::Record.as_str()).await
}

/// Every text is there and may stand in a letter.
async fn faults(app: &App, minutes: &Minutes) -> Result<()> {
    let mut faults = Invalid::default();
    if minutes.number.is_empty() || OfficialNumber::parse(&minutes.number).is_none() {
        faults.0.push(("nomor", "milestone-fault-number"));
    }
    for (field, text) in minutes.texts() {
        if text.is_empty() || text.chars().count() > LONGEST {
            faults.0.push((field, "visit-fault-text"));
        }
    }
    let texts: Vec<(&'static str, &str)> =
        [("nomor", minutes.number.as_str())].into_iter().chain(minutes.texts()).collect();
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()?;
    Ok(())
}

async fn guard(app: &App, texts: &[(&'static str, &str)]) -> Result<()> {
    let mut faults = Invalid::default();
    moderation::judge_new(app, texts, &mut faults).await?;
    faults.finish()?;
    Ok(())
}
