//! `generate`: writes the documents that follow from the program, so that a change of a rule shows as a changed line.
mod funding;

use std::{fmt::Write, path::PathBuf};

use clap::Args;

use super::Outcome;
use crate::{
    identity::{
        access::{Policy, Rule},
        model::Office,
    },
    site,
    web::Who,
};

#[derive(Args)]
pub struct Arguments {
    /// Folder to write into
    #[arg(long, value_name = "DIR", default_value = "docs")]
    docs: PathBuf,
}

pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    std::fs::write(arguments.docs.join("access.md"), access()?)?;
    std::fs::write(arguments.docs.join("funding.md"), funding::funding()?)?;
    Ok(Outcome::Done)
}

/// Every office, every rule of access and every address, as tables.
fn access() -> Result<String, std::fmt::Error> {
    let mut text = String::from(INTRODUCTION);
    offices(&mut text)?;
    text.push_str(RULES);
    for policy in site::policies() {
        rules(&mut text, policy)?;
    }
    text.push_str(ADDRESSES);
    for address in site::routes().list() {
        writeln!(text, "| {} | `{}` | {} |", address.method, address.pattern, who(address.who))?;
    }
    Ok(text)
}

const INTRODUCTION: &str = "# Access

Who may do what, as the program decides it. `tanggui generate` writes this file from the rules in each slice's
`policy.rs` and from the list of addresses; a test compares. Do not edit it.

What no line allows is answered like something that does not exist (404): same status, headers and bytes. Without a
session an address that needs one leads to the sign-in page.

## Offices

An office is held on one body. It gives a role there: as *admin* when the office looks after the body, as *member*
otherwise. An office marked with a second factor opens nothing without one.

| office | body | role | relation | second factor |
|---|---|---|---|---|
";

const RULES: &str = "
## Rules

| action | role | relation | held as | while the object is | second factor | sign-in of the last five minutes |
|---|---|---|---|---|---|---|
";

const ADDRESSES: &str = "
## Addresses

Addresses of everyone and of signing in ask no rule. An action in the last column stands for its rules above.

| method | address | who |
|---|---|---|
";

fn offices(text: &mut String) -> std::fmt::Result {
    for office in Office::ALL {
        let (kind, role) = (office.kind().as_str(), office.role().as_str());
        let relation = if office.administers() { "admin" } else { "member" };
        writeln!(text, "| {} | {kind} | {role} | {relation} | {} |", office.as_str(), mark(office.needs_factor()))?;
    }
    Ok(())
}

fn rules(text: &mut String, policy: Policy) -> std::fmt::Result {
    for rule in policy.rules {
        let Rule { role, relation, offices, states, fresh } = rule;
        let relation = format!("{relation:?}").to_lowercase();
        let offices = offices.iter().map(|office| office.as_str()).collect::<Vec<_>>().join(", ");
        let states = if states.is_empty() { "in any state".to_owned() } else { states.join(", ") };
        let (factor, fresh) = (mark(role.needs_factor()), mark(*fresh));
        let (action, role) = (policy.action, role.as_str());
        writeln!(text, "| {action} | {role} | {relation} | {offices} | {states} | {factor} | {fresh} |")?;
    }
    Ok(())
}

fn mark(asked: bool) -> &'static str {
    if asked { "yes" } else { "" }
}

fn who(who: Who) -> String {
    match who {
        Who::Everyone => "everyone".to_owned(),
        Who::SigningIn => "whoever signs in, up or out".to_owned(),
        Who::SignedIn => "whoever is signed in".to_owned(),
        Who::May(policy) => format!("`{}`", policy.action),
    }
}
