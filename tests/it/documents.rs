//! The document as a whole: one change to a report in which nothing is wrong, and what is found.

use expect_test::{Expect, expect};
use gongkai::check::{Context, check};
use gongkai::form::{Edition, Form, Prose};
use gongkai::report::{Edit, Meta, Report};

const PART5: &str = "一是公开内容的深度还不够，重点领域信息更新有时不及时。二是部分工作人员业务不熟。下一步，加强培训，完善更新机制，定期检查。";

/// A county's report for 2025 with all it needs.
fn whole() -> Report {
    let form = Form::of(Edition::E2021);
    let cells = form.slots().filter(|s| form.total(*s).is_none()).map(|s| Edit::Cell(s, "0".into()));
    let meta = [
        (Meta::Year, "2025"),
        (Meta::Org, "甲省沭阳县人民政府"),
        (Meta::Level, "county"),
        (Meta::Title, "沭阳县人民政府2025年政府信息公开工作年度报告"),
        (Meta::Published, "2026-02-10"),
    ];
    let prose = [
        (Prose::Intro, "本报告所列数据的统计期限为2025年1月1日至2025年12月31日。如有疑问，请与县政府办公室联系。"),
        (
            Prose::Part1,
            "2025年，我县认真落实条例，开展工作考核和社会评议，未发生责任追究情形。未收到政府信息公开申请。",
        ),
        (Prose::Part5, PART5),
        (Prose::Part6, "本年度未收取信息处理费。"),
    ];
    let meta = meta.map(|(key, text)| Edit::Meta(key, text.into()));
    let prose = prose.map(|(prose, text)| Edit::Prose(prose, text.into()));
    Report::new(Edition::E2021).apply(&Edit::Many(meta.into_iter().chain(cells).chain(prose).collect()))
}

fn found(report: &Report, last: Option<&Report>) -> String {
    let mut lines = String::new();
    for f in check(report, Context { last }) {
        let found = f.found.as_ref().map_or_else(String::new, |n| format!(" found={n}"));
        lines += &format!("{} {} {}{found}\n  {}\n", f.rule.severity.code(), f.rule.id, f.at.code(), f.message);
    }
    lines
}

fn case(edits: &[Edit], expect: Expect) {
    expect.assert_eq(&found(&whole().apply(&Edit::Many(edits.to_vec())), None));
}

fn text(prose: Prose, text: &str) -> Edit {
    Edit::Prose(prose, text.into())
}

fn meta(key: Meta, text: &str) -> Edit {
    Edit::Meta(key, text.into())
}

#[test]
fn nothing_is_missing() {
    case(&[], expect![""]);
}

