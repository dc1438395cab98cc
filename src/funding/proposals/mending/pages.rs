//! The list an office sent back: what is lacking at each point, where it is mended, and what the group says to it.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{Place, places},
    service::{self, Item, Reply},
};
use crate::{
    app::App,
    funding::{
        proposals::{
            acts::Dossier,
            checks::model::Found,
            contents::model::{Question, word},
            drafts::service as drafts,
            pages::{address, refusal},
            policy::MayWriteProposals,
            workflow::Editable,
        },
        reasons::Reason,
    },
    platform::params::Params,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::FormParams,
        page,
        params::{DocumentCode, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteProposals>();
    routes.get("/saya/usaha/{code}/proposal/{item}/perbaikan", write, show);
    routes.post("/saya/usaha/{code}/proposal/{item}/perbaikan", write, save);
}

/// Where the list lives.
pub const PLACE: &str = "perbaikan";

/// A point of the list as it is drawn.
struct Row {
    field: &'static str,
    tick: String,
    /// Its word in the form, and its number where it has one.
    word: &'static str,
    number: &'static str,
    label: String,
    /// What is lacking, and how to mend it.
    why: String,
    note: String,
    fix: String,
    /// Address and words of the parts it opens.
    links: Vec<(String, String)>,
    answered: bool,
    reply: String,
    error: String,
}

#[derive(Template)]
#[template(path = "pages/proposals/mending.html")]
struct MendingPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    send: String,
    due: String,
    rows: Vec<Row>,
    left: usize,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, query: QueryParams) -> Answer {
    let notice = query.0.get("ok").map(|_| ui.t("done-saved")).unwrap_or_default();
    draw(&app, ui, &seat, &item.0, StatusCode::OK, FormView::default().done(notice)).await
}

async fn draw(app: &App, ui: Ui, seat: &Seat, code: &str, status: StatusCode, form: FormView) -> Answer {
    let permit = seat.may::<MayWriteProposals>(app).await?;
    let dossier = drafts::find(app, &permit, code).await?.dossier;
    let base = address(seat, code);
    let rows: Vec<Row> = match dossier.state.editable() {
        Editable::ListedItems => dossier.check.listed().map(|found| row(&ui, &base, &dossier, found, &form)).collect(),
        Editable::ListedSections => {
            dossier.contents.questions.iter().map(|question| asked(&ui, &base, question, &form)).collect()
        }
        Editable::All | Editable::Nothing => return Ok(see_other(&base).finish()),
    };
    let body = MendingPage {
        head: Head::unlisted(ui.t("mending-title"), ui.t("mending-title")).to_mend(&ui, form.faults().len()),
        action: format!("{base}/{PLACE}"),
        send: format!("{base}/kirim"),
        due: dossier.revision_due().map(|due| ui.date(&due)).unwrap_or_default(),
        left: dossier.unanswered(),
        rows,
        back: base,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn row(ui: &Ui, base: &str, dossier: &Dossier, found: &Found, form: &FormView) -> Row {
    let point = found.mark.point;
    let (field, tick) = (point.key(), tick(Item::Point(point)));
    let faulty = !form.faults().is_empty();
    Row {
        word: point.as_str(),
        number: point.as_str(),
        label: ui.t(field),
        why: found.mark.lacking.map(|reason| ui.t(reason.key())).unwrap_or_default(),
        fix: found.mark.lacking.map(|reason: Reason| ui.t(reason.fix_key())).unwrap_or_default(),
        note: found.note.clone(),
        links: places(point)
            .into_iter()
            .filter(|place| *place != Place::Budget || !dossier.call.terms.certificate)
            .map(|place| link(ui, base, place))
            .collect(),
        // What was typed just now, where it has to be mended.
        answered: if faulty { form.on(&tick) } else { found.answered },
        reply: if faulty { form.v(field).to_owned() } else { found.reply.clone() },
        error: form.e(field).to_owned(),
        field,
        tick,
    }
}

/// A question on a section.
fn asked(ui: &Ui, base: &str, question: &Question, form: &FormView) -> Row {
    let item = Item::Place(question.place);
    let (field, tick) = (item.key(), tick(item));
    let faulty = !form.faults().is_empty();
    Row {
        word: word(question.place).unwrap_or_default(),
        number: "",
        label: ui.t(field),
        why: question.reason.clone(),
        fix: String::new(),
        note: String::new(),
        links: vec![link(ui, base, question.place)],
        answered: if faulty { form.on(&tick) } else { question.answered },
        reply: if faulty { form.v(field).to_owned() } else { question.reply.clone() },
        error: form.e(field).to_owned(),
        field,
        tick,
    }
}

/// The field that says a point is mended.
fn tick(item: Item) -> String {
    format!("{}-sudah", item.key())
}

fn link(ui: &Ui, base: &str, place: Place) -> (String, String) {
    match place {
        Place::Section(section) => (format!("{base}/isi/{}", section.as_str()), ui.t(section.key())),
        Place::Budget => (format!("{base}/rab"), ui.t("budget-title")),
        Place::Papers(kind) => (format!("{base}/berkas?jenis={}", kind.as_str()), ui.t(kind.key())),
    }
}

async fn save(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    match service::answer(&app, permit, &item.0, &replies(&form.0)).await {
        Ok(()) => Ok(see_other(&format!("{}/{PLACE}?ok=1", address(&seat, &item.0))).finish()),
        Err(error) => {
            let view = FormView::typed(&form.0).faulty(&ui, &refusal(error)?);
            draw(&app, ui, &seat, &item.0, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
    }
}

/// The answers of a form: a point it does not name is left as it is.
fn replies(form: &Params) -> Vec<Reply> {
    let reply = |item: Item| Reply {
        item,
        answered: form.get(&tick(item)) == Some("1"),
        text: form.get(item.key()).unwrap_or_default().to_owned(),
    };
    form.all("butir").filter_map(Item::parse).map(reply).collect()
}
