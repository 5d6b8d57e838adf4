//! Which CVs there are, and where each goes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Shard, Task};
use crate::diagnostics::{printable, shown};
use crate::files;

/// Folders of a project that hold no CVs.
const PARTS_OF_PROJECTS: [&str; 2] = ["fonts", "templates"];

/// The name of a source that says nothing about whose it is.
const USUAL_STEM: &str = "cv";

/// One CV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its source.
    pub source: PathBuf,
    /// Its folder, within that of the run.
    pub folder: OsString,
}

/// The CVs of a run, sorted by their paths, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    inputs: Vec<Input>,
}

/// Why there is no list of inputs.
#[derive(Debug)]
#[non_exhaustive]
pub enum InputsError {
    /// No file was found in these places.
    Nothing(Vec<PathBuf>),
    /// Two sources would be written into one folder.
    SameFolder {
        /// The folder.
        folder: OsString,
        /// The first source.
        first: PathBuf,
        /// The second source.
        second: PathBuf,
        /// How many further sources have no folder of their own.
        further: usize,
    },
    /// A folder cannot be read.
    Folder(walkdir::Error),
}

impl fmt::Display for InputsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(places) => {
                let places: Vec<String> = places
                    .iter()
                    .map(|place| format!("`{}`", shown(place)))
                    .collect();
                write!(f, "there is no .yaml or .yml file in {}", places.join(", "))
            }
            Self::SameFolder {
                folder,
                first,
                second,
                further,
            } => {
                write!(
                    f,
                    "`{}` and `{}` would both be written into the folder `{}`",
                    shown(first),
                    shown(second),
                    shown(folder)
                )?;
                if *further > 0 {
                    write!(f, ", and {further} more have the same trouble")?;
                }
                write!(
                    f,
                    "\n  rename one of them: the folder has the name of the file, or, for a cv.yaml, \
                     of the folder that it is in; upper and lower case count as the same"
                )
            }
            Self::Folder(error) => {
                write!(f, "cannot search: {}", printable(&error.to_string()))
            }
        }
    }
}

impl std::error::Error for InputsError {}

impl Inputs {
    /// Finds the CVs at `paths`: a file is one whatever its name, and a folder is searched,
    /// however deep, for files whose names end in `.yaml` or `.yml`.
    ///
    /// Left alone are names that begin with a dot, folders called `templates` or `fonts`, links to
    /// folders, and `output_dir`.
    ///
    /// # Errors
    /// When there are none, or two would go into one folder, or a folder cannot be read.
    pub fn find(paths: &[PathBuf], output_dir: &Path) -> Result<Self, InputsError> {
        let output_dir = output_dir.canonicalize().ok();
        let mut sources = Vec::new();
        for path in paths {
            if path.is_dir() {
                search(path, output_dir.as_deref(), &mut sources)?;
            } else {
                sources.push(path.clone());
            }
        }
        if sources.is_empty() {
            return Err(InputsError::Nothing(paths.to_vec()));
        }
        // The order is that of the names, not of the command line or of the file system, so that
        // parts of the same inputs agree on every machine.
        sources.sort();
        let mut seen = HashSet::new();
        sources.retain(|source| seen.insert(identity(source)));
        let inputs: Vec<Input> = sources
            .into_iter()
            .map(|source| Input {
                folder: folder(&source),
                source,
            })
            .collect();
        distinct(&inputs)?;
        Ok(Self { inputs })
    }

    /// Leaves a part of them. That no two share a folder holds for the whole.
    pub fn part(mut self, shard: Shard) -> Self {
        let mut index = 0;
        self.inputs.retain(|_| {
            index += 1;
            shard.has(index - 1)
        });
        self
    }

