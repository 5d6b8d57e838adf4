//! What is kept when a page is full: what the file says, and what holds for sections.

use super::{Bullet, Content, Priorities, Selection};
use crate::model::{Priority, Section};

impl Selection<'_> {
    /// The priorities of the entries, works and bullets of the document, and of its summary.
    pub fn priorities(&self) -> Priorities {
        let mut found = Priorities::new();
        for section in &self.sections {
            match &section.content {
                Content::Text(said) => {
                    found.insert(said.origin.clone(), Section::Summary.spec().stays);
                }
                Content::Entries(section, entries) => {
                    found.of(entries, section.spec().stays);
                }
                Content::Own(_, entries) => found.of(entries, Priority::Normal),
                Content::Works(listing) => {
                    let stays = Section::Publications.spec().stays;
                    found.extend(listing.listed().map(|(work, listed)| {
                        let priority = work.publication.priority.unwrap_or(stays);
                        (listed.origin.clone(), priority)
                    }));
                }
            }
        }
        found
    }
}

/// Fills in what entries say.
trait Fill {
    fn of(&mut self, entries: &[super::SelectedEntry], stays: Priority);
    fn bullets(&mut self, bullets: &[Bullet]);
}

impl Fill for Priorities {
    fn of(&mut self, entries: &[super::SelectedEntry], stays: Priority) {
        for entry in entries {
            self.insert(entry.path.clone(), entry.priority.unwrap_or(stays));
            self.bullets(&entry.highlights);
            for position in &entry.positions {
                self.insert(position.path.clone(), stays);
                self.bullets(&position.highlights);
            }
        }
    }

    fn bullets(&mut self, bullets: &[Bullet]) {
        let said = bullets.iter().filter_map(|bullet| {
            let priority = bullet.priority?;
            Some((bullet.path.clone(), priority))
        });
        self.extend(said);
    }
}
