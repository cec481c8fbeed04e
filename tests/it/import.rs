//! What a file gave, beside the open report: nothing changes before it is accepted, and all of it goes back at once.

use gongkai::app::import::{self, BASICS, Import, TEXTS};
use gongkai::app::{Act, Editor, Effect, Msg, Take, hand};
use gongkai::codec::intake::{self, Intake};
use gongkai::codec::json;
use gongkai::form::{Prose, Slot};
use gongkai::office;
use gongkai::report::{Meta, Report};

use crate::checks::{report, source};

fn raw(name: &str) -> Intake {
    let path = format!("{}/tests/raw/{name}", env!("CARGO_MANIFEST_DIR"));
    office::read(&std::fs::read(path).unwrap(), name).unwrap()
}

fn slot(code: &str) -> Slot {
    Slot::parse(code).unwrap()
}

fn import(editor: &Editor) -> &Import {
    import::of(editor).expect("something waits")
}

/// A new report of 2025 in which something stands, and a file shown beside it.
fn beside(intake: &Intake) -> Editor {
    let mut editor = Editor::default();
    editor.update(Msg::Begin { year: 2025, org: "甲局".to_owned() });
    editor.update(Msg::Type(slot("table3.new.natural"), "7".into()));
    editor.update(Msg::Type(slot("table3.new.commercial"), "252".into()));
    editor.update(Msg::Import(Take::Open(intake::write(intake).as_str().into(), "年报.html".into())));
    editor
}

fn file(editor: &Editor) -> String {
    json::write(editor.report())
}

#[test]
fn what_the_worker_tells_arrives_as_it_was() {
    for name in ["hangzhou-2025.html", "shanghai-go-2019.html"] {
        let mut given = raw(name);
        given.doubts.push((slot("table3.new.natural"), "是公式".to_owned()));
        given.notes.push("已忽略宏".to_owned());
        let arrived = intake::read(&intake::write(&given)).expect("the same text");
        assert!(json::write(&arrived.report) == json::write(&given.report), "{name}");
        assert_eq!((&arrived.cells, &arrived.missing), (&given.cells, &given.missing), "{name}");
        assert_eq!((&arrived.unplaced, &arrived.doubts), (&given.unplaced, &given.doubts), "{name}");
        assert_eq!((&arrived.kind, &arrived.notes), (&given.kind, &given.notes), "{name}");
        assert_eq!(arrived.blocks.len(), given.blocks.len(), "{name}");
    }
    assert_eq!(intake::read("{}"), None);
    assert_eq!(intake::read(&source("hangzhou-2025")), None, "a report file is none");
}

#[test]
fn nothing_changes_before_it_is_accepted_and_all_of_it_goes_back_at_once() {
    let mut editor = beside(&raw("hangzhou-2025.html"));
    let before = file(&editor);
    assert!(import(&editor).taken() > 190, "{}", import(&editor).taken());
    assert_eq!(import(&editor).same, 2, "year, and one cell");
    editor.update(Msg::Import(Take::Light((1, 4, 2))));
    assert_eq!(file(&editor), before);
    let effects = editor.update(Msg::Import(Take::Accept));
    assert!(effects.iter().any(|e| matches!(e, Effect::Keep(kept) if kept.len() > 190)));
    let truth = report("hangzhou-2025");
    for slot in truth.form().slots() {
        assert_eq!(editor.report().raw(slot), truth.raw(slot), "{}", slot.code());
    }
    assert!(import::of(&editor).is_none());
    editor.update(Msg::Undo);
    assert_eq!(file(&editor), before);
}

