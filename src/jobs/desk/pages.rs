//! Pages of those who post for an employer.
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web as http,
};
use askama::Template;
use futures_util::future::LocalBoxFuture;
use serde_json::json;

use super::{
    drafts,
    model::{Brief, OpeningForm, Own, Phrase, Reason, State, USUAL, YEARS, last_day},
    moves::{self, service::Act},
    notes::{self, Note},
    policy::MayPost,
    service::{self, BUTTONS},
    sheet,
    workflow::{self, Event, Party, Refusal},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    jobs::{
        lint::Weight,
        model::{Contract, Education, WageUnit},
        pages as public, pledge,
        wages::service as wages,
        words,
    },
    matching::vocabulary::{self, Tongue, vocabulary},
    platform::{i18n::Lang, params::Params, sheets::write},
    regions,
    web::{
        Cache, FormView, Head, Routes, Ui, Who,
        areas::{Addition, TaskRow},
        days::{self, Typed},
        errors::Answer,
        forms::{FormParams, mend, mend_version, version},
        page,
        params::{Item, QueryParams},
        session::{Seat, see_other},
    },
};

pub fn routes(routes: &mut Routes) {
    let post = Who::may::<MayPost>();
    routes.get("/perekrut/{code}/lowongan", post, list);
    routes.get("/perekrut/{code}/lowongan/baru", post, show_new);
    routes.post("/perekrut/{code}/lowongan/baru", post, create);
    routes.post("/perekrut/{code}/lowongan/periksa", post, judge);
    routes.get("/perekrut/{code}/lowongan/{item}", post, show);
    routes.get("/perekrut/{code}/lowongan/{item}/ubah", post, show_form);
    routes.post("/perekrut/{code}/lowongan/{item}/ubah", post, save);
    routes.get("/perekrut/{code}/lowongan/{item}/lihat", post, preview);
    routes.get("/perekrut/{code}/lowongan/{item}/lembar", post, take_sheet);
    routes.post("/perekrut/{code}/lowongan/{item}/keadaan", post, act);
}

/// What openings add to the home of their employer.
pub fn employer_home<'a>(app: &'a App, ui: &'a Ui, seat: &'a Seat) -> LocalBoxFuture<'a, Result<Addition>> {
    Box::pin(async move {
        let base = format!("{}/lowongan", seat.base);
        let tiles = vec![
            (base.clone(), "briefcase", "tile-desk", "tile-desk-text"),
            (format!("{}/ikrar", seat.base), "shield", "tile-pledge", "tile-pledge-text"),
        ];
        let Ok(permit) = seat.may::<MayPost>(app).await else { return Ok(Addition { tasks: Vec::new(), tiles }) };
        let mut tasks = Vec::new();
        let standing = pledge::service::standing(&app.db, seat.body.id, app.clock.now()).await?;
        if !matches!(standing, pledge::model::Standing::Current) {
            tasks.push(TaskRow::new(ui, "task-pledge", "task-pledge-why", format!("{}/ikrar", seat.base)));
        }
        for brief in service::overview(app, &permit).await? {
            let key = match brief.state {
                State::Returned => "task-mend-opening",
                State::Expired => "task-ended-opening",
                _ => continue,
            };
            let title = ui.ts(key, "name", &brief.title);
            let url = format!("{base}/{}", brief.code);
            tasks.push(TaskRow { title, why: ui.t("task-opening-why"), url, due: String::new(), done: false });
            if tasks.len() == 5 {
                break;
            }
        }
        Ok(Addition { tasks, tiles })
    })
}

/// An opening in the list.
struct Row {
    url: String,
    title: String,
    place: String,
    word: String,
    tone: &'static str,
    note: String,
}

#[derive(Template)]
#[template(path = "pages/desk/list.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    home: String,
    base: String,
    rows: Vec<Row>,
    number: String,
    previous: String,
    next: String,
}

/// Openings of a page of the list.
const PAGE: usize = 24;

