//! Shapes of a count.
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::workflow::{Resolution, State};
use crate::marketplace::consignment::{ledger::allocate::OnShelf, sales::model::Pick};

/// A count as the outlet reads it.
#[derive(Clone, Debug)]
pub struct CountView {
    pub id: Uuid,
    pub code: String,
    pub state: State,
    /// The only enterprise that is counted; None for the whole outlet.
    pub enterprise: Option<Uuid>,
    pub started_at: OffsetDateTime,
    pub posted_at: Option<OffsetDateTime>,
    pub groups: Vec<Group>,
}

impl CountView {
    /// Goods whose number is entered.
    pub fn counted(&self) -> usize {
        self.groups.iter().filter(|group| group.counted.is_some()).count()
    }

    /// Goods whose number differs.
    pub fn differing(&self) -> impl Iterator<Item = (&Group, &Counted)> {
        let with = |group: &'_ Group| group.counted.is_some_and(|counted| counted.difference() != 0);
        self.groups.iter().filter(move |group| with(group)).filter_map(|group| Some((group, group.counted.as_ref()?)))
    }
}

/// Goods of one kind and price: what people count. They do not see lots.
#[derive(Clone, Debug)]
pub struct Group {
    /// Code of one of its lots, which names the goods in forms.
    pub code: String,
    pub pick: Pick,
    pub goods: String,
    pub unit_text: String,
    pub maker: String,
    pub unit_idr: i64,
    pub counted: Option<Counted>,
}

/// What was counted, and what was in the books at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub expected: i64,
    pub counted: i64,
    /// Of a difference.
    pub resolution: Option<Resolution>,
}

impl Counted {
    pub fn difference(self) -> i64 {
        self.counted - self.expected
    }
}

/// A line that was spread: lot, expected and counted pieces.
pub type Spread = Vec<(Uuid, i64, i64)>;

/// Spreads a number over the lots of goods. Fewer pieces come off what expires first, and off what has expired only when
/// nothing else is left; more go to the lots of which pieces are gone (`gone`: lot and pieces).
///
/// # Errors
/// The most that can be there, when it is more than ever came.
pub fn spread(shelf: &[OnShelf], gone: &[(Uuid, i64)], counted: i64, today: Date) -> Result<Spread, i64> {
    let mut lots = shelf.to_vec();
    lots.sort_by_key(|lot| {
        let expired = lot.expires_on.is_some_and(|day| day < today);
        (expired, lot.expires_on.is_none(), lot.expires_on, lot.received_on, lot.lot)
    });
    let expected: i64 = lots.iter().map(|lot| lot.pieces).sum();
    let mut lines: Spread = lots.iter().map(|lot| (lot.lot, lot.pieces, lot.pieces)).collect();
    let mut less = (expected - counted).max(0);
    for (_, _, counted) in &mut lines {
        let off = less.min(*counted);
        *counted -= off;
        less -= off;
    }
    let mut more = (counted - expected).max(0);
    for (lot, pieces) in gone {
        let back = more.min(*pieces);
        if back == 0 {
            continue;
        }
        more -= back;
        match lines.iter_mut().find(|(known, ..)| known == lot) {
            Some((.., counted)) => *counted += back,
            None => lines.push((*lot, 0, back)),
        }
    }
    if more > 0 { Err(counted - more) } else { Ok(lines) }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn lot(id: u128, expires_on: Option<Date>, pieces: i64) -> OnShelf {
        OnShelf { lot: Uuid::from_u128(id), expires_on, received_on: None, pieces }
    }

    #[test]
    fn a_difference_is_spread_over_the_lots() {
        let today = date!(2026 - 11 - 22);
        let shelf = [lot(1, None, 5), lot(2, Some(date!(2026 - 12 - 01)), 2), lot(3, Some(date!(2026 - 11 - 01)), 4)];
        let id = Uuid::from_u128;
        let counted = |n| spread(&shelf, &[], n, today);
        assert_eq!(counted(11), Ok(vec![(id(2), 2, 2), (id(1), 5, 5), (id(3), 4, 4)]));
        assert_eq!(counted(8), Ok(vec![(id(2), 2, 0), (id(1), 5, 4), (id(3), 4, 4)]));
        assert_eq!(counted(0), Ok(vec![(id(2), 2, 0), (id(1), 5, 0), (id(3), 4, 0)]));
        assert_eq!(counted(12), Err(11), "nobody knows where it came from");
        let gone = [(id(1), 1), (id(9), 3)];
        let found = spread(&shelf, &gone, 14, today).unwrap();
        assert_eq!(found[1..], [(id(1), 5, 6), (id(3), 4, 4), (id(9), 0, 2)]);
        assert_eq!(spread(&shelf, &gone, 16, today), Err(15));
    }
}
