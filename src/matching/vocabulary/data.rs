//! Reads the lists beside this file. They are part of the program, so a broken line shows in the tests and not in
//! the face of a visitor: it is left out.

use super::{Kind, Label, LabelKind, Occupation, Relation, RelationKind, Skill, SkillId, Tongue};

const SKILLS: &str = include_str!("skills.tsv");
const RELATIONS: &str = include_str!("relations.tsv");
const OCCUPATIONS: &str = include_str!("occupations.tsv");
const RULES: &str = include_str!("label_rules.tsv");

/// What is special about one wording.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rule {
    /// Two skills share it on purpose.
    Ambiguous,
    /// Another form of the same root means something else.
    AsWritten,
    /// It names a skill in texts of this language only.
    Only(Tongue),
    /// Written small it is an ordinary word.
    Upper,
    /// It names no skill although a part of it does.
    NoSkill,
}

pub fn skills() -> Vec<Skill> {
    let mut skills: Vec<_> = rows(SKILLS).filter_map(|row| skill(&row)).collect();
    skills.sort_by_key(|skill| skill.id);
    skills
}

pub fn relations() -> Vec<Relation> {
    rows(RELATIONS).filter_map(|row| relation(&row)).collect()
}

pub fn occupations() -> Vec<Occupation> {
    let mut occupations: Vec<_> = rows(OCCUPATIONS)
        .filter_map(|row| match row[..] {
            [kbji, title_id, title_en] => Some(Occupation { kbji, title_id, title_en }),
            _ => None,
        })
        .collect();
    occupations.sort_by_key(|occupation| occupation.kbji);
    occupations
}

/// Wordings with a rule, as written in the list.
pub fn rules() -> Vec<(&'static str, Rule)> {
    rows(RULES).filter_map(|row| Some((*row.first()?, rule(row.get(1)?)?))).collect()
}

fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().skip(1).filter(|line| !line.is_empty()).map(|line| line.split('\t').collect())
}

fn skill(row: &[&'static str]) -> Option<Skill> {
    let &[code, kind, id, en, aliases_id, informal, abbreviations, aliases_en, kbji] = row else { return None };
    let label = |tongue, kind| move |text| Label { text, tongue, kind };
    let mut labels = vec![label(Tongue::Id, LabelKind::Preferred)(id), label(Tongue::En, LabelKind::Preferred)(en)];
    labels.extend(parts(aliases_id).map(label(Tongue::Id, LabelKind::Alias)));
    labels.extend(parts(informal).map(label(Tongue::Id, LabelKind::Informal)));
    labels.extend(parts(abbreviations).map(label(Tongue::Id, LabelKind::Abbreviation)));
    labels.extend(parts(aliases_en).map(label(Tongue::En, LabelKind::Alias)));
    let occupation = (kbji != "-").then_some(kbji);
    Some(Skill { id: number(code)?, code, kind: kind_of(kind)?, labels, occupation })
}

fn relation(row: &[&'static str]) -> Option<Relation> {
    let &[from, to, kind] = row else { return None };
    let kind = match kind {
        "implies" => RelationKind::Implies,
        "part_of" => RelationKind::PartOf,
        "related" => RelationKind::Related,
        _ => return None,
    };
    Some(Relation { from: number(from)?, to: number(to)?, kind })
}

fn rule(name: &str) -> Option<Rule> {
    Some(match name {
        "ambiguous" => Rule::Ambiguous,
        "as_written" => Rule::AsWritten,
        "only_id" => Rule::Only(Tongue::Id),
        "only_en" => Rule::Only(Tongue::En),
        "upper" => Rule::Upper,
        "no_skill" => Rule::NoSkill,
        _ => return None,
    })
}

fn kind_of(name: &str) -> Option<Kind> {
    Some(match name {
        "craft" => Kind::Craft,
        "service" => Kind::Service,
        "trade" => Kind::Trade,
        "office" => Kind::Office,
        "digital" => Kind::Digital,
        "language" => Kind::Language,
        "licence" => Kind::Licence,
        "general" => Kind::General,
        _ => return None,
    })
}

fn number(code: &str) -> Option<SkillId> {
    code.strip_prefix('S')?.parse().ok().map(SkillId)
}

fn parts(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_list_is_read() {
        assert_eq!(skills().len(), rows(SKILLS).count());
        assert_eq!(relations().len(), rows(RELATIONS).count());
        assert_eq!(occupations().len(), rows(OCCUPATIONS).count());
        assert_eq!(rules().len(), rows(RULES).count());
    }

    #[test]
    fn every_rule_gives_its_reason() {
        assert!(rows(RULES).all(|row| row.len() == 3 && !row[2].is_empty()));
    }
}
