//! What can be asked. Queries are built from analysed words, never parsed, so nothing a visitor types is syntax.
use std::ops::Bound;

use tantivy::{
    Term,
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query as TantivyQuery,
        RangeQuery, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};
use uuid::Uuid;

use super::{Kind, schema::Fields};

/// A search over one kind of document.
#[derive(Clone, Debug)]
pub struct Query {
    pub kind: Kind,
    /// Phrases are summed. Without any, the filter alone decides and every score is 0.
    pub phrases: Vec<Phrase>,
    /// Adds to the score of what answers; nothing answers for its sake.
    pub bonus: Phrase,
    pub filter: Filter,
    /// At most so many hits, at least 1.
    pub limit: usize,
}

/// One skill or one wish in words. It weighs as much as any other phrase, however many words it has.
#[derive(Clone, Debug, Default)]
pub struct Phrase {
    /// Analysed words with their weights.
    pub words: Vec<(String, f32)>,
    /// Other ways to say it, each in words of its own. The best way counts, the others a little.
    pub others: Vec<Vec<(String, f32)>>,
}

/// What the ways of saying a phrase count that are not the best one of a document. With 1 a document that says one
/// thing in five ways would pass for five skills, with 0 nothing would tell it from one that says it once.
const FURTHER_WAYS: f32 = 0.3;

/// What a hit must fulfil. Filters never change a score.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One of these regions, or one of `or_tags`.
    pub regions: Vec<String>,
    /// Lets a document pass that stands in no wanted region.
    pub or_tags: Vec<String>,
    /// Of each group at least one tag.
    pub tags: Vec<Vec<String>>,
    /// None of these tags.
    pub without_tags: Vec<String>,
    /// All of these skills.
    pub skills: Vec<u16>,
    /// The higher amount is at least so many rupiah.
    pub at_least: Option<u64>,
    /// Lets a document pass that has no such amount.
    pub at_least_or_tag: Option<String>,
    /// The lower amount is at most so many rupiah.
    pub at_most: Option<u64>,
    /// Still found at this moment, Unix seconds.
    pub alive_at: Option<i64>,
}

/// A document that answers, with the score of its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub id: Uuid,
    pub score: f32,
}

impl Query {
    pub(super) fn build(&self, fields: &Fields) -> Box<dyn TantivyQuery> {
        let mut clauses: Vec<(Occur, Box<dyn TantivyQuery>)> =
            vec![(Occur::Must, unscored(text(fields.kind, self.kind.as_str())))];
        if !self.phrases.is_empty() {
            let field = fields.words(self.kind);
            let phrases = self.phrases.iter().map(|phrase| phrase.build(field)).collect();
            clauses.push((Occur::Must, Box::new(BooleanQuery::union(phrases))));
        }
        if !self.bonus.words.is_empty() {
            clauses.push((Occur::Should, self.bonus.build(fields.words(self.kind))));
        }
        clauses.extend(self.filter.build(fields));
        Box::new(BooleanQuery::new(clauses))
    }
}

impl Phrase {
    /// The words summed, each weighing its share of a root of their number, so that a sentence drowns no word; or
    /// another way to say them.
    #[expect(clippy::cast_precision_loss, reason = "a phrase has a handful of words")]
    fn build(&self, field: Field) -> Box<dyn TantivyQuery> {
        if self.words.is_empty() {
            return Box::new(EmptyQuery);
        }
        let own = self.words.iter().filter(|(_, weight)| *weight >= 1.0).count().max(1);
        let share = 1.0 / (own as f32).sqrt();
        let said = sum(field, &self.words, share);
        if self.others.is_empty() {
            return said;
        }
        let others = self.others.iter().map(|words| sum(field, words, share));
        let ways = std::iter::once(said).chain(others).collect();
        Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, FURTHER_WAYS))
    }
}

fn sum(field: Field, words: &[(String, f32)], share: f32) -> Box<dyn TantivyQuery> {
    let words = words.iter().map(|(word, weight)| {
        let term = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs);
        Box::new(BoostQuery::new(Box::new(term), weight * share)) as Box<dyn TantivyQuery>
    });
    any(words.collect())
}

impl Filter {
    fn build(&self, fields: &Fields) -> Vec<(Occur, Box<dyn TantivyQuery>)> {
        let mut clauses = Vec::new();
        let mut must = |query| clauses.push((Occur::Must, unscored(query)));
        if !self.regions.is_empty() {
            let regions = self.regions.iter().map(|code| text(fields.region, code));
            must(any(regions.chain(self.or_tags.iter().map(|tag| text(fields.tag, tag))).collect()));
        }
        for group in &self.tags {
            must(any(group.iter().map(|tag| text(fields.tag, tag)).collect()));
        }
        for skill in &self.skills {
            let term = Term::from_field_u64(fields.skill, u64::from(*skill));
            must(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if let Some(least) = self.at_least {
            let least = Term::from_field_u64(fields.high, least);
            let enough: Box<dyn TantivyQuery> = Box::new(RangeQuery::new(Bound::Included(least), Bound::Unbounded));
            let instead = self.at_least_or_tag.iter().map(|tag| text(fields.tag, tag));
            must(any(std::iter::once(enough).chain(instead).collect()));
        }
        if let Some(most) = self.at_most {
            let most = Term::from_field_u64(fields.low, most);
            must(Box::new(RangeQuery::new(Bound::Unbounded, Bound::Included(most))));
        }
        if let Some(now) = self.alive_at {
            let now = Term::from_field_i64(fields.until, now);
            must(Box::new(RangeQuery::new(Bound::Excluded(now), Bound::Unbounded)));
        }
        clauses.extend(self.without_tags.iter().map(|tag| (Occur::MustNot, text(fields.tag, tag))));
        clauses
    }
}

fn text(field: Field, word: &str) -> Box<dyn TantivyQuery> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic))
}

fn any(queries: Vec<Box<dyn TantivyQuery>>) -> Box<dyn TantivyQuery> {
    Box::new(BooleanQuery::union(queries))
}

fn unscored(query: Box<dyn TantivyQuery>) -> Box<dyn TantivyQuery> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
