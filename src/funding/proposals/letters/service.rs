//! Fills letters about a proposal.
use sea_orm::ConnectionTrait;
use serde_json::Value;
use time::OffsetDateTime;

use super::super::{
    acts::{Dossier, service::last_version},
    checks::model::Found,
    contents::model::{Asked, key, place},
    decisions::letters as decisions,
    objections::service::written,
    recommendations::service::agreed,
    reviews::ranking::service::place as ranked,
    visits::desk::service::read as minutes_of,
    workflow::State,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        budget,
        deadlines::{Change, Timer},
        documents::service::{self as documents, New},
        letters::{
            decisions::{Refused, Stage},
            objection::{ObjectionDecision, Outcome},
            parts::{File, Grounds, OfficialNumber, Paper, Person, Signer, When, said},
            receipt::ProposalReceipt,
            recommendation::{Advice, Criterion, Evaluated, RecommendationNote, Scores},
            revision::{Lacking, RevisionNotice},
            visit::{Finding, Photo, VisitMinutes},
        },
        machine::{Duty, Hand, Letter, Milestone, Plan},
        reasons::Reason,
        record::Object,
        versions::ContentHash,
    },
    platform::{money::Rupiah, work_days::day_at},
};

/// The step a letter is written by.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    pub plan: &'a Plan<State>,
    pub payload: &'a Value,
    /// The first of two persons, where a step takes two; else whoever takes it.
    pub first: Hand,
    pub hand: Hand,
}

/// Issues a letter a plan names.
pub async fn issue(
    db: &impl ConnectionTrait,
    app: &App,
    dossier: &Dossier,
    letter: Letter,
    step: &Step<'_>,
) -> Result<()> {
    match letter {
        Letter::ProposalReceipt => receipt(db, app, dossier, step.plan).await,
        Letter::RevisionNotice => revision(db, app, dossier, step).await,
        Letter::Ineligible => ineligible(db, app, dossier, step).await,
        Letter::VisitMinutes => visit(db, app, dossier, step).await,
        Letter::RecommendationNote => recommendation(db, app, dossier, step).await,
        Letter::ObjectionDecision => objection(db, app, dossier, step).await,
        other if decisions::issue(db, app, dossier, other, step).await? => Ok(()),
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
async fn revision(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, step: &Step<'_>) -> Result<()> {
    let Step { plan, payload, hand, .. } = *step;
    let zone = dossier.call.terms.zone;
    let due =
        starts(&plan.deadlines, Timer::RevisionDue).ok_or_else(|| anyhow::anyhow!("a list without a due date"))?;
    let found = dossier.check.found.iter().filter(|found| found.mark.point.is_of_the_papers());
    let lacking = |found: &Found| Some(Lacking::point(found.mark.point, found.mark.lacking?, &found.note));
    let of_papers = plan.to == State::AdminRevision;
    let (lacking, position) = if of_papers {
        (found.filter_map(lacking).collect(), "Petugas pemeriksa")
    } else {
        let asked: Asked = serde_json::from_value(payload.clone())?;
        let question =
            |(section, reason): &(String, String)| Some(Lacking::section(&said(key(place(section)?)), reason));
        (asked.questions.iter().filter_map(question).collect(), "Ketua pembukaan usulan")
    };
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
                lacking,
                due: When { at: due, zone },
                may_extend: of_papers,
                round: (of_papers && rounds > 1).then_some((dossier.check.rounds_used + 1, rounds)),
                signer: Signer::of(position, &hand),
            };
            notice.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// Why a proposal is not eligible, and until when the group may object.
async fn ineligible(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, step: &Step<'_>) -> Result<()> {
    let Step { plan, payload, hand, .. } = *step;
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
                signer: Signer::of("Ketua pembukaan usulan", &hand),
            };
            refused.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// What two officers saw at the place of the group.
async fn visit(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, step: &Step<'_>) -> Result<()> {
    let minutes = minutes_of(step.payload)?;
    let visited = minutes.date()?;
    let met: Vec<String> =
        minutes.met.iter().map(|word| Ok(said(Duty::of(word)?.key()))).collect::<Result<Vec<String>>>()?;
    let findings = [("visit-place", &minutes.place), ("visit-tools", &minutes.tools), ("visit-work", &minutes.work)];
    let photo = |(shows, stored): &(String, String)| {
        let mark = stored.rsplit_once('-').and_then(|(_, mark)| ContentHash::from_hex(mark));
        mark.map(|hash| Photo { shows: shows.clone(), hash })
    };
    let officer = |position: &str, hand: &Hand| Person { name: String::new(), signer: Signer::of(position, hand) };
    let new = New {
        object: (Object::Proposal, dossier.id),
        call: &dossier.call,
        letter: Letter::VisitMinutes,
        number: OfficialNumber::parse(&minutes.number).unwrap_or_default(),
        for_group: true,
        write: |head| {
            let written = VisitMinutes {
                head,
                file: file(dossier),
                visited,
                met: met.join(", "),
                findings: findings.map(|(key, found)| Finding { what: said(key), found: found.clone() }).into(),
                conclusion: minutes.conclusion.clone(),
                photos: minutes.photos.iter().filter_map(photo).collect(),
                officers: [officer("Petugas pemeriksa", &step.first), officer("Petugas kedua", &step.hand)],
            };
            written.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// What another official says to an objection.
async fn objection(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, step: &Step<'_>) -> Result<()> {
    let Step { plan, payload, hand, .. } = *step;
    let written = written(db, dossier.id).await?.ok_or(Error::NotFound)?;
    let outcome = match plan.to {
        State::AdminCheck => Outcome::BackToCheck,
        State::Recommended => Outcome::BackToDecision,
        _ => Outcome::Upheld,
    };
    let new = New {
        object: (Object::Proposal, dossier.id),
        call: &dossier.call,
        letter: Letter::ObjectionDecision,
        number: OfficialNumber::default(),
        for_group: true,
        write: |head| {
            let decision = ObjectionDecision {
                head,
                file: file(dossier),
                objected_on: day_at(written.at, dossier.call.terms.zone.utc_offset()),
                outcome,
                reasons: payload["text"].as_str().unwrap_or_default().to_owned(),
                signer: Signer::of("Pejabat pemutus keberatan", &hand),
            };
            decision.sheet()
        },
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// The note of two officers, which stays within the office.
async fn recommendation(db: &impl ConnectionTrait, app: &App, dossier: &Dossier, step: &Step<'_>) -> Result<()> {
    let given = agreed(step.payload)?;
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
    let inspection = dossier.milestones.at(Milestone::ApipReview);
    let inspection = inspection.map(|one| Paper { number: one.number.clone(), day: one.day });
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
                inspection,
                out_of_order: given.out_of_order.clone(),
                officers: [Signer::of("Ketua pembukaan usulan", &step.first), Signer::of("Petugas kedua", &step.hand)],
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
        rank: ranked(db, dossier.call.row.id, dossier.id).await?,
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
    File {
        code: dossier.code.clone(),
        call: call.row.name.clone(),
        fiscal_year: call.fiscal_year(),
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
