//! An opening as its employer writes it.
use time::{Date, Duration, OffsetDateTime, Time};

use super::workflow::Refusal;
use crate::{
    enterprises::model::is_regency,
    error::Invalid,
    jobs::model::{Contract, Education, WageUnit},
    matching::vocabulary::vocabulary,
    platform::{money::Rupiah, params::Params},
    regions::{self, Zone},
    web::days::{self, Typed},
};

/// Where an opening stands. The public row tells the coarse word, the desk why it pauses or was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Draft,
    Review,
    Returned,
    Open,
    /// By its employer.
    Paused,
    /// Because the pledge lapsed or the employer is suspended.
    Shut,
    Filled,
    Expired,
    /// Closed by its employer without being filled.
    Withdrawn,
    Removed,
}

impl State {
    pub const ALL: &'static [Self] = &[
        Self::Draft,
        Self::Review,
        Self::Returned,
        Self::Open,
        Self::Paused,
        Self::Shut,
        Self::Filled,
        Self::Expired,
        Self::Withdrawn,
        Self::Removed,
    ];

    /// The two words of the store.
    pub fn stored(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Draft => ("draft", None),
            Self::Review => ("review", None),
            Self::Returned => ("returned", None),
            Self::Open => ("open", None),
            Self::Paused => ("paused", Some("employer")),
            Self::Shut => ("paused", Some("gate")),
            Self::Filled => ("closed_filled", None),
            Self::Expired => ("closed_expired", None),
            Self::Withdrawn => ("closed_expired", Some("withdrawn")),
            Self::Removed => ("removed", None),
        }
    }

    /// Back from the store. An opening without a row at the desk was paused by its employer.
    pub fn of(state: &str, why: Option<&str>) -> Self {
        let exact = Self::ALL.iter().find(|known| known.stored() == (state, why));
        let coarse = || Self::ALL.iter().find(|known| known.stored().0 == state);
        exact.or_else(coarse).copied().unwrap_or(Self::Draft)
    }

    /// The word on pages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "desk-draft",
            Self::Review => "desk-review",
            Self::Returned => "desk-returned",
            Self::Open => "desk-open",
            Self::Paused | Self::Shut => "desk-paused",
            Self::Filled => "desk-filled",
            Self::Expired | Self::Withdrawn => "desk-closed",
            Self::Removed => "desk-removed",
        }
    }

    /// The sentence that says what comes next.
    pub fn next_key(self) -> &'static str {
        match self {
            Self::Draft => "desk-next-draft",
            Self::Review => "desk-next-review",
            Self::Returned => "desk-next-returned",
            Self::Open => "desk-next-open",
            Self::Paused => "desk-next-paused",
            Self::Shut => "desk-next-shut",
            Self::Filled => "desk-next-filled",
            Self::Expired => "desk-next-expired",
            Self::Withdrawn => "desk-next-withdrawn",
            Self::Removed => "desk-next-removed",
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Filled | Self::Expired | Self::Withdrawn => "idle",
            Self::Review => "moving",
            Self::Returned | Self::Paused => "yours",
            Self::Open => "good",
            Self::Shut | Self::Removed => "stop",
        }
    }

    /// Somebody reads it or did.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Filled | Self::Expired | Self::Withdrawn | Self::Removed)
    }
}

crate::words! {
    /// Why the work itself needs what is otherwise not asked for.
    pub enum Reason {
        Task = "task",
        Safety = "safety",
        /// Guests or patients are cared for by somebody of their own sex.
        Care = "care",
        /// The law does not let younger people do it; nobody has to weigh that.
        LegalAge = "legal_age",
    }
}

impl Reason {
    pub fn key(self) -> &'static str {
        match self {
            Self::Task => "job-reason-task",
            Self::Safety => "job-reason-safety",
            Self::Care => "job-reason-care",
            Self::LegalAge => "job-reason-legal-age",
        }
    }
}

