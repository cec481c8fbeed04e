//! The layout of the house, as a test: who may use whom, and what no shipped code holds.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may use. The order is the reading order of `src/lib.rs`.
const LAYERS: &[(&str, &[&str])] = &[
    ("later", &[]),
    ("form", &["later"]),
    ("report", &["later", "form"]),
    ("prose", &["later", "form", "report"]),
    ("check", &["later", "form", "report", "prose"]),
    ("codec", &["later", "form", "report", "prose", "check"]),
    ("app", &["later", "form", "report", "prose", "check", "codec"]),
    ("browser", &["later", "form", "report", "prose", "check", "codec", "app"]),
    ("view", &["later", "form", "report", "prose", "check", "codec", "app", "browser"]),
    ("element", &["later", "form", "report", "prose", "check", "codec", "app", "browser", "view"]),
    ("office", &["later", "form", "report", "prose", "check", "codec"]),
    ("cli", &["later", "form", "report", "prose", "check", "codec", "app", "office"]),
];

/// What shipped code must not hold, where, and why.
const BANS: &[(&str, &str, &str)] = &[
    (".unwrap()", "src", "a panic costs the clerk a screen: handle it, or make it impossible"),
    (".expect(", "src", "a panic costs the clerk a screen: handle it, or make it impossible"),
    ("panic!(", "src", "a panic costs the clerk a screen"),
    ("todo!(", "src", "no stub is called done"),
    ("dbg!(", "src", "no debug output is shipped"),
    ("f64", "src/report", "amounts and counts are exact"),
    ("f64", "src/prose", "amounts and counts are exact"),
    ("f64", "src/check", "amounts and counts are exact"),
    ("f32", "src", "amounts and counts are exact"),
    ("HashMap", "src", "its order differs from run to run; the same report must give the same list"),
    ("from_html_unchecked", "src", "no markup is ever made from data"),
    ("inner_html", "src", "no markup is ever made from data"),
    ("innerHTML", "static", "no markup is ever made from data"),
    ("\"style\"", "src/view", "a style attribute is blocked by the strict page policy"),
    ("type=\"number\"", "src", "it turns “—” into nothing and “12件” into 12"),
    ("\"number\" =>", "src/view", "it turns “—” into nothing and “12件” into 12"),
];

/// The most lines of a file: more does not fit into a head.
const LINES: usize = 400;

/// Data, however long: the forms and their words.
const DATA: &[&str] = &["src/form/y", "src/form/notes", "src/form/cues"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file below a folder, with its path from the root.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else if path.to_string_lossy().ends_with(ending) {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The text without its tests and comments.
fn shipped(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn layers_use_only_those_below() {
    let mut broken = Vec::new();
    for (layer, below) in LAYERS {
        let own = files("src", ".rs")
            .into_iter()
            .filter(|(name, _)| name.starts_with(&format!("src/{layer}/")) || *name == format!("src/{layer}.rs"));
        for (name, text) in own {
            for (other, _) in LAYERS.iter().filter(|(other, _)| other != layer && !below.contains(other)) {
                if shipped(&text).contains(&format!("crate::{other}")) {
                    broken.push(format!("{name}: `{layer}` must not use `{other}`"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn shipped_code_holds_nothing_banned() {
    let mut broken = Vec::new();
    for (banned, folder, why) in BANS {
        let ending = if *folder == "static" { ".js" } else { ".rs" };
        for (name, text) in files(folder, ending) {
            let is_ours = !name.starts_with("src/bin/dist/") && name != "src/check/cases.rs";
            if is_ours && shipped(&text).contains(banned) {
                broken.push(format!("{name}: `{banned}`: {why}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn files_fit_in_a_head() {
    let too_long = |(name, text): &(String, String)| {
        let lines = shipped(text).lines().count();
        (!DATA.iter().any(|d| name.starts_with(d)) && lines > LINES).then(|| format!("{name}: {lines} lines"))
    };
    let long: Vec<String> = files("src", ".rs").iter().filter_map(too_long).collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn pinned_versions_agree() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let version = |name: &str| {
        let at = lock.find(&format!("name = \"{name}\"\n")).unwrap();
        lock[at..].split('"').nth(3).unwrap().to_owned()
    };
    assert_eq!(version("wasm-bindgen"), version("wasm-bindgen-cli-support"), "they must be bound and built alike");
}

#[test]
fn the_map_names_every_module() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for module in map.lines().filter_map(|l| l.strip_prefix("pub mod ")).map(|m| m.trim_end_matches(';')) {
        assert!(map.contains(&format!("`{module}`")), "src/lib.rs does not explain `{module}`");
    }
}
