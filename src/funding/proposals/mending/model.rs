//! Which parts of a proposal a point of the list opens. Pure.
use crate::funding::{checklist::Point, papers::PaperKind, proposals::form::Section};

/// A part that is written by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Section(Section),
    Budget,
    Papers(PaperKind),
}

/// The parts in which a point can be mended; none for what an office asks of itself.
pub fn places(point: Point) -> Vec<Place> {
    let parts: &[Place] = match point {
        Point::Applicant => &[Place::Section(Section::Identity)],
        Point::Background => &[Place::Section(Section::Background)],
        Point::Aims => &[Place::Section(Section::Aims), Place::Section(Section::Benefit)],
        Point::Activities => &[Place::Section(Section::Activities)],
        Point::Budget | Point::VolumeAndPrice | Point::Prices => &[Place::Budget],
        Point::KindOfGoods => &[Place::Section(Section::Goods), Place::Budget],
        Point::Place => &[Place::Section(Section::Goods)],
        Point::ChairIdentity
        | Point::Deed
        | Point::TaxNumber
        | Point::Domicile
        | Point::Licence
        | Point::Premises
        | Point::Responsibility
        | Point::NoDoubleFunding
        | Point::BankAccount
        | Point::BoardDecree
        | Point::LastReport
        | Point::Targets
        | Point::Field
        | Point::Duration
        | Point::Measurable
        | Point::MediumTermPlan
        | Point::YearBefore
        | Point::Exception => &[],
    };
    let papers = PaperKind::ALL.iter().filter(|kind| kind.point() == Some(point));
    parts.iter().copied().chain(papers.map(|kind| Place::Papers(*kind))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_an_office_can_send_back_can_be_mended_somewhere() {
        for point in Point::ALL {
            assert_eq!(!places(*point).is_empty(), point.is_of_the_papers(), "{point:?}");
        }
    }

    #[test]
    fn every_section_is_opened_by_some_point() {
        let all: Vec<Place> = Point::ALL.iter().flat_map(|point| places(*point)).collect();
        for section in Section::ALL {
            assert!(all.contains(&Place::Section(*section)), "{section:?}");
        }
    }

    #[test]
    fn comparisons_of_prices_are_mended_in_the_budget_or_with_a_paper() {
        assert_eq!(places(Point::Prices), [Place::Budget, Place::Papers(PaperKind::Prices)]);
    }
}
