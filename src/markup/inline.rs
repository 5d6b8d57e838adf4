//! Inline markup of the source, taken apart into runs.
//!
//! The markup is the inline part of CommonMark (<https://spec.commonmark.org/0.31.2/#inlines>):
//! emphasis, strong emphasis, code spans, links, autolinks and backslash escapes. HTML and
//! entities are literal; what stands in `^…^` and `~…~` is raised and lowered, as in pandoc. `$…$` is a
//! formula, unless a digit or a space follows the first `$`. Nothing that was written is lost without a word: what is no markup prints.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::links::{Beginning, Found, Links, Outcome};
use super::placeholders::{GUARD, Piece, Placeholders};
use super::{bare, plain, scripts, signs};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Inline, Inlines, plain_text};
use crate::limits::text::{MAX_LENGTH, excess_of_words};
use crate::markup::math;
use crate::model::Text;

/// Most levels of emphasis and links within each other. Templates call themselves twice for each,
/// which Typst lets them do 80 times, and write two levels of JSON, of which it reads 128.
pub const MAX_NESTING: usize = 16;

/// Reads inline markup and formulas.
///
/// `origin` is the path of the text; what cannot be read (a formula outside the documented
/// subset) is added to `problems` at that place and printed as written.
pub fn runs(text: &Text, origin: &str, problems: &mut Vec<Diagnostic>) -> Inlines {
    // Of a value of a bibliography, which is not read before as those of `cv.yaml` are.
    if text.0.len() > MAX_LENGTH
        && let Some(excess) = excess_of_words(&text.0)
    {
        let place = Place::Value(origin.to_owned());
        problems.push(excess.problem(place, "a word"));
        return Inlines::new();
    }
    let line = plain(&text.0);
    if is_bare(&line) {
        return match line.is_empty() {
            true => Inlines::new(),
            false => vec![Inline::Text { text: line }],
        };
    }
    marked_up(&line, origin, problems)
}

/// Whether a text on one line surely has no markup, no formula and no address, as most have none: no sign that begins
/// one. Others are read.
fn is_bare(line: &str) -> bool {
    let is_plain = |c: char| match c {
        '\\' | '`' | '*' | '_' | '$' | '<' | '>' | '[' | ']' | '!' | '&' | '^' | '~' | '/'
        | '@' => false,
        // What stands for something while markup is read is beyond these, and so is what the parser replaces.
        c => (' '..'\u{2e80}').contains(&c),
    };
    let has_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
    line.chars().all(is_plain)
        && !has_space(line.chars().next())
        && !has_space(line.chars().next_back())
        && !bare::may_have_host(line)
}

/// The runs of a text on one line.
fn marked_up(line: &str, origin: &str, problems: &mut Vec<Diagnostic>) -> Inlines {
    let placeholders = Placeholders::new(line);
    let mut reader = Reader {
        placeholders: &placeholders,
        links: Links::new(&placeholders, origin),
        origin,
        problems,
    };
    reader.read()
}

struct Reader<'a> {
    placeholders: &'a Placeholders,
    links: Links<'a>,
    origin: &'a str,
    problems: &'a mut Vec<Diagnostic>,
}

/// A wrapper that is open.
#[derive(Default)]
struct Open {
    runs: Inlines,
    link: Option<Beginning>,
    /// Where what it wraps ends, as far as it was read.
    end: usize,
}

