//! Texts in several languages: a map of languages where a text or a list may stand.
//!
//! A document is in one language. So the tree is read once for each: where a text has translations,
//! the one of that language takes the place of the map, and all that comes after reads a file in which
//! nothing is translated.

use std::ops::Range;

use super::mistakes::comma_in_braces;
use super::shape::Shape;
use super::tree::{Content, Node, Pair, Step, push};
use super::validate::unknown_language;
use crate::diagnostics::{Code, Diagnostic, FileId, Place};
use crate::words::Locale;

/// What of a file is read in one language.
#[derive(Debug)]
pub(super) struct Edition {
    /// The file, without texts of other languages.
    pub(super) root: Node,
    /// The texts that have translations, and none in the language.
    pub(super) missing: Vec<Missing>,
    /// Keys among those of languages that are none.
    unknown: Vec<Unknown>,
}

/// A key among those of languages that is none.
#[derive(Debug)]
struct Unknown {
    key: String,
    span: Range<usize>,
    /// Whether nothing stands behind it, within braces: the rest of a text after a comma.
    is_rest_of_text: bool,
}

/// A text that is translated, but not into the language of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its path.
    pub path: String,
    /// The bytes of the translations.
    span: Range<usize>,
    /// The language that is read instead; none where no translation says anything.
    instead: Option<String>,
}

/// Whether a key is the tag of a language that Folio has words of. Two letters, or three, and what
/// may follow them: no more is looked at than must be, as every key of a file is asked.
fn is_language(key: &str) -> bool {
    let code = key.split('-').next().unwrap_or(key);
    matches!(code.len(), 2 | 3)
        && code.bytes().all(|byte| byte.is_ascii_lowercase())
        && Locale::codes().any(|known| known == code)
        && Locale::for_tag(key).is_some()
}

/// Whether all keys of a map are languages.
pub(super) fn are_languages(entries: &[Pair]) -> bool {
    entries.iter().all(|entry| is_language(&entry.key))
}

/// Whether something in a tree may be translated.
pub(super) fn may_be_there(root: &Node) -> bool {
    match &root.content {
        Content::Scalar { .. } => false,
        Content::List { items, .. } => items.iter().any(may_be_there),
        Content::Map { entries, .. } => entries
            .iter()
            .any(|entry| is_language(&entry.key) || may_be_there(&entry.value)),
    }
}

/// The language of the file itself, in which documents are that name none.
pub(super) fn of_file(root: &Node) -> String {
    let steps = ["settings", "language"].map(|key| Step::Key(key.to_owned()));
    let said = root.at(&steps).and_then(Node::text).map(str::trim);
    let said = said.filter(|tag| !tag.is_empty());
    said.unwrap_or(Locale::DEFAULT).to_owned()
}

/// The tree in a language; what has no translation into it is read in the language of the file, else in
/// the first that it has.
pub(super) fn edition(root: &Node, language: &str) -> Edition {
    let mut reader = Reader {
        languages: [language.to_owned(), of_file(root)],
        missing: Vec::new(),
        unknown: Vec::new(),
    };
    let root = reader.node(root, &Shape::root(), &mut String::new());
    Edition {
        root,
        missing: reader.missing,
        unknown: reader.unknown,
    }
}

struct Reader {
    /// The language, and the one to fall back to.
    languages: [String; 2],
    missing: Vec<Missing>,
    unknown: Vec<Unknown>,
}

impl Reader {
    fn node(&mut self, node: &Node, shape: &Shape, path: &mut String) -> Node {
        let node = match translations(node, shape) {
            Some(entries) => self.chosen(node, entries, path),
            None => node,
        };
        let length = path.len();
        let content = match &node.content {
            Content::Scalar { .. } => node.content.clone(),
            Content::List { items, flow } => {
                let below = shape.child(&Step::Index(0));
                let items = items.iter().enumerate().map(|(index, item)| {
                    push(path, &Step::Index(index));
                    let item = self.node(item, &below, path);
                    path.truncate(length);
                    item
                });
                Content::List {
                    items: items.collect(),
                    flow: *flow,
                }
            }
            Content::Map { entries, flow } => {
                let entries = entries.iter().map(|entry| {
                    push(path, &Step::Key(entry.key.clone()));
                    let value = self.node(&entry.value, &shape.key(&entry.key), path);
                    path.truncate(length);
                    Pair {
                        key: entry.key.clone(),
                        key_span: entry.key_span.clone(),
                        value,
                    }
                });
                Content::Map {
                    entries: entries.collect(),
                    flow: *flow,
                }
            }
        };
        Node {
            content,
            span: node.span.clone(),
        }
    }

