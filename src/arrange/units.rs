//! Numbers that stay with their units: "22 ms" does not break over a line.

use crate::document::{Inline, Inlines, VisitMut, What};

/// Signs and units that follow a number after a space.
const UNITS: [&str; 48] = [
    "%", "‰", "°C", "°F", "K", "s", "ms", "µs", "μs", "ns", "min", "h", "m", "mm", "cm", "km",
    "nm", "µm", "μm", "g", "mg", "kg", "t", "l", "ml", "A", "V", "W", "kW", "MW", "GW", "kWh", "J",
    "eV", "Hz", "kHz", "MHz", "GHz", "kB", "KB", "MB", "GB", "TB", "PB", "GiB", "pt", "px", "dB",
];

/// Joins numbers and their units by no-break spaces, in running text and headings.
pub(super) struct Units;

impl VisitMut for Units {
    fn text(&mut self, _what: What, _origin: &str, _text: &mut String) {}

    fn runs(&mut self, _what: What, _origin: &str, runs: &mut Inlines) {
        runs.iter_mut().for_each(join_in);
    }
}

/// Joins numbers and units in a run and in what it wraps.
fn join_in(run: &mut Inline) {
    match run {
        Inline::Text { text } => join(text),
        run => {
            if let Some(content) = run.children_mut() {
                content.iter_mut().for_each(join_in);
            }
        }
    }
}

/// Joins the numbers and units of a text.
fn join(text: &mut String) {
    let begins = |(at, _): &(usize, &str)| text[..*at].ends_with(|c: char| c.is_ascii_digit());
    let joints: Vec<usize> = text
        .match_indices(' ')
        .filter(begins)
        .map(|(at, _)| at)
        .collect();
    // From the end on, so that places before stay where they are.
    for at in joints.into_iter().rev() {
        let rest = &text[at + 1..];
        let word = rest.split(' ').next().unwrap_or_default();
        let unit = word.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%');
        if UNITS.contains(&unit) {
            text.replace_range(at..=at, "\u{a0}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_units() {
        let joined = |text: &str| {
            let mut runs = vec![Inline::strong(text)];
            Units.runs(What::Highlight, "", &mut runs);
            crate::document::plain_text(&runs).replace('\u{a0}', "~")
        };
        for (text, expected) in [
            (
                "from 180 ms to 22 ms at 40 million",
                "from 180~ms to 22~ms at 40 million",
            ),
            ("fell by 99.7 %.", "fell by 99.7~%."),
            ("from 4.2 s to 0.9 s.", "from 4.2~s to 0.9~s."),
            ("(3 TB a day)", "(3~TB a day)"),
            ("in 2023 s.t. it", "in 2023 s.t. it"),
            ("8 ", "8 "),
            ("room 8 at ten", "room 8 at ten"),
        ] {
            assert_eq!(joined(text), expected);
        }
    }
}
