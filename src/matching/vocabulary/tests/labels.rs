use super::vocabulary;
use crate::language::{Part, analyse, stem};
use crate::matching::vocabulary::data::{Rule, rules};
use crate::matching::vocabulary::{Label, LabelKind, RelationKind, Skill, SkillId, Tongue};

use std::collections::{HashMap, HashSet};

fn labels() -> impl Iterator<Item = (&'static Skill, &'static Label)> {
    vocabulary().skills().iter().flat_map(|skill| skill.labels.iter().map(move |label| (skill, label)))
}

fn stems(text: &str) -> Vec<String> {
    analyse(text, Part::Body).into_iter().map(|word| word.stem).collect()
}

fn ambiguous() -> HashSet<String> {
    rules().into_iter().filter(|&(_, rule)| rule == Rule::Ambiguous).map(|(text, _)| text.to_lowercase()).collect()
}

#[test]
fn the_vocabulary_is_as_large_as_promised() {
    assert!(vocabulary().skills().len() >= 400, "{} skills", vocabulary().skills().len());
    assert!(labels().count() >= 2500, "{} labels", labels().count());
}

#[test]
fn codes_are_numbers_without_gaps() {
    for (place, skill) in vocabulary().skills().iter().enumerate() {
        assert_eq!(usize::from(skill.id.0), place + 1);
        assert_eq!(skill.code, format!("S{:03}", place + 1));
    }
}

#[test]
fn only_marked_labels_belong_to_two_skills() {
    let ambiguous = ambiguous();
    let mut owners: HashMap<String, SkillId> = HashMap::new();
    for (skill, label) in labels() {
        let text = label.text.to_lowercase();
        let owner = *owners.entry(text.clone()).or_insert(skill.id);
        assert!(owner == skill.id || ambiguous.contains(&text), "{text} belongs to {owner:?} and {}", skill.code);
    }
}

#[test]
fn every_ambiguous_mark_has_two_skills() {
    for text in ambiguous() {
        let owners: HashSet<_> =
            labels().filter(|(_, label)| label.text.to_lowercase() == text).map(|(skill, _)| skill.id).collect();
        assert!(owners.len() > 1, "{text}");
    }
}

#[test]
fn every_other_rule_names_a_label() {
    let texts: HashSet<_> = labels().map(|(_, label)| label.text).collect();
    for (text, rule) in rules() {
        assert_eq!(texts.contains(text), rule != Rule::NoSkill, "{text}");
    }
}

#[test]
fn no_skill_says_the_same_label_twice() {
    for skill in vocabulary().skills() {
        let mut seen = HashSet::new();
        for label in skill.labels.iter().filter(|label| label.kind != LabelKind::Preferred) {
            assert!(seen.insert(label.text.to_lowercase()), "{} {}", skill.code, label.text);
        }
    }
}

#[test]
fn no_label_is_made_of_function_words() {
    for (skill, label) in labels() {
        assert!(!stems(label.text).is_empty(), "{} {}", skill.code, label.text);
    }
}

#[test]
fn no_label_has_the_stems_of_another_skills_name() {
    let ambiguous = ambiguous();
    let names: HashMap<_, _> = labels()
        .filter(|(_, label)| label.kind == LabelKind::Preferred)
        .map(|(skill, label)| (stems(label.text), skill.id))
        .collect();
    for (skill, label) in labels().filter(|(_, label)| !ambiguous.contains(&label.text.to_lowercase())) {
        let owner = names.get(&stems(label.text)).copied().unwrap_or(skill.id);
        let as_written = rules().contains(&(label.text, Rule::AsWritten));
        assert!(owner == skill.id || as_written, "{} of {} is the name of {owner:?}", label.text, skill.code);
    }
}

#[test]
fn every_skill_has_a_name_in_both_languages() {
    for skill in vocabulary().skills() {
        for tongue in [Tongue::Id, Tongue::En] {
            assert!(!skill.name(tongue).is_empty() && skill.name(tongue) != skill.code, "{}", skill.code);
        }
    }
}

