//! What a report comes to: spending per line of the budget, receipts for it, and what is left. Rupiah, added up here
//! and nowhere else.
use crate::platform::money::Rupiah;

/// A line of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the line of the budget.
    pub number: u16,
    pub planned: Rupiah,
    pub spent: Rupiah,
    /// What its receipts come to.
    pub receipts: Rupiah,
    /// A note says why it differs.
    pub note: bool,
}

/// What all lines spent.
pub fn spent(lines: &[Line]) -> Rupiah {
    Rupiah(lines.iter().map(|line| line.spent.0).sum())
}

/// What is left of what was given; below 0 when more was spent, and no report says that: a group accounts for what it got.
pub fn unspent(lines: &[Line], given: Rupiah) -> i64 {
    given.0 - spent(lines).0
}

/// Lines whose receipts are not what was spent, with the difference that is missing (above 0) or too much.
pub fn without_receipts(lines: &[Line]) -> Vec<(u16, i64)> {
    let difference = |line: &Line| (line.number, line.spent.0 - line.receipts.0);
    lines.iter().map(difference).filter(|(_, difference)| *difference != 0).collect()
}

/// Lines that differ from the plan by more than a tenth and do not say why.
pub fn unexplained(lines: &[Line]) -> Vec<u16> {
    let differs = |line: &&Line| (line.spent.0 - line.planned.0).abs() > line.planned.0 / 10;
    lines.iter().filter(differs).filter(|line| !line.note).map(|line| line.number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(planned: i64, spent: i64, receipts: i64) -> Line {
        Line { number: 1, planned: Rupiah(planned), spent: Rupiah(spent), receipts: Rupiah(receipts), note: false }
    }

    #[test]
    fn missing_receipts_are_named_with_the_amount() {
        assert_eq!(without_receipts(&[line(1_000_000, 1_000_000, 650_000)]), [(1, 350_000)]);
        assert!(without_receipts(&[line(5, 4, 4)]).is_empty());
    }

    #[test]
    fn more_than_a_tenth_needs_a_note() {
        for (planned, spent, explained) in
            [(100, 110, true), (100, 111, false), (100, 90, true), (100, 89, false), (0, 0, true), (0, 1, false)]
        {
            assert_eq!(unexplained(&[line(planned, spent, spent)]).is_empty(), explained, "{planned} {spent}");
        }
        assert!(unexplained(&[Line { note: true, ..line(100, 0, 0) }]).is_empty());
    }

    #[test]
    fn what_is_left_is_what_was_given_less_what_was_spent() {
        let lines = [line(10, 7, 7), line(10, 9, 9)];
        assert_eq!((spent(&lines), unspent(&lines, Rupiah(20)), unspent(&lines, Rupiah(15))), (Rupiah(16), 4, -1));
    }
}
