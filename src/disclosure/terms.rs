//! The list of terms the guard knows, read from `terms.csv`.

use std::sync::LazyLock;

/// One line of the list.
#[derive(Debug)]
pub(super) struct Term {
    /// The number of the line: what is stored and counted in place of the text.
    pub rule: u16,
    pub text: &'static str,
    pub action: Action,
    pub matching: Matching,
}

impl Term {
    /// A single word written in capitals, such as a short name: it is also looked for in disguise.
    pub fn is_acronym(&self) -> bool {
        self.matching != Matching::Phrase && self.text.len() >= 3 && self.text.chars().all(is_capital_or_digit)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Refused when typed; must never be served.
    Block,
    /// Accepted, looked at by a moderator before it is published.
    Warn,
    /// Looked at in openings only.
    Review,
    /// Free in other people's texts, barred from our own.
    Own,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matching {
    /// A whole word in any case.
    Word,
    /// A whole word that has capitals at least where the term has them.
    Upper,
    /// Several words in a row in any case.
    Phrase,
}

/// All terms in the order of the list.
pub(super) fn all() -> &'static [Term] {
    static TERMS: LazyLock<Vec<Term>> =
        LazyLock::new(|| (1..).zip(include_str!("terms.csv").lines()).skip(1).filter_map(term_from_line).collect());
    &TERMS
}

fn term_from_line((rule, line): (u16, &'static str)) -> Option<Term> {
    let mut cells = line.splitn(4, ',');
    let text = cells.next()?;
    let action = match cells.next()? {
        "block" => Action::Block,
        "warn" => Action::Warn,
        "review" => Action::Review,
        "own" => Action::Own,
        _ => return None,
    };
    let matching = match cells.next()? {
        "word" => Matching::Word,
        "upper" => Matching::Upper,
        "phrase" => Matching::Phrase,
        _ => return None,
    };
    Some(Term { rule, text, action, matching })
}

fn is_capital_or_digit(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_term() {
        assert_eq!(all().len(), include_str!("terms.csv").lines().count() - 1);
        assert!(include_str!("terms.csv").lines().all(|line| line.split(',').count() == 4));
    }

    #[test]
    fn a_rule_is_the_number_of_its_line() {
        let lines: Vec<&str> = include_str!("terms.csv").lines().collect();
        for term in all() {
            assert!(lines[usize::from(term.rule) - 1].starts_with(term.text));
        }
    }

    #[test]
    fn single_words_and_phrases_are_marked_as_such() {
        for term in all() {
            let single = term.text.chars().all(char::is_alphanumeric);
            assert_eq!(single, term.matching != Matching::Phrase, "{}", term.text);
        }
    }
}
