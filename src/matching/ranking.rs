//! The second stage of matching: candidates from the search engine, ordered by text, coverage and place. One
//! function serves pages, the API and the command line.
use std::collections::HashSet;

use uuid::Uuid;

use super::{
    explanation::{Explanation, How, Near, Part},
    seeker::Seeker,
    vocabulary::{How as Linked, Kind, Link, SkillId, vocabulary},
};
use crate::language::{self, Part as Chain};

/// What each reason is worth.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Points of a fully covered list of required items.
    pub required: f32,
    /// Points of a fully covered list of advantages.
    pub preferred: f32,
    /// Points of an opening in the same regency.
    pub place: f32,
    /// Points lost for each required licence the person did not name.
    pub licence: f32,
}

impl Weights {
    /// For a person who looks for work.
    pub const PERSON: Self = Self { required: 1.5, preferred: 0.3, place: 0.3, licence: 0.5 };
    /// For measuring how well skills are matched: place and licences are not part of the grades.
    pub const SKILLS_ONLY: Self = Self { place: 0.0, licence: 0.0, ..Self::PERSON };
}

/// What a recognised skill gives of a covered item; the rest is for saying it in the same words. A skill holds several
/// tools and ways of working, and who names the one that is asked for stands before who names another.
const SAME_SKILL: f32 = 0.5;
/// An item without a known skill is covered when so much of its words, by weight, is found.
const ENOUGH_WORDS: f32 = 0.6;

/// An opening the search engine proposed.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: Uuid,
    /// Breaks ties, so that equal scores keep one order.
    pub code: String,
    /// Days since some fixed day: of equal scores the newer comes first.
    pub published: i64,
    /// Score of its text.
    pub text: f32,
    pub place: Place,
    pub items: Vec<Item>,
}

/// Where the work is.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub regency: String,
    pub remote: bool,
}

/// A line of what an opening asks for.
#[derive(Clone, Debug)]
pub struct Item {
    pub phrase: String,
    pub required: bool,
    pub skills: Vec<SkillId>,
}

impl Item {
    pub fn new(phrase: String, required: bool, skills: Vec<SkillId>) -> Self {
        Self { phrase, required, skills }
    }

    fn stems(&self) -> Vec<String> {
        let words = language::analyse(&self.phrase, Chain::Body).into_iter();
        words.filter(|word| !word.frame).map(|word| word.stem).collect()
    }
}

/// An opening with its reasons.
#[derive(Clone, Debug)]
pub struct Match {
    pub id: Uuid,
    pub code: String,
    pub explanation: Explanation,
}

/// Orders candidates, best first. `rarity` weighs a stem: the rarer, the heavier.
pub fn rank(seeker: &Seeker, candidates: Vec<Candidate>, weights: Weights, rarity: &dyn Fn(&str) -> f32) -> Vec<Match> {
    let scale = Scale::of(&candidates);
    let known = Known::of(seeker, rarity);
    let mut ranked: Vec<_> = candidates
        .into_iter()
        .map(|candidate| {
            let explanation = explain(&known, seeker, &candidate, weights, &scale);
            (explanation.total(), candidate.published, Match { id: candidate.id, code: candidate.code, explanation })
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then_with(|| a.2.code.cmp(&b.2.code)));
    ranked.into_iter().map(|(_, _, found)| found).collect()
}

fn explain(known: &Known<'_>, seeker: &Seeker, candidate: &Candidate, weights: Weights, scale: &Scale) -> Explanation {
    let mut parts = vec![Part::Text { points: scale.points(candidate.text) }];
    let required = candidate.items.iter().filter(|item| item.required).count();
    let preferred = candidate.items.len() - required;
    for item in &candidate.items {
        let (share, how) = known.covers(item);
        let item_text = item.phrase.clone();
        parts.push(if item.required {
            Part::Required { item: item_text, how, points: weights.required * share / count(required) }
        } else {
            Part::Preferred { item: item_text, how, points: weights.preferred * share / count(preferred) }
        });
    }
    parts.extend(place(seeker.region.as_deref(), &candidate.place, weights.place));
    parts.extend(missing_licences(known, &candidate.items, weights.licence));
    Explanation { parts }
}

fn place(wanted: Option<&str>, place: &Place, weight: f32) -> Option<Part> {
    let wanted = wanted?;
    let (near, share) = if place.regency == wanted && wanted.len() > 2 {
        (Near::Regency, 1.0)
    } else if place.regency.get(..2).is_some_and(|province| wanted.starts_with(province)) {
        (Near::Province, 0.7)
    } else if place.remote {
        (Near::Remote, 0.3)
    } else {
        return None;
    };
    Some(Part::Place { near, points: weight * share })
}

fn missing_licences<'a>(known: &'a Known<'_>, items: &'a [Item], weight: f32) -> impl Iterator<Item = Part> + 'a {
    let asked = items.iter().filter(|item| item.required).flat_map(|item| &item.skills);
    let licences = asked.filter(|skill| vocabulary().get(**skill).is_some_and(|skill| skill.kind == Kind::Licence));
    licences
        .filter(|skill| known.skill(**skill).is_none())
        .map(move |skill| Part::Licence { skill: *skill, points: -weight })
}

