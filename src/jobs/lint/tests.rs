//! The tables against phrases of our own: what is found in each, and nothing else.
use std::collections::{BTreeSet, HashSet};

use proptest::prelude::*;

use super::*;

/// Labels and a phrase a line; without labels it must pass.
const PHRASES: &str = include_str!("phrases.tsv");

fn phrases() -> impl Iterator<Item = (BTreeSet<&'static str>, &'static str)> {
    PHRASES.lines().map(|line| {
        let (labels, phrase) = line.split_once('\t').unwrap();
        (labels.split(',').filter(|label| !label.is_empty()).collect(), phrase)
    })
}

fn labels(text: &str, section: Section) -> BTreeSet<&'static str> {
    lint(text, section).iter().map(|finding| finding.label.as_str()).collect()
}

#[test]
fn each_phrase_has_its_labels_and_no_others() {
    let wrong: Vec<_> = phrases()
        .filter(|(expected, phrase)| labels(phrase, Section::Unknown) != *expected)
        .map(|(expected, phrase)| format!("{phrase}: {:?}, not {expected:?}", labels(phrase, Section::Unknown)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn phrases_written_otherwise_are_found_too() {
    type Change = fn(&str) -> String;
    let changed: [(&str, Change); 4] = [
        ("in capitals", str::to_uppercase),
        ("in a list", |text| format!("• {text}\n• Jujur dan teliti")),
        ("with a number before it", |text| format!("3. {text}.")),
        ("with two spaces", |text| text.replace(' ', "  ")),
    ];
    for (how, change) in changed {
        for (expected, phrase) in phrases() {
            assert_eq!(labels(&change(phrase), Section::Unknown), expected, "{how}: {phrase}");
        }
    }
}

#[test]
fn every_line_of_the_tables_is_read_and_no_number_stands_twice() {
    let lines = include_str!("rules.tsv").lines().filter(|line| !line.starts_with('@')).count();
    assert_eq!(TABLES.rules.len(), lines);
    assert_eq!(TABLES.scopes.len(), include_str!("scopes.tsv").lines().count());
    let numbers: HashSet<u16> = TABLES.rules.iter().map(|rule| rule.number).collect();
    assert_eq!(numbers.len(), lines);
    for class in include_str!("rules.tsv").split(['\t', ' ', '|', '\n']).filter(|word| word.starts_with('@')) {
        let class = class.trim_end_matches('?');
        let known = include_str!("rules.tsv").lines().any(|line| line.split('\t').next() == Some(class));
        assert!(known, "{class} is no class");
    }
}

#[test]
fn every_rule_finds_something_in_a_phrase_of_its_label() {
    let idle: Vec<u16> = TABLES
        .rules
        .iter()
        .filter(|rule| {
            let mut own = phrases().filter(|(labels, _)| labels.contains(rule.label.as_str()));
            !own.any(|(_, phrase)| clauses(phrase).iter().any(|clause| rule.pattern.find(clause).is_some()))
        })
        .map(|rule| rule.number)
        .collect();
    assert_eq!(idle, [0; 0], "rules without a phrase");
}

#[test]
fn the_section_decides_where_words_alone_do_not() {
    assert!(labels("Medical check up", Section::Benefit).is_empty());
    assert_eq!(labels("Perempuan", Section::Requirement), BTreeSet::from(["gender"]));
    assert!(labels("Usia 25 tahun", Section::About).is_empty());
    assert!(labels("Tes narkoba", Section::Duty).is_empty());
    assert_eq!(labels("Wajib lulus tes narkoba", Section::Duty), BTreeSet::from(["medical_exam"]));
}

#[test]
fn disguises_are_seen_through() {
    for text in ["bebas h.i.v", "bebas H-I-V", "bebas h1v", "bebas h i v", "bebas ＨＩＶ"] {
        assert!(labels(text, Section::Unknown).contains("hiv"), "{text}");
    }
}

#[test]
fn a_finding_shows_its_place() {
    let text = "Jujur.\nUmur maks. 30 th, teliti";
    let found = lint(text, Section::Requirement);
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].start..found[0].end], "Umur maks. 30");
    assert_eq!((found[0].label, found[0].label.weight()), (Label::Age, Weight::NeedsReason));
}

#[test]
fn the_strongest_weight_decides() {
    let found = lint("Sehat jasmani, belum menikah", Section::Requirement);
    assert_eq!(found.iter().map(|finding| finding.label.weight()).max(), Some(Weight::Refused));
}

proptest! {
    #[test]
    fn any_text_is_judged_without_a_fall(text in "(\\PC|\n){0,300}") {
        for finding in lint(&text, Section::Unknown) {
            prop_assert!(text.get(finding.start..finding.end).is_some_and(|part| !part.is_empty()));
        }
    }
}
