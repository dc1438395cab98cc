//! Numbers that follow from a seed (splitmix64): a measurement needs no better ones.

/// Draws the same things each time it begins with the same seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Below `most`, or 0 when that is 0.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.number() % (most.max(1) as u64)).unwrap_or(0)
    }

    /// One of these; the first ones come up more often, as some skills and some places do.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()).min(self.below(of.len())))
    }

    /// So many of these, each once, drawn in the same way; all of them when there are not so many.
    pub fn some<'a, T: PartialEq>(&mut self, of: &'a [T], many: usize) -> Vec<&'a T> {
        let mut some: Vec<&T> = Vec::new();
        while some.len() < many.min(of.len()) {
            some.extend(self.one(of).filter(|drawn| !some.contains(drawn)));
        }
        some
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^ (number >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_nothing_twice() {
        let all: Vec<u32> = (0..40).collect();
        let draw = |seed| Dice::new(seed).some(&all, 8).into_iter().copied().collect::<Vec<_>>();
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let mut drawn = draw(7);
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), 8);
        assert_eq!(Dice::new(1).some(&all[..3], 8).len(), 3);
        assert_eq!(Dice::new(1).one::<u32>(&[]), None);
    }
}
