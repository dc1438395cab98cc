//! Values of a PDF: what an object is, or what stands in a list or a dictionary.
use std::borrow::Cow;

use super::{
    DEEPEST, MOST_VALUES, Refusal,
    tokens::{Token, Tokens},
};

#[derive(Debug)]
pub enum Value<'a> {
    Number(i64),
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    List(Vec<Value<'a>>),
    Dictionary(Dictionary<'a>),
    /// The number of another object.
    Reference(u32),
    /// A fraction, `true`, `false` or `null`.
    Other,
}

/// Names and their values.
#[derive(Debug)]
pub struct Dictionary<'a>(pub Vec<(Cow<'a, [u8]>, Value<'a>)>);

impl<'a> Dictionary<'a> {
    /// The value of a name.
    pub fn get(&self, name: &[u8]) -> Option<&Value<'a>> {
        self.0.iter().find(|(known, _)| known.as_ref() == name).map(|(_, value)| value)
    }

    /// The value of a name that may not stand there twice, because one reader would take this and another that.
    pub fn only(&self, name: &[u8]) -> Result<Option<&Value<'a>>, Refusal> {
        let mut values = self.0.iter().filter(|(known, _)| known.as_ref() == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(Refusal::Damaged),
            (value, None) => Ok(value),
        }
    }

    pub fn has(&self, name: &[u8]) -> bool {
        self.get(name).is_some()
    }

    /// Whether the value of a name is a certain name.
    pub fn is(&self, name: &[u8], wanted: &[u8]) -> bool {
        matches!(self.get(name), Some(Value::Name(value)) if value.as_ref() == wanted)
    }

    pub fn reference(&self, name: &[u8]) -> Option<u32> {
        match self.get(name) {
            Some(Value::Reference(number)) => Some(*number),
            _ => None,
        }
    }
}

/// What ends a run of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed<'a> {
    List,
    Dictionary,
    Word(&'a [u8]),
    End,
}

/// Values up to what ends them.
pub fn read<'a>(tokens: &mut Tokens<'a>) -> Result<(Vec<Value<'a>>, Closed<'a>), Refusal> {
    Values { tokens, left: MOST_VALUES }.run(0)
}

/// The rest of a dictionary that was just opened.
pub fn dictionary<'a>(tokens: &mut Tokens<'a>) -> Result<Dictionary<'a>, Refusal> {
    match read(tokens)? {
        (values, Closed::Dictionary) => paired(values),
        _ => Err(Refusal::Damaged),
    }
}

struct Values<'t, 'a> {
    tokens: &'t mut Tokens<'a>,
    /// How many values may still come.
    left: usize,
}

impl<'a> Values<'_, 'a> {
    fn run(&mut self, depth: usize) -> Result<(Vec<Value<'a>>, Closed<'a>), Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::TooMuchInside);
        }
        let mut values = Vec::new();
        loop {
            let value = match self.tokens.next()? {
                Token::Number(number) => Value::Number(number),
                Token::Fraction | Token::Word(b"true" | b"false" | b"null") => Value::Other,
                Token::Name(name) => Value::Name(name),
                Token::Text(text) => Value::Text(text),
                Token::OpenList => match self.run(depth + 1)? {
                    (inner, Closed::List) => Value::List(inner),
                    _ => return Err(Refusal::Damaged),
                },
                Token::OpenDictionary => match self.run(depth + 1)? {
                    (inner, Closed::Dictionary) => Value::Dictionary(paired(inner)?),
                    _ => return Err(Refusal::Damaged),
                },
                Token::Word(b"R") => referred(&mut values)?,
                Token::CloseList => return Ok((values, Closed::List)),
                Token::CloseDictionary => return Ok((values, Closed::Dictionary)),
                Token::Word(word) => return Ok((values, Closed::Word(word))),
                Token::End => return Ok((values, Closed::End)),
            };
            self.left = self.left.checked_sub(1).ok_or(Refusal::TooMuchInside)?;
            values.push(value);
        }
    }
}

/// The two numbers before an `R`.
fn referred<'a>(values: &mut Vec<Value<'a>>) -> Result<Value<'a>, Refusal> {
    match (values.pop(), values.pop()) {
        (Some(Value::Number(_)), Some(Value::Number(number))) => {
            u32::try_from(number).map(Value::Reference).map_err(|_| Refusal::Damaged)
        }
        _ => Err(Refusal::Damaged),
    }
}

fn paired(values: Vec<Value<'_>>) -> Result<Dictionary<'_>, Refusal> {
    let mut pairs = Vec::with_capacity(values.len() / 2);
    let mut values = values.into_iter();
    while let Some(name) = values.next() {
        let (Value::Name(name), Some(value)) = (name, values.next()) else { return Err(Refusal::Damaged) };
        pairs.push((name, value));
    }
    Ok(Dictionary(pairs))
}
