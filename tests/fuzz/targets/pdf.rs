#![no_main]
//! Any bytes as what a page of a PDF draws, and as more objects of the file.

libfuzzer_sys::fuzz_target!(|parts: (&[u8], &[u8])| {
    let (content, objects) = parts;
    let mut file = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj \
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>\
/Font<</F 5 0 R/G 7 0 R>>>>>>endobj \
5 0 obj<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2\
/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>endobj "
        .to_vec();
    file.extend(format!("4 0 obj<</Length {}>>stream\n", content.len()).bytes());
    file.extend(content);
    file.extend(b"\nendstream endobj\n");
    file.extend(objects);
    file.extend(b"\ntrailer<</Root 1 0 R>>");
    parts::read(&file, "");
});
