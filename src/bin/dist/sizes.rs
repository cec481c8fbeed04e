//! What every file weighs, what each tag loads, and whether that is more than it may.

use crate::assets::{Load, Office, integrity as sri};
use crate::{Result, Site, offline, read};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Clone, Copy, Default, Serialize)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

#[derive(Serialize)]
struct File {
    path: String,
    #[serde(flatten)]
    size: Size,
}

#[derive(Serialize)]
struct Sizes {
    files: Vec<File>,
    /// What each tag loads to become usable.
    tags: BTreeMap<&'static str, Size>,
    /// What it loads after that.
    later: BTreeMap<&'static str, Size>,
    /// What a form loads when it first reads or writes a file of an office program.
    office: Size,
}

/// `sri.json`: the integrity value of each script, and of the file that holds them all.
pub fn integrity(site: &Site) -> Result<()> {
    let mut values = BTreeMap::new();
    for path in site.paths()?.into_iter().filter(|p| p.ends_with(".js") || p == offline::NAME) {
        values.insert(path.clone(), sri(&read(site.0.join(&path))?));
    }
    site.write("sri.json", serde_json::to_string_pretty(&values)?.as_bytes())
}

/// `sizes.json`. Gives a sentence when a tag weighs more than it may.
pub fn write(site: &Site, loads: &[Load], office: &Office) -> Result<Option<String>> {
    let mut files = Vec::new();
    for path in site.paths()? {
        let size = measure(&read(site.0.join(&path))?)?;
        files.push(File { path, size });
    }
    let tags = loads.iter().map(|load| (load.tag.name, sum(&load.files(), &files))).collect();
    let later = loads.iter().map(|load| (load.tag.name, sum(&load.later_files(), &files))).collect();
    let office = sum(&office.files(), &files);
    let sizes = Sizes { files, tags, later, office };
    site.write("sizes.json", serde_json::to_string_pretty(&sizes)?.as_bytes())?;
    print(&sizes);
    Ok(loads.iter().find_map(|load| over(load, sizes.tags[load.tag.name])))
}

fn over(load: &Load, size: Size) -> Option<String> {
    let (name, most) = (load.tag.name, load.tag.most);
    println!("{name}: {} brotli bytes to become usable; it may weigh {most}", size.brotli);
    (size.brotli > most)
        .then(|| format!("{name} is {} bytes heavier than the {most} it may weigh (brotli)", size.brotli - most))
}

fn sum(names: &[&str], files: &[File]) -> Size {
    let named = files.iter().filter(|f| names.contains(&f.path.as_str()));
    named.fold(Size::default(), |total, f| Size {
        raw: total.raw + f.size.raw,
        gzip: total.gzip + f.size.gzip,
        brotli: total.brotli + f.size.brotli,
    })
}

fn measure(bytes: &[u8]) -> Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let params =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &params)?;
    Ok(Size { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

fn print(sizes: &Sizes) {
    println!("{:<32}{:>10}{:>10}{:>10}", "dist/", "raw", "gzip", "brotli");
    let rows = sizes.files.iter().filter(|f| !f.path.starts_with("samples/"));
    let files = rows.map(|f| (f.path.as_str(), f.size));
    for (name, size) in files.chain(sizes.tags.iter().map(|(name, size)| (*name, *size))) {
        println!("{name:<32}{:>10}{:>10}{:>10}", size.raw, size.gzip, size.brotli);
    }
}
