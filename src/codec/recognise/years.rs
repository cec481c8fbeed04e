//! Whose year a table is (表的年份): what stands right above it may say that it is an earlier year's.

/// A caption has no more letters.
const LONGEST: usize = 40;
const LAST: [&str; 3] = ["上年", "上一年", "去年"];
/// With one of these a sentence speaks of this year, or compares the two.
const OTHERWISE: [&str; 8] = ["本年", "今年", "结转", "较", "比", "增", "减", "至"];

/// Whether a text announces an earlier year's numbers: `上年度（2024年）情况如下：`, `附：2024年度……情况`.
pub(super) fn is_earlier(text: &str, year: Option<u16>) -> bool {
    let sentence = text.rsplit(['。', '；', '\n']).find(|part| !part.trim().is_empty()).unwrap_or_default();
    let said = bare(sentence);
    let mut numbers = said.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::parse::<u16>);
    let is_dated = said.get(4..).is_some_and(|rest| rest.starts_with("年")) && numbers.clone().next().is_some();
    let is_before = |n: Result<u16, _>| year.zip(n.ok()).is_some_and(|(own, n)| (2000..own).contains(&n));
    (is_dated || LAST.iter().any(|last| said.starts_with(last)))
        && said.chars().count() <= LONGEST
        && numbers.all(is_before)
        && !OTHERWISE.iter().any(|word| said.contains(word))
}

/// Without `附件1：` and brackets in front.
fn bare(sentence: &str) -> &str {
    let is_front = |c: char| !c.is_alphanumeric() || matches!(c, '附' | '件' | '表');
    let rest = sentence.trim_start_matches(is_front);
    let numbered =
        rest.strip_prefix(|c: char| c.is_ascii_digit()).filter(|r| !r.starts_with(|c: char| c.is_ascii_digit()));
    numbered.map_or(rest, |rest| rest.trim_start_matches(is_front))
}

/// Whether a text between a caption and its table may be more than its unit: `（单位：件）`.
pub(super) fn is_more(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphanumeric()).count() > 4
}

#[cfg(test)]
mod tests {
    use super::is_earlier;

    #[test]
    fn captions() {
        for text in [
            "上年度（2024年）情况如下：",
            "本年度无行政复议、行政诉讼情况。上年度（2024年）情况如下：",
            "附件：2024年度政府信息公开行政复议、行政诉讼情况",
            "附件2：2024年主动公开政府信息情况",
            "（2023年）",
            "去年情况：",
        ] {
            assert!(is_earlier(text, Some(2025)), "{text}");
        }
        for text in [
            "",
            "2025年度情况如下：",
            "2024年、2025年情况如下：",
            "2024年相比，减少3件",
            "上年结转政府信息公开申请5件。",
            "上年同期为3件，较上年增加2件",
            "2026年1月20日",
            "2024年12月31日前收到的申请5件",
            "四、政府信息公开行政复议、行政诉讼情况",
            "上年度申请全部办结，本年情况如下：",
        ] {
            assert!(!is_earlier(text, Some(2025)), "{text}");
        }
        assert!(!is_earlier("2024年度情况：", None));
    }
}
