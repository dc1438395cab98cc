//! One award: where it stands, what happens next and until when, its budget, instalments, reports, files and letters.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{Eyes, address, group, office, view};
use crate::{
    app::App,
    funding::{
        awards::{
            acts::model::{About, Act},
            desk::service::View,
            model::FileKind,
            workflow::State,
        },
        machine::Duty,
    },
    platform::ids::shown_document_code,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        page,
        params::{DocumentCode, QueryParams},
        session::Seat,
    },
};

/// Address and words of a step.
type Way = (String, String);

struct TrancheView {
    title: String,
    amount: String,
    given: String,
    order: String,
    word: String,
    tone: &'static str,
    ways: Vec<Way>,
    report_url: String,
    report_word: String,
    report_tone: &'static str,
    report_due: String,
}

#[derive(Template)]
#[template(path = "pages/awards/award.html")]
struct AwardPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    here: String,
    title: String,
    code: String,
    amount: String,
    word: String,
    tone: &'static str,
    next: String,
    due: Vec<(String, String)>,
    numbers: Vec<(String, String)>,
    ways: Vec<Way>,
    lines: Vec<(String, String)>,
    tranches: Vec<TrancheView>,
    /// Name and address of each file.
    files: Vec<Way>,
    /// Kinds whoever looks may add.
    kinds: Vec<(String, String, bool)>,
    letters: Vec<(String, String, String)>,
    /// What happened, who did it, when.
    history: Vec<(String, String, String)>,
}

pub async fn of_group(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let eyes = group(&app, &seat).await?;
    show(&app, ui, &seat, &eyes, &item.0, query).await
}

pub async fn of_office(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let eyes = office(&app, &seat).await?;
    show(&app, ui, &seat, &eyes, &item.0, query).await
}

async fn show(app: &App, ui: Ui, seat: &Seat, eyes: &Eyes, code: &str, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(app, ui, seat, eyes, code, StatusCode::OK, FormView::default().done(notice)).await
}

pub(super) async fn draw(
    app: &App,
    ui: Ui,
    seat: &Seat,
    eyes: &Eyes,
    code: &str,
    status: StatusCode,
    form: FormView,
) -> Answer {
    let view = view(app, eyes, code).await?;
    let grant = &view.grant;
    let zone = grant.dossier.call.terms.zone;
    let here = address(seat, &grant.code);
    let amount = |line: &crate::funding::budget::Line| {
        crate::platform::money::Rupiah(line.subtotal().unwrap_or_default().0 - line.cut.0)
    };
    let body = AwardPage {
        head: Head::unlisted(ui.t("award-title"), ui.t("award-title")).to_mend(&ui, form.faults().len()),
        back: format!("{}/bantuan", seat.base),
        title: if eyes.is_group() { view.owner.clone() } else { view.trade_name.clone() },
        code: shown_document_code(&grant.code),
        amount: ui.rupiah(&grant.terms.awarded),
        word: ui.t(grant.state.key()),
        tone: grant.state.tone(),
        next: if eyes.is_group() { ui.t(next(grant.state)) } else { String::new() },
        due: view
            .running
            .iter()
            .map(|(timer, at)| (ui.ts("proposal-deadline", "timer", &ui.t(timer.key())), ui.moment(at, zone)))
            .collect(),
        numbers: numbers(&ui, &view),
        ways: ways(&ui, &view, &here, About::Award, 0),
        lines: grant.terms.lines.iter().map(|line| (line.description.clone(), ui.rupiah(&amount(line)))).collect(),
        tranches: (0..grant.tranches.len()).map(|at| tranche(&ui, &view, &here, at)).collect(),
        files: grant
            .files
            .iter()
            .map(|(kind, code)| (format!("{here}/berkas/{}", shown_document_code(code)), ui.t(name(*kind))))
            .collect(),
        kinds: kinds(&ui, &view),
        letters: view
            .letters
            .iter()
            .filter(|letter| !letter.revoked)
            .map(|letter| {
                let url = format!("{here}/surat/{}", shown_document_code(&letter.code));
                (url, ui.t(letter.letter.key()), ui.moment(&letter.at, zone))
            })
            .collect(),
        history: view.history.iter().map(|(key, by, at)| (ui.t(key), by.words(&ui), ui.moment(at, zone))).collect(),
        here,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What happens next, in a sentence for the group.
const fn next(state: State) -> &'static str {
    match state {
        State::Offered => "award-next-offered",
        State::Accepted => "award-next-accepted",
        State::AgreementDraft => "award-next-agreement",
        State::Active => "award-next-active",
        State::Suspended => "award-next-suspended",
        State::Terminated => "award-next-terminated",
        State::Declined | State::Closed => "award-next-ended",
    }
}

/// What a kind of file is called.
const fn name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Agreement => "award-file-agreement",
        FileKind::HandOver => "award-file-hand-over",
        FileKind::Refund => "award-file-refund",
    }
}

