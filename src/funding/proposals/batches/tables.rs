//! Both lists as tables.
use super::service::{Named, Row};
use crate::{
    platform::{
        ids::shown_document_code,
        sheets::write::{Cell, Column, Kind, Table},
    },
    regions,
    web::Ui,
};

/// The covering list: numbers and sums, no names.
pub fn covering(ui: &Ui, rows: &[Row]) -> Table {
    let row = |row: &Row| [numbers(row), sums(row)].concat();
    Table {
        title: ui.t("batch-title"),
        columns: [number_columns(ui), sum_columns(ui)].concat(),
        rows: rows.iter().map(row).collect(),
        total: Some(ui.t("column-total")),
    }
}

/// What is typed into the system of the local government. The account is left out: nobody knows it before the
/// agreement.
pub fn sheet(ui: &Ui, call: &str, rows: &[Named]) -> Table {
    let text = |key| Column::new(ui.t(key), Kind::Text);
    let row = |named: &Named| {
        let written = vec![
            Cell::Text(named.applicant.clone()),
            Cell::Text(regions::name(&named.place)),
            Cell::Text(named.purpose.clone()),
            Cell::Text(call.to_owned()),
        ];
        [numbers(&named.row), written, sums(&named.row)].concat()
    };
    let written = vec![text("batch-applicant"), text("export-place"), text("proposal-aims"), text("batch-programme")];
    Table {
        title: ui.t("batch-sheet"),
        columns: [number_columns(ui), written, sum_columns(ui)].concat(),
        rows: rows.iter().map(row).collect(),
        total: Some(ui.t("column-total")),
    }
}

fn number_columns(ui: &Ui) -> Vec<Column> {
    ["export-code", "batch-sipd"].map(|key| Column::new(ui.t(key), Kind::Text)).to_vec()
}

fn numbers(row: &Row) -> Vec<Cell> {
    vec![Cell::Text(shown_document_code(&row.code)), Cell::Text(row.sipd.clone())]
}

fn sum_columns(ui: &Ui) -> Vec<Column> {
    ["export-asked", "batch-recommended"].map(|key| Column::new(ui.t(key), Kind::Rupiah).summed()).to_vec()
}

fn sums(row: &Row) -> Vec<Cell> {
    vec![Cell::Number(row.asked.0), Cell::Number(row.recommended.0)]
}
