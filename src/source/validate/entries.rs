//! The entries of all sections, with what they have in common.

use crate::model::{Cv, Highlights, Tagged, Times};

/// An entry of a section.
pub(super) struct Entry<'a> {
    /// Its path, such as `experience[0]`.
    pub(super) path: String,
    pub(super) tags: &'a [String],
    pub(super) url: Option<&'a str>,
    pub(super) times: Times<'a>,
    pub(super) highlights: Option<&'a Highlights>,
}

/// Lists the entries of sections; those after `plain` have no dates, only those before
/// `unlisted` have highlights.
macro_rules! collect {
    ($cv:ident, $entries:ident; highlights: $($full:ident)*; dates: $($dated:ident)*; plain: $($plain:ident)*;) => {
        $(for (index, entry) in $cv.$full.iter().enumerate() {
            let path = format!("{}[{index}]", stringify!($full));
            $entries.push(Entry { times: entry.times(), highlights: Some(&entry.highlights), ..common(path, entry, &entry.url) });
        })*
        $(for (index, entry) in $cv.$dated.iter().enumerate() {
            let path = format!("{}[{index}]", stringify!($dated));
            $entries.push(Entry { times: entry.times(), ..common(path, entry, &entry.url) });
        })*
        $(for (index, entry) in $cv.$plain.iter().enumerate() {
            let path = format!("{}[{index}]", stringify!($plain));
            $entries.push(common(path, entry, &entry.url));
        })*
    };
}

fn common<'a>(path: String, entry: &'a impl Tagged, url: &'a Option<String>) -> Entry<'a> {
    Entry {
        path,
        tags: entry.tags(),
        url: url.as_deref(),
        times: Times::default(),
        highlights: None,
    }
}

/// The entries of all sections, in no particular order.
pub(super) fn entries(cv: &Cv) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    collect! { cv, entries;
        highlights: experience volunteering education projects teaching;
        dates: talks advising grants awards service certifications memberships media news;
        plain: publications skills languages references;
    }
    for (id, section) in &cv.sections {
        for (index, entry) in section.entries.iter().enumerate() {
            let path = format!("sections.{id}.entries[{index}]");
            let (times, highlights) = (entry.times(), Some(&entry.highlights));
            entries.push(Entry {
                times,
                highlights,
                ..common(path, entry, &entry.url)
            });
        }
    }
    for (name, jobs) in [
        ("experience", &cv.experience),
        ("volunteering", &cv.volunteering),
    ] {
        for (index, job) in jobs.iter().enumerate() {
            for (number, position) in job.positions.iter().enumerate() {
                let path = format!("{name}[{index}].positions[{number}]");
                let (times, highlights) = (position.times(), Some(&position.highlights));
                entries.push(Entry {
                    path,
                    tags: &[],
                    url: None,
                    times,
                    highlights,
                });
            }
        }
    }
    entries
}
