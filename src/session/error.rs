//! Why a session cannot read or write files.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use crate::diagnostics::shown;
use crate::source::LoadError;

/// Why files cannot be read or written: a problem of the surroundings, not of a CV. Of files that
/// were to be written, none was replaced.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The source cannot be read.
    Load(LoadError),
    /// The source is no regular file, and was to be corrected.
    NotRegular(PathBuf),
    /// The source was changed by another program while it was being corrected.
    Changed(PathBuf),
    /// The source is a link that leads out of its folder, and was to be corrected.
    Outside {
        /// The link.
        link: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// The output folder cannot be made.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Another run is writing into the output folder and does not end.
    Busy(PathBuf),
    /// A file cannot be written.
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file could not be put back after another one could not be written.
    Lost {
        /// What went wrong first.
        first: Box<Error>,
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl Error {
    pub(super) fn unwritable(path: &Path, error: io::Error) -> Self {
        Self::Unwritable {
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Load(error) => error.fmt(f),
            Self::NotRegular(path) => write!(
                f,
                "`{}` is no regular file, and nothing in it can be corrected",
                shown(path)
            ),
            Self::Changed(path) => write!(
                f,
                "`{}` was changed by another program meanwhile; nothing was corrected",
                shown(path)
            ),
            Self::Outside { link, target } => write!(
                f,
                "`{}` is a link to `{}`, outside of its folder, where nothing is corrected; name that file itself; no file was replaced",
                shown(link),
                shown(target)
            ),
            Self::Folder { path, error } => {
                let path = shown(path);
                write!(f, "the output folder `{path}` cannot be made: {error}")
            }
            Self::Busy(path) => write!(
                f,
                "another run is writing into `{}` and does not end; end it, or wait for it; no file was \
                 replaced",
                shown(path)
            ),
            Self::Unwritable { path, error } => write!(
                f,
                "`{}` cannot be written: {}; no file was replaced",
                shown(path),
                cause(error)
            ),
            Self::Lost { first, path, error } => write!(
                f,
                "{first}; `{}` could not be put back: {}",
                shown(path),
                cause(error)
            ),
        }
    }
}

/// Its words say all, so that it has no source.
impl error::Error for Error {}

impl From<LoadError> for Error {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

/// What the system said, without the name of the temporary file that `tempfile` adds to it.
fn cause(error: &io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" at path ") {
        Some((said, _)) => said.to_owned(),
        None => words,
    }
}
