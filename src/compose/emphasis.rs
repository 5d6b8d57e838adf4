//! Words that stand out wherever they occur.

use crate::document::{Inline, Inlines};

/// Sets words in bold wherever a text says them as whole words, in just these letters; what is bold, program text or a
/// formula stays as it is.
pub(super) fn set_bold(runs: Inlines, words: &[String]) -> Inlines {
    let words: Vec<&str> = words.iter().map(|word| word.trim()).collect();
    let mut words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return runs;
    }
    // Of words that begin at one place the longest is meant.
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    bold(runs, &words)
}

fn bold(runs: Inlines, words: &[&str]) -> Inlines {
    let mut out = Inlines::with_capacity(runs.len());
    for mut run in runs {
        match &mut run {
            Inline::Text { text } => push(text, words, &mut out),
            Inline::Strong { .. } => out.push(run),
            _ => {
                if let Some(content) = run.children_mut() {
                    *content = bold(std::mem::take(content), words);
                }
                out.push(run);
            }
        }
    }
    out
}

/// Adds a text, with the words in it set in bold.
fn push(text: &str, words: &[&str], out: &mut Inlines) {
    let is_letter = |c: char| c.is_alphanumeric();
    let mut from = 0;
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &text[at..];
        let begins = before.is_none_or(|c| !is_letter(c));
        let word = words.iter().find(|word| {
            let after = rest.strip_prefix(**word).map(|after| after.chars().next());
            // A sign such as `+` at the end of a word ends it by itself.
            let ends = |after: Option<char>| {
                after.is_none_or(|c| !is_letter(c)) || !word.ends_with(is_letter)
            };
            (begins || !word.starts_with(is_letter)) && after.is_some_and(ends)
        });
        match word {
            Some(word) => {
                if from < at {
                    out.push(Inline::text(&text[from..at]));
                }
                out.push(Inline::strong(*word));
                at += word.len();
                from = at;
                before = word.chars().next_back();
            }
            None => {
                at += next.len_utf8();
                before = Some(next);
            }
        }
    }
    if from < text.len() {
        out.push(Inline::text(&text[from..]));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::plain_text;

    #[test]
    fn whole_words_stand_out_also_within_emphasis_and_links() {
        let words = ["Rust", "C", "C++", "open source", ""].map(str::to_owned);
        let set = |runs: Inlines| set_bold(runs, &words);
        let text = |text: &str| Inline::text(text);
        assert_eq!(
            set(vec![text("Rust, rust, Rusty, C++ and C in open source.")]),
            vec![
                Inline::strong("Rust"),
                text(", rust, Rusty, "),
                Inline::strong("C++"),
                text(" and "),
                Inline::strong("C"),
                text(" in "),
                Inline::strong("open source"),
                text("."),
            ]
        );
        let emphasised = Inline::Emph {
            content: vec![Inline::strong("Rust"), text(" in Rust")],
        };
        assert_eq!(
            set(vec![emphasised]),
            vec![Inline::Emph {
                content: vec![Inline::strong("Rust"), text(" in "), Inline::strong("Rust")],
            }]
        );
    }

    proptest! {
        #[test]
        fn no_character_is_lost(said in "[ab+ é]{0,30}", words in proptest::collection::vec("[ab+ é]{0,4}", 0..4)) {
            let runs = vec![Inline::text(said.as_str())];
            prop_assert_eq!(plain_text(&set_bold(runs, &words)), said);
        }
    }
}
