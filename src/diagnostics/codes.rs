//! The codes of problems, and what there is to say about each.
//!
//! `docs/errors.md` is the one table of them: people read it as a page, the program reads it here.

use std::sync::LazyLock;

/// A kind of problem: its code, which never changes, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The code, such as `unknown-key`.
    pub name: &'static str,
    /// How bad it is, in words: `Error`, `Warning`, `Note` or `Error or warning`.
    pub severity: &'static str,
    /// What it means, in a sentence.
    pub summary: &'static str,
    /// Why it is a problem and what helps, in Markdown.
    pub explanation: &'static str,
    /// What causes it.
    pub wrong: Example,
    /// What does not.
    pub right: Example,
}

/// A piece of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Example {
    /// Its language: `yaml` for a CV, of which `person` may be left out; else `text`.
    pub language: &'static str,
    /// What stands there.
    pub text: &'static str,
}

const PAGE: &str = include_str!("../../docs/errors.md");

/// All codes, in alphabetical order.
pub static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let mut codes: Vec<Code> = PAGE.split("\n### `").skip(1).filter_map(code).collect();
    codes.sort_by_key(|code| code.name);
    codes
});

/// What there is to say about a code.
pub fn explained(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| code.name == name)
}

/// One code of the page, after the opening backtick of its heading; none for text in another form.
fn code(part: &'static str) -> Option<Code> {
    // A heading of a group of codes may follow.
    let part = part.split("\n## ").next()?;
    let (name, rest) = part.split_once("`\n\n**")?;
    let (severity, rest) = rest.split_once(".** ")?;
    let (summary, rest) = rest.split_once("\n\n")?;
    let (explanation, rest) = rest.split_once("\n\nWrong:\n\n")?;
    let (wrong, right) = rest.split_once("\n\nRight:\n\n")?;
    Some(Code {
        name,
        severity,
        summary,
        explanation,
        wrong: example(wrong)?,
        right: example(right)?,
    })
}

fn example(fenced: &'static str) -> Option<Example> {
    let fenced = fenced
        .trim_end()
        .strip_prefix("```")?
        .strip_suffix("\n```")?;
    let (language, text) = fenced.split_once('\n')?;
    Some(Example { language, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_page_is_read() {
        assert_eq!(CODES.len(), PAGE.matches("\n### ").count());
        for code in CODES.iter() {
            let name = code.name;
            assert!(
                name.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{name}"
            );
            assert!(
                ["Error", "Warning", "Note", "Error or warning"].contains(&code.severity),
                "{name}"
            );
            assert!(code.summary.ends_with('.'), "{name}");
            assert!(!code.explanation.contains("```"), "{name}");
            for example in [code.wrong, code.right] {
                assert!(["yaml", "text"].contains(&example.language), "{name}");
                assert!(!example.text.contains("```"), "{name}");
            }
        }
    }

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<&str> = CODES.iter().map(|code| code.name).collect();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
    }
}
