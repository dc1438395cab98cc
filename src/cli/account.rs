//! `account`: what an operator does for persons from the machine itself. Everything leaves a line in the trail.
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{Outcome, keys};
use crate::{
    app::App,
    config::Config,
    identity::{
        account::service::read_name,
        address::SignInAddress,
        mailing::{self, Template},
        members::service as members,
        model::{Body, BodyKind, Office},
        people::{self, PersonState},
        rooms, sessions,
        sign_in::service as sign_in,
        vault,
    },
    network,
    platform::{audit, db, ids},
};

#[derive(Subcommand)]
pub enum Command {
    /// Print an invitation for the first operator of a new installation
    Setup,
    /// Make an account that signs in by a mailed code
    Create {
        /// E-mail address
        address: String,
        /// Name that colleagues see
        #[arg(long)]
        name: String,
    },
    /// Found a network and print the invitation of its first secretary
    Network {
        /// Name of the network
        name: String,
    },
    /// Give or take an office
    Role(RoleArguments),
    /// Take away password, authenticator and sessions: the person signs in by a mailed code
    Reset {
        /// E-mail address or telephone number
        address: String,
        /// Also change the e-mail address
        #[arg(long, value_name = "ADDRESS")]
        email: Option<String>,
    },
    /// Keep a person out, at once
    Disable { address: String },
    /// Let a disabled person in again
    Enable { address: String },
}

#[derive(Args)]
pub struct RoleArguments {
    /// E-mail address or telephone number
    address: String,
    /// Such as `lead`, `outlet_manager`, `employer_admin`, `verifier`, `operator`
    office: String,
    /// Code of the body, as it stands in its address; leave out for the platform
    #[arg(long, value_name = "CODE")]
    body: Option<String>,
    /// Take the office away
    #[arg(long)]
    end: bool,
}

pub async fn run(config: Config, command: Command) -> anyhow::Result<Outcome> {
    let app = App::open(&config, keys::load(&config)?).await?;
    match command {
        Command::Setup => setup(&app).await?,
        Command::Create { address, name } => create(&app, &address, &name).await?,
        Command::Network { name } => found_network(&app, &name).await?,
        Command::Role(arguments) => role(&app, arguments).await?,
        Command::Reset { address, email } => reset(&app, &address, email.as_deref()).await?,
        Command::Disable { address } => disable(&app, &address).await?,
        Command::Enable { address } => enable(&app, &address).await?,
    }
    Ok(Outcome::Done)
}

async fn setup(app: &App) -> anyhow::Result<()> {
    let transaction = db::begin(&app.db).await?;
    let nil = Some(Body::PLATFORM.id);
    let invitation = members::write_invite(app, &transaction, BodyKind::Platform, nil, Office::Operator, None).await?;
    note(app, &transaction, "invite_operator", None).await?;
    transaction.commit().await?;
    println!("{}{}", app.settings.base_url, invitation.path);
    println!("or type {} at {}/daftar; it works once, for 14 days", invitation.code, app.settings.base_url);
    Ok(())
}

async fn found_network(app: &App, name: &str) -> anyhow::Result<()> {
    let id = ids::new_id();
    let transaction = db::begin(&app.db).await?;
    network::found(&transaction, id, &ids::new_public_code(), name.trim(), &[]).await?;
    let (kind, office) = (BodyKind::Network, Office::Secretary);
    let invitation = members::write_invite(app, &transaction, kind, Some(id), office, None).await?;
    note(app, &transaction, "add_body", None).await?;
    transaction.commit().await?;
    println!("{}{}", app.settings.base_url, invitation.path);
    println!("or type {} at {}/daftar; it works once, for 14 days", invitation.code, app.settings.base_url);
    Ok(())
}

async fn create(app: &App, address: &str, name: &str) -> anyhow::Result<()> {
    let name = read_name(name).map_err(|_| anyhow::anyhow!("a name has 2 to 60 letters and tells nothing else"))?;
    let email = crate::identity::address::email(address).context("this is no e-mail address")?;
    let person = ids::new_id();
    let transaction = db::begin(&app.db).await?;
    if vault::find(&transaction, &app.keys, &email).await?.is_some() {
        bail!("somebody signs in with this address already");
    }
    people::create(&transaction, &app.keys, app.clock.now(), person, &email, &name).await?;
    note(app, &transaction, "create_account", Some(person)).await?;
    transaction.commit().await?;
    println!("the account is there; it signs in at {}/masuk", app.settings.base_url);
    Ok(())
}

