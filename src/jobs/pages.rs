//! Pages of openings: the list, one opening, and what suits a person.
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web as http};
use askama::Template;

use super::{
    json_ld,
    model::{Contract, Education, OpeningCard, OpeningFilter, OpeningView, Remote},
    service,
    words::{self, Reasons},
};
use crate::{
    app::App,
    error::Invalid,
    matching::{
        Seeker,
        vocabulary::{SkillId, Tongue, vocabulary},
    },
    platform::{
        i18n::Lang,
        listing::{Page, Position},
        params::Params,
    },
    regions,
    web::{
        Cache, Head, Routes, Ui, Who,
        errors::Failure,
        forms::FormParams,
        links,
        listing::Listing,
        page,
        params::{Code, QueryParams},
    },
};

pub fn routes(routes: &mut Routes) {
    routes.get("/lowongan", Who::Everyone, list);
    routes.get("/lowongan/umpan.atom", Who::Everyone, super::feed::feed);
    routes.get("/lowongan/{code}", Who::Everyone, show);
    routes.get("/cocok", Who::Everyone, ask);
    routes.post("/cocok", Who::Everyone, answer);
}

/// An opening in a list as it is drawn.
pub struct Row {
    pub url: String,
    pub title: String,
    pub employer: String,
    pub place: String,
    pub pay: String,
    pub pay_unit: String,
    pub contract: String,
    pub closes: String,
    pub tag: String,
    pub tone: &'static str,
    pub reasons: Option<Reasons>,
}

impl Row {
    pub fn new(ui: &Ui, card: OpeningCard) -> Self {
        let age = ui.now().date() - card.published_on;
        let (tag, tone) = if ui.closes_soon(&card.closes_at) {
            (ui.t("opening-closes-soon"), "yours")
        } else if age.whole_days() <= 2 {
            (ui.t("opening-new"), "good")
        } else {
            (String::new(), "idle")
        };
        Self {
            url: format!("/lowongan/{}", card.code),
            pay: words::pay(ui, &card.wage),
            pay_unit: words::pay_unit(ui, &card.wage),
            contract: words::contract(ui, card.contract),
            closes: ui.closes(&card.closes_at, card.zone),
            employer: words::employer(ui, card.employer.as_ref(), &card.place),
            place: if card.remote { ui.ts("place-or-remote", "place", &card.place) } else { card.place },
            reasons: card.explanation.as_ref().map(|explanation| Reasons::new(ui, explanation)),
            title: card.title,
            tag,
            tone,
        }
    }
}

type Options = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "pages/jobs/openings.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    words: String,
    place: String,
    wage: String,
    wage_unknown: Options,
    contracts: Options,
    remote: Options,
    education: Options,
    experience: String,
    skills: Options,
    rows: Vec<Row>,
    listing: Listing,
    feed: String,
    wider: String,
}

async fn list(app: http::Data<App>, ui: Ui, query: QueryParams) -> Result<HttpResponse, Failure> {
    let params = query.0;
    let (filter, invalid) = OpeningFilter::read(&params);
    let found = service::browse(&app, &filter).await?;
    let asked = service::asked_skills(&app, 30).await?;
    let mut listing = Listing::new(&ui, &found, &filter.position, &params, &invalid, "count-openings");
    listing.note_resting(&ui, !filter.words.is_empty() && !app.search.ready());
    active_filters(&ui, &mut listing, &params, &filter);
    let title = if filter.words.is_empty() {
        ui.t("openings-title")
    } else {
        ui.ts("openings-title-search", "words", &filter.words)
    };
    let feed = format!("/lowongan/umpan.atom{}", Position::First.query(&params));
    let head = if listing.own {
        Head::unlisted(title, ui.t("openings-description")).to_mend(&ui, listing.errors.len())
    } else {
        Head::new(&ui, title, ui.t("openings-description"), "/lowongan")
    };
    let typed = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let body = ListPage {
        head: head.feed(feed.clone(), ui.t("feed-title")),
        words: typed("q"),
        place: filter.region.map_or_else(|| typed("tempat"), |region| region.name.to_owned()),
        wage: typed("upah"),
        wage_unknown: vec![("1".to_owned(), ui.t("filter-wage-unknown"), filter.wage_unknown)],
        contracts: Contract::ALL
            .iter()
            .map(|kind| (kind.as_str().to_owned(), words::contract(&ui, *kind), filter.contracts.contains(kind)))
            .collect(),
        remote: [(Remote::Yes, "filter-remote-yes"), (Remote::No, "filter-remote-no")]
            .into_iter()
            .map(|(remote, key)| (remote.as_str().to_owned(), ui.t(key), filter.remote == Some(remote)))
            .collect(),
        education: Education::ALL
            .iter()
            .map(|kind| (kind.as_str().to_owned(), words::education(&ui, *kind), filter.education == Some(*kind)))
            .collect(),
        experience: typed("pengalaman"),
        skills: skill_options(&ui, &asked, filter.skill),
        rows: found.items.into_iter().map(|card| Row::new(&ui, card)).collect(),
        wider: wider(&params, &filter),
        listing,
        feed,
        ui,
    };
    let cache = if body.listing.own { Cache::Ask } else { Cache::Public };
    page(body.listing.status, cache, !body.listing.own, &body)
}

