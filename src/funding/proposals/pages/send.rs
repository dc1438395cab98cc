//! The last page before an office reads it: what is said, in whose name, both signatures, and what sending does.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{address, refusal};
use crate::{
    app::App,
    error::Invalid,
    funding::{
        budget,
        machine::{Duty, Refusal},
        pages::preview::sentences,
        preview::{Around, Names, preview},
        proposals::{
            acts::Dossier,
            drafts::service::{self, Overview},
            form::{self, Question, Section, Text},
            mending::pages as mending,
            policy::{MaySignProposals, MayWriteProposals},
            signing::service::{self as signing, Act},
            workflow::{Editable, Kind},
        },
        versions::ContentHash,
    },
    platform::words::read_day,
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

/// A signature as it is drawn.
struct Signature {
    role: String,
    /// Empty as long as nobody signed.
    name: String,
    when: String,
}

#[derive(Template)]
#[template(path = "pages/proposals/send.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one button")]
struct SendPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    call: String,
    owner: String,
    /// Question and answer, section by section.
    sections: Vec<(String, Vec<(String, String)>)>,
    total: String,
    mark: String,
    signatures: Vec<Signature>,
    /// What is missing before anybody can sign: title and address.
    missing: Vec<String>,
    may_sign: bool,
    may_send: bool,
    may_send_again: bool,
    /// What sending does, line by line.
    preview: Vec<String>,
    may_recall: bool,
    may_withdraw: bool,
    publication_read: bool,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let overview = service::find(&app, &permit, &item.0).await?;
    draw(&app, ui, &seat, &overview, StatusCode::OK, FormView::default())
}

