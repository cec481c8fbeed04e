//! The real reports of the tests, as examples for the start page.

use crate::{Result, Site, read, read_text};
use serde_json::{Value, json};

const FROM: &str = "tests/reports";

pub fn write(site: &Site) -> Result<()> {
    let mut index = Vec::new();
    for file in names()? {
        let path = format!("{FROM}/{file}");
        let report: Value = serde_json::from_str(&read_text(&path)?).map_err(|e| format!("{path}: {e}"))?;
        site.write(&format!("samples/{file}"), &read(&path)?)?;
        index.push(row(&file, &report["meta"]));
    }
    index.sort_by_key(|row| (-row["year"].as_i64().unwrap_or(0), row["file"].to_string()));
    site.write("samples/index.json", serde_json::to_string(&index)?.as_bytes())
}

fn row(file: &str, meta: &Value) -> Value {
    json!({ "file": file, "org": meta["org"], "year": meta["year"], "format": meta["format"], "title": meta["title"] })
}

/// The reports themselves, without what the tests expect of them.
fn names() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(FROM)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") && !name.ends_with(".expected.json") && name != "index.json" {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