/// Numbers of the agreement, and whether the account was looked at.
fn numbers(ui: &Ui, view: &View) -> Vec<(String, String)> {
    let terms = &view.grant.terms;
    let mut facts = vec![
        (ui.t("award-agreement-number"), terms.agreement_number.clone()),
        (ui.t("award-body-number"), terms.body_number.clone()),
        (ui.t("award-reference"), terms.agency_reference.clone()),
        (ui.t("award-report-by"), terms.report_by.map(|day| ui.date(&day)).unwrap_or_default()),
    ];
    if view.grant.is_paid_in_money() {
        let seen = if view.grant.account_is_verified() {
            "award-account-verified"
        } else if view.grant.account.is_some() {
            "award-account-given"
        } else {
            "award-account-none"
        };
        facts.push((ui.t("award-account"), ui.t(seen)));
    }
    if view.grant.claimed.0 > 0 {
        facts.push((ui.t("award-claimed"), ui.rupiah(&view.grant.claimed)));
    }
    facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Addresses and words of the steps somebody can take.
pub(super) fn ways(ui: &Ui, view: &View, here: &str, about: About, at: usize) -> Vec<Way> {
    let own = |(act, place): &(Act, usize)| act.about() == about && *place == at;
    let way = |(act, at): (Act, usize)| (format!("{here}/langkah?ke={}&tahap={at}", act.as_str()), ui.t(act.key()));
    view.acts().into_iter().filter(own).map(way).collect()
}

fn tranche(ui: &Ui, view: &View, here: &str, at: usize) -> TrancheView {
    let (tranche, report) = (&view.grant.tranches[at], &view.grant.reports[at]);
    let order = |day: time::Date| format!("{}, {}", tranche.order_number, ui.date(&day));
    let begun = tranche.given.0 > 0;
    TrancheView {
        title: ui.ts("award-tranche", "number", &tranche.number.to_string()),
        amount: ui.rupiah(&tranche.planned),
        given: if begun { ui.rupiah(&tranche.given) } else { String::new() },
        order: tranche.order_day.map(order).unwrap_or_default(),
        word: ui.t(tranche.state.key()),
        tone: tranche.state.tone(),
        ways: ways(ui, view, here, About::Tranche, at),
        report_url: if begun { format!("{here}/laporan/{}", shown_document_code(&report.code)) } else { String::new() },
        report_word: ui.t(report.state.key(true)),
        report_tone: report.state.tone(true),
        report_due: report.due.map(|day| ui.date(&day)).unwrap_or_default(),
    }
}

/// What whoever looks may add.
fn kinds(ui: &Ui, view: &View) -> Vec<(String, String, bool)> {
    let of_group = view.duties.iter().any(|duty| !duty.is_officer());
    let may = |kind: &&FileKind| match kind {
        FileKind::Agreement => of_group && view.grant.state == State::AgreementDraft,
        FileKind::Refund => {
            of_group && matches!(view.grant.state, State::Active | State::Suspended | State::Terminated)
        }
        FileKind::HandOver => view.duties.contains(&Duty::Disburser) && view.grant.state == State::Active,
    };
    let option = |kind: &FileKind| (kind.as_str().to_owned(), ui.t(name(*kind)), false);
    FileKind::ALL.iter().filter(may).map(option).collect()
}
