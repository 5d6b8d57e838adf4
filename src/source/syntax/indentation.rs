//! Lines that begin in a column where nothing can begin.

use granit_parser::{ErrorKind, ScanError};

use super::{Broken, line_at};
use crate::diagnostics::{Code, Diagnostic, Edit};
use crate::source::shape::Shape;

/// A key or an item that a line below could stand beside.
struct Above {
    column: usize,
    is_item: bool,
    /// Whether something stands beside it.
    has_value: bool,
}

/// Whether a line without its indentation begins with a key.
fn is_key(content: &str) -> bool {
    let key = content.split_once(':');
    key.is_some_and(|(key, rest)| {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
        !key.is_empty() && key.chars().all(is_word) && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// How many spaces a level of a file is indented by: what its first indented line has.
fn step(text: &str) -> usize {
    /// Where no line says.
    const USUAL: usize = 2;
    let indents = text
        .lines()
        .map(|line| (line.len() - line.trim_start_matches(' ').len(), line));
    let mut indents = indents.filter(|(indent, line)| {
        let content = &line[*indent..];
        *indent > 0 && !content.trim().is_empty() && !content.starts_with(['\t', '#'])
    });
    indents.next().map_or(USUAL, |(indent, _)| indent.min(8))
}

impl Broken<'_> {
    pub(super) fn tab(&self) -> Diagnostic {
        let line = self.line();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let tab = line.find('\t').filter(|&tab| tab < indent);
        let range = match tab {
            Some(tab) => self.line.start + tab..self.line.start + indent,
            None => self.at..self.at,
        };
        let old = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let width = step(self.text);
        let start = tab.unwrap_or_default();
        let columns = start + old.replace('\t', &" ".repeat(width)).len();
        let new = " ".repeat(self.column_for(columns, width).saturating_sub(start));
        let place = self.place(range);
        let problem = Diagnostic::error(
            Code::TabIndentation,
            place.clone(),
            "a line is indented with a tab",
        )
        .label("YAML takes only spaces here")
        .help("indent with two spaces for each level");
        match old.is_empty() {
            true => problem,
            false => problem.fix("indent with spaces", place, Edit::Characters { old, new }),
        }
    }

    /// The column nearest to one, and not before it, in which a key or a text may stand on this line: with the keys
    /// above it that are still open, or below the last of them.
    fn column_for(&self, column: usize, width: usize) -> usize {
        let mut open: Vec<usize> = Vec::new();
        let mut least = usize::MAX;
        for line in self.text[..self.line.start].lines().rev() {
            let text = line.trim_start_matches(' ');
            let begins = line.len() - text.len();
            if text.trim().is_empty() || text.starts_with(['#', '\t']) || begins >= least {
                continue;
            }
            let key = text.trim_start_matches(['-', ' ']);
            let at = line.len() - key.len();
            let end = key.trim_end();
            if least == usize::MAX
                && [":", ">", "|", ">-", "|-"]
                    .iter()
                    .any(|sign| end.ends_with(sign))
            {
                open.push(at + width);
            }
            if key.contains(": ") || end.ends_with(':') {
                open.push(at);
            }
            least = begins;
            if begins == 0 {
                break;
            }
        }
        let after = open.into_iter().filter(|at| *at >= column);
        after.min().unwrap_or(column)
    }

    /// A tab before the text of the line, or of the next one, which then goes on with this one.
    pub(super) fn tab_around(&self) -> Option<Diagnostic> {
        let has_tab = |line: &str| {
            let text = line.trim_start_matches([' ', '\t']);
            !text.is_empty() && line[..line.len() - text.len()].contains('\t')
        };
        let below = self.text[self.line.end..].find(|c: char| !c.is_whitespace());
        let below = below.map(|at| line_at(self.text, self.line.end + at));
        let lines = [Some(self.line.clone()), below];
        let line = lines
            .into_iter()
            .flatten()
            .find(|line| has_tab(&self.text[line.clone()]))?;
        Some(Self { line, ..*self }.tab())
    }

    pub(super) fn indent(&self) -> usize {
        let line = self.line();
        line.len() - line.trim_start_matches(' ').len()
    }

    /// A line that stands too far right or left.
    pub(super) fn indentation(&self, error: &ScanError) -> Option<Diagnostic> {
        let line = self.line();
        let indent = self.indent();
        let before = self.line_before()?;
        let before_line = &self.text[before.clone()];
        let before_indent = before_line.len() - before_line.trim_start_matches(' ').len();
        let start = self.line.start + indent;
        let range = start..self.line.start + line.trim_end().len();
        // In the column of the key above, it would be a key if a space stood behind its colon.
        let column = before_line.len() - before_line.trim_start_matches([' ', '-']).len();
        if indent == column && !line.contains(": ") && !line.trim_end().ends_with(':') {
            let glued = self.glued(self.line.clone());
            if let Some(glued) = glued.filter(|glued| !glued.fixes.is_empty()) {
                return Some(glued);
            }
        }
        let (message, label) = if before_line.trim_start().starts_with('#')
            && matches!(error.kind(), ErrorKind::ExpectedBlockMappingKey)
            && !line.contains(": ")
        {
            (
                String::from("a comment ended the text, and this line follows it"),
                "not part of the text above",
            )
        } else if line.trim_start().starts_with("- ")
            && matches!(error.kind(), ErrorKind::ExpectedBlockMappingKey)
        {
            (
                String::from("an item of a list stands where a key is expected"),
                "this item belongs to no list",
            )
        } else if before_line.trim_start().starts_with("- ")
            && line.contains(':')
            && indent > before_indent
        {
            (
                format!(
                    "the keys of this item begin {} spaces from the left, this one {indent}",
                    before_indent + 2
                ),
                "does not stand below the key above",
            )
        } else if matches!(error.kind(), ErrorKind::ExpectedBlockSequenceEntry) {
            (
                String::from("a key stands where an item of the list above is expected"),
                "expected `- ` here",
            )
        } else if indent > before_indent {
            (
                String::from(
                    "this line is indented more than the one above, which already has a value",
                ),
                "indented too far",
            )
        } else if matches!(
            error.kind(),
            ErrorKind::ExpectedBlockMappingKey
                | ErrorKind::MappingValueNotAllowed
                | ErrorKind::InvalidIndentation
        ) {
            (
                String::from("the indentation of this line fits no line above it"),
                "begins at a column of its own",
            )
        } else {
            return None;
        };
        let problem = Diagnostic::error(Code::BadIndentation, self.place(range), message)
                .label(label)
                .related(self.place(before.start + before_indent..before.start + before_line.trim_end().len()), "the line above")
                .help("keys of one map begin at the same column; what belongs to a key is indented by two spaces more");
        Some(match self.meant_column() {
            Some(column) => {
                let edit = Edit::Characters {
                    old: " ".repeat(indent),
                    new: " ".repeat(column),
                };
                problem.fix(
                    "indent it like the line that it belongs to",
                    self.place(self.line.start..start),
                    edit,
                )
            }
            None => problem,
        })
    }

    /// The column in which the line surely was to begin: with one space more or less it stands where
    /// one line above does, or it can stand nowhere else.
    fn meant_column(&self) -> Option<usize> {
        let (line, indent) = (self.line(), self.indent());
        let content = line.trim_start();
        let is_item = content.starts_with("- ");
        // A text that goes on in another line may hold a colon as well.
        let key = content.split(':').next().unwrap_or_default();
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let is_name = is_key(content) && key.chars().all(is_word);
        if !is_item && !is_name || line.contains('\t') {
            return None;
        }
        let above = self.open_above();
        let (same, other): (Vec<_>, Vec<_>) =
            above.into_iter().partition(|one| one.is_item == is_item);
        let near = |one: &&Above| one.column.abs_diff(indent) == 1;
        let mut near = same.iter().filter(near);
        let nearest = match (near.next(), near.next()) {
            (Some(one), None) => Some(one.column),
            _ => None,
        };
        // Nothing stands below a key that has a value beside it.
        let deepest = same.iter().max_by_key(|one| one.column);
        let below = deepest.filter(|one| {
            !is_item
                && Shape::is_key_somewhere(key)
                && one.has_value
                && indent > one.column
                && other.iter().all(|other| other.column < one.column)
        });
        nearest.or(below.map(|one| one.column))
    }

    /// The keys and items above the line that it could stand beside, from the nearest on.
    fn open_above(&self) -> Vec<Above> {
        let mut open: Vec<Above> = Vec::new();
        let mut least = usize::MAX;
        for line in self.text[..self.line.start].lines().rev() {
            let content = line.trim_start();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let indent = line.len() - content.len();
            if indent >= least || line[..indent].contains('\t') {
                continue;
            }
            let bare = content.trim_start_matches("- ").trim_start();
            let column = line.len() - bare.len();
            if is_key(bare) && column < least {
                let value = bare.split_once(':').map_or("", |(_, value)| value).trim();
                let has_value = !value.is_empty() && !value.starts_with(['#', '|', '>', '&']);
                open.push(Above {
                    column,
                    is_item: false,
                    has_value,
                });
            }
            if content.starts_with("- ") {
                open.push(Above {
                    column: indent,
                    is_item: true,
                    has_value: true,
                });
            }
            least = indent;
            if least == 0 {
                break;
            }
        }
        open
    }
}
