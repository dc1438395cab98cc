//! What somebody can do and looks for.
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    error::Invalid,
    jobs::model::Contract,
    matching::{
        Seeker,
        vocabulary::{self, SkillId},
    },
    regions,
};

crate::words! {
    /// What stands behind a skill. It never says where it was learned.
    pub enum Evidence {
        Stated = "stated",
        Trained = "trained",
        Certified = "certified",
    }
}

crate::words! {
    /// Years of work, roughly.
    pub enum Experience {
        UnderOne = "under_one",
        OneToThree = "one_to_three",
        ThreeToFive = "three_to_five",
        OverFive = "over_five",
    }
}

crate::words! {
    /// How often an e-mail says that there is news.
    pub enum Digest {
        None = "none",
        Daily = "daily",
        Weekly = "weekly",
    }
}

/// Lines of skills.
pub const MOST_LINES: usize = 30;
/// Letters of a line.
pub const LONGEST_LINE: usize = 60;
/// Letters about when somebody can work.
pub const LONGEST_AVAILABLE: usize = 40;
/// Provinces somebody wants to work in.
pub const MOST_PROVINCES: usize = 5;
/// Employers of whom somebody wants to hear nothing.
pub const MOST_BLOCKED: usize = 20;

/// One line of skill in the words of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub phrase: String,
    pub evidence: Evidence,
    /// Recognised in it and confirmed.
    pub skills: Vec<SkillId>,
}

impl Line {
    /// As it is recognised now, before anybody confirmed it.
    pub fn read(phrase: &str) -> Self {
        let mut skills: Vec<SkillId> = vocabulary::link(phrase, None).into_iter().map(|link| link.skill).collect();
        skills.sort_unstable();
        skills.dedup();
        Self { phrase: phrase.to_owned(), evidence: Evidence::Stated, skills }
    }
}

/// What somebody wants of an opening. Nobody else is shown it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Two digits each.
    pub provinces: Vec<String>,
    pub remote: bool,
    /// Rupiah a month.
    pub wage_floor: Option<i64>,
    /// Empty: any.
    pub contracts: Vec<Contract>,
    /// Employers of whom somebody wants to hear nothing.
    pub blocked: Vec<Uuid>,
}

/// What an opening offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub province: String,
    pub remote: bool,
    pub contract: Option<Contract>,
    /// The most it pays a month, when it says so.
    pub monthly: Option<i64>,
}

impl Wishes {
    /// Whether an opening is worth telling of. A wage that is not stated by the month is no reason against it.
    pub fn agree(&self, employer: Uuid, offer: &Offer) -> bool {
        let near = self.provinces.contains(&offer.province) || self.remote && offer.remote;
        let kind = self.contracts.is_empty() || offer.contract.is_some_and(|kind| self.contracts.contains(&kind));
        let pays = match (self.wage_floor, offer.monthly) {
            (Some(least), Some(most)) => most >= least,
            _ => true,
        };
        near && kind && pays && !self.blocked.contains(&employer)
    }
}

