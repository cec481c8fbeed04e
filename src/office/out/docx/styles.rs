//! The faces and sizes of an official document: 小标宋, 仿宋, 黑体, 楷体; 二号, 三号, 四号; 五号 and 小五 in tables.

use super::fixed::named;
use super::value;
use crate::office::out::el::{El, el};

/// Sizes in half points.
const ER: usize = 44;
const SAN: usize = 32;
const SI: usize = 28;
const WU: usize = 21;
const XIAO_WU: usize = 18;

/// Line spacing in twentieths of a point: 22 lines in 225 mm.
const LINE: usize = 579;

/// The faces with what stands in where one is missing; nothing is embedded.
const FACES: [(&str, &str, &str); 6] = [
    ("方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体", "roman"),
    ("仿宋_GB2312", "仿宋,FangSong,华文仿宋,STFangsong", "modern"),
    ("楷体_GB2312", "楷体,KaiTi,华文楷体,STKaiti", "modern"),
    ("黑体", "SimHei,华文黑体,STHeiti", "modern"),
    ("宋体", "SimSun,华文宋体,STSong", "roman"),
    ("Times New Roman", "Liberation Serif", "roman"),
];

pub(super) fn fonts() -> El {
    let one = |(name, others, family): (&str, &str, &str)| {
        el("w:font").attr("w:name", name).add(value("w:altName", others)).add(value("w:family", family))
    };
    named("w:fonts").all(FACES.into_iter().map(one))
}

/// One face for everything: also for “ ” and —, which else come out of a Western one.
pub(super) fn face(name: &str) -> El {
    let fonts = el("w:rFonts").attr("w:ascii", name).attr("w:eastAsia", name);
    fonts.attr("w:hAnsi", name).attr("w:cs", name).attr("w:hint", "eastAsia")
}

/// A Chinese face with digits and Latin letters of Times New Roman.
fn mixed(name: &str) -> El {
    let fonts = el("w:rFonts").attr("w:ascii", "Times New Roman").attr("w:eastAsia", name);
    fonts.attr("w:hAnsi", name).attr("w:cs", "Times New Roman")
}

pub(super) fn styles() -> El {
    let lang = el("w:lang").attr("w:val", "en-US").attr("w:eastAsia", "zh-CN");
    let letters = sized(mixed("仿宋_GB2312"), SAN).add(lang);
    let defaults = el("w:docDefaults").add(el("w:rPrDefault").add(letters)).add(el("w:pPrDefault"));
    named("w:styles")
        .add(defaults)
        .add(style("Normal", "Normal", lined(LINE, 0).add(value("w:jc", "both"))).attr("w:default", 1))
        .add(title())
        .add(heading("Heading1", "heading 1", face("黑体"), 0))
        .add(heading("Heading2", "heading 2", face("楷体_GB2312"), 1))
        .add(style("BodyText", "Body Text", lined(LINE, 0).add(indent())))
        .add(signed("Signature", "Signature", LINE))
        .add(signed("Date", "Date", 0))
        .add(style("Contact", "附注", lined(LINE, LINE).add(indent())))
        .add(in_table("Table", "表格文字", WU, 280))
        .add(in_table("TableSmall", "表格小字", XIAO_WU, 240))
        .add(style("Footer", "footer", lined(0, 0).add(one_letter())).add(sized(face("宋体"), SI)))
}

/// A paragraph style.
fn style(id: &str, name: &str, paragraph: El) -> El {
    let style = el("w:style").attr("w:type", "paragraph").attr("w:styleId", id).add(value("w:name", name));
    let style = if id == "Normal" { style } else { style.add(value("w:basedOn", "Normal")) };
    style.add(el("w:qFormat")).add(paragraph)
}

fn sized(face: El, size: usize) -> El {
    el("w:rPr").add(face).add(value("w:sz", size)).add(value("w:szCs", size))
}

/// Paragraph properties that begin with the spacing: the line's own and above it; a line of 0 is as high as it needs.
fn lined(line: usize, before: usize) -> El {
    el("w:pPr").add(spacing(line, before, 0))
}

fn spacing(line: usize, before: usize, after: usize) -> El {
    let spacing = el("w:spacing").attr("w:before", before).attr("w:after", after);
    match line {
        0 => spacing.attr("w:line", 240).attr("w:lineRule", "auto"),
        line => spacing.attr("w:line", line).attr("w:lineRule", "exact"),
    }
}

/// Two letters at the beginning of a paragraph.
fn indent() -> El {
    el("w:ind").attr("w:firstLineChars", 200).attr("w:firstLine", 640)
}

fn one_letter() -> El {
    el("w:ind").attr("w:leftChars", 100).attr("w:left", 280).attr("w:rightChars", 100).attr("w:right", 280)
}

fn title() -> El {
    let paragraph = el("w:pPr").add(el("w:keepNext")).add(spacing(700, 0, LINE));
    let paragraph = paragraph.add(value("w:jc", "center"));
    style("Title", "Title", paragraph).add(sized(face("方正小标宋简体"), ER))
}

fn heading(id: &str, name: &str, face: El, level: usize) -> El {
    let paragraph = el("w:pPr").add(el("w:keepNext")).add(spacing(LINE, 0, 0)).add(indent());
    style(id, name, paragraph.add(value("w:outlineLvl", level))).add(sized(face, SAN))
}

/// Two letters from the right edge, never alone on a page.
fn signed(id: &str, name: &str, before: usize) -> El {
    let paragraph = el("w:pPr").add(el("w:keepLines")).add(spacing(LINE, before, 0));
    let right = el("w:ind").attr("w:rightChars", 200).attr("w:right", 640);
    style(id, name, paragraph.add(right).add(value("w:jc", "right")))
}

fn in_table(id: &str, name: &str, size: usize, line: usize) -> El {
    let paragraph = lined(line, 0).add(value("w:jc", "center"));
    style(id, name, paragraph).add(sized(mixed("仿宋_GB2312"), size))
}
