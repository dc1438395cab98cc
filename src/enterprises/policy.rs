//! Who may say what an enterprise shows, and who reads what stands behind it.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Change the public face.
    MayEditEnterprise = "edit_enterprise" { Rule::new(Role::EnterpriseAdmin, Relation::Admin) }
    /// Read and change legal papers and the bank account of the body.
    MayUseLegalPapers = "use_legal_papers" { Rule::new(Role::EnterpriseAdmin, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayEditEnterprise>(), Policy::of::<MayUseLegalPapers>()];
