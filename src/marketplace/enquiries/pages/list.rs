//! The list of goods somebody wants to ask for, and the form that sends it.
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    http::StatusCode,
    web as http,
};
use askama::Template;

use crate::{
    app::App,
    error::Error,
    marketplace::enquiries::{
        list::{List, MOST_LINES, Wanted, read_name, read_pieces},
        model::{BuyerKind, Delivery, Listed, Paper, Request},
        sending, views,
    },
    platform::{ids, limits::Act, params::Params},
    regions,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Signed, actor, net, see_other},
    },
};

/// The cookie with codes and pieces. It is set by a press on a button alone, and identifies nobody.
const COOKIE: &str = "daftar";
/// How long a list is kept in the browser.
const LIFE: Duration = Duration::days(30);

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/enquiries/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    form: FormView,
    groups: Vec<Group>,
    /// How many things are on the list.
    count: usize,
    /// How many things fit on a list.
    most: usize,
    /// Something of the list is no longer on show.
    gone: bool,
    kinds: Options,
    deliveries: Options,
    papers: Options,
}

/// The lines of one enterprise: what it will see.
struct Group {
    maker: String,
    url: String,
    place: String,
    lines: Vec<Line>,
}

struct Line {
    /// `K7Q2MX.0`.
    name: String,
    url: String,
    title: String,
    unit: String,
    price: String,
    /// Prices for many pieces, as one text.
    tiers: String,
    pieces: String,
    error: String,
}

pub async fn show(app: http::Data<App>, ui: Ui, request: HttpRequest, query: QueryParams) -> Answer {
    let list = read(&request);
    let form = match actor(&request) {
        Some(actor) => begun(&views::service::last_request(&app.db, &actor).await?),
        None => FormView::default(),
    };
    let notice = match query.0.get("ok") {
        Some("hapus") => ui.t("list-removed"),
        Some(_) => ui.t("list-saved"),
        None => String::new(),
    };
    list_page(&app, ui, StatusCode::OK, &list, form.done(notice), &Params::default()).await
}

/// What somebody asked for the last time stands in the fields already.
fn begun(last: &Request) -> FormView {
    FormView::with([
        ("organisasi", last.organisation.clone()),
        ("jenis", last.kind.clone()),
        ("wilayah", regions::name(&last.regency_code)),
    ])
}

async fn list_page(app: &App, ui: Ui, status: StatusCode, list: &List, form: FormView, typed: &Params) -> Answer {
    let listed = views::service::listed(&app.db, list.lines()).await?;
    let option = |value: &str, key: &str, name: &str| (value.to_owned(), ui.t(key), form.v(name) == value);
    let body = ListPage {
        head: Head::unlisted(ui.t("list-title"), ui.t("list-lede")).to_mend(&ui, form.faults().len()),
        count: listed.len(),
        most: MOST_LINES,
        gone: listed.len() < list.lines().len(),
        kinds: BuyerKind::ALL.iter().map(|kind| option(kind.as_str(), kind.key(), "jenis")).collect(),
        deliveries: Delivery::ALL.iter().map(|way| option(way.as_str(), way.key(), "serah")).collect(),
        papers: Paper::ALL
            .iter()
            .map(|paper| {
                let chosen = typed.all("surat").any(|word| word == paper.as_str());
                (paper.as_str().to_owned(), ui.t(paper.key()), chosen)
            })
            .collect(),
        groups: groups(&ui, listed, &form),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn groups(ui: &Ui, listed: Vec<Listed>, form: &FormView) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for thing in listed {
        let url = format!("/usaha/{}", thing.maker_code);
        let name = format!("{}.{}", thing.code, thing.choice);
        let field = format!("jumlah-{name}");
        let typed = form.v(&field);
        let line = Line {
            url: format!("/barang/{}", thing.code),
            price: ui.rupiah(&thing.price),
            tiers: super::shown::tiers(ui, &thing.tiers),
            pieces: if typed.is_empty() { thing.pieces.to_string() } else { typed.to_owned() },
            error: form.e(&field).to_owned(),
            title: thing.title,
            unit: thing.unit,
            name,
        };
        match groups.iter_mut().find(|group| group.url == url) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { maker: thing.maker, url, place: thing.place, lines: vec![line] }),
        }
    }
    groups
}

