//! Who writes the proposals of an enterprise, and who signs them.
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
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayWriteProposals>(), Policy::of::<MaySignProposals>()];
