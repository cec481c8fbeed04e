//! What a cell of a workbook shows (单元格的文字), and what its text alone does not say.

use calamine::{DataRef, ExcelDateTime, Style};

use super::formats;
use super::strings::mark;
use crate::office::sheet::Field;

const DATE: &str = "这一格是日期格式，存的不是件数";
const PERCENT: &str = "这一格是百分数";
const ERROR: &str = "这一格是错误值";
pub(in crate::office) const FORMULA: &str = "这一格是公式，读的是文件里存的结果";
const NO_RESULT: &str = "这一格是公式，文件里没有存结果";

/// The text of a value; `formula` says of a formula whether its result is there.
pub(super) fn field(value: &DataRef, style: Option<&Style>, formula: Option<bool>) -> Field {
    let format = style.and_then(|style| style.number_format.as_ref()).map_or("", |f| f.format_code.as_str());
    let (text, doubt) = match value {
        DataRef::Empty => (String::new(), None),
        DataRef::Int(number) => (number.to_string(), None),
        DataRef::Float(number) => number_text(*number, format),
        DataRef::String(text) => (text.clone(), None),
        DataRef::SharedString(text) => ((*text).to_owned(), None),
        DataRef::Bool(true) => ("TRUE".to_owned(), None),
        DataRef::Bool(false) => ("FALSE".to_owned(), None),
        DataRef::DateTime(date) => (date_text(date), Some(DATE)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), Some(DATE)),
        DataRef::Error(error) => (error.to_string(), Some(ERROR)),
    };
    let of_formula = formula.map(|has_result| if has_result { FORMULA } else { NO_RESULT });
    let text = if formula == Some(false) { String::new() } else { struck(text, style) };
    let hidden = formats::hides(format).filter(|_| !text.is_empty());
    Field { text, doubt: doubt.or(hidden).or(of_formula) }
}

fn struck(text: String, style: Option<&Style>) -> String {
    let is_struck = style.and_then(|style| style.font.as_ref()).is_some_and(|font| font.strikethrough);
    let mut out = String::new();
    mark(&text, is_struck, false, &mut out);
    out
}

fn number_text(number: f64, format: &str) -> (String, Option<&'static str>) {
    if is_percent(format) {
        return (format!("{}%", digits(number * 100.0)), Some(PERCENT));
    }
    (digits(number), formats::doubt(format, number))
}

/// The number in decimal digits, to the fifteen that spreadsheets show.
pub(in crate::office) fn digits(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let text = format!("{:.14e}", number.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let point = exponent.parse::<i32>().unwrap_or(0) + 1;
    let all: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let all = all.trim_end_matches('0');
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let whole = usize::try_from(point).unwrap_or(0);
    let out = match all.split_at_checked(whole) {
        _ if all.is_empty() => return "0".to_owned(),
        _ if point <= 0 => format!("0.{}{all}", zeros(-point)),
        Some((whole, "")) => whole.to_owned(),
        Some((whole, rest)) => format!("{whole}.{rest}"),
        None => format!("{all}{}", zeros(point - all.len() as i32)),
    };
    if number < 0.0 { format!("-{out}") } else { out }
}

/// A date as it would be written down; only its time where it has no day.
fn date_text(date: &ExcelDateTime) -> String {
    let number = date.as_f64();
    // Beyond the last day that spreadsheets know it is only a number.
    if !(0.0..2_958_466.0).contains(&number) {
        return digits(number);
    }
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    match (number < 1.0, hour, minute) {
        (true, ..) => format!("{hour:02}:{minute:02}"),
        (_, 0, 0) => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

/// Whether a number shows as hundredths: a sign that only stands there as a letter makes none.
pub(in crate::office) fn is_percent(format: &str) -> bool {
    let (mut in_quotes, mut letters) = (false, format.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => in_quotes = !in_quotes,
            '\\' | '_' | '*' | '!' if !in_quotes => drop(letters.next()),
            '%' if !in_quotes => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{digits, number_text};

    #[test]
    fn numbers_are_the_digits_that_are_shown() {
        for (number, wanted) in [
            (0.1 + 0.2, "0.3"),
            (1e5, "100000"),
            (1.207e3, "1207"),
            (24252.311082, "24252.311082"),
            (1e20, "100000000000000000000"),
            (-3.0, "-3"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.000001, "0.000001"),
            (1207.5, "1207.5"),
            (123456789012345680.0, "123456789012346000"),
            (0.5, "0.5"),
            (9.999999999999999, "10"),
        ] {
            assert_eq!(digits(number), wanted);
        }
        assert_eq!(digits(f64::NAN), "#NUM!");
    }

    #[test]
    fn percents_are_told_from_letters() {
        assert_eq!(number_text(0.12, "0%").0, "12%");
        assert_eq!(number_text(12.0, "0\"%\"").0, "12");
    }
}
