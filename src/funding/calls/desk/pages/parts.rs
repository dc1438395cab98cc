//! The four parts of a draft, each a form that saves by itself.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{
        drafts,
        model::{CERTIFICATE, Part, SCALES, Typed},
        policy::MayWriteCalls,
        service,
    },
    Options, may_edit,
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        budget::Form,
        calls::terms::{Decree, Publication, Selection},
        eligibility::{Ask, Door, Question},
        model::FundingKind,
        papers::PaperKind,
    },
    platform::params::Params,
    regions::Zone,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        errors::Answer,
        forms::{FormParams, mend, mend_version, version},
        page,
        params::Item,
        session::{Seat, see_other},
    },
};

/// The address of a new call: before those with a code in its place.
pub(super) fn begin(routes: &mut Routes) {
    let write = Who::may::<MayWriteCalls>();
    routes.get("/instansi/{code}/pembukaan/baru", write, show_new);
    routes.post("/instansi/{code}/pembukaan/baru", write, create);
}

pub(super) fn routes(routes: &mut Routes) {
    let write = Who::may::<MayWriteCalls>();
    routes.get("/instansi/{code}/pembukaan/{item}/naskah", write, show_text);
    routes.post("/instansi/{code}/pembukaan/{item}/naskah", write, save_text);
    routes.get("/instansi/{code}/pembukaan/{item}/dana", write, show_money);
    routes.post("/instansi/{code}/pembukaan/{item}/dana", write, save_money);
    routes.get("/instansi/{code}/pembukaan/{item}/syarat", write, show_doors);
    routes.post("/instansi/{code}/pembukaan/{item}/syarat", write, save_doors);
    routes.get("/instansi/{code}/pembukaan/{item}/penilaian", write, show_assessment);
    routes.post("/instansi/{code}/pembukaan/{item}/penilaian", write, save_assessment);
}

#[derive(Template)]
#[template(path = "pages/calls/part.html")]
struct PartPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    part: Part,
    lists: Lists,
    /// What the shares come to; empty where there are none.
    sum: String,
}

/// Everything there is to choose from in a part.
#[derive(Default)]
struct Lists {
    kinds: Options,
    forms: Options,
    zones: Options,
    doors: Options,
    questions: Options,
    papers: Options,
    scales: Options,
    selections: Options,
    decrees: Options,
    levels: Options,
}

impl Lists {
    fn of(ui: &Ui, part: Part, typed: &Params) -> Self {
        let chosen = |name: &str, word: &str| typed.all(name).any(|given| given == word);
        let option = |name: &str, word: &str, words: String| (word.to_owned(), words, chosen(name, word));
        match part {
            Part::Text => {
                let kind = |kind: &FundingKind| option("macam", kind.as_str(), ui.t(kind_key(*kind)));
                Self { kinds: FundingKind::ALL.iter().map(kind).collect(), ..Self::default() }
            }
            Part::Money => {
                let form = |form: &Form| option("bentuk", form.as_str(), ui.t(form_key(*form)));
                let paper = option("bentuk", CERTIFICATE, ui.t("calls-form-certificate"));
                let zone = |zone: Zone| option("zona", zone.label(), zone.label().to_owned());
                Self {
                    forms: Form::ALL.iter().map(form).chain([paper]).collect(),
                    zones: [Zone::Wib, Zone::Wita, Zone::Wit].map(zone).into(),
                    ..Self::default()
                }
            }
            Part::Doors => {
                let door = |door: &Door| option("badan", door.as_str(), ui.t(door.texts().name));
                let ask = |question: &Question| {
                    let words = ui.ts(Ask::Fact(*question).text(), "place", &ui.t("calls-own-place"));
                    option("tanya", question.as_str(), words)
                };
                let paper = |paper: &PaperKind| option("surat", paper.as_str(), ui.t(paper.key()));
                Self {
                    doors: Door::ALL.iter().map(door).collect(),
                    questions: Question::ALL.iter().map(ask).collect(),
                    papers: PaperKind::ALL.iter().map(paper).collect(),
                    ..Self::default()
                }
            }
            Part::Assessment => {
                let scale = |most: u16| option("skala", &most.to_string(), format!("0–{most}"));
                let selection = |way: &Selection| option("cara", way.as_str(), ui.t(selection_key(*way)));
                let decree = |decree: &Decree| option("keputusan", decree.as_str(), ui.t(decree_key(*decree)));
                let level = |(level, key): (Publication, &str)| option("terbuka", level.as_str(), ui.t(key));
                let levels =
                    [(Publication::Totals, "calls-level-totals"), (Publication::Reduced, "calls-level-reduced")];
                Self {
                    scales: SCALES.map(scale).into(),
                    selections: Selection::ALL.iter().map(selection).collect(),
                    decrees: Decree::ALL.iter().map(decree).collect(),
                    levels: levels.map(level).into(),
                    ..Self::default()
                }
            }
        }
    }
}

