//! What people type in place of a form of Folio's, read as it is meant where it can mean one thing alone.
//!
//! The tree is changed before it is decoded, so that nothing behind it knows of other forms; each change is told,
//! with the edit that makes the file say it.

use super::kinds;
use super::shape::Shape;
use super::tree::{Content, Node, Pair, Step};
use crate::diagnostics::{Code, Diagnostic, Edit, FileId, Place};
use crate::model::{PartialDate, Url};

/// Sections of which an item may be a name alone, with the key that it is the value of.
const NAMED: [(&str, &str); 3] = [
    ("skills", "name"),
    ("languages", "name"),
    ("memberships", "organization"),
];

/// Words for an end that has not come.
const PRESENT: [&str; 9] = [
    "Present", "PRESENT", "now", "Now", "today", "Today", "current", "Current", "ongoing",
];

/// Names of months in English, and the usual short forms.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Reads a tree as it is meant; what was written otherwise is told.
pub(super) fn read(root: &mut Node, text: &str, file: FileId, diagnostics: &mut Vec<Diagnostic>) {
    let mut reader = Reader {
        text,
        file,
        diagnostics,
    };
    for (section, key) in NAMED {
        reader.names(root, section, key);
    }
    Reader::titles(root);
    reader.values(root, &Shape::root());
}

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// `skills: [Rust, Go]`: names in place of maps.
    fn names(&self, root: &mut Node, section: &str, key: &str) {
        if let Content::Map { entries, .. } = &mut root.content
            && let Some(found) = entries.iter_mut().find(|entry| entry.key == section)
        {
            Self::named(&mut found.value, key);
        }
        kinds::of_kind(root, section).for_each(|list| Self::named(list, key));
    }

    /// Entries of a section of one's own by their titles alone.
    fn titles(root: &mut Node) {
        kinds::of_none(root).for_each(|list| Self::named(list, "title"));
    }

    fn named(list: &mut Node, key: &str) {
        let Content::List { items, .. } = &mut list.content else {
            return;
        };
        for item in items
            .iter_mut()
            .filter(|item| item.text().is_some() && !item.is_blank())
        {
            let span = item.span.clone();
            let name = Pair {
                key: key.to_owned(),
                key_span: span.clone(),
                value: item.clone(),
            };
            *item = Node {
                content: Content::Map {
                    entries: vec![name],
                    flow: true,
                },
                span,
            };
        }
    }

    fn values(&mut self, node: &mut Node, shape: &Shape) {
        let span = node.span.clone();
        match &mut node.content {
            Content::Scalar { text, .. } => {
                let meant = match shape.title() {
                    Some("Date") => date(text),
                    Some("End date") => present(text).or_else(|| date(text)),
                    Some(Url::TITLE) => address(text),
                    _ => None,
                };
                if let Some(meant) = meant {
                    self.tell(text, &meant, span);
                    *text = meant;
                }
            }
            Content::List { items, .. } => {
                let below = shape.child(&Step::Index(0));
                items.iter_mut().for_each(|item| self.values(item, &below));
            }
            Content::Map { entries, .. } => {
                self.location(entries, shape);
                for entry in entries {
                    let below = shape.key(&entry.key);
                    if !below.is_unknown() {
                        self.values(&mut entry.value, &below);
                    }
                }
            }
        }
    }

    /// `address` where there is a `location`, and nothing else of that name.
    fn location(&mut self, entries: &mut [Pair], shape: &Shape) {
        let keys = shape.keys();
        let is_there = |key: &str| entries.iter().any(|entry| entry.key == key);
        if !keys.contains(&"location") || keys.contains(&"address") || is_there("location") {
            return;
        }
        let mut found = entries.iter_mut().filter(|entry| entry.key == "address");
        if let (Some(entry), None) = (found.next(), found.next())
            && entry.value.text().is_some()
        {
            self.tell("address", "location", entry.key_span.clone());
            entry.key = "location".to_owned();
        }
    }

    fn tell(&mut self, written: &str, meant: &str, range: std::ops::Range<usize>) {
        let place = Place::Span {
            file: self.file,
            range: range.clone(),
        };
        let message = format!("`{}` is read as `{meant}`", written.trim());
        let mut note = Diagnostic::note(Code::OtherForm, place.clone(), message);
        // With its quotes, where it has any.
        if let Some(old) = self.text.get(range) {
            let edit = Edit::Characters {
                old: old.to_owned(),
                new: meant.to_owned(),
            };
            note = note.fix(format!("write `{meant}`"), place, edit);
        }
        self.diagnostics.push(note);
    }
}

