//! Chinese numerals (中文数字): `一百二十三`, `壹佰`, `〇`, `三千零五十`.

use super::number::Number;

/// The number a text spells in Chinese numerals alone; `None` if anything else stands in it.
pub fn number(text: &str) -> Option<Number> {
    if text.is_empty() {
        return None;
    }
    let spelled_out = text.chars().all(|c| digit(c).is_some());
    let value = if spelled_out && text.chars().count() > 1 { digit_by_digit(text)? } else { with_units(text)? };
    Some(Number::whole(value))
}

/// `二〇二五`.
fn digit_by_digit(text: &str) -> Option<i64> {
    text.chars().try_fold(0i64, |n, c| n.checked_mul(10)?.checked_add(digit(c)?))
}

/// `一万二千三百零四`: a pending digit times its unit, in sections of 万 and 亿.
fn with_units(text: &str) -> Option<i64> {
    let (mut total, mut section, mut pending) = (0i64, 0i64, None);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(d);
        } else if let Some(unit) = small_unit(c) {
            section += pending.take().unwrap_or(1).checked_mul(unit)?;
        } else {
            let unit = large_unit(c)?;
            let here = section + pending.take().unwrap_or(0);
            total = total.checked_add(here.checked_mul(unit)?)?;
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(pending.unwrap_or(0))
}

fn digit(c: char) -> Option<i64> {
    let at = |digits: &str| digits.chars().position(|d| d == c).map(|p| p as i64);
    match c {
        '两' => Some(2),
        '零' => Some(0),
        _ => at("〇一二三四五六七八九").or_else(|| at("零壹贰叁肆伍陆柒捌玖")),
    }
}

fn small_unit(c: char) -> Option<i64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

fn large_unit(c: char) -> Option<i64> {
    match c {
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numerals() {
        for (text, value) in [
            ("一百二十三", 123),
            ("壹佰", 100),
            ("〇", 0),
            ("十", 10),
            ("二十", 20),
            ("三千零五十", 3050),
            ("一万二千三百零四", 12304),
            ("二〇二五", 2025),
            ("两百", 200),
        ] {
            assert_eq!(number(text), Some(Number::whole(value)), "{text}");
        }
    }

    #[test]
    fn leaves_other_text_alone() {
        for text in ["", "无", "一件", "12", "一 二", "一十二三"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
