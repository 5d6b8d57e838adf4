//! Formulas written as LaTeX.

use crate::document::MathNode;

use super::commands::{ACCENTS, FUNCTIONS, SPACES, STYLES, command};

/// How one who writes formulas draws what stands in them; nothing where it cannot.
pub trait Drawing {
    /// A character of a symbol that is no ASCII letter or digit.
    fn symbol(&self, character: char) -> Option<String>;
    /// Words, with the command and the braces around them.
    fn words(&self, text: &str) -> Option<String>;
}

/// Writes with the commands that [`super::parse()`] reads.
struct Source;

impl Drawing for Source {
    fn symbol(&self, character: char) -> Option<String> {
        Some(match character {
            '−' => "-".to_owned(),
            '∗' => "*".to_owned(),
            _ if is_typed(character) => character.to_string(),
            _ => match command(character) {
                Some(name) => format!("\\{name}"),
                None => character.to_string(),
            },
        })
    }

    fn words(&self, text: &str) -> Option<String> {
        Some(format!("\\text{{{text}}}"))
    }
}

/// Whether a sign of ASCII stands for itself in a formula.
fn is_typed(character: char) -> bool {
    character.is_ascii() && !matches!(character, '\\' | '{' | '}' | '$' | '%' | '#' | '&' | '_')
}

/// The formula in the one form that [`super::parse()`] reads again as the same.
pub fn written(node: &MathNode) -> String {
    written_with(node, &Source).unwrap_or_default()
}

/// The formula with the symbols and words of a drawing; nothing when one of them cannot be drawn.
///
/// Structure takes commands of `amsmath` and `amssymb` only.
pub fn written_with(node: &MathNode, drawing: &dyn Drawing) -> Option<String> {
    let mut out = String::new();
    push(&mut out, node, drawing)?;
    Some(out.trim().to_owned())
}

fn push(out: &mut String, node: &MathNode, drawing: &dyn Drawing) -> Option<()> {
    match node {
        MathNode::Row { items } if items.is_empty() => out.push_str("{}"),
        MathNode::Row { items } => {
            for item in items {
                match item {
                    // A row within a row is a group: a base, or what one script holds.
                    MathNode::Row { items } if !items.is_empty() => push_group(out, item, drawing)?,
                    _ => push(out, item, drawing)?,
                }
            }
        }
        MathNode::Symbol { text } => {
            for character in text.chars() {
                if character.is_ascii_alphanumeric() || character == '.' {
                    out.push(character);
                } else {
                    push_drawn(out, &drawing.symbol(character)?);
                }
            }
        }
        MathNode::Upright { text, operator } => {
            if !operator {
                push_drawn(out, &drawing.words(text)?);
            } else if FUNCTIONS.contains(&text.as_str()) {
                push_drawn(out, &format!("\\{text}"));
            } else {
                if !text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || " -*".contains(c))
                {
                    return None;
                }
                push_drawn(out, &format!("\\operatorname{{{text}}}"));
            }
        }
        MathNode::Styled { style, body } => {
            let command = match *style {
                "upright" => "mathrm",
                // Greek letters have no bold form among letters.
                "bold" if !is_latin(body) => "boldsymbol",
                _ => STYLES.iter().find(|(_, known)| known == style)?.0,
            };
            push_drawn(out, &format!("\\{command}"));
            push_group(out, body, drawing)?;
        }
        MathNode::Attach { base, top, bottom } => {
            // What begins a formula hangs on nothing without saying so.
            if out.is_empty() && matches!(&**base, MathNode::Row { items } if items.is_empty()) {
            } else if is_one(base) {
                push(out, base, drawing)?;
            } else {
                push_group(out, base, drawing)?;
            }
            for (sign, script) in [('_', bottom), ('^', top)] {
                if let Some(script) = script {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push(sign);
                    match primes(script) {
                        Some(count) => {
                            out.push('{');
                            out.push_str("\\prime ".repeat(count).trim_end());
                            out.push('}');
                        }
                        None => push_group(out, script, drawing)?,
                    }
                }
            }
        }
        MathNode::Fraction {
            numerator,
            denominator,
        } => {
            out.push_str("\\frac");
            push_group(out, numerator, drawing)?;
            push_group(out, denominator, drawing)?;
        }
        MathNode::Root { radicand, index } => {
            out.push_str("\\sqrt");
            if let Some(index) = index {
                out.push('[');
                push_group(out, index, drawing)?;
                out.push(']');
            }
            push_group(out, radicand, drawing)?;
        }
        MathNode::Accent { accent, base } => {
            let (name, _) = ACCENTS.iter().find(|(_, known)| known == accent)?;
            push_drawn(out, &format!("\\{name}"));
            push_group(out, base, drawing)?;
        }
        MathNode::Fitted { body } => push(out, body, drawing)?,
        MathNode::Space { em } => {
            let same = |known: &f64| (known - em).abs() < 1e-6;
            let name = SPACES.iter().find(|(_, known)| same(known))?.0;
            // A blank after a backslash would be lost at the end of a line.
            push_drawn(
                out,
                &if name == " " {
                    "~".to_owned()
                } else {
                    format!("\\{name}")
                },
            );
        }
    }
    Some(())
}

fn push_group(out: &mut String, node: &MathNode, drawing: &dyn Drawing) -> Option<()> {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('{');
    match node {
        MathNode::Row { items } if items.is_empty() => {}
        _ => push(out, node, drawing)?,
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('}');
    Some(())
}

/// Appends what a drawing gives; a command is kept apart from a letter after it.
fn push_drawn(out: &mut String, drawn: &str) {
    out.push_str(drawn);
    let name = drawn.rsplit('\\').next().unwrap_or_default();
    if drawn.contains('\\') && !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic()) {
        out.push(' ');
    }
}

/// How many primes a script is made of; nothing if of anything else.
fn primes(node: &MathNode) -> Option<usize> {
    match node {
        MathNode::Symbol { text } if text.chars().all(|c| c == '′') => Some(text.chars().count()),
        MathNode::Row { items } if !items.is_empty() => items.iter().map(primes).sum(),
        _ => None,
    }
}

/// Whether a base needs no braces around it.
fn is_one(node: &MathNode) -> bool {
    match node {
        MathNode::Symbol { text } => {
            text.chars().count() == 1 || text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        }
        MathNode::Row { items } => items.is_empty(),
        MathNode::Upright { .. }
        | MathNode::Styled { .. }
        | MathNode::Accent { .. }
        | MathNode::Root { .. }
        | MathNode::Fraction { .. } => true,
        MathNode::Attach { .. } | MathNode::Space { .. } | MathNode::Fitted { .. } => false,
    }
}

fn is_latin(node: &MathNode) -> bool {
    match node {
        MathNode::Symbol { text } => text.is_ascii(),
        MathNode::Row { items } => items.iter().all(is_latin),
        _ => false,
    }
}
