//! Who of an office sees, writes and moves its calls. As what somebody acts on one call, its panel says besides.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::{Office, Role},
};

crate::actions! {
    /// See the calls of an office, drafts too.
    MaySeeCalls = "see_calls" { Rule::new(Role::Officer, Relation::Admin), Rule::new(Role::Officer, Relation::Member) }
    /// Write the calls of an office and say who works on them.
    MayWriteCalls = "write_calls" {
        Rule::new(Role::Officer, Relation::Admin),
        Rule::new(Role::Officer, Relation::Member).held_as(&[Office::CallLead]),
    }
    /// Publish, change and end a call: one agrees and another confirms.
    MayMoveCalls = "move_calls" {
        Rule::new(Role::Officer, Relation::Member).held_as(&[Office::CallLead, Office::Decider]),
    }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] =
    &[Policy::of::<MaySeeCalls>(), Policy::of::<MayWriteCalls>(), Policy::of::<MayMoveCalls>()];
