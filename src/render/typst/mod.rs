//! A document through Typst: PDF, PNG and SVG.
//!
//! An [`Engine`] holds what documents share: fonts and templates. [`Engine::layout`] typesets a
//! document; the [`Layout`] exports it. Data reaches the templates as the virtual files
//! `/document.json` and `/theme.json`; no text of the user's is ever evaluated.

mod blocks;
mod characters;
mod coverage;
mod examine;
mod export;
mod faces;
mod fonts;
mod glyphs;
mod marks;
mod measure;
mod overfull;
mod parted;
mod photo;
mod places;
mod problems;
mod scripts;
mod system;
#[cfg(test)]
mod tests;
mod world;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use typst::foundations::Datetime;
use typst::utils::hash128;
use typst_layout::PagedDocument;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::arrange::{arrange, hold};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, Sources};
use crate::document::{CalendarDate, Document, PhotoView};
use crate::render::Picture;
use crate::render::breaks::{self, LEVELS, Tight};
use crate::theme::{Geometry, Theme, Themes};

pub use export::PIXELS_PER_INCH;
use fonts::Fonts;
pub(crate) use fonts::LIMITS as FONT_LIMITS;
pub use measure::{Mark, Measures, TextBox};
pub(crate) use photo::LIMITS as PICTURE_LIMITS;
use world::{DocumentWorld, Templates};

/// How often a document is set again at most because entries were parted badly.
const MOST_ROUNDS: usize = 3;

/// What all documents of a project share: fonts, templates and themes.
///
/// Cloning is cheap, and documents may be typeset by several threads at once.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
    /// Read when first asked for, unless they came with a source.
    themes: Arc<OnceLock<Themes>>,
}

struct Shared {
    fonts: Arc<Fonts>,
    templates: Templates,
}

impl Engine {
    /// An engine with the embedded fonts and templates, and those of a project's own folders
    /// `fonts/` and `templates/`.
    pub fn new(project: Option<&Path>) -> Self {
        Self::with_fonts(Arc::new(Fonts::new(project)), project)
    }

    fn with_fonts(fonts: Arc<Fonts>, project: Option<&Path>) -> Self {
        let templates = Templates::new(project);
        Self {
            shared: Arc::new(Shared { fonts, templates }),
            themes: Arc::default(),
        }
    }

    /// The engine with the fonts of the machine as well, where no others have their families.
    pub fn with_system_fonts(self) -> Self {
        let fonts = Arc::new(self.shared.fonts.with_system());
        Self {
            shared: Arc::new(Shared {
                fonts,
                templates: Templates::new(self.project()),
            }),
            ..self
        }
    }

    /// Whether a family of fonts is there.
    pub fn has_family(&self, family: &str) -> bool {
        self.shared.fonts.has_family(family)
    }

    /// The engine with the themes of a project as they were read with a source, so that what is
    /// wrong with one has its place.
    pub fn with_themes(mut self, themes: Themes) -> Self {
        self.themes = Arc::new(OnceLock::from(themes));
        self
    }

    /// The themes that documents may take.
    pub fn themes(&self) -> &Themes {
        let read = || Themes::read(self.project(), &mut Sources::default()).without_places();
        self.themes.get_or_init(read)
    }

    /// An engine with the same fonts that reads templates and pictures anew.
    pub fn reread(&self) -> Self {
        Self {
            themes: Arc::clone(&self.themes),
            ..Self::with_fonts(Arc::clone(&self.shared.fonts), self.project())
        }
    }

    /// Whether the fonts of the project are still those that the engine found.
    pub fn has_current_fonts(&self) -> bool {
        self.shared.fonts.are_current()
    }

    /// Whether every file that a layout of this engine asked for is still as it was read.
    pub fn has_current_files(&self) -> bool {
        self.shared.templates.are_current()
    }

    /// The files of the project that layouts of this engine asked for: templates, pictures and
    /// data. Some may not be there, as the program has its own.
    pub fn files(&self) -> Vec<PathBuf> {
        self.shared.templates.asked_files()
    }

