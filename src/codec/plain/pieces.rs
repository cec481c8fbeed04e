//! Pieces of official headings: what is left of them where a line was too narrow (断开的表头).

/// What of a heading is compared: letters, digits and Chinese numerals, whatever their width and their brackets.
pub(super) fn letters(text: &str) -> String {
    let mut letters = String::new();
    for c in text.chars() {
        match fold(c) {
            '它' => letters.push('他'),
            c @ ('0'..='9' | 'a'..='z' | 'A'..='Z' | '\u{3400}'..='\u{9FFF}') => letters.push(c),
            _ => {}
        }
    }
    letters
}

fn fold(c: char) -> char {
    let (code, shift) = (c as u32, |first: char| '1' as u32 + c as u32 - first as u32);
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(code - 0xFEE0).unwrap_or(c),
        '①'..='⑨' => char::from_u32(shift('①')).unwrap_or(c),
        '⑴'..='⑼' => char::from_u32(shift('⑴')).unwrap_or(c),
        '⒈'..='⒐' => char::from_u32(shift('⒈')).unwrap_or(c),
        '㈠'..='㈩' => "一二三四五六七八九十".chars().nth((code - '㈠' as u32) as usize).unwrap_or(c),
        c => c,
    }
}

/// How many letters a heading has.
pub(super) fn count(letters: &str) -> usize {
    letters.chars().count()
}

/// Whether the letters are a piece of one of these.
pub(super) fn is_piece(letters: &str, of: &[String]) -> bool {
    of.iter().any(|whole| whole.contains(letters))
}

/// Whether the letters are one or two pieces of these, as a group in a group is: `果四无法提供`.
pub(super) fn are_pieces(letters: &str, of: &[String]) -> bool {
    is_piece(letters, of) || halves(letters).any(|(a, b)| is_piece(a, of) && is_piece(b, of))
}

/// Every way to cut the letters in two.
pub(super) fn halves(letters: &str) -> impl Iterator<Item = (&str, &str)> {
    letters.char_indices().skip(1).filter_map(|(at, _)| letters.split_at_checked(at))
}

/// Whether two texts have the same letters, in whatever order.
pub(super) fn same_letters(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    a.len() == b.len() && sorted(a) == sorted(b)
}

/// Whether words of a line may stand over these columns in this order: each is a piece of a column that is not before
/// the last one's. `None` for a word that is a piece of none.
pub(super) fn order(words: &[String], columns: &[String]) -> (usize, usize, bool) {
    let (mut known, mut strange, mut fits, mut from) = (0, 0, true, 0);
    for word in words {
        let here = columns.iter().skip(from).position(|column| column.contains(word.as_str()));
        match here {
            Some(step) => (known, from) = (known + 1, from + step),
            None if is_piece(word, columns) => (known, fits) = (known + 1, false),
            None => strange += usize::from(known > 0),
        }
    }
    (known, strange, fits)
}
