//! Photos of a product. Files are written before the row that names them, and removed after it.
use entity::public::{product, product_photo};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, prelude::Expr};
use uuid::Uuid;

use super::super::{
    policy::MayEditGoods,
    products::{
        model::{MOST_PHOTOS, State},
        service::{self as products, BUTTONS},
        workflow::{self, Event, Facts, Who},
    },
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::access::Permit,
    platform::{
        ids,
        photos::{self, Refusal},
    },
};

/// Letters of the description of a photo.
pub const LONGEST_WORDS: usize = 150;

/// What is done to a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Describe(String),
    Earlier,
    Later,
    Remove,
}

/// Adds a photo at the end. What was sent becomes files of ours or nothing.
///
/// # Errors
/// The inner error says why the photo was not taken.
pub async fn add(
    app: &App,
    permit: Permit<MayEditGoods>,
    code: &str,
    bytes: Vec<u8>,
    words: String,
    version: i32,
) -> Result<Result<(), Refusal>> {
    check_words(app, &permit, &words).await?;
    // Asked before the work, and again with the write.
    let row = products::row_of(&app.db, permit.object(), code).await?;
    let refused = |refusal| products::refused(BUTTONS, refusal);
    workflow::decide(Some(State::of(&row.state)?), Event::EditShown, Who::Maker, &Facts::default()).map_err(refused)?;
    if row.row_version != version {
        return Err(Error::Conflict);
    }
    let prepared = match photos::receive(bytes).await? {
        Ok(prepared) => prepared,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let key = ids::new_file_key();
    let (width, height) = (prepared.width, prepared.height);
    prepared.store(&app.files, &key).await?;
    let written = insert(app, &permit, code, version, &key, (width, height), words).await;
    if written.is_err() {
        photos::remove(&app.files, &key).await?;
    }
    written.map(Ok)
}

async fn insert(
    app: &App,
    permit: &Permit<MayEditGoods>,
    code: &str,
    version: i32,
    key: &str,
    (width, height): (u32, u32),
    words: String,
) -> Result<()> {
    let (transaction, row) = products::begin(app, permit, code).await?;
    let known = of_product(&transaction, row.id).await?;
    if known.len() >= MOST_PHOTOS {
        return Err(Invalid::one("foto", "fault-photo-many").into());
    }
    let photo = product_photo::ActiveModel {
        id: Set(ids::new_id()),
        product_id: Set(row.id),
        position: Set(known.last().map_or(0, |last| last.position + 1)),
        file_key: Set(key.to_owned()),
        width: Set(i32::try_from(width).unwrap_or(i32::MAX)),
        height: Set(i32::try_from(height).unwrap_or(i32::MAX)),
        alt_text: Set(words),
        state: Set("ready".to_owned()),
    };
    product_photo::Entity::insert(photo).exec_without_returning(&transaction).await?;
    products::finish(app, permit, transaction, row, version, true, product::ActiveModel::default()).await
}

/// Describes a photo, moves it by one place, or takes it away with its files.
pub async fn change(
    app: &App,
    permit: Permit<MayEditGoods>,
    code: &str,
    key: &str,
    change: Change,
    version: i32,
) -> Result<()> {
    if let Change::Describe(words) = &change {
        check_words(app, &permit, words).await?;
    }
    let (transaction, row) = products::begin(app, &permit, code).await?;
    let known = of_product(&transaction, row.id).await?;
    let at = known.iter().position(|photo| photo.file_key == key).ok_or(Error::NotFound)?;
    let photo = &known[at];
    let gone = change == Change::Remove;
    match change {
        Change::Describe(words) => {
            let only = product_photo::Column::Id.eq(photo.id);
            let described = product_photo::ActiveModel { alt_text: Set(words), ..Default::default() };
            product_photo::Entity::update_many().set(described).filter(only).exec(&transaction).await?;
        }
        Change::Earlier if at > 0 => swap(&transaction, photo, &known[at - 1]).await?,
        Change::Later if at + 1 < known.len() => swap(&transaction, photo, &known[at + 1]).await?,
        Change::Earlier | Change::Later => {}
        Change::Remove => {
            product_photo::Entity::delete_by_id(photo.id).exec(&transaction).await?;
        }
    }
    products::finish(app, &permit, transaction, row, version, true, product::ActiveModel::default()).await?;
    if gone {
        photos::remove(&app.files, key).await?;
    }
    Ok(())
}

async fn swap(db: &impl ConnectionTrait, one: &product_photo::Model, other: &product_photo::Model) -> Result<()> {
    for (id, position) in [(one.id, other.position), (other.id, one.position)] {
        product_photo::Entity::update_many()
            .col_expr(product_photo::Column::Position, Expr::value(position))
            .filter(product_photo::Column::Id.eq(id))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Photos that are shown, in their order.
async fn of_product(db: &impl ConnectionTrait, product: Uuid) -> Result<Vec<product_photo::Model>> {
    Ok(product_photo::Entity::find()
        .filter(product_photo::Column::ProductId.eq(product))
        .filter(product_photo::Column::State.eq("ready"))
        .order_by_asc(product_photo::Column::Position)
        .all(db)
        .await?)
}

async fn check_words(app: &App, permit: &Permit<MayEditGoods>, words: &str) -> Result<()> {
    if words.chars().count() > LONGEST_WORDS || words.contains(char::is_control) {
        return Err(Invalid::one("alt", "fault-photo-words").into());
    }
    products::judge(app, permit.object(), &[("alt", words)]).await
}
