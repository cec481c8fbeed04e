//! The texts of the six parts under whatever headings: on pages, in text files, in tables; and what is no heading.

use gongkai::codec::plain;
use gongkai::codec::recognise::Recognised;
use gongkai::form::{Form, Part, Prose};
use gongkai::report::{Edit, Meta, Report};

use crate::pages::{escape, plain as plainly, read, report, table_html, tables};

/// Real reports with texts in several parts, whole paragraphs all.
const TOLD: [&str; 5] = ["hangzhou-2025", "kewei-2024", "longgang-2025", "pingtan-2022", "shuyang-2025"];

/// A part's paragraphs. Some of the files have the heading with them: each writer here puts its own.
fn paragraphs(report: &Report, prose: Prose) -> Vec<String> {
    // The files say with it that something was left out.
    let text = report.prose(prose).replace("[…]", "");
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_head =
        |line: &str| ["一、总体情况", "五、存在的主要问题", "六、其他需要"].iter().any(|h| line.starts_with(h));
    lines.filter(|line| prose == Prose::Intro || !is_head(line)).map(str::to_owned).collect()
}

/// What must come back.
fn truth(report: &Report) -> Vec<(Prose, String)> {
    let all = Prose::ALL.iter().map(|prose| (*prose, paragraphs(report, *prose).join("\n")));
    all.filter(|(_, text)| !text.is_empty()).collect()
}

fn bare(part: &Part) -> &'static str {
    part.heading.split_once('、').unwrap().1
}

fn parts() -> &'static [Part] {
    Form::of(gongkai::form::Edition::E2021).desc.parts
}

/// Puts a part's heading before its paragraphs: lines, each in markup of its own.
type Heading<'a> = &'a dyn Fn(usize, &Part, &[String]) -> Vec<String>;

/// The report's lines, none for a table.
fn lines(report: &Report, heading: Heading) -> Vec<Option<String>> {
    let some = |texts: Vec<String>| texts.into_iter().map(Some).collect::<Vec<_>>();
    let mut lines = some(paragraphs(report, Prose::Intro));
    for (at, part) in parts().iter().enumerate() {
        let texts: Vec<String> = part.text.iter().flat_map(|prose| paragraphs(report, *prose)).collect();
        lines.extend(some(heading(at, part, &texts)));
        if part.table.is_some() {
            lines.push(None);
        }
        lines.extend(some(part.note.iter().flat_map(|prose| paragraphs(report, *prose)).collect()));
    }
    lines
}

fn page(report: &Report, heading: Heading) -> String {
    let mut tables = tables(report).into_iter();
    let mut page = format!("<div id=zoom><h1>{}</h1><p>来源：本局 发布时间：2026-01-20</p>", report.title());
    for line in lines(report, heading) {
        page += &match line {
            Some(text) => format!("<p>{}</p>", escape(&text)),
            None => table_html(&tables.next().unwrap(), &plainly),
        };
    }
    page + "</div><div><p>版权所有</p></div>"
}

fn text(report: &Report, heading: Heading) -> String {
    let lines = lines(report, heading).into_iter().flatten().map(|line| line + "\n");
    format!("{}\n{}", report.title(), lines.collect::<String>())
}

fn spread(heading: String, texts: &[String]) -> Vec<String> {
    [&[heading], texts].concat()
}

fn comes_back(name: &str, heading: Heading) {
    for id in TOLD {
        let report = report(id);
        assert_eq!(read(&page(&report, heading)).prose, truth(&report), "{name}, {id}");
        assert_eq!(plain::read(&text(&report, heading)).0.prose, truth(&report), "{name}, {id} as text");
    }
}

const NUMERALS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

type Disguise = fn(usize, &str) -> Vec<String>;

