//! Fills the letters of a decision.
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::{
    super::{
        acts::Dossier,
        letters::service::{Step, file, refusal_of, starts},
    },
    service::approved,
};
use crate::{
    app::App,
    error::Result,
    funding::{
        budget,
        deadlines::{OFFER_DAYS, Timer},
        documents::service::{self as documents, New},
        letters::{
            decisions::{Aid, Approved, Refused, Scored, Stage, Waitlisted},
            parts::{Grounds, Head, OfficialNumber, Paper, Person, Signer, When},
            sheet::Sheet,
        },
        machine::{Hand, Letter},
        ranking::Debrief,
        record::Object,
    },
    platform::work_days::{day_at, days_later},
};

/// Issues a letter of a decision. False for another one.
pub async fn issue(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    letter: Letter,
    step: &Step<'_>,
) -> Result<bool> {
    let Step { plan, payload, hand, .. } = *step;
    match letter {
        Letter::Approved => {
            let number = OfficialNumber::parse(&approved(payload)?.number).unwrap_or_default();
            let sheet = approval(app, dossier, (payload, hand))?;
            put(db, app, dossier, (letter, number), |head| sheet(head).sheet()).await?;
        }
        Letter::Waitlisted => {
            let waitlisted = |head| Waitlisted {
                head,
                file: file(dossier),
                rank: payload["rank"].as_u64().and_then(|rank| u32::try_from(rank).ok()).unwrap_or_default(),
                until: dossier.call.terms.waitlist_until,
                signer: signer(&hand),
            };
            let number = OfficialNumber::default();
            put(db, app, dossier, (letter, number), |head| waitlisted(head).sheet()).await?;
        }
        Letter::Rejected => {
            let (reasons, text) = refusal_of(payload)?;
            let zone = dossier.call.terms.zone;
            let refused = |head| Refused {
                head,
                file: file(dossier),
                stage: Stage::Rejected,
                grounds: Grounds { reasons, text },
                debrief: debrief(dossier),
                object_by: starts(&plan.deadlines, Timer::ObjectionWindow).map(|at| When { at, zone }),
                signer: signer(&hand),
            };
            let number = OfficialNumber::default();
            put(db, app, dossier, (letter, number), |head| refused(head).sheet()).await?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

async fn put(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    (letter, number): (Letter, OfficialNumber),
    write: impl FnOnce(Head) -> Sheet,
) -> Result<()> {
    let new =
        New { object: (Object::Proposal, dossier.id), call: &dossier.call, letter, number, for_group: true, write };
    documents::issue(db, app, new).await?;
    Ok(())
}

fn approval<'a>(
    app: &App,
    dossier: &'a Dossier,
    (payload, hand): (&Value, Hand),
) -> Result<impl FnOnce(Head) -> Approved + 'a> {
    let given = approved(payload)?;
    let lines = given.lines(&dossier.budget.lines);
    let mut forms = Vec::new();
    for line in &lines {
        if !forms.contains(&line.form) {
            forms.push(line.form);
        }
    }
    let aid = if dossier.call.terms.certificate {
        Aid::Certificate
    } else {
        Aid::Given { amount: budget::net(&lines).unwrap_or_default(), forms }
    };
    let answer_by = day_at(days_later(app.clock.now(), OFFER_DAYS[0]), dossier.call.terms.zone.utc_offset());
    Ok(move |head| Approved {
        head,
        file: file(dossier),
        asked: budget::total(&dossier.budget.lines).unwrap_or_default(),
        aid,
        decree: given.decree.map(|(number, day)| Paper { number, day }),
        answer_by,
        // Who signs is written by hand: no name of a person stands in the data of a letter.
        signer: Person { name: String::new(), signer: signer(&hand) },
    })
}

/// Means of the reviews, without who reviewed. None where nobody scored.
fn debrief(dossier: &Dossier) -> Option<Scored> {
    let figures = dossier.review.figures.as_ref()?;
    Some(Scored {
        criteria: dossier.call.row.criteria.0.iter().map(|criterion| criterion.name.clone()).collect(),
        score_max: dossier.call.rubric.score_max,
        debrief: Debrief::of(figures.means.clone())?,
    })
}

fn signer(hand: &Hand) -> Signer {
    Signer::of("Pimpinan instansi", hand)
}
