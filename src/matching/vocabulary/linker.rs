//! Finds skills in free text. One pure function serves profiles, openings, imports and queries, so that both sides of
//! a match read alike.

use super::index::{Entry, Index, LONGEST_LABEL, Node, Proof, Stem};
use super::{SkillId, Tongue, Vocabulary, vocabulary, words_of};
use crate::language::Word;

/// How a text names a skill.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum How {
    /// The preferred label as written.
    Exact,
    /// Another label as written.
    Alias,
    /// The same stems in another form.
    Stem,
    /// After spelling repair.
    Typo,
}

/// A skill found in a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Link {
    /// The skill.
    pub skill: SkillId,
    /// Byte offset where the wording starts.
    pub start: usize,
    /// Byte offset just after the wording.
    pub end: usize,
    /// How the wording was recognised.
    pub how: How,
    /// 1, or less when the wording may mean several skills.
    pub weight: f32,
    /// The label it was recognised by.
    pub label: &'static str,
}

/// All skills a text names, in the order of the text. Without a language it is guessed from the function words.
pub fn link(text: &str, tongue: Option<Tongue>) -> Vec<Link> {
    let words = words_of(text);
    if words.is_empty() {
        return Vec::new();
    }
    let vocabulary = vocabulary();
    let reader = Reader::new(&vocabulary, text, &words, tongue.unwrap_or_else(|| guess_tongue(text)));
    let (links, taken) = reader.read();
    reader.repaired(&taken).map_or(links, |repaired| repaired.read().0)
}

/// The pieces of a text that no link covers, without the words that only frame a skill.
pub fn unlinked<'t>(text: &'t str, links: &[Link]) -> Vec<&'t str> {
    let covered = |word: &Word| links.iter().any(|link| word.start < link.end && link.start < word.end);
    let mut rest: Vec<(usize, usize)> = Vec::new();
    let mut last_end = None;
    for word in words_of(text).iter().filter(|word| !word.frame) {
        if covered(word) {
            last_end = None;
            continue;
        }
        let joins = last_end.is_some_and(|end| gap(text, end, word.start).is_some());
        match rest.last_mut() {
            Some(piece) if joins => piece.1 = word.end,
            _ => rest.push((word.start, word.end)),
        }
        last_end = Some(word.end);
    }
    rest.into_iter().filter_map(|(start, end)| text.get(start..end)).collect()
}

/// One reading of a text, as written or with repaired words.
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    tongue: Tongue,
    vocabulary: &'a Vocabulary,
    stems: Vec<Option<Stem>>,
    /// For a misspelt word the one that was meant.
    meant: Vec<Option<&'a str>>,
    /// In a text without small letters upper case says nothing.
    shouted: bool,
}

/// The longest way down the tree that ends at labels we accept.
struct Found<'a> {
    next: usize,
    labels: Vec<(&'a Entry, How)>,
}

/// How far a walk has come: the words from `first` up to `last`.
#[derive(Clone, Copy)]
struct Walk {
    first: usize,
    last: usize,
    joined: bool,
}

impl<'a> Reader<'a> {
    fn new(vocabulary: &'a Vocabulary, text: &'a str, words: &'a [Word], tongue: Tongue) -> Self {
        let stems = words.iter().map(|word| vocabulary.index.stem(&word.stem)).collect();
        let shouted = words.len() > 2 && !text.chars().any(char::is_lowercase);
        Self { text, words, tongue, vocabulary, stems, meant: vec![None; words.len()], shouted }
    }

    /// All links, and which words they or a phrase without skill use.
    fn read(&self) -> (Vec<Link>, Vec<bool>) {
        let mut links = Vec::new();
        let mut taken = vec![false; self.words.len()];
        let mut at = 0;
        while at < self.words.len() {
            if let Some(found) = self.longest(at) {
                self.add(&found, at, &mut links);
                taken[at..found.next].fill(true);
                at = found.next;
            } else {
                at += 1;
            }
        }
        (links, taken)
    }

