//! The clipboard (剪贴板): tables as office programs and browsers put them there, and as we do.
//!
//! Where there is HTML with a table it says more than the text beside it: merged cells, and cells of several lines.
//! The text is tab-separated, a cell in quotes where a tab or a line end stands in it.

use super::csv::is_formula;
use super::grid::{Builder, Grid, MOST_PLACES};
use super::markup::{self, trimmed};
use super::recognise::Block;
use super::soup::Soup;

/// More than so many bytes are not looked into.
const MOST: usize = 8_000_000;

/// What is on the clipboard, as blocks, and whether something was left out because it is beyond the limits.
pub fn read(html: &str, text: &str) -> (Vec<Block>, bool) {
    if html.len().max(text.len()) > MOST {
        return (Vec::new(), true);
    }
    let soup = Soup::read(html);
    let (blocks, cut) = markup::blocks(&soup.root());
    let cut = cut || soup.is_cut();
    if cut || blocks.iter().any(|b| matches!(b, Block::Table(_))) {
        return (blocks, cut);
    }
    let grid = tabbed(text);
    let cut = grid.cut() > 0;
    (vec![Block::Table(grid)], cut)
}

/// Tab-separated text laid out. Line ends of every kind; the last one ends the text.
pub fn tabbed(text: &str) -> Grid {
    let mut builder = Builder::new();
    let mut rest = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut begins = true;
    while !rest.is_empty() {
        if begins {
            builder.begin_row();
        }
        let (cell, after) = first_cell(rest);
        builder.push(cell, 1, 1);
        begins = !after.starts_with('\t');
        rest = after.strip_prefix("\r\n").or(after.strip_prefix(ends)).unwrap_or(after);
        if rest.is_empty() && !begins {
            builder.push(String::new(), 1, 1);
        }
    }
    builder.finish_as_it_is(MOST_PLACES)
}

/// What stands between cells.
fn ends(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
}

/// The first cell of a text, and what follows it.
fn first_cell(text: &str) -> (String, &str) {
    if let Some((cell, after)) = quoted(text) {
        return (trimmed(&cell), after);
    }
    let end = text.find(ends).unwrap_or(text.len());
    let (cell, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (trimmed(cell), after)
}

/// A cell in quotes. Only where they are needed are they quotes of the program, and not the cell's own.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        rest = after;
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => break,
        }
    }
    let is_end = rest.is_empty() || rest.starts_with(ends);
    (is_end && cell.contains(ends)).then_some((cell, rest))
}

/// A cell on its way out.
pub struct Field<'a> {
    pub text: &'a str,
    /// How many columns it covers.
    pub cols: usize,
    /// Reads as a number, or as a mark in the place of one.
    pub is_number: bool,
}

/// The cells as tab-separated text.
pub fn text(lines: &[Vec<Field>]) -> String {
    let mut out = String::new();
    for line in lines {
        for (at, field) in line.iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            write_text(&mut out, field);
            for _ in 1..field.cols {
                out.push('\t');
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// No text may be taken for a formula by the program that it is pasted into.
fn write_text(out: &mut String, field: &Field) {
    let guard = if !field.is_number && is_formula(field.text) { "'" } else { "" };
    if !field.text.contains(ends) {
        out.push_str(guard);
        return out.push_str(field.text);
    }
    out.push('"');
    out.push_str(guard);
    for c in field.text.chars() {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    out.push('"');
}

/// The cells as a table in HTML, which is only ever handed to the clipboard. Spreadsheets take what is not plainly a
/// number as text, so that `1-2` does not become a date.
pub fn html(lines: &[Vec<Field>]) -> String {
    let mut out = String::from("<meta charset=\"utf-8\"><table border=\"1\"><tbody>");
    for line in lines {
        out.push_str("<tr>");
        for field in line {
            out.push_str("<td");
            if field.cols > 1 {
                out.push_str(" colspan=\"");
                out.push_str(&field.cols.to_string());
                out.push('"');
            }
            if !is_plain(field.text) {
                out.push_str(" style=\"mso-number-format:'\\@'\"");
            }
            out.push('>');
            escape(field.text, &mut out);
            out.push_str("</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    out
}

/// A number that every program writes in the same way.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let led = digits.starts_with('0') && digits.len() > 1 && !digits.starts_with("0.");
    !led && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            '\0' | '\r' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(grid: &Grid) -> Vec<Vec<&str>> {
        let line = |row| grid.row(row).into_iter().map(|at| grid.cells()[at].text.as_str()).collect();
        (0..grid.height()).map(line).collect()
    }

    #[test]
    fn text_is_laid_out_as_spreadsheets_mean_it() {
        let table: &[(&str, &[&[&str]])] = &[
            ("1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]),
            ("1\t2\n3\t4", &[&["1", "2"], &["3", "4"]]),
            ("1\r2\r", &[&["1"], &["2"]]),
            ("\t2\r\n\t\r\n", &[&["", "2"], &["", ""]]),
            ("12\r\n", &[&["12"]]),
            ("\"甲\n乙\"\t2\r\n3\t4\r\n", &[&["甲\n乙", "2"], &["3", "4"]]),
            ("\"说\"\"甲\"\"\n乙\"\t2", &[&["说\"甲\"\n乙", "2"]]),
            ("\"甲\"\t2", &[&["\"甲\"", "2"]]),
            ("\"甲\t2\n3", &[&["\"甲", "2"], &["3"]]),
            ("1\n\n3\n", &[&["1"], &[""], &["3"]]),
            (" 1,207 \t— \n", &[&["1,207", "—"]]),
            ("", &[]),
        ];
        for (text, wanted) in table {
            assert_eq!(cells(&tabbed(text)), *wanted, "{text:?}");
        }
    }

    #[test]
    fn what_is_copied_is_never_markup_and_never_a_formula() {
        let field = |text, is_number| Field { text, cols: 1, is_number };
        let lines = [
            vec![field("<img src=x onerror=\"a\">&", false), field("-3", true)],
            vec![field("=1+1", false), field("—", true)],
        ];
        assert_eq!(text(&lines), "<img src=x onerror=\"a\">&\t-3\r\n'=1+1\t—\r\n");
        assert_eq!(
            html(&lines),
            "<meta charset=\"utf-8\"><table border=\"1\"><tbody>\
             <tr><td style=\"mso-number-format:'\\@'\">&lt;img src=x onerror=&quot;a&quot;&gt;&amp;</td><td>-3</td></tr>\
             <tr><td style=\"mso-number-format:'\\@'\">=1+1</td><td style=\"mso-number-format:'\\@'\">—</td></tr>\
             </tbody></table>"
        );
    }

    #[test]
    fn what_is_copied_comes_back_as_it_was() {
        let texts = ["12", "", "甲\n乙", "a\"b", "１２３", "1-2", "<b>&amp;</b>", "'x"];
        let field = |text| Field { text, cols: 1, is_number: true };
        let lines: Vec<Vec<Field>> = texts.chunks(2).map(|pair| pair.iter().copied().map(field).collect()).collect();
        let wanted: Vec<Vec<&str>> = texts.chunks(2).map(<[&str]>::to_vec).collect();
        assert_eq!(cells(&tabbed(&text(&lines))), wanted);
        let (blocks, cut) = read(&html(&lines), "");
        let [Block::Table(grid)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(cells(grid), wanted);
        assert!(!cut);
    }
}
