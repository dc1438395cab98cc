//! Who may ask for the substitutes of a call. For whom they may name one, their seat on it says besides.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// See and name those who stand in for somebody on a call.
    MayArrangeSubstitutes = "arrange_substitutes" {
        Rule::new(Role::Officer, Relation::Admin),
        Rule::new(Role::Officer, Relation::Member),
    }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayArrangeSubstitutes>()];
