//! Accounts to try the site with, one for each office. Everything about them is invented; all have one password, and
//! only a demo lets them in without a second factor.
use sea_orm::ConnectionTrait;
use serde::Serialize;
use time::OffsetDateTime;

use super::world::{FUNDING, GOODS, JOBS, NETWORKS, OUTLETS, World};
use crate::{
    app::ROOMS,
    error::Result,
    identity::{
        factors::password::{Cost, Hasher},
        model::{Body, BodyKind, Office},
        people,
        rooms::{self, NewMembership},
        sign_in::service::write_password,
        vault::{self, Address, Field, keys::Keys},
    },
    network,
    platform::ids::Stream,
};

/// The password of every account of the demo.
pub const PASSWORD: &str = "kain-purun-dan-amplang";

const PEOPLE: Stream = Stream::new("people");

/// One account.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    pub name: &'static str,
    /// Offices with the key of the body in the demo world.
    pub offices: &'static [(Office, &'static str)],
    /// The key of the words that say who it is.
    pub role: &'static str,
}

/// A line of the table that `demo --accounts` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub address: String,
    pub password: &'static str,
    pub name: &'static str,
    pub offices: Vec<&'static str>,
}

/// Every account. An office "on" an agency names it as the world does.
pub const ACCOUNTS: &[Account] = &[
    Account { name: "Rahma", offices: &[(Office::Lead, "E01")], role: "demo-lead" },
    Account { name: "Salim", offices: &[(Office::Treasurer, "E01")], role: "demo-treasurer" },
    Account { name: "Nur", offices: &[(Office::Writer, "E01")], role: "demo-writer" },
    Account { name: "Ruslan", offices: &[(Office::Lead, "E02")], role: "demo-other-lead" },
    Account { name: "Hendra", offices: &[(Office::OutletManager, "O1")], role: "demo-outlet-manager" },
    Account { name: "Ida", offices: &[(Office::OutletAssistant, "O1")], role: "demo-outlet-assistant" },
    Account {
        name: "Lestari",
        offices: &[(Office::EmployerAdmin, "B05"), (Office::Recruiter, "B05")],
        role: "demo-employer",
    },
    Account { name: "Dimas", offices: &[(Office::Recruiter, "B05")], role: "demo-recruiter" },
    Account { name: "Ratna", offices: &[(Office::ProgrammeOwner, "K03")], role: "demo-programme-owner" },
    Account { name: "Nirmala", offices: &[(Office::Verifier, "K03")], role: "demo-verifier" },
    Account { name: "Yusuf", offices: &[(Office::Verifier, "K03")], role: "demo-second-officer" },
    Account { name: "Rini", offices: &[(Office::Reviewer, "K03")], role: "demo-reviewer" },
    Account { name: "Bayu", offices: &[(Office::Reviewer, "K03")], role: "demo-reviewer" },
    Account { name: "Tono", offices: &[(Office::CallLead, "K03")], role: "demo-call-lead" },
    Account { name: "Wulan", offices: &[(Office::Decider, "K03")], role: "demo-decider" },
    Account { name: "Yanti", offices: &[(Office::Decider, "K03")], role: "demo-second-decider" },
    Account { name: "Agus", offices: &[(Office::Disburser, "K03")], role: "demo-disburser" },
    Account { name: "Intan", offices: &[(Office::ProgrammeOwner, "K01")], role: "demo-outlet-office" },
    Account { name: "Dewi", offices: &[(Office::Secretary, "first")], role: "demo-secretary" },
    Account { name: "Fitri", offices: &[(Office::Companion, "first")], role: "demo-companion" },
    Account { name: "Made", offices: &[], role: "demo-buyer" },
    Account { name: "Sari", offices: &[], role: "demo-seeker" },
    Account { name: "Lia", offices: &[(Office::Moderator, "")], role: "demo-moderator" },
    Account { name: "Surya", offices: &[(Office::EthicsOfficer, "")], role: "demo-ethics-officer" },
    Account { name: "Operator", offices: &[(Office::Operator, "")], role: "demo-operator" },
];

impl Account {
    /// Address to sign in with.
    pub fn address(&self) -> String {
        format!("{}@tanggui.example", self.name.to_lowercase())
    }

    pub fn id(&self) -> uuid::Uuid {
        PEOPLE.id(self.name)
    }
}

/// The table of accounts.
pub fn table() -> Vec<Line> {
    let line = |account: &Account| Line {
        address: account.address(),
        password: PASSWORD,
        name: account.name,
        offices: account.offices.iter().map(|(office, _)| office.as_str()).collect(),
    };
    ACCOUNTS.iter().map(line).collect()
}

/// Writes the accounts with their offices.
pub async fn write(db: &impl ConnectionTrait, keys: &Keys, world: &World, now: OffsetDateTime) -> Result<()> {
    // One hash for all, at the cost of real ones: a cheaper one would answer sooner than an unknown address does.
    let verifier = Hasher::new(keys.pepper(), Cost::Production).hash(PASSWORD).map_err(anyhow::Error::from)?;
    for (at, account) in (1..).zip(ACCOUNTS) {
        let person = account.id();
        people::create(db, keys, now, person, &account.address(), account.name).await?;
        let phone = format!("6200000000{at:02}");
        vault::put(db, keys, person, Field::Phone, &phone).await?;
        vault::index(db, keys, person, Address::Phone, Some(&phone)).await?;
        write_password(db, now, person, verifier.clone()).await?;
        for (office, key) in account.offices {
            let name = format!("{} {} {key}", account.name, office.as_str());
            let body = body(world, *office, key);
            // One stream a room: rows of networks shift nothing elsewhere.
            let stream = if body.kind == BodyKind::Network { NETWORKS } else { PEOPLE };
            let row =
                NewMembership { id: stream.id(&name), code: stream.public_code(&name), person, body, office: *office };
            rooms::of(ROOMS, body.kind)?.admit(db, now - time::Duration::days(60), row).await?;
        }
    }
    let companion = ACCOUNTS.iter().find(|account| account.name == "Fitri").map(Account::id).unwrap_or_default();
    for key in ["E01", "E02", "E03"] {
        network::assign(db, now, companion, GOODS.id(key)).await?;
    }
    Ok(())
}

fn body(world: &World, office: Office, key: &str) -> Body {
    let kind = office.kind();
    let id = match kind {
        BodyKind::Enterprise => GOODS.id(key),
        BodyKind::Outlet => OUTLETS.id(key),
        BodyKind::Employer => JOBS.id(key),
        BodyKind::Agency => FUNDING.id(world.owner_of(key)),
        BodyKind::Network => NETWORKS.id(key),
        BodyKind::Platform => return Body::PLATFORM,
    };
    Body { kind, id }
}
