//! The fonts: embedded ones first, then those of a project's own `fonts/`; those of the machine on request alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Coverage, Font, FontBook, FontInfo, FontVariations};
use typst::utils::{LazyHash, hash128};
use typst_kit::fonts::{FontSource, FontStore};
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::{coverage, system};
use crate::diagnostics::{Code, Diagnostic, Place, closest, listed};
use crate::files::{self, Unreadable};
use crate::limits::Limit;
use crate::panics::caught;
use crate::reading::{self, MAX_FONT_BYTES};
use crate::theme::Theme;

/// Name and bytes of each embedded font file.
macro_rules! embedded {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_bytes!(concat!("../../../fonts/", $path)).as_slice())),*]
    };
}

pub(super) static FILES: [(&str, &[u8]); 31] = embedded![
    "source-serif-4/SourceSerif4-Regular.otf",
    "source-serif-4/SourceSerif4-It.otf",
    "source-serif-4/SourceSerif4-Semibold.otf",
    "source-serif-4/SourceSerif4-Bold.otf",
    "source-serif-4/SourceSerif4-BoldIt.otf",
    "source-sans-3/SourceSans3-Regular.otf",
    "source-sans-3/SourceSans3-It.otf",
    "source-sans-3/SourceSans3-Semibold.otf",
    "source-sans-3/SourceSans3-Bold.otf",
    "source-sans-3/SourceSans3-BoldIt.otf",
    "source-code-pro/SourceCodePro-Regular.otf",
    "source-code-pro/SourceCodePro-It.otf",
    "source-code-pro/SourceCodePro-Bold.otf",
    "libertinus-serif/LibertinusSerif-Regular.otf",
    "libertinus-serif/LibertinusSerif-Italic.otf",
    "libertinus-serif/LibertinusSerif-Semibold.otf",
    "libertinus-serif/LibertinusSerif-Bold.otf",
    "libertinus-serif/LibertinusSerif-BoldItalic.otf",
    "new-computer-modern/NewCMMath-Regular.otf",
    "eb-garamond/EBGaramond-Regular.ttf",
    "eb-garamond/EBGaramond-Italic.ttf",
    "eb-garamond/EBGaramond-SemiBold.ttf",
    "eb-garamond/EBGaramond-SemiBoldItalic.ttf",
    "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf",
    "noto-naskh-arabic/NotoNaskhArabic-Bold.ttf",
    "noto-sans-arabic/NotoSansArabic-Regular.ttf",
    "noto-sans-arabic/NotoSansArabic-Bold.ttf",
    "noto-serif-hebrew/NotoSerifHebrew-Regular.ttf",
    "noto-serif-hebrew/NotoSerifHebrew-Bold.ttf",
    "noto-sans-hebrew/NotoSansHebrew-Regular.ttf",
    "noto-sans-hebrew/NotoSansHebrew-Bold.ttf",
];

/// What the embedded fonts are called and which characters they have, in the order of `FILES`: to
/// find it out takes longer than all else that a check of a CV does.
const CATALOGUE: &str = include_str!("../../../fonts/catalogue.json");

/// The content of the catalogue; read once a run.
static INFOS: LazyLock<Vec<FontInfo>> = LazyLock::new(|| {
    let known: Option<Vec<FontInfo>> = serde_json::from_str(CATALOGUE).ok();
    known
        .filter(|known| known.len() == FILES.len())
        .unwrap_or_else(infos)
});

/// What the embedded fonts say of themselves.
fn infos() -> Vec<FontInfo> {
    FILES
        .par_iter()
        .filter_map(|(_, data)| FontInfo::new(data, 0))
        .map(for_what_it_is_made)
        .collect()
}

