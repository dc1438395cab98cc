//! Pages on the way in and out.
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{CACHE_CONTROL, REFRESH},
    },
    web as http,
};
use askama::Template;
use data_encoding::BASE64URL_NOPAD;

use super::service::{self, Entered, Proof, Second};
use crate::{
    app::App,
    demo::people as demo_people,
    error::{Error, Invalid, Result},
    identity::{
        Actor, account,
        address::{self, SignInAddress},
        members::{self, resets, service::Accepted},
        model::BodyKind,
        sessions,
    },
    platform::{db, limits::Act, params::Params},
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        language,
        links::own_path,
        page,
        params::QueryParams,
        session::{self, Signed, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/masuk", Who::SigningIn, show);
    routes.post("/masuk", Who::SigningIn, submit);
    routes.get("/masuk/kode", Who::SigningIn, show_code);
    routes.post("/masuk/kode", Who::SigningIn, submit_code);
    routes.post("/masuk/lagi", Who::SigningIn, again);
    routes.get("/masuk/dua", Who::SigningIn, show_second);
    routes.post("/masuk/dua", Who::SigningIn, submit_second);
    routes.get("/daftar", Who::SigningIn, show_join);
    routes.post("/daftar", Who::SigningIn, submit_join);
    routes.get("/daftar/baru", Who::SigningIn, show_new);
    routes.post("/daftar/baru", Who::SigningIn, submit_new);
    routes.get("/daftar/undangan", Who::SigningIn, show_invitation);
    routes.post("/daftar/undangan", Who::SigningIn, submit_invitation);
    routes.get("/lupa", Who::SigningIn, show_lost);
    routes.post("/lupa", Who::SigningIn, submit_lost);
    routes.post("/keluar", Who::SigningIn, leave);
    routes.post("/keluar-cepat", Who::SigningIn, leave_quickly);
}

#[derive(Template)]
#[template(path = "pages/identity/sign_in.html")]
struct SignInPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    open: bool,
    demo: Vec<(String, String)>,
    demo_password: String,
}

async fn show(request: HttpRequest, app: http::Data<App>, ui: Ui, query: QueryParams) -> Answer {
    if session::actor(&request).is_some() {
        return Ok(see_other("/saya").finish());
    }
    let notice = query.0.get("keluar").map(|_| ui.t("signed-out")).unwrap_or_default();
    let form = FormView::with([("bersama", "1".to_owned())]).done(notice);
    sign_in_page(&app, ui, StatusCode::OK, form, query.0.get("ke").unwrap_or_default())
}

