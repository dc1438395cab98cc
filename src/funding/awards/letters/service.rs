//! Fills letters about awards, instalments and reports.
use entity::registry::grants::funding_document;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::Value;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::super::{
    acts::{
        model::{codes, goods, hearing, kept_amount, kept_day, returned},
        service::last_version,
    },
    model::{self as reported, Grant, Step, Tranche},
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        budget::Form,
        calls::service::office,
        documents::service::{self as documents, New},
        ledger::divide,
        letters::{
            agreement::{Agreement, Instalment, Party},
            certificate::Certificate,
            decisions::Aid,
            ending::{Closing, Hearing, Termination},
            hand_over::{Good, HandOverNote},
            parts::{File, Grounds, Head, OfficialNumber, Paper, Person, Signer, When},
            reports::{Report, ReportAccepted, ReportReceipt, ReportReturned, Sums},
            revision::Lacking,
            sheet::Sheet,
            tranches::TrancheRefused,
        },
        machine::{Duty, Hand, Letter},
        model::FundingKind,
        proposals::letters::service::file,
        record::Object,
        reports::account,
    },
    platform::{
        money::Rupiah,
        work_days::{day_at, end_of},
    },
};

/// An instalment with its report and the version of it that was sent last.
type Part<'a> = (&'a Tranche, &'a reported::Report, usize, i32);

/// Issues a letter a plan names.
pub async fn issue(
    db: &impl ConnectionTrait,
    app: &App,
    grant: &Grant,
    letter: Letter,
    (step, payload, hand): (&Step, &Value, Hand),
) -> Result<()> {
    let agency = office(db, &grant.dossier.call.row).await?.name;
    let about = About { grant, now: app.clock.now(), agency, payload, hand };
    let part = match step {
        Step::Award(_) => None,
        Step::Tranche(at, _) | Step::Report(at, _) => match (grant.tranches.get(*at), grant.reports.get(*at)) {
            (Some(tranche), Some(report)) => Some((tranche, report, *at, last_version(db, report.id).await?)),
            _ => None,
        },
    };
    let filled = Filled::of(letter, part);
    let filled = filled.ok_or_else(|| anyhow::anyhow!("nobody writes the letter {} yet", letter.as_str()))?;
    let number = match letter {
        Letter::Agreement => number_of(payload, &grant.terms.agreement_number),
        Letter::HandOverNote => number_of(payload, ""),
        _ => OfficialNumber::default(),
    };
    let (object, id, _) = grant.object(step).ok_or(Error::NotFound)?;
    let new = New {
        object: (object, id),
        call: &grant.dossier.call,
        letter,
        number,
        for_group: true,
        write: |head| filled.sheet(&about, head),
    };
    documents::issue(db, app, new).await?;
    Ok(())
}

