//! What a style prints: runs of text, put together as a style means them.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, Formatting, VerticalAlign};

/// How a run looks, as far as its style says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Face {
    /// Italic.
    pub italic: Option<bool>,
    /// Bold.
    pub bold: Option<bool>,
    /// Small capitals.
    pub small_caps: Option<bool>,
    /// Raised (`Some(true)`) or lowered (`Some(false)`).
    pub raised: Option<Option<bool>>,
}

/// Which name a run belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamePlace {
    /// The variable.
    pub variable: &'static str,
    /// The place in the list of its people.
    pub at: usize,
}

/// What a run leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The address of the DOI.
    Doi,
    /// The web address.
    Url,
    /// PubMed.
    Pmid,
}

/// Text that looks the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// How they look.
    pub face: Face,
    /// The name that they belong to.
    pub name: Option<NamePlace>,
    /// What they lead to.
    pub target: Option<Target>,
    /// Whether its capitals stay.
    pub(super) keeps_case: bool,
    /// Whether it closes a quotation, into which a full stop or a comma may move.
    pub(super) closes: bool,
    /// Whether a part of an entry begins here that stands apart.
    pub(super) apart: bool,
}

impl Run {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A piece of an entry, and what variables it used: a group without any that is filled says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub(super) runs: Vec<Run>,
    /// Whether it asked for a variable.
    pub(super) asked: bool,
    /// Whether one of them was there.
    pub(super) filled: bool,
}

impl Piece {
    /// The value of a variable.
    pub(super) fn value(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::new(text)],
            asked: true,
            filled: true,
        }
    }

    /// A variable that is not there.
    pub(super) fn missing() -> Self {
        Self {
            asked: true,
            ..Self::default()
        }
    }

    /// Words of the style.
    pub(super) fn words(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::new(text)],
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.is_empty())
    }

    /// The characters.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| &run.text[..]).collect()
    }

    /// Adds a piece after a delimiter.
    pub(super) fn push(&mut self, delimiter: &str, piece: Self) {
        self.asked |= piece.asked;
        self.filled |= piece.filled;
        if piece.is_empty() {
            return;
        }
        if !self.is_empty() && !delimiter.is_empty() {
            self.runs.push(Run::new(delimiter));
        }
        self.runs.extend(piece.runs);
    }

    /// Has the piece look as an element says, where nothing within it says otherwise.
    pub(super) fn formatted(mut self, formatting: Formatting) -> Self {
        for run in &mut self.runs {
            let face = &mut run.face;
            let italic = formatting.font_style.map(|it| it == FontStyle::Italic);
            face.italic = face.italic.or(italic);
            face.bold = face
                .bold
                .or(formatting.font_weight.map(|it| it == FontWeight::Bold));
            let caps = formatting
                .font_variant
                .map(|it| it == FontVariant::SmallCaps);
            face.small_caps = face.small_caps.or(caps);
            let raised = formatting.vertical_align.map(|it| match it {
                VerticalAlign::Sup => Some(true),
                VerticalAlign::Sub => Some(false),
                VerticalAlign::None | VerticalAlign::Baseline => None,
            });
            face.raised = face.raised.or(raised);
        }
        self
    }

    /// Puts a prefix before and a suffix after a piece that says something.
    pub(super) fn affixed(mut self, prefix: &Option<String>, suffix: &Option<String>) -> Self {
        if self.is_empty() {
            return self;
        }
        if let Some(prefix) = prefix.as_ref().filter(|it| !it.is_empty()) {
            self.runs.insert(0, Run::new(prefix.as_str()));
        }
        if let Some(suffix) = suffix.as_ref().filter(|it| !it.is_empty()) {
            self.runs.push(Run::new(suffix.as_str()));
        }
        self
    }

    /// Has its capitals stay, or not.
    pub(super) fn keep(&mut self, keeps_case: bool) {
        for run in &mut self.runs {
            run.keeps_case = keeps_case;
        }
    }

    /// Changes every run of which the capitals may change.
    pub(super) fn recased(mut self, change: impl Fn(&str) -> String) -> Self {
        for run in self.runs.iter_mut().filter(|run| !run.keeps_case) {
            run.text = change(&run.text);
        }
        self
    }

    /// Changes every run.
    pub(super) fn map(mut self, change: impl Fn(&str) -> String) -> Self {
        for run in &mut self.runs {
            run.text = change(&run.text);
        }
        self
    }
}

