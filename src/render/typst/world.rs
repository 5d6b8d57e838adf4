//! What Typst may see: the templates, the document and its theme as data, the fonts, one date.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};

use super::{Engine, datetime, photo};
use crate::arrange::Arranged;
use crate::diagnostics::{Code, Diagnostic, Place, closest, enumerated};
use crate::document::PhotoView;
use crate::files::{self, Unreadable};
use crate::reading;
use crate::render::Picture;
use crate::theme::{Look, Theme};

/// The templates that are part of the program, by their paths in a project.
const EMBEDDED: &[(&str, &str)] = &[
    (
        "templates/academic.typ",
        include_str!("../../../templates/academic.typ"),
    ),
    (
        "templates/resume.typ",
        include_str!("../../../templates/resume.typ"),
    ),
    (
        "templates/publications.typ",
        include_str!("../../../templates/publications.typ"),
    ),
    (
        "templates/lib/prelude.typ",
        include_str!("../../../templates/lib/prelude.typ"),
    ),
    (
        "templates/lib/parts.typ",
        include_str!("../../../templates/lib/parts.typ"),
    ),
];

/// Typst's own functions; the same for every document, so that its results can be reused.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The embedded templates, parsed once for all projects of a run.
static EMBEDDED_FILES: LazyLock<FileStore<EmbeddedFiles>> =
    LazyLock::new(|| FileStore::new(EmbeddedFiles));

/// The files of a project as templates see them, each read once: its own first, then the embedded
/// ones.
pub(super) struct Templates {
    own: FileStore<ProjectFiles>,
}

/// The files that are part of the program.
struct EmbeddedFiles;

impl FileLoader for EmbeddedFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        EMBEDDED
            .iter()
            .find(|(embedded, _)| *embedded == path)
            .map(|(_, text)| Bytes::new(text.as_bytes()))
            .ok_or_else(|| FileError::NotFound(path.into()))
    }
}

/// What the project has, and what is embedded where it has nothing.
fn or_embedded<T>(own: FileResult<T>, embedded: impl FnOnce() -> FileResult<T>) -> FileResult<T> {
    match own {
        Err(FileError::NotFound(path)) => embedded().map_err(|_| FileError::NotFound(path)),
        own => own,
    }
}

/// The files in a project's folder.
struct ProjectFiles {
    project: Option<PathBuf>,
    /// What was asked for, whether or not it is there.
    asked: Mutex<HashSet<FileId>>,
}

impl FileLoader for ProjectFiles {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id);
        self.read(id)
    }
}

impl ProjectFiles {
    fn read(&self, id: FileId) -> FileResult<Bytes> {
        if !matches!(id.root(), VirtualRoot::Project) {
            let reason = "packages are not available; copy what you need into `templates/`";
            return Err(FileError::Other(Some(reason.into())));
        }
        let name = id.vpath().get_without_slash();
        let Some(project) = &self.project else {
            return Err(FileError::NotFound(name.into()));
        };
        // Each part of the path is a plain name, and still it may be a link.
        let path = id.vpath().realize(Path::new(""))?;
        let most = match path.extension() {
            Some(extension) if extension == "typ" => reading::MAX_TEMPLATE_BYTES,
            _ => reading::MAX_ASSET_BYTES,
        };
        match files::read_whole(project, &path, most) {
            Ok(bytes) => Ok(Bytes::new(bytes)),
            Err(Unreadable::Outside) => {
                let reason =
                    format!("`{name}` is outside of the folder of the CV; copy it into it");
                Err(FileError::Other(Some(reason.into())))
            }
            Err(Unreadable::Io(error)) if error.kind() == io::ErrorKind::IsADirectory => {
                Err(FileError::IsDirectory)
            }
            Err(Unreadable::Io(error)) => Err(FileError::from_io(error, &project.join(path))),
        }
    }
}

