//! Which pieces go when goods of one kind and price are sold: those that expire first.
use time::Date;
use uuid::Uuid;

/// Pieces of a lot that stand on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnShelf {
    pub lot: Uuid,
    pub expires_on: Option<Date>,
    pub received_on: Option<Date>,
    pub pieces: i64,
}

/// Takes `wanted` pieces: the earliest day of expiry first (none last), then the day of receipt, then the id. What has
/// expired before `today` is left standing.
///
/// # Errors
/// How many there are, when there are not enough.
pub fn allocate(shelf: &[OnShelf], wanted: i64, today: Date) -> Result<Vec<(Uuid, i64)>, i64> {
    let mut lots: Vec<&OnShelf> = shelf.iter().filter(|lot| lot.expires_on.is_none_or(|day| day >= today)).collect();
    lots.sort_by_key(|lot| (lot.expires_on.is_none(), lot.expires_on, lot.received_on, lot.lot));
    let there: i64 = lots.iter().map(|lot| lot.pieces).sum();
    if wanted > there {
        return Err(there);
    }
    let mut left = wanted;
    let mut taken = Vec::new();
    for lot in lots {
        let pieces = left.min(lot.pieces);
        if pieces > 0 {
            taken.push((lot.lot, pieces));
            left -= pieces;
        }
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn lot(id: u128, expires_on: Option<Date>, received_on: Date, pieces: i64) -> OnShelf {
        OnShelf { lot: Uuid::from_u128(id), expires_on, received_on: Some(received_on), pieces }
    }

    #[test]
    fn what_expires_first_goes_first_and_what_never_does_goes_last() {
        let shelf = [
            lot(1, None, date!(2026 - 01 - 01), 5),
            lot(2, Some(date!(2026 - 12 - 24)), date!(2026 - 11 - 01), 2),
            lot(3, Some(date!(2026 - 12 - 01)), date!(2026 - 11 - 02), 2),
            lot(4, Some(date!(2026 - 11 - 01)), date!(2026 - 10 - 01), 9),
        ];
        let today = date!(2026 - 11 - 22);
        let id = Uuid::from_u128;
        assert_eq!(allocate(&shelf, 1, today), Ok(vec![(id(3), 1)]));
        assert_eq!(allocate(&shelf, 5, today), Ok(vec![(id(3), 2), (id(2), 2), (id(1), 1)]));
        assert_eq!(allocate(&shelf, 10, today), Err(9), "what has expired is not sold");
    }
}