/// The runs with the signs between them as they print: one where two meet, inside quotation marks where the language
/// has them there.
pub(super) fn tidied(runs: Vec<Run>, in_quote: bool) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for mut run in runs {
        let mut rest: Vec<char> = run.text.chars().collect();
        let mut from = 0;
        while let Some(&next) = rest.get(from) {
            let Some(last) = last(&out) else {
                if next.is_whitespace() && out.is_empty() {
                    from += 1;
                    continue;
                }
                break;
            };
            if next == ' ' && (last == ' ' || last == '\u{a0}') {
                from += 1;
                continue;
            }
            if last == ' ' && matches!(next, ',' | '.') {
                // A sign belongs to the word before it, and none follows the end of a sentence.
                let word = rest.get(from + 1).is_some_and(|c| c.is_alphanumeric());
                match word {
                    true => break,
                    false if ends_sentence(&out) => from += 1,
                    false => trim_last(&mut out),
                }
                continue;
            }
            if closes(&out) && in_quote && matches!(next, '.' | ',') {
                let before = before_quote(&out);
                if !(before.is_some_and(|before| swallows(before, next))) {
                    insert_before_quote(&mut out, next);
                }
                from += 1;
                continue;
            }
            let before = match closes(&out) {
                true => before_quote(&out).unwrap_or(last),
                false => last,
            };
            if is_sign(next) && is_sign(before) && swallows(before, next) {
                from += 1;
                continue;
            }
            if is_sign(next) && is_sign(before) && gives_way(before, next) && !closes(&out) {
                remove_last(&mut out);
                continue;
            }
            break;
        }
        if from > 0 {
            rest.drain(..from);
            run.text = rest.into_iter().collect();
        }
        if run.text.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(before)
                if before.face == run.face
                    && before.name == run.name
                    && before.target == run.target
                    && !before.closes
                    && !run.closes
                    && !run.apart =>
            {
                // Where two runs met was looked at above.
                before.text.push_str(&run.text);
            }
            _ => out.push(run),
        }
    }
    while last(&out).is_some_and(char::is_whitespace) {
        remove_last(&mut out);
    }
    out
}

fn is_sign(sign: char) -> bool {
    matches!(sign, '.' | ',' | ':' | ';' | '?' | '!')
}

/// Whether a sign after another is not printed.
fn swallows(before: char, next: char) -> bool {
    before == next && is_sign(next)
        || matches!(
            (before, next),
            ('?' | '!', '.' | ':') | (':' | ';', '.') | (';', ':')
        )
}

/// Whether a sign is not printed before another.
fn gives_way(before: char, next: char) -> bool {
    matches!((before, next), (':' | ';', '?' | '!'))
}

/// Whether a sentence ends before the blanks at the end.
fn ends_sentence(runs: &[Run]) -> bool {
    let letters = runs.iter().rev().flat_map(|run| run.text.chars().rev());
    let mut letters = letters.skip_while(|c| *c == ' ');
    letters.next().is_none_or(|c| matches!(c, '.' | '?' | '!'))
}

fn last(runs: &[Run]) -> Option<char> {
    runs.last()?.text.chars().next_back()
}

fn closes(runs: &[Run]) -> bool {
    runs.last().is_some_and(|run| run.closes)
}

fn before_quote(runs: &[Run]) -> Option<char> {
    let inside = runs.iter().rev().find(|run| !run.closes)?;
    inside.text.chars().next_back()
}

fn insert_before_quote(runs: &mut Vec<Run>, sign: char) {
    let at = runs
        .iter()
        .rposition(|run| !run.closes)
        .map_or(0, |at| at + 1);
    let mut run = Run::new(sign);
    if let Some(inside) = at.checked_sub(1).and_then(|at| runs.get(at)) {
        run.face = inside.face;
    }
    runs.insert(at, run);
}

fn remove_last(runs: &mut Vec<Run>) {
    if let Some(run) = runs.last_mut() {
        run.text.pop();
        if run.text.is_empty() {
            runs.pop();
        }
    }
}

fn trim_last(runs: &mut Vec<Run>) {
    while last(runs) == Some(' ') {
        remove_last(runs);
    }
}
