//! Formulas: LaTeX that comes from the source and goes out unchanged, once it is known to be harmless.

use super::symbols::SYMBOLS;

/// The formula as it goes out, or nothing if it is not plain mathematics.
///
/// A formula is the only text of the user's that TeX reads as TeX, so commands are those of this
/// list, braces are balanced, and no character changes how the rest of the file is read. Symbols
/// typed as characters become their commands.
pub(super) fn checked(latex: &str) -> Option<String> {
    let mut out = String::with_capacity(latex.len());
    let mut depth = 0u32;
    let mut chars = latex.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let mut name = String::new();
                while let Some(letter) = chars.next_if(char::is_ascii_alphabetic) {
                    name.push(letter);
                }
                if name.is_empty() {
                    let sign = chars.next_if(|c| ",;:!|{}%$&#_ ".contains(*c))?;
                    out.push('\\');
                    out.push(sign);
                } else if COMMANDS.contains(&name.as_str()) {
                    out.push('\\');
                    out.push_str(&name);
                } else {
                    return None;
                }
            }
            '{' => {
                depth += 1;
                out.push('{');
            }
            '}' => {
                depth = depth.checked_sub(1)?;
                out.push('}');
            }
            '^' if chars.peek() == Some(&'^') => return None,
            '%' | '#' | '$' | '&' | '`' | '"' => return None,
            _ if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '!'..='~' => out.push(c),
            _ => {
                let at = SYMBOLS
                    .binary_search_by_key(&c, |(symbol, _)| *symbol)
                    .ok()?;
                let (_, drawing) = SYMBOLS.get(at)?;
                out.push_str(drawing.strip_prefix(r"\ensuremath")?);
            }
        }
    }
    (depth == 0 && !out.is_empty() && !out.ends_with(['\\', '^', '_'])).then_some(out)
}

/// Commands that a formula may have: those that the source may (a test compares them), so that nothing
/// else reaches TeX, whoever made the document.
#[rustfmt::skip]
const COMMANDS: &[&str] = &[
    // symbols
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta",
    "vartheta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau",
    "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi",
    "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", "ell", "hbar", "infty", "partial", "nabla",
    "emptyset", "forall", "exists", "times", "cdot", "div", "pm", "mp", "circ", "star", "ast",
    "oplus", "otimes", "leq", "le", "geq", "ge", "neq", "ne", "approx", "sim", "simeq", "equiv",
    "propto", "ll", "gg", "in", "notin", "subset", "subseteq", "supset", "supseteq", "cup", "cap",
    "setminus", "to", "rightarrow", "leftarrow", "leftrightarrow", "Rightarrow", "Leftrightarrow",
    "mapsto", "uparrow", "downarrow", "sum", "prod", "int", "ldots", "dots", "cdots", "prime",
    "mid", "parallel", "perp", "langle", "rangle", "lfloor", "rfloor", "lceil", "rceil", "vert",
    "Vert", "deg", "land", "lor", "neg", "wedge", "vee", "dagger",
    // functions
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos",
    "arctan", "sinh", "cosh", "tanh", "min", "max", "sup", "inf", "lim", "arg", "det", "dim",
    "gcd", "ker", "Pr", "hom",
    // accents, alphabets, spaces
    "hat", "widehat", "tilde", "widetilde", "bar", "overline", "dot", "ddot", "vec", "check",
    "breve", "mathbf", "boldsymbol", "bm", "mathbb", "mathcal", "mathit", "mathsf", "mathtt",
    "quad", "qquad",
    // fractions, roots, words, brackets
    "frac", "tfrac", "dfrac", "sqrt", "text", "mathrm", "operatorname", "textrm", "mbox", "left",
    "right", "big", "Big", "bigl", "bigr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mathematics_goes_out_unchanged() {
        for latex in [
            r"O(n \log n)",
            r"\frac{1}{2}\alpha_i^{2}",
            r"50\%",
            r"\left\{x\right\}",
            "a<b",
        ] {
            assert_eq!(checked(latex).as_deref(), Some(latex));
        }
        assert_eq!(checked("α ≥ 1").as_deref(), Some(r"{\alpha} {\geq} 1"));
    }

    #[test]
    fn the_commands_are_those_of_the_source() {
        let letters = |name: &&str| name.chars().all(|c| c.is_ascii_alphabetic());
        let mut source: Vec<_> = crate::compose::math::commands().filter(letters).collect();
        let mut here = COMMANDS.to_vec();
        for list in [&mut source, &mut here] {
            list.sort_unstable();
            list.dedup();
        }
        assert_eq!(here, source);
        for sign in crate::compose::math::commands().filter(|name| !letters(name)) {
            assert!(checked(&format!("x\\{sign}y")).is_some(), "{sign}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for latex in [
            r"\input{/etc/passwd}",
            r"\directlua{x}",
            r"^^5cinput{x}",
            r"a\)b",
            r"{a",
            r"a}{",
            "50%",
            r"\begin{x}",
            r"a\\b",
            r"x\",
            "a&b",
            "",
            r"\def\x{}",
            r"\csname x\endcsname",
            "汉",
            "x^",
        ] {
            assert_eq!(checked(latex), None, "{latex}");
        }
    }
}
