//! Runs of a paragraph as LaTeX.

use crate::document::{Inline, plain_text};

use super::escape::{self, Needs, utf16};
use super::math;
use super::url::href_argument;
use crate::render::breaks::PLACE;

/// The longest reading of a formula, in characters, that is written beside it; a longer formula does not
/// stay on one line, and is read glyph by glyph.
const LONGEST_READING: usize = 120;

/// Appends runs.
pub(super) fn push_runs(out: &mut String, runs: &[Inline], needs: &mut Needs) {
    for run in runs {
        match run {
            Inline::Text { text } => push_text(out, text, needs),
            Inline::Code { text } => {
                push_wrapped(out, r"\cvcode{", |out| push_text(out, text, needs));
            }
            Inline::Math { node, alt, .. } => match math::drawn(node, needs) {
                Some(formula) => {
                    needs.math = true;
                    let codes = match alt.chars().count() {
                        ..=LONGEST_READING => utf16(alt),
                        _ => String::new(),
                    };
                    out.push_str(&format!(r"\cvformula{{{codes}}}{{\({formula}\)}}"));
                }
                None => push_text(out, alt, needs),
            },
            Inline::Mark { symbol, raised } => match raised {
                true => push_wrapped(out, r"\cvmark{", |out| push_text(out, symbol, needs)),
                false => push_text(out, symbol, needs),
            },
            wrapper => match command(wrapper) {
                Some(begin) => push_wrapped(out, &begin, |out| {
                    push_runs(out, wrapper.children(), needs);
                }),
                None => push_runs(out, wrapper.children(), needs),
            },
        }
    }
}

/// What stands before the content of a run that wraps others; nothing where it draws nothing.
pub(super) fn command(wrapper: &Inline) -> Option<String> {
    let name = match wrapper {
        Inline::Strong { .. } => "textbf",
        Inline::Emph { .. } => "emph",
        Inline::Muted { .. } => "cvmuted",
        Inline::Owner { .. } => "cvself",
        Inline::Superscript { .. } => "textsuperscript",
        Inline::Subscript { .. } => "textsubscript",
        Inline::Link { url, .. } => return Some(format!(r"\href{{{}}}{{", href_argument(url))),
        // TeX breaks a line at spaces and after hyphens only.
        Inline::NoBreak { content }
            if plain_text(content).contains(|c: char| c.is_whitespace() || "-–—".contains(c)) =>
        {
            "cvkeep"
        }
        Inline::NoBreak { .. }
        | Inline::Part { .. }
        | Inline::Text { .. }
        | Inline::Code { .. }
        | Inline::Math { .. }
        | Inline::Mark { .. } => return None,
    };
    Some(format!(r"\{name}{{"))
}

/// Appends text, with the places where a line may end.
pub(super) fn push_text(out: &mut String, text: &str, needs: &mut Needs) {
    for (index, part) in text.split(PLACE).enumerate() {
        if index > 0 {
            out.push_str(r"\cvbreak{}");
        }
        escape::push_text(out, part, needs);
    }
}

/// Appends a command around content. A space at the beginning of the content goes before the command:
/// commands that set a colour swallow it.
pub(super) fn push_wrapped(out: &mut String, begin: &str, content: impl FnOnce(&mut String)) {
    let start = out.len();
    out.push_str(begin);
    content(out);
    out.push('}');
    let inside = start + begin.len();
    if out
        .get(inside..)
        .is_some_and(|inside| inside.starts_with(' '))
    {
        out.remove(inside);
        if !(start == 0 || out.get(..start).is_some_and(|before| before.ends_with(' '))) {
            out.insert(start, ' ');
        }
    }
}
