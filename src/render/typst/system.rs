//! The fonts of the machine, for files that ask for them.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::FontSource;

use super::fonts::infos_of;
use crate::panics::caught;
use crate::reading::{self, MAX_FONT_BYTES};

/// A font of the machine.
struct Face {
    path: PathBuf,
    /// Its place in the file.
    index: u32,
    info: FontInfo,
    /// The font, read when first used and then kept for all projects of a run.
    font: OnceLock<Option<Font>>,
}

/// Those that can be read, in the order of their paths; looked for once a run.
static FACES: LazyLock<Vec<Face>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let paths: BTreeSet<PathBuf> = database
        .faces()
        .filter_map(|face| match &face.source {
            fontdb::Source::File(path) => Some(path.clone()),
            _ => None,
        })
        .collect();
    let paths: Vec<PathBuf> = paths.into_iter().collect();
    let faces = paths.into_par_iter().flat_map_iter(|path| {
        let data = reading::read(&path, MAX_FONT_BYTES);
        // Whoever has a broken font on their machine did not give it to Folio.
        let infos = data.ok().and_then(|data| infos_of(&data).ok());
        let infos = infos.unwrap_or_default().into_iter();
        infos.map(move |(index, info)| Face {
            path: path.clone(),
            index,
            info,
            font: OnceLock::new(),
        })
    });
    faces.collect()
});

/// A font of the machine, by its place in [`FACES`].
#[derive(Clone, Copy)]
pub(super) struct SystemFont(usize);

impl FontSource for SystemFont {
    fn load(&self) -> Option<Font> {
        let face = FACES.get(self.0)?;
        let load = || {
            // It may be another file by now.
            let data = reading::read(&face.path, MAX_FONT_BYTES).ok()?;
            super::coverage::faces(&data).ok()?;
            let font = caught(|| Font::new(Bytes::new(data), face.index));
            font.ok().flatten()
        };
        face.font.get_or_init(load).clone()
    }
}

/// The fonts of the machine, with what they say of themselves.
pub(super) fn faces() -> impl Iterator<Item = (SystemFont, &'static FontInfo)> {
    let faces = FACES.iter().enumerate();
    faces.map(|(index, face)| (SystemFont(index), &face.info))
}
