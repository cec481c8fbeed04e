//! The arguments of the command line.

use std::ffi::OsString;

pub(super) const USAGE: &str = "\
用法：gongkai check [--json] [--last-year 文件] [--as 种类] 文件…
      gongkai convert [--as 种类] [--to 种类] 读入文件 写出文件

check    核对政府信息公开工作年度报告，列出发现的问题
convert  把报告换成另一种文件：.json .docx .xlsx .html .csv，看写出文件的扩展名

  --json            每份报告输出一行 JSON
  --last-year 文件  上一年的报告，用来和今年的比较
  --as 种类         标准输入（写作 -）的种类，如 json、html、xlsx；内容看得出来的不用写
  --to 种类         写到标准输出（写作 -）的种类：json、docx、xlsx、html 或 csv
  -h, --help        显示这段说明

文件可以是 .json（gongkai-report/1）、.html（发布年度报告的网页）、.docx、.xlsx、.csv 和 .txt，是哪一种看内容，不看文件名。
看不出属于哪一格的内容不会猜，列在最后。文件多时同时核对，结果按写的顺序列出。
退出状态：0 没有错误；1 有错误；2 有文件读不了、写不成，或者命令写错了。
";

pub(super) enum Command {
    Help,
    Check(Check),
    Convert(Convert),
}

/// What `convert` is told.
pub(super) struct Convert {
    /// The kind of standard input.
    pub kind: Option<String>,
    /// The kind to write, where the name does not say.
    pub to: Option<String>,
    pub from: OsString,
    pub into: OsString,
}

/// What `check` is told.
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
        Some(word) if word == "convert" => convert(arguments),
        Some(word) => Err(format!("不认得命令“{}”。", word.display())),
    }
}

fn is_help(word: &OsString) -> bool {
    word == "--help" || word == "-h" || word == "help"
}

fn check(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut options = Check::default();
    for word in words(arguments, &["--json"], &["--last-year", "--as"])? {
        match word {
            Word::Help => return Ok(Command::Help),
            Word::File(file) => options.files.push(file),
            Word::Option("--json", _) => options.json = true,
            Word::Option("--last-year", value) => options.last_year = Some(value),
            Word::Option(_, value) => options.kind = Some(value.to_string_lossy().into_owned()),
        }
    }
    if options.files.is_empty() {
        return Err("没有写要核对的文件。".to_owned());
    }
    Ok(Command::Check(options))
}

fn convert(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let (mut kind, mut to, mut files) = (None, None, Vec::new());
    for word in words(arguments, &[], &["--as", "--to"])? {
        match word {
            Word::Help => return Ok(Command::Help),
            Word::File(file) => files.push(file),
            Word::Option("--to", value) => to = Some(value.to_string_lossy().into_owned()),
            Word::Option(_, value) => kind = Some(value.to_string_lossy().into_owned()),
        }
    }
    match <[OsString; 2]>::try_from(files) {
        Ok([from, into]) => Ok(Command::Convert(Convert { kind, to, from, into })),
        Err(_) => Err("要写两个文件：读入的和写出的。".to_owned()),
    }
}

/// What stands on the command line.
enum Word {
    Help,
    File(OsString),
    /// An option with its value; a flag has none.
    Option(&'static str, OsString),
}

/// The words of a command, which takes these flags, and these options with a value. After `--` there are only files.
fn words(
    mut arguments: impl Iterator<Item = OsString>,
    flags: &[&'static str],
    options: &[&'static str],
) -> Result<Vec<Word>, String> {
    let (mut words, mut only_files) = (Vec::new(), false);
    while let Some(word) = arguments.next() {
        let Some(text) = word.to_str().filter(|text| !only_files && text.starts_with('-') && *text != "-") else {
            words.push(Word::File(word));
            continue;
        };
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(OsString::from(value))),
            None => (text, None),
        };
        if text == "--" {
            only_files = true;
        } else if text == "-h" || text == "--help" {
            words.push(Word::Help);
        } else if let Some(flag) = flags.iter().find(|flag| **flag == text) {
            words.push(Word::Option(flag, OsString::new()));
        } else {
            let option = options.iter().find(|option| **option == name).ok_or(format!("不认得选项 {name}。"))?;
            let value = value.or_else(|| arguments.next()).ok_or(format!("选项 {name} 后面要写内容。"))?;
            words.push(Word::Option(option, value));
        }
    }
    Ok(words)
}
