//! The entry form's state (填报): messages in, effects out.
//!
//! Every road of change ends in [`Editor::change`]: apply, remember, check everything, tell the page.

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use super::cursor::{self, Step};
use super::follow;
use super::hand::{self, Hand};
use super::history::History;
use super::import;
use super::keeping::Drafts;
use super::listing;
use super::msg::{Effect, Msg, Notice};
use crate::check::{Claim, Context, Finding, Place, Severity, examine};
use crate::codec::json;
use crate::form::{Edition, Prose, Slot};
use crate::later::later;
use crate::report::{Edit, Meta, Report};

/// The entry form.
pub struct Editor {
    history: History,
    findings: Rc<Vec<Finding>>,
    claims: Rc<Vec<Claim>>,
    last: Option<Rc<Report>>,
    /// What the page's attributes say of a new report.
    given: (Option<u16>, String),
    /// A report is open; before that, the choice of how to begin is shown.
    pub is_open: bool,
    /// The open report is the new one that the page's attributes asked for.
    is_given: bool,
    pub focus: Option<Slot>,
    pub hand: Hand,
    pub lit: Option<usize>,
    pub explained: Option<(&'static str, &'static str)>,
    pub column: Option<&'static str>,
    pub panel: bool,
    pub printing: bool,
    /// The document is looked at before it is handed in.
    pub preview: bool,
    /// What is printed is the list of findings.
    pub listing: bool,
    pub notice: Option<Notice>,
    pub drafts: Drafts,
    /// What a file gave waits to be accepted; only the second file knows what it is made of.
    pub import: Option<Box<dyn Any>>,
}

impl Default for Editor {
    fn default() -> Editor {
        Editor {
            history: History::new(Report::new(Edition::E2021)),
            findings: Rc::default(),
            claims: Rc::default(),
            last: None,
            given: (None, String::new()),
            is_open: false,
            is_given: false,
            focus: None,
            hand: Hand::default(),
            lit: None,
            explained: None,
            column: None,
            panel: true,
            printing: false,
            preview: false,
            listing: false,
            notice: None,
            drafts: Drafts::default(),
            import: None,
        }
    }
}

impl Editor {
    pub fn report(&self) -> &Report {
        self.history.present()
    }

    pub fn findings(&self) -> &Rc<Vec<Finding>> {
        &self.findings
    }

    /// What the narrative says that can be checked, and what became of it.
    pub fn claims(&self) -> &Rc<Vec<Claim>> {
        &self.claims
    }

    /// Whether nothing may be typed: a file of a newer version, or another window has the draft.
    pub fn is_locked(&self) -> bool {
        self.report().is_read_only() || self.drafts.lock()
    }

    pub fn can_undo(&self) -> bool {
        !self.is_locked() && self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        !self.is_locked() && self.history.can_redo()
    }

