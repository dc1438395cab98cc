//! What may become of a product. Pure.
use super::model::State;

/// What happens to a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Create,
    /// Something changes that everybody reads or sees: texts, kind, photos, names of choices.
    EditShown,
    /// Prices, weights, capacity, lead time.
    EditFigures,
    Submit,
    Approve,
    RequestChanges,
    Pause,
    Resume,
    Hold,
    Release,
    Archive,
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Maker,
    Moderator,
    System,
}

/// What has to be known of a product and of what is done to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Facts {
    pub enterprise_active: bool,
    /// The enterprise has as many products as it may.
    pub full: bool,
    pub photos: usize,
    /// Photos that nobody has described.
    pub photos_without_words: usize,
    /// Papers it cannot be published without and that are not there.
    pub papers_missing: usize,
    /// Papers it cannot be published without and that no moderator has checked.
    pub papers_unchecked: usize,
    /// Papers that cannot hold for such goods.
    pub papers_wrong: usize,
    /// A moderator said what has to be mended, or why it is held.
    pub reason_given: bool,
    /// Why it was held is no longer so.
    pub cause_gone: bool,
    /// Some of it stands on a shelf.
    pub on_shelf: bool,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The product does not stand where this can happen, or not by whoever asks.
    NotNow,
    EnterpriseClosed,
    Full,
    NoPhoto,
    PhotoWithoutWords,
    PapersMissing,
    PapersWrong,
    PapersUnchecked,
    NoReason,
    CauseRemains,
    OnShelf,
}

impl Refusal {
    /// The key of the sentence that says what to do.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotNow => "goods-refusal-not-now",
            Self::EnterpriseClosed => "refusal-enterprise-closed",
            Self::Full => "refusal-full",
            Self::NoPhoto => "refusal-no-photo",
            Self::PhotoWithoutWords => "refusal-photo-words",
            Self::PapersMissing => "refusal-papers-missing",
            Self::PapersWrong => "refusal-papers-wrong",
            Self::PapersUnchecked => "refusal-papers-unchecked",
            Self::NoReason => "fault-reason",
            Self::CauseRemains => "refusal-cause-remains",
            Self::OnShelf => "refusal-on-shelf",
        }
    }
}

use State::{Archived, ChangesRequested, Draft, Held, Paused, Published, Submitted};

/// From, event, who, to.
pub const TRANSITIONS: &[(Option<State>, Event, Who, State)] = &[
    (None, Event::Create, Who::Maker, Draft),
    (Some(Draft), Event::EditShown, Who::Maker, Draft),
    (Some(Draft), Event::EditFigures, Who::Maker, Draft),
    (Some(ChangesRequested), Event::EditShown, Who::Maker, ChangesRequested),
    (Some(ChangesRequested), Event::EditFigures, Who::Maker, ChangesRequested),
    (Some(Draft), Event::Submit, Who::Maker, Submitted),
    (Some(ChangesRequested), Event::Submit, Who::Maker, Submitted),
    (Some(Submitted), Event::Approve, Who::Moderator, Published),
    (Some(Submitted), Event::RequestChanges, Who::Moderator, ChangesRequested),
    (Some(Published), Event::EditFigures, Who::Maker, Published),
    (Some(Published), Event::EditShown, Who::Maker, Submitted),
    (Some(Published), Event::Pause, Who::Maker, Paused),
    (Some(Paused), Event::Resume, Who::Maker, Published),
    (Some(Published), Event::Hold, Who::Moderator, Held),
    (Some(Published), Event::Hold, Who::System, Held),
    (Some(Paused), Event::Hold, Who::Moderator, Held),
    (Some(Paused), Event::Hold, Who::System, Held),
    (Some(Held), Event::Release, Who::Moderator, Published),
    (Some(Draft), Event::Archive, Who::Maker, Archived),
    (Some(Submitted), Event::Archive, Who::Maker, Archived),
    (Some(ChangesRequested), Event::Archive, Who::Maker, Archived),
    (Some(Published), Event::Archive, Who::Maker, Archived),
    (Some(Paused), Event::Archive, Who::Maker, Archived),
    (Some(Held), Event::Archive, Who::Maker, Archived),
];

/// What becomes of a product, or why nothing does.
pub fn decide(from: Option<State>, event: Event, who: Who, facts: &Facts) -> Result<State, Refusal> {
    let fits = |row: &&(Option<State>, Event, Who, State)| (row.0, row.1, row.2) == (from, event, who);
    let (.., to) = TRANSITIONS.iter().find(fits).ok_or(Refusal::NotNow)?;
    let refusal = match event {
        Event::Create if !facts.enterprise_active => Some(Refusal::EnterpriseClosed),
        Event::Create if facts.full => Some(Refusal::Full),
        Event::Submit => before_submitting(facts).into_iter().next(),
        Event::Approve if facts.papers_missing > 0 => Some(Refusal::PapersMissing),
        Event::Approve if facts.papers_wrong > 0 => Some(Refusal::PapersWrong),
        Event::Approve if facts.papers_unchecked > 0 => Some(Refusal::PapersUnchecked),
        Event::RequestChanges | Event::Hold if !facts.reason_given => Some(Refusal::NoReason),
        Event::Release if !facts.cause_gone => Some(Refusal::CauseRemains),
        Event::Archive if facts.on_shelf => Some(Refusal::OnShelf),
        _ => None,
    };
    refusal.map_or(Ok(*to), Err)
}

