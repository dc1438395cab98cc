//! Reads a text once and notes every term in it.

use std::ops::Range;

use super::{
    context,
    index::{Index, Node, Word, index, letter_of_digit},
    plain::Plain,
    terms::{Action, Matching, Term},
};

/// A term found in a text.
pub(super) struct Hit {
    pub term: &'static Term,
    /// The byte of the original at which it starts.
    pub at: usize,
}

/// Every term in this text, in the order of the text.
pub(super) fn hits(plain: &Plain) -> Vec<Hit> {
    let mut scan = Scan::of(plain);
    scan.read();
    let mut hits = scan.hits;
    hits.sort_by_key(|hit| (hit.at, hit.term.rule));
    hits.dedup_by_key(|hit| (hit.at, hit.term.rule));
    hits
}

struct Scan<'a> {
    plain: &'a Plain,
    index: &'static Index,
    hits: Vec<Hit>,
    /// Phrases begun: where they started and how far they have come.
    begun: Vec<(usize, Node)>,
    /// The word read last.
    last: Option<Span>,
    /// Single letters read one after another.
    singles: Vec<usize>,
    /// Whether the stretch without spaces being read could be a link, a hashtag, an address or a file name.
    in_link: bool,
}

/// Some letters of the text, from `start` to before `end`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Span {
    start: usize,
    end: usize,
}

/// A word of the list as it stands in the text.
struct Known {
    word: &'static Word,
    span: Span,
}

impl<'a> Scan<'a> {
    fn of(plain: &'a Plain) -> Self {
        Self {
            plain,
            index: index(),
            hits: Vec::new(),
            begun: Vec::new(),
            last: None,
            singles: Vec::new(),
            in_link: false,
        }
    }

    fn read(&mut self) {
        let letters = &self.plain.letters;
        let (mut place, mut end_of_stretch) = (0, 0);
        while place < letters.len() {
            if place == end_of_stretch {
                end_of_stretch = end_where(letters, place + 1, ends_stretch);
                self.in_link = looks_like_link(&letters[place..end_of_stretch]);
            }
            if letters[place].is_alphanumeric() {
                let end = end_where(letters, place, |letter| !letter.is_alphanumeric());
                self.read_word(Span { start: place, end });
                place = end;
            } else {
                place += 1;
            }
        }
        self.join_singles();
    }

    fn read_word(&mut self, span: Span) {
        if context::is_drawing(self.plain, span.start, span.end) {
            self.pass(span);
        } else if let Some(known) = self.known(span) {
            self.accept(&known);
        } else if has_change_of_case(&self.plain.letters[span.start..span.end]) {
            self.read_pieces(span);
        } else {
            self.pass(span);
        }
        if !self.plain.served {
            self.read_digits_as_letters(span);
        }
        if self.in_link {
            self.look_inside(span);
        }
        self.read_single(span);
    }

    /// Reads `#TokoODHA` as two words.
    fn read_pieces(&mut self, span: Span) {
        for piece in pieces(&self.plain.letters, span) {
            let drawing = context::is_drawing(self.plain, piece.start, piece.end);
            match self.known(piece) {
                Some(known) if !drawing => self.accept(&known),
                _ => self.pass(piece),
            }
        }
    }

    /// The word of the list that stands here: as it is, without digits around it, or without affixes.
    fn known(&self, span: Span) -> Option<Known> {
        const LONGEST: usize = 32;
        if span.end - span.start > LONGEST {
            return None;
        }
        let folded = self.folded(span);
        readings(folded).find_map(|reading| {
            let span = Span { start: span.start + reading.start, end: span.start + reading.end };
            self.index.word(&folded[reading]).map(|word| Known { word, span })
        })
    }

    fn accept(&mut self, known: &Known) {
        for term in &known.word.terms {
            if self.has_case_of(term, known.span) && !self.is_harmless(known.span) {
                self.note(term, known.span.start);
            }
        }
        self.go_on_with_phrases(known);
        self.last = Some(known.span);
    }

