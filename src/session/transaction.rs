//! The files of a run on disk: all of them replaced, or none.
//!
//! New files are written whole beside those that they replace, and only then moved over them, which
//! a full disk cannot stop. The old ones are kept until the last move has succeeded, and put back
//! when one fails. While a run changes the files of a folder it holds the folder's lock, so that two
//! runs take turns, and whatever temporary files it finds were left by one that was killed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tempfile::{Builder, NamedTempFile, TempPath};

use super::Output;
use super::error::Error;
use super::output::leftovers;

/// How the names of temporary files begin: new content, and below it old content.
const PREFIX: &str = ".folio-";

/// How the names begin under which old files are kept.
const OLD_PREFIX: &str = ".folio-old-";

/// How many letters and digits follow, by `tempfile`.
const RANDOM: usize = 6;

/// How long others may take their turns, some milliseconds each. What then still holds the lock was
/// stopped, and to wait for it would be to wait for ever; to go on without a turn would be to have
/// one's temporary files removed by whoever has it.
const PATIENCE: Duration = Duration::from_secs(30);

/// From which age on temporary files count as left behind where the system has no locks.
const FORGOTTEN: Duration = Duration::from_secs(3600);

/// Held by every replacement of this process, so that the process can end between two of them.
static REPLACING: RwLock<()> = RwLock::new(());

/// What a run did to a folder.
#[derive(Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Replaced {
    /// The files that were written, in the order of the outputs.
    pub written: Vec<Written>,
    /// Pages that are no more, and were removed.
    pub removed: Vec<PathBuf>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where.
    pub path: PathBuf,
    /// Its size.
    pub bytes: usize,
    /// How many pages its document has; none for text.
    pub pages: Option<usize>,
    /// How long it took to make.
    pub elapsed: Duration,
}

/// Writes the outputs into a folder and removes what is left of longer documents: all, or nothing.
///
/// What was written outlives the process, and may not outlive a power cut in the seconds after it:
/// for runs that write often or much, whose files the next one makes again.
///
/// # Errors
/// When the folder cannot be made, or a file cannot be written or moved. All old files are then
/// still there.
pub fn replace(folder: &Path, outputs: &[&Output]) -> Result<Replaced, Error> {
    replaced(folder, outputs, false)
}

/// As [`replace`], and has the disk keep the new content before it takes the place of the old, which
/// takes some milliseconds a file.
///
/// # Errors
/// As [`replace`].
pub fn replace_durably(folder: &Path, outputs: &[&Output]) -> Result<Replaced, Error> {
    replaced(folder, outputs, true)
}

fn replaced(folder: &Path, outputs: &[&Output], is_durable: bool) -> Result<Replaced, Error> {
    let _replacing = REPLACING.read().unwrap_or_else(PoisonError::into_inner);
    let paths: Vec<PathBuf> = outputs
        .iter()
        .map(|output| folder.join(&output.file))
        .collect();
    let mut folders: BTreeSet<&Path> = BTreeSet::from([folder]);
    folders.extend(paths.iter().filter_map(|path| path.parent()));
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| Error::Folder {
            path: folder.to_path_buf(),
            error,
        })?;
    }
    let turn = Turn::take(folder, PATIENCE)?;
    for folder in &folders {
        turn.sweep(folder);
    }
    let mut changes = Vec::new();
    for (output, path) in outputs.iter().zip(&paths) {
        changes
            .push(Change::to(path, &output.bytes).map_err(|error| Error::unwritable(path, error))?);
    }
    let removed = leftovers(folder, outputs.iter().copied());
    changes.extend(removed.iter().map(|path| Change::removal(path)));
    if is_durable {
        // Together, which costs the disk little more than one.
        changes.par_iter().try_for_each(Change::sync)?;
    }
    carry_out(changes)?;
    let written = paths.into_iter().zip(outputs);
    let written = written.map(|(path, output)| Written {
        path,
        bytes: output.bytes.len(),
        pages: output.pages,
        elapsed: output.elapsed,
    });
    Ok(Replaced {
        written: written.collect(),
        removed,
    })
}

