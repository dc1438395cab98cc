//! Who looks after an employer.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Change what an employer shows and the papers behind it.
    MayEditEmployer = "edit_employer" { Rule::new(Role::EmployerAdmin, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayEditEmployer>()];
