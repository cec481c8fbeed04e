//! The programs that a build runs.

use crate::Result;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Browsers that the page's scripts and sheets are written for: the first with reference types
/// (which every WebAssembly module of ours uses) and constructable style sheets or a way round.
const BROWSERS: &str = "--target=chrome96,firefox101,safari15";

/// Runs `command`; its own messages go to the terminal.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status().map_err(|e| cannot_start(what, &e))?;
    if status.success() { Ok(()) } else { Err(format!("{what} failed ({status})").into()) }
}

/// A program of the pinned npm packages.
pub fn npm(name: &str) -> Result<Command> {
    let path: PathBuf = Path::new("node_modules/.bin").join(name);
    if !path.exists() {
        return Err(format!("{} is missing: run scripts/setup.sh build", path.display()).into());
    }
    Ok(Command::new(path))
}

/// Runs esbuild on `input` (given on its standard input when `stdin` is true).
fn esbuild(args: &[&str], input: &[u8]) -> Result<Vec<u8>> {
    let mut child = npm("esbuild")?
        .args(["--minify", "--charset=utf8", "--log-level=warning", BROWSERS])
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| cannot_start("esbuild", &e))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input)?;
    }
    let output = child.wait_with_output()?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("esbuild failed ({})", output.status).into()) }
}

pub fn minify_css(css: &str) -> Result<Vec<u8>> {
    esbuild(&["--loader=css"], css.as_bytes())
}

pub fn minify_module(js: &str) -> Result<Vec<u8>> {
    esbuild(&["--loader=js", "--format=esm"], js.as_bytes())
}

/// A script with what it imports, for a worker.
pub fn bundle(entry: &Path) -> Result<Vec<u8>> {
    // The generated code asks for its own address only where it is not given the program.
    esbuild(&[&entry.to_string_lossy(), "--bundle", "--format=iife", "--log-override:empty-import-meta=silent"], b"")
}

/// One module whose default export makes a fresh, independent copy of the glue each time it is
/// called. The glue keeps its WebAssembly instance in module variables; copies give every element
/// an instance of its own, so one that dies takes no other with it and is replaced without
/// asking the server for anything. `entry` puts what it gives into `glue`: esbuild's own way of
/// exporting would choke on names that a page's old library adds to every object.
pub fn glue_factory(entry: &Path) -> Result<Vec<u8>> {
    let entry = entry.to_string_lossy();
    let open = ["--banner:js=export default()=>{const glue={},", NATIVE].concat();
    let close = "--footer:js=return glue}";
    esbuild(&[&entry, "--bundle", "--format=iife", &open, close], b"")
}

/// Old libraries put classes of their own under these names; the glue asks what is an instance of them.
const NATIVE: &str = "Window=Object.getPrototypeOf(window).constructor,\
    Element=Object.getPrototypeOf(HTMLElement.prototype).constructor;";

fn cannot_start(what: &str, e: &std::io::Error) -> String {
    format!("cannot start {what}: {e}")
}
