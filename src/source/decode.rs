//! From the tree to the typed CV, finding every value that does not fit.
//!
//! Decoding stops at the first value that does not fit. So a value that fails is taken apart:
//! each of its children is decoded alone, within a skeleton of the maps and lists around it,
//! until the culprits are found. Those are reported and replaced, everything else is kept. Each
//! value is decoded at most once for every level above it.

use std::mem;

use serde_yaml::{Mapping, Value};

use super::shape::Shape;
use super::tree::{Content, Node, Pair, Step};
use crate::model::{Cv, Url};

/// A value that does not fit, or a key that does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misfit {
    /// Where it is.
    pub(super) steps: Vec<Step>,
    /// Whether it is the key that does not fit.
    pub(super) is_key: bool,
    /// What the decoder says.
    pub(super) message: String,
}

/// What decoding gave.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// The CV without the values that do not fit. An item of a list that does not fit is replaced
    /// by an empty one, so that the others keep their places.
    pub(super) cv: Option<Cv>,
    /// The values that do not fit.
    pub(super) misfits: Vec<Misfit>,
    /// The keys that are unknown.
    pub(super) unknown: Vec<Vec<Step>>,
    /// The web addresses that are none.
    pub(super) unlinkable: Vec<Vec<Step>>,
}

/// Most problems that decoding looks for.
pub(super) const MOST: usize = 1000;

/// Decodes a tree.
pub(super) fn decode(root: &Node) -> Decoded {
    let mut decoded = Decoded::default();
    let mut value = decoded.untyped(root, &Shape::root(), &mut Vec::new());
    if !value.is_mapping() {
        let message = String::from("expected a map");
        decoded.misfits.push(Misfit {
            steps: Vec::new(),
            is_key: false,
            message,
        });
        return decoded;
    }
    decoded.probe(&mut value, &mut Vec::new());
    match attempt(&value) {
        Ok((cv, _)) => decoded.cv = Some(cv),
        // Only when the search was cut short; what was found is reported.
        Err(failure) if decoded.misfits.is_empty() => {
            decoded.misfits.push(Misfit {
                steps: failure.steps,
                is_key: false,
                message: failure.message,
            });
        }
        Err(_) => {}
    }
    decoded
}

struct Failure {
    steps: Vec<Step>,
    message: String,
}

/// Decodes a value as the whole file; gives the unknown keys as well.
fn attempt(value: &Value) -> Result<(Cv, Vec<Vec<Step>>), Failure> {
    let mut unknown = Vec::new();
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(value, &mut track);
    let result = serde_ignored::deserialize(tracked, |path| {
        let mut steps = Vec::new();
        ignored_steps(&path, &mut steps);
        unknown.push(steps);
    });
    result
        .map(|cv| (cv, unknown))
        .map_err(|error: serde_yaml::Error| {
            let steps = track
                .path()
                .iter()
                .filter_map(|segment| match segment {
                    serde_path_to_error::Segment::Seq { index } => Some(Step::Index(*index)),
                    serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
                    _ => None,
                })
                .collect();
            Failure {
                steps,
                message: error.to_string(),
            }
        })
}

fn ignored_steps(path: &serde_ignored::Path, steps: &mut Vec<Step>) {
    use serde_ignored::Path as P;
    match path {
        P::Root => {}
        P::Seq { parent, index } => {
            ignored_steps(parent, steps);
            steps.push(Step::Index(*index));
        }
        P::Map { parent, key } => {
            ignored_steps(parent, steps);
            steps.push(Step::Key(key.clone()));
        }
        P::Some { parent } | P::NewtypeStruct { parent } | P::NewtypeVariant { parent } => {
            ignored_steps(parent, steps);
        }
    }
}

/// Puts a value where steps lead, with nothing beside it.
fn skeleton(steps: &[Step], value: Value) -> Value {
    steps.iter().rev().fold(value, |inner, step| match step {
        Step::Key(key) => Value::Mapping(Mapping::from_iter([(Value::String(key.clone()), inner)])),
        Step::Index(_) => Value::Sequence(vec![inner]),
    })
}

