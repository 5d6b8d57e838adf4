//! What the file says about keeping things when a page is full.

use std::collections::HashMap;

use crate::document::Origin;
use crate::model::{Cv, Highlights, Priority, Tagged};

/// The priorities of entries, papers and bullets, by origin; what has none is not in the map.
pub fn priorities(cv: &Cv) -> HashMap<Origin, Priority> {
    let mut found = Found::default();
    macro_rules! sections {
        ($($field:ident),*) => { $( found.entries(stringify!($field), &cv.$field); )* };
    }
    macro_rules! with_bullets {
        ($($field:ident),*) => { $(
            for (index, entry) in cv.$field.iter().enumerate() {
                found.bullets(&format!("{}[{index}]", stringify!($field)), &entry.highlights);
            }
        )* };
    }
    sections!(
        experience,
        volunteering,
        education,
        projects,
        talks,
        teaching,
        advising,
        grants,
        awards,
        service,
        skills,
        languages,
        certifications,
        memberships,
        media,
        references,
        news
    );
    with_bullets!(experience, volunteering, education, projects, teaching);
    for (section, jobs) in [
        ("experience", &cv.experience),
        ("volunteering", &cv.volunteering),
    ] {
        for (index, job) in jobs.iter().enumerate() {
            for (at, position) in job.positions.iter().enumerate() {
                found.bullets(
                    &format!("{section}[{index}].positions[{at}]"),
                    &position.highlights,
                );
            }
        }
    }
    for (index, publication) in cv.publications.iter().enumerate() {
        let own = format!("publications[{index}]");
        found.add(
            publication.origin.clone().unwrap_or(own),
            publication.priority,
        );
    }
    for (key, section) in &cv.sections {
        found.entries(&format!("sections.{key}.entries"), &section.entries);
        for (index, entry) in section.entries.iter().enumerate() {
            found.bullets(
                &format!("sections.{key}.entries[{index}]"),
                &entry.highlights,
            );
        }
    }
    found.0
}

#[derive(Default)]
struct Found(HashMap<Origin, Priority>);

impl Found {
    fn add(&mut self, origin: Origin, priority: Option<Priority>) {
        if let Some(priority) = priority {
            self.0.insert(origin, priority);
        }
    }

    fn entries<T: Tagged>(&mut self, section: &str, entries: &[T]) {
        for (index, entry) in entries.iter().enumerate() {
            self.add(format!("{section}[{index}]"), entry.priority());
        }
    }

    fn bullets(&mut self, entry: &str, bullets: &Highlights) {
        for (index, bullet) in bullets.iter().enumerate() {
            self.add(format!("{entry}.highlights[{index}]"), bullet.priority());
        }
    }
}
