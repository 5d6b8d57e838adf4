//! Keys that must be there, and values in which nothing stands.
//!
//! Checked on the tree, so that a value that is there but does not fit is not said to be missing.

use crate::diagnostics::{Code, Diagnostic, Place, closest, listed};
use crate::source::mistakes::{Judge, comma_in_braces, is_text_read_as_map, name_of};
use crate::source::quoting::quoted;
use crate::source::shape::Shape;
use crate::source::synonyms::own_word_for;
use crate::source::tree::{Content, Node, Pair, Step, written};

/// Reports what is missing from the file.
pub(in crate::source) fn check(judge: Judge, diagnostics: &mut Vec<Diagnostic>) {
    walk(
        judge,
        judge.root,
        &Shape::root(),
        &mut Vec::new(),
        diagnostics,
    );
}

fn walk(
    judge: Judge,
    node: &Node,
    shape: &Shape,
    steps: &mut Vec<Step>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    match &node.content {
        Content::Scalar { .. } => {}
        Content::List { items, .. } => {
            if !shape.takes("array") {
                return;
            }
            let below = shape.child(&Step::Index(0));
            for (index, item) in items.iter().enumerate() {
                steps.push(Step::Index(index));
                // Items that may not be texts do not decode, which is reported there.
                if item.is_blank() && below.takes_text() {
                    diagnostics.push(judge.empty_item(item, &name_of(steps)));
                } else {
                    walk(judge, item, &below, steps, diagnostics);
                }
                steps.pop();
            }
        }
        Content::Map { entries, flow } => {
            // A value that was taken for a map is reported as that.
            if !shape.takes("object") || is_text_read_as_map(node, shape) {
                return;
            }
            missing(judge, node, shape, steps, diagnostics);
            diagnostics.extend(empty_section(judge, node, steps));
            let required = shape.required();
            let mut has_comma_in_text = false;
            for entry in entries {
                let below = shape.key(&entry.key);
                if entry.value.is_null() {
                    if !below.is_unknown() && !required.contains(&entry.key.as_str()) {
                        let nothing = nothing_written(judge, node, entry, *flow, shape);
                        // Of a text with several commas the first is enough.
                        let is_next = *flow && std::mem::replace(&mut has_comma_in_text, true);
                        let is_said = nothing.is_some();
                        has_comma_in_text = *flow && (is_said || is_next);
                        diagnostics.extend(nothing.filter(|_| !is_next));
                        if is_said {
                            continue;
                        }
                    }
                    if !entry.value.span.is_empty()
                        && !below.is_unknown()
                        && !required.contains(&entry.key.as_str())
                    {
                        diagnostics.extend(null_word(judge, &entry.value, &entry.key));
                    }
                    // A map with a name that the user chose is there, and empty.
                    if shape.names_maps() && !below.required().is_empty() {
                        steps.push(Step::Key(entry.key.clone()));
                        diagnostics.push(absent(judge, &entry.key_span, steps, &below.required()));
                        steps.pop();
                    }
                    continue;
                }
                steps.push(Step::Key(entry.key.clone()));
                walk(judge, &entry.value, &below, steps, diagnostics);
                steps.pop();
            }
        }
    }
}

/// A key with nothing behind it where that loses a text: in braces without a colon, which is what
/// stands after a comma of a text, and where the key is the user's own.
fn nothing_written(
    judge: Judge,
    node: &Node,
    entry: &Pair,
    flow: bool,
    shape: &Shape,
) -> Option<Diagnostic> {
    if !entry.value.span.is_empty() {
        return None;
    }
    let rest = judge.text.get(entry.key_span.end..).unwrap_or_default();
    let is_bare = flow && !rest.trim_start().starts_with(':');
    let is_free = shape.keys().is_empty() && !shape.names_maps();
    if !is_bare && !is_free {
        return None;
    }
    let place = Place::Span {
        file: judge.file,
        range: entry.key_span.clone(),
    };
    let message = format!("`{}` has no value", entry.key);
    let diagnostic = Diagnostic::error(Code::MissingField, place, message);
    Some(if is_bare {
        judge.quoting_comma(comma_in_braces(diagnostic), Some(node), &entry.key)
    } else {
        diagnostic
            .label("nothing stands behind it")
            .help("write its value, or remove the key")
    })
}

