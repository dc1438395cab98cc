//! Who may look after people and memberships. The rules of other things stand in the slices that own them.
use super::{
    access::{Policy, Relation, Rule},
    model::Role,
};

/// Declares actions with their rules.
#[macro_export]
macro_rules! actions {
    ($($(#[$meta:meta])* $name:ident = $word:literal { $($rule:expr),* $(,)? })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug)]
            pub struct $name;

            impl $crate::identity::access::Action for $name {
                const NAME: &'static str = $word;
                const RULES: &'static [$crate::identity::access::Rule] = &[$($rule),*];
            }
        )+
    };
}

const fn admin(role: Role) -> Rule {
    Rule::new(role, Relation::Admin)
}

const fn member(role: Role) -> Rule {
    Rule::new(role, Relation::Member)
}

const OWN: Rule = Rule::new(Role::Person, Relation::Own);

actions! {
    /// See, correct, export and switch what is held about oneself.
    MayUseOwnAccount = "use_own_account" { OWN }
    /// Change an address, a password, the second factor; erase the account.
    MayChangeOwnAccess = "change_own_access" { OWN.fresh() }
    /// Come into the area of a body.
    MayEnter = "enter" {
        admin(Role::EnterpriseAdmin), member(Role::EnterpriseMember),
        admin(Role::OutletManager), member(Role::OutletAssistant),
        admin(Role::EmployerAdmin), member(Role::EmployerUser),
        admin(Role::Officer), member(Role::Officer), member(Role::Reviewer),
        admin(Role::NetworkStaff), member(Role::Companion),
    }
    /// See who belongs to a body.
    MaySeeMembers = "see_members" {
        admin(Role::EnterpriseAdmin), member(Role::EnterpriseMember),
        admin(Role::OutletManager),
        admin(Role::EmployerAdmin), member(Role::EmployerUser),
        admin(Role::Officer), member(Role::Officer),
        admin(Role::NetworkStaff),
        admin(Role::Operator),
    }
    /// Invite, take an invitation back, remove, help a colleague back in.
    MayManageMembers = "manage_members" {
        admin(Role::EnterpriseAdmin),
        admin(Role::OutletManager),
        admin(Role::EmployerAdmin),
        admin(Role::Officer),
        admin(Role::NetworkStaff),
        admin(Role::Operator),
    }
    /// Run the installation: bodies, invitations of founders, queues, settings. No content, no persons.
    MayOperate = "operate" { Rule::new(Role::Operator, Relation::Admin) }
    /// Read and answer complaints, take away the opening and bar the employer they are about.
    MayAnswerComplaints = "answer_complaints" { Rule::new(Role::EthicsOfficer, Relation::Member) }
}

/// Every rule of this module.
pub const POLICIES: &[Policy] = &[
    Policy::of::<MayUseOwnAccount>(),
    Policy::of::<MayChangeOwnAccess>(),
    Policy::of::<MayEnter>(),
    Policy::of::<MaySeeMembers>(),
    Policy::of::<MayManageMembers>(),
    Policy::of::<MayOperate>(),
    Policy::of::<MayAnswerComplaints>(),
];
