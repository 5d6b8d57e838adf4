//! The themes of a project: the embedded ones and its own, each file read once.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::tokens::{self, Token};
use super::{DatePlacement, LEAST_CONTRAST, Theme, colour};
use crate::diagnostics::{
    Code, Diagnostic, FileId, Fix, Place, Sources, closest, enumerated, has_errors,
};
use crate::files::{self, Unreadable};
use crate::model::with_themes;
use crate::reading;
use crate::source::{self, Content, Node};

macro_rules! embedded {
    ($($name:literal)*) => {
        /// The themes that are part of the program, by name; the first stands under those that extend none.
        pub(super) const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../templates/themes/", $name, ".yaml")))),*];
    };
}
with_themes!(embedded);

/// The folder of a project's own themes.
const FOLDER: &str = "templates/themes";

/// The key that names the theme whose tokens a file changes.
const EXTENDS: &str = "extends";

/// The themes that are part of the program, each read once: each document of a run asks for one.
static BUILT_IN_THEMES: [OnceLock<Option<Theme>>; BUILT_IN.len()] =
    [const { OnceLock::new() }; BUILT_IN.len()];

/// One of the themes that are part of the program.
pub(super) fn built_in(name: &str) -> Option<Theme> {
    let at = BUILT_IN.iter().position(|(known, _)| *known == name)?;
    let (name, text) = BUILT_IN[at];
    let read = || {
        let mut sources = Sources::default();
        let mut problems = Vec::new();
        let (file, root) = source::tree(name, text.as_bytes(), &mut sources, &mut problems)?;
        let file = File {
            name: name.to_owned(),
            file,
            root,
        };
        // Each states all tokens, as a test sees.
        Some(file.over(Theme::default(), &mut problems))
    };
    BUILT_IN_THEMES[at].get_or_init(read).clone()
}

/// Whether a file of a project says what the embedded theme of its name says: it need not be read, then.
fn is_embedded(name: &str, bytes: &[u8]) -> bool {
    let mut known = BUILT_IN.iter();
    known.any(|(known, text)| *known == name && text.as_bytes() == bytes)
}

/// The themes that documents may take, with what is wrong with a project's own.
///
/// A project's `templates/themes/NAME.yaml` states all tokens or a few; the others come from the
/// theme it `extends`, else from the embedded theme of its name, else from `scholar`.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    own: BTreeMap<String, Read>,
}

/// A file of the project's, read.
#[derive(Debug, Clone)]
struct Read {
    theme: Theme,
    /// What was found in it and in those that it extends. With an error among them the theme must
    /// not be used.
    problems: Vec<Diagnostic>,
}

impl Themes {
    /// Reads the own themes of a project. Their texts are added to `sources`, where what is found in
    /// them has its places.
    pub fn read(project: Option<&Path>, sources: &mut Sources) -> Self {
        let Some(project) = project else {
            return Self::default();
        };
        let mut reading = Reading::of(project);
        reading.read_others(project, sources);
        for name in reading.files.keys().cloned().collect::<Vec<_>>() {
            reading.resolve(&name, &mut Vec::new());
        }
        Self { own: reading.read }
    }

    /// The themes without the places of what was found, for those who do not keep the sources.
    pub fn without_places(mut self) -> Self {
        let found = self.own.values_mut().flat_map(|read| &mut read.problems);
        found.for_each(|problem| {
            problem.place = Place::Nowhere;
            problem.related.clear();
        });
        self
    }

    /// A theme by name; its doubts are added to `doubts`.
    ///
    /// # Errors
    /// When there is no such theme: a problem without a place, as the caller knows where the theme
    /// was named. When its file has mistakes: all of them, at their places in it.
    pub fn get(&self, name: &str, doubts: &mut Vec<Diagnostic>) -> Result<Theme, Vec<Diagnostic>> {
        match self.own.get(name) {
            Some(read) if has_errors(&read.problems) => Err(read.problems.clone()),
            Some(read) => {
                doubts.extend(read.problems.iter().cloned());
                Ok(read.theme.clone())
            }
            None => built_in(name).ok_or_else(|| {
                let known = with_own(self.own.keys().cloned());
                vec![unknown(name, Place::Nowhere, &known)]
            }),
        }
    }
}

