//! A stranger's heading taken apart: number, letters, remark and unit (标题拆分).

use super::labels::Fit;
use super::numbering::number;

/// A prefix or an abbreviation has at least so many letters.
const TELLING: usize = 6;

/// A heading taken apart.
pub(super) struct Heading {
    /// 0 without one; 1 for `1.`, 101 for `一、`, 201 for `（一）`.
    pub(super) number: u16,
    pub(super) letters: Vec<char>,
    /// How many of the letters stand before a remark in brackets.
    pub(super) stem: usize,
    /// Whether a bracket closes it.
    pub(super) is_closed: bool,
    /// Which of 元 万 亿 it names: a figure in another unit is another figure.
    pub(super) units: u8,
    /// Whether it says that what it counts are hundredths.
    is_share: bool,
}

/// What in a remark says that the figure is not the year's own.
const OTHER_TIMES: [&str; 6] = ["去年", "上年", "上一年", "同比", "占比", "累计"];
/// Letters that make it another figure where one heading has them and the other one has not.
const DECISIVE: [char; 6] = ['上', '下', '去', '增', '减', '计'];
const UNITS: [char; 3] = ['元', '万', '亿'];
/// What a remark on the unit of a count is made of: `（单位：件）` is what every count is in.
const OF_COUNTS: [char; 6] = ['单', '位', '件', '个', '项', '份'];

impl Heading {
    pub(super) fn of(text: &str) -> Heading {
        let mut chars = Vec::new();
        for c in text.chars() {
            let c = match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                '〔' | '【' => '(',
                '〕' | '】' => ')',
                '它' => '他',
                c => c,
            };
            if c > ' ' && !matches!(c, '\u{A0}' | '\u{2000}'..='\u{200F}' | '\u{202F}' | '\u{3000}' | '\u{FEFF}') {
                chars.push(c);
            }
        }
        drop_year(&mut chars);
        let (number, start) = number(&chars);
        let is_closed = chars.last() == Some(&')');
        let is_share = chars.contains(&'%') || chars.windows(3).any(|part| *part == ['百', '分', '比']);
        let mut heading = Heading { number, letters: Vec::new(), stem: 0, is_closed, units: 0, is_share };
        for c in chars.iter().skip(start) {
            heading.take(*c);
        }
        let remark = heading.letters.get(heading.stem..).unwrap_or_default();
        if heading.stem > 0 && remark.iter().all(|c| OF_COUNTS.contains(c)) {
            heading.letters.truncate(heading.stem);
        }
        if heading.stem == 0 {
            heading.stem = heading.letters.len();
        }
        heading
    }

    fn take(&mut self, c: char) {
        for (at, unit) in UNITS.iter().enumerate() {
            if c == *unit {
                self.units |= 1 << at;
            }
        }
        match c {
            '(' if self.stem == 0 => self.stem = self.letters.len(),
            'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{3400}'..='\u{9FFF}' => self.letters.push(c),
            _ => {}
        }
    }

    /// How well it fits an official heading. `is_short`: that one is known by all of its letters only.
    pub(super) fn fit(&self, official: &Heading, is_short: bool) -> Option<Fit> {
        if self.letters == official.letters {
            return Some(if self.number == official.number { Fit::Exact } else { Fit::Letters });
        }
        // With or without the remark in brackets, of which short headings cannot be deprived.
        let (own, their) = (self.stem(), official.stem());
        if own == their && !is_short {
            return Some(Fit::Near);
        }
        let shortened = self.letters.len() >= TELLING && official.letters.starts_with(&self.letters);
        let renamed = *own == ['合', '计'] && *their == ['总', '计'];
        let undated = own.len() > 3 && their.strip_prefix(&['本', '年']) == Some(own);
        (shortened || renamed || undated).then_some(Fit::Near)
    }

    /// Whether a letter or two make it another figure, however near it is: `上年制发件数`, `本年增加`, or a remark that
    /// tells another time or a share, `处理决定数量（去年）`, `本年增/减（%）`.
    pub(super) fn means_other_than(&self, official: &Heading) -> bool {
        let (own, their) = (self.stem(), official.stem());
        let remark: String = self.letters.get(self.stem..).unwrap_or_default().iter().collect();
        let is_other_time =
            !self.letters.starts_with(&['上']) && OTHER_TIMES.iter().any(|other| remark.contains(other));
        // Its brackets may be lost.
        let is_in = |letter: &char, letters: &[char]| letters.contains(letter);
        let differs = |c: &char| is_in(c, own) != is_in(c, their) && is_in(c, own) != is_in(c, &official.letters);
        is_other_time || self.is_share || DECISIVE.iter().any(differs)
    }

    pub(super) fn stem(&self) -> &[char] {
        self.letters.get(..self.stem).unwrap_or_default()
    }

    /// Whether so few letters are in both that the other one is neither near nor keeps a third from being near: what
    /// is near has three quarters of its letters here, and no other at less than double its distance.
    pub(super) fn is_far(&self, official: &Heading) -> bool {
        let (a, b) = (self.signs(), official.signs());
        let least = (a & !b).count_ones().max((b & !a).count_ones()) as usize;
        least * 3 > self.letters.len() * 2 && least * 4 > official.letters.len()
    }

    /// Its letters as a set, in which one may stand for several.
    fn signs(&self) -> u128 {
        self.letters.iter().fold(0, |signs, c| signs | 1 << (*c as u32 % 127))
    }

    /// How many letters must be put in, left out or changed to make one the other.
    pub(super) fn distance(&self, official: &Heading) -> usize {
        let (a, b) = (&self.letters, &official.letters);
        if a.len().abs_diff(b.len()) > b.len() / 2 {
            return usize::MAX / 4;
        }
        let mut line: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = i;
            line[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let changed = diagonal + usize::from(x != y);
                diagonal = line[j + 1];
                line[j + 1] = changed.min(diagonal + 1).min(line[j] + 1);
            }
        }
        line[b.len()]
    }
}

/// The year in brackets behind what it explains: `本年（2023）制发件数`.
fn drop_year(chars: &mut Vec<char>) {
    let is_year =
        |part: &[char]| matches!(part, ['(', '2', '0', a, b, ')'] if a.is_ascii_digit() && b.is_ascii_digit());
    if let Some(at) = chars.windows(6).position(is_year) {
        chars.drain(at..at + 6);
    }
}
