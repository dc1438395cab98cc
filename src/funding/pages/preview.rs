//! The lines of a preview in the language of the reader.
use crate::{
    funding::preview::{Line, Value},
    regions::Zone,
    web::Ui,
};

/// The lines as sentences, for `parts/preview.html`. Moments are told in the zone of the call.
pub fn sentences(ui: &Ui, lines: &[Line], zone: Zone) -> Vec<String> {
    lines.iter().map(|line| sentence(ui, line, zone)).collect()
}

fn sentence(ui: &Ui, line: &Line, zone: Zone) -> String {
    let values: Vec<_> = line.values.iter().map(|(name, value)| (*name, words(ui, value, zone))).collect();
    let values: Vec<_> = values.iter().map(|(name, words)| (*name, words.as_str())).collect();
    ui.with(line.key, &values)
}

fn words(ui: &Ui, value: &Value, zone: Zone) -> String {
    match value {
        Value::Text(key) => ui.t(key),
        Value::Counted(key, count) => ui.tn(key, *count),
        Value::Amount(amount) => ui.rupiah(amount),
        Value::Amounts(amounts) => amounts.iter().map(|amount| ui.rupiah(amount)).collect::<Vec<_>>().join(", "),
        Value::Day(day) => ui.date(day),
        Value::Moment(moment) => ui.moment(moment, zone),
    }
}
