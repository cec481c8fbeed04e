//! `offline.html`: the standalone application in one file, for a double-click on a machine without a network.
//!
//! It is `index.html` with every file put in the place of its name. Its own policy lets in what stands in it, by the
//! hash of each script and sheet, and lets nothing out. From a folder browsers fetch nothing and import nothing, so
//! in the copy of `static/gongkai.js` the two places that would are given what stands beside them instead.

use crate::assets::{self, Load, Office, once};
use crate::{Result, Site, read, read_text, tool};
use base64::prelude::*;
use std::collections::BTreeMap;

pub const NAME: &str = "offline.html";

/// The part of `index.html` that only a site can offer: how it begins and ends.
const ONLINE: (&str, &str) = ("<aside id=\"online\"", "</aside>\n");

/// The place of the form.
const DESK: &str = "<div id=\"desk\"></div>\n";
const LINE: &str = "<footer class=\"offline\">离线版 · 数据只保存在这台电脑的这个浏览器里</footer>\n";

/// The line of `static/gongkai.js` that finds its companions. Here they are a table, and asking for one is no request.
const ADDRESS: &str = "const address = (name) => new URL(name, import.meta.url);";
const INLINED: &str = "const address = (name) => name.endsWith('.js') ? URL.createObjectURL(new Blob([FILES[name]], { type: 'text/javascript' })) : name;
const fetch = (name) => {
  if (!Object.keys(FILES).includes(name)) throw new TypeError(name);
  return new Response(name.endsWith('.wasm') ? Uint8Array.from(atob(FILES[name]), (c) => c.charCodeAt(0)) : FILES[name]);
};";

/// The place that imports the glue, and what the glue begins with.
const IMPORT: &str = "await import(address(attempt ? `${name}?${attempt}` : name))";
const EXPORT: &str = "export default";

const CHARSET: &str = "<meta charset=\"utf-8\">\n";

pub fn write(site: &Site, form: &Load, office: &Office) -> Result<()> {
    let sheet = text(tool::minify_css(&read_text("static/page.css")?)?)?;
    let start = text(tool::minify_module(&read_text("static/start.js")?)?)?;
    let loader = loader(site, form, office)?;
    let policy = policy(&sheet, &[&loader, &start]);
    let icon = BASE64_STANDARD.encode(read("static/icon.svg")?);
    let mut page = without_site(&read_text("index.html")?)?;
    for (old, new) in [
        (CHARSET, [CHARSET, &policy].concat()),
        ("填报</title>", "填报（离线版）</title>".to_owned()),
        (DESK, [DESK, LINE].concat()),
        ("icon.svg", format!("data:image/svg+xml;base64,{icon}")),
        ("<script type=\"module\" src=\"install.js\"></script>\n", String::new()),
        ("<link rel=\"stylesheet\" href=\"page.css\">", format!("<style>{sheet}</style>")),
        ("<script type=\"module\" src=\"gongkai.js\"></script>", script(&loader)?),
        ("<script defer src=\"start.js\"></script>", script(&start)?),
    ] {
        page = once(&page, old, &new)?;
    }
    site.write(NAME, page.as_bytes())
}

fn without_site(page: &str) -> Result<String> {
    let (open, close) = ONLINE;
    let (before, rest) = page.split_once(open).ok_or_else(|| format!("index.html: `{open}` is missing"))?;
    let (_, after) = rest.split_once(close).ok_or_else(|| format!("index.html: `{close}` is missing"))?;
    Ok([before, after].concat())
}

/// The loader with all that it loads. It bears the glue's name, by which it tells errors of the program from others.
fn loader(site: &Site, form: &Load, office: &Office) -> Result<String> {
    let glue = read_text(site.0.join(&form.js))?;
    let glue = glue.strip_prefix(EXPORT).ok_or_else(|| format!("{} does not begin with `{EXPORT}`", form.js))?;
    let here = format!("const FILES = {};\n{INLINED}\nconst GLUE = {{ default: {glue} }};", files(site, form, office)?);
    let source = once(&once(&assets::loader_source([form])?, IMPORT, "GLUE")?, ADDRESS, &here)?;
    Ok([&text(tool::minify_module(&source)?)?, "//# sourceURL=", &form.js, "\n"].concat())
}

/// Sheets as they are, programs in base64.
fn files(site: &Site, form: &Load, office: &Office) -> Result<String> {
    let mut table = BTreeMap::new();
    for name in
        [form.companions(), form.later_files(), office.files()].concat().into_iter().filter(|name| *name != form.js)
    {
        let bytes = read(site.0.join(name))?;
        table.insert(name, if name.ends_with(".wasm") { BASE64_STANDARD.encode(bytes) } else { text(bytes)? });
    }
    Ok(serde_json::to_string(&table)?)
}

fn policy(sheet: &str, scripts: &[&str]) -> String {
    let source = |text: &str| format!("'sha256-{}'", assets::sha256(text.as_bytes()));
    let scripts: Vec<_> = scripts.iter().map(|text| source(text)).collect();
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {} 'wasm-unsafe-eval'; \
         style-src {}; img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types gongkai\">\n",
        scripts.join(" "),
        source(sheet)
    )
}

/// A script that stands in the page: a module, which waits for the page to be there as one with an address would.
fn script(text: &str) -> Result<String> {
    let ends = ["</script", "<!--", "\r", "\0"].iter().find(|end| text.contains(**end));
    match ends {
        Some(end) => Err(format!("{end:?} would change or end a script inside {NAME}").into()),
        None => Ok(format!("<script type=\"module\">{text}</script>")),
    }
}

fn text(bytes: Vec<u8>) -> Result<String> {
    Ok(String::from_utf8(bytes)?)
}
