//! Finds the listed root of a word by taking affixes away: at most one informal or two formal prefixes, at most a
//! clitic and a suffix. A candidate counts only when it is in the root list; the longest root wins, then the fewest
//! removals, then the earlier line of the list.

use super::lists::{LISTS, Root};

/// Longest word the rules look at; anything longer is no inflected word.
const LONGEST: usize = 40;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Me,
    Di,
    Ter,
    Ke,
    Se,
    Ber,
    Pe,
    Informal,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Suffix {
    None,
    Kan,
    An,
    I,
    In,
}

/// What is left after one prefix: the letter it had swallowed, the rest, and which roots it may lead to.
struct Stripped<'a> {
    prefix: Prefix,
    restored: &'static [u8],
    rest: &'a [u8],
    shortest: usize,
    longest: usize,
}

/// The root of a lower-case word, or the stem of its own that the exceptions give it.
pub fn find_root(word: &str) -> Option<&'static str> {
    let word = word.as_bytes();
    if word.len() > LONGEST || !word.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let bare = without_clitic(word);
    if let Some(stem) = LISTS.exceptions.get(word).or_else(|| LISTS.exceptions.get(bare?)) {
        return Some(stem);
    }
    if let Some(root) = LISTS.roots.get(word) {
        return Some(root.stem);
    }
    let mut search = Search { best: None };
    search.endings(word, 0);
    if let Some(bare) = bare {
        search.endings(bare, 1);
    }
    search.best.map(|best| best.stem)
}

/// The word without its particle or possessive.
fn without_clitic(word: &[u8]) -> Option<&[u8]> {
    const CLITICS: [&[u8]; 6] = [b"nya", b"lah", b"kah", b"pun", b"ku", b"mu"];
    CLITICS.iter().find_map(|clitic| word.strip_suffix(*clitic)).filter(|bare| bare.len() >= 3)
}

struct Best {
    stem: &'static str,
    length: usize,
    removals: usize,
    line: usize,
}

struct Search {
    best: Option<Best>,
}

impl Search {
    /// Tries every suffix, the whole word first.
    fn endings(&mut self, word: &[u8], removals: usize) {
        const SUFFIXES: [(Suffix, &[u8]); 4] =
            [(Suffix::Kan, b"kan"), (Suffix::An, b"an"), (Suffix::I, b"i"), (Suffix::In, b"in")];
        self.prefixes(word, Suffix::None, removals);
        for (suffix, ending) in SUFFIXES {
            if let Some(body) = word.strip_suffix(ending).filter(|body| body.len() >= 3) {
                self.prefixes(body, suffix, removals + 1);
            }
        }
    }

    /// Tries no prefix, one prefix and two prefixes in front of the same ending.
    fn prefixes(&mut self, body: &[u8], suffix: Suffix, removals: usize) {
        // A bare -i on three letters is nearly always part of the word: nasi, kopi, padi.
        let shortest = if suffix == Suffix::I { 4 } else { 3 };
        self.offer(body, shortest, LONGEST, removals);
        each_prefix(body, &mut |outer| {
            let mut buffer = [0_u8; LONGEST + 1];
            let rest = join(&mut buffer, outer.restored, outer.rest);
            if !agrees(outer.prefix, suffix) {
                return;
            }
            // ke- alone would turn kemeja into meja: it needs its partner -an.
            if outer.prefix != Prefix::Ke || suffix == Suffix::An {
                self.offer(rest, outer.shortest, outer.longest, removals + 1);
            }
            if outer.prefix != Prefix::Informal {
                // The second prefix weighs double, so that memberikan is beri and not ikan.
                self.inner_prefixes(rest, suffix, removals + 3);
            }
        });
    }

    fn inner_prefixes(&mut self, body: &[u8], suffix: Suffix, removals: usize) {
        each_prefix(body, &mut |inner| {
            let allowed = match inner.prefix {
                Prefix::Ber | Prefix::Pe | Prefix::Ter | Prefix::Se => true,
                Prefix::Ke => suffix == Suffix::An,
                Prefix::Me | Prefix::Di | Prefix::Informal => false,
            };
            if allowed {
                let mut buffer = [0_u8; LONGEST + 1];
                let rest = join(&mut buffer, inner.restored, inner.rest);
                self.offer(rest, inner.shortest.max(4), inner.longest, removals);
            }
        });
    }