/// A font of formulas has letters of Devanagari and Arabic as well, which formulas use one by one: no text is set in them.
fn for_what_it_is_made(mut info: FontInfo) -> FontInfo {
    if info.family.ends_with(" Math") {
        let is_of_text = |c: char| matches!(c.script(), Script::Devanagari | Script::Arabic);
        let known = info.coverage.iter();
        let kept = known.filter(|code| !char::from_u32(*code).is_some_and(is_of_text));
        info.coverage = Coverage::from_vec(kept.collect());
    }
    info
}

/// The embedded fonts, each parsed when first used and then kept: Typst hashes the bytes of a font
/// once for each object that holds them, so that all projects of a run must share the objects.
static PARSED: [OnceLock<Option<Font>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

/// A font that is part of the program, by its place in `FILES`.
#[derive(Clone, Copy)]
struct EmbeddedFont(usize);

impl FontSource for EmbeddedFont {
    fn load(&self) -> Option<Font> {
        let (_, data) = FILES.get(self.0)?;
        PARSED
            .get(self.0)?
            .get_or_init(|| Font::new(Bytes::new(*data), 0))
            .clone()
    }
}

/// A font of a project's own.
struct OwnFont {
    path: PathBuf,
    /// Its place in the file.
    index: u32,
}

impl FontSource for OwnFont {
    fn load(&self) -> Option<Font> {
        // It may be another file by now.
        let data = reading::read(&self.path, MAX_FONT_BYTES).ok()?;
        coverage::faces(&data).ok()?;
        let font = caught(|| Font::new(Bytes::new(data), self.index));
        font.ok().flatten()
    }
}

/// The fonts of a file, each by its place in it.
///
/// # Errors
/// Says why it cannot be read.
pub(super) fn infos_of(data: &[u8]) -> Result<Vec<(u32, FontInfo)>, String> {
    let faces = coverage::faces(data)?;
    caught(|| {
        (0..faces)
            .filter_map(|index| Some((index, FontInfo::new(data, index)?)))
            .collect()
    })
}

pub(crate) const LIMITS: &[Limit] = &[
    Limit::new(
        "fonts in one file",
        coverage::MAX_FACES as u64,
        "",
        Code::BadFont,
    ),
    Limit::new(
        "characters that the tables of a font list together",
        coverage::MAX_CHARACTERS,
        "",
        Code::BadFont,
    ),
];

/// The fonts of a project.
pub(super) struct Fonts {
    store: FontStore,
    problems: Vec<Diagnostic>,
    /// The project's folder.
    project: Option<PathBuf>,
    /// The project's own fonts as they were found, each with a hash of its content.
    own: Vec<(PathBuf, Option<u128>)>,
}

impl Fonts {
    pub(super) fn new(project: Option<&Path>) -> Self {
        Self::with(project, false)
    }

    /// The same, and the fonts of the machine behind them: of families that no other font belongs to, so that what is
    /// set in the others stays as it is.
    pub(super) fn with_system(&self) -> Self {
        Self::with(self.project.as_deref(), true)
    }

    fn with(project: Option<&Path>, has_system: bool) -> Self {
        let mut store = FontStore::new();
        let infos = INFOS.iter().cloned().enumerate();
        store.extend(infos.map(|(index, info)| (EmbeddedFont(index), info)));
        let mut fonts = Self {
            store,
            problems: Vec::new(),
            project: project.map(Path::to_owned),
            own: Vec::new(),
        };
        for path in own_files(project) {
            fonts.add(path);
        }
        if has_system {
            let known: BTreeSet<String> = fonts
                .families()
                .into_iter()
                .map(str::to_lowercase)
                .collect();
            let more =
                system::faces().filter(|(_, info)| !known.contains(&info.family.to_lowercase()));
            let more: Vec<_> = more.map(|(font, info)| (font, info.clone())).collect();
            fonts.store.extend(more);
        }
        fonts
    }

    /// Whether the project's fonts are still as they were found.
    pub(super) fn are_current(&self) -> bool {
        let found = own_files(self.project.as_deref());
        let read = found.into_iter().map(|path| {
            let hash = self.read(&path).ok().map(|(_, data)| hash128(&data));
            (path, hash)
        });
        read.eq(self.own.iter().cloned())
    }

    /// Adds the fonts of a file.
    fn add(&mut self, path: PathBuf) {
        let (real, data) = match self.read(&path) {
            Ok(read) => read,
            Err(Unreadable::Outside) => {
                let message = format!("{} is outside of the folder of the CV", path.display());
                let problem = Diagnostic::error(Code::BadFont, Place::Nowhere, message);
                self.problems.push(problem.help(files::MOVE_INSIDE));
                self.own.push((path, None));
                return;
            }
            Err(error) => {
                self.warn(format!("cannot read the font {}: {error}", path.display()));
                self.own.push((path, None));
                return;
            }
        };
        let infos = infos_of(&data);
        match &infos {
            Ok(infos) if infos.is_empty() => {
                self.warn(format!("{} is not a font that can be read", path.display()));
            }
            Ok(_) => {}
            Err(why) => self.warn(format!(
                "{} is not a font that can be read: {why}",
                path.display()
            )),
        }
        for (index, info) in infos.unwrap_or_default() {
            let path = real.clone();
            self.store.push((OwnFont { path, index }, info));
        }
        self.own.push((path, Some(hash128(&data))));
    }

    /// Where a font is, free of links, and its content.
    fn read(&self, path: &Path) -> Result<(PathBuf, Vec<u8>), Unreadable> {
        let folder = self.project.as_deref().unwrap_or(Path::new("."));
        // The path is that of the project's folder with a name within it.
        let name = path.strip_prefix(folder).unwrap_or(path);
        let real = files::locate(folder, name)?;
        let data = files::read_whole(folder, name, MAX_FONT_BYTES)?;
        Ok((real, data))
    }

    fn warn(&mut self, message: String) {
        self.problems
            .push(Diagnostic::warning(Code::BadFont, Place::Nowhere, message));
    }

    /// Font files that cannot be used.
    pub(super) fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// Whether there are no fonts but the embedded ones.
    pub(super) fn are_embedded(&self) -> bool {
        self.book().info(FILES.len()).is_none()
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// Whether some font has a character.
    pub(super) fn has(&self, character: char) -> bool {
        self.has_all(character.encode_utf8(&mut [0; 4]))
    }

    /// Whether some font has all characters of a letter with its combining marks.
    pub(super) fn has_all(&self, cluster: &str) -> bool {
        (0..)
            .map_while(|index| Some((index, self.book().info(index)?)))
            .any(|(index, info)| {
                cluster
                    .chars()
                    .all(|c| info.coverage.contains(u32::from(c)) && self.draws(index, c))
            })
    }

    /// Whether a font has a glyph for a character. What a font says that it covers holds whole
    /// ranges, in which single characters may have none.
    fn draws(&self, index: usize, character: char) -> bool {
        let Some(font) = self.font(index) else {
            return false;
        };
        let variant = font.info().variant;
        let font = font.instantiate(variant, Abs::zero(), &FontVariations::default());
        let glyph = font.ttf().glyph_index(character);
        glyph.is_some_and(|glyph| glyph.0 != 0)
    }

    /// The families that there are, in their order.
    fn families(&self) -> Vec<&str> {
        let families = self.store.book().families();
        let mut known: Vec<&str> = families.map(|(family, _)| family).collect();
        known.sort_unstable();
        known
    }

    /// The families of the project's own files.
    fn own_families(&self) -> Vec<&str> {
        let own = (FILES.len()..).map_while(|index| self.book().info(index));
        let own: BTreeSet<&str> = own.map(|info| info.family.as_str()).collect();
        own.into_iter().collect()
    }

    pub(super) fn has_family(&self, family: &str) -> bool {
        self.store.book().contains_family(&family.to_lowercase())
    }

    /// That a family is not there, when so: as an error with this message at a place.
    pub(super) fn missing_family(
        &self,
        family: &str,
        place: Place,
        message: impl FnOnce() -> String,
    ) -> Option<Diagnostic> {
        if self.has_family(family) {
            return None;
        }
        let known = self.families();
        let is_placed = place != Place::Nowhere;
        let problem = Diagnostic::error(Code::NoFont, place, message());
        let problem = match closest(family, known.iter().copied()) {
            Some(near) if is_placed => problem.suggest(family, near, known.iter().copied()),
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.label("no font of this name"),
        };
        let own = self.own_families();
        let help = match own[..] {
            [] => "put its files into a folder `fonts/` beside your `cv.yaml`".to_owned(),
            _ => format!("the files in `fonts/` are of {}", listed(&own)),
        };
        // Nobody sets a text in those.
        let texts = known.iter().filter(|name| !name.ends_with(" Math"));
        let texts: Vec<&str> = texts.copied().collect();
        let fonts = format!("fonts are: {}", listed(&texts));
        Some(problem.help(help).help(fonts))
    }

    /// The families of a theme that no font belongs to.
    pub(super) fn missing_families(&self, theme: &Theme) -> Vec<Diagnostic> {
        let families = theme.body_fonts.iter().chain(&theme.head_fonts);
        let families: BTreeSet<&str> = families
            .chain([&theme.mono_font, &theme.math_font])
            .map(String::as_str)
            .collect();
        let name = &theme.name;
        let missing = families.into_iter().filter_map(|family| {
            let message =
                || format!("theme `{name}` needs the font `{family}`, which is not there");
            self.missing_family(family, Place::Nowhere, message)
        });
        missing.collect()
    }
}

/// The font files of a project, without those that are part of the program, in the order of their
/// paths.
fn own_files(project: Option<&Path>) -> Vec<PathBuf> {
    let Some(project) = project else {
        return Vec::new();
    };
    let folder = project.join("fonts");
    // A folder that leads out is reported as one thing, and nothing in it is looked at.
    if let Err(Unreadable::Outside) = files::locate(project, Path::new("fonts")) {
        return vec![folder];
    }
    let mut files = font_files(&folder);
    files.retain(|path| {
        let mut embedded = FILES.iter().map(|(name, _)| Path::new(name).file_name());
        !embedded.any(|name| name.is_some() && name == path.file_name())
    });
    files
}

/// The font files of a folder and of its subfolders, sorted; empty when there is no such folder.
fn font_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| {
            // Links are not followed into folders, so that a loop of them cannot hold the program.
            if path.is_dir() && !path.is_symlink() {
                return font_files(&path);
            }
            let extension = path.extension().and_then(|extension| extension.to_str());
            let font = extension.is_some_and(|extension| {
                ["otf", "ttf", "ttc", "otc"]
                    .iter()
                    .any(|known| extension.eq_ignore_ascii_case(known))
            });
            if font { vec![path] } else { Vec::new() }
        })
        .collect()
}

/// The letters of a text that carry combining marks, with their marks.
pub(super) fn marked_letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let mark = rest.find(is_combining_mark)?;
            let start = rest[..mark]
                .char_indices()
                .next_back()
                .map_or(0, |(start, _)| start);
            let length = rest[mark..].find(|c| !is_combining_mark(c));
            let end = length.map_or(rest.len(), |length| mark + length);
            let cluster = &rest[start..end];
            rest = &rest[end..];
            if !cluster.is_empty() {
                return Some(cluster);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_that_of_the_fonts() {
        let fonts: Vec<String> = infos()
            .iter()
            .map(|info| serde_json::to_string(info).unwrap())
            .collect();
        assert_eq!(fonts.len(), FILES.len());
        let text = format!("[\n{}\n]\n", fonts.join(",\n"));
        crate::generated::assert_current("fonts/catalogue.json", &text);
    }
}
