//! Pages of those who look for work. They speak of no enterprise, and nobody else is shown what stands here.
use actix_web::{HttpRequest, http::StatusCode, web as http};
use askama::Template;
use futures_util::future::LocalBoxFuture;

use super::{
    model::{Digest, Evidence, Experience, LONGEST_LINE, Line, MOST_LINES, Profile, ProfileForm},
    policy::MayUseOwnProfile,
    service,
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::{
        Actor,
        access::{self, Facts, Permit},
    },
    jobs::{
        model::Contract,
        pages::{Row, skill_name},
        words,
    },
    matching::vocabulary::SkillId,
    platform::params::Params,
    regions,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend, mend_version, version},
        page,
        params::QueryParams,
        session::{self, Signed, see_other},
    },
};

const HOME: &str = "/saya/kerja";
const PROFILE: &str = "/saya/kerja/profil";

pub fn routes(routes: &mut Routes) {
    let own = Who::may::<MayUseOwnProfile>();
    routes.get("/saya/kerja", own, home);
    routes.get("/saya/kerja/profil", own, show);
    routes.post("/saya/kerja/profil", own, submit);
    routes.post("/saya/kerja/pencocokan", own, switch);
    routes.post("/saya/kerja/profil/hapus", own, delete);
}

/// The proof that somebody may do with their own profile what they like.
pub async fn own(app: &App, actor: &Actor) -> Result<Permit<MayUseOwnProfile>> {
    access::permit(app, actor, Facts::person(actor.person())).await
}

/// Skills and place of whoever asks, when they are signed in and wrote them down.
pub async fn typed_before(app: &App, request: &HttpRequest) -> Result<Option<(String, String)>> {
    let Some(actor) = session::actor(request) else { return Ok(None) };
    let Some(profile) = service::own(app, &own(app, &actor).await?).await? else { return Ok(None) };
    let place = profile.regency.as_ref().or(profile.wishes.provinces.first());
    Ok(Some((profile.phrases(), place.map(|code| regions::name(code)).unwrap_or_default())))
}

/// Whether somebody has matches they did not read; what they are stands behind the door of work.
pub fn has_news<'a>(app: &'a App, actor: &'a Actor) -> LocalBoxFuture<'a, Result<bool>> {
    Box::pin(service::has_news(app, actor.person()))
}

/// Names of the buttons.
const STEPS: [&str; 3] = ["betul", "ubah", "periksa"];

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/jobs/work.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct HomePage {
    ui: Ui,
    head: Head,
    notice: String,
    /// There is a profile.
    known: bool,
    matching: bool,
    rests: bool,
    /// Until when it rests; empty when that is open.
    until: String,
    /// The openings cannot be compared at the moment.
    resting: bool,
    digest: Options,
    news: Vec<Row>,
    best: Vec<Row>,
}

