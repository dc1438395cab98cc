//! The lead asks about sections, once, with a last day.
use serde_json::json;
use time::Date;

use super::super::{
    super::{
        acts::{
            Dossier,
            service::{apply, locked_of_agency, refused},
        },
        checks::desk::service::{File, admitted, find as find_file},
        mending::model::Place,
        policy::MayCheckProposals,
        workflow::{self, Event, Kind, State},
    },
    model::{Asked, LONGEST, key, word},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        machine::{Acting, Duty, Hand, Plan, Refusal, Written},
        record::countersigns,
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{audit, db},
};

/// What the lead asks: places with what is asked, and the last day to answer.
#[derive(Clone, Debug)]
pub struct Questions {
    pub asked: Vec<(Place, String)>,
    pub due: Date,
}

/// The file, and why nothing can be asked now. For everybody but the lead there is nothing.
pub async fn find(app: &App, permit: &Permit<MayCheckProposals>, code: &str) -> Result<(File, Option<Refusal>)> {
    let file = find_file(app, permit, code).await?;
    if !file.duties.contains(&Duty::Lead) {
        return Err(Error::NotFound);
    }
    let obstacle = offered(app, permit, &file.dossier);
    Ok((file, obstacle))
}

/// Why a lead cannot ask now.
pub fn offered(app: &App, permit: &Permit<MayCheckProposals>, dossier: &Dossier) -> Option<Refusal> {
    workflow::offer(Some(dossier.state), Kind::AskContent, &dossier.facts(acting(app, permit, &Asked::default()))).err()
}

/// What asking would do now.
///
/// # Errors
/// What has to be mended; why it would be refused.
pub async fn plan(
    app: &App,
    permit: &Permit<MayCheckProposals>,
    dossier: &Dossier,
    questions: &Questions,
) -> Result<Plan<State>> {
    guard(app, questions).await?;
    let (event, said) = event(questions);
    let facts = dossier.facts(acting(app, permit, &said));
    workflow::decide(Some(dossier.state), &event, &facts).map_err(refused)
}

/// Asks.
///
/// # Errors
/// What has to be mended; the refusal of the machine beside the buttons.
pub async fn ask(app: &App, permit: Permit<MayCheckProposals>, code: &str, questions: &Questions) -> Result<()> {
    guard(app, questions).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_agency(&transaction, permit.object(), code).await?;
    if !admitted(&transaction, app, &permit, &dossier).await?.contains(&Duty::Lead) {
        return Err(Error::NotFound);
    }
    let (event, said) = event(questions);
    apply(&transaction, app, &dossier, &event, hand(&permit), &json!(said)).await.map(drop)?;
    let line = audit::Event { object: Some(dossier.id), ..permit.event("ask_content", "proposal") };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(())
}

fn event(questions: &Questions) -> (Event, Asked) {
    let said = |(place, reason): &(Place, String)| Some((word(*place)?.to_owned(), reason.clone()));
    let asked = Asked { due: questions.due.to_string(), questions: questions.asked.iter().filter_map(said).collect() };
    let sections = questions.asked.iter().map(|_| Written::Fine).collect();
    (Event::AskContent { sections, due: questions.due }, asked)
}

fn hand(permit: &Permit<MayCheckProposals>) -> Hand {
    Hand { account: permit.actor(), duty: Duty::Lead, on_behalf_of: None }
}

fn acting(app: &App, permit: &Permit<MayCheckProposals>, said: &Asked) -> Acting {
    let payload = countersigns::mark(&json!(said));
    Acting { hand: hand(permit), countersign: None, payload, now: app.clock.now(), tied: false }
}

/// What is asked stands in a letter.
async fn guard(app: &App, questions: &Questions) -> Result<()> {
    let mut faults = Invalid::default();
    let texts: Vec<(&'static str, &str)> =
        questions.asked.iter().map(|(place, reason)| (key(*place), reason.as_str())).collect();
    for (field, _) in texts.iter().filter(|(_, text)| text.chars().count() > LONGEST) {
        faults.0.push((field, "checking-fault-long"));
    }
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()?;
    Ok(())
}
