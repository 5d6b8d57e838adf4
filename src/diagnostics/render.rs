//! Problems as text for people: the line, a caret under the exact place, and what to do.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};

use super::escape::{printable, printable_problem, visible};
use super::fold::folded;
use super::{Diagnostic, FileId, Severity, Sources};

/// Columns that a report may take.
const WIDTH: usize = 120;

/// Most problems that are written out in full; the count says how many there are.
pub(super) const MOST: usize = 500;

/// Lines between two places of a problem that are shown together.
const NEAR: usize = 8;

/// Longest source line that is shown whole, in bytes.
const LONG_LINE: usize = 400;

/// Problems as the Rust compiler prints them, in the given order, ending with their count.
///
/// `color` adds the escape sequences of a terminal. Nothing is printed for no problems. Many notes of one kind are
/// one, with their count and places.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    written(diagnostics, &folded(diagnostics, sources), sources, color)
}

/// The same as [`human`], with each note for itself.
pub fn each(diagnostics: &[Diagnostic], sources: &Sources, color: bool) -> String {
    let all: Vec<Cow<Diagnostic>> = diagnostics.iter().map(Cow::Borrowed).collect();
    written(diagnostics, &all, sources, color)
}

/// What is told of `diagnostics`, and their count.
fn written(
    diagnostics: &[Diagnostic],
    told: &[Cow<Diagnostic>],
    sources: &Sources,
    color: bool,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in told.iter().take(MOST) {
        out.push_str(&report(diagnostic, sources, &renderer));
        out.push_str("\n\n");
    }
    if let Some(summary) = summary(diagnostics, sources) {
        if told.len() > MOST {
            out.push_str(&format!(
                "the first {MOST} of {} problems are shown\n",
                told.len()
            ));
        }
        let count = match worst(diagnostics) {
            Some(severity) => {
                renderer.render(&[Group::with_title(level(severity).primary_title(summary))])
            }
            None => summary,
        };
        out.push_str(&count);
        out.push('\n');
    }
    out
}

/// The line of a problem with its caret, and what to do, without colour; empty for a problem of no
/// place that has no help.
///
/// This is what [`human`] prints below the message and the place.
pub fn body(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let text = report(diagnostic, sources, &Renderer::plain().term_width(WIDTH));
    let mut lines = text.lines().skip(1).peekable();
    if lines
        .peek()
        .is_some_and(|line| line.trim_start().starts_with("--> "))
    {
        lines.next();
    }
    let rest: Vec<&str> = lines.collect();
    let blank = |line: &&&str| matches!(line.trim(), "" | "|");
    let start = rest.iter().take_while(blank).count();
    let end = rest.len() - rest.iter().rev().take_while(blank).count();
    rest.get(start..end).unwrap_or_default().join("\n")
}

/// Where a problem is, such as `cv.yaml:3:5`; none for one in no file.
pub fn position(diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
    let (file, range) = sources.resolve(&diagnostic.place)?;
    let (name, _) = sources.file(file)?;
    let (line, column) = sources.line_column(file, range.start);
    Some(format!("{}:{line}:{column}", printable(name)))
}

/// One line for each problem: `cv.yaml:3:5: error[unknown-key]: unknown key …`.
pub fn short(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        if let Some((file, range)) = sources.resolve(&diagnostic.place)
            && let Some((name, _)) = sources.file(file)
        {
            let (line, column) = sources.line_column(file, range.start);
            out.push_str(&format!("{}:{line}:{column}: ", printable(name)));
        }
        let Diagnostic {
            severity,
            code,
            message,
            ..
        } = diagnostic;
        let message = printable(message);
        out.push_str(&format!("{}[{code}]: {message}\n", word(*severity)));
    }
    out
}

/// Most files that a count names.
const MOST_FILES: usize = 3;

