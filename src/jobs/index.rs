//! Openings in the search index: what a document holds, and how a person's words and filters become a query.
use std::collections::{BTreeSet, HashMap};

use entity::public::{employer, opening, opening_item, opening_skill};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::model::{Education, OpeningFilter, Remote, WageUnit};
use crate::{
    error::Result,
    language::{Part, analyse},
    matching::{
        Seeker,
        vocabulary::{self, SkillId},
    },
    platform::{
        db,
        listing::MOST_HITS,
        search::{Document, Filter, Kind, Phrase, Query},
    },
};

/// The query of a person and a filter, at a moment in Unix seconds.
pub fn query(seeker: &Seeker, filter: &OpeningFilter, now: i64) -> Query {
    let tag = |name: &str, value: &str| format!("{name}:{value}");
    let mut tags = Vec::new();
    if !filter.contracts.is_empty() {
        tags.push(filter.contracts.iter().map(|contract| tag("contract", contract.as_str())).collect());
    }
    if let Some(most) = filter.education {
        tags.push(up_to(most).map(|education| tag("education", education.as_str())).collect());
    }
    if let Some(most) = filter.experience {
        tags.push((0..=most).map(|years| tag("experience", &years.to_string())).collect());
    }
    if filter.remote == Some(Remote::Yes) {
        tags.push(vec![tag("remote", "yes")]);
    }
    Query {
        kind: Kind::Opening,
        phrases: seeker.phrases(),
        bonus: Phrase::default(),
        filter: Filter {
            regions: filter.region.iter().map(|region| region.code.to_owned()).collect(),
            or_tags: vec![tag("remote", "yes")],
            without_tags: if filter.remote == Some(Remote::No) { vec![tag("remote", "yes")] } else { Vec::new() },
            tags,
            skills: filter.skill.iter().map(|skill| skill.0).collect(),
            // Only monthly wages stand in the index as amounts.
            at_least: filter.wage.and_then(|least| u64::try_from(least.0).ok()),
            at_least_or_tag: filter.wage_unknown.then(|| tag("wage", "unknown")),
            at_most: None,
            alive_at: Some(now),
        },
        limit: MOST_HITS,
    }
}

/// All schooling up to this.
pub fn up_to(most: Education) -> impl Iterator<Item = Education> {
    let last = Education::ALL.iter().position(|education| *education == most).unwrap_or_default();
    Education::ALL.iter().take(last + 1).copied()
}

/// Documents of these openings; those that are not open have none.
pub async fn documents(store: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = opening::Entity::find()
        .filter(opening::Column::Id.is_in(ids.iter().copied()))
        .filter(db::is((opening::Entity, opening::Column::State), "open"))
        .find_also_related(employer::Entity)
        .all(store)
        .await?;
    let mut phrases = phrases(store, ids).await?;
    let mut skills: HashMap<Uuid, Vec<u16>> = HashMap::new();
    let links = opening_skill::Entity::find()
        .filter(opening_skill::Column::OpeningId.is_in(ids.iter().copied()))
        .all(store)
        .await?;
    for link in links {
        skills.entry(link.opening_id).or_default().extend(u16::try_from(link.skill_id));
    }
    let standing = rows.into_iter().filter_map(|(row, employer)| Some((row, employer?)));
    Ok(standing
        .filter(|(_, employer)| employer.state != "suspended")
        .map(|(row, employer)| {
            let phrases = phrases.remove(&row.id).unwrap_or_default();
            let mut skills = skills.remove(&row.id).unwrap_or_default();
            skills.sort_unstable();
            skills.dedup();
            document(&row, &employer, &phrases, skills)
        })
        .collect())
}

