//! Fills letters about a proposal.
use sea_orm::ConnectionTrait;
use serde_json::Value;
use time::OffsetDateTime;

use super::super::{
    acts::{Dossier, service::last_version},
    checks::model::Found,
    decisions::letters as decisions,
    recommendations::service::agreed,
    reviews::ranking::service::place,
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
            decisions::{Refused, Stage},
            parts::{File, Grounds, OfficialNumber, Signer, When},
            receipt::ProposalReceipt,
            recommendation::{Advice, Criterion, Evaluated, RecommendationNote, Scores},
            revision::{Lacking, RevisionNotice},
        },
        machine::{Letter, Plan},
        reasons::Reason,
        record::Object,
    },
    platform::money::Rupiah,
};

/// Issues a letter a plan names.
pub async fn issue(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    letter: Letter,
    (plan, payload): (&Plan<State>, &Value),
) -> Result<()> {
    match letter {
        Letter::ProposalReceipt => receipt(db, app, dossier, plan).await,
        Letter::RevisionNotice => revision(db, app, dossier, plan).await,
        Letter::Ineligible => ineligible(db, app, dossier, (plan, payload)).await,
        Letter::RecommendationNote => recommendation(db, app, dossier, payload).await,
        other if decisions::issue(db, app, dossier, other, (plan, payload)).await? => Ok(()),
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

/// The whole list of what has to be mended.
async fn revision(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, plan: &Plan<State>) -> Result<()> {
    let zone = dossier.call.terms.zone;
    let due =
        starts(&plan.deadlines, Timer::RevisionDue).ok_or_else(|| anyhow::anyhow!("a list without a due date"))?;
    let found = dossier.check.found.iter().filter(|found| found.mark.point.is_of_the_papers());
    let lacking = |found: &Found| Some(Lacking::point(found.mark.point, found.mark.lacking?, &found.note));
    let rounds = dossier.call.terms.admin_rounds;
    let new = New {
        object: (Object::Proposal, dossier.id),
        call: &dossier.call,
        letter: Letter::RevisionNotice,
        number: OfficialNumber::default(),
        for_group: true,
        write: |head| {
            let notice = RevisionNotice {
                head,
                file: file(dossier),
                lacking: found.filter_map(lacking).collect(),
                due: When { at: due, zone },
                round: (rounds > 1).then_some((dossier.check.rounds_used + 1, rounds)),
                signer: Signer { position: "Petugas pemeriksa".to_owned(), on_behalf_of: None },
            };
            notice.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// Why a proposal is not eligible, and until when the group may object.
async fn ineligible(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    (plan, payload): (&Plan<State>, &Value),
) -> Result<()> {
    let zone = dossier.call.terms.zone;
    let (reasons, text) = refusal_of(payload)?;
    let new = New {
        object: (Object::Proposal, dossier.id),
        call: &dossier.call,
        letter: Letter::Ineligible,
        number: OfficialNumber::default(),
        for_group: true,
        write: |head| {
            let refused = Refused {
                head,
                file: file(dossier),
                stage: Stage::Ineligible,
                grounds: Grounds { reasons, text },
                debrief: None,
                object_by: starts(&plan.deadlines, Timer::ObjectionWindow).map(|at| When { at, zone }),
                signer: Signer { position: "Ketua pembukaan usulan".to_owned(), on_behalf_of: None },
            };
            refused.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// The note of two officers, which stays within the office.
async fn recommendation(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, payload: &Value) -> Result<()> {
    let given = agreed(payload)?;
    let certificate = dossier.call.terms.certificate;
    let cut = |line: &budget::Line| {
        let cut = given.cuts.iter().find(|cut| cut.line == line.number).map(|cut| Rupiah(cut.cut));
        budget::Line { cut: cut.unwrap_or_default(), ..line.clone() }
    };
    let advice = match (given.positive, certificate) {
        (true, true) => Advice::Certificate,
        (true, false) => Advice::Give(given.amount(&dossier.budget.lines)),
        (false, _) => Advice::Decline(Grounds { reasons: given.codes()?, text: given.note.clone() }),
    };
    let evaluated =
        |found: &Found| Evaluated { point: found.mark.point, presence: found.mark.presence, note: found.note.clone() };
    let evaluation = dossier.check.found.iter().filter(|found| !found.mark.point.is_of_the_papers()).map(evaluated);
    let scores = scores(db, dossier).await?;
    let position = |position: &str| Signer { position: position.to_owned(), on_behalf_of: None };
    let new = New {
        object: (Object::Proposal, dossier.id),
        call: &dossier.call,
        letter: Letter::RecommendationNote,
        number: OfficialNumber::default(),
        for_group: false,
        write: |head| {
            let note = RecommendationNote {
                head,
                file: file(dossier),
                asked: budget::total(&dossier.budget.lines).unwrap_or_default(),
                advice,
                lines: dossier.budget.lines.iter().map(cut).collect(),
                scores,
                evaluation: evaluation.collect(),
                inspection: None,
                out_of_order: given.out_of_order.clone(),
                officers: [position("Ketua pembukaan usulan"), position("Petugas kedua")],
            };
            note.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// What the reviews came to, without who reviewed. None where nobody scores.
async fn scores(db: &impl ConnectionTrait, dossier: &Dossier) -> Result<Option<Scores>> {
    let Some(figures) = &dossier.review.figures else { return Ok(None) };
    let criteria = dossier.call.row.criteria.0.iter().zip(&figures.means);
    let criterion = |(share, hundredths): (&entity::values::Share, &u32)| Criterion {
        name: share.name.clone(),
        weight: share.percent,
        hundredths: *hundredths,
    };
    Ok(Some(Scores {
        criteria: criteria.map(criterion).collect(),
        score_max: dossier.call.rubric.score_max,
        mean: figures.mean,
        reviews: figures.reviews,
        rank: place(db, dossier.call.row.id, dossier.id).await?,
    }))
}

/// What two officers agreed to: reasons of the list, and a text.
pub fn refusal_of(payload: &Value) -> Result<(Vec<Reason>, String)> {
    let words = payload.get("reasons").and_then(Value::as_array).into_iter().flatten();
    let reasons = words.map(|word| Reason::of(word.as_str().unwrap_or_default())).collect::<Result<_>>()?;
    Ok((reasons, payload.get("text").and_then(Value::as_str).unwrap_or_default().to_owned()))
}

/// A proposal as a letter names it.
pub(in crate::funding) fn file(dossier: &Dossier) -> File {
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

/// When a timer ends that starts now.
pub(in crate::funding) fn starts(changes: &[Change], wanted: Timer) -> Option<OffsetDateTime> {
    changes.iter().find_map(|change| match change {
        Change::Start { timer, due } if *timer == wanted => Some(*due),
        _ => None,
    })
}
