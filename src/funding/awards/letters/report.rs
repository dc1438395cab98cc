//! The account of an instalment as a paper: line by line, with its receipts, its sums and what is left. It says what stands
//! there now, and how often it was sent.
use time::Date;

use super::service::unnamed;
use crate::{
    funding::{
        awards::model::{Grant, Receipt as Kept, RestKind},
        letters::{
            parts::{OfficialNumber, Paper, long_day},
            reports::{Receipt, Report, ReportLine, ReportSheet, Rest},
            sheet::Letterhead,
        },
        proposals::letters::service::file,
        reports::account::Line,
    },
    platform::money::Rupiah,
};

/// The account of an instalment, by its place. None for an instalment there is not.
pub fn sheet(grant: &Grant, at: usize, version: i32, today: Date) -> Option<ReportSheet> {
    let (tranche, report) = (grant.tranches.get(at)?, grant.reports.get(at)?);
    let line = |line: Line| {
        let known = grant.terms.lines.iter().find(|known| known.number == line.number);
        ReportLine {
            number: line.number,
            name: known.map(|known| known.description.clone()).unwrap_or_default(),
            planned: line.planned,
            spent: line.spent,
            receipts: report.receipts.iter().filter(|receipt| receipt.line == line.number).count(),
            note: report.typed.get(&line.number).map(|(_, note)| note.clone()).unwrap_or_default(),
        }
    };
    let receipt =
        |kept: &Kept| Receipt { line: kept.line, day: kept.day, what: kept.shop.clone(), amount: kept.amount };
    Some(ReportSheet {
        letterhead: Letterhead { over: String::new(), name: grant.dossier.applicant(), lines: Vec::new() },
        number: OfficialNumber::default(),
        dated: format!("{}, {}", grant.dossier.place, long_day(today)),
        file: file(&grant.dossier),
        report: Report { code: report.code.clone(), award: grant.code.clone(), instalment: tranche.number },
        version: u32::try_from(version).unwrap_or_default(),
        hash: grant.report_mark(at),
        told: report.told.clone(),
        lines: grant.account_lines(at).into_iter().map(line).collect(),
        receipts: report.receipts.iter().map(receipt).collect(),
        given: tranche.given,
        rest: rest(grant, at),
        chair: unnamed("Ketua"),
        treasurer: unnamed("Bendahara"),
    })
}

fn rest(grant: &Grant, at: usize) -> Rest {
    let left = Rupiah(grant.unspent(at).max(0));
    match grant.reports.get(at).and_then(|report| report.rest.as_ref()) {
        Some(rest) if left.0 > 0 => match (rest.kind, rest.day) {
            (RestKind::Returned, Some(day)) => Rest::Returned(left, Paper { number: rest.number.clone(), day }),
            (RestKind::Returned | RestKind::Promised, _) => Rest::Promised(left),
        },
        Some(_) | None => Rest::None,
    }
}
