//! Builds `dist/`: compiles each tag's WebAssembly, binds and optimises it, names every companion
//! after its content, and measures what a page loads. Two runs over the same sources give the
//! same bytes.
//!
//! The standalone application is written twice: for a site ([`standalone`]) and as one file ([`offline`]).
//!
//! A tag that weighs more than it may fails the build, unless `--any-size` says that it is only to be looked at.
//!
//! To add a tag: one row in [`TAGS`]. What a row gives is in `static/gongkai.js`, which reads the
//! table that [`assets::loader`] writes into it.

mod assets;
mod offline;
mod samples;
mod sizes;
mod standalone;
mod tool;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// One custom element.
struct Tag {
    name: &'static str,
    /// The `[[bin]]` that holds its `mount`.
    bin: &'static str,
    /// Its own JavaScript: bundled with what wasm-bindgen writes, in the place of it, and what it imports besides.
    js: &'static [&'static str],
    /// Its sheet, before which goes `static/host.css`.
    css: &'static str,
    /// The sheet of what is loaded later, if the tag is cut in two (`src/later.rs`).
    later: Option<&'static str>,
    /// What all that the tag loads to become usable may weigh, in brotli bytes: more fails the build. The budgets are
    /// 110,000 for the form and 80,000 for the view; this number only goes down.
    most: usize,
}

const TAGS: &[Tag] = &[
    Tag {
        name: "gongkai-form",
        bin: "form",
        js: &["static/former.js", "static/keeper.js", "static/office.js"],
        css: "static/form.css",
        later: Some("static/form-later.css"),
        most: 110_000,
    },
    Tag {
        name: "gongkai-view",
        bin: "view",
        js: &["static/viewer.js"],
        css: "static/view.css",
        later: Some("static/view-later.css"),
        most: 80_000,
    },
];

/// Copied under their own names: pages that people link to, and what only they use.
const PAGES: &[(&str, &str)] = &[
    ("static/cms.html", "cms.html"),
    ("static/cms.css", "cms.css"),
    ("static/gallery.html", "gallery.html"),
    ("static/gallery.css", "gallery.css"),
    ("static/gallery.js", "gallery.js"),
    ("static/public.html", "public.html"),
    ("static/public-2019.html", "public-2019.html"),
    ("static/public.css", "public.css"),
    ("static/page.css", "page.css"),
    ("static/start.js", "start.js"),
    ("static/install.js", "install.js"),
    ("static/icon.svg", "icon.svg"),
    ("static/manifest.webmanifest", "manifest.webmanifest"),
];

/// Where the finished site is, and where it grows until it is whole.
const DIST: &str = "dist";
const WORK: &str = "target/dist";

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("dist: {e}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<()> {
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR"))?;
    let site = Site::new(Path::new(WORK).join("site"))?;
    let office = assets::Office::new(&site)?;
    let mut loads = Vec::new();
    for tag in TAGS {
        loads.push(assets::tag(&site, tag, &office)?);
    }
    assets::loader(&site, &loads)?;
    for (from, to) in PAGES {
        site.write(to, &read(from)?)?;
    }
    samples::write(&site)?;
    let form = loads.iter().find(|load| load.tag.bin == "form").ok_or("there is no entry form")?;
    standalone::write(&site, form, &office)?;
    offline::write(&site, form, &office)?;
    sizes::integrity(&site)?;
    let over = sizes::write(&site, &loads, &office)?;
    site.publish(Path::new(DIST))?;
    match over {
        Some(sentence) if !std::env::args().any(|a| a == "--any-size") => Err(sentence.into()),
        _ => Ok(()),
    }
}

/// The folder being filled. It replaces `dist/` in one step, so that a server never shows half.
struct Site(PathBuf);

impl Site {
    fn new(folder: PathBuf) -> Result<Self> {
        remove(&folder)?;
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.0.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, bytes).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
        Ok(())
    }

    /// Every file in it, by its path from there, in order.
    fn paths(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let mut open = vec![self.0.clone()];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(next)? {
                let path = entry?.path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(&self.0)?.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        Ok(found)
    }

    fn publish(self, to: &Path) -> Result<()> {
        remove(to)?;
        std::fs::rename(&self.0, to)?;
        Ok(())
    }
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {e}", folder.display()).into())
        }
        _ => Ok(()),
    }
}

fn read(path: impl AsRef<Path>) -> Result<Vec<u8>> {
    let path = path.as_ref();
    std::fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()).into())
}

fn read_text(path: impl AsRef<Path>) -> Result<String> {
    let path = path.as_ref();
    std::fs::read_to_string(path).map_err(|e| format!("cannot read {}: {e}", path.display()).into())
}