crate::words! {
    /// What a moderator asks to have mended.
    pub enum Phrase {
        Title = "title",
        Duties = "duties",
        Skills = "skills",
        Wage = "wage",
        Reason = "reason",
        Personal = "personal",
        Contact = "contact",
    }
}

impl Phrase {
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "opening-phrase-title",
            Self::Duties => "opening-phrase-duties",
            Self::Skills => "opening-phrase-skills",
            Self::Wage => "opening-phrase-wage",
            Self::Reason => "opening-phrase-reason",
            Self::Personal => "opening-phrase-personal",
            Self::Contact => "opening-phrase-contact",
        }
    }
}

/// Letters of a moderator's sentence, and of one that defends a demand.
pub const LONGEST_NOTE: usize = 500;
/// Days an opening can be shown when it is posted, added at once, and altogether.
pub const LONGEST: Duration = Duration::days(60);
pub const LONGER: Duration = Duration::days(30);
pub const ALTOGETHER: Duration = Duration::days(120);
/// Days it is shown unless another last day is typed.
pub const USUAL: Duration = Duration::days(30);
/// Days after the end in which it can be shown again.
pub const AGAIN: Duration = Duration::days(30);

/// What is typed. A line each of skills and benefits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct OpeningForm {
    pub title: String,
    /// Unit group of KBJI 2014, or nothing.
    pub occupation: String,
    pub people: i32,
    pub regency_code: String,
    pub remote: bool,
    /// Rupiah per unit.
    pub wage_low: Option<i64>,
    pub wage_high: Option<i64>,
    pub wage_unit: WageUnit,
    pub wage_seen: bool,
    pub contract: Option<Contract>,
    pub hours: String,
    pub required: Vec<String>,
    pub preferred: Vec<String>,
    pub education: Education,
    pub experience_years: i32,
    pub duties: String,
    pub requirements: String,
    pub benefits: Vec<String>,
    pub reason: Option<Reason>,
    pub reason_words: String,
    pub exam_after_offer: bool,
    pub show_employer: bool,
    pub until: Option<Date>,
    pub karirhub_ref: String,
    pub version: i32,
}

/// Years of experience that can be asked for: none, one, three, five.
pub const YEARS: [i32; 4] = [0, 1, 3, 5];

