//! WOFF 2.0 (<https://www.w3.org/TR/WOFF2/>): a font file in which all tables are compressed as one.
//!
//! Tables stand as they are: the transformation that the format has for outlines of TrueType makes fonts of this size
//! a few kilobytes smaller, and is as long as all the rest.

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;

use super::subset::{CFF, Tables};

/// The tags that have a number, in its order (section 4.1).
#[rustfmt::skip]
const KNOWN: [&[u8; 4]; 63] = [
    b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"OS/2", b"post", b"cvt ", b"fpgm", b"glyf", b"loca", b"prep",
    b"CFF ", b"VORG", b"EBDT", b"EBLC", b"gasp", b"hdmx", b"kern", b"LTSH", b"PCLT", b"VDMX", b"vhea", b"vmtx", b"BASE",
    b"GDEF", b"GPOS", b"GSUB", b"EBSC", b"JSTF", b"MATH", b"CBDT", b"CBLC", b"COLR", b"CPAL", b"SVG ", b"sbix", b"acnt",
    b"avar", b"bdat", b"bloc", b"bsln", b"cvar", b"fdsc", b"feat", b"fmtx", b"fvar", b"gvar", b"hsty", b"just", b"lcar",
    b"mort", b"morx", b"opbd", b"prop", b"trak", b"Zapf", b"Silf", b"Glat", b"Gloc", b"Feat", b"Sill",
];

/// The number of a tag that has none and stands by itself.
const OWN_TAG: u8 = 63;

/// Bytes of the header.
const HEADER: usize = 48;

/// Bytes of the header of the font file that a reader makes, and of each of its records.
const SFNT_HEADER: usize = 12;
const SFNT_RECORD: usize = 16;

/// How hard Brotli tries, of 11: beyond, fonts of this size get hardly smaller.
const QUALITY: i32 = 9;

/// A font of some tables.
pub(super) fn woff2(tables: &Tables) -> Vec<u8> {
    let (mut directory, mut content) = (Vec::new(), Vec::new());
    let mut sfnt = SFNT_HEADER + SFNT_RECORD * tables.len();
    for (tag, table) in tables {
        let known = KNOWN.iter().position(|known| *known == tag);
        let known = known.and_then(|at| u8::try_from(at).ok());
        // Of these two alone, 3 and not 0 says that they stand as they are.
        let version = match tag {
            b"glyf" | b"loca" => 3,
            _ => 0,
        };
        directory.push(known.unwrap_or(OWN_TAG) | version << 6);
        if known.is_none() {
            directory.extend(tag);
        }
        push_base_128(&mut directory, table.len());
        content.extend(table);
        sfnt += table.len().next_multiple_of(4);
    }
    let compressed = compressed(&content);
    let length = (HEADER + directory.len() + compressed.len()).next_multiple_of(4);
    let flavour = match tables.contains_key(&CFF) {
        true => *b"OTTO",
        false => [0, 1, 0, 0],
    };
    let mut out = Vec::with_capacity(length);
    out.extend(b"wOF2");
    out.extend(flavour);
    out.extend(wide(length));
    // No font has as many tables as would not go into two bytes.
    out.extend((tables.len() as u16).to_be_bytes());
    out.extend([0; 2]);
    out.extend(wide(sfnt));
    out.extend(wide(compressed.len()));
    // The version of the font, 1.0; no metadata, no private data.
    out.extend([0, 1, 0, 0]);
    out.resize(HEADER, 0);
    out.extend(directory);
    out.extend(compressed);
    out.resize(length, 0);
    out
}

fn compressed(content: &[u8]) -> Vec<u8> {
    let parameters = BrotliEncoderParams {
        quality: QUALITY,
        mode: BrotliEncoderMode::BROTLI_MODE_FONT,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut out = Vec::new();
    // Reading from memory and writing to it cannot fail.
    let _ = brotli::BrotliCompress(&mut &content[..], &mut out, &parameters);
    out
}

/// A length in four bytes. No font that is read has 4 GB.
fn wide(length: usize) -> [u8; 4] {
    (length as u32).to_be_bytes()
}

/// A length in seven bits a byte, the highest first, each but the last marked (section 4.1).
fn push_base_128(out: &mut Vec<u8>, length: usize) {
    let mut shift = 28;
    while shift > 0 && length >> shift == 0 {
        shift -= 7;
    }
    while shift > 0 {
        out.push((length >> shift & 0x7f) as u8 | 0x80);
        shift -= 7;
    }
    out.push((length & 0x7f) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stand_in_as_few_bytes_as_they_need() {
        for (length, bytes) in [
            (0, &[0][..]),
            (127, &[0x7f]),
            (128, &[0x81, 0]),
            (16_383, &[0xff, 0x7f]),
            (16_384, &[0x81, 0x80, 0]),
        ] {
            let mut out = Vec::new();
            push_base_128(&mut out, length);
            assert_eq!(out, bytes, "{length}");
        }
    }

    #[test]
    fn tags_without_a_number_stand_by_themselves() {
        let tables = Tables::from([(*b"Test", vec![1, 2, 3]), (*b"cmap", vec![4])]);
        let font = woff2(&tables);
        assert_eq!(&font[HEADER..HEADER + 8], b"\x3fTest\x03\x00\x01");
        assert_eq!(font.len() % 4, 0);
        assert_eq!(font[8..12], wide(font.len()));
    }
}