impl Reader<'_> {
    fn read(&mut self) -> Inlines {
        // The first is the text itself.
        let mut open = vec![Open::default()];
        // Wrappers within the innermost that may be.
        let mut deeper = 0;
        let mut is_too_deep = false;
        let source = self.placeholders.text.as_str();
        for (event, range) in Parser::new_ext(source, Options::empty()).into_offset_iter() {
            if let Some(innermost) = open.last_mut()
                && !matches!(&event, Event::End(_))
            {
                innermost.end = innermost.end.max(range.end);
            }
            match event {
                Event::Start(tag) if wraps(&tag) => {
                    if open.len() > MAX_NESTING {
                        deeper += 1;
                        is_too_deep = true;
                    } else {
                        // A picture has an exclamation mark before its bracket.
                        let sign = if matches!(tag, Tag::Image { .. }) {
                            2
                        } else {
                            1
                        };
                        open.push(Open {
                            link: Beginning::of(tag),
                            end: range.start + sign,
                            ..Open::default()
                        });
                    }
                }
                Event::End(tag) if wraps_end(tag) => {
                    if deeper > 0 {
                        deeper -= 1;
                    } else if let Some(wrapper) = open.pop() {
                        let runs = self.wrapper(tag, wrapper, range);
                        push_into(&mut open, runs);
                    }
                }
                Event::Text(text) => {
                    let range_start = range.start;
                    let written = &source[range];
                    let shows_address = open
                        .last()
                        .and_then(|open| open.link.as_ref())
                        .is_some_and(Beginning::shows_address);
                    if shows_address {
                        push_into(
                            &mut open,
                            vec![Inline::text(self.placeholders.written(written))],
                        );
                        continue;
                    }
                    // An entity is the only text that differs from its source.
                    let literal = if written.starts_with('&') {
                        written
                    } else {
                        &text
                    };
                    // A backslash before it is no part of it.
                    let is_escaped = source[..range_start].ends_with('\\');
                    push_into(&mut open, self.text(literal, is_escaped));
                }
                Event::Code(text) => {
                    let text = text.to_string();
                    push_into(&mut open, vec![Inline::Code { text }]);
                }
                Event::InlineHtml(html) | Event::Html(html) => {
                    push_into(
                        &mut open,
                        vec![Inline::text(self.placeholders.written(&html))],
                    );
                }
                Event::SoftBreak | Event::HardBreak => {
                    push_into(&mut open, vec![Inline::text(" ")]);
                }
                _ => {}
            }
        }
        if is_too_deep {
            self.problems.push(self.too_deep());
        }
        let runs = open.into_iter().flat_map(|open| open.runs);
        let mut runs = runs.collect::<Inlines>();
        remove_guard(&mut runs);
        bare::linked(merge_texts(runs))
    }

    fn too_deep(&self) -> Diagnostic {
        let place = Place::Value(self.origin.to_owned());
        let message =
            format!("emphasis and links stand in each other more than {MAX_NESTING} levels deep");
        Diagnostic::error(Code::TooDeep, place, message)
            .help("a text needs no more than three; `\\*` is an asterisk that prints")
    }

    /// What a wrapper is, with what it wraps.
    fn wrapper(&mut self, tag: TagEnd, wrapper: Open, range: Range<usize>) -> Inlines {
        let content = merge_texts(wrapper.runs);
        let Some(beginning) = wrapper.link else {
            let is_strong = tag == TagEnd::Strong;
            if let Some(signs) = self.literal_signs(&range, if is_strong { 2 } else { 1 }) {
                let mut runs = vec![Inline::text(signs)];
                runs.extend(content);
                runs.push(Inline::text(signs));
                return runs;
            }
            return vec![match is_strong {
                true => Inline::Strong { content },
                false => Inline::Emph { content },
            }];
        };
        let found = Found {
            beginning,
            range,
            words_end: wrapper.end,
            is_wordless: plain_text(&content).trim().is_empty(),
        };
        match self.links.read(&found, self.problems) {
            Outcome::Link(url) => vec![Inline::Link { url, content }],
            Outcome::Words => content,
            Outcome::Picture => [vec![Inline::text("!")], content].concat(),
        }
    }

    /// The signs at both ends of emphasis, so many characters of it, if they are plainly no emphasis.
    fn literal_signs(&self, range: &Range<usize>, length: usize) -> Option<&'static str> {
        let source = self.placeholders.text.as_str();
        let inner = source.get(range.start + length..range.end.checked_sub(length)?)?;
        let before = source[..range.start].chars().next_back();
        let after = source[range.end..].chars().next();
        let is_underscore = source[range.start..].starts_with('_');
        match (is_underscore, length) {
            (true, 2) => signs::are_of_name(before, inner, after).then_some("__"),
            (true, _) => None,
            (false, 2) => signs::multiply(before, inner, after).then_some("**"),
            (false, _) => signs::multiply(before, inner, after).then_some("*"),
        }
    }

    /// Characters, with what was set apart back in its place.
    fn text(&mut self, text: &str, is_escaped: bool) -> Inlines {
        let mut runs = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let Some(piece) = self.placeholders.piece(c) else {
                continue;
            };
            if start < at {
                runs.extend(scripts::cut(&text[start..at], is_escaped && start == 0));
            }
            start = at + c.len_utf8();
            runs.push(match piece {
                Piece::Signs(signs) => Inline::text(signs.as_str()),
                Piece::Formula(latex) => self.formula(latex),
            });
        }
        if start < text.len() {
            runs.extend(scripts::cut(&text[start..], is_escaped && start == 0));
        }
        runs
    }

    fn formula(&mut self, latex: &str) -> Inline {
        match math::parse(latex) {
            Ok(node) => Inline::Math {
                latex: latex.to_owned(),
                alt: math::spoken(&node),
                node,
            },
            Err(message) => {
                let place = Place::Value(self.origin.to_owned());
                self.problems.push(
                    Diagnostic::error(Code::BadMath, place, format!("in `${latex}$`: {message}"))
                        .help("write `\\$` for a dollar sign that begins no formula"),
                );
                Inline::text(format!("${latex}$"))
            }
        }
    }
}

