//! Pages of one's own account.
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    web as http,
};
use askama::Template;

use super::{
    consents::{self, Purpose},
    factors, rights,
    service::{self, Confirmed, Profile},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        address,
        factors::password::{LEAST_OF_MEMBERS, LEAST_OF_STAFF, Verified},
        policy::{MayChangeOwnAccess, MayUseOwnAccount},
        sessions,
        sign_in::service::{self as sign_in, Factor, Proof, Purpose as Asked, Tried},
        vault::Secret,
    },
    platform::limits::Act,
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Failure,
        forms::{FormParams, mend},
        links::own_path,
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
    routes.get("/akun/surel", fresh, show_address);
    routes.post("/akun/surel", fresh, submit_address);
    routes.get("/akun/surel/kode", own, show_address_code);
    routes.post("/akun/surel/kode", own, submit_address_code);
    routes.get("/akun/telepon", fresh, show_phone);
    routes.post("/akun/telepon", fresh, submit_phone);
    routes.get("/akun/sandi", fresh, show_password);
    routes.post("/akun/sandi", fresh, submit_password);
    routes.post("/akun/sandi/hapus", fresh, remove_password);
    routes.get("/akun/dua", fresh, show_factor);
    routes.post("/akun/dua", fresh, submit_factor);
    routes.post("/akun/dua/kode", fresh, new_codes);
    routes.post("/akun/dua/hapus", fresh, remove_factor);
    routes.get("/akun/perangkat", own, show_devices);
    routes.post("/akun/perangkat/keluarkan-lain", own, end_others);
    routes.post("/akun/perangkat/{code}/keluarkan", own, end_device);
    routes.post("/akun/hp-bersama", own, share_phone);
    routes.get("/akun/data", own, show_data);
    routes.post("/akun/data/persetujuan", own, set_consent);
    routes.post("/akun/data/unduh", own, download);
    routes.get("/akun/data/betulkan", own, show_correct);
    routes.post("/akun/data/betulkan", own, submit_correct);
    routes.get("/akun/data/hapus", fresh, show_erase);
    routes.post("/akun/data/hapus", fresh, submit_erase);
    routes.get("/akun/siapa-melihat", own, show_log);
    routes.get("/akun/pastikan", Who::SignedIn, show_confirm);
    routes.post("/akun/pastikan", Who::SignedIn, submit_confirm);
    routes.post("/akun/pastikan/kode", Who::SignedIn, mail_confirm);
}

type Answer = std::result::Result<HttpResponse, Failure>;

async fn own(app: &App, actor: &Actor) -> Result<Permit<MayUseOwnAccount>> {
    access::permit(app, actor, Facts::person(actor.person())).await
}

async fn fresh(app: &App, actor: &Actor) -> Result<Permit<MayChangeOwnAccess>> {
    access::permit(app, actor, Facts::person(actor.person())).await
}

/// Head of a page of the account: a title of a closed list, never a name.
fn head(ui: &Ui, key: &str, form: &FormView) -> Head {
    Head::unlisted(ui.t(key), ui.t(key)).to_mend(ui, form.faults().len())
}

fn private(status: StatusCode, body: &impl Template) -> Answer {
    page(status, Cache::Nobody, false, body)
}

fn text(secret: &Option<Secret>) -> String {
    secret.as_ref().map(|secret| secret.expose().to_owned()).unwrap_or_default()
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
        name: text(&profile.display_name),
        address: profile.email.as_ref().map(|email| address::masked(email.expose())).unwrap_or_default(),
        phone: profile.phone.as_ref().map(|phone| masked_phone(phone.expose())).unwrap_or_default(),
        language: ui.t("language-own"),
        password: profile.password,
        factor: profile.totp.is_some(),
        factor_needed: actor.needs_factor(),
        codes_left: profile.spare_codes,
        devices,
        form,
        ui,
    };
    private(StatusCode::OK, &body)
}

/// What was done just now, from the address: a word of a list.
fn done(word: &str) -> Option<&'static str> {
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
    let form = FormView::with([("nama", text(&profile.display_name))]);
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

