//! What a cell's text stands for: every form of number that was ever seen in a report or feared.

use gongkai::form::{Edition, Kind, Slot};
use gongkai::report::{Edit, Number, Reading, Report, Why};

const COUNT: Kind = Kind::Count;
const SIGNED: Kind = Kind::Signed;
const WAN: Kind = Kind::Money { unit: Some("万元") };
const ANY: Kind = Kind::Money { unit: None };

/// A cell of each kind.
fn cell(kind: Kind) -> (Edition, Slot) {
    let (edition, code) = match kind {
        Kind::Count => (Edition::E2021, "table3.new.natural"),
        Kind::Signed => (Edition::E2019, "table2.licensing.delta"),
        Kind::Money { unit: Some(_) } => (Edition::E2021, "table2.fees.amount_wan"),
        Kind::Money { unit: None } => (Edition::E2019, "table2.procurement.amount_text"),
    };
    (edition, Slot::parse(code).unwrap())
}

/// Types the text into a cell of this kind: it stays as it is, letter by letter.
fn read(raw: &str, kind: Kind) -> Reading {
    let (edition, slot) = cell(kind);
    assert_eq!(slot.kind(), kind);
    let report = Report::new(edition).apply(&Edit::Cell(slot, raw.into()));
    assert_eq!(report.raw(slot), raw);
    report.reading(slot)
}

fn number(digits: &str) -> Number {
    let (negative, digits) = digits.strip_prefix('-').map_or((false, digits), |d| (true, d));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    Number::from_digits(negative, whole, fraction).unwrap()
}

fn plain(digits: &str) -> Reading {
    Reading::Number(number(digits))
}

fn noted(digits: &str) -> Reading {
    Reading::Respelled(number(digits))
}

fn asked(why: Why, suggestion: Option<&str>) -> Reading {
    Reading::Unclear { why, suggestion: suggestion.map(number) }
}

#[track_caller]
fn table(kind: Kind, cases: &[(&str, Reading)]) {
    for (raw, expected) in cases {
        assert_eq!(read(raw, kind), *expected, "{raw:?} as {kind:?}");
    }
}

#[test]
fn one_number_plainly_written() {
    let cases = [("0", "0"), ("26", "26"), ("1207", "1207"), (" 1207", "1207"), ("1207 ", "1207")];
    cases.iter().for_each(|(raw, value)| table(COUNT, &[(raw, plain(value))]));
    // Of another kind than the cell wants: a number all the same, and another rule's business.
    table(COUNT, &[("-3", plain("-3")), ("1.5", plain("1.5"))]);
    let huge = "100000000000000000000";
    table(COUNT, &[(huge, plain(huge))]);
    assert_eq!(number(huge).to_string(), huge);
    table(WAN, &[("7730.28", plain("7730.28")), ("24252.311082", plain("24252.311082")), ("0.5", plain("0.5"))]);
}

#[test]
fn one_number_in_another_spelling_is_noted() {
    for (raw, value) in [
        ("１２３", "123"),
        ("1 207", "1207"),
        ("1\u{A0}207", "1207"),
        ("1\u{2009}207", "1207"),
        ("1\u{202F}207", "1207"),
        ("1\u{3000}207", "1207"),
        ("1\u{200B}207", "1207"),
        ("1\u{FEFF}207", "1207"),
        ("\u{FEFF}1207", "1207"),
        ("\u{202E}7021", "7021"),
        ("1,207", "1207"),
        ("1，207", "1207"),
        ("12,345,678", "12345678"),
        ("012", "12"),
        ("+5", "5"),
    ] {
        table(COUNT, &[(raw, noted(value))]);
    }
    table(
        WAN,
        &[("1,234.5", noted("1234.5")), ("7730.28万元", noted("7730.28")), ("７７３０．２８", noted("7730.28"))],
    );
    table(ANY, &[("1316.73 万元", noted("1316.73")), ("251000元", noted("251000"))]);
}