async fn home(app: http::Data<App>, ui: Ui, Signed(actor): Signed, query: QueryParams) -> Answer {
    let permit = own(&app, &actor).await?;
    let profile = service::own(&app, &permit).await?;
    let now = app.clock.now();
    let mut body = HomePage {
        head: Head::unlisted(ui.t("work-title"), ui.t("work-title")),
        notice: done(&ui, &query.0),
        known: profile.is_some(),
        matching: profile.as_ref().is_some_and(|profile| profile.matching),
        rests: profile.as_ref().is_some_and(|profile| profile.rests(now)),
        until: profile
            .as_ref()
            .and_then(|profile| profile.paused_until)
            .map(|at| ui.date(&at.date()))
            .unwrap_or_default(),
        resting: false,
        digest: digests(&ui, profile.as_ref().map_or(Digest::None, |profile| profile.digest)),
        news: Vec::new(),
        best: Vec::new(),
        ui,
    };
    if let Some(profile) = profile.filter(|profile| profile.matching && !profile.rests(now)) {
        match service::suitable(&app, &permit, &profile).await? {
            Some((news, best)) => {
                body.news = news.into_iter().map(|card| Row::new(&body.ui, card)).collect();
                body.best = best.into_iter().map(|card| Row::new(&body.ui, card)).collect();
            }
            None => body.resting = true,
        }
        service::mark_read(&app, &permit).await?;
    }
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn done(ui: &Ui, query: &Params) -> String {
    let key = match query.get("ok") {
        Some("profil") => "work-done-profile",
        Some("nyala") => "work-done-on",
        Some("mati") => "work-done-off",
        Some("jeda") => "work-done-paused",
        Some("lanjut") => "work-done-resumed",
        Some("surel") => "work-done-digest",
        Some("hapus") => "work-done-deleted",
        _ => return String::new(),
    };
    ui.t(key)
}

fn digests(ui: &Ui, chosen: Digest) -> Options {
    [(Digest::None, "digest-none"), (Digest::Daily, "digest-daily"), (Digest::Weekly, "digest-weekly")]
        .into_iter()
        .map(|(digest, key)| (digest.as_str().to_owned(), ui.t(key), digest == chosen))
        .collect()
}

/// A line of skill on the second step.
struct LineView {
    name: String,
    skills_name: String,
    evidence_name: String,
    phrase: String,
    skills: Options,
    evidence: Options,
}

#[derive(Template)]
#[template(path = "pages/jobs/profile.html")]
struct ProfilePage {
    ui: Ui,
    head: Head,
    form: FormView,
    /// There is something to delete.
    known: bool,
    experience: Options,
    contracts: Options,
    /// Empty on the first step.
    lines: Vec<LineView>,
    /// What the second step sends along.
    kept: Vec<(String, String)>,
}

async fn show(app: http::Data<App>, ui: Ui, Signed(actor): Signed) -> Answer {
    let profile = service::own(&app, &own(&app, &actor).await?).await?;
    let form = profile.as_ref().map(ProfileForm::from);
    let view = form.as_ref().map(filled).unwrap_or_default();
    let (experience, contracts) = form.map_or((None, Vec::new()), |form| (form.experience, form.contracts));
    profile_page(ui, StatusCode::OK, view, profile.is_some(), experience, &contracts)
}

fn filled(form: &ProfileForm) -> FormView {
    let joined = |words: &[String]| words.join("\n");
    let phrases: Vec<String> = form.lines.iter().map(|line| line.phrase.clone()).collect();
    let provinces: Vec<String> = form.provinces.iter().map(|(name, _)| name.clone()).collect();
    FormView::with([
        ("keterampilan", joined(&phrases)),
        ("provinsi", provinces.join(", ")),
        ("jarak", if form.remote { "1".to_owned() } else { String::new() }),
        ("wilayah", form.regency.clone()),
        ("upah", form.wage_floor.map(|wage| wage.to_string()).unwrap_or_default()),
        ("tersedia", form.available.clone()),
        ("blokir", joined(&form.blocked)),
        ("versi", form.version.to_string()),
    ])
}

fn profile_page(
    ui: Ui,
    status: StatusCode,
    form: FormView,
    known: bool,
    experience: Option<Experience>,
    contracts: &[Contract],
) -> Answer {
    let body = ProfilePage {
        head: Head::unlisted(ui.t("profile-title"), ui.t("profile-title")).to_mend(&ui, form.faults().len()),
        known,
        experience: experiences(&ui, experience),
        contracts: Contract::ALL
            .iter()
            .map(|kind| (kind.as_str().to_owned(), words::contract(&ui, *kind), contracts.contains(kind)))
            .collect(),
        lines: Vec::new(),
        kept: Vec::new(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn experiences(ui: &Ui, chosen: Option<Experience>) -> Options {
    [
        (Experience::UnderOne, "experience-under-one"),
        (Experience::OneToThree, "experience-one-to-three"),
        (Experience::ThreeToFive, "experience-three-to-five"),
        (Experience::OverFive, "experience-over-five"),
    ]
    .into_iter()
    .map(|(band, key)| (band.as_str().to_owned(), ui.t(key), chosen == Some(band)))
    .collect()
}

/// Two steps without a script: what was typed is shown as it was understood, and saved once that is confirmed.
async fn submit(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = own(&app, &actor).await?;
    let params = form.0;
    let known = service::own(&app, &permit).await?;
    let present = known.as_ref().map_or(0, |profile| profile.version);
    let typed = typed(&params, known.as_ref());
    let confirmed = params.get("betul").is_some();
    let result = if confirmed {
        service::save(&app, &permit, &typed).await
    } else if params.get("ubah").is_some() {
        Err(crate::error::Invalid::default().into())
    } else {
        service::check(&app, &typed).await
    };
    match mend_version(result, &ui, &params, present, "keterampilan")? {
        Ok(()) if confirmed => Ok(see_other(&format!("{HOME}?ok=profil")).finish()),
        Ok(()) => confirm_page(ui, &params, &typed),
        Err((status, view)) => {
            // Going back to change something is no fault.
            let status = if view.faults().is_empty() { StatusCode::OK } else { status };
            profile_page(ui, status, view, known.is_some(), typed.experience, &typed.contracts)
        }
    }
}

fn confirm_page(ui: Ui, params: &Params, form: &ProfileForm) -> Answer {
    let evidence = |chosen: Evidence| -> Options {
        [
            (Evidence::Stated, "evidence-stated"),
            (Evidence::Trained, "evidence-trained"),
            (Evidence::Certified, "evidence-certified"),
        ]
        .into_iter()
        .map(|(evidence, key)| (evidence.as_str().to_owned(), ui.t(key), evidence == chosen))
        .collect()
    };
    let line = |(position, line): (usize, &Line)| {
        let offered = Line::read(&line.phrase).skills;
        let skill = |skill: &SkillId| (skill.0.to_string(), skill_name(&ui, *skill), line.skills.contains(skill));
        LineView {
            name: position.to_string(),
            skills_name: format!("kenal-{position}"),
            evidence_name: format!("bukti-{position}"),
            phrase: line.phrase.clone(),
            skills: offered.iter().map(skill).collect(),
            evidence: evidence(line.evidence),
        }
    };
    let names = params.names().filter(|name| !STEPS.contains(name) && !of_second_step(name));
    let mut kept: Vec<(String, String)> =
        names.flat_map(|name| params.all(name).map(move |value| (name.to_owned(), value.to_owned()))).collect();
    kept.sort();
    kept.dedup();
    let body = ProfilePage {
        head: Head::unlisted(ui.t("profile-confirm-title"), ui.t("profile-confirm-title")),
        known: false,
        experience: Vec::new(),
        contracts: Vec::new(),
        lines: form.lines.iter().enumerate().map(line).collect(),
        kept,
        form: FormView::default(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn of_second_step(name: &str) -> bool {
    name.starts_with("kenal-") || name.starts_with("bukti-")
}

/// What was typed.
fn typed(params: &Params, known: Option<&Profile>) -> ProfileForm {
    let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let (wage, regency) = (text("upah"), text("wilayah"));
    let digits: String = wage.chars().filter(char::is_ascii_digit).collect();
    let province = |name: String| {
        let code = regions::find(&name).filter(|region| region.is_province()).map(|region| region.code);
        (name, code)
    };
    ProfileForm {
        lines: lines(params, known),
        experience: params.get("lama").and_then(Experience::parse),
        provinces: split(params, "provinsi", &[',', ';', '\n', '\r']).into_iter().map(province).collect(),
        remote: params.get("jarak").is_some(),
        regency_code: regions::find(&regency).filter(|region| !region.is_province()).map(|region| region.code),
        regency,
        wage_floor: (!wage.is_empty()).then(|| digits.parse().unwrap_or(0)),
        contracts: params.all("kontrak").filter_map(Contract::parse).collect(),
        available: text("tersedia"),
        blocked: split(params, "blokir", &['\n', '\r']),
        version: version(params),
    }
}

fn split(params: &Params, name: &str, at: &[char]) -> Vec<String> {
    let typed = params.get(name).unwrap_or_default();
    typed.split(at).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Lines of skills, each once. On the first step every skill recognised counts, but for those somebody removed before.
fn lines(params: &Params, known: Option<&Profile>) -> Vec<Line> {
    let confirmed = params.get("betul").is_some();
    let mut lines: Vec<Line> = Vec::new();
    for phrase in split(params, "keterampilan", &['\n', '\r', ',', ';', '•']) {
        if lines.len() > MOST_LINES || lines.iter().any(|line| line.phrase == phrase) {
            continue;
        }
        // What is too long is not read: it is sent back.
        let mut line = if phrase.chars().count() <= LONGEST_LINE {
            Line::read(&phrase)
        } else {
            Line { phrase, evidence: Evidence::Stated, skills: Vec::new() }
        };
        if confirmed {
            confirm(params, lines.len(), &mut line);
        } else if let Some(before) =
            known.and_then(|profile| profile.lines.iter().find(|before| before.phrase == line.phrase))
        {
            line.evidence = before.evidence;
            line.skills.clone_from(&before.skills);
        }
        lines.push(line);
    }
    lines
}

/// On the second step what is ticked counts.
fn confirm(params: &Params, position: usize, line: &mut Line) {
    let name = format!("kenal-{position}");
    let ticked: Vec<u16> = params.all(&name).filter_map(|value| value.parse().ok()).collect();
    line.skills.retain(|skill| ticked.contains(&skill.0));
    let evidence = params.get(&format!("bukti-{position}")).and_then(Evidence::parse);
    line.evidence = evidence.unwrap_or(Evidence::Stated);
}

/// The switch, the pause and the mails: each a button of its own.
async fn switch(app: http::Data<App>, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = own(&app, &actor).await?;
    let ok = match form.0.get("tindakan") {
        Some("nyala") => service::switch_on(&app, &permit).await.map(|()| "nyala"),
        Some("mati") => service::switch_off(&app, &permit).await.map(|()| "mati"),
        Some("jeda-30") => service::pause(&app, &permit, true).await.map(|()| "jeda"),
        Some("jeda") => service::pause(&app, &permit, false).await.map(|()| "jeda"),
        Some("lanjut") => service::resume(&app, &permit).await.map(|()| "lanjut"),
        Some("surel") => {
            let digest = form.0.get("kabar").and_then(Digest::parse).ok_or(Error::NotFound)?;
            service::set_digest(&app, &permit, digest).await.map(|()| "surel")
        }
        _ => Err(Error::NotFound),
    };
    match ok {
        Ok(ok) => Ok(see_other(&format!("{HOME}?ok={ok}")).finish()),
        // Without a profile there is nothing to switch; it is written first.
        Err(Error::NotFound) => Ok(see_other(PROFILE).finish()),
        Err(other) => Err(other.into()),
    }
}

async fn delete(app: http::Data<App>, ui: Ui, Signed(actor): Signed, form: FormParams) -> Answer {
    let permit = own(&app, &actor).await?;
    let result = if form.0.get("setuju").is_some() {
        service::delete(&app, &permit).await
    } else {
        Err(service::not_confirmed().into())
    };
    match mend(result)? {
        Ok(()) => Ok(see_other(&format!("{HOME}?ok=hapus")).finish()),
        Err(faults) => {
            let known = service::own(&app, &permit).await?.as_ref().map(ProfileForm::from);
            let view = known.as_ref().map(filled).unwrap_or_default().faulty(&ui, &faults);
            let (experience, contracts) =
                known.as_ref().map_or((None, Vec::new()), |form| (form.experience, form.contracts.clone()));
            profile_page(ui, StatusCode::UNPROCESSABLE_ENTITY, view, known.is_some(), experience, &contracts)
        }
    }
}
