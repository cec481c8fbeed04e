//! The form for reports of 2021 and later (国办公开办函〔2021〕30号).
//!
//! Labels are the template's, letter by letter. `explain` is our own wording: what the notice or the Regulation
//! settles is said flatly, what is only practice is marked 一般 or 实践中. What the former form shares with this
//! one is `pub(super)`; `y2019.rs` takes it from here.

use super::*;

pub(super) static DESC: Desc = Desc {
    edition: Edition::E2021,
    source: "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知\
             （国办公开办函〔2021〕30号）",
    parts: &[PART1, PART2, PART3, PART4, PART5, PART6],
    tables: &[TABLE2, TABLE3, TABLE4],
};

pub(super) const PART1: Part = Part {
    id: "part1",
    heading: "一、总体情况",
    short: "总体情况",
    text: &[Prose::Part1],
    table: None,
    note: None,
    limit: Some(1000),
};

pub(super) const PART2: Part = Part {
    id: "part2",
    heading: "二、主动公开政府信息情况",
    short: "主动公开政府信息情况",
    text: &[Prose::Part2Lead],
    table: Some(0),
    note: None,
    limit: None,
};

pub(super) const PART3: Part = Part {
    id: "part3",
    heading: "三、收到和处理政府信息公开申请情况",
    short: "收到和处理政府信息公开申请情况",
    text: &[Prose::Part3Lead],
    table: Some(1),
    note: None,
    limit: None,
};

pub(super) const PART4: Part = Part {
    id: "part4",
    heading: "四、政府信息公开行政复议、行政诉讼情况",
    short: "行政复议、行政诉讼情况",
    text: &[Prose::Part4Lead],
    table: Some(2),
    note: Some(Prose::Part4Note),
    limit: None,
};

pub(super) const PART5: Part = Part {
    id: "part5",
    heading: "五、存在的主要问题及改进情况",
    short: "存在的主要问题及改进情况",
    text: &[Prose::Part5],
    table: None,
    note: None,
    limit: None,
};

pub(super) const PART6: Part = Part {
    id: "part6",
    heading: "六、其他需要报告的事项",
    short: "其他需要报告的事项",
    text: &[Prose::Part6],
    table: None,
    note: None,
    limit: None,
};

// Table two.

const TABLE2: Table = Table {
    id: "table2",
    name: "表二",
    rows: &[REGULATIONS, NORMATIVE, LICENSING, PUNISHMENT, COERCION, FEES],
    columns: &[
        count("made", "本年制发件数"),
        count("repealed", "本年废止件数"),
        count("valid", "现行有效件数"),
        count("decisions", "本年处理决定数量"),
        Column {
            id: "amount_wan",
            label: "本年收费金额（单位：万元）",
            group: None,
            kind: Kind::Money { unit: Some("万元") },
        },
    ],
    print: Print::Lines(&[
        &[Printed::Caption(ITEM_1)],
        &[CONTENT, head("本年制发件数", 1), head("本年废止件数", 1), head("现行有效件数", 1)],
        &[
            Printed::RowHead("regulations"),
            cell("regulations", "made", 1),
            cell("regulations", "repealed", 1),
            cell("regulations", "valid", 1),
        ],
        &[
            Printed::RowHead("normative"),
            cell("normative", "made", 1),
            cell("normative", "repealed", 1),
            cell("normative", "valid", 1),
        ],
        &[Printed::Caption(ITEM_5)],
        &[CONTENT, head("本年处理决定数量", 3)],
        &[Printed::RowHead("licensing"), cell("licensing", "decisions", 3)],
        &[Printed::Caption(ITEM_6)],
        &[CONTENT, head("本年处理决定数量", 3)],
        &[Printed::RowHead("punishment"), cell("punishment", "decisions", 3)],
        &[Printed::RowHead("coercion"), cell("coercion", "decisions", 3)],
        &[Printed::Caption(ITEM_8)],
        &[CONTENT, head("本年收费金额（单位：万元）", 3)],
        &[Printed::RowHead("fees"), cell("fees", "amount_wan", 3)],
    ]),
    relations: &[],
    lump: None,
};

pub(super) const ITEM_1: &str = "第二十条第（一）项";
pub(super) const ITEM_5: &str = "第二十条第（五）项";
pub(super) const ITEM_6: &str = "第二十条第（六）项";
pub(super) const ITEM_8: &str = "第二十条第（八）项";
pub(super) const CONTENT: Printed = head("信息内容", 1);

pub(super) const REGULATIONS: Row = Row { id: "regulations", label: "规章", groups: &[] };

pub(super) const NORMATIVE: Row = Row { id: "normative", label: "行政规范性文件", groups: &[] };

pub(super) const LICENSING: Row = Row { id: "licensing", label: "行政许可", groups: &[] };

