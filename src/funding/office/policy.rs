//! Who looks after an office.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Change the name of the office.
    MayEditAgency = "edit_agency" { Rule::new(Role::Officer, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayEditAgency>()];
