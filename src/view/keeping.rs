//! News of the draft (草稿的消息): what happened to what was typed, and the next step.

use std::rc::Rc;

use super::el::{El, el};
use super::{Send, button};
use crate::app::keeping::{Drafts, Keeping, News};
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::later::later;

/// Drawn with the rest: until that has come nothing of it can have happened.
pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let mut drawn = el("div");
    if editor.drafts.keeping.is_some() || !editor.drafts.busy.is_empty() {
        draw(&editor.drafts, send, &mut drawn);
    }
    drawn
}

later! { [feature = "form"] "11",
fn draw(drafts: &Drafts, send: &Send, out: &mut El) {
    *out = el("div").child(drafts.keeping.as_ref().map(|keeping| drawn(keeping, send))).child(busy(drafts, send));
}
}

/// A file that takes its time. What is typed meanwhile is kept as ever.
fn busy(drafts: &Drafts, send: &Send) -> Option<El> {
    let text = format!("正在读取“{}”……可以接着填写。", drafts.busy);
    let shown = super::notice(Severity::Hint, "status", text);
    (!drafts.busy.is_empty()).then(|| shown.child(button("停止", send, Msg::Ask("stop", Rc::default(), Rc::default()))))
}

fn drawn(keeping: &Keeping, send: &Send) -> El {
    let severity = keeping.news.severity();
    let role = if severity == Severity::Error { "alert" } else { "status" };
    let mut shown = super::notice(severity, role, text(keeping));
    for (label, msg) in steps(keeping) {
        shown = shown.child(button(label, send, msg));
    }
    shown
}

fn text(Keeping { news, details }: &Keeping) -> String {
    let [first, second] = [0, 1].map(|at| details.get(at).map_or("", |d| d));
    match news {
        News::Restored => format!("已恢复 {first} 的填写内容（共 {second} 项）。"),
        News::Other => format!("这台电脑上还有这份报告 {first} 的草稿，和刚打开的不是同一份。"),
        News::Newer => "此草稿由更新的版本创建，这里只能查看，没有改动它。请刷新页面后再填。".to_owned(),
        News::Elsewhere => "另一窗口正在填写此表，这里只能查看。".to_owned(),
        News::Taken => "已转到另一窗口填写，这里只能查看。".to_owned(),
        News::Parted => "已转到另一窗口填写，这里只能查看。刚才在这里输入的内容没有丢，已另存为一份草稿。".to_owned(),
        News::Full => "未保存！浏览器空间不足。请下载备份文件；腾出空间后会自动接着保存。".to_owned(),
        News::Failed => "未保存！浏览器没能把内容写到磁盘。请下载备份文件；本页会继续尝试保存。".to_owned(),
        News::Absent => "本浏览器不能自动保存草稿，关闭页面前请下载备份文件。".to_owned(),
        News::Again => "已恢复自动保存。".to_owned(),
        News::Framed => {
            format!("草稿只保存在{first}的这个页面里，从别的入口进来看不到；换入口前请下载备份文件。")
        }
        News::Backup => {
            "已填写一段时间。草稿只在这台电脑的浏览器里，清理软件或还原卡可能清掉它，建议下载一份备份文件。".to_owned()
        }
    }
}

fn steps(Keeping { news, details }: &Keeping) -> Vec<(&'static str, Msg)> {
    let ask = |what| Msg::Ask(what, details.get(1).cloned().unwrap_or_default(), Rc::default());
    let (backup, close) = (("下载备份", Msg::Save), ("知道了", Msg::Heard));
    match news {
        News::Restored if details.len() > 2 => {
            vec![("继续填写", ask("continue")), ("撤销最近一次成批改动", ask("revert")), backup, close]
        }
        News::Restored => vec![("继续填写", ask("continue")), backup, close],
        News::Other => vec![("打开那份草稿", ask("open")), close],
        News::Newer => vec![backup],
        News::Elsewhere | News::Taken | News::Parted => vec![("在这里继续", ask("here"))],
        News::Full | News::Failed | News::Absent => vec![backup],
        News::Again => vec![close],
        News::Backup | News::Framed => vec![backup, close],
    }
}
