//! How the parts of an office file belong together (部件关系).

use super::xml::{Node, Xml};
use super::zip::Package;

/// That a part needs another.
pub(super) struct Relation {
    pub id: String,
    /// The last word of its type: `officeDocument`, `worksheet`.
    pub kind: String,
    /// The other part's name, from the archive's root.
    pub target: String,
}

/// The folder of a part, with the stroke after it.
pub(super) fn folder(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| part.get(..=folder.len()).unwrap_or_default())
}

/// What a part needs; of the archive itself where the part has no name. What lies outside of the file is none of it.
///
/// # Errors
/// One sentence for people.
pub(super) fn relations(package: &mut Package, part: &str) -> Result<Vec<Relation>, String> {
    let folder = folder(part);
    let name = part.get(folder.len()..).unwrap_or_default();
    let text = package.xml(&format!("{folder}_rels/{name}.rels"))?.unwrap_or_default();
    let (mut xml, mut found) = (Xml::new(&text), Vec::new());
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                let of = |name: &str| tag.attribute(name).unwrap_or_default();
                if of("TargetMode") != "External" {
                    let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relation { id: of("Id"), kind, target: resolved(folder, &of("Target")) });
                }
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// A name as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let all = if target.starts_with('/') { target } else { format!("{folder}{target}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in all.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{folder, resolved};

    #[test]
    fn names_are_seen_from_their_folder() {
        assert_eq!(resolved("word/", "styles.xml"), "word/styles.xml");
        assert_eq!(resolved("xl/worksheets/", "../tables/t1.xml"), "xl/tables/t1.xml");
        assert_eq!(resolved("xl/", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("", "../../word/./document.xml"), "word/document.xml");
        assert_eq!((folder("word/document.xml"), folder("document.xml"), folder("")), ("word/", "", ""));
    }
}
