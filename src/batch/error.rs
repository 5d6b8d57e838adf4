//! Why a run over many CVs cannot go on.

use std::path::PathBuf;
use std::{error, fmt, io};

/// Why workers cannot be employed, or a worker cannot work.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A worker process cannot be started.
    Start {
        /// Its program.
        program: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A worker process has no pipes to talk through.
    Pipes,
    /// A worker cannot start its thread.
    Thread(rayon::ThreadPoolBuildError),
    /// A line between a run and its worker is no message.
    Message(serde_json::Error),
    /// A message cannot be read or written.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { program, .. } => write!(f, "cannot start `{}`", program.display()),
            Self::Pipes => f.write_str("a worker process has no pipes"),
            Self::Thread(_) => f.write_str("no thread can be started"),
            Self::Message(_) => f.write_str("a line that is no message"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Start { error, .. } => Some(error),
            Self::Pipes => None,
            Self::Thread(error) => Some(error),
            Self::Message(error) => Some(error),
            Self::Io(error) => error.source(),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
