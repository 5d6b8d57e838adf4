//! What may be said of a CV although some of it could not be read.
//!
//! What could not be read is left out of the CV. So a paper whose date is no date has none, and must
//! not be said to lack one: of what was found later, only that is told which does not depend on
//! anything with an error in it.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Reach, Severity, Sources};
use crate::model::Section;

/// Parts of the file that are no sections.
const OTHER_PARTS: [&str; 6] = [
    "person",
    "settings",
    "documents",
    "marks",
    "bibliography",
    "sections",
];

/// Of what was `found` in a CV that was read with `errors`, what holds whatever belongs in their
/// places.
pub fn unaffected(
    found: Vec<Diagnostic>,
    errors: &[Diagnostic],
    sources: &Sources,
) -> Vec<Diagnostic> {
    let errors = errors
        .iter()
        .filter(|error| error.severity == Severity::Error);
    let mut places = Vec::new();
    let mut is_anywhere = false;
    for error in errors {
        match sources.resolve(&error.place) {
            Some(place) => {
                let parts = Section::KEYS.iter().chain(&OTHER_PARTS);
                // A key that is unknown could be any part of the file, and what a file lacks is
                // said at its first key.
                is_anywhere |= !parts.clone().any(|part| is_in(&place, part, sources))
                    || error.code == Code::MissingField
                        && parts.clone().any(|part| is_key(&place, part, sources));
                places.push(place);
            }
            None => is_anywhere = true,
        }
    }
    let broken = Broken {
        sources,
        places: Places::new(places),
        is_anywhere,
    };
    found
        .into_iter()
        .filter(|found| !broken.affects(found))
        .collect()
}

type Bytes = (FileId, Range<usize>);

/// Where errors are.
struct Broken<'a> {
    sources: &'a Sources,
    places: Places,
    /// Whether one of them may be anywhere.
    is_anywhere: bool,
}

impl Broken<'_> {
    fn affects(&self, found: &Diagnostic) -> bool {
        let (reach, parts) = (found.code.reach(), found.code.parts());
        if !parts.is_empty() && self.is_anywhere {
            return true;
        }
        let related = found.related.iter().map(|(place, _)| place);
        parts.iter().any(|part| self.touches(part))
            || related
                .chain([&found.place])
                .any(|place| match (place, reach) {
                    (_, Reach::File | Reach::Document) | (Place::Nowhere, _) => true,
                    (
                        Place::Value(path)
                        | Place::Key(path)
                        | Place::Character(path, _)
                        | Place::Part { path, .. },
                        reach,
                    ) => self.touches(match reach {
                        Reach::Entry => entry_of(path),
                        Reach::Section => section_of(path),
                        _ => path,
                    }),
                    (Place::Span { file, range }, _) => self.places.meet(*file, range),
                })
    }

    fn touches(&self, path: &str) -> bool {
        self.sources.get(path).is_some_and(|spans| {
            let mut ranges = spans.key.iter().chain([&spans.value]);
            ranges.any(|range| self.places.meet(spans.file, range))
        })
    }
}

/// Places in files, of which it is soon found whether any is in a range.
struct Places(Vec<Bytes>);

impl Places {
    /// The places in the order of the files, those that overlap made one.
    fn new(mut places: Vec<Bytes>) -> Self {
        places.sort_by_key(|(file, range)| (*file, range.start));
        let mut apart: Vec<Bytes> = Vec::new();
        for place in places {
            match apart.last_mut() {
                Some(last) if overlap(last, &place) => last.1.end = last.1.end.max(place.1.end),
                _ => apart.push(place),
            }
        }
        Self(apart)
    }

    /// Whether any of them is in, or at, a range.
    fn meet(&self, file: FileId, range: &Range<usize>) -> bool {
        let before = |place: &Bytes| (place.0, place.1.end) < (file, range.start);
        let next = self.0.get(self.0.partition_point(before));
        next.is_some_and(|place| overlap(place, &(file, range.clone())))
    }
}

/// Whether a place is in the value of a path that is there, or in its key.
fn is_in(place: &Bytes, path: &str, sources: &Sources) -> bool {
    sources.get(path).is_some_and(|spans| {
        let ranges = spans.key.iter().chain([&spans.value]);
        ranges
            .into_iter()
            .any(|range| overlap(place, &(spans.file, range.clone())))
    })
}

/// Whether a place is the key of a part.
fn is_key(place: &Bytes, part: &str, sources: &Sources) -> bool {
    sources
        .get(part)
        .is_some_and(|spans| spans.file == place.0 && spans.key.as_ref() == Some(&place.1))
}

fn overlap(a: &Bytes, b: &Bytes) -> bool {
    a.0 == b.0 && a.1.start <= b.1.end && b.1.start <= a.1.end
}

/// The entry that a path leads into: `experience[0]` of `experience[0].highlights[2]`.
fn entry_of(path: &str) -> &str {
    if path.contains(".bib:") {
        return path;
    }
    match path.find(']') {
        Some(end) => &path[..=end],
        None => path.split('.').next().unwrap_or(path),
    }
}

/// The section that a path leads into.
fn section_of(path: &str) -> &str {
    if path.contains(".bib:") {
        return "publications";
    }
    path.split('[').next().unwrap_or(path)
}
