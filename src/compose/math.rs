//! The subset of LaTeX math that titles and texts may use.
//!
//! Letters, digits and signs; `^` and `_`; braces; Greek letters and the symbols of [`SYMBOLS`];
//! functions such as `\log`; `\frac`, `\sqrt`, `\text`, `\mathrm`, `\mathbf`, `\mathbb`,
//! `\mathcal`, accents such as `\hat`, spaces, and `\left … \right`. Anything else is an error.

use crate::document::MathNode;

/// Deepest nesting of groups, so that no formula can exhaust the stack.
const DEEPEST: usize = 24;

/// Commands that stand for one character, by name.
#[rustfmt::skip]
const SYMBOLS: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "ϕ"),
    ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"),
    ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"), ("ell", "ℓ"), ("hbar", "ℏ"), ("infty", "∞"),
    ("partial", "∂"), ("nabla", "∇"), ("emptyset", "∅"), ("forall", "∀"), ("exists", "∃"),
    ("times", "×"), ("cdot", "⋅"), ("div", "÷"), ("pm", "±"), ("mp", "∓"), ("circ", "∘"),
    ("star", "⋆"), ("ast", "∗"), ("oplus", "⊕"), ("otimes", "⊗"), ("leq", "≤"), ("le", "≤"),
    ("geq", "≥"), ("ge", "≥"), ("neq", "≠"), ("ne", "≠"), ("approx", "≈"), ("sim", "∼"),
    ("simeq", "≃"), ("equiv", "≡"), ("propto", "∝"), ("ll", "≪"), ("gg", "≫"), ("in", "∈"),
    ("notin", "∉"), ("subset", "⊂"), ("subseteq", "⊆"), ("supset", "⊃"), ("supseteq", "⊇"),
    ("cup", "∪"), ("cap", "∩"), ("setminus", "∖"), ("to", "→"), ("rightarrow", "→"),
    ("leftarrow", "←"), ("leftrightarrow", "↔"), ("Rightarrow", "⇒"), ("Leftrightarrow", "⇔"),
    ("mapsto", "↦"), ("uparrow", "↑"), ("downarrow", "↓"), ("sum", "∑"), ("prod", "∏"),
    ("int", "∫"), ("ldots", "…"), ("dots", "…"), ("cdots", "⋯"), ("prime", "′"), ("mid", "∣"),
    ("parallel", "∥"), ("perp", "⟂"), ("langle", "⟨"), ("rangle", "⟩"), ("lfloor", "⌊"),
    ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"), ("vert", "|"), ("Vert", "‖"), ("deg", "°"),
    ("land", "∧"), ("lor", "∨"), ("neg", "¬"), ("wedge", "∧"), ("vee", "∨"), ("dagger", "†"),
    ("{", "{"), ("}", "}"), ("%", "%"), ("$", "$"), ("#", "#"), ("&", "&"), ("_", "_"), ("|", "‖"),
];

/// Names of functions, set upright.
const FUNCTIONS: &[&str] = &[
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos",
    "arctan", "sinh", "cosh", "tanh", "min", "max", "sup", "inf", "lim", "arg", "det", "dim",
    "gcd", "ker", "deg", "Pr", "hom",
];

/// Accents, each with the combining character that Typst knows it by.
const ACCENTS: &[(&str, char)] = &[
    ("hat", '\u{302}'),
    ("widehat", '\u{302}'),
    ("tilde", '\u{303}'),
    ("widetilde", '\u{303}'),
    ("bar", '\u{304}'),
    ("overline", '\u{305}'),
    ("dot", '\u{307}'),
    ("ddot", '\u{308}'),
    ("vec", '\u{20d7}'),
    ("check", '\u{30c}'),
    ("breve", '\u{306}'),
];

/// Alphabets by command.
const STYLES: &[(&str, &str)] = &[
    ("mathbf", "bold"),
    ("boldsymbol", "bold"),
    ("bm", "bold"),
    ("mathbb", "blackboard"),
    ("mathcal", "calligraphic"),
    ("mathit", "italic"),
    ("mathsf", "sans"),
    ("mathtt", "mono"),
];

/// Spaces by command, in em (The TeXbook, chapter 18: a quad is 18 mu).
const SPACES: &[(&str, f64)] = &[
    (",", 3.0 / 18.0),
    (":", 4.0 / 18.0),
    (";", 5.0 / 18.0),
    ("!", -3.0 / 18.0),
    (" ", 0.25),
    ("quad", 1.0),
    ("qquad", 2.0),
];

/// Reads a formula.
///
/// # Errors
/// Says in a sentence which command or sign is not understood.
pub fn parse(latex: &str) -> Result<MathNode, String> {
    let mut parser = Parser {
        rest: latex,
        depth: 0,
    };
    let row = parser.row(None)?;
    Ok(row)
}