impl OpeningForm {
    /// Reads a form. What is no number, day or known word becomes a fault when the form is checked.
    pub fn read(params: &Params) -> Self {
        let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
        let lines = |name: &str| {
            let raw = params.raw(name).unwrap_or_default();
            let lines = raw.lines().map(|line| line.trim().trim_start_matches(['-', '•', '*']).trim());
            lines.filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        let amount = |name: &str| params.get(name).map(|typed| Rupiah::parse(typed).map_or(-1, |amount| amount.0));
        let until = match days::read(params, "sampai") {
            Typed::Day(day) => Some(day),
            Typed::Nothing | Typed::Wrong => None,
        };
        Self {
            title: text("jabatan"),
            occupation: text("kbji").chars().take(4).collect(),
            people: params.get("jumlah").and_then(|typed| typed.parse().ok()).unwrap_or(0),
            regency_code: params
                .get("tempat")
                .and_then(regions::find)
                .map(|found| found.code.to_owned())
                .unwrap_or_default(),
            remote: params.get("rumah").is_some(),
            wage_low: amount("upah_dari"),
            wage_high: amount("upah_sampai"),
            wage_unit: params.get("satuan").and_then(WageUnit::parse).unwrap_or(WageUnit::Month),
            wage_seen: params.get("upah_dilihat").is_some(),
            contract: params.get("kontrak").and_then(Contract::parse),
            hours: text("jam"),
            required: lines("wajib"),
            preferred: lines("nilai"),
            education: params.get("didik").and_then(Education::parse).unwrap_or(Education::None),
            experience_years: params.get("pengalaman").and_then(|typed| typed.parse().ok()).unwrap_or(0),
            duties: params.raw("tugas").unwrap_or_default().trim().replace("\r\n", "\n"),
            requirements: params.raw("syarat").unwrap_or_default().trim().replace("\r\n", "\n"),
            benefits: lines("fasilitas"),
            reason: params.get("alasan").and_then(Reason::parse),
            reason_words: text("alasan_kalimat"),
            exam_after_offer: params.get("periksa_setelah").is_some(),
            show_employer: params.get("tampil") != Some("tidak"),
            until,
            karirhub_ref: text("karirhub"),
            version: crate::web::forms::version(params),
        }
    }

    /// What has to be mended before the texts are judged.
    pub fn check(&self, today: Date) -> Invalid {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.0.push((field, key));
            }
        };
        let length = |text: &str| text.chars().count();
        fault(!(3..=80).contains(&length(&self.title)), "jabatan", "fault-opening-title");
        let known = |code: &str| vocabulary().occupations().iter().any(|occupation| occupation.kbji == code);
        fault(!self.occupation.is_empty() && !known(&self.occupation), "kbji", "fault-occupation");
        fault(!(1..=999).contains(&self.people), "jumlah", "fault-people");
        fault(!is_regency(&self.regency_code), "tempat", "fault-place");
        let piece = self.wage_unit == WageUnit::Piece;
        fault(self.wage_low.is_none() && !piece, "upah_dari", "fault-wage-missing");
        fault(self.wage_low.is_some_and(|low| !(1_000..=1_000_000_000).contains(&low)), "upah_dari", "fault-wage");
        let high_wrong =
            |high: i64| !(1_000..=1_000_000_000).contains(&high) || self.wage_low.is_none_or(|low| high < low);
        fault(self.wage_high.is_some_and(high_wrong), "upah_sampai", "fault-wage-high");
        fault(self.contract.is_none(), "kontrak", "error-choice");
        fault(length(&self.hours) > 120, "jam", "fault-text-long");
        fault(self.required.is_empty(), "wajib", "fault-skills-missing");
        fault(self.required.len() > 8, "wajib", "fault-skills-many");
        fault(self.preferred.len() > 8, "nilai", "fault-skills-many");
        fault(self.required.iter().any(|line| length(line) > 80), "wajib", "fault-skill-long");
        fault(self.preferred.iter().any(|line| length(line) > 80), "nilai", "fault-skill-long");
        fault(!YEARS.contains(&self.experience_years), "pengalaman", "error-choice");
        fault(length(&self.duties) < 40, "tugas", "fault-duties-short");
        fault(length(&self.duties) > 4_000, "tugas", "fault-text-long");
        fault(length(&self.requirements) > 2_000, "syarat", "fault-text-long");
        let benefit_wrong = self.benefits.len() > 10 || self.benefits.iter().any(|line| length(line) > 60);
        fault(benefit_wrong, "fasilitas", "fault-benefits");
        fault(length(&self.reason_words) > 300, "alasan_kalimat", "fault-text-long");
        fault(!self.until.is_some_and(|until| until_fits(until, today)), "sampai", "fault-until");
        fault(length(&self.karirhub_ref) > 40, "karirhub", "fault-text-long");
        faults
    }

    /// Every text that others read, under the names of its fields.
    pub fn texts(&self) -> Vec<(&'static str, &str)> {
        let mut texts = vec![
            ("jabatan", self.title.as_str()),
            ("jam", self.hours.as_str()),
            ("tugas", self.duties.as_str()),
            ("syarat", self.requirements.as_str()),
            ("alasan_kalimat", self.reason_words.as_str()),
        ];
        texts.extend(self.required.iter().map(|line| ("wajib", line.as_str())));
        texts.extend(self.preferred.iter().map(|line| ("nilai", line.as_str())));
        texts.extend(self.benefits.iter().map(|line| ("fasilitas", line.as_str())));
        texts
    }
}