    /// The translation that is read, or the map itself where none says anything.
    fn chosen<'a>(&mut self, map: &'a Node, entries: &'a [Pair], path: &str) -> &'a Node {
        for entry in entries.iter().filter(|entry| !is_language(&entry.key)) {
            self.unknown.push(Unknown {
                key: entry.key.clone(),
                span: entry.key_span.clone(),
                is_rest_of_text: map.is_flow()
                    && entry.value.is_null()
                    && entry.value.span.is_empty(),
            });
        }
        let said = || entries.iter().filter(|entry| !entry.value.is_blank());
        let [own, fallback] = &self.languages;
        if let Some(entry) = best(said(), own) {
            return &entry.value;
        }
        let languages = || said().filter(|entry| is_language(&entry.key));
        let instead = best(said(), fallback).or_else(|| languages().next());
        self.missing.push(Missing {
            path: path.to_owned(),
            span: map.span.clone(),
            instead: instead.map(|entry| entry.key.clone()),
        });
        // Nothing at all is a text that is not there.
        instead
            .or(entries.first())
            .map_or(map, |entry| &entry.value)
    }
}

/// The translations at a place: the entries of a map of which one is of a language, and none is a key
/// that may stand there.
fn translations<'a>(node: &'a Node, shape: &Shape) -> Option<&'a [Pair]> {
    let entries = node.entries();
    let is_translated = entries.iter().any(|entry| is_language(&entry.key));
    (is_translated && shape.takes_translations()).then_some(())?;
    let keys = shape.keys();
    let is_known = |entry: &Pair| keys.contains(&entry.key.as_str());
    (!entries.iter().any(is_known)).then_some(entries)
}

/// The entry of a language: of its tag or of those above it, else of another region of it.
fn best<'a>(mut entries: impl Iterator<Item = &'a Pair> + Clone, tag: &str) -> Option<&'a Pair> {
    let mut above = Some(tag);
    while let Some(tag) = above {
        if let Some(entry) = entries.clone().find(|entry| entry.key == tag) {
            return Some(entry);
        }
        above = tag.rsplit_once('-').map(|(above, _)| above);
    }
    let locale = Locale::for_tag(tag)?;
    let same = |entry: &&Pair| {
        let other = Locale::for_tag(&entry.key);
        other.is_some_and(|other| other.language_and_script() == locale.language_and_script())
    };
    entries.find(same)
}

impl Edition {
    /// What is wrong with the translations, whatever the language.
    pub(super) fn problems(&self, file: FileId) -> impl Iterator<Item = Diagnostic> {
        self.unknown.iter().map(move |unknown| {
            let place = Place::Span {
                file,
                range: unknown.span.clone(),
            };
            let key = unknown.key.as_str();
            if !unknown.is_rest_of_text {
                return unknown_language(key, place);
            }
            let message = format!("`{key}` stands among the languages of a text and is none");
            comma_in_braces(Diagnostic::error(Code::UnknownLanguage, place, message))
        })
    }
}

/// The warnings of texts that are not translated into a language: of each, or of all in one.
pub(super) fn missing(
    language: &str,
    missing: &[Missing],
    file: FileId,
    each: bool,
) -> Vec<Diagnostic> {
    let warning = |text: &Missing, message: String| {
        let range = text.span.clone();
        let problem = Diagnostic::warning(
            Code::MissingTranslation,
            Place::Span { file, range },
            message,
        );
        match &text.instead {
            Some(instead) => problem.label(format!("prints as it stands in `{instead}`")),
            None => problem.label("says nothing in any language"),
        }
    };
    let alone = |text: &Missing| format!("`{}` has no translation into `{language}`", text.path);
    match missing {
        _ if each => missing
            .iter()
            .map(|text| warning(text, alone(text)))
            .collect(),
        [] => Vec::new(),
        [only] => {
            let help = format!("add `{language}:` to its languages");
            vec![warning(only, alone(only)).help(help)]
        }
        [first, ..] => {
            let message = format!(
                "{} texts have translations, but none into `{language}`",
                missing.len()
            );
            let help = format!("`folio check --language {language}` lists them");
            vec![warning(first, message).help(help)]
        }
    }
}
