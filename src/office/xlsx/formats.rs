//! What a number format makes of a number (数字格式): whether what is shown is still the number that is stored.

const SCALED: &str = "这一格的格式改变了显示的数，读的是存的数";
const HIDING: &str = "这一格的格式不显示内容";
/// The longest format that is looked at, in bytes; Excel has 255 letters.
const MOST: usize = 1024;
/// Formats of SpreadsheetML that show the number under a name.
const NAMES: [&str; 5] = ["Fixed", "Standard", "Scientific", "Currency", "Euro Currency"];
/// Words that make another number of the digits before them. Money is reported in 万元.
const UNITS: &str = "〇零一二三四五六七八九十百千万亿两元kKM%％‰";
const DASHES: [&str; 4] = ["-", "－", "–", "—"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// Where a digit of the number stands.
    Place,
    /// A letter that stands for itself because the format says so.
    Literal(char),
    Bare(char),
}

#[derive(Default)]
struct Section {
    condition: Option<(String, f64)>,
    pieces: Vec<Piece>,
}

/// What is to be said of a number that is shown in this format.
pub(in crate::office) fn doubt(format: &str, number: f64) -> Option<&'static str> {
    if format.is_empty() || NAMES.contains(&format) {
        return None;
    }
    if format.len() > MOST {
        return Some(SCALED);
    }
    let sections = sections(format);
    let section = chosen(&sections, number)?;
    if section.is_blank() {
        return Some(HIDING);
    }
    section.changes(number).then_some(SCALED)
}

/// What is to be said of a text: `;;;` shows nothing.
pub(in crate::office) fn hides(format: &str) -> Option<&'static str> {
    let is_blank = format.chars().all(|c| c == ';' || c == ' ');
    (is_blank && format.contains(';')).then_some(HIDING)
}

fn sections(format: &str) -> Vec<Section> {
    let (mut all, mut section, mut in_quotes, mut letters) = (Vec::new(), Section::default(), false, format.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => in_quotes = !in_quotes,
            letter if in_quotes => section.pieces.push(Piece::Literal(letter)),
            // Chinese formats write a point between digits that is none: 0!.0,
            '\\' | '!' => section.pieces.extend(letters.next().map(Piece::Literal)),
            '_' | '*' => drop(letters.next()),
            '[' => {
                let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                section.condition = section.condition.or_else(|| condition(&inside));
            }
            ';' => all.push(std::mem::take(&mut section)),
            '0' | '#' | '?' => section.pieces.push(Piece::Place),
            letter => section.pieces.push(Piece::Bare(letter)),
        }
    }
    all.push(section);
    all
}

/// `>=1`.
fn condition(text: &str) -> Option<(String, f64)> {
    let (sign, number) = text.split_at_checked(text.find(|c| !matches!(c, '<' | '>' | '='))?)?;
    (!sign.is_empty()).then_some((sign.to_owned(), number.trim().parse().ok()?))
}

/// The section by which a number is shown: the first whose condition it meets, or by its sign.
fn chosen(sections: &[Section], number: f64) -> Option<&Section> {
    let numbers = sections.get(..3).unwrap_or(sections);
    if numbers.iter().any(|section| section.condition.is_some()) {
        return numbers.iter().find(|section| section.meets(number)).or(numbers.last());
    }
    let at = if number < 0.0 { 1 } else { 2 * usize::from(number == 0.0) };
    numbers.get(at).or(numbers.first())
}

impl Section {
    fn meets(&self, number: f64) -> bool {
        let Some((sign, bound)) = &self.condition else { return true };
        match sign.as_str() {
            ">" => number > *bound,
            ">=" => number >= *bound,
            "<" => number < *bound,
            "<=" => number <= *bound,
            "<>" => number != *bound,
            _ => number == *bound,
        }
    }

    fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Literal(' ') | Piece::Bare(' ')))
    }

    /// Whether what is shown is another number, or none.
    fn changes(&self, number: f64) -> bool {
        let words = self.words();
        let first = self.pieces.iter().position(|piece| *piece == Piece::Place);
        let last = self.pieces.iter().rposition(|piece| *piece == Piece::Place);
        let (Some(first), Some(last)) = (first, last) else { return self.stands_for_it(&words, number) };
        let (before, within) = self.pieces.split_at_checked(first).unwrap_or_default();
        let within = within.get(..=last - first).unwrap_or_default();
        let after = self.pieces.get(last + 1..).unwrap_or_default();
        let is_minus = |piece: &Piece| matches!(piece, Piece::Literal('-') | Piece::Bare('-'));
        let is_between = |piece: &Piece| matches!(piece, Piece::Literal(letter) if !letter.is_whitespace());
        is_telling(&words)
            || after.contains(&Piece::Bare(','))
            || within.iter().any(is_between)
            || (number > 0.0 && before.iter().any(is_minus))
    }

    /// All that is shown besides the number's own digits.
    fn words(&self) -> String {
        let letter = |piece: &Piece| match piece {
            Piece::Place => None,
            Piece::Literal(letter) | Piece::Bare(letter) => Some(*letter),
        };
        self.pieces.iter().filter_map(letter).collect()
    }

    /// Of a section without places: the word for any number, a dash for none, or another text.
    fn stands_for_it(&self, words: &str, number: f64) -> bool {
        let general = ["General", "G/通用格式", "@"].iter().find_map(|word| words.split_once(word));
        match general {
            // SpreadsheetML has a date of this name.
            Some((before, after)) => is_telling(before) || is_telling(after) || after == " Date",
            None => number != 0.0 || !DASHES.contains(&words.trim()),
        }
    }
}

/// Whether such words beside digits make another number of them.
fn is_telling(words: &str) -> bool {
    let words = words.replace("万元", "");
    words.chars().any(|letter| letter.is_numeric() || UNITS.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::{HIDING, SCALED, doubt, hides};

    #[test]
    fn formats_that_change_the_number_are_told() {
        for (format, number) in [
            ("0!.0,\"万\"", 12.0),
            ("#,##0,", 12.0),
            ("0.0,,", 12.0),
            ("0\"万\"", 12.0),
            ("0万", 12.0),
            ("\"1\"0", 12.0),
            ("0\"0\"", 12.0),
            ("0\\0", 12.0),
            ("0\"元\"", 12.0),
            ("0\"%\"", 12.0),
            ("General\"百\"", 12.0),
            ("0\\.0", 12.0),
            ("\"-\"0", 12.0),
            ("\"有\"", 12.0),
            ("[>=1]0;\"无\"", 0.0),
            ("0;-0;\"无\"", 0.0),
            ("[=0]\"无\";\"1\"0", 12.0),
            ("Yes/No", 1.0),
            ("General Date", 45659.0),
        ] {
            assert_eq!(doubt(format, number), Some(SCALED), "{format}");
        }
        for (format, number) in [(";;;", 12.0), ("0;-0;;@", 0.0), ("0;;", -1.0), (" ; ", 12.0)] {
            assert_eq!(doubt(format, number), Some(HIDING), "{format}");
        }
        assert_eq!((hides(";;;"), hides("@"), hides("0;-0;;@")), (Some(HIDING), None, None));
    }

    #[test]
    fn formats_that_only_dress_the_number_are_not() {
        for (format, number) in [
            ("", 12.0),
            ("General", 12.0),
            ("G/通用格式\"件\"", 12.0),
            ("General Number", 12.0),
            ("Fixed", 12.0),
            ("@", 12.0),
            ("0", 12.0),
            ("0_ ", 12.0),
            ("#,##0", 1207.0),
            ("#,##0.00", 12.5),
            ("0\"件\"", 12.0),
            ("0\"件,\"", 12.0),
            ("0.00\"万元\"", 12.0),
            ("0_ ;[Red]-0 ", 12.0),
            ("0_ ;[Red]\\-0\\ ", -12.0),
            ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"??_ ;_ @_ ", 12.0),
            ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"??_ ;_ @_ ", 0.0),
            ("[>=1]0;\"无\"", 12.0),
            ("[$¥-804]#,##0.00", 12.0),
            ("0;-0;;@", 12.0),
            ("0.00E+00", 12.0),
        ] {
            assert_eq!(doubt(format, number), None, "{format}");
        }
    }
}
