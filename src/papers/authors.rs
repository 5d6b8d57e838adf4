//! Lists of authors as the source gives them: split, with marks and cuts.

use super::marks::{MarkTable, MarkUse};
use super::names::{Name, normalised};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{AuthorFields, Authors, Url};

/// One author of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorEntry {
    /// The name.
    pub name: Name,
    /// The marks, in the order of the file's marks.
    pub marks: Vec<MarkUse>,
    /// The author's web address.
    pub url: Option<Url>,
    /// What the source says about whether this is the owner.
    pub is_self: Option<bool>,
}

/// A list of authors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuthorList {
    /// The authors, in order.
    pub authors: Vec<AuthorEntry>,
    /// Where the source leaves authors out, as the number of authors before the gap; a gap at the
    /// end is what "et al." says.
    pub gaps: Vec<usize>,
}

impl AuthorList {
    /// Reads a list. `origin` is the path of the value.
    pub fn read(
        authors: &Authors,
        table: &MarkTable,
        origin: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut list = Self::default();
        match authors {
            Authors::Line(line) => {
                for piece in split(line) {
                    list.add_text(&piece, table, origin, problems);
                }
            }
            Authors::List(items) => {
                for (at, author) in items.iter().enumerate() {
                    let origin = format!("{origin}[{at}]");
                    list.add_fields(&author.0, table, &origin, problems);
                }
            }
        }
        list
    }

    /// Whether the source leaves authors out.
    pub fn is_cut(&self) -> bool {
        !self.gaps.is_empty()
    }

    fn add_text(
        &mut self,
        text: &str,
        table: &MarkTable,
        origin: &str,
        problems: &mut Vec<Diagnostic>,
    ) {
        let fields = AuthorFields {
            name: Some(text.to_owned()),
            ..AuthorFields::default()
        };
        self.add_fields(&fields, table, origin, problems);
    }

    fn add_fields(
        &mut self,
        fields: &AuthorFields,
        table: &MarkTable,
        origin: &str,
        problems: &mut Vec<Diagnostic>,
    ) {
        let mut fields = fields.clone();
        let mut cut = false;
        let mut marks = Vec::new();
        // Marks and "et al." may hang on the last text of a name, whichever field that is.
        let last = [
            &mut fields.organization,
            &mut fields.name,
            &mut fields.suffix,
            &mut fields.family,
        ]
        .into_iter()
        .find_map(|field| field.as_mut().filter(|text| !text.trim().is_empty()));
        if let Some(text) = last {
            let (bare, ends_in_cut) = without_et_al(text);
            cut = ends_in_cut;
            let bare = normalised(bare);
            let (bare, found) = table.split(&bare);
            marks = found;
            // `Lovelace*, Ada`: the mark stands after the family name.
            let mut bare = bare.to_owned();
            if let Some((family, given)) = bare.split_once(',') {
                let (family, more) = table.split(family);
                marks.extend(more);
                bare = format!("{family},{given}");
            }
            for mark in &marks {
                if let MarkUse::Unknown(symbol) = mark {
                    problems.push(undeclared_symbol(symbol, &bare, table, origin));
                }
            }
            *text = bare;
        }
        for name in fields.marks.iter() {
            match table.named(name) {
                Some(mark) => marks.push(mark),
                None => problems.push(undeclared_name(name, table, origin)),
            }
        }
        marks.sort();
        marks.dedup();
        let name = Name::from_fields(&fields);
        if !name.is_empty() {
            self.authors.push(AuthorEntry {
                name,
                marks,
                url: fields.url,
                is_self: fields.is_self.map(|flag| flag.0),
            });
        }
        if cut && self.gaps.last() != Some(&self.authors.len()) {
            self.gaps.push(self.authors.len());
        }
    }
}

fn undeclared_symbol(symbol: &str, name: &str, table: &MarkTable, origin: &str) -> Diagnostic {
    let message = format!("`{symbol}` after `{name}` is not a mark that `marks` declares");
    Diagnostic::warning(Code::MarkNotDeclared, Place::Value(origin.to_owned()), message)
        .help(format!("known marks: {}", table.known()))
        .help(format!(
            "if it is a mark, declare it: `marks: {{name: {{symbol: \"{symbol}\", label: What it means}}}}`"
        ))
}

