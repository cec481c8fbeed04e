//! What a file would change (导入): worked out before anything does, so that the clerk sees it beside its source.
//!
//! Nothing is guessed and nothing is emptied: a cell that is blank in the file stays as it is. What the file does not
//! say for certain waits for a tick of its own.

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use super::editor::Editor;
use super::msg::{Effect, Notice};
use super::paste::{Offer, trouble};
use crate::check::{Place, Severity};
use crate::codec::intake::{self, Intake};
use crate::codec::recognise::At;
use crate::form::{Prose, Slot};
use crate::report::{Edit, Meta, Report};

/// Something done with what a file gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Take {
    /// A file was read: what it gave, and its name.
    Open(Rc<str>, Rc<str>),
    /// Take one of the changes, or leave it.
    One(usize),
    /// The same with all of a group, but for what must be looked at one by one.
    Group(&'static str),
    /// Show a place of the source.
    Light(At),
    /// Change the open report.
    Accept,
    /// Begin another report with it.
    Begin,
    Drop,
}

/// One change that a file would make.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub place: Place,
    pub text: Arc<str>,
    /// Where it stands in the source.
    pub at: Option<At>,
    /// Why a person must look at it.
    pub doubt: Option<String>,
    /// Whether it is to be taken.
    pub on: bool,
}

/// What a file gave, beside the open report.
pub struct Import {
    /// The file's name.
    pub name: Rc<str>,
    pub intake: Intake,
    /// What would change, in the form's own order.
    pub items: Vec<Item>,
    /// How many fields have already what the file has.
    pub same: usize,
    /// How many cells of the file have no place in the open report's edition.
    pub elsewhere: usize,
    /// The place that is shown in the source.
    pub lit: Option<At>,
}

/// The fields outside the tables.
pub const BASICS: &str = "basics";
/// The texts.
pub const TEXTS: &str = "texts";

impl Item {
    /// The group it is taken with: a table's id, or one of the two above.
    pub fn group(&self) -> &'static str {
        match &self.place {
            Place::Slot(slot) => slot.table(),
            Place::Prose(_) => TEXTS,
            _ => BASICS,
        }
    }

    fn edit(&self) -> Option<Edit> {
        match self.place {
            Place::Slot(slot) => Some(Edit::Cell(slot, self.text.clone())),
            Place::Prose(prose) => Some(Edit::Prose(prose, self.text.clone())),
            Place::Meta(key) => Some(Edit::Meta(key, self.text.clone())),
            _ => None,
        }
    }
}

impl Import {
    /// Compares what a file gave with a report.
    pub fn new(report: &Report, intake: Intake, name: Rc<str>) -> Import {
        let mut import = Import { name, intake, items: Vec::new(), same: 0, elsewhere: 0, lit: None };
        import.basics(report);
        for (slot, at) in import.intake.cells.clone() {
            import.cell(report, slot, at);
        }
        for prose in Prose::ALL {
            let text = import.intake.report.prose_shared(prose).clone();
            import.put(Place::Prose(prose), text, report.prose(prose), None, None);
        }
        import
    }

    fn basics(&mut self, report: &Report) {
        // A title that says no more than unit and year comes by itself.
        let untitled = self.intake.report.apply(&Edit::Meta(Meta::Title, Arc::from("")));
        for key in Meta::ALL {
            let text = self.intake.report.meta_shared(key).clone();
            let derived = key == Meta::Title && *text == *untitled.title();
            if !derived {
                let other = self.other(report, key).map(str::to_owned);
                self.put(Place::Meta(key), text, report.meta(key), None, other);
            }
        }
    }