/// All six headings alike.
const DISGUISES: &[(&str, Disguise)] = &[
    ("the form's", |n, h| vec![format!("{}、{h}", NUMERALS[n])]),
    ("a space", |n, h| vec![format!("{} {h}", NUMERALS[n])]),
    ("a wide space", |n, h| vec![format!("{}\u{3000}{h}", NUMERALS[n])]),
    ("nothing between", |n, h| vec![format!("{}{h}", NUMERALS[n])]),
    ("arabic", |n, h| vec![format!("{}、{h}", n + 1)]),
    ("arabic, a stop", |n, h| vec![format!("{}．{h}", n + 1)]),
    ("two digits", |n, h| vec![format!("0{} {h}", n + 1)]),
    ("brackets", |n, h| vec![format!("（{}）{h}", NUMERALS[n])]),
    ("half brackets", |n, h| vec![format!("({}){h}", NUMERALS[n])]),
    ("第", |n, h| vec![format!("第{}部分 {h}", NUMERALS[n])]),
    ("第：", |n, h| vec![format!("第{}部分：{h}", NUMERALS[n])]),
    ("no number", |_, h| vec![h.to_owned()]),
    ("a full stop", |n, h| vec![format!("{}、{h}。", NUMERALS[n])]),
    ("a colon", |n, h| vec![format!("{}、{h}：", NUMERALS[n])]),
    ("two lines", |n, h| vec![NUMERALS[n].to_owned(), h.to_owned()]),
    ("broken", |n, h| vec![format!("{}、", NUMERALS[n]), h.to_owned()]),
    ("two lines, 第", |n, h| vec![format!("第{}部分", NUMERALS[n]), h.to_owned()]),
    ("spaced out", |n, h| {
        vec![format!("{} 、{}", NUMERALS[n], h.chars().map(|c| format!("{c} ")).collect::<String>())]
    }),
];

#[test]
fn headings_may_have_other_numbers() {
    for (name, disguise) in DISGUISES {
        comes_back(name, &|n, part, texts| [disguise(n, bare(part)), texts.to_vec()].concat());
    }
}

#[test]
fn a_heading_may_be_in_other_words() {
    for (nth, words) in [
        (0, "概述"),
        (0, "基本情况"),
        (0, "2024年度总体情况"),
        (0, "总体概况"),
        (0, "工作开展情况"),
        (0, "政府信息公开工作总体情况"),
        (1, "主动公开情况"),
        (2, "依申请公开情况"),
        (3, "行政复议和行政诉讼情况"),
        (4, "存在问题"),
        (4, "存在的问题和不足"),
        (4, "存在问题及下步打算"),
        (4, "问题与改进"),
        (4, "存在的主要困难和问题及下一步工作措施"),
        (5, "其他事项"),
        (5, "其他"),
        (5, "其它需要说明的事项"),
        (5, "需要报告的其他事项"),
    ] {
        let heading = |n: usize, part: &Part| match n == nth {
            true => format!("{}、{words}", NUMERALS[n]),
            false => part.heading.to_owned(),
        };
        comes_back(words, &|n, part, texts| spread(heading(n, part), texts));
        comes_back(words, &|n, part, texts| spread(heading(n, part) + "。", texts));
    }
    let all = ["概况", "主动公开情况", "依申请公开情况", "行政复议诉讼情况", "存在问题及改进措施", "其他事项"];
    comes_back("all", &|n, _, texts| spread(format!("{}、{}", NUMERALS[n], all[n]), texts));
    comes_back("all, arabic", &|n, _, texts| spread(format!("{}. {}", n + 1, all[n]), texts));
    comes_back("all, 第", &|n, _, texts| spread(format!("第{}部分 {}", NUMERALS[n], all[n]), texts));
    comes_back("one without", &|n, part, texts| {
        spread(if n == 4 { bare(part).to_owned() } else { part.heading.to_owned() }, texts)
    });
    comes_back("one of another kind", &|n, part, texts| {
        spread(if n == 5 { format!("6.{}", bare(part)) } else { part.heading.to_owned() }, texts)
    });
}

