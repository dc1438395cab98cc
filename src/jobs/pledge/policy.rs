//! Who promises for an employer.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Accept the pledge for an employer.
    MaySignPledge = "sign_pledge" { Rule::new(Role::EmployerAdmin, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MaySignPledge>()];
