//! An award of goods on its way: agreed, handed over, and its report half written. It is made through the machine and
//! the ledger as people make one, on the days it happened. Everything in it is invented.
use std::io::Cursor;

use entity::registry::grants::{
    award_file, award_plan, funding_event, proposal, proposal_section, report_line, report_receipt,
};
use image::{ImageFormat, Rgb, RgbImage};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    prelude::TimeUnixTimestampMillis,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    on,
    people::ACCOUNTS,
    proposals::PROPOSALS,
    world::{FUNDING, GOODS},
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        awards::{
            acts::{
                model::Act,
                service::{Taken, apply, sign},
            },
            model::FileKind,
            service::{Offer, locked, offer},
        },
        budget::{Form, Line},
        machine::{Duty, Hand},
        record::{Object, countersigns},
    },
    platform::{db, money::Rupiah},
};

/// Enterprise and call.
const KEY: (&str, &str) = ("E01", "K03");
const AWARDED: Rupiah = Rupiah(11_500_000);

/// What happened to the proposal: event, state it came to, who did it as what, days ago.
const PAST: [(&str, &str, &str, Duty, i64); 8] = [
    ("start", "draft", "Rahma", Duty::Chair, 70),
    ("submit", "submitted", "Rahma", Duty::Chair, 62),
    ("claim", "admin_check", "Nirmala", Duty::Verifier, 60),
    ("complete", "field_visit", "Nirmala", Duty::Verifier, 52),
    ("record", "in_review", "Nirmala", Duty::Verifier, 46),
    ("close_review", "scored", "Tono", Duty::Lead, 36),
    ("recommend", "recommended", "Nirmala", Duty::Verifier, 28),
    ("approve", "approved", "Wulan", Duty::Decider, 24),
];

/// Sections of the proposal with their fields.
const SECTIONS: [(&str, &[(&str, &str)]); 3] = [
    ("identitas", &[("pengaju", "Koperasi Purun Lestari (contoh)"), ("alamat_badan", "Jalan Contoh 4")]),
    (
        "latar-belakang",
        &[
            ("kegiatan_usaha", "Membuat tas dan tikar dari purun, dijual di gerai dan lewat pesanan."),
            ("latar_belakang", "Anyaman masih ditekan dengan tangan, jadi pesanan besar terlambat."),
        ],
    ),
    ("tujuan", &[("tujuan", "Menaikkan hasil dari 40 menjadi 70 tas sebulan.")]),
];

/// Writes the proposal that was approved, and carries its award as far as it has come.
pub async fn write(app: &App) -> Result<()> {
    let transaction = db::begin(&app.db).await?;
    propose(&transaction, app.clock.now()).await?;
    let decided = at(app, 24);
    let new = Offer {
        proposal: PROPOSALS.id(&key()),
        lines: &[line(1, "Alat pres purun", (2, 4_500_000), 500_000), line(2, "Mesin jahit kulit", (1, 3_000_000), 0)],
        awarded: AWARDED,
        recommended: AWARDED,
        decision: ("900.2/117/Kop (contoh)", decided.clock.now().date()),
    };
    let award = offer(&transaction, &decided, new).await?;
    for (days, name, duty, act, payload) in way(app.clock.now().date()) {
        walk(&transaction, &at(app, days), award, (name, duty), act, &payload).await?;
    }
    begin_report(&transaction, &at(app, 1), award).await?;
    transaction.commit().await?;
    Ok(())
}

/// The node as it was some days ago.
fn at(app: &App, days: i64) -> App {
    on(app, app.clock.now() - Duration::days(days))
}

