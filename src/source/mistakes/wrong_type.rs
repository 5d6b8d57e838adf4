//! Values of another type than their place takes.

use super::{Judge, MAIN_KEYS, short};
use crate::diagnostics::{Code, Diagnostic, Edit, Place, listed};
use crate::source::mistakes::name_of;
use crate::source::quoting::{is_quoted, quoted, with_quoting};
use crate::source::shape::Shape;
use crate::source::translations;
use crate::source::tree::{Content, Node, Step, Style};

impl Judge<'_> {
    pub(super) fn wrong_type(&self, steps: &[Step], node: &Node, shape: &Shape) -> Diagnostic {
        let found = match &node.content {
            Content::Scalar {
                style: Style::Block,
                ..
            } => String::from("a text"),
            Content::Scalar { text, .. } if text.chars().count() > 40 => String::from("a text"),
            Content::Scalar { text, .. } => format!("the text `{text}`"),
            Content::List { .. } => String::from("a list"),
            Content::Map { .. } => String::from("a map"),
        };
        if steps.is_empty() {
            return Diagnostic::error(
                Code::WrongType,
                self.value(node),
                format!("the file is {found}, expected keys and values"),
            )
            .label("expected a key such as `person:`")
            .help("a CV begins with `person:` and, indented below it, `name: Your Name`");
        }
        let expected = shape.expected();
        let name = name_of(steps);
        let subject = match steps.last() {
            Some(Step::Index(_)) => format!("an item of `{name}` is {expected}, found {found}"),
            _ => format!("`{name}` is {expected}, found {found}"),
        };
        let place = match (&node.content, node.is_flow(), self.root.key_span(steps)) {
            // What stands on the lines below is shown by its key.
            (Content::List { .. } | Content::Map { .. }, false, Some(range)) => Place::Span {
                file: self.file,
                range,
            },
            _ => self.value(node),
        };
        let diagnostic = Diagnostic::error(Code::WrongType, place, subject)
            .label(format!("expected {expected}"));
        let diagnostic = match self.advice(node, shape) {
            Some(advice) => diagnostic.help(advice),
            None => diagnostic,
        };
        let written = self.written(node);
        match &node.content {
            Content::Map {
                entries,
                flow: false,
            } if shape.takes_text() && entries.len() == 1 && !is_quoted(written) => {
                with_quoting(diagnostic, self.file, node.span.start, written)
            }
            Content::Scalar { .. } if self.is_main_value(node, shape) => {
                let key = shape.required()[0];
                let edit = Edit::Characters {
                    old: written.to_owned(),
                    new: format!("{{{key}: {written}}}"),
                };
                diagnostic.fix(format!("make it the `{key}`"), self.value(node), edit)
            }
            Content::Scalar { text, .. }
                if shape.takes("array")
                    && !shape.takes("object")
                    && !text.contains([',', ';', '\n'])
                    && !written.contains(['[', ']', '{', '}', '\n']) =>
            {
                let old = written.to_owned();
                let new = format!("[{written}]");
                let edit = Edit::Characters { old, new };
                diagnostic.fix("make it a list", self.value(node), edit)
            }
            _ => diagnostic,
        }
    }

    /// Whether a text can only be the one key that a map needs, and may stand in braces as it is.
    fn is_main_value(&self, node: &Node, shape: &Shape) -> bool {
        let written = self.written(node);
        matches!(
            shape.required()[..],
            ["name" | "organization" | "institution"]
        ) && shape.takes("object")
            && !node.is_blank()
            && !written.contains([',', '[', ']', '{', '}', '\n', '#'])
            && !written.contains(": ")
            && !written.ends_with(':')
    }

    /// What to write in place of a value of the wrong type.
    fn advice(&self, node: &Node, shape: &Shape) -> Option<String> {
        if !node.entries().is_empty() && translations::are_languages(node.entries()) {
            return Some(String::from(
                "texts and lists have translations, this is the same in every language",
            ));
        }
        let written = self.written(node);
        Some(match &node.content {
            Content::List { flow: true, .. } | Content::Map { flow: true, .. }
                if shape.takes_text() =>
            {
                let first = written.get(..1).unwrap_or_default();
                format!(
                    "a value that begins with `{first}` is no text in YAML; if it should be, quote it: `{}`",
                    quoted(written)
                )
            }
            Content::Map {
                entries,
                flow: false,
            } if shape.takes_text() && entries.len() == 1 => {
                format!(
                    "a text that holds `: ` is read as a map; if it is one text, quote it: `{}`",
                    quoted(written)
                )
            }
            Content::List { .. } if shape.takes_text() => {
                String::from("write one text; a block after `>-` may have several lines")
            }
            Content::Map { .. } if shape.takes("array") => {
                String::from("begin each item with `- `")
            }
            Content::Scalar { .. } if shape.takes("object") && !shape.keys().is_empty() => {
                let required = shape.required();
                let is_main = |key: &&&str| MAIN_KEYS.contains(key);
                match required.iter().find(is_main).or(required.first()) {
                    Some(key) => {
                        let others: Vec<&&str> =
                            required.iter().filter(|other| *other != key).collect();
                        let below = match others.is_empty() {
                            true => String::from("further keys"),
                            false => listed(others),
                        };
                        format!("write `{key}: {}`, and {below} below it", short(written))
                    }
                    None => format!("its keys are {}", listed(shape.keys())),
                }
            }
            Content::Scalar { .. } if shape.takes("array") => {
                String::from("begin each item with `- ` on a line of its own")
            }
            _ => return None,
        })
    }
}
