//! The public view's core on real reports: numbers read by hand, sentences, tables, traces, links, files.

use std::fs;
use std::time::{Duration, Instant};

use arbtest::arbtest;
use expect_test::expect;
use gongkai::app::viewer::drawing::{Ink, Shape, bars, decimal, line};
use gongkai::app::viewer::english::ENGLISH;
use gongkai::app::viewer::figures::Figure;
use gongkai::app::viewer::parts::{Part, Picture};
use gongkai::app::viewer::shelf::Put;
use gongkai::app::viewer::sources::sources;
use gongkai::app::viewer::table::{Kin, Way};
use gongkai::app::viewer::words::{CHINESE, Language, grouped, short};
use gongkai::app::viewer::{Against, Effect, Kind, Msg, PANELS, Viewer};
use gongkai::codec::{csv, json};
use gongkai::form::bridge::crossing;
use gongkai::form::notes::note;
use gongkai::form::{Edition, Form, Piece, Slot};
use gongkai::report::{Edit, Meta, Number, Report, Value};

use crate::checks::{REPORTS, report};

fn viewer(ids: &[&str]) -> Viewer {
    speaking(&CHINESE, ids)
}

fn speaking(language: &'static Language, ids: &[&str]) -> Viewer {
    let mut viewer = Viewer::new(language);
    for id in ids {
        assert_eq!(viewer.add(report(id), &format!("{id}.json"), "2026-01-30"), Put::Added);
    }
    viewer
}

fn slot(code: &str) -> Slot {
    Slot::parse(code).unwrap()
}

/// The value as the reports' readers wrote it down: `~` where it is a sum of what is filled, `?` unclear, `-` blank,
/// `x` not in the edition.
fn told(value: Value) -> String {
    match value {
        Value::Known(n) => n.to_string(),
        Value::Summed(n) => format!("~{n}"),
        Value::Blank => "-".into(),
        Value::Unclear => "?".into(),
        Value::Absent => "x".into(),
    }
}

fn figure<'a>(figures: &'a [Figure], key: &str) -> &'a Figure {
    figures.iter().find(|f| f.key == key).unwrap()
}

fn picture<'a>(pictures: &'a [Picture], key: &str) -> &'a Picture {
    pictures.iter().find(|p| p.key == key).unwrap()
}

/// new done carried review court · granted partial denied · made valid licensing punishment coercion fees,
/// each read from the published report by hand.
#[test]
fn figures_are_those_printed() {
    for (id, expected) in [
        ("hangzhou-2025", "14069 13810 819 790 212 5548 2168 730 564 4185 11398889 6937489 166105 316441"),
        ("hongze-2023", "21 21 0 0 0 0 4 3 0 5 550 4119 195 7730.28"),
        ("hongze-2024", "95 95 0 2 4 50 9 3 3 8 9487 2776 84 7545"),
        ("kewei-2024", "34 35 ~1 1 0 9 0 2 13 55 97 0 0 0"),
        ("longgang-2025", "- - - - - - - - - - - - - -"),
        ("longgang-zwfw-2020", "? ? ? 0 0 - - - 0 x 0 0 0 x"),
        ("pingtan-2021", "70 69 1 3 12 30 5 8 69 665 2293 1282 42 24252.311082"),
        ("pingtan-2022", "74 75 0 2 1 21 9 4 88 698 10690 2113 0 9116.36"),
        ("shanghai-go-2019", "859 805 72 7 ~9 ~272 ~3 ~35 60 x 0 0 0 x"),
        ("shuyang-2025", "713 718 31 61 13 294 101 32 6 32 517645 693957 2154 4068.208"),
    ] {
        let values: Vec<String> = viewer(&[id]).figures().iter().map(|f| told(f.value)).collect();
        assert_eq!(values.join(" "), expected, "{id}");
    }
}

