//! Finds labels by their stems. All labels hang in one tree: each step down is one stem, and the labels that end at a
//! place hang there.

use super::data::Rule;
use super::{LabelKind, Skill, SkillId, Tongue, words_of};
use std::collections::HashMap;

/// The distinct stems of a label, without frame words.
pub type Wording = Vec<Box<str>>;

/// Longer labels are not followed to their end.
pub const LONGEST_LABEL: usize = 6;

/// Labels this short are matched as written and not by their stem.
const SHORT_LABEL: usize = 4;

/// A place in the tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node(u32);

/// The number of a stem some label contains.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stem(u32);

/// A label hanging in the tree; without a skill it only keeps others from matching.
pub struct Entry {
    pub skill: Option<SkillId>,
    pub text: &'static str,
    pub preferred: bool,
    /// Matches as written only.
    pub as_written: bool,
    /// What must show that the label is meant and not an ordinary word.
    pub proof: Proof,
    /// Counts in texts of this language only.
    pub only: Option<Tongue>,
    /// Has "dan" or "and" between its words.
    pub joined: bool,
}

/// What shows that a few letters are meant as a label.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// They are clear as they stand.
    None,
    /// Upper case.
    Upper,
    /// Upper case, or a word beside them that speaks of work.
    UpperOrNeighbour,
}

/// The tree of all labels.
pub struct Index {
    stems: HashMap<Box<str>, Stem>,
    steps: HashMap<(Node, Stem), Node>,
    entries: Vec<Vec<Entry>>,
    rules: HashMap<&'static str, Vec<Rule>>,
}

impl Index {
    /// The place every walk starts from.
    pub const ROOT: Node = Node(0);

    pub fn new(rules: Vec<(&'static str, Rule)>) -> Self {
        let mut index =
            Self { stems: HashMap::new(), steps: HashMap::new(), entries: vec![Vec::new()], rules: HashMap::new() };
        for &(text, rule) in &rules {
            index.rules.entry(text).or_default().push(rule);
        }
        for (text, _) in rules.into_iter().filter(|&(_, rule)| rule == Rule::NoSkill) {
            let entry = index.entry(None, text, false, false);
            index.hang(entry);
        }
        index
    }

    /// Hangs all labels of a skill and gives the stems of each, no two alike.
    pub fn add(&mut self, skill: &Skill) -> Vec<Wording> {
        let mut wordings = Vec::new();
        for label in &skill.labels {
            let preferred = label.kind == LabelKind::Preferred;
            let abbreviation = label.kind == LabelKind::Abbreviation;
            let entry = self.entry(Some(skill.id), label.text, preferred, abbreviation);
            let mut stems = self.hang(entry);
            stems.sort_unstable();
            stems.dedup();
            if !stems.is_empty() && !wordings.contains(&stems) {
                wordings.push(stems);
            }
        }
        wordings
    }

    /// The number of a stem, if a label contains it.
    pub fn stem(&self, stem: &str) -> Option<Stem> {
        self.stems.get(stem).copied()
    }

    /// The next place on the way down.
    pub fn step(&self, from: Node, stem: Stem) -> Option<Node> {
        self.steps.get(&(from, stem)).copied()
    }

    /// The labels that end here.
    pub fn entries(&self, node: Node) -> &[Entry] {
        self.entries.get(node.0 as usize).map_or(&[], Vec::as_slice)
    }

    fn entry(&self, skill: Option<SkillId>, text: &'static str, preferred: bool, abbreviation: bool) -> Entry {
        let rules = self.rules.get(text).map_or(&[][..], Vec::as_slice);
        let short = !text.contains(' ') && text.chars().count() <= SHORT_LABEL;
        let two_letters = text.chars().count() == 2;
        let only = rules.iter().find_map(|rule| match rule {
            Rule::Only(tongue) => Some(*tongue),
            _ => None,
        });
        Entry {
            skill,
            text,
            preferred,
            as_written: short || abbreviation || rules.contains(&Rule::AsWritten),
            proof: match (rules.contains(&Rule::Upper), two_letters) {
                (true, _) => Proof::Upper,
                (false, true) => Proof::UpperOrNeighbour,
                (false, false) => Proof::None,
            },
            only,
            joined: [" dan ", " and ", "/", "&"].iter().any(|sign| text.contains(sign)),
        }
    }

    /// Hangs a label and gives its stems without frame words.
    fn hang(&mut self, entry: Entry) -> Vec<Box<str>> {
        let words = words_of(entry.text);
        let mut node = Self::ROOT;
        for word in words.iter().take(LONGEST_LABEL) {
            let stem = self.number(&word.stem);
            node = self.down(node, stem);
        }
        if node != Self::ROOT {
            self.entries[node.0 as usize].push(entry);
        }
        words.into_iter().filter(|word| !word.frame).map(|word| word.stem.into_boxed_str()).collect()
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are some thousand stems")]
    fn number(&mut self, stem: &str) -> Stem {
        if let Some(&number) = self.stems.get(stem) {
            return number;
        }
        let number = Stem(self.stems.len() as u32);
        self.stems.insert(stem.into(), number);
        number
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are some thousand places")]
    fn down(&mut self, from: Node, stem: Stem) -> Node {
        let fresh = Node(self.entries.len() as u32);
        let node = *self.steps.entry((from, stem)).or_insert(fresh);
        if node == fresh {
            self.entries.push(Vec::new());
        }
        node
    }
}
