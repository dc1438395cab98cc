//! The session of a request: cookie to actor, before any page is asked. Pages take [`Signed`] when somebody has to be
//! signed in.
use std::{
    future::{Ready, ready},
    net::IpAddr,
    rc::Rc,
};

use actix_web::{
    Error as HttpError, FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder,
    body::{BoxBody, MessageBody},
    cookie::{Cookie, SameSite, time::Duration},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
    web,
};

use super::errors::Failure;
use crate::{
    app::App,
    error::Error,
    identity::{
        Actor,
        access::{self, Action, Decision, Facts, Permit},
        model::{Body, BodyKind, Office},
        sessions,
    },
    platform::{
        ids,
        limits::{Key, client_address},
    },
};

/// How long a code can be typed: the life of the cookie that binds it to the browser.
const FLOW_LIFE: Duration = Duration::minutes(10);
/// A session on one's own telephone ends after this at the latest.
const OWN_LIFE: Duration = Duration::days(30);

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Signed(pub Rc<Actor>);

impl FromRequest for Signed {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(actor(request).map(Self).ok_or_else(|| Error::Unauthenticated.into()))
    }
}

/// Somebody signed in, at a body of the address: `/saya/usaha/{code}/…`. A body on which no office is held is not looked
/// up; it answers like one that does not exist.
#[derive(Clone, Debug)]
pub struct Seat {
    pub actor: Rc<Actor>,
    pub body: Body,
    pub name: String,
    pub state: String,
    /// The first of the offices held there.
    pub office: Office,
    /// Address of the body's home, without a slash at the end.
    pub base: String,
    /// Code of the body; empty for the platform.
    pub code: String,
}

impl Seat {
    fn of(request: &HttpRequest) -> Result<Self, Error> {
        let actor = actor(request).ok_or(Error::Unauthenticated)?;
        let kind = BodyKind::of_path(request.path()).ok_or(Error::NotFound)?;
        let code = match kind {
            BodyKind::Platform => String::new(),
            _ => ids::read_public_code(request.match_info().query("code")).ok_or(Error::NotFound)?,
        };
        let hat = actor.body(kind, &code).cloned().ok_or(Error::NotFound)?;
        let base = if code.is_empty() { kind.area().to_owned() } else { format!("{}/{code}", kind.area()) };
        Ok(Self { body: hat.body, name: hat.name, state: hat.state, office: hat.office, base, code, actor })
    }
}

impl Seat {
    /// The proof that whoever sits here may do something to the body, or why not.
    pub async fn may<A: Action>(&self, app: &App) -> Result<Permit<A>, Error> {
        access::permit(app, &self.actor, Facts::body(self.body)).await
    }

    /// Whether whoever sits here could do something to the body: for links. It leaves no line and proves nothing.
    pub fn could<A: Action>(&self) -> bool {
        access::check(A::RULES, &self.actor, &Facts::body(self.body)).0 == Decision::Allow
    }
}

impl FromRequest for Seat {
    type Error = Failure;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).map_err(Failure::from))
    }
}

/// Who is signed in, if anybody is.
pub fn actor(request: &HttpRequest) -> Option<Rc<Actor>> {
    request.extensions().get::<Rc<Actor>>().cloned()
}

/// Whether a cookie of a session came along, alive or not.
pub fn has_session_cookie(request: &HttpRequest, app: &App) -> bool {
    request.cookie(session_name(app)).is_some()
}

