//! Problems, in the form that was asked for, and what they mean for the run.

use super::arguments::{Common, Deny, MessageFormat, Reporting};
use super::{Failure, console, print};
use crate::diagnostics::{Diagnostic, Form, Severity, Sources, has_errors};
use crate::session::Workspace;

impl Reporting {
    /// The form of problems.
    pub(super) fn form(&self, common: &Common) -> Form {
        match self.message_format {
            MessageFormat::Human => Form::Human {
                is_coloured: common.has_color(),
                shows_all: self.all,
            },
            MessageFormat::Short => Form::Short,
            MessageFormat::Json => Form::Json,
            MessageFormat::Sarif => Form::Sarif,
            MessageFormat::Github => Form::Github,
        }
    }

    /// Whether problems go to the standard output.
    pub(super) fn uses_stdout(&self) -> bool {
        match self.message_format {
            MessageFormat::Human | MessageFormat::Short => false,
            MessageFormat::Json | MessageFormat::Sarif | MessageFormat::Github => true,
        }
    }

    /// Whether warnings stop the build.
    pub(super) fn denies_warnings(&self) -> bool {
        self.deny.contains(&Deny::Warnings)
    }
}

/// Reports what was found in a project. Fails when an error is among it.
pub(super) fn report(
    common: &Common,
    reporting: &Reporting,
    project: &Workspace,
    found: Vec<Diagnostic>,
    least: Severity,
) -> Result<(), Failure> {
    let problems = project.judged(found, reporting.denies_warnings(), least);
    show(common, reporting, &problems, &project.sources);
    match has_errors(&problems) {
        true => Err(Failure::Source),
        false => Ok(()),
    }
}

/// Prints problems as they are.
pub(super) fn show(
    common: &Common,
    reporting: &Reporting,
    problems: &[Diagnostic],
    sources: &Sources,
) {
    print_report(reporting, &reporting.form(common).text(problems, sources));
}

/// Prints a text of problems to where they go.
pub(super) fn print_report(reporting: &Reporting, text: &str) {
    match reporting.uses_stdout() {
        true => print(text.as_bytes()),
        false => console::say(text),
    }
}
