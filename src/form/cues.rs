//! What the words of a report count (线索词), as data.
//!
//! The prose reader finds the longest of these words at every letter of a sentence. A word may say several things at
//! once: `转下一年度` carries, and carries out. Words that only look like one of the others are here too, longest
//! first to be met: `依法行政规章制度` makes no 规章.

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    // What is counted.
    /// 政府信息公开申请.
    Application,
    /// 申请 alone: of what, the word before it says.
    Request,
    Review,
    Suit,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    Post,
    /// Reviews and suits together.
    Cases,
    Normative,
    Regulation,
    Procurement,
    Fee,
    /// 收费, 收取, 费用.
    Charge,
    /// 收费通知.
    Notice,
    /// Something the tables do not count.
    Foreign,
    /// 公文 and their 公开属性: 不予公开 is then said of documents.
    Attribute,
    // What happened to it.
    Received,
    Accepted,
    /// 收办: received and carried in.
    Gathered,
    Handled,
    Done,
    Answered,
    /// 尚在办理: open at the end of the year.
    Open,
    Carried,
    /// 上年, 去年.
    Before,
    /// 下年度.
    Next,
    // How it ended.
    Granted,
    Partial,
    Denied,
    Denied1,
    Denied2,
    Denied3,
    Denied4,
    Denied5,
    Denied6,
    Denied7,
    Denied8,
    Unable,
    Unable1,
    Unable2,
    Unable3,
    NotProcessed,
    NotProcessed1,
    NotProcessed2,
    NotProcessed3,
    NotProcessed4,
    NotProcessed5,
    Other,
    Other1,
    Other2,
    // Who asked.
    Natural,
    Organisation,
    Commercial,
    Research,
    PublicBenefit,
    Legal,
    // What a review or a court said.
    Upheld,
    Corrected,
    OtherOutcome,
    Pending,
    Closed,
    // What was done to documents.
    Made,
    Repealed,
    Valid,
    Published,
    // How it is said.
    Not,
    All,
    /// 其中: the parts of the number before.
    Of,
    /// 含, 包括: some of the number before.
    Holds,
    /// 分别: several numbers for several things.
    Respectively,
    Compared,
    Rise,
    Fall,
    Share,
    Rate,
    // Of whom, of what part.
    Office,
    Own,
    Wide,
    /// An organ that is named.
    Unit,
    /// A centre, a street office, a township: itself only for a unit of that kind.
    Branch,
    /// 下属, 所属: what stands below the reporter.
    Below,
    /// 信息公开: what reviews and suits are about.
    Disclosure,
    /// 已: over and done.
    Already,
    /// Some of what is counted: a channel, a subject.
    Some,
    /// Some of the year, or several years.
    Span,
    /// A wish, a condition, a plan.
    Aim,
    /// Another word for the same thing, perhaps wider or narrower.
    Loose,
    /// Says nothing of what is counted.
    Filler,
    /// 、, 和, 及: between two words.
    Joint,
}

/// Several cues at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u128);

impl Cues {
    pub const NONE: Cues = Cues(0);

    pub const fn of(cues: &[Cue]) -> Cues {
        let (mut all, mut at) = (0, 0);
        while at < cues.len() {
            all |= 1 << cues[at] as u8;
            at += 1;
        }
        Cues(all)
    }

    pub fn has(self, cue: Cue) -> bool {
        self.0 & 1 << cue as u8 != 0
    }

    pub fn any(self, cues: Cues) -> bool {
        self.0 & cues.0 != 0
    }

    pub fn and(self, cues: Cues) -> Cues {
        Cues(self.0 | cues.0)
    }

    /// Those that are in both.
    pub fn only(self, cues: Cues) -> Cues {
        Cues(self.0 & cues.0)
    }

    /// Every cue but these.
    pub const fn others(self) -> Cues {
        Cues(!self.0)
    }

