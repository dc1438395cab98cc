//! Mails to persons. A row of the outbox holds a person and the name of a text; address and code come together only
//! here, at the moment of sending. Four subjects, two or three sentences, one code or one link, nothing else.
use entity::registry::ops::sign_in_attempt;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    people::{self, PersonState},
    vault::{self, Field},
};
use crate::{
    app::App,
    error::Result,
    platform::{
        i18n::{self, Lang},
        mail::{Letter, Subject},
        outbox::{self, Job},
    },
};

/// The kind of work in the outbox.
pub const MAIL: &str = "mail";

crate::words! {
    /// The texts there are.
    pub enum Template {
        Code = "code",
        News = "news",
        Deadline = "deadline",
        AccountChange = "account_change",
    }
}

/// A mail without a code: there is news, a deadline, or a change of the account.
pub async fn put(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid, template: Template) -> Result<()> {
    outbox::put(db, now, MAIL, Some(person), json!({ "template": template.as_str() })).await?;
    Ok(())
}

/// A mail to the address a person had before, which is forgotten once it is sent.
pub async fn put_to_former(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
    let parameters = json!({ "template": Template::AccountChange.as_str(), "to": Field::FormerEmail.as_str() });
    outbox::put(db, now, MAIL, Some(person), parameters).await?;
    Ok(())
}

/// What is left to do once a mail is gone: an address that was kept for it alone is forgotten.
pub async fn sent(app: &App, job: &Job) -> Result<()> {
    let is = |name: &str, word: &str| job.parameters.get(name).and_then(Value::as_str) == Some(word);
    if let Some(person) = job.person
        && is("template", Template::AccountChange.as_str())
        && is("to", Field::FormerEmail.as_str())
    {
        vault::put(&app.db, &app.keys, person, Field::FormerEmail, "").await?;
    }
    Ok(())
}

/// A mail with the code of an attempt. Nobody, when the address is unknown: the worker drops the row.
pub async fn put_code(
    db: &impl ConnectionTrait,
    now: OffsetDateTime,
    person: Option<Uuid>,
    attempt: Uuid,
    to_new_address: bool,
) -> Result<()> {
    let field = if to_new_address { Field::NewEmail } else { Field::Email };
    let parameters = json!({ "template": Template::Code.as_str(), "attempt": attempt, "to": field.as_str() });
    outbox::put(db, now, MAIL, person, parameters).await?;
    Ok(())
}

/// The eight digits of an attempt. They follow from its id and a key that is not in the store, and are kept nowhere.
pub fn code_of(app: &App, attempt: Uuid) -> String {
    format!("{:08}", app.keys.short_code("sign-in", attempt))
}

/// The token of the link in the mail.
pub fn token_of(app: &App, attempt: Uuid) -> String {
    app.keys.token("sign-in", attempt)
}

/// The letter of a job, or nothing when there is nobody to send it to any more.
pub async fn letter(app: &App, job: &Job) -> Result<Option<Letter>> {
    let text = |name: &str| job.parameters.get(name).and_then(Value::as_str);
    let (Some(person), Some(template)) = (job.person, text("template").and_then(Template::parse)) else {
        return Ok(None);
    };
    let Some((state, lang)) = people::look_up(&app.db, person).await? else { return Ok(None) };
    if matches!(state, PersonState::Disabled | PersonState::Erased) {
        return Ok(None);
    }
    let field = text("to").and_then(Field::parse).unwrap_or(Field::Email);
    let Some(to) = vault::get(&app.db, &app.keys, person, field).await? else { return Ok(None) };
    let body = match template {
        Template::Code => match text("attempt").and_then(|id| id.parse().ok()) {
            Some(attempt) if can_be_used(app, attempt).await? => code_body(app, lang, attempt),
            _ => return Ok(None),
        },
        Template::News => with_link(app, lang, "mail-news", "/saya"),
        Template::Deadline => with_link(app, lang, "mail-deadline", "/saya"),
        Template::AccountChange => with_link(app, lang, "mail-account-change", "/akun"),
    };
    let to = to.expose().to_owned();
    Ok(Some(Letter { to, subject: subject(template), english: lang == Lang::En, body, id: job.id }))
}

async fn can_be_used(app: &App, attempt: Uuid) -> Result<bool> {
    let row = sign_in_attempt::Entity::find_by_id(attempt).one(&app.db).await?;
    Ok(row.is_some_and(|row| row.step == "code" && row.expires_at.0 > app.clock.now()))
}

fn code_body(app: &App, lang: Lang, attempt: Uuid) -> String {
    let code = code_of(app, attempt);
    let link = format!("{}/masuk/kode?t={}", app.settings.base_url, token_of(app, attempt));
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("code", format!("{} {}", &code[..4], &code[4..]));
    args.set("link", link);
    i18n::text(lang, "mail-code", Some(&args))
}

fn with_link(app: &App, lang: Lang, key: &'static str, path: &str) -> String {
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("link", format!("{}{path}", app.settings.base_url));
    i18n::text(lang, key, Some(&args))
}

fn subject(template: Template) -> Subject {
    match template {
        Template::Code => Subject::Code,
        Template::News => Subject::News,
        Template::Deadline => Subject::Deadline,
        Template::AccountChange => Subject::AccountChange,
    }
}

/// Mails that wait for a person who is gone are not sent.
pub async fn drop_waiting(db: &impl ConnectionTrait, now: OffsetDateTime, person: Uuid) -> Result<()> {
    outbox::drop_of(db, now, person).await
}
