//! The package: a ZIP archive whose bytes depend on nothing but what is in it.
//!
//! The form is that of PKWARE's APPNOTE 6.3; all files bear the earliest date that it can say,
//! 1 January 1980.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

const LOCAL_FILE: u32 = 0x0403_4b50;
const CENTRAL_FILE: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// 2.0, the first version with compression.
const VERSION: u16 = 20;
/// Midnight, 1 January 1980, as MS-DOS writes times and dates.
const TIME: u16 = 0;
const DATE: u16 = 1 << 5 | 1;

/// How a file is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    /// As it is.
    Stored = 0,
    /// Compressed (RFC 1951).
    Deflated = 8,
}

/// An archive, as it is written.
#[derive(Default)]
pub(super) struct Archive {
    out: Vec<u8>,
    directory: Vec<u8>,
    files: u16,
}

impl Archive {
    /// Adds a file. Its name is of ASCII.
    pub(super) fn add(&mut self, name: &str, content: &[u8]) {
        let mut crc = Crc::new();
        crc.update(content);
        let deflated = deflated(content);
        // Pictures are compressed already.
        let (method, data) = match deflated.len() < content.len() {
            true => (Method::Deflated, &deflated[..]),
            false => (Method::Stored, content),
        };
        let offset = length(self.out.len());
        let mut head = Vec::new();
        for word in [VERSION, 0, method as u16, TIME, DATE] {
            head.extend(word.to_le_bytes());
        }
        for word in [crc.sum(), length(data.len()), length(content.len())] {
            head.extend(word.to_le_bytes());
        }
        let size_of_name = u16::try_from(name.len()).unwrap_or(u16::MAX);
        head.extend(size_of_name.to_le_bytes());
        // No extra field.
        head.extend(0u16.to_le_bytes());

        self.out.extend(LOCAL_FILE.to_le_bytes());
        self.out.extend(&head);
        self.out.extend(name.as_bytes());
        self.out.extend(data);

        self.directory.extend(CENTRAL_FILE.to_le_bytes());
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&head);
        // No comment, the first disk, no attributes.
        self.directory.extend([0; 2 + 2 + 2 + 4]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.files += 1;
    }

    /// The bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let offset = length(self.out.len());
        let size = length(self.directory.len());
        self.out.extend(&self.directory);
        self.out.extend(END.to_le_bytes());
        for word in [0, 0, self.files, self.files] {
            self.out.extend(word.to_le_bytes());
        }
        self.out.extend(size.to_le_bytes());
        self.out.extend(offset.to_le_bytes());
        self.out.extend(0u16.to_le_bytes());
        self.out
    }
}

/// A length as the form has it. What a document holds is limited to far less (`limits`).
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn deflated(content: &[u8]) -> Vec<u8> {
    // A list of thousands of papers takes a blink, and is a fifth larger than it might be.
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail; a file that came out empty would be stored as it is.
    match encoder.write_all(content).and_then(|()| encoder.finish()) {
        Ok(deflated) if !deflated.is_empty() => deflated,
        _ => content.to_vec(),
    }
}

/// What is in an archive of this kind, by name, in order.
#[cfg(test)]
pub(super) fn read(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read as _;

    let u16_at =
        |at: usize| usize::from(u16::from_le_bytes(archive[at..at + 2].try_into().unwrap()));
    let u32_at = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap());
    let end = archive.len() - 22;
    assert_eq!(u32_at(end), END);
    let mut at = u32_at(end + 16) as usize;
    let mut files = Vec::new();
    for _ in 0..u16_at(end + 10) {
        assert_eq!(u32_at(at), CENTRAL_FILE);
        let name_length = u16_at(at + 28);
        let name = String::from_utf8(archive[at + 46..at + 46 + name_length].to_vec()).unwrap();
        let local = u32_at(at + 42) as usize;
        assert_eq!(u32_at(local), LOCAL_FILE);
        // What the directory says of a file, the file says itself.
        assert_eq!(archive[local + 4..local + 30], archive[at + 6..at + 32]);
        let data = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        let data = &archive[data..data + u32_at(local + 18) as usize];
        let mut content = Vec::new();
        match u16_at(local + 8) {
            0 => content.extend(data),
            _ => {
                let mut reader = flate2::read::DeflateDecoder::new(data);
                reader.read_to_end(&mut content).unwrap();
            }
        }
        assert_eq!(content.len(), u32_at(local + 22) as usize);
        let mut crc = Crc::new();
        crc.update(&content);
        assert_eq!(crc.sum(), u32_at(local + 14));
        files.push((name, content));
        at += 46 + name_length;
    }
    assert_eq!(at, end);
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_in_their_order() {
        let files = [
            ("b.xml", "<b/>".repeat(1000).into_bytes()),
            ("a/picture.png", (0..=255).collect()),
            ("empty", Vec::new()),
        ];
        let mut archive = Archive::default();
        for (name, content) in &files {
            archive.add(name, content);
        }
        let read = read(&archive.finish());
        assert_eq!(read.len(), files.len());
        for ((name, content), (read_name, read_content)) in files.iter().zip(&read) {
            assert_eq!((*name, content), (read_name.as_str(), read_content));
        }
    }
}
