//! The official tables (官方表格), as printed and as asked for.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::super::el::{Attr, El, When, el, list};
use super::super::value_of;
use super::band::change;
use super::{Screen, bilingual};
use crate::app::viewer::Msg;
use crate::app::viewer::shelf::Item;
use crate::app::viewer::table::{Kin, Line, Lines, Way, is_matrix};
use crate::app::viewer::words::bare;
use crate::browser::dom;
use crate::form::{Column, Part, Piece, Scope, Sheet, Slot};

/// The parts that have a table, each to be opened.
pub(super) fn view(screen: Screen, item: &Item) -> El {
    let mut all = screen.section("tables", "官方表格").child(find(screen));
    let kin = screen.viewer.kin();
    for part in item.report.form().desc.parts {
        if let Some(sheet) = part.table.and_then(|t| item.report.form().sheets.get(t)) {
            let lines = screen.viewer.lines(item, sheet);
            let table = Table { screen, item, sheet, kin: &kin, entry: entry(screen, &lines) };
            all = all.child(table.part(part, &lines));
        }
    }
    all
}

/// Something to open, under its heading.
pub(super) fn fold(
    screen: Screen,
    panel: &'static str,
    (tag, label): (&'static str, &'static str),
    content: impl FnOnce(El) -> El,
) -> El {
    let open = screen.is_open(panel);
    let button = el("button").class("summary").attr(Attr::Type, "button");
    let button = button.attr(Attr::AriaExpanded, if open { "true" } else { "false" });
    let button = bilingual(screen, screen.tap(button, Msg::Open(panel, !open)), label);
    // One child, whether open or not: the heading stays the element it is, and keeps the focus.
    let body = if open { content(list()) } else { list() };
    el("div").class("fold").class(panel).child(el(tag).child(button)).child(body)
}

/// 查找: a field, and the rows that fit.
fn find(screen: Screen) -> El {
    let tell = screen.tell.clone();
    let field = el("input")
        .attr(Attr::Type, "search")
        .attr(Attr::Placeholder, screen.say("如：国家秘密、重复申请"))
        .attr(Attr::Autocomplete, "off")
        .holds(&screen.viewer.seen.find)
        .on(When::Input, move |event| tell.emit(Msg::Find(value_of(&event))));
    let label = el("label").class("choice").child(el("span").child(screen.say("查找行"))).child(field);
    let mut hits = el("ul").class("hits");
    let found = screen.viewer.hits();
    for hit in found.iter().take(12) {
        let name = screen.tap(el("button").class("quiet").attr(Attr::Type, "button"), Msg::Go(hit.slot));
        let value = el("span").class("amount").child(screen.viewer.language.value(hit.value));
        hits = hits.child(el("li").child(name.child(hit.name.clone())).child(value).key(hit.slot.code()));
    }
    let none = found.is_empty() && !screen.viewer.seen.find.trim().is_empty();
    let none = none.then(|| el("p").class("faint").child(screen.say("没有找到。")));
    el("div").class("find").child(label).child((!found.is_empty()).then_some(hits)).child(none)
}

struct Table<'a> {
    screen: Screen<'a>,
    item: &'a Item,
    sheet: &'static Sheet,
    kin: &'a [(Slot, Kin)],
    entry: Option<Slot>,
}

