//! What an export of Folio's says that its format has no field for: changes under `meta.folio`, made again once all
//! else is read.

use serde::Deserialize;

use super::draft::{Draft, Sketch};
use super::ledger::{Fate, Leaf};
use super::tree::Node;
use crate::difference::{Change, Path, Step, Tree, apply};
use crate::model::Cv;

/// A change, with the leaves that say it.
#[derive(Debug, Clone)]
pub(super) struct Amendment {
    change: Change,
    /// The number of the file.
    file: usize,
    leaves: Vec<usize>,
}

/// Most changes that are made again; each is looked for among those before it.
const MOST: usize = 5_000;

/// Reads the changes of a file; whether there are some.
pub(super) fn read(draft: &mut Draft, folio: Node) -> bool {
    let Some(changes) = folio.get("changes").filter(|changes| changes.is_list()) else {
        return false;
    };
    for item in changes.items() {
        let path = item.get("at").map(Node::written).and_then(Path::parse);
        let Some(at) = path.filter(|path| !path.0.is_empty()) else {
            item.leave("it does not say where it belongs");
            continue;
        };
        if draft.amendments.len() >= MOST {
            item.leave("there are more of these than a CV has");
            continue;
        }
        let value = |key: &str| {
            let mut entries = item.entries().into_iter();
            entries.find_map(|(name, node)| (name == key).then(|| tree(node)))
        };
        draft.amendments.push(Amendment {
            change: Change {
                at,
                of: item.get("of").map(|node| node.written().to_owned()),
                is: value("is"),
                instead: value("for"),
            },
            file: draft.file,
            leaves: item.leaves(),
        });
    }
    true
}

/// A value, every scalar a text.
fn tree(node: Node) -> Tree {
    if node.is_map() {
        let entries = node.entries().into_iter();
        return Tree::Map(
            entries
                .map(|(key, value)| (key.to_owned(), tree(value)))
                .collect(),
        );
    }
    if node.is_list() {
        return Tree::List(node.items().into_iter().map(tree).collect());
    }
    Tree::from(node.written())
}

/// A value whose scalars are texts.
fn worded(tree: Tree) -> Tree {
    match tree {
        Tree::List(items) => Tree::List(items.into_iter().map(worded).collect()),
        Tree::Map(entries) => {
            let entries = entries.into_iter();
            Tree::Map(entries.map(|(key, value)| (key, worded(value))).collect())
        }
        Tree::Text(text) => Tree::Text(text),
        scalar => Tree::Text(scalar.word()),
    }
}

fn sketch(tree: &Tree) -> Sketch {
    match tree {
        Tree::List(items) => Sketch::List(items.iter().map(sketch).collect()),
        Tree::Map(entries) => {
            let entries = entries.iter();
            Sketch::Map(
                entries
                    .map(|(key, value)| (key.clone(), sketch(value)))
                    .collect(),
            )
        }
        Tree::Text(text) => Sketch::Word(text.clone()),
        scalar => Sketch::Word(scalar.word()),
    }
}

/// Makes the changes, and writes down what became of the leaves that say them.
pub(super) fn amend(
    cv: &mut Cv,
    amendments: &[Amendment],
    ledgers: &mut [(&str, Vec<(Leaf, Fate)>)],
) {
    if amendments.is_empty() {
        return;
    }
    let changes: Vec<Change> = amendments.iter().map(|one| one.change.clone()).collect();
    let mut amended = worded(Tree::of(cv));
    let unfit = apply(&mut amended, &changes);
    let read = Cv::deserialize(&sketch(&amended));
    if let Ok(read) = &read {
        *cv = read.clone();
        for (number, change) in changes.iter().enumerate() {
            if unfit.binary_search(&number).is_err() {
                follow(change, ledgers);
            }
        }
    }
    for (number, amendment) in amendments.iter().enumerate() {
        let fate = match (&read, unfit.binary_search(&number).is_ok()) {
            (Err(error), _) => Fate::Left(format!("it does not fit: {error}")),
            (Ok(_), true) => Fate::Left("what it stands for is not there any more".to_owned()),
            (Ok(_), false) => Fate::Placed {
                paths: vec![standing(&amended, &amendment.change)],
                doubt: None,
            },
        };
        let Some((_, leaves)) = ledgers.get_mut(amendment.file) else {
            continue;
        };
        for leaf in &amendment.leaves {
            if let Some((_, known)) = leaves.get_mut(*leaf) {
                known.clone_from(&fate);
            }
        }
    }
}

/// Where a change is seen: its place, or the part of the CV in which something is no more.
fn standing(tree: &Tree, change: &Change) -> String {
    let mut steps = change.at.0.clone();
    loop {
        let there = steps.iter().try_fold(tree, |tree, step| match step {
            Step::Key(key) => tree.get(key),
            Step::Index(index) => tree.items().get(*index),
        });
        if there.is_some() && !steps.is_empty() {
            return Path(steps).to_string();
        }
        if steps.pop().is_none() {
            return "person".to_owned();
        }
    }
}

/// Moves the places of other leaves where entries came or went.
fn follow(change: &Change, ledgers: &mut [(&str, Vec<(Leaf, Fate)>)]) {
    let (is_gone, is_new) = (change.is.is_none(), change.instead.is_none());
    let Some((Step::Index(at), list)) = change.at.0.split_last() else {
        return;
    };
    if is_gone == is_new || list.iter().any(|step| matches!(step, Step::Index(_))) {
        return;
    }
    let list = Path(list.to_vec()).to_string();
    for (_, fate) in ledgers.iter_mut().flat_map(|(_, leaves)| leaves) {
        let Fate::Placed { paths, .. } = fate else {
            continue;
        };
        for path in paths {
            let Some((index, rest)) = path
                .strip_prefix(list.as_str())
                .and_then(|rest| rest.strip_prefix('['))
                .and_then(|rest| rest.split_once(']'))
            else {
                continue;
            };
            let Ok(index) = index.parse::<usize>() else {
                continue;
            };
            if is_gone && index == *at {
                path.clone_from(&list);
            } else if is_gone && index > *at {
                *path = format!("{list}[{}]{rest}", index - 1);
            } else if is_new && index >= *at {
                *path = format!("{list}[{}]{rest}", index + 1);
            }
        }
    }
}
