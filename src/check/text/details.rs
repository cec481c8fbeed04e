//! Details of the document: its date, names, numbering, private data, a way to ask.

use super::{Desk, Out, Text};
use crate::check::{Finding, Place, Rule, Severity};
use crate::form::Prose;
use crate::report::Meta;
use crate::report::meta::{self, last_day};

pub(super) const RULES: &[Rule] = &[NAME, DATE, DEADLINE, NUMBERING, PRIVATE, CONTACT];

const NAME: Rule = Rule { id: "D-ORGNAME", severity: Severity::Warning, source: "经验规则" };

const DATE: Rule =
    Rule {
        id: "D-DATE", severity: Severity::Warning, source: "《条例》第四十九条：每年1月31日前、3月31日前"
    };

const DATE_ASKED: Rule = Rule { severity: Severity::Hint, ..DATE };

const DEADLINE: Rule =
    Rule {
        id: "D-DEADLINE", severity: Severity::Warning, source: "《条例》第四十九条；国办公开办函〔2021〕30号"
    };

const NUMBERING: Rule = Rule { id: "D-ENUM", severity: Severity::Hint, source: "经验规则" };

const PRIVATE: Rule =
    Rule { id: "D-PRIV", severity: Severity::Warning, source: "《条例》第十五条：不得公开个人隐私" };

const CONTACT: Rule = Rule { id: "D-CONTACT", severity: Severity::Hint, source: "经验规则" };

/// Letters of place names that are mistaken for each other, in typing and in reading of scans.
const MISTAKEN: [(char, char); 24] = [
    ('沭', '沐'),
    ('沪', '泸'),
    ('滦', '栾'),
    ('汨', '泪'),
    ('祁', '祈'),
    ('荥', '荣'),
    ('亳', '毫'),
    ('郏', '陕'),
    ('睢', '雎'),
    ('蕲', '靳'),
    ('犍', '键'),
    ('婺', '鹜'),
    ('鄞', '勤'),
    ('盱', '吁'),
    ('眙', '贻'),
    ('邗', '邢'),
    ('汜', '氾'),
    ('莒', '营'),
    ('兖', '衮'),
    ('潢', '璜'),
    ('浠', '稀'),
    ('坻', '抵'),
    ('郯', '谈'),
    ('掖', '腋'),
];

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

pub(super) fn judge(desk: &Desk, out: &mut Out) {
    out.findings.extend(name(desk));
    out.findings.extend(date(desk));
    out.findings.extend(deadline(desk));
    for text in &desk.texts {
        if matches!(text.prose, Prose::Part1 | Prose::Part5) && !text.letters.has(&["[…]"]) {
            out.findings.extend(numbering(text));
        }
        if text.prose != Prose::Intro {
            out.findings.extend(private(text));
        }
    }
    out.findings.extend(contact(desk));
}

/// The name of the place with one of its letters mistaken: 沐阳县 for 沭阳县.
fn name(desk: &Desk) -> Option<Finding> {
    let org = desk.check.report.meta(Meta::Org);
    let title = desk.check.report.meta(Meta::Title);
    for (right, wrong) in MISTAKEN {
        for (own, other) in [(right, wrong), (wrong, right)] {
            let Some((before, after)) = org.split_once(own) else { continue };
            let Some(end) = after.find(['县', '市', '区', '镇', '乡', '州']) else { continue };
            let end = end + after.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let tail = after.get(..end).unwrap_or_default();
            let head = before
                .chars()
                .next_back()
                .filter(|c| !"省市县区州".contains(*c))
                .map_or_else(String::new, String::from);
            let (named, mistaken) =
                ([&head, &own.to_string(), tail].concat(), [&head, &other.to_string(), tail].concat());
            if named.chars().count() < 3 {
                continue;
            }
            let at = match desk.texts.iter().find(|text| text.letters.has(&[&mistaken])) {
                _ if title.contains(&mistaken) => Place::Meta(Meta::Title),
                Some(text) => Place::Prose(text.prose),
                None => continue,
            };
            let message = ["单位名称是“", org, "”，这里写的是“", &mistaken, "”，请核对哪个字对。"].concat();
            return Some(Finding::new(&NAME, at, message).expected(named).found(mistaken));
        }
    }
    None
}

/// Year, month and day of `2026-01-23`.
fn published(desk: &Desk) -> Option<(u16, u16)> {
    let mut parts = desk.check.report.meta(Meta::Published).trim().split('-');
    let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
    let (year, month, day) = (next()?, next()?, next()?);
    Some((year, month * 100 + day))
}

fn date(desk: &Desk) -> Option<Finding> {
    let year = desk.check.report.year()?;
    let at = Place::Meta(Meta::Published);
    if let Some((found, _)) = published(desk) {
        if found == year + 1 {
            return None;
        }
        let rest = [
            "公布日期是 ",
            &found.to_string(),
            " 年，",
            &year.to_string(),
            " 年的报告应当在 ",
            &(year + 1).to_string(),
            " 年公布，请核对。",
        ];
        return Some(Finding::new(&DATE, at, rest.concat()).expected((year + 1).to_string()).found(found.to_string()));
    }
    let blank = desk.check.report.meta(Meta::Published).trim().is_empty();
    let signed = desk.texts.iter().flat_map(|text| &text.reading.sentences).flat_map(|s| &s.dates);
    let dated = signed.into_iter().any(|date| date.year == Some(year + 1) && date.day.is_some());
    let missing = blank && !dated && desk.is_whole();
    missing.then(|| Finding::new(&DATE_ASKED, at, "没有公布日期，请补填。".to_owned()))
}

