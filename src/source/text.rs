//! From bytes to text: encodings, byte order marks, and what no text file holds.

use std::io;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sources};
use crate::reading;

/// Largest file, in bytes.
pub(super) const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The bytes of a file, one more than it may have at most, so that a huge one costs no more.
pub(super) fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    reading::read_beginning(path, MAX_BYTES as u64 + 1)
}

/// Adds the text of a file to the sources; an error when it is no text.
pub(crate) fn add(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
) -> Result<FileId, Box<Diagnostic>> {
    let nowhere = |sources: &mut Sources, code, message: &str, help: &str| {
        let file = sources.add(name, "");
        let place = Place::Span { file, range: 0..0 };
        Err(Box::new(Diagnostic::error(code, place, message).help(help)))
    };
    if bytes.len() > MAX_BYTES {
        let message = format!("the file is larger than {} MB", MAX_BYTES / 1024 / 1024);
        return nowhere(
            sources,
            Code::TooLarge,
            &message,
            "is it the right file? A CV has some kilobytes",
        );
    }
    // A text in UTF-16 without a mark still has a zero byte beside each of its first letters.
    if matches!(
        bytes,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..]
    ) {
        let message = "the file is in UTF-16 or UTF-32, expected UTF-8";
        return nowhere(
            sources,
            Code::NotUtf8,
            message,
            "save it as UTF-8: in most editors under \"Save with Encoding\"",
        );
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let file = sources.add(name, text);
            let Some(at) = text.find('\0') else {
                return Ok(file);
            };
            let place = Place::Span {
                file,
                range: at..at + 1,
            };
            let message = "the file holds a zero byte";
            Err(Box::new(
                Diagnostic::error(Code::ControlCharacter, place, message)
                    .help("is it a text file? Remove the byte, or restore the file"),
            ))
        }
        Err(error) => {
            let at = error.valid_up_to();
            let file = sources.add(name, String::from_utf8_lossy(bytes));
            let byte = bytes.get(at).copied().unwrap_or_default();
            // In the repaired text U+FFFD stands there, which has three bytes.
            let place = Place::Span {
                file,
                range: at..at + 3,
            };
            let message = format!("the file is not UTF-8: the byte 0x{byte:02X} stands here");
            Err(Box::new(
                Diagnostic::error(Code::NotUtf8, place, message)
                    .help("save it as UTF-8; it may be in Latin-1 or Windows-1252"),
            ))
        }
    }
}
