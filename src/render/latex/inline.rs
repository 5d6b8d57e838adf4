//! Runs of a paragraph as LaTeX.

use crate::document::{Inline, plain_text};

use super::escape::{Needs, push_text};
use super::math;
use super::url;

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
                out.push_str(r"\cvcode{");
                push_text(out, text, needs);
                out.push('}');
            }
            Inline::Link { url, content } => match url::encoded(url) {
                Some(encoded) => {
                    out.push_str(r"\href{");
                    out.push_str(&url::href_argument(&encoded));
                    out.push_str("}{");
                    push_runs(out, content, needs);
                    out.push('}');
                }
                None => push_runs(out, content, needs),
            },
            Inline::Math { node, alt, .. } => match math::drawn(node, needs) {
                Some(formula) => {
                    needs.math = true;
                    out.push_str(r"\(");
                    out.push_str(&formula);
                    out.push_str(r"\)");
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
    push_runs(&mut out, content, needs);
    out
}

fn push_command(out: &mut String, command: &str, content: &[Inline], needs: &mut Needs) {
    out.push('\\');
    out.push_str(command);
    out.push('{');
    push_runs(out, content, needs);
    out.push('}');
}
