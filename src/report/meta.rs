//! What the report says of itself (基本信息).

use crate::form::Edition;

/// A field under `meta` in a report file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meta {
    Title,
    Org,
    Level,
    Year,
    Published,
    /// The contact as one text, where a file has it so.
    Contact,
    ContactOrg,
    ContactAddress,
    ContactPostcode,
    ContactPhone,
    ContactEmail,
}

impl Meta {
    pub const ALL: [Meta; 11] = [
        Meta::Title,
        Meta::Org,
        Meta::Level,
        Meta::Year,
        Meta::Published,
        Meta::Contact,
        Meta::ContactOrg,
        Meta::ContactAddress,
        Meta::ContactPostcode,
        Meta::ContactPhone,
        Meta::ContactEmail,
    ];

    /// Position in arrays over all fields.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The keys below `meta` that lead to it.
    pub fn path(self) -> &'static [&'static str] {
        match self {
            Meta::Title => &["title"],
            Meta::Org => &["org"],
            Meta::Level => &["level"],
            Meta::Year => &["year"],
            Meta::Published => &["published"],
            Meta::Contact => &["contact"],
            Meta::ContactOrg => &["contact", "org"],
            Meta::ContactAddress => &["contact", "address"],
            Meta::ContactPostcode => &["contact", "postcode"],
            Meta::ContactPhone => &["contact", "phone"],
            Meta::ContactEmail => &["contact", "email"],
        }
    }

    /// As the form calls it.
    pub fn name(self) -> &'static str {
        match self {
            Meta::Title => "标题",
            Meta::Org => "单位名称",
            Meta::Level => "单位类型",
            Meta::Year => "报告年度",
            Meta::Published => "报告日期",
            Meta::Contact => "联系方式",
            Meta::ContactOrg => "联系单位",
            Meta::ContactAddress => "地址",
            Meta::ContactPostcode => "邮编",
            Meta::ContactPhone => "电话",
            Meta::ContactEmail => "电子邮箱",
        }
    }

    /// `contact.phone`.
    pub fn code(self) -> String {
        self.path().join(".")
    }
}

/// The kinds of unit that report (单位类型), as `meta.level` codes with their names.
pub const LEVELS: [(&str, &str); 9] = [
    ("department", "政府部门、派出机构"),
    ("township", "乡镇人民政府、街道办事处"),
    ("office", "政府办公厅（室）"),
    ("county", "县（区、市）人民政府"),
    ("district", "市辖区人民政府"),
    ("city", "设区的市人民政府"),
    ("province-office", "省级政府办公厅"),
    ("province", "省、自治区、直辖市人民政府"),
    ("ministry", "国务院部门"),
];

/// The last day to publish, by the kind of unit: month and day as 131, 220, 310, 331 (《条例》第四十九条；国办公开办函〔2021〕30号).
/// `None` where the kind is unknown.
pub fn last_day(level: &str, edition: Edition) -> Option<u16> {
    let aggregated = edition == Edition::E2021;
    Some(match level {
        "department" | "township" | "office" => 131,
        "county" | "district" if aggregated => 220,
        "city" if aggregated => 310,
        "county" | "district" | "city" | "province" | "province-office" | "ministry" => 331,
        _ => return None,
    })
}

/// `1月31日` for 131.
pub fn day(day: u16) -> String {
    [(day / 100).to_string(), "月".to_owned(), (day % 100).to_string(), "日".to_owned()].concat()
}

/// Whether a unit of this kind may make 规章: a province, a city with districts, a ministry (《立法法》).
/// `None` where the kind is unknown or speaks for somebody who may.
pub fn may_regulate(level: &str) -> Option<bool> {
    match level {
        "county" | "district" | "department" | "township" => Some(false),
        "city" | "province" | "ministry" | "province-office" => Some(true),
        _ => None,
    }
}
