//! Sentences written from tables, in many wordings: true ones are never accused, false ones always found.

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use gongkai::check::{Claim, Context, Severity, Verdict, check, claims};
use gongkai::form::{Edition, Form, Prose, Slot};
use gongkai::report::{Edit, Meta, Report};

/// What a sentence says, in the words of as many reports; `#` is the number, `@` its unit.
struct Wording {
    /// The cells it counts.
    cells: &'static [&'static str],
    rule: &'static [&'static str],
    words: &'static [&'static str],
}

const NEW: Wording = Wording {
    cells: &["table3.new.total"],
    rule: &["X-NEW"],
    words: &[
        "全年共收到政府信息公开申请#@",
        "2025年，全区共受理政府信息公开申请#@",
        "共收到#@政府信息公开申请",
        "全区各级行政机关新收政府信息公开申请#@",
        "全区接收政府信息公开申请共计#@",
        "2025年我区收到政府信息依申请公开#@",
        "年内收到公民、法人和其他组织提出的政府信息公开申请#@",
        "依申请公开方面，全区共收到申请#@",
        "全年新收政府信息公开申请数量#@",
        "政府信息公开申请方面，全区登记受理#@",
    ],
};

const MORE: &[Wording] = &[
    Wording {
        cells: &["table3.carried_in.total"],
        rule: &["X-CARRYIN"],
        words: &["上年结转#@", "上年度结转#@", "上年度结转政府信息公开申请#@", "结转上年申请#@", "2024年结转#@"],
    },
    Wording {
        cells: &["table3.done_total.total"],
        rule: &["X-DONE", "X-TOTAL"],
        words: &["办结#@", "已办结#@", "全年办结#@", "办理完毕#@", "答复#@", "共办理#@", "按期办结申请#@"],
    },
    Wording {
        cells: &["table3.carried_out.total"],
        rule: &["X-CARRYOUT"],
        words: &[
            "结转下年度#@",
            "结转下年度继续办理#@",
            "#@结转下年度继续办理",
            "转下一年度办理#@",
            "顺延至下年度答复#@",
            "结转至2026年#@",
            "结转下一年#@",
        ],
    },
    Wording {
        cells: &["table3.granted.total"],
        rule: &["X-RESULT"],
        words: &["予以公开#@", "予以公开的#@", "同意公开答复#@", "予以公开#@"],
    },
    Wording {
        cells: &["table3.partial.total"],
        rule: &["X-RESULT"],
        words: &["部分公开#@", "部分公开的有#@", "予以部分公开#@"],
    },
    Wording {
        cells: &["table3.denied_1.total", "table3.denied_5.total", "table3.denied_8.total"],
        rule: &["X-RESULT"],
        words: &["不予公开#@", "不予公开的#@", "不予公开答复#@"],
    },
    Wording {
        cells: &["table3.unable_1.total", "table3.unable_2.total", "table3.unable_3.total"],
        rule: &["X-RESULT"],
        words: &["无法提供#@", "无法提供的#@", "不能提供#@"],
    },
    Wording {
        cells: &["table3.notproc_1.total", "table3.notproc_2.total"],
        rule: &["X-RESULT"],
        words: &["不予处理#@", "不予处理的有#@"],
    },
    Wording {
        cells: &["table3.other_1.total", "table3.other_3.total"],
        rule: &["X-RESULT"],
        words: &["其他处理#@", "作其他处理#@"],
    },
    Wording {
        cells: &["table3.unable_1.total"],
        rule: &["X-RESULT"],
        words: &["本机关不掌握相关政府信息#@", "不掌握相关信息#@"],
    },
    Wording { cells: &["table3.notproc_2.total"], rule: &["X-RESULT"], words: &["重复申请#@"] },
];