    /// Goes over a word that is not on the list.
    fn pass(&mut self, span: Span) {
        self.begun.clear();
        self.last = Some(span);
    }

    fn go_on_with_phrases(&mut self, known: &Known) {
        if !self.follows_last(known.span) {
            self.begun.clear();
        }
        self.begun.push((known.span.start, 0));
        let index = self.index;
        self.begun.retain_mut(|(_, node)| index.step(*node, known.word).inspect(|next| *node = *next).is_some());
        for place in 0..self.begun.len() {
            let (start, node) = self.begun[place];
            for term in index.phrases(node) {
                self.note(term, start);
            }
        }
    }

    /// Whether nothing but what joins words of a phrase stands between the last word and this one.
    fn follows_last(&self, span: Span) -> bool {
        let Some(last) = self.last else { return false };
        let gap = &self.plain.letters[last.end.min(span.start)..span.start];
        gap == ['.'] || gap.iter().all(|letter| letter.is_whitespace() || "-_/+&'’\"“”‐‑–".contains(*letter))
    }

    fn is_harmless(&self, span: Span) -> bool {
        self.last.is_some_and(|last| {
            self.follows_last(span) && context::is_harmless_behind(self.folded(span), self.folded(last))
        })
    }

    /// Whether the word has the capitals the term asks for. What the site sends out is its own copy, which does
    /// without blocked terms in any case.
    fn has_case_of(&self, term: &Term, span: Span) -> bool {
        let letters = &self.plain.letters[span.start..span.end];
        term.matching != Matching::Upper
            || self.plain.served && term.action == Action::Block
            || term.text.chars().zip(letters).all(|(wanted, letter)| !wanted.is_uppercase() || letter.is_uppercase())
    }

    /// `H1V` and `0DHA`. Only in what people type: the outlines in drawings are full of such groups (`h1v-1`).
    fn read_digits_as_letters(&mut self, span: Span) {
        const LONGEST: usize = 6;
        let letters = &self.plain.letters[span.start..span.end];
        if letters.len() > LONGEST || !letters.iter().any(|letter| letter_of_digit(*letter) != *letter) {
            return;
        }
        let folded: Vec<char> = self.folded(span).iter().map(|letter| letter_of_digit(*letter)).collect();
        let index = self.index;
        if let Some(acronym) = readings(&folded).find_map(|reading| index.acronym(&folded[reading])) {
            self.note(acronym.term, span.start);
        }
    }

    /// `#kawanodha`: in links short names are also found inside a word.
    fn look_inside(&mut self, span: Span) {
        let index = self.index;
        for piece in pieces(&self.plain.letters, span) {
            let folded = self.folded(piece);
            if index.acronyms_in(folded).next().is_some() {
                let folded = context::without_chance(folded);
                let found = index.acronyms_in(&folded).filter(|(_, acronym)| acronym.is_found_inside_words());
                for (number, acronym) in found {
                    self.note(acronym.term, piece.start + number);
                }
            }
        }
        for run in capitals(&self.plain.letters, span) {
            if let Some(acronym) = index.acronym(self.folded(run)) {
                self.note(acronym.term, run.start);
            }
        }
    }

    /// `H.I.V` and `o d h a`: single letters are joined.
    fn read_single(&mut self, span: Span) {
        let is_single = span.end - span.start == 1;
        let follows = self.singles.last().is_some_and(|last| {
            let gap = &self.plain.letters[last + 1..span.start];
            gap.len() <= 3 && gap.iter().all(|letter| letter.is_whitespace() || ".-_‐‑–·".contains(*letter))
        });
        if !(is_single && follows) {
            self.join_singles();
        }
        if is_single {
            self.singles.push(span.start);
        }
    }

