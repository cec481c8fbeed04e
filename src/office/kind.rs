//! What a file is (文件种类): its bytes say, and its name only where they do not.

use super::text;
use super::zip::Package;

/// The kinds that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Json,
    Html,
    Docx,
    Xlsx,
    /// The XML that Excel 2003 wrote, usually named `.xls`.
    Xml2003,
    /// With a text layer, which the file itself has to show.
    Pdf,
    Csv,
    /// A text, or Markdown.
    Text,
}

/// How files of other kinds begin, and what to do with them.
const OTHERS: &[(&[u8], &str)] = &[
    (b"{\\rtf", "这是 RTF 文档，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"),
    (b"MIME-Version:", "这是 .mht 网页档案，请用浏览器打开，另存为网页（.html）后再导入。"),
    (b"\x89PNG", PICTURE),
    (b"\xFF\xD8\xFF", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"RIFF", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xBC\xAF", ARCHIVE),
    (b"\x1F\x8B", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xFD7zXZ", ARCHIVE),
    (b"MZ", PROGRAM),
    (b"\x7FELF", PROGRAM),
];

const PICTURE: &str = "这是图片，里面的字读不了。请找原来的文档，或者先识别成文字再粘贴。";
const ARCHIVE: &str = "这是压缩包，请解压后导入里面的文件。";
const PROGRAM: &str = "这是程序文件，不是年度报告，没有读取。";
const UNKNOWN: &str = "认不出这是什么文件，请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 后再导入。";

/// The beginning of compound files: old Office files, and whatever is encrypted.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl Kind {
    /// What the bytes are.
    ///
    /// # Errors
    /// One sentence with the next step, for kinds that are not read.
    pub fn of(bytes: &[u8], name: &str) -> Result<Kind, String> {
        if bytes.iter().all(|b| b.is_ascii_whitespace() || matches!(b, 0xEF | 0xBB | 0xBF)) {
            return Err("文件是空的。".to_owned());
        }
        if bytes.starts_with(COMPOUND) {
            return Err(compound(bytes).to_owned());
        }
        if bytes.starts_with(b"PK") {
            return package(bytes);
        }
        if is_pdf(bytes) {
            return Ok(Kind::Pdf);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Err(PICTURE.to_owned());
        }
        match OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            Some((_, sentence)) => Err((*sentence).to_owned()),
            None => written(bytes, &name.to_ascii_lowercase()),
        }
    }
}

/// PDF files may have other bytes before their first line.
fn is_pdf(bytes: &[u8]) -> bool {
    bytes.iter().take(1024).position(|b| *b == b'%').is_some_and(|at| bytes[at..].starts_with(b"%PDF-"))
}

/// A compound file, by the names in its directory.
fn compound(bytes: &[u8]) -> &'static str {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0, 0]).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        "这是加密的工作簿或者文档，请去掉密码后再导入。"
    } else if has("WordDocument") {
        "这是旧版 .doc 或者 WPS 文字 .wps，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
    } else if has("Workbook") || has("Book") {
        "这是旧版 .xls 或者 WPS 表格 .et，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
    } else {
        UNKNOWN
    }
}

/// A zip archive, by the names of its parts.
fn package(bytes: &[u8]) -> Result<Kind, String> {
    let mut package = Package::open(bytes)?;
    let below = |folder: &str| package.names().any(|name| name.starts_with(folder));
    if package.has("ofd.xml") {
        return Err("这是 OFD 版式文件，不能直接读。请在阅读器里选中文字复制，粘贴到填报页。".to_owned());
    }
    if package.has("xl/workbook.bin") {
        return Err("这是 .xlsb 工作簿，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。".to_owned());
    }
    if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        let sentence = "这是 OpenDocument 文件（.odt、.ods），请打开后另存为 .docx 或 .xlsx 再导入。";
        return Err(sentence.to_owned());
    }
    if below("ppt/") {
        return Err("这是演示文稿，不是年度报告，没有读取。".to_owned());
    }
    if below("word/") {
        return Ok(Kind::Docx);
    }
    if below("xl/") {
        return Ok(Kind::Xlsx);
    }
    // The parts may be named otherwise; then their types say what they are.
    let types = package.xml("[Content_Types].xml")?.unwrap_or_default();
    match types {
        types if types.contains("wordprocessingml.document.main") => Ok(Kind::Docx),
        types if types.contains("spreadsheetml.sheet.main") => Ok(Kind::Xlsx),
        _ => Err(ARCHIVE.to_owned()),
    }
}

/// What is written in letters.
fn written(bytes: &[u8], name: &str) -> Result<Kind, String> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let text = match text::plain(bytes) {
        Ok(text) => text,
        Err(_) if bytes.contains(&0) => return Err(UNKNOWN.to_owned()),
        // In which encoding a page is, it says itself.
        Err(_) if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<') => return Ok(Kind::Html),
        Err(_) if ends(&[".json"]) => return Ok(Kind::Json),
        Err(sentence) => return Err(sentence),
    };
    let text = text.trim_start();
    let head: String = text.chars().take(2000).collect();
    match text.chars().next() {
        Some('{') => Ok(Kind::Json),
        Some('<') if head.contains("urn:schemas-microsoft-com:office:spreadsheet") && !is_page(&head) => {
            Ok(Kind::Xml2003)
        }
        Some('<') if head.contains("w:wordDocument") || head.contains("pkg:package") => {
            Err("这是 XML 格式的 Word 文档，请用 Word 或 WPS 打开，另存为 .docx 后再导入。".to_owned())
        }
        Some('<') => Ok(Kind::Html),
        _ if ends(&[".json"]) => Ok(Kind::Json),
        _ if ends(&[".html", ".htm"]) => Ok(Kind::Html),
        _ if ends(&[".txt", ".md"]) => Ok(Kind::Text),
        _ if ends(&[".csv", ".tsv", ".xls", ".xlsx"]) || is_table(text) => Ok(Kind::Csv),
        _ => Ok(Kind::Text),
    }
}

/// Whether it is a page, of which Excel names the same namespaces.
fn is_page(head: &str) -> bool {
    head.to_ascii_lowercase().contains("<html")
}

/// Whether most lines are fields with something between them. Chinese sentences have commas of their own.
fn is_table(text: &str) -> bool {
    let lines: Vec<&str> = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).take(200).collect();
    let parted = |by: char| lines.iter().filter(|line| line.matches(by).count() > 1).count() * 2 > lines.len();
    lines.len() > 1 && (parted(',') || parted(';') || parted('\t'))
}