async fn list(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let briefs = service::overview(&app, &permit).await?;
    let base = format!("{}/lowongan", seat.base);
    let last = briefs.len().div_ceil(PAGE).max(1);
    let number = query.0.get("halaman").and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, last);
    let address = |number: usize| format!("{base}?halaman={number}");
    let row = |brief: &Brief| Row {
        url: format!("{base}/{}", brief.code),
        title: brief.title.clone(),
        place: format!("{}. {}", brief.place, ui.tn("opening-people", brief.people)),
        word: ui.t(brief.state.key()),
        tone: brief.state.tone(),
        note: match brief.state {
            State::Open => ui.closes(&brief.closes_at, brief.zone),
            other => ui.t(other.next_key()),
        },
    };
    let body = ListPage {
        head: Head::unlisted(ui.t("desk-title"), ui.t("desk-title")),
        home: seat.base.clone(),
        rows: briefs.iter().skip((number - 1) * PAGE).take(PAGE).map(row).collect(),
        number: number.to_string(),
        previous: if number > 1 { address(number - 1) } else { String::new() },
        next: if number < last { address(number + 1) } else { String::new() },
        base,
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

type Options = Vec<(String, String, bool)>;

/// A note as a page shows it: the address of its field, the words it is about, and what to do.
struct NoteRow {
    field: &'static str,
    passage: String,
    words: String,
    strong: bool,
}

fn note_row(ui: &Ui, note: &Note) -> NoteRow {
    NoteRow {
        field: note.field,
        passage: note.passage.clone(),
        words: ui.t(note.key),
        strong: note.weight != Weight::Warning,
    }
}

#[derive(Template)]
#[template(path = "pages/desk/form.html")]
struct FormPage {
    ui: Ui,
    head: Head,
    form: FormView,
    back: String,
    action: String,
    check_url: String,
    notes: Vec<NoteRow>,
    wants_reason: bool,
    /// That the wage lies below the minimum; empty when it does not.
    wage_note: String,
    occupations: Options,
    units: Options,
    contracts: Options,
    schooling: Options,
    years: Options,
    reasons: Options,
    shown: Options,
}

async fn show_new(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    seat.may::<MayPost>(&app).await?;
    let today = last_day(app.clock.now(), regions::Zone::Wita);
    let mut values = vec![("jumlah".to_owned(), "1".to_owned())];
    values.extend(days::boxes("sampai", Some(today + USUAL)));
    let view = FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())));
    form_page(&app, ui, &seat, "", StatusCode::OK, view, None).await
}

async fn show_form(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let own = service::find(&app, &permit, &item.0).await?;
    if !matches!(own.state, State::Draft | State::Returned | State::Open) {
        return Ok(see_other(&format!("{}/lowongan/{}", seat.base, own.code)).finish());
    }
    let view = filled(&own.form);
    form_page(&app, ui, &seat, &item.0, StatusCode::OK, view, Some(own.form)).await
}