/// How many problems there are, and in which files: `3 errors, 1 warning in cv.yaml`, `1 error in
/// papers.bib, 2 notes in cv.yaml`. None for no problems.
pub fn summary(diagnostics: &[Diagnostic], sources: &Sources) -> Option<String> {
    let mut parts: Vec<(String, Vec<&str>)> = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_severity = || diagnostics.iter().filter(|each| each.severity == severity);
        let count = of_severity().count();
        let mut names: Vec<&str> = Vec::new();
        for diagnostic in of_severity() {
            let place = sources.resolve(&diagnostic.place);
            if let Some((name, _)) = place.and_then(|(file, _)| sources.file(file))
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        let plural = if count == 1 { "" } else { "s" };
        let counted = format!("{count} {}{plural}", word(severity));
        match parts.last_mut() {
            _ if count == 0 => {}
            // Files are named once behind all counts that they have.
            Some((before, known)) if *known == names => {
                before.push_str(", ");
                before.push_str(&counted);
            }
            _ => parts.push((counted, names)),
        }
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|(counted, names)| match names[..] {
            [] => counted.clone(),
            _ if names.len() > MOST_FILES => format!("{counted} in {} files", names.len()),
            _ => format!("{counted} in {}", printable(&names.join(" and "))),
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn worst(diagnostics: &[Diagnostic]) -> Option<Severity> {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.severity)
        .max()
}

/// A severity as it is printed.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// A place to be shown.
struct Mark<'a> {
    file: FileId,
    range: Range<usize>,
    label: Option<&'a str>,
    kind: AnnotationKind,
}

fn report(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let diagnostic = &printable_problem(diagnostic);
    let title = level(diagnostic.severity)
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.name());
    let mut marks = Vec::new();
    let places = std::iter::once((
        &diagnostic.place,
        diagnostic.label.as_deref(),
        AnnotationKind::Primary,
    ))
    .chain(
        diagnostic
            .related
            .iter()
            .map(|(place, words)| (place, Some(words.as_str()), AnnotationKind::Context)),
    );
    for (place, label, kind) in places {
        if let Some((file, range)) = sources.resolve(place) {
            marks.push(Mark {
                file,
                range: first_line(sources, file, range),
                label,
                kind,
            });
        }
    }
    let mut elements: Vec<Element> = Vec::new();
    for group in together(marks, sources) {
        elements.extend(snippet(&group, sources));
    }
    elements.extend(
        diagnostic
            .help
            .iter()
            .map(|help| Level::HELP.message(help.as_str()).into()),
    );
    renderer.render(&[title.elements(elements)])
}

/// A value of several lines is shown by its first.
fn first_line(sources: &Sources, file: FileId, range: Range<usize>) -> Range<usize> {
    let text = sources
        .file(file)
        .and_then(|(_, text)| text.get(range.clone()))
        .unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    range.start..range.start + first.trim_end().len()
}

/// Groups the marks that one snippet can show: in one file and near each other. The first group
/// is that of the first mark.
fn together<'a>(marks: Vec<Mark<'a>>, sources: &Sources) -> Vec<Vec<Mark<'a>>> {
    let mut groups: Vec<Vec<Mark>> = Vec::new();
    for mark in marks {
        let near = |other: &Mark| {
            let Some((_, text)) = sources.file(mark.file) else {
                return false;
            };
            let (from, to) = (
                other.range.start.min(mark.range.start),
                other.range.start.max(mark.range.start),
            );
            other.file == mark.file
                && text
                    .get(from..to)
                    .is_some_and(|between| between.matches('\n').count() <= NEAR)
        };
        match groups
            .iter_mut()
            .find(|group| group.first().is_some_and(near))
        {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    groups
}

/// The lines of the marks, and nothing else of the file, so that a long file costs nothing.
fn snippet<'a>(marks: &[Mark<'a>], sources: &'a Sources) -> Vec<Element<'a>> {
    excerpt(marks, sources).unwrap_or_default()
}

