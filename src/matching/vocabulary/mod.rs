//! The skill vocabulary: what people can do, under one stable number each, with the words Indonesians and English
//! speakers use for it. The linker turns free text into those numbers.

mod data;
pub mod edits;
mod index;
mod linker;
mod spelling;
#[cfg(test)]
mod tests;

pub use edits::Edits;
pub use linker::{How, Link, link, unlinked};

use crate::language::{Part, analyse};
use index::{Index, Wording};
use spelling::Speller;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// Bumped with every change of skills, labels or linking rules: openings are linked anew when it differs.
pub const VOCABULARY_VERSION: u32 = 4;

/// The number of a skill; it never changes and is never given to another skill.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SkillId(pub u16);

crate::words! {
    /// What sort of ability a skill is.
    pub enum Kind {
        /// Making things by hand, food included.
        Craft = "craft",
        /// Work for guests, customers, households and on the road.
        Service = "service",
        /// Skilled work on buildings, machines, land and water.
        Trade = "trade",
        /// Work with papers, money, people and lessons.
        Office = "office",
        /// Work with a computer or camera.
        Digital = "digital",
        /// A language spoken or translated.
        Language = "language",
        /// A licence or certificate with a number and an end.
        Licence = "licence",
        /// A way of working that fits many jobs.
        General = "general",
    }
}

crate::words! {
    /// What role a label plays for its skill.
    pub enum LabelKind {
        /// The name shown; one in each tongue.
        Preferred = "preferred",
        /// Another word in good language.
        Alias = "alias",
        /// Everyday or local wording.
        Informal = "informal",
        /// Letters for words.
        Abbreviation = "abbreviation",
    }
}

crate::words! {
    /// The language of a label or a text.
    pub enum Tongue {
        /// Indonesian, everyday and local words included.
        Id = "id",
        /// English.
        En = "en",
    }
}

/// One wording of a skill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label {
    /// The words as shown.
    pub text: &'static str,
    /// The language they belong to.
    pub tongue: Tongue,
    /// Their role.
    pub kind: LabelKind,
}

/// Something a person can do, with all its wordings.
#[derive(Debug)]
pub struct Skill {
    /// The stable number.
    pub id: SkillId,
    /// The same number as written in lists and openings: `S001`.
    pub code: &'static str,
    /// The sort of ability.
    pub kind: Kind,
    /// All wordings; the two preferred ones come first.
    pub labels: Vec<Label>,
    /// The KBJI unit group it belongs to, when there is one.
    pub occupation: Option<&'static str>,
}

impl Skill {
    /// The preferred label in a language.
    pub fn name(&self, tongue: Tongue) -> &'static str {
        let preferred = |label: &&Label| label.kind == LabelKind::Preferred && label.tongue == tongue;
        self.labels.iter().find(preferred).map_or(self.code, |label| label.text)
    }
}

crate::words! {
    /// How one skill stands to another.
    pub enum RelationKind {
        /// Who has the first has the second.
        Implies = "implies",
        /// The first is a part of the second.
        PartOf = "part_of",
        /// Close work, in both directions.
        Related = "related",
    }
}

impl RelationKind {
    /// How much of the second skill the first one covers.
    pub fn weight(self) -> f32 {
        match self {
            Self::Implies => 1.0,
            Self::PartOf => 0.8,
            Self::Related => 0.5,
        }
    }
}

/// A relation between two skills.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relation {
    /// The skill somebody has.
    pub from: SkillId,
    /// The skill it says something about.
    pub to: SkillId,
    /// What it says.
    pub kind: RelationKind,
}

/// A KBJI unit group in use, with our own short wording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occupation {
    /// Four digits, the same as ISCO-08.
    pub kbji: &'static str,
    /// Indonesian wording.
    pub title_id: &'static str,
    /// English wording.
    pub title_en: &'static str,
}

impl Occupation {
    /// The title in a language.
    pub fn title(&self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::Id => self.title_id,
            Tongue::En => self.title_en,
        }
    }
}

/// All skills with everything needed to find them.
pub struct Vocabulary {
    /// How many times an operator changed it.
    edition: u64,
    skills: Vec<Skill>,
    /// Skills that live on in another one.
    merged: HashMap<SkillId, SkillId>,
    relations: Vec<Relation>,
    related: HashMap<(SkillId, SkillId), RelationKind>,
    occupations: Vec<Occupation>,
    wordings: Vec<Vec<Wording>>,
    searchable: Vec<(String, usize)>,
    index: Index,
    speller: Speller,
}

static VOCABULARY: LazyLock<RwLock<Arc<Vocabulary>>> =
    LazyLock::new(|| RwLock::new(Arc::new(Vocabulary::build(&Edits::default()))));

