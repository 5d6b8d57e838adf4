//! The list of all limits.

use super::text;
use crate::diagnostics::Code;
use crate::{
    advice, compose, diagnostics, import, preview, reading, render, session, source, watch,
};

/// A limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub what: &'static str,
    /// How much there may be.
    pub most: u64,
    /// Of what; empty for a plain number.
    pub unit: &'static str,
    /// What comes of more: the code of a problem, else in words.
    pub then: Then,
}

/// What comes of more than a limit allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// A problem of this code.
    Problem(Code),
    /// Something else, in words.
    Words(&'static str),
}

impl Limit {
    /// A limit past which is a problem of this code.
    pub(crate) const fn new(what: &'static str, most: u64, unit: &'static str, code: Code) -> Self {
        Self {
            what,
            most,
            unit,
            then: Then::Problem(code),
        }
    }

    /// A limit past which something else is done.
    pub(crate) const fn quiet(
        what: &'static str,
        most: u64,
        unit: &'static str,
        then: &'static str,
    ) -> Self {
        Self {
            what,
            most,
            unit,
            then: Then::Words(then),
        }
    }
}

/// All limits, in groups with a heading each.
pub const LIMITS: &[(&str, &[&[Limit]])] = &[
    ("Files", &[source::FILE_LIMITS, reading::LIMITS]),
    (
        "`cv.yaml`",
        &[source::TREE_LIMITS, compose::DOCUMENT_LIMITS],
    ),
    ("Bibliographies", &[source::bibtex::limits::LIMITS]),
    ("Citation styles", &[source::STYLE_LIMITS]),
    ("Files that are imported", &[import::limits::LIMITS]),
    ("Texts", &[text::LIMITS, compose::TEXT_LIMITS]),
    ("Pictures", &[render::typst::PICTURE_LIMITS]),
    ("Fonts", &[render::typst::FONT_LIMITS]),
    ("Time", &[crate::cli::TIME_LIMITS]),
    (
        "Messages",
        &[
            diagnostics::LIMITS,
            source::PROBLEM_LIMITS,
            advice::LIMITS,
            session::LIMITS,
        ],
    ),
    (
        "`folio watch` and its preview",
        &[watch::LIMITS, preview::LIMITS],
    ),
];

/// The limits as a page of Markdown, below its head.
pub fn page() -> String {
    let mut out = String::new();
    for (group, lists) in LIMITS {
        out.push_str(&format!(
            "\n## {group}\n\n| What | At most | Then |\n|---|---|---|\n"
        ));
        for limit in lists.iter().flat_map(|list| list.iter()) {
            let then = match limit.then {
                Then::Problem(code) => format!("`{code}`"),
                Then::Words(words) => words.to_owned(),
            };
            let Limit { what, unit, .. } = limit;
            let most = format!("{} {unit}", grouped(limit.most));
            out.push_str(&format!("| {what} | {} | {then} |\n", most.trim_end()));
        }
    }
    out
}

/// A number with commas, such as 16,000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_every_limit_with_its_number() {
        let page = include_str!("../../docs/limits.md");
        let head = page.split("\n## ").next().unwrap_or_default();
        crate::generated::assert_current("docs/limits.md", &format!("{head}{}", super::page()));
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(16_000), "16,000");
        assert_eq!(grouped(100_000_000), "100,000,000");
    }
}
