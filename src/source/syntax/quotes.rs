//! Texts in quotes that break.

use super::{Broken, ends_with_its_line, line_at, value_start};
use crate::diagnostics::{Code, Diagnostic, Edit};
use crate::source::quoting::{is_quoted, quoted, quoting, with_quoting, without_comment};

impl Broken<'_> {
    pub(super) fn unclosed_quote(&self) -> Option<Diagnostic> {
        let mut line = self.line.clone();
        loop {
            let start = line.start + value_start(&self.text[line.clone()]);
            let value = &self.text[start..line.end];
            if is_quoted(value) && start <= self.at {
                let quote = &value[..1];
                let rest = value[1..].trim_end();
                let advice = match rest.rfind(quote) {
                    Some(_) => String::from(
                        "a quote inside of the text must be doubled (`''`) or escaped (`\\\"`)",
                    ),
                    None => format!("close it at the end of the text: `{quote}{rest}{quote}`"),
                };
                let place = self.place(start..start + 1);
                let problem = Diagnostic::error(
                    Code::UnclosedQuote,
                    place,
                    format!("the quote `{quote}` is never closed"),
                )
                .label("opened here")
                .help(advice);
                let is_whole = !rest.contains(quote)
                    && !rest.is_empty()
                    && !rest.contains([',', ']', '}', '\\'])
                    && !rest.contains(" #")
                    && ends_with_its_line(self.text, start);
                let end = start + 1 + rest.len();
                return Some(match is_whole {
                    true => problem.fix(
                        "close the quote",
                        self.place(end..end),
                        Edit::Characters {
                            old: String::new(),
                            new: quote.to_owned(),
                        },
                    ),
                    false => problem,
                });
            }
            if line.start == 0 {
                return None;
            }
            line = line_at(self.text, line.start - 1);
        }
    }

    pub(super) fn after_quote(&self) -> Diagnostic {
        let (value, range) = self.value();
        let end = range.end.max(self.at);
        let diagnostic = Diagnostic::error(
            Code::UnquotedText,
            self.place(self.at..end),
            "text follows a closed quote",
        )
        .label("the quote ends before this");
        if value.starts_with('\'') && value.len() > 1 && value.ends_with('\'') {
            let inside = &value[1..value.len() - 1];
            let advice = if inside.contains(['"', '\\']) {
                format!(
                    "an apostrophe in single quotes is written twice: `{}`",
                    quoted(inside)
                )
            } else {
                format!("write the text in double quotes: `{}`", quoted(inside))
            };
            return self.with_other_quotes(diagnostic.help(advice));
        }
        if value.starts_with('"') && value.len() > 1 && value.ends_with('"') {
            let inside = &value[1..value.len() - 1];
            return self.with_other_quotes(diagnostic.help(format!(
                "write the text in single quotes: `{}`",
                quoted(inside)
            )));
        }
        let problem = diagnostic.help(format!("quote the whole text: `{}`", quoted(value)));
        let value = without_comment(value);
        let is_whole = !value.ends_with([',', ']', '}', ':', '\'', '"'])
            && !value.contains(": ")
            && ends_with_its_line(self.text, range.start);
        match is_whole {
            true => with_quoting(problem, self.file, range.start, value),
            false => problem,
        }
    }

    /// Adds the edit that puts a text into quotes that it does not hold itself.
    fn with_other_quotes(&self, problem: Diagnostic) -> Diagnostic {
        let (value, range) = self.value();
        let inside = &value[1..value.len() - 1];
        let is_within = |at: usize| {
            let around = [
                inside[..at].chars().next_back(),
                inside[at + 1..].chars().next(),
            ];
            around.iter().all(|c| c.is_some_and(char::is_alphanumeric))
        };
        // Apostrophes, or words in quotes; `"A" and "B"` begins and ends with such.
        let is_one = match value.starts_with('\'') {
            true => inside.match_indices('\'').all(|(at, _)| is_within(at)),
            false => inside
                .find('"')
                .is_some_and(|at| inside[..at].ends_with(' ')),
        };
        let edit = quoting(inside).filter(|_| {
            is_one
                && !inside.contains(['\\', ',', ':'])
                && ends_with_its_line(self.text, range.start)
        });
        match edit {
            Some(Edit::Characters { new, .. }) => {
                let old = value.to_owned();
                let edit = Edit::Characters { old, new };
                problem.fix("write other quotes", self.place(range), edit)
            }
            _ => problem,
        }
    }

    pub(super) fn escape(&self) -> Diagnostic {
        let rest = &self.text[self.at..];
        let mut range = self.at..self.at;
        let mut chars = rest.char_indices();
        while let Some((index, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            match chars.next() {
                // Escapes of YAML 1.2.2, section 5.7; hexadecimal ones may still be wrong.
                Some((
                    _,
                    '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/'
                    | '\\' | 'N' | '_' | 'L' | 'P' | '\n',
                )) => {}
                Some((at, next)) => {
                    range = self.at + index..self.at + at + next.len_utf8();
                    break;
                }
                None => break,
            }
        }
        let written = &self.text[range.clone()];
        let problem = Diagnostic::error(
            Code::BadEscape,
            self.place(range.clone()),
            format!("`{written}` means nothing in double quotes"),
        )
        .help("a backslash itself is written `\\\\` in double quotes")
        .help("in single quotes, and in text without quotes, a backslash means itself");
        match written.is_empty() {
            true => problem,
            false => problem.fix(
                "write the backslash twice",
                self.place(range.clone()),
                Edit::Characters {
                    old: written.to_owned(),
                    new: format!("\\{written}"),
                },
            ),
        }
    }
}
