//! The objects of a file, one after the other, and what stands between them: tables, and comments on lines of their
//! own.
use super::{
    MOST_OBJECTS, Refusal,
    facts::Facts,
    find_all, streams,
    tokens::{Token, Tokens, is_regular, is_white},
    values::{self, Closed, Dictionary, Value},
};

/// Reads all objects and tells how many there are.
pub fn read(bytes: &[u8], facts: &mut Facts) -> Result<usize, Refusal> {
    let mut tokens = Tokens::new(bytes);
    let (mut objects, mut ended) = (0, false);
    loop {
        tokens.skip_white();
        if let Some(comment) = tokens.comment() {
            // Such a line could open a page of the web for whoever is not strict about where it begins.
            if comment.contains(&b'<') {
                return Err(Refusal::Mixed);
            }
            ended |= comment.starts_with(b"%%EOF");
            continue;
        }
        match tokens.rest() {
            [] if ended => return Ok(objects),
            [] => return Err(Refusal::Damaged),
            [b'0'..=b'9', ..] => {
                object(&mut tokens, facts)?;
                objects += 1;
                ended = false;
                if objects > MOST_OBJECTS {
                    return Err(Refusal::TooMuchInside);
                }
            }
            rest if rest.starts_with(b"xref") => table(&mut tokens, facts)?,
            rest if rest.starts_with(b"startxref") => {
                tokens.at += "startxref".len();
                number(&mut tokens)?;
            }
            _ => return Err(Refusal::Mixed),
        }
    }
}

/// How many objects begin anywhere in the file, also where none can be.
pub fn count(bytes: &[u8]) -> usize {
    let begins = |at: &usize| {
        let ends = bytes.get(at + 3).is_none_or(|next| !is_regular(*next));
        ends && follows_a_number(&bytes[..*at])
    };
    find_all(bytes, b"obj").filter(begins).count()
}

fn follows_a_number(before: &[u8]) -> bool {
    let end = before.iter().rposition(|byte| !is_white(*byte)).map_or(0, |last| last + 1);
    let (before, gap) = before.split_at(end);
    let is_digit = |text: &[u8]| text.last().is_some_and(u8::is_ascii_digit);
    if is_digit(before) || !gap.iter().any(|byte| matches!(byte, b'\n' | b'\r')) {
        return is_digit(before);
    }
    // A comment may stand between the number and the word.
    let line = before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(before, |start| &before[start..]);
    line.contains(&b'%')
}

fn object(tokens: &mut Tokens<'_>, facts: &mut Facts) -> Result<(), Refusal> {
    let id = number(tokens)?;
    number(tokens)?;
    if tokens.next()? != Token::Word(b"obj") {
        return Err(Refusal::Damaged);
    }
    let (mut values, closed) = values::read(tokens)?;
    let value = values.pop();
    if !values.is_empty() {
        return Err(Refusal::Damaged);
    }
    match (value, closed) {
        (None, Closed::Word(b"endobj")) => Ok(()),
        (Some(value), Closed::Word(b"endobj")) => facts.object(id, &value),
        (Some(Value::Dictionary(head)), Closed::Word(b"stream")) => {
            let content = content(tokens, &head)?;
            streams::look_into(&head, content, facts)?;
            facts.object(id, &Value::Dictionary(head))
        }
        _ => Err(Refusal::Damaged),
    }
}

/// The bytes between `stream` and `endstream`.
fn content<'a>(tokens: &mut Tokens<'a>, head: &Dictionary<'_>) -> Result<&'a [u8], Refusal> {
    while tokens.rest().first() == Some(&b' ') {
        tokens.at += 1;
    }
    tokens.at += match tokens.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return Err(Refusal::Damaged),
    };
    let rest = tokens.rest();
    let said = match head.only(b"Length")? {
        Some(Value::Number(length)) => usize::try_from(*length).ok().filter(|length| ends_at(rest, *length).is_some()),
        _ => None,
    };
    // The length may be another object, or wrong: then the content ends where it says so.
    let length = said.or_else(|| find_all(rest, b"endstream").find(|at| ends_at(rest, *at).is_some()));
    let length = length.ok_or(Refusal::Damaged)?;
    tokens.at += ends_at(rest, length).ok_or(Refusal::Damaged)?;
    Ok(&rest[..length])
}

/// Where an object is over whose content has a length.
fn ends_at(rest: &[u8], length: usize) -> Option<usize> {
    let mut tokens = Tokens::new(rest);
    tokens.at = length;
    for word in [&b"endstream"[..], b"endobj"] {
        tokens.skip_white();
        tokens.at += tokens.rest().starts_with(word).then_some(word.len())?;
    }
    tokens.rest().first().is_none_or(|next| !is_regular(*next)).then_some(tokens.at)
}

/// A table of places and the dictionary behind it. The places are not needed: all objects are read.
fn table(tokens: &mut Tokens<'_>, facts: &mut Facts) -> Result<(), Refusal> {
    tokens.at += "xref".len();
    let mut entries = 0;
    loop {
        match tokens.next()? {
            Token::Number(_) => {}
            Token::Word(b"n" | b"f") => entries += 1,
            Token::Word(b"trailer") => break,
            _ => return Err(Refusal::Damaged),
        }
        if entries > MOST_OBJECTS {
            return Err(Refusal::TooMuchInside);
        }
    }
    if tokens.next()? != Token::OpenDictionary {
        return Err(Refusal::Damaged);
    }
    facts.trailer(&values::dictionary(tokens)?)
}

fn number(tokens: &mut Tokens<'_>) -> Result<u32, Refusal> {
    match tokens.next()? {
        Token::Number(number) => u32::try_from(number).map_err(|_| Refusal::Damaged),
        _ => Err(Refusal::Damaged),
    }
}
