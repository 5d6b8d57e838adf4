//! What stands above and below the text of a page: running heads and feet.

use serde::{Serialize, Serializer};

use crate::diagnostics::closest;
use crate::document::Meta;

/// What stands above or below the text of pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Running {
    /// As Folio has it: name and kind above, when the document was made and the number of the page below.
    #[default]
    Auto,
    /// Nothing.
    None,
    /// A text with names in braces, which `|` takes apart: what stands at the left and at the right, or at the
    /// left, in the middle and at the right; one part stands in the middle.
    Text(String),
}

/// A piece of a running head or foot.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "piece", content = "text", rename_all = "kebab-case")]
pub enum Piece {
    /// Characters.
    Text(String),
    /// The number of the page.
    Page,
    /// How many pages there are.
    Pages,
}

/// The names that may stand in braces.
const NAMES: [&str; 5] = ["name", "kind", "page", "pages", "updated"];

/// Most characters of a running head or foot.
const MOST: usize = 200;

impl Running {
    /// What a file says.
    ///
    /// # Errors
    /// What is wrong with it, and a word that is surely meant where there is one.
    pub(super) fn parse(text: &str) -> Result<Self, (String, Option<String>)> {
        match text {
            "auto" => return Ok(Self::Auto),
            "none" | "" => return Ok(Self::None),
            _ => {}
        }
        if text.chars().count() > MOST {
            return Err((format!("has more than {MOST} characters"), None));
        }
        if text.split('|').count() > 3 {
            let message = "`|` parts it into left, middle and right, three at most".to_owned();
            return Err((message, None));
        }
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let from = &rest[at..];
            let name = from
                .strip_prefix('{')
                .and_then(|from| from.split_once('}'))
                .map(|(name, _)| name)
                .filter(|name| !name.contains('{'));
            let Some(name) = name else {
                return Err(("a brace stands alone".to_owned(), None));
            };
            if !NAMES.contains(&name) {
                let message = match closest(name, NAMES) {
                    Some(close) => format!("`{{{name}}}` is unknown; did you mean `{{{close}}}`?"),
                    None => format!(
                        "`{{{name}}}` is unknown; it may have {{{}}}",
                        NAMES.join("}, {")
                    ),
                };
                let meant = closest(name, NAMES);
                let meant = meant
                    .map(|close| text.replace(&format!("{{{name}}}"), &format!("{{{close}}}")));
                return Err((message, meant));
            }
            rest = &from[name.len() + 2..];
        }
        Ok(Self::Text(text.to_owned()))
    }

    /// As a file says it.
    pub(super) fn written(&self) -> &str {
        match self {
            Self::Auto => "auto",
            Self::None => "none",
            Self::Text(text) => text,
        }
    }

    /// What stands above the pages of a document: at the left, in the middle, at the right.
    pub fn head(&self, meta: &Meta) -> [Vec<Piece>; 3] {
        match self {
            Self::Auto => [text(&meta.author), Vec::new(), text(&meta.kind)],
            _ => self.parts(meta),
        }
    }

    /// What stands below them.
    pub fn foot(&self, meta: &Meta) -> [Vec<Piece>; 3] {
        match self {
            Self::Auto => {
                let updated = meta.updated.as_deref().unwrap_or_default();
                [text(updated), Vec::new(), pieces(&meta.page_of, meta)]
            }
            _ => self.parts(meta),
        }
    }

    fn parts(&self, meta: &Meta) -> [Vec<Piece>; 3] {
        let Self::Text(text) = self else {
            return Default::default();
        };
        let parts: Vec<Vec<Piece>> = text
            .split('|')
            .map(|part| pieces(part.trim(), meta))
            .collect();
        let none = Vec::new;
        match <[_; 1]>::try_from(parts) {
            Ok([only]) => [none(), only, none()],
            Err(parts) => match <[_; 2]>::try_from(parts) {
                Ok([left, right]) => [left, none(), right],
                // No more than three were read.
                Err(parts) => <[_; 3]>::try_from(parts).unwrap_or_default(),
            },
        }
    }
}

impl Serialize for Running {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written())
    }
}

/// Characters, if there are any.
fn text(text: &str) -> Vec<Piece> {
    let piece = (!text.is_empty()).then(|| Piece::Text(text.to_owned()));
    piece.into_iter().collect()
}

/// A text with names in braces, taken apart. What stands for a name is not looked into again.
fn pieces(written: &str, meta: &Meta) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = written;
    while let Some((before, name, after)) = rest
        .split_once('{')
        .and_then(|(before, from)| Some((before, from.split_once('}')?)))
        .map(|(before, (name, after))| (before, name, after))
    {
        pieces.extend(text(before));
        match name {
            "name" => pieces.extend(text(&meta.author)),
            "kind" => pieces.extend(text(&meta.kind)),
            "updated" => pieces.extend(text(meta.updated.as_deref().unwrap_or_default())),
            "page" => pieces.push(Piece::Page),
            "pages" => pieces.push(Piece::Pages),
            _ => {}
        }
        rest = after;
    }
    pieces.extend(text(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta() -> Meta {
        let cv = crate::model::Cv {
            person: crate::model::Person {
                name: Some("Ada {page} Lovelace".to_owned()),
                ..Default::default()
            },
            ..Default::default()
        };
        let composed = crate::compose::compose(&cv, "cv", &Default::default()).unwrap();
        composed.document.meta
    }

    #[test]
    fn texts_stand_at_the_left_in_the_middle_and_at_the_right() {
        let meta = meta();
        let sides = |text: &str| Running::parse(text).unwrap().foot(&meta);
        let name = Piece::Text(meta.author.clone());
        assert_eq!(
            sides("{name}"),
            [vec![], vec![name.clone()], vec![]],
            "a name is no text with names"
        );
        let number = vec![
            Piece::Text("Page ".into()),
            Piece::Page,
            Piece::Text("/".into()),
            Piece::Pages,
        ];
        assert_eq!(
            sides("{name} | Page {page}/{pages}"),
            [vec![name.clone()], vec![], number.clone()]
        );
        assert_eq!(
            sides("|Page {page}/{pages}|{updated}"),
            [vec![], number, vec![]]
        );
        assert_eq!(sides("none"), <[Vec<Piece>; 3]>::default());
        let auto = Running::Auto;
        let kind = vec![Piece::Text(meta.kind.clone())];
        assert_eq!(auto.head(&meta), [vec![name], vec![], kind]);
        assert!(auto.foot(&meta)[2].contains(&Piece::Pages));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let fault = |text: &str| Running::parse(text).unwrap_err();
        let (said, meant) = fault("{nam} – {page}");
        assert!(said.contains("did you mean `{name}`"), "{said}");
        assert_eq!(meant.as_deref(), Some("{name} – {page}"));
        assert!(fault("a | b | c | d").0.contains("three at most"));
        for alone in ["{", "}", "a } b", "{{page}"] {
            assert!(fault(alone).0.contains("alone"), "{alone}");
        }
        assert!(fault("{zzz}").0.contains("{updated}"));
        assert!(Running::parse(&"a".repeat(201)).is_err());
        for text in ["auto", "none", "{page}", "a|b|c"] {
            assert_eq!(Running::parse(text).unwrap().written(), text);
        }
    }
}
