//! Entries of a bibliography, parsed one by one.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use biblatex::{
    EntryType, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry, Spanned,
};

use super::inherit::{self, Fields};
use super::split::{Piece, is_too_deep, pieces};
use super::tex::Problem;
use super::value::Value;
use crate::diagnostics::{Diagnostic, FileId, Place};

/// An entry that could be read.
#[derive(Debug)]
pub struct Parsed {
    /// The entry, with strings and cross-references resolved.
    pub entry: Entry,
    /// The bytes of the entry.
    pub range: Range<usize>,
    /// The bytes of the key.
    pub key: Range<usize>,
    /// The bytes of each field's name and value, by the name in lower case.
    pub fields: HashMap<String, (Range<usize>, Range<usize>)>,
}

/// An entry: its type, its key, and its fields by their names in lower case.
#[derive(Debug, Default)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// The type in lower case, of two names of one the usual: `article`, `online` for `www`.
    pub kind: String,
    /// The fields, inherited ones included.
    pub fields: Fields,
    /// The fields that were read, as text or as an address.
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
        self.fields.get(name).map(Rc::as_ref)
    }

    fn take(&self, name: &str, verbatim: bool) -> Option<&Value> {
        let value = self.fields.get(name)?;
        self.read.borrow_mut().insert((name.to_owned(), verbatim));
        Some(value)
    }

    /// What was not understood in the fields that were read, with its place in the file.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (name, verbatim) in self.read.borrow().iter() {
            if let Some(value) = self.fields.get(name) {
                problems.extend(if *verbatim {
                    value.verbatim_problems()
                } else {
                    value.problems()
                });
            }
        }
        problems
    }
}

/// Over how many entries an entry may inherit, and from how many.
const MAX_LEVELS: usize = 16;
/// See [`MAX_LEVELS`].
const MAX_PARENTS: usize = 64;

/// Longest value that `@string`s may make, in parts.
const MAX_PARTS: usize = 1000;

/// An entry before cross-references are resolved.
struct Raw {
    key: String,
    kind: String,
    fields: Vec<(String, Rc<Value>)>,
    parsed_at: (Range<usize>, Range<usize>),
    spans: HashMap<String, (Range<usize>, Range<usize>)>,
}

/// Reads the entries of a file; what cannot be read is reported and left out.
pub fn parse(file: FileId, text: &str, problems: &mut Vec<Diagnostic>) -> Vec<Parsed> {
    let mut reader = Reader {
        file,
        text,
        problems,
        strings: HashMap::new(),
    };
    let raws: Vec<Raw> = pieces(text)
        .iter()
        .filter_map(|piece| reader.piece(piece))
        .collect();
    let by_key: HashMap<&str, usize> = raws
        .iter()
        .enumerate()
        .rev()
        .map(|(at, raw)| (raw.key.as_str(), at))
        .collect();
    let targets: HashSet<String> = raws
        .iter()
        .flat_map(links)
        .map(|(_, target)| target)
        .collect();
    let mut seen = HashSet::new();
    let mut parsed = Vec::new();
    let resolved = reader.resolve(&raws, &by_key);
    for (raw, fields) in raws.iter().zip(resolved) {
        if !seen.insert(raw.key.as_str()) {
            reader.report(
                raw.parsed_at.1.clone(),
                format!("the key `{}` is used twice", raw.key),
                None,
            );
            continue;
        }
        // Proceedings that stand in the file for the papers that refer to them are no work of the owner.
        let is_collection = matches!(
            raw.kind.as_str(),
            "proceedings" | "mvproceedings" | "periodical"
        );
        if matches!(raw.kind.as_str(), "xdata" | "set")
            || is_collection && targets.contains(&raw.key)
        {
            continue;
        }
        let (range, key) = raw.parsed_at.clone();
        parsed.push(Parsed {
            entry: Entry {
                key: raw.key.clone(),
                kind: raw.kind.clone(),
                fields,
                read: RefCell::default(),
            },
            range,
            key,
            fields: raw.spans.clone(),
        });
    }
    parsed
}

fn links(raw: &Raw) -> Vec<(&str, String)> {
    let links = raw
        .fields
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "crossref" | "xdata"));
    links
        .flat_map(|(name, value)| {
            let keys: Vec<String> = value
                .as_written()
                .split(',')
                .map(|key| key.trim().to_owned())
                .collect();
            keys.into_iter().map(move |key| (name.as_str(), key))
        })
        .filter(|(_, key)| !key.is_empty())
        .collect()
}

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    problems: &'a mut Vec<Diagnostic>,
    strings: HashMap<String, Value>,
}