#[derive(Template)]
#[template(path = "pages/account/address.html")]
struct AddressPage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_address(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    let form = FormView::default();
    private(StatusCode::OK, &AddressPage { head: head(&ui, "address-title", &form), form, ui })
}

async fn submit_address(
    request: HttpRequest,
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    form: FormParams,
) -> Answer {
    let permit = fresh(&app, &actor).await?;
    allow(&request, &app)?;
    let typed = form.0.get("alamat").unwrap_or_default();
    match mend(service::ask_new_address(&app, &actor, permit, typed).await)? {
        Ok(flow) => {
            let mut answer = see_other("/akun/surel/kode");
            session::begin_flow(&mut answer, &app, flow);
            Ok(answer.finish())
        }
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            private(
                StatusCode::UNPROCESSABLE_ENTITY,
                &AddressPage { head: head(&ui, "address-title", &form), form, ui },
            )
        }
    }
}

#[derive(Template)]
#[template(path = "pages/account/address_code.html")]
struct AddressCodePage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_address_code(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    own(&app, &actor).await?;
    let form = FormView::default();
    private(StatusCode::OK, &AddressCodePage { head: head(&ui, "code-title", &form), form, ui })
}

async fn submit_address_code(
    request: HttpRequest,
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    form: FormParams,
) -> Answer {
    own(&app, &actor).await?;
    let flow = session::flow(&request, &app).unwrap_or_default();
    let code = form.0.get("kode").unwrap_or_default();
    let faults = match mend(service::confirm_new_address(&app, &actor, &flow, code).await)? {
        Ok(Confirmed::Done) => return Ok(see_other("/akun?ok=surel").finish()),
        Ok(Confirmed::Wrong { .. }) => Invalid::one("kode", "fault-code"),
        Ok(Confirmed::Over) => Invalid::one("kode", "fault-code-over"),
        Err(faults) => faults,
    };
    let form = FormView::default().faulty(&ui, &faults);
    private(StatusCode::UNPROCESSABLE_ENTITY, &AddressCodePage { head: head(&ui, "code-title", &form), form, ui })
}

#[derive(Template)]
#[template(path = "pages/account/phone.html")]
struct PhonePage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_phone(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let form = FormView::with([("telepon", shown_phone(&profile))]);
    private(StatusCode::OK, &PhonePage { head: head(&ui, "phone-title", &form), form, ui })
}

async fn submit_phone(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    match mend(service::set_phone(&app, permit, form.0.get("telepon").unwrap_or_default()).await)? {
        Ok(()) => Ok(see_other("/akun?ok=telepon").finish()),
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            private(StatusCode::UNPROCESSABLE_ENTITY, &PhonePage { head: head(&ui, "phone-title", &form), form, ui })
        }
    }
}

fn shown_phone(profile: &Profile) -> String {
    profile.phone.as_ref().map(|phone| address::shown_phone(phone.expose())).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "pages/account/password.html")]
struct PasswordPage {
    ui: Ui,
    head: Head,
    form: FormView,
    has: bool,
    /// Letters a password must have at least.
    shortest: usize,
}

async fn show_password(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    let form = FormView::with([("keluarkan", "1".to_owned())]);
    password_page(&app, ui, &actor, StatusCode::OK, form).await
}

async fn password_page(app: &App, ui: Ui, actor: &Actor, status: StatusCode, form: FormView) -> Answer {
    let profile = service::profile(app, own(app, actor).await?).await?;
    let shortest = if actor.needs_factor() { LEAST_OF_STAFF } else { LEAST_OF_MEMBERS };
    let head = head(&ui, "password-title", &form);
    private(status, &PasswordPage { head, form, has: profile.password, shortest, ui })
}

