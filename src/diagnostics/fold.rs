//! Equal notes, said once.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Code, Diagnostic, Severity, Sources};

/// Most further places that a note names.
const MOST_PLACES: usize = 8;

/// Problems with notes that differ in nothing but their place made one: the first of them, which
/// names the lines of the others.
pub(super) fn folded<'a>(
    diagnostics: &'a [Diagnostic],
    sources: &Sources,
) -> Vec<Cow<'a, Diagnostic>> {
    let mut folded: Vec<(&Diagnostic, Vec<&Diagnostic>)> = Vec::new();
    let mut known: HashMap<(Code, &str), Vec<usize>> = HashMap::new();
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Note && diagnostic.related.is_empty() {
            let alike = known
                .entry((diagnostic.code, &diagnostic.message))
                .or_default();
            let same = alike.iter().find(|at| {
                let (first, _) = folded[**at];
                first.label == diagnostic.label && first.help == diagnostic.help
            });
            if let Some(at) = same {
                folded[*at].1.push(diagnostic);
                continue;
            }
            alike.push(folded.len());
        }
        folded.push((diagnostic, Vec::new()));
    }
    let fold = folded.into_iter().map(|(first, others)| match others[..] {
        [] => Cow::Borrowed(first),
        _ => Cow::Owned(first.clone().help(places(&others, sources))),
    });
    fold.collect()
}

/// "so do cv.yaml:12, cv.yaml:15 and 3 more".
fn places(others: &[&Diagnostic], sources: &Sources) -> String {
    let line = |diagnostic: &&Diagnostic| {
        let (file, range) = sources.resolve(&diagnostic.place)?;
        let (name, _) = sources.file(file)?;
        let (line, _) = sources.line_column(file, range.start);
        Some(format!("{name}:{line}"))
    };
    let mut lines: Vec<String> = others.iter().filter_map(line).collect();
    lines.dedup();
    let rest = lines.len().saturating_sub(MOST_PLACES);
    lines.truncate(MOST_PLACES);
    let times = match others.len() {
        1 => "once more".to_owned(),
        count => format!("{count} times more"),
    };
    match (lines.is_empty(), rest) {
        (true, _) => format!("the same holds {times}"),
        (_, 0) => format!("the same holds {times}: {}", lines.join(", ")),
        (_, rest) => format!(
            "the same holds {times}: {} and {rest} other lines",
            lines.join(", ")
        ),
    }
}
