//! The commands of formulas.

/// What a command is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// Stands for a character.
    Symbol(&'static str),
    /// The name of a function, set upright.
    Function(&'static str),
    /// An upright unit or word.
    Word(&'static str),
    /// Puts the combining character over, or under, its argument.
    Accent(char),
    /// Sets its argument in an alphabet.
    Style(&'static str),
    /// Sets what follows in its group in an alphabet.
    Declaration(&'static str),
    /// Words within a formula.
    Text,
    /// The name of a function that its argument holds.
    Operator,
    /// A space, in em.
    Space(f64),
    /// A fraction.
    Fraction,
    /// A root.
    Root,
    /// The size of a bracket, which follows its content in a line of text anyway.
    Bracket,
    /// Strikes through the relation that follows.
    Not,
    /// Says how TeX is to set what follows, which changes nothing in a line of text.
    Nothing,
}

/// Commands that stand for one character, by name. Of several names of a character the first is the one
/// that is written.
#[rustfmt::skip]
pub(super) const SYMBOLS: &[(&str, &str)] = &[
    // Greek
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ϵ"),
    ("varepsilon", "ε"), ("zeta", "ζ"), ("eta", "η"), ("theta", "θ"), ("vartheta", "ϑ"),
    ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("pi", "π"), ("varpi", "ϖ"), ("rho", "ρ"), ("varrho", "ϱ"), ("sigma", "σ"),
    ("varsigma", "ς"), ("tau", "τ"), ("upsilon", "υ"), ("phi", "ϕ"), ("varphi", "φ"),
    ("chi", "χ"), ("psi", "ψ"), ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"),
    ("Theta", "Θ"), ("Lambda", "Λ"), ("Xi", "Ξ"), ("Pi", "Π"), ("Sigma", "Σ"), ("Upsilon", "Υ"),
    ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"), ("textmu", "μ"),
    // letters
    ("ell", "ℓ"), ("hbar", "ℏ"), ("hslash", "ℏ"), ("imath", "ı"), ("jmath", "ȷ"), ("aleph", "ℵ"),
    ("Re", "ℜ"), ("Im", "ℑ"), ("wp", "℘"), ("AA", "Å"), ("angstrom", "Å"),
    // signs
    ("infty", "∞"), ("partial", "∂"), ("nabla", "∇"), ("emptyset", "∅"), ("varnothing", "∅"),
    ("forall", "∀"), ("exists", "∃"), ("nexists", "∄"), ("neg", "¬"), ("lnot", "¬"),
    ("angle", "∠"), ("top", "⊤"), ("perp", "⟂"), ("bot", "⟂"), ("surd", "√"), ("prime", "′"),
    ("degree", "°"), ("textdegree", "°"), ("arcdeg", "°"), ("arcmin", "′"), ("arcsec", "″"),
    ("dagger", "†"), ("dag", "†"), ("ddagger", "‡"), ("ddag", "‡"), ("S", "§"), ("P", "¶"),
    ("sharp", "♯"), ("flat", "♭"), ("natural", "♮"), ("clubsuit", "♣"), ("diamondsuit", "♦"),
    ("heartsuit", "♥"), ("spadesuit", "♠"), ("triangle", "△"), ("square", "□"), ("Box", "□"),
    ("Diamond", "◇"), ("lozenge", "◊"), ("bigstar", "★"), ("backslash", "\\"),
    ("pounds", "£"), ("checkmark", "✓"),
    // operators
    ("times", "×"), ("cdot", "⋅"), ("div", "÷"), ("pm", "±"), ("mp", "∓"), ("circ", "∘"),
    ("star", "⋆"), ("ast", "∗"), ("bullet", "∙"), ("diamond", "⋄"), ("oplus", "⊕"),
    ("ominus", "⊖"), ("otimes", "⊗"), ("oslash", "⊘"), ("odot", "⊙"), ("sun", "⊙"), ("cup", "∪"), ("cap", "∩"),
    ("uplus", "⊎"), ("sqcup", "⊔"), ("sqcap", "⊓"), ("setminus", "∖"), ("smallsetminus", "∖"),
    ("wedge", "∧"), ("land", "∧"), ("vee", "∨"), ("lor", "∨"), ("ltimes", "⋉"), ("rtimes", "⋊"),
    ("wr", "≀"), ("boxtimes", "⊠"), ("boxplus", "⊞"), ("sum", "∑"), ("prod", "∏"), ("coprod", "∐"),
    ("int", "∫"), ("iint", "∬"), ("oint", "∮"), ("bigcup", "⋃"), ("bigcap", "⋂"),
    ("bigoplus", "⨁"), ("bigotimes", "⨂"), ("bigwedge", "⋀"), ("bigvee", "⋁"),
    // relations
    ("leq", "≤"), ("le", "≤"), ("geq", "≥"), ("ge", "≥"), ("neq", "≠"), ("ne", "≠"),
    ("leqslant", "⩽"), ("geqslant", "⩾"), ("lesssim", "≲"), ("gtrsim", "≳"), ("la", "≲"),
    ("ga", "≳"), ("lsim", "≲"), ("gsim", "≳"), ("lt", "<"), ("gt", ">"), ("less", "<"),
    ("greater", ">"), ("textless", "<"), ("textgreater", ">"), ("approx", "≈"), ("sim", "∼"),
    ("simeq", "≃"), ("cong", "≅"), ("asymp", "≍"), ("equiv", "≡"), ("propto", "∝"), ("ll", "≪"),
    ("gg", "≫"), ("prec", "≺"), ("succ", "≻"), ("in", "∈"), ("ni", "∋"), ("notin", "∉"),
    ("subset", "⊂"), ("subseteq", "⊆"), ("subsetneq", "⊊"), ("supset", "⊃"), ("supseteq", "⊇"),
    ("vdash", "⊢"), ("models", "⊨"), ("triangleq", "≜"), ("mid", "∣"), ("nmid", "∤"),
    ("parallel", "∥"), ("colon", ":"), ("therefore", "∴"), ("because", "∵"),
    // arrows
    ("to", "→"), ("rightarrow", "→"), ("leftarrow", "←"), ("gets", "←"), ("leftrightarrow", "↔"),
    ("Rightarrow", "⇒"), ("Leftarrow", "⇐"), ("Leftrightarrow", "⇔"), ("longrightarrow", "⟶"),
    ("longleftarrow", "⟵"), ("longleftrightarrow", "⟷"), ("Longrightarrow", "⟹"),
    ("implies", "⟹"), ("iff", "⟺"), ("Longleftrightarrow", "⟺"), ("mapsto", "↦"),
    ("longmapsto", "⟼"), ("hookrightarrow", "↪"), ("hookleftarrow", "↩"), ("uparrow", "↑"),
    ("downarrow", "↓"), ("updownarrow", "↕"), ("Uparrow", "⇑"), ("Downarrow", "⇓"),
    ("nearrow", "↗"), ("searrow", "↘"), ("swarrow", "↙"), ("nwarrow", "↖"),
    ("rightleftharpoons", "⇌"), ("rightharpoonup", "⇀"), ("leadsto", "↝"),
    ("rightsquigarrow", "↝"),
    // dots and brackets
    ("ldots", "…"), ("dots", "…"), ("textellipsis", "…"), ("cdots", "⋯"), ("langle", "⟨"),
    ("rangle", "⟩"), ("lfloor", "⌊"), ("rfloor", "⌋"), ("lceil", "⌈"), ("rceil", "⌉"),
    ("vert", "|"), ("lvert", "|"), ("rvert", "|"), ("Vert", "‖"), ("lVert", "‖"), ("rVert", "‖"),
    ("|", "‖"), ("lbrace", "{"), ("rbrace", "}"), ("lbrack", "["), ("rbrack", "]"),
    ("{", "{"), ("}", "}"), ("%", "%"), ("$", "$"), ("#", "#"), ("&", "&"), ("_", "_"),
];

/// Names of functions, set upright.
pub(super) const FUNCTIONS: &[&str] = &[
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos",
    "arctan", "sinh", "cosh", "tanh", "coth", "min", "max", "sup", "inf", "lim", "liminf",
    "limsup", "arg", "det", "dim", "gcd", "ker", "deg", "Pr", "hom",
];

/// Units and words that journals have commands for.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("micron", "μm"),
    ("mod", "mod"),
    ("bmod", "mod"),
    ("kms", "km/s"),
    ("TeX", "TeX"),
    ("LaTeX", "LaTeX"),
];

/// Accents, each with the combining character that Typst knows it by. Of several names of one the first is
/// the one that is written.
pub(super) const ACCENTS: &[(&str, char)] = &[
    ("hat", '\u{302}'),
    ("widehat", '\u{302}'),
    ("tilde", '\u{303}'),
    ("widetilde", '\u{303}'),
    ("bar", '\u{304}'),
    ("overline", '\u{305}'),
    ("underline", '\u{332}'),
    ("dot", '\u{307}'),
    ("ddot", '\u{308}'),
    ("vec", '\u{20d7}'),
    ("overrightarrow", '\u{20d7}'),
    ("check", '\u{30c}'),
    ("breve", '\u{306}'),
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("mathring", '\u{30a}'),
];

/// Alphabets by command. Of several names of one the first is the one that is written.
pub(super) const STYLES: &[(&str, &str)] = &[
    ("mathbf", "bold"),
    ("boldsymbol", "bold"),
    ("bm", "bold"),
    ("textbf", "bold"),
    ("mathbb", "blackboard"),
    ("mathcal", "calligraphic"),
    ("mathscr", "calligraphic"),
    ("mathfrak", "fraktur"),
    ("mathit", "italic"),
    ("textit", "italic"),
    ("emph", "italic"),
    ("mathsf", "sans"),
    ("textsf", "sans"),
    ("mathtt", "mono"),
    ("texttt", "mono"),
];

/// Alphabets by the command that sets the rest of its group in them.
pub(super) const DECLARATIONS: &[(&str, &str)] = &[
    ("rm", "upright"),
    ("bf", "bold"),
    ("it", "italic"),
    ("cal", "calligraphic"),
    ("sf", "sans"),
    ("tt", "mono"),
];

/// Commands whose argument is words, or else symbols to be set upright.
pub(super) const TEXTS: &[&str] = &[
    "text",
    "mathrm",
    "textrm",
    "textnormal",
    "textup",
    "mbox",
    "hbox",
    "mathup",
];

/// Spaces by command, in em (The TeXbook, chapter 18: a quad is 18 mu). Of several names of one the first
/// is the one that is written.
pub(super) const SPACES: &[(&str, f64)] = &[
    (",", 3.0 / 18.0),
    ("thinspace", 3.0 / 18.0),
    (":", 4.0 / 18.0),
    (">", 4.0 / 18.0),
    (";", 5.0 / 18.0),
    ("!", -3.0 / 18.0),
    (" ", 0.25),
    ("space", 0.25),
    ("enspace", 0.5),
    ("quad", 1.0),
    ("qquad", 2.0),
];

/// The size of brackets.
pub(super) const BRACKETS: &[&str] = &[
    "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr",
    "biggl", "biggr",
];

/// Commands that change nothing in a line of text.
pub(super) const NOTHING: &[&str] = &[
    "displaystyle",
    "textstyle",
    "scriptstyle",
    "limits",
    "nolimits",
    "mathord",
    "mathbin",
    "mathrel",
    "mathop",
    "mathopen",
    "mathclose",
    "mathpunct",
    "ensuremath",
    "relax",
    "protect",
    "strut",
    "mathstrut",
    "nobreak",
    "allowbreak",
    "/",
    "-",
];

const FRACTIONS: &[&str] = &["frac", "tfrac", "dfrac"];

/// What a command means, by its name without the backslash.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let named = |table: &'static [(&'static str, &'static str)]| {
        let found = table.iter().find(|(known, _)| *known == name);
        found.map(|(_, what)| *what)
    };
    let among = |list: &[&str]| list.contains(&name);
    if let Some(function) = FUNCTIONS.iter().find(|known| **known == name) {
        return Some(Meaning::Function(function));
    }
    if let Some(symbol) = self::named(name) {
        return Some(Meaning::Symbol(symbol));
    }
    if let Some((_, em)) = SPACES.iter().find(|(known, _)| *known == name) {
        return Some(Meaning::Space(*em));
    }
    if let Some((_, accent)) = ACCENTS.iter().find(|(known, _)| *known == name) {
        return Some(Meaning::Accent(*accent));
    }
    Some(if let Some(style) = named(STYLES) {
        Meaning::Style(style)
    } else if let Some(style) = named(DECLARATIONS) {
        Meaning::Declaration(style)
    } else if let Some(word) = named(WORDS) {
        Meaning::Word(word)
    } else if among(TEXTS) {
        Meaning::Text
    } else if among(BRACKETS) {
        Meaning::Bracket
    } else if among(NOTHING) {
        Meaning::Nothing
    } else if among(FRACTIONS) {
        Meaning::Fraction
    } else {
        match name {
            "operatorname" => Meaning::Operator,
            "sqrt" => Meaning::Root,
            "not" => Meaning::Not,
            _ => return None,
        }
    })
}

/// The character that a command stands for.
pub fn named(name: &str) -> Option<&'static str> {
    let found = SYMBOLS.iter().find(|(known, _)| *known == name);
    found.map(|(_, symbol)| *symbol)
}