#[test]
fn parts() {
    case(
        &[text(Prose::Part1, "")],
        expect![[r#"
        error D-PARTS narrative.part1
          “一、总体情况”没有内容，年度报告应当有六个部分，请补写。
        warning D-ACC narrative.part1 found=工作考核、社会评议、责任追究
          人民政府的报告还应当写工作考核、社会评议和责任追究结果，正文没有写到工作考核、社会评议、责任追究，请补写。
    "#]],
    );
    case(
        &[text(Prose::Part5, "")],
        expect![[r#"
        error D-P5 narrative.part5 found=0
          “五、存在的主要问题及改进情况”没有内容，应当写明具体的问题和改进措施，请补写。
    "#]],
    );
    case(
        &[text(Prose::Part5, "无。")],
        expect![[r#"
        error D-P5 narrative.part5 found=2
          “五、存在的主要问题及改进情况”只有 2 字，应当写明具体的问题和改进措施，请补写。
    "#]],
    );
    case(
        &[text(Prose::Part6, "无。")],
        expect![[r#"
        warning D-P6 narrative.part6
          “六、其他需要报告的事项”没有写收取信息处理费的情况，没有收取也要写明，请补写。
    "#]],
    );
    case(
        &[text(Prose::Part6, "")],
        expect![[r#"
        warning D-P6 narrative.part6
          “六、其他需要报告的事项”没有写收取信息处理费的情况，没有收取也要写明，请补写。
    "#]],
    );
    // What is only begun lacks nothing yet.
    case(&[text(Prose::Part5, ""), text(Prose::Part6, "")], expect![""]);
    case(
        &[text(Prose::Part1, "2025年，我县认真落实条例。")],
        expect![[r#"
        warning D-ACC narrative.part1 found=工作考核、社会评议、责任追究
          人民政府的报告还应当写工作考核、社会评议和责任追究结果，正文没有写到工作考核、社会评议、责任追究，请补写。
    "#]],
    );
    case(
        &[
            text(Prose::Part1, "2025年，我县认真落实条例。"),
            meta(Meta::Level, "department"),
            meta(Meta::Published, "2026-01-20"),
        ],
        expect![""],
    );
    let long = ["2025年，我县开展工作考核和社会评议，落实责任追究。", &"认真落实各项要求，".repeat(120)].concat();
    case(
        &[text(Prose::Part1, &long)],
        expect![[r#"
        hint D-LEN narrative.part1 found=1107
          “一、总体情况”有 1107 字，格式要求原则上不超过 1000 字，建议压缩。
    "#]],
    );
}

#[test]
fn headings() {
    case(&[text(Prose::Part5, &format!("五、存在的主要问题及改进情况\n{PART5}"))], expect![""]);
    case(
        &[text(Prose::Part5, &format!("五、存在的问题和改进措施\n{PART5}"))],
        expect![[r#"
        hint D-HEADING narrative.part5 found=五、存在的问题和改进措施
          这一部分的标题是“五、存在的问题和改进措施”，格式规定的是“五、存在的主要问题及改进情况”，和格式规定的不一样，建议改过来。
    "#]],
    );
    case(
        &[text(Prose::Part5, &format!("四、存在的主要问题及改进情况\n{PART5}"))],
        expect![[r#"
        error D-PARTS narrative.part5 found=四、存在的主要问题及改进情况
          这一部分的标题是“四、存在的主要问题及改进情况”，格式规定的是“五、存在的主要问题及改进情况”，序号和格式规定的不一样，六个部分应当按一至六排列，请核对。
    "#]],
    );
    case(&[text(Prose::Part5, &format!("五、存在的主要问题及改进情况{PART5}"))], expect![""]);
    case(
        &[text(Prose::Part6, "六、其它需要报告的事项\n未收取信息处理费。")],
        expect![[r#"
        hint D-HEADING narrative.part6 found=六、其它需要报告的事项
          这一部分的标题是“六、其它需要报告的事项”，格式规定的是“六、其他需要报告的事项”，和格式规定的不一样，建议改过来。
    "#]],
    );
}

#[test]
fn titles() {
    case(
        &[meta(Meta::Title, "沭阳县人民政府2025年政府信息公开年度报告")],
        expect![[r#"
        hint D-TITLE meta.title found=沭阳县人民政府2025年政府信息公开年度报告
          标题是“沭阳县人民政府2025年政府信息公开年度报告”，格式规定的标题以“政府信息公开工作年度报告”结尾，建议改过来。
    "#]],
    );
    case(
        &[meta(Meta::Title, "沭阳县人民政府2024年政府信息公开工作年度报告")],
        expect![[r#"
        warning X-YEAR meta.title found=2024
          标题写的是 2024 年，报告年度填的是 2025，请核对哪个对。
    "#]],
    );
    case(&[meta(Meta::Title, "沭阳县人民政府2025年度政府信息公开工作年度报告")], expect![""]);
    case(&[meta(Meta::Title, "")], expect![""]);
    case(
        &[meta(Meta::Title, ""), meta(Meta::Org, "")],
        expect![[r#"
        warning D-TITLE meta.title
          没有标题，也没有单位名称和年度，标题应当是“某机关某年政府信息公开工作年度报告”，请补填。
    "#]],
    );
    case(
        &[meta(Meta::Title, "沐阳县人民政府2025年政府信息公开工作年度报告")],
        expect![[r#"
        warning D-ORGNAME meta.title found=沐阳县
          单位名称是“甲省沭阳县人民政府”，这里写的是“沐阳县”，请核对哪个字对。
    "#]],
    );
    case(
        &[text(Prose::Part6, "沐阳县未收取信息处理费。")],
        expect![[r#"
        warning D-ORGNAME narrative.part6 found=沐阳县
          单位名称是“甲省沭阳县人民政府”，这里写的是“沐阳县”，请核对哪个字对。
    "#]],
    );
}

#[test]
fn dates() {
    case(
        &[meta(Meta::Published, "2025-02-10")],
        expect![[r#"
        warning D-DATE meta.published found=2025
          公布日期是 2025 年，2025 年的报告应当在 2026 年公布，请核对。
    "#]],
    );
    case(
        &[meta(Meta::Published, "2026-02-21")],
        expect![[r#"
        warning D-DEADLINE meta.published found=2月21日
          公布日期是 2月21日，这类单位的年度报告最迟 2月20日公布，请核对日期。
    "#]],
    );
    case(&[meta(Meta::Published, "2026-02-20")], expect![""]);
    case(
        &[meta(Meta::Published, "")],
        expect![[r#"
        hint D-DATE meta.published
          没有公布日期，请补填。
    "#]],
    );
    case(
        &[meta(Meta::Published, ""), text(Prose::Part6, "未收取信息处理费。\n沭阳县人民政府\n2026年2月10日")],
        expect![""],
    );
    case(
        &[meta(Meta::Level, "department"), meta(Meta::Published, "2026-02-01")],
        expect![[r#"
        warning D-DEADLINE meta.published found=2月1日
          公布日期是 2月1日，这类单位的年度报告最迟 1月31日公布，请核对日期。
    "#]],
    );
    case(&[meta(Meta::Level, "city"), meta(Meta::Published, "2026-03-10")], expect![""]);
    case(
        &[meta(Meta::Level, "province"), meta(Meta::Published, "2026-04-01")],
        expect![[r#"
        warning D-DEADLINE meta.published found=4月1日
          公布日期是 4月1日，这类单位的年度报告最迟 3月31日公布，请核对日期。
    "#]],
    );
    case(&[meta(Meta::Level, ""), meta(Meta::Published, "2026-06-01")], expect![""]);
}

#[test]
fn details() {
    let broken = PART5.replace("二是", "三是");
    case(
        &[text(Prose::Part5, &broken)],
        expect![[r#"
        hint D-ENUM narrative.part5 found=“三是”
          序号不连续：“三是”前面没有“二是”，请核对。
    "#]],
    );
    let twice = format!("{PART5}一是加强学习。二是加强考核。二是加强宣传。");
    case(
        &[text(Prose::Part5, &twice)],
        expect![[r#"
            hint D-ENUM narrative.part5 found=“二是”
              序号重复：“二是”出现了两次，请核对。
        "#]],
    );
    let nested = "一是公开不够，表现为：一是更新慢，二是内容少。二是人员不足，唯一是专职的只有一人。三是宣传不够，需要改进提高。";
    case(&[text(Prose::Part5, nested)], expect![""]);
    case(&[text(Prose::Part5, &format!("{PART5}申请人电话13812345678。"))], expect![""]);
    case(
        &[text(Prose::Part5, &format!("{PART5}某人13812345678反映。"))],
        expect![[r#"
        warning D-PRIV narrative.part5
          正文里像是有手机号码，公开前请核对，涉及个人隐私的应当删去。
    "#]],
    );
    case(&[text(Prose::Part5, &format!("{PART5}浏览量13812345678次。"))], expect![""]);
    case(
        &[text(Prose::Part5, &format!("{PART5}证件号11010119900101123X。"))],
        expect![[r#"
        warning D-PRIV narrative.part5
          正文里像是有身份证号码，公开前请核对，涉及个人隐私的应当删去。
    "#]],
    );
    case(
        &[text(Prose::Intro, "本报告所列数据的统计期限为2025年1月1日至2025年12月31日。")],
        expect![[r#"
        hint D-CONTACT meta.contact
          没有写联系方式，最好写明单位、地址和电话，方便公众询问。
    "#]],
    );
    case(
        &[text(Prose::Intro, "本报告所列数据的统计期限为2024年1月1日至2024年12月31日。联系电话12345678。")],
        expect![[r#"
            warning X-YEAR narrative.intro found=2024年1月1日至2024年12月31日
              统计期限写的是“2024年1月1日至2024年12月31日”，报告年度是 2025 年，统计期限应当是 2025 年 1 月 1 日至 12 月 31 日，请核对。
        "#]],
    );
    case(
        &[text(Prose::Part1, "2024年，我县认真落实条例，开展工作考核和社会评议，未发生责任追究情形。")],
        expect![[r#"
        warning X-YEAR narrative.part1 found=2024年
          正文只写到 2024 年，报告年度是 2025 年，请核对是不是沿用了上年的文字。
    "#]],
    );
    case(
        &[text(Prose::Part5, &format!("{PART5}2025年，我县将继续努力。"))],
        expect![[r#"
        warning X-YEAR narrative.part5 found=2025
          打算写的是 2025 年，这是 2025 年的报告，请核对是不是应为 2026 年。
    "#]],
    );
}

#[test]
fn the_same_as_last_year() {
    let last = whole().apply(&meta(Meta::Year, "2024"));
    expect![""].assert_eq(&found(&whole(), Some(&last)));
    let long = "一是公开的及时性还要提高，个别单位更新栏目不及时，内容也不够全面。二是解读的形式还不够丰富，群众看得懂的不多。三是培训的次数少，基层人员业务不熟。下一步，逐项整改，每季度检查一次，开展专题培训，把解读做到群众身边。";
    let now = whole().apply(&text(Prose::Part5, &long.replace("三是", "三是2025年")));
    let before = last.apply(&text(Prose::Part5, &long.replace("三是", "三是2024年")));
    expect![[r#"
        warning Y-TEXTDUP narrative.part5 found=100
          “五、存在的主要问题及改进情况”和上年的报告有 100% 相同，年年雷同的内容请重新写。
    "#]]
    .assert_eq(&found(&now, Some(&before)));
    let other = last.apply(&text(Prose::Part5, "一是平台建设落后，搜索功能不好用。二是依申请公开答复不规范，有的超过期限，有的没有写明救济途径。下一步，升级网站，统一答复文书，开展案卷评查，通报结果，请专家讲课，提高办理质量，减少争议。"));
    expect![""].assert_eq(&found(&now, Some(&other)));
}

/// Nobody writes seven hundred thousand characters: they are kept, said to be too long, and nothing is found missing in them.
#[test]
fn a_text_beyond_all_bounds_is_said_to_be_too_long_and_accused_of_nothing() {
    let report = crate::checks::report("hongze-2023");
    let long: std::sync::Arc<str> = "全年共受理政府信息公开申请99件。".repeat(50_000).into();
    let edit = gongkai::report::Edit::Prose(gongkai::form::Prose::Part6, long);
    let found = gongkai::check::check(&report.apply(&edit), gongkai::check::Context::default());
    let part: Vec<_> = found.iter().filter(|f| f.at.code() == "narrative.part6").collect();
    assert!(part.iter().all(|f| f.rule.id == "D-LEN" && f.message.contains("过长")), "{part:?}");
    assert_eq!(part.len(), 1);
    assert!(!found.iter().any(|f| f.rule.id == "D-PARTS"));
}