/// The fields of a form, as they are typed.
fn filled(form: &OpeningForm) -> FormView {
    let amount = |amount: Option<i64>| amount.map(|amount| amount.to_string()).unwrap_or_default();
    let tick = |on: bool| if on { "1".to_owned() } else { String::new() };
    let mut values = vec![
        ("jabatan".to_owned(), form.title.clone()),
        ("kbji".to_owned(), form.occupation.clone()),
        ("jumlah".to_owned(), form.people.to_string()),
        ("tempat".to_owned(), regions::name(&form.regency_code)),
        ("rumah".to_owned(), tick(form.remote)),
        ("upah_dari".to_owned(), amount(form.wage_low)),
        ("upah_sampai".to_owned(), amount(form.wage_high)),
        ("satuan".to_owned(), form.wage_unit.as_str().to_owned()),
        ("upah_dilihat".to_owned(), tick(form.wage_seen)),
        ("kontrak".to_owned(), form.contract.map(|contract| contract.as_str().to_owned()).unwrap_or_default()),
        ("jam".to_owned(), form.hours.clone()),
        ("wajib".to_owned(), form.required.join("\n")),
        ("nilai".to_owned(), form.preferred.join("\n")),
        ("didik".to_owned(), form.education.as_str().to_owned()),
        ("pengalaman".to_owned(), form.experience_years.to_string()),
        ("tugas".to_owned(), form.duties.clone()),
        ("syarat".to_owned(), form.requirements.clone()),
        ("fasilitas".to_owned(), form.benefits.join("\n")),
        ("alasan".to_owned(), form.reason.map(|reason| reason.as_str().to_owned()).unwrap_or_default()),
        ("alasan_kalimat".to_owned(), form.reason_words.clone()),
        ("periksa_setelah".to_owned(), tick(form.exam_after_offer)),
        ("tampil".to_owned(), if form.show_employer { "ya" } else { "tidak" }.to_owned()),
        ("karirhub".to_owned(), form.karirhub_ref.clone()),
        ("versi".to_owned(), form.version.to_string()),
    ];
    values.extend(days::boxes("sampai", form.until));
    FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

async fn form_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    code: &str,
    status: StatusCode,
    form: FormView,
    typed: Option<OpeningForm>,
) -> Answer {
    let base = format!("{}/lowongan", seat.base);
    let judged = typed.as_ref().map(notes::judge).unwrap_or_default();
    let wage_note = match &typed {
        Some(typed) => wage_note(app, &ui, typed).await?,
        None => String::new(),
    };
    let option = |name: &str, word: &str, words: String| (word.to_owned(), words, form.v(name) == word);
    let education = |known: &Education| option("didik", known.as_str(), words::education(&ui, *known));
    let year = |years: &i32| {
        let words = if *years == 0 { ui.t("experience-none") } else { ui.tn("experience-years", *years) };
        option("pengalaman", &years.to_string(), words)
    };
    let title = ui.t(if code.is_empty() { "desk-new-title" } else { "desk-edit-title" });
    let body = FormPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        back: if code.is_empty() { base.clone() } else { format!("{base}/{code}") },
        action: if code.is_empty() { format!("{base}/baru") } else { format!("{base}/{code}/ubah") },
        check_url: format!("{base}/periksa"),
        notes: judged.notes.iter().map(|note| note_row(&ui, note)).collect(),
        wants_reason: judged.wants_reason() || !form.e("alasan").is_empty(),
        wage_note,
        occupations: occupations(&ui, form.v("jabatan"), form.v("kbji")),
        units: WageUnit::ALL.iter().map(|unit| option("satuan", unit.as_str(), ui.t(unit_key(*unit)))).collect(),
        contracts: Contract::ALL
            .iter()
            .map(|contract| option("kontrak", contract.as_str(), words::contract(&ui, *contract)))
            .collect(),
        schooling: Education::ALL.iter().map(education).collect(),
        years: YEARS.iter().map(year).collect(),
        reasons: Reason::ALL.iter().map(|reason| option("alasan", reason.as_str(), ui.t(reason.key()))).collect(),
        shown: vec![
            ("ya".to_owned(), ui.t("desk-named"), form.v("tampil") != "tidak"),
            ("tidak".to_owned(), ui.t("desk-unnamed"), form.v("tampil") == "tidak"),
        ],
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn unit_key(unit: WageUnit) -> &'static str {
    match unit {
        WageUnit::Month => "wage-month",
        WageUnit::Day => "wage-day",
        WageUnit::Hour => "wage-hour",
        WageUnit::Piece => "wage-piece",
    }
}

/// Unit groups of KBJI that fit the words of a title, through the skills they speak of.
fn occupations(ui: &Ui, title: &str, chosen: &str) -> Options {
    let linked = vocabulary::link(title, None).into_iter().filter_map(|link| vocabulary().get(link.skill)?.occupation);
    let mut codes: Vec<&str> = linked.collect();
    codes.extend(vocabulary().occupations().iter().map(|known| known.kbji).filter(|code| *code == chosen));
    codes.dedup();
    let tongue = if ui.language() == Lang::En { Tongue::En } else { Tongue::Id };
    let known = |code: &&str| vocabulary().occupations().iter().find(|known| known.kbji == *code).copied();
    let mut options: Options = Vec::new();
    for known in codes.iter().filter_map(known) {
        if !options.iter().any(|(code, ..)| code == known.kbji) {
            let words = format!("{} ({})", known.title(tongue), known.kbji);
            options.push((known.kbji.to_owned(), words, known.kbji == chosen));
        }
    }
    options
}

