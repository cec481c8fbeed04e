//! What the pages of a PDF put on paper (笔迹): letters where they stand, and the rules of tables.
//!
//! The library reads the file, its fonts and its operators; this goes through them. Pictures, patterns and shadings
//! are not looked at, and how much is gone through has a limit.

use hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontResolverFn, StandardFont};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::dict::keys::{MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};
use std::sync::Arc;

use super::path::Path;
use super::shade::{Shades, is_bare, is_white};
use crate::prose::unified;

/// A letter, its origin, where the next one would begin, its size in points, and whether a space was written before it.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub text: String,
    pub from: Point,
    pub to: Point,
    pub size: f64,
    pub is_spaced: bool,
}

/// A straight line of a table, from the left or top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub from: Point,
    pub to: Point,
}

/// All of a page, in points from its upper left corner.
#[derive(Default)]
pub(super) struct Ink {
    pub letters: Vec<Letter>,
    pub rules: Vec<Rule>,
    /// Letters that are there and not seen: what a scanner recognised below its picture.
    pub unseen: usize,
}

/// The most operators and letters of a document, and the most unpacked bytes of all it draws.
const MOST_STEPS: usize = 3_000_000;
const MOST_BYTES: usize = 64 << 20;
/// The deepest that forms stand in forms.
const MOST_DEPTH: usize = 8;

/// What stands for a letter of which the file does not say what it means.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The fonts of a document, and how much of it may still be gone through.
pub(super) struct Reader<'a> {
    fonts: FontCache<'a>,
    substitutes: FontResolverFn,
    encodings: CMapResolverFn,
    steps: usize,
    bytes: usize,
    ink: Ink,
    shades: Shades,
    /// The last letter was a space.
    is_spaced: bool,
}

#[derive(Clone)]
struct State<'a> {
    page: Affine,
    font: Option<Font<'a>>,
    size: f64,
    spacing: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    is_seen: bool,
    /// Letters and areas are filled with white.
    is_white: bool,
}

/// The document goes beyond the limits.
pub(super) struct TooMuch;

