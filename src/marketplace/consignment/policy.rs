//! Who acts for an enterprise and who for an outlet where goods are on consignment.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Offer goods, agree to terms, dispute, see what is owed: for the enterprise.
    MayTrade = "trade" { Rule::new(Role::EnterpriseAdmin, Relation::Admin) }
    /// Receive, sell and count goods at the outlet.
    MayKeepShop = "keep_shop" {
        Rule::new(Role::OutletManager, Relation::Admin), Rule::new(Role::OutletAssistant, Relation::Member),
    }
    /// Agree to terms, answer offers, write off, settle and pay: for the outlet.
    MayManageShop = "manage_shop" { Rule::new(Role::OutletManager, Relation::Admin) }
    /// See what the outlets of one's office come to, as sums only.
    MaySeeOutletSums = "see_outlet_sums" {
        Rule::new(Role::Officer, Relation::Admin), Rule::new(Role::Officer, Relation::Member),
    }
    /// Decide a dispute between an enterprise and an outlet of one's office, when one of them asked for it.
    MayMediate = "mediate" { Rule::new(Role::Officer, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[
    Policy::of::<MayTrade>(),
    Policy::of::<MayKeepShop>(),
    Policy::of::<MayManageShop>(),
    Policy::of::<MaySeeOutletSums>(),
    Policy::of::<MayMediate>(),
];
