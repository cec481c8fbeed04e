//! What leaves the form (保存、提交): a file for the user, the report for the page.

use super::editor::Editor;
use super::msg::{Effect, Notice};
use crate::check::{Finding, Severity};
use crate::codec::{file_name, json};

impl Editor {
    pub(super) fn save(&mut self) -> Vec<Effect> {
        vec![Effect::Download(self.file_name("json"), json::write(self.report()))]
    }

    /// `龙岗区…2025年政府信息公开工作年度报告.json`.
    pub fn file_name(&self, ending: &str) -> String {
        file_name(&self.report().title(), ending)
    }

    /// The findings of one kind that wait to be settled, by their numbers.
    pub fn open_findings(&self, severity: Severity) -> impl Iterator<Item = usize> {
        let open = move |f: &Finding| f.rule.severity == severity && f.is_open(self.report());
        self.findings().iter().enumerate().filter(move |(_, f)| open(f)).map(|(at, _)| at)
    }

    /// Errors block submitting, never saving. A warning that is neither mended nor explained is said once more.
    pub(super) fn submit(&mut self) -> Vec<Effect> {
        let (errors, first) = (self.open_findings(Severity::Error).count(), self.open_findings(Severity::Error).next());
        if let Some(first) = first {
            let text = format!("还有 {errors} 处错误，改正后才能提交；可以先保存文件。");
            self.notice = Some(Notice { severity: Severity::Error, text });
            return self.go(first);
        }
        let open = self.open_findings(Severity::Warning).count();
        self.notice = (open > 0).then(|| Notice {
            severity: Severity::Warning,
            text: format!("提交的报告还有 {open} 处提醒，没有改正，也没有说明原因，审核时可能会退回来问。"),
        });
        vec![Effect::Submit]
    }
}
