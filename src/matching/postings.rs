//! One new opening against everybody who wants to be told: lists of numbers by province and skill, kept in memory. It
//! knows random numbers and skills, never a person.
use std::collections::{BTreeSet, HashMap};

use super::vocabulary::{RelationKind, SkillId, Vocabulary, vocabulary};

/// Where somebody wants to work. Work from home is a province of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    Province(u8),
    Remote,
}

/// A skill offered in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub area: Area,
    pub skill: SkillId,
}

/// What an opening asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The province of the work.
    pub province: Option<u8>,
    pub remote: bool,
    /// What is required, line by line; a line is covered by any of the skills it names.
    pub required: Vec<BTreeSet<SkillId>>,
    /// What is an advantage, in the same way.
    pub preferred: Vec<BTreeSet<SkillId>>,
}

/// A number whose skills are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub no: u64,
    /// Required lines that are covered.
    pub covered: u8,
}

/// Of the lines that count, at least so many are covered.
const LEAST: usize = 2;

/// Who offers what where. Numbers stand in the lists as short ordinals.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    lists: HashMap<Key, Vec<u32>>,
    /// Number of an ordinal; 0 when nobody has it.
    numbers: Vec<u64>,
    ordinals: HashMap<u64, u32>,
    free: Vec<u32>,
    /// How many required and how many preferred lines of the opening of the moment an ordinal covers. All 0 between two
    /// openings.
    shared: Vec<[u8; 2]>,
    touched: Vec<u32>,
}

impl Area {
    /// Of the two digits of a province, or the word for work from home.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "remote" { Some(Self::Remote) } else { text.parse().ok().map(Self::Province) }
    }
}

impl std::fmt::Display for Area {
    fn fmt(&self, text: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Province(code) => write!(text, "{code:02}"),
            Self::Remote => text.write_str("remote"),
        }
    }
}

impl Key {
    /// As the index writes it: `63:17`.
    pub fn parse(text: &str) -> Option<Self> {
        let (area, skill) = text.split_once(':')?;
        Some(Self { area: Area::parse(area)?, skill: SkillId(skill.parse().ok()?) })
    }

    /// Every skill in every area.
    pub fn all(areas: &[Area], skills: &BTreeSet<SkillId>) -> Vec<Self> {
        areas.iter().flat_map(|area| skills.iter().map(|skill| Self { area: *area, skill: *skill })).collect()
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, text: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(text, "{}:{}", self.area, self.skill.0)
    }
}

/// These skills and all that follow from them. Closed when a profile is written, so that an opening only counts.
pub fn closed(skills: impl IntoIterator<Item = SkillId>) -> BTreeSet<SkillId> {
    closed_by(&vocabulary(), skills)
}

fn closed_by(vocabulary: &Vocabulary, skills: impl IntoIterator<Item = SkillId>) -> BTreeSet<SkillId> {
    let mut all = BTreeSet::new();
    let mut waiting: Vec<SkillId> = skills.into_iter().collect();
    while let Some(skill) = waiting.pop() {
        if all.insert(skill) {
            let implied = vocabulary.relations().iter().filter(|relation| relation.kind == RelationKind::Implies);
            waiting.extend(implied.filter(|relation| relation.from == skill).map(|relation| relation.to));
        }
    }
    all
}

impl Asked {
    /// An opening without a recognised skill is found by search only.
    pub fn is_empty(&self) -> bool {
        self.required.is_empty() && self.preferred.is_empty()
    }

    /// Where it looks for people.
    pub fn areas(&self) -> Vec<Area> {
        let remote = self.remote.then_some(Area::Remote);
        self.province.map(Area::Province).into_iter().chain(remote).collect()
    }

