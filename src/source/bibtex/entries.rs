//! Entries of a bibliography, parsed one by one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use biblatex::{
    Bibliography, Entry, Pair, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry,
    Spanned,
};

use super::latex;
use super::split::{Piece, pieces};
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

/// A value with its `@string`s put in.
type Value = Vec<String>;

/// Longest value that `@string`s may make, in parts.
const MAX_PARTS: usize = 1000;

/// An entry before cross-references are resolved.
struct Raw {
    key: String,
    kind: String,
    fields: Vec<(String, Value)>,
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
    for raw in &raws {
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
        if let Some(entry) = reader.resolve(raw, &raws, &by_key) {
            let (range, key) = raw.parsed_at.clone();
            parsed.push(Parsed {
                entry,
                range,
                key,
                fields: raw.spans.clone(),
            });
        }
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
            let value = value.concat();
            let keys: Vec<String> = value.split(',').map(|key| key.trim().to_owned()).collect();
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
        if latex::is_too_deep(source) {
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
            let value = self.value(&pair.value.v, piece.range.start, false);
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
        let mut fields: Vec<(String, Value)> = Vec::new();
        let mut spans = HashMap::new();
        for pair in &entry.fields {
            let name = pair.key.v.to_lowercase();
            if fields.iter().any(|(known, _)| *known == name) {
                let message = format!("the field `{name}` is given twice; the first one counts");
                self.report(shifted(&pair.key.span), message, None);
                continue;
            }
            let verbatim = matches!(name.as_str(), "doi" | "eprint" | "url" | "pdf" | "file");
            let value = self.value(&pair.value.v, start, verbatim);
            let inner = match &pair.value.v[..] {
                [one] => &one.span,
                _ => &pair.value.span,
            };
            spans.insert(name.clone(), (shifted(&pair.key.span), shifted(inner)));
            fields.push((name, value));
        }
        Some(Raw {
            key: entry.key.v.to_owned(),
            kind: piece.kind.clone(),
            fields,
            parsed_at: (piece.range.clone(), key),
            spans,
        })
    }

    /// A value with its strings put in. Names of months stay, for the parser to turn into numbers.
    fn value(&mut self, chunks: &[Spanned<RawChunk>], start: usize, verbatim: bool) -> Value {
        let mut value = Value::new();
        for chunk in chunks {
            match chunk.v {
                RawChunk::Normal(text) if verbatim => value.push(text.to_owned()),
                RawChunk::Normal(text) => value.push(latex::prepared(text)),
                RawChunk::Abbreviation(name) => {
                    let lower = name.to_lowercase();
                    if let Some(known) = self.strings.get(&lower) {
                        value.extend(known.iter().cloned());
                    } else if let Some(month) = month(&lower) {
                        value.push(month.to_owned());
                    } else {
                        let range = start + chunk.span.start..start + chunk.span.end;
                        let message =
                            format!("no `@string` is called `{name}`; it prints as written");
                        self.report(range, message, Some("write text in braces: `{…}`"));
                        value.push(name.to_owned());
                    }
                }
            }
        }
        value.truncate(MAX_PARTS);
        value
    }

    /// The entry with what it inherits.
    fn resolve(&mut self, raw: &Raw, raws: &[Raw], by_key: &HashMap<&str, usize>) -> Option<Entry> {
        let mut family = vec![raw];
        let mut at = 0;
        let mut circular = false;
        while let Some(member) = family.get(at).copied() {
            for (field, target) in links(member) {
                match by_key.get(target.as_str()).and_then(|at| raws.get(*at)) {
                    Some(parent) if family.iter().any(|known| known.key == parent.key) => {
                        // Two ways to one parent are fine, a way back to oneself is not.
                        circular |= leads_to(parent, &member.key, raws, by_key);
                    }
                    Some(parent) => family.push(parent),
                    None if at == 0 => {
                        let place = raw.spans.get(field).map(|spans| spans.1.clone());
                        let message = format!("no entry has the key `{target}`");
                        self.report(
                            place.unwrap_or_else(|| raw.parsed_at.1.clone()),
                            message,
                            None,
                        );
                    }
                    None => {}
                }
            }
            at += 1;
        }
        if circular {
            let message = "this entry inherits from itself; nothing is inherited".to_owned();
            self.report(raw.parsed_at.1.clone(), message, None);
            family.truncate(1);
        }
        let bibliography = RawBibliography {
            preamble: String::new(),
            entries: family.iter().map(|raw| rebuilt(raw, circular)).collect(),
            abbreviations: Vec::new(),
        };
        match Bibliography::from_raw(bibliography) {
            Ok(bibliography) => bibliography.get(&raw.key).cloned(),
            Err(error) => {
                let message = format!("this entry is left out: {}", words(&error.kind));
                self.report(raw.parsed_at.1.clone(), message, None);
                None
            }
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

fn leads_to(from: &Raw, key: &str, raws: &[Raw], by_key: &HashMap<&str, usize>) -> bool {
    let mut seen: HashSet<String> = HashSet::new();
    let mut open = vec![from];
    while let Some(raw) = open.pop() {
        if raw.key == key {
            return true;
        }
        for (_, target) in links(raw) {
            if seen.insert(target.clone())
                && let Some(next) = by_key.get(target.as_str()).and_then(|at| raws.get(*at))
            {
                open.push(next);
            }
        }
    }
    false
}

fn rebuilt(raw: &Raw, alone: bool) -> Spanned<RawEntry<'_>> {
    // `ids` names other keys of the entry, of which the parser makes entries of its index.
    let left_out = |name: &str| name == "ids" || alone && matches!(name, "crossref" | "xdata");
    let fields = raw
        .fields
        .iter()
        .filter(|(name, _)| !left_out(name))
        .map(|(name, value)| {
            let chunks = value
                .iter()
                .map(|part| Spanned::zero(RawChunk::Normal(part)))
                .collect();
            Pair::new(Spanned::zero(name.as_str()), Spanned::zero(chunks))
        });
    Spanned::zero(RawEntry {
        key: Spanned::zero(raw.key.as_str()),
        kind: Spanned::zero(raw.kind.as_str()),
        fields: fields.collect(),
    })
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
