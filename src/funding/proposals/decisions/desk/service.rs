//! Whoever is authorised decides, and the lead moves what waits. The sums of the call are read under their lock.
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, awards_of, locked_of_agency, of_agency, refused},
        },
        checks::desk::service::{File, admitted, find as find_file},
        policy::MayCheckProposals,
        reviews::ranking::service::place,
        workflow::{self, State},
    },
    model::{BudgetLetter, Choice, Decision},
    service::{budget_letter, keep_letter, placed, waiting},
};
use crate::{
    app::App,
    disclosure::{self, Verdict},
    error::{Error, Invalid, Result},
    funding::{
        calls::service as calls,
        documents::service as documents,
        machine::{Acting, Duty, Hand, Plan, Refusal},
        papers::service::{Given, take_file},
        record::{books, countersigns},
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{attachments::Media, audit, db, money::Rupiah},
};

/// Letters of a text.
const LONGEST: usize = 500;

/// A proposal before whoever decides.
#[derive(Clone, Debug)]
pub struct Desk {
    pub file: File,
    /// What is left of the ceiling; none where no money is given.
    pub room: Option<Rupiah>,
    /// Its place in the frozen ranking of the call.
    pub place: Option<usize>,
    /// Its rank on the waiting list, while it waits.
    pub rank: Option<u32>,
    /// The rank behind all who wait.
    pub next_rank: u32,
    /// What the office above wrote since it was sent there.
    pub letter: Option<BudgetLetter>,
    /// Whether whoever looks may record such a letter now.
    pub takes_letter: bool,
    /// What whoever looks may choose now, and why something cannot be chosen.
    pub choices: Vec<Choice>,
    pub obstacles: Vec<(Choice, Refusal)>,
}

/// The decision on a proposal. It is there for those who decide and for the lead, once something is recommended.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Desk> {
    let mut file = find_file(app, permit, code).await?;
    let decides = |duty: &Duty| matches!(duty, Duty::Lead | Duty::Decider | Duty::SecondDecider);
    if !file.reads || !file.duties.iter().any(decides) || file.dossier.recommendation.is_none() {
        return Err(Error::NotFound);
    }
    file.dossier = placed(&app.db, file.dossier).await?;
    let dossier = &file.dossier;
    let ranks = waiting(&app.db, dossier.call.row.id).await?;
    let (mut choices, mut obstacles) = (Vec::new(), Vec::new());
    for choice in Choice::ALL.iter().filter(|choice| file.duties.contains(&choice.duty())) {
        let hand = Hand { account: permit.actor(), duty: choice.duty(), on_behalf_of: None };
        let facts = dossier.facts(acting(app, hand));
        match workflow::offer(Some(dossier.state), choice.kind(), &facts) {
            Ok(()) => choices.push(*choice),
            Err(Refusal::NotThisState) => {}
            Err(refusal) => obstacles.push((*choice, refusal)),
        }
    }
    Ok(Desk {
        room: dossier.call.terms.has_ledger().then(|| Rupiah(dossier.balance.available())),
        place: place(&app.db, dossier.call.row.id, dossier.id).await?,
        rank: ranks.get(&dossier.id).copied(),
        letter: budget_letter(&app.db, dossier.id).await?,
        takes_letter: dossier.state == State::BudgetCheck && file.duties.contains(&Duty::Lead),
        next_rank: ranks.values().max().map_or(1, |last| last.saturating_add(1)),
        choices,
        obstacles,
        file,
    })
}

/// What a decision would do now, from the very plan that is carried out.
///
/// # Errors
/// Why it would be refused.
pub async fn plan(app: &App, permit: &Permit<MayCheckProposals>, code: &str, given: &Decision) -> Result<Plan<State>> {
    guard(app, given).await?;
    let dossier = placed(&app.db, of_agency(&app.db, permit.object(), code).await?).await?;
    let hand = hand(&app.db, app, permit, &dossier, given.choice()).await?;
    is_free(&app.db, &dossier, given).await?;
    let letter = budget_letter(&app.db, dossier.id).await?;
    let event = given.event(&dossier.budget.lines, dossier.call.terms.certificate, letter.as_ref());
    let event = event.map_err(refused)?;
    workflow::decide(Some(dossier.state), &event, &dossier.facts(acting(app, hand))).map_err(refused)
}

