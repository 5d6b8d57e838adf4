//! Inline markup of the source, taken apart into runs.
//!
//! The markup is the inline part of CommonMark (<https://spec.commonmark.org/0.31.2/#inlines>):
//! emphasis, strong emphasis, code spans, links, autolinks and backslash escapes. HTML and
//! entities are literal. `$…$` is a formula, unless a digit or a space follows the first `$`.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::plain;
use crate::diagnostics::{Diagnostic, Place};
use crate::document::{Inline, Inlines};
use crate::limits::text::{MAX_LENGTH, excess_of_words};
use crate::markup::math;
use crate::model::Text;

/// Stands before the text, so that no block structure (`# `, `- `, four spaces) can begin with it.
const GUARD: &str = "\u{f8ff} ";

/// Most levels of emphasis and links within each other. Templates call themselves twice for each,
/// which Typst lets them do 80 times, and write two levels of JSON, of which it reads 128.
pub const MAX_NESTING: usize = 16;

/// First of the characters that stand for formulas while the rest is read.
const FORMULA: u32 = 0xF_0000;

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
    let (guarded, formulas) = set_formulas_apart(&line);
    let mut reader = Reader {
        source: &guarded,
        formulas: &formulas,
        origin,
        problems,
    };
    reader.read()
}

/// Replaces each `$…$` by one private-use character; returns the formulas in order.
fn set_formulas_apart(line: &str) -> (String, Vec<String>) {
    let fences = Fences::new(line);
    let mut out = String::from(GUARD);
    let mut formulas = Vec::new();
    // A text that holds such characters itself cannot be told from our own; it has no formulas,
    // and is refused later, because no font has a glyph for them.
    if line
        .chars()
        .any(|c| (FORMULA..FORMULA + 0xFFFF).contains(&u32::from(c)))
    {
        out.push_str(line);
        return (out, formulas);
    }
    let mut rest = line;
    while let Some(at) = rest.find(['$', '`', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let taken = match from.as_bytes()[0] {
            b'\\' => 1 + from[1..].chars().next().map_or(0, char::len_utf8),
            b'`' => fences.code_span(line.len() - from.len(), from),
            _ => match formula(from) {
                Some(latex) => {
                    // Fewer formulas than characters of the plane, as a text is limited in size;
                    // past that they print as written.
                    let index = u32::try_from(formulas.len()).unwrap_or(u32::MAX);
                    if let Some(c) = FORMULA.checked_add(index).filter(|c| *c < 0xF_FFFE)
                        && let Some(c) = char::from_u32(c)
                    {
                        formulas.push(latex.to_owned());
                        out.push(c);
                        rest = &from[latex.len() + 2..];
                        continue;
                    }
                    1
                }
                None => 1,
            },
        };
        out.push_str(&from[..taken]);
        rest = &from[taken..];
    }
    out.push_str(rest);
    (out, formulas)
}

/// The runs of backticks of a text, by their length, so that the end of each code span is found
/// without looking through the rest of the text.
struct Fences(HashMap<usize, Vec<usize>>);

impl Fences {
    fn new(line: &str) -> Self {
        let mut fences: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut at = 0;
        while let Some(found) = line[at..].find('`') {
            let start = at + found;
            let ticks = ticks(&line[start..]);
            fences.entry(ticks).or_default().push(start);
            at = start + ticks;
        }
        Self(fences)
    }

    /// Length of the code span at the start of `from`, which begins at `at`, or of its backticks
    /// if it does not close.
    fn code_span(&self, at: usize, from: &str) -> usize {
        let ticks = ticks(from);
        let ends = self.0.get(&ticks).map_or(&[][..], Vec::as_slice);
        let end = ends.partition_point(|end| *end < at + ticks);
        ends.get(end).map_or(ticks, |end| end + ticks - at)
    }
}

/// How many backticks a text begins with.
fn ticks(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// The formula at the start of `from`, which begins with `$`, without its dollar signs.
fn formula(from: &str) -> Option<&str> {
    let body = &from[1..];
    let first = body.chars().next()?;
    if first.is_ascii_digit() || first.is_whitespace() || first == '$' {
        return None;
    }
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '$' => {
                let latex = &body[..at];
                let next = body[at + 1..].chars().next();
                let closes = !latex.ends_with(char::is_whitespace)
                    && !next.is_some_and(|c| c.is_ascii_digit());
                return closes.then_some(latex);
            }
            _ => {}
        }
    }
    None
}

