//! What a paste would change (粘贴预览), in the official layout, with a yes and a no. Nothing has changed yet.

use super::el::{Attr, El, When, el, list};
use super::grid::is_matrix;
use super::{Send, button, faint, mark};
use crate::app::paste::{Offer, Tally};
use crate::app::{Act, Editor, Msg};
use crate::check::Severity;
use crate::form::layout::row_heads;
use crate::form::{Piece, Row, Scope, Sheet, Slot};
use crate::report::{Reading, Report, reading};

/// So many texts without a place are named, the rest counted.
const MOST: usize = 40;

pub(super) fn view(editor: &Editor, send: &Send) -> Option<El> {
    let (offer, report) = (editor.hand.offer()?, editor.report());
    let changes = !offer.changes.is_empty();
    let mut dialog = el("dialog").class("offer").class_if("no", !changes).attr(Attr::AriaLabelledby, "offer");
    dialog = dialog.child(el("h2").attr(Attr::Id, "offer").child(title(offer)));
    let mut said = el("div").class("sums");
    if changes {
        said = said.child(el("p").child(counted(offer, offer.tally(report))));
    }
    for sentence in &offer.said {
        let warns = !changes;
        let sign = warns.then(|| mark(Severity::Warning));
        said = said.child(el("p").class_if("warning", warns).child(sign).child(sentence.clone()));
    }
    let mut body = el("div").class("changes").child(said);
    for sheet in &report.form().sheets {
        if sheet.cells.iter().any(|slot| offer.change(*slot).is_some()) {
            body = body.child(table(report, sheet, offer, &|_, cell| cell));
        }
    }
    let dialog = dialog.child(body.child(left(offer))).child(ways(offer, changes, send));
    let send = send.clone();
    // The way back of a phone leaves a dialog too.
    Some(dialog.on(When::Cancel, move |event| {
        event.prevent_default();
        send.emit(Msg::Hand(Act::Cancel));
    }))
}

fn title(offer: &Offer) -> String {
    match offer.changes.len() {
        0 => "粘贴的内容没有填入".to_owned(),
        count => ["粘贴：将改动 ", &count.to_string(), " 格"].concat(),
    }
}

/// `其中 3 格已有内容，会被换掉；1 格不是数，请核对。`
fn counted(offer: &Offer, tally: Tally) -> String {
    let mut text = String::new();
    let parts = [
        (tally.replaced, " 格已有内容，会被换掉"),
        (tally.emptied, " 格会变成空格"),
        (tally.unread, " 格读不成一个数，填入后请核对"),
        (offer.same, " 格和现在一样，不动"),
    ];
    for (count, what) in parts {
        if count > 0 {
            text.push_str(if text.is_empty() { "其中 " } else { "；" });
            text.push_str(&count.to_string());
            text.push_str(what);
        }
    }
    text.push_str(if text.is_empty() { "这些格现在都是空的。" } else { "。" });
    text
}

fn ways(offer: &Offer, changes: bool, send: &Send) -> El {
    let act = |label, act| button(label, send, Msg::Hand(act));
    let ways = el("div").class("answer");
    if changes {
        let yes = act("填入", Act::Accept).class("primary").class("first");
        return ways.child(yes).child(act("取消", Act::Cancel)).child(faint("填入后可以一次撤销。"));
    }
    let instead = offer.instead.is_some().then(|| act("改从这一行的第一格填起", Act::Instead));
    ways.child(act("知道了", Act::Cancel).class("primary").class("first")).child(instead)
}

/// What has no place.
fn left(offer: &Offer) -> Option<El> {
    if offer.left.is_empty() {
        return None;
    }
    let count = offer.left.len().to_string();
    let mut items = el("ul");
    for (text, near, why) in offer.left.iter().take(MOST) {
        let item = el("li").child(el("strong").child(text.replace('\n', " / ")));
        let near = if near.is_empty() { String::new() } else { ["（", near, "）"].concat() };
        items = items.child(item.child(near).child(faint(why)));
    }
    let more = offer.left.len().saturating_sub(MOST);
    let more = (more > 0).then(|| el("p").child(["另有 ", &more.to_string(), " 处。"].concat()));
    let head = el("h3").child(["没有填入的内容：", &count, " 处"].concat());
    Some(el("div").class("left").child(head).child(items).child(more))
}

