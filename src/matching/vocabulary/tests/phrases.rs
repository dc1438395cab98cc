//! The linker against phrases of our own with the skills a reader finds in them.

use crate::matching::vocabulary::{Tongue, link, vocabulary};
use std::collections::BTreeSet;

const PHRASES: &str = include_str!("phrases.tsv");

fn phrases() -> impl Iterator<Item = (&'static str, BTreeSet<&'static str>)> {
    PHRASES.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (phrase, skills) = line.split_once('\t').unwrap();
        (phrase, skills.split(';').filter(|&skill| skill != "-").collect())
    })
}

fn found(phrase: &str) -> BTreeSet<&'static str> {
    let name = |link: &crate::matching::vocabulary::Link| vocabulary().get(link.skill).unwrap().name(Tongue::Id);
    link(phrase, None).iter().map(name).collect()
}

#[test]
fn the_phrases_name_skills_that_exist() {
    let names: BTreeSet<_> = vocabulary().skills().iter().map(|skill| skill.name(Tongue::Id)).collect();
    for (phrase, skills) in phrases() {
        assert!(skills.is_subset(&names), "{phrase}: {skills:?}");
    }
}

#[test]
fn there_are_enough_phrases_and_enough_without_a_skill() {
    assert!(phrases().count() >= 200);
    assert!(phrases().filter(|(_, skills)| skills.is_empty()).count() >= 40);
}

#[test]
fn most_links_are_right_and_most_skills_are_found() {
    let (mut right, mut given, mut wanted) = (0_u32, 0_u32, 0_u32);
    for (phrase, expected) in phrases() {
        let found = found(phrase);
        if found != expected {
            println!("{phrase}: expected {expected:?}, found {found:?}");
        }
        let count = |names: &BTreeSet<_>| u32::try_from(names.len()).unwrap();
        right += u32::try_from(found.intersection(&expected).count()).unwrap();
        given += count(&found);
        wanted += count(&expected);
    }
    let (precision, recall) = (f64::from(right) / f64::from(given), f64::from(right) / f64::from(wanted));
    println!("precision {precision:.3}, recall {recall:.3}");
    assert!(precision >= 0.95, "precision {precision:.3}");
    assert!(recall >= 0.90, "recall {recall:.3}");
}
