//! Demands in the text of an opening that have no place there, or that need a reason from the work itself: about health,
//! age, sex, looks, belief, descent, marriage, papers. A pure function over three tables: `forms.tsv` writes words out,
//! `scopes.tsv` tells what a clause is about, `rules.tsv` says what may not be demanded. It judges conditions put on
//! applicants; which words may stand on a public page at all is the matter of [`crate::disclosure`].
mod pattern;
#[cfg(test)]
mod tests;
mod words;

use std::sync::LazyLock;

use pattern::{Classes, Pattern};
use words::{Word, clauses};

/// Bumped with every change of a table, so that it is known by which rules an opening was judged.
pub const LINT_VERSION: u32 = 1;

/// What a demand is about, in the order of `labels.tsv`, which holds the words: they are written by `tanggui lint` and
/// stand in no store and on no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Age,
    DocumentWithholding,
    EthnicityOrigin,
    Gender,
    HealthGeneric,
    /// A condition or an illness that says nothing about the work.
    HealthStatus,
    Looks,
    Marital,
    MedicalExam,
    PrivacyDoc,
    Religion,
}

const LABELS: [Label; 11] = [
    Label::Age,
    Label::DocumentWithholding,
    Label::EthnicityOrigin,
    Label::Gender,
    Label::HealthGeneric,
    Label::HealthStatus,
    Label::Looks,
    Label::Marital,
    Label::MedicalExam,
    Label::PrivacyDoc,
    Label::Religion,
];
const WORDS: &str = include_str!("labels.tsv");

/// What follows from a finding; of several the strongest decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It is told, and may stay.
    Warning,
    /// It may stay with a reason from the work itself.
    NeedsReason,
    /// It may not stay.
    Refused,
}

impl Label {
    /// The word of the table.
    pub fn as_str(self) -> &'static str {
        let at = LABELS.iter().position(|label| *label == self);
        at.and_then(|at| WORDS.lines().nth(at)).unwrap_or_default()
    }

    fn parse(word: &str) -> Option<Self> {
        LABELS.get(WORDS.lines().position(|known| known == word)?).copied()
    }

    /// Sources: KEP.68/MEN/IV/2004 and SE M/6/HK.04/V/2025 of the ministry of manpower.
    pub fn weight(self) -> Weight {
        match self {
            Self::HealthStatus | Self::DocumentWithholding | Self::Religion | Self::EthnicityOrigin | Self::Marital => {
                Weight::Refused
            }
            Self::MedicalExam | Self::Age | Self::Gender | Self::Looks => Weight::NeedsReason,
            Self::HealthGeneric | Self::PrivacyDoc => Weight::Warning,
        }
    }
}

/// Which part of an opening a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Requirement,
    Duty,
    Benefit,
    About,
    /// Only the words themselves can tell.
    Unknown,
}

/// A demand that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub label: Label,
    /// Number of the rule; it never changes and is never given to another rule.
    pub rule: u16,
    /// Bytes of the text, for showing the place.
    pub start: usize,
    pub end: usize,
}

/// Everything found in a text, in its order; each label once a clause.
pub fn lint(text: &str, section: Section) -> Vec<Finding> {
    clauses(text).iter().flat_map(|clause| judge(clause, section)).collect()
}

/// What a rule is about: a demand on whoever applies, or a person who is named as wanted wherever it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    Demand,
    Person,
}

struct Rule {
    number: u16,
    label: Label,
    aim: Aim,
    pattern: Pattern,
    /// Patterns that speak against it.
    unless: Vec<Pattern>,
}

/// What the words of a clause say it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// It says what is not asked for, or that everybody is welcome.
    Inclusive,
    /// What an employer gives.
    Benefit,
    /// The applicant pays for it, so it is no benefit.
    OwnCost,
    /// What an employer, a brand or a shop is.
    About,
    /// Somebody is looked for.
    Search,
    /// Words of demand.
    Demand,
    /// What is to be done, or who it is done for.
    Duty,
    /// Begins like a duty and is a demand all the same.
    Own,
}

struct Tables {
    rules: Vec<Rule>,
    scopes: Vec<(Scope, Pattern)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| read(include_str!("rules.tsv"), include_str!("scopes.tsv")));

fn judge(clause: &[Word], section: Section) -> Vec<Finding> {
    let is = |scope: Scope| TABLES.scopes.iter().any(|(known, fits)| *known == scope && fits.find(clause).is_some());
    if is(Scope::Inclusive) || ((section == Section::Benefit || is(Scope::Benefit)) && !is(Scope::OwnCost)) {
        return Vec::new();
    }
    let about = (section == Section::About || is(Scope::About)) && !is(Scope::Search);
    let duty = section == Section::Duty || (section != Section::Requirement && is(Scope::Duty));
    let demands = !about && (!duty || is(Scope::Demand) || is(Scope::Own));
    let one_sex = !(has(clause, "pria") && has(clause, "wanita"));
    let mut found: Vec<Finding> = Vec::new();
    for rule in &TABLES.rules {
        let open = if rule.aim == Aim::Person { !about } else { demands };
        if !open || (rule.label == Label::Gender && !one_sex) || found.iter().any(|known| known.label == rule.label) {
            continue;
        }
        let Some((from, to)) = rule.pattern.find(clause) else { continue };
        if rule.unless.iter().all(|against| against.find(clause).is_none()) {
            let (start, end) = (clause[from].start, clause[to - 1].end);
            found.push(Finding { label: rule.label, rule: rule.number, start, end });
        }
    }
    found.sort_by_key(|finding| finding.start);
    found
}

fn has(clause: &[Word], text: &str) -> bool {
    clause.iter().any(|word| word.text == text)
}

/// Reads the tables. A line that makes no sense is left out; a test counts them.
fn read(rules: &str, scopes: &str) -> Tables {
    let classes: Classes = rules.lines().filter_map(|line| line.strip_prefix('@')?.split_once('\t')).collect();
    let pattern = |text: &str| Pattern::read(text, &classes);
    let rule = |line: &str| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (number, label, aim) = (cell().parse().ok()?, Label::parse(cell())?, cell());
        Some(Rule {
            number,
            label,
            aim: if aim == "person" { Aim::Person } else { Aim::Demand },
            pattern: pattern(cell()),
            unless: cell().split(';').filter(|text| !text.is_empty()).map(pattern).collect(),
        })
    };
    let scope = |line: &str| {
        let (name, text) = line.split_once('\t')?;
        let scope = match name {
            "inclusive" => Scope::Inclusive,
            "benefit" => Scope::Benefit,
            "own_cost" => Scope::OwnCost,
            "about" => Scope::About,
            "search" => Scope::Search,
            "demand" => Scope::Demand,
            "duty" => Scope::Duty,
            "own" => Scope::Own,
            _ => return None,
        };
        Some((scope, pattern(text)))
    };
    Tables { rules: rules.lines().filter_map(rule).collect(), scopes: scopes.lines().filter_map(scope).collect() }
}