#[test]
fn another_unit_and_another_year_wait_for_a_tick_of_their_own() {
    let mut editor = beside(&raw("shanghai-go-2019.html"));
    let waiting: Vec<_> =
        import(&editor).items.iter().filter(|i| i.doubt.is_some()).map(|i| (i.place.code(), i.on)).collect();
    assert_eq!(waiting, ["meta.title", "meta.org", "meta.year"].map(|place| (place.to_owned(), false)));
    assert!(import(&editor).elsewhere > 0, "the form of 2019 has cells of its own");
    let unit = import(&editor).items.iter().position(|i| i.place.code() == "meta.org").unwrap();
    editor.update(Msg::Import(Take::Group(BASICS)));
    assert!(!import(&editor).items[unit].on, "a group does not take what must be looked at");
    editor.update(Msg::Import(Take::One(unit)));
    editor.update(Msg::Import(Take::Accept));
    assert_eq!(editor.report().meta(Meta::Year), "2025");
    assert_ne!(editor.report().meta(Meta::Org), "甲局");
}

#[test]
fn what_is_left_is_left_and_blanks_empty_nothing() {
    let mut given = raw("hangzhou-2025.html");
    let natural = slot("table3.new.natural");
    given.doubts.push((slot("table3.new.total"), "是公式".to_owned()));
    let mut editor = beside(&given);
    let doubtful = import(&editor).items.iter().find(|i| i.place.code() == "table3.new.total").unwrap();
    assert!(!doubtful.on);
    editor.update(Msg::Import(Take::Group("table2")));
    editor.update(Msg::Import(Take::Group(TEXTS)));
    editor.update(Msg::Import(Take::Accept));
    assert_eq!(editor.report().raw(natural), "13612");
    assert_eq!(editor.report().raw(slot("table2.licensing.decisions")), "");
    assert!(Prose::ALL.iter().all(|p| editor.report().prose(*p).is_empty()));
    assert!(editor.report().is_computed(slot("table3.new.total")), "it went on filling itself");

    // The file says nothing of these cells: what stands there stays.
    let mut blank = raw("hangzhou-2025.html");
    blank.report = Report::of(2025, "甲局");
    let mut editor = beside(&blank);
    let before = file(&editor);
    editor.update(Msg::Import(Take::Accept));
    assert_eq!(file(&editor), before);
}

#[test]
fn another_report_begins_with_it_and_the_open_one_is_no_part_of_that() {
    let given = raw("shanghai-go-2019.html");
    let mut editor = beside(&given);
    let effects = editor.update(Msg::Import(Take::Begin));
    assert!(effects.contains(&Effect::Opened), "what is typed from now on is another draft");
    assert_eq!(editor.report().year(), Some(2019));
    assert_eq!(editor.report().meta(Meta::Org), given.report.meta(Meta::Org), "whose report it is, the file says");
    assert!(!given.report.meta(Meta::Org).is_empty());
    for slot in given.report.form().slots() {
        assert_eq!(editor.report().raw(slot), given.report.raw(slot), "{}", slot.code());
    }
}

#[test]
fn the_text_of_a_document_is_read_as_a_file_is() {
    let text = "一、总体情况\n无\n一、本年新收政府信息公开申请数量\n12\n3\n0\n四、结转下年度继续办理\n0\n";
    let mut editor = Editor::default();
    editor.update(Msg::Begin { year: 2025, org: "甲局".to_owned() });
    let before = file(&editor);
    assert!(hand::paste(&mut editor, slot("table3.new.natural"), "", text));
    let effects = editor.update(Msg::Hand(Act::Weigh));
    assert_eq!(effects, [Effect::Ask("paste", "".into(), text.into())]);
    assert_eq!(file(&editor), before);
}

#[test]
fn a_reading_that_is_cut_short_changes_nothing() {
    let text = intake::write(&raw("hangzhou-2025.html"));
    let mut editor = Editor::default();
    editor.update(Msg::Begin { year: 2025, org: "甲局".to_owned() });
    let before = file(&editor);
    for end in [0, 1, 100, text.len() / 2] {
        let cut = text.char_indices().map(|(at, _)| at).find(|at| *at >= end).unwrap();
        let effects = editor.update(Msg::Import(Take::Open(text[..cut].into(), "x".into())));
        assert!(matches!(effects.as_slice(), [Effect::Failed("unreadable", _)]), "{effects:?}");
        assert_eq!(file(&editor), before);
    }
}
