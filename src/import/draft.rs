//! The CV that is being made: a tree of texts, set path by path, from which the model is read.
//!
//! The path at which a text is set is the path that the ledger gets, and the text that stands there is
//! the one that is written: both happen in one step, so that nothing is told to be where it is not.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::amendment::Amendment;
use super::text::{self, Dialect};
use super::tree::Node;
use crate::model::{Cv, Publication, Url};
use crate::writer::Comment;

/// A step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

/// A path in the CV, such as `experience[0].title`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Path(Vec<Step>);

impl Path {
    /// A key at the top.
    pub(super) fn of(key: &str) -> Self {
        Self::default().key(key)
    }

    /// The value of a key below this.
    pub(super) fn key(&self, key: &str) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.to_owned()));
        Self(steps)
    }

    /// An item below this.
    pub(super) fn item(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Index(index));
        Self(steps)
    }

    /// The values of some keys, one in the other, as `venue.name`.
    pub(super) fn keys(&self, keys: &str) -> Self {
        keys.split('.')
            .fold(self.clone(), |path, key| path.key(key))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A value of the CV.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sketch {
    /// A text, as `cv.yaml` has it.
    Word(String),
    /// A list.
    List(Vec<Sketch>),
    /// A map, in the order in which it was filled.
    Map(Vec<(String, Sketch)>),
}

/// The CV that is being made.
pub(super) struct Draft {
    root: Sketch,
    /// Comments at values.
    pub(super) comments: Vec<Comment>,
    /// What texts of the file that is read may hold.
    pub(super) dialect: Dialect,
    /// Whether descriptions are lists of bullets, as in tables of al-folio.
    pub(super) descriptions_are_bullets: bool,
    /// What holds for a file as a whole.
    pub(super) remarks: Vec<String>,
    /// How many entries without an end were taken to go on.
    pub(super) open_ends: usize,
    /// Whether the first day of a month means the month: its format wants days, and the file has no others.
    pub(super) first_days_mean_months: bool,
    /// What an export of Folio's said that its format has no field for.
    pub(super) amendments: Vec<Amendment>,
    /// Papers that stay in their bibliographies.
    pub(super) kept_papers: Vec<Publication>,
    /// The number of the file that is read.
    pub(super) file: usize,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            root: Sketch::Map(Vec::new()),
            comments: Vec::new(),
            dialect: Dialect::Plain,
            descriptions_are_bullets: false,
            remarks: Vec::new(),
            open_ends: 0,
            first_days_mean_months: false,
            amendments: Vec::new(),
            kept_papers: Vec::new(),
            file: 0,
        }
    }
}

impl Draft {
    fn at(&self, path: &Path) -> Option<&Sketch> {
        path.0
            .iter()
            .try_fold(&self.root, |sketch, step| match (sketch, step) {
                (Sketch::Map(entries), Step::Key(key)) => {
                    let mut entries = entries.iter();
                    entries.find_map(|(name, value)| (name == key).then_some(value))
                }
                (Sketch::List(items), Step::Index(index)) => items.get(*index),
                _ => None,
            })
    }

    fn at_mut(&mut self, path: &Path) -> Option<&mut Sketch> {
        path.0
            .iter()
            .try_fold(&mut self.root, |sketch, step| match (sketch, step) {
                (Sketch::Map(entries), Step::Key(key)) => {
                    let mut entries = entries.iter_mut();
                    entries.find_map(|(name, value)| (name == key).then_some(value))
                }
                (Sketch::List(items), Step::Index(index)) => items.get_mut(*index),
                _ => None,
            })
    }

