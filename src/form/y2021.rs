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

const NOTICE: &str = "国办公开办函〔2021〕30号";

pub(super) const PART1: Part = Part {
    id: "part1",
    heading: "一、总体情况",
    short: "总体情况",
    text: &[Prose::Part1],
    table: None,
    note: None,
    limit: Some(1000),
    wants: &[
        "概述本机关一年来执行《条例》的情况。",
        "五个方面都要写到：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
        "各级人民政府的报告，还要在这里写工作考核、社会评议和责任追究结果。",
        "原则上不超过1000字。",
    ],
    source: NOTICE,
};

pub(super) const PART2: Part = Part {
    id: "part2",
    heading: "二、主动公开政府信息情况",
    short: "主动公开政府信息情况",
    text: &[Prose::Part2Lead],
    table: Some(0),
    note: None,
    limit: None,
    wants: &[
        "填写表二，只统计《条例》第二十条第（一）（五）（六）（八）项。",
        "行政许可、行政处罚、行政强制填全部处理决定的数量，已经公开的和依法不公开的都算。",
        "所有数据截至报告年度的12月31日。",
    ],
    source: NOTICE,
};

pub(super) const PART3: Part = Part {
    id: "part3",
    heading: "三、收到和处理政府信息公开申请情况",
    short: "收到和处理政府信息公开申请情况",
    text: &[Prose::Part3Lead],
    table: Some(1),
    note: None,
    limit: None,
    wants: &[
        "填写表三，按申请人类别分列收到的申请和办理结果。",
        "办理结果只填最终结果，中间的补正、延期、征求意见不算结果。",
        "新收加上年结转，应当等于办结总计加结转下年度。",
    ],
    source: NOTICE,
};

pub(super) const PART4: Part = Part {
    id: "part4",
    heading: "四、政府信息公开行政复议、行政诉讼情况",
    short: "行政复议、行政诉讼情况",
    text: &[Prose::Part4Lead],
    table: Some(2),
    note: Some(Prose::Part4Note),
    limit: None,
    wants: &[
        "填写表四，只统计因政府信息公开引起的行政复议和行政诉讼。",
        "行政诉讼分“未经复议直接起诉”和“复议后起诉”两类填写。",
        "复议机关作共同被告的案件，只由作出原行政行为的机关统计。",
    ],
    source: NOTICE,
};

pub(super) const PART5: Part = Part {
    id: "part5",
    heading: "五、存在的主要问题及改进情况",
    short: "存在的主要问题及改进情况",
    text: &[Prose::Part5],
    table: None,
    note: None,
    limit: None,
    wants: &["写本机关真实存在的具体问题，以及确实有效的改进办法。", "不说套话。", "不照搬上年的内容，不能年年雷同。"],
    source: NOTICE,
};

