//! Web addresses that stand in a text as they are: each is a link that shows itself.

use crate::document::{Inline, Inlines};
use crate::model::Url;
use crate::model::address;

/// Signs at the end of an address that are of the sentence around it.
const OF_SENTENCE: [char; 13] = [
    '.', ',', ';', ':', '!', '?', '…', '\'', '’', '"', '”', '*', '_',
];

/// Whether a text without a slash may have an address: by a host that begins with `www.`.
pub(super) fn may_have_host(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(4)
        .any(|four| four.eq_ignore_ascii_case(b"www."))
}

/// Runs in which addresses are links, but for those within links, program text and formulas.
pub(super) fn linked(runs: Inlines) -> Inlines {
    let mut out = Inlines::with_capacity(runs.len());
    for run in runs {
        match run {
            Inline::Text { text } => cut(&text, &mut out),
            Inline::Emph { content } => out.push(Inline::Emph {
                content: linked(content),
            }),
            Inline::Strong { content } => out.push(Inline::Strong {
                content: linked(content),
            }),
            run => out.push(run),
        }
    }
    out
}

/// Adds a text, its addresses as links.
fn cut(text: &str, out: &mut Inlines) {
    let mut rest = text;
    // What stands before `rest` and is no address.
    let mut start = 0;
    while let Some((at, length)) = next(text, text.len() - rest.len()) {
        let written = &text[at..at + length];
        let whole = match written.contains("://") {
            true => written.to_owned(),
            false => format!("https://{written}"),
        };
        rest = &text[at + length..];
        let Ok(url) = Url::parse(&whole) else {
            continue;
        };
        if start < at {
            out.push(Inline::text(&text[start..at]));
        }
        out.push(Inline::link(url, written));
        start = at + length;
    }
    if start < text.len() {
        out.push(Inline::text(&text[start..]));
    }
}

/// The next address of a text from a place on, and its length.
fn next(text: &str, from: usize) -> Option<(usize, usize)> {
    let is_between = |c: char| c.is_whitespace() || "<>\"“”„«»".contains(c);
    let mut at = from;
    while let Some(word) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let end = word.find(is_between).unwrap_or(word.len());
        if let Some((start, length)) = within(&word[..end]) {
            return Some((at + start, length));
        }
        let gap = word[end..].chars().next().map_or(0, char::len_utf8);
        at += end + gap.max(usize::from(end == 0 && gap == 0));
    }
    None
}

/// The address in a word: perhaps behind a bracket, and without what is of the sentence around it.
fn within(word: &str) -> Option<(usize, usize)> {
    let begins = |at: &usize| {
        let before = word[..*at].chars().next_back();
        let is_within = |c: char| c.is_alphanumeric() || "@.-/_:".contains(c);
        !before.is_some_and(is_within) && address::begins_as_web(&word[*at..])
    };
    let start = word.char_indices().map(|(at, _)| at).find(begins)?;
    let mut found = &word[start..];
    loop {
        let shorter = found.trim_end_matches(OF_SENTENCE);
        let opened = shorter.matches('(').count();
        let is_of_sentence = shorter.ends_with(')') && shorter.matches(')').count() > opened
            || shorter.ends_with(']') && !shorter.contains('[');
        let shorter = match is_of_sentence {
            true => &shorter[..shorter.len() - 1],
            false => shorter,
        };
        if shorter.len() == found.len() {
            break;
        }
        found = shorter;
    }
    let (_, rest) = found.split_once("://").or_else(|| found.split_once('.'))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains('.').then_some((start, found.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::plain_text;

    fn addresses(text: &str) -> Vec<String> {
        let runs = linked(vec![Inline::text(text)]);
        assert_eq!(plain_text(&runs), text);
        let links = runs.iter().filter_map(|run| match run {
            Inline::Link { url, content } => {
                assert!(
                    url.uri()
                        .ends_with(plain_text(content).trim_start_matches("http://"))
                );
                Some(plain_text(content))
            }
            _ => None,
        });
        links.collect()
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "at https://example.org/notes.",
                &["https://example.org/notes"][..],
            ),
            (
                "(https://example.org/a_(b))",
                &["https://example.org/a_(b)"],
            ),
            ("see (https://example.org), then", &["https://example.org"]),
            (
                "www.example.org and https://b.example/?q=1#x!",
                &["www.example.org", "https://b.example/?q=1#x"],
            ),
            ("“https://example.org”", &["https://example.org"]),
            ("https://example.org/a,b;c", &["https://example.org/a,b;c"]),
            ("nothttps://example.org", &[]),
            ("https:// and www. and http://localhost and www.x", &[]),
            ("example.org and ada@www.example.org", &[]),
        ] {
            assert_eq!(addresses(text), expected, "{text}");
        }
    }

    #[test]
    fn links_and_program_text_stay() {
        let url = Url::parse("https://a.example").unwrap();
        let runs = vec![
            Inline::link(url, "https://b.example"),
            Inline::Code {
                text: "https://c.example".into(),
            },
        ];
        assert_eq!(linked(runs.clone()), runs);
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in "([a-z.,()/:?]|www\\.|https://|é|[ \"<>“]){0,40}") {
            let runs = linked(vec![Inline::text(&text)]);
            prop_assert_eq!(plain_text(&runs), text);
        }
    }
}
