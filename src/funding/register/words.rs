//! The sentences of a release, for its page, its files and its JSON.
use super::{
    Band, Change, Quarter,
    release::{Row, Total, government},
};
use crate::{
    enterprises::model::Sector,
    platform::sheets::write::{Cell, Column, Kind, Table},
    regions,
    web::Ui,
};

impl Change {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Made => "register-made",
            Self::TakenBack => "register-taken-back",
        }
    }
}

/// "Triwulan 4 2026".
pub fn quarter(ui: &Ui, quarter: Quarter) -> String {
    ui.with("register-quarter", &[("number", &quarter.number().to_string()), ("year", &quarter.year().to_string())])
}

/// "Rp5.000.000 sampai Rp10.000.000".
pub fn band(ui: &Ui, band: Band) -> String {
    match band.ends() {
        (above, None) => ui.ts("register-band-above", "amount", &ui.rupiah(&above)),
        (above, Some(up_to)) if above.0 == 0 => ui.ts("register-band-up-to", "amount", &ui.rupiah(&up_to)),
        (above, Some(up_to)) => {
            ui.with("register-band-between", &[("above", &ui.rupiah(&above)), ("amount", &ui.rupiah(&up_to))])
        }
    }
}

/// The name of a place; of none, the country.
pub fn place(code: Option<&str>) -> String {
    code.map_or_else(|| "Indonesia".to_owned(), regions::name)
}

/// The name of a sector; of none, all of them.
pub fn sector(ui: &Ui, sector: Option<Sector>) -> String {
    ui.t(sector.map_or("register-all-sectors", Sector::key))
}

/// "Usaha kecil: Olahan pangan".
pub fn recipient(ui: &Ui, sector: Sector) -> String {
    ui.ts("register-recipient", "sector", &ui.t(sector.key()))
}

/// What was given, in one sentence made of the row alone.
pub fn description(ui: &Ui, row: &Row) -> String {
    ui.with(
        "register-description",
        &[
            ("form", &ui.t(row.form.key())),
            ("recipient", &recipient(ui, row.sector)),
            ("place", &regions::name(&row.regency)),
            ("quarter", &quarter(ui, row.quarter)),
            ("government", &government(&row.government).unwrap_or_default()),
        ],
    )
}

/// The figures of a release as a table.
pub fn totals(ui: &Ui, totals: &[Total]) -> Table {
    let columns = [
        ("register-column-quarter", Kind::Text),
        ("register-column-change", Kind::Text),
        ("register-column-code", Kind::Text),
        ("register-column-place", Kind::Text),
        ("register-column-sector", Kind::Text),
        ("register-column-awards", Kind::Number),
        ("register-column-amount", Kind::Rupiah),
    ];
    let row = |total: &Total| {
        vec![
            Cell::Text(total.quarter.to_string()),
            Cell::Text(ui.t(total.change.key())),
            Cell::Text(total.place.clone().unwrap_or_default()),
            Cell::Text(place(total.place.as_deref())),
            Cell::Text(sector(ui, total.sector)),
            Cell::Number(i64::try_from(total.awards).unwrap_or(i64::MAX)),
            Cell::Number(total.rupiah.0),
        ]
    };
    table(ui, "register-totals", &columns, totals.iter().map(row).collect())
}

/// The rows of a release as a table.
pub fn rows(ui: &Ui, rows: &[Row]) -> Table {
    let columns = [
        ("register-column-id", Kind::Text),
        ("register-column-recipient", Kind::Text),
        ("register-column-quarter", Kind::Text),
        ("register-column-change", Kind::Text),
        ("register-column-sector", Kind::Text),
        ("register-column-code", Kind::Text),
        ("register-column-place", Kind::Text),
        ("register-column-above", Kind::Rupiah),
        ("register-column-up-to", Kind::Rupiah),
        ("register-column-form", Kind::Text),
        ("register-column-government", Kind::Text),
    ];
    let row = |row: &Row| {
        let (above, up_to) = row.band.ends();
        vec![
            Cell::Text(row.id.clone()),
            Cell::Text(row.recipient.clone()),
            Cell::Text(row.quarter.to_string()),
            Cell::Text(ui.t(row.change.key())),
            Cell::Text(ui.t(row.sector.key())),
            Cell::Text(row.regency.clone()),
            Cell::Text(regions::name(&row.regency)),
            Cell::Number(above.0),
            up_to.map_or(Cell::Empty, |amount| Cell::Number(amount.0)),
            Cell::Text(ui.t(row.form.key())),
            Cell::Text(government(&row.government).unwrap_or_default()),
        ]
    };
    table(ui, "register-rows", &columns, rows.iter().map(row).collect())
}

fn table(ui: &Ui, title: &str, columns: &[(&str, Kind)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.iter().map(|(key, kind)| Column::new(ui.t(key), *kind)).collect();
    Table { title: ui.t(title), columns, rows, total: None }
}
