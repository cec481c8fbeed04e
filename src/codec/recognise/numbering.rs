//! The numbers headings begin with (序号): `1.`, `一、`, `（一）`, `①`.

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The number a heading begins with, and how many characters that takes.
pub(super) fn number(chars: &[char]) -> (u16, usize) {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let (first, code) = (at(0), at(0) as u16);
    match first {
        '①'..='⑳' => return (code - '①' as u16 + 1, 1),
        '⑴'..='⒇' => return (code - '⑴' as u16 + 1, 1),
        '⒈'..='⒛' => return (code - '⒈' as u16 + 1, 1),
        '㈠'..='㈩' => return (code - '㈠' as u16 + 201, 1),
        _ => {}
    }
    let bracket = usize::from(first == '(');
    if let Some(numeral) = NUMERALS.iter().position(|n| *n == at(bracket)) {
        let closed = matches!(at(bracket + 1), ')' | '、' | '.' | ',');
        let style = if bracket == 1 || at(1) == ')' { 201 } else { 101 };
        return if closed { (style + numeral as u16, bracket + 2) } else { (0, 0) };
    }
    let (mut value, mut end) = (0, bracket);
    while end < bracket + 2 && at(end).is_ascii_digit() {
        value = value * 10 + at(end) as u16 - '0' as u16;
        end += 1;
    }
    if end == bracket || at(end).is_ascii_digit() {
        return (0, 0);
    }
    (value, end + usize::from(matches!(at(end), ')' | '、' | '.' | ',')))
}
