//! One section of a proposal: its questions, saved at once or, with a script, while typing.
use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, http::header, web as http};
use askama::Template;
use serde_json::json;

use super::{address, refusal};
use crate::{
    app::App,
    error::{Error, Invalid},
    funding::proposals::{
        acts::{Dossier, Typed},
        drafts::service::{self, Saved},
        form::{Kind, Question, Section, Text},
        mending::model::Place,
        policy::MayWriteProposals,
    },
    platform::{params::Params, words::read_day},
    web::{
        Cache, Head, Ui,
        days::{self, Typed as Day},
        errors::Answer,
        forms::{FormParams, version},
        page,
        params::DocumentCode,
        session::{Seat, see_other},
    },
};

/// A question as it is drawn.
struct Field {
    name: &'static str,
    label: String,
    hint: String,
    error: String,
    value: String,
    /// What somebody else wrote there meanwhile; empty when it is the same.
    theirs: String,
    optional: bool,
    kind: &'static str,
    day: [String; 3],
    options: Vec<(String, String, bool)>,
    most: String,
}

#[derive(Template)]
#[template(path = "pages/proposals/section.html")]
struct SectionPage {
    ui: Ui,
    head: Head,
    back: String,
    action: String,
    version: i32,
    fields: Vec<Field>,
    faults: Vec<(String, String)>,
    faults_title: String,
    /// Somebody else saved in between.
    changed: bool,
    editable: bool,
}

/// The section an address names.
fn named(request: &HttpRequest) -> Result<Section, Error> {
    Section::parse(request.match_info().query("section")).ok_or(Error::NotFound)
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: DocumentCode, request: HttpRequest) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let section = named(&request)?;
    let overview = service::find(&app, &permit, &item.0).await?;
    let present = overview.dossier.section(section);
    draw(ui, &seat, &overview.dossier, section, StatusCode::OK, &Shown::of(&present))
}

pub async fn save(
    app: http::Data<App>,
    ui: Ui,
    seat: Seat,
    item: DocumentCode,
    request: HttpRequest,
    form: FormParams,
) -> Answer {
    let permit = seat.may::<MayWriteProposals>(&app).await?;
    let section = named(&request)?;
    let wants_json = request.headers().get(header::ACCEPT).is_some_and(|kind| kind == "application/json");
    let dossier = service::find(&app, &permit, &item.0).await?.dossier;
    let fields = fields(&dossier.questions, section, &form.0);
    let held = version(&form.0);
    let result = service::save(&app, permit, &item.0, section, fields.clone(), held).await;
    let typed = Typed { fields, version: held, changed: None };
    match result {
        Ok(Saved::Done(version)) if wants_json => Ok(HttpResponse::Ok().json(json!({ "version": version }))),
        Ok(Saved::Done(_)) => Ok(see_other(&format!("{}?ok=1", address(&seat, &item.0))).finish()),
        Ok(Saved::Changed(_)) if wants_json => Ok(HttpResponse::Conflict().json(json!({ "changed": true }))),
        Ok(Saved::Changed(theirs)) => {
            let shown = Shown { theirs: Some(&theirs), ..Shown::of(&typed) };
            draw(ui, &seat, &dossier, section, StatusCode::CONFLICT, &shown)
        }
        Err(error) => {
            let faults = refusal(error)?;
            if wants_json {
                return Ok(HttpResponse::UnprocessableEntity().json(json!({ "refused": true })));
            }
            let shown = Shown { refused: faults, ..Shown::of(&typed) };
            draw(ui, &seat, &dossier, section, StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
    }
}

/// What stands on the page of a section.
struct Shown<'a> {
    typed: &'a Typed,
    theirs: Option<&'a Typed>,
    refused: Invalid,
}

impl<'a> Shown<'a> {
    fn of(typed: &'a Typed) -> Self {
        Self { typed, theirs: None, refused: Invalid::default() }
    }
}

fn draw(ui: Ui, seat: &Seat, dossier: &Dossier, section: Section, status: StatusCode, shown: &Shown<'_>) -> Answer {
    // What is still open is told on the list of tasks; here, once something was saved.
    let open = if shown.typed.version > 0 { dossier.faults(section) } else { Vec::new() };
    let error = |name: &str| {
        let refused = shown.refused.of(name).map(|key| ui.t(key));
        let fault = || open.iter().find(|(field, _)| *field == name).map(|(_, fault)| ui.t(fault.key()));
        refused.or_else(fault).unwrap_or_default()
    };
    let own = dossier.questions.iter().filter(|question| question.section == section);
    let fields = own.map(|question| field(&ui, question, shown, error(question.name))).collect();
    let faults: Vec<(String, String)> =
        shown.refused.0.iter().map(|(field, key)| ((*field).to_owned(), ui.t(key))).collect();
    let title = ui.t(section.key());
    let body = SectionPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, faults.len()),
        back: address(seat, &dossier.code),
        action: format!("{}/isi/{}", address(seat, &dossier.code), section.as_str()),
        version: shown.theirs.unwrap_or(shown.typed).version,
        fields,
        faults_title: ui.tn("form-to-mend", faults.len()),
        faults,
        changed: shown.theirs.is_some(),
        editable: dossier.may_write(Place::Section(section)),
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn field(ui: &Ui, question: &Question, shown: &Shown<'_>, error: String) -> Field {
    let of = |typed: &Typed| typed.fields.get(question.name).cloned().unwrap_or_default();
    let value = of(shown.typed);
    let theirs = shown.theirs.map(of).filter(|theirs| *theirs != value).unwrap_or_default();
    let (label, hint) = match &question.text {
        Text::Usual { label, hint } => (ui.t(label), if hint.is_empty() { String::new() } else { ui.t(hint) }),
        Text::Own { label, hint } => (label.clone(), hint.clone()),
    };
    let option = |word: &str, key: &str| (word.to_owned(), ui.t(key), value == word);
    Field {
        name: question.name,
        label,
        hint,
        error,
        theirs,
        optional: !question.required,
        kind: match question.kind {
            Kind::Short => "short",
            Kind::Long(_) => "long",
            Kind::Number => "number",
            Kind::Rupiah => "rupiah",
            Kind::Date => "date",
            Kind::YesNo => "choice",
        },
        day: day_boxes(&value),
        options: vec![option("ya", "check-yes"), option("tidak", "check-no")],
        most: question.most().map(|most| ui.tn("proposal-most", most)).unwrap_or_default(),
        value,
    }
}

/// The three boxes of a day: as it is kept, or as it was typed when it is none.
fn day_boxes(value: &str) -> [String; 3] {
    if let Some(day) = read_day(value) {
        return [day.day().to_string(), u8::from(day.month()).to_string(), day.year().to_string()];
    }
    let mut parts = value.splitn(3, '/').map(str::to_owned);
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

/// What was typed into the fields of a section; the three boxes of a day come together.
fn fields(questions: &[Question], section: Section, form: &Params) -> BTreeMap<String, String> {
    let own = questions.iter().filter(|question| question.section == section);
    own.map(|question| (question.name.to_owned(), typed(question, form))).filter(|(_, text)| !text.is_empty()).collect()
}

fn typed(question: &Question, form: &Params) -> String {
    if question.kind != Kind::Date {
        return form.get(question.name).unwrap_or_default().to_owned();
    }
    let part = |end: &str| form.get(&format!("{}_{end}", question.name)).unwrap_or_default();
    match days::read(form, question.name) {
        Day::Nothing => String::new(),
        Day::Day(day) => day.to_string(),
        Day::Wrong => format!("{}/{}/{}", part("tgl"), part("bln"), part("thn")),
    }
}
