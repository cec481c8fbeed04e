//! The letters of a text without what typesetting and PDFs do to them (字符归一).
//!
//! Spaces, line breaks and page numbers go; full-width forms, Kangxi radicals and compatibility look-alikes become
//! the letters they stand for. Every letter remembers where it stands in the text, which is never changed. Digits
//! are never joined: a space or a line break between two of them stays, for the reader of numbers to judge.

use std::ops::Range;

use crate::report::reading::is_invisible;

/// A text's letters, and where sentences must end besides at their punctuation.
pub struct Letters {
    pub(super) chars: Vec<char>,
    /// Byte offset of each letter in the text.
    at: Vec<u32>,
    /// Letters before which a heading begins or ends.
    pub(super) breaks: Vec<usize>,
    end: usize,
}

/// The radicals U+2F00 to U+2FD5 as letters.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Other look-alikes, each before the letter it stands for.
const LOOKALIKES: &str = "⺠民⺟母⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻢马⻣骨⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻳龟⻨麦⻙韦⻤鬼⻝食⺝月\
                          \u{f90a}金\u{f937}路\u{f963}北\u{f967}不\u{f96d}省\u{f97e}量\u{f981}女\u{f98e}年\u{f99c}列\u{f9a8}令\
                          \u{f9b5}例\u{f9be}料\u{f9ca}流\u{f9d1}六\u{f9d8}律\u{f9db}率\u{f9dd}利\u{f9e4}理\u{f9e9}里\u{fa00}切\u{fa01}度\u{fa08}行\u{fa19}神\u{fa1b}福";

impl Letters {
    pub fn of(text: &str) -> Letters {
        // A Chinese letter takes three bytes: mostly there is room for all from the beginning.
        let room = text.len() / 3;
        let (chars, at) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut letters = Letters { chars, at, breaks: Vec::new(), end: text.len() };
        let mut from = 0;
        for line in text.as_bytes().split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            let to = from + line.len();
            letters.add_line(text.get(from..to).unwrap_or_default(), from);
            from = to;
        }
        letters
    }

    fn add_line(&mut self, line: &str, from: usize) {
        let own = line.trim();
        if own.is_empty() || is_page_number(own) {
            return;
        }
        let heading = is_heading(own);
        if heading || begins_item(own) {
            self.breaks.push(self.chars.len());
        }
        let mut gap = '\n';
        for (at, c) in line.char_indices() {
            match folded(c) {
                None if c.is_whitespace() => gap = if gap == '\n' { '\n' } else { ' ' },
                None => {}
                Some(letter) => {
                    self.add(letter, gap, from + at);
                    gap = '\0';
                }
            }
        }
        if heading {
            self.breaks.push(self.chars.len());
        }
    }

    fn add(&mut self, letter: char, gap: char, at: usize) {
        let between = gap != '\0' && letter.is_ascii_digit() && self.chars.last().is_some_and(char::is_ascii_digit);
        if between {
            self.chars.push(gap);
            self.at.push(at as u32);
        }
        self.chars.push(letter);
        self.at.push(at as u32);
    }

    /// The bytes of the text in which these letters stand, without what stands around them.
    pub fn bytes(&self, text: &str, letters: Range<usize>) -> Range<usize> {
        let at = |letter: usize| self.at.get(letter).map_or(self.end, |at| *at as usize);
        let start = at(letters.start);
        let last = letters.end.checked_sub(1).filter(|last| *last >= letters.start).map_or(start, at);
        let width = text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start..(last + width).max(start)
    }

    /// How many letters there are.
    pub fn count(&self) -> usize {
        self.chars.len()
    }

    /// How many there are in the text from a byte on; what keeps two digits apart is none.
    pub fn count_from(&self, byte: usize) -> usize {
        let from = self.at.partition_point(|at| (*at as usize) < byte);
        self.stretch(from..self.count()).iter().filter(|c| !c.is_whitespace()).count()
    }

    /// How many things in quotation marks stand side by side before a letter: `“甲”“乙”、“丙”3场`.
    pub fn quotes_before(&self, at: usize) -> usize {
        const FARTHEST: usize = 200;
        let (mut quotes, mut open) = (0, false);
        for c in self.chars.get(at.saturating_sub(FARTHEST)..at).unwrap_or_default().iter().rev() {
            match (c, open) {
                ('”', false) => open = true,
                ('“', true) => (quotes, open) = (quotes + 1, false),
                ('、' | '和', false) => {}
                (_, true) => {}
                _ => break,
            }
        }
        quotes
    }

    /// The letters of a stretch.
    pub fn stretch(&self, within: Range<usize>) -> &[char] {
        self.chars.get(within).unwrap_or_default()
    }

    /// Whether any of the words stands in a stretch of the text.
    pub fn has_in(&self, within: Range<usize>, words: &[&str]) -> bool {
        let stretch = self.stretch(within.start.min(self.chars.len())..within.end.min(self.chars.len()));
        words.iter().any(|word| find(stretch, word).is_some())
    }

    /// Whether the word stands at a letter.
    pub fn stands(&self, at: usize, word: &str) -> bool {
        stands(self.chars.get(at..).unwrap_or_default(), word)
    }

    /// Whether any of the words stands in the text.
    pub fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| find(&self.chars, word).is_some())
    }
}