async fn submit_password(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    let password = form.0.raw("sandi").unwrap_or_default();
    let others = form.0.get("keluarkan").is_some();
    match mend(service::set_password(&app, &actor, permit, password, others).await)? {
        Ok(()) => Ok(see_other("/akun?ok=sandi").finish()),
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            password_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

async fn remove_password(app: http::Data<App>, Signed(actor): Signed) -> Answer {
    service::remove_password(&app, fresh(&app, &actor).await?).await?;
    Ok(see_other("/akun?ok=sandi").finish())
}

#[derive(Template)]
#[template(path = "pages/account/factor.html")]
struct FactorPage {
    ui: Ui,
    head: Head,
    form: FormView,
    on: bool,
    since: String,
    /// SVG markup, while it is off.
    qr: String,
    secret: String,
    codes_left: usize,
    may_remove: bool,
}

#[derive(Template)]
#[template(path = "pages/account/codes.html")]
struct CodesPage {
    ui: Ui,
    head: Head,
    codes: Vec<String>,
}

async fn show_factor(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    factor_page(&app, ui, &actor, StatusCode::OK, FormView::default()).await
}

async fn factor_page(app: &App, ui: Ui, actor: &Actor, status: StatusCode, form: FormView) -> Answer {
    let permit = fresh(app, actor).await?;
    let profile = service::profile(app, own(app, actor).await?).await?;
    let setup = if profile.totp.is_none() { Some(factors::begin(app, actor, &permit).await?) } else { None };
    let (qr, secret) = setup.map(|setup| (setup.picture, setup.letters)).unwrap_or_default();
    let body = FactorPage {
        head: head(&ui, "factor-title", &form),
        on: profile.totp.is_some(),
        since: profile.totp.map(|at| ui.date(&at.date())).unwrap_or_default(),
        qr,
        secret,
        codes_left: profile.spare_codes,
        may_remove: !actor.needs_factor(),
        form,
        ui,
    };
    private(status, &body)
}

async fn submit_factor(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    match mend(factors::finish(&app, &actor, permit, form.0.get("kode").unwrap_or_default()).await)? {
        Ok((codes, token)) => {
            let mut answer = HttpResponse::Ok();
            session::open(&mut answer, &app, token, actor.on_shared_phone());
            codes_page(answer, ui, codes)
        }
        Err(faults) => {
            let form = FormView::default().faulty(&ui, &faults);
            factor_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

async fn new_codes(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let codes = factors::new_codes(&app, fresh(&app, &actor).await?).await?;
    codes_page(HttpResponse::Ok(), ui, codes)
}

/// Shown once, in the answer itself: a page to come back to would have to keep them.
fn codes_page(mut answer: actix_web::HttpResponseBuilder, ui: Ui, codes: Vec<String>) -> Answer {
    let body = CodesPage { head: Head::unlisted(ui.t("codes-title"), ui.t("codes-title")), codes, ui };
    answer.content_type("text/html; charset=utf-8");
    Ok(answer.body(body.render().map_err(anyhow::Error::from).map_err(Error::from)?))
}

async fn remove_factor(app: http::Data<App>, Signed(actor): Signed) -> Answer {
    let permit = fresh(&app, &actor).await?;
    if actor.needs_factor() {
        return Err(Error::NotFound.into());
    }
    factors::remove(&app, permit).await?;
    Ok(see_other("/akun?ok=dua").finish())
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
    own(&app, &actor).await?;
    sessions::end_others(&app.db, app.clock.now(), actor.person(), Some(actor.session())).await?;
    Ok(see_other("/akun/perangkat?ok=perangkat").finish())
}

async fn end_device(app: http::Data<App>, Signed(actor): Signed, code: Code) -> Answer {
    own(&app, &actor).await?;
    sessions::end_own(&app.db, app.clock.now(), actor.person(), &code.0).await?;
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

struct FieldRow {
    label: String,
    value: String,
    seen_by: String,
    edit_url: String,
}

struct ConsentRow {
    purpose: String,
    title: String,
    text: String,
    version: String,
    state: String,
    given: bool,
    url: String,
}

#[derive(Template)]
#[template(path = "pages/account/data.html")]
struct DataPage {
    ui: Ui,
    head: Head,
    form: FormView,
    fields: Vec<FieldRow>,
    memberships: Vec<(String, String)>,
    consents: Vec<ConsentRow>,
    kept: Vec<(String, String)>,
}

async fn show_data(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let given = consents::list(&app, own(&app, &actor).await?).await?;
    let form = FormView::default().done(query.0.get("ok").and_then(done).map(|key| ui.t(key)).unwrap_or_default());
    let kept = ["kept-ledgers", "kept-trail", "kept-consents", "kept-copies"];
    let body = DataPage {
        head: head(&ui, "data-title", &form),
        fields: fields(&ui, &profile),
        memberships: actor.hats().iter().map(|hat| (hat.name.clone(), ui.t(hat.office.key()))).collect(),
        consents: Purpose::GENERAL.iter().map(|purpose| consent_row(&ui, *purpose, &given)).collect(),
        kept: kept.iter().map(|key| (ui.t(key), ui.t(why(key)))).collect(),
        form,
        ui,
    };
    private(StatusCode::OK, &body)
}

fn why(key: &str) -> &'static str {
    match key {
        "kept-ledgers" => "kept-ledgers-why",
        "kept-trail" => "kept-trail-why",
        "kept-consents" => "kept-consents-why",
        _ => "kept-copies-why",
    }
}

fn fields(ui: &Ui, profile: &Profile) -> Vec<FieldRow> {
    let row = |label: &str, value: String, seen_by: &str, edit_url: &str| FieldRow {
        label: ui.t(label),
        value: if value.is_empty() { ui.t("field-empty") } else { value },
        seen_by: ui.t(seen_by),
        edit_url: edit_url.to_owned(),
    };
    vec![
        row("field-display-name", text(&profile.display_name), "seen-by-colleagues", "/akun/nama"),
        row("field-email", text(&profile.email), "seen-by-me", "/akun/surel"),
        row("field-phone", shown_phone(profile), "seen-by-me", "/akun/data/betulkan"),
        row("field-legal-name", text(&profile.legal_name), "seen-by-me", "/akun/data/betulkan"),
        row("field-postal-address", text(&profile.postal_address), "seen-by-me", "/akun/data/betulkan"),
    ]
}

fn consent_row(ui: &Ui, purpose: Purpose, given: &[consents::Given]) -> ConsentRow {
    let latest = given.iter().find(|given| given.purpose == purpose);
    let holds = latest.is_some_and(consents::Given::holds);
    let state = match latest {
        Some(given) if holds => ui.ts("consent-since", "date", &ui.date(&given.at.date())),
        Some(consents::Given { withdrawn: Some(at), .. }) => ui.ts("consent-withdrawn", "date", &ui.date(&at.date())),
        _ => ui.t("consent-none"),
    };
    ConsentRow {
        purpose: purpose.as_str().to_owned(),
        title: ui.t(purpose.title()),
        text: ui.t(purpose.text()),
        version: purpose.version().to_string(),
        state,
        given: holds,
        url: String::new(),
    }
}

async fn set_consent(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = own(&app, &actor).await?;
    let purpose = form.0.get("tujuan").and_then(Purpose::parse).filter(|purpose| Purpose::GENERAL.contains(purpose));
    let purpose = purpose.ok_or(Error::NotFound)?;
    if form.0.get("beri") == Some("1") {
        consents::give(&app, permit, purpose).await?;
    } else {
        consents::withdraw(&app, permit, purpose).await?;
    }
    Ok(see_other("/akun/data?ok=persetujuan").finish())
}

async fn download(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
    let key = app.keyer.of(actor.person().as_bytes());
    app.limits.allow(Act::Export, &key).map_err(|wait| Error::TooMany(wait.seconds()))?;
    let export = rights::export(&app, &actor).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((actix_web::http::header::CACHE_CONTROL, "no-store"));
    if form.0.get("jenis") == Some("csv") {
        answer.insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"));
        answer.insert_header((CONTENT_DISPOSITION, "attachment; filename=\"data-saya.csv\""));
        return Ok(answer.body(rights::as_table(&export)));
    }
    answer.insert_header((CONTENT_TYPE, "application/json"));
    answer.insert_header((CONTENT_DISPOSITION, "attachment; filename=\"data-saya.json\""));
    Ok(answer.body(serde_json::to_string_pretty(&export).map_err(Error::from)?))
}

#[derive(Template)]
#[template(path = "pages/account/correct.html")]
struct CorrectPage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_correct(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let form = FormView::with([
        ("nama_lengkap", text(&profile.legal_name)),
        ("telepon", shown_phone(&profile)),
        ("alamat_rumah", text(&profile.postal_address)),
    ]);
    private(StatusCode::OK, &CorrectPage { head: head(&ui, "correct-title", &form), form, ui })
}

async fn submit_correct(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = own(&app, &actor).await?;
    let typed = |name: &str| form.0.get(name).unwrap_or_default();
    let (name, phone, address) = (typed("nama_lengkap"), typed("telepon"), typed("alamat_rumah"));
    match mend(service::correct(&app, permit, name, phone, address).await)? {
        Ok(()) => Ok(see_other("/akun/data?ok=data").finish()),
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            private(
                StatusCode::UNPROCESSABLE_ENTITY,
                &CorrectPage { head: head(&ui, "correct-title", &form), form, ui },
            )
        }
    }
}

#[derive(Template)]
#[template(path = "pages/account/erase.html")]
struct ErasePage {
    ui: Ui,
    head: Head,
    form: FormView,
    blocked: Vec<(String, String)>,
    remains: Vec<String>,
}

async fn show_erase(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    erase_page(&app, ui, &actor, StatusCode::OK, FormView::default()).await
}

async fn erase_page(app: &App, ui: Ui, actor: &Actor, status: StatusCode, form: FormView) -> Answer {
    let alone = rights::left_alone(app, actor).await?;
    let body = ErasePage {
        head: head(&ui, "erase-title", &form),
        blocked: alone.into_iter().map(|hat| (hat.name.clone(), members_of(&hat))).collect(),
        remains: ["kept-ledgers", "kept-trail", "kept-copies"].iter().map(|key| ui.t(why(key))).collect(),
        form,
        ui,
    };
    private(status, &body)
}

fn members_of(hat: &crate::identity::model::Hat) -> String {
    let area = hat.body.kind.area();
    if hat.code.is_empty() { format!("{area}/anggota") } else { format!("{area}/{}/anggota", hat.code) }
}

async fn submit_erase(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    if form.0.get("setuju").is_none() {
        let form = FormView::default().faulty(&ui, &Invalid::one("setuju", "fault-erase"));
        return erase_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    match mend(rights::erase(&app, &actor, permit).await)? {
        Ok(()) => {
            let mut answer = see_other("/masuk?keluar");
            session::close(&mut answer, &app);
            Ok(answer.finish())
        }
        Err(faults) => {
            let form = FormView::default().faulty(&ui, &faults);
            erase_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

#[derive(Template)]
#[template(path = "pages/account/access_log.html")]
struct AccessLogPage {
    ui: Ui,
    head: Head,
    rows: Vec<(String, String, String, String)>,
}

async fn show_log(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let traces = rights::traces(&app, own(&app, &actor).await?, 100).await?;
    let row = |trace: rights::Trace| {
        let role = if trace.own { ui.t("trace-by-me") } else { ui.t(role_key(&trace.role)) };
        let reason = trace.reason.as_deref().and_then(reason_key).map(|key| ui.t(key)).unwrap_or_default();
        (ui.moment(&trace.at, Zone::Wita), ui.t(action_key(&trace.action)), role, reason)
    };
    let rows = traces.into_iter().map(row).collect();
    private(StatusCode::OK, &AccessLogPage { head: head(&ui, "log-title", &FormView::default()), rows, ui })
}

fn role_key(role: &str) -> &'static str {
    match role {
        "enterprise_admin" => "trace-role-lead",
        "outlet_manager" => "trace-role-outlet",
        "employer_admin" | "employer_user" => "trace-role-employer",
        "officer" | "reviewer" => "trace-role-officer",
        "operator" => "trace-role-operator",
        _ => "trace-role-other",
    }
}

fn action_key(action: &str) -> &'static str {
    match action {
        "sign_in" => "trace-sign-in",
        "change_name" | "correct" => "trace-correct",
        "change_phone" | "change_address" => "trace-change-address",
        "change_password" | "remove_password" => "trace-change-password",
        "set_second_factor" | "remove_second_factor" | "new_spare_codes" => "trace-change-factor",
        "give_consent" => "trace-give-consent",
        "withdraw_consent" => "trace-withdraw-consent",
        "export_own_data" => "trace-export",
        "join" => "trace-join",
        "end_membership" => "trace-end-membership",
        "invite" => "trace-invite",
        "help_back_in" => "trace-help",
        "reset_access" => "trace-reset",
        _ => "trace-other",
    }
}

fn reason_key(reason: &str) -> Option<&'static str> {
    match reason {
        "first" => Some("trace-first-helper"),
        "second" => Some("trace-second-helper"),
        office => crate::identity::model::Office::parse(office).map(crate::identity::model::Office::key),
    }
}

#[derive(Template)]
#[template(path = "pages/identity/confirm.html")]
struct ConfirmPage {
    ui: Ui,
    head: Head,
    form: FormView,
    with_password: bool,
    with_totp: bool,
    mailed: bool,
    back: String,
}

async fn show_confirm(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let back = own_path(query.0.get("ke").unwrap_or_default()).unwrap_or("/akun").to_owned();
    let mailed = query.0.get("kode").is_some();
    confirm_page(&app, ui, &actor, StatusCode::OK, FormView::default(), mailed, back).await
}

async fn confirm_page(
    app: &App,
    ui: Ui,
    actor: &Actor,
    status: StatusCode,
    form: FormView,
    mailed: bool,
    back: String,
) -> Answer {
    let profile = service::profile(app, own(app, actor).await?).await?;
    let body = ConfirmPage {
        head: head(&ui, "confirm-title", &form),
        with_password: profile.password && profile.totp.is_none(),
        with_totp: profile.totp.is_some(),
        mailed,
        back,
        form,
        ui,
    };
    private(status, &body)
}

async fn submit_confirm(
    request: HttpRequest,
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    form: FormParams,
) -> Answer {
    let back = own_path(form.0.get("ke").unwrap_or_default()).unwrap_or("/akun").to_owned();
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let now = app.clock.now();
    let fault = if profile.password && profile.totp.is_none() {
        let password = form.0.raw("sandi").unwrap_or_default();
        match sign_in::verify_own(&app, actor.person(), password).await? {
            Verified::Wrong => Some(("sandi", "fault-password-wrong")),
            Verified::Right | Verified::RightButOld => None,
        }
    } else if profile.totp.is_some() {
        match sign_in::check_own_factor(&app, actor.person(), form.0.get("kode").unwrap_or_default()).await? {
            Factor::Right => None,
            Factor::ClockOff => Some(("kode", "fault-clock")),
            Factor::Wrong => Some(("kode", "fault-code")),
        }
    } else {
        let flow = session::flow(&request, &app).unwrap_or_default();
        let code = Proof::Digits(form.0.get("kode").unwrap_or_default());
        match sign_in::try_code(&app, now, &flow, code, &[Asked::Confirm]).await? {
            Tried::Right(attempt) if attempt.session_id == Some(actor.session()) => None,
            Tried::Wrong { .. } => Some(("kode", "fault-code")),
            Tried::Right(_) | Tried::Over => Some(("kode", "fault-code-over")),
        }
    };
    if let Some(fault) = fault {
        let form = FormView::default().faulty(&ui, &Invalid(vec![fault]));
        return confirm_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form, true, back).await;
    }
    sessions::confirm(&app.db, now, actor.session()).await?;
    let token = sessions::renew(&app.db, actor.session()).await?;
    let mut answer = see_other(&back);
    session::open(&mut answer, &app, token, actor.on_shared_phone());
    Ok(answer.finish())
}

async fn mail_confirm(request: HttpRequest, app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
    allow(&request, &app)?;
    let back = own_path(form.0.get("ke").unwrap_or_default()).unwrap_or("/akun");
    let flow = sign_in::ask_again(&app, actor.person(), actor.session()).await?;
    let query = serde_html_form::to_string([("ke", back), ("kode", "1")]).unwrap_or_default();
    let mut answer = see_other(&format!("/akun/pastikan?{query}"));
    session::begin_flow(&mut answer, &app, flow);
    Ok(answer.finish())
}

fn allow(request: &HttpRequest, app: &App) -> Result<()> {
    let key = session::net(request, app);
    app.limits.allow(Act::AskCode, &key).map_err(|wait| Error::TooMany(wait.seconds()))
}
