//! Whether a panel can keep its duties apart. It knows accounts and duties, and no names.
use uuid::Uuid;

use crate::funding::machine::Duty;

/// Whether different persons can take each seat a call needs: a verifier, lead, decider, second decider and disburser,
/// and one reviewer more than a proposal needs, so that one who is tied can be replaced.
pub fn is_complete(panel: &[(Uuid, Duty)], reviews_required: u8) -> bool {
    let reviewers = if reviews_required == 0 { 0 } else { usize::from(reviews_required) + 1 };
    let single = [Duty::Verifier, Duty::Lead, Duty::Decider, Duty::SecondDecider, Duty::Disburser];
    let seats: Vec<Duty> = single.into_iter().chain(std::iter::repeat_n(Duty::Reviewer, reviewers)).collect();
    let mut taken: Vec<(Uuid, usize)> = Vec::new();
    (0..seats.len()).all(|seat| sit(seat, &seats, panel, &mut taken, &mut Vec::new()))
}

/// Each seat a call needs, with how many there are for it and how many it takes. A decider beyond the first one counts as
/// the second.
pub fn seats(panel: &[(Uuid, Duty)], reviews_required: u8) -> Vec<(Duty, usize, usize)> {
    let have = |duty: Duty| panel.iter().filter(|(_, held)| *held == duty).count();
    let reviewers = if reviews_required == 0 { 0 } else { usize::from(reviews_required) + 1 };
    let second = have(Duty::SecondDecider) + have(Duty::Decider).saturating_sub(1);
    vec![
        (Duty::Lead, have(Duty::Lead), 1),
        (Duty::Verifier, have(Duty::Verifier), 1),
        (Duty::Reviewer, have(Duty::Reviewer), reviewers),
        (Duty::Decider, have(Duty::Decider), 1),
        (Duty::SecondDecider, second, 1),
        (Duty::Disburser, have(Duty::Disburser), 1),
    ]
}

/// Finds a person for a seat; whoever sits elsewhere moves when another seat is free for them.
fn sit(
    seat: usize,
    seats: &[Duty],
    panel: &[(Uuid, Duty)],
    taken: &mut Vec<(Uuid, usize)>,
    tried: &mut Vec<Uuid>,
) -> bool {
    let Some(duty) = seats.get(seat) else { return false };
    for (account, _) in panel.iter().filter(|(_, held)| holds(*held, *duty)) {
        if tried.contains(account) {
            continue;
        }
        tried.push(*account);
        let sits = taken.iter().find(|(other, _)| other == account).map(|(_, seat)| *seat);
        if sits.is_none_or(|before| sit(before, seats, panel, taken, tried)) {
            taken.retain(|(other, at)| other != account && *at != seat);
            taken.push((*account, seat));
            return true;
        }
    }
    false
}

/// A decider can be the second one for what another has decided.
fn holds(held: Duty, seat: Duty) -> bool {
    held == seat || held == Duty::Decider && seat == Duty::SecondDecider
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(seats: &[(u128, Duty)]) -> Vec<(Uuid, Duty)> {
        seats.iter().map(|(account, duty)| (Uuid::from_u128(*account), *duty)).collect()
    }

    const FULL: [(u128, Duty); 8] = [
        (1, Duty::Verifier),
        (2, Duty::Lead),
        (3, Duty::Decider),
        (4, Duty::Decider),
        (5, Duty::Disburser),
        (6, Duty::Reviewer),
        (7, Duty::Reviewer),
        (8, Duty::Reviewer),
    ];

    #[test]
    fn each_seat_needs_a_person_of_its_own() {
        assert!(is_complete(&panel(&FULL), 2));
        assert!(!is_complete(&panel(&FULL), 3));
        assert!(is_complete(&panel(&FULL[..5]), 0));
        for left_out in 0..5 {
            let mut seats = FULL.to_vec();
            seats.remove(left_out);
            assert!(!is_complete(&panel(&seats), 2), "{left_out}");
        }
    }

    #[test]
    fn seats_tell_how_many_there_are_and_how_many_it_takes() {
        assert!(seats(&panel(&FULL), 2).iter().all(|(_, have, need)| have >= need));
        let lacking = seats(&panel(&FULL[..3]), 2).into_iter().filter(|(_, have, need)| have < need);
        let duties: Vec<_> = lacking.map(|(duty, ..)| duty).collect();
        assert_eq!(duties, [Duty::Reviewer, Duty::SecondDecider, Duty::Disburser]);
    }

    #[test]
    fn one_person_with_two_duties_takes_one_seat() {
        let mut seats = FULL.to_vec();
        seats[4] = (1, Duty::Disburser);
        assert!(!is_complete(&panel(&seats), 2));
        // Another verifier lets the first one pay.
        seats.push((9, Duty::Verifier));
        assert!(is_complete(&panel(&seats), 2));
        // However the panel is told.
        seats.reverse();
        assert!(is_complete(&panel(&seats), 2));
    }
}
