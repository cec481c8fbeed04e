//! How much a PDF holds once it is unpacked (解压上限), before anything unpacks it whole.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::object::dict::keys::SUBTYPE;
use hayro_syntax::object::{Name, Object};
use hayro_syntax::{Filter, Pdf};

/// The most unpacked bytes of all streams together.
const MOST: u64 = 160 << 20;
/// The most packed bytes of a stream whose packing is not of the common kind.
const MOST_ODD: usize = 256 << 10;

/// Unpacks whatever looks packed, and only counts.
///
/// # Errors
/// It is too much.
pub(super) fn check(bytes: &[u8]) -> Result<(), ()> {
    let (mut rest, mut left) = (bytes, MOST);
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let packed = rest.trim_ascii_start();
        if is_packed(packed) {
            left = left.checked_sub(unpacked(packed, left, 2)).filter(|left| *left > 0).ok_or(())?;
        }
    }
    Ok(())
}

/// How many bytes there are in it, packed streams in packed streams too; at most so many.
fn unpacked(packed: &[u8], most: u64, depth: usize) -> u64 {
    let mut decoder = ZlibDecoder::new(packed).take(most);
    let mut head = [0; 64 << 10];
    let (mut count, mut first) = (0, Vec::new());
    while let Ok(read @ 1..) = decoder.read(&mut head) {
        if first.is_empty() {
            first = head[..read.min(2)].to_vec();
        }
        count += read as u64;
    }
    if depth == 0 || !is_packed(&first) || count >= most {
        return count;
    }
    // What was packed twice is small the first time.
    let mut inner = Vec::new();
    let _ = ZlibDecoder::new(packed).take(most.min(8 << 20)).read_to_end(&mut inner);
    count.saturating_add(unpacked(&inner, most - count, depth - 1))
}

fn is_packed(bytes: &[u8]) -> bool {
    match bytes {
        [first, second, ..] => first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0,
        _ => false,
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Streams in packings that `check` does not see through must be small, and none is packed many times over.
///
/// # Errors
/// It may be too much.
pub(super) fn check_filters(pdf: &Pdf) -> Result<(), ()> {
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        // Pictures are never unpacked.
        if stream.dict().get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_str() == "Image") {
            continue;
        }
        let filters = stream.filters();
        let is_common = matches!(filters.as_slice(), [] | [Filter::FlateDecode]);
        if !is_common && (filters.len() > 2 || stream.raw_data().len() > MOST_ODD) {
            return Err(());
        }
    }
    Ok(())
}
