//! How a text is written so that YAML takes it for a text.

/// Most characters of a text that advice repeats.
const LONGEST: usize = 60;

/// The text in quotes, cut if it is long: advice on how to write it.
///
/// Double quotes, as people know them; single ones where the text has double quotes or
/// backslashes, which would have to be escaped (YAML 1.2.2, sections 7.3.1 and 7.3.2).
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    let short = short.replace(['\n', '\r', '\t'], " ");
    if short.contains(['"', '\\']) {
        format!("'{}'", short.replace('\'', "''"))
    } else {
        format!("\"{short}\"")
    }
}

/// Whether a text has quotes around it.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_the_quotes_that_need_no_escapes() {
        assert_eq!(quoted("*bold* text"), "\"*bold* text\"");
        assert_eq!(quoted("It's"), "\"It's\"");
        assert_eq!(quoted("\"Foo\" bar"), "'\"Foo\" bar'");
        assert_eq!(quoted("\"It's\""), "'\"It''s\"'");
        assert_eq!(quoted("a\\b"), "'a\\b'");
    }

    #[test]
    fn cuts_long_texts() {
        let long = quoted(&"word ".repeat(50));
        assert!(long.ends_with("…\""), "{long}");
        assert!(long.chars().count() <= LONGEST + 3, "{long}");
    }
}