/// Days ago, who, as what, what they did, and what they wrote.
fn way(today: Date) -> Vec<(i64, &'static str, Duty, Act, Value)> {
    let nothing = || json!({});
    let agreement = json!({ "number": "503/88/Kop (contoh)", "day": (today + Duration::days(21)).to_string() });
    let note = json!({
        "number": "BAST/14 (contoh)",
        "day": (today - Duration::days(6)).to_string(),
        "amount": AWARDED.0,
        "goods": ["Alat pres purun, 2 unit", "Mesin jahit kulit, 1 unit"],
    });
    vec![
        (22, "Rahma", Duty::Chair, Act::Accept, nothing()),
        (21, "Rahma", Duty::Chair, Act::SignBudget, nothing()),
        (20, "Salim", Duty::Treasurer, Act::SignBudget, nothing()),
        (17, "Tono", Duty::Lead, Act::Draft, agreement),
        (15, "Rahma", Duty::Chair, Act::SignAgreement, json!({ "number": "12/KPL (contoh)", "pact": true })),
        (13, "Wulan", Duty::Decider, Act::SignAgreement, nothing()),
        (12, "Rahma", Duty::Chair, Act::Request, nothing()),
        (10, "Nirmala", Duty::Verifier, Act::Verify, nothing()),
        (8, "Wulan", Duty::Decider, Act::Approve, nothing()),
        (6, "Agus", Duty::Disburser, Act::HandOver, note),
        (5, "Rahma", Duty::Chair, Act::HandOver, nothing()),
    ]
}

fn key() -> String {
    format!("{} {}", KEY.0, KEY.1)
}

fn line(number: u16, description: &str, (pieces, price): (i64, i64), cut: i64) -> Line {
    Line {
        number,
        activity: "Pengadaan alat".to_owned(),
        description: description.to_owned(),
        form: Form::Goods,
        quantity: pieces * 1_000,
        unit: "unit".to_owned(),
        unit_price: Rupiah(price),
        quotes: 3,
        cut: Rupiah(cut),
    }
}

