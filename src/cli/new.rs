//! `folio new`.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context;

use super::Failure;
use super::arguments::{Common, New};
use crate::diagnostics::shown;

/// A file to start from.
const STARTER: &str = include_str!("new.yaml");

pub(super) fn run(common: &Common, arguments: &New) -> Result<(), Failure> {
    let path = arguments.path.as_deref().unwrap_or(&common.file);
    write(path)?;
    let path = shown(path);
    common.tell(&format!(
        "{path}  written; fill it in, then build with `folio -f {path} build`"
    ));
    common.tell("editors check it as you type after `folio schema > schema/cv.schema.json`");
    Ok(())
}

/// Writes the file, unless there is one.
fn write(path: &Path) -> anyhow::Result<()> {
    let cannot = || format!("`{}` cannot be written", shown(path));
    // Asked and made in one step: nothing that appears in between is overwritten.
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match opened {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => anyhow::bail!(
            "`{}` is already there and stays as it is; name another file: `folio new other.yaml`",
            shown(path)
        ),
        opened => opened.with_context(cannot)?,
    };
    let written = file.write_all(STARTER.as_bytes());
    if written.is_err() {
        // The beginning of one would be in the way of the next attempt.
        let _ = std::fs::remove_file(path);
    }
    written.with_context(cannot)
}
