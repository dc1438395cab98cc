//! Chance that always falls the same way for the same seed, so that a picture can be painted again to the byte.

/// A small repeatable source of chance (the `SplitMix64` sequence).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Self(seed);
        dice.roll();
        dice
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let first = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let second = (first ^ (first >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        second ^ (second >> 31)
    }

    /// A number from 0 to 1.
    pub(super) fn unit(&mut self) -> f32 {
        let [first, second, ..] = self.roll().to_be_bytes();
        f32::from(u16::from_be_bytes([first, second])) / 65535.0
    }

    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// A number at most `spread` to either side of nought.
    pub(super) fn about(&mut self, spread: f32) -> f32 {
        self.between(-spread, spread)
    }

    /// One of `sides` faces, counted from nought.
    pub(super) fn face(&mut self, sides: u8) -> u8 {
        let [first, ..] = self.roll().to_be_bytes();
        first % sides.max(1)
    }

    /// One of the things given.
    pub(super) fn pick<T: Copy, const COUNT: usize>(&mut self, from: [T; COUNT]) -> T {
        let [first, ..] = self.roll().to_be_bytes();
        from[usize::from(first) % COUNT]
    }
}

/// The numbers from 0 up to, not including, `count`, ready for drawing with.
pub(super) fn steps(count: u16) -> impl Iterator<Item = f32> + Clone {
    (0..count).map(f32::from)
}
