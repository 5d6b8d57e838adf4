//! Parts of the fonts of the program, read back.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use read_fonts::{FontRead as _, FontRef, TableProvider as _};

use super::*;
use crate::render::typst::Engine;

/// Every face of the families that themes have, as a page asks for it.
fn faces() -> Vec<Face> {
    let families = [
        "Source Serif 4",
        "Source Sans 3",
        "Libertinus Serif",
        "EB Garamond",
        "Source Code Pro",
    ];
    let wanted: Vec<(String, u16, bool)> = families
        .into_iter()
        .flat_map(|family| {
            [(400, false), (400, true), (600, false)].map(|(w, i)| (family.to_owned(), w, i))
        })
        .collect();
    Engine::new(None).faces(&wanted)
}

/// The tables of a WOFF2 file whose tables stand as they are.
fn tables(woff2: &[u8]) -> BTreeMap<u8, Vec<u8>> {
    let count = usize::from(u16::from_be_bytes([woff2[12], woff2[13]]));
    let (mut at, mut entries) = (48, Vec::new());
    for _ in 0..count {
        let flags = woff2[at];
        at += 1;
        assert_ne!(flags & 0x3f, 63, "a tag that these fonts do not have");
        let mut length = 0usize;
        loop {
            let byte = woff2[at];
            at += 1;
            length = length << 7 | usize::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                break;
            }
        }
        entries.push((flags & 0x3f, length));
    }
    let mut content = Vec::new();
    brotli::Decompressor::new(&woff2[at..], 4096)
        .read_to_end(&mut content)
        .unwrap();
    let mut rest = content.as_slice();
    let mut tables = BTreeMap::new();
    for (known, length) in entries {
        let (table, after) = rest.split_at(length);
        tables.insert(known, table.to_vec());
        rest = after;
    }
    assert!(rest.is_empty());
    tables
}

#[test]
fn parts_have_the_characters_and_little_more() {
    let characters: BTreeSet<char> = "Ada Lovelace – AVTo fi é".chars().collect();
    for face in faces() {
        let font = face.for_the_web(&characters).unwrap();
        let name = format!("{} {} {}", face.family, face.weight, face.is_italic);
        assert!(font.woff2.len() < 12_000, "{name}: {}", font.woff2.len());
        let whole = FontRef::from_index(&face.data, face.index).unwrap();
        let tables = tables(&font.woff2);
        // cmap, head, hmtx, maxp, OS/2, GPOS, GSUB.
        let cmap = read_fonts::tables::cmap::Cmap::read(tables[&0].as_slice().into()).unwrap();
        for character in &characters {
            let has = whole.cmap().unwrap().map_codepoint(*character).is_some();
            assert_eq!(
                cmap.map_codepoint(*character).is_some(),
                has,
                "{name}: {character}"
            );
        }
        assert_eq!(cmap.map_codepoint('Z'), None, "{name}");
        for table in [1, 3, 4, 6, 27, 28] {
            assert!(tables.contains_key(&table), "{name}: {table}");
        }
        let glyphs = u16::from_be_bytes([tables[&4][4], tables[&4][5]]);
        assert!(glyphs > 15 && glyphs < 120, "{name}: {glyphs}");
    }
}

#[test]
fn the_same_characters_give_the_same_bytes() {
    let characters: BTreeSet<char> = (' '..='~').collect();
    for face in faces() {
        let font = face.for_the_web(&characters).unwrap();
        assert_eq!(face.for_the_web(&characters).unwrap(), font);
        // A part bears no name, as licences reserve them: records of twelve bytes, the fourth number of which says what
        // they are.
        let names = &tables(&font.woff2)[&5];
        let count = usize::from(u16::from_be_bytes([names[2], names[3]]));
        let kinds: BTreeSet<u16> = names[6..]
            .chunks_exact(12)
            .take(count)
            .map(|record| u16::from_be_bytes([record[6], record[7]]))
            .collect();
        assert!(kinds.contains(&0), "{}", face.family);
        // Family, full name, PostScript's, and the families of typographers and of the Web.
        let forbidden = [1, 3, 4, 6, 16, 18, 20, 21, 25];
        assert!(
            !kinds.iter().any(|kind| forbidden.contains(kind)),
            "{}: {kinds:?}",
            face.family
        );
    }
}

#[test]
fn what_is_no_font_is_told() {
    for data in [&b""[..], b"wOF2", b"OTTO\x00\x01"] {
        let face = Face {
            family: "Broken".to_owned(),
            weight: 400,
            is_italic: false,
            data: data.to_vec(),
            index: 0,
        };
        assert!(face.for_the_web(&BTreeSet::from(['a'])).is_err());
    }
}