/// The command that stands for a character.
pub fn command(character: char) -> Option<&'static str> {
    let mut bytes = [0; 4];
    let text: &str = character.encode_utf8(&mut bytes);
    let found = SYMBOLS.iter().find(|(_, symbol)| *symbol == text);
    found.map(|(name, _)| *name)
}

/// The relation with a stroke through it, where Unicode has it.
pub(super) fn negated(relation: char) -> Option<char> {
    let relation = if relation == '∣' {
        return Some('∤');
    } else {
        relation
    };
    unicode_normalization::char::compose(relation, '\u{338}')
}

/// Every command that a formula may have, without its backslash, in groups that belong together.
pub(super) fn groups() -> Vec<(&'static str, Vec<&'static str>)> {
    fn names<T>(table: &'static [(&'static str, T)]) -> Vec<&'static str> {
        table.iter().map(|(name, _)| *name).collect()
    }
    vec![
        ("Symbols", names(SYMBOLS)),
        ("Functions", FUNCTIONS.to_vec()),
        ("Units and words", names(WORDS)),
        ("Accents", names(ACCENTS)),
        ("Alphabets", names(STYLES)),
        ("Alphabets for the rest of a group", names(DECLARATIONS)),
        ("Words", [TEXTS, &["operatorname"]].concat()),
        (
            "Fractions, roots, strokes",
            [FRACTIONS, &["sqrt", "not"]].concat(),
        ),
        ("Brackets", BRACKETS.to_vec()),
        ("Spaces", names(SPACES)),
        ("Without effect", NOTHING.to_vec()),
    ]
}

/// Every command that [`super::parse()`] understands, without its backslash.
pub fn commands() -> impl Iterator<Item = &'static str> {
    groups().into_iter().flat_map(|(_, names)| names)
}

/// How many arguments a command takes; none for one that is not known.
pub fn arguments(name: &str) -> Option<usize> {
    Some(match meaning(name)? {
        Meaning::Fraction => 2,
        Meaning::Accent(_)
        | Meaning::Style(_)
        | Meaning::Text
        | Meaning::Operator
        | Meaning::Root
        | Meaning::Not => 1,
        _ => 0,
    })
}
