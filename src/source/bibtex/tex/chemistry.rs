//! Chemical formulas in the notation of `mhchem`: `H2O`, `SO4^2-`, `^{13}C`, `A -> B`.

/// A part of a chemical formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Characters on the line.
    Line(String),
    /// Lowered characters.
    Lowered(String),
    /// Raised characters.
    Raised(String),
}

/// The parts of a formula, whose braces, `$` and backslashes do not print.
pub fn parts(formula: &str) -> Vec<Part> {
    let formula: String = formula
        .replace("<=>", "⇌")
        .replace("<->", "↔")
        .replace("->", "→")
        .replace("<-", "←");
    let mut parts: Vec<Part> = Vec::new();
    let mut chars = formula.chars().peekable();
    let mut before = ' ';
    while let Some(character) = chars.next() {
        match character {
            '^' | '_' => {
                let mut script = String::new();
                if chars.next_if_eq(&'{').is_some() {
                    script.extend(std::iter::from_fn(|| chars.next_if(|c| *c != '}')));
                    chars.next();
                } else {
                    script.extend(std::iter::from_fn(|| {
                        chars.next_if(|c| c.is_ascii_digit() || matches!(c, '+' | '-'))
                    }));
                    if script.is_empty() {
                        script.extend(chars.next());
                    }
                }
                script.retain(|c| !matches!(c, '{' | '}' | '$' | '\\'));
                let script = script.replace('-', "−");
                parts.push(if character == '^' {
                    Part::Raised(script)
                } else {
                    Part::Lowered(script)
                });
                before = 'x';
            }
            '0'..='9' if before.is_alphabetic() || matches!(before, ')' | ']') => {
                let mut number = character.to_string();
                number.extend(std::iter::from_fn(|| {
                    chars.next_if(|c| c.is_ascii_digit() || *c == '.')
                }));
                parts.push(Part::Lowered(number));
                before = '0';
            }
            // A charge stands at the end of a substance.
            '+' | '-'
                if !before.is_whitespace()
                    && chars.peek().is_none_or(|c| c.is_whitespace() || *c == ']') =>
            {
                parts.push(Part::Raised(
                    if character == '-' { "−" } else { "+" }.to_owned(),
                ));
            }
            '{' | '}' | '$' | '\\' => {}
            _ => {
                match parts.last_mut() {
                    Some(Part::Line(line)) => line.push(character),
                    _ => parts.push(Part::Line(character.to_string())),
                }
                before = character;
            }
        }
    }
    parts
}
