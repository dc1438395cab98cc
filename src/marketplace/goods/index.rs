//! Goods in the search index: what a document holds, and how a visitor's words become a query.
use std::collections::HashMap;

use entity::public::{availability, category, enterprise, outlet, product, variant};
use sea_orm::{
    ColumnTrait, DatabaseConnection, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::model::{Band, GoodsFilter, Halal};
use crate::{
    error::Result,
    language::{Part, analyse},
    matching::Seeker,
    platform::{
        db,
        listing::MOST_HITS,
        search::{Document, Filter, Kind, Phrase, Query},
    },
};

/// The query of a filter.
pub fn query(filter: &GoodsFilter) -> Query {
    let tag = |name: &str, value: &str| vec![format!("{name}:{value}")];
    let tags = [
        filter.category.as_deref().map(|key| tag("category", key)),
        filter.outlet.as_deref().map(|code| tag("outlet", code)),
        filter.in_stock.then(|| tag("stock", "yes")),
        filter.halal.then(|| tag("halal", Halal::Certified.as_str())),
    ];
    let amount = |amount: crate::platform::money::Rupiah| u64::try_from(amount.0).unwrap_or_default();
    Query {
        kind: Kind::Product,
        phrases: phrases(&filter.words),
        bonus: Phrase::default(),
        filter: Filter {
            tags: tags.into_iter().flatten().collect(),
            at_least: filter.price_min.map(amount),
            at_most: filter.price_max.map(amount),
            ..Filter::default()
        },
        limit: MOST_HITS,
    }
}

/// Words as a visitor means them, with other words of the crafts they name.
fn phrases(words: &str) -> Vec<Phrase> {
    let mut known: HashMap<String, f32> =
        analyse(words, Part::Title).into_iter().map(|word| (word.stem, 1.0)).collect();
    for phrase in Seeker::new([words], None).phrases() {
        for (word, weight) in phrase.words.into_iter().chain(phrase.others.into_iter().flatten()) {
            known.entry(word).or_insert(weight * 0.4);
        }
    }
    let phrase = Phrase { words: known.into_iter().collect(), others: Vec::new() };
    if phrase.words.is_empty() { Vec::new() } else { vec![phrase] }
}

/// Documents of these products; those that are not published have none.
pub async fn documents(store: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = product::Entity::find()
        .filter(product::Column::Id.is_in(ids.iter().copied()))
        .filter(db::is((product::Entity, product::Column::State), "published"))
        .find_also_related(enterprise::Entity)
        .find_also_related(category::Entity)
        .all(store)
        .await?;
    let mut outlets = outlets_of(store, ids).await?;
    let whole = rows.into_iter().filter_map(|(row, maker, kind)| Some((row, maker?, kind?)));
    let whole = whole.filter(|(_, maker, _)| maker.state == "active");
    Ok(whole
        .map(|(row, maker, kind)| {
            let outlets = outlets.remove(&row.id).unwrap_or_default();
            document(&row, &maker, &kind, &outlets)
        })
        .collect())
}

/// Ids of published products after one, in the order of ids.
pub async fn published_after(store: &DatabaseConnection, last: Uuid, limit: u64) -> Result<Vec<Uuid>> {
    Ok(product::Entity::find()
        .select_only()
        .column(product::Column::Id)
        .filter(db::is(product::Column::State, "published"))
        .filter(product::Column::Id.gt(last))
        .order_by_asc(product::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(store)
        .await?)
}

fn document(row: &product::Model, maker: &enterprise::Model, kind: &category::Model, outlets: &[String]) -> Document {
    // The title counts twice, the kind of goods in both languages once, and no word of a title is a stop word.
    let texts = [
        (row.title.as_str(), Part::Title),
        (row.title.as_str(), Part::Title),
        (kind.name_id.as_str(), Part::Title),
        (kind.name_en.as_str(), Part::Title),
        (maker.trade_name.as_str(), Part::Title),
        (row.body.as_str(), Part::Body),
        (row.ingredients.as_deref().unwrap_or_default(), Part::Body),
    ];
    let words = texts.iter().flat_map(|(text, part)| analyse(text, *part)).map(|word| word.stem).collect();
    let mut tags = vec![format!("category:{}", kind.key), format!("maker:{}", maker.public_code)];
    tags.extend(outlets.iter().map(|code| format!("outlet:{code}")));
    tags.extend(row.halal.iter().map(|halal| format!("halal:{halal}")));
    if row.in_stock {
        tags.push("stock:yes".to_owned());
    }
    let price = u64::try_from(row.price_idr).ok();
    Document {
        id: row.id,
        kind: Kind::Product,
        words,
        regions: vec![maker.regency_code.chars().take(2).collect(), maker.regency_code.clone()],
        tags,
        skills: Vec::new(),
        low: price,
        high: price,
        until: None,
    }
}

/// Codes of the outlets where products stand now.
async fn outlets_of(db: &DatabaseConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows: Vec<(Uuid, String)> = availability::Entity::find()
        .select_only()
        .column_as(variant::Column::ProductId, "product_id")
        .column_as(outlet::Column::PublicCode, "code")
        .join(JoinType::InnerJoin, availability::Relation::Variant.def())
        .join(JoinType::InnerJoin, availability::Relation::Outlet.def())
        .filter(variant::Column::ProductId.is_in(ids.iter().copied()))
        .filter(availability::Column::Band.ne(Band::None.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    let mut outlets: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (product, code) in rows {
        outlets.entry(product).or_default().push(code);
    }
    Ok(outlets)
}
