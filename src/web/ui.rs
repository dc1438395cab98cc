//! What every template may ask: the language, texts, how values are written, where the visitor is.
use std::{
    future::{Ready, ready},
    rc::Rc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use fluent_bundle::{FluentArgs, FluentValue};
use time::{Date, OffsetDateTime};

use super::{assets, language, session};
pub use crate::platform::dates::WEEKDAYS;
use crate::{
    app::App,
    config::Settings,
    identity::{
        Actor,
        model::{BodyKind, Office},
    },
    platform::{
        clock::Clock,
        dates, few,
        i18n::{self, Lang},
        money::{Rupiah, grouped},
    },
    regions::Zone,
};

/// The visitor's side of a request.
#[derive(Clone, Debug)]
pub struct Ui {
    lang: Lang,
    section: &'static str,
    settings: Settings,
    clock: Clock,
    save_data: bool,
    /// Path and query of the request.
    here: String,
    actor: Option<Rc<Actor>>,
    /// A page on the way in or out.
    signing: bool,
    /// Address, words, whether one is there: the areas of whoever is signed in.
    areas: Vec<(String, String, bool)>,
}

impl FromRequest for Ui {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

impl Ui {
    pub fn of(request: &HttpRequest) -> Self {
        let app = request.app_data::<web::Data<App>>();
        let actor = session::actor(request);
        let lang = language::chosen(request).or(actor.as_ref().map(|actor| actor.locale())).unwrap_or(Lang::Id);
        Self {
            areas: actor.as_ref().map(|actor| areas(actor, lang, request.path())).unwrap_or_default(),
            signing: SIGNING.iter().any(|page| request.path().starts_with(page)),
            actor,
            lang,
            section: section(request.path()),
            settings: app.map_or_else(Settings::fallback, |app| app.settings.clone()),
            clock: app.map_or(Clock::System, |app| app.clock),
            save_data: request.headers().get("save-data").is_some_and(|value| value == "on"),
            here: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        }
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        i18n::text(self.lang, key, None)
    }

    /// The text of a key with a number in it.
    pub fn tn(&self, key: &str, n: impl TryInto<i64>) -> String {
        let n = n.try_into().unwrap_or(i64::MAX);
        let mut args = FluentArgs::new();
        args.set("n", n);
        args.set("number", self.number(n));
        i18n::text(self.lang, key, Some(&args))
    }

    /// The text of a key with one word in it.
    pub fn ts(&self, key: &str, name: &'static str, value: &str) -> String {
        self.with(key, &[(name, value)])
    }

    /// The text of a key with words in it.
    pub fn with(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, FluentValue::from(*value));
        }
        i18n::text(self.lang, key, Some(&args))
    }

    pub fn lang(&self) -> &'static str {
        self.lang.as_str()
    }

    /// The same page in another language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> Self {
        Self { lang, ..self.clone() }
    }

    pub fn language(&self) -> Lang {
        self.lang
    }

    pub fn other_lang(&self) -> &'static str {
        self.lang.other().as_str()
    }

    /// Where the language switch leads: back to this page.
    pub fn switch(&self) -> String {
        let back = serde_html_form::to_string([("ke", &self.here)]).unwrap_or_default();
        format!("/bahasa/{}?{back}", self.other_lang())
    }

    /// Of two names the one in the visitor's language.
    pub fn pick<'a>(&self, id: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// Answered to somebody who is signed in.
    pub fn signed_in(&self) -> bool {
        self.actor.is_some()
    }

    /// The quick exit belongs on this page: never on one that is answered without a session, except to sign in.
    pub fn exit(&self) -> bool {
        self.signed_in() || self.signing
    }

    /// Where the quick exit leads.
    pub fn exit_target(&self) -> &str {
        &self.settings.exit_target
    }

    /// Others use the telephone too: nothing is kept in the browser.
    pub fn shared_phone(&self) -> bool {
        self.actor.as_ref().is_none_or(|actor| actor.on_shared_phone())
    }

    /// Address, words, whether one is there: what whoever is signed in looks after.
    pub fn areas(&self) -> &[(String, String, bool)] {
        &self.areas
    }

    /// One of `goods`, `jobs`, `outlets`, `funding`, `match` or nothing.
    pub fn section(&self) -> &'static str {
        self.section
    }

    pub fn site_name(&self) -> &str {
        &self.settings.site_name
    }

    pub fn demo(&self) -> bool {
        self.settings.demo
    }

    pub fn save_data(&self) -> bool {
        self.save_data
    }

    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// The address of a static file, with a part that changes when the file does.
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// A path of this site as a whole address.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base_url)
    }

    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// `1.234` in Indonesian, `1,234` in English.
    pub fn number(&self, number: i64) -> String {
        grouped(number, if self.lang == Lang::Id { '.' } else { ',' })
    }

    /// How many people, enterprises or decisions: a number from five on, else that they are fewer, none included.
    pub fn count(&self, count: usize) -> String {
        few::told(count)
            .map_or_else(|| self.t("agency-few"), |count| self.number(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// `Rp 1.234.567`; the same in both languages, as it stands on price tags.
    pub fn rupiah(&self, amount: &Rupiah) -> String {
        amount.to_string()
    }

    /// `22 November 2026`.
    pub fn date(&self, day: &Date) -> String {
        dates::date(self.lang, *day)
    }

    /// `Selasa, 24 November 2026 pukul 16.00 WITA`.
    pub fn moment(&self, moment: &OffsetDateTime, zone: Zone) -> String {
        dates::moment(self.lang, *moment, zone)
    }

    /// When something closes: `Ditutup 2 hari lagi, Selasa, 24 November 2026 pukul 16.00 WITA`.
    pub fn closes(&self, moment: &OffsetDateTime, zone: Zone) -> String {
        let when = self.moment(moment, zone);
        let offset = zone.utc_offset();
        let days = (moment.to_offset(offset).date() - self.now().to_offset(offset).date()).whole_days();
        match days {
            _ if *moment <= self.now() => self.ts("closed-on", "when", &when),
            0 => self.ts("closes-today", "when", &when),
            1 => self.ts("closes-tomorrow", "when", &when),
            2..=14 => self.with("closes-in", &[("days", &days.to_string()), ("when", &when)]),
            _ => self.ts("closes-on", "when", &when),
        }
    }

    /// Whether a moment is at most three days away.
    pub fn closes_soon(&self, moment: &OffsetDateTime) -> bool {
        let left = *moment - self.now();
        left.is_positive() && left <= time::Duration::days(3)
    }
}

impl Settings {
    /// What a page says of the installation when nothing is known of it yet.
    fn fallback() -> Self {
        Self {
            site_name: "Tanggui".to_owned(),
            base_url: String::new(),
            shelf_opens_at: 0,
            registration_open: false,
            exit_target: String::new(),
            trusted_proxies: Vec::new(),
            pages_per_second: 10,
            privacy_contact: String::new(),
            demo: false,
        }
    }
}

/// Pages on the way in.
const SIGNING: [&str; 3] = ["/masuk", "/daftar", "/lupa"];

/// One link for each kind of body the person belongs to. Work of one's own and enterprises share a door, which shows
/// neither before it is opened.
fn areas(actor: &Actor, lang: Lang, path: &str) -> Vec<(String, String, bool)> {
    let mut areas = vec![("/saya", "area-mine")];
    let kinds = [
        (BodyKind::Outlet, "area-outlet"),
        (BodyKind::Employer, "area-employer"),
        (BodyKind::Agency, "area-agency"),
        (BodyKind::Network, "area-network"),
    ];
    areas.extend(
        kinds.iter().filter(|(kind, _)| actor.hats_of(*kind).next().is_some()).map(|(kind, key)| (kind.area(), *key)),
    );
    let duties = [
        (Office::Moderator, "/moderasi", "area-moderation"),
        (Office::EthicsOfficer, "/pengaduan", "area-complaints"),
        (Office::Operator, "/operator", "area-operator"),
    ];
    let held = |office: Office| actor.hats().iter().any(|hat| hat.office == office);
    areas.extend(duties.iter().filter(|(office, ..)| held(*office)).map(|(_, address, key)| (*address, *key)));
    let here = |address: &str| path == address || path.starts_with(&format!("{address}/"));
    areas.into_iter().map(|(address, key)| (address.to_owned(), i18n::text(lang, key, None), here(address))).collect()
}

fn section(path: &str) -> &'static str {
    match path.split('/').nth(1) {
        Some("barang" | "usaha") => "goods",
        Some("lowongan") => "jobs",
        Some("gerai") => "outlets",
        Some("hibah") => "funding",
        Some("cocok") => "match",
        _ => "",
    }
}