    pub fn without(self, cue: Cue) -> Cues {
        Cues(self.0 & !(1 << cue as u8))
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}

use Cue::*;

/// The rows of table three that a result word counts.
pub static RESULTS: &[(Cue, &[&str])] = &[
    (Granted, &["granted"]),
    (Partial, &["partial"]),
    (Denied, &["denied_1", "denied_2", "denied_3", "denied_4", "denied_5", "denied_6", "denied_7", "denied_8"]),
    (Denied1, &["denied_1"]),
    (Denied2, &["denied_2"]),
    (Denied3, &["denied_3"]),
    (Denied4, &["denied_4"]),
    (Denied5, &["denied_5"]),
    (Denied6, &["denied_6"]),
    (Denied7, &["denied_7"]),
    (Denied8, &["denied_8"]),
    (Unable, &["unable_1", "unable_2", "unable_3"]),
    (Unable1, &["unable_1"]),
    (Unable2, &["unable_2"]),
    (Unable3, &["unable_3"]),
    (NotProcessed, &["notproc_1", "notproc_2", "notproc_3", "notproc_4", "notproc_5"]),
    (NotProcessed1, &["notproc_1"]),
    (NotProcessed2, &["notproc_2"]),
    (NotProcessed3, &["notproc_3"]),
    (NotProcessed4, &["notproc_4"]),
    (NotProcessed5, &["notproc_5"]),
    (Other, &["other_1", "other_2", "other_3", "other"]),
    (Other1, &["other_1"]),
    (Other2, &["other_2"]),
];

/// The columns of table three that a word for applicants counts.
pub static APPLICANTS: &[(Cue, &[&str])] = &[
    (Natural, &["natural"]),
    (Organisation, &["commercial", "research", "public_benefit", "legal_service", "other_org"]),
    (Commercial, &["commercial"]),
    (Research, &["research"]),
    (PublicBenefit, &["public_benefit"]),
    (Legal, &["legal_service"]),
];

/// The columns of table four that an outcome counts.
pub static OUTCOMES: &[(Cue, &str)] =
    &[(Upheld, "upheld"), (Corrected, "corrected"), (OtherOutcome, "other"), (Pending, "pending")];

/// Every word, by what it says; a space between two.
pub static WORDS: &[(Cues, &str)] = &[
    // What is counted.
    (
        Cues::of(&[Application]),
        "政府信息公开申请表 信息公开申请表 政府信息公开申请件 政府信息公开申请书 政府信息公开申请 政府信息依申请公开 信息依申请公开 依申请公开政府信息 依申请公开信息 政府信息申请 \
         政务公开申请 政务信息公开申请 信息公开申请 依申请公开 公开申请 依申请",
    ),
    (Cues::of(&[Request]), "申请表 申请 申请件 申请量 申请书 申请总量 申请公开"),
    (Cues::of(&[Review]), "行政复议 复议 行政复议申请 复议申请 行政复议案件 行政复议案"),
    (Cues::of(&[Suit]), "被诉 被起诉 涉诉 提起诉讼 行政诉讼 诉讼 行政诉讼案件 行政诉讼案 行政应诉案件"),
    (Cues::of(&[Direct]), "未经复议直接起诉 直接起诉 未经复议直接提起行政诉讼 直接提起行政诉讼"),
    (Cues::of(&[Post]), "复议后起诉 复议后提起行政诉讼 经复议后起诉"),
    (Cues::of(&[Cases]), "复议诉讼 行政复议诉讼 复议和诉讼 复议及诉讼 复议、诉讼案件"),
    (Cues::of(&[Cases, Loose]), "相关案件"),
    (Cues::of(&[Normative]), "行政规范性文件 规范性文件 政府规范性文件"),
    (Cues::of(&[Regulation]), "政府规章 规章"),
    (Cues::of(&[Procurement]), "政府集中采购项目 集中采购项目 政府集中采购"),
    (Cues::of(&[Fee]), "信息处理费 信息处理费用 信息公开处理费 处理费 信息公开处理费用"),
    (Cues::of(&[Charge]), "收费 收取 费用 收费事项 收费情况 收取费用 缴纳"),
    (Cues::of(&[Notice]), "收费通知 收费通知书 缴费通知 缴费通知书"),
    (
        Cues::of(&[Foreign]),
        "起草 牵头 代拟 参与 应诉 出庭 复议决定 行政复议决定 复议决定书 行政复议决定书 复议答复 行政复议答复 答复书 答辩 判决 裁定 复议意见书 复议机关作出 政策解读 信息报送 信息化 请示 批复 事务 建议 提案 议案 信访件 信访事项 留言 来信 咨询 热线 投诉 举报 工单 来电 来访 信箱 行政许可 许可 \
         处罚 培训 新闻 会议 解读 访谈 监测 栏目 稿件 微信 微博 公众号 问题 视频 粉丝 浏览 访问 点击 \
         服务事项 办件 征集 通知书 调解 政策文件 督办 考核 检察建议 预算 决算 政务信息 司法建议 \
         告知书 意见建议 证明 登记证 执照 采购 招标 项目 数据 目录 清单 信息公开指南 公报 动态 公告 \
         国家赔偿 法律文书 协查 函 征求意见 一审 二审 再审 上诉 备案 报备 修订 修改 清理 审查 审核",
    ),
    (Cues::of(&[Attribute]), "公文 属性 公开属性 发文"),
    // What happened to it.
    (Cues::of(&[Received]), "收到 新收 新收到 接收 接收到 接到 收件 新增 共收 收 新收申请"),
    (Cues::of(&[Accepted]), "受理 接受 受理登记 登记受理 登记"),
    (Cues::of(&[Gathered]), "收办 应办 应办理 应办结"),
    (Cues::of(&[Handled]), "办理 处理 承办"),
    (Cues::of(&[Done]), "办结 办理完毕 办理完成 办理完结 办毕 办复 结办 办理办结 完成办理 处理完毕 办理答复完毕"),
    (Cues::of(&[Answered]), "回复 答复 完成答复 答复办理 办理答复"),
    (Cues::of(&[Open]), "未办结 尚未办结 正在办理 尚在办理 仍在办理 在办理期限内 正在办理中 待办理 在办"),
    (Cues::of(&[Carried]), "转结 结转 顺延 延至 转入 转至 结转到 结转至 遗留 结存 续办 接转"),
    (Cues::of(&[Before]), "上年度 上一年度 上一年 上年 去年 前一年 往年"),
    (
        Cues::of(&[Before, Compared]),
        "较上年 较去年 比上年 比去年 较上一年 比上一年 与上年相比 与去年相比 与上年 与去年",
    ),
    (
        Cues::of(&[Before, Compared]),
        "相较于上年 相较于去年 相较上年 相较去年 相比上年 相比去年 同比去年 同比上年 同上年相比",
    ),
    (Cues::of(&[Next]), "下年度 下一年度 下一年 下年 次年 明年 来年 翌年"),
    (
        Cues::of(&[Carried, Next]),
        "跨年度结转 跨年结转 结转下期 转下一年度 转下年度 转下年 转下一年 转次年 下年度继续办理 下一年度继续办理 跨年度办理 跨年办理",
    ),
    // How it ended.
    (Cues::of(&[Granted]), "予以公开 同意公开 准予公开 全部公开 给予公开"),
    (Cues::of(&[Partial]), "部分公开 予以部分公开 部分予以公开 同意部分公开 准予部分公开"),
    (Cues::of(&[Denied]), "不予公开 不同意公开"),
    (Cues::of(&[Denied1]), "属于国家秘密 国家秘密"),
    (Cues::of(&[Denied2]), "法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开"),
    (Cues::of(&[Denied3]), "危及“三安全一稳定” 三安全一稳定"),
    (Cues::of(&[Denied4]), "保护第三方合法权益 第三方合法权益"),
    (Cues::of(&[Denied5]), "三类内部事务信息 内部事务信息 属于三类内部事务信息"),
    (Cues::of(&[Denied6]), "四类过程性信息 过程性信息 属于四类过程性信息"),
    (Cues::of(&[Denied7]), "行政执法案卷 执法案卷 属于行政执法案卷 行政执法案卷信息"),
    (Cues::of(&[Denied8]), "行政查询事项 属于行政查询事项"),
    (Cues::of(&[Unable]), "无法提供 不能提供"),
    (Cues::of(&[Unable1]), "不掌握 不掌握相关政府信息 不掌握相关信息 本机关不掌握相关政府信息 本机关不掌握"),
    (Cues::of(&[Unable1, Loose]), "信息不存在 政府信息不存在 相关信息不存在 申请信息不存在 非本机关负责公开"),
    (Cues::of(&[Unable2]), "没有现成信息需要另行制作 没有现成信息 需要另行制作 另行制作"),
    (Cues::of(&[Unable3]), "补正后申请内容仍不明确 补正后仍不明确 申请内容仍不明确 补正后申请内容不明确"),
    (Cues::of(&[NotProcessed]), "不予处理"),
    (Cues::of(&[NotProcessed1]), "信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类申请 信访举报投诉"),
    (Cues::of(&[NotProcessed2]), "重复申请"),
    (Cues::of(&[NotProcessed3]), "要求提供公开出版物 公开出版物"),
    (Cues::of(&[NotProcessed4]), "无正当理由大量反复申请 大量反复申请"),
    (Cues::of(&[NotProcessed5]), "要求行政机关确认或重新出具已获取信息 确认或重新出具 重新出具"),
    (Cues::of(&[Other]), "其他处理 其它处理 其他方式处理 作其他处理 其他处理方式"),
    (Cues::of(&[Other1]), "逾期不补正的 逾期未补正的 逾期不补正 逾期未补正 无正当理由逾期不补正"),
    (Cues::of(&[Other2]), "逾期未按收费通知要求缴纳费用 逾期未缴纳费用 逾期未缴费"),
    // Who asked.
    (Cues::of(&[Natural]), "自然人 自然人申请"),
    (
        Cues::of(&[Organisation]),
        "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人或其它组织 法人和其它组织 \
         法人与其他组织 法人及其它组织",
    ),
    (Cues::of(&[Commercial]), "商业企业"),
    (Cues::of(&[Research]), "科研机构"),
    (Cues::of(&[PublicBenefit]), "社会公益组织 公益组织"),
    (Cues::of(&[Legal]), "法律服务机构"),
    // What a review or a court said.
    (Cues::of(&[Upheld]), "维持 结果维持 维持原行政行为"),
    (Cues::of(&[Corrected]), "纠正 结果纠正 纠错 败诉"),
    (Cues::of(&[Corrected, Loose]), "撤销 确认违法 责令重作 责令履行 变更"),
    (Cues::of(&[OtherOutcome]), "其他结果 其它结果"),
    (Cues::of(&[OtherOutcome, Loose]), "终止 撤回 驳回 和解 不予受理 撤诉 胜诉"),
    (Cues::of(&[Pending]), "尚未审结 未审结 未结案 正在审理 尚在审理 审理中 正在审理中"),
    (Cues::of(&[Closed]), "结案 审结"),
    // What was done to documents.
    (Cues::of(&[Made]), "制发 制定 新制定 新制发 制定发布 制发公开"),
    (Cues::of(&[Made, Loose]), "出台 印发 新出台 制定印发 制定出台"),
    (Cues::of(&[Repealed]), "废止"),
    (Cues::of(&[Repealed, Loose]), "失效 宣布失效"),
    (Cues::of(&[Valid]), "现行有效 现行有效的"),
    (Cues::of(&[Valid, Loose]), "有效 继续有效 保留"),
    (Cues::of(&[Published]), "主动公开 公开发布 公布 公开 发布 集中公开 主动公开的"),
    // How it is said.
    (Cues::of(&[Loose]), "增加到 增至 增长到 增长至 上升到 上升至 减少到 减至 降至 下降到 下降至 降到 回落至"),
    (Cues::of(&[Not]), "不存在 未发现 未 无 没有 未曾 均未 均无 尚未 并未 未有"),
    (Cues::of(&[All]), "均 全部 都 皆 全数 所有"),
    (Cues::of(&[Of]), "其中"),
    (Cues::of(&[Holds]), "含 包括 包含 其中包括 其中含 其中包含"),
    (Cues::of(&[Respectively]), "分别 依次"),
    (Cues::of(&[Compared]), "同比 环比 较 相较 相比 比"),
    (Cues::of(&[Rise]), "增长 增加 上升 提升 提高 增幅 上涨 增长率 多了"),
    (Cues::of(&[Fall]), "下降 减少 降低 回落 降幅 少了"),
    (Cues::of(&[Share]), "占 占比 占比为 占比达 比例 比重 占总数 占总数的 占申请总量的 占申请总数的 占总量的"),
    (
        Cues::of(&[Rate]),
        "回复率 率 按时办结率 按期办结率 及时办结率 按时答复率 按期答复率 答复率 办复率 及时率 满意率 纠错率 败诉率 维持率 公开率 胜诉率",
    ),
    (Cues::of(&[Rate, Done]), "办结率"),
    // Of whom, of what part.
    (Cues::of(&[Office]), "政府办公室 政府办公厅 政府办 府办 本级 办公室 办公厅 两办 办本级"),
    (
        Cues::of(&[Own]),
        "全镇 全乡 全街 全街道 全局 全委 我局 我委 我办 我厅 我院 我单位 本局 本单位 本机关 我镇 本镇 我街道 本街道 我乡 我街 局机关 \
         我中心 本办 本委 我部门 本行政机关 我机关",
    ),
    (
        Cues::of(&[Wide]),
        "全省 全市 全区 全县 全旗 全州 全盟 全系统 各部门 各单位 各级 我省 我市 我区 我县 我旗 我州 \
         各街道 各镇街 各镇 各乡镇 各镇办 各局 各委办局 各职能部门 镇街 各级行政机关 各行政机关 部门和乡镇 \
         我自治区 全自治区 各市 各县 各区",
    ),
    (Cues::of(&[Unit]), "局 委员会 分局 厅"),
    (Cues::of(&[Branch]), "街道 街道办 街道办事处 中心 镇政府 乡政府 镇人民政府 乡人民政府"),
    (
        Cues::of(&[Below]),
        "下属 下属单位 所属 所属单位 直属 直属单位 各直属单位 下级 下级单位 基层 基层单位 二级单位 二级机构 事业单位 \
         区县局 各区县局 县区局 各县区局 县市局 各县市局 区局 各区局 县局 各县局 各分局 各科室 各处室 派出机构 派驻机构 \
         其他行政机关 其他机关 其他部门 其他单位 兄弟单位",
    ),
    (
        Cues::of(&[Some]),
        "网上 网络 在线 当面 现场 信函 邮寄 邮政 传真 电子邮件 邮件 涉及 关于 有关 领域 延期 超期 逾期 \
         撤回申请 撤销申请 补正 转办 转送 线上 线下 渠道 窗口 征收 拆迁 土地 规划 住建 向 对 针对性 书面 \
         口头 平台 网站 邮箱 疑难 复杂 指导 协助 审批 主动 已主动公开 属于",
    ),
    (
        Cues::of(&[Span]),
        "截至目前 目前 日均 月均 年均 平均 每日 每天 每个工作日 上半年 下半年 季度 以来 月份 近三年 近两年 近年来 历年 五年来 三年来 任期内 月底 每月 每年 每周 每季度",
    ),
    (
        Cues::of(&[Aim]),
        "力争 争取 努力 避免 防止 将 下一步 力求 杜绝 严防 如 若 凡 对于 应当 必须 可以 目标 预防 防范 减少和 风险 可能 不得",
    ),
    (Cues::of(&[Disclosure]), "政府信息公开 信息公开 政府信息 政府信息公开工作 信息公开工作 信息公开类"),
    (Cues::of(&[Already]), "已 已经 均已按 已按"),
    (Cues::of(&[All, Already]), "均已 已全部 全部已 已均 都已"),
    (Cues::of(&[Not, Corrected]), "零纠错 无纠错 未被纠错 零撤销"),
    (Cues::of(&[Not, Corrected, Suit]), "零败诉 无败诉"),
    (Cues::of(&[Filler, Joint]), "及 和 与 或 、 以及 并"),
    (
        Cues::of(&[Filler]),
        "共 共计 总计 合计 累计 总共 一共 计 为 有 了 的 达 达到 到 数量 数 总数 总量 总数量 件数 \
         案件 案 事项 情况 仅 只 是 约 近 超 超过 逾 另 另有 还有 件 类 率为 合 总 量 新 人 被申请 \
         作 作出 做出 决定 等 后 在 至 案件数 案件数量 申请数量 申请总数 申请数 其余 剩余 继续 “ ” \
         全年 本年 本年度 今年 年内 当年 年度 依法 依规 依法依规 及时 按时 按期 严格 按照 按 规定 要求 \
         信息 工作 引起 引发 引起的 引发的 产生 产生的 发生 因 由 被 提起 提出 公民 公民、法人和其他组织 \
         公民、法人或其他组织 自然人、法人或其他组织 自然人、法人和其他组织 自然人、法人及其他组织 自然人、法人或者其他组织 \
         自然人及法人或其他组织 自然人和法人或其他组织 公民、法人及其他组织 公民、法人或者其他组织 公民、法人和其它组织 公民、法人或其它组织 \
         出现 存在 结果 方式 条件 方面 法定期限内 规定时限内 规定期限内 期限内 法定 期限 时限 内 予以 进行 \
         针对 类型 数量为 本 该 此类 这 上述 以上 我 机关 单位 部门 行政机关 行政 相关 工作年度报告 截至 \
         截止 底 统计 未来 无障碍 无正当理由 规章制度 法规规章 法律法规规章 部门规章制度 较大 较好 较多 较高 \
         较为 比如 对比 比较 申请人 复议机关 行政复议机关 复议审查机关 复议机构 行政复议机构 行政复议法 \
         行政复议局 申请公开答复 含量 包含着 如何 如期 如实 如下 凡是 对象 收集 收集整理 收入 回收 接收单位 \
         局面 局部 格局 中心工作 围绕中心 处理费管理办法 信息处理费管理办法 政府信息公开信息处理费管理办法 都市 \
         首都 成都 均衡 均等 无缝 无纸化 无偿 无锡 领域信息 规划建设 数据局 将军 占用 比亚迪 有效性 \
         有效提升 有效推进 有效保障 有效促进 有效解决 有效回应 有效利用 有效降低 动态更新 动态调整 通过 任何 \
         任何形式 任何方式 各种形式 今年以来 本年以来 年初以来 本年度以来 形式 途径 书面形式 来自 分别来自 \
         发来 提交 提交的 提出的 申请的 办理的 答复的 共有 总共有 已经有 期间 数为",
    ),
];
