use super::*;
pub(super) static DESC: Desc = Desc { edition: Edition::E2021, source: "", parts: &[], tables: &[] };