    /// Whether so many covered lines are enough: half of what is required and two in all; everything, when less than two
    /// are required. Where nothing is required, advantages count instead.
    pub fn is_enough(&self, required: usize, preferred: usize) -> bool {
        let (covered, asked) =
            if self.required.is_empty() { (preferred, self.preferred.len()) } else { (required, self.required.len()) };
        if asked < LEAST {
            asked > 0 && covered == asked
        } else {
            covered * 2 >= asked && required + preferred >= LEAST
        }
    }
}

impl Postings {
    /// Writes a number with its keys, in the place of what was known of it.
    pub fn put(&mut self, no: u64, keys: impl IntoIterator<Item = Key>) {
        self.remove(no);
        let ordinal = self.ordinal();
        self.ordinals.insert(no, ordinal);
        if let Some(place) = self.numbers.get_mut(ordinal as usize) {
            *place = no;
        }
        for key in keys {
            let list = self.lists.entry(key).or_default();
            // Ordinals grow, so this is the end of the list nearly always.
            if let Err(at) = list.binary_search(&ordinal) {
                list.insert(at, ordinal);
            }
        }
    }

    /// Forgets a number.
    pub fn remove(&mut self, no: u64) {
        let Some(ordinal) = self.ordinals.remove(&no) else { return };
        self.lists.retain(|_, list| {
            if let Ok(at) = list.binary_search(&ordinal) {
                list.remove(at);
            }
            !list.is_empty()
        });
        if let Some(place) = self.numbers.get_mut(ordinal as usize) {
            *place = 0;
        }
        self.free.push(ordinal);
    }