impl Decoded {
    /// The value without types: every scalar is the text that was written. What is missing is left
    /// out, and so is an address that is none: it is found here, in one pass, however many there are.
    fn untyped(&mut self, node: &Node, shape: &Shape, steps: &mut Vec<Step>) -> Value {
        match &node.content {
            Content::Scalar { text, .. } => Value::String(text.clone()),
            Content::List { items, .. } => {
                let shape = shape.child(&Step::Index(0));
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    steps.push(Step::Index(index));
                    list.push(self.untyped(item, &shape, steps));
                    steps.pop();
                }
                Value::Sequence(list)
            }
            Content::Map { entries, .. } => {
                let mut map = Mapping::with_capacity(entries.len());
                for Pair { key, value, .. } in entries {
                    let below = shape.key(key);
                    steps.push(Step::Key(key.clone()));
                    if !value.is_null() {
                        if self.is_linkable(value, &below, steps) {
                            let value = self.untyped(value, &below, steps);
                            map.insert(Value::String(key.clone()), value);
                        }
                    } else if shape.names_maps() {
                        map.insert(Value::String(key.clone()), Value::Mapping(Mapping::new()));
                    } else if !shape.keys().is_empty()
                        && below.is_unknown()
                        && self.unknown.len() < MOST
                    {
                        self.unknown.push(steps.clone());
                    }
                    steps.pop();
                }
                Value::Mapping(map)
            }
        }
    }

    /// Whether a value is no web address that nobody can follow, which is noted, and none in which
    /// nothing stands.
    fn is_linkable(&mut self, value: &Node, shape: &Shape, steps: &[Step]) -> bool {
        let Some(text) = value.text().filter(|_| shape.is_address()) else {
            return true;
        };
        if text.trim().is_empty() {
            return false;
        }
        let is_linkable = Url::parse(text).is_ok();
        if !is_linkable {
            self.unlinkable.push(steps.to_vec());
        }
        is_linkable
    }

    /// Finds what does not fit in a value. False when the value itself must go.
    fn probe(&mut self, value: &mut Value, steps: &mut Vec<Step>) -> bool {
        let (misfits, unknown) = (self.misfits.len(), self.unknown.len());
        if misfits >= MOST {
            return false;
        }
        match attempt(&skeleton(steps, value.clone())) {
            Ok((_, found)) => {
                let room = MOST.saturating_sub(unknown);
                // The skeleton knows only one item of each list above the value.
                self.unknown
                    .extend(found.into_iter().take(room).map(|found| {
                        steps
                            .iter()
                            .cloned()
                            .chain(found.into_iter().skip(steps.len()))
                            .collect()
                    }));
                true
            }
            Err(failure) => {
                if !self.probe_children(value, steps) {
                    let is_key = failure.steps.len() < steps.len();
                    self.misfits.push(Misfit {
                        steps: steps.clone(),
                        is_key,
                        message: failure.message,
                    });
                    return false;
                }
                // A value that fails although each of its children fits.
                if self.misfits.len() == misfits {
                    self.misfits.push(Misfit {
                        steps: failure.steps,
                        is_key: false,
                        message: failure.message,
                    });
                    return false;
                }
                true
            }
        }
    }

    /// Whether the value would fit without its children; then they are probed.
    fn probe_children(&mut self, value: &mut Value, steps: &mut Vec<Step>) -> bool {
        match value {
            Value::Mapping(map)
                if !map.is_empty() && fits(steps, Value::Mapping(Mapping::new())) =>
            {
                let named = Shape::at(steps).names_maps();
                for (key, mut child) in mem::take(map) {
                    steps.push(Step::Key(key.as_str().unwrap_or_default().to_owned()));
                    if self.probe(&mut child, steps) {
                        map.insert(key, child);
                    } else if named && fits(steps, Value::Mapping(Mapping::new())) {
                        // The name that the user chose stays known to those who refer to it.
                        map.insert(key, Value::Mapping(Mapping::new()));
                    }
                    steps.pop();
                }
                true
            }
            Value::Sequence(list)
                if !list.is_empty() && fits(steps, Value::Sequence(Vec::new())) =>
            {
                for (index, mut child) in mem::take(list).into_iter().enumerate() {
                    steps.push(Step::Index(index));
                    if self.probe(&mut child, steps) {
                        list.push(child);
                    } else {
                        let empty = [Value::Mapping(Mapping::new()), Value::String(String::new())];
                        list.extend(empty.into_iter().find(|empty| fits(steps, empty.clone())));
                    }
                    steps.pop();
                }
                true
            }
            _ => false,
        }
    }
}

fn fits(steps: &[Step], value: Value) -> bool {
    attempt(&skeleton(steps, value)).is_ok()
}
