//! The data that the Europass portal attaches to its PDF.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Bytes that a PDF begins with.
pub(super) const PDF: &[u8] = b"%PDF-";

/// Most bytes that the attachments of a PDF are unpacked to.
const MOST_UNPACKED: u64 = super::MAX_BYTES;

/// The XML of a `Candidate` that is attached to a PDF: the packed or plain stream that holds one.
pub(super) fn read(pdf: &[u8]) -> Option<Vec<u8>> {
    const BEGIN: &[u8] = b"stream";
    const END: &[u8] = b"endstream";
    let is_candidate = |bytes: &[u8]| {
        let beginning =
            String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default())
                .into_owned();
        beginning.contains("<Candidate")
    };
    let mut left = MOST_UNPACKED;
    let mut at = 0;
    while let Some(found) = pdf
        .get(at..)?
        .windows(BEGIN.len())
        .position(|window| window == BEGIN)
    {
        let start = at + found + BEGIN.len();
        let rest = pdf.get(start..)?;
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
        let end = rest.windows(END.len()).position(|window| window == END)?;
        let content = rest.get(..end)?;
        let mut unpacked = Vec::new();
        // What is no packed stream ends at once with an error.
        let _ = ZlibDecoder::new(content)
            .take(left)
            .read_to_end(&mut unpacked);
        left = left.saturating_sub(unpacked.len() as u64);
        if is_candidate(&unpacked) {
            return Some(unpacked);
        }
        if is_candidate(content) {
            return Some(content.to_vec());
        }
        at = pdf.len() - rest.len() + end + END.len();
        if left == 0 {
            return None;
        }
    }
    None
}
