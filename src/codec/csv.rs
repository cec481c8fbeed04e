//! Tables as CSV (表格文本): one line a cell for programs, or the official layout for people.
//!
//! UTF-8 with a byte-order mark, so that office programs read Chinese; CRLF and quotes by RFC 4180. A text that a
//! spreadsheet would take for a formula is led by an apostrophe; a number that reads as one exactly stands bare,
//! so −3 stays a number. Values are what is printed, letter by letter.

use crate::form::{Piece, Sheet, Slot};
use crate::report::{Meta, Reading, Report};

/// The byte-order mark.
const MARK: char = '\u{FEFF}';

/// What stands over the columns of one line a cell.
pub const HEADER: [&str; 9] = ["单位", "年度", "表样", "表", "行代码", "列代码", "行", "列", "数值"];

/// Every cell of the reports, one a line.
pub fn long(reports: &[&Report]) -> String {
    let mut out = Writer::new();
    out.line(&HEADER);
    for report in reports {
        for sheet in &report.form().sheets {
            for slot in cells(report, sheet) {
                out.cell(report, sheet, *slot);
            }
        }
    }
    out.text
}

/// The tables of a report as they are printed: what spans several cells stands in the first of them.
pub fn official(report: &Report) -> String {
    let mut out = Writer::new();
    out.line(&[&report.title()]);
    for sheet in &report.form().sheets {
        out.line(&[]);
        out.line(&[sheet.table.name]);
        out.sheet(report, sheet);
    }
    out.text
}

fn cells<'a>(report: &Report, sheet: &'a Sheet) -> &'a [Slot] {
    if report.is_lumped(sheet.table.id) { &sheet.cells } else { &sheet.slots }
}

struct Writer {
    text: String,
    /// Something stands in the line already.
    begun: bool,
}

impl Writer {
    fn new() -> Writer {
        Writer { text: MARK.to_string(), begun: false }
    }

    fn line(&mut self, texts: &[&str]) {
        for text in texts {
            self.field(text);
        }
        self.end();
    }

    fn end(&mut self) {
        self.text.push_str("\r\n");
        self.begun = false;
    }

    fn comma(&mut self) {
        if self.begun {
            self.text.push(',');
        }
        self.begun = true;
    }

    /// A text, which is never a formula.
    fn field(&mut self, text: &str) {
        self.comma();
        let guard = if is_formula(text) { "'" } else { "" };
        if !text.contains(['"', ',', '\r', '\n']) {
            self.text.push_str(guard);
            return self.text.push_str(text);
        }
        self.text.push('"');
        self.text.push_str(guard);
        for c in text.chars() {
            if c == '"' {
                self.text.push('"');
            }
            self.text.push(c);
        }
        self.text.push('"');
    }

    /// What stands in a cell: bare if it is plainly a number.
    fn value(&mut self, report: &Report, slot: Slot) {
        let raw = report.raw(slot);
        match report.reading(slot) {
            Reading::Number(_) if raw.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')) => {
                self.comma();
                self.text.push_str(raw);
            }
            _ => self.field(raw),
        }
    }

    fn cell(&mut self, report: &Report, sheet: &Sheet, slot: Slot) {
        let row = sheet.row(slot.row());
        let column = sheet.column(slot.column());
        let mut label = String::new();
        if let Some(row) = row {
            for group in row.groups {
                label.push_str(group);
                label.push(' ');
            }
            label.push_str(row.label);
        }
        self.field(report.meta(Meta::Org));
        self.field(report.meta(Meta::Year));
        self.field(report.edition().code());
        self.field(sheet.table.name);
        self.field(slot.row());
        self.field(slot.column());
        self.field(&label);
        self.field(column.map_or("", |c| c.label));
        self.value(report, slot);
        self.end();
    }

    /// The printed lines, each piece in its first column, and the undivided row of a report that has it.
    fn sheet(&mut self, report: &Report, sheet: &Sheet) {
        let mut below = vec![0u8; sheet.width];
        for line in &sheet.lines {
            let mut at = 0;
            for piece in line {
                at = self.skip(&mut below, at);
                match piece {
                    Piece::Head { text, .. } => self.field(text),
                    Piece::Cell { slot, .. } => self.value(report, *slot),
                }
                at = self.span(&mut below, at, piece);
            }
            self.skip(&mut below, at);
            self.end();
        }
        if let Some(lump) = sheet.table.lump.as_ref().filter(|_| report.is_lumped(sheet.table.id)) {
            self.field(lump.row.label);
            self.blanks(sheet.width - sheet.lump.len() - 1);
            for slot in &sheet.lump {
                self.value(report, *slot);
            }
            self.end();
        }
    }

    /// Leaves out columns that a heading above reaches into.
    fn skip(&mut self, below: &mut [u8], mut at: usize) -> usize {
        while let Some(rows) = below.get_mut(at).filter(|rows| **rows > 0) {
            *rows -= 1;
            self.blanks(1);
            at += 1;
        }
        at
    }

    /// The rest of a piece's width, remembered for the lines it reaches into.
    fn span(&mut self, below: &mut [u8], at: usize, piece: &Piece) -> usize {
        let (cols, rows) = match piece {
            Piece::Head { cols, rows, .. } => (usize::from(*cols), *rows),
            Piece::Cell { cols, .. } => (usize::from(*cols), 1),
        };
        for column in below.iter_mut().skip(at).take(cols) {
            *column = rows - 1;
        }
        self.blanks(cols - 1);
        at + cols
    }

    fn blanks(&mut self, n: usize) {
        for _ in 0..n {
            self.comma();
        }
    }
}

/// Whether a spreadsheet could take the text for a formula: it begins, after any spaces or quotes, with a sign that
/// starts one in some program.
pub fn is_formula(text: &str) -> bool {
    let first = text.chars().find(|c| !matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '"' | '\'' | '“' | '‘'));
    // Tabs, line ends and NUL are not skipped: they are in the list themselves.
    first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use super::{Writer, is_formula, long};
    use crate::form::Slot;
    use crate::report::{Edit, Meta, Report};

    fn field(text: &str) -> String {
        let mut out = Writer::new();
        out.text.clear();
        out.field(text);
        out.text
    }

    #[test]
    fn no_text_is_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
            ("\n=1", "\"'\n=1\""),
            ("\0=1", "'\0=1"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A", "'＠A"),
            ("  =1", "'  =1"),
            ("\u{3000}=1", "'\u{3000}=1"),
            ("\"=1", "\"'\"\"=1\""),
            ("'=1", "''=1"),
            ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
            ("—", "—"),
            ("1,207", "\"1,207\""),
            ("a\"b", "\"a\"\"b\""),
            ("", ""),
            ("12件", "12件"),
        ] {
            assert_eq!(field(text), written, "{text:?}");
        }
        assert!(!is_formula("1=1"));
    }

    #[test]
    fn a_validated_number_stands_bare() {
        let slot = Slot::parse("table3.new.natural").unwrap();
        for (raw, written) in
            [("-3", "-3"), ("7730.28", "7730.28"), ("0", "0"), ("+5", "'+5"), ("-", "'-"), ("1,207", "\"1,207\"")]
        {
            let report = Report::of(2025, "=evil()");
            let report = report.apply(&Edit::Cell(slot, raw.into())).apply(&Edit::Meta(Meta::Year, "2025".into()));
            let text = long(&[&report]);
            let line = text.lines().find(|l| l.contains(",new,natural,")).unwrap();
            assert!(line.starts_with("'=evil(),2025,2021,表三,new,natural,"), "{line}");
            assert!(line.ends_with(&format!(",自然人,{written}")), "{line}");
        }
    }
}