/// The vocabulary of the moment, parsed at first use: the lists that came with the program, and what operators wrote.
pub fn vocabulary() -> Arc<Vocabulary> {
    VOCABULARY.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Takes what operators wrote into the vocabulary, unless it knows that or more already.
pub fn install(edits: &Edits) {
    if vocabulary().edition >= edits.edition {
        return;
    }
    let edited = Arc::new(Vocabulary::build(edits));
    let mut present = VOCABULARY.write().unwrap_or_else(PoisonError::into_inner);
    if present.edition < edited.edition {
        *present = edited;
    }
}

impl Vocabulary {
    /// The lists with what operators wrote.
    pub fn build(edits: &Edits) -> Self {
        let (skills, merged) = edits.apply(data::skills());
        let mut relations = data::relations();
        for relation in &mut relations {
            relation.from = merged.get(&relation.from).copied().unwrap_or(relation.from);
            relation.to = merged.get(&relation.to).copied().unwrap_or(relation.to);
        }
        relations.retain(|relation| relation.from != relation.to);
        let related = relations.iter().map(|relation| ((relation.from, relation.to), relation.kind)).collect();
        let mut wordings = Vec::with_capacity(skills.len());
        let mut index = Index::new(data::rules());
        for skill in &skills {
            wordings.push(index.add(skill));
        }
        let searchable = searchable(&skills);
        let speller = Speller::new(&skills);
        Self {
            edition: edits.edition,
            skills,
            merged,
            relations,
            related,
            occupations: data::occupations(),
            wordings,
            searchable,
            index,
            speller,
        }
    }

    /// How many times operators changed it.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// The skill in which this one lives on; itself, unless it was merged.
    pub fn present(&self, id: SkillId) -> SkillId {
        self.merged.get(&id).copied().unwrap_or(id)
    }

    /// Skills that were merged, each with the one in which it lives on.
    pub fn merged(&self) -> impl Iterator<Item = (SkillId, SkillId)> {
        self.merged.iter().map(|(from, into)| (*from, *into))
    }

    /// All skills, ordered by number.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// The skill with this number, or the one it was merged into.
    pub fn get(&self, id: SkillId) -> Option<&Skill> {
        self.skills.get(self.place(id)?)
    }

    /// The skill with this code, such as `S014`.
    pub fn by_code(&self, code: &str) -> Option<&Skill> {
        let id = SkillId(code.strip_prefix('S')?.parse().ok()?);
        self.get(id).filter(|skill| skill.code == code || self.present(id) != id)
    }

    /// What having `from` says about `to`, and how much of it is covered.
    pub fn relation(&self, from: SkillId, to: SkillId) -> Option<(RelationKind, f32)> {
        let both_ways = || self.related.get(&(to, from)).filter(|&&kind| kind == RelationKind::Related);
        let kind = *self.related.get(&(from, to)).or_else(both_ways)?;
        Some((kind, kind.weight()))
    }

    /// All relations as listed.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// The unit groups in use, ordered by code.
    pub fn occupations(&self) -> &[Occupation] {
        &self.occupations
    }

    /// The ways to say a skill in both languages, the preferred names first.
    pub fn wordings(&self, id: SkillId) -> &[Wording] {
        self.place(id).and_then(|place| self.wordings.get(place)).map_or(&[], Vec::as_slice)
    }

    /// Skills somebody may mean who has typed this much, best first.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<&Skill> {
        let typed = typed.trim().to_lowercase();
        if typed.is_empty() || limit == 0 {
            return Vec::new();
        }
        let rank = |(at, (text, place)): (usize, &(String, usize))| Some((fit(text, &typed)?, text.len(), at, *place));
        let mut found: Vec<_> = self.searchable.iter().enumerate().filter_map(rank).collect();
        found.sort_unstable();
        let mut seen = HashSet::new();
        found.retain(|&(_, _, _, place)| seen.insert(place));
        found.truncate(limit);
        found.into_iter().filter_map(|(_, _, _, place)| self.skills.get(place)).collect()
    }

    fn place(&self, id: SkillId) -> Option<usize> {
        let id = self.present(id);
        self.skills.binary_search_by_key(&id, |skill| skill.id).ok()
    }
}

/// How well a label fits what was typed: 0 the whole label, 1 its beginning, 2 the beginning of a later word.
fn fit(label: &str, typed: &str) -> Option<u8> {
    let mut found = label.match_indices(typed);
    match found.next()? {
        (0, _) if label.len() == typed.len() => Some(0),
        (0, _) => Some(1),
        (first, _) => {
            let starts_word = |at: usize| label.as_bytes().get(at - 1).is_some_and(|&before| before == b' ');
            (starts_word(first) || found.any(|(at, _)| starts_word(at))).then_some(2)
        }
    }
}

fn searchable(skills: &[Skill]) -> Vec<(String, usize)> {
    let labels = |(place, skill): (usize, &Skill)| {
        skill.labels.iter().map(|label| (label.text.to_lowercase(), place)).collect::<Vec<_>>()
    };
    skills.iter().enumerate().flat_map(labels).collect()
}

/// The words of a label or a text as the index sees them. Function words never decide about a skill.
fn words_of(text: &str) -> Vec<crate::language::Word> {
    analyse(text, Part::Body)
}
