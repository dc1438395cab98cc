//! Who writes the proposals of an enterprise, who signs them, and who checks and reviews them for an
//! office.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// See the proposals of an enterprise and write them.
    MayWriteProposals = "write_proposals" {
        Rule::new(Role::EnterpriseAdmin, Relation::Admin), Rule::new(Role::EnterpriseMember, Relation::Member),
    }
    /// Sign a proposal, send it, take it back.
    MaySignProposals = "sign_proposals" { Rule::new(Role::EnterpriseAdmin, Relation::Admin).fresh() }
    /// See the proposals that were sent to an office, and check them. As what somebody acts on one, the panel of its call
    /// says besides.
    MayCheckProposals = "check_proposals" { Rule::new(Role::Officer, Relation::Member) }
    /// Score packets of proposals, each those that were given out to oneself.
    MayReviewProposals = "review_proposals" { Rule::new(Role::Reviewer, Relation::Member) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[
    Policy::of::<MayWriteProposals>(),
    Policy::of::<MaySignProposals>(),
    Policy::of::<MayCheckProposals>(),
    Policy::of::<MayReviewProposals>(),
];
