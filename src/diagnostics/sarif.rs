//! Problems as SARIF 2.1.0, which GitHub's code scanning and many editors read.

use std::path::{Component, Path};

use serde_json::{Value, json};

use super::escape::printable_json;
use super::located::{Located, located};
use super::render::word;
use super::{Code, Diagnostic, Fix, Place, Sources};

/// A SARIF log of one run, with a rule for each code.
///
/// Columns count characters (`columnKind` says so). Files below the current folder are named
/// relative to it, as GitHub wants them. Problems without a place are put at the beginning of the
/// first file, since GitHub drops results without one.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    sarif_log(sarif_results(diagnostics, sources))
}

/// Problems as results of a SARIF log, which [`sarif_log`] makes of those of several sources.
pub fn sarif_results(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Value> {
    diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, sources))
        .collect()
}

/// A SARIF log of one run with these results.
pub fn sarif_log(results: Vec<Value>) -> String {
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            let about = code.explanation();
            let (wrong, right) = (about.wrong, about.right);
            let examples = format!("Wrong:\n\n{}\n\nRight:\n\n{}", wrong.text, right.text);
            let fenced = format!(
                "Wrong:\n\n```{}\n{}\n```\n\nRight:\n\n```{}\n{}\n```",
                wrong.language, wrong.text, right.language, right.text
            );
            json!({
                "id": code.name(),
                "shortDescription": {"text": about.summary},
                "fullDescription": {"text": about.text},
                "help": {"text": format!("{}\n\n{examples}", about.text), "markdown": format!("{}\n\n{fenced}", about.text)},
                "defaultConfiguration": {"level": word(code.severity())},
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Folio",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    printable_json(format!("{log:#}\n"))
}

fn result(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut text = diagnostic.message.clone();
    for line in diagnostic.label.iter().chain(&diagnostic.help) {
        text.push('\n');
        text.push_str(line);
    }
    let place = located(&diagnostic.place, sources).or_else(|| {
        let file = super::FileId(0);
        let range = 0..0;
        located(&Place::Span { file, range }, sources)
    });
    let locations: Vec<Value> = place.iter().map(|place| location(place, None)).collect();
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .filter_map(|(place, words)| Some(location(&located(place, sources)?, Some(words))))
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "level": word(diagnostic.severity),
        "message": {"text": text},
        "locations": locations,
        // The rules are all codes, in their order.
        "ruleIndex": diagnostic.code as usize,
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    let fixes = diagnostic.fixes.iter();
    let fixes: Vec<Value> = fixes.filter_map(|fix| fixed(fix, sources)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

/// A `fix` object (SARIF 2.1.0, section 3.55).
fn fixed(fix: &Fix, sources: &Sources) -> Option<Value> {
    let edit = fix.replacement(sources)?;
    let (file, range) = (edit.file, edit.range);
    let place = located(&Place::Span { file, range }, sources)?;
    Some(json!({
        "description": {"text": fix.title},
        "artifactChanges": [{
            "artifactLocation": artifact(&place),
            "replacements": [{
                "deletedRegion": region(&place),
                "insertedContent": {"text": edit.text},
            }],
        }],
    }))
}

fn artifact(place: &Located) -> Value {
    json!({"uri": uri(place.file, std::env::current_dir().ok().as_deref())})
}

fn region(place: &Located) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn location(place: &Located, words: Option<&str>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(place),
            "region": region(place),
        },
    });
    if let Some(words) = words {
        location["message"] = json!({"text": words});
    }
    location
}

/// The URI of a file: relative below the current folder, absolute elsewhere.
fn uri(file: &str, current: Option<&Path>) -> String {
    let path = Path::new(file);
    let relative = current
        .and_then(|current| path.strip_prefix(current).ok())
        .unwrap_or(path);
    let mut segments = Vec::new();
    let mut uri = String::new();
    for component in relative.components() {
        match component {
            Component::Prefix(prefix) => {
                segments.push(encoded(&prefix.as_os_str().to_string_lossy()))
            }
            Component::RootDir => uri.push_str("file:///"),
            Component::CurDir => {}
            Component::ParentDir => segments.push("..".to_owned()),
            Component::Normal(name) => segments.push(encoded(&name.to_string_lossy())),
        }
    }
    uri.push_str(&segments.join("/"));
    uri
}

/// A segment of a path with what a URI cannot carry escaped (RFC 3986, section 3.3).
fn encoded(segment: &str) -> String {
    let mut out = String::new();
    for byte in segment.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_as_uris() {
        let current = Some(Path::new("/home/ada"));
        for (file, expected) in [
            ("cv.yaml", "cv.yaml"),
            ("./sub/cv.yaml", "sub/cv.yaml"),
            ("../cv.yaml", "../cv.yaml"),
            ("/home/ada/a b/ü.yaml", "a%20b/%C3%BC.yaml"),
            ("/etc/cv.yaml", "file:///etc/cv.yaml"),
            ("a:b.yaml", "a%3Ab.yaml"),
        ] {
            assert_eq!(uri(file, current), expected, "{file}");
        }
    }
}
