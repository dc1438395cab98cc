//! The page of the vocabulary.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    model::{LabelForm, SkillForm},
    service,
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
        model::Body,
        policy::MayOperate,
    },
    matching::vocabulary::{Kind, LabelKind, Skill, SkillId, Tongue, edits::FIRST_OWN, vocabulary},
    platform::params::Params,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend},
        page,
        params::QueryParams,
        session::{Signed, see_other},
    },
};

/// Skills shown for what was typed.
const SHOWN: usize = 30;

pub fn routes(routes: &mut Routes) {
    let operate = Who::may::<MayOperate>();
    routes.get("/operator/kosakata", operate, show);
    routes.post("/operator/kosakata", operate, submit);
}

async fn may(app: &App, actor: &Actor) -> Result<Permit<MayOperate>> {
    access::permit(app, actor, Facts::body(Body::PLATFORM)).await
}

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/skills/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    form: FormView,
    typed: String,
    /// Address, names, other words.
    rows: Vec<(String, String, String)>,
    kinds: Options,
}

#[derive(Template)]
#[template(path = "pages/skills/skill.html")]
struct SkillPage {
    ui: Ui,
    head: Head,
    form: FormView,
    code: String,
    facts: Vec<(String, String)>,
    /// Words that operators added.
    own: Vec<String>,
    tongues: Options,
    kinds: Options,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let notice = if query.0.get("ok").is_some() { ui.t("done-saved") } else { String::new() };
    let form = FormView::default().done(notice);
    match query.0.get("keterampilan") {
        Some(code) => skill_page(&app, ui, &permit, StatusCode::OK, code, form).await,
        None => list_page(ui, StatusCode::OK, query.0.get("q").unwrap_or_default(), form),
    }
}

fn list_page(ui: Ui, status: StatusCode, typed: &str, form: FormView) -> Answer {
    let vocabulary = vocabulary();
    let typed: String = typed.chars().take(100).collect();
    let found: Vec<&Skill> = if typed.is_empty() {
        vocabulary.skills().iter().filter(|skill| skill.id.0 >= FIRST_OWN).take(SHOWN).collect()
    } else {
        vocabulary.suggest(&typed, SHOWN)
    };
    let row = |skill: &&Skill| (address(skill.code), names(skill), others(skill).join(", "));
    let chosen = form.v("jenis").to_owned();
    let kinds = Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), ui.t(kind_key(*kind)), kind.as_str() == chosen));
    let body = ListPage {
        head: Head::unlisted(ui.t("skills-title"), ui.t("skills-lede")).to_mend(&ui, form.faults().len()),
        rows: found.iter().map(row).collect(),
        kinds: kinds.collect(),
        typed,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn skill_page(
    app: &App,
    ui: Ui,
    permit: &Permit<MayOperate>,
    status: StatusCode,
    code: &str,
    form: FormView,
) -> Answer {
    let vocabulary = vocabulary();
    let skill = vocabulary.by_code(code).ok_or(Error::NotFound)?;
    let option = |word: &str, key: &str, name: &str| (word.to_owned(), ui.t(key), form.v(name) == word);
    let facts = [
        ("skills-name-en", skill.name(Tongue::En).to_owned()),
        ("skills-kind", ui.t(kind_key(skill.kind))),
        ("skills-occupation", skill.occupation.unwrap_or_default().to_owned()),
        ("skills-words", others(skill).join(", ")),
    ];
    let body = SkillPage {
        head: Head::unlisted(skill.name(Tongue::Id).to_owned(), ui.t("skills-lede")).to_mend(&ui, form.faults().len()),
        code: skill.code.to_owned(),
        facts: facts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(key, words)| (ui.t(key), words))
            .collect(),
        own: service::own_labels(app, permit, skill.id).await?,
        tongues: vec![option("id", "skills-tongue-id", "bahasa"), option("en", "skills-tongue-en", "bahasa")],
        kinds: vec![
            option(LabelKind::Alias.as_str(), "skills-label-alias", "ragam"),
            option(LabelKind::Informal.as_str(), "skills-label-informal", "ragam"),
            option(LabelKind::Abbreviation.as_str(), "skills-label-abbreviation", "ragam"),
        ],
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn submit(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = may(&app, &actor).await?;
    let Some(code) = form.0.get("keterampilan") else {
        return match mend(service::add_skill(&app, &permit, &SkillForm::read(&form.0)).await)? {
            Ok(code) => Ok(see_other(&format!("{}&ok", address(&code))).finish()),
            Err(faults) => list_page(
                ui.clone(),
                StatusCode::UNPROCESSABLE_ENTITY,
                "",
                FormView::typed(&form.0).faulty(&ui, &faults),
            ),
        };
    };
    let skill = vocabulary().by_code(code).ok_or(Error::NotFound)?.id;
    match mend(change(&app, &permit, skill, &form.0).await)? {
        Ok(code) => Ok(see_other(&format!("{}&ok", address(&code))).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            skill_page(&app, ui, &permit, StatusCode::UNPROCESSABLE_ENTITY, code, view).await
        }
    }
}

/// Changes one skill. Gives the code of the one to look at next.
async fn change(app: &App, permit: &Permit<MayOperate>, skill: SkillId, typed: &Params) -> Result<String> {
    let code = |id: SkillId| vocabulary().get(id).map_or_else(String::new, |skill| skill.code.to_owned());
    match typed.get("tindakan") {
        Some("tambah") => service::add_label(app, permit, skill, &LabelForm::read(typed)).await?,
        Some("gabung") => {
            let named = typed.get("gabung").unwrap_or_default();
            let into = named_skill(named).ok_or(Invalid::one("gabung", "skills-fault-unknown"))?;
            service::merge(app, permit, skill, into).await?;
        }
        _ => match typed.get("hapus") {
            Some(text) => service::remove_label(app, permit, skill, text).await?,
            None => return Err(Invalid::one("tindakan", "error-choice").into()),
        },
    }
    Ok(code(skill))
}

/// The skill of a code or of a name in either language.
fn named_skill(typed: &str) -> Option<SkillId> {
    let (vocabulary, typed) = (vocabulary(), typed.trim());
    let is_it = |skill: &&Skill| [Tongue::Id, Tongue::En].iter().any(|t| skill.name(*t).eq_ignore_ascii_case(typed));
    let by_name = || vocabulary.skills().iter().find(is_it);
    vocabulary.by_code(&typed.to_ascii_uppercase()).or_else(by_name).map(|skill| skill.id)
}

fn address(code: &str) -> String {
    format!("/operator/kosakata?keterampilan={code}")
}

fn names(skill: &Skill) -> String {
    format!("{} ({})", skill.name(Tongue::Id), skill.name(Tongue::En))
}

fn others(skill: &Skill) -> Vec<&'static str> {
    skill.labels.iter().filter(|label| label.kind != LabelKind::Preferred).map(|label| label.text).collect()
}

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Craft => "skills-kind-craft",
        Kind::Service => "skills-kind-service",
        Kind::Trade => "skills-kind-trade",
        Kind::Office => "skills-kind-office",
        Kind::Digital => "skills-kind-digital",
        Kind::Language => "skills-kind-language",
        Kind::Licence => "skills-kind-licence",
        Kind::General => "skills-kind-general",
    }
}
