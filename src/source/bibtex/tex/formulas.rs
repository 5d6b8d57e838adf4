//! Formulas, raised and lowered text, and substances.

use std::ops::Range;

use super::chemistry::{self, Part};
use super::reader::{Nodes, Reader};
use super::{Trouble, invisible, push_literal};
use crate::document::MathNode;
use crate::markup::math;

impl Reader<'_> {
    pub(super) fn dollar(&mut self, end: usize, nodes: &mut Nodes) {
        let start = self.at;
        let rest = self.rest(end);
        let sign = if rest.starts_with("$$") { "$$" } else { "$" };
        let body = &rest[sign.len()..];
        let Some(length) = formula_end(body, sign).filter(|length| !is_money(body, *length)) else {
            self.at += 1;
            if sign == "$$" && formula_end(body, "$").is_none() {
                // An empty formula.
                self.at += 1;
                return;
            }
            self.report(start..self.at, Trouble::Dollar);
            nodes.push_text("$", self.looks.is_code);
            return;
        };
        let from = start + sign.len();
        self.at = from + length + sign.len();
        self.formula(from..from + length, start..self.at, nodes);
    }

    /// A formula, or the nearest text to one.
    pub(super) fn formula(&mut self, range: Range<usize>, whole: Range<usize>, nodes: &mut Nodes) {
        let mut latex = String::new();
        let mut at = range.start;
        while let Some(character) = self.text[at..range.end].chars().next() {
            match invisible::repair(&self.text[at..range.end]) {
                Some(repair) => {
                    self.report(at..at + repair.length, Trouble::Inkless(character));
                    latex.push_str(&repair.text);
                    at += repair.length;
                }
                None => {
                    latex.push(character);
                    at += character.len_utf8();
                }
            }
        }
        if latex.trim().is_empty() {
            return;
        }
        let problem = match math::parse(&latex) {
            Ok(MathNode::Symbol { text }) if is_typed(&text) => {
                nodes.push_text(&text, self.looks.is_code);
                return;
            }
            Ok(node) if !self.looks.is_code && !self.looks.is_formula => {
                nodes.push_formula(&latex, &node);
                return;
            }
            Ok(node) => {
                nodes.push_text(&math::spoken(&node), self.looks.is_code);
                return;
            }
            Err(problem) => problem,
        };
        self.report(whole, Trouble::Formula(problem));
        let before = self.looks;
        self.looks.is_formula = true;
        let content = self.within(range);
        self.looks = before;
        let mut text = String::new();
        push_literal(&mut text, &content);
        nodes.push_text(&text.replace('$', ""), self.looks.is_code);
    }

    /// Raised or lowered text, which only formulas have.
    pub(super) fn script(&mut self, range: Range<usize>, is_raised: bool, nodes: &mut Nodes) {
        let whole = range.clone();
        let content = self.within(range);
        let mut text = String::new();
        push_literal(&mut text, &content);
        self.scripted(text.trim(), is_raised, whole, nodes);
    }

    pub(super) fn scripted(
        &mut self,
        text: &str,
        is_raised: bool,
        whole: Range<usize>,
        nodes: &mut Nodes,
    ) {
        // The ending of an ordinal stands on the line in most styles.
        let is_ordinal = is_raised
            && text.chars().count() <= 3
            && text
                .chars()
                .all(|c| c.is_lowercase() || matches!(c, 'ª' | 'º' | '.'));
        if text.is_empty() || self.looks.is_formula || self.looks.is_code || is_ordinal {
            nodes.push_text(text, self.looks.is_code);
            return;
        }
        let script = if text.chars().all(|c| !c.is_alphabetic()) {
            text.replace('−', "-")
                .replace('%', "\\%")
                .replace('&', "\\&")
        } else {
            format!(
                "\\text{{{}}}",
                text.replace(['{', '}', '\\', '$', '^', '_'], "")
            )
        };
        let sign = if is_raised { '^' } else { '_' };
        match math::parse(&format!("{sign}{{{script}}}")) {
            Ok(node) => nodes.push_math(&node),
            Err(why) => {
                self.report(whole, Trouble::Formula(why));
                nodes.push_text(text, false);
            }
        }
    }

    pub(super) fn chemistry(&mut self, formula: &str, nodes: &mut Nodes) {
        for part in chemistry::parts(formula) {
            match part {
                Part::Line(text) => self.characters(&text, nodes),
                Part::Lowered(text) => self.scripted(&text, false, self.at..self.at, nodes),
                Part::Raised(text) => self.scripted(&text, true, self.at..self.at, nodes),
            }
        }
    }
}

/// Whether a formula of one symbol is the character that a text would have there.
fn is_typed(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '<' | '>' | '|' | '=' | '+'))
}

/// Length of the formula before the dollar signs that close it. Braces hide those in them.
fn formula_end(body: &str, sign: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'$' if depth == 0 && body[at..].starts_with(sign) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether what stands between two dollar signs is no formula: `$5 and $10`.
fn is_money(body: &str, length: usize) -> bool {
    let (inner, after) = body.split_at(length);
    let next = after.chars().nth(1);
    inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.contains(char::is_whitespace)
        && !inner.contains(['\\', '^', '_', '{', '=', '<', '>'])
        && next.is_some_and(|c| c.is_ascii_digit())
}