/// An agreement that is written anew takes the place of the one before.
pub async fn revoke_agreement(db: &impl ConnectionTrait, grant: &Grant, now: OffsetDateTime) -> Result<()> {
    funding_document::Entity::update_many()
        .col_expr(funding_document::Column::RevokedAt, Expr::value(TimeUnixTimestampMillis(now)))
        .filter(funding_document::Column::ObjectId.eq(grant.id))
        .filter(funding_document::Column::Letter.eq(Letter::Agreement.as_str()))
        .filter(funding_document::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Ids under which the letters of an award lie.
pub fn objects(grant: &Grant) -> Vec<(Object, Uuid)> {
    let tranches = grant.tranches.iter().map(|tranche| (Object::Tranche, tranche.id));
    let reports = grant.reports.iter().map(|report| (Object::Report, report.id));
    [(Object::Award, grant.id)].into_iter().chain(tranches).chain(reports).collect()
}

fn number_of(payload: &Value, known: &str) -> OfficialNumber {
    let typed = payload["number"].as_str().unwrap_or(known);
    OfficialNumber::parse(typed).unwrap_or_default()
}

/// Who signs is written by hand: no name of a person stands in the data of a letter.
pub(super) fn unnamed(position: &str) -> Person {
    Person { name: String::new(), signer: Signer { position: position.to_owned(), on_behalf_of: None } }
}

/// A letter with the part of the award it is about.
enum Filled<'a> {
    Agreement,
    Certificate,
    Closing,
    Termination,
    HandOver,
    Refused(Part<'a>),
    Received(Part<'a>),
    Returned(Part<'a>),
    Accepted(Part<'a>),
}

impl<'a> Filled<'a> {
    /// None for a letter that is about something else.
    fn of(letter: Letter, part: Option<Part<'a>>) -> Option<Self> {
        match letter {
            Letter::Agreement => Some(Self::Agreement),
            Letter::Certificate => Some(Self::Certificate),
            Letter::Closing => Some(Self::Closing),
            Letter::Termination => Some(Self::Termination),
            Letter::HandOverNote => Some(Self::HandOver),
            Letter::TrancheRefused => part.map(Self::Refused),
            Letter::ReportReceipt => part.map(Self::Received),
            Letter::ReportReturned => part.map(Self::Returned),
            Letter::ReportAccepted => part.map(Self::Accepted),
            _ => None,
        }
    }

    fn sheet(self, about: &About<'_>, head: Head) -> Sheet {
        match self {
            Self::Agreement => about.agreement(head),
            Self::Certificate => about.certificate(head),
            Self::Closing => about.closing(head),
            Self::Termination => about.termination(head),
            Self::HandOver => about.hand_over(head),
            Self::Refused(part) => about.refused(head, part),
            Self::Received(part) => about.received(head, part),
            Self::Returned(part) => about.returned(head, part),
            Self::Accepted(part) => about.accepted(head, part),
        }
    }
}

struct About<'a> {
    grant: &'a Grant,
    now: OffsetDateTime,
    agency: String,
    /// What was kept of the step.
    payload: &'a Value,
    /// Who takes it.
    hand: Hand,
}

impl About<'_> {
    /// Whoever signs, and for whom when it is a step of that duty and a mandate stands behind it.
    fn signer(&self, position: &str, duty: Duty) -> Signer {
        let hand = if self.hand.duty == duty { self.hand } else { Hand { on_behalf_of: None, ..self.hand } };
        Signer::of(position, &hand)
    }

    fn file(&self) -> File {
        file(&self.grant.dossier)
    }

    fn today(&self) -> Date {
        day_at(self.now, self.grant.dossier.call.terms.zone.utc_offset())
    }

    fn giver(&self) -> Party {
        Party { person: unnamed("Pimpinan instansi"), body: self.agency.clone(), address: String::new() }
    }

    fn receiver(&self) -> Party {
        Party {
            person: unnamed("Ketua"),
            body: self.grant.dossier.applicant(),
            address: self.grant.dossier.place.clone(),
        }
    }

    fn agreement(&self, head: Head) -> Sheet {
        let Self { grant, payload, .. } = self;
        let file = self.file();
        let report_by = kept_day(payload).or(grant.terms.report_by).unwrap_or_else(|| self.today());
        let form = if grant.is_paid_in_money() { Form::Money } else { Form::Goods };
        let amounts = divide(grant.terms.awarded, &grant.dossier.call.parameters.tranches);
        let instalment = |(number, amount): (usize, Rupiah)| Instalment {
            amount,
            form,
            when: if number == 1 {
                "Sesudah perjanjian ini ditandatangani".to_owned()
            } else {
                format!("Sesudah laporan tahap {} diterima", number - 1)
            },
            report_by,
        };
        let mut forms: Vec<_> = Vec::new();
        for line in &grant.terms.lines {
            if !forms.contains(&line.form) {
                forms.push(line.form);
            }
        }
        let agreement = Agreement {
            body_number: OfficialNumber::parse(&grant.terms.body_number).unwrap_or_default(),
            award: grant.code.clone(),
            call: file.call.clone(),
            fiscal_year: file.fiscal_year,
            kind: FundingKind::parse(&grant.dossier.call.row.kind).unwrap_or(FundingKind::Grant),
            giver: self.giver(),
            receiver: self.receiver(),
            decision: Paper { number: grant.terms.decision.0.clone(), day: grant.terms.decision.1 },
            purpose: grant.dossier.call.row.purpose.clone(),
            aid: Aid::Given { amount: grant.terms.awarded, forms },
            lines: grant.terms.lines.clone(),
            instalments: (1..).zip(amounts).map(instalment).collect(),
            duties: Vec::new(),
            stamp_duty: true,
            head,
        };
        agreement.sheet()
    }

    fn certificate(&self, head: Head) -> Sheet {
        let file = self.file();
        let certificate = Certificate {
            head,
            name: file.applicant,
            rank: String::new(),
            call: file.call,
            fiscal_year: file.fiscal_year,
            signer: unnamed("Pimpinan instansi"),
        };
        certificate.sheet()
    }

    fn closing(&self, head: Head) -> Sheet {
        let reports = 0..self.grant.reports.len();
        let spent = reports.map(|at| account::spent(&self.grant.account_lines(at)).0).sum();
        let award = self.grant.balance.award;
        let sums = Sums { given: Rupiah(award.given()), spent: Rupiah(spent), returned: Rupiah(award.refunded) };
        let (file, award) = (self.file(), self.grant.code.clone());
        Closing { head, file, award, sums, signer: self.signer("Pimpinan instansi", Duty::Decider) }.sheet()
    }

    fn termination(&self, head: Head) -> Sheet {
        let letter = Termination {
            head,
            file: self.file(),
            award: self.grant.code.clone(),
            reason: self.payload["text"].as_str().unwrap_or_default().to_owned(),
            hearing: Hearing {
                day: kept_day(self.payload).unwrap_or_else(|| self.today()),
                note: hearing(self.payload).to_owned(),
            },
            recover: kept_amount(self.payload),
            signer: self.signer("Pimpinan instansi", Duty::Decider),
        };
        letter.sheet()
    }

    fn refused(&self, head: Head, (tranche, ..): Part<'_>) -> Sheet {
        let text = self.payload["text"].as_str().unwrap_or_default().to_owned();
        let letter = TrancheRefused {
            head,
            file: self.file(),
            award: self.grant.code.clone(),
            instalment: (tranche.number, u8::try_from(self.grant.tranches.len()).unwrap_or(u8::MAX)),
            asked: tranche.requested,
            grounds: Grounds { reasons: codes(self.payload), text },
            signer: self.signer("Petugas pencairan", Duty::Disburser),
        };
        letter.sheet()
    }

    fn hand_over(&self, head: Head) -> Sheet {
        let names = goods(self.payload);
        let value = kept_amount(self.payload);
        // What all are worth was typed as one sum; it stands beside the first.
        let good = |(at, name): (usize, String)| Good {
            name,
            quantity: 1_000,
            unit: "paket".to_owned(),
            condition: "Baik".to_owned(),
            value: if at == 0 { value } else { Rupiah(0) },
        };
        let note = HandOverNote {
            head,
            award: self.grant.code.clone(),
            agreement: self.grant.terms.agreement_number.clone(),
            handed_over: kept_day(self.payload).unwrap_or_else(|| self.today()),
            place: self.grant.dossier.place.clone(),
            giver: self.giver(),
            receiver: self.receiver(),
            goods: names.into_iter().enumerate().map(good).collect(),
        };
        note.sheet()
    }

    fn report(&self, (tranche, report, ..): Part<'_>) -> Report {
        Report { code: report.code.clone(), award: self.grant.code.clone(), instalment: tranche.number }
    }

    fn sums(&self, (tranche, _, at, _): Part<'_>) -> Sums {
        let spent = account::spent(&self.grant.account_lines(at));
        Sums { given: tranche.given, spent, returned: self.grant.refund(at) }
    }

    fn received(&self, head: Head, part: Part<'_>) -> Sheet {
        let zone = self.grant.dossier.call.terms.zone;
        let letter = ReportReceipt {
            head,
            file: self.file(),
            report: self.report(part),
            version: u32::try_from(part.3).unwrap_or(1),
            hash: self.grant.report_mark(part.2),
            sums: self.sums(part),
            received: When { at: self.now, zone },
        };
        letter.sheet()
    }

    fn returned(&self, head: Head, part: Part<'_>) -> Sheet {
        let zone = self.grant.dossier.call.terms.zone;
        let name = |number: u16| {
            let line = self.grant.terms.lines.iter().find(|line| line.number == number);
            line.map(|line| line.description.clone()).unwrap_or_default()
        };
        let text = self.payload["text"].as_str().unwrap_or_default();
        let lacking = returned(self.payload).into_iter();
        let missing = account::without_receipts(&self.grant.account_lines(part.2)).into_iter();
        let letter = ReportReturned {
            head,
            file: self.file(),
            report: self.report(part),
            lacking: lacking.map(|(number, reason)| Lacking::line(number, &name(number), reason, text)).collect(),
            without_receipts: missing
                .filter(|(_, left)| *left > 0)
                .map(|(number, left)| (number, name(number), Rupiah(left)))
                .collect(),
            due: When { at: end_of(kept_day(self.payload).unwrap_or_else(|| self.today()), zone.utc_offset()), zone },
            signer: self.signer("Petugas pemeriksa", Duty::Verifier),
        };
        letter.sheet()
    }

    fn accepted(&self, head: Head, part: Part<'_>) -> Sheet {
        let letter = ReportAccepted {
            head,
            file: self.file(),
            report: self.report(part),
            sums: self.sums(part),
            signer: self.signer("Ketua pembukaan usulan", Duty::Lead),
        };
        letter.sheet()
    }
}
