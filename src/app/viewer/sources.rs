//! Where the shown data come from and when (数据来源): always in sight.

use super::shelf::Item;
use super::words::Language;
use crate::report::{Json, Meta};

/// One line on the origin of the data.
pub struct Source {
    pub label: &'static str,
    pub text: String,
    /// Of those that are always in sight; the others are at the end.
    pub brief: bool,
    /// The address to go to: only `http` and `https`, whatever the data say.
    pub link: Option<String>,
}

/// What is known of a report's origin.
pub fn sources(language: &'static Language, item: &Item) -> Vec<Source> {
    let report = &item.report;
    let given = |key: &str| report.source.get("meta").and_then(|m| m.get(key)).and_then(Json::as_str).unwrap_or("");
    let mut sources = Vec::new();
    let time = changed(&item.time);
    for (label, text) in [
        ("数据来源", &*item.address),
        ("公布页面", given("source_url")),
        ("公布日期", report.meta(Meta::Published)),
        ("更新时间", &time),
        ("数据说明", given("note")),
    ] {
        if !text.trim().is_empty() {
            let link = web_address(text).map(str::to_owned);
            let brief = label != "数据说明";
            sources.push(Source { label: language.say(label), text: text.trim().to_owned(), brief, link });
        }
    }
    sources
}

/// `Fri, 30 Jan 2026 08:00:00 GMT`, as servers say it, for people: `2026-01-30`. Anything else stays as it is.
fn changed(time: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = time.split(' ').skip(1);
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    match (day, MONTHS.iter().position(|m| Some(*m) == month), year) {
        (Some(day), Some(month), Some(year)) => {
            [year, if month < 9 { "-0" } else { "-" }, &(month + 1).to_string(), "-", day].concat()
        }
        _ => time.to_owned(),
    }
}

/// An address for a narrow place: who it belongs to.
pub fn owner(address: &str) -> &str {
    address.split('/').nth(2).unwrap_or(address)
}

/// The text, if it is an address of the web and nothing else: no other scheme, no space or control mark in it.
pub fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '\\' | '"' | '<' | '>');
    ((starts("http://") || starts("https://")) && text.chars().all(plain)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{changed, owner, web_address};

    #[test]
    fn times_and_owners() {
        assert_eq!(changed("Fri, 30 Jan 2026 08:00:00 GMT"), "2026-01-30");
        assert_eq!(changed("Tue, 01 Dec 2026 08:00:00 GMT"), "2026-12-01");
        for odd in ["", "2026-01-30", "a b c d", "Fri, 30 J 2026 08:00:00 GMT <script>"] {
            assert_eq!(changed(odd), odd);
        }
        assert_eq!(owner("https://www.pingtan.gov.cn/zwgk/a.htm"), "www.pingtan.gov.cn");
        assert_eq!(owner("2025.json"), "2025.json");
    }

    #[test]
    fn only_web_addresses_are_links() {
        for good in ["https://www.pingtan.gov.cn/x.htm", "HTTP://example.gov.cn", " https://a.cn/政务 "] {
            assert!(web_address(good).is_some(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}https://a.cn",
            "data:text/html,<script>",
            "//evil.example",
            "https:evil",
            "vbscript:x",
            "ftp://a.cn",
            "https://a.cn/ javascript:alert(1)",
            "https://a.cn/\nx",
            "2025.json",
            "",
        ] {
            assert!(web_address(bad).is_none(), "{bad}");
        }
    }
}
