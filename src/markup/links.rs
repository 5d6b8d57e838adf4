//! Links of a text: where they lead, and what of them cannot be.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag};

use super::placeholders::Placeholders;
use crate::diagnostics::{Code, Diagnostic, Edit, Place};
use crate::model::Url;
use crate::model::address::Unlinkable;

/// Problems of a text that are told at their exact places; further ones are told of the text.
const MOST_PLACED: usize = 50;

/// Most bytes that are looked for in the file, and most characters of an address in a message.
const LONGEST_PLACE: usize = 200;
const LONGEST_SHOWN: usize = 100;

/// The beginning of a link or picture.
#[derive(Debug, Clone)]
pub(super) struct Beginning {
    form: Form,
    /// Where an address leads that is not written out in the text as it is read.
    destination: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[words](address "title")`
    Link,
    /// `![words](address "title")`
    Picture,
    /// `<address>`
    Address,
    /// `<ada@example.org>`
    Mail,
}

impl Beginning {
    /// That of a link or picture; none of other wrappers.
    pub(super) fn of(tag: Tag) -> Option<Self> {
        let (form, destination) = match tag {
            Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                ..
            } => (Form::Address, dest_url),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            } => (Form::Mail, dest_url),
            Tag::Link { dest_url, .. } => (Form::Link, dest_url),
            Tag::Image { dest_url, .. } => (Form::Picture, dest_url),
            _ => return None,
        };
        let destination = destination.to_string();
        Some(Self { form, destination })
    }

    /// Whether the words are the address itself, in which nothing is markup.
    pub(super) fn shows_address(&self) -> bool {
        matches!(self.form, Form::Address | Form::Mail)
    }
}

/// A link or picture as it was read, and where in the text it stands.
#[derive(Debug)]
pub(super) struct Found {
    /// What begins it.
    pub(super) beginning: Beginning,
    /// The bytes of all of it.
    pub(super) range: Range<usize>,
    /// Where its words end.
    pub(super) words_end: usize,
    /// Whether no ink is in its words.
    pub(super) is_wordless: bool,
}

/// What a link or picture becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A link to an address.
    Link(Url),
    /// Its words.
    Words,
    /// Its words behind an exclamation mark.
    Picture,
}

/// Reads where links lead, and tells what cannot be linked.
pub(super) struct Links<'a> {
    placeholders: &'a Placeholders,
    origin: &'a str,
    told: usize,
}

impl<'a> Links<'a> {
    pub(super) fn new(placeholders: &'a Placeholders, origin: &'a str) -> Self {
        Self {
            placeholders,
            origin,
            told: 0,
        }
    }

    /// Reads a link or picture.
    pub(super) fn read(&mut self, found: &Found, problems: &mut Vec<Diagnostic>) -> Outcome {
        let (address, address_at, title_at) = self.parts(found);
        if found.beginning.form == Form::Picture {
            let place = self.place(&found.range);
            let whole = self
                .placeholders
                .written(&self.placeholders.text[found.range.clone()]);
            let message = format!("`{}` is a picture, and a text holds none", shown(&whole));
            problems.push(
                Diagnostic::error(Code::BadLink, place, message).help(
                    "leave the `!` out for a link, or write `\\!` where it prints before one",
                ),
            );
            return Outcome::Picture;
        }
        if let Some(title) = title_at {
            let written = self
                .placeholders
                .written(&self.placeholders.text[title.clone()]);
            let place = self.place(&title);
            let edit = self.without_title(&address_at, &title);
            let message = format!("the title of the link, {}, prints nowhere", shown(&written));
            let problem = Diagnostic::warning(Code::LinkTitle, place, message)
                .help("leave it out, or say it in the text");
            problems.push(match edit {
                Some((place, edit)) => problem.fix("leave the title out", place, edit),
                None => problem,
            });
        }
        match self.checked(found, &address, &address_at) {
            Ok(url) => Outcome::Link(url),
            Err(problem) => {
                problems.push(*problem);
                Outcome::Words
            }
        }
    }

    fn checked(
        &mut self,
        found: &Found,
        address: &str,
        address_at: &Range<usize>,
    ) -> Result<Url, Box<Diagnostic>> {
        let is_link = found.beginning.form == Form::Link;
        let unlinkable = |wrong: Unlinkable, links: &mut Self| {
            let message = match address {
                "" => String::from("the link has no address"),
                _ if wrong.message.contains(address) && address.len() <= LONGEST_SHOWN => {
                    format!("the link leads nowhere: {}", wrong.message)
                }
                _ => format!(
                    "the link to `{}` leads nowhere: {}",
                    shown(address),
                    wrong.message
                ),
            };
            let at = if address.is_empty() {
                &found.range
            } else {
                address_at
            };
            let mut problem = Diagnostic::error(Code::BadLink, links.place(at), message);
            if address.is_empty() {
                problem = problem.help("write it like `[words](https://example.org)`");
            } else if let Some(help) = wrong.help {
                problem = problem.help(help);
            }
            if let (Some(meant), Place::Part { text, .. }) = (wrong.meant, problem.place.clone())
                && text == address
            {
                let place = problem.place.clone();
                let (title, old) = (format!("write `{meant}`"), text);
                problem = problem.fix(title, place, Edit::Characters { old, new: meant });
            }
            // Perhaps none was meant.
            if !address.contains("//") {
                let sign = if is_link { "[" } else { "<" };
                problem = problem.help(format!("`\\{sign}` is a bracket that begins no link"));
            }
            Box::new(problem)
        };
        let url = Url::parse(address).map_err(|wrong| unlinkable(wrong, self))?;
        if found.is_wordless {
            let message = format!(
                "the link to `{}` has no words, and nobody would see it",
                shown(address)
            );
            let help = format!(
                "put words between the brackets, or write `<{}>` to print the address",
                shown(address)
            );
            let problem = Diagnostic::error(Code::BadLink, self.place(&found.range), message);
            return Err(Box::new(problem.help(help)));
        }
        Ok(url)
    }

    /// The address as it was written, its bytes, and those of a title.
    fn parts(&self, found: &Found) -> (String, Range<usize>, Option<Range<usize>>) {
        let text = &self.placeholders.text;
        let whole = found.range.clone();
        match found.beginning.form {
            Form::Address | Form::Mail => {
                let inner = whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1);
                let address = self.placeholders.written(&text[inner.clone()]);
                let scheme = match found.beginning.form {
                    Form::Mail => "mailto:",
                    _ => "",
                };
                (format!("{scheme}{address}"), inner, None)
            }
            Form::Link | Form::Picture => {
                let rest = found.words_end..whole.end;
                let tail = text.get(rest.clone()).and_then(tail);
                let Some((address, title)) = tail else {
                    // Not in the form that CommonMark has: as the parser read it.
                    let address = self.placeholders.written(&found.beginning.destination);
                    return (address, whole, None);
                };
                let at = |part: Range<usize>| rest.start + part.start..rest.start + part.end;
                let address = at(address);
                let written = self
                    .placeholders
                    .written(&unescaped(&text[address.clone()]));
                (written, address, title.map(at))
            }
        }
    }

    /// What takes a title away, with the white space between it and the address.
    fn without_title(
        &mut self,
        address: &Range<usize>,
        title: &Range<usize>,
    ) -> Option<(Place, Edit)> {
        let kept = self
            .placeholders
            .text
            .get(address.start..title.start)?
            .trim_end();
        let new = self.placeholders.written(kept);
        let place = self.place(&(address.start..title.end));
        let Place::Part { text, .. } = &place else {
            return None;
        };
        let whole = self.placeholders.text.get(address.start..title.end)?;
        let old = text.clone();
        // A long part is cut for its place.
        (old == self.placeholders.written(whole)).then_some((place, Edit::Characters { old, new }))
    }

    /// The place of a part of the text in the file.
    fn place(&mut self, range: &Range<usize>) -> Place {
        self.told += 1;
        let text = &self.placeholders.text;
        let mut part = self
            .placeholders
            .written(text.get(range.clone()).unwrap_or_default());
        if self.told > MOST_PLACED || part.is_empty() {
            return Place::Value(self.origin.to_owned());
        }
        while part.len() > LONGEST_PLACE {
            part.pop();
        }
        let before = self
            .placeholders
            .written(text.get(..range.start).unwrap_or_default());
        Place::Part {
            nth: before.matches(part.as_str()).count(),
            path: self.origin.to_owned(),
            text: part,
        }
    }
}

