//! Files that are written once and never over another.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;

use crate::diagnostics::shown;

/// Writes a file, unless there is one; says whether it was written.
///
/// # Errors
/// When it cannot be written. What was begun is removed again.
pub(super) fn create(path: &Path, text: &str) -> anyhow::Result<bool> {
    let cannot = || format!("`{}` cannot be written", shown(path));
    // Asked and made in one step: nothing that appears in between is overwritten.
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        opened => opened.with_context(cannot)?,
    };
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        // The beginning of one would be in the way of the next attempt.
        let _ = std::fs::remove_file(path);
    }
    written.with_context(cannot)?;
    Ok(true)
}

/// Writes a file; one that is there stays, and is an error.
///
/// # Arguments
/// * `otherwise`: a command that names another file.
///
/// # Errors
/// When there is a file, or it cannot be written.
pub(super) fn create_new(path: &Path, text: &str, otherwise: &str) -> anyhow::Result<()> {
    anyhow::ensure!(
        create(path, text)?,
        "`{}` is already there and stays as it is; name another file: `{otherwise}`",
        shown(path)
    );
    Ok(())
}
