//! The JSON reader against `serde_json`, which accepts and refuses the same texts and reads them the same.

use arbtest::arbtest;
use gongkai::report::Json;
use gongkai::report::json::{Fault, What, read};

/// Our value as theirs; a number by its digits.
fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Json::String(a), serde_json::Value::String(b)) => **a == **b,
        (Json::Number(a), serde_json::Value::Number(b)) => {
            // Their last digit may differ by one: they trade it for speed unless asked not to.
            let (a, b): (f64, f64) = (a.parse().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= a.abs() * 1e-15
        }
        (Json::Array(a), serde_json::Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), serde_json::Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

/// Whether the two readers agree; where ours is stricter on purpose, it must say why.
fn agree(text: &str) {
    match (read(text), serde_json::from_str::<serde_json::Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{text}"),
        (Err(Fault { what: What::Duplicate(_) | What::TooDeep | What::TooManyKeys, .. }), Ok(_)) => {}
        // They refuse what no f64 holds; we keep its digits.
        (Ok(_), Err(e)) => assert!(e.to_string().contains("number out of range"), "{text}: {e}"),
        (Err(fault), Ok(_)) => panic!("refused {text:?}: {fault:?}"),
        (Err(_), Err(_)) => {}
    }
}

#[test]
fn agrees_on_handmade_texts() {
    for text in [
        "",
        " ",
        "nul",
        "null",
        "true1",
        "[1,]",
        "[,1]",
        "{\"a\":1,}",
        "{a:1}",
        "[1 2]",
        "01",
        "-",
        "-0",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1E5",
        "1.50",
        "\"\\u4e00\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83dx\"",
        "\"\\x\"",
        "\"\t\"",
        "\"\\t\"",
        "\"",
        "[[]]",
        "{}",
        "[] []",
        "\u{feff}1",
        "{\"a\":1,\"a\":2}",
        "100000000000000000000",
        "1e999",
        "\"\u{2028}\"",
    ] {
        agree(text);
    }
}

#[test]
fn agrees_on_reports_cut_and_changed() {
    let whole = include_str!("../reports/pingtan-2022.json");
    arbtest(|u| {
        let mut bytes = whole.as_bytes().to_vec();
        for _ in 0..u.int_in_range(1..=3)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = *u.choose(b"{}[]\",:0123456789.eE-+\\untrufals \n\x01")?;
        }
        bytes.truncate(u.int_in_range(0..=bytes.len())?);
        agree(&String::from_utf8_lossy(&bytes));
        Ok(())
    })
    .budget_ms(1_000);
}

#[test]
fn keeps_the_digits() {
    for digits in ["0", "-0", "1.50", "1e5", "100000000000000000000", "0.1000000000000000055511151231257827"] {
        assert_eq!(read(digits), Ok(Json::Number(digits.into())));
    }
}

#[test]
fn says_where() {
    let fault = read("{\n  \"年\": 1,\n  \"年\": 2}").unwrap_err();
    assert_eq!(fault.what, What::Duplicate("年".into()));
    assert_eq!(fault.position("{\n  \"年\": 1,\n  \"年\": 2}"), (3, 3));
}