    /// Whether something stands at a path.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.at(path).is_some()
    }

    /// The text at a path.
    pub(super) fn text_at(&self, path: &Path) -> Option<&str> {
        match self.at(path) {
            Some(Sketch::Word(text)) => Some(text),
            _ => None,
        }
    }

    /// How many items stand in the list at a path.
    pub(super) fn length(&self, path: &Path) -> usize {
        match self.at(path) {
            Some(Sketch::List(items)) => items.len(),
            _ => 0,
        }
    }

    /// The path of the next item of a list, which is there once something is put into it.
    pub(super) fn next(&self, list: &Path) -> Path {
        list.item(self.length(list))
    }

    /// Puts a text at a path where nothing stands yet; whether it did.
    fn set(&mut self, path: &Path, text: String) -> bool {
        let mut sketch = &mut self.root;
        for (at, step) in path.0.iter().enumerate() {
            let is_last = at + 1 == path.0.len();
            let below = || match path.0.get(at + 1) {
                Some(Step::Index(_)) => Sketch::List(Vec::new()),
                _ => Sketch::Map(Vec::new()),
            };
            match (sketch, step) {
                (Sketch::Map(entries), Step::Key(key)) => {
                    let known = entries.iter().position(|(name, _)| name == key);
                    if known.is_none() && entries.len() >= MOST_KEYS {
                        return false;
                    }
                    if is_last {
                        if known.is_none() {
                            entries.push((key.clone(), Sketch::Word(text)));
                        }
                        return known.is_none();
                    }
                    let known = known.unwrap_or_else(|| {
                        entries.push((key.clone(), below()));
                        entries.len() - 1
                    });
                    sketch = &mut entries[known].1;
                }
                (Sketch::List(items), Step::Index(index)) => {
                    if *index > items.len() {
                        return false;
                    }
                    if is_last {
                        if *index == items.len() {
                            items.push(Sketch::Word(text));
                            return true;
                        }
                        return false;
                    }
                    if *index == items.len() {
                        items.push(below());
                    }
                    sketch = &mut items[*index];
                }
                _ => return false,
            }
        }
        false
    }

    /// Puts a text at a path, which becomes the place of the leaves of `from`. Whether it stands there
    /// now: where something else stands already, the leaves are left out, and it is told why.
    pub(super) fn put(&mut self, path: &Path, text: impl Into<String>, from: &[Node]) -> bool {
        self.put_with(path, text.into(), from, None)
    }

    /// Puts a text at a path, with a reason to look at it.
    pub(super) fn doubt(
        &mut self,
        path: &Path,
        text: impl Into<String>,
        from: &[Node],
        reason: &str,
    ) -> bool {
        self.put_with(path, text.into(), from, Some(reason))
    }

    fn put_with(&mut self, path: &Path, text: String, from: &[Node], doubt: Option<&str>) -> bool {
        let stands = self.text_at(path) == Some(text.as_str()) || self.set(path, text);
        for node in from {
            match stands {
                true => node.ledger.place(&node.leaves(), &path.to_string(), doubt),
                false if self.has(path) => node.leave(format!("`{path}` says something already")),
                false => node.leave("there are more of these than a CV has"),
            }
        }
        stands
    }

    /// Puts a text behind what stands at a path already, if anything, with a reason to look at it.
    pub(super) fn append(&mut self, path: &Path, text: &str, from: &[Node], reason: &str) -> bool {
        if let Some(Sketch::Word(known)) = self.at_mut(path) {
            let ends = known.ends_with(['.', ';', '!', '?']);
            known.push_str(if ends { " " } else { "; " });
            known.push_str(text);
            for node in from {
                node.ledger
                    .place(&node.leaves(), &path.to_string(), Some(reason));
            }
            return true;
        }
        self.doubt(path, text, from, reason)
    }

    /// Puts a text behind what stands at a path already, as a part of the same, or alone.
    pub(super) fn extend(&mut self, path: &Path, between: &str, text: &str, from: &[Node]) {
        match self.at_mut(path) {
            Some(Sketch::Word(known)) => {
                known.push_str(between);
                known.push_str(text);
                for node in from {
                    node.ledger.place(&node.leaves(), &path.to_string(), None);
                }
            }
            _ => {
                self.put(path, text, from);
            }
        }
    }

    /// Adds an item to a list; the caller says what became of what it was made of.
    pub(super) fn push(&mut self, list: &Path, item: Sketch) {
        if !self.has(list) {
            let place = list.item(0);
            self.set(&place, String::new());
            if let Some(Sketch::List(items)) = self.at_mut(list) {
                items.clear();
            }
        }
        if let Some(Sketch::List(items)) = self.at_mut(list) {
            items.push(item);
        }
    }

    /// Puts a web address, with the scheme that it may lack. One that nobody can follow has no form in the model: it
    /// stands as a comment, and is told.
    pub(super) fn address(&mut self, path: &Path, text: &str, from: &[Node]) {
        if let Some(url) = text::web(text) {
            self.put(path, url, from);
            return;
        }
        let reason = match Url::parse(text) {
            Err(wrong) => wrong.sentence(),
            Ok(_) => return,
        };
        self.refuse(path, text, &reason);
        from.iter().for_each(|node| node.leave(reason.clone()));
    }

    /// Comments on a text that is not taken over.
    fn refuse(&mut self, path: &Path, text: &str, reason: &str) {
        let key = path.0.last().map_or(String::new(), |step| match step {
            Step::Key(key) => format!("`{key}` "),
            Step::Index(_) => String::new(),
        });
        self.comment(path, format!("{key}was \"{text}\": {reason}"));
    }

    /// Takes away a map in which nothing was placed.
    pub(super) fn close(&mut self, path: &Path) {
        let mut steps = path.0.clone();
        while let Some(Step::Key(last)) = steps.pop() {
            let Some(Sketch::Map(entries)) = self.at_mut(&Path(steps.clone())) else {
                return;
            };
            entries.retain(|(key, _)| *key != last);
            if !entries.is_empty() || steps.is_empty() {
                return;
            }
        }
    }

    /// Puts a text that the source does not have, such as an entry's name where a name must be.
    pub(super) fn fill(&mut self, path: &Path, text: &str) {
        self.set(path, text.to_owned());
    }

    /// Adds a comment at a path.
    pub(super) fn comment(&mut self, path: &Path, text: impl Into<String>) {
        self.comments.push(Comment::new(path.to_string(), text));
    }

    /// The CV, and what of it the model refused: values that it has no form for, such as an address that nobody can
    /// follow. They are taken away, and stand as comments.
    ///
    /// # Errors
    /// Where a value does not fit that cannot be taken away, which is a mistake of a table of fields.
    pub(super) fn cv(&mut self) -> Result<(Cv, Vec<Refused>), String> {
        let mut refused = Vec::new();
        loop {
            let error = match serde_path_to_error::deserialize(&self.root) {
                Ok(cv) => return Ok((cv, refused)),
                Err(error) => error,
            };
            let path = path_of(error.path());
            let reason = error.inner().to_string();
            if refused.len() >= MOST_REFUSED {
                return Err(format!("{path}: {reason}"));
            }
            let text = self
                .take(&path)
                .ok_or_else(|| format!("{path}: {reason}"))?;
            self.refuse(&path, &text, &reason);
            refused.push(Refused {
                path: path.to_string(),
                text,
                reason,
            });
        }
    }

    /// Takes the text of a key away.
    fn take(&mut self, path: &Path) -> Option<String> {
        let (Step::Key(last), parents) = path.0.split_last()? else {
            return None;
        };
        let Sketch::Map(entries) = self.at_mut(&Path(parents.to_vec()))? else {
            return None;
        };
        let at = entries
            .iter()
            .position(|(key, value)| key == last && matches!(value, Sketch::Word(_)))?;
        match entries.remove(at).1 {
            Sketch::Word(text) => Some(text),
            Sketch::List(_) | Sketch::Map(_) => None,
        }
    }
}

