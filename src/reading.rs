//! Reading a file: a regular one of a limited size, and nothing else.
//!
//! A pipe may never say anything, a device never end, and a file may be larger than memory. Every
//! file that a CV names, or that stands in its folder, is read here.

use std::fmt;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

use crate::diagnostics::Code;
use crate::limits::Limit;

/// Most bytes of a picture, or of data that a template reads.
pub const MAX_ASSET_BYTES: u64 = 20 * MEGABYTE;

/// Most bytes of a font file; collections for Chinese, Japanese and Korean have more than a hundred
/// megabytes.
pub const MAX_FONT_BYTES: u64 = 150 * MEGABYTE;

/// Most bytes of a template or a theme.
pub const MAX_TEMPLATE_BYTES: u64 = MEGABYTE;

const MEGABYTE: u64 = 1024 * 1024;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::new(
        "a template",
        MAX_TEMPLATE_BYTES / MEGABYTE,
        "MB",
        Code::Template,
    ),
    Limit::new(
        "what a template reads: data, pictures",
        MAX_ASSET_BYTES / MEGABYTE,
        "MB",
        Code::Template,
    ),
    Limit::new("a photo", MAX_ASSET_BYTES / MEGABYTE, "MB", Code::BadPhoto),
    Limit::new(
        "a theme",
        MAX_TEMPLATE_BYTES / MEGABYTE,
        "MB",
        Code::BadTheme,
    ),
    Limit::new("a font", MAX_FONT_BYTES / MEGABYTE, "MB", Code::BadFont),
];

/// What is wrong with a file that is there and may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unfit {
    /// It is a pipe, a socket or a device.
    NoFile(&'static str),
    /// It has more bytes than this.
    TooLarge(u64),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile(what) => write!(f, "it is {what}, not a file"),
            Self::TooLarge(most) => write!(f, "it is larger than {}", size(*most)),
        }
    }
}

impl std::error::Error for Unfit {}

/// A size in words, such as "20 MB".
fn size(bytes: u64) -> String {
    match bytes {
        MEGABYTE.. => format!("{} MB", bytes / MEGABYTE),
        _ => format!("{bytes} bytes"),
    }
}

/// Reads a file of at most so many bytes.
///
/// # Errors
/// What the system says; [`io::ErrorKind::IsADirectory`] for a folder,
/// [`io::ErrorKind::InvalidInput`] for what is neither file nor folder,
/// [`io::ErrorKind::FileTooLarge`] for a larger file, of which no more than that is read.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let bytes = read_beginning(path, most.saturating_add(1))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= most => Ok(bytes),
        _ => Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            Unfit::TooLarge(most),
        )),
    }
}

/// Reads at most so many bytes from the beginning of a file.
///
/// # Errors
/// As [`read`], but for a file that has more.
pub fn read_beginning(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // To open a pipe waits for somebody to write into it, so it is looked at before.
    expect_file(fs::metadata(path)?.file_type())?;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    expect_file(metadata.file_type())?;
    let length = metadata.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn expect_file(kind: FileType) -> io::Result<()> {
    if kind.is_file() {
        return Ok(());
    }
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Err(io::Error::new(
        io::ErrorKind::InvalidInput,
        Unfit::NoFile(name_of(kind)),
    ))
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match kind {
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn name_of(_: FileType) -> &'static str {
    "a device"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        let error = read(&path, 4).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(error.to_string(), "it is larger than 4 bytes");
        assert_eq!(read_beginning(&path, 2).unwrap(), b"12");
        let error = read(folder.path(), 5).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn of_a_huge_file_no_more_is_read_than_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sparse");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let error = read(&path, MEGABYTE).unwrap_err();
        assert_eq!(error.to_string(), "it is larger than 1 MB");
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_pipes_are_no_files() {
        let said = |path: &Path| read(path, MEGABYTE).unwrap_err().to_string();
        assert_eq!(said(Path::new("/dev/zero")), "it is a device, not a file");
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        assert_eq!(said(&link), "it is a device, not a file");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(said(&pipe), "it is a pipe, not a file");
        }
    }
}
