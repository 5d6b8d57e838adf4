//! What becomes of each value of a file: placed, placed with a doubt, or left out, and why.
//!
//! Every leaf has its line from the start. A line that nobody has written in by the end says that the
//! leaf has no place: what a reader of a format forgets is told, and cannot be lost in silence.

use std::cell::RefCell;

use super::tree::{Raw, Value};

/// What became of a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nobody has taken it.
    Untold,
    /// It stands at these paths of the CV; with a doubt when there is a reason to look at it.
    Placed {
        /// Paths in `cv.yaml`.
        paths: Vec<String>,
        /// Why it should be looked at.
        doubt: Option<String>,
    },
    /// It has no place, and why.
    Left(String),
}

impl Fate {
    /// The same, once what stood at a path was refused.
    pub(super) fn without(self, path: &str, reason: &str) -> Self {
        let Self::Placed { mut paths, doubt } = self else {
            return self;
        };
        let count = paths.len();
        paths.retain(|known| known != path);
        match paths.is_empty() && count > 0 {
            true => Self::Left(reason.to_owned()),
            false => Self::Placed { paths, doubt },
        }
    }
}

/// A leaf of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Its path in the source.
    pub(super) path: String,
    /// Its text as written.
    pub(super) text: String,
}

/// The leaves of a file with their fates.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    leaves: Vec<Leaf>,
    fates: RefCell<Vec<Fate>>,
}

/// Why a leaf has no place that no reader knows.
pub(super) const NO_PLACE: &str = "Folio has no place for it";

impl Ledger {
    /// Opens a line for every leaf of a value.
    pub(super) fn open(raw: Raw) -> (Self, Value) {
        let mut ledger = Self::default();
        let value = ledger.enter(raw, &mut String::new());
        let fates = vec![Fate::Untold; ledger.leaves.len()];
        ledger.fates = RefCell::new(fates);
        (ledger, value)
    }

    fn enter(&mut self, raw: Raw, path: &mut String) -> Value {
        let length = path.len();
        match raw {
            Raw::List(items) if !items.is_empty() => {
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.into_iter().enumerate() {
                    path.push_str(&format!("[{index}]"));
                    list.push(self.enter(item, path));
                    path.truncate(length);
                }
                Value::List(list)
            }
            Raw::Map(entries) if !entries.is_empty() => {
                let mut map = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(&key);
                    map.push((key, self.enter(value, path)));
                    path.truncate(length);
                }
                Value::Map(map)
            }
            Raw::Word(text) => self.leaf(path, text),
            _ => self.leaf(path, String::new()),
        }
    }

    fn leaf(&mut self, path: &str, text: String) -> Value {
        self.leaves.push(Leaf {
            path: path.to_owned(),
            text,
        });
        Value::Leaf(self.leaves.len() - 1)
    }

    /// The text of a leaf.
    pub(super) fn text(&self, number: usize) -> &str {
        self.leaves.get(number).map_or("", |leaf| &leaf.text)
    }

    /// Writes that leaves stand at a path of the CV, with a doubt or without. A second path is added to
    /// the first, and so is a doubt.
    pub(super) fn place(&self, leaves: &[usize], path: &str, doubt: Option<&str>) {
        let mut fates = self.fates.borrow_mut();
        for number in leaves {
            let Some(fate) = fates.get_mut(*number) else {
                continue;
            };
            let (mut paths, old) = match std::mem::replace(fate, Fate::Untold) {
                Fate::Placed { paths, doubt } => (paths, doubt),
                Fate::Untold | Fate::Left(_) => (Vec::new(), None),
            };
            if !paths.iter().any(|known| known == path) {
                paths.push(path.to_owned());
            }
            let doubt = match (old, doubt) {
                (Some(old), Some(new)) if old != new => Some(format!("{old}; {new}")),
                (old, new) => old.or(new.map(str::to_owned)),
            };
            *fate = Fate::Placed { paths, doubt };
        }
    }

    /// Writes that leaves have no place, as far as nobody has taken them.
    pub(super) fn leave(&self, leaves: &[usize], reason: &str) {
        let mut fates = self.fates.borrow_mut();
        for number in leaves {
            if let Some(fate @ Fate::Untold) = fates.get_mut(*number) {
                *fate = Fate::Left(reason.to_owned());
            }
        }
    }

    /// Whether nobody has taken a leaf so far.
    pub(super) fn is_untold(&self, number: usize) -> bool {
        matches!(self.fates.borrow().get(number), Some(Fate::Untold))
    }

    /// All leaves with their fates. A leaf in which nothing stands needs no place.
    pub(super) fn closed(self) -> Vec<(Leaf, Fate)> {
        let fates = self.fates.into_inner();
        let lines = self.leaves.into_iter().zip(fates);
        lines
            .map(|(leaf, fate)| match fate {
                Fate::Untold if leaf.text.trim().is_empty() => (leaf, Fate::Left(String::new())),
                Fate::Untold => (leaf, Fate::Left(NO_PLACE.to_owned())),
                fate => (leaf, fate),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Node;
    use super::*;

    fn raw() -> Raw {
        Raw::Map(vec![
            ("name".to_owned(), Raw::word("Ada")),
            (
                "jobs".to_owned(),
                Raw::List(vec![
                    Raw::Map(vec![("title".to_owned(), Raw::word("Engineer"))]),
                    Raw::Nothing,
                    Raw::List(Vec::new()),
                ]),
            ),
        ])
    }

    #[test]
    fn what_nobody_takes_has_no_place_and_is_told() {
        let (ledger, value) = Ledger::open(raw());
        let root = Node::new(&value, &ledger);
        let name = root.get("name").unwrap();
        ledger.place(&name.leaves(), "person.name", None);
        let lines: Vec<(String, Fate)> = ledger
            .closed()
            .into_iter()
            .map(|(leaf, fate)| (leaf.path, fate))
            .collect();
        assert_eq!(
            lines,
            [
                (
                    "name".to_owned(),
                    Fate::Placed {
                        paths: vec!["person.name".to_owned()],
                        doubt: None
                    }
                ),
                ("jobs[0].title".to_owned(), Fate::Left(NO_PLACE.to_owned())),
                ("jobs[1]".to_owned(), Fate::Left(String::new())),
                ("jobs[2]".to_owned(), Fate::Left(String::new())),
            ]
        );
    }

    #[test]
    fn what_has_a_place_is_not_left_afterwards_and_doubts_gather() {
        let (ledger, value) = Ledger::open(raw());
        let root = Node::new(&value, &ledger);
        let title = root.get("jobs").unwrap().items()[0].get("title").unwrap();
        ledger.place(&title.leaves(), "experience[0].title", None);
        ledger.place(&title.leaves(), "experience[0].unit", Some("split"));
        root.leave("not read");
        let fates: Vec<Fate> = ledger.closed().into_iter().map(|(_, fate)| fate).collect();
        assert_eq!(fates[0], Fate::Left("not read".to_owned()));
        assert_eq!(
            fates[1],
            Fate::Placed {
                paths: vec![
                    "experience[0].title".to_owned(),
                    "experience[0].unit".to_owned()
                ],
                doubt: Some("split".to_owned())
            }
        );
    }
}