fn undeclared_name(name: &str, table: &MarkTable, origin: &str) -> Diagnostic {
    let message = format!("`{name}` is not a mark that `marks` declares");
    let place = Place::Value(format!("{origin}.marks"));
    // An annotation in a bibliography is often shared with others and means nothing here.
    let kind = if origin.starts_with("publications[") {
        Diagnostic::error
    } else {
        Diagnostic::warning
    };
    kind(Code::MarkNotDeclared, place, message).help(format!("known marks: {}", table.known()))
}

/// Splits a line of authors: at `;`, else at ` and `, else at `,`.
///
/// `A B, C D and E F` is the list of prose: the commas divide it too. It differs from BibTeX's
/// `B, A and D, C` in that every part holds more than one word.
pub fn split(line: &str) -> Vec<String> {
    let line = normalised(line);
    let mut pieces: Vec<String> = if has_outside_braces(&line, ";") {
        split_outside_braces(&line, &[";"])
    } else {
        let joined = split_outside_braces(&line, &[" and ", " & "]);
        if joined.len() > 1 && !is_prose(&joined) {
            joined
        } else {
            split_at_commas(&line)
        }
    };
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn is_prose(pieces: &[String]) -> bool {
    let [first, last] = pieces else { return false };
    let several_words = |part: &str| part.trim().contains(' ');
    let parts: Vec<&str> = first.trim_end_matches(',').split(',').collect();
    !without_et_al(last).0.contains(',')
        && (first.ends_with(',') && parts.len() > 1
            || parts.len() > 1 && parts.iter().all(|part| several_words(part)))
}

fn split_at_commas(line: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for piece in split_outside_braces(line, &[",", " and ", " & "]) {
        let piece = piece.strip_prefix("and ").unwrap_or(&piece).to_owned();
        let bare = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        match pieces.last_mut() {
            // `Martin Luther King, Jr.` is one author.
            Some(previous) if matches!(bare, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV") => {
                previous.push_str(", ");
                previous.push_str(&piece);
            }
            // `Xin Chen*,#`: a comma between marks.
            Some(previous)
                if !piece.is_empty()
                    && !piece.contains(char::is_alphanumeric)
                    && !piece.contains('…')
                    && !piece.contains('.') =>
            {
                previous.push_str(&piece);
            }
            _ => pieces.push(piece),
        }
    }
    pieces
}

fn has_outside_braces(text: &str, pattern: &str) -> bool {
    split_outside_braces(text, &[pattern]).len() > 1
}

fn split_outside_braces(text: &str, patterns: &[&str]) -> Vec<String> {
    let mut pieces = Vec::new();
    let (mut depth, mut start, mut skip_to) = (0usize, 0, 0);
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let found = patterns
            .iter()
            .find(|pattern| text[at..].starts_with(**pattern));
        if let (0, true, Some(pattern)) = (depth, at >= skip_to, found) {
            pieces.push(text.get(start..at).unwrap_or_default().trim().to_owned());
            start = at + pattern.len();
            // The blank that ends one ` and ` may begin the next.
            skip_to = if pattern.ends_with(' ') {
                start - 1
            } else {
                start
            };
        }
    }
    pieces.push(text.get(start..).unwrap_or_default().trim().to_owned());
    pieces
}

/// A text without the "et al." at its end, and whether there was one.
pub fn without_et_al(text: &str) -> (&str, bool) {
    let text = text.trim();
    let endings = [
        "et al.",
        "et al",
        "et. al.",
        "et. al",
        "et alii",
        "and others",
        "& others",
        "u. a.",
        "u.a.",
        "…",
        "...",
    ];
    for ending in endings.into_iter().chain(["others"]) {
        let Some(at) = text.len().checked_sub(ending.len()) else {
            continue;
        };
        let Some(tail) = text.get(at..) else { continue };
        let before = &text[..at];
        let apart =
            before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && c != '-');
        let alone = ending != "others" || before.is_empty();
        if apart && alone && tail.eq_ignore_ascii_case(ending) {
            let before =
                before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
            let before = before.strip_suffix(" and").unwrap_or(before);
            let before =
                before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
            return (before, true);
        }
    }
    (text, false)
}
