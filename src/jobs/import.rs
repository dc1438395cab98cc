//! Openings read from a file to try the matching on: one JSON object a line. They are searched by the command line
//! and never published; the table they stand in is known to no public query.
use std::{
    collections::{HashMap, HashSet},
    io::BufRead,
};

use entity::{registry::ops::imported_opening, values::Lines};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use serde::Deserialize;
use uuid::Uuid;

use super::index::text_words;
use crate::{
    app::App,
    error::Result,
    matching::{Candidate, Item, Match, Place, Seeker, Weights, feedback, rank, vocabulary},
    platform::{
        changes, db, ids,
        search::{Document, Filter, Hit, Kind, Phrase, Query},
    },
    regions,
};

/// Longer lines are refused unread, bytes.
pub const LONGEST_LINE: usize = 1 << 20;
const BATCH: usize = 500;

/// What an import found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Lines with something on them.
    pub read: usize,
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub refused: Vec<Refused>,
}

/// A line that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// An opening as the file gives it, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    external_ref: String,
    title: String,
    description: String,
    required: Vec<String>,
    preferred: Vec<String>,
    province_code: String,
    city: String,
    employment: String,
    education: Vec<String>,
    wage_low: Option<i64>,
    wage_high: Option<i64>,
    posted: String,
    tongue: String,
    origin: String,
}

/// Looks through a file without writing anything.
pub fn check(file: impl BufRead, mut seen_bytes: impl FnMut(u64)) -> Result<Report> {
    let mut report = Report::default();
    read_rows(file, &mut report, &mut seen_bytes, &mut |_| Ok(()))?;
    Ok(report)
}

/// Writes the good lines of a file and reports the others. A second import of the same file changes nothing.
pub async fn import(database: &DatabaseConnection, file: impl BufRead, seen_bytes: impl FnMut(u64)) -> Result<Report> {
    let mut report = Report::default();
    let mut rows = Vec::new();
    let mut seen_bytes = seen_bytes;
    read_rows(file, &mut report, &mut seen_bytes, &mut |row| {
        rows.push(row);
        Ok(())
    })?;
    for batch in rows.chunks(BATCH) {
        write(database, batch, &mut report).await?;
    }
    Ok(report)
}

/// How many openings were imported.
pub async fn is_empty(database: &DatabaseConnection) -> Result<bool> {
    let first = imported_opening::Entity::find().select_only().column(imported_opening::Column::Id).limit(1);
    Ok(first.into_tuple::<Uuid>().one(database).await?.is_none())
}

/// Imported openings ready to be matched, with what they ask for already read.
pub struct Corpus {
    openings: HashMap<Uuid, (String, Place, Vec<Item>, String)>,
    words: HashMap<Uuid, Vec<String>>,
}

impl Corpus {
    pub async fn load(database: &DatabaseConnection) -> Result<Self> {
        let (mut openings, mut words) = (HashMap::new(), HashMap::new());
        let mut last = Uuid::nil();
        loop {
            let rows = imported_opening::Entity::find()
                .filter(imported_opening::Column::Id.gt(last))
                .order_by_asc(imported_opening::Column::Id)
                .limit(BATCH as u64)
                .all(database)
                .await?;
            let Some(end) = rows.last() else { return Ok(Self { openings, words }) };
            last = end.id;
            words.extend(rows.iter().map(|row| (row.id, words_of(row))));
            openings.extend(rows.into_iter().map(|row| {
                let asked = row.required.0.iter().map(|phrase| item(phrase, true));
                let items = asked.chain(row.preferred.0.iter().map(|phrase| item(phrase, false))).collect();
                let place = Place { regency: row.province_code, remote: false };
                (row.id, (row.external_ref, place, items, row.title))
            }));
        }
    }

    /// The best openings for a person, by the ranking of the site.
    pub fn matches(&self, app: &App, seeker: &Seeker, weights: Weights, depth: usize) -> Result<Option<Vec<Match>>> {
        let rarity = |stem: &str| app.search.rarity(Kind::Imported, stem);
        let (phrases, bonus, filter) = (seeker.phrases(), Phrase::default(), Filter::default());
        let first = Query { kind: Kind::Imported, phrases, bonus, filter, limit: feedback::ANSWERS };
        let Some(best) = app.search.find(&first)? else { return Ok(None) };
        let words = |hit: &Hit| (hit.score, self.words.get(&hit.id).cloned().unwrap_or_default());
        let bonus = feedback::bonus(&best.iter().map(words).collect::<Vec<_>>(), &rarity);
        let Some(hits) = app.search.find(&Query { bonus, limit: depth, ..first })? else { return Ok(None) };
        let candidates = hits.iter().filter_map(|hit| {
            let (code, place, items, _) = self.openings.get(&hit.id)?;
            let (code, place, items) = (code.clone(), place.clone(), items.clone());
            Some(Candidate { id: hit.id, code, published: 0, text: hit.score, place, items })
        });
        Ok(Some(rank(seeker, candidates.collect(), weights, &rarity)))
    }

