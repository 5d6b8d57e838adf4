//! Formulas as MathML Core, from their trees.

use crate::document::MathNode;

use super::markup::Markup;

/// Appends a formula; `alt` is how it is read.
pub(super) fn push(out: &mut Markup, node: &MathNode, alt: &str) {
    out.open("math", &[("alttext", alt)]);
    push_node(out, node, None);
    out.close("math");
}

fn push_node(out: &mut Markup, node: &MathNode, style: Option<&str>) {
    match node {
        MathNode::Row { items } => {
            out.open("mrow", &[]);
            for (at, item) in items.iter().enumerate() {
                let before = at.checked_sub(1).and_then(|at| items.get(at));
                if before.is_some_and(|before| are_apart(before, item)) {
                    out.open("mspace", &[("width", "0.167em")]).close("mspace");
                }
                push_node(out, item, style);
            }
            out.close("mrow");
        }
        MathNode::Symbol { text } => push_symbol(out, text, style),
        MathNode::Upright { text, operator } => {
            if *operator {
                out.leaf("mi", &[("mathvariant", "normal")], text);
            } else {
                // Blanks at the ends of a text would be lost.
                let text = text.replace(' ', "\u{a0}");
                out.leaf("mtext", &[], &text);
            }
        }
        MathNode::Styled { style, body } => push_node(out, body, Some(style)),
        MathNode::Attach { base, top, bottom } => {
            let element = match (top, bottom) {
                (Some(_), Some(_)) => "msubsup",
                (Some(_), None) => "msup",
                (None, Some(_)) => "msub",
                (None, None) => return push_node(out, base, style),
            };
            out.open(element, &[]);
            push_node(out, base, style);
            for script in [bottom, top].into_iter().flatten() {
                push_node(out, script, style);
            }
            out.close(element);
        }
        MathNode::Fraction {
            numerator,
            denominator,
        } => {
            out.open("mfrac", &[]);
            push_node(out, numerator, style);
            push_node(out, denominator, style);
            out.close("mfrac");
        }
        MathNode::Root { radicand, index } => {
            let element = match index {
                Some(_) => "mroot",
                None => "msqrt",
            };
            out.open(element, &[]);
            push_node(out, radicand, style);
            if let Some(index) = index {
                push_node(out, index, style);
            }
            out.close(element);
        }
        MathNode::Accent { accent, base } => {
            let (sign, is_under) = drawn_accent(*accent);
            let element = if is_under { "munder" } else { "mover" };
            let key = if is_under { "accentunder" } else { "accent" };
            out.open(element, &[(key, "true")]);
            push_node(out, base, style);
            out.leaf("mo", &[], &sign.to_string());
            out.close(element);
        }
        MathNode::Fitted { body } => push_node(out, body, style),
        MathNode::Space { em } => {
            out.open("mspace", &[("width", &format!("{em:.3}em"))]);
            out.close("mspace");
        }
    }
}

/// Whether a thin space stands between two parts: between the name of a function and a letter or another name.
fn are_apart(first: &MathNode, second: &MathNode) -> bool {
    let is_function = |node: &MathNode| {
        let node = match node {
            MathNode::Attach { base, .. } => base,
            node => node,
        };
        matches!(node, MathNode::Upright { operator: true, .. })
    };
    let is_letter = |node: &MathNode| match node {
        MathNode::Symbol { text } => text.starts_with(char::is_alphanumeric),
        MathNode::Space { .. } => false,
        _ => true,
    };
    is_function(first) && is_letter(second) || is_letter(first) && is_function(second)
}

/// A symbol: a number, an operator, or letters, each by itself as a variable.
fn push_symbol(out: &mut Markup, text: &str, style: Option<&str>) {
    let is_number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    if is_number(text) {
        let digits: String = text.chars().map(|c| lettered(c, style)).collect();
        out.leaf("mn", &[], &digits);
        return;
    }
    for character in text.chars() {
        let letter = lettered(character, style).to_string();
        if !character.is_alphabetic() {
            // In a line of text nothing grows with what it holds.
            let attributes: &[_] = match character {
                '(' | ')' | '[' | ']' | '{' | '}' | '|' | '‖' | '⟨' | '⟩' | '⌊' | '⌋' | '⌈'
                | '⌉' => &[("stretchy", "false")],
                _ => &[],
            };
            out.leaf("mo", attributes, &letter);
        } else if matches!(style, Some("upright")) {
            out.leaf("mi", &[("mathvariant", "normal")], &letter);
        } else {
            out.leaf("mi", &[], &letter);
        }
    }
}

/// A combining accent as it stands alone over a letter, and whether it stands under it.
fn drawn_accent(accent: char) -> (char, bool) {
    match accent {
        '\u{300}' => ('`', false),
        '\u{301}' => ('´', false),
        '\u{302}' => ('^', false),
        '\u{303}' => ('~', false),
        '\u{304}' | '\u{305}' => ('¯', false),
        '\u{306}' => ('˘', false),
        '\u{307}' => ('˙', false),
        '\u{308}' => ('¨', false),
        '\u{30a}' => ('˚', false),
        '\u{30c}' => ('ˇ', false),
        '\u{20d7}' => ('→', false),
        '\u{332}' => ('_', true),
        other => (other, false),
    }
}