fn sign_in_page(app: &App, ui: Ui, status: StatusCode, form: FormView, back: &str) -> Answer {
    let accounts: &[demo_people::Account] = if app.settings.demo { demo_people::ACCOUNTS } else { &[] };
    let body = SignInPage {
        head: Head::unlisted(ui.t("sign-in-title"), ui.t("sign-in-title")).to_mend(&ui, form.faults().len()),
        back: own_path(back).unwrap_or_default().to_owned(),
        open: app.settings.registration_open,
        demo: accounts.iter().map(|account| (account.address(), ui.t(account.role))).collect(),
        demo_password: demo_people::PASSWORD.to_owned(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    let typed = form.0;
    let back = typed.get("ke").unwrap_or_default().to_owned();
    let password = typed.raw("sandi").unwrap_or_default();
    let by_password = typed.get("cara") == Some("sandi") || (typed.get("cara").is_none() && !password.is_empty());
    let mut faults = Invalid::default();
    let address = typed.get("alamat").and_then(SignInAddress::read_email);
    if address.is_none() {
        faults.0.push(("alamat", "fault-address"));
    }
    if by_password && password.is_empty() {
        faults.0.push(("sandi", "fault-password-empty"));
    }
    let (Some(address), true) = (address, faults.0.is_empty()) else {
        let view = FormView::typed(&typed).faulty(&ui, &faults);
        return sign_in_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view, &back);
    };
    let shared = is_on(&typed, "bersama");
    if !by_password {
        allow(&request, &app, Act::AskCode)?;
        let flow = service::ask(&app, &address, shared).await?;
        return Ok(to_code(&app, &flow, &back));
    }
    let net = session::net(&request, &app);
    match service::with_password(
        &app,
        &address,
        password,
        shared,
        net.as_bytes(),
        browser(&request, &session::device(&request)),
    )
    .await
    {
        Ok(Entered::Session { token, next, .. }) => Ok(enter(&app, token, shared, own_path(&back).unwrap_or(&next))),
        Ok(Entered::Factor { flow }) => {
            let mut answer = see_other(&with_back("/masuk/dua", &back));
            if let Some(flow) = flow {
                session::begin_flow(&mut answer, &app, flow);
            }
            Ok(answer.finish())
        }
        Ok(Entered::Wrong { .. } | Entered::Over) => {
            let view = FormView::typed(&typed).faulty(&ui, &Invalid::one("sandi", "fault-password-wrong"));
            sign_in_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view, &back)
        }
        Err(Error::TooMany(seconds)) => {
            let words = ui.tn("fault-wait", i64::try_from(seconds).unwrap_or(i64::MAX));
            let view = FormView::typed(&typed).fault(&ui, "sandi", words);
            let mut answer = sign_in_page(&app, ui, StatusCode::TOO_MANY_REQUESTS, view, &back)?;
            answer.headers_mut().insert(actix_web::http::header::RETRY_AFTER, seconds.into());
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/identity/code.html")]
struct CodePage {
    ui: Ui,
    head: Head,
    form: FormView,
    left: String,
    mailed: String,
}

#[derive(Template)]
#[template(path = "pages/identity/link.html")]
struct LinkPage {
    ui: Ui,
    head: Head,
    token: String,
}

/// The link of the mail lands here too. Nothing is spent by looking: programs that read mails open links.
async fn show_code(app: http::Data<App>, ui: Ui, query: QueryParams) -> Answer {
    if let Some(token) = query.0.get("t") {
        let head = Head::unlisted(ui.t("sign-in-title"), ui.t("sign-in-title"));
        let token = token.chars().filter(char::is_ascii_alphanumeric).take(26).collect();
        return page(StatusCode::OK, Cache::Nobody, false, &LinkPage { ui, head, token });
    }
    let notice = query.0.get("lagi").map(|_| ui.t("code-sent-again")).unwrap_or_default();
    code_page(&app, ui, StatusCode::OK, FormView::default().done(notice), String::new())
}

fn code_page(app: &App, ui: Ui, status: StatusCode, form: FormView, left: String) -> Answer {
    let head = Head::unlisted(ui.t("code-title"), ui.t("code-title")).to_mend(&ui, form.faults().len());
    let mailed = if app.settings.demo { ui.t("code-in-demo") } else { String::new() };
    page(status, Cache::Nobody, false, &CodePage { ui, head, form, left, mailed })
}

async fn submit_code(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    let typed = form.0;
    let flow = session::flow(&request, &app).unwrap_or_default();
    let (flow, back) = split_back(&flow);
    let proof = match typed.get("t") {
        Some(token) => Proof::Link(token),
        None => Proof::Digits(typed.get("kode").unwrap_or_default()),
    };
    match service::enter(&app, &flow, proof, browser(&request, &session::device(&request))).await? {
        Entered::Session { token, next, shared } => Ok(enter(&app, token, shared, own_path(&back).unwrap_or(&next))),
        Entered::Factor { .. } => Ok(see_other(&with_back("/masuk/dua", &back)).finish()),
        Entered::Wrong { left } => {
            let words = ui.tn("code-left", i64::from(left));
            let view = FormView::default().faulty(&ui, &Invalid::one("kode", "fault-code"));
            code_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view, words)
        }
        Entered::Over => {
            let view = FormView::default().faulty(&ui, &Invalid::one("kode", "fault-code-over"));
            code_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view, String::new())
        }
    }
}

async fn again(request: HttpRequest, app: http::Data<App>) -> Answer {
    allow(&request, &app, Act::AskCode)?;
    let flow = session::flow(&request, &app).unwrap_or_default();
    let (flow, back) = split_back(&flow);
    let fresh = service::ask_once_more(&app, &flow).await?;
    let mut answer = see_other("/masuk/kode?lagi=1");
    if let Some(fresh) = fresh {
        session::begin_flow(&mut answer, &app, join_back(&fresh, &back));
    }
    Ok(answer.finish())
}

#[derive(Template)]
#[template(path = "pages/identity/second.html")]
struct SecondPage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_second(ui: Ui) -> Answer {
    second_page(ui, StatusCode::OK, FormView::default())
}

fn second_page(ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("second-title"), ui.t("second-title")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &SecondPage { ui, head, form })
}