fn wraps(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn wraps_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image
    )
}

fn push_into(open: &mut [Open], runs: Inlines) {
    if let Some(innermost) = open.last_mut() {
        innermost.runs.extend(runs);
    }
}

/// Takes the guard off again, which is always the beginning of the first run.
fn remove_guard(runs: &mut Inlines) {
    if let Some(Inline::Text { text }) = runs.first_mut() {
        // The parser drops a space at the end of a text.
        let bare = text
            .strip_prefix(GUARD)
            .or_else(|| text.strip_prefix(GUARD.trim_end()));
        *text = bare.unwrap_or(text).to_owned();
        if text.is_empty() {
            runs.remove(0);
        }
    }
}

/// Joins neighbouring runs of characters, which the parser cuts at every special character.
fn merge_texts(runs: Inlines) -> Inlines {
    let mut merged: Inlines = Vec::with_capacity(runs.len());
    for run in runs {
        match (merged.last_mut(), run) {
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
            (_, Inline::Emph { content }) => merged.push(Inline::Emph {
                content: merge_texts(content),
            }),
            (_, Inline::Strong { content }) => {
                merged.push(Inline::Strong {
                    content: merge_texts(content),
                });
            }
            (_, run) => merged.push(run),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::plain_text;
    use crate::model::Url;

    fn read(text: &str) -> Inlines {
        let mut problems = Vec::new();
        let runs = runs(&Text(text.to_owned()), "summary", &mut problems);
        assert_eq!(problems, [], "{text}");
        runs
    }

    #[test]
    fn emphasis_code_and_links_become_runs() {
        let url = |text| Url::parse(text).unwrap();
        let runs = read("a **b *c*** `d_e` [f](https://g.example/#h_1) <https://i.example>");
        assert_eq!(
            runs,
            [
                Inline::text("a "),
                Inline::Strong {
                    content: vec![Inline::text("b "), Inline::emph("c")]
                },
                Inline::text(" "),
                Inline::Code { text: "d_e".into() },
                Inline::text(" "),
                Inline::link(url("https://g.example/#h_1"), "f"),
                Inline::text(" "),
                Inline::link(url("https://i.example"), "https://i.example"),
            ]
        );
    }

    #[test]
    fn what_is_not_markup_is_literal() {
        for text in [
            "#read(\"/etc/passwd\")",
            "# no heading",
            "- no bullet",
            "1. no list",
            "> no quote",
            "#emoji",
            "$5M–$6M",
            "US$ and A$",
            "@x",
            "_a_b",
            "<b>",
            "&amp; &copy;",
            "a < b",
            "https://a.b/x#frag_1",
            "100 %",
            "C:\\dir",
            "\"quotes\" 'too'",
            "snake_case_name",
            "a * b * c",
            "[x]",
            "[x]: https://y.example",
            "---",
            "| a | b |",
            "~~a~~",
            "costs $x",
            "```",
            "    indented",
            "a\\",
            "x_{1}",
            "^^5c",
            "<!-- c -->",
            "=====",
            "+ plus",
        ] {
            assert_eq!(plain_text(&read(text)), text.trim(), "{text}");
        }
    }

    #[test]
    fn backslash_escapes_take_their_backslash_off() {
        assert_eq!(
            plain_text(&read(r"\*a\* \$x\$ \[b\](c) \#")),
            "*a* $x$ [b](c) #"
        );
    }

    #[test]
    fn formulas_are_found_and_dollars_in_code_are_not() {
        let runs = read("in $O(n \\log n)$ time, `$x$`, and $k$NN");
        assert!(matches!(&runs[1], Inline::Math { latex, .. } if latex == "O(n \\log n)"));
        assert!(matches!(&runs[3], Inline::Code { text } if text == "$x$"));
        assert!(matches!(&runs[5], Inline::Math { latex, .. } if latex == "k"));
    }

    #[test]
    fn markup_nests_to_a_depth_and_no_deeper() {
        fn depth(runs: &[Inline]) -> usize {
            let levels = runs.iter().map(|run| match run.children() {
                [] => 0,
                children => 1 + depth(children),
            });
            levels.max().unwrap_or_default()
        }
        let read = |text: String| {
            let mut problems = Vec::new();
            let runs = runs(&Text(text), "summary", &mut problems);
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
            (depth(&runs), codes)
        };
        for pairs in [1, MAX_NESTING / 2, MAX_NESTING / 2 + 1, 1_000] {
            let found = read(format!(
                "{}x{}",
                "*a **b ".repeat(pairs),
                "b** a* ".repeat(pairs)
            ));
            match pairs * 2 <= MAX_NESTING {
                true => assert_eq!(found, (2 * pairs, vec![])),
                false => assert_eq!(found, (MAX_NESTING, vec!["too-deep"])),
            }
            // Not all of these are pictures to the parser.
            let (depth, _) = read("![a ".repeat(pairs) + &"](https://a.b)".repeat(pairs));
            assert!(depth <= MAX_NESTING);
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_to_have_no_markup_has_none(
            text in "[a-zA-Z0-9 .,:;()'\"#+=|{}%?äß“”–\u{a0}-]{0,30}|[wW]{0,4}[.a-z ]{0,12}|\\PC{0,20}"
        ) {
            let line = plain(&text);
            if is_bare(&line) {
                let mut problems = Vec::new();
                let quick = runs(&Text(text.clone()), "summary", &mut problems);
                prop_assert_eq!(quick, marked_up(&line, "summary", &mut problems));
                prop_assert!(problems.is_empty());
            }
        }

        #[test]
        fn escaped_text_comes_back(text in "[ -~äß漢“”–]{0,40}") {
            let escaped: String = text
                .chars()
                .flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]))
                .collect();
            prop_assert_eq!(plain_text(&read(&escaped)), plain(&text));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let mut problems = Vec::new();
            runs(&Text(text), "summary", &mut problems);
        }

        #[test]
        fn no_markup_panics(text in "[\\[\\]()*_`$\\\\<>&;!a1^~ ]{0,40}") {
            let mut problems = Vec::new();
            runs(&Text(text), "summary", &mut problems);
        }
    }
}