/// "Di bawah UMK Kota Banjarbaru Rp 3.843.037 (2026)", or nothing.
async fn wage_note(app: &App, ui: &Ui, form: &OpeningForm) -> Result<String> {
    let now = app.clock.now();
    if !service::below_minimum(&app.db, form, now).await? {
        return Ok(String::new());
    }
    let Some(minimum) = wages::minimum(&app.db, &form.regency_code, now.year()).await? else {
        return Ok(String::new());
    };
    let key = if minimum.own { "wage-below-regency" } else { "wage-below-province" };
    let amount = ui.rupiah(&minimum.amount);
    let year = minimum.year.to_string();
    Ok(ui.with(key, &[("place", &minimum.place), ("amount", &amount), ("year", &year)]))
}

async fn create(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    if let Some(code) = form.0.get("salin") {
        let copied = drafts::service::copy(&app, permit, code).await?;
        return Ok(see_other(&format!("{}/lowongan/{copied}/ubah", seat.base)).finish());
    }
    let mut typed = OpeningForm::read(&form.0);
    if typed.occupation.is_empty() {
        typed.occupation =
            occupations(&ui, &typed.title, "").first().map(|(code, ..)| code.clone()).unwrap_or_default();
    }
    match mend(drafts::service::create(&app, permit, typed.clone()).await)? {
        Ok(code) => Ok(see_other(&format!("{}/lowongan/{code}?ok=draf", seat.base)).finish()),
        Err(faults) => {
            let view = FormView::typed(&form.0).faulty(&ui, &with_day(&form.0, faults));
            form_page(&app, ui, &seat, "", StatusCode::UNPROCESSABLE_ENTITY, view, Some(typed)).await
        }
    }
}

async fn save(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let present = service::find(&app, &permit, &item.0).await?.form.version;
    let typed = OpeningForm::read(&form.0);
    let saved = drafts::service::save(&app, permit, &item.0, typed.clone()).await;
    let saved = saved.map_err(|error| match error {
        Error::Invalid(faults) => Error::Invalid(with_day(&form.0, faults)),
        other => other,
    });
    match mend_version(saved, &ui, &form.0, present, "jabatan")? {
        Ok(to) => {
            let word = if to == State::Review { "kirim" } else { "simpan" };
            Ok(see_other(&format!("{}/lowongan/{}?ok={word}", seat.base, item.0)).finish())
        }
        Err((status, view)) => form_page(&app, ui, &seat, &item.0, status, view, Some(typed)).await,
    }
}

/// A day that is none is told as that.
fn with_day(typed: &Params, mut faults: Invalid) -> Invalid {
    if days::read(typed, "sampai") == Typed::Wrong
        && let Some((_, key)) = faults.0.iter_mut().find(|(field, _)| *field == "sampai")
    {
        *key = "fault-day";
    }
    faults
}

/// The notes about what is typed so far, for the script of the form. Nothing is stored.
async fn judge(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    seat.may::<MayPost>(&app).await?;
    let judged = notes::judge(&OpeningForm::read(&form.0));
    let rows: Vec<_> = judged
        .notes
        .iter()
        .map(|note| note_row(&ui, note))
        .map(|row| json!({ "field": row.field, "passage": row.passage, "words": row.words, "strong": row.strong }))
        .collect();
    let body = json!({ "notes": rows, "reason": judged.wants_reason() });
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(body))
}