    /// The same text with unknown words replaced by what was meant, when there are such words.
    fn repaired(&self, taken: &[bool]) -> Option<Self> {
        let mut stems = self.stems.clone();
        let mut meant = vec![None; self.words.len()];
        for (at, word) in self.words.iter().enumerate() {
            if taken[at] || word.frame || stems[at].is_some() {
                continue;
            }
            let lower = self.surface(at, at).to_lowercase();
            if let Some((repaired, stem)) = self.vocabulary.speller.repair(&lower, &word.stem) {
                stems[at] = self.vocabulary.index.stem(stem);
                meant[at] = Some(repaired);
            }
        }
        let any = meant.iter().any(Option::is_some);
        any.then_some(Self { stems, meant, ..*self })
    }

    fn longest(&self, first: usize) -> Option<Found<'_>> {
        let mut best = None;
        let mut node = Index::ROOT;
        let mut walk = Walk { first, last: first, joined: false };
        let mut at = first;
        for _ in 0..LONGEST_LABEL {
            let Some((next, place)) = self.step(node, at, at == first) else { break };
            if next > first {
                let Some(joined) = gap(self.text, self.words[walk.last].end, self.words[next].start)
                    .and_then(|words| self.bridge(words, walk.last, next))
                else {
                    break;
                };
                walk.joined |= joined;
            }
            (node, walk.last, at) = (place, next, next + 1);
            let labels = self.accepted(self.vocabulary.index.entries(node), walk);
            if !labels.is_empty() {
                best = Some(Found { next: at, labels });
            }
        }
        best
    }

    /// One step down: by this word, or past one frame word by the next.
    fn step(&self, node: Node, at: usize, is_first: bool) -> Option<(usize, Node)> {
        let down = |at: usize| self.vocabulary.index.step(node, (*self.stems.get(at)?)?).map(|place| (at, place));
        let may_skip = !is_first && self.words.get(at).is_some_and(|word| word.frame);
        down(at).or_else(|| may_skip.then(|| down(at + 1)).flatten())
    }

    /// Whether what stands between two words may stand inside a label, and if so whether it joins ("dan").
    fn bridge(&self, between: Gap, last: usize, next: usize) -> Option<bool> {
        let frames = self.words[last + 1..next].len();
        (between.words.max(frames) <= 1).then_some(between.joins)
    }

    /// The labels that hold for these words: those as written, or else those of the same stems.
    fn accepted<'e>(&self, entries: &'e [Entry], walk: Walk) -> Vec<(&'e Entry, How)> {
        if entries.is_empty() {
            return Vec::new();
        }
        let surface = self.surface(walk.first, walk.last);
        let repaired = self.meant[walk.first..=walk.last].iter().any(Option::is_some);
        let meant = self.meant[walk.first].filter(|_| walk.first == walk.last);
        let fits = |entry: &&Entry| {
            entry.only.is_none_or(|tongue| tongue == self.tongue)
                && (!walk.joined || entry.joined)
                && self.is_proven(entry.proof, walk, surface)
        };
        let written = |entry: &&Entry| same_writing(entry.text, meant.unwrap_or(surface));
        let how = |entry: &Entry| match entry.preferred {
            _ if repaired => How::Typo,
            true => How::Exact,
            false => How::Alias,
        };
        let exact: Vec<_> = entries.iter().filter(fits).filter(written).map(|entry| (entry, how(entry))).collect();
        // A wording that does not count here, such as "cat" in English, is not another form of a word that does.
        if !exact.is_empty() || entries.iter().any(|entry| written(&entry)) {
            return exact;
        }
        let other = if repaired { How::Typo } else { How::Stem };
        entries.iter().filter(fits).filter(|entry| !entry.as_written).map(|entry| (entry, other)).collect()
    }

    /// Two letters or an ordinary word: upper case shows that the abbreviation is meant, or a word beside it does.
    fn is_proven(&self, proof: Proof, walk: Walk, surface: &str) -> bool {
        let upper = || !self.shouted && surface.chars().all(|character| !character.is_lowercase());
        let before = || walk.first.checked_sub(1).is_some_and(|at| self.speaks_of_work(at));
        let after = || self.speaks_of_work(walk.last + 1);
        match proof {
            Proof::None => true,
            Proof::Upper => upper(),
            Proof::UpperOrNeighbour => upper() || before() || after(),
        }
    }

    fn speaks_of_work(&self, at: usize) -> bool {
        const WORDS: [&str; 24] = [
            "servis",
            "service",
            "teknisi",
            "technician",
            "staf",
            "staff",
            "petugas",
            "operator",
            "tukang",
            "bagian",
            "jasa",
            "perbaikan",
            "repair",
            "pasang",
            "memasang",
            "instalasi",
            "kerja",
            "pekerja",
            "karyawan",
            "agen",
            "tim",
            "team",
            "jadi",
            "lowongan",
        ];
        let Some(word) = self.words.get(at) else { return false };
        word.frame || WORDS.iter().any(|known| known.eq_ignore_ascii_case(self.surface(at, at)))
    }

    fn add(&self, found: &Found<'_>, first: usize, links: &mut Vec<Link>) {
        let mut skills: Vec<(SkillId, &Entry, How)> = Vec::new();
        for &(entry, how) in &found.labels {
            let Some(skill) = entry.skill else { return };
            if !skills.iter().any(|&(other, ..)| other == skill) {
                skills.push((skill, entry, how));
            }
        }
        let (start, end) = (self.words[first].start, self.words[found.next - 1].end);
        #[expect(clippy::cast_precision_loss, reason = "a label belongs to a handful of skills")]
        let weight = 1.0 / skills.len() as f32;
        let link =
            |(skill, entry, how): (SkillId, &Entry, How)| Link { skill, start, end, how, weight, label: entry.text };
        links.extend(skills.into_iter().map(link));
    }

    fn surface(&self, first: usize, last: usize) -> &'a str {
        self.text.get(self.words[first].start..self.words[last].end).unwrap_or("")
    }
}

