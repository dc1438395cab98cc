//! The terms of a call, frozen when it is published. Every difference between calls is one of these; no rule asks what
//! kind of call it is.
use time::{Date, Duration, OffsetDateTime};

use crate::{funding::deadlines::Sla, platform::money::Rupiah, regions::Zone};

crate::words! {
    /// How those who get something are found.
    pub enum Selection {
        Ranked = "ranked",
        /// First complete, first decided.
        Ordered = "ordered",
    }
}

crate::words! {
    /// Whether the agency works here, or the group records what happened elsewhere.
    pub enum Tracking {
        Inside = "inside",
        External = "external",
    }
}

crate::words! {
    /// Whose number an approval carries.
    pub enum Decree {
        Agency = "agency",
        RegionHead = "region_head",
    }
}

crate::words! {
    /// What the public sees of the awards: the same for everybody in a call.
    pub enum Publication {
        Totals = "l0",
        Reduced = "l1",
        Named = "l2",
    }
}

/// What holds for every proposal of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one term of its own")]
pub struct Terms {
    pub opens_at: OffsetDateTime,
    /// None for a call that closes when its money ends.
    pub closes_at: Option<OffsetDateTime>,
    pub zone: Zone,
    /// For drafts that were opened before the close.
    pub grace: Duration,
    pub ceiling: Rupiah,
    pub ask_max: Rupiah,
    /// The most awards there are.
    pub quota: Option<u32>,
    pub selection: Selection,
    pub tracking: Tracking,
    pub decree: Decree,
    pub publication: Option<Publication>,
    /// Only a certificate is given: no money, no ledger, no instalments.
    pub certificate: bool,
    pub needs_field_visit: bool,
    pub needs_apip: bool,
    pub needs_tapd: bool,
    pub needs_budget_act: bool,
    pub reviews_required: u8,
    /// How often the papers may be sent back.
    pub admin_rounds: u8,
    /// Working days a revision has at least.
    pub revision_days: u16,
    /// Working days it can be extended by at most.
    pub extension_days: u16,
    pub allow_content_revision: bool,
    pub waitlist_until: Option<Date>,
    pub sla: Sla,
}

impl Terms {
    pub fn is_ranked(&self) -> bool {
        self.selection == Selection::Ranked
    }

    pub fn is_external(&self) -> bool {
        self.tracking == Tracking::External
    }

    /// Whether its awards have rows in the ledger: not when only a paper is given, nor when it is told from outside.
    pub fn has_ledger(&self) -> bool {
        !self.certificate && !self.is_external()
    }
}
