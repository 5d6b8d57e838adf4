//! The macros of LaTeX CVs, found with their arguments, and the headings and lists around them, as a tree.

use super::titles;
use super::tree::Raw;

/// Macros of the head of a document that are read, with how many arguments each has at most.
const HEAD: &[(&str, usize)] = &[
    ("name", 2),
    ("firstname", 1),
    ("familyname", 1),
    ("lastname", 1),
    ("title", 1),
    ("position", 1),
    ("tagline", 1),
    ("address", 3),
    ("location", 1),
    ("phone", 1),
    ("mobile", 1),
    ("mobilephone", 1),
    ("email", 1),
    ("mail", 1),
    ("homepage", 1),
    ("website", 1),
    ("social", 1),
    ("github", 1),
    ("gitlab", 1),
    ("linkedin", 1),
    ("orcid", 1),
    ("twitter", 1),
    ("xtwitter", 1),
    ("googlescholar", 2),
    ("stackoverflow", 2),
    ("mastodon", 1),
    ("kaggle", 1),
    ("photo", 1),
    ("photoR", 2),
    ("photoL", 2),
    ("quote", 1),
    ("extrainfo", 1),
    ("born", 1),
    ("dateofbirth", 1),
    ("mailaddress", 1),
    ("printinfo", 2),
];

/// Macros of entries: how many arguments, and the fields of each, by the name of the reader's key; none for one that
/// is a look.
pub(super) const ENTRIES: &[(&str, usize, &[&str])] = &[
    (
        "cventry",
        6,
        &["date", "title", "organization", "location", "grade", "text"],
    ),
    (
        "cventry",
        5,
        &["title", "organization", "location", "date", "text"],
    ),
    ("cvevent", 4, &["title", "organization", "date", "location"]),
    ("cvhonor", 4, &["title", "event", "location", "date"]),
    ("cvitemwithcomment", 3, &["label", "text", "comment"]),
    ("cvlanguage", 3, &["label", "text", "comment"]),
    ("cvachievement", 3, &["", "label", "text"]),
    ("cvdoubleitem", 4, &["label", "text", "label2", "text2"]),
    ("cvitem", 2, &["label", "text"]),
    ("cvskill", 2, &["label", "text"]),
    ("cvref", 3, &["name", "detail", "detail2"]),
    ("cvlistitem", 1, &["text"]),
    ("cvlistdoubleitem", 2, &["text", "text2"]),
    ("cvtag", 1, &["text"]),
    ("cvline", 2, &["label", "text"]),
];

/// Macros of headings.
const HEADINGS: [&str; 6] = [
    "section",
    "cvsection",
    "subsection",
    "cvsubsection",
    "cvheading",
    "mysection",
];

/// Whether a text is a LaTeX CV.
pub(super) fn is_one(text: &str) -> bool {
    let has = |name: &str| text.contains(&format!("\\{name}{{"));
    text.contains("\\documentclass")
        || has("begin")
        || ENTRIES.iter().any(|(name, ..)| has(name))
        || has("section")
}

/// A call of a macro, or what stands between calls.
#[derive(Debug, Clone, PartialEq)]
enum Piece<'a> {
    Call(&'a str, Vec<&'a str>, Option<&'a str>),
    Item,
    Text(&'a str),
}

/// Most pieces of a file.
const MOST_PIECES: usize = 20_000;

/// Most bytes of an argument: an open brace is looked for its other so far.
const MOST_ARGUMENT: usize = 20_000;

/// The text without comments.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut end = line.len();
        let mut escaped = false;
        for (at, c) in line.char_indices() {
            match c {
                '%' if !escaped => {
                    end = at;
                    break;
                }
                '\\' => escaped = !escaped,
                _ => escaped = false,
            }
        }
        out.push_str(&line[..end]);
        if end == line.len() {
            out.push('\n');
        }
    }
    out
}