    /// The CVs.
    pub fn as_slice(&self) -> &[Input] {
        &self.inputs
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    /// Whether there are none, as in a part of few.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// What a worker is told of one.
    pub(super) fn task(&self, index: usize) -> Option<Task> {
        let input = self.inputs.get(index)?;
        Some(Task {
            index,
            source: input.source.clone().into_os_string(),
            folder: input.folder.clone(),
        })
    }
}

/// Adds the sources in a folder.
fn search(
    folder: &Path,
    output_dir: Option<&Path>,
    sources: &mut Vec<PathBuf>,
) -> Result<(), InputsError> {
    let is_searched = |entry: &DirEntry| {
        // What was named is searched whatever its name.
        if entry.depth() == 0 {
            return true;
        }
        if entry.file_name().to_string_lossy().starts_with('.') {
            return false;
        }
        if !entry.file_type().is_dir() {
            return true;
        }
        let is_part = PARTS_OF_PROJECTS
            .iter()
            .any(|part| entry.file_name() == *part);
        let is_output = || entry.path().canonicalize().ok().as_deref() == output_dir;
        !is_part && (output_dir.is_none() || !is_output())
    };
    for entry in WalkDir::new(folder).into_iter().filter_entry(is_searched) {
        let path = entry.map_err(InputsError::Folder)?.into_path();
        let ending = path.extension().and_then(OsStr::to_str);
        let is_yaml = ending.is_some_and(|ending| {
            ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
        });
        if is_yaml && !path.is_dir() {
            sources.push(path);
        }
    }
    Ok(())
}

/// What two ways to write one path have in common. Links to one file are files of their own, as
/// their names say where they go.
fn identity(source: &Path) -> PathBuf {
    let parent = match source.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    match (parent.canonicalize(), source.file_name()) {
        (Ok(parent), Some(name)) => parent.join(name),
        _ => source.to_owned(),
    }
}

/// The folder of a source: its stem; for a `cv.yaml`, the name of the folder that it is in.
fn folder(source: &Path) -> OsString {
    let is_name = |name: &&OsStr| *name != "." && *name != "..";
    let stem = source
        .file_stem()
        .filter(is_name)
        .or(source.file_name())
        .unwrap_or(source.as_os_str());
    let parent = source.parent().and_then(Path::file_name);
    match parent {
        Some(parent) if stem.eq_ignore_ascii_case(USUAL_STEM) => parent.to_owned(),
        _ => stem.to_owned(),
    }
}

/// Checks that each has a folder of its own, also where file systems do not tell upper from lower
/// case, or two ways to write an accent.
fn distinct(inputs: &[Input]) -> Result<(), InputsError> {
    let mut taken: HashMap<String, &Input> = HashMap::new();
    let mut clashes: BTreeMap<usize, (&Input, &Input)> = BTreeMap::new();
    for (index, input) in inputs.iter().enumerate() {
        let name = files::as_one(&input.folder.to_string_lossy());
        match taken.get(&name) {
            Some(first) => {
                clashes.insert(index, (first, input));
            }
            None => {
                taken.insert(name, input);
            }
        }
    }
    let further = clashes.len().saturating_sub(1);
    match clashes.pop_first() {
        Some((_, (first, second))) => Err(InputsError::SameFolder {
            folder: second.folder.clone(),
            first: first.source.clone(),
            second: second.source.clone(),
            further,
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(paths: &[&Path]) -> Result<Vec<(String, String)>, InputsError> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).to_owned()).collect();
        let root = paths[0].clone();
        let inputs = Inputs::find(&paths, &root.join("output"))?;
        let pairs = inputs.as_slice().iter().map(|input| {
            let source = input.source.strip_prefix(&root).unwrap_or(&input.source);
            (
                source.to_string_lossy().into_owned(),
                input.folder.to_string_lossy().into_owned(),
            )
        });
        Ok(pairs.collect())
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        root
    }

    #[test]
    fn a_folder_is_searched_for_what_can_be_a_cv() {
        let root = tree(&[
            "b.yaml",
            "a.yml",
            "UPPER.YAML",
            "notes.md",
            ".hidden.yaml",
            ".git/config.yaml",
            "ada/cv.yaml",
            "ada/templates/themes/own.yaml",
            "ada/fonts/list.yaml",
            "staff/deep/eve.yaml",
            "output/made.yaml",
        ]);
        let pair = |source: &str, folder: &str| (source.to_owned(), folder.to_owned());
        assert_eq!(
            found(&[root.path()]).unwrap(),
            [
                pair("UPPER.YAML", "UPPER"),
                pair("a.yml", "a"),
                pair("ada/cv.yaml", "ada"),
                pair("b.yaml", "b"),
                pair("staff/deep/eve.yaml", "eve"),
            ]
        );
    }

    #[test]
    fn one_path_in_several_words_is_one_input() {
        let root = tree(&["ada/ada.yaml"]);
        let plain = root.path().join("ada/ada.yaml");
        let detour = root.path().join("ada/../ada/./ada.yaml");
        let found = found(&[root.path(), &plain, &detour, &plain]).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn two_sources_of_one_folder_are_refused() {
        for (files, first, second) in [
            (
                ["one/ada.yaml", "two/ada.yaml"],
                "one/ada.yaml",
                "two/ada.yaml",
            ),
            (
                ["one/ada.yaml", "one/ada.yml"],
                "one/ada.yaml",
                "one/ada.yml",
            ),
            (
                ["one/Ada.yaml", "two/ada.yaml"],
                "one/Ada.yaml",
                "two/ada.yaml",
            ),
            (["ada.yaml", "ada/cv.yaml"], "ada/cv.yaml", "ada.yaml"),
        ] {
            let root = tree(&files);
            let error = found(&[root.path()]).unwrap_err().to_string();
            assert!(error.contains(first) && error.contains(second), "{error}");
        }
    }

    #[test]
    fn a_folder_without_sources_and_no_folder_differ() {
        let root = tree(&["notes.md"]);
        assert!(matches!(
            found(&[root.path()]),
            Err(InputsError::Nothing(_))
        ));
        // A file that is not there is one that cannot be read, which is said when its turn comes.
        let missing = root.path().join("missing.yaml");
        assert_eq!(found(&[&missing]).unwrap().len(), 1);
    }

    #[test]
    fn no_name_leads_out_of_the_output() {
        for (source, expected) in [
            ("cv.yaml", "cv"),
            ("../cv.yaml", "cv"),
            ("x/CV.yml", "x"),
            ("x/ada", "ada"),
            ("...yaml", "...yaml"),
            ("..yaml", "..yaml"),
            ("a.b.yaml", "a.b"),
        ] {
            assert_eq!(folder(Path::new(source)), expected, "{source}");
        }
    }
}