    pub fn title(&self, id: Uuid) -> &str {
        self.openings.get(&id).map_or("", |(_, _, _, title)| title)
    }
}

fn item(phrase: &str, required: bool) -> Item {
    let mut skills: Vec<_> = vocabulary::link(phrase, None).into_iter().map(|link| link.skill).collect();
    skills.sort_unstable();
    skills.dedup();
    Item::new(phrase.to_owned(), required, skills)
}

/// Documents of imported openings.
pub async fn documents(database: &DatabaseConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = imported_opening::Entity::find()
        .filter(imported_opening::Column::Id.is_in(ids.iter().copied()))
        .all(database)
        .await?;
    let document = |row: imported_opening::Model| Document {
        id: row.id,
        kind: Kind::Imported,
        words: words_of(&row),
        regions: vec![row.province_code],
        tags: Vec::new(),
        skills: Vec::new(),
        low: None,
        high: None,
        until: None,
    };
    Ok(rows.into_iter().map(document).collect())
}

fn words_of(row: &imported_opening::Model) -> Vec<String> {
    text_words(&row.title, row.required.0.iter().chain(&row.preferred.0), &row.description)
}

/// Ids after one, in the order of ids.
pub async fn ids_after(database: &DatabaseConnection, last: Uuid, limit: u64) -> Result<Vec<Uuid>> {
    Ok(imported_opening::Entity::find()
        .select_only()
        .column(imported_opening::Column::Id)
        .filter(imported_opening::Column::Id.gt(last))
        .order_by_asc(imported_opening::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}

/// One transaction a batch: rows, their changes for the index, all or nothing.
async fn write(database: &DatabaseConnection, batch: &[Row], report: &mut Report) -> Result<()> {
    use imported_opening::Column;
    let transaction = db::begin(database).await?;
    let known: HashMap<String, imported_opening::Model> = imported_opening::Entity::find()
        .filter(Column::ExternalRef.is_in(batch.iter().map(|row| row.external_ref.as_str())))
        .all(&transaction)
        .await?
        .into_iter()
        .map(|row| (row.external_ref.clone(), row))
        .collect();
    let mut written = Vec::new();
    for row in batch {
        let before = known.get(&row.external_ref);
        let model = row.model(before.map_or_else(ids::new_id, |before| before.id));
        match before {
            Some(before) if *before == model => report.unchanged += 1,
            Some(_) => {
                report.changed += 1;
                written.push(model);
            }
            None => {
                report.new += 1;
                written.push(model);
            }
        }
    }
    let changed: Vec<Uuid> = written.iter().map(|row| row.id).collect();
    if !written.is_empty() {
        let replace = OnConflict::column(Column::Id)
            .update_columns([
                Column::Title,
                Column::Description,
                Column::Required,
                Column::Preferred,
                Column::ProvinceCode,
                Column::City,
                Column::Employment,
                Column::Education,
                Column::WageLow,
                Column::WageHigh,
                Column::Posted,
                Column::Tongue,
                Column::Origin,
            ])
            .to_owned();
        let rows = written.into_iter().map(|row| row.into_active_model().reset_all());
        imported_opening::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(&transaction).await?;
        changes::note(&transaction, Kind::Imported, changed).await?;
    }
    Ok(transaction.commit().await?)
}

impl Row {
    fn model(&self, id: Uuid) -> imported_opening::Model {
        let row = self.clone();
        imported_opening::Model {
            id,
            external_ref: row.external_ref,
            title: row.title,
            description: row.description,
            required: Lines(row.required),
            preferred: Lines(row.preferred),
            province_code: row.province_code,
            city: row.city,
            employment: row.employment,
            education: Lines(row.education),
            wage_low: row.wage_low,
            wage_high: row.wage_high,
            posted: row.posted,
            tongue: row.tongue,
            origin: row.origin,
        }
    }
}

fn read_rows(
    mut file: impl BufRead,
    report: &mut Report,
    seen_bytes: &mut impl FnMut(u64),
    take: &mut impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    let mut seen = HashSet::new();
    let mut line = Vec::new();
    for number in 1.. {
        let Some(length) = read_line(&mut file, &mut line)? else { return Ok(()) };
        seen_bytes(length);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        report.read += 1;
        let row = parse(&line, length).and_then(|row| {
            let twice = !seen.insert(row.external_ref.clone());
            if twice { Err(format!("id \"{}\" stands twice in this file", row.external_ref)) } else { Ok(row) }
        });
        match row {
            Ok(row) => take(row)?,
            Err(reason) => report.refused.push(Refused { line: number, reason }),
        }
    }
    Ok(())
}

/// Reads a line, keeping no more than may be looked at; gives its whole length, or nothing at the end.
fn read_line(file: &mut impl BufRead, line: &mut Vec<u8>) -> Result<Option<u64>> {
    line.clear();
    let mut length = 0;
    loop {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok((length > 0).then_some(length));
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        let room = (LONGEST_LINE + 1).saturating_sub(line.len());
        line.extend_from_slice(&buffer[..used.min(room)]);
        file.consume(used);
        length += used as u64;
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}

/// The fields of a line; unknown ones are ignored, null and missing are the same.
#[derive(Deserialize)]
struct Given {
    id: Option<String>,
    title: Option<String>,
    description: Option<String>,
    required_skills: Option<Vec<String>>,
    preferred_skills: Option<Vec<String>>,
    region: Option<String>,
    city: Option<String>,
    employment: Option<String>,
    education: Option<Vec<String>>,
    wage_min: Option<i64>,
    wage_max: Option<i64>,
    posted: Option<String>,
    lang: Option<String>,
    source: Option<String>,
}

fn parse(line: &[u8], length: u64) -> Result<Row, String> {
    if length > LONGEST_LINE as u64 {
        return Err(format!("longer than {LONGEST_LINE} bytes"));
    }
    let text = std::str::from_utf8(line).map_err(|_| "not UTF-8 text".to_owned())?;
    let given: Given = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| plain(&error))?;
    let row = Row {
        external_ref: reference(given.id.as_deref())?,
        title: short("title", given.title, 500)?,
        description: long("description", given.description)?,
        required: phrases("required_skills", given.required_skills)?,
        preferred: phrases("preferred_skills", given.preferred_skills)?,
        province_code: province(given.region.as_deref())?,
        city: short("city", given.city, 200)?,
        employment: short("employment", given.employment, 200)?,
        education: phrases("education", given.education)?,
        wage_low: wage("wage_min", given.wage_min)?,
        wage_high: wage("wage_max", given.wage_max)?,
        posted: short("posted", given.posted, 40)?,
        tongue: short("lang", given.lang, 8)?,
        origin: short("source", given.source, 64)?,
    };
    if row.title.is_empty() {
        return Err("title is missing".to_owned());
    }
    if let (Some(low), Some(high)) = (row.wage_low, row.wage_high)
        && low > high
    {
        return Err("wage_min is above wage_max".to_owned());
    }
    Ok(row)
}

/// What was wrong with the JSON, without the place inside the line that the line number already gives.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    format!("{what} (column {})", error.column())
}

fn reference(given: Option<&str>) -> Result<String, String> {
    let id = given.map(str::trim).filter(|id| !id.is_empty()).ok_or("id is missing")?;
    if id.len() > 64 || id.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("id must be at most 64 bytes without spaces or control characters".to_owned());
    }
    Ok(id.to_owned())
}

