//! What commands do.

use std::ops::Range;

use super::accents::accented;
use super::commands::{Meaning, meaning};
use super::reader::{DEEPEST, Looks, Nodes, Reader, near};
use super::{Node, Trouble, control_name, push_literal};
use crate::markup::math;

impl Reader<'_> {
    pub(super) fn control(&mut self, end: usize, nodes: &mut Nodes) {
        let start = self.at;
        let name = control_name(&self.rest(end)[1..]);
        if name.is_empty() {
            self.at += 1;
            self.report(start..self.at, Trouble::Backslash);
            return;
        }
        self.at += 1 + name.len();
        let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_word {
            self.skip_blanks(end);
        }
        let Some(meaning) = meaning(name) else {
            self.foreign(start, name, end, nodes);
            return;
        };
        match meaning {
            Meaning::Prints(text) => nodes.push_text(text, self.looks.is_code),
            Meaning::Accent(mark, alone) => {
                let text = self.accent(mark, alone, end);
                nodes.push_text(&text, self.looks.is_code);
            }
            Meaning::Emphasis | Meaning::Strong | Meaning::Code => {
                if let Some(range) = self.argument(end) {
                    self.wrapped(meaning, range, nodes);
                }
            }
            Meaning::EmphasisOn | Meaning::StrongOn | Meaning::CodeOn => {
                let range = self.at..end;
                self.wrapped(meaning, range, nodes);
                self.at = end;
            }
            Meaning::Look => {}
            Meaning::Capitals | Meaning::SmallLetters => {
                if let Some(range) = self.argument(end) {
                    let mut content = self.within(range);
                    recase(&mut content, meaning == Meaning::Capitals);
                    nodes.extend(content);
                }
            }
            Meaning::Quotes => {
                self.optional(end);
                if name.ends_with('*') || self.rest(end).starts_with('*') {
                    self.at += 1;
                }
                let Some(range) = self.argument(end) else {
                    return;
                };
                let [before, after] = if self.quotes.is_multiple_of(2) {
                    ["“", "”"]
                } else {
                    ["‘", "’"]
                };
                self.quotes += 1;
                let content = self.within(range);
                self.quotes -= 1;
                nodes.push_text(before, false);
                nodes.extend(content);
                nodes.push_text(after, false);
            }
            Meaning::Raised | Meaning::Lowered => {
                if let Some(range) = self.argument(end) {
                    self.script(range, meaning == Meaning::Raised, nodes);
                }
            }
            Meaning::Address | Meaning::Doi | Meaning::Link => {
                self.link(start, meaning, end, nodes);
            }
            Meaning::Chemistry => {
                if let Some(range) = self.argument(end) {
                    self.chemistry(&self.text[range], nodes);
                }
            }
            Meaning::Formula => {
                if let Some(range) = self.argument(end) {
                    let whole = start..self.at;
                    self.formula(range, whole, nodes);
                }
            }
            Meaning::FormulaUntil(close) => {
                let closing = format!("\\{close}");
                let from = self.at;
                let known = (closing.clone(), end);
                let found = (!self.endless.contains(&known))
                    .then(|| self.rest(end).find(&closing))
                    .flatten();
                match found {
                    Some(length) => {
                        self.at = from + length + closing.len();
                        self.formula(from..from + length, start..self.at, nodes);
                    }
                    None => {
                        self.endless.insert(known);
                        self.report(start..from, Trouble::Unknown(name.to_owned()));
                        nodes.push_text(name, self.looks.is_code);
                    }
                }
            }
            Meaning::Verbatim => {
                let rest = self.rest(end);
                let mut chars = rest.chars();
                if let Some(sign) = chars.next()
                    && let Some(length) = near(chars.as_str(), sign)
                {
                    let code = &chars.as_str()[..length];
                    self.at += length + 2 * sign.len_utf8();
                    nodes.push_text(code, true);
                }
            }
            Meaning::First => {
                if let Some(range) = self.argument(end) {
                    let content = self.within(range);
                    nodes.extend(content);
                    self.argument(end);
                }
            }
            Meaning::Silent(count) => {
                if self.rest(end).starts_with('*') {
                    self.at += 1;
                }
                self.optional(end);
                for _ in 0..count {
                    self.argument(end);
                }
            }
            Meaning::Remark => {
                while self.optional(end) {}
                let has_argument = self.rest(end).starts_with('{');
                if has_argument {
                    self.argument(end);
                }
                self.report(start..self.at, Trouble::LeftOut(name.to_owned()));
            }
        }
    }

    /// A command that is none of text: one of formulas, or one that is not known.
    pub(super) fn foreign(&mut self, start: usize, name: &str, end: usize, nodes: &mut Nodes) {
        if let Some(count) = math::arguments(name) {
            for _ in 0..count {
                self.argument(end);
            }
            let range = start..self.at;
            if math::parse(&self.text[range.clone()]).is_ok() {
                self.formula(range.clone(), range, nodes);
                return;
            }
            self.at = start + 1 + name.len();
        }
        self.report(
            start..start + 1 + name.len(),
            Trouble::Unknown(name.to_owned()),
        );
        // A command that applies to something goes; one that stands for something leaves its name.
        let opens_group = self.text[..start].ends_with('{') && self.at < end;
        let has_argument = self.rest(end).starts_with('{') && !self.rest(end).starts_with("{}");
        if !opens_group && !has_argument {
            nodes.push_text(name, self.looks.is_code);
            let blanks = self.text[..self.at].ends_with(char::is_whitespace);
            if blanks {
                nodes.push_text(" ", self.looks.is_code);
            }
        }
    }

    /// A letter with an accent, and what follows it in its group.
    pub(super) fn accent(&mut self, mark: char, alone: &str, end: usize) -> String {
        self.depth += 1;
        let text = self.accent_within(mark, alone, end);
        self.depth -= 1;
        text
    }

    pub(super) fn accent_within(&mut self, mark: char, alone: &str, end: usize) -> String {
        let before = self.at;
        self.skip_blanks(end);
        let rest = self.rest(end);
        if let Some(after) = rest.strip_prefix('\\')
            && self.depth <= DEEPEST
        {
            let name = control_name(after);
            match meaning(name) {
                // The accent goes on what the next one makes.
                Some(Meaning::Accent(inner, bare)) => {
                    self.at += 1 + name.len();
                    let letter = self.accent(inner, bare, end);
                    return accented(&letter, mark, alone);
                }
                Some(Meaning::Prints(text)) if text.starts_with(char::is_alphabetic) => {
                    self.at += 1 + name.len();
                    self.skip_blanks(end);
                    return accented(text, mark, alone);
                }
                // `\'\e`, after the pattern of `\'\i`.
                None if name.len() == 1 && name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    self.at += 1 + name.len();
                    self.skip_blanks(end);
                    return accented(name, mark, alone);
                }
                _ => {
                    self.at = before;
                    return alone.to_owned();
                }
            }
        }
        if rest.is_empty() || rest.starts_with(['}', '$', '\\']) {
            self.at = before;
            return alone.to_owned();
        }
        let Some(range) = self.argument(end) else {
            self.at = before;
            return alone.to_owned();
        };
        let content = self.within(range);
        let mut text = String::new();
        push_literal(&mut text, &content);
        // A straight quotation mark within an accent is TeX's, and the letter may be a ligature of such.
        accented(&text, mark, alone)
    }

    pub(super) fn wrapped(&mut self, meaning: Meaning, range: Range<usize>, nodes: &mut Nodes) {
        let is_on = |looks: &mut Looks| match meaning {
            Meaning::Emphasis | Meaning::EmphasisOn => std::mem::replace(&mut looks.is_emph, true),
            Meaning::Strong | Meaning::StrongOn => std::mem::replace(&mut looks.is_strong, true),
            _ => std::mem::replace(&mut looks.is_code, true),
        };
        let before = self.looks;
        let was_on = is_on(&mut self.looks);
        let content = self.within(range);
        self.looks = before;
        // A look within itself is itself; program text has no other looks.
        if was_on || self.looks.is_code {
            nodes.extend(content);
            return;
        }
        match meaning {
            Meaning::Emphasis | Meaning::EmphasisOn => nodes.0.push(Node::Emph(content)),
            Meaning::Strong | Meaning::StrongOn => nodes.0.push(Node::Strong(content)),
            _ => {
                let mut text = String::new();
                push_literal(&mut text, &content);
                nodes.push_text(&text, true);
            }
        }
    }
}

/// Capitals or small letters throughout.
fn recase(nodes: &mut [Node], to_capitals: bool) {
    for node in nodes {
        match node {
            Node::Text(text) if to_capitals => *text = text.to_uppercase(),
            Node::Text(text) => *text = text.to_lowercase(),
            Node::Emph(inner) | Node::Strong(inner) | Node::Group(inner) | Node::Link(inner, _) => {
                recase(inner, to_capitals);
            }
            Node::Math { .. } | Node::Code(_) => {}
        }
    }
}