/// Everything that keeps a product from being sent to a moderator, the easiest to mend first.
pub fn before_submitting(facts: &Facts) -> Vec<Refusal> {
    [
        (!facts.enterprise_active, Refusal::EnterpriseClosed),
        (facts.photos == 0, Refusal::NoPhoto),
        (facts.photos_without_words > 0, Refusal::PhotoWithoutWords),
        (facts.papers_missing > 0, Refusal::PapersMissing),
        (facts.papers_wrong > 0, Refusal::PapersWrong),
    ]
    .into_iter()
    .filter_map(|(lacks, refusal)| lacks.then_some(refusal))
    .collect()
}

/// What somebody may do now: the buttons of a page.
pub fn open_to(from: State, who: Who, facts: &Facts) -> Vec<Event> {
    let rows = TRANSITIONS.iter().filter(|row| row.0 == Some(from) && row.2 == who);
    rows.map(|row| row.1).filter(|event| decide(Some(from), *event, who, facts).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: [Event; 11] = [
        Event::Create,
        Event::EditShown,
        Event::EditFigures,
        Event::Submit,
        Event::Approve,
        Event::RequestChanges,
        Event::Pause,
        Event::Resume,
        Event::Hold,
        Event::Release,
        Event::Archive,
    ];
    const ALL: [Who; 3] = [Who::Maker, Who::Moderator, Who::System];

    /// Facts under which nothing but the table refuses.
    const EASY: Facts = Facts {
        enterprise_active: true,
        full: false,
        photos: 1,
        photos_without_words: 0,
        papers_missing: 0,
        papers_unchecked: 0,
        papers_wrong: 0,
        reason_given: true,
        cause_gone: true,
        on_shelf: false,
    };

    #[test]
    fn what_is_not_in_the_table_is_refused() {
        let states: Vec<Option<State>> = State::ALL.iter().copied().map(Some).chain([None]).collect();
        let mut accepted = 0;
        for from in &states {
            for event in EVENTS {
                for who in ALL {
                    let listed = TRANSITIONS.iter().find(|row| (row.0, row.1, row.2) == (*from, event, who));
                    let expected = listed.map_or(Err(Refusal::NotNow), |(.., to)| Ok(*to));
                    assert_eq!(decide(*from, event, who, &EASY), expected, "{from:?} {event:?} {who:?}");
                    accepted += usize::from(listed.is_some());
                }
            }
        }
        assert_eq!(accepted, TRANSITIONS.len(), "no line of the table stands twice");
    }

    #[test]
    fn each_guard_refuses_with_its_own_sentence() {
        type Case = (Option<State>, Event, Who, fn(&mut Facts), Refusal);
        let cases: [Case; 14] = [
            (None, Event::Create, Who::Maker, |f| f.enterprise_active = false, Refusal::EnterpriseClosed),
            (None, Event::Create, Who::Maker, |f| f.full = true, Refusal::Full),
            (Some(Draft), Event::Submit, Who::Maker, |f| f.enterprise_active = false, Refusal::EnterpriseClosed),
            (Some(Draft), Event::Submit, Who::Maker, |f| f.photos = 0, Refusal::NoPhoto),
            (Some(Draft), Event::Submit, Who::Maker, |f| f.photos_without_words = 1, Refusal::PhotoWithoutWords),
            (Some(Draft), Event::Submit, Who::Maker, |f| f.papers_missing = 1, Refusal::PapersMissing),
            (Some(ChangesRequested), Event::Submit, Who::Maker, |f| f.papers_wrong = 1, Refusal::PapersWrong),
            (Some(Submitted), Event::Approve, Who::Moderator, |f| f.papers_missing = 1, Refusal::PapersMissing),
            (Some(Submitted), Event::Approve, Who::Moderator, |f| f.papers_wrong = 1, Refusal::PapersWrong),
            (Some(Submitted), Event::Approve, Who::Moderator, |f| f.papers_unchecked = 1, Refusal::PapersUnchecked),
            (Some(Submitted), Event::RequestChanges, Who::Moderator, |f| f.reason_given = false, Refusal::NoReason),
            (Some(Published), Event::Hold, Who::System, |f| f.reason_given = false, Refusal::NoReason),
            (Some(Held), Event::Release, Who::Moderator, |f| f.cause_gone = false, Refusal::CauseRemains),
            (Some(Paused), Event::Archive, Who::Maker, |f| f.on_shelf = true, Refusal::OnShelf),
        ];
        for (from, event, who, spoil, refusal) in cases {
            let mut facts = EASY;
            spoil(&mut facts);
            assert_eq!(decide(from, event, who, &facts), Err(refusal), "{from:?} {event:?}");
        }
    }

    #[test]
    fn a_paper_that_waits_for_its_check_keeps_nothing_from_being_sent() {
        let facts = Facts { papers_unchecked: 2, ..EASY };
        assert_eq!(decide(Some(Draft), Event::Submit, Who::Maker, &facts), Ok(Submitted));
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let facts = Facts { enterprise_active: true, papers_missing: 1, ..Facts::default() };
        assert_eq!(before_submitting(&facts), [Refusal::NoPhoto, Refusal::PapersMissing]);
    }

    #[test]
    fn the_buttons_are_what_can_be_done() {
        assert_eq!(
            open_to(Published, Who::Maker, &EASY),
            [Event::EditFigures, Event::EditShown, Event::Pause, Event::Archive]
        );
        assert_eq!(open_to(Archived, Who::Maker, &EASY), []);
        let lacking = Facts { photos: 0, ..EASY };
        assert_eq!(open_to(Draft, Who::Maker, &lacking), [Event::EditShown, Event::EditFigures, Event::Archive]);
    }
}
