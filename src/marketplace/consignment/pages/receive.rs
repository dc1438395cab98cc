//! Receiving goods: the code of the delivery note, the count of each line, the check of both.
use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web as http};
use askama::Template;
use uuid::Uuid;

use super::{
    Faults, Parts, item, key_of, new_key,
    note::{LineField, goods},
    shop_of, shown, tried, whole, words,
};
use crate::{
    app::App,
    error::{Error, Result},
    marketplace::consignment::{
        documents::fault_of_text,
        notes::{
            model::{CountedLine, LineView, NoteView},
            service::{self, HANDOVER_TRIES},
            workflow::State,
        },
        party::Party,
    },
    platform::{ids, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        session::{Seat, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/consignment/receive_code.html")]
struct CodePage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    /// Goods on the way: address, maker, pieces.
    coming: Vec<(String, String, String)>,
}

pub async fn show_code(app: http::Data<App>, ui: Ui, seat: Seat) -> Answer {
    let party = shop_of(&app, &seat).await?;
    code_page(&app, ui, &seat, &party, (StatusCode::OK, FormView::default())).await
}

async fn code_page(app: &App, ui: Ui, seat: &Seat, party: &Party, (status, form): (StatusCode, FormView)) -> Answer {
    let rows = service::list(app, party, None).await?.into_iter().filter(|row| row.state == State::Issued);
    let body = CodePage {
        head: Head::unlisted(ui.t("receive-title"), ui.t("receive-title")).to_mend(&ui, form.faults().len()),
        coming: rows
            .map(|row| (format!("{}/terima/{}", seat.base, row.code), row.with, ui.tn("count-pieces", row.pieces)))
            .collect(),
        base: seat.base.clone(),
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

/// Finds the delivery note of a typed code, or of the address a camera read.
pub async fn find(app: http::Data<App>, ui: Ui, seat: Seat, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let typed = form.0.get("surat").and_then(|typed| typed.rsplit('/').next()).and_then(ids::read_document_code);
    let found = match typed {
        Some(code) => match service::show(&app.db, &party, &code).await {
            Ok((note, _)) => Some(note.code),
            Err(Error::NotFound) => None,
            Err(other) => return Err(other.into()),
        },
        None => None,
    };
    if let Some(code) = found {
        return Ok(see_other(&format!("{}/terima/{code}", seat.base)).finish());
    }
    let faults = Faults::one("surat", "fault-no-such-note").on(&ui, &form.0);
    code_page(&app, ui, &seat, &party, faults).await
}

/// A line to count.
struct CountRow {
    n: usize,
    goods: String,
    expires: String,
    issued: String,
    /// The three counts.
    fields: Vec<LineField>,
    reason_name: String,
    reason: String,
    reason_fault: String,
    differs: bool,
}

#[derive(Template)]
#[template(path = "pages/consignment/receive.html")]
struct CountPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    action: String,
    maker: String,
    code: String,
    day: String,
    lines: Vec<CountRow>,
    key: String,
    /// The second page, which repeats what was counted.
    check: bool,
    /// All of it, or what differs, in one sentence.
    sum: String,
    /// The code of whoever brought the goods may still be tried.
    handover: bool,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let code = item(&parts)?;
    let (note, _) = service::show(&app.db, &party, &code).await?;
    if note.state != State::Issued {
        return Ok(see_other(&format!("{}/titipan/{code}", seat.base)).finish());
    }
    count_page(&app, ui, &seat, &party, &code, false, (StatusCode::OK, as_sent(&note))).await
}

/// Everything that was sent has come: where the count begins.
fn as_sent(note: &NoteView) -> FormView {
    let mut values = Vec::new();
    for (n, line) in (1..).zip(&note.lines) {
        values.push((format!("diterima-{n}"), line.issued.unwrap_or_default().to_string()));
        values.push((format!("rusak-{n}"), "0".to_owned()));
        values.push((format!("hilang-{n}"), "0".to_owned()));
    }
    FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

async fn count_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    party: &Party,
    code: &str,
    check: bool,
    (status, form): (StatusCode, FormView),
) -> Answer {
    let (note, place) = service::show(&app.db, party, code).await?;
    let sent = || (1..).zip(&note.lines).filter(|(_, line)| line.issued.unwrap_or_default() > 0);
    let lines: Vec<CountRow> = sent().map(|(n, line)| count_row(&ui, &form, n, line)).collect();
    let all: i32 = sent().map(|(_, line)| line.issued.unwrap_or_default()).sum();
    let came: i32 = sent().filter_map(|(n, _)| whole(form.v(&format!("diterima-{n}")))).sum();
    let sum = if came == all {
        ui.tn("counted-all", all)
    } else {
        ui.with("counted-part", &[("came", &came.to_string()), ("all", &all.to_string())])
    };
    let title = ui.t(if check { "receive-check-title" } else { "receive-count-title" });
    let body = CountPage {
        head: Head::unlisted(title.clone(), title).to_mend(&ui, form.faults().len()),
        base: format!("{}/terima", seat.base),
        action: format!("{}/terima/{code}", seat.base),
        day: note.issued_at.map(|at| words::moment(&ui, &at, &place)).unwrap_or_default(),
        maker: place.enterprise_name,
        code: shown(code),
        lines,
        key: Some(form.v("kunci")).filter(|key| !key.is_empty()).map_or_else(new_key, str::to_owned),
        check,
        sum,
        handover: note.handover_tries < HANDOVER_TRIES,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

fn count_row(ui: &Ui, form: &FormView, n: usize, line: &LineView) -> CountRow {
    let issued = line.issued.unwrap_or_default();
    let field = |(name, label, hint): (&str, &str, String)| {
        let name = format!("{name}-{n}");
        LineField { label: ui.t(label), value: form.v(&name).to_owned(), fault: form.e(&name).to_owned(), hint, name }
    };
    let fields = [
        ("diterima", "count-received", String::new()),
        ("rusak", "count-refused", ui.t("receive-refused-hint")),
        ("hilang", "count-missing", String::new()),
    ];
    let reason_name = format!("keterangan-{n}");
    CountRow {
        n,
        goods: goods(line),
        expires: line.expires_on.map(|day| ui.date(&day)).unwrap_or_default(),
        issued: ui.tn("pieces-sent", issued),
        fields: fields.into_iter().map(field).collect(),
        reason: form.v(&reason_name).to_owned(),
        reason_fault: form.e(&reason_name).to_owned(),
        reason_name,
        differs: whole(form.v(&format!("diterima-{n}"))) != Some(issued),
    }
}

/// Three steps of one form: check what was counted, count again, save.
pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let party = shop_of(&app, &seat).await?;
    let code = item(&parts)?;
    let (note, place) = service::show(&app.db, &party, &code).await?;
    let there = format!("{}/titipan/{code}", seat.base);
    let typed = &form.0;
    let step = typed.get("langkah").unwrap_or_default();
    if note.state != State::Issued && step != "simpan" {
        return Ok(see_other(&there).finish());
    }
    let same = (StatusCode::OK, FormView::typed(typed));
    if step == "ubah" {
        return count_page(&app, ui, &seat, &party, &code, false, same).await;
    }
    let again =
        |faults: Faults, check: bool| count_page(&app, ui.clone(), &seat, &party, &code, check, faults.on(&ui, typed));
    let counted = match counts(&app, &note, typed).await? {
        Ok(counted) => counted,
        Err(faults) => return again(faults, false).await,
    };
    if step != "simpan" {
        return count_page(&app, ui.clone(), &seat, &party, &code, true, same).await;
    }
    let Some(key) = key_of(typed, "receive", &code) else {
        return again(Faults::one("langkah", "fault-open-again"), false).await;
    };
    let proof = typed.get("kode").unwrap_or_default();
    match tried(service::receive(&app, &party, &code, &key, &counted, proof).await)? {
        // It was received before: the first receipt is the one that counts.
        Ok(_) if note.state != State::Issued => {
            let when = note.received_at.map(|at| words::moment(&ui, &at, &place)).unwrap_or_default();
            let form = FormView::default().done(ui.ts("received-already", "when", &when));
            super::note::show(&app, ui, &seat, &party, &code, (StatusCode::OK, form)).await
        }
        Ok(_) => Ok(see_other(&format!("{there}?ok=terima")).finish()),
        Err(faults) if note.state != State::Issued => {
            super::note::show(&app, ui.clone(), &seat, &party, &code, faults.on(&ui, typed)).await
        }
        Err(faults) => again(faults, true).await,
    }
}

/// What was counted, by line.
async fn counts(
    app: &App,
    note: &NoteView,
    typed: &Params,
) -> Result<std::result::Result<BTreeMap<Uuid, CountedLine>, Faults>> {
    let mut faults = Faults::default();
    let mut counted = BTreeMap::new();
    for (n, line) in (1..).zip(&note.lines) {
        let issued = line.issued.unwrap_or_default();
        if issued == 0 {
            continue;
        }
        let mut number = |name: &str| {
            let field = format!("{name}-{n}");
            let number = typed.get(&field).and_then(whole);
            if number.is_none() {
                faults.add(field, "fault-pieces");
            }
            number
        };
        let counts = (number("diterima"), number("rusak"), number("hilang"));
        let (Some(received), Some(refused), Some(missing)) = counts else { continue };
        let reason = typed.get(&format!("keterangan-{n}")).unwrap_or_default().to_owned();
        let count = CountedLine { received, refused, missing, reason };
        let place = |field: &str| format!("{}-{n}", if field == "jumlah" { "diterima" } else { "keterangan" });
        faults.of_line(count.check(issued), place);
        if let Some(key) = fault_of_text(app, &count.reason).await? {
            faults.add(format!("keterangan-{n}"), key);
        }
        counted.insert(line.id, count);
    }
    Ok(faults.finish().map(|()| counted))
}
