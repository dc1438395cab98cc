//! A walk through the markup of a spreadsheet, or of another file made of markup. Entities a document declares for itself are not known, so nothing
//! grows while it is read.
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::read::Refusal;

pub(in crate::platform) struct Xml<'a>(Reader<&'a [u8]>);

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// The next event, or nothing at the end of the document.
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Refusal> {
        match self.0.read_event() {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(_) => Err(Refusal::Damaged),
        }
    }

    /// The next event inside an element, where the document cannot end.
    pub fn inside(&mut self) -> Result<Event<'a>, Refusal> {
        self.next()?.ok_or(Refusal::Damaged)
    }

    /// The next element with one of these names, prefixes aside.
    pub fn find(&mut self, names: &[&str]) -> Result<Option<BytesStart<'a>>, Refusal> {
        while let Some(event) = self.next()? {
            if let Event::Start(start) = event
                && names.contains(&start.local_name().as_ref())
            {
                return Ok(Some(start));
            }
        }
        Ok(None)
    }

    /// Passes over the rest of an element that was just opened.
    pub fn skip(&mut self, start: &BytesStart<'_>) -> Result<(), Refusal> {
        self.0.read_to_end(start.name()).map(drop).map_err(|_| Refusal::Damaged)
    }

    /// All text in an element that was just opened, elements inside it aside.
    pub fn text(&mut self) -> Result<String, Refusal> {
        let mut text = String::new();
        loop {
            match self.inside()? {
                Event::Start(start) => self.skip(&start)?,
                Event::End(_) => return Ok(text),
                event => append(&event, &mut text),
            }
        }
    }
}

/// Adds the letters of an event; whatever has none adds nothing.
pub(in crate::platform) fn append(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(letter)) => text.push(letter),
            Ok(None) => text.push_str(resolve_predefined_entity(reference).unwrap_or_default()),
            Err(_) => {}
        },
        _ => {}
    }
}

/// An attribute by its name without prefix.
pub(in crate::platform) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let given =
        start.attributes().with_checks(false).flatten().find(|given| given.key.local_name().as_ref() == name)?;
    given.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// An attribute that counts something: its default where it is missing.
pub(in crate::platform) fn count(start: &BytesStart<'_>, name: &str, default: u32) -> Result<u32, Refusal> {
    attribute(start, name).map_or(Ok(default), |given| given.trim().parse().map_err(|_| Refusal::Damaged))
}
