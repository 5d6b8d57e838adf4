//! What entries inherit by `crossref` and `xdata` (biblatex manual, 2.4.1 and 3.14.6).
//!
//! Entries are taken from those that inherit nothing downwards, so that each is filled once, from
//! parents that are whole, and the time grows with the number of references and no faster.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::entries::{Entry, Field};
use super::limits;
use crate::diagnostics::{Code, Diagnostic, FileId, Place};

/// Fields that a part has from the whole by `crossref`, where it has none of its own. What belongs to the
/// whole alone, such as its DOI, its authors and its pages, is not among them.
const INHERITED: [&str; 40] = [
    "abbr",
    "address",
    "booksubtitle",
    "booktitle",
    "booktitleaddon",
    "date",
    "day",
    "edition",
    "editor",
    "editortype",
    "eventdate",
    "eventlocation",
    "eventtitle",
    "howpublished",
    "institution",
    "isbn",
    "issn",
    "issue",
    "journal",
    "journalsubtitle",
    "journaltitle",
    "langid",
    "language",
    "location",
    "mainsubtitle",
    "maintitle",
    "month",
    "number",
    "organization",
    "publisher",
    "pubstate",
    "series",
    "shortjournal",
    "translator",
    "venue",
    "venueshort",
    "venueurl",
    "volume",
    "workshop",
    "year",
];

type Fields = BTreeMap<String, Arc<Field>>;

/// Fills the entries with what they inherit; returns the keys that others refer to.
///
/// `added` is what strings have added to the file already, in bytes.
pub fn resolve(
    file: FileId,
    entries: &mut [Entry],
    mut added: usize,
    problems: &mut Vec<Diagnostic>,
) -> HashSet<String> {
    let by_key: HashMap<&str, usize> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (entry.key.as_str(), at))
        .collect();
    let mut targets = HashSet::new();
    // For each entry, its parents, and whether by `crossref`.
    let mut parents: Vec<Vec<(usize, bool)>> = Vec::with_capacity(entries.len());
    for entry in entries.iter() {
        let mut own = Vec::new();
        let mut seen = HashSet::new();
        for (field, target) in references(entry) {
            let place = || Place::Span {
                file,
                range: entry.fields.get(field).map_or_else(
                    || entry.key_range.clone(),
                    |field| field.value_range.clone(),
                ),
            };
            if !seen.insert((field, target)) {
                continue;
            }
            if seen.len() > limits::PARENTS {
                let limit = limits::PARENTS;
                let message = format!("this entry inherits from more than {limit} others");
                problems.push(
                    Diagnostic::error(Code::LargeBib, place(), message)
                        .help("name one entry that inherits from the others"),
                );
                break;
            }
            match by_key.get(target) {
                Some(at) => {
                    targets.insert(target.to_owned());
                    own.push((*at, field == "crossref"));
                }
                None => {
                    let message = format!("no entry has the key `{target}`");
                    problems.push(Diagnostic::warning(Code::BadBibEntry, place(), message));
                }
            }
        }
        parents.push(own);
    }
    let order = Order::of(&parents);
    for at in &order.circular {
        let place = Place::Span {
            file,
            range: entries[*at].key_range.clone(),
        };
        let message = "this entry inherits from itself; nothing is inherited";
        problems.push(Diagnostic::warning(Code::BadBibEntry, place, message));
        parents[*at].clear();
    }
    let mut deepest: Option<usize> = None;
    let mut too_deep = 0;
    let mut level = vec![0usize; entries.len()];
    for at in order.downwards {
        let above = parents[at].iter().map(|(parent, _)| level[*parent] + 1);
        level[at] = above.max().unwrap_or_default();
        if level[at] > limits::ANCESTORS {
            too_deep += 1;
            deepest = Some(deepest.map_or(at, |first| first.min(at)));
            continue;
        }
        for (parent, is_crossref) in parents[at].clone() {
            let (kind, theirs) = (entries[parent].kind.clone(), &entries[parent].fields);
            let mine = &entries[at];
            let gained = match is_crossref {
                true => from_whole(&mine.kind, &mine.fields, &kind, theirs),
                false => from_data(&mine.fields, theirs),
            };
            let bytes: usize = gained
                .iter()
                .map(|(_, field)| field.value.as_written().len())
                .sum();
            if added + bytes > limits::ADDED {
                let place = Place::Span {
                    file,
                    range: entries[at].key_range.clone(),
                };
                let limit = limits::ADDED;
                let message = format!(
                    "with this entry, inherited values add more than {limit} bytes to the file"
                );
                problems.push(
                    Diagnostic::error(Code::LargeBib, place, message)
                        .help("let fewer entries inherit long values"),
                );
                return targets;
            }
            added += bytes;
            entries[at].fields.extend(gained);
        }
    }
    if let Some(at) = deepest {
        let entry = &entries[at];
        let field = entry
            .fields
            .get("crossref")
            .or_else(|| entry.fields.get("xdata"));
        let place = Place::Span {
            file,
            range: field.map_or_else(
                || entry.key_range.clone(),
                |field| field.value_range.clone(),
            ),
        };
        let more = match too_deep {
            1 => String::new(),
            _ => format!(", and so do {} others", too_deep - 1),
        };
        let message = format!(
            "this entry inherits over more than {} levels{more}",
            limits::ANCESTORS
        );
        problems.push(
            Diagnostic::error(Code::LargeBib, place, message)
                .help("refer to the entry that has the values, not to one that inherits them"),
        );
    }
    targets
}