async fn role(app: &App, arguments: RoleArguments) -> anyhow::Result<()> {
    let person = find(app, &arguments.address).await?;
    let office = Office::parse(&arguments.office).with_context(|| {
        let known: Vec<_> = Office::ALL.iter().map(|office| office.as_str()).collect();
        format!("\"{}\" is no office; there are {}", arguments.office, known.join(", "))
    })?;
    let body = body(app, office.kind(), arguments.body.as_deref()).await?;
    let (now, room) = (app.clock.now(), rooms::of(app.rooms, body.kind)?);
    let transaction = db::begin(&app.db).await?;
    if arguments.end {
        let held = room.members(&transaction, body, true).await?;
        let held = held.into_iter().find(|row| row.person_id == person && row.office == office.as_str());
        let held = held.context("the person does not hold this office")?;
        room.end(&transaction, now, held.id).await?;
        note(app, &transaction, "end_membership", Some(person)).await?;
    } else {
        members::admit(app, &transaction, now, person, body, office).await?;
        note(app, &transaction, "give_office", Some(person)).await?;
    }
    mailing::put(&transaction, now, person, Template::AccountChange).await?;
    transaction.commit().await?;
    println!("done");
    Ok(())
}

async fn body(app: &App, kind: BodyKind, code: Option<&str>) -> anyhow::Result<Body> {
    if kind == BodyKind::Platform {
        return Ok(Body::PLATFORM);
    }
    let code = code.context("name the body with --body CODE")?;
    let code = ids::read_public_code(code).context("a code has six characters")?;
    let found = rooms::find_body(&app.db, app.rooms, kind, &code).await?;
    found.with_context(|| format!("there is no {} of code {code}", kind.as_str()))
}

async fn reset(app: &App, address: &str, email: Option<&str>) -> anyhow::Result<()> {
    let person = find(app, address).await?;
    let email = email
        .map(|typed| crate::identity::address::email(typed).context("the new address is no e-mail address"))
        .transpose()?;
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    sign_in::forget_access(&transaction, &app.keys, now, person).await?;
    if let Some(email) = email {
        if vault::find(&transaction, &app.keys, &email).await?.is_some_and(|known| known != person) {
            bail!("somebody else signs in with this address");
        }
        vault::put(&transaction, &app.keys, person, vault::Field::Email, &email).await?;
        vault::index(&transaction, &app.keys, person, vault::Address::Email, Some(&email)).await?;
    }
    note(app, &transaction, "reset_access", Some(person)).await?;
    mailing::put(&transaction, now, person, Template::AccountChange).await?;
    transaction.commit().await?;
    println!("the person signs in by a mailed code now");
    Ok(())
}

async fn disable(app: &App, address: &str) -> anyhow::Result<()> {
    let (person, now) = (find(app, address).await?, app.clock.now());
    let transaction = db::begin(&app.db).await?;
    people::set_state(&transaction, person, PersonState::Disabled).await?;
    sessions::end_others(&transaction, now, person, None).await?;
    sign_in::forget_attempts(&transaction, person).await?;
    for room in app.rooms {
        room.revoke_all_of(&transaction, now, person).await?;
    }
    note(app, &transaction, "disable_account", Some(person)).await?;
    transaction.commit().await?;
    println!("the person is kept out, and every session has ended");
    Ok(())
}

async fn enable(app: &App, address: &str) -> anyhow::Result<()> {
    let person = find(app, address).await?;
    let transaction = db::begin(&app.db).await?;
    people::set_state(&transaction, person, PersonState::Active).await?;
    note(app, &transaction, "enable_account", Some(person)).await?;
    transaction.commit().await?;
    println!("the person can sign in again");
    Ok(())
}

/// The person of an address. A telephone may be shared; then the e-mail address has to be named.
async fn find(app: &App, typed: &str) -> anyhow::Result<Uuid> {
    let address = SignInAddress::read(typed).context("this is no address")?;
    let found = vault::find_all(&app.db, &app.keys, address.kind, &address.value).await?;
    match found.as_slice() {
        [person] => Ok(*person),
        [] => bail!("nobody has this address"),
        _ => bail!("several persons have this number; name the e-mail address"),
    }
}

async fn note(
    app: &App,
    db: &impl sea_orm::ConnectionTrait,
    action: &str,
    object: Option<Uuid>,
) -> crate::error::Result<()> {
    let now: OffsetDateTime = app.clock.now();
    let event = audit::Event { role: "machine", action, object_kind: "person", object, ..Default::default() };
    audit::done(db, now, event).await
}
