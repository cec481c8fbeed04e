//! Excel workbooks (.xlsx): what is seen of their sheets, as blocks.
//!
//! `calamine` reads the values, one cell at a time and never a range as large as a sheet says it is. Before it sees the
//! file every part it will read has been unpacked within limits and looked through (`meaning`, `strings`, `styles`).

mod formats;
mod meaning;
mod strings;
mod styles;
mod value;

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use super::Found;
use super::own::Own;
use super::parts::{folder, relations};
use super::sheet::{Field, Laid, Sheet};
use super::xml::{Node, Xml};
use super::zip::Package;
pub(super) use formats::{doubt, hides};
use meaning::Meaning;
pub(super) use strings::mark;
pub(super) use value::{FORMULA, digits, is_percent};

/// The most sheets of a workbook.
const MOST_SHEETS: usize = 64;
/// The sheet that our own export adds for people.
const FINDINGS: &str = "核对结果";
const BROKEN: &str = "工作簿有误，没有读取。请用 Excel 或 WPS 另存为 .xlsx 再试。";

/// A sheet as the workbook names it.
struct Named {
    name: String,
    part: String,
    is_seen: bool,
}

/// # Errors
/// One sentence for people.
pub(super) fn read(bytes: &[u8]) -> Result<Found, String> {
    let mut package = Package::open(bytes)?;
    let main = relations(&mut package, "")?.into_iter().find(|r| r.kind == "officeDocument").ok_or(BROKEN)?.target;
    let sheets = sheets(&mut package, &main)?;
    let marked = strings::marked(&beside(&mut package, &main, "sharedStrings.xml")?)?;
    styles::check(&beside(&mut package, &main, "styles.xml")?)?;
    styles::check(&beside(&mut package, &main, "theme/theme1.xml")?)?;
    let (mut meanings, mut cells, mut notes) = (Vec::new(), 0, notes(&package, &sheets));
    for sheet in sheets.into_iter().filter(|sheet| sheet.is_seen && sheet.name != FINDINGS) {
        let text = package.xml(&sheet.part)?.ok_or(BROKEN)?;
        meanings.push((sheet.name, meaning::read(&text, &marked, &mut cells)?));
    }
    drop(package);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| BROKEN.to_owned())?;
    let (mut laid, mut hides, mut own) = (Laid::default(), false, Own::default());
    for (name, meaning) in meanings {
        let sheet = values(&mut workbook, &name, meaning)?;
        hides |= sheet.hides();
        match Own::of(&sheet) {
            Some(found) => own = found,
            None => sheet.lay(&mut laid)?,
        }
    }
    if hides {
        notes.push("工作簿里有隐藏的行或者列，其中的内容没有读。".to_owned());
    }
    Ok(Found { blocks: laid.blocks, doubts: laid.doubts, notes, own })
}

/// A part that the library looks for beside the workbook.
fn beside(package: &mut Package, main: &str, name: &str) -> Result<String, String> {
    Ok(package.xml(&format!("{}{name}", folder(main)))?.unwrap_or_default())
}

fn notes(package: &Package, sheets: &[Named]) -> Vec<String> {
    let mut notes = Vec::new();
    if package.names().any(|name| name.ends_with("vbaproject.bin")) {
        notes.push("已忽略宏。".to_owned());
    }
    let hidden: Vec<&str> = sheets.iter().filter(|sheet| !sheet.is_seen).map(|sheet| sheet.name.as_str()).collect();
    if !hidden.is_empty() {
        notes.push(format!("隐藏的工作表没有读：{}。", hidden.join("、")));
    }
    notes
}

fn sheets(package: &mut Package, main: &str) -> Result<Vec<Named>, String> {
    let related = relations(package, main)?;
    let text = package.xml(main)?.ok_or(BROKEN)?;
    let (mut xml, mut sheets) = (Xml::new(&text), Vec::<Named>::new());
    loop {
        let tag = match xml.next()? {
            Node::Open(tag) if tag.name() == "sheet" => tag,
            Node::End => return Ok(sheets),
            _ => continue,
        };
        let name = tag.attribute("name").unwrap_or_default();
        let relation = related.iter().find(|r| Some(&r.id) == tag.attribute("id").as_ref()).ok_or(BROKEN)?;
        let is_seen = tag.attribute("state").is_none_or(|state| state == "visible");
        if sheets.len() == MOST_SHEETS || sheets.iter().any(|sheet| sheet.name == name) {
            return Err(format!("工作簿的工作表超过 {MOST_SHEETS} 个，或者有重名的，没有读取。"));
        }
        // A chart has a sheet of its own, and no cells.
        let is_seen = is_seen && relation.kind == "worksheet";
        sheets.push(Named { name, part: relation.target.clone(), is_seen });
    }
}

/// The cells of a sheet that hold something.
fn values(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, meaning: Meaning) -> Result<Sheet, String> {
    let Meaning { merges, hidden_rows, hidden_cols, formulas, mut marked } = meaning;
    let mut sheet = Sheet { merges, hidden_rows, hidden_cols, ..Sheet::default() };
    let broken = |_| BROKEN.to_owned();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(broken)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let (row, col) = cell.get_position();
        let formula = formulas.get(&(row, col)).copied();
        let mut field = value::field(cell.get_value(), reader.styles().get(style), formula);
        if let (Some(text), DataRef::String(_) | DataRef::SharedString(_)) =
            (marked.remove(&(row, col)), cell.get_value())
        {
            field = Field { text, ..field };
        }
        sheet.put(row, col, field);
    }
    Ok(sheet)
}
