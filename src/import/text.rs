//! Texts of other formats as Folio has them: inline markup where a text may carry it, plain words where not.

use super::html;
use crate::document::{Inline, plain_text};
use crate::markup::{literal_scripts, plain, runs};
use crate::model::{Text, Url, address};
use crate::source::bibtex;

/// What texts of a format hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Plain text. Bold words and links in the manner of Markdown are meant as such; a single asterisk,
    /// a low line and a dollar sign are what they are.
    Plain,
    /// Markdown, in which a dollar sign is one of money, and two of them begin and end a formula.
    Markdown,
    /// Markdown with formulas between dollar signs.
    MarkdownWithMath,
    /// LaTeX.
    Tex,
}

/// A text in paragraphs and bullets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Prose {
    /// What is said before the bullets, paragraph by paragraph.
    pub(super) paragraphs: Vec<String>,
    /// The bullets.
    pub(super) bullets: Vec<String>,
    /// What is said after a bullet, in a paragraph of its own.
    pub(super) after: Vec<String>,
}

impl Prose {
    /// All of it as one text; what ends without a sign is divided from what follows.
    pub(super) fn joined(&self) -> String {
        let parts = self
            .paragraphs
            .iter()
            .chain(&self.bullets)
            .chain(&self.after);
        joined(parts.map(String::as_str))
    }
}

/// Texts as one, divided where they end without a sign.
pub(super) fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if !out.is_empty() {
            let ends = out.ends_with(|c: char| ".!?;:,…。！？；：，、".contains(c));
            out.push_str(if ends { " " } else { "; " });
        }
        out.push_str(text);
    }
    out
}

/// What a text uses of markup, as Folio reads it.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    emphasis: bool,
    strong: bool,
    link: bool,
    code: bool,
    math: bool,
    /// Something that Folio would report.
    wrong: bool,
}

fn uses(text: &str) -> Uses {
    fn walk(inlines: &[Inline], uses: &mut Uses) {
        for inline in inlines {
            match inline {
                Inline::Strong { .. } => uses.strong = true,
                Inline::Emph { .. } => uses.emphasis = true,
                Inline::Link { .. } => uses.link = true,
                Inline::Code { .. } => uses.code = true,
                Inline::Math { .. } => uses.math = true,
                _ => {}
            }
            walk(inline.children(), uses);
        }
    }
    let mut problems = Vec::new();
    let inlines = runs(&Text(text.to_owned()), "", &mut problems);
    let mut uses = Uses {
        wrong: !problems.is_empty(),
        ..Uses::default()
    };
    walk(&inlines, &mut uses);
    uses
}

impl Dialect {
    fn allows(self, uses: Uses) -> bool {
        let emphasis = self != Self::Plain || !uses.emphasis;
        let math = self == Self::MarkdownWithMath || !uses.math;
        emphasis && math && !uses.wrong
    }

    /// A text as inline markup on one line, in which it prints what it says in this dialect. No other format raises
    /// characters as Folio does.
    pub(super) fn markup(self, text: &str) -> String {
        match self {
            Self::Tex => self.marked_up(text),
            _ => literal_scripts(self.marked_up(text)),
        }
    }

    fn marked_up(self, text: &str) -> String {
        if self == Self::Tex {
            return plain(&bibtex::latex_as_markup(&text.replace("\\\\", " ")));
        }
        let (dialect, text) = match html::is_html(text) {
            true => (Self::Markdown, html::markdown(text, self)),
            false => (self, text.to_owned()),
        };
        let text = plain(&text);
        if !text.contains(['*', '_', '`', '[', '$', '<', '\\', '&', '~']) {
            return text;
        }
        if dialect == Self::Markdown
            && let Some(text) = with_formulas(&text)
        {
            return text;
        }
        let linked = with_schemes(&text);
        let dollars = escaped(&linked, &['$']);
        let single = escape_single(&dollars);
        let meant = uses(&linked);
        for candidate in [linked, dollars, single] {
            let found = uses(&candidate);
            // What is escaped must not make markup of its neighbours.
            let is_new = found.strong && !meant.strong
                || found.code && !meant.code
                || found.link && !meant.link;
            if dialect.allows(found) && !is_new {
                return candidate;
            }
        }
        escaped(&text, &['*', '_', '`', '[', ']', '$', '<', '\\', '&'])
    }

