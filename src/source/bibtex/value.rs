//! The value of a field: TeX as written, with `@string`s put in, and what becomes of it.

use std::ops::Range;
use std::sync::OnceLock;

use super::markup;
use super::tex::{self, Problem, Reading, Run};
use crate::model::Text;

/// A value, as written, with the places of its parts in the file.
#[derive(Debug, Clone, Default)]
pub struct Value {
    text: String,
    /// Where a part of the text begins, and where it stands in the file.
    parts: Vec<(usize, usize)>,
    reading: OnceLock<Reading>,
}

impl Value {
    /// Appends a part that stands at a place of the file.
    pub fn push(&mut self, text: &str, at: usize) {
        self.parts.push((self.text.len(), at));
        self.text.push_str(text);
        self.reading.take();
    }

    /// Appends another value, such as that of an `@string`.
    pub fn extend(&mut self, other: &Self) {
        let start = self.text.len();
        let parts = other.parts.iter().map(|(from, at)| (start + from, *at));
        self.parts.extend(parts);
        self.text.push_str(&other.text);
        self.reading.take();
    }

    /// The characters of the file.
    pub fn as_written(&self) -> &str {
        &self.text
    }

    /// The value as literal text: braces, looks, dollar signs and the addresses of links gone.
    pub fn literal(&self) -> String {
        tex::literal(&self.reading().nodes)
    }

    /// The value as text with inline markup: what markup would read as its own is escaped, formulas
    /// keep their dollar signs.
    pub fn marked_up(&self) -> Text {
        Text(markup::written(&self.reading().nodes))
    }

    /// The value in stretches within and without braces, for names.
    pub fn runs(&self) -> Vec<Run> {
        tex::runs(&self.reading().nodes)
    }

    /// What of the value was not understood, with its place in the file, when it is read as text.
    pub fn problems(&self) -> Vec<Problem> {
        self.placed(self.reading().problems.clone())
    }

    /// What of the value was not understood, with its place in the file, when it is read as an address.
    pub fn verbatim_problems(&self) -> Vec<Problem> {
        self.placed(tex::cleaned(&self.text).1)
    }

    fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| tex::read(&self.text))
    }

    fn placed(&self, mut problems: Vec<Problem>) -> Vec<Problem> {
        for problem in &mut problems {
            problem.range = self.place(&problem.range);
        }
        problems
    }

    /// Where a range of the text stands in the file; up to the end of the part that it begins in.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let after = self.parts.partition_point(|(from, _)| *from <= range.start);
        let Some((from, at)) = after.checked_sub(1).and_then(|index| self.parts.get(index)) else {
            return range.clone();
        };
        let end = self
            .parts
            .get(after)
            .map_or(self.text.len(), |(next, _)| *next);
        at + (range.start - from)..at + (range.end.min(end).max(range.start) - from)
    }
}
