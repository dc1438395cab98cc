//! Texts that can become public, and what the guard says of one.
use time::OffsetDateTime;

use crate::identity::model::BodyKind;

crate::words! {
    /// Why a text was sent back.
    pub enum Reason {
        Personal = "personal",
        Telling = "telling",
        NotTheBusiness = "not_the_business",
        Unclear = "unclear",
    }
}

impl Reason {
    pub fn key(self) -> &'static str {
        match self {
            Self::Personal => "reason-personal",
            Self::Telling => "reason-telling",
            Self::NotTheBusiness => "reason-not-the-business",
            Self::Unclear => "reason-unclear",
        }
    }
}

/// One text of a public face.
#[derive(Clone, Copy, Debug)]
pub struct FaceText {
    pub kind: BodyKind,
    /// Name of the field in forms.
    pub field: &'static str,
    pub table: &'static str,
    pub column: &'static str,
    /// The words of the field.
    pub label: &'static str,
}

/// Every text that a moderator may be asked about.
pub const TEXTS: &[FaceText] = &[
    text(BodyKind::Enterprise, "nama", "enterprise", "trade_name", "enterprise-name"),
    text(BodyKind::Enterprise, "cerita", "enterprise", "story", "enterprise-story"),
    text(BodyKind::Outlet, "nama", "outlet", "name", "outlet-name"),
    text(BodyKind::Outlet, "petunjuk", "outlet", "directions", "outlet-way"),
    text(BodyKind::Outlet, "tentang", "outlet", "about", "outlet-about"),
    text(BodyKind::Employer, "nama", "employer", "trade_name", "employer-name"),
    text(BodyKind::Employer, "tentang", "employer", "about", "employer-about"),
];

const fn text(
    kind: BodyKind,
    field: &'static str,
    table: &'static str,
    column: &'static str,
    label: &'static str,
) -> FaceText {
    FaceText { kind, field, table, column, label }
}

/// The text of a kind of body and a field.
pub fn find(kind: BodyKind, field: &str) -> Option<&'static FaceText> {
    TEXTS.iter().find(|text| text.kind == kind && text.field == field)
}

/// What becomes of a text that was not refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    Fine,
    /// Public after a moderator had a look.
    Waits,
}

/// A text in the queue.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub code: String,
    pub text: &'static FaceText,
    /// Name of the body.
    pub name: String,
    pub before: String,
    pub after: String,
    pub since: OffsetDateTime,
}
