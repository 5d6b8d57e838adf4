//! The files of a project: read from the folder of the CV and below it, and from nowhere else.
//!
//! A CV may come from somebody else. What it names (bibliographies, a photo) and what stands beside
//! it (themes, templates and what they read, fonts) must not print files of whoever builds it. So
//! every room reads through here, where links are followed before it is asked where a file is.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::reading;

/// What helps when a file is [`Unreadable::Outside`].
pub const MOVE_INSIDE: &str = "Copy it into the folder of the CV or below it: nothing outside of that folder is read, also not \
     through symbolic links.";

/// Why a file of a project cannot be read.
#[derive(Debug)]
pub enum Unreadable {
    /// It is not in the project's folder, by its path or by a link.
    Outside,
    /// What the system says.
    Io(io::Error),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside => write!(f, "it is outside of the folder of the CV"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unreadable {}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A path as every system reads it, where it has `\` between folders, as Windows alone does.
pub fn portable(name: &str) -> Option<String> {
    (name.contains('\\') && !has_drive(name)).then(|| name.replace('\\', "/"))
}

/// What is wrong with a path that has `\` between folders, and what to write instead.
pub fn unportable(code: Code, place: Place, what: &str, name: &str) -> Option<Diagnostic> {
    let portable = portable(name)?;
    let message = format!("{what} `{name}` has `\\` between folders, which only Windows reads");
    let problem = Diagnostic::error(code, place, message).rewrite(name, portable.as_str());
    Some(problem.help(format!("write `{portable}`, which every system reads")))
}

/// Whether a path begins with a drive of Windows, such as `C:\` or `C:/`.
pub fn has_drive(name: &str) -> bool {
    matches!(name.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

/// The path of a file of a project, free of links; to be opened in place of the one that was named.
///
/// `name` is relative to `folder`, or absolute. The folder itself may be reached through links, and
/// links within it may lead to one another.
///
/// # Errors
/// [`Unreadable::Outside`] when it leads out of the folder, whether or not there is such a file.
pub fn locate(folder: &Path, name: &Path) -> Result<PathBuf, Unreadable> {
    let folder = match folder {
        empty if empty == Path::new("") => Path::new("."),
        folder => folder,
    };
    let root = folder.canonicalize()?;
    // Elsewhere a drive would be a folder of that name.
    if !cfg!(windows) && name.to_str().is_some_and(has_drive) {
        return Err(Unreadable::Outside);
    }
    let path = root.join(name);
    match path.canonicalize() {
        Ok(real) if real.starts_with(&root) => Ok(real),
        Ok(_) => Err(Unreadable::Outside),
        Err(error) => {
            // Nothing is said of what there is outside, not even that it is missing.
            let mut ancestors = path.ancestors().skip(1);
            match ancestors.find_map(|ancestor| ancestor.canonicalize().ok()) {
                Some(ancestor)
                    if ancestor.starts_with(&root) && as_written(&path).starts_with(&root) =>
                {
                    Err(error.into())
                }
                _ => Err(Unreadable::Outside),
            }
        }
    }
}

/// A path with each `..` taking back the name before it, whatever is on disk.
fn as_written(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    plain
}

/// The content of a file of a project; of one longer than `most` bytes only so many.
///
/// # Errors
/// When it is outside of the folder, as [`locate`] says, or cannot be read.
pub fn read(folder: &Path, name: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    Ok(reading::read_beginning(&locate(folder, name)?, most)?)
}

/// The content of a file of a project that has so many bytes at most.
///
/// # Errors
/// As [`read`], and for a larger file.
pub fn read_whole(folder: &Path, name: &Path, most: u64) -> Result<Vec<u8>, Unreadable> {
    Ok(reading::read(&locate(folder, name)?, most)?)
}

/// The entries of a folder of a project; none when there is no such folder, or it leads out.
pub fn entries(folder: &Path, name: &Path) -> Vec<PathBuf> {
    let entries = locate(folder, name)
        .ok()
        .and_then(|path| fs::read_dir(path).ok());
    let entries = entries.into_iter().flatten().flatten();
    // By the name that was asked for, as links in it are of no interest to a reader.
    entries
        .map(|entry| folder.join(name).join(entry.file_name()))
        .collect()
}

/// What a name has in common with those that some system takes for the same: without difference
/// between capital and small letters, nor between a letter with its marks and the two one after the
/// other.
pub fn as_one(name: &str) -> String {
    // To capitals and back, so that letters that share one (`ς` and `σ`, `ß` and `ss`) are the same.
    let plain: String = name.nfd().collect();
    let plain = plain.to_uppercase().to_lowercase();
    plain.nfd().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_takes_for_one_are_one() {
        for (one, other) in [
            ("cv", "CV"),
            ("r\u{e9}sum\u{e9}", "re\u{301}sume\u{301}"),
            ("R\u{c9}SUM\u{c9}", "re\u{301}sume\u{301}"),
            ("\u{1e9b}\u{323}", "\u{1e9b}\u{323}"),
            ("stra\u{df}e", "STRASSE"),
            ("\u{3c3}\u{3c2}", "\u{3a3}\u{3a3}"),
            ("\u{b5}", "\u{3bc}"),
            ("\u{212b}", "\u{e5}"),
            ("\u{ac00}", "\u{1100}\u{1161}"),
        ] {
            assert_eq!(as_one(one), as_one(other), "{one} {other}");
        }
        for (one, other) in [
            ("cv", "cw"),
            ("re\u{301}sume", "resume"),
            ("o", "0"),
            ("i", "\u{131}"),
        ] {
            assert_eq!(as_one(one) == as_one(other), one == "i", "{one} {other}");
        }
    }

    /// A project in a folder of its own, beside a file that is not its business.
    fn project() -> (tempfile::TempDir, PathBuf) {
        let parent = tempfile::tempdir().unwrap();
        let project = parent.path().join("project");
        fs::create_dir_all(project.join("sub")).unwrap();
        fs::write(parent.path().join("secret"), "secret").unwrap();
        fs::create_dir(parent.path().join("others")).unwrap();
        fs::write(parent.path().join("others/secret"), "secret").unwrap();
        // A sibling whose name begins like that of the project.
        fs::write(parent.path().join("project-secret"), "secret").unwrap();
        fs::write(project.join("papers.bib"), "papers").unwrap();
        fs::write(project.join("sub/more.bib"), "more").unwrap();
        (parent, project)
    }

    fn is_outside(project: &Path, name: &str) -> bool {
        matches!(
            read(project, Path::new(name), 100),
            Err(Unreadable::Outside)
        )
    }

    #[test]
    fn paths_that_lead_out_are_refused_whether_or_not_there_is_a_file() {
        let (parent, project) = project();
        let absolute = parent.path().join("secret").display().to_string();
        for name in [
            "../secret",
            "../nothing",
            "../others/secret",
            "../others/nothing",
            "../nowhere/nothing",
            "../project-secret",
            "sub/../../secret",
            "nowhere/../../secret",
            "..",
            "../..",
            "/",
            "/nothing/at/all",
            absolute.as_str(),
        ] {
            assert!(is_outside(&project, name), "{name}");
        }
    }

    #[test]
    fn paths_that_stay_inside_are_read() {
        let (_parent, project) = project();
        let absolute = project.join("papers.bib").display().to_string();
        for (name, text) in [
            ("papers.bib", "papers"),
            ("./papers.bib", "papers"),
            ("sub/more.bib", "more"),
            ("sub/../papers.bib", "papers"),
            ("../project/papers.bib", "papers"),
            (absolute.as_str(), "papers"),
        ] {
            let bytes = read(&project, Path::new(name), 100);
            assert_eq!(bytes.unwrap(), text.as_bytes(), "{name}");
        }
        assert_eq!(read(&project, Path::new("papers.bib"), 3).unwrap(), b"pap");
        for name in ["nothing", "nowhere/nothing", "sub", "papers.bib/x"] {
            let found = read(&project, Path::new(name), 100);
            assert!(matches!(found, Err(Unreadable::Io(_))), "{name}: {found:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_it_is_asked_where_they_lead() {
        use std::os::unix::fs::symlink;
        let (parent, project) = project();
        let link = |target: &str, name: &str| symlink(target, project.join(name)).unwrap();
        link("../secret", "file");
        link("../others", "folder");
        link("/etc", "etc");
        link("file", "chain");
        link("loop", "loop");
        link("../project/sub", "detour");
        for name in [
            "file",
            "folder",
            "folder/secret",
            "folder/nothing",
            "etc/passwd",
            "chain",
        ] {
            assert!(is_outside(&project, name), "{name}");
        }
        assert!(entries(&project, Path::new("folder")).is_empty());
        assert!(matches!(
            read(&project, Path::new("loop"), 9),
            Err(Unreadable::Io(_))
        ));
        // As a ConfigMap of Kubernetes hangs its files: each a link into a folder that is a link.
        fs::create_dir(project.join("..2026")).unwrap();
        fs::write(project.join("..2026/cv.bib"), "cv").unwrap();
        link("..2026", "..data");
        link("..data/cv.bib", "cv.bib");
        for (name, text) in [
            ("cv.bib", "cv"),
            ("..data/cv.bib", "cv"),
            ("detour/more.bib", "more"),
        ] {
            let bytes = read(&project, Path::new(name), 100);
            assert_eq!(bytes.unwrap(), text.as_bytes(), "{name}");
        }
        // The folder itself may be reached through a link.
        symlink(&project, parent.path().join("elsewhere")).unwrap();
        let elsewhere = parent.path().join("elsewhere");
        assert!(read(&elsewhere, Path::new("papers.bib"), 9).is_ok());
        assert!(is_outside(&elsewhere, "../secret"));
        assert_eq!(
            entries(&elsewhere, Path::new("sub")),
            [elsewhere.join("sub/more.bib")]
        );
    }
}
