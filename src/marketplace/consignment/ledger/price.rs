//! How the rupiah of a piece are split. The split is made once, per piece, and frozen with the lot: three pieces sold
//! one by one give the same rupiah as three sold at once.

/// The price of a piece, and what of it is the maker's. Rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub unit: i64,
    pub maker: i64,
}

impl Piece {
    /// The outlet keeps a share of the price, rounded down to whole `rounding` rupiah: the odd rupiah is the maker's.
    /// `share` in basis points, 0 to 5,000.
    pub fn with_share(unit: i64, share: i32, rounding: i32) -> Self {
        let rounding = i64::from(rounding.max(1));
        let outlet = unit * i64::from(share) / 10_000 / rounding * rounding;
        Self { unit, maker: unit - outlet }
    }

    /// The whole price is the maker's.
    pub fn whole(unit: i64) -> Self {
        Self { unit, maker: unit }
    }

    /// The outlet names a price over the maker's, at most `cap` basis points more. None when it is below or above.
    pub fn marked_up(maker: i64, unit: i64, cap: i32) -> Option<Self> {
        let most = maker + maker * i64::from(cap) / 10_000;
        (maker..=most).contains(&unit).then_some(Self { unit, maker })
    }

    /// What a number of pieces bring: for the maker and for the outlet.
    pub fn of(self, pieces: i64) -> (i64, i64) {
        let maker = pieces * self.maker;
        (maker, pieces * self.unit - maker)
    }

    /// What the outlet bears of lost pieces: its share of the maker's price, in basis points, rounded up.
    pub fn borne(self, pieces: i64, liability: i32) -> i64 {
        (pieces * self.maker * i64::from(liability)).div_euclid(10_000)
            + i64::from((pieces * self.maker * i64::from(liability)).rem_euclid(10_000) > 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fifteen_percent_of_a_price_go_to_the_outlet() {
        let piece = Piece::with_share(25_000, 1_500, 1);
        assert_eq!(piece, Piece { unit: 25_000, maker: 21_250 });
        assert_eq!(piece.of(9), (191_250, 33_750));
        assert_eq!(piece.borne(2, 10_000), 42_500);
        assert_eq!(piece.borne(2, 5_000), 21_250);
        assert_eq!(piece.borne(2, 0), 0);
    }

    #[test]
    fn the_odd_rupiah_is_the_makers() {
        assert_eq!(Piece::with_share(9_999, 1_500, 1).maker, 8_500);
        assert_eq!(Piece::with_share(9_999, 1_500, 50).maker, 8_549);
        assert_eq!(Piece::with_share(9_999, 1_500, 100).maker, 8_599);
        assert_eq!(Piece { unit: 101, maker: 101 }.borne(1, 3_333), 34);
    }

    #[test]
    fn a_markup_stays_under_its_cap() {
        assert_eq!(Piece::marked_up(10_000, 12_000, 2_000), Some(Piece { unit: 12_000, maker: 10_000 }));
        assert_eq!(Piece::marked_up(10_000, 12_001, 2_000), None);
        assert_eq!(Piece::marked_up(10_000, 9_999, 2_000), None);
    }

    proptest! {
        #[test]
        fn any_grouping_of_the_same_pieces_gives_the_same_rupiah(
            unit in 100_i64..=100_000_000, share in 0_i32..=5_000, rounding in prop::sample::select(vec![1, 50, 100]),
            groups in prop::collection::vec(1_i64..=200, 1..20),
        ) {
            let piece = Piece::with_share(unit, share, rounding);
            let (maker, outlet) = groups.iter().map(|n| piece.of(*n)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            let pieces: i64 = groups.iter().sum();
            prop_assert_eq!((maker, outlet), piece.of(pieces));
            prop_assert_eq!(maker + outlet, pieces * unit);
            prop_assert!(outlet >= 0 && maker > 0);
        }
    }
}
