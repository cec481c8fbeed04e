//! The findings (核对结果): every one with its sentence, a way to the cell, and what would settle it.

use yew::prelude::*;

use super::{Send, class, mark, on, rail, tick};
use crate::app::{Editor, Msg};
use crate::check::{Finding, Fix};

pub(super) fn view(editor: &Editor, send: &Send) -> Html {
    if !editor.panel {
        return Html::default();
    }
    let findings = editor.findings();
    html! {
        <aside class="findings" aria-labelledby="findings">
            <div class="head">
                <h2 id="findings">{ "核对结果" }</h2>
                <button type="button" class="quiet" onclick={on(send, Msg::Panel)}>{ "收起" }</button>
            </div>
            <p class="counts" role="status">{ counts(editor) }</p>
            <ol>{ for findings.iter().enumerate().map(|(at, f)| item(at, f, editor.lit == Some(at), send)) }</ol>
        </aside>
    }
}

fn counts(editor: &Editor) -> Html {
    let words = rail::words(editor.counts());
    if !words.is_empty() {
        let word = |(severity, text)| html! { <span class={class(severity)}>{ mark(severity) }{ text }</span> };
        return html! { <>{ for words.into_iter().map(word) }</> };
    }
    let report = editor.report();
    let sheets = &report.form().sheets;
    if !sheets.iter().any(|s| report.is_started(s.table.id)) {
        return html! { <span class="faint">{ "填入数字后，这里随时列出对不上的地方。" }</span> };
    }
    let relations: usize = sheets.iter().map(|s| s.identities.len()).sum();
    html! { <><span class="good">{ tick() }{ "全部相符" }</span>
    <span class="faint">{ format!("已核对 {relations} 条勾稽关系和每一格的写法") }</span></> }
}

fn item(at: usize, finding: &Finding, lit: bool, send: &Send) -> Html {
    let severity = finding.rule.severity;
    let go = on(send, Msg::Go(at));
    html! {
        <li key={finding.key()} class={classes!("finding", class(severity), lit.then_some("lit"))}
            onmouseenter={on(send, Msg::Light(Some(at)))} onmouseleave={on(send, Msg::Light(None))}>
            <button type="button" class="go" onclick={go} title="到这一格">
                { mark(severity) }<span class="hidden">{ severity.word() }{ "：" }</span>
                <span id={format!("finding-{at}")}>{ &finding.message }</span>
            </button>
            <div class="fixes">{ for finding.fixes.iter().map(|fix| fix_button(fix, send)) }</div>
            <details>
                <summary>{ "为什么" }</summary>
                <p>{ finding.rule.why }</p>
                <p class="source">{ format!("依据：{}", finding.rule.source) }</p>
            </details>
        </li>
    }
}

/// A change that is offered; nothing is changed before the click.
pub(super) fn fix_button(fix: &Fix, send: &Send) -> Html {
    html! { <button type="button" class="fix" onclick={on(send, Msg::Change(fix.edit.clone()))}>{ &fix.label }</button> }
}
