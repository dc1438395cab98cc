//! What lets somebody in: address, telephone, password, authenticator, and proving it once more.
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web as http};
use askama::Template;

use super::{fresh, head, own, private, shown_phone};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        account::{
            factors,
            service::{self, Confirmed},
        },
        factors::password::{LEAST_OF_MEMBERS, LEAST_OF_STAFF, Verified},
        sessions,
        sign_in::service::{self as sign_in, Factor, Proof, Purpose as Asked, Tried},
    },
    platform::limits::Act,
    web::{
        FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend},
        links::own_path,
        params::QueryParams,
        session::{self, Signed, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/account/address.html")]
struct AddressPage {
    ui: Ui,
    head: Head,
    form: FormView,
}

pub(super) async fn show_address(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    let form = FormView::default();
    private(StatusCode::OK, &AddressPage { head: head(&ui, "address-title", &form), form, ui })
}

pub(super) async fn submit_address(
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

pub(super) async fn show_address_code(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    own(&app, &actor).await?;
    let form = FormView::default();
    private(StatusCode::OK, &AddressCodePage { head: head(&ui, "code-title", &form), form, ui })
}

pub(super) async fn submit_address_code(
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

pub(super) async fn show_phone(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let form = FormView::with([("telepon", shown_phone(&profile))]);
    private(StatusCode::OK, &PhonePage { head: head(&ui, "phone-title", &form), form, ui })
}

pub(super) async fn submit_phone(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    match mend(service::set_phone(&app, permit, form.0.get("telepon").unwrap_or_default()).await)? {
        Ok(()) => Ok(see_other("/akun?ok=telepon").finish()),
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            private(StatusCode::UNPROCESSABLE_ENTITY, &PhonePage { head: head(&ui, "phone-title", &form), form, ui })
        }
    }
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

pub(super) async fn show_password(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
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

pub(super) async fn submit_password(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    let password = form.0.raw("sandi").unwrap_or_default();
    let others = form.0.get("keluarkan") == Some("1");
    match mend(service::set_password(&app, &actor, permit, password, others).await)? {
        Ok(()) => Ok(see_other("/akun?ok=sandi").finish()),
        Err(faults) => {
            let form = FormView::typed(&form.0).faulty(&ui, &faults);
            password_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

pub(super) async fn remove_password(app: http::Data<App>, Signed(actor): Signed) -> Answer {
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

pub(super) async fn show_factor(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
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

pub(super) async fn submit_factor(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
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

pub(super) async fn new_codes(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let codes = factors::new_codes(&app, fresh(&app, &actor).await?).await?;
    codes_page(HttpResponse::Ok(), ui, codes)
}

/// Shown once, in the answer itself: a page to come back to would have to keep them.
fn codes_page(mut answer: actix_web::HttpResponseBuilder, ui: Ui, codes: Vec<String>) -> Answer {
    let body = CodesPage { head: Head::unlisted(ui.t("codes-title"), ui.t("codes-title")), codes, ui };
    answer.content_type("text/html; charset=utf-8");
    Ok(answer.body(body.render().map_err(anyhow::Error::from).map_err(Error::from)?))
}

pub(super) async fn remove_factor(app: http::Data<App>, Signed(actor): Signed) -> Answer {
    let permit = fresh(&app, &actor).await?;
    if actor.needs_factor() {
        return Err(Error::NotFound.into());
    }
    factors::remove(&app, permit).await?;
    Ok(see_other("/akun?ok=dua").finish())
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

pub(super) async fn show_confirm(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
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

pub(super) async fn submit_confirm(
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

pub(super) async fn mail_confirm(
    request: HttpRequest,
    app: http::Data<App>,
    Signed(actor): Signed,
    form: FormParams,
) -> Answer {
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
