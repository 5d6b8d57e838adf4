//! What the commands of TeX mean in a value.

use super::accents::accent;
use super::symbols::{JOURNALS, LETTERS, SIGNS};

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Prints characters.
    Prints(&'static str),
    /// Puts a mark on the letter that follows; the text stands for an accent over nothing.
    Accent(char, &'static str),
    /// Emphasises its argument.
    Emphasis,
    /// Emphasises its argument strongly.
    Strong,
    /// Sets its argument as program text.
    Code,
    /// Emphasises what follows in its group.
    EmphasisOn,
    /// Emphasises strongly what follows in its group.
    StrongOn,
    /// Sets what follows in its group as program text.
    CodeOn,
    /// Changes a look that the CV has not; its argument, if any, prints as it is.
    Look,
    /// Prints its argument in capitals.
    Capitals,
    /// Prints its argument in small letters.
    SmallLetters,
    /// Puts its argument between quotation marks.
    Quotes,
    /// Raises its argument.
    Raised,
    /// Lowers its argument.
    Lowered,
    /// An address, which is a link.
    Address,
    /// A DOI, which is a link.
    Doi,
    /// An address and the words that lead to it.
    Link,
    /// A chemical formula.
    Chemistry,
    /// A formula.
    Formula,
    /// The beginning of a formula, up to the command of the given name.
    FormulaUntil(&'static str),
    /// Program text between two equal signs.
    Verbatim,
    /// Prints its first argument and leaves the second out.
    First,
    /// Says something that does not print, in so many arguments.
    Silent(usize),
    /// A remark that belongs to another kind of text; it is left out with a warning.
    Remark,
}

use Meaning::{
    Address, Capitals, Chemistry, Code, CodeOn, Doi, Emphasis, EmphasisOn, First, Formula,
    FormulaUntil, Link, Look, Lowered, Quotes, Raised, Remark, Silent, SmallLetters, Strong,
    StrongOn, Verbatim,
};

/// Commands that do something to what follows, with a group of names for each meaning.
#[rustfmt::skip]
pub const ACTS: &[(Meaning, &[&str])] = &[
    (Emphasis, &["emph", "textit", "textsl", "mkbibemph", "mkbibitalic", "mathit", "dfn"]),
    (Strong, &["textbf", "mkbibbold", "boldmath"]),
    (Code, &["texttt", "code", "lstinline"]),
    (EmphasisOn, &["em", "it", "sl", "itshape", "slshape"]),
    (StrongOn, &["bf", "bfseries"]),
    (CodeOn, &["tt", "ttfamily"]),
    (Look, &[
        "textrm", "textsf", "textsc", "textup", "textmd", "textnormal", "textlf", "text", "mbox",
        "hbox", "fbox", "underline", "uline", "ul", "underbar", "nobreak", "mkbibparens", "rm",
        "rmfamily", "sf", "sffamily", "sc", "scshape", "upshape", "mdseries", "normalfont", "relax",
        "protect", "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large",
        "LARGE", "huge", "Huge", "selectfont", "NoCaseChange", "allowbreak", "break", "noindent",
        "ignorespaces", "unskip", "leavevmode", "bgroup", "egroup", "begingroup", "endgroup",
        "hyphenation", "smash", "firstname", "lastname", "surname", "bibnamedelima",
        "nolinebreak", "strut", "mathstrut", "null",
    ]),
    (Capitals, &["uppercase", "MakeUppercase", "MakeTextUppercase"]),
    (SmallLetters, &["lowercase", "MakeLowercase", "MakeTextLowercase"]),
    (Quotes, &["enquote", "mkbibquote", "textquote"]),
    (Raised, &["textsuperscript", "textsu", "up", "mkbibsuperscript", "sp"]),
    (Lowered, &["textsubscript", "mkbibsubscript", "sb", "textinferior"]),
    (Address, &["url", "nolinkurl", "path", "burl"]),
    (Doi, &["doi", "doiurl"]),
    (Link, &["href"]),
    (Chemistry, &["ce"]),
    (Formula, &["ensuremath"]),
    (FormulaUntil(")"), &["("]),
    (FormulaUntil("]"), &["["]),
    (Verbatim, &["verb"]),
    (First, &["texorpdfstring"]),
    (Silent(1), &[
        "label", "index", "color", "textcolor", "foreignlanguage", "selectlanguage", "begin", "end",
        "noopsort", "SortNoop", "sortnoop", "sort", "phantom", "hphantom", "vphantom",
        "vspace", "hspace", "raisebox", "hyphenchar", "pagestyle", "thispagestyle", "bibinfo",
        "bibfield", "gobble", "nocite",
    ]),
    (Silent(2), &["rule", "fontsize", "setlength", "addtolength", "settowidth"]),
    (Remark, &[
        "footnote", "footnotemark", "footnotetext", "thanks", "cite", "citep", "citet", "citealp",
        "citeauthor", "citeyear", "parencite", "textcite", "footcite", "autocite", "ref", "pageref",
        "eqref", "marginpar", "todo", "includegraphics",
    ]),
];

/// What a command means, by its name without the backslash; nothing for one that is not known.
pub fn meaning(name: &str) -> Option<Meaning> {
    if let Some((mark, alone)) = accent(name) {
        return Some(Meaning::Accent(mark, alone));
    }
    for table in [LETTERS, SIGNS, JOURNALS] {
        if let Some((_, text)) = table.iter().find(|(known, _)| *known == name) {
            return Some(Meaning::Prints(text));
        }
    }
    let acts = ACTS.iter().find(|(_, names)| names.contains(&name));
    if let Some((meaning, _)) = acts {
        return Some(*meaning);
    }
    let mut chars = name.chars();
    let (sign, rest) = (chars.next()?, chars.next());
    let signs = super::symbols::SIGN_COMMANDS.iter();
    let found = signs
        .filter(|_| rest.is_none())
        .find(|(known, _)| *known == sign);
    found.map(|(_, text)| Meaning::Prints(text))
}