/// A way out of an empty list: the province instead of the regency, else the search without its last word.
fn wider(params: &Params, filter: &OpeningFilter) -> String {
    if let Some(region) = filter.region {
        let without = params.without(&["tempat", "sesudah", "sebelum", "halaman"], None);
        let wide = if region.is_province() { without } else { without.with("tempat", &region.code[..2]) };
        return format!("/lowongan{}", wide.to_query());
    }
    let shorter =
        filter.words.rsplit_once([' ', ',']).map(|(kept, _)| kept.trim_end_matches([' ', ','])).unwrap_or_default();
    format!("/lowongan{}", Params::default().with("q", shorter).to_query())
}

fn active_filters(ui: &Ui, listing: &mut Listing, params: &Params, filter: &OpeningFilter) {
    if let Some(region) = filter.region {
        listing.filter(params, ui.ts("filter-place", "name", region.name), &["tempat"], None);
    }
    if let Some(wage) = &filter.wage {
        listing.filter(params, ui.ts("filter-wage", "amount", &ui.rupiah(wage)), &["upah", "upah_kosong"], None);
    }
    for kind in &filter.contracts {
        listing.filter(params, words::contract(ui, *kind), &["kontrak"], Some(kind.as_str()));
    }
    if let Some(remote) = filter.remote {
        let key = if remote == Remote::Yes { "filter-remote-yes" } else { "filter-remote-no" };
        listing.filter(params, ui.t(key), &["jarak"], None);
    }
    if let Some(most) = filter.education {
        listing.filter(params, ui.ts("filter-education", "name", &words::education(ui, most)), &["didik"], None);
    }
    if let Some(most) = filter.experience {
        listing.filter(params, ui.tn("filter-experience", most), &["pengalaman"], None);
    }
    if let Some(skill) = filter.skill {
        listing.filter(params, ui.ts("filter-skill", "name", &skill_name(ui, skill)), &["terampil"], None);
    }
}

fn skill_options(ui: &Ui, asked: &[(SkillId, i64)], chosen: Option<SkillId>) -> Options {
    let option = |(skill, openings): &(SkillId, i64)| {
        let code = vocabulary().get(*skill).map_or("", |skill| skill.code);
        (code.to_owned(), format!("{} ({openings})", skill_name(ui, *skill)), chosen == Some(*skill))
    };
    asked.iter().map(option).collect()
}

/// The name of a skill in the visitor's language.
pub fn skill_name(ui: &Ui, skill: SkillId) -> String {
    let tongue = match ui.language() {
        Lang::Id => Tongue::Id,
        Lang::En => Tongue::En,
    };
    vocabulary().get(skill).map_or_else(String::new, |skill| skill.name(tongue).to_owned())
}

