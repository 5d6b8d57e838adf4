//! Lists and maps in brackets and braces that break.

use super::{Broken, line_at};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::quoting::{quoted, with_quoting};

impl Broken<'_> {
    /// A bracket or brace that does not close where it should.
    pub(super) fn bracket(&self) -> Option<Diagnostic> {
        let mut open: Vec<usize> = Vec::new();
        let mut quote = None;
        let mut before = '\n';
        // The last comment after something else on its line, which may hide a closing bracket.
        let mut comment: Option<usize> = None;
        let mut in_comment = false;
        for (index, c) in self.text[..self.at].char_indices() {
            if in_comment || (quote.is_none() && c == '#' && before.is_whitespace()) {
                if !in_comment {
                    comment = Some(index);
                }
                in_comment = c != '\n';
                before = c;
                continue;
            }
            match (quote, c) {
                (Some(q), c) if q == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
                (None, '[' | '{')
                    if !open.is_empty() || matches!(before, ' ' | '\n' | '[' | '{' | ',') =>
                {
                    open.push(index)
                }
                (None, ']' | '}') => drop(open.pop()),
                _ => {}
            }
            before = c;
        }
        // Of a list or map that never ends, the parser names the beginning.
        let start = match self.text[self.at..].chars().next() {
            Some('[' | '{') => self.at,
            _ => *open.last()?,
        };
        let bracket = &self.text[start..=start];
        let (what, close) = if bracket == "[" {
            ("list", "]")
        } else {
            ("map", "}")
        };
        if let Some(diagnostic) = self.colon_in_brackets(start, close) {
            return Some(diagnostic);
        }
        let line = line_at(self.text, start);
        let whole = self.text[start..line.end].trim_end();
        // Where the parser names the beginning, the comment stands after it.
        let comment = comment.or_else(|| whole.find(" #").map(|at| start + at + 1));
        if let Some(hash) = comment.filter(|hash| line.contains(hash) && *hash > start) {
            let rest = self.text[hash..line.end].trim_end();
            if rest.contains(close) {
                let problem = Diagnostic::error(
                    Code::UnclosedBracket,
                    self.place(hash..hash + rest.len()),
                    format!("a comment hides the `{close}` that ends the {what}"),
                )
                .label("` #` begins a comment")
                .related(self.place(start..start + 1), "begins here");
                let digits = rest[1..].find(|c: char| !c.is_ascii_hexdigit());
                let colour = &rest[..digits.map_or(rest.len(), |digits| digits + 1)];
                return Some(match colour.len() {
                    4 | 7 => problem.help(format!("quote the colour: `\"{colour}\"`")),
                    _ => problem
                        .help("if the `#` belongs to a text, quote the text: `\"Ranked #1\"`")
                        .help(format!("if it is a comment, close the {what} before it")),
                });
            }
        }
        let end = self.text[self.at..]
            .chars()
            .next()
            .filter(|&c| c != '\n')
            .map_or(0, char::len_utf8);
        let diagnostic = Diagnostic::error(
            Code::UnclosedBracket,
            self.place(start..start + 1),
            format!("`{bracket}` begins a {what} that does not end with `{close}`"),
        )
        .label("begins here");
        let diagnostic = if self.at == start || self.at > line.end || end == 0 {
            diagnostic
        } else {
            diagnostic.related(
                self.place(self.at..self.at + end),
                format!("expected `,` or `{close}` before this"),
            )
        };
        Some(
            diagnostic
                .help(format!("close the {what} with `{close}`, and quote texts in it that hold `:`, `,`, brackets or quotes"))
                .help(format!("if the whole is a text, quote it: `{}`", quoted(whole))),
        )
    }

    /// `{name: Ada: Lovelace}`: a second colon in a value between brackets.
    fn colon_in_brackets(&self, open: usize, close: &str) -> Option<Diagnostic> {
        let rest = &self.text[self.at..self.line.end.max(self.at)];
        let before = self.text.get(open + 1..self.at)?;
        // The value runs from the key's colon to the next comma, or to the end of the map.
        let colon = before.rfind(": ").filter(|_| rest.starts_with(": "))?;
        let end = rest.find([',']).or_else(|| rest.rfind(close))?;
        let start = open + 1 + colon + 2;
        let value = self.text[start..self.at + end].trim();
        if before[colon + 2..].contains([',', '\n', '"', '\'']) {
            return None;
        }
        let message = "a second `: ` makes this a map within a text";
        let problem = Diagnostic::error(
            Code::UnquotedText,
            self.place(self.at..self.at + 1),
            message,
        )
        .label("this colon")
        .help(format!("quote the text: `{}`", quoted(value)));
        let lead = self.text[start..].len() - self.text[start..].trim_start().len();
        // A bracket in it may be the end of what the text stands in.
        Some(match value.contains(['[', ']', '{', '}']) {
            true => problem,
            false => with_quoting(problem, self.file, start + lead, value),
        })
    }
}
