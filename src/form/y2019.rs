//! The form for reports of 2019 and 2020 (国办公开办函〔2019〕60号).
//!
//! Only what differs from the form of 2021 is written here: table two, the undivided （六） of table three, and
//! what the notice wants in each part.

use super::y2021::*;
use super::*;

pub(super) static DESC: Desc = Desc {
    edition: Edition::E2019,
    source: "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知（国办公开办函〔2019〕60号）",
    parts: &[Part { limit: None, ..PART1 }, PART2, PART3, PART4, PART5, PART6],
    tables: &[TABLE2, TABLE3, TABLE4],
};

// Table two.

const TABLE2: Table = Table {
    id: "table2",
    name: "表二",
    rows: &[
        Row { ..REGULATIONS },
        Row { label: "规范性文件", ..NORMATIVE },
        Row { ..LICENSING },
        Row { id: "other_services", label: "其他对外管理服务事项", groups: &[] },
        Row { ..PUNISHMENT },
        Row { ..COERCION },
        Row { ..FEES },
        Row { id: "procurement", label: "政府集中采购", groups: &[] },
    ],
    columns: &[
        count("made", "本年新制作数量"),
        count("published", "本年新公开数量"),
        count("total", "对外公开总数量"),
        count("prev", "上一年项目数量"),
        Column { id: "delta", label: "本年增/减", group: None, kind: Kind::Signed },
        count("decisions", "处理决定数量"),
        count("projects", "采购项目数量"),
        Column { id: "amount_text", label: "采购总金额", group: None, kind: Kind::Money { unit: None } },
    ],
    print: Print::Lines(&[
        &[Printed::Caption(ITEM_1)],
        &[CONTENT, head("本年新制作数量", 1), head("本年新公开数量", 1), head("对外公开总数量", 1)],
        &[
            Printed::RowHead("regulations"),
            cell("regulations", "made", 1),
            cell("regulations", "published", 1),
            cell("regulations", "total", 1),
        ],
        &[
            Printed::RowHead("normative"),
            cell("normative", "made", 1),
            cell("normative", "published", 1),
            cell("normative", "total", 1),
        ],
        &[Printed::Caption(ITEM_5)],
        &[CONTENT, PREV, head("本年增/减", 1), head("处理决定数量", 1)],
        &[
            Printed::RowHead("licensing"),
            cell("licensing", "prev", 1),
            cell("licensing", "delta", 1),
            cell("licensing", "decisions", 1),
        ],
        &[
            Printed::RowHead("other_services"),
            cell("other_services", "prev", 1),
            cell("other_services", "delta", 1),
            cell("other_services", "decisions", 1),
        ],
        &[Printed::Caption(ITEM_6)],
        &[CONTENT, PREV, head("本年增/减", 1), head("处理决定数量", 1)],
        &[
            Printed::RowHead("punishment"),
            cell("punishment", "prev", 1),
            cell("punishment", "delta", 1),
            cell("punishment", "decisions", 1),
        ],
        &[
            Printed::RowHead("coercion"),
            cell("coercion", "prev", 1),
            cell("coercion", "delta", 1),
            cell("coercion", "decisions", 1),
        ],
        &[Printed::Caption(ITEM_8)],
        &[CONTENT, PREV, head("本年增/减", 2)],
        &[Printed::RowHead("fees"), cell("fees", "prev", 1), cell("fees", "delta", 2)],
        &[Printed::Caption("第二十条第（九）项")],
        &[CONTENT, head("采购项目数量", 1), head("采购总金额", 2)],
        &[Printed::RowHead("procurement"), cell("procurement", "projects", 1), cell("procurement", "amount_text", 2)],
    ]),
    relations: &[],
    lump: None,
};

const PREV: Printed = head("上一年项目数量", 1);

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
        UNDIVIDED,
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
                "other",
            ],
        },
        T3_BAL,
    ],
    lump: None,
};
