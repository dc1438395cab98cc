//! What the lint says of an opening, in the words of the form. The same for every employer, whatever was found.
use super::model::{OpeningForm, Reason};
use crate::jobs::lint::{Label, Section, Weight, lint};

/// A demand beside its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub field: &'static str,
    /// The words it is about.
    pub passage: String,
    pub weight: Weight,
    /// Key of the sentence that says what to do.
    pub key: &'static str,
    /// Number of the rule.
    pub rule: u16,
}

/// Everything that was found, and what follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Notes {
    pub notes: Vec<Note>,
    pub refused: bool,
    /// A reason somebody has to weigh.
    pub asks: bool,
    /// A reason is asked for and not given.
    pub unanswered: bool,
    /// An examination is asked for: the tick about it stands on the form.
    pub exam: bool,
}

impl Notes {
    /// A reason from the work itself is asked for, weighed or ready-made.
    pub fn wants_reason(&self) -> bool {
        self.notes.iter().any(|note| note.weight == Weight::NeedsReason)
    }
}

/// Letters a reason has at least.
const SHORTEST_REASON: usize = 20;

/// Judges every text of a form.
pub fn judge(form: &OpeningForm) -> Notes {
    let mut notes = Vec::new();
    let mut labels = Vec::new();
    for (field, text) in form.texts() {
        let section = match field {
            "wajib" | "nilai" | "syarat" => Section::Requirement,
            "tugas" => Section::Duty,
            "fasilitas" => Section::Benefit,
            _ => Section::Unknown,
        };
        for finding in lint(text, section) {
            let weight = finding.label.weight();
            // A reason speaks of what it is the reason for.
            if field == "alasan_kalimat" && weight != Weight::Refused {
                continue;
            }
            let passage = text.get(finding.start..finding.end).unwrap_or(text).to_owned();
            labels.push(finding.label);
            notes.push(Note { field, passage, weight, key: words(finding.label), rule: finding.rule });
        }
    }
    let asking: Vec<Label> = labels.iter().copied().filter(|label| label.weight() == Weight::NeedsReason).collect();
    let exam = asking.contains(&Label::MedicalExam);
    let ready_made = form.reason == Some(Reason::LegalAge) && asking.iter().all(|label| *label == Label::Age);
    let told = form.reason.is_some_and(|reason| reason != Reason::LegalAge)
        && form.reason_words.chars().count() >= SHORTEST_REASON;
    Notes {
        refused: labels.iter().any(|label| label.weight() == Weight::Refused),
        asks: !asking.is_empty() && !ready_made,
        unanswered: !asking.is_empty() && !(ready_made || told && (!exam || form.exam_after_offer)),
        exam,
        notes,
    }
}

/// One sentence for conditions and examinations alike, so that it tells nothing about either.
fn words(label: Label) -> &'static str {
    match label {
        Label::HealthStatus | Label::MedicalExam => "lint-test",
        Label::DocumentWithholding => "lint-papers-kept",
        Label::Religion | Label::EthnicityOrigin | Label::Marital => "lint-not-allowed",
        Label::Age | Label::Gender => "lint-age-sex",
        Label::Looks => "lint-looks",
        Label::HealthGeneric => "lint-ability",
        Label::PrivacyDoc => "lint-after-offer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::params::Params;

    fn form(field: &str, text: &str) -> OpeningForm {
        OpeningForm::read(&Params::default().with(field, text))
    }

    #[test]
    fn what_may_not_stand_is_refused_and_what_needs_a_reason_asks_for_it() {
        let married = judge(&form("syarat", "Belum menikah"));
        assert!(married.refused && !married.unanswered, "{married:?}");
        let young = judge(&form("syarat", "Pria, usia maksimal 28 tahun, berpenampilan menarik"));
        assert!(!young.refused && young.asks && young.unanswered, "{young:?}");
        let keys: Vec<_> = young.notes.iter().map(|note| note.key).collect();
        assert!(keys.contains(&"lint-age-sex") && keys.contains(&"lint-looks"), "{keys:?}");
        let healthy = judge(&form("syarat", "Sehat jasmani dan rohani"));
        assert!(!healthy.refused && !healthy.asks && healthy.notes.len() == 1, "{healthy:?}");
        assert_eq!(judge(&form("tugas", "Melayani tamu dari segala usia dengan ramah.")), Notes::default());
    }

    #[test]
    fn a_reason_answers_and_the_age_of_the_law_is_not_weighed() {
        let mut young = form("syarat", "Usia minimal 18 tahun");
        assert!(judge(&young).unanswered);
        young.reason = Some(Reason::LegalAge);
        let notes = judge(&young);
        assert!(!notes.unanswered && !notes.asks && notes.wants_reason(), "{notes:?}");
        let mut guard = form("syarat", "Khusus wanita");
        guard.reason = Some(Reason::LegalAge);
        assert!(judge(&guard).unanswered, "the age of the law is no reason for one sex");
        guard.reason = Some(Reason::Care);
        assert!(judge(&guard).unanswered, "and a reason is a sentence");
        guard.reason_words = "Merawat pasien wanita di rumah mereka.".to_owned();
        let notes = judge(&guard);
        assert!(!notes.unanswered && notes.asks, "{notes:?}");
    }

    #[test]
    fn an_examination_needs_its_tick_too() {
        let mut driver = form("syarat", "Wajib lulus tes buta warna");
        driver.reason = Some(Reason::Safety);
        driver.reason_words = "Membaca warna kabel listrik setiap hari.".to_owned();
        let notes = judge(&driver);
        assert!(notes.exam && notes.unanswered, "{notes:?}");
        driver.exam_after_offer = true;
        assert!(!judge(&driver).unanswered);
    }

    #[test]
    fn what_is_refused_and_what_is_examined_are_told_in_the_same_words() {
        assert_eq!(words(Label::HealthStatus), words(Label::MedicalExam));
    }
}
