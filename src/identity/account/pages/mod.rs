//! Pages of one's own account.
mod data;
mod way_in;

use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::service::{self, Profile};
use crate::{
    app::App,
    error::Result,
    identity::{
        Actor,
        access::{self, Facts, Permit},
        address,
        policy::{MayChangeOwnAccess, MayUseOwnAccount},
        sessions,
        vault::Secret,
    },
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::{Code, QueryParams},
        session::{self, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let own = Who::may::<MayUseOwnAccount>();
    let fresh = Who::may::<MayChangeOwnAccess>();
    routes.get("/akun", own, show);
    routes.get("/akun/nama", own, show_name);
    routes.post("/akun/nama", own, submit_name);
    routes.get("/akun/surel", fresh, way_in::show_address);
    routes.post("/akun/surel", fresh, way_in::submit_address);
    routes.get("/akun/surel/kode", own, way_in::show_address_code);
    routes.post("/akun/surel/kode", own, way_in::submit_address_code);
    routes.get("/akun/telepon", fresh, way_in::show_phone);
    routes.post("/akun/telepon", fresh, way_in::submit_phone);
    routes.get("/akun/sandi", fresh, way_in::show_password);
    routes.post("/akun/sandi", fresh, way_in::submit_password);
    routes.post("/akun/sandi/hapus", fresh, way_in::remove_password);
    routes.get("/akun/dua", fresh, way_in::show_factor);
    routes.post("/akun/dua", fresh, way_in::submit_factor);
    routes.post("/akun/dua/kode", fresh, way_in::new_codes);
    routes.post("/akun/dua/hapus", fresh, way_in::remove_factor);
    routes.get("/akun/perangkat", own, show_devices);
    routes.post("/akun/perangkat/keluarkan-lain", own, end_others);
    routes.post("/akun/perangkat/{code}/keluarkan", own, end_device);
    routes.post("/akun/hp-bersama", own, share_phone);
    routes.get("/akun/data", own, data::show_data);
    routes.post("/akun/data/persetujuan", own, data::set_consent);
    routes.post("/akun/data/unduh", own, data::download);
    routes.get("/akun/data/betulkan", fresh, data::show_correct);
    routes.post("/akun/data/betulkan", fresh, data::submit_correct);
    routes.get("/akun/data/hapus", fresh, data::show_erase);
    routes.post("/akun/data/hapus", fresh, data::submit_erase);
    routes.get("/akun/siapa-melihat", own, data::show_log);
    routes.get("/akun/pastikan", Who::SignedIn, way_in::show_confirm);
    routes.post("/akun/pastikan", Who::SignedIn, way_in::submit_confirm);
    routes.post("/akun/pastikan/kode", Who::SignedIn, way_in::mail_confirm);
}

pub(super) async fn own(app: &App, actor: &Actor) -> Result<Permit<MayUseOwnAccount>> {
    access::permit(app, actor, Facts::person(actor.person())).await
}

pub(super) async fn fresh(app: &App, actor: &Actor) -> Result<Permit<MayChangeOwnAccess>> {
    access::permit(app, actor, Facts::person(actor.person())).await
}

/// Head of a page of the account: a title of a closed list, never a name.
pub(super) fn head(ui: &Ui, key: &str, form: &FormView) -> Head {
    Head::unlisted(ui.t(key), ui.t(key)).to_mend(ui, form.faults().len())
}

pub(super) fn private(status: StatusCode, body: &impl Template) -> Answer {
    page(status, Cache::Nobody, false, body)
}

pub(super) fn text(secret: Option<&Secret>) -> String {
    secret.map(|secret| secret.expose().to_owned()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "pages/account/account.html")]
struct AccountPage {
    ui: Ui,
    head: Head,
    form: FormView,
    name: String,
    /// Masked.
    address: String,
    phone: String,
    /// In its own words.
    language: String,
    password: bool,
    factor: bool,
    factor_needed: bool,
    codes_left: usize,
    devices: usize,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let devices = sessions::list(&app, &actor).await?.len();
    let form = FormView::default().done(query.0.get("ok").and_then(done).map(|key| ui.t(key)).unwrap_or_default());
    let body = AccountPage {
        head: head(&ui, "account-title", &form),
        name: text(profile.display_name.as_ref()),
        address: profile.email.as_ref().map(|email| address::masked(email.expose())).unwrap_or_default(),
        phone: profile.phone.as_ref().map(|phone| masked_phone(phone.expose())).unwrap_or_default(),
        language: ui.t("language-own"),
        password: profile.password,
        factor: profile.totp.is_some(),
        factor_needed: actor.needs_factor() && !actor.has_factor(),
        codes_left: profile.spare_codes,
        devices,
        form,
        ui,
    };
    private(StatusCode::OK, &body)
}

/// What was done just now, from the address: a word of a list.
pub(super) fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "nama" => "done-name",
        "surel" => "done-address",
        "telepon" => "done-phone",
        "sandi" => "done-password",
        "dua" => "done-factor-off",
        "hp" => "done-shared-phone",
        "data" => "done-data",
        "persetujuan" => "done-consent",
        "perangkat" => "done-devices",
        _ => return None,
    })
}

