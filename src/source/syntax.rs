//! Broken YAML explained: what was meant, most likely, and how to write it.
//!
//! The parser says where it could not go on and why in the terms of its grammar; the mistake is
//! often a character at the beginning of the value, or on the line before.

mod brackets;
mod indentation;
mod quotes;

use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use super::parse::too_deep;
use super::quoting::{is_quoted, quoted, with_quoting, without_comment};
use crate::diagnostics::{Code, Diagnostic, Edit, FileId, Place};

/// From an offset to the end of its line, without white space at the end.
pub(super) fn rest_of_line(text: &str, start: usize) -> &str {
    text.get(start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default()
        .trim_end()
}

/// What is wrong where the parser stopped.
pub(super) fn explain(text: &str, file: FileId, error: &ScanError) -> Diagnostic {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let broken = Broken {
        text,
        file,
        at,
        line: line_at(text, at),
    };
    use ErrorKind as K;
    match error.kind() {
        K::UnexpectedCharacter { character } if is_unprintable(*character) => {
            broken.unprintable(*character)
        }
        K::BomInsideDocument => broken.unprintable('\u{FEFF}'),
        K::RecursionLimitExceeded => too_deep(broken.place(at..at)),
        K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabNotAllowed
        | K::TabAtBlockScalarStart => broken.tab_around().unwrap_or_else(|| broken.tab()),
        K::UnclosedQuotedScalar
        | K::InvalidQuotedScalarIndent
        | K::DocumentIndicatorInQuotedScalar => broken
            .unclosed_quote()
            .unwrap_or_else(|| broken.unknown(error)),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
            broken.after_quote()
        }
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => broken.escape(),
        K::CommentInterceptedScalar => broken.comment_in_text(),
        K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofImplicitFlowMapping
        | K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::InvalidColonPlacement
        | K::MismatchedFlowCollectionEnd { .. }
        | K::BlockEntryInFlowCollection => {
            broken.bracket().unwrap_or_else(|| broken.unknown(error))
        }
        K::MappingValueNotAllowed | K::InvalidSimpleKey | K::SimpleKeyExpected => {
            broken.tab_around().unwrap_or_else(|| broken.colon(error))
        }
        K::InvalidDocumentEnd | K::MultipleDocumentsUnsupported => broken.unknown(error),
        _ => broken
            .tab_around()
            .or_else(|| broken.indicator())
            .or_else(|| broken.indentation(error))
            .unwrap_or_else(|| broken.unknown(error)),
    }
}

/// Characters that no printed text has; line breaks and tabs are white space.
pub(super) fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

pub(super) fn unprintable(place: Place, character: char) -> Diagnostic {
    let message = format!(
        "the text holds U+{:04X}, which cannot be printed",
        u32::from(character)
    );
    let separates = matches!(character, '\u{2028}' | '\u{2029}');
    let edit = Edit::Characters {
        old: character.to_string(),
        new: String::from(if separates { " " } else { "" }),
    };
    Diagnostic::error(Code::ControlCharacter, place.clone(), message)
        .help("remove it; it often comes from copying out of a PDF or a word processor")
        .fix("remove the character", place, edit)
}

/// The bytes of the line at an offset, without its line break.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length);
    start..start + text[start..end].trim_end_matches('\r').len()
}

/// Whether no line below goes on with the value that begins at an offset: none is indented deeper
/// than its key, or than its dash.
pub(super) fn ends_with_its_line(text: &str, start: usize) -> bool {
    let line = line_at(text, start);
    let before = &text[line.start..start];
    let key = before.len() - before.trim_start_matches([' ', '-']).len();
    let column = match before.trim_end().ends_with(':') {
        true => key,
        false => before.trim_end().len().saturating_sub(1),
    };
    let mut lines = text[line.end..].lines().skip(1);
    let below = lines.find(|line| !line.trim().is_empty());
    below.is_none_or(|below| {
        let indent = below.len() - below.trim_start().len();
        indent <= column || below.trim_start().starts_with('#')
    })
}

/// Where the value of a line begins: after indentation, `- ` and `key: `.
fn value_start(line: &str) -> usize {
    let mut start = 0;
    loop {
        let rest = &line[start..];
        let trimmed = rest.trim_start();
        start += rest.len() - trimmed.len();
        match trimmed.strip_prefix("- ") {
            Some(_) => start += 2,
            None => break,
        }
    }
    let rest = &line[start..];
    if rest.starts_with(is_indicator) || is_quoted(rest) {
        return start;
    }
    match rest.find(": ") {
        Some(colon) => {
            let value = &rest[colon + 1..];
            start + colon + 1 + (value.len() - value.trim_start().len())
        }
        None => start,
    }
}

