//! Files on disk: replaced as a whole or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Output;
use crate::model::Format;

/// Writes a file so that at every moment either the old or the new content is there.
///
/// # Errors
/// When the folder cannot be made or written to. The old file is then still there.
pub fn write(folder: &Path, output: &Output) -> Result<PathBuf> {
    let path = folder.join(&output.file);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .with_context(|| format!("the output folder `{}` cannot be made", parent.display()))?;
    let cannot = || format!("`{}` cannot be written", path.display());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".folio-");
    // A temporary file is private by default; the output gets what the user's mask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(parent).with_context(cannot)?;
    file.write_all(&output.bytes).with_context(cannot)?;
    file.persist(&path).with_context(cannot)?;
    Ok(path)
}

/// Whether the file on disk has the content that would be written.
pub fn same_as_written(folder: &Path, output: &Output) -> bool {
    fs::read(folder.join(&output.file)).is_ok_and(|bytes| bytes == output.bytes)
}

/// Pages of an earlier build of the same documents that the new outputs do not replace, such as
/// `cv-3.png` of a CV that now has two pages.
pub fn leftovers(folder: &Path, outputs: &[Output]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for output in outputs
        .iter()
        .filter(|output| matches!(output.format, Format::Png | Format::Svg))
    {
        let name = output.file.to_string_lossy();
        let (Some(stem), Some(pages)) = (name.rsplit_once("-1."), output.pages) else {
            continue;
        };
        let (stem, extension) = stem;
        let further = (pages + 1..).map(|page| folder.join(format!("{stem}-{page}.{extension}")));
        found.extend(further.take_while(|path| path.is_file()));
    }
    found
}
