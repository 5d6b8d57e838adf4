//! Entries of a bibliography, parsed one by one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use biblatex::{
    EntryType, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry, Spanned,
};

use super::split::{Piece, field_within, is_too_deep, pieces};
use super::tex::Problem;
use super::value::Value;
use super::{inherit, limits, months, table};
use crate::diagnostics::{Code, Diagnostic, FileId, Place};

/// A field of an entry.
#[derive(Debug)]
pub struct Field {
    /// The value.
    pub value: Value,
    /// The bytes of the name.
    pub name_range: Range<usize>,
    /// The bytes of the value.
    pub value_range: Range<usize>,
}

/// An entry: its type, its key, and its fields by their names in lower case.
#[derive(Debug, Default)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The type in lower case, of two names of one the usual: `article`, `online` for `www`.
    pub kind: String,
    /// The fields, inherited ones included.
    pub fields: BTreeMap<String, Arc<Field>>,
    /// The bytes of the entry.
    pub range: Range<usize>,
    /// The bytes of the key.
    pub key_range: Range<usize>,
    /// The fields that were read.
    read: RefCell<BTreeSet<(String, bool)>>,
}

impl Entry {
    /// A field to be read as text; what is wrong in it is told.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.take(name, false)
    }

    /// A field to be read as an address, an identifier or a name of a file.
    pub fn verbatim(&self, name: &str) -> Option<&Value> {
        self.take(name, true)
    }

    /// A field that does not print: what is wrong in it is no matter.
    pub fn peek(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).map(|field| &field.value)
    }

    /// Whether a field was read.
    pub fn is_read(&self, name: &str) -> bool {
        let read = self.read.borrow();
        [false, true]
            .into_iter()
            .any(|verbatim| read.contains(&(name.to_owned(), verbatim)))
    }

    /// What was not understood in the fields that were read, with its place in the file.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, verbatim) in self.read.borrow().iter() {
            if let Some(value) = self.peek(name) {
                problems.extend(if *verbatim {
                    value.verbatim_problems()
                } else {
                    value.problems()
                });
            }
        }
        problems
    }

    fn take(&self, name: &str, verbatim: bool) -> Option<&Value> {
        let field = self.fields.get(name)?;
        self.read.borrow_mut().insert((name.to_owned(), verbatim));
        Some(&field.value)
    }
}

/// Reads the entries of a file; what cannot be read is reported and left out.
pub fn parse(file: FileId, text: &str, problems: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut reader = Reader {
        file,
        text,
        problems,
        strings: HashMap::new(),
        unknown: BTreeMap::new(),
        added: 0,
        is_too_large: false,
    };
    let cut = pieces(text);
    for range in cut.strays {
        reader.report(
            range,
            "this text looks like an entry and stands outside of one; it is not read".to_owned(),
            Some("an entry begins with `@`, its type and a brace: `@article{key, …}`"),
        );
    }
    let mut entries: Vec<Entry> = cut
        .pieces
        .iter()
        .filter_map(|piece| reader.piece(piece))
        .collect();
    reader.tell_unknown_strings();
    let mut seen = HashSet::new();
    entries.retain(|entry| {
        let is_first = seen.insert(entry.key.clone());
        if !is_first {
            let message = format!("the key `{}` is used twice", entry.key);
            reader.report(entry.key_range.clone(), message, None);
        }
        is_first
    });
    let added = reader.added;
    let targets = inherit::resolve(file, &mut entries, added, reader.problems);
    // Proceedings that stand in the file for the papers that refer to them are no work of the owner.
    let is_shown = |entry: &Entry| match entry.kind.as_str() {
        "xdata" | "set" => false,
        "proceedings" | "mvproceedings" | "periodical" => !targets.contains(&entry.key),
        _ => true,
    };
    entries.retain(is_shown);
    entries
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
    strings: HashMap<String, Value>,
    /// Names of `@string`s that do not exist, with their first place and how often they stand.
    unknown: BTreeMap<String, (Range<usize>, usize)>,
    /// Bytes that `@string`s added.
    added: usize,
    /// Whether they were too many.
    is_too_large: bool,
}

