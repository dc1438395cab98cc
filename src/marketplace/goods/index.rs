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
    let as_title = Phrase { words: analyse(words, Part::Title).into_iter().map(|word| (word.stem, 1.0)).collect() };
    let others = Seeker::new([words], None).phrases();
    let mut known: HashMap<String, f32> = as_title.words.into_iter().collect();
    for (word, weight) in others.into_iter().flat_map(|phrase| phrase.words) {
        known.entry(word).or_insert(weight * 0.4);
    }
    if known.is_empty() { Vec::new() } else { vec![Phrase { words: known.into_iter().collect() }] }
}

/// Documents of these products; those that are not published have none.
pub async fn documents(db: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = product::Entity::find()
        .filter(product::Column::Id.is_in(ids.iter().copied()))
        .filter(product::Column::State.eq("published"))
        .find_also_related(enterprise::Entity)
        .find_also_related(category::Entity)
        .all(db)
        .await?;
    let mut outlets = outlets_of(db, ids).await?;
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
pub async fn published_after(db: &DatabaseConnection, last: Uuid, limit: u64) -> Result<Vec<Uuid>> {
    Ok(product::Entity::find()
        .select_only()
        .column(product::Column::Id)
        .filter(product::Column::State.eq("published"))
        .filter(product::Column::Id.gt(last))
        .order_by_asc(product::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db)
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