/// Replaces files that the user wrote, all or none, each as a whole, and has the disk keep them; their
/// permissions stay.
///
/// # Errors
/// When one cannot be written, or is a link that leads out of its folder. The old files are then still
/// there.
pub(super) fn replace_sources(files: &[(&Path, &[u8])]) -> Result<(), Error> {
    let _replacing = REPLACING.read().unwrap_or_else(PoisonError::into_inner);
    let changes = files.iter().map(|(path, bytes)| of_source(path, bytes));
    let changes = changes.collect::<Result<Vec<_>, Error>>()?;
    changes.iter().try_for_each(Change::sync)?;
    carry_out(changes)
}

/// The new content of a file that the user wrote.
fn of_source(path: &Path, bytes: &[u8]) -> Result<Change, Error> {
    let unwritable = |error: io::Error| Error::unwritable(path, error);
    let target = fs::canonicalize(path).map_err(unwritable)?;
    let folder = fs::canonicalize(folder_of(path)).map_err(unwritable)?;
    if target.parent() != Some(&folder) {
        return Err(Error::Outside {
            link: path.to_owned(),
            target,
        });
    }
    let permissions = fs::metadata(&target).map_err(unwritable)?.permissions();
    if permissions.readonly() {
        return Err(unwritable(io::ErrorKind::PermissionDenied.into()));
    }
    let change = Change::to(&target, bytes).map_err(unwritable)?;
    if let Some(new) = &change.new {
        new.as_file()
            .set_permissions(permissions)
            .map_err(unwritable)?;
    }
    Ok(change)
}

/// Removes what a run that was killed has left in a folder.
pub fn sweep(folder: &Path) {
    if folder.is_dir()
        && let Ok(turn) = Turn::take(folder, PATIENCE)
    {
        turn.sweep(folder);
    }
}

