//! Who moves awards for an office. Who sees them, and who signs for a group, is the same as with proposals.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Take steps on the awards of an office: agreements, instalments, accounts. As what somebody acts on one, the panel
    /// of its call says besides.
    MayMoveAwards = "move_awards" { Rule::new(Role::Officer, Relation::Member).fresh() }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayMoveAwards>()];