    /// Why a field is that of another report than the open one.
    fn other(&self, report: &Report, key: Meta) -> Option<&'static str> {
        let differs = |key| {
            let (now, then) = (report.meta(key), self.intake.report.meta(key));
            !now.is_empty() && !then.is_empty() && now != then
        };
        let (.., why) = OTHERS.iter().find(|(k, by, _)| *k == key && by.iter().copied().any(differs))?;
        Some(why)
    }

    fn cell(&mut self, report: &Report, slot: Slot, at: At) {
        let text: Arc<str> = self.intake.report.raw(slot).into();
        if !report.form().has(slot) {
            self.elsewhere += usize::from(!text.is_empty());
            return;
        }
        let said = self.intake.doubts.iter().find(|(doubtful, _)| *doubtful == slot).map(|(_, why)| why.clone());
        let doubt = said.or_else(|| trouble(&text).map(str::to_owned));
        self.put(Place::Slot(slot), text, report.raw(slot), Some(at), doubt);
    }

    fn put(&mut self, place: Place, text: Arc<str>, now: &str, at: Option<At>, doubt: Option<String>) {
        match text.is_empty() {
            true => {}
            false if *text == *now => self.same += 1,
            false => {
                let on = doubt.is_none();
                self.items.push(Item { place, text, at, doubt, on });
            }
        }
    }

    /// How many changes are to be taken.
    pub fn taken(&self) -> usize {
        self.items.iter().filter(|item| item.on).count()
    }

    /// The changes of the cells, as a paste has them.
    pub fn offer(&self) -> Offer {
        let cell = |item: &Item| match item.place {
            Place::Slot(slot) => Some((slot, item.text.clone())),
            _ => None,
        };
        Offer { changes: self.items.iter().filter_map(cell).collect(), ..Offer::default() }
    }

    /// All that is to be taken, as one change.
    fn edit(&self) -> Edit {
        Edit::Many(self.items.iter().filter(|item| item.on).filter_map(Item::edit).collect())
    }

    /// A report of the file alone, without what is not to be taken.
    fn report(&self) -> Report {
        let blank = |item: &Item| Item { text: Arc::from(""), ..item.clone() }.edit();
        let off = self.items.iter().filter(|item| !item.on && !is_whose(item));
        self.intake.report.apply(&Edit::Many(off.filter_map(blank).collect()))
    }

    fn turn(&mut self, group: &str) {
        let mut items: Vec<&mut Item> =
            self.items.iter_mut().filter(|item| item.group() == group && item.doubt.is_none()).collect();
        let on = !items.iter().all(|item| item.on);
        items.iter_mut().for_each(|item| item.on = on);
    }
}

/// What tells whose report it is, by which fields, and what is said where these differ.
const OTHERS: [(Meta, &[Meta], &str); 3] = [
    (Meta::Title, &[Meta::Year, Meta::Org], "是另一个单位或者年度的标题"),
    (Meta::Year, &[Meta::Year], "和正在填的年度不同"),
    (Meta::Org, &[Meta::Org], "和正在填的单位不同"),
];

/// Of a report of its own these are no doubt.
fn is_whose(item: &Item) -> bool {
    OTHERS.iter().any(|(key, ..)| item.place == Place::Meta(*key))
}

/// What waits to be accepted.
pub fn of(editor: &Editor) -> Option<&Import> {
    editor.import.as_ref()?.downcast_ref()
}

fn of_mut(editor: &mut Editor) -> Option<&mut Import> {
    editor.import.as_mut()?.downcast_mut()
}

pub(super) fn take(editor: &mut Editor, take: Take) -> Vec<Effect> {
    match take {
        Take::Open(text, name) => return open(editor, &text, name),
        Take::Accept => return accept(editor),
        Take::Begin => return begin(editor),
        Take::Drop => editor.import = None,
        Take::One(at) => {
            if let Some(item) = of_mut(editor).and_then(|import| import.items.get_mut(at)) {
                item.on = !item.on;
            }
        }
        Take::Group(group) => {
            if let Some(import) = of_mut(editor) {
                import.turn(group);
            }
        }
        Take::Light(at) => {
            if let Some(import) = of_mut(editor) {
                import.lit = Some(at);
                return vec![Effect::Bring("lit")];
            }
        }
    }
    Vec::new()
}

fn open(editor: &mut Editor, text: &str, name: Rc<str>) -> Vec<Effect> {
    let Some(intake) = intake::read(text) else { return editor.refuse(UNREAD.to_owned()) };
    let blank = Report::bare(intake.report.edition());
    let import = Import::new(if editor.is_open { editor.report() } else { &blank }, intake, name);
    editor.notice = None;
    editor.import = Some(Box::new(import) as Box<dyn Any>);
    Vec::new()
}

const UNREAD: &str = "文件读出来的内容不完整，草稿没有改动。请刷新页面后再试。";

fn accept(editor: &mut Editor) -> Vec<Effect> {
    let Some(import) = of(editor).filter(|_| editor.is_open && !editor.is_locked()) else { return begin(editor) };
    let (edit, count, name) = (import.edit(), import.taken(), import.name.clone());
    editor.import = None;
    if count == 0 {
        return Vec::new();
    }
    let effects = editor.mend(edit);
    editor.notice = said(&format!("已从“{name}”填入 {count} 处，可以一次撤销。"));
    effects
}

fn begin(editor: &mut Editor) -> Vec<Effect> {
    let Some(import) = of(editor) else { return Vec::new() };
    let (report, name, another) = (import.report(), import.name.clone(), editor.is_open);
    let effects = editor.show(report);
    let before =
        if another { "原来的草稿没有动，在开始页“这台电脑上的草稿”里。" } else { "" };
    editor.notice = said(&format!("已用“{name}”新开一份。{before}"));
    effects
}

fn said(text: &str) -> Option<Notice> {
    Some(Notice { severity: Severity::Hint, text: text.to_owned() })
}