/// Every command that [`parse`] understands, without its backslash.
pub fn commands() -> impl Iterator<Item = &'static str> {
    let names = |table: &'static [(&str, &str)]| table.iter().map(|(name, _)| *name);
    let structures = [
        "frac",
        "tfrac",
        "dfrac",
        "sqrt",
        "text",
        "mathrm",
        "operatorname",
        "textrm",
        "mbox",
        "left",
        "right",
        "big",
        "Big",
        "bigl",
        "bigr",
    ];
    names(SYMBOLS)
        .chain(names(STYLES))
        .chain(FUNCTIONS.iter().copied())
        .chain(ACCENTS.iter().map(|(name, _)| *name))
        .chain(SPACES.iter().map(|(name, _)| *name))
        .chain(structures)
}

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
        MathNode::Styled { body, .. } => spoken(body),
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

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    /// Parts up to the closing sign, or to the end.
    fn row(&mut self, close: Option<char>) -> Result<MathNode, String> {
        let mut items: Vec<MathNode> = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else {
                return match close {
                    Some(close) => Err(format!("a `{close}` is missing at the end")),
                    None => Ok(single(items)),
                };
            };
            if Some(c) == close {
                self.rest = &self.rest[c.len_utf8()..];
                return Ok(single(items));
            }
            match c {
                '}' => return Err("a `}` closes nothing".into()),
                '^' | '_' | '\'' => {
                    let base = items.pop().unwrap_or(MathNode::Row { items: Vec::new() });
                    items.push(self.scripts(base)?);
                }
                _ => items.push(self.atom()?),
            }
        }
    }

    fn scripts(&mut self, base: MathNode) -> Result<MathNode, String> {
        let (mut top, mut bottom) = (None, None);
        loop {
            self.rest = self.rest.trim_start();
            let slot = match self.rest.chars().next() {
                Some('^') => &mut top,
                Some('_') => &mut bottom,
                Some('\'') if top.is_none() => {
                    let primes = self.rest.chars().take_while(|c| *c == '\'').count();
                    self.rest = &self.rest[primes..];
                    top = Some(Box::new(MathNode::Symbol {
                        text: "′".repeat(primes),
                    }));
                    continue;
                }
                _ => break,
            };
            if slot.is_some() {
                return Err("a letter carries two superscripts or two subscripts".into());
            }
            self.rest = self.rest[1..].trim_start();
            if self.rest.is_empty() {
                return Err("something is missing after `^` or `_`".into());
            }
            let node = self.atom()?;
            *slot = Some(Box::new(node));
        }
        Ok(MathNode::Attach {
            base: Box::new(base),
            top,
            bottom,
        })
    }

    fn atom(&mut self) -> Result<MathNode, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(format!("groups are nested more than {DEEPEST} deep"));
        }
        let node = self.atom_inside();
        self.depth -= 1;
        node
    }

    fn atom_inside(&mut self) -> Result<MathNode, String> {
        let c = self
            .rest
            .chars()
            .next()
            .ok_or("something is missing at the end")?;
        match c {
            '{' => {
                self.rest = &self.rest[1..];
                self.row(Some('}'))
            }
            '\\' => self.command(),
            '0'..='9' => {
                let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.');
                let mut end = end.unwrap_or(self.rest.len());
                if self.rest[..end].ends_with('.') {
                    end -= 1;
                }
                Ok(self.symbol(end))
            }
            '-' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Symbol { text: "−".into() })
            }
            '*' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Symbol { text: "∗".into() })
            }
            '~' => {
                self.rest = &self.rest[1..];
                Ok(MathNode::Space { em: 0.25 })
            }
            '&' | '#' | '%' | '$' => Err(format!("`{c}` has no meaning here; write `\\{c}`")),
            '^' | '_' | '}' => Err(format!("`{c}` stands where a letter is expected")),
            c if c.is_control() => Err("a control character has no meaning here".into()),
            c => Ok(self.symbol(c.len_utf8())),
        }
    }

    fn symbol(&mut self, end: usize) -> MathNode {
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        MathNode::Symbol {
            text: text.to_owned(),
        }
    }

    fn command(&mut self) -> Result<MathNode, String> {
        let after = &self.rest[1..];
        let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 {
            letters
        } else {
            after.chars().next().map_or(0, char::len_utf8)
        };
        let (name, rest) = after.split_at(length);
        self.rest = rest;
        if name.is_empty() {
            return Err("a backslash stands at the end".into());
        }
        if FUNCTIONS.contains(&name) {
            return Ok(MathNode::Upright {
                text: name.to_owned(),
                operator: true,
            });
        }
        if let Some((_, text)) = SYMBOLS.iter().find(|(symbol, _)| *symbol == name) {
            return Ok(MathNode::Symbol {
                text: (*text).to_owned(),
            });
        }
        if let Some((_, em)) = SPACES.iter().find(|(space, _)| *space == name) {
            return Ok(MathNode::Space { em: *em });
        }
        if let Some((_, accent)) = ACCENTS.iter().find(|(accent, _)| *accent == name) {
            return Ok(MathNode::Accent {
                accent: *accent,
                base: Box::new(self.argument(name)?),
            });
        }
        if let Some((_, style)) = STYLES.iter().find(|(command, _)| *command == name) {
            return Ok(MathNode::Styled {
                style,
                body: Box::new(self.argument(name)?),
            });
        }
        match name {
            "frac" | "tfrac" | "dfrac" => Ok(MathNode::Fraction {
                numerator: Box::new(self.argument(name)?),
                denominator: Box::new(self.argument(name)?),
            }),
            "sqrt" => {
                self.rest = self.rest.trim_start();
                let index = if let Some(rest) = self.rest.strip_prefix('[') {
                    self.rest = rest;
                    Some(Box::new(self.row(Some(']'))?))
                } else {
                    None
                };
                Ok(MathNode::Root {
                    radicand: Box::new(self.argument(name)?),
                    index,
                })
            }
            "text" | "mathrm" | "operatorname" | "textrm" | "mbox" => {
                let text = self.verbatim(name)?;
                Ok(MathNode::Upright {
                    text,
                    operator: name == "operatorname",
                })
            }
            // The size of brackets follows their content in a line of text anyway.
            "left" | "right" | "big" | "Big" | "bigl" | "bigr" => {
                self.rest = self.rest.trim_start();
                if let Some(rest) = self.rest.strip_prefix('.') {
                    self.rest = rest;
                    return Ok(MathNode::Row { items: Vec::new() });
                }
                self.atom()
            }
            _ => Err(format!(
                "`\\{name}` is not among the commands that Folio sets; docs/format.md lists them"
            )),
        }
    }

    fn argument(&mut self, name: &str) -> Result<MathNode, String> {
        self.rest = self.rest.trim_start();
        if self.rest.is_empty() {
            return Err(format!("`\\{name}` lacks what it applies to"));
        }
        self.atom()
    }

    /// The characters in the braces that follow.
    fn verbatim(&mut self, name: &str) -> Result<String, String> {
        let lacks = || format!("`\\{name}` lacks its `{{…}}`");
        let body = self.rest.trim_start().strip_prefix('{').ok_or_else(lacks)?;
        let end = body.find('}').ok_or_else(lacks)?;
        let (text, rest) = body.split_at(end);
        if text.contains(['\\', '{', '$']) {
            return Err(format!("`\\{name}{{…}}` takes plain words only"));
        }
        self.rest = &rest[1..];
        Ok(text.to_owned())
    }
}