/// Characters that mean something at the beginning of a value (YAML 1.2.2, section 5.3).
fn is_indicator(c: char) -> bool {
    matches!(
        c,
        '*' | '&' | '`' | '@' | '%' | '[' | ']' | '{' | '}' | '!' | '|' | '>' | '?' | ',' | '#'
    )
}

struct Broken<'a> {
    text: &'a str,
    file: FileId,
    at: usize,
    line: Range<usize>,
}

impl Broken<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        Place::Span {
            file: self.file,
            range,
        }
    }

    fn line(&self) -> &str {
        &self.text[self.line.clone()]
    }

    /// The value of the line, with its bytes.
    fn value(&self) -> (&str, Range<usize>) {
        let start = self.line.start + value_start(self.line());
        let value = self.text[start..self.line.end].trim_end();
        (value, start..start + value.len())
    }

    /// Adds the edit that quotes the value of the line, when it is one text and nothing else.
    fn with_quotes(&self, problem: Diagnostic) -> Diagnostic {
        let (value, range) = self.value();
        let value = without_comment(value);
        let is_list = |open: char, close: char| {
            value.starts_with(open) && value.find(close).is_none_or(|at| at + 1 == value.len())
        };
        // The end of something in brackets is no end of a text.
        let closes = |close: char, open: char| value.ends_with(close) && !value.contains(open);
        let is_unclear = is_quoted(value)
            || value.ends_with(',')
            || is_list('[', ']')
            || is_list('{', '}')
            || closes(']', '[')
            || closes('}', '{')
            || !ends_with_its_line(self.text, range.start);
        match is_unclear {
            true => problem,
            false => with_quoting(problem, self.file, range.start, value),
        }
    }

    /// The line before that is not blank.
    fn line_before(&self) -> Option<Range<usize>> {
        let mut line = self.line.clone();
        while line.start > 0 {
            line = line_at(self.text, line.start - 1);
            if !self.text[line.clone()].trim().is_empty() {
                return Some(line);
            }
        }
        None
    }

    fn unknown(&self, error: &ScanError) -> Diagnostic {
        let end = self.text[self.at..]
            .chars()
            .next()
            .filter(|&c| c != '\n')
            .map_or(0, char::len_utf8);
        let message = format!("this is not YAML: {}", error.kind());
        Diagnostic::error(Code::YamlSyntax, self.place(self.at..self.at + end), message)
            .help("write `key: value`, lists with `- ` on lines of their own, and quote texts that hold special characters")
    }

    /// A character that no text holds; the parser stops where the text with it begins.
    fn unprintable(&self, character: char) -> Diagnostic {
        let at = self.text[self.at..]
            .find(character)
            .map_or(self.at, |at| self.at + at);
        unprintable(self.place(at..at + character.len_utf8()), character)
    }

    fn comment_in_text(&self) -> Diagnostic {
        let comment = rest_of_line(self.text, self.at);
        let place = self.place(self.at..self.at + comment.len());
        Diagnostic::error(
            Code::CommentInText,
            place,
            "a comment stands within a text that goes on below",
        )
        .label("` #` begins a comment")
        .help(
            "if it belongs to the text, write `>-` after the key: in a block nothing is a comment",
        )
        .help("if it is a comment, move it above the text")
    }

    /// A colon where no key can stand.
    fn colon(&self, error: &ScanError) -> Diagnostic {
        if let Some(diagnostic) = self.indicator() {
            return diagnostic;
        }
        let (value, range) = self.value();
        if value.contains(": ")
            || (value.ends_with(':') && range.start > self.line.start + self.indent())
        {
            let colon = value.find(": ").unwrap_or(value.len() - 1);
            let colon = range.start + colon;
            let problem = Diagnostic::error(Code::UnquotedText, self.place(colon..colon + 1), "a second `: ` on the line makes this a map within a text")
                .label("this colon")
                .help(format!("quote the text: `{}`", quoted(value)))
                .help("or write it as a block: `>-` after the first colon, and the text indented on the next line");
            return self.with_quotes(problem);
        }
        if let Some(before) = self.line_before() {
            let line = &self.text[before.clone()];
            let content = line.trim().trim_start_matches("- ");
            let indent = line.len() - line.trim_start().len();
            if !content.contains(": ") && !content.ends_with(':') {
                if let Some(glued) = self.glued(before.clone()) {
                    return glued;
                }
                let start = before.start + indent;
                return self.without_key(start..start + line.trim().len());
            }
        }
        let line = self.line();
        let content = line.trim();
        if matches!(error.kind(), ErrorKind::SimpleKeyExpected) && !content.contains(':') {
            let start = self.line.start + line.len() - line.trim_start().len();
            return self.without_key(start..start + content.len());
        }
        self.indentation(error)
            .unwrap_or_else(|| self.unknown(error))
    }

    /// `key:value`, which is a text and no key.
    fn glued(&self, range: Range<usize>) -> Option<Diagnostic> {
        let line = &self.text[range.clone()];
        let content = line.trim().trim_start_matches("- ");
        let at = content.find(':').filter(|&at| {
            let mut key = content[..at].chars();
            key.all(|c| c.is_alphanumeric() || c == '_')
        })?;
        let colon = range.start + line.trim_end().len() - content.len() + at;
        let place = self.place(colon..colon + 1);
        let problem = Diagnostic::error(
            Code::YamlSyntax,
            place.clone(),
            "a space is missing after the colon",
        )
        .help(format!(
            "write `{}: {}`",
            &content[..at],
            &content[at + 1..]
        ));
        let is_key = |c: char| c.is_ascii_lowercase() || c == '_';
        let is_sure = at > 0
            && content[..at].chars().all(is_key)
            && !content[at..].starts_with("://")
            && content.len() > at + 1;
        let edit = Edit::Characters {
            old: ":".to_owned(),
            new: ": ".to_owned(),
        };
        Some(match is_sure {
            true => problem.fix("write a space after the colon", place, edit),
            false => problem,
        })
    }

    /// A line without a colon where a key is expected.
    fn without_key(&self, line: Range<usize>) -> Diagnostic {
        let content = self.text[line.clone()].trim_start_matches("- ");
        let is_word = |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let diagnostic =
            Diagnostic::error(Code::YamlSyntax, self.place(line), "this line has no key")
                .label("no colon follows a key");
        match content.split_once(' ') {
            Some((key, value)) if !key.is_empty() && is_word(key) => diagnostic.help(format!(
                "if `{key}` is a key, write `{key}: {}`",
                value.trim()
            )),
            None if is_word(content) => {
                diagnostic.help(format!("if `{content}` is a key, write `{content}:`"))
            }
            _ => diagnostic.help("write `key: value`"),
        }
        .help("a text over several lines is indented more than its key")
    }

    /// A character at the beginning of the value that YAML gives a meaning.
    fn indicator(&self) -> Option<Diagnostic> {
        let (value, range) = self.value();
        let first = value.chars().next()?;
        let meaning = match first {
            '*' => "a leading `*` is a YAML alias",
            '&' => "a leading `&` is a YAML anchor",
            '`' | '@' => "YAML keeps this character for itself at the beginning of a value",
            '%' => "a leading `%` is a YAML directive",
            '[' => "a leading `[` begins a YAML list, and text follows it",
            '{' => "a leading `{` begins a YAML map, and text follows it",
            ']' | '}' => "this bracket closes nothing",
            '!' => "a leading `!` is a YAML tag",
            '>' | '|' => "a leading `>` or `|` begins a block, whose text stands on the next lines",
            '?' => "a leading `?` begins a YAML key",
            '-' => "a list begins on a line of its own",
            ',' => "a value cannot begin with a comma",
            '"' | '\'' if self.at > range.start => "text follows a closed quote",
            _ => return None,
        };
        let at = range.start..range.start + first.len_utf8();
        let message = match first {
            '`' => String::from("a text cannot begin with a backtick without quotes"),
            _ => format!("a text cannot begin with `{first}` without quotes"),
        };
        let diagnostic = Diagnostic::error(Code::UnquotedText, self.place(at), message)
            .label(meaning)
            .help(format!("quote the text: `{}`", quoted(value)));
        let is_text = !matches!(first, '-' | ']' | '}' | '!' | '"' | '\'');
        let diagnostic = match is_text {
            true => self.with_quotes(diagnostic),
            false => diagnostic,
        };
        Some(if first == '-' {
            diagnostic.help(
                "if it is a list, write each item on a line of its own, indented below the key",
            )
        } else {
            diagnostic
        })
    }
}
