//! Disputes that one side brought before the office that runs the outlet. Whoever mediates sees that dispute and its
//! statement, and nothing else of the two.
use actix_web::{http::StatusCode, web as http};
use askama::Template;

use super::{
    super::{Parts, item, tried},
    words::{self, MessageRow, PaperView},
};
use crate::{
    app::App,
    error::Invalid,
    identity::access::Permit,
    marketplace::consignment::{policy::MayMediate, statements::disputes},
    platform::{money::Rupiah, params::Params},
    web::{
        Cache, FormView, Head, Ui,
        errors::Answer,
        forms::FormParams,
        page,
        params::QueryParams,
        session::{Seat, see_other},
    },
};

#[derive(Template)]
#[template(path = "pages/money/disputes.html")]
struct ListPage {
    ui: Ui,
    head: Head,
    form: FormView,
    base: String,
    /// Address, heading, texts.
    rows: Vec<(String, String, Vec<String>)>,
}

pub async fn list(app: http::Data<App>, ui: Ui, seat: Seat, query: QueryParams) -> Answer {
    let permit = seat.may::<MayMediate>(&app).await?;
    let base = seat.base.clone();
    let rows = disputes::waiting(&app.db, &permit).await?;
    let row = |row: disputes::Waiting| {
        let title = ui.with("mediation-between", &[("maker", &row.maker), ("outlet", &row.outlet)]);
        let texts = vec![
            ui.t(words::reason_key(&row.reason)),
            ui.ts("mediation-since", "day", &ui.date(&row.opened_at.date())),
        ];
        (format!("{base}/sanggahan/{}", row.code), title, texts)
    };
    let notice = query.0.get("ok").map(|_| ui.t("done-mediated")).unwrap_or_default();
    let body = ListPage {
        head: Head::unlisted(ui.t("mediation-title"), ui.t("mediation-title")),
        form: FormView::default().done(notice),
        rows: rows.into_iter().map(row).collect(),
        base: base.clone(),
        ui,
    };
    page(StatusCode::OK, Cache::Nobody, false, &body)
}

#[derive(Template)]
#[template(path = "pages/money/mediation.html")]
struct DisputePage {
    ui: Ui,
    head: Head,
    form: FormView,
    home: String,
    action: String,
    between: String,
    reason: String,
    proposed: String,
    messages: Vec<MessageRow>,
    paper: PaperView,
    ways: Vec<(String, String, bool)>,
}

pub async fn show(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts) -> Answer {
    let permit = seat.may::<MayMediate>(&app).await?;
    dispute_page(&app, ui, &seat, (&permit, &item(&parts)?), (StatusCode::OK, FormView::default())).await
}

async fn dispute_page(
    app: &App,
    ui: Ui,
    seat: &Seat,
    (permit, code): (&Permit<MayMediate>, &str),
    (status, form): (StatusCode, FormView),
) -> Answer {
    let (paper, place, dispute) = disputes::before_mediator(&app.db, permit, code).await?;
    let home = format!("{}/sanggahan", seat.base);
    let way = |word: &str, key: &str| (word.to_owned(), ui.t(key), form.v("arah") == word);
    let body = DisputePage {
        head: Head::unlisted(ui.t("mediation-one"), ui.t("mediation-one")).to_mend(&ui, form.faults().len()),
        action: format!("{home}/{code}"),
        between: ui.with("mediation-between", &[("maker", &paper.maker), ("outlet", &paper.outlet)]),
        reason: ui.t(words::reason_key(&dispute.reason)),
        proposed: dispute.proposed.map(|rupiah| words::amount(&ui, rupiah)).unwrap_or_default(),
        messages: words::messages(&ui, &dispute, &place),
        paper: PaperView::of(&ui, &paper, &dispute.lines),
        ways: vec![way("benar", "mediate-right"), way("tambah", "mediate-more"), way("kurang", "mediate-less")],
        home,
        form,
        ui,
    };
    page(status, Cache::Nobody, false, &body)
}

pub async fn submit(app: http::Data<App>, ui: Ui, seat: Seat, parts: Parts, form: FormParams) -> Answer {
    let permit = seat.may::<MayMediate>(&app).await?;
    let code = item(&parts)?;
    disputes::mediated(&app.db, &permit, &code).await?;
    let reason = form.0.get("isi").unwrap_or_default();
    let result = match decision(&form.0) {
        Ok(0) => disputes::uphold(&app, &permit, &code, reason).await,
        Ok(rupiah) => disputes::adjust(&app, &permit, &code, (rupiah, reason)).await,
        Err(faults) => Err(faults.into()),
    };
    match tried(result)? {
        Ok(()) => Ok(see_other(&format!("{}/sanggahan?ok=1", seat.base)).finish()),
        Err(faults) => {
            let refused = faults.on(&ui, &form.0);
            dispute_page(&app, ui, &seat, (&permit, &code), refused).await
        }
    }
}

/// The difference in rupiah; 0 when the statement is right.
fn decision(typed: &Params) -> Result<i64, Invalid> {
    let rupiah = || typed.get("rupiah").and_then(Rupiah::parse).map(|rupiah| rupiah.0).filter(|rupiah| *rupiah > 0);
    match typed.get("arah") {
        Some("benar") => Ok(0),
        Some("tambah") => rupiah().ok_or_else(|| Invalid::one("rupiah", "fault-adjustment")),
        Some("kurang") => rupiah().map(|rupiah| -rupiah).ok_or_else(|| Invalid::one("rupiah", "fault-adjustment")),
        _ => Err(Invalid::one("arah", "fault-direction")),
    }
}