    /// Errors, warnings, hints.
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        self.findings.iter().for_each(|f| counts[f.rule.severity as usize] += 1);
        counts
    }

    /// The findings that mark a cell.
    pub fn at(&self, slot: Slot) -> impl Iterator<Item = (usize, &Finding)> {
        self.findings.iter().enumerate().filter(move |(_, f)| f.cells().any(|s| s == slot))
    }

    /// Takes a message in.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Begin { year, org } => self.show(Report::of(year, org.trim())),
            Msg::Open(text) => self.open(&text),
            Msg::Show(report) => self.show(*report),
            Msg::Refuse(text) => self.refuse(text),
            Msg::Type(slot, text) => self.change(Edit::Cell(slot, Arc::from(&*text))),
            Msg::Change(edit) => self.change(edit),
            Msg::Mend(edit) => self.mend(edit),
            Msg::Focus(slot) => self.focus_on(slot),
            Msg::Step(slot, step) => self.step(slot, step),
            Msg::Jump(section) => vec![Effect::Jump(section)],
            Msg::Save => self.save(),
            Msg::Print => self.print(false),
            Msg::Light(_) | Msg::Column(_) | Msg::Panel | Msg::Printing(_) | Msg::Dismiss => self.note(msg),
            rare => {
                let mut effects = Vec::new();
                act_later(self, &rare, &mut effects);
                effects
            }
        }
    }

    /// What nobody does in the first moment.
    fn act(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Undo => self.travel(History::undo),
            Msg::Redo => self.travel(History::redo),
            Msg::Go(finding) => self.go(finding),
            Msg::Visit(slot) => self.visit(Place::Slot(slot)),
            Msg::Reveal(claim) => self.reveal(claim),
            Msg::Preview(on) => self.look(on),
            Msg::Submit => self.submit(),
            Msg::Follow(text) => self.follow(&text),
            Msg::PrintFindings => self.print(true),
            Msg::Hand(act) => hand::act(self, act),
            Msg::Import(take) => import::take(self, take),
            Msg::Look(look) => {
                self.drafts.look = look;
                vec![Effect::Ask("look", Rc::default(), look.code().into())]
            }
            Msg::Ask("export", kind, _) => vec![Effect::Ask("export", kind.clone(), self.file_name(&kind).into())],
            Msg::Ask(what, draft, name) => vec![Effect::Ask(what, draft, name)],
            Msg::CopyFindings => vec![Effect::Copy(listing::text(self.report(), &self.findings))],
            quiet => self.note(quiet),
        }
    }

    /// Messages that only change what is shown.
    fn note(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Light(finding) => self.lit = finding,
            Msg::Column(column) => self.column = Some(column),
            Msg::Panel => self.panel = !self.panel,
            Msg::Printing(on) => (self.printing, self.listing) = (on, on && self.listing),
            Msg::Explain(row) => self.explained = row.filter(|r| self.explained != Some(*r)),
            Msg::Copied(done) => self.notice = Some(Notice::copied(done)),
            Msg::Dismiss => self.notice = None,
            Msg::Told(code, detail) => self.drafts.hear(&code, &detail),
            Msg::Heard => self.drafts.keeping = None,
            _ => {}
        }
        Vec::new()
    }

    fn open(&mut self, text: &str) -> Vec<Effect> {
        match json::read(text) {
            Ok(report) => self.show(report),
            Err(error) => self.refuse(error.to_string()),
        }
    }

    fn follow(&mut self, text: &str) -> Vec<Effect> {
        let (last, unsure) = match follow::read(text) {
            Ok(read) => read,
            Err(sentence) => return self.refuse(sentence),
        };
        let effects = self.show(follow::following(&last));
        let text = follow::said(&last, unsure);
        self.notice = Some(Notice { severity: Severity::Hint, text });
        effects
    }

    pub(super) fn show(&mut self, report: Report) -> Vec<Effect> {
        let (panel, given) = (self.panel, self.given.clone());
        let drafts = Drafts { look: self.drafts.look, ..Drafts::default() };
        let mut last = None;
        look_back(&report, &mut last);
        let last = last.map(Rc::new).or_else(|| self.last.take());
        *self =
            Editor { history: History::new(report), is_open: true, panel, last, given, drafts, ..Editor::default() };
        vec![Effect::Opened, self.recheck()]
    }

    /// The year for a new report, as the page's attribute has it. A report that was opened or begun stays.
    pub fn give_year(&mut self, year: Option<u16>) -> Vec<Effect> {
        self.given.0 = year;
        self.begin_as_given()
    }

    /// The unit for a new report, likewise.
    pub fn give_org(&mut self, org: &str) -> Vec<Effect> {
        self.given.1 = org.trim().to_owned();
        self.begin_as_given()
    }

    fn begin_as_given(&mut self) -> Vec<Effect> {
        let untouched = !self.is_open || (self.is_given && !self.can_undo());
        let Some(year) = self.given.0.filter(|_| untouched) else { return Vec::new() };
        let effects = self.show(Report::of(year, &self.given.1.clone()));
        self.is_given = true;
        effects
    }

    /// The open report stays as it is.
    pub(super) fn refuse(&mut self, text: String) -> Vec<Effect> {
        self.notice = Some(Notice { severity: Severity::Error, text: text.clone() });
        vec![Effect::Failed("unreadable", text)]
    }

    /// Last year's report, where there is one.
    pub fn last_year(&self) -> Option<&Rc<Report>> {
        self.last.as_ref()
    }

    /// Last year's report, for the rules that compare.
    pub fn compare_with(&mut self, last: Option<Report>) -> Vec<Effect> {
        self.last = last.map(Rc::new);
        vec![self.recheck()]
    }

    /// The rules that are loaded later look at the open report too.
    pub fn arrive(&mut self) -> Vec<Effect> {
        vec![self.recheck()]
    }

    fn change(&mut self, edit: Edit) -> Vec<Effect> {
        if self.is_locked() {
            return Vec::new();
        }
        self.hand.typed();
        let next = self.report().apply(&edit);
        let kept = Effect::Keep(self.report().changes(&next));
        let at = changed_place(&edit).map_or_else(|| "report".to_owned(), |p| p.code());
        self.history.push(next, &edit);
        vec![kept, Effect::Changed(at), self.recheck()]
    }

    pub(super) fn mend(&mut self, edit: Edit) -> Vec<Effect> {
        self.history.pause();
        let effects = self.change(edit);
        self.history.pause();
        effects
    }

    fn travel(&mut self, step: fn(&mut History) -> bool) -> Vec<Effect> {
        let before = self.report().clone();
        if self.is_locked() || !step(&mut self.history) {
            return Vec::new();
        }
        let place = difference(&before, self.report());
        let changed = Effect::Changed(place.as_ref().map_or_else(|| "report".to_owned(), Place::code));
        let kept = Effect::Keep(before.changes(self.report()));
        let mut effects = vec![kept, changed, self.recheck()];
        effects.extend(place.map(Effect::Focus));
        effects
    }

    fn recheck(&mut self) -> Effect {
        let context = Context { last: self.last.as_deref() };
        let (findings, claims) = examine(self.report(), context);
        self.lit = None;
        (self.findings, self.claims) = (Rc::new(findings), Rc::new(claims));
        Effect::Found(self.counts())
    }

    /// The document is put on the screen first: what is there when the dialog opens is what is printed.
    fn print(&mut self, listing: bool) -> Vec<Effect> {
        (self.printing, self.listing) = (self.is_open, listing);
        vec![Effect::Print]
    }

    fn focus_on(&mut self, slot: Option<Slot>) -> Vec<Effect> {
        if self.focus != slot {
            self.history.pause();
            if let Some(slot) = slot {
                let report = self.history.present();
                self.hand.arrive(slot, report.raw_shared(slot).filter(|_| !report.is_computed(slot)));
            }
        }
        self.focus = slot;
        Vec::new()
    }

    fn step(&mut self, slot: Slot, step: Step) -> Vec<Effect> {
        let report = self.report();
        let sheet = report.form().sheet(slot);
        match cursor::step(sheet, report.is_lumped(sheet.table.id), slot, step) {
            Some(to) => vec![Effect::Focus(Place::Slot(to))],
            None => Vec::new(),
        }
    }

    pub(super) fn go(&mut self, finding: usize) -> Vec<Effect> {
        let Some(found) = self.findings.get(finding) else { return Vec::new() };
        if let Some(claim) = self.claims.iter().position(|c| c.is_of(found)) {
            return self.reveal(claim);
        }
        let place = match (&found.at, found.related.first()) {
            (Place::Column(..) | Place::Row(..), Some(first)) => Place::Slot(*first),
            (Place::Table(_), _) => found.related.first().map_or_else(|| found.at.clone(), |s| Place::Slot(*s)),
            (at, _) => at.clone(),
        };
        self.visit(place)
    }

    fn look(&mut self, on: bool) -> Vec<Effect> {
        (self.preview, self.notice) = (on, None);
        if on { vec![Effect::Bring("preview")] } else { Vec::new() }
    }

    fn visit(&mut self, place: Place) -> Vec<Effect> {
        self.preview = false;
        if let Place::Slot(slot) = place {
            self.column = Some(slot.column());
        }
        vec![Effect::Focus(place)]
    }

    fn reveal(&mut self, claim: usize) -> Vec<Effect> {
        self.preview = false;
        let Some(Claim { prose, phrase, .. }) = self.claims.get(claim) else { return Vec::new() };
        let text = self.report().prose(*prose);
        let units = |bytes: usize| text.get(..bytes).map_or(0, |t| t.encode_utf16().count() as u32);
        vec![Effect::Select(*prose, units(phrase.start)..units(phrase.end), claim)]
    }
}