fn single(mut items: Vec<MathNode>) -> MathNode {
    match items.len() {
        1 => items.remove(0),
        _ => MathNode::Row { items },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(latex: &str) -> String {
        spoken(&parse(latex).unwrap_or_else(|message| panic!("{latex}: {message}")))
    }

    #[test]
    fn formulas_are_spoken_as_typed_in_a_line() {
        assert_eq!(said(r"O(n \log n)"), "O(n log n)");
        assert_eq!(said("x^2"), "x²");
        assert_eq!(said("x_{10}^{n+1}"), "x₁₀ⁿ⁺¹");
        assert_eq!(said("x^{ab}"), "x^(ab)");
        assert_eq!(said(r"\frac{a}{b+c}"), "a/(b+c)");
        assert_eq!(said(r"\sqrt{2}"), "√(2)");
        assert_eq!(said(r"\alpha \leq \beta"), "α≤β");
        assert_eq!(said(r"\ell_2"), "ℓ₂");
        assert_eq!(said(r"\mathbb{R}^d"), "R^d");
        assert_eq!(said(r"\text{if }x"), "if x");
    }

    #[test]
    fn what_is_outside_the_subset_is_named() {
        for (latex, word) in [
            (r"\input{x}", r"\input"),
            (r"\begin{matrix}", r"\begin"),
            ("{a", "`}`"),
            ("a}", "`}`"),
            ("x^", "after"),
            (r"\frac{a}", "lacks"),
            ("a & b", "`&`"),
            ("x^2^3", "two"),
        ] {
            let message = parse(latex).expect_err(latex);
            assert!(message.contains(word), "{latex}: {message}");
        }
    }

    #[test]
    fn every_command_is_understood() {
        for name in commands() {
            let formula = match name {
                "left" | "right" | "big" | "Big" | "bigl" | "bigr" => format!("\\{name}("),
                _ => format!("\\{name}{{x}}{{y}}"),
            };
            assert!(parse(&formula).is_ok(), "{formula}");
        }
    }

    #[test]
    fn deep_nesting_ends() {
        assert!(parse(&"{".repeat(10_000)).is_err());
        assert!(parse(&r"\sqrt".repeat(10_000)).is_err());
    }

    proptest! {
        #[test]
        fn no_formula_panics(latex in "[\\\\a-z{}^_'\\[\\]$ 0-9.é]{0,40}") {
            if let Ok(node) = parse(&latex) {
                spoken(&node);
            }
        }
    }
}