#[derive(Template)]
#[template(path = "pages/jobs/opening.html")]
struct OpeningPage {
    ui: Ui,
    head: Head,
    opening: OpeningView,
    /// Name of the employer, or that a company of the place is one.
    employer: String,
    /// Address to go back to from a preview; empty on the page itself.
    back: String,
    place: String,
    pay: String,
    pay_unit: String,
    contract: String,
    education: String,
    experience: String,
    people: String,
    closes: String,
    published: String,
    paragraphs: Vec<Block>,
    demands: Vec<Block>,
    share_url: String,
    share_text: String,
    whatsapp: String,
}

/// A part of a text: a paragraph or a list.
enum Block {
    Text(String),
    List(Vec<String>),
}

/// Lines that begin with a dash are a list; the others are paragraphs.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix(['-', '•', '*']), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.trim().to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.trim().to_owned()])),
            (None, _) => blocks.push(Block::Text(line.to_owned())),
        }
    }
    blocks
}

async fn show(app: http::Data<App>, ui: Ui, code: Code) -> Result<HttpResponse, Failure> {
    let opening = service::show(&app, &code.0).await?;
    let cache = !opening.closed;
    page(StatusCode::OK, Cache::Public, cache, &opening_page(ui, opening, String::new()))
}

/// The page as everybody would see it, with the way back.
pub(in crate::jobs) fn preview(ui: Ui, opening: OpeningView, back: String) -> Result<HttpResponse, Failure> {
    let title = ui.t("desk-one-title");
    let mut body = opening_page(ui, opening, back);
    // The tab and the history of a browser tell neither the opening nor the employer.
    body.head = Head::unlisted(title.clone(), title);
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

fn opening_page(ui: Ui, opening: OpeningView, back: String) -> OpeningPage {
    let employer = words::employer(&ui, opening.employer.as_ref(), &opening.place);
    let path = format!("/lowongan/{}", opening.code);
    let pay = words::pay(&ui, &opening.wage);
    let description = ui
        .with("opening-description", &[("title", &opening.title), ("employer", &employer), ("place", &opening.place)]);
    let share_url = ui.absolute(&path);
    let share_text = format!("{}, {employer}", opening.title);
    let head = if opening.closed {
        Head::unlisted(opening.title.clone(), description)
    } else {
        let data = json_ld::posting(&ui, &opening, &path);
        Head::new(&ui, format!("{}, {employer}", opening.title), description, &path).json_ld(&data)
    };
    OpeningPage {
        place: if opening.remote { ui.ts("place-or-remote", "place", &opening.place) } else { opening.place.clone() },
        pay_unit: words::pay_unit(&ui, &opening.wage),
        contract: words::contract(&ui, opening.contract),
        education: words::education(&ui, opening.education),
        experience: if opening.experience_years == 0 {
            ui.t("experience-none")
        } else {
            ui.tn("experience-years", opening.experience_years)
        },
        people: ui.tn("opening-people", opening.people),
        closes: if opening.closed { ui.t("opening-closed-text") } else { ui.closes(&opening.closes_at, opening.zone) },
        published: ui.date(&opening.published_on),
        paragraphs: blocks(&opening.body),
        demands: blocks(&opening.requirements),
        whatsapp: links::share(&format!("{share_text} ({share_url})")),
        share_url,
        share_text,
        pay,
        head,
        employer,
        back,
        opening,
        ui,
    }
}

#[derive(Template)]
#[template(path = "pages/jobs/match.html")]
struct MatchPage {
    ui: Ui,
    head: Head,
    typed: String,
    place: String,
    place_error: String,
    typed_error: String,
    errors: Vec<(String, String)>,
    error_title: String,
    /// Code, name, and whether it was chosen.
    suggestions: Options,
    asked: bool,
    recognised: Vec<String>,
    unknown: Vec<String>,
    count: String,
    /// Says that only the best are shown, when there are more.
    best: String,
    /// Says that the skills were not compared, while there is no index; else empty.
    note: String,
    rows: Vec<Row>,
}

/// Letters of the skills a person may type at once.
const LONGEST_LIST: usize = 2_000;

/// Whoever wrote down what they can do starts with it; nothing is looked for before they ask.
async fn ask(app: http::Data<App>, ui: Ui, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let mut body = match_page(&app, ui, &Params::default()).await?;
    let Some((typed, place)) = super::seekers::pages::typed_before(&app, &request).await? else {
        return page(StatusCode::OK, Cache::Public, true, &body);
    };
    body.typed = typed;
    body.place = place;
    page(StatusCode::OK, Cache::Nobody, true, &body)
}

/// The skills travel in the body, so that they stand in no address, no history and no log. Nothing is stored.
async fn answer(app: http::Data<App>, ui: Ui, form: FormParams) -> Result<HttpResponse, Failure> {
    let mut body = match_page(&app, ui, &form.0).await?;
    body.head.index = false;
    let status = if body.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(status, Cache::Ask, false, &body)
}

async fn match_page(app: &App, ui: Ui, params: &Params) -> Result<MatchPage, Failure> {
    let asked = params.names().next().is_some();
    let typed = params.get("keterampilan").unwrap_or_default();
    let place = params.get("tempat").unwrap_or_default();
    let chosen: Vec<SkillId> = params.all("pilih").filter_map(|code| Some(vocabulary().by_code(code)?.id)).collect();
    let mut invalid = Invalid::default();
    let region = params.word("tempat", regions::find, &mut invalid);
    if !invalid.0.is_empty() {
        invalid = Invalid::one("tempat", "error-region");
    }
    if asked && typed.is_empty() && chosen.is_empty() {
        invalid.0.push(("keterampilan", "error-skills-empty"));
    }
    if typed.chars().count() > LONGEST_LIST {
        invalid.0.push(("keterampilan", "error-skills-long"));
    }
    let shortened: String = typed.chars().take(LONGEST_LIST).collect();
    let names = chosen.iter().filter_map(|skill| Some(vocabulary().get(*skill)?.name(Tongue::Id)));
    let seeker = Seeker::new(Seeker::split(&shortened).chain(names), region.map(|region| region.code.to_owned()));
    let nothing = Page { items: Vec::new(), total: Some(0), previous: None, next: None };
    let filter = OpeningFilter::default();
    let mut resting = false;
    let found = if !invalid.0.is_empty() || seeker.wishes.is_empty() {
        nothing
    } else if let Some(found) = service::best(app, &seeker, &filter).await? {
        found
    } else {
        resting = true;
        service::browse(app, &filter).await?
    };
    let suggestions = service::asked_skills(app, 18).await?;
    let errors: Vec<_> = invalid.0.iter().map(|(name, key)| ((*name).to_owned(), ui.t(key))).collect();
    let error = |field| invalid.of(field).map(|key| ui.t(key)).unwrap_or_default();
    Ok(MatchPage {
        head: Head::new(&ui, ui.t("match-title"), ui.t("match-description"), "/cocok").to_mend(&ui, errors.len()),
        suggestions: suggestions
            .iter()
            .map(|(skill, _)| {
                let code = vocabulary().get(*skill).map_or("", |skill| skill.code);
                (code.to_owned(), skill_name(&ui, *skill), chosen.contains(skill))
            })
            .collect(),
        typed: typed.to_owned(),
        place: place.to_owned(),
        place_error: error("tempat"),
        typed_error: error("keterampilan"),
        error_title: ui.tn("error-summary", i64::try_from(errors.len()).unwrap_or(1)),
        asked: asked && errors.is_empty(),
        recognised: seeker.skills().into_iter().map(|skill| skill_name(&ui, skill)).collect(),
        unknown: seeker.wishes.iter().filter(|wish| wish.links.is_empty()).map(|wish| wish.text.clone()).collect(),
        count: ui.tn("count-openings", i64::try_from(found.total.unwrap_or_default()).unwrap_or_default()),
        note: if resting { ui.t("search-resting") } else { String::new() },
        best: if found.next.is_some() && !resting {
            ui.tn("match-best", i64::try_from(found.items.len()).unwrap_or_default())
        } else {
            String::new()
        },
        rows: found.items.into_iter().map(|card| Row::new(&ui, card)).collect(),
        errors,
        ui,
    })
}
