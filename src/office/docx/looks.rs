//! How the letters of a document look by its styles (样式): struck, raised or hidden.
//!
//! Only the styles of paragraphs and of letters are followed. Nothing is read of a style that is not there.

use std::collections::BTreeMap;

use crate::office::xml::{Tag, Xml};

/// How far a style is followed to the one it is based on.
const CHAIN: usize = 16;

/// What one place says of letters; nothing where it says nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    struck: Option<bool>,
    struck_twice: Option<bool>,
    raised: Option<bool>,
    hidden: Option<bool>,
}

/// How letters look in the end.
#[derive(Clone, Copy, Default)]
pub(super) struct Shown {
    pub is_struck: bool,
    pub is_raised: bool,
    pub is_hidden: bool,
}

impl Look {
    /// Takes in a property of letters; whether it was one that counts here.
    pub fn take(&mut self, name: &str, tag: &Tag) -> bool {
        match name {
            "strike" => self.struck = Some(tag.is_on()),
            "dstrike" => self.struck_twice = Some(tag.is_on()),
            "vanish" => self.hidden = Some(tag.is_on()),
            "webHidden" if tag.is_on() => self.hidden = Some(true),
            "vertAlign" => {
                let value = tag.attribute("val").unwrap_or_default();
                self.raised = Some(value == "superscript" || value == "subscript");
            }
            _ => return false,
        }
        true
    }

    /// This, and where it says nothing what stands below it.
    fn over(self, below: Look) -> Look {
        Look {
            struck: self.struck.or(below.struck),
            struck_twice: self.struck_twice.or(below.struck_twice),
            raised: self.raised.or(below.raised),
            hidden: self.hidden.or(below.hidden),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Letters,
    Other,
}

struct Style {
    kind: Kind,
    based_on: String,
    look: Look,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Looks {
    defaults: Look,
    styles: BTreeMap<String, Style>,
    /// The styles of paragraphs and of letters that name none.
    paragraph: String,
    letters: String,
}

impl Looks {
    /// # Errors
    /// One sentence for people.
    pub fn read(text: &str) -> Result<Looks, String> {
        let (mut xml, mut looks, mut at) = (Xml::new(text), Looks::default(), None);
        while let Some(tag) = xml.next_tag()? {
            match tag.name() {
                "styles" | "rPrDefault" | "rPr" => {}
                "docDefaults" => at = None,
                "style" => at = Some(looks.begin(&tag)),
                name => {
                    if !looks.take(at.as_deref(), name, &tag) {
                        xml.skip()?;
                    }
                }
            }
        }
        looks.follow();
        Ok(looks)
    }

    fn begin(&mut self, tag: &Tag) -> String {
        let id = tag.attribute("styleId").unwrap_or_default();
        let kind = match tag.attribute("type").as_deref() {
            None | Some("paragraph") => Kind::Paragraph,
            Some("character") => Kind::Letters,
            Some(_) => Kind::Other,
        };
        if matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on")) {
            match kind {
                Kind::Paragraph => self.paragraph.clone_from(&id),
                Kind::Letters => self.letters.clone_from(&id),
                Kind::Other => {}
            }
        }
        if !id.is_empty() {
            self.styles.insert(id.clone(), Style { kind, based_on: String::new(), look: Look::default() });
        }
        id
    }

    /// Takes in what stands in a style, or in the defaults of the document.
    fn take(&mut self, style: Option<&str>, name: &str, tag: &Tag) -> bool {
        let Some(id) = style else { return self.defaults.take(name, tag) };
        let Some(style) = self.styles.get_mut(id) else { return false };
        if name == "basedOn" {
            style.based_on = tag.attribute("val").unwrap_or_default();
            return true;
        }
        style.look.take(name, tag)
    }

    /// Gives every style what those say that it is based on, once for all.
    fn follow(&mut self) {
        let looks: Vec<Look> = self.styles.values().map(|style| self.whole(style)).collect();
        self.styles.values_mut().zip(looks).for_each(|(style, look)| style.look = look);
    }

    /// What a style says with all that it is based on; styles may well be based on each other in a circle.
    fn whole(&self, style: &Style) -> Look {
        let (mut look, mut based_on) = (style.look, style.based_on.as_str());
        for _ in 0..CHAIN {
            let Some(below) = self.styles.get(based_on).filter(|below| below.kind == style.kind) else { break };
            look = look.over(below.look);
            based_on = &below.based_on;
        }
        look
    }

    /// Whether these are the styles that we write (`out/docx/styles.rs`): no program has names like these two.
    pub fn are_ours(&self) -> bool {
        ["Contact", "TableSmall"].iter().all(|id| self.look(id, Kind::Paragraph).is_some())
    }

    /// Of a paragraph's style; one that is not there is that of paragraphs without one.
    pub fn of_paragraph(&self, id: &str) -> Look {
        let of = |id: &str| self.look(id, Kind::Paragraph);
        of(id).or_else(|| of(&self.paragraph)).unwrap_or_default()
    }

    fn of_letters(&self, id: &str) -> Look {
        let of = |id: &str| self.look(id, Kind::Letters);
        of(id).or_else(|| of(&self.letters)).unwrap_or_default()
    }

    fn look(&self, id: &str, kind: Kind) -> Option<Look> {
        self.styles.get(id).filter(|style| style.kind == kind).map(|style| style.look)
    }

    /// How letters look by what they say themselves, by their style, and by that of their paragraph.
    pub fn shown(&self, own: Look, style: &str, paragraph: Look) -> Shown {
        let letters = self.of_letters(style);
        let styled = letters.over(paragraph).over(self.defaults);
        let toggled = |of: fn(Look) -> Option<bool>| {
            of(own).unwrap_or_else(|| toggled(of(letters), of(paragraph)).or(of(self.defaults)).unwrap_or(false))
        };
        let is_struck_twice = own.struck_twice.or(styled.struck_twice).unwrap_or(false);
        Shown {
            is_struck: toggled(|look| look.struck) || is_struck_twice,
            is_raised: own.raised.or(styled.raised).unwrap_or(false),
            is_hidden: toggled(|look| look.hidden),
        }
    }
}

/// Two styles that both switch a stroke on, or both hide, undo each other (ECMA-376 第一部分 17.7.3).
fn toggled(letters: Option<bool>, paragraph: Option<bool>) -> Option<bool> {
    match (letters, paragraph) {
        (None, None) => None,
        (letters, paragraph) => Some(letters.unwrap_or(false) != paragraph.unwrap_or(false)),
    }
}
