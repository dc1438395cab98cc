//! Who decides about texts.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// See the queue and decide.
    MayModerate = "moderate" { Rule::new(Role::Moderator, Relation::Member) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayModerate>()];
