//! The only way to know what time it is. Tests and the demo can stop the clock.
use time::OffsetDateTime;

/// Where the time comes from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Clock {
    /// The clock of the machine.
    #[default]
    System,
    /// Always the same moment.
    Fixed(OffsetDateTime),
}

impl Clock {
    /// The present moment, in UTC.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that may ask the machine")]
    pub fn now(&self) -> OffsetDateTime {
        match self {
            Self::System => OffsetDateTime::now_utc(),
            Self::Fixed(moment) => *moment,
        }
    }
}