/// A table as it is printed: of a long one the rows that change, of the others all. `finish` has the last word on a
/// cell that changes.
pub(super) fn table(report: &Report, sheet: &'static Sheet, offer: &Offer, finish: &dyn Fn(Slot, El) -> El) -> El {
    let drawn = Drawn { report, sheet, offer, finish };
    let matrix = is_matrix(sheet);
    let mut table = el("table").class_if("matrix", matrix).child(el("caption").child(sheet.table.name));
    let (head, body) = sheet.lines.split_at_checked(sheet.head).unwrap_or((&[], &sheet.lines));
    let mut top = el("thead");
    for pieces in head {
        top = top.child(drawn.line(pieces));
    }
    if !head.is_empty() {
        table = table.child(top);
    }
    let mut rows = el("tbody");
    if matrix {
        rows = drawn.rows(rows);
    } else {
        for pieces in body {
            rows = rows.child(drawn.line(pieces));
        }
    }
    if let Some(lump) = sheet.table.lump.as_ref().filter(|_| drawn.changes(&sheet.lump)) {
        let head = el("th").class("label").attr(Attr::Colspan, sheet.width - sheet.lump.len()).child(lump.row.label);
        let row = el("tr").child(head);
        rows = rows.child(sheet.lump.iter().fold(row, |row, slot| row.child(drawn.cell(*slot, 1))));
    }
    // What is wider than the window is scrolled, by key too.
    let name = [sheet.table.name, "的改动"].concat();
    let frame = el("div").class("frame").attr(Attr::Role, "group").attr(Attr::AriaLabel, name);
    frame.attr(Attr::Tabindex, "0").child(table.child(rows))
}

struct Drawn<'a> {
    report: &'a Report,
    sheet: &'static Sheet,
    offer: &'a Offer,
    finish: &'a dyn Fn(Slot, El) -> El,
}

impl Drawn<'_> {
    fn changes(&self, slots: &[Slot]) -> bool {
        slots.iter().any(|slot| self.offer.change(*slot).is_some())
    }

    /// The rows of a matrix that change, each under its groups.
    fn rows(&self, mut body: El) -> El {
        let mut rows: Vec<&Row> = Vec::new();
        let mut depth = 1;
        for row in self.sheet.table.rows {
            depth = depth.max(row.groups.len() + 1);
            if self.sheet.slots.iter().any(|slot| slot.row() == row.id && self.offer.change(*slot).is_some()) {
                rows.push(row);
            }
        }
        for (at, row) in rows.iter().enumerate() {
            let mut line = el("tr");
            for piece in row_heads(&rows, at, depth) {
                line = line.child(head(&piece));
            }
            for slot in self.sheet.slots.iter().filter(|slot| slot.row() == row.id) {
                line = line.child(self.cell(*slot, 1));
            }
            body = body.child(line);
        }
        body
    }

    fn line(&self, pieces: &'static [Piece]) -> El {
        pieces.iter().fold(el("tr"), |line, piece| match piece {
            Piece::Cell { slot, cols } => line.child(self.cell(*slot, *cols)),
            head_of_it => line.child(head(head_of_it)),
        })
    }

    /// A cell: what stands there and stays, or the old text and the new one.
    fn cell(&self, slot: Slot, cols: u8) -> El {
        let old = self.report.raw(slot);
        let label = self.sheet.column(slot.column()).map(|column| column.label);
        let cell = el("td").class("cell").attr(Attr::Colspan, usize::from(cols)).attr(Attr::DataLabel, label);
        let Some(new) = self.offer.change(slot) else { return cell.class("same").child(old.to_owned()) };
        let was = if old.is_empty() { None } else { Some(el("del").child(hidden("原来")).child(old.to_owned())) };
        let reading = reading::read(new, slot.kind());
        let unread = matches!(reading, Reading::Unclear { .. });
        let note = match reading {
            Reading::Respelled(number) => Some(faint("").child(["按 ", &number.to_string(), " 计"].concat())),
            Reading::Unclear { .. } => Some(faint("请核对")),
            _ => None,
        };
        let is = match new {
            "" if self.report.form().total(slot).is_some() => el("ins").class("none").child("自动合计"),
            "" => el("ins").class("none").child("空"),
            new => el("ins").child(unread.then(|| mark(Severity::Warning))).child(hidden("改为")).child(new.to_owned()),
        };
        (self.finish)(slot, cell.class("changed").class_if("warning", unread).child(was).child(is).child(note))
    }
}

fn hidden(text: &'static str) -> El {
    el("span").class("hidden").child(text)
}

fn head(piece: &Piece) -> El {
    let Piece::Head { text, cols, rows, scope, .. } = piece else { return list() };
    let class = match scope {
        Scope::Row => "label",
        Scope::RowGroup => "group",
        Scope::None => "corner",
        _ => "column",
    };
    let head = el(if *scope == Scope::None { "td" } else { "th" }).class(class);
    head.attr(Attr::Colspan, usize::from(*cols)).attr(Attr::Rowspan, usize::from(*rows)).child(*text)
}
