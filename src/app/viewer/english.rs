//! The public view in English: what it says itself. The official labels are in [`crate::form::english`].
//!
//! Every Chinese text that the view or its state says has its line here, with the same numbers in braces:
//! `tests/it/viewer.rs` reads the sources and compares.

use super::words::Language;
use crate::form::english::{EXPLANATIONS, LABELS};

/// English.
pub static ENGLISH: Language = Language { code: "en", pairs: &[WORDS, LABELS, EXPLANATIONS] };

static WORDS: &[(&str, &str)] = &[
    // Values.
    ("未提供", "not given"),
    ("无法判断", "cannot be told"),
    ("表样无此项", "not in the form"),
    ("不足 0.1%", "less than 0.1%"),
    ("超过 99.9%", "more than 99.9%"),
    ("件", "cases"),
    ("万元", "× 10,000 yuan"),
    ("未注明单位", "Unit not named"),
    // Figures.
    ("收到申请", "Requests received"),
    ("办结", "Concluded"),
    ("结转下年", "Carried over"),
    ("制发行政规范性文件", "Normative documents issued"),
    ("现行有效行政规范性文件", "Normative documents in force"),
    // Sentences.
    ("{0} {1} {2}", "{0}: {1} {2}"),
    ("{0}：{1}", "{0}: {1}"),
    ("{0}：", "{0}: "),
    ("{0} 年 {1}", "{0}: {1}"),
    ("；", "; "),
    ("。", ". "),
    ("与", " and "),
    ("，占办结的 {0}", ", {0} of those concluded"),
    ("，与 {0} 年持平", ", as in {0}"),
    ("，比 {0} 年增加 {1} {2}，增长 {3}%", ", {1} {2} more than in {0}, up {3}%"),
    ("，比 {0} 年增加 {1} {2}", ", {1} {2} more than in {0}"),
    ("，比 {0} 年减少 {1} {2}，下降 {3}%", ", {1} {2} less than in {0}, down {3}%"),
    ("，比 {0} 年减少 {1} {2}", ", {1} {2} less than in {0}"),
    ("{0}{1}的{2}", "{0}, {1}, {2}"),
    ("{0}，共 {1} 件。", "{0}: {1} in total. "),
    ("{0}，总计：{1}。", "{0}, total: {1}. "),
    ("{0} {1} 件，占 {2}", "{0} {1} ({2})"),
    ("{0} {1} 件", "{0} {1}"),
    ("各项都是 0。", "All are 0. "),
    // Pictures.
    ("答复结果", "What requests came to"),
    ("谁在申请", "Who asks"),
    ("行政复议结果", "Outcomes of reconsideration"),
    ("行政诉讼结果（未经复议直接起诉）", "Outcomes of litigation, without reconsideration before"),
    ("行政诉讼结果（复议后起诉）", "Outcomes of litigation after reconsideration"),
    // As printed.
    ("各项相加为 {0}，原文总计印作 {1}。", "The parts make {0}; the total is printed as {1}. "),
    ("{0}{1}：各项相加为 {2}，原文{3}印作 {4}。", "{0}, {1}: the parts make {2}; {3} is printed as {4}."),
    ("{0}{1}列：各行相加为 {2}，原文{3}印作 {4}。", "{0}, column {1}: the rows make {2}; {3} is printed as {4}."),
    (
        "{0}{1}列：{2}相加为 {3}，{4}相加为 {5}，两者按表样应当相等。",
        "{0}, column {1}: {2} make {3}, {4} make {5}; by the form they should be equal.",
    ),
    ("原文没有填写总计，这里是已填各项相加。", "No total is printed; this adds up the parts that are. "),
    ("原文没有填，这里是已填各项相加。", "Nothing is printed here; this adds up the parts that are."),
    ("原文没有填，不等于 0。", "Nothing is printed here, which is not 0."),
    ("原文没有填，各项里有的看不出是多少。", "Nothing is printed here, and one of its parts cannot be read."),
    ("原文看不出这一格是哪个数。", "The source does not show which number belongs here."),
    ("原文写的是“{0}”，不能当作一个数。", "“{0}” is printed, which is not one number."),
    (
        "表三有些数在原文中看不出属于哪一列，表中没有采用。原文为：",
        "The source does not show to which column some numbers of table 3 belong; they are left out. It prints: ",
    ),
    ("（逐格数据）", " (cell by cell)"),
    // What was done.
    ("现在显示{0} {1} 年。", "Now showing {0}, {1}. "),
    ("与 {0} 年对比。", "Compared with {0}."),
    ("不作对比。", "Not compared."),
    ("已折叠 {0} 行全部为 0 或空白的行。", "{0} rows of nothing but 0 or blanks are folded."),
    ("已显示全部行。", "All rows are shown."),
    ("按{0}从大到小排列。", "Sorted by {0}, largest first."),
    ("按{0}从小到大排列。", "Sorted by {0}, smallest first."),
    ("按表样顺序排列。", "In the order of the form."),
    ("没有找到。", "Nothing found."),
    ("找到 {0} 行。", "{0} rows found."),
    // Origin.
    ("数据来源", "Data from"),
    ("公布页面", "Published at"),
    ("公布日期", "Published on"),
    ("更新时间", "Last changed"),
    ("数据说明", "About the data"),
];