#[test]
fn blank_is_blank_and_a_mark_is_never_zero_by_itself() {
    for raw in ["", " ", "\u{3000}", "\u{200B}", "\u{A0}"] {
        table(COUNT, &[(raw, Reading::Blank)]);
        table(WAN, &[(raw, Reading::Blank)]);
    }
    for raw in ["—", "——", "－", "-", "–", "/", "／", "\\", "无", "*", "＊", "N/A", " — "] {
        for kind in [COUNT, SIGNED, WAN, ANY] {
            table(kind, &[(raw, asked(Why::Mark, Some("0")))]);
        }
    }
}

#[test]
fn where_two_readings_are_real_there_is_no_number() {
    table(
        COUNT,
        &[
            ("12,07", asked(Why::Grouping, None)),
            ("1,2,3", asked(Why::Grouping, None)),
            ("1,2345", asked(Why::Grouping, None)),
            (",123", asked(Why::Grouping, None)),
            ("1.207", asked(Why::Point, None)),
            ("1,234.567", asked(Why::Point, None)),
            ("5.", asked(Why::Unfinished, None)),
            (".5", asked(Why::Unfinished, None)),
            ("1207\n1208", asked(Why::Several, None)),
            ("1207\t1208", asked(Why::Several, None)),
            ("9999999999999999999999999999", asked(Why::TooLong, None)),
        ],
    );
    table(SIGNED, &[("1.207", asked(Why::Point, None))]);
    table(WAN, &[("1.207", plain("1.207")), ("12,07", asked(Why::Grouping, None))]);
}

#[test]
fn words_are_asked_about() {
    for (raw, value) in [("12件", "12"), ("12 件次", "12"), ("约12", "12"), ("共12件", "12"), ("１２件", "12")]
    {
        table(COUNT, &[(raw, asked(Why::Words, Some(value)))]);
    }
    table(
        COUNT,
        &[
            ("22（其中修订16件）", asked(Why::Remark, Some("22"))),
            ("22(其中修订16件)", asked(Why::Remark, Some("22"))),
            ("一百二十三", asked(Why::Chinese, Some("123"))),
            ("壹佰", asked(Why::Chinese, Some("100"))),
            ("〇", asked(Why::Chinese, Some("0"))),
            ("零", asked(Why::Chinese, Some("0"))),
        ],
    );
    table(SIGNED, &[("增5", asked(Why::Words, Some("5"))), ("减4", asked(Why::Words, Some("-4")))]);
    table(SIGNED, &[("-18", plain("-18")), ("减少4项", asked(Why::Words, Some("-4")))]);
}

#[test]
fn what_is_no_number_gets_no_number() {
    for raw in ["1e5", "1.207E+03", "1.2万", "3千", "12%", "①", "²", "١٢", "O12", "l2", "12 13", "abc", "=A1", "1-2"]
    {
        let reading = read(raw, COUNT);
        assert!(matches!(reading, Reading::Unclear { suggestion: None, .. }), "{raw:?}: {reading:?}");
        assert_eq!(reading.number(), None);
    }
}

#[test]
fn money_in_another_unit_is_never_taken() {
    table(
        WAN,
        &[
            ("251000元", asked(Why::OtherUnit, Some("25.1"))),
            ("73802895.90元", asked(Why::OtherUnit, Some("7380.28959"))),
            ("-3", plain("-3")),
        ],
    );
}

/// A total that leaves out what cannot be read would be a wrong number with nobody's name on it.
#[test]
fn no_total_fills_itself_over_something_unreadable() {
    let at = |code: &str| Slot::parse(code).unwrap();
    let type_into = |report: Report, code: &str, text: &str| report.apply(&Edit::Cell(at(code), text.into()));
    let report = type_into(Report::new(Edition::E2021), "table3.granted.natural", "2件");
    let report = type_into(report, "table3.granted.commercial", "3");
    for total in ["table3.granted.total", "table3.done_total.natural", "table3.done_total.total"] {
        assert_eq!(report.raw(at(total)), "", "{total}");
    }
    assert_eq!(report.raw(at("table3.done_total.commercial")), "3");
    let report = type_into(report, "table3.granted.natural", "2");
    for (total, sum) in
        [("table3.granted.total", "5"), ("table3.done_total.natural", "2"), ("table3.done_total.total", "5")]
    {
        assert_eq!(report.raw(at(total)), sum, "{total}");
    }
}
