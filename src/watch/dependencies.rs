//! The files that documents depend on, whether or not they are there.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Most files of a folder that are looked at: a `templates/` that holds a whole repository must not
/// hold the program.
pub(super) const MOST_FILES: usize = 5_000;

/// Most links from one to the next that are followed, as Linux does.
pub(super) const MOST_LINKS: usize = 40;

/// The files and folders that documents depend on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies {
    files: Vec<PathBuf>,
    trees: Vec<PathBuf>,
}

impl Dependencies {
    /// Single files, and folders of which everything counts.
    pub fn new(mut files: Vec<PathBuf>, mut trees: Vec<PathBuf>) -> Self {
        trees.sort();
        trees.dedup();
        files.retain(|file| !trees.iter().any(|tree| file.starts_with(tree)));
        files.sort();
        files.dedup();
        Self { files, trees }
    }

    /// The single files.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The folders of which everything counts.
    pub fn trees(&self) -> &[PathBuf] {
        &self.trees
    }

    /// Whether a path is one of the dependencies.
    pub(super) fn cover(&self, path: &Path) -> bool {
        self.files.iter().any(|file| file == path)
            || self.trees.iter().any(|tree| path.starts_with(tree))
    }

    /// The folders to watch, each with whether its subfolders count. Folders and not files, because
    /// a file that is replaced as a whole takes a watch on it with it.
    pub(super) fn folders(&self) -> BTreeMap<PathBuf, bool> {
        let mut folders = BTreeMap::new();
        for path in self.files.iter().chain(&self.trees) {
            for name in names(path) {
                if let Some(parent) = name.parent() {
                    folders.entry(parent.to_owned()).or_insert(false);
                }
            }
        }
        for tree in &self.trees {
            if let Ok(tree) = tree.canonicalize()
                && tree.is_dir()
            {
                folders.insert(tree, true);
            }
        }
        folders
    }

    /// The dependency that each name in the file system stands for.
    pub(super) fn register(&self) -> Register {
        let all = self.files.iter().chain(&self.trees);
        Register {
            files: all
                .flat_map(|path| names(path).into_iter().map(|name| (name, path.clone())))
                .collect(),
            trees: self
                .trees
                .iter()
                .filter_map(|tree| Some((tree.canonicalize().ok()?, tree.clone())))
                .collect(),
        }
    }

    /// What the file system says of every dependency.
    pub(super) fn stamps(&self) -> Stamps {
        let mut stamps = Stamps::new();
        for file in &self.files {
            stamps.insert(file.clone(), Stamp::of(file));
        }
        for tree in &self.trees {
            stamps.insert(tree.clone(), None);
            add_tree(tree, &mut stamps);
        }
        stamps
    }
}

/// Finds the dependencies that events are about.
#[derive(Debug, Default)]
pub(super) struct Register {
    files: HashMap<PathBuf, PathBuf>,
    trees: Vec<(PathBuf, PathBuf)>,
}

impl Register {
    /// The dependency, as it was named, that a file is part of.
    pub(super) fn find(&self, path: &Path) -> Option<PathBuf> {
        if let Some(dependency) = self.files.get(path) {
            return Some(dependency.clone());
        }
        self.trees.iter().find_map(|(tree, name)| {
            let inside = path.strip_prefix(tree).ok()?;
            Some(if inside == Path::new("") {
                name.clone()
            } else {
                name.join(inside)
            })
        })
    }
}

/// What the file system says of every dependency; nothing of one that is not there.
pub(super) type Stamps = BTreeMap<PathBuf, Option<Stamp>>;

/// What the file system says of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    is_folder: bool,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|metadata| Self {
            modified: metadata.modified().ok(),
            length: metadata.len(),
            is_folder: metadata.is_dir(),
        })
    }
}

fn add_tree(folder: &Path, stamps: &mut Stamps) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if stamps.len() >= MOST_FILES {
            return;
        }
        let path = entry.path();
        // Links are not followed into folders, so that a loop of them ends.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            add_tree(&path, stamps);
        } else {
            let stamp = Stamp::of(&path);
            stamps.insert(path, stamp);
        }
    }
}

/// The names under which events report a file: its own in its real folder, and that of every file
/// that it links to.
fn names(path: &Path) -> Vec<PathBuf> {
    let mut names = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next.take().filter(|_| names.len() < MOST_LINKS) {
        let Some(name) = real_name(&path) else { break };
        next = fs::read_link(&name)
            .ok()
            .and_then(|target| Some(name.parent()?.join(target)));
        names.push(name);
    }
    names
}

/// A file's path with its folder free of links; none when there is no such folder.
fn real_name(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?))
}

/// What tells a folder from another one that was put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity(
    #[cfg(unix)] (u64, u64),
    #[cfg(not(unix))] Option<SystemTime>,
);

impl Identity {
    pub(super) fn of(folder: &Path) -> Option<Self> {
        fs::metadata(folder)
            .ok()
            .filter(Metadata::is_dir)
            .map(|metadata| Self::from(&metadata))
    }
}

impl From<&Metadata> for Identity {
    #[cfg(unix)]
    fn from(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self((metadata.dev(), metadata.ino()))
    }

    #[cfg(not(unix))]
    fn from(metadata: &Metadata) -> Self {
        Self(metadata.created().ok())
    }
}
