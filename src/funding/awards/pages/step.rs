//! One act on a page of its own: what it asks for, what it will do, and the button that does it.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{Eyes, address, group, office, view};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::{
        awards::{
            acts::model::{About, Act, Field, FieldKind, goods, kept_amount, kept_day},
            desk::service::{self as desk, View},
            policy::MayMoveAwards,
            tranches, workflow,
        },
        machine::Plan,
        pages::preview::sentences,
        preview::{Around, Names, preview},
        proposals::{pages::refusal, policy::MaySignProposals},
        reasons::{Reason, Use},
        reports::workflow as reports,
    },
    platform::{ids::shown_document_code, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

/// A field as it is drawn.
struct Drawn {
    name: String,
    /// `text`, `area`, `money`, `day`, `tick`, `choices` or `select`.
    kind: &'static str,
    label: String,
    value: String,
    checked: bool,
    day: [String; 3],
    error: String,
    options: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "pages/awards/step.html")]
struct StepPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    act: &'static str,
    at: usize,
    /// The mark of what is agreed to or signed.
    mark: String,
    listed: Vec<(String, String)>,
    fields: Vec<Drawn>,
    effects: Vec<String>,
    ready: bool,
    looks: bool,
}

/// What came of asking what an act does.
struct Asked {
    status: StatusCode,
    form: FormView,
    effects: Vec<String>,
    /// Whether the button that does it is there.
    ready: bool,
    /// The account, for an officer who compares it.
    opened: Vec<String>,
}

pub async fn of_group(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let eyes = group(&app, &seat).await?;
    show(&app, ui, &seat, &eyes, &item.0, &query.0).await
}

pub async fn of_office(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let eyes = office(&app, &seat).await?;
    show(&app, ui, &seat, &eyes, &item.0, &query.0).await
}

pub async fn act_of_group(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    seat.may::<MaySignProposals>(&app).await?;
    let eyes = group(&app, &seat).await?;
    act(&app, ui, &seat, &eyes, &item.0, &form.0).await
}

pub async fn act_of_office(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    seat.may::<MayMoveAwards>(&app).await?;
    let eyes = office(&app, &seat).await?;
    act(&app, ui, &seat, &eyes, &item.0, &form.0).await
}

/// The act an address or a form names, with its place; what whoever looks cannot do is nothing.
fn named(view: &View, params: &Params) -> Result<(Act, usize), Error> {
    let act = params.get("ke").and_then(Act::parse).ok_or(Error::NotFound)?;
    let at = params.get("tahap").and_then(|at| at.parse().ok()).unwrap_or_default();
    if act.about() != About::Award && at >= view.grant.tranches.len() { Err(Error::NotFound) } else { Ok((act, at)) }
}

async fn show(app: &App, ui: Ui, seat: &Seat, eyes: &Eyes, code: &str, query: &Params) -> Answer {
    let view = view(app, eyes, code).await?;
    let (act, at) = named(&view, query)?;
    let second = is_second(&view, act, at);
    let mut asked = Asked {
        status: StatusCode::OK,
        form: FormView::default(),
        effects: Vec::new(),
        ready: false,
        opened: Vec::new(),
    };
    // An act that asks for nothing is shown with what it does. An account is opened by a button alone.
    if act.fields(second, &view.grant).is_empty() && act != Act::CheckAccount {
        match desk::look(app, eyes.side(), code, (act, at), &Params::default()).await {
            Ok(plan) => (asked.effects, asked.ready) = (told(&ui, &view, act, at, plan), true),
            Err(error) => asked.form = FormView::default().faulty(&ui, &refusal(error)?),
        }
    }
    draw(ui, seat, &view, (act, at), asked)
}

async fn act(app: &App, ui: Ui, seat: &Seat, eyes: &Eyes, code: &str, form: &Params) -> Answer {
    let view = view(app, eyes, code).await?;
    let (act, at) = named(&view, form)?;
    let typed = || FormView::typed(form);
    let done = match form.get("tombol") {
        Some("lakukan") => match desk::take(app, eyes.side(), code, (act, at), form).await {
            Ok(()) => {
                let to = format!("{}?ok={}", address(seat, &view.grant.code), act.as_str());
                return Ok(see_other(&to).finish());
            }
            Err(error) => Err(error),
        },
        Some("lihat") => desk::look(app, eyes.side(), code, (act, at), form).await,
        _ => Err(Invalid::one("tindakan", "error-choice").into()),
    };
    let asked = match done {
        Ok(plan) => {
            let effects = told(&ui, &view, act, at, plan);
            let opens = act == Act::CheckAccount;
            let opened = if opens { desk::open_account(app, eyes.side(), &view).await? } else { Vec::new() };
            Asked { status: StatusCode::OK, form: typed(), effects, ready: true, opened }
        }
        Err(error) => Asked {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            form: typed().faulty(&ui, &refusal(error)?),
            effects: Vec::new(),
            ready: false,
            opened: Vec::new(),
        },
    };
    draw(ui, seat, &view, (act, at), asked)
}

/// Whether somebody else agreed already, and whoever looks is the second one.
fn is_second(view: &View, act: Act, at: usize) -> bool {
    view.first_of(act, at).is_some() && view.acts().contains(&(act, at))
}

