//! The child process that makes a PDF, with the real program.
use std::process::Command;

use serde_json::{Value, json};
use tanggui::platform::{
    qr,
    typeset::{self, Template, Typesetter},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tanggui");

fn label() -> Value {
    json!({
        "title": "Label", "lang": "id", "words": { "expiry": "Baik sebelum" }, "start": 1,
        "labels": [{
            "goods": "Keripik pisang", "unit": "150 g", "price": "Rp\u{a0}25.000", "trade_name": "Dapur Rahma",
            "expiry": "3 Mar 2027", "code": "K7M2QX", "qr": qr::rows("https://contoh.id/b/K7M2QX"), "count": 3,
        }],
    })
}

#[tokio::test]
async fn a_child_makes_the_very_file_the_template_gives() {
    let pdf = Typesetter::new(PROGRAM.into()).typeset(Template::Labels, &label()).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_eq!(pdf, typeset::render(Template::Labels, &label()).unwrap());
}

#[tokio::test]
async fn a_file_that_fails_keeps_no_other_from_being_made() {
    let typesetter = Typesetter::new(PROGRAM.into());
    assert!(typesetter.typeset(Template::Statement, &label()).await.is_err());
    typesetter.typeset(Template::Labels, &label()).await.unwrap();
}

#[test]
fn what_is_no_job_is_bad_input() {
    for input in ["", "{}", r#"{ "template": "poster", "data": {} }"#] {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), input).unwrap();
        let ended = Command::new(PROGRAM).arg("typeset").stdin(file.reopen().unwrap()).output().unwrap();
        assert_eq!((ended.status.code(), ended.stdout.len()), (Some(2), 0), "{input}");
    }
}
