//! Markup, of which nothing but what stands in the source of this program can become a tag.

use std::io;

use serde::Serialize;

use crate::render::direction::is_from_left;

/// Writes HTML: names of elements and attributes are of the program, all else is escaped.
#[derive(Default)]
pub(super) struct Markup {
    html: String,
    /// Whether the page is read from the right: what is not stands for itself there.
    from_right: bool,
}

/// Attributes with their values.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Markup {
    /// Nothing yet, for a page that is read from the right or not.
    pub(super) fn read(from_right: bool) -> Self {
        Self {
            from_right,
            ..Self::default()
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, element: &'static str, attributes: Attributes) -> &mut Self {
        self.html.push('<');
        self.html.push_str(element);
        for (name, value) in attributes {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            push_escaped(&mut self.html, value);
            self.html.push('"');
        }
        self.html.push('>');
        self
    }

    /// Opens an element without attributes but its class.
    pub(super) fn class(&mut self, element: &'static str, class: &'static str) -> &mut Self {
        self.open(element, &[("class", class)])
    }

    /// Closes an element.
    pub(super) fn close(&mut self, element: &'static str) -> &mut Self {
        self.html.push_str("</");
        self.html.push_str(element);
        self.html.push('>');
        self
    }

    /// Writes characters.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.html, text);
        self
    }

    /// Writes an element that holds characters.
    pub(super) fn leaf(
        &mut self,
        element: &'static str,
        attributes: Attributes,
        text: &str,
    ) -> &mut Self {
        self.open(element, attributes).text(text).close(element)
    }

    /// Ends a line of the source.
    pub(super) fn line(&mut self) -> &mut Self {
        self.html.push('\n');
        self
    }

    /// Writes what the program itself holds: a style sheet, a script.
    pub(super) fn own(&mut self, text: &'static str) -> &mut Self {
        self.html.push_str(text);
        self
    }

    /// Writes data in JSON, which may stand within `script`: what begins a tag is written by its number (RFC 8259,
    /// section 7), so that nothing in it ends the element or begins a comment.
    pub(super) fn json(&mut self, json: &str) -> &mut Self {
        push_replaced(
            &mut self.html,
            json,
            &OF_DATA,
            |character| match character {
                '<' => Some("\\u003c"),
                '>' => Some("\\u003e"),
                '&' => Some("\\u0026"),
                // Ends of lines to some readers of scripts.
                '\u{2028}' => Some("\\u2028"),
                '\u{2029}' => Some("\\u2029"),
                _ => None,
            },
        );
        self
    }

    /// Writes data as JSON, which may stand within `script` as well.
    pub(super) fn data(&mut self, data: &impl Serialize) -> &mut Self {
        // A text takes whatever is written, and texts always have a form in JSON.
        let _ = serde_json::to_writer(Json(self), data);
        self
    }

    /// Writes a style sheet that the program made of a theme's numbers. What could end the element is left out.
    pub(super) fn style(&mut self, css: &str) -> &mut Self {
        self.html.extend(css.chars().filter(|c| *c != '<'));
        self
    }

    /// Writes what has a text; where that has nothing of the page's own direction, as what keeps its own.
    pub(super) fn in_own_direction(
        &mut self,
        text: impl FnOnce() -> String,
        write: impl FnOnce(&mut Self),
    ) {
        let is_set_apart = self.from_right && is_from_left(&text());
        if is_set_apart {
            self.open("bdi", &[("dir", "ltr")]);
        }
        write(self);
        if is_set_apart {
            self.close("bdi");
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.html
    }
}

/// JSON on its way into a page.
struct Json<'a>(&'a mut Markup);

impl io::Write for Json<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(piece).map_err(io::Error::other)?;
        self.0.json(text);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A text as HTML takes it, in an element or in quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

/// Appends characters as HTML takes them in texts and in quoted attributes. Characters that HTML forbids (HTML
/// Standard, 13.1.4) are left out; none of them prints.
fn push_escaped(out: &mut String, text: &str) {
    push_replaced(out, text, &OF_TEXT, |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        // By its name it can be seen, and no editor changes it.
        '\u{a0}' => Some("&nbsp;"),
        '\t' | '\n' | '\r' => Some(" "),
        c if c.is_control() || is_noncharacter(c) => Some(""),
        _ => None,
    });
}

/// Appends a text in which some characters are replaced. What stands between them is copied at once: of bytes of ASCII
/// only those of `signs` are looked at.
fn push_replaced(
    out: &mut String,
    text: &str,
    signs: &[bool; 128],
    replacement: impl Fn(char) -> Option<&'static str>,
) {
    let is_sign = |byte: &u8| {
        signs
            .get(usize::from(*byte))
            .copied()
            .unwrap_or(*byte >= 0xc0)
    };
    let mut copied = 0;
    let mut from = 0;
    while let Some(found) = text.as_bytes()[from..].iter().position(is_sign) {
        let at = from + found;
        // A byte that begins a character.
        let Some(character) = text[at..].chars().next() else {
            break;
        };
        from = at + character.len_utf8();
        if let Some(other) = replacement(character) {
            out.push_str(&text[copied..at]);
            out.push_str(other);
            copied = from;
        }
    }
    out.push_str(&text[copied..]);
}

/// Which characters of ASCII are to be looked at.
const fn signs(of_text: &[u8], with_controls: bool) -> [bool; 128] {
    let mut signs = [false; 128];
    let mut at = 0;
    while at < of_text.len() {
        signs[of_text[at] as usize] = true;
        at += 1;
    }
    if with_controls {
        let mut at = 0;
        while at < 32 {
            signs[at] = true;
            at += 1;
        }
        signs[127] = true;
    }
    signs
}

/// What is replaced in texts and attributes, and in data.
const OF_TEXT: [bool; 128] = signs(b"&<>\"'", true);
const OF_DATA: [bool; 128] = signs(b"<>&", false);

fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_becomes_markup(text in "\\PC{0,60}|.{0,60}|[<>&\"'/!a-z-]{0,40}") {
            let mut markup = Markup::default();
            markup.open("p", &[("title", &text)]).text(&text).close("p");
            let html = markup.finish();
            let inner = html
                .strip_prefix("<p title=\"")
                .and_then(|rest| rest.strip_suffix("</p>"))
                .unwrap();
            let (attribute, content) = inner.split_once("\">").unwrap();
            for part in [attribute, content] {
                prop_assert!(!part.contains(['<', '>', '"', '\'']), "{part}");
                for after in part.split('&').skip(1) {
                    let (entity, _) = after.split_once(';').unwrap();
                    prop_assert!(["amp", "lt", "gt", "quot", "#39", "nbsp"].contains(&entity));
                }
            }
        }

        #[test]
        fn no_data_end_their_element(text in "(</script>|<!--|]]>|[<>a-z&-]){0,8}") {
            let mut markup = Markup::default();
            let json = serde_json::to_string(&text).unwrap();
            markup.json(&json);
            let mut other = Markup::default();
            other.data(&text);
            let written = markup.finish();
            prop_assert_eq!(&other.finish(), &written);
            prop_assert!(!written.contains(['<', '>', '&']));
            let read: String = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}
