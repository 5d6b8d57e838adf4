//! Formulas, written from their trees: no text of the user's reaches TeX as TeX.

use std::cell::RefCell;

use unicode_normalization::UnicodeNormalization;

use super::escape::{Needs, push_text};
use super::symbols::SYMBOLS;
use crate::document::MathNode;
use crate::markup::math::{self, Drawing};

/// A formula as TeX draws it, or nothing if it holds what TeX has no sign for.
pub(super) fn drawn(node: &MathNode, needs: &mut Needs) -> Option<String> {
    if !has_letters(node, None) {
        return None;
    }
    let latex = Latex {
        needs: RefCell::new(needs),
    };
    math::written_with(node, &latex).filter(|formula| !formula.is_empty())
}

struct Latex<'a> {
    needs: RefCell<&'a mut Needs>,
}

impl Drawing for Latex<'_> {
    fn symbol(&self, character: char) -> Option<String> {
        Some(match character {
            '−' => "-".to_owned(),
            '∗' => "*".to_owned(),
            '°' => r"{}^{\circ}".to_owned(),
            '′' => r"{}^{\prime}".to_owned(),
            '″' => r"{}^{\prime\prime}".to_owned(),
            'Å' => r"\textnormal{\AA}".to_owned(),
            '{' | '}' | '$' | '%' | '#' | '&' | '_' => format!("\\{character}"),
            '\\' => r"\backslash".to_owned(),
            '"' | '`' | '^' | '~' => return None,
            '!'..='~' => character.to_string(),
            _ => match math::command(character) {
                Some(name) => format!("\\{name}"),
                None => self.other(character)?,
            },
        })
    }

    fn words(&self, text: &str) -> Option<String> {
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Some(format!("\\mathrm{{{text}}}"));
        }
        let mut out = r"\textnormal{".to_owned();
        push_text(&mut out, text, &mut self.needs.borrow_mut());
        out.push('}');
        Some(out)
    }
}

impl Latex<'_> {
    /// A character typed as such, for which formulas have no command.
    fn other(&self, character: char) -> Option<String> {
        let mut parts = character.nfd();
        if let (Some(relation), Some('\u{338}'), None) = (parts.next(), parts.next(), parts.next())
        {
            return Some(format!("\\not{}", self.symbol(relation)?));
        }
        let at = SYMBOLS
            .binary_search_by_key(&character, |(symbol, _)| *symbol)
            .ok()?;
        let (_, drawing) = SYMBOLS.get(at)?;
        drawing.strip_prefix(r"\ensuremath").map(str::to_owned)
    }
}

/// Whether the alphabets of a formula have its letters: those of TeX for blackboard bold and
/// calligraphic letters hold capitals only, and other signs in the places of the rest.
fn has_letters(node: &MathNode, style: Option<&str>) -> bool {
    let within = |node: &MathNode| has_letters(node, style);
    match node {
        MathNode::Symbol { text } | MathNode::Upright { text, .. } => match style {
            Some("blackboard" | "calligraphic") => text
                .chars()
                .all(|c| c.is_ascii_uppercase() || !c.is_alphanumeric()),
            Some("fraktur") => text
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || !c.is_alphanumeric()),
            _ => true,
        },
        MathNode::Styled { style, body } => has_letters(body, Some(style)),
        MathNode::Fitted { body } => within(body),
        MathNode::Row { items } => items.iter().all(within),
        MathNode::Attach { base, top, bottom } => [Some(base), top.as_ref(), bottom.as_ref()]
            .into_iter()
            .flatten()
            .all(|node| within(node)),
        MathNode::Fraction {
            numerator,
            denominator,
        } => within(numerator) && within(denominator),
        MathNode::Root { radicand, index } => {
            within(radicand) && index.as_ref().is_none_or(|index| within(index))
        }
        MathNode::Accent { base, .. } => within(base),
        MathNode::Space { .. } => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(latex: &str) -> Option<String> {
        let node = math::parse(latex).unwrap_or_else(|message| panic!("{latex}: {message}"));
        drawn(&node, &mut Needs::default())
    }

    #[test]
    fn formulas_are_written_from_their_trees() {
        for (latex, written) in [
            (r"O(n \log n)", r"O(n\log n)"),
            (r"\frac12\alpha_i^{2}", r"\frac{1}{2}\alpha_{i}^{2}"),
            (r"50\%", r"50\%"),
            (r"\left\{x\right\}", r"\{x\}"),
            ("a<b", "a<b"),
            ("α ≥ 1", r"\alpha \geq 1"),
            (r"f''", r"f^{\prime \prime}"),
            (r"{\rm Fe}_3", r"\mathrm{Fe}_{3}"),
            (r"\text{if }x", r"\textnormal{if }x"),
            (r"5\degree", r"5{}^{\circ}"),
            (r"\not\equiv", r"\not\equiv"),
            (r"\mathbf{\alpha}", r"\boldsymbol{\alpha}"),
            (r"2\micron", r"2\textnormal{μm}"),
        ] {
            assert_eq!(tex(latex).as_deref(), Some(written), "{latex}");
        }
    }

    #[test]
    fn every_command_is_drawn() {
        for formula in math::samples() {
            let drawn = tex(&formula).unwrap_or_else(|| panic!("{formula}"));
            let mut depth = 0i32;
            for (at, c) in drawn.char_indices() {
                let escaped = drawn[..at].ends_with('\\');
                depth += match c {
                    '{' if !escaped => 1,
                    '}' if !escaped => -1,
                    _ => 0,
                };
                assert!(depth >= 0, "{formula}: {drawn}");
            }
            assert_eq!(depth, 0, "{formula}: {drawn}");
        }
    }

    #[test]
    fn what_tex_has_no_sign_for_is_left_to_the_text() {
        for latex in ["汉", "\"", "`", r"\mathbb{k}", r"\mathcal{x}"] {
            assert_eq!(tex(latex), None, "{latex}");
        }
    }

    #[test]
    fn no_command_of_the_users_goes_out() {
        for latex in [
            r"\text{\input}",
            r"\text{^^5c}",
            r"\text{x%}",
            r"\text{#1&}",
        ] {
            let Ok(node) = math::parse(latex) else {
                continue;
            };
            let drawn = drawn(&node, &mut Needs::default()).unwrap_or_default();
            assert!(
                !drawn.contains("^^") && !drawn.contains(r"\input"),
                "{drawn}"
            );
            for sign in ['%', '#', '&'] {
                assert_eq!(
                    drawn.matches(sign).count(),
                    drawn.matches(&format!("\\{sign}")).count(),
                    "{drawn}"
                );
            }
        }
    }
}
