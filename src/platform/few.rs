//! The threshold under which nothing is told of people, enterprises and what was decided for them.

/// Fewer than this are told as "fewer than 5", none included: neither a number nor the length of a bar may say which.
pub const FEW: usize = 5;

/// A count that may be told, or none when too few stand behind it.
pub const fn told(count: usize) -> Option<usize> {
    if count < FEW { None } else { Some(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_and_four_are_told_alike_and_five_is_told() {
        assert_eq!([0, 1, 4, 5, 6].map(told), [None, None, None, Some(5), Some(6)]);
    }
}