impl Table<'_> {
    fn part(&self, part: &'static Part, lines: &Lines) -> El {
        fold(self.screen, self.sheet.table.id, ("h4", part.short), |frame| {
            let matrix = is_matrix(self.sheet);
            let frame = frame.child(matrix.then(|| self.tools(lines))).child(matrix.then(|| self.tabs()));
            frame.child(self.table(lines))
        })
    }

    fn tools(&self, lines: &Lines) -> El {
        let (screen, seen) = (self.screen, &self.screen.viewer.seen);
        let folded = screen.viewer.language.fill("已折叠 {0} 行全部为 0 或空白的行。", &[&lines.folded.to_string()]);
        el("div")
            .class("tools")
            .child(screen.toggle("折叠为 0 的行", seen.folded, Msg::Fold))
            .child(screen.toggle("占比", seen.shares, Msg::Shares))
            .child(screen.viewer.former().map(|_| screen.toggle("与上年对比", seen.changes, Msg::Changes)))
            .child(self.sorting())
            .child((lines.folded > 0).then(|| el("span").class("faint").child(folded)))
    }

    /// For who does not see the headings of columns, or looks for the way back.
    fn sorting(&self) -> El {
        let table = self.sheet.table.id;
        let seen = &self.screen.viewer.seen;
        let on = seen.sort.is_some_and(|s| s.table == table);
        let msg = if on { Msg::Official } else { Msg::Sort(table, seen.column) };
        self.screen.toggle("按大小排列", on, msg)
    }

    /// On a narrow screen: which applicants' column.
    fn tabs(&self) -> El {
        let label = self.screen.say("申请人类别");
        let mut tabs = el("div").class("tabs").attr(Attr::Role, "group").attr(Attr::AriaLabel, label);
        for column in self.sheet.table.columns {
            let on = column.id == self.screen.viewer.seen.column;
            tabs = tabs.child(self.screen.toggle(column.label, on, Msg::Column(column.id)));
        }
        tabs
    }

    fn table(&self, lines: &Lines) -> El {
        let name = self.screen.say(self.sheet.table.name);
        let mut head = el("thead");
        for (at, pieces) in lines.head.iter().enumerate() {
            let row = self.line(pieces, None);
            let first = at == 0 && is_matrix(self.sheet);
            head = head.child(if first { row.child(self.beside_heads(lines.head.len())) } else { row });
        }
        let mut body = el("tbody");
        for line in &lines.body {
            body = body.child(self.line(&line.pieces, Some(line)).key(line.row.unwrap_or("")));
        }
        let table = el("table").class(self.sheet.table.id).child(el("caption").class("hidden").child(name));
        let table = table.child((!lines.head.is_empty()).then_some(head)).child(body);
        let class = if is_matrix(self.sheet) { "matrix" } else { "lines" };
        let (changes, shares) = self.columns_beside();
        let frame = el("div").class("sheet").class(class).class_if("wide", changes || shares);
        events(frame, self.screen).child(table)
    }

    fn line(&self, pieces: &[Piece], line: Option<&Line>) -> El {
        let heads = pieces.iter().all(|p| matches!(p, Piece::Head { .. }));
        let mut row = el("tr").class(match (heads, pieces.len()) {
            (true, 1) => "over",
            (true, _) => "heads",
            _ => "row",
        });
        for piece in pieces {
            row = row.child(match piece {
                Piece::Head { .. } => self.head(piece),
                Piece::Cell { slot, cols } => self.cell(*slot, *cols),
            });
        }
        let slot = line.filter(|_| is_matrix(self.sheet)).and_then(|l| self.column_cell(l));
        row.child(slot.map(|slot| self.beside(slot)))
    }

    /// The row's cell in the column that is looked at.
    fn column_cell(&self, line: &Line) -> Option<Slot> {
        Slot::at(self.sheet.table.id, line.row?, self.screen.viewer.seen.column)
    }

    fn head(&self, piece: &Piece) -> El {
        let Piece::Head { text, cols, rows, scope, column, .. } = piece else { return list() };
        let (class, scope) = match scope {
            Scope::Column => ("column", "col"),
            Scope::ColumnGroup => ("column", "colgroup"),
            Scope::Row => ("label", "row"),
            Scope::RowGroup => ("group", "rowgroup"),
            Scope::None if *cols > 1 && *rows > 1 => ("corner", ""),
            Scope::None => ("caption", ""),
        };
        let head = if scope.is_empty() { el("td") } else { el("th").attr(Attr::Scope, scope) };
        let head = head.class(class).attr(Attr::Colspan, span(*cols)).attr(Attr::Rowspan, span(*rows));
        match column.and_then(|id| self.sheet.column(id)).filter(|_| is_matrix(self.sheet)) {
            Some(column) => self.sorter(head, column),
            None => bilingual(self.screen, head, text),
        }
    }

    /// A column's heading sorts by it.
    fn sorter(&self, head: El, column: &'static Column) -> El {
        let table = self.sheet.table.id;
        let sort = self.screen.viewer.seen.sort.filter(|s| s.table == table && s.column == column.id);
        let sorted = match sort.map(|s| s.falling) {
            Some(true) => "descending",
            Some(false) => "ascending",
            None => "none",
        };
        let button = el("button").class("sort").attr(Attr::Type, "button");
        let button = bilingual(self.screen, button, column.label).attr(Attr::Title, self.screen.say("按这一列排列"));
        let head = head.attr(Attr::AriaSort, sorted).class_if("off", column.id != self.screen.viewer.seen.column);
        head.child(self.screen.tap(button, Msg::Sort(table, column.id)))
    }

    fn cell(&self, slot: Slot, cols: u8) -> El {
        let report = &self.item.report;
        let (raw, value) = (report.raw(slot), report.value(slot));
        let seen = &self.screen.viewer.seen;
        let number = el("button")
            .class("n")
            .attr(Attr::Type, "button")
            .attr(Attr::DataSlot, slot.code())
            .attr(Attr::Tabindex, if self.entry == Some(slot) { "0" } else { "-1" })
            .attr(Attr::AriaPressed, (seen.touched == Some(slot)).then_some("true"));
        let number = number.child(raw.to_owned()).attr(Attr::AriaLabel, self.named(slot, raw));
        let mark = self.screen.is_noted(&[slot]).then(|| self.screen.asis());
        let label = self.sheet.column(slot.column()).map(|c| self.screen.say(c.label));
        el("td")
            .class("cell")
            .class(self.kin.iter().find(|(s, _)| *s == slot).map_or("", |(_, kin)| kin_class(*kin)))
            .class_if("zero", value.is_zero())
            .class_if("odd", value.number().is_none() && !raw.trim().is_empty())
            .class_if("off", is_matrix(self.sheet) && slot.column() != seen.column)
            .attr(Attr::Colspan, span(cols))
            .attr(Attr::DataLabel, label)
            .attr(Attr::DataGroup, self.first_of_group(slot))
            .child(number)
            .child(mark)
    }

    /// What is read aloud: where the number stands, and what is printed. Screen readers do not all say a table's
    /// headings when the focus comes to a button in it.
    fn named(&self, slot: Slot, raw: &str) -> String {
        let language = self.screen.viewer.language;
        let (row, column) = (language.row(self.sheet, slot.row()), language.column(self.sheet, slot.column()));
        let raw = if raw.trim().is_empty() { self.screen.say("未提供") } else { raw };
        let note = if self.screen.is_noted(&[slot]) { self.screen.say("原文如此") } else { "" };
        [bare(&row), bare(&column), raw, note].join(" ").trim_end().to_owned()
    }

    /// For narrow screens, where a line of several groups stands one below the other: the group that begins here.
    fn first_of_group(&self, slot: Slot) -> Option<String> {
        let several = self.sheet.lines.len() == self.sheet.head + 1;
        let first = self.sheet.slots.iter().find(|s| s.row() == slot.row()) == Some(&slot);
        (several && first).then(|| bare(&self.screen.viewer.language.row(self.sheet, slot.row())).to_owned())
    }

    /// What columns are to be beside the table.
    fn columns_beside(&self) -> (bool, bool) {
        let seen = &self.screen.viewer.seen;
        (seen.changes && self.screen.viewer.former().is_some(), seen.shares)
    }

    fn beside_heads(&self, rows: usize) -> El {
        let (changes, shares) = self.columns_beside();
        let viewer = self.screen.viewer;
        let column = self.sheet.column(viewer.seen.column).map_or("", |c| viewer.language.say(c.label));
        let head = |text: String| {
            el("th").class("column").class("extra").attr(Attr::Scope, "col").attr(Attr::Rowspan, rows).child(text)
        };
        let mut heads = list();
        if let Some(former) = viewer.former().filter(|_| changes) {
            let year = former.year.to_string();
            heads = heads.child(head(viewer.language.fill("{0}年{1}", &[&year, column])));
            heads = heads.child(head(self.screen.say("增减").to_owned()));
        }
        heads.child(shares.then(|| head(viewer.language.fill("{0}占办结", &[column]))))
    }

    fn beside(&self, slot: Slot) -> El {
        let (changes, shares) = self.columns_beside();
        let language = self.screen.viewer.language;
        let beside = self.screen.viewer.beside(self.item, slot);
        let cell = || el("td").class("cell").class("extra");
        let mut cells = list();
        if let Some(shift) = beside.shift.as_ref().filter(|_| changes) {
            let year = language.fill("{0}年", &[&shift.year.to_string()]);
            let former = cell().attr(Attr::DataLabel, year).child(language.value(shift.former));
            let more = cell().attr(Attr::DataLabel, self.screen.say("增减")).child(change(self.screen, shift));
            cells = cells.child(former).child(more);
        }
        cells.child(shares.then(|| {
            cell().class("part").attr(Attr::DataLabel, self.screen.say("占比")).child(beside.share.unwrap_or_default())
        }))
    }
}

