//! What a file gave (导入预览): on one side the source, on the other what was read, and what is to be taken of it.
//! Nothing has changed yet.

use super::el::{Attr, El, When, el, list};
use super::form::section_name;
use super::offer::table;
use super::{Send, button, faint, mark};
use crate::app::import::{BASICS, Import, Item, TEXTS, of};
use crate::app::sections::Section;
use crate::app::{Editor, Msg, Take};
use crate::check::{Place, Severity};
use crate::codec::grid::Grid;
use crate::codec::recognise::{At, Block, Unplaced};
use crate::form::{Form, Sheet};
use crate::report::meta::LEVELS;
use crate::report::{Meta, Report};

/// So many lines of texts without a place are named, the rest counted.
const MOST: usize = 60;

pub(super) fn view(editor: &Editor, send: &Send) -> Option<El> {
    let import = of(editor)?;
    let blank = Report::new(import.intake.report.edition());
    let drawn = Drawn { import, report: if editor.is_open { editor.report() } else { &blank }, send };
    let dialog = el("dialog").class("offer").class("import").attr(Attr::AriaLabelledby, "import");
    let head = el("h2").attr(Attr::Id, "import").child(["从“", &import.name, "”读到的内容"].concat());
    let sides = el("div").class("sides").child(drawn.source()).child(drawn.found());
    let dialog = dialog.child(head).child(drawn.said()).child(sides).child(ways(editor, import, send));
    let send = send.clone();
    // The way back of a phone leaves a dialog too.
    Some(dialog.on(When::Cancel, move |event| {
        event.prevent_default();
        send.emit(Msg::Import(Take::Drop));
    }))
}

fn ways(editor: &Editor, import: &Import, send: &Send) -> El {
    let way = |label: &str, take| button("", send, Msg::Import(take)).child(label.to_owned());
    let (count, open) = (import.taken(), editor.is_open && !editor.is_locked());
    let all = ["填入 ", &count.to_string(), " 处"].concat();
    let ways = el("div").class("answer");
    match (open, count) {
        (true, 0) => {
            ways.child(way("知道了", Take::Drop).class("primary").class("first")).child(way("另开一份", Take::Begin))
        }
        (true, _) => ways
            .child(way(&all, Take::Accept).class("primary").class("first"))
            .child(way("另开一份", Take::Begin))
            .child(way("放弃", Take::Drop))
            .child(faint("填入后可以一次撤销；另开一份不动现在的草稿。")),
        (false, _) => {
            ways.child(way("用它新开一份", Take::Begin).class("primary").class("first")).child(way("放弃", Take::Drop))
        }
    }
}

struct Drawn<'a> {
    import: &'a Import,
    report: &'a Report,
    send: &'a Send,
}