#[derive(Template)]
#[template(path = "pages/desk/opening.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
struct DeskPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    here: String,
    title: String,
    word: String,
    tone: &'static str,
    next: String,
    phrases: Vec<String>,
    words: String,
    notes: Vec<NoteRow>,
    blockers: Vec<(String, String)>,
    wage_note: String,
    facts: Vec<(String, String)>,
    /// Skills recognised in what is asked for, and words nobody knows.
    recognised: Vec<String>,
    unknown: Vec<String>,
    code: String,
    /// Value, words and look of each button.
    buttons: Vec<(&'static str, String, &'static str)>,
    may_edit: bool,
    may_appeal: bool,
    may_extend: bool,
    may_reopen: bool,
    /// Words of the part that gives it more days.
    longer: String,
    may_close: bool,
    public_url: String,
    version: i32,
}

async fn show(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, query: QueryParams) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let own = service::find(&app, &permit, &item.0).await?;
    let notice = match query.0.get("ok") {
        Some("draf") => ui.t("desk-done-draft"),
        Some("kirim") if own.state == State::Open => ui.t("desk-done-open"),
        Some("kirim") => ui.t("desk-done-sent"),
        Some(_) => ui.t("done-saved"),
        None => String::new(),
    };
    desk_page(&app, ui, &seat, own, StatusCode::OK, FormView::default().done(notice)).await
}

