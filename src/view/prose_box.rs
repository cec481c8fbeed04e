//! A box for prose (正文): generous, with a count of characters where the notice limits them.

use std::sync::Arc;

use super::claims::{self, Mark};
use super::el::{Attr, El, When, el};
use super::{Send, faint, grouped, value_of};
use crate::app::{Msg, sections};
use crate::form::Prose;
use crate::report::Edit;

#[derive(PartialEq)]
pub(super) struct ProseBox {
    pub prose: Prose,
    pub label: &'static str,
    /// The part's heading: not counted if the text repeats it.
    pub heading: &'static str,
    pub optional: bool,
    pub limit: Option<usize>,
    pub text: Held,
    /// What the text says that can be checked.
    pub marks: Vec<Mark>,
    /// Nothing may be typed: a file of a newer version.
    pub locked: bool,
    pub send: Send,
}

/// What a box holds. The same in memory is the same: most keys go elsewhere, and a text may be ten million letters long.
pub(super) struct Held(pub Arc<str>);

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// Characters on a line of the box, for its first height; browsers that can then fit it to its text.
const LINE: usize = 46;

impl ProseBox {
    pub fn view(&self) -> El {
        let (send, prose) = (self.send.clone(), self.prose);
        let (id, text) = (prose.code(), &*self.text.0);
        // The part's section has the code itself.
        let own = format!("{id}-text");
        let label = el("label")
            .attr(Attr::For, own.clone())
            .child(self.label)
            .child(self.optional.then(|| faint("（可不填）")));
        let area = el("textarea")
            .attr(Attr::Id, own)
            .attr(Attr::DataPlace, format!("narrative.{id}"))
            .attr(Attr::Rows, rows(text, self.optional))
            .flag(Attr::Readonly, self.locked)
            .holds(text)
            .on(When::Input, move |event| {
                send.emit(Msg::Change(Edit::Prose(prose, Arc::from(value_of(&event)))));
            });
        let marked = !self.marks.is_empty();
        let paper = el("div").class("paper").class_if("marked", marked);
        let paper = paper.child(claims::under(&self.text.0, &self.marks)).child(area);
        el("div").class("prose").child(el("div").class("caption").child(label).child(self.count(text))).child(paper)
    }

    fn count(&self, text: &str) -> Option<El> {
        let count = sections::count(text, self.heading);
        let over = self.limit.is_some_and(|limit| count > limit);
        let words = match self.limit.map(|limit| (limit, grouped(limit))) {
            Some((limit, most)) if over => {
                format!("{} 字，超出 {} 字（原则上不超过 {most} 字）", grouped(count), grouped(count - limit))
            }
            Some((_, most)) => format!("{} / {most} 字", grouped(count)),
            None if count > 0 => format!("{} 字", grouped(count)),
            None => return None,
        };
        Some(el("span").class("count").class_if("over", over).child(words))
    }
}

fn rows(text: &str, optional: bool) -> usize {
    let least = if optional { 2 } else { 5 };
    let lines: usize = text.lines().take(60).map(|l| l.chars().take(3000).count() / LINE + 1).sum();
    lines.clamp(least, 24)
}
