//! A part of a font: the glyphs of some characters and what layout makes of them.

use std::collections::{BTreeMap, BTreeSet};

use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use read_fonts::{FontRef, TableProvider as _};
use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use subsetter::GlyphRemapper;

/// The tables of a font, by their tags.
pub(super) type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// The outlines of PostScript.
pub(super) const CFF: [u8; 4] = *b"CFF ";

/// What stays of what a font says of itself: copyright, licence and where it stands. Licences reserve names of fonts,
/// and a part of a font is another one; so it has no name.
const KEPT_NAMES: [u16; 3] = [0, 13, 14];

/// English of the United States, as fonts name it.
const ENGLISH: u16 = 0x409;

/// Features beside those that browsers turn on by themselves: figures of lists, small capitals.
const FEATURES: [&[u8; 4]; 3] = [b"lnum", b"tnum", b"smcp"];

/// What a part of a font does without: the signature of the whole, and what its family's other members are called.
const DROPPED: [&[u8; 4]; 2] = [b"DSIG", b"STAT"];

/// The tables of as much of a font as some characters need.
///
/// # Errors
/// Says what cannot be read.
pub(super) fn subset(
    data: &[u8],
    index: u32,
    characters: &BTreeSet<char>,
) -> Result<Tables, String> {
    let font = FontRef::from_index(data, index).map_err(|error| error.to_string())?;
    let mut features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().collect();
    features.extend(FEATURES.map(Tag::new));
    let plan = Plan::new(
        &IntSet::empty(),
        &characters.iter().map(|c| u32::from(*c)).collect(),
        &font,
        SubsetFlags::default(),
        &DROPPED.map(Tag::new).into_iter().collect(),
        &IntSet::all(),
        &features,
        &KEPT_NAMES.map(NameId::new).into_iter().collect(),
        &[ENGLISH].into_iter().collect(),
    );
    let part = subset_font(&font, &plan).map_err(|error| error.to_string())?;
    let mut tables = tables(&part)?;
    // That does all but the outlines of PostScript, which the subsetter of PDFs knows: it numbers glyphs in the order
    // in which it hears of them.
    if font.data_for_tag(Tag::new(&CFF)).is_some() {
        let mut glyphs: Vec<(u32, u32)> = plan
            .old_to_new_glyph_mapping()
            .map(|(old, new)| (new.to_u32(), old.to_u32()))
            .collect();
        glyphs.sort_unstable();
        let mut remapper = GlyphRemapper::new();
        for (new, old) in glyphs {
            let old = u16::try_from(old).map_err(|error| error.to_string())?;
            if u32::from(remapper.remap(old)) != new {
                return Err("its glyphs are numbered with gaps".to_owned());
            }
        }
        let outlines =
            subsetter::subset(data, index, &remapper).map_err(|error| error.to_string())?;
        let outlines = self::tables(&outlines)?.remove(&CFF);
        tables.insert(CFF, outlines.ok_or("it has no outlines")?);
    }
    Ok(tables)
}

/// The tables of a font file.
pub(super) fn tables(data: &[u8]) -> Result<Tables, String> {
    let font = FontRef::new(data).map_err(|error| error.to_string())?;
    let records = font.table_directory().table_records();
    let tables = records.iter().filter_map(|record| {
        let content = font.data_for_tag(record.tag())?;
        Some((record.tag().to_be_bytes(), content.as_bytes().to_vec()))
    });
    Ok(tables.collect())
}
