//! What programs put on the clipboard, pasted: it lands where it stood, letter by letter, or the clerk is asked.
//!
//! `tests/clips` has it as Excel, WPS, Word, LibreOffice and browsers write it.

use gongkai::app::paste::{Offer, offer};
use gongkai::app::range::Range;
use gongkai::app::{Act, Editor, Effect, Msg, hand};
use gongkai::codec::clip;
use gongkai::codec::recognise::Block;
use gongkai::form::{Edition, Kind, Slot};
use gongkai::report::{Edit, Reading, Report};

use crate::numbers::FORMS;
use crate::pages::report;

fn clip(name: &str) -> String {
    let path = format!("{}/tests/clips/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

fn slot(code: &str) -> Slot {
    Slot::parse(code).unwrap()
}

fn range(anchor: &str, head: &str) -> Range {
    Range::new(slot(anchor), slot(head))
}

fn empty() -> Report {
    Report::of(2025, "某局")
}

/// Pasted into an empty report of 2025, at one cell.
#[track_caller]
fn pasted(at: &str, html: &str, text: &str) -> Offer {
    offer(&empty(), Range::one(slot(at)), html, text).expect("it is not the browser's own")
}

/// The changes, a line of the table each: `new natural=1 commercial=2`.
fn changes(offer: &Offer) -> String {
    let mut lines = String::new();
    let mut row = "";
    for (slot, text) in &offer.changes {
        if slot.row() != row {
            row = slot.row();
            lines.push_str(if lines.is_empty() { "" } else { "\n" });
            lines.push_str(row);
        }
        lines.push_str(&format!(" {}={text}", slot.column()));
    }
    lines
}

/// Whole official tables land as a report has them, whatever cell has the caret.
#[track_caller]
fn lands_whole(name: &str, text: &str, table: &str, at: &str) {
    let source = report("hangzhou-2025");
    let html = if name.is_empty() { String::new() } else { clip(name) };
    let offer = pasted(at, &html, text);
    assert!(offer.left.is_empty() && offer.said.is_empty(), "{name}: {:?} {:?}", offer.left, offer.said);
    let after = empty().apply(&offer.edit());
    let sheet = source.form().table(table).unwrap();
    for slot in &sheet.slots {
        assert_eq!(after.raw(*slot), source.raw(*slot), "{name} {slot:?}");
    }
    assert!(offer.changes.iter().all(|(slot, _)| slot.table() == table), "{name}");
}

#[test]
fn whole_tables_land_in_their_places_from_any_program() {
    for name in ["excel-table3.html", "libreoffice-table3.html", "browser-table3.html", "word-misaligned.html"] {
        lands_whole(name, "", "table3", "table3.new.natural");
        lands_whole(name, "", "table3", "table4.review.total");
    }
    lands_whole("word-table2.html", "", "table2", "table3.granted.total");
    lands_whole("wps-table4.html", "", "table4", "table2.regulations.made");
    // The same as text alone: merged headings leave blanks.
    lands_whole("", &clip("excel-table3.txt"), "table3", "table3.new.natural");
    lands_whole("", &clip("wps-table4.txt"), "table4", "table4.review.upheld");
}

#[test]
fn a_block_lands_from_the_caret_on_letter_by_letter() {
    let wanted = "granted natural=1180 commercial=20 legal_service=5 other_org=1 total=1,206\n\
                  partial natural=12 commercial=— research=１２ public_benefit=3件 other_org=0 total=15\n\
                  denied_1 natural=约20";
    for (html, text) in [(clip("excel-block.html"), String::new()), (String::new(), clip("excel-block.txt"))] {
        let offer = pasted("table3.granted.natural", &html, &text);
        assert_eq!(changes(&offer), wanted);
        assert_eq!(offer.range, Some(range("table3.granted.natural", "table3.denied_1.total")));
        assert!(offer.left.is_empty() && offer.said.is_empty());
        let tally = offer.tally(&empty());
        assert_eq!((tally.replaced, tally.emptied, tally.unread), (0, 0, 3), "—, 3件 and 约20 are no numbers");
    }
    let offer = pasted("table3.new.research", &clip("libreoffice-block.html"), "");
    assert_eq!(
        changes(&offer),
        "new research=11 public_benefit=0\ncarried_in research=2 public_benefit=无 legal_service=5"
    );
}

#[test]
fn blanks_are_pasted_too_and_what_is_there_is_no_change() {
    let at = |code: &str, text: &str| Edit::Cell(slot(code), text.into());
    let before = empty().apply(&Edit::Many(vec![
        at("table3.granted.natural", "1180"),
        at("table3.granted.research", "7"),
        at("table3.granted.commercial", "8"),
    ]));
    let offer = offer(&before, Range::one(slot("table3.granted.natural")), &clip("excel-block.html"), "").unwrap();
    let line = changes(&offer).lines().next().unwrap().to_owned();
    assert_eq!(line, "granted commercial=20 research= legal_service=5 other_org=1 total=1,206");
    let tally = offer.tally(&before);
    // 8 becomes 20, and the total that was filled by itself is written over; 7 goes.
    assert_eq!((tally.replaced, tally.emptied), (2, 1));
    assert!(offer.same > 0);
    // Nothing over a total that was typed: it fills itself again, which is not the same as blank.
    let typed = before.apply(&at("table3.granted.total", "9"));
    let offer = gongkai::app::paste::offer(&typed, Range::one(slot("table3.granted.other_org")), "", "1\t\n").unwrap();
    assert_eq!((changes(&offer).as_str(), offer.tally(&typed).emptied), ("granted other_org=1 total=", 0));
}

#[test]
fn merged_cells_stand_where_they_stood_and_are_filled_once() {
    let offer = pasted("table3.new.natural", &clip("excel-merged.html"), &clip("excel-merged.txt"));
    let wanted = "new natural=7 commercial=1 public_benefit=2\n\
                  carried_in commercial=3 research=4 public_benefit=5\n\
                  granted natural=6 commercial=8 research=9";
    assert_eq!(changes(&offer), wanted);
    // A row that is wholly covered from above is a row all the same.
    let html = "<table><tr><td rowspan=2>1</td><td rowspan=2>2</td></tr><tr></tr><tr><td>3</td><td>4</td></tr></table>";
    assert_eq!(
        changes(&pasted("table3.new.natural", html, "")),
        "new natural=1 commercial=2\ngranted natural=3 commercial=4"
    );
}

#[test]
fn lines_with_their_names_are_read_under_the_head_of_the_table() {
    let source = report("hangzhou-2025");
    let offer = pasted("table3.carried_out.total", &clip("writer-rows.html"), "");
    let after = empty().apply(&offer.edit());
    for row in ["new", "carried_in"] {
        for column in ["natural", "commercial", "other_org", "total"] {
            let slot = Slot::at("table3", row, column).unwrap();
            assert_eq!(after.raw(slot), source.raw(slot), "{slot:?}");
        }
    }
    assert_eq!(offer.changes.len(), 14);
}

#[test]
fn what_does_not_fit_is_refused_in_words_and_nothing_slides() {
    let block = "1\t2\t3\t4\t5\t6\t7\r\n";
    for (at, html, text, said) in [
        ("table3.new.commercial", "", block, "有 7 列，从“商业企业”往右只有 6 列"),
        ("table3.carried_out.natural", "", "1\n2\n", "有 2 行，从“四、结转下年度继续办理”往下只有 1 行"),
        ("table2.licensing.decisions", "", "1\t2\n", "对着的地方没有格"),
        ("table4.direct.pending", "", "1\t2\t3\t4\t5\t6\t7\t8\n", "有 8 列"),
        ("table3.new.natural", "", "1\t2\n3\n", "各行格数不一样"),
        ("table3.new.natural", "", "甲类\t自然人\t商业企业\n乙类\t1\t2\n", "有表头文字"),
        ("table3.new.natural", "<table><tr><td>1<td>2</table><table><tr><td>3<td>4</table>", "", "有几张表"),
        ("table3.new.natural", "<table><tr><td><p>12</p><p>13</p></td></tr></table>", "12\n13", "一格里有几行"),
        ("table3.new.natural", "<table><tr><td><s>12</s></td></tr></table>", "12", "有删除线"),
    ] {
        let offer = pasted(at, html, text);
        assert!(offer.changes.is_empty(), "{at}: {}", changes(&offer));
        assert!(offer.said.iter().any(|s| s.contains(said)), "{at}: {:?}", offer.said);
    }
    // A blank column in front would be a shift: eight columns are not seven.
    let offer = pasted("table3.new.natural", "", "\t1\t2\t3\t4\t5\t6\t7\n");
    assert!(offer.changes.is_empty() && offer.said[0].contains("有 8 列"), "{offer:?}");
}

#[test]
fn what_would_fit_from_the_beginning_of_the_line_is_offered_there() {
    let offer = pasted("table3.new.commercial", "", "1\t2\t3\t4\t5\t6\t7\r\n");
    let instead = offer.instead.expect("an offer");
    assert_eq!(
        changes(&instead),
        "new natural=1 commercial=2 research=3 public_benefit=4 legal_service=5 other_org=6 total=7"
    );
    assert_eq!(pasted("table3.new.natural", "", "1\t2\t3\t4\t5\t6\t7\t8\r\n").instead, None);
}

#[test]
fn struck_raised_and_pictured_texts_are_listed_and_not_filled() {
    let offer = pasted("table3.new.natural", &clip("word-changed.html"), "12\t34\t4\t5\n7\t8\t9①\t10\n");
    assert_eq!(
        changes(&offer),
        "new natural=12 research=4 public_benefit=5\ncarried_in natural=7 commercial=8 public_benefit=10"
    );
    let left: Vec<(&str, &str)> = offer.left.iter().map(|(_, near, why)| (near.as_str(), *why)).collect();
    assert_eq!(
        left,
        [
            ("表三“一、本年新收政府信息公开申请数量”的“商业企业”", "有删除线、上下标、隐藏的字或者图片"),
            ("表三“二、上年结转政府信息公开申请数量”的“科研机构”", "有删除线、上下标、隐藏的字或者图片"),
        ]
    );
    let offer = pasted("table3.new.natural", &clip("wps-block.html"), "");
    assert_eq!(changes(&offer), "new natural=3 commercial=1,207\ncarried_in commercial=0 research=/");
    assert_eq!(offer.left.len(), 1);
    assert_eq!((offer.left[0].0.as_str(), offer.left[0].2), ("两\n行", "一格里有几行"));
}

#[test]
fn one_text_is_the_browsers_own() {
    for (html, text) in [
        (clip("excel-one.html"), clip("excel-one.txt")),
        (String::new(), "1207".to_owned()),
        (String::new(), "1207\r\n".to_owned()),
        ("<p>一二 <b>三</b></p>".to_owned(), "一二 三".to_owned()),
        (String::new(), String::new()),
    ] {
        assert_eq!(offer(&empty(), Range::one(slot("table3.new.natural")), &html, &text), None, "{text:?}");
    }
    // Into several selected cells it goes into each.
    let wide = range("table3.new.natural", "table3.carried_in.commercial");
    let offer = offer(&empty(), wide, "", "0\r\n").unwrap();
    assert_eq!(changes(&offer), "new natural=0 commercial=0\ncarried_in natural=0 commercial=0");
    assert_eq!(offer.range, Some(wide));
}

#[test]
fn the_other_edition_leaves_what_has_no_place_here() {
    let new = Report::of(2020, "某局");
    let offer = offer(&new, Range::one(slot("table3.new.natural")), &clip("word-table2.html"), "").unwrap();
    let form = new.form();
    assert!(offer.changes.iter().all(|(slot, _)| form.has(*slot)));
    assert!(offer.left.iter().any(|(_, _, why)| *why == "这份表样没有这一格"), "{:?}", offer.left);
}

#[test]
fn bombs_and_strangers_are_harmless() {
    let deep = "<div>".repeat(100_000) + "1";
    let nested = "<table><tr><td>".repeat(3000);
    let rows = "<tr><td>1<td>2</tr>".repeat(3000);
    for html in [
        "<table><tr><td colspan=100000 rowspan=99999999>1</td></tr><tr><td>2</td></tr></table>".to_owned(),
        format!("<table>{rows}</table>"),
        deep,
        nested,
        "<table><tr><td><script>document.write('<td>9')</script>1</td><td><img src=x onerror=alert(1)>2</td></tr></table>".to_owned(),
        "<table><tr><td>&#x202E;7021</td><td>&#0;&bogus;&amp;lt;</td></tr>".to_owned(),
        "<".repeat(50_000),
        "<table ".repeat(20_000),
        "<!--".to_owned(),
        "<style>".to_owned(),
        "<td a='".to_owned(),
        "\u{FEFF}\t\"\"\t\"\n".to_owned(),
    ] {
        for text in ["", "1\t2\n3\t4", &html] {
            let offer = offer(&empty(), Range::one(slot("table3.new.natural")), &html, text);
            for (_, text) in offer.iter().flat_map(|o| &o.changes) {
                assert!(!text.contains("script") && !text.contains("onerror") || html.starts_with('\u{FEFF}'), "{text}");
            }
        }
    }
    let (_, cut) = clip::read(&"x".repeat(9_000_000), "");
    assert!(cut);
    let many = "1\t2\n".repeat(2001);
    assert!(pasted("table3.new.natural", "", &many).said[0].contains("太多"));
}

/// The reader of ours, which is the same in every browser, sees what a browser's parser sees.
#[test]
fn it_reads_as_a_real_parser_does() {
    for file in std::fs::read_dir(format!("{}/tests/clips", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // These say things that a page never says: blank runs as one cell, a row of no height.
        if !name.ends_with(".html")
            || ["excel-block.html", "word-misaligned.html", "word-changed.html"].contains(&name.as_str())
        {
            continue;
        }
        let text = clip(&name);
        let (ours, _) = clip::read(&text, "");
        let (theirs, _) = gongkai::codec::html::blocks(&text);
        let tables =
            |blocks: Vec<Block>| blocks.into_iter().filter(|b| matches!(b, Block::Table(_))).collect::<Vec<_>>();
        if name != "excel-one.html" {
            assert_eq!(tables(ours), tables(theirs), "{name}");
        }
    }
}

// --- number forms --------------------------------------------------------------------------------------

/// The table of number forms: each reads the same typed, pasted as text, and pasted from a spreadsheet.
#[test]
fn a_number_reads_the_same_by_every_route() {
    let cells = [
        ("table3.new.natural", "table3.carried_in.natural", Kind::Count),
        ("table2.punishment.decisions", "table2.coercion.decisions", Kind::Count),
    ];
    for (at, below, kind) in cells {
        for form in FORMS.iter().filter(|form| !form.is_empty()) {
            let typed = empty().apply(&Edit::Cell(slot(at), (*form).into()));
            let by_text = format!("{form}\r\n7\r\n");
            let mut escaped = form.replace('&', "&amp;").replace('<', "&lt;").replace('\u{A0}', "&nbsp;");
            escaped = format!("<table>\n <tr>\n  <td align=right>{escaped}</td>\n </tr><tr><td>7</td></tr></table>");
            for (html, text) in [("", by_text.as_str()), (escaped.as_str(), "?\n?\n")] {
                let pasted = empty().apply(&pasted(at, html, text).edit());
                assert_eq!(pasted.raw(slot(at)), *form, "{form:?} {html}");
                assert_eq!(pasted.raw(slot(below)), "7");
                assert_eq!(pasted.reading(slot(at)), typed.reading(slot(at)), "{form:?}");
                assert_eq!(slot(at).kind(), kind);
            }
        }
    }
    // Blank is blank by every route, and never 0.
    let blank = pasted("table3.new.natural", "", "\t7\n");
    assert_eq!(changes(&blank), "new commercial=7");
    assert_eq!(empty().apply(&blank.edit()).reading(slot("table3.new.natural")), Reading::Blank);
}

// --- the hand --------------------------------------------------------------------------------------------

fn editor() -> Editor {
    let mut editor = Editor::default();
    editor.update(Msg::Show(Box::new(report("hongze-2023"))));
    editor
}

fn come(editor: &mut Editor, code: &str) {
    editor.update(Msg::Focus(Some(slot(code))));
}

fn select(editor: &mut Editor, anchor: &str, head: &str) {
    come(editor, anchor);
    editor.update(Msg::Hand(Act::Select(Some(range(anchor, head)))));
}

#[test]
fn nothing_changes_before_it_is_accepted_and_all_goes_back_at_once() {
    let mut editor = editor();
    let before = editor.report().clone();
    come(&mut editor, "table3.granted.natural");
    for _ in 0..2 {
        assert!(hand::paste(&mut editor, slot("table3.granted.natural"), &clip("excel-block.html"), ""));
        assert_eq!(editor.update(Msg::Hand(Act::Weigh)), []);
        assert!(editor.hand.offer().is_some());
        assert_eq!(*editor.report(), before);
        editor.update(Msg::Hand(Act::Cancel));
        assert!(editor.hand.offer().is_none() && *editor.report() == before && !editor.can_undo());
    }
    hand::paste(&mut editor, slot("table3.granted.natural"), &clip("excel-block.html"), "");
    editor.update(Msg::Hand(Act::Weigh));
    let effects = editor.update(Msg::Hand(Act::Accept));
    assert!(effects.contains(&Effect::Changed("table3.granted.natural".to_owned())), "{effects:?}");
    assert!(
        effects.iter().any(|e| matches!(e, Effect::Keep(kept) if kept.len() == 20)),
        "all of it is kept: {effects:?}"
    );
    assert_eq!(editor.report().raw(slot("table3.granted.natural")), "1180");
    assert_eq!(editor.hand.range(), Some(range("table3.granted.natural", "table3.denied_1.total")));
    assert!(hand::done(&editor).is_some_and(|(_, can_go_back)| can_go_back));
    editor.update(Msg::Undo);
    assert_eq!(*editor.report(), before);
    assert!(!editor.can_undo());
    assert_eq!(hand::done(&editor), None);
}

#[test]
fn one_cell_is_filled_without_asking() {
    let mut editor = editor();
    come(&mut editor, "table3.new.natural");
    assert!(hand::paste(&mut editor, slot("table3.new.natural"), "", "21\t5\n"));
    editor.update(Msg::Hand(Act::Weigh));
    assert_eq!(editor.report().raw(slot("table3.new.commercial")), "5");
    assert!(editor.hand.offer().is_none());
    assert!(hand::paste(&mut editor, slot("table3.new.natural"), "", "21\t5\n"));
    editor.update(Msg::Hand(Act::Weigh));
    assert_eq!(hand::done(&editor), Some(("改动 0 格：粘贴的内容和表里的一样。", false)));
    come(&mut editor, "table3.granted.natural");
    assert!(!hand::paste(&mut editor, slot("table3.granted.natural"), "", "21"));
}

#[test]
fn a_selection_is_cleared_in_one_step_and_stays_selected() {
    let mut editor = editor();
    let before = editor.report().clone();
    select(&mut editor, "table3.new.natural", "table3.carried_in.total");
    for act in [Act::Clear, Act::Cut] {
        editor.update(Msg::Hand(act));
        assert_eq!(editor.report().raw(slot("table3.new.natural")), "");
        // A total that is cleared fills itself: of nothing it is nothing.
        assert_eq!(editor.report().raw(slot("table3.new.total")), "");
        assert!(editor.hand.range().is_some());
        editor.update(Msg::Undo);
        assert_eq!(*editor.report(), before);
        select(&mut editor, "table3.new.natural", "table3.carried_in.total");
    }
    come(&mut editor, "table3.granted.natural");
    assert_eq!(editor.hand.range(), None);
    assert_eq!(editor.update(Msg::Hand(Act::Clear)), []);
}

#[test]
fn typing_ends_a_selection() {
    let mut editor = editor();
    select(&mut editor, "table3.new.natural", "table3.carried_in.total");
    editor.update(Msg::Type(slot("table3.new.natural"), "5".into()));
    assert_eq!(editor.hand.range(), None);
}

#[test]
fn zeros_go_where_nothing_stands_and_totals_fill_themselves() {
    let mut editor = Editor::default();
    editor.update(Msg::Begin { year: 2025, org: "某局".to_owned() });
    editor.update(Msg::Type(slot("table3.new.natural"), "3".into()));
    editor.update(Msg::Type(slot("table3.granted.natural"), "—".into()));
    editor.update(Msg::Hand(Act::Zeros("table3")));
    let raw = |editor: &Editor, code: &str| editor.report().raw(slot(code)).to_owned();
    assert_eq!(raw(&editor, "table3.new.natural"), "3");
    assert_eq!(raw(&editor, "table3.granted.natural"), "—", "a mark is not blank");
    assert_eq!(raw(&editor, "table3.new.commercial"), "0");
    assert_eq!(raw(&editor, "table3.new.total"), "3");
    assert!(editor.report().is_computed(slot("table3.new.total")));
    assert_eq!(raw(&editor, "table4.review.upheld"), "", "another table");
    editor.update(Msg::Undo);
    assert_eq!(raw(&editor, "table3.new.commercial"), "");
    select(&mut editor, "table3.new.natural", "table3.carried_in.commercial");
    editor.update(Msg::Hand(Act::Zeros("table3")));
    let filled = |code| !editor.report().raw(slot(code)).is_empty();
    assert!(filled("table3.carried_in.natural") && filled("table3.new.commercial") && !filled("table3.new.research"));
}

#[test]
fn a_table_is_cleared_by_itself() {
    let mut editor = editor();
    let before = editor.report().clone();
    editor.update(Msg::Hand(Act::Empty("table4")));
    let form = editor.report().form();
    assert!(form.table("table4").unwrap().cells.iter().all(|slot| editor.report().raw(*slot).is_empty()));
    assert_eq!(editor.report().raw(slot("table3.new.natural")), before.raw(slot("table3.new.natural")));
    editor.update(Msg::Undo);
    assert_eq!(*editor.report(), before);
}

#[test]
fn escape_gives_back_what_stood_there_when_the_caret_came() {
    let mut editor = editor();
    let before = editor.report().clone();
    come(&mut editor, "table3.new.natural");
    assert_eq!(editor.update(Msg::Hand(Act::Back)), []);
    for text in ["2", "23", "234"] {
        editor.update(Msg::Type(slot("table3.new.natural"), text.into()));
    }
    editor.update(Msg::Hand(Act::Back));
    assert_eq!(*editor.report(), before);
    editor.update(Msg::Undo);
    assert_eq!(editor.report().raw(slot("table3.new.natural")), "234", "what was typed is one step back");

    let mut editor = Editor::default();
    editor.update(Msg::Begin { year: 2025, org: String::new() });
    editor.update(Msg::Type(slot("table3.new.natural"), "3".into()));
    come(&mut editor, "table3.new.total");
    editor.update(Msg::Type(slot("table3.new.total"), "9".into()));
    editor.update(Msg::Hand(Act::Back));
    assert_eq!(editor.report().raw(slot("table3.new.total")), "3");
    assert!(editor.report().is_computed(slot("table3.new.total")), "a total fills itself again");
}

#[test]
fn a_file_of_a_newer_version_is_not_touched() {
    let text = gongkai::codec::json::write(&report("hongze-2023")).replace("gongkai-report/1", "gongkai-report/2");
    let mut editor = Editor::default();
    editor.update(Msg::Open(text.as_str().into()));
    assert!(editor.report().is_read_only());
    let before = editor.report().clone();
    select(&mut editor, "table3.new.natural", "table3.carried_in.total");
    for act in [Act::Clear, Act::Cut, Act::Zeros("table3"), Act::Empty("table3"), Act::Back, Act::Accept] {
        editor.update(Msg::Hand(act));
    }
    assert!(!hand::paste(&mut editor, slot("table3.new.natural"), "", "1\t2\n"));
    assert_eq!(*editor.report(), before);
}

#[test]
fn both_editions_take_their_own_selection_back() {
    for edition in [Edition::E2019, Edition::E2021] {
        let source = report(if edition == Edition::E2019 { "shanghai-go-2019" } else { "hangzhou-2025" });
        for sheet in &source.form().sheets {
            let whole = Range::whole(&source, sheet.slots[0]).unwrap();
            let fields: Vec<Vec<clip::Field>> = whole
                .lines(&source)
                .iter()
                .map(|l| {
                    l.iter().map(|c| clip::Field { text: source.raw(c.slot), cols: c.cols, is_number: true }).collect()
                })
                .collect();
            for (html, text) in [(clip::html(&fields), String::new()), (String::new(), clip::text(&fields))] {
                let blank = Report::new(edition);
                let offer = offer(&blank, Range::one(whole.anchor), &html, &text).unwrap();
                assert!(offer.left.is_empty() && offer.said.is_empty(), "{offer:?}");
                let after = blank.apply(&offer.edit());
                // A total that is blank in a file fills itself in a new report.
                for slot in whole.cells(&source).into_iter().filter(|s| !source.raw(*s).is_empty()) {
                    assert_eq!(after.raw(slot), source.raw(slot), "{slot:?}");
                }
            }
        }
    }
}
