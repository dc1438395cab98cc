//! The card an employer sees: skills by their common names, how long, which province. Nothing on it names anybody, and
//! nothing on it was typed freely. Pure.
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    identity::vault::keys::Keys,
    matching::vocabulary::{Kind, SkillId, vocabulary},
    platform::ids,
    regions,
};

crate::words! {
    /// How long somebody has done this work.
    pub enum Band {
        UnderOne = "under_one",
        OneToThree = "one_to_three",
        ThreeToFive = "three_to_five",
        OverFive = "over_five",
    }
}

crate::words! {
    /// What stands behind a skill; never who taught it, where or when.
    pub enum Evidence {
        Stated = "stated",
        Trained = "trained",
        Certified = "certified",
    }
}

/// Skills a card has room for.
pub const MOST_SKILLS: usize = 30;

/// A skill on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chip {
    pub skill: u16,
    pub evidence: Evidence,
}

/// What was ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub skills: Vec<Chip>,
    pub band: Band,
    /// Two digits, or nothing for all of Indonesia.
    pub province: String,
}

impl Card {
    /// A card of what was ticked. What is no skill and what is no province is left out; each skill stands once, in the
    /// order of its number, so that the order in which somebody wrote tells nothing.
    pub fn new(skills: impl IntoIterator<Item = (SkillId, Evidence)>, band: Band, province: &str) -> Self {
        let mut seen = HashSet::new();
        let mut skills: Vec<Chip> = skills
            .into_iter()
            .filter(|(skill, _)| vocabulary().get(*skill).is_some() && seen.insert(*skill))
            .map(|(skill, evidence)| Chip { skill: skill.0, evidence })
            .collect();
        skills.sort_by_key(|chip| chip.skill);
        skills.truncate(MOST_SKILLS);
        let known = regions::get(province).filter(|region| region.is_province());
        Self { skills, band, province: known.map(|region| region.code.to_owned()).unwrap_or_default() }
    }

    /// Skills but licences.
    pub fn abilities(&self) -> impl Iterator<Item = &Chip> {
        self.skills.iter().filter(|chip| !chip.is_licence())
    }

    pub fn licences(&self) -> impl Iterator<Item = &Chip> {
        self.skills.iter().filter(|chip| chip.is_licence())
    }

    /// The digest by which what is sent is known to be what was looked at.
    pub fn digest(&self, opening: &str, text_hash: &str) -> String {
        let skills: Vec<String> =
            self.skills.iter().map(|chip| format!("{}:{}", chip.skill, chip.evidence.as_str())).collect();
        let whole = [opening, text_hash, &skills.join(","), self.band.as_str(), &self.province].join("\n");
        ids::digest(whole.as_bytes(), 32)
    }
}

impl Chip {
    /// The skill, as it is known today.
    pub fn id(self) -> SkillId {
        vocabulary().present(SkillId(self.skill))
    }

    fn is_licence(self) -> bool {
        vocabulary().get(self.id()).is_some_and(|skill| skill.kind == Kind::Licence)
    }
}

/// The code by which one employer knows an applicant: the same for each of its openings, another one elsewhere, and
/// nobody can tell from two of them whether they are of one person.
pub fn code(keys: &Keys, person: Uuid, employer: Uuid) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let spelled = |attempt: u32| -> String {
        let value = format!("{}{}{attempt}", person.simple(), employer.simple());
        let digest = keys.blind("applicant", &value);
        digest.iter().take(8).map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect()
    };
    (0..u32::MAX).map(spelled).find(|code| !crate::disclosure::telling_code(code)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_holds_what_was_ticked_and_nothing_finer_than_a_province() {
        let vocabulary = vocabulary();
        let skills = vocabulary.skills();
        let (first, second) = (skills[0].id, skills[1].id);
        let ticked = [
            (second, Evidence::Trained),
            (first, Evidence::Stated),
            (second, Evidence::Stated),
            (SkillId(u16::MAX), Evidence::Stated),
        ];
        let card = Card::new(ticked, Band::OneToThree, "63");
        assert_eq!(card.skills.iter().map(|chip| chip.id()).collect::<Vec<_>>(), [first, second]);
        assert_eq!(card.skills[1].evidence, Evidence::Trained);
        assert_eq!(card.province, "63");
        for finer in ["6371", "", "99", "Banjarmasin"] {
            assert_eq!(Card::new(ticked, Band::UnderOne, finer).province, "", "{finer}");
        }
        let all: Vec<_> = skills.iter().map(|skill| (skill.id, Evidence::Stated)).collect();
        assert_eq!(Card::new(all, Band::UnderOne, "").skills.len(), MOST_SKILLS);
    }

    #[test]
    fn another_tick_is_another_digest() {
        let skill = vocabulary().skills()[0].id;
        let card = |evidence, band, province| Card::new([(skill, evidence)], band, province);
        let digest = |card: Card| card.digest("OPENING", "hash");
        let first = digest(card(Evidence::Stated, Band::UnderOne, "63"));
        assert_eq!(first, digest(card(Evidence::Stated, Band::UnderOne, "63")));
        assert_eq!(first.len(), 64);
        for other in [
            card(Evidence::Trained, Band::UnderOne, "63"),
            card(Evidence::Stated, Band::OverFive, "63"),
            card(Evidence::Stated, Band::UnderOne, ""),
        ] {
            assert_ne!(first, digest(other));
        }
    }

    #[test]
    fn two_employers_know_an_applicant_by_two_codes() {
        let keys = Keys::ephemeral();
        let (person, here, there) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        assert_eq!(code(&keys, person, here), code(&keys, person, here));
        assert_ne!(code(&keys, person, here), code(&keys, person, there));
        assert_eq!(code(&keys, person, here).len(), 8);
        assert_ne!(code(&keys, person, here), code(&Keys::ephemeral(), person, here), "the key makes it");
    }
}