pub(super) const PUNISHMENT: Row = Row { id: "punishment", label: "行政处罚", groups: &[] };

pub(super) const COERCION: Row = Row { id: "coercion", label: "行政强制", groups: &[] };

pub(super) const FEES: Row = Row { id: "fees", label: "行政事业性收费", groups: &[] };

// Table three.

const TABLE3: Table = Table {
    id: "table3",
    name: "表三",
    rows: &[
        NEW,
        CARRIED_IN,
        GRANTED,
        PARTIAL,
        DENIED_1,
        DENIED_2,
        DENIED_3,
        DENIED_4,
        DENIED_5,
        DENIED_6,
        DENIED_7,
        DENIED_8,
        UNABLE_1,
        UNABLE_2,
        UNABLE_3,
        NOTPROC_1,
        NOTPROC_2,
        NOTPROC_3,
        NOTPROC_4,
        NOTPROC_5,
        OTHER_1,
        OTHER_2,
        OTHER_3,
        DONE_TOTAL,
        CARRIED_OUT,
    ],
    columns: APPLICANTS,
    print: APPLICATIONS,
    relations: &[
        T3_ROW,
        Relation::Down {
            rule: "T3-SUM",
            total: "done_total",
            parts: &[
                "granted",
                "partial",
                "denied_1",
                "denied_2",
                "denied_3",
                "denied_4",
                "denied_5",
                "denied_6",
                "denied_7",
                "denied_8",
                "unable_1",
                "unable_2",
                "unable_3",
                "notproc_1",
                "notproc_2",
                "notproc_3",
                "notproc_4",
                "notproc_5",
                "other_1",
                "other_2",
                "other_3",
            ],
        },
        T3_BAL,
    ],
    lump: Some(Lump { row: UNDIVIDED, replaces: &["other_1", "other_2", "other_3"] }),
};

pub(super) const APPLICANTS: &[Column] = &[
    count("natural", "自然人"),
    organisation("commercial", "商业企业"),
    organisation("research", "科研机构"),
    organisation("public_benefit", "社会公益组织"),
    organisation("legal_service", "法律服务机构"),
    organisation("other_org", "其他"),
    count("total", "总计"),
];

pub(super) const APPLICATIONS: Print = Print::Matrix {
    corner: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    top: "申请人情况",
};

pub(super) const T3_ROW: Relation = Relation::Across {
    rule: "T3-ROW",
    total: "total",
    parts: &["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"],
};

pub(super) const T3_BAL: Relation =
    Relation::Balance { rule: "T3-BAL", left: &["new", "carried_in"], right: &["done_total", "carried_out"] };

const DONE: &[&str] = &["三、本年度办理结果"];
const DENIED: &[&str] = &["三、本年度办理结果", "（三）不予公开"];
const UNABLE: &[&str] = &["三、本年度办理结果", "（四）无法提供"];
const NOTPROC: &[&str] = &["三、本年度办理结果", "（五）不予处理"];
const OTHER: &[&str] = &["三、本年度办理结果", "（六）其他处理"];

pub(super) const NEW: Row = Row { id: "new", label: "一、本年新收政府信息公开申请数量", groups: &[] };

pub(super) const CARRIED_IN: Row =
    Row { id: "carried_in", label: "二、上年结转政府信息公开申请数量", groups: &[] };

pub(super) const GRANTED: Row = Row { id: "granted", label: "（一）予以公开", groups: DONE };

pub(super) const PARTIAL: Row =
    Row {
        id: "partial", label: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", groups: DONE
    };

pub(super) const DENIED_1: Row = Row { id: "denied_1", label: "1.属于国家秘密", groups: DENIED };

pub(super) const DENIED_2: Row =
    Row { id: "denied_2", label: "2.其他法律行政法规禁止公开", groups: DENIED };

pub(super) const DENIED_3: Row = Row { id: "denied_3", label: "3.危及“三安全一稳定”", groups: DENIED };

pub(super) const DENIED_4: Row = Row { id: "denied_4", label: "4.保护第三方合法权益", groups: DENIED };

pub(super) const DENIED_5: Row = Row { id: "denied_5", label: "5.属于三类内部事务信息", groups: DENIED };

pub(super) const DENIED_6: Row = Row { id: "denied_6", label: "6.属于四类过程性信息", groups: DENIED };

pub(super) const DENIED_7: Row = Row { id: "denied_7", label: "7.属于行政执法案卷", groups: DENIED };

pub(super) const DENIED_8: Row = Row { id: "denied_8", label: "8.属于行政查询事项", groups: DENIED };

pub(super) const UNABLE_1: Row =
    Row { id: "unable_1", label: "1.本机关不掌握相关政府信息", groups: UNABLE };

