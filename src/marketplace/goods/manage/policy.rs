//! Who makes goods ready for sale, who looks after their papers, and who decides about both.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// See the goods of an enterprise, drafts too, and change them.
    MayEditGoods = "edit_goods" {
        Rule::new(Role::EnterpriseAdmin, Relation::Admin), Rule::new(Role::EnterpriseMember, Relation::Member),
    }
    /// See the papers of goods, with their numbers.
    MaySeePapers = "see_papers" {
        Rule::new(Role::EnterpriseAdmin, Relation::Admin), Rule::new(Role::EnterpriseMember, Relation::Member),
    }
    /// Enter papers of goods.
    MayEditPapers = "edit_papers" { Rule::new(Role::EnterpriseAdmin, Relation::Admin) }
    /// See prices of large orders: who buys for an agency or a company.
    MaySeeOrderPrices = "see_order_prices" {
        Rule::new(Role::Officer, Relation::Counterparty),
        Rule::new(Role::EmployerAdmin, Relation::Counterparty), Rule::new(Role::EmployerUser, Relation::Counterparty),
    }
    /// Decide whether goods are published and whether papers hold.
    MayReviewGoods = "review_goods" { Rule::new(Role::Moderator, Relation::Member) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[
    Policy::of::<MayEditGoods>(),
    Policy::of::<MaySeePapers>(),
    Policy::of::<MayEditPapers>(),
    Policy::of::<MaySeeOrderPrices>(),
    Policy::of::<MayReviewGoods>(),
];
