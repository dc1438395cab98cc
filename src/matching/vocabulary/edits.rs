//! What operators wrote beside the lists that came with the program: more wordings, more skills, and skills that turned
//! out to be one.
use std::{
    collections::{HashMap, HashSet},
    sync::{LazyLock, Mutex, PoisonError},
};

use super::{Kind, Label, LabelKind, Skill, SkillId, Tongue, data, vocabulary, words_of};

/// The first number of a skill that an operator wrote: far from those of the lists, which grow too.
pub const FIRST_OWN: u16 = 10_000;

/// Everything operators wrote so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Grows with each change.
    pub edition: u64,
    pub skills: Vec<OwnSkill>,
    pub labels: Vec<OwnLabel>,
    /// From, into.
    pub merges: Vec<(SkillId, SkillId)>,
}

/// A skill the lists lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSkill {
    pub id: SkillId,
    pub kind: Kind,
    pub name_id: String,
    pub name_en: String,
    /// KBJI unit group.
    pub occupation: Option<String>,
}

/// A wording the lists lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLabel {
    pub skill: SkillId,
    pub tongue: Tongue,
    pub kind: LabelKind,
    pub text: String,
}

/// Why a wording is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It says nothing a skill can be told by: only figures, signs or words like "dan".
    Empty,
    /// The skill has it.
    Known,
    /// Another skill has it, or is called by the same words.
    OfAnother(SkillId),
}

impl Edits {
    /// The skills with what was written, and those that were merged.
    pub(super) fn apply(&self, mut skills: Vec<Skill>) -> (Vec<Skill>, HashMap<SkillId, SkillId>) {
        skills.extend(self.skills.iter().map(OwnSkill::skill));
        skills.sort_by_key(|skill| skill.id);
        let merged = self.ends();
        let mut labels: Vec<(SkillId, Label)> = self.labels.iter().map(|own| (own.skill, own.label())).collect();
        for gone in skills.iter().filter(|skill| merged.contains_key(&skill.id)) {
            // A name of the one that is gone is another word for the one that stays.
            let alias = |label: &Label| match label.kind {
                LabelKind::Preferred => Label { kind: LabelKind::Alias, ..*label },
                _ => *label,
            };
            labels.extend(gone.labels.iter().map(|label| (gone.id, alias(label))));
        }
        skills.retain(|skill| !merged.contains_key(&skill.id));
        for (id, label) in labels {
            let id = merged.get(&id).copied().unwrap_or(id);
            if let Some(skill) = skills.iter_mut().find(|skill| skill.id == id)
                && !skill.labels.iter().any(|known| known.text.eq_ignore_ascii_case(label.text))
            {
                skill.labels.push(label);
            }
        }
        (skills, merged)
    }

    /// Where each merged skill ends, however many merges lie between.
    fn ends(&self) -> HashMap<SkillId, SkillId> {
        let steps: HashMap<SkillId, SkillId> = self.merges.iter().copied().collect();
        let end = |from: SkillId| {
            let (mut at, mut seen) = (from, HashSet::from([from]));
            while let Some(next) = steps.get(&at).filter(|next| seen.insert(**next)) {
                at = *next;
            }
            at
        };
        steps.keys().map(|from| (*from, end(*from))).filter(|(from, into)| from != into).collect()
    }
}

impl OwnSkill {
    fn skill(&self) -> Skill {
        let name = |tongue, text: &str| Label { text: kept(text), tongue, kind: LabelKind::Preferred };
        let known = data::occupations().into_iter().map(|occupation| occupation.kbji);
        Skill {
            id: self.id,
            code: kept(&format!("S{}", self.id.0)),
            kind: self.kind,
            labels: vec![name(Tongue::Id, &self.name_id), name(Tongue::En, &self.name_en)],
            occupation: self.occupation.as_ref().and_then(|code| known.into_iter().find(|kbji| kbji == code)),
        }
    }
}

impl OwnLabel {
    fn label(&self) -> Label {
        Label { text: kept(&self.text), tongue: self.tongue, kind: self.kind }
    }
}