    /// Keeps the candidate when it is a root and better than the one found before.
    fn offer(&mut self, candidate: &[u8], shortest: usize, longest: usize, removals: usize) {
        if candidate.len() < shortest || candidate.len() > longest {
            return;
        }
        let Some(&Root { stem, line, informal }) = LISTS.roots.get(candidate) else { return };
        let found = Best { stem, length: candidate.len(), removals: removals + usize::from(informal), line };
        let better = self
            .best
            .as_ref()
            .is_none_or(|best| (best.length, found.removals, found.line) < (found.length, best.removals, best.line));
        if better {
            self.best = Some(found);
        }
    }
}

/// Which prefixes and suffixes go together.
fn agrees(prefix: Prefix, suffix: Suffix) -> bool {
    match prefix {
        Prefix::Me | Prefix::Di | Prefix::Ter | Prefix::Informal => suffix != Suffix::An,
        Prefix::Ke | Prefix::Se | Prefix::Pe => matches!(suffix, Suffix::None | Suffix::An),
        Prefix::Ber => matches!(suffix, Suffix::None | Suffix::An | Suffix::Kan),
    }
}

fn join<'a>(buffer: &'a mut [u8; LONGEST + 1], restored: &[u8], rest: &'a [u8]) -> &'a [u8] {
    if restored.is_empty() {
        return rest;
    }
    let end = restored.len() + rest.len();
    buffer[..restored.len()].copy_from_slice(restored);
    buffer[restored.len()..end].copy_from_slice(rest);
    &buffer[..end]
}

/// Calls `visit` with every way to take one prefix off the word.
fn each_prefix<'a>(word: &'a [u8], visit: &mut impl FnMut(Stripped<'a>)) {
    match word {
        [b'm', b'e', rest @ ..] => {
            nasal(Prefix::Me, rest, visit);
            informal(word, visit);
        }
        [b'm' | b'n', ..] => informal(word, visit),
        [b'p', b'e', rest @ ..] => agent(rest, visit),
        [b'd', b'i', rest @ ..] => visit(formal(Prefix::Di, rest, 3)),
        [b't', b'e', rest @ ..] => r_ending(Prefix::Ter, rest, visit),
        [b'b', b'e', rest @ ..] => r_ending(Prefix::Ber, rest, visit),
        [b'k', b'e', rest @ ..] => visit(formal(Prefix::Ke, rest, 3)),
        [b's', b'e', rest @ ..] => visit(formal(Prefix::Se, rest, 4)),
        _ => {}
    }
}

fn formal(prefix: Prefix, rest: &[u8], shortest: usize) -> Stripped<'_> {
    Stripped { prefix, restored: b"", rest, shortest, longest: LONGEST }
}

fn restored<'a>(prefix: Prefix, letter: &'static [u8], rest: &'a [u8], shortest: usize) -> Stripped<'a> {
    Stripped { prefix, restored: letter, rest, shortest, longest: LONGEST }
}

/// ter- and ber-, which lose their r before r (terasa, berenang) and bel- in belajar; ber- also in bekerja, beternak.
fn r_ending<'a>(prefix: Prefix, rest: &'a [u8], visit: &mut impl FnMut(Stripped<'a>)) {
    match rest {
        [b'r', after @ ..] => {
            visit(formal(prefix, after, 3));
            visit(formal(prefix, rest, 4));
        }
        [b'l', after @ ..] if prefix == Prefix::Ber && after.starts_with(b"ajar") => visit(formal(prefix, after, 4)),
        [_, b'e', b'r', ..] if prefix == Prefix::Ber => visit(formal(prefix, rest, 4)),
        _ => {}
    }
}

/// pe- in all its shapes: peN-, per-, pel- and the plain pe- of petani and pekerja.
fn agent<'a>(rest: &'a [u8], visit: &mut impl FnMut(Stripped<'a>)) {
    nasal(Prefix::Pe, rest, visit);
    match rest {
        [b'r', after @ ..] => visit(formal(Prefix::Pe, after, 3)),
        [b'l', after @ ..] if after.starts_with(b"ajar") => visit(formal(Prefix::Pe, after, 4)),
        [b'l' | b'w' | b'y' | b'm' | b'n', ..] => {}
        _ => visit(formal(Prefix::Pe, rest, 4)),
    }
}

/// The nasal shapes of meN- and peN-, with the letter that melted into them.
fn nasal<'a>(prefix: Prefix, rest: &'a [u8], visit: &mut impl FnMut(Stripped<'a>)) {
    if matches!(rest, [b'l' | b'r' | b'w' | b'y' | b'm' | b'n', ..]) {
        visit(formal(prefix, rest, 3));
    }
    match rest {
        [b'm', after @ ..] => match after {
            [b'b' | b'f' | b'p' | b'v', ..] => visit(formal(prefix, after, 3)),
            [first, ..] if is_vowel(*first) || *first == b'r' => visit(restored(prefix, b"p", after, 4)),
            _ => {}
        },
        [b'n', b'y', after @ ..] => visit(restored(prefix, b"s", after, 4)),
        [b'n', b'g', after @ ..] => velar(prefix, after, visit),
        [b'n', after @ ..] => match after {
            [b'c' | b'd' | b'j' | b's' | b't' | b'z', ..] => visit(formal(prefix, after, 3)),
            [first, ..] if is_vowel(*first) => visit(restored(prefix, b"t", after, 4)),
            _ => {}
        },
        _ => {}
    }
}

