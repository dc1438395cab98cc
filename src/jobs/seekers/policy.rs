//! Whose profile of skills it is.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// See, change, switch and delete what one looks for in work.
    MayUseOwnProfile = "use_own_profile" { Rule::new(Role::Person, Relation::Own) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayUseOwnProfile>()];