/// What is found in one theme of a project whose file holds these bytes, in the first file of `sources`,
/// and whether anything of it could be read.
pub(crate) fn problems(
    project: &Path,
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
) -> (Vec<Diagnostic>, bool) {
    let mut reading = Reading::of(project);
    let mut found = Vec::new();
    let file = File::of(project, name, bytes, sources, &mut found);
    let (main, is_read) = (FileId(0), file.is_some());
    reading.files.insert(name.to_owned(), (file, found));
    reading.read_others(project, sources);
    let mut found = reading.resolve(name, &mut Vec::new()).problems;
    found.retain(|problem| matches!(&problem.place, Place::Span { file, .. } if *file == main));
    (found, is_read)
}

/// A theme's file of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ThemeFile {
    /// The theme's name.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// As problems name it.
    pub(crate) shown: String,
}

/// The theme files of a project, in the order of their names.
pub(crate) fn theme_files(project: &Path) -> Vec<ThemeFile> {
    let own = own_names(project).into_iter();
    own.map(|name| ThemeFile {
        path: project.join(path_of(&name)),
        shown: printed(project, &name),
        name,
    })
    .collect()
}

/// The path of a theme's file in its project.
fn path_of(name: &str) -> String {
    format!("{FOLDER}/{name}.yaml")
}

/// The bytes of a theme's file.
fn read(project: &Path, name: &str) -> Result<Vec<u8>, Unreadable> {
    let path = path_of(name);
    files::read_whole(project, Path::new(&path), reading::MAX_TEMPLATE_BYTES)
}

impl ThemeFile {
    /// Its bytes.
    ///
    /// # Errors
    /// When it cannot be read, or is outside of the project.
    pub(crate) fn read(&self, project: &Path) -> Result<Vec<u8>, Unreadable> {
        read(project, &self.name)
    }
}

/// A theme's file as problems name it.
fn printed(project: &Path, name: &str) -> String {
    let path = project.join(path_of(name)).display().to_string();
    path.strip_prefix("./").unwrap_or(&path).to_owned()
}

/// Reads one theme by name, without keeping the text of its file.
///
/// # Errors
/// As [`Themes::get`].
pub fn load(name: &str, project: Option<&Path>) -> Result<Theme, Vec<Diagnostic>> {
    Themes::read(project, &mut Sources::default()).get(name, &mut Vec::new())
}

/// The names of all themes: the embedded ones, then a project's own in alphabetical order.
pub fn names(project: Option<&Path>) -> Vec<String> {
    with_own(project.map(own_names).unwrap_or_default().into_iter())
}

fn with_own(own: impl Iterator<Item = String>) -> Vec<String> {
    let built_in = BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
    let own = own.filter(|name| BUILT_IN.iter().all(|(built_in, _)| built_in != name));
    built_in.chain(own).collect()
}

/// The names of a project's theme files, in alphabetical order.
fn own_names(project: &Path) -> Vec<String> {
    let entries = files::entries(project, Path::new(FOLDER)).into_iter();
    let mut names: Vec<String> = entries
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| is_name(name))
        .collect();
    names.sort();
    names
}

/// A theme's name is a word, so that it cannot lead out of its folder.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn unknown(name: &str, place: Place, known: &[String]) -> Diagnostic {
    let unknown = Diagnostic::error(
        Code::UnknownTheme,
        place,
        format!("there is no theme `{name}`"),
    );
    let unknown = match closest(name, known.iter().map(String::as_str)) {
        Some(close) => unknown.suggest(name, close, known.iter().map(String::as_str)),
        None => unknown,
    };
    unknown.help(format!("themes are {}", enumerated(known)))
}

