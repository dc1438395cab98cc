//! Fills letters about a proposal.
use sea_orm::ConnectionTrait;
use time::OffsetDateTime;

use super::super::{
    acts::{Dossier, service::last_version},
    workflow::State,
};
use crate::{
    app::App,
    error::Result,
    funding::{
        budget,
        deadlines::{Change, Timer},
        documents::service::{self as documents, New},
        letters::{
            parts::{File, OfficialNumber, When},
            receipt::ProposalReceipt,
        },
        machine::{Letter, Plan},
        record::Object,
    },
};

/// Issues a letter a plan names.
pub async fn issue(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    letter: Letter,
    plan: &Plan<State>,
) -> Result<()> {
    match letter {
        Letter::ProposalReceipt => receipt(db, app, dossier, plan).await,
        other => Err(anyhow::anyhow!("nobody writes the letter {} yet", other.as_str()).into()),
    }
}

async fn receipt(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, plan: &Plan<State>) -> Result<()> {
    let zone = dossier.call.terms.zone;
    let version = u32::try_from(last_version(db, dossier.id).await?).unwrap_or(1);
    let answer_by = starts(&plan.deadlines, Timer::Claim).map(|at| When { at, zone });
    let new = New {
        object: (Object::Proposal, dossier.id),
        call: &dossier.call,
        letter: Letter::ProposalReceipt,
        number: OfficialNumber::default(),
        for_group: true,
        write: |head| {
            let receipt = ProposalReceipt {
                head,
                file: file(dossier),
                version,
                hash: dossier.content().hash(),
                asked: budget::total(&dossier.budget.lines).unwrap_or_default(),
                received: When { at: app.clock.now(), zone },
                answer_by,
            };
            receipt.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

fn file(dossier: &Dossier) -> File {
    let call = &dossier.call;
    let year = call.parameters.fiscal_year.unwrap_or_else(|| call.terms.opens_at.year());
    File {
        code: dossier.code.clone(),
        call: call.row.name.clone(),
        fiscal_year: u16::try_from(year).unwrap_or_default(),
        applicant: dossier.applicant(),
        place: dossier.place.clone(),
    }
}

fn starts(changes: &[Change], wanted: Timer) -> Option<OffsetDateTime> {
    changes.iter().find_map(|change| match change {
        Change::Start { timer, due } if *timer == wanted => Some(*due),
        _ => None,
    })
}