#[test]
fn every_skill_has_more_words_than_its_names() {
    for skill in vocabulary().skills() {
        assert!(skill.labels.len() >= 4, "{}", skill.code);
    }
}

#[test]
fn relations_join_two_skills_once() {
    let mut seen = HashSet::new();
    for relation in vocabulary().relations() {
        assert!(vocabulary().get(relation.from).is_some() && vocabulary().get(relation.to).is_some());
        assert_ne!(relation.from, relation.to);
        let pair = (relation.from.min(relation.to), relation.from.max(relation.to));
        assert!(seen.insert(pair), "{pair:?} stands twice");
    }
}

#[test]
fn occupations_are_the_ones_in_use() {
    let listed: HashSet<_> = vocabulary().occupations().iter().map(|occupation| occupation.kbji).collect();
    let used: HashSet<_> = vocabulary().skills().iter().filter_map(|skill| skill.occupation).collect();
    assert_eq!(listed, used);
    assert!(listed.iter().all(|code| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())));
    assert_eq!(listed.len(), vocabulary().occupations().len());
}

#[test]
fn a_higher_driving_licence_implies_the_lower_ones() {
    let id = |code: &str| find(code).id;
    for (from, to) in [("SIM B2", "SIM B1"), ("SIM B2", "SIM A"), ("SIM B1", "SIM A")] {
        assert_eq!(vocabulary().relation(id(from), id(to)), Some((RelationKind::Implies, 1.0)));
        assert_eq!(vocabulary().relation(id(to), id(from)), None);
    }
}

#[test]
fn related_work_counts_in_both_directions() {
    let (sewing, embroidery) = (find("menjahit").id, find("bordir").id);
    assert_eq!(vocabulary().relation(sewing, embroidery), Some((RelationKind::Related, 0.5)));
    assert_eq!(vocabulary().relation(embroidery, sewing), Some((RelationKind::Related, 0.5)));
}

#[test]
fn wordings_hold_both_languages_and_no_frame_words() {
    let vocabulary = vocabulary();
    let found = vocabulary.wordings(find("menjahit").id);
    for word in ["menjahit", "sewing", "tailor", "obras"] {
        assert!(found.iter().any(|wording| **wording == [stem(word).into_boxed_str()]), "{word}");
    }
    let distinct: HashSet<_> = found.iter().collect();
    assert_eq!(distinct.len(), found.len());
    let english = vocabulary.wordings(find("desain antarmuka").id);
    assert!(!english.iter().flatten().any(|known| **known == stem("experience")));
    assert!(vocabulary.wordings(SkillId(0)).is_empty());
}

#[test]
fn suggestions_begin_with_what_was_typed() {
    let names =
        |typed: &str| vocabulary().suggest(typed, 5).iter().map(|skill| skill.name(Tongue::Id)).collect::<Vec<_>>();
    assert_eq!(names("menjah")[0], "menjahit");
    assert_eq!(names("SEW")[0], "menjahit");
    assert_eq!(names("nyetir")[0], "mengemudi mobil");
    assert!(names("").is_empty() && names("qqqq").is_empty());
    assert!(vocabulary().suggest("m", 3).len() == 3 && vocabulary().suggest("m", 0).is_empty());
}

#[test]
fn skills_are_found_by_number_and_code() {
    assert_eq!(vocabulary().by_code("S014").unwrap().name(Tongue::Id), "memasak");
    assert_eq!(vocabulary().get(SkillId(14)).unwrap().code, "S014");
    for code in ["", "S", "S0", "S14", "S9999", "X014", "S99999999"] {
        assert!(vocabulary().by_code(code).is_none(), "{code}");
    }
}

fn find(name: &str) -> &'static Skill {
    vocabulary().skills().iter().find(|skill| skill.name(Tongue::Id) == name).unwrap()
}