/// A letter in another alphabet: of the block Mathematical Alphanumeric Symbols, or where a letter had its place
/// before that.
fn lettered(character: char, style: Option<&str>) -> char {
    let latin = |capitals: u32, small: u32| match character {
        'A'..='Z' => char::from_u32(capitals + u32::from(character) - u32::from('A')),
        'a'..='z' => char::from_u32(small + u32::from(character) - u32::from('a')),
        _ => None,
    };
    let digit = |zero: u32| match character {
        '0'..='9' => char::from_u32(zero + u32::from(character) - u32::from('0')),
        _ => None,
    };
    let greek = |capitals: u32, small: u32| match character {
        'Α'..='Ω' => char::from_u32(capitals + u32::from(character) - u32::from('Α')),
        'α'..='ω' => char::from_u32(small + u32::from(character) - u32::from('α')),
        _ => None,
    };
    let before = |table: &[(char, char)]| {
        let found = table.iter().find(|(plain, _)| *plain == character);
        found.map(|(_, letter)| *letter)
    };
    let found = match style {
        Some("bold") => latin(0x1d400, 0x1d41a)
            .or_else(|| digit(0x1d7ce))
            .or_else(|| greek(0x1d6a8, 0x1d6c2)),
        Some("blackboard") => before(&[
            ('C', 'ℂ'),
            ('H', 'ℍ'),
            ('N', 'ℕ'),
            ('P', 'ℙ'),
            ('Q', 'ℚ'),
            ('R', 'ℝ'),
            ('Z', 'ℤ'),
        ])
        .or_else(|| latin(0x1d538, 0x1d552))
        .or_else(|| digit(0x1d7d8)),
        Some("calligraphic") => before(&[
            ('B', 'ℬ'),
            ('E', 'ℰ'),
            ('F', 'ℱ'),
            ('H', 'ℋ'),
            ('I', 'ℐ'),
            ('L', 'ℒ'),
            ('M', 'ℳ'),
            ('R', 'ℛ'),
            ('e', 'ℯ'),
            ('g', 'ℊ'),
            ('o', 'ℴ'),
        ])
        .or_else(|| latin(0x1d49c, 0x1d4b6)),
        Some("fraktur") => before(&[('C', 'ℭ'), ('H', 'ℌ'), ('I', 'ℑ'), ('R', 'ℜ'), ('Z', 'ℨ')])
            .or_else(|| latin(0x1d504, 0x1d51e)),
        Some("sans") => latin(0x1d5a0, 0x1d5ba).or_else(|| digit(0x1d7e2)),
        Some("mono") => latin(0x1d670, 0x1d68a).or_else(|| digit(0x1d7f6)),
        _ => None,
    };
    found.unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::math;

    fn mathml(latex: &str) -> String {
        let node = math::parse(latex).unwrap_or_else(|message| panic!("{latex}: {message}"));
        let mut out = Markup::default();
        push(&mut out, &node, &math::spoken(&node));
        out.finish()
    }

    #[test]
    fn formulas_are_trees_of_mathml() {
        for (latex, written) in [
            (
                r"O(n \log n)",
                "<math alttext=\"O(n log n)\"><mrow><mi>O</mi><mo stretchy=\"false\">(</mo><mi>n</mi>\
                 <mspace width=\"0.167em\"></mspace><mi mathvariant=\"normal\">log</mi>\
                 <mspace width=\"0.167em\"></mspace><mi>n</mi>\
                 <mo stretchy=\"false\">)</mo></mrow></math>",
            ),
            (
                r"\frac12\alpha_i^{2}",
                "<math alttext=\"1/2α_i²\"><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac>\
                 <msubsup><mi>α</mi><mi>i</mi><mn>2</mn></msubsup></mrow></math>",
            ),
            (
                r"\sqrt[3]{x} < \mathbb{R}",
                "<math alttext=\"3√(x)&lt;R\"><mrow><mroot><mi>x</mi><mn>3</mn></mroot>\
                 <mo>&lt;</mo><mi>ℝ</mi></mrow></math>",
            ),
            (
                r"\hat{\theta}",
                "<math alttext=\"θ\u{302}\"><mover accent=\"true\"><mi>θ</mi><mo>^</mo></mover></math>",
            ),
            (
                r"10\,\text{km}",
                "<math alttext=\"10km\"><mrow><mn>10</mn><mspace width=\"0.167em\"></mspace>\
                 <mtext>km</mtext></mrow></math>",
            ),
            (
                r"\mathbf{x}_0",
                "<math alttext=\"x₀\"><msub><mi>𝐱</mi><mn>0</mn></msub></math>",
            ),
        ] {
            assert_eq!(mathml(latex), written);
        }
    }

    #[test]
    fn every_command_is_well_formed_and_has_letters() {
        for formula in math::samples() {
            let written = mathml(&formula).replace("&nbsp;", " ");
            let tree = roxmltree::Document::parse(&written)
                .unwrap_or_else(|error| panic!("{formula}: {error}: {written}"));
            let text: String = tree.descendants().filter_map(|node| node.text()).collect();
            assert!(!text.is_empty(), "{formula}");
            for node in tree.descendants().filter(|node| node.is_element()) {
                let wanted = match node.tag_name().name() {
                    "msub" | "msup" | "mfrac" | "mroot" | "mover" | "munder" => 2,
                    "msubsup" => 3,
                    _ => continue,
                };
                assert_eq!(node.children().count(), wanted, "{formula}: {written}");
            }
        }
    }
}
