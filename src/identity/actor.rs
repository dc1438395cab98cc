//! Who is asking. Only this module's parent makes one, from a session that is alive.
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::model::{BodyKind, Hat};
use crate::platform::i18n::Lang;

/// How old a sign-in may be for a sensitive act.
pub const FRESH: Duration = Duration::minutes(5);

/// A signed-in person with every office held at this very moment.
#[derive(Clone, Debug)]
pub struct Actor {
    pub(super) person: Uuid,
    pub(super) session: Uuid,
    pub(super) locale: Lang,
    pub(super) shared: bool,
    pub(super) fresh: bool,
    pub(super) factor: bool,
    pub(super) hats: Vec<Hat>,
}

impl Actor {
    pub fn person(&self) -> Uuid {
        self.person
    }

    pub fn session(&self) -> Uuid {
        self.session
    }

    pub fn locale(&self) -> Lang {
        self.locale
    }

    /// Signed in on a telephone that others use too.
    pub fn on_shared_phone(&self) -> bool {
        self.shared
    }

    /// Signed in at most [`FRESH`] ago.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Gave a second factor in this session, or needs none here (demo).
    pub fn has_factor(&self) -> bool {
        self.factor
    }

    pub fn hats(&self) -> &[Hat] {
        &self.hats
    }

    /// Offices on bodies of one kind.
    pub fn hats_of(&self, kind: BodyKind) -> impl Iterator<Item = &Hat> {
        self.hats.iter().filter(move |hat| hat.body.kind == kind)
    }

    /// The body of a code, if an office is held on it: the one that looks after it, when there are several. A body of somebody else is never looked up, so it cannot
    /// answer differently from one that does not exist.
    pub fn body(&self, kind: BodyKind, code: &str) -> Option<&Hat> {
        let mut hats = self.hats_of(kind).filter(|hat| hat.code == code);
        let first = hats.next();
        first.filter(|hat| hat.office.administers()).or(hats.find(|hat| hat.office.administers())).or(first)
    }

    pub fn needs_factor(&self) -> bool {
        self.hats.iter().any(|hat| hat.office.needs_factor())
    }

    pub(super) fn is_fresh_at(signed_in_at: OffsetDateTime, now: OffsetDateTime) -> bool {
        now - signed_in_at <= FRESH
    }
}