impl<'a> Reader<'a> {
    pub fn new() -> Reader<'a> {
        let substitutes: FontResolverFn = Arc::new(|_| Some(StandardFont::Helvetica.get_font_data()));
        let encodings: CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
        let (steps, bytes) = (MOST_STEPS, MOST_BYTES);
        let (fonts, ink, shades) = (FontCache::new(), Ink::default(), Shades::default());
        Reader { fonts, substitutes, encodings, steps, bytes, ink, shades, is_spaced: false }
    }

    /// # Errors
    /// The document goes beyond the limits.
    pub fn page(&mut self, page: &Page<'a>) -> Result<Ink, TooMuch> {
        let state = State {
            page: Affine::new(page.initial_transform(true).as_coeffs()),
            font: None,
            size: 0.0,
            spacing: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_seen: true,
            is_white: false,
        };
        self.shades = Shades::default();
        self.spend(0, page.page_stream().map_or(0, <[u8]>::len))?;
        self.walk(page.typed_operations(), page.resources(), state, 0)?;
        Ok(std::mem::take(&mut self.ink))
    }

    fn spend(&mut self, steps: usize, bytes: usize) -> Result<(), TooMuch> {
        self.steps = self.steps.checked_sub(steps).ok_or(TooMuch)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(TooMuch)?;
        Ok(())
    }

    fn walk(
        &mut self,
        mut ops: TypedIter<'_>,
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), TooMuch> {
        let (mut saved, mut path) = (Vec::new(), Path::default());
        let (mut line, mut text) = (Affine::IDENTITY, Affine::IDENTITY);
        while let Some(op) = ops.next() {
            self.spend(1, 0)?;
            self.ground(&op, &mut state, &path);
            match op {
                Op::SaveState(_) => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(t) => state.page *= affine([t.0, t.1, t.2, t.3, t.4, t.5]),
                Op::XObject(name) => self.form(resources.get_x_object(name.0), resources, &state, depth)?,

                Op::MoveTo(to) => path.begin(state.page * point(to.0, to.1)),
                Op::LineTo(to) => path.line(state.page * point(to.0, to.1)),
                Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => path.bend(),
                Op::ClosePath(_) => path.close(),
                Op::RectPath(r) => path.rectangle(state.page, r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64()),
                Op::StrokePath(_) => path.stroke(false, &mut self.ink.rules),
                Op::CloseAndStrokePath(_) => path.stroke(true, &mut self.ink.rules),
                Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) | Op::FillPathEvenOdd(_) => {
                    path.fill(&mut self.ink.rules);
                }
                Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => path.stroke(false, &mut self.ink.rules),
                Op::CloseFillAndStrokeNonZero(_) | Op::CloseFillAndStrokeEvenOdd(_) => {
                    path.stroke(true, &mut self.ink.rules);
                }
                Op::EndPath(_) => path = Path::default(),

                Op::BeginText(_) => (line, text) = (Affine::IDENTITY, Affine::IDENTITY),
                Op::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.font = resources.get_font(font.0).and_then(|font| self.font(&font));
                }
                Op::CharacterSpacing(by) => state.spacing = by.0.as_f64(),
                Op::WordSpacing(by) => state.word = by.0.as_f64(),
                Op::HorizontalScaling(by) => state.stretch = by.0.as_f64() / 100.0,
                Op::TextLeading(by) => state.leading = by.0.as_f64(),
                Op::TextRise(by) => state.rise = by.0.as_f64(),
                Op::TextRenderingMode(mode) => state.is_seen = !matches!(mode.0.as_i64(), 3 | 7),
                Op::SetTextMatrix(t) => {
                    line = affine([t.0, t.1, t.2, t.3, t.4, t.5]);
                    text = line;
                }
                Op::NextLine(by) => {
                    line *= Affine::translate((by.0.as_f64(), by.1.as_f64()));
                    text = line;
                }
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    line *= Affine::translate((by.0.as_f64(), by.1.as_f64()));
                    text = line;
                }
                Op::NextLineUsingLeading(_) => {
                    line *= Affine::translate((0.0, -state.leading));
                    text = line;
                }
                Op::ShowText(shown) => self.show(&state, &mut text, shown.0.as_bytes())?,
                Op::NextLineAndShowText(shown) => {
                    line *= Affine::translate((0.0, -state.leading));
                    text = line;
                    self.show(&state, &mut text, shown.0.as_bytes())?;
                }
                Op::ShowTextWithParameters(shown) => {
                    (state.word, state.spacing) = (shown.0.as_f64(), shown.1.as_f64());
                    line *= Affine::translate((0.0, -state.leading));
                    text = line;
                    self.show(&state, &mut text, shown.2.as_bytes())?;
                }
                Op::ShowTexts(shown) => self.show_all(&state, &mut text, shown.0)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Which colour things are filled with, and what is painted below letters.
    fn ground(&mut self, op: &Op<'_, '_>, state: &mut State<'a>, path: &Path) {
        match op {
            Op::NonStrokeColorDeviceGray(gray) => state.is_white = is_white(&[gray.0]),
            Op::NonStrokeColorDeviceRgb(rgb) => state.is_white = is_white(&[rgb.0, rgb.1, rgb.2]),
            Op::NonStrokeColorCmyk(inks) => state.is_white = is_bare(&[inks.0, inks.1, inks.2, inks.3]),
            // One number may be of ink or of light.
            Op::NonStrokeColor(color) => state.is_white = color.0.len() == 3 && is_white(&color.0),
            Op::NonStrokeColorNamed(color) => {
                state.is_white = color.1.is_none() && color.0.len() == 3 && is_white(&color.0);
            }
            Op::ColorSpaceNonStroke(_) => state.is_white = false,
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_)
                if !state.is_white =>
            {
                path.shade(&mut self.shades);
            }
            Op::InlineImage(_) => self.shades.add_picture(state.page),
            Op::Shading(_) => self.shades.add_unknown(),
            _ => {}
        }
    }

    /// What is drawn from elsewhere.
    fn form(
        &mut self,
        stream: Option<Stream<'a>>,
        around: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
    ) -> Result<(), TooMuch> {
        let is_form = |s: &Stream<'a>| s.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|name| name.as_str() == "Form");
        if stream.as_ref().is_some_and(|stream| !is_form(stream)) {
            self.shades.add_picture(state.page);
        }
        let Some(stream) = stream.filter(is_form).filter(|_| depth < MOST_DEPTH) else { return Ok(()) };
        let Ok(data) = stream.decoded_data() else { return Ok(()) };
        self.spend(1, data.len())?;
        let mut state = state.clone();
        let matrix = stream.dict().get::<Array<'_>>(MATRIX).map(|matrix| matrix.iter::<Number>().collect::<Vec<_>>());
        if let Some([a, b, c, d, e, f]) = matrix.as_deref() {
            state.page *= affine([*a, *b, *c, *d, *e, *f]);
        }
        match stream.dict().get::<Dict<'a>>(RESOURCES) {
            Some(own) => self.walk(TypedIter::new(&data), &Resources::new(own), state, depth + 1),
            None => self.walk(TypedIter::new(&data), around, state, depth + 1),
        }
    }

    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        self.fonts.font(dict, &self.substitutes, &self.encodings)
    }

    fn show_all(&mut self, state: &State<'a>, text: &mut Affine, pieces: &Array<'_>) -> Result<(), TooMuch> {
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::String(piece) => self.show(state, text, piece.as_bytes())?,
                Object::Number(by) => {
                    let by = -by.as_f64() / 1000.0 * state.size;
                    let is_across = state.font.as_ref().is_none_or(Font::is_horizontal);
                    *text *= Affine::translate(if is_across { (by * state.stretch, 0.0) } else { (0.0, by) });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, state: &State<'a>, text: &mut Affine, bytes: &[u8]) -> Result<(), TooMuch> {
        let Some(font) = &state.font else {
            // Of an unknown font only that there was something is known.
            self.put(state, *text, UNKNOWN.to_string(), 0.5);
            return Ok(());
        };
        let mut at = 0;
        let steps = if state.is_white { 1 + self.shades.steps() } else { 1 };
        while at < bytes.len() {
            self.spend(steps, 0)?;
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let advance = font.code_advance(code) / 1000.0;
            let letter = match font.glyph(font.map_code(code), code) {
                hayro_font::FontGlyph::Outline(glyph) => glyph.as_unicode(),
                hayro_font::FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let letter = match letter {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => UNKNOWN.to_string(),
            };
            self.put(state, *text, letter, if font.is_horizontal() { advance.x } else { 1.0 });
            let space = if length == 1 && code == 32 { state.word } else { 0.0 };
            let by = |advance: f64| advance * state.size + state.spacing + space;
            let by = if font.is_horizontal() { (by(advance.x) * state.stretch, 0.0) } else { (0.0, by(advance.y)) };
            *text *= Affine::translate(by);
        }
        Ok(())
    }

    fn put(&mut self, state: &State<'a>, text: Affine, letter: String, advance: f64) {
        let to_page =
            state.page * text * Affine::new([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let [from, to, up] = [(0.0, 0.0), (advance, 0.0), (0.0, 1.0)].map(|p| to_page * Point::from(p));
        let size = from.distance(up);
        if letter.chars().all(is_blank) {
            self.is_spaced |= letter.contains(char::is_whitespace);
            return;
        }
        let is_spaced = std::mem::take(&mut self.is_spaced);
        if !(from.is_finite() && to.is_finite() && size.is_finite()) {
            return;
        }
        if !state.is_seen {
            self.ink.unseen += 1;
            return;
        }
        // White on bare paper.
        if state.is_white && !self.shades.covers(to_page * Point::new(0.5 * advance, 0.35)) {
            return;
        }
        let text = letter.chars().map(unified).collect();
        self.ink.letters.push(Letter { text, from, to, size, is_spaced });
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

fn point(x: Number, y: Number) -> Point {
    Point::new(x.as_f64(), y.as_f64())
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|n| n.as_f64()))
}
