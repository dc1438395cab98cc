//! Members of a body: the same pages in every area.
use actix_web::{http::StatusCode, web as http};
use askama::Template;
use serde::Deserialize;

use super::{
    resets::{self, Help},
    service::{self, Invitation, Member},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::{self, Action, Facts},
        model::{BodyKind, Office},
        policy::{MayEnter, MayManageMembers, MaySeeMembers},
    },
    platform::{ids, qr},
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

/// The addresses of one area.
macro_rules! area {
    ($routes:ident, $base:literal) => {
        let (see, manage) = (Who::may::<MaySeeMembers>(), Who::may::<MayManageMembers>());
        $routes.get(concat!($base, "/anggota"), see, show);
        $routes.post(concat!($base, "/anggota/undang"), manage, invite);
        $routes.post(concat!($base, "/anggota/undangan/{item}/batal"), manage, revoke);
        $routes.get(concat!($base, "/anggota/{item}/keluarkan"), manage, show_remove);
        $routes.post(concat!($base, "/anggota/{item}/keluarkan"), manage, remove);
        $routes.get(concat!($base, "/anggota/{item}/bantu"), manage, show_help);
        $routes.post(concat!($base, "/anggota/{item}/bantu"), manage, help);
        $routes.post(concat!($base, "/anggota/keluar-sendiri"), Who::may::<MayEnter>(), leave);
    };
}

pub fn routes(routes: &mut Routes) {
    area!(routes, "/saya/usaha/{code}");
    area!(routes, "/gerai-kelola/{code}");
    area!(routes, "/perekrut/{code}");
    area!(routes, "/instansi/{code}");
    area!(routes, "/jaringan/{code}");
    area!(routes, "/operator");
}

struct MemberRow {
    code: String,
    name: String,
    role: String,
    since: String,
    me: bool,
    removable: bool,
    helpable: bool,
    help: String,
}

struct InviteRow {
    code: String,
    role: String,
    until: String,
}

#[derive(Template)]
#[template(path = "pages/members/members.html")]
struct MembersPage {
    ui: Ui,
    head: Head,
    form: FormView,
    body: String,
    rows: Vec<MemberRow>,
    invites: Vec<InviteRow>,
    may_manage: bool,
    roles: Vec<(String, String, bool)>,
    /// Address of this page.
    base: String,
    home: String,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let notice = match query.0.get("ok") {
        Some("keluarkan") => ui.t("member-removed"),
        Some("batal") => ui.t("invite-revoked"),
        Some("bantu") => ui.t("help-begun"),
        _ => String::new(),
    };
    members_page(&app, ui, &seat, StatusCode::OK, FormView::default().done(notice)).await
}