/// Whether a wording can be taken for a skill; `None` asks for a skill that is new.
pub fn judge(text: &str, skill: Option<SkillId>) -> Result<(), Refusal> {
    let stems = |text: &str| words_of(text).into_iter().map(|word| word.stem).collect::<Vec<_>>();
    let own = stems(text);
    if own.is_empty() || !text.chars().any(char::is_alphabetic) {
        return Err(Refusal::Empty);
    }
    let vocabulary = vocabulary();
    for known in vocabulary.skills() {
        for label in &known.labels {
            let same = label.text.eq_ignore_ascii_case(text);
            if same && skill == Some(known.id) {
                return Err(Refusal::Known);
            }
            let named = label.kind == LabelKind::Preferred && stems(label.text) == own;
            if (same || named) && skill != Some(known.id) {
                return Err(Refusal::OfAnother(known.id));
            }
        }
    }
    Ok(())
}

/// A text that lives as long as the program. Operators write some hundred short ones, and each is kept once.
fn kept(text: &str) -> &'static str {
    static TEXTS: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = texts.get(text) {
        return known;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    texts.insert(text);
    text
}

#[cfg(test)]
mod tests {
    use super::{super::Vocabulary, *};

    fn own_skill(id: u16, name: &str) -> OwnSkill {
        OwnSkill {
            id: SkillId(id),
            kind: Kind::Craft,
            name_id: name.to_owned(),
            name_en: format!("{name} (en)"),
            occupation: None,
        }
    }

    fn edits() -> Edits {
        let label = |skill, text: &str| OwnLabel {
            skill: SkillId(skill),
            tongue: Tongue::Id,
            kind: LabelKind::Alias,
            text: text.to_owned(),
        };
        Edits {
            edition: 1,
            skills: vec![own_skill(10_000, "menyadap damar"), own_skill(10_001, "mengaduk gondorukem")],
            labels: vec![label(10_000, "nyadap getah"), label(10_001, "godok gondorukem")],
            merges: vec![(SkillId(10_001), SkillId(10_000))],
        }
    }

    #[test]
    fn what_operators_write_is_found_and_what_was_merged_lives_on_in_the_other() {
        let vocabulary = Vocabulary::build(&edits());
        let kept = vocabulary.get(SkillId(10_000)).unwrap();
        assert_eq!((kept.code, kept.name(Tongue::Id)), ("S10000", "menyadap damar"));
        let words: Vec<_> = kept.labels.iter().map(|label| label.text).collect();
        for word in ["nyadap getah", "mengaduk gondorukem", "godok gondorukem"] {
            assert!(words.contains(&word), "{word}: {words:?}");
        }
        assert_eq!(vocabulary.get(SkillId(10_001)).map(|skill| skill.id), Some(SkillId(10_000)));
        assert_eq!(vocabulary.by_code("S10001").map(|skill| skill.id), Some(SkillId(10_000)));
        assert!(vocabulary.skills().iter().all(|skill| skill.id != SkillId(10_001)));
        let shown = kept.labels.iter().filter(|label| label.kind == LabelKind::Preferred).count();
        assert_eq!(shown, 2, "one name in each tongue");
        assert_eq!(vocabulary.skills().len(), Vocabulary::build(&Edits::default()).skills().len() + 1);
    }

    #[test]
    fn merges_end_where_the_last_one_ends_and_a_ring_ends_nowhere() {
        let merges = vec![
            (SkillId(1), SkillId(2)),
            (SkillId(2), SkillId(3)),
            (SkillId(4), SkillId(5)),
            (SkillId(5), SkillId(4)),
        ];
        let ends = Edits { merges, ..Edits::default() }.ends();
        assert_eq!((ends[&SkillId(1)], ends[&SkillId(2)]), (SkillId(3), SkillId(3)));
        let vocabulary = Vocabulary::build(&Edits { merges: vec![(SkillId(1), SkillId(2))], ..Edits::default() });
        assert!(vocabulary.relations().iter().all(|relation| relation.from != SkillId(1) && relation.to != SkillId(1)));
    }

    #[test]
    fn a_wording_is_refused_that_says_nothing_or_belongs_to_another() {
        let vocabulary = vocabulary();
        let sewing = vocabulary.skills().iter().find(|skill| skill.name(Tongue::Id) == "menjahit").unwrap();
        assert_eq!(judge("dan", Some(sewing.id)), Err(Refusal::Empty));
        assert_eq!(judge("12", None), Err(Refusal::Empty));
        assert_eq!(judge("Menjahit", Some(sewing.id)), Err(Refusal::Known));
        assert_eq!(judge("menjahit", None), Err(Refusal::OfAnother(sewing.id)));
        assert_eq!(judge("jahitan", None), Err(Refusal::OfAnother(sewing.id)), "the name in another form");
        assert_eq!(judge("mengaduk gondorukem", Some(sewing.id)), Ok(()));
    }
}
