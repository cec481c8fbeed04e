//! `index.html` and `sw.js`: the standalone application on a site.
//!
//! Its page names every companion with its content's hash behind, and its service worker holds the list of one whole
//! build: a page and its companions are of one version, whatever a browser, a server in the middle of an upload or
//! the worker itself has kept of another.

use crate::assets::{self, LOADER, Load, Office, once};
use crate::{Result, Site, read, read_text};

const PAGE: &str = "index.html";

/// What the page names in its head.
const COMPANIONS: &[&str] = &["icon.svg", "page.css", LOADER, "start.js", "install.js"];

/// The line of `static/sw.js` that a build replaces.
const PLACEHOLDER: &str = "const VERSION = '', FILES = new Map([]), ASKED = new Map([]);";

pub fn write(site: &Site, form: &Load, office: &Office) -> Result<()> {
    let mut page = read_text(PAGE)?;
    let mut names = Vec::new();
    for name in COMPANIONS {
        let versioned = format!("{name}?{}", assets::hash(&read(site.0.join(name))?));
        page = once(&page, &format!("=\"{name}\""), &format!("=\"{versioned}\""))?;
        names.push(versioned);
    }
    site.write(PAGE, page.as_bytes())?;
    names.push(PAGE.to_owned());
    names.extend([form.companions(), form.later_files()].concat().into_iter().map(str::to_owned));
    names.extend(site.paths()?.into_iter().filter(|path| path.starts_with("samples/")));
    worker(site, &names, &office.files())
}

/// The service worker, with the address and the content's hash of each file that it keeps, from the beginning or once it
/// was asked for.
fn worker(site: &Site, names: &[String], on_request: &[&str]) -> Result<()> {
    let source = read_text("static/sw.js")?;
    let table = |names: &mut dyn Iterator<Item = &str>| -> Result<String> {
        let mut files = Vec::new();
        for name in names {
            let path = name.split('?').next().unwrap_or(name);
            files.push((name, assets::sha256(&read(site.0.join(path))?)));
        }
        Ok(serde_json::to_string(&files)?)
    };
    let (files, later) = (table(&mut names.iter().map(String::as_str))?, table(&mut on_request.iter().copied())?);
    let version = assets::hash([source.as_str(), files.as_str()].concat().as_bytes());
    let line = format!("const VERSION = '{version}', FILES = new Map({files}), ASKED = new Map({later});");
    site.write("sw.js", once(&source, PLACEHOLDER, &line)?.as_bytes())
}
