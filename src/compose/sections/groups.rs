//! Entries of a section under headings, by what they have in common; service of one role in one line.

use super::super::Composer;
use super::table;
use crate::document::{
    Entry, Group, Inline, Item, LabelledLine, Paragraph, Part, Role, plain_text,
};
use crate::markup::plain;
use crate::model::{AnyEntry, EntryGroup, Layout, SectionOptions};
use crate::select::SelectedEntry;
use crate::words::Message;

/// The entries of a section as groups, in the order in which each heading comes first, or the newest year first.
/// Those of which nothing is said come before all headings.
pub(super) fn groups(
    composer: &mut Composer,
    entries: &[SelectedEntry],
    options: SectionOptions,
) -> Vec<Group> {
    let by = options.group;
    let mut groups: Vec<(Option<String>, Option<u16>, Vec<Entry>)> = Vec::new();
    for selected in entries {
        let Some(Item::Entry(mut entry)) = super::item(composer, selected) else {
            continue;
        };
        let title = match by {
            Some(by) => heading(composer, selected, &mut entry, by),
            None => own_heading(selected),
        };
        match groups.iter_mut().find(|(known, ..)| *known == title) {
            Some((.., members)) => members.push(entry),
            None => {
                let latest = selected.entry.entry().times().latest();
                groups.push((title, latest.map(|(year, ..)| year), vec![entry]));
            }
        }
    }
    match by {
        // What goes on has the last year that there is, and stands before the others.
        Some(EntryGroup::Year) => {
            groups.sort_by_key(|(title, latest, _)| (title.is_some(), std::cmp::Reverse(*latest)))
        }
        _ => groups.sort_by_key(|(title, ..)| title.is_some()),
    }
    let merges = options.merge.is_some_and(|flag| flag.0);
    let is_student = |one: &SelectedEntry| matches!(one.entry, AnyEntry::Advising(_));
    let are_students = entries.iter().any(is_student);
    let columns = match options.layout {
        Some(Layout::Table) => {
            let entries = groups.iter().flat_map(|(.., entries)| entries);
            table::columns(composer, entries, are_students)
        }
        Some(Layout::List) | None => Vec::new(),
    };
    let groups = groups.into_iter().map(|(title, _, entries)| {
        let items = match merges && columns.is_empty() {
            true => merged(composer, entries),
            false => entries.into_iter().map(Item::Entry).collect(),
        };
        Group {
            columns: columns.clone(),
            ..Group::new(title, items)
        }
    });
    groups.collect()
}

/// Lines of several entries as groups, by the headings that the entries name.
pub(super) fn of_lines(
    entries: &[SelectedEntry],
    options: SectionOptions,
    mut lines: impl FnMut(&[SelectedEntry]) -> Vec<Item>,
) -> Vec<Group> {
    let mut groups: Vec<(Option<String>, Vec<SelectedEntry>)> = Vec::new();
    for selected in entries {
        let title = own_heading(selected).filter(|_| options.group != Some(EntryGroup::None));
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, members)) => members.push(selected.clone()),
            None => groups.push((title, vec![selected.clone()])),
        }
    }
    groups.sort_by_key(|(title, _)| title.is_some());
    let groups = groups
        .into_iter()
        .map(|(title, members)| Group::new(title, lines(&members)));
    groups.filter(|group| !group.items.is_empty()).collect()
}

/// The heading that an entry names.
fn own_heading(selected: &SelectedEntry) -> Option<String> {
    let named = selected.entry.entry().group().map(plain);
    named.filter(|title| !title.is_empty())
}

