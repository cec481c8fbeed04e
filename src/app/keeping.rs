//! What becomes of what is typed (自动保存), as the keeper outside Rust tells it (`static/keeper.js`).

use std::rc::Rc;

use crate::check::Severity;
use crate::later::later;

/// News of the draft that is open: it stays above the form until it is closed or no longer true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A draft was opened: when it was written, how many fields were typed into, and whether many were changed at once.
    Restored,
    /// There is another draft of this report: when it was written, and its id.
    Other,
    /// A newer version of the program wrote it.
    Newer,
    /// Another window has it open.
    Elsewhere,
    /// Another window took it over.
    Taken,
    /// So it did, while something was being typed here; that is a draft of its own now.
    Parted,
    /// The browser has no room left.
    Full,
    /// A write failed.
    Failed,
    /// The browser keeps nothing.
    Absent,
    /// Writing works again.
    Again,
    /// It is time for a backup file.
    Backup,
    /// The page stands inside that of another site: its name.
    Framed,
}

const CODES: [(&str, News); 12] = [
    ("restored", News::Restored),
    ("other", News::Other),
    ("newer", News::Newer),
    ("elsewhere", News::Elsewhere),
    ("taken", News::Taken),
    ("parted", News::Parted),
    ("full", News::Full),
    ("failed", News::Failed),
    ("none", News::Absent),
    ("again", News::Again),
    ("backup", News::Backup),
    ("framed", News::Framed),
];

impl News {
    pub fn parse(code: &str) -> Option<News> {
        CODES.iter().find(|(known, _)| *known == code).map(|(_, news)| *news)
    }

    /// Whether nothing may be typed: what is typed here would be no part of the draft.
    pub fn locks(self) -> bool {
        matches!(self, News::Newer | News::Elsewhere | News::Taken | News::Parted)
    }

    pub fn severity(self) -> Severity {
        match self {
            News::Full | News::Failed | News::Absent => Severity::Error,
            News::Restored | News::Again | News::Backup => Severity::Hint,
            _ => Severity::Warning,
        }
    }
}

/// The news and its details, as many as [`News`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    pub news: News,
    pub details: Vec<Rc<str>>,
}

/// Between the details, and between the fields of a draft in the list.
const FIELD: char = '\u{1f}';

/// Between the drafts in the list.
const ROW: char = '\u{1e}';

/// A draft in the list of those on this computer (本机草稿).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    pub id: Rc<str>,
    pub title: Rc<str>,
    /// When it was written and how much is in it.
    pub about: Rc<str>,
    /// It was deleted just now and can be brought back.
    pub is_gone: bool,
}

/// What the form knows of its drafts, and what else is remembered outside.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    pub keeping: Option<Keeping>,
    pub rows: Rc<Vec<DraftRow>>,
    pub look: Look,
    /// The file that is being read.
    pub busy: Rc<str>,
}

/// How the form is to look on this computer (显示设置).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// 大字.
    pub large: bool,
    /// 高对比度.
    pub contrast: bool,
}

impl Look {
    /// As it is remembered: the names of what is on.
    pub fn parse(text: &str) -> Look {
        let on = |name| text.split(' ').any(|word| word == name);
        Look { large: on("large"), contrast: on("contrast") }
    }

    pub fn code(self) -> String {
        let name = |name: &'static str, on| if on { name } else { "" };
        [name("large ", self.large), name("contrast", self.contrast)].concat()
    }
}

impl Drafts {
    /// Takes in what the keeper tells: a piece of news, or the list.
    pub fn hear(&mut self, code: &String, detail: &String) {
        hear(self, code, detail);
    }

    /// Whether nothing may be typed.
    pub fn lock(&self) -> bool {
        self.keeping.as_ref().is_some_and(|k| k.news.locks())
    }
}

later! { [feature = "form"] "30",
fn hear(drafts: &mut Drafts, code: &String, detail: &String) {
    match News::parse(code) {
        Some(news) => drafts.keeping = Some(Keeping { news, details: details(detail) }),
        None if code == "look" => drafts.look = Look::parse(detail),
        None if code == "busy" => drafts.busy = detail.as_str().into(),
        None => drafts.rows = Rc::new(rows(detail)),
    }
}
}

fn details(text: &str) -> Vec<Rc<str>> {
    text.split(FIELD).map(Rc::from).collect()
}

/// The list as the keeper tells it.
fn rows(text: &str) -> Vec<DraftRow> {
    let mut rows = Vec::new();
    for row in text.split(ROW) {
        let fields = details(row);
        if let [id, title, about, rest @ ..] = fields.as_slice() {
            let (id, title, about) = (id.clone(), title.clone(), about.clone());
            rows.push(DraftRow { id, title, about, is_gone: !rest.is_empty() });
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Look, News, rows};

    #[test]
    fn a_look_is_remembered() {
        for look in [(false, false), (true, false), (false, true), (true, true)] {
            let look = Look { large: look.0, contrast: look.1 };
            assert_eq!(Look::parse(&look.code()), look);
        }
        assert_eq!(Look::parse("nonsense"), Look::default());
    }

    #[test]
    fn the_list_is_read() {
        assert!(rows("").is_empty());
        let rows = rows("a\u{1f}甲局 2025年度\u{1f}今天\u{1e}b\u{1f}乙局\u{1f}昨天\u{1f}gone");
        let said: Vec<_> = rows.iter().map(|r| (&*r.id, &*r.title, &*r.about, r.is_gone)).collect();
        assert_eq!(said, [("a", "甲局 2025年度", "今天", false), ("b", "乙局", "昨天", true)]);
    }

    #[test]
    fn who_does_not_own_the_draft_types_nothing() {
        for (code, locks) in [("elsewhere", true), ("taken", true), ("parted", true), ("newer", true), ("full", false)]
        {
            assert_eq!(News::parse(code).map(News::locks), Some(locks), "{code}");
        }
    }
}