pub(super) const UNABLE_2: Row =
    Row { id: "unable_2", label: "2.没有现成信息需要另行制作", groups: UNABLE };

pub(super) const UNABLE_3: Row = Row { id: "unable_3", label: "3.补正后申请内容仍不明确", groups: UNABLE };

pub(super) const NOTPROC_1: Row = Row { id: "notproc_1", label: "1.信访举报投诉类申请", groups: NOTPROC };

pub(super) const NOTPROC_2: Row = Row { id: "notproc_2", label: "2.重复申请", groups: NOTPROC };

pub(super) const NOTPROC_3: Row = Row { id: "notproc_3", label: "3.要求提供公开出版物", groups: NOTPROC };

pub(super) const NOTPROC_4: Row =
    Row { id: "notproc_4", label: "4.无正当理由大量反复申请", groups: NOTPROC };

pub(super) const NOTPROC_5: Row =
    Row { id: "notproc_5", label: "5.要求行政机关确认或重新出具已获取信息", groups: NOTPROC };

const OTHER_1: Row =
    Row {
        id: "other_1", label: "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", groups: OTHER
    };

const OTHER_2: Row = Row {
    id: "other_2",
    label: "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    groups: OTHER,
};

const OTHER_3: Row = Row { id: "other_3", label: "3.其他", groups: OTHER };

pub(super) const UNDIVIDED: Row = Row { id: "other", label: "（六）其他处理", groups: DONE };

pub(super) const DONE_TOTAL: Row = Row { id: "done_total", label: "（七）总计", groups: DONE };

pub(super) const CARRIED_OUT: Row = Row { id: "carried_out", label: "四、结转下年度继续办理", groups: &[] };

// Table four, the same in both editions.

pub(super) const TABLE4: Table = Table {
    id: "table4",
    name: "表四",
    rows: &[REVIEW, DIRECT, POST],
    columns: &[
        count("upheld", UPHELD),
        count("corrected", CORRECTED),
        count("other", OTHER_RESULT),
        count("pending", PENDING),
        count("total", TOTAL),
    ],
    print: Print::Lines(&[
        &[head("行政复议", 5), head("行政诉讼", 10)],
        &[
            Printed::Head(UPHELD, 1, 2),
            Printed::Head(CORRECTED, 1, 2),
            Printed::Head(OTHER_RESULT, 1, 2),
            Printed::Head(PENDING, 1, 2),
            Printed::Head(TOTAL, 1, 2),
            head("未经复议直接起诉", 5),
            head("复议后起诉", 5),
        ],
        &[
            head(UPHELD, 1),
            head(CORRECTED, 1),
            head(OTHER_RESULT, 1),
            head(PENDING, 1),
            head(TOTAL, 1),
            head(UPHELD, 1),
            head(CORRECTED, 1),
            head(OTHER_RESULT, 1),
            head(PENDING, 1),
            head(TOTAL, 1),
        ],
        &[
            cell("review", "upheld", 1),
            cell("review", "corrected", 1),
            cell("review", "other", 1),
            cell("review", "pending", 1),
            cell("review", "total", 1),
            cell("direct", "upheld", 1),
            cell("direct", "corrected", 1),
            cell("direct", "other", 1),
            cell("direct", "pending", 1),
            cell("direct", "total", 1),
            cell("post", "upheld", 1),
            cell("post", "corrected", 1),
            cell("post", "other", 1),
            cell("post", "pending", 1),
            cell("post", "total", 1),
        ],
    ]),
    relations: &[Relation::Across {
        rule: "T4-SUM",
        total: "total",
        parts: &["upheld", "corrected", "other", "pending"],
    }],
    lump: None,
};

const UPHELD: &str = "结果维持";
const CORRECTED: &str = "结果纠正";
const OTHER_RESULT: &str = "其他结果";
const PENDING: &str = "尚未审结";
const TOTAL: &str = "总计";

const REVIEW: Row = Row { id: "review", label: "行政复议", groups: &[] };

const DIRECT: Row = Row { id: "direct", label: "未经复议直接起诉", groups: &["行政诉讼"] };

const POST: Row = Row { id: "post", label: "复议后起诉", groups: &["行政诉讼"] };

// Short forms.

pub(super) const fn count(id: &'static str, label: &'static str) -> Column {
    Column { id, label, group: None, kind: Kind::Count }
}

const fn organisation(id: &'static str, label: &'static str) -> Column {
    Column { id, label, group: Some("法人或其他组织"), kind: Kind::Count }
}

pub(super) const fn head(text: &'static str, cols: u8) -> Printed {
    Printed::Head(text, cols, 1)
}

pub(super) const fn cell(row: &'static str, column: &'static str, cols: u8) -> Printed {
    Printed::Cell(row, column, cols)
}
