//! Fields that nothing reads: some are kept, and of the others it is told.

use super::fields::Reader;
use super::table::{self, Use};

impl Reader<'_> {
    /// Looks at the fields that nothing has read: some are kept, and of the others it is told.
    pub(super) fn rest(&self) {
        for (name, field) in &self.entry.fields {
            let text = field.value.literal();
            if text.is_empty() || self.entry.is_read(name) {
                continue;
            }
            match table::use_of(name) {
                Some(Use::Kept) => self.keep(name, text),
                Some(Use::Read(_)) => match name.as_str() {
                    // They serve what is read by another name.
                    "keywords" | "entrysubtype" | "eprinttype" | "archiveprefix" | "category"
                    | "crossref" | "xdata" => {}
                    "address" | "location" => self.keep(name, text),
                    _ => {
                        let twin = table::beside(name).find(|other| self.entry.is_read(other));
                        let is_same = twin.is_some_and(|other| {
                            self.entry
                                .peek(other)
                                .is_some_and(|value| value.literal() == text)
                        });
                        if !is_same {
                            let place = twin.map_or_else(
                                || "other fields".to_owned(),
                                |other| format!("`{other}`"),
                            );
                            self.fold(name, beside(name, &place));
                            self.keep(name, text);
                        }
                    }
                },
                Some(Use::Unprinted(_)) | None => {}
            }
        }
    }
}

/// A sentence about a field that another one outranks.
pub(super) fn beside(field: &str, other: &str) -> String {
    format!("`{field}` does not print beside {other}")
}
