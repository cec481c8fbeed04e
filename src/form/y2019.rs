use super::*;
pub(super) static DESC: Desc = Desc { edition: Edition::E2019, source: "", parts: &[], tables: &[] };
