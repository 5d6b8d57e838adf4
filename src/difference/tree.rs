//! Values of JSON in the order in which they stand, and their places.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A value of JSON, with the keys of its maps in the order of the file.
#[derive(Debug, Clone)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// A map, each key once.
    Map(Vec<(String, Tree)>),
}

impl PartialEq for Tree {
    /// The order of keys makes no difference.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(two)) => one == two,
            (Self::Number(one), Self::Number(two)) => one == two,
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::List(one), Self::List(two)) => one == two,
            (Self::Map(one), Self::Map(two)) => {
                // Mostly they stand in the same order, where nothing has to be looked for.
                one.len() == two.len()
                    && (one == two || one.iter().all(|(key, value)| find(two, key) == Some(value)))
            }
            _ => false,
        }
    }
}

fn find<'a>(entries: &'a [(String, Tree)], key: &str) -> Option<&'a Tree> {
    let mut entries = entries.iter();
    entries.find_map(|(name, value)| (name == key).then_some(value))
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Tree {
    /// What a value of the model says: what is none, and what is empty, is left out.
    pub fn of(value: &impl Serialize) -> Self {
        // The text keeps the order of the fields, which a value of `serde_json` would not.
        let text = serde_json::to_string(value).unwrap_or_default();
        let tree: Self = serde_json::from_str(&text).unwrap_or(Self::Null);
        tree.said().unwrap_or(Self::Map(Vec::new()))
    }

    /// The same without what says nothing.
    fn said(self) -> Option<Self> {
        match self {
            Self::Null => None,
            Self::List(items) => {
                let items: Vec<Self> = items.into_iter().filter_map(Self::said).collect();
                (!items.is_empty()).then_some(Self::List(items))
            }
            Self::Map(entries) => {
                let entries = entries.into_iter();
                let said = entries.filter_map(|(key, value)| Some((key, value.said()?)));
                let said: Vec<_> = said.collect();
                (!said.is_empty()).then_some(Self::Map(said))
            }
            scalar => Some(scalar),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => find(entries, key),
            _ => None,
        }
    }

    /// The value of a key, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match self {
            Self::Map(entries) => {
                let mut entries = entries.iter_mut();
                entries.find_map(|(name, value)| (name == key).then_some(value))
            }
            _ => None,
        }
    }

    /// Puts a value under a key of a map, in place of the one that is there.
    pub fn put(&mut self, key: &str, value: Self) {
        if let Some(known) = self.get_mut(key) {
            *known = value;
        } else if let Self::Map(entries) = self {
            entries.push((key.to_owned(), value));
        }
    }

    /// Takes the value of a key away.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        match self {
            Self::Map(entries) => {
                let at = entries.iter().position(|(name, _)| name == key)?;
                Some(entries.remove(at).1)
            }
            _ => None,
        }
    }

    /// The text, of a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; of anything else none.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The scalars below, with their paths, in order.
    pub fn leaves(&self) -> Vec<(String, &Self)> {
        fn walk<'a>(tree: &'a Tree, path: &mut Path, found: &mut Vec<(String, &'a Tree)>) {
            match tree {
                Tree::List(items) => {
                    for (index, item) in items.iter().enumerate() {
                        path.0.push(Step::Index(index));
                        walk(item, path, found);
                        path.0.pop();
                    }
                }
                Tree::Map(entries) => {
                    for (key, value) in entries {
                        path.0.push(Step::Key(key.clone()));
                        walk(value, path, found);
                        path.0.pop();
                    }
                }
                scalar => found.push((path.to_string(), scalar)),
            }
        }
        let mut found = Vec::new();
        walk(self, &mut Path::default(), &mut found);
        found
    }

    /// As JSON, in lines.
    pub fn json(&self) -> String {
        // Texts, numbers and maps with texts as keys always have a JSON form.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// In one line: a text as it is, unless it would be read as something else; else as JSON.
    pub fn word(&self) -> String {
        match self {
            Self::Text(text) if is_plain(text) && Self::from_word(text) == *self => text.clone(),
            other => serde_json::to_string(other).unwrap_or_default(),
        }
    }

    /// What [`Tree::word`] wrote: JSON, or else a text.
    pub fn from_word(word: &str) -> Self {
        let begins = |c: char| c.is_ascii_digit() || "[{\"-tfn".contains(c);
        match word.starts_with(begins) {
            true => serde_json::from_str(word).unwrap_or_else(|_| Self::from(word)),
            false => Self::from(word),
        }
    }
}

/// Whether a text stands in a file of YAML as it is.
fn is_plain(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(char::is_control)
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;
        impl<'de> Visitor<'de> for Values {
            type Value = Tree;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
                Ok(Tree::Null)
            }
            fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Tree, E> {
                Ok(Tree::Bool(flag))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Tree, E> {
                Ok(Tree::Number(number.into()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Tree, E> {
                Ok(Tree::Number(number.into()))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Tree, E> {
                Ok(Number::from_f64(number)
                    .map_or_else(|| Tree::from(number.to_string()), Tree::Number))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
                Ok(Tree::from(text))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Tree::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
                let mut entries: Vec<(String, Tree)> = Vec::new();
                let mut places = std::collections::HashMap::new();
                while let Some((key, value)) = map.next_entry::<String, Tree>()? {
                    // Of two values of one key the later holds, as in other readers of JSON.
                    match places.get(&key) {
                        Some(at) => {
                            let (_, known): &mut (String, Tree) = &mut entries[*at];
                            *known = value;
                        }
                        None => {
                            places.insert(key.clone(), entries.len());
                            entries.push((key, value));
                        }
                    }
                }
                Ok(Tree::Map(entries))
            }
        }
        deserializer.deserialize_any(Values)
    }
}

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item, counted from 0.
    Index(usize),
}

/// Where a value stands: `work[2].startDate`. A key with signs of a path in it stands in brackets, as a text
/// of JSON: `["a.b"]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if key.is_empty() || key.contains(['.', '[', ']', '"']) => {
                    write!(f, "[{}]", serde_json::to_string(key).unwrap_or_default())?;
                }
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

impl Path {
    /// Reads a path as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("[\"") {
                // To the quote that none stands before which hides it.
                let mut hidden = false;
                let end = after.char_indices().find_map(|(at, c)| {
                    let ends = c == '"' && !hidden;
                    hidden = c == '\\' && !hidden;
                    ends.then_some(at)
                })?;
                let key = serde_json::from_str(rest.get(1..end + 3)?).ok()?;
                steps.push(Step::Key(key));
                rest = after.get(end + 1..)?.strip_prefix(']')?;
            } else if let Some(after) = rest.strip_prefix('[') {
                let (index, after) = after.split_once(']')?;
                steps.push(Step::Index(index.parse().ok()?));
                rest = after;
            } else {
                rest = match steps.is_empty() {
                    true => rest,
                    false => rest.strip_prefix('.')?,
                };
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (key, after) = rest.split_at(end);
                if key.is_empty() {
                    return None;
                }
                steps.push(Step::Key(key.to_owned()));
                rest = after;
            }
        }
        Some(Self(steps))
    }

    /// One step further.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}
