//! The report's own text (报告正文), part by part.

use super::super::el::{Attr, El, el};
use super::sheet::fold;
use super::{Screen, bilingual};
use crate::app::viewer::shelf::Item;
use crate::form::{Part, Prose};

pub(super) fn view(screen: Screen, item: &Item) -> Option<El> {
    if Prose::ALL.into_iter().all(|p| item.report.prose(p).trim().is_empty()) {
        return None;
    }
    let mut text = paragraphs(el("div").class("text").attr(Attr::Lang, "zh-CN"), item, Prose::Intro, "");
    for part in item.report.form().desc.parts {
        text = self::part(screen, text, item, part);
    }
    Some(fold(screen, "prose", ("h3", "报告正文"), |to| to.child(text)))
}

/// A part that has a text; its table is shown elsewhere.
fn part(screen: Screen, to: El, item: &Item, part: &'static Part) -> El {
    let texts = part.text.iter().copied().chain(part.note);
    let mut to = match texts.clone().any(|p| !item.report.prose(p).trim().is_empty()) {
        true => to.child(bilingual(screen, el("h4"), part.heading)),
        false => return to,
    };
    for prose in texts {
        to = paragraphs(to, item, prose, part.heading);
    }
    to
}

/// Each line as a paragraph, without a heading that the text repeats.
fn paragraphs(mut to: El, item: &Item, prose: Prose, heading: &str) -> El {
    let text = item.report.prose(prose).trim_start();
    for line in text.strip_prefix(heading).unwrap_or(text).lines() {
        if !line.trim().is_empty() {
            to = to.child(el("p").child(line.trim().to_owned()));
        }
    }
    to
}