fn province(given: Option<&str>) -> Result<String, String> {
    let code = given.map(str::trim).filter(|code| !code.is_empty()).unwrap_or("00");
    let known = code == "00" || regions::get(code).is_some_and(regions::Region::is_province);
    if known { Ok(code.to_owned()) } else { Err(format!("unknown region \"{}\"", cut(code))) }
}

fn wage(name: &str, given: Option<i64>) -> Result<Option<i64>, String> {
    match given {
        Some(amount) if !(0..=999_999_999_999_999).contains(&amount) => Err(format!("{name} is out of range")),
        amount => Ok(amount),
    }
}

fn phrases(name: &str, given: Option<Vec<String>>) -> Result<Vec<String>, String> {
    let given = given.unwrap_or_default();
    if given.len() > 500 {
        return Err(format!("{name} has more than 500 entries"));
    }
    Ok(given.iter().map(|phrase| clean(phrase)).filter(|phrase| !phrase.is_empty()).collect())
}

fn short(name: &str, given: Option<String>, most: usize) -> Result<String, String> {
    let text = clean(&given.unwrap_or_default());
    if text.chars().count() > most { Err(format!("{name} is longer than {most} letters")) } else { Ok(text) }
}

fn long(name: &str, given: Option<String>) -> Result<String, String> {
    short(name, given, 200_000)
}

/// Control characters become spaces; `PostgreSQL` refuses some of them and nobody can read them.
fn clean(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
    text.trim().to_owned()
}

fn cut(text: &str) -> String {
    text.chars().take(20).filter(|c| !c.is_control()).collect()
}
