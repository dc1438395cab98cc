//! What the home pages of both sides say of money.
use super::{
    super::{maker_of, shop_of},
    words,
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::service as agreements,
        party::{Hand, Side},
        statements::{
            overview::{self, Scope, days_late},
            payouts,
            service::StatementView,
            workflow::State,
        },
    },
    web::{
        Ui,
        areas::{Addition, TaskRow},
        session::Seat,
    },
};

/// Statements to answer and payments to acknowledge, for those who trade for an enterprise.
pub async fn maker_tasks(app: &App, ui: &Ui, seat: &Seat) -> Result<Addition> {
    let party = maker_of(app, seat).await?;
    let places = agreements::list(app, &party).await?;
    let statements = overview::statements(&app.db, &party, &places).await?;
    let base = format!("{}/uang", seat.base);
    let mut tasks = Vec::new();
    let sent = in_state(&statements, State::Sent);
    tasks.extend(task(ui, &base, &sent, ("task-statement", "task-statement-why")));
    let paid = statements.iter().filter(|one| matches!(one.state, State::Paid | State::Confirmed));
    let handed_over = payouts::handed_over(&app.db, paid.clone().map(|one| one.id).collect()).await?;
    let waiting: Vec<_> = paid.filter(|one| handed_over.contains(&one.id)).collect();
    tasks.extend(task(ui, &base, &waiting, ("task-payment", "task-payment-why")));
    let tiles = vec![(base, "money", "tile-money", "tile-money-text")];
    Ok(Addition { tasks, tiles })
}

/// Statements to draft, send and pay, and disputes, for those who look after an outlet.
pub async fn outlet_tasks(app: &App, ui: &Ui, seat: &Seat) -> Result<Addition> {
    let party = shop_of(app, seat).await?;
    if party.hand() != Hand::Manager || party.side() != Side::Outlet {
        return Ok(Addition::default());
    }
    let places = agreements::list(app, &party).await?;
    let statements = overview::statements(&app.db, &party, &places).await?;
    let running = overview::running(&app.db, Scope::of(&party)).await?;
    let base = format!("{}/rekap", seat.base);
    let mut tasks = Vec::new();
    let open: Vec<_> = places
        .iter()
        .filter(|place| !statements.iter().any(|one| one.placement == place.id && one.state == State::Drafted))
        .cloned()
        .collect();
    let over = overview::to_draft(app, &open, &running).await?;
    if !over.is_empty() {
        tasks.push(TaskRow {
            title: ui.tn("task-draft", over.len()),
            why: ui.t("task-draft-why"),
            url: base.clone(),
            due: String::new(),
            done: false,
        });
    }
    tasks.extend(task(ui, &base, &in_state(&statements, State::Drafted), ("task-send", "task-send-why")));
    tasks.extend(task(ui, &base, &in_state(&statements, State::Disputed), ("task-dispute", "task-dispute-why")));
    let to_pay: Vec<_> = in_state(&statements, State::Confirmed).into_iter().filter(|one| one.net > one.paid).collect();
    let mut pay = task(ui, &base, &to_pay, ("task-pay", "task-pay-why"));
    if let (Some(task), Some(first)) = (&mut pay, to_pay.iter().min_by_key(|one| one.due_on)) {
        let regency = places.iter().find(|place| place.id == first.placement).map(|place| place.regency.as_str());
        let today = agreements::today(app, regency.unwrap_or_default());
        task.due = words::state(ui, first, days_late(first, today)).1;
    }
    tasks.extend(pay);
    let tiles = vec![(base, "money", "tile-statements", "tile-statements-text")];
    Ok(Addition { tasks, tiles })
}

fn in_state(statements: &[StatementView], state: State) -> Vec<&StatementView> {
    statements.iter().filter(|statement| statement.state == state).collect()
}

/// One task for all of them; with one only, its page at once.
fn task(ui: &Ui, base: &str, waiting: &[&StatementView], (title, why): (&str, &str)) -> Option<TaskRow> {
    let url = match waiting {
        [] => return None,
        [only] => format!("{base}/{}", only.code),
        _ => base.to_owned(),
    };
    Some(TaskRow { title: ui.tn(title, waiting.len()), why: ui.t(why), url, due: String::new(), done: false })
}
