//! Consents: one tick for one purpose, in the words of one version, each withdrawn by itself. A withdrawal counts from
//! the next request on.
use entity::registry::ops::consent;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::Expr,
};
use time::OffsetDateTime;
use uuid::Uuid;

use super::service::change;
use crate::{
    app::App,
    error::{Error, Result},
    identity::{access::Permit, policy::MayUseOwnAccount, rooms::stamp},
    platform::{
        i18n::{self, Lang},
        ids,
    },
};

crate::words! {
    /// What a consent is for.
    pub enum Purpose {
        Matching = "matching",
        Notices = "notices",
        Apply = "apply",
        ShareContact = "share_contact",
        PublishName = "publish_name",
        VisitNotes = "visit_notes",
    }
}

impl Purpose {
    /// Purposes a person gives and takes back on the page of own data; the others belong to one application, proposal
    /// or visit and are asked for there.
    pub const GENERAL: [Self; 2] = [Self::Matching, Self::Notices];

    /// The version of the text, counted up with every change of its words.
    pub fn version(self) -> i32 {
        1
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Matching => "consent-matching-title",
            Self::Apply => "consent-apply-title",
            Self::ShareContact => "consent-share-contact-title",
            _ => "consent-notices-title",
        }
    }

    pub fn text(self) -> &'static str {
        match self {
            Self::Matching => "consent-matching-text",
            Self::Apply => "consent-apply-text",
            Self::ShareContact => "consent-share-contact-text",
            _ => "consent-notices-text",
        }
    }

    /// Of the Indonesian words, which are the ones that bind.
    pub fn hash(self) -> String {
        ids::digest(i18n::text(Lang::Id, self.text(), None).as_bytes(), 32)
    }
}

/// A consent that was given, and perhaps taken back.
#[derive(Clone, Debug)]
pub struct Given {
    pub purpose: Purpose,
    pub version: i32,
    pub text_hash: String,
    pub at: OffsetDateTime,
    pub withdrawn: Option<OffsetDateTime>,
}

impl Given {
    /// It holds, and for the words as they are now.
    pub fn holds(&self) -> bool {
        self.withdrawn.is_none() && self.version == self.purpose.version()
    }
}

/// Every consent of a person, the newest first.
pub async fn list(app: &App, permit: Permit<MayUseOwnAccount>) -> Result<Vec<Given>> {
    let rows = consent::Entity::find()
        .filter(consent::Column::PersonId.eq(permit.object()))
        .order_by_desc(consent::Column::GivenAt)
        .order_by_asc(consent::Column::Id)
        .limit(500)
        .all(&app.db)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Given {
                purpose: Purpose::of(&row.purpose)?,
                version: row.version,
                text_hash: row.text_hash,
                at: row.given_at.0,
                withdrawn: row.withdrawn_at.map(|at| at.0),
            })
        })
        .collect()
}

/// Whether a person agrees to a purpose now, in its present words.
pub async fn holds(db: &impl ConnectionTrait, person: Uuid, purpose: Purpose) -> Result<bool> {
    let row = consent::Entity::find()
        .filter(consent::Column::PersonId.eq(person))
        .filter(consent::Column::Purpose.eq(purpose.as_str()))
        .filter(consent::Column::Version.eq(purpose.version()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// Gives a consent for the words as they are now. Giving it twice is giving it once.
pub async fn give(app: &App, permit: Permit<MayUseOwnAccount>, purpose: Purpose) -> Result<()> {
    if !Purpose::GENERAL.contains(&purpose) {
        return Err(Error::NotFound);
    }
    let person = permit.object();
    change(app, person, "give_consent", async |db| give_in(db, app.clock.now(), person, purpose).await).await
}

/// The same inside a change of something else.
pub async fn give_in(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, purpose: Purpose) -> Result<()> {
    if holds(db, person, purpose).await? {
        return Ok(());
    }
    let row = consent::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person),
        purpose: Set(purpose.as_str().to_owned()),
        object_id: Set(None),
        version: Set(purpose.version()),
        text_hash: Set(purpose.hash()),
        given_at: Set(stamp(now)),
        withdrawn_at: Set(None),
    };
    consent::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Takes a consent back, and ends what rests on it.
pub async fn withdraw(app: &App, permit: Permit<MayUseOwnAccount>, purpose: Purpose) -> Result<()> {
    let person = permit.object();
    change(app, person, "withdraw_consent", async |db| {
        withdraw_in(db, app.clock.now(), person, purpose).await?;
        for holding in app.holdings {
            (holding.withdrawn)(app, db, person, purpose).await?;
        }
        Ok(())
    })
    .await?;
    for holding in app.holdings {
        (holding.settle)(app).await;
    }
    Ok(())
}

/// Takes a consent back inside a change of something else.
pub async fn withdraw_in(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, purpose: Purpose) -> Result<()> {
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Expr::value(stamp(now)))
        .filter(consent::Column::PersonId.eq(person))
        .filter(consent::Column::Purpose.eq(purpose.as_str()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