/// A heading and its text in one paragraph.
#[test]
fn texts_may_begin_in_the_heading_s_line() {
    type Join = fn(&str, &str) -> String;
    let joins: [(&str, Join); 5] = [
        ("a stop", |h, t| format!("{h}。{t}")),
        ("a colon", |h, t| format!("{h}：{t}")),
        ("a wide space", |h, t| format!("{h}\u{3000}{t}")),
        ("a space", |h, t| format!("{h} {t}")),
        ("arabic", |h, t| format!("{}、{}。{t}", NUMERALS.iter().position(|n| h.starts_with(n)).unwrap() + 1, &h[6..])),
    ];
    for (name, join) in joins {
        comes_back(name, &|_, part, texts| match texts {
            [first, others @ ..] => spread(join(part.heading, first), others),
            [] => vec![join(part.heading, "").trim_end_matches(['。', '：', ' ', '\u{3000}']).to_owned()],
        });
    }
    for end in ["：无", " 无", "无。", "　无"] {
        let page = format!(
            "<p>一、总体情况2025年，我局做了工作。</p><p>二、主动公开政府信息情况</p>\
             <p>五、存在的主要问题及改进情况一是人少。</p><p>六、其他需要报告的事项{end}</p>"
        );
        let part6 = end.trim_start_matches(['：', ' ', '\u{3000}']);
        let texts = [(Prose::Part1, "2025年，我局做了工作。"), (Prose::Part5, "一是人少。"), (Prose::Part6, part6)];
        assert_eq!(read(&page).prose, texts.map(|(prose, text)| (prose, text.to_owned())), "{end}");
    }
}

/// Where a part is left out, or one number stands twice, the words decide.
#[test]
fn numbers_may_be_wrong() {
    for numbers in [
        ["一", "二", "三", "四", "四", "五"],
        ["一", "二", "三", "四", "五", "五"],
        ["二", "三", "四", "五", "六", "七"],
    ] {
        comes_back(&numbers.concat(), &|n, part, texts| spread(format!("{}、{}", numbers[n], bare(part)), texts));
    }
}

fn official(_: usize, part: &Part, texts: &[String]) -> Vec<String> {
    spread(part.heading.to_owned(), texts)
}

/// What stands in a part's texts besides them, and must stay there.
fn stays(nth: usize, others: &[&str], heading: Heading) {
    let others: Vec<String> = others.iter().map(|text| (*text).to_owned()).collect();
    for id in TOLD {
        let report = report(id);
        let with = |n: usize, part: &Part, texts: &[String]| match n == nth {
            true => heading(n, part, &[texts, &others].concat()),
            false => heading(n, part, texts),
        };
        let mut truth = truth(&report);
        let at = parts()[nth].text[0];
        match truth.iter_mut().find(|(prose, _)| *prose == at) {
            Some((_, text)) => *text = format!("{text}\n{}", others.join("\n")),
            None => continue,
        }
        assert_eq!(read(&page(&report, &with)).prose, truth, "{others:?}, {id}");
        assert_eq!(plain::read(&text(&report, &with)).0.prose, truth, "{others:?}, {id} as text");
    }
}

#[test]
fn items_of_a_part_are_no_headings() {
    let kinds: [Heading; 3] =
        [&official, &|n, part, texts| spread(format!("{}、{}", n + 1, bare(part)), texts), &|n, part, texts| {
            spread(format!("第{}部分 {}", NUMERALS[n], bare(part)), texts)
        }];
    for kind in kinds {
        let list = [
            "一、概述",
            "抓好公开。",
            "二、主动公开情况",
            "三、依申请公开情况",
            "四、行政复议、行政诉讼情况",
            "五、存在问题",
            "六、其他",
        ];
        stays(0, &list, kind);
        stays(0, &["（一）总体情况", "（二）主动公开政府信息情况", "（三）依申请公开情况", "（五）存在问题"], kind);
        stays(0, &["存在的主要问题及改进情况", "五、存在问题整改不到位。", "六、其他单位办件质量不高。"], kind);
        stays(0, &["一、本年新收政府信息公开申请数量", "三、本年度办理结果", "（一）予以公开"], kind);
        stays(4, &["一、主要问题", "二、主动公开情况不平衡", "五、存在问题", "（六）其他"], kind);
        stays(4, &["1、队伍不强", "2、制度不全", "5、存在的主要问题及改进情况", "6、其他需要报告的事项"], &official);
        stays(5, &["一、总体情况良好，二、主动公开政府信息情况较好。", "五、存在问题", "六、其他事项"], kind);
    }
}

