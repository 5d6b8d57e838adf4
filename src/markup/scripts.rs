//! Raised and lowered characters, as pandoc writes them: `1^st^`, `H~2~O`.

use crate::document::{Inline, Inlines};

/// The runs of a text in which characters between two `^` are raised, and those between two `~` lowered: without a
/// space, and with a letter or digit among them. What is lowered stands behind a letter, a digit or a bracket, so
/// that a number with a `~` for "about" before it prints as it is. `is_first_literal` says that a backslash stands
/// before the text.
pub(super) fn cut(text: &str, is_first_literal: bool) -> Inlines {
    let mut out = Inlines::new();
    let mut start = 0;
    let mut at = match is_first_literal {
        true => text.chars().next().map_or(0, char::len_utf8),
        false => 0,
    };
    while let Some(offset) = text[at..].find(SIGNS) {
        let sign = at + offset;
        // Both signs are one byte.
        let rest = &text[sign + 1..];
        let is_raised = text[sign..].starts_with('^');
        let length = rest
            .find(|c: char| c.is_whitespace() || SIGNS.contains(&c))
            .filter(|&end| rest[end..].starts_with(if is_raised { '^' } else { '~' }))
            .filter(|&end| rest[..end].chars().any(char::is_alphanumeric));
        let before = text[..sign].chars().next_back();
        let stands =
            is_raised || before.is_some_and(|c| c.is_alphanumeric() || [')', ']'].contains(&c));
        let Some(length) = length.filter(|_| stands) else {
            at = sign + 1;
            continue;
        };
        if start < sign {
            out.push(Inline::text(&text[start..sign]));
        }
        let content = vec![Inline::text(&rest[..length])];
        out.push(match is_raised {
            true => Inline::Superscript { content },
            false => Inline::Subscript { content },
        });
        start = sign + length + 2;
        at = start;
    }
    if start < text.len() {
        out.push(Inline::text(&text[start..]));
    }
    out
}

const SIGNS: [char; 2] = ['^', '~'];

/// A text with backslashes before its signs where some of them would raise or lower characters.
pub(crate) fn literal(text: String) -> String {
    let has_some = cut(&text, false)
        .iter()
        .any(|run| matches!(run, Inline::Superscript { .. } | Inline::Subscript { .. }));
    match has_some {
        true => text.replace('^', "\\^").replace('~', "\\~"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::plain_text;

    /// Raised as `<x>`, lowered as `{x}`.
    fn shown(text: &str) -> String {
        let runs = cut(text, false);
        let shown = runs.iter().map(|run| match run {
            Inline::Superscript { content } => format!("<{}>", plain_text(content)),
            Inline::Subscript { content } => format!("{{{}}}", plain_text(content)),
            run => run.own_text().unwrap_or_default().to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn characters_between_two_signs_are_raised_or_lowered() {
        for (text, expected) in [
            ("the 1^st^ prize", "the 1<st> prize"),
            ("H~2~O and CO~2~", "H{2}O and CO{2}"),
            ("^14^C", "<14>C"),
            ("SO~4~^2-^", "SO{4}<2->"),
            ("x^2 + y^2", "x^2 + y^2"),
            ("^_^ and ^.^", "^_^ and ^.^"),
            ("~5 % to ~7 %", "~5 % to ~7 %"),
            ("~50~ of them", "~50~ of them"),
            ("a~b c~d", "a~b c~d"),
            ("^^", "^^"),
            ("a^", "a^"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        assert_eq!(cut("^a^", true), [Inline::text("^a^")]);
    }

    proptest! {
        #[test]
        fn no_character_but_the_signs_is_lost(text in "[a1 ^~.é]{0,20}") {
            let bare = |text: &str| text.replace(SIGNS, "");
            prop_assert_eq!(bare(&plain_text(&cut(&text, false))), bare(&text));
        }
    }
}
