//! What the keeper of the vocabulary types.
use crate::{
    error::Invalid,
    matching::vocabulary::{
        Kind, LabelKind, SkillId, Tongue,
        edits::{Refusal, judge},
    },
    platform::params::Params,
};

/// Letters of a word or a name.
pub const LONGEST: usize = 60;

/// Another word for a skill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelForm {
    pub text: String,
    pub tongue: Option<Tongue>,
    pub kind: Option<LabelKind>,
}

impl LabelForm {
    pub fn read(params: &Params) -> Self {
        Self {
            text: text(params, "kata"),
            tongue: params.get("bahasa").and_then(Tongue::parse),
            kind: params.get("ragam").and_then(LabelKind::parse).filter(|kind| *kind != LabelKind::Preferred),
        }
    }

    /// What has to be mended, and everything when nothing has.
    pub fn check(&self, skill: SkillId) -> Result<(Tongue, LabelKind), Invalid> {
        let mut faults = Invalid::default();
        faults.0.extend(wording(&self.text, Some(skill)).map(|key| ("kata", key)));
        if self.tongue.is_none() {
            faults.0.push(("bahasa", "error-choice"));
        }
        if self.kind.is_none() {
            faults.0.push(("ragam", "error-choice"));
        }
        match (self.tongue, self.kind) {
            (Some(tongue), Some(kind)) if faults.0.is_empty() => Ok((tongue, kind)),
            _ => Err(faults),
        }
    }
}

/// A skill the vocabulary lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillForm {
    pub name_id: String,
    pub name_en: String,
    pub kind: Option<Kind>,
    pub occupation: String,
}

impl SkillForm {
    pub fn read(params: &Params) -> Self {
        Self {
            name_id: text(params, "nama"),
            name_en: text(params, "nama_en"),
            kind: params.get("jenis").and_then(Kind::parse),
            occupation: text(params, "kbji"),
        }
    }

    pub fn check(&self, known: impl Fn(&str) -> bool) -> Result<Kind, Invalid> {
        let mut faults = Invalid::default();
        faults.0.extend(wording(&self.name_id, None).map(|key| ("nama", key)));
        faults.0.extend(wording(&self.name_en, None).map(|key| ("nama_en", key)));
        if !self.occupation.is_empty() && !known(&self.occupation) {
            faults.0.push(("kbji", "skills-fault-occupation"));
        }
        if self.kind.is_none() {
            faults.0.push(("jenis", "error-choice"));
        }
        self.kind.filter(|_| faults.0.is_empty()).ok_or(faults)
    }
}

fn text(params: &Params, name: &str) -> String {
    params.get(name).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a wording.
fn wording(text: &str, skill: Option<SkillId>) -> Option<&'static str> {
    if text.chars().count() > LONGEST {
        return Some("skills-fault-long");
    }
    judge(text, skill).err().map(|refusal| match refusal {
        Refusal::Empty => "skills-fault-empty",
        Refusal::Known => "skills-fault-known",
        Refusal::OfAnother(_) => "skills-fault-of-another",
    })
}
