//! What a file of another format says, as a tree whose leaves are known to the ledger.

use std::fmt;

use super::ledger::Ledger;

/// A value as a reader of a format gives it: scalars as they were written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    /// Nothing: `null`, an element without content.
    Nothing,
    /// A text, a number, a date, a truth value.
    Word(String),
    /// A list.
    List(Vec<Raw>),
    /// A map, in the order of the file; a key may stand twice.
    Map(Vec<(String, Raw)>),
}

impl Raw {
    /// A word.
    pub(super) fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// The value of a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                let mut entries = entries.iter();
                entries.find_map(|(name, value)| (name == key).then_some(value))
            }
            _ => None,
        }
    }

    /// Whether a map has a key with a value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| *value != Self::Nothing)
    }
}

/// A value of which every leaf has its line in the ledger.
#[derive(Debug)]
pub(super) enum Value {
    /// A scalar, or an empty list or map, by its number in the ledger.
    Leaf(usize),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(Vec<(String, Value)>),
}

/// A value together with the ledger in which it is written what becomes of its leaves.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    value: &'a Value,
    pub(super) ledger: &'a Ledger,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<'a> Node<'a> {
    /// The root of a tree.
    pub(super) fn new(value: &'a Value, ledger: &'a Ledger) -> Self {
        Self { value, ledger }
    }

    fn with(self, value: &'a Value) -> Self {
        Self { value, ..self }
    }

    /// The value of a key that says something; the first one where it stands twice.
    pub(super) fn get(self, key: &str) -> Option<Self> {
        let mut entries = self.entries().into_iter();
        entries.find_map(|(name, value)| (name == key && value.says_something()).then_some(value))
    }

    /// The value of the first of some keys that says something.
    pub(super) fn any(self, keys: &[&str]) -> Option<Self> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The value below some keys, one in the other.
    pub(super) fn at(self, keys: &[&str]) -> Option<Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The items of a list; a single value is the only item of its own.
    pub(super) fn items(self) -> Vec<Self> {
        match self.value {
            Value::List(items) => items.iter().map(|item| self.with(item)).collect(),
            _ if self.says_something() => vec![self],
            _ => Vec::new(),
        }
    }

    /// The entries of a map.
    pub(super) fn entries(self) -> Vec<(&'a str, Self)> {
        match self.value {
            Value::Map(entries) => {
                let entries = entries.iter();
                entries
                    .map(|(key, value)| (key.as_str(), self.with(value)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether it is a map.
    pub(super) fn is_map(self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    /// Whether it is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// The text of a scalar without space around it; none where it says nothing.
    pub(super) fn text(self) -> Option<&'a str> {
        let Value::Leaf(number) = self.value else {
            return None;
        };
        let text = self.ledger.text(*number).trim();
        (!text.is_empty()).then_some(text)
    }

    /// The text of a scalar as it stands in the file; of anything else an empty one.
    pub(super) fn written(self) -> &'a str {
        match self.value {
            Value::Leaf(number) => self.ledger.text(*number),
            Value::List(_) | Value::Map(_) => "",
        }
    }

    /// Whether a leaf below it says something.
    pub(super) fn says_something(self) -> bool {
        match self.value {
            Value::Leaf(_) => self.text().is_some(),
            Value::List(items) => items.iter().any(|item| self.with(item).says_something()),
            Value::Map(entries) => {
                let mut values = entries.iter();
                values.any(|(_, value)| self.with(value).says_something())
            }
        }
    }

    /// The numbers of all leaves below it.
    pub(super) fn leaves(self) -> Vec<usize> {
        fn gather(value: &Value, found: &mut Vec<usize>) {
            match value {
                Value::Leaf(number) => found.push(*number),
                Value::List(items) => items.iter().for_each(|item| gather(item, found)),
                Value::Map(entries) => entries.iter().for_each(|(_, value)| gather(value, found)),
            }
        }
        let mut found = Vec::new();
        gather(self.value, &mut found);
        found
    }

    /// Says that all leaves below it that nothing has taken so far have no place, and why.
    pub(super) fn leave(self, reason: impl Into<String>) {
        self.ledger.leave(&self.leaves(), &reason.into());
    }
}
