//! The fields of the index.
use tantivy::{
    TantivyDocument,
    schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};
use uuid::Uuid;

use super::{Document, Kind};

#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The id as a term, to delete by.
    pub id: Field,
    /// The id as two numbers, to read quickly.
    pub id_high: Field,
    pub id_low: Field,
    pub kind: Field,
    product_words: Field,
    opening_words: Field,
    call_words: Field,
    imported_words: Field,
    pub region: Field,
    pub tag: Field,
    pub skill: Field,
    pub low: Field,
    pub high: Field,
    /// Unix seconds; the largest number for what has no last day.
    pub until: Field,
}

impl Fields {
    /// The text field of a kind.
    pub fn words(&self, kind: Kind) -> Field {
        match kind {
            Kind::Product => self.product_words,
            Kind::Opening => self.opening_words,
            Kind::Call => self.call_words,
            Kind::Imported => self.imported_words,
        }
    }

    pub fn document(&self, of: &Document) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let (high, low) = of.id.as_u64_pair();
        document.add_text(self.id, id_term(of.id));
        document.add_u64(self.id_high, high);
        document.add_u64(self.id_low, low);
        document.add_text(self.kind, of.kind.as_str());
        document.add_pre_tokenized_text(self.words(of.kind), tokens(&of.words));
        for region in &of.regions {
            document.add_text(self.region, region);
        }
        for tag in &of.tags {
            document.add_text(self.tag, tag);
        }
        for skill in &of.skills {
            document.add_u64(self.skill, u64::from(*skill));
        }
        if let Some(low) = of.low {
            document.add_u64(self.low, low);
        }
        if let Some(high) = of.high {
            document.add_u64(self.high, high);
        }
        document.add_i64(self.until, of.until.unwrap_or(i64::MAX));
        document
    }
}

pub(super) fn id_term(id: Uuid) -> String {
    id.simple().to_string()
}

/// Words come analysed from their slice, so each part of a text can go through a chain of its own.
fn tokens(words: &[String]) -> PreTokenizedString {
    let tokens = words
        .iter()
        .enumerate()
        .map(|(position, word)| Token { position, text: word.clone(), ..Token::default() })
        .collect();
    PreTokenizedString { text: String::new(), tokens }
}

pub(super) fn build() -> (Schema, Fields) {
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::WithFreqs),
    );
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", STRING),
        id_high: schema.add_u64_field("id_high", FAST),
        id_low: schema.add_u64_field("id_low", FAST),
        kind: schema.add_text_field("kind", STRING),
        product_words: schema.add_text_field("product_words", words.clone()),
        opening_words: schema.add_text_field("opening_words", words.clone()),
        call_words: schema.add_text_field("call_words", words.clone()),
        imported_words: schema.add_text_field("imported_words", words),
        region: schema.add_text_field("region", STRING),
        tag: schema.add_text_field("tag", STRING),
        skill: schema.add_u64_field("skill", INDEXED),
        low: schema.add_u64_field("low", FAST),
        high: schema.add_u64_field("high", FAST),
        until: schema.add_i64_field("until", FAST),
    };
    (schema.build(), fields)
}
