//! Who posts openings and who decides about them.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// See the openings of an employer, drafts too, and change them.
    MayPost = "post_openings" {
        Rule::new(Role::EmployerAdmin, Relation::Admin), Rule::new(Role::EmployerUser, Relation::Member),
    }
    /// Decide whether an opening is shown.
    MayReviewOpenings = "review_openings" { Rule::new(Role::Moderator, Relation::Member) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayPost>(), Policy::of::<MayReviewOpenings>()];