/// The themes of a project while they are read.
struct Reading {
    /// The files, with what was found on reading them; none where a file cannot be read.
    files: BTreeMap<String, (Option<File>, Vec<Diagnostic>)>,
    read: BTreeMap<String, Read>,
    /// All names that a theme may extend.
    names: Vec<String>,
}

impl Reading {
    fn of(project: &Path) -> Self {
        Self {
            files: BTreeMap::new(),
            read: BTreeMap::new(),
            names: names(Some(project)),
        }
    }

    /// Reads the files of a project's own themes that were not read.
    fn read_others(&mut self, project: &Path, sources: &mut Sources) {
        for name in own_names(project) {
            let bytes = read(project, &name);
            if bytes.is_ok_and(|bytes| is_embedded(&name, &bytes)) {
                continue;
            }
            self.files.entry(name.clone()).or_insert_with(|| {
                let mut problems = Vec::new();
                let file = File::read(project, &name, sources, &mut problems);
                (file, problems)
            });
        }
    }

    /// A theme with what it inherits; `above` are those that extend it.
    fn resolve(&mut self, name: &str, above: &mut Vec<String>) -> Read {
        if let Some(read) = self.read.get(name) {
            return read.clone();
        }
        let Some((file, problems)) = self.files.remove(name) else {
            let theme = built_in(name).unwrap_or_default();
            return Read {
                theme,
                problems: Vec::new(),
            };
        };
        let mut read = Read {
            theme: built_in(name).unwrap_or_else(default_base),
            problems,
        };
        if let Some(file) = file {
            above.push(name.to_owned());
            match self.base_of(&file, above) {
                Ok(Some(base)) => {
                    read.theme = base.theme;
                    read.problems.extend(base.problems);
                }
                Ok(None) => {}
                Err(problem) => read.problems.push(*problem),
            }
            above.pop();
            read.theme = file.over(read.theme, &mut read.problems);
        }
        self.read.insert(name.to_owned(), read.clone());
        read
    }

    /// What a file extends by name, if it does.
    fn base_of(
        &mut self,
        file: &File,
        above: &mut Vec<String>,
    ) -> Result<Option<Read>, Box<Diagnostic>> {
        let mut entries = file.root.entries().iter();
        let Some(entry) = entries.find(|entry| entry.key == EXTENDS) else {
            return Ok(None);
        };
        let place = file.place(&entry.value.span);
        let name = match entry.value.text() {
            Some(name) if !entry.value.is_blank() => name,
            _ => {
                let message = format!("`{EXTENDS}` must be the name of a theme");
                let problem = Diagnostic::error(Code::BadTheme, place, message);
                return Err(Box::new(
                    problem.help(format!("themes are {}", enumerated(&self.names))),
                ));
            }
        };
        // A file with the name of an embedded theme changes that one.
        if name == file.name && built_in(name).is_some() {
            return Ok(None);
        }
        if above.iter().any(|other| other == name) {
            let message = format!("the theme `{name}` extends itself");
            let problem = Diagnostic::error(Code::BadTheme, place, message);
            return Err(Box::new(problem.help(format!(
                "take this line away, or extend one of {}",
                enumerated(BUILT_IN.iter().map(|(name, _)| *name))
            ))));
        }
        if !self.names.iter().any(|known| known == name) {
            return Err(Box::new(unknown(name, place, &self.names)));
        }
        Ok(Some(self.resolve(name, above)))
    }
}

/// The theme under one that extends none.
fn default_base() -> Theme {
    built_in(BUILT_IN[0].0).unwrap_or_default()
}

/// A theme's file.
struct File {
    name: String,
    file: FileId,
    root: Node,
}