fn draw(app: &App, ui: Ui, seat: &Seat, overview: &Overview, status: StatusCode, form: FormView) -> Answer {
    let dossier = &overview.dossier;
    let base = address(seat, &dossier.code);
    let offers = signing::offers(overview, app.clock.now(), seat.actor.person());
    let may = |kind: Kind| offers.iter().any(|(known, offer)| *known == kind && offer.is_ok());
    let refused = offers.iter().find(|(kind, _)| *kind == Kind::Sign).and_then(|(_, offer)| offer.err());
    let total = budget::total(&dossier.budget.lines);
    let body = SendPage {
        head: Head::unlisted(ui.t("proposal-send-title"), ui.t("proposal-send-title"))
            .to_mend(&ui, form.faults().len()),
        back: base.clone(),
        action: format!("{base}/kirim"),
        call: dossier.call.row.name.clone(),
        owner: overview.owner.clone(),
        sections: answers(&ui, dossier),
        total: total.map(|total| ui.rupiah(&total)).unwrap_or_default(),
        mark: overview.mark.hex(),
        signatures: [(Duty::Chair, "office-lead"), (Duty::Treasurer, "office-treasurer")]
            .map(|(duty, role)| signature(&ui, overview, duty, role))
            .into(),
        missing: if dossier.state.editable() == Editable::Nothing {
            Vec::new()
        } else {
            missing(&ui, dossier, refused)
        },
        may_sign: may(Kind::Sign) && !has_signed(overview, seat),
        may_send: may(Kind::Submit),
        may_send_again: may(Kind::Resubmit),
        preview: preview_of(app, &ui, seat, overview),
        may_recall: may(Kind::Recall),
        may_withdraw: may(Kind::Withdraw),
        publication_read: form.on("terbit"),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// What sending would do, from the same plan that is carried out.
fn preview_of(app: &App, ui: &Ui, seat: &Seat, overview: &Overview) -> Vec<String> {
    let Some(plan) = signing::sending(overview, app.clock.now(), seat.actor.person()) else { return Vec::new() };
    let (seen, editable) = (plan.to.seen().key(), plan.to.editable());
    let around = Around {
        state: Some(Names { group: seen, office: seen }),
        editable: Some(editable),
        people: &[],
        running: &[],
    };
    sentences(ui, &preview(&plan, &around), overview.dossier.call.terms.zone)
}

/// Whether whoever looks has signed what stands there now.
fn has_signed(overview: &Overview, seat: &Seat) -> bool {
    let own = |signed: &crate::funding::proposals::acts::Signed| signed.signature.account == seat.actor.person();
    overview.dossier.signed.iter().any(|signed| own(signed) && signed.signature.content == overview.mark)
}

fn signature(ui: &Ui, overview: &Overview, duty: Duty, role: &str) -> Signature {
    let stands = overview.dossier.signed.iter().find(|signed| signed.duty == duty);
    let stands = stands.filter(|signed| signed.signature.content == overview.mark);
    let zone = overview.dossier.call.terms.zone;
    Signature {
        role: ui.t(role),
        name: stands
            .map(|signed| overview.names.get(&signed.signature.account).cloned().unwrap_or_default())
            .unwrap_or_default(),
        when: stands.map(|signed| ui.moment(&signed.at, zone)).unwrap_or_default(),
    }
}

/// Everything that is missing, at once; nothing for a refusal of another kind.
fn missing(ui: &Ui, dossier: &Dossier, refused: Option<Refusal>) -> Vec<String> {
    let mut missing = Vec::new();
    for section in Section::ALL {
        let open = dossier.faults(*section).len();
        if open > 0 {
            missing.push(format!("{}: {}", ui.t(section.key()), ui.tn("proposal-left", open)));
        }
    }
    if !dossier.call.terms.certificate {
        if dossier.budget.typed.is_empty() {
            missing.push(format!("{}: {}", ui.t("budget-title"), ui.t("budget-none")));
        } else if !dossier.budget.faults.is_empty() || !dossier.lines_without_quotes().is_empty() {
            missing.push(format!("{}: {}", ui.t("budget-title"), ui.t("budget-some-open")));
        }
    }
    for paper in dossier.missing_papers() {
        missing.push(ui.ts("proposal-missing-paper", "paper", &ui.t(paper.key())));
    }
    if dossier.state.editable() != Editable::All && !dossier.is_answered() {
        missing.push(ui.t(Refusal::ItemsUnanswered.key()));
    }
    if missing.is_empty()
        && let Some(refused) = refused.filter(|refused| *refused != Refusal::NotYourDuty)
    {
        missing.push(ui.t(refused.key()));
    }
    missing
}

/// Question and answer, section by section.
pub(in crate::funding) fn answers(ui: &Ui, dossier: &Dossier) -> Vec<(String, Vec<(String, String)>)> {
    let of = |section: &Section| {
        let typed = dossier.section(*section);
        let own = dossier.questions.iter().filter(|question| question.section == *section);
        let line = |question: &Question| {
            let text = typed.fields.get(question.name).map(|text| in_words(ui, question, text));
            (label(ui, question), text.unwrap_or_else(|| "–".to_owned()))
        };
        (ui.t(section.key()), own.map(line).collect())
    };
    Section::ALL.iter().map(of).collect()
}

/// An answer as it is read: a day in words, everything else as it was typed.
pub(in crate::funding) fn in_words(ui: &Ui, question: &Question, text: &str) -> String {
    let day = (question.kind == form::Kind::Date).then(|| read_day(text)).flatten();
    day.map_or_else(|| text.to_owned(), |day| ui.date(&day))
}

/// What a question is called.
pub(in crate::funding) fn label(ui: &Ui, question: &Question) -> String {
    match &question.text {
        Text::Usual { label, .. } => ui.t(label),
        Text::Own { label, .. } => label.clone(),
    }
}

/// A button of the page.
fn read(form: &FormParams) -> Result<(Act, &'static str), Invalid> {
    let text = |name: &str| form.0.get(name).unwrap_or_default();
    match text("tombol") {
        "tanda" => {
            let content =
                ContentHash::from_hex(text("isi")).ok_or_else(|| Invalid::one("tindakan", "fault-changed"))?;
            Ok((Act::Sign { content, read: text("terbit") == "1" }, "simpan"))
        }
        "kirim" => Ok((Act::Submit, "kirim")),
        mending::PLACE => Ok((Act::Resubmit, mending::PLACE)),
        "tarik" => Ok((Act::Recall, "tarik")),
        "batal" => Ok((Act::Withdraw, "batal")),
        _ => Err(Invalid::one("tindakan", "error-choice")),
    }
}

pub async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MaySignProposals>(&app).await?;
    let faults = match read(&form) {
        Ok((act, done)) => match signing::act(&app, permit, &item.0, act).await {
            Ok(_) => {
                let base = address(&seat, &item.0);
                let to = if matches!(act, Act::Sign { .. }) { format!("{base}/kirim") } else { base };
                return Ok(see_other(&format!("{to}?ok={done}")).finish());
            }
            Err(error) => refusal(error)?,
        },
        Err(faults) => faults,
    };
    let reading = seat.may::<MayWriteProposals>(&app).await?;
    let overview = service::find(&app, &reading, &item.0).await?;
    let view = FormView::typed(&form.0).faulty(&ui, &faults);
    draw(&app, ui, &seat, &overview, StatusCode::UNPROCESSABLE_ENTITY, view)
}
