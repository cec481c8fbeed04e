//! The XML that Excel 2003 wrote and many systems still do (XML 表格 2003), mostly under the name `.xls`.

use std::collections::BTreeMap;

use super::Found;
use super::sheet::{Field, Laid, MOST_CELLS, MOST_MERGES, Merge, Sheet, TOO_MANY};
use super::xlsx::{FORMULA, digits, doubt, hides, is_percent, mark};
use super::xml::{Node, Tag, Xml};

/// The style of cells that have none.
const DEFAULT: &str = "Default";
const MOST_SHEETS: usize = 64;
/// The last row and column of any sheet.
const LAST: (u32, u32) = (1_048_576, 16_384);
const DATE: &str = "这一格是日期，不是件数";
const PERCENT: &str = "这一格是百分数";
/// How far a style is followed to its parent.
const CHAIN: usize = 16;
const ERROR: &str = "这一格是错误值";

/// What a style says; what it does not, its parent may.
#[derive(Clone, Default)]
struct Style {
    parent: Option<String>,
    format: Option<String>,
    is_struck: Option<bool>,
    is_raised: Option<bool>,
}

#[derive(Default)]
struct Reader {
    sheets: Vec<(String, Sheet, bool)>,
    /// The place of the next row and of the next cell, from 0.
    row: u32,
    col: u32,
    /// The next column that is described.
    column: u32,
    cell: Option<Field>,
    styles: BTreeMap<String, Style>,
    /// The style that is being read, and that of the present row.
    style: String,
    row_style: Option<String>,
    /// How the present cell looks.
    look: Style,
    cells: usize,
}

/// # Errors
/// One sentence for people.
pub(super) fn read(text: &str) -> Result<Found, String> {
    let (mut xml, mut reader) = (Xml::new(text), Reader::default());
    loop {
        match xml.next()? {
            Node::Open(tag) => reader.open(&tag, &mut xml)?,
            Node::Close | Node::Text(_) => {}
            Node::End => break,
        }
    }
    let (mut laid, mut hidden, mut hides) = (Laid::default(), Vec::new(), false);
    for (name, sheet, is_hidden) in reader.sheets {
        if is_hidden {
            hidden.push(name);
            continue;
        }
        hides |= sheet.hides();
        sheet.lay(&mut laid)?;
    }
    let mut notes = Vec::new();
    if !hidden.is_empty() {
        notes.push(format!("隐藏的工作表没有读：{}。", hidden.join("、")));
    }
    if hides {
        notes.push("工作簿里有隐藏的行或者列，其中的内容没有读。".to_owned());
    }
    Ok(Found { blocks: laid.blocks, doubts: laid.doubts, notes, ..Found::default() })
}

impl Reader {
    fn open(&mut self, tag: &Tag, xml: &mut Xml) -> Result<(), String> {
        match tag.name() {
            "Style" => {
                self.style = tag.attribute("ID").unwrap_or_default();
                self.described().parent = tag.attribute("Parent");
            }
            "NumberFormat" => self.described().format = Some(tag.attribute("Format").unwrap_or_default()),
            "Font" => self.font(tag),
            "Worksheet" if self.sheets.len() == MOST_SHEETS => {
                return Err(format!("工作簿的工作表超过 {MOST_SHEETS} 个，没有读取。"));
            }
            "Worksheet" => {
                let name = tag.attribute("Name").unwrap_or_default();
                self.sheets.push((name, Sheet::default(), false));
                (self.row, self.column) = (0, 0);
            }
            "Visible" => {
                let is_hidden = xml.text()?.trim() != "SheetVisible";
                self.sheets.iter_mut().last().into_iter().for_each(|sheet| sheet.2 = is_hidden);
            }
            "Column" => self.column(tag),
            "Row" => self.begin_row(tag)?,
            "Cell" => self.begin_cell(tag)?,
            "Data" => self.data(tag, xml)?,
            "Comment" | "ExcelWorkbook" => xml.skip()?,
            _ => {}
        }
        Ok(())
    }

    fn described(&mut self) -> &mut Style {
        self.styles.entry(self.style.clone()).or_default()
    }

    fn font(&mut self, tag: &Tag) {
        let style = self.described();
        style.is_struck = tag.attribute("StrikeThrough").map(|on| on == "1" || on == "true").or(style.is_struck);
        let is_raised = |place: String| place == "Superscript" || place == "Subscript";
        style.is_raised = tag.attribute("VerticalAlign").map(is_raised).or(style.is_raised);
    }

    /// A style with what its parents say; the last of them is that of all cells.
    fn whole(&self, id: &str) -> Style {
        let (mut whole, mut at) = (Style::default(), id);
        for _ in 0..CHAIN {
            let Some(style) = self.styles.get(at) else { break };
            whole.format = whole.format.or_else(|| style.format.clone());
            whole.is_struck = whole.is_struck.or(style.is_struck);
            whole.is_raised = whole.is_raised.or(style.is_raised);
            if at == DEFAULT {
                break;
            }
            at = style.parent.as_deref().unwrap_or(DEFAULT);
        }
        whole
    }

    fn sheet(&mut self) -> Option<&mut Sheet> {
        self.sheets.last_mut().map(|(_, sheet, _)| sheet)
    }

