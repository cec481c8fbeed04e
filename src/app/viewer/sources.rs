//! Where the shown data come from and when (数据来源): always in sight.

use super::shelf::Item;
use super::words::Language;
use crate::report::{Json, Meta};

/// One line on the origin of the data.
pub struct Source {
    pub label: &'static str,
    pub text: String,
    /// The address to go to: only `http` and `https`, whatever the data say.
    pub link: Option<String>,
}

/// What is known of a report's origin.
pub fn sources(language: &'static Language, item: &Item) -> Vec<Source> {
    let report = &item.report;
    let given = |key: &str| report.source.get("meta").and_then(|m| m.get(key)).and_then(Json::as_str).unwrap_or("");
    let mut sources = Vec::new();
    for (label, text) in [
        ("数据来源", &*item.address),
        ("公布页面", given("source_url")),
        ("公布日期", report.meta(Meta::Published)),
        ("更新时间", &*item.time),
        ("数据说明", given("note")),
    ] {
        if !text.trim().is_empty() {
            let link = web_address(text).map(str::to_owned);
            sources.push(Source { label: language.say(label), text: text.trim().to_owned(), link });
        }
    }
    sources
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
    use super::web_address;

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
