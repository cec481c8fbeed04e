//! From a `[[bin]]` to a bound, optimised WebAssembly module and its JavaScript.

use crate::{Result, Tag, WORK, assets, read, tool};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// Named one by one: with all features on, wasm-opt writes modules that browsers refuse.
/// These are what rustc itself uses for the target.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

pub struct Module {
    pub wasm: Vec<u8>,
    /// What is loaded after the tag is usable (`src/later.rs`): a second file over the memory of the first.
    pub later: Option<Vec<u8>>,
    pub js: Vec<u8>,
}

pub fn module(tag: &Tag, office: &str) -> Result<Module> {
    let bin = tag.bin;
    let folder = Path::new(WORK).join(bin);
    crate::remove(&folder)?;
    let (first, later) = match compile(tag)? {
        whole if tag.later.is_some() => split(&whole, &folder)?,
        whole => (whole, None),
    };
    bind(&first, bin, tag.later.is_some(), &folder)?;
    let wasm = optimise(&folder.join(format!("{bin}_bg.wasm")))?;
    let js = tool::glue_factory(&entry(tag, office, &folder)?)?;
    Ok(Module { wasm, later: later.as_deref().map(optimise).transpose()?, js })
}

/// The office worker: its program, and the script that runs it.
pub fn office(folder: &Path) -> Result<(Vec<u8>, Vec<u8>)> {
    crate::remove(folder)?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--release", "--no-default-features", "--features", "worker", "--target", TARGET]);
    cargo.args(["--bin", "office", "--config", &flags(&[MEMORY])?, "--config", "profile.release.opt-level=\"s\""]);
    tool::run(&mut cargo, "cargo build")?;
    let raw = target_folder().join(TARGET).join("release/office.wasm");
    let failed = |e| format!("wasm-bindgen could not bind office: {e:#}");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(raw).out_name("office").typescript(false).remove_producers_section(true);
    bindgen.web(true).and_then(|b| b.generate(folder)).map_err(failed)?;
    let wasm = optimise(&folder.join("office_bg.wasm"))?;
    let entry = folder.join("worker.js");
    std::fs::copy("static/office-worker.js", &entry)?;
    Ok((wasm, tool::bundle(&entry)?))
}

/// An office file never takes more memory than this, whatever it says of itself: 256 MiB.
const MEMORY: &str = "\"-Clink-arg=--max-memory=268435456\"";

/// The line of `static/office.js` that a build replaces.
const OFFICE: &str = "const OFFICE = {};";

/// What is bundled: the tag's own JavaScript if it has any, which imports what wasm-bindgen wrote; otherwise that alone.
fn entry(tag: &Tag, office: &str, folder: &Path) -> Result<PathBuf> {
    let mut from = format!("{}.js", tag.bin);
    for (at, own) in tag.js.iter().map(Path::new).enumerate() {
        let name = own.file_name().unwrap_or_default();
        std::fs::write(folder.join(name), crate::read_text(own)?.replace(OFFICE, office))?;
        if at == 0 {
            from = name.to_string_lossy().into_owned();
        }
    }
    let path = folder.join("entry.js");
    let text = format!("import {{ start, mount }} from './{from}';\nglue.start = start;\nglue.mount = mount;\n");
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Two files out of one: what only the functions of `src/later.rs` need goes into the second, code and data.
fn split(whole: &Path, folder: &Path) -> Result<(PathBuf, Option<PathBuf>)> {
    let (bytes, first) = (read(whole)?, folder.join("first.wasm"));
    let mut options = wasm_split_cli_support::Options::new(&bytes);
    (options.output_dir, options.main_out_path) = (folder, &first);
    let split = wasm_split_cli_support::transform(options).map_err(|e| format!("cannot split: {e:#}"))?;
    let [later] =
        <[PathBuf; 1]>::try_from(split.split_modules).map_err(|all| format!("not one later file: {all:?}"))?;
    Ok((first, Some(later)))
}

fn compile(tag: &Tag) -> Result<PathBuf> {
    let bin = tag.bin;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let features = if tag.later.is_some() { format!("web,cut,{bin}") } else { "web".to_owned() };
    cargo.args(["build", "--release", "--no-default-features", "--features", &features]);
    let more: &[&str] = if tag.later.is_some() { &["\"-Clink-arg=--emit-relocs\""] } else { &[] };
    cargo.args(["--target", TARGET, "--bin", bin, "--config", &flags(more)?]);
    cargo.args(["--config", "profile.release.opt-level=\"z\""]);
    if tag.later.is_some() {
        // Splitting reads the names and relocations; the optimiser takes them out afterwards.
        cargo.args(["--config", "profile.release.strip=\"none\""]);
    }
    tool::run(&mut cargo, "cargo build")?;
    Ok(target_folder().join(TARGET).join("release").join(format!("{bin}.wasm")))
}

fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from)
}