    /// A text as it prints without markup, and the address of the first link in it.
    pub(super) fn literal(self, text: &str) -> (String, Option<String>) {
        if self == Self::Tex {
            let inlines = runs(&Text(self.markup(text)), "", &mut Vec::new());
            return (plain(&plain_text(&inlines)), first_link(&inlines));
        }
        let text = match html::is_html(text) {
            true => html::markdown(text, self),
            false => plain(text),
        };
        if !text.contains(['*', '_', '`', '[', '$', '<', '\\', '&']) {
            return (plain(&text), None);
        }
        let linked = with_schemes(&text);
        let found = uses(&linked);
        if !(found.strong || found.link || found.emphasis && self != Self::Plain) {
            return (plain(&text), None);
        }
        let mut problems = Vec::new();
        let inlines = runs(&Text(self.markup(&linked)), "", &mut problems);
        (plain(&plain_text(&inlines)), first_link(&inlines))
    }

    /// A text of several lines, taken apart.
    pub(super) fn prose(self, text: &str) -> Prose {
        let (dialect, text) = match self {
            Self::Tex => (self, with_bullets(text)),
            _ if html::is_html(text) => (Self::Markdown, html::markdown(text, self)),
            _ => (self, text.to_owned()),
        };
        let mut prose = Prose::default();
        let mut is_new = true;
        let mut in_bullet = false;
        for line in lines(&text) {
            let line = line.trim();
            if line.is_empty() {
                is_new = true;
                continue;
            }
            match bullet(line) {
                Some(rest) => {
                    prose.bullets.push(rest.to_owned());
                    in_bullet = true;
                }
                None if in_bullet && !is_new => append(prose.bullets.last_mut(), line),
                None if !prose.bullets.is_empty() => {
                    in_bullet = false;
                    match is_new {
                        true => prose.after.push(line.to_owned()),
                        false => append(prose.after.last_mut(), line),
                    }
                }
                None if is_new => prose.paragraphs.push(line.to_owned()),
                None => append(prose.paragraphs.last_mut(), line),
            }
            is_new = false;
        }
        for part in [&mut prose.paragraphs, &mut prose.bullets, &mut prose.after] {
            part.iter_mut()
                .for_each(|text| *text = dialect.markup(text));
            part.retain(|text| !text.is_empty());
        }
        prose
    }
}

/// A text with formulas between two dollar signs each, with one on either side; none where there is no such formula.
fn with_formulas(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split("$$").collect();
    // Text, formula, text, and so on.
    if parts.len() < 3 || parts.len().is_multiple_of(2) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (at, part) in parts.into_iter().enumerate() {
        match at.is_multiple_of(2) {
            true => out.push_str(&escaped(&with_schemes(part), &['$'])),
            false if part.trim().is_empty() || part.contains('$') => return None,
            false => out.push_str(&format!("${}$", part.trim())),
        }
    }
    let found = uses(&out);
    (found.math && !found.wrong).then_some(out)
}

/// LaTeX whose lists are lines with a sign before each item.
fn with_bullets(latex: &str) -> String {
    let mut out = String::new();
    let mut rest = latex;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let from = &rest[at..];
        let length = from[1..]
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(from.len() - 1);
        let (name, after) = (&from[1..1 + length], &from[1 + length..]);
        rest = match name {
            "item" => {
                out.push_str("\n- ");
                after
            }
            "begin" | "end" => {
                out.push_str("\n\n");
                let after = after.find('}').map_or(after, |end| &after[end + 1..]);
                match after.strip_prefix('[') {
                    Some(options) => options.find(']').map_or(after, |end| &options[end + 1..]),
                    None => after,
                }
            }
            "" => {
                // A sign behind the backslash belongs to it.
                let end = 1 + from[1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&from[..end]);
                &from[end..]
            }
            _ => {
                out.push_str(&from[..1 + length]);
                after
            }
        };
    }
    out.push_str(rest);
    out
}

fn append(text: Option<&mut String>, line: &str) {
    if let Some(text) = text {
        text.push(' ');
        text.push_str(line);
    }
}

/// The lines of a text. In one line that begins with a round bullet, each further one begins a line.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let Some(sign) = line
            .trim_start()
            .chars()
            .next()
            .filter(|c| ROUND.contains(c))
        else {
            lines.push(line);
            continue;
        };
        let mut start = 0;
        for (at, _) in line.match_indices(sign) {
            if !line[start..at].trim().is_empty() {
                lines.push(&line[start..at]);
            }
            start = at;
        }
        lines.push(&line[start..]);
    }
    lines
}

