//! ZIP archives: the files in them that are asked for, within limits, and nothing written anywhere.
//!
//! The part of the format that exporters write (PKWARE APPNOTE 6.3, sections 4.3.6, 4.3.12, 4.3.16): a directory at
//! the end, contents stored or deflated, nothing encrypted and no archive of more than 4 GB.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// Most bytes of a file within an archive.
const MOST_UNPACKED: u64 = super::MAX_BYTES;

/// Most files of an archive that are looked at.
pub(super) const MOST_FILES: usize = 10_000;

/// The bytes that an archive begins with.
pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    part.iter().rev().try_fold(0_usize, |number, byte| {
        number.checked_mul(256)?.checked_add(usize::from(*byte))
    })
}

/// The files of an archive whose name, without its folders, is wanted.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(
    bytes: &[u8],
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    const BROKEN: &str = "the archive is broken";
    const END: usize = 22;
    // A comment of up to 65,535 bytes may stand behind the end of the directory.
    let from = bytes.len().saturating_sub(END + 65_535);
    let tail = bytes.get(from..).unwrap_or_default();
    let end = tail
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")
        .ok_or("the archive has no directory")?
        + from;
    let count = number(bytes, end + 10, 2).ok_or(BROKEN)?;
    let mut at = number(bytes, end + 16, 4).ok_or(BROKEN)?;
    if count > MOST_FILES {
        return Err(format!("the archive holds more than {MOST_FILES} files"));
    }
    let mut files = Vec::new();
    let mut left = MOST_UNPACKED;
    for _ in 0..count {
        if bytes.get(at..at.saturating_add(4)) != Some(b"PK\x01\x02") {
            return Err(BROKEN.to_owned());
        }
        let field = |offset: usize, length: usize| number(bytes, at + offset, length).ok_or(BROKEN);
        let (flags, method) = (field(8, 2)?, field(10, 2)?);
        let (packed, name_length) = (field(20, 4)?, field(28, 2)?);
        let (extra, comment, header) = (field(30, 2)?, field(32, 2)?, field(42, 4)?);
        let name = bytes.get(at + 46..at + 46 + name_length).ok_or(BROKEN)?;
        let name = String::from_utf8_lossy(name);
        at += 46 + name_length + extra + comment;
        let base = name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned();
        if !is_wanted(&base) {
            continue;
        }
        if flags & 1 != 0 {
            return Err(format!("`{base}` in the archive is encrypted"));
        }
        let skipped = number(bytes, header + 26, 2).ok_or(BROKEN)?
            + number(bytes, header + 28, 2).ok_or(BROKEN)?;
        let start = header + 30 + skipped;
        let content = bytes
            .get(start..start.checked_add(packed).ok_or(BROKEN)?)
            .ok_or(BROKEN)?;
        let mut unpacked = Vec::new();
        let read = match method {
            0 => content.take(left + 1).read_to_end(&mut unpacked),
            8 => DeflateDecoder::new(content)
                .take(left + 1)
                .read_to_end(&mut unpacked),
            _ => {
                return Err(format!(
                    "`{base}` in the archive is packed in a way that is not known"
                ));
            }
        };
        read.map_err(|_| format!("`{base}` in the archive is broken"))?;
        left = left.checked_sub(unpacked.len() as u64).ok_or_else(|| {
            format!(
                "the files of the archive are larger than {} MB",
                MOST_UNPACKED / 1024 / 1024
            )
        })?;
        files.push((base, unpacked));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use proptest::prelude::*;

    use super::*;

    /// An archive of some files.
    fn archive(files: &[(&str, &[u8], bool)]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut directory = Vec::new();
        for (name, content, is_packed) in files {
            let header = out.len() as u32;
            let packed = match is_packed {
                true => {
                    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                    encoder.write_all(content).unwrap();
                    encoder.finish().unwrap()
                }
                false => content.to_vec(),
            };
            let method = if *is_packed { 8_u16 } else { 0 };
            let mut common = Vec::new();
            for part in [20_u16, 0, method, 0, 0] {
                common.extend(part.to_le_bytes());
            }
            for part in [0_u32, packed.len() as u32, content.len() as u32] {
                common.extend(part.to_le_bytes());
            }
            common.extend((name.len() as u16).to_le_bytes());
            common.extend(0_u16.to_le_bytes());
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(name.as_bytes());
            out.extend(&packed);
            directory.extend(b"PK\x01\x02");
            directory.extend(20_u16.to_le_bytes());
            directory.extend(&common);
            directory.extend([0; 10]);
            directory.extend(header.to_le_bytes());
            directory.extend(name.as_bytes());
        }
        let at = out.len() as u32;
        out.extend(&directory);
        out.extend(b"PK\x05\x06");
        out.extend([0; 4]);
        out.extend((files.len() as u16).to_le_bytes());
        out.extend((files.len() as u16).to_le_bytes());
        out.extend((directory.len() as u32).to_le_bytes());
        out.extend(at.to_le_bytes());
        out.extend([0; 2]);
        out
    }

    #[test]
    fn files_that_are_wanted_are_read_whatever_folder_they_name() {
        let bytes = archive(&[
            ("Profile.csv", b"First Name\nAda\n", true),
            ("../../etc/Skills.csv", b"Name\nRust\n", false),
            ("Connections.csv", b"secret", true),
        ]);
        let files = read(&bytes, |name| name != "Connections.csv").unwrap();
        assert_eq!(
            files,
            [
                ("Profile.csv".to_owned(), b"First Name\nAda\n".to_vec()),
                ("Skills.csv".to_owned(), b"Name\nRust\n".to_vec()),
            ]
        );
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_before_it_does() {
        let bytes = archive(&[("Profile.csv", &vec![b'a'; 40_000_000], true)]);
        assert!(bytes.len() < 100_000);
        let error = read(&bytes, |_| true).unwrap_err();
        assert_eq!(error, "the files of the archive are larger than 10 MB");
        let bytes = archive(&[
            ("a", &vec![b'a'; 6_000_000], true),
            ("b", &vec![b'a'; 6_000_000], true),
        ]);
        assert!(read(&bytes, |_| true).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(cut in 0_usize..300, at in 0_usize..300, byte in 0_u8..=255) {
            let mut bytes = archive(&[("Profile.csv", b"First Name\nAda\n", true), ("b", b"c", false)]);
            let length = bytes.len();
            bytes[at % length] = byte;
            bytes.truncate(length - cut % length);
            let _ = read(&bytes, |_| true);
        }
    }
}
