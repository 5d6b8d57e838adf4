//! Who is credited with a work, as it prints.

use std::collections::BTreeSet;

use super::citation::Style;
use super::venue;
use crate::document::{Inline, Inlines, plain_text};
use crate::model::{Publication, PublicationType};
use crate::papers::{MarkUse, Role, Work, is_named, leading, omissions};
use crate::words::Labels;

/// The people of a work, as they print.
#[derive(Debug, Default)]
pub struct Credits {
    /// Those before the title.
    pub lead: Inlines,
    /// The editors before the name of what the work stands in: "A, B (Eds.)".
    pub container: Option<Inlines>,
    /// Sentences after the title: "Edited by A, B".
    pub further: Vec<Inlines>,
}

/// Everybody who is credited with a work.
///
/// The owner is set off in every role. Marks that print are added to `used`.
pub fn credits(style: &Style, work: &Work, used: &mut BTreeSet<MarkUse>) -> Credits {
    let Work {
        publication, kind, ..
    } = work;
    let mut credits = Credits::default();
    let unsaid = omissions::unprinted(publication, *kind);
    // The editors of a book are not those of a chapter whose authors are not said.
    let in_venue = *kind == PublicationType::Chapter && is_named(publication);
    let leading = leading(publication).filter(|role| *role != Role::Editor || !in_venue);
    for role in Role::ALL {
        if role.people(publication).is_empty() {
            continue;
        }
        if role == Role::Editor && unsaid.contains(&role.field()) {
            continue;
        }
        let people = style.papers.people(work, role);
        let names = style.authors(people, used);
        if names.is_empty() {
            continue;
        }
        let is_one = people.list.authors.len() == 1 && !people.list.is_cut();
        if leading == Some(role) {
            credits.lead = match role {
                Role::Author => names,
                role => with_word(names, role, is_one, style.labels),
            };
            continue;
        }
        if role == Role::Editor && in_venue {
            credits.container = Some(with_word(names, role, is_one, style.labels));
        } else {
            let key = match role {
                Role::Translator => "translated by",
                _ => "edited by",
            };
            let words = style.labels.publication_word(key).unwrap_or("{names}");
            credits.further.push(filled_in(words, names));
        }
    }
    if let Some(name) = collaboration(publication, &credits.lead, style.labels) {
        let alone = credits.lead.is_empty();
        let text = if alone { name } else { format!(" ({name})") };
        credits.lead.push(Inline::text(text));
    }
    credits
}

/// "A, B (Eds.)".
fn with_word(mut names: Inlines, role: Role, is_one: bool, labels: &Labels) -> Inlines {
    let key = match (role, is_one) {
        (Role::Translator, true) => "translator",
        (Role::Translator, false) => "translators",
        (_, true) => "editor",
        (_, false) => "editors",
    };
    if let Some(word) = labels.publication_word(key) {
        names.push(Inline::text(format!(" ({word})")));
    }
    names
}

/// Words with names in the place of `{names}`.
fn filled_in(words: &str, names: Inlines) -> Inlines {
    let (before, after) = words.split_once("{names}").unwrap_or((words, ""));
    let mut runs = Inlines::new();
    for part in [vec![Inline::text(before)], names, vec![Inline::text(after)]] {
        runs.extend(part.into_iter().filter(|run| *run != Inline::text("")));
    }
    runs
}

/// "TANK Collaboration", unless the people say it.
fn collaboration(publication: &Publication, lead: &Inlines, labels: &Labels) -> Option<String> {
    let name = venue::field(&publication.collaboration)?;
    if venue::contains_words(&plain_text(lead), &name) {
        return None;
    }
    let called = [
        "collaboration",
        "collaborations",
        "consortium",
        "team",
        "group",
        "network",
        "project",
    ];
    let lower = name.to_lowercase();
    let is_called = lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| called.contains(&word));
    let several = name.contains(", ") || name.contains(" and ") || name.contains(" & ");
    let key = match (is_called, several) {
        (true, _) => return Some(name),
        (false, true) => "collaborations",
        (false, false) => "collaboration",
    };
    let words = labels.publication_word(key).unwrap_or("{name}");
    Some(words.replace("{name}", &name))
}