/// The sixth of a list is not the sixth part, whatever it says.
#[test]
fn a_list_is_gone_on_with() {
    let texts =
        ["一、队伍不强", "二、制度不全", "三、培训不多", "四、平台不新", "五、解读不深", "六、其他事项", "还有不足。"];
    let report = report("hangzhou-2025");
    let without = |n: usize, part: &Part, own: &[String]| match n {
        4 => spread(part.heading.to_owned(), &texts.map(str::to_owned)),
        5 => Vec::new(),
        _ => official(n, part, own),
    };
    let found = read(&page(&report, &without));
    let part5 = found.prose.iter().find(|(prose, _)| *prose == Prose::Part5).map(|(_, text)| text.as_str());
    assert_eq!(part5, Some(texts.join("\n").as_str()));
    // Nor is the fifth another fifth part, where the part's heading has other words.
    let list = ["一、队伍不强", "二、制度不全", "三、培训不多", "四、平台不新", "五、问题整改不足", "还有不足。"];
    stays(4, &list, &|n, part, own| {
        spread(if n == 4 { "五、存在问题".to_owned() } else { part.heading.to_owned() }, own)
    });
}

#[test]
fn tables_of_contents_are_none() {
    for id in TOLD {
        let report = report(id);
        for (name, disguise) in DISGUISES {
            let head = |n: usize, part: &Part, texts: &[String]| {
                let contents = parts().iter().enumerate().flat_map(|(n, part)| disguise(n, bare(part)));
                let contents: Vec<String> = ["目　录".to_owned()].into_iter().chain(contents).collect();
                let lead = if n == 0 { contents } else { Vec::new() };
                [lead, disguise(n, bare(part)), texts.to_vec()].concat()
            };
            assert_eq!(read(&page(&report, &head)).prose, truth(&report), "{name}, {id}");
            assert_eq!(plain::read(&text(&report, &head)).0.prose, truth(&report), "{name}, {id} as text");
        }
    }
}

/// With page numbers, with lines for what is in a part, and otherwise numbered than the report.
#[test]
fn tables_of_contents_have_pages() {
    for (name, disguise) in DISGUISES {
        let report = report("longgang-2025");
        let head = |n: usize, part: &Part, texts: &[String]| {
            let line =
                |n: usize, part: &Part| vec![format!("{}……{n}", part.heading), format!("（一）公开情况 {}", n + 1)];
            let contents: Vec<String> = parts().iter().enumerate().flat_map(|(n, part)| line(n, part)).collect();
            let lead = if n == 0 { contents[..11].to_vec() } else { Vec::new() };
            [lead, disguise(n, bare(part)), texts.to_vec()].concat()
        };
        assert_eq!(read(&page(&report, &head)).prose, truth(&report), "{name}");
    }
}

/// Links to the parts of a report that is elsewhere.
#[test]
fn links_are_no_report() {
    let links: String = parts().iter().map(|part| format!("<li><a>{}</a></li>", bare(part))).collect();
    assert_eq!(read(&format!("<ul>{links}</ul><p>请选择要看的部分，点击后打开新的页面。</p>")).prose, []);
    let numbered = "<p>1、总体情况</p><p>说明。</p><p>2、存在问题</p><p>说明。</p>";
    assert_eq!(read(numbered).prose, []);
}

/// The same page twice, for wide and for narrow screens, is read once; two reports are none.
#[test]
fn copies_are_read_once() {
    for id in TOLD {
        let report = report(id);
        for (name, disguise) in DISGUISES {
            let heading = |n: usize, part: &Part, texts: &[String]| [disguise(n, bare(part)), texts.to_vec()].concat();
            let page = page(&report, &heading);
            let copy = page.replace("</p>", " </p>");
            let both = format!("<body><div class=pc>{page}</div><div class=mobile>{copy}</div></body>");
            assert_eq!(read(&both).prose, truth(&report), "{name}, {id}");
            let text = text(&report, &heading);
            assert_eq!(plain::read(&format!("{text}\n{text}")).0.prose, truth(&report), "{name}, {id} as text");
            let other = report.apply(&Edit::Prose(Prose::Part5, "没有问题。".into()));
            let differing = read(&format!("<div>{page}</div><div>{}</div>", self::page(&other, &heading)));
            for prose in [Prose::Part1, Prose::Part5, Prose::Part6] {
                assert_eq!(told(&differing, prose), None, "{name}, {id}");
            }
        }
    }
}

