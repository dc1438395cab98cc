//! A proposal as it was sent last: while its group mends it, an office goes on reading what it was sent. Pure.
use std::collections::BTreeMap;

use serde_json::Value;

use super::{Budget, Dossier, Typed, dossier::QUOTES};
use crate::funding::{
    budget::{Field, Line, shown_quantity},
    papers::PaperKind,
    versions::Content,
};

impl Dossier {
    /// The same with what a version says in place of what stands there now.
    #[must_use]
    pub fn as_sent(mut self, content: &Content) -> Self {
        self.sections = BTreeMap::new();
        for question in &self.questions {
            let Some(answer) = content.answers.get(question.name) else { continue };
            let typed = self.sections.entry(question.section).or_default();
            typed.version = 1;
            typed.fields.insert(question.name.to_owned(), text(answer));
        }
        self.budget = Budget::of(content.lines.iter().map(|line| (line.number, typed(line, content))).collect());
        self.papers.retain(|paper| content.files.contains_key(&file_key(paper.kind, paper.id)));
        self
    }
}

/// The key of a paper in what is sent.
pub fn file_key(kind: PaperKind, id: uuid::Uuid) -> String {
    format!("{}-{}", kind.as_str(), id.simple())
}

/// The kind a key of a paper begins with.
pub fn kind_of(key: &str) -> Option<PaperKind> {
    PaperKind::parse(key.rsplit_once('-')?.0)
}

/// The key of the comparisons of a line in what is sent.
pub fn quotes_key(line: u16) -> String {
    format!("rab-{line}-pembanding")
}

/// An answer as it was typed.
pub fn text(answer: &Value) -> String {
    match answer {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "ya".to_owned(),
        Value::Bool(false) => "tidak".to_owned(),
        other => other.to_string(),
    }
}

fn typed(line: &Line, content: &Content) -> Typed {
    let mut fields = BTreeMap::new();
    let mut put = |field: Field, text: String| fields.insert(field.as_str().to_owned(), text);
    put(Field::Activity, line.activity.clone());
    put(Field::Description, line.description.clone());
    put(Field::Form, line.form.as_str().to_owned());
    put(Field::Quantity, shown_quantity(line.quantity));
    put(Field::Unit, line.unit.clone());
    put(Field::UnitPrice, line.unit_price.0.to_string());
    let quotes = content.answers.get(&quotes_key(line.number)).and_then(Value::as_array);
    for (at, quote) in (1..=QUOTES).zip(quotes.into_iter().flatten()) {
        fields.insert(format!("toko_{at}"), text(&quote["source"]));
        fields.insert(format!("banding_{at}"), text(&quote["price"]));
    }
    Typed { fields, version: 1, changed: None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{
        funding::{
            budget::Form,
            proposals::acts::dossier::{quotes, read_line},
        },
        platform::money::Rupiah,
    };

    proptest! {
        #[test]
        fn a_line_that_was_sent_reads_as_the_same_line(
            number in 1_u16..60, quantity in 1_i64..9_999_999, price in 1_i64..999_999_999, prices in prop::collection::vec(1_i64..9_999_999, 0..=QUOTES),
        ) {
            let line = Line {
                number,
                activity: "Menjahit".to_owned(),
                description: "Gunting besar".to_owned(),
                form: Form::Goods,
                quantity,
                unit: "unit".to_owned(),
                unit_price: Rupiah(price),
                quotes: u8::try_from(prices.len()).unwrap(),
                cut: Rupiah(0),
            };
            let compared: Vec<Value> = prices.iter().map(|price| json!({ "source": "Toko", "price": price })).collect();
            let answers = BTreeMap::from([(quotes_key(number), Value::from(compared.clone()))]);
            let content = Content { answers, ..Content::default() };
            let typed = typed(&line, &content);
            prop_assert_eq!(read_line(number, &typed.fields), Ok(Some(line)));
            prop_assert_eq!(quotes(&typed.fields), compared);
        }
    }

    #[test]
    fn the_kind_of_a_paper_stands_in_its_key() {
        for kind in PaperKind::ALL {
            assert_eq!(kind_of(&file_key(*kind, uuid::Uuid::from_u128(7))), Some(*kind));
        }
    }
}