const fn kind_key(kind: FundingKind) -> &'static str {
    match kind {
        FundingKind::Grant => "funding-grant",
        FundingKind::BusinessAid => "funding-business-aid",
        FundingKind::Emergency => "funding-emergency",
        FundingKind::Competition => "funding-competition",
    }
}

const fn form_key(form: Form) -> &'static str {
    match form {
        Form::Money => "form-money",
        Form::Goods => "form-goods",
        Form::Services => "calls-form-services",
    }
}

const fn selection_key(selection: Selection) -> &'static str {
    match selection {
        Selection::Ranked => "calls-selection-ranked",
        Selection::Ordered => "calls-selection-ordered",
    }
}

const fn decree_key(decree: Decree) -> &'static str {
    match decree {
        Decree::Agency => "calls-decree-agency",
        Decree::RegionHead => "calls-decree-region-head",
    }
}

/// Draws a part. `code` is empty for a call that does not exist yet.
fn part_page(
    ui: Ui,
    seat: &Seat,
    code: &str,
    part: Part,
    status: StatusCode,
    (typed, form): (&Params, FormView),
) -> Answer {
    let base = format!("{}/pembukaan", seat.base);
    let title = ui.t(if code.is_empty() { "calls-new-title" } else { part.key() });
    let here = format!("{base}/{code}");
    let sum = match part.read(typed).0 {
        Typed::Money(form) => Some(form.funders),
        Typed::Assessment(form) => Some(form.criteria),
        Typed::Text(_) | Typed::Doors(_) => None,
    };
    let sum = sum.map(|shares| shares.iter().map(|share| u32::from(share.percent)).sum::<u32>());
    let body = PartPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        action: if code.is_empty() { format!("{base}/baru") } else { format!("{here}/{}", part.as_str()) },
        back: if code.is_empty() { base } else { here },
        lists: Lists::of(&ui, part, typed),
        sum: sum.map(|sum| ui.ts("calls-sum", "percent", &sum.to_string())).unwrap_or_default(),
        part,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

async fn show_new(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayWriteCalls>(&app).await?;
    let year = (app.clock.now().year() + 1).to_string();
    let typed = Params::default().with("tahun", &year);
    part_page(ui, &seat, "", Part::Text, StatusCode::OK, (&typed, FormView::typed(&typed)))
}

async fn create(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayWriteCalls>(&app).await?;
    let (typed, faults) = Part::Text.read(&form.0);
    let Typed::Text(text) = typed else { return Err(Error::NotFound.into()) };
    let made: Result<String> = match faults.finish() {
        Ok(()) => drafts::service::create(&app, permit, text).await,
        Err(faults) => Err(faults),
    };
    match mend(made)? {
        Ok(code) => Ok(see_other(&format!("{}/pembukaan/{code}?ok=simpan", seat.base)).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &faults);
            part_page(ui, &seat, "", Part::Text, StatusCode::UNPROCESSABLE_ENTITY, (&form.0, view))
        }
    }
}

async fn show_part(app: &App, ui: Ui, seat: &Seat, code: &str, part: Part) -> Answer {
    let permit = seat.may::<MayWriteCalls>(app).await?;
    let own = service::find(app, &permit, code).await?;
    if !may_edit(&own) {
        return Ok(see_other(&format!("{}/pembukaan/{}", seat.base, own.code)).finish());
    }
    let typed = own.draft.fields(part).with("versi", &own.version.to_string());
    part_page(ui, seat, code, part, StatusCode::OK, (&typed, FormView::typed(&typed)))
}

async fn save_part(app: &App, ui: Ui, seat: &Seat, code: &str, part: Part, form: &Params) -> Answer {
    let permit = seat.may::<MayWriteCalls>(app).await?;
    let present = service::find(app, &permit, code).await?.version;
    let (typed, faults) = part.read(form);
    let saved = match faults.finish() {
        Ok(()) => drafts::service::save(app, permit, code, typed, version(form)).await,
        Err(faults) => Err(faults),
    };
    match mend_version(saved, &ui, form, present, "versi")? {
        Ok(()) => Ok(see_other(&format!("{}/pembukaan/{code}?ok=simpan", seat.base)).finish()),
        Err((status, view)) => part_page(ui, seat, code, part, status, (form, view)),
    }
}

async fn show_text(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show_part(&app, ui, &seat, &item.0, Part::Text).await
}

async fn save_text(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    save_part(&app, ui, &seat, &item.0, Part::Text, &form.0).await
}

async fn show_money(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show_part(&app, ui, &seat, &item.0, Part::Money).await
}

async fn save_money(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    save_part(&app, ui, &seat, &item.0, Part::Money, &form.0).await
}

async fn show_doors(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show_part(&app, ui, &seat, &item.0, Part::Doors).await
}

async fn save_doors(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    save_part(&app, ui, &seat, &item.0, Part::Doors, &form.0).await
}

async fn show_assessment(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    show_part(&app, ui, &seat, &item.0, Part::Assessment).await
}

async fn save_assessment(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    save_part(&app, ui, &seat, &item.0, Part::Assessment, &form.0).await
}
