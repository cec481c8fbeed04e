//! The files of a tag, and the script that loads them.

use crate::{Result, Site, Tag, WORK, read_text, tool, wasm};
use base64::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256, Sha384};
use std::collections::BTreeMap;
use std::path::Path;

/// What `static/gongkai.js` needs to know about a tag, and what it costs.
pub struct Load {
    pub tag: &'static Tag,
    /// The glue: what wasm-bindgen wrote, with the tag's own JavaScript.
    pub js: String,
    first: Part,
    later: Option<Part>,
}

/// A WebAssembly file, its sheet, and how the loader knows it to be whole and the right one.
#[derive(Serialize)]
struct Part {
    wasm: String,
    css: String,
    length: usize,
    integrity: String,
}

impl Part {
    fn new(site: &Site, stem: &str, wasm: &[u8], css: &str) -> Result<Part> {
        Ok(Part {
            wasm: hashed(site, stem, "wasm", wasm)?,
            css: hashed(site, stem, "css", &tool::minify_css(css)?)?,
            length: wasm.len(),
            integrity: integrity(wasm),
        })
    }
}

impl Load {
    /// Everything a page fetches before the tag is usable.
    pub fn files(&self) -> Vec<&str> {
        [vec![LOADER], self.companions()].concat()
    }

    /// The same without the loader: each is named after its content.
    pub fn companions(&self) -> Vec<&str> {
        vec![&self.js, &self.first.wasm, &self.first.css]
    }

    /// Everything it fetches after that.
    pub fn later_files(&self) -> Vec<&str> {
        self.later.iter().flat_map(|part| [part.wasm.as_str(), part.css.as_str()]).collect()
    }
}

/// The name that pages hold on to; the only one without a hash.
pub const LOADER: &str = "gongkai.js";

/// The line of `static/gongkai.js` that a build replaces.
const PLACEHOLDER: &str = "const TAGS = {};";

/// The office worker: what a form asks for when it first reads or writes a file of an office program.
#[derive(Serialize)]
pub struct Office {
    js: String,
    wasm: String,
    length: usize,
    integrity: String,
}

impl Office {
    pub fn new(site: &Site) -> Result<Office> {
        let (wasm, js) = wasm::office(&Path::new(WORK).join("office"))?;
        let (length, integrity) = (wasm.len(), integrity(&wasm));
        let (js, wasm) = (hashed(site, "office", "js", &js)?, hashed(site, "office", "wasm", &wasm)?);
        Ok(Office { js, wasm, length, integrity })
    }

    pub fn files(&self) -> Vec<&str> {
        vec![&self.js, &self.wasm]
    }

    /// As `static/office.js` has it.
    fn line(&self) -> Result<String> {
        Ok(format!("const OFFICE = {};", serde_json::to_string(self)?))
    }
}

pub fn tag(site: &Site, tag: &'static Tag, office: &Office) -> Result<Load> {
    let module = wasm::module(tag, &office.line()?)?;
    let sheet = [read_text("static/host.css")?, read_text(tag.css)?].concat();
    let js = hashed(site, tag.bin, "js", &module.js)?;
    let first = Part::new(site, tag.bin, &module.wasm, &sheet)?;
    let later = match (&module.later, tag.later) {
        (Some(wasm), Some(css)) => Some(Part::new(site, &format!("{}-later", tag.bin), wasm, &read_text(css)?)?),
        _ => None,
    };
    Ok(Load { tag, js, first, later })
}

pub fn loader(site: &Site, loads: &[Load]) -> Result<()> {
    site.write(LOADER, &tool::minify_module(&loader_source(loads)?)?)
}

/// `static/gongkai.js` with the table of these tags in it.
pub fn loader_source<'a>(loads: impl IntoIterator<Item = &'a Load>) -> Result<String> {
    let table: BTreeMap<_, _> = loads.into_iter().map(|load| (load.tag.name, entry(load))).collect();
    let line = format!("const TAGS = {};", serde_json::to_string(&table)?);
    once(&read_text("static/gongkai.js")?, PLACEHOLDER, &line)
}

/// `text` with `new` in the place of `old`, which must be there once: a build never leaves out quietly what it is to do.
pub fn once(text: &str, old: &str, new: &str) -> Result<String> {
    match text.matches(old).count() {
        1 => Ok(text.replace(old, new)),
        n => Err(format!("`{old}` is there {n} times and not once").into()),
    }
}

fn entry(load: &Load) -> serde_json::Value {
    let mut entry = serde_json::json!({ "js": load.js, "first": load.first });
    if let Some(later) = &load.later {
        entry["later"] = serde_json::json!(later);
    }
    entry
}

fn hashed(site: &Site, stem: &str, extension: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{extension}", hash(bytes));
    site.write(&name, bytes)?;
    Ok(name)
}

/// What a policy or a service worker knows a file by.
pub fn sha256(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(Sha256::digest(bytes))
}

/// Enough of a SHA-256 to name a file by its content.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|b| format!("{b:02x}")).collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}