struct Reader<'a> {
    source: &'a str,
    formulas: &'a [String],
    origin: &'a str,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self) -> Inlines {
        // The runs of each open wrapper, with the address of a link; the first is the text itself.
        let mut open: Vec<(Inlines, String)> = vec![Default::default()];
        // Wrappers within the innermost that may be.
        let mut deeper = 0;
        let mut is_too_deep = false;
        let source = self.source;
        for (event, range) in Parser::new_ext(source, Options::empty()).into_offset_iter() {
            match event {
                Event::Start(tag) if wraps(&tag) => {
                    if open.len() > MAX_NESTING {
                        deeper += 1;
                        is_too_deep = true;
                    } else {
                        open.push((Vec::new(), address(tag)));
                    }
                }
                Event::End(tag) if wraps_end(tag) => {
                    if deeper > 0 {
                        deeper -= 1;
                    } else {
                        let (content, url) = open.pop().unwrap_or_default();
                        let run = self.wrapper(tag, url, content);
                        push_into(&mut open, run);
                    }
                }
                Event::Text(text) => {
                    let written = &source[range];
                    // An entity is the only text that differs from its source.
                    let literal = if written.starts_with('&') {
                        written
                    } else {
                        &text
                    };
                    for run in self.text(literal) {
                        push_into(&mut open, run);
                    }
                }
                Event::Code(text) => push_into(
                    &mut open,
                    Inline::Code {
                        text: text.to_string(),
                    },
                ),
                Event::InlineHtml(html) | Event::Html(html) => {
                    push_into(&mut open, Inline::text(html.to_string()));
                }
                Event::SoftBreak | Event::HardBreak => push_into(&mut open, Inline::text(" ")),
                _ => {}
            }
        }
        if is_too_deep {
            self.problems.push(self.too_deep());
        }
        let runs = open.into_iter().flat_map(|(runs, _)| runs);
        let mut runs = runs.collect::<Inlines>();
        remove_guard(&mut runs);
        merge_texts(runs)
    }

    fn too_deep(&self) -> Diagnostic {
        let place = Place::Value(self.origin.to_owned());
        let message =
            format!("emphasis and links stand in each other more than {MAX_NESTING} levels deep");
        Diagnostic::error("too-deep", place, message)
            .help("a text needs no more than three; `\\*` is an asterisk that prints")
    }

    fn wrapper(&mut self, tag: TagEnd, url: String, content: Inlines) -> Inline {
        match tag {
            TagEnd::Emphasis => Inline::Emph { content },
            TagEnd::Strong => Inline::Strong { content },
            _ => {
                let absolute = ["http://", "https://", "mailto:", "tel:"]
                    .iter()
                    .any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
                if !absolute {
                    let place = Place::Value(self.origin.to_owned());
                    let message = format!("the link leads to `{url}`, which is not a web address");
                    self.problems.push(
                        Diagnostic::error("bad-link", place, message).help(
                            "a link is written `[words](https://example.org)`; write `\\[` for a bracket",
                        ),
                    );
                }
                Inline::Link {
                    url,
                    content: merge_texts(content),
                }
            }
        }
    }

    /// Characters, with the formulas back in their places.
    fn text(&mut self, text: &str) -> Inlines {
        let mut runs = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let index = u32::from(c)
                .checked_sub(FORMULA)
                .map(|index| index as usize);
            let Some(latex) = index.and_then(|index| self.formulas.get(index)) else {
                continue;
            };
            if start < at {
                runs.push(Inline::text(&text[start..at]));
            }
            start = at + c.len_utf8();
            match math::parse(latex) {
                Ok(node) => {
                    let alt = math::spoken(&node);
                    runs.push(Inline::Math {
                        latex: latex.clone(),
                        node,
                        alt,
                    });
                }
                Err(message) => {
                    let place = Place::Value(self.origin.to_owned());
                    self.problems.push(
                        Diagnostic::error("bad-math", place, format!("in `${latex}$`: {message}"))
                            .help("write `\\$` for a dollar sign that begins no formula"),
                    );
                    runs.push(Inline::text(format!("${latex}$")));
                }
            }
        }
        if start < text.len() {
            runs.push(Inline::text(&text[start..]));
        }
        runs
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

/// Where a link leads; empty for other wrappers.
fn address(tag: Tag) -> String {
    match tag {
        Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => dest_url.to_string(),
        _ => String::new(),
    }
}

fn push_into(open: &mut [(Inlines, String)], run: Inline) {
    if let Some((runs, _)) = open.last_mut() {
        runs.push(run);
    }
}

/// Takes the guard off again, which is always the beginning of the first run.
fn remove_guard(runs: &mut Inlines) {
    if let Some(Inline::Text { text }) = runs.first_mut() {
        *text = text
            .trim_start_matches(['\u{f8ff}'])
            .trim_start()
            .to_owned();
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

    fn read(text: &str) -> Inlines {
        let mut problems = Vec::new();
        let runs = runs(&Text(text.to_owned()), "summary", &mut problems);
        assert_eq!(problems, [], "{text}");
        runs
    }

    #[test]
    fn emphasis_code_and_links_become_runs() {
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
                Inline::link("https://g.example/#h_1", "f"),
                Inline::text(" "),
                Inline::link("https://i.example", "https://i.example"),
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
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
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

    #[test]
    fn the_end_of_a_code_span_is_found_wherever_it_is() {
        // As a search through the rest of the text finds it.
        fn expected(from: &str) -> usize {
            let count = ticks(from);
            let mut at = count;
            while let Some(found) = from[at..].find('`') {
                let start = at + found;
                at = start + ticks(&from[start..]);
                if at - start == count {
                    return at;
                }
            }
            count
        }
        for text in ["`a`", "``a`b``c`", "`a``b", "a `` ` ``` `` `", "```"] {
            let fences = Fences::new(text);
            for (at, _) in text.match_indices('`') {
                assert_eq!(
                    fences.code_span(at, &text[at..]),
                    expected(&text[at..]),
                    "{text} {at}"
                );
            }
        }
    }

    #[test]
    fn a_link_that_leads_nowhere_is_a_problem() {
        let mut problems = Vec::new();
        runs(&Text("see [here](notes)".into()), "summary", &mut problems);
        assert_eq!(problems[0].code, "bad-link");
    }

    proptest! {
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
        fn no_markup_panics(text in "[\\[\\]()*_`$\\\\<>&;!a1 ]{0,40}") {
            let mut problems = Vec::new();
            runs(&Text(text), "summary", &mut problems);
        }
    }
}
