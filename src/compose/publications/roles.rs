//! Who is credited with a work, as it prints.

use std::collections::BTreeSet;

use super::citation::Style;
use super::venue;
use crate::compose::phrases;
use crate::document::{Inline, Inlines, plain_text};
use crate::model::{Publication, PublicationType};
use crate::papers::{MarkUse, Role, Work, is_named, leading, omissions};
use crate::words::{Locale, Message};

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
        // Of people who are not all named there are several.
        let count = match people.list.is_cut() {
            true => people.list.authors.len().max(1) + 1,
            false => people.list.authors.len(),
        } as u64;
        if leading == Some(role) {
            credits.lead = match role {
                Role::Author => names,
                role => with_word(names, role, count, style.locale),
            };
            continue;
        }
        if role == Role::Editor && in_venue {
            credits.container = Some(with_word(names, role, count, style.locale));
        } else {
            let message = match role {
                Role::Translator => Message::TranslatedBy,
                _ => Message::EditedBy,
            };
            let sentence = phrases::phrase(style.locale, message, &[("names", names)]);
            credits.further.push(sentence);
        }
    }
    if let Some(name) = collaboration(publication, &credits.lead, style.locale) {
        let alone = credits.lead.is_empty();
        let text = if alone {
            name
        } else {
            style.locale.aside(&name)
        };
        credits.lead.push(Inline::text(text));
    }
    credits
}

/// "A, B (Eds.)".
fn with_word(names: Inlines, role: Role, count: u64, locale: &Locale) -> Inlines {
    let message = match role {
        Role::Translator => Message::Translators,
        Role::Author | Role::Editor => Message::Editors,
    };
    phrases::filled(locale.form(message, count), &[("names", names)])
}

/// "TANK Collaboration", unless the people say it.
fn collaboration(publication: &Publication, lead: &Inlines, locale: &Locale) -> Option<String> {
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
    let message = match (is_called, several) {
        (true, _) => return Some(name),
        (false, true) => Message::Collaborations,
        (false, false) => Message::Collaboration,
    };
    Some(locale.fill(message, &[("name", &name)]))
}
