//! What the fields of a product may hold, as a table knows them: those of the forms. Lengths are in letters.
use std::ops::RangeInclusive;

use crate::marketplace::goods::manage::products::model as forms;

pub const TITLE: RangeInclusive<i64> = 3..=80;
/// What one piece is: "250 g", "isi 10".
pub const UNIT: RangeInclusive<i64> = 1..=forms::LONGEST_UNIT.cast_signed() as i64;
pub const BODY: RangeInclusive<i64> = 0..=forms::LONGEST_BODY.cast_signed() as i64;
pub const INGREDIENTS: RangeInclusive<i64> = 0..=forms::LONGEST_INGREDIENTS.cast_signed() as i64;
/// Rupiah.
pub const PRICE: RangeInclusive<i64> = forms::PRICES;
/// Days; ten years.
pub const KEEPS: RangeInclusive<i64> = 1..=3_650;
/// Grams; a hundred kilograms.
pub const WEIGHT: RangeInclusive<i64> = 1..=100_000;
/// Pieces a week.
pub const CAPACITY: RangeInclusive<i64> = 1..=9_999;
/// Days; a year.
pub const LEAD_TIME: RangeInclusive<i64> = 1..=365;