/// Panic messages carry source paths: without this, the same sources would give other bytes in
/// another folder or through another registry, and a public page would show where it was built.
fn flags(more: &[&str]) -> Result<String> {
    let home = std::env::home_dir().unwrap_or_default();
    let cargo = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut names = vec![(std::env::current_dir()?, "."), (cargo.clone(), "cargo")];
    // The last that fits wins: each registry keeps its crates in a folder named after its address.
    for registry in std::fs::read_dir(cargo.join("registry/src")).into_iter().flatten() {
        names.push((registry?.path(), "crates"));
    }
    let mut flags: Vec<String> = more.iter().map(|flag| (*flag).to_owned()).collect();
    flags.extend(names.iter().map(|(from, to)| format!("\"--remap-path-prefix={}={to}\"", from.display())));
    Ok(format!("target.{TARGET}.rustflags=[{}]", flags.join(",")))
}

/// With `GONGKAI_NAMES` set, the bound module in `target/dist/<bin>` keeps its functions' names,
/// for finding out what takes the room.
fn bind(raw: &Path, bin: &str, cut: bool, folder: &Path) -> Result<()> {
    let failed = |e| format!("wasm-bindgen could not bind {bin}: {e:#}");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(raw).out_name(bin).typescript(false).remove_producers_section(true);
    // A second file is laid over the table and the memory that the linker names.
    bindgen.keep_lld_exports(cut);
    bindgen.remove_name_section(std::env::var_os("GONGKAI_NAMES").is_none());
    let mut output = bindgen.web(true).and_then(|b| b.generate_output()).map_err(failed)?;
    let mut names = Vec::new();
    for (at, import) in output.wasm_mut().imports.iter_mut().enumerate() {
        let old = std::mem::replace(&mut import.name, format!("_{at}"));
        names.push((format!("        {old}: "), format!("        _{at}: ")));
    }
    for (at, export) in output.wasm_mut().exports.iter_mut().filter(|e| e.name.contains("invoke__h")).enumerate() {
        let old = std::mem::replace(&mut export.name, format!("_{at}"));
        names.push((format!("wasm.{old}("), format!("wasm._{at}(")));
    }
    output.emit(folder).map_err(failed)?;
    rename(&folder.join(format!("{bin}.js")), &names)
}

/// wasm-bindgen names what a module imports by the function and a hash, in the module and again in its JavaScript,
/// and the closures it exports: 3 kB of brotli that say nothing to a browser. Both sides number them instead.
fn rename(glue: &Path, names: &[(String, String)]) -> Result<()> {
    let mut js = crate::read_text(glue)?;
    for (old, new) in names {
        if js.matches(old).count() != 1 {
            return Err(format!("{}: {old} is not there once", glue.display()).into());
        }
        js = js.replace(old, new);
    }
    if js.matches(INIT).count() != 1 {
        return Err(format!("{}: its way to start has changed", glue.display()).into());
    }
    js = js.replace(INIT, START);
    // A form or a picture in a page's text may be called like a method of `document`, and then stands in its place.
    for method in ["createElement", "createElementNS", "createTextNode"] {
        let own = format!("Object.getPrototypeOf(arg0).{method}.call(arg0, ");
        js = js.replace(&format!("arg0.{method}("), &own);
    }
    js = without_markup(&js, glue)?;
    for (old, new) in SHORTER {
        if js.matches(old).count() != 1 {
            return Err(format!("{}: {old} is not there once", glue.display()).into());
        }
        js = js.replace(old, new);
    }
    js = shortened(&js).ok_or_else(|| format!("{}: there is no `debugString`", glue.display()))?;
    Ok(std::fs::write(glue, js)?)
}