/// The heading of an entry. What it says is taken out of the entry, unless nothing else would be left.
fn heading(
    composer: &Composer,
    selected: &SelectedEntry,
    entry: &mut Entry,
    by: EntryGroup,
) -> Option<String> {
    let locale = composer.locale;
    let kind = match selected.entry {
        AnyEntry::Talk(talk) => talk.kind.map(Message::several_talks),
        _ => None,
    };
    let roles: &[Role] = match by {
        EntryGroup::Role => &[Role::Function, Role::Capacity],
        EntryGroup::Kind => &[Role::Kind],
        EntryGroup::Degree => &[Role::Degree],
        EntryGroup::Institution => &[Role::Organization],
        EntryGroup::Level => &[Role::Level],
        EntryGroup::Funder => &[Role::Funder],
        EntryGroup::Status => &[Role::Status],
        EntryGroup::Outlet => &[Role::Outlet],
        EntryGroup::Event => &[Role::Event],
        EntryGroup::Year => {
            let (year, ..) = selected.entry.entry().times().latest()?;
            // What goes on has no year yet.
            return Some(match year {
                u16::MAX => locale.capitalised(&locale.word(Message::Present)),
                year => locale.numerals(year),
            });
        }
        EntryGroup::Tag => {
            let tag = selected.entry.entry().tags().first()?;
            return Some(locale.capitalised(&tag.replace(['-', '_'], " ")));
        }
        EntryGroup::None => return None,
    };
    let parts = &mut entry.heading.0;
    let at = parts.iter().position(|part| roles.contains(&part.role))?;
    let is_mark = |run: &Inline| matches!(run, Inline::Mark { .. });
    let words = parts[at].content.iter().filter(|run| !is_mark(run));
    let words: Vec<Inline> = words.cloned().collect();
    let title = match kind.filter(|_| by == EntryGroup::Kind) {
        Some(several) => locale.word(several),
        None => locale.capitalised(&plain_text(&words)),
    };
    if parts.len() > 1 {
        // A mark is the entry's, and stays with it.
        let gone = parts.remove(at);
        parts[0]
            .content
            .extend(gone.content.into_iter().filter(is_mark));
    }
    Some(title)
}

/// Entries with those of one role that follow each other and say nothing but for whom and when in one line.
fn merged(composer: &Composer, entries: Vec<Entry>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut run: Vec<Entry> = Vec::new();
    for entry in entries {
        let goes_on = run
            .last()
            .is_some_and(|last| is_brief(last) && function(last) == function(&entry));
        if !(goes_on && is_brief(&entry)) {
            items.extend(line(composer, std::mem::take(&mut run)));
        }
        run.push(entry);
    }
    items.extend(line(composer, run));
    items
}

/// The role of an entry; none where it is said in the heading of its group.
fn function(entry: &Entry) -> Option<String> {
    let mut parts = entry.heading.0.iter();
    let part = parts.find(|part| part.role == Role::Function)?;
    Some(plain_text(&part.content))
}

/// Whether an entry says a role, for whom and when, and nothing more.
fn is_brief(entry: &Entry) -> bool {
    let is_usual =
        |part: &Part| matches!(part.role, Role::Function | Role::Event | Role::Organization);
    let has_name = entry
        .heading
        .0
        .iter()
        .any(|part| part.role != Role::Function);
    has_name && entry.heading.0.iter().all(is_usual) && entry.body.is_empty()
}

/// Entries of one role as one line: "Reviewer: A (2019), B (2021–2023)"; one alone as it is.
fn line(composer: &Composer, run: Vec<Entry>) -> Option<Item> {
    let locale = composer.locale;
    let [first, _, ..] = &run[..] else {
        return run.into_iter().next().map(Item::Entry);
    };
    let (origin, role) = (first.origin.clone(), function(first));
    let names = run.iter().map(|entry| {
        let parts = entry
            .heading
            .0
            .iter()
            .filter(|part| part.role != Role::Function);
        let names: Vec<String> = parts.map(|part| plain_text(&part.content)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let name = locale.parts(&names);
        let date = entry.date.as_ref().map(|date| locale.aside(&date.text));
        format!("{name}{}", date.unwrap_or_default())
    });
    let content = vec![Inline::text(locale.list(&names.collect::<Vec<_>>()))];
    Some(match role {
        Some(role) => Item::Line(LabelledLine {
            origin,
            label: locale.label(&role),
            content,
        }),
        None => Item::Paragraph(Paragraph::new(origin, content)),
    })
}