const ELSEWHERE: &[Wording] = &[
    Wording {
        cells: &["table4.review.total"],
        rule: &["X-REVIEW"],
        words: &[
            "因政府信息公开引起的行政复议#@",
            "政府信息公开行政复议案件#@",
            "因信息公开被申请行政复议#@",
            "发生#@涉及政府信息公开的行政复议",
        ],
    },
    Wording {
        cells: &["table4.direct.total", "table4.post.total"],
        rule: &["X-SUIT"],
        words: &["因政府信息公开引起的行政诉讼#@", "政府信息公开行政诉讼案件#@", "因信息公开被提起行政诉讼#@"],
    },
    Wording {
        cells: &["table2.normative.made"],
        rule: &["X-NORM"],
        words: &["全年制发行政规范性文件#@", "本年制定规范性文件#@", "制发#@行政规范性文件"],
    },
    Wording {
        cells: &["table2.normative.valid"],
        rule: &["X-NORM"],
        words: &["现行有效行政规范性文件#@", "现行有效的规范性文件#@"],
    },
    Wording {
        cells: &["table2.normative.repealed"],
        rule: &["X-NORM"],
        words: &["废止规范性文件#@", "废止行政规范性文件#@"],
    },
];

const UNITS: [&str; 4] = ["件", "件", "宗", "份"];

/// A balanced report of a district for 2025.
fn report(u: &mut Unstructured) -> Result<Report> {
    let mut report = Report::of(2025, "甲市乙区人民政府").apply(&Edit::Meta(Meta::Level, "district".into()));
    let form = Form::of(Edition::E2021);
    for slot in form.slots().filter(|slot| form.total(*slot).is_none() && slot.row() != "new") {
        let used = ["natural", "commercial"].contains(&slot.column()) || slot.table() != "table3";
        let rows = [
            "carried_in",
            "granted",
            "partial",
            "denied_1",
            "denied_5",
            "denied_8",
            "unable_1",
            "unable_2",
            "unable_3",
            "notproc_1",
            "notproc_2",
            "other_1",
            "other_3",
            "carried_out",
            "review",
            "direct",
            "post",
            "normative",
        ];
        let number = if used && rows.contains(&slot.row()) { u.int_in_range(0..=900u32)? } else { 0 };
        report = report.apply(&Edit::Cell(slot, number.to_string().into()));
    }
    for column in ["natural", "commercial"] {
        let cell = |row: &str| Slot::at("table3", row, column).unwrap();
        let value = |row: &str| report.raw(cell(row)).parse::<i64>().unwrap();
        let new = value("done_total") + value("carried_out") - value("carried_in");
        report = report.apply(&Edit::Cell(cell("new"), new.max(0).to_string().into()));
    }
    for column in ["research", "public_benefit", "legal_service", "other_org"] {
        report = report.apply(&Edit::Cell(Slot::at("table3", "new", column).unwrap(), "0".into()));
    }
    Ok(report)
}

fn value(report: &Report, cells: &[&str]) -> i64 {
    cells.iter().map(|code| report.raw(Slot::parse(code).unwrap()).parse::<i64>().unwrap_or(0)).sum()
}

/// The number as clerks write it.
fn written(u: &mut Unstructured, number: i64) -> Result<String> {
    let plain = number.to_string();
    Ok(match u.int_in_range(0..=5u8)? {
        0 => plain.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect(),
        1 => format!(" {plain} "),
        2 if number >= 1000 => format!("{},{:03}", number / 1000, number % 1000),
        3 => chinese(number),
        4 => format!("\n{plain}"),
        _ => plain,
    })
}