    fn column(&mut self, tag: &Tag) {
        let first = tag.number("Index").map_or(self.column, |index| index.saturating_sub(1)).min(LAST.1);
        self.column = first.saturating_add(tag.number("Span").unwrap_or(0)).saturating_add(1).min(LAST.1);
        let last = self.column;
        if let Some(sheet) = self.sheet().filter(|_| is_hidden(tag)) {
            sheet.hidden_cols.extend(first..last);
        }
    }

    fn begin_row(&mut self, tag: &Tag) -> Result<(), String> {
        let row = tag.number("Index").map_or(self.row, |index| index.saturating_sub(1));
        let last = row.saturating_add(tag.number("Span").unwrap_or(0));
        if last >= LAST.0 {
            return Err("表格的行数不对，没有读取。".to_owned());
        }
        (self.row, self.col) = (last + 1, 0);
        self.row_style = tag.attribute("StyleID");
        if let Some(sheet) = self.sheet().filter(|_| is_hidden(tag)) {
            sheet.hidden_rows.extend(row..=last);
        }
        Ok(())
    }

    fn begin_cell(&mut self, tag: &Tag) -> Result<(), String> {
        let col = tag.number("Index").map_or(self.col, |index| index.saturating_sub(1));
        let of = |name: &str| tag.number(name).unwrap_or(0);
        let (right, top) = (col.saturating_add(of("MergeAcross")), self.row.saturating_sub(1));
        let bottom = top.saturating_add(of("MergeDown")).min(LAST.0);
        self.cells += 1;
        if right >= LAST.1 {
            return Err("表格的列数不对，没有读取。".to_owned());
        }
        if self.cells > MOST_CELLS {
            return Err(TOO_MANY.to_owned());
        }
        self.col = right + 1;
        let style = tag.attribute("StyleID").or_else(|| self.row_style.clone());
        self.look = self.whole(style.as_deref().unwrap_or(DEFAULT));
        let doubt = tag.attribute("Formula").map(|_| FORMULA);
        self.cell = Some(Field { text: String::new(), doubt });
        if let Some(sheet) = self.sheet().filter(|_| right > col || bottom > top) {
            if sheet.merges.len() == MOST_MERGES {
                return Err("工作簿里合并的单元格过多，没有读取。".to_owned());
            }
            sheet.merges.push(Merge { top, left: col, bottom, right });
        }
        Ok(())
    }

    fn data(&mut self, tag: &Tag, xml: &mut Xml) -> Result<(), String> {
        let kind = tag.attribute("Type").unwrap_or_default();
        let is_struck = self.look.is_struck.unwrap_or(false);
        let text = letters(xml, (is_struck, self.look.is_raised.unwrap_or(false)))?;
        let Some(mut field) = self.cell.take() else { return Ok(()) };
        let number = text.replace('\u{336}', "").trim().parse::<f64>().ok().filter(|_| kind == "Number");
        let format = self.look.format.as_deref().unwrap_or_default();
        (field.text, field.doubt) = match (kind.as_str(), number) {
            (_, Some(number)) => {
                let (shown, doubt) = number_text(number, format);
                let mut text = String::new();
                mark(&shown, is_struck, false, &mut text);
                (text, doubt.or(field.doubt))
            }
            ("DateTime", _) => (text.trim_end_matches("T00:00:00.000").to_owned(), Some(DATE)),
            ("Error", _) => (text, Some(ERROR)),
            _ if text.is_empty() => (text, field.doubt),
            _ => (text, hides(format).or(field.doubt)),
        };
        // A merge over several columns moves the next cell, not this one.
        let (row, next) = (self.row.saturating_sub(1), self.col);
        if let Some(sheet) = self.sheet() {
            let merge = sheet.merges.last().filter(|m| m.top == row && m.right + 1 == next);
            let col = merge.map_or(next - 1, |m| m.left);
            sheet.put(row, col, field);
        }
        Ok(())
    }
}

fn is_hidden(tag: &Tag) -> bool {
    tag.attribute("Hidden").as_deref() == Some("1")
}

/// A number as it is shown, and what is to be said of it.
fn number_text(number: f64, format: &str) -> (String, Option<&'static str>) {
    match format == "Percent" || is_percent(format) {
        true => (format!("{}%", digits(number * 100.0)), Some(PERCENT)),
        false => (digits(number), doubt(format, number)),
    }
}

/// The text of a cell with its marks, and those of its style; the element has just begun.
fn letters(xml: &mut Xml, style: (bool, bool)) -> Result<String, String> {
    let (mut out, mut open) = (String::new(), vec![style]);
    loop {
        match xml.next()? {
            Node::Open(tag) => {
                let (is_struck, is_raised) = open.last().copied().unwrap_or_default();
                let name = tag.name();
                open.push((is_struck || name == "S", is_raised || name == "Sup" || name == "Sub"));
            }
            Node::Text(text) => {
                let (is_struck, is_raised) = open.last().copied().unwrap_or_default();
                mark(&text, is_struck, is_raised, &mut out);
            }
            Node::Close if open.len() > 1 => drop(open.pop()),
            Node::Close | Node::End => return Ok(out),
        }
    }
}
