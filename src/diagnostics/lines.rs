//! Where the lines of a file begin, so that a place costs the same in a long file as in a short one.

/// After how many bytes characters are counted anew.
const STEP: usize = 4_096;

/// The lines of a text, and how many characters stand before some of its bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// The first byte of each line but the first.
    starts: Vec<usize>,
    /// The characters that begin before each [`STEP`]th byte.
    counts: Vec<usize>,
}

impl Lines {
    /// Looks through a text once.
    pub(super) fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let mut before = 0;
        let counts = text.as_bytes().chunks(STEP).map(|chunk| {
            let count = before;
            before += begun(chunk);
            count
        });
        Self {
            starts,
            counts: counts.collect(),
        }
    }

    /// Line and column of a byte of the text, both from 1, the column in characters; a byte past the
    /// end is the end, and one within a character that character.
    pub(super) fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = match line {
            0 => 0,
            _ => self.starts.get(line - 1).copied().unwrap_or(0),
        };
        let column = self.characters(text, offset) - self.characters(text, start);
        (line + 1, column + 1)
    }

    /// The characters that begin before a byte.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let before = self.counts.get(step).copied().unwrap_or(0);
        let rest = text.as_bytes().get(step * STEP..offset);
        before + rest.map_or(0, begun)
    }
}

/// How many characters have their first byte among these.
fn begun(bytes: &[u8]) -> usize {
    let follows = |byte: &&u8| **byte & 0xC0 == 0x80;
    bytes.len() - bytes.iter().filter(follows).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The position as it is defined, counted from the beginning.
    fn counted(text: &str, offset: usize) -> (usize, usize) {
        let before = &text[..text.floor_char_boundary(offset)];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line..].chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    }

    #[test]
    fn positions_are_those_that_counting_finds() {
        let long = "é日a😀".repeat(2_500);
        for text in [
            "",
            "\n",
            "a",
            "a\nb",
            "é\n\nüx\n",
            &long,
            &format!("{long}\n{long}"),
            &"a\n".repeat(5_000),
        ] {
            let lines = Lines::of(text);
            for offset in (0..=text.len() + 2).step_by(1 + text.len() / 400) {
                assert_eq!(
                    lines.position(text, offset),
                    counted(text, offset),
                    "{offset}"
                );
            }
        }
    }
}
