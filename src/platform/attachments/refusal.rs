//! Why a file was not taken.
use crate::platform::photos;

crate::words! {
    /// The reasons, each with a sentence that says what to do instead.
    pub enum Refusal {
        Empty = "empty",
        /// More than [`super::MOST_BYTES`].
        TooLarge = "too_large",
        /// There are [`super::MOST_FILES`] already.
        TooMany = "too_many",
        /// All together they would have more than [`super::MOST_BYTES_TOGETHER`].
        TooMuchTogether = "too_much_together",
        /// Nothing on the list.
        Unknown = "unknown",
        /// On the list, but its name ends like something else.
        OtherName = "other_name",
        /// It is called PDF and is none.
        NotPdf = "not_pdf",
        /// It is called DOCX or XLSX and is neither, or the other one.
        NotOffice = "not_office",
        /// Word and Excel before DOCX and XLSX, or a document behind a password: both look the same from outside.
        OldOffice = "old_office",
        /// ZIP and its like.
        Archive = "archive",
        /// HTML, SVG and other markup for browsers.
        WebPage = "web_page",
        /// A picture that is no JPEG, PNG or `WebP` as cameras write them.
        OtherPicture = "other_picture",
        TooManyPixels = "too_many_pixels",
        /// Broken off on the way, or never whole.
        Damaged = "damaged",
        /// A PDF that is something else at the same time.
        Mixed = "mixed",
        /// A PDF behind a password.
        Locked = "locked",
        /// A PDF with scripts or commands.
        Script = "script",
        /// Other files inside.
        Embedded = "embedded",
        /// A DOCX or XLSX with macros.
        Macros = "macros",
        /// A DOCX or XLSX that points to something outside of itself.
        OutsideLinks = "outside_links",
        /// More inside than any paper needs: pages, parts, levels, or bytes once it is unpacked.
        TooMuchInside = "too_much_inside",
        /// Too many others are being looked at.
        Busy = "busy",
        /// Looking at it took too long.
        TooSlow = "too_slow",
    }
}

impl Refusal {
    /// The key of the sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "fault-attachment-empty",
            Self::TooLarge => "fault-attachment-too-large",
            Self::TooMany => "fault-attachment-too-many",
            Self::TooMuchTogether => "fault-attachment-too-much-together",
            Self::Unknown => "fault-attachment-unknown",
            Self::OtherName => "fault-attachment-other-name",
            Self::NotPdf => "fault-attachment-not-pdf",
            Self::NotOffice => "fault-attachment-not-office",
            Self::OldOffice => "fault-attachment-old-office",
            Self::Archive => "fault-attachment-archive",
            Self::WebPage => "fault-attachment-web-page",
            Self::OtherPicture => "fault-attachment-other-picture",
            Self::TooManyPixels => "fault-attachment-too-many-pixels",
            Self::Damaged => "fault-attachment-damaged",
            Self::Mixed => "fault-attachment-mixed",
            Self::Locked => "fault-attachment-locked",
            Self::Script => "fault-attachment-script",
            Self::Embedded => "fault-attachment-embedded",
            Self::Macros => "fault-attachment-macros",
            Self::OutsideLinks => "fault-attachment-outside-links",
            Self::TooMuchInside => "fault-attachment-too-much-inside",
            Self::Busy => "fault-attachment-busy",
            Self::TooSlow => "fault-attachment-too-slow",
        }
    }

    /// Whether the same file may be taken a little later.
    pub const fn passes(self) -> bool {
        matches!(self, Self::Busy | Self::TooSlow)
    }

    /// What the refusal of a photo is for a file.
    pub(super) const fn of_picture(refusal: photos::Refusal) -> Self {
        use photos::Refusal as Photo;
        match refusal {
            Photo::Missing => Self::Empty,
            Photo::TooLarge => Self::TooLarge,
            Photo::Unknown
            | Photo::Heic
            | Photo::Avif
            | Photo::Gif
            | Photo::Svg
            | Photo::Animated
            | Photo::OtherWebp => Self::OtherPicture,
            Photo::TooManyPixels => Self::TooManyPixels,
            Photo::TooSmall | Photo::Incomplete | Photo::Unreadable => Self::Damaged,
            Photo::Busy => Self::Busy,
            Photo::TooSlow => Self::TooSlow,
        }
    }
}