async fn submit_second(
    request: HttpRequest,
    app: http::Data<App>,
    ui: Ui,
    query: QueryParams,
    form: FormParams,
) -> Answer {
    let flow = session::flow(&request, &app).unwrap_or_default();
    let (flow, kept) = split_back(&flow);
    let spare = form.0.get("cadangan");
    let typed = spare.or(form.0.get("kode")).unwrap_or_default();
    let field = if spare.is_some() { "cadangan" } else { "kode" };
    let fault = match service::second_factor(&app, &flow, typed, browser(&request, &session::device(&request))).await? {
        Second::Session { token, next, shared } => {
            let back = query.0.get("ke").unwrap_or(&kept);
            return Ok(enter(&app, token, shared, own_path(back).unwrap_or(&next)));
        }
        Second::Wrong { .. } => (field, "fault-code"),
        Second::ClockOff => ("kode", "fault-clock"),
        Second::Over => (field, "fault-second-over"),
    };
    let view = FormView::default().faulty(&ui, &Invalid(vec![fault]));
    second_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view)
}

#[derive(Template)]
#[template(path = "pages/identity/sign_up.html")]
struct JoinPage {
    ui: Ui,
    head: Head,
    form: FormView,
    open: bool,
}

async fn show_join(app: http::Data<App>, ui: Ui) -> Answer {
    join_page(&app, ui, StatusCode::OK, FormView::default())
}

fn join_page(app: &App, ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("sign-up-title"), ui.t("sign-up-title")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &JoinPage { head, form, open: app.settings.registration_open, ui })
}

async fn submit_join(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    allow(&request, &app, Act::SignUp)?;
    let typed = form.0.get("undangan").unwrap_or_default();
    if members::service::offer(&app, typed).await?.is_none() {
        let view = FormView::typed(&form.0).faulty(&ui, &Invalid::one("undangan", "fault-invitation"));
        return join_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view);
    }
    let code = serde_html_form::to_string([("kode", typed)]).unwrap_or_default();
    Ok(see_other(&format!("/daftar/undangan?{code}")).finish())
}

#[derive(Template)]
#[template(path = "pages/identity/sign_up_open.html")]
struct NewPage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_new(app: http::Data<App>, ui: Ui) -> Answer {
    if !app.settings.registration_open {
        return Err(Error::NotFound.into());
    }
    new_page(ui, StatusCode::OK, FormView::with([("bersama", "1".to_owned())]))
}

fn new_page(ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("sign-up-new-title"), ui.t("sign-up-new-title")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &NewPage { ui, head, form })
}

async fn submit_new(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    if !app.settings.registration_open {
        return Err(Error::NotFound.into());
    }
    match newcomer(&form) {
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            new_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
        Ok((name, email)) => {
            allow(&request, &app, Act::SignUp)?;
            let shared = is_on(&form.0, "bersama");
            let flow = service::ask_to_join(&app, &email, &name, shared, None, ui.language()).await?;
            Ok(to_code(&app, &flow, ""))
        }
    }
}

#[derive(Template)]
#[template(path = "pages/identity/invitation.html")]
struct InvitationPage {
    ui: Ui,
    head: Head,
    form: FormView,
    body: String,
    role: String,
    code: String,
    signed_in: bool,
}

async fn show_invitation(request: HttpRequest, app: http::Data<App>, ui: Ui, query: QueryParams) -> Answer {
    // Looking at one's invitation costs nothing; trying codes does.
    if members::service::offer(&app, query.0.get("kode").unwrap_or_default()).await?.is_none() {
        allow(&request, &app, Act::SignUp)?;
    }
    let code = query.0.get("kode").unwrap_or_default().to_owned();
    invitation_page(&app, ui, StatusCode::OK, FormView::with([("bersama", "1".to_owned())]), code).await
}

