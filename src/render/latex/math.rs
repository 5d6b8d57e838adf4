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

/// Commands that a formula may have: symbols, functions, accents, alphabets, fractions, roots.
const COMMANDS: &[&str] = &[
    // Greek
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "vartheta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "varpi",
    "rho",
    "varrho",
    "sigma",
    "varsigma",
    "tau",
    "upsilon",
    "phi",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Upsilon",
    "Phi",
    "Psi",
    "Omega",
    // operators and relations
    "pm",
    "mp",
    "times",
    "div",
    "cdot",
    "ast",
    "star",
    "circ",
    "bullet",
    "oplus",
    "ominus",
    "otimes",
    "oslash",
    "odot",
    "cap",
    "cup",
    "wedge",
    "vee",
    "land",
    "lor",
    "lnot",
    "neg",
    "setminus",
    "le",
    "leq",
    "ge",
    "geq",
    "ne",
    "neq",
    "ll",
    "gg",
    "equiv",
    "sim",
    "simeq",
    "approx",
    "cong",
    "propto",
    "prec",
    "succ",
    "preceq",
    "succeq",
    "subset",
    "supset",
    "subseteq",
    "supseteq",
    "in",
    "ni",
    "notin",
    "mid",
    "nmid",
    "parallel",
    "perp",
    "models",
    "vdash",
    "dashv",
    "lesssim",
    "gtrsim",
    "leqslant",
    "geqslant",
    "triangleq",
    "asymp",
    "doteq",
    // big operators
    "sum",
    "prod",
    "coprod",
    "int",
    "iint",
    "oint",
    "bigcup",
    "bigcap",
    "bigoplus",
    "bigotimes",
    "bigvee",
    "bigwedge",
    "limits",
    "nolimits",
    // arrows
    "to",
    "gets",
    "leftarrow",
    "rightarrow",
    "leftrightarrow",
    "Leftarrow",
    "Rightarrow",
    "Leftrightarrow",
    "longrightarrow",
    "longleftarrow",
    "Longrightarrow",
    "mapsto",
    "uparrow",
    "downarrow",
    "Uparrow",
    "Downarrow",
    "hookrightarrow",
    "hookleftarrow",
    "rightharpoonup",
    "rightleftharpoons",
    "iff",
    "implies",
    "nearrow",
    "searrow",
    "leadsto",
    // other symbols
    "infty",
    "partial",
    "nabla",
    "forall",
    "exists",
    "nexists",
    "emptyset",
    "varnothing",
    "ell",
    "hbar",
    "Re",
    "Im",
    "aleph",
    "wp",
    "angle",
    "top",
    "bot",
    "prime",
    "backslash",
    "surd",
    "triangle",
    "square",
    "Box",
    "Diamond",
    "checkmark",
    "dagger",
    "ddagger",
    "therefore",
    "because",
    "ldots",
    "cdots",
    "vdots",
    "ddots",
    "dots",
    "dotsc",
    "dotsb",
    "colon",
    // delimiters
    "left",
    "right",
    "big",
    "Big",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "langle",
    "rangle",
    "lfloor",
    "rfloor",
    "lceil",
    "rceil",
    "lvert",
    "rvert",
    "lVert",
    "rVert",
    "vert",
    "Vert",
    "lbrace",
    "rbrace",
    "lbrack",
    "rbrack",
    // functions
    "log",
    "ln",
    "lg",
    "exp",
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "arcsin",
    "arccos",
    "arctan",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "min",
    "max",
    "sup",
    "inf",
    "lim",
    "liminf",
    "limsup",
    "arg",
    "det",
    "dim",
    "ker",
    "gcd",
    "deg",
    "hom",
    "Pr",
    "bmod",
    "pmod",
    "mod",
    "operatorname",
    // accents, alphabets, structures, spaces
    "hat",
    "widehat",
    "tilde",
    "widetilde",
    "bar",
    "overline",
    "underline",
    "vec",
    "dot",
    "ddot",
    "acute",
    "grave",
    "breve",
    "check",
    "mathring",
    "mathbf",
    "boldsymbol",
    "mathbb",
    "mathcal",
    "mathfrak",
    "mathrm",
    "mathit",
    "mathsf",
    "mathtt",
    "bm",
    "text",
    "textrm",
    "textit",
    "textbf",
    "frac",
    "tfrac",
    "dfrac",
    "binom",
    "sqrt",
    "overbrace",
    "underbrace",
    "overset",
    "underset",
    "quad",
    "qquad",
    "displaystyle",
    "textstyle",
    "not",
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
