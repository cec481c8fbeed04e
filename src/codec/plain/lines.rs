//! A text as lines, each taken apart into words and numbers (断行与切分).

use super::places::{Place, places};
use crate::form::Kind;
use crate::report::reading::{Reading, Why, read};

/// A number as it stands, and where: the line, from 0, and the how-manieth number of it, from 1. Blank for a cell of
/// a Markdown table that is blank.
#[derive(Clone)]
pub(super) struct Value {
    pub text: String,
    pub line: usize,
    pub nth: u16,
    /// How many spaces stand before it.
    pub gap: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing, or only strokes.
    Blank,
    /// A page number between strokes: `- 3 -`, `第3页`.
    Page,
    /// Words without numbers.
    Words,
    /// Numbers, with words before them or after them but not between.
    Numbers,
    /// Words with numbers among them, or a long line.
    Prose,
}

pub(super) struct Line {
    pub at: usize,
    pub shape: Shape,
    pub words: Vec<String>,
    pub values: Vec<Value>,
    /// How many cells it has where they are told by strokes, else 0.
    pub cells: usize,
    /// Where its words stand, if it is a line of words on a page laid out with spaces.
    pub places: Vec<Place>,
}

/// Longer lines are no lines of a table, in bytes.
const LONGEST: usize = 1500;
/// Longer words are no numbers, in bytes.
const LONGEST_NUMBER: usize = 60;

/// The lines of a text, as many as are read.
pub(super) fn split(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.trim_start_matches('\u{FEFF}').split('\n').take(super::MOST_LINES) {
        lines.push(line.trim_end_matches('\r'));
    }
    lines
}

#[derive(PartialEq)]
enum Token {
    Word(String),
    /// A number, and how many spaces stand before it.
    Value(String, usize),
    Blank,
}

impl Line {
    pub(super) fn of(raw: &str, at: usize) -> Line {
        let mut line =
            Line { at, shape: Shape::Prose, words: Vec::new(), values: Vec::new(), cells: 0, places: Vec::new() };
        if raw.len() > LONGEST {
            return line;
        }
        let walled = walled(raw);
        let text = cell_alone(bare(walled.as_deref().unwrap_or(raw)));
        // One by itself may be a cell that says nothing was counted.
        if text != "-" && text.chars().all(is_stroke) {
            line.shape = Shape::Blank;
        } else if is_page(&text) {
            line.shape = Shape::Page;
        } else {
            let is_table = text.matches(is_wall).count() > 1;
            let tokens = if is_table { cells(&text) } else { tokens(&text) };
            line.cells = if is_table { tokens.len() } else { 0 };
            line.take(tokens);
            if line.shape == Shape::Words && !is_table {
                line.places = places(raw);
            }
        }
        line
    }

    fn take(&mut self, tokens: Vec<Token>) {
        let (mut turns, mut nth) = (0, 0);
        let mut last_is_word = None;
        for token in tokens {
            let is_word = matches!(token, Token::Word(_));
            turns += usize::from(last_is_word.is_some_and(|last| last != is_word));
            match token {
                // A blank cell before the words is what is left of a heading that reaches down.
                Token::Blank if last_is_word.is_none() => continue,
                Token::Blank => self.values.push(Value { text: String::new(), line: self.at, nth, gap: 0 }),
                Token::Value(text, gap) => {
                    nth += 1;
                    self.values.push(Value { text, line: self.at, nth, gap });
                }
                Token::Word(word) => {
                    if self.cells == 0 || self.values.iter().any(|v| !v.text.is_empty()) {
                        turns += usize::from(last_is_word == Some(false) && self.values.len() < 5);
                    } else {
                        // Blanks between the words of a line are merged headings.
                        (turns, self.values) = (0, Vec::new());
                    }
                    self.words.push(word);
                }
            }
            last_is_word = Some(is_word);
        }
        self.shape = match (nth, turns) {
            (0, _) => Shape::Words,
            (_, 0 | 1) => Shape::Numbers,
            _ => Shape::Prose,
        };
    }

    /// What the line's words say together.
    pub(super) fn text(&self) -> String {
        self.words.concat()
    }
}

