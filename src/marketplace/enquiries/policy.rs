//! Who may use an enquiry: the one who sent it, and those who look after the enterprise it went to.
use crate::identity::{
    access::{Policy, Relation, Rule},
    model::Role,
};

crate::actions! {
    /// Read the enquiry one has sent, talk, agree, receive.
    MayUseOwnEnquiry = "use_own_enquiry" { Rule::new(Role::Person, Relation::Own) }
    /// Read what was asked of one's enterprise, quote, hand over.
    MayAnswerEnquiries = "answer_enquiries" { Rule::new(Role::EnterpriseAdmin, Relation::Admin) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[Policy::of::<MayUseOwnEnquiry>(), Policy::of::<MayAnswerEnquiries>()];
