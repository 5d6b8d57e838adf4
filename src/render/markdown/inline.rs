//! Runs of a paragraph.

use crate::document::{Inline, MathNode, plain_text};
use crate::markup::math;

use super::escape::{link, push_escaped};

/// Runs as Markdown.
pub(super) fn runs(runs: &[Inline]) -> String {
    let mut out = String::new();
    Runs {
        in_link: false,
        in_emphasis: false,
    }
    .push(&mut out, runs, None);
    // A blank at the end of a line, or two of them, would end it.
    out.truncate(out.trim_end_matches(' ').len());
    out
}

#[derive(Clone, Copy)]
struct Runs {
    in_link: bool,
    in_emphasis: bool,
}

impl Runs {
    /// Appends runs, behind which stands a character.
    fn push(self, out: &mut String, runs: &[Inline], after: Option<char>) {
        for (at, run) in runs.iter().enumerate() {
            let further = runs.get(at + 1..).unwrap_or_default();
            let after = plain_text(further).chars().next().or(after);
            self.run(out, run, after);
        }
    }

    fn run(self, out: &mut String, run: &Inline, after: Option<char>) {
        match run {
            Inline::Text { text } => push_escaped(out, text),
            Inline::Strong { content } | Inline::Owner { content } => {
                self.emphasis(out, content, after, "**", "strong");
            }
            Inline::Emph { content } => self.emphasis(out, content, after, "*", "em"),
            Inline::Muted { content }
            | Inline::Part { content, .. }
            | Inline::NoBreak { content } => self.push(out, content, after),
            Inline::Superscript { content } => self.element(out, content, "sup"),
            Inline::Subscript { content } => self.element(out, content, "sub"),
            Inline::Mark { symbol, raised } => {
                let symbol = [Inline::text(symbol.as_str())];
                match raised {
                    true => self.element(out, &symbol, "sup"),
                    false => self.push(out, &symbol, after),
                }
            }
            Inline::Code { text } => push_code(out, text),
            Inline::Link { content, .. } if self.in_link => self.push(out, content, after),
            Inline::Link { url, content } => {
                let inside = Self {
                    in_link: true,
                    ..self
                };
                let mut words = String::from("\u{0}");
                inside.push(&mut words, content, Some(']'));
                let words = words.trim_start_matches('\u{0}').to_owned();
                out.push_str(&link(url, &words));
            }
            Inline::Math { node, alt, .. } => push_formula(out, node, alt, after),
        }
    }

    /// Emphasis by asterisks where they are read as such whatever stands beside them, else by the element.
    fn emphasis(
        self,
        out: &mut String,
        content: &[Inline],
        after: Option<char>,
        sign: &str,
        element: &str,
    ) {
        let inside = Self {
            in_emphasis: true,
            ..self
        };
        let text = plain_text(content);
        let ends = (text.chars().next(), text.chars().next_back());
        let (Some(first), Some(last)) = ends else {
            return;
        };
        let before = out.chars().next_back();
        // CommonMark 0.31, section 6.2: left-flanking and right-flanking.
        let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '*');
        let opens = first.is_alphanumeric() || is_apart(before) && !first.is_whitespace();
        let closes = last.is_alphanumeric() || is_apart(after) && !last.is_whitespace();
        if opens && closes && !self.in_emphasis && before != Some('*') {
            let mut words = String::from("\u{0}");
            inside.push(&mut words, content, Some('*'));
            out.push_str(sign);
            out.push_str(words.trim_start_matches('\u{0}'));
            out.push_str(sign);
        } else {
            inside.element(out, content, element);
        }
    }

    fn element(self, out: &mut String, content: &[Inline], element: &str) {
        out.push_str(&format!("<{element}>"));
        self.push(out, content, Some('<'));
        out.push_str(&format!("</{element}>"));
    }
}

/// Program text, between as many backticks as it has not.
fn push_code(out: &mut String, text: &str) {
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let is_blank = text.chars().all(|c| c == ' ');
    // One blank at both ends is taken away where there is one (section 6.1).
    let pad = match text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        true if !is_blank => " ",
        _ => "",
    };
    if !text.is_empty() {
        out.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
    }
}

/// A formula as GitHub draws it: between dollar signs, with backticks where Markdown would read something in it.
fn push_formula(out: &mut String, node: &MathNode, alt: &str, after: Option<char>) {
    let latex = math::written(node);
    if latex.is_empty() || latex.contains('`') {
        push_escaped(out, alt);
        return;
    }
    let is_plain = latex.chars().all(|c| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '+' | '-' | '=' | '(' | ')' | ',' | '.' | '/' | '^')
    });
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '$');
    let before = out.chars().next_back();
    match is_plain && is_apart(before) && is_apart(after) {
        true => out.push_str(&format!("${latex}$")),
        false => out.push_str(&format!("$`{latex}`$")),
    }
}