fn excerpt<'a>(marks: &[Mark<'a>], sources: &'a Sources) -> Option<Vec<Element<'a>>> {
    let file = marks.first()?.file;
    let (name, text) = sources.file(file)?;
    let name = printable(name);
    if text.is_empty() {
        // There is no line to show, as of a file that is not there.
        return Some(vec![Origin::path(name).line(1).char_column(1).into()]);
    }
    let from = marks.iter().map(|mark| mark.range.start).min()?;
    let to = marks.iter().map(|mark| mark.range.end).max()?;
    let start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    let end = text[to..]
        .find('\n')
        .map_or(text.len(), |length| to + length);
    let (line, _) = sources.line_column(file, start);
    let mut excerpt = Excerpt {
        start,
        text: text[start..end].to_owned(),
        cuts: Vec::new(),
    };
    if excerpt.text.lines().any(|line| line.len() > LONG_LINE) {
        excerpt.shorten(marks);
    }
    let annotations: Vec<Annotation> = marks
        .iter()
        .map(|mark| {
            let range = excerpt.position(mark.range.start)..excerpt.position(mark.range.end);
            mark.kind.span(range).label(mark.label)
        })
        .collect();
    let is_cut = !excerpt.cuts.is_empty();
    let snippet = Snippet::source(visible(&excerpt.text))
        .line_start(line)
        .annotations(annotations);
    if !is_cut {
        return Some(vec![snippet.path(name).into()]);
    }
    // The column within what is left of a line is not that of the file.
    let (line, column) = sources.line_column(file, marks.first()?.range.start);
    let origin = Origin::path(name).line(line).char_column(column);
    Some(vec![origin.into(), snippet.into()])
}

/// Lines of a file of which parts may be left out.
struct Excerpt {
    /// Where the lines begin in the file.
    start: usize,
    text: String,
    /// What was left out, in bytes of the file, with what stands there now.
    cuts: Vec<(Range<usize>, usize)>,
}

const ELLIPSIS: &str = "…";