/// The group in braces or brackets that a text begins with, without them, and what follows it.
fn group(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix(open)?;
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in inner.char_indices() {
        if at > MOST_ARGUMENT {
            return None;
        }
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == close && depth == 0 => {
                return Some((&inner[..at], &inner[at + c.len_utf8()..]));
            }
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// The pieces of a text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut plain = 0;
    while pieces.len() < MOST_PIECES {
        let start = text.len() - rest.len();
        let Some(at) = rest.find('\\') else { break };
        let from = &rest[at..];
        let length = from[1..]
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(from.len() - 1);
        let name = &from[1..1 + length];
        let after = from[1 + length..]
            .strip_prefix('*')
            .unwrap_or(&from[1 + length..]);
        let most = match name {
            "begin" | "end" | "bibliography" | "addbibresource" | "input" | "include" => 1,
            "item" => 0,
            "newcommand" | "renewcommand" | "def" | "definecolor" | "setlength" | "usepackage"
            | "documentclass" => 3,
            name if HEADINGS.contains(&name) => 1,
            name => {
                let entry = ENTRIES
                    .iter()
                    .filter(|(known, ..)| *known == name)
                    .map(|(_, count, _)| *count)
                    .max();
                let head = HEAD
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, count)| *count);
                match entry.or(head) {
                    Some(count) => count,
                    None => {
                        let skip =
                            at + 1 + length.max(from[1..].chars().next().map_or(0, char::len_utf8));
                        rest = &rest[skip.min(rest.len())..];
                        continue;
                    }
                }
            }
        };
        let before = text[plain..start + at].trim();
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let mut tail = after;
        let mut option = None;
        let mut arguments = Vec::new();
        while arguments.len() < most {
            if let Some((inside, next)) = group(tail, '[', ']') {
                option = option.or(Some(inside));
                tail = next;
                continue;
            }
            match group(tail, '{', '}') {
                Some((inside, next)) => {
                    arguments.push(inside);
                    tail = next;
                }
                None => break,
            }
        }
        match name {
            "item" => pieces.push(Piece::Item),
            "newcommand" | "renewcommand" | "def" | "definecolor" | "setlength" | "usepackage"
            | "documentclass" => {}
            _ => pieces.push(Piece::Call(name, arguments, option)),
        }
        plain = text.len() - tail.len();
        rest = tail;
    }
    let last = text[plain..].trim();
    if !last.is_empty() && pieces.len() < MOST_PIECES {
        pieces.push(Piece::Text(last));
    }
    pieces
}