/// The word's first place among the letters.
fn find(letters: &[char], word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    // The first letter decides nearly everywhere.
    (0..letters.len()).find(|at| letters[*at] == first && stands(&letters[*at..], word))
}

/// Whether the letters begin with the word.
pub(super) fn stands(letters: &[char], word: &str) -> bool {
    let mut letters = letters.iter();
    word.chars().all(|c| letters.next() == Some(&c))
}

/// The letter a character stands for; none for spaces and what is not seen.
fn folded(c: char) -> Option<char> {
    match c {
        // Nearly all there are.
        '\u{4E00}'..='\u{9FFF}' => Some(c),
        // The full-width comma stays what it is: it never groups digits.
        '，' => Some('，'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{2F00}'..='\u{2FD5}' => RADICALS.chars().nth(c as usize - 0x2F00),
        '\u{2E80}'..='\u{2EFF}' | '\u{F900}'..='\u{FAFF}' => Some(lookalike(c)),
        '–' | '—' | '−' | '‐' | '‑' => Some('-'),
        '〜' => Some('~'),
        c if c.is_whitespace() || c.is_control() || is_invisible(c) => None,
        c => Some(c),
    }
}

/// The letter a radical or look-alike stands for; any other stays. What PDF files say of their letters is full of them.
pub fn unified(c: char) -> char {
    match c {
        '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' => folded(c).unwrap_or(c),
        c => c,
    }
}

fn lookalike(c: char) -> char {
    let mut pairs = LOOKALIKES.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// `- 3 -`, `— 12 —`, `第 3 页`, `第3页 共8页`: a line that numbers a page. Digits alone may belong to the text.
fn is_page_number(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '－' | '·');
    let dashed = line.starts_with(dash) && line.ends_with(dash) && line.len() < 24;
    let paged = line.starts_with('第') && line.ends_with('页') && line.len() < 40;
    let known = |c: char| dash(c) || c.is_ascii_digit() || c.is_whitespace() || matches!(c, '第' | '页' | '共' | '/');
    (dashed || paged) && line.chars().all(known) && line.chars().any(|c| c.is_ascii_digit())
}

/// `一、`, `（二）`, `3.`: how a heading or an item begins.
fn begins_item(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let rest = line.trim_start_matches(['（', '(']);
    let bracket = rest.len() < line.len();
    let after = rest.trim_start_matches(|c: char| numeral(c) || c.is_ascii_digit());
    after.len() < rest.len()
        && match bracket {
            true => after.starts_with(['）', ')']),
            false => {
                let digits = rest.starts_with(|c: char| c.is_ascii_digit());
                let point =
                    after.strip_prefix(['.', '．']).is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()));
                after.starts_with('、') || digits && point
            }
        }
}

/// A short line that begins like one and has no sentence in it.
fn is_heading(line: &str) -> bool {
    const LONGEST: usize = 40;
    let ends = |c: char| matches!(c, '。' | '；' | ';' | '，' | ',' | '：' | ':');
    begins_item(line) && line.chars().take(LONGEST + 1).count() <= LONGEST && !line.contains(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> String {
        Letters::of(text).chars.into_iter().collect()
    }

    #[test]
    fn what_typesetting_does_is_undone() {
        for (text, found) in [
            ("收到 申请\n12 件", "收到申请12件"),
            ("⼀、总体情况", "一、总体情况"),
            ("⾏政复议", "行政复议"),
            ("\u{f9d1}部分", "六部分"),
            ("（１２）％", "(12)%"),
            ("申请\n- 3 -\n12件", "申请12件"),
            ("申请\n第 3 页 共 9 页\n12件", "申请12件"),
            ("申请\n3\n12件", "申请3\n12件"),
            ("1\u{200b}2", "12"),
        ] {
            assert_eq!(letters(text), found, "{text}");
        }
    }

    #[test]
    fn letters_know_where_they_stand() {
        let text = " 收到 申请⼀件。 ";
        let letters = Letters::of(text);
        assert_eq!(text.get(letters.bytes(text, 0..letters.count())), Some("收到 申请⼀件。"));
        assert_eq!(text.get(letters.bytes(text, 2..4)), Some("申请"));
        assert_eq!(letters.bytes(text, 9..9), text.len()..text.len());
    }
}