fn chinese(number: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (mut text, mut zero) = (String::new(), false);
    for (unit, name) in [(10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit == 0 {
            zero = !text.is_empty();
            continue;
        }
        text += if zero { "零" } else { "" };
        text += DIGITS[digit as usize];
        text += name;
        zero = false;
    }
    if text.is_empty() { "零".to_owned() } else { text }
}

fn say(u: &mut Unstructured, wording: &Wording, number: i64) -> Result<String> {
    let words = u.choose(wording.words)?;
    let unit = u.choose(&UNITS)?;
    Ok(words.replace('#', &written(u, number)?).replace('@', unit))
}

/// A text of several sentences; the number of the chosen statement is what `lie` makes of it.
fn text(u: &mut Unstructured, report: &Report, lie: Option<i64>) -> Result<(String, Option<&'static Wording>)> {
    let mut all: Vec<&'static Wording> = vec![&NEW];
    for wording in MORE {
        if u.ratio(2, 3)? {
            let at = u.int_in_range(1..=all.len())?;
            all.insert(at, wording);
        }
    }
    let apart = all.len();
    all.extend(ELSEWHERE.iter());
    let lied = if lie.is_some() { Some(u.int_in_range(0..=all.len() - 1)?) } else { None };
    let mut text = String::new();
    for (at, wording) in all.iter().enumerate() {
        let number = lie.filter(|_| lied == Some(at)).unwrap_or(value(report, wording.cells));
        text += &say(u, wording, number)?;
        text += if at + 1 < apart { u.choose(&["，", "；", "，", ","])? } else { "。" };
    }
    Ok((text, lied.map(|at| all[at])))
}

fn read(report: &Report, text: &str) -> (Report, Vec<Claim>) {
    let report = report.apply(&Edit::Prose(Prose::Part1, text.into()));
    let claims = claims(&report, Context::default());
    (report, claims)
}

#[test]
fn what_is_true_is_never_accused() {
    arbtest(|u| {
        let report = report(u)?;
        let (text, _) = text(u, &report, None)?;
        let (report, found) = read(&report, &text);
        let wrong: Vec<&Claim> = found.iter().filter(|c| c.verdict == Verdict::Differs).collect();
        assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
        let accusing = |f: &gongkai::check::Finding| f.rule.id.starts_with("X-") && f.rule.severity != Severity::Hint;
        assert!(!check(&report, Context::default()).iter().any(accusing), "{text}");
        Ok(())
    })
    .budget_ms(4_000);
}

#[test]
fn what_is_false_is_found() {
    arbtest(|u| {
        let report = report(u)?;
        let lie = i64::from(u.int_in_range(20_000..=99_999u32)?);
        let (text, lied) = text(u, &report, Some(lie))?;
        let (_, found) = read(&report, &text);
        let is_it =
            |c: &&Claim| c.verdict == Verdict::Differs && c.number.is_some_and(|n| n.to_string() == lie.to_string());
        let told = found.iter().find(is_it);
        let rule = told.map(|c| c.rule.id);
        assert!(rule.is_some_and(|rule| lied.unwrap().rule.contains(&rule)), "{lie} in {text}\n{rule:?}");
        let others = found.iter().filter(|c| c.verdict == Verdict::Differs).count();
        assert_eq!(others, 1, "{lie} in {text}");
        Ok(())
    })
    .budget_ms(4_000);
}

/// Words of reports and of anything else, in no order.
const PIECES: &[&str] = &[
    "政府信息公开申请",
    "收到",
    "受理",
    "办结",
    "结转",
    "上年",
    "下年度",
    "其中",
    "，",
    "。",
    "；",
    "、",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    "：",
    "12",
    "1,207",
    "１２",
    "件",
    "%",
    "占",
    "同比",
    "增长",
    "行政复议",
    "行政诉讼",
    "均",
    "维持",
    "未",
    "无",
    "予以公开",
    "不予公开",
    "年",
    "2025",
    "月",
    "日",
    "一",
    "十",
    "百",
    "万",
    "亿",
    "余",
    "约",
    "成",
    "百分之",
    "第",
    "号",
    "\n",
    " ",
    "\t",
    "- 3 -",
    "[…]",
    "⼀",
    "𠮷",
    "é",
    "😀",
    "\u{200b}",
    "一是",
    "三是",
    "规范性文件",
    "制发",
    "废止",
    "信息处理费",
    "元",
    "自然人",
    "法人或其他组织",
    "统计期限",
    "部分",
    "总体情况",
    "9999999999999999999999999999999",
    ".",
    "…",
    "13812345678",
    "11010119900101123X",
    "五、",
    "（一）",
    "将",
    "满意率",
    "99.99999999",
    "0",
    "个方面",
    "至",
    "~",
    "-",
];

#[test]
fn nothing_that_is_typed_is_too_much() {
    arbtest(|u| {
        let mut report = Report::of(2025, "甲市沭阳县人民政府").apply(&Edit::Meta(Meta::Level, "county".into()));
        for prose in Prose::ALL {
            let mut text = String::new();
            for _ in 0..u.int_in_range(0..=40u8)? {
                match u.ratio(1, 12)? {
                    true => text.push(u.arbitrary()?),
                    false => text += u.choose(PIECES)?,
                }
            }
            report = report.apply(&Edit::Prose(prose, text.into()));
        }
        for claim in claims(&report, Context { last: Some(&report) }) {
            let text = report.prose(claim.prose);
            assert!(text.is_char_boundary(claim.sentence.start) && text.is_char_boundary(claim.sentence.end));
            assert!(text.get(claim.sentence.clone()).unwrap().contains(&claim.text));
            assert!(text.get(claim.phrase.clone()).is_some(), "{claim:?}");
        }
        let mut last = report.clone();
        last = last.apply(&Edit::Meta(Meta::Year, "2024".into()));
        check(&report, Context { last: Some(&last) });
        Ok(())
    })
    .budget_ms(6_000);
}

/// A text as long as wanted, of sentences as they come.
fn long(letters: usize) -> String {
    const SENTENCES: &str = "2025年，全区各级行政机关深入贯彻落实《条例》，不断提升政务公开质量。\
        全区共收到政府信息公开申请1207件，上年结转48件，办结1185件，其中予以公开400件，占33.8%；结转下年度继续办理70件。\
        因政府信息公开引起的行政复议30件，行政诉讼16件，均已按期应诉。通过网站公开信息110条，其中通知公告51条，动态59条。\n";
    let mut text = String::new();
    while text.chars().count() < letters {
        text += SENTENCES;
    }
    text
}

/// How long a check takes, the best of some: by the clock, so only ever compared with another.
#[expect(clippy::disallowed_methods, reason = "runs natively only")]
fn time(report: &Report, times: u8) -> std::time::Duration {
    let once = || {
        let start = std::time::Instant::now();
        check(report, Context::default());
        start.elapsed()
    };
    (0..times).map(|_| once()).min().unwrap()
}

fn with(text: String) -> Report {
    let u = &mut Unstructured::new(&[7; 4096]);
    report(u).unwrap().apply(&Edit::Prose(Prose::Part1, text.into()))
}

/// Sixteen times the text gives about sixteen times the claims, and no more text for each.
#[test]
fn work_grows_with_the_text() {
    let endless = |letters: usize| ["收到政府信息公开申请12件、"].repeat(letters / 14).concat();
    let brackets = |letters: usize| ["依申请公开（收到12件"].repeat(letters / 10).concat();
    for make in [&long as &dyn Fn(usize) -> String, &endless, &brackets, &|n| "一".repeat(n)] {
        let work = |letters: usize| -> usize {
            let found = claims(&with(make(letters)), Context::default());
            found.iter().map(|claim| 1_000 + claim.text.len()).sum()
        };
        let (short, long) = (work(5_000), work(80_000));
        assert!(long <= short * 20 + 1_000, "{short}, {long}");
    }
}

/// Not a test of anything: prints how long it takes. `cargo test --release --test it pace -- --ignored --nocapture`
#[test]
#[ignore = "prints a measurement"]
fn pace() {
    for letters in [10_000, 20_000, 100_000, 1_000_000, 3_400_000] {
        let real = crate::checks::report("longgang-2025");
        let real = real.prose(Prose::Part1).repeat(letters / 2_800 + 1);
        let report = with(real.chars().take(letters).collect());
        let bytes = report.prose(Prose::Part1).len();
        println!("{letters} letters, {bytes} bytes: {:?}", time(&report, if letters > 100_000 { 1 } else { 20 }));
    }
}