/// Of `](address "title")` the bytes of the address and of the title with its quotation marks.
///
/// CommonMark 0.31.2, "Inline link". Entities in an address are literal, as they are elsewhere.
fn tail(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let inner = text.strip_prefix("](")?.strip_suffix(')')?;
    let start = 2 + inner.len() - inner.trim_start().len();
    let end = text.len() - 1;
    let (address, after) = if text[start..end].starts_with('<') {
        let close = start + 1 + ends_at(&text[start + 1..end], |c| c == '>')?;
        (start + 1..close, close + 1)
    } else {
        let close = ends_at(&text[start..end], char::is_whitespace);
        let close = close.map_or(end, |at| start + at);
        (start..close, close)
    };
    let rest = text.get(after..end)?;
    let title = rest.trim();
    let title_start = after + rest.len() - rest.trim_start().len();
    let title = (!title.is_empty()).then(|| title_start..title_start + title.len());
    Some((address, title))
}

/// Where the first character of a kind stands that no backslash escapes.
fn ends_at(text: &str, is_end: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if is_end(c) => return Some(at),
            _ => {}
        }
    }
    None
}

/// A text without the backslashes that escape a sign.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escapes = c == '\\' && rest.peek().is_some_and(char::is_ascii_punctuation);
        out.push(if escapes { rest.next().unwrap_or(c) } else { c });
    }
    out
}

/// The beginning of an address that is too long for a message.
fn shown(address: &str) -> String {
    match address.char_indices().nth(LONGEST_SHOWN) {
        Some((at, _)) => format!("{}…", &address[..at]),
        None => address.to_owned(),
    }
}
