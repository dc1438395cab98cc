//! The 27 points an office checks, as data, and which of them open which door. What a paper says is for people to read.
use super::reasons::Reason;

crate::words! {
    /// The four groups of points.
    pub enum Group {
        Content = "content",
        Papers = "papers",
        Fit = "fit",
        Continuity = "continuity",
    }
}

crate::words! {
    /// A point, by the number people know it under.
    pub enum Point {
        Applicant = "1.1",
        Background = "1.2",
        Aims = "1.3",
        Activities = "1.4",
        Budget = "1.5",
        KindOfGoods = "1.6",
        VolumeAndPrice = "1.7",
        Place = "1.8",
        ChairIdentity = "2.1",
        Deed = "2.2",
        TaxNumber = "2.3",
        Domicile = "2.4",
        Licence = "2.5",
        Premises = "2.6",
        Responsibility = "2.7",
        NoDoubleFunding = "2.8",
        BankAccount = "2.9",
        BoardDecree = "2.10",
        LastReport = "2.11",
        Prices = "2.12",
        Targets = "3.1",
        Field = "3.2",
        Duration = "3.3",
        Measurable = "3.4",
        MediumTermPlan = "3.5",
        YearBefore = "4.1",
        Exception = "4.2",
    }
}

crate::words! {
    /// Whether it is there.
    pub enum Presence {
        Present = "ada",
        Absent = "tidak",
        NotNeeded = "tidak_perlu",
    }
}

/// What an officer found at a point: whether it is there, and why it is not good enough when it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub point: Point,
    pub presence: Presence,
    /// None says that it is as it should be.
    pub lacking: Option<Reason>,
}

impl Point {
    /// The group it belongs to.
    pub const fn group(self) -> Group {
        match self {
            Self::Applicant
            | Self::Background
            | Self::Aims
            | Self::Activities
            | Self::Budget
            | Self::KindOfGoods
            | Self::VolumeAndPrice
            | Self::Place => Group::Content,
            Self::ChairIdentity
            | Self::Deed
            | Self::TaxNumber
            | Self::Domicile
            | Self::Licence
            | Self::Premises
            | Self::Responsibility
            | Self::NoDoubleFunding
            | Self::BankAccount
            | Self::BoardDecree
            | Self::LastReport
            | Self::Prices => Group::Papers,
            Self::Targets | Self::Field | Self::Duration | Self::Measurable | Self::MediumTermPlan => Group::Fit,
            Self::YearBefore | Self::Exception => Group::Continuity,
        }
    }

    /// Whether it stands before the end of the check of the papers (row 13). The others stand before a
    /// recommendation (row 20).
    pub const fn is_of_the_papers(self) -> bool {
        matches!(self.group(), Group::Content | Group::Papers)
    }

    /// Whether the system knows the answer: from the budget, the comparisons of prices and earlier awards.
    pub const fn is_filled_in(self) -> bool {
        matches!(self, Self::Budget | Self::VolumeAndPrice | Self::LastReport | Self::Prices | Self::YearBefore)
    }

    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Applicant => "funding-point-1-1",
            Self::Background => "funding-point-1-2",
            Self::Aims => "funding-point-1-3",
            Self::Activities => "funding-point-1-4",
            Self::Budget => "funding-point-1-5",
            Self::KindOfGoods => "funding-point-1-6",
            Self::VolumeAndPrice => "funding-point-1-7",
            Self::Place => "funding-point-1-8",
            Self::ChairIdentity => "funding-point-2-1",
            Self::Deed => "funding-point-2-2",
            Self::TaxNumber => "funding-point-2-3",
            Self::Domicile => "funding-point-2-4",
            Self::Licence => "funding-point-2-5",
            Self::Premises => "funding-point-2-6",
            Self::Responsibility => "funding-point-2-7",
            Self::NoDoubleFunding => "funding-point-2-8",
            Self::BankAccount => "funding-point-2-9",
            Self::BoardDecree => "funding-point-2-10",
            Self::LastReport => "funding-point-2-11",
            Self::Prices => "funding-point-2-12",
            Self::Targets => "funding-point-3-1",
            Self::Field => "funding-point-3-2",
            Self::Duration => "funding-point-3-3",
            Self::Measurable => "funding-point-3-4",
            Self::MediumTermPlan => "funding-point-3-5",
            Self::YearBefore => "funding-point-4-1",
            Self::Exception => "funding-point-4-2",
        }
    }
}

impl Mark {
    /// Nothing is left to ask for. Something absent that is needed is lacking even without a reason.
    pub const fn is_fine(&self) -> bool {
        self.lacking.is_none() && !matches!(self.presence, Presence::Absent)
    }
}

/// The points of the papers that are not fine yet, or not looked at: what keeps row 13 shut.
pub fn open_papers(marks: &[Mark]) -> Vec<Point> {
    let fine = |point: &Point| marks.iter().any(|mark| mark.point == *point && mark.is_fine());
    Point::ALL.iter().copied().filter(|point| point.is_of_the_papers() && !fine(point)).collect()
}

/// The points of the evaluation nobody has looked at: what keeps row 20 shut. Their answer may be a no.
pub fn open_evaluation(marks: &[Mark]) -> Vec<Point> {
    let seen = |point: &Point| marks.iter().any(|mark| mark.point == *point);
    Point::ALL.iter().copied().filter(|point| !point.is_of_the_papers() && !seen(point)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(presence: Presence, lacking: Option<Reason>) -> Vec<Mark> {
        Point::ALL.iter().map(|point| Mark { point: *point, presence, lacking }).collect()
    }

    #[test]
    fn there_are_27_points_in_four_groups() {
        let of = |group| Point::ALL.iter().filter(|point| point.group() == group).count();
        assert_eq!(Group::ALL.iter().map(|group| of(*group)).collect::<Vec<_>>(), [8, 12, 5, 2]);
        assert_eq!(Point::ALL.len(), 27);
        assert_eq!(Point::ALL.iter().filter(|point| point.is_filled_in()).count(), 5);
        for point in Point::ALL {
            assert_eq!(point.key(), format!("funding-point-{}", point.as_str().replace('.', "-")));
        }
    }

    #[test]
    fn the_papers_are_complete_when_each_point_is_fine_or_not_needed() {
        assert!(open_papers(&all(Presence::Present, None)).is_empty());
        assert!(open_papers(&all(Presence::NotNeeded, None)).is_empty());
        assert_eq!(open_papers(&all(Presence::Absent, None)).len(), 20);
        assert_eq!(open_papers(&all(Presence::Present, Some(Reason::InvalidDoc))).len(), 20);
        assert_eq!(open_papers(&[]).len(), 20);
    }

    #[test]
    fn each_point_of_the_papers_alone_keeps_the_door_shut() {
        for point in Point::ALL {
            let marks: Vec<_> = all(Presence::Present, None).into_iter().filter(|mark| mark.point != *point).collect();
            let (papers, evaluation) = (open_papers(&marks), open_evaluation(&marks));
            let expected = if point.is_of_the_papers() { (vec![*point], vec![]) } else { (vec![], vec![*point]) };
            assert_eq!((papers, evaluation), expected);
        }
    }

    #[test]
    fn the_evaluation_is_complete_whatever_it_found() {
        assert!(open_evaluation(&all(Presence::Absent, None)).is_empty());
        assert_eq!(open_evaluation(&[]).len(), 7);
    }
}
