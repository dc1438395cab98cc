//! Openings and matches as JSON.
use actix_web::{HttpRequest, HttpResponse, web as http};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    model::{OpeningCard, OpeningFilter, OpeningView},
    service,
};
use crate::{
    app::App,
    error::{Error, Invalid},
    matching::{
        Band, How, Seeker,
        vocabulary::{Kind, Tongue, vocabulary},
    },
    regions,
    web::{
        Routes, Who,
        api::{self, List, Problem},
        errors::Failure,
        forms::Body,
        params::{Code, QueryParams},
    },
};

/// Parameter names of the interface and of the pages.
const NAMES: &[(&str, &str)] = &[
    ("q", "q"),
    ("region", "tempat"),
    ("wage", "upah"),
    ("wage_unknown", "upah_kosong"),
    ("contract", "kontrak"),
    ("remote", "jarak"),
    ("education", "didik"),
    ("experience", "pengalaman"),
    ("skill", "terampil"),
    ("after", "sesudah"),
    ("before", "sebelum"),
    ("page", "halaman"),
];

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/openings", Who::Everyone, list);
    routes.get("/api/v1/openings/{code}", Who::Everyone, show);
    routes.post("/api/v1/matches", Who::Everyone, matches);
    routes.get("/api/v1/skills", Who::Everyone, skills);
}

/// Open openings: by words the best matches, else the newest first
#[utoipa::path(
    get, path = "/api/v1/openings", tag = "openings",
    params(
        ("q" = Option<String>, Query, description = "Words or skills, at most 200 letters"),
        ("region" = Option<String>, Query, description = "Code or name of a province or regency; remote work counts as near"),
        ("wage" = Option<i64>, Query, description = "At least so many rupiah a month"),
        ("wage_unknown" = Option<String>, Query, description = "Any value: with `wage`, also openings that state none"),
        ("contract" = Option<Vec<String>>, Query, description = "permanent, fixed_term, casual, part_time, piece_rate or internship; may be repeated"),
        ("remote" = Option<String>, Query, description = "`ya` or `tidak`"),
        ("education" = Option<String>, Query, description = "Schooling the person has: none, sd, smp, sma, d3 or s1"),
        ("experience" = Option<u32>, Query, description = "Years the person has"),
        ("skill" = Option<String>, Query, description = "Code of a skill, from /api/v1/skills"),
        ("after" = Option<String>, Query, description = "Key of a page, from `next`"),
        ("before" = Option<String>, Query, description = "Key of a page, from `previous`"),
        ("page" = Option<u32>, Query, description = "Page of a search, 1 to 9"),
    ),
    responses((status = 200, body = List<OpeningCard>), (status = 422, body = Problem, content_type = "application/problem+json")),
)]
pub async fn list(app: http::Data<App>, query: QueryParams, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let (filter, invalid) = OpeningFilter::read(&api::parameters(query.0, NAMES)?);
    api::refuse(invalid, NAMES)?;
    Ok(api::list(&request, service::browse(&app, &filter).await?))
}

/// One opening
#[utoipa::path(
    get, path = "/api/v1/openings/{code}", tag = "openings",
    params(("code" = String, Path, description = "Public code")),
    responses(
        (status = 200, body = OpeningView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "No longer offered", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn show(app: http::Data<App>, code: Code) -> Result<HttpResponse, Failure> {
    Ok(api::json(&service::show(&app, &code.0).await?))
}

/// What a person can do. Nothing of it is stored.
#[derive(Deserialize, ToSchema)]
pub struct Skills {
    /// In the person's own words, at most 60.
    #[schema(example = json!(["menjahit", "obras"]))]
    pub skills: Vec<String>,
    /// Code or name of a province or regency.
    #[schema(example = "63")]
    pub region: Option<String>,
}

/// An opening with the reasons why it suits.
#[derive(Serialize, ToSchema)]
pub struct MatchView {
    pub opening: OpeningCard,
    pub band: Band,
    pub required: Vec<Reason>,
    pub preferred: Vec<Reason>,
}

/// A line of what an opening asks for.
#[derive(Serialize, ToSchema)]
pub struct Reason {
    pub item: String,
    pub covered: bool,
    /// The words of the person that cover it, where they are other words.
    pub by: Option<String>,
}

/// Openings for skills, with reasons
#[utoipa::path(
    post, path = "/api/v1/matches", tag = "openings", request_body = Skills,
    responses(
        (status = 200, body = Vec<MatchView>),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn matches(app: http::Data<App>, body: Body) -> Result<HttpResponse, Failure> {
    let given: Skills = serde_json::from_slice(&body.0).map_err(|_| Error::from(Invalid::one("body", "error-json")))?;
    let region = match given.region.as_deref().filter(|region| !region.trim().is_empty()) {
        Some(typed) => Some(regions::find(typed).ok_or_else(|| Error::from(Invalid::one("region", "error-region")))?),
        None => None,
    };
    let phrases = given.skills.iter().map(|phrase| cut(phrase));
    let seeker = Seeker::new(phrases, region.map(|region| region.code.to_owned()));
    if seeker.wishes.is_empty() {
        return Err(Error::from(Invalid::one("skills", "error-skills-empty")).into());
    }
    let found = service::best(&app, &seeker, &OpeningFilter::default()).await?;
    let views: Vec<_> = found.map(|page| page.items).unwrap_or_default().into_iter().map(view).collect();
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(views))
}

/// The first 200 letters of a phrase.
fn cut(phrase: &str) -> &str {
    phrase.char_indices().nth(200).map_or(phrase, |(end, _)| &phrase[..end])
}

fn view(card: OpeningCard) -> MatchView {
    let explanation = card.explanation.clone();
    let reason = |(item, how): (&str, &How)| Reason {
        item: item.to_owned(),
        covered: *how != How::Missing,
        by: match how {
            How::Other { yours } | How::Misspelt { yours } | How::Related { yours } => Some(yours.clone()),
            How::Same | How::Words | How::Missing => None,
        },
    };
    let explanation = explanation.as_ref();
    MatchView {
        band: explanation.map_or(Band::Possible, crate::matching::Explanation::band),
        required: explanation.map(|known| known.required().map(reason).collect()).unwrap_or_default(),
        preferred: explanation.map(|known| known.preferred().map(reason).collect()).unwrap_or_default(),
        opening: card,
    }
}

/// A skill of the vocabulary.
#[derive(Serialize, ToSchema)]
pub struct SkillView {
    pub code: &'static str,
    pub kind: Kind,
    pub name_id: &'static str,
    pub name_en: &'static str,
}

/// Skills of the vocabulary whose words begin as typed
#[utoipa::path(
    get, path = "/api/v1/skills", tag = "openings",
    params(("q" = Option<String>, Query, description = "Beginning of a word; empty gives all")),
    responses((status = 200, body = Vec<SkillView>)),
)]
pub async fn skills(query: QueryParams) -> Result<HttpResponse, Failure> {
    let vocabulary = vocabulary();
    let known = match query.0.get("q") {
        Some(typed) => vocabulary.suggest(cut(typed), 20),
        None => vocabulary.skills().iter().collect(),
    };
    let views: Vec<_> = known
        .into_iter()
        .map(|skill| SkillView {
            code: skill.code,
            kind: skill.kind,
            name_id: skill.name(Tongue::Id),
            name_en: skill.name(Tongue::En),
        })
        .collect();
    Ok(api::json(&views))
}