/// What stands between two words of the analysis: function words it has left out.
#[derive(Clone, Copy)]
struct Gap {
    words: usize,
    joins: bool,
}

/// The gap between two words, or nothing when a mark of punctuation parts them.
fn gap(text: &str, end: usize, start: usize) -> Option<Gap> {
    // The words of one abbreviation share their place.
    let between = text.get(end..start).unwrap_or("");
    if between == " " || between.is_empty() {
        return Some(Gap { words: 0, joins: false });
    }
    let parts = |character: char| ",;:.!?()[]{}|\n\r\t•·–—*\"".contains(character);
    if between.contains(parts) || between.contains(" - ") {
        return None;
    }
    let words = || between.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    let joins = between.contains(['/', '&'])
        || words().any(|word| ["dan", "atau", "serta", "and"].iter().any(|join| join.eq_ignore_ascii_case(word)));
    Some(Gap { words: words().count(), joins })
}

/// Whether two wordings differ in nothing but case, spaces and hyphens.
fn same_writing(left: &str, right: &str) -> bool {
    letters(left).eq(letters(right))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    let counts = |character: &char| character.is_alphanumeric() || matches!(character, '+' | '#');
    text.chars().filter(counts).flat_map(char::to_lowercase)
}

/// English when English function words outnumber Indonesian ones; short texts are taken for Indonesian.
fn guess_tongue(text: &str) -> Tongue {
    const ENGLISH: [&str; 20] = [
        "the",
        "of",
        "and",
        "with",
        "in",
        "for",
        "to",
        "a",
        "an",
        "or",
        "at",
        "on",
        "is",
        "are",
        "as",
        "my",
        "experience",
        "skills",
        "able",
        "work",
    ];
    const INDONESIAN: [&str; 20] = [
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "pada",
        "atau",
        "bisa",
        "saya",
        "dapat",
        "mampu",
        "kerja",
        "tukang",
        "memiliki",
        "pengalaman",
        "minimal",
        "bagian",
        "sebagai",
    ];
    let count = |list: &[&str]| {
        let is_listed = |word: &&str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
        text.split(|character: char| !character.is_alphabetic()).filter(is_listed).count()
    };
    if count(&ENGLISH) > count(&INDONESIAN) { Tongue::En } else { Tongue::Id }
}
