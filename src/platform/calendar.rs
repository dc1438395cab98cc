//! Calendars in the iCalendar format (RFC 5545): dates for people to take into a calendar of their own. Times are in
//! UTC, the moment of making comes from outside, and an event has a summary and a link and nothing else to read.
use time::{Date, OffsetDateTime, UtcOffset};

/// The type of the answer that holds a calendar.
pub const CONTENT_TYPE: &str = "text/calendar; charset=utf-8";

/// Octets of a line, without its end.
const LONGEST: usize = 75;

/// A calendar as it is sent.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    /// The name of the installation: who made it, and what it is called in a list of calendars.
    pub name: &'a str,
    /// Of its texts, two letters.
    pub lang: &'a str,
    /// When it was made.
    pub stamp: OffsetDateTime,
    pub events: Vec<Event>,
}

/// A date to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Stays when the date moves; tells nothing.
    pub uid: String,
    /// Grows with each change.
    pub sequence: u32,
    pub start: Start,
    /// A neutral line: whoever looks over the shoulder reads it.
    pub summary: String,
    /// A whole address.
    pub link: String,
    /// Reminds three days before.
    pub alarm: bool,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Instant(OffsetDateTime),
    /// The whole day, wherever one is.
    Day(Date),
}

impl Calendar<'_> {
    /// The text of it. The order of the events stays.
    pub fn text(&self) -> String {
        let name = escaped(self.name);
        let mut lines = Lines::default();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add(&format!("PRODID:-//{name}//{}", escaped(self.lang).to_uppercase()));
        lines.add("CALSCALE:GREGORIAN");
        lines.add("METHOD:PUBLISH");
        lines.add(&format!("NAME:{name}"));
        // Not of the standard, and the only one of the two that many calendars read.
        lines.add(&format!("X-WR-CALNAME:{name}"));
        self.events.iter().for_each(|event| event.write(self.stamp, &mut lines));
        lines.add("END:VCALENDAR");
        lines.0
    }
}

impl Event {
    fn write(&self, stamp: OffsetDateTime, lines: &mut Lines) {
        let summary = escaped(&self.summary);
        lines.add("BEGIN:VEVENT");
        lines.add(&format!("UID:{}", escaped(&self.uid)));
        lines.add(&format!("SEQUENCE:{}", self.sequence));
        lines.add(&format!("DTSTAMP:{}", instant(stamp)));
        lines.add(&match self.start {
            Start::Instant(moment) => format!("DTSTART:{}", instant(moment)),
            Start::Day(date) => format!("DTSTART;VALUE=DATE:{}", day(date)),
        });
        lines.add(&format!("SUMMARY:{summary}"));
        lines.add(&format!("URL:{}", address(&self.link)));
        // A date to keep takes no time away.
        lines.add("TRANSP:TRANSPARENT");
        if self.alarm {
            lines.add("BEGIN:VALARM");
            lines.add("ACTION:DISPLAY");
            // An alarm that shows itself has to have words; these are the same.
            lines.add(&format!("DESCRIPTION:{summary}"));
            lines.add("TRIGGER:-P3D");
            lines.add("END:VALARM");
        }
        lines.add("END:VEVENT");
    }
}

/// Lines with their ends, folded: what is too long goes on in the next line after a space.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: &str) {
        let mut length = 0;
        for letter in line.chars() {
            if length + letter.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text as a value. Control characters would end the line or the file.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// An address stands as it is, but never on two lines.
fn address(link: &str) -> String {
    link.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect()
}

/// `20261124T080000Z`.
fn instant(moment: OffsetDateTime) -> String {
    let utc = moment.to_offset(UtcOffset::UTC);
    format!("{}T{:02}{:02}{:02}Z", day(utc.date()), utc.hour(), utc.minute(), utc.second())
}

/// `20261124`.
fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), u8::from(date.month()), date.day())
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
