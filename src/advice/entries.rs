//! The entries of all sections, with their dates and texts.

use crate::model::{Cv, DateRange, Highlights, Text};

/// An entry of a section, or a position of one.
pub(super) struct Entry<'a> {
    /// Its path, such as `experience[0]`.
    pub(super) path: String,
    /// When it was.
    pub(super) dates: DateRange,
    /// Its texts other than bullets, by field.
    pub(super) texts: Vec<(&'static str, &'a Text)>,
    /// Its bullets.
    pub(super) highlights: Option<&'a Highlights>,
}

/// Lists the entries of a section with the names of their texts.
macro_rules! section {
    ($entries:ident, $list:expr, $path:expr, [$($text:ident),*] $(, $highlights:ident)?) => {
        for (index, entry) in $list.iter().enumerate() {
            let mut texts: Vec<(&'static str, &Text)> = Vec::new();
            $(texts.extend(entry.$text.as_ref().map(|text| (stringify!($text), text)));)*
            texts.extend(entry.note.as_ref().map(|text| ("note", text)));
            #[allow(unused_mut, unused_assignments, reason = "not every section has bullets")]
            let mut highlights = None;
            $(highlights = Some(&entry.$highlights);)?
            $entries.push(Entry {
                path: format!("{}[{index}]", $path),
                dates: entry.dates(),
                texts,
                highlights,
            });
        }
    };
}

/// The entries of all sections but publications, in no particular order.
pub(super) fn entries(cv: &Cv) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    section!(entries, cv.experience, "experience", [summary], highlights);
    section!(
        entries,
        cv.volunteering,
        "volunteering",
        [summary],
        highlights
    );
    section!(entries, cv.education, "education", [summary], highlights);
    section!(
        entries,
        cv.projects,
        "projects",
        [description, summary],
        highlights
    );
    section!(entries, cv.talks, "talks", [summary]);
    section!(entries, cv.teaching, "teaching", [summary], highlights);
    section!(entries, cv.advising, "advising", []);
    section!(entries, cv.grants, "grants", [summary]);
    section!(entries, cv.awards, "awards", [reason]);
    section!(entries, cv.service, "service", [summary]);
    section!(entries, cv.certifications, "certifications", []);
    section!(entries, cv.memberships, "memberships", []);
    section!(entries, cv.media, "media", []);
    section!(entries, cv.news, "news", [text]);
    for (id, own) in &cv.sections {
        section!(
            entries,
            own.entries,
            format!("sections.{id}.entries"),
            [summary],
            highlights
        );
    }
    for (name, jobs) in [
        ("experience", &cv.experience),
        ("volunteering", &cv.volunteering),
    ] {
        for (index, job) in jobs.iter().enumerate() {
            for (number, position) in job.positions.iter().enumerate() {
                entries.push(Entry {
                    path: format!("{name}[{index}].positions[{number}]"),
                    dates: position.dates(),
                    texts: Vec::new(),
                    highlights: Some(&position.highlights),
                });
            }
        }
    }
    entries
}
