//! `routes`: every address with its methods, and who gets an answer there.
use clap::Args;
use serde_json::json;

use super::Outcome;
use crate::{
    site,
    web::{Who, routes::Address},
};

#[derive(Args)]
pub struct Arguments {
    /// One JSON object a line: method, path, who, and the rules
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Outcome {
    for address in site::routes().list() {
        if arguments.json {
            println!("{}", line(address));
        } else {
            println!("{:<5} {:<48} {}", address.method, address.pattern, who(address.who));
        }
    }
    Outcome::Done
}

/// One line of `--json`.
pub fn line(address: &Address) -> serde_json::Value {
    let rules: Vec<_> = match address.who {
        Who::May(policy) => policy.rules.iter().map(|rule| {
            let offices: Vec<_> = rule.offices.iter().map(|office| office.as_str()).collect();
            let relation = format!("{:?}", rule.relation);
            json!({ "role": rule.role.as_str(), "relation": relation, "offices": offices, "states": rule.states, "fresh": rule.fresh })
        }).collect(),
        _ => Vec::new(),
    };
    json!({ "method": address.method, "path": address.pattern, "who": who(address.who), "rules": rules })
}

fn who(who: Who) -> &'static str {
    match who {
        Who::Everyone => "everyone",
        Who::SigningIn => "signing in",
        Who::SignedIn => "signed in",
        Who::May(policy) => policy.action,
    }
}