/// The fields by which an entry refers to others, each with a key in it.
fn references(entry: &Entry) -> impl Iterator<Item = (&'static str, &str)> {
    ["crossref", "xdata"].into_iter().flat_map(|name| {
        let keys = entry.peek(name).map(|value| value.as_written().split(','));
        let keys = keys.into_iter().flatten();
        keys.map(|key| key.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}')))
            .filter(|key| !key.is_empty())
            .map(move |key| (name, key))
    })
}

/// What an entry gains from the whole that it is a part of.
fn from_whole(
    kind: &str,
    mine: &Fields,
    parent: &str,
    theirs: &Fields,
) -> Vec<(String, Arc<Field>)> {
    let mut gained: Vec<(String, Arc<Field>)> = Vec::new();
    let lacks = |name: &str| match name {
        // One field by two names.
        "date" | "year" => !mine.contains_key("date") && !mine.contains_key("year"),
        "journal" | "journaltitle" => {
            !mine.contains_key("journal") && !mine.contains_key("journaltitle")
        }
        "month" | "day" => {
            !mine.contains_key("date") && !mine.contains_key("year") && !mine.contains_key(name)
        }
        _ => !mine.contains_key(name),
    };
    for name in INHERITED {
        if lacks(name)
            && let Some(field) = theirs.get(name)
        {
            gained.push((name.to_owned(), field.clone()));
        }
    }
    let is_part = matches!(
        kind,
        "inproceedings"
            | "conference"
            | "incollection"
            | "inbook"
            | "bookinbook"
            | "suppbook"
            | "suppcollection"
            | "inreference"
    );
    let renamed: &[(&str, &str)] = match kind {
        _ if is_part => &[
            ("title", "booktitle"),
            ("subtitle", "booksubtitle"),
            ("titleaddon", "booktitleaddon"),
        ],
        "article" | "suppperiodical" if parent == "periodical" => {
            &[("title", "journaltitle"), ("subtitle", "journalsubtitle")]
        }
        _ if parent.starts_with("mv") => &[("title", "maintitle"), ("subtitle", "mainsubtitle")],
        _ => &[],
    };
    for (theirs_name, name) in renamed {
        let is_known = !lacks(name) || gained.iter().any(|(known, _)| known == name);
        // A subtitle belongs to the title beside it.
        let has_title = mine.contains_key("booktitle") && *theirs_name != "title";
        if !is_known
            && !has_title
            && let Some(field) = theirs.get(*theirs_name)
        {
            gained.push(((*name).to_owned(), field.clone()));
        }
    }
    gained
}