async fn desk_page(app: &App, ui: Ui, seat: &Seat, own: Own, status: StatusCode, form: FormView) -> Answer {
    let here = format!("{}/lowongan/{}", seat.base, own.code);
    let (phrases, note) = match own.state {
        State::Returned => service::last_words(app, own.id).await?,
        _ => Default::default(),
    };
    let open = workflow::open_to(own.state, Party::Employer, &own.facts);
    let may = |event: Event| open.contains(&event);
    let waits = matches!(own.state, State::Draft | State::Returned);
    let button = |event: &Event| match event {
        Event::Submit => Some(("kirim", ui.t("desk-submit"), "")),
        Event::Withdraw => Some(("tarik", ui.t("desk-withdraw"), " button--secondary")),
        Event::Pause => Some(("jeda", ui.t("desk-pause"), " button--secondary")),
        Event::Resume => Some(("tayangkan", ui.t("desk-resume"), "")),
        Event::Fill => Some(("terisi", ui.t("desk-fill"), " button--secondary")),
        _ => None,
    };
    let blocker = |refusal: &Refusal| {
        let way = match refusal {
            Refusal::Unverified => format!("{}/profil", seat.base),
            Refusal::NotPledged => format!("{}/ikrar", seat.base),
            Refusal::Suspended => String::new(),
            _ => format!("{here}/ubah"),
        };
        (ui.t(refusal.key()), way)
    };
    let lines = || own.form.required.iter().chain(&own.form.preferred);
    let (recognised, unknown) = recognised(&ui, lines());
    let body = DeskPage {
        head: Head::unlisted(ui.t("desk-one-title"), ui.t("desk-one-title")).to_mend(&ui, form.faults().len()),
        base: format!("{}/lowongan", seat.base),
        title: own.form.title.clone(),
        word: ui.t(own.state.key()),
        tone: own.state.tone(),
        next: ui.t(own.state.next_key()),
        phrases: phrases.iter().filter_map(|word| Phrase::parse(word)).map(|phrase| ui.t(phrase.key())).collect(),
        words: note,
        notes: if own.state.is_over() {
            Vec::new()
        } else {
            own.notes.notes.iter().map(|note| note_row(&ui, note)).collect()
        },
        blockers: if waits { own.lacking.iter().map(blocker).collect() } else { Vec::new() },
        wage_note: wage_note(app, &ui, &own.form).await?,
        facts: facts(&ui, &own),
        recognised,
        unknown,
        code: own.code.clone(),
        buttons: open.iter().filter_map(button).collect(),
        may_edit: waits || own.state == State::Open,
        may_appeal: may(Event::Appeal),
        may_extend: may(Event::Extend),
        may_reopen: may(Event::Reopen),
        longer: ui.t(if may(Event::Reopen) { "desk-reopen" } else { "desk-extend" }),
        may_close: may(Event::Close),
        public_url: if own.state == State::Open { format!("/lowongan/{}", own.code) } else { String::new() },
        version: own.form.version,
        here,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn facts(ui: &Ui, own: &Own) -> Vec<(String, String)> {
    let form = &own.form;
    let wage = crate::jobs::model::Wage {
        low_idr: form.wage_low.map(crate::platform::money::Rupiah),
        high_idr: form.wage_high.map(crate::platform::money::Rupiah),
        unit: form.wage_unit,
    };
    let unit = words::pay_unit(ui, &wage);
    let pay = words::pay(ui, &wage);
    let pay = if unit.is_empty() { pay } else { format!("{pay} / {unit}") };
    let place = regions::name(&form.regency_code);
    let place = if form.remote { ui.ts("place-or-remote", "place", &place) } else { place };
    let contract = form.contract.map(|contract| words::contract(ui, contract)).unwrap_or_default();
    vec![
        (ui.t("desk-place"), place),
        (ui.t("opening-wage"), pay),
        (ui.t("opening-contract"), contract),
        (ui.t("opening-needed"), ui.tn("opening-people", form.people)),
        (ui.t("opening-closes"), ui.moment(&own.closes_at, own.zone)),
        (ui.t("desk-karirhub"), if form.karirhub_ref.is_empty() { "–".to_owned() } else { form.karirhub_ref.clone() }),
    ]
}

/// Names of the skills that lines speak of, and the lines nobody recognises anything in.
pub(super) fn recognised<'a>(ui: &Ui, lines: impl Iterator<Item = &'a String>) -> (Vec<String>, Vec<String>) {
    let (mut names, mut unknown) = (Vec::new(), Vec::new());
    for line in lines {
        let links = vocabulary::link(line, None);
        if links.is_empty() {
            unknown.push(line.clone());
        }
        for link in links {
            let name = public::skill_name(ui, link.skill);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    (names, unknown)
}

async fn preview(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let opening = service::preview(&app, &permit, &item.0).await?;
    public::preview(ui, opening, format!("{}/lowongan/{}", seat.base, item.0))
}

async fn take_sheet(app: http::Data<App>, ui: Ui, seat: Seat, item: Item) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let own = service::find(&app, &permit, &item.0).await?;
    let papers = service::papers(&app, &permit).await?;
    let table = sheet::table(&ui, &own, &papers);
    let bytes = write::xlsx(&table, app.clock.now()).map_err(Error::from)?;
    let name = format!("attachment; filename=\"lowongan-{}.xlsx\"", own.code);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(bytes))
}

async fn act(app: http::Data<App>, ui: Ui, seat: Seat, item: Item, form: FormParams) -> Answer {
    let permit = seat.may::<MayPost>(&app).await?;
    let until = match days::read(&form.0, "sampai") {
        Typed::Day(day) => Some(day),
        Typed::Nothing | Typed::Wrong => None,
    };
    let act = match form.0.get("tindakan").unwrap_or_default() {
        "kirim" => Some(Act::Submit),
        "keberatan" => Some(Act::Appeal(form.0.get("keberatan").unwrap_or_default().to_owned())),
        "tarik" => Some(Act::Withdraw),
        "jeda" => Some(Act::Pause),
        "tayangkan" => Some(Act::Resume),
        "perpanjang" => Some(Act::Extend(until)),
        "buka" => Some(Act::Reopen(until)),
        "terisi" => Some(Act::Fill),
        "tutup" => Some(Act::Close),
        _ => None,
    };
    let done = if matches!(act, Some(Act::Submit | Act::Appeal(_))) { "kirim" } else { "simpan" };
    let present = service::find(&app, &permit, &item.0).await?;
    let moved = match act {
        Some(act) => moves::service::act(&app, permit, &item.0, act, version(&form.0)).await,
        None => Err(Invalid::one(BUTTONS, "error-choice").into()),
    };
    match mend_version(moved, &ui, &form.0, present.form.version, BUTTONS)? {
        Ok(_) => Ok(see_other(&format!("{}/lowongan/{}?ok={done}", seat.base, item.0)).finish()),
        Err((status, view)) => {
            let permit = seat.may::<MayPost>(&app).await?;
            let own = service::find(&app, &permit, &item.0).await?;
            desk_page(&app, ui, &seat, own, status, view).await
        }
    }
}
