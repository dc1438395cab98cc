//! Who may use an application: the one who sent it, and the recruiters of the employer it went to. Looking after an
//! employer alone opens none.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Read the application one has sent, talk, show a contact, withdraw.
    MayUseOwnApplication = "use_own_application" { Rule::new(Role::Person, Relation::Own) }
    /// Read the cards of an employer's applicants, invite, offer, decline.
    MayReadApplications = "read_applications" { Rule::new(Role::EmployerUser, Relation::Member) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayUseOwnApplication>(), Policy::of::<MayReadApplications>()];