    /// What is wrong with the project's folders; not all of it stops a build.
    pub fn problems(&self) -> &[Diagnostic] {
        self.shared.fonts.problems()
    }

    /// The project's folder.
    pub fn project(&self) -> Option<&Path> {
        self.shared.templates.project()
    }

    /// How a portrait is stored, by its EXIF tag Orientation: 1, upright, to 8.
    pub fn orientation(&self, photo: &PhotoView) -> u8 {
        world::orientation(self, photo)
    }

    /// Names of the templates that a document may take.
    pub fn template_names(&self) -> Vec<String> {
        self.shared.templates.names()
    }

    /// Whether a template is Folio's own, and the project has no file in its place or in that of what it stands on.
    pub fn is_embedded_template(&self, name: &str) -> bool {
        self.shared.templates.is_embedded(name)
    }

    /// The template files that are part of the program, by path within `templates/`, each as the
    /// project has it, where it has its own.
    pub fn templates(&self) -> Vec<(String, Vec<u8>)> {
        self.shared.templates.files()
    }

    /// That no font belongs to a family which the file names at a place, when so.
    pub fn missing_font(&self, family: &str, place: Place) -> Option<Diagnostic> {
        let message = || format!("there is no font `{family}`");
        self.shared.fonts.missing_family(family, place, message)
    }

    /// Whether a character can be printed by itself: some font has it, it is visible, it does not
    /// combine with the letter before it, and it is the one that Unicode's form NFC keeps.
    pub fn covers(&self, character: char) -> bool {
        self.shared.fonts.has(character)
            && std::iter::once(character).nfc().eq([character])
            && !characters::is_unprintable(character)
            && !is_combining_mark(character)
    }

    /// Typesets a document.
    ///
    /// Characters that no font can draw are found before, at their places in the source. Where
    /// something is wider than its column, lines may end in finer places, and it is set again; what
    /// then still does not stay on the page is among the layout's problems. Of two columns that cannot hold it, or of which
    /// the second would hold nothing, the second is set below the first, in one: what is read is the same.
    pub fn layout(&self, document: &Document, theme: &Theme) -> Result<Layout, Vec<Diagnostic>> {
        if theme.columns.are_two() && !theme.columns.hold_any_of(document) {
            return self.set(document, theme, &theme.in_one_column());
        }
        let layout = self.set(document, theme, theme)?;
        if layout.errors.is_empty() || !theme.columns.are_two() {
            return Ok(layout);
        }
        let in_one = self.set(document, theme, &theme.in_one_column())?;
        Ok(match in_one.errors.is_empty() {
            true => in_one,
            false => layout,
        })
    }

