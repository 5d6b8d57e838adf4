//! Characters and addresses that mean nothing to Markdown.

use crate::model::Url;

/// A text that Markdown reads as the same characters.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Appends a text, which may begin a block where `out` is empty.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let before = out.chars().next_back();
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '&' | '{'
            | '}' => {
                out.push('\\');
                out.push(character);
            }
            // What begins a list or underlines a heading does so where a block begins, and numbers before.
            '-' | '+' | '=' | ':' if is_start(out) => {
                out.push('\\');
                out.push(character);
            }
            // Before a link it would make a picture of it.
            '!' if next.is_none() => out.push_str("\\!"),
            '.' | ')' if is_number(out) => {
                out.push('\\');
                out.push(character);
            }
            // GitHub makes links of addresses that are none here.
            ':' if next == Some('/') => out.push_str("\\:"),
            '.' if out.ends_with("www") || out.ends_with("WWW") => out.push_str("\\."),
            '@' if before.is_some_and(char::is_alphanumeric) => out.push_str("<!-- -->@"),
            '\t' | '\n' | '\r' => push_blank(out),
            ' ' => push_blank(out),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

/// A blank, of which several are one, and none begins a line.
fn push_blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// Whether nothing stands before.
fn is_start(out: &str) -> bool {
    out.is_empty()
}

/// Whether there are digits alone before.
fn is_number(out: &str) -> bool {
    !out.is_empty() && out.bytes().all(|byte| byte.is_ascii_digit())
}

/// A link around Markdown.
pub(super) fn link(url: &Url, content: &str) -> String {
    // What would end the address or the link: RFC 3986 has none of these signs but brackets.
    let mut address = String::new();
    for character in url.uri().chars() {
        match character {
            '(' => address.push_str("%28"),
            ')' => address.push_str("%29"),
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '&' => address.push_str("&amp;"),
            c if c.is_whitespace() || c.is_control() => {}
            c => address.push(c),
        }
    }
    format!("[{content}](<{address}>)")
}
