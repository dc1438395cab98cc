//! Bodies a person can belong to, offices held on them, and the coarse roles that rules of access speak of.
//! Who may do what is not here: each slice says so in its `policy.rs`.
use serde::Serialize;
use uuid::Uuid;

crate::words! {
    /// What an office is held on.
    pub enum BodyKind {
        Enterprise = "enterprise",
        Outlet = "outlet",
        Employer = "employer",
        Agency = "agency",
        Network = "network",
        /// The installation itself; there is one.
        Platform = "platform",
    }
}

crate::words! {
    /// An office of a person on one body.
    pub enum Office {
        Lead = "lead",
        Treasurer = "treasurer",
        Writer = "writer",
        OutletManager = "outlet_manager",
        OutletAssistant = "outlet_assistant",
        EmployerAdmin = "employer_admin",
        Recruiter = "recruiter",
        ProgrammeOwner = "programme_owner",
        Verifier = "verifier",
        Reviewer = "reviewer",
        CallLead = "call_lead",
        Decider = "decider",
        Disburser = "disburser",
        Secretary = "secretary",
        Companion = "companion",
        Moderator = "moderator",
        EthicsOfficer = "ethics_officer",
        Operator = "operator",
    }
}

crate::words! {
    /// The coarse role a rule of access names.
    pub enum Role {
        Anonymous = "anonymous",
        Person = "person",
        EnterpriseAdmin = "enterprise_admin",
        EnterpriseMember = "enterprise_member",
        OutletManager = "outlet_manager",
        OutletAssistant = "outlet_assistant",
        EmployerAdmin = "employer_admin",
        EmployerUser = "employer_user",
        Officer = "officer",
        Reviewer = "reviewer",
        NetworkStaff = "network_staff",
        Companion = "companion",
        Moderator = "moderator",
        EthicsOfficer = "ethics_officer",
        Operator = "operator",
    }
}

impl BodyKind {
    /// The area of the site where bodies of this kind are looked after.
    pub fn area(self) -> &'static str {
        match self {
            Self::Enterprise => "/saya/usaha",
            Self::Outlet => "/gerai-kelola",
            Self::Employer => "/perekrut",
            Self::Agency => "/instansi",
            Self::Network => "/jaringan",
            Self::Platform => "/operator",
        }
    }

    /// The kind whose area an address lies in.
    pub fn of_path(path: &str) -> Option<Self> {
        let mut parts = path.split('/').skip(1);
        match (parts.next(), parts.next()) {
            (Some("saya"), Some("usaha")) => Some(Self::Enterprise),
            (Some("gerai-kelola"), _) => Some(Self::Outlet),
            (Some("perekrut"), _) => Some(Self::Employer),
            (Some("instansi"), _) => Some(Self::Agency),
            (Some("jaringan"), _) => Some(Self::Network),
            (Some("operator" | "moderasi" | "pengaduan"), _) => Some(Self::Platform),
            _ => None,
        }
    }

    /// The word in the trail. Networks are not told apart there.
    pub fn trail(self) -> &'static str {
        if self == Self::Network { "body" } else { self.as_str() }
    }

    /// Offices that can be held on it, the one that leads first.
    pub fn offices(self) -> impl Iterator<Item = Office> {
        Office::ALL.iter().copied().filter(move |office| office.kind() == self)
    }

    /// The office of whoever founds one.
    pub fn founder(self) -> Option<Office> {
        self.offices().find(|office| office.administers())
    }
}

impl Office {
    pub fn kind(self) -> BodyKind {
        match self {
            Self::Lead | Self::Treasurer | Self::Writer => BodyKind::Enterprise,
            Self::OutletManager | Self::OutletAssistant => BodyKind::Outlet,
            Self::EmployerAdmin | Self::Recruiter => BodyKind::Employer,
            Self::ProgrammeOwner
            | Self::Verifier
            | Self::Reviewer
            | Self::CallLead
            | Self::Decider
            | Self::Disburser => BodyKind::Agency,
            Self::Secretary | Self::Companion => BodyKind::Network,
            Self::Moderator | Self::EthicsOfficer | Self::Operator => BodyKind::Platform,
        }
    }