/// What somebody filled in.
#[derive(Clone, Debug)]
pub struct ProfileForm {
    pub lines: Vec<Line>,
    pub experience: Option<Experience>,
    /// As typed, with the code of each that is known.
    pub provinces: Vec<(String, Option<&'static str>)>,
    pub remote: bool,
    /// Empty: not said.
    pub regency: String,
    pub regency_code: Option<&'static str>,
    pub wage_floor: Option<i64>,
    pub contracts: Vec<Contract>,
    pub available: String,
    /// Names of employers.
    pub blocked: Vec<String>,
    pub version: i32,
}

impl ProfileForm {
    /// What has to be mended before the texts are judged.
    pub fn check(&self) -> Invalid {
        let mut faults = Invalid::default();
        let mut fault = |wrong: bool, field, key| {
            if wrong {
                faults.0.push((field, key));
            }
        };
        let long = |text: &str, most: usize| text.chars().count() > most || text.contains(char::is_control);
        fault(self.lines.is_empty(), "keterampilan", "error-skills-empty");
        fault(self.lines.len() > MOST_LINES, "keterampilan", "profile-fault-lines-many");
        fault(
            self.lines.iter().any(|line| long(&line.phrase, LONGEST_LINE)),
            "keterampilan",
            "profile-fault-line-long",
        );
        fault(self.experience.is_none(), "lama", "fault-experience");
        let unknown = self.provinces.iter().any(|(_, code)| code.is_none());
        fault(unknown, "provinsi", "fault-province");
        let count = self.provinces.len();
        fault(!unknown && !(1..=MOST_PROVINCES).contains(&count), "provinsi", "fault-provinces");
        fault(!self.regency.is_empty() && self.regency_code.is_none(), "wilayah", "error-region");
        fault(self.wage_floor.is_some_and(|wage| !(1..=1_000_000_000).contains(&wage)), "upah", "fault-wage-floor");
        fault(long(&self.available, LONGEST_AVAILABLE), "tersedia", "fault-available");
        fault(self.blocked.len() > MOST_BLOCKED, "blokir", "fault-blocked-many");
        faults
    }
}

/// What is known of somebody who looks for work, for that person.
#[derive(Clone, Debug)]
pub struct Profile {
    pub lines: Vec<Line>,
    pub experience: Experience,
    pub regency: Option<String>,
    pub wishes: Wishes,
    pub available: String,
    /// Names of the employers blocked.
    pub blocked: Vec<String>,
    /// Wants to be told of openings.
    pub matching: bool,
    pub paused: bool,
    pub paused_until: Option<OffsetDateTime>,
    pub digest: Digest,
    pub version: i32,
}

impl Profile {
    /// Whether nothing is looked for at the moment.
    pub fn rests(&self, now: OffsetDateTime) -> bool {
        self.paused || self.paused_until.is_some_and(|until| until > now)
    }

    /// For the comparison with openings: of the skills in each line those that were confirmed.
    pub fn seeker(&self) -> Seeker {
        let place = self.regency.clone().or_else(|| self.wishes.provinces.first().cloned());
        let mut seeker = Seeker::new(self.lines.iter().map(|line| line.phrase.as_str()), place);
        for (wish, line) in seeker.wishes.iter_mut().zip(&self.lines) {
            wish.links.retain(|link| line.skills.contains(&link.skill));
        }
        seeker
    }

    /// Names of the wanted provinces.
    pub fn province_names(&self) -> String {
        self.wishes.provinces.iter().map(|code| regions::name(code)).collect::<Vec<_>>().join(", ")
    }

    /// The skills as they were typed, one a line.
    pub fn phrases(&self) -> String {
        self.lines.iter().map(|line| line.phrase.as_str()).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer() -> Offer {
        Offer { province: "63".to_owned(), remote: false, contract: Some(Contract::Casual), monthly: Some(3_000_000) }
    }

    #[test]
    fn an_opening_is_told_of_when_every_wish_agrees() {
        let employer = Uuid::from_u128(7);
        let wishes = Wishes { provinces: vec!["63".to_owned()], ..Wishes::default() };
        assert!(wishes.agree(employer, &offer()));
        assert!(!wishes.agree(employer, &Offer { province: "36".to_owned(), ..offer() }));
        assert!(!wishes.agree(employer, &Offer { province: "36".to_owned(), remote: true, ..offer() }));
        let from_home = Wishes { remote: true, ..wishes.clone() };
        assert!(from_home.agree(employer, &Offer { province: "36".to_owned(), remote: true, ..offer() }));
        let paid = Wishes { wage_floor: Some(3_000_001), ..wishes.clone() };
        assert!(!paid.agree(employer, &offer()));
        assert!(paid.agree(employer, &Offer { monthly: None, ..offer() }), "what is not said speaks against nobody");
        let kind = Wishes { contracts: vec![Contract::Permanent], ..wishes.clone() };
        assert!(!kind.agree(employer, &offer()));
        let blocked = Wishes { blocked: vec![employer], ..wishes };
        assert!(!blocked.agree(employer, &offer()));
        assert!(blocked.agree(Uuid::from_u128(8), &offer()));
    }

    #[test]
    fn a_line_holds_each_skill_once() {
        let line = Line::read("menjahit, jahit baju");
        assert_eq!(line.skills, [SkillId(1)]);
        assert!(Line::read("zzzz").skills.is_empty());
    }
}
