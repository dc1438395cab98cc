//! Issues letters. What is kept is the sheet with all its words; the file is made from it when it is asked for, and
//! always comes out the same.
use entity::{public::agency, registry::grants::funding_document};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use serde_json::Value;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::service::{Known, office},
        letters::{
            parts::{Agency, Head, OfficialNumber},
            sheet::{Check, Sheet},
            template,
        },
        machine::Letter,
        office::service::AgencyKind,
        record::Object,
        register::release::government,
        versions::canonical,
    },
    platform::{ids, work_days::day_at},
    regions,
};

/// Letters of one object that are listed.
const MOST: u64 = 100;
/// Digits of the mark of a letter that are shown.
const SHOWN: usize = 16;

/// A letter in a list.
#[derive(Clone, Debug)]
pub struct Issued {
    pub code: String,
    pub letter: Letter,
    pub number: String,
    pub at: OffsetDateTime,
    pub revoked: bool,
}

/// What anybody with the code of a letter may know of it.
#[derive(Clone, Debug)]
pub struct Verified {
    pub code: String,
    pub number: String,
    pub agency: String,
    pub at: OffsetDateTime,
    pub revoked: bool,
    pub mark: String,
}

/// A letter to issue.
#[derive(Debug)]
pub struct New<'a, Write> {
    pub object: (Object, Uuid),
    pub call: &'a Known,
    pub letter: Letter,
    pub number: OfficialNumber,
    /// Whether the group reads it; else it stays in the office.
    pub for_group: bool,
    /// Makes the sheet below a head.
    pub write: Write,
}

/// Issues a letter, in the transaction of the step it belongs to. Gives its code.
///
/// # Errors
/// An internal one when the letter holds words that may stand in no letter; a conflict when its number is taken.
pub async fn issue<Write: FnOnce(Head) -> Sheet>(
    db: &impl ConnectionTrait,
    app: &App,
    new: New<'_, Write>,
) -> Result<String> {
    let now = app.clock.now();
    let office = office(db, &new.call.row).await?;
    let code = ids::new_document_code();
    let number = new.number.shown();
    let day = day_at(now, new.call.terms.zone.utc_offset());
    let sheet = (new.write)(head(&office, &code, new.number, day)?);
    if !sheet.blocked().is_empty() {
        return Err(anyhow::anyhow!("the letter {} holds words that may stand in none", new.letter.as_str()).into());
    }
    let address = format!("{}/periksa/{code}", app.settings.base_url);
    let check = Check { code: &code, address: &address };
    let row = funding_document::ActiveModel {
        id: Set(ids::new_id()),
        object: Set(new.object.0.as_str().to_owned()),
        object_id: Set(new.object.1),
        agency_id: Set(office.id),
        letter: Set(new.letter.as_str().to_owned()),
        official_number: Set(if number == EMPTY { String::new() } else { number }),
        mark: Set(sheet.hash().hex()),
        data: Set(canonical(&sheet.data(Some(check)))),
        public_code: Set(code.clone()),
        for_group: Set(new.for_group),
        issued_at: Set(TimeUnixTimestampMillis(now)),
        revoked_at: Set(None),
    };
    funding_document::Entity::insert(row).exec_without_returning(db).await?;
    Ok(code)
}

/// How an empty number is written.
const EMPTY: &str = "–";

/// What a letter of an office begins with.
pub fn head(office: &agency::Model, code: &str, number: OfficialNumber, day: Date) -> Result<Head> {
    let of_government = !matches!(AgencyKind::of(&office.kind)?, AgencyKind::CraftCouncil | AgencyKind::Foundation);
    let place = regions::name(&office.region_code);
    let bare = ["Kota ", "Kabupaten ", "Kab. "].iter().find_map(|kind| place.strip_prefix(kind));
    let agency = Agency {
        government: if of_government { government(&office.region_code).unwrap_or_default() } else { String::new() },
        name: office.name.clone(),
        lines: Vec::new(),
        place: bare.unwrap_or(&place).to_owned(),
    };
    Ok(Head { agency, number, code: code.to_owned(), day })
}

/// Whether a letter of an agency that stands has this number. An empty one is nobody's.
pub async fn is_taken(db: &impl ConnectionTrait, agency: Uuid, number: &str) -> Result<bool> {
    let held = funding_document::Entity::find()
        .filter(funding_document::Column::AgencyId.eq(agency))
        .filter(funding_document::Column::OfficialNumber.eq(number))
        .filter(funding_document::Column::RevokedAt.is_null());
    Ok(!number.is_empty() && held.one(db).await?.is_some())
}

/// Letters about an object that its group reads, the newest first.
pub async fn for_group(db: &impl ConnectionTrait, object: Uuid) -> Result<Vec<Issued>> {
    let rows = funding_document::Entity::find()
        .filter(funding_document::Column::ObjectId.eq(object))
        .filter(funding_document::Column::ForGroup.eq(true))
        .order_by_desc(funding_document::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    rows.into_iter().map(issued).collect()
}

fn issued(row: funding_document::Model) -> Result<Issued> {
    Ok(Issued {
        code: row.public_code,
        letter: Letter::of(&row.letter)?,
        number: row.official_number,
        at: row.issued_at.0,
        revoked: row.revoked_at.is_some(),
    })
}

/// The file of a letter about an object that its group reads, with its name.
pub async fn print_for_group(app: &App, object: Uuid, code: &str) -> Result<(Vec<u8>, String)> {
    let row = funding_document::Entity::find()
        .filter(funding_document::Column::ObjectId.eq(object))
        .filter(funding_document::Column::PublicCode.eq(code))
        .filter(funding_document::Column::ForGroup.eq(true))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let data: Value = serde_json::from_str(&row.data)?;
    let file = app.typesetter.typeset(template(Letter::of(&row.letter)?), &data).await?;
    Ok((file, ids::shown_document_code(&row.public_code)))
}

/// What anybody may know of a letter whose code stands before them.
pub async fn verify(app: &App, code: &str) -> Result<Verified> {
    let found = funding_document::Entity::find()
        .filter(funding_document::Column::PublicCode.eq(code))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let office = agency::Entity::find_by_id(found.agency_id).one(&app.db).await?.ok_or(Error::NotFound)?;
    Ok(Verified {
        code: found.public_code,
        number: found.official_number,
        agency: office.name,
        at: found.issued_at.0,
        revoked: found.revoked_at.is_some(),
        mark: found.mark.chars().take(SHOWN).collect(),
    })
}