later! { [feature = "form"] "32",
fn look_back(report: &Report, last: &mut Option<Report>) {
    *last = follow::last_year(report);
}
}

later! { [feature = "form"] "28",
fn act_later(editor: &mut Editor, msg: &Msg, out: &mut Vec<Effect>) {
    *out = editor.act(msg.clone());
}
}

fn changed_place(edit: &Edit) -> Option<Place> {
    match edit {
        Edit::Cell(slot, _) => Some(Place::Slot(*slot)),
        Edit::Prose(prose, _) => Some(Place::Prose(*prose)),
        Edit::Meta(key, _) => Some(Place::Meta(*key)),
        Edit::Many(edits) => edits.first().and_then(changed_place),
        Edit::Edition(_) | Edit::Place(_) | Edit::PlaceByHand | Edit::Answer(..) => None,
    }
}

/// The first field in which two reports differ; a typed one before a computed one.
fn difference(before: &Report, after: &Report) -> Option<Place> {
    let cell = |s: &Slot| before.raw(*s) != after.raw(*s) && !after.is_computed(*s);
    let cells = || Slot::all().find(cell).map(Place::Slot);
    let prose = || Prose::ALL.into_iter().find(|p| before.prose(*p) != after.prose(*p)).map(Place::Prose);
    let meta = || Meta::ALL.into_iter().find(|k| before.meta(*k) != after.meta(*k)).map(Place::Meta);
    cells().or_else(prose).or_else(meta)
}
