//! What is seen of an office file is more than its text: what styles, formats and fields make of it.

use gongkai::codec::intake::Intake;
use gongkai::codec::recognise::Block;
use gongkai::office::read;

use crate::office::{Part, archive, cell_xml, docx, paragraph, place, placed, relations, sheet, word_table, xlsx_with};
use crate::pages::{Cell, escape, report, slot, tables, three};

/// What a cell of a file is read as, placed or not, and what is said of it.
fn told(name: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let intake: Intake = read(bytes, "").unwrap_or_else(|e| panic!("{name}: {e}"));
    assert!(intake.cells.len() >= 174, "{name}: {} {:?}", intake.cells.len(), intake.unplaced.first());
    let unplaced = intake.unplaced.iter().find(|u| u.near.contains("一、本年新收")).map(|u| u.text.clone());
    let said = intake.doubts.iter().filter(|(s, _)| *s == slot()).map(|(_, why)| why.clone());
    (unplaced.unwrap_or_else(|| intake.report.raw(slot()).to_owned()), said.collect())
}

/// A Word document with styles and a table whose cell holds this.
fn styled(styles: &str, cell: &str) -> Vec<u8> {
    let table = word_table(&three("甲乙丙")).replace(&paragraph("甲乙丙"), cell);
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{table}<w:sectPr/></w:body></w:document>");
    archive(&[
        ("_rels/.rels", &relations(&[("r1", "officeDocument", "word/document.xml")])),
        ("word/_rels/document.xml.rels", &relations(&[("r1", "styles", "styles.xml")])),
        ("word/styles.xml", &format!("<w:styles xmlns:w=\"w\">{styles}</w:styles>")),
        ("word/document.xml", &document),
    ])
}

fn style(kind: &str, id: &str, content: &str) -> String {
    format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\">{content}</w:style>")
}

fn props(content: &str) -> String {
    format!("<w:rPr>{content}</w:rPr>")
}