impl File {
    /// Reads a project's theme file into a tree.
    fn read(
        project: &Path,
        name: &str,
        sources: &mut Sources,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let path = path_of(name);
        let bytes = match read(project, name) {
            Ok(bytes) => bytes,
            Err(error) => {
                let place = Place::Span {
                    file: sources.add(printed(project, name), ""),
                    range: 0..0,
                };
                problems.push(match error {
                    Unreadable::Outside => {
                        let message =
                            format!("the theme {path} is outside of the folder of the CV");
                        Diagnostic::error(Code::BadTheme, place, message).help(files::MOVE_INSIDE)
                    }
                    Unreadable::Io(error) => {
                        let message = format!("the theme {path} cannot be read: {error}");
                        Diagnostic::error(Code::BadTheme, place, message)
                    }
                });
                return None;
            }
        };
        Self::of(project, name, &bytes, sources, problems)
    }

    /// A theme's file of these bytes.
    fn of(
        project: &Path,
        name: &str,
        bytes: &[u8],
        sources: &mut Sources,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let (file, root) = source::tree(&printed(project, name), bytes, sources, problems)?;
        Some(Self {
            name: name.to_owned(),
            file,
            root,
        })
    }

    fn place(&self, range: &Range<usize>) -> Place {
        Place::Span {
            file: self.file,
            range: range.clone(),
        }
    }

    /// The file's own tokens over those of a base. A token with a mistake stays as it was.
    fn over(&self, base: Theme, problems: &mut Vec<Diagnostic>) -> Theme {
        let mut theme = Theme {
            name: self.name.clone(),
            ..base
        };
        if !matches!(self.root.content, Content::Map { .. }) {
            let place = self.place(&self.root.span);
            problems.push(
                Diagnostic::error(Code::BadTheme, place, "a theme is a map of tokens")
                    .help("write a token on each line, such as `size_pt: 10`"),
            );
            return theme;
        }
        let mut stated = HashMap::new();
        self.take(&self.root, "", &mut theme, &mut stated, problems);
        problems.extend(self.contradictions(&theme, &stated));
        problems.extend(self.doubts(&theme, &stated));
        theme
    }

