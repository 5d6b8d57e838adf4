//! Typst's own messages as diagnostics.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use super::world::DocumentWorld;
use crate::diagnostics::{Code, Diagnostic, Place};

/// Typst's messages, each with file, line and column of the template that it is about.
pub(super) fn describe(world: &DocumentWorld, messages: &[SourceDiagnostic]) -> Vec<Diagnostic> {
    messages
        .iter()
        .map(|source| {
            // A message about the data or about Typst's own code is explained by the place in a
            // template that led there.
            let spans = std::iter::once(source.span)
                .chain(source.trace.iter().map(|point| DiagSpan::from(point.span)));
            let place = spans.into_iter().find_map(|span| position(world, span));
            let message = match place {
                Some(place) => format!("{place}: {}", source.message),
                None => source.message.to_string(),
            };
            let mut problem = match source.severity {
                Severity::Error => Diagnostic::error(Code::Template, Place::Nowhere, message),
                Severity::Warning => Diagnostic::warning(Code::Template, Place::Nowhere, message),
            };
            for hint in &source.hints {
                problem = problem.help(hint.v.to_string());
            }
            problem
        })
        .collect()
}

/// File, line and column of a place, such as `templates/resume.typ:3:7`.
fn position(world: &DocumentWorld, span: DiagSpan) -> Option<String> {
    let id = span.id()?;
    let range = world.range(span)?;
    let source = world.source(id).ok()?;
    let (line, column) = source.lines().byte_to_line_column(range.start)?;
    Some(format!(
        "{}:{}:{}",
        id.vpath().get_without_slash(),
        line + 1,
        column + 1
    ))
}
