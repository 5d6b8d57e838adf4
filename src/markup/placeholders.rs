//! Formulas, and signs that are no markup, set apart while the rest of a text is read.

use std::collections::HashMap;

use super::signs;

/// Stands before the text, so that no block structure (`# `, `- `, four spaces) can begin with it.
pub(super) const GUARD: &str = "\u{f8ff} ";

/// First of the characters that stand for what is set apart.
const FIRST: u32 = 0xF_0000;

/// What one character stands for while markup is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A formula, without its dollar signs.
    Formula(String),
    /// Signs that print as they are.
    Signs(String),
}

/// A text on one line behind [`GUARD`], each formula in it replaced by a private-use character, so that
/// nothing in it is taken for markup.
#[derive(Debug)]
pub(super) struct Placeholders {
    /// The text.
    pub(super) text: String,
    pieces: Vec<Piece>,
}

impl Placeholders {
    /// Sets formulas apart, and asterisks between digits.
    pub(super) fn new(line: &str) -> Self {
        let fences = Fences::new(line);
        let mut placeholders = Self {
            text: String::from(GUARD),
            pieces: Vec::new(),
        };
        // A text that holds such characters itself cannot be told from our own; it has no formulas,
        // and is refused later, because no font has a glyph for them.
        if line
            .chars()
            .any(|c| (FIRST..FIRST + 0xFFFF).contains(&u32::from(c)))
        {
            placeholders.text.push_str(line);
            return placeholders;
        }
        let mut rest = line;
        while let Some(at) = rest.find(['$', '`', '\\', '*']) {
            let (before, from) = rest.split_at(at);
            placeholders.text.push_str(before);
            let taken = match from.as_bytes()[0] {
                b'\\' => 1 + from[1..].chars().next().map_or(0, char::len_utf8),
                b'`' => fences.code_span(line.len() - from.len(), from),
                b'*' => {
                    let length = from.bytes().take_while(|byte| *byte == b'*').count();
                    let (signs, after) = from.split_at(length);
                    let previous = placeholders.text.chars().next_back();
                    let next = after.chars().next();
                    if signs::between_digits(previous, next)
                        && placeholders.replace(Piece::Signs(signs.to_owned()))
                    {
                        rest = after;
                        continue;
                    }
                    length
                }
                _ => match formula(from) {
                    Some(latex) if placeholders.replace(Piece::Formula(latex.to_owned())) => {
                        rest = &from[latex.len() + 2..];
                        continue;
                    }
                    _ => 1,
                },
            };
            placeholders.text.push_str(&from[..taken]);
            rest = &from[taken..];
        }
        placeholders.text.push_str(rest);
        placeholders
    }

    /// Puts a character in the place of a piece; whether there is one left.
    ///
    /// There are fewer pieces than characters of the plane, as a text is limited in size; past that
    /// they print as written.
    fn replace(&mut self, piece: Piece) -> bool {
        let index = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let stand_in = FIRST.checked_add(index).filter(|c| *c < 0xF_FFFE);
        let Some(c) = stand_in.and_then(char::from_u32) else {
            return false;
        };
        self.pieces.push(piece);
        self.text.push(c);
        true
    }

    /// What a character stands for.
    pub(super) fn piece(&self, c: char) -> Option<&Piece> {
        let index = u32::from(c).checked_sub(FIRST)?;
        self.pieces.get(index as usize)
    }

    /// Characters of the text as they were written.
    pub(super) fn written(&self, part: &str) -> String {
        let mut out = String::with_capacity(part.len());
        for c in part.chars() {
            match self.piece(c) {
                Some(Piece::Formula(latex)) => {
                    out.push('$');
                    out.push_str(latex);
                    out.push('$');
                }
                Some(Piece::Signs(signs)) => out.push_str(signs),
                None => out.push(c),
            }
        }
        out
    }
}

/// The runs of backticks of a text, by their length, so that the end of each code span is found
/// without looking through the rest of the text.
struct Fences(HashMap<usize, Vec<usize>>);

impl Fences {
    fn new(line: &str) -> Self {
        let mut fences: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut at = 0;
        while let Some(found) = line[at..].find('`') {
            let start = at + found;
            let ticks = ticks(&line[start..]);
            fences.entry(ticks).or_default().push(start);
            at = start + ticks;
        }
        Self(fences)
    }

    /// Length of the code span at the start of `from`, which begins at `at`, or of its backticks
    /// if it does not close.
    fn code_span(&self, at: usize, from: &str) -> usize {
        let ticks = ticks(from);
        let ends = self.0.get(&ticks).map_or(&[][..], Vec::as_slice);
        let end = ends.partition_point(|end| *end < at + ticks);
        ends.get(end).map_or(ticks, |end| end + ticks - at)
    }
}

/// How many backticks a text begins with.
fn ticks(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// The formula at the start of `from`, which begins with `$`, without its dollar signs.
fn formula(from: &str) -> Option<&str> {
    let body = &from[1..];
    let first = body.chars().next()?;
    if first.is_ascii_digit() || first.is_whitespace() || first == '$' {
        return None;
    }
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '$' => {
                let latex = &body[..at];
                let next = body[at + 1..].chars().next();
                let closes = !latex.ends_with(char::is_whitespace)
                    && !next.is_some_and(|c| c.is_ascii_digit());
                return closes.then_some(latex);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_code_span_is_found_wherever_it_is() {
        // As a search through the rest of the text finds it.
        fn expected(from: &str) -> usize {
            let count = ticks(from);
            let mut at = count;
            while let Some(found) = from[at..].find('`') {
                let start = at + found;
                at = start + ticks(&from[start..]);
                if at - start == count {
                    return at;
                }
            }
            count
        }
        for text in ["`a`", "``a`b``c`", "`a``b", "a `` ` ``` `` `", "```"] {
            let fences = Fences::new(text);
            for (at, _) in text.match_indices('`') {
                assert_eq!(
                    fences.code_span(at, &text[at..]),
                    expected(&text[at..]),
                    "{text} {at}"
                );
            }
        }
    }
}