    fn join_singles(&mut self) {
        let singles = std::mem::take(&mut self.singles);
        if singles.len() < 3 {
            return;
        }
        let letter_at = |place: &usize| {
            let folded = self.plain.folded[*place];
            if self.plain.served { folded } else { letter_of_digit(folded) }
        };
        let joined: Vec<char> = singles.iter().map(letter_at).collect();
        for (number, acronym) in self.index.acronyms_in(&joined) {
            self.hits.push(Hit { term: acronym.term, at: self.plain.places[singles[number]] });
        }
    }

    fn note(&mut self, term: &'static Term, place: usize) {
        self.hits.push(Hit { term, at: self.plain.places[place] });
    }

    fn folded(&self, span: Span) -> &'a [char] {
        &self.plain.folded[span.start..span.end]
    }
}

/// The ways to read a word: as it is, without digits around it, and without the beginnings and endings that a word
/// takes on in Indonesian.
fn readings(folded: &[char]) -> impl Iterator<Item = Range<usize>> {
    const BEGINNINGS: [&[char]; 4] = [&[], &['b', 'e', 'r'], &['n', 'o', 'n'], &['s', 'e']];
    const ENDINGS: [&[char]; 6] = [&[], &['n', 'y', 'a'], &['k', 'u'], &['m', 'u'], &['l', 'a', 'h'], &['k', 'a', 'h']];
    let start = folded.iter().take_while(|letter| letter.is_numeric()).count();
    let end = folded.len() - folded[start..].iter().rev().take_while(|letter| letter.is_numeric()).count();
    let bare = &folded[start..end];
    // Compared letter by letter: nearly every word differs in the first one.
    let begins = |beginning: &[char]| bare.len() > beginning.len() && bare.iter().zip(beginning).all(|(a, b)| a == b);
    let ends = move |from: usize, ending: &[char]| {
        bare.len() > from + ending.len() && bare.iter().rev().zip(ending.iter().rev()).all(|(a, b)| a == b)
    };
    let stems = BEGINNINGS.into_iter().filter(move |beginning| begins(beginning)).flat_map(move |beginning| {
        let endings = ENDINGS.into_iter().filter(move |ending| ends(beginning.len(), ending));
        endings.map(move |ending| start + beginning.len()..end - ending.len())
    });
    std::iter::once(0..folded.len()).chain(stems)
}

fn end_where(letters: &[char], from: usize, ends: impl Fn(char) -> bool) -> usize {
    letters[from..].iter().position(|letter| ends(*letter)).map_or(letters.len(), |length| from + length)
}

fn ends_stretch(letter: char) -> bool {
    let parts_links =
        matches!(letter, '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '=' | '|');
    parts_links || letter.is_whitespace()
}

fn looks_like_link(stretch: &[char]) -> bool {
    stretch.iter().any(|letter| matches!(letter, '#' | '@' | '/' | '\\' | '_'))
        || stretch.windows(3).any(|three| three[0].is_alphanumeric() && three[1] == '.' && three[2].is_alphanumeric())
}

fn has_change_of_case(letters: &[char]) -> bool {
    letters.iter().skip(1).any(|letter| letter.is_uppercase()) && letters.iter().any(|letter| !letter.is_uppercase())
}

/// Splits at changes of case: before a capital that follows a small letter or a digit, and before the last capital of
/// several when a small letter follows.
fn pieces(letters: &[char], span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for place in span.start + 1..span.end {
        let (before, here) = (letters[place - 1], letters[place]);
        let small_follows = place + 1 < span.end && letters[place + 1].is_lowercase();
        if here.is_uppercase() && (!before.is_uppercase() || small_follows) {
            pieces.push(Span { start, end: place });
            start = place;
        }
    }
    pieces.push(Span { start, end: span.end });
    pieces
}

/// The stretches of capitals.
fn capitals(letters: &[char], span: Span) -> Vec<Span> {
    let mut runs = Vec::new();
    let mut place = span.start;
    while place < span.end {
        let length = letters[place..span.end].iter().take_while(|letter| letter.is_uppercase()).count();
        if length > 2 {
            runs.push(Span { start: place, end: place + length });
        }
        place += length.max(1);
    }
    runs
}