/// The one cell of the table where Tab comes in: where the focus is, else the touched one, else the first of the column
/// that a narrow screen shows.
fn entry(screen: Screen, lines: &Lines) -> Option<Slot> {
    let cells = lines.body.iter().flat_map(|line| &line.pieces).filter_map(|piece| match piece {
        Piece::Cell { slot, .. } => Some(*slot),
        Piece::Head { .. } => None,
    });
    let looked = |slot: &Slot| !is_matrix(lines.sheet) || slot.column() == screen.viewer.seen.column;
    let first = cells.clone().find(looked);
    let there = |wanted: Option<Slot>| cells.clone().find(|slot| Some(*slot) == wanted);
    there(screen.viewer.lit).or_else(|| there(screen.viewer.seen.touched)).or(first)
}

fn span(n: u8) -> Option<usize> {
    (n > 1).then_some(n.into())
}

fn kin_class(kin: Kin) -> &'static str {
    match kin {
        Kin::Itself => "itself",
        Kin::Addend => "addend",
        Kin::Total => "sum",
        Kin::Balance => "balance",
    }
}

/// One listener for all cells: pointing lights, touching tells, arrows walk.
fn events(frame: El, screen: Screen) -> El {
    let tell = || screen.tell.clone();
    let (point, leave, focus, click, blur, step) = (tell(), tell(), tell(), tell(), tell(), tell());
    let lit = screen.viewer.lit;
    frame
        .on(When::MouseOver, move |event| light(&point, lit, slot_of(&event)))
        .on(When::MouseLeave, move |_| light(&leave, lit, None))
        .on(When::FocusIn, move |event| light(&focus, lit, slot_of(&event)))
        .on(When::FocusOut, move |_| light(&blur, lit, None))
        .on(When::Click, move |event| {
            if let Some((button, slot)) = cell_of(&event) {
                dom::take(&button);
                click.emit(Msg::Touch(Some(slot)));
            }
        })
        .on(When::KeyDown, move |event| walk(&event).into_iter().for_each(|msg| step.emit(msg)))
}

