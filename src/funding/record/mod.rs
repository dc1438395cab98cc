//! What a step of funding leaves behind beside its new state: a line of what happened, timers, entries of the ledger, and
//! the first half of an act of two persons. Everything is written in the transaction of the step.
pub mod books;
pub mod check;
pub mod countersigns;
pub mod events;
pub mod reminders;
pub mod timers;

crate::words! {
    /// What moves.
    pub enum Object {
        Call = "call",
        Proposal = "proposal",
        Award = "award",
        Tranche = "tranche",
        Report = "report",
    }
}