async fn propose(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    let ago = |days: i64| TimeUnixTimestampMillis(now - Duration::days(days));
    let id = PROPOSALS.id(&key());
    let row = proposal::ActiveModel {
        id: Set(id),
        public_code: Set(PROPOSALS.document_code(&key())),
        call_id: Set(FUNDING.id(KEY.1)),
        enterprise_id: Set(GOODS.id(KEY.0)),
        state: Set("approved".to_owned()),
        door: Set(Some("cooperative".to_owned())),
        publication_read: Set(true),
        opened_at: Set(ago(70)),
        submitted_at: Set(Some(ago(62))),
        ended_at: Set(Some(ago(24))),
        asked_idr: Set(Some(12_000_000)),
        row_version: Set(9),
    };
    proposal::Entity::insert(row).exec_without_returning(db).await?;
    for (section, fields) in SECTIONS {
        let content: serde_json::Map<String, Value> =
            fields.iter().map(|(name, text)| ((*name).to_owned(), json!(text))).collect();
        let row = proposal_section::ActiveModel {
            proposal_id: Set(id),
            section: Set(section.to_owned()),
            content: Set(Value::Object(content).to_string()),
            row_version: Set(1),
            changed_at: Set(ago(64)),
            changed_by: Set(account("Nur")?),
        };
        proposal_section::Entity::insert(row).exec_without_returning(db).await?;
    }
    let mut from = None;
    for (number, (event, to, name, duty, days)) in (1..).zip(PAST) {
        let row = funding_event::ActiveModel {
            object: Set(Object::Proposal.as_str().to_owned()),
            object_id: Set(id),
            number: Set(number),
            event: Set(event.to_owned()),
            from_state: Set(from.replace(to).map(str::to_owned)),
            to_state: Set(to.to_owned()),
            person_id: Set(Some(account(name)?)),
            duty: Set(duty.as_str().to_owned()),
            on_behalf_of: Set(None),
            payload: Set("{}".to_owned()),
            at: Set(ago(days)),
        };
        funding_event::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

/// One step on the award, with what has to be there before it.
async fn walk(
    db: &DatabaseTransaction,
    app: &App,
    award: Uuid,
    (name, duty): (&str, Duty),
    act: Act,
    payload: &Value,
) -> Result<()> {
    let now = app.clock.now();
    let hand = Hand { account: account(name)?, duty, on_behalf_of: None };
    match (act, duty) {
        (Act::SignAgreement, Duty::Chair) => hang(db, app, (award, FileKind::Agreement), hand.account).await?,
        (Act::HandOver, Duty::Disburser) => hang(db, app, (award, FileKind::HandOver), hand.account).await?,
        (Act::SignAgreement, _) => {
            let row =
                award_plan::ActiveModel { agency_reference: Set("TTE-991 (contoh)".to_owned()), ..Default::default() };
            let own = award_plan::Entity::update_many().set(row);
            own.filter(award_plan::Column::AwardId.eq(award)).exec(db).await?;
        }
        _ => {}
    }
    let grant = locked(db, award).await?;
    if act == Act::SignBudget {
        return sign(db, (Object::Award, award), hand, grant.budget_mark(), now).await;
    }
    // The second of two persons does what the first one agreed to.
    let probe = act.step(0, &json!({ "day": "2000-01-01" }), &grant).ok_or(Error::NotFound)?;
    let (object, id, _) = grant.object(&probe).ok_or(Error::NotFound)?;
    let waiting = countersigns::find(db, (object, id), probe.word()).await?;
    let agreed = waiting.map(|waiting| waiting.payload);
    let is_second = agreed.is_some();
    let payload = agreed.unwrap_or_else(|| payload.clone());
    let step = act.step(0, &payload, &grant).ok_or(Error::NotFound)?;
    if matches!(act, Act::SignAgreement | Act::HandOver) && !is_second {
        return countersigns::put(db, (object, id), step.word(), hand, &payload, now).await;
    }
    let seen = is_second.then(|| countersigns::mark(&payload));
    apply(db, app, &grant, Taken { step: &step, hand, payload: &payload, seen }).await
}

/// A photo of a paper on which nothing stands.
async fn hang(db: &impl ConnectionTrait, app: &App, (award, kind): (Uuid, FileKind), person: Uuid) -> Result<()> {
    let (stored, size) = paper(app).await?;
    let key = format!("{} {}", key(), kind.as_str());
    let row = award_file::ActiveModel {
        id: Set(PROPOSALS.id(&key)),
        public_code: Set(PROPOSALS.document_code(&key)),
        award_id: Set(award),
        kind: Set(kind.as_str().to_owned()),
        name: Set(kind.as_str().to_owned()),
        media: Set("jpeg".to_owned()),
        size_bytes: Set(i32::try_from(size).unwrap_or(i32::MAX)),
        stored: Set(stored),
        added_at: Set(TimeUnixTimestampMillis(app.clock.now())),
        added_by: Set(person),
    };
    award_file::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn paper(app: &App) -> Result<(String, usize)> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(600, 840, Rgb([250, 248, 240]))
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .map_err(anyhow::Error::from)?;
    let bytes = bytes.into_inner();
    let stored = format!("open-{}", data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)));
    let size = bytes.len();
    app.papers.put(&stored, bytes).await?;
    Ok((stored, size))
}

/// The first line of the report with its receipt; the second one is still to be written.
async fn begin_report(db: &DatabaseTransaction, app: &App, award: Uuid) -> Result<()> {
    let grant = locked(db, award).await?;
    let report = grant.reports.first().ok_or(Error::NotFound)?.id;
    let spent = Rupiah(8_500_000);
    let row = report_line::ActiveModel {
        report_id: Set(report),
        number: Set(1),
        spent_idr: Set(spent.0),
        note: Set(String::new()),
    };
    report_line::Entity::insert(row).exec_without_returning(db).await?;
    let (stored, _) = paper(app).await?;
    let key = format!("{} receipt", key());
    let row = report_receipt::ActiveModel {
        id: Set(PROPOSALS.id(&key)),
        public_code: Set(PROPOSALS.document_code(&key)),
        report_id: Set(report),
        line: Set(1),
        day: Set(app.clock.now().date() - Duration::days(4)),
        shop: Set("Toko Alat Jaya (contoh)".to_owned()),
        amount_idr: Set(spent.0),
        media: Set("jpeg".to_owned()),
        stored: Set(stored),
        added_at: Set(TimeUnixTimestampMillis(app.clock.now())),
        added_by: Set(account("Nur")?),
    };
    report_receipt::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn account(name: &str) -> Result<Uuid> {
    ACCOUNTS.iter().find(|account| account.name == name).map(super::people::Account::id).ok_or(Error::NotFound)
}
