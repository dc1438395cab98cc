//! Why a photo was not taken.

/// The reasons, each with a sentence that says what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing was sent.
    Missing,
    /// More than 8 MiB.
    TooLarge,
    /// Nothing we know, and no picture at all perhaps.
    Unknown,
    Heic,
    Avif,
    Gif,
    Svg,
    /// Pictures that move.
    Animated,
    /// `WebP` without loss or with transparency: its code tables can grow to more than a gigabyte in memory.
    OtherWebp,
    /// The shorter side has less than 600 pixels.
    TooSmall,
    /// A side or the area has more pixels than we can work on, or each pixel takes too much memory.
    TooManyPixels,
    /// The end is missing.
    Incomplete,
    /// It says it is a photo, but cannot be read as one.
    Unreadable,
    /// Too many others are being worked on.
    Busy,
    /// The work took too long.
    TooSlow,
}

impl Refusal {
    pub const ALL: [Self; 15] = [
        Self::Missing,
        Self::TooLarge,
        Self::Unknown,
        Self::Heic,
        Self::Avif,
        Self::Gif,
        Self::Svg,
        Self::Animated,
        Self::OtherWebp,
        Self::TooSmall,
        Self::TooManyPixels,
        Self::Incomplete,
        Self::Unreadable,
        Self::Busy,
        Self::TooSlow,
    ];

    /// The key of the sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "fault-photo-missing",
            Self::TooLarge => "fault-photo-too-large",
            Self::Unknown => "fault-photo-unknown",
            Self::Heic => "fault-photo-heic",
            Self::Avif => "fault-photo-avif",
            Self::Gif => "fault-photo-gif",
            Self::Svg => "fault-photo-svg",
            Self::Animated => "fault-photo-animated",
            Self::OtherWebp => "fault-photo-other-webp",
            Self::TooSmall => "fault-photo-too-small",
            Self::TooManyPixels => "fault-photo-too-many-pixels",
            Self::Incomplete => "fault-photo-incomplete",
            Self::Unreadable => "fault-photo-unreadable",
            Self::Busy => "fault-photo-busy",
            Self::TooSlow => "fault-photo-too-slow",
        }
    }

    /// Whether the same photo may be taken a little later.
    pub fn passes(self) -> bool {
        matches!(self, Self::Busy | Self::TooSlow)
    }
}
