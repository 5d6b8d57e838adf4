//! What is kept when a page is full: what the file says, and what holds for sections.

use std::collections::HashMap;

use crate::document::Origin;
use crate::model::{Cv, Priority, Section, Tagged};
use crate::recipe::resolve;

/// The priorities of entries, papers and bullets, and of the summary of a document, by origin; what
/// is not in the map is [`Priority::Normal`].
pub fn priorities(cv: &Cv, document: &str) -> HashMap<Origin, Priority> {
    let mut found = HashMap::new();
    let summary = Section::Summary;
    let own = resolve(cv, document).and_then(|settings| settings.summary);
    let own = own.map(|said| said.origin);
    let origins = own.into_iter().chain([summary.key().to_owned()]);
    found.extend(origins.map(|origin| (origin, summary.spec().stays)));
    for placed in cv.entries() {
        for (path, bullet) in placed.highlights() {
            found.extend(bullet.priority().map(|priority| (path, priority)));
        }
        let priority = placed.priority();
        found.insert(placed.path, priority);
    }
    found
}
