//! What one value says and another does not, as a list of changes that leads from the one to the other.
//!
//! By it a record goes through a format that cannot hold all of it, and comes back whole: what the format does
//! not hold is kept as the changes that are to be made again. Each change says what it takes the place of, so that
//! what somebody has written since is never undone; one in a list names its entry, so that it finds it when entries
//! have moved.

mod tree;

pub use tree::{Path, Step, Tree};

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where.
    pub at: Path,
    /// The name of the entry that it is in, where it is in one of a list.
    pub of: Option<String>,
    /// What is to stand there; nothing when missing.
    pub is: Option<Tree>,
    /// What stands there before; nothing when missing.
    pub instead: Option<Tree>,
}

/// Most pairs of items that are held against each other; longer lists are one value.
const MOST_PAIRS: usize = 1_000_000;

/// The changes that lead from one value to another.
pub fn difference(from: &Tree, to: &Tree) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(from, to, &Path::default(), None, &mut changes);
    changes
}

fn compare(from: &Tree, to: &Tree, path: &Path, of: Option<&str>, out: &mut Vec<Change>) {
    let change = |at: &Path, is: Option<&Tree>, instead: Option<&Tree>| Change {
        at: at.clone(),
        of: of.map(str::to_owned),
        is: is.cloned(),
        instead: instead.cloned(),
    };
    match (from, to) {
        (Tree::Map(old), Tree::Map(new)) => {
            for (key, value) in new {
                let at = path.then(Step::Key(key.clone()));
                match from.get(key) {
                    Some(known) => compare(known, value, &at, of, out),
                    None => out.push(change(&at, Some(value), None)),
                }
            }
            for (key, value) in old {
                if to.get(key).is_none() {
                    let at = path.then(Step::Key(key.clone()));
                    out.push(change(&at, None, Some(value)));
                }
            }
        }
        (Tree::List(old), Tree::List(new)) => match pairs(old, new) {
            Some(pairs) => {
                // An entry is one of the outermost list.
                let is_within = path.0.iter().any(|step| matches!(step, Step::Index(_)));
                let name = |item| name(item).filter(|_| !is_within);
                for (before, after) in pairs {
                    match (before, after) {
                        (Some(before), Some(after)) => {
                            let name = of.or_else(|| name(&old[before]));
                            let at = path.then(Step::Index(before));
                            compare(&old[before], &new[after], &at, name, out);
                        }
                        (Some(before), None) => {
                            let item = &old[before];
                            out.push(Change {
                                of: of.or_else(|| name(item)).map(str::to_owned),
                                ..change(&path.then(Step::Index(before)), None, Some(item))
                            });
                        }
                        (None, Some(after)) => {
                            let at = path.then(Step::Index(after));
                            out.push(change(&at, Some(&new[after]), None));
                        }
                        (None, None) => {}
                    }
                }
            }
            None => out.push(change(path, Some(to), Some(from))),
        },
        (from, to) if from == to => {}
        _ => out.push(change(path, Some(to), Some(from))),
    }
}

/// What an entry is known by.
pub fn name(entry: &Tree) -> Option<&str> {
    const NAMES: [&str; 14] = [
        "name",
        "organization",
        "institution",
        "title",
        "company",
        "network",
        "language",
        "course",
        "label",
        "role",
        "text",
        "placeholder",
        "bullet",
        "position",
    ];
    match entry {
        Tree::Text(text) => Some(text.as_str()),
        entry => NAMES.iter().find_map(|key| entry.get(key)?.text()),
    }
    .filter(|name| !name.is_empty())
}

/// Which item of a list stands for which of another: those without a pair were taken away or added. None where it
/// cannot be told.
fn pairs(old: &[Tree], new: &[Tree]) -> Option<Vec<(Option<usize>, Option<usize>)>> {
    if old.len() == new.len() {
        let is_map = |item: &Tree| matches!(item, Tree::Map(_));
        let differ = old.iter().zip(new).filter(|(old, new)| old != new).count();
        // A list of words of which most are others is another list.
        let is_other = differ > 1
            && !old
                .iter()
                .zip(new)
                .any(|(old, new)| is_map(old) || is_map(new));
        return (!is_other).then(|| (0..old.len()).map(|at| (Some(at), Some(at))).collect());
    }
    let is_entry = |item: &Tree| matches!(item, Tree::Map(_)) || name(item).is_some();
    if old.len().checked_mul(new.len())? > MOST_PAIRS || !old.iter().chain(new).all(is_entry) {
        return None;
    }
    // The longest row of items of the same names.
    let names = |items: &[Tree]| -> Vec<Option<String>> {
        items
            .iter()
            .map(|item| name(item).map(str::to_owned))
            .collect()
    };
    let (before, after) = (names(old), names(new));
    let same = |one: usize, two: usize| before[one] == after[two];
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for two in (0..new.len()).rev() {
            longest[one * width + two] = match same(one, two) {
                true => longest[(one + 1) * width + two + 1] + 1,
                false => longest[(one + 1) * width + two].max(longest[one * width + two + 1]),
            };
        }
    }
    let (mut one, mut two) = (0, 0);
    let mut pairs = Vec::new();
    while one < old.len() || two < new.len() {
        if one < old.len() && two < new.len() && same(one, two) {
            pairs.push((Some(one), Some(two)));
            (one, two) = (one + 1, two + 1);
        } else if two == new.len()
            || one < old.len() && longest[(one + 1) * width + two] >= longest[one * width + two + 1]
        {
            pairs.push((Some(one), None));
            one += 1;
        } else {
            pairs.push((None, Some(two)));
            two += 1;
        }
    }
    Some(pairs)
}