fn run(props: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn line(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// Letters look as their own words say, else as their style's, those it is based on, their paragraph's, the document's.
#[test]
fn letters_of_a_document_look_as_their_styles_say() {
    let struck = props("<w:strike/>");
    let styles = [
        format!("<w:docDefaults><w:rPrDefault>{}</w:rPrDefault></w:docDefaults>", props("<w:sz w:val=\"21\"/>")),
        style("character", "struck", &struck),
        style("character", "twice", &props("<w:dstrike/>")),
        style("character", "based", "<w:basedOn w:val=\"struck\"/>"),
        style("character", "off", &format!("<w:basedOn w:val=\"struck\"/>{}", props("<w:strike w:val=\"0\"/>"))),
        style("character", "was", &props("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>")),
        style("character", "hidden", &props("<w:vanish/>")),
        style("character", "raised", &props("<w:vertAlign w:val=\"superscript\"/>")),
        style("character", "round", &format!("<w:basedOn w:val=\"about\"/>{struck}")),
        style("character", "about", "<w:basedOn w:val=\"round\"/>"),
        style("paragraph", "void", &struck),
        style("paragraph", "voided", "<w:basedOn w:val=\"void\"/>"),
        style("paragraph", "form", &props("<w:vanish/>")),
        style("table", "grid", &format!("<w:tblStylePr>{struck}</w:tblStylePr>{struck}")),
    ]
    .concat();
    let of = |id: &str| format!("<w:rStyle w:val=\"{id}\"/>");
    let (rest, note) = (run("", "12"), "<w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>1</w:t>");
    let two = |props: &str| line("", &(run(props, "9") + &rest));
    for (name, cell, text) in [
        ("struck", two(&of("struck")), "9\u{336}12"),
        ("struck twice", two(&of("twice")), "9\u{336}12"),
        ("struck by what it is based on", two(&of("based")), "9\u{336}12"),
        ("off by its style", two(&of("off")), "912"),
        ("off by itself", two(&format!("{}<w:strike w:val=\"false\"/>", of("struck"))), "912"),
        ("struck before", two(&of("was")), "912"),
        ("in a circle", two(&of("about")), "9\u{336}12"),
        ("of another kind", two(&of("void")), "912"),
        ("of a table", two(&of("grid")), "912"),
        ("not there", two(&of("nothing")), "912"),
        ("hidden", two(&of("hidden")), "12"),
        ("shown again", two(&format!("{}<w:vanish w:val=\"0\"/>", of("hidden"))), "912"),
        ("raised", line("", &format!("{rest}{}", run(&of("raised"), "2"))), "12²"),
        ("note", line("", &format!("{rest}<w:r>{}{note}</w:r>", props(&of("raised")))), "12¹"),
        ("plain note", line("", &format!("{rest}<w:r>{note}</w:r>")), "12¹"),
        (
            "level",
            line("", &format!("{rest}{}", run(&format!("{}<w:vertAlign w:val=\"baseline\"/>", of("raised")), "2"))),
            "122",
        ),
        ("paragraph", line("void", &rest), "1\u{336}2\u{336}"),
        ("paragraph based on it", line("voided", &rest), "1\u{336}2\u{336}"),
        ("paragraph off by itself", line("void", &run("<w:strike w:val=\"0\"/>", "12")), "12"),
        ("both undo each other", line("void", &run(&of("struck"), "12")), "12"),
        ("end of a form", line("", &rest) + &line("form", &run("", "窗体底端")), "12"),
    ] {
        assert_eq!(told(name, &styled(&styles, &cell)), (text.to_owned(), Vec::new()), "{name}");
    }
    // By the document's own defaults, and by the style of what names none.
    let all = "<w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults>";
    let normal = style("paragraph", "a\" w:default=\"1", &struck);
    for styles in [all, normal.as_str()] {
        assert_eq!(read(&styled(styles, &paragraph("12")), "").unwrap().cells, [], "{styles}");
    }
    let long: String = (0..20_000)
        .map(|n| style("character", &format!("s{n}"), &format!("<w:basedOn w:val=\"s{}\"/>", n + 1)))
        .collect();
    assert_eq!(told("long", &styled(&long, &line("", &run(&of("s0"), "12")))).0, "12");
    assert_eq!(told("odd", &styled("<w:style/><w:rPr><w:strike/></w:rPr><w:basedOn/>", &paragraph("12"))).0, "12");
}

/// The result of a field in another's instruction is only reckoned with.
#[test]
fn of_fields_within_fields_only_the_outer_result_is_read() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = |instruction: &str, result: &str| {
        [mark("begin"), instruction.to_owned(), mark("separate"), result.to_owned(), mark("end")].concat()
    };
    let words = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let merged = field(&words("MERGEFIELD x"), &run("", "77"));
    let simple = format!("<w:fldSimple w:instr=\"MERGEFIELD x\">{}</w:fldSimple>", run("", "77"));
    for (name, content, text) in [
        ("in an instruction", field(&(words("IF ") + &merged + &words("= 0")), &run("", "12")), "12"),
        ("two deep", field(&field(&(words("IF ") + &merged), &run("", "8")), &run("", "12")), "12"),
        ("simple, in an instruction", field(&(words("IF ") + &simple), &run("", "12")), "12"),
        ("in a result", field(&words("IF"), &(run("", "1") + &field(&words("QUOTE"), &run("", "2")))), "12"),
        ("simple", simple.replace("77", "12"), "12"),
        ("after one", merged.clone() + &run("", "12"), "7712"),
        ("never ended", mark("begin") + &words("IF") + &run("", "12"), "12"),
    ] {
        let cell = line("", &content);
        assert_eq!(told(name, &styled("", &cell)), (text.to_owned(), Vec::new()), "{name}");
    }
    // A sum may be old, wherever it stands.
    let sum = field(&(words(" ") + &words("=SUM(LEFT)")), &run("", "12"));
    let said = vec!["这一格是域公式算出来的，读的是文件里存的结果".to_owned()];
    for content in [sum.clone(), field(&words("QUOTE"), &sum)] {
        assert_eq!(told("sum", &styled("", &line("", &content))), ("12".to_owned(), said.clone()));
    }
}

/// A box that floats over a table stands nowhere in it; one in the line of a text is part of it.
#[test]
fn a_text_box_over_a_cell_is_none_of_its_text() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let drawn = |how: &str| {
        let choice = format!("<w:drawing><wp:{how}>{}</wp:{how}></w:drawing>", content("第3页"));
        let fallback = format!("<w:pict><v:shape>{}</v:shape></w:pict>", content("第3页"));
        format!(
            "<w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let old =
        |style: &str| format!("<w:r><w:pict><v:shape style=\"{style}\">{}</v:shape></w:pict></w:r>", content("第3页"));
    let looked = vec!["这一格上有浮动的文本框，其中的文字没有读进这一格".to_owned()];
    for (name, drawing, text, said) in [
        ("anchored", drawn("anchor"), "12", looked.clone()),
        ("anchored in an old way", old("width:10pt; position: absolute"), "12", looked),
        ("in the line", drawn("inline"), "第3页\n12", Vec::new()),
        ("in the line in an old way", old("width:10pt"), "第3页\n12", Vec::new()),
    ] {
        let bytes = styled("", &line("", &(drawing + &run("", "12"))));
        assert_eq!(told(name, &bytes), (text.to_owned(), said), "{name}");
        let is_below = |block: &Block| matches!(block, Block::Text { text, .. } if text == "第3页");
        assert_eq!(read(&bytes, "").unwrap().blocks.iter().any(is_below), text == "12", "{name}");
    }
}

/// Cells made one as Word 97 did it: each is there, and goes on from the one before.
#[test]
fn cells_that_go_on_from_the_one_before_are_one() {
    for table in tables(&report("kewei-2024")) {
        let spanned = word_table(&table);
        let apart = |cols: usize| {
            let more = "<w:tc><w:tcPr><w:hMerge w:val=\"continue\"/></w:tcPr><w:p/></w:tc>".repeat(cols - 1);
            (format!("<w:tcPr><w:gridSpan w:val=\"{cols}\"/>"), more)
        };
        let cell = |cell: &str| {
            let cols = (2..20).find(|cols| cell.starts_with(&apart(*cols).0));
            let Some((head, more)) = cols.map(apart) else { return format!("<w:tc>{cell}") };
            format!(
                "<w:tc>{}</w:tc>{more}",
                cell.replacen(&head, "<w:tcPr><w:hMerge w:val=\"restart\"/>", 1).replace("</w:tc>", "")
            )
        };
        let mut parts = spanned.split("<w:tc>");
        let first = parts.next().unwrap().to_owned();
        let rest = parts.map(|part| {
            let (inside, after) = part.split_once("</w:tc>").unwrap();
            let cell = cell(&format!("{inside}</w:tc>"));
            cell + after
        });
        let merged = first + &rest.collect::<String>();
        assert!(merged.contains("hMerge"));
        let of = |table: &str| read(&docx(table), "").unwrap();
        assert_eq!(of(&merged).report, of(&spanned).report);
        assert_eq!(of(&merged).unplaced, []);
    }
}

#[test]
fn a_document_that_is_only_a_page_in_it_is_sent_on() {
    let of = |body: &str, target: &str| {
        let document =
            format!("<w:document xmlns:w=\"w\"><w:body>{body}<w:altChunk r:id=\"r2\"/></w:body></w:document>");
        read(
            &archive(&[
                ("_rels/.rels", &relations(&[("r1", "officeDocument", "word/document.xml")])),
                ("word/_rels/document.xml.rels", &relations(&[("r2", "aFChunk", target)])),
                ("word/document.xml", &document),
            ]),
            "",
        )
    };
    let sentence = |what: &str| Err(format!("文档的内容是嵌入的{what}，请用 Word 或 WPS 打开后另存为 docx 再试。"));
    assert_eq!(of("", "chunk.htm"), sentence("网页"));
    assert_eq!(of(&paragraph("见附件"), "b.MHT"), sentence("网页"));
    assert_eq!(of("", "chunk.docx"), sentence("另一份文件"));
    assert!(of(&word_table(&three("12")), "chunk.htm").is_ok());
}

const SCALED: &str = "这一格的格式改变了显示的数，读的是存的数";
const HIDING: &str = "这一格的格式不显示内容";

/// A workbook of 2003 with these styles and in our cell this.
fn old_book(styles: &str, own: &str) -> String {
    let table = three("12");
    let cell = |(_, col, one): &(usize, usize, &Cell)| {
        let kind = if one.slot.is_some() { "Number" } else { "String" };
        let (at, across, down) = (col + 1, one.cols - 1, one.rows - 1);
        let own = if one.slot == Some(slot()) { own } else { "" };
        format!(
            "<Cell ss:Index=\"{at}\" ss:MergeAcross=\"{across}\" ss:MergeDown=\"{down}\"{own}><Data ss:Type=\"{kind}\">{}</Data></Cell>",
            escape(&one.text)
        )
    };
    let row = |row: usize| placed(&table).iter().filter(|(top, ..)| *top == row).map(cell).collect::<String>();
    let rows: String = (0..table.len()).map(|at| format!("<Row>{}</Row>", row(at))).collect();
    let space = "urn:schemas-microsoft-com:office:spreadsheet";
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"{space}\" xmlns:ss=\"{space}\">\
         <Styles><Style ss:ID=\"Default\"/>{styles}</Styles><Worksheet ss:Name=\"a\"><Table>{rows}</Table></Worksheet></Workbook>"
    )
}

#[test]
fn cells_of_an_old_workbook_look_as_their_styles_say() {
    let styles = "<Style ss:ID=\"s1\"><Font ss:StrikeThrough=\"1\"/></Style>\
        <Style ss:ID=\"s2\" ss:Parent=\"s1\"><Font ss:Bold=\"1\"/></Style>\
        <Style ss:ID=\"s3\" ss:Parent=\"s2\"><Font ss:StrikeThrough=\"0\"/></Style>\
        <Style ss:ID=\"s4\"><NumberFormat ss:Format=\";;;\"/></Style>\
        <Style ss:ID=\"s5\"><NumberFormat ss:Format=\"0,\"/></Style>\
        <Style ss:ID=\"s6\" ss:Parent=\"s5\"><NumberFormat ss:Format=\"Fixed\"/></Style>\
        <Style ss:ID=\"s7\" ss:Parent=\"s7\"><NumberFormat ss:Format=\"0&quot;万&quot;\"/></Style>\
        <Style ss:ID=\"s8\"><Font ss:VerticalAlign=\"Superscript\"/></Style>\
        <Style ss:ID=\"s9\"><NumberFormat ss:Format=\"0&quot;件&quot;\"/></Style>";
    for (style, text, said) in [
        ("s0", "12", None),
        ("s1", "1\u{336}2\u{336}", None),
        ("s2", "1\u{336}2\u{336}", None),
        ("s3", "12", None),
        ("s4", "12", Some(HIDING)),
        ("s5", "12", Some(SCALED)),
        ("s6", "12", None),
        ("s7", "12", Some(SCALED)),
        ("s8", "¹²", None),
        ("s9", "12", None),
    ] {
        let book = old_book(styles, &format!(" ss:StyleID=\"{style}\""));
        let said: Vec<String> = said.into_iter().map(str::to_owned).collect();
        assert_eq!(told(style, book.as_bytes()), (text.to_owned(), said), "{style}");
    }
    let all = old_book(styles, "").replace("<Row>", "<Row ss:StyleID=\"s5\">");
    assert_eq!(told("by its row", all.as_bytes()), ("12".to_owned(), vec![SCALED.to_owned()]));
}

/// What a format shows of a number may be another: then its cell is to be looked at.
#[test]
fn numbers_that_are_shown_as_others_are_told() {
    for (format, number, said) in [
        ("0\"万\"", "12", Some(SCALED)),
        ("\"1\"0", "12", Some(SCALED)),
        ("0\"0\"", "12", Some(SCALED)),
        ("0,", "12", Some(SCALED)),
        ("[>=1]0;\"无\"", "0", Some(SCALED)),
        ("[>=1]0;\"无\"", "12", None),
        (";;;", "12", Some(HIDING)),
        ("0;-0;;@", "0", Some(HIDING)),
        ("0\"件\"", "12", None),
        ("0_ ", "12", None),
        ("#,##0", "12", None),
        ("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", None),
    ] {
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"{}\"/></numFmts><fonts><font/></fonts>\
             <fills><fill/></fills><borders><border/></borders><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
            escape(format).replace('"', "&quot;")
        );
        let cell = |row: usize, col: usize, one: &Cell| match one.slot == Some(slot()) {
            true => format!("<c r=\"{}\" s=\"1\"><v>{number}</v></c>", place(row, col)),
            false => cell_xml(row, col, &one.text),
        };
        let sheet = sheet(&[Part::Table(three(""))], &cell);
        let book = xlsx_with(&[("a", &sheet)], &[("xl/styles.xml", &styles)]);
        let said: Vec<String> = said.into_iter().map(str::to_owned).collect();
        assert_eq!(told(format, &book), (number.to_owned(), said), "{format} {number}");
    }
}

