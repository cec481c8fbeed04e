//! What is the same in every Word file: the page, the page number, and what the parts are.

use super::styles;
use super::value;
use crate::office::out::el::{El, el};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part's root with its namespaces.
pub(super) fn named(name: &'static str) -> El {
    el(name).attr("xmlns:w", W).attr("xmlns:r", R)
}

pub(super) fn content_types() -> El {
    let default = |ending, kind| el("Default").attr("Extension", ending).attr("ContentType", kind);
    let part = |path, kind: String| el("Override").attr("PartName", path).attr("ContentType", kind);
    el("Types")
        .attr("xmlns", format!("{PACKAGE}/content-types"))
        .add(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .add(default("xml", "application/xml"))
        .add(part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()))
        .add(part("/word/document.xml", format!("{WORD}.document.main+xml")))
        .add(part("/word/styles.xml", format!("{WORD}.styles+xml")))
        .add(part("/word/fontTable.xml", format!("{WORD}.fontTable+xml")))
        .add(part("/word/settings.xml", format!("{WORD}.settings+xml")))
        .add(part("/word/footer1.xml", format!("{WORD}.footer+xml")))
        .add(part("/word/footer2.xml", format!("{WORD}.footer+xml")))
}

pub(super) fn package_relations() -> El {
    relations(&[
        (format!("{R}/officeDocument"), "word/document.xml"),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
    ])
}

pub(super) fn document_relations() -> El {
    let kind = |name| format!("{R}/{name}");
    relations(&[
        (kind("footer"), "footer1.xml"),
        (kind("footer"), "footer2.xml"),
        (kind("styles"), "styles.xml"),
        (kind("fontTable"), "fontTable.xml"),
        (kind("settings"), "settings.xml"),
    ])
}

/// `rId1`, `rId2` … in this order.
fn relations(targets: &[(String, &str)]) -> El {
    let one = |(at, (kind, target)): (usize, &(String, &str))| {
        el("Relationship").attr("Id", format!("rId{}", at + 1)).attr("Type", kind).attr("Target", target)
    };
    el("Relationships").attr("xmlns", format!("{PACKAGE}/relationships")).all(targets.iter().enumerate().map(one))
}

pub(super) fn properties(title: &str, creator: &str) -> El {
    el("cp:coreProperties")
        .attr("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .attr("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .add(el("dc:title").text(title))
        .add(el("dc:creator").text(creator))
}

pub(super) fn settings() -> El {
    let mode = el("w:compatSetting")
        .attr("w:name", "compatibilityMode")
        .attr("w:uri", "http://schemas.microsoft.com/office/word")
        .attr("w:val", 15);
    named("w:settings")
        .add(el("w:zoom").attr("w:percent", 100))
        .add(value("w:defaultTabStop", 640))
        .add(el("w:evenAndOddHeaders"))
        .add(value("w:characterSpacingControl", "compressPunctuation"))
        .add(el("w:compat").add(el("w:useFELayout")).add(mode))
}

/// `— 1 —`, 四号 宋体, at the outer edge of the sheet, one letter from it.
pub(super) fn footer(side: &'static str) -> El {
    let mut line = el("w:p").add(el("w:pPr").add(value("w:pStyle", "Footer")).add(value("w:jc", side)));
    let field = |kind| el("w:fldChar").attr("w:fldCharType", kind);
    let text = |text: &str| el("w:t").attr("xml:space", "preserve").text(text);
    let page = el("w:instrText").attr("xml:space", "preserve").text(" PAGE ");
    for piece in [text("— "), field("begin"), page, field("separate"), text("1"), field("end"), text(" —")] {
        line = line.add(el("w:r").add(el("w:rPr").add(styles::face("宋体"))).add(piece));
    }
    named("w:ftr").add(line)
}

/// A4: 37 mm above, 28 mm at the left, text of 156 mm by 225 mm; the page number 7 mm below it.
pub(super) fn section() -> El {
    let footer = |kind, id| el("w:footerReference").attr("w:type", kind).attr("r:id", id);
    let margins = el("w:pgMar")
        .attr("w:top", 2098)
        .attr("w:right", 1474)
        .attr("w:bottom", 1984)
        .attr("w:left", 1587)
        .attr("w:header", 851)
        .attr("w:footer", 1304)
        .attr("w:gutter", 0);
    el("w:sectPr")
        .add(footer("default", "rId1"))
        .add(footer("even", "rId2"))
        .add(el("w:pgSz").attr("w:w", 11906).attr("w:h", 16838))
        .add(margins)
        .add(el("w:cols").attr("w:space", 425))
}
