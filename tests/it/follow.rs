//! This year's report, begun from last year's.

use gongkai::app::{Editor, Msg, follow};
use gongkai::check::Severity;
use gongkai::codec::{intake, json};
use gongkai::form::{Prose, carried};
use gongkai::office;
use gongkai::report::{Meta, Report};

use crate::checks::{report, source};

fn begun(id: &str) -> Editor {
    let mut editor = Editor::default();
    editor.update(Msg::Follow(source(id).as_str().into()));
    editor
}

#[test]
fn unit_contact_and_what_was_carried_over_come_along() {
    let (last, editor) = (report("hongze-2023"), begun("hongze-2023"));
    let new = editor.report();
    assert_eq!((new.meta(Meta::Year), new.edition().code()), ("2024", "2021"));
    for key in [Meta::Org, Meta::Level, Meta::Contact, Meta::ContactPhone] {
        assert_eq!(new.meta(key), last.meta(key), "{key:?}");
    }
    assert!(Prose::ALL.iter().all(|p| new.prose(*p).is_empty()));
    let filled: Vec<_> = carried().into_iter().map(|(now, before)| (new.raw(now), last.raw(before))).collect();
    assert_eq!(filled.len(), 7);
    assert!(filled.iter().all(|(now, before)| now == before), "{filled:?}");
    assert!(new.title().contains("2024年"), "{}", new.title());
}

#[test]
fn every_report_can_be_followed_into_the_edition_of_its_next_year() {
    for id in ["shanghai-go-2019", "longgang-zwfw-2020", "kewei-2024", "pingtan-2021", "hangzhou-2025"] {
        let (last, editor) = (report(id), begun(id));
        let year = last.year().expect("a year") + 1;
        assert_eq!(editor.report().year(), Some(year), "{id}");
        assert_eq!(editor.report().edition(), gongkai::form::Edition::of_year(year), "{id}");
        let wrong: Vec<_> = editor.findings().iter().filter(|f| f.rule.id.starts_with("Y-")).collect();
        assert!(wrong.is_empty(), "{id}: {wrong:?}");
    }
}

#[test]
fn last_year_is_compared_with_and_comes_back_with_the_file() {
    let mut editor = begun("hongze-2023");
    let (now, before) = carried()[0];
    editor.update(Msg::Type(now, "99".into()));
    let carry = |e: &Editor| e.findings().iter().any(|f| f.rule.id == "Y-CARRY" && f.rule.severity == Severity::Error);
    assert!(carry(&editor));
    let mut again = Editor::default();
    again.update(Msg::Open(json::write(editor.report()).as_str().into()));
    assert!(carry(&again));
    assert_eq!(again.last_year().map(|last| last.raw(before)), Some(report("hongze-2023").raw(before)));
}

#[test]
fn a_year_before_it_does_not_pile_up() {
    let second = follow::following(begun("hongze-2023").report());
    let inside = follow::last_year(&second).expect("last year's report");
    assert!(follow::last_year(&inside).is_none());
}

#[test]
fn without_a_year_the_new_one_has_none() {
    let new = follow::following(&json::read(r#"{"schema":"gongkai-report/1","meta":{"org":"甲局"}}"#).expect("read"));
    assert_eq!((new.meta(Meta::Year), new.meta(Meta::Org)), ("", "甲局"));
    assert_eq!(new.edition(), gongkai::form::Edition::E2021);
}

#[test]
fn what_cannot_be_read_is_refused_and_nothing_is_opened() {
    let mut editor = Editor::default();
    editor.update(Msg::Follow("{".into()));
    assert!(!editor.is_open);
    assert!(editor.notice.is_some());
    assert_eq!(editor.report(), &Report::new(gongkai::form::Edition::E2021));
}

/// The page on which last year's report was published is as good as its file.
#[test]
fn a_published_page_can_be_followed() {
    for id in ["hangzhou-2025", "shanghai-go-2019"] {
        let page = std::fs::read(format!("tests/raw/{id}.html")).expect("a page");
        let read = office::read(&page, "去年.html").expect("an official table");
        let mut editor = Editor::default();
        editor.update(Msg::Follow(intake::write(&read).as_str().into()));
        assert!(editor.is_open, "{id}: {:?}", editor.notice);
        let last = report(id);
        assert_eq!(editor.report().year(), last.year().map(|y| y + 1), "{id}");
        for (now, before) in carried() {
            assert_eq!(editor.report().raw(now), last.raw(before), "{id} {}", now.code());
        }
        let filled = |report: &Report| gongkai::form::Slot::all().filter(|s| !report.raw(*s).is_empty()).count();
        assert_eq!(editor.last_year().map(|last| filled(last)), Some(filled(&last)), "{id}");
    }
}

#[test]
fn a_page_without_the_official_tables_is_refused() {
    let words = "<p>一、总体情况</p><p>本年度主动公开了政府信息。</p><p>二、主动公开政府信息情况</p><p>六、其他需要报告的事项</p><p>无。</p>";
    let read = office::read(words.as_bytes(), "去年.html").expect("texts, but no table");
    let mut editor = Editor::default();
    editor.update(Msg::Follow(intake::write(&read).as_str().into()));
    assert!(!editor.is_open);
    assert!(editor.notice.as_ref().is_some_and(|n| n.text.contains("没有认出")), "{:?}", editor.notice);
}