    /// Typesets a document whose parts stand on the lines that one theme gives them in the look of another.
    fn set(
        &self,
        document: &Document,
        lines: &Theme,
        theme: &Theme,
    ) -> Result<Layout, Vec<Diagnostic>> {
        let mut problems = self.shared.fonts.missing_families(theme);
        problems.extend(characters::check(document, theme, &self.shared.fonts));
        let (mut tight, mut parted) = (Tight::new(), BTreeSet::new());
        let mut arranged = arrange(document, lines);
        breaks::place(&mut arranged, &tight);
        let mut world = DocumentWorld::new(self.clone(), &arranged, theme).map_err(|problem| {
            problems.push(*problem);
            std::mem::take(&mut problems)
        })?;
        if let Some(photo) = &arranged.header.photo {
            problems.extend(world.unusable_photo(&document.header.origin, photo));
        }
        if !problems.is_empty() {
            return Err(problems);
        }

        let templates = &self.shared.templates;
        let second_column = blocks::second_column(theme, &Geometry::of(document, theme));
        let mut rounds = 0;
        let (pages, warnings, overfull) = loop {
            let compiled = typst::compile::<PagedDocument>(&world);
            let pages = compiled
                .output
                .map_err(|errors| problems::describe(&world, &errors))?;
            let problems = glyphs::missing(&pages);
            if !problems.is_empty() {
                return Err(problems);
            }
            let margins = templates
                .is_embedded(&document.meta.template)
                .then(|| overfull::Margins::of(theme));
            let found = overfull::find(&pages, document, margins, second_column);
            let mut is_finer = false;
            for origin in found.keys().filter(|origin| !origin.is_empty()) {
                let level = tight.entry(origin.clone()).or_default();
                is_finer |= *level < LEVELS;
                *level = (*level + 1).min(LEVELS);
            }
            let more = match is_finer || rounds == MOST_ROUNDS {
                true => BTreeSet::new(),
                false => parted::find(&pages, &arranged, theme),
            };
            let before = parted.len();
            // What is held together moves all that comes after it, and each may part another: at last
            // all are held.
            match !more.is_empty() && rounds + 1 == MOST_ROUNDS {
                true => parted.extend(parted::all(&arranged)),
                false => parted.extend(more),
            }
            if !is_finer && parted.len() == before {
                break (pages, compiled.warnings, found);
            }
            rounds += usize::from(!is_finer);
            arranged = arrange(document, lines);
            hold(&mut arranged, theme, &parted);
            breaks::place(&mut arranged, &tight);
            world = DocumentWorld::new(self.clone(), &arranged, theme).map_err(|one| vec![*one])?;
        };
        let pages = places::removed(pages);
        let pages = marks::join(pages);
        let mut warnings = problems::describe(&world, &warnings);
        let (errors, overfull): (Vec<_>, Vec<_>) = overfull::problems(overfull, document)
            .into_iter()
            .partition(|problem| problem.severity == Severity::Error);
        warnings.extend(overfull);
        let ident = format!("{}/{}", document.meta.author, document.meta.name);
        Ok(Layout {
            world,
            pages,
            second_column,
            warnings,
            errors,
            ident,
        })
    }
}

/// Forgets what Typst keeps to lay out the same again and that was not used since so many calls of
/// this, so that a process of many layouts stays as large as it is.
pub fn forget_unused_since(calls: usize) {
    typst::comemo::evict(calls);
}

/// A document on its pages.
pub struct Layout {
    world: DocumentWorld,
    pages: PagedDocument,
    warnings: Vec<Diagnostic>,
    errors: Vec<Diagnostic>,
    ident: String,
    /// Where a second column begins, in pt from the left edge of a page.
    second_column: Option<f64>,
}

impl Layout {
    /// The portrait as it is stored.
    pub fn picture(&self, photo: &PhotoView) -> Option<Picture> {
        self.world.picture(photo)
    }

    /// How many pages it takes.
    pub fn pages(&self) -> usize {
        self.pages.pages().len()
    }

    /// The pages themselves, to measure.
    pub fn document(&self) -> &PagedDocument {
        &self.pages
    }

    /// A hash of a page, counted from 0: pages of one hash look the same.
    pub fn page_hash(&self, page: usize) -> Option<u128> {
        self.pages.pages().get(page).map(hash128)
    }

    /// Width and height of a page in pt, counted from 0.
    pub fn page_size(&self, page: usize) -> Option<(f64, f64)> {
        let size = self.pages.pages().get(page)?.frame.size();
        Some((size.x.to_pt(), size.y.to_pt()))
    }

    /// What the templates warned of, and what runs over a margin.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// What runs off the paper, so that a reader would miss it: no reason not to try another
    /// density or another choice, and every reason not to make the files.
    pub fn errors(&self) -> &[Diagnostic] {
        &self.errors
    }
}

/// A date as Typst has it; the document's only clock.
fn datetime(date: CalendarDate) -> Result<Datetime, Box<Diagnostic>> {
    let CalendarDate { year, month, day } = date;
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0).ok_or_else(|| {
        let message =
            format!("the document's date {year}-{month:02}-{day:02} is not in the calendar");
        Box::new(Diagnostic::error(Code::BadDate, Place::Nowhere, message))
    })
}
