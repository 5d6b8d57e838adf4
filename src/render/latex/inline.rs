//! Runs of a paragraph as LaTeX.

use crate::document::{Inline, plain_text};

use super::escape::{self, Needs, utf16};
use super::math;
use super::url::href_argument;
use crate::render::breaks::{self, PLACE};

/// The longest reading of a formula, in characters, that is written beside it; a longer formula does not
/// stay on one line, and is read glyph by glyph.
const LONGEST_READING: usize = 120;

/// Appends runs.
pub(super) fn push_runs(out: &mut String, runs: &[Inline], needs: &mut Needs) {
    for run in runs {
        match run {
            Inline::Text { text } => push_text(out, text, needs),
            Inline::Strong { content } => push_command(out, "textbf", content, needs),
            Inline::Emph { content } => push_command(out, "emph", content, needs),
            Inline::Muted { content } => push_command(out, "cvmuted", content, needs),
            Inline::Owner { content } => push_command(out, "cvself", content, needs),
            Inline::Superscript { content } => push_command(out, "textsuperscript", content, needs),
            Inline::Subscript { content } => push_command(out, "textsubscript", content, needs),
            Inline::Code { text } => {
                push_wrapped(out, r"\cvcode{", |out| push_text(out, text, needs));
            }
            Inline::Link { url, content } => {
                let begin = format!(r"\href{{{}}}{{", href_argument(url));
                push_wrapped(out, &begin, |out| push_runs(out, content, needs));
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
            Inline::Mark { symbol, raised } => {
                if *raised {
                    push_command(out, "cvmark", &[Inline::text(symbol.as_str())], needs);
                } else {
                    push_text(out, symbol, needs);
                }
            }
            Inline::Part { content, .. } => push_runs(out, content, needs),
            Inline::NoBreak { content } => {
                // TeX breaks a line at spaces and after hyphens only.
                if plain_text(content).contains(|c: char| c.is_whitespace() || "-–—".contains(c))
                {
                    push_command(out, "cvkeep", content, needs);
                } else {
                    push_runs(out, content, needs);
                }
            }
        }
    }
}

/// Runs as LaTeX.
pub(super) fn runs(content: &[Inline], needs: &mut Needs) -> String {
    let mut out = String::new();
    match breaks::between(content) {
        Some(placed) => push_runs(&mut out, &placed, needs),
        None => push_runs(&mut out, content, needs),
    }
    out
}

/// Appends text, with the places where a line may end.
fn push_text(out: &mut String, text: &str, needs: &mut Needs) {
    for (index, part) in text.split(PLACE).enumerate() {
        if index > 0 {
            out.push_str(r"\cvbreak{}");
        }
        escape::push_text(out, part, needs);
    }
}

fn push_command(out: &mut String, command: &str, content: &[Inline], needs: &mut Needs) {
    push_wrapped(out, &format!("\\{command}{{"), |out| {
        push_runs(out, content, needs);
    });
}

/// Appends a command around content. A space at the beginning of the content goes before the command:
/// commands that set a colour swallow it.
fn push_wrapped(out: &mut String, begin: &str, content: impl FnOnce(&mut String)) {
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
