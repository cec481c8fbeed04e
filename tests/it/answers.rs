//! Explaining a warning, and the list of findings that goes to the unit.

use std::rc::Rc;

use expect_test::expect;
use gongkai::app::sections::{self, Section};
use gongkai::app::{Editor, Effect, Msg, listing};
use gongkai::check::Severity;
use gongkai::codec::json;
use gongkai::report::Edit;

use crate::checks::source;

const LUMP: &str = "T3-LUMP@table3.other";

fn open(id: &str) -> Editor {
    let mut editor = Editor::default();
    editor.update(Msg::Open(Rc::from(source(id))));
    editor
}

fn explain(editor: &mut Editor, key: &str, text: &str) {
    editor.update(Msg::Change(Edit::Answer(key.into(), text.into())));
}

/// How section three stands: its worst open finding.
fn third(editor: &Editor) -> Option<Severity> {
    let states = sections::states(editor.report(), editor.findings());
    states.iter().find(|(section, _)| *section == Section::Part(2)).and_then(|(_, state)| state.worst())
}

#[test]
fn an_explanation_settles_a_warning_and_stays_in_the_file() {
    let mut editor = open("hongze-2023");
    let before = (editor.counts(), third(&editor));
    for typed in ["旧", "旧系统", "旧系统没有分行统计"] {
        explain(&mut editor, LUMP, typed);
    }
    assert_eq!((before.1, third(&editor)), (Some(Severity::Warning), None));
    assert_eq!(editor.counts(), before.0, "it is explained, not gone");
    let text = json::write(editor.report());
    assert!(text.contains(r#""T3-LUMP@table3.other": "旧系统没有分行统计""#), "{text}");
    let read = json::read(&text).unwrap();
    assert_eq!(read.answer(LUMP), Some("旧系统没有分行统计"));
    // Typing it was one step.
    editor.update(Msg::Undo);
    assert_eq!((editor.report().answer(LUMP), third(&editor)), (None, Some(Severity::Warning)));
}

#[test]
fn an_empty_explanation_is_none() {
    let mut editor = open("hongze-2023");
    explain(&mut editor, LUMP, " \n");
    assert_eq!(third(&editor), Some(Severity::Warning));
    explain(&mut editor, LUMP, "");
    assert_eq!(editor.report().answer(LUMP), None);
    assert!(
        json::write(editor.report()).contains(r#""answers": {}"#) || !json::write(editor.report()).contains("answers")
    );
}

#[test]
fn a_warning_without_explanation_is_said_once_more_when_it_is_submitted() {
    let mut editor = open("kewei-2024");
    let warnings: Vec<String> =
        editor.findings().iter().filter(|f| f.rule.severity == Severity::Warning).map(|f| f.key()).collect();
    let errors = editor.counts()[0];
    assert_eq!(errors, 0);
    for (at, key) in warnings.iter().enumerate() {
        assert_eq!(editor.update(Msg::Submit), [Effect::Submit]);
        let open = format!("还有 {} 处提醒，没有改正，也没有说明原因", warnings.len() - at);
        let notice = editor.notice.clone().unwrap();
        assert!(notice.text.contains(&open), "{}", notice.text);
        explain(&mut editor, key, "已核实，情况属实。");
    }
    assert_eq!(editor.update(Msg::Submit), [Effect::Submit]);
    assert_eq!(editor.notice, None);
}

#[test]
fn the_list_says_what_where_and_what_the_unit_says() {
    let mut editor = open("hongze-2023");
    explain(&mut editor, LUMP, "旧系统没有分行统计。");
    let Effect::Copy(text) = &editor.update(Msg::CopyFindings)[0] else { panic!() };
    assert_eq!(*text, listing::text(editor.report(), editor.findings()));
    expect![[r#"
        洪泽区人民政府2023年政府信息公开工作年度报告 核对清单
        2 处错误，2 处提醒（已说明 1 处），2 处提示。

        基本信息
        1. 【提示】没有公布日期，请补填。

        一、总体情况
        2. 【提醒】人民政府的报告还应当写工作考核、社会评议和责任追究结果，正文没有写到工作考核、社会评议、责任追究，请补写。

        三、收到和处理政府信息公开申请情况
        3. 【提醒】表三“（六）其他处理”没有分行，表样分为 3 行，请按表样分行填写。
           说明：旧系统没有分行统计。

        四、政府信息公开行政复议、行政诉讼情况
        4. 【错误】表四“行政复议”：各项相加 10 + 1 + 0 + 0 = 11，“总计”填的是 0，少 11，请核对各项或者改总计。
        5. 【错误】表四“行政诉讼 复议后起诉”：各项相加 5 + 0 + 0 + 0 = 5，“总计”填的是 0，少 5，请核对各项或者改总计。

        五、存在的主要问题及改进情况
        6. 【提示】表四“结果纠正”共 1 件，“五、存在的主要问题及改进情况”没有写到复议、诉讼，最好写明问题和改进办法。
    "#]]
    .assert_eq(text);
}