/// Signs that stand before a bullet and nowhere else.
const ROUND: [char; 9] = ['•', '●', '▪', '■', '◦', '‣', '∙', '\u{f0b7}', '➢'];

/// What follows the sign of a bullet at the beginning of a line.
fn bullet(line: &str) -> Option<&str> {
    let mut rest = line.chars();
    let first = rest.next()?;
    if ROUND.contains(&first) {
        return Some(rest.as_str().trim_start());
    }
    let rest = rest.as_str();
    if "-*+–—·".contains(first) && rest.starts_with([' ', '\t', '\u{a0}']) {
        return Some(rest.trim_start());
    }
    // `1. `, `2) `
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let after = line[digits..].strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && after.starts_with(' ')).then(|| after.trim_start())
}

/// The address of the first link.
fn first_link(inlines: &[Inline]) -> Option<String> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Link { url, .. } => Some(url.to_string()),
        other => first_link(other.children()),
    })
}

/// Gives addresses of links the scheme that they lack: `[page](www.example.org)`.
fn with_schemes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, from) = rest.split_at(at + 2);
        out.push_str(before);
        // Where none is left, none is left for those after it.
        let Some(end) = from.find([')', ' ']) else {
            rest = from;
            break;
        };
        let written = &from[..end];
        match Url::parse(written) {
            Err(_) if !written.contains(':') => match web(written) {
                Some(address) => out.push_str(&address),
                None => out.push_str(written),
            },
            _ => out.push_str(written),
        }
        rest = &from[end..];
    }
    out.push_str(rest);
    out
}

/// A web address, with the scheme that it may lack; none when it is no address.
pub(super) fn web(written: &str) -> Option<String> {
    let written = written.trim().trim_start_matches('<').trim_end_matches('>');
    if Url::parse(written).is_ok() {
        return Some(written.to_owned());
    }
    if let Ok(address) = address::with_scheme(written) {
        return Some(address);
    }
    let host = written.split(['/', '?', '#']).next().unwrap_or_default();
    let address = format!("https://{written}");
    let is_host = host.contains('.') && !written.contains(['@', ' ']);
    (is_host && Url::parse(&address).is_ok()).then_some(address)
}

fn escaped(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if signs.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Escapes asterisks and low lines that stand alone, and leaves those in pairs.
fn escape_single(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '*' | '_' => rest.chars().take_while(|next| *next == c).count(),
            _ => c.len_utf8(),
        };
        if length == 1 && (c == '*' || c == '_') && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out
}

