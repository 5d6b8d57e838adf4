//! Formulas in words and symbols.

use crate::document::MathNode;

/// The formula as one reads it aloud or types it in a line: `O(n log n)`, `x²`, `a/b`.
pub fn spoken(node: &MathNode) -> String {
    match node {
        MathNode::Row { items } => {
            let mut out = String::new();
            for (index, item) in items.iter().enumerate() {
                let text = spoken(item);
                let operator = |node: Option<&MathNode>| {
                    matches!(node, Some(MathNode::Upright { operator: true, .. }))
                };
                let before = index.checked_sub(1).and_then(|index| items.get(index));
                let word_after =
                    operator(Some(item)) && out.ends_with(|c: char| c.is_alphanumeric());
                let word_before =
                    operator(before) && text.starts_with(|c: char| c.is_alphanumeric());
                if word_after || word_before {
                    out.push(' ');
                }
                out.push_str(&text);
            }
            out
        }
        MathNode::Symbol { text } | MathNode::Upright { text, .. } => text.clone(),
        MathNode::Styled { body, .. } | MathNode::Fitted { body } => spoken(body),
        MathNode::Attach { base, top, bottom } => {
            let mut out = spoken(base);
            for (part, sign, digits) in [(bottom, '_', SUBSCRIPTS), (top, '^', SUPERSCRIPTS)] {
                let Some(part) = part else { continue };
                let text = spoken(part);
                let small: Option<String> = text
                    .chars()
                    .map(|c| {
                        digits
                            .iter()
                            .find(|(plain, _)| *plain == c)
                            .map(|(_, small)| *small)
                    })
                    .collect();
                match small {
                    Some(small) => out.push_str(&small),
                    // What hangs on nothing hangs on the text before it: M⊙, 3rd.
                    None if out.trim().is_empty() => out.push_str(&text),
                    None if text.chars().count() == 1 => {
                        out.extend([sign].into_iter().chain(text.chars()))
                    }
                    None => out.push_str(&format!("{sign}({text})")),
                }
            }
            out
        }
        MathNode::Fraction {
            numerator,
            denominator,
        } => {
            let part = |node: &MathNode| {
                let text = spoken(node);
                if text.chars().all(char::is_alphanumeric) {
                    text
                } else {
                    format!("({text})")
                }
            };
            format!("{}/{}", part(numerator), part(denominator))
        }
        MathNode::Root { radicand, index } => {
            let index = index
                .as_ref()
                .map(|index| spoken(index))
                .unwrap_or_default();
            format!("{index}√({})", spoken(radicand))
        }
        MathNode::Accent { accent, base } => format!("{}{accent}", spoken(base)),
        MathNode::Space { em } => {
            if *em > 0.2 {
                " ".into()
            } else {
                String::new()
            }
        }
    }
}

const SUPERSCRIPTS: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('−', '⁻'),
    ('n', 'ⁿ'),
    ('∘', '°'),
];
const SUBSCRIPTS: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('−', '₋'),
];