fn deadline(desk: &Desk) -> Option<Finding> {
    let (year, (found, day)) = (desk.check.report.year()?, published(desk)?);
    let report = desk.check.report;
    let last = last_day(report.meta(Meta::Level), report.edition())?;
    if found != year + 1 || day <= last {
        return None;
    }
    let (day, last) = (meta::day(day), meta::day(last));
    let message = ["公布日期是 ", &day, "，这类单位的年度报告最迟 ", &last, "公布，请核对日期。"].concat();
    let finding = Finding::new(&DEADLINE, Place::Meta(Meta::Published), message);
    Some(finding.expected(last).found(day))
}

/// 一是 … 三是: a number left out, or there twice. Lists stand in lists, and each may go on where it was left.
fn numbering(text: &Text) -> Option<Finding> {
    let letters = text.letters.stretch(0..text.letters.count());
    let mut open: Vec<usize> = Vec::new();
    for at in 0..letters.len() {
        let Some(number) = ordinal(letters, at) else { continue };
        if number == 1 {
            open.push(1);
        } else if let Some(list) = open.iter().rposition(|last| last + 1 == number) {
            open.truncate(list);
            open.push(number);
        } else if let Some(last) = open.last() {
            return Some(misnumbered(text, at, number, *last == number));
        }
    }
    None
}

fn misnumbered(text: &Text, at: usize, number: usize, twice: bool) -> Finding {
    const QUOTED: usize = 20;
    let word = |number: usize| {
        let numeral = number.checked_sub(1).and_then(|n| NUMERALS.get(n)).copied().unwrap_or(' ');
        ["“", &numeral.to_string(), "是”"].concat()
    };
    let message = match twice {
        true => ["序号重复：", &word(number), "出现了两次，请核对。"].concat(),
        false => ["序号不连续：", &word(number), "前面没有", &word(number - 1), "，请核对。"].concat(),
    };
    let mut finding = Finding::new(&NUMBERING, Place::Prose(text.prose), message).found(word(number));
    let bytes = text.letters.bytes(text.text, at..(at + QUOTED).min(text.letters.count()));
    finding.quote = Some(text.slice(bytes).to_owned());
    finding
}

/// `三是` as the third of a list; not `之一是`, `十三是`, `第三是`.
fn ordinal(letters: &[char], at: usize) -> Option<usize> {
    letters.get(at + 1).filter(|c| **c == '是')?;
    let number = NUMERALS.iter().position(|n| letters.get(at) == Some(n))? + 1;
    let before = at.checked_sub(1).and_then(|b| letters.get(b)).copied().unwrap_or('。');
    let opens = matches!(before, '。' | '，' | ',' | ';' | ':' | '、' | '!' | '?' | ')' | '”') || at == 0;
    (opens && number < 10).then_some(number)
}

/// An identity number, or a mobile telephone number that is not given as a contact.
fn private(text: &Text) -> Option<Finding> {
    let letters = text.letters.stretch(0..text.letters.count());
    let mut at = 0;
    while at < letters.len() {
        let end = at + letters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        let run = letters.get(at..end).unwrap_or_default();
        let next = letters.get(end).copied().unwrap_or(' ');
        let what = match run.len() {
            17 | 18 if is_identity(run, next) => "身份证号码",
            11 if is_mobile(run, next)
                && !text.letters.has_in(at.saturating_sub(12)..at, &["电话", "手机", "联系"]) =>
            {
                "手机号码"
            }
            _ => {
                at = end.max(at + 1);
                continue;
            }
        };
        let message = ["正文里像是有", what, "，公开前请核对，涉及个人隐私的应当删去。"].concat();
        return Some(Finding::new(&PRIVATE, Place::Prose(text.prose), message));
    }
    None
}

fn is_mobile(run: &[char], next: char) -> bool {
    let second = run.get(1).is_some_and(|c| ('3'..='9').contains(c));
    run.first() == Some(&'1') && second && !"件条人次个元万亿.%".contains(next)
}

/// Six digits of a place, a date of birth, three digits and a last one that may be X.
fn is_identity(run: &[char], next: char) -> bool {
    let number = |from: usize, to: usize| {
        let digits = run.get(from..to).unwrap_or_default().iter().collect::<String>();
        digits.parse::<u16>().unwrap_or(0)
    };
    let whole = run.len() == 18 || matches!(next, 'X' | 'x');
    whole
        && (1900..2030).contains(&number(6, 10))
        && (1..=12).contains(&number(10, 12))
        && (1..=31).contains(&number(12, 14))
}

fn contact(desk: &Desk) -> Option<Finding> {
    let fields = [Meta::Contact, Meta::ContactOrg, Meta::ContactAddress, Meta::ContactPhone, Meta::ContactEmail];
    let given = fields.iter().any(|field| !desk.check.report.meta(*field).trim().is_empty());
    let spoken = desk.speaks_of(&["电话", "联系", "邮箱", "邮编", "地址"]);
    if given || spoken || !desk.is_whole() {
        return None;
    }
    let message = "没有写联系方式，最好写明单位、地址和电话，方便公众询问。".to_owned();
    Some(Finding::new(&CONTACT, Place::Meta(Meta::Contact), message))
}