/// Parts of a text at commas or other signs that stand in no brackets.
pub(super) fn split_list(text: &str) -> Vec<String> {
    let separator = [';', '|', '·', ',']
        .into_iter()
        .find(|sign| top_level(text, *sign).len() > 1);
    let parts = separator.map_or_else(|| vec![text], |sign| top_level(text, sign));
    let parts = parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn top_level(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '（' => depth += 1,
            ')' | ']' | '}' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 && (c == sign || sign == ',' && "、，".contains(c)) => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(text: &str) -> String {
        let mut problems = Vec::new();
        let inlines = runs(&Text(text.to_owned()), "", &mut problems);
        assert!(problems.is_empty(), "{text}: {problems:?}");
        plain_text(&inlines)
    }

    #[test]
    fn plain_texts_keep_their_signs_and_the_markup_that_is_meant() {
        for (text, expected) in [
            ("Cut cost from $5M to $2M", "Cut cost from $5M to $2M"),
            ("from $x to y$ or", "from \\$x to y\\$ or"),
            ("from $x to $y", "from $x to $y"),
            ("a *single* asterisk", "a \\*single\\* asterisk"),
            ("snake_case_name", "snake_case_name"),
            ("_init_ is", "\\_init\\_ is"),
            ("**bold** words", "**bold** words"),
            ("[page](https://example.org)", "[page](https://example.org)"),
            ("[page](www.example.org)", "[page](https://www.example.org)"),
            ("[page](example)", "\\[page\\](example)"),
            ("list [1]", "list [1]"),
            ("two\nlines", "two lines"),
            ("a <b>bold</b> word", "a **bold** word"),
            ("one<br>two", "one two"),
            ("R&D", "R&D"),
            ("1 < 2", "1 < 2"),
        ] {
            assert_eq!(Dialect::Plain.markup(text), expected, "{text}");
        }
        assert_eq!(Dialect::Markdown.markup("an *emphasis*"), "an *emphasis*");
        assert_eq!(Dialect::Markdown.markup("$a$ and"), "\\$a\\$ and");
        assert_eq!(Dialect::MarkdownWithMath.markup("$a^2$"), "$a^2$");
        for (text, expected) in [
            ("$$a^2$$ for $5", "$a^2$ for \\$5"),
            (
                "*so* $$ a $$, [b](c.org) $$b$$",
                "*so* $a$, [b](https://c.org) $b$",
            ),
            ("from $$ to $$", "from $to$"),
            ("$$ alone", "$$ alone"),
        ] {
            assert_eq!(Dialect::Markdown.markup(text), expected);
        }
    }

    #[test]
    fn names_lose_their_markup_and_give_their_links() {
        let link = Some("https://example.org".to_owned());
        for (text, expected) in [
            (
                "[Folio](https://example.org)",
                ("Folio".to_owned(), link.clone()),
            ),
            (
                "**[Folio](https://example.org)**",
                ("Folio".to_owned(), link),
            ),
            ("**Acme**", ("Acme".to_owned(), None)),
            ("Acme [Ltd]", ("Acme [Ltd]".to_owned(), None)),
            ("snake_case", ("snake_case".to_owned(), None)),
            ("A  B\nC", ("A B C".to_owned(), None)),
        ] {
            assert_eq!(Dialect::Markdown.literal(text), expected, "{text}");
        }
        assert_eq!(Dialect::Plain.literal("C* and D*").0, "C* and D*");
    }

    #[test]
    fn a_text_is_taken_apart_into_paragraphs_and_bullets() {
        let prose = Dialect::Markdown
            .prose("Led a team.\nOf ten.\n\nAnd more.\n- One\n  goes on\n- Two\n\nAfter.");
        assert_eq!(prose.paragraphs, ["Led a team. Of ten.", "And more."]);
        assert_eq!(prose.bullets, ["One goes on", "Two"]);
        assert_eq!(prose.after, ["After."]);
        let prose = Dialect::Plain.prose("• One • Two\n• Three");
        assert_eq!(prose.bullets, ["One", "Two", "Three"]);
        let prose = Dialect::Plain.prose("<p>Said</p><ul><li>One</li><li>Two</li></ul>");
        assert_eq!(prose.paragraphs, ["Said"]);
        assert_eq!(prose.bullets, ["One", "Two"]);
        let prose = Dialect::Plain.prose("Cost-effective - and good");
        assert_eq!(prose.paragraphs, ["Cost-effective - and good"]);
    }

    #[test]
    fn lists_are_split_at_their_own_signs_and_not_within_brackets() {
        assert_eq!(
            split_list("Rust, Go (with C, C++), R"),
            ["Rust", "Go (with C, C++)", "R"]
        );
        assert_eq!(split_list("a; b, c"), ["a", "b, c"]);
        assert_eq!(split_list("a | b"), ["a", "b"]);
        assert_eq!(split_list("C/C++"), ["C/C++"]);
        assert_eq!(split_list("日本語、英語"), ["日本語", "英語"]);
    }

    #[test]
    fn addresses_get_the_scheme_that_they_lack() {
        assert_eq!(
            web("example.org/a"),
            Some("https://example.org/a".to_owned())
        );
        assert_eq!(
            web("www.example.org"),
            Some("https://www.example.org".to_owned())
        );
        assert_eq!(
            web("http://example.org"),
            Some("http://example.org".to_owned())
        );
        assert_eq!(web("on request"), None);
        assert_eq!(web("ada@example.org"), None);
        assert_eq!(web("javascript:alert(1)"), None);
    }

    proptest! {
        #[test]
        fn plain_texts_without_markup_print_as_they_were(text in "[a-z $*_\\[\\]<&#~0-9]{0,24}") {
            let found = uses(&plain(&text));
            prop_assume!(!found.strong && !found.link && !found.code && !html::is_html(&text));
            let markup = Dialect::Plain.markup(&text);
            prop_assert_eq!(printed(&markup), plain(&text), "{}", markup);
        }

        #[test]
        fn no_text_panics(text in "(\\PC|<p>|<li>|\\*\\*|\\[|\\]\\(|\\n- |`|\\$|\\\\item|\\\\begin\\{){0,20}") {
            for dialect in [Dialect::Plain, Dialect::Markdown, Dialect::MarkdownWithMath, Dialect::Tex] {
                let _ = (dialect.markup(&text), dialect.literal(&text), dialect.prose(&text), split_list(&text));
            }
        }
    }
}
