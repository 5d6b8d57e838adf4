//! What looks like an item, or like a text, and is read otherwise.

use std::ops::Range;

use super::{Builder, Open};
use crate::diagnostics::{Code, Diagnostic, Edit};
use crate::source::quoting::{quoted, quoting_with_sign};
use crate::source::syntax;
use crate::source::tree::Content;

impl Builder<'_> {
    /// Warns of a line that looks like an item and goes on with the text above it.
    pub(super) fn dash(&mut self, span: &Range<usize>) {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let Some(at) = raw.match_indices('\n').find_map(|(at, _)| {
            let line = &raw[at + 1..];
            let dash = line.len() - line.trim_start().len();
            line[dash..].starts_with("- ").then_some(at + 1 + dash)
        }) else {
            return;
        };
        let start = span.start + at;
        let message = "this line goes on with the text above it, and its `-` is printed";
        let problem = Diagnostic::warning(Code::DashInText, self.place(start..start + 1), message)
            .label("begins no item")
            .help("indent it like the item above; a bullet under a bullet stands in a block text after `|`, or in `highlights` of the one above it")
            .help("if the dash belongs to the text, quote the text or write it after `>-`");
        self.diagnostics
            .push(match self.item_above(span.start, start) {
                Some((range, old, new)) => {
                    let (place, edit) = (self.place(range), Edit::Characters { old, new });
                    problem.fix("indent it like the item above", place, edit)
                }
                None => problem,
            });
    }

    /// The indentation of a dash that stands one space beside that of the item whose text begins at
    /// `item`, as it is and as it was meant: no text goes on there.
    fn item_above(&self, item: usize, dash: usize) -> Option<(Range<usize>, String, String)> {
        let indent = |at: usize| {
            let line = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
            self.text[line..at]
                .bytes()
                .all(|byte| byte == b' ')
                .then_some(line..at)
        };
        let own = indent(dash)?;
        let above = indent(self.text[..item].strip_suffix("- ")?.len())?;
        (own.len() == above.len() + 1).then(|| {
            let old = self.text[own.clone()].to_owned();
            (own, old, self.text[above].to_owned())
        })
    }

    /// Whether a value that begins at an offset goes to the end of its line and no further: outside of
    /// brackets, with nothing below it that would go on with it.
    pub(super) fn is_whole_line(&self, start: usize) -> bool {
        let is_flow = |open: &Open| {
            matches!(
                open.content,
                Content::List { flow: true, .. } | Content::Map { flow: true, .. }
            )
        };
        !self.open.iter().any(is_flow) && syntax::ends_with_its_line(self.text, start)
    }

    /// Warns of text that YAML takes for a comment: `Ranked #1`.
    pub(super) fn comment(&mut self, comment: &str, range: Range<usize>) {
        let Some(value) = self.last_value.take() else {
            return;
        };
        let glued = comment
            .chars()
            .next()
            .is_some_and(|first| first.is_alphanumeric());
        let same_line = self
            .text
            .get(value.end..range.start)
            .is_some_and(|between| !between.contains('\n'));
        if !glued || !same_line {
            return;
        }
        let start = if value.is_empty() {
            range.start
        } else {
            value.start
        };
        let whole = self.text.get(start..range.end).unwrap_or_default().trim();
        let message = format!("`#{comment}` is read as a comment and never printed");
        let problem = Diagnostic::warning(Code::CommentInText, self.place(range), message)
            .label("` #` begins a comment")
            .help(format!(
                "if it belongs to the text, quote the text: `{}`",
                quoted(whole)
            ))
            .help(format!(
                "if it is a comment, write a space after the `#`: `# {}`",
                comment.trim()
            ));
        // A number after the sign is a rank or a count.
        let is_number = comment.starts_with(|first: char| first.is_ascii_digit());
        let is_line = is_number && self.is_whole_line(start);
        self.diagnostics
            .push(match quoting_with_sign(whole).filter(|_| is_line) {
                Some(edit) => {
                    let place = self.place(start..start + whole.len());
                    problem.fix("quote the text", place, edit)
                }
                None => problem,
            });
    }
}
