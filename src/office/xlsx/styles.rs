//! The formats of a workbook (样式), counted before the library copies them: each cell format gets a copy of its number
//! format, font, fill and borders.

use crate::office::xml::{Node, Xml};

/// The most formats, as Excel has it.
const MOST_FORMATS: usize = 65_536;
/// The most elements of the part.
const MOST_ELEMENTS: usize = 500_000;
/// The longest number format or name of a font.
const MOST_LETTERS: usize = 512;
/// The most number formats, fonts, fills and borders.
const MOST_KINDS: usize = 20_000;

/// # Errors
/// One sentence for people.
pub(super) fn check(text: &str) -> Result<(), String> {
    let (mut xml, mut elements, mut formats, mut kinds) = (Xml::new(text), 0usize, 0usize, 0usize);
    loop {
        match xml.next()? {
            Node::Open(tag) => {
                elements += 1;
                match tag.name() {
                    "xf" => formats += 1,
                    "numFmt" | "font" | "fill" | "border" => kinds += 1,
                    _ => {}
                }
                let long = |name: &str| tag.attribute(name).is_some_and(|text| text.len() > MOST_LETTERS);
                let is_long = ["formatCode", "val", "numFmtId"].iter().any(|name| long(name));
                if is_long || elements > MOST_ELEMENTS || formats > MOST_FORMATS || kinds > MOST_KINDS {
                    return Err("工作簿里的样式过多，没有读取。请把表格复制到新的工作簿再试。".to_owned());
                }
            }
            Node::Close | Node::Text(_) => {}
            Node::End => return Ok(()),
        }
    }
}
