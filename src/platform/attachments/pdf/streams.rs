//! Contents that have to be unpacked to know what is in the file: lists of objects, and what a document says of itself.
use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{
    MOST_OBJECTS, Refusal,
    facts::Facts,
    tokens::{Token, Tokens},
    values::{self, Closed, Dictionary, Value},
};

/// Looks into the content of an object, if it is one that has to be known.
pub fn look_into(head: &Dictionary<'_>, content: &[u8], facts: &mut Facts) -> Result<(), Refusal> {
    let kind = head.only(b"Type")?;
    let is = |wanted: &[u8]| matches!(kind, Some(Value::Name(name)) if name.as_ref() == wanted);
    // Some readers do not ask for the type of a list of objects.
    if is(b"ObjStm") || (head.has(b"N") && head.has(b"First")) {
        return list_of_objects(head, &unpacked(head, content, facts)?, facts);
    }
    if is(b"Metadata") {
        let text = unpacked(head, content, facts)?;
        facts.description(&text);
    }
    if is(b"XRef") || head.has(b"Root") {
        facts.trailer(head)?;
    }
    Ok(())
}

/// Numbers and places of objects, and then the objects in this order.
fn list_of_objects(head: &Dictionary<'_>, list: &[u8], facts: &mut Facts) -> Result<(), Refusal> {
    let (objects, first) = (whole(head, b"N")?, whole(head, b"First")?);
    if objects > MOST_OBJECTS {
        return Err(Refusal::TooMuchInside);
    }
    let (places, bodies) = list.split_at_checked(first).ok_or(Refusal::Damaged)?;
    let mut places = Tokens::new(places);
    let mut next = || match places.next()? {
        Token::Number(number) => u32::try_from(number).map_err(|_| Refusal::Damaged),
        _ => Err(Refusal::Damaged),
    };
    let mut last: Option<(u32, u32)> = None;
    for _ in 0..objects {
        let (id, start) = (next()?, next()?);
        if let Some((last_id, last_start)) = last {
            listed(last_id, bodies, last_start, start as usize, facts)?;
        }
        last = Some((id, start));
    }
    match last {
        Some((id, start)) => listed(id, bodies, start, bodies.len(), facts),
        None => Ok(()),
    }
}

/// Reads one object. It has to end where the next one begins, so that nothing is read twice and nothing left out.
fn listed(id: u32, bodies: &[u8], start: u32, end: usize, facts: &mut Facts) -> Result<(), Refusal> {
    let body = bodies.get(start as usize..end).ok_or(Refusal::Damaged)?;
    match values::read(&mut Tokens::new(body))? {
        (values, Closed::End) if values.len() <= 1 => {
            facts.packed()?;
            values.first().map_or(Ok(()), |value| facts.object(id, value))
        }
        _ => Err(Refusal::Damaged),
    }
}

fn whole(head: &Dictionary<'_>, name: &[u8]) -> Result<usize, Refusal> {
    match head.only(name)? {
        Some(Value::Number(number)) => usize::try_from(*number).map_err(|_| Refusal::Damaged),
        _ => Err(Refusal::Damaged),
    }
}

/// The content as it was before it was packed, in the one way that programs pack lists of objects.
fn unpacked(head: &Dictionary<'_>, content: &[u8], facts: &mut Facts) -> Result<Vec<u8>, Refusal> {
    let packed = match head.only(b"Filter")? {
        None => false,
        Some(Value::Name(name)) => is_flate(name)?,
        Some(Value::List(names)) => match &names[..] {
            [] => false,
            [Value::Name(name)] => is_flate(name)?,
            _ => return Err(Refusal::Damaged),
        },
        _ => return Err(Refusal::Damaged),
    };
    if predicts(head.only(b"DecodeParms")?) || head.has(b"F") {
        return Err(Refusal::Damaged);
    }
    if !packed {
        facts.unpacked(content.len())?;
        return Ok(content.to_vec());
    }
    let mut inside = Vec::new();
    let most = facts.room_inside() as u64 + 1;
    let read = ZlibDecoder::new(content).take(most).read_to_end(&mut inside);
    facts.unpacked(inside.len())?;
    read.map(|_| inside).map_err(|_| Refusal::Damaged)
}

fn is_flate(name: &[u8]) -> Result<bool, Refusal> {
    if name == b"FlateDecode" { Ok(true) } else { Err(Refusal::Damaged) }
}

/// Whether bytes are stored as what they differ from their neighbours.
fn predicts(parameters: Option<&Value<'_>>) -> bool {
    match parameters {
        None | Some(Value::Other) => false,
        Some(Value::List(list)) => list.iter().any(|each| predicts(Some(each))),
        Some(Value::Dictionary(each)) => !matches!(each.get(b"Predictor"), None | Some(Value::Number(1))),
        Some(_) => true,
    }
}
