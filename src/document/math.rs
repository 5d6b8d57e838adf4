//! Formulas as trees, so that templates draw them without running any text of the user's.

use serde::Serialize;

/// A part of a formula.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "math", rename_all = "kebab-case")]
pub enum MathNode {
    /// Parts in a row.
    Row {
        /// The parts.
        items: Vec<MathNode>,
    },
    /// One symbol or number: a letter set as a variable, a digit run, an operator sign.
    Symbol {
        /// The characters.
        text: String,
    },
    /// Upright text inside a formula, or the name of a function such as `log`.
    Upright {
        /// The characters.
        text: String,
        /// Whether it is the name of a function, spaced as an operator.
        operator: bool,
    },
    /// A letter in another alphabet.
    Styled {
        /// `bold`, `blackboard`, `calligraphic`, `fraktur`, `upright`, `italic`, `sans`, `mono`.
        style: &'static str,
        /// What is styled.
        body: Box<MathNode>,
    },
    /// A base with something raised or lowered.
    Attach {
        /// The base.
        base: Box<MathNode>,
        /// What is raised.
        top: Option<Box<MathNode>>,
        /// What is lowered.
        bottom: Option<Box<MathNode>>,
    },
    /// A fraction.
    Fraction {
        /// Above the bar.
        numerator: Box<MathNode>,
        /// Below the bar.
        denominator: Box<MathNode>,
    },
    /// A root.
    Root {
        /// What the root is taken of.
        radicand: Box<MathNode>,
        /// Which root; the square root when missing.
        index: Option<Box<MathNode>>,
    },
    /// A letter with an accent.
    Accent {
        /// The combining character, such as U+0302 for a hat.
        accent: char,
        /// What carries it.
        base: Box<MathNode>,
    },
    /// A formula that is drawn smaller where it is wider than a line.
    Fitted {
        /// The formula.
        body: Box<MathNode>,
    },
    /// A space, in em.
    Space {
        /// Its width in em.
        em: f64,
    },
}
