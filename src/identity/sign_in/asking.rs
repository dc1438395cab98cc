//! Asking for a code. The same statements run and the same page answers, whether an address is known or not.
use entity::registry::ops::sign_in_attempt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::attempts::{Attempt, Purpose, Step, advance, may_ask, start, subject};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        address::SignInAddress,
        people, sessions,
        vault::{self, Address, Field},
    },
    platform::{db, i18n::Lang},
};

/// Asks for a code. Gives the token of the flow, which binds the code to this browser. When the address has had enough
/// codes for now, everything is the same but that nothing is mailed and no code fits.
pub async fn ask(app: &App, address: &SignInAddress, shared: bool) -> Result<String> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let person = vault::find(&transaction, &app.keys, &address.value).await?;
    let subject = subject(app, address);
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let attempt = Attempt { shared, person, ..Attempt::of(Purpose::SignIn, subject) };
    let flow = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// Somebody new, or somebody known who signs up again: both get the same page and the same mail.
pub async fn ask_to_join(
    app: &App,
    email: &str,
    name: &str,
    shared: bool,
    invite: Option<Vec<u8>>,
    lang: Lang,
) -> Result<String> {
    let now = app.clock.now();
    let address = SignInAddress { kind: Address::Email, value: email.to_owned() };
    let transaction = db::begin(&app.db).await?;
    let subject = subject(app, &address);
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let person = people::expect(&transaction, &app.keys, now, lang, email, name).await?;
    let attempt = Attempt { shared, person: Some(person), paper: invite, ..Attempt::of(Purpose::SignUp, subject) };
    let flow = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// A code for somebody who is signed in, to confirm that it is still the same person.
pub async fn ask_again(app: &App, person: Uuid, session: Uuid) -> Result<String> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let subject = app.keys.blind("person", &person.simple().to_string());
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let attempt = Attempt { person: Some(person), session: Some(session), ..Attempt::of(Purpose::Confirm, subject) };
    let flow = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// A code for a new address of somebody who is signed in.
pub async fn ask_new_address(app: &App, person: Uuid, session: Uuid, email: &str) -> Result<String> {
    let attempt = Attempt::of(Purpose::ChangeAddress, [0; 32]);
    ask_at(app, email, Attempt { person: Some(person), session: Some(session), ..attempt }).await
}

/// Somebody who lost the way in has a code on paper and a new address: the code for it goes there.
pub async fn ask_with_paper(app: &App, person: Uuid, email: &str, shared: bool, paper: Vec<u8>) -> Result<String> {
    let attempt = Attempt { shared, paper: Some(paper), ..Attempt::of(Purpose::ChangeAddress, [0; 32]) };
    ask_at(app, email, Attempt { person: Some(person), ..attempt }).await
}

/// Keeps the new address sealed while its code is waited for. The attempt carries the digest of that very address, so
/// that a code for one address never confirms another.
async fn ask_at(app: &App, email: &str, attempt: Attempt) -> Result<String> {
    let now = app.clock.now();
    let address = SignInAddress { kind: Address::Email, value: email.to_owned() };
    let transaction = db::begin(&app.db).await?;
    let subject = subject(app, &address);
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let person = attempt.person.ok_or(Error::NotFound)?;
    vault::put(&transaction, &app.keys, person, Field::NewEmail, email).await?;
    let flow = start(&transaction, now, Attempt { subject, ..attempt }, mail).await?;
    transaction.commit().await?;
    Ok(flow)
}

/// Another code in the place of one that did not come, for the same flow.
pub async fn ask_once_more(app: &App, flow: &str) -> Result<Option<String>> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let row = sign_in_attempt::Entity::find()
        .filter(sign_in_attempt::Column::FlowHash.eq(sessions::digest(flow)))
        .filter(sign_in_attempt::Column::Step.eq(Step::Code.as_str()))
        .one(&transaction)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let subject: [u8; 32] = row.subject_digest.as_slice().try_into().unwrap_or_default();
    let mail = may_ask(app, &transaction, &subject, now).await?;
    let attempt = Attempt {
        purpose: Purpose::of(&row.purpose)?,
        subject,
        shared: row.shared,
        person: row.person_id,
        session: row.session_id,
        paper: row.paper_digest.clone(),
    };
    advance(&transaction, &row, Step::Code, Step::Done).await?;
    let fresh = start(&transaction, now, attempt, mail).await?;
    transaction.commit().await?;
    Ok(Some(fresh))
}