    /// Everybody whose skills are enough, in the order of the numbers.
    pub fn find(&mut self, asked: &Asked) -> Vec<Found> {
        let mut found = Vec::new();
        // One area after the other: somebody who wants both must not count twice.
        for area in asked.areas() {
            for (lines, place) in [(&asked.required, 0), (&asked.preferred, 1)] {
                for skills in lines {
                    self.count(area, skills, place);
                }
            }
            self.collect(asked, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many are in it.
    pub fn len(&self) -> usize {
        self.ordinals.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ordinals.is_empty()
    }

    /// Whether a number is in it.
    pub fn holds(&self, no: u64) -> bool {
        self.ordinals.contains_key(&no)
    }

    /// Every number with its keys, in order: to compare two of these.
    pub fn entries(&self) -> Vec<(u64, Vec<Key>)> {
        let mut entries: HashMap<u64, Vec<Key>> = self.ordinals.keys().map(|no| (*no, Vec::new())).collect();
        for (key, list) in &self.lists {
            for no in list.iter().filter_map(|ordinal| self.numbers.get(*ordinal as usize)) {
                entries.entry(*no).or_default().push(*key);
            }
        }
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_unstable();
        for (_, keys) in &mut entries {
            keys.sort_unstable();
        }
        entries
    }

    fn ordinal(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.numbers.push(0);
            self.shared.push([0, 0]);
            // Four thousand million people do not look for work here.
            u32::try_from(self.numbers.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// Counts a line for everybody who offers one of its skills in an area.
    fn count(&mut self, area: Area, skills: &BTreeSet<SkillId>, place: usize) {
        let lists = skills.iter().filter_map(|skill| self.lists.get(&Key { area, skill: *skill }));
        let mut ordinals: Vec<u32> = lists.flatten().copied().collect();
        if skills.len() > 1 {
            // Two skills of one line count once.
            ordinals.sort_unstable();
            ordinals.dedup();
        }
        for ordinal in ordinals {
            let Some(counts) = self.shared.get_mut(ordinal as usize) else { continue };
            if *counts == [0, 0] {
                self.touched.push(ordinal);
            }
            if let Some(count) = counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
        }
    }

    fn collect(&mut self, asked: &Asked, found: &mut Vec<Found>) {
        for ordinal in self.touched.drain(..) {
            let Some(counts) = self.shared.get_mut(ordinal as usize) else { continue };
            let [covered, preferred] = std::mem::take(counts);
            if asked.is_enough(usize::from(covered), usize::from(preferred))
                && let Some(no) = self.numbers.get(ordinal as usize)
            {
                found.push(Found { no: *no, covered });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Offered = (BTreeSet<u8>, BTreeSet<u16>);

    fn keys((areas, skills): &Offered) -> Vec<Key> {
        let areas: Vec<Area> =
            areas.iter().map(|area| if *area == 0 { Area::Remote } else { Area::Province(*area) }).collect();
        Key::all(&areas, &skills.iter().copied().map(SkillId).collect())
    }

    fn offered() -> impl Strategy<Value = Offered> {
        (prop::collection::btree_set(0u8..4, 1..4), prop::collection::btree_set(0u16..9, 0..7))
    }

    fn asked() -> impl Strategy<Value = Asked> {
        let lines = || prop::collection::vec(prop::collection::btree_set((0u16..9).prop_map(SkillId), 1..3), 0..5);
        (0u8..4, any::<bool>(), lines(), lines()).prop_map(|(province, remote, required, preferred)| Asked {
            province: (province > 0).then_some(province),
            remote,
            required,
            preferred,
        })
    }

    /// By hand, person by person.
    fn expected(people: &HashMap<u64, Offered>, asked: &Asked) -> Vec<Found> {
        let mut found = Vec::new();
        for (no, (areas, skills)) in people {
            let near = asked.province.is_some_and(|province| areas.contains(&province));
            let from_home = asked.remote && areas.contains(&0);
            let shared = |lines: &[BTreeSet<SkillId>]| {
                lines.iter().filter(|line| line.iter().any(|skill| skills.contains(&skill.0))).count()
            };
            let (required, preferred) = (shared(&asked.required), shared(&asked.preferred));
            let enough = match (asked.required.len(), asked.preferred.len()) {
                (0, 0) => false,
                (0, 1) => preferred == 1,
                (0, n) => preferred >= 2 && preferred * 2 >= n,
                (1, _) => required == 1,
                (n, _) => required + preferred >= 2 && required * 2 >= n,
            };
            if (near || from_home) && enough {
                found.push(Found { no: *no, covered: u8::try_from(required).unwrap() });
            }
        }
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn lists_find_whom_a_look_at_each_person_finds(
            changes in prop::collection::vec((1u64..12, prop::option::of(offered())), 1..40),
            openings in prop::collection::vec(asked(), 1..8),
        ) {
            let (mut postings, mut people) = (Postings::default(), HashMap::new());
            for (no, change) in changes {
                if let Some(offered) = change {
                    postings.put(no, keys(&offered));
                    people.insert(no, offered);
                } else {
                    postings.remove(no);
                    people.remove(&no);
                }
            }
            let mut anew = Postings::default();
            let mut in_order: Vec<_> = people.iter().collect();
            in_order.sort_unstable();
            for (no, offered) in in_order {
                anew.put(*no, keys(offered));
            }
            prop_assert_eq!(postings.entries(), anew.entries());
            for asked in openings {
                let found = postings.find(&asked);
                prop_assert_eq!(&found, &expected(&people, &asked));
                prop_assert_eq!(&found, &anew.find(&asked));
            }
        }
    }

    #[test]
    fn a_key_is_read_as_it_was_written() {
        for key in [Key { area: Area::Province(63), skill: SkillId(17) }, Key { area: Area::Remote, skill: SkillId(1) }]
        {
            assert_eq!(Key::parse(&key.to_string()), Some(key));
        }
        assert_eq!(Key { area: Area::Province(63), skill: SkillId(17) }.to_string(), "63:17");
        assert_eq!(Key::parse("63"), None);
    }

    #[test]
    fn skills_that_follow_are_in_the_closed_set_and_follow_to_the_end() {
        for relation in vocabulary().relations().iter().filter(|relation| relation.kind == RelationKind::Implies) {
            let all = closed([relation.from]);
            assert!(all.contains(&relation.from) && all.contains(&relation.to));
            assert_eq!(closed(all.iter().copied()), all);
        }
    }
}