/// An end that has not come, in a word of habit.
fn present(text: &str) -> Option<String> {
    PRESENT.contains(&text.trim()).then(|| "present".to_owned())
}

/// An address without its scheme: what begins with `www.` is a host.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let is_host = text
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let meant = format!("https://{text}");
    (is_host && Url::parse(&meant).is_ok()).then_some(meant)
}

/// A date in a form that can mean one alone: `Aug 2008`, `August 5, 2008`, `2021/03`, `03/2021`, `2021.3.14`. Two
/// numbers that may be day and month in either order mean no single date.
fn date(text: &str) -> Option<String> {
    let text = text.trim();
    if text.parse::<PartialDate>().is_ok() {
        return None;
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, '/' | '.' | ',' | '-');
    let parts: Vec<&str> = text
        .split(is_between)
        .filter(|part| !part.is_empty())
        .collect();
    let is_number = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |part: &str| part.len() == 4 && is_number(part, 4);
    let named = |part: &str| {
        let part = part.to_lowercase();
        let month = MONTHS
            .iter()
            .position(|names| names.contains(&part.as_str()));
        month.map(|month| month + 1)
    };
    // Of higher numbers some are terms.
    let numbered = |part: &str| {
        let number: usize = part.parse().ok().filter(|_| is_number(part, 2))?;
        (1..=12).contains(&number).then_some(number)
    };
    let month = |part: &str| named(part).or_else(|| numbered(part));
    let day = |part: &str| part.parse::<u8>().ok().filter(|_| is_number(part, 2));
    let meant = match parts[..] {
        [year, rest] | [rest, year] if is_year(year) => format!("{year}-{:02}", month(rest)?),
        [year, m, d] if is_year(year) => format!("{year}-{:02}-{:02}", month(m)?, day(d)?),
        [d, m, year] | [m, d, year] if is_year(year) && named(m).is_some() => {
            format!("{year}-{:02}-{:02}", named(m)?, day(d)?)
        }
        _ => return None,
    };
    meant.parse::<PartialDate>().is_ok().then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_can_mean_one_thing_are_read() {
        for (written, meant) in [
            ("Aug 2008", "2008-08"),
            ("Sept. 2021", "2021-09"),
            ("august 2008", "2008-08"),
            ("2008 August", "2008-08"),
            ("2021/03", "2021-03"),
            ("2021/3", "2021-03"),
            ("03/2021", "2021-03"),
            ("2021-3", "2021-03"),
            ("2021.03.14", "2021-03-14"),
            ("14 March 2021", "2021-03-14"),
            ("March 14, 2021", "2021-03-14"),
            ("14-Mar-2021", "2021-03-14"),
        ] {
            assert_eq!(date(written).as_deref(), Some(meant), "{written}");
        }
        for unclear in [
            "03/04/2021",
            "2021",
            "2021-03",
            "2021-13",
            "2021-02-30",
            "Feb 30, 2021",
            "Marketing 2021",
            "Mar",
            "soon",
            "",
            "2021/2022",
            "12 2021 14",
            "3021/03",
            "0000/01",
            "about 2021",
            "March 21",
        ] {
            assert_eq!(date(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn ends_and_addresses_that_can_mean_one_thing_are_read() {
        for written in PRESENT {
            assert_eq!(present(written).as_deref(), Some("present"));
        }
        assert_eq!(present("nowhere"), None);
        assert_eq!(
            address("www.example.org").as_deref(),
            Some("https://www.example.org")
        );
        assert_eq!(address("WWW.example.org/a b"), None);
        for other in [
            "example.org",
            "paper.pdf",
            "wwwexample.org",
            "https://www.example.org",
            "www.",
        ] {
            assert_eq!(address(other), None, "{other}");
        }
    }
}