    pub fn role(self) -> Role {
        match self {
            Self::Lead | Self::Treasurer => Role::EnterpriseAdmin,
            Self::Writer => Role::EnterpriseMember,
            Self::OutletManager => Role::OutletManager,
            Self::OutletAssistant => Role::OutletAssistant,
            Self::EmployerAdmin => Role::EmployerAdmin,
            Self::Recruiter => Role::EmployerUser,
            Self::ProgrammeOwner | Self::Verifier | Self::CallLead | Self::Decider | Self::Disburser => Role::Officer,
            Self::Reviewer => Role::Reviewer,
            Self::Secretary => Role::NetworkStaff,
            Self::Companion => Role::Companion,
            Self::Moderator => Role::Moderator,
            Self::EthicsOfficer => Role::EthicsOfficer,
            Self::Operator => Role::Operator,
        }
    }

    /// Looks after the body: invites, removes, corrects what is said of it. The last one cannot leave.
    pub fn administers(self) -> bool {
        matches!(
            self,
            Self::Lead
                | Self::Treasurer
                | Self::OutletManager
                | Self::EmployerAdmin
                | Self::ProgrammeOwner
                | Self::Secretary
                | Self::Operator
        )
    }

    /// Offices that open nothing without a second factor (product design, roles marked with a lozenge).
    pub fn needs_factor(self) -> bool {
        self.role().needs_factor()
    }

    /// The word in the trail. Offices on networks are not told apart there.
    pub fn trail(self) -> &'static str {
        if self.kind() == BodyKind::Network { "member" } else { self.as_str() }
    }

    /// The name of the office on pages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Lead => "office-lead",
            Self::Treasurer => "office-treasurer",
            Self::Writer => "office-writer",
            Self::OutletManager => "office-outlet-manager",
            Self::OutletAssistant => "office-outlet-assistant",
            Self::EmployerAdmin => "office-employer-admin",
            Self::Recruiter => "office-recruiter",
            Self::ProgrammeOwner => "office-programme-owner",
            Self::Verifier => "office-verifier",
            Self::Reviewer => "office-reviewer",
            Self::CallLead => "office-call-lead",
            Self::Decider => "office-decider",
            Self::Disburser => "office-disburser",
            Self::Secretary => "office-secretary",
            Self::Companion => "office-companion",
            Self::Moderator => "office-moderator",
            Self::EthicsOfficer => "office-ethics-officer",
            Self::Operator => "office-operator",
        }
    }
}

impl Role {
    /// The word in the trail. Staff of networks are not told apart there.
    pub fn trail(self) -> &'static str {
        if matches!(self, Self::NetworkStaff | Self::Companion) { "staff" } else { self.as_str() }
    }

    pub fn needs_factor(self) -> bool {
        matches!(
            self,
            Self::OutletManager
                | Self::EmployerAdmin
                | Self::Officer
                | Self::Reviewer
                | Self::NetworkStaff
                | Self::Moderator
                | Self::EthicsOfficer
                | Self::Operator
        )
    }
}

/// A body an office is held on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Body {
    pub kind: BodyKind,
    pub id: Uuid,
}

impl Body {
    /// The installation.
    pub const PLATFORM: Self = Self { kind: BodyKind::Platform, id: Uuid::nil() };
}

/// An office a person holds, with the words people know the body by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hat {
    pub membership: Uuid,
    pub office: Office,
    pub body: Body,
    /// Code of the body in addresses; empty for the platform.
    pub code: String,
    pub name: String,
    /// The state column of the body, where it has one.
    pub state: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_body_has_somebody_who_looks_after_it() {
        for kind in BodyKind::ALL {
            let office = if *kind == BodyKind::Platform { Some(Office::Operator) } else { kind.founder() };
            assert!(office.is_some_and(Office::administers), "{kind:?}");
            assert_eq!(BodyKind::of_path(kind.area()), Some(*kind));
        }
    }

    #[test]
    fn the_second_factor_is_for_the_offices_the_design_marks() {
        let without: Vec<_> = Office::ALL.iter().filter(|office| !office.needs_factor()).collect();
        assert_eq!(
            without,
            [
                &Office::Lead,
                &Office::Treasurer,
                &Office::Writer,
                &Office::OutletAssistant,
                &Office::Recruiter,
                &Office::Companion
            ]
        );
    }
}
