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
        let (mut line, mut column) = (1, 1);
        for c in before.chars() {
            column += 1;
            if c == '\n' {
                (line, column) = (line + 1, 1);
            }
        }
        (line, column)
    }
}

/// Reads one JSON value and nothing after it.
///
/// # Errors
/// The first [`Fault`].
pub fn read(text: &str) -> Result<Json, Fault> {
    let mut reader = Reader { text, at: 0, what: What::Syntax };
    match reader.whole() {
        Some(value) => Ok(value),
        None => Err(Fault { at: reader.at, what: reader.what }),
    }
}

/// Reads on until `None`: then it stands where something is wrong, and says what.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    what: What,
}

impl Reader<'_> {
    fn whole(&mut self) -> Option<Json> {
        let value = self.value(0)?;
        match self.peek() {
            None => Some(value),
            Some(_) => self.fail(self.at, What::Syntax),
        }
    }

    fn fail<T>(&mut self, at: usize, what: What) -> Option<T> {
        self.at = at;
        self.what = what;
        None
    }

    /// What is wrong here: the end, or something else.
    fn unexpected<T>(&mut self) -> Option<T> {
        self.fail(self.at, if self.at >= self.text.len() { What::End } else { What::Syntax })
    }

    /// The text from there to here.
    fn since(&self, start: usize) -> &str {
        self.text.get(start..self.at).unwrap_or_default()
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

    fn value(&mut self, depth: usize) -> Option<Json> {
        match self.peek() {
            Some(b'{' | b'[') if depth == DEPTH => self.fail(self.at, What::TooDeep),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Some(Json::String(self.string()?.into())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => self.unexpected(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        for wanted in word.bytes() {
            if !self.eat(wanted) {
                return self.unexpected();
            }
        }
        Some(value)
    }

    fn array(&mut self, depth: usize) -> Option<Json> {
        self.at += 1;
        let mut items = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Some(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                return Some(Json::Array(items));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.at += 1;
        let mut entries: Vec<(String, Json)> = Vec::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Some(Json::Object(entries));
        }
        loop {
            let key = self.key(&entries)?;
            entries.push((key, self.value(depth + 1)?));
            if self.ends(b'}')? {
                return Some(Json::Object(entries));
            }
        }
    }

    /// A key and its colon.
    fn key(&mut self, entries: &[(String, Json)]) -> Option<String> {
        if self.peek() != Some(b'"') {
            return self.unexpected();
        }
        let start = self.at;
        let key = self.string()?;
        if entries.iter().any(|(other, _)| *other == key) {
            return self.fail(start, What::Duplicate(key));
        }
        if entries.len() == KEYS {
            return self.fail(start, What::TooManyKeys);
        }
        self.peek();
        if self.eat(b':') { Some(key) } else { self.unexpected() }
    }

    /// After an item: the closing bracket, or a comma.
    fn ends(&mut self, close: u8) -> Option<bool> {
        self.peek();
        if self.eat(close) {
            return Some(true);
        }
        if self.eat(b',') { Some(false) } else { self.unexpected() }
    }

    fn number(&mut self) -> Option<Json> {
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
        Some(Json::Number(Arc::from(self.since(start))))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { self.unexpected() } else { Some(()) }
    }

    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.byte(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.at += 1;
            }
            out.push_str(self.since(start));
            if self.eat(b'"') {
                return Some(out);
            }
            if !self.eat(b'\\') {
                return self.unexpected();
            }
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
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
        Some(escaped)
    }

    /// `u4e00`, or a pair `ud83d\ude00`.
    fn unicode(&mut self) -> Option<char> {
        let start = self.at;
        let first = self.hex()?;
        if !(0xD800..0xE000).contains(&first) {
            return char::from_u32(first);
        }
        if first >= 0xDC00 || !self.eat(b'\\') || self.byte() != Some(b'u') {
            return self.fail(start, What::HalfCharacter);
        }
        let second = self.hex()?;
        if !(0xDC00..0xE000).contains(&second) {
            return self.fail(start, What::HalfCharacter);
        }
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    }

    fn hex(&mut self) -> Option<u32> {
        self.at += 1;
        let mut value = 0;
        for _ in 0..4 {
            match self.byte().and_then(|b| char::from(b).to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => return self.unexpected(),
            }
            self.at += 1;
        }
        Some(value)
    }
}
