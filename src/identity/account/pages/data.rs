//! What the law lets a person ask: see, correct, take along, take back, erase.
use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    web as http,
};
use askama::Template;

use super::{done, fresh, head, own, private, shown_phone, text};
use crate::{
    app::App,
    error::{Error, Invalid},
    identity::{
        Actor,
        account::{
            consents::{self, Purpose},
            rights,
            service::{self, Profile},
        },
        model::{Hat, Office},
    },
    platform::limits::Act,
    regions::Zone,
    web::{
        FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend},
        params::QueryParams,
        session::{self, Signed, see_other},
    },
};

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

pub(super) async fn show_data(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
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
        row("field-display-name", text(profile.display_name.as_ref()), "seen-by-colleagues", "/akun/nama"),
        row("field-email", text(profile.email.as_ref()), "seen-by-me", "/akun/surel"),
        row("field-phone", shown_phone(profile), "seen-by-me", "/akun/data/betulkan"),
        row("field-legal-name", text(profile.legal_name.as_ref()), "seen-by-me", "/akun/data/betulkan"),
        row("field-postal-address", text(profile.postal_address.as_ref()), "seen-by-me", "/akun/data/betulkan"),
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

pub(super) async fn set_consent(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
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

pub(super) async fn download(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
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

pub(super) async fn show_correct(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    fresh(&app, &actor).await?;
    let profile = service::profile(&app, own(&app, &actor).await?).await?;
    let form = FormView::with([
        ("nama_lengkap", text(profile.legal_name.as_ref())),
        ("telepon", shown_phone(&profile)),
        ("alamat_rumah", text(profile.postal_address.as_ref())),
    ]);
    private(StatusCode::OK, &CorrectPage { head: head(&ui, "correct-title", &form), form, ui })
}

pub(super) async fn submit_correct(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
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

pub(super) async fn show_erase(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
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

fn members_of(hat: &Hat) -> String {
    let area = hat.body.kind.area();
    if hat.code.is_empty() { format!("{area}/anggota") } else { format!("{area}/{}/anggota", hat.code) }
}

pub(super) async fn submit_erase(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = fresh(&app, &actor).await?;
    if form.0.get("setuju").is_none() {
        let form = FormView::default().faulty(&ui, &Invalid::one("setuju", "fault-erase"));
        return erase_page(&app, ui, &actor, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    match mend(rights::erase(&app, &actor, permit).await)? {
        Ok(()) => {
            let mut answer = see_other("/masuk?keluar=1");
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

pub(super) async fn show_log(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
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
        office => Office::parse(office).map(Office::key),
    }
}