impl Reader<'_> {
    fn report(&mut self, range: Range<usize>, message: String, help: Option<&str>) {
        let place = Place::Span {
            file: self.file,
            range,
        };
        let problem = Diagnostic::warning("bad-bib-entry", place, message);
        self.problems.push(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }

    fn piece(&mut self, piece: &Piece) -> Option<Raw> {
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
            let value = self.value(&pair.value.v, piece.range.start);
            self.strings.insert(pair.key.v.to_lowercase(), value);
        }
        let entry = raw.entries.into_iter().next()?;
        self.raw(piece, &entry.v)
    }

    fn raw(&mut self, piece: &Piece, entry: &RawEntry) -> Option<Raw> {
        let start = piece.range.start;
        let shifted = |range: &Range<usize>| start + range.start..start + range.end;
        let key = shifted(&entry.key.span);
        if entry.key.v.is_empty() {
            self.report(
                key,
                "this entry has no key and is left out".into(),
                Some("`@article{key, …}`"),
            );
            return None;
        }
        let mut fields: Vec<(String, Rc<Value>)> = Vec::new();
        let mut spans = HashMap::new();
        for pair in &entry.fields {
            let name = pair.key.v.to_lowercase();
            if fields.iter().any(|(known, _)| *known == name) {
                let message = format!("the field `{name}` is given twice; the first one counts");
                self.report(shifted(&pair.key.span), message, None);
                continue;
            }
            let value = self.value(&pair.value.v, start);
            let inner = match &pair.value.v[..] {
                [one] => &one.span,
                _ => &pair.value.span,
            };
            spans.insert(name.clone(), (shifted(&pair.key.span), shifted(inner)));
            fields.push((name, Rc::new(value)));
        }
        Some(Raw {
            key: entry.key.v.to_owned(),
            kind: match EntryType::new(&piece.kind) {
                EntryType::Unknown(kind) => kind.to_lowercase(),
                known => known.to_string().to_lowercase(),
            },
            fields,
            parsed_at: (piece.range.clone(), key),
            spans,
        })
    }

    /// A value with its strings put in. Names of months become their numbers.
    fn value(&mut self, chunks: &[Spanned<RawChunk>], start: usize) -> Value {
        let mut value = Value::default();
        for chunk in chunks {
            let at = start + chunk.span.start;
            match chunk.v {
                _ if value.count() >= MAX_PARTS => break,
                RawChunk::Normal(text) => value.push(text, at),
                RawChunk::Abbreviation(name) => {
                    let lower = name.to_lowercase();
                    if let Some(known) = self.strings.get(&lower) {
                        value.extend(known);
                    } else if let Some(month) = month(&lower) {
                        value.push(month, at);
                    } else {
                        let range = at..start + chunk.span.end;
                        let message =
                            format!("no `@string` is called `{name}`; it prints as written");
                        self.report(range, message, Some("write text in braces: `{…}`"));
                        value.push(name, at);
                    }
                }
            }
        }
        value
    }

    /// The fields of each entry with what it inherits. Parents come first, so that each is visited once.
    fn resolve(&mut self, raws: &[Raw], by_key: &HashMap<&str, usize>) -> Vec<Fields> {
        let own = |raw: &Raw| raw.fields.iter().cloned().collect::<Fields>();
        let mut resolved: Vec<Option<Fields>> = vec![None; raws.len()];
        let mut is_open = vec![false; raws.len()];
        let mut levels = vec![0usize; raws.len()];
        for start in 0..raws.len() {
            let mut stack = vec![start];
            while let Some(at) = stack.last().copied() {
                let raw = &raws[at];
                if resolved[at].is_some() {
                    stack.pop();
                    continue;
                }
                let is_new = !std::mem::replace(&mut is_open[at], true);
                let (mut parents, mut waiting, mut circular) = (Vec::new(), Vec::new(), false);
                for (field, target) in links(raw).into_iter().take(MAX_PARENTS) {
                    match by_key.get(target.as_str()) {
                        Some(parent) if resolved[*parent].is_some() => {
                            parents.push((field, *parent));
                        }
                        Some(parent) if is_open[*parent] => circular = true,
                        Some(parent) => waiting.push(*parent),
                        None if is_new => {
                            let place = raw.spans.get(field).map(|spans| spans.1.clone());
                            let place = place.unwrap_or_else(|| raw.parsed_at.1.clone());
                            self.report(place, format!("no entry has the key `{target}`"), None);
                        }
                        None => {}
                    }
                }
                if !waiting.is_empty() && !circular {
                    stack.extend(waiting);
                    continue;
                }
                let mut fields = own(raw);
                let level = parents.iter().map(|(_, parent)| levels[*parent] + 1).max();
                levels[at] = level.unwrap_or_default();
                if circular {
                    let message = "this entry inherits from itself; nothing is inherited";
                    self.report(raw.parsed_at.1.clone(), message.to_owned(), None);
                } else if levels[at] > MAX_LEVELS {
                    let message = format!(
                        "this entry inherits over more than {MAX_LEVELS} others; nothing is inherited"
                    );
                    self.report(raw.parsed_at.1.clone(), message, None);
                    levels[at] = 0;
                } else {
                    for (field, parent) in parents {
                        let Some(parent_fields) = &resolved[parent] else {
                            continue;
                        };
                        if field == "xdata" {
                            inherit::as_data(&mut fields, parent_fields);
                        } else {
                            let kind = &raws[parent].kind;
                            inherit::by_reference(&raw.kind, &mut fields, kind, parent_fields);
                        }
                    }
                }
                fields.remove("xdata");
                resolved[at] = Some(fields);
                stack.pop();
            }
        }
        resolved
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect()
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

/// The number of a month by the name that BibTeX predefines, or by its whole name.
fn month(name: &str) -> Option<&'static str> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "01"),
        ("february", "02"),
        ("march", "03"),
        ("april", "04"),
        ("may", "05"),
        ("june", "06"),
        ("july", "07"),
        ("august", "08"),
        ("september", "09"),
        ("october", "10"),
        ("november", "11"),
        ("december", "12"),
    ];
    let is = |month: &str| {
        name == month || name == &month[..3] || name == "sept" && month == "september"
    };
    MONTHS
        .iter()
        .find(|(month, _)| is(month))
        .map(|(_, number)| *number)
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