/// Only when it is another cell than before.
fn light(tell: &super::Tell, lit: Option<Slot>, slot: Option<Slot>) {
    if lit != slot {
        tell.emit(Msg::Light(slot));
    }
}

/// The cell an event came from, and its number's button.
fn cell_of(event: &Event) -> Option<(web_sys::Element, Slot)> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let cell = target.closest("td").ok().flatten()?;
    let button = cell.query_selector("[data-slot]").ok().flatten()?;
    let slot = Slot::parse(&button.get_attribute("data-slot")?)?;
    Some((button, slot))
}

fn slot_of(event: &Event) -> Option<Slot> {
    cell_of(event).map(|(_, slot)| slot)
}

/// Arrows, Home and End move the focus among the numbers, as the rows stand now.
fn walk(event: &Event) -> Option<Msg> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    if key.ctrl_key() || key.alt_key() || key.meta_key() {
        return None;
    }
    let way = match key.key().as_str() {
        "ArrowUp" => Way::Up,
        "ArrowDown" => Way::Down,
        "ArrowLeft" => Way::Left,
        "ArrowRight" => Way::Right,
        "Home" => Way::First,
        "End" => Way::Last,
        _ => return None,
    };
    let slot = slot_of(event)?;
    event.prevent_default();
    Some(Msg::Step(slot, way))
}