    /// Takes the tokens of a map; `stated` gets the values that could be read.
    fn take<'a>(
        &'a self,
        node: &'a Node,
        map: &str,
        theme: &mut Theme,
        stated: &mut HashMap<&'static str, &'a Node>,
        problems: &mut Vec<Diagnostic>,
    ) {
        for entry in node.entries() {
            if map.is_empty() && entry.key == EXTENDS {
                continue;
            }
            if map.is_empty() && tokens::maps().any(|known| known == entry.key) {
                match &entry.value.content {
                    Content::Map { .. } => {
                        self.take(&entry.value, &entry.key, theme, stated, problems);
                    }
                    _ => problems.push(
                        Diagnostic::error(
                            Code::BadTheme,
                            self.place(&entry.value.span),
                            format!("`{}` must be a map of tokens", entry.key),
                        )
                        .help(format!(
                            "its tokens are {}",
                            enumerated(tokens::keys_in(&entry.key))
                        )),
                    ),
                }
                continue;
            }
            let key = match map {
                "" => entry.key.clone(),
                map => format!("{map}.{}", entry.key),
            };
            // A dot is no part of a key, though the table writes one.
            let token = Token::of(&key).filter(|_| !entry.key.contains('.'));
            let Some(token) = token else {
                problems.push(self.unknown_token(&entry.key, &entry.key_span, map));
                continue;
            };
            match token.set(theme, &entry.value) {
                Ok(()) => {
                    stated.insert(token.key, &entry.value);
                }
                Err(fault) => {
                    // Of nothing there is nothing to show.
                    let span = match entry.value.span.is_empty() {
                        true => &entry.key_span,
                        false => &entry.value.span,
                    };
                    let problem =
                        Diagnostic::error(Code::BadTheme, self.place(span), fault.message)
                            .label(fault.label);
                    let problem = match fault.help {
                        Some(help) => problem.help(help),
                        None => problem.help(format!("`{}`: {}", token.key, token.about)),
                    };
                    problems.push(match (entry.value.text(), fault.meant) {
                        (Some(text), Some(meant)) => problem.rewrite(text, meant),
                        _ => problem,
                    });
                    if entry.value.is_null() {
                        self.forget_comment_after(&entry.key_span, node, problems);
                    }
                }
            }
        }
    }

    /// Forgets the warning of a comment where a value is missing, which the last problem says as well, and
    /// has that one corrected in the same way.
    fn forget_comment_after(&self, key: &Range<usize>, map: &Node, problems: &mut Vec<Diagnostic>) {
        let starts = map.entries().iter().map(|entry| entry.key_span.start);
        let next = starts.filter(|start| *start > key.start).min();
        let between = key.end..next.unwrap_or(usize::MAX);
        let says_the_same = |problem: &mut Diagnostic| match &problem.place {
            Place::Span { file, range } => {
                problem.code == Code::CommentInText
                    && *file == self.file
                    && between.contains(&range.start)
            }
            _ => false,
        };
        let forgotten = problems.extract_if(.., says_the_same);
        let fixes: Vec<Fix> = forgotten.flat_map(|problem| problem.fixes).collect();
        if let Some(problem) = problems.last_mut() {
            problem.fixes.extend(fixes);
        }
    }

    fn unknown_token(&self, key: &str, span: &Range<usize>, map: &str) -> Diagnostic {
        let known = tokens::keys_in(map);
        let of = match map {
            "" => "a theme".to_owned(),
            map => format!("`{map}`"),
        };
        let message = format!("`{key}` is no token of {of}");
        let problem = Diagnostic::error(Code::BadTheme, self.place(span), message);
        match closest(key, known.iter().copied()) {
            Some(close) => problem.suggest(key, close, known.iter().copied()),
            None => problem.help(format!("tokens are {}", enumerated(&known))),
        }
    }

    /// Tokens that cannot stand beside each other, where this file states one of them.
    fn contradictions(
        &self,
        theme: &Theme,
        stated: &HashMap<&'static str, &Node>,
    ) -> Vec<Diagnostic> {
        let size = theme.size_pt;
        let leadings = [
            ("leading_pt", theme.leading_pt),
            ("floor.leading_pt", theme.floor.leading_pt),
            ("roomy.leading_pt", theme.roomy.leading_pt),
        ];
        let mut found = Vec::new();
        for (key, leading) in leadings {
            if !(size..=size * 3.0).contains(&leading) {
                let message = format!(
                    "`{key}`, {leading} pt, must be between `size_pt`, {size} pt, and three times it"
                );
                found.push(([key, "size_pt"], message));
            }
        }
        if theme.date == DatePlacement::Left && theme.date_column_mm < 15.0 {
            let message = format!(
                "a column of dates at the left needs 15 mm, and `date_column_mm` is {}",
                theme.date_column_mm
            );
            found.push((["date_column_mm", "date"], message));
        }
        let problem = |(keys, message): ([&str; 2], String)| {
            let value = keys.iter().find_map(|key| stated.get(key))?;
            let place = self.place(&value.span);
            Some(Diagnostic::error(Code::BadTheme, place, message))
        };
        let mut problems: Vec<Diagnostic> = found.into_iter().filter_map(problem).collect();
        // One size may contradict several leadings.
        problems.dedup_by(|later, first| later.place == first.place);
        problems
    }

    /// What does not stop a build.
    fn doubts(&self, theme: &Theme, stated: &HashMap<&'static str, &Node>) -> Vec<Diagnostic> {
        let colours = [("accent", &theme.accent), ("muted", &theme.muted)];
        let doubt = |(token, value): (&str, &String)| {
            let place = self.place(&stated.get(token)?.span);
            let contrast = colour::contrast_on_white(value)?;
            (contrast < LEAST_CONTRAST).then(|| colour::low_contrast(place, token, value, contrast))
        };
        colours.into_iter().filter_map(doubt).collect()
    }
}
