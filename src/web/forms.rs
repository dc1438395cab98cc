//! Forms: reading a body within its limits, and showing it again with what has to be mended.
use std::{collections::HashMap, future::Future, pin::Pin, time::Duration};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::{StatusCode, header},
    web,
};
use futures_util::StreamExt;

use super::{errors::Failure, ui::Ui};
use crate::{
    error::{Error, Invalid, Result},
    platform::params::Params,
};

/// Bytes of a form.
pub const LONGEST_FORM: usize = 32 << 10;
/// A body that takes longer is cut off: nobody holds a connection open with a trickle.
const PATIENCE: Duration = Duration::from_secs(15);

/// The fields of a posted form.
#[derive(Clone, Debug)]
pub struct FormParams(pub Params);

impl FromRequest for FormParams {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_form = kind.is_none_or(|kind| kind.starts_with("application/x-www-form-urlencoded"));
        let body = Body::from_request(request, payload);
        Box::pin(async move {
            if !is_form {
                return Err(actix_web::error::ErrorUnsupportedMediaType("not a form"));
            }
            Ok(Self(Params::read(&String::from_utf8_lossy(&body.await?.0))))
        })
    }
}

/// The bytes of a body, which comes whole and in time or not at all.
#[derive(Clone, Debug)]
pub struct Body(pub web::BytesMut);

impl FromRequest for Body {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let announced =
            request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        let payload = payload.take();
        Box::pin(async move {
            if announced.is_some_and(|bytes: usize| bytes > LONGEST_FORM) {
                return Err(actix_web::error::ErrorPayloadTooLarge("too long"));
            }
            let bytes = tokio::time::timeout(PATIENCE, read(payload))
                .await
                .map_err(|_| actix_web::error::ErrorRequestTimeout("too slow"))??;
            Ok(Self(bytes))
        })
    }
}

async fn read(mut payload: Payload) -> std::result::Result<web::BytesMut, actix_web::Error> {
    let mut bytes = web::BytesMut::new();
    while let Some(part) = payload.next().await {
        let part = part?;
        if bytes.len() + part.len() > LONGEST_FORM {
            return Err(actix_web::error::ErrorPayloadTooLarge("too long"));
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

/// A form on a page: what stands in the fields, and what has to be mended.
#[derive(Clone, Debug, Default)]
pub struct FormView {
    values: HashMap<String, String>,
    faults: Vec<(String, String)>,
    title: String,
    notice: String,
}

impl FormView {
    /// With what the fields hold.
    pub fn with<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { values, ..Self::default() }
    }

    /// As it was typed, so that nothing has to be typed twice. Passwords and codes are typed twice.
    pub fn typed(params: &Params) -> Self {
        const NOT_SHOWN: [&str; 3] = ["sandi", "kode", "cadangan"];
        let kept = params.names().filter(|name| !NOT_SHOWN.contains(name));
        let values = kept.map(|name| (name.to_owned(), params.get(name).unwrap_or_default().to_owned())).collect();
        Self { values, ..Self::default() }
    }

    /// With what has to be mended.
    #[must_use]
    pub fn faulty(mut self, ui: &Ui, invalid: &Invalid) -> Self {
        self.faults = invalid.0.iter().map(|(field, key)| ((*field).to_owned(), ui.t(key))).collect();
        self.title = ui.tn("form-to-mend", self.faults.len());
        self
    }

    /// With one fault whose sentence is ready.
    #[must_use]
    pub fn fault(mut self, ui: &Ui, field: &str, words: String) -> Self {
        self.faults.push((field.to_owned(), words));
        self.title = ui.tn("form-to-mend", self.faults.len());
        self
    }

    /// With the version of the row as it is now, so that sending again counts.
    #[must_use]
    pub fn at_version(mut self, version: i32) -> Self {
        self.values.insert("versi".to_owned(), version.to_string());
        self
    }

    /// With the values, faults and notice of another form on the same page.
    #[must_use]
    pub fn joined(mut self, other: Self) -> Self {
        self.values.extend(other.values);
        self.faults.extend(other.faults);
        self.title = other.title;
        self.notice = other.notice;
        self
    }

    /// With a sentence about what was done.
    #[must_use]
    pub fn done(mut self, notice: String) -> Self {
        self.notice = notice;
        self
    }

    pub fn v(&self, name: &str) -> &str {
        self.values.get(name).map_or("", String::as_str)
    }

    pub fn on(&self, name: &str) -> bool {
        matches!(self.v(name), "1" | "on")
    }

    pub fn e(&self, name: &str) -> &str {
        self.faults.iter().find(|(field, _)| field == name).map_or("", |(_, words)| words)
    }

    pub fn faults(&self) -> &[(String, String)] {
        &self.faults
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn notice(&self) -> &str {
        &self.notice
    }
}

/// What came of a form that changes a version of a row: done, or the status and the form to show again. Somebody else's
/// change is told beside `field`, and `present` is the version to send next.
pub fn mend_version<T>(
    result: Result<T>,
    ui: &Ui,
    typed: &Params,
    present: i32,
    field: &'static str,
) -> std::result::Result<std::result::Result<T, (StatusCode, FormView)>, Failure> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Invalid(faults)) => {
            Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, FormView::typed(typed).faulty(ui, &faults))))
        }
        Err(Error::Conflict) => {
            let faults = Invalid::one(field, "fault-changed");
            Ok(Err((StatusCode::CONFLICT, FormView::typed(typed).at_version(present).faulty(ui, &faults))))
        }
        Err(other) => Err(other.into()),
    }
}

/// The version of a row that a form was filled for.
pub fn version(typed: &Params) -> i32 {
    typed.get("versi").and_then(|version| version.parse().ok()).unwrap_or_default()
}

/// What came of a form: done, or fields to mend. Other errors go on.
pub fn mend<T>(result: Result<T>) -> std::result::Result<std::result::Result<T, Invalid>, Failure> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Invalid(invalid)) => Ok(Err(invalid)),
        Err(other) => Err(other.into()),
    }
}