#[test]
fn a_figure_is_compared_with_the_year_before() {
    let viewer = viewer(&["pingtan-2021", "pingtan-2022"]);
    assert_eq!((viewer.seen.year, viewer.years()), (2022, vec![2022, 2021]));
    let spoken: Vec<String> = viewer.figures().iter().map(|f| viewer.spoken(f)).collect();
    expect![[r#"
        收到申请 74 件，比 2021 年增加 4 件，增长 5.71%
        办结 75 件，比 2021 年增加 6 件，增长 8.7%
        结转下年 0 件，比 2021 年减少 1 件，下降 100%
        行政复议 2 件，比 2021 年减少 1 件，下降 33.33%
        行政诉讼 1 件，比 2021 年减少 11 件，下降 91.67%
        予以公开 21 件，占办结的 28.0%，比 2021 年减少 9 件，下降 30%
        部分公开 9 件，占办结的 12.0%，比 2021 年增加 4 件，增长 80%
        不予公开 4 件，占办结的 5.3%，比 2021 年减少 4 件，下降 50%
        制发行政规范性文件 88 件，比 2021 年增加 19 件，增长 27.54%
        现行有效行政规范性文件 698 件，比 2021 年增加 33 件，增长 4.96%
        行政许可 10690 件，比 2021 年增加 8397 件，增长 366.2%
        行政处罚 2113 件，比 2021 年增加 831 件，增长 64.82%
        行政强制 0 件，比 2021 年减少 42 件，下降 100%
        行政事业性收费 9116.36 万元，比 2021 年减少 15135.951082 万元，下降 62.41%"#]]
    .assert_eq(&spoken.join("\n"));
}

#[test]
fn years_are_drawn_with_their_gaps() {
    let viewer = viewer(&["pingtan-2022", "pingtan-2021"]);
    let trends = viewer.trends();
    let new = trends.iter().find(|t| t.key == "new").unwrap();
    assert_eq!(new.points, [(2021, Value::Known(Number::whole(70))), (2022, Value::Known(Number::whole(74)))]);
    assert_eq!(new.spoken, "收到申请：2021 年 70；2022 年 74");
    assert!(trends.iter().all(|t| t.breaks.is_none()));
}

/// A report of the former edition beside one of the present: what does not count the same is said and not compared.
#[test]
fn editions_side_by_side() {
    let org = "某市人民政府办公厅";
    let own = |id: &str, year: &str| {
        let report = report(id).apply(&Edit::Meta(Meta::Org, org.into()));
        assert_eq!(report.meta(Meta::Year), year);
        report
    };
    let mut viewer = Viewer::new(&CHINESE);
    viewer.add(own("shanghai-go-2019", "2019"), "", "");
    viewer.add(own("kewei-2024", "2024"), "", "");
    viewer.update(Msg::Against(Against::Year(2019)));
    let figures = viewer.figures();
    let new = figure(&figures, "new").shift.unwrap();
    assert_eq!((new.change.unwrap().difference.to_string().as_str(), new.caution.is_none()), ("-825", true));
    let made = figure(&figures, "made").shift.unwrap();
    assert!(made.change.is_some() && made.caution.is_some_and(|c| c.comparable && c.why().contains("本年制发件数")));
    for key in ["valid", "fees"] {
        let shift = figure(&figures, key).shift.unwrap();
        assert!(shift.change.is_none() && shift.caution.is_some_and(|c| !c.comparable), "{key}");
        assert_eq!(shift.former, Value::Absent);
    }
    let trends = viewer.trends();
    let of = |key: &str| trends.iter().find(|t| t.key == key).unwrap();
    assert!(of("new").breaks.is_none());
    assert_eq!(of("fees").breaks.map(|(at, _)| at), Some(1));
    assert_eq!(of("fees").spoken, "行政事业性收费：2019 年 表样无此项；2024 年 0");
}

fn parts(parts: &[Part], indent: &str, out: &mut String) {
    for part in parts.iter().filter(|p| !p.value.is_zero()) {
        let share = part.share.as_deref().unwrap_or("-");
        *out += &format!("{indent}{} {} {share} {}\n", part.label, told(part.value), part.length);
        self::parts(&part.parts, "  ", out);
    }
}

#[test]
fn results_of_handling() {
    let mut out = String::new();
    let pictures = viewer(&["hangzhou-2025"]).pictures();
    parts(&picture(&pictures, "results").parts, "", &mut out);
    parts(&picture(&pictures, "applicants").parts, "", &mut out);
    expect![[r#"
        予以公开 5548 40.2% 402
        部分公开 2168 15.7% 157
        不予公开 730 5.3% 53
          属于国家秘密 13 0.1% 1
          其他法律行政法规禁止公开 30 0.2% 2
          危及“三安全一稳定” 11 0.1% 1
          保护第三方合法权益 51 0.4% 4
          属于三类内部事务信息 104 0.8% 8
          属于四类过程性信息 85 0.6% 6
          属于行政执法案卷 286 2.1% 21
          属于行政查询事项 150 1.1% 11
        无法提供 3421 24.8% 248
          本机关不掌握相关政府信息 3222 23.3% 233
          没有现成信息需要另行制作 180 1.3% 13
          补正后申请内容仍不明确 19 0.1% 1
        不予处理 457 3.3% 33
          信访举报投诉类申请 203 1.5% 15
          重复申请 148 1.1% 11
          无正当理由大量反复申请 101 0.7% 7
          要求行政机关确认或重新出具已获取信息 5 不足 0.1% 0
        其他处理 1486 10.8% 108
          申请人无正当理由逾期不补正 318 2.3% 23
          申请人逾期未按收费通知要求缴纳费用 203 1.5% 15
          其他 965 7.0% 70
        自然人 13612 96.8% 968
        商业企业 252 1.8% 18
        社会公益组织 45 0.3% 3
        法律服务机构 128 0.9% 9
        其他法人或组织 32 0.2% 2
    "#]]
    .assert_eq(&out);
    let review = picture(&pictures, "review");
    assert_eq!(
        review.text,
        "行政复议结果，共 790 件。结果维持 376 件，占 47.6%；结果纠正 97 件，占 12.3%；其他结果 196 件，占 24.8%；\
         尚未审结 121 件，占 15.3%。"
    );
}

/// An undivided （六） is one class in either edition; a blank total is told to be summed.
#[test]
fn classes_in_odd_reports() {
    for id in ["hongze-2023", "shanghai-go-2019", "pingtan-2021", "kewei-2024"] {
        let pictures = viewer(&[id]).pictures();
        let labels: Vec<&str> = picture(&pictures, "results").parts.iter().map(|p| p.label).collect();
        assert_eq!(labels, ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"], "{id}");
    }
    let shanghai = viewer(&["shanghai-go-2019"]).pictures();
    let results = picture(&shanghai, "results");
    assert_eq!(results.note, None, "parts with blanks are not held against the total");
    assert_eq!((told(results.parts[3].value), results.parts[5].value), ("~337".into(), Value::Blank));
}

#[test]
fn parts_that_do_not_add_up_are_said_and_stay() {
    let pictures = viewer(&["hongze-2023"]).pictures();
    let review = picture(&pictures, "review");
    assert_eq!((told(review.whole), review.scale.to_string()), ("0".into(), "11".into()));
    assert_eq!(review.text, "行政复议结果，共 0 件。结果维持 10 件；结果纠正 1 件。各项相加为 11，原文总计印作 0。");
    assert_eq!(review.parts.iter().map(|p| p.length).collect::<Vec<_>>(), [909, 91, 0, 0]);
}

#[test]
fn printed_errors_are_noted_and_not_corrected() {
    let notes = |id: &str| viewer(&[id]).notes().into_iter().map(|n| n.text).collect::<Vec<_>>().join("\n");
    expect![[r#"
        表四“行政复议”：各项相加为 11，原文“总计”印作 0。
        表四“行政诉讼 复议后起诉”：各项相加为 5，原文“总计”印作 0。"#]]
    .assert_eq(&notes("hongze-2023"));
    expect![[r#"
        表三“自然人”列：“一、本年新收政府信息公开申请数量”与“二、上年结转政府信息公开申请数量”相加为 1，“（七）总计”与“四、结转下年度继续办理”相加为 2，两者按表样应当相等。
        表三有些数在原文中看不出属于哪一列，表中没有采用。原文为：“一、本年新收政府信息公开申请数量” 1 1；“二、上年结转政府信息公开申请数量” 0 0；“（四）无法提供 1.本机关不掌握相关政府信息” 1；“（七）总计” 1；“四、结转下年度继续办理” 1。"#]]
    .assert_eq(&notes("longgang-zwfw-2020"));
    for id in ["hangzhou-2025", "hongze-2024", "pingtan-2021", "pingtan-2022", "shuyang-2025", "kewei-2024"] {
        assert_eq!(notes(id), "", "{id}");
    }
    let mut viewer = viewer(&["hongze-2023"]);
    viewer.update(Msg::Touch(Some(slot("table4.review.total"))));
    let trace = viewer.trace().unwrap();
    assert_eq!((trace.raw.as_str(), told(trace.value)), ("0", "0".into()));
    let sum = &trace.sums[0];
    let terms: Vec<String> = sum.left.iter().map(|t| format!("{}{}", t.name, told(t.value))).collect();
    assert_eq!(terms, ["结果维持10", "结果纠正1", "其他结果0", "尚未审结0"]);
    assert_eq!(sum.sum.map(|n| n.to_string()).as_deref(), Some("11"));
    assert_eq!(sum.note.as_deref(), Some("表四“行政复议”：各项相加为 11，原文“总计”印作 0。"));
}

#[test]
fn a_touched_number_tells_where_it_comes_from() {
    let mut viewer = viewer(&["pingtan-2021", "pingtan-2022"]);
    viewer.update(Msg::Touch(Some(slot("table3.carried_in.natural"))));
    let trace = viewer.trace().unwrap();
    assert_eq!((trace.row.as_str(), trace.column.as_str()), ("二、上年结转政府信息公开申请数量", "自然人"));
    assert!(trace.explain.contains("照填上年年度报告") && trace.article.contains("第五十条"));
    let carried = trace.carried.unwrap();
    assert_eq!((carried.slot.code(), told(carried.value)), ("table3.carried_out.natural", "1".into()));
    let balance = trace.balance.unwrap();
    assert_eq!(balance.sum, balance.right_sum);
    let part = &trace.part_of[0];
    assert_eq!((part.whole.slot.code(), part.share.as_deref()), ("table3.carried_in.total", Some("100.0%")));

    let named = "二、上年结转政府信息公开申请数量 自然人：1。";
    assert!(
        viewer.said.starts_with(named) && viewer.said.ends_with("占本行“总计”的 100.0%。2021年：0。"),
        "{}",
        viewer.said
    );
    viewer.update(Msg::Touch(None));
    assert_eq!(viewer.said, "");

    viewer.update(Msg::Touch(Some(slot("table3.done_total.total"))));
    let trace = viewer.trace().unwrap();
    assert_eq!(trace.sums.iter().map(|s| s.rule).collect::<Vec<_>>(), ["T3-ROW", "T3-SUM"]);
    assert!(trace.sums.iter().all(|s| s.note.is_none() && s.sum == trace.value.number()));
    let (down, former) = (&trace.sums[1], trace.shift.unwrap());
    assert_eq!((down.left.len(), down.left[0].name.as_str()), (21, "予以公开"));
    assert_eq!((told(former.former), former.change.unwrap().percent.unwrap().to_string()), ("69".into(), "8.7".into()));
}

#[test]
fn what_is_no_number_says_so() {
    let mut viewer = viewer(&["longgang-zwfw-2020"]);
    for (code, remark) in [
        ("table3.new.natural", "原文看不出这一格是哪个数。"),
        ("table3.granted.natural", "原文没有填，不等于 0。"),
        ("table3.new.research", "原文没有填，不等于 0。"),
    ] {
        viewer.update(Msg::Touch(Some(slot(code))));
        assert_eq!(viewer.trace().unwrap().remarks, [remark], "{code}");
    }
    let typed = Edit::Cell(slot("table2.normative.made"), "22（其中修订16件）".into());
    let mut viewer = Viewer::new(&CHINESE);
    viewer.add(report("pingtan-2021").apply(&typed), "", "");
    viewer.update(Msg::Touch(Some(slot("table2.normative.made"))));
    assert_eq!(viewer.trace().unwrap().remarks, ["原文写的是“22（其中修订16件）”，不能当作一个数。"]);
    assert_eq!(viewer.spoken(figure(&viewer.figures(), "made")), "制发行政规范性文件：无法判断");
}

fn rows(viewer: &Viewer, table: &str) -> Vec<&'static str> {
    let item = viewer.item().unwrap();
    viewer.lines(item, item.report.form().table(table).unwrap()).body.iter().filter_map(|l| l.row).collect()
}

#[test]
fn rows_fold_and_sort_and_return() {
    let mut viewer = viewer(&["pingtan-2022"]);
    let official = rows(&viewer, "table3");
    assert_eq!(official.len(), 25);
    viewer.update(Msg::Fold);
    assert_eq!(viewer.said, "已折叠 14 行全部为 0 或空白的行。");
    let folded = rows(&viewer, "table3");
    assert_eq!(
        folded,
        [
            "new",
            "carried_in",
            "granted",
            "partial",
            "denied_5",
            "denied_6",
            "denied_7",
            "unable_1",
            "other_1",
            "other_3",
            "done_total"
        ]
    );
    viewer.update(Msg::Sort("table3", "total"));
    assert_eq!(viewer.said, "按“总计”从大到小排列。");
    let sorted = rows(&viewer, "table3");
    assert_eq!(sorted[..5], ["new", "carried_in", "unable_1", "granted", "partial"]);
    assert_eq!(sorted[5..], ["denied_6", "other_1", "other_3", "denied_5", "denied_7", "done_total"]);
    viewer.update(Msg::Sort("table3", "total"));
    assert_eq!(rows(&viewer, "table3")[2..4], ["denied_5", "denied_7"]);
    viewer.update(Msg::Sort("table3", "total"));
    assert_eq!(rows(&viewer, "table3"), folded);
    viewer.update(Msg::Fold);
    assert_eq!(rows(&viewer, "table3"), official);
    assert_eq!((rows(&viewer, "table2").len(), rows(&viewer, "table4").len()), (14 - 8, 1));
}

/// However it is folded and sorted, every line is as wide as the table and no group reaches past its rows.
#[test]
fn lines_tile_the_table() {
    for id in REPORTS {
        for (fold, sort) in [(false, false), (true, false), (true, true), (false, true)] {
            let mut viewer = viewer(&[id]);
            if fold {
                viewer.update(Msg::Fold);
            }
            if sort {
                viewer.update(Msg::Sort("table3", "natural"));
            }
            let item = viewer.item().unwrap();
            for sheet in &item.report.form().sheets {
                let lines = viewer.lines(item, sheet);
                let all = lines.head.iter().cloned().chain(lines.body.iter().map(|l| l.pieces.clone()));
                assert_tiles(&all.collect::<Vec<_>>(), sheet.width, id);
            }
        }
    }
}

fn assert_tiles(lines: &[Vec<Piece>], width: usize, id: &str) {
    let mut below = vec![0u8; width];
    for line in lines {
        let mut filled: usize = below.iter().filter(|b| **b > 0).count();
        let mut free: Vec<usize> = (0..width).filter(|at| below[*at] == 0).collect();
        below.iter_mut().for_each(|b| *b = b.saturating_sub(1));
        for piece in line {
            let rows = match piece {
                Piece::Head { rows, .. } => *rows,
                Piece::Cell { .. } => 1,
            };
            for _ in 0..piece.cols() {
                let at = free.remove(0);
                below[at] = rows - 1;
                filled += 1;
            }
        }
        assert_eq!(filled, width, "{id}");
    }
    assert!(below.iter().all(|b| *b == 0), "{id}: a group reaches past the table");
}

#[test]
fn a_number_lights_what_it_is_made_of() {
    let mut viewer = viewer(&["pingtan-2022"]);
    viewer.update(Msg::Light(Some(slot("table3.done_total.natural"))));
    let kin = viewer.kin();
    let of = |kind: Kin| kin.iter().filter(|(_, k)| *k == kind).count();
    assert_eq!((of(Kin::Itself), of(Kin::Total), of(Kin::Balance), of(Kin::Addend)), (1, 1, 3, 22));
    viewer.update(Msg::Light(Some(slot("table4.post.pending"))));
    assert_eq!(viewer.kin(), [(slot("table4.post.pending"), Kin::Itself), (slot("table4.post.total"), Kin::Total)]);
}

#[test]
fn arrows_walk_as_the_rows_stand() {
    let mut viewer = viewer(&["pingtan-2022"]);
    viewer.update(Msg::Fold);
    let mut step = |from: &str, way: Way| match viewer.update(Msg::Step(slot(from), way)).as_slice() {
        [Effect::Focus(slot)] => slot.code(),
        _ => "",
    };
    for (from, way, to) in [
        ("table3.partial.natural", Way::Down, "table3.denied_5.natural"),
        ("table3.denied_5.natural", Way::Up, "table3.partial.natural"),
        ("table3.new.natural", Way::Up, ""),
        ("table3.new.natural", Way::Left, ""),
        ("table3.new.natural", Way::Last, "table3.new.total"),
        ("table3.new.total", Way::First, "table3.new.natural"),
        ("table3.new.total", Way::Right, ""),
        ("table2.regulations.valid", Way::Down, "table2.normative.valid"),
        ("table2.normative.valid", Way::Down, "table2.licensing.decisions"),
        ("table4.review.total", Way::Right, "table4.direct.upheld"),
        ("table3.denied_1.total", Way::Down, ""),
    ] {
        assert_eq!(step(from, way), to, "{from} {way:?}");
    }
}

#[test]
fn what_stands_beside_a_column() {
    let viewer = viewer(&["pingtan-2021", "pingtan-2022"]);
    let item = viewer.item().unwrap();
    let beside = viewer.beside(item, slot("table3.unable_1.natural"));
    assert_eq!(beside.share.as_deref(), Some("51.4%"));
    assert_eq!(told(beside.shift.unwrap().former), "22");
    assert_eq!(viewer.beside(item, slot("table3.new.total")).share, None);
}

#[test]
fn rows_are_found_by_words() {
    let mut viewer = viewer(&["hangzhou-2025"]);
    let mut found = |text: &str| {
        viewer.update(Msg::Find(text.into()));
        let names = viewer.hits().into_iter().map(|h| format!("{} {}", h.slot.code(), told(h.value)));
        (names.collect::<Vec<_>>(), viewer.said.clone())
    };
    assert_eq!(found("国家秘密").0[0], "table3.denied_1.total 13");
    assert_eq!(found("１．属于 国家").0[0], "table3.denied_1.total 13");
    assert_eq!(found("复议 诉讼").0[0], "table4.direct.total 56", "{:?}", found("复议 诉讼"));
    assert_eq!(found("商业秘密").0, ["table3.denied_4.total 51"]);
    assert_eq!(found("没有这样的行"), (vec![], "没有找到。".into()));
    assert_eq!(found(" ，。 ").0.len(), 0);
    assert_eq!(found(&"很长".repeat(500)).0.len(), 0);
    let effects = viewer.update(Msg::Go(slot("table3.denied_1.total")));
    assert!(effects.contains(&Effect::Focus(slot("table3.denied_1.total"))) && viewer.seen.is_open("table3"));
}

#[test]
fn units_side_by_side() {
    let mut viewer = viewer(&["hangzhou-2025", "shuyang-2025", "longgang-2025"]);
    let names = |v: &Viewer| v.compared().unwrap().rows.iter().map(|r| r.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&viewer), ["测试市（杭州市样式）", "沭阳县人民政府", "深圳市龙岗区"]);
    viewer.update(Msg::By("review"));
    assert_eq!(names(&viewer)[..2], ["测试市（杭州市样式）", "沭阳县人民政府"]);
    let units = viewer.compared().unwrap();
    assert_eq!(told(units.rows[2].values[0]), "-");
    assert_eq!(units.length(3, units.rows[1].values[3]), 44);
    assert!(self::viewer(&["hangzhou-2025"]).compared().is_none());
}

#[test]
fn two_reports_of_one_unit_and_year() {
    let mut viewer = viewer(&["pingtan-2022"]);
    let changed = report("pingtan-2022").apply(&Edit::Cell(slot("table3.new.total"), "9".into()));
    assert_eq!(viewer.add(changed, "", ""), Put::Twice);
    assert_eq!(told(figure(&viewer.figures(), "new").value), "74");
}

#[test]
fn the_origin_is_always_told() {
    let viewer = viewer(&["pingtan-2022"]);
    let sources = sources(&CHINESE, viewer.item().unwrap());
    let told: Vec<String> = sources.iter().map(|s| format!("{} {} {}", s.label, s.text, s.link.is_some())).collect();
    assert_eq!(
        told[..4],
        [
            "数据来源 pingtan-2022.json false",
            "公布页面 https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/202302/t20230220_80629.htm true",
            "公布日期 2023-02-20 false",
            "更新时间 2026-01-30 false"
        ]
    );
}

#[test]
fn links_restore_what_was_seen() {
    let ids = ["pingtan-2021", "pingtan-2022", "hongze-2023", "hongze-2024"];
    let form = Form::of(Edition::E2021);
    let slots: Vec<Slot> = form.slots().collect();
    let columns: Vec<&str> = form.table("table3").unwrap().table.columns.iter().map(|c| c.id).collect();
    arbtest(|u| {
        let mut viewer = viewer(&ids);
        for _ in 0..u.int_in_range(0..=12)? {
            let msg = match u.int_in_range(0..=12)? {
                0 => Msg::Unit(u.int_in_range(0..=2)?),
                1 => Msg::Year(u.int_in_range(2019..=2025)?),
                2 => Msg::Against(*u.choose(&[Against::Before, Against::Nothing, Against::Year(2021)])?),
                3 => Msg::Open(u.choose(&PANELS)?, u.arbitrary()?),
                4 => Msg::Fold,
                5 => Msg::Sort("table3", u.choose(&columns)?),
                6 => Msg::Column(u.choose(&columns)?),
                7 => Msg::Changes,
                8 => Msg::Shares,
                9 => Msg::Touch(Some(*u.choose(&slots)?)),
                10 => Msg::Find(u.arbitrary::<String>()?),
                11 => u.choose(&[Msg::Plain, Msg::Large])?.clone(),
                _ => Msg::By(u.choose(&["new", "court"])?),
            };
            viewer.update(msg);
        }
        if let Against::Year(year) = viewer.seen.against
            && (year == viewer.seen.year || !viewer.years().contains(&year))
        {
            viewer.update(Msg::Against(Against::Before));
        }
        let link = viewer.link();
        assert!(link.is_ascii() && link.len() < 2000);
        let mut other = self::viewer(&ids);
        other.update(Msg::Restore(link.clone()));
        assert_eq!(other.seen, viewer.seen, "{link}");
        assert_eq!(other.link(), link);
        Ok(())
    });
}

#[test]
fn a_link_chooses_and_never_says() {
    let fresh = viewer(&["pingtan-2022"]).seen;
    for query in [
        "",
        "gk=2&year=2021&large=1",
        "gk=1",
        "gk=1&unit=%FF%FE&year=99999&vs=-1&open=<script>&sort=table9.x&col=constructor&at=__proto__.x.y&by=toString",
        "gk=1&at=table2.procurement.amount_text&sort=table4.total&col=total&vs=2022",
        "?gk=1&year=2022%00&=&&&==&%=%&open=%2",
        &format!("gk=1&year=2022&find={}", "a".repeat(3000)),
    ] {
        let mut viewer = viewer(&["pingtan-2022"]);
        viewer.update(Msg::Restore(query.into()));
        assert_eq!(viewer.seen, fresh, "{query}");
    }
    let mut viewer = viewer(&["pingtan-2022"]);
    viewer.update(Msg::Restore("gk=1&find=%E2%80%AE%00<img+src=x+onerror=alert(1)>&large=1".into()));
    assert_eq!((viewer.seen.find.as_str(), viewer.seen.large), ("<img src=x onerror=alert(1)>", true));
}

#[test]
fn any_query_is_harmless() {
    arbtest(|u| {
        let mut viewer = viewer(&["pingtan-2022"]);
        let parts: Vec<(String, String)> = u.arbitrary()?;
        let keys = ["gk", "unit", "year", "vs", "open", "fold", "sort", "col", "yoy", "share", "at", "by", "find"];
        let mut query = String::from("gk=1");
        for (key, value) in parts {
            let key = if u.ratio(4, 5)? { (*u.choose(&keys)?).to_owned() } else { key };
            query += &format!("&{key}={value}");
        }
        viewer.update(Msg::Restore(query));
        assert!(viewer.item().is_some() && viewer.link().len() < 2000);
        assert!(viewer.seen.find.chars().count() <= 40);
        Ok(())
    });
}

/// A link may come before the reports it speaks of; what the reader does then counts more.
#[test]
fn a_link_waits_for_its_reports() {
    let mut viewer = Viewer::new(&CHINESE);
    viewer.update(Msg::Restore("gk=1&year=2021&at=table3.new.total".into()));
    for id in ["pingtan-2022", "hongze-2024", "pingtan-2021"] {
        viewer.add(report(id), "", "");
    }
    assert_eq!((viewer.seen.year, viewer.seen.touched), (2021, Some(slot("table3.new.total"))));
    viewer.update(Msg::Year(2022));
    viewer.add(report("shuyang-2025"), "", "");
    assert_eq!(viewer.seen.year, 2022);
}

#[test]
fn files_that_leave() {
    let mut viewer = viewer(&["pingtan-2021", "hongze-2023"]);
    let mut save = |kind: Kind| match viewer.update(Msg::Save(kind)).remove(0) {
        Effect::Download(name, text, _) => (name, text),
        other => panic!("{other:?}"),
    };
    let (name, text) = save(Kind::Official);
    assert_eq!(name, "平潭综合实验区2021年度政府信息公开工作年度报告.csv");
    assert!(text.starts_with('\u{FEFF}') && text.ends_with("\r\n") && !text.replace("\r\n", "").contains('\n'));
    let widths: Vec<usize> = text.lines().filter(|l| l.contains(',')).map(|l| l.matches(',').count() + 1).collect();
    assert_eq!(widths, [vec![4; 14], vec![10; 28], vec![15; 4]].concat());
    assert!(
        text.contains("\r\n,（二）部分公开") && text.contains(",5,0,0,0,0,0,5\r\n") && text.contains("24252.311082")
    );
    let (name, text) = save(Kind::Long);
    assert_eq!(name, "平潭综合实验区2021年度政府信息公开工作年度报告（逐格数据）.csv");
    assert_eq!(text.lines().count(), 1 + 2 * 200 + 7, "every printed cell, and one report's undivided row");
    let (name, text) = save(Kind::Json);
    assert_eq!((name.ends_with(".json"), json::read(&text).unwrap() == report("pingtan-2021")), (true, true));
}

/// Whatever stands in the data, no line of a file can be taken for a formula.
#[test]
fn no_export_holds_a_formula() {
    arbtest(|u| {
        let text = format!("{}{}", u.choose(&["=", "+", "-", "@", "\t", "＝", "\" =", ""])?, u.arbitrary::<String>()?);
        let edits = [Edit::Meta(Meta::Org, text.as_str().into()), Edit::Meta(Meta::Title, text.as_str().into())];
        let cell = Edit::Cell(slot("table3.new.natural"), text.as_str().into());
        let report = Report::of(2025, "").apply(&Edit::Many([&edits[..], &[cell]].concat()));
        for file in [csv::official(&report), csv::long(&[&report])] {
            for field in fields(&file) {
                let bare = field.trim_start_matches([' ', '"', '\u{A0}', '\u{3000}']);
                let number = bare.strip_prefix('-').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
                let risky = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
                assert!(!risky || number && !bare.ends_with('-'), "{field:?}");
            }
        }
        Ok(())
    });
}

/// The fields of a CSV text, by RFC 4180.
fn fields(text: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap()),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                fields.push(std::mem::take(&mut field));
            }
            c => field.push(c),
        }
    }
    fields
}

/// Percentages against exact fractions: within half a unit of the last place, halves away from zero.
#[test]
fn percentages_are_exact() {
    arbtest(|u| {
        let part = u.int_in_range(-1_000_000_000_000i64..=1_000_000_000_000)?;
        let whole = u.int_in_range(1i64..=1_000_000_000_000)?;
        let places = u.int_in_range(0..=4usize)?;
        let got = Number::whole(part).percent_of(Number::whole(whole), places).unwrap();
        let scale = 10i128.pow(places as u32);
        let units = got.times(scale as u16).to_i64().map(i128::from).unwrap();
        // |units/scale − 100·part/whole| ≤ 1/(2·scale), and at exactly a half the greater magnitude.
        let error = 2 * (units * i128::from(whole) - 100 * scale * i128::from(part));
        assert!(error.abs() <= i128::from(whole), "{part}/{whole}");
        if error.abs() == i128::from(whole) {
            assert_eq!(error.signum(), i128::from(part.signum()), "{part}/{whole}");
        }
        Ok(())
    });
}

#[test]
fn short_labels_and_grouped_digits() {
    for (label, expected) in [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"),
        ("本年收费金额（单位：万元）", "本年收费金额"),
        ("行政许可", "行政许可"),
    ] {
        assert_eq!(short(label), expected);
    }
    let n = |whole: &str, fraction: &str| grouped(Number::from_digits(false, whole, fraction).unwrap());
    assert_eq!([n("1207", ""), n("14069", ""), n("11398889", "")], ["1207", "14,069", "11,398,889"]);
    assert_eq!([n("24252", "311082"), n("0", "5")], ["24,252.311082", "0.5"]);
    assert_eq!(grouped(Number::ZERO - Number::whole(123456)), "-123,456");
}

/// A shelf of a hundred reports: each way of looking at it well under a frame, even unoptimised.
#[test]
#[allow(clippy::disallowed_methods)] // natively there is a clock
fn a_hundred_reports_are_quick() {
    let originals: Vec<Report> = REPORTS.iter().map(|id| report(id)).collect();
    let mut viewer = Viewer::new(&CHINESE);
    let start = Instant::now();
    for at in 0..100 {
        let org = Edit::Meta(Meta::Org, format!("单位{}", at / 5).as_str().into());
        let mut own = originals[at % 10].apply(&org);
        own = own.apply(&Edit::Meta(Meta::Year, (2021 + at % 5).to_string().as_str().into()));
        viewer.add(own, "", "");
    }
    let _ = (viewer.figures(), viewer.pictures(), viewer.trends(), viewer.compared(), viewer.notes());
    assert_eq!((viewer.units().len(), viewer.items().len()), (20, 100));
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

/// Every text of the official forms that the view shows has its English.
#[test]
fn the_forms_are_translated() {
    let mut missing = Vec::new();
    let mut want = |text: &str| {
        if ENGLISH.say(text) == text && text.contains(|c: char| c > '\u{2E80}') {
            missing.push(text.to_owned());
        }
    };
    for edition in [Edition::E2019, Edition::E2021] {
        let form = Form::of(edition);
        form.desc.parts.iter().for_each(|p| [p.heading, p.short].into_iter().for_each(&mut want));
        for sheet in &form.sheets {
            want(sheet.table.name);
            for piece in sheet.lines.iter().flatten() {
                if let Piece::Head { text, .. } = piece {
                    want(text);
                }
            }
            for row in sheet.table.rows.iter().chain(sheet.table.lump.as_ref().map(|l| &l.row)) {
                let code = format!("{}.{}", sheet.table.id, row.id);
                let note = note(edition, &code).unwrap();
                [row.label, note.article].into_iter().chain(row.groups.iter().copied()).for_each(&mut want);
                let own = ENGLISH.translation(&format!("{}/{code}", edition.code())).or(ENGLISH.translation(&code));
                want(own.unwrap_or(note.explain));
            }
        }
    }
    Slot::all().filter_map(crossing).for_each(|c| want(c.why()));
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Every Chinese text in the sources of the view and of its state has its English, with the same blanks to fill.
#[test]
fn the_words_are_translated() {
    let mut missing = Vec::new();
    let folders = ["src/app/viewer", "src/view/public"].into_iter().flat_map(fs::read_dir).flatten();
    let files = folders.map(|entry| entry.unwrap().path()).chain(["src/app/viewer.rs".into()]);
    for path in files.filter(|p| !p.ends_with("english.rs")) {
        let text = fs::read_to_string(&path).unwrap();
        for said in chinese(text.split("#[cfg(test)]").next().unwrap()) {
            let other = ENGLISH.say(&said);
            let blanks = |text: &str| (0..9).filter(|n| text.contains(&format!("{{{n}}}"))).collect::<Vec<_>>();
            if other == said || blanks(other) != blanks(&said) {
                missing.push(format!("{}: {said}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The string literals with Chinese in them, outside comments.
fn chinese(source: &str) -> Vec<String> {
    let lines = source.lines().filter(|l| !l.trim_start().starts_with("//"));
    let texts = lines.flat_map(|l| l.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
    texts.filter(|t| t.contains(|c: char| c > '\u{2E80}')).collect()
}

#[test]
fn english() {
    let mut viewer = speaking(&ENGLISH, &["pingtan-2021", "pingtan-2022"]);
    let figures = viewer.figures();
    assert_eq!(viewer.spoken(&figures[0]), "Requests received: 74 cases, 4 cases more than in 2021, up 5.71%");
    assert_eq!(figures[5].share.as_deref(), Some("28.0%"));
    viewer.update(Msg::Touch(Some(slot("table3.denied_5.natural"))));
    let trace = viewer.trace().unwrap();
    assert_eq!(trace.row, "Disclosure refused: Three kinds of internal-affairs information");
    assert_eq!((trace.column.as_str(), trace.article), ("Natural persons", "OGI Regulations, Art. 16 para. 1"));
    assert_eq!(trace.explain, "Personnel management, logistics, internal work procedures.");
    viewer.update(Msg::Find("state SECRET".into()));
    assert_eq!(viewer.hits()[0].slot.code(), "table3.denied_1.total");
    viewer.update(Msg::Find("国家秘密".into()));
    assert_eq!(viewer.hits()[0].slot.code(), "table3.denied_1.total");
    let notes: Vec<String> = speaking(&ENGLISH, &["hongze-2023"]).notes().into_iter().map(|n| n.text).collect();
    assert_eq!(notes[0], "Table 4, “Administrative reconsideration”: the parts make 11; “Total” is printed as 0.");
}

/// A picture as a file: well-formed, with its words and its origin, and no markup from the data.
#[test]
fn pictures_leave_as_files() {
    let evil = Edit::Meta(Meta::Title, "</title><script>alert(1)</script>&\u{0}\"".into());
    let mut viewer = Viewer::new(&CHINESE);
    viewer.add(report("pingtan-2021"), "2021.json", "");
    viewer.add(report("pingtan-2022").apply(&evil), "2022.json\"><script>", "");
    for (key, holds) in [("results", "无法提供 37 件，占 49.3%"), ("new", "收到申请：2021 年 70；2022 年 74")]
    {
        let Effect::Download(name, text, mime) = viewer.update(Msg::Picture(key)).remove(0) else { panic!() };
        assert!(name.ends_with(".svg") && mime == "image/svg+xml" && text.contains(holds), "{text}");
        assert!(!text.contains("<script") && text.contains("&lt;script&gt;") && !text.contains('\0'));
        assert!(text.contains("数据来源：2022.json&quot;&gt;&lt;script&gt;"));
        assert_eq!(text.matches("<text").count(), text.matches("</text>").count());
    }
    assert!(viewer.update(Msg::Picture("nothing")).is_empty());
}

/// On a narrow screen one column is shown: what is sorted follows it.
#[test]
fn sorted_rows_follow_the_column_that_is_looked_at() {
    let mut viewer = viewer(&["hangzhou-2025"]);
    viewer.update(Msg::Column("commercial"));
    assert_eq!((viewer.seen.sort, viewer.said.as_str()), (None, ""));
    viewer.update(Msg::Sort("table3", "commercial"));
    viewer.update(Msg::Column("natural"));
    assert_eq!(viewer.seen.sort.map(|s| (s.column, s.falling)), Some(("natural", true)));
    assert_eq!(viewer.said, "按“自然人”从大到小排列。");
    viewer.update(Msg::Official);
    assert_eq!((viewer.seen.sort, viewer.said.as_str()), (None, "按表样顺序排列。"));
}

/// Two long numbers side by side would run into each other in a narrow picture: one stands below its line.
#[test]
fn long_numbers_at_the_ends_of_a_line_make_room() {
    let bases = |before: &str, after: &str| {
        let mut viewer = Viewer::new(&CHINESE);
        for (id, new) in [("pingtan-2021", before), ("pingtan-2022", after)] {
            let edit = Edit::Cell(slot("table3.new.total"), new.into());
            viewer.add(report(id).apply(&edit), id, "");
        }
        let trends = viewer.trends();
        let drawing = line(trends.iter().find(|t| t.key == "new").unwrap());
        let number = |s: &Shape| matches!(s, Shape::Text { ink: Ink::Number, .. });
        let texts = drawing.shapes.into_iter().filter(number);
        texts.map(|s| if let Shape::Text { y, .. } = s { y } else { 0 }).collect::<Vec<_>>()
    };
    assert_eq!(bases("70", "74"), [132, 120]);
    assert_eq!(bases("1234567890", "1234567891"), [120, 310]);
    assert_eq!(bases("12345", "123456789123"), [360, 120]);
}

/// Nine tenths in one class: the others are still seen.
#[test]
fn small_parts_are_drawn() {
    let pictures = viewer(&["hangzhou-2025"]).pictures();
    let applicants = bars(&CHINESE, picture(&pictures, "applicants"));
    let widths = applicants.shapes.iter().filter_map(|s| match s {
        Shape::Bar { ink: Ink::Bar, width, .. } => Some(*width),
        _ => None,
    });
    assert_eq!(widths.collect::<Vec<_>>(), [968, 18, 4, 9, 4]);
    assert_eq!((decimal(105, 2), decimal(1000, 1), decimal(7, 2)), ("1.05".into(), "100".into(), "0.07".into()));
}