impl Excerpt {
    /// Cuts long lines to what stands around the marks.
    fn shorten(&mut self, marks: &[Mark]) {
        const AROUND: usize = 40;
        const LONGEST_MARK: usize = 80;
        let mut text = String::new();
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            let base = self.start + offset;
            offset += line.len();
            let body = line.trim_end_matches('\n');
            if body.len() <= LONG_LINE {
                text.push_str(line);
                continue;
            }
            let mut kept: Vec<Range<usize>> = Vec::new();
            for mark in marks
                .iter()
                .filter(|mark| (base..=base + body.len()).contains(&mark.range.start))
            {
                let at = mark.range.start - base;
                let end = (mark.range.end - base).min(at + LONGEST_MARK);
                kept.push(boundary(body, at.saturating_sub(AROUND))..boundary(body, end + AROUND));
            }
            kept.sort_by_key(|range| range.start);
            let mut position = 0;
            for range in kept {
                let range = range.start.max(position)..range.end.max(position);
                if range.start > position {
                    self.cuts
                        .push((base + position..base + range.start, ELLIPSIS.len()));
                    text.push_str(ELLIPSIS);
                }
                text.push_str(&body[range.clone()]);
                position = range.end;
            }
            if position < body.len() {
                self.cuts
                    .push((base + position..base + body.len(), ELLIPSIS.len()));
                text.push_str(ELLIPSIS);
            }
            text.push_str(&line[body.len()..]);
        }
        self.text = text;
    }

    /// Where a byte of the file stands in the excerpt.
    fn position(&self, offset: usize) -> usize {
        let mut position = offset.saturating_sub(self.start);
        for (cut, instead) in &self.cuts {
            if offset >= cut.end {
                position = position + instead - cut.len();
            } else if offset > cut.start {
                position = position + instead - (offset - cut.start);
            }
        }
        boundary(&self.text, position)
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Place};

    fn sources(text: &str) -> (Sources, FileId) {
        let mut sources = Sources::default();
        let file = sources.add("cv.yaml", text);
        (sources, file)
    }

    fn at(file: FileId, range: Range<usize>) -> Diagnostic {
        Diagnostic::error(Code::UnknownKey, Place::Span { file, range }, "no such key")
    }

    #[test]
    fn shows_places_that_belong_together() {
        let (sources, file) = sources("a: 1\nb: 2\na: 3\n");
        let diagnostic = at(file, 10..11)
            .label("again")
            .related(Place::Span { file, range: 0..1 }, "first")
            .help("remove one");
        insta::assert_snapshot!(human(&[diagnostic], &sources, false), @r"
        error[unknown-key]: no such key
         --> cv.yaml:3:1
          |
        1 | a: 1
          | - first
        2 | b: 2
        3 | a: 3
          | ^ again
          |
          = help: remove one

        error: 1 error in cv.yaml
        ");
    }

    #[test]
    fn shows_places_far_apart_one_after_the_other() {
        let text = format!("a: 1\n{}a: 3\n", "b: 2\n".repeat(30));
        let (sources, file) = sources(&text);
        let diagnostic = at(file, 155..156).related(Place::Span { file, range: 0..1 }, "first");
        let printed = human(&[diagnostic], &sources, false);
        assert!(
            printed.contains("--> cv.yaml:32:1") && printed.contains("::: cv.yaml:1:1"),
            "{printed}"
        );
        assert!(printed.lines().count() < 15, "{printed}");
    }

    #[test]
    fn counts_characters_and_not_bytes() {
        let (sources, file) = sources("é: 1\nüü: x\n");
        let printed = human(&[at(file, 12..13)], &sources, false);
        assert!(printed.contains("cv.yaml:2:5\n"), "{printed}");
        assert_eq!(sources.line_column(file, 12), (2, 5));
        assert_eq!(sources.line_column(file, usize::MAX), (3, 1));
    }

    #[test]
    fn keeps_the_mark_in_a_long_line() {
        let text = format!(
            "a: {}MARK{}\n",
            "long words ".repeat(2000),
            " and more".repeat(2000)
        );
        let (sources, file) = sources(&text);
        let start = text.find("MARK").unwrap();
        let printed = human(&[at(file, start..start + 4)], &sources, false);
        let lines: Vec<&str> = printed.lines().collect();
        let at = lines.iter().position(|line| line.contains("MARK")).unwrap();
        let (source, carets) = (lines[at], lines[at + 1]);
        let column = carets.find('^').unwrap();
        let before: String = source.chars().take(column).collect();
        let shown: String = source.chars().skip(column).take(4).collect();
        assert_eq!(shown, "MARK", "{printed}");
        assert!(before.contains('…') && source.len() < 200, "{printed}");
        assert_eq!(carets.trim_matches([' ', '|']), "^^^^", "{printed}");
        assert!(
            printed.contains(&format!("--> cv.yaml:1:{}\n", start + 1)),
            "{printed}"
        );
    }

    #[test]
    fn survives_places_that_are_not_there() {
        let (sources, file) = sources("é\n");
        let backwards = Range { start: 7, end: 5 };
        for range in [1..1, 1..9, 5..7, backwards, 0..usize::MAX] {
            assert!(human(&[at(file, range)], &sources, true).contains("no such key"));
        }
        let nowhere = [
            at(FileId(7), 0..1),
            Diagnostic::warning(
                Code::UnmatchedTag,
                Place::Value("a.b[3]".to_owned()),
                "no such value",
            ),
            Diagnostic::note(Code::UnusedTag, Place::Nowhere, "no place"),
        ];
        let printed = human(&nowhere, &sources, false);
        assert!(
            printed.ends_with("error: 1 error, 1 warning, 1 note\n"),
            "{printed}"
        );
        assert!(short(&nowhere, &sources).ends_with("note[unused-tag]: no place\n"));
    }
}
