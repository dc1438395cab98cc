//! A calendar is read back by a reader of a few lines, and looks as the standard has it.
use proptest::{prelude::*, test_runner::RngSeed};
use time::macros::{date, datetime};

use super::*;

const STAMP: OffsetDateTime = datetime!(2026-11-22 09:14:05 +08:00);

fn deadline() -> Event {
    Event {
        uid: "7K2M9QPW@contoh.id".to_owned(),
        sequence: 2,
        start: Start::Instant(datetime!(2026-11-24 16:00 +08:00)),
        summary: "Tenggat berkas".to_owned(),
        link: "https://contoh.id/masuk".to_owned(),
        alarm: true,
    }
}

fn text(events: Vec<Event>) -> String {
    Calendar { name: "Tanggui", lang: "id", stamp: STAMP, events }.text()
}

/// The lines of a calendar as name and value, unfolded.
fn read(text: &str) -> Vec<(String, String)> {
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.split_terminator("\r\n").map(|line| line.split_once(':').unwrap());
    lines.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn value(text: &str, name: &str) -> String {
    let lines = read(text);
    lines.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

/// A text out of its value.
fn unescaped(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next().unwrap() {
                'n' => '\n',
                letter => letter,
            },
            letter => letter,
        });
    }
    text
}

#[test]
fn a_deadline_is_written_as_the_standard_has_it() {
    let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tanggui//ID\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n\
                    NAME:Tanggui\r\nX-WR-CALNAME:Tanggui\r\nBEGIN:VEVENT\r\nUID:7K2M9QPW@contoh.id\r\nSEQUENCE:2\r\n\
                    DTSTAMP:20261122T011405Z\r\nDTSTART:20261124T080000Z\r\nSUMMARY:Tenggat berkas\r\n\
                    URL:https://contoh.id/masuk\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n\
                    DESCRIPTION:Tenggat berkas\r\nTRIGGER:-P3D\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    assert_eq!(text(vec![deadline()]), expected);
}

#[test]
fn a_day_has_no_clock_and_an_event_without_alarm_has_no_description() {
    let event = Event { start: Start::Day(date!(2027 - 01 - 05)), alarm: false, ..deadline() };
    let text = text(vec![event]);
    assert_eq!(value(&text, "DTSTART;VALUE=DATE"), "20270105");
    assert!(!text.contains("DESCRIPTION") && !text.contains("VALARM"));
}

#[test]
fn an_empty_calendar_is_still_a_calendar() {
    let text = text(Vec::new());
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(!text.contains("VEVENT"));
}

#[test]
fn a_change_keeps_the_uid_and_raises_the_sequence_only() {
    let moved = Event { sequence: 3, start: Start::Instant(datetime!(2026-12-01 08:00 UTC)), ..deadline() };
    let (before, after) = (read(&text(vec![deadline()])), read(&text(vec![moved])));
    let changed: Vec<&str> =
        before.iter().zip(&after).filter(|(one, other)| one != other).map(|((name, _), _)| name.as_str()).collect();
    assert_eq!(changed, ["SEQUENCE", "DTSTART"]);
}

#[test]
fn a_long_line_is_folded_between_letters_and_never_inside_one() {
    for letters in 0..4 {
        let summary = format!("{}{}", "a".repeat(letters), "é€😀".repeat(40));
        let event = Event { summary: summary.clone(), ..deadline() };
        let text = text(vec![event]);
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
        assert!(text.split("\r\n").any(|line| line.len() > LONGEST - 4 && line.starts_with(' ')));
        assert_eq!(unescaped(&value(&text, "SUMMARY")), summary);
    }
    let exact = Event { summary: "a".repeat(LONGEST - "SUMMARY:".len()), alarm: false, ..deadline() };
    assert!(!text(vec![exact]).contains("\r\n a"));
}

#[test]
fn what_was_typed_stays_text() {
    let summary = "Kue; roti, teh \\ kopi\r\nEND:VEVENT\u{0}\u{7}".to_owned();
    let link = "https://contoh.id/masuk\r\nBEGIN:VEVENT".to_owned();
    let text = text(vec![Event { summary, link, ..deadline() }]);
    assert_eq!(unescaped(&value(&text, "SUMMARY")), "Kue; roti, teh \\ kopi\nEND:VEVENT");
    assert_eq!(value(&text, "URL"), "https://contoh.id/masukBEGIN:VEVENT");
    assert_eq!(read(&text).iter().filter(|(name, value)| name == "END" && value == "VEVENT").count(), 1);
    assert!(!text.contains('\u{0}') && !text.replace("\r\n", "").contains(['\r', '\n']));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(9), ..ProptestConfig::default()
    })]

    #[test]
    fn every_text_is_read_back_and_no_line_is_too_long(summary in "[\\PC\n]{0,200}", uid in "\\PC{1,90}") {
        let text = text(vec![Event { summary: summary.clone(), uid: uid.clone(), ..deadline() }]);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= LONGEST));
        prop_assert_eq!(unescaped(&value(&text, "SUMMARY")), summary);
        prop_assert_eq!(unescaped(&value(&text, "UID")), uid);
    }
}
