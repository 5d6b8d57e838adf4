//! Texts as RenderCV reads them: Markdown, in which some signs begin program text of Typst.

use crate::document::Inline;

/// Joins two signs that would mean something together, and does not print.
const JOINER: char = '\u{2060}';

/// Characters that print as they are.
pub(super) fn bare(text: &str) -> String {
    let text = text.replace('\u{a0}', " ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        match c {
            '*' | '_' | '`' | '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // A command of Typst, a formula, a tag.
            '#' if next.is_some_and(|next| next.is_ascii_alphabetic()) => out.extend([c, JOINER]),
            '$' if next == Some('$') => out.extend([c, JOINER]),
            '<' if next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)) => {
                out.extend([c, JOINER]);
            }
            c => out.push(c),
        }
    }
    // It takes a hyphen between blanks for the beginning of a bullet.
    out.replace(" - ", " – ")
}

/// Runs as Markdown.
pub(super) fn markdown(runs: &[Inline]) -> String {
    let mut out = String::new();
    for run in runs {
        let inner = || markdown(run.children());
        match run {
            Inline::Text { text } => out.push_str(&bare(text)),
            Inline::Strong { .. } => wrap(&mut out, "**", &inner()),
            Inline::Owner { .. } => wrap(&mut out, "**", &unmarked(&inner())),
            Inline::Emph { .. } => wrap(&mut out, "*", &inner()),
            Inline::Code { text } if text.contains('`') => out.push_str(&bare(text)),
            Inline::Code { text } => wrap(&mut out, "`", text),
            Inline::Link { url, .. } => out.push_str(&format!("[{}]({})", inner(), url.uri())),
            Inline::Math { alt, .. } => out.push_str(&bare(alt)),
            Inline::Mark { symbol, .. } => out.push_str(&bare(symbol)),
            Inline::Muted { .. }
            | Inline::Superscript { .. }
            | Inline::Subscript { .. }
            | Inline::Part { .. }
            | Inline::NoBreak { .. } => out.push_str(&inner()),
        }
    }
    out
}

/// Signs around words; blanks stay outside of them.
fn wrap(out: &mut String, sign: &str, words: &str) {
    let inner = words.trim();
    if inner.is_empty() {
        out.push_str(words);
        return;
    }
    let start = words.len() - words.trim_start().len();
    let end = words.trim_end().len();
    out.push_str(&words[..start]);
    out.push_str(sign);
    out.push_str(inner);
    out.push_str(sign);
    out.push_str(&words[end..]);
}

/// Bold words within bold ones are bold already.
fn unmarked(words: &str) -> String {
    words.replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_mean_something_to_it_print_as_they_are() {
        for (text, expected) in [
            ("C# and #1", "C# and #1"),
            ("#read", "#\u{2060}read"),
            ("a $$b$$", "a $\u{2060}$b$\u{2060}$"),
            ("5 < 6 <c>", "5 < 6 <\u{2060}c>"),
            ("snake_case *x*", "snake\\_case \\*x\\*"),
            ("cost - and gain", "cost – and gain"),
            ("A\u{a0}B", "A B"),
        ] {
            assert_eq!(bare(text), expected, "{text}");
        }
        let strong = Inline::Strong {
            content: vec![Inline::text("bold ")],
        };
        assert_eq!(markdown(&[strong, Inline::text("x")]), "**bold** x");
    }
}
