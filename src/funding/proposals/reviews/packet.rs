//! What reviewers read: texts and budget, and nothing that says whose they are. Pure: equal texts give equal bytes.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    error::Result,
    funding::{
        budget::{Form, Line},
        proposals::form::{PLACE, Question},
        versions::canonical,
    },
    platform::money::Rupiah,
};

/// What stands where somebody was named.
const HIDDEN: &str = "[…]";
/// Names with fewer letters are words like others.
const SHORTEST_NAME: usize = 4;

/// Answers by question, and the lines of the budget.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    pub answers: BTreeMap<String, String>,
    lines: Vec<PacketLine>,
}

/// A line of the budget without its comparisons of prices: shops say where somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct PacketLine {
    number: u16,
    activity: String,
    description: String,
    form: String,
    quantity: i64,
    unit: String,
    unit_price: i64,
}

impl Packet {
    /// The packet of what was typed. Answers that say who applies or where are left out, and the names given are hidden
    /// in all others.
    pub fn of(questions: &[Question], typed: &BTreeMap<String, String>, lines: &[Line], names: &[String]) -> Self {
        let shown = questions.iter().filter(|question| !question.identifies && question.name != PLACE);
        let answer = |question: &Question| {
            let text = typed.get(question.name).map(|text| text.trim()).filter(|text| !text.is_empty())?;
            Some((question.name.to_owned(), without(text, names)))
        };
        let line = |line: &Line| PacketLine {
            number: line.number,
            activity: without(&line.activity, names),
            description: without(&line.description, names),
            form: line.form.as_str().to_owned(),
            quantity: line.quantity,
            unit: without(&line.unit, names),
            unit_price: line.unit_price.0,
        };
        Self { answers: shown.filter_map(answer).collect(), lines: lines.iter().map(line).collect() }
    }

    /// As it is kept.
    pub fn to_text(&self) -> String {
        canonical(&json!(self))
    }

    /// A packet as it was kept.
    ///
    /// # Errors
    /// What is kept is none.
    pub fn read(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text).map_err(anyhow::Error::from)?)
    }

    /// The lines of the budget.
    ///
    /// # Errors
    /// A line asks for something no line can ask for.
    pub fn lines(&self) -> Result<Vec<Line>> {
        let line = |line: &PacketLine| {
            Ok(Line {
                number: line.number,
                activity: line.activity.clone(),
                description: line.description.clone(),
                form: Form::of(&line.form)?,
                quantity: line.quantity,
                unit: line.unit.clone(),
                unit_price: Rupiah(line.unit_price),
                quotes: 0,
                cut: Rupiah(0),
            })
        };
        self.lines.iter().map(line).collect()
    }
}

/// A text in which no name stands any more, whichever way its letters are written. Longer names go first.
fn without(text: &str, names: &[String]) -> String {
    let mut known: Vec<Vec<char>> = names.iter().map(|name| small(name.trim())).collect();
    known.retain(|name| name.len() >= SHORTEST_NAME);
    known.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let letters: Vec<char> = text.chars().collect();
    let lowered = small(text);
    let (mut shown, mut at) = (String::new(), 0);
    while let Some(letter) = letters.get(at) {
        if let Some(name) = known.iter().find(|name| lowered[at..].starts_with(name)) {
            shown.push_str(HIDDEN);
            at += name.len();
        } else {
            shown.push(*letter);
            at += 1;
        }
    }
    shown
}

/// Small letters, as many as there were.
fn small(text: &str) -> Vec<char> {
    text.chars().map(|letter| letter.to_lowercase().next().unwrap_or(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funding::proposals::form::questions;

    fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn names_are_hidden_however_they_are_written() {
        let names = ["Purun Sanja".to_owned(), "Kelompok Purun Sanja".to_owned(), "Ani".to_owned()];
        assert_eq!(
            without("PURUN sanja dan Kelompok Purun Sanja, Ani.", &names),
            "[…] dan […], Ani.",
            "the longer name first, and a short one is a word"
        );
        assert_eq!(without("Tidak ada nama.", &names), "Tidak ada nama.");
        assert_eq!(without("", &names), "");
    }

    #[test]
    fn who_and_where_are_not_part_of_it() {
        let typed = typed(&[
            ("pengaju", "Kelompok Purun Sanja"),
            ("alamat_badan", "Jalan Pasar 7"),
            ("tujuan", "Dua puluh tas."),
            ("tempat_barang", "Martapura"),
        ]);
        let packet = Packet::of(&questions(&[]), &typed, &[], &[]);
        assert_eq!(packet.answers.keys().collect::<Vec<_>>(), ["tujuan"]);
        assert_eq!(Packet::read(&packet.to_text()).unwrap(), packet);
    }
}