/// Makes changes; the numbers of those that fit no more, since what they take the place of is not there.
pub fn apply(tree: &mut Tree, changes: &[Change]) -> Vec<usize> {
    let is_of_list = |change: &Change| matches!(change.at.0.last(), Some(Step::Index(_)));
    // Entries are found by the names that they have before anything changes.
    let places: Vec<Option<Vec<Step>>> = changes.iter().map(|change| found(tree, change)).collect();
    let mut unfit = Vec::new();
    // Places are those of before as long as no item comes or goes: what is farther inside comes first.
    let mut moving = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        let moves = change.is.is_none() != change.instead.is_none();
        match &places[number] {
            Some(_) if is_of_list(change) && moves => moving.push(number),
            Some(steps) if set(tree, steps, change) => {}
            _ => unfit.push(number),
        }
    }
    let depth = |number: &usize| changes[*number].at.0.len();
    moving.sort_by_key(|number| std::cmp::Reverse(depth(number)));
    for level in moving.chunk_by(|one, two| depth(one) == depth(two)) {
        let (gone, added): (Vec<usize>, Vec<usize>) = level
            .iter()
            .partition(|number| changes[**number].is.is_none());
        for number in gone.into_iter().rev().chain(added) {
            let steps = places[number].as_deref().unwrap_or_default();
            if !shift(tree, steps, &changes[number]) {
                unfit.push(number);
            }
        }
    }
    unfit.sort_unstable();
    unfit
}

/// The path of a change in a value in which entries may have moved.
fn found(tree: &Tree, change: &Change) -> Option<Vec<Step>> {
    let mut steps = change.at.0.clone();
    let Some(own) = &change.of else {
        return Some(steps);
    };
    let first = steps.iter().position(|step| matches!(step, Step::Index(_)));
    let Some(first) = first else {
        return Some(steps);
    };
    let list = at(tree, &steps[..first])?.items();
    let Step::Index(index) = steps[first] else {
        return Some(steps);
    };
    let is_it = |item: &Tree| name(item) == Some(own);
    if !list.get(index).is_some_and(is_it) {
        steps[first] = Step::Index(list.iter().position(is_it)?);
    }
    Some(steps)
}

fn at<'a>(tree: &'a Tree, steps: &[Step]) -> Option<&'a Tree> {
    steps.iter().try_fold(tree, |tree, step| match step {
        Step::Key(key) => tree.get(key),
        Step::Index(index) => tree.items().get(*index),
    })
}

fn at_mut<'a>(tree: &'a mut Tree, steps: &[Step]) -> Option<&'a mut Tree> {
    steps
        .iter()
        .try_fold(tree, |tree, step| match (tree, step) {
            (tree @ Tree::Map(_), Step::Key(key)) => tree.get_mut(key),
            (Tree::List(items), Step::Index(index)) => items.get_mut(*index),
            _ => None,
        })
}

/// Puts, replaces or takes away a value; whether it could.
fn set(tree: &mut Tree, steps: &[Step], change: &Change) -> bool {
    let Some((last, parents)) = steps.split_last() else {
        // The whole value.
        let fits = change.instead.as_ref() == Some(tree);
        if let Some(is) = change.is.as_ref().filter(|_| fits) {
            *tree = is.clone();
        }
        return fits;
    };
    // What nothing was in before has no map yet.
    if change.instead.is_none() {
        grow(tree, parents);
    }
    let now = at(tree, steps);
    if now == change.is.as_ref() {
        return true;
    }
    if now != change.instead.as_ref() {
        return false;
    }
    let Some(parent) = at_mut(tree, parents) else {
        return false;
    };
    match (parent, last, &change.is) {
        (parent @ Tree::Map(_), Step::Key(key), Some(is)) => parent.put(key, is.clone()),
        (parent @ Tree::Map(_), Step::Key(key), None) => drop(parent.take(key)),
        (Tree::List(items), Step::Index(index), Some(is)) => match items.get_mut(*index) {
            Some(item) => *item = is.clone(),
            None => return false,
        },
        _ => return false,
    }
    true
}

/// Makes the maps of a path that are not there.
fn grow(tree: &mut Tree, steps: &[Step]) {
    let mut tree = tree;
    for step in steps {
        tree = match (tree, step) {
            (map @ Tree::Map(_), Step::Key(key)) => {
                if map.get(key).is_none() {
                    map.put(key, Tree::Map(Vec::new()));
                }
                match map.get_mut(key) {
                    Some(below) => below,
                    None => return,
                }
            }
            (Tree::List(items), Step::Index(index)) => match items.get_mut(*index) {
                Some(item) => item,
                None => return,
            },
            _ => return,
        };
    }
}

/// Takes an item of a list away, or adds one; whether it could.
fn shift(tree: &mut Tree, steps: &[Step], change: &Change) -> bool {
    let stands = at(tree, steps) == change.instead.as_ref();
    let Some((Step::Index(index), parents)) = steps.split_last() else {
        return false;
    };
    let Some(Tree::List(items)) = at_mut(tree, parents) else {
        return false;
    };
    match &change.is {
        Some(is) => items.insert((*index).min(items.len()), is.clone()),
        None if stands && *index < items.len() => drop(items.remove(*index)),
        None => return false,
    }
    true
}

#[cfg(test)]
mod tests;
