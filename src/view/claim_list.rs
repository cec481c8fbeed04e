//! Below a text: everything it says that can be checked (说法).
//!
//! Drawn again only when one of them changed. A text is typed letter by letter, and hardly any letter changes what it
//! says, while a long text says much.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;
use yew::virtual_dom::VComp;

use super::claims::{class, sign, words};
use super::el::{Attr, El, When, el, list};
use super::{Send, button};
use crate::app::{Editor, Msg};
use crate::check::{Claim, Verdict};
use crate::form::{Form, Prose, Slot};
use crate::report::Number;

pub(super) fn view(editor: &Editor, prose: Prose, send: &Send) -> El {
    let report = editor.report();
    let props = Props {
        prose,
        text: Arc::clone(report.prose_shared(prose)),
        claims: Rc::clone(editor.claims()),
        form: report.form(),
        send: send.clone(),
    };
    list().child(Html::VComp(Rc::new(VComp::new::<ClaimList>(Rc::new(props), None))))
}

#[derive(Properties)]
struct Props {
    prose: Prose,
    text: Arc<str>,
    claims: Rc<Vec<Claim>>,
    form: &'static Form,
    send: Send,
}

/// Every check makes new claims; whether they look otherwise is for [`ClaimList::changed`].
impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        Rc::ptr_eq(&self.claims, &other.claims)
    }
}

/// All of a claim that is seen in the list.
type Look<'a> = (usize, Verdict, Option<&'a str>, Option<Number>, &'static str, &'a [Slot], Option<Number>);

impl Props {
    fn own(&self) -> impl Iterator<Item = (usize, &Claim)> {
        self.claims.iter().enumerate().filter(|(_, claim)| claim.prose == self.prose)
    }

    fn looks(&self) -> impl Iterator<Item = Look<'_>> {
        self.own().map(|(at, claim)| {
            let Claim { verdict, number, unit, against, expected, .. } = claim;
            (at, *verdict, self.text.get(claim.phrase.clone()), *number, *unit, &**against, *expected)
        })
    }
}

struct ClaimList;

impl Component for ClaimList {
    /// The claim whose number is to be mended: how, the text of now says.
    type Message = usize;
    type Properties = Props;

    fn create(_: &Context<ClaimList>) -> ClaimList {
        ClaimList
    }

    fn update(&mut self, ctx: &Context<ClaimList>, claim: usize) -> bool {
        let Props { text, claims, send, .. } = ctx.props();
        if let Some(fix) = claims.get(claim).and_then(|claim| claim.fix(text)) {
            send.emit(Msg::Mend(fix.edit));
        }
        false
    }

    fn changed(&mut self, ctx: &Context<ClaimList>, before: &Props) -> bool {
        let now = ctx.props();
        now.form.desc.edition != before.form.desc.edition || !now.looks().eq(before.looks())
    }

    fn view(&self, ctx: &Context<ClaimList>) -> Html {
        let props = ctx.props();
        let mut items = el("ol");
        for (at, claim) in props.own() {
            items = items.child(item(ctx, at, claim));
        }
        let summary = el("summary").child(tally(props.own().map(|(_, claim)| claim)));
        el("details").class("claims").child(summary).child(items).into()
    }
}

const VERDICTS: [Verdict; 4] = [Verdict::Differs, Verdict::Asked, Verdict::Agrees, Verdict::Open];

/// `正文里可核对的数 8 处：相符 6，不符 1，需确认 1`.
fn tally<'a>(claims: impl Iterator<Item = &'a Claim>) -> El {
    let mut counts = [0; VERDICTS.len()];
    let mut all = 0;
    for claim in claims {
        all += 1;
        for (verdict, count) in VERDICTS.iter().zip(&mut counts) {
            *count += usize::from(claim.verdict == *verdict);
        }
    }
    let mut tally = list().child(format!("正文里可核对的说法 {all} 处"));
    for (verdict, count) in VERDICTS.iter().zip(counts).filter(|(_, count)| *count > 0) {
        let word = el("span").class("tally").class(class(*verdict)).child(sign(*verdict));
        tally = tally.child(word.child(format!("{} {count}", verdict.word())));
    }
    tally
}

fn item(ctx: &Context<ClaimList>, at: usize, claim: &Claim) -> El {
    let Props { text, form, send, .. } = ctx.props();
    let verdict = el("span").class("verdict").child(sign(claim.verdict)).child(claim.verdict.word());
    let go = button("", send, Msg::Reveal(at)).class("words").attr(Attr::Title, "到正文这一句");
    let go = go.child(format!("“{}”", words(text, claim)));
    let mut ways = el("span").class("ways");
    if let Some(slot) = claim.against.first() {
        ways = ways.child(button("看表格", send, Msg::Visit(*slot)));
    }
    if let Some(fix) = claim.fix(text) {
        let link = ctx.link().clone();
        let mend = el("button").attr(Attr::Type, "button").class("fix").child(fix.label);
        ways = ways.child(mend.on(When::Click, move |_| link.send_message(at)));
    }
    let item = el("li").class("claim").class(class(claim.verdict));
    item.child(verdict).child(go).child(el("span").class("against").child(against(form, claim))).child(ways)
}

/// What the words were compared with: `表三“一、本年新收…”的“总计”：1180`.
fn against(form: &Form, claim: &Claim) -> String {
    let Some(first) = claim.against.first() else { return String::new() };
    let mut text = form.name(*first);
    if claim.against.len() > 1 {
        text.push_str(&format!("等 {} 格相加", claim.against.len()));
    }
    if let Some(expected) = claim.expected {
        text.push_str(&format!("：{expected}"));
    }
    text
}