/// What an act does, in sentences.
fn told(ui: &Ui, view: &View, act: Act, at: usize, plan: Option<Plan<&'static str>>) -> Vec<String> {
    let Some(plan) = plan else { return Vec::new() };
    let grant = &view.grant;
    let (before, to) = match act.about() {
        About::Award => (grant.state.as_str(), workflow::State::parse(plan.to).map(workflow::State::key)),
        About::Tranche => {
            (grant.tranches[at].state.as_str(), tranches::State::parse(plan.to).map(tranches::State::key))
        }
        About::Report => {
            (grant.reports[at].state.as_str(), reports::State::parse(plan.to).map(|state| state.key(true)))
        }
    };
    let state = to.filter(|_| plan.to != before).map(|name| Names { group: name, office: name });
    let running: Vec<_> = view.running.iter().map(|(timer, _)| *timer).collect();
    let around = Around { state, editable: None, people: &[], running: &running };
    sentences(ui, &preview(&plan, &around), grant.dossier.call.terms.zone)
}

fn draw(ui: Ui, seat: &Seat, view: &View, (act, at): (Act, usize), asked: Asked) -> Answer {
    let here = address(seat, &view.grant.code);
    let title = ui.t(act.key());
    let second = is_second(view, act, at);
    let Asked { status, form, effects, ready, opened } = asked;
    let fields: Vec<Drawn> =
        act.fields(second, &view.grant).iter().map(|field| drawn(&ui, view, field, &form)).collect();
    let mark = match act {
        Act::SignBudget => view.grant.budget_mark().hex(),
        Act::SignReport => view.grant.report_mark(at).hex(),
        _ => view.first_of(act, at).map(|waiting| waiting.countersign.payload.hex()).unwrap_or_default(),
    };
    let body = StepPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        back: match act.about() {
            About::Report => format!("{here}/laporan/{}", shown_document_code(&view.grant.reports[at].code)),
            About::Award | About::Tranche => here.clone(),
        },
        action: format!("{here}/langkah"),
        act: act.as_str(),
        at,
        mark,
        listed: listed(&ui, view, (act, at), opened),
        looks: !fields.is_empty() || act == Act::CheckAccount,
        fields,
        effects,
        ready,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn drawn(ui: &Ui, view: &View, field: &Field, form: &FormView) -> Drawn {
    let value = form.v(&field.name).to_owned();
    let reasons = |of: Use| Reason::ALL.iter().filter(move |reason| reason.fits(of, false));
    let option = |reason: &Reason| (reason.as_str().to_owned(), ui.t(reason.key()), value == reason.as_str());
    let (kind, options): (&'static str, Vec<_>) = match field.kind {
        FieldKind::Text => ("text", Vec::new()),
        FieldKind::Area => ("area", Vec::new()),
        FieldKind::Money => ("money", Vec::new()),
        FieldKind::Day => ("day", Vec::new()),
        FieldKind::Tick => ("tick", Vec::new()),
        FieldKind::Reasons(of) => ("choices", reasons(of).map(option).collect()),
        FieldKind::LineReason(_) => ("select", reasons(Use::ReturnReport).map(option).collect()),
    };
    let label = match field.kind {
        FieldKind::LineReason(number) => {
            let line = view.grant.terms.lines.iter().find(|line| line.number == number);
            line.map(|line| line.description.clone()).unwrap_or_default()
        }
        _ => ui.t(field.label),
    };
    let part = |end: &str| form.v(&format!("{}_{end}", field.name)).to_owned();
    Drawn {
        kind,
        label,
        day: [part("tgl"), part("bln"), part("thn")],
        error: form.e(&field.name).to_owned(),
        options,
        checked: value == "1",
        name: field.name.clone(),
        value,
    }
}

/// What is agreed to or signed: facts another person typed, the budget, or the account that is compared.
fn listed(ui: &Ui, view: &View, (act, at): (Act, usize), opened: Vec<String>) -> Vec<(String, String)> {
    let labels = ["award-bank", "award-account-number", "award-account-owner"];
    if !opened.is_empty() {
        return labels.iter().map(|label| ui.t(label)).zip(opened).collect();
    }
    let mut facts = Vec::new();
    if let Some(waiting) = view.first_of(act, at) {
        let kept = &waiting.payload;
        let text = |name: &str| kept[name].as_str().unwrap_or_default().to_owned();
        let ends = act == Act::Terminate;
        facts.push((ui.t("award-number"), text("number")));
        facts.push((ui.t("award-reason"), text("text")));
        facts.push((ui.t("award-hearing"), text("hearing")));
        facts.push((
            ui.t(if ends { "award-hearing-day" } else { "award-day" }),
            kept_day(kept).map(|day| ui.date(&day)).unwrap_or_default(),
        ));
        facts.push((ui.t("award-goods"), goods(kept).join(", ")));
        let amount = kept_amount(kept);
        facts.push((
            ui.t(if ends { "award-recover" } else { "award-value" }),
            if amount.0 > 0 { ui.rupiah(&amount) } else { String::new() },
        ));
    }
    if matches!(act, Act::SignReport | Act::SubmitReport | Act::AcceptReport | Act::ReturnReport) {
        let lines = view.grant.account_lines(at);
        let spent = crate::funding::reports::account::spent(&lines);
        let given = view.grant.tranches[at].given;
        facts.push((ui.t("report-given"), ui.rupiah(&given)));
        facts.push((ui.t("report-spent"), ui.rupiah(&spent)));
        facts.push((ui.t("report-rest"), ui.rupiah(&crate::platform::money::Rupiah(given.0 - spent.0))));
    }
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
