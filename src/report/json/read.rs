//! Reading JSON text, strictly by RFC 8259, with the position of whatever is wrong.

use std::sync::Arc;

use super::Json;

/// The deepest nesting that is read.
pub const DEPTH: usize = 64;

/// The most keys one object may have: looking for a duplicate among more would take as long as an attacker likes.
const KEYS: usize = 2000;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It ends too early.
    End,
    /// Something stands there that JSON does not have.
    Syntax,
    /// A string holds half of a character (a lone surrogate).
    HalfCharacter,
    Duplicate(String),
    TooDeep,
    TooManyKeys,
}

/// What is wrong, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub at: usize,
    pub what: What,
}

impl Fault {
    /// Line and column, from one, the column in characters.
    pub fn position(&self, text: &str) -> (usize, usize) {
        let before = text.get(..self.at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// Reads one JSON value and nothing after it.
///
/// # Errors
/// The first [`Fault`].
pub fn read(text: &str) -> Result<Json, Fault> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.fault(What::Syntax)),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn fault(&self, what: What) -> Fault {
        Fault { at: self.at, what }
    }

    /// What is wrong here: the end, or something else.
    fn unexpected<T>(&self) -> Result<T, Fault> {
        Err(self.fault(if self.at >= self.text.len() { What::End } else { What::Syntax }))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.byte()
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.byte() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Result<Json, Fault> {
        match self.peek() {
            Some(b'{' | b'[') if depth == DEPTH => Err(self.fault(What::TooDeep)),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Ok(Json::String(self.string()?.into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => self.unexpected(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, Fault> {
        for wanted in word.bytes() {
            if !self.eat(wanted) {
                return self.unexpected();
            }
        }
        Ok(value)
    }

    fn array(&mut self, depth: usize) -> Result<Json, Fault> {
        self.at += 1;
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                return Ok(Json::Array(items));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, Fault> {
        self.at += 1;
        let mut entries: Vec<(String, Json)> = Vec::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(entries));
        }
        loop {
            let key = self.key(&entries)?;
            entries.push((key, self.value(depth + 1)?));
            if self.ends(b'}')? {
                return Ok(Json::Object(entries));
            }
        }
    }

    /// A key and its colon.
    fn key(&mut self, entries: &[(String, Json)]) -> Result<String, Fault> {
        if self.peek() != Some(b'"') {
            return self.unexpected();
        }
        let start = self.at;
        let key = self.string()?;
        if entries.iter().any(|(other, _)| *other == key) {
            return Err(Fault { at: start, what: What::Duplicate(key) });
        }
        if entries.len() == KEYS {
            return Err(Fault { at: start, what: What::TooManyKeys });
        }
        self.peek();
        if self.eat(b':') { Ok(key) } else { self.unexpected() }
    }

    /// After an item: the closing bracket, or a comma.
    fn ends(&mut self, close: u8) -> Result<bool, Fault> {
        self.peek();
        if self.eat(close) {
            return Ok(true);
        }
        if self.eat(b',') { Ok(false) } else { self.unexpected() }
    }

    fn number(&mut self) -> Result<Json, Fault> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(Json::Number(Arc::from(&self.text[start..self.at])))
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while self.byte().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { self.unexpected() } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.byte(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            if self.eat(b'"') {
                return Ok(out);
            }
            if !self.eat(b'\\') {
                return self.unexpected();
            }
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let escaped = match self.byte() {
            Some(b'u') => return self.unicode(),
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b @ (b'"' | b'\\' | b'/')) => char::from(b),
            _ => return self.unexpected(),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// `u4e00`, or a pair `ud83d\ude00`.
    fn unicode(&mut self) -> Result<char, Fault> {
        let start = self.at;
        let half = || Fault { at: start, what: What::HalfCharacter };
        let first = self.hex()?;
        if !(0xD800..0xE000).contains(&first) {
            return char::from_u32(first).ok_or_else(half);
        }
        if first >= 0xDC00 || !self.eat(b'\\') || self.byte() != Some(b'u') {
            return Err(half());
        }
        let second = self.hex()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(half());
        }
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or_else(half)
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        self.at += 1;
        let mut value = 0;
        for _ in 0..4 {
            match self.byte().and_then(|b| char::from(b).to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => return self.unexpected(),
            }
            self.at += 1;
        }
        Ok(value)
    }
}
