//! Problems as workflow commands of GitHub Actions, which shows them at their lines.

use super::escape::printable;
use super::located::located;
use super::{Diagnostic, Severity, Sources};

/// One workflow command a line for each problem, in the given order.
///
/// The form and its escapes are those of GitHub's "Workflow commands for GitHub Actions".
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if let Some(place) = located(&diagnostic.place, sources) {
            properties.push((
                "file",
                printable(&place.file.replace('\\', "/")).into_owned(),
            ));
            properties.push(("line", place.start.line.to_string()));
            properties.push(("endLine", place.end.line.to_string()));
            // Columns are refused for a range of several lines.
            if place.start.line == place.end.line {
                properties.push(("col", place.start.column.to_string()));
                properties.push(("endColumn", place.end.column.to_string()));
            }
        }
        properties.push(("title", diagnostic.code.to_string()));
        let properties: Vec<String> = properties
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped_property(value)))
            .collect();
        let mut message = printable(&diagnostic.message).into_owned();
        for line in diagnostic.label.iter().chain(&diagnostic.help) {
            message.push('\n');
            message.push_str(&printable(line));
        }
        out.push_str(&format!(
            "::{command} {}::{}\n",
            properties.join(","),
            escaped(&message)
        ));
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
