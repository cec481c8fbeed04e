//! A draft: what was typed over a file comes back as it was, whatever was done in between.

use std::sync::Arc;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use gongkai::app::{Editor, Effect, Msg};
use gongkai::codec::json;
use gongkai::form::{Edition, Prose, Slot};
use gongkai::report::{Changed, Edit, Kept, Meta, Report};

use crate::checks::report;

/// The draft's text as `static/keeper.js` writes it.
fn draft(base: &str, typed: &[Changed]) -> String {
    let entry = |(code, kept): &Changed| match kept {
        Kept::Text(text) => serde_json::json!([code, &**text]),
        Kept::Blank => serde_json::json!([code, null]),
        Kept::Itself => serde_json::json!([code, true]),
    };
    let typed: Vec<_> = typed.iter().map(entry).collect();
    let (base, typed) = (serde_json::json!(base), serde_json::json!(typed));
    format!(r#"{{"schema":"gongkai-draft/1","report":{base},"typed":{typed}}}"#)
}

/// The keeper outside Rust: the last word of every field, in the order of last words.
#[derive(Default)]
struct Keeper(Vec<Changed>);

impl Keeper {
    fn keep(&mut self, (code, kept): Changed) {
        self.0.retain(|(known, _)| *known != code);
        self.0.push((code, kept));
    }

    /// A key: the field's text is there before Rust knows of it. What Rust then tells, it tells besides.
    fn press(&mut self, editor: &mut Editor, msg: Msg) {
        let typed = match &msg {
            Msg::Type(slot, text) => Some((slot.code().to_owned(), Arc::from(&**text))),
            Msg::Change(Edit::Prose(prose, text)) => Some((format!("narrative.{}", prose.code()), text.clone())),
            Msg::Change(Edit::Meta(key, text)) => Some((format!("meta.{}", key.code()), text.clone())),
            _ => None,
        };
        if let Some((code, text)) = typed {
            self.keep((code, Kept::Text(text)));
        }
        for effect in editor.update(msg) {
            if let Effect::Keep(changes) = effect {
                changes.into_iter().for_each(|change| self.keep(change));
            }
        }
    }
}

/// All that a report says. A hidden total that fills itself says nothing: it is reckoned when it is shown.
fn said(report: &Report) -> Vec<String> {
    let mut said = vec![report.edition().code().to_owned(), report.ambiguous().is_some().to_string()];
    said.extend(Meta::ALL.map(|key| report.meta(key).to_owned()));
    said.extend(Prose::ALL.map(|prose| report.prose(prose).to_owned()));
    said.extend(report.answer("T3-LUMP@table3.other").map(str::to_owned));
    for slot in Slot::all() {
        let hidden = report.is_computed(slot) && !report.form().has(slot);
        let raw = if hidden { "" } else { report.raw(slot) };
        said.push(format!("{} {raw} {}", slot.code(), report.is_computed(slot)));
    }
    said
}

const TEXTS: &[&str] =
    &["", "0", "7", "12", "1,207", "—", "１２", "2020", "2024", "2019", "受理申请12件。\n", "\u{FFFD}\0𝌆"];

fn any_msg(u: &mut Unstructured, editor: &Editor) -> Result<Msg> {
    let text: Arc<str> = Arc::from(*u.choose(TEXTS)?);
    let slots: Vec<Slot> = Slot::all().collect();
    let slot = *u.choose(&slots)?;
    Ok(match u.int_in_range(0..=11)? {
        0..=3 => Msg::Type(slot, text.as_ref().into()),
        4 => Msg::Change(Edit::Prose(*u.choose(&Prose::ALL)?, text)),
        5 => Msg::Change(Edit::Meta(*u.choose(&Meta::ALL)?, text)),
        6 => Msg::Change(Edit::Edition(*u.choose(&[Edition::E2019, Edition::E2021])?)),
        7 => Msg::Change(Edit::Answer("T3-LUMP@table3.other".into(), text)),
        8 => Msg::Mend(Edit::Many(vec![Edit::Cell(slot, text.clone()), Edit::Prose(Prose::Part6, text)])),
        9 => Msg::Undo,
        10 => Msg::Redo,
        _ if editor.report().ambiguous().is_some() => {
            Msg::Change(u.choose(&[Edit::Place(0), Edit::PlaceByHand])?.clone())
        }
        _ => Msg::Undo,
    })
}

#[test]
fn whatever_was_done_the_draft_is_the_report() {
    let mut bases = vec![Report::of(2025, "甲局"), Report::of(2019, "")];
    bases.extend(["longgang-zwfw-2020", "hongze-2023", "kewei-2024"].map(report));
    arbtest(|u| {
        let base = u.choose(&bases)?;
        let (mut editor, mut keeper) = (Editor::default(), Keeper::default());
        editor.update(Msg::Show(Box::new(base.clone())));
        let text = json::write(editor.report());
        for _ in 0..u.int_in_range(0..=40)? {
            let msg = any_msg(u, &editor)?;
            keeper.press(&mut editor, msg);
            let back = json::read(&draft(&text, &keeper.0)).expect("a draft of a report that was read");
            assert_eq!(said(&back), said(editor.report()));
        }
        Ok(())
    });
}

#[test]
fn a_key_in_a_cell_tells_of_that_cell_alone() {
    let mut editor = Editor::default();
    editor.update(Msg::Begin { year: 2025, org: "甲局".to_owned() });
    let slot = Slot::parse("table3.new.natural").expect("a cell");
    let effects = editor.update(Msg::Type(slot, "12".into()));
    let kept = effects.iter().find_map(|e| if let Effect::Keep(changes) = e { Some(changes.clone()) } else { None });
    assert_eq!(kept, Some(vec![("table3.new.natural".to_owned(), Kept::Text("12".into()))]));
}

#[test]
fn what_is_no_draft_is_refused_in_one_sentence() {
    let base = json::write(&Report::of(2025, ""));
    let text = draft(&base, &[]);
    for (broken, says) in [
        (text.replace("draft/1", "draft/2"), "更新的版本"),
        (r#"{"schema":"gongkai-draft/1","typed":[]}"#.to_owned(), "年报文件的文字"),
        (r#"{"schema":"gongkai-draft/1","report":"","typed":[]}"#.to_owned(), "中断"),
        (draft("{}", &[]), "schema"),
        (text.replace(r#""typed":[]"#, r#""typed":[["a"]]"#), "名称和内容"),
        (text.replace(r#""typed":[]"#, r#""typed":[["a",false]]"#), "名称和内容"),
    ] {
        let error = json::read(&broken).expect_err(&broken).to_string();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_field_that_is_not_known_is_left_alone() {
    let base = json::write(&Report::of(2025, "甲局"));
    let odd = vec![("table9.x.y".to_owned(), Kept::Text("1".into())), ("later".to_owned(), Kept::Itself)];
    let back = json::read(&draft(&base, &odd)).expect("read");
    assert_eq!(json::write(&back), base);
}

/// A report of 20 MB may be open; its draft holds more.
#[test]
fn the_draft_of_a_very_long_text_opens() {
    let long: Arc<str> = "公".repeat(7_000_000).into();
    let base = json::write(&Report::of(2025, ""));
    let back = json::read(&draft(&base, &[("narrative.part1".to_owned(), Kept::Text(long.clone()))])).expect("read");
    assert_eq!(back.prose(Prose::Part1), &*long);
}

#[test]
fn a_report_as_deep_as_allowed_has_a_draft() {
    let deep = format!("{}{}", "[".repeat(63), "]".repeat(63));
    let base = json::write(&Report::of(2025, "")).replacen('{', &format!("{{\"x\":{deep},"), 1);
    assert!(json::read(&base).is_ok());
    assert!(json::read(&draft(&base, &[])).is_ok());
}

/// Backups of every version that was ever released open for ever.
#[test]
fn a_backup_of_version_one_opens() {
    let back = json::read(include_str!("../golden/draft-1.json")).expect("a backup");
    let slot = |code| Slot::parse(code).expect("a cell");
    assert_eq!(back.raw(slot("table3.new.natural")), "12件");
    assert!(back.is_computed(slot("table3.new.total")));
    assert_eq!(back.raw(slot("table3.carried_in.natural")), "");
    assert_eq!(back.prose(Prose::Part1), "受理申请１２件。\n第二段");
    assert_eq!((back.meta(Meta::Org), back.edition()), ("乙局", Edition::E2019));
    assert_eq!(back.answer("T3-LUMP@table3.other"), Some("按原表样"));
    assert!(back.ambiguous().is_none());
}
