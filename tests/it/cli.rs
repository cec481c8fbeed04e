//! The command line, run as a process.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use expect_test::expect;
use gongkai::report::Json;

fn gongkai(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    // A process that has no use for its input may be gone already.
    let _ = process.stdin.take().unwrap().write_all(input.as_bytes());
    process.wait_with_output().unwrap()
}

/// Exit status, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    run_with(arguments, "")
}

fn run_with(arguments: &[&str], input: &str) -> (i32, String, String) {
    let output = gongkai(arguments, input);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const CLEAN: &str = "tests/reports/pingtan-2022.json";
const FAULTY: &str = "tests/reports/hongze-2023.json";

/// A file that this run alone has.
fn scratch(name: &str, content: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn nothing_found_is_not_nothing_checked() {
    let (status, out, _) = run(&["check", "tests/reports/longgang-2025.json"]);
    assert_eq!(status, 1);
    assert!(out.ends_with("  1 处错误，2 处提醒，3 处提示\n  表二、表三、表四没有填数，没有核对\n\n"), "{out}");
    assert!(out.contains("          原句：本报告由总体情况、"), "{out}");
}

#[test]
fn findings_for_a_person() {
    let (status, out, err) = run(&["check", CLEAN, FAULTY]);
    assert_eq!((status, err.as_str()), (1, ""));
    expect![[r#"
        tests/reports/pingtan-2022.json
        平潭综合实验区2022年度政府信息公开工作年度报告
          没有发现问题

        tests/reports/hongze-2023.json
        洪泽区人民政府2023年政府信息公开工作年度报告
          基本信息
            提示  没有公布日期，请补填。
                  D-DATE  meta.published
          一、总体情况
            提醒  人民政府的报告还应当写工作考核、社会评议和责任追究结果，正文没有写到工作考核、社会评议、责任追究，请补写。
                  D-ACC  narrative.part1
          三、收到和处理政府信息公开申请情况
            提醒  表三“（六）其他处理”没有分行，表样分为 3 行，请按表样分行填写。
                  T3-LUMP  table3.other
          四、政府信息公开行政复议、行政诉讼情况
            错误  表四“行政复议”：各项相加 10 + 1 + 0 + 0 = 11，“总计”填的是 0，少 11，请核对各项或者改总计。
                  T4-SUM  table4.review.total
            错误  表四“行政诉讼 复议后起诉”：各项相加 5 + 0 + 0 + 0 = 5，“总计”填的是 0，少 5，请核对各项或者改总计。
                  T4-SUM  table4.post.total
          五、存在的主要问题及改进情况
            提示  表四“结果纠正”共 1 件，“五、存在的主要问题及改进情况”没有写到复议、诉讼，最好写明问题和改进办法。
                  T4-LOSS  narrative.part5
          2 处错误，2 处提醒，2 处提示

    "#]]
    .assert_eq(&out);
}

#[test]
fn findings_for_a_program() {
    let (status, out, err) = run(&["check", "--json", FAULTY, CLEAN]);
    assert_eq!((status, err.as_str()), (1, ""));
    let lines: Vec<Json> = out.lines().map(|line| gongkai::report::json::read(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let keys: Vec<&str> = lines[0].entries().iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["file", "org", "year", "findings", "unplaced", "claims"]);
    assert_eq!(lines[0].get("file"), Some(&Json::text(FAULTY)));
    assert_eq!(lines[0].get("org"), Some(&Json::text("淮安市洪泽区人民政府")));
    assert_eq!(lines[0].get("year"), Some(&Json::Number("2023".into())));
    let rules: Vec<&str> = lines[0].get("findings").unwrap().items().iter().map(rule).collect();
    assert_eq!(rules, ["D-DATE", "D-ACC", "T3-LUMP", "T4-SUM", "T4-SUM", "T4-LOSS"]);
    assert_eq!(lines[1].get("findings"), Some(&Json::Array(Vec::new())));
    assert_eq!(lines[1].get("unplaced"), Some(&Json::Array(Vec::new())));
    let claims = lines[1].get("claims").unwrap().items();
    let valid = claims.iter().find(|c| c.get("number") == Some(&Json::text("698"))).unwrap();
    let keys: Vec<&str> = valid.entries().iter().map(|(key, _)| key.as_str()).collect();
    let all = ["rule", "at", "sentence", "phrase", "quote", "number", "unit", "against", "expected", "result"];
    assert_eq!(keys, all);
    assert_eq!(valid.get("against").unwrap().items(), [Json::text("table2.normative.valid")]);
    assert_eq!(valid.get("result"), Some(&Json::text("相符")));
}

fn rule(finding: &Json) -> &str {
    finding.get("rule").unwrap().as_str().unwrap()
}

#[test]
fn the_exit_status_tells_the_worst() {
    let broken = scratch("broken.json", b"{");
    let missing = "tests/reports/none.json";
    for (files, status) in [
        (vec![CLEAN], 0),
        // Warnings and hints are no errors.
        (vec!["tests/reports/shanghai-go-2019.json"], 0),
        (vec![FAULTY], 1),
        (vec![CLEAN, FAULTY, CLEAN], 1),
        (vec![missing, CLEAN], 2),
        (vec![FAULTY, &broken], 2),
        (vec![&broken, FAULTY], 2),
    ] {
        let arguments: Vec<&str> = ["check"].into_iter().chain(files.iter().copied()).collect();
        assert_eq!(run(&arguments).0, status, "{files:?}");
    }
}

#[test]
fn an_unreadable_file_is_one_sentence_and_the_others_are_done() {
    let broken = scratch("cut.json", "{\n \"schema\": \"gongkai".as_bytes());
    let gbk = scratch("gbk.json", &[b'"', 0xC9, 0xEE, 0xDB, 0xDA, b'"']);
    let empty = scratch("empty.json", b"");
    let (status, out, err) = run(&["check", "--json", &broken, CLEAN, &gbk, &empty, "a.docx", "b", "src.json"]);
    assert_eq!(status, 2);
    assert_eq!(out.lines().count(), 1);
    let err = err.replace(env!("CARGO_TARGET_TMPDIR"), "tmp");
    expect![[r#"
        tmp/cut.json：文件不完整，读到第 2 行第 20 列就中断了，请重新导出或复制一份。
        tmp/gbk.json：文件不是 UTF-8 编码的文字，没有读取。
        tmp/empty.json：文件是空的。
        a.docx：没有这个文件。
        b：没有这个文件。
        src.json：没有这个文件。
    "#]]
    .assert_eq(&err);
}

#[test]
fn a_folder_is_no_file() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("folder.json");
    fs::create_dir_all(&folder).unwrap();
    let (status, out, err) = run(&["check", folder.to_str().unwrap()]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.ends_with("：这是一个文件夹，请写出里面的文件。\n"), "{err}");
}

#[test]
fn standard_input_is_a_file_of_a_named_kind() {
    let text = fs::read_to_string(FAULTY).unwrap();
    let (status, out, _) = run_with(&["check", "--json", "--as", "json", "-"], &text);
    assert_eq!(status, 1);
    assert!(out.starts_with(r#"{"file":"-","org":"淮安市洪泽区人民政府","year":2023,"#), "{out}");
    // What it is, its content says.
    assert_eq!(run_with(&["check", "--json", "-"], &text), (1, out.clone(), String::new()));
    assert_eq!(run_with(&["check", "--json", "--as=xlsx", "-"], &text), (1, out, String::new()));
    let (status, out, err) = run_with(&["check", "-"], "");
    assert_eq!((status, out.as_str(), err.as_str()), (2, "", "-：文件是空的。\n"));
}

#[test]
fn many_files_come_in_the_order_in_which_they_were_named() {
    let files: Vec<&str> = [CLEAN, FAULTY, "tests/reports/none.json"].into_iter().cycle().take(100).collect();
    let (status, out, err) = run(&[&["check", "--json"], files.as_slice()].concat());
    assert_eq!((status, err.lines().count()), (2, 33));
    let named: Vec<&str> = out.lines().filter_map(|line| line.split('"').nth(3)).collect();
    assert_eq!(named, files.into_iter().filter(|file| !file.contains("none")).collect::<Vec<_>>());
    let (clean, faulty) = (run(&["check", "--json", CLEAN]).1, run(&["check", "--json", FAULTY]).1);
    assert!(out.lines().all(|line| line == clean.trim_end() || line == faulty.trim_end()));
}

/// Licences last year and none now: only last year's report can tell.
#[test]
fn last_years_report_is_used_where_it_is_last_years() {
    let report = |year: u16, org: &str, decisions: u16| {
        let text = format!(
            r#"{{"schema": "gongkai-report/1",
                 "meta": {{"year": {year}, "format": "2021", "level": "department", "org": "{org}"}},
                 "table2": {{"licensing": {{"decisions": {decisions}}}}}}}"#
        );
        scratch(&format!("{org}{year}.json"), text.as_bytes())
    };
    let (last, now, other) = (report(2023, "甲局", 7), report(2024, "甲局", 0), report(2024, "乙局", 0));
    let older = report(2022, "甲局", 7);
    let told = |arguments: &[&str]| {
        let (status, out, err) = run(&[&["check", "--json"], arguments].concat());
        let told: Vec<bool> = out.lines().map(|line| line.contains("T2-ZEROFEE")).collect();
        (status, told, err)
    };
    assert_eq!(told(&[&now]), (0, vec![false], String::new()));
    assert_eq!(told(&["--last-year", &last, &now]), (0, vec![true], String::new()));
    assert_eq!(told(&["--last-year", &last, &now, &other]), (0, vec![true, false], String::new()));
    let sentence = format!("{now}：--last-year 给的不是它上一年的报告，没有用来比较。\n");
    assert_eq!(told(&["--last-year", &older, &now]), (0, vec![false], sentence));
    let (status, told, err) = told(&["--last-year", "none.json", &now]);
    assert_eq!((status, told, err.as_str()), (2, vec![false], "none.json：没有这个文件。\n"));
}

#[test]
fn help_is_printed_and_mistakes_are_explained() {
    let usage = run(&["--help"]);
    assert_eq!((usage.0, usage.2.as_str()), (0, ""));
    assert!(usage.1.starts_with("用法：gongkai check"), "{}", usage.1);
    assert_eq!(run(&["check", "--help"]), usage);
    for (arguments, complaint) in [
        (&[][..], "没有写要做什么。"),
        (&["sum", "a.json", "b.json"], "不认得命令“sum”。"),
        (&["convert"], "要写两个文件：读入的和写出的。"),
        (&["convert", CLEAN], "要写两个文件：读入的和写出的。"),
        (&["convert", CLEAN, "a.csv", "b.csv"], "要写两个文件：读入的和写出的。"),
        (&["convert", "--json", CLEAN, "a.csv"], "不认得选项 --json。"),
        (&["convert", CLEAN, "a.csv", "--to"], "选项 --to 后面要写内容。"),
        (&["check"], "没有写要核对的文件。"),
        (&["check", "--fix", CLEAN], "不认得选项 --fix。"),
        (&["check", "-x"], "不认得选项 -x。"),
        (&["check", CLEAN, "--last-year"], "选项 --last-year 后面要写内容。"),
        (&["check", "--json", "--"], "没有写要核对的文件。"),
    ] {
        let (status, out, err) = run(arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(err, format!("{complaint}\n\n{}", usage.1), "{arguments:?}");
    }
}

#[test]
fn a_page_is_read_as_what_it_publishes() {
    let page = "tests/raw/hangzhou-2025.html";
    let (status, out, err) = run(&["check", "--json", page]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(
        out.starts_with(r#"{"file":"tests/raw/hangzhou-2025.html","org":"测试市","year":2025,"findings":"#),
        "{out}"
    );
    assert!(out.contains("\"unplaced\":[],\"claims\":[{"), "{out}");
    let text = fs::read_to_string(page).unwrap();
    let named = text.replace("utf-8", "gb2312");
    let (gbk, _, _) = encoding_rs::GBK.encode(&named);
    let gbk = scratch("gbk.html", &gbk);
    let same = run(&["check", "--json", &gbk]).1.replace(&gbk, page);
    assert_eq!(same, out);
    assert_eq!(run_with(&["check", "--json", "--as", "html", "-"], &text).1, out.replace(page, "-"));
}

/// A value that is not read is no blank: nothing that needs it is found wrong.
#[test]
fn what_a_page_does_not_say_is_not_held_against_it() {
    let text = fs::read_to_string("tests/raw/hangzhou-2025.html").unwrap();
    let broken = scratch("broken.html", text.replace("<td>13612</td>", "<td>1361<sup>2</sup></td>").as_bytes());
    let (status, out, _) = run(&["check", &broken]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("  表三有 1 格没有读到，用到这些格的规则没有核对\n"), "{out}");
    let sentence = "  没有放入  第 2 个表第 4 行第 4 列“一、本年新收政府信息公开申请数量／自然人”的“1361²”：有删除线、上下标、隐藏的字或者图片\n";
    assert!(out.contains(sentence), "{out}");
    let line = run(&["check", "--json", &broken]).1;
    let line = gongkai::report::json::read(line.trim()).unwrap();
    let [unplaced] = line.get("unplaced").unwrap().items() else { panic!("{line}") };
    assert_eq!(unplaced.get("text"), Some(&Json::text("1361²")));
    assert_eq!(unplaced.get("why"), Some(&Json::text("marked")));
    let (status, _, err) = run_with(&["check", "--as", "html", "-"], "<p>通知</p>");
    assert_eq!((status, err.as_str()), (2, "-：网页里没有找到年度报告的表格和正文，没有读取。\n"));
}

#[test]
fn a_file_may_be_called_like_an_option() {
    let (status, _, err) = run(&["check", "--", "--json.json"]);
    assert_eq!((status, err.as_str()), (2, "--json.json：没有这个文件。\n"));
}

/// A folder that this run alone has, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// What lies in a folder, by name.
fn listed(folder: &PathBuf) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_report_is_converted_into_every_kind() {
    let folder = folder("convert");
    for (ending, begins) in [
        ("json", "{"),
        ("docx", "PK"),
        ("xlsx", "PK"),
        ("html", "<!doctype html>"),
        ("csv", "\u{FEFF}平潭"),
        ("HTM", "<!"),
    ] {
        let into = folder.join(format!("a.{ending}"));
        let told = run(&["convert", CLEAN, into.to_str().unwrap()]);
        assert_eq!(told, (0, String::new(), String::new()), "{ending}");
        assert!(fs::read(&into).unwrap().starts_with(begins.as_bytes()), "{ending}");
        // The same to standard output, and over what was there.
        let output = gongkai(&["convert", "--to", ending, CLEAN, "-"], "");
        assert_eq!(output.stdout, fs::read(&into).unwrap(), "{ending}");
        assert_eq!(run(&["convert", FAULTY, into.to_str().unwrap()]).0, 0);
        assert_ne!(output.stdout, fs::read(&into).unwrap(), "{ending}");
    }
    assert_eq!(listed(&folder).len(), 6, "nothing else is left");
    let text = fs::read_to_string(CLEAN).unwrap();
    let (status, out, _) = run_with(&["convert", "--as", "json", "--to=json", "-", "-"], &text);
    let read = |text: &str| gongkai::codec::json::read(text).unwrap();
    assert_eq!((status, read(&out)), (0, read(&text)));
}

#[test]
fn a_page_that_was_written_is_a_report_again() {
    let folder = folder("convert-back");
    let (page, file) = (folder.join("a.html"), folder.join("a.json"));
    let (page, file) = (page.to_str().unwrap(), file.to_str().unwrap());
    assert_eq!(run(&["convert", CLEAN, page]), (0, String::new(), String::new()));
    assert_eq!(run(&["convert", page, file]), (0, String::new(), String::new()));
    assert_eq!(run(&["check", file]).0, 0);
}

#[test]
fn what_cannot_be_converted_is_one_sentence_and_leaves_all_as_it_was() {
    let folder = folder("convert-not");
    let own = folder.join("own.json");
    fs::copy(CLEAN, &own).unwrap();
    let (own, before) = (own.to_str().unwrap(), fs::read(&own).unwrap());
    let dotted = folder.join(".").join("own.json");
    let broken = scratch("convert.json", b"{");
    let a = folder.join("a.csv");
    let a = a.to_str().unwrap();
    let odd = folder.join("a.pdf");
    let bare = folder.join("a");
    let lost = folder.join("none").join("a.csv");
    let place = folder.join("place.csv");
    fs::create_dir(&place).unwrap();
    for (arguments, reason) in [
        (vec![own, own], "own.json：写出的文件就是读入的文件，没有写。请换一个文件名。\n"),
        (vec![own, dotted.to_str().unwrap()], "own.json：写出的文件就是读入的文件，没有写。请换一个文件名。\n"),
        (vec![&broken, a], "convert.json：文件不完整，读到第 1 行第 2 列就中断了，请重新导出或复制一份。\n"),
        (vec!["none.json", a], "none.json：没有这个文件。\n"),
        (vec!["a.pdf", a], "a.pdf：没有这个文件。\n"),
        (vec![own, odd.to_str().unwrap()], "a.pdf：不能写 .pdf 文件，能写 .json .docx .xlsx .html .csv。\n"),
        (vec![own, bare.to_str().unwrap()], "a：文件名没有扩展名，能写 .json .docx .xlsx .html .csv。\n"),
        (vec![own, "-"], "-：写到标准输出要用 --to 说明种类，如 --to json。\n"),
        (vec![own, lost.to_str().unwrap()], "a.csv：没有这个文件夹，没有写。\n"),
        (vec![own, place.to_str().unwrap()], "place.csv：这是一个文件夹，请写出文件名。\n"),
    ] {
        let (status, out, err) = run(&[&["convert"], &arguments[..]].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.ends_with(reason) && err.lines().count() == 1, "{arguments:?}: {err}");
    }
    assert_eq!(fs::read(own).unwrap(), before);
    assert_eq!(listed(&folder), ["own.json", "place.csv"]);
}

#[test]
fn what_a_conversion_leaves_out_is_said() {
    let text = fs::read_to_string("tests/raw/hangzhou-2025.html").unwrap();
    let page = text.replace("<td>13612</td>", "<td>1361<sup>2</sup></td>");
    let (status, out, err) = run_with(&["convert", "--as", "html", "--to", "csv", "-", "-"], &page);
    assert_eq!(status, 0, "it was written");
    assert!(out.contains(",252,0,45,128,32,14069\r\n"), "{out}");
    expect![[r#"
        -：有内容没有放进写出的文件。
          表三有 1 格没有读到，写出的是空白
          没有放入  第 2 个表第 4 行第 4 列“一、本年新收政府信息公开申请数量／自然人”的“1361²”：有删除线、上下标、隐藏的字或者图片
    "#]]
    .assert_eq(&err);
}