pub(super) const PART6: Part = Part {
    id: "part6",
    heading: "六、其他需要报告的事项",
    short: "其他需要报告的事项",
    text: &[Prose::Part6],
    table: None,
    note: None,
    limit: None,
    wants: &[
        "每年都要写明收取信息处理费的情况；没有收取，也要写明没有收取。",
        "信息处理费依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），不是表二的行政事业性收费。",
        "前五部分没有写到、需要报告的事项，也写在这里。",
    ],
    source: "国办公开办函〔2021〕30号；国办函〔2020〕109号",
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

pub(super) const REGULATIONS: Row = Row {
    id: "regulations",
    label: "规章",
    groups: &[],
    explain: "填本机关本年制发、本年废止和到12月31日现行有效的规章件数。只有省、设区的市和国务院部门有权制定规章，\
              县（市、区）、乡镇街道和一般部门填0。",
    article: "《条例》第二十条第（一）项",
};

pub(super) const NORMATIVE: Row = Row {
    id: "normative",
    label: "行政规范性文件",
    groups: &[],
    explain: "一般指依照法定权限和程序制定、对外具有普遍约束力的文件，填本年制发、本年废止和到12月31日现行有效的件数。\
              不要把一般的政策文件和解读材料都算进来。",
    article: "《条例》第二十条第（一）项",
};

pub(super) const LICENSING: Row = Row {
    id: "licensing",
    label: "行政许可",
    groups: &[],
    explain: "填到12月31日本年作出的全部行政许可决定，已经公开的和依法不公开的都算。常见的错误是只填网上公示的件数。",
    article: "《条例》第二十条第（五）项",
};

pub(super) const PUNISHMENT: Row = Row {
    id: "punishment",
    label: "行政处罚",
    groups: &[],
    explain: "填到12月31日本年作出的全部行政处罚决定，已经公开的和依法不公开的都算。常见的错误是只填网上公示的件数。",
    article: "《条例》第二十条第（六）项",
};

pub(super) const COERCION: Row = Row {
    id: "coercion",
    label: "行政强制",
    groups: &[],
    explain: "填到12月31日本年作出的全部行政强制决定，已经公开的和依法不公开的都算。没有作出过的，一般填0。",
    article: "《条例》第二十条第（六）项",
};

pub(super) const FEES: Row = Row {
    id: "fees",
    label: "行政事业性收费",
    groups: &[],
    explain: "填本机关到12月31日本年收取的行政事业性收费金额，单位是万元，可以带小数；财务账上是元的，先除以10000。\
              这不是政府信息公开的信息处理费，信息处理费写在第六部分。",
    article: "《条例》第二十条第（八）项",
};

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

pub(super) const NEW: Row = Row {
    id: "new",
    label: "一、本年新收政府信息公开申请数量",
    groups: &[],
    explain: "填1月1日至12月31日新收到的申请件数，上年没办完转来的不算在这里。一件怎么算，国家没有统一规定，\
              实践中按登记的申请件数填。",
    article: "《条例》第五十条第（二）项",
};

pub(super) const CARRIED_IN: Row = Row {
    id: "carried_in",
    label: "二、上年结转政府信息公开申请数量",
    groups: &[],
    explain: "照填上年年度报告“四、结转下年度继续办理”的数，每一列都要一致。机构合并、撤销使两年对不上的，最好写明原因。",
    article: "《条例》第五十条第（二）项",
};

pub(super) const GRANTED: Row = Row {
    id: "granted",
    label: "（一）予以公开",
    groups: DONE,
    explain: "申请的内容全部公开的填这里；信息早已公开、告知获取方式和途径的，实践中一般也填这里。\
              只公开了一部分的，填（二）部分公开。",
    article: "《条例》第三十六条第（一）（二）项",
};

pub(super) const PARTIAL: Row = Row {
    id: "partial",
    label: "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    groups: DONE,
    explain: "公开一部分、另一部分不公开的，只在这一行计一件。没有公开的那部分，不要再计到（三）或者其他行。",
    article: "《条例》第三十七条",
};

pub(super) const DENIED_1: Row = Row {
    id: "denied_1",
    label: "1.属于国家秘密",
    groups: DENIED,
    explain: "申请的信息依法确定为国家秘密、全部不公开的填这里。能够区分、公开了其余内容的，填（二）部分公开。",
    article: "《条例》第十四条",
};

pub(super) const DENIED_2: Row = Row {
    id: "denied_2",
    label: "2.其他法律行政法规禁止公开",
    groups: DENIED,
    explain: "除国家秘密以外，法律或者行政法规禁止公开的填这里。填之前核对一下依据：条例只说到法律、行政法规这两类。",
    article: "《条例》第十四条",
};

pub(super) const DENIED_3: Row = Row {
    id: "denied_3",
    label: "3.危及“三安全一稳定”",
    groups: DENIED,
    explain: "公开后可能危及国家安全、公共安全、经济安全、社会稳定而不公开的填这里。",
    article: "《条例》第十四条",
};

pub(super) const DENIED_4: Row = Row {
    id: "denied_4",
    label: "4.保护第三方合法权益",
    groups: DENIED,
    explain: "涉及商业秘密、个人隐私等，公开会损害第三方合法权益，最后决定不公开的填这里。\
              年底还在等第三方意见的，不算结果，填“四、结转下年度继续办理”。",
    article: "《条例》第十五条、第三十二条",
};

pub(super) const DENIED_5: Row = Row {
    id: "denied_5",
    label: "5.属于三类内部事务信息",
    groups: DENIED,
    explain: "三类是指人事管理、后勤管理、内部工作流程方面的信息，因此不公开的填这里。不要和下一行的过程性信息混淆。",
    article: "《条例》第十六条第一款",
};

pub(super) const DENIED_6: Row = Row {
    id: "denied_6",
    label: "6.属于四类过程性信息",
    groups: DENIED,
    explain: "四类是指讨论记录、过程稿、磋商信函、请示报告，因此不公开的填这里。行政执法案卷填下一行。",
    article: "《条例》第十六条第二款",
};

pub(super) const DENIED_7: Row = Row {
    id: "denied_7",
    label: "7.属于行政执法案卷",
    groups: DENIED,
    explain: "申请的是行政执法案卷信息，因此不公开的填这里。",
    article: "《条例》第十六条第二款",
};

pub(super) const DENIED_8: Row = Row {
    id: "denied_8",
    label: "8.属于行政查询事项",
    groups: DENIED,
    explain: "工商、不动产登记资料这一类信息，法律、行政法规对查询另有规定，告知申请人按该规定办理的填这里。",
    article: "《条例》第三十六条第（七）项",
};

pub(super) const UNABLE_1: Row = Row {
    id: "unable_1",
    label: "1.本机关不掌握相关政府信息",
    groups: UNABLE,
    explain: "检索后没有这项信息，或者这项信息不归本机关负责公开的填这里。信息存在、只是不能公开的，填（三）不予公开。",
    article: "《条例》第三十六条第（四）（五）项",
};

pub(super) const UNABLE_2: Row = Row {
    id: "unable_2",
    label: "2.没有现成信息需要另行制作",
    groups: UNABLE,
    explain: "没有现成的信息，要另外加工、分析才能提供，因此没有提供的填这里。",
    article: "《条例》第三十八条",
};

pub(super) const UNABLE_3: Row = Row {
    id: "unable_3",
    label: "3.补正后申请内容仍不明确",
    groups: UNABLE,
    explain: "申请人按要求补正了，内容还是不明确、无法提供的填这里。逾期没有补正的不填这里，填（六）其他处理。",
    article: "《条例》第三十条、第三十六条",
};

pub(super) const NOTPROC_1: Row = Row {
    id: "notproc_1",
    label: "1.信访举报投诉类申请",
    groups: NOTPROC,
    explain: "以申请公开信息的形式提出信访、举报、投诉，告知不作为信息公开申请处理的填这里。",
    article: "《条例》第三十九条第一款",
};

pub(super) const NOTPROC_2: Row = Row {
    id: "notproc_2",
    label: "2.重复申请",
    groups: NOTPROC,
    explain: "本机关已经答复过，同一申请人又申请同样的信息，告知不重复处理的填这里。不同的人申请同样的信息，不算重复申请。",
    article: "《条例》第三十六条第（六）项",
};

pub(super) const NOTPROC_3: Row = Row {
    id: "notproc_3",
    label: "3.要求提供公开出版物",
    groups: NOTPROC,
    explain: "要求提供政府公报、报刊、书籍等公开出版物，告知获取途径的填这里。",
    article: "《条例》第三十九条第二款",
};

pub(super) const NOTPROC_4: Row = Row {
    id: "notproc_4",
    label: "4.无正当理由大量反复申请",
    groups: NOTPROC,
    explain: "申请的数量、频次明显超过合理范围，经要求说明理由，理由不合理、不予处理的填这里。\
              理由合理、照常答复的，按答复结果填其他行。",
    article: "《条例》第三十五条",
};

pub(super) const NOTPROC_5: Row = Row {
    id: "notproc_5",
    label: "5.要求行政机关确认或重新出具已获取信息",
    groups: NOTPROC,
    explain: "申请人手里已经有这项信息，要求行政机关确认或者再出具一次，不予处理的填这里。",
    article: "表样所列；一般参照《条例》第三十六条、第三十八条",
};

const OTHER_1: Row = Row {
    id: "other_1",
    label: "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    groups: OTHER,
    explain: "要求补正，申请人没有正当理由、到期没有补正，视为放弃申请的填这里。\
              补正了但内容仍不明确的，填（四）无法提供第3项。",
    article: "《条例》第三十条",
};

const OTHER_2: Row = Row {
    id: "other_2",
    label: "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    groups: OTHER,
    explain: "发了收费通知，申请人到期没有缴费，不再处理的填这里。这一行大于0，说明本年发过收费通知，\
              第六部分不能写没有发出收费通知。",
    article: "《条例》第四十二条；国办函〔2020〕109号",
};

const OTHER_3: Row = Row {
    id: "other_3",
    label: "3.其他",
    groups: OTHER,
    explain: "前面各行都对不上的才填这里。申请人自己撤回的，表样没有专门的行，实践中一般填这里；件数多的，最好在正文里说明。",
    article: "国办公开办函〔2021〕30号所附表样",
};

pub(super) const UNDIVIDED: Row = Row {
    id: "other",
    label: "（六）其他处理",
    groups: DONE,
    explain: "现行表样把（六）分成三行。只有原来的报告没有分开、又分不清的，才把合计数放在这里；分得清的，请填到三行里。",
    article: NOTICE,
};

pub(super) const DONE_TOTAL: Row = Row {
    id: "done_total",
    label: "（七）总计",
    groups: DONE,
    explain: "等于（一）到（六）各行相加，是本年办结的件数，上年结转、本年办结的也在内。没有办结的不算，填“四、结转下年度继续办理”。",
    article: "《条例》第五十条第（二）项",
};

pub(super) const CARRIED_OUT: Row = Row {
    id: "carried_out",
    label: "四、结转下年度继续办理",
    groups: &[],
    explain: "到12月31日还没有办结的填这里；正在等申请人补正的，一般也填这里。明年年度报告的“二、上年结转”要照这个数填。",
    article: "《条例》第三十三条",
};

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

const REVIEW: Row = Row {
    id: "review",
    label: "行政复议",
    groups: &[],
    explain: "填本机关因政府信息公开被申请行政复议的件数，到12月31日没有结果的填“尚未审结”。\
              上年转来的案件算不算，表样没有规定；算进来的，最好在表后注明。",
    article: "《条例》第五十一条",
};

const DIRECT: Row = Row {
    id: "direct",
    label: "未经复议直接起诉",
    groups: &["行政诉讼"],
    explain: "填没有经过复议、直接向法院起诉的件数，到12月31日没有审结的填“尚未审结”。经过复议再起诉的，填“复议后起诉”。",
    article: "《条例》第五十一条",
};

const POST: Row = Row {
    id: "post",
    label: "复议后起诉",
    groups: &["行政诉讼"],
    explain: "填经过复议、再向法院起诉的件数。2021年的通知写明，复议机关作共同被告的，只由作出原行政行为的机关填，复议机关不填。",
    article: "《条例》第五十一条",
};

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
