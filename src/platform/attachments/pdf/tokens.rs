//! The letters of a PDF: white ones, those that part, and all others.
use std::borrow::Cow;

use super::Refusal;

/// The smallest unit of a PDF.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A whole number that fits.
    Number(i64),
    /// Any other number.
    Fraction,
    /// Without its stroke, and with the letters it spells by their numbers.
    Name(Cow<'a, [u8]>),
    Text(Cow<'a, [u8]>),
    /// `true`, `obj`, `R` and the like.
    Word(&'a [u8]),
    OpenList,
    CloseList,
    OpenDictionary,
    CloseDictionary,
    End,
}

/// Walks through bytes.
#[derive(Clone, Copy)]
pub struct Tokens<'a> {
    pub bytes: &'a [u8],
    /// Where the next token is looked for.
    pub at: usize,
}

pub const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// Whether a byte can belong to a name, a number or a word.
pub const fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Tokens<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white letters.
    pub fn skip_white(&mut self) {
        self.take_while(is_white);
    }

    /// A comment, if one begins here: to the end of its line.
    pub fn comment(&mut self) -> Option<&'a [u8]> {
        if self.rest().first() == Some(&b'%') {
            Some(self.take_while(|byte| byte != b'\n' && byte != b'\r'))
        } else {
            None
        }
    }

    pub fn next(&mut self) -> Result<Token<'a>, Refusal> {
        self.skip_white();
        while self.comment().is_some() {
            self.skip_white();
        }
        match self.rest() {
            [] => Ok(Token::End),
            [b'<', b'<', ..] => Ok(self.passed(2, Token::OpenDictionary)),
            [b'>', b'>', ..] => Ok(self.passed(2, Token::CloseDictionary)),
            [b'[', ..] => Ok(self.passed(1, Token::OpenList)),
            [b']', ..] => Ok(self.passed(1, Token::CloseList)),
            [b'/', ..] => {
                self.at += 1;
                name(self.take_while(is_regular)).map(Token::Name)
            }
            [b'(', ..] => self.text(),
            [b'<', ..] => self.text_in_digits(),
            [byte, ..] if is_regular(*byte) => Ok(number_or_word(self.take_while(is_regular))),
            _ => Err(Refusal::Damaged),
        }
    }

    fn passed(&mut self, bytes: usize, token: Token<'a>) -> Token<'a> {
        self.at += bytes;
        token
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A text between round brackets, which may stand inside it in pairs.
    fn text(&mut self) -> Result<Token<'a>, Refusal> {
        let (mut depth, mut escaped, mut plain) = (0_usize, false, true);
        for (length, byte) in self.rest().iter().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => (escaped, plain) = (true, false),
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let inner = &self.rest()[1..length];
                self.at += length + 1;
                return Ok(Token::Text(if plain { inner.into() } else { unescaped(inner).into() }));
            }
        }
        Err(Refusal::Damaged)
    }

    /// A text that spells its bytes in sixteens.
    fn text_in_digits(&mut self) -> Result<Token<'a>, Refusal> {
        self.at += 1;
        let inner = self.take_while(|byte| byte != b'>');
        if self.rest().is_empty() {
            return Err(Refusal::Damaged);
        }
        self.at += 1;
        let digits = inner.iter().filter(|byte| !is_white(**byte)).map(|byte| digit(*byte).ok_or(Refusal::Damaged));
        let digits: Vec<u8> = digits.collect::<Result<_, _>>()?;
        let byte = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
        Ok(Token::Text(digits.chunks(2).map(byte).collect::<Vec<_>>().into()))
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A letter may be spelled `#41`, which must not hide a name.
fn name(spelled: &[u8]) -> Result<Cow<'_, [u8]>, Refusal> {
    if !spelled.contains(&b'#') {
        return Ok(spelled.into());
    }
    let mut name = Vec::with_capacity(spelled.len());
    let mut rest = spelled;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        name.push(match (byte, after) {
            (b'#', [high, low, after @ ..]) => {
                rest = after;
                digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low).ok_or(Refusal::Damaged)?
            }
            (b'#', _) => return Err(Refusal::Damaged),
            _ => byte,
        });
    }
    Ok(name.into())
}

fn number_or_word(run: &[u8]) -> Token<'_> {
    let text = str::from_utf8(run).unwrap_or_default();
    if let Ok(number) = text.parse() {
        return Token::Number(number);
    }
    let is_number = run.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+'));
    if is_number { Token::Fraction } else { Token::Word(run) }
}

fn unescaped(inner: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'\\' {
            text.push(byte);
            continue;
        }
        let digits = after.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        if digits > 0 {
            let value =
                after[..digits].iter().fold(0_u8, |value, byte| value.wrapping_mul(8).wrapping_add(byte - b'0'));
            text.push(value);
            rest = &after[digits..];
            continue;
        }
        let (taken, letter) = match after {
            [b'n', ..] => (1, Some(b'\n')),
            [b'r', ..] => (1, Some(b'\r')),
            [b't', ..] => (1, Some(b'\t')),
            [b'b' | b'f', ..] => (1, Some(b' ')),
            // A line that goes on.
            [b'\r', b'\n', ..] => (2, None),
            [b'\r' | b'\n', ..] => (1, None),
            [other, ..] => (1, Some(*other)),
            [] => (0, None),
        };
        text.extend(letter);
        rest = &after[taken..];
    }
    text
}