async fn members_page(app: &App, ui: Ui, seat: &Seat, status: StatusCode, form: FormView) -> Answer {
    let members = service::roster(app, seat.may::<MaySeeMembers>(app).await?).await?;
    let invites = service::waiting(app, seat.may::<MaySeeMembers>(app).await?).await?;
    let manages = access::check(MayManageMembers::RULES, &seat.actor, &Facts::body(seat.body)).0;
    let may_manage = manages == access::Decision::Allow;
    let people: Vec<_> = members.iter().map(|member| member.person).collect();
    let helped = resets::standing(app, &people).await?;
    let rows = members.into_iter().map(|member| {
        let helper = helped.get(&member.person).filter(|_| may_manage).copied();
        member_row(&ui, seat, member, may_manage, helper)
    });
    let rows: Vec<MemberRow> = rows.collect();
    let invite_row = |invite: service::Waiting| InviteRow {
        role: ui.t(invite.office.key()),
        until: ui.date(&invite.until.date()),
        code: invite.code,
    };
    let chosen = form.v("peran").to_owned();
    let roles = seat.body.kind.offices().map(|office| {
        let word = office.as_str();
        (word.to_owned(), ui.t(office.key()), chosen == word)
    });
    let body = MembersPage {
        head: Head::unlisted(ui.t("members-title"), ui.t("members-title")).to_mend(&ui, form.faults().len()),
        body: name_of(&ui, seat),
        invites: invites.into_iter().map(invite_row).collect(),
        roles: roles.collect(),
        rows,
        may_manage,
        base: format!("{}/anggota", seat.base),
        home: seat.base.clone(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn member_row(ui: &Ui, seat: &Seat, member: Member, may_manage: bool, helper: Option<uuid::Uuid>) -> MemberRow {
    let me = member.person == seat.actor.person();
    let help = helper
        .map(|helper| ui.t(if helper == seat.actor.person() { "help-waits-for-second" } else { "help-waits-for-you" }));
    MemberRow {
        name: if member.name.is_empty() { ui.t("member-without-name") } else { member.name },
        role: ui.t(member.office.key()),
        since: ui.date(&member.since.date()),
        code: member.code,
        removable: may_manage && !me,
        helpable: may_manage && !me,
        help: help.unwrap_or_default(),
        me,
    }
}

fn name_of(ui: &Ui, seat: &Seat) -> String {
    if seat.body.kind == BodyKind::Platform { ui.t("area-operator") } else { seat.name.clone() }
}

#[derive(Template)]
#[template(path = "pages/members/invited.html")]
struct InvitedPage {
    ui: Ui,
    head: Head,
    body: String,
    role: String,
    code: String,
    link: String,
    qr: String,
    until: String,
    base: String,
}

async fn invite(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayManageMembers>(&app).await?;
    let office = form.0.get("peran").and_then(Office::parse).filter(|office| office.kind() == seat.body.kind);
    let Some(office) = office else {
        let form = FormView::typed(&form.0).faulty(&ui, &Invalid::one("peran", "fault-office"));
        return members_page(&app, ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let invitation = service::invite(&app, permit, office).await?;
    let body = name_of(&ui, &seat);
    invited_page(ui, invitation, body, format!("{}/anggota", seat.base))
}

/// The sheet of an invitation, shown once, in the answer itself.
pub fn invited_page(ui: Ui, invitation: Invitation, body: String, base: String) -> Answer {
    let link = ui.absolute(&invitation.path);
    let body = InvitedPage {
        head: Head::unlisted(ui.t("invited-title"), ui.t("invited-title")),
        role: ui.t(invitation.office.key()),
        qr: qr::svg(&link),
        until: ui.moment(&invitation.until, Zone::Wita),
        code: invitation.code,
        body,
        link,
        base,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

/// The part of the address that names a membership or an invitation.
#[derive(Deserialize)]
struct Item {
    item: String,
}

type Parts = http::Path<Item>;

fn item(parts: &Parts) -> Result<String> {
    ids::read_public_code(&parts.item).ok_or(Error::NotFound)
}

async fn revoke(app: http::Data<App>, seat: Seat, parts: Parts) -> Answer {
    let permit = seat.may::<MayManageMembers>(&app).await?;
    service::revoke(&app, permit, &item(&parts)?).await?;
    Ok(see_other(&format!("{}/anggota?ok=batal", seat.base)).finish())
}

#[derive(Template)]
#[template(path = "pages/members/remove.html")]
struct RemovePage {
    ui: Ui,
    head: Head,
    form: FormView,
    name: String,
    role: String,
    body: String,
    base: String,
    code: String,
}

async fn show_remove(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    seat.may::<MayManageMembers>(&app).await?;
    remove_page(&app, ui, &seat, StatusCode::OK, FormView::default(), &item(&parts)?).await
}

async fn remove_page(app: &App, ui: Ui, seat: &Seat, status: StatusCode, form: FormView, code: &str) -> Answer {
    let member = service::member(app, seat.may::<MaySeeMembers>(app).await?, code).await?;
    let body = RemovePage {
        head: Head::unlisted(ui.t("remove-title"), ui.t("remove-title")).to_mend(&ui, form.faults().len()),
        name: if member.name.is_empty() { ui.t("member-without-name") } else { member.name },
        role: ui.t(member.office.key()),
        body: name_of(&ui, seat),
        base: format!("{}/anggota", seat.base),
        code: member.code,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn remove(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let permit = seat.may::<MayManageMembers>(&app).await?;
    let code = item(&parts)?;
    match mend(service::remove(&app, permit, &code).await)? {
        Ok(()) => Ok(see_other(&format!("{}/anggota?ok=keluarkan", seat.base)).finish()),
        Err(faults) => {
            let form = FormView::default().faulty(&ui, &faults);
            remove_page(&app, ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, form, &code).await
        }
    }
}

#[derive(Template)]
#[template(path = "pages/members/help.html")]
struct HelpPage {
    ui: Ui,
    head: Head,
    form: FormView,
    name: String,
    body: String,
    base: String,
    code: String,
    first: bool,
    /// Shown once, after the second helper; else empty.
    paper: String,
    until: String,
}

async fn show_help(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    seat.may::<MayManageMembers>(&app).await?;
    help_page(&app, ui, &seat, StatusCode::OK, FormView::default(), &item(&parts)?, None).await
}

async fn help_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    status: StatusCode,
    form: FormView,
    code: &str,
    help: Option<Help>,
) -> Answer {
    let member = service::member(app, seat.may::<MaySeeMembers>(app).await?, code).await?;
    let helper = resets::standing(app, &[member.person]).await?.get(&member.person).copied();
    let (paper, until) = match &help {
        Some(Help::Ready { code, until }) => (code.clone(), ui.moment(until, Zone::Wita)),
        _ => (String::new(), String::new()),
    };
    let body = HelpPage {
        head: Head::unlisted(ui.t("help-title-member"), ui.t("help-title-member")).to_mend(&ui, form.faults().len()),
        name: if member.name.is_empty() { ui.t("member-without-name") } else { member.name },
        body: name_of(&ui, seat),
        base: format!("{}/anggota", seat.base),
        code: member.code,
        first: helper.is_none_or(|helper| helper == seat.actor.person()),
        paper,
        until,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn help(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let permit = seat.may::<MayManageMembers>(&app).await?;
    let code = item(&parts)?;
    let member = service::member(&app, seat.may::<MaySeeMembers>(&app).await?, &code).await?;
    match mend(resets::help(&app, permit, member.person).await)? {
        Ok(Help::Begun { .. }) => Ok(see_other(&format!("{}/anggota?ok=bantu", seat.base)).finish()),
        Ok(ready) => help_page(&app, ui, &seat, StatusCode::OK, FormView::default(), &code, Some(ready)).await,
        Err(faults) => {
            let form = FormView::default().faulty(&ui, &faults);
            help_page(&app, ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, form, &code, None).await
        }
    }
}

async fn leave(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let permit = seat.may::<MayEnter>(&app).await?;
    match mend(service::leave(&app, permit).await)? {
        Ok(()) => Ok(see_other("/saya").finish()),
        Err(faults) => {
            let form = FormView::default().faulty(&ui, &faults);
            members_page(&app, ui, &seat, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}