/// `="0"` is the text 0; another text in quotes stays as it is, and so does one behind an apostrophe: it may be typed.
#[test]
fn texts_of_a_comma_separated_table_are_read_as_texts() {
    let table = three("12");
    let csv = |own: &dyn Fn(&str) -> String| {
        let (placed, mut rows) = (placed(&table), vec![vec![String::new(); 10]; table.len()]);
        for (row, col, one) in placed {
            rows[row][col] =
                if one.slot.is_some() { own(&one.text) } else { format!("\"{}\"", one.text.replace('\n', " ")) };
        }
        rows.iter().map(|row| row.join(",") + "\r\n").collect::<String>()
    };
    let told = |own: &dyn Fn(&str) -> String| {
        let intake = read(csv(own).as_bytes(), "a.csv").unwrap();
        assert_eq!(intake.unplaced, []);
        assert!(intake.cells.len() >= 174, "{}", intake.cells.len());
        intake.report
    };
    let plain = told(&str::to_owned);
    assert_eq!(plain.raw(slot()), "12");
    // As a program for data writes it: rows and columns numbered from 0.
    for name in ["Unnamed: ", ""] {
        let heading: String = (0..10).map(|at| format!(",{name}{at}")).collect();
        let text = csv(&str::to_owned);
        let rows: String = text.lines().enumerate().map(|(at, row)| format!("{at},{row}\n")).collect();
        let numbered = read(format!("{heading}\n{rows}").as_bytes(), "a.csv").unwrap();
        assert_eq!((numbered.report, numbered.unplaced.len()), (plain.clone(), 0), "{name}");
        // Other numbers are none of rows.
        let other: String = text.lines().enumerate().map(|(at, row)| format!("{},{row}\n", at + 5)).collect();
        let other = read(format!("{heading}\n{other}").as_bytes(), "a.csv");
        assert!(other.is_err() || other.is_ok_and(|intake| !intake.unplaced.is_empty()), "{name}");
    }
    assert_eq!(told(&|text| format!("=\"{text}\"")), plain);
    assert_eq!(told(&|text| format!("\"=\"\"{text}\"\"\"")), plain);
    for odd in ["'12", "'十二", "=\"1\"&\"2\"", "''12"] {
        assert_eq!(told(&|text| if text == "12" { odd.to_owned() } else { text.to_owned() }).raw(slot()), odd);
    }
}