fn told(found: &Recognised, at: Prose) -> Option<&str> {
    found.prose.iter().find(|(prose, _)| *prose == at).map(|(_, text)| text.as_str())
}

#[test]
fn introductions_may_be_in_lines() {
    let intros: [&[&str]; 7] = [
        &[
            "本报告由杭州市人民政府办公厅根据《中华人民共和国政府信息公开条例》有关规定编制，全文包括六个部分。",
            "现将有关情况报告如下：",
        ],
        &["本报告由总体情况等六部分组成。"],
        &[
            "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）",
            "和国务院办公厅有关要求，现公布2025年政府信息公开工作年度",
            "报告，请予监督。",
        ],
        &[
            "本报告由总体情况等六部分组成。",
            "本报告所列数据的统计期限自2025年1月1日起至2025年12月31日止。",
            "如有疑问，请联系我们。",
        ],
        &[
            "根据《中华人民共和国政府信息公开条例》，我局编制了本",
            "年度政府信息公开工作年度报告现向社会公众公布",
            "，请予监督。",
        ],
        &["现将2025年工作，报告如下："],
        &[
            "本报告包括：",
            "一、总体情况；",
            "二、主动公开政府信息情况；",
            "六、其他需要报告的事项。",
            "本报告电子版网址：www.ceshi.gov.cn。",
        ],
    ];
    for intro in intros {
        let report = report("hangzhou-2025").apply(&Edit::Prose(Prose::Intro, intro.join("\n").into()));
        let found = read(&page(&report, &official));
        let wanted = intro.join("\n");
        assert_eq!(told(&found, Prose::Intro), Some(wanted.as_str()), "{intro:?}");
        assert_eq!(found.title.as_deref(), Some(report.meta(Meta::Title)));
    }
}

/// What stands on a page above a report is not its introduction.
#[test]
fn what_stands_above_is_no_introduction() {
    let report = report("hangzhou-2025");
    let wanted = told(&read(&page(&report, &official)), Prose::Intro).map(str::to_owned);
    assert!(wanted.is_some());
    for above in [
        "当前位置：首页 > 政务公开 > 政府信息公开年报",
        "发布日期：2026-01-20　来源：市政府办公室、数据局",
        "（2026年1月20日，测试市人民政府办公室）",
        "浏览次数：12次。",
        "测试市政府信息公开工作年度报告",
        "【字体：大 中 小】打印、关闭、分享到微信",
    ] {
        let page = page(&report, &official).replacen("<p>", &format!("<p>{above}</p><p>"), 2);
        assert_eq!(told(&read(&page), Prose::Intro).map(str::to_owned), wanted, "{above}");
    }
}

/// A report that is one table: headings and paragraphs in cells as wide as it.
#[test]
fn a_report_may_be_one_table() {
    for id in TOLD {
        let report = report(id);
        let mut tables = tables(&report).into_iter();
        let mut rows = Vec::new();
        let wide = |text: String| vec![crate::pages::head(&text, 30, 1)];
        for line in lines(&report, &official) {
            match line {
                Some(text) => rows.push(wide(text)),
                None => rows.extend(tables.next().unwrap()),
            }
        }
        let page = format!("<h1>{}</h1>{}<p>版权所有。</p>", report.title(), table_html(&rows, &plainly));
        assert_eq!(read(&page).prose, truth(&report), "{id}");
    }
}

/// Anything in any number, to the end and in time.
#[test]
fn headings_without_end_are_read() {
    for line in [
        "一、总体情况",
        "总体情况",
        "1、总体情况。一",
        "五、存在问题",
        "一",
        "六、其他：",
        "第一部分 总体情况\n第二部分 主动公开政府信息情况\n第三部分",
    ] {
        plain::read(&format!("{line}\n").repeat(1_000));
        read(&format!("<p>{line}</p>").repeat(4_000));
        read(&format!("<p>一、总体情况</p><p>{}</p>", line.repeat(20_000)));
    }
}