/// Decides. Gives where the proposal stands then.
///
/// # Errors
/// The refusal of the machine, beside the buttons; a text that may stand in no letter, a number or rank that is taken.
pub async fn act(app: &App, permit: Permit<MayCheckProposals>, code: &str, given: &Decision) -> Result<State> {
    guard(app, given).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    let hand = hand(&transaction, app, &permit, &dossier, given.choice()).await?;
    let dossier = placed(&transaction, summed(&transaction, dossier).await?).await?;
    is_free(&transaction, &dossier, given).await?;
    let letter = budget_letter(&transaction, dossier.id).await?;
    let event = given.event(&dossier.budget.lines, dossier.call.terms.certificate, letter.as_ref());
    let payload = given.payload(letter.as_ref());
    let to = apply(&transaction, app, &dossier, &event.map_err(refused)?, hand, &payload).await?.to;
    let line = audit::Event {
        object: Some(dossier.id),
        reason: Some(given.choice().kind().as_str()),
        ..permit.event("decide_proposal", "proposal")
    };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(to)
}

/// Records a letter about the budget: a number, a day, and its file where there is one.
///
/// # Errors
/// The file is not taken, the number says too much, or the proposal is not there now.
pub async fn add_letter(
    app: &App,
    permit: Permit<MayCheckProposals>,
    code: &str,
    (number, day): (String, Date),
    (name, bytes): (&str, Vec<u8>),
) -> Result<()> {
    if disclosure::check(&number) != Verdict::Pass {
        return Err(Invalid::one("nomor", "guard-block").into());
    }
    let desk = find(app, &permit, code).await?;
    if !desk.takes_letter {
        return Err(refused(Refusal::NotThisState));
    }
    let file = if bytes.is_empty() { None } else { Some(take_file(app, (name, bytes)).await?) };
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    if dossier.state != State::BudgetCheck {
        return Err(refused(Refusal::NotThisState));
    }
    keep_letter(&transaction, dossier.id, (number, day), file, (permit.actor(), app.clock.now())).await?;
    let line = audit::Event { object: Some(dossier.id), ..permit.event("add_budget_letter", "proposal") };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(())
}

/// The file of the letter about the budget that counts.
pub async fn letter_file(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<Given> {
    let letter = find(app, permit, code).await?.letter.ok_or(Error::NotFound)?;
    let (stored, media) = letter.file.ok_or(Error::NotFound)?;
    let media = Media::of(&media)?;
    let end = if media == Media::Jpeg { "jpg" } else { media.as_str() };
    Ok(Given { name: format!("surat.{end}"), media, bytes: Zeroizing::new(app.papers.get(&stored).await?) })
}

/// With the money and the awards of its call as they stand under their lock: two decisions at once see each other. A call
/// without money is locked itself, since its places are counted too.
async fn summed(db: &DatabaseTransaction, mut dossier: Dossier) -> Result<Dossier> {
    let call = dossier.call.row.id;
    if dossier.call.terms.has_ledger() {
        dossier.balance = books::lock(db, books::Place { call, award: None, tranche: None }).await?.call;
    } else {
        calls::locked(db, call).await?;
    }
    dossier.awards = awards_of(db, call).await?;
    Ok(dossier)
}

async fn hand(
    db: &impl ConnectionTrait,
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
    choice: Choice,
) -> Result<Hand> {
    let held = admitted(db, app, permit, dossier).await?;
    if held.contains(&choice.duty()) {
        Ok(Hand { account: permit.actor(), duty: choice.duty(), on_behalf_of: None })
    } else {
        Err(refused(Refusal::NotYourDuty))
    }
}

/// Whoever is tied was told before that nothing is there.
fn acting(app: &App, hand: Hand) -> Acting {
    let payload = countersigns::mark(&serde_json::json!({}));
    Acting { hand, countersign: None, payload, now: app.clock.now(), tied: false }
}

/// A number of a letter and a rank are given once.
async fn is_free(db: &impl ConnectionTrait, dossier: &Dossier, given: &Decision) -> Result<()> {
    let call = &dossier.call.row;
    let fault = match given {
        Decision::Approve(given) if documents::is_taken(db, call.agency_id, &given.number).await? => {
            Some(("nomor", "decision-fault-number-taken"))
        }
        Decision::Waitlist { rank } => {
            let ranks = waiting(db, call.id).await?;
            let other = |(proposal, held): (&Uuid, &u32)| *proposal != dossier.id && held == rank;
            ranks.iter().any(other).then_some(("urutan", "decision-fault-rank-taken"))
        }
        _ => None,
    };
    fault.map_or(Ok(()), |(field, key)| Err(Invalid::one(field, key).into()))
}

/// What an officer wrote can stand in a letter. Numbers of papers look like personal data and are none.
async fn guard(app: &App, given: &Decision) -> Result<()> {
    let mut faults = Invalid::default();
    for (field, number) in given.numbers() {
        if disclosure::check(number) != Verdict::Pass {
            faults.0.push((field, "guard-block"));
        }
    }
    let (field, text) = given.text();
    if text.chars().count() > LONGEST {
        faults.0.push((field, "checking-fault-long"));
    } else if !text.is_empty() {
        moderation::judge_new(app, &[(field, text)], &mut faults).await?;
    }
    faults.finish()
}
