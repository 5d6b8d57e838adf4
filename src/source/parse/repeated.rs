//! Keys that are given twice and say nothing new.

use std::ops::Range;

use super::Builder;
use crate::diagnostics::{Code, Edit, Fix, Place};
use crate::source::tree::{Content, Node};

/// Whether a value is empty, or is the one that was given before.
pub(super) fn says_no_more(value: &Node, before: &Node) -> bool {
    if value.is_null() && value.span.is_empty() {
        return true;
    }
    match (&value.content, &before.content) {
        (Content::Scalar { text, .. }, Content::Scalar { text: first, .. }) => {
            text == first && value.is_null() == before.is_null()
        }
        _ => false,
    }
}

impl Builder<'_> {
    /// Adds the edit that takes a key away, with its value, to the problem that it is given twice.
    pub(super) fn without_repetition(&mut self, key: Range<usize>, value: &Node) {
        let colon = self.text[key.end..].find(':').map(|at| key.end + at + 1);
        let Some(end) = colon.map(|colon| value.span.end.max(colon)) else {
            return;
        };
        let range = key.start..end;
        let old = self.text[range.clone()].to_owned();
        let place = self.place(key);
        let same = |code: Code, at: &Place| code == Code::DuplicateKey && *at == place;
        let mut problems = self.diagnostics.iter_mut().rev();
        let Some(problem) = problems.find(|problem| same(problem.code, &problem.place)) else {
            return;
        };
        // Several lines may hold comments, which would go with them.
        if !old.contains('\n') {
            problem.fixes.push(Fix {
                title: "remove the repetition".to_owned(),
                place: Place::Span {
                    file: self.file,
                    range,
                },
                edit: Edit::Removal { old },
            });
        }
    }
}
