//! XML as text: elements that are closed, characters that are escaped, nothing that XML forbids.

use std::fmt::Write as _;

/// Attributes of an element, in order.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A part of the package, as it is written.
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A part that begins with its declaration.
    pub(super) fn part() -> Self {
        Self {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
        }
    }

    /// A piece of a part.
    pub(super) fn piece() -> Self {
        Self { out: String::new() }
    }

    /// An element and what stands in it.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        content: impl FnOnce(&mut Self),
    ) {
        self.tag(name, attributes);
        self.out.push('>');
        let start = self.out.len();
        content(self);
        if self.out.len() == start {
            self.out.pop();
            self.out.push_str("/>");
            return;
        }
        let _ = write!(self.out, "</{name}>");
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes) {
        self.element(name, attributes, |_| {});
    }

    /// An element whose only attribute is `w:val`.
    pub(super) fn value(&mut self, name: &'static str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Characters.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text);
    }

    /// What was written as a piece.
    pub(super) fn push(&mut self, piece: &Self) {
        self.out.push_str(&piece.out);
    }

    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: Attributes) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"");
            push_escaped(&mut self.out, value);
            self.out.push('"');
        }
    }
}

/// Appends characters as text or as the value of an attribute.
///
/// Blanks of every kind that XML would normalise are spaces; what XML 1.0 (section 2.2) forbids is left
/// out, as there is no way to write it.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            _ if is_forbidden(c) => {}
            _ => out.push(c),
        }
    }
}

/// Whether XML has no way to write a character.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use roxmltree::Document;

    use super::*;

    proptest! {
        /// Whatever a text holds, a reader of XML finds one element with that text and that attribute.
        #[test]
        fn texts_come_back(text in "(\\PC|[\\x00-\\x20&<>\"']|\\]\\]>|<!--|<\\?x|\u{fffe}|\u{ffff}){0,20}") {
            let mut xml = Xml::part();
            xml.element("a", &[("b", &text)], |xml| xml.text(&text));
            let written = xml.finish();
            let read = Document::parse(&written).unwrap();
            let expected: String = text
                .chars()
                .filter(|c| !is_forbidden(*c))
                .map(|c| if c.is_ascii_whitespace() && c != '\u{c}' { ' ' } else { c })
                .collect();
            let root = read.root_element();
            prop_assert_eq!(root.text().unwrap_or_default(), &expected);
            prop_assert_eq!(root.attribute("b"), Some(expected.as_str()));
            prop_assert_eq!(root.children().filter(|node| node.is_element()).count(), 0);
        }
    }
}