/// wasm-bindgen's ways to start a module know many sources; ours is always compiled, and the rest is dropped.
const INIT: &str = "export { initSync, __wbg_init as default };";
const START: &str = "export const start = async (module) => \
    __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);";

/// Yew can draw markup that is given as a text. Nothing here does, and no page of ours ever shall: what would is cut.
fn without_markup(js: &str, glue: &Path) -> Result<String> {
    const MARKUP: &str = "arg0.innerHTML = getStringFromWasm0(arg1, arg2);";
    match js.matches("innerHTML").count() {
        0 => Ok(js.to_owned()),
        1 if js.contains(MARKUP) => Ok(js.replace(MARKUP, "throw new Error();")),
        _ => Err(format!("{}: markup is set in a way that is not known", glue.display()).into()),
    }
}

/// What the browsers we build for do not need. They all have `encodeInto`, and what watches over closures. An element's
/// instance goes with all its memory when the element does, and is given back by `unmount` alone: nothing has to watch
/// over `Mounted`.
const SHORTER: &[(&str, &str)] = &[
    ("        MountedFinalization.register(obj, obj.__wbg_ptr, obj);\n", ""),
    ("        MountedFinalization.unregister(this);\n", ""),
    (
        "    free() {\n        const ptr = this.__destroy_into_raw();\n        wasm.__wbg_mounted_free(ptr, 0);\n    }\n",
        "",
    ),
    ("if (Symbol.dispose) Mounted.prototype[Symbol.dispose] = Mounted.prototype.free;\n", ""),
    (
        "const MountedFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new FinalizationRegistry(ptr => wasm.__wbg_mounted_free(ptr, 1));\n",
        "",
    ),
    (
        "if (!('encodeInto' in cachedTextEncoder)) {\n    cachedTextEncoder.encodeInto = function (arg, view) {\n        const buf = cachedTextEncoder.encode(arg);\n        view.set(buf);\n        return {\n            read: arg.length,\n            written: buf.length\n        };\n    };\n}\n",
        "",
    ),
    (
        "const CLOSURE_DTORS = (typeof FinalizationRegistry === 'undefined')\n    ? { register: () => {}, unregister: () => {} }\n    : new",
        "const CLOSURE_DTORS = new",
    ),
];

/// How a JavaScript value looks in a message may be said in one word.
const DEBUG: &str = "\nfunction debugString(val) {";

fn shortened(js: &str) -> Option<String> {
    let (before, after) = js.split_once(DEBUG)?;
    let (_, rest) = after.split_once("\n}\n")?;
    Some([before, DEBUG, " return String(val) }\n", rest].concat())
}

/// What makes the module smallest once it is compressed, which is how it travels: plain control flow and bodies that
/// stand once, rather than the fewest bytes. Twice, for the first pass leaves work to the second.
const PASSES: &[&str] =
    &["--one-caller-inline-max-function-size=20", "--flatten", "--rereloop", "-Oz", "-Oz", "--strip-target-features"];

/// `wasm-opt`. Kept by the content it was given, for it takes longer than all the rest.
fn optimise(bound: &Path) -> Result<Vec<u8>> {
    let how = [PASSES, FEATURES].concat();
    let key = assets::hash(&[read(bound)?, read("package-lock.json")?, how.concat().into()].concat());
    let kept = Path::new(WORK).join(format!("{key}.wasm"));
    if !kept.exists() {
        let part = kept.with_extension("part");
        let mut opt = tool::npm("wasm-opt")?;
        opt.args(how).arg(bound).arg("-o").arg(&part);
        tool::run(&mut opt, "wasm-opt")?;
        std::fs::rename(&part, &kept)?;
    }
    read(kept)
}
