//! Lines of the file at a length that people can read and compare.

/// The longest line, in characters, where there is a space to break at.
const WIDTH: usize = 100;

/// Indentation of the lines that continue a block.
const INDENT: &str = "  ";

/// A block of LaTeX with its long lines broken at spaces, where a newline means the same.
pub(super) fn wrapped(block: &str) -> String {
    let mut out = String::with_capacity(block.len() + block.len() / 40);
    let mut column = 0;
    for (index, word) in words(block).into_iter().enumerate() {
        let width = word.chars().count();
        if index > 0 {
            if column + 1 + width > WIDTH {
                out.push('\n');
                out.push_str(INDENT);
                column = INDENT.len();
            } else {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += width;
    }
    out
}

/// What stands between spaces; a space after a backslash is a command and stays in its word.
fn words(block: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in block.match_indices(' ') {
        if !block[..at].ends_with('\\') {
            words.push(&block[start..at]);
            start = at + 1;
        }
    }
    words.push(&block[start..]);
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_lines_break_at_spaces() {
        let long = "word ".repeat(50);
        assert!(
            wrapped(long.trim_end())
                .lines()
                .all(|line| line.chars().count() <= WIDTH)
        );
        assert!(!wrapped(&format!("{}\\ {}", "x".repeat(95), "y".repeat(20))).contains('\n'));
    }

    proptest! {
        #[test]
        fn only_spaces_change(block in "[a-z\\\\{} ]{0,300}") {
            prop_assert_eq!(wrapped(&block).replace("\n  ", " "), block);
        }
    }
}
