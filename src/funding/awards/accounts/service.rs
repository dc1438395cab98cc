//! A group writes its report, one line of the budget at a time, from a phone: what was spent, receipts with a photo, and
//! what becomes of the rest. Sums are made here. And the other files of an award.
use entity::registry::grants::{award_file, grant_report, report_line, report_receipt};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    prelude::TimeUnixTimestampMillis, sea_query::OnConflict,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::super::{
    acts::service::{Taken, apply},
    desk::service::Side,
    model::{FileKind, Grant, RestKind, Step},
    service::{locked, of_code},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        machine::{Duty, Hand, Refusal},
        papers::service::Given,
        proposals::{acts::service::refused, policy::MayWriteProposals},
        reports::workflow::Event,
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{
        attachments::{self, Accepted, Media},
        db, ids,
        money::Rupiah,
        work_days::day_at,
    },
};

/// Letters of a note or of the name of a shop.
const LONGEST: usize = 300;
/// Letters of what was done and reached.
const LONGEST_TOLD: usize = 3_000;
/// Receipts of one report.
const MOST_RECEIPTS: usize = 200;
/// Files of one award beside its receipts.
const MOST_FILES: usize = 20;
/// The field with the file.
const FILE: &str = "berkas";

/// A receipt as it was typed.
#[derive(Clone, Debug)]
pub struct NewReceipt {
    pub day: Date,
    pub shop: String,
    pub amount: Rupiah,
}

/// Keeps what was spent on a line, and why it differs from the plan.
///
/// # Errors
/// The report is not open; [`Error::Conflict`] when somebody else changed it since it was read.
pub async fn save_line(
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (code, report, line): (&str, &str, u16),
    version: i32,
    (spent, note): (Rupiah, &str),
) -> Result<()> {
    guard(app, &[("catatan", note, LONGEST)]).await?;
    let transaction = db::begin(&app.db).await?;
    let (grant, at) = own(&transaction, app, permit, code, report).await?;
    edit(&transaction, app, permit, (&grant, at), version).await?;
    has_line(&grant, line)?;
    let row = report_line::ActiveModel {
        report_id: Set(grant.reports[at].id),
        number: Set(i32::from(line)),
        spent_idr: Set(spent.0),
        note: Set(note.to_owned()),
    };
    let replace = OnConflict::columns([report_line::Column::ReportId, report_line::Column::Number])
        .update_columns([report_line::Column::SpentIdr, report_line::Column::Note])
        .to_owned();
    report_line::Entity::insert(row).on_conflict(replace).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Adds a receipt with its photo, encoded anew.
pub async fn add_receipt(
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (code, report, line): (&str, &str, u16),
    new: NewReceipt,
    file: (&str, Vec<u8>),
) -> Result<()> {
    guard(app, &[("toko", &new.shop, LONGEST)]).await?;
    if new.shop.is_empty() {
        return Err(Invalid::one("toko", "report-fault-shop").into());
    }
    let (accepted, stored) = take_file(app, file).await?;
    let transaction = db::begin(&app.db).await?;
    let (grant, at) = own(&transaction, app, permit, code, report).await?;
    has_line(&grant, line)?;
    let known = &grant.reports[at];
    if known.receipts.len() >= MOST_RECEIPTS {
        return Err(Invalid::one(FILE, "report-fault-receipts").into());
    }
    let now = app.clock.now();
    if new.day > day_at(now, grant.dossier.call.terms.zone.utc_offset()) {
        return Err(Invalid::one("tanggal", "report-fault-future").into());
    }
    edit(&transaction, app, permit, (&grant, at), known.version).await?;
    let row = report_receipt::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_document_code()),
        report_id: Set(known.id),
        line: Set(i32::from(line)),
        day: Set(new.day),
        shop: Set(new.shop),
        amount_idr: Set(new.amount.0),
        media: Set(accepted.media.as_str().to_owned()),
        stored: Set(stored),
        added_at: Set(TimeUnixTimestampMillis(now)),
        added_by: Set(permit.actor()),
    };
    report_receipt::Entity::insert(row).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a receipt away. Its photo stays among the files when a version that was sent names it.
