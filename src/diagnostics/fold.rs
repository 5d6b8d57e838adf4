//! Equal notes, and many of a kind, said once.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Code, Diagnostic, Severity, Sources};

/// Most further places that a note names.
const MOST_PLACES: usize = 8;

/// Notes of one kind that are told one by one; of more, the first is told with the places of the others.
const MOST_OF_A_KIND: usize = 3;

/// Problems with notes that differ in nothing but their place made one, and so those of a kind where they are many:
/// the first of them, which names the lines of the others.
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
    let mut of_kind: HashMap<Code, usize> = HashMap::new();
    for (first, _) in folded
        .iter()
        .filter(|(first, _)| first.severity == Severity::Note)
    {
        *of_kind.entry(first.code).or_default() += 1;
    }
    // Many of a kind are one: the first, with the places of all.
    let mut kinds: Vec<(&Diagnostic, Vec<&Diagnostic>, bool)> = Vec::new();
    let mut places_of: HashMap<Code, usize> = HashMap::new();
    for (first, others) in folded {
        let is_many = first.severity == Severity::Note
            && of_kind
                .get(&first.code)
                .is_some_and(|count| *count > MOST_OF_A_KIND);
        match places_of.get(&first.code).filter(|_| is_many) {
            Some(at) => {
                kinds[*at].1.push(first);
                kinds[*at].1.extend(others);
            }
            None => {
                if is_many {
                    places_of.insert(first.code, kinds.len());
                }
                kinds.push((first, others, is_many));
            }
        }
    }
    let told = kinds
        .into_iter()
        .map(|(first, others, is_many)| match others[..] {
            [] => Cow::Borrowed(first),
            _ => Cow::Owned(first.clone().help(places(&others, is_many, sources))),
        });
    told.collect()
}

/// "so do cv.yaml:12, cv.yaml:15 and 3 more".
fn places(others: &[&Diagnostic], is_many: bool, sources: &Sources) -> String {
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
    let mut said = match (is_many, others.len()) {
        (true, count) => format!("{count} more notes of this kind"),
        (false, 1) => "the same holds once more".to_owned(),
        (false, count) => format!("the same holds {count} times more"),
    };
    if !lines.is_empty() {
        said.push_str(": ");
        said.push_str(&lines.join(", "));
    }
    if !lines.is_empty() && rest > 0 {
        said.push_str(&format!(" and {rest} other lines"));
    }
    if is_many {
        said.push_str("; `folio check --all` shows each");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;

    fn notes(codes: &[(Code, &str)]) -> Vec<Diagnostic> {
        let note =
            |(code, message): &(Code, &str)| Diagnostic::note(*code, Place::Nowhere, *message);
        codes.iter().map(note).collect()
    }

    #[test]
    fn equal_notes_and_many_of_a_kind_are_told_once_with_their_count() {
        let sources = Sources::default();
        let of = |count: usize| -> Vec<(Code, &'static str)> {
            let messages = ["a", "b", "c", "d", "e"];
            messages[..count]
                .iter()
                .map(|message| (Code::UnusedTag, *message))
                .collect()
        };
        let told = |found: &[Diagnostic]| -> Vec<(String, Vec<String>)> {
            let folded = folded(found, &sources);
            folded
                .iter()
                .map(|one| (one.message.clone(), one.help.clone()))
                .collect()
        };
        assert_eq!(told(&notes(&of(3))).len(), 3);
        let many = "4 more notes of this kind; `folio check --all` shows each".to_owned();
        assert_eq!(told(&notes(&of(5))), [("a".to_owned(), vec![many])]);
        let equal = notes(&[
            (Code::UnusedTag, "a"),
            (Code::CareerGap, "a"),
            (Code::UnusedTag, "a"),
        ]);
        let again = "the same holds once more".to_owned();
        assert_eq!(
            told(&equal),
            [("a".to_owned(), vec![again]), ("a".to_owned(), Vec::new())]
        );
        // Errors and warnings are told one by one.
        let error = Diagnostic::error(Code::BadDoi, Place::Nowhere, "x");
        assert_eq!(told(&vec![error; 5]).len(), 5);
    }
}