/// meng- before g h k q and vowels, with k restored, and menge- before the shortest roots (mengecat).
fn velar<'a>(prefix: Prefix, after: &'a [u8], visit: &mut impl FnMut(Stripped<'a>)) {
    let Some(&first) = after.first() else { return };
    if is_vowel(first) {
        visit(formal(prefix, after, 3));
        visit(restored(prefix, b"k", after, 4));
    } else if matches!(first, b'g' | b'h' | b'k' | b'q') {
        visit(formal(prefix, after, 3));
    }
    if let [b'e', short @ ..] = after {
        visit(Stripped { prefix, restored: b"", rest: short, shortest: 3, longest: 4 });
    }
}

/// Spoken prefixes: nge- (ngelas), ng- (ngatur, ngirim), ny- (nyuci, nyablon), n- (nulis), m- (motong).
fn informal<'a>(word: &'a [u8], visit: &mut impl FnMut(Stripped<'a>)) {
    match word {
        [b'n', b'g', after @ ..] => {
            if let [b'e', rest @ ..] = after {
                visit(formal(Prefix::Informal, rest, 3));
            }
            if after.first().is_some_and(|&first| is_vowel(first)) {
                visit(formal(Prefix::Informal, after, 3));
                visit(restored(Prefix::Informal, b"k", after, 4));
            }
        }
        [b'n', b'y', after @ ..] => {
            visit(restored(Prefix::Informal, b"s", after, 4));
            visit(restored(Prefix::Informal, b"c", after, 4));
        }
        [b'n', after @ ..] if after.first().is_some_and(|&first| is_vowel(first)) => {
            visit(restored(Prefix::Informal, b"t", after, 4));
        }
        [b'm', after @ ..] if after.first().is_some_and(|&first| is_vowel(first)) => {
            visit(restored(Prefix::Informal, b"p", after, 4));
        }
        _ => {}
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::find_root;

    fn assert_roots(table: &[(&str, &str)]) {
        for (word, root) in table {
            assert_eq!(find_root(word), Some(*root), "{word}");
        }
    }

    #[test]
    fn nasal_prefixes_give_back_the_letter_they_swallowed() {
        assert_roots(&[
            ("memotong", "potong"),
            ("menenun", "tenun"),
            ("menyulam", "sulam"),
            ("mengirim", "kirim"),
            ("mengecat", "cat"),
            ("mengelas", "las"),
            ("pengepelan", "pel"),
            ("pemrograman", "program"),
            ("menservis", "servis"),
        ]);
    }

    #[test]
    fn two_prefixes_and_two_endings_are_taken_off() {
        assert_roots(&[
            ("memperbaikinya", "baik"),
            ("dipersiapkan", "siap"),
            ("mempekerjakan", "kerja"),
            ("pemberdayaan", "daya"),
            ("berpendidikan", "didik"),
            ("keberangkatan", "berangkat"),
            ("pembelajaran", "ajar"),
        ]);
    }

    #[test]
    fn spoken_forms_count_when_the_root_is_listed() {
        assert_roots(&[
            ("ngelas", "las"),
            ("ngatur", "atur"),
            ("ngirim", "kirim"),
            ("nyetir", "setir"),
            ("nyuci", "cuci"),
            ("nulis", "tulis"),
            ("motong", "potong"),
            ("bersihin", "bersih"),
            ("ngelayanin", "layan"),
            ("benerin", "benar"),
        ]);
        for whole in ["nyanyi", "ngaji", "mikro", "mandor", "nasi"] {
            assert_eq!(crate::language::stem(whole), whole);
        }
    }

    #[test]
    fn the_longest_root_wins_and_then_the_earlier_line() {
        assert_roots(&[("mengemas", "kemas"), ("memasak", "masak"), ("menari", "tari"), ("memerah", "perah")]);
    }

    #[test]
    fn a_root_is_never_stemmed() {
        for root in
            "ikan bulan jalan badan makan beras teras bekas mesin rotan melati gudang kebun perak peti".split(' ')
        {
            assert_eq!(find_root(root), Some(root));
        }
    }
}
