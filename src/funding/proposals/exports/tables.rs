//! Proposals as tables. Every sum is worked out here; no cell is a formula.
use crate::{
    funding::{
        budget::{self, Line},
        proposals::{
            acts::Dossier,
            checks::desk::inbox::service::Brief,
            pages::{answers, form_key},
        },
    },
    platform::{
        ids::shown_document_code,
        money::Rupiah,
        sheets::write::{Cell, Column, Kind, Table},
        work_days::day_at,
    },
    regions,
    web::Ui,
};

/// One row a proposal.
pub fn list(ui: &Ui, rows: &[Brief]) -> Table {
    let row = |brief: &Brief| {
        vec![
            Cell::Text(shown_document_code(&brief.code)),
            Cell::Text(brief.call.clone()),
            Cell::Text(brief.trade_name.clone()),
            Cell::Text(regions::name(&brief.place)),
            Cell::Text(ui.t(brief.state.seen().key())),
            Cell::Date(brief.sent),
            rupiah(brief.asked),
            brief.due.map_or(Cell::Empty, |(at, zone)| Cell::Date(day_at(at, zone.utc_offset()))),
            brief.days.map_or(Cell::Empty, |days| Cell::Number(days.into())),
        ]
    };
    Table {
        title: ui.t("export-list"),
        columns: vec![
            Column::new(ui.t("export-code"), Kind::Text),
            Column::new(ui.t("inbox-call"), Kind::Text),
            Column::new(ui.t("export-maker"), Kind::Text),
            Column::new(ui.t("export-place"), Kind::Text),
            Column::new(ui.t("inbox-stage"), Kind::Text),
            Column::new(ui.t("export-sent"), Kind::Date),
            Column::new(ui.t("export-asked"), Kind::Rupiah).summed(),
            Column::new(ui.t("export-due"), Kind::Date),
            Column::new(ui.t("export-days"), Kind::Number),
        ],
        rows: rows.iter().map(row).collect(),
        total: Some(ui.t("column-total")),
    }
}

/// What was answered, and the budget; a certificate has none.
pub fn proposal(ui: &Ui, dossier: &Dossier) -> Vec<Table> {
    let mut tables = vec![sections(ui, dossier)];
    if !dossier.call.terms.certificate {
        tables.push(lines(ui, &dossier.budget.lines));
    }
    tables
}

fn sections(ui: &Ui, dossier: &Dossier) -> Table {
    let fact = |label: &str, value: String| vec![Cell::Text(ui.t(label)), Cell::Empty, Cell::Text(value)];
    let mut rows = vec![
        fact("export-code", shown_document_code(&dossier.code)),
        fact("inbox-call", dossier.call.row.name.clone()),
        fact("inbox-stage", ui.t(dossier.state.seen().key())),
    ];
    for (section, answers) in answers(ui, dossier) {
        let row = |(label, answer)| vec![Cell::Text(section.clone()), Cell::Text(label), Cell::Text(answer)];
        rows.extend(answers.into_iter().map(row));
    }
    Table {
        title: ui.t("proposal-title"),
        columns: ["export-part", "export-question", "export-answer"]
            .map(|key| Column::new(ui.t(key), Kind::Text))
            .to_vec(),
        rows,
        total: None,
    }
}

/// Lines of the budget. The sum is that of the rounded lines, as the page says it.
fn lines(ui: &Ui, lines: &[Line]) -> Table {
    let row = |line: &Line| {
        vec![
            Cell::Number(line.number.into()),
            Cell::Text(line.activity.clone()),
            Cell::Text(line.description.clone()),
            Cell::Text(ui.t(form_key(line.form))),
            Cell::Text(budget::shown_quantity(line.quantity)),
            Cell::Text(line.unit.clone()),
            Cell::Number(line.unit_price.0),
            rupiah(line.subtotal()),
        ]
    };
    let total =
        [vec![Cell::Empty, Cell::Text(ui.t("budget-total"))], vec![Cell::Empty; 5], vec![rupiah(budget::total(lines))]];
    Table {
        title: ui.t("export-budget"),
        columns: vec![
            Column::new(ui.t("export-number"), Kind::Number),
            Column::new(ui.t("budget-activity"), Kind::Text),
            Column::new(ui.t("budget-description"), Kind::Text),
            Column::new(ui.t("budget-form"), Kind::Text),
            Column::new(ui.t("budget-quantity"), Kind::Text),
            Column::new(ui.t("budget-unit"), Kind::Text),
            Column::new(ui.t("budget-price"), Kind::Rupiah),
            Column::new(ui.t("export-subtotal"), Kind::Rupiah),
        ],
        rows: lines.iter().map(row).chain([total.concat()]).collect(),
        total: None,
    }
}

fn rupiah(amount: Option<Rupiah>) -> Cell {
    amount.map_or(Cell::Empty, |amount| Cell::Number(amount.0))
}
