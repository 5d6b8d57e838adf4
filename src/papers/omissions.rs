//! Fields that do not print, and why: the one table that the documentation repeats.
//!
//! Every other field of every section prints in each template that shows the section.

use super::{Role, is_hidden, leading};
use crate::model::{Publication, PublicationType};

/// When fields do not print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// They never do: they say how something is treated.
    Always,
    /// Of these kinds of work they do not.
    Kinds(&'static [PublicationType]),
    /// Of what is under review or in preparation they do not.
    Unpublished,
}

/// Fields of a section that do not print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omission {
    /// The section by its key; `every entry` for what all entries have.
    pub of: &'static str,
    /// The fields.
    pub fields: &'static [&'static str],
    /// When they do not print.
    pub when: When,
    /// When, and why, in words.
    pub why: &'static str,
}

/// Kinds of work in proceedings.
const IN_PROCEEDINGS: &[PublicationType] = &[
    PublicationType::Conference,
    PublicationType::Workshop,
    PublicationType::Demo,
    PublicationType::Tutorial,
];

/// All of them.
pub const OMISSIONS: &[Omission] = &[
    Omission {
        of: "every entry",
        fields: &["tags", "priority"],
        when: When::Always,
        why: "They say what documents take",
    },
    Omission {
        of: "person",
        fields: &["aliases"],
        when: When::Always,
        why: "They find the owner among authors",
    },
    Omission {
        of: "person",
        fields: &["photo"],
        when: When::Always,
        why: "A picture, which plain text has not; screen readers read its `alt`",
    },
    Omission {
        of: "service",
        fields: &["kind"],
        when: When::Always,
        why: "It sorts; `role` says it in words",
    },
    Omission {
        of: "sections",
        fields: &["after"],
        when: When::Always,
        why: "It says where the section stands",
    },
    Omission {
        of: "publications",
        fields: &["type", "status", "selected", "bib", "merge"],
        when: When::Always,
        why: "They say how a paper is listed: under which heading, with which words",
    },
    Omission {
        of: "publications",
        fields: &["editors"],
        when: When::Kinds(IN_PROCEEDINGS),
        why: "Conference and workshop papers, demonstrations and tutorials with authors or translators: \
              the editors are those of the proceedings",
    },
    Omission {
        of: "publications",
        fields: &["venue", "volume", "issue", "pages", "publisher"],
        when: When::Unpublished,
        why: "Under review or in preparation: where it may appear is not decided",
    },
    Omission {
        of: "publications",
        fields: &["editors"],
        when: When::Unpublished,
        why: "Under review or in preparation, with authors or translators",
    },
];

/// The fields of a publication that are set and do not print because of its kind or its status.
pub fn unprinted(publication: &Publication, kind: PublicationType) -> Vec<&'static str> {
    let is_unpublished = is_hidden(publication);
    let rows = OMISSIONS.iter().filter(|row| match row.when {
        When::Always => false,
        When::Kinds(kinds) => kinds.contains(&kind),
        When::Unpublished => is_unpublished,
    });
    let mut found: Vec<&'static str> = Vec::new();
    for field in rows.flat_map(|row| row.fields) {
        if is_set(publication, field) && !found.contains(field) {
            found.push(field);
        }
    }
    found
}

fn is_set(publication: &Publication, field: &str) -> bool {
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    match field {
        // Where nobody else is named, they stand in the place of the authors.
        "editors" => !publication.editors.is_empty() && leading(publication) != Some(Role::Editor),
        "venue" => publication.venue.is_some(),
        "volume" => said(&publication.volume),
        "issue" => said(&publication.issue),
        "pages" => said(&publication.pages),
        "publisher" => said(&publication.publisher),
        _ => false,
    }
}

/// The table as the documentation shows it.
pub fn table() -> String {
    let mut table = String::from("| Of | Field | Why it does not print |\n|---|---|---|\n");
    for row in OMISSIONS {
        let fields: Vec<String> = row
            .fields
            .iter()
            .map(|field| format!("`{field}`"))
            .collect();
        let of = match row.of {
            "every entry" => row.of.to_owned(),
            section => format!("`{section}`"),
        };
        table.push_str(&format!("| {of} | {} | {} |\n", fields.join(", "), row.why));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_has_the_table() {
        let page = include_str!("../../docs/format.md");
        assert!(
            page.contains(&table()),
            "docs/format.md lacks:\n{}",
            table()
        );
    }
}
