//! Invented sheets, for tests and for what is measured.
use serde_json::{Value, json};

use super::Template;
use crate::{error::Result, platform::qr};

/// Invented data of a sheet in one language, and the words that go with it.
pub fn sample(template: Template, lang: &str) -> Result<Value> {
    let file = match template {
        Template::DeliveryNote => include_str!("samples/delivery_note.json"),
        Template::Statement => include_str!("samples/statement.json"),
        Template::Labels => include_str!("samples/labels.json"),
        Template::Quotation => include_str!("samples/quotation.json"),
        Template::Handover => include_str!("samples/handover.json"),
        Template::Letter => include_str!("samples/letter.json"),
        Template::Record => include_str!("samples/record.json"),
        Template::Certificate => include_str!("samples/certificate.json"),
    };
    let mut file: Value = serde_json::from_str(file)?;
    let mut data = file["data"].take();
    data["lang"] = json!(lang);
    data["words"] = file[lang].take();
    draw_codes(&mut data);
    Ok(data)
}

/// The samples hold the address of a QR code; a template gets its rows.
fn draw_codes(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(address) if name == "qr" => *value = json!(qr::rows(address)),
                    _ => draw_codes(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(draw_codes),
        _ => {}
    }
}
