//! Officers record numbers and days of offices elsewhere, each with the paper it stands on where one is asked for.
use serde_json::json;
use time::Date;
use zeroize::Zeroizing;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_agency, refused},
        },
        checks::desk::{
            acts::service::hand,
            service::{File, find as find_file},
        },
        policy::MayCheckProposals,
        workflow::{self, Event, Official, State},
    },
    model::{Asked, Lying, OF_PROPOSALS, Recorded, Said, duties, has_amount, is_sealed, paper},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        letters::parts::OfficialNumber,
        machine::{Acting, Hand, Milestone, Plan},
        papers::service::{Given, look_at, take_file},
        record::countersigns,
    },
    identity::{access::Permit, vault::papers as vault},
    moderation::service as moderation,
    platform::{attachments::Media, audit, db, ids, money::Rupiah, work_days::day_at},
};

/// The field with the number.
pub const NUMBER: &str = "nomor";
/// The field with the file.
const FILE: &str = "berkas";

/// What was typed of a milestone.
#[derive(Clone, Debug)]
pub struct Typed {
    pub number: String,
    pub day: Date,
    pub amount: Option<Rupiah>,
}

/// The milestones of a proposal as an officer sees them.
#[derive(Clone, Debug)]
pub struct Desk {
    pub file: File,
    /// What whoever looks can record now.
    pub offered: Vec<Milestone>,
}

/// The milestones of a proposal. They are there for everybody who finds its file.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Desk> {
    let file = find_file(app, permit, code).await?;
    let may = |milestone: &Milestone| {
        let duty = duties(*milestone).iter().find(|duty| file.duties.contains(duty));
        let hand = duty.map(|duty| Hand { account: permit.actor(), duty: *duty, on_behalf_of: None });
        hand.is_some_and(|hand| tried(app, &file.dossier, *milestone, hand).is_ok())
    };
    Ok(Desk { offered: OF_PROPOSALS.into_iter().filter(may).collect(), file })
}

/// What recording one would do now.
///
/// # Errors
/// Why it would be refused.
pub async fn plan(
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
    milestone: Milestone,
) -> Result<Plan<State>> {
    let hand = hand(&app.db, app, permit, dossier, duties(milestone)).await?;
    tried(app, dossier, milestone, hand)
}

/// Records a milestone. Pressing twice is no fault and leaves one line.
///
/// # Errors
/// What has to be mended beside its field; the refusal of the machine beside the buttons.
pub async fn record(
    app: &App,
    permit: Permit<MayCheckProposals>,
    code: &str,
    (milestone, typed): (Milestone, Typed),
    (name, bytes): (&str, Vec<u8>),
) -> Result<()> {
    guard(app, &typed).await?;
    let known = find_file(app, &permit, code).await?.dossier;
    plan(app, &permit, &known, milestone).await.map(drop)?;
    let before = known.milestones.at(milestone);
    let lacks = paper(milestone) == Asked::Needed && before.is_none_or(|one| one.file.is_none());
    if lacks && bytes.is_empty() {
        return Err(Invalid::one(FILE, "attached-fault-none").into());
    }
    if bytes.is_empty() && before.is_some_and(|one| says_the_same(one, &typed)) {
        return Ok(());
    }
    let takes = paper(milestone) != Asked::Nothing && !bytes.is_empty();
    let file = if takes { Some(put(app, milestone, (name, bytes)).await?) } else { None };
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    let hand = hand(&transaction, app, &permit, &dossier, duties(milestone)).await?;
    if let Some((_, Some(sealed))) = &file {
        vault::keep(&transaction, sealed).await?;
    }
    let official = Official { number: true, date: Some(typed.day), file: file.is_some() };
    let said = Said {
        milestone: milestone.as_str().to_owned(),
        number: typed.number,
        day: typed.day.to_string(),
        amount: typed.amount.filter(|_| has_amount(milestone)).map(|amount| amount.0),
        file: file.map(|(lying, _)| lying),
    };
    let event = Event::RecordMilestone { milestone, paper: official };
    apply(&transaction, app, &dossier, &event, hand, &json!(said)).await.map(drop)?;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(milestone.as_str()),
        ..permit.event("record_milestone", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(())
}

/// The paper of a milestone, for whoever reads the file. One that is sealed leaves a line in the trail.
pub async fn give(app: &App, permit: Permit<MayCheckProposals>, code: &str, paper: &str) -> Result<Given> {
    let file = find_file(app, &permit, code).await?;
    let lying = |one: &Recorded| one.file.clone().filter(|file| file.code == paper);
    let lying = file.dossier.milestones.recorded.iter().find_map(lying).filter(|_| file.reads);
    let lying = lying.ok_or(Error::NotFound)?;
    let bytes = app.papers.get(&lying.stored).await?;
    let bytes = match lying.sealed_as {
        None => Zeroizing::new(bytes),
        Some(id) => {
            let line = audit::Event { object: Some(file.dossier.id), ..permit.event("open_milestone", "proposal") };
            audit::done(&app.db, app.clock.now(), line).await?;
            vault::open(&app.db, &app.keys, id, &bytes).await?.ok_or(Error::NotFound)?
        }
    };
    let media = Media::of(&lying.media)?;
    Ok(Given { name: format!("{}.{}", ids::shown_document_code(&lying.code), media.extension()), media, bytes })
}

/// Puts the paper where files lie; sealed, where it can name others.
async fn put(
    app: &App,
    milestone: Milestone,
    (name, bytes): (&str, Vec<u8>),
) -> Result<(Lying, Option<vault::Sealed>)> {
    let code = ids::new_document_code();
    if !is_sealed(milestone) {
        let (accepted, stored) = take_file(app, (name, bytes)).await?;
        return Ok((Lying { code, media: accepted.media.as_str().to_owned(), stored, sealed_as: None }, None));
    }
    let accepted = look_at(name, bytes).await?;
    let id = ids::new_id();
    let sealed = vault::seal(&app.db, &app.keys, id, None, &accepted.bytes).await?;
    app.papers.put(&sealed.file(), sealed.bytes.clone()).await?;
    let media = accepted.media.as_str().to_owned();
    Ok((Lying { code, media, stored: sealed.file(), sealed_as: Some(id) }, Some(sealed)))
}

/// What comes of recording one with a number and today's day.
fn tried(app: &App, dossier: &Dossier, milestone: Milestone, hand: Hand) -> Result<Plan<State>> {
    let now = app.clock.now();
    let today = day_at(now, dossier.call.terms.zone.utc_offset());
    let acting = Acting { hand, countersign: None, payload: countersigns::mark(&json!({})), now, tied: false };
    let paper = Official { number: true, date: Some(today), file: true };
    let event = Event::RecordMilestone { milestone, paper };
    workflow::decide(Some(dossier.state), &event, &dossier.facts(acting)).map_err(refused)
}

fn says_the_same(before: &Recorded, typed: &Typed) -> bool {
    let amount = typed.amount.filter(|_| has_amount(before.milestone));
    before.number == typed.number && before.day == typed.day && before.amount == amount
}

async fn guard(app: &App, typed: &Typed) -> Result<()> {
    if typed.number.is_empty() || OfficialNumber::parse(&typed.number).is_none() {
        return Err(Invalid::one(NUMBER, "milestone-fault-number").into());
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[(NUMBER, &typed.number)], &mut faults).await?;
    faults.finish()
}
