//! Who looks after an outlet.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Change what an outlet shows.
    MayEditOutlet = "edit_outlet" { Rule::new(Role::OutletManager, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayEditOutlet>()];
