//! The proof that an applicant shows something of themselves to somebody now. Nothing else opens a name here.
use uuid::Uuid;

use super::{
    model::Shows,
    policy::MayReadApplications,
    workflow::{Facts, State, shows_identity},
};
use crate::{
    app::App,
    error::Result,
    identity::{
        access::Permit,
        vault::{self, Field},
    },
};

/// Leave to read the fields that were ticked. Made only by [`Released::prove`].
#[derive(Debug)]
pub struct Released {
    person: Uuid,
    shows: Shows,
}

/// What is read with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    pub email: String,
}

impl Released {
    /// There is one while the contact is shared, the employer stands by its pledge, one of its recruiters asks and the
    /// application goes on or led to work.
    pub fn prove(
        _: &Permit<MayReadApplications>,
        state: State,
        facts: &Facts,
        person: Uuid,
        shows: Shows,
    ) -> Option<Self> {
        shows_identity(state, facts).then_some(Self { person, shows })
    }
}

/// What the applicant shows.
pub async fn read(app: &App, proof: Released) -> Result<Contact> {
    contact(app, proof.person, proof.shows).await
}

/// The same to the applicant alone, before anything is shared.
pub async fn preview(app: &App, own: Uuid, shows: Shows) -> Result<Contact> {
    contact(app, own, shows).await
}

async fn contact(app: &App, person: Uuid, shows: Shows) -> Result<Contact> {
    let facts = vault::all(&app.db, &app.keys, person).await?;
    let text = |shown: bool, field: Field| {
        let known = facts.iter().find(|(known, _)| shown && *known == field);
        known.map(|(_, secret)| secret.expose().to_owned()).unwrap_or_default()
    };
    let legal = text(shows.name, Field::LegalName);
    Ok(Contact {
        name: if legal.is_empty() { text(shows.name, Field::DisplayName) } else { legal },
        phone: text(shows.phone, Field::Phone),
        email: text(shows.email, Field::Email),
    })
}

/// What colleagues call the one who looks: it stands beside what is shown.
pub async fn reader(app: &App, actor: Uuid) -> Result<String> {
    let names = vault::display_names(&app.db, &app.keys, &[actor]).await?;
    Ok(names.get(&actor).map(|name| name.expose().to_owned()).unwrap_or_default())
}