/// `name: null` reads like a text and is none.
fn null_word(judge: Judge, node: &Node, key: &str) -> Option<Diagnostic> {
    let written = judge.text.get(node.span.clone())?;
    if written == "~" {
        return None;
    }
    let place = Place::Span {
        file: judge.file,
        range: node.span.clone(),
    };
    Some(
        Diagnostic::warning(
            Code::NullValue,
            place,
            format!("`{written}` means that `{key}` has no value"),
        )
        .help(format!(
            "if it is a text, quote it: `{}`; otherwise remove the key",
            quoted(written)
        )),
    )
}

/// A section of the user's own of which nothing but a title is there, and which does not print.
fn empty_section(judge: Judge, node: &Node, steps: &[Step]) -> Option<Diagnostic> {
    let [Step::Key(sections), Step::Key(id)] = steps else {
        return None;
    };
    let has = |key: &str| {
        let value = node
            .entries()
            .iter()
            .find(|entry| written(&entry.key) == key);
        value.is_some_and(|entry| match &entry.value.content {
            Content::List { items, .. } => !items.is_empty(),
            _ => !entry.value.is_blank(),
        })
    };
    if sections != "sections" || !has("title") || has("text") || has("entries") {
        return None;
    }
    let place = Place::Span {
        file: judge.file,
        range: judge.root.key_span(steps)?,
    };
    let message = format!("`{id}` has neither `text` nor `entries`");
    Some(
        Diagnostic::warning(Code::EmptySection, place, message)
            .label("does not print")
            .help("write one of them, or remove the section"),
    )
}

fn missing(
    judge: Judge,
    node: &Node,
    shape: &Shape,
    steps: &[Step],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let entries = node.entries();
    let is_absent = |key: &&str| {
        !entries
            .iter()
            .any(|entry| entry.key == *key && !entry.value.is_blank())
    };
    let mut absent_keys: Vec<&str> = shape.required().into_iter().filter(is_absent).collect();
    let alternatives = shape.required_one_of();
    if alternatives.iter().all(is_absent) {
        absent_keys.extend(alternatives.first());
    }
    // What stands there under another name is reported as that.
    let keys = shape.keys();
    absent_keys.retain(|absent| {
        !entries
            .iter()
            .filter(|entry| shape.key(&entry.key).is_unknown())
            .any(|entry| {
                closest(&entry.key, keys.iter().copied())
                    .or_else(|| own_word_for(&entry.key, &keys))
                    == Some(absent)
            })
    });
    if absent_keys.is_empty() {
        return;
    }
    // A key that is there with nothing in it is pointed at itself.
    for entry in entries
        .iter()
        .filter(|entry| absent_keys.contains(&entry.key.as_str()))
    {
        let place = Place::Span {
            file: judge.file,
            range: entry.key_span.clone(),
        };
        let mut diagnostic = Diagnostic::error(
            Code::MissingField,
            place,
            format!("`{}` has no value", entry.key),
        )
        .label("required");
        if !entry.value.span.is_empty() && entry.value.is_null() {
            let written = judge.text.get(entry.value.span.clone()).unwrap_or_default();
            diagnostic = diagnostic.help(format!(
                "`{written}` means that there is none; if it is a text, quote it: `{}`",
                quoted(written)
            ));
        }
        diagnostics.push(diagnostic);
    }
    let absent_keys: Vec<&str> = absent_keys
        .into_iter()
        .filter(|key| !entries.iter().any(|entry| entry.key == *key))
        .collect();
    if absent_keys.is_empty() {
        return;
    }
    let range = match steps.last() {
        Some(Step::Key(_)) => judge.root.key_span(steps).unwrap_or(node.span.clone()),
        // The first key stands for the entry or the file.
        _ => entries
            .first()
            .map_or(node.span.clone(), |first| first.key_span.clone()),
    };
    diagnostics.push(absent(judge, &range, steps, &absent_keys));
}

fn absent(
    judge: Judge,
    range: &std::ops::Range<usize>,
    steps: &[Step],
    keys: &[&str],
) -> Diagnostic {
    let subject = match steps.last() {
        None => String::from("the file"),
        Some(Step::Key(key)) => format!("`{}`", written(key)),
        Some(Step::Index(_)) => format!("this entry of `{}`", name_of(steps)),
    };
    let keys_listed = keys
        .iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(" and no ");
    let place = Place::Span {
        file: judge.file,
        range: range.clone(),
    };
    let diagnostic = Diagnostic::error(
        Code::MissingField,
        place,
        format!("{subject} has no {keys_listed}"),
    )
    .label(format!("add {}", listed(keys)));
    if keys == ["person"] {
        diagnostic.help("a CV begins with `person:` and, indented below it, `name: Your Name`")
    } else {
        diagnostic
    }
}
