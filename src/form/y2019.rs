//! The form for reports of 2019 and 2020 (国办公开办函〔2019〕60号).
//!
//! Only what differs from the form of 2021 is written here: table two, the undivided （六） of table three, and
//! what the notice wants in each part.

use super::y2021::*;
use super::*;

pub(super) static DESC: Desc = Desc {
    edition: Edition::E2019,
    source: "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知（国办公开办函〔2019〕60号）",
    parts: &[
        Part {
            limit: None,
            wants: &[
                "概述本机关一年来执行《条例》的情况，如主动公开、依申请公开、政府信息管理、平台建设、监督保障。",
                "各级人民政府的报告，还要写工作考核、社会评议和责任追究结果。",
            ],
            source: "国办公开办函〔2019〕60号；《条例》第五十条",
            ..PART1
        },
        Part {
            wants: &[
                "填写表二，统计《条例》第二十条第（一）（五）（六）（八）（九）项。",
                "本年增/减填与上一年相比的变化，减少的填负数。",
            ],
            source: NOTICE,
            ..PART2
        },
        Part {
            wants: &[
                "填写表三，按申请人类别分列收到的申请和办理结果。",
                "新收加上年结转，应当等于办结总计加结转下年度。",
                "“其他处理”件数多的单位，主管部门会重点关注。",
            ],
            source: NOTICE,
            ..PART3
        },
        Part {
            wants: &[
                "填写表四，只统计因政府信息公开引起的行政复议和行政诉讼。",
                "行政诉讼分“未经复议直接起诉”和“复议后起诉”两类填写。",
            ],
            source: NOTICE,
            ..PART4
        },
        Part {
            wants: &["写政府信息公开工作中存在的主要问题。", "写针对这些问题的改进情况。"],
            source: "国办公开办函〔2019〕60号；《条例》第五十条",
            ..PART5
        },
        Part {
            wants: &["前五部分没有写到、需要报告的事项写在这里。", "2019年的通知没有规定这一部分必须写什么。"],
            source: NOTICE,
            ..PART6
        },
    ],
    tables: &[TABLE2, TABLE3, TABLE4],
};

const NOTICE: &str = "国办公开办函〔2019〕60号";

// Table two.

const TABLE2: Table = Table {
    id: "table2",
    name: "表二",
    rows: &[
        Row {
            explain: "填本机关本年新制作、本年新公开的规章件数，和到年底对外公开的总件数。只有省、设区的市和国务院部门有权制定规章，\
                      县（市、区）、乡镇街道和一般部门填0。",
            ..REGULATIONS
        },
        Row {
            label: "规范性文件",
            explain: "一般指依照法定权限和程序制定、对外具有普遍约束力的文件，填本年新制作、本年新公开的件数，和到年底对外公开的总件数。\
                      不要把一般的政策文件和解读材料都算进来。",
            ..NORMATIVE
        },
        Row {
            explain: "“上一年项目数量”一般填上年的许可事项数，“本年增/减”填事项的变化，减少的填负数，如-18；\
                      “处理决定数量”一般填本年作出的全部许可决定，不只是公开的。",
            ..LICENSING
        },
        Row {
            id: "other_services",
            label: "其他对外管理服务事项",
            groups: &[],
            explain: "行政许可以外的对外管理和服务事项，各列的填法和行政许可相同。行政处罚、行政强制填在下面，不要重复算在这里。",
            article: "《条例》第二十条第（五）项",
        },
        Row {
            explain: "“上一年项目数量”一般填上年的处罚事项数，“本年增/减”填事项的变化，减少的填负数，如-18；\
                      “处理决定数量”一般填本年作出的全部处罚决定，不只是公开的。",
            ..PUNISHMENT
        },
        Row {
            explain: "“上一年项目数量”一般填上年的强制事项数，“本年增/减”填事项的变化，减少的填负数，如-18；\
                      “处理决定数量”一般填本年作出的全部强制决定，不只是公开的。",
            ..COERCION
        },
        Row {
            explain: "填行政事业性收费的项目数：上一年有几项，本年增加或减少几项，减少的填负数。这里填的是项目数，不是收费金额。",
            ..FEES
        },
        Row {
            id: "procurement",
            label: "政府集中采购",
            groups: &[],
            explain: "填本年政府集中采购的项目个数和总金额。表样没有印金额的单位，请把单位一起写上，如“1316.73万元”。",
            article: "《条例》第二十条第（九）项",
        },
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
        Row {
            explain: "前面各行都对不上的才填这里，如逾期不补正、不再处理的；申请人自己撤回的，实践中一般也填这里。\
                      件数多的，最好在正文里说明。",
            article: "《条例》第三十条；国办公开办函〔2019〕60号所附表样",
            ..UNDIVIDED
        },
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