/// What an entry gains from a container of data: everything.
fn from_data(mine: &Fields, theirs: &Fields) -> Vec<(String, Arc<Field>)> {
    theirs
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "xdata" | "crossref" | "ids"))
        .filter(|(name, _)| !mine.contains_key(*name))
        .map(|(name, field)| (name.clone(), field.clone()))
        .collect()
}

/// The order in which entries can be filled.
struct Order {
    /// Every entry after all of its parents; circular ones have none.
    downwards: Vec<usize>,
    /// Entries that inherit from themselves, in the order of the file.
    circular: Vec<usize>,
}

impl Order {
    /// Takes away the entries without parents again and again (Kahn's algorithm); what is left leads to a
    /// circle, and what is left of that, taken from the other end, lies on one or between two.
    fn of(parents: &[Vec<(usize, bool)>]) -> Self {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
        for (at, own) in parents.iter().enumerate() {
            for (parent, _) in own {
                children[*parent].push(at);
            }
        }
        let up: Vec<Vec<usize>> = parents
            .iter()
            .map(|own| own.iter().map(|(parent, _)| *parent).collect())
            .collect();
        let all: Vec<usize> = (0..parents.len()).collect();
        let mut downwards = taken(&all, &up, &children);
        let done: HashSet<usize> = downwards.iter().copied().collect();
        let left: Vec<usize> = all.into_iter().filter(|at| !done.contains(at)).collect();
        let leading: HashSet<usize> = taken(&left, &children, &up).into_iter().collect();
        let is_circular = |at: &&usize| !leading.contains(*at);
        let circular: Vec<usize> = left.iter().filter(is_circular).copied().collect();
        // Those on a circle count as entries that inherit nothing.
        let mut rest = up.clone();
        for at in &circular {
            rest[*at].clear();
        }
        downwards.extend(taken(&left, &rest, &children));
        Self {
            downwards,
            circular,
        }
    }
}

/// The members that can be taken one after the other, each when all that it waits for are taken or are no
/// members.
fn taken(members: &[usize], waits_for: &[Vec<usize>], releases: &[Vec<usize>]) -> Vec<usize> {
    let is_member: HashSet<usize> = members.iter().copied().collect();
    let mut open: HashMap<usize, usize> = members
        .iter()
        .map(|at| {
            let waits = waits_for[*at]
                .iter()
                .filter(|next| is_member.contains(next));
            (*at, waits.count())
        })
        .collect();
    let mut queue: Vec<usize> = members.iter().copied().filter(|at| open[at] == 0).collect();
    let mut next = 0;
    while let Some(at) = queue.get(next).copied() {
        next += 1;
        for released in &releases[at] {
            // An edge may stand there that its entry does not wait for any more.
            if !waits_for[*released].contains(&at) {
                continue;
            }
            if let Some(count) = open.get_mut(released)
                && *count > 0
            {
                *count -= 1;
                if *count == 0 {
                    queue.push(*released);
                }
            }
        }
    }
    queue
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(parents: &[&[usize]]) -> (Vec<usize>, Vec<usize>) {
        let parents: Vec<Vec<(usize, bool)>> = parents
            .iter()
            .map(|own| own.iter().map(|at| (*at, true)).collect())
            .collect();
        let order = Order::of(&parents);
        (order.downwards, order.circular)
    }

    #[test]
    fn parents_come_first_and_circles_are_found() {
        assert_eq!(order(&[&[1], &[2], &[]]).0, [2, 1, 0]);
        assert_eq!(order(&[&[0]]), (vec![0], vec![0]));
        // 0 leads to the circle of 1 and 2; 3 stands alone; two ways to one parent are fine.
        let (downwards, circular) = order(&[&[1, 3], &[2], &[1], &[], &[3, 5], &[3]]);
        assert_eq!(circular, [1, 2]);
        assert_eq!(downwards.len(), 6);
        assert!(
            downwards.iter().position(|at| *at == 0) > downwards.iter().position(|at| *at == 1)
        );
    }
}
