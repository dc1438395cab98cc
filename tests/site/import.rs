//! Openings are read from a file to try the matching on.
use std::fmt::Write;

use tanggui::{
    jobs::import::{self, Corpus},
    matching::{Seeker, Weights},
};

use crate::support::Site;

fn line(id: &str, title: &str, skill: &str) -> String {
    format!("{{\"id\": \"{id}\", \"title\": \"{title}\", \"required_skills\": [\"{skill}\"], \"region\": \"63\"}}\n")
}

#[actix_web::test]
async fn a_second_import_changes_nothing_and_a_changed_line_changes_one() {
    let site = Site::empty().await;
    let file = line("A-1", "Penjahit", "menjahit") + &line("A-2", "Kasir", "mesin kasir");
    let first = import::import(&site.app.db, file.as_bytes(), |_| {}).await.unwrap();
    assert_eq!((first.read, first.new, first.changed, first.unchanged), (2, 2, 0, 0));
    let second = import::import(&site.app.db, file.as_bytes(), |_| {}).await.unwrap();
    assert_eq!((second.read, second.new, second.changed, second.unchanged), (2, 0, 0, 2));
    let third = import::import(&site.app.db, file.replace("Kasir", "Kasir toko").as_bytes(), |_| {}).await.unwrap();
    assert_eq!((third.read, third.new, third.changed, third.unchanged), (2, 0, 1, 1));
}

#[actix_web::test]
async fn bad_lines_are_refused_with_their_number_and_good_ones_are_kept() {
    let site = Site::empty().await;
    let mut file = line("A-1", "Penjahit", "menjahit");
    let bad: [(&str, &str); 14] = [
        ("{", "EOF"),
        ("[]", "invalid"),
        ("{\"id\": 5, \"title\": \"x\"}", "expected a string"),
        ("{\"title\": \"x\"}", "id is missing"),
        ("{\"id\": \"B\"}", "title is missing"),
        ("{\"id\": \"B\", \"title\": \"  \"}", "title is missing"),
        ("{\"id\": \"B B\", \"title\": \"x\"}", "without spaces"),
        ("{\"id\": \"B\\u0000\", \"title\": \"x\"}", "control characters"),
        ("{\"id\": \"B\", \"title\": \"x\", \"region\": \"99\"}", "unknown region \"99\""),
        ("{\"id\": \"B\", \"title\": \"x\", \"wage_min\": \"many\"}", "invalid type"),
        ("{\"id\": \"B\", \"title\": \"x\", \"wage_min\": -1}", "wage_min is out of range"),
        ("{\"id\": \"B\", \"title\": \"x\", \"wage_min\": 5, \"wage_max\": 4}", "wage_min is above wage_max"),
        ("{\"id\": \"B\", \"title\": \"x\", \"required_skills\": \"menjahit\"}", "expected a sequence"),
        ("{\"id\": \"A-1\", \"title\": \"x\"}", "stands twice"),
    ];
    for (text, _) in bad {
        file.push_str(text);
        file.push('\n');
    }
    let mut bytes = file.into_bytes();
    bytes.extend_from_slice(b"{\"id\": \"\xff\xfe\"}\n");
    bytes.extend_from_slice(format!("{{\"id\": \"L\", \"title\": \"{}\"}}\n", "x".repeat(10 << 20)).as_bytes());
    bytes.extend_from_slice(b"\n   \n");
    bytes.extend_from_slice(line("A-2", "Kasir\\u0000\\u0007", "mesin kasir").as_bytes());
    let report = import::import(&site.app.db, bytes.as_slice(), |_| {}).await.unwrap();
    assert_eq!(report.new, 2);
    assert_eq!(report.refused.len(), bad.len() + 2);
    for ((at, (_, reason)), refused) in (2..).zip(bad).zip(&report.refused) {
        assert_eq!(refused.line, at);
        assert!(refused.reason.contains(reason), "line {at}: \"{}\" does not say \"{reason}\"", refused.reason);
    }
    assert!(report.refused[bad.len()].reason.contains("UTF-8"));
    assert!(report.refused[bad.len() + 1].reason.contains("longer than"));
    assert_eq!(import::check(bytes.as_slice(), |_| {}).unwrap().refused, report.refused, "a dry run says the same");
}

#[actix_web::test]
async fn imported_openings_are_matched_with_reasons_and_shown_nowhere() {
    let site = Site::demo().await;
    let marker = "Qxzimporteur";
    let file = line("A-1", marker, "menjahit") + &line("A-2", "Kasir", "mesin kasir");
    import::import(&site.app.db, file.as_bytes(), |_| {}).await.unwrap();
    site.settle().await;
    let corpus = Corpus::load(&site.app.db).await.unwrap();
    let found = corpus.matches(&site.app, &Seeker::new(["jait"], None), Weights::SKILLS_ONLY, 300).unwrap().unwrap();
    assert_eq!(found[0].code, "A-1");
    assert!(found[0].explanation.required().all(|(_, how)| *how != tanggui::matching::How::Missing));
    for visit in crate::walk::visits(&site).await {
        assert!(!site.get(&visit.path).await.text().contains(marker), "{} shows an imported opening", visit.path);
    }
    for path in ["/barang?q=Qxzimporteur", "/lowongan?q=Qxzimporteur", "/api/v1/openings?q=Qxzimporteur"] {
        let text = site.get(path).await.text();
        assert!(!text.contains("A-1"), "{path}");
    }
}

#[actix_web::test]
async fn a_large_file_is_read_in_batches() {
    let site = Site::empty().await;
    let mut file = String::new();
    for number in 0..1_234 {
        let _ = write!(file, "{}", line(&format!("A-{number}"), "Juru masak", "memasak"));
    }
    let mut seen = 0;
    let report = import::import(&site.app.db, file.as_bytes(), |bytes| seen += bytes).await.unwrap();
    assert_eq!(report.new, 1_234);
    assert_eq!(seen, file.len() as u64);
}