/// Puts a thing on the list, changes pieces, or takes a thing off.
pub async fn change(app: http::Data<App>, ui: Ui, request: HttpRequest, form: FormParams) -> Answer {
    let (mut list, typed) = (read(&request), form.0);
    let mut faults: Vec<(String, &'static str)> = Vec::new();
    for name in typed.names() {
        let Some((product, choice)) = name.strip_prefix("jumlah-").and_then(read_name) else { continue };
        match typed.get(name).and_then(read_pieces) {
            Some(pieces) if list.lines().iter().any(|line| line.product == product && line.choice == choice) => {
                list.put(Wanted { product, choice, pieces });
            }
            Some(_) => {}
            None => faults.push((name.to_owned(), "enquiry-fault-pieces")),
        }
    }
    let removed = typed.get("hapus").and_then(read_name);
    if let Some((product, choice)) = &removed {
        list.remove(product, *choice);
        faults.clear();
    }
    if let Some(product) = typed.get("kode").and_then(ids::read_public_code) {
        let choice = typed.get("pilihan").and_then(|choice| choice.parse().ok()).unwrap_or_default();
        match typed.get("jumlah").and_then(read_pieces) {
            Some(pieces) if list.put(Wanted { product, choice, pieces }) => {}
            Some(_) => faults.push(("daftar".to_owned(), "enquiry-fault-full")),
            None => faults.push(("daftar".to_owned(), "enquiry-fault-pieces")),
        }
    }
    if !faults.is_empty() {
        let view =
            faults.into_iter().fold(FormView::typed(&typed), |view, (field, key)| view.fault(&ui, &field, ui.t(key)));
        return list_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, &list, view, &typed).await;
    }
    let done = if removed.is_some() { "hapus" } else { "1" };
    let mut answer = see_other(&format!("/permintaan?ok={done}"));
    if list != read(&request) {
        answer.cookie(keep(&app, &list));
    }
    Ok(answer.finish())
}

/// Sends the list: one enquiry for each enterprise.
pub async fn send(
    app: http::Data<App>,
    ui: Ui,
    Signed(actor): Signed,
    request: HttpRequest,
    form: FormParams,
) -> Answer {
    let (list, typed) = (read(&request), form.0);
    let asked = typed_request(&typed);
    if asked.check().0.is_empty() && !list.is_empty() {
        let allowed = app.limits.allow(Act::Enquiry, &net(&request, &app));
        allowed.map_err(|wait| Error::TooMany(wait.seconds()))?;
    }
    match mend(sending::service::send(&app, &actor, list.lines(), asked).await)? {
        Ok(_) => Ok(see_other("/permintaan/saya?ok=kirim").cookie(keep(&app, &List::default())).finish()),
        Err(faults) => {
            let view = FormView::typed(&typed).faulty(&ui, &faults);
            list_page(&app, ui, StatusCode::UNPROCESSABLE_ENTITY, &list, view, &typed).await
        }
    }
}

fn typed_request(typed: &Params) -> Request {
    let text = |name: &str| typed.get(name).unwrap_or_default().to_owned();
    Request {
        organisation: text("organisasi"),
        kind: text("jenis"),
        regency_code: typed
            .get("wilayah")
            .and_then(regions::find)
            .map(|region| region.code.to_owned())
            .unwrap_or_default(),
        need_by: typed.day("perlu"),
        delivery: text("serah"),
        papers: typed.all("surat").filter_map(Paper::parse).collect(),
        message: text("catatan"),
    }
}

fn read(request: &HttpRequest) -> List {
    request.cookie(COOKIE).map(|cookie| List::read(cookie.value())).unwrap_or_default()
}

fn keep(app: &App, list: &List) -> Cookie<'static> {
    let cookie = Cookie::build(COOKIE, list.to_text()).path("/").http_only(true).same_site(SameSite::Lax);
    let mut cookie = cookie.secure(app.settings.over_tls()).max_age(LIFE).finish();
    if list.is_empty() {
        cookie.make_removal();
    }
    cookie
}