impl Drawn<'_> {
    fn form(&self) -> &'static Form {
        self.report.form()
    }

    /// What is to be known of the file as a whole.
    fn said(&self) -> El {
        let Import { intake, items, same, elsewhere, .. } = self.import;
        let gap = if intake.kind.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
        let mut text = ["这是", gap, &intake.kind, "。"].concat();
        text.push_str(&match items.len() {
            0 => "没有可以填入的新内容".to_owned(),
            count => format!("有 {count} 处和现在的不同"),
        });
        if *same > 0 {
            text.push_str(&format!("，{same} 处和现在一样"));
        }
        text.push_str("。文件里空着的格保持不变。");
        let mut said = el("div").class("sums").child(el("p").child(text));
        if *elsewhere > 0 {
            said = said.child(warned(format!(
                "文件用的是另一年的表样，有 {elsewhere} 格在现在这份里没有位置；需要这些数就另开一份。"
            )));
        }
        intake.notes.iter().fold(said, |said, note| said.child(warned(note.clone())))
    }

    // --- the source ---

    fn source(&self) -> El {
        let (mut out, mut number, mut line) = (el("div").class("original"), 0, 0);
        if self.import.intake.is_text() {
            // Lines may be wide: what is scrolled is reached by key too.
            out = out.class("lines").attr(Attr::Tabindex, "0").attr(Attr::Role, "group").attr(Attr::AriaLabel, "原文");
        }
        for block in &self.import.intake.blocks {
            out = out.child(match block {
                Block::Text { text, .. } => {
                    line += 1;
                    self.line(text, line)
                }
                Block::Table(grid) => {
                    number += 1;
                    self.original(grid, number)
                }
            });
        }
        let side = el("section").attr(Attr::AriaLabel, "原文件").attr(Attr::Tabindex, "0");
        side.child(el("h3").child("原文件")).child(out)
    }

    fn original(&self, grid: &Grid, number: usize) -> El {
        let mut body = el("tbody");
        for row in 0..grid.height() {
            let mut line = el("tr");
            for cell in grid.cells().iter().filter(|cell| cell.row == row) {
                let at = (number, cell.row + 1, cell.col + 1);
                let drawn = el("td").attr(Attr::Colspan, usize::from(cell.cols));
                let drawn = drawn.attr(Attr::Rowspan, usize::from(cell.rows)).child(cell.text.clone());
                line = line.child(self.marked(drawn, |place| place == at));
            }
            body = body.child(line);
        }
        let name = ["原文件第 ", &number.to_string(), " 个表"].concat();
        let frame = el("div").class("frame").attr(Attr::Role, "group").attr(Attr::AriaLabel, name);
        frame.attr(Attr::Tabindex, "0").child(el("table").child(body))
    }

    /// A paragraph, or a line of a text.
    fn line(&self, text: &str, line: u16) -> El {
        let drawn = el("p").child(text.to_owned());
        if self.import.intake.is_text() {
            self.marked(drawn, |(table, row, _)| (table, row) == (0, line))
        } else {
            drawn
        }
    }

    /// What became of a piece of the source: a cell, or a line.
    fn marked(&self, cell: El, here: impl Fn(At) -> bool) -> El {
        let Import { intake, items, lit, .. } = self.import;
        let lit = lit.filter(|at| here(*at));
        let of = |is_it: &dyn Fn(At) -> bool| items.iter().find(|item| item.at.is_some_and(is_it));
        let item = lit.and_then(|lit| of(&|at| at == lit)).or_else(|| of(&here));
        let left = intake.unplaced.iter().any(|u| here((u.table, u.row, u.col)));
        let read = intake.cells.iter().any(|(_, place)| here(*place));
        let cell = match (item, left) {
            (Some(item), _) => {
                let cell = cell.class(if item.doubt.is_some() { "doubt" } else { "new" });
                self.leads(cell, item)
            }
            (None, true) => cell.class("lost"),
            (None, false) => cell.class_if("read", read),
        };
        if lit.is_none() { cell } else { cell.class("lit").attr(Attr::Id, "lit").attr(Attr::Tabindex, "-1") }
    }

    /// A click shows where it stands in the source.
    fn leads(&self, drawn: El, item: &Item) -> El {
        match item.at {
            Some(at) => drawn.on_click(self.send, light(at)),
            None => drawn,
        }
    }

    // --- what was read ---

    fn found(&self) -> El {
        let side = el("section").attr(Attr::AriaLabel, "读到的内容").attr(Attr::Tabindex, "0");
        let mut side = side.child(el("h3").child("读到的内容")).child(self.doubts()).child(self.left());
        side = side.child(self.texts(BASICS));
        for sheet in &self.form().sheets {
            side = side.child(self.sheet(sheet));
        }
        side.child(self.texts(TEXTS))
    }

    /// What must be looked at one by one.
    fn doubts(&self) -> Option<El> {
        let mut items = el("ul");
        let mut count = 0;
        for (at, item) in self.import.items.iter().enumerate() {
            let Some(doubt) = item.doubt.as_ref().filter(|_| matches!(item.place, Place::Slot(_))) else { continue };
            count += 1;
            let state = if item.on { "true" } else { "false" };
            let tick =
                button("采用", self.send, Msg::Import(Take::One(at))).class("switch").attr(Attr::AriaPressed, state);
            let show = item.at.map(|at| self.show(at));
            let said = el("span").child(self.name(item)).child("：").child(el("strong").child(item.text.to_string()));
            items = items.child(
                el("li")
                    .child(mark(Severity::Warning))
                    .child(said)
                    .child(faint("").child(doubt.clone()))
                    .child(tick)
                    .child(show),
            );
        }
        let head = ["需要核对：", &count.to_string(), " 处，看过原文再决定采用"].concat();
        (count > 0).then(|| el("div").class("left").child(el("h4").child(head)).child(items))
    }

    fn show(&self, at: At) -> El {
        button("看原文", self.send, light(at)).class("quiet")
    }

    fn name(&self, item: &Item) -> String {
        match item.place {
            Place::Slot(slot) => self.form().name(slot),
            Place::Prose(prose) => self.part(prose.code()),
            Place::Meta(key) => key.name().to_owned(),
            _ => String::new(),
        }
    }

    /// What has no place.
    fn left(&self) -> Option<El> {
        let (blank, unplaced): (Vec<&Unplaced>, Vec<&Unplaced>) =
            self.import.intake.unplaced.iter().partition(|u| u.text.is_empty());
        let mut items = el("ul");
        // Those of one line that wait for the same reason stand together.
        let lines: Vec<&[&Unplaced]> = unplaced.chunk_by(|a, b| (&a.near, a.why) == (&b.near, b.why)).collect();
        for line in lines.iter().take(MOST) {
            let Some(Unplaced { near, why, table, row, col, .. }) = line.first() else { continue };
            let texts: Vec<String> = line.iter().map(|u| u.text.replace('\n', " / ")).collect();
            let near = if near.is_empty() { String::new() } else { ["（", near, "）"].concat() };
            let item = el("li").child(el("strong").child(texts.join("　")));
            let show = self.show((*table, *row, *col));
            items = items.child(item.child(near).child(faint(why.sentence())).child(show));
        }
        let more = lines.iter().skip(MOST).map(|line| line.len()).sum::<usize>();
        let more = (more > 0).then(|| el("p").child(["另有 ", &more.to_string(), " 处。"].concat()));
        let head = ["没有放入：", &unplaced.len().to_string(), " 处，请对照原文件自己填"].concat();
        let listed = (!unplaced.is_empty())
            .then(|| el("div").class("left").child(el("h4").child(head)).child(items).child(more));
        Some(list().child(listed).child(without_result(&blank)))
    }

    fn sheet(&self, sheet: &'static Sheet) -> Option<El> {
        let group = self.group(sheet.table.id, sheet.table.name)?;
        let offer = self.import.offer();
        let finish = |slot, cell: El| {
            let item = self.import.items.iter().find(|item| item.place == Place::Slot(slot));
            let Some(item) = item else { return cell };
            self.leads(cell.class_if("off", !item.on).class_if("doubt", item.doubt.is_some()), item)
        };
        Some(group.child(table(self.report, sheet, &offer, &finish)))
    }

    /// A group with the switch that takes or leaves all of it.
    fn group(&self, id: &'static str, name: &str) -> Option<El> {
        let items = || self.import.items.iter().filter(move |item| item.group() == id);
        let (all, on) = (items().count(), items().filter(|item| item.on).count());
        let sure = || items().filter(|item| item.doubt.is_none());
        let state = if sure().all(|item| item.on) { "true" } else { "false" };
        let label = [name, "：填入 ", &on.to_string(), " 处，共 ", &all.to_string(), " 处"].concat();
        let tick = button("全部采用", self.send, Msg::Import(Take::Group(id)));
        let tick = sure().next().is_some().then(|| {
            tick.class("switch").attr(Attr::AriaPressed, state).attr(Attr::AriaLabel, [name, "，全部采用"].concat())
        });
        let head = el("div").class("line").child(el("h4").child(label)).child(tick);
        (all > 0).then(|| el("div").class("bunch").child(head))
    }

    /// Fields and texts: what stands there, and what would.
    fn texts(&self, id: &'static str) -> Option<El> {
        let mut group = self.group(id, if id == BASICS { "基本信息" } else { "正文" })?;
        for (at, item) in self.import.items.iter().enumerate().filter(|(_, item)| item.group() == id) {
            let state = if item.on { "true" } else { "false" };
            let tick =
                button("采用", self.send, Msg::Import(Take::One(at))).class("switch").attr(Attr::AriaPressed, state);
            let head = el("div").class("line").child(el("strong").child(self.name(item))).child(tick);
            let now = self.now(item);
            let was = (!now.is_empty())
                .then(|| el("details").child(el("summary").child("现在的内容会被换掉")).child(lines(shown(item, now))));
            let doubt = item.doubt.as_ref().map(|doubt| warned(doubt.clone()));
            let text = el("div").class("text").class_if("off", !item.on).child(head).child(doubt);
            group = group.child(text.child(lines(shown(item, &item.text))).child(was));
        }
        Some(group)
    }

    fn now(&self, item: &Item) -> &str {
        match item.place {
            Place::Prose(prose) => self.report.prose(prose),
            Place::Meta(key) => self.report.meta(key),
            _ => "",
        }
    }

    /// The part of the form that a text belongs to.
    fn part(&self, code: &str) -> String {
        let form = self.form();
        for section in Section::all(form) {
            let has = section
                .part(form)
                .is_some_and(|part| part.text.iter().chain(&part.note).any(|prose| prose.code() == code));
            if has {
                return section_name(form, section).to_owned();
            }
        }
        "引言".to_owned()
    }
}

/// Formulas of which the file has no result: mostly totals, which fill themselves here.
fn without_result(cells: &[&Unplaced]) -> Option<El> {
    let names = cells.iter().fold(el("ul"), |names, cell| names.child(el("li").child(cell.near.clone())));
    let count = cells.len().to_string();
    let head = ["有 ", &count, " 格是公式，文件里没有存结果：合计在这里会自动算出，其余请自己填"].concat();
    let shown = || el("details").class("left").child(el("summary").child(head)).child(names);
    (!cells.is_empty()).then(shown)
}

/// A kind of unit by its name, anything else as it stands.
fn shown<'a>(item: &Item, text: &'a str) -> &'a str {
    let level = LEVELS.iter().find(|(code, _)| item.place == Place::Meta(Meta::Level) && *code == text);
    level.map_or(text, |(_, name)| name)
}

fn light(at: At) -> Msg {
    Msg::Import(Take::Light(at))
}

fn warned(text: String) -> El {
    el("p").class("warning").child(mark(Severity::Warning)).child(text)
}

fn lines(text: &str) -> El {
    text.lines().fold(list(), |all, line| all.child(el("p").child(line.to_owned())))
}