/// Runs `work` while this process replaces no files, and keeps it from beginning to.
pub fn between_replacements<T>(work: impl FnOnce() -> T) -> T {
    let _none = REPLACING.write().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// The right to change the files of a folder, until it is dropped or the process ends.
struct Turn(Option<File>);

impl Turn {
    fn take(path: &Path, patience: Duration) -> Result<Self, Error> {
        // Where a folder cannot be opened or locked (Windows, some network drives), each single file
        // is still replaced as a whole.
        let Ok(folder) = File::open(path) else {
            return Ok(Self(None));
        };
        let end = Instant::now() + patience;
        loop {
            match folder.try_lock() {
                Ok(()) => return Ok(Self(Some(folder))),
                Err(fs::TryLockError::WouldBlock) if Instant::now() < end => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(fs::TryLockError::WouldBlock) => {
                    return Err(Error::Busy(path.to_owned()));
                }
                Err(fs::TryLockError::Error(_)) => return Ok(Self(None)),
            }
        }
    }

    /// Removes the temporary files of runs that have ended: nobody else has any while this run has its
    /// turn. Without a turn only the new content of long ago is sure to be nobody's.
    fn sweep(&self, folder: &Path) {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for entry in entries {
            let is_ours = is_temporary(&entry.file_name().to_string_lossy());
            let Some(is_old) = is_ours else { continue };
            let metadata = fs::symlink_metadata(entry.path());
            let Ok(metadata) = metadata
                .as_ref()
                .map(|metadata| (metadata.is_dir(), metadata.modified()))
            else {
                continue;
            };
            let (is_folder, modified) = metadata;
            let age = modified.ok().and_then(|modified| modified.elapsed().ok());
            let is_forgotten = !is_old && age.is_some_and(|age| age > FORGOTTEN);
            if !is_folder && (self.0.is_some() || is_forgotten) {
                // One that cannot be removed harms nobody.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Whether a name is that of a temporary file, and then whether of old content.
fn is_temporary(name: &str) -> Option<bool> {
    let is_random =
        |rest: &str| rest.len() == RANDOM && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match (name.strip_prefix(OLD_PREFIX), name.strip_prefix(PREFIX)) {
        (Some(rest), _) if is_random(rest) => Some(true),
        (_, Some(rest)) if is_random(rest) => Some(false),
        _ => None,
    }
}

/// A file that is to be replaced or removed.
struct Change {
    path: PathBuf,
    /// The new content; none for a removal.
    new: Option<NamedTempFile>,
    /// The old file, while it is kept.
    old: Option<TempPath>,
    is_done: bool,
}

impl Change {
    /// Writes the new content of a file beside it.
    fn to(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        refuse_folder(path)?;
        let mut builder = Builder::new();
        builder.prefix(PREFIX).rand_bytes(RANDOM);
        // A temporary file is private by default; the output gets what the user's mask allows.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut new = builder.tempfile_in(folder_of(path))?;
        new.write_all(bytes)?;
        Ok(Self {
            new: Some(new),
            ..Self::removal(path)
        })
    }

    fn removal(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            new: None,
            old: None,
            is_done: false,
        }
    }

    /// Waits until the disk has the new content.
    fn sync(&self) -> Result<(), Error> {
        let synced = self.new.as_ref().map(|new| new.as_file().sync_all());
        synced
            .unwrap_or(Ok(()))
            .map_err(|error| Error::unwritable(&self.path, error))
    }

    /// Keeps the old file under another name, and puts the new one in its place.
    fn carry_out(&mut self) -> io::Result<()> {
        let mut builder = Builder::new();
        builder.prefix(OLD_PREFIX).rand_bytes(RANDOM);
        let folder = folder_of(&self.path);
        // It could be moved away, but is nobody's to remove.
        refuse_folder(&self.path)?;
        if self.new.is_none() {
            let kept = builder.make_in(folder, |kept| fs::rename(&self.path, kept))?;
            self.old = Some(kept.into_temp_path());
        } else if fs::symlink_metadata(&self.path).is_ok() {
            // A second name for it, so that there is a file at its path at every moment; where the
            // disk knows no second names, it is moved away.
            let kept = builder
                .make_in(folder, |kept| fs::hard_link(&self.path, kept))
                .or_else(|_| builder.make_in(folder, |kept| fs::rename(&self.path, kept)))?;
            self.old = Some(kept.into_temp_path());
        }
        if let Some(new) = self.new.take() {
            new.persist(&self.path).map_err(|failure| failure.error)?;
        }
        self.is_done = true;
        Ok(())
    }

    /// Puts the old file back.
    fn undo(&mut self) -> io::Result<()> {
        match self.old.take() {
            Some(old) => {
                let kept = old.to_path_buf();
                if let Err(failure) = old.persist(&self.path) {
                    // It stays under its other name rather than being lost.
                    let error = failure.error;
                    return failure
                        .path
                        .keep()
                        .map_or_else(|failure| Err(failure.error), |_| Err(error));
                }
                // Moving one name of a file over another one of the same file does nothing.
                match fs::remove_file(kept) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                    _ => Ok(()),
                }
            }
            None if self.is_done => fs::remove_file(&self.path),
            None => Ok(()),
        }
    }
}

/// Carries out all changes, or none.
fn carry_out(mut changes: Vec<Change>) -> Result<(), Error> {
    let mut failure = None;
    let mut tried = 0;
    for change in &mut changes {
        tried += 1;
        if let Err(error) = change.carry_out() {
            failure = Some(Error::unwritable(&change.path, error));
            break;
        }
    }
    let Some(mut failure) = failure else {
        return Ok(());
    };
    for change in changes.iter_mut().take(tried).rev() {
        if let Err(error) = change.undo() {
            failure = Error::Lost {
                first: Box::new(failure),
                path: change.path.clone(),
                error,
            };
        }
    }
    Err(failure)
}

fn refuse_folder(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => Err(io::Error::other("a folder stands in its place")),
        _ => Ok(()),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests;