/// The words of the text of these openings, as the index has them but for the name of the employer.
pub async fn words(db: &DatabaseConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows = opening::Entity::find().filter(opening::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let phrases = phrases(db, ids).await?;
    let asked = |id: Uuid| phrases.get(&id).map_or(&[][..], Vec::as_slice);
    Ok(rows.iter().map(|row| (row.id, text_words(&row.title, asked(row.id), &row.body))).collect())
}

/// What these openings ask for, in their order.
async fn phrases(db: &DatabaseConnection, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let items = opening_item::Entity::find()
        .filter(opening_item::Column::OpeningId.is_in(ids.iter().copied()))
        .order_by_asc(opening_item::Column::Position)
        .all(db)
        .await?;
    let mut phrases: HashMap<Uuid, Vec<String>> = HashMap::new();
    for item in items {
        phrases.entry(item.opening_id).or_default().push(item.phrase);
    }
    Ok(phrases)
}

/// Ids of open openings after one, in the order of ids.
pub async fn open_after(store: &DatabaseConnection, last: Uuid, limit: u64) -> Result<Vec<Uuid>> {
    Ok(opening::Entity::find()
        .select_only()
        .column(opening::Column::Id)
        .filter(db::is(opening::Column::State, "open"))
        .filter(opening::Column::Id.gt(last))
        .order_by_asc(opening::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(store)
        .await?)
}

/// The skills recognised in a line, each once.
pub fn skills(item: &opening_item::Model) -> BTreeSet<SkillId> {
    vocabulary::link(&item.phrase, None).into_iter().map(|link| link.skill).collect()
}

/// Rows for the skills recognised in a line, each skill once.
pub fn links(item: &opening_item::Model) -> Vec<opening_skill::ActiveModel> {
    rows(item, skills(item))
}

/// Rows for these skills of a line.
pub fn rows(item: &opening_item::Model, skills: impl IntoIterator<Item = SkillId>) -> Vec<opening_skill::ActiveModel> {
    let row = |skill: SkillId| opening_skill::ActiveModel {
        opening_id: Set(item.opening_id),
        position: Set(item.position),
        skill_id: Set(i32::from(skill.0)),
        required: Set(item.required),
    };
    skills.into_iter().map(row).collect()
}

fn document(row: &opening::Model, employer: &employer::Model, phrases: &[String], skills: Vec<u16>) -> Document {
    let mut words = text_words(&row.title, phrases, &row.body);
    // Who is not named is not found by name either.
    if row.show_employer {
        words.extend(analyse(&employer.trade_name, Part::Title).into_iter().map(|word| word.stem));
    }
    let unit = WageUnit::parse(&row.wage_unit);
    let monthly = unit == Some(WageUnit::Month) && row.wage_high.is_some();
    let mut tags = vec![
        format!("contract:{}", row.contract),
        format!("education:{}", row.education),
        format!("experience:{}", row.experience_years),
    ];
    if row.remote {
        tags.push("remote:yes".to_owned());
    }
    if row.wage_high.is_none() {
        tags.push("wage:unknown".to_owned());
    }
    let amount = |amount: Option<i64>| amount.filter(|_| monthly).and_then(|amount| u64::try_from(amount).ok());
    Document {
        id: row.id,
        kind: Kind::Opening,
        words,
        regions: vec![row.regency_code.chars().take(2).collect(), row.regency_code.clone()],
        tags,
        skills,
        low: amount(row.wage_low),
        high: amount(row.wage_high),
        until: Some(row.closes_at.0.unix_timestamp()),
    }
}

/// The one text of an opening: title twice, what is asked for, duties. Several boosted fields would let short
/// titles drown the rest.
pub(super) fn text_words<'a>(
    title: &'a str,
    phrases: impl IntoIterator<Item = &'a String>,
    body: &'a str,
) -> Vec<String> {
    let mut texts = vec![(title, Part::Title), (title, Part::Title)];
    texts.extend(phrases.into_iter().map(|phrase| (phrase.as_str(), Part::Body)));
    texts.push((body, Part::Body));
    texts.into_iter().flat_map(|(text, part)| analyse(text, part)).map(|word| word.stem).collect()
}
