//! Typst alone: the templates, the fonts and the data of a document in memory, and nothing of ours
//! on the way. What Folio costs is held against this.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use folio::arrange::arrange;
use folio::document::Document;
use folio::render::typst::Engine;
use folio::theme::{Look, Theme};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What all documents share.
pub(crate) struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: HashMap<FileId, Source>,
}

impl Bare {
    pub(crate) fn new() -> Self {
        let mut paths: Vec<_> = folders(Path::new("fonts"))
            .iter()
            .flat_map(|folder| entries(folder))
            .filter(|path| path.extension().is_some_and(|extension| extension == "otf"))
            .collect();
        paths.sort();
        let fonts: Vec<Font> = paths
            .iter()
            .flat_map(|path| Font::iter(Bytes::new(fs::read(path).expect("a font of the program"))))
            .collect();
        let templates = Engine::new(None)
            .templates()
            .into_iter()
            .map(|(path, bytes)| {
                let id = file(&format!("templates/{path}"));
                let text = String::from_utf8(bytes).expect("templates are text");
                (id, Source::new(id, text))
            })
            .collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            templates,
        }
    }

    /// The document as PDF.
    pub(crate) fn pdf(&self, document: &Dumped) -> Vec<u8> {
        let world = BareWorld {
            bare: self,
            document,
        };
        let pages = typst::compile::<PagedDocument>(&world)
            .output
            .expect("a document that Folio has laid out");
        let options = PdfOptions {
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
                .expect("the standards go together"),
            timestamp: Some(typst_pdf::Timestamp::new_utc(document.date)),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).expect("a document that Folio has exported")
    }
}

/// What `folio dump` writes of a document.
pub(crate) struct Dumped {
    main: FileId,
    data: HashMap<FileId, Bytes>,
    date: Datetime,
}

impl Dumped {
    pub(crate) fn new(document: &Document, theme: &Theme) -> Self {
        let json = |bytes: serde_json::Result<Vec<u8>>| Bytes::new(bytes.expect("plain data"));
        let date = document.meta.date;
        let (arranged, look) = (
            arrange(document, theme),
            Look::of(document, theme, &|_| false),
        );
        Self {
            main: file(&format!("templates/{}.typ", document.meta.template)),
            data: HashMap::from([
                (file("document.json"), json(serde_json::to_vec(&arranged))),
                (file("theme.json"), json(serde_json::to_vec(&look))),
            ]),
            date: Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0)
                .expect("a date of the calendar"),
        }
    }
}

impl Dumped {
    /// Reads what `folio dump` has written.
    #[allow(dead_code, reason = "the bench of batches has its documents in memory")]
    pub(crate) fn read(folder: &Path, template: &str) -> Self {
        let read = |name: &str| Bytes::new(fs::read(folder.join(name)).expect("a dump"));
        let date = Datetime::from_ymd_hms(2026, 1, 1, 0, 0, 0).expect("a date of the calendar");
        Self {
            main: file(&format!("templates/{template}.typ")),
            data: HashMap::from([
                (file("document.json"), read("document.json")),
                (file("theme.json"), read("theme.json")),
            ]),
            date,
        }
    }
}

struct BareWorld<'a> {
    bare: &'a Bare,
    document: &'a Dumped,
}

impl World for BareWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.bare.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.bare.book
    }

    fn main(&self) -> FileId {
        self.document.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().into());
        self.bare.templates.get(&id).cloned().ok_or_else(missing)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let missing = || FileError::NotFound(id.vpath().get_without_slash().into());
        self.document.data.get(&id).cloned().ok_or_else(missing)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.bare.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.document.date)
    }
}

fn file(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a path within the project");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn folders(folder: &Path) -> Vec<std::path::PathBuf> {
    entries(folder)
        .into_iter()
        .filter(|path| path.is_dir())
        .collect()
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of the repository");
    entries
        .map(|entry| entry.expect("a readable folder").path())
        .collect()
}
