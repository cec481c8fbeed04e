//! How cells look: black on white, single lines, red only where numbers disagree.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The letters everywhere.
fn letters(name: &str, size: u8) -> Format {
    Format::new().set_font_name(name).set_font_size(size).set_align(FormatAlign::VerticalCenter)
}

pub(super) fn title() -> Format {
    letters("黑体", 16).set_align(FormatAlign::Center).set_text_wrap()
}

pub(super) fn heading() -> Format {
    letters("黑体", 12)
}

/// A heading of the form, or any text in the middle of its cell.
pub(super) fn centred() -> Format {
    letters("宋体", 11).set_align(FormatAlign::Center).set_text_wrap().set_border(FormatBorder::Thin)
}

/// A row's heading, or a text.
pub(super) fn left() -> Format {
    letters("宋体", 11).set_align(FormatAlign::Left).set_text_wrap().set_border(FormatBorder::Thin)
}

/// A number with so many places.
pub(super) fn number(places: usize) -> Format {
    let point = if places > 0 { "0." } else { "0" };
    centred().set_num_format([point, &"0".repeat(places)].concat())
}

/// A text that some program could take for a formula when it is touched: it stays a text.
pub(super) fn guarded(format: Format) -> Format {
    format.set_quote_prefix()
}

/// A total that is not what it should be.
pub(super) fn wrong() -> Format {
    Format::new().set_font_color(Color::RGB(0xB3261E)).set_background_color(Color::RGB(0xFDECEA)).set_bold()
}