impl Reader<'_> {
    fn report(&mut self, range: Range<usize>, message: String, help: Option<&str>) {
        let place = Place::Span {
            file: self.file,
            range,
        };
        let problem = Diagnostic::warning(Code::BadBibEntry, place, message);
        self.problems.push(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }

    fn piece(&mut self, piece: &Piece) -> Option<Entry> {
        if matches!(piece.kind.as_str(), "comment" | "preamble") {
            return None;
        }
        let source = &self.text[piece.range.clone()];
        let name = source
            .find(['{', '('])
            .map_or(source.len(), |open| open + 1);
        let head = piece.range.start..piece.range.start + name.min(source.len());
        if piece.is_open {
            let message = format!(
                "this `@{}` has no closing brace and is left out",
                piece.kind
            );
            self.report(head, message, Some("give every `{` its `}`"));
            return None;
        }
        if piece.has_tail {
            let message = format!("this `@{}` ends before its last field", piece.kind);
            self.report(head.clone(), message, Some("a value holds a `}` too many"));
        }
        if is_too_deep(source) {
            self.report(
                head,
                format!(
                    "this `@{}` nests braces too deeply and is left out",
                    piece.kind
                ),
                None,
            );
            return None;
        }
        // Parentheses around an entry mean the same as braces.
        let mut braced = source.to_owned();
        if source[..name].ends_with('(') {
            braced.replace_range(name - 1..name, "{");
            braced.replace_range(source.len() - 1.., "}");
        }
        let raw = match RawBibliography::parse(&braced) {
            Ok(raw) => raw,
            Err(error) => {
                self.syntax(piece, &error);
                return None;
            }
        };
        for pair in &raw.abbreviations {
            let value = self.value("@string", &pair.value.v, piece.range.start);
            self.strings.insert(pair.key.v.to_lowercase(), value);
        }
        let entry = raw.entries.into_iter().next()?;
        self.entry(piece, &entry.v)
    }

    fn entry(&mut self, piece: &Piece, entry: &RawEntry) -> Option<Entry> {
        let start = piece.range.start;
        let shifted = |range: &Range<usize>| start + range.start..start + range.end;
        let key_range = shifted(&entry.key.span);
        if entry.key.v.is_empty() {
            self.report(
                key_range,
                "this entry has no key and is left out".into(),
                Some("`@article{key, …}`"),
            );
            return None;
        }
        let mut found: BTreeMap<String, Arc<Field>> = BTreeMap::new();
        for pair in &entry.fields {
            let name = table::name(pair.key.v);
            if found.contains_key(&name) {
                let message = format!("the field `{name}` is given twice; the first one counts");
                self.report(shifted(&pair.key.span), message, None);
                continue;
            }
            let value = self.value(&name, &pair.value.v, start);
            for chunk in &pair.value.v {
                if let RawChunk::Normal(text) = chunk.v
                    && let Some(within) = field_within(text)
                {
                    let at = start + chunk.span.start;
                    let message =
                        format!("this looks like a field and stands in the value of `{name}`");
                    let help = "a `}` or a quotation mark is missing before it";
                    self.report(at + within.start..at + within.end, message, Some(help));
                }
            }
            let inner = match &pair.value.v[..] {
                [one] => &one.span,
                _ => &pair.value.span,
            };
            let field = Field {
                value,
                name_range: shifted(&pair.key.span),
                value_range: shifted(inner),
            };
            found.insert(name, Arc::new(field));
        }
        Some(Entry {
            key: entry.key.v.to_owned(),
            kind: kind(&piece.kind),
            fields: found,
            range: piece.range.clone(),
            key_range,
            read: RefCell::default(),
        })
    }

    /// A value with its strings put in; months by their names.
    fn value(&mut self, name: &str, chunks: &[Spanned<RawChunk>], start: usize) -> Value {
        let mut value = Value::default();
        for chunk in chunks {
            let at = start + chunk.span.start;
            match chunk.v {
                RawChunk::Normal(text) => value.push(text, at),
                RawChunk::Abbreviation(string) => {
                    let lower = string.to_lowercase();
                    let range = at..start + chunk.span.end;
                    if let Some(known) = self.strings.get(&lower) {
                        let length = known.as_written().len();
                        let is_fit = value.as_written().len() + length <= limits::STRING_VALUE;
                        if !is_fit || self.added + length > limits::ADDED {
                            self.too_large(name, range, is_fit);
                            break;
                        }
                        self.added += length;
                        value.extend(known);
                    } else if let Some(month) = months::month_macro(&lower) {
                        value.push(month, at);
                    } else {
                        let unknown = self.unknown.entry(string.to_owned());
                        unknown.or_insert((range, 0)).1 += 1;
                        value.push(string, at);
                    }
                }
            }
        }
        value
    }

    fn too_large(&mut self, name: &str, range: Range<usize>, is_fit: bool) {
        // One message is enough: every later string is too much as well.
        if std::mem::replace(&mut self.is_too_large, true) {
            return;
        }
        let message = if is_fit {
            format!(
                "with this `@string`, strings add more than {} bytes to the file",
                limits::ADDED
            )
        } else {
            format!(
                "with this `@string`, `{name}` is longer than {} bytes",
                limits::STRING_VALUE
            )
        };
        let place = Place::Span {
            file: self.file,
            range,
        };
        self.problems.push(
            Diagnostic::error(Code::LargeBib, place, message)
                .help("write the text where it is needed, or make the string shorter"),
        );
    }

    fn tell_unknown_strings(&mut self) {
        for (name, (range, count)) in std::mem::take(&mut self.unknown) {
            let mut message = format!("no `@string` is called `{name}`; it prints as written");
            if count > 1 {
                message.push_str(&format!(" ({count} times)"));
            }
            self.report(range, message, Some("write text in braces: `{…}`"));
        }
    }

    fn syntax(&mut self, piece: &Piece, error: &ParseError) {
        let at = (piece.range.start + error.span.start).min(piece.range.end.saturating_sub(1));
        let at = (0..=at)
            .rev()
            .find(|at| self.text.is_char_boundary(*at))
            .unwrap_or_default();
        let width = self.text[at..].chars().next().map_or(0, char::len_utf8);
        let message = format!("this `@{}` is left out: {}", piece.kind, words(&error.kind));
        let help = match error.kind {
            ParseErrorKind::Expected(biblatex::Token::Comma) => {
                Some("a comma stands after the key and between fields; a key holds no blank")
            }
            _ => None,
        };
        self.report(at..at + width, message, help);
    }
}

/// The usual name of a type: `online` for `www`.
fn kind(written: &str) -> String {
    match EntryType::new(written) {
        EntryType::Unknown(kind) => kind.to_lowercase(),
        known => known.to_string().to_lowercase(),
    }
}

fn words(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::UnexpectedEof => "a value, a brace or a `$` is missing".to_owned(),
        ParseErrorKind::Expected(token) => {
            let what = match token {
                biblatex::Token::Identifier => "a name",
                biblatex::Token::OpeningBrace => "a `{`",
                biblatex::Token::ClosingBrace => "a `}`",
                biblatex::Token::Comma => "a comma",
                biblatex::Token::QuotationMark => "a quotation mark",
                biblatex::Token::Equals => "an equals sign",
                biblatex::Token::DecimalPoint => "a decimal point",
            };
            format!("{what} is missing")
        }
        kind => kind.to_string(),
    }
}