impl Templates {
    pub(super) fn new(project: Option<&Path>) -> Self {
        let project = project.map(Path::to_owned);
        Self {
            own: FileStore::new(ProjectFiles {
                project,
                asked: Mutex::default(),
            }),
        }
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        or_embedded(self.own.source(id), || EMBEDDED_FILES.source(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        or_embedded(self.own.file(id), || EMBEDDED_FILES.file(id))
    }

    /// What was asked for so far.
    fn asked(&self) -> Vec<FileId> {
        let asked = &self.own.loader().asked;
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().copied().collect()
    }

    /// The files of the project that were asked for, whether or not they are there.
    pub(super) fn asked_files(&self) -> Vec<PathBuf> {
        let Some(project) = self.project() else {
            return Vec::new();
        };
        let mut paths: Vec<PathBuf> = self
            .asked()
            .into_iter()
            .filter(|id| matches!(id.root(), VirtualRoot::Project))
            .map(|id| project.join(id.vpath().get_without_slash()))
            .collect();
        paths.sort();
        paths
    }

    /// Whether every file that was asked for is still as it was read.
    pub(super) fn are_current(&self) -> bool {
        let or_embedded = |own, id| or_embedded(own, || EMBEDDED_FILES.file(id));
        let same =
            |id| or_embedded(self.own.file(id), id) == or_embedded(self.own.loader().read(id), id);
        self.asked().into_iter().all(same)
    }

    pub(super) fn project(&self) -> Option<&Path> {
        self.own.loader().project.as_deref()
    }

    /// The files of the program, each as the project has it.
    pub(super) fn files(&self) -> Vec<(String, Vec<u8>)> {
        EMBEDDED
            .iter()
            .filter_map(|(path, text)| {
                let own = file(path).ok().and_then(|id| self.file(id).ok());
                let bytes = own.map_or_else(|| text.as_bytes().to_vec(), |own| own.to_vec());
                Some((path.strip_prefix("templates/")?.to_owned(), bytes))
            })
            .collect()
    }

    /// Whether a template is one of the program's, with all that it imports as the program has it.
    ///
    /// Asks for no file that a layout with it does not ask for.
    pub(super) fn is_embedded(&self, name: &str) -> bool {
        let own = format!("templates/{name}.typ");
        let is_used = |path: &str| path == own || path.starts_with("templates/lib/");
        EMBEDDED.iter().any(|(embedded, _)| *embedded == own)
            && EMBEDDED
                .iter()
                .filter(|(path, _)| is_used(path))
                .all(|(path, text)| {
                    let used = file(path).ok().and_then(|id| self.file(id).ok());
                    used.is_some_and(|used| used.as_slice() == text.as_bytes())
                })
    }

    /// Names of the templates: those of the program, then a project's own in alphabetical order.
    pub(super) fn names(&self) -> Vec<String> {
        let name = |path: &Path| {
            (path.extension()? == "typ").then(|| Some(path.file_stem()?.to_str()?.to_owned()))?
        };
        let mut names: Vec<String> = EMBEDDED
            .iter()
            .filter_map(|(path, _)| path.strip_prefix("templates/"))
            .filter(|path| !path.contains('/'))
            .filter_map(|path| name(Path::new(path)))
            .collect();
        let entries = self
            .project()
            .map(|project| files::entries(project, Path::new("templates")));
        let mut own: Vec<String> = entries
            .into_iter()
            .flatten()
            .filter_map(|path| name(&path))
            .filter(|own| !names.contains(own))
            .collect();
        own.sort();
        names.append(&mut own);
        names
    }
}

/// All that one document's templates may see.
pub(super) struct DocumentWorld {
    engine: Engine,
    main: FileId,
    document: (FileId, Bytes),
    theme: (FileId, Bytes),
    today: Datetime,
}

impl DocumentWorld {
    pub(super) fn new(
        engine: Engine,
        document: &Arranged,
        theme: &Theme,
    ) -> Result<Self, Box<Diagnostic>> {
        let template = &document.meta.template;
        let names = engine.template_names();
        if !names.contains(template) {
            let mut unknown = Diagnostic::error(
                Code::UnknownTemplate,
                Place::Nowhere,
                format!("there is no template `{template}`"),
            );
            if let Some(close) = closest(template, names.iter().map(String::as_str)) {
                unknown = unknown.help(format!("Did you mean `{close}`?"));
            }
            let known = format!("Templates are: {}.", enumerated(&names));
            return Err(Box::new(unknown.help(known)));
        }
        let mut look = Look::of(document, theme, &|family| engine.has_family(family));
        if !engine.shared.templates.is_embedded(template) {
            look = look.of_own_template();
        }
        Ok(Self {
            main: file(&format!("templates/{template}.typ"))?,
            document: (file("document.json")?, json(document)?),
            theme: (file("theme.json")?, json(&look)?),
            today: datetime(document.meta.date)?,
            engine,
        })
    }

    /// The document's date; nothing in a document depends on any other.
    pub(super) fn date(&self) -> Datetime {
        self.today
    }

    /// The engine, with its fonts.
    pub(super) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// A portrait as it is stored, with its type; none if it cannot be read.
    pub(super) fn picture(&self, view: &PhotoView) -> Option<Picture> {
        let data = self.file(file(&view.path).ok()?).ok()?;
        Some(Picture {
            media_type: photo::media_type(&data)?,
            bytes: data.to_vec(),
        })
    }

    /// The problem with a portrait that cannot be read or drawn.
    pub(super) fn unusable_photo(&self, origin: &str, view: &PhotoView) -> Option<Diagnostic> {
        let place = Place::Value(format!("{origin}.photo.path"));
        let outside = || {
            let message = format!(
                "the photo `{}` is outside of the folder of the CV",
                view.path
            );
            Some(Diagnostic::error(Code::BadPhoto, place.clone(), message).help(files::MOVE_INSIDE))
        };
        let unportable = files::unportable(Code::BadPhoto, place.clone(), "the photo", &view.path);
        if unportable.is_some() {
            return unportable;
        }
        let Ok(id) = file(&view.path) else {
            return outside();
        };
        if files::has_drive(&view.path) {
            return outside();
        }
        let error = match self.file(id) {
            Ok(data) => {
                let photo::Unusable { message, help } = photo::check(&data, &view.path).err()?;
                return Some(Diagnostic::error(Code::BadPhoto, place, message).help(help));
            }
            Err(error) => error,
        };
        let path = id.vpath().realize(Path::new("")).ok();
        let located = self
            .engine
            .project()
            .zip(path)
            .map(|(project, path)| files::locate(project, &path));
        if let Some(Err(Unreadable::Outside)) = located {
            return outside();
        }
        let message = format!("cannot read the photo: {error}");
        Some(Diagnostic::error(Code::BadPhoto, place, message))
    }
}

/// How a portrait is stored, by its EXIF tag Orientation (CIPA DC-008, 4.6.5): 1, upright, if it has none
/// that can be read.
pub(super) fn orientation(engine: &Engine, photo: &PhotoView) -> u8 {
    let bytes = file(&photo.path).ok();
    let bytes = bytes.and_then(|id| engine.shared.templates.file(id).ok());
    bytes
        .and_then(|bytes| {
            let mut reader = io::Cursor::new(bytes.as_slice());
            let tags = exif::Reader::new().read_from_container(&mut reader).ok()?;
            let field = tags.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
            u8::try_from(field.value.get_uint(0)?).ok()
        })
        .filter(|orientation| (1..=8).contains(orientation))
        .unwrap_or(1)
}

/// The id of a file by its path in the project.
pub(super) fn file(path: &str) -> Result<FileId, Box<Diagnostic>> {
    let path = VirtualPath::new(path).map_err(|_| {
        let message = format!("`{path}` is not a path in a project");
        Box::new(Diagnostic::error(Code::BadPath, Place::Nowhere, message))
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Data as templates read it.
fn json(value: &impl serde::Serialize) -> Result<Bytes, Box<Diagnostic>> {
    serde_json::to_vec(value).map(Bytes::new).map_err(|error| {
        let message = format!("cannot write the document as JSON: {error}");
        Box::new(Diagnostic::error(Code::Internal, Place::Nowhere, message))
    })
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.shared.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.engine.shared.templates.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        for (data, bytes) in [&self.document, &self.theme] {
            if *data == id {
                return Ok(bytes.clone());
            }
        }
        self.engine.shared.templates.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.shared.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