/// Whether an opening may be posted until a day.
pub fn until_fits(until: Date, today: Date) -> bool {
    until >= today && until <= today + LONGEST
}

/// The last moment of a day, by the clock of a place.
pub fn end_of(day: Date, zone: Zone) -> OffsetDateTime {
    let last = Time::from_hms(23, 59, 59).unwrap_or(Time::MIDNIGHT);
    day.with_time(last).assume_offset(zone.utc_offset()).to_offset(time::UtcOffset::UTC)
}

/// The day on which an opening ends, by the clock of its place.
pub fn last_day(closes_at: OffsetDateTime, zone: Zone) -> Date {
    closes_at.to_offset(zone.utc_offset()).date()
}

/// An opening in the list of its employer.
#[derive(Clone, Debug)]
pub struct Brief {
    pub code: String,
    pub title: String,
    pub state: State,
    pub people: i32,
    pub place: String,
    pub closes_at: OffsetDateTime,
    pub zone: Zone,
}

/// An opening with everything its employer may know of it.
#[derive(Clone, Debug)]
pub struct Own {
    pub id: uuid::Uuid,
    pub code: String,
    pub state: State,
    pub form: OpeningForm,
    pub closes_at: OffsetDateTime,
    pub zone: Zone,
    /// What keeps it from being shown, in the order in which it is told.
    pub lacking: Vec<Refusal>,
    pub facts: super::workflow::Facts,
    pub notes: super::notes::Notes,
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn every_state_is_read_back_as_it_was_stored() {
        for state in State::ALL {
            let (word, why) = state.stored();
            assert_eq!(State::of(word, why), *state);
        }
        assert_eq!(State::of("paused", None), State::Paused, "without a row at the desk");
        assert_eq!(State::of("open", Some("gate")), State::Open);
    }

    #[test]
    fn an_opening_ends_with_the_day_of_its_place() {
        let day = date!(2026 - 12 - 01);
        for (zone, end) in [
            (Zone::Wib, datetime!(2026-12-01 16:59:59 UTC)),
            (Zone::Wita, datetime!(2026-12-01 15:59:59 UTC)),
            (Zone::Wit, datetime!(2026-12-01 14:59:59 UTC)),
        ] {
            assert_eq!(end_of(day, zone), end);
            assert_eq!(last_day(end, zone), day);
        }
    }

    #[test]
    fn a_form_is_read_as_it_is_typed_and_every_fault_is_told() {
        let typed = Params::default()
            .with("jabatan", "Room boy")
            .with("jumlah", "2")
            .with("tempat", "Kota Banjarbaru")
            .with("upah_dari", "3.900.000")
            .with("kontrak", "permanent")
            .with("wajib", "- membersihkan kamar\n\n• menyetrika")
            .with("tugas", "Membersihkan kamar tamu dan mengganti seprai setiap hari.")
            .with("sampai_tgl", "1")
            .with("sampai_bln", "desember")
            .with("sampai_thn", "2026");
        let form = OpeningForm::read(&typed);
        assert_eq!(form.required, ["membersihkan kamar", "menyetrika"]);
        assert_eq!(form.wage_low, Some(3_900_000));
        assert_eq!(form.check(date!(2026 - 11 - 22)).0, []);
        let faults = OpeningForm::read(&Params::default()).check(date!(2026 - 11 - 22));
        let fields: Vec<_> = faults.0.iter().map(|(field, _)| *field).collect();
        assert_eq!(fields, ["jabatan", "jumlah", "tempat", "upah_dari", "kontrak", "wajib", "tugas", "sampai"]);
    }

    #[test]
    fn the_last_day_lies_ahead_and_not_too_far() {
        let today = date!(2026 - 11 - 22);
        for (days, fits) in [(-1, false), (0, true), (60, true), (61, false)] {
            assert_eq!(until_fits(today + Duration::days(days), today), fits, "{days}");
        }
    }
}
