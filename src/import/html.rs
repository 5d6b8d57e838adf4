//! HTML in texts, as editors in browsers leave it: to Markdown, element by element.

use super::text::Dialect;
use crate::model::Url;

/// Elements whose presence says that a text is HTML.
const ELEMENTS: [&str; 20] = [
    "p", "br", "b", "strong", "i", "em", "u", "a", "ul", "ol", "li", "span", "div", "h1", "h2",
    "h3", "h4", "sub", "sup", "s",
];

/// Most levels of lists and emphasis that are kept apart.
const MOST_OPEN: usize = 64;

/// Whether a text is HTML.
pub(super) fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        if tag(rest).is_some_and(|(tag, _)| ELEMENTS.contains(&tag.name.as_str())) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
}

/// The tag that a text begins with, and what follows it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let inner = text.strip_prefix('<')?;
    // Up to the next sign, so that each is looked at once.
    let end = inner
        .find(['<', '>'])
        .filter(|end| inner[*end..].starts_with('>'))?;
    let (inside, rest) = (&inner[..end], &inner[end + 1..]);
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let length = inside
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(length);
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let fits = attributes.is_empty() || attributes.starts_with([' ', '/', '\n', '\t']);
    (is_name && fits).then(|| {
        let tag = Tag {
            name: name.to_ascii_lowercase(),
            closes,
            attributes,
        };
        (tag, rest)
    })
}

/// The value of an attribute.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let rest = attributes.get(at..)?;
    let quote = rest.chars().next().filter(|c| "\"'".contains(*c))?;
    let rest = &rest[1..];
    Some(&rest[..rest.find(quote)?])
}

/// HTML as Markdown: paragraphs are lines with empty ones between them, items of lists begin with `- `.
/// Words outside of the tags are text in a dialect, of which no sign becomes markup by that.
pub(super) fn markdown(text: &str, dialect: Dialect) -> String {
    let mut out = String::new();
    let mut open: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((tag, after)) = tag(rest) else {
            let length = match rest.strip_prefix('<') {
                Some(after) => after.find('<').map_or(rest.len(), |at| at + 1),
                None => rest.find('<').unwrap_or(rest.len()),
            };
            let (before, after) = rest.split_at(length);
            words.push_str(before);
            rest = after;
            continue;
        };
        rest = after;
        push(&mut out, &std::mem::take(&mut words), dialect);
        match (tag.name.as_str(), tag.closes) {
            ("br", _) => out.push('\n'),
            ("p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4", _) => out.push_str("\n\n"),
            ("li", false) => out.push_str("\n- "),
            ("li", true) => out.push('\n'),
            ("b" | "strong", false) => begin(&mut out, &mut open, &tag.name, "**", "**".to_owned()),
            ("i" | "em", false) => begin(&mut out, &mut open, &tag.name, "*", "*".to_owned()),
            ("a", false) => {
                let href = attribute(tag.attributes, "href").unwrap_or_default();
                if Url::parse(href).is_ok() && !href.contains([')', '(', ' ']) {
                    begin(&mut out, &mut open, "a", "[", format!("]({href})"));
                }
            }
            (name, true) => {
                if let Some(at) = open.iter().rposition(|(opened, _)| opened == name) {
                    for (_, closing) in open.drain(at..).rev() {
                        close(&mut out, &closing);
                    }
                }
            }
            _ => {}
        }
    }
    push(&mut out, &words, dialect);
    for (_, closing) in open.into_iter().rev() {
        close(&mut out, &closing);
    }
    out
}

fn begin(
    out: &mut String,
    open: &mut Vec<(String, String)>,
    name: &str,
    sign: &str,
    closing: String,
) {
    // Emphasis in the same emphasis says nothing more.
    if open.len() < MOST_OPEN && !open.iter().any(|(opened, _)| opened == name) {
        out.push_str(sign);
        open.push((name.to_owned(), closing));
    }
}

/// Ends emphasis or a link, before the space at its end; around nothing there is none.
fn close(out: &mut String, closing: &str) {
    let opening = if closing.starts_with(']') {
        "["
    } else {
        closing
    };
    let kept = out.trim_end().len();
    let space = out.split_off(kept);
    match out.strip_suffix(opening) {
        Some(before) if !before.ends_with('*') => out.truncate(before.len()),
        _ => out.push_str(closing),
    }
    out.push_str(&space);
}

/// Appends words with their entities read and the signs of markup escaped.
fn push(out: &mut String, words: &str, dialect: Dialect) {
    let words = entities(words);
    if dialect != Dialect::Plain {
        out.push_str(&words);
        return;
    }
    for c in words.chars() {
        if "*_`[]$\\<&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A text with the entities that editors write read.
pub(super) fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let read = end.and_then(|end| {
            let character = match &rest[1..end] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => ' ',
                number => {
                    let number = number.strip_prefix('#')?;
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                        None => number.parse().ok()?,
                    };
                    char::from_u32(code).filter(|c| !c.is_control())?
                }
            };
            Some((character, end + 1))
        });
        match read {
            Some((character, length)) => {
                out.push(character);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_markdown() {
        for (html, expected) in [
            ("<p>One</p><p>Two</p>", "\n\nOne\n\n\n\nTwo\n\n"),
            ("a <strong>b </strong>c", "a **b** c"),
            (
                "<ol><li data-list=\"bullet\">One</li></ol>",
                "\n\n\n- One\n\n\n",
            ),
            (
                "<a href=\"https://example.org\">page</a>",
                "[page](https://example.org)",
            ),
            ("<a href=\"javascript:x\">page</a>", "page"),
            ("<b></b>x", "x"),
            ("R&amp;D &#8211; 5*3", "R\\&D – 5\\*3"),
            ("<u>under</u> 1 < 2", "under 1 \\< 2"),
            ("<b>never closed", "**never closed**"),
        ] {
            assert_eq!(markdown(html, Dialect::Plain), expected, "{html}");
        }
    }

    #[test]
    fn text_with_signs_is_no_html() {
        for text in [
            "1 < 2",
            "a <b",
            "<ada@example.org>",
            "Vec<T>",
            "x<y>z",
            "<blink>",
        ] {
            assert!(!is_html(text), "{text}");
        }
        assert!(is_html("one<br/>two"));
    }
}
