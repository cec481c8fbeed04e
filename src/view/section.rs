//! One of the six parts (部分): its official heading, what the notice wants, its texts and its table.

use yew::Html;

use super::el::{Attr, El, el, list};
use super::form::section_id;
use super::grid::Grids;
use super::kept::{Shown, kept};
use super::prose_box::{Held, ProseBox};
use super::{Send, claims, class, mark, question, sheet};
use crate::app::Editor;
use crate::app::sections::Section;
use crate::check::Place;
use crate::form::notes::{self, Wants};
use crate::form::{Part, Prose};

pub(super) fn view(editor: &Editor, section: Section, part: &'static Part, grids: &Grids, send: &Send) -> El {
    let id = section_id(section);
    let form = editor.report().form();
    let table = part.table.and_then(|t| form.sheets.get(t));
    let heading = format!("{id}-heading");
    let wanted = match section {
        Section::Part(_) => kept(None, Shown::Wants(notes::wants(editor.report().edition(), part.id))),
        Section::Basics => Html::default(),
    };
    let mut section = el("section")
        .attr(Attr::Id, id)
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::AriaLabelledby, heading.clone())
        .child(el("h2").attr(Attr::Id, heading).child(part.heading))
        .child(wanted);
    for text in part.text {
        section = section.child(prose(editor, part, *text, table.is_some(), send));
    }
    if let Some((table, grid)) = table.zip(part.table.and_then(|t| grids.of(t))) {
        let sheet = sheet::view(editor, table, grid, grids, send);
        section = section.child(question::view(editor, table, send)).child(sheet);
    }
    section.child(part.note.map(|note| prose(editor, part, note, true, send)))
}

pub(super) fn wants(wants: Option<&Wants>) -> El {
    let details = el("details").class("wants").child(el("summary").child("填写要求"));
    let Some(wants) = wants else { return details };
    let mut list = el("ul");
    for want in wants.wants {
        list = list.child(el("li").child(*want));
    }
    details.child(list).child(el("p").class("source").child(format!("依据：{}", wants.source)))
}

fn prose(editor: &Editor, part: &'static Part, prose: Prose, beside_table: bool, send: &Send) -> El {
    let label = match (beside_table, part.note == Some(prose)) {
        (false, _) => "正文",
        (true, false) => "表前说明",
        (true, true) => "表后说明",
    };
    let report = editor.report();
    let shown = ProseBox {
        prose,
        label,
        heading: part.heading,
        optional: beside_table,
        limit: part.limit,
        text: Held(report.prose_shared(prose).clone()),
        marks: claims::marks(editor, prose),
        locked: editor.is_locked(),
        send: send.clone(),
    };
    // In a list of their own: one more or less in the box's list would make another box of it, without the caret.
    let mut remarks = list();
    for finding in editor.findings().iter().filter(|f| f.at == Place::Prose(prose)) {
        let severity = finding.rule.severity;
        let remark = el("p").class("remark").class(class(severity)).child(mark(severity));
        remarks = remarks.child(remark.child(finding.message.clone()));
    }
    list().child(kept(None, Shown::Prose(shown))).child(claims::panel(editor, prose, send)).child(remarks)
}
