//! Paragraphs whose lines run from the right: what runs from the left in them is set apart, all of it that follows each
//! other together, so that its words keep their order.

use crate::document::{Inline, plain_text};
use crate::render::direction::{parted, read_from_left};

use super::escape::{Needs, push_left, stands_for_itself};
use super::inline::{command, push_runs, push_text, push_wrapped};

/// A mark of the direction from the left, as strong as a letter.
const FROM_LEFT: &str = "\u{200e}";

/// Appends the runs of a paragraph.
pub(super) fn push_paragraph(out: &mut String, content: &[Inline], needs: &mut Needs) {
    if stands_for_itself(&plain_text(content)) {
        return push_left(out, needs, |out, needs| push_runs(out, content, needs));
    }
    let mut text = String::new();
    gather(content, &mut text);
    let mut reading = Reading {
        left: read_from_left(&text),
        at: 0,
    };
    reading.push(out, content, needs);
}

/// The characters of runs, one after the other. A part without letters from the right stands for itself: marks hold it
/// and its neighbours of that kind in their order.
fn gather(content: &[Inline], text: &mut String) {
    for run in content {
        let around = match marked(run) {
            true => FROM_LEFT,
            false => "",
        };
        text.push_str(around);
        match own(run) {
            Some(own) => text.push_str(own),
            None => gather(run.children(), text),
        }
        text.push_str(around);
    }
}

/// The characters of a run that wraps no others.
fn own(run: &Inline) -> Option<&str> {
    match run {
        Inline::Text { text } | Inline::Code { text } => Some(text),
        Inline::Math { alt, .. } => Some(alt),
        Inline::Mark { symbol, .. } => Some(symbol),
        _ => None,
    }
}

fn marked(run: &Inline) -> bool {
    match run {
        Inline::Part { content, .. } => stands_for_itself(&plain_text(content)),
        Inline::Math { .. } => true,
        _ => false,
    }
}

/// A paragraph that is being written.
struct Reading {
    /// For each byte of its text, whether it is read from the left.
    left: Vec<bool>,
    /// How much of the text was written.
    at: usize,
}

/// Something of a paragraph.
enum Piece<'a> {
    /// Characters of one direction.
    Text(&'a str),
    /// A run that is written as a whole, or one that wraps others, whose text begins there.
    Run(&'a Inline, usize),
}

impl Reading {
    fn push(&mut self, out: &mut String, content: &[Inline], needs: &mut Needs) {
        let mut pieces = Vec::new();
        self.pieces(content, &mut pieces);
        let end = self.at;
        let mut pieces = pieces.as_slice();
        while let Some((first, _)) = pieces.first() {
            let same = pieces.iter().position(|(is_left, _)| is_left != first);
            let (stretch, rest) = pieces.split_at(same.unwrap_or(pieces.len()));
            pieces = rest;
            if *first {
                push_left(out, needs, |out, needs| {
                    for (_, piece) in stretch {
                        match piece {
                            Piece::Text(text) => push_text(out, text, needs),
                            Piece::Run(run, _) => push_runs(out, std::slice::from_ref(*run), needs),
                        }
                    }
                });
                continue;
            }
            for (_, piece) in stretch {
                match piece {
                    Piece::Text(text) => push_text(out, text, needs),
                    Piece::Run(run, _) if own(run).is_some() => {
                        push_runs(out, std::slice::from_ref(*run), needs);
                    }
                    Piece::Run(run, at) => {
                        self.at = *at;
                        let begin = command(run).unwrap_or_default();
                        push_wrapped(out, &begin, |out| self.push(out, run.children(), needs));
                    }
                }
            }
        }
        self.at = end;
    }

    /// The pieces of runs, each with whether all of it is read from the left; parts draw nothing, and their content stands
    /// beside that of others.
    fn pieces<'a>(&mut self, content: &'a [Inline], pieces: &mut Vec<(bool, Piece<'a>)>) {
        for run in content {
            let around = match marked(run) {
                true => FROM_LEFT.len(),
                false => 0,
            };
            self.at += around;
            let start = self.at;
            match (run, own(run)) {
                (Inline::Text { text }, _) => {
                    let left = self.left.get(start..start + text.len());
                    let parts = parted(text, left.unwrap_or_default()).into_iter();
                    pieces.extend(parts.map(|(is_left, text)| (is_left, Piece::Text(text))));
                    self.at += text.len();
                }
                (_, Some(own)) => {
                    self.at += own.len();
                    let is_left = self.left.get(start).copied().unwrap_or_default();
                    // A formula and program text are written from the left whatever they hold.
                    pieces.push((is_left || around > 0, Piece::Run(run, start)));
                }
                (Inline::Part { .. }, None) => self.pieces(run.children(), pieces),
                (_, None) => {
                    let mut text = String::new();
                    gather(run.children(), &mut text);
                    self.at += text.len();
                    let within = self.left.get(start..self.at).unwrap_or_default();
                    pieces.push((within.iter().all(|left| *left), Piece::Run(run, start)));
                }
            }
            self.at += around;
        }
    }
}
