//! What of an opening a card covers: plain facts, item by item in the order of the opening. No share, no points, no
//! order among applicants. Pure.
use super::card::Card;
use crate::matching::vocabulary::{RelationKind, SkillId, vocabulary};

/// A line of an opening with the skills recognised in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub phrase: String,
    pub required: bool,
    pub skills: Vec<SkillId>,
}

/// Lines of an opening, each with whether the card covers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub required: Vec<(String, bool)>,
    pub preferred: Vec<(String, bool)>,
}

/// Compares a card with what an opening asks for.
pub fn coverage(card: &Card, asked: &[Asked]) -> Coverage {
    let mut found = Coverage::default();
    for line in asked {
        let list = if line.required { &mut found.required } else { &mut found.preferred };
        list.push((line.phrase.clone(), covers(card, line)));
    }
    found
}

impl Coverage {
    /// How many required lines are covered, and how many there are.
    pub fn met(&self) -> (usize, usize) {
        (covered(&self.required), self.required.len())
    }

    /// How many lines that are an advantage are covered.
    pub fn advantages(&self) -> usize {
        covered(&self.preferred)
    }
}

fn covered(lines: &[(String, bool)]) -> usize {
    lines.iter().filter(|(_, covered)| *covered).count()
}

/// The skill itself, or one that says that somebody has it.
fn covers(card: &Card, line: &Asked) -> bool {
    line.skills.iter().any(|wanted| {
        card.skills.iter().any(|chip| {
            let implied = vocabulary().relation(chip.id(), *wanted);
            chip.id() == *wanted || implied.is_some_and(|(kind, _)| kind == RelationKind::Implies)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::card::{Band, Evidence},
        *,
    };

    #[test]
    fn each_line_is_covered_or_not() {
        let vocabulary = vocabulary();
        let skills = vocabulary.skills();
        let card = Card::new([(skills[0].id, Evidence::Stated)], Band::UnderOne, "");
        let line = |phrase: &str, required, skills: &[SkillId]| Asked {
            phrase: phrase.to_owned(),
            required,
            skills: skills.to_vec(),
        };
        let asked = [line("satu", true, &[skills[0].id]), line("dua", true, &[]), line("tiga", false, &[skills[0].id])];
        let found = coverage(&card, &asked);
        assert_eq!(found.required, [("satu".to_owned(), true), ("dua".to_owned(), false)]);
        assert_eq!((found.met(), found.advantages()), ((1, 2), 1));
    }
}
