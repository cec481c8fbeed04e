//! The files of a tag, and the script that loads them.

use crate::{Result, Site, Tag, read_text, tool, wasm};
use base64::prelude::*;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;

/// What `static/gongkai.js` needs to know about a tag, and what it costs.
pub struct Load {
    pub tag: &'static Tag,
    pub js: String,
    pub wasm: String,
    pub css: String,
    later: String,
    later_css: String,
    programs: [Program; 2],
}

/// How the loader knows a WebAssembly file to be whole and the right one.
struct Program {
    length: usize,
    integrity: String,
}

impl Program {
    fn new(bytes: &[u8]) -> Program {
        Program { length: bytes.len(), integrity: integrity(bytes) }
    }
}

impl Load {
    /// Everything a page fetches before the tag is usable.
    pub fn files(&self) -> [&str; 4] {
        [LOADER, &self.js, &self.wasm, &self.css]
    }

    /// Everything it fetches after that.
    pub fn later_files(&self) -> [&str; 2] {
        [&self.later, &self.later_css]
    }
}

/// The name that pages hold on to; the only one without a hash.
pub const LOADER: &str = "gongkai.js";

/// The line of `static/gongkai.js` that a build replaces.
const PLACEHOLDER: &str = "const TAGS = {};";

pub fn tag(site: &Site, tag: &'static Tag) -> Result<Load> {
    let module = wasm::module(tag.bin)?;
    let sheet = [read_text("static/host.css")?, read_text(tag.css[0])?].concat();
    let load = Load {
        tag,
        js: hashed(site, tag.bin, "js", &module.js)?,
        wasm: hashed(site, tag.bin, "wasm", &module.wasm)?,
        css: hashed(site, tag.bin, "css", &tool::minify_css(&sheet)?)?,
        later: hashed(site, &format!("{}-later", tag.bin), "wasm", &module.later)?,
        later_css: hashed(site, &format!("{}-later", tag.bin), "css", &tool::minify_css(&read_text(tag.css[1])?)?)?,
        programs: [Program::new(&module.wasm), Program::new(&module.later)],
    };
    Ok(load)
}

pub fn loader(site: &Site, loads: &[Load]) -> Result<()> {
    let source = read_text("static/gongkai.js")?;
    if source.matches(PLACEHOLDER).count() != 1 {
        return Err(format!("static/gongkai.js must have the line `{PLACEHOLDER}` once").into());
    }
    let table: BTreeMap<_, _> = loads.iter().map(|load| (load.tag.name, entry(load))).collect();
    let line = format!("const TAGS = {};", serde_json::to_string(&table)?);
    site.write(LOADER, &tool::minify_module(&source.replace(PLACEHOLDER, &line))?)
}

fn entry(load: &Load) -> serde_json::Value {
    let part = |wasm: &str, css: &str, Program { length, integrity }: &Program| serde_json::json!({ "wasm": wasm, "css": css, "length": length, "integrity": integrity });
    let [first, later] = &load.programs;
    serde_json::json!({
        "js": load.js,
        "first": part(&load.wasm, &load.css, first),
        "later": part(&load.later, &load.later_css, later),
    })
}

fn hashed(site: &Site, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{extension}", hash(bytes));
    site.write(&name, bytes)?;
    Ok(name)
}

/// Enough of a SHA-256 to name a file by its content.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|b| format!("{b:02x}")).collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}