#[expect(clippy::cast_precision_loss, reason = "a list of requirements is short")]
fn count(items: usize) -> f32 {
    items.max(1) as f32
}

/// What the person can do, ready to be compared.
struct Known<'a> {
    links: Vec<(&'a Link, &'a str)>,
    stems: HashSet<&'a str>,
    rarity: &'a dyn Fn(&str) -> f32,
}

impl<'a> Known<'a> {
    fn of(seeker: &'a Seeker, rarity: &'a dyn Fn(&str) -> f32) -> Self {
        let links = seeker.wishes.iter().flat_map(|wish| {
            wish.links.iter().map(|link| (link, wish.text.get(link.start..link.end).unwrap_or(&wish.text)))
        });
        Self { links: links.collect(), stems: seeker.stems(), rarity }
    }

    /// How much of an item is covered, 0 to 1, and how.
    fn covers(&self, item: &Item) -> (f32, How) {
        if item.skills.is_empty() {
            let share = self.same_words(&item.stems());
            return (share, if share > 0.0 { How::Words } else { How::Missing });
        }
        let found: Vec<_> = item.skills.iter().map(|skill| self.skill(*skill)).collect();
        let share = found.iter().flatten().map(|(share, _)| share).sum::<f32>() / count(found.len());
        let best = found.into_iter().flatten().max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, how)) = best else { return (0.0, How::Missing) };
        (SAME_SKILL * share + (1.0 - SAME_SKILL) * self.same_words(&item.stems()), how)
    }

    /// How well the person knows a skill.
    fn skill(&self, skill: SkillId) -> Option<(f32, How)> {
        let direct = self.links.iter().find(|(link, _)| link.skill == skill).map(|(link, yours)| {
            let yours = (*yours).to_owned();
            let how = match link.how {
                Linked::Exact => How::Same,
                Linked::Alias | Linked::Stem => How::Other { yours },
                Linked::Typo => How::Misspelt { yours },
            };
            (1.0, how)
        });
        direct.or_else(|| {
            let related = self.links.iter().filter_map(|(link, yours)| {
                let (_, weight) = vocabulary().relation(link.skill, skill)?;
                Some((weight, How::Related { yours: (*yours).to_owned() }))
            });
            related.max_by(|a, b| a.0.total_cmp(&b.0))
        })
    }

    /// The share of the words of an item, by weight, that the person used too; 0 when it is less than enough.
    fn same_words(&self, stems: &[String]) -> f32 {
        let weight = |stem: &String| (self.rarity)(stem);
        let all: f32 = stems.iter().map(weight).sum();
        let found: f32 = stems.iter().filter(|stem| self.stems.contains(stem.as_str())).map(weight).sum();
        let share = if all > 0.0 { found / all } else { 0.0 };
        if share >= ENOUGH_WORDS { share } else { 0.0 }
    }
}

/// Text scores of one search compared with each other: how many standard deviations above the mean.
struct Scale {
    mean: f32,
    deviation: f32,
}

impl Scale {
    fn of(candidates: &[Candidate]) -> Self {
        let n = count(candidates.len());
        let mean = candidates.iter().map(|candidate| candidate.text).sum::<f32>() / n;
        let variance = candidates.iter().map(|candidate| (candidate.text - mean).powi(2)).sum::<f32>() / n;
        Self { mean, deviation: variance.sqrt() }
    }

    fn points(&self, text: f32) -> f32 {
        if self.deviation > f32::EPSILON { (text - self.mean) / self.deviation } else { 0.0 }
    }
}