fn masked_phone(number: &str) -> String {
    let shown = address::shown_phone(number);
    let last: String = shown.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    format!("••••-{last}")
}

#[derive(Template)]
#[template(path = "pages/account/name.html")]
struct NamePage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_name(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let form = FormView::with([("nama", text(profile.display_name.as_ref()))]);
    private(StatusCode::OK, &NamePage { head: head(&ui, "name-title", &form), form, ui })
}

async fn submit_name(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = own(&app, &actor).await?;
    match mend(service::rename(&app, permit, form.0.get("nama").unwrap_or_default()).await)? {
        Ok(()) => Ok(see_other("/akun?ok=nama").finish()),
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            private(StatusCode::UNPROCESSABLE_ENTITY, &NamePage { head: head(&ui, "name-title", &form), form, ui })
        }
    }
}

pub(super) fn shown_phone(profile: &Profile) -> String {
    profile.phone.as_ref().map(|phone| address::shown_phone(phone.expose())).unwrap_or_default()
}

struct DeviceRow {
    code: String,
    name: String,
    since: String,
    last: String,
    current: bool,
    shared: bool,
}

#[derive(Template)]
#[template(path = "pages/account/devices.html")]
struct DevicesPage {
    ui: Ui,
    head: Head,
    form: FormView,
    rows: Vec<DeviceRow>,
}

impl DevicesPage {
    /// Whether there is another device than this one.
    fn others(&self) -> bool {
        self.rows.iter().any(|row| !row.current)
    }
}

async fn show_devices(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    own(&app, &actor).await?;
    let form = FormView::default().done(query.0.get("ok").and_then(done).map(|key| ui.t(key)).unwrap_or_default());
    let row = |session: sessions::SessionView| DeviceRow {
        since: ui.moment(&session.since, Zone::Wita),
        last: ui.moment(&session.last, Zone::Wita),
        code: session.code,
        name: session.device,
        current: session.current,
        shared: session.shared,
    };
    let rows = sessions::list(&app, &actor).await?.into_iter().map(row).collect();
    private(StatusCode::OK, &DevicesPage { head: head(&ui, "devices-title", &form), form, rows, ui })
}

async fn end_others(app: http::Data<App>, Signed(actor): Signed) -> Answer {
    service::end_others(&app, &actor, own(&app, &actor).await?).await?;
    Ok(see_other("/akun/perangkat?ok=perangkat").finish())
}

async fn end_device(app: http::Data<App>, Signed(actor): Signed, code: Code) -> Answer {
    service::end_device(&app, own(&app, &actor).await?, &code.0).await?;
    Ok(see_other("/akun/perangkat?ok=perangkat").finish())
}

async fn share_phone(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
    let shared = form.0.get("bersama") == Some("1");
    let token = if shared {
        service::share_phone(&app, &actor, own(&app, &actor).await?).await?
    } else {
        // A longer session is a right: it wants a fresh sign-in.
        service::own_phone(&app, &actor, fresh(&app, &actor).await?).await?
    };
    let mut answer = see_other("/akun?ok=hp");
    session::open(&mut answer, &app, token, shared);
    Ok(answer.finish())
}
