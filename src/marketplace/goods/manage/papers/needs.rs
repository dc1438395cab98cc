//! Which papers goods need: rows of a table are compared with the papers there are. Pure.
use super::model::{PaperKind, PaperState};

crate::words! {
    /// How food is kept; what is no food is plain.
    pub enum Handling {
        Plain = "plain",
        /// Dry or packed, keeps a week or longer.
        Packed = "packed",
        /// Fresh, ready to eat, keeps less than a week.
        Fresh = "fresh",
        /// Frozen, chilled, canned, or of milk.
        Cold = "cold",
    }
}

crate::words! {
    /// How much a paper is needed.
    pub enum Need {
        /// Nothing is published without it.
        Held = "held",
        /// It is asked for.
        Warning = "warning",
        None = "none",
        /// It cannot hold for these goods.
        NotAllowed = "not_allowed",
    }
}

/// Days from which food counts as keeping long.
pub const KEEPS_LONG: i32 = 7;

impl Handling {
    /// Of goods, by what their maker says of them.
    pub fn of_goods(food: bool, cold: bool, ready_to_eat: bool, keeps_days: Option<i32>) -> Self {
        match () {
            () if !food => Self::Plain,
            () if cold => Self::Cold,
            () if ready_to_eat || keeps_days.is_some_and(|days| days < KEEPS_LONG) => Self::Fresh,
            () => Self::Packed,
        }
    }
}

/// A line of the table, for one kind of goods and one way of keeping it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub paper: PaperKind,
    pub need: Need,
    pub note: String,
    pub source: String,
}

/// What there is for one product.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held<'a> {
    /// Kinds of papers that cover it, with their states.
    pub papers: &'a [(PaperKind, PaperState)],
    /// The label says that it is not halal.
    pub not_halal: bool,
    /// The business number stands in the papers of the enterprise.
    pub business_number: bool,
}

/// What a product lacks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// Without these it is not sent to a moderator.
    pub held: Vec<PaperKind>,
    /// These have not been checked yet.
    pub unchecked: Vec<PaperKind>,
    /// These are asked for.
    pub warnings: Vec<PaperKind>,
    /// These are there and cannot hold for it.
    pub not_allowed: Vec<PaperKind>,
}

/// Compares the table with what there is.
pub fn lacking(lines: &[Line], held: Held<'_>) -> Lacking {
    let mut lacking = Lacking::default();
    for line in lines {
        match line.need {
            Need::None => {}
            Need::NotAllowed => {
                let alive = |state: PaperState| matches!(state, PaperState::Entered | PaperState::Checked);
                if held.papers.iter().any(|(kind, state)| *kind == line.paper && alive(*state)) {
                    lacking.not_allowed.push(line.paper);
                }
            }
            need => match (standing(held, line.paper), need) {
                (Standing::Missing, Need::Held) => lacking.held.push(line.paper),
                (Standing::Missing, _) => lacking.warnings.push(line.paper),
                (Standing::Unchecked, Need::Held) => lacking.unchecked.push(line.paper),
                _ => {}
            },
        }
    }
    lacking
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Missing,
    Unchecked,
    Checked,
}

/// The best paper of a kind. A licence of the food agency holds where the smaller one of home food would do.
fn standing(held: Held<'_>, kind: PaperKind) -> Standing {
    let spoken_for = match kind {
        PaperKind::Nib => held.business_number,
        PaperKind::Halal => held.not_halal,
        _ => false,
    };
    if spoken_for {
        return Standing::Checked;
    }
    let fits = |known: PaperKind| known == kind || (kind == PaperKind::HomeFood && known == PaperKind::FoodAgency);
    let states = held.papers.iter().filter(|(known, _)| fits(*known)).map(|(_, state)| *state);
    states.fold(Standing::Missing, |best, state| match (best, state) {
        (Standing::Checked, _) | (_, PaperState::Checked) => Standing::Checked,
        (_, PaperState::Entered) => Standing::Unchecked,
        (best, _) => best,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(paper: PaperKind, need: Need) -> Line {
        Line { paper, need, note: String::new(), source: String::new() }
    }

    fn packed() -> Vec<Line> {
        vec![
            line(PaperKind::Nib, Need::Warning),
            line(PaperKind::HomeFood, Need::Held),
            line(PaperKind::FoodAgency, Need::None),
            line(PaperKind::Halal, Need::Held),
        ]
    }

    #[test]
    fn food_is_told_apart_by_how_it_keeps() {
        let cases = [
            (false, true, true, Some(1), Handling::Plain),
            (true, true, true, Some(1), Handling::Cold),
            (true, false, true, Some(90), Handling::Fresh),
            (true, false, false, Some(6), Handling::Fresh),
            (true, false, false, Some(7), Handling::Packed),
            (true, false, false, None, Handling::Packed),
        ];
        for (food, cold, ready, keeps, handling) in cases {
            assert_eq!(Handling::of_goods(food, cold, ready, keeps), handling);
        }
    }

    #[test]
    fn packed_food_without_papers_lacks_its_licence_and_the_word_on_halal() {
        let found = lacking(&packed(), Held::default());
        assert_eq!(found.held, [PaperKind::HomeFood, PaperKind::Halal]);
        assert_eq!(found.warnings, [PaperKind::Nib]);
    }

    #[test]
    fn an_entered_paper_is_enough_to_send_and_not_to_publish() {
        let papers = [(PaperKind::HomeFood, PaperState::Entered), (PaperKind::Halal, PaperState::Checked)];
        let found = lacking(&packed(), Held { papers: &papers, business_number: true, ..Held::default() });
        assert_eq!(found, Lacking { unchecked: vec![PaperKind::HomeFood], ..Lacking::default() });
    }

    #[test]
    fn what_ended_or_was_rejected_is_missing_and_the_newer_one_counts() {
        for state in [PaperState::Expired, PaperState::Rejected] {
            let papers = [(PaperKind::HomeFood, state)];
            let found = lacking(&packed(), Held { papers: &papers, not_halal: true, ..Held::default() });
            assert_eq!(found.held, [PaperKind::HomeFood], "{state:?}");
            let papers = [(PaperKind::HomeFood, state), (PaperKind::HomeFood, PaperState::Checked)];
            let found = lacking(&packed(), Held { papers: &papers, not_halal: true, ..Held::default() });
            assert_eq!(found.held, [], "{state:?}");
        }
    }

    #[test]
    fn the_larger_licence_does_where_the_smaller_is_asked_for_and_not_the_other_way_round() {
        let large = [(PaperKind::FoodAgency, PaperState::Checked)];
        let found = lacking(&packed(), Held { papers: &large, not_halal: true, ..Held::default() });
        assert_eq!(found.held, []);
        let cold = [line(PaperKind::HomeFood, Need::NotAllowed), line(PaperKind::FoodAgency, Need::Held)];
        let small = [(PaperKind::HomeFood, PaperState::Checked)];
        let found = lacking(&cold, Held { papers: &small, ..Held::default() });
        assert_eq!((found.held, found.not_allowed), (vec![PaperKind::FoodAgency], vec![PaperKind::HomeFood]));
        let found = lacking(&cold, Held { papers: &large, ..Held::default() });
        assert_eq!(found, Lacking::default());
    }
}