/// A LaTeX CV as a tree: what is said in the head, and the entries under each heading.
pub(super) fn raw(text: &str) -> Raw {
    let text = without_comments(text);
    let body = text
        .find("\\begin{document}")
        .map_or(text.as_str(), |at| &text[at..]);
    let preamble = &text[..text.len() - body.len()];
    let mut builder = Builder::default();
    // AltaCV has its head in the body, within `\personalinfo`.
    for piece in pieces(preamble).into_iter().chain(pieces(body)) {
        builder.piece(piece);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    head: Vec<(String, Raw)>,
    sections: Vec<(String, Raw)>,
    title: Option<String>,
    entries: Vec<Raw>,
    /// The fields of the entry that is open, to which bullets belong.
    open: Option<Vec<(String, Raw)>>,
    bullets: Vec<Raw>,
    in_item: bool,
    files: Vec<Raw>,
}

impl Builder {
    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Item => self.in_item = true,
            Piece::Text(text) => self.text(text),
            Piece::Call("begin" | "end", ..) => self.in_item = false,
            Piece::Call("bibliography" | "addbibresource" | "input" | "include", arguments, _) => {
                self.files.extend(arguments.into_iter().map(Raw::word));
            }
            Piece::Call(name, arguments, _) if HEADINGS.contains(&name) => {
                let title = arguments.first().copied().unwrap_or_default();
                // A part of a section, unless it is one that Folio knows.
                if name.contains("sub") && self.title.is_some() && titles::meaning(title).is_none()
                {
                    self.close_entry();
                    self.in_item = false;
                    self.entries
                        .push(Raw::Map(vec![("subheading".to_owned(), Raw::word(title))]));
                    return;
                }
                self.close_section();
                self.title = Some(title.to_owned());
            }
            Piece::Call(name, arguments, option) => {
                match HEAD.iter().any(|(known, _)| *known == name) {
                    true => self.head(name, &arguments, option),
                    false => self.entry(name, &arguments),
                }
            }
        }
    }

    fn head(&mut self, name: &str, arguments: &[&str], option: Option<&str>) {
        let words: Vec<Raw> = arguments.iter().map(|text| Raw::word(*text)).collect();
        let mut entry = vec![("arguments".to_owned(), Raw::List(words))];
        if let Some(option) = option {
            entry.push(("option".to_owned(), Raw::word(option)));
        }
        self.head.push((name.to_owned(), Raw::Map(entry)));
    }

    fn entry(&mut self, name: &str, arguments: &[&str]) {
        self.close_entry();
        self.in_item = false;
        let of_name = ENTRIES.iter().filter(|(known, ..)| *known == name);
        // The one with so many arguments, else the one with the fewest: some may be missing at the end.
        let fields = of_name
            .clone()
            .find(|(_, count, _)| *count == arguments.len())
            .or_else(|| of_name.min_by_key(|(_, count, _)| *count));
        let Some((_, _, fields)) = fields else { return };
        let named = fields
            .iter()
            .zip(arguments)
            .filter(|(field, _)| !field.is_empty());
        self.open = Some(
            named
                .map(|(field, text)| ((*field).to_owned(), Raw::word(*text)))
                .collect(),
        );
    }

    fn text(&mut self, text: &str) {
        if self.title.is_none() {
            return;
        }
        let text = text.trim().trim_start_matches("\\\\").trim();
        if self.in_item {
            if !text.is_empty() {
                self.bullets.push(Raw::word(text));
            }
            return;
        }
        // Signs of layout between entries: `\divider`, `\smallskip`, an empty group.
        let is_layout = text
            .split_whitespace()
            .all(|word| word.starts_with('\\') || word.chars().all(|c| !c.is_alphanumeric()));
        if !is_layout {
            self.close_entry();
            self.entries.push(Raw::word(text));
        }
    }

    fn close_entry(&mut self) {
        let bullets = std::mem::take(&mut self.bullets);
        match self.open.take() {
            Some(mut fields) => {
                if !bullets.is_empty() {
                    fields.push(("highlights".to_owned(), Raw::List(bullets)));
                }
                self.entries.push(Raw::Map(fields));
            }
            None => self.entries.extend(bullets),
        }
    }

    fn close_section(&mut self) {
        self.close_entry();
        self.in_item = false;
        let entries = std::mem::take(&mut self.entries);
        if let Some(title) = self.title.take()
            && !entries.is_empty()
        {
            self.sections.push((title, Raw::List(entries)));
        }
    }

    fn finish(mut self) -> Raw {
        self.close_section();
        Raw::Map(vec![
            ("head".to_owned(), Raw::Map(self.head)),
            ("sections".to_owned(), Raw::Map(self.sections)),
            ("files".to_owned(), Raw::List(self.files)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn macros_are_found_with_their_arguments() {
        let text = "\\cventry{2020}{Engineer}{A \\{ b}{}{}{x {y} z}% \\cventry{no}\n\\item one";
        let text = without_comments(text);
        assert_eq!(
            pieces(&text),
            [
                Piece::Call(
                    "cventry",
                    vec!["2020", "Engineer", "A \\{ b", "", "", "x {y} z"],
                    None
                ),
                Piece::Item,
                Piece::Text("one"),
            ]
        );
        assert_eq!(
            pieces("\\social[github]{ada}"),
            [Piece::Call("social", vec!["ada"], Some("github"))]
        );
        assert_eq!(
            pieces("\\newcommand{\\cvtag}[1]{x}\\cvtag{Rust"),
            [Piece::Call("cvtag", vec![], None), Piece::Text("{Rust")]
        );
    }

    #[test]
    fn a_percent_sign_that_is_escaped_begins_no_comment() {
        assert_eq!(without_comments("10\\% a % b\nc"), "10\\% a c\n");
        assert_eq!(without_comments("\\\\% b"), "\\\\");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(\\\\cventry|\\\\section|\\\\item|\\\\begin|\\{|\\}|\\[|\\]|%|\\\\|é|a|\n){0,30}") {
            let _ = raw(&text);
        }
    }
}