async fn invitation_page(app: &App, ui: Ui, status: StatusCode, form: FormView, code: String) -> Answer {
    let Some(offer) = members::service::offer(app, &code).await? else {
        let view = FormView::with([("undangan", String::new())]);
        let view = view.faulty(&ui, &Invalid::one("undangan", "fault-invitation"));
        return join_page(app, ui, StatusCode::UNPROCESSABLE_ENTITY, view);
    };
    let body = InvitationPage {
        head: Head::unlisted(ui.t("invitation-title"), ui.t("invitation-title")).to_mend(&ui, form.faults().len()),
        body: match offer.body {
            // A network is not named to whoever merely holds a link.
            Some(_) if offer.kind == BodyKind::Network && !ui.signed_in() => ui.t("invitation-body-unnamed"),
            body => body.unwrap_or_default(),
        },
        role: ui.t(offer.office.key()),
        code,
        signed_in: ui.signed_in(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit_invitation(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    allow(&request, &app, Act::AskCode)?;
    let code = form.0.get("undangan").unwrap_or_default().to_owned();
    if let Some(actor) = session::actor(&request) {
        return join_at_once(&app, ui, &actor, &code).await;
    }
    let offer = members::service::offer(&app, &code).await?;
    match (offer, newcomer(&form)) {
        (Some(offer), Ok((name, email))) => {
            let shared = is_on(&form.0, "bersama");
            let paper = Some(offer.digest);
            let flow = service::ask_to_join(&app, &email, &name, shared, paper, ui.language()).await?;
            Ok(to_code(&app, &flow, ""))
        }
        (_, faults) => {
            let faults = faults.err().unwrap_or_default();
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            invitation_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, view, code).await
        }
    }
}

async fn join_at_once(app: &App, ui: Ui, actor: &Actor, code: &str) -> Answer {
    let accepted = match members::service::read_code(app, code) {
        Some(digest) => {
            let transaction = db::begin(&app.db).await.map_err(Error::from)?;
            let now = app.clock.now();
            let accepted = members::service::accept(app, &transaction, now, actor.person(), &digest).await?;
            if accepted == Accepted::Gone {
                None
            } else {
                let token = sessions::renew(&transaction, actor.session()).await?;
                transaction.commit().await.map_err(Error::from)?;
                Some((accepted, token))
            }
        }
        None => None,
    };
    match accepted {
        Some((Accepted::Joined(kind), token)) => Ok(enter(app, token, actor.on_shared_phone(), kind.area())),
        Some((Accepted::MayFound(kind, code), token)) => {
            Ok(enter(app, token, actor.on_shared_phone(), &service::founding(kind, &code)))
        }
        _ => {
            let view = FormView::default().faulty(&ui, &Invalid::one("undangan", "fault-invitation"));
            join_page(app, ui, StatusCode::UNPROCESSABLE_ENTITY, view)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/identity/lost.html")]
struct LostPage {
    ui: Ui,
    head: Head,
    form: FormView,
}

async fn show_lost(ui: Ui) -> Answer {
    lost_page(ui, StatusCode::OK, FormView::with([("bersama", "1".to_owned())]))
}

fn lost_page(ui: Ui, status: StatusCode, form: FormView) -> Answer {
    let head = Head::unlisted(ui.t("lost-title"), ui.t("lost-title")).to_mend(&ui, form.faults().len());
    page(status, Cache::Nobody, false, &LostPage { ui, head, form })
}

async fn submit_lost(request: HttpRequest, app: http::Data<App>, ui: Ui, form: FormParams) -> Answer {
    allow(&request, &app, Act::SignUp)?;
    let mut faults = Invalid::default();
    let email = form.0.get("alamat").and_then(address::email);
    if email.is_none() {
        faults.0.push(("alamat", "fault-email"));
    }
    let known = resets::look_up(&app, form.0.get("kode").unwrap_or_default()).await?;
    if known.is_none() {
        faults.0.push(("kode", "fault-paper"));
    }
    let (Some(email), Some((person, paper))) = (email, known) else {
        let view = FormView::typed(&form.0).faulty(&ui, &faults);
        return lost_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view);
    };
    let shared = is_on(&form.0, "bersama");
    let flow = service::ask_with_paper(&app, person, &email, shared, paper).await?;
    Ok(to_code(&app, &flow, ""))
}

async fn leave(app: http::Data<App>, Signed(actor): Signed) -> Answer {
    sessions::end(&app.db, app.clock.now(), actor.session()).await?;
    let mut answer = see_other("/masuk?keluar=1");
    session::close(&mut answer, &app);
    Ok(answer.finish())
}

#[derive(Template)]
#[template(path = "pages/identity/exit.html")]
struct ExitPage {
    ui: Ui,
    title: String,
    words: String,
    target: String,
}

/// An empty page that leads elsewhere at once. Not a redirect: browsers refuse one to another site after a form.
async fn leave_quickly(request: HttpRequest, app: http::Data<App>, ui: Ui) -> Answer {
    if let Some(actor) = session::actor(&request) {
        // Whatever happens to the store, the person leaves: the cookie goes with the answer.
        if let Err(error) = sessions::end(&app.db, app.clock.now(), actor.session()).await {
            tracing::error!(%error, "a session could not be ended");
        }
    }
    let target = ui.exit_target().to_owned();
    let body = ExitPage { title: ui.t("exit-title"), words: ui.t("exit-words"), target, ui };
    let mut answer = HttpResponse::Ok();
    answer.content_type("text/html; charset=utf-8");
    answer.insert_header((REFRESH, format!("0; url={}", app.settings.exit_target)));
    answer.insert_header((CACHE_CONTROL, "no-store"));
    answer.insert_header(("x-robots-tag", "noindex, noarchive"));
    session::close(&mut answer, &app);
    Ok(answer.body(body.render().map_err(anyhow::Error::from).map_err(Error::from)?))
}

/// Name and address of somebody who signs up.
fn newcomer(form: &FormParams) -> Result<(String, String), Invalid> {
    let mut faults = Invalid::default();
    let name = match account::service::read_name(form.0.get("nama").unwrap_or_default()) {
        Ok(name) => Some(name),
        Err(Error::Invalid(invalid)) => {
            faults.0.extend(invalid.0);
            None
        }
        Err(_) => None,
    };
    let email = form.0.get("alamat").and_then(address::email);
    if email.is_none() {
        faults.0.push(("alamat", "fault-email"));
    }
    name.zip(email).ok_or(faults)
}

fn is_on(params: &Params, name: &str) -> bool {
    matches!(params.get(name), Some("1" | "on"))
}

/// The session is open.
fn enter(app: &App, token: String, shared: bool, next: &str) -> HttpResponse {
    let mut answer = see_other(next);
    session::open(&mut answer, app, token, shared);
    answer.finish()
}

/// On to the page where the code is typed, the same whether one was sent or not.
fn to_code(app: &App, flow: &str, back: &str) -> HttpResponse {
    let mut answer = see_other("/masuk/kode");
    session::begin_flow(&mut answer, app, join_back(flow, back));
    answer.finish()
}

/// Where to go after signing in travels with the flow.
fn join_back(flow: &str, back: &str) -> String {
    match own_path(back).filter(|back| back.len() <= 200) {
        Some(back) => format!("{flow}.{}", BASE64URL_NOPAD.encode(back.as_bytes())),
        None => flow.to_owned(),
    }
}

fn split_back(value: &str) -> (String, String) {
    let (flow, back) = value.split_once('.').unwrap_or((value, ""));
    let back = BASE64URL_NOPAD.decode(back.as_bytes()).unwrap_or_default();
    (flow.to_owned(), String::from_utf8(back).unwrap_or_default())
}

fn with_back(page: &str, back: &str) -> String {
    match own_path(back) {
        Some(back) => {
            let query = serde_html_form::to_string([("ke", back)]).unwrap_or_default();
            format!("{page}?{query}")
        }
        None => page.to_owned(),
    }
}

fn allow(request: &HttpRequest, app: &App, act: Act) -> Result<()> {
    let key = session::net(request, app);
    app.limits.allow(act, &key).map_err(|wait| Error::TooMany(wait.seconds()))
}

fn browser<'a>(request: &HttpRequest, device: &'a str) -> service::Browser<'a> {
    service::Browser { device, language: language::chosen(request) }
}
