//! Problems as JSON lines, for editors and scripts.

use serde::Serialize;
use serde_json::Value;

use super::escape::printable_json;
use super::located::located;
use super::render::word;
use super::{Diagnostic, Place, Sources};

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Placed<'a>,
    label: Option<&'a str>,
    help: &'a [String],
    related: Vec<Related<'a>>,
    fixes: Vec<Edited<'a>>,
}

#[derive(Serialize)]
struct Edited<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Placed<'a>,
    replacement: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Placed<'a>,
}

/// A place, with `null` for what is not known.
#[derive(Serialize)]
struct Placed<'a> {
    file: Option<&'a str>,
    bytes: Value,
    start: Value,
    end: Value,
}

/// One JSON object a line for each problem, in the given order.
///
/// Each has `code`, `severity`, `message`, `file`, `bytes` (`start` and `end`, counted from 0 after
/// a byte order mark), `start` and `end` (`line` and `column` from 1, columns in characters; the
/// end is the character after the last one), `label`, `help`, `related` and `fixes`: edits of which
/// each removes the problem, with `message`, a place and the `replacement` of what stands there. What
/// is not known is `null`.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let placed = |place: &Place| placed(place, sources);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let line = Line {
            code: diagnostic.code.name(),
            severity: word(diagnostic.severity),
            message: &diagnostic.message,
            place: placed(&diagnostic.place),
            label: diagnostic.label.as_deref(),
            help: &diagnostic.help,
            related: diagnostic
                .related
                .iter()
                .map(|(place, message)| Related {
                    message,
                    place: placed(place),
                })
                .collect(),
            fixes: diagnostic
                .fixes
                .iter()
                .filter_map(|fix| {
                    let edit = fix.replacement(sources)?;
                    let (file, range) = (edit.file, edit.range);
                    let place = Place::Span { file, range };
                    Some(Edited {
                        message: &fix.title,
                        place: placed(&place),
                        replacement: edit.text,
                    })
                })
                .collect(),
        };
        // Texts and numbers always have a form in JSON.
        if let Ok(line) = serde_json::to_string(&line) {
            out.push_str(&printable_json(line));
            out.push('\n');
        }
    }
    out
}

fn placed<'a>(place: &Place, sources: &'a Sources) -> Placed<'a> {
    let located = located(place, sources);
    let located = located.as_ref();
    let value = |value: Option<Value>| value.unwrap_or(Value::Null);
    Placed {
        file: located.map(|located| located.file),
        bytes: value(located.map(
            |located| serde_json::json!({"start": located.bytes.start, "end": located.bytes.end}),
        )),
        start: value(located.map(|located| serde_json::json!(located.start))),
        end: value(located.map(|located| serde_json::json!(located.end))),
    }
}