/// A line without what Markdown puts around it.
fn bare(raw: &str) -> String {
    let mut text = String::new();
    for c in raw.chars() {
        match c {
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{2060}' => {}
            c if c.is_whitespace() || c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    let text = text.replace("**", "").replace("<br>", "").replace("<br/>", "").replace("<br />", "");
    text.trim().trim_start_matches(['#', '>']).trim().to_owned()
}

/// A line of cells with tabs between them of which some are blank, with walls instead. Where all numbers stand several
/// tabs apart these only make room.
fn walled(raw: &str) -> Option<String> {
    let raw = raw.trim_end_matches('\r');
    if raw.len() > LONGEST || !raw.contains("\t\t") || raw.contains(is_wall) {
        return None;
    }
    let fields: Vec<&str> = raw.split('\t').collect();
    let filled: Vec<usize> = (0..fields.len()).filter(|at| !fields[*at].trim().is_empty()).collect();
    let is_number = |at: &usize| is_value(fields[*at].trim());
    let numbers: Vec<usize> = filled.iter().copied().filter(is_number).collect();
    let gaps: Vec<usize> =
        numbers.windows(2).map(|two| two.iter().rev().copied().reduce(usize::abs_diff).unwrap_or(0)).collect();
    let are_alike = gaps.windows(2).all(|two| matches!(two, [a, b] if a == b));
    let is_room = gaps.len() > 1 && gaps.iter().all(|gap| *gap > 1) && (are_alike || gaps.len() > 3);
    let ends_so = filled.last().is_some_and(is_number) && numbers.len() > 1;
    (ends_so && !is_room).then(|| format!("│{}│", fields.join("│")))
}

/// A cell on a line of its own, without the wall that is left beside it: `95 |`, and of the last of a row `0 | ||`.
fn cell_alone(text: String) -> String {
    let inner = text.trim_matches(|c| c == ' ' || is_wall(c));
    let is_alone = !inner.contains(is_wall) && (text.matches(is_wall).count() == 1 || is_value(inner));
    if is_alone && !inner.is_empty() { inner.to_owned() } else { text }
}

fn is_wall(c: char) -> bool {
    matches!(c, '|' | '｜' | '│' | '┃')
}

/// What lines and frames are drawn with.
fn is_stroke(c: char) -> bool {
    matches!(c, ' ' | ':' | '=' | '_' | '+' | '\u{2500}'..='\u{257F}' | '`' | '~' | '|') || (c == '-')
}

/// `- 3 -`, `—3—`, `第3页`, `3/12`.
fn is_page(text: &str) -> bool {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    let is_dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '·' | '~');
    let inner = text.trim_start_matches(is_dash).trim_end_matches(is_dash);
    let dashed = text.starts_with(is_dash) && text.ends_with(is_dash) && inner.len() < 4;
    let worded = text.starts_with('第') && text.ends_with('页') && text.len() < 40;
    let of_all = text.split_once('/').is_some_and(|(a, b)| is_short(a) && is_short(b));
    let digits = inner.chars().all(|c| c.is_ascii_digit());
    has_digit && (dashed && digits || worded || of_all)
}

fn is_short(digits: &str) -> bool {
    (1..4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn cells(text: &str) -> Vec<Token> {
    let inner = text.trim_start_matches(is_wall);
    let inner = inner.strip_suffix(is_wall).unwrap_or(inner);
    let mut cells = Vec::new();
    for cell in inner.split(is_wall) {
        let cell = cell.trim();
        cells.push(match cell {
            "" => Token::Blank,
            "无" => Token::Value(cell.to_owned(), 0),
            cell if is_value(cell) => Token::Value(cell.to_owned(), 0),
            cell => Token::Word(cell.to_owned()),
        });
    }
    cells
}

fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut gap): (Vec<Token>, usize) = (Vec::new(), 0);
    for word in text.split(' ') {
        gap += 1;
        if word.is_empty() {
            continue;
        }
        match tokens.last_mut() {
            // `1316.73 万元`
            Some(Token::Value(number, _)) if is_money_unit(word) && ends_in_digit(number) => {
                number.push(' ');
                number.push_str(word);
            }
            // `1 . 属 于 国 家 秘 密`
            Some(Token::Value(number, _)) if matches!(word, "." | "．" | "、") && is_short(number) => {
                let number = std::mem::take(number) + word;
                tokens.pop();
                tokens.push(Token::Word(number));
            }
            _ if is_value(word) => tokens.push(Token::Value(word.to_owned(), gap)),
            _ => tokens.push(Token::Word(word.to_owned())),
        }
        gap = 0;
    }
    number_first(&mut tokens);
    tokens
}

/// The number of a heading that stands apart from it: `1 属于国家秘密`.
fn number_first(tokens: &mut [Token]) {
    if let [Token::Value(first, _), Token::Word(_), .., Token::Value(..)] = tokens
        && is_short(first)
        && first.len() < 3
    {
        let mut word = std::mem::take(first);
        word.push('.');
        tokens[0] = Token::Word(word);
    }
}

fn is_money_unit(word: &str) -> bool {
    matches!(word, "元" | "万元" | "亿元")
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Whether a word is a number, or a mark that stands for one.
fn is_value(word: &str) -> bool {
    if word.len() > LONGEST_NUMBER || word.ends_with(['.', '、', '．', ')', '）']) && !word.contains(['(', '（']) {
        return false;
    }
    let mut chars = word.chars();
    if !chars.clone().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return chars.all(|c| matches!(c, '-' | '－' | '—' | '–' | '―' | '/' | '／' | '\\' | '*')) && word.len() < 7;
    }
    let says = |kind| !matches!(read(word, kind), Reading::Unclear { why: Why::Other, .. });
    says(Kind::Signed) || says(Kind::Money { unit: None })
}