/// Finds out who is behind the cookie. A cookie that means nothing is taken away.
pub async fn sessions(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, HttpError> {
    let app = request.app_data::<web::Data<App>>().cloned();
    let mut stale = false;
    if let Some(app) = &app
        && let Some(cookie) = request.cookie(session_name(app))
    {
        match sessions::resume(app, cookie.value()).await {
            Ok(Some(actor)) => {
                request.extensions_mut().insert(Rc::new(actor));
            }
            Ok(None) => stale = true,
            Err(error) => return Ok(request.error_response(Failure::from(error))),
        }
    }
    let mut response = next.call(request).await?.map_into_boxed_body();
    if let Some(app) = app.filter(|_| stale)
        && !response.headers().contains_key(header::SET_COOKIE)
    {
        response.response_mut().add_cookie(&gone(session_name(&app), &app)).map_err(HttpError::from)?;
    }
    Ok(response)
}

/// Puts the session into the browser. On a shared telephone the cookie ends with the browser.
pub fn open(answer: &mut HttpResponseBuilder, app: &App, token: String, shared: bool) {
    let mut cookie = build(session_name(app), token, app);
    if !shared {
        cookie.set_max_age(OWN_LIFE);
    }
    answer.cookie(cookie);
    answer.cookie(gone(flow_name(app), app));
}

/// Takes the session out of the browser, with everything the site stored there.
pub fn close(answer: &mut HttpResponseBuilder, app: &App) {
    answer.cookie(gone(session_name(app), app));
    answer.cookie(gone(flow_name(app), app));
    // Not "cache": that can stall Chromium for seconds, and pages of a session are never stored.
    answer.insert_header(("clear-site-data", "\"cookies\", \"storage\""));
}

/// Binds a code to this browser.
pub fn begin_flow(answer: &mut HttpResponseBuilder, app: &App, flow: String) {
    let mut cookie = build(flow_name(app), flow, app);
    cookie.set_max_age(FLOW_LIFE);
    answer.cookie(cookie);
}

/// The flow this browser is in.
pub fn flow(request: &HttpRequest, app: &App) -> Option<String> {
    request.cookie(flow_name(app)).map(|cookie| cookie.value().to_owned())
}

/// A redirect after something was done.
pub fn see_other(to: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, to.to_owned()));
    answer.insert_header((header::CACHE_CONTROL, "no-store"));
    answer
}

/// The network a request comes from, as a key that means nothing tomorrow.
pub fn net(request: &HttpRequest, app: &App) -> Key {
    let peer = request.peer_addr().map(|peer| peer.ip());
    let forwarded: Vec<&str> =
        request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()).collect();
    let forwarded = forwarded.join(",");
    let forwarded = (!forwarded.is_empty()).then_some(forwarded.as_str());
    let address = client_address(peer, forwarded, &app.settings.trusted_proxies);
    app.keyer.net(address.unwrap_or(IpAddr::from([0, 0, 0, 0])), app.clock.now().date())
}

/// A coarse word for the browser: never the header itself, which can be as good as a name.
pub fn device(request: &HttpRequest) -> String {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, word)| *word)
    };
    let browser = first(&[
        ("Firefox", "Firefox"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        ("", "") => "Browser".to_owned(),
        (one, "") | ("", one) => one.to_owned(),
        (browser, system) => format!("{browser}, {system}"),
    }
}

fn session_name(app: &App) -> &'static str {
    if app.settings.over_tls() { "__Host-s" } else { "s" }
}

fn flow_name(app: &App) -> &'static str {
    if app.settings.over_tls() { "__Host-f" } else { "f" }
}

fn build(name: &'static str, value: String, app: &App) -> Cookie<'static> {
    let cookie = Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax);
    cookie.secure(app.settings.over_tls()).finish()
}

fn gone(name: &'static str, app: &App) -> Cookie<'static> {
    let mut cookie = build(name, String::new(), app);
    cookie.make_removal();
    cookie
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn browsers_are_told_in_two_words() {
        let cases = [
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox, Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Version/17.2 Safari/604.1", "Safari, iPhone"),
            ("curl/8.0", "Browser"),
            ("", "Browser"),
        ];
        for (agent, word) in cases {
            let request = TestRequest::default().insert_header((header::USER_AGENT, agent)).to_http_request();
            assert_eq!(device(&request), word, "{agent}");
        }
    }
}
