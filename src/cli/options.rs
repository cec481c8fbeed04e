//! The arguments of the command line.

use std::ffi::OsString;

pub(super) const USAGE: &str = "\
用法：gongkai check [--json] [--last-year 文件] [--as 种类] 文件…

核对政府信息公开工作年度报告，列出发现的问题。

  --json            每份报告输出一行 JSON
  --last-year 文件  上一年的报告，用来和今年的比较
  --as 种类         标准输入（写作 -）的种类，如 json、html、xlsx；内容看得出来的不用写
  -h, --help        显示这段说明

文件可以是 .json（gongkai-report/1）、.html（发布年度报告的网页）、.docx、.xlsx、.csv 和 .txt，是哪一种看内容，不看文件名。
看不出属于哪一格的内容不会猜，列在最后。文件多时同时核对，结果按写的顺序列出。
退出状态：0 没有错误；1 有错误；2 有文件读不了，或者命令写错了。
";

pub(super) enum Command {
    Help,
    Check(Check),
}

#[derive(Default)]
pub(super) struct Check {
    pub json: bool,
    pub last_year: Option<OsString>,
    /// The kind of standard input.
    pub kind: Option<String>,
    pub files: Vec<OsString>,
}

/// What to do, or one sentence on what is wrong with the arguments.
pub(super) fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    match arguments.next() {
        None => Err("没有写要做什么。".to_owned()),
        Some(word) if is_help(&word) => Ok(Command::Help),
        Some(word) if word == "check" => check(arguments),
        Some(word) => Err(format!("不认得命令“{}”。", word.display())),
    }
}

fn is_help(word: &OsString) -> bool {
    word == "--help" || word == "-h" || word == "help"
}

fn check(mut arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut options = Check::default();
    let mut only_files = false;
    while let Some(word) = arguments.next() {
        let text = word.to_str().filter(|text| !only_files && text.starts_with('-') && *text != "-");
        match text {
            None => options.files.push(word),
            Some("--") => only_files = true,
            Some("-h" | "--help") => return Ok(Command::Help),
            Some("--json") => options.json = true,
            Some(option) => {
                let (name, value) = match option.split_once('=') {
                    Some((name, value)) => (name, Some(OsString::from(value))),
                    None => (option, None),
                };
                with_value(&mut options, name, value.or_else(|| arguments.next()))?;
            }
        }
    }
    if options.files.is_empty() {
        return Err("没有写要核对的文件。".to_owned());
    }
    Ok(Command::Check(options))
}

fn with_value(options: &mut Check, name: &str, value: Option<OsString>) -> Result<(), String> {
    let wanted = || format!("选项 {name} 后面要写内容。");
    match name {
        "--last-year" => options.last_year = Some(value.ok_or_else(wanted)?),
        "--as" => options.kind = Some(value.ok_or_else(wanted)?.to_string_lossy().into_owned()),
        _ => return Err(format!("不认得选项 {name}。")),
    }
    Ok(())
}