/// Most keys of a map of the CV: each is looked for among those before it.
const MOST_KEYS: usize = 1_000;

/// Most values that are taken away again, since the CV is read once for each.
const MOST_REFUSED: usize = 50;

/// A value that the model refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// Where it stood.
    pub(super) path: String,
    /// What it was.
    pub(super) text: String,
    /// Why.
    pub(super) reason: String,
}

fn path_of(path: &serde_path_to_error::Path) -> Path {
    use serde_path_to_error::Segment;
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    Path(steps.collect())
}

/// Why a value does not fit the model.
#[derive(Debug)]
pub(super) struct Misfit(String);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misfit {}

impl serde::de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl<'de> Deserializer<'de> for &'de Sketch {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Sketch::Word(text) => visitor.visit_str(text),
            Sketch::List(items) => visitor.visit_seq(SeqDeserializer::new(items.iter())),
            Sketch::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.as_str(), value));
                visitor.visit_map(MapDeserializer::new(entries))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        match self {
            Sketch::Word(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            _ => Err(Misfit::custom("a word was expected")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for &'de Sketch {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::ledger::{Fate, Ledger};
    use super::super::tree::Raw;
    use super::*;

    #[test]
    fn what_is_put_is_in_the_model_and_its_path_in_the_ledger() {
        let raw = Raw::Map(vec![
            ("a".to_owned(), Raw::word("Analytical Engines")),
            ("b".to_owned(), Raw::word("Other")),
        ]);
        let (ledger, value) = Ledger::open(raw);
        let root = Node::new(&value, &ledger);
        let (a, b) = (root.get("a").unwrap(), root.get("b").unwrap());
        let mut draft = Draft::default();
        let entry = draft.next(&Path::of("experience"));
        let organization = entry.key("organization");
        assert!(draft.put(&organization, "Analytical Engines", &[a]));
        assert!(!draft.put(&organization, "Other", &[b]));
        draft.fill(&entry.key("start"), "2020-05");
        assert_eq!(draft.length(&Path::of("experience")), 1);
        let (cv, refused) = draft.cv().unwrap();
        assert_eq!(refused, []);
        assert_eq!(
            cv.experience[0].organization.as_deref(),
            Some("Analytical Engines")
        );
        assert_eq!(cv.experience[0].start.unwrap().to_string(), "2020-05");
        let fates: Vec<Fate> = ledger.closed().into_iter().map(|(_, fate)| fate).collect();
        assert_eq!(
            fates,
            [
                Fate::Placed {
                    paths: vec!["experience[0].organization".to_owned()],
                    doubt: None
                },
                Fate::Left("`experience[0].organization` says something already".to_owned()),
            ]
        );
    }

    #[test]
    fn what_does_not_fit_the_model_is_taken_away_and_said_with_its_path() {
        let mut draft = Draft::default();
        let entry = Path::of("experience").item(0);
        draft.fill(&entry.key("organization"), "Engines");
        draft.fill(&entry.key("url"), "on request");
        let (cv, refused) = draft.cv().unwrap();
        assert_eq!(cv.experience[0].url, None);
        assert_eq!(refused[0].path, "experience[0].url");
        assert_eq!(draft.comments[0].path, "experience[0].url");
    }
}