pub async fn remove_receipt(
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (code, report): (&str, &str),
    receipt: &str,
) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    let (grant, at) = own(&transaction, app, permit, code, report).await?;
    let known = &grant.reports[at];
    edit(&transaction, app, permit, (&grant, at), known.version).await?;
    report_receipt::Entity::delete_many()
        .filter(report_receipt::Column::ReportId.eq(known.id))
        .filter(report_receipt::Column::PublicCode.eq(receipt))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// Keeps what was done and reached, and what becomes of the rest.
pub async fn save_rest(
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (code, report): (&str, &str),
    version: i32,
    told: &str,
    rest: Option<(RestKind, String, Option<Date>)>,
) -> Result<()> {
    guard(app, &[("uraian", told, LONGEST_TOLD)]).await?;
    if let Some((RestKind::Returned, number, day)) = &rest
        && (number.is_empty() || number.chars().count() > LONGEST || day.is_none())
    {
        return Err(Invalid::one("nomor", "report-fault-proof").into());
    }
    let transaction = db::begin(&app.db).await?;
    let (grant, at) = own(&transaction, app, permit, code, report).await?;
    if rest.as_ref().is_some_and(|(kind, ..)| *kind == RestKind::Returned) && !grant.has_file(FileKind::Refund) {
        return Err(Invalid::one("sisa", "report-fault-proof-file").into());
    }
    edit(&transaction, app, permit, (&grant, at), version).await?;
    let (kind, number, day) = match rest {
        None => (None, String::new(), None),
        Some((kind, number, day)) => (Some(kind.as_str().to_owned()), number, day),
    };
    let row = grant_report::ActiveModel {
        told: Set(told.to_owned()),
        rest: Set(kind),
        rest_number: Set(number),
        rest_day: Set(day),
        ..Default::default()
    };
    let own = grant_report::Entity::update_many().set(row);
    own.filter(grant_report::Column::Id.eq(grant.reports[at].id)).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// Adds a signed agreement, a photo of goods or a proof of return.
pub async fn add_file(app: &App, side: Side<'_>, code: &str, kind: FileKind, file: (&str, Vec<u8>)) -> Result<()> {
    let grant = of_code(&app.db, code).await?;
    let duties = side.duties(&app.db, app, &grant).await?;
    let wanted: &[Duty] = match kind {
        FileKind::Agreement | FileKind::Refund => &[Duty::Chair, Duty::Treasurer, Duty::Writer],
        FileKind::HandOver => &[Duty::Disburser],
    };
    if !wanted.iter().any(|duty| duties.contains(duty)) {
        return Err(refused(Refusal::NotYourDuty));
    }
    if grant.state.is_end() || grant.files.len() >= MOST_FILES {
        return Err(refused(Refusal::NotThisState));
    }
    let (accepted, stored) = take_file(app, file).await?;
    let row = award_file::ActiveModel {
        id: Set(ids::new_id()),
        public_code: Set(ids::new_document_code()),
        award_id: Set(grant.id),
        kind: Set(kind.as_str().to_owned()),
        // What a phone called it may say too much, and nobody needs it.
        name: Set(kind.as_str().to_owned()),
        media: Set(accepted.media.as_str().to_owned()),
        size_bytes: Set(i32::try_from(accepted.bytes.len()).unwrap_or(i32::MAX)),
        stored: Set(stored),
        added_at: Set(TimeUnixTimestampMillis(app.clock.now())),
        added_by: Set(side.person()),
    };
    award_file::Entity::insert(row).exec_without_returning(&app.db).await?;
    Ok(())
}

/// A file or a receipt of an award, for whoever may see it. Its name is its code: what a phone called it is nobody's
/// business.
pub async fn give(app: &App, side: Side<'_>, code: &str, file: &str) -> Result<Given> {
    let grant = of_code(&app.db, code).await?;
    side.duties(&app.db, app, &grant).await?;
    let own = award_file::Entity::find()
        .filter(award_file::Column::AwardId.eq(grant.id))
        .filter(award_file::Column::PublicCode.eq(file))
        .one(&app.db)
        .await?;
    let (stored, media) = match own {
        Some(row) => (row.stored, row.media),
        None => receipt(&app.db, &grant, file).await?,
    };
    let media = Media::of(&media)?;
    let end = if media == Media::Jpeg { "jpg" } else { media.as_str() };
    let bytes = Zeroizing::new(app.papers.get(&stored).await?);
    Ok(Given { name: format!("{}.{end}", ids::shown_document_code(file)), media, bytes })
}

async fn receipt(db: &impl ConnectionTrait, grant: &Grant, code: &str) -> Result<(String, String)> {
    let reports: Vec<Uuid> = grant.reports.iter().map(|report| report.id).collect();
    let row = report_receipt::Entity::find()
        .filter(report_receipt::Column::ReportId.is_in(reports))
        .filter(report_receipt::Column::PublicCode.eq(code))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((row.stored, row.media))
}

/// A report of the group by the codes of award and report, locked, with its place.
async fn own(
    db: &DatabaseTransaction,
    app: &App,
    permit: &Permit<MayWriteProposals>,
    code: &str,
    report: &str,
) -> Result<(Grant, usize)> {
    let id = of_code(db, code).await?.id;
    let grant = locked(db, id).await?;
    Side::Group(permit).duties(db, app, &grant).await?;
    let at = grant.reports.iter().position(|known| known.code == report).ok_or(Error::NotFound)?;
    Ok((grant, at))
}

/// Row R2: what changes has to be signed anew.
async fn edit(
    db: &DatabaseTransaction,
    app: &App,
    permit: &Permit<MayWriteProposals>,
    (grant, at): (&Grant, usize),
    version: i32,
) -> Result<()> {
    let duties = Side::Group(permit).duties(db, app, grant).await?;
    let duty = duties.first().copied().ok_or(Error::NotFound)?;
    if grant.tranches.get(at).is_none_or(|tranche| tranche.given.0 == 0) {
        return Err(refused(Refusal::NotThisState));
    }
    let step = Step::Report(at, Event::Edit { version: i64::from(version) });
    let hand = Hand { account: permit.actor(), duty, on_behalf_of: None };
    apply(db, app, grant, Taken { step: &step, hand, payload: &json!({}), seen: None }).await?;
    Ok(())
}

fn has_line(grant: &Grant, line: u16) -> Result<()> {
    let known = grant.terms.lines.iter().any(|known| known.number == line);
    if known { Ok(()) } else { Err(Error::NotFound) }
}

async fn guard(app: &App, texts: &[(&'static str, &str, usize)]) -> Result<()> {
    let mut faults = Invalid::default();
    for (field, text, longest) in texts {
        if text.chars().count() > *longest {
            faults.0.push((field, "award-fault-long"));
        }
    }
    let texts: Vec<(&'static str, &str)> = texts.iter().map(|(field, text, _)| (*field, *text)).collect();
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()?;
    Ok(())
}

/// Looks at a file and puts it where files lie, under the mark of its bytes.
pub(in crate::funding) async fn take_file(app: &App, (name, bytes): (&str, Vec<u8>)) -> Result<(Accepted, String)> {
    let fault = |key| Error::from(Invalid::one(FILE, key));
    if bytes.is_empty() {
        return Err(fault("attached-fault-none"));
    }
    let accepted = attachments::receive(name.to_owned(), bytes).await?.map_err(|refusal| fault(refusal.key()))?;
    let stored = format!("open-{}", data_encoding::HEXLOWER.encode(&Sha256::digest(&accepted.bytes)));
    app.papers.put_new(&stored, accepted.bytes.clone()).await?;
    Ok((accepted, stored))
}
